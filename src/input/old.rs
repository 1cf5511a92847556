//! Workbooks that only a library reads: .xls, .xlsb and .ods.
//!
//! The library tells neither how numbers are shown nor what is hidden and merged: that is read beside it ([`super::view`]),
//! and numbers of which nothing was found come as [`Shown::Unknown`]. Some broken files make it panic, which is contained
//! here, or ask for gigabytes, which only another process contains ([`super::plain`]).

use std::collections::BTreeSet;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{
    CellErrorType, Data, DataRef, Dimensions, Ods, OdsError, Range, Reader, Sheet, SheetVisible, Xls, XlsError, Xlsb,
    XlsbError,
};

use crate::vocab::date;
use crate::vocab::finding::{Encoding, Format, TableFault};
use crate::vocab::name::tidy;

use super::decode;
use super::heading::Area;
use super::limits::{HEADING_BYTES, prefix, within};
use super::number;
use super::plain::{Plain, PlainCell, PlainSheet};
use super::serial::{self, Epoch};
use super::tidy::text_cell;
use super::view::{self, View};
use super::xlsx::Look;
use super::{Cell, Limits, Shown};

/// Reads a workbook of one of the formats whole.
pub(super) fn read(bytes: &[u8], format: Format, limits: &Limits) -> Result<Plain, TableFault> {
    let read = || match format {
        Format::Xls => xls(bytes),
        Format::Xlsb => xlsb(bytes),
        _ => ods(bytes),
    };
    let views = view::of(bytes, format, limits);
    views.as_deref().map_or(Ok(()), |views| near_enough(views, bytes.len(), limits))?;
    // A reader that panics has met bytes that it did not expect: to the clerk the file is damaged.
    let mut raw = catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(TableFault::Damaged))?;
    if raw.is_empty() {
        return Err(TableFault::Damaged);
    }
    raw.iter_mut().zip(views?).for_each(|(sheet, view)| sheet.view = view);
    raw.iter().try_for_each(RawSheet::fits)?;
    let converted = decode::older_letters(raw.iter().flat_map(RawSheet::texts));
    let from_1904 = raw.iter().any(|sheet| sheet.epoch == Epoch::Of1904);
    Ok(Plain { format, converted, from_1904, sheets: raw.into_iter().map(|sheet| sheet.plain(converted)).collect() })
}

/// How often the library holds every place of a sheet up to the last one with content.
const HELD: u64 = 2;

/// How many places a sheet has to each byte of the file where nearly all of them are empty.
const SPARSE: u64 = 8;

/// Whether there is memory for all places of each sheet, and for the cells that it claims to have, for which the library
/// makes room first. Else, where hardly any of them has content, the last one is named.
fn near_enough(views: &[View], file: usize, limits: &Limits) -> Result<(), TableFault> {
    let is_far = |(row, column): (u32, u32), bytes: u64| {
        let places = (u64::from(row) + 1).saturating_mul(u64::from(column) + 1);
        places.saturating_mul(bytes) > limits.memory && places / SPARSE > file as u64
    };
    let far = |view: &View| {
        let (held, room) = (HELD * size_of::<Data>() as u64, size_of::<calamine::Cell<Data>>() as u64);
        [(view.corner, held), (view.claimed, room)].into_iter().find(|(corner, bytes)| is_far(*corner, *bytes))
    };
    match views.iter().enumerate().find_map(|(at, view)| Some((at, far(view)?.0))) {
        Some((at, (row, column))) => {
            let column = u16::try_from(column).unwrap_or(u16::MAX);
            Err(TableFault::FarCell { row, column, sheet: (views.len() > 1).then_some(at + 1) })
        }
        None => Ok(()),
    }
}

/// A sheet as the library gives it.
struct RawSheet {
    name: String,
    hidden: bool,
    /// The merged areas of which the library tells.
    merged: Vec<Area>,
    /// What it does not tell.
    view: View,
    /// A cell without value is a formula whose result the library does not show.
    cells: Vec<(u32, u32, Option<Data>)>,
    epoch: Epoch,
}

