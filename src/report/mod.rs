//! From an assessment to neutral sheets of cells, in the reader's words. Nothing here knows a file format.
//!
//! In: an [`Assessment`] and the [`Record`] of the files that it came from. Out: a [`Book`] whose rows are made one after
//! the other when a writer asks for them, or the lines that a terminal shows. Every word comes from [`crate::text`].

mod charts;
mod context;
mod criteria;
mod derived;
pub mod facts;
mod lacks;
mod list;
mod missing;
mod obstacle;
mod overview;
mod papers;
mod pools;
mod ranking;
mod reading;
mod reasons;
pub mod sheet;
mod signed;
mod sources;
mod telling;
#[cfg(test)]
mod tests;
mod todo;
mod told;
mod watched;
mod widths;

use std::sync::Arc;

use crate::assess::Assessment;
use context::Context;
use sheet::Book;

pub use facts::Fact;
pub use reading::{ColumnRead, FileRead, reading};
pub use told::{Account, CriterionAccount, Paragraph, account, subject, summary};

/// What only the command line knows of the files that an assessment came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The tool's version.
    pub version: String,
    /// The campaign file.
    pub campaign: FileRecord,
    /// The data files: the units', then the persons' where there are any, then the council's decisions.
    pub data: Vec<FileRecord>,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRecord {
    /// Its name as findings give it, never an absolute path.
    pub name: String,
    /// How many bytes it has.
    pub size: usize,
    /// The SHA-256 of its bytes in hexadecimal digits.
    pub sha256: String,
}

/// The workbook of an assessment, in the campaign's language.
///
/// Up to 10,000 rows a sheet explains its cells; a longer one holds verdicts only, or those in question, and says so.
#[must_use]
pub fn book<'a>(assessment: &'a Assessment<'a>, record: &'a Record) -> Book<'a> {
    book_of(Context::new(assessment, &record.campaign.name, assessment.campaign.lang), record)
}

fn book_of<'a>(context: Context<'a>, record: &'a Record) -> Book<'a> {
    let campaign = context.campaign();
    let lacks = Arc::new(lacks::collect(context));
    let reasons = reasons::Rows::new(context);
    let given = |award: &usize| context.assessment.awards[*award].given;
    let awards = (0..campaign.awards.len()).filter(given);
    let mut sheets = vec![overview::sheet(context, record, Arc::clone(&lacks))];
    sheets.extend(awards.clone().map(|award| list::List::new(context, award).sheet()));
    sheets.extend(awards.map(|award| ranking::Ranking { context, award, reasons: reasons.clone() }.sheet()));
    sheets.extend(context.sides().map(|(_, roll)| criteria::Criteria { context, roll, reasons: reasons.clone() }.sheet()));
    let points = |roll| derived::PointsSheet { context, roll, reasons: reasons.clone() }.sheet();
    sheets.extend(context.sides().filter_map(|(_, roll)| points(roll)));
    sheets.push(missing::sheet(context, lacks));
    sheets.extend(papers::has_any(context).then(|| papers::sheet(context)));
    sheets.extend([reasons::sheet(context, reasons), sources::sheet(context, record)]);
    Book { title: campaign.title.clone(), author: campaign.issuer.clone(), day: context.assessment.as_of, sheets }
}
