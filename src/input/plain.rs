//! A workbook without its format: sheets as lists of cells. Formats that a library reads whole take this way.
//!
//! It has a written form, so that a format whose reader may fail or ask for all memory can be read in another process:
//! that process calls [`super::plain`] and hands over what it returns, and [`super::read`] takes it for the file.

use std::fmt::Write;

use rust_decimal::Decimal;

use crate::vocab::finding::{Encoding, Format, TableFault};
use crate::vocab::name::tidy;
use crate::vocab::{Date, Finding, Place};

use super::choose;
use super::hand::{Handing, Rows, doubled_place, first_places};
use super::heading::{self, Area, FARTHER_ROWS, Line, SEARCHED_ROWS};
use super::job::Job;
use super::limits::{HEADING_BYTES, SHEET_COLUMNS, SHEET_ROWS, filled_up, is_vast, prefix};
use super::xlsx::measure_named;
use super::{Cell, Request, Shown, Table};

/// How the written form begins.
pub(super) const SIGN: &str = "thidua plain workbook 1";

/// How the written form says that days are counted from 1904.
const FROM_1904: &str = "1904";

/// A workbook without its format.
#[derive(Debug, PartialEq)]
pub(super) struct Plain {
    pub(super) format: Format,
    /// The older encoding from which its letters were converted.
    pub(super) converted: Option<Encoding>,
    /// Whether its days are counted from 1904; days that are shown as such are days already.
    pub(super) from_1904: bool,
    pub(super) sheets: Vec<PlainSheet>,
}

/// A sheet without its format.
#[derive(Debug, PartialEq, Default)]
pub(super) struct PlainSheet {
    /// Its name; `None` where the format has none.
    pub(super) name: Option<String>,
    pub(super) hidden: bool,
    pub(super) merged: Vec<Area>,
    /// The rows that people do not see, in their order.
    pub(super) hidden_rows: Vec<u32>,
    /// The stretches of columns that people do not see.
    pub(super) hidden_columns: Vec<(u16, u16)>,
    /// Cells that hold something, row by row.
    pub(super) cells: Vec<PlainCell>,
    /// The first cell that the file gives twice.
    pub(super) doubled: Option<(u32, u16)>,
    /// The cells with text that is struck out, which is no part of them; each with that text.
    pub(super) struck: Vec<(u32, u16, String)>,
    /// The cells with text that nobody sees, which is no part of them; each with that text.
    pub(super) unseen: Vec<(u32, u16, String)>,
    /// The cells that hold tables of their own.
    pub(super) nested: Vec<Nested>,
}

/// A cell that holds a table of its own, and the rows in which that table stands.
#[derive(Debug, PartialEq, Clone, Copy)]
pub(super) struct Nested {
    pub(super) row: u32,
    pub(super) column: u16,
    pub(super) first_row: u32,
    /// The row behind the last one.
    pub(super) end: u32,
}

/// A cell and its place.
#[derive(Debug, PartialEq)]
pub(super) struct PlainCell {
    pub(super) row: u32,
    pub(super) column: u16,
    pub(super) cell: Cell<'static>,
}

impl PlainCell {
    /// The text by which a heading is found.
    pub(super) fn text(&self) -> String {
        match &self.cell {
            Cell::Text(text) => text_of(text),
            Cell::Error(error) => text_of(error),
            Cell::Number(number, _) => number.to_string(),
            Cell::Date(date) => date.format("%d/%m/%Y").to_string(),
            Cell::Bool(_) | Cell::Uncomputed | Cell::Covered(_) | Cell::Empty => String::new(),
        }
    }
}

fn text_of(text: &(impl AsRef<str> + ?Sized)) -> String {
    text.as_ref().to_owned()
}

impl Plain {
    /// Reads the table; `None` after a finding that says why there is none.
    pub(super) fn read(&self, job: &mut Job<'_>) -> Option<Table> {
        let beginnings: Vec<choose::Sheet> = self.sheets.iter().map(|sheet| sheet.beginning(job.request)).collect();
        let chosen = choose::sheet(&beginnings, job)?;
        let (sheet, beginning) = (self.sheets.get(chosen)?, beginnings.get(chosen)?);
        job.sources.set_sheet(job.table, sheet.name.clone());
        let headings = heading::required(&beginning.lines, &sheet.merged, || sheet.lines(None, FARTHER_ROWS), job)?;
        if sheet.cells.iter().any(|cell| matches!(cell.cell, Cell::Number(_, Shown::Unknown))) {
            job.say(TableFault::PartlySeen { format: self.format });
        }
        if let Some(encoding) = self.converted {
            job.say(TableFault::Converted { encoding });
        }
        let handing = Handing::new(job.table, self.format, &headings, job.takers.first);
        let rows = Rows::new(handing.counting_from_1904(self.from_1904), &sheet.merged);
        let handing = sheet.hand_over(rows);
        sheet.report(&handing, job.findings);
        let table = handing.finish(job.findings);
        Some(Table { encoding: self.converted, ..table })
    }