impl RawSheet {
    fn new(sheet: &Sheet, epoch: Epoch) -> RawSheet {
        RawSheet {
            name: tidy(&sheet.name),
            hidden: sheet.visible != SheetVisible::Visible,
            merged: Vec::new(),
            view: View::default(),
            cells: Vec::new(),
            epoch,
        }
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().filter_map(|(_, _, data)| match data {
            Some(Data::String(text)) => Some(text.as_str()),
            _ => None,
        })
    }

    /// Whether a sheet can have its cells.
    fn fits(&self) -> Result<(), TableFault> {
        self.cells.iter().try_for_each(|(row, column, _)| within(*row, *column))
    }

    fn take(&mut self, range: &Range<Data>) {
        let (top, left) = range.start().unwrap_or_default();
        let place = |at: usize, from: u32| u32::try_from(at).unwrap_or(u32::MAX).saturating_add(from);
        let cells = range.used_cells().map(|(row, column, data)| (place(row, top), place(column, left), Some(data.clone())));
        self.cells.extend(cells);
    }

    /// The places of formulas, and what each stores as its result.
    fn results<'f>(&self, formulas: &'f Range<String>) -> Vec<(u32, u32, &'f str, Stored)> {
        let (top, left) = formulas.start().unwrap_or_default();
        let place = |at: usize, from: u32| u32::try_from(at).unwrap_or(u32::MAX).saturating_add(from);
        let of_formula = |(row, column, formula): (usize, usize, &'f String)| {
            let (row, column) = (place(row, top), place(column, left));
            let found = self.cells.binary_search_by_key(&(row, column), |(row, column, _)| (*row, *column));
            let stored = match found.ok().and_then(|at| self.cells.get(at)) {
                Some((.., Some(Data::String(text)))) if text.is_empty() => Stored::EmptyText,
                Some((.., Some(data))) if *data != Data::Empty => Stored::Something,
                _ => Stored::Nothing,
            };
            (row, column, formula.as_str(), stored)
        };
        formulas.used_cells().map(of_formula).collect()
    }

    /// Marks the formulas that were never computed. An empty text is a result only where something else was computed:
    /// programs that compute nothing store it for every formula. Where nothing of this sheet has another result, only a
    /// formula that speaks of empty texts may result in one.
    fn mark_uncomputed(&mut self, formulas: &Range<String>, book_is_computed: bool) {
        let results = self.results(formulas);
        let sheet_is_computed = results.iter().any(|(.., stored)| *stored == Stored::Something);
        let is_uncomputed = |formula: &str, stored| match stored {
            _ if is_empty_text(formula) => false,
            Stored::Nothing => true,
            Stored::EmptyText => !(sheet_is_computed || (book_is_computed && formula.contains("\"\""))),
            Stored::Something => false,
        };
        let uncomputed = results.into_iter().filter(|(.., formula, stored)| is_uncomputed(formula, *stored));
        let uncomputed: BTreeSet<(u32, u32)> = uncomputed.map(|(row, column, ..)| (row, column)).collect();
        self.cells.retain(|(row, column, _)| !uncomputed.contains(&(*row, *column)));
        self.cells.extend(uncomputed.into_iter().map(|(row, column)| (row, column, None)));
        self.cells.sort_by_key(|(row, column, _)| (*row, *column));
    }

    fn plain(self, converted: Option<Encoding>) -> PlainSheet {
        let mut struck = Vec::new();
        let mut cell = |(row, column, data): (u32, u32, Option<Data>)| {
            let column = u16::try_from(column).ok()?;
            let look = || self.view.look(row, column);
            let cell = data.map_or(Cell::Uncomputed, |data| cell(data, look, self.epoch, converted));
            let cell = Some(PlainCell { row, column, cell }).filter(|cell| cell.cell != Cell::Empty)?;
            // A formula without a result is asked about on its own account.
            if self.view.is_struck(row, column) && cell.cell != Cell::Uncomputed {
                struck.push((row, column, written(&cell)));
                return None;
            }
            Some(cell)
        };
        let cells: Vec<PlainCell> = self.cells.into_iter().filter_map(&mut cell).collect();
        PlainSheet {
            name: Some(self.name),
            hidden: self.hidden,
            hidden_rows: self.view.hidden_among(cells.iter().map(|cell| cell.row)),
            hidden_columns: self.view.hidden_columns(),
            merged: [self.merged, self.view.merged].concat(),
            cells,
            struck,
            ..PlainSheet::default()
        }
    }
}

