//! The archive that a workbook is: its parts, and what they may unpack to.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

use zip::ZipArchive;
use zip::read::ZipFile;

use crate::vocab::finding::{Format, TableFault};

use super::super::limits::Limits;

/// An archive whose parts are found by name, in whatever capitals and slashes its writer chose. A copy costs nothing.
#[derive(Clone)]
pub(in crate::input) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    parts: Arc<BTreeMap<String, usize>>,
}

impl<'b> Package<'b> {
    /// Opens the archive, unless its parts would unpack to more than the limits allow.
    pub(in crate::input) fn open(bytes: &'b [u8], limits: &Limits) -> Result<Package<'b>, TableFault> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| TableFault::Damaged)?;
        let (mut parts, mut unpacked) = (BTreeMap::new(), 0_u64);
        for index in 0..archive.len() {
            let part = archive.by_index_raw(index).map_err(|_| TableFault::Damaged)?;
            if part.encrypted() {
                return Err(TableFault::Encrypted);
            }
            unpacked = unpacked.saturating_add(part.size());
            parts.insert(folded(&String::from_utf8_lossy(part.name_raw())), index);
        }
        let limit = limits.for_file(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        if unpacked > limit {
            return Err(TableFault::TooLarge { megabytes: unpacked >> 20, limit: limit >> 20 });
        }
        Ok(Package { archive, parts: Arc::new(parts) })
    }

    /// What kind of workbook the parts make; `None` for another kind of archive.
    pub(in crate::input) fn format(&self) -> Option<Format> {
        let has = |part: &str| self.parts.contains_key(part);
        if has("content.xml") {
            return Some(Format::Ods);
        }
        if has("xl/workbook.bin") {
            return Some(Format::Xlsb);
        }
        let workbook = has("xl/workbook.xml") || self.parts.keys().any(|part| part.contains("worksheets/"));
        workbook.then_some(Format::Xlsx)
    }

    /// Opens a part as bytes; `None` when it is not there.
    pub(in crate::input) fn part(&mut self, path: &str) -> Option<Result<ZipFile<'_, Cursor<&'b [u8]>>, TableFault>> {
        let index = *self.parts.get(&folded(path))?;
        Some(self.archive.by_index(index).map_err(|_| TableFault::Damaged))
    }

    /// To how many bytes a part unpacks; none for one that is not there.
    pub(in crate::input) fn size(&self, path: &str) -> usize {
        let mut archive = self.archive.clone();
        let part = self.parts.get(&folded(path)).and_then(|index| archive.by_index_raw(*index).ok());
        part.map_or(0, |part| usize::try_from(part.size()).unwrap_or(usize::MAX))
    }
}

fn folded(path: &str) -> String {
    path.trim_start_matches(['/', '\\']).replace('\\', "/").to_lowercase()
}
