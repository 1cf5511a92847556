//! The views of binary workbooks (.xlsb).

use std::collections::BTreeMap;
use std::io::{BufReader, Read};
use std::rc::Rc;

use super::super::Limits;
use super::super::xlsx::{Look, Package, built_in, look, targets};
use super::View;
use super::shown::Numbers;

/// The kinds of the records that are read ([MS-XLSB] 2.3.2), by what they tell of.
mod kind {
    pub(super) const ROW: u16 = 0;
    pub(super) const SHORT_NUMBER: u16 = 2;
    pub(super) const NUMBER: u16 = 5;
    pub(super) const FORMULA_NUMBER: u16 = 9;
    /// The first and the last kind of the records of cells, the first of which are empty.
    pub(super) const EMPTY_CELL: u16 = 1;
    pub(super) const LAST_OF_CELLS: u16 = 11;
    pub(super) const FONT: u16 = 0x2b;
    pub(super) const CODE: u16 = 0x2c;
    pub(super) const STYLE: u16 = 0x2f;
    pub(super) const COLUMNS: u16 = 0x3c;
    pub(super) const SHEET: u16 = 0x9c;
    pub(super) const MERGED: u16 = 0xb0;
    /// The beginning and the end of the styles of cells; there are others of the same kind.
    pub(super) const STYLES: u16 = 0x269;
    pub(super) const END_OF_STYLES: u16 = 0x26a;
}

/// How many bytes of a record are kept.
const MOST_BYTES: u64 = 1 << 17;

pub(super) fn views(bytes: &[u8], limits: &Limits) -> Vec<View> {
    let Ok(mut package) = Package::open(bytes, limits) else { return Vec::new() };
    let targets = targets(&package, "xl", "xl/_rels/workbook.bin.rels").unwrap_or_default();
    let mut sheets = Vec::new();
    if let Some(Ok(part)) = package.part("xl/workbook.bin") {
        let _ = records(part, |kind| kind == kind::SHEET, &mut |_, data| sheets.extend(relation(data)));
    }
    let (looks, struck) = styles(&mut package);
    let looks: Rc<[Look]> = looks.into();
    // The kinds of cells that hold no numbers matter only where some are struck out.
    let any_struck = struck.contains(&true);
    let wanted = |kind: u16| OF_SHEET.contains(&kind) || any_struck && is_filled(kind);
    let view = |sheet: &String| {
        let mut view = View { numbers: Numbers::new(Rc::clone(&looks)), ..View::default() };
        if let Some(Ok(part)) = targets.get(sheet).and_then(|path| package.part(path)) {
            let mut row = 0;
            let _ = records(part, wanted, &mut |kind, data| {
                let _ = take(&mut view, &struck, &mut row, kind, data);
            });
        }
        view
    };
    sheets.iter().map(view).collect()
}

/// The records of a sheet that are read.
const OF_SHEET: [u16; 6] = [kind::ROW, kind::COLUMNS, kind::MERGED, kind::SHORT_NUMBER, kind::NUMBER, kind::FORMULA_NUMBER];

/// Whether a record is that of a cell in which something stands.
fn is_filled(kind: u16) -> bool {
    (kind::EMPTY_CELL + 1..=kind::LAST_OF_CELLS).contains(&kind)
}

/// What each style of cells shows, and whether its font strikes out.
fn styles(package: &mut Package<'_>) -> (Vec<Look>, Vec<bool>) {
    let Some(Ok(part)) = package.part("xl/styles.bin") else { return Default::default() };
    let (mut codes, mut fonts, mut styles, mut of_cells) = (BTreeMap::new(), Vec::new(), Vec::new(), false);
    let wanted = [kind::CODE, kind::FONT, kind::STYLE, kind::STYLES, kind::END_OF_STYLES];
    let _ = records(part, |kind| wanted.contains(&kind), &mut |kind, data| match kind {
        kind::CODE => codes.extend(half(data, 0).zip(data.get(2..).and_then(text))),
        kind::FONT => fonts.push(half(data, 2).is_some_and(|flags| flags & 8 != 0)),
        // A style that says nothing still has its number.
        kind::STYLE if of_cells => {
            let id = half(data, 2).unwrap_or_default();
            let look = codes.get(&id).map_or_else(|| built_in(id), |code: &String| look(code));
            let font = half(data, 4).and_then(|font| usize::try_from(font).ok());
            styles.push((look, font.and_then(|font| fonts.get(font)) == Some(&true)));
        }
        kind::STYLE => {}
        kind => of_cells = kind == kind::STYLES,
    });
    styles.into_iter().unzip()
}

