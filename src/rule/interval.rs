//! Arithmetic with a quantity of which only the least and the most are known.
//!
//! Every result contains each value that the quantity can turn out to have; it may be wider than that, never narrower.

use crate::vocab::Number;
use crate::vocab::reason::{Relation, Sign};

/// The least and the most.
pub(super) type Interval = (Number, Number);

/// The two sides together; `None` where something may be over zero or over a negative.
pub(super) fn combined(left: &Interval, sign: Sign, right: &Interval) -> Option<Interval> {
    let ends = |op: fn(&Number, &Number) -> Option<Number>| {
        let [a, b, c, d] = [op(&left.0, &right.0)?, op(&left.0, &right.1)?, op(&left.1, &right.0)?, op(&left.1, &right.1)?];
        let least = a.clone().min(b.clone()).min(c.clone()).min(d.clone());
        Some((least, a.max(b).max(c).max(d)))
    };
    match sign {
        Sign::Plus => ends(|a, b| Some(a.plus(b))),
        Sign::Minus => ends(|a, b| Some(a.minus(b))),
        Sign::Times => ends(|a, b| Some(a.times(b))),
        Sign::Over if right.0 > Number::ZERO => ends(Number::over),
        Sign::Over => None,
    }
}

pub(super) fn negated(of: &Interval) -> Interval {
    (of.1.negated(), of.0.negated())
}

pub(super) fn absolute(of: &Interval) -> Interval {
    let (one, other) = (of.0.abs(), of.1.abs());
    let crosses = of.0 < Number::ZERO && of.1 > Number::ZERO;
    let least = if crosses { Number::ZERO } else { one.clone().min(other.clone()) };
    (least, one.max(other))
}

/// Whether the relation holds for every value of both sides, or for none; `None` when it depends.
pub(super) fn holds(left: &Interval, relation: Relation, right: &Interval) -> Option<bool> {
    let apart = left.1 < right.0 || right.1 < left.0;
    let fixed = left.0 == left.1 && right.0 == right.1;
    match relation {
        Relation::Equal | Relation::Unequal if apart => Some(relation == Relation::Unequal),
        Relation::Equal | Relation::Unequal if !fixed => None,
        _ => {
            let (one, other) = (relation.holds(&left.0, &right.1), relation.holds(&left.1, &right.0));
            (one == other).then_some(one)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every value within, in halves.
    fn values(of: &Interval) -> Vec<Number> {
        let half = Number::from_digits(5, 1);
        let mut values = vec![of.0.clone()];
        while let Some(next) = values.last().map(|last| last.plus(&half)).filter(|next| *next <= of.1) {
            values.push(next);
        }
        values
    }

    fn intervals() -> Vec<Interval> {
        let pairs = (-3_i64..=3).flat_map(|a| (a..=3).map(move |b| (a, b)));
        pairs.map(|(a, b)| (Number::from(a), Number::from(b))).collect()
    }

    #[test]
    fn no_value_falls_outside_and_no_relation_is_decided_wrongly() {
        let signs = [Sign::Plus, Sign::Minus, Sign::Times, Sign::Over];
        let relations =
            [Relation::Less, Relation::AtMost, Relation::Equal, Relation::Unequal, Relation::AtLeast, Relation::Greater];
        for left in intervals() {
            for value in values(&left) {
                let (turned, size) = (negated(&left), absolute(&left));
                assert!(turned.0 <= value.negated() && value.negated() <= turned.1);
                assert!(size.0 <= value.abs() && value.abs() <= size.1);
            }
            for right in intervals() {
                for sign in signs {
                    let Some((least, most)) = combined(&left, sign, &right) else { continue };
                    for a in values(&left) {
                        for b in values(&right) {
                            let value = match sign {
                                Sign::Plus => a.plus(&b),
                                Sign::Minus => a.minus(&b),
                                Sign::Times => a.times(&b),
                                Sign::Over => a.over(&b).unwrap_or(Number::ZERO),
                            };
                            assert!(least <= value && value <= most, "{a:?} {sign:?} {b:?}");
                        }
                    }
                }
                for relation in relations {
                    let pairs =
                        || values(&left).into_iter().flat_map(|a| values(&right).into_iter().map(move |b| (a.clone(), b)));
                    let (all, none) =
                        (pairs().all(|(a, b)| relation.holds(&a, &b)), !pairs().any(|(a, b)| relation.holds(&a, &b)));
                    let expected = if all {
                        Some(true)
                    } else if none {
                        Some(false)
                    } else {
                        None
                    };
                    assert_eq!(holds(&left, relation, &right), expected, "{left:?} {relation:?} {right:?}");
                }
            }
        }
    }
}
