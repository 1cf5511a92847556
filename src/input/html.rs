//! Tables of a web page, as many systems save them under the name .xls.
//!
//! The page becomes one sheet, as Excel opens it: its rows in the order in which they begin, also those of a table inside
//! a cell of another. A cell is the text that the page shows, or the value that a spreadsheet program stored beside it.
//! What is struck out or hidden is no text of a cell, by a mark or by a style; hidden rows and columns are read. A table of
//! one cell inside another is the content of that cell.

use std::collections::BTreeSet;

use html5gum::{StartTag, Token, Tokenizer};

use crate::vocab::finding::{Format, TableFault};
use crate::vocab::name::tidy;

use super::Cell;
use super::css::{Said, Styles};
use super::heading::Area;
use super::limits::{self, SHEET_COLUMNS, SHEET_ROWS, within};
use super::plain::{Nested, Plain, PlainCell, PlainSheet};
use super::stored::Stored;
use super::tidy::text_cell;
use super::view::View;
use super::xlsx::is_zero;

/// How many columns one cell may span, as in the HTML standard.
const MOST_COLUMNS: u16 = 1000;

/// How many bytes of style sheets are read: four thousand cell styles of Excel take one million.
const MOST_STYLES: usize = 8 << 20;

/// How many tags within each other may change how the text of a cell looks.
const MOST_WITHIN: usize = 100;

/// How many tables may stand within each other; a page with more of them is made to cost memory.
const MOST_TABLES: usize = 250;

/// How many columns are stepped over at once where cells from above cover them all.
const GROUP: usize = 128;

