//! How the numbers of a sheet are shown, by the places of their cells.

use std::rc::Rc;

use super::super::xlsx::Look;

/// How numbers are shown, in no order until they are sorted.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Numbers {
    stretches: Vec<Stretch>,
    /// What each style shows.
    looks: Rc<[Look]>,
}

/// Cells of one style: one, or those for which it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stretch {
    pub(super) rows: (u32, u32),
    pub(super) columns: (u16, u16),
    pub(super) style: u16,
}

impl Numbers {
    pub(super) fn new(looks: Rc<[Look]>) -> Numbers {
        Numbers { stretches: Vec::new(), looks }
    }

    pub(super) fn with(self, looks: &[Look]) -> Numbers {
        Numbers { looks: looks.into(), ..self }
    }

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

    /// How the number in a cell is shown; `None` where that is not known.
    pub(super) fn look(&self, row: u32, column: u16) -> Option<Look> {
        let last = |before: usize| before.checked_sub(1).and_then(|at| self.stretches.get(at));
        let first_row = last(self.stretches.partition_point(|stretch| stretch.rows.0 <= row))?.rows.0;
        let found =
            last(self.stretches.partition_point(|stretch| (stretch.rows.0, stretch.columns.0) <= (first_row, column)))?;
        let within = found.rows.0 == first_row && row <= found.rows.1 && column <= found.columns.1;
        self.looks.get(usize::from(found.style)).copied().filter(|_| within)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::Shown;
    use super::*;

    #[test]
    fn a_look_is_found_by_the_place_of_its_cell() {
        let looks = [Shown::Plain, Shown::Percent, Shown::Zeros(3)].map(Look::Number);
        let mut numbers = Numbers::default().with(&looks);
        for (row, column, style) in [(5, 2, 1), (1, 0, 2), (5, 2, 0), (5, 3, 1), (5, 4, 9), (9, 70_000, 1)] {
            let _ = numbers.cell(row, column, style);
        }
        numbers.add(Stretch { rows: (7, 9), columns: (1, 3), style: 2 });
        numbers.sort();
        let case = |row, column, expected: Option<usize>| {
            assert_eq!(numbers.look(row, column), expected.and_then(|at| looks.get(at).copied()), "{row} {column}");
        };
        case(1, 0, Some(2));
        case(5, 2, Some(0));
        case(5, 3, Some(1));
        case(5, 4, None);
        case(5, 5, None);
        case(7, 1, Some(2));
        case(9, 3, Some(2));
        for (row, column) in [(0, 0), (1, 1), (5, 1), (6, 2), (7, 0), (8, 4), (10, 2)] {
            case(row, column, None);
        }
    }
}
