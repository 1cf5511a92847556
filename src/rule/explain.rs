//! The reason for a verdict: the rule's own tree with what each part looked at and what was missing.
//!
//! Verdicts come from [`super::judge`]; nothing is judged a second way here.

use super::compiled::Ranked;
use super::judge::{Reading, judge, read};
use super::label::{Pieces, Source, pieces};
use super::operands::{Limits, Operand, Operands, Policy, Standing};
use super::program::{Amount, Compare, EachRow, Names, PlaceTest, RiseTest, Shown, Side, Test};
use super::{Slot, gap, listed};
use crate::vocab::listed::Listed;
use crate::vocab::reason::{
    Comparison, Figure, Gap, Part, PlaceInGroup, Reason, Relation, Rise, RisePlace, State, Term, Trouble, Value,
};
use crate::vocab::{Kind, Number, Place, Verdict};

/// Explains one test for one subject.
pub(super) struct Explainer<'a, O> {
    pub(super) names: &'a Names,
    pub(super) ranked: &'a [Ranked],
    pub(super) operands: &'a O,
    /// What a changed figure has to respect; `None` where nobody asks for changes: in a row that is only counted.
    pub(super) seeking: Option<Limited<'a>>,
}

/// The declared relations of parts to wholes, of the subject and of the row at hand.
#[derive(Clone, Copy)]
pub(super) struct Limited<'a> {
    pub(super) limits: &'a Limits,
    pub(super) of_rows: &'a [(Amount, Amount)],
}

impl<O: Operands> Explainer<'_, O> {
    pub(super) fn reason(&self, test: &Test, policy: Policy, negated: bool) -> Reason {
        let verdict = judge(test, self.operands, policy);
        let settled = verdict == Verdict::NotApplicable || verdict == failure(!negated);
        if settled && self.seeking.is_some() {
            return self.without_gaps().reason(test, policy, negated);
        }
        let parts = |parts: &[Test]| parts.iter().map(|part| self.reason(part, policy, negated)).collect();
        let part = match test {
            Test::All(all) => Part::All(parts(all)),
            Test::Any(any) => Part::Any(parts(any)),
            Test::AtLeast { needed, parts: some } => Part::AtLeast { needed: *needed, parts: parts(some) },
            Test::Not(inner) => Part::Not(Box::new(self.reason(inner, policy.under_not(), !negated))),
            Test::Compare(compare) => Part::Compare(Box::new(self.comparison(compare, verdict, negated))),
            Test::Attested(slot) => Part::Attested(self.figure(*slot)),
            Test::Among { figure, accepted } => {
                Part::Among { figure: self.figure(*figure), accepted: self.accepted(*figure, accepted) }
            }
            Test::Place(place) => Part::Place(Box::new(self.place(place, verdict, negated))),
            Test::Rise(rise) => Part::Rise(Box::new(self.rise(rise, verdict, negated))),
            Test::EachRow(each) => Part::Listed(Box::new(self.rows(each, policy, negated))),
        };
        Reason { verdict, part }
    }

    /// The same without gaps: nobody strives to turn a part whose whole is met or does not apply.
    fn without_gaps(&self) -> Explainer<'_, O> {
        Explainer { names: self.names, ranked: self.ranked, operands: self.operands, seeking: None }
    }

    fn rows(&self, each: &EachRow, policy: Policy, negated: bool) -> Listed {
        let seeking = self.seeking.map(|seeking| Limited { of_rows: &each.limits, ..seeking });
        listed::each(each, self.names, self.operands, |row| {
            Explainer { names: self.names, ranked: &[], operands: row, seeking }.reason(&each.test, policy, negated)
        })
    }

    fn comparison(&self, compare: &Compare, verdict: Verdict, negated: bool) -> Comparison {
        let failed = verdict == failure(negated);
        let gap = self.seeker(self.names).filter(|_| failed).map(|seeker| seeker.comparison(compare, negated));
        Comparison {
            left: side(&compare.left, self.names, self.operands),
            relation: compare.relation,
            right: side(&compare.right, self.names, self.operands),
            gap,
            negated,
        }
    }

    fn place(&self, test: &PlaceTest, verdict: Verdict, negated: bool) -> PlaceInGroup {
        let standing = self.operands.standing(test.ranked);
        let (place, among) = places(standing);
        let failed = verdict == failure(negated);
        PlaceInGroup {
            by: self.ranked_term(test.ranked),
            place,
            among,
            relation: test.relation,
            limit: side(&test.limit, self.names, self.operands),
            gap: failed.then(|| self.place_gap(test, standing, negated)),
            negated,
        }
    }

    fn rise(&self, rise: &RiseTest, verdict: Verdict, negated: bool) -> Rise {
        let of = |ranked: usize| {
            let (place, among) = places(self.operands.standing(ranked));
            RisePlace { by: self.ranked_term(ranked), place, among }
        };
        let failed = verdict == failure(negated);
        Rise {
            now: of(rise.now),
            before: of(rise.before),
            gap: failed.then(|| self.rise_gap(rise, negated).unwrap_or_else(gap::unknown)),
            negated,
        }
    }

    /// What would bring the subject to a place that is certainly better than the one of the year before, which stays as
    /// long as no figure of that year changes.
    fn rise_gap(&self, rise: &RiseTest, negated: bool) -> Option<Gap> {
        let Standing::Place { best, .. } = self.operands.standing(rise.before) else { return None };
        let now = self.ranked.get(rise.now)?;
        let of_now = now.by.amount.slots();
        let apart = rise.by_before.slots().iter().all(|slot| !of_now.contains(slot));
        let better = best.checked_sub(1).filter(|place| *place > 0 && apart && !negated)?;
        let limit = Amount::Literal(Number::from(i64::from(better)), Shown::Number(Kind::Rank));
        let limit = Side { amount: limit, shown: Shown::Number(Kind::Rank) };
        let test = PlaceTest { ranked: rise.now, relation: Relation::AtMost, limit, of_group: false };
        let gap = self.place_gap(&test, self.operands.standing(rise.now), false);
        // A figure of the year before may turn it round as well; that is not worked out.
        Some(Gap { impossible: false, ..gap })
    }

    fn ranked_term(&self, ranked: usize) -> Term {
        match self.ranked.get(ranked) {
            Some(ranked) => ranked.by.term(self.operands),
            None => Term { label: Vec::new(), value: None, figures: Vec::new(), trouble: None, lists: Vec::new() },
        }
    }

    fn place_gap(&self, test: &PlaceTest, standing: Standing, negated: bool) -> Gap {
        let ranked = self.ranked.get(test.ranked);
        let gap = ranked.and_then(|ranked| Some(self.seeker(&ranked.by.names)?.place(test, ranked, standing, negated)));
        gap.unwrap_or_else(gap::unknown)
    }

    fn seeker<'s>(&'s self, names: &'s Names) -> Option<gap::Seeker<'s, O>> {
        let Limited { limits, of_rows } = self.seeking?;
        Some(gap::Seeker { operands: self.operands, limits, of_rows, names })
    }

    fn figure(&self, slot: Slot) -> Figure {
        figure(slot, self.names, self.operands)
    }

    fn accepted(&self, slot: Slot, accepted: &[i64]) -> Vec<String> {
        let steps = self.names.figure(slot).map_or(&[][..], |info| &info.steps);
        let step = |index: &i64| usize::try_from(*index).ok().and_then(|index| steps.get(index)).cloned();
        accepted.iter().filter_map(step).collect()
    }
}

