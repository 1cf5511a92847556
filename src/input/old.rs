//! Workbooks that only a library reads: .xls, .xlsb and .ods.
//!
//! The library shows neither number formats nor hidden rows of these, so numbers come as [`Shown::Unknown`]. Some broken
//! files make it panic, which is contained here, or ask for gigabytes, which only another process contains
//! ([`super::plain`]).

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
use super::number;
use super::plain::{Plain, PlainCell, PlainSheet};
use super::serial::{self, Epoch};
use super::tidy::text_cell;
use super::{Cell, Shown};

/// Reads a workbook of one of the formats whole.
pub(super) fn read(bytes: &[u8], format: Format) -> Result<Plain, TableFault> {
    let read = || match format {
        Format::Xls => xls(bytes),
        Format::Xlsb => xlsb(bytes),
        _ => ods(bytes),
    };
    // A reader that panics has met bytes that it did not expect: to the clerk the file is damaged.
    let raw = catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(TableFault::Damaged))?;
    if raw.is_empty() {
        return Err(TableFault::Damaged);
    }
    let converted = decode::older_letters(raw.iter().flat_map(RawSheet::texts));
    Ok(Plain { format, converted, sheets: raw.into_iter().map(|sheet| sheet.plain(converted)).collect() })
}

/// A sheet as the library gives it.
struct RawSheet {
    name: String,
    hidden: bool,
    merged: Vec<Area>,
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

    fn take(&mut self, range: &Range<Data>) {
        let (top, left) = range.start().unwrap_or_default();
        let place = |at: usize, from: u32| u32::try_from(at).unwrap_or(u32::MAX).saturating_add(from);
        let cells = range.used_cells().map(|(row, column, data)| (place(row, top), place(column, left), Some(data.clone())));
        self.cells.extend(cells);
    }

    /// Marks formulas that were never computed: every formula of the sheet lacks its result. One alone may result in an
    /// empty text, which these formats do not tell from none.
    fn mark_uncomputed(&mut self, formulas: &Range<String>) {
        let (top, left) = formulas.start().unwrap_or_default();
        let place = |at: usize, from: u32| u32::try_from(at).unwrap_or(u32::MAX).saturating_add(from);
        let formulas: Vec<(u32, u32, &String)> =
            formulas.used_cells().map(|(row, column, formula)| (place(row, top), place(column, left), formula)).collect();
        let is_empty = |data: &Option<Data>| match data {
            Some(Data::String(text)) => text.is_empty(),
            Some(Data::Empty) => true,
            _ => false,
        };
        self.cells.retain(|(.., data)| !is_empty(data));
        self.cells.sort_by_key(|(row, column, _)| (*row, *column));
        let has_result =
            |row, column| self.cells.binary_search_by_key(&(row, column), |(row, column, _)| (*row, *column)).is_ok();
        if formulas.iter().any(|(row, column, _)| has_result(*row, *column)) {
            return;
        }
        let uncomputed = formulas.iter().filter(|(.., formula)| !formula.contains("\"\""));
        self.cells.extend(uncomputed.map(|(row, column, _)| (*row, *column, None)));
        self.cells.sort_by_key(|(row, column, _)| (*row, *column));
    }

    fn plain(self, converted: Option<Encoding>) -> PlainSheet {
        let cell = |(row, column, data): (u32, u32, Option<Data>)| {
            let cell = data.map_or(Cell::Uncomputed, |data| cell(data, self.epoch, converted));
            let column = u16::try_from(column).ok()?;
            (cell != Cell::Empty).then_some(PlainCell { row, column, cell })
        };
        PlainSheet {
            name: Some(self.name),
            hidden: self.hidden,
            merged: self.merged,
            hidden_rows: Vec::new(),
            hidden_columns: Vec::new(),
            cells: self.cells.into_iter().filter_map(cell).collect(),
        }
    }
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
        if let Ok(formulas) = book.worksheet_formula(&sheet.name) {
            raw.mark_uncomputed(&formulas);
        }
        let merged = book.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
        raw.merged = merged.iter().filter_map(area).collect();
        raw
    };
    Ok(sheets.iter().map(read).collect())
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
            let places = formulas.used_cells().map(|(row, column, _)| (place(row, top), place(column, left)));
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

fn cell(data: Data, epoch: Epoch, converted: Option<Encoding>) -> Cell<'static> {
    let text = |text: &str| match text_cell(text) {
        Cell::Text(text) => Cell::Text(text.into_owned().into()),
        _ => Cell::Empty,
    };
    let number = |written: String| match number::shown(&written) {
        Some(number) => Cell::Number(number, Shown::Unknown),
        None => text(&written),
    };
    match data {
        Data::Empty => Cell::Empty,
        Data::Int(whole) => number(whole.to_string()),
        Data::Float(value) => number(value.to_string()),
        Data::String(written) => text(&decode::converted(&written, converted)),
        Data::Bool(value) => Cell::Bool(value),
        Data::DateTime(moment) => {
            let written = moment.as_f64().to_string();
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
    use crate::input::testing::{Binary, archive, compound, ods, read, request, xls, xlsb};
    use crate::input::{Limits, is_fragile, plain};

    #[test]
    fn an_old_workbook_is_read_in_place_and_through_its_plain_form() {
        let bytes = xls(&[(0, 0, "BÁO CÁO"), (2, 1, "Mã"), (2, 2, "Điểm"), (3, 1, " 01"), (3, 2, "0.6199999999999999")]);
        let in_place = read("a.xls", &bytes, &request(&["Mã", "Điểm"]));
        assert_eq!(in_place.rows, ["3: 01 | =0.62 Unknown"]);
        assert_eq!(in_place.codes(), ["partly-seen"]);
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
        assert_eq!(seen.codes(), ["partly-seen", "converted-letters"]);
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
        assert_eq!((seen.codes(), seen.rows), (vec!["partly-seen"], vec!["1: 01 | =0.62 Unknown | 31/12/2023".to_owned()]));
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
        let expected =
            ["3: 01 | Xã Kim Thái | =0.62 Unknown | 31/12/2023 | TRUE", "5: 02 | – | =-3 Unknown | !#DIV/0! | uncomputed"];
        assert_eq!((seen.codes(), seen.rows), (vec!["partly-seen"], expected.map(str::to_owned).to_vec()));
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
        case(&stored, &["1: 01 | uncomputed", "2: 02 | =2 Unknown"]);
    }
}
