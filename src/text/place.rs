//! Where something stands, as people read it: `ket-qua.xlsx › Đơn vị › D17`.

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
        let start = span.start.min(self.text.len());
        self.text.bytes().take(start).filter(|byte| *byte == b'\n').count() + 1
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
        Place::Cell(table, at, across) => inside(sources, *table, |source| {
            Some(match source.sheet {
                Some(_) => cell_name(*at, *across),
                None => format!("{}, {}", row(lang, source, *at), column(lang, *across)),
            })
        }),
    }
}

fn inside(sources: &Sources, table: TableId, part: impl Fn(&Source) -> Option<String>) -> String {
    let Some(source) = sources.get(table) else { return "?".to_owned() };
    let parts = [Some(source.file.clone()), source.sheet.clone(), part(source)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" › ")
}

fn row(lang: Lang, source: &Source, at: u32) -> String {
    let number = u64::from(at) + 1;
    match (lang, &source.sheet) {
        (Lang::En, Some(_)) => format!("row {number}"),
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
    let letters = column_letters(at);
    match lang {
        Lang::Vi => format!("cột {letters}"),
        Lang::En => format!("column {letters}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_named_as_the_file_shows_it() {
        let mut sources = Sources::default();
        let sheet = sources.add(Source { file: "ket-qua.xlsx".to_owned(), sheet: Some("Đơn vị".to_owned()) });
        let text = sources.add(Source { file: "ca-nhan.csv".to_owned(), sheet: None });
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
}
