//! Reads detail tables and links their rows to subjects by id, in earlier years through the units that they were then.
//!
//! A row that names nobody known is a doubt. Where its id looks like that of one subject only, the row is kept with that
//! subject as uncertain: nothing that depends on it is decided, so that a misspelt id never hides a row that would fail.

use std::collections::{BTreeMap, BTreeSet};

use crate::campaign::bind::year_of;
use crate::campaign::builder::{Passing, aliases, all_skipped, plain, shown};
use crate::campaign::column::Figures;
use crate::campaign::definition::{Campaign, Change};
use crate::campaign::detail::{Detail, DetailRows};
use crate::campaign::earlier::past;
use crate::campaign::figure::Reader;
use crate::campaign::subjects::{Held, Roll, Skipped, SkippedRow, Subjects, Texts, id_order};
use crate::input::{self, Cell, File, Limits, Request, Row, Table, Wanted};
use crate::rule::{List, Operand, Operands, Quantity, Slot, Standing};
use crate::vocab::finding::CellFault;
use crate::vocab::{Finding, Kind, Number, Place, Side, Sources, TableId, name};

/// How many columns stand before those of figures: the subject and the name.
const FIXED: usize = 2;

/// What one table holds of one year, before its rows are linked.
pub(super) struct YearRows {
    year: i32,
    rows: DetailRows,
    /// The subject of each row as written, or what that spelling stands for.
    written: Texts,
}

/// Reads one table: of one year, or of every year that is needed where a column tells the year.
pub(super) fn read(
    campaign: &Campaign,
    detail: &Detail,
    year: i32,
    file: File<'_>,
    limits: Limits,
    (sources, findings): (&mut Sources, &mut Vec<Finding>),
) -> Vec<YearRows> {
    let Some(list) = list_of(campaign, detail) else { return Vec::new() };
    let years = if detail.year.is_some() { campaign.years() } else { vec![year] };
    let aliases = campaign.register(detail.side).map(aliases).unwrap_or_default();
    let gathered = years.into_iter().map(|year| (year, Gathered::new(list, detail, &aliases)));
    let mut gathered: BTreeMap<i32, Gathered<'_>> = gathered.collect();
    let mut found = Vec::new();
    let mut take = |table: &Table, row: Row<'_>| {
        if let Some(year) = year_of(detail.year.is_some(), year, table, &row, &mut found)
            && let Some(gathered) = gathered.get_mut(&year)
        {
            gathered.row(table, &row, &mut found);
        }
    };
    let table = input::read(file, &request(list, detail, limits), sources, findings, &mut take);
    findings.append(&mut found);
    let Some(table) = table else { return Vec::new() };
    if sources.get(table.id).is_some_and(|source| source.sheet.is_some()) {
        let positions = positions(list, &table);
        findings.extend(gathered.values().flat_map(|gathered| gathered.notes(list, table.id, &positions)));
    }
    gathered.into_iter().map(|(year, gathered)| finish(list, year, table.clone(), gathered)).collect()
}

fn positions(list: &List, table: &Table) -> Vec<Option<u16>> {
    (0..list.fields.len()).map(|column| table.columns.get(FIXED + column).copied().flatten()).collect()
}

fn finish(list: &List, year: i32, table: Table, gathered: Gathered<'_>) -> YearRows {
    let key = |position: usize| table.columns.get(position).copied().flatten();
    let rows = DetailRows {
        keys: [key(0), key(1)],
        positions: positions(list, &table),
        certain: vec![true; gathered.rows.len()],
        skipped: all_skipped(&table, gathered.skipped),
        table,
        names: gathered.names,
        rows: gathered.rows,
        columns: gathered.columns,
        order: Vec::new(),
        starts: Vec::new(),
        new: BTreeSet::new(),
        unknown: 0,
    };
    YearRows { year, rows, written: gathered.subjects }
}

fn list_of<'c>(campaign: &'c Campaign, detail: &Detail) -> Option<&'c List> {
    campaign.register(detail.side)?.lists.get(usize::from(detail.list))
}

fn request(list: &List, detail: &Detail, limits: Limits) -> Request {
    let wanted = |headings: &[String]| Wanted { headings: headings.to_vec(), required: true };
    let keys = [&detail.subject, &detail.name].map(|heading| wanted(&heading.spellings));
    let columns = list.fields.iter().map(|field| wanted(&field.headings));
    Request {
        sheet: detail.sheet.clone(),
        heading_row: detail.heading_row,
        // The year comes last, as for subjects.
        columns: keys.into_iter().chain(columns).chain(detail.year.iter().map(|year| wanted(&year.spellings))).collect(),
        limits,
    }
}

/// Gathers the rows of one table into columns.
struct Gathered<'c> {
    /// What other spellings of ids stand for.
    aliases: &'c BTreeMap<String, &'c str>,
    readers: Vec<Reader<'c>>,
    subjects: Texts,
    names: Texts,
    rows: Vec<u32>,
    columns: Vec<Held>,
    skipped: Vec<SkippedRow>,
    passing: Passing,
    /// For each column how many numbers came as text, and the first of them.
    as_text: Vec<(u32, u32)>,
}

