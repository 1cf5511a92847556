//! All wording of the tool, in Vietnamese and English. Layers below and above hand over data; sentences are made here.
//!
//! Each language has one module with the same functions; the matches are exhaustive, so that a new finding or outcome
//! without its words in both languages does not compile.

mod command;
pub mod derived;
pub mod en;
pub mod explanation;
mod listed;
pub mod number;
pub mod outcome;
pub(crate) mod page;
pub mod papers;
mod parts;
mod place;
pub(crate) mod printed;
pub(crate) mod reading;
pub mod reason;
#[cfg(test)]
mod samples;
pub(crate) mod sheet;
pub mod vi;

pub use command::{Given, Message, Step, Topic, given, help, message, step};
pub(crate) use parts::quoted;
pub use place::{Definition, parts as place_parts, place, places, places_within};

use crate::vocab::{About, Lang, Level, NotWritten, Refusal, Shortened};

/// The words of a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// What was found and what was expected.
    pub message: String,
    /// What to do next.
    pub help: Option<String>,
}

impl Wording {
    /// Words with advice.
    pub(crate) fn new(message: impl Into<String>, help: impl Into<String>) -> Wording {
        Wording { message: message.into(), help: Some(help.into()) }
    }

    /// Words without advice, where the message itself says what to do.
    pub(crate) fn plain(message: impl Into<String>) -> Wording {
        Wording { message: message.into(), help: None }
    }
}

/// The words of a finding in the reader's language.
#[must_use]
pub fn finding(lang: Lang, about: &About) -> Wording {
    match (lang, about) {
        (Lang::Vi, About::Rule(fault)) => vi::rule_fault::wording(fault),
        (Lang::Vi, About::Definition(fault)) => vi::definition_fault::wording(fault),
        (Lang::Vi, About::Table(fault)) => vi::table_fault::wording(fault),
        (Lang::Vi, About::Cell(fault)) => vi::cell_fault::wording(fault),
        (Lang::Vi, About::Decision(fault)) => vi::decision_fault::wording(fault),
        (Lang::En, About::Rule(fault)) => en::rule_fault::wording(fault),
        (Lang::En, About::Definition(fault)) => en::definition_fault::wording(fault),
        (Lang::En, About::Table(fault)) => en::table_fault::wording(fault),
        (Lang::En, About::Cell(fault)) => en::cell_fault::wording(fault),
        (Lang::En, About::Decision(fault)) => en::decision_fault::wording(fault),
    }
}

/// How much a finding weighs: `lỗi`, `cần xem`, `lưu ý`.
#[must_use]
pub fn level(lang: Lang, level: Level) -> &'static str {
    match lang {
        Lang::Vi => vi::listing::level(level),
        Lang::En => en::listing::level(level),
    }
}

/// What introduces the advice of a finding.
#[must_use]
pub fn help_label(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => vi::listing::HELP,
        Lang::En => en::listing::HELP,
    }
}

/// What introduces the other places of a finding.
#[must_use]
pub fn also_label(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => vi::listing::ALSO,
        Lang::En => en::listing::ALSO,
    }
}

/// The end of a list of places that is too long to be shown.
#[must_use]
pub fn more_places(lang: Lang, rest: u32) -> String {
    match lang {
        Lang::Vi => vi::listing::more_places(rest),
        Lang::En => en::listing::more_places(rest),
    }
}

/// The line below the doubts that are shown, when there are more.
#[must_use]
pub fn more_doubts(lang: Lang, rest: u32) -> String {
    match lang {
        Lang::Vi => vi::listing::more_doubts(rest),
        Lang::En => en::listing::more_doubts(rest),
    }
}

/// How many findings there are of each weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Lỗi.
    pub mistakes: u32,
    /// Chỗ cần xem.
    pub doubts: u32,
    /// Lưu ý.
    pub notes: u32,
}

/// The line that counts the findings: `3 lỗi, 2 chỗ cần xem, 1 lưu ý`. Weights without findings are left out.
#[must_use]
pub fn tally(lang: Lang, tally: Tally) -> String {
    match lang {
        Lang::Vi => vi::listing::tally(tally),
        Lang::En => en::listing::tally(tally),
    }
}

/// Why a file is not written over, and what to do instead.
#[must_use]
pub fn refusal(lang: Lang, refusal: &Refusal) -> Wording {
    match lang {
        Lang::Vi => vi::output::refusal(refusal),
        Lang::En => en::output::refusal(refusal),
    }
}

/// Why a file could not be written, and what to do then.
#[must_use]
pub fn not_written(lang: Lang, reason: &NotWritten) -> Wording {
    match lang {
        Lang::Vi => vi::output::not_written(reason),
        Lang::En => en::output::not_written(reason),
    }
}

/// What could not stand in a workbook as it was, in one sentence.
#[must_use]
pub fn shortened(lang: Lang, shortened: &Shortened) -> String {
    match lang {
        Lang::Vi => vi::output::shortened(shortened),
        Lang::En => en::output::shortened(shortened),
    }
}
