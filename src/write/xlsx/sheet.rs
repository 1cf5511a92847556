//! One sheet, written row by row as the report produces it.

use std::borrow::Cow;
use std::sync::{Mutex, PoisonError};

use rust_xlsxwriter::{Note, Workbook, Worksheet, XlsxError};

use crate::report::sheet::{Cell, Chart, Look, Sheet, Value, spread};
use crate::vocab::{Number, Shortened};
use crate::write::seal::SheetSeal;

use super::amount::{nearest, serial};
use super::archive::{self, Content};
use super::body::{Body, Covered};
use super::drawing::Drawing;
use super::limits::Limits;
use super::look::{self, Formats, Lines, Style};
use super::names::Names;
use super::page;
use super::pages::Pages;
use super::remarks::Remarks;
use super::text::{CELL, NOTE, clean, even_lines, lines, shortened};
use super::{PACKING_LONG, WriteError};

/// What all sheets of a workbook share while they are written side by side.
pub(super) struct Desk<'a> {
    pub(super) workbook: &'a Mutex<Workbook>,
    pub(super) formats: &'a Formats,
    pub(super) names: &'a Names,
    pub(super) limits: Limits,
    /// The title of the book.
    pub(super) title: &'a str,
}

impl Desk<'_> {
    fn format(&self, style: Style) -> u32 {
        self.formats.number(style, self.workbook)
    }

    /// An empty sheet of the workbook, with its letters.
    fn empty(&self) -> Worksheet {
        let mut workbook = self.workbook.lock().unwrap_or_else(PoisonError::into_inner);
        workbook.add_worksheet();
        workbook.worksheets_mut().pop().unwrap_or_default()
    }
}

/// A sheet of the report as it came out: one sheet of the workbook, or more when one does not hold all rows.
pub(super) struct Done {
    pub(super) parts: Vec<Part>,
    pub(super) shortened: Vec<Shortened>,
}

/// A sheet of the workbook.
pub(super) struct Part {
    pub(super) name: String,
    /// What the library writes around its rows.
    pub(super) worksheet: Worksheet,
    pub(super) content: Content,
    pub(super) remarks: Remarks,
    pub(super) seal: SheetSeal,
}

/// A sheet of the workbook whose rows are being written.
struct Open {
    name: String,
    worksheet: Worksheet,
    heading: Option<u32>,
    body: Body,
    remarks: Remarks,
    seal: SheetSeal,
}

/// Writes one sheet of the report into the empty sheet of the workbook that was made for it.
pub(super) fn write(sheet: &Sheet<'_>, number: usize, empty: Worksheet, desk: &Desk<'_>) -> Result<Done, WriteError> {
    let mut writer = Writer::new(sheet, number, desk, empty)?;
    let mut fault = None;
    sheet.rows.each(&mut |cells| {
        if fault.is_none() {
            fault = writer.row(cells).err();
        }
    });
    match fault {
        Some(fault) => Err(fault),
        None => writer.done(),
    }
}

struct Writer<'w, 'a> {
    sheet: &'w Sheet<'a>,
    number: usize,
    desk: &'w Desk<'w>,
    done: Done,
    part: Open,
    /// The row of the report that comes next.
    next: u32,
    /// The row of the part that comes next.
    row: u32,
    heading: Option<Vec<Cell<'static>>>,
    /// How many columns the table has in whose midst the next row stands; 0 outside.
    table: u16,
    filter: Filter,
    links: u32,
    dropped_links: u32,
    dropped_cells: u32,
    /// How many columns the widest row has.
    columns: u16,
    pages: Pages,
    drawings: Vec<Drawing>,
    /// Whether what stands above the headings stays within the columns that every page repeats.
    narrow_head: bool,
}

/// Which rows of the part the filter reaches.
#[derive(Clone, Copy)]
enum Filter {
    Before,
    Open { heading: u32, columns: u16 },
    Closed { heading: u32, columns: u16, last: u32 },
}

