//! Tables of a web page, as many systems save them under the name .xls.
//!
//! The page becomes one sheet, as Excel opens it: its rows in the order in which they begin, also those of a table inside
//! a cell of another. Everything is text as the page shows it.

use html5gum::{StartTag, Token, Tokenizer};

use crate::vocab::finding::Format;

use super::Cell;
use super::heading::Area;
use super::limits::{self, SHEET_COLUMNS, SHEET_ROWS};
use super::plain::{Plain, PlainCell, PlainSheet};
use super::tidy::text_cell;

/// How many columns one cell may span, as in the HTML standard.
const MOST_COLUMNS: u16 = 1000;

/// Reads the tables of a page.
pub(super) fn read(text: &str) -> Plain {
    let mut page = Page::default();
    for Ok(token) in Tokenizer::new(text) {
        if page.next_row > SHEET_ROWS {
            break;
        }
        match token {
            Token::StartTag(tag) => page.start(&tag),
            Token::EndTag(tag) => page.end(&tag.name),
            Token::String(text) => page.text(&String::from_utf8_lossy(&text)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    page.close_all();
    page.sheet.cells.sort_by_key(|cell| (cell.row, cell.column));
    Plain { format: Format::Html, converted: None, from_1904: false, sheets: vec![page.sheet] }
}

/// What has been read of a page.
#[derive(Default)]
struct Page {
    sheet: PlainSheet,
    /// The tables that are open, the innermost last.
    tables: Vec<Open>,
    next_row: u32,
    /// Whether the text is no content but a style or a program.
    apart: bool,
}

/// A table that is open.
#[derive(Default)]
struct Open {
    row: Option<u32>,
    column: u16,
    cell: Option<OpenCell>,
    /// For each column, the rows below that a cell from above still covers.
    covered: Vec<u32>,
}

/// A cell that is open.
struct OpenCell {
    row: u32,
    column: u16,
    text: String,
}

impl Page {
    fn start(&mut self, tag: &StartTag<()>) {
        match tag.name.as_slice() {
            b"table" => self.tables.push(Open::default()),
            b"tr" => self.start_row(tag),
            b"td" | b"th" => self.start_cell(tag),
            b"style" | b"script" => self.apart = true,
            b"br" | b"p" | b"div" | b"li" => self.text(" "),
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8]) {
        match name {
            b"table" => {
                self.close_cell();
                self.tables.pop();
            }
            b"tr" => {
                self.close_cell();
                if let Some(table) = self.tables.last_mut() {
                    table.row = None;
                }
            }
            b"td" | b"th" => self.close_cell(),
            b"style" | b"script" => self.apart = false,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(cell) = self.tables.last_mut().and_then(|table| table.cell.as_mut()).filter(|_| !self.apart) {
            limits::push(&mut cell.text, text);
        }
    }

    fn start_row(&mut self, tag: &StartTag<()>) {
        self.close_cell();
        let row = self.next_row;
        let Some(table) = self.tables.last_mut() else { return };
        table.row = Some(row);
        table.column = 0;
        table.covered.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        self.next_row += 1;
        let style = attribute(tag, b"style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
        if style.contains("display:none") {
            self.sheet.hidden_rows.push(row);
        }
    }

    fn start_cell(&mut self, tag: &StartTag<()>) {
        self.close_cell();
        if self.tables.last().is_some_and(|table| table.row.is_none()) {
            self.start_row(&StartTag::default());
        }
        let Some(table) = self.tables.last_mut() else { return };
        let Some(row) = table.row.filter(|row| *row < SHEET_ROWS) else { return };
        while table.covered.get(usize::from(table.column)).is_some_and(|rows| *rows > 0) {
            table.column += 1;
        }
        let column = table.column;
        let width = span(tag, b"colspan").clamp(1, u32::from(MOST_COLUMNS));
        let height = span(tag, b"rowspan").clamp(1, SHEET_ROWS - row);
        let width = u16::try_from(width).unwrap_or(MOST_COLUMNS).min(SHEET_COLUMNS.saturating_sub(column));
        if width == 0 {
            return;
        }
        table.column += width;
        table.cover(column, height);
        table.cell = Some(OpenCell { row, column, text: String::new() });
        if width > 1 || height > 1 {
            self.sheet.merged.push(Area { top: row, left: column, bottom: row + height - 1, right: column + width - 1 });
        }
    }

    fn close_cell(&mut self) {
        let Some(cell) = self.tables.last_mut().and_then(|table| table.cell.take()) else { return };
        if let Cell::Text(text) = text_cell(&cell.text) {
            let text = Cell::Text(text.into_owned().into());
            self.sheet.cells.push(PlainCell { row: cell.row, column: cell.column, cell: text });
        }
    }

    fn close_all(&mut self) {
        while !self.tables.is_empty() {
            self.close_cell();
            self.tables.pop();
        }
    }
}

impl Open {
    /// Marks the columns from `first` to the present one as covered for `rows` rows, this one included.
    fn cover(&mut self, first: u16, rows: u32) {
        let (first, end) = (usize::from(first), usize::from(self.column));
        if self.covered.len() < end {
            self.covered.resize(end, 0);
        }
        self.covered.iter_mut().take(end).skip(first).for_each(|covered| *covered = rows);
    }
}

fn attribute(tag: &StartTag<()>, name: &[u8]) -> Option<String> {
    tag.attributes.get(name).map(|value| String::from_utf8_lossy(value).into_owned())
}

fn span(tag: &StartTag<()>, name: &[u8]) -> u32 {
    attribute(tag, name).and_then(|value| value.trim().parse().ok()).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::input::testing::{read, request};

    #[test]
    fn a_page_that_is_named_xls_is_read_as_excel_shows_it() {
        let page = "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head><meta charset=utf-8>
            <style>td { color: red; a?b c?d }</style></head><body><table><tr><td colspan=4>BÁO CÁO</table>
            <table border=1>
            <tr><th rowspan=2>M&atilde;<th rowspan=2>Tên<br>đơn vị<th colspan=2>Trong đó</tr>
            <tr><th>Trực tuyến<th>Trực tiếp</tr>
            <tr><td>01<td><b>Xã</b> Kim&nbsp;Thái<td rowspan=2>10<td>62%</tr>
            <tr style='display: none'><td>02<td>T&#7889;t<td>&nbsp;</tr>
            <tr><td>03<td>x<td>4<td><table><tr><td>5</table></tr>
            </table></body></html>";
        let seen =
            read("bao-cao.xls", page.as_bytes(), &request(&["Mã", "Tên đơn vị", "Trực tuyến", "Trong đó › Trực tiếp"]));
        assert_eq!(
            seen.rows,
            ["3: 01 | Xã Kim Thái | 10 | 62%", "4: 02 | Tốt | 10 | –", "5: 03 | x | 4 | –", "6: 5 | – | – | –"]
        );
        assert_eq!(seen.codes(), ["other-format", "hidden-rows"]);
        let table = seen.table.unwrap();
        assert_eq!((table.format, table.heading_row, table.last_heading_row), (Format::Html, 1, 2));
    }

    #[test]
    fn a_page_that_lies_about_its_cells_costs_nothing() {
        let page = format!("<table><tr><td colspan=4000000000 rowspan=4000000000>Mã{}", "<td colspan=1000>x".repeat(100));
        assert_eq!(read("a.html", page.as_bytes(), &request(&["Mã"])).codes(), ["no-rows"]);
        let deep = "<table><tr><td>".repeat(20_000);
        assert_eq!(read("a.html", deep.as_bytes(), &request(&["Mã"])).codes(), ["headings-not-found"]);
        assert_eq!(read("a.html", b"<html><td>Ma", &request(&["Mã"])).codes(), ["headings-not-found"]);
    }

    #[test]
    fn a_page_in_utf_16_is_a_page_too() {
        let page: Vec<u8> =
            "\u{feff}<table><tr><td>Mã<tr><td>01</table>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read("a.html", &page, &request(&["Mã"])).rows, ["1: 01"]);
    }
}
