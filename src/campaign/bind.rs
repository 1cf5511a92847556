//! Binds the tables that units sent in to the subjects of a campaign.
//!
//! In: the checked definition and the bytes of its files. Out: units and persons with their figures by column, every
//! cell's doubt as a finding with its place. Mistakes that make a list unsafe (a missing column, a doubled id) leave no
//! subjects, but all of them are found in one run.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::campaign::column::Figures;
use crate::campaign::definition::{Campaign, Heading, Register};
use crate::campaign::detail_bind;
use crate::campaign::figure::Reader;
use crate::campaign::subjects::{Held, NO_GROUP, NO_UNIT, Roll, Skipped, SkippedRow, Subjects, Texts, id_order};
use crate::input::{self, Cell, File, Request, Row, Shown, Table, Wanted};
use crate::rule::{Operand, Operands, Quantity, Slot, Standing};
use crate::vocab::finding::CellFault;
use crate::vocab::{Finding, Kind, Level, Number, Place, Side, Sources, TableId, name};

/// The files of a campaign.
#[derive(Debug, Clone, Copy)]
pub struct Data<'a> {
    /// The units' table.
    pub units: File<'a>,
    /// The persons' table; `None` in a campaign without persons.
    pub persons: Option<File<'a>>,
    /// The tables of lists, in the order of [`Campaign::details`].
    pub details: &'a [File<'a>],
}

/// Binds the files to subjects. Without subjects at least one finding is a [`Level::Mistake`]; the sources tell where
/// findings stand.
#[must_use]
pub fn bind(campaign: &Campaign, data: &Data<'_>) -> (Option<Subjects>, Sources, Vec<Finding>) {
    let mut sources = Sources::default();
    let mut findings = Vec::new();
    let units = roll(campaign, &campaign.units, data.units, &mut sources, &mut findings);
    let persons = match (&campaign.persons, data.persons) {
        (Some(register), Some(file)) => Some(roll(campaign, register, file, &mut sources, &mut findings)),
        _ => None,
    };
    let details: Vec<Option<detail_bind::Unlinked>> = campaign
        .details
        .iter()
        .enumerate()
        .map(|(at, detail)| detail_bind::read(campaign, detail, *data.details.get(at)?, &mut sources, &mut findings))
        .collect();
    let Some(units) = units else { return (None, sources, findings) };
    let persons = match persons {
        Some(Some((persons, unit_ids))) => Some(join(persons, &unit_ids, &units.0, &mut findings)),
        Some(None) => return (None, sources, findings),
        None => None,
    };
    let mut subjects =
        Subjects { units: units.0, persons, details: Vec::new(), sources: sources.clone(), findings: Vec::new() };
    subjects.details = details
        .into_iter()
        .zip(&campaign.details)
        .map(|(table, detail)| {
            let roll = subjects.roll(detail.side)?;
            Some(detail_bind::link(campaign, detail, table?, roll, &mut findings))
        })
        .collect();
    check_parts(campaign, &mut subjects, &mut findings);
    if findings.iter().any(|finding| finding.level() == Level::Mistake) {
        return (None, sources, findings);
    }
    subjects.findings = findings;
    (Some(subjects), sources, Vec::new())
}

/// Reads one table. Beside the roll come, for persons, the units as they are written.
fn roll(
    campaign: &Campaign,
    register: &Register,
    file: File<'_>,
    sources: &mut Sources,
    findings: &mut Vec<Finding>,
) -> Option<(Roll, Texts)> {
    let mut builder = Builder::new(campaign, register);
    let mut found = Vec::new();
    let table =
        input::read(file, &request(register), sources, findings, &mut |table, row| builder.row(table, &row, &mut found));
    findings.append(&mut found);
    let table = table?;
    let key = |position: usize| table.columns.get(position).copied().flatten();
    let fixed = if register.belongs.is_some() { 3 } else { 2 };
    let keys = [key(0), key(1), if fixed == 3 { key(2) } else { None }];
    let positions = (0..register.columns.len()).map(|column| key(fixed + column)).collect();
    if sources.get(table.id).is_some_and(|source| source.sheet.is_some()) {
        findings.extend(builder.notes(register, table.id, &table.columns[fixed..]));
    }
    let mut roll = Roll {
        side: register.side,
        table,
        ids: builder.ids,
        names: builder.names,
        rows: builder.rows,
        groups: builder.groups,
        units: Vec::new(),
        columns: builder.columns,
        by_id: Vec::new(),
        rejected: builder.skipped.iter().filter(|row| row.why == Skipped::NoId).count(),
        skipped: builder.skipped,
        keys,
        positions,
    };
    order_by_id(&mut roll);
    findings.extend(doubled_ids(&roll));
    Some((roll, builder.belongs))
}

