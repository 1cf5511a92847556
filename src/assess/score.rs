//! Points (điểm): parts that are rounded, limited, brought to the total, and added up.
//!
//! The order is part of the rule: each part is rounded and limited by its most; the parts are added; where the plan says
//! so, they are brought to the total when some do not apply; bonuses and penalties are added, each kind up to its common
//! limit; the whole is rounded. A part that is missing makes the whole missing.

use crate::assess::Assessment;
use crate::assess::reading::reading;
use crate::campaign::{PartBy, Score, ScorePart};
use crate::rule::Possible;
use crate::vocab::derived::{PartReason, Points, Role, ScoreReason};
use crate::vocab::reason::{Term, Value};
use crate::vocab::{Kind, Number, Rounding, Verdict};

/// What a score came to for one subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sum {
    /// What each part came to, in the order of the file.
    pub(super) parts: Vec<Points>,
    pub(super) total: Points,
    /// The most of the parts that apply, where the points were brought to the total.
    rescaled_from: Option<Number>,
    /// Whether a common limit cut the bonuses, and the penalties.
    cut: [bool; 2],
}

/// Adds up a score for one subject.
pub(super) fn points(assessment: &Assessment<'_>, score: usize, subject: usize, back: u8) -> Sum {
    let score = &assessment.campaign.scores[score];
    // Who did not exist has no points of that year, whatever its criteria make of new units.
    if assessment.subjects.roll(score.side).is_some_and(|roll| roll.is_new(subject, back)) {
        let parts = vec![Points::New; score.parts.len()];
        return Sum { parts, total: Points::New, rescaled_from: None, cut: [false; 2] };
    }
    let parts = score.parts.iter().map(|part| limited(part, raw(assessment, score, part, subject, back)));
    sum(score, parts.collect())
}

/// What a part is measured at, before it is rounded and limited.
fn raw(assessment: &Assessment<'_>, score: &Score, part: &ScorePart, subject: usize, back: u8) -> Points {
    let criterion = match &part.by {
        PartBy::Value(measure) => return reading(assessment, measure, score.side, subject, back),
        PartBy::Criterion(criterion) => *criterion,
    };
    let years = assessment.campaign.criteria[criterion].years;
    match assessment.verdict_over(criterion, subject, years, back) {
        Verdict::Met => Points::Known(part.most.clone().unwrap_or(Number::ZERO)),
        Verdict::NotMet => Points::Known(Number::ZERO),
        Verdict::NoData => Points::Missing,
        Verdict::NotApplicable => Points::NotApplicable,
    }
}

/// Rounded, then kept between nothing and the most: rounding last could lift a part above its most.
fn limited(part: &ScorePart, points: Points) -> Points {
    let Points::Known(points) = points else { return points };
    let points = rounded(points, part.round).max(Number::ZERO);
    Points::Known(match &part.most {
        Some(most) => points.min(most.clone()),
        None => points,
    })
}

fn rounded(number: Number, digits: Option<u32>) -> Number {
    digits.map_or_else(|| number.clone(), |digits| number.rounded(digits, Rounding::HalfUp))
}

/// Adds up parts that are rounded and limited.
fn sum(score: &Score, parts: Vec<Points>) -> Sum {
    let of = |role: Role| {
        let pairs = score.parts.iter().zip(&parts).filter(move |(part, _)| part.role == role);
        pairs.filter_map(|(part, points)| match points {
            Points::Known(number) => Some((part, number)),
            _ => None,
        })
    };
    let added = |role| of(role).fold(Number::ZERO, |sum, (_, points)| sum.plus(points));
    let possible =
        of(Role::Points).filter_map(|(part, _)| part.most.as_ref()).fold(Number::ZERO, |sum, most| sum.plus(most));
    let bonus = under(added(Role::Bonus), score.bonus_cap.as_ref());
    let penalty = under(added(Role::Penalty), score.penalty_cap.as_ref());
    let share = score.total.over(&possible).filter(|share| score.rescale && *share != Number::ONE);
    let total = if parts.contains(&Points::Missing) {
        Points::Missing
    } else if parts.contains(&Points::New) {
        Points::New
    } else if of(Role::Points).next().is_none() {
        Points::NotApplicable
    } else {
        let own = added(Role::Points);
        let own = share.as_ref().map_or_else(|| own.clone(), |share| own.times(share));
        Points::Known(rounded(own.plus(&bonus.0).minus(&penalty.0), score.round))
    };
    let rescaled_from = share.filter(|_| matches!(total, Points::Known(_))).map(|_| possible);
    Sum { parts, total, rescaled_from, cut: [bonus.1, penalty.1] }
}

