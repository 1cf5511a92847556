//! The names of sheets: what Excel allows, each once, and known before the first row is written, so that a link can lead
//! to a sheet that comes later.

use std::collections::BTreeMap;

use crate::report::sheet::{Book, Link};
use crate::vocab::Shortened;

use super::limits::Limits;
use super::text::{clean, shortened};

/// The longest name, in units of UTF-16.
const LONGEST: usize = 31;

/// The names of all sheets of a book.
pub(super) struct Names {
    shown: Vec<String>,
    headed: Vec<bool>,
    of_written: BTreeMap<String, usize>,
}

impl Names {
    /// The names in the workbook, and which of them are not the report's own.
    pub(super) fn of(book: &Book<'_>) -> (Names, Vec<Shortened>) {
        let mut names = Names {
            shown: Vec::with_capacity(book.sheets.len()),
            headed: book.sheets.iter().map(|sheet| sheet.heading_row.is_some()).collect(),
            of_written: BTreeMap::new(),
        };
        let mut changed = Vec::new();
        for (number, sheet) in book.sheets.iter().enumerate() {
            let name = names.free(&allowed(&sheet.name, number));
            if name != sheet.name {
                changed.push(Shortened::Name { written: sheet.name.clone(), shown: name.clone() });
            }
            names.of_written.entry(sheet.name.clone()).or_insert(number);
            names.shown.push(name);
        }
        (names, changed)
    }

    /// The name of a sheet, or of the part of it that holds the rows beyond the limit of one: `Xếp hạng`, `Xếp hạng (2)`.
    pub(super) fn part(&self, sheet: usize, part: u32) -> String {
        let whole = self.shown.get(sheet).map(String::as_str).unwrap_or_default();
        if part == 0 {
            return whole.to_owned();
        }
        let number = part + 1;
        let short = with_suffix(whole, &format!(" ({number})"));
        // Two long names that begin alike would make one name here.
        let shared = self.shown.iter().take(sheet).any(|other| same(&with_suffix(other, &format!(" ({number})")), &short));
        if !shared && !self.is_taken(&short) {
            return short;
        }
        (0..)
            .map(|again| with_suffix(whole, &format!(" ({}.{number}{})", sheet + 1, "+".repeat(again))))
            .find(|name| !self.is_taken(name))
            .unwrap_or(short)
    }

    /// Where a link leads, as Excel writes it: `'Tiêu chí'!D17`; `None` when the book has no such sheet.
    pub(super) fn target(&self, link: &Link, limits: &Limits) -> Option<String> {
        let sheet = *self.of_written.get(&link.sheet)?;
        let headed = self.headed.get(sheet).copied().unwrap_or_default();
        let (part, row) = limits.part_of(link.row, headed);
        let cell = rust_xlsxwriter::utility::row_col_to_cell(row, link.column);
        Some(format!("'{}'!{cell}", self.part(sheet, part).replace('\'', "''")))
    }

    fn free(&self, name: &str) -> String {
        let numbered = (2_u32..).map(|number| with_suffix(name, &format!(" ({number})")));
        std::iter::once(name.to_owned()).chain(numbered).find(|name| !self.is_taken(name)).unwrap_or_default()
    }

    fn is_taken(&self, name: &str) -> bool {
        self.shown.iter().any(|taken| same(taken, name))
    }
}

/// Excel does not tell names apart by their capitals.
fn same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

fn with_suffix(name: &str, suffix: &str) -> String {
    let room = LONGEST.saturating_sub(suffix.encode_utf16().count());
    shortened(name, room).unwrap_or_else(|| name.to_owned()) + suffix
}

