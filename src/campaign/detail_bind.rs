//! Reads detail tables and links their rows to subjects by id, in earlier years through the units that they were then.
//!
//! A row that names nobody known is a doubt. Where its id looks like that of one subject only, the row is kept with that
//! subject as uncertain: nothing that depends on it is decided, so that a misspelt id never hides a row that would fail.

use std::collections::{BTreeMap, BTreeSet};

use crate::campaign::amid;
use crate::campaign::bind::{in_workbook, without_year, year_of};
use crate::campaign::builder::{
    Naming, Passing, Writings, aliases, by_form, code, is_heading, is_of_column, label, nothing_beside, passed_over,
    second_table, shown, unreadable,
};
use crate::campaign::definition::Campaign;
use crate::campaign::detail::{Detail, DetailRows, FIXED};
use crate::campaign::directory::{Fit, Taken, Writing};
use crate::campaign::gather::Gatherer;
use crate::campaign::known::Known;
use crate::campaign::origin::Origin;
use crate::campaign::repeated;
use crate::campaign::subjects::{Held, Roll, Skipped, SkippedRow, Subjects, id_order};
use crate::campaign::texts::Texts;
use crate::input::{self, File, Limits, Request, Row, Table, Takers, Wanted};
use crate::rule::{List, Operand, Operands, Quantity, Slot, Standing};
use crate::vocab::finding::CellFault;
use crate::vocab::{Finding, Level, Number, Place, Side, Sources, TableId};

/// What the tables hold of one year, before their rows are linked.
pub(super) struct YearRows {
    year: i32,
    rows: DetailRows,
    /// The subject of each row as written, or what that spelling stands for.
    written: Texts,
    writings: Writings,
}

/// Reads the tables of one year, or of every year that is needed where a column tells the year.
pub(super) fn read(
    campaign: &Campaign,
    detail: &Detail,
    year: i32,
    files: &[File<'_>],
    limits: Limits,
    (sources, findings): (&mut Sources, &mut Vec<Finding>),
) -> Vec<YearRows> {
    let Some(list) = list_of(campaign, detail) else { return Vec::new() };
    let years = if detail.year.is_some() { campaign.years() } else { vec![year] };
    let aliases = campaign.register(detail.side).map(aliases).unwrap_or_default();
    let gathered = years.into_iter().map(|year| (year, Gathered::new(list, detail, &aliases)));
    let mut gathered: BTreeMap<i32, Gathered<'_>> = gathered.collect();
    let (mut is_told, mut is_some_read, first) = (true, false, findings.len());
    let (request, keys, patterns) = (request(list, detail, limits), keys(detail), detail.patterns_of(year));
    for file in files {
        let mut found = Vec::new();
        let known = findings.len();
        let mut take = |table: &Table, row: Row<'_>| {
            let year = year_of(detail.year.is_some(), year, table, &row, &mut found);
            for (of, gathered) in &mut gathered {
                match year {
                    Some(year) if year == *of => gathered.row(table, &row, &mut found),
                    Some(_) => gathered.other_years += 1,
                    None => gathered.skipped.push(without_year(table, &row)),
                }
            }
        };
        let table = input::read(*file, &request, sources, findings, Takers::one(&mut take));
        findings.append(&mut found);
        if !patterns.is_empty() {
            let unread = table.as_ref().map_or(&[][..], |table| &table.unread);
            amid::propose(findings.get_mut(known..).unwrap_or_default(), unread, &request, &keys);
        }
        is_some_read |= table.is_some();
        match (table, sources.last()) {
            (Some(table), _) => gathered.values_mut().for_each(|gathered| gathered.end_of_table(table.clone(), findings)),
            (None, unread) => {
                is_told &= findings.iter().skip(known).any(|finding| finding.level() == Level::Mistake);
                unread.into_iter().for_each(|unread| gathered.values_mut().for_each(|of| of.end_of_unread(unread)));
            }
        }
    }
    if !patterns.is_empty() {
        amid::once(findings, first);
    }
    // Nothing may be judged by the others alone.
    if !is_told || !is_some_read {
        return Vec::new();
    }
    let notes = gathered.values().flat_map(|gathered| gathered.figures.notes(|place| in_workbook(sources, place)));
    findings.extend(notes);
    gathered.into_iter().map(|(year, gathered)| finish(year, gathered)).collect()
}

