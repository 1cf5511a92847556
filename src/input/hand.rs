//! Hands the rows of a table over and counts what goes by.

use crate::vocab::finding::TableFault;
use crate::vocab::{Finding, Place};

use super::{Cell, Each, Row, Table};

/// A table on its way: rows go out, counts stay.
pub(super) struct Handing<'a> {
    table: Table,
    each: &'a mut Each<'a>,
    /// Empty rows since the last row with content; they count only when another one follows.
    pending_empty: u32,
}

impl<'a> Handing<'a> {
    pub(super) fn new(table: Table, each: &'a mut Each<'a>) -> Handing<'a> {
        Handing { table, each, pending_empty: 0 }
    }

    /// Where each wanted column stands.
    pub(super) fn columns(&self) -> impl Iterator<Item = Option<u16>> {
        self.table.columns.iter().copied()
    }

    pub(super) fn empty_rows(&mut self, count: u32) {
        self.pending_empty += count;
    }

    pub(super) fn row(&mut self, row: Row<'_>) {
        self.table.empty_rows += std::mem::take(&mut self.pending_empty);
        self.table.rows += 1;
        for (values, cell) in self.table.values.iter_mut().zip(row.cells) {
            *values += u32::from(*cell != Cell::Empty);
        }
        (self.each)(self.table.id, row);
    }

    /// What was read; a table without rows is a finding.
    pub(super) fn finish(self, findings: &mut Vec<Finding>) -> Table {
        if self.table.rows == 0 {
            findings.push(Finding::new(TableFault::NoRows, Place::Row(self.table.id, self.table.last_heading_row)));
        }
        self.table
    }
}
