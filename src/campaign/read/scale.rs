//! `[scales]`: ordered steps, lowest first, each with its spellings.

use std::collections::BTreeMap;

use crate::input::keys::Item;
use crate::rule::Step;
use crate::vocab::finding::{DefinitionFault, Shape};
use crate::vocab::{Span, name};

use super::found::{self, Found, Keys};

/// The scales of a definition by name.
pub(super) type Scales = BTreeMap<String, Vec<Step>>;

/// The most steps or values that a column can tell apart.
pub(super) const MOST_VALUES: usize = 250;

pub(super) fn read(top: &Keys<'_>, found: &Found) -> Scales {
    let Some(table) = top.table("scales") else { return Scales::new() };
    let mut scales = Scales::new();
    for entry in &table.entries {
        super::check_short_name(&entry.key, &entry.key_span, found);
        let steps = steps(&entry.key, &entry.item, found);
        scales.insert(entry.key.clone(), steps);
    }
    scales
}

fn steps(key: &str, item: &Item, found: &Found) -> Vec<Step> {
    let wrong = |item: &Item| {
        found.push(DefinitionFault::WrongShape { key: key.to_owned(), expected: Shape::Texts }, &item.span);
    };
    let Some(items) = found::list(item) else {
        wrong(item);
        return Vec::new();
    };
    if items.is_empty() {
        found.push(DefinitionFault::EmptyList { key: key.to_owned() }, &item.span);
    }
    let mut steps = Vec::new();
    for item in items {
        match found::texts(item).filter(|spellings| !spellings.is_empty()) {
            Some(spellings) => {
                let spellings: Vec<String> = spellings.iter().map(|spelling| name::tidy(spelling.value)).collect();
                steps.push((Step { key: spellings[0].clone(), spellings, label: None }, &item.span));
            }
            None => wrong(item),
        }
    }
    check_spellings(steps.iter().map(|(step, span)| (step.spellings.as_slice(), *span)), found);
    check_count(steps.len(), &item.span, found);
    steps.into_iter().map(|(step, _)| step).collect()
}

pub(super) fn check_count(count: usize, span: &Span, found: &Found) {
    if count > MOST_VALUES {
        found.push(DefinitionFault::TooMany { most: MOST_VALUES }, span);
    }
}

/// Reports a spelling that stands for two values, as the data could then be read in two ways, and one that is blank.
pub(super) fn check_spellings<'a>(values: impl Iterator<Item = (&'a [String], &'a Span)>, found: &Found) {
    let mut seen: BTreeMap<String, &Span> = BTreeMap::new();
    for (spelling, span) in values.flat_map(|(spellings, span)| spellings.iter().map(move |spelling| (spelling, span))) {
        let key = name::match_key(spelling);
        if key.is_empty() {
            found.push(DefinitionFault::BlankSpelling, span);
        } else if let Some(first) = seen.insert(key, span) {
            found.push_with(DefinitionFault::DoubledSpelling { spelling: spelling.clone() }, span, first);
        }
    }
}
