//! Where something stands, as people read it: `ket-qua.xlsx › Đơn vị › D17`.

use memchr::memchr_iter;

use crate::vocab::place::{cell_name, column_letters};
use crate::vocab::{Lang, Place, Source, Sources, Span, TableId};

/// The campaign file as findings show it.
#[derive(Debug, Clone, Copy)]
pub struct Definition<'a> {
    /// The file as the command names it.
    pub name: &'a str,
    /// Its whole text; empty when it could not be read.
    pub text: &'a str,
}

impl Definition<'_> {
    /// The line on which a stretch begins, from 1. A stretch beyond the text counts as its end.
    #[must_use]
    pub fn line(&self, span: &Span) -> usize {
        let before = self.text.as_bytes().get(..span.start).unwrap_or(self.text.as_bytes());
        memchr_iter(b'\n', before).count() + 1
    }
}

/// A place as people read it: the file, the sheet where there is one, and the cell, row, line or column.
///
/// A text file has no cells, so its places are lines and columns: `ca-nhan.csv › dòng 17, cột D`.
#[must_use]
pub fn place(lang: Lang, place: &Place, sources: &Sources, definition: &Definition<'_>) -> String {
    match place {
        Place::Definition(span) => format!("{} › {}", definition.name, line(lang, definition.line(span))),
        Place::Table(table) => inside(sources, *table, |_| None),
        Place::Column(table, at) => inside(sources, *table, |_| Some(column(lang, *at))),
        Place::Row(table, at) => inside(sources, *table, |source| Some(row(lang, source, *at))),
        Place::Cell(table, at, across) => inside(sources, *table, |source| Some(cell(lang, source, *at, *across))),
    }
}

/// Several places as people read them, each table named once: `ket-qua.xlsx › Đơn vị › D17, F17; ca-nhan.csv › dòng 4,
/// cột B`. Each place is told once.
#[must_use]
pub fn places(lang: Lang, places: &[&Place], sources: &Sources, definition: &Definition<'_>) -> String {
    if let Some(told) = in_tables(lang, places, sources) {
        return told;
    }
    let mut tables: Vec<(String, Vec<String>)> = Vec::new();
    for at in places {
        let [file, sheet, inner] = parts(lang, at, sources, definition);
        let table = if sheet.is_empty() { file } else { format!("{file} › {sheet}") };
        match tables.iter_mut().find(|(known, _)| *known == table) {
            Some((_, inners)) if inners.contains(&inner) => {}
            Some((_, inners)) => inners.push(inner),
            None => tables.push((table, vec![inner])),
        }
    }
    let one = |(table, inners): (String, Vec<String>)| {
        let inners = in_one_line(lang, inners);
        if inners.is_empty() { table } else { format!("{table} › {inners}") }
    };
    tables.into_iter().map(one).collect::<Vec<_>>().join("; ")
}

/// Cells of tables, the usual case, without a detour; `None` for anything else.
fn in_tables(lang: Lang, places: &[&Place], sources: &Sources) -> Option<String> {
    let mut tables: Vec<(TableId, &Source)> = Vec::new();
    for place in places {
        let Place::Cell(table, ..) = place else { return None };
        if tables.iter().any(|(known, _)| known == table) {
            continue;
        }
        let source = sources.get(*table)?;
        if tables.iter().any(|(_, known)| *known == source) {
            return None;
        }
        tables.push((*table, source));
    }
    let mut told = String::with_capacity(32 * tables.len() + 8 * places.len());
    for (position, (table, source)) in tables.into_iter().enumerate() {
        told.push_str(if position == 0 { "" } else { "; " });
        in_one_table(lang, places, (table, source), &mut told);
    }
    Some(told)
}

fn in_one_table(lang: Lang, places: &[&Place], (table, source): (TableId, &Source), told: &mut String) {
    told.push_str(&source.file);
    if let Some(sheet) = &source.sheet {
        told.push_str(" › ");
        told.push_str(sheet);
    }
    let mut last_line = None;
    for (position, place) in places.iter().enumerate() {
        let Place::Cell(of, at, across) = place else { continue };
        if *of != table || places[..position].contains(place) {
            continue;
        }
        told.push_str(if last_line.is_none() { " › " } else { ", " });
        match (&source.sheet, last_line) {
            (Some(_), _) => told.push_str(&cell_name(*at, *across)),
            (None, Some(line)) if line == *at => told.push_str(&column_letters(*across)),
            (None, _) => told.push_str(&cell(lang, source, *at, *across)),
        }
        last_line = Some(*at);
    }
}

