//! Text with delimiters (CSV) to rows.
//!
//! In: decoded text. Out: one row for each record below the heading row, each under the line on which it begins: lines are
//! counted in the text itself, so that empty lines and line breaks within quotes do not shift them. Cells borrow from the
//! record; numbers stay text, for only the campaign knows what a comma in a column means.

use std::borrow::Cow;

use memchr::{memchr, memchr2};

use crate::vocab::finding::{Format, TableFault};
use crate::vocab::name::is_tidy;
use crate::vocab::{Finding, Place};

use super::hand::{Handing, LEAD_BYTES, first_places};
use super::heading::{self, FARTHER_ROWS, Headings, Line, SEARCHED_ROWS};
use super::job::Job;
use super::limits::{CELL_LETTERS, HEADING_BYTES, NAMED_PLACES, SHEET_COLUMNS, is_vast, prefix};
use super::records::{Record, Records, line_ends};
use super::stretches::{self, Cut};
use super::survey::Survey;
use super::tidy::text_cell;
use super::{Cell, Request, Row, Table};

/// The delimiters among which a file's own is chosen; of two that fit equally well the first is taken.
const DELIMITERS: [u8; 4] = [b';', b',', b'\t', b'|'];

/// How much of a text is looked at to find its delimiter and heading row, where the campaign names no row.
const LOOKED_AT: usize = 256 << 10;

/// Reads the table of a text; `None` when its headings are not found.
pub(super) fn read(text: &str, survey: &Survey, job: &mut Job<'_>) -> Option<Table> {
    let text = Text::new(text);
    let layout = layout(&text, job)?;
    layout.headings.report(job.table, &job.request.columns, job.findings);
    let mut cuts = stretches::cuts(text.all, survey, layout.start, job.takers.others.len() + 1);
    let first = Handing::new(job.table, Format::Csv, &layout.headings, job.takers.first).of_width(layout.width);
    cuts.retain(|cut| !begins_with_numbers(&text, &layout, *cut, &first));
    let others: Vec<Handing<'_>> = job.takers.others.iter_mut().zip(&cuts).map(|(take, _)| first.beside(*take)).collect();
    let starts = std::iter::once(Cut { at: layout.start, line: layout.headings.bottom }).chain(cuts.iter().copied());
    let ends = cuts.iter().map(|cut| Some(cut.at)).chain([None]);
    let handings = std::iter::once(first).chain(others);
    let passes = starts.zip(ends).zip(handings);
    let passes = passes.map(|((start, end), handing)| Pass::new(&text, &layout, start, end, handing)).collect();
    let mut pass = run(passes)?;
    if let Some(line) = pass.too_wide {
        return job.refuse(TableFault::TooManyColumns { row: line + 1 });
    }
    // The line `sep=;` is no row of a spreadsheet either.
    let announced = (0, line_ends(text.all.get(..text.start).unwrap_or_default()));
    let breaks = [announced].into_iter().filter(|(_, lines)| *lines > 0).chain(layout.breaks.iter().copied());
    job.sources.set_breaks(job.table, breaks.chain(std::mem::take(&mut pass.breaks)));
    pass.report_shifted();
    job.findings.append(&mut pass.findings);
    Some(Table { delimiter: Some(char::from(layout.delimiter)), ..pass.handing.finish(job.findings) })
}

/// Whether a stretch would begin with the numbers of the columns: the row before them says whether they are that.
fn begins_with_numbers(text: &Text<'_>, layout: &Layout, cut: Cut, handing: &Handing<'_>) -> bool {
    if layout.headings.numbers.is_none() {
        return false;
    }
    let mut records = Records::new(text.all, layout.delimiter, cut.at, cut.line);
    while let Some(record) = records.next() {
        if record.iter().any(|text| !text.trim().is_empty()) {
            let cell = |column: u16| record.get(usize::from(column)).map_or(Cell::Empty, |text| text_cell(as_text(text)));
            let cells: Vec<Cell<'_>> = handing.columns().map(|column| column.map_or(Cell::Empty, cell)).collect();
            return handing.are_labels(&cells);
        }
    }
    false
}