impl<'w, 'a> Writer<'w, 'a> {
    fn new(sheet: &'w Sheet<'a>, number: usize, desk: &'w Desk<'w>, empty: Worksheet) -> Result<Self, XlsxError> {
        Ok(Writer {
            sheet,
            number,
            desk,
            done: Done { parts: Vec::new(), shortened: Vec::new() },
            part: begin(sheet, desk.names.part(number, 0), sheet.heading_row, desk.title, empty)?,
            next: 0,
            row: 0,
            heading: None,
            table: 0,
            filter: Filter::Before,
            links: 0,
            dropped_links: 0,
            dropped_cells: 0,
            columns: 0,
            pages: Pages::new(sheet),
            drawings: Vec::new(),
            narrow_head: sheet.frozen_columns > 1 && page::is_side_by_side(sheet),
        })
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), WriteError> {
        if self.row >= self.desk.limits.rows {
            self.split()?;
        }
        let is_heading = self.sheet.heading_row == Some(self.next);
        if let [alone] = cells
            && self.narrow_head
            && self.sheet.heading_row.is_some_and(|heading| self.next < heading)
        {
            let look = if alone.look == Look::Title { Look::Label } else { alone.look };
            let across = self.sheet.frozen_columns;
            let row = spread([(across, alone.clone().look(look))]);
            self.cells(&row, false)?;
            self.next += 1;
            return Ok(());
        }
        if is_heading {
            self.heading = Some(cells.iter().map(kept).collect());
        }
        self.cells(cells, is_heading)?;
        self.next += 1;
        Ok(())
    }

