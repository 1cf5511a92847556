//! The views of OpenDocument workbooks.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use quick_xml::events::{BytesStart, Event};

use super::super::Limits;
use super::super::xlsx::{Package, attributes, events, is_zero};
use super::{MOST_AREAS, View};

pub(super) fn views(bytes: &[u8], limits: &Limits) -> Vec<View> {
    let mut sheets = Sheets::default();
    if let Ok(package) = Package::open(bytes, limits) {
        let _ = events(&package, "content.xml", |event| {
            sheets.take(event);
            Ok(ControlFlow::Continue(()))
        });
    }
    sheets.views
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
            _ => {}
        }
    }

    fn begin(&mut self, element: &BytesStart<'_>) {
        let said = element.attributes_raw();
        let number =
            |name: &str| attributes::raw(said, name).and_then(|value| value.parse::<u32>().ok()).unwrap_or(1).max(1);
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
                self.groups.clear();
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
            }
            "table:table-row" => {
                (self.row, self.column) = (self.next_row, 0);
                self.next_row = self.row.saturating_add(number("number-rows-repeated"));
                let hidden = self.folded > 0 || is_collapsed(said) || is_one_of(&self.flat, said);
                if let Some(view) = self.views.last_mut().filter(|_| hidden) {
                    view.hide_rows(self.row, self.next_row - 1);
                }
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let (rows, columns) = (number("number-rows-spanned"), number("number-columns-spanned"));
                if rows > 1 || columns > 1 {
                    self.merge(rows, columns);
                }
                self.column = self.column.saturating_add(number("number-columns-repeated"));
            }
            _ => {}
        }
    }

    fn end(&mut self, element: &str) {
        if matches!(element, "table:table-row-group" | "table:table-column-group") {
            self.folded -= u32::from(self.groups.pop() == Some(true));
        }
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
}