    /// The written form.
    pub(super) fn written(&self) -> String {
        let encoding = self.converted.map_or("", key_of_encoding);
        let counted = if self.from_1904 { FROM_1904 } else { "" };
        let mut text = format!("{SIGN}\t{}\t{encoding}\t{counted}\n", key_of_format(self.format));
        for sheet in &self.sheets {
            let hidden = u8::from(sheet.hidden);
            // Writing to a String cannot fail.
            let _ = match &sheet.name {
                Some(name) => writeln!(text, "S\t{hidden}\t{name}"),
                None => writeln!(text, "S\t{hidden}"),
            };
            for area in &sheet.merged {
                let _ = writeln!(text, "M\t{}\t{}\t{}\t{}", area.top, area.left, area.bottom, area.right);
            }
            for row in &sheet.hidden_rows {
                let _ = writeln!(text, "H\t{row}");
            }
            for (first, last) in &sheet.hidden_columns {
                let _ = writeln!(text, "W\t{first}\t{last}");
            }
            for (row, column, struck) in &sheet.struck {
                let _ = writeln!(text, "X\t{row}\t{column}\t{struck}");
            }
            for cell in &sheet.cells {
                let _ = write!(text, "C\t{}\t{}\t", cell.row, cell.column);
                let _ = match &cell.cell {
                    // What a merged area covers is told by the area.
                    Cell::Empty | Cell::Covered(_) => writeln!(text, "-"),
                    Cell::Text(written) => writeln!(text, "T\t{written}"),
                    Cell::Number(number, shown) => writeln!(text, "N\t{number}\t{}", key_of_shown(*shown)),
                    Cell::Date(date) => writeln!(text, "D\t{date}"),
                    Cell::Bool(value) => writeln!(text, "B\t{}", u8::from(*value)),
                    Cell::Error(error) => writeln!(text, "E\t{error}"),
                    Cell::Uncomputed => writeln!(text, "U"),
                };
            }
        }
        text
    }

    /// Reads the written form; `None` for anything else.
    pub(super) fn from_written(text: &str) -> Option<Result<Plain, TableFault>> {
        let mut lines = text.lines();
        let mut head = lines.next()?.split('\t');
        if head.next()? != SIGN {
            return None;
        }
        let format = match head.next()? {
            "damaged" => return Some(Err(TableFault::Damaged)),
            "encrypted" => return Some(Err(TableFault::Encrypted)),
            "memory" => {
                let (megabytes, limit) = (head.next()?.parse().ok()?, head.next()?.parse().ok()?);
                return Some(Err(TableFault::TooMuchMemory { megabytes, limit }));
            }
            "not-a-table" => return Some(Err(TableFault::NotATable)),
            key @ ("large" | "large-text") => {
                let (megabytes, limit) = (head.next()?.parse().ok()?, head.next()?.parse().ok()?);
                return Some(Err(match key {
                    "large" => TableFault::TooLarge { megabytes, limit },
                    _ => TableFault::TextTooLarge { megabytes, limit, raise: head.next()?.parse().ok()? },
                }));
            }
            "rows" => return Some(Err(TableFault::TooManyRows)),
            "columns" => return Some(Err(TableFault::TooManyColumns { row: head.next()?.parse().ok()? })),
            "far" => {
                let (row, column) = (head.next()?.parse().ok()?, head.next()?.parse().ok()?);
                return Some(Err(TableFault::FarCell { row, column, sheet: head.next()?.parse().ok() }));
            }
            "slow" => return Some(Err(TableFault::TooSlow { seconds: head.next()?.parse().ok()? })),
            key => format_of_key(key)?,
        };
        let converted = head.next().and_then(encoding_of_key);
        let mut plain = Plain { format, converted, from_1904: head.next() == Some(FROM_1904), sheets: Vec::new() };
        for line in lines {
            if plain.add(line).is_none() {
                return Some(Err(TableFault::Damaged));
            }
        }
        Some(Ok(plain))
    }

