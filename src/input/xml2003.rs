//! Workbooks that are one page of XML ("XML Spreadsheet 2003"), as many systems save them under the name .xls.
//!
//! In: the decoded text. Out: its sheets as lists of cells, with the formats of numbers, merged areas and what is hidden.
//! A place that no sheet has makes the file one of too many rows or columns; nothing is allocated for the size that it claims.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::vocab::date;
use crate::vocab::finding::{Format, TableFault};
use crate::vocab::name::tidy;

use super::heading::Area;
use super::limits::within;
use super::plain::{Plain, PlainCell, PlainSheet};
use super::serial::{self, Epoch};
use super::tidy::text_cell;
use super::view::View;
use super::xlsx::{Look, attributes, is_zero, look, push_text};
use super::{Cell, Shown, number};

/// How many sheets a workbook can have here; a spreadsheet program has no room for as many.
const MOST_SHEETS: usize = 10_000;

/// Reads the sheets of the workbook.
pub(super) fn read(text: &str) -> Result<Plain, TableFault> {
    let mut xml = Reader::from_str(text);
    xml.config_mut().check_end_names = false;
    let mut book = Book::default();
    loop {
        match xml.read_event().map_err(|_| TableFault::Damaged)? {
            Event::Start(element) => book.start(&element)?,
            Event::Empty(element) => {
                book.start(&element)?;
                book.end(element.local_name().as_ref());
            }
            Event::End(element) => book.end(element.local_name().as_ref()),
            Event::Eof => break,
            event => book.text(&event),
        }
    }
    if book.sheets.is_empty() || !book.ended {
        return Err(TableFault::Damaged);
    }
    for (sheet, view) in book.sheets.iter_mut().zip(&book.views) {
        sheet.cells.sort_by_key(|cell| (cell.row, cell.column));
        let place = |cell: &PlainCell| (cell.row, cell.column);
        sheet.doubled =
            sheet.cells.windows(2).map(|pair| (place(&pair[0]), place(&pair[1]))).find(|(a, b)| a == b).map(|(a, _)| a);
        sheet.cells.dedup_by_key(|cell| (cell.row, cell.column));
        sheet.hidden_rows = view.hidden_among(sheet.cells.iter().map(|cell| cell.row));
        sheet.hidden_columns = view.hidden_columns();
    }
    Ok(Plain { format: Format::Xml2003, converted: None, from_1904: false, sheets: book.sheets })
}

/// What has been read of the workbook.
#[derive(Default)]
struct Book {
    /// How each style shows a number.
    styles: BTreeMap<String, Look>,
    /// The styles that strike out.
    striking: BTreeSet<String>,
    /// The style that is being read.
    style: Option<String>,
    sheets: Vec<PlainSheet>,
    /// What is hidden of each sheet.
    views: Vec<View>,
    /// The row and the column that come next in the sheet.
    row: u32,
    column: u32,
    /// The column whose description comes next.
    described: u32,
    /// How the row shows a number whose cell has no style, and how stretches of columns do where the row has none either.
    row_look: Option<Look>,
    /// The same for whether it is struck out.
    row_struck: bool,
    column_looks: BTreeMap<u32, (u32, Look)>,
    cell: Option<Open>,
    /// Whether the text belongs to a remark, or says whether the sheet is hidden.
    in_comment: bool,
    in_visible: bool,
    /// Whether the end of the workbook was reached.
    ended: bool,
}

/// A cell that is open.
struct Open {
    row: u32,
    column: u16,
    look: Look,
    struck: bool,
    formula: bool,
    /// What kind of value it has, once that is known.
    kind: Option<String>,
    in_data: bool,
    text: String,
}

