//! Gives cells their formats without looking each one up.
//!
//! The library finds the number of a format by hashing the whole of it, which costs more than the cell itself. But a cell
//! without a format takes that of its column, and it does so only when its row goes to the file. So a column is given the
//! format that its cells have at the moment, most cells go in without one, and in the end no column keeps any.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::look::Style;
use super::sheet::Desk;

/// After so many equal cells in a row that differ from their column, the column takes their format.
const PATIENCE: u8 = 2;

/// What the columns of one sheet hold, and which cells count on it.
#[derive(Default)]
pub(super) struct Brush {
    columns: Vec<Column>,
    /// The row that is not in the file yet, and its cells without a format of their own.
    row: Option<u32>,
    relying: Vec<(u16, Style)>,
    /// Whether nothing of that row is written, so that the row before is not in the file either.
    is_first: bool,
    /// The columns that change as soon as it is.
    ripe: Vec<(u16, Style)>,
    /// The columns that change with the next row.
    due: Vec<(u16, Style)>,
}

#[derive(Clone, Copy, Default)]
struct Column {
    held: Option<Style>,
    seen: Option<Style>,
    times: u8,
}

impl Brush {
    /// Whether a cell may be written without its format. Rows come in order, and after each cell comes [`Brush::after`].
    pub(super) fn holds(&mut self, row: u32, column: u16, style: Style) -> bool {
        self.turn_to(row);
        let at = usize::from(column);
        if at >= self.columns.len() {
            self.columns.resize(at + 1, Column::default());
        }
        let Some(state) = self.columns.get_mut(at) else { return false };
        if state.held == Some(style) {
            state.times = 0;
            // The first cell of a row is written before the columns change, and they may change under it.
            let counts = !self.is_first || self.ripe.is_empty();
            if counts {
                self.relying.push((column, style));
            }
            return counts;
        }
        state.times = if state.seen == Some(style) { state.times.saturating_add(1) } else { 1 };
        state.seen = Some(style);
        if state.times == PATIENCE {
            self.due.push((column, style));
        }
        false
    }

    /// To be called before a cell that is written with its format in any case.
    pub(super) fn turn_to(&mut self, row: u32) {
        if self.row != Some(row) {
            self.row = Some(row);
            self.is_first = true;
            self.relying.clear();
            self.ripe.append(&mut self.due);
        }
    }

    /// To be called after each cell: with the first of a row the row before went to the file, and columns may change.
    pub(super) fn after(&mut self, worksheet: &mut Worksheet, desk: &Desk<'_>) -> Result<(), XlsxError> {
        if !self.is_first {
            return Ok(());
        }
        self.is_first = false;
        for (column, style) in self.ripe.drain(..) {
            worksheet.set_column_format(column, desk.format(style))?;
            if let Some(state) = self.columns.get_mut(usize::from(column)) {
                *state = Column { held: Some(style), ..Column::default() };
            }
        }
        Ok(())
    }

    /// The last row in which something is written.
    pub(super) fn last_row(&self) -> Option<u32> {
        self.row
    }

    /// Gives the last row its own formats, and the columns none.
    pub(super) fn finish(&mut self, worksheet: &mut Worksheet, desk: &Desk<'_>) -> Result<(), XlsxError> {
        if let Some(row) = self.row {
            for (column, style) in self.relying.drain(..) {
                worksheet.set_cell_format(row, column, desk.format(style))?;
            }
        }
        for (column, state) in (0..).zip(&self.columns) {
            if state.held.is_some() {
                worksheet.set_column_format(column, desk.formats.body())?;
            }
        }
        *self = Brush::default();
        Ok(())
    }
}
