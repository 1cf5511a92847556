//! What a definition says of years: from when there are data, how criteria are taken over several years, and where the
//! earlier figures of renamed, merged or new units are.

use crate::campaign::definition::{Alias, Change, Criterion, Over, Years};
use crate::input::keys::{Table, Value};
use crate::vocab::finding::{DefinitionFault, Named, Shape};
use crate::vocab::{Span, name};

use super::expression::Context;
use super::found::{self, Found, Keys};

/// The most years that a campaign can reach back.
const MOST_YEARS: u32 = 50;

/// The first year with data: as said, else the campaign's own year.
pub(super) fn first(top: &Keys<'_>, last: Option<i32>, found: &Found) -> Option<i32> {
    let Some(first) = top.whole("first_year") else { return last };
    let year = i32::try_from(first.value).ok();
    let sensible = year.zip(last).is_none_or(|(first, last)| (0..=50).contains(&(last - first)));
    if !sensible {
        found.push(DefinitionFault::YearOutOfRange { written: first.value.into() }, &first.span);
    }
    year.filter(|_| sensible)
}

/// `years`, `years_any` and `not_applicable_breaks` of a criterion.
pub(super) fn of_criterion(keys: &Keys<'_>, context: &Context<'_>) -> Years {
    let count = count(keys, "years", context);
    let any = keys.whole("years_any");
    if let Some(any) = &any
        && (any.value == 0 || any.value > u32::from(count))
    {
        context.found.push(DefinitionFault::YearsAny { any: any.value, years: count }, &any.span);
    }
    Years {
        count,
        any: any.and_then(|any| u8::try_from(any.value).ok()),
        not_applicable_breaks: keys.flag("not_applicable_breaks").is_some_and(|flag| flag.value),
    }
}

/// A number of years, at least one, and no more than there are data for.
fn count(keys: &Keys<'_>, key: &str, context: &Context<'_>) -> u8 {
    let Some(count) = keys.whole(key) else { return 1 };
    let most = u32::from(context.years_back) + 1;
    if count.value == 0 || count.value > most.min(MOST_YEARS) {
        context
            .found
            .push(DefinitionFault::TooManyYears { written: count.value, most: context.years_back + 1 }, &count.span);
        return 1;
    }
    u8::try_from(count.value).unwrap_or(1)
}

/// `over = { years = 3, take = "each" }` of an award.
pub(super) fn of_award(keys: &Keys<'_>, criteria: &[Criterion], context: &Context<'_>) -> Over {
    let last = Over { years: Years::ONE, except: Vec::new() };
    let Some(table) = keys.table("over") else { return last };
    let keys = Keys::open(table, &["years", "take", "except"], context.found);
    keys.required("years");
    let count = count(&keys, "years", context);
    let years = keys.item("take").map_or(Years { count, ..Years::ONE }, |item| taken(&keys, item, count, context.found));
    let except = keys.table("except").map(|table| except(&keys, table, criteria, count, context.found));
    Over { years, except: except.unwrap_or_default() }
}

/// How a criterion is taken: in each year, in any so many of them, or in the last one only.
fn taken(keys: &Keys<'_>, item: &crate::input::keys::Item, count: u8, found: &Found) -> Years {
    match &item.value {
        Value::Text(text) if text == "each" => Years { count, ..Years::ONE },
        Value::Text(text) if text == "last" => Years::ONE,
        Value::Table(table) => {
            let keys = Keys::open(table, &["any"], found);
            let any = keys.required("any").and_then(|_| keys.whole("any"));
            if let Some(any) = &any
                && (any.value == 0 || any.value > u32::from(count))
            {
                found.push(DefinitionFault::YearsAny { any: any.value, years: count }, &any.span);
            }
            Years { count, any: any.and_then(|any| u8::try_from(any.value).ok()), ..Years::ONE }
        }
        _ => {
            keys.wrong("take", Shape::Take, item);
            Years::ONE
        }
    }
}

