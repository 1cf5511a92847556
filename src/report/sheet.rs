//! Neutral sheets: rows of cells with a look, a note and a link, which any writer can turn into its format.
//!
//! Rows are produced one after the other and never held together: a sheet of a million rows costs one row of memory.

use std::borrow::Cow;

use crate::vocab::{Date, Number};

/// Everything that goes into one workbook.
pub struct Book<'a> {
    /// The title, for the workbook's properties.
    pub title: String,
    /// The body that issued the plan, for the workbook's properties.
    pub author: String,
    /// The day that the workbook carries as its day of creation: the as-of day, so that the same job gives the same bytes.
    pub day: Date,
    /// The sheets in their order.
    pub sheets: Vec<Sheet<'a>>,
}

/// One sheet.
///
/// A row with a cell that looks like [`Look::Heading`] begins a table, and the next row in which nothing stands ends it:
/// writers rule the cells between them, and the filter reaches as far. In a table no text leaves its cell: it goes on in a
/// further line.
pub struct Sheet<'a> {
    /// Its name, unique in the book; a writer shortens it if its format must.
    pub name: String,
    /// How wide each column is, in characters of body text.
    pub widths: Vec<u16>,
    /// The row with the headings, from zero: repeated on every page, above the frozen line, with the filter.
    pub heading_row: Option<u32>,
    /// How many columns stay when the sheet scrolls to the right.
    pub frozen_columns: u16,
    /// Whether the heading row carries a filter. A sheet without one is a paper to be read and signed: its first page
    /// carries no number.
    pub filter: bool,
    /// Whether pages lie on their side.
    pub landscape: bool,
    /// Whether charts stand in it. Such a sheet is short enough to be held in memory.
    pub drawn: bool,
    /// What stands in it.
    pub rows: Box<dyn Rows + 'a>,
}

/// The rows of a sheet, from the first to the last.
pub trait Rows: Sync {
    /// Hands over one row after the other.
    fn each(&self, put: &mut dyn FnMut(&[Cell<'_>]));
}

impl<F: Fn(&mut dyn FnMut(&[Cell<'_>])) + Sync> Rows for F {
    fn each(&self, put: &mut dyn FnMut(&[Cell<'_>])) {
        self(put);
    }
}

/// One cell.
#[derive(Debug, Clone, Default)]
pub struct Cell<'a> {
    /// What stands in it.
    pub value: Value<'a>,
    /// How it looks.
    pub look: Look,
    /// A remark that opens on the cell.
    pub note: Option<String>,
    /// Where a click leads.
    pub link: Option<Link>,
    /// Over how many columns it reaches; 0 and 1 are a cell of its own. The cells that it covers follow as empty ones.
    pub across: u16,
    /// How many rows, from its own, a printer keeps on one page, as far as a page holds them; 0 where any may be the last.
    /// Only the first cell of a row is asked.
    pub keep: u32,
}

/// What stands in a cell. Text is never a formula, whatever it begins with.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value<'a> {
    /// Nothing.
    #[default]
    Empty,
    /// Text.
    Text(Cow<'a, str>),
    /// A number, shown with so many digits after the decimal sign.
    Number(Number, u8),
    /// A fraction shown as a percentage with so many digits.
    Percent(Number, u8),
    /// A day, shown as dd/mm/yyyy.
    Date(Date),
    /// A chart that begins at this cell, over the columns that it reaches across and as many rows as it says. The cells
    /// that it covers are empty.
    Chart(Box<Chart>),
}

/// A chart of bars, one for each row of a table in the same sheet, the first row on top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// What a bar is.
    pub kind: ChartKind,
    /// Over how many rows it reaches.
    pub rows: u32,
    /// The first and the last row of the table, from zero.
    pub between: [u32; 2],
    /// The column with the names of the bars, from zero.
    pub names: u16,
    /// The columns of figures, in the order in which they are stacked.
    pub series: Vec<Series>,
}

/// What a bar of a chart is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// The whole of several counts, each with its share of the length.
    Shares,
    /// One figure.
    Figures,
}

/// A column of figures in a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// What the figures are.
    pub name: String,
    /// The column, from zero.
    pub column: u16,
    /// What its part of a bar looks like.
    pub look: Look,
}

/// How a cell looks. The meaning, not the colour: writers choose that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Look {
    /// Body text.
    #[default]
    Plain,
    /// Body text that wraps; a figure stands on the left, as a text does.
    Wrapped,
    /// Body text in the middle of its column.
    Centered,
    /// The sheet's title.
    Title,
    /// A line below the title.
    Subtitle,
    /// A heading of a column.
    Heading,
    /// The heading of a group of rows.
    Group,
    /// A label beside a value.
    Label,
    /// Đạt.
    Met,
    /// Không đạt.
    NotMet,
    /// Chưa đủ số liệu.
    NoData,
    /// Không áp dụng.
    NotApplicable,
    /// In the list.
    Chosen,
    /// In the list for now.
    Uncertain,
    /// For the council to choose.
    Tied,
    /// A remark in small or grey letters.
    Remark,
    /// Bold body text in the middle: a body, the motto, a signer.
    Strong,
    /// Body text in italics in the middle: place and date, the paper that a list goes with.
    Slanted,
    /// The word that says that a paper is a draft.
    Stamp,
    /// The words above a list in small letters.
    SmallHeading,
    /// Small letters.
    Small,
    /// A line of the definition, in letters of equal width.
    Code,
}

/// Where a click leads: a cell of this book, by the sheet's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The sheet.
    pub sheet: String,
    /// The row, from zero.
    pub row: u32,
    /// The column, from zero.
    pub column: u16,
}

impl<'a> Cell<'a> {
    /// An empty cell.
    #[must_use]
    pub fn empty() -> Cell<'a> {
        Cell::default()
    }

    /// A text.
    #[must_use]
    pub fn text(text: impl Into<Cow<'a, str>>) -> Cell<'a> {
        Cell { value: Value::Text(text.into()), ..Cell::default() }
    }

    /// A whole number.
    #[must_use]
    pub fn whole(number: usize) -> Cell<'a> {
        Cell { value: Value::Number(Number::from(i64::try_from(number).unwrap_or(i64::MAX)), 0), ..Cell::default() }
    }

    /// The cell at the beginning of so many rows that stand on one page.
    #[must_use]
    pub fn keep(self, keep: u32) -> Cell<'a> {
        Cell { keep, ..self }
    }

    /// A day.
    #[must_use]
    pub fn date(day: Date) -> Cell<'a> {
        Cell { value: Value::Date(day), ..Cell::default() }
    }

    /// The cell with another look.
    #[must_use]
    pub fn look(self, look: Look) -> Cell<'a> {
        Cell { look, ..self }
    }

    /// The cell over several columns.
    #[must_use]
    pub fn across(self, across: u16) -> Cell<'a> {
        Cell { across, ..self }
    }

    /// The cell with a remark.
    #[must_use]
    pub fn noted(self, note: Option<String>) -> Cell<'a> {
        Cell { note, ..self }
    }
}

/// A row from cells and the number of columns over which each of them reaches.
#[must_use]
pub fn spread<'a>(cells: impl IntoIterator<Item = (u16, Cell<'a>)>) -> Vec<Cell<'a>> {
    let mut row = Vec::new();
    for (across, cell) in cells {
        row.push(cell.across(across));
        row.extend((1..across).map(|_| Cell::empty()));
    }
    row
}
