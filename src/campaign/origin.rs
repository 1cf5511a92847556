//! Where gathered rows came from: one table or several, and the row of each.

use crate::input::Table;
use crate::vocab::{Place, TableId};

/// The tables and the row of each subject or list row. One table costs four bytes a row, several cost six.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    tables: Vec<Table>,
    /// The files beside them that could not be read.
    unread: Vec<TableId>,
    /// The row of each in its table, [`NOWHERE`] for one that no table has.
    rows: Vec<u32>,
    /// Which table each is in; empty as long as there is only one.
    of: Vec<u16>,
    /// Whether rows stand in another order than in their tables.
    mixed: bool,
}

const NOWHERE: u32 = u32::MAX;

impl Origin {
    /// Adds a row of the table that is being read.
    pub(super) fn push(&mut self, row: u32) {
        if !self.tables.is_empty() {
            self.of.resize(self.rows.len(), 0);
            self.of.push(u16::try_from(self.tables.len()).unwrap_or(u16::MAX));
        }
        self.rows.push(row);
    }

    /// Makes room for so many more rows, where there is any.
    pub(super) fn reserve(&mut self, count: usize) {
        let _ = self.rows.try_reserve(count);
    }

    /// Adds more rows of the table that is being read.
    pub(super) fn append(&mut self, other: &Origin) {
        other.rows.iter().for_each(|row| self.push(*row));
    }

    /// Ends the table that was being read.
    pub(super) fn end_of_table(&mut self, table: Table) {
        self.tables.push(table);
    }

    /// Ends a table that could not be read to its end, without its rows.
    pub(super) fn end_of_unread(&mut self, table: TableId, rows: usize) {
        self.rows.truncate(rows);
        self.of.truncate(rows);
        self.unread.push(table);
    }

    /// The files that could not be read, beside others that could; a finding says why.
    #[must_use]
    pub fn unread(&self) -> &[TableId] {
        &self.unread
    }

    /// The tables, in the order in which they were read.
    #[must_use]
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The number of each row in its table, without those that no table has.
    pub(super) fn numbers(&self) -> impl DoubleEndedIterator<Item = &u32> + Clone {
        self.rows.iter().filter(|row| **row != NOWHERE)
    }

    /// How many of the rows a table has.
    pub(super) fn sent(&self) -> usize {
        self.numbers().count()
    }

    /// The table of a row, and its number there from zero; `None` where no table has it.
    #[must_use]
    pub fn row(&self, at: usize) -> Option<(&Table, u32)> {
        let (of, row) = self.table_of(at)?;
        Some((self.tables.get(of)?, row))
    }

    /// The same with the table by its position.
    pub(super) fn table_of(&self, at: usize) -> Option<(usize, u32)> {
        let row = self.rows.get(at).copied().filter(|row| *row != NOWHERE)?;
        Some((self.of.get(at).copied().map_or(0, usize::from), row))
    }

    /// The cell of a wanted column, by its position in the request; `None` where the file lacks the column.
    #[must_use]
    pub fn cell(&self, at: usize, wanted: usize) -> Option<Place> {
        let (table, row) = self.row(at)?;
        Some(Place::Cell(table.id, row, table.columns.get(wanted).copied().flatten()?))
    }

    /// The one that stands on a row of a table.
    #[must_use]
    pub fn find(&self, table: TableId, row: u32) -> Option<usize> {
        let of = self.tables.iter().position(|known| known.id == table)?;
        if self.mixed {
            let is = |at: &usize| self.rows.get(*at) == Some(&row) && self.of.get(*at).copied().map_or(0, usize::from) == of;
            return (0..self.rows.len()).find(is);
        }
        let first = self.of.partition_point(|table| usize::from(*table) < of);
        let end = if self.of.is_empty() { self.rows.len() } else { self.of.partition_point(|t| usize::from(*t) <= of) };
        let rows = self.rows.get(first..end)?;
        rows.binary_search(&row).ok().map(|at| first + at)
    }

    /// The same rows in another order; `None` for one that no table has.
    pub(super) fn picked(&self, order: &[Option<usize>]) -> Origin {
        let row = |at: &Option<usize>| at.and_then(|at| self.rows.get(at)).copied().unwrap_or(NOWHERE);
        let of = |at: &Option<usize>| at.and_then(|at| self.of.get(at)).copied().unwrap_or_default();
        Origin {
            tables: self.tables.clone(),
            unread: self.unread.clone(),
            rows: order.iter().map(row).collect(),
            of: if self.of.is_empty() { Vec::new() } else { order.iter().map(of).collect() },
            mixed: true,
        }
    }
}
