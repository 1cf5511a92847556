//! Text with delimiters (CSV) to rows.
//!
//! In: decoded text. Out: one row for each record below the heading row, each under the line on which it begins: lines are
//! counted in the text itself, so that empty lines and line breaks within quotes do not shift them. Cells borrow from the
//! record; numbers stay text, for only the campaign knows what a comma in a column means.

use csv::StringRecord;

use crate::vocab::finding::{Format, TableFault};
use crate::vocab::{Finding, Place, TableId};

use super::hand::first_places;
use super::heading::{self, Headings, Line, SEARCHED_ROWS};
use super::limits::SHEET_COLUMNS;
use super::tidy::text_cell;
use super::{Cell, Each, Handing, Request, Row, Table};

/// The delimiters among which a file's own is chosen; of two that fit equally well the first is taken.
const DELIMITERS: [u8; 4] = [b';', b',', b'\t', b'|'];

/// How much of a text is looked at to find its delimiter and heading row, where the campaign names no row.
const LOOKED_AT: usize = 256 << 10;

/// Reads the table of a text; `None` when its headings are not found.
pub(super) fn read(
    text: &str,
    request: &Request,
    table: TableId,
    findings: &mut Vec<Finding>,
    each: &mut Each<'_>,
) -> Option<Table> {
    let text = Text::new(text);
    let layout = layout(&text, request, table, findings)?;
    layout.headings.report(table, &request.columns, findings);
    let handing = Handing::new(table, Format::Csv, &layout.headings, each);
    let mut pass = Pass { text: &text, layout: &layout, findings, table, handing };
    pass.run();
    let Pass { findings, handing, .. } = pass;
    Some(handing.finish(findings))
}

/// A text and the way its lines end.
struct Text<'a> {
    bytes: &'a [u8],
    /// Where the records begin: behind a line `sep=;`.
    start: usize,
    /// What a line `sep=;` says.
    delimiter: Option<u8>,
    line_end: u8,
}

impl<'a> Text<'a> {
    fn new(text: &'a str) -> Text<'a> {
        let bytes = text.as_bytes();
        let line_end = if !bytes.contains(&b'\n') && bytes.contains(&b'\r') { b'\r' } else { b'\n' };
        let (start, delimiter) = announced(text);
        Text { bytes, start, delimiter, line_end }
    }

    fn from(&self, start: usize) -> &'a [u8] {
        self.bytes.get(start..).unwrap_or_default()
    }

    fn line_ends(&self, from: usize, to: usize) -> u32 {
        let ends = self.bytes.get(from..to).unwrap_or_default().iter().filter(|byte| **byte == self.line_end).count();
        u32::try_from(ends).unwrap_or(u32::MAX)
    }
}

/// The line `sep=;` that Excel understands at the beginning of a file: where the next line begins, and the delimiter.
fn announced(text: &str) -> (usize, Option<u8>) {
    let line = text.lines().next().unwrap_or_default();
    match line.trim_matches('"').strip_prefix("sep=").map(str::as_bytes) {
        Some(&[delimiter]) => (text.find('\n').map_or(text.len(), |end| end + 1), Some(delimiter)),
        _ => (0, None),
    }
}

/// Steps through the records of a text and counts the lines on which they begin.
struct Records<'a> {
    text: &'a Text<'a>,
    reader: csv::Reader<&'a [u8]>,
    /// Where the reader began.
    origin: usize,
    /// Where the record begins that was read last, and on which line.
    start: usize,
    line: u32,
    /// How many empty lines were passed before it.
    empty_lines: u32,
}

impl<'a> Records<'a> {
    /// `origin` is where a line begins, `line` its number.
    fn new(text: &'a Text<'a>, delimiter: u8, origin: usize, line: u32, end: usize) -> Records<'a> {
        let reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(1 << 16)
            .from_reader(text.bytes.get(origin..end).unwrap_or_default());
        Records { text, reader, origin, start: origin, line, empty_lines: 0 }
    }

    /// Reads the next record; `false` at the end.
    fn next(&mut self, record: &mut StringRecord) -> bool {
        // The text is valid UTF-8 and lies in memory, and records may differ in width: reading cannot fail.
        if !self.reader.read_record(record).unwrap_or(false) {
            return false;
        }
        let reached = record.position().map_or(0, csv::Position::byte);
        let reached = self.origin + usize::try_from(reached).unwrap_or(0);
        let blank = self.text.from(reached).iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        self.line += self.text.line_ends(self.start, reached + blank);
        self.empty_lines = self.empty_lines_between(reached, reached + blank);
        self.start = reached + blank;
        true
    }

    fn empty_lines_between(&self, from: usize, to: usize) -> u32 {
        if from == to {
            return 0;
        }
        // The reader stops between the two signs of a Windows line end.
        let halved = from > 0 && self.text.bytes.get(from - 1..=from) == Some(b"\r\n");
        self.text.line_ends(from, to) - u32::from(halved && self.text.line_end == b'\n')
    }
}

