//! One reading of one file: what the file is decides how it is read.

use crate::vocab::finding::{Document, Encoding, Format, TableFault};
use crate::vocab::{Finding, Place, Sources, TableId};

use super::decode::Decoded;
use super::plain::Plain;
use super::sniff::{self, Kind};
use super::stretches::Takers;
use super::{File, OtherSheet, Request, Table, decode, delimited, html, limits, old, xlsx, xml2003};

/// What is asked of a file, and where everything goes that comes out of it.
pub(super) struct Job<'a> {
    pub(super) file: File<'a>,
    pub(super) request: &'a Request,
    pub(super) table: TableId,
    pub(super) sources: &'a mut Sources,
    pub(super) findings: &'a mut Vec<Finding>,
    /// The sheets beside the one that is read.
    pub(super) other_sheets: Vec<OtherSheet>,
    pub(super) takers: Takers<'a>,
}

impl Job<'_> {
    /// Reads the file as what its bytes say that it is.
    pub(super) fn run(&mut self) -> Option<Table> {
        let table = self.table()?;
        Some(Table { other_sheets: std::mem::take(&mut self.other_sheets), ..table })
    }

    fn table(&mut self) -> Option<Table> {
        match sniff::kind(self.file.bytes) {
            Kind::Empty => self.refuse(TableFault::EmptyFile),
            Kind::Document(what) => self.refuse(TableFault::ADocument { what }),
            Kind::Other => self.refuse(TableFault::NotATable),
            Kind::Zip => self.archive(),
            Kind::Compound => {
                let format = self.accept(sniff::compound(self.file.bytes))?;
                self.old(format)
            }
            Kind::Plain => {
                let text = std::str::from_utf8(self.file.bytes).ok();
                self.plain(text.and_then(Plain::from_written).unwrap_or(Err(TableFault::Damaged)))
            }
            Kind::Html | Kind::Xml2003 | Kind::Text => self.text(),
        }
    }

    /// Reports something about the file as a whole.
    pub(super) fn say(&mut self, fault: TableFault) {
        self.findings.push(Finding::new(fault, Place::Table(self.table)));
    }

    /// Reports why nothing can be read.
    pub(super) fn refuse<T>(&mut self, fault: TableFault) -> Option<T> {
        self.say(fault);
        None
    }

    /// The result, or nothing after a report of why there is none.
    pub(super) fn accept<T>(&mut self, result: Result<T, TableFault>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(fault) => self.refuse(fault),
        }
    }

    fn archive(&mut self) -> Option<Table> {
        let package = self.accept(xlsx::Package::open(self.file.bytes, &self.request.limits))?;
        match package.format() {
            Some(Format::Xlsx) => {
                self.note_ending(Format::Xlsx);
                xlsx::read(package, self)
            }
            Some(format) => self.old(format),
            None if package.size("word/document.xml") > 0 => self.refuse(TableFault::ADocument { what: Document::Word }),
            None => self.refuse(TableFault::NotATable),
        }
    }

    fn old(&mut self, format: Format) -> Option<Table> {
        self.plain(old::read(self.file.bytes, format, &self.request.limits))
    }

    fn plain(&mut self, read: Result<Plain, TableFault>) -> Option<Table> {
        let plain = self.accept(read)?;
        self.note_ending(plain.format);
        plain.read(self)
    }

    fn text(&mut self) -> Option<Table> {
        let bytes = u64::try_from(self.file.bytes.len()).unwrap_or(u64::MAX);
        if bytes > self.request.limits.text {
            return self.refuse(limits::text_too_large(bytes, &self.request.limits));
        }
        let Decoded { text, encoding, survey } = match decode::text(self.file.bytes) {
            Ok(decoded) => decoded,
            Err(fault) => return self.undecoded(fault),
        };
        let converted = (!matches!(encoding, Encoding::Utf8 | Encoding::Utf16)).then_some(encoding);
        if let Some(encoding) = converted {
            self.say(TableFault::Converted { encoding });
        }
        let table = if sniff::is_page(&text) {
            self.plain(html::read(&text))
        } else if sniff::is_xml_2003(&text) {
            self.plain(xml2003::read(&text))
        } else if text.trim().is_empty() {
            self.refuse(TableFault::EmptyFile)
        } else if survey.may_lack_letters
            && let Err(fault) = decode::refuse_lost(&text)
        {
            self.undecoded(fault)
        } else {
            self.note_ending(Format::Csv);
            delimited::read(&text, &survey, self)
        };
        table.map(|table| Table { encoding: (encoding != Encoding::Utf8).then_some(encoding), ..table })
    }

    fn undecoded(&mut self, fault: decode::Fault) -> Option<Table> {
        self.findings.push(fault.finding(self.table));
        None
    }

    /// Notes that a file's name promises another format than it has.
    fn note_ending(&mut self, format: Format) {
        if let Some(ending) = sniff::other_ending(self.file.name, format) {
            self.say(TableFault::OtherFormat { ending, format });
        }
    }
}
