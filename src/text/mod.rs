//! All wording of the tool, in Vietnamese and English. Layers below and above hand over data; sentences are made here.
//!
//! Each language has one module with the same functions; the matches are exhaustive, so that a new finding or outcome
//! without its words in both languages does not compile.

pub mod en;
pub mod vi;

use crate::vocab::{About, Lang};

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
        (Lang::En, About::Rule(fault)) => en::rule_fault::wording(fault),
        (Lang::En, About::Definition(fault)) => en::definition_fault::wording(fault),
        (Lang::En, About::Table(fault)) => en::table_fault::wording(fault),
        (Lang::En, About::Cell(fault)) => en::cell_fault::wording(fault),
    }
}
