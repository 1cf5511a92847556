//! What the tests of this layer share: a file read into lines that a person can compare.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::{Cursor, Write};

use super::{Cell, File, Looks, Request, Shown, Table, Wanted};
use crate::vocab::{Finding, Sources};

/// Everything that came out of a file.
pub(super) struct Seen {
    /// `row: cell | cell`, rows from zero, `–` for an empty cell.
    pub(super) rows: Vec<String>,
    /// What each row looks like.
    pub(super) looks: Vec<Looks>,
    pub(super) findings: Vec<Finding>,
    pub(super) table: Option<Table>,
    pub(super) sources: Sources,
}

impl Seen {
    pub(super) fn codes(&self) -> Vec<&'static str> {
        self.findings.iter().map(Finding::code).collect()
    }
}

/// Every heading is required.
pub(super) fn request(headings: &[&str]) -> Request {
    let columns = headings.iter().map(|heading| Wanted { headings: vec![(*heading).to_owned()], required: true });
    Request { columns: columns.collect(), ..Request::default() }
}

pub(super) fn read(name: &str, bytes: &[u8], request: &Request) -> Seen {
    let (mut sources, mut findings) = (Sources::default(), Vec::new());
    let (mut rows, mut looks) = (Vec::new(), Vec::new());
    let table = super::read(File { name, bytes }, request, &mut sources, &mut findings, &mut |_, row| {
        let cells: Vec<String> = row.cells.iter().map(shown).collect();
        rows.push(format!("{}: {}", row.number, cells.join(" | ")));
        looks.push(row.looks(""));
    });
    Seen { rows, looks, findings, table, sources }
}

fn shown(cell: &Cell<'_>) -> String {
    match cell {
        Cell::Empty => "–".to_owned(),
        Cell::Text(text) => text.clone().into_owned(),
        Cell::Number(number, Shown::Plain) => format!("={number}"),
        Cell::Number(number, shown) => format!("={number} {shown:?}"),
        Cell::Date(date) => date.format("%d/%m/%Y").to_string(),
        Cell::Bool(value) => format!("{value:?}").to_uppercase(),
        Cell::Error(error) => format!("!{error}"),
        Cell::Uncomputed => "uncomputed".to_owned(),
    }
}

/// A workbook of one sheet whose XML is written by hand.
pub(super) struct Book<'a> {
    /// What stands inside `sheetData`.
    pub(super) data: &'a str,
    /// What follows `sheetData`.
    pub(super) tail: &'a str,
    /// What stands before `sheetData`.
    pub(super) head: &'a str,
    /// What closes `sheetData` and the sheet.
    pub(super) end: &'a str,
    /// What stands inside `cellXfs`.
    pub(super) styles: &'a str,
    /// What stands inside `fonts`.
    pub(super) fonts: &'a str,
    /// What stands in the workbook before its sheets.
    pub(super) workbook: &'a str,
    /// What stands inside `sst`.
    pub(super) strings: &'a str,
    /// The prefix of every element.
    pub(super) prefix: &'a str,
}