/// How a text is to be read.
struct Layout {
    delimiter: u8,
    headings: Headings,
    /// Where the last heading line begins.
    start: usize,
    /// How many cells the widest heading line has.
    width: usize,
}

/// The beginning of a text under one delimiter.
struct Beginning {
    delimiter: u8,
    lines: Vec<Line>,
    /// For each line where it begins and how many cells it has.
    shapes: Vec<(usize, usize)>,
}

impl Beginning {
    fn read(text: &Text<'_>, delimiter: u8, request: &Request) -> Beginning {
        let mut beginning = Beginning { delimiter, lines: Vec::new(), shapes: Vec::new() };
        let mut records = Records::new(text, delimiter, text.start, text.line_ends(0, text.start), looked_at(text, request));
        let mut record = StringRecord::new();
        while beginning.lines.len() < SEARCHED_ROWS && records.next(&mut record) {
            if request.heading_row.is_some_and(|row| records.line + 1 < row) {
                continue;
            }
            let texts: Vec<(u16, String)> = (0..SHEET_COLUMNS).zip(&record).filter_map(filled).collect();
            if !texts.is_empty() {
                beginning.lines.push(Line { number: records.line, texts });
                beginning.shapes.push((records.start, record.len()));
            }
        }
        beginning
    }

    /// How many cells stand in lines of equal width, one-cell lines apart.
    fn regularity(&self) -> usize {
        let widths = || self.shapes.iter().map(|(_, width)| *width).filter(|width| *width > 1);
        widths().map(|width| width * widths().filter(|other| *other == width).count()).max().unwrap_or(0)
    }

    fn layout(self, request: &Request) -> Result<Layout, Beginning> {
        let Some(headings) = heading::find(&self.lines, &[], request) else { return Err(self) };
        let rows = headings.top..=headings.bottom;
        let shapes: Vec<(usize, usize)> = self
            .lines
            .iter()
            .zip(&self.shapes)
            .filter(|(line, _)| rows.contains(&line.number))
            .map(|(_, shape)| *shape)
            .collect();
        Ok(Layout {
            delimiter: self.delimiter,
            headings,
            start: shapes.last().map_or(0, |(start, _)| *start),
            width: shapes.iter().map(|(_, width)| *width).max().unwrap_or(0),
        })
    }
}

fn filled((column, text): (u16, &str)) -> Option<(u16, String)> {
    match text_cell(text) {
        Cell::Text(text) => Some((column, text.into_owned())),
        _ => None,
    }
}

/// Up to where the beginning is read: so far that a record cut in two does not matter.
fn looked_at(text: &Text<'_>, request: &Request) -> usize {
    if request.heading_row.is_some() { text.bytes.len() } else { text.bytes.len().min(text.start + LOOKED_AT) }
}

/// Finds the delimiter and the heading row: of the four delimiters the one under which most wanted headings are found,
/// tried in the order of how regular the lines are.
fn layout(text: &Text<'_>, request: &Request, table: TableId, findings: &mut Vec<Finding>) -> Option<Layout> {
    let delimiters = text.delimiter.map_or(DELIMITERS.to_vec(), |delimiter| vec![delimiter]);
    let mut beginnings: Vec<Beginning> =
        delimiters.into_iter().map(|delimiter| Beginning::read(text, delimiter, request)).collect();
    beginnings.sort_by_key(|beginning| std::cmp::Reverse(beginning.regularity()));
    let mut best: Option<Layout> = None;
    let mut seen = None;
    for beginning in beginnings {
        match beginning.layout(request) {
            Ok(layout) if layout.headings.found() == request.columns.len() => return Some(layout),
            Ok(layout) if best.as_ref().is_none_or(|best| layout.headings.found() > best.headings.found()) => {
                best = Some(layout);
            }
            Ok(_) => {}
            Err(beginning) => seen = seen.or(Some(beginning.lines)),
        }
    }
    if best.is_none() {
        findings.push(heading::not_found(&seen.unwrap_or_default(), request, table));
    }
    best
}

/// The pass over the data of a text.
struct Pass<'a> {
    text: &'a Text<'a>,
    layout: &'a Layout,
    findings: &'a mut Vec<Finding>,
    table: TableId,
    handing: Handing<'a>,
}

