//! Judges one subject's operands. The only place that says what a rule means: reasons and gaps ask here.
//!
//! A quantity is known or it has one of five states, and the strongest state among its parts is that of the whole:
//! missing, then a fault in dividing, then new, then not applicable, then 0 of 0. So the order of parts never matters.
//! Nothing is allocated on the usual path.

use std::cmp::Ordering;

use super::interval::{self, Interval};
use super::operands::{Operand, Operands, Policy, Standing};
use super::program::{Amount, Compare, Cut, PlaceTest, RiseTest, Test};
use super::tally::{each, tally};
use crate::vocab::reason::{Fold, Relation, Sign};
use crate::vocab::{Number, Rounding, Verdict};

/// What a quantity turned out to be. A later state beats an earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reading {
    Known(Number),
    /// A count between two, the second above the first, while rows of a list cannot be judged. It has a value.
    Between(Box<Interval>),
    /// 0 of 0: nothing to judge.
    ZeroOfZero,
    NotApplicable,
    /// A year in which the subject did not exist.
    New,
    /// Something over zero or over a negative: a fault in the data.
    Indivisible,
    Missing,
}

impl Reading {
    fn strength(&self) -> u8 {
        match self {
            Reading::Known(_) | Reading::Between(_) => 0,
            Reading::ZeroOfZero => 1,
            Reading::NotApplicable => 2,
            Reading::New => 3,
            Reading::Indivisible => 4,
            Reading::Missing => 5,
        }
    }

    /// A count or the like that may still turn out as anything between the two.
    pub(super) fn between(least: Number, most: Number) -> Reading {
        if least == most { Reading::Known(least) } else { Reading::Between(Box::new((least, most))) }
    }

    pub(super) fn stronger(self, other: Reading) -> Reading {
        if other.strength() > self.strength() { other } else { self }
    }

    /// Changes the value in a way that keeps the order of values.
    fn map(self, change: impl Fn(&Number) -> Number) -> Reading {
        match self {
            Reading::Known(number) => Reading::Known(change(&number)),
            Reading::Between(ends) => Reading::between(change(&ends.0), change(&ends.1)),
            state => state,
        }
    }

    /// Changes the value in a way that may turn the order of values round.
    fn turn(self, change: fn(&Number) -> Number, ends: fn(&Interval) -> Interval) -> Reading {
        match self {
            Reading::Between(between) => {
                let (least, most) = ends(&between);
                Reading::between(least, most)
            }
            other => other.map(change),
        }
    }

    /// The least and the most that the value can be; `None` when there is no value.
    pub(super) fn ends(&self) -> Option<Interval> {
        match self {
            Reading::Known(number) => Some((number.clone(), number.clone())),
            Reading::Between(ends) => Some((**ends).clone()),
            _ => None,
        }
    }

    pub(super) fn known(self) -> Option<Number> {
        match self {
            Reading::Known(number) => Some(number),
            _ => None,
        }
    }
}

/// The verdict on a test.
pub(super) fn judge(test: &Test, operands: &impl Operands, policy: Policy) -> Verdict {
    match test {
        Test::All(parts) => all(parts, operands, policy),
        Test::Any(parts) => any(parts, operands, policy),
        Test::Not(inner) => judge(inner, operands, policy.under_not()).negated(),
        Test::AtLeast { needed, parts } => at_least(*needed, parts.iter().map(|part| judge(part, operands, policy))),
        Test::Compare(compare) => compare_sides(compare, operands, policy),
        Test::Attested(slot) => of_operand(operands.operand(*slot), policy, |value| !value.is_zero()),
        Test::Among { figure, accepted } => of_operand(operands.operand(*figure), policy, |value| {
            value.to_whole().is_some_and(|step| accepted.contains(&step))
        }),
        Test::Place(place) => judge_place(place, operands.standing(place.ranked)),
        Test::Rise(rise) => judge_rise(rise, operands, policy),
        Test::EachRow(rows) => each(rows, operands, policy),
    }
}