/// What a score can still come to for a subject without one: every missing part between its ends.
pub(super) fn possible(assessment: &Assessment<'_>, score: usize, subject: usize, back: u8) -> Possible {
    let score = &assessment.campaign.scores[score];
    let part = |part: &ScorePart| part_possible(assessment, score, part, subject, back);
    sum_possible(score, &score.parts.iter().map(part).collect::<Vec<_>>())
}

/// What a part can still come to; `None` for one that does not apply whatever comes.
fn part_possible(
    assessment: &Assessment<'_>,
    score: &Score,
    part: &ScorePart,
    subject: usize,
    back: u8,
) -> Option<Possible> {
    let possible = match (raw(assessment, score, part, subject, back), &part.by) {
        (Points::Known(points), _) => Possible::exactly(points),
        (Points::NotApplicable, _) => return None,
        (Points::Missing | Points::New, PartBy::Value(measure)) => {
            measure.possible(&assessment.view(score.side, subject, back, &[]))
        }
        (Points::Missing | Points::New, PartBy::Criterion(_)) => {
            Possible { least: Some(Number::ZERO), most: part.most.clone(), applies: false }
        }
    };
    Some(within(part, possible))
}

/// Rounded, then kept between nothing and the most, whatever a part is measured at.
fn within(part: &ScorePart, possible: Possible) -> Possible {
    let least = Some(possible.least.clone().unwrap_or(Number::ZERO));
    let limited = |points: &Number| match limited(part, Points::Known(points.clone())) {
        Points::Known(points) => points,
        _ => Number::ZERO,
    };
    Possible { least, ..possible }.map(limited).at_most(part.most.as_ref())
}

/// What the parts can come to together, each as [`part_possible`] says.
fn sum_possible(score: &Score, parts: &[Option<Possible>]) -> Possible {
    let of = |role: Role| {
        let pairs = score.parts.iter().zip(parts).filter(move |(part, _)| part.role == role);
        pairs.filter_map(|(part, possible)| Some((part, possible.as_ref()?)))
    };
    let least = |role| {
        of(role).fold(Number::ZERO, |sum, (_, part)| match &part.least {
            Some(least) if part.applies => sum.plus(least),
            _ => sum,
        })
    };
    let most = |role| of(role).try_fold(Number::ZERO, |sum, (_, part)| Some(sum.plus(part.most.as_ref()?)));
    // A common limit holds whatever comes.
    let capped = |sum: Option<Number>, cap: Option<&Number>| match sum {
        Some(sum) => Some(under(sum, cap).0),
        None => cap.cloned(),
    };
    let own = if score.rescale {
        rescaled(score, &of(Role::Points).collect::<Vec<_>>())
    } else {
        Possible { least: Some(least(Role::Points)), most: most(Role::Points), applies: true }
    };
    let bonus = (under(least(Role::Bonus), score.bonus_cap.as_ref()).0, capped(most(Role::Bonus), score.bonus_cap.as_ref()));
    let penalty =
        (under(least(Role::Penalty), score.penalty_cap.as_ref()).0, capped(most(Role::Penalty), score.penalty_cap.as_ref()));
    let total = Possible {
        least: own.least.zip(penalty.1).map(|(own, penalty)| own.plus(&bonus.0).minus(&penalty)),
        most: own.most.zip(bonus.1).map(|(own, bonus)| own.plus(&bonus).minus(&penalty.0)),
        applies: of(Role::Points).any(|(_, part)| part.applies),
    };
    total.map(|points| rounded(points.clone(), score.round))
}

