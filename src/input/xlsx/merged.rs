//! The merged areas of a sheet, which its XML names behind the last row.
//!
//! They are needed before the rows are read, for a merged cell has its value in every row that it covers. So the part is
//! unpacked once more, and only what follows the rows is read as XML.

use std::io::{BufReader, Read};

use memchr::memmem::Finder;
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::vocab::finding::TableFault;

use super::super::heading::Area;
use super::attributes;
use super::sheet::position;

/// The end of the rows, whatever its prefix.
const ROWS_END: &[u8] = b"sheetData>";

/// How far before [`ROWS_END`] the sign `</` is looked for: a prefix is short.
const PREFIX: usize = 32;

/// How much is unpacked at once.
const CHUNK: usize = 1 << 18;

/// Reads the merged areas of the sheet in `part`.
pub(super) fn read(mut part: impl Read) -> Result<Vec<Area>, TableFault> {
    let Some(rest) = behind_rows(&mut part)? else { return Ok(Vec::new()) };
    let mut xml = Reader::from_reader(BufReader::new(rest.as_slice().chain(part)));
    xml.config_mut().check_end_names = false;
    xml.config_mut().allow_unmatched_ends = true;
    let (mut areas, mut buffer) = (Vec::new(), Vec::new());
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(|_| TableFault::Damaged)? {
            Event::Start(element) | Event::Empty(element) if element.local_name().as_ref() == "mergeCell" => {
                areas.extend(attributes::raw(element.attributes_raw(), "ref").and_then(area));
            }
            Event::End(element) if element.local_name().as_ref() == "mergeCells" => return Ok(areas),
            Event::Eof => return Ok(areas),
            _ => {}
        }
    }
}

/// What was unpacked behind the end of the rows already; `None` when they do not end.
fn behind_rows(part: &mut impl Read) -> Result<Option<Vec<u8>>, TableFault> {
    let finder = Finder::new(ROWS_END);
    let mut buffer = Vec::with_capacity(CHUNK + PREFIX);
    loop {
        let read = part.by_ref().take(CHUNK as u64).read_to_end(&mut buffer).map_err(|_| TableFault::Damaged)?;
        if read == 0 {
            return Ok(None);
        }
        let end = finder.find_iter(&buffer).find(|at| closes(&buffer, *at));
        if let Some(end) = end {
            return Ok(Some(buffer.split_off(end + ROWS_END.len())));
        }
        let kept = buffer.len().saturating_sub(PREFIX + ROWS_END.len());
        buffer.drain(..kept);
    }
}

/// Whether the element name at `at` stands in a closing tag. Its `<` cannot be text: in a text it would be `&lt;`.
fn closes(buffer: &[u8], at: usize) -> bool {
    let before = buffer.get(at.saturating_sub(PREFIX)..at).unwrap_or_default();
    let prefix = before.iter().rev().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b':').count();
    before.get(..before.len() - prefix).is_some_and(|before| before.ends_with(b"</"))
}

fn area(name: &str) -> Option<Area> {
    let (first, last) = name.split_once(':')?;
    let ((top, left), (bottom, right)) = (position(first)?, position(last)?);
    (top <= bottom && left <= right).then_some(Area { top, left, bottom, right })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_are_found_behind_rows_of_any_length_and_prefix() {
        for (rows, prefix) in [(0, ""), (10, "x:"), (CHUNK - 20, ""), (CHUNK - 3, "x:"), (3 * CHUNK + 7, "")] {
            let xml = format!(
                "<{prefix}worksheet><{prefix}sheetData>{}&lt;/sheetData></{prefix}sheetData><{prefix}autoFilter ref=\"A1:B2\"/>\
                 <{prefix}mergeCells count=\"2\"><{prefix}mergeCell ref=\"A4:B4\"/><{prefix}mergeCell ref=\"C5:C7\"/>\
                 <{prefix}mergeCell ref=\"C7:A5\"/></{prefix}mergeCells></{prefix}worksheet>",
                "r".repeat(rows)
            );
            let expected = [Area { top: 3, left: 0, bottom: 3, right: 1 }, Area { top: 4, left: 2, bottom: 6, right: 2 }];
            assert_eq!(read(xml.as_bytes()).as_deref(), Ok(expected.as_slice()), "{rows} {prefix}");
        }
        assert_eq!(read(&b"<worksheet><sheetData/></worksheet>"[..]), Ok(Vec::new()));
    }
}
