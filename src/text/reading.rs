//! The words of the reading report: what was understood of each file.
//!
//! Each language fills one [`Words`]; a line without its words in both languages does not compile.

use super::{en, vi};
use crate::vocab::finding::{Encoding, Format};
use crate::vocab::{Lang, Side};

/// Every word of the reading report.
pub(crate) struct Words {
    /// Whose figures a file holds.
    pub(crate) figures_of: fn(Side) -> &'static str,
    pub(crate) list: fn(&str) -> String,
    pub(crate) decisions: &'static str,
    /// The list of units that must send figures.
    pub(crate) expected: &'static str,
    /// How many files were gathered, and how many of them cannot be read.
    pub(crate) files: fn(usize, usize) -> String,
    /// A file among several, with its sheet and its heading rows.
    pub(crate) file: fn(&str, Option<&str>, &str) -> String,
    /// A file among several that cannot be read, with its sheet.
    pub(crate) unreadable: fn(&str, Option<&str>) -> String,
    /// How many files were read alike, with their sheet and their heading rows.
    pub(crate) alike: fn(usize, Option<&str>, &str) -> String,
    /// How many more files there are than are named.
    pub(crate) and_files: fn(usize) -> String,
    /// How many files are told no more.
    pub(crate) more_files: fn(usize) -> String,
    /// How many rows each of several files gave, at least and at most.
    pub(crate) in_each: fn(usize, usize) -> String,
    /// How many cells of a file's figures have a value, are blank, and cannot be used.
    pub(crate) cells: fn([usize; 3]) -> String,
    /// How many rows were passed over in how many of several files, in which where it was not all of them, and why.
    pub(crate) skipped_of_several: fn(usize, usize, &str, &str) -> String,
    /// In how many files a column stands elsewhere, by its letters, and how many do not have it.
    pub(crate) elsewhere: fn(&[(String, usize)], usize) -> String,
    /// In which years, where the campaign has several.
    pub(crate) in_years: fn(&str) -> String,
    /// What stands before each fact of a file.
    pub(crate) labels: Labels,
    /// What a file is, with the sign between its cells and the encoding of its letters.
    pub(crate) format: fn(Format, Option<char>, Option<Encoding>) -> String,
    /// The sheet that was read, and the others with whether people do not see them.
    pub(crate) sheet: fn(&str, &[(&str, bool)]) -> String,
    /// How many rows of what were taken, and from which to which row.
    pub(crate) taken: fn(usize, Taken, Option<(u64, u64)>) -> String,
    /// Rows, as a list of them, with why they were passed over.
    pub(crate) skipped: fn(&str, &str) -> String,
    /// Why rows were passed over.
    pub(crate) why: Why,
    /// How many empty rows stand between the others.
    pub(crate) empty_rows: fn(u32) -> String,
    /// How many of the units that are expected sent nothing, or perhaps a file that cannot be read.
    pub(crate) not_sent: fn(usize, bool) -> String,
    /// How many cells took the value of a merged area.
    pub(crate) merged: fn(u32) -> String,
    pub(crate) hidden_rows: fn(&str) -> String,
    pub(crate) hidden_columns: fn(&str) -> String,
    /// The end of a list of rows that is too long.
    pub(crate) more: fn(usize) -> String,
    /// The headings of the table of columns.
    pub(crate) headings: [&'static str; 6],
    /// What stands for a column that is not there.
    pub(crate) absent: &'static str,
    pub(crate) role: Roles,
    pub(crate) yes: fn(usize) -> String,
    pub(crate) no: fn(usize, bool) -> String,
    pub(crate) different: fn(usize, Different) -> String,
    pub(crate) not_applicable: fn(usize) -> String,
}

/// What stands before each fact of a file.
pub(crate) struct Labels {
    pub(crate) files: &'static str,
    pub(crate) format: &'static str,
    pub(crate) sheet: &'static str,
    pub(crate) heading: &'static str,
    pub(crate) taken: &'static str,
    pub(crate) skipped: &'static str,
    pub(crate) hidden: &'static str,
    pub(crate) unread: &'static str,
    /// The columns of one file that stand elsewhere than in most.
    pub(crate) columns: &'static str,
    /// The files with blank cells.
    pub(crate) blank: &'static str,
    /// The columns that one file has not.
    pub(crate) lacks: &'static str,
}

/// Why rows were passed over.
pub(crate) struct Why {
    pub(crate) title: &'static str,
    pub(crate) column_numbers: &'static str,
    pub(crate) headings: &'static str,
    pub(crate) total: &'static str,
    pub(crate) group: &'static str,
    pub(crate) signature: &'static str,
    pub(crate) note: &'static str,
    pub(crate) no_id: &'static str,
    pub(crate) no_year: &'static str,
    pub(crate) not_expected: &'static str,
    pub(crate) unclear: &'static str,
    pub(crate) perhaps_total: &'static str,
}

/// What columns are called that are no fields.
pub(crate) struct Roles {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    pub(crate) group: &'static str,
    pub(crate) unit: &'static str,
    pub(crate) year: &'static str,
    pub(crate) subject: &'static str,
    pub(crate) award: &'static str,
    pub(crate) decision: &'static str,
    pub(crate) criterion: &'static str,
    pub(crate) reason: &'static str,
    pub(crate) paper: &'static str,
    pub(crate) date: &'static str,
}

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taken {
    /// Subjects of a side.
    Subjects(Side),
    /// Rows of lists.
    Rows,
    /// Decisions.
    Decisions,
}

/// What is counted once however often it stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Different {
    Units,
    Subjects,
    Texts,
}

/// The words of one language.
pub(crate) fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::Vi => &vi::reading::WORDS,
        Lang::En => &en::reading::WORDS,
    }
}
