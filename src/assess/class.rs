//! Classes (xếp loại) by lower bounds: the band that a value reaches, per group.

use crate::assess::Assessment;
use crate::campaign::{Band, Class};
use crate::rule::{Operand, Quantity};
use crate::vocab::Number;

/// The step of every subject in every class, for the year judged and each year before it that is needed.
#[derive(Debug, Default)]
pub(super) struct Classes(Vec<Vec<Vec<u8>>>);

/// Marks beside steps; a class has at most 250 of them.
const NO_DATA: u8 = u8::MAX;
const NOT_APPLICABLE: u8 = u8::MAX - 1;
/// The subject did not exist in that year.
const NEW: u8 = u8::MAX - 2;

impl Classes {
    pub(super) fn step(&self, class: usize, subject: usize) -> Option<usize> {
        let mark = self.mark(class, 0, subject)?;
        (mark < NEW).then(|| usize::from(mark))
    }

    fn mark(&self, class: usize, back: u8, subject: usize) -> Option<u8> {
        self.0.get(class)?.get(usize::from(back))?.get(subject).copied()
    }

    pub(super) fn operand(&self, class: usize, back: u8, subject: usize) -> Operand {
        match self.mark(class, back, subject) {
            Some(NOT_APPLICABLE) => Operand::NotApplicable,
            Some(NO_DATA) => Operand::Blank,
            Some(NEW) => Operand::New,
            Some(step) => Operand::Known(Number::from(i64::from(step))),
            None => Operand::Absent,
        }
    }
}

/// Works out the classes in the order of the campaign, so that one may build on those before it.
pub(super) fn compute(assessment: &mut Assessment<'_>) {
    for class in &assessment.campaign.classes {
        let subjects = 0..assessment.count(class.side);
        let years = 0..=assessment.campaign.years_back();
        let marks = |back: u8| subjects.clone().map(|subject| mark(assessment, class, back, subject)).collect();
        let marks = years.map(marks).collect();
        assessment.classes.0.push(marks);
    }
}

fn mark(assessment: &Assessment<'_>, class: &Class, back: u8, subject: usize) -> u8 {
    let group = assessment.subjects.roll(class.side).and_then(|roll| roll.group(subject));
    let bands = match (&class.bands, group) {
        (crate::campaign::PerGroup::Same(bands), _) => Some(bands),
        (bands, Some(group)) => bands.of(group),
        (_, None) => None,
    };
    match (class.value.value(&assessment.view(class.side, subject, back, &[])), bands) {
        (Quantity::Known(value), Some(bands)) => u8::try_from(step(bands, &value)).unwrap_or(NO_DATA),
        (Quantity::NotApplicable, _) => NOT_APPLICABLE,
        (Quantity::NoData, _) | (Quantity::Known(_), None) => NO_DATA,
    }
}

/// The step that a value reaches, lowest first. Where every band has a lower bound, step 0 lies below all of them.
fn step(bands: &[Band], value: &Number) -> usize {
    let below = usize::from(bands.last().is_some_and(|lowest| lowest.from.is_some()));
    let reached = bands.iter().position(|band| band.from.as_ref().is_none_or(|from| value >= from));
    reached.map_or(0, |band| bands.len() - 1 - band + below)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_begins_at_its_lower_bound() {
        let band = |label: &str, from: Option<i64>| Band { label: label.to_owned(), from: from.map(Number::from) };
        let bounded = [band("Tốt", Some(80)), band("Khá", Some(65))];
        let value = |tenths| Number::from_digits(tenths, 1);
        assert_eq!([800, 799, 650, 649].map(|tenths| step(&bounded, &value(tenths))), [2, 1, 1, 0]);
        let open = [band("Tốt", Some(80)), band("Yếu", None)];
        assert_eq!([800, 799, 0].map(|tenths| step(&open, &value(tenths))), [1, 0, 0]);
    }
}
