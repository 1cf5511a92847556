//! The views of older workbooks (.xls).

use std::collections::BTreeMap;
use std::rc::Rc;

use super::super::compound::stream;
use super::super::xlsx::{Look, built_in, look};
use super::View;
use super::shown::Numbers;

/// The kinds of the records that are read ([MS-XLS] 2.3.1), by what they tell of.
mod kind {
    pub(super) const BEGIN: u16 = 0x0809;
    pub(super) const END: u16 = 0x000a;
    pub(super) const SHEET: u16 = 0x0085;
    pub(super) const SIZE: u16 = 0x0200;
    pub(super) const CODE: u16 = 0x041e;
    pub(super) const STYLE: u16 = 0x00e0;
    pub(super) const FONT: u16 = 0x0031;
    pub(super) const ROW: u16 = 0x0208;
    pub(super) const COLUMNS: u16 = 0x007d;
    pub(super) const NUMBER: u16 = 0x0203;
    pub(super) const SHORT_NUMBER: u16 = 0x027e;
    pub(super) const SHORT_NUMBERS: u16 = 0x00bd;
    pub(super) const FORMULA: u16 = 0x0006;
    pub(super) const TEXT: u16 = 0x0204;
    pub(super) const SHARED_TEXT: u16 = 0x00fd;
    pub(super) const RICH_TEXT: u16 = 0x00d6;
    pub(super) const TRUTH: u16 = 0x0205;
}

/// The version of workbooks before Excel 97, whose texts have one byte to a letter.
const OLDER: u32 = 0x0500;

/// A sheet that claims so many cells is looked through for those with content.
const VAST: u64 = 1 << 20;

/// The views; merged areas are not in them, for the library tells of those.
pub(super) fn views(bytes: &[u8]) -> Vec<View> {
    let Some(book) = stream(bytes, "Workbook").or_else(|| stream(bytes, "Book")) else { return Vec::new() };
    let (looks, struck) = styles(&book);
    let looks: Rc<[Look]> = looks.into();
    let sheets = Records::of(&book).filter(|(kind, _)| *kind == kind::SHEET);
    let view = |(_, data): (u16, &[u8])| {
        let begin = data.first_chunk().and_then(|place| usize::try_from(u32::from_le_bytes(*place)).ok());
        let mut view = View { numbers: Numbers::new(Rc::clone(&looks)), ..View::default() };
        let records = || begin.and_then(|begin| book.get(begin..)).into_iter().flat_map(Records::of);
        for (kind, data) in records() {
            let _ = take(&mut view, &struck, kind, data);
        }
        if u64::from(view.claimed.0) * u64::from(view.claimed.1) > VAST {
            let places = records().filter_map(|(kind, data)| last_of(kind, data));
            view.corner = places.fold((0, 0), |corner, place| (corner.0.max(place.0), corner.1.max(place.1)));
        }
        view
    };
    sheets.map(view).collect()
}

/// What each style of the workbook shows, and whether its font strikes out.
fn styles(book: &[u8]) -> (Vec<Look>, Vec<bool>) {
    let is_older = half(book, 4) == Some(OLDER);
    let (mut codes, mut styles, mut fonts) = (BTreeMap::new(), Vec::new(), Vec::new());
    for (kind, data) in Records::of(book) {
        match kind {
            kind::CODE => codes.extend(half(data, 0).zip(code(data, is_older))),
            kind::FONT => fonts.push(half(data, 2).is_some_and(|flags| flags & 8 != 0)),
            // A style that says nothing still has its number.
            kind::STYLE => styles.push((half(data, 0).unwrap_or_default(), half(data, 2).unwrap_or_default())),
            _ => {}
        }
    }
    let look = |id: u32| codes.get(&id).map_or_else(|| built_in(id), |code: &String| look(code));
    // There is no font with the number four.
    let strikes = |font: u32| usize::try_from(if font > 4 { font - 1 } else { font }).ok().and_then(|at| fonts.get(at));
    styles.into_iter().map(|(font, id)| (look(id), strikes(font) == Some(&true))).unzip()
}

/// A format code, as far as it stands in its record.
fn code(data: &[u8], is_older: bool) -> Option<String> {
    let one_byte = |letters: &[u8], length| letters.iter().take(length).map(|letter| char::from(*letter)).collect();
    if is_older {
        return Some(one_byte(data.get(3..)?, usize::from(*data.get(2)?)));
    }
    let (length, letters) = (usize::try_from(half(data, 2)?).ok()?, data.get(5..)?);
    if data.get(4)? & 1 == 0 {
        return Some(one_byte(letters, length));
    }
    let letters: Vec<u16> = letters.as_chunks().0.iter().take(length).map(|letter| u16::from_le_bytes(*letter)).collect();
    Some(String::from_utf16_lossy(&letters))
}

