//! The checked definition of a campaign, and its data bound to subjects.
//!
//! [`read()`] turns the text of a campaign file into a [`Campaign`] and every finding of one run together; [`bind()`] turns
//! the tables that units sent in into [`Subjects`]. Nothing here knows a verdict.

mod bind;
mod builder;
mod column;
mod definition;
mod detail;
mod detail_bind;
mod earlier;
mod figure;
mod parts;
mod read;
mod subjects;

pub use bind::{Data, YearFile, bind};
pub use column::Figures;
pub use definition::{
    Alias, Award, Band, Base, Blank, Campaign, Change, Check, Cite, Class, Column, Criterion, Dossier, Due, Group, Heading,
    KeyValue, Occasion, Over, PerGroup, Period, Places, Quota, RankKey, Register, Reward, Share, Years,
};
pub use detail::{Detail, DetailRows};
pub use read::{read, read_for};
pub use subjects::{Roll, Rows, Skipped, SkippedRow, Subjects};
