//! Classes (xếp loại) by lower bounds: the band that a value reaches, per group, what gates and caps leave of it, and why.
//!
//! Where a gate or cap cannot be told yet, the class is missing unless it comes out the same either way.

use crate::assess::Assessment;
use crate::assess::reading::{operand, reading};
use crate::campaign::{Band, Class, Derived, PerGroup};
use crate::rule::{Operand, Policy, Possible};
use crate::vocab::derived::{ClassLimit, ClassReason, Points};
use crate::vocab::{Number, Verdict};

/// Where a subject lands.
#[derive(Debug)]
pub(super) struct Landing {
    /// What was classed.
    value: Points,
    /// The position of the band that the value reaches.
    reached: Option<usize>,
    /// The steps that are possible, lowest first; one where the class is certain.
    steps: Vec<usize>,
    /// The gates that failed and the caps that hold, and those without a verdict, with the step that they leave.
    limits: Vec<Limit>,
}

#[derive(Debug, Clone, Copy)]
struct Limit {
    cap: bool,
    test: usize,
    to: usize,
}

impl Landing {
    pub(super) fn operand(&self) -> Operand {
        match (&self.value, self.steps.as_slice()) {
            (Points::Known(_), [step]) => i64::try_from(*step).map_or(Operand::Blank, |step| Operand::Known(step.into())),
            (Points::Known(_), _) => Operand::Blank,
            (other, _) => operand(other.clone()),
        }
    }
}

/// Works out the class of one subject. `derived`: its position among everything that is worked out.
pub(super) fn landing(assessment: &Assessment<'_>, derived: usize, class: usize, subject: usize, back: u8) -> Landing {
    let class = &assessment.campaign.classes[class];
    let value = reading(assessment, &class.value, class.side, subject, back);
    let (Some(bands), Points::Known(number)) = (bands_of(assessment, class, subject), &value) else {
        return Landing { value, reached: None, steps: Vec::new(), limits: Vec::new() };
    };
    let judge = |test: usize| {
        let view = assessment.view(class.side, subject, back, assessment.derived.places(derived, back, test));
        class.tests[test].judge(&view, &Policy::default())
    };
    let reached = position(bands, number);
    let (steps, limits) = settle(class, bands, reached, &judge);
    Landing { value, reached: Some(reached), steps, limits }
}

/// The classes that a subject without one can still reach: as its value comes out, and as gates and caps leave it.
pub(super) fn possible(assessment: &Assessment<'_>, derived: usize, class: usize, subject: usize, back: u8) -> Possible {
    let landing = landing(assessment, derived, class, subject, back);
    let class = &assessment.campaign.classes[class];
    let Some(bands) = bands_of(assessment, class, subject) else { return Possible::ANYTHING };
    let step = |step: usize| i64::try_from(step).ok().map(Number::from);
    if let (Points::Known(_), Some(lowest), Some(highest)) = (&landing.value, landing.steps.first(), landing.steps.last()) {
        return Possible { least: step(*lowest), most: step(*highest), applies: true };
    }
    let value = class.value.possible(&assessment.view(class.side, subject, back, &[]));
    let reached = |end: &Option<Number>, without: usize| {
        step(Class::step(bands, end.as_ref().map_or(without, |value| position(bands, value))))
    };
    // A gate or a cap may leave any step below.
    let held = class.caps.is_empty() && bands.iter().all(|band| band.gate.is_none());
    let least = if held { reached(&value.least, bands.len()) } else { step(0) };
    Possible { least, most: reached(&value.most, 0), applies: value.applies }
}

fn bands_of<'c>(assessment: &Assessment<'_>, class: &'c Class, subject: usize) -> Option<&'c [Band]> {
    let group = assessment.subjects.roll(class.side).and_then(|roll| roll.group(subject));
    match (&class.bands, group) {
        (PerGroup::Same(bands), _) => Some(bands),
        (bands, Some(group)) => bands.of(group).map(Vec::as_slice),
        (_, None) => None,
    }
}

/// The position of the band that a value reaches; one past the last when it lies below all of them.
fn position(bands: &[Band], value: &Number) -> usize {
    let reached = bands.iter().position(|band| band.from.as_ref().is_none_or(|from| value >= from));
    reached.unwrap_or(bands.len())
}