    fn add(&mut self, line: &str) -> Option<()> {
        let mut parts = line.split('\t');
        match parts.next()? {
            "S" => {
                let hidden = parts.next()? == "1";
                self.sheets.push(PlainSheet { name: parts.next().map(tidy), hidden, ..PlainSheet::default() });
            }
            "M" => {
                let area = Area {
                    top: parts.next()?.parse().ok()?,
                    left: parts.next()?.parse().ok()?,
                    bottom: parts.next()?.parse().ok()?,
                    right: parts.next()?.parse().ok()?,
                };
                self.sheets.last_mut()?.merged.push(area);
            }
            "H" => self.sheets.last_mut()?.hidden_rows.push(parts.next()?.parse().ok()?),
            "W" => {
                let columns = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
                self.sheets.last_mut()?.hidden_columns.push(columns);
            }
            "X" => {
                let place = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
                self.sheets.last_mut()?.struck.push((place.0, place.1, tidy(parts.next()?)));
            }
            _ => {
                let (row, column) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
                let last = self.sheets.last()?.cells.last().map(|cell| (cell.row, cell.column));
                // The form may come from anybody: what no sheet has is no workbook.
                if row >= SHEET_ROWS || column >= SHEET_COLUMNS || last.is_some_and(|last| last >= (row, column)) {
                    return None;
                }
                let cell = match (parts.next()?, parts.next()) {
                    ("T", Some(text)) if is_vast(text) => Cell::Text(filled_up(text).into()),
                    ("T", Some(text)) => Cell::Text(tidy(text).into()),
                    ("N", Some(number)) => Cell::Number(number.parse::<Decimal>().ok()?, shown_of_key(parts.next()?)?),
                    ("D", Some(date)) => Cell::Date(date.parse::<Date>().ok()?),
                    ("B", Some(value)) => Cell::Bool(value == "1"),
                    ("E", Some(error)) => Cell::Error(tidy(error)),
                    ("U", None) => Cell::Uncomputed,
                    _ => return None,
                };
                self.sheets.last_mut()?.cells.push(PlainCell { row, column, cell });
            }
        }
        Some(())
    }
}

/// The written form of a file that cannot be read.
pub(super) fn written_fault(fault: &TableFault) -> String {
    match fault {
        TableFault::Encrypted => format!("{SIGN}\tencrypted\n"),
        TableFault::TooMuchMemory { megabytes, limit } => format!("{SIGN}\tmemory\t{megabytes}\t{limit}\n"),
        TableFault::FarCell { row, column, sheet } => {
            format!("{SIGN}\tfar\t{row}\t{column}\t{}\n", sheet.map(|sheet| sheet.to_string()).unwrap_or_default())
        }
        TableFault::NotATable => format!("{SIGN}\tnot-a-table\n"),
        TableFault::TooLarge { megabytes, limit } => format!("{SIGN}\tlarge\t{megabytes}\t{limit}\n"),
        TableFault::TextTooLarge { megabytes, limit, raise } => {
            format!("{SIGN}\tlarge-text\t{megabytes}\t{limit}\t{raise}\n")
        }
        TableFault::TooManyRows => format!("{SIGN}\trows\n"),
        TableFault::TooManyColumns { row } => format!("{SIGN}\tcolumns\t{row}\n"),
        TableFault::TooSlow { seconds } => format!("{SIGN}\tslow\t{seconds}\n"),
        _ => format!("{SIGN}\tdamaged\n"),
    }
}

impl PlainSheet {
    fn hand_over<'h>(&self, mut rows: Rows<'_, 'h>) -> Handing<'h> {
        self.hidden_columns.iter().for_each(|(first, last)| rows.hide_columns(*first, *last));
        let mut hidden = self.hidden_rows.iter().peekable();
        let mut nested: Vec<Nested> = self.nested().filter(|nested| rows.is_data(nested.row)).collect();
        nested.sort_by_key(|nested| nested.first_row);
        let (mut nested, mut nested_end) = (nested.into_iter().peekable(), 0);
        for cell in &self.cells {
            while let Some(next) = nested.next_if(|nested| nested.first_row <= cell.row) {
                nested_end = nested_end.max(next.end);
            }
            // What a cell of a row of data holds are no rows of data.
            if cell.row < nested_end {
                continue;
            }
            while let Some(row) = hidden.next_if(|row| **row <= cell.row) {
                rows.hide_row(*row);
            }
            if !rows.is_data(cell.row) {
                continue;
            }
            rows.begin(cell.row);
            if let Some(slot) = rows.slot(cell.column) {
                rows.put(slot, cell.cell.clone());
            }
            if !rows.has_lead() {
                rows.lead(&cell.text());
            }
        }
        rows.finish()
    }

