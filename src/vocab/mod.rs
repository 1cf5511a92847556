//! The words that every layer shares: exact numbers, dates, Vietnamese names, places, verdicts, reasons and findings.
//!
//! Everything here is plain data. Nothing knows a file format, a campaign, a sheet or a language: a [`Finding`] says
//! *what* was found and *where*; its wording lives in [`crate::text`].

pub mod date;
pub mod decision;
pub mod derived;
pub mod explanation;
pub mod finding;
pub mod kind;
pub mod likeness;
pub mod listed;
pub mod locality;
pub mod money;
pub mod name;
pub mod near;
pub mod number;
pub mod outcome;
pub mod output;
pub mod place;
pub mod reason;
pub mod verdict;

pub use date::Date;
pub use finding::{About, Finding, Level};
pub use kind::Kind;
pub use number::{Number, Rounding};
pub use outcome::Outcome;
pub use output::{NotWritten, Provenance, Refusal, Shortened};
pub use place::{Area, Place, Source, Sources, Span, TableId};
pub use verdict::Verdict;

/// The two kinds of subject that a plan judges: collectives (tập thể) and individuals (cá nhân).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Tập thể: an agency, a commune, a department.
    Units,
    /// Cá nhân: a person, who belongs to a unit.
    Persons,
}

/// The languages in which the tool speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Vietnamese, the language of the workbook unless the campaign says otherwise.
    #[default]
    Vi,
    /// English.
    En,
}
