//! What people see of a sheet beside its values, of which the library that reads .xls, .xlsb and .ods does not tell: how
//! numbers are shown, the rows and columns that are hidden, what is struck out, and the merged areas of .xlsb and .ods. The
//! readers of other formats keep here what is hidden.
//!
//! In: the bytes of a workbook. Out: for each sheet, in the order of the workbook, its view. What cannot be read here is
//! not in it: what is wrong with the file is said when its cells are read. Nothing costs more than its bytes in the file:
//! rows and columns are stretches, however many they are.

mod ods;
mod places;
mod shown;
mod strikes;
mod xls;
mod xlsb;

use self::places::Places;
use self::shown::Numbers;
use super::Limits;
use super::heading::Area;
use super::limits::{SHEET_COLUMNS, SHEET_ROWS};
use super::xlsx::Look;
use crate::vocab::finding::{Format, TableFault};

/// How many areas of a sheet are kept; a sheet that claims more is made to cost time.
const MOST_AREAS: usize = 1 << 17;

/// What people see of a sheet.
#[derive(Debug, Default, PartialEq)]
pub(super) struct View {
    pub(super) merged: Vec<Area>,
    /// The stretches of rows that people do not see, the first and the last row of each.
    hidden_rows: Vec<(u32, u32)>,
    /// The same of columns.
    hidden_columns: Vec<(u32, u32)>,
    numbers: Numbers,
    /// The last row and the last column with content, from zero, as far as they are known.
    pub(super) corner: (u32, u32),
    /// The same as an older workbook claims, with what is only formatted.
    pub(super) claimed: (u32, u32),
    /// The cells that their fonts strike out, or a part of what stands in them.
    struck: Places,
}

/// The view of every sheet of a workbook. What stands beyond the places of a sheet, of which the library does not tell
/// either, is an error.
pub(super) fn of(bytes: &[u8], format: Format, limits: &Limits) -> Result<Vec<View>, TableFault> {
    let mut views = match format {
        Format::Xls => xls::views(bytes),
        Format::Xlsb => xlsb::views(bytes, limits),
        _ => ods::views(bytes, limits)?,
    };
    for view in &mut views {
        view.numbers.places.sort();
        view.struck.sort();
    }
    Ok(views)
}

impl View {
    /// How the number in a cell is shown; `None` where that is not known.
    pub(super) fn look(&self, row: u32, column: u16) -> Option<Look> {
        self.numbers.look(row, column)
    }

    /// Whether the font of a cell strikes out what stands in it, or a part of that.
    pub(super) fn is_struck(&self, row: u32, column: u16) -> bool {
        self.struck.style(row, column).is_some()
    }

    /// Those of the rows, which come in their order, that people do not see.
    pub(super) fn hidden_among(&self, rows: impl Iterator<Item = u32>) -> Vec<u32> {
        let stretches = apart(&self.hidden_rows);
        let mut stretches = stretches.iter().peekable();
        let mut is_hidden = |row: u32| {
            while stretches.next_if(|(_, last)| *last < row).is_some() {}
            stretches.peek().is_some_and(|(first, _)| *first <= row)
        };
        let mut hidden: Vec<u32> = rows.filter(|row| is_hidden(*row)).collect();
        hidden.dedup();
        hidden
    }

    /// The stretches of columns that people do not see, apart from each other.
    pub(super) fn hidden_columns(&self) -> Vec<(u16, u16)> {
        let narrow = |(first, last): (u32, u32)| Some((u16::try_from(first).ok()?, u16::try_from(last).ok()?));
        apart(&self.hidden_columns).into_iter().filter_map(narrow).collect()
    }

    pub(super) fn hide_rows(&mut self, first: u32, last: u32) {
        add(&mut self.hidden_rows, first, last.min(SHEET_ROWS - 1));
    }

    pub(super) fn hide_columns(&mut self, first: u32, last: u32) {
        add(&mut self.hidden_columns, first, last.min(u32::from(SHEET_COLUMNS) - 1));
    }