impl Book {
    /// Takes the beginning of an element, unless it stands at a place that no sheet has.
    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), TableFault> {
        let said = element.attributes_raw();
        let number = |name: &str| number(said, name);
        let is_flat = |name: &str| attributes::raw(said, name).is_some_and(is_zero);
        match element.local_name().as_ref() {
            "Style" => {
                self.style = attributes::text(said, "ID");
                // A style begins as the one that it is derived from.
                if let (Some(style), Some(parent)) = (self.style.clone(), attributes::text(said, "Parent")) {
                    self.strike(&style, self.striking.contains(&parent));
                    if let Some(look) = self.styles.get(&parent).copied() {
                        self.styles.insert(style, look);
                    }
                }
            }
            "Font" => {
                if let (Some(style), Some(_)) = (self.style.clone(), attributes::raw(said, "StrikeThrough")) {
                    self.strike(&style, attributes::is_true(said, "StrikeThrough"));
                }
            }
            "NumberFormat" => {
                if let (Some(style), Some(code)) = (self.style.clone(), attributes::text(said, "Format")) {
                    self.styles.insert(style, named(&code).unwrap_or_else(|| look(&code)));
                }
            }
            "Worksheet" => {
                if self.sheets.len() == MOST_SHEETS {
                    return Err(TableFault::Damaged);
                }
                let name = tidy(&attributes::text(said, "Name").unwrap_or_default());
                self.sheets.push(PlainSheet { name: Some(name), ..PlainSheet::default() });
                self.views.push(View::default());
                (self.row, self.described) = (0, 0);
                self.column_looks.clear();
            }
            "Visible" => self.in_visible = true,
            "Comment" => self.in_comment = true,
            "Column" => {
                let first = place(number("Index")?, self.described)?;
                let last = first.saturating_add(number("Span")?.unwrap_or(0));
                self.described = last.saturating_add(1);
                if let Some(look) = self.look(said) {
                    self.column_looks.insert(first, (last, look));
                }
                if attributes::is_true(said, "Hidden") || is_flat("Width") {
                    within(self.row, last)?;
                    self.view()?.hide_columns(first, last);
                }
            }
            "Row" => {
                self.row = place(number("Index")?, self.row)?;
                let span = number("Span")?.unwrap_or(0);
                self.column = 0;
                self.row_look = self.look(said);
                self.row_struck = self.strikes(said).unwrap_or(false);
                let last = self.row.saturating_add(span);
                within(last, 0)?;
                if attributes::is_true(said, "Hidden") || is_flat("Height") {
                    let row = self.row;
                    self.view()?.hide_rows(row, last);
                }
            }
            "Cell" => self.start_cell(said, number("Index")?, [number("MergeDown")?, number("MergeAcross")?])?,
            "Data" if !self.in_comment => {
                if let Some(cell) = &mut self.cell {
                    cell.kind = attributes::text(said, "Type");
                    cell.in_data = true;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// The sheet that is being read.
    fn sheet(&mut self) -> Result<&mut PlainSheet, TableFault> {
        self.sheets.last_mut().ok_or(TableFault::Damaged)
    }

    /// What is hidden of it.
    fn view(&mut self) -> Result<&mut View, TableFault> {
        self.views.last_mut().ok_or(TableFault::Damaged)
    }

    fn start_cell(&mut self, said: &str, index: Option<u32>, merged: [Option<u32>; 2]) -> Result<(), TableFault> {
        let left = place(index, self.column)?;
        let [down, across] = merged.map(Option::unwrap_or_default);
        let (bottom, right) = (self.row.saturating_add(down), left.saturating_add(across));
        self.column = right.saturating_add(1);
        let (row, left, right) = (self.row, column(left, self.row)?, column(right, self.row)?);
        if down > 0 || across > 0 {
            self.sheet()?.merged.push(Area { top: row, left, bottom, right });
        }
        self.cell = Some(Open {
            row,
            column: left,
            look: self.look(said).or(self.row_look).or_else(|| self.column_look(left)).unwrap_or(Look::Number(Shown::Plain)),
            struck: self.strikes(said).unwrap_or(self.row_struck),
            formula: attributes::raw(said, "Formula").is_some(),
            kind: None,
            in_data: false,
            text: String::new(),
        });
        Ok(())
    }

    fn column_look(&self, column: u16) -> Option<Look> {
        let (_, (last, look)) = self.column_looks.range(..=u32::from(column)).next_back()?;
        (u32::from(column) <= *last).then_some(*look)
    }

    fn look(&self, said: &str) -> Option<Look> {
        self.styles.get(&attributes::text(said, "StyleID")?).copied()
    }

    fn strike(&mut self, style: &str, strikes: bool) {
        if strikes {
            self.striking.insert(style.to_owned());
        } else {
            self.striking.remove(style);
        }
    }

    /// Whether the style of an element strikes out; `None` where it has none.
    fn strikes(&self, said: &str) -> Option<bool> {
        Some(self.striking.contains(&attributes::text(said, "StyleID")?))
    }

    fn text(&mut self, event: &Event<'_>) {
        if let Some(cell) = self.cell.as_mut().filter(|cell| cell.in_data && !self.in_comment) {
            push_text(event, &mut cell.text);
        } else if self.in_visible
            && let (Some(sheet), Event::Text(text)) = (self.sheets.last_mut(), event)
        {
            sheet.hidden = text.contains("Hidden");
        }
    }

    fn end(&mut self, element: &str) {
        match element {
            "Workbook" => self.ended = true,
            "Style" => self.style = None,
            "Visible" => self.in_visible = false,
            "Comment" => self.in_comment = false,
            "Data" => self.cell.iter_mut().filter(|_| !self.in_comment).for_each(|cell| cell.in_data = false),
            "Row" => self.row = self.row.saturating_add(1),
            "Cell" => {
                let (Some(open), Some(sheet)) = (self.cell.take(), self.sheets.last_mut()) else { return };
                let (row, column) = (open.row, open.column);
                if open.struck {
                    let text = tidy(&open.text);
                    sheet.struck.extend((!text.is_empty()).then_some((row, column, text)));
                    return;
                }
                let cell = open.value();
                if cell != Cell::Empty {
                    sheet.cells.push(PlainCell { row, column, cell });
                }
            }
            _ => {}
        }
    }
}

impl Open {
    fn value(self) -> Cell<'static> {
        let text = |text: &str| match text_cell(text) {
            Cell::Text(text) => Cell::Text(text.into_owned().into()),
            _ => Cell::Empty,
        };
        let trimmed = self.text.trim();
        match self.kind.as_deref() {
            None if self.formula => Cell::Uncomputed,
            None => Cell::Empty,
            Some("Number") => match (number::shown(trimmed), self.look) {
                (Some(days), Look::Day) => serial::cell(days, Epoch::Of1900).unwrap_or_else(|| text(trimmed)),
                (Some(number), Look::Number(shown)) => Cell::Number(number, shown),
                (None, _) => text(trimmed),
            },
            Some("DateTime") => date::parse(trimmed).map_or_else(|| text(trimmed), Cell::Date),
            Some("Boolean") => Cell::Bool(trimmed == "1"),
            Some("Error") => Cell::Error(tidy(trimmed)),
            Some(_) => text(&self.text),
        }
    }
}

/// The formats that have names in place of codes.
fn named(code: &str) -> Option<Look> {
    match code {
        "Percent" => Some(Look::Number(Shown::Percent)),
        "General" | "General Number" | "Fixed" | "Standard" | "Currency" | "Euro Currency" | "Scientific" | "Yes/No"
        | "True/False" | "On/Off" => Some(Look::Number(Shown::Plain)),
        "General Date" | "Long Date" | "Medium Date" | "Short Date" => Some(Look::Day),
        _ => None,
    }
}

/// The number of an attribute; one that is no number is damage.
fn number(said: &str, name: &str) -> Result<Option<u32>, TableFault> {
    attributes::raw(said, name).map(|value| value.parse().map_err(|_| TableFault::Damaged)).transpose()
}

/// A place from zero: the one that is written, which is counted from one, or else the next.
fn place(written: Option<u32>, next: u32) -> Result<u32, TableFault> {
    written.map_or(Ok(next), |written| written.checked_sub(1).ok_or(TableFault::Damaged))
}

/// A column that a sheet can have in a row.
fn column(number: u32, row: u32) -> Result<u16, TableFault> {
    within(row, number)?;
    u16::try_from(number).map_err(|_| TableFault::Damaged)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use crate::input::testing::{read, request};
    use crate::vocab::finding::TableFault;
    use crate::vocab::{Finding, Place, TableId};

    /// A workbook of the XML of its sheets.
    fn book(sheets: &str) -> Vec<u8> {
        format!(
            r#"<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
            <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
            <Styles><Style ss:ID="Default" ss:Name="Normal"/><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style>
            <Style ss:ID="z"><NumberFormat ss:Format="000"/></Style><Style ss:ID="f"><NumberFormat ss:Format="Fixed"/></Style></Styles>
            {sheets}</Workbook>"#
        )
        .into_bytes()
    }

    #[test]
    fn a_workbook_of_xml_is_read_with_formats_merged_cells_and_what_is_hidden() {
        let sheets = r#"<Worksheet ss:Name="Cũ"><Table><Row><Cell><Data ss:Type="String">Mã</Data></Cell></Row></Table>
            <WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>
            <Worksheet ss:Name="Đơn vị "><Table><Column ss:Index="3" ss:Hidden="1"/>
            <Row><Cell ss:MergeAcross="4"><Data ss:Type="String">BÁO CÁO</Data></Cell></Row>
            <Row ss:Index="3"><Cell><Data ss:Type="String">Mã</Data></Cell><Cell><Data ss:Type="String">T&#234;n</Data>
            <Comment><ss:Data>không đọc</ss:Data></Comment></Cell><Cell><Data ss:Type="String">Tỷ lệ</Data></Cell>
            <Cell><ss:Data ss:Type="String"><B>Ng</B><Font>ày</Font></ss:Data></Cell><Cell><Data ss:Type="String">Điểm</Data></Cell></Row>
            <Row><Cell ss:StyleID="z"><Data ss:Type="Number">7</Data></Cell><Cell ss:MergeDown="1"><Data ss:Type="String"> Xã  A</Data></Cell>
            <Cell ss:StyleID="p"><Data ss:Type="Number">0.62</Data></Cell><Cell><Data ss:Type="DateTime">2023-12-31T00:00:00.000</Data></Cell>
            <Cell ss:StyleID="f"><Data ss:Type="Number">0.6199999999999999</Data></Cell></Row>
            <Row ss:Hidden="1"><Cell><Data ss:Type="String">02</Data></Cell><Cell ss:Index="3"><Data ss:Type="Error">#DIV/0!</Data></Cell>
            <Cell ss:Formula="=TODAY()"/><Cell><Data ss:Type="Boolean">1</Data></Cell></Row></Table></Worksheet>"#;
        let seen = read("a.xls", &book(sheets), &request(&["Mã", "Tên", "Tỷ lệ", "Ngày", "Điểm"]));
        let expected =
            ["3: =7 Zeros(3) | Xã A | =0.62 Percent | 31/12/2023 | =0.62", "4: 02 | Xã A | !#DIV/0! | uncomputed | TRUE"];
        assert_eq!(seen.rows, expected);
        assert_eq!(seen.codes(), ["other-format", "hidden-rows", "hidden-columns"]);
        let table = seen.table.unwrap();
        assert_eq!((table.title_rows, table.hidden_rows, table.hidden_columns), (vec![0], vec![4], vec![2]));
        assert!(table.other_sheets[0].hidden && table.other_sheets[0].name == "Cũ");
        assert_eq!(seen.sources.iter().next().unwrap().sheet.as_deref(), Some("Đơn vị"));
    }

    #[test]
    fn a_cell_without_a_style_looks_as_its_column_does_and_a_style_as_the_one_it_is_derived_from() {
        let sheets = r#"<Style ss:ID="q" ss:Parent="p"><Font/></Style>
            <Worksheet ss:Name="S"><Table><Column ss:Index="2" ss:StyleID="p"/>
            <Row><Cell><Data ss:Type="String">Mã</Data></Cell><Cell><Data ss:Type="String">A</Data></Cell><Cell><Data ss:Type="String">B</Data></Cell></Row>
            <Row><Cell><Data ss:Type="String">1</Data></Cell><Cell><Data ss:Type="Number">0.619</Data></Cell>
            <Cell ss:StyleID="q"><Data ss:Type="Number">0.62</Data></Cell></Row></Table></Worksheet>"#;
        let seen = read("a.xml", &book(sheets), &request(&["Mã", "A", "B"]));
        assert_eq!(seen.rows, ["1: 1 | =0.619 Percent | =0.62 Percent"]);
    }

    #[test]
    fn what_its_style_strikes_out_is_not_read_and_named() {
        let row = |style: &str, cells: [(&str, &str); 2]| {
            let cell = |(style, text)| format!(r#"<Cell{style}><Data ss:Type="String">{text}</Data></Cell>"#);
            format!("<Row{style}>{}</Row>", cells.map(cell).concat())
        };
        let (struck, heir, plain) = (r#" ss:StyleID="s""#, r#" ss:StyleID="h""#, r#" ss:StyleID="n""#);
        let rows = [
            row("", [("", "Mã"), ("", "Số")]),
            row("", [("", "1"), (struck, "5")]),
            row("", [("", "2"), (heir, "6")]),
            row(struck, [(plain, "3"), ("", "7")]),
            row("", [("", "4"), (plain, "8")]),
        ];
        let sheets = format!(
            r#"<Style ss:ID="s"><Font ss:StrikeThrough="1"/></Style><Style ss:ID="h" ss:Parent="s"><Font ss:Bold="1"/></Style>
            <Style ss:ID="n" ss:Parent="s"><Font ss:StrikeThrough="0"/></Style>
            <Worksheet ss:Name="S"><Table>{}</Table></Worksheet>"#,
            rows.concat()
        );
        let seen = read("a.xml", &book(&sheets), &request(&["Mã", "Số"]));
        assert_eq!(seen.rows, ["1: 1 | –", "2: 2 | –", "3: 3 | –", "4: 4 | 8"]);
        let others = [2, 3].map(|row| Place::Cell(TableId(0), row, 1)).to_vec();
        let fault = TableFault::StruckOut { written: "5".to_owned() };
        assert_eq!(seen.findings, [Finding { others, ..Finding::new(fault, Place::Cell(TableId(0), 1, 1)) }]);
    }

    #[test]
    fn what_has_no_height_or_width_is_hidden_and_a_cell_that_is_given_twice_is_named() {
        let cell = |place: &str, text: &str| format!(r#"<Cell{place}><Data ss:Type="String">{text}</Data></Cell>"#);
        let sheets = format!(
            r#"<Worksheet ss:Name="S"><Table><Column ss:Width="0"/><Row>{}</Row><Row ss:Height="0">{}</Row>
            <Row ss:Index="2">{}</Row></Table></Worksheet>"#,
            cell("", "Mã"),
            cell("", "1"),
            cell("", "2")
        );
        let seen = read("a.xml", &book(&sheets), &request(&["Mã"]));
        assert_eq!(seen.codes(), ["doubled-place", "hidden-rows", "hidden-columns"]);
        assert_eq!(seen.findings[0].place, Place::Cell(TableId(0), 1, 0));
    }

    #[test]
    fn of_the_hidden_rows_those_with_cells_are_kept_and_each_column_once() {
        let sheets = format!(
            r#"<Worksheet ss:Name="S"><Table>{}<Row><Cell><Data ss:Type="String">Mã</Data></Cell></Row>
            <Row ss:Index="7"><Cell><Data ss:Type="String">1</Data></Cell></Row>{}</Table></Worksheet>"#,
            r#"<Column ss:Index="1" ss:Span="16382" ss:Hidden="1"/>"#.repeat(300),
            r#"<Row ss:Index="3" ss:Span="1048570" ss:Hidden="1"/>"#.repeat(300)
        );
        let plain = super::read(std::str::from_utf8(&book(&sheets)).unwrap()).unwrap();
        assert_eq!((&*plain.sheets[0].hidden_rows, &*plain.sheets[0].hidden_columns), (&[6][..], &[(0, 16_382)][..]));
    }

    #[test]
    fn a_place_that_no_sheet_has_is_named_and_broken_xml_is_damage() {
        let sheet = |rows: &str| book(&format!(r#"<Worksheet ss:Name="A"><Table>{rows}</Table></Worksheet>"#));
        let many_columns = || TableFault::TooManyColumns { row: 2 };
        let cells = format!("<Row/><Row>{}</Row>", "<Cell/>".repeat(16_385));
        for (rows, fault) in [
            (r#"<Row ss:Index="1048577"/>"#, TableFault::TooManyRows),
            (r#"<Row ss:Index="1048576"/><Row/>"#, TableFault::TooManyRows),
            (r#"<Row ss:Index="0"/>"#, TableFault::Damaged),
            (r#"<Row/><Row><Cell ss:Index="16385"/></Row>"#, many_columns()),
            (cells.as_str(), many_columns()),
            (r#"<Row ss:Index="2"><Cell ss:MergeAcross="4294967295"/></Row>"#, many_columns()),
            (r#"<Row ss:Span="4294967295" ss:Hidden="1"/>"#, TableFault::TooManyRows),
            (r#"<Column ss:Index="x"/>"#, TableFault::Damaged),
        ] {
            let seen = read("a.xml", &sheet(rows), &request(&["Mã"]));
            assert_eq!(seen.findings, [Finding::new(fault, Place::Table(TableId(0)))], "{rows}");
        }
        let cut = sheet("<Row><Cell><Data ss:Type=\"String\">Mã</Data></Cell></Row><Row/>");
        assert_eq!(read("a.xml", &cut, &request(&["Mã"])).codes(), ["no-rows"]);
        assert_eq!(read("a.xml", &cut[..cut.len() - 20], &request(&["Mã"])).codes(), ["damaged-file"]);
        assert_eq!(read("a.xml", &book(""), &request(&["Mã"])).codes(), ["damaged-file"]);
    }
}
