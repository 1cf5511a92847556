//! Reads a campaign file into its checked form. Reading never stops at the first mistake: every part of the file is read
//! as far as it goes, and all findings come back together, in the order of the file.

mod award;
mod brackets;
mod class;
mod criterion;
mod deadline;
mod derived;
mod detail;
mod expression;
mod files;
mod found;
mod groups;
mod lint;
mod occasion;
mod order;
mod papers;
mod quota;
mod register;
mod reward;
mod scale;
mod score;
mod years;

use std::collections::BTreeSet;

use crate::input::keys::{self, Item, Value};
use crate::rule::Constant;
use crate::vocab::finding::{DefinitionFault, Named, RuleFault, Shape};
use crate::vocab::{About, Finding, Lang, Level, Place, Side};

use super::definition::{Campaign, Cite, Period};
use expression::Context;
use found::{At, Found, Keys};
pub(super) use lint::rules;

/// The keys of the file itself.
const KEYS: [&str; 25] = [
    "format",
    "id",
    "title",
    "issuer",
    "plan",
    "year",
    "first_year",
    "occasion",
    "lang",
    "period",
    "scales",
    "figures",
    "units",
    "persons",
    "score",
    "details",
    "class",
    "criterion",
    "award",
    "deadline",
    "dossier",
    "calendar",
    "decisions",
    "reward",
    "paper",
];

/// The format of campaign files that this version reads.
const FORMAT: u32 = 1;

/// Reads a campaign file.
///
/// The campaign is there exactly when no finding is a [`Level::Mistake`].
#[must_use]
pub fn read(text: &str) -> (Option<Campaign>, Vec<Finding>) {
    read_for(text, None)
}

/// Reads a campaign file for another year than the one it names: one for which it has data.
#[must_use]
pub fn read_for(text: &str, year: Option<i32>) -> (Option<Campaign>, Vec<Finding>) {
    let (table, syntax) = keys::parse(text);
    let broken = !syntax.is_empty();
    let found = Found::default();
    let campaign = campaign(&Keys::open(&table, &KEYS, &found), text, year, &found);
    // After a syntax mistake, or under a misspelt heading, parts of the file may be lost: what then seems to be missing or unused is not reported, nor
    // what else is found on its line.
    let mistaken = mistaken_lines(&syntax, text);
    let broken = broken || found.has_lost_part();
    let is_consequence = |finding: &Finding| {
        broken && (seems_absent(finding) || line_of(&finding.place, text).is_some_and(|line| mistaken.contains(&line)))
    };
    let mut findings = found.into_inner();
    findings.retain(|finding| !is_consequence(finding));
    brackets::settle(&mut findings, syntax, text);
    findings.sort_by_key(|finding| match &finding.place {
        Place::Definition(span) => span.start,
        _ => 0,
    });
    let sound = findings.iter().all(|finding| finding.level() != Level::Mistake);
    if !sound {
        // What nothing uses may well be used by a part that could not be read.
        findings.retain(|finding| finding.level() == Level::Mistake);
    }
    (campaign.filter(|_| sound), findings)
}

/// The lines with syntax mistakes, by where they begin; a part that is there already is whole in itself.
fn mistaken_lines(syntax: &[Finding], text: &str) -> BTreeSet<usize> {
    let mistaken = syntax.iter().filter(|mistake| !brackets::is_doubled(mistake));
    let places = mistaken.flat_map(|mistake| std::iter::once(&mistake.place).chain(&mistake.others));
    places.filter_map(|place| line_of(place, text)).collect()
}

/// Where the line of a place in the definition begins.
fn line_of(place: &Place, text: &str) -> Option<usize> {
    match place {
        Place::Definition(span) => Some(keys::line(text, span.start).start),
        _ => None,
    }
}

