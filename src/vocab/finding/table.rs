//! Findings in a file as a whole: its format, its headings and its rows.

use super::Level;

/// What can be wrong with a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableFault {
    /// The file has no content at all.
    EmptyFile,
    /// The file opens but cannot be read to its end: damaged, or not wholly downloaded.
    Damaged,
    /// The workbook is protected with a password.
    Encrypted,
    /// The bytes are of no kind that the tool reads.
    NotATable,
    /// No row carries the headings that the campaign names.
    HeadingsNotFound {
        /// The headings that were looked for.
        wanted: Vec<String>,
    },
    /// A heading that the campaign names is not in the heading row.
    MissingColumn {
        /// The heading that was looked for, as the campaign writes it.
        heading: String,
        /// A heading that is there and looks like it.
        near: Option<String>,
    },
    /// Two columns carry the same heading; the second is among the other places.
    DoubledColumn {
        /// The heading.
        heading: String,
    },
}

impl TableFault {
    pub(super) fn level(&self) -> Level {
        Level::Mistake
    }

    pub(super) fn code(&self) -> &'static str {
        match self {
            TableFault::EmptyFile => "empty-file",
            TableFault::Damaged => "damaged-file",
            TableFault::Encrypted => "encrypted-file",
            TableFault::NotATable => "not-a-table",
            TableFault::HeadingsNotFound { .. } => "headings-not-found",
            TableFault::MissingColumn { .. } => "missing-column",
            TableFault::DoubledColumn { .. } => "doubled-column",
        }
    }
}
