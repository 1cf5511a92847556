//! The keys of a ranking as codes that sort quickly and exactly: greater is better, whatever the key.

use crate::assess::Assessment;
use crate::assess::places::{self, PlaceTable};
use crate::campaign::{Award, KeyValue, RankKey};
use crate::rule::{Policy, Quantity};
use crate::vocab::reason::{Reason, Term};
use crate::vocab::{Number, Side, Verdict};

/// The codes of all subjects of one side under the keys of one award.
#[derive(Debug)]
pub(super) struct Codes {
    width: usize,
    codes: Vec<i64>,
}

/// The code of a figure that is missing; it may turn out as anything.
pub(super) const MISSING: i64 = i64::MIN;
/// The code of what does not apply: it ranks after all values.
pub(super) const NOT_APPLICABLE: i64 = i64::MIN + 1;
/// What a missing figure is at its best.
pub(super) const BEST: i64 = i64::MAX;

/// How many decimals a code keeps; values with more are coded by their order instead.
const DECIMALS: u32 = 6;

impl Codes {
    /// Codes made by hand, `width` for each subject.
    #[cfg(test)]
    pub(super) fn from_rows(width: usize, codes: Vec<i64>) -> Codes {
        Codes { width, codes }
    }

    /// The codes of one subject, first key first.
    pub(super) fn of(&self, subject: u32) -> &[i64] {
        let start = usize::try_from(subject).unwrap_or(usize::MAX).saturating_mul(self.width);
        self.codes.get(start..start.saturating_add(self.width)).unwrap_or_default()
    }

    /// Whether every key of the subject is known.
    pub(super) fn known(&self, subject: u32) -> bool {
        !self.of(subject).contains(&MISSING)
    }
}

/// Works out the codes of an award's keys.
pub(super) fn codes(assessment: &Assessment<'_>, number: usize) -> Codes {
    let award = &assessment.campaign.awards[number];
    let count = assessment.count(award.side);
    let width = award.rank.len();
    let mut codes = vec![0; count * width];
    for (position, key) in award.rank.iter().enumerate() {
        let places = assessment.places_of_key(number, position);
        for (subject, code) in of_key(assessment, award.side, key, places).into_iter().enumerate() {
            codes[subject * width + position] = code;
        }
    }
    Codes { width, codes }
}

fn of_key(assessment: &Assessment<'_>, side: Side, key: &RankKey, places: &[PlaceTable]) -> Vec<i64> {
    let subjects = 0..assessment.count(side);
    match &key.by {
        KeyValue::Measure(measure) => {
            let values: Vec<Quantity> =
                subjects.map(|subject| measure.value(&assessment.view(side, subject, 0, &[]))).collect();
            ordered(&values, key.lowest_first)
        }
        KeyValue::First(rule) => {
            let judge = |subject| rule.judge(&assessment.view(side, subject, 0, places), &Policy::default());
            subjects
                .map(|subject| match judge(subject) {
                    Verdict::Met => 1,
                    Verdict::NotMet => 0,
                    Verdict::NoData => MISSING,
                    Verdict::NotApplicable => NOT_APPLICABLE,
                })
                .collect()
        }
    }
}

/// Codes in the order of the values: the values themselves in millionths where that is exact, else their position.
fn ordered(values: &[Quantity], lowest_first: bool) -> Vec<i64> {
    let known = || values.iter().filter_map(|value| if let Quantity::Known(value) = value { Some(value) } else { None });
    let exact = known().all(|value| value.to_scaled(DECIMALS).is_some());
    let positions: Vec<&Number> = if exact {
        Vec::new()
    } else {
        let mut distinct: Vec<&Number> = known().collect();
        distinct.sort_unstable();
        distinct.dedup();
        distinct
    };
    let code = |value: &Number| {
        let scaled = if exact { value.to_scaled(DECIMALS) } else { None };
        scaled.unwrap_or_else(|| i64::try_from(positions.partition_point(|other| *other < value)).unwrap_or(i64::MAX))
    };
    let sign = if lowest_first { -1 } else { 1 };
    values
        .iter()
        .map(|value| match value {
            Quantity::Known(value) => sign * code(value),
            Quantity::NoData => MISSING,
            Quantity::NotApplicable => NOT_APPLICABLE,
        })
        .collect()
}

/// The places that the keys of an award ask for, one list for each key: only a condition can ask for any.
pub(super) fn places(assessment: &Assessment<'_>, award: &Award) -> Vec<Vec<PlaceTable>> {
    let of_key = |key: &RankKey| match &key.by {
        KeyValue::Measure(_) => Vec::new(),
        KeyValue::First(rule) => {
            rule.ranked().iter().map(|ranked| places::compute(assessment, award.side, ranked, 0)).collect()
        }
    };
    award.rank.iter().map(of_key).collect()
}

/// What one key says of one subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyReading {
    /// The quantity that is compared.
    Measured(Quantity),
    /// Whether the condition holds under which a subject comes first.
    First(Verdict),
}

/// What one key says of one subject; `None` when there is no such key.
pub(super) fn reading(assessment: &Assessment<'_>, number: usize, key: usize, subject: usize) -> Option<KeyReading> {
    let award = assessment.campaign.awards.get(number)?;
    let view = assessment.view(award.side, subject, 0, assessment.places_of_key(number, key));
    Some(match &award.rank.get(key)?.by {
        KeyValue::Measure(measure) => KeyReading::Measured(measure.value(&view)),
        KeyValue::First(rule) => KeyReading::First(rule.judge(&view, &Policy::default())),
    })
}

/// The quantity of a key with its figures; `None` for a key that is a condition.
pub(super) fn term(assessment: &Assessment<'_>, number: usize, key: usize, subject: usize) -> Option<Term> {
    let award = assessment.campaign.awards.get(number)?;
    let KeyValue::Measure(measure) = &award.rank.get(key)?.by else { return None };
    Some(measure.term(&assessment.view(award.side, subject, 0, &[])))
}

/// What the condition of a key says of a subject and why; `None` for a key that is a quantity.
pub(super) fn condition(assessment: &Assessment<'_>, number: usize, key: usize, subject: usize) -> Option<Reason> {
    let award = assessment.campaign.awards.get(number)?;
    let KeyValue::First(rule) = &award.rank.get(key)?.by else { return None };
    let view = assessment.view(award.side, subject, 0, assessment.places_of_key(number, key));
    Some(rule.describe(&view, &Policy::default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(values: &[(i64, i64)], lowest_first: bool) -> Vec<i64> {
        let values: Vec<Quantity> =
            values.iter().filter_map(|(top, bottom)| Number::ratio(*top, *bottom).map(Quantity::Known)).collect();
        ordered(&values, lowest_first)
    }

    #[test]
    fn codes_stand_in_the_order_of_exact_values() {
        // 619/1000 and 1904/3071 differ only in the fourth decimal place of a per cent.
        for values in [[(619, 1000), (1, 2), (62, 100)], [(1904, 3071), (1_904_001, 3_071_000), (62, 100)]] {
            let up = codes(&values, false);
            assert!(up.iter().zip(&up[1..]).count() == 2 && up[0] < up[2], "{up:?}");
            let down = codes(&values, true);
            assert!(down[0] > down[2], "{down:?}");
        }
        assert_eq!(codes(&[(1, 3), (2, 6)], false), [0, 0]);
    }
}
