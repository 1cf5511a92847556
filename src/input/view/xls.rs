//! The views of older workbooks (.xls).

use super::super::compound::stream;
use super::View;

/// The kinds of the records that are read ([MS-XLS] 2.3.1), by what they tell of.
mod kind {
    pub(super) const BEGIN: u16 = 0x0809;
    pub(super) const END: u16 = 0x000a;
    pub(super) const SHEET: u16 = 0x0085;
    pub(super) const ROW: u16 = 0x0208;
    pub(super) const COLUMNS: u16 = 0x007d;
}

/// The views; merged areas are not in them, for the library tells of those.
pub(super) fn views(bytes: &[u8]) -> Vec<View> {
    let Some(book) = stream(bytes, "Workbook").or_else(|| stream(bytes, "Book")) else { return Vec::new() };
    let sheets = Records::of(&book).filter(|(kind, _)| *kind == kind::SHEET);
    let view = |(_, data): (u16, &[u8])| {
        let begin = data.first_chunk().and_then(|place| usize::try_from(u32::from_le_bytes(*place)).ok());
        let mut view = View::default();
        for (kind, data) in begin.and_then(|begin| book.get(begin..)).into_iter().flat_map(Records::of) {
            let _ = take(&mut view, kind, data);
        }
        view
    };
    sheets.map(view).collect()
}

/// Takes what a record of a sheet says; `None` for one that is too short to say it.
fn take(view: &mut View, kind: u16, data: &[u8]) -> Option<()> {
    match kind {
        kind::ROW => {
            let (row, height, flags) = (half(data, 0)?, half(data, 6)?, half(data, 12)?);
            let (hidden, by_hand) = (flags & 0x20 != 0, flags & 0x40 != 0);
            // A height of zero means none only where somebody gave it: programs that know no heights write zeros.
            if hidden || (by_hand && height == 0) {
                view.hide_rows(row, row);
            }
        }
        kind::COLUMNS => {
            let (first, last, width, flags) = (half(data, 0)?, half(data, 2)?, half(data, 4)?, half(data, 8)?);
            if flags & 1 != 0 || width == 0 {
                view.hide_columns(first, last);
            }
        }
        _ => {}
    }
    Some(())
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
    use crate::input::testing::{compound, read, request, xls_cell, xls_columns, xls_of, xls_row};

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
                        Just(kind::BEGIN), Just(kind::END), Just(kind::SHEET), Just(kind::ROW), Just(kind::COLUMNS), any::<u16>(),
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
