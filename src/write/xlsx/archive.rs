//! The finished archive: the library writes all that stands around the rows of sheets, and the rows are put in here.
//!
//! Packing is most of the work. So a long sheet is packed by the worker that wrote it, in an archive of its own, and only
//! copied here.
//!
//! The format has a switch that takes the page number off the first page, as Decree 30/2020 wants it for papers; the
//! library does not know it.

use std::io::{self, BufReader, BufWriter, Cursor, Read, Seek, SeekFrom, Write};

use rust_xlsxwriter::{Workbook, Worksheet};
use tempfile::{SpooledData, SpooledTempFile};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::WriteError;
use super::body::Finished;
use super::remarks::Parts;

/// How the library writes a header, and how it reads with the switch.
const HEADER: &str = "<headerFooter>";
const SWITCHED: &str = "<headerFooter differentFirst=\"1\">";

/// How many bytes of a packed sheet are held in memory before it goes to a temporary file.
const HELD: usize = 1 << 20;

/// How many bytes are packed at once: the packer clears its own room before each time.
const AT_ONCE: usize = 1 << 18;

/// What stands in a sheet whose head and tail the library writes.
pub(super) enum Content {
    /// To be packed with the workbook.
    Open {
        body: Finished,
        /// Whether the sheet is a paper, without a number on its first page.
        paper: bool,
    },
    /// With its head and tail in an archive of its own.
    Packed(SpooledTempFile),
}

/// What the sheet is called in its own archive: the first one there is empty, because the first is the one that is seen.
const OWN_NAME: &str = "xl/worksheets/sheet2.xml";

/// Packs a sheet apart: `around` is what the library writes around its rows.
pub(super) fn packed(around: Worksheet, body: Finished, paper: bool, packing: u8) -> Result<Content, WriteError> {
    let mut own = Workbook::new();
    own.add_worksheet();
    own.push_worksheet(around);
    let mut own = ZipArchive::new(Cursor::new(own.save_to_buffer()?))?;
    let around = read(&mut own, OWN_NAME)?;
    let mut new = ZipWriter::new(BufWriter::new(SpooledTempFile::new(HELD)));
    new.start_file(OWN_NAME, options(packing))?;
    fill(&around, body, paper, &mut new)?;
    Ok(Content::Packed(new.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?))
}

/// The workbook with the content of every sheet in its place; the content of the first sheet comes first.
pub(super) fn finished(
    bytes: Vec<u8>,
    contents: Vec<Content>,
    remarks: Vec<Parts>,
    packing: u8,
) -> Result<Vec<u8>, WriteError> {
    let part = |number: usize| format!("xl/worksheets/sheet{number}.xml");
    let remarks: Vec<(String, Vec<u8>)> = (1..).zip(remarks).flat_map(remarks_named).collect();
    let mut room = bytes.len();
    let mut contents: Vec<(String, Content)> = (1..).map(part).zip(contents).collect();
    for (_, content) in &mut contents {
        if let Content::Packed(file) = content {
            room += usize::try_from(file.seek(SeekFrom::End(0))?).unwrap_or_default();
        }
    }
    let mut old = ZipArchive::new(Cursor::new(bytes))?;
    let mut new = ZipWriter::new(Cursor::new(Vec::with_capacity(room)));
    for index in 0..old.len() {
        let part = old.by_index_raw(index)?;
        let name = String::from_utf8_lossy(part.name_raw()).into_owned();
        if let Some((_, text)) = remarks.iter().find(|(known, _)| *known == name) {
            drop(part);
            new.start_file(name, options(packing))?;
            new.write_all(text)?;
            continue;
        }
        let Some(place) = contents.iter().position(|(known, _)| *known == name) else {
            new.raw_copy_file(part)?;
            continue;
        };
        drop(part);
        match contents.swap_remove(place).1 {
            Content::Open { body, paper } => {
                let around = read(&mut old, &name)?;
                new.start_file(name, options(packing))?;
                fill(&around, body, paper, &mut new)?;
            }
            Content::Packed(file) => {
                let mut own = ZipArchive::new(BufReader::new(file))?;
                new.raw_copy_file_rename(own.by_name(OWN_NAME)?, name)?;
            }
        }
    }
    Ok(new.finish()?.into_inner())
}

/// The names of the parts with the remarks of the sheet of that number among those that have any.
fn remarks_named((number, parts): (usize, Parts)) -> [(String, Vec<u8>); 2] {
    [(format!("xl/comments{number}.xml"), parts.texts), (format!("xl/drawings/vmlDrawing{number}.vml"), parts.shapes)]
}

fn read(archive: &mut ZipArchive<Cursor<Vec<u8>>>, name: &str) -> Result<String, WriteError> {
    let mut text = String::new();
    archive.by_name(name)?.read_to_string(&mut text)?;
    Ok(text)
}

fn options(packing: u8) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(i64::from(packing)))
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o600)
}

/// Writes a sheet with its rows between the head and the tail of an empty one.
fn fill(around: &str, body: Finished, paper: bool, to: &mut impl Write) -> io::Result<()> {
    let (head, rest) = around.split_at(around.find("<sheetData").unwrap_or(around.len()));
    let tail = rest.split_once("</sheetData>").or_else(|| rest.split_once("/>")).map_or("", |(_, tail)| tail);
    // What follows the rows stands behind the filter and before the margins.
    let (filter, page) = tail.split_at(tail.find("<pageMargins").unwrap_or(tail.len()));
    to.write_all([head, "<sheetData>"].concat().as_bytes())?;
    match body.rows.into_inner() {
        SpooledData::InMemory(rows) => to.write_all(rows.get_ref())?,
        SpooledData::OnDisk(mut rows) => {
            rows.seek(SeekFrom::Start(0))?;
            let mut read = BufReader::with_capacity(AT_ONCE, rows);
            io::copy(&mut read, to)?;
        }
    }
    let page = if paper { page.replacen(HEADER, SWITCHED, 1) } else { page.to_owned() };
    to.write_all(&[b"</sheetData>", filter.as_bytes(), &body.after, page.as_bytes()].concat())
}