fn finish(year: i32, gathered: Gathered<'_>) -> YearRows {
    let rows = DetailRows {
        certain: gathered.certain,
        origin: gathered.origin,
        names: gathered.names,
        columns: gathered.figures.into_columns(),
        order: Vec::new(),
        starts: Vec::new(),
        new: BTreeSet::new(),
        skipped: gathered.skipped,
        other_years: gathered.other_years,
        unknown: 0,
    };
    YearRows { year, rows, written: gathered.subjects, writings: gathered.writings }
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

/// The keys of the columns of a request in the definition.
fn keys(detail: &Detail) -> Vec<&'static str> {
    let columns = detail.columns.iter().map(|_| "heading");
    ["subject", "name"].into_iter().chain(columns).chain(detail.year.as_ref().map(|_| "year")).collect()
}

/// Gathers the rows of one table, or of several, into columns.
struct Gathered<'c> {
    /// What other spellings of ids stand for.
    aliases: &'c BTreeMap<String, &'c str>,
    figures: Gatherer<'c>,
    origin: Origin,
    subjects: Texts,
    writings: Writings,
    names: Texts,
    /// Whether each row is certainly one of the list, and not the heading of a group of its rows.
    certain: Vec<bool>,
    skipped: Vec<SkippedRow>,
    other_years: usize,
    passing: Passing,
}

impl<'c> Gathered<'c> {
    fn new(list: &'c List, detail: &'c Detail, aliases: &'c BTreeMap<String, &'c str>) -> Gathered<'c> {
        Gathered {
            aliases,
            figures: Gatherer::new(&list.fields, &detail.columns, FIXED),
            origin: Origin::default(),
            subjects: Texts::default(),
            writings: Writings::default(),
            names: Texts::default(),
            certain: Vec::new(),
            skipped: Vec::new(),
            other_years: 0,
            passing: Passing::default(),
        }
    }

    fn row(&mut self, table: &Table, row: &Row<'_>, found: &mut Vec<Finding>) {
        let [cell, name_cell, ..] = row.cells else { return };
        if let Some(fault) = unreadable(cell) {
            self.skipped.push(SkippedRow { table: table.id, row: row.number, why: Skipped::NoId });
            found.push(Finding::new(fault, table.place(row.number, 0)));
            return;
        }
        let (subject, label) = (shown(self.aliases, code(cell)), label(name_cell));
        if let Some(why) = self.passing.skipped(&subject, &label, row, Naming::OfItems, || true) {
            self.skipped.push(SkippedRow { table: table.id, row: row.number, why });
            let fault = why.fault(&subject, &label).filter(|fault| !is_of_column(fault, table, 0));
            found.extend(fault.map(|fault| Finding::new(fault, passed_over(table, row, why))));
            return;
        }
        let certain = !(is_heading("", &label) && nothing_beside(table, row));
        if !certain {
            let fault = CellFault::PerhapsGroup { written: label.to_string(), of_list: true };
            found.push(Finding::new(fault, table.place(row.number, 1)));
        }
        self.certain.push(certain);
        self.writings.push(self.subjects.len(), Writing::of(cell));
        self.subjects.push(&subject);
        self.names.push(&label);
        self.origin.push(row.number);
        let told = found.len();
        self.figures.row(table, row.number, row.cells, found);
        if found.len() > told || !row.has_figures() {
            found.extend(second_table(&subject, &self.origin, FIXED, table, row));
        }
    }

    /// Ends a table that could not be read to its end, without its rows: what was read before it is kept.
    fn end_of_unread(&mut self, table: TableId) {
        let rows = self.figures.end_of_unread();
        self.subjects.truncate(rows);
        self.names.truncate(rows);
        self.writings.truncate(rows);
        self.certain.truncate(rows);
        self.skipped.retain(|skipped| skipped.table != table);
        self.passing = Passing::default();
        self.origin.end_of_unread(table, rows);
    }

    fn end_of_table(&mut self, table: Table, found: &mut Vec<Finding>) {
        self.figures.end_of_table(found);
        self.passing = Passing::default();
        self.skipped.extend(by_form(&table));
        self.skipped.sort_by_key(|skipped| (skipped.table, skipped.row));
        self.origin.end_of_table(table);
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
    let YearRows { year, mut rows, written, writings } = of_year;
    let Some(register) = campaign.register(detail.side) else { return rows };
    let changes = if year == campaign.year { &[][..] } else { &register.changes };
    let known = Known::new(roll, register, year, changes);
    let mut meant = Meant { known: &known, near: BTreeMap::new() };
    let mut taken = Taken::new(detail.subject.spellings.first().map_or("", String::as_str));
    let mut linked: Vec<(usize, u32)> = Vec::new();
    for (at, position) in (0..rows.origin.len()).zip(0_u32..) {
        let of_row = written.get(at);
        let writing = writings.get(at);
        let fit = known.find(of_row, writing);
        let place = || rows.origin.cell(at, 0);
        taken.take(&fit, known.directory(), (of_row, writing), place());
        let subjects = meant.subjects(of_row, &fit);
        linked.extend(subjects.iter().map(|subject| (*subject, position)));
        let certain = fit.only().is_some();
        // What an earlier year holds of units that are no more concerns nobody, unless it looks like somebody's.
        let fault = meant.fault(of_row, &fit, detail.side).filter(|_| year == campaign.year || !subjects.is_empty());
        if let (Some(fault), Some(place)) = (fault, place()) {
            findings.push(Finding::new(fault, place));
        }
        rows.certain[at] &= certain;
        rows.unknown += usize::from(!certain);
    }
    findings.extend(taken.findings());
    repeated::tell(&mut rows, &linked, findings);
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
    rows.new = known.into_new();
    if let Some(list) = list_of(campaign, detail) {
        check_parts(list, &mut rows, findings);
    }
    rows
}