/// Runs the passes over the stretches of a text side by side and puts them together. Where a record reaches over the end
/// of its stretch, the pass goes on to the end of the text, and what the passes behind it found is dropped.
fn run(mut passes: Vec<Pass<'_>>) -> Option<Pass<'_>> {
    run_all(&mut passes);
    passes.into_iter().reduce(|mut first, other| {
        if first.has_ended {
            first.append(other);
        }
        first
    })
}

fn run_all(passes: &mut [Pass<'_>]) {
    match passes {
        [] => {}
        [one] => one.run(),
        several => {
            let (upper, lower) = several.split_at_mut(several.len() / 2);
            rayon::join(|| run_all(upper), || run_all(lower));
        }
    }
}

/// A text and what it says of its delimiter.
struct Text<'a> {
    all: &'a str,
    /// Where the records begin: behind a line `sep=;`.
    start: usize,
    /// What that line says.
    delimiter: Option<u8>,
}

impl<'a> Text<'a> {
    fn new(all: &'a str) -> Text<'a> {
        let (start, delimiter) = announced(all);
        Text { all, start, delimiter }
    }
}

/// The line `sep=;` that Excel understands at the beginning of a file: where the next line begins, and the delimiter.
fn announced(text: &str) -> (usize, Option<u8>) {
    let (line, behind) = text.split_at(memchr2(b'\n', b'\r', text.as_bytes()).unwrap_or(text.len()));
    let end = if behind.starts_with("\r\n") { 2 } else { behind.len().min(1) };
    match line.trim_matches('"').strip_prefix("sep=").map(str::as_bytes) {
        Some(&[delimiter]) => (line.len() + end, Some(delimiter)),
        _ => (0, None),
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
    /// The first line above the last heading line in which a quote opens that is not closed.
    unclosed: Option<u32>,
    /// The lines down to the last heading line whose cells have line breaks, each with how many.
    breaks: Vec<(u32, u32)>,
}

/// The beginning of a text under one delimiter.
struct Beginning {
    delimiter: u8,
    lines: Vec<Line>,
    /// For each line where it begins and how many cells it has.
    shapes: Vec<(usize, usize)>,
    /// The line at which the reading ended because it has too many cells.
    too_wide: Option<u32>,
    /// The first line in which a quote opens that is not closed.
    unclosed: Option<u32>,
    /// The lines whose cells have line breaks, each with how many.
    breaks: Vec<(u32, u32)>,
}

impl Beginning {
    /// Reads so many lines with content at most; all of them lie near the beginning where the campaign names no heading row.
    fn read(text: &Text<'_>, delimiter: u8, heading_row: Option<u32>, most_lines: usize) -> Beginning {
        let mut beginning = Beginning {
            delimiter,
            lines: Vec::new(),
            shapes: Vec::new(),
            too_wide: None,
            unclosed: None,
            breaks: Vec::new(),
        };
        beginning.too_wide = go_through(text, delimiter, heading_row, most_lines, |record| {
            beginning.breaks.extend(breaks(record));
            if heading_row.is_some_and(|row| record.line + 1 < row) {
                return false;
            }
            if beginning.unclosed.is_none() && is_unclosed(record, delimiter) {
                beginning.unclosed = Some(record.line);
            }
            let texts: Vec<(u16, String)> = (0..SHEET_COLUMNS).zip(record.iter()).filter_map(filled).collect();
            let is_filled = !texts.is_empty();
            if is_filled {
                beginning.lines.push(Line { number: record.line, last: record.line + line_ends(record.written), texts });
                beginning.shapes.push((record.start, record.len()));
            }
            is_filled
        });
        beginning
    }

    fn layout(self, request: &Request) -> Result<Layout, Beginning> {
        let Some(headings) = heading::find(&self.lines, &[], request) else { return Err(self) };
        let (rows, bottom) = (headings.top..=headings.bottom, headings.bottom);
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
            unclosed: self.unclosed.filter(|line| *line < bottom),
            breaks: self.breaks.into_iter().filter(|(line, _)| *line <= bottom).collect(),
        })
    }
}

/// Goes through the beginning of a text under one delimiter, as far as there may be headings, and through what stands before
/// the row that the campaign names: `take` says of each record whether something stands in it. Returns the line at which the
/// reading ended because it has too many cells.
fn go_through(
    text: &Text<'_>,
    delimiter: u8,
    heading_row: Option<u32>,
    most_lines: usize,
    mut take: impl FnMut(&Record<'_>) -> bool,
) -> Option<u32> {
    let line = line_ends(text.all.get(..text.start).unwrap_or_default());
    // A quote that never closes makes one record of all that follows, and that is found in the pass over the data.
    let most = if heading_row.is_some() { text.all.len() } else { text.start + 2 * LOOKED_AT };
    let all = prefix(text.all, most);
    let mut records = Records::new(all, delimiter, text.start, line);
    let mut filled = 0;
    while filled < most_lines
        && let Some(record) = records.next().filter(|record| heading_row.is_some() || record.start <= LOOKED_AT)
    {
        filled += usize::from(take(record));
    }
    records.too_wide()
}

/// How many cells stand in lines of equal width under one delimiter, one-cell lines apart.
fn regularity(text: &Text<'_>, delimiter: u8, request: &Request) -> usize {
    let mut widths = Vec::new();
    go_through(text, delimiter, request.heading_row, SEARCHED_ROWS, |record| {
        let is_heading = request.heading_row.is_none_or(|row| record.line + 1 >= row);
        let is_filled = is_heading && record.iter().any(|text| !text.trim().is_empty());
        widths.extend(Some(record.len()).filter(|width| is_filled && *width > 1));
        is_filled
    });
    widths.iter().map(|width| width * widths.iter().filter(|other| *other == width).count()).max().unwrap_or(0)
}

/// The line of a record and how many more it takes, where it takes some.
fn breaks(record: &Record<'_>) -> Option<(u32, u32)> {
    let more = if record.is_unquoted { line_ends(record.written) } else { 0 };
    (more > 0).then_some((record.line, more))
}

fn filled((column, text): (u16, &str)) -> Option<(u16, String)> {
    match text_cell(prefix(text, HEADING_BYTES)) {
        Cell::Text(text) => Some((column, text.into_owned())),
        _ => None,
    }
}

/// Finds the delimiter and the heading row: of the four delimiters the one under which most wanted headings are found,
/// tried in the order of how regular the lines are.
fn layout(text: &Text<'_>, job: &mut Job<'_>) -> Option<Layout> {
    let request = job.request;
    let mut delimiters = text.delimiter.map_or(DELIMITERS.to_vec(), |delimiter| vec![delimiter]);
    // Those that come behind the first are hardly ever asked.
    delimiters.sort_by_cached_key(|delimiter| std::cmp::Reverse(regularity(text, *delimiter, request)));
    let mut best: Option<Layout> = None;
    let (mut seen, mut too_wide, mut unclosed) = (None, None, None);
    for delimiter in delimiters {
        match Beginning::read(text, delimiter, request.heading_row, SEARCHED_ROWS).layout(request) {
            Ok(layout) if layout.headings.found() == request.columns.len() => return Some(layout),
            Ok(layout) if best.as_ref().is_none_or(|best| layout.headings.found() > best.headings.found()) => {
                best = Some(layout);
            }
            Ok(_) => {}
            Err(beginning) => {
                too_wide = too_wide.or(beginning.too_wide);
                // The first one fits best.
                unclosed = unclosed.or(beginning.unclosed.filter(|_| seen.is_none()));
                seen = seen.or(Some((beginning.delimiter, beginning.lines)));
            }
        }
    }
    if let (None, Some(line)) = (&best, too_wide) {
        return job.refuse(TableFault::TooManyColumns { row: line + 1 });
    }
    if let (None, Some(line)) = (&best, unclosed) {
        job.findings.push(Finding::new(TableFault::UnclosedQuote, Place::Row(job.table, line)));
        return None;
    }
    if best.is_none() {
        let (delimiter, lines) = seen.unwrap_or_default();
        let farther = || Beginning::read(text, delimiter, Some(1), FARTHER_ROWS).lines;
        job.findings.push(heading::not_found(&lines, &[], farther, request, job.table));
    }
    best
}

/// The pass over the data of a text, or of a stretch of it.
///
/// Passes lie beside each other and threads write to them with every row: on a line of memory that two of them share, each
/// would wait for the other.
#[repr(align(128))]
struct Pass<'a> {
    text: &'a Text<'a>,
    layout: &'a Layout,
    /// Where the stretch begins.
    start: Cut,
    /// Where it should end; `None` for the end of the text.
    end: Option<usize>,
    /// Whether it ended there.
    has_ended: bool,
    /// The line at which the reading ended because it has more cells than a sheet has columns.
    too_wide: Option<u32>,
    handing: Handing<'a>,
    findings: Vec<Finding>,
    /// The lines whose cells have line breaks, each with how many.
    breaks: Vec<(u32, u32)>,
    /// Lines with more cells than headings.
    shifted: Vec<(u32, usize)>,
}

impl<'a> Pass<'a> {
    fn new(text: &'a Text<'a>, layout: &'a Layout, start: Cut, end: Option<usize>, handing: Handing<'a>) -> Pass<'a> {
        Pass {
            text,
            layout,
            start,
            end,
            has_ended: false,
            too_wide: None,
            handing,
            findings: Vec::new(),
            breaks: Vec::new(),
            shifted: Vec::new(),
        }
    }

    fn run(&mut self) {
        let text = self.text.all;
        let mut records = Records::new(text, self.layout.delimiter, self.start.at, self.start.line);
        let mut cells = vec![Cell::Empty; self.handing.columns().len()];
        if self.start.at == self.layout.start {
            // The last heading line. A quote that opens there is the cause of whatever else is wrong.
            let is_open = records.next().is_some_and(|record| is_unclosed(record, self.layout.delimiter));
            if let Some(line) = self.layout.unclosed.or(is_open.then_some(self.layout.headings.bottom)) {
                self.report_quote(line);
            }
        }
        while self.end != Some(records.position())
            && let Some(record) = records.next()
        {
            self.watch_quotes(record);
            if self.is_shifted(record) || self.may_be_cut(record) {
                self.shifted.push((record.line, record.len()));
            }
            self.handing.empty_rows(record.empty_lines);
            self.hand_over(record, &mut cells);
        }
        self.too_wide = records.too_wide();
        self.has_ended = self.too_wide.is_none() && self.end.is_some_and(|end| end == records.position());
    }

    /// Takes over what was found in the stretch behind this one.
    fn append(&mut self, next: Pass<'_>) {
        self.has_ended = next.has_ended;
        self.too_wide = next.too_wide;
        self.handing.append(next.handing);
        self.findings.extend(next.findings);
        self.breaks.extend(next.breaks);
        self.shifted.extend(next.shifted);
    }

    /// Hands over one record as a row. `cells` has a cell for each wanted column, of the record before this one.
    fn hand_over(&mut self, record: &Record<'a>, cells: &mut [Cell<'a>]) {
        let tidy = record.seen.tidy;
        let Some(lead) = record.iter().map(|text| if tidy { text } else { text.trim() }).find(|text| !text.is_empty())
        else {
            self.handing.empty_rows(1);
            return;
        };
        self.handing.beside_row(|column| record.get(usize::from(column)).is_some_and(|text| !text.trim().is_empty()));
        let short = record.written.len() <= CELL_LETTERS.min(LEAD_BYTES);
        if record.is_unquoted {
            let cell = |column: Option<u16>| {
                column
                    .and_then(|column| record.get(usize::from(column)))
                    .map_or(Cell::Empty, |text| text_cell(as_text(text.trim())))
            };
            let cells: Vec<Cell<'_>> = self.handing.columns().map(cell).collect();
            return self.hand(record, Row { number: record.line, cells: &cells, lead }, short);
        }
        for (cell, column) in cells.iter_mut().zip(self.handing.columns()) {
            match column.and_then(|column| record.written(usize::from(column))).map(as_text) {
                None | Some("") => *cell = Cell::Empty,
                Some(text) if tidy && short || !is_vast(text) && is_tidy(text) => borrow(cell, text),
                Some(text) => tidy_into(cell, as_text(text.trim())),
            }
        }
        self.hand(record, Row { number: record.line, cells, lead }, short);
    }

    fn hand(&mut self, record: &Record<'_>, row: Row<'_>, short: bool) {
        if short { self.handing.short_row(row, record.seen.doubtful) } else { self.handing.row(row) }
    }

    fn is_shifted(&self, record: &Record<'_>) -> bool {
        record.len() > self.layout.width && record.iter().skip(self.layout.width).any(|text| !text.trim().is_empty())
    }

    /// Whether a number may have been cut by the commas before its decimals or thousands, in a line that only blank cells
    /// make longer than the headings: digits beside digits. That all lines end so says nothing, for the headings do not.
    fn may_be_cut(&self, record: &Record<'_>) -> bool {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let begins = |text: &str| digits(text.trim_start_matches(['-', '+']));
        let ends = |text: &str| digits(text.strip_suffix('%').unwrap_or(text).trim_end());
        self.layout.delimiter == b','
            && record.len() > self.layout.width
            && record.iter().zip(record.iter().skip(1)).any(|(a, b)| begins(a.trim()) && ends(b.trim()))
    }

    fn report_shifted(&mut self) {
        let Some((_, cells)) = self.shifted.first() else { return };
        let fault = TableFault::ShiftedLine {
            cells: *cells,
            headings: self.layout.width,
            delimiter: char::from(self.layout.delimiter),
        };
        let lines = self.shifted.iter().map(|(line, _)| Place::Row(self.handing.id(), *line));
        self.findings.extend(first_places(fault, lines));
    }

    /// Notes the line breaks of a record with quotes, and reports one in which a quote was not closed.
    fn watch_quotes(&mut self, record: &Record<'_>) {
        if record.is_unquoted {
            self.breaks.extend(breaks(record));
            if is_unclosed(record, self.layout.delimiter) || self.has_swallowed(record) {
                self.report_quote(record.line);
            }
        }
    }

    /// Whether the name in a record seems to hold the end of its own row and the beginning of the next one, with a code where
    /// the codes stand: the quote before it was closed by that of another name.
    fn has_swallowed(&self, record: &Record<'_>) -> bool {
        let mut columns = self.handing.columns().flatten().map(usize::from);
        let (Some(id), Some(name)) = (columns.next(), columns.next()) else { return false };
        let text = record.get(name).filter(|_| id < name).unwrap_or_default();
        let fields = |line: &'_ str| line.split(char::from(self.layout.delimiter)).count();
        let is_code = |text: &str| !text.contains(char::is_whitespace) && text.ends_with(char::is_alphanumeric);
        match text.split_once(['\n', '\r']) {
            Some((own, behind)) => {
                let next = behind.rsplit(['\n', '\r']).next().unwrap_or_default();
                let code = next.split(char::from(self.layout.delimiter)).nth(id).unwrap_or_default();
                fields(own) + name == self.layout.width && fields(next) == name + 1 && is_code(code)
            }
            None => false,
        }
    }

    fn report_quote(&mut self, line: u32) {
        if self.findings.len() < NAMED_PLACES {
            self.findings.push(Finding::new(TableFault::UnclosedQuote, Place::Row(self.handing.id(), line)));
        }
    }
}

