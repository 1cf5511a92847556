//! Detail tables: lists of varying length, one row for each component, task or initiative of a subject.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::campaign::definition::{Cite, Column, Heading};
use crate::campaign::origin::Origin;
use crate::campaign::subjects::{Held, SkippedRow};
use crate::campaign::texts::Texts;
use crate::rule::Operand;
use crate::vocab::{Place, Side, Span};

/// The definition of a detail table. What its columns hold is in the [`List`](crate::rule::List) of its side's register.
#[derive(Debug)]
pub struct Detail {
    /// Its name in expressions.
    pub id: String,
    /// Where the campaign file names it.
    pub span: Span,
    /// Whose lists they are.
    pub side: Side,
    /// Its position among the lists of its side.
    pub list: u16,
    /// The file, relative to the campaign file; of several their patterns, as people read them.
    pub file: String,
    /// The patterns of the files that are gathered into one table; empty where it is one file.
    pub patterns: Vec<String>,
    /// Where the campaign file names it or them.
    pub file_span: Span,
    /// The sheet, when named.
    pub sheet: Option<String>,
    /// The heading row as people count it, when named.
    pub heading_row: Option<u32>,
    /// The column of the subjects' ids.
    pub subject: Heading,
    /// The column that says what a row is about.
    pub name: Heading,
    /// The column that holds the year, where one file has several years.
    pub year: Option<Heading>,
    /// How the columns are read, one for each field of the list.
    pub columns: Vec<Column>,
    /// Where the plan says so.
    pub cite: Cite,
}

/// How many columns stand before those of figures: the subject and the name.
pub(super) const FIXED: usize = 2;

/// The rows of one detail table in one year, each with its subject. Held by column; the rows of a subject stand together.
#[derive(Debug)]
pub struct DetailRows {
    /// The tables, and the row of each.
    pub origin: Origin,
    pub(super) names: Texts,
    pub(super) columns: Vec<Held>,
    /// The rows of all subjects, one subject after the other; those of one by their names, certain ones first.
    pub(super) order: Vec<u32>,
    /// Where the rows of each subject begin in `order`, and behind the last subject where they end.
    pub(super) starts: Vec<u32>,
    /// Whether each row is certainly one of its subject's list.
    pub(super) certain: Vec<bool>,
    /// Subjects that did not exist in that year.
    pub(super) new: BTreeSet<usize>,
    /// Rows below the heading that name no subject, and why.
    pub skipped: Vec<SkippedRow>,
    /// How many rows of the table are of other years.
    pub other_years: usize,
    /// How many rows name a subject that is not known; those that look like a known one are kept there as uncertain.
    pub unknown: usize,
}

impl DetailRows {
    /// How many rows there are, whosesoever.
    #[must_use]
    pub fn len(&self) -> usize {
        self.origin.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.origin.is_empty()
    }

    /// Whether a subject is declared new and did not exist in that year.
    #[must_use]
    pub fn is_new(&self, subject: usize) -> bool {
        self.new.contains(&subject)
    }

    /// Which subject has each row; `None` for a row of nobody.
    pub(super) fn subjects(&self) -> Vec<Option<usize>> {
        let mut subjects = vec![None; self.len()];
        for subject in 0..self.starts.len() {
            for at in (0..self.count(subject)).filter_map(|row| self.at(subject, row)) {
                subjects.get_mut(at).into_iter().for_each(|of| *of = Some(subject));
            }
        }
        subjects
    }

    /// How many rows a subject has, uncertain ones included.
    #[must_use]
    pub fn count(&self, subject: usize) -> usize {
        let at = |subject: usize| self.starts.get(subject).copied().unwrap_or_default();
        usize::try_from(at(subject + 1).saturating_sub(at(subject))).unwrap_or_default()
    }

    /// What a rule sees of a cell; rows of a subject count from zero. Nothing can be used of a row whose subject is not
    /// certain.
    #[must_use]
    pub fn operand(&self, subject: usize, row: usize, column: usize) -> Operand {
        match (self.at(subject, row), self.columns.get(column)) {
            (Some(at), Some(Held::Figures(figures))) if self.is_certain(subject, row) => figures.operand(at),
            (Some(_), Some(Held::Figures(_))) => Operand::Unusable,
            _ => Operand::Absent,
        }
    }

    /// The free text of a cell; empty where it holds a figure.
    #[must_use]
    pub fn text(&self, subject: usize, row: usize, column: usize) -> &str {
        match (self.at(subject, row), self.columns.get(column)) {
            (Some(at), Some(Held::Texts(texts))) => texts.get(at),
            _ => "",
        }
    }

    /// The cell of a row's column.
    #[must_use]
    pub fn place(&self, subject: usize, row: usize, column: usize) -> Option<Place> {
        self.origin.cell(self.at(subject, row)?, FIXED + column)
    }

    /// What a row is about.
    #[must_use]
    pub fn name(&self, subject: usize, row: usize) -> &str {
        self.at(subject, row).map_or("", |at| self.names.get(at))
    }

    /// The cell of a row's name.
    #[must_use]
    pub fn name_place(&self, subject: usize, row: usize) -> Option<Place> {
        self.origin.cell(self.at(subject, row)?, 1)
    }

    /// The order of two rows by everything that is read of them but the subject; equal for rows that say the same.
    pub(super) fn compared(&self, a: usize, b: usize) -> Ordering {
        let of_columns = self.columns.iter().map(|column| column.compared(a, b));
        of_columns.fold(self.names.get(a).cmp(self.names.get(b)), Ordering::then)
    }

    /// Whether a row is certainly of the subject's list: not so when the id beside it is unknown and looks like the
    /// subject's, or when it may be no row of a list at all.
    #[must_use]
    pub fn is_certain(&self, subject: usize, row: usize) -> bool {
        self.at(subject, row).and_then(|at| self.certain.get(at)).copied().unwrap_or_default()
    }

    fn at(&self, subject: usize, row: usize) -> Option<usize> {
        let start = usize::try_from(*self.starts.get(subject)?).ok()?;
        let at = self.order.get(start..start + self.count(subject))?.get(row)?;
        usize::try_from(*at).ok()
    }
}
