//! The finished archive: long sheets that were packed apart are put in, and papers lose the number of their first page.
//!
//! The library packs one sheet after the other, and packing is most of the work. So a long sheet is packed by the worker
//! that wrote it, in an archive of its own, and the workbook gets an empty one in its place until both are joined here.
//!
//! The format has a switch that takes the page number off the first page, as Decree 30/2020 wants it for papers; the
//! library does not know it. Only the sheets concerned are packed anew; all others are copied as they are.

use std::io::{BufReader, BufWriter, Cursor, IntoInnerError, Read, Seek, SeekFrom, Write};

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};
use tempfile::SpooledTempFile;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// A workbook of more bytes keeps its page numbers, so that it need not be held in memory twice. A paper to sign is never
/// so long.
const LARGEST: usize = 64 << 20;

/// A sheet of more bytes keeps its page numbers: nobody signs a thousand pages.
const LONGEST: u64 = 8 << 20;

/// How the library writes a header, and how it reads with the switch.
const HEADER: &str = "<headerFooter>";
const SWITCHED: &str = "<headerFooter differentFirst=\"1\">";

/// How many bytes of a packed sheet are held in memory before it goes to a temporary file.
const HELD: usize = 1 << 20;

/// A sheet that is packed already, in an archive of its own.
pub(super) struct Packed(SpooledTempFile);

/// What the sheet is called in its own archive: the first one there is empty, because the first is the one that is seen.
const OWN_NAME: &str = "xl/worksheets/sheet2.xml";

/// Packs a sheet that refers to nothing beside it. Its formats keep the numbers of the workbook that it was made for.
pub(super) fn packed(sheet: Worksheet, packing: u8) -> Result<Packed, XlsxError> {
    let mut own = Workbook::new();
    own.set_zip_compression_level(packing);
    own.add_worksheet();
    own.push_worksheet(sheet);
    let mut to = BufWriter::new(SpooledTempFile::new(HELD));
    own.save_to_writer(&mut to)?;
    Ok(Packed(to.into_inner().map_err(IntoInnerError::into_error)?))
}

/// What is still to be done in a workbook, its sheets numbered from one.
#[derive(Default)]
pub(super) struct Open {
    /// The sheets that are papers.
    pub(super) papers: Vec<usize>,
    /// The empty sheets and what belongs in their place.
    pub(super) apart: Vec<(usize, Packed)>,
}

/// The workbook with every sheet in its place and the papers without a number on their first pages.
pub(super) fn finished(bytes: Vec<u8>, open: Open, packing: u8) -> ZipResult<Vec<u8>> {
    let papers = if bytes.len() > LARGEST { Vec::new() } else { open.papers };
    if papers.is_empty() && open.apart.is_empty() {
        return Ok(bytes);
    }
    let part = |number: usize| format!("xl/worksheets/sheet{number}.xml");
    let papers: Vec<String> = papers.into_iter().map(part).collect();
    let mut apart: Vec<(String, Packed)> = open.apart.into_iter().map(|(number, packed)| (part(number), packed)).collect();
    let mut room = bytes.len() + 1024;
    for (_, Packed(file)) in &mut apart {
        room += usize::try_from(file.seek(SeekFrom::End(0))?).unwrap_or_default();
    }
    let mut old = ZipArchive::new(Cursor::new(bytes))?;
    let mut new = ZipWriter::new(Cursor::new(Vec::with_capacity(room)));
    for index in 0..old.len() {
        let part = old.by_index_raw(index)?;
        let name = String::from_utf8_lossy(part.name_raw()).into_owned();
        if let Some((_, Packed(file))) = apart.iter_mut().find(|(known, _)| *known == name) {
            let mut own = ZipArchive::new(BufReader::new(file))?;
            new.raw_copy_file_rename(own.by_name(OWN_NAME)?, name)?;
        } else if papers.contains(&name) && part.size() <= LONGEST {
            drop(part);
            unnumbered(&mut old, index, name, &mut new, packing)?;
        } else {
            new.raw_copy_file(part)?;
        }
    }
    Ok(new.finish()?.into_inner())
}

fn unnumbered(
    old: &mut ZipArchive<Cursor<Vec<u8>>>,
    index: usize,
    name: String,
    new: &mut ZipWriter<Cursor<Vec<u8>>>,
    packing: u8,
) -> ZipResult<()> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(i64::from(packing)))
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o600);
    let mut xml = String::new();
    old.by_index(index)?.read_to_string(&mut xml)?;
    new.start_file(name, options)?;
    Ok(new.write_all(xml.replacen(HEADER, SWITCHED, 1).as_bytes())?)
}
