//! What each of several files gave that were gathered into one table.

use std::collections::BTreeSet;

use crate::campaign::origin::Origin;
use crate::campaign::reading::{ReadColumn, Role};
use crate::campaign::subjects::Held;
use crate::input::Table;

/// What one of several gathered files gave.
#[derive(Debug, Default)]
pub struct GatheredFile<'s> {
    /// How many rows were taken of it.
    pub taken: usize,
    /// The first and the last of them, from zero; `None` where none was taken.
    pub rows: Option<(u32, u32)>,
    /// Whose they are, the first few of them by name.
    pub whose: Vec<&'s str>,
    /// How many they are in all.
    pub of: usize,
    /// How many cells of its figures have a value, are blank, and cannot be used.
    pub cells: [usize; 3],
}

/// How many of those whose rows a file holds are kept by name.
const NAMED: usize = 3;

/// Gathered rows, with whose each of them is.
pub(super) struct Rows<'r, 's> {
    pub(super) origin: &'r Origin,
    pub(super) columns: &'r [Held],
    /// How many columns of the tables come before those of figures.
    pub(super) fixed: usize,
    /// Whose a row is, by a number and a name.
    pub(super) whose: &'r dyn Fn(usize) -> Option<(usize, &'s str)>,
}

/// What each of the tables gave, in their order; nothing where there is one file. The rows are those of one year after the
/// other, all of the same tables.
pub(super) fn gave<'s>(years: &[Rows<'_, 's>]) -> Vec<GatheredFile<'s>> {
    let Some(Rows { origin, .. }) = years.first() else { return Vec::new() };
    let tables = origin.tables().len();
    if tables + origin.unread().len() < 2 {
        return Vec::new();
    }
    let mut files: Vec<(GatheredFile<'s>, BTreeSet<usize>)> = (0..tables).map(|_| Default::default()).collect();
    for rows in years {
        for at in 0..rows.origin.len() {
            let Some((of, row)) = rows.origin.table_of(at) else { continue };
            if let Some(((file, known), table)) = files.get_mut(of).zip(rows.origin.tables().get(of)) {
                file.taken += 1;
                file.rows = Some(file.rows.map_or((row, row), |(first, last)| (first.min(row), last.max(row))));
                // A column that a file does not have is no blank cell of it.
                let columns = table.columns.iter().skip(rows.fixed).zip(rows.columns);
                let there = columns.filter(|(position, _)| position.is_some());
                there.for_each(|(_, column)| file.count(column.said(at)));
                let whose = (rows.whose)(at).filter(|(number, _)| known.insert(*number));
                file.whose.extend(whose.map(|(_, name)| name).filter(|_| known.len() <= NAMED));
            }
        }
    }
    files.into_iter().map(|(file, known)| GatheredFile { of: known.len(), ..file }).collect()
}

/// The columns as they were read, without blank cells in files that do not have them.
pub(super) fn as_there(tables: &[Table], files: &[GatheredFile<'_>], columns: Vec<ReadColumn>) -> Vec<ReadColumn> {
    let of_column = |column: ReadColumn| {
        let absent = |table: &Table| !table.has(column.wanted);
        let rows = tables.iter().zip(files).filter(|(table, _)| absent(table)).map(|(_, file)| file.taken);
        let rows = if matches!(column.role, Role::Field(_)) { rows.sum() } else { 0 };
        ReadColumn { blanks: column.blanks.saturating_sub(rows), ..column }
    };
    columns.into_iter().map(of_column).collect()
}

impl GatheredFile<'_> {
    fn count(&mut self, said: usize) {
        if let Some(count) = self.cells.get_mut(said) {
            *count += 1;
        }
    }
}
