//! Points and classes of every subject, worked out in the order of the file for each year that is needed.
//!
//! Each reads columns, verdicts that build on columns only, and what stands before it; the definition allows nothing else.

use std::collections::BTreeMap;

use crate::assess::places::{self, PlaceTable};
use crate::assess::reading::operand;
use crate::assess::{Assessment, class, score};
use crate::campaign::{Derived, PartBy};
use crate::rule::{Operand, Possible};
use crate::vocab::Number;

/// What was worked out: for each score and class, in the order of the file, for each year back, that of every subject.
#[derive(Debug, Default)]
pub(super) struct DerivedValues {
    values: Vec<Vec<Vec<Operand>>>,
    /// For each score and class, for each year back, what those without a value can still turn out to be.
    possible: Vec<Vec<BTreeMap<usize, Possible>>>,
    /// For each score and class, for each year back, the places that its conditions ask for.
    places: Vec<Vec<Vec<Vec<PlaceTable>>>>,
}

impl DerivedValues {
    /// What it says of a subject; a step for a class.
    pub(super) fn operand(&self, derived: usize, back: u8, subject: usize) -> Operand {
        let year = self.values.get(derived).and_then(|years| years.get(usize::from(back)));
        year.and_then(|subjects| subjects.get(subject)).cloned().unwrap_or(Operand::Absent)
    }

    /// What it can still turn out to be for a subject without a value.
    pub(super) fn possible(&self, derived: usize, back: u8, subject: usize) -> Possible {
        let year = self.possible.get(derived).and_then(|years| years.get(usize::from(back)));
        year.and_then(|subjects| subjects.get(&subject)).cloned().unwrap_or(Possible::ANYTHING)
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
        let values: Vec<Vec<Operand>> = years().map(|back| values(assessment, position, *derived, back)).collect();
        let possible = values.iter().zip(0..).map(|(year, back)| possible(assessment, position, *derived, back, year));
        let possible = possible.collect();
        assessment.derived.values.push(values);
        assessment.derived.possible.push(possible);
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

/// What those without a value can still turn out to be.
fn possible(
    assessment: &Assessment<'_>,
    position: usize,
    derived: Derived,
    back: u8,
    values: &[Operand],
) -> BTreeMap<usize, Possible> {
    let missing = values.iter().enumerate().filter(|(_, value)| **value == Operand::Blank);
    let one = |subject: usize| match derived {
        Derived::Score(at) => score::possible(assessment, at, subject, back),
        Derived::Class(at) => class::possible(assessment, position, at, subject, back),
    };
    missing.map(|(subject, _)| (subject, one(subject))).collect()
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
