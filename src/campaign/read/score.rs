//! `[[score]]`: points that are added up from parts, each with its most.

use crate::campaign::derived::{PartBy, Score, ScorePart};
use crate::input::keys::{Item, Table, Value};
use crate::rule::{Field, Measure};
use crate::vocab::derived::Role;
use crate::vocab::finding::{DefinitionFault, Named, Shape};
use crate::vocab::{Kind, Number, Side, name};

use super::expression::{Context, Sides};
use super::found::{self, At, Found, Keys};

pub(super) const KEYS: [&str; 12] =
    ["id", "of", "title", "clause", "rules", "total", "rescale", "round", "bonus_cap", "penalty_cap", "part", "parts"];
const PART_KEYS: [&str; 11] =
    ["id", "title", "clause", "rules", "points", "criterion", "value", "bonus", "penalty", "cap", "round"];

/// The most digits after the decimal sign that a plan rounds to.
const MOST_DIGITS: u32 = 9;

/// A score, its field, and for each part the criterion that it names.
type Read<'t> = (Score, Field, Vec<Option<At<&'t str>>>);

/// A part, and the criterion that it names.
type PartRead<'t> = (ScorePart, Option<At<&'t str>>);

pub(super) fn read<'t>(keys: &Keys<'t>, side: Side, sides: &Sides<'_>, context: &Context<'t>) -> Option<Read<'t>> {
    let found = context.found;
    let id = keys.required_text("id");
    if let Some(id) = &id {
        super::check_short_name(id.value, &id.span, found);
    }
    let total = keys.required("total").and_then(|_| points(keys, "total"));
    let (parts, whole) = parts(keys, side, sides, context);
    if let Some(total) = &total
        && whole
    {
        check_sum(&parts, total, found);
    }
    let (id, total) = (id?, total?);
    let title = keys.filled_text("title").map_or_else(|| id.value.to_owned(), |title| name::tidy(title.value));
    let register = if side == Side::Units { Some(sides.units) } else { sides.persons };
    let field = Field {
        name: id.value.to_owned(),
        headings: vec![title.clone()],
        kind: Kind::Score,
        min: None,
        max: Some(total.value.clone()),
        steps: Vec::new(),
        scale: None,
        measure: None,
    };
    let (parts, named) = parts.into_iter().unzip();
    let score = Score {
        id: id.value.to_owned(),
        title,
        side,
        total: total.value,
        rescale: keys.flag("rescale").is_some_and(|rescale| rescale.value),
        round: digits(keys),
        bonus_cap: points(keys, "bonus_cap").map(|cap| cap.value),
        penalty_cap: points(keys, "penalty_cap").map(|cap| cap.value),
        parts,
        field: u16::try_from(register?.fields.len()).ok()?,
        cite: super::cite(keys),
    };
    whole.then_some((score, field, named))
}

/// The parts that could be read, and whether these are all.
fn parts<'t>(keys: &Keys<'t>, side: Side, sides: &Sides<'_>, context: &Context<'t>) -> (Vec<PartRead<'t>>, bool) {
    let tables: Vec<&Table> = keys.tables("part").into_iter().chain(keys.tables("parts")).collect();
    if tables.is_empty() {
        context.found.push(DefinitionFault::MissingKey { key: "part".to_owned() }, keys.span());
    }
    let ids: Vec<At<&str>> = tables.iter().filter_map(|table| found::name_of(table)).collect();
    super::check_doubles(Named::Part, ids.iter().map(|id| (id.value, &id.span)), context.found);
    let read: Vec<_> = tables.iter().map(|table| part(table, side, sides, context)).collect();
    let whole = !read.is_empty() && read.iter().all(Option::is_some);
    (read.into_iter().flatten().collect(), whole)
}

fn part<'t>(table: &'t Table, side: Side, sides: &Sides<'_>, context: &Context<'t>) -> Option<PartRead<'t>> {
    let keys = Keys::open(table, &PART_KEYS, context.found);
    let (id, title) = (keys.required_text("id"), keys.required_filled_text("title"));
    let round = digits(&keys);
    let worth = worth(&keys, side, sides, context);
    let Worth { role, by, most, named } = worth?;
    let part = ScorePart {
        id: id?.value.to_owned(),
        title: name::tidy(title?.value),
        role,
        by,
        most,
        round,
        cite: super::cite(&keys),
    };
    Some((part, named))
}