/// Reads the tables of a page. One with more rows or columns than a sheet can have is refused, before much is done where it
/// says so.
pub(super) fn read(text: &str) -> Result<Plain, TableFault> {
    let most = usize::try_from(SHEET_ROWS).unwrap_or(usize::MAX);
    let rows =
        ["<tr>", "<TR>", "<tr ", "<TR "].map(|tag| memchr::memmem::find_iter(text.as_bytes(), tag).take(most + 1).count());
    if rows.into_iter().sum::<usize>() > most {
        return Err(TableFault::TooManyRows);
    }
    let mut page = Page::default();
    for Ok(token) in Tokenizer::new(text) {
        if page.next_row > SHEET_ROWS {
            return Err(TableFault::TooManyRows);
        }
        match token {
            Token::StartTag(tag) => page.start(&tag)?,
            Token::EndTag(tag) => page.end(&tag.name),
            Token::String(text) => page.text(&String::from_utf8_lossy(&text)),
            Token::Comment(text) => page.style(&String::from_utf8_lossy(&text)),
            Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    page.close_all();
    page.hide_columns();
    page.sheet.cells.sort_by_key(|cell| (cell.row, cell.column));
    Ok(Plain { format: Format::Html, converted: None, from_1904: false, sheets: vec![page.sheet] })
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
    /// The style sheets, and the one that is being read.
    styles: Styles,
    style: Option<String>,
    /// The columns with cells that nobody sees, and what descriptions hide.
    hidden_cells: BTreeSet<u16>,
    view: View,
}

/// A table that is open.
#[derive(Default)]
struct Open {
    /// Its first row, and the column of its first cell: that of the cell of another table in which it stands.
    first_row: u32,
    left: u16,
    /// How many cells with content, merged areas, hidden rows, and texts that are struck out or hidden came before it.
    before: [usize; 5],
    /// How it looks, the group of rows and the row that are open.
    look: Look,
    group: Look,
    row_look: Look,
    row: Option<u32>,
    column: u16,
    cell: Option<OpenCell>,
    covered: Covered,
    /// How many columns were described.
    described: u16,
}

/// For each column, the row behind the last one that a cell from above covers, and for groups of columns one up to which
/// all of them are covered.
#[derive(Default)]
struct Covered {
    ends: Vec<u32>,
    groups: Vec<u32>,
}

/// A cell that is open.
struct OpenCell {
    row: u32,
    column: u16,
    text: String,
    stored: Stored,
    /// How its text looks, and within the tags that are open and change that.
    look: Look,
    within: Vec<(Vec<u8>, Look)>,
    struck: String,
    unseen: String,
    /// The content of a table of one cell inside this one.
    inner: Option<Cell<'static>>,
}

/// How text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Look {
    struck: bool,
    unseen: bool,
}

impl Look {
    /// The look within something of which this is said.
    fn with(self, said: Said) -> Look {
        Look { struck: self.struck || said.struck == Some(true), unseen: self.unseen || said.unseen == Some(true) }
    }
}

impl Page {
    fn start(&mut self, tag: &StartTag<()>) -> Result<(), TableFault> {
        match tag.name.as_slice() {
            b"table" if self.tables.len() == MOST_TABLES => return Err(TableFault::Damaged),
            b"table" => self.start_table(tag),
            b"thead" | b"tbody" | b"tfoot" => self.start_group(tag),
            b"tr" => self.start_row(tag),
            b"col" => self.describe_column(tag),
            b"td" | b"th" => self.start_cell(tag)?,
            b"style" => (self.apart, self.style) = (true, Some(String::new())),
            b"script" => self.apart = true,
            b"br" => self.text(" "),
            b"img" | b"hr" | b"input" => {}
            name => {
                if matches!(name, b"p" | b"div" | b"li") {
                    self.text(" ");
                }
                self.start_within(tag);
            }
        }
        Ok(())
    }

    fn end(&mut self, name: &[u8]) {
        match name {
            b"table" => self.close_table(),
            b"tr" => {
                self.close_cell();
                if let Some(table) = self.tables.last_mut() {
                    table.row = None;
                }
            }
            b"td" | b"th" => self.close_cell(),
            b"style" | b"script" => {
                self.apart = false;
                if let Some(sheet) = self.style.take() {
                    self.styles.add(&sheet);
                }
            }
            name => self.end_within(name),
        }
    }

    /// What is said of how a tag looks.
    fn said(&self, tag: &StartTag<()>) -> Said {
        let get = |name: &str| tag.attributes.get(name.as_bytes()).map(|value| String::from_utf8_lossy(value));
        let name = std::str::from_utf8(&tag.name).unwrap_or_default();
        let beside = get("style").map(|style| Said::declared(&style)).unwrap_or_default();
        let attribute = Said { unseen: get("hidden").map(|_| true), ..Said::default() };
        self.styles.of(name, &get("class").unwrap_or_default()).under(beside).under(attribute)
    }

    /// Takes a part of a style sheet.
    fn style(&mut self, text: &str) {
        if let Some(sheet) = self.style.as_mut().filter(|sheet| sheet.len() + text.len() <= MOST_STYLES) {
            sheet.push_str(text);
        }
    }

    /// Takes the beginning of a part of a cell.
    fn start_within(&mut self, tag: &StartTag<()>) {
        if self.cell().is_none() {
            return;
        }
        let mut said = self.said(tag);
        if matches!(tag.name.as_slice(), b"del" | b"s" | b"strike") {
            said.struck = Some(true);
        }
        let Some(cell) = self.cell() else { return };
        let around = cell.look_within();
        let mut look = around.with(said);
        // So a spreadsheet program writes the rest of a cell whose font strikes it out.
        if tag.name.as_slice() == b"font" && said.struck == Some(false) {
            look.struck = false;
        }
        let is_open = || cell.within.iter().any(|(name, _)| *name == tag.name.as_slice());
        if cell.within.len() < MOST_WITHIN && (look != around || is_open()) {
            cell.within.push((tag.name.to_vec(), look));
        }
    }

    fn end_within(&mut self, name: &[u8]) {
        if let Some(cell) = self.cell()
            && let Some(at) = cell.within.iter().rposition(|(open, _)| open == name)
        {
            cell.within.truncate(at);
        }
    }

    fn text(&mut self, text: &str) {
        if self.apart {
            return self.style(text);
        }
        if let Some(cell) = self.cell() {
            let to = match cell.look_within() {
                Look { unseen: true, .. } => &mut cell.unseen,
                Look { struck: true, .. } => &mut cell.struck,
                _ => &mut cell.text,
            };
            limits::push(to, text);
        }
    }

    /// The innermost cell that is open.
    fn cell(&mut self) -> Option<&mut OpenCell> {
        self.tables.last_mut()?.cell.as_mut()
    }

    fn start_table(&mut self, tag: &StartTag<()>) {
        let said = self.said(tag);
        let (left, around) = self.cell().map_or((0, Look::default()), |cell| (cell.column, cell.look_within()));
        let sheet = &self.sheet;
        let before =
            [sheet.cells.len(), sheet.merged.len(), sheet.hidden_rows.len(), sheet.struck.len(), sheet.unseen.len()];
        let look = around.with(said);
        self.tables.push(Open { first_row: self.next_row, left, before, look, group: look, ..Open::default() });
    }

    fn start_group(&mut self, tag: &StartTag<()>) {
        let said = self.said(tag);
        if let Some(table) = self.tables.last_mut() {
            table.group = table.look.with(said);
        }
    }

    /// Hides the columns with cells that nobody sees, and those whose descriptions hide them.
    fn hide_columns(&mut self) {
        for column in self.hidden_cells.iter().copied().map(u32::from) {
            self.view.hide_columns(column, column);
        }
        self.sheet.hidden_columns = self.view.hidden_columns();
    }

    /// Closes the innermost table. One of a single cell is taken for the content of the cell in which it stands.
    fn close_table(&mut self) {
        self.close_cell();
        let Some(table) = self.tables.pop() else { return };
        let [cells, merged, hidden_rows, struck, unseen] = table.before;
        let Some(outer) = self.tables.last_mut().and_then(|outer| outer.cell.as_mut()) else { return };
        let (row, column, first_row) = (outer.row, outer.column, table.first_row);
        if self.sheet.cells.len() > cells + 1 {
            self.sheet.nested.push(Nested { row, column, first_row, end: self.next_row });
            return;
        }
        if self.sheet.cells.len() > cells {
            outer.take(self.sheet.cells.pop());
        }
        self.next_row = first_row;
        self.sheet.merged.truncate(merged);
        self.sheet.hidden_rows.truncate(hidden_rows);
        let texts = self.sheet.struck.iter_mut().skip(struck).chain(self.sheet.unseen.iter_mut().skip(unseen));
        texts.for_each(|place| (place.0, place.1) = (row, column));
    }

    fn start_row(&mut self, tag: &StartTag<()>) {
        self.close_cell();
        let row = self.next_row;
        let said = self.said(tag);
        let Some(table) = self.tables.last_mut() else { return };
        table.row = Some(row);
        table.row_look = table.group.with(said);
        table.column = table.left;
        self.next_row += 1;
        if table.row_look.unseen || is_flat(tag, "height") {
            self.sheet.hidden_rows.push(row);
        }
    }

    /// Takes the description of a column, or of several.
    fn describe_column(&mut self, tag: &StartTag<()>) {
        let unseen = self.said(tag).unseen == Some(true) || is_flat(tag, "width");
        let Some(table) = self.tables.last_mut() else { return };
        let first = table.left.saturating_add(table.described);
        let width = u16::try_from(span(tag, b"span").clamp(1, u32::from(MOST_COLUMNS))).unwrap_or(MOST_COLUMNS);
        table.described = table.described.saturating_add(width);
        if first < SHEET_COLUMNS && unseen {
            self.view.hide_columns(u32::from(first), u32::from(first.saturating_add(width - 1)));
        }
    }

    fn start_cell(&mut self, tag: &StartTag<()>) -> Result<(), TableFault> {
        self.close_cell();
        if self.tables.last().is_some_and(|table| table.row.is_none()) {
            self.start_row(&StartTag::default());
        }
        let said = self.said(tag);
        let Some(table) = self.tables.last_mut() else { return Ok(()) };
        let Some(row) = table.row.filter(|row| *row < SHEET_ROWS) else { return Ok(()) };
        let column = table.covered.free(table.column, row);
        within(row, u32::from(column))?;
        let width = span(tag, b"colspan").clamp(1, u32::from(MOST_COLUMNS));
        let height = span(tag, b"rowspan").clamp(1, SHEET_ROWS - row);
        let width = u16::try_from(width).unwrap_or(MOST_COLUMNS).min(SHEET_COLUMNS - column);
        table.column = column + width;
        table.covered.add(column, table.column, row + height);
        let stored = Stored::of(|name| attribute(tag, name.as_bytes()));
        if said.unseen == Some(true) && !table.row_look.unseen {
            self.hidden_cells.insert(column);
        }
        // What stands in a hidden row or column is read.
        let look = Look { unseen: false, ..table.row_look.with(said) };
        let [text, struck, unseen] = Default::default();
        table.cell = Some(OpenCell { row, column, text, stored, look, within: Vec::new(), struck, unseen, inner: None });
        if width > 1 || height > 1 {
            self.sheet.merged.push(Area { top: row, left: column, bottom: row + height - 1, right: column + width - 1 });
        }
        Ok(())
    }

    fn close_cell(&mut self) {
        let Some(cell) = self.tables.last_mut().and_then(|table| table.cell.take()) else { return };
        let (row, column) = (cell.row, cell.column);
        let [struck, unseen] = [&cell.struck, &cell.unseen].map(|text| tidy(text));
        let cell = if struck.is_empty() { cell.value() } else { owned(&cell.text) };
        if !struck.is_empty() {
            self.sheet.struck.push((row, column, struck));
        }
        if !unseen.is_empty() {
            self.sheet.unseen.push((row, column, unseen));
        }
        if cell != Cell::Empty {
            self.sheet.cells.push(PlainCell { row, column, cell });
        }
    }

    fn close_all(&mut self) {
        while !self.tables.is_empty() {
            self.close_table();
        }
    }
}

impl OpenCell {
    /// How the text looks that comes next.
    fn look_within(&self) -> Look {
        self.within.last().map_or(self.look, |(_, look)| *look)
    }

    fn value(self) -> Cell<'static> {
        match owned(&self.text) {
            Cell::Empty if self.inner.is_some() => self.inner.unwrap_or(Cell::Empty),
            text => self.stored.cell(&self.text).unwrap_or(text),
        }
    }

    /// Takes the one cell of a table inside.
    fn take(&mut self, inner: Option<PlainCell>) {
        match inner.map(|inner| inner.cell) {
            Some(Cell::Text(text)) => {
                limits::push(&mut self.text, " ");
                limits::push(&mut self.text, &text);
            }
            other => self.inner = other,
        }
    }
}