/// Whom rows may mean that name nobody for certain.
struct Meant<'k, 'r> {
    known: &'k Known<'r>,
    /// For what is written the only known id that it looks like, as it is written and by its position.
    near: BTreeMap<String, Option<(String, u32)>>,
}

impl Meant<'_, '_> {
    /// The subjects that a row is kept with: those that it names, or may name.
    fn subjects(&mut self, written: &str, fit: &Fit) -> Vec<usize> {
        let ids = match fit {
            Fit::Several(ids) => ids.clone(),
            Fit::Nobody => self.near(written).iter().map(|(_, id)| *id).collect(),
            found => found.only().into_iter().collect(),
        };
        ids.into_iter().flat_map(|id| self.known.subjects(id)).collect()
    }

    fn near(&mut self, written: &str) -> &Option<(String, u32)> {
        let directory = self.known.directory();
        self.near.entry(written.to_owned()).or_insert_with(|| {
            let near = directory.near(written)?;
            let id = directory.find(&near, Writing::Text).only()?;
            Some((near, id))
        })
    }

    /// Why a row is not certainly somebody's; `None` where it is.
    fn fault(&mut self, written: &str, fit: &Fit, side: Side) -> Option<CellFault> {
        match fit {
            Fit::Several(fits) => Some(self.known.directory().several(written, fits)),
            Fit::Nobody => {
                let near = self.near(written).as_ref().map(|(near, _)| near.clone());
                Some(CellFault::UnknownSubject { written: written.to_owned(), near, side })
            }
            _ => None,
        }
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
        let above: Vec<usize> = (0..rows.origin.len()).filter(above).collect();
        for row in above {
            let place = |column: usize| rows.origin.cell(row, FIXED + column);
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
        self.rows.origin.cell(self.row, FIXED + usize::from(slot.field))
    }

    fn standing(&self, _ranked: usize) -> Standing {
        Standing::NoData
    }

    fn cutoff(&self, _ranked: usize, _place: u32) -> Option<Number> {
        None
    }
}
