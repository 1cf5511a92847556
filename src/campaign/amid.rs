//! What is told of a file that is one of several: the others may be as the definition says, so what is missing in it may
//! stand there under another name. What several files have wrong in the same way is told once.

use std::collections::BTreeMap;

use crate::input::{Request, Table};
use crate::vocab::finding::{Alternatives, CellFault, TableFault, is_word};
use crate::vocab::name::match_key;
use crate::vocab::{About, Finding, Place};

/// How many headings of a file are proposed.
const PROPOSED: usize = 6;

/// Adds to what was found in one of several files how the definition may take its headings and its sheet too. `unread` are
/// its headings that nobody asked for; `keys` are those of the wanted columns in the definition, in the order of `request`.
pub(super) fn propose(found: &mut [Finding], unread: &[(u16, String)], request: &Request, keys: &[&str]) {
    for finding in found {
        match &mut finding.about {
            About::Table(TableFault::MissingColumn { heading, near, among }) => {
                *among = alternatives((heading, near.as_deref()), unread, request, keys);
            }
            About::Table(
                TableFault::SheetNotFound { among, .. }
                | TableFault::SeveralSheets { among, .. }
                | TableFault::NoSheetComplete { among, .. },
            ) => *among = true,
            _ => {}
        }
    }
}

fn alternatives(
    (heading, near): (&str, Option<&str>),
    unread: &[(u16, String)],
    request: &Request,
    keys: &[&str],
) -> Option<Alternatives> {
    let mut wanted = request.columns.iter().zip(keys);
    let (wanted, key) = wanted.find(|(wanted, _)| wanted.headings.iter().any(|known| known == heading))?;
    let mut unread: Vec<&str> = unread.iter().map(|(_, heading)| heading.as_str()).collect();
    unread.sort_by_cached_key(|other| (Some(*other) != near, distance(&wanted.headings, other)));
    let unread = unread.into_iter().take(PROPOSED).map(str::to_owned).collect();
    Some(Alternatives { key: (*key).to_owned(), spellings: wanted.headings.clone(), unread })
}

/// How many words of a wanted heading another lacks, and how many words that one has.
fn distance(wanted: &[String], other: &str) -> (usize, usize) {
    let key = match_key(other);
    let words: Vec<&str> = key.split(' ').collect();
    let lacks = |wanted: &String| match_key(wanted).split(' ').filter(|word| !words.contains(word)).count();
    (wanted.iter().map(lacks).min().unwrap_or(0), words.len())
}

/// Tells once what one answer settles for a whole column: a word that stands for a number, and fractions in a column of
/// percentages. The other cells are among the other places of the first.
pub(super) fn once_for_column(findings: &mut Vec<Finding>, from: usize, tables: &[Table]) {
    let mut told: Vec<Finding> = Vec::new();
    let mut known: BTreeMap<(Option<usize>, String), usize> = BTreeMap::new();
    for finding in findings.drain(from..) {
        let first = answered(&finding, tables).and_then(|answer| {
            let at = *known.entry(answer).or_insert(told.len());
            told.get_mut(at)
        });
        match first {
            Some(first) => join(first, finding),
            None => told.push(finding),
        }
    }
    findings.append(&mut told);
}

/// For which column and text one answer settles a finding.
fn answered(finding: &Finding, tables: &[Table]) -> Option<(Option<usize>, String)> {
    match (&finding.about, &finding.place) {
        (About::Cell(CellFault::BareFractions { name, .. }), _) => Some((None, name.clone())),
        (About::Cell(CellFault::NotANumber { written }), Place::Cell(table, _, column)) if is_word(written) => {
            let table = tables.iter().find(|known| known.id == *table)?;
            let asked = table.columns.iter().position(|at| at.as_ref() == Some(column))?;
            Some((Some(asked), written.clone()))
        }
        _ => None,
    }
}

/// Adds a finding that the same answer settles to the first of them.
fn join(first: &mut Finding, finding: Finding) {
    if let About::Cell(CellFault::BareFractions { count, .. }) = &mut first.about
        && let About::Cell(CellFault::BareFractions { count: more, .. }) = finding.about
    {
        *count += more;
    }
    first.others.extend(std::iter::once(finding.place).chain(finding.others));
}

/// Tells once what is wrong with several files in the same way: the others are among the other places of the first.
pub(super) fn once(findings: &mut Vec<Finding>, from: usize) {
    let mut told: Vec<Finding> = Vec::new();
    for finding in findings.drain(from..) {
        let is_of_form = matches!(
            finding.about,
            About::Table(
                TableFault::MissingColumn { .. } | TableFault::SheetNotFound { .. } | TableFault::HeadingsNotFound { .. }
            )
        );
        match told.iter_mut().find(|known| is_of_form && known.about == finding.about) {
            Some(known) => known.others.extend(std::iter::once(finding.place).chain(finding.others)),
            None => told.push(finding),
        }
    }
    findings.append(&mut told);
}