/// The place and how many it is among; no place without a value.
fn places(standing: Standing) -> (Option<(u32, u32)>, (u32, u32)) {
    match standing {
        Standing::Place { best, worst, valued, missing } => (Some((best, worst)), (valued, missing)),
        Standing::NoData | Standing::NotApplicable => (None, (0, 0)),
    }
}

/// The verdict that a failed part has: under a `not` it is the met one.
pub(super) fn failure(negated: bool) -> Verdict {
    if negated { Verdict::Met } else { Verdict::NotMet }
}

fn side(side: &Side, names: &Names, operands: &impl Operands) -> Term {
    term(&side.amount, side.shown, names, operands)
}

/// A quantity with its value and the figures it came from.
pub(super) fn term(amount: &Amount, shown: Shown, names: &Names, operands: &impl Operands) -> Term {
    let reading = read(amount, operands);
    let trouble = match &reading {
        Reading::ZeroOfZero => Some(Trouble::ZeroOfZero),
        Reading::Indivisible => Some(Trouble::Indivisible),
        _ => None,
    };
    let Pieces { pieces: label, figures, lists } = pieces(amount, names);
    let figures = figures.into_iter().map(|source| match source {
        Source::Cell(slot) => figure(slot, names, operands),
        Source::Constant(index) => constant(index, names),
    });
    let figures = figures.collect();
    let lists = lists.into_iter().map(|tally| listed::tally(tally, names, operands)).collect();
    Term { label, value: reading.known().and_then(|number| names.value(&number, shown)), figures, trouble, lists }
}

pub(super) fn figure(slot: Slot, names: &Names, operands: &impl Operands) -> Figure {
    let info = names.figure(slot);
    let known = |number: &Number| Some(as_written(names.value(number, names.shown(slot))?, operands.written(slot)));
    let state = state(operands.operand(slot), known);
    Figure {
        heading: info.map_or_else(String::new, |info| info.heading.clone()),
        of_unit: slot.of_unit,
        years_back: slot.years_back,
        state,
        place: operands.place(slot),
        measure: info.and_then(|info| info.measure.clone()),
    }
}

/// What a cell says, as people read it.
pub(super) fn state(operand: Operand, value: impl Fn(&Number) -> Option<Value>) -> State {
    match operand {
        Operand::Known(number) => value(&number).map_or(State::Unusable, State::Known),
        Operand::Blank => State::Blank,
        Operand::Unusable => State::Unusable,
        Operand::NotApplicable => State::NotApplicable,
        Operand::Absent => State::Absent,
        Operand::New => State::New,
    }
}

/// A step as the cell writes it, with the spelling that stands for it in the rule: `Chánh Văn phòng (Chủ tịch UBND)`.
fn as_written(value: Value, written: Option<&str>) -> Value {
    match (value, written) {
        // One of several spellings without a common label stands for itself.
        (Value::Text(shown), Some(written)) if shown.split(" / ").any(|one| one == written) => {
            Value::Text(written.to_owned())
        }
        (Value::Text(shown), Some(written)) if *written != shown => Value::Text(format!("{written} ({shown})")),
        (value, _) => value,
    }
}

/// A figure that guidance sets.
fn constant(index: usize, names: &Names) -> Figure {
    let info = names.constants.get(index);
    let state = match info.and_then(|info| info.value.as_ref()) {
        Some((value, percent)) => {
            let kind = if *percent { Kind::Percent } else { Kind::Number };
            State::Known(Value::Number(value.clone(), kind))
        }
        None => State::Open,
    };
    Figure {
        heading: info.map_or_else(String::new, |info| info.name.clone()),
        of_unit: false,
        years_back: 0,
        state,
        place: info.map(|info| Place::Definition(info.span.clone())),
        measure: None,
    }
}
