//! `[[deadline]]`: by when something is due, in the plan's exact words: `before` leaves the day itself out, `by` and
//! `through` include it. A day may be named once, for every year, or for each group.

use crate::campaign::definition::{Check, Criterion, Due, PerGroup, Period, Years};
use crate::campaign::paper::Day;
use crate::input::keys::{Item, Table, Value};
use crate::rule::{Policy, Slot};
use crate::vocab::finding::{DefinitionFault, Named, Shape};
use crate::vocab::{Date, Kind, Side, Span, date, name};

use super::expression::{OF_UNIT, Sides};
use super::found::{self, At, Found, Keys};
use super::groups::Groups;

const KEYS: [&str; 12] =
    ["id", "clause", "rules", "title", "of", "only", "before", "by", "through", "column", "required", "awards"];

/// Reads deadlines as criteria on a date; only required ones count for awards.
pub(super) fn read(
    top: &Keys<'_>,
    year: Option<i32>,
    period: Option<&Period>,
    groups: &Groups,
    sides: &Sides<'_>,
    found: &Found,
) -> Vec<Criterion> {
    let awards = top.tables_quietly("award");
    let reader = Reader { year, period, groups, sides, awards: &awards, found };
    top.tables("deadline").into_iter().filter_map(|table| reader.deadline(&Keys::open(table, &KEYS, found))).collect()
}

struct Reader<'r> {
    year: Option<i32>,
    period: Option<&'r Period>,
    groups: &'r Groups,
    sides: &'r Sides<'r>,
    /// The awards as they stand in the file: they are read later.
    awards: &'r [&'r Table],
    found: &'r Found,
}

impl Reader<'_> {
    fn deadline(&self, keys: &Keys<'_>) -> Option<Criterion> {
        let (sides, found) = (self.sides, self.found);
        let id = super::criterion::id(keys, found);
        let side = super::criterion::side(keys, sides.persons.is_some(), found);
        let title = keys.required_filled_text("title");
        let only = self.groups.only(keys, found);
        let said = said(keys, found);
        let required = keys.flag("required").is_some_and(|required| required.value);
        let days = said.as_ref().and_then(|said| self.days(keys, said, only.as_deref()));
        if let (Some(days), Some(said)) = (&days, &said) {
            self.too_early(days, &said.item.span);
        }
        let written = keys.required_text("column");
        let awards = self.awards(keys, side, required);
        let column = written.zip(side).and_then(|(written, side)| date_column(&written, side, sides, found));
        let id = id?;
        Some(Criterion {
            id: id.value.to_owned(),
            title: name::tidy(title?.value),
            cite: super::cite(keys),
            side: side?,
            only,
            when: None,
            check: Check::Due(Due { column: column?, days: days?, included: said?.included }),
            policy: Policy::default(),
            years: Years::ONE,
            counts: required,
            awards,
            span: id.span,
        })
    }

    /// The awards that the deadline is a condition of; `None` for every one of its side.
    fn awards(&self, keys: &Keys<'_>, side: Option<Side>, required: bool) -> Option<Vec<String>> {
        let item = keys.item("awards")?;
        if !required {
            self.found.push(DefinitionFault::AwardsNotRequired, &item.span);
        }
        let written = keys.texts("awards");
        if found::list(item).is_some_and(<[Item]>::is_empty) {
            self.found.push(DefinitionFault::EmptyList { key: "awards".to_owned() }, &item.span);
        }
        let known = || self.awards.iter().filter_map(|table| found::name_of(table));
        for award in &written {
            let table = self.awards.iter().find(|table| found::name_of(table).is_some_and(|id| id.value == award.value));
            match (table.map(|table| goes_to(table)), side) {
                (None, _) => self.found.unknown_name(Named::Award, award.value, known().map(|id| id.value), &award.span),
                (Some(Some(to)), Some(side)) if to != side => {
                    self.found
                        .push(DefinitionFault::DeadlineOfOtherSide { award: award.value.to_owned(), side }, &award.span);
                }
                _ => {}
            }
        }
        Some(written.into_iter().map(|award| award.value.to_owned()).collect())
    }

    /// Notes a day shortly before the end of the campaign, when its last figures are not there yet. What is due long
    /// before, as registering is, needs none of them.
    fn too_early(&self, days: &PerGroup<Day>, span: &Span) {
        const SHORTLY: i64 = 92;
        let Some(last) = self.period.and_then(|period| period.last) else { return };
        let before_end = |day: Date| date::ordinal(last) - date::ordinal(day);
        let shortly = |day: &Date| (1..=SHORTLY).contains(&before_end(*day));
        if let Some(day) = days.all().map(|day| day.day).filter(shortly).min() {
            self.found.push(DefinitionFault::DeadlineBeforeEnd { day, last }, span);
        }
    }

    /// One day for all, or one for each group that the deadline concerns.
    fn days(&self, keys: &Keys<'_>, said: &Said<'_>, only: Option<&[usize]>) -> Option<PerGroup<Day>> {
        let Value::Table(table) = &said.item.value else {
            return self.one(keys, said.key, said.item).map(PerGroup::Same);
        };
        for group in self.groups.left_out(table, only) {
            self.found.push(DefinitionFault::GroupWithoutThreshold { group: group.key.clone() }, &said.item.span);
        }
        Some(PerGroup::Each(self.groups.each(table, self.found, |item| self.one(keys, said.key, item))))
    }

    fn one(&self, keys: &Keys<'_>, key: &str, item: &Item) -> Option<Day> {
        let day = day(keys, key, item, self.year, self.found)?;
        let outside = self.period.is_some_and(|period| {
            period.from.is_some_and(|from| day.day < from) || period.last.is_some_and(|last| day.day > last)
        });
        if outside {
            self.found.push(DefinitionFault::DeadlineOutsidePeriod, &item.span);
        }
        Some(day)
    }
}

