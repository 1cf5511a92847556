//! The checked definition of a campaign, and its data bound to subjects.
//!
//! [`read()`] turns the text of a campaign file into a [`Campaign`] and every finding of one run together; [`bind()`] turns
//! the tables that units sent in into [`Subjects`]. Nothing here knows a verdict.

mod alias;
mod alike;
mod amid;
mod bind;
mod builder;
mod column;
mod decisions;
mod definition;
mod derived;
mod detail;
mod detail_bind;
mod directory;
mod earlier;
mod expected;
mod figure;
mod files;
mod free_texts;
mod gather;
mod known;
mod named;
mod origin;
mod paper;
mod parts;
pub mod pattern;
mod quota;
pub mod rates;
mod read;
mod reading;
mod remembered;
mod repeated;
mod repeats;
mod retyped;
mod subjects;
mod texts;
mod turned;
mod written;

/// What was read of a file, as subjects and lists keep it.
pub use crate::input::Table;
pub use bind::{Data, YearFile, bind, understand};
pub use column::Figures;
pub use decisions::{Decision, DecisionColumn, Decisions};
pub use definition::{
    Alias, Award, Bare, Base, Blank, Campaign, Change, Check, Cite, Column, Criterion, Due, Expected, Group, Heading,
    KeyValue, Occasion, Over, PerGroup, Period, Places, Quota, RankKey, Register, Share, Years,
};
pub use derived::{Band, Class, ClassCap, Derived, Gate, PartBy, Score, ScorePart};
pub use detail::{Detail, DetailRows};
pub use files::GatheredFile;
pub use origin::Origin;
pub use paper::{AwardReward, Columns, Day, DecisionsFile, Dossier, Entry, Paper, Part, Reward};
pub use quota::{GroupsTogether, PerValue, Proportion, Unused};
pub use read::{read, read_for};
pub use reading::{Range, ReadColumn, ReadFor, Reading, Role, readings};
pub use subjects::{Holds, Roll, Rows, Skipped, SkippedRow, Subjects, TablesRead};