/// The cell of a text, for as long as it is needed.
fn owned(text: &str) -> Cell<'static> {
    match text_cell(text) {
        Cell::Text(text) => Cell::Text(text.into_owned().into()),
        _ => Cell::Empty,
    }
}

impl Covered {
    /// Marks the columns from `first` up to `behind`, without it, as covered up to the row `end`, without it.
    fn add(&mut self, first: u16, behind: u16, end: u32) {
        let (first, behind) = (usize::from(first), usize::from(behind));
        if self.ends.len() < behind {
            self.ends.resize(behind, 0);
            self.groups.resize(behind.div_ceil(GROUP), 0);
        }
        self.ends.iter_mut().take(behind).skip(first).for_each(|covered| *covered = end);
        let groups = self.groups.iter_mut().take(behind.div_ceil(GROUP)).skip(first / GROUP);
        groups.for_each(|group| *group = end.min(*group));
    }

    /// The first column from this one on that nothing covers in a row.
    fn free(&mut self, from: u16, row: u32) -> u16 {
        let mut column = usize::from(from);
        while let Some(ends) = self.ends.get(column..).filter(|ends| !ends.is_empty()) {
            let next = (column / GROUP + 1) * GROUP;
            let group = self.groups.get_mut(column / GROUP);
            if group.as_ref().is_none_or(|group| **group <= row) {
                let ends = ends.get(..next - column).unwrap_or(ends);
                if let Some(at) = ends.iter().position(|end| *end <= row) {
                    column += at;
                    break;
                }
                if let (Some(group), GROUP) = (group, ends.len()) {
                    *group = ends.iter().copied().min().unwrap_or(0);
                }
            }
            column = next.min(self.ends.len());
        }
        u16::try_from(column).unwrap_or(SHEET_COLUMNS)
    }
}