fn request(register: &Register) -> Request {
    let wanted = |heading: &Heading| Wanted { headings: heading.spellings.clone(), required: true };
    let keys = [Some(&register.id), Some(&register.name), register.belongs.as_ref()];
    let columns = register.fields.iter().take(register.columns.len());
    let columns = columns.map(|field| Wanted { headings: field.headings.clone(), required: true });
    Request {
        sheet: register.sheet.clone(),
        heading_row: register.heading_row,
        columns: keys.into_iter().flatten().map(wanted).chain(columns).collect(),
        limits: input::Limits::default(),
    }
}

/// Gathers the rows of one table into columns.
struct Builder<'c> {
    campaign: &'c Campaign,
    side: Side,
    grouped: bool,
    readers: Vec<Reader<'c>>,
    ids: Texts,
    names: Texts,
    /// A person's unit as written.
    belongs: Texts,
    rows: Vec<u32>,
    groups: Vec<u8>,
    group_keys: Vec<(String, u8)>,
    columns: Vec<Held>,
    skipped: Vec<SkippedRow>,
    /// For each column how many numbers came as text in a workbook, and the first of them.
    as_text: Vec<(u32, u32)>,
}

impl<'c> Builder<'c> {
    fn new(campaign: &'c Campaign, register: &'c Register) -> Builder<'c> {
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
            grouped: campaign.grouped,
            readers: fields().map(|(field, column)| Reader::new(field, column)).collect(),
            ids: Texts::default(),
            names: Texts::default(),
            belongs: Texts::default(),
            rows: Vec::new(),
            groups: Vec::new(),
            group_keys: group_keys.collect(),
            columns: fields().map(|(field, _)| held(field.kind, field.steps.is_empty())).collect(),
            skipped: Vec::new(),
            as_text: vec![(0, 0); register.columns.len()],
        }
    }

    fn row(&mut self, table: &Table, row: &Row<'_>, found: &mut Vec<Finding>) {
        let fixed = row.cells.len() - self.readers.len();
        let (id, label) = (plain(&row.cells[0]), plain(&row.cells[1]));
        if let Some(why) = skipped(&id, &label, row) {
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
        if fixed == 3 {
            self.belongs(&plain(&row.cells[2]), place(2), found);
        } else if self.side == Side::Units {
            self.groups.push(0);
        }
        for (column, cell) in row.cells[fixed..].iter().enumerate() {
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
    fn notes(&self, register: &Register, table: TableId, positions: &[Option<u16>]) -> Vec<Finding> {
        let told = self.as_text.iter().enumerate().filter(|(_, (count, _))| *count > 0);
        told.filter_map(|(column, (count, first))| {
            let heading = register.fields[column].headings.first()?.clone();
            let place = Place::Cell(table, *first, positions.get(column).copied().flatten()?);
            Some(Finding::new(CellFault::NumbersAsText { heading, count: *count }, place))
        })
        .collect()
    }
}

/// Why a row is no subject; `None` when it is one.
pub(super) fn skipped(id: &str, label: &str, row: &Row<'_>) -> Option<Skipped> {
    if is_total(id) || (id.is_empty() && (is_total(label) || is_total(row.lead))) {
        return Some(Skipped::Total);
    }
    if !id.is_empty() {
        return None;
    }
    let filled = row.cells.iter().filter(|cell| !matches!(cell, Cell::Empty)).count();
    Some(if filled <= 1 { Skipped::Note } else { Skipped::NoId })
}

/// Whether a label announces a sum or an average of the rows above.
fn is_total(label: &str) -> bool {
    const TOTALS: [&str; 5] = ["cộng", "tổng cộng", "tổng số", "trung bình", "bình quân"];
    let starts = label.chars().next().is_some_and(|c| "cCtTbB".contains(c));
    starts && TOTALS.iter().any(|total| name::match_key(label).starts_with(&name::match_key(total)))
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

fn order_by_id(roll: &mut Roll) {
    let count = u32::try_from(roll.len()).unwrap_or(u32::MAX);
    let at = |row: u32| roll.ids.get(usize::try_from(row).unwrap_or(usize::MAX));
    let mut order: Vec<u32> = (0..count).collect();
    // Rows with one id stay in the order of the file, for the finding that names them all.
    order.sort_by(|a, b| id_order(at(*a), at(*b)));
    roll.by_id = order;
}

/// Every id that stands on several rows, with all of them.
fn doubled_ids(roll: &Roll) -> Vec<Finding> {
    let order: Vec<usize> = roll.by_id().collect();
    let same = |a: &usize, b: &usize| id_order(roll.id(*a), roll.id(*b)).is_eq();
    let doubled = order.chunk_by(same).filter(|rows| rows.len() > 1);
    doubled
        .filter_map(|rows| {
            let place = |row: &usize| roll.id_place(*row);
            let fault = CellFault::DoubledId { id: roll.id(rows[0]).to_owned() };
            let mut finding = Finding::new(fault, place(&rows[0])?);
            finding.others = rows[1..].iter().filter_map(place).collect();
            Some(finding)
        })
        .collect()
}

/// Finds each person's unit. An unknown one leaves the person pending and named.
fn join(mut persons: Roll, written: &Texts, units: &Roll, findings: &mut Vec<Finding>) -> Roll {
    let known: BTreeMap<String, u32> =
        (0..units.len()).zip(0_u32..).map(|(unit, position)| (name::match_key(units.id(unit)), position)).collect();
    for person in 0..persons.len() {
        let id = written.get(person);
        let unit = known.get(&name::match_key(id)).copied();
        let group = unit.and_then(|unit| units.groups.get(usize::try_from(unit).ok()?).copied());
        persons.units.push(unit.unwrap_or(NO_UNIT));
        persons.groups.push(group.unwrap_or(NO_GROUP));
        if let (None, Some(place)) = (unit, persons.belongs_place(person)) {
            let near = name::nearest(id, (0..units.len()).map(|unit| units.id(unit))).map(str::to_owned);
            findings.push(Finding::new(CellFault::UnknownUnit { written: id.to_owned(), near }, place));
        }
    }
    persons
}

/// A part above its declared whole cannot be right: the part is not used, and both cells are named.
fn check_parts(campaign: &Campaign, subjects: &mut Subjects, findings: &mut Vec<Finding>) {
    parts_of(&campaign.units, &mut subjects.units, None, findings);
    if let (Some(register), Some(persons)) = (&campaign.persons, &mut subjects.persons) {
        parts_of(register, persons, Some(&subjects.units), findings);
    }
}

fn parts_of(register: &Register, roll: &mut Roll, units: Option<&Roll>, findings: &mut Vec<Finding>) {
    for limit in &register.limits.own {
        let part = usize::from(limit.part);
        let above: Vec<usize> = (0..roll.len())
            .filter(|subject| {
                let (Operand::Known(value), Quantity::Known(whole)) =
                    (roll.operand(*subject, part), limit.whole.value(&OwnFigures { roll, units, subject: *subject }))
                else {
                    return false;
                };
                value > whole
            })
            .collect();
        for subject in above {
            let fault = CellFault::PartAboveWhole {
                part: register.fields[part].headings.first().cloned().unwrap_or_default(),
                whole: limit.whole.label(),
            };
            let Some(place) = roll.place(subject, part) else { continue };
            let mut finding = Finding::new(fault, place);
            let wholes = limit.whole.slots().iter().filter(|slot| !slot.of_unit);
            finding.others = wholes.filter_map(|slot| roll.place(subject, usize::from(slot.field))).collect();
            findings.push(finding);
            if let Some(Held::Figures(figures)) = roll.columns.get_mut(part) {
                figures.spoil(subject);
            }
        }
    }
}

/// The columns of one subject, before anything is computed from them.
struct OwnFigures<'r> {
    roll: &'r Roll,
    units: Option<&'r Roll>,
    subject: usize,
}

impl Operands for OwnFigures<'_> {
    fn operand(&self, slot: Slot) -> Operand {
        let column = usize::from(slot.field);
        match (slot.of_unit, self.units) {
            (false, _) => self.roll.operand(self.subject, column),
            (true, Some(units)) => self.roll.unit(self.subject).map_or(Operand::Absent, |unit| units.operand(unit, column)),
            (true, None) => Operand::Absent,
        }
    }

    fn place(&self, slot: Slot) -> Option<Place> {
        self.roll.place(self.subject, usize::from(slot.field))
    }

    fn standing(&self, _ranked: usize) -> Standing {
        Standing::NoData
    }

    fn cutoff(&self, _ranked: usize, _place: u32) -> Option<Number> {
        None
    }
}
