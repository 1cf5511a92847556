//! The figures of an earlier year, and which of them are a subject's: its own row, that of its predecessor, or several.

use std::collections::BTreeMap;

use crate::campaign::builder::{Builder, Writings};
use crate::campaign::definition::{Change, Register};
use crate::campaign::directory::{Fit, Taken, Writing};
use crate::campaign::known::Known;
use crate::campaign::origin::Origin;
use crate::campaign::subjects::{Held, Roll, SkippedRow, held_operand};
use crate::campaign::texts::Texts;
use crate::rule::Operand;
use crate::vocab::finding::CellFault;
use crate::vocab::{Finding, Number, Place, Side, name};

/// The figures of one earlier year.
#[derive(Debug)]
pub(super) struct Earlier {
    pub(super) year: i32,
    pub(super) origin: Origin,
    /// Rows of its tables that were no subjects, and why.
    pub(super) skipped: Vec<SkippedRow>,
    pub(super) other_years: usize,
    pub(super) columns: Vec<Held>,
    /// The ids and the names of units as the files write them; nothing of persons, who are many.
    pub(super) sent: Option<[Texts; 2]>,
    /// How many columns of the tables come before those of figures.
    pub(super) fixed: usize,
    /// For each subject of the year judged where its figures are.
    links: Vec<Link>,
    /// Whether the figures of a column add up over several predecessors.
    adds_up: Vec<bool>,
}

/// The rows of an earlier year before they are linked.
pub(super) struct EarlierRows {
    pub(super) origin: Origin,
    /// The ids as written, or the names where the tables have no ids.
    pub(super) ids: Texts,
    /// The names as written; empty where the tables have none.
    pub(super) names: Texts,
    pub(super) writings: Writings,
    pub(super) columns: Vec<Held>,
    pub(super) skipped: Vec<SkippedRow>,
    pub(super) other_years: usize,
}

/// Where a subject's figures of an earlier year are.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Link {
    /// In one row.
    Row(usize),
    /// In several rows: the units from which the subject was merged.
    Several(Vec<usize>),
    /// Nowhere, though they should be.
    Absent,
    /// Nowhere: the subject did not exist.
    New,
}

impl Earlier {
    /// Links the rows of an earlier year to the subjects of the year judged.
    ///
    /// `ranked` says whether a rule asks for places of that year: then rows of nobody are a doubt.
    pub(super) fn link(
        year: i32,
        rows: EarlierRows,
        now: &Roll,
        register: &Register,
        ranked: bool,
        found: &mut Vec<Finding>,
    ) -> Earlier {
        let known = Known::new(now, register, year, &register.changes);
        let (of_id, strangers) = found_rows(&known, &rows, register, found);
        tell_strangers((year, ranked), &strangers, (&known, &of_id), &rows, found);
        let row = |id: u32| of_id.get(usize::try_from(id).ok()?).copied().flatten();
        let of_subject = |subject| match known.is_new(subject) {
            true => Link::New,
            false => link(&known.ids(subject).into_iter().map(row).collect::<Vec<_>>()),
        };
        let links = (0..now.len()).map(of_subject).collect();
        let adds_up = register.fields.iter().map(|field| field.kind.adds_up()).collect();
        let EarlierRows { origin, ids, names, columns, skipped, other_years, .. } = rows;
        let sent = (register.side == Side::Units).then_some([ids, names]);
        Earlier { year, origin, skipped, other_years, columns, sent, fixed: register.fixed(), links, adds_up }
    }

    pub(super) fn operand(&self, subject: usize, column: usize) -> Operand {
        match self.links.get(subject) {
            Some(Link::Row(row)) => held_operand(&self.columns, *row, column),
            Some(Link::Several(rows)) if self.adds_up.get(column) == Some(&true) => {
                sum(rows.iter().map(|row| held_operand(&self.columns, *row, column)))
            }
            Some(Link::New) => Operand::New,
            Some(Link::Several(_) | Link::Absent) | None => Operand::Absent,
        }
    }

    /// Which subject of the year judged has each row; `None` for a row of nobody.
    pub(super) fn subjects(&self) -> Vec<Option<usize>> {
        let mut subjects = vec![None; self.origin.len()];
        for (subject, link) in self.links.iter().enumerate() {
            let rows = match link {
                Link::Row(row) => std::slice::from_ref(row),
                Link::Several(rows) => rows.as_slice(),
                Link::Absent | Link::New => &[],
            };
            for row in rows {
                subjects.get_mut(*row).into_iter().for_each(|of| *of = Some(subject));
            }
        }
        subjects
    }

    /// Whether a subject did not exist in that year.
    pub(super) fn is_new(&self, subject: usize) -> bool {
        matches!(self.links.get(subject), Some(Link::New))
    }

    /// The cell of a subject's figure; for several predecessors that of the first.
    pub(super) fn place(&self, subject: usize, column: usize) -> Option<Place> {
        let row = match self.links.get(subject)? {
            Link::Row(row) => *row,
            Link::Several(rows) => *rows.first()?,
            Link::Absent | Link::New => return None,
        };
        self.origin.cell(row, self.fixed + column)
    }
}