/// What stands in a cell that is not read, for the finding that names it.
fn written(cell: &PlainCell) -> String {
    match cell.cell {
        Cell::Bool(true) => "TRUE".to_owned(),
        Cell::Bool(false) => "FALSE".to_owned(),
        _ => prefix(&cell.text(), HEADING_BYTES).to_owned(),
    }
}

/// Whether a formula is an empty text and nothing else: its result is known whether it was computed or not.
fn is_empty_text(formula: &str) -> bool {
    formula.trim_start_matches("of:").trim_start_matches('=').trim() == "\"\""
}

/// What a formula has as its result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stored {
    Nothing,
    EmptyText,
    Something,
}

fn xls(bytes: &[u8]) -> Result<Vec<RawSheet>, TableFault> {
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsError::Password => TableFault::Encrypted,
        _ => TableFault::Damaged,
    })?;
    let epoch = epoch(book.has_1904_epoch());
    let sheets = book.sheets_metadata().to_vec();
    let read = |sheet: &Sheet| {
        let mut raw = RawSheet::new(sheet, epoch);
        // A chart has no cells, and that is no fault.
        if let Ok(range) = book.worksheet_range(&sheet.name) {
            raw.take(&range);
        }
        raw.cells.sort_by_key(|(row, column, _)| (*row, *column));
        let formulas = book.worksheet_formula(&sheet.name).ok();
        let merged = book.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
        raw.merged = merged.iter().filter_map(area).collect();
        (raw, formulas)
    };
    let mut read: Vec<(RawSheet, Option<Range<String>>)> = sheets.iter().map(read).collect();
    let results = |(sheet, formulas): &(RawSheet, Option<Range<String>>)| {
        formulas.iter().any(|formulas| sheet.results(formulas).iter().any(|(.., stored)| *stored == Stored::Something))
    };
    let computed = read.iter().any(results);
    for (sheet, formulas) in &mut read {
        if let Some(formulas) = formulas {
            sheet.mark_uncomputed(formulas, computed);
        }
    }
    Ok(read.into_iter().map(|(sheet, _)| sheet).collect())
}

fn xlsb(bytes: &[u8]) -> Result<Vec<RawSheet>, TableFault> {
    let mut book: Xlsb<Cursor<&[u8]>> = Xlsb::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsbError::Password => TableFault::Encrypted,
        _ => TableFault::Damaged,
    })?;
    let epoch = epoch(book.has_1904_epoch());
    let sheets = book.sheets_metadata().to_vec();
    let mut read = Vec::new();
    for sheet in &sheets {
        let mut raw = RawSheet::new(sheet, epoch);
        // Cell by cell: a range would be as large as its farthest cells are apart.
        if let Ok(mut cells) = book.worksheet_cells_reader(&sheet.name) {
            while let Some(cell) = cells.next_cell().map_err(|_| TableFault::Damaged)? {
                if *cell.get_value() != DataRef::Empty {
                    let (row, column) = cell.get_position();
                    within(row, column)?;
                    raw.cells.push((row, column, Some(cell.get_value().clone().into())));
                }
            }
        }
        add_errors(&mut raw, &mut book, &sheet.name)?;
        read.push(raw);
    }
    Ok(read)
}