    /// The cells that hold tables of their own beside other cells of their row; a table in a row of its own is only
    /// placed there.
    fn nested(&self) -> impl Iterator<Item = Nested> + '_ {
        let has_others = |row| self.cells.binary_search_by_key(&row, |cell| cell.row).is_ok();
        self.nested.iter().copied().filter(move |nested| has_others(nested.row))
    }

    /// Names the cells of data whose content was read in part.
    fn report(&self, handing: &Handing<'_>, findings: &mut Vec<Finding>) {
        let (id, first) = (handing.id(), handing.first_data_row());
        findings.extend(self.doubled.map(|(row, column)| doubled_place(id, row, Some(column))));
        let is_read = |row: u32, column: u16| row >= first && handing.columns().any(|wanted| wanted == Some(column));
        let mut unread = |texts: &[(u32, u16, String)], fault: &dyn Fn(String) -> TableFault| {
            let read = || texts.iter().filter(|(row, column, _)| is_read(*row, *column));
            let places = read().map(|(row, column, _)| Place::Cell(id, *row, *column));
            findings.extend(read().next().and_then(|(.., written)| first_places(fault(written.clone()), places)));
        };
        unread(&self.struck, &|written| TableFault::StruckOut { written });
        unread(&self.unseen, &|written| TableFault::HiddenText { written });
        let nested = self.nested().filter(|nested| nested.row >= first);
        let nested = nested.map(|nested| Place::Cell(id, nested.row, nested.column));
        findings.extend(first_places(TableFault::TableInCell, nested));
    }

    fn beginning(&self, request: &Request) -> choose::Sheet {
        let lines = self.lines(request.heading_row, SEARCHED_ROWS);
        choose::Sheet { name: self.name.clone().unwrap_or_default(), hidden: self.hidden, lines, fault: None }
    }

    /// The texts of so many rows with content at most, from the row that the campaign names on.
    fn lines(&self, heading_row: Option<u32>, most: usize) -> Vec<Line> {
        let mut lines = Vec::<Line>::new();
        for cell in &self.cells {
            if heading_row.is_some_and(|row| cell.row + 1 < row) {
                continue;
            }
            if lines.last().is_none_or(|line| line.number != cell.row) {
                if lines.len() == most {
                    break;
                }
                lines.push(Line { number: cell.row, last: cell.row, texts: Vec::new() });
            }
            if let Some(line) = lines.last_mut() {
                line.texts.push((cell.column, prefix(&cell.text(), HEADING_BYTES).to_owned()));
            }
        }
        lines
    }
}

const FORMATS: [(Format, &str); 4] =
    [(Format::Xls, "xls"), (Format::Xlsb, "xlsb"), (Format::Ods, "ods"), (Format::Html, "html")];
const ENCODINGS: [(Encoding, &str); 2] = [(Encoding::Tcvn3, "tcvn3"), (Encoding::Vni, "vni")];

fn key_of_format(format: Format) -> &'static str {
    FORMATS.iter().find(|(known, _)| *known == format).map_or("", |(_, key)| key)
}

fn format_of_key(key: &str) -> Option<Format> {
    FORMATS.iter().find(|(_, known)| *known == key).map(|(format, _)| *format)
}

fn key_of_encoding(encoding: Encoding) -> &'static str {
    ENCODINGS.iter().find(|(known, _)| *known == encoding).map_or("", |(_, key)| key)
}

fn encoding_of_key(key: &str) -> Option<Encoding> {
    ENCODINGS.iter().find(|(_, known)| *known == key).map(|(encoding, _)| *encoding)
}

/// What stands before a measure.
const MEASURED: char = '=';

fn key_of_shown(shown: Shown) -> String {
    match shown {
        Shown::Plain => "-".to_owned(),
        Shown::Measured(measure) => format!("{MEASURED}{measure}"),
        Shown::Percent => "%".to_owned(),
        Shown::Unknown => "?".to_owned(),
        Shown::Lettered => "a".to_owned(),
        Shown::Zeros(digits) => digits.to_string(),
    }
}

