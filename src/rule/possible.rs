//! What a quantity can still turn out to be while figures in it are missing.
//!
//! In: what is known, and for each missing figure what its column can hold. Out: the least and the most of the whole.
//! It may be wider than what can happen, never narrower: whoever is called certain rests on it.

use super::interval;
use super::judge::{Reading, cut_off, read};
use super::operands::{Operand, Operands};
use super::program::{Amount, Tallied, Tally};
use super::row::column_of;
use super::{Field, Measure, Slot};
use crate::vocab::reason::{Fold, Sign};
use crate::vocab::{Kind, Number};

/// Every value that something may turn out to have, and whether it surely has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Possible {
    /// No value is below it; `None` where nothing is known.
    pub least: Option<Number>,
    /// No value is above it; `None` where nothing is known.
    pub most: Option<Number>,
    /// Whether it cannot turn out not to apply.
    pub applies: bool,
}

impl Possible {
    /// Anything at all.
    pub const ANYTHING: Possible = Possible { least: None, most: None, applies: false };

    /// That value and no other.
    #[must_use]
    pub fn exactly(value: Number) -> Possible {
        Possible { least: Some(value.clone()), most: Some(value), applies: true }
    }

    /// What the cells of a column can hold; with `applies` also whether they can say nothing else.
    #[must_use]
    pub fn of_field(field: &Field, applies: bool) -> Possible {
        let [least, most] = match field.kind {
            Kind::YesNo => [Some(Number::ZERO), Some(Number::ONE)],
            Kind::Rating | Kind::Text => {
                let last = i64::try_from(field.steps.len()).ok().filter(|steps| *steps > 0).map(|steps| steps - 1);
                [last.map(|_| Number::ZERO), last.map(Number::from)]
            }
            _ => field.range(),
        };
        Possible { least, most, applies }
    }

    /// No more than that.
    #[must_use]
    pub fn at_most(self, limit: Option<&Number>) -> Possible {
        let most = match (self.most, limit) {
            (Some(most), Some(limit)) => Some(most.min(limit.clone())),
            (most, limit) => most.or_else(|| limit.cloned()),
        };
        Possible { most, ..self }
    }

    /// Changes the value in a way that keeps the order of values.
    #[must_use]
    pub fn map(self, change: impl Fn(&Number) -> Number) -> Possible {
        Possible { least: self.least.as_ref().map(&change), most: self.most.as_ref().map(&change), ..self }
    }

    fn of_reading(reading: &Reading) -> Option<Possible> {
        reading.ends().map(|(least, most)| Possible { least: Some(least), most: Some(most), applies: true })
    }

    fn ends(&self) -> Option<(Number, Number)> {
        self.least.clone().zip(self.most.clone())
    }

    fn never_negative(&self) -> bool {
        self.least.as_ref().is_some_and(|least| !least.is_negative())
    }
}

impl Measure {
    /// What the quantity can still turn out to be for one subject.
    pub fn possible(&self, operands: &impl Operands) -> Possible {
        possible(&self.amount, operands)
    }
}

fn possible(amount: &Amount, operands: &impl Operands) -> Possible {
    match amount {
        Amount::Figure(slot) => of_figure(*slot, operands),
        Amount::Literal(value, _) | Amount::Named { value: Some(value), .. } => Possible::exactly(value.clone()),
        Amount::Named { value: None, .. } => Possible::ANYTHING,
        Amount::OfMax(inner, max) => possible(inner, operands).map(|score| score.over(max).unwrap_or(Number::ZERO)),
        Amount::Negative(inner) => {
            let Possible { least, most, applies } = possible(inner, operands);
            Possible { least: most.map(|most| most.negated()), most: least.map(|least| least.negated()), applies }
        }
        Amount::Absolute(inner) => absolute(possible(inner, operands)),
        Amount::Pair(sign, sides) => {
            let together = pair(*sign, &possible(&sides.0, operands), &possible(&sides.1, operands));
            match (sign, &sides.0, &sides.1) {
                // A part above its whole is a fault and no figure.
                (Sign::Over, Amount::Figure(part), Amount::Figure(whole)) if operands.is_part(*part, *whole) => {
                    together.at_most(Some(&Number::ONE))
                }
                _ => together,
            }
        }
        Amount::Least(parts) => {
            let all: Vec<Possible> = parts.iter().map(|part| possible(part, operands)).collect();
            let least = every(&all, |one| one.least.clone(), Number::min);
            let most = all.iter().filter_map(|one| one.most.clone()).reduce(Number::min);
            Possible { least, most, applies: all.iter().all(|one| one.applies) }
        }
        Amount::Greatest(parts) => {
            let all: Vec<Possible> = parts.iter().map(|part| possible(part, operands)).collect();
            let least = all.iter().filter_map(|one| one.least.clone()).reduce(Number::max);
            let most = every(&all, |one| one.most.clone(), Number::max);
            Possible { least, most, applies: all.iter().all(|one| one.applies) }
        }
        Amount::Rounded { amount, cut, digits, percent } => {
            let digits = digits + if *percent { 2 } else { 0 };
            possible(amount, operands).map(|number| cut_off(number, *cut, digits))
        }
        Amount::Years(how, years) => over_years(*how, years, operands),
        Amount::Tally(tally) => of_rows(amount, tally, operands),
    }
}

fn of_figure(slot: Slot, operands: &impl Operands) -> Possible {
    match operands.operand(slot) {
        Operand::Known(value) => Possible::exactly(value),
        Operand::Blank | Operand::Unusable | Operand::Absent if column_of(slot).is_none() => operands.possible(slot),
        _ => Possible::ANYTHING,
    }
}