/// Places within one table, without its name: `D17, F17`, or `dòng 4, cột B, cột D`. Each place is told once.
#[must_use]
pub fn places_within(lang: Lang, places: &[&Place], sources: &Sources) -> String {
    let nowhere = Definition { name: "", text: "" };
    let mut told: Vec<String> = Vec::new();
    for place in places {
        let [_, _, inner] = parts(lang, place, sources, &nowhere);
        if !inner.is_empty() && !told.contains(&inner) {
            told.push(inner);
        }
    }
    in_one_line(lang, told)
}

/// Cells of one line of a text file name the line once: `dòng 4, cột B, cột D`.
fn in_one_line(lang: Lang, inners: Vec<String>) -> String {
    let mut shown: Vec<String> = Vec::new();
    let mut last_line = String::new();
    for inner in inners {
        match inner.split_once(", ") {
            Some((line, column)) if line == last_line => {
                let column = column.strip_prefix(column_word(lang)).unwrap_or(column);
                shown.push(column.trim_start().to_owned());
            }
            Some((line, _)) => {
                last_line = line.to_owned();
                shown.push(inner);
            }
            None => shown.push(inner),
        }
    }
    shown.join(", ")
}

/// The file, the sheet and the place within it; empty where there is none.
#[must_use]
pub fn parts(lang: Lang, place: &Place, sources: &Sources, definition: &Definition<'_>) -> [String; 3] {
    let (table, inner) = match place {
        Place::Definition(span) => {
            return [definition.name.to_owned(), String::new(), line(lang, definition.line(span))];
        }
        Place::Table(table) => (*table, None),
        Place::Column(table, at) => (*table, Some(column(lang, *at))),
        Place::Row(table, at) => (*table, sources.get(*table).map(|source| row(lang, source, *at))),
        Place::Cell(table, at, across) => (*table, sources.get(*table).map(|source| cell(lang, source, *at, *across))),
    };
    let source = sources.get(table);
    let file = source.map_or_else(|| "?".to_owned(), |source| source.file.clone());
    let sheet = source.and_then(|source| source.sheet.clone()).unwrap_or_default();
    [file, sheet, inner.unwrap_or_default()]
}

fn cell(lang: Lang, source: &Source, at: u32, across: u16) -> String {
    match source.sheet {
        Some(_) => cell_name(at, across),
        None => format!("{}, {}", row(lang, source, at), column(lang, across)),
    }
}

fn inside(sources: &Sources, table: TableId, part: impl Fn(&Source) -> Option<String>) -> String {
    let Some(source) = sources.get(table) else { return "?".to_owned() };
    let parts = [Some(source.file.clone()), source.sheet.clone(), part(source)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" › ")
}

fn row(lang: Lang, source: &Source, at: u32) -> String {
    let number = u64::from(at) + 1;
    let shown = u64::from(source.spreadsheet_row(at)) + 1;
    match (lang, &source.sheet) {
        (Lang::En, Some(_)) => format!("row {number}"),
        // Whoever opens the file in a spreadsheet does not see its lines.
        (Lang::En, None) if shown != number => format!("{} (row {shown} in Excel)", line(lang, number)),
        (Lang::Vi, None) if shown != number => format!("{} (dòng {shown} trong Excel)", line(lang, number)),
        _ => line(lang, number),
    }
}

fn line(lang: Lang, number: impl std::fmt::Display) -> String {
    match lang {
        Lang::Vi => format!("dòng {number}"),
        Lang::En => format!("line {number}"),
    }
}

fn column(lang: Lang, at: u16) -> String {
    format!("{} {}", column_word(lang), column_letters(at))
}