/// Whether a record has a quote that was not closed: none follows in the whole text, or the next one belongs to another
/// field of a later line, behind whose opening quote the text goes on. What swallowed no line hides nothing.
fn is_unclosed(record: &Record<'_>, delimiter: u8) -> bool {
    let bytes = record.written.as_bytes();
    record.is_unquoted
        && match closing(bytes, delimiter) {
            Closing::Whole => false,
            Closing::Stray | Closing::None => true,
        }
}

/// How the quotes of a record close.
enum Closing {
    /// Each that opens a field has one that ends it, or on the same line one behind which something else stands.
    Whole,
    /// Behind one on a later line something else stands.
    Stray,
    /// The last one that opens a field has none.
    None,
}

fn closing(bytes: &[u8], delimiter: u8) -> Closing {
    let (mut rest, mut closing) = (bytes, Closing::Whole);
    loop {
        if let [b'"', field @ ..] = rest {
            let mut inside = field;
            rest = loop {
                let Some(quote) = memchr(b'"', inside) else { return Closing::None };
                match inside.get(quote + 1..).unwrap_or_default() {
                    [b'"', behind @ ..] => inside = behind,
                    behind => break behind,
                }
            };
            let within = field.get(..field.len() - rest.len()).unwrap_or_default();
            if rest.first().is_some_and(|sign| *sign != delimiter) && memchr2(b'\n', b'\r', within).is_some() {
                closing = Closing::Stray;
            }
        }
        match memchr(delimiter, rest) {
            Some(end) => rest = rest.get(end + 1..).unwrap_or_default(),
            None => return closing,
        }
    }
}