/// Whether a finding may come only from a part of the file that was lost.
fn seems_absent(finding: &Finding) -> bool {
    let lost = match &finding.about {
        About::Definition(fault) => {
            matches!(
                fault,
                DefinitionFault::MissingKey { .. }
                    | DefinitionFault::UnknownName { .. }
                    | DefinitionFault::QuotaMissing
                    | DefinitionFault::NoPersons
            )
        }
        About::Rule(fault) => {
            matches!(
                fault,
                RuleFault::UnknownName { .. }
                    | RuleFault::TextWithoutQuotes { .. }
                    | RuleFault::UnknownHeading { .. }
                    | RuleFault::UnknownStep { .. }
                    | RuleFault::UnknownList { .. }
            )
        }
        About::Table(_) | About::Cell(_) | About::Decision(_) => false,
    };
    lost || finding.level() == Level::Note
}

fn campaign(top: &Keys<'_>, text: &str, chosen: Option<i32>, found: &Found) -> Option<Campaign> {
    check_format(top, found);
    let last_year = year(top, found);
    let first_year = years::first(top, last_year, found);
    let year = chosen.or(last_year);
    let scales = scale::read(top, found);
    let figures = figures(top, found);
    let groups = groups::read(top, found);
    let mut units = register::read(top, Side::Units, &scales, found);
    let mut persons = top.has("persons").then(|| register::read(top, Side::Persons, &scales, found));
    for field in persons.iter().flat_map(|persons| &persons.fields) {
        found.of_persons(&field.name);
    }
    let years_back = last_year.zip(first_year).map_or(0, |(last, first)| u8::try_from(last - first).unwrap_or(u8::MAX));
    let context = Context { text, figures: &figures, years_back, found };
    let occasions = occasion::read(top, found);
    let period = period(top, found);
    let details = detail::read(top, &mut units, &mut persons, &scales, &context);
    let derived = derived::read(top, &groups, &mut units, &mut persons, &context);
    detail::check_names(&details, &units, persons.as_ref(), &context);
    register::limits(&mut units, persons.as_mut(), top, &context);
    let sides = expression::Sides { units: &units, persons: persons.as_ref() };
    let mut criteria = criterion::read(top, &groups, &sides, &context);
    criteria.extend(deadline::read(top, year, period.as_ref(), &groups, &sides, found));
    let names = criterion::names(top);
    let (scores, classes, derived) = derived::resolve(derived, &criteria, &names, &units, persons.as_ref(), found);
    check_doubles(Named::Criterion, names.iter().map(|name| (name.value, &name.span)), found);
    let reward = reward::read(top, year, found);
    let paper = papers::paper(top, found).unwrap_or_default();
    let awards = award::read(
        top,
        &groups,
        &criterion::Known {
            criteria: &criteria,
            names: &names,
            occasions: &occasions,
            reward: reward.as_ref(),
            paper: &paper,
        },
        &sides,
        &context,
    );
    let head = (top.required_text("id"), top.required_filled_text("title"), top.required_filled_text("issuer"));
    let lang = top.word("lang", &[("vi", Lang::Vi), ("en", Lang::En)]).unwrap_or_default();
    let dossier = papers::dossier(top, &sides, found);
    let (calendar, decisions) = (papers::calendar(top, year, found), papers::decisions(top, found));
    let campaign = Campaign {
        id: plain_id(head.0, found)?,
        title: head.1?.value.to_owned(),
        issuer: head.2?.value.to_owned(),
        plan: top.text("plan").map(|plan| plan.value.to_owned()),
        year: year?,
        first_year: first_year?,
        last_year: last_year?,
        occasions,
        lang,
        period,
        grouped: groups.declared,
        groups: groups.groups,
        figures,
        units,
        persons,
        scores,
        details,
        classes,
        derived,
        criteria,
        awards,
        dossier,
        calendar,
        decisions,
        reward,
        text: text.to_owned(),
    };
    lint::check(&campaign, top, found);
    Some(campaign)
}

fn check_format(top: &Keys<'_>, found: &Found) {
    if let (Some(_), Some(format)) = (top.required("format"), top.whole("format"))
        && format.value != FORMAT
    {
        found.push(DefinitionFault::UnknownFormat { written: format.value.into() }, &format.span);
    }
}