impl Pass<'_> {
    fn run(&mut self) {
        let mut records = Records::new(
            self.text,
            self.layout.delimiter,
            self.layout.start,
            self.layout.headings.bottom,
            self.text.bytes.len(),
        );
        let mut record = StringRecord::new();
        let mut cells: Vec<Cell<'static>> = Vec::new();
        let mut shifted = Vec::new();
        let mut previous = (records.start, records.line);
        records.next(&mut record);
        while records.next(&mut record) {
            if records.line - previous.1 > 1 {
                self.watch_quotes(previous, records.start);
            }
            previous = (records.start, records.line);
            self.handing.empty_rows(records.empty_lines);
            if self.is_shifted(&record) {
                shifted.push((records.line, record.len()));
            }
            cells = self.hand_over(records.line, &record, cells);
        }
        self.watch_quotes(previous, self.text.bytes.len());
        self.report_shifted(&shifted);
    }

    /// Hands over one record as a row; returns the room of `cells` for the next.
    fn hand_over(&mut self, line: u32, record: &StringRecord, cells: Vec<Cell<'static>>) -> Vec<Cell<'static>> {
        let Some(lead) = record.iter().map(str::trim).find(|text| !text.is_empty()) else {
            self.handing.empty_rows(1);
            return cells;
        };
        let mut cells = emptied(cells);
        cells.extend(self.handing.columns().map(|column| {
            let text = column.and_then(|column| record.get(usize::from(column)));
            text.map_or(Cell::Empty, text_cell)
        }));
        self.handing.row(Row { number: line, cells: &cells, lead });
        emptied(cells)
    }

    fn is_shifted(&self, record: &StringRecord) -> bool {
        record.len() > self.layout.width && record.iter().skip(self.layout.width).any(|text| !text.trim().is_empty())
    }

    fn report_shifted(&mut self, shifted: &[(u32, usize)]) {
        let Some((_, cells)) = shifted.first() else { return };
        let fault = TableFault::ShiftedLine {
            cells: *cells,
            headings: self.layout.width,
            delimiter: char::from(self.layout.delimiter),
        };
        let lines = shifted.iter().map(|(line, _)| Place::Row(self.table, *line));
        self.findings.extend(first_places(fault, lines));
    }

    /// Reports a record in which a quote was not closed: at the end of the text the quotes are odd, elsewhere whole
    /// lines of cells were swallowed.
    fn watch_quotes(&mut self, (start, line): (usize, u32), end: usize) {
        let bytes = self.text.bytes.get(start..end).unwrap_or_default();
        let delimiter = self.layout.delimiter;
        let opens = bytes.first() == Some(&b'"') || bytes.windows(2).any(|pair| pair == [delimiter, b'"']);
        let odd = bytes.iter().filter(|byte| **byte == b'"').count() % 2 == 1;
        let full = |line: &[u8]| line.iter().filter(|byte| **byte == delimiter).count() + 1 >= self.layout.width;
        let lines = || bytes.split(|byte| *byte == self.text.line_end);
        let swallowed = self.layout.width > 2 && lines().filter(|line| full(line)).count() > 1;
        if opens && (odd || swallowed) {
            self.findings.push(Finding::new(TableFault::UnclosedQuote, Place::Row(self.table, line)));
        }
    }
}

