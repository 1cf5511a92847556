//! Bytes to tables, and TOML to spanned keys. Nothing here knows what a column means.
//!
//! A table is never held as a whole: [`read`] finds the sheet and the heading row that carry the wanted headings, then
//! hands over one row after the other, each with one [`Cell`] for each wanted column.

mod choose;
mod compound;
mod css;
mod decode;
mod delimited;
mod hand;
mod heading;
mod html;
mod job;
pub mod keys;
mod letters;
pub mod limits;
mod looks;
mod number;
mod old;
mod plain;
#[cfg(test)]
mod quirks;
mod records;
mod serial;
mod signs;
mod sniff;
mod stored;
mod stretches;
mod survey;
#[cfg(test)]
mod testing;
mod tidy;
mod view;
mod xlsx;
mod xml2003;

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};

use rust_decimal::Decimal;

use crate::vocab::finding::{Encoding, Format, TableFault};
use crate::vocab::{Area, Date, Finding, Place, Source, Sources, TableId};

pub use self::heading::near as near_heading;
use self::job::Job;
pub use self::limits::Limits;
pub use self::looks::{GroupHeading, Looks, Skipped, is_group_mark, is_total, may_be_total};
use self::sniff::Kind;
pub use self::stretches::{Take, Takers, about_lines, beside, pieces, stretches, take_part};

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
    /// How large a file may be.
    pub limits: Limits,
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
    Text(Cow<'a, str>),
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
    /// Covered by a merged area whose value stands in another column: what that says of this one is not known.
    Covered(Area),
}

impl Cell<'_> {
    /// Whether nothing stands in the cell itself.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        matches!(self, Cell::Empty | Cell::Covered(_))
    }
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
    /// With letters of its own around the digits: 7 is seen as VB07.
    Lettered,
    /// With the unit in which it is counted behind it: 7 is seen as `7 hồ sơ`.
    Measured(&'static str),
    /// The file cannot say: its formats are damaged.
    Unknown,
}

/// One row of a table.
#[derive(Debug)]
pub struct Row<'a> {
    /// The row in the sheet, or the line in the text file on which the record begins; from zero.
    pub number: u32,
    /// One cell for each wanted column, in the order of the request.
    pub cells: &'a [Cell<'a>],
    /// The text of the first cell that is not empty, in whatever column: `I` of a group row, `Tổng cộng` of a total.
    pub lead: &'a str,
}

/// What was read of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its number among the sources.
    pub id: TableId,
    /// What the file is.
    pub format: Format,
    /// The encoding of its letters, where it is not UTF-8.
    pub encoding: Option<Encoding>,
    /// What stands between the cells of a text file.
    pub delimiter: Option<char>,
    /// The first heading row, from zero.
    pub heading_row: u32,
    /// The last heading row; data stand below it.
    pub last_heading_row: u32,
    /// The rows with content above the headings: titles, the name of the office.
    pub title_rows: Vec<u32>,
    /// Where each wanted column stands; `None` for one that is not there or doubled. Its cells are handed over as
    /// [`Cell::Empty`], and a finding names it where it is required.
    pub columns: Vec<Option<u16>>,
    /// The headings above each wanted column as the file writes them: `Trong đó › Trực tuyến`.
    pub headings: Vec<Option<String>>,
    /// The other columns with a heading, each with its place: nobody asked for them.
    pub unread: Vec<(u16, String)>,
    /// The other sheets of the workbook.
    pub other_sheets: Vec<OtherSheet>,
    /// Whether its days are counted from 1904.
    pub from_1904: bool,
    /// How many cells of each wanted column hold something.
    pub values: Vec<u32>,
    /// How many rows were handed over.
    pub rows: u32,
    /// How many rows between the heading and the last row with content were wholly empty.
    pub empty_rows: u32,
    /// The rows below the heading that were not handed over because they are certainly no data.
    pub skipped: Vec<Skipped>,
    /// How many cells took the value of the merged area that covers them.
    pub merged_cells: u32,
    /// The rows with content that people do not see; they were handed over like the others.
    pub hidden_rows: Vec<u32>,
    /// The wanted columns that people do not see.
    pub hidden_columns: Vec<u16>,
    /// In how many stretches the file was read: so many of the [`Takers`] have its rows.
    pub stretches: usize,
}

/// A sheet beside the one that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherSheet {
    /// Its name.
    pub name: String,
    /// Whether people do not see it.
    pub hidden: bool,
}

impl Table {
    /// The cell of a wanted column, by its position in the request; the row where the file lacks the column.
    #[must_use]
    pub fn place(&self, row: u32, wanted: usize) -> Place {
        match self.columns.get(wanted).copied().flatten() {
            Some(column) => Place::Cell(self.id, row, column),
            None => Place::Row(self.id, row),
        }
    }

    /// Whether the file has the column, by its position in the request.
    #[must_use]
    pub fn has(&self, wanted: usize) -> bool {
        self.columns.get(wanted).is_some_and(Option::is_some)
    }