fn year(top: &Keys<'_>, found: &Found) -> Option<i32> {
    top.required("year")?;
    let year = top.whole("year")?;
    let sensible = (1990..=2100).contains(&year.value);
    if !sensible {
        found.push(DefinitionFault::YearOutOfRange { written: year.value.into() }, &year.span);
    }
    i32::try_from(year.value).ok().filter(|_| sensible)
}

/// An id becomes a file's name: letters, digits, `-`, `_` and `.` only.
fn plain_id(id: Option<At<&str>>, found: &Found) -> Option<String> {
    let id = id?;
    let plain = !id.value.is_empty() && id.value.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
    if !plain || id.value.starts_with('.') {
        found.push(DefinitionFault::BadName { name: id.value.to_owned(), short: false }, &id.span);
        return None;
    }
    Some(id.value.to_owned())
}

fn period(top: &Keys<'_>, found: &Found) -> Option<Period> {
    let keys = Keys::open(top.table("period")?, &["from", "through", "before", "clause", "rules"], found);
    let from = keys.day("from");
    let through = keys.day("through");
    let before = keys.day("before");
    if through.is_some()
        && let Some(before) = &before
    {
        found.push(DefinitionFault::DeadlineUnsaid, &before.span);
    }
    let last = through.as_ref().map(|day| day.value).or_else(|| before.as_ref().and_then(|day| day.value.pred_opt()));
    if let (Some(from), Some(last)) = (&from, last)
        && from.value > last
    {
        found.push(DefinitionFault::PeriodBackwards, &from.span);
    }
    Some(Period { from: from.map(|day| day.value), last, cite: cite(&keys) })
}

/// The clause and the rule ids that a part of the definition cites.
fn cite(keys: &Keys<'_>) -> Cite {
    let texts = |key| keys.texts(key).into_iter().map(|text| text.value.to_owned()).collect::<Vec<_>>();
    let clause = texts("clause").join("; ");
    Cite { clause: (!clause.is_empty()).then_some(clause), rules: texts("rules") }
}

fn figures(top: &Keys<'_>, found: &Found) -> Vec<Constant> {
    let Some(table) = top.table("figures") else { return Vec::new() };
    let mut figures = Vec::new();
    for entry in &table.entries {
        check_short_name(&entry.key, &entry.key_span, found);
        match figure(&entry.item) {
            Some(value) => figures.push(Constant { name: entry.key.clone(), value, span: entry.item.span.clone() }),
            None => {
                found.push(
                    DefinitionFault::WrongShape { key: entry.key.clone(), expected: Shape::NumberOrOpen },
                    &entry.item.span,
                );
            }
        }
    }
    figures
}

#[expect(clippy::option_option, reason = "a figure may be unreadable, open, or known")]
fn figure(item: &Item) -> Option<Option<(crate::vocab::Number, bool)>> {
    match &item.value {
        Value::Text(text) if text == "open" => Some(None),
        _ => found::number_or_percent(item).map(Some),
    }
}

/// A short name stands in expressions: small letters, digits and `_`, and none of the language's own words.
fn check_short_name(name: &str, span: &crate::vocab::Span, found: &Found) {
    let letters = name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if !letters || !name.starts_with(|c: char| c.is_ascii_lowercase()) || crate::rule::is_reserved(name) {
        found.push(DefinitionFault::BadName { name: name.to_owned(), short: true }, span);
    }
}

/// Reports every second use of a name.
fn check_doubles<'a>(what: Named, names: impl Iterator<Item = (&'a str, &'a crate::vocab::Span)>, found: &Found) {
    let mut seen: Vec<(&str, &crate::vocab::Span)> = Vec::new();
    for (name, span) in names {
        match seen.iter().find(|(known, _)| *known == name) {
            Some((_, first)) => found.push_with(DefinitionFault::DoubledName { what, name: name.to_owned() }, span, first),
            None => seen.push((name, span)),
        }
    }
}