impl<'a> Book<'a> {
    pub(super) fn of(data: &'a str) -> Book<'a> {
        Book {
            data,
            tail: "",
            head: "",
            end: "</$sheetData>@</$worksheet>",
            styles: "",
            fonts: "",
            workbook: "",
            strings: "",
            prefix: "",
        }
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let mut part = |name: &str, content: String| {
            let content = content.replace('$', self.prefix).replace('@', self.tail);
            archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            archive.write_all(content.as_bytes()).unwrap();
        };
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
        part(
            "_rels/.rels",
            format!(
                r#"<Relationships><Relationship Id="r" Type="{kind}officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        );
        part(
            "xl/_rels/workbook.xml.rels",
            format!(
                r#"<Relationships><Relationship Id="s1" Type="{kind}worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
            ),
        );
        let workbook = self.workbook;
        part(
            "xl/workbook.xml",
            format!(r#"<$workbook>{workbook}<$sheets><$sheet name="S" r:id="s1"/></$sheets></$workbook>"#),
        );
        let (fonts, styles) = (self.fonts, self.styles);
        part("xl/styles.xml", format!("<styleSheet><fonts>{fonts}</fonts><cellXfs>{styles}</cellXfs></styleSheet>"));
        part("xl/sharedStrings.xml", format!("<sst>{}</sst>", self.strings));
        let (head, data, end) = (self.head, self.data, self.end);
        part("xl/worksheets/sheet1.xml", format!("<$worksheet>{head}<$sheetData>{data}{end}"));
        archive.finish().unwrap().into_inner()
    }
}

/// An archive of the parts.
pub(super) fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A compound file with one stream.
pub(super) fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    const SECTOR: usize = 512;
    // A stream below 4,096 bytes would have to stand in smaller sectors.
    let length = stream.len().max(4096).next_multiple_of(SECTOR);
    let sectors = length / SECTOR;
    let number = |value: usize| u32::try_from(value).unwrap().to_le_bytes();
    let end = 0xffff_fffe_u32.to_le_bytes();
    let free = u32::MAX.to_le_bytes();

    let mut file = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    file.extend([0; 16]);
    file.extend([0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    file.extend([0; 10]);
    file.extend(number(1));
    file.extend(number(1));
    file.extend([0; 4]);
    file.extend(number(4096));
    file.extend(end);
    file.extend([0; 4]);
    file.extend(end);
    file.extend([0; 4]);
    file.extend(number(0));
    file.extend(free.repeat(108));

    let mut table = [0xffff_fffd_u32.to_le_bytes(), end].concat();
    (1..sectors).for_each(|sector| table.extend(number(sector + 2)));
    table.extend(end);
    table.resize(SECTOR, 0xff);
    file.extend(table);

    let entry = |name: &str, kind: u8, child: [u8; 4], start: [u8; 4], size: usize| {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry.resize(64, 0);
        entry.extend(u16::try_from(name.len() * 2 + 2).unwrap().to_le_bytes());
        entry.extend([kind, 1]);
        entry.extend([free, free, child].concat());
        entry.extend([0; 36]);
        entry.extend(start);
        entry.extend(number(size));
        entry.extend([0; 4]);
        entry
    };
    file.extend(entry("Root Entry", 5, number(1), end, 0));
    file.extend(entry(name, 2, free, number(2), length));
    file.resize(3 * SECTOR, 0);
    file.extend(stream);
    file.resize(3 * SECTOR + length, 0);
    file
}

/// The records of an old workbook of one sheet; each cell is its row, its column, and text or a number.
pub(super) fn xls(cells: &[(u16, u16, &str)]) -> Vec<u8> {
    let record =
        |kind: u16, data: &[u8]| [&kind.to_le_bytes()[..], &u16::try_from(data.len()).unwrap().to_le_bytes(), data].concat();
    let begin = |what: u16| record(0x0809, &[0x0600_u16.to_le_bytes(), what.to_le_bytes(), [0; 2], [0; 2]].concat());
    let sheet = |at: usize| record(0x85, &[&u32::try_from(at).unwrap().to_le_bytes()[..], &[0, 0, 1, 0, b'S']].concat());
    let end = || record(0x0a, &[]);
    let mut stream = [begin(5), sheet(0), end()].concat();
    stream = [begin(5), sheet(stream.len()), end(), begin(16)].concat();
    for (row, column, value) in cells {
        let place = [row.to_le_bytes(), column.to_le_bytes(), [0; 2]].concat();
        stream.extend(match value.parse::<f64>() {
            Ok(number) => record(0x0203, &[place, number.to_le_bytes().to_vec()].concat()),
            Err(_) => {
                let letters: Vec<u8> = value.encode_utf16().flat_map(u16::to_le_bytes).collect();
                let length = u16::try_from(letters.len() / 2).unwrap().to_le_bytes();
                record(0x0204, &[&place[..], &length, &[1], &letters].concat())
            }
        });
    }
    stream.extend(end());
    compound("Workbook", &stream)
}