impl<'c> Gathered<'c> {
    fn new(list: &'c List, detail: &'c Detail, aliases: &'c BTreeMap<String, &'c str>) -> Gathered<'c> {
        let fields = || list.fields.iter().zip(&detail.columns);
        let free = |kind: Kind, steps: usize| kind == Kind::Text && steps == 0;
        let held = |free: bool| if free { Held::Texts(Texts::default()) } else { Held::Figures(Figures::default()) };
        Gathered {
            aliases,
            readers: fields().map(|(field, column)| Reader::new(field, column)).collect(),
            subjects: Texts::default(),
            names: Texts::default(),
            rows: Vec::new(),
            columns: fields().map(|(field, _)| held(free(field.kind, field.steps.len()))).collect(),
            skipped: Vec::new(),
            passing: Passing::default(),
            as_text: vec![(0, 0); list.fields.len()],
        }
    }

    fn row(&mut self, table: &Table, row: &Row<'_>, found: &mut Vec<Finding>) {
        let [subject, label, figures @ ..] = row.cells else { return };
        let (subject, label) = (shown(self.aliases, plain(subject)), plain(label));
        if let Some(why) = self.passing.skipped(&subject, &label, row) {
            self.skipped.push(SkippedRow { row: row.number, why });
            if why == Skipped::NoId {
                found.push(Finding::new(CellFault::RowWithoutId, Place::Row(table.id, row.number)));
            }
            return;
        }
        self.subjects.push(&subject);
        self.names.push(&label);
        self.rows.push(row.number);
        for (column, cell) in figures.iter().take(self.columns.len()).enumerate() {
            if let Some(fault) = self.cell(row.number, column, cell) {
                let place = match table.columns.get(FIXED + column).copied().flatten() {
                    Some(column) => Place::Cell(table.id, row.number, column),
                    None => Place::Row(table.id, row.number),
                };
                found.push(Finding::new(fault, place));
            }
        }
    }

    fn cell(&mut self, row: u32, column: usize, cell: &Cell<'_>) -> Option<CellFault> {
        match self.columns.get_mut(column)? {
            Held::Texts(texts) => {
                texts.push(&plain(cell));
                None
            }
            Held::Figures(figures) => {
                let read = self.readers.get_mut(column)?.read(cell);
                if let Some((count, first)) =
                    self.as_text.get_mut(column).filter(|_| read.number_as_text && read.fault.is_none())
                {
                    *first = if *count == 0 { row } else { *first };
                    *count += 1;
                }
                figures.push(read.figure);
                read.fault
            }
        }
    }

    /// Numbers that a workbook holds as text, told once for each column.
    fn notes(&self, list: &List, table: TableId, positions: &[Option<u16>]) -> Vec<Finding> {
        let columns = list.fields.iter().zip(&self.as_text).zip(positions);
        let note = |((field, (count, first)), position): ((&crate::rule::Field, &(u32, u32)), &Option<u16>)| {
            let heading = field.headings.first()?.clone();
            let place = Place::Cell(table, *first, (*position)?);
            (*count > 0).then(|| Finding::new(CellFault::NumbersAsText { heading, count: *count }, place))
        };
        columns.filter_map(note).collect()
    }
}

/// Links the rows of every year to the subjects of the year judged, that year first.
pub(super) fn link(
    campaign: &Campaign,
    detail: &Detail,
    years: Vec<YearRows>,
    subjects: &Subjects,
    findings: &mut Vec<Finding>,
) -> Vec<Option<DetailRows>> {
    let Some(roll) = subjects.roll(detail.side) else { return Vec::new() };
    let mut years: BTreeMap<i32, YearRows> = years.into_iter().map(|year| (year.year, year)).collect();
    let back = 0..=i32::from(campaign.years_back());
    back.map(|back| Some(link_year(campaign, detail, years.remove(&(campaign.year - back))?, roll, findings))).collect()
}

fn link_year(
    campaign: &Campaign,
    detail: &Detail,
    of_year: YearRows,
    roll: &Roll,
    findings: &mut Vec<Finding>,
) -> DetailRows {
    let YearRows { year, mut rows, written } = of_year;
    let changes =
        if year == campaign.year { &[][..] } else { campaign.register(detail.side).map_or(&[][..], |r| &r.changes) };
    let mut known = Known::new(roll, year, changes);
    let mut linked: Vec<(usize, u32)> = Vec::new();
    for (at, position) in (0..rows.rows.len()).zip(0_u32..) {
        let (subjects, certain) = known.find(written.get(at));
        linked.extend(subjects.iter().map(|subject| (*subject, position)));
        rows.certain[at] = certain;
        rows.unknown += usize::from(!certain);
        // What an earlier year holds of units that are no more concerns nobody, unless it looks like somebody's.
        let fault = known.fault(written.get(at), detail.side).filter(|_| year == campaign.year || !subjects.is_empty());
        if let (Some(fault), Some(place)) = (fault, rows.cell(at, rows.keys[0])) {
            findings.push(Finding::new(fault, place));
        }
    }
    let at = |position: u32| usize::try_from(position).unwrap_or(usize::MAX);
    linked.sort_by(|(a, a_row), (b, b_row)| {
        let (a_row, b_row) = (at(*a_row), at(*b_row));
        let uncertain = |row: usize| !rows.certain.get(row).copied().unwrap_or_default();
        let of_subject = (a, uncertain(a_row)).cmp(&(b, uncertain(b_row)));
        of_subject.then_with(|| id_order(rows.names.get(a_row), rows.names.get(b_row)))
    });
    let start = |subject: usize| linked.partition_point(|(of, _)| *of < subject);
    rows.starts = (0..=roll.len()).map(|subject| u32::try_from(start(subject)).unwrap_or(u32::MAX)).collect();
    rows.order = linked.iter().map(|(_, row)| *row).collect();
    rows.new = known.new;
    if let Some(list) = list_of(campaign, detail) {
        check_parts(list, &mut rows, findings);
    }
    rows
}

