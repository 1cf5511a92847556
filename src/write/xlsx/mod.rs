//! A book of neutral sheets as an Excel workbook.
//!
//! In: a [`Book`]. Out: the bytes of the workbook, and what did not fit into it as it was. The same book gives the same
//! bytes, on any machine and however many sheets are written at once.
//!
//! The library writes the workbook with empty sheets. Their rows and remarks are written here, sheet by sheet and side by
//! side, each row by row; a long sheet goes to a temporary file, so that memory does not grow with it, and is packed there
//! as well, because packing takes longer than writing. Text is never a formula and never a link by itself, whatever it
//! begins with.

mod amount;
mod archive;
mod body;
mod drawing;
mod limits;
mod look;
mod names;
mod page;
mod pages;
mod remarks;
mod sheet;
#[cfg(test)]
mod tests;
mod text;
mod xml;

use std::io;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};
use zip::result::ZipError;

use crate::report::sheet::Book;
use crate::vocab::Shortened;

use super::seal::{self, Seal};
use limits::Limits;
use look::Formats;
use names::Names;
use sheet::{Desk, Done};
use text::{clean, shortened};

/// How hard long sheets are packed, which are nearly all of a large workbook: 5 takes a fifth less time than the usual 6
/// for hardly more bytes.
const PACKING_LONG: u8 = 5;

/// How hard all else is packed: a fifth less time again for 7 % more bytes, which a small workbook does not feel.
const PACKING: u8 = 4;

/// The longest property of a document.
const PROPERTY: usize = 255;

/// A workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The bytes of the file.
    pub bytes: Vec<u8>,
    /// What could not stand in it as it was, sheet by sheet.
    pub shortened: Vec<Shortened>,
}

/// Why there is no workbook.
#[derive(Debug)]
pub enum WriteError {
    /// A temporary file could not be made or written, for a reason in the words of the system.
    Temporary(String),
    /// No room was left for a temporary file.
    NoRoom,
    /// The library refused what it was given, for a reason in its own words: the machine has no part in it.
    Refused(String),
}

impl std::fmt::Display for WriteError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            WriteError::Temporary(reason) | WriteError::Refused(reason) => f.write_str(reason),
            WriteError::NoRoom => write!(f, "no room for temporary files in {}", std::env::temp_dir().display()),
        }
    }
}

impl std::error::Error for WriteError {}

impl From<ZipError> for WriteError {
    fn from(error: ZipError) -> WriteError {
        match error {
            ZipError::Io(error) => error.into(),
            error => WriteError::Refused(error.to_string()),
        }
    }
}

impl From<XlsxError> for WriteError {
    fn from(error: XlsxError) -> WriteError {
        match error {
            XlsxError::IoError(error) => error.into(),
            XlsxError::ZipError(error) => error.into(),
            error => WriteError::Refused(error.to_string()),
        }
    }
}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> WriteError {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => WriteError::NoRoom,
            _ => WriteError::Temporary(error.to_string()),
        }
    }
}

/// Makes the workbook of a book.
///
/// # Errors
///
/// When the machine has no room for temporary files, or the library refuses the book.
pub fn workbook(book: &Book<'_>) -> Result<Written, WriteError> {
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    written(book, Limits::EXCEL, workers)
}

fn written(book: &Book<'_>, limits: Limits, workers: usize) -> Result<Written, WriteError> {
    let mut workbook = Workbook::new();
    workbook.set_zip_compression_level(PACKING);
    let formats = Formats::new(&mut workbook)?;
    let (names, mut shortened) = Names::of(book);
    for _ in &book.sheets {
        workbook.add_worksheet();
    }
    let empty = std::mem::take(workbook.worksheets_mut());
    let workbook = Mutex::new(workbook);
    let desk = Desk { workbook: &workbook, formats: &formats, names: &names, limits, title: &book.title };
    let sheets = side_by_side(book, empty, &desk, workers)?;
    let mut workbook = workbook.into_inner().unwrap_or_else(PoisonError::into_inner);
    let mut seal = Seal::new();
    let (mut contents, mut remarks, mut block) = (Vec::new(), Vec::new(), 1);
    for (sheet, done) in book.sheets.iter().zip(sheets) {
        shortened.extend(done.shortened);
        for part in done.parts {
            seal.sheet(&part.name, part.seal);
            workbook.push_worksheet(part.worksheet);
            contents.push(part.content);
            if part.remarks.first().is_some() {
                let (parts, next) = part.remarks.parts(sheet, block);
                remarks.push(parts);
                block = next;
            }
        }
    }
    workbook.set_properties(&properties(book, &seal.finish()));
    let bytes = archive::finished(workbook.save_to_buffer()?, contents, remarks, PACKING)?;
    Ok(Written { bytes, shortened })
}

/// Every sheet, in the order of the book; each worker takes the next one that nobody has begun.
fn side_by_side(book: &Book<'_>, empty: Vec<Worksheet>, desk: &Desk<'_>, workers: usize) -> Result<Vec<Done>, WriteError> {
    let places: Vec<Mutex<Option<Worksheet>>> = empty.into_iter().map(|sheet| Mutex::new(Some(sheet))).collect();
    let results: Vec<Mutex<Option<Result<Done, WriteError>>>> = book.sheets.iter().map(|_| Mutex::new(None)).collect();
    let next = AtomicUsize::new(0);
    let work = || loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let (Some(sheet), Some(place), Some(result)) = (book.sheets.get(number), places.get(number), results.get(number))
        else {
            break;
        };
        if let Some(empty) = place.lock().unwrap_or_else(PoisonError::into_inner).take() {
            let done = sheet::write(sheet, number, empty, desk);
            *result.lock().unwrap_or_else(PoisonError::into_inner) = Some(done);
        }
    };
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..workers.min(book.sheets.len())).map(|_| scope.spawn(work)).collect();
        work();
        for other in others {
            other.join().unwrap_or_else(|panic| resume_unwind(panic));
        }
    });
    let taken = |result: Mutex<Option<_>>| result.into_inner().unwrap_or_else(PoisonError::into_inner);
    let missing = || Err(WriteError::Refused("a sheet was not written".to_owned()));
    results.into_iter().map(|result| taken(result).unwrap_or_else(missing)).collect()
}

fn properties(book: &Book<'_>, digest: &str) -> DocProperties {
    use chrono::Datelike;
    let fitting = |text: &str| {
        let text = clean(text);
        shortened(&text, PROPERTY).unwrap_or_else(|| text.into_owned())
    };
    let properties = DocProperties::new()
        .set_title(fitting(&book.title))
        .set_author(fitting(&book.author))
        .set_custom_property(seal::PROPERTY, seal::property(digest));
    let year = u16::try_from(book.day.year()).unwrap_or_default();
    let (month, day) = (u8::try_from(book.day.month()).unwrap_or(1), u8::try_from(book.day.day()).unwrap_or(1));
    // Without a day the library would take the clock, and no two files would be the same.
    match ExcelDateTime::from_ymd(year, month, day).or_else(|_| ExcelDateTime::from_ymd(1900, 1, 1)) {
        Ok(day) => properties.set_creation_datetime(&day),
        Err(_) => properties,
    }
}
