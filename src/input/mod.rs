//! Bytes to tables, and TOML to spanned keys. Nothing here knows what a column means.
//!
//! A table is never held as a whole: [`read`] finds the sheet and the heading row that carry the wanted headings, then
//! hands over one row after the other, each with one [`Cell`] for each wanted column.

pub mod keys;

use rust_decimal::Decimal;

use crate::vocab::{Date, Finding, Sources, TableId};

/// A file's bytes under the name by which findings call it.
#[derive(Debug, Clone, Copy)]
pub struct File<'a> {
    /// The name as the campaign or the command gives it.
    pub name: &'a str,
    /// Everything in it.
    pub bytes: &'a [u8],
}

/// Which table is wanted from a file.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The sheet, when the campaign names one; else the one visible sheet whose headings fit.
    pub sheet: Option<String>,
    /// The heading row as people count it, from 1, when the campaign names it.
    pub heading_row: Option<u32>,
    /// The columns, in the order in which rows hand over their cells.
    pub columns: Vec<Wanted>,
}

/// A column that is wanted.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The heading, or several that mean the same.
    pub headings: Vec<String>,
    /// Whether the table is useless without it.
    pub required: bool,
}

/// What one cell holds, before anyone asks what it means.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// Nothing, or only white space.
    Empty,
    /// Text, tidied (see [`crate::vocab::name::tidy`]).
    Text(std::borrow::Cow<'a, str>),
    /// A number that the file stores as a number, at Excel's 15 significant digits.
    Number(Decimal, Shown),
    /// A day.
    Date(Date),
    /// A truth value.
    Bool(bool),
    /// An error value such as `#DIV/0!`.
    Error(String),
    /// A formula whose result was never stored.
    Uncomputed,
}

/// How a spreadsheet shows a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// As it is, or in a way that does not change its meaning.
    Plain,
    /// With a percent format: 0,62 is seen as 62 %.
    Percent,
    /// With leading zeros to this many digits: 7 is seen as 007.
    Zeros(u8),
    /// The format of the file cannot say (xls, xlsb, ods).
    Unknown,
}

/// One row of a table.
#[derive(Debug)]
pub struct Row<'a> {
    /// The row in the sheet, or the line in the text file on which the record begins; from zero.
    pub number: u32,
    /// One cell for each wanted column, in the order of the request.
    pub cells: &'a [Cell<'a>],
}

/// What was read of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its number among the sources.
    pub id: TableId,
    /// The heading row, from zero.
    pub heading_row: u32,
    /// Where each wanted column stands; `None` for an optional one that is not there.
    pub columns: Vec<Option<u16>>,
    /// How many rows were handed over.
    pub rows: u32,
    /// How many rows below the heading were wholly empty.
    pub empty_rows: u32,
}
