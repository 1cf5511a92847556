//! The views of OpenDocument workbooks.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use quick_xml::events::{BytesStart, Event};

use crate::vocab::finding::TableFault;

use super::super::limits::within;
use super::super::stored::seen;
use super::super::xlsx::attributes::{self, Attributes};
use super::super::xlsx::{Look, Package, events, is_zero, look, push_text};
use super::super::{Limits, Shown, number};
use super::places::Stretch;
use super::strikes::Strikes;
use super::{MOST_AREAS, View};

/// The views, unless a cell with a value stands where no sheet has a place.
pub(super) fn views(bytes: &[u8], limits: &Limits) -> Result<Vec<View>, TableFault> {
    let mut sheets = Sheets::default();
    if let Ok(package) = Package::open(bytes, limits) {
        let _ = events(&package, "styles.xml", |event| {
            if let Event::Start(element) | Event::Empty(element) = event {
                sheets.strikes.describe(element.name().as_ref(), element.attributes_raw());
            }
            Ok(ControlFlow::Continue(()))
        });
        let _ = events(&package, "content.xml", |event| {
            sheets.take(event);
            Ok(ControlFlow::Continue(()))
        });
    }
    let looks = sheets.looks;
    let with_looks = |view: View| View { numbers: view.numbers.with(&looks), ..view };
    sheets.fault.map_or(Ok(()), Err)?;
    Ok(sheets.views.into_iter().map(with_looks).collect())
}

/// Where the reading of a workbook stands.
#[derive(Default)]
struct Sheets {
    views: Vec<View>,
    row: u32,
    next_row: u32,
    column: u32,
    /// The column that is described next.
    described: u32,
    /// The groups of rows or columns that are open, and whether each of them is folded up.
    groups: Vec<bool>,
    /// How many of them are.
    folded: u32,
    /// The style that is being described, and the styles of rows without height and of columns without width.
    style: String,
    flat: BTreeSet<String>,
    narrow: BTreeSet<String>,
    /// The styles that strike out, and whether the styles of a row, and of stretches of columns, do so where their cells
    /// have none of their own.
    strikes: Strikes,
    row_struck: Option<bool>,
    columns_struck: Vec<(u32, u32)>,
    /// The columns of the cell that is open, whether it is struck out or a part of its text, and of the marks in it that
    /// are open whether they strike out.
    at: (u32, u32),
    struck: bool,
    marks: Vec<bool>,
    /// The cell with a number that is open, whether one is, and whether what is written is a remark on it.
    open: Open,
    is_open: bool,
    is_remark: bool,
    /// How numbers are shown, each way once.
    looks: Vec<Look>,
    /// The last row and the last column of the sheet that have a value so far.
    corner: (u32, u32),
    /// The first value beyond what a sheet can have.
    fault: Option<TableFault>,
}

/// A cell with a number that is open.
#[derive(Default)]
struct Open {
    is_percent: bool,
    /// The number, and what the cell shows.
    value: String,
    text: String,
}

/// What the element of a cell says.
struct Head<'a> {
    rows: u32,
    columns: u32,
    repeated: u32,
    kind: &'a str,
    value: &'a str,
    style: Option<&'a str>,
}

impl Head<'_> {
    /// Reads every attribute once: there may be millions of cells.
    fn read(said: &str) -> Head<'_> {
        let mut head = Head { rows: 1, columns: 1, repeated: 1, kind: "", value: "", style: None };
        let number = |value: &str| value.parse::<u32>().unwrap_or(1).max(1);
        for (name, value) in Attributes(said) {
            match name {
                "number-rows-spanned" => head.rows = number(value),
                "number-columns-spanned" => head.columns = number(value),
                "number-columns-repeated" => head.repeated = number(value),
                // An extension may say it once more.
                "value-type" if head.kind.is_empty() => head.kind = value,
                "value" => head.value = value,
                "style-name" => head.style = Some(value),
                _ => {}
            }
        }
        head
    }
}

