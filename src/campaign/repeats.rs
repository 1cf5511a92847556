//! Subjects on several rows: two who must be told apart, a row too many, or a file that was sent twice.

use std::collections::{BTreeMap, BTreeSet};

use crate::campaign::earlier::doubled;
use crate::campaign::origin::Origin;
use crate::campaign::subjects::Roll;
use crate::vocab::finding::CellFault;
use crate::vocab::{Finding, Side, TableId};

/// Tells each subject that stands on several rows, with all of them. Subjects of two files of which one has no others are
/// told together.
pub(super) fn tell(roll: &Roll, subjects: Vec<Vec<usize>>) -> Vec<Finding> {
    let mut twins: BTreeMap<(TableId, TableId), Vec<Vec<usize>>> = BTreeMap::new();
    let mut others = Vec::new();
    for rows in subjects {
        let of = tables(&roll.origin, &rows);
        match of.iter().copied().collect::<Vec<_>>().as_slice() {
            [one, other] if rows.len() == 2 => twins.entry((*one, *other)).or_default().push(rows),
            _ => others.push(rows),
        }
    }
    let mut found = Vec::new();
    for ((one, other), subjects) in twins {
        let is_of = |table: TableId| move |row: &usize| roll.origin.row(*row).is_some_and(|(of, _)| of.id == table);
        let all = |table: TableId| (0..roll.len()).filter(is_of(table)).count() == subjects.len();
        if subjects.len() < 2 || !all(one) && !all(other) {
            others.extend(subjects);
            continue;
        }
        let first = |table: TableId| subjects.iter().flatten().copied().filter(is_of(table)).min();
        let names = subjects.iter().filter_map(|rows| Some(roll.name(*rows.first()?).to_owned()));
        let fault = CellFault::TwinFiles { names: names.collect() };
        found.extend(doubled(fault, [one, other].into_iter().filter_map(|table| roll.id_place(first(table)?))));
    }
    let told = |rows: Vec<usize>| {
        let first = *rows.first()?;
        let of = tables(&roll.origin, &rows);
        let fault = fault((roll.id(first), roll.name(first)), roll.side, rows.len(), of);
        doubled(fault, rows.iter().filter_map(|row| roll.id_place(*row)))
    };
    found.extend(others.into_iter().filter_map(told));
    found
}

/// The tables in which rows stand.
pub(super) fn tables(origin: &Origin, rows: &[usize]) -> BTreeSet<TableId> {
    rows.iter().filter_map(|row| origin.row(*row)).map(|(table, _)| table.id).collect()
}

/// What is wrong with one subject on so many rows. A unit in as many files has sent one again; people of one name may be
/// different ones.
pub(super) fn fault((id, name): (&str, &str), side: Side, rows: usize, tables: BTreeSet<TableId>) -> CellFault {
    let (id, name) = (id.to_owned(), name.to_owned());
    match u32::try_from(tables.len()) {
        Ok(files) if tables.len() == rows && (side == Side::Units || id != name) => {
            CellFault::InSeveralFiles { id, name, files }
        }
        _ if id == name => CellFault::DoubledName { name },
        _ => CellFault::DoubledId { id },
    }
}