    /// Adds an area of its first row, first column, last row and last column, within what a sheet can have.
    fn merge(&mut self, [top, left, bottom, right]: [u32; 4]) {
        let (bottom, right) = (bottom.min(SHEET_ROWS - 1), right.min(u32::from(SHEET_COLUMNS) - 1));
        if self.merged.len() < MOST_AREAS
            && top <= bottom
            && left <= right
            && let (Ok(left), Ok(right)) = (u16::try_from(left), u16::try_from(right))
        {
            self.merged.push(Area { top, left, bottom, right });
        }
    }
}

/// Adds a stretch, unless it is nowhere; one that begins where the last one ends goes on with it.
fn add(stretches: &mut Vec<(u32, u32)>, first: u32, last: u32) {
    match stretches.last_mut() {
        _ if first > last => {}
        Some((_, end)) if *end + 1 == first => *end = last,
        _ => stretches.push((first, last)),
    }
}

/// The same stretches in their order, none of them touching another.
fn apart(stretches: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let mut sorted = stretches.to_vec();
    sorted.sort_unstable();
    let mut apart: Vec<(u32, u32)> = Vec::new();
    for (first, last) in sorted {
        match apart.last_mut() {
            Some((_, end)) if first <= end.saturating_add(1) => *end = last.max(*end),
            _ => apart.push((first, last)),
        }
    }
    apart
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use proptest::prelude::*;

    use super::*;
    use crate::input::testing::{Binary, BinaryBook, ods, xls_columns, xls_of, xls_row};

    #[test]
    fn rows_are_hidden_that_stand_in_a_stretch_and_have_content() {
        let mut view = View::default();
        for (first, last) in [(7, 8), (2, 3), (3, 5), (9, 9), (20, 10), (1_048_575, u32::MAX)] {
            view.hide_rows(first, last);
        }
        let rows = [0, 1, 2, 2, 5, 6, 7, 9, 9, 10, 15, 1_048_575];
        assert_eq!(view.hidden_among(rows.into_iter()), [2, 5, 7, 9, 1_048_575]);
        view.hide_columns(5, 70_000);
        view.hide_columns(2, 6);
        assert_eq!(view.hidden_columns(), [(2, 16_383)]);
    }

    /// A workbook of each format, and what is hidden and merged in it.
    fn books() -> [(Format, Vec<u8>); 3] {
        let cells = [(1, 0, Binary::Text("Mã")), (2, 0, Binary::Whole(1))];
        let (rows, columns) = ([(2, 300, 0x10)], [([1, 3], 0, 0)]);
        let merged = [[1, 2, 4, 5]];
        let binary = BinaryBook { cells: &cells, rows: &rows, columns: &columns, merged: &merged, ..BinaryBook::default() };
        let of_ods = r#"<table:table-column/><table:table-column-group table:display="false"><table:table-column
            table:number-columns-repeated="3"/></table:table-column-group><table:table-row table:number-rows-repeated="2"/>
            <table:table-row table:visibility="filter"><table:table-cell table:number-columns-repeated="4"/><table:table-cell
            table:number-rows-spanned="2" table:number-columns-spanned="2"/></table:table-row>"#;
        let of_xls = [xls_row(2, 300, true, false), xls_columns(1, 3, 0, false)];
        [(Format::Xls, xls_of(&[], &of_xls)), (Format::Xlsb, binary.bytes()), (Format::Ods, ods(of_ods))]
    }

    #[test]
    fn every_format_tells_what_is_hidden() {
        for (format, bytes) in books() {
            let views = of(&bytes, format, &Limits::default()).unwrap();
            assert_eq!((views.len(), views[0].hidden_columns()), (1, vec![(1, 3)]), "{format:?}");
            assert_eq!(views[0].hidden_among(0..5), [2], "{format:?}");
            let merged = if format == Format::Xls { 0 } else { 1 };
            assert_eq!(views[0].merged.len(), merged, "{format:?}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_reader_fail(
            book in 0..3_usize, changes in proptest::collection::vec((any::<usize>(), any::<u8>()), 0..20), cut in 0..400_usize,
        ) {
            let (format, mut bytes) = books()[book].clone();
            let length = bytes.len();
            for (at, byte) in changes {
                bytes[at % length] = byte;
            }
            bytes.truncate(length - cut.min(length));
            for view in of(&bytes, format, &Limits::default()).unwrap_or_default() {
                prop_assert!(view.hidden_among(0..5).len() <= 5 && view.hidden_columns().len() <= length);
            }
        }
    }
}
