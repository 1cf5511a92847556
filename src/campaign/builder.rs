//! Gathers the rows of one table into the columns of a roll.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::campaign::column::Figures;
use crate::campaign::definition::{Campaign, Register};
use crate::campaign::figure::Reader;
use crate::campaign::subjects::{Held, NO_GROUP, Skipped, SkippedRow, Texts};
use crate::input::{Cell, Looks, Row, Shown, Table, is_total};
use crate::vocab::finding::CellFault;
use crate::vocab::{Finding, Kind, Place, Side, TableId, name};

/// Gathers the rows of one table into columns.
pub(super) struct Builder<'c> {
    campaign: &'c Campaign,
    side: Side,
    grouped: bool,
    /// What other spellings of ids and names stand for.
    aliases: BTreeMap<String, &'c str>,
    /// How many columns come before those of figures.
    fixed: usize,
    readers: Vec<Reader<'c>>,
    pub(super) ids: Texts,
    pub(super) names: Texts,
    /// A person's unit as written.
    pub(super) belongs: Texts,
    pub(super) rows: Vec<u32>,
    pub(super) groups: Vec<u8>,
    group_keys: Vec<(String, u8)>,
    pub(super) columns: Vec<Held>,
    pub(super) skipped: Vec<SkippedRow>,
    passing: Passing,
    /// For each column how many numbers came as text in a workbook, and the first of them.
    as_text: Vec<(u32, u32)>,
}

impl<'c> Builder<'c> {
    /// For an earlier year only ids and figures matter: groups and units are those of the year judged.
    pub(super) fn new(campaign: &'c Campaign, register: &'c Register, earlier: bool) -> Builder<'c> {
        let fields = || register.fields.iter().zip(&register.columns);
        let held = |kind: Kind, free: bool| {
            if kind == Kind::Text && free { Held::Texts(Texts::default()) } else { Held::Figures(Figures::default()) }
        };
        let group_keys =
            campaign.groups.iter().zip(0_u8..).flat_map(|(group, position)| {
                group.spellings.iter().map(move |spelling| (name::match_key(spelling), position))
            });
        Builder {
            campaign,
            side: register.side,
            grouped: campaign.grouped && !earlier,
            aliases: aliases(register),
            fixed: fixed(register),
            readers: fields().map(|(field, column)| Reader::new(field, column)).collect(),
            ids: Texts::default(),
            names: Texts::default(),
            belongs: Texts::default(),
            rows: Vec::new(),
            groups: Vec::new(),
            group_keys: group_keys.collect(),
            columns: fields().map(|(field, _)| held(field.kind, field.steps.is_empty())).collect(),
            skipped: Vec::new(),
            passing: Passing::default(),
            as_text: vec![(0, 0); register.columns.len()],
        }
    }

    pub(super) fn row(&mut self, table: &Table, row: &Row<'_>, found: &mut Vec<Finding>) {
        let fixed = self.fixed;
        let (id, label) = (shown(&self.aliases, plain(&row.cells[0])), shown(&self.aliases, plain(&row.cells[1])));
        if let Some(why) = self.passing.skipped(&id, &label, row) {
            self.skipped.push(SkippedRow { row: row.number, why });
            if why == Skipped::NoId {
                found.push(Finding::new(CellFault::RowWithoutId, Place::Row(table.id, row.number)));
            }
            return;
        }
        self.ids.push(&id);
        self.names.push(&label);
        self.rows.push(row.number);
        let place = |position: usize| match table.columns.get(position).copied().flatten() {
            Some(column) => Place::Cell(table.id, row.number, column),
            None => Place::Row(table.id, row.number),
        };
        if let Some(belongs) = row.cells[..fixed].get(2) {
            self.belongs(&plain(belongs), place(2), found);
        } else if self.side == Side::Units {
            self.groups.push(0);
        }
        for (column, cell) in row.cells[fixed..].iter().take(self.columns.len()).enumerate() {
            if let Some(fault) = self.cell(row.number, column, cell) {
                found.push(Finding::new(fault, place(fixed + column)));
            }
        }
    }

    fn cell(&mut self, row: u32, column: usize, cell: &Cell<'_>) -> Option<CellFault> {
        match &mut self.columns[column] {
            Held::Texts(texts) => {
                texts.push(&plain(cell));
                None
            }
            Held::Figures(figures) => {
                let read = self.readers[column].read(cell);
                if read.number_as_text && read.fault.is_none() {
                    let (count, first) = &mut self.as_text[column];
                    *first = if *count == 0 { row } else { *first };
                    *count += 1;
                }
                figures.push(read.figure);
                figures.spell_last(read.spelling);
                read.fault
            }
        }
    }

    /// A unit's group, or a person's unit as written.
    fn belongs(&mut self, written: &str, place: Place, found: &mut Vec<Finding>) {
        if self.side == Side::Persons {
            self.belongs.push(written);
            return;
        }
        if !self.grouped {
            self.groups.push(0);
            return;
        }
        let key = name::match_key(written);
        let group = self.group_keys.iter().find(|(known, _)| *known == key).map(|(_, group)| *group);
        self.groups.push(group.unwrap_or(NO_GROUP));
        if group.is_none() {
            let known = || self.campaign.groups.iter().flat_map(|group| &group.spellings).map(String::as_str);
            let fault = CellFault::UnknownGroup {
                written: written.to_owned(),
                near: name::nearest(written, known()).map(str::to_owned),
                known: known().map(str::to_owned).collect(),
            };
            found.push(Finding::new(fault, place));
        }
    }

    /// Numbers that a workbook holds as text, told once for each column.
    pub(super) fn notes(&self, register: &Register, table: TableId, positions: &[Option<u16>]) -> Vec<Finding> {
        let told = self.as_text.iter().enumerate().filter(|(_, (count, _))| *count > 0);
        told.filter_map(|(column, (count, first))| {
            let heading = register.fields[column].headings.first()?.clone();
            let place = Place::Cell(table, *first, positions.get(column).copied().flatten()?);
            Some(Finding::new(CellFault::NumbersAsText { heading, count: *count }, place))
        })
        .collect()
    }
}

