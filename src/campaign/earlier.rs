//! The figures of an earlier year, and which of them are a subject's: its own row, that of its predecessor, or several.

use std::collections::BTreeMap;

use crate::campaign::definition::{Change, Register};
use crate::campaign::subjects::{Held, Roll, SkippedRow, held_operand};
use crate::input;
use crate::rule::Operand;
use crate::vocab::{Kind, Number, Place, name};

/// The figures of one earlier year.
#[derive(Debug)]
pub(super) struct Earlier {
    pub(super) year: i32,
    pub(super) table: input::Table,
    /// Its rows that were no subjects, and why.
    pub(super) skipped: Vec<SkippedRow>,
    rows: Vec<u32>,
    pub(super) columns: Vec<Held>,
    positions: Vec<Option<u16>>,
    /// For each subject of the year judged where its figures are.
    links: Vec<Link>,
    /// Whether the figures of a column add up over several predecessors.
    adds_up: Vec<bool>,
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
    pub(super) fn link(year: i32, earlier: Roll, now: &Roll, register: &Register) -> Earlier {
        let known: BTreeMap<String, usize> = (0..earlier.len()).map(|row| (name::match_key(earlier.id(row)), row)).collect();
        let links = (0..now.len()).map(|subject| link(now.id(subject), year, &register.changes, &known)).collect();
        let adds_up = register.fields.iter().map(|field| matches!(field.kind, Kind::Count | Kind::Money)).collect();
        let Roll { table, skipped, rows, columns, positions, .. } = earlier;
        Earlier { year, table, skipped, rows, columns, positions, links, adds_up }
    }

    /// The rows of the file.
    pub(super) fn rows(&self) -> &[u32] {
        &self.rows
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
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
        Some(Place::Cell(self.table.id, *self.rows.get(row)?, self.positions.get(column).copied().flatten()?))
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

fn link(id: &str, year: i32, changes: &[Change], known: &BTreeMap<String, usize>) -> Link {
    match past(id, year, changes, changes.len()) {
        None => Link::New,
        Some(ids) => {
            let rows: Vec<usize> = ids.iter().filter_map(|id| known.get(&name::match_key(id)).copied()).collect();
            match rows.as_slice() {
                [row] if ids.len() == 1 => Link::Row(*row),
                _ if rows.len() == ids.len() => Link::Several(rows),
                _ => Link::Absent,
            }
        }
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

    #[test]
    fn a_renamed_unit_has_the_past_of_its_predecessor() {
        let changes = [change("C", &["B"], 2020), change("B", &["A"], 2019)];
        let ids = known(&["A", "B", "C", "D"]);
        assert_eq!(link("C", 2020, &changes, &ids), Link::Row(2));
        assert_eq!(link("C", 2019, &changes, &ids), Link::Row(1));
        assert_eq!(link("C", 2018, &changes, &ids), Link::Row(0));
        assert_eq!(link("D", 2018, &changes, &ids), Link::Row(3));
        assert_eq!(link("E", 2018, &changes, &ids), Link::Absent);
    }

    #[test]
    fn a_merged_unit_has_several_pasts_or_the_one_that_is_taken() {
        let mut merged = change("C", &["A", "B"], 2020);
        let ids = known(&["A", "B"]);
        assert_eq!(link("C", 2019, std::slice::from_ref(&merged), &ids), Link::Several(vec![0, 1]));
        assert_eq!(link("C", 2019, std::slice::from_ref(&merged), &known(&["A"])), Link::Absent);
        merged.take = Some("B".to_owned());
        assert_eq!(link("C", 2019, &[merged], &ids), Link::Row(1));
    }

    #[test]
    fn a_new_unit_has_no_past_and_a_circle_ends() {
        assert_eq!(link("C", 2019, &[change("C", &[], 2020)], &known(&[])), Link::New);
        let circle = [change("A", &["B"], 2020), change("B", &["A"], 2020)];
        assert_eq!(link("A", 2019, &circle, &known(&["A", "B"])), Link::Row(1));
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
