//! Where something stands: in the campaign file, or in a table that a unit sent in.

use std::fmt::Write;

/// A stretch of the campaign file, in bytes.
pub type Span = std::ops::Range<usize>;

/// A table that was read, by its position in [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TableId(pub u16);

/// Where a figure or a finding stands. Rows and columns count from zero, as in the file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Place {
    /// In the campaign file.
    Definition(Span),
    /// A whole file or sheet.
    Table(TableId),
    /// A column of a table.
    Column(TableId, u16),
    /// A row of a table; in a text file, its line.
    Row(TableId, u32),
    /// One cell.
    Cell(TableId, u32, u16),
}

/// A table's file, and its sheet where the format has sheets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The file as the campaign or the command names it, never an absolute path of the machine.
    pub file: String,
    /// The sheet's name; `None` for a text file or one that could not be opened.
    pub sheet: Option<String>,
    /// The lines of a text file behind which lines and the rows of a spreadsheet go apart, for its cells have line breaks:
    /// in their order, each with how many lines up to there are no rows of their own.
    pub breaks: Vec<(u32, u32)>,
}

impl Source {
    /// The row at which a spreadsheet shows a line, from zero.
    #[must_use]
    pub fn spreadsheet_row(&self, line: u32) -> u32 {
        let before = self.breaks.partition_point(|(at, _)| *at < line);
        let fewer = before.checked_sub(1).and_then(|last| self.breaks.get(last)).map_or(0, |(_, fewer)| *fewer);
        line.saturating_sub(fewer)
    }
}

/// The tables that places refer to, in the order in which they were read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    all: Vec<Source>,
    /// How many tables come before these.
    before: usize,
}

impl Sources {
    /// Adds a table and returns its number.
    ///
    /// More tables than a [`TableId`] counts share the last number; a campaign has a few dozen at most.
    pub fn add(&mut self, source: Source) -> TableId {
        self.all.push(source);
        TableId(u16::try_from(self.before + self.all.len() - 1).unwrap_or(u16::MAX))
    }

    /// For tables that are read beside these, when these will be so many more.
    #[must_use]
    pub fn behind(&self, more: usize) -> Sources {
        Sources { before: self.before + self.all.len() + more, all: Vec::new() }
    }

    /// Adds the tables of [`Self::behind`]; they keep their numbers.
    pub fn append(&mut self, mut behind: Sources) {
        debug_assert_eq!(self.before + self.all.len(), behind.before, "tables have been counted before they were read");
        self.all.append(&mut behind.all);
    }

    /// The table that was added last.
    #[must_use]
    pub fn last(&self) -> Option<TableId> {
        self.all.len().checked_sub(1).map(|last| TableId(u16::try_from(self.before + last).unwrap_or(u16::MAX)))
    }

    /// Names the sheet once it is known which one holds the table.
    pub fn set_sheet(&mut self, table: TableId, sheet: Option<String>) {
        if let Some(source) = usize::from(table.0).checked_sub(self.before).and_then(|at| self.all.get_mut(at)) {
            source.sheet = sheet;
        }
    }

    /// Tells how many more lines than one each of these lines of a text file takes, once they are known; in their order.
    pub fn set_breaks(&mut self, table: TableId, more: impl IntoIterator<Item = (u32, u32)>) {
        if let Some(source) = usize::from(table.0).checked_sub(self.before).and_then(|at| self.all.get_mut(at)) {
            let mut fewer = 0_u32;
            let total = |(line, more): (u32, u32)| {
                fewer = fewer.saturating_add(more);
                (line, fewer)
            };
            source.breaks = more.into_iter().map(total).collect();
        }
    }

    /// The table's file and sheet.
    #[must_use]
    pub fn get(&self, table: TableId) -> Option<&Source> {
        self.all.get(usize::from(table.0).checked_sub(self.before)?)
    }

    /// Every table, in the order in which they were read.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.all.iter()
    }
}

/// A merged area of cells; rows and columns count from zero, and all ends belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Area {
    /// Its first row.
    pub top: u32,
    /// Its first column.
    pub left: u16,
    /// Its last row.
    pub bottom: u32,
    /// Its last column.
    pub right: u16,
}

impl Area {
    /// Whether the cell belongs to it.
    #[must_use]
    pub fn covers(&self, row: u32, column: u16) -> bool {
        (self.top..=self.bottom).contains(&row) && (self.left..=self.right).contains(&column)
    }

    /// The area as spreadsheets name it: `C2:D2`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}:{}", cell_name(self.top, self.left), cell_name(self.bottom, self.right))
    }
}

/// The letters of a spreadsheet column: 0 is A, 25 is Z, 26 is AA.
#[must_use]
pub fn column_letters(column: u16) -> String {
    let mut rest = u32::from(column) + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// A cell as spreadsheets name it: row 16, column 3 is `D17`.
#[must_use]
pub fn cell_name(row: u32, column: u16) -> String {
    let mut name = column_letters(column);
    // Writing to a String cannot fail.
    let _ = write!(name, "{}", u64::from(row) + 1);
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_spreadsheets_name_them() {
        assert_eq!(cell_name(16, 3), "D17");
        assert_eq!(cell_name(0, 25), "Z1");
        assert_eq!(cell_name(0, 26), "AA1");
        assert_eq!(cell_name(1_048_575, 16_383), "XFD1048576");
        assert_eq!(Area { top: 1, left: 2, bottom: 1, right: 3 }.name(), "C2:D2");
    }
}
