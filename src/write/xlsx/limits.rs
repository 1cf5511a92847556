//! How much Excel takes.

/// What fits into one sheet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Rows.
    pub(super) rows: u32,
    /// Columns.
    pub(super) columns: u16,
    /// Links.
    pub(super) links: u32,
    /// Rows from which on a sheet is packed by the worker that wrote it; this one is ours, not Excel's.
    pub(super) long: u32,
}

impl Limits {
    /// The limits of the format.
    pub(super) const EXCEL: Limits = Limits { rows: 1_048_576, columns: 16_384, links: 65_530, long: 5_000 };

    /// In which part of a split sheet a row comes to stand, and in which row of it. Every further part of a sheet with
    /// headings begins with them.
    pub(super) fn part_of(&self, row: u32, headed: bool) -> (u32, u32) {
        let Some(beyond) = row.checked_sub(self.rows) else { return (0, row) };
        let above = u32::from(headed);
        let room = (self.rows - above).max(1);
        (1 + beyond / room, above + beyond % room)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_row_beyond_the_last_stands_below_the_repeated_headings() {
        let case = |row, headed, expected| assert_eq!(Limits::EXCEL.part_of(row, headed), expected, "{row}");
        case(1_048_575, true, (0, 1_048_575));
        case(1_048_576, true, (1, 1));
        case(1_048_576, false, (1, 0));
        case(2 * 1_048_576 - 2, true, (1, 1_048_575));
        case(2 * 1_048_576 - 1, true, (2, 1));
    }
}