impl Sheets {
    fn take(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(element) => self.begin(element),
            Event::Empty(element) => {
                self.begin(element);
                self.end(element.name().as_ref());
            }
            Event::End(element) => self.end(element.name().as_ref()),
            event => {
                if self.is_open && !self.is_remark {
                    push_text(event, &mut self.open.text);
                }
                if self.marks.contains(&true) && !self.is_remark {
                    self.struck |= matches!(event, Event::Text(text) if !text.trim().is_empty());
                }
            }
        }
    }

    fn begin(&mut self, element: &BytesStart<'_>) {
        let said = element.attributes_raw();
        let number =
            |name: &str| attributes::raw(said, name).and_then(|value| value.parse::<u32>().ok()).unwrap_or(1).max(1);
        self.strikes.describe(element.name().as_ref(), said);
        match element.name().as_ref() {
            "style:style" => attributes::raw(said, "name").unwrap_or_default().clone_into(&mut self.style),
            "style:default-style" => self.style.clear(),
            "style:table-row-properties" if has_none(said, "row-height") => {
                self.flat.insert(self.style.clone());
            }
            "style:table-column-properties" if has_none(said, "column-width") => {
                self.narrow.insert(self.style.clone());
            }
            "table:table" => {
                self.views.push(View::default());
                (self.next_row, self.described, self.folded) = (0, 0, 0);
                self.corner = (0, 0);
                self.groups.clear();
                self.columns_struck.clear();
            }
            "table:table-row-group" | "table:table-column-group" => {
                let folded = attributes::raw(said, "display") == Some("false");
                self.groups.push(folded);
                self.folded += u32::from(folded);
            }
            "table:table-column" => {
                let first = self.described;
                self.described = first.saturating_add(number("number-columns-repeated"));
                let hidden = self.folded > 0 || is_collapsed(said) || is_one_of(&self.narrow, said);
                if let Some(view) = self.views.last_mut().filter(|_| hidden) {
                    view.hide_columns(first, self.described - 1);
                }
                if self.strikes.default_of(said) == Some(true) {
                    self.columns_struck.push((first, self.described - 1));
                }
            }
            "table:table-row" => {
                (self.row, self.column) = (self.next_row, 0);
                self.next_row = self.row.saturating_add(number("number-rows-repeated"));
                self.row_struck = self.strikes.default_of(said);
                let hidden = self.folded > 0 || is_collapsed(said) || is_one_of(&self.flat, said);
                if let Some(view) = self.views.last_mut().filter(|_| hidden) {
                    view.hide_rows(self.row, self.next_row - 1);
                }
            }
            "table:table-cell" | "table:covered-table-cell" => self.cell(Head::read(said)),
            "text:p" | "text:span" | "text:a" if self.strikes.any() => {
                let strikes = self.strikes.of("text", said).or_else(|| self.strikes.of("paragraph", said));
                self.marks.push(strikes == Some(true));
            }
            "office:annotation" => self.is_remark = true,
            _ => {}
        }
    }

    fn end(&mut self, element: &str) {
        match element {
            "table:table-row-group" | "table:table-column-group" => {
                self.folded -= u32::from(self.groups.pop() == Some(true));
            }
            "table:table-cell" | "table:covered-table-cell" => {
                if std::mem::take(&mut self.is_open) {
                    let _ = self.show();
                }
                if std::mem::take(&mut self.struck) {
                    let _ = self.strike();
                }
                self.marks.clear();
            }
            "text:p" | "text:span" | "text:a" => drop(self.marks.pop()),
            "office:annotation" => self.is_remark = false,
            _ => {}
        }
    }

    fn cell(&mut self, head: Head<'_>) {
        if head.rows > 1 || head.columns > 1 {
            self.merge(head.rows, head.columns);
        }
        let first = self.column;
        self.column = first.saturating_add(head.repeated);
        let (row, column) = (self.next_row.saturating_sub(1), self.column - 1);
        if (row > self.corner.0 || column > self.corner.1) && !head.kind.is_empty() {
            self.reach(row, column);
        }
        self.at = (first, self.column - 1);
        self.struck = self.strikes.any() && !head.kind.is_empty() && self.is_struck(head.style);
        self.is_open = matches!(head.kind, "float" | "currency" | "percentage");
        if self.is_open {
            self.open.is_percent = head.kind == "percentage";
            self.open.text.clear();
            head.value.clone_into(&mut self.open.value);
        }
    }

    /// Notes that a value stands farther away than those before it.
    fn reach(&mut self, row: u32, column: u32) {
        if self.fault.is_none() {
            self.fault = within(row, column).err();
        }
        self.corner = (self.corner.0.max(row), self.corner.1.max(column));
        if let Some(view) = self.views.last_mut() {
            view.corner = self.corner;
        }
    }

    /// Notes how the number of the open cell is shown; `None` where it is none, or in no cell that a sheet has.
    fn show(&mut self) -> Option<()> {
        let look = self.open.look()?;
        let known = self.looks.iter().position(|known| *known == look);
        let style = u16::try_from(known.unwrap_or(self.looks.len())).ok()?;
        if known.is_none() {
            self.looks.push(look);
        }
        let stretch = self.stretch(style)?;
        self.views.last_mut()?.numbers.places.add(stretch);
        Some(())
    }

    /// Notes that the open cell is struck out, or a part of it.
    fn strike(&mut self) -> Option<()> {
        let stretch = self.stretch(0)?;
        self.views.last_mut()?.struck.add(stretch);
        Some(())
    }

    /// Whether the style of a cell strikes out: its own, else that of its row, else that of its column.
    fn is_struck(&self, style: Option<&str>) -> bool {
        let own = style.map(|style| self.strikes.named("table-cell", style));
        let of_column = || self.columns_struck.iter().any(|(first, last)| (*first..=*last).contains(&self.at.0));
        own.or(self.row_struck).unwrap_or_else(of_column)
    }

    /// The open cell and those for which it stands; `None` for one that no sheet has.
    fn stretch(&self, style: u16) -> Option<Stretch> {
        let (first, last) = self.at;
        let columns = (u16::try_from(first).ok()?, u16::try_from(last).unwrap_or(u16::MAX));
        Some(Stretch { rows: (self.row, self.next_row.saturating_sub(1)), columns, style })
    }

    /// Adds an area that begins at the present cell, in every row for which the row stands.
    fn merge(&mut self, rows: u32, columns: u32) {
        let Some(view) = self.views.last_mut() else { return };
        let room = MOST_AREAS.saturating_sub(view.merged.len());
        for top in (self.row..self.next_row).take(room) {
            view.merge([top, self.column, top.saturating_add(rows - 1), self.column.saturating_add(columns - 1)]);
        }
    }
}