/// Points brought to the total. While it is open which parts apply, the share of the whole that they come to lies between
/// the least and the greatest share that any of them comes to.
fn rescaled(score: &Score, parts: &[(&ScorePart, &Possible)]) -> Possible {
    let share = |end: &Option<Number>, whole: &Number| end.as_ref().and_then(|points| points.over(whole));
    let of_total = |share: Number| share.times(&score.total);
    let ends: Option<Vec<(Number, Number)>> = if parts.iter().all(|(_, part)| part.applies) {
        let all = |one: &dyn Fn(&(&ScorePart, &Possible)) -> Option<Number>| {
            parts.iter().try_fold(Number::ZERO, |sum, part| Some(sum.plus(&one(part)?)))
        };
        all(&|(part, _)| part.most.clone()).and_then(|whole| {
            let [least, most] = [all(&|(_, part)| part.least.clone()), all(&|(_, part)| part.most.clone())];
            Some(vec![(share(&least, &whole)?, share(&most, &whole)?)])
        })
    } else {
        let one = |(part, possible): &(&ScorePart, &Possible)| {
            let whole = part.most.as_ref()?;
            Some((share(&possible.least, whole)?, share(&possible.most, whole)?))
        };
        parts.iter().map(one).collect()
    };
    let ends = ends.unwrap_or_default();
    let least = ends.iter().map(|(least, _)| least.clone()).reduce(Number::min).unwrap_or(Number::ZERO);
    let most = ends.into_iter().map(|(_, most)| most).reduce(Number::max);
    Possible { least: Some(of_total(least)), most: most.map(of_total), applies: true }
}

/// A sum under a common limit, and whether the limit cut it.
fn under(sum: Number, cap: Option<&Number>) -> (Number, bool) {
    match cap.filter(|cap| sum > **cap) {
        Some(cap) => (cap.clone(), true),
        None => (sum, false),
    }
}

/// `20 × 100 %` is 20 points, whatever it would be elsewhere.
fn in_points(mut term: Term) -> Term {
    if let Some(Value::Number(_, kind)) = &mut term.value {
        *kind = Kind::Score;
    }
    term
}

