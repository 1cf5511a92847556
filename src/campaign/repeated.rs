//! Rows of one list that two files hold: a file that was gathered twice, or an older one beside the newer.
//!
//! Rows that are the same in one file are what its writer meant. Where everything that one file has of a subject stands
//! in another as well, nobody can say whether it counts twice: the rows of the later file are told, and nothing that
//! depends on them is decided.

use std::collections::BTreeMap;

use crate::campaign::detail::DetailRows;
use crate::vocab::finding::CellFault;
use crate::vocab::{Finding, TableId};

/// How many cells are named beside the first.
const NAMED: usize = 12;

/// Tells the rows that stand in two files, and makes those of the later one uncertain; `linked` are the subjects with
/// their rows.
pub(super) fn tell(rows: &mut DetailRows, linked: &[(usize, u32)], found: &mut Vec<Finding>) {
    if rows.origin.tables().len() < 2 {
        return;
    }
    let mut of_subjects: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (subject, row) in linked {
        let row = usize::try_from(*row).unwrap_or(usize::MAX);
        if rows.certain.get(row) == Some(&true) {
            of_subjects.entry(*subject).or_default().push(row);
        }
    }
    for of_subject in of_subjects.into_values() {
        for twins in twins(rows, of_subject) {
            found.extend(finding(rows, &twins));
            twins.iter().for_each(|(_, later)| rows.certain[*later] = false);
        }
    }
}

/// The rows of one subject that two tables have, each with the one like it in the earlier table; one list for two tables
/// of which one has nothing of the subject that the other lacks.
fn twins(rows: &DetailRows, mut of_subject: Vec<usize>) -> Vec<Vec<(usize, usize)>> {
    let table = |row: usize| rows.origin.row(row).map(|(table, _)| table.id);
    let mut counts: BTreeMap<Option<TableId>, usize> = BTreeMap::new();
    of_subject.iter().for_each(|row| *counts.entry(table(*row)).or_default() += 1);
    if counts.len() < 2 {
        return Vec::new();
    }
    of_subject.sort_by(|a, b| rows.compared(*a, *b).then_with(|| a.cmp(b)));
    let mut shared: BTreeMap<_, Vec<(usize, usize)>> = BTreeMap::new();
    for alike in of_subject.chunk_by(|a, b| rows.compared(*a, *b).is_eq()) {
        // Rows stand in the order of their tables.
        let of_tables: Vec<&[usize]> = alike.chunk_by(|a, b| table(*a) == table(*b)).collect();
        let Some((first, later)) = of_tables.split_first() else { continue };
        for other in later {
            let pairs = first.iter().copied().zip(other.iter().copied());
            shared.entry((table(first[0]), table(other[0]))).or_default().extend(pairs);
        }
    }
    let whole = |(one, other): &(_, _), twins: usize| [one, other].iter().any(|table| counts.get(table) == Some(&twins));
    shared.into_iter().filter(|(tables, twins)| whole(tables, twins.len())).map(|(_, twins)| twins).collect()
}

fn finding(rows: &DetailRows, twins: &[(usize, usize)]) -> Option<Finding> {
    let place = |row: usize| rows.origin.cell(row, 1).or_else(|| rows.origin.cell(row, 0));
    let (first, later) = twins.first()?;
    let fault = CellFault::RepeatedRows { count: u32::try_from(twins.len()).unwrap_or(u32::MAX) };
    let others = std::iter::once(*first).chain(twins.iter().skip(1).map(|(_, later)| *later));
    Some(Finding { others: others.take(NAMED).filter_map(place).collect(), ..Finding::new(fault, place(*later)?) })
}