/// Counts of merged units together; one that is missing makes the sum missing.
fn sum(parts: impl Iterator<Item = Operand>) -> Operand {
    let mut sum = None;
    for part in parts {
        match (part, &sum) {
            (Operand::Known(number), None) => sum = Some(number),
            (Operand::Known(number), Some(so_far)) => sum = Some(Number::plus(so_far, &number)),
            (Operand::NotApplicable, _) => {}
            (missing, _) => return missing,
        }
    }
    sum.map_or(Operand::NotApplicable, Operand::Known)
}

/// The row of each id that was known in that year. What was not taken by its very id is told; of several rows of one id
/// none is taken, and all are named. Beside them the rows that are nobody's.
fn found_rows(
    known: &Known<'_>,
    rows: &EarlierRows,
    register: &Register,
    found: &mut Vec<Finding>,
) -> (Vec<Option<usize>>, Vec<usize>) {
    let mut of_id: Vec<Option<usize>> = vec![None; known.directory().len()];
    let mut several: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    // One of them on two rows is a mistake in the file like any other.
    let mut strangers: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut taken = Taken::new(register.id.spellings.first().map_or("", String::as_str));
    for row in 0..rows.ids.len() {
        let (written, writing) = (rows.ids.get(row), rows.writings.get(row));
        let fit = known.find(written, writing);
        taken.take(&fit, known.directory(), (written, writing), rows.cell(row));
        match &fit {
            Fit::Several(fits) => {
                let fault = known.directory().several(written, fits);
                found.extend(rows.cell(row).map(|place| Finding::new(fault, place)));
            }
            Fit::Nobody => strangers.entry(name::match_key(written)).or_default().push(row),
            _ => {}
        }
        let Some(id) = fit.only() else { continue };
        if let Some(fault) = known.directory().contradiction(id, written, rows.names.get(row)) {
            found.extend(rows.cell(row).map(|place| Finding::new(fault, place)));
            continue;
        }
        let of_name = || rows.origin.cell(row, 1).or_else(|| rows.cell(row));
        taken.named((id, known.directory()), (written, rows.names.get(row)), of_name);
        match usize::try_from(id).ok().and_then(|at| of_id.get_mut(at)) {
            Some(Some(first)) => several.entry(id).or_insert_with(|| vec![*first]).push(row),
            Some(none) => *none = Some(row),
            None => {}
        }
    }
    found.extend(taken.findings());
    for of_one in several.values().chain(strangers.values().filter(|rows| rows.len() > 1)) {
        let fault = CellFault::DoubledId { id: rows.ids.get(of_one[0]).to_owned() };
        found.extend(doubled(fault, of_one.iter().filter_map(|row| rows.cell(*row))));
    }
    for id in several.into_keys() {
        if let Some(row) = usize::try_from(id).ok().and_then(|at| of_id.get_mut(at)) {
            *row = None;
        }
    }
    let mut strangers: Vec<usize> = strangers.into_values().flatten().collect();
    strangers.sort_unstable();
    (of_id, strangers)
}

/// For how many rows of nobody somebody is looked for whom they may mean.
const LOOKED_FOR: usize = 100;

/// How many cells are named beside the first.
const NAMED: usize = 12;

