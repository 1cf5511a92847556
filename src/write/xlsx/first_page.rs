//! Takes the page number off the first page of papers, as Decree 30/2020 wants it.
//!
//! The format has a switch for it that the library does not know, so it is set in the finished archive. Only the sheets
//! concerned are packed anew; all others are copied as they are.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// A workbook of more bytes is left alone, so that it need not be held in memory twice. A paper to sign is never so long.
const LARGEST: usize = 64 << 20;

/// A sheet of more bytes is left alone: nobody signs a thousand pages.
const LONGEST: u64 = 8 << 20;

/// How the library writes a header, and how it reads with the switch.
const HEADER: &str = "<headerFooter>";
const SWITCHED: &str = "<headerFooter differentFirst=\"1\">";

/// The workbook with the switch set in the sheets of these numbers, from one.
///
/// A workbook in which that is not possible stays as it is: a number on the first page is no reason to have none.
pub(super) fn unnumbered(bytes: Vec<u8>, papers: &[usize], packing: u8) -> Vec<u8> {
    if papers.is_empty() || bytes.len() > LARGEST {
        return bytes;
    }
    let parts: Vec<String> = papers.iter().map(|number| format!("xl/worksheets/sheet{number}.xml")).collect();
    switched(&bytes, &parts, packing).unwrap_or(bytes)
}

fn switched(bytes: &[u8], parts: &[String], packing: u8) -> Option<Vec<u8>> {
    let mut old = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut new = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len() + 1024)));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(i64::from(packing)))
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o600);
    for index in 0..old.len() {
        let part = old.by_index_raw(index).ok()?;
        let name = String::from_utf8(part.name_raw().to_vec()).ok()?;
        if !parts.contains(&name) || part.size() > LONGEST {
            new.raw_copy_file(part).ok()?;
            continue;
        }
        drop(part);
        let mut xml = String::new();
        old.by_index(index).ok()?.read_to_string(&mut xml).ok()?;
        new.start_file(name, options).ok()?;
        new.write_all(xml.replacen(HEADER, SWITCHED, 1).as_bytes()).ok()?;
    }
    Some(new.finish().ok()?.into_inner())
}