fn shown_of_key(key: &str) -> Option<Shown> {
    Some(match key {
        "-" => Shown::Plain,
        "%" => Shown::Percent,
        "?" => Shown::Unknown,
        "a" => Shown::Lettered,
        key => match key.strip_prefix(MEASURED) {
            Some(measure) => Shown::Measured(measure_named(measure)?),
            None => Shown::Zeros(key.parse().ok()?),
        },
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::input::testing::{read, request};
    use crate::input::{Limits, refused};

    fn sample() -> Plain {
        let cell = |row, column, cell| PlainCell { row, column, cell };
        let text = |text: &str| Cell::Text(text.to_owned().into());
        let number = |shown| Cell::Number(Decimal::new(625, 1), shown);
        Plain {
            format: Format::Xls,
            converted: Some(Encoding::Tcvn3),
            from_1904: true,
            sheets: vec![
                PlainSheet { name: Some("Bìa".to_owned()), hidden: true, ..PlainSheet::default() },
                PlainSheet {
                    name: None,
                    hidden: false,
                    hidden_rows: vec![3],
                    hidden_columns: vec![(1, 1), (5, 7)],
                    merged: vec![Area { top: 1, left: 0, bottom: 2, right: 0 }],
                    doubled: None,
                    struck: vec![(2, 0, "X· Kim".to_owned()), (9, 1, "62.5".to_owned())],
                    unseen: Vec::new(),
                    nested: Vec::new(),
                    cells: vec![
                        cell(0, 0, text("Mã")),
                        cell(0, 1, text("Điểm")),
                        cell(1, 0, text("01")),
                        cell(1, 1, number(Shown::Unknown)),
                        cell(2, 1, number(Shown::Percent)),
                        cell(3, 0, number(Shown::Zeros(3))),
                        cell(3, 1, Cell::Date(Date::from_ymd_opt(2023, 12, 31).unwrap())),
                        cell(4, 0, Cell::Bool(true)),
                        cell(4, 1, Cell::Error("#N/A".to_owned())),
                        cell(5, 0, number(Shown::Plain)),
                        cell(5, 1, Cell::Uncomputed),
                        cell(6, 0, number(Shown::Lettered)),
                        cell(6, 1, number(Shown::Measured("triệu đồng"))),
                    ],
                },
            ],
        }
    }

    #[test]
    fn the_written_form_says_the_same() {
        let plain = sample();
        assert_eq!(Plain::from_written(&plain.written()), Some(Ok(plain)));
        for fault in [
            TableFault::Encrypted,
            TableFault::Damaged,
            TableFault::TooMuchMemory { megabytes: 512, limit: 64 },
            TableFault::FarCell { row: 65_535, column: 255, sheet: None },
            TableFault::FarCell { row: 1_048_575, column: 16_383, sheet: Some(2) },
            TableFault::TooSlow { seconds: 11 },
            TableFault::NotATable,
            TableFault::TooManyRows,
            TableFault::TooManyColumns { row: 7 },
            TableFault::TooLarge { megabytes: 700, limit: 512 },
            TableFault::TextTooLarge { megabytes: 300, limit: 128, raise: 151 },
        ] {
            assert_eq!(Plain::from_written(&written_fault(&fault)), Some(Err(fault)));
        }
        assert_eq!(Plain::from_written("Mã\tTên\n"), None);
        let broken = format!("{SIGN}\txls\t\nS\t0\tA\nC\t1\tx\n");
        assert_eq!(Plain::from_written(&broken), Some(Err(TableFault::Damaged)));
    }

    #[test]
    fn a_file_is_refused_by_its_size_and_beginning_before_it_is_read() {
        let limits = Limits::default();
        let case = |beginning: &[u8], size: u64, expected: &[&str]| {
            let refused = refused(beginning, size, &limits);
            let codes = refused.map_or(Vec::new(), |plain| read("a.csv", plain.as_bytes(), &request(&["Mã"])).codes());
            assert_eq!(codes, expected, "{beginning:?} {size}");
        };
        for text in ["Mã;Tên".as_bytes(), &[0; 9], b"<table>", b"   "] {
            case(text, limits.text, &[]);
            case(text, limits.text + 1, &["text-too-large"]);
        }
        case(b"%PDF-1.7", limits.text + 1, &["not-a-table"]);
        case(b"PK\x03\x04", limits.text + 1, &[]);
        case(b"PK\x03\x04", limits.memory + 1, &["too-large"]);
    }

    #[test]
    fn the_written_form_is_read_in_place_of_the_file() {
        let seen = read("a.xls", sample().written().as_bytes(), &request(&["Mã", "Điểm"]));
        let expected = [
            "1: 01 | =62.5 Unknown",
            "2: 01 | =62.5 Percent",
            "3: =62.5 Zeros(3) | 31/12/2023",
            "4: TRUE | !#N/A",
            "5: =62.5 | uncomputed",
            "6: =62.5 Lettered | =62.5 Measured(\"triệu đồng\")",
        ];
        assert_eq!(seen.rows, expected);
        let codes = ["partly-seen", "converted-letters", "struck-out", "hidden-rows", "hidden-columns"];
        assert_eq!(seen.codes(), codes);
        assert_eq!(seen.table.unwrap().format, Format::Xls);
    }
}
