//! The views of binary workbooks (.xlsb).

use std::io::{BufReader, Read};

use super::super::Limits;
use super::super::xlsx::{Package, targets};
use super::View;

/// The kinds of the records that are read ([MS-XLSB] 2.3.2), by what they tell of.
mod kind {
    pub(super) const ROW: u16 = 0;
    pub(super) const COLUMNS: u16 = 0x3c;
    pub(super) const SHEET: u16 = 0x9c;
    pub(super) const MERGED: u16 = 0xb0;
}

/// How many bytes of a record are kept.
const MOST_BYTES: u64 = 1 << 17;

pub(super) fn views(bytes: &[u8], limits: &Limits) -> Vec<View> {
    let Ok(mut package) = Package::open(bytes, limits) else { return Vec::new() };
    let targets = targets(&package, "xl", "xl/_rels/workbook.bin.rels").unwrap_or_default();
    let mut sheets = Vec::new();
    if let Some(Ok(part)) = package.part("xl/workbook.bin") {
        let _ = records(part, &[kind::SHEET], &mut |_, data| sheets.extend(relation(data)));
    }
    let view = |sheet: &String| {
        let mut view = View::default();
        if let Some(Ok(part)) = targets.get(sheet).and_then(|path| package.part(path)) {
            let wanted = [kind::ROW, kind::COLUMNS, kind::MERGED];
            let _ = records(part, &wanted, &mut |kind, data| {
                let _ = take(&mut view, kind, data);
            });
        }
        view
    };
    sheets.iter().map(view).collect()
}

/// Takes what a record of a sheet says; `None` for one that is too short to say it.
fn take(view: &mut View, kind: u16, data: &[u8]) -> Option<()> {
    match kind {
        kind::ROW => {
            let (row, flags) = (word(data, 0)?, *data.get(11)?);
            let (hidden, by_hand) = (flags & 0x10 != 0, flags & 0x20 != 0);
            // A height of zero means none only where somebody gave it: programs that know no heights write zeros.
            if hidden || (by_hand && data.get(8..10)? == [0, 0]) {
                view.hide_rows(row, row);
            }
        }
        kind::COLUMNS => {
            let (first, last, width, flags) = (word(data, 0)?, word(data, 1)?, word(data, 2)?, *data.get(16)?);
            if flags & 1 != 0 || width == 0 {
                view.hide_columns(first, last);
            }
        }
        _ => view.merge([word(data, 0)?, word(data, 2)?, word(data, 1)?, word(data, 3)?]),
    }
    Some(())
}

/// The reference by which a sheet's part is found; `None` for a sheet without a part.
fn relation(data: &[u8]) -> Option<String> {
    let length = usize::try_from(word(data, 2)?).ok().filter(|length| *length < usize::from(u16::MAX))?;
    let letters = data.get(12..)?.get(..length * 2)?.chunks_exact(2);
    let letters: Vec<u16> = letters.filter_map(|letter| Some(u16::from_le_bytes(letter.try_into().ok()?))).collect();
    Some(String::from_utf16_lossy(&letters))
}

/// The word at a position, counted in words.
fn word(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(at * 4..)?.get(..4)?.try_into().ok()?))
}

/// Hands over the records of some kinds; the others are passed over unread. `None` when the part ends within one.
fn records(part: impl Read, wanted: &[u16], each: &mut dyn FnMut(u16, &[u8])) -> Option<()> {
    let mut part = BufReader::new(part);
    let mut data = Vec::new();
    let mut first = [0];
    while part.read(&mut first).ok()? == 1 {
        let kind = match first {
            [low] if low < 0x80 => u16::from(low),
            [low] => u16::from(low & 0x7f) | (u16::from(byte(&mut part)? & 0x7f) << 7),
        };
        let length = u64::from(length(&mut part)?);
        if wanted.contains(&kind) {
            data.clear();
            part.by_ref().take(length.min(MOST_BYTES)).read_to_end(&mut data).ok()?;
            each(kind, &data);
            let rest = length.saturating_sub(MOST_BYTES);
            std::io::copy(&mut part.by_ref().take(rest), &mut std::io::sink()).ok()?;
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use crate::input::testing::{Binary, BinaryBook, read, request};

    #[test]
    fn rows_and_columns_are_hidden_by_their_flag_and_by_a_size_of_zero_that_was_given() {
        let cells: Vec<_> = (0..6)
            .flat_map(|row| ["Mã", "Tên", "Số"].into_iter().zip(0..).map(move |(text, column)| (row, column, text)))
            .collect();
        let cells: Vec<_> = cells.iter().map(|(row, column, text)| (*row, *column, Binary::Text(text))).collect();
        let case = |rows: &[(u32, u16, u8)], columns: &[([u32; 2], u32, u8)], expected: (&[u32], &[u16])| {
            let bytes = BinaryBook { cells: &cells, rows, columns, ..BinaryBook::default() }.bytes();
            let table = read("a.xlsb", &bytes, &request(&["Mã", "Tên", "Số"])).table.unwrap();
            assert_eq!((table.hidden_rows.as_slice(), table.hidden_columns.as_slice()), expected);
        };
        case(&[], &[], (&[], &[]));
        // Hidden, without height, with a height that nobody gave, and of the second outline level.
        case(&[(1, 300, 0x10), (2, 0, 0x20), (3, 0, 0), (4, 300, 0x22), (5, 300, 0x32)], &[], (&[1, 2, 5], &[]));
        case(&[], &[([0, 0], 2560, 1), ([1, 1], 2560, 2), ([2, 16383], 0, 2)], (&[], &[0, 2]));
        case(&[], &[([1, u32::MAX], 2560, 3), ([2, 0], 2560, 1), ([1, 1], 2560, 1)], (&[], &[1, 2]));
    }
}
