//! What the names in an expression stand for. The campaign layer fills this in; rules know nothing of files or TOML.

use super::{Limit, Limits};
use crate::vocab::{Kind, Number, Span};

/// Everything that an expression may name.
#[derive(Debug, Clone, Default)]
pub struct Scope<'a> {
    /// What the subject itself has.
    pub own: &'a [Field],
    /// What the subject's unit has, reached as `unit.x`; `None` for rules about units.
    pub unit: Option<&'a [Field]>,
    /// Figures that guidance sets.
    pub constants: &'a [Constant],
    /// How many years before the year judged have data; 0 makes `last.x` a finding.
    pub years_back: u8,
    /// The subject's own lists.
    pub lists: &'a [List],
    /// The lists of the subject's unit, reached as `unit.x`.
    pub unit_lists: &'a [List],
    /// How many of the subject's own fields, and of its unit's, are read from cells: only these keep to their range, for a
    /// score that is worked out may pass its total.
    pub from_cells: [usize; 2],
    /// Which figures are parts of what; `None` where nothing is declared.
    pub limits: Option<&'a Limits>,
}

/// A list of varying length: the rows of a detail table that belong to one subject.
#[derive(Debug, Clone)]
pub struct List {
    /// The short name.
    pub name: String,
    /// What its rows are about: the heading of the column that names them.
    pub title: String,
    /// What each row has.
    pub fields: Vec<Field>,
    /// Which of these are parts of what; the fields in a whole are those of the same row.
    pub limits: Vec<Limit>,
}

/// Words of the language that cannot name anything.
const RESERVED: [&str; 6] = ["and", "or", "not", "in", "unit", "last"];

/// Whether a word belongs to the language itself and cannot name a column, a class or a figure.
#[must_use]
pub fn is_reserved(word: &str) -> bool {
    RESERVED.contains(&word)
}

/// A named value of a subject: a column, or a class that the campaign computes.
#[derive(Debug, Clone)]
pub struct Field {
    /// The short name.
    pub name: String,
    /// The heading, or several; the first is shown. Each can be written in brackets in place of the name.
    pub headings: Vec<String>,
    /// What it holds.
    pub kind: Kind,
    /// The least that it can be, where the plan says so; in the field's own unit.
    pub min: Option<Number>,
    /// The most that it can be, for a score or percentage; in the field's own unit (a percentage is a fraction).
    pub max: Option<Number>,
    /// For a rating its steps, lowest first; for a text with declared values these; else empty.
    pub steps: Vec<Step>,
    /// The scale's name, for a rating: ratings compare only within one scale.
    pub scale: Option<String>,
    /// The word that people count it in, such as "hồ sơ".
    pub measure: Option<String>,
}

impl Field {
    /// The least and the most that cells of a column can hold: others are faults. `None` where there is no such end.
    pub(super) fn range(&self) -> [Option<Number>; 2] {
        let (least, most) = match self.kind {
            Kind::Percent => (Some(Number::ZERO), Some(Number::ONE)),
            Kind::Count | Kind::Score | Kind::Money => (Some(Number::ZERO), None),
            Kind::Rank => (Some(Number::ONE), None),
            Kind::Number => (None, None),
            Kind::Rating | Kind::YesNo | Kind::Date | Kind::Text => return [None, None],
        };
        [self.min.clone().or(least), self.max.clone().or(most)]
    }
}

/// One step of a scale or one declared value of a text; its index is the value that rules compute with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// How an expression names it.
    pub key: String,
    /// How people write it.
    pub spellings: Vec<String>,
    /// What all its spellings have in common, in words: `Lãnh đạo, quản lý`. Left out: the first spelling stands for it.
    pub label: Option<String>,
}

impl Step {
    /// How it is shown where one word must stand for it.
    #[must_use]
    pub fn shown(&self) -> &str {
        self.label.as_ref().or(self.spellings.first()).unwrap_or(&self.key)
    }

    /// Its spellings in one row: what a cell may say, and what stands for it in a sentence about all of them.
    #[must_use]
    pub fn spelled(&self) -> String {
        self.spellings.join(" / ")
    }
}

/// A figure that guidance sets.
#[derive(Debug, Clone)]
pub struct Constant {
    /// Its name.
    pub name: String,
    /// Its value and whether it was written with a percent sign; `None` while it is open.
    pub value: Option<(Number, bool)>,
    /// Where the campaign file sets it.
    pub span: Span,
}

/// Which figure of which subject in which year an expression reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slot {
    /// Whether it is the figure of the person's unit.
    pub of_unit: bool,
    /// How many years before the year judged.
    pub years_back: u8,
    /// The field, by its position in [`Scope::own`] or [`Scope::unit`].
    pub field: u16,
}