/// Adds the formulas of which the library shows no value: their results are errors, and an error is no blank.
fn add_errors(raw: &mut RawSheet, book: &mut Xlsb<Cursor<&[u8]>>, sheet: &str) -> Result<(), TableFault> {
    raw.cells.sort_by_key(|(row, column, _)| (*row, *column));
    let mut errors = Vec::new();
    let Ok(mut cells) = book.worksheet_cells_reader(sheet) else { return Ok(()) };
    loop {
        match cells.next_formula() {
            Ok(Some(cell)) => {
                let place = cell.get_position();
                if raw.cells.binary_search_by_key(&place, |(row, column, _)| (*row, *column)).is_err() {
                    errors.push((place.0, place.1, None));
                }
            }
            Ok(None) => break,
            Err(XlsbError::Io(_)) => return Err(TableFault::Damaged),
            // A formula that the library cannot spell; what it results in was read as a value, unless it is an error.
            Err(_) => {}
        }
    }
    raw.cells.append(&mut errors);
    raw.cells.sort_by_key(|(row, column, _)| (*row, *column));
    Ok(())
}

fn ods(bytes: &[u8]) -> Result<Vec<RawSheet>, TableFault> {
    let mut book: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(|error| match error {
        OdsError::Password => TableFault::Encrypted,
        _ => TableFault::Damaged,
    })?;
    let sheets = book.sheets_metadata().to_vec();
    let read = |sheet: &Sheet| {
        let mut raw = RawSheet::new(sheet, Epoch::Of1900);
        if let Ok(range) = book.worksheet_range(&sheet.name) {
            raw.take(&range);
        }
        if let Ok(formulas) = book.worksheet_formula(&sheet.name) {
            // This format says of an empty text that it is one.
            let place = |at: usize, from: u32| u32::try_from(at).unwrap_or(u32::MAX).saturating_add(from);
            let (top, left) = formulas.start().unwrap_or_default();
            raw.cells.sort_by_key(|(row, column, _)| (*row, *column));
            let stored: Vec<(u32, u32)> = raw.cells.iter().map(|(row, column, _)| (*row, *column)).collect();
            let formulas = formulas.used_cells().filter(|(.., formula)| !is_empty_text(formula));
            let places = formulas.map(|(row, column, _)| (place(row, top), place(column, left)));
            let missing = places.filter(|place| stored.binary_search(place).is_err());
            raw.cells.extend(missing.map(|(row, column)| (row, column, None)));
            raw.cells.sort_by_key(|(row, column, _)| (*row, *column));
        }
        raw
    };
    Ok(sheets.iter().map(read).collect())
}

fn epoch(is_1904: bool) -> Epoch {
    if is_1904 { Epoch::Of1904 } else { Epoch::Of1900 }
}

fn area(dimensions: &Dimensions) -> Option<Area> {
    let (top, left) = dimensions.start;
    let (bottom, right) = dimensions.end;
    Some(Area { top, left: u16::try_from(left).ok()?, bottom, right: u16::try_from(right).ok()? })
}

/// What a cell holds; `look` tells how its number is shown.
fn cell(data: Data, look: impl Fn() -> Option<Look>, epoch: Epoch, converted: Option<Encoding>) -> Cell<'static> {
    let text = |text: &str| match text_cell(text) {
        Cell::Text(text) => Cell::Text(text.into_owned().into()),
        _ => Cell::Empty,
    };
    let number = |written: String| match (number::shown(&written), look()) {
        (Some(number), Some(Look::Number(shown))) => Cell::Number(number, shown),
        (Some(number), Some(Look::Day)) => serial::cell(number, epoch).unwrap_or(Cell::Number(number, Shown::Plain)),
        (Some(number), None) => Cell::Number(number, Shown::Unknown),
        (None, _) => text(&written),
    };
    match data {
        Data::Empty => Cell::Empty,
        Data::Int(whole) => number(whole.to_string()),
        Data::Float(value) => number(value.to_string()),
        Data::String(written) => text(&decode::converted(&written, converted)),
        Data::Bool(value) => Cell::Bool(value),
        Data::DateTime(moment) => {
            let written = moment.as_f64().to_string();
            if look().is_some() {
                return number(written);
            }
            let day = number::shown(&written).filter(|days| *days >= rust_decimal::Decimal::ONE && moment.is_datetime());
            day.and_then(|days| serial::cell(days, epoch)).unwrap_or_else(|| number(written))
        }
        Data::DateTimeIso(written) => date::parse(&written).map_or_else(|| text(&written), Cell::Date),
        Data::DurationIso(written) => text(&written),
        Data::Error(error) => Cell::Error(error_text(&error)),
    }
}