/// Takes what a record of a sheet says; `struck` says of each style whether it strikes out. `None` for a record that is too
/// short to say it.
fn take(view: &mut View, struck: &[bool], kind: u16, data: &[u8]) -> Option<()> {
    let strikes = |style: u32| usize::try_from(style).ok().and_then(|style| struck.get(style)) == Some(&true);
    match kind {
        kind::ROW => {
            let (row, height, flags) = (half(data, 0)?, half(data, 6)?, half(data, 12)?);
            let (hidden, by_hand) = (flags & 0x20 != 0, flags & 0x40 != 0);
            // A height of zero means none only where somebody gave it: programs that know no heights write zeros.
            if hidden || (by_hand && height == 0) {
                view.hide_rows(row, row);
            }
        }
        kind::SIZE if data.len() >= 14 => {
            view.claimed = (whole(data, 4)?.saturating_sub(1), half(data, 10)?.saturating_sub(1))
        }
        kind::COLUMNS => {
            let (first, last, width, flags) = (half(data, 0)?, half(data, 2)?, half(data, 4)?, half(data, 8)?);
            if flags & 1 != 0 || width == 0 {
                view.hide_columns(first, last);
            }
        }
        kind if is_cell(kind) => {
            let (row, column, style) = (half(data, 0)?, half(data, 2)?, half(data, 4)?);
            if matches!(kind, kind::NUMBER | kind::SHORT_NUMBER | kind::FORMULA) {
                view.numbers.places.cell(row, column, style)?;
            }
            if strikes(style) {
                view.struck.cell(row, column, style)?;
            }
        }
        kind::SHORT_NUMBERS => {
            let (row, first) = (half(data, 0)?, half(data, 2)?);
            let numbers = data.get(4..data.len().checked_sub(2)?)?.as_chunks::<6>().0;
            for (column, number) in (first..).zip(numbers) {
                let style = half(number, 0)?;
                view.numbers.places.cell(row, column, style)?;
                if strikes(style) {
                    view.struck.cell(row, column, style)?;
                }
            }
        }
        _ => {}
    }
    Some(())
}

/// Whether a record is one cell with content: its row, its column and its style come first.
fn is_cell(kind: u16) -> bool {
    matches!(
        kind,
        kind::NUMBER | kind::SHORT_NUMBER | kind::FORMULA | kind::TEXT | kind::SHARED_TEXT | kind::RICH_TEXT | kind::TRUTH
    )
}

/// The row and the last column of a record with content.
fn last_of(kind: u16, data: &[u8]) -> Option<(u32, u32)> {
    match kind {
        kind::SHORT_NUMBERS => Some((half(data, 0)?, half(data, data.len().checked_sub(2)?)?)),
        kind if is_cell(kind) => Some((half(data, 0)?, half(data, 2)?)),
        _ => None,
    }
}

/// Four bytes as a number, at a position in bytes.
fn whole(data: &[u8], at: usize) -> Option<u32> {
    data.get(at..)?.first_chunk().map(|whole| u32::from_le_bytes(*whole))
}

/// Two bytes as a number, at a position in bytes.
fn half(data: &[u8], at: usize) -> Option<u32> {
    data.get(at..)?.first_chunk().map(|half| u32::from(u16::from_le_bytes(*half)))
}

/// The records of a sheet, or of the workbook before its sheets, without those of the charts in it.
struct Records<'b> {
    rest: &'b [u8],
    /// How many beginnings have no end yet.
    depth: u32,
}

