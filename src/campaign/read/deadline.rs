//! `[[deadline]]`: by when something is due, in the plan's exact words: `before` leaves the day itself out, `by` and
//! `through` include it.

use crate::campaign::definition::{Check, Criterion, Due, Period, Years};
use crate::input::keys::{Item, Value};
use crate::rule::Policy;
use crate::vocab::finding::{DefinitionFault, Named, Shape};
use crate::vocab::{Date, Kind, Side, name};

use super::expression::Sides;
use super::found::{Found, Keys};

const KEYS: [&str; 10] = ["id", "clause", "rules", "title", "of", "before", "by", "through", "column", "required"];

/// Reads deadlines as criteria on a date; only required ones count for awards.
pub(super) fn read(
    top: &Keys<'_>,
    year: Option<i32>,
    period: Option<&Period>,
    sides: &Sides<'_>,
    found: &Found,
) -> Vec<Criterion> {
    top.tables("deadline")
        .into_iter()
        .filter_map(|table| deadline(&Keys::open(table, &KEYS, found), year, period, sides, found))
        .collect()
}

fn deadline(
    keys: &Keys<'_>,
    year: Option<i32>,
    period: Option<&Period>,
    sides: &Sides<'_>,
    found: &Found,
) -> Option<Criterion> {
    let id = super::criterion::id(keys, found);
    let side = super::criterion::side(keys, sides.persons.is_some(), found);
    let title = keys.required_text("title");
    let named = day(keys, year, found);
    let column = keys.required_text("column");
    let required = keys.flag("required").is_some_and(|required| required.value);
    let field = column.zip(side).and_then(|(column, side)| date_field(column.value, &column.span, side, sides, found));
    if let (Some((day, item, _)), Some(period)) = (&named, period)
        && (period.from.is_some_and(|from| *day < from) || period.last.is_some_and(|last| *day > last))
    {
        found.push(DefinitionFault::DeadlineOutsidePeriod, &item.span);
    }
    let (id, (day, item, included)) = (id?, named?);
    let yearly = matches!(&item.value, Value::Text(text) if text.matches('/').count() == 1);
    Some(Criterion {
        id: id.value.to_owned(),
        title: name::tidy(title?.value),
        cite: super::cite(keys),
        side: side?,
        only: None,
        when: None,
        check: Check::Due(Due { field: field?, day, yearly, included }),
        policy: Policy::default(),
        years: Years::ONE,
        counts: required,
        span: id.span,
    })
}

/// The day that one of `before`, `by` and `through` names, and whether it is itself in time.
fn day<'t>(keys: &Keys<'t>, year: Option<i32>, found: &Found) -> Option<(Date, &'t Item, bool)> {
    let said: Vec<(&Item, bool, &str)> = [("before", false), ("by", true), ("through", true)]
        .into_iter()
        .filter_map(|(key, included)| keys.item(key).map(|item| (item, included, key)))
        .collect();
    let [(item, included, key)] = said.as_slice() else {
        found.push(DefinitionFault::DeadlineUnsaid, said.last().map_or(keys.span(), |(item, _, _)| &item.span));
        return None;
    };
    let day = match &item.value {
        Value::Day(day) => Some(*day),
        Value::Text(text) => {
            let day = day_of_year(text, year?);
            if day.is_none() {
                found.push(DefinitionFault::BadDay { written: text.clone() }, &item.span);
            }
            day
        }
        _ => {
            keys.wrong(key, Shape::DayOrDayMonth, item);
            None
        }
    };
    day.map(|day| (day, *item, *included))
}

/// `31/12` of the year judged, or a whole date.
fn day_of_year(text: &str, year: i32) -> Option<Date> {
    let with_year = if text.matches('/').count() == 1 { format!("{text}/{year}") } else { text.to_owned() };
    crate::vocab::date::parse(&with_year)
}

fn date_field(name: &str, span: &crate::vocab::Span, side: Side, sides: &Sides<'_>, found: &Found) -> Option<u16> {
    let fields = match side {
        Side::Units => &sides.units.fields,
        Side::Persons => &sides.persons?.fields,
    };
    let dates = fields.iter().filter(|field| field.kind == Kind::Date).map(|field| field.name.as_str());
    let position = fields.iter().position(|field| field.name == name && field.kind == Kind::Date);
    if position.is_none() {
        found.unknown_name(Named::Column, name, dates, span);
    }
    u16::try_from(position?).ok()
}