/// The ids that one side's subjects had in a year.
struct Known {
    /// Each id as it is written, with its subjects: several where a unit was split since.
    ids: BTreeMap<String, (String, Vec<usize>)>,
    /// Ids that are not known, with the key of the only known one that they look like.
    unknown: BTreeMap<String, Option<String>>,
    /// The subjects that did not exist.
    new: BTreeSet<usize>,
}

impl Known {
    fn new(roll: &Roll, year: i32, changes: &[Change]) -> Known {
        let mut known = Known { ids: BTreeMap::new(), unknown: BTreeMap::new(), new: BTreeSet::new() };
        for subject in 0..roll.len() {
            match past(roll.id(subject), year, changes, changes.len()) {
                Some(ids) => ids.into_iter().for_each(|id| {
                    known.ids.entry(name::match_key(&id)).or_insert((id, Vec::new())).1.push(subject);
                }),
                None => {
                    known.new.insert(subject);
                }
            }
        }
        known
    }

    /// The subjects that an id means, and whether that is certain; nobody when it looks like nobody's.
    fn find(&mut self, written: &str) -> (Vec<usize>, bool) {
        let key = name::match_key(written);
        if let Some((_, subjects)) = self.ids.get(&key) {
            return (subjects.clone(), true);
        }
        let ids = &self.ids;
        let near = self
            .unknown
            .entry(written.to_owned())
            .or_insert_with(|| name::nearest(written, ids.values().map(|(id, _)| id.as_str())).map(name::match_key));
        let subjects = near.as_ref().and_then(|near| ids.get(near)).map(|(_, subjects)| subjects.clone());
        (subjects.unwrap_or_default(), false)
    }

    fn fault(&self, written: &str, side: Side) -> Option<CellFault> {
        let near = self.unknown.get(written)?.as_ref();
        let near = near.and_then(|near| self.ids.get(near)).map(|(id, _)| id.clone());
        Some(CellFault::UnknownSubject { written: written.to_owned(), near, side })
    }
}

/// A part above its declared whole cannot be right: the part is not used, and both cells are named.
fn check_parts(list: &List, rows: &mut DetailRows, findings: &mut Vec<Finding>) {
    for limit in &list.limits {
        let part = usize::from(limit.part);
        let above = |row: &usize| {
            let figures = OneRow { rows, row: *row };
            let slot = Slot { of_unit: false, years_back: 0, field: limit.part };
            matches!(
                (figures.operand(slot), limit.whole.value(&figures)),
                (Operand::Known(value), Quantity::Known(whole)) if value > whole
            )
        };
        let above: Vec<usize> = (0..rows.rows.len()).filter(above).collect();
        for row in above {
            let place = |column: usize| rows.cell(row, rows.positions.get(column).copied().flatten());
            let heading = list.fields.get(part).and_then(|field| field.headings.first()).cloned().unwrap_or_default();
            if let Some(cell) = place(part) {
                let fault = CellFault::PartAboveWhole { part: heading, whole: limit.whole.label() };
                let mut finding = Finding::new(fault, cell);
                finding.others = limit.whole.slots().iter().filter_map(|slot| place(usize::from(slot.field))).collect();
                findings.push(finding);
            }
            if let Some(Held::Figures(figures)) = rows.columns.get_mut(part) {
                figures.spoil(row);
            }
        }
    }
}

/// The figures of one row alone.
struct OneRow<'r> {
    rows: &'r DetailRows,
    row: usize,
}

impl Operands for OneRow<'_> {
    fn operand(&self, slot: Slot) -> Operand {
        match self.rows.columns.get(usize::from(slot.field)) {
            Some(Held::Figures(figures)) => figures.operand(self.row),
            _ => Operand::Absent,
        }
    }

    fn place(&self, slot: Slot) -> Option<Place> {
        self.rows.cell(self.row, self.rows.positions.get(usize::from(slot.field)).copied().flatten())
    }

    fn standing(&self, _ranked: usize) -> Standing {
        Standing::NoData
    }

    fn cutoff(&self, _ranked: usize, _place: u32) -> Option<Number> {
        None
    }
}