impl Open {
    /// How the number is shown: as a percentage where the file says so, else as the text in the cell shows it. `None` where
    /// there is no number.
    fn look(&self) -> Option<Look> {
        if self.is_percent {
            return Some(Look::Number(Shown::Percent));
        }
        // Most numbers are shown by nothing but digits, and these in no way of their own.
        if is_bare(&self.text) {
            return Some(Look::Number(Shown::Plain));
        }
        Some(match seen(&self.text, number::shown(&self.value)?) {
            Look::Number(Shown::Plain) => {
                let behind = self.text.rfind(|c: char| c.is_ascii_digit()).and_then(|last| self.text.get(last + 1..));
                let unit = behind.unwrap_or_default().replace('"', "");
                // The code of a format that would put it there.
                look(&format!("0\"{unit}\""))
            }
            look => look,
        })
    }
}

/// Whether a text is a number whose digits begin with no zero that is too many.
fn is_bare(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text).as_bytes();
    let whole = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let behind = match digits.get(whole..) {
        Some([b'.' | b',', behind @ ..]) => behind,
        behind => behind.unwrap_or_default(),
    };
    whole > 0 && behind.iter().all(u8::is_ascii_digit) && !(whole > 1 && digits.first() == Some(&b'0'))
}

/// Whether rows or columns are hidden, by hand or by a filter.
fn is_collapsed(said: &str) -> bool {
    matches!(attributes::raw(said, "visibility"), Some("collapse" | "filter"))
}

/// Whether what an element describes has one of these styles.
fn is_one_of(styles: &BTreeSet<String>, said: &str) -> bool {
    !styles.is_empty() && attributes::raw(said, "style-name").is_some_and(|style| styles.contains(style))
}