/// Tells which rows are nobody's. A place within a group is one among the subjects of the year judged, so they have none
/// and take none; a row that looks like that of somebody who has none is asked about by itself.
fn tell_strangers(
    (year, ranked): (i32, bool),
    strangers: &[usize],
    (known, of_id): (&Known<'_>, &[Option<usize>]),
    rows: &EarlierRows,
    found: &mut Vec<Finding>,
) {
    let near = |row: usize| {
        let near = known.directory().near(rows.ids.get(row))?;
        let id = known.find(&near, Writing::Text).only()?;
        of_id.get(usize::try_from(id).ok()?)?.is_none().then_some(near)
    };
    let mut others = Vec::new();
    for (at, row) in strangers.iter().enumerate() {
        let written = rows.ids.get(*row).to_owned();
        match (if at < LOOKED_FOR { near(*row) } else { None }, rows.cell(*row)) {
            (Some(near), Some(place)) => found.push(Finding::new(CellFault::EarlierRow { written, near, year }, place)),
            _ => others.push(*row),
        }
    }
    let Some(first) = others.first() else { return };
    let count = u32::try_from(others.len()).unwrap_or(u32::MAX);
    let fault = CellFault::EarlierStrangers { written: rows.ids.get(*first).to_owned(), count, year, ranked };
    found.extend(doubled(fault, others.iter().filter_map(|row| rows.cell(*row)).take(NAMED)));
}

/// One finding at the first of several places.
pub(super) fn doubled(fault: CellFault, mut places: impl Iterator<Item = Place>) -> Option<Finding> {
    let place = places.next()?;
    Some(Finding { others: places.collect(), ..Finding::new(fault, place) })
}

impl EarlierRows {
    pub(super) fn of(mut builder: Builder<'_>) -> EarlierRows {
        EarlierRows {
            origin: std::mem::take(&mut builder.origin),
            ids: std::mem::take(&mut builder.ids),
            names: std::mem::take(&mut builder.names),
            writings: std::mem::take(&mut builder.writings),
            skipped: std::mem::take(&mut builder.skipped),
            other_years: builder.other_years,
            columns: builder.columns(),
        }
    }

    /// The cell of a row's id, or of its name where the table has no ids.
    fn cell(&self, row: usize) -> Option<Place> {
        self.origin.cell(row, 0).or_else(|| self.origin.cell(row, 1))
    }
}

/// Where the figures are, by the rows of the ids that the subject had.
fn link(rows: &[Option<usize>]) -> Link {
    match rows {
        [Some(row)] => Link::Row(*row),
        rows => rows.iter().copied().collect::<Option<Vec<usize>>>().map_or(Link::Absent, Link::Several),
    }
}

/// The ids under which a subject's figures of an earlier year stand; `None` when it did not exist.
///
/// Each change undoes the latest one after that year; `depth` ends a circle, which the definition's check reports.
pub(super) fn past(id: &str, year: i32, changes: &[Change], depth: usize) -> Option<Vec<String>> {
    let key = name::match_key(id);
    let later = changes.iter().filter(|change| change.since > year && name::match_key(&change.unit) == key);
    let Some(change) = later.max_by_key(|change| change.since).filter(|_| depth > 0) else {
        return Some(vec![id.to_owned()]);
    };
    if change.was.is_empty() {
        return None;
    }
    let was = change.take.as_ref().map_or(change.was.as_slice(), std::slice::from_ref);
    let before: Vec<Change> = changes.iter().filter(|other| other.since < change.since).cloned().collect();
    let ids: Vec<String> = was.iter().filter_map(|id| past(id, year, &before, depth - 1)).flatten().collect();
    (!ids.is_empty()).then_some(ids)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(unit: &str, was: &[&str], since: i32) -> Change {
        let was = was.iter().map(|id| (*id).to_owned()).collect();
        Change { unit: unit.to_owned(), was, take: None, since, span: 0..0 }
    }

    fn known(ids: &[&str]) -> BTreeMap<String, usize> {
        ids.iter().enumerate().map(|(row, id)| (name::match_key(id), row)).collect()
    }

    fn linked(id: &str, year: i32, changes: &[Change], known: &BTreeMap<String, usize>) -> Link {
        let row = |id: String| known.get(&name::match_key(&id)).copied();
        let rows = past(id, year, changes, changes.len()).map(|ids| ids.into_iter().map(row).collect::<Vec<_>>());
        rows.map_or(Link::New, |rows| link(&rows))
    }

    #[test]
    fn a_renamed_unit_has_the_past_of_its_predecessor() {
        let changes = [change("C", &["B"], 2020), change("B", &["A"], 2019)];
        let ids = known(&["A", "B", "C", "D"]);
        assert_eq!(linked("C", 2020, &changes, &ids), Link::Row(2));
        assert_eq!(linked("C", 2019, &changes, &ids), Link::Row(1));
        assert_eq!(linked("C", 2018, &changes, &ids), Link::Row(0));
        assert_eq!(linked("D", 2018, &changes, &ids), Link::Row(3));
        assert_eq!(linked("E", 2018, &changes, &ids), Link::Absent);
    }

    #[test]
    fn a_merged_unit_has_several_pasts_or_the_one_that_is_taken() {
        let mut merged = change("C", &["A", "B"], 2020);
        let ids = known(&["A", "B"]);
        assert_eq!(linked("C", 2019, std::slice::from_ref(&merged), &ids), Link::Several(vec![0, 1]));
        assert_eq!(linked("C", 2019, std::slice::from_ref(&merged), &known(&["A"])), Link::Absent);
        merged.take = Some("B".to_owned());
        assert_eq!(linked("C", 2019, &[merged], &ids), Link::Row(1));
    }

    #[test]
    fn a_new_unit_has_no_past_and_a_circle_ends() {
        assert_eq!(linked("C", 2019, &[change("C", &[], 2020)], &known(&[])), Link::New);
        let circle = [change("A", &["B"], 2020), change("B", &["A"], 2020)];
        assert_eq!(linked("A", 2019, &circle, &known(&["A", "B"])), Link::Row(1));
    }

    #[test]
    fn counts_of_merged_units_add_up_and_a_missing_one_is_missing() {
        let known = |number| Operand::Known(Number::from(number));
        assert_eq!(sum([known(2), known(3)].into_iter()), known(5));
        assert_eq!(sum([known(2), Operand::Blank].into_iter()), Operand::Blank);
        assert_eq!(sum([Operand::NotApplicable, known(3)].into_iter()), known(3));
        assert_eq!(sum([Operand::NotApplicable].into_iter()), Operand::NotApplicable);
    }
}