fn except(keys: &Keys<'_>, table: &Table, criteria: &[Criterion], count: u8, found: &Found) -> Vec<(usize, Years)> {
    let mut except = Vec::new();
    for entry in &table.entries {
        let years = taken(keys, &entry.item, count, found);
        match criteria.iter().position(|criterion| criterion.id == entry.key) {
            Some(position) => except.push((position, years)),
            None => {
                let known = criteria.iter().map(|criterion| criterion.id.as_str());
                found.unknown_name(Named::Criterion, &entry.key, known, &entry.key_span);
            }
        }
    }
    except
}

/// `[units.aliases]`: other spellings of ids and names.
pub(super) fn aliases(keys: &Keys<'_>, found: &Found) -> Vec<Alias> {
    let Some(table) = keys.table("aliases") else { return Vec::new() };
    let mut aliases: Vec<(Alias, &Span)> = Vec::new();
    for entry in &table.entries {
        let spellings = found::texts(&entry.item);
        if spellings.is_none() {
            found.push(
                DefinitionFault::WrongShape { key: entry.key.clone(), expected: Shape::TextOrTexts },
                &entry.item.span,
            );
        }
        let spellings = spellings.unwrap_or_default().iter().map(|spelling| name::tidy(spelling.value)).collect();
        let alias = Alias { shown: name::tidy(&entry.key), spellings, span: entry.key_span.clone() };
        aliases.push((alias, &entry.item.span));
    }
    super::scale::check_spellings(aliases.iter().map(|(alias, span)| (alias.spellings.as_slice(), *span)), found);
    aliases.into_iter().map(|(alias, _)| alias).collect()
}

/// `[[units.change]]`: units that were renamed, merged or split, or that are new.
pub(super) fn changes(keys: &Keys<'_>, found: &Found) -> Vec<Change> {
    let tables = keys.tables("change");
    let changes: Vec<Change> = tables.into_iter().filter_map(|table| change(table, found)).collect();
    check_changes(&changes, found);
    changes
}

fn change(table: &Table, found: &Found) -> Option<Change> {
    let keys = Keys::open(table, &["unit", "was", "new", "since", "take", "basis", "clause", "rules"], found);
    let unit = keys.required_text("unit");
    let since = keys.required("since").and_then(|_| keys.whole("since"));
    let was: Vec<String> = keys.texts("was").into_iter().map(|id| name::tidy(id.value)).collect();
    let new = keys.flag("new").is_some_and(|new| new.value);
    if new != was.is_empty() {
        found.push(DefinitionFault::ChangeUnsaid, keys.span());
    }
    let take = keys.text("take");
    if let Some(take) = &take
        && !was.iter().any(|id| name::match_key(id) == name::match_key(take.value))
    {
        found.unknown_name(Named::Unit, take.value, was.iter().map(String::as_str), &take.span);
    }
    let unit = unit?;
    Some(Change {
        unit: name::tidy(unit.value),
        was,
        take: take.map(|take| name::tidy(take.value)),
        since: i32::try_from(since?.value).ok()?,
        span: unit.span,
    })
}

/// One unit has one past: a second change of the same unit in one year, or a predecessor that is its own successor in
/// that year, leaves open whose figures count.
fn check_changes(changes: &[Change], found: &Found) {
    let same = |a: &str, b: &str| name::match_key(a) == name::match_key(b);
    for (position, change) in changes.iter().enumerate() {
        let earlier =
            changes[..position].iter().find(|other| other.since == change.since && same(&other.unit, &change.unit));
        if let Some(first) = earlier {
            found.push_with(
                DefinitionFault::DoubledName { what: Named::Unit, name: change.unit.clone() },
                &change.span,
                &first.span,
            );
        }
        let successor = |id: &String| changes.iter().find(|other| other.since == change.since && same(&other.unit, id));
        for id in &change.was {
            if let Some(other) = successor(id) {
                found.push_with(DefinitionFault::PredecessorIsSuccessor { unit: id.clone() }, &change.span, &other.span);
            }
        }
    }
}