fn all(parts: &[Test], operands: &impl Operands, policy: Policy) -> Verdict {
    let mut verdict = Verdict::NotApplicable;
    for part in parts {
        verdict = verdict.and(judge(part, operands, policy));
        if verdict == Verdict::NotMet {
            break;
        }
    }
    verdict
}

fn any(parts: &[Test], operands: &impl Operands, policy: Policy) -> Verdict {
    let mut verdict = Verdict::NotApplicable;
    for part in parts {
        verdict = verdict.or(judge(part, operands, policy));
        if verdict == Verdict::Met {
            break;
        }
    }
    verdict
}

/// Met when `needed` parts are met; not met when the met and the missing ones together are fewer; not applicable when
/// every part is. While nothing is judged yet but something missing, the parts may all turn out not applicable, so
/// that too few missing ones alone decide nothing.
pub(super) fn at_least(needed: u32, parts: impl Iterator<Item = Verdict>) -> Verdict {
    let (mut met, mut not_met, mut missing) = (0, 0, 0);
    for verdict in parts {
        match verdict {
            Verdict::Met => met += 1,
            Verdict::NotMet => not_met += 1,
            Verdict::NoData => missing += 1,
            Verdict::NotApplicable => {}
        }
    }
    if met >= needed {
        Verdict::Met
    } else if met + not_met + missing == 0 {
        Verdict::NotApplicable
    } else if met + missing >= needed || met + not_met == 0 {
        Verdict::NoData
    } else {
        Verdict::NotMet
    }
}

fn of_operand(operand: Operand, policy: Policy, holds: impl FnOnce(&Number) -> bool) -> Verdict {
    match reading(operand) {
        Reading::Known(value) => Verdict::of(holds(&value)),
        state => without_value(&state, policy),
    }
}

/// The verdict of a part that has no value to judge.
pub(super) fn without_value(state: &Reading, policy: Policy) -> Verdict {
    match state {
        Reading::ZeroOfZero => policy.when_zero.unwrap_or(Verdict::NotApplicable),
        Reading::NotApplicable => Verdict::NotApplicable,
        Reading::New => policy.when_new.unwrap_or(Verdict::NoData),
        Reading::Known(_) | Reading::Between(_) | Reading::Indivisible | Reading::Missing => Verdict::NoData,
    }
}

pub(super) fn compare_sides(compare: &Compare, operands: &impl Operands, policy: Policy) -> Verdict {
    let (left, right) = (read(&compare.left.amount, operands), read(&compare.right.amount, operands));
    match (left, right) {
        (Reading::Known(left), Reading::Known(right)) => Verdict::of(compare.relation.holds(&left, &right)),
        (left, right) => match (left.ends(), right.ends()) {
            (Some(left), Some(right)) => {
                interval::holds(&left, compare.relation, &right).map_or(Verdict::NoData, Verdict::of)
            }
            _ => without_value(&left.stronger(right), policy),
        },
    }
}

/// The value of a quantity.
pub(super) fn read(amount: &Amount, operands: &impl Operands) -> Reading {
    match amount {
        Amount::Figure(slot) => reading(operands.operand(*slot)),
        Amount::Literal(value, _) | Amount::Named { value: Some(value), .. } => Reading::Known(value.clone()),
        Amount::Named { value: None, .. } => Reading::Missing,
        Amount::OfMax(inner, max) => read(inner, operands).map(|score| score.over(max).unwrap_or(Number::ZERO)),
        Amount::Negative(inner) => read(inner, operands).turn(Number::negated, interval::negated),
        Amount::Absolute(inner) => read(inner, operands).turn(Number::abs, interval::absolute),
        Amount::Pair(sign, sides) => pair(*sign, read(&sides.0, operands), read(&sides.1, operands)),
        Amount::Least(parts) => fold(parts, operands, Number::min),
        Amount::Greatest(parts) => fold(parts, operands, Number::max),
        Amount::Rounded { amount, cut, digits, percent } => {
            let digits = digits + if *percent { 2 } else { 0 };
            read(amount, operands).map(|number| cut_off(number, *cut, digits))
        }
        Amount::Years(how, years) => over_years(*how, years, operands),
        Amount::Tally(rows) => tally(rows, operands),
    }
}