    fn cells(&mut self, cells: &[Cell<'_>], is_heading: bool) -> Result<(), WriteError> {
        let is_empty = cells.iter().all(is_empty);
        let begins_table = is_heading || (!is_empty && cells.iter().any(|cell| cell.look == Look::Heading));
        if begins_table {
            self.table = self.table.max(columns(cells).min(self.desk.limits.columns));
        } else if is_empty {
            self.table = 0;
        }
        self.filter = match self.filter {
            _ if is_heading => Filter::Open { heading: self.row, columns: columns(cells).min(self.desk.limits.columns) },
            Filter::Open { heading, columns } if is_empty => {
                Filter::Closed { heading, columns, last: self.row.saturating_sub(1) }
            }
            filter => filter,
        };
        self.columns = self.columns.max(columns_drawn(cells)).min(self.desk.limits.columns);
        let height = self.height(cells);
        self.part.body.row(self.row, (height != page::LINE).then_some(height))?;
        self.part.remarks.row(height);
        if self.sheet.drawn && height != page::LINE {
            self.part.worksheet.set_row_height_pixels(self.row, height)?;
        }
        self.pages.row(height, cells.first().map_or(0, |cell| cell.keep), is_heading);
        let mut column = 0_u16;
        let mut covered = 0_u16;
        for cell in cells {
            if column >= self.desk.limits.columns {
                self.dropped_cells += u32::from(!is_empty_value(&cell.value));
            } else if covered > 0 {
                covered -= 1;
                column += 1;
            } else {
                covered = self.cell(column, cell)?;
                column += 1;
            }
        }
        if self.is_ruled() {
            for column in column..self.table {
                self.cell(column, &Cell::empty())?;
            }
        }
        self.drawings.iter_mut().for_each(|drawing| drawing.row(height));
        self.row += 1;
        Ok(())
    }

    /// Writes one cell and tells how many cells after it are covered by it.
    fn cell(&mut self, column: u16, cell: &Cell<'_>) -> Result<u16, WriteError> {
        let across = cell.across.max(1).min(self.desk.limits.columns - column);
        if let Value::Chart(chart) = &cell.value {
            let columns = usize::from(column)..usize::from(column + across);
            let width = columns.map(|column| page::pixels(page::width(self.sheet, column))).sum();
            self.drawings.push(Drawing::new(Chart::clone(chart), self.row, column, width));
            return Ok(across - 1);
        }
        let link = match &cell.link {
            Some(link) if self.links < self.desk.limits.links => self.desk.names.target(link, &self.desk.limits),
            _ => None,
        };
        self.dropped_links += u32::from(cell.link.is_some() && link.is_none());
        let style = self.style(cell, link.is_some());
        self.value(column, cell, style, across > 1 || link.is_some())?;
        if let Some(target) = link {
            self.links += 1;
            // A link keeps the text that is shown with it.
            let shown = match &cell.value {
                Value::Text(text) => self.fitting(column, text),
                _ => Cow::Borrowed(target.as_str()),
            };
            self.part.body.link(column, &target, &shown);
        }
        if across > 1 {
            self.part.body.merge(column, column + across - 1);
            let format = self.desk.format(style);
            for column in column + 1..column + across {
                self.part.seal.mark(self.row, column, style.mark().of_blank());
                self.part.body.blank(column, format);
            }
        }
        if let Some(note) = &cell.note {
            self.note(column, note);
        }
        Ok(across - 1)
    }

    /// Whether an empty cell here has lines around it.
    fn is_ruled(&self) -> bool {
        self.table > 0 && self.row < page::FITTED_ROWS
    }

    /// In a table no text leaves its cell, as far as rows are fitted to their texts.
    fn style(&self, cell: &Cell<'_>, linked: bool) -> Style {
        let in_table = self.table > 0;
        let look = match cell.look {
            Look::Plain if in_table && self.row < page::FITTED_ROWS && matches!(cell.value, Value::Text(_)) => Look::Wrapped,
            look => look,
        };
        let lines = match (in_table, self.sheet.filter) {
            (false, _) => Lines::None,
            (true, true) => Lines::Close,
            (true, false) => Lines::Apart,
        };
        Style::new(look, &cell.value, lines, linked, cell.across > 1)
    }

    fn value(&mut self, column: u16, cell: &Cell<'_>, style: Style, is_shown: bool) -> Result<(), WriteError> {
        let (row, format) = (self.row, self.desk.format(style));
        match stored(&cell.value) {
            Stored::Nothing if !is_shown && cell.look == Look::Plain && !self.is_ruled() => {}
            Stored::Nothing => {
                self.part.seal.mark(row, column, style.mark().of_blank());
                self.part.body.blank(column, format);
            }
            Stored::Text(text) => {
                self.part.seal.mark(row, column, style.mark());
                let text = self.fitting(column, &text);
                self.part.seal.text(row, column, &text);
                self.part.body.text(column, format, &text);
                if self.sheet.drawn {
                    self.part.worksheet.write_string(row, column, &*text)?;
                }
            }
            Stored::Figure(figure) => {
                self.part.seal.mark(row, column, style.mark());
                self.part.seal.number(row, column, figure);
                self.part.body.figure(column, format, figure)?;
                if self.sheet.drawn {
                    self.part.worksheet.write_number(row, column, figure)?;
                }
            }
        }
        Ok(())
    }

    /// The text as a cell takes it.
    fn fitting<'t>(&mut self, column: u16, text: &'t str) -> Cow<'t, str> {
        let text = clean(text);
        match shortened(&text, CELL) {
            None => text,
            Some(short) => {
                let sheet = self.part.name.clone();
                self.done.shortened.push(Shortened::Text { sheet, row: self.row, column });
                Cow::Owned(short)
            }
        }
    }

    fn note(&mut self, column: u16, note: &str) {
        let mut text = clean(note);
        if let Some(short) = shortened(&text, NOTE) {
            text = Cow::Owned(short);
            let sheet = self.part.name.clone();
            self.done.shortened.push(Shortened::Note { sheet, row: self.row, column });
        }
        self.part.seal.remark(self.row, column, &text);
        self.part.remarks.push(self.row, column, text.into_owned());
    }

    /// How high a row of these cells is in pixels, so that there is room for texts of several lines. Excel would see to
    /// it by itself, though not for a text over several columns; other programs, and those that print, do not.
    fn height(&self, cells: &[Cell<'_>]) -> u32 {
        if self.row >= page::FITTED_ROWS {
            return page::LINE;
        }
        // Lines of the definition stand as close as its small letters allow.
        let is_code = !cells.is_empty() && cells.iter().all(|cell| cell.look == Look::Code || is_empty(cell));
        let mut height = if is_code { 0 } else { page::LINE };
        for (column, cell) in cells.iter().enumerate() {
            let Value::Text(text) = &cell.value else { continue };
            let style = self.style(cell, false);
            let across = usize::from(cell.across.max(1));
            let room = || {
                let columns = column..column + across;
                let all: u64 = columns.map(|column| u64::from(page::width(self.sheet, column))).sum();
                if style.is_indented() { all.saturating_sub(page::INDENT).max(1) } else { all }
            };
            let lines = match style.wraps() {
                true if style.is_even() => even_lines(text, style.size(), room()),
                true => lines(text, style.size(), style.is_bold(), room()),
                false => 1,
            };
            height = height.max(page::height(lines, style.size()));
        }
        if height == 0 { page::LINE } else { height }
    }

    /// Goes on in a further sheet, below the headings once more.
    fn split(&mut self) -> Result<(), WriteError> {
        let number = u32::try_from(self.done.parts.len() + 1).unwrap_or(u32::MAX);
        let name = self.desk.names.part(self.number, number);
        let heading = self.heading.take();
        let part = begin(self.sheet, name, heading.as_ref().map(|_| 0), self.desk.title, self.desk.empty())?;
        let full = std::mem::replace(&mut self.part, part);
        let full = self.end(full)?;
        self.done.parts.push(full);
        self.row = 0;
        self.links = 0;
        self.filter = Filter::Before;
        if let Some(heading) = heading {
            let inside = self.table;
            self.cells(&heading, true)?;
            self.table = inside;
            self.heading = Some(heading);
        }
        Ok(())
    }

    fn done(mut self) -> Result<Done, WriteError> {
        let empty = Open::new(String::new(), None, Worksheet::new());
        let last = std::mem::replace(&mut self.part, empty);
        let last = self.end(last)?;
        self.done.parts.push(last);
        let mut names = self.done.parts.iter().map(|part| part.name.clone());
        let sheet = names.next().unwrap_or_default();
        let further: Vec<String> = names.collect();
        if !further.is_empty() {
            self.done.shortened.push(Shortened::Split { sheet: sheet.clone(), further });
        }
        if self.dropped_links > 0 {
            self.done.shortened.push(Shortened::Links { sheet: sheet.clone(), dropped: self.dropped_links });
        }
        if self.dropped_cells > 0 {
            self.done.shortened.push(Shortened::Columns { sheet, dropped: self.dropped_cells });
        }
        Ok(self.done)
    }

    /// What can be set only when the last row of a sheet is known.
    fn end(&mut self, part: Open) -> Result<Part, WriteError> {
        let Open { name, mut worksheet, heading, body, remarks, seal } = part;
        for drawing in self.drawings.drain(..) {
            drawing.draw(&mut worksheet, &name)?;
        }
        let breaks = std::mem::replace(&mut self.pages, Pages::new(self.sheet)).breaks();
        let body = body.finish()?;
        let (covered, remarked) = (body.covered, remarks.first());
        self.around(&mut worksheet, &breaks, covered, remarked)?;
        // The first sheet is the one that is seen.
        let stays = self.number == 0 || self.sheet.drawn || self.row < self.desk.limits.long;
        let paper = !self.sheet.filter;
        let content = if stays {
            Content::Open { body, paper }
        } else {
            // The workbook asks the sheet in its place for all that stands outside of sheets.
            let mut same = self.desk.empty();
            set_up(&mut same, self.sheet, &name, heading, self.desk.title)?;
            self.around(&mut same, &breaks, covered, remarked)?;
            archive::packed(same, body, paper, PACKING_LONG)?
        };
        Ok(Part { name, worksheet, content, remarks, seal })
    }

    /// All around the rows of a sheet that depends on what stands in them.
    fn around(
        &self,
        worksheet: &mut Worksheet,
        breaks: &[u32],
        covered: Option<Covered>,
        remarked: Option<(u32, u16)>,
    ) -> Result<(), XlsxError> {
        worksheet.set_page_breaks(breaks)?;
        self.area(worksheet)?;
        self.filter(worksheet)?;
        if let Some(Covered { first, row, last }) = covered {
            // The library names the cells between them as those in which something stands.
            worksheet.write_blank(0, first, &look::body())?.write_blank(row, last, &look::body())?;
        }
        if let Some((row, column)) = remarked {
            worksheet.insert_note(row, column, &Note::new("").set_font_name("Times New Roman").set_font_size(11))?;
        }
        Ok(())
    }

    /// All rows and columns are printed, and nothing beside them.
    fn area(&self, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
        if self.row > 0 && self.columns > 0 {
            worksheet.set_print_area(0, 0, self.row - 1, self.columns - 1)?;
        }
        Ok(())
    }

    fn filter(&self, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
        let (heading, columns, last) = match self.filter {
            Filter::Before => return Ok(()),
            Filter::Open { heading, columns } => (heading, columns, self.row.saturating_sub(1)),
            Filter::Closed { heading, columns, last } => (heading, columns, last),
        };
        if self.sheet.filter && columns > 0 {
            worksheet.autofilter(heading, 0, last.max(heading), columns - 1)?;
        }
        Ok(())
    }
}

