//! A book as text that a person can review, for the golden files of the examples:
//!
//! ```text
//! # Thi đua 2023 | UBND huyện Vụ Bản | 05/12/2023
//!
//! == Tiêu chí == on its side, headings in row 2, filter, 2 columns frozen
//! 1: Kết quả theo từng tiêu chí [Title] ↔3
//! 2: Mã | Đơn vị | IV.7 [Heading]
//! 3: 007 | Xã Kim Thái → Giải trình!B5 | 61,9 % [NotMet] {Thiếu 37 hồ sơ}
//! ```
//!
//! A line for each row in which something stands, with the row's number as a spreadsheet shows it. A look stands behind
//! its cell, or once at the end where the whole row has it; body text has none. Numbers are as they are shown, in
//! Vietnamese.

use std::fmt::Write;

use crate::report::sheet::{Book, Cell, Chart, ChartKind, Look, Sheet, Value};
use crate::text::number::fixed;
use crate::vocab::place::{cell_name, column_letters};
use crate::vocab::{Lang, Number};

/// The text of a book.
#[must_use]
pub fn plain(book: &Book<'_>) -> String {
    let mut out = format!("# {} | {} | {}\n", book.title, book.author, book.day.format("%d/%m/%Y"));
    for sheet in &book.sheets {
        out.push('\n');
        out.push_str(&header(sheet));
        out.push('\n');
        let mut number = 0_u32;
        sheet.rows.each(&mut |cells| {
            number += 1;
            let line = row(cells);
            if !line.is_empty() {
                let _ = writeln!(out, "{number}: {line}");
            }
        });
    }
    out
}

fn header(sheet: &Sheet<'_>) -> String {
    let settings = [
        sheet.landscape.then(|| "on its side".to_owned()),
        sheet.heading_row.map(|row| format!("headings in row {}", u64::from(row) + 1)),
        sheet.filter.then(|| "filter".to_owned()),
        (sheet.frozen_columns > 0).then(|| format!("{} columns frozen", sheet.frozen_columns)),
    ];
    let settings = settings.into_iter().flatten().collect::<Vec<_>>().join(", ");
    format!("== {} == {settings}", sheet.name).trim_end().to_owned()
}

fn row(cells: &[Cell<'_>]) -> String {
    let standing: Vec<&Cell<'_>> = cells.iter().filter(|cell| !shown(&cell.value).is_empty()).collect();
    let shared = match standing.as_slice() {
        [first, second, ..] if standing.iter().all(|cell| cell.look == first.look) => Some(second.look),
        _ => None,
    };
    let mut covered = 0;
    let mut texts: Vec<String> = Vec::with_capacity(cells.len());
    for cell in cells {
        if covered > 0 {
            covered -= 1;
        } else {
            covered = cell.across.saturating_sub(1);
            texts.push(text(cell, shared.is_none()));
        }
    }
    let line = texts.join(" | ");
    let line = line.trim_end_matches([' ', '|']);
    match shared.and_then(mark) {
        Some(mark) if !line.is_empty() => format!("{line} {mark}"),
        _ => line.to_owned(),
    }
}

fn text(cell: &Cell<'_>, with_look: bool) -> String {
    let value = shown(&cell.value);
    let is_empty = value.is_empty();
    let parts = [
        (!is_empty).then_some(value),
        mark(cell.look).filter(|_| with_look && !is_empty),
        cell.link.as_ref().map(|link| format!("→ {}!{}", link.sheet, cell_name(link.row, link.column))),
        cell.note.as_ref().map(|note| format!("{{{}}}", one_line(note))),
        (cell.across > 1).then(|| format!("↔{}", cell.across)).filter(|_| !is_empty),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn shown(value: &Value<'_>) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Text(text) => one_line(text),
        Value::Number(number, digits) => fixed(Lang::Vi, number, u32::from(*digits)),
        Value::Percent(number, digits) => {
            format!("{} %", fixed(Lang::Vi, &number.times(&Number::from(100)), u32::from(*digits)))
        }
        Value::Date(day) => day.format("%d/%m/%Y").to_string(),
        Value::Chart(chart) => drawn(chart),
    }
}

/// `(chart of shares “Tỷ lệ theo kết luận”, rows 5 to 9: A by ✓ Đạt E, ✗ Không đạt F)`
fn drawn(chart: &Chart) -> String {
    let kind = match chart.kind {
        ChartKind::Shares => "shares",
        ChartKind::Figures => "figures",
    };
    let series = chart.series.iter().map(|series| format!("{} {}", series.name, column_letters(series.column)));
    let [first, last] = chart.between.map(|row| u64::from(row) + 1);
    format!(
        "(chart of {kind} “{}”, rows {first} to {last}: {} by {})",
        chart.title,
        column_letters(chart.names),
        series.collect::<Vec<_>>().join(", ")
    )
}

fn one_line(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\n', " ⏎ ")
}

fn mark(look: Look) -> Option<String> {
    match look {
        Look::Plain | Look::Wrapped | Look::Centered => None,
        look => Some(format!("[{look:?}]")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sheet::Link;
    use crate::vocab::Date;

    #[test]
    fn a_book_is_readable_line_by_line() {
        let sheet = Sheet {
            name: "Tiêu chí".to_owned(),
            widths: vec![8, 30, 10],
            heading_row: Some(1),
            frozen_columns: 2,
            filter: true,
            landscape: true,
            drawn: false,
            rows: Box::new(|put: &mut dyn FnMut(&[Cell<'_>])| {
                put(&[Cell { across: 3, ..Cell::text("Kết quả") }.look(Look::Title), Cell::empty(), Cell::empty()]);
                put(&[Cell { across: 2, ..Cell::text("UBND") }, Cell::empty(), Cell::text("Độc lập").look(Look::Strong)]);
                put(&["Mã", "Đơn vị", "IV.7"].map(|text| Cell::text(text).look(Look::Heading)));
                let link = Some(Link { sheet: "Giải trình".to_owned(), row: 4, column: 1 });
                let share = Value::Percent(Number::from_digits(619, 3), 1);
                put(&[
                    Cell::text("007"),
                    Cell { link, ..Cell::text("Xã Kim Thái\n(thị trấn)") },
                    Cell {
                        value: share, look: Look::NotMet, note: Some("Thiếu 37 hồ sơ".to_owned()), ..Cell::default()
                    },
                ]);
                put(&[Cell::empty(), Cell::empty()]);
                put(&[
                    Cell::empty(),
                    Cell { value: Value::Date(Date::default()), ..Cell::default() },
                    Cell { value: Value::Number(Number::from_digits(123_456, 1), 2), ..Cell::default() },
                    Cell::empty(),
                ]);
            }),
        };
        let book =
            Book {
                title: "Thi đua".to_owned(), author: "UBND huyện".to_owned(), day: Date::default(), sheets: vec![sheet]
            };
        let expected = "\
# Thi đua | UBND huyện | 01/01/1970

== Tiêu chí == on its side, headings in row 2, filter, 2 columns frozen
1: Kết quả [Title] ↔3
2: UBND ↔2 | Độc lập [Strong]
3: Mã | Đơn vị | IV.7 [Heading]
4: 007 | Xã Kim Thái ⏎ (thị trấn) → Giải trình!B5 | 61,9 % [NotMet] {Thiếu 37 hồ sơ}
6:  | 01/01/1970 | 12.345,60
";
        assert_eq!(plain(&book), expected);
    }
}
