//! The checked definition of a campaign, and its data bound to subjects.
//!
//! [`read()`] turns the text of a campaign file into a [`Campaign`] and every finding of one run together; [`bind()`] turns
//! the tables that units sent in into [`Subjects`]. Nothing here knows a verdict.

mod bind;
mod column;
mod definition;
mod detail;
mod detail_bind;
mod figure;
mod read;
mod subjects;

pub use bind::{Data, bind};
pub use column::Figures;
pub use definition::{
    Award, Band, Base, Blank, Campaign, Check, Cite, Class, Column, Criterion, Dossier, Due, Group, Heading, KeyValue,
    PerGroup, Period, Places, Quota, RankKey, Register, Reward, Share,
};
pub use detail::{Detail, DetailRows};
pub use read::read;
pub use subjects::{Roll, Rows, Skipped, SkippedRow, Subjects};
