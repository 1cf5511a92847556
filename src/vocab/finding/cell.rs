//! Findings in one cell of a unit's or a person's row.

use super::Level;

/// What can be wrong in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellFault {
    /// A number was expected.
    NotANumber {
        /// What is written there.
        written: String,
    },
}

impl CellFault {
    pub(super) fn level(&self) -> Level {
        Level::Doubt
    }

    pub(super) fn code(&self) -> &'static str {
        match self {
            CellFault::NotANumber { .. } => "not-a-number",
        }
    }
}