/// The columns that identify a subject: its id, its name, and its group or unit.
pub(super) fn fixed(register: &Register) -> usize {
    2 + usize::from(register.belongs.is_some())
}

/// Every spelling as a matching key with what it stands for; what is shown stands for itself.
pub(super) fn aliases(register: &Register) -> BTreeMap<String, &str> {
    let mut aliases = BTreeMap::new();
    for alias in &register.aliases {
        let spellings = alias.spellings.iter().chain(std::iter::once(&alias.shown));
        aliases.extend(spellings.map(|spelling| (name::match_key(spelling), alias.shown.as_str())));
    }
    aliases
}

/// What a spelling stands for.
pub(super) fn shown<'t>(aliases: &BTreeMap<String, &'t str>, written: Cow<'t, str>) -> Cow<'t, str> {
    if aliases.is_empty() {
        return written;
    }
    aliases.get(&name::match_key(&written)).map_or(written, |shown| Cow::Borrowed(*shown))
}

/// Tells which rows are no subjects. A row with an id is one whatever it looks like, unless its id is that of a sum.
#[derive(Debug, Default)]
pub(super) struct Passing {
    /// Whether a signature was passed: the names below it are no subjects.
    signed: bool,
}

impl Passing {
    /// Why a row is no subject; `None` when it is one.
    pub(super) fn skipped(&mut self, id: &str, label: &str, row: &Row<'_>) -> Option<Skipped> {
        if !id.is_empty() {
            self.signed = false;
            // A name beside it makes it somebody's: a commune may be called Trung Bình.
            return (is_total(id) && (label.is_empty() || label == id)).then_some(Skipped::Total);
        }
        let filled = row.cells.iter().filter(|cell| !matches!(cell, Cell::Empty)).count();
        let looks = row.looks(label);
        self.signed |= looks == Looks::Signature;
        Some(match looks {
            Looks::Total => Skipped::Total,
            Looks::Signature => Skipped::Signature,
            Looks::Note => Skipped::Note,
            _ if self.signed && !row.has_figures() => Skipped::Signature,
            Looks::Group if filled <= 1 => Skipped::Group,
            _ if filled <= 1 => Skipped::Note,
            _ => Skipped::NoId,
        })
    }
}

/// The rows that were passed over, in the order of the file: those that hold no data by their form, and those that are
/// no subjects.
pub(super) fn all_skipped(table: &Table, mut passed: Vec<SkippedRow>) -> Vec<SkippedRow> {
    let by_form = table.skipped.iter().filter_map(|skipped| {
        let why = match skipped.looks {
            Looks::ColumnNumbers => Skipped::ColumnNumbers,
            Looks::Headings => Skipped::Headings,
            Looks::Data | Looks::Total | Looks::Group | Looks::Signature | Looks::Note => return None,
        };
        Some(SkippedRow { row: skipped.row, why })
    });
    passed.extend(by_form);
    passed.sort_by_key(|skipped| skipped.row);
    passed
}

/// A cell's text as a person sees it, for ids, names and free text.
pub(super) fn plain<'c>(cell: &'c Cell<'_>) -> Cow<'c, str> {
    match cell {
        Cell::Text(text) => Cow::Borrowed(text),
        Cell::Number(number, Shown::Zeros(width)) => Cow::Owned(format!("{number:0>width$}", width = usize::from(*width))),
        Cell::Number(number, _) => Cow::Owned(number.normalize().to_string()),
        Cell::Date(day) => Cow::Owned(day.format("%d/%m/%Y").to_string()),
        Cell::Bool(yes) => Cow::Borrowed(if *yes { "TRUE" } else { "FALSE" }),
        Cell::Error(error) => Cow::Borrowed(error),
        Cell::Empty | Cell::Uncomputed => Cow::Borrowed(""),
    }
}