/// Whether a height or a width is none, whatever its unit.
fn has_none(said: &str, size: &str) -> bool {
    attributes::raw(said, size).is_some_and(|size| is_zero(size.trim_end_matches(|c: char| c.is_ascii_alphabetic())))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use std::time::{Duration, Instant};

    use crate::input::testing::{archive, ods, read, request};
    use crate::vocab::finding::TableFault;
    use crate::vocab::{Finding, Place, TableId};

    fn row(said: &str, cells: &[&str]) -> String {
        let cell = |text: &&str| {
            format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
        };
        format!("<table:table-row {said}>{}</table:table-row>", cells.iter().map(cell).collect::<String>())
    }

    /// The rows of data and the wanted columns that are found to be hidden.
    #[track_caller]
    fn hidden(table: &str) -> (Vec<u32>, Vec<u16>) {
        hidden_in(&ods(table))
    }

    #[track_caller]
    fn hidden_in(bytes: &[u8]) -> (Vec<u32>, Vec<u16>) {
        let seen = read("a.ods", bytes, &request(&["Mã", "Tên"]));
        let table = seen.table.unwrap();
        (table.hidden_rows, table.hidden_columns)
    }

    #[test]
    fn rows_and_columns_are_hidden_by_hand_by_a_filter_and_in_a_folded_group() {
        let heading = row("", &["Mã", "Tên"]);
        let hidden_row = row(r#"table:visibility="collapse""#, &["01", "a"]);
        let filtered = row(r#"table:visibility="filter""#, &["02", "b"]);
        let seen = row(r#"table:visibility="visible""#, &["03", "c"]);
        let group = |display: &str, rows: &str| {
            format!(r#"<table:table-row-group table:display="{display}">{rows}</table:table-row-group>"#)
        };
        let header = format!("<table:table-header-rows>{heading}</table:table-header-rows>");
        let rows = [hidden_row.as_str(), &filtered, &seen].concat();
        assert_eq!(hidden(&(header.clone() + &rows)), (vec![1, 2], vec![]));
        let inner = group("true", &seen);
        let nested = group("false", &(seen.clone() + &inner)) + &seen + &group("true", &seen);
        assert_eq!(hidden(&(header.clone() + &nested)), (vec![1, 2], vec![]));
        let columns = r#"<table:table-column-group table:display="false"><table:table-column/></table:table-column-group
            ><table:table-column table:number-columns-repeated="2" table:visibility="collapse"/><table:table-column/>"#;
        assert_eq!(hidden(&format!("{columns}{header}{seen}")), (vec![], vec![0, 1]));
        let columns =
            r#"<table:table-column table:number-columns-repeated="1"/><table:table-column table:visibility="filter"/>"#;
        assert_eq!(hidden(&format!("{columns}{header}{seen}")), (vec![], vec![1]));
    }

    #[test]
    fn a_hidden_row_that_stands_for_many_costs_nothing_and_hides_what_it_holds() {
        let (heading, seen) = (row("", &["Mã", "Tên"]), row("", &["03", "c"]));
        let many = |rows: u32, cells: &[&str]| {
            row(&format!(r#"table:number-rows-repeated="{rows}" table:visibility="collapse""#), cells)
        };
        assert_eq!(hidden(&[heading.as_str(), &many(3, &["01", "a"]), &seen].concat()), (vec![1, 2, 3], vec![]));
        assert_eq!(hidden(&[heading.as_str(), &many(1000, &[]), &seen].concat()), (vec![], vec![]));
        let begin = Instant::now();
        let all = many(1_048_576, &[]).repeat(1000) + &many(u32::MAX, &[]);
        let column = r#"<table:table-column table:number-columns-repeated="4294967295" table:visibility="collapse"/>"#;
        assert_eq!(hidden(&[&column.repeat(1000), heading.as_str(), &seen, &all].concat()), (vec![], vec![0, 1]));
        assert!(begin.elapsed() < Duration::from_secs(5), "{:?}", begin.elapsed());
    }

    #[test]
    fn numbers_are_shown_as_their_cells_show_them() {
        let number = |kind: &str, value: &str, text: &str| {
            let remark = "<office:annotation><text:p>62%</text:p></office:annotation>";
            format!(
                r#"<table:table-cell office:value-type="{kind}" office:value="{value}">{remark}<text:p>{text}</text:p></table:table-cell>"#
            )
        };
        let float = |value: &str, text: &str| number("float", value, text);
        let rows = |said: &str, cells: &[String]| format!("<table:table-row {said}>{}</table:table-row>", cells.concat());
        let many = r#"<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="7"><text:p>007</text:p></table:table-cell>"#;
        let table = [
            row("", &["Mã", "Tên", "Số"]),
            rows("", &[float("7", "007"), float("7", "VB07"), number("percentage", "0.62", "62%")]),
            rows("", &[float("7", "7"), number("currency", "12", "12 ₫"), number("percentage", "1", "")]),
            rows(r#"table:number-rows-repeated="2""#, &[many.to_owned(), float("62", "62%")]),
            rows("", &[float("1234.5", "1.234,5"), float("12", "12 hồ sơ"), float("0.5", "")]),
        ];
        let seen = read("a.ods", &ods(&table.concat()), &request(&["Mã", "Tên", "Số"]));
        let expected = [
            "1: =7 Zeros(3) | =7 Lettered | =0.62 Percent",
            "2: =7 | =12 Measured(\"đồng\") | =1 Percent",
            "3: =7 Zeros(3) | =7 Zeros(3) | =62",
            "4: =7 Zeros(3) | =7 Zeros(3) | =62",
            "5: =1234.5 | =12 Measured(\"hồ sơ\") | =0.5",
        ];
        assert_eq!((seen.rows.as_slice(), seen.codes()), (expected.map(str::to_owned).as_slice(), vec![]));
    }

    #[test]
    fn what_its_style_gives_no_height_or_width_is_hidden() {
        let content = format!(
            r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s"><office:automatic-styles>
            <style:style style:name="ro1" style:family="table-row"><style:table-row-properties style:row-height="0cm"/></style:style>
            <style:style style:name="ro2" style:family="table-row"><style:table-row-properties style:row-height="0.45cm"/></style:style>
            <style:style style:name="co1" style:family="table-column"><style:table-column-properties style:column-width="0.00in"/></style:style>
            </office:automatic-styles><office:body><office:spreadsheet><table:table table:name="S"><table:table-column/>
            <table:table-column table:style-name="co1"/>{}{}{}</table:table></office:spreadsheet></office:body></office:document-content>"#,
            row("", &["Mã", "Tên"]),
            row(r#"table:style-name="ro1""#, &["01", "a"]),
            row(r#"table:style-name="ro2""#, &["02", "b"]),
        );
        let bytes = archive(&[
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ("META-INF/manifest.xml", "<manifest/>"),
            ("content.xml", &content),
        ]);
        assert_eq!(hidden_in(&bytes), (vec![1], vec![1]));
    }

    #[test]
    fn what_a_style_strikes_out_is_not_read_and_is_named() {
        let style = |name: &str, family: &str, more: &str, line: &str| {
            format!(
                r#"<style:style style:name="{name}" style:family="{family}"{more}><style:text-properties {line}/></style:style>"#
            )
        };
        let line = r#"style:text-line-through-style="solid" style:text-line-through-type="single""#;
        let none = r#"style:text-line-through-style="none""#;
        let common = style("Bad", "table-cell", "", line);
        let automatic = [
            style("ce1", "table-cell", "", line),
            style("ce2", "table-cell", r#" style:parent-style-name="Bad""#, r#"fo:color="black""#),
            style("ce3", "table-cell", r#" style:parent-style-name="Bad""#, none),
            style("T1", "text", "", line),
        ]
        .concat();
        let cell = |said: &str, text: &str| {
            format!(r#"<table:table-cell {said} office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
        };
        let number = |said: &str, value: &str| {
            format!(
                r#"<table:table-cell {said} office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>"#
            )
        };
        let row = |said: &str, cells: &[String]| format!("<table:table-row {said}>{}</table:table-row>", cells.concat());
        let (ce1, ce2, ce3) = (r#"table:style-name="ce1""#, r#"table:style-name="ce2""#, r#"table:style-name="ce3""#);
        let part = r#"12<text:span text:style-name="T1">3</text:span>"#;
        let remark =
            r#"<office:annotation><text:p><text:span text:style-name="T1">cũ</text:span></text:p></office:annotation>"#;
        let columns = r#"<table:table-column table:number-columns-repeated="2"/><table:table-column table:default-cell-style-name="ce1"/>"#;
        let table = [
            columns.to_owned(),
            row("", &[cell("", "Mã"), cell("", "Số"), cell(ce3, "Điểm")]),
            row("", &[cell("", "01"), number(ce1, "5"), number(ce3, "1")]),
            row("", &[cell("", "02"), number(ce2, "6"), number("", "2")]),
            row(r#"table:default-cell-style-name="ce3""#, &[cell("", "03"), cell("", part), number("", "3")]),
            row("", &[cell("", "04"), cell("", &format!("{remark}7")), number(ce3, "4")]),
        ]
        .concat();
        let content = |styles: &str| {
            format!(
                r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
                xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
                xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:automatic-styles>{styles}</office:automatic-styles
                ><office:body><office:spreadsheet><table:table table:name="S">{table}</table:table></office:spreadsheet
                ></office:body></office:document-content>"#
            )
        };
        let styles = format!("<office:document-styles><office:styles>{common}</office:styles></office:document-styles>");
        let mime = ("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
        let manifest = r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"#;
        let parts =
            [mime, ("META-INF/manifest.xml", manifest), ("content.xml", &content(&automatic)), ("styles.xml", &styles)];
        let bytes = archive(&parts);
        let seen = read("a.ods", &bytes, &request(&["Mã", "Số", "Điểm"]));
        assert_eq!(seen.rows, ["1: 01 | – | =1", "2: 02 | – | –", "3: 03 | – | =3", "4: 04 | 7 | =4"]);
        let fault = TableFault::StruckOut { written: "5".to_owned() };
        let place = |row, column| Place::Cell(TableId(0), row, column);
        let struck = Finding { others: vec![place(2, 1), place(2, 2), place(3, 1)], ..Finding::new(fault, place(1, 1)) };
        assert_eq!(seen.findings, [struck]);
    }
}