fn error_text(error: &CellErrorType) -> String {
    error.to_string()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use crate::input::testing::{
        Binary, BinaryBook, archive, compound, ods, read, request, xls, xls_cell, xls_codes, xls_formula, xls_of, xlsb,
    };
    use crate::input::{Limits, is_fragile, plain};

    #[test]
    fn an_old_workbook_is_read_in_place_and_through_its_plain_form() {
        let bytes = xls(&[(0, 0, "BÁO CÁO"), (2, 1, "Mã"), (2, 2, "Điểm"), (3, 1, " 01"), (3, 2, "0.6199999999999999")]);
        let in_place = read("a.xls", &bytes, &request(&["Mã", "Điểm"]));
        assert_eq!(in_place.rows, ["3: 01 | =0.62"]);
        assert_eq!(in_place.codes(), Vec::<&str>::new());
        assert_eq!(in_place.sources.iter().next().unwrap().sheet.as_deref(), Some("S"));
        assert!(is_fragile(&bytes, &Limits::default()));
        let plain = plain(&bytes, &Limits::default()).unwrap();
        let elsewhere = read("a.xls", plain.as_bytes(), &request(&["Mã", "Điểm"]));
        assert_eq!((in_place.rows, in_place.findings), (elsewhere.rows, elsewhere.findings));
    }

    #[test]
    fn old_letters_in_an_old_workbook_are_converted() {
        let bytes = xls(&[(0, 0, "M·"), (0, 1, "Tªn ®¬n vÞ"), (1, 0, "DV1"), (1, 1, "Tr\u{ad}êng tiÓu häc Kim Th¸i")]);
        let seen = read("a.xls", &bytes, &request(&["Mã", "Tên đơn vị"]));
        assert_eq!(seen.rows, ["1: DV1 | Trường tiểu học Kim Thái"]);
        assert_eq!(seen.codes(), ["converted-letters"]);
        // A name that may be Unicode: whichever of the two was meant, half of the names would be wrong.
        let bytes = xls(&[(0, 0, "M·"), (0, 1, "Tªn ®¬n vÞ"), (1, 0, "DV1"), (1, 1, "X· Kim Th¸i"), (2, 1, "Xã Minh Tân")]);
        let seen = read("a.xls", &bytes, &request(&["Mã", "Tên đơn vị"]));
        assert_eq!((seen.rows.len(), seen.codes()), (0, vec!["mistaken-letters"]));
    }

    #[test]
    fn an_open_document_is_read() {
        let bytes = ods(
            r#"<table:table-row><table:table-cell office:value-type="string"><text:p>Mã</text:p></table:table-cell
            ><table:table-cell office:value-type="string"><text:p>Tỷ lệ</text:p></table:table-cell
            ><table:table-cell office:value-type="string"><text:p>Ngày</text:p></table:table-cell></table:table-row
            ><table:table-row><table:table-cell office:value-type="string"><text:p>01</text:p></table:table-cell
            ><table:table-cell office:value-type="percentage" office:value="0.62"><text:p>62%</text:p></table:table-cell
            ><table:table-cell office:value-type="date" office:date-value="2023-12-31"><text:p>31/12/2023</text:p></table:table-cell
            ></table:table-row>"#,
        );
        let seen = read("a.ods", &bytes, &request(&["Mã", "Tỷ lệ", "Ngày"]));
        assert_eq!((seen.codes(), seen.rows), (vec![], vec!["1: 01 | =0.62 Percent | 31/12/2023".to_owned()]));
    }

    #[test]
    fn a_binary_workbook_is_read() {
        let text = |row, column, text| (row, column, Binary::Text(text));
        let bytes = xlsb(
            &["Mã", "Xã Kim Thái"],
            &[
                text(0, 0, "BÁO CÁO"),
                (2, 0, Binary::Shared(0)),
                text(2, 1, "Tên"),
                text(2, 2, "Điểm"),
                text(2, 3, "Ngày"),
                text(2, 4, "Đạt"),
                text(3, 0, " 01"),
                (3, 1, Binary::Shared(1)),
                (3, 2, Binary::Number(0.619_999_999_999_999_9)),
                (3, 3, Binary::Day(45_291.0)),
                (3, 4, Binary::Truth(true)),
                text(5, 0, "02"),
                (5, 2, Binary::Whole(-3)),
                (5, 3, Binary::Error(0x07)),
                (5, 4, Binary::FormulaError(0x07)),
            ],
        );
        let seen = read("a.xlsb", &bytes, &request(&["Mã", "Tên", "Điểm", "Ngày", "Đạt"]));
        let expected = ["3: 01 | Xã Kim Thái | =0.62 | 31/12/2023 | TRUE", "5: 02 | – | =-3 | !#DIV/0! | uncomputed"];
        assert_eq!((seen.codes(), seen.rows), (vec![], expected.map(str::to_owned).to_vec()));
        assert_eq!(seen.sources.iter().next().unwrap().sheet.as_deref(), Some("Đơn vị"));
        let plain = plain(&bytes, &Limits::default()).unwrap();
        let elsewhere = read("a.xlsb", plain.as_bytes(), &request(&["Mã", "Tên", "Điểm", "Ngày", "Đạt"]));
        assert_eq!((elsewhere.rows, elsewhere.findings), (expected.map(str::to_owned).to_vec(), seen.findings));
    }

    #[test]
    fn a_damaged_old_workbook_is_a_finding_in_place_and_elsewhere() {
        let mut cut = xls(&[(0, 0, "Mã"), (1, 0, "01")]);
        cut.truncate(1600);
        for bytes in [
            cut,
            compound("Workbook", &[0xff; 5000]),
            archive(&[("content.xml", "<a")]),
            archive(&[("xl/workbook.bin", "x")]),
        ] {
            assert_eq!(read("a.xls", &bytes, &request(&["Mã"])).codes(), ["damaged-file"]);
            let plain = plain(&bytes, &Limits::default()).unwrap();
            assert_eq!(read("a.xls", plain.as_bytes(), &request(&["Mã"])).codes(), ["damaged-file"]);
        }
    }

    /// What is read of a file at once, and through its plain form.
    #[track_caller]
    fn rows(name: &str, bytes: &[u8], headings: &[&str]) -> Vec<String> {
        let in_place = read(name, bytes, &request(headings)).rows;
        let plain = plain(bytes, &Limits::default()).unwrap();
        assert_eq!(in_place, read(name, plain.as_bytes(), &request(headings)).rows, "{name}");
        in_place
    }

    #[test]
    fn merged_areas_are_seen_in_every_format() {
        let table = [["Mã", "X", "Y"], ["a", "1", ""], ["b", "2", "3"], ["c", "", "4"], ["d", "5", ""]];
        let expected = ["1: a | =1 | in B2:C2", "2: b | =2 | =3", "3: c | =2 | =4"];
        let expected = [&expected[..], &["4: d | =5 | –"]].concat();
        let places = || {
            (0_u16..).zip(table).flat_map(|(row, cells)| (0_u16..).zip(cells).map(move |(column, cell)| (row, column, cell)))
        };
        let filled = || places().filter(|(.., cell)| !cell.is_empty());

        // Row by row: first row, last row, first column, last column.
        let merged = [[1, 1, 1, 2], [2, 3, 1, 1]];
        let mut records: Vec<_> = filled().map(|(row, column, cell)| xls_cell(row, column, 0, cell)).collect();
        records.push((
            0xe5,
            [&2_u16.to_le_bytes()[..], &merged.map(|area| area.map(u16::to_le_bytes).concat()).concat()].concat(),
        ));
        assert_eq!(rows("a.xls", &xls_of(&xls_codes(&[]), &records), &["Mã", "X", "Y"]), expected);

        let value = |cell: &'static str| cell.parse().map_or(Binary::Text(cell), Binary::Whole);
        let cells: Vec<_> = filled().map(|(row, column, cell)| (row.into(), column.into(), value(cell))).collect();
        let merged = merged.map(|area| area.map(u32::from));
        let bytes = BinaryBook { cells: &cells, merged: &merged, ..BinaryBook::default() }.bytes();
        assert_eq!(rows("a.xlsb", &bytes, &["Mã", "X", "Y"]), expected);

        let cell = |row: usize, column: usize, cell: &str| match (row, column) {
            (1, 2) | (3, 1) => "<table:covered-table-cell/>".to_owned(),
            _ => {
                let span = match (row, column) {
                    (1, 1) => r#" table:number-columns-spanned="2" table:number-rows-spanned="1""#,
                    (2, 1) => r#" table:number-columns-spanned="1" table:number-rows-spanned="2""#,
                    _ => "",
                };
                let value = match cell.parse::<u8>() {
                    Ok(_) => format!(r#"office:value-type="float" office:value="{cell}">"#),
                    Err(_) => format!(r#"office:value-type="string"><text:p>{cell}</text:p>"#),
                };
                format!("<table:table-cell{span} {value}</table:table-cell>")
            }
        };
        let row = |(row, cells): (usize, [&str; 3])| {
            let cells: String = (0..).zip(cells).map(|(column, text)| cell(row, column, text)).collect();
            format!("<table:table-row>{cells}</table:table-row>")
        };
        // Rows and cells that stand for several move what follows.
        let above = r#"<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="9"/></table:table-row>"#;
        let bytes = ods(&(above.to_owned() + &(0..).zip(table).map(row).collect::<String>()));
        let moved = ["3: a | =1 | in B4:C4", "4: b | =2 | =3", "5: c | =2 | =4"];
        assert_eq!(rows("a.ods", &bytes, &["Mã", "X", "Y"]), [&moved[..], &["6: d | =5 | –"]].concat());
    }

    #[test]
    fn days_counted_from_1904_are_the_days_that_people_see() {
        let old = |from_1904: bool| {
            let globals =
                [(0x22, vec![u8::from(from_1904), 0]), (0xe0, vec![0; 20]), (0xe0, [&[0, 0, 14, 0][..], &[0; 16]].concat())];
            let cells = [(0, 0, 0, "Ngày"), (0, 1, 0, "Số"), (1, 0, 1, "43829"), (1, 1, 0, "43829")];
            xls_of(&globals, &cells.map(|(row, column, style, cell)| xls_cell(row, column, style, cell)))
        };
        let binary = |from_1904: bool| {
            let heading = |column, text| (0, column, Binary::Text(text));
            let cells =
                [heading(0, "Ngày"), heading(1, "Số"), (1, 0, Binary::Day(43829.0)), (1, 1, Binary::Number(43829.0))];
            BinaryBook { cells: &cells, from_1904, ..BinaryBook::default() }.bytes()
        };
        for (name, bytes, from_1904, day) in [
            ("a.xls", old(false), false, "30/12/2019"),
            ("a.xls", old(true), true, "31/12/2023"),
            ("a.xlsb", binary(false), false, "30/12/2019"),
            ("a.xlsb", binary(true), true, "31/12/2023"),
        ] {
            assert_eq!(rows(name, &bytes, &["Ngày", "Số"]), [format!("1: {day} | =43829")], "{name}");
            // A number that is no day to the file may be meant as one, and is then counted from there too.
            for bytes in [bytes.clone(), plain(&bytes, &Limits::default()).unwrap().into_bytes()] {
                assert_eq!(read(name, &bytes, &request(&["Ngày", "Số"])).table.unwrap().from_1904, from_1904, "{name}");
            }
        }
        // An OpenDocument workbook writes its days out, from whatever day its program counts.
        let settings =
            r#"<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>"#;
        let day = r#"<table:table-cell office:value-type="date" office:date-value="2023-12-31"><text:p>31/12/23</text:p></table:table-cell>"#;
        let heading = r#"<table:table-cell office:value-type="string"><text:p>Ngày</text:p></table:table-cell>"#;
        let bytes =
            ods(&format!("{settings}<table:table-row>{heading}</table:table-row><table:table-row>{day}</table:table-row>"));
        assert_eq!(rows("a.ods", &bytes, &["Ngày"]), ["1: 31/12/2023"]);
    }

    #[test]
    fn a_formula_without_a_stored_result_is_never_a_blank() {
        // A result that is an empty text, one that is a text of a record that follows, and the number 1.
        let (none, text, one) = ([3, 0, 0, 0, 0, 0, 0xff, 0xff], [0, 0, 0, 0, 0, 0, 0xff, 0xff], 1_f64.to_le_bytes());
        #[track_caller]
        fn case(results: [([u8; 8], bool); 2], expected: [&str; 2]) {
            let cells = [(0, 0, "Mã"), (0, 1, "Số"), (1, 0, "a"), (2, 0, "b")];
            let mut records: Vec<_> = cells.iter().map(|(row, column, cell)| xls_cell(*row, *column, 0, cell)).collect();
            records.extend((1..).zip(results).map(|(row, (result, empty))| xls_formula(row, 1, result, empty)));
            let seen = rows("a.xls", &xls_of(&xls_codes(&[]), &records), &["Mã", "Số"]);
            assert_eq!(seen, [format!("1: a | {}", expected[0]), format!("2: b | {}", expected[1])]);
        }
        // Programs that compute nothing store an empty text whatever the formula is.
        case([(none, true), (none, true)], ["uncomputed", "uncomputed"]);
        case([(none, true), (none, false)], ["uncomputed", "uncomputed"]);
        // Where something was computed, an empty text is a result.
        case([(none, true), (one, false)], ["–", "=1"]);
        case([(none, false), (one, true)], ["–", "=1"]);
        // The text that should follow is not there.
        case([(text, true), (one, false)], ["uncomputed", "=1"]);
    }

    #[test]
    fn formulas_that_were_never_computed_are_no_blanks() {
        use crate::input::testing::{ods, read, request};
        let text = |text: &str| {
            format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
        };
        let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
        let formula = r#"<table:table-cell table:formula="of:=1+1"/>"#.to_owned();
        let stored = r#"<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>"#.to_owned();
        let case = |result: &String, expected: &[&str]| {
            let rows =
                [row(&[text("Mã"), text("Số")]), row(&[text("01"), formula.clone()]), row(&[text("02"), result.clone()])];
            let seen = read("a.ods", &ods(&rows.concat()), &request(&["Mã", "Số"]));
            assert_eq!(seen.rows, expected);
        };
        case(&formula, &["1: 01 | uncomputed", "2: 02 | uncomputed"]);
        case(&r#"<table:table-cell table:formula="of:=&quot;&quot;"/>"#.to_owned(), &["1: 01 | uncomputed", "2: 02 | –"]);
        case(&stored, &["1: 01 | uncomputed", "2: 02 | =2"]);
    }
}
