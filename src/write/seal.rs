//! Digests of what the tool wrote, so that the tool knows its own work again and sees whether somebody edited it.
//!
//! In a workbook the digest covers every cell in which something stands: its sheet, row and column, whether it is text or a number, and
//! the value itself; every remark; and what marks a cell out for the eye: its fill, and the weight, slant, colour and
//! strike of its letters. Widths, lines and formats of numbers are not part of it, and neither is the way in which a
//! program stores a text: a workbook that was opened and saved without a change keeps its digest. It tells edited from unedited, by accident or
//! by hand; it is no signature: who wants to forge one can, so that a quick hash of 128 bits is enough.

use std::hash::Hasher as _;

use siphasher::sip128::{Hasher128 as _, SipHasher13};

/// The name of the document property that carries the digest.
pub(super) const PROPERTY: &str = "thidua";

/// The way in which the digest is made; another way gets another number.
pub(super) const WAY: &str = "3";

/// The digest of one sheet, made while its cells are written or read in row order.
///
/// What is hashed can be read in one way only: `r` and a row; `s`, a column, a text and a byte that no text has; `n`, a
/// column and a number of eight bytes. Marks and remarks have hashes of their own.
pub(super) struct SheetSeal {
    hash: SipHasher13,
    marks: SipHasher13,
    remarks: SipHasher13,
    pending: Vec<u8>,
    row: Option<u32>,
    cells: u64,
}

/// What marks a cell out for the eye. Colours are red, green and blue, a byte each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Mark {
    /// The colour behind the letters.
    pub(super) fill: Option<u32>,
    /// The colour of the letters, unless it is black.
    pub(super) letters: Option<u32>,
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) struck: bool,
}

impl Mark {
    /// What of it is seen where nothing stands.
    pub(super) fn of_blank(self) -> Mark {
        Mark { fill: self.fill, ..Mark::default() }
    }
}

/// Bytes are hashed many cells at a time.
const PENDING: usize = 4096;

impl SheetSeal {
    pub(super) fn new() -> SheetSeal {
        SheetSeal {
            hash: SipHasher13::new(),
            marks: SipHasher13::new(),
            remarks: SipHasher13::new(),
            pending: Vec::with_capacity(PENDING + 256),
            row: None,
            cells: 0,
        }
    }

    /// A text.
    pub(super) fn text(&mut self, row: u32, column: u16, text: &str) {
        self.cell(row, column, b's');
        self.pending.extend_from_slice(text.as_bytes());
        self.pending.push(0xff);
    }

    /// A number, as the 64 bits of the file format.
    pub(super) fn number(&mut self, row: u32, column: u16, number: f64) {
        // Zero has two forms, which nobody can tell apart in a cell.
        let bits = if number.to_bits() == (-0.0_f64).to_bits() { 0 } else { number.to_bits() };
        self.cell(row, column, b'n');
        self.pending.extend_from_slice(&bits.to_le_bytes());
    }

    /// What marks a cell out; most cells have nothing of the kind.
    pub(super) fn mark(&mut self, row: u32, column: u16, mark: Mark) {
        if mark == Mark::default() {
            return;
        }
        let colour = |colour: Option<u32>| colour.map_or([0xfe; 4], u32::to_le_bytes);
        let mut bytes = [0; 15];
        bytes[..4].copy_from_slice(&row.to_le_bytes());
        bytes[4..6].copy_from_slice(&column.to_le_bytes());
        bytes[6..10].copy_from_slice(&colour(mark.fill));
        bytes[10..14].copy_from_slice(&colour(mark.letters));
        bytes[14] = u8::from(mark.bold) | u8::from(mark.italic) << 1 | u8::from(mark.struck) << 2;
        self.marks.write(&bytes);
    }

    /// A remark; they come in the order of rows and columns. Line ends are of many kinds, and those at the end are lost.
    pub(super) fn remark(&mut self, row: u32, column: u16, text: &str) {
        self.remarks.write(&row.to_le_bytes());
        self.remarks.write(&column.to_le_bytes());
        text.trim_end().split('\r').for_each(|part| self.remarks.write(part.as_bytes()));
        self.remarks.write(&[0xff]);
    }

    fn cell(&mut self, row: u32, column: u16, kind: u8) {
        if self.pending.len() >= PENDING {
            self.hash.write(&self.pending);
            self.pending.clear();
        }
        if self.row != Some(row) {
            self.row = Some(row);
            self.pending.push(b'r');
            self.pending.extend_from_slice(&row.to_le_bytes());
        }
        self.cells += 1;
        self.pending.push(kind);
        self.pending.extend_from_slice(&column.to_le_bytes());
    }

    fn done(mut self) -> ([u8; 16], u64) {
        self.hash.write(&self.pending);
        self.hash.write(&self.marks.finish128().as_bytes());
        self.hash.write(&self.remarks.finish128().as_bytes());
        (self.hash.finish128().as_bytes(), self.cells)
    }
}

/// The digest of a workbook, from its sheets in their order.
pub(super) struct Seal(SipHasher13);

impl Seal {
    pub(super) fn new() -> Seal {
        Seal(SipHasher13::new())
    }

    /// The next sheet.
    pub(super) fn sheet(&mut self, name: &str, cells: SheetSeal) {
        let (digest, count) = cells.done();
        self.0.write(&(name.len() as u64).to_le_bytes());
        self.0.write(name.as_bytes());
        self.0.write(&count.to_le_bytes());
        self.0.write(&digest);
    }

    /// The digest in hexadecimal figures.
    pub(super) fn finish(self) -> String {
        format!("{:032x}", self.0.finish128().as_u128())
    }
}

/// The text of the document property: the way, the version of the tool, the digest.
pub(super) fn property(digest: &str) -> String {
    format!("{WAY} {} {digest}", env!("CARGO_PKG_VERSION"))
}

/// The digest in the text of the property; `None` when it was made in another way.
pub(super) fn digest_in(property: &str) -> Option<&str> {
    match property.split(' ').collect::<Vec<_>>().as_slice() {
        [WAY, _, digest] => Some(digest),
        _ => None,
    }
}