fn begin(
    sheet: &Sheet<'_>,
    name: String,
    heading: Option<u32>,
    title: &str,
    mut worksheet: Worksheet,
) -> Result<Open, XlsxError> {
    set_up(&mut worksheet, sheet, &name, heading, title)?;
    Ok(Open::new(name, heading, worksheet))
}

fn set_up(
    worksheet: &mut Worksheet,
    sheet: &Sheet<'_>,
    name: &str,
    heading: Option<u32>,
    title: &str,
) -> Result<(), XlsxError> {
    worksheet.set_name(name)?;
    page::set_up(worksheet, sheet, heading, title)
}

impl Open {
    fn new(name: String, heading: Option<u32>, worksheet: Worksheet) -> Open {
        Open { name, worksheet, heading, body: Body::new(), remarks: Remarks::default(), seal: SheetSeal::new() }
    }
}

/// A heading that outlives its row; what leads elsewhere or opens on it stays with the first.
fn kept(cell: &Cell<'_>) -> Cell<'static> {
    let value = match &cell.value {
        Value::Empty => Value::Empty,
        Value::Text(text) => Value::Text(Cow::Owned(text.clone().into_owned())),
        Value::Number(number, digits) => Value::Number(number.clone(), *digits),
        Value::Percent(number, digits) => Value::Percent(number.clone(), *digits),
        Value::Date(day) => Value::Date(*day),
        Value::Chart(_) => Value::Empty,
    };
    Cell { value, look: cell.look, note: None, link: None, across: cell.across, keep: 0 }
}

/// The columns of a table: those before the chart that stands beside it.
fn columns(cells: &[Cell<'_>]) -> u16 {
    let chart = cells.iter().position(|cell| matches!(cell.value, Value::Chart(_)));
    u16::try_from(chart.unwrap_or(cells.len())).unwrap_or(u16::MAX)
}

/// The columns of a row with the chart in it.
fn columns_drawn(cells: &[Cell<'_>]) -> u16 {
    u16::try_from(cells.len()).unwrap_or(u16::MAX)
}

/// What goes into a cell: a number or a day beyond all that it can hold becomes text.
enum Stored<'v> {
    Nothing,
    Text(Cow<'v, str>),
    Figure(f64),
}

fn stored<'v>(value: &'v Value<'_>) -> Stored<'v> {
    let digits_of = |number: &Number, digits: u8| Stored::Text(Cow::Owned(number.to_plain(u32::from(digits))));
    match value {
        Value::Empty | Value::Chart(_) => Stored::Nothing,
        Value::Text(text) if text.is_empty() => Stored::Nothing,
        Value::Text(text) => Stored::Text(Cow::Borrowed(text)),
        Value::Number(number, digits) | Value::Percent(number, digits) => {
            nearest(number).map_or_else(|| digits_of(number, *digits), Stored::Figure)
        }
        Value::Date(day) => {
            serial(*day).map_or_else(|| Stored::Text(Cow::Owned(day.format("%d/%m/%Y").to_string())), Stored::Figure)
        }
    }
}

fn is_empty(cell: &Cell<'_>) -> bool {
    is_empty_value(&cell.value)
}

fn is_empty_value(value: &Value<'_>) -> bool {
    match value {
        Value::Empty => true,
        Value::Text(text) => text.is_empty(),
        _ => false,
    }
}