/// An empty vector in the room of another, for cells of another record.
fn emptied<'a>(mut cells: Vec<Cell<'_>>) -> Vec<Cell<'a>> {
    cells.clear();
    cells.into_iter().map_while(|_| None).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::input::testing::{Seen, read, request};

    fn csv(text: &str, headings: &[&str]) -> Seen {
        read("a.csv", text.as_bytes(), &request(headings))
    }

    #[test]
    fn a_mark_title_lines_and_each_delimiter_are_read() {
        for delimiter in [";", ",", "\t", "|"] {
            let text = "\u{feff}BÁO CÁO\r\n\r\nMã;Tên đơn vị;Điểm\r\nDV01; Xã  Kim Thái ;97\r\n".replace(';', delimiter);
            let seen = csv(&text, &["Mã", "Điểm", "Tên đơn vị"]);
            assert_eq!(seen.rows, ["3: DV01 | 97 | Xã Kim Thái"], "{delimiter:?}");
            assert_eq!(seen.codes(), [""; 0]);
            let table = seen.table.unwrap();
            assert_eq!((table.heading_row, table.columns), (2, vec![Some(0), Some(2), Some(1)]));
        }
    }

    #[test]
    fn a_line_that_announces_the_delimiter_is_believed_and_counted() {
        let seen = csv("sep=;\nMã;Ghi chú\nDV01;a, b, c, d\nDV02;a, b, c, d\n", &["Mã", "Ghi chú"]);
        assert_eq!(seen.rows, ["2: DV01 | a, b, c, d", "3: DV02 | a, b, c, d"]);
    }

    #[test]
    fn decimal_commas_do_not_pass_for_delimiters() {
        let seen = csv("Mã;A;B\nDV01;62,5;70,1\nDV02;1,5;2,5\n", &["Mã", "A", "B"]);
        assert_eq!(seen.rows, ["1: DV01 | 62,5 | 70,1", "2: DV02 | 1,5 | 2,5"]);
    }

    #[test]
    fn rows_stand_on_their_lines_behind_empty_lines_and_quoted_line_breaks() {
        for end in ["\n", "\r\n", "\r"] {
            let text = "\n\nMã,Tên\n\n\n01,\"Xã\nKim Thái\"\n,\n\n02,\"x \"\"y\"\"\"\n\n03,z".replace('\n', end);
            let seen = csv(&text, &["Mã", "Tên"]);
            assert_eq!(seen.rows, ["5: 01 | Xã Kim Thái", "9: 02 | x \"y\"", "11: 03 | z"], "{end:?}");
            let table = seen.table.unwrap();
            assert_eq!((table.heading_row, table.rows, table.empty_rows), (2, 3, 5), "{end:?}");
            assert_eq!(table.values, [3, 3]);
        }
    }

    #[test]
    fn a_short_line_has_empty_cells_and_a_long_one_is_named() {
        let seen = csv("Mã,Tên,A,B\n01,x\n02,y,62,5,7\n03,z,1,2,,\n04,u,1,2,3", &["Mã", "Tên", "A", "B"]);
        assert_eq!(seen.rows[..1], ["1: 01 | x | – | –"]);
        let fault = TableFault::ShiftedLine { cells: 5, headings: 4, delimiter: ',' };
        let mut finding = Finding::new(fault, Place::Row(TableId(0), 2));
        finding.others.push(Place::Row(TableId(0), 4));
        assert_eq!(seen.findings, [finding]);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_named() {
        let at = |line| Finding::new(TableFault::UnclosedQuote, Place::Row(TableId(0), line));
        let seen = csv("Mã,Tên,A\n01,x,1\n02,\"y,2\n03,z,3\n", &["Mã", "Tên", "A"]);
        assert_eq!(seen.findings, [at(2)], "to the end of the file");
        let seen = csv("Mã,Tên,A\n01,\"x,1\n02,y,2\n03,\"z\",3\n04,u,4\n", &["Mã", "Tên", "A"]);
        assert_eq!(seen.findings[..1], [at(1)], "to the next quote");
        let seen = csv("Mã,Tên,A\n01,cỡ 5\",1\n02,\"hai\ndòng\",2\n03,cỡ 5\",3\n", &["Mã", "Tên", "A"]);
        assert_eq!(seen.codes(), [""; 0], "a sign for inches opens nothing");
    }

    #[test]
    fn an_empty_table_a_heading_alone_and_no_heading_are_told_apart() {
        assert_eq!(csv("", &["Mã"]).codes(), ["empty-file"]);
        assert_eq!(csv("\u{feff}\r\n", &["Mã"]).codes(), ["empty-file"]);
        assert_eq!(csv("Mã;Tên\n;\n", &["Mã", "Tên"]).codes(), ["no-rows"]);
        let seen = csv("Code;Name\n1;x\n", &["Mã", "Tên"]);
        assert_eq!(seen.codes(), ["headings-not-found"]);
        assert!(seen.table.is_none());
    }

    #[test]
    fn a_missing_column_does_not_stop_the_reading() {
        let seen = csv("Mã;Tên đơn vị\n01;x\n", &["Mã", "Điểm"]);
        assert_eq!((seen.codes(), seen.rows), (vec!["missing-column"], vec!["1: 01 | –".to_owned()]));
    }

    #[test]
    fn the_heading_row_is_found_where_the_campaign_says() {
        let mut request = request(&["Mã", "Tên"]);
        request.heading_row = Some(60);
        let text = "Mã;Tên\n".to_owned() + &"01;x\n".repeat(58) + "Tên;Mã\ny;02\n";
        assert_eq!(read("a.csv", text.as_bytes(), &request).rows, ["60: 02 | y"]);
        request.heading_row = Some(90);
        assert_eq!(read("a.csv", text.as_bytes(), &request).codes(), ["heading-row-empty"]);
    }

    #[test]
    fn a_zero_byte_is_named_by_its_line() {
        let seen = csv("Mã;Tên\n01;x\0\n", &["Mã", "Tên"]);
        assert_eq!(seen.findings, [Finding::new(TableFault::BrokenLetters, Place::Row(TableId(0), 1))]);
    }
}
