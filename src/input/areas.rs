//! The merged areas of .ods and .xlsb workbooks, of which the library that reads them does not tell.
//!
//! In: the archive. Out: for each sheet, in the order of the workbook, its areas. What cannot be read here has none: what is
//! wrong with it is said when its cells are read. The library drops what stands beyond the places of a sheet, so that is
//! found here too.

use std::io::{BufReader, Read};

use quick_xml::events::BytesStart;

use crate::vocab::finding::TableFault;

use super::Limits;
use super::heading::Area;
use super::limits::{SHEET_COLUMNS, SHEET_ROWS, within};
use super::xlsx::{Package, attributes, elements, targets};

/// How many areas of a sheet are kept; a sheet that claims more is made to cost time.
const MOST: usize = 1 << 17;

/// The areas of every sheet of an OpenDocument workbook, unless a cell with a value stands where no sheet has a place.
pub(super) fn of_ods(bytes: &[u8], limits: &Limits) -> Result<Vec<Vec<Area>>, TableFault> {
    let mut sheets = Sheets::default();
    if let Ok(mut package) = Package::open(bytes, limits) {
        let _ = elements(&mut package, "content.xml", &mut |element| sheets.take(element));
    }
    sheets.fault.map_or(Ok(sheets.areas), Err)
}

/// Where the reading of an OpenDocument workbook stands.
#[derive(Default)]
struct Sheets {
    areas: Vec<Vec<Area>>,
    row: u32,
    next_row: u32,
    column: u32,
    /// The first value beyond what a sheet can have.
    fault: Option<TableFault>,
}

impl Sheets {
    fn take(&mut self, element: &BytesStart<'_>) {
        let said = element.attributes_raw();
        let number =
            |name: &str| attributes::raw(said, name).and_then(|value| value.parse::<u32>().ok()).unwrap_or(1).max(1);
        match element.name().as_ref() {
            "table:table" => {
                self.areas.push(Vec::new());
                self.next_row = 0;
            }
            "table:table-row" => {
                (self.row, self.column) = (self.next_row, 0);
                self.next_row = self.row.saturating_add(number("number-rows-repeated"));
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let (rows, columns) = (number("number-rows-spanned"), number("number-columns-spanned"));
                if rows > 1 || columns > 1 {
                    self.push(rows, columns);
                }
                self.column = self.column.saturating_add(number("number-columns-repeated"));
                if self.fault.is_none() && attributes::raw(said, "value-type").is_some() {
                    self.fault = within(self.next_row - 1, self.column - 1).err();
                }
            }
            _ => {}
        }
    }

    /// Adds an area that begins at the present cell, in every row for which the row stands.
    fn push(&mut self, rows: u32, columns: u32) {
        let Some(areas) = self.areas.last_mut() else { return };
        let room = MOST.saturating_sub(areas.len());
        let area =
            |top: u32| area([top, self.column, top.saturating_add(rows - 1), self.column.saturating_add(columns - 1)]);
        areas.extend((self.row..self.next_row).take(room).filter_map(area));
    }
}

/// The areas of every sheet of a binary workbook.
pub(super) fn of_xlsb(bytes: &[u8], limits: &Limits) -> Vec<Vec<Area>> {
    let Ok(mut package) = Package::open(bytes, limits) else { return Vec::new() };
    let targets = targets(&mut package, "xl", "xl/_rels/workbook.bin.rels").unwrap_or_default();
    let mut sheets = Vec::new();
    if let Some(Ok(part)) = package.part("xl/workbook.bin") {
        let _ = records(part, SHEET, &mut |data| sheets.extend(relation(data)));
    }
    let areas = |sheet: &String| {
        let mut areas = Vec::new();
        if let Some(Ok(part)) = targets.get(sheet).and_then(|path| package.part(path)) {
            let _ = records(part, MERGED, &mut |data| {
                areas.extend(merged(data).filter(|_| areas.len() < MOST));
            });
        }
        areas
    };
    sheets.iter().map(areas).collect()
}

/// The kinds of the record that names a sheet, and of that of a merged area ([MS-XLSB] 2.4.304 and 2.4.677).
const SHEET: u16 = 0x9c;
const MERGED: u16 = 0xb0;

/// The reference by which a sheet's part is found; `None` for a sheet without a part.
fn relation(data: &[u8]) -> Option<String> {
    let length = usize::try_from(word(data, 2)?).ok().filter(|length| *length < usize::from(u16::MAX))?;
    let letters = data.get(12..)?.get(..length * 2)?.chunks_exact(2);
    let letters: Vec<u16> = letters.filter_map(|letter| Some(u16::from_le_bytes(letter.try_into().ok()?))).collect();
    Some(String::from_utf16_lossy(&letters))
}

fn merged(data: &[u8]) -> Option<Area> {
    area([word(data, 0)?, word(data, 2)?, word(data, 1)?, word(data, 3)?])
}

/// The word at a position, counted in words.
fn word(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(at * 4..)?.get(..4)?.try_into().ok()?))
}

/// An area of its first row, first column, last row and last column, within what a sheet can have.
fn area([top, left, bottom, right]: [u32; 4]) -> Option<Area> {
    let (bottom, right) = (bottom.min(SHEET_ROWS - 1), right.min(u32::from(SHEET_COLUMNS) - 1));
    let fits = top <= bottom && left <= right;
    fits.then_some(Area { top, left: u16::try_from(left).ok()?, bottom, right: u16::try_from(right).ok()? })
}

/// Hands over the records of a kind; the others are passed over unread. `None` when the part ends within one.
fn records(part: impl Read, wanted: u16, each: &mut dyn FnMut(&[u8])) -> Option<()> {
    let mut part = BufReader::new(part);
    let mut data = Vec::new();
    let mut first = [0];
    while part.read(&mut first).ok()? == 1 {
        let kind = match first {
            [low] if low < 0x80 => u16::from(low),
            [low] => u16::from(low & 0x7f) | (u16::from(byte(&mut part)? & 0x7f) << 7),
        };
        let length = u64::from(length(&mut part)?);
        if kind == wanted {
            data.clear();
            part.by_ref().take(length.min(MOST as u64)).read_to_end(&mut data).ok()?;
            each(&data);
        } else {
            std::io::copy(&mut part.by_ref().take(length), &mut std::io::sink()).ok()?;
        }
    }
    Some(())
}

fn byte(part: &mut impl Read) -> Option<u8> {
    let mut byte = [0];
    part.read_exact(&mut byte).ok()?;
    Some(byte[0])
}

/// A length in seven bits to a byte, of four bytes at most.
fn length(part: &mut impl Read) -> Option<u32> {
    let mut length = 0;
    for shift in [0, 7, 14, 21] {
        let byte = byte(part)?;
        length |= u32::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            break;
        }
    }
    Some(length)
}