/// How a score came about in the year judged.
pub(super) fn explain(assessment: &Assessment<'_>, position: usize, subject: usize) -> Option<ScoreReason> {
    let score = assessment.campaign.scores.get(position)?;
    let sum = points(assessment, position, subject, 0);
    let parts = score.parts.iter().zip(sum.parts).map(|(part, points)| PartReason {
        clause: part.cite.clause.clone(),
        title: part.title.clone(),
        role: part.role,
        most: part.most.clone(),
        points,
        value: match &part.by {
            PartBy::Value(measure) => Some(in_points(measure.term(&assessment.view(score.side, subject, 0, &[])))),
            PartBy::Criterion(_) => None,
        },
    });
    let [bonus, penalty] = sum.cut;
    Some(ScoreReason {
        title: score.title.clone(),
        points: sum.total,
        total: score.total.clone(),
        parts: parts.collect(),
        rescaled_from: sum.rescaled_from,
        bonus_cut: score.bonus_cap.clone().filter(|_| bonus),
        penalty_cut: score.penalty_cap.clone().filter(|_| penalty),
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::campaign::Cite;
    use crate::vocab::Side;

    fn number(written: &str) -> Number {
        Number::from(written.parse::<rust_decimal::Decimal>().unwrap())
    }

    fn part(role: Role, most: Option<&str>, round: Option<u32>) -> ScorePart {
        ScorePart {
            id: String::new(),
            title: String::new(),
            role,
            by: PartBy::Criterion(0),
            most: most.map(number),
            round,
            cite: Cite::default(),
        }
    }

    fn score(total: &str, parts: Vec<ScorePart>) -> Score {
        Score {
            id: String::new(),
            title: String::new(),
            side: Side::Units,
            total: number(total),
            rescale: false,
            round: None,
            bonus_cap: None,
            penalty_cap: None,
            parts,
            field: 0,
            cite: Cite::default(),
        }
    }

    fn known(written: &str) -> Points {
        Points::Known(number(written))
    }

    /// Limits the parts and adds them up.
    fn total(score: &Score, raw: &[Points]) -> Points {
        sum(score, score.parts.iter().zip(raw).map(|(part, points)| limited(part, points.clone())).collect()).total
    }

    #[test]
    fn a_bonus_comes_on_top_of_the_total() {
        let with_bonus = score("100", vec![part(Role::Points, Some("100"), None), part(Role::Bonus, Some("10"), None)]);
        assert_eq!(total(&with_bonus, &[known("97"), known("12")]), known("107"));
        assert_eq!(total(&with_bonus, &[known("97"), Points::NotApplicable]), known("97"));
        assert_eq!(total(&with_bonus, &[known("97"), Points::Missing]), Points::Missing);
        assert_eq!(total(&with_bonus, &[Points::NotApplicable, known("10")]), Points::NotApplicable);
    }

    #[test]
    fn bonuses_and_penalties_have_common_limits() {
        let role = |role| part(role, None, None);
        let mut capped = score("100", vec![part(Role::Points, Some("100"), None), role(Role::Bonus), role(Role::Bonus)]);
        capped.parts.extend([role(Role::Penalty), role(Role::Penalty)]);
        (capped.bonus_cap, capped.penalty_cap) = (Some(number("5")), Some(number("3")));
        assert_eq!(total(&capped, &["80", "3", "4", "1", "1"].map(known)), known("83"));
        assert_eq!(total(&capped, &["80", "2", "1", "2", "2"].map(known)), known("80"));
        // A penalty below nothing takes nothing off, and gives nothing.
        assert_eq!(total(&capped, &["80", "0", "0", "-4", "0"].map(known)), known("80"));
    }

    #[test]
    fn parts_rounded_before_adding_move_a_total_by_a_hundredth() {
        let parts = |round| vec![part(Role::Points, Some("50"), round), part(Role::Points, Some("50"), round)];
        let each = score("100", parts(Some(2)));
        let mut at_the_end = score("100", parts(None));
        at_the_end.round = Some(2);
        let raw = ["33.335", "41.115"].map(known);
        assert_eq!(total(&each, &raw), known("74.46"));
        assert_eq!(total(&at_the_end, &raw), known("74.45"));
    }

    #[test]
    fn what_does_not_apply_is_left_out_and_the_rest_brought_to_the_total() {
        let mut rescaled = score("100", vec![part(Role::Points, Some("60"), None), part(Role::Points, Some("40"), None)]);
        let raw = [known("45"), Points::NotApplicable];
        assert_eq!(total(&rescaled, &raw), known("45"));
        rescaled.rescale = true;
        assert_eq!(total(&rescaled, &raw), known("75"));
        assert_eq!(total(&rescaled, &[Points::NotApplicable, Points::NotApplicable]), Points::NotApplicable);
        assert_eq!(total(&rescaled, &[known("45"), Points::New]), Points::New);
        assert_eq!(total(&rescaled, &[Points::New, Points::Missing]), Points::Missing);
    }

    fn any_points() -> impl Strategy<Value = Points> {
        prop_oneof![
            6 => (-5_000_i64..30_000).prop_map(|thousandths| Points::Known(Number::from_digits(thousandths, 3))),
            1 => Just(Points::NotApplicable),
        ]
    }

    fn any_score() -> impl Strategy<Value = (Score, Vec<Points>)> {
        let role = proptest::sample::select(vec![Role::Points, Role::Points, Role::Bonus, Role::Penalty]);
        let one = (role, 1_i64..2000, proptest::option::of(0_u32..3), any_points());
        let caps = (proptest::option::of(1_i64..1500), proptest::option::of(1_i64..1500));
        (proptest::collection::vec(one, 1..7), any::<bool>(), proptest::option::of(0_u32..3), caps).prop_map(
            |(parts, rescale, round, (bonus_cap, penalty_cap))| {
                let cap = |hundredths: i64| Number::from_digits(hundredths, 2);
                let (parts, raw): (Vec<ScorePart>, Vec<Points>) = parts
                    .into_iter()
                    .map(|(role, most, digits, raw)| (ScorePart { most: Some(cap(most)), ..part(role, None, digits) }, raw))
                    .unzip();
                let own = parts.iter().filter(|part| part.role == Role::Points).filter_map(|part| part.most.clone());
                let total = own.fold(Number::ZERO, |sum, most| sum.plus(&most));
                let (bonus_cap, penalty_cap) = (bonus_cap.map(cap), penalty_cap.map(cap));
                (Score { total, rescale, round, bonus_cap, penalty_cap, ..score("0", parts) }, raw)
            },
        )
    }

    proptest! {
        #[test]
        fn the_order_of_parts_does_not_matter((mut of, mut raw) in any_score(), turn in 0_usize..7) {
            let before = total(&of, &raw);
            let turn = turn % raw.len();
            of.parts.rotate_left(turn);
            raw.rotate_left(turn);
            prop_assert_eq!(before, total(&of, &raw));
        }

        #[test]
        fn where_every_part_applies_rescaling_changes_nothing((mut of, raw) in any_score()) {
            let raw: Vec<Points> = raw.into_iter().map(|points| match points {
                Points::NotApplicable => Points::Known(Number::ONE),
                other => other,
            }).collect();
            of.rescale = false;
            let plain = total(&of, &raw);
            of.rescale = true;
            prop_assert_eq!(plain, total(&of, &raw));
        }

        #[test]
        fn what_is_missing_never_leads_beyond_the_ends_that_were_told(
            (of, known) in any_score(),
            open in proptest::collection::vec(proptest::option::of((any_points(), any::<bool>())), 7),
        ) {
            // For a part that is open: what else it may be measured at beside `known`, and whether it may not apply.
            let ends = |(raw, open): (&Points, &Option<(Points, bool)>)| match (raw, open) {
                (Points::Known(one), None) => Some(Possible::exactly(one.clone())),
                (Points::Known(one), Some((Points::Known(other), applies))) => {
                    let (least, most) = (one.clone().min(other.clone()), one.clone().max(other.clone()));
                    Some(Possible { least: Some(least), most: Some(most), applies: *applies })
                }
                (Points::Known(one), Some(_)) => Some(Possible { applies: false, ..Possible::exactly(one.clone()) }),
                _ => None,
            };
            let told: Vec<Option<Possible>> = known.iter().zip(&open).map(ends).collect();
            let limits = of.parts.iter().zip(told.clone());
            let parts: Vec<Option<Possible>> = limits.map(|(part, told)| Some(within(part, told?))).collect();
            let sum = sum_possible(&of, &parts);
            for world in 0_u32..3_u32.pow(u32::try_from(told.len()).unwrap()) {
                let turned = told.iter().zip(0_u32..).map(|(told, at)| match (told, world / 3_u32.pow(at) % 3) {
                    (None, _) => Some(Points::NotApplicable),
                    (Some(told), 0) => told.least.clone().map(Points::Known),
                    (Some(told), 1) => told.most.clone().map(Points::Known),
                    (Some(told), _) => (!told.applies).then_some(Points::NotApplicable),
                });
                let Some(turned) = turned.collect::<Option<Vec<Points>>>() else { continue };
                match total(&of, &turned) {
                    Points::Known(points) => {
                        prop_assert!(sum.least.as_ref().is_none_or(|least| *least <= points), "{points:?} {sum:?}");
                        prop_assert!(sum.most.as_ref().is_none_or(|most| *most >= points), "{points:?} {sum:?}");
                    }
                    _ => prop_assert!(!sum.applies),
                }
            }
        }

        #[test]
        fn points_never_exceed_their_limits((of, raw) in any_score()) {
            for (part, raw) in of.parts.iter().zip(&raw) {
                if let Points::Known(points) = limited(part, raw.clone()) {
                    prop_assert!(!points.is_negative() && Some(&points) <= part.most.as_ref());
                }
            }
            let exact = Score { round: None, ..of };
            if let Points::Known(points) = total(&exact, &raw) {
                let bonuses = exact.parts.iter().filter(|part| part.role == Role::Bonus).filter_map(|part| part.most.clone());
                let most = bonuses.fold(Number::ZERO, |sum, most| sum.plus(&most));
                let most = exact.bonus_cap.clone().map_or_else(|| most.clone(), |cap| cap.min(most.clone()));
                prop_assert!(points <= exact.total.plus(&most));
                let least = exact.penalty_cap.clone().map(|cap| cap.negated());
                prop_assert!(least.is_none_or(|least| points >= least));
            }
        }
    }
}
