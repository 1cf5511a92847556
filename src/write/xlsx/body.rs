//! The rows of one sheet as they stand in the file.
//!
//! In: cells in the order of rows and columns, each with the number of its format. Out: the markup between the head and
//! the tail of the sheet, which the library writes. It could write the rows as well, but looks up a format by hashing the
//! whole of it, holds each row in a map and formats every cell anew; with that a cell costs five times as much as here.
//!
//! A long sheet goes to a temporary file, so that memory does not grow with it.

use std::io::{self, Write};

use tempfile::SpooledTempFile;
use tempfile::spooled_tempfile;

use super::xml;

/// How many bytes of a sheet are held in memory before it goes to a temporary file.
const HELD: usize = 1 << 20;

/// How many bytes are handed over at once.
const PENDING: usize = 1 << 16;

/// Rows that are still being written.
pub(super) struct Body {
    kept: SpooledTempFile,
    pending: Vec<u8>,
    row: Row,
    covered: Covered,
    merged: Merged,
    links: Vec<u8>,
}

/// The row that is being written.
#[derive(Default)]
struct Row {
    number: u32,
    /// How its number reads.
    digits: Vec<u8>,
    /// Its height in pixels, where it is not that of every row.
    height: Option<u32>,
    begun: bool,
}

/// The first column, the last row and the last column in which there is a cell.
#[derive(Clone, Copy)]
pub(super) struct Covered {
    pub(super) first: u16,
    pub(super) row: u32,
    pub(super) last: u16,
}

/// The cells that reach over several columns.
#[derive(Default)]
struct Merged {
    count: u32,
    elements: Vec<u8>,
}

/// The rows of a sheet, and what follows them.
pub(super) struct Finished {
    pub(super) rows: SpooledTempFile,
    /// The elements of cells over several columns and of links.
    pub(super) after: Vec<u8>,
    /// `None` where no cell is.
    pub(super) covered: Option<Covered>,
}

impl Body {
    pub(super) fn new() -> Body {
        Body {
            kept: spooled_tempfile(HELD),
            pending: Vec::new(),
            row: Row::default(),
            covered: Covered { first: u16::MAX, row: 0, last: 0 },
            merged: Merged::default(),
            links: Vec::new(),
        }
    }

    /// Begins a row, with its height in pixels where it is not that of every row. Rows come in order.
    pub(super) fn row(&mut self, number: u32, height: Option<u32>) -> io::Result<()> {
        self.end_row();
        if self.pending.len() >= PENDING {
            self.kept.write_all(&self.pending)?;
            self.pending.clear();
        }
        self.row.number = number;
        self.row.height = height;
        self.row.digits.clear();
        xml::whole(&mut self.row.digits, number + 1);
        Ok(())
    }

    fn begin_row(&mut self) {
        self.pending.extend_from_slice(b"<row r=\"");
        self.pending.extend_from_slice(&self.row.digits);
        if let Some(height) = self.row.height {
            self.pending.extend_from_slice(b"\" ht=\"");
            xml::points(&mut self.pending, height);
            self.pending.extend_from_slice(b"\" customHeight=\"1");
        }
        self.pending.extend_from_slice(b"\">");
        self.row.begun = true;
    }

    fn end_row(&mut self) {
        if !self.row.begun && self.row.height.is_some() {
            self.begin_row();
        }
        if std::mem::take(&mut self.row.begun) {
            self.pending.extend_from_slice(b"</row>");
        }
        self.row.height = None;
    }

    /// A text.
    pub(super) fn text(&mut self, column: u16, format: u32, text: &str) {
        self.cell(column, format);
        self.pending.extend_from_slice(b" t=\"inlineStr\"><is>");
        xml::text(&mut self.pending, text);
        self.pending.extend_from_slice(b"</is></c>");
    }

    /// A number, as the shortest digits that mean it.
    pub(super) fn figure(&mut self, column: u16, format: u32, figure: f64) -> io::Result<()> {
        self.cell(column, format);
        write!(self.pending, "><v>{figure}</v></c>")
    }

    /// A cell in which nothing stands.
    pub(super) fn blank(&mut self, column: u16, format: u32) {
        self.cell(column, format);
        self.pending.extend_from_slice(b"/>");
    }

    fn cell(&mut self, column: u16, format: u32) {
        if !self.row.begun {
            self.begin_row();
        }
        let covered = &mut self.covered;
        *covered = Covered { first: covered.first.min(column), row: self.row.number, last: covered.last.max(column) };
        self.pending.extend_from_slice(b"<c r=\"");
        xml::letters(&mut self.pending, column);
        self.pending.extend_from_slice(&self.row.digits);
        if format > 0 {
            self.pending.extend_from_slice(b"\" s=\"");
            xml::whole(&mut self.pending, format);
        }
        self.pending.push(b'"');
    }

    /// The cell of that column reaches as far as the other one.
    pub(super) fn merge(&mut self, column: u16, last: u16) {
        let merged = &mut self.merged;
        merged.count += 1;
        merged.elements.extend_from_slice(b"<mergeCell ref=\"");
        xml::cell(&mut merged.elements, self.row.number, column);
        merged.elements.push(b':');
        xml::cell(&mut merged.elements, self.row.number, last);
        merged.elements.extend_from_slice(b"\"/>");
    }

    /// A click on the cell of that column leads to `target`.
    pub(super) fn link(&mut self, column: u16, target: &str, shown: &str) {
        let links = &mut self.links;
        links.extend_from_slice(b"<hyperlink ref=\"");
        xml::cell(links, self.row.number, column);
        links.extend_from_slice(b"\" location=\"");
        xml::attribute(links, target);
        links.extend_from_slice(b"\" display=\"");
        xml::attribute(links, shown);
        links.extend_from_slice(b"\"/>");
    }

    /// The rows with all that follows them.
    pub(super) fn finish(mut self) -> io::Result<Finished> {
        self.end_row();
        self.kept.write_all(&self.pending)?;
        let mut after = Vec::new();
        if self.merged.count > 0 {
            after.extend_from_slice(b"<mergeCells count=\"");
            xml::whole(&mut after, self.merged.count);
            after.extend_from_slice(b"\">");
            after.extend_from_slice(&self.merged.elements);
            after.extend_from_slice(b"</mergeCells>");
        }
        if !self.links.is_empty() {
            after.extend_from_slice(b"<hyperlinks>");
            after.extend_from_slice(&self.links);
            after.extend_from_slice(b"</hyperlinks>");
        }
        let covered = (self.covered.first <= self.covered.last).then_some(self.covered);
        Ok(Finished { rows: self.kept, after, covered })
    }
}