/// The name with another sign for those that Excel refuses, cut to its length.
fn allowed(name: &str, number: usize) -> String {
    let name: String = clean(name)
        .replace(": ", " - ")
        .chars()
        .map(|c| match c {
            '[' => '(',
            ']' => ')',
            ':' | '*' | '?' | '/' | '\\' | '\n' | '\t' => '-',
            c => c,
        })
        .collect();
    let name = name.trim().trim_matches('\'').trim();
    match shortened(name, LONGEST) {
        Some(short) => short,
        None if name.is_empty() => (number + 1).to_string(),
        // Excel keeps this name for itself.
        None if same(name, "history") => format!("{name}_"),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sheet::Sheet;

    fn book(names: &[&str]) -> Book<'static> {
        let sheet = |name: &&str| Sheet {
            name: (*name).to_owned(),
            widths: Vec::new(),
            heading_row: Some(0),
            frozen_columns: 0,
            filter: false,
            landscape: false,
            drawn: false,
            rows: Box::new(|_: &mut dyn FnMut(&[crate::report::sheet::Cell<'_>])| {}),
        };
        Book {
            title: String::new(),
            author: String::new(),
            day: crate::vocab::Date::default(),
            sheets: names.iter().map(sheet).collect(),
        }
    }

    #[test]
    fn a_name_that_excel_refuses_is_changed_and_told() {
        #[track_caller]
        fn case(written: &[&str], expected: &[&str]) {
            let (names, changed) = Names::of(&book(written));
            assert_eq!(names.shown, expected);
            assert_eq!(changed.len(), written.iter().zip(expected).filter(|(a, b)| a != b).count());
        }
        case(&["Tổng hợp", "Xếp hạng"], &["Tổng hợp", "Xếp hạng"]);
        case(&["Giấy khen [1/2]: tập thể?*\\"], &["Giấy khen (1-2) - tập thể---"]);
        case(&["Tiêu chí", "TIÊU CHÍ", "tiêu chí"], &["Tiêu chí", "TIÊU CHÍ (2)", "tiêu chí (3)"]);
        case(&["'Nguồn'", "", "History", " ' "], &["Nguồn", "2", "History_", "4"]);
        case(
            &["Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh", "Bằng khen của Chủ tịch Ủy ban nhân dân huyện"],
            &["Bằng khen của Chủ tịch Ủy ban …", "Bằng khen của Chủ tịch Ủy … (2)"],
        );
        case(&["🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉"], &["🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉…"]);
    }

    #[test]
    fn the_parts_of_a_long_sheet_have_names_of_their_own() {
        let (names, _) = Names::of(&book(&["Xếp hạng", "Giải trình", "Giải trình (2)", "Giải trình (2.2)"]));
        assert_eq!(names.part(0, 0), "Xếp hạng");
        assert_eq!(names.part(0, 1), "Xếp hạng (2)");
        assert_eq!(names.part(1, 1), "Giải trình (2.2+)");
        let long = "Danh sách đề nghị tặng Giấy khen ";
        let (names, _) = Names::of(&book(&[&(long.to_owned() + "A"), &(long.to_owned() + "B")]));
        assert_ne!(names.part(0, 1), names.part(1, 1));
    }

    #[test]
    fn a_link_follows_the_changed_name_into_the_right_part() {
        let (names, _) = Names::of(&book(&["Đơn vị: A/B", "Xã 'Kim Thái"]));
        let limits = Limits { rows: 10, ..Limits::EXCEL };
        let target = |sheet: &str, row| names.target(&Link { sheet: sheet.to_owned(), row, column: 3 }, &limits);
        assert_eq!(target("Đơn vị: A/B", 9).as_deref(), Some("'Đơn vị - A-B'!D10"));
        assert_eq!(target("Đơn vị: A/B", 10).as_deref(), Some("'Đơn vị - A-B (2)'!D2"));
        assert_eq!(target("Đơn vị: A/B", 19).as_deref(), Some("'Đơn vị - A-B (3)'!D2"));
        assert_eq!(target("Xã 'Kim Thái", 0).as_deref(), Some("'Xã ''Kim Thái'!D1"));
        assert_eq!(target("không có", 0), None);
    }
}
