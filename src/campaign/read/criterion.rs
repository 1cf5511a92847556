//! `[[criterion]]`: what is required, of whom, and when it applies.

use crate::campaign::definition::{Check, Criterion, Occasion, PerGroup};
use crate::campaign::paper::{Paper, Reward};
use crate::input::keys::{Item, Value};
use crate::rule::{Policy, Rule};
use crate::vocab::finding::{DefinitionFault, Shape};
use crate::vocab::{Side, Verdict, name};

use super::expression::{Context, Sides};
use super::found::{self, At, Found, Keys};
use super::groups::Groups;

const KEYS: [&str; 13] = [
    "id",
    "clause",
    "rules",
    "title",
    "of",
    "only",
    "when",
    "check",
    "when_zero",
    "when_new",
    "years",
    "years_any",
    "not_applicable_breaks",
];

pub(super) fn read(top: &Keys<'_>, groups: &Groups, sides: &Sides<'_>, context: &Context<'_>) -> Vec<Criterion> {
    top.tables("criterion")
        .into_iter()
        .filter_map(|table| criterion(&Keys::open(table, &KEYS, context.found), groups, sides, context))
        .collect()
}

fn criterion(keys: &Keys<'_>, groups: &Groups, sides: &Sides<'_>, context: &Context<'_>) -> Option<Criterion> {
    let id = id(keys, context.found);
    let title = keys.required_filled_text("title");
    let side = side(keys, sides.persons.is_some(), context.found);
    let only = groups.only(keys, context.found);
    let scope = sides.scope(side.unwrap_or(Side::Units), context);
    // Without its side the names of an expression mean nothing; they are read once the side is known.
    let when = side.and_then(|_| keys.item("when")).map(|item| context.rule("when", item, &scope));
    let item = keys.required("check");
    let check = side
        .and(item)
        .and_then(|item| check(item, only.as_deref(), groups, &|item| context.rule("check", item, &scope), context));
    let words = [("met", Verdict::Met), ("not_met", Verdict::NotMet), ("no_data", Verdict::NoData)];
    let when_zero = keys.word("when_zero", &words);
    let not_applicable = [("not_applicable", Verdict::NotApplicable)];
    let when_new = keys.word("when_new", &[words.as_slice(), &not_applicable].concat());
    let years = super::years::of_criterion(keys, context);
    let id = id?;
    Some(Criterion {
        id: id.value.to_owned(),
        title: name::tidy(title?.value),
        cite: super::cite(keys),
        side: side?,
        only,
        when: when.map_or(Some(None), |when| when.map(Some))?,
        check: Check::Rule(check?),
        policy: Policy { when_zero, when_new },
        years,
        counts: true,
        awards: None,
        span: id.span,
    })
}

/// An id: letters, digits and hyphens, for people and for `criteria = [...]`.
pub(super) fn id<'t>(keys: &Keys<'t>, found: &Found) -> Option<At<&'t str>> {
    let id = keys.required_text("id")?;
    let plain = !id.value.is_empty() && id.value.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c));
    if !plain {
        found.push(DefinitionFault::BadName { name: id.value.to_owned(), short: false }, &id.span);
    }
    Some(id)
}

/// Whom it is about; reports persons in a campaign that has none.
pub(super) fn side(keys: &Keys<'_>, persons: bool, found: &Found) -> Option<Side> {
    side_under(keys, "of", persons, found)
}

pub(super) fn side_under(keys: &Keys<'_>, key: &str, persons: bool, found: &Found) -> Option<Side> {
    let item = keys.required(key)?;
    let side = keys.word(key, &[("units", Side::Units), ("persons", Side::Persons)])?;
    if side == Side::Persons && !persons {
        found.push(DefinitionFault::NoPersons, &item.span);
        return None;
    }
    Some(side)
}

fn check(
    item: &Item,
    only: Option<&[usize]>,
    groups: &Groups,
    read: &dyn Fn(&Item) -> Option<Rule>,
    context: &Context<'_>,
) -> Option<PerGroup<Rule>> {
    match &item.value {
        Value::Text(_) => read(item).map(PerGroup::Same),
        Value::Table(table) => {
            for group in groups.left_out(table, only) {
                context.found.push(DefinitionFault::GroupWithoutThreshold { group: group.key.clone() }, &item.span);
            }
            let each = groups.each(table, context.found, read);
            for (position, group) in groups.groups.iter().enumerate() {
                let outside = only.is_some_and(|only| !only.contains(&position));
                if let Some(entry) = table.entries.iter().find(|entry| outside && entry.key == group.key) {
                    let fault = DefinitionFault::ThresholdOutsideOnly { group: group.key.clone() };
                    context.found.push(fault, &entry.key_span);
                }
            }
            Some(PerGroup::Each(each))
        }
        _ => {
            context.found.push(DefinitionFault::WrongShape { key: "check".to_owned(), expected: Shape::Check }, &item.span);
            None
        }
    }
}

/// The criteria that could be read, and the names of all that are declared.
pub(super) struct Known<'k> {
    pub(super) criteria: &'k [Criterion],
    pub(super) names: &'k [At<&'k str>],
    pub(super) occasions: &'k [Occasion],
    /// On what basis reward money is paid.
    pub(super) reward: Option<&'k Reward>,
    /// What stands in the head and foot of the lists.
    pub(super) paper: &'k Paper,
}

/// The names of criteria and deadlines, which share them: awards and sheets refer to both.
pub(super) fn names<'t>(top: &Keys<'t>) -> Vec<At<&'t str>> {
    let tables = |key| top.tables_quietly(key).into_iter();
    tables("criterion").chain(tables("deadline")).filter_map(found::name_of).collect()
}