pub(super) fn reading(operand: Operand) -> Reading {
    match operand {
        Operand::Known(value) => Reading::Known(value),
        Operand::NotApplicable => Reading::NotApplicable,
        Operand::New => Reading::New,
        Operand::Blank | Operand::Unusable | Operand::Absent => Reading::Missing,
    }
}

fn pair(sign: Sign, left: Reading, right: Reading) -> Reading {
    match (left, right) {
        (Reading::Known(left), Reading::Known(right)) => match sign {
            Sign::Plus => Reading::Known(left.plus(&right)),
            Sign::Minus => Reading::Known(left.minus(&right)),
            Sign::Times => Reading::Known(left.times(&right)),
            Sign::Over => quotient(&left, &right),
        },
        (left, right) => match (left.ends(), right.ends()) {
            (Some(left), Some(right)) => interval::combined(&left, sign, &right)
                .map_or(Reading::Missing, |(least, most)| Reading::between(least, most)),
            _ => left.stronger(right),
        },
    }
}

fn quotient(top: &Number, bottom: &Number) -> Reading {
    match top.over(bottom) {
        Some(_) if bottom.is_negative() => Reading::Indivisible,
        Some(quotient) => Reading::Known(quotient),
        None if top.is_zero() => Reading::ZeroOfZero,
        None => Reading::Indivisible,
    }
}

fn fold(parts: &[Amount], operands: &impl Operands, join: fn(Number, Number) -> Number) -> Reading {
    let readings = parts.iter().map(|part| read(part, operands));
    readings
        .reduce(|left, right| match (left, right) {
            (Reading::Known(left), Reading::Known(right)) => Reading::Known(join(left, right)),
            (left, right) => match (left.ends(), right.ends()) {
                (Some(left), Some(right)) => Reading::between(join(left.0, right.0), join(left.1, right.1)),
                _ => left.stronger(right),
            },
        })
        .unwrap_or(Reading::Missing)
}

pub(super) fn cut_off(number: &Number, cut: Cut, digits: u32) -> Number {
    let scale = Number::from(10_i64.saturating_pow(digits));
    let scaled = |whole: fn(&Number) -> Number| whole(&number.times(&scale)).over(&scale).unwrap_or(Number::ZERO);
    match cut {
        Cut::Round(rounding) => number.rounded(digits, rounding),
        Cut::Floor => scaled(Number::floor),
        Cut::Ceil => scaled(Number::ceil),
    }
}

/// Years that do not apply are left out; when none is left, the strongest of their states is that of the whole.
fn over_years(how: Fold, years: &[Amount], operands: &impl Operands) -> Reading {
    let mut total: Option<Number> = None;
    let mut left_out = Reading::ZeroOfZero;
    let mut count = 0;
    for year in years {
        match read(year, operands) {
            Reading::Known(value) => {
                count += 1;
                total = Some(match total {
                    Some(total) => join_years(how, total, value),
                    None => value,
                });
            }
            // A year of which only a range is known is not worked out further.
            Reading::Between(_) => left_out = left_out.stronger(Reading::Missing),
            state => left_out = left_out.stronger(state),
        }
    }
    match (total, left_out) {
        (Some(total), Reading::ZeroOfZero | Reading::NotApplicable) => Reading::Known(match how {
            Fold::Mean => total.over(&Number::from(count)).unwrap_or(total),
            Fold::Least | Fold::Greatest | Fold::Sum => total,
        }),
        (_, state) => state,
    }
}

fn join_years(how: Fold, total: Number, value: Number) -> Number {
    match how {
        Fold::Mean | Fold::Sum => total.plus(&value),
        Fold::Least => total.min(value),
        Fold::Greatest => total.max(value),
    }
}