fn column_word(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "cột",
        Lang::En => "column",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_behind_cells_with_line_breaks_is_named_as_a_spreadsheet_shows_it_too() {
        let mut sources = Sources::default();
        let table = sources.add(Source { file: "ca-nhan.csv".to_owned(), sheet: None, breaks: Vec::new() });
        sources.set_breaks(table, [(0, 1), (4, 2)]);
        let definition = Definition { name: "", text: "" };
        let case = |at: u32, vi: &str, en: &str| {
            let told = |lang| place(lang, &Place::Row(table, at), &sources, &definition);
            assert_eq!([told(Lang::Vi), told(Lang::En)], [vi, en].map(|row| format!("ca-nhan.csv › {row}")));
        };
        case(0, "dòng 1", "line 1");
        case(4, "dòng 5 (dòng 4 trong Excel)", "line 5 (row 4 in Excel)");
        case(7, "dòng 8 (dòng 5 trong Excel)", "line 8 (row 5 in Excel)");
        let cells = [Place::Cell(table, 7, 1), Place::Cell(table, 7, 3)];
        let told = places(Lang::Vi, &cells.iter().collect::<Vec<_>>(), &sources, &definition);
        assert_eq!(told, "ca-nhan.csv › dòng 8 (dòng 5 trong Excel), cột B, D");
    }

    #[test]
    fn a_place_is_named_as_the_file_shows_it() {
        let mut sources = Sources::default();
        let sheet =
            sources
                .add(Source { file: "ket-qua.xlsx".to_owned(), sheet: Some("Đơn vị".to_owned()), breaks: Vec::new() });
        let text = sources.add(Source { file: "ca-nhan.csv".to_owned(), sheet: None, breaks: Vec::new() });
        let definition = Definition { name: "campaign.toml", text: "format = 1\nid = \"x\"\n" };
        let case = |at: Place, vi: &str, en: &str| {
            assert_eq!(place(Lang::Vi, &at, &sources, &definition), vi);
            assert_eq!(place(Lang::En, &at, &sources, &definition), en);
        };
        case(Place::Cell(sheet, 16, 3), "ket-qua.xlsx › Đơn vị › D17", "ket-qua.xlsx › Đơn vị › D17");
        case(Place::Row(sheet, 16), "ket-qua.xlsx › Đơn vị › dòng 17", "ket-qua.xlsx › Đơn vị › row 17");
        case(Place::Column(sheet, 3), "ket-qua.xlsx › Đơn vị › cột D", "ket-qua.xlsx › Đơn vị › column D");
        case(Place::Table(sheet), "ket-qua.xlsx › Đơn vị", "ket-qua.xlsx › Đơn vị");
        case(Place::Cell(text, 16, 3), "ca-nhan.csv › dòng 17, cột D", "ca-nhan.csv › line 17, column D");
        case(Place::Row(text, 16), "ca-nhan.csv › dòng 17", "ca-nhan.csv › line 17");
        case(Place::Column(text, 26), "ca-nhan.csv › cột AA", "ca-nhan.csv › column AA");
        case(Place::Definition(11..13), "campaign.toml › dòng 2", "campaign.toml › line 2");
        case(Place::Definition(99..99), "campaign.toml › dòng 3", "campaign.toml › line 3");
        case(Place::Table(TableId(9)), "?", "?");
    }

    #[test]
    fn several_cells_name_their_table_and_line_once() {
        let mut sources = Sources::default();
        let sheet =
            sources
                .add(Source { file: "ket-qua.xlsx".to_owned(), sheet: Some("Đơn vị".to_owned()), breaks: Vec::new() });
        let text = sources.add(Source { file: "ca-nhan.csv".to_owned(), sheet: None, breaks: Vec::new() });
        let definition = Definition { name: "campaign.toml", text: "" };
        let (n17, o17) = (Place::Cell(sheet, 16, 13), Place::Cell(sheet, 16, 14));
        let (b4, d4) = (Place::Cell(text, 3, 1), Place::Cell(text, 3, 3));
        let told = places(Lang::Vi, &[&n17, &b4, &o17, &n17, &d4], &sources, &definition);
        assert_eq!(told, "ket-qua.xlsx › Đơn vị › N17, O17; ca-nhan.csv › dòng 4, cột B, D");
        let b5 = Place::Cell(text, 4, 1);
        let of_text = places(Lang::En, &[&b4, &d4, &b4, &b5], &sources, &definition);
        assert_eq!(of_text, "ca-nhan.csv › line 4, column B, D, line 5, column B");
        assert_eq!(places(Lang::Vi, &[&o17, &n17, &o17], &sources, &definition), "ket-qua.xlsx › Đơn vị › O17, N17");
    }
}