    fn new(id: TableId, format: Format, headings: &heading::Headings) -> Table {
        let columns = headings.places();
        Table {
            id,
            format,
            encoding: None,
            delimiter: None,
            heading_row: headings.top,
            last_heading_row: headings.bottom,
            title_rows: headings.titles.clone(),
            unread: headings.unread(),
            other_sheets: Vec::new(),
            from_1904: false,
            values: vec![0; columns.len()],
            columns,
            headings: headings.written(),
            rows: 0,
            empty_rows: 0,
            skipped: Vec::new(),
            merged_cells: 0,
            hidden_rows: Vec::new(),
            hidden_columns: Vec::new(),
            stretches: 1,
        }
    }
}

/// Reads the table that `request` describes from `file`.
///
/// The file is added to `sources` (its sheet too, once it is known which one has the table), everything that is wrong
/// with it as a whole to `findings`, and each row below the headings that is not wholly empty is handed to one of `takers`,
/// in the order of the file: the first has all rows, or those of the first of several stretches. A required column that is missing or doubled does not stop the reading: its cells come as
/// [`Cell::Empty`], so that whatever else is wrong is found in the same run.
///
/// `None` when nothing could be read, or not to its end; a finding then says why. Never panics on whatever the bytes are.
pub fn read(
    file: File<'_>,
    request: &Request,
    sources: &mut Sources,
    findings: &mut Vec<Finding>,
    takers: Takers<'_>,
) -> Option<Table> {
    let table = sources.add(Source { file: file.name.to_owned(), sheet: None, breaks: Vec::new() });
    let inside = AtomicBool::new(false);
    let read = {
        let (sources, findings) = (&mut *sources, &mut *findings);
        let mut first = watched(takers.first, &inside);
        let mut others: Vec<_> = takers.others.into_iter().map(|take| watched(take, &inside)).collect();
        let others = others.iter_mut().map(|take| take as &mut Take<'_>).collect();
        let takers = Takers { first: &mut first, others };
        let mut job = Job { file, request, table, sources, findings, other_sheets: Vec::new(), takers };
        catch_unwind(AssertUnwindSafe(|| job.run()))
    };
    match read {
        Ok(read) => read,
        // A library that panics has met bytes that it did not expect: to the clerk the file is damaged.
        Err(_) if !inside.into_inner() => {
            findings.push(Finding::new(TableFault::Damaged, Place::Table(table)));
            None
        }
        Err(panic) => resume_unwind(panic),
    }
}

/// A taker that says when it panics itself.
fn watched<'a>(take: &'a mut Take<'_>, panics: &'a AtomicBool) -> impl FnMut(&Table, Row<'_>) + Send + 'a {
    /// Says it unless it is let go.
    struct Inside<'a>(&'a AtomicBool);
    impl Drop for Inside<'_> {
        fn drop(&mut self) {
            self.0.store(true, Ordering::Relaxed);
        }
    }
    move |table, row| {
        let inside = Inside(panics);
        take(table, row);
        std::mem::forget(inside);
    }
}

/// Whether a file is of a format whose reader may fail badly: [`plain`] may then be called in a process of its own.
#[must_use]
pub fn is_fragile(bytes: &[u8], limits: &Limits) -> bool {
    fragile_format(bytes, limits).is_some()
}

/// Rewrites a workbook of such a format in a plain form that [`read`] takes in place of the file; `None` for any other
/// file. What cannot be read is rewritten as the finding that it gives.
///
/// This is what a process of its own is for: on some broken files the library that reads these formats asks for more
/// memory than there is, and that ends the process.
#[must_use]
pub fn plain(bytes: &[u8], limits: &Limits) -> Option<String> {
    let format = fragile_format(bytes, limits)?;
    Some(old::read(bytes, format, limits).map_or_else(|fault| plain::written_fault(&fault), |plain| plain.written()))
}

/// The plain form of a file that could not be read, as the finding that says why; damaged where the form has no word
/// for it.
#[must_use]
pub fn plain_fault(fault: &TableFault) -> String {
    plain::written_fault(fault)
}

/// How many bytes of a file say what it is.
pub const BEGINNING: u64 = 4096;

/// The plain form of a file that is refused for its size alone: `beginning` are its first [`BEGINNING`] bytes, so that
/// nobody needs to read the rest. `None` for a file that is to be read.
#[must_use]
pub fn refused(beginning: &[u8], size: u64, limits: &Limits) -> Option<String> {
    let fault = match sniff::kind(beginning) {
        Kind::Zip | Kind::Compound if size > limits.memory => {
            TableFault::TooLarge { megabytes: size >> 20, limit: limits.memory >> 20 }
        }
        Kind::Zip | Kind::Compound => return None,
        _ if size <= limits.text => return None,
        Kind::Document(_) | Kind::Other => TableFault::NotATable,
        _ => limits::text_too_large(size, limits),
    };
    Some(plain::written_fault(&fault))
}

fn fragile_format(bytes: &[u8], limits: &Limits) -> Option<Format> {
    match sniff::kind(bytes) {
        Kind::Compound => sniff::compound(bytes).ok(),
        Kind::Zip => xlsx::Package::open(bytes, limits).ok()?.format().filter(|format| *format != Format::Xlsx),
        _ => None,
    }
}
