//! The words of the page that answers one subject.

use super::{en, vi};
use crate::vocab::{Lang, Verdict};

/// The words of one language.
pub(crate) struct Words {
    /// The language as a page declares it.
    pub(crate) code: &'static str,
    /// What the page is.
    pub(crate) title: &'static str,
    pub(crate) awards: &'static str,
    pub(crate) derived: &'static str,
    pub(crate) criteria: &'static str,
    pub(crate) required: &'static str,
    pub(crate) gap: &'static str,
    pub(crate) figures: &'static str,
    /// Before the figures of others without which a place is not settled.
    pub(crate) others: &'static str,
    pub(crate) by_clause: fn(&str) -> String,
    /// How many criteria came out in one way: `12 đạt`.
    pub(crate) counted: fn(Verdict, usize) -> String,
    /// The day as of which deadlines were looked at.
    pub(crate) as_of: fn(&str) -> String,
    /// What made the page, by its version.
    pub(crate) made_by: fn(&str) -> String,
    /// Before the files and their digests.
    pub(crate) sources: &'static str,
}

/// The words of one language.
pub(crate) fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::Vi => &vi::page::WORDS,
        Lang::En => &en::page::WORDS,
    }
}