impl<'b> Records<'b> {
    fn of(stream: &'b [u8]) -> Records<'b> {
        Records { rest: stream, depth: 0 }
    }
}

impl<'b> Iterator for Records<'b> {
    type Item = (u16, &'b [u8]);

    fn next(&mut self) -> Option<(u16, &'b [u8])> {
        loop {
            let ([a, b, c, d], rest) = self.rest.split_first_chunk()?;
            let (data, rest) = rest.split_at_checked(usize::from(u16::from_le_bytes([*c, *d])))?;
            self.rest = rest;
            match u16::from_le_bytes([*a, *b]) {
                kind::BEGIN => self.depth = self.depth.saturating_add(1),
                kind::END if self.depth <= 1 => return None,
                kind::END => self.depth -= 1,
                kind if self.depth <= 1 => return Some((kind, data)),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use proptest::prelude::*;

    use super::*;
    use crate::input::Shown;
    use crate::input::testing::{compound, read, request, xls_cell, xls_codes, xls_columns, xls_of, xls_row};
    use crate::vocab::finding::TableFault;
    use crate::vocab::{Finding, Place, TableId};

    type Record = (u16, Vec<u8>);

    fn cells() -> Vec<Record> {
        let row = |row| ["Mã", "Tên", "Số"].into_iter().zip(0..).map(move |(text, column)| xls_cell(row, column, 0, text));
        (0..6).flat_map(row).collect()
    }

    #[track_caller]
    fn case(records: &[Record], expected: (&[u32], &[u16])) {
        let bytes = xls_of(&[], &[records, &cells()].concat());
        let table = read("a.xls", &bytes, &request(&["Mã", "Tên", "Số"])).table.unwrap();
        assert_eq!((table.hidden_rows.as_slice(), table.hidden_columns.as_slice()), expected);
    }

    #[test]
    fn rows_and_columns_are_hidden_by_their_flag_and_by_a_size_of_zero_that_was_given() {
        case(&[], (&[], &[]));
        let rows =
            [(1, 300, true, false), (2, 0, false, true), (3, 0, false, false), (4, 300, false, true), (5, 300, true, true)];
        case(&rows.map(|(row, height, hidden, by_hand)| xls_row(row, height, hidden, by_hand)), (&[1, 2, 5], &[]));
        // Rows that hold nothing are not told of, nor are those of the heading.
        case(&[xls_row(0, 300, true, false), xls_row(200, 300, true, false), xls_row(65_535, 300, true, false)], (&[], &[]));
        case(
            &[xls_columns(0, 0, 2560, true), xls_columns(1, 1, 2560, false), xls_columns(2, 256, 0, false)],
            (&[], &[0, 2]),
        );
        case(&[xls_columns(1, 65_535, 2560, true), xls_columns(2, 0, 2560, true)], (&[], &[1, 2]));
    }

    #[test]
    fn numbers_are_shown_as_the_formats_of_their_cells_say() {
        let codes = ["0.0%", "000", "\"VB\"00", "dd/mm/yyyy", "#,##0\" hồ sơ\"", "0\"%\""];
        let short = |number: i32| ((number << 2) | 2).to_le_bytes();
        let place = |row: u16, column: u16, style: u16| [row, column, style].map(u16::to_le_bytes).concat();
        let mut cells: Vec<Record> =
            ["Mã", "Tên", "Số"].into_iter().zip(0..).map(|(text, column)| xls_cell(0, column, 0, text)).collect();
        cells.extend([xls_cell(1, 0, 2, "7"), xls_cell(1, 1, 3, "7"), xls_cell(1, 2, 1, "0.62")]);
        // A short number, several of them in one record, and the result of a formula.
        cells.push((kind::SHORT_NUMBER, [place(2, 2, 1), short(1).to_vec()].concat()));
        let row =
            [&place(3, 0, 0)[..4], &[6, 0], &short(62), &[5, 0], &short(12), &[4, 0], &short(45_291), &[2, 0]].concat();
        cells.push((kind::SHORT_NUMBERS, row));
        cells.push(xls_cell(4, 0, 0, "1"));
        cells.push((
            kind::FORMULA,
            [place(4, 2, 1), 0.5_f64.to_le_bytes().to_vec(), vec![0; 6], vec![3, 0, 0x1e, 1, 0]].concat(),
        ));
        // A cell that is given twice is shown as the second one, and a style that is not there shows nothing.
        cells.extend([xls_cell(5, 0, 1, "1"), xls_cell(5, 0, 0, "2"), xls_cell(5, 2, 99, "0.5")]);
        let bytes = xls_of(&xls_codes(&codes), &cells);
        let seen = read("a.xls", &bytes, &request(&["Mã", "Tên", "Số"]));
        let expected = [
            "1: =7 Zeros(3) | =7 Lettered | =0.62 Percent",
            "2: – | – | =1 Percent",
            "3: =62 | =12 Measured(\"hồ sơ\") | 31/12/2023",
            "4: =1 | – | =0.5 Percent",
            "5: =2 | – | =0.5 Unknown",
        ];
        assert_eq!((seen.rows.as_slice(), seen.codes()), (expected.map(str::to_owned).as_slice(), vec!["partly-seen"]));
    }

    #[test]
    fn what_the_font_of_a_cell_strikes_out_is_not_read_and_is_named() {
        let font = |flags: u8| (kind::FONT, [&[220, 0, flags, 0][..], &[0; 12]].concat());
        let style = |font: u16| (kind::STYLE, [&font.to_le_bytes()[..], &[0; 18]].concat());
        // Four fonts that strike nothing out, and behind them those with the numbers 5 and 6.
        let fonts = [0, 0, 2, 0, 8, 0].map(font);
        let globals: Vec<Record> = fonts.into_iter().chain([0, 5, 6, 99].map(style)).collect();
        let row = |row, styles: [u16; 3], texts: [&str; 3]| {
            let cells = (0..).zip(styles).zip(texts);
            cells.map(move |((column, style), text)| xls_cell(row, column, style, text)).collect::<Vec<Record>>()
        };
        let mut cells = row(0, [0; 3], ["Mã", "Tên", "Số"]);
        cells.extend(row(1, [0, 0, 1], ["01", "An", "5"]));
        cells.extend(row(2, [2, 1, 3], ["02", "Bình", "6"]));
        // A short number, and two in one record.
        let place = |row: u16, column: u16, style: u16| [row, column, style].map(u16::to_le_bytes).concat();
        let short = |number: i32| ((number << 2) | 2).to_le_bytes();
        cells.push((kind::SHORT_NUMBER, [place(3, 0, 0), short(3).to_vec()].concat()));
        cells.push((kind::SHORT_NUMBER, [place(3, 2, 1), short(7).to_vec()].concat()));
        cells.push((kind::SHORT_NUMBERS, [&place(4, 1, 0)[..4], &[0, 0], &short(8), &[1, 0], &short(9), &[2, 0]].concat()));
        let seen = read("a.xls", &xls_of(&globals, &cells), &request(&["Mã", "Tên", "Số"]));
        assert_eq!(seen.rows, ["1: =1 | An | –", "2: =2 | – | =6", "3: =3 | – | –", "4: – | =8 | –"]);
        let fault = TableFault::StruckOut { written: "5".to_owned() };
        let place = |row, column| Place::Cell(TableId(0), row, column);
        let struck = Finding { others: vec![place(2, 1), place(3, 2), place(4, 2)], ..Finding::new(fault, place(1, 2)) };
        assert_eq!(seen.findings, [struck]);
    }

    #[test]
    fn formats_are_read_in_every_way_in_which_they_are_written() {
        let style = |id: u16| (kind::STYLE, [0, id, 0, 0].map(u16::to_le_bytes).concat());
        let book = |version: u16, code: &[u8]| {
            let begin = (kind::BEGIN, [version, 5].map(u16::to_le_bytes).concat());
            let code = (kind::CODE, [&170_u16.to_le_bytes()[..], code].concat());
            let records = [begin, code, style(170), style(9), style(14), style(171), (kind::STYLE, vec![0])];
            records.map(|(kind, data)| [&kind.to_le_bytes()[..], &[data.len().to_le_bytes()[0], 0], &data].concat()).concat()
        };
        let (plain, percent) = (Look::Number(Shown::Plain), Look::Number(Shown::Percent));
        let expected = |first| vec![first, percent, Look::Day, plain, plain];
        assert_eq!(styles(&book(0x0600, &[4, 0, 0, b'0', b'.', b'0', b'%'])).0, expected(percent));
        assert_eq!(styles(&book(0x0600, &[2, 0, 1, b'0', 0, b'%', 0])).0, expected(percent));
        assert_eq!(styles(&book(0x0500, &[4, b'0', b'.', b'0', b'%'])).0, expected(percent));
        // One that is cut is read as far as it goes.
        assert_eq!(styles(&book(0x0600, &[200, 0, 0, b'0', b'%'])).0, expected(percent));
        assert_eq!(styles(&book(0x0600, &[])).0, expected(plain));
    }

    #[test]
    fn what_a_chart_within_the_sheet_hides_is_not_hidden_in_the_sheet() {
        let begin = (kind::BEGIN, [0x0600_u16, 0x20, 0, 0].map(u16::to_le_bytes).concat());
        let chart = [begin, xls_row(1, 300, true, false), (kind::END, Vec::new()), xls_row(2, 300, true, false)];
        case(&chart, (&[2], &[]));
    }

    proptest! {
        #[test]
        fn no_records_make_the_reader_fail(
            records in proptest::collection::vec(
                (
                    prop_oneof![
                        Just(kind::BEGIN), Just(kind::END), Just(kind::SHEET), Just(kind::ROW), Just(kind::COLUMNS),
                        Just(kind::CODE), Just(kind::STYLE), Just(kind::FONT), Just(kind::TEXT), Just(kind::NUMBER), Just(kind::SHORT_NUMBERS), any::<u16>(),
                    ],
                    proptest::collection::vec(any::<u8>(), 0..24),
                ),
                0..40,
            ),
            cut in 0..64_usize,
        ) {
            let bytes = xls_of(&records, &records);
            views(bytes.get(..bytes.len() - cut).unwrap());
            let piece = |(kind, data): &Record| [&kind.to_le_bytes()[..], &[data.len().to_le_bytes()[0], 0], data].concat();
            views(&compound("Book", &records.iter().flat_map(piece).collect::<Vec<u8>>()));
        }
    }
}
