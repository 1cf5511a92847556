//! Points and classes of every subject, worked out in the order of the file for each year that is needed.
//!
//! Each reads columns, verdicts that build on columns only, and what stands before it; the definition allows nothing else.

use crate::assess::places::{self, PlaceTable};
use crate::assess::reading::operand;
use crate::assess::{Assessment, class, score};
use crate::campaign::{Derived, PartBy};
use crate::rule::Operand;
use crate::vocab::Number;

/// What was worked out: for each score and class, in the order of the file, for each year back, that of every subject.
#[derive(Debug, Default)]
pub(super) struct DerivedValues {
    values: Vec<Vec<Vec<Operand>>>,
    /// For each score and class, for each year back, the places that its conditions ask for.
    places: Vec<Vec<Vec<Vec<PlaceTable>>>>,
}

impl DerivedValues {
    /// What it says of a subject; a step for a class.
    pub(super) fn operand(&self, derived: usize, back: u8, subject: usize) -> Operand {
        let year = self.values.get(derived).and_then(|years| years.get(usize::from(back)));
        year.and_then(|subjects| subjects.get(subject)).cloned().unwrap_or(Operand::Absent)
    }

    /// The value of the year judged.
    pub(super) fn known(&self, derived: usize, subject: usize) -> Option<Number> {
        match self.operand(derived, 0, subject) {
            Operand::Known(number) => Some(number),
            _ => None,
        }
    }

    /// The places that one of its conditions asks for.
    pub(super) fn places(&self, derived: usize, back: u8, test: usize) -> &[PlaceTable] {
        let year = self.places.get(derived).and_then(|years| years.get(usize::from(back)));
        year.and_then(|tests| tests.get(test)).map_or(&[], Vec::as_slice)
    }
}

/// Works out every score and class. The criteria that parts name have been judged before.
pub(super) fn compute(assessment: &mut Assessment<'_>) {
    let years = || 0..=assessment.campaign.years_back();
    for (position, derived) in assessment.campaign.derived.iter().enumerate() {
        let places = years().map(|back| places_of(assessment, *derived, back)).collect();
        assessment.derived.places.push(places);
        let values = years().map(|back| values(assessment, position, *derived, back)).collect();
        assessment.derived.values.push(values);
    }
}

fn values(assessment: &Assessment<'_>, position: usize, derived: Derived, back: u8) -> Vec<Operand> {
    let (side, _) = assessment.campaign.side_and_field(derived);
    let one = |subject: usize| match derived {
        Derived::Score(at) => operand(score::points(assessment, at, subject, back).total),
        Derived::Class(at) => class::landing(assessment, position, at, subject, back).operand(),
    };
    (0..assessment.count(side)).map(one).collect()
}

fn places_of(assessment: &Assessment<'_>, derived: Derived, back: u8) -> Vec<Vec<PlaceTable>> {
    let Derived::Class(class) = derived else { return Vec::new() };
    let class = &assessment.campaign.classes[class];
    let tables = |rule: &crate::rule::Rule| {
        rule.ranked().iter().map(|ranked| places::compute(assessment, class.side, ranked, back)).collect()
    };
    class.tests.iter().map(tables).collect()
}

impl Assessment<'_> {
    /// The criteria that scores name: judged before everything that is worked out.
    pub(super) fn named_by_scores(&self) -> Vec<usize> {
        let parts = self.campaign.scores.iter().flat_map(|score| &score.parts);
        let mut named: Vec<usize> = parts
            .filter_map(|part| match part.by {
                PartBy::Criterion(criterion) => Some(criterion),
                PartBy::Value(_) => None,
            })
            .collect();
        named.sort_unstable();
        named.dedup();
        named
    }

    /// Its position among everything that is worked out.
    pub(super) fn position_of(&self, derived: Derived) -> Option<usize> {
        self.campaign.derived.iter().position(|known| *known == derived)
    }
}