/// What gates and caps leave of the band reached: the possible steps, and the limits that counted.
fn settle(class: &Class, bands: &[Band], reached: usize, judge: &impl Fn(usize) -> Verdict) -> (Vec<usize>, Vec<Limit>) {
    let (mut steps, mut limits) = (Vec::new(), Vec::new());
    let mut at = reached;
    // Every gate leads to a lower band, so this ends.
    while let Some(gate) = bands.get(at).and_then(|band| band.gate) {
        let verdict = judge(gate.test);
        if verdict == Verdict::NoData {
            steps.push(Class::step(bands, at));
        }
        if matches!(verdict, Verdict::Met | Verdict::NotApplicable) {
            break;
        }
        limits.push(Limit { cap: false, test: gate.test, to: Class::step(bands, gate.otherwise) });
        at = gate.otherwise;
    }
    steps.push(Class::step(bands, at));
    // Caps that hold come first: one that is not known matters only below what they leave.
    let verdicts: Vec<Verdict> = class.caps.iter().map(|cap| judge(cap.test)).collect();
    for wanted in [Verdict::Met, Verdict::NoData] {
        for (cap, _) in class.caps.iter().zip(&verdicts).filter(|(_, verdict)| **verdict == wanted) {
            if steps.iter().all(|step| *step <= cap.at_most) {
                continue;
            }
            limits.push(Limit { cap: true, test: cap.test, to: cap.at_most });
            let capped: Vec<usize> = steps.iter().map(|step| (*step).min(cap.at_most)).collect();
            if wanted == Verdict::Met {
                steps = capped;
            } else {
                steps.extend(capped);
            }
        }
    }
    steps.sort_unstable();
    steps.dedup();
    (steps, limits)
}

/// Why a class is what it is, so many years before the year judged.
pub(super) fn explain(assessment: &Assessment<'_>, position: usize, subject: usize, back: u8) -> Option<ClassReason> {
    let class = assessment.campaign.classes.get(position)?;
    let derived = assessment.position_of(Derived::Class(position))?;
    let landing = landing(assessment, derived, position, subject, back);
    let bands = bands_of(assessment, class, subject).unwrap_or_default();
    let labels = Class::labels(bands);
    let label = |step: usize| labels.get(step).cloned().unwrap_or_default();
    let figures = assessment.campaign.register(class.side)?;
    let limits = landing.limits.iter().map(|limit| {
        let places = assessment.derived.places(derived, back, limit.test);
        let view = assessment.view(class.side, subject, back, places);
        let why = class.tests[limit.test].explain(&view, &Policy::default(), &figures.limits);
        ClassLimit { cap: limit.cap, to: label(limit.to), why }
    });
    let above = landing.reached.and_then(|reached| reached.checked_sub(1)).and_then(|above| {
        let from = bands.get(above)?.from.clone()?;
        Some((label(Class::step(bands, above)), from))
    });
    let reached = landing.reached.map(|reached| {
        let from = bands.get(reached).and_then(|band| band.from.clone());
        (label(Class::step(bands, reached)), from)
    });
    Some(ClassReason {
        title: class.title.clone(),
        class: match landing.steps.as_slice() {
            [step] => Some(label(*step)),
            _ => None,
        },
        points: landing.value.clone(),
        value: class.value.term(&assessment.view(class.side, subject, back, &[])),
        reached,
        above,
        limits: limits.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_begins_at_its_lower_bound() {
        let band =
            |label: &str, from: Option<i64>| Band { label: label.to_owned(), from: from.map(Number::from), gate: None };
        let bounded = [band("Tốt", Some(80)), band("Khá", Some(65))];
        let step = |bands: &[Band], tenths| Class::step(bands, position(bands, &Number::from_digits(tenths, 1)));
        assert_eq!([800, 799, 650, 649].map(|tenths| step(&bounded, tenths)), [2, 1, 1, 0]);
        let open = [band("Tốt", Some(80)), band("Yếu", None)];
        assert_eq!([800, 799, 0].map(|tenths| step(&open, tenths)), [1, 0, 0]);
    }
}
