//! The bytes of a text file to letters.

use crate::vocab::finding::TableFault;
use crate::vocab::{Finding, Place, TableId};

/// Why a text could not be decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// In no encoding that is known.
    Unknown,
    /// Bytes that are no letters begin on this line, from zero.
    Broken { line: u32 },
}

impl Fault {
    pub(super) fn finding(self, table: TableId) -> Finding {
        match self {
            Fault::Unknown => Finding::new(TableFault::UnknownEncoding, Place::Table(table)),
            Fault::Broken { line } => Finding::new(TableFault::BrokenLetters, Place::Row(table, line)),
        }
    }
}

/// The text of a file in UTF-8, with or without a byte-order mark.
pub(super) fn text(bytes: &[u8]) -> Result<&str, Fault> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Some(zero) = bytes.iter().position(|byte| *byte == 0) {
        return Err(broken(bytes, zero));
    }
    std::str::from_utf8(bytes).map_err(|_| Fault::Unknown)
}

fn broken(bytes: &[u8], at: usize) -> Fault {
    let line = bytes.iter().take(at).filter(|byte| **byte == b'\n').count();
    Fault::Broken { line: u32::try_from(line).unwrap_or(u32::MAX) }
}