fn absolute(of: Possible) -> Possible {
    match of.ends() {
        _ if of.never_negative() => of,
        Some(ends) => {
            let (least, most) = interval::absolute(&ends);
            Possible { least: Some(least), most: Some(most), ..of }
        }
        None => Possible { least: Some(Number::ZERO), most: None, ..of },
    }
}

/// One end of all of them together; `None` where one has no such end.
fn every(all: &[Possible], end: impl Fn(&Possible) -> Option<Number>, join: fn(Number, Number) -> Number) -> Option<Number> {
    all.iter().map(end).collect::<Option<Vec<Number>>>()?.into_iter().reduce(join)
}

fn pair(sign: Sign, left: &Possible, right: &Possible) -> Possible {
    let applies = left.applies && right.applies;
    let both = |one: &Option<Number>, other: &Option<Number>, join: fn(&Number, &Number) -> Number| {
        one.as_ref().zip(other.as_ref()).map(|(one, other)| join(one, other))
    };
    match sign {
        Sign::Plus => Possible {
            least: both(&left.least, &right.least, Number::plus),
            most: both(&left.most, &right.most, Number::plus),
            applies,
        },
        Sign::Minus => Possible {
            least: both(&left.least, &right.most, Number::minus),
            most: both(&left.most, &right.least, Number::minus),
            applies,
        },
        Sign::Times => match (left.ends(), right.ends()) {
            (Some(one), Some(other)) => of_ends(interval::combined(&one, sign, &other), applies),
            _ if left.never_negative() && right.never_negative() => {
                Possible { least: both(&left.least, &right.least, Number::times), most: None, applies }
            }
            _ => Possible { applies, ..Possible::ANYTHING },
        },
        Sign::Over => quotient(left, right, applies),
    }
}

fn of_ends(ends: Option<(Number, Number)>, applies: bool) -> Possible {
    match ends {
        Some((least, most)) => Possible { least: Some(least), most: Some(most), applies },
        None => Possible::ANYTHING,
    }
}

/// Over zero there is nothing to judge or a fault, over a negative a fault: neither is a value.
fn quotient(top: &Possible, bottom: &Possible, applies: bool) -> Possible {
    let above_zero = bottom.least.as_ref().is_some_and(|least| *least > Number::ZERO);
    match (top.ends(), bottom.ends()) {
        (Some(top), Some(bottom)) if above_zero => of_ends(interval::combined(&top, Sign::Over, &bottom), applies),
        _ if top.never_negative() && bottom.never_negative() => {
            let by = |end: &Option<Number>, other: &Option<Number>| end.as_ref()?.over(other.as_ref()?);
            let most = if above_zero { by(&top.most, &bottom.least) } else { None };
            let least = by(&top.least, &bottom.most).filter(|least| !least.is_negative()).unwrap_or(Number::ZERO);
            Possible { least: Some(least), most, applies: applies && above_zero }
        }
        _ => Possible { applies: applies && above_zero, ..Possible::ANYTHING },
    }
}

/// A year that does not apply is left out, so that a sum may lack it and a mean or an extreme be that of the others.
fn over_years(how: Fold, years: &[Amount], operands: &impl Operands) -> Possible {
    let left_out = |year: &&Amount| matches!(read(year, operands), Reading::NotApplicable | Reading::ZeroOfZero);
    let counted: Vec<Possible> = years.iter().filter(|year| !left_out(year)).map(|year| possible(year, operands)).collect();
    let applies = counted.iter().any(|year| year.applies);
    let end = |end: fn(&Possible) -> Option<Number>, outward: fn(Number, Number) -> Number| match how {
        Fold::Mean | Fold::Least | Fold::Greatest => every(&counted, end, outward),
        Fold::Sum => every(
            &counted,
            |year| end(year).map(|value| if year.applies { value } else { outward(value, Number::ZERO) }),
            |one, other| one.plus(&other),
        ),
    };
    let (least, most) = (end(|year| year.least.clone(), Number::min), end(|year| year.most.clone(), Number::max));
    let certain = counted.iter().all(|year| year.applies);
    match how {
        Fold::Mean if certain => {
            let count = i64::try_from(counted.len()).map_or(Number::ONE, Number::from);
            let mean = |end: fn(&Possible) -> Option<Number>| {
                every(&counted, end, |one, other| one.plus(&other)).and_then(|sum| sum.over(&count))
            };
            Possible { least: mean(|year| year.least.clone()), most: mean(|year| year.most.clone()), applies }
        }
        Fold::Least if certain => {
            let most = counted.iter().filter_map(|year| year.most.clone()).reduce(Number::min);
            Possible { least, most, applies }
        }
        Fold::Greatest if certain => {
            let least = counted.iter().filter_map(|year| year.least.clone()).reduce(Number::max);
            Possible { least, most, applies }
        }
        _ => Possible { least, most, applies },
    }
}

/// A count of rows is never more than there are; what rows add up to may be anything.
fn of_rows(amount: &Amount, tally: &Tally, operands: &impl Operands) -> Possible {
    if let Some(known) = Possible::of_reading(&read(amount, operands)) {
        return known;
    }
    let rows = match operands.rows(tally.list) {
        super::RowsOf::Known(rows) => i64::try_from(rows).ok().map(Number::from),
        super::RowsOf::Absent | super::RowsOf::New => None,
    };
    match tally.of {
        Tallied::Rows | Tallied::Met(_) => Possible { least: Some(Number::ZERO), most: rows, applies: false },
        Tallied::Sum(..) => Possible::ANYTHING,
    }
}
