//! The reason for a verdict: the rule's own tree with what each part looked at and what was missing.
//!
//! Verdicts come from [`super::judge`]; nothing is judged a second way here.

use super::compiled::Rule;
use super::judge::{Reading, judge, read};
use super::label::{Source, pieces};
use super::operands::{Limits, Operand, Operands, Policy, Standing};
use super::program::{Amount, Compare, Names, PlaceTest, Shown, Side, Test};
use super::{Slot, gap};
use crate::vocab::reason::{Comparison, Figure, Gap, Part, PlaceInGroup, Reason, State, Term, Trouble, Value};
use crate::vocab::{Kind, Place, Verdict};

/// Explains one rule for one subject.
pub(super) struct Explainer<'a, O> {
    pub(super) rule: &'a Rule,
    pub(super) operands: &'a O,
    /// What a changed figure has to respect; `None` where nobody asks for gaps.
    pub(super) limits: Option<&'a Limits>,
}

impl<O: Operands> Explainer<'_, O> {
    pub(super) fn reason(&self, test: &Test, policy: Policy, negated: bool) -> Reason {
        let verdict = judge(test, self.operands, policy);
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
        };
        Reason { verdict, part }
    }

    fn comparison(&self, compare: &Compare, verdict: Verdict, negated: bool) -> Comparison {
        let names = &self.rule.names;
        let failed = verdict == failure(negated);
        Comparison {
            left: side(&compare.left, names, self.operands),
            relation: compare.relation,
            right: side(&compare.right, names, self.operands),
            gap: self.limits.filter(|_| failed).map(|limits| self.seeker(names, limits).comparison(compare, negated)),
            negated,
        }
    }

    fn place(&self, test: &PlaceTest, verdict: Verdict, negated: bool) -> PlaceInGroup {
        let standing = self.operands.standing(test.ranked);
        let (place, among) = match standing {
            Standing::Place { best, worst, valued, missing } => (Some((best, worst)), (valued, missing)),
            Standing::NoData | Standing::NotApplicable => (None, (0, 0)),
        };
        let failed = verdict == failure(negated);
        PlaceInGroup {
            by: self.ranked_term(test.ranked),
            place,
            among,
            relation: test.relation,
            limit: side(&test.limit, &self.rule.names, self.operands),
            gap: self.limits.filter(|_| failed).map(|limits| self.place_gap(test, standing, negated, limits)),
            negated,
        }
    }

    fn ranked_term(&self, ranked: usize) -> Term {
        match self.rule.ranked().get(ranked) {
            Some(ranked) => ranked.by.term(self.operands),
            None => Term { label: Vec::new(), value: None, figures: Vec::new(), trouble: None },
        }
    }

    fn place_gap(&self, test: &PlaceTest, standing: Standing, negated: bool, limits: &Limits) -> Gap {
        match self.rule.ranked().get(test.ranked) {
            Some(ranked) => self.seeker(&ranked.by.names, limits).place(test, ranked, standing, negated),
            None => gap::unknown(),
        }
    }

    fn seeker<'s>(&'s self, names: &'s Names, limits: &'s Limits) -> gap::Seeker<'s, O> {
        gap::Seeker { operands: self.operands, limits, names }
    }

    fn figure(&self, slot: Slot) -> Figure {
        figure(slot, &self.rule.names, self.operands)
    }

    fn accepted(&self, slot: Slot, accepted: &[i64]) -> Vec<String> {
        let steps = self.rule.names.figure(slot).map_or(&[][..], |info| &info.steps);
        let step = |index: &i64| usize::try_from(*index).ok().and_then(|index| steps.get(index)).cloned();
        accepted.iter().filter_map(step).collect()
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
    let (label, sources) = pieces(amount, names);
    let figures = sources.into_iter().map(|source| match source {
        Source::Cell(slot) => figure(slot, names, operands),
        Source::Constant(index) => constant(index, names),
    });
    let figures = figures.collect();
    Term { label, value: reading.known().and_then(|number| names.value(&number, shown)), figures, trouble }
}

pub(super) fn figure(slot: Slot, names: &Names, operands: &impl Operands) -> Figure {
    let info = names.figure(slot);
    let state = match operands.operand(slot) {
        Operand::Known(number) => {
            let value = names.value(&number, names.shown(slot));
            value.map_or(State::Unusable, |value| State::Known(as_written(value, operands.written(slot))))
        }
        Operand::Blank => State::Blank,
        Operand::Unusable => State::Unusable,
        Operand::NotApplicable => State::NotApplicable,
        Operand::Absent => State::Absent,
        Operand::New => State::New,
    };
    Figure {
        heading: info.map_or_else(String::new, |info| info.heading.clone()),
        of_unit: slot.of_unit,
        years_back: slot.years_back,
        state,
        place: operands.place(slot),
        measure: info.and_then(|info| info.measure.clone()),
    }
}

/// A step as the cell writes it, with the spelling that stands for it in the rule: `Chánh Văn phòng (Chủ tịch UBND)`.
fn as_written(value: Value, written: Option<&str>) -> Value {
    match (value, written) {
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