fn attribute(tag: &StartTag<()>, name: &[u8]) -> Option<String> {
    tag.attributes.get(name).map(|value| String::from_utf8_lossy(value).into_owned())
}

/// Whether a row or a column has no size, and is not seen.
fn is_flat(tag: &StartTag<()>, size: &str) -> bool {
    let style = attribute(tag, b"style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
    let none = |value: &str| is_zero(value.trim_end_matches(['p', 't', 'x']));
    let is_flat = |rule: &str| rule.strip_prefix(size).and_then(|rest| rest.strip_prefix(':')).is_some_and(none);
    let said = attribute(tag, size.as_bytes()).is_some_and(|value| none(&value));
    said || style.split(';').any(is_flat)
}

fn span(tag: &StartTag<()>, name: &[u8]) -> u32 {
    attribute(tag, name).and_then(|value| value.trim().parse().ok()).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use proptest::prelude::*;

    use super::*;
    use crate::input::hand::first_places;
    use crate::input::testing::{read, request};
    use crate::vocab::{Finding, Place, TableId};

    #[test]
    fn a_page_that_is_named_xls_is_read_as_excel_shows_it() {
        let page = "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head><meta charset=utf-8>
            <style>td { color: red; a?b c?d }</style></head><body><table><tr><td colspan=4>BÁO CÁO</table>
            <table border=1><col span=2><col width=0 style='mso-width-alt:0'><col width=64>
            <tr><th rowspan=2>M&atilde;<th rowspan=2>Tên<br>đơn vị<th colspan=2>Trong đó</tr>
            <tr><th>Trực tuyến<th>Trực tiếp</tr>
            <tr><td>01<td><b>Xã</b> Kim&nbsp;Thái<td rowspan=2>10<td>62%</tr>
            <tr style='display: none'><td>02<td>T&#7889;t<td>&nbsp;</tr>
            <tr style='height:0pt; color:red'><td>03<td>x<td>4<td><table><tr><td>5</table></tr>
            </table></body></html>";
        let seen =
            read("bao-cao.xls", page.as_bytes(), &request(&["Mã", "Tên đơn vị", "Trực tuyến", "Trong đó › Trực tiếp"]));
        assert_eq!(seen.rows, ["3: 01 | Xã Kim Thái | 10 | 62%", "4: 02 | Tốt | 10 | –", "5: 03 | x | 4 | 5"]);
        assert_eq!(seen.codes(), ["other-format", "hidden-rows", "hidden-columns"]);
        let table = seen.table.unwrap();
        assert_eq!((table.hidden_rows, table.hidden_columns), (vec![4, 5], vec![2]));
        assert_eq!((table.format, table.heading_row, table.last_heading_row), (Format::Html, 1, 2));
    }

    #[test]
    fn the_value_that_a_spreadsheet_stored_counts_and_not_the_rounded_one_that_is_seen() {
        let page = "<table><tr><td>Mã<td>Tỷ lệ<td>Ngày
            <tr><td>01<td x:num=\"0.619\">62%<td x:num='45291'>31/12/2023
            <tr><td>02<td sdval=0.619 sdnum='1066;0;0%'>62%<td sdval=45291 sdnum='1066;0;DD/MM/YY'>31/12/23
            <tr><td>03<td x:num>12<td x:err='#N/A'>#N/A
            <tr><td>04<td>62%<td>31/12/2023</table>";
        let seen = read("a.xls", page.as_bytes(), &request(&["Mã", "Tỷ lệ", "Ngày"]));
        let expected = [
            "1: 01 | =0.619 Percent | 31/12/2023",
            "2: 02 | =0.619 Percent | 31/12/2023",
            "3: 03 | =12 | !#N/A",
            "4: 04 | 62% | 31/12/2023",
        ];
        assert_eq!(seen.rows, expected);
    }

    #[test]
    fn what_is_struck_out_is_not_read_and_named() {
        let page = "<table><tr><td>Mã<td>Số<td>x<tr><td>01<td><del>12</del> 15<td><s>a</s>
            <tr><td>02<td x:num=12><strike>1<b>2</b></strike><tr><td>03<td><s>1<td>y<tr><td>04<td>13</table>";
        let seen = read("a.html", page.as_bytes(), &request(&["Mã", "Số"]));
        assert_eq!(seen.rows, ["1: 01 | 15", "2: 02 | –", "3: 03 | –", "4: 04 | 13"]);
        let places = [(1, 1), (2, 1), (3, 1)].map(|(row, column)| Place::Cell(TableId(0), row, column));
        let fault = TableFault::StruckOut { written: "12".to_owned() };
        assert_eq!(seen.findings, first_places(fault, places.into_iter()).into_iter().collect::<Vec<_>>());
    }

    #[test]
    fn what_a_style_strikes_out_is_not_read_and_named() {
        // As Excel writes them: rules within a remark, a font for the rest of a cell.
        let head = "<style>\n<!--table {mso-displayed-decimal-separator:\"\\.\";}
            .font6 {color:black; text-decoration:none;} .font7 {text-decoration:line-through;}
            tr {mso-height-source:auto;} td {padding:0px; text-decoration:none; mso-rotate:0;}
            .xl65 {mso-style-parent:style0; text-decoration:line-through;} .xl66 {color:red;}\n--></style>";
        let page = format!(
            "{head}<table><tr><td>Mã<td>Số<tr><td class=xl66>01<td class=xl65>12<tr><td>02<td class=xl65 x:num=12>12
            <tr><td>03<td>15 <font class=\"font7\">14</font>,5<tr><td>04<td class='a xl65'>12 <font class=font6>13</font>
            <tr><td>05<td><span style='text-decoration: line-through'>1<span>2</span>3</span>4
            <tr style='text-decoration:line-through'><td>06<td>7<tr><td>07<td><p>8<p style='text-decoration:underline'>9"
        );
        let seen = read("a.html", page.as_bytes(), &request(&["Mã", "Số"]));
        assert_eq!(seen.rows, ["1: 01 | –", "2: 02 | –", "3: 03 | 15 ,5", "4: 04 | 13", "5: 05 | 4", "7: 07 | 8 9"]);
        let places = [(1, 1), (2, 1), (3, 1), (4, 1), (5, 1), (6, 0), (6, 1)];
        let places = places.map(|(row, column)| Place::Cell(TableId(0), row, column));
        let fault = TableFault::StruckOut { written: "12".to_owned() };
        assert_eq!(seen.findings, first_places(fault, places.into_iter()).into_iter().collect::<Vec<_>>());
    }

    #[test]
    fn rows_and_columns_that_a_style_hides_are_read_and_reported() {
        let head = "<style>.an {display:none} .mo {mso-hide:all} td.cot, th.cot {visibility:hidden}</style>";
        let page = format!(
            "{head}<table><tr><th>Mã<th class=cot>Số<th>A<tr><td>01<td class=cot>1<td>x<tr class=an><td>02<td class=cot>2<td>x
            <tr style='visibility:collapse'><td>03<td class=cot>3<td>x<tr hidden><td>04<td class=cot>4<td>x
            <tbody class=mo><tr><td>05<td class=cot>5<td>x<tbody><tr><td>06<td class=cot>6<td>x</table>
            <table style='display:none'><tr><td>07<td>7<td>x</table>"
        );
        let seen = read("a.html", page.as_bytes(), &request(&["Mã", "Số", "A"]));
        let expected = [1, 2, 3, 4, 5, 6, 7].map(|row| format!("{row}: 0{row} | {row} | x"));
        assert_eq!((seen.rows.as_slice(), seen.codes().as_slice()), (&expected[..], &["hidden-rows", "hidden-columns"][..]));
        let table = seen.table.unwrap();
        assert_eq!((table.hidden_rows, table.hidden_columns), (vec![2, 3, 4, 5, 7], vec![1]));
    }

    #[test]
    fn text_that_nobody_sees_is_no_part_of_a_cell_and_noted() {
        let head = "<style>.khoa {display:none}</style>";
        let page = format!(
            "{head}<table><tr><td>Mã<td>Số<tr><td>01<td><span class=khoa>0012</span>12
            <tr><td>02<td><span style='mso-hide:all'>0<b>0</b></span><s>13</s> 14<tr><td>03<td x:num=0.62><i hidden>x</i>62%"
        );
        let seen = read("a.html", page.as_bytes(), &request(&["Mã", "Số"]));
        assert_eq!(seen.rows, ["1: 01 | 12", "2: 02 | 14", "3: 03 | =0.62 Percent"]);
        let struck = Finding::new(TableFault::StruckOut { written: "13".to_owned() }, Place::Cell(TableId(0), 2, 1));
        let places = [1, 2, 3].map(|row| Place::Cell(TableId(0), row, 1));
        let hidden = first_places(TableFault::HiddenText { written: "0012".to_owned() }, places.into_iter());
        assert_eq!(seen.findings, [struck, hidden.unwrap()]);
    }

    #[test]
    fn a_table_in_a_cell_of_data_is_no_rows_of_data() {
        let inner = "<table><tr><td>a<td>b<tr><td>c<td>d</table>";
        let page = format!("<table><tr><td>Mã<td>Số<tr><td>01<td>{inner}<tr><td>{inner}<td>12<tr><td>03<td>13</table>");
        let seen = read("a.html", page.as_bytes(), &request(&["Mã", "Số"]));
        assert_eq!(seen.rows, ["1: 01 | –", "4: – | 12", "7: 03 | 13"]);
        let places = [(1, 1), (4, 0)].map(|(row, column)| Place::Cell(TableId(0), row, column));
        assert_eq!(seen.findings, first_places(TableFault::TableInCell, places.into_iter()).into_iter().collect::<Vec<_>>());
    }

    #[test]
    fn a_table_that_another_one_only_places_on_the_page_is_read() {
        let page = "<table><tr><td><table><tr><td>UBND HUYỆN</table><td><table><tr><td>BIỂU 01</table>
            <tr><td>menu<td><table><tr><td>Mã<td><table><tr><td>Số</table><tr><td>01<td><table><tr><td x:num=12>12</table></table>
            <tr><td colspan=2><table><tr><td>Người lập<td>Chủ tịch</table></table>";
        let seen = read("a.html", page.as_bytes(), &request(&["Mã", "Số"]));
        assert_eq!((seen.rows, seen.findings), (vec!["3: 01 | =12".to_owned(), "5: Chủ tịch | –".to_owned()], vec![]));
    }

    #[test]
    fn a_page_that_lies_about_its_cells_costs_nothing() {
        let page = format!("<table><tr><td colspan=4000000000 rowspan=4000000000>Mã{}", "<td colspan=1000>x".repeat(100));
        let seen = read("a.html", page.as_bytes(), &request(&["Mã"]));
        assert_eq!(seen.findings, [Finding::new(TableFault::TooManyColumns { row: 1 }, Place::Table(TableId(0)))]);
        for (depth, code) in [(250, "headings-not-found"), (251, "damaged-file"), (20_000, "damaged-file")] {
            let deep = "<table><tr><td>".repeat(depth);
            assert_eq!(read("a.html", deep.as_bytes(), &request(&["Mã"])).codes(), [code], "{depth}");
        }
        assert_eq!(read("a.html", b"<html><td>Ma", &request(&["Mã"])).codes(), ["headings-not-found"]);
    }

    #[test]
    fn columns_that_are_covered_are_not_gone_through_in_each_row() {
        let mut covered = Covered::default();
        covered.add(0, 16_000, SHEET_ROWS);
        assert_eq!((covered.free(0, 1), covered.free(130, 1)), (16_000, 16_000));
        assert_eq!(covered.groups, [SHEET_ROWS; 125]);
    }

    proptest! {
        #[test]
        fn a_cell_stands_in_the_first_column_that_none_covers(
            cells in proptest::collection::vec((0..3_u32, 0..150_u16, 1..300_u16, 1..4_u32), 1..30),
        ) {
            let (mut covered, mut plain, mut row) = (Covered::default(), vec![0; 12_000], 0);
            for (below, from, width, height) in cells {
                row += below;
                let column = covered.free(from, row);
                let end_of = |column: u16| plain[usize::from(column)];
                prop_assert_eq!(column, (from..).find(|column| end_of(*column) <= row).unwrap());
                covered.add(column, column + width, row + height);
                plain[usize::from(column)..usize::from(column + width)].fill(row + height);
            }
        }
    }

    #[test]
    fn a_page_of_more_rows_than_a_sheet_has_is_refused_and_not_cut() {
        for row in ["<tr>", "<tr><td>1", "<tR>"] {
            let page = format!("<table><tr><td>Mã<tr><td>01{}", row.repeat(1_048_576));
            assert_eq!(read("a.html", page.as_bytes(), &request(&["Mã"])).codes(), ["too-many-rows"], "{row}");
        }
        let page = format!("<table><tr><td>Mã<tr><td>01{}", "<tr>".repeat(1_048_574));
        assert_eq!(read("a.html", page.as_bytes(), &request(&["Mã"])).codes(), [""; 0]);
    }

    #[test]
    fn a_page_in_utf_16_is_a_page_too() {
        let page: Vec<u8> =
            "\u{feff}<table><tr><td>Mã<tr><td>01</table>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read("a.html", &page, &request(&["Mã"])).rows, ["1: 01"]);
    }
}
