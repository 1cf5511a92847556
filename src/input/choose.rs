//! Chooses the sheet that holds the table, by its headings.
//!
//! The sheet that the campaign names, else the one visible sheet that has every required heading, else the one visible
//! sheet that has the most of them. A hidden sheet is taken only where no visible one has any. Two candidates are a
//! finding, never a guess.

use crate::vocab::finding::{SheetLacks, SheetSeen, TableFault};
use crate::vocab::name::match_key;

use super::heading::{self, Headings, Line};
use super::job::Job;
use super::{OtherSheet, Request};

/// The beginning of a sheet.
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) hidden: bool,
    pub(super) lines: Vec<Line>,
    /// Why even its beginning cannot be read.
    pub(super) fault: Option<TableFault>,
}

/// The number of the sheet to be read; `None` after a finding that says why there is none.
pub(super) fn sheet(sheets: &[Sheet], job: &mut Job<'_>) -> Option<usize> {
    let chosen = match choice(sheets, job.request) {
        Err(fault) => match sheets.iter().find(|sheet| sheet.fault.is_some()) {
            Some(unread) => return refuse(unread, job),
            None => return job.refuse(fault),
        },
        Ok(chosen) => chosen,
    };
    if let Some(unread) = sheets.get(chosen).filter(|sheet| sheet.fault.is_some()) {
        return refuse(unread, job);
    }
    if sheets.get(chosen).is_some_and(|sheet| sheet.hidden) && job.request.sheet.is_none() {
        job.say(TableFault::HiddenSheet);
    }
    let others = sheets.iter().enumerate().filter(|(index, _)| *index != chosen);
    job.other_sheets = others.map(|(_, sheet)| OtherSheet { name: sheet.name.clone(), hidden: sheet.hidden }).collect();
    Some(chosen)
}

/// Says why a sheet cannot be read.
fn refuse(sheet: &Sheet, job: &mut Job<'_>) -> Option<usize> {
    job.sources.set_sheet(job.table, Some(sheet.name.clone()));
    job.refuse(sheet.fault.clone()?)
}

fn choice(sheets: &[Sheet], request: &Request) -> Result<usize, TableFault> {
    if let Some(wanted) = &request.sheet {
        return named(sheets, wanted, request);
    }
    if let [_] = sheets {
        return Ok(0);
    }
    let found: Vec<Option<Headings>> = sheets.iter().map(|sheet| heading::find(&sheet.lines, &[], request)).collect();
    for hidden in [false, true] {
        let those = || sheets.iter().zip(&found).enumerate().filter(|(_, (sheet, _))| sheet.hidden == hidden);
        let candidates: Vec<(usize, &Headings)> =
            those().filter_map(|(index, (_, found))| Some((index, found.as_ref()?))).collect();
        let most = candidates.iter().map(|(_, found)| rank(found, request)).max();
        let best: Vec<usize> =
            candidates.iter().filter(|(_, found)| Some(rank(found, request)) == most).map(|(index, _)| *index).collect();
        match best.as_slice() {
            [] => {}
            [only] => return Ok(*only),
            several => {
                let all = candidates.iter().filter(|(index, _)| several.contains(index));
                let fits = all.filter_map(|(index, found)| Some((sheets.get(*index)?, *found)));
                return Err(if most.is_some_and(|(complete, ..)| complete) {
                    TableFault::SeveralSheets { sheets: fits.map(|(sheet, _)| seen(sheet)).collect(), among: false }
                } else {
                    TableFault::NoSheetComplete {
                        sheets: fits.map(|(sheet, found)| lacking(sheet, found, request)).collect(),
                        among: false,
                    }
                });
            }
        }
    }
    // Its headings say then what is wrong.
    if let Some(mistaken) = sheets.iter().position(|sheet| heading::are_mistaken(&sheet.lines, request)) {
        return Ok(mistaken);
    }
    Err(TableFault::NoSheetFits { wanted: heading::titles(request), sheets: sheets.iter().map(seen).collect() })
}

/// Sheets that have every required heading are equal; among others the one with more headings is nearer, and of those with
/// as many the one that has something like the missing ones: a code list beside the table has nothing like them.
fn rank(found: &Headings, request: &Request) -> (bool, usize, usize) {
    if found.complete(&request.columns) {
        return (true, 0, 0);
    }
    (false, found.found(), found.near(&request.columns))
}

fn named(sheets: &[Sheet], wanted: &str, request: &Request) -> Result<usize, TableFault> {
    let by = |same: &dyn Fn(&str) -> bool| sheets.iter().position(|sheet| same(&sheet.name));
    by(&|name| name == wanted).or_else(|| by(&|name| match_key(name) == match_key(wanted))).ok_or_else(|| {
        let has_all =
            |sheet: &&Sheet| heading::find(&sheet.lines, &[], request).is_some_and(|found| found.complete(&request.columns));
        let mut fitting = sheets.iter().filter(has_all);
        let fits = fitting.next().filter(|_| fitting.next().is_none()).map(|sheet| sheet.name.clone());
        let sheets = sheets.iter().map(|sheet| sheet.name.clone()).collect();
        TableFault::SheetNotFound { wanted: wanted.to_owned(), sheets, fits, among: false }
    })
}

fn seen(sheet: &Sheet) -> SheetSeen {
    SheetSeen { name: sheet.name.clone(), hidden: sheet.hidden, headings: heading::fullest(&sheet.lines, &[]) }
}

/// What a sheet has of the wanted headings and what it lacks of the required ones.
fn lacking(sheet: &Sheet, found: &Headings, request: &Request) -> SheetLacks {
    let (has, lacks) = found.wanted_titles(&request.columns);
    SheetLacks { name: sheet.name.clone(), has, lacks }
}
