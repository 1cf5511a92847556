//! What the tests of this layer share: a file read into lines that a person can compare.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::{Cursor, Write};

use super::{Cell, File, Request, Shown, Table, Wanted};
use crate::vocab::{Finding, Sources};

/// Everything that came out of a file.
pub(super) struct Seen {
    /// `row: cell | cell`, rows from zero, `–` for an empty cell.
    pub(super) rows: Vec<String>,
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
    let (mut sources, mut findings, mut rows) = (Sources::default(), Vec::new(), Vec::new());
    let table = super::read(File { name, bytes }, request, &mut sources, &mut findings, &mut |_, row| {
        let cells: Vec<String> = row.cells.iter().map(shown).collect();
        rows.push(format!("{}: {}", row.number, cells.join(" | ")));
    });
    Seen { rows, findings, table, sources }
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