/// A place is decided only when every place that it may still turn out to be says the same.
pub(super) fn judge_place(test: &PlaceTest, standing: Standing) -> Verdict {
    let Some(limit) = fixed(&test.limit.amount) else { return Verdict::NoData };
    match standing {
        Standing::NoData => Verdict::NoData,
        Standing::NotApplicable => Verdict::NotApplicable,
        Standing::Place { best, worst, valued, missing } if test.of_group => {
            // Subjects that come in better than this one make the group larger too: the worst case for the subject is
            // that every newcomer does, the best that all come in behind.
            let share = |of: u32| Number::from(i64::from(of)).times(&limit);
            let worse = worst.saturating_sub(best);
            if Number::from(i64::from(worst)) <= share(valued + worse) {
                Verdict::Met
            } else if Number::from(i64::from(best)) > share(valued + missing) {
                Verdict::NotMet
            } else {
                Verdict::NoData
            }
        }
        Standing::Place { best, worst, .. } => between(best, worst, test.relation, &limit),
    }
}

/// Better than the year before, or not, only when every pair of places that may still turn out says the same.
fn judge_rise(rise: &RiseTest, operands: &impl Operands, policy: Policy) -> Verdict {
    match (operands.standing(rise.now), operands.standing(rise.before)) {
        (Standing::NoData, _) => Verdict::NoData,
        (_, Standing::NoData) => match read(&rise.by_before, operands) {
            new @ Reading::New => without_value(&new, policy),
            _ => Verdict::NoData,
        },
        (Standing::Place { best, worst, .. }, Standing::Place { best: best_before, worst: worst_before, .. }) => {
            if worst < best_before {
                Verdict::Met
            } else if best >= worst_before {
                Verdict::NotMet
            } else {
                Verdict::NoData
            }
        }
        (Standing::NotApplicable, _) | (_, Standing::NotApplicable) => Verdict::NotApplicable,
    }
}

/// Whether every whole place from `best` to `worst` stands to the limit as the relation says, or none.
fn between(best: u32, worst: u32, relation: Relation, limit: &Number) -> Verdict {
    let (first, last) = (Number::from(i64::from(best)), Number::from(i64::from(worst)));
    let outside = *limit < first || *limit > last || !limit.is_whole();
    match relation {
        Relation::Equal | Relation::Unequal if outside => Verdict::of(relation == Relation::Unequal),
        Relation::Equal | Relation::Unequal if best < worst => Verdict::NoData,
        _ => match (relation.holds(&first, limit), relation.holds(&last, limit)) {
            (one, other) if one == other => Verdict::of(one),
            _ => Verdict::NoData,
        },
    }
}

/// A limit's value: the same for every subject; `None` while a figure in it is open.
pub(super) fn fixed(amount: &Amount) -> Option<Number> {
    read(amount, &NoSubject).known()
}

/// How the two sides of a comparison lie; `None` when one has no value.
pub(super) fn order(left: &Amount, right: &Amount, operands: &impl Operands) -> Option<Ordering> {
    Some(read(left, operands).known()?.cmp(&read(right, operands).known()?))
}

/// Nobody: for quantities that read no figure.
pub(super) struct NoSubject;

impl Operands for NoSubject {
    fn operand(&self, _: super::Slot) -> Operand {
        Operand::Absent
    }

    fn place(&self, _: super::Slot) -> Option<crate::vocab::Place> {
        None
    }

    fn standing(&self, _: usize) -> Standing {
        Standing::NoData
    }

    fn cutoff(&self, _: usize, _: u32) -> Option<Number> {
        None
    }
}

/// Rounding by the word that names it in a rule.
pub(super) fn rounding(word: &str) -> Option<Rounding> {
    match word {
        "half_up" => Some(Rounding::HalfUp),
        "down" => Some(Rounding::Down),
        "up" => Some(Rounding::Up),
        _ => None,
    }
}
