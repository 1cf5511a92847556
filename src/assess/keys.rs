//! The keys of a ranking as codes that sort quickly and exactly: greater is better, whatever the key.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::assess::Assessment;
use crate::assess::places::{self, PlaceTable};
use crate::campaign::{Award, KeyValue, RankKey};
use crate::rule::{Policy, Possible, Quantity};
use crate::vocab::reason::{Reason, Term};
use crate::vocab::{Number, Side, Verdict};

/// The codes of all subjects of one side under the keys of one award.
#[derive(Debug)]
pub(super) struct Codes {
    width: usize,
    codes: Vec<i64>,
    /// For each subject with a key missing its codes at the worst and at the best.
    ends: BTreeMap<u32, [Box<[i64]>; 2]>,
}

/// The keys of one subject, as they are or at an extreme.
pub(super) type Code<'c> = Cow<'c, [i64]>;

/// The code of a figure that is missing; it may turn out as anything.
pub(super) const MISSING: i64 = i64::MIN;
/// The code of what does not apply: it ranks after all values.
pub(super) const NOT_APPLICABLE: i64 = i64::MIN + 1;
/// What a missing figure is at its best when nothing bounds it.
const BEST: i64 = i64::MAX;
/// The code of those for whom a condition holds.
const FIRST: i64 = 1;

/// How many decimals a code keeps; values with more are coded by their order instead.
const DECIMALS: u32 = 6;

impl Codes {
    /// Codes made by hand, `width` for each subject.
    #[cfg(test)]
    pub(super) fn from_rows(width: usize, codes: Vec<i64>) -> Codes {
        Codes { width, codes, ends: BTreeMap::new() }
    }

    /// The same codes, but the missing one of a subject lies between two.
    #[cfg(test)]
    pub(super) fn between(mut self, subject: u32, worst: i64, best: i64) -> Codes {
        self.ends.insert(subject, [Box::new([worst]), Box::new([best])]);
        self
    }

    /// The codes of one subject, first key first.
    pub(super) fn of(&self, subject: u32) -> &[i64] {
        let start = usize::try_from(subject).unwrap_or(usize::MAX).saturating_mul(self.width);
        self.codes.get(start..start.saturating_add(self.width)).unwrap_or_default()
    }

    /// The codes of a subject when what is missing turns out at its worst.
    pub(super) fn worst(&self, subject: u32) -> Code<'_> {
        self.end(subject, 0, NOT_APPLICABLE)
    }

    /// The codes of a subject when what is missing turns out at its best.
    pub(super) fn best(&self, subject: u32) -> Code<'_> {
        self.end(subject, 1, BEST)
    }

    fn end(&self, subject: u32, which: usize, beyond: i64) -> Code<'_> {
        let codes = self.of(subject);
        if !codes.contains(&MISSING) {
            return Cow::Borrowed(codes);
        }
        match self.ends.get(&subject).and_then(|ends| ends.get(which)) {
            Some(end) => Cow::Borrowed(end),
            None => codes.iter().map(|code| if *code == MISSING { beyond } else { *code }).collect(),
        }
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
    let mut open: BTreeMap<usize, BTreeMap<usize, [i64; 2]>> = BTreeMap::new();
    for (position, key) in award.rank.iter().enumerate() {
        let places = assessment.places_of_key(number, position);
        let (of_key, missing) = of_key(assessment, award.side, key, places);
        for (subject, code) in of_key.into_iter().enumerate() {
            codes[subject * width + position] = code;
        }
        for (subject, ends) in missing {
            open.entry(subject).or_default().insert(position, ends);
        }
    }
    let mut all = Codes { width, codes, ends: BTreeMap::new() };
    for (subject, missing) in open {
        let Ok(subject) = u32::try_from(subject) else { continue };
        let ends = |which: usize| {
            let known = all.of(subject).iter().enumerate();
            known.map(|(position, code)| missing.get(&position).map_or(*code, |ends| ends[which])).collect()
        };
        let ends = [ends(0), ends(1)];
        all.ends.insert(subject, ends);
    }
    all
}

/// The codes of one key, and of each subject without a value the codes of the worst and the best that it can be.
type OfKey = (Vec<i64>, Vec<(usize, [i64; 2])>);

fn of_key(assessment: &Assessment<'_>, side: Side, key: &RankKey, places: &[PlaceTable]) -> OfKey {
    let subjects = 0..assessment.count(side);
    match &key.by {
        KeyValue::Measure(measure) => {
            let view = |subject| assessment.view(side, subject, 0, &[]);
            let values: Vec<Quantity> = subjects.map(|subject| measure.value(&view(subject))).collect();
            let missing = values.iter().enumerate().filter(|(_, value)| **value == Quantity::NoData);
            let missing = missing.map(|(subject, _)| (subject, measure.possible(&view(subject)))).collect::<Vec<_>>();
            ordered(&values, &missing, key.lowest_first)
        }
        KeyValue::First(rule) => {
            let judge = |subject| rule.judge(&assessment.view(side, subject, 0, places), &Policy::default());
            let code = |verdict| match verdict {
                Verdict::Met => FIRST,
                Verdict::NotMet => 0,
                Verdict::NoData => MISSING,
                Verdict::NotApplicable => NOT_APPLICABLE,
            };
            let codes: Vec<i64> = subjects.map(judge).map(code).collect();
            let missing = codes.iter().enumerate().filter(|(_, code)| **code == MISSING);
            let missing = missing.map(|(subject, _)| (subject, [NOT_APPLICABLE, FIRST])).collect();
            (codes, missing)
        }
    }
}

/// Codes in the order of the values: the values themselves in millionths where that is exact, else their position.
fn ordered(values: &[Quantity], missing: &[(usize, Possible)], lowest_first: bool) -> OfKey {
    let ends = missing.iter().flat_map(|(_, possible)| possible.least.iter().chain(&possible.most));
    let known = values.iter().filter_map(|value| if let Quantity::Known(value) = value { Some(value) } else { None });
    let known = || known.clone().chain(ends.clone());
    let exact = known().all(|value| value.to_scaled(DECIMALS).is_some());
    let positions: Vec<&Number> = if exact {
        Vec::new()
    } else {
        let mut distinct: Vec<&Number> = known().collect();
        distinct.sort_unstable();
        distinct.dedup();
        distinct
    };
    let sign = if lowest_first { -1 } else { 1 };
    let code = |value: &Number| {
        let scaled = if exact { value.to_scaled(DECIMALS) } else { None };
        sign * scaled.unwrap_or_else(|| i64::try_from(positions.partition_point(|other| *other < value)).unwrap_or(i64::MAX))
    };
    let codes = values.iter().map(|value| match value {
        Quantity::Known(value) => code(value),
        Quantity::NoData => MISSING,
        Quantity::NotApplicable => NOT_APPLICABLE,
    });
    let between = |possible: &Possible| {
        let (worst, best) = if lowest_first { (&possible.most, &possible.least) } else { (&possible.least, &possible.most) };
        let worst = worst.as_ref().filter(|_| possible.applies).map_or(NOT_APPLICABLE, code);
        [worst, best.as_ref().map_or(BEST, code)]
    };
    let missing = missing.iter().map(|(subject, possible)| (*subject, between(possible))).collect();
    (codes.collect(), missing)
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
        ordered(&values, &[], lowest_first).0
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
