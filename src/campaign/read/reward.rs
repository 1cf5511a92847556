//! `[reward]` and what an award pays: stated in the file, or by the built-in tables on the day of the decision.

use crate::campaign::paper::{AwardReward, Reward};
use crate::campaign::rates::{self, Form};
use crate::input::keys::{Item, Table, Value};
use crate::vocab::finding::{DefinitionFault, Shape};
use crate::vocab::{Date, Number, name};

use super::found::{self, Found, Keys};

const KEYS: [&str; 8] = ["clause", "rules", "basis", "fund", "decided_on", "round_up_to", "unit_factor", "base_salary"];

/// The forms that the built-in tables know.
const FORMS: [(&str, Form); 3] = [("province", Form::Province), ("agency", Form::Agency), ("commune", Form::Commune)];

/// Reads `[reward]` for the year judged.
///
/// Where some award pays, a day of the decision or a base salary must be known: its absence is a note, since no decision
/// may have been taken yet, and no money is computed. A base salary that only the built-in table would know, and is not
/// sure of, is a mistake.
pub(super) fn read(top: &Keys<'_>, year: Option<i32>, found: &Found) -> Option<Reward> {
    let keys = Keys::open(top.table("reward")?, &KEYS, found);
    let decided_on = of_year(&keys, "decided_on", year, Shape::DayPerYear, day);
    let stated = of_year(&keys, "base_salary", year, Shape::NumberPerYear, positive);
    if let Some(year) = year.filter(|_| pays(top) && decided_on.is_none() && stated.is_none() && !is_wrong(&keys)) {
        found.push(
            DefinitionFault::DecisionDayUnsaid { year },
            keys.item("decided_on").map_or(keys.span(), |item| &item.span),
        );
    }
    let built_in = decided_on.filter(|_| stated.is_none() && pays(top)).and_then(|on| {
        let base = rates::base_salary(on);
        if base.is_none() {
            let span = keys.item("decided_on").map_or(keys.span(), |item| &item.span);
            found.push(DefinitionFault::BaseSalaryUnsure { day: on }, span);
        }
        base
    });
    Some(Reward {
        basis: keys.text("basis").map(|basis| name::tidy(basis.value)),
        fund: keys.text("fund").map(|fund| name::tidy(fund.value)),
        decided_on,
        base: stated.or(built_in),
        step: number(&keys, "round_up_to").unwrap_or_else(|| Number::from(rates::STEP)),
        unit_factor: number(&keys, "unit_factor").unwrap_or_else(|| Number::from(rates::UNIT_FACTOR)),
        cite: super::cite(&keys),
    })
}

/// What an award pays; `None` for one that pays nothing.
pub(super) fn of_award(keys: &Keys<'_>, reward: Option<&Reward>, declared: bool, found: &Found) -> Option<AwardReward> {
    let factor = number(keys, "reward_factor");
    let (stated, form) = (keys.item("reward"), keys.item("reward_form"));
    let item = stated.or(form)?;
    if let (Some(_), Some(form)) = (stated, form) {
        found.push(DefinitionFault::OneOfTwo { keys: ["reward", "reward_form"] }, &form.span);
    }
    if !declared {
        found.push(DefinitionFault::RewardTableMissing, &item.span);
    }
    let coefficient = match stated {
        Some(_) => number(keys, "reward"),
        None => keys.word("reward_form", &FORMS).and_then(|form| built_in(keys, form, reward?, found)),
    };
    Some(AwardReward { coefficient, factor, span: item.span.clone() })
}

/// The coefficient of the built-in table on the day of the decision; reports one that the tool is not sure of.
fn built_in(keys: &Keys<'_>, form: Form, reward: &Reward, found: &Found) -> Option<Number> {
    let written = keys.text("reward_form")?;
    let Some(on) = reward.decided_on else {
        // With a stated base salary alone nothing says which decree is in force.
        if reward.base.is_some() {
            found.push(DefinitionFault::MissingKey { key: "decided_on".to_owned() }, &written.span);
        }
        return None;
    };
    let coefficient = rates::coefficient(form, on);
    if coefficient.is_none() {
        found.push(DefinitionFault::CoefficientUnsure { form: written.value.to_owned(), day: on }, &written.span);
    } else if let Some(since) = rates::day(rates::AMENDED).filter(|since| on >= *since) {
        found.push(DefinitionFault::RewardLawAmended { since }, &written.span);
    }
    coefficient
}

/// Whether some award pays money.
fn pays(top: &Keys<'_>) -> bool {
    let has = |table: &Table, key: &str| table.entries.iter().any(|entry| entry.key == key);
    top.tables_quietly("award").into_iter().any(|table| has(table, "reward") || has(table, "reward_form"))
}

/// Whether the day of the decision is written in a shape of its own, which is reported already.
fn is_wrong(keys: &Keys<'_>) -> bool {
    keys.item("decided_on").is_some_and(|item| !matches!(item.value, Value::Table(_)))
}

/// A value, or the one that a table `{ 2018 = …, 2019 = … }` has for the year judged.
fn of_year<T>(keys: &Keys<'_>, key: &str, year: Option<i32>, shape: Shape, read: impl Fn(&Item) -> Option<T>) -> Option<T> {
    let item = keys.item(key)?;
    let Value::Table(table) = &item.value else {
        let value = read(item);
        if value.is_none() {
            keys.wrong(key, shape, item);
        }
        return value;
    };
    let mut of_year = None;
    for entry in &table.entries {
        match (entry.key.parse::<i32>(), read(&entry.item)) {
            (Ok(written), Some(value)) => of_year = Some(value).filter(|_| Some(written) == year).or(of_year),
            _ => keys.wrong(key, shape, &entry.item),
        }
    }
    of_year
}

fn day(item: &Item) -> Option<Date> {
    match item.value {
        Value::Day(day) => Some(day),
        _ => None,
    }
}

fn positive(item: &Item) -> Option<Number> {
    found::number(item).filter(|number| !number.is_negative() && !number.is_zero())
}

/// A number of zero or more.
fn number(keys: &Keys<'_>, key: &str) -> Option<Number> {
    let item = keys.item(key)?;
    let number = found::number(item).filter(|number| !number.is_negative());
    if number.is_none() {
        keys.wrong(key, Shape::Number, item);
    }
    number
}