/// What a part is worth and by what.
struct Worth<'t> {
    role: Role,
    by: PartBy,
    most: Option<Number>,
    named: Option<At<&'t str>>,
}

/// `points` with `criterion` or `value`; `bonus` or `penalty` with an expression and its `cap`, or with a number and the
/// criterion that gives it.
fn worth<'t>(keys: &Keys<'t>, side: Side, sides: &Sides<'_>, context: &Context<'t>) -> Option<Worth<'t>> {
    let roles = [("points", Role::Points), ("bonus", Role::Bonus), ("penalty", Role::Penalty)];
    let said: Vec<(&str, Role)> = roles.into_iter().filter(|(key, _)| keys.has(key)).collect();
    let [(key, role)] = said.as_slice() else { return unsaid(keys, context.found) };
    let (key, role) = (*key, *role);
    let item = keys.item(key)?;
    let by_expression = role != Role::Points && matches!(item.value, Value::Text(_));
    let ways = [keys.has("criterion"), keys.has("value"), by_expression];
    if ways.iter().filter(|way| **way).count() != 1 || (keys.has("value") && role != Role::Points) {
        return unsaid(keys, context.found);
    }
    if keys.has("cap") && !by_expression {
        return unsaid(keys, context.found);
    }
    if by_expression {
        let most = points(keys, "cap").map(|cap| cap.value);
        let by = PartBy::Value(value(key, item, side, sides, context)?);
        return Some(Worth { role, by, most, named: None });
    }
    let most = points(keys, key).map(|most| Some(most.value));
    if let Some(item) = keys.item("value") {
        let by = PartBy::Value(value("value", item, side, sides, context)?);
        return Some(Worth { role, by, most: most?, named: None });
    }
    let named = keys.text("criterion")?;
    // The position is found once the criteria are read.
    Some(Worth { role, by: PartBy::Criterion(usize::MAX), most: most?, named: Some(named) })
}

fn unsaid<T>(keys: &Keys<'_>, found: &Found) -> Option<T> {
    found.push(DefinitionFault::PartUnsaid, keys.span());
    None
}

/// A quantity that is points: a number of something, never a day, an amount of money, or a bare percentage.
fn value(key: &str, item: &Item, side: Side, sides: &Sides<'_>, context: &Context<'_>) -> Option<Measure> {
    let measure = context.measure(key, item, &sides.scope(side, context))?;
    let fits = match measure.kind() {
        Kind::Score | Kind::Number | Kind::Count => true,
        // `10 * satisfied` is points; `satisfied` alone may mean 95 points or 0.95.
        Kind::Percent => measure.source().contains('*'),
        _ => false,
    };
    if !fits {
        context.found.push(DefinitionFault::NotPoints { kind: measure.kind() }, &item.span);
    }
    fits.then_some(measure)
}

/// A number of points above 0.
fn points(keys: &Keys<'_>, key: &str) -> Option<At<Number>> {
    let item = keys.item(key)?;
    let number = found::number(item).filter(|number| *number > Number::ZERO);
    if number.is_none() {
        keys.wrong(key, Shape::Points, item);
    }
    number.map(|value| At { value, span: item.span.clone() })
}

fn digits(keys: &Keys<'_>) -> Option<u32> {
    let item = keys.item("round")?;
    let digits = match item.value {
        Value::Whole(digits) => u32::try_from(digits).ok().filter(|digits| *digits <= MOST_DIGITS),
        _ => None,
    };
    if digits.is_none() {
        keys.wrong("round", Shape::Digits, item);
    }
    digits
}

/// The points of the parts make the total: else the plan was copied wrongly, and nobody can reach the most.
fn check_sum(parts: &[PartRead<'_>], total: &At<Number>, found: &Found) {
    let own = parts.iter().filter(|(part, _)| part.role == Role::Points).filter_map(|(part, _)| part.most.as_ref());
    let sum = own.fold(Number::ZERO, |sum, points| sum.plus(points));
    if sum != total.value {
        found.push(DefinitionFault::PointsNotTotal { sum, total: total.value.clone() }, &total.span);
    }
}
