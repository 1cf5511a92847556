//! Whose work a file is that stands where a workbook is to be written.
//!
//! In: the bytes of any file. Out: whether this tool wrote it and whether its cells and remarks are still as they were. What
//! cannot be read is never ours: the doubt is settled in favour of the file.

mod by_hand;

use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader as _, Xlsx};
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use crate::vocab::Provenance;

use super::seal::{PROPERTY, Seal, SheetSeal, digest_in};
use by_hand::ByHand;

/// The part of a workbook that holds the properties which programs add.
const PROPERTIES: &str = "docProps/custom.xml";

/// The most bytes of that part that are looked at; ours has 400.
const PROPERTIES_SIZE: u64 = 1 << 20;

/// The most bytes to which one part of a workbook may unpack that is held in memory as a whole, such as the texts of a
/// file that another program saved again. This tool keeps its texts in the cells, which are read one after the other.
const PART_SIZE: u64 = 256 << 20;

/// Judges whether this tool wrote the file, and whether a cell or a remark has changed since, or what marks a cell out.
///
/// A workbook that another program opened and saved without a change is still [`Provenance::Ours`]; one with a formula
/// in it never is, because the tool writes none.
#[must_use]
pub fn written_by_us(bytes: &[u8]) -> Provenance {
    if !bytes.starts_with(b"PK") {
        return Provenance::Foreign;
    }
    // Readers of damaged archives and workbooks have panicked before.
    catch_unwind(AssertUnwindSafe(|| examined(bytes))).unwrap_or(Provenance::Unreadable)
}

fn examined(bytes: &[u8]) -> Provenance {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return Provenance::Unreadable };
    let Some(property) = property(&mut archive) else { return Provenance::Foreign };
    let Some(expected) = digest_in(&property) else { return Provenance::Edited };
    match digest(&mut archive, bytes) {
        Some(digest) if digest == expected => Provenance::Ours,
        _ => Provenance::Edited,
    }
}

/// The text of our document property; `None` when the file has none.
fn property(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Option<String> {
    let mut xml = String::new();
    archive.by_name(PROPERTIES).ok()?.take(PROPERTIES_SIZE).read_to_string(&mut xml).ok()?;
    let mut reader = Reader::from_str(&xml);
    let mut is_ours = false;
    let mut text = String::new();
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) if start.local_name().as_ref() == "property" => {
                let name = start.try_get_attribute("name").ok()?;
                is_ours = name.is_some_and(|name| name.value.as_ref() == PROPERTY);
            }
            Event::Text(part) if is_ours => text.push_str(&part),
            Event::End(end) if is_ours && end.local_name().as_ref() == "property" => return Some(text.trim().to_owned()),
            Event::Eof => return None,
            _ => (),
        }
    }
}

/// The digest of the cells as they are now; `None` when they cannot be read or hold what this tool never writes.
fn digest(archive: &mut ZipArchive<Cursor<&[u8]>>, bytes: &[u8]) -> Option<String> {
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).ok()?;
        if part.size() > PART_SIZE && !part.name_raw().starts_with(b"xl/worksheets/") {
            return None;
        }
    }
    let mut workbook = Xlsx::new(Cursor::new(bytes)).ok()?;
    let by_hand = ByHand::open(archive)?;
    let mut seal = Seal::new();
    for (number, name) in workbook.sheet_names().into_iter().enumerate() {
        let mut cells = workbook.worksheet_cells_reader(&name).ok()?;
        let mut sheet = SheetSeal::new();
        while let Some(cell) = cells.next_cell_with_formula_metadata().ok()? {
            if cell.formula.is_some() {
                return None;
            }
            let (row, column) = cell.pos;
            let column = u16::try_from(column).ok()?;
            match cell.value {
                DataRef::Empty => (),
                DataRef::SharedString(text) => written_text(&mut sheet, row, column, text),
                DataRef::String(text) => written_text(&mut sheet, row, column, &text),
                DataRef::Float(number) => sheet.number(row, column, number),
                DataRef::DateTime(day) => sheet.number(row, column, day.as_f64()),
                _ => return None,
            }
        }
        by_hand.enter(archive, number, &mut sheet)?;
        seal.sheet(&name, sheet);
    }
    Some(seal.finish())
}

/// A program may keep an empty text where the tool wrote nothing.
fn written_text(sheet: &mut SheetSeal, row: u32, column: u16, text: &str) {
    if !text.is_empty() {
        sheet.text(row, column, text);
    }
}

#[cfg(test)]
mod tests;