/// Makes a cell hold a text of the file. Written where it stays: a cell that is made elsewhere and moved here costs as much
/// as all the rest, and to look what the cell before it would have to give back half as much.
#[inline]
fn borrow<'t>(cell: &mut Cell<'t>, text: &'t str) {
    match cell {
        Cell::Text(Cow::Borrowed(before)) => *before = text,
        other => *other = Cell::Text(Cow::Borrowed(text)),
    }
}

#[cold]
#[inline(never)]
fn tidy_into<'t>(cell: &mut Cell<'t>, text: &'t str) {
    *cell = text_cell(text);
}

/// A text without the writing `="001"` by which some exports keep Excel from dropping zeros.
fn as_text(text: &str) -> &str {
    text.strip_prefix("=\"").and_then(|text| text.strip_suffix('"')).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::input::testing::{Seen, read, request};
    use crate::input::{File, Looks, Skipped, Take, Takers, read as read_file};
    use crate::vocab::finding::Encoding;
    use crate::vocab::{Sources, TableId};
    use proptest::prelude::*;

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
        for end in ["\n", "\r\n", "\r"] {
            let text = "sep=;\nMã;Ghi chú\nDV01;a, b, c, d\nDV02;a, b, c, d\n".replace('\n', end);
            let seen = csv(&text, &["Mã", "Ghi chú"]);
            assert_eq!(seen.rows, ["2: DV01 | a, b, c, d", "3: DV02 | a, b, c, d"], "{end:?}");
        }
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
        finding.others.extend([3, 4].map(|line| Place::Row(TableId(0), line)));
        assert_eq!(seen.findings, [finding]);
    }

    #[test]
    fn a_number_cut_by_its_comma_is_named_behind_a_line_that_ends_with_one() {
        let seen = csv("Mã,Tên,A,Ghi chú\n01,x,62,5,\n02,y,50,\n", &["Mã", "Tên", "A"]);
        let fault = TableFault::ShiftedLine { cells: 5, headings: 4, delimiter: ',' };
        assert_eq!(seen.findings, [Finding::new(fault, Place::Row(TableId(0), 1))]);
        for text in [
            "Mã,Tên,A,B\n01,x,62,5,\n02,y,50,7,\n",
            "Mã,Tên,A,B\n01,x,62,5%,\n02,y,50%,7\n",
            "Mã,Tên,A,B\n01,x, 62,5 ,\n",
            "Mã,Tên,A,B,C\n01,x,-1,500,000,,\n",
        ] {
            assert_eq!(csv(text, &["Mã", "Tên", "A"]).codes(), ["shifted-line"], "{text}");
        }
        let seen = csv("Mã,Tên,A,B\n01,x,62,b,\n02,y,50,c,\n", &["Mã", "Tên", "A"]);
        assert_eq!(seen.codes(), [""; 0], "every line ends with a comma");
        let seen = csv("Mã,Tên,A,B\n01,x,62,ghi,\n02,y,50,7\n", &["Mã", "Tên", "A"]);
        assert_eq!(seen.codes(), [""; 0], "nothing was cut");
    }

    #[test]
    fn a_line_of_more_cells_than_a_sheet_has_columns_is_named() {
        let case = |text: &str, expected: &[Finding]| {
            assert_eq!(csv(text, &["Mã", "Tên"]).findings, expected, "{:.40}", text);
        };
        let many = |row| Finding::new(TableFault::TooManyColumns { row }, Place::Table(TableId(0)));
        let widest = "x,".repeat(16_381) + "x";
        case(&format!("Mã,Tên,{widest}\n01,y\n"), &[]);
        case(&format!("Mã,Tên,x,{widest}\n01,y\n"), &[many(1)]);
        case(&format!("\n\"Mã\",Tên,x,{widest}\n01,y\n"), &[many(2)]);
        case(&format!("Mã,\"Tên\n\",x,{widest}\n01,y\n"), &[many(1)]);
        case(&format!("Mã,Tên\n01,y\n02,z,x,{widest}\n03,t\n"), &[many(3)]);
        // What stands within quotes is one cell.
        case(&format!("Mã,Tên\n01,y\n02,\"z,{widest}\"\n"), &[]);
        // Signs that delimit nothing.
        case(&format!("Mã,Tên\n01,y\n02,{}\n", "|".repeat(20_000)), &[]);
    }

    #[test]
    fn a_second_table_below_is_no_data_of_the_first() {
        let text = "Mã,Tên,Điểm\nA,x,60\n,,\nMã,Tên,Kinh phí\nC,z,99\n";
        let seen = csv(text, &["Mã", "Tên", "Điểm"]);
        assert_eq!(seen.findings, [Finding::new(TableFault::SecondTable, Place::Row(TableId(0), 3))]);
        let seen = csv("Mã,Tên,Điểm\nA,x,60\nMã,Tên,Điểm\nC,z,99\n", &["Mã", "Tên", "Điểm"]);
        assert_eq!(seen.codes(), [""; 0], "the same headings on a new page");
    }

    #[test]
    fn the_rows_of_a_heading_are_neighbours_whatever_lines_their_cells_take() {
        let text = "STT;Mã;Hồ sơ;;\"Điểm\nCCHC\"\n;;nhận;trực\u{a0}tuyến;\n(1);(2);(3);(4);(5)\n1;X1;1000;619;91\n";
        let seen = csv(text, &["Mã", "Hồ sơ › Trực tuyến", "Điểm CCHC"]);
        assert_eq!((seen.rows, seen.findings), (vec!["4: X1 | 619 | 91".to_owned()], vec![]));
        let table = seen.table.unwrap();
        assert_eq!((table.heading_row, table.last_heading_row), (0, 2));
        assert_eq!(table.skipped, [Skipped { row: 3, looks: Looks::ColumnNumbers }]);
    }

    #[test]
    fn a_row_of_column_numbers_is_no_subject_below_line_breaks_empty_rows_and_repeated_headings() {
        let case = |text: &str, rows: &[&str], numbers: &[u32]| {
            let seen = csv(text, &["Mã", "Tên", "Điểm đạt"]);
            assert_eq!(seen.rows, rows, "{text:?}");
            let skipped = seen.table.unwrap().skipped.into_iter().filter(|skipped| skipped.looks == Looks::ColumnNumbers);
            assert_eq!(skipped.map(|skipped| skipped.row).collect::<Vec<u32>>(), numbers, "{text:?}");
        };
        for numbers in ["1;2;3", "A;B;C", "A;B;1", "(1);(2);(3)"] {
            let heading = "Mã;Tên;\"Điểm\nđạt\"";
            case(&format!("{heading}\n{numbers}\nX1;x;5\n"), &["3: X1 | x | 5"], &[2]);
            case(&format!("{heading}\n;;\n\n{numbers}\nX1;x;5\n"), &["5: X1 | x | 5"], &[4]);
            let twice = format!("{heading}\n{numbers}\nX1;x;5\n{heading}\n{numbers}\nX2;y;2\n");
            case(&twice, &["3: X1 | x | 5", "7: X2 | y | 2"], &[2, 6]);
        }
        // A unit whose code is 1.
        case("Mã;Tên;Điểm đạt\n\n1;2;3\n2;5;6\n", &["2: 1 | 2 | 3", "3: 2 | 5 | 6"], &[]);
        case("Mã;Tên;Điểm đạt\n\n1;2;3\n", &["2: 1 | 2 | 3"], &[]);
        let again = "Mã;Tên;Điểm đạt\nX1;x;5\nMã;Tên;Điểm đạt\n1;2;3\nX2;y;2\n";
        case(again, &["1: X1 | x | 5", "3: 1 | 2 | 3", "4: X2 | y | 2"], &[]);
        case("Mã;Tên;Điểm đạt\n1;2;3\nX1;x;5\n1;2;3\n", &["2: X1 | x | 5", "3: 1 | 2 | 3"], &[1]);
    }

    #[test]
    fn what_stands_below_no_heading_behind_a_wanted_column_is_named() {
        let text = "Mã;Tên;;Điểm;\n(1);(2);(3);(4);(5)\nN1;Nguyễn Văn;An;5;\nN2;\"Trần\nThị\";;6;\n;Phòng;Nội vụ;;\n\
                    N3;Lê;Ba;7;x\nTổng cộng;3;2;18;\n";
        let seen = csv(text, &["Mã", "Tên", "Điểm"]);
        let expected = |heading: &str, column, rows: &[u32]| {
            let fault = TableFault::UnheadedColumn { heading: heading.to_owned(), count: rows.len() };
            let others = rows.iter().map(|row| Place::Cell(TableId(0), *row, column)).collect();
            Finding { others, ..Finding::new(fault, Place::Column(TableId(0), column)) }
        };
        assert_eq!(seen.findings, [expected("Tên", 2, &[2, 6]), expected("Điểm", 4, &[6])]);
        assert_eq!(csv("Mã;Tên;;Điểm\nN1;x;;5\n", &["Mã", "Tên", "Điểm"]).codes(), [""; 0]);
        assert_eq!(csv("Mã;STT;;Tên\nN1;1;a;x\n", &["Mã", "Tên"]).codes(), [""; 0], "nobody asked for it");
        assert_eq!(csv("Mã;Tên\nN1;x;a\n", &["Mã", "Tên"]).codes(), ["shifted-line"]);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_named() {
        let at = |line| Finding::new(TableFault::UnclosedQuote, Place::Row(TableId(0), line));
        let case = |text: &str, expected: &[Finding]| {
            assert_eq!(csv(text, &["Mã", "Tên", "A"]).findings, expected, "{text:?}");
        };
        // To the end of the file.
        case("Mã,Tên,A\n01,\"x\",1\n02,\"y,2\n03,z,3\n", &[at(2)]);
        // To the next quote, in lines as long as the headings and shorter ones.
        case("Mã,Tên,A\n01,\"x,1\n02,y,2\n03,\"z\",3\n04,u,4\n", &[at(1)]);
        case("Mã,Tên,A,B,C\n01,\"x,5\n02,y,6\n03,\"z,7\n04,u,8\n", &[at(1)]);
        assert_eq!(csv("Số,Mã\n1,\"A\n2,B\n3,\"C\n", &["Mã", "Số"]).findings, [at(1)]);
        // To the quote of another name, which closes it.
        case("Mã,Tên,A\nA1,\"Xã A,2\nA2,Xã B\",900\nA3,Xã C,50\n", &[at(1)]);
        case("Mã,Tên,A\nA1,\"Trường A\n(xã B, huyện C)\",9\nA2,\"x\ny\",5\n", &[]);
        // Nothing is swallowed by quotes that were not doubled, whatever stands in other cells.
        case("Mã,Tên,A,B\n01,\"Cty \"Sao\" Mai\",1,\"dòng 1\ndòng 2\"\n", &[]);
        // A sign for inches opens nothing, and what is closed may have line breaks and delimiters.
        case("Mã,Tên,A\n01,cỡ 5\",1\n02,\"hai\ndòng\",2\n03,cỡ 5\",3\n", &[]);
        case("Mã,Tên,A\n01,\"a, b, c\nd, e, f\",2\n02,\"x \"\"y\"\"\nz\",3\n03,=\"7,\"\"\n", &[]);
    }

    #[test]
    fn a_quote_that_opens_in_the_headings_or_above_them_is_the_cause_that_is_named() {
        let at = |line| Finding::new(TableFault::UnclosedQuote, Place::Row(TableId(0), line));
        let seen = csv("Mã;Tên;\"Ghi chú\n01;a;x\n02;b;\"y\"\n03;c;z\n", &["Mã", "Tên"]);
        assert_eq!(seen.findings, [at(0)]);
        let seen = csv("\"Báo cáo quý\nMã;Tên\n01;a\n", &["Mã", "Tên"]);
        assert_eq!((seen.findings, seen.table), (vec![at(0)], None));
        let seen = csv("\"Báo cáo\n\"quý\nMã;Tên\n01;a\n", &["Mã", "Tên"]);
        assert_eq!((seen.findings.as_slice(), seen.rows.len()), (&[at(0)][..], 1));
        let seen = csv("\"Báo cáo\nquý\"\n\"Mã\nsố\";Tên\n01;a\n", &["Mã số", "Tên"]);
        assert_eq!((seen.codes().len(), seen.rows.len()), (0, 1));
    }

    #[test]
    fn marks_between_files_that_were_put_together_are_no_part_of_a_cell() {
        let text = "\u{feff}\u{feff}\"Mã\";Tên\n01;a\n\u{feff}\"02\";b\n\u{feff}\u{feff}\n03;c\n\u{feff}";
        let seen = csv(text, &["Mã", "Tên"]);
        assert_eq!(
            (seen.rows.as_slice(), seen.codes().len()),
            (&["1: 01 | a", "2: 02 | b", "4: 03 | c"].map(str::to_owned)[..], 0)
        );
    }

    #[test]
    fn a_text_that_is_kept_from_being_a_number_is_read() {
        let seen = csv("Mã;Tên\n =\"001\";x\n=\"002\" ;y \n", &["Mã", "Tên"]);
        assert_eq!(seen.rows, ["1: 001 | x", "2: 002 | y"]);
        let seen = csv("Mã,Tên\n=\"001\",x\n\"=\"\"002\"\"\",=1+1\n", &["Mã", "Tên"]);
        assert_eq!(seen.rows, ["1: 001 | x", "2: 002 | =1+1"]);
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
        let seen = csv("Mã;Tên\r01;y\r02;x\0\r", &["Mã", "Tên"]);
        assert_eq!(seen.findings, [Finding::new(TableFault::BrokenLetters, Place::Row(TableId(0), 2))]);
    }

    #[test]
    fn a_text_that_no_cell_can_hold_is_named_and_cut() {
        for (written, begins) in [("x".repeat(32_768), "x".repeat(80)), ("ệ ".repeat(200_000), "ệ ".repeat(40))] {
            let seen = csv(&format!("Mã;Tên\n01;{written}\n02;{}\n", "x".repeat(32_767)), &["Mã", "Tên"]);
            let fault = TableFault::LongText { begins: begins.clone() };
            assert_eq!(seen.findings, [Finding::new(fault, Place::Cell(TableId(0), 1, 1))]);
            assert_eq!(seen.rows[0], format!("1: 01 | {begins}…"));
        }
        let blank = csv(&format!("Mã;Tên\n01;a{}b\n", " ".repeat(200_000)), &["Mã", "Tên"]);
        assert_eq!(blank.codes(), ["long-text"], "nothing behind the white space is dropped silently");
    }

    #[test]
    fn a_text_file_beyond_the_limit_is_refused() {
        let mut request = request(&["Mã"]);
        request.limits.text = 8;
        let fault = TableFault::TextTooLarge { megabytes: 0, limit: 0, raise: 1 };
        let seen = read("a.csv", "Mã\n0123456789\n".as_bytes(), &request);
        assert_eq!(seen.findings, [Finding::new(fault, Place::Table(TableId(0)))]);
    }

    #[test]
    fn lost_and_mistaken_letters_are_named_with_their_cells() {
        let seen = csv("Mã;Tên;Số\n01;X· Kim Th¸i;12\n02;Xã Tân Thành;5\n03;ThÞ trÊn G«i;12\n", &["Mã", "Tên", "Số"]);
        let fault = TableFault::MistakenLetters { encoding: Encoding::Tcvn3, written: "X· Kim Th¸i".to_owned() };
        let finding = Finding::new(fault, Place::Cell(TableId(0), 1, 1));
        assert_eq!(seen.findings, [Finding { others: vec![Place::Cell(TableId(0), 3, 1)], ..finding }]);
        let seen = csv("Mã;Tên\n01;Xã Kim Thái\n02;Thị tr?n Gôi\n", &["Mã", "Tên"]);
        let fault = TableFault::LostLetters { word: "tr?n".to_owned(), once: true };
        assert_eq!(seen.findings, [Finding::new(fault, Place::Cell(TableId(0), 2, 1))]);
    }

    /// A table read in so many stretches at most: its rows, what was counted, and what was found.
    fn in_stretches(text: &str, count: usize) -> (Vec<(u32, String)>, Option<Table>, Vec<Finding>) {
        let (mut sources, mut findings) = (Sources::default(), Vec::new());
        let mut rows = vec![Vec::new(); count];
        let mut takes: Vec<_> = rows
            .iter_mut()
            .map(|rows| |_: &Table, row: Row<'_>| rows.push((row.number, format!("{:?} {}", row.cells, row.lead))))
            .collect();
        let mut takes = takes.iter_mut().map(|take| take as &mut Take<'_>);
        let takers = Takers { first: takes.next().unwrap(), others: takes.collect() };
        let file = File { name: "a.csv", bytes: text.as_bytes() };
        let table = read_file(file, &request(&["Mã", "Tên"]), &mut sources, &mut findings, takers);
        let used = table.as_ref().map_or(0, |table| table.stretches);
        (rows.drain(..used).flatten().collect(), table.map(|table| Table { stretches: 1, ..table }), findings)
    }

    #[test]
    fn a_long_text_is_read_in_stretches() {
        let text = format!("Mã,Tên\n{}", "1,a\n".repeat(10));
        let file = File { name: "a.csv", bytes: text.as_bytes() };
        let (mut first, mut second) = (Vec::new(), Vec::new());
        let mut other = |_: &Table, row: Row<'_>| second.push(row.number);
        let takers = Takers { first: &mut |_, row| first.push(row.number), others: vec![&mut other] };
        let table = read_file(file, &request(&["Mã", "Tên"]), &mut Sources::default(), &mut Vec::new(), takers);
        assert_eq!(table.unwrap().stretches, 2);
        assert_eq!([first.len(), second.len()], [4, 6]);
        assert_eq!(second[0], 5);
    }

    proptest! {
        #[test]
        fn repeated_numbers_and_columns_without_a_heading_are_the_same_in_how_many_stretches_a_text_is_read(
            lines in prop::collection::vec(
                prop::sample::select(vec!["Mã,,Tên", "(1),(2),(3)", "1,,a", "2,x,b", ",,", "", "Mã,,b"]),
                0..40
            ),
            count in 2_usize..6,
        ) {
            let text = format!("Mã,,Tên\n(1),(2),(3)\n{}", lines.join("\n"));
            prop_assert_eq!(in_stretches(&text, count), in_stretches(&text, 1));
        }

        #[test]
        fn rows_counts_and_findings_are_the_same_in_how_many_stretches_a_text_is_read(
            lines in prop::collection::vec(
                prop::sample::select(vec![
                    "1,a", "2,\"b\"", "\"3\n3\",c", "", "4", "5,d,7", "Mã,Tên", "Mã,b", "6, a  b ", "x\"y,z", "\"7,e",
                    "8,\"q\"\"q\"", "9,T?t lắm", "10,X· Kim Th¸i", " , ", "11,1,5,",
                    "12,Tèt", "13,YÕu",
                ]),
                0..40
            ),
            end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
            count in 2_usize..6,
        ) {
            let text = format!("Mã,Tên{end}{}", lines.join(end));
            prop_assert_eq!(in_stretches(&text, count), in_stretches(&text, 1));
        }
    }
}