/// Takes what a record of a sheet says, which is in a row; `struck` says of each style whether it strikes out. `None` for a
/// record that is too short to say it.
fn take(view: &mut View, struck: &[bool], present: &mut u32, kind: u16, data: &[u8]) -> Option<()> {
    match kind {
        kind::ROW => {
            let row = word(data, 0)?;
            *present = row;
            let flags = *data.get(11)?;
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
        kind::MERGED => view.merge([word(data, 0)?, word(data, 2)?, word(data, 1)?, word(data, 3)?]),
        _ => {
            // A style has three bytes.
            let (column, style) = (word(data, 0)?, word(data, 1)? & 0x00ff_ffff);
            if matches!(kind, kind::SHORT_NUMBER | kind::NUMBER | kind::FORMULA_NUMBER) {
                view.numbers.places.cell(*present, column, style)?;
            }
            if usize::try_from(style).ok().and_then(|style| struck.get(style)) == Some(&true) {
                view.struck.cell(*present, column, style)?;
            }
        }
    }
    Some(())
}

/// The reference by which a sheet's part is found; `None` for a sheet without a part.
fn relation(data: &[u8]) -> Option<String> {
    text(data.get(8..)?)
}

/// A text behind its length.
fn text(data: &[u8]) -> Option<String> {
    let length = usize::try_from(word(data, 0)?).ok().filter(|length| *length < usize::from(u16::MAX))?;
    let letters = data.get(4..)?.get(..length * 2)?.as_chunks().0;
    let letters: Vec<u16> = letters.iter().map(|letter| u16::from_le_bytes(*letter)).collect();
    Some(String::from_utf16_lossy(&letters))
}

/// Two bytes as a number, at a position in bytes.
fn half(data: &[u8], at: usize) -> Option<u32> {
    data.get(at..)?.first_chunk().map(|half| u32::from(u16::from_le_bytes(*half)))
}

/// The word at a position, counted in words.
fn word(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(at * 4..)?.get(..4)?.try_into().ok()?))
}

/// Hands over the records of the wanted kinds; the others are passed over unread. `None` when the part ends within one.
fn records(part: impl Read, wanted: impl Fn(u16) -> bool, each: &mut dyn FnMut(u16, &[u8])) -> Option<()> {
    let mut part = BufReader::new(part);
    let mut data = Vec::new();
    let mut first = [0];
    while part.read(&mut first).ok()? == 1 {
        let kind = match first {
            [low] if low < 0x80 => u16::from(low),
            [low] => u16::from(low & 0x7f) | (u16::from(byte(&mut part)? & 0x7f) << 7),
        };
        let length = u64::from(length(&mut part)?);
        if wanted(kind) {
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
    use crate::vocab::finding::TableFault;
    use crate::vocab::{Finding, Place, TableId};

    #[test]
    fn numbers_are_shown_as_the_formats_of_their_cells_say() {
        let text = |column, text| (0, column, Binary::Text(text));
        let cells = [
            text(0, "Mã"),
            text(1, "Tên"),
            text(2, "Số"),
            (1, 0, Binary::Shown(7.0, 1)),
            (1, 1, Binary::Shown(7.0, 2)),
            (1, 2, Binary::Shown(0.62, 0)),
            (2, 0, Binary::Whole(7)),
            (2, 1, Binary::Day(45_291.0)),
            (2, 2, Binary::Shown(45_291.0, 3)),
            (3, 0, Binary::Shown(62.0, 4)),
            (3, 2, Binary::Shown(0.5, 77)),
        ];
        let codes = ["0.0%", "000", "\"VB\"00", "dd/mm/yyyy", "0\"%\""];
        let bytes = BinaryBook { cells: &cells, codes: &codes, ..BinaryBook::default() }.bytes();
        let seen = read("a.xlsb", &bytes, &request(&["Mã", "Tên", "Số"]));
        let expected =
            ["1: =7 Zeros(3) | =7 Lettered | =0.62 Percent", "2: =7 | 31/12/2023 | 31/12/2023", "3: =62 | – | =0.5 Unknown"];
        assert_eq!((seen.rows.as_slice(), seen.codes()), (expected.map(str::to_owned).as_slice(), vec!["partly-seen"]));
    }

    #[test]
    fn what_the_font_of_a_cell_strikes_out_is_not_read_and_is_named() {
        let text = |column, text| (0, column, Binary::Text(text));
        let cells = [text(0, "Mã"), text(1, "Số"), (1, 0, Binary::Whole(1)), (1, 1, Binary::Shown(62.5, 0))];
        let case = |struck, expected: &str, findings: &[Finding]| {
            let bytes = BinaryBook { cells: &cells, codes: &["0.0"], struck, ..BinaryBook::default() }.bytes();
            let seen = read("a.xlsb", &bytes, &request(&["Mã", "Số"]));
            assert_eq!((seen.rows.as_slice(), seen.findings.as_slice()), (&[expected.to_owned()][..], findings));
        };
        case(false, "1: =1 | =62.5", &[]);
        let fault = TableFault::StruckOut { written: "62.5".to_owned() };
        case(true, "1: =1 | –", &[Finding::new(fault, Place::Cell(TableId(0), 1, 1))]);
    }

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
