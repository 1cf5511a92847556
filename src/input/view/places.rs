//! The places of cells in a sheet: single ones, and stretches for which one stands in the file.

/// Cells with what is known of them by number, in no order until they are sorted.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Places {
    stretches: Vec<Stretch>,
}

/// Cells of one style: one, or those for which it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stretch {
    pub(super) rows: (u32, u32),
    pub(super) columns: (u16, u16),
    pub(super) style: u16,
}

impl Places {
    /// Adds a cell; `None` for one that no sheet has.
    pub(super) fn cell(&mut self, row: u32, column: u32, style: u32) -> Option<()> {
        let (column, style) = (u16::try_from(column).ok()?, u16::try_from(style).ok()?);
        self.add(Stretch { rows: (row, row), columns: (column, column), style });
        Some(())
    }

    pub(super) fn add(&mut self, stretch: Stretch) {
        self.stretches.push(stretch);
    }

    /// Brings the cells into their order; of those in one place, the last one counts.
    pub(super) fn sort(&mut self) {
        self.stretches.sort_by_key(|stretch| (stretch.rows.0, stretch.columns.0));
    }

    /// The style of a cell; `None` for one that was not added.
    pub(super) fn style(&self, row: u32, column: u16) -> Option<u16> {
        let last = |before: usize| before.checked_sub(1).and_then(|at| self.stretches.get(at));
        let first_row = last(self.stretches.partition_point(|stretch| stretch.rows.0 <= row))?.rows.0;
        let found =
            last(self.stretches.partition_point(|stretch| (stretch.rows.0, stretch.columns.0) <= (first_row, column)))?;
        let within = found.rows.0 == first_row && row <= found.rows.1 && column <= found.columns.1;
        within.then_some(found.style)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_is_found_by_the_place_of_its_cell() {
        let mut places = Places::default();
        for (row, column, style) in [(5, 2, 1), (1, 0, 2), (5, 2, 0), (5, 3, 1), (5, 4, 9), (9, 70_000, 1)] {
            let _ = places.cell(row, column, style);
        }
        places.add(Stretch { rows: (7, 9), columns: (1, 3), style: 2 });
        places.sort();
        let found = [(1, 0, 2), (5, 2, 0), (5, 3, 1), (5, 4, 9), (7, 1, 2), (9, 3, 2)];
        for (row, column, style) in found {
            assert_eq!(places.style(row, column), Some(style), "{row} {column}");
        }
        for (row, column) in [(0, 0), (1, 1), (5, 1), (5, 5), (6, 2), (7, 0), (8, 4), (10, 2)] {
            assert_eq!(places.style(row, column), None, "{row} {column}");
        }
    }
}