/// The side that an award goes to, as far as its table says.
fn goes_to(award: &Table) -> Option<Side> {
    let entry = award.entries.iter().find(|entry| entry.key == "to")?;
    match found::text(&entry.item)? {
        "units" => Some(Side::Units),
        "persons" => Some(Side::Persons),
        _ => None,
    }
}

/// Which of `before`, `by` and `through` a table says.
pub(super) struct Said<'t> {
    pub(super) key: &'static str,
    pub(super) item: &'t Item,
    /// Whether the day itself is in time.
    pub(super) included: bool,
}

/// The one of `before`, `by` and `through` that is there; reports none and several.
pub(super) fn said<'t>(keys: &Keys<'t>, found: &Found) -> Option<Said<'t>> {
    let said = [("before", false), ("by", true), ("through", true)].into_iter();
    let mut said: Vec<Said<'t>> =
        said.filter_map(|(key, included)| keys.item(key).map(|item| Said { key, item, included })).collect();
    if said.len() != 1 {
        found.push(DefinitionFault::DeadlineUnsaid, said.last().map_or(keys.span(), |said| &said.item.span));
        return None;
    }
    said.pop()
}

/// A whole date, or `31/12` of every year.
pub(super) fn day(keys: &Keys<'_>, key: &str, item: &Item, year: Option<i32>, found: &Found) -> Option<Day> {
    match &item.value {
        Value::Day(day) => Some(Day { day: *day, yearly: false }),
        Value::Text(text) => {
            let day = day_of_year(text, year?);
            if day.is_none() {
                found.push(DefinitionFault::BadDay { written: text.clone() }, &item.span);
            }
            day
        }
        _ => {
            keys.wrong(key, Shape::DayPerGroup, item);
            None
        }
    }
}

/// `31/12` of the year judged, or a whole date.
fn day_of_year(text: &str, year: i32) -> Option<Day> {
    let yearly = text.matches('/').count() == 1;
    let with_year = if yearly { format!("{text}/{year}") } else { text.to_owned() };
    date::parse(&with_year).map(|day: Date| Day { day, yearly })
}

/// The column of dates with that name; `unit.x` is that of a person's unit.
fn date_column(written: &At<&str>, side: Side, sides: &Sides<'_>, found: &Found) -> Option<Slot> {
    let dates = |side| sides.fields(side).iter().filter(|field| field.kind == Kind::Date).map(|field| &field.name);
    let of_unit = written.value.strip_prefix(OF_UNIT).filter(|_| side == Side::Persons);
    let (table, name) = of_unit.map_or((side, written.value), |name| (Side::Units, name));
    let position = sides.fields(table).iter().position(|field| field.name == name && field.kind == Kind::Date);
    let other = sides.fields(table).iter().find(|field| field.name == name && field.kind != Kind::Date);
    if let Some(other) = other {
        found.push(DefinitionFault::NotDays { name: written.value.to_owned(), kind: other.kind }, &written.span);
    } else if position.is_none() {
        let of_units = dates(Side::Units).filter(|_| side == Side::Persons).map(|name| format!("{OF_UNIT}{name}"));
        let known: Vec<String> = dates(side).cloned().chain(of_units).collect();
        found.unknown_name(Named::Column, written.value, known.iter().map(String::as_str), &written.span);
    }
    Some(Slot { of_unit: of_unit.is_some(), years_back: 0, field: u16::try_from(position?).ok()? })
}
