//! Whole workbooks as text that a person can review.

#![allow(clippy::unwrap_used, clippy::panic)]

mod quotas;
mod small;
mod vu_ban;

use std::fmt::Write;
use std::path::Path;

use super::sheet::{Book, Cell, Look, Sheet, Value};
use super::{FileRecord, Record, book};
use crate::assess::{Assessment, assess};
use crate::campaign::{self, Campaign, Data, Subjects, YearFile};
use crate::input::File;
use crate::text::number::number_of_kind;
use crate::vocab::place::cell_name;
use crate::vocab::{Date, Kind, Lang};

/// A campaign with its subjects, ready to be assessed.
pub(super) struct Loaded {
    pub(super) campaign: Campaign,
    pub(super) subjects: Subjects,
    record: Record,
}

impl Loaded {
    /// A campaign from its text and the bytes of its files.
    #[track_caller]
    pub(super) fn new(definition: &str, units: &[u8], persons: Option<&[u8]>) -> Loaded {
        let (campaign, findings) = campaign::read(definition);
        let campaign = campaign.unwrap_or_else(|| panic!("{findings:#?}"));
        let units_file = File { name: &campaign.units.file, bytes: units };
        let persons_file = campaign.persons.as_ref().zip(persons);
        let persons_file = persons_file.map(|(register, bytes)| File { name: &register.file, bytes });
        let only = |file| YearFile::only(&campaign, file);
        let data = Data { units: only(units_file), persons: persons_file.map(only).unwrap_or_default(), ..Data::default() };
        let (subjects, _, findings) = campaign::bind(&campaign, &data);
        let subjects = subjects.unwrap_or_else(|| panic!("{findings:#?}"));
        let file = |name: &str, bytes: &[u8]| FileRecord {
            name: name.to_owned(),
            size: bytes.len(),
            sha256: format!("(SHA-256 of {name})"),
        };
        let data = [Some(units_file), persons_file].into_iter().flatten();
        let record = Record {
            version: "0.0.0".to_owned(),
            campaign: file("campaign.toml", definition.as_bytes()),
            data: data.map(|data| file(data.name, data.bytes)).collect(),
        };
        Loaded { campaign, subjects, record }
    }

    /// An example of the repository, with a change of its definition where the test needs one.
    #[track_caller]
    pub(super) fn example(name: &str, change: impl Fn(String) -> String) -> Loaded {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/campaigns").join(name);
        let definition = change(std::fs::read_to_string(folder.join("campaign.toml")).unwrap());
        let (campaign, findings) = campaign::read(&definition);
        let campaign = campaign.unwrap_or_else(|| panic!("{findings:#?}"));
        let units = std::fs::read(folder.join(&campaign.units.file)).unwrap();
        let persons = campaign.persons.as_ref().map(|register| std::fs::read(folder.join(&register.file)).unwrap());
        Loaded::new(&definition, &units, persons.as_deref())
    }

    pub(super) fn assess(&self, as_of: &str) -> Assessment<'_> {
        assess(&self.campaign, &self.subjects, Date::parse_from_str(as_of, "%Y-%m-%d").unwrap(), None)
    }

    pub(super) fn record(&self) -> &Record {
        &self.record
    }
}

/// A cell as a person reads it.
pub(super) fn shown(cell: &Cell<'_>) -> String {
    match &cell.value {
        Value::Empty => String::new(),
        Value::Text(text) => text.replace('\n', " ⏎ "),
        Value::Number(number, digits) => number_of_kind(Lang::Vi, number, Kind::Number, (*digits).into()),
        Value::Percent(number, digits) => number_of_kind(Lang::Vi, number, Kind::Percent, (*digits).into()),
        Value::Date(date) => date.format("%d/%m/%Y").to_string(),
        Value::Chart(chart) => format!("chart “{}”", chart.title),
    }
}

/// The rows of a sheet, each cell as it is shown.
pub(super) fn rows(sheet: &Sheet<'_>) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    sheet.rows.each(&mut |cells: &[Cell<'_>]| rows.push(cells.iter().map(shown).collect()));
    rows
}

#[track_caller]
pub(super) fn sheet<'s, 'a>(book: &'s Book<'a>, name: &str) -> &'s Sheet<'a> {
    let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    book.sheets.iter().find(|sheet| sheet.name == name).unwrap_or_else(|| panic!("{name} is not among {names:?}"))
}

/// A sheet as text: a line for each row, and below it its remarks and links.
pub(super) fn dump(sheet: &Sheet<'_>) -> String {
    let mut text = format!(
        "{} · heading row {:?} · {} columns frozen · filter {} · widths {:?}\n",
        sheet.name,
        sheet.heading_row.map(|row| row + 1),
        sheet.frozen_columns,
        sheet.filter,
        sheet.widths,
    );
    let mut number = 0_u32;
    sheet.rows.each(&mut |cells: &[Cell<'_>]| {
        let shown: Vec<String> = cells.iter().map(with_look).collect();
        writeln!(text, "{:>3} {}", number + 1, shown.join(" | ")).unwrap();
        for (column, cell) in (0_u16..).zip(cells) {
            let at = cell_name(number, column);
            if let Some(note) = &cell.note {
                writeln!(text, "        {at} note: {}", note.replace('\n', " ⏎ ")).unwrap();
            }
            if let Some(link) = &cell.link {
                writeln!(text, "        {at} → {}!{}", link.sheet, cell_name(link.row, link.column)).unwrap();
            }
        }
        number += 1;
    });
    text
}

fn with_look(cell: &Cell<'_>) -> String {
    let look = match cell.look {
        Look::Plain | Look::Wrapped | Look::Centered | Look::Heading | Look::Label | Look::Strong | Look::Slanted => "",
        Look::Stamp => "!",
        Look::SmallHeading | Look::Small | Look::Code => "",
        Look::Title => "#",
        Look::Group => "##",
        Look::Met => "+",
        Look::NotMet => "-",
        Look::NoData => "~",
        Look::NotApplicable => ".",
        Look::Chosen => "★",
        Look::Uncertain => "☆",
        Look::Tied => "=",
        Look::Subtitle | Look::Remark => "°",
    };
    let shown = shown(cell);
    if shown.is_empty() || look.is_empty() { shown } else { format!("{look} {shown}") }
}

/// Whether every link of a book leads to a cell with something in it.
#[track_caller]
pub(super) fn assert_links_lead_somewhere(book: &Book<'_>) {
    let all: Vec<(&str, Vec<Vec<String>>)> = book.sheets.iter().map(|sheet| (sheet.name.as_str(), rows(sheet))).collect();
    for sheet in &book.sheets {
        sheet.rows.each(&mut |cells: &[Cell<'_>]| {
            for link in cells.iter().filter_map(|cell| cell.link.as_ref()) {
                let (_, rows) = all.iter().find(|(name, _)| *name == link.sheet).unwrap_or_else(|| panic!("{link:?}"));
                let cell = rows.get(link.row as usize).and_then(|row| row.get(usize::from(link.column)));
                assert!(cell.is_some_and(|cell| !cell.is_empty()), "{link:?} leads nowhere");
            }
        });
    }
}

/// Compares a text with the file of that name under `tests/golden/`.
#[track_caller]
pub(super) fn assert_golden(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../../tests/golden");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}
