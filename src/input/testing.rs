//! What the tests of this layer share: a file read into lines that a person can compare.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "testing/made.rs"]
mod made;

pub(super) use made::{
    Binary, BinaryBook, Book, archive, compound, ods, xls, xls_cell, xls_codes, xls_columns, xls_formula, xls_of, xls_row,
    xlsb,
};

use super::{Cell, File, Looks, Request, Shown, Table, Takers, Wanted};
use crate::vocab::{Finding, Sources};

/// Everything that came out of a file.
pub(super) struct Seen {
    /// `row: cell | cell`, rows from zero, `–` for an empty cell.
    pub(super) rows: Vec<String>,
    /// What each row looks like.
    pub(super) looks: Vec<Looks>,
    pub(super) findings: Vec<Finding>,
    pub(super) table: Option<Table>,
    pub(super) sources: Sources,
}

impl Seen {
    pub(super) fn codes(&self) -> Vec<&'static str> {
        self.findings.iter().map(Finding::code).collect()
    }
}

/// Every heading is required.
pub(super) fn request(headings: &[&str]) -> Request {
    let columns = headings.iter().map(|heading| Wanted { headings: vec![(*heading).to_owned()], required: true });
    Request { columns: columns.collect(), ..Request::default() }
}

pub(super) fn read(name: &str, bytes: &[u8], request: &Request) -> Seen {
    let (mut sources, mut findings) = (Sources::default(), Vec::new());
    let (mut rows, mut looks) = (Vec::new(), Vec::new());
    let table = super::read(
        File { name, bytes },
        request,
        &mut sources,
        &mut findings,
        Takers::one(&mut |_, row| {
            let cells: Vec<String> = row.cells.iter().map(shown).collect();
            rows.push(format!("{}: {}", row.number, cells.join(" | ")));
            looks.push(row.looks(""));
        }),
    );
    Seen { rows, looks, findings, table, sources }
}

fn shown(cell: &Cell<'_>) -> String {
    match cell {
        Cell::Empty => "–".to_owned(),
        Cell::Text(text) => text.clone().into_owned(),
        Cell::Number(number, Shown::Plain) => format!("={number}"),
        Cell::Number(number, shown) => format!("={number} {shown:?}"),
        Cell::Date(date) => date.format("%d/%m/%Y").to_string(),
        Cell::Bool(value) => format!("{value:?}").to_uppercase(),
        Cell::Error(error) => format!("!{error}"),
        Cell::Uncomputed => "uncomputed".to_owned(),
        Cell::Covered(area) => format!("in {}", area.name()),
    }
}
