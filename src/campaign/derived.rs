//! What the tool works out for each subject from its figures: points (điểm) and classes (xếp loại).
//!
//! Both are named in expressions like columns. They are worked out in the order of the file, and each may read columns and
//! what stands before it only, so that there are no circles.

use crate::campaign::definition::{Campaign, Cite, PerGroup};
use crate::rule::{Measure, Rule, Slot};
use crate::vocab::derived::Role;
use crate::vocab::{Number, Side};

/// Something worked out, by its position in [`Campaign::scores`] or [`Campaign::classes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Derived {
    /// Points.
    Score(usize),
    /// A class.
    Class(usize),
}

/// Points (điểm) that are added up from parts.
#[derive(Debug)]
pub struct Score {
    /// Its name in expressions.
    pub id: String,
    /// Its title on paper.
    pub title: String,
    /// Whose points they are.
    pub side: Side,
    /// What the parts with points of their own add up to; bonuses come on top.
    pub total: Number,
    /// Whether the points of the parts that apply are brought to the total when others do not apply.
    pub rescale: bool,
    /// To how many digits the sum is rounded, half away from zero; `None` leaves it exact.
    pub round: Option<u32>,
    /// The most that all bonuses together add.
    pub bonus_cap: Option<Number>,
    /// The most that all penalties together take off.
    pub penalty_cap: Option<Number>,
    /// The parts, in the order of the file.
    pub parts: Vec<ScorePart>,
    /// Its position among the side's fields.
    pub field: u16,
    /// Where the plan says so.
    pub cite: Cite,
}

/// One part of a score.
#[derive(Debug)]
pub struct ScorePart {
    /// The short name.
    pub id: String,
    /// The title on paper.
    pub title: String,
    /// What its points do to the sum.
    pub role: Role,
    /// What it is measured by.
    pub by: PartBy,
    /// The most that it gives or takes off; `None` only for a bonus or penalty without a cap.
    pub most: Option<Number>,
    /// To how many digits its points are rounded, half away from zero; `None` leaves them exact.
    pub round: Option<u32>,
    /// Where the plan says so.
    pub cite: Cite,
}

/// What a part is measured by.
#[derive(Debug)]
pub enum PartBy {
    /// The most when the criterion is met, nothing when it is not; by position in [`Campaign::criteria`].
    ///
    /// The criterion is of the score's side, and reads no score and no class.
    Criterion(usize),
    /// A value in points; below nothing it counts as nothing, above the most as the most.
    Value(Measure),
}

/// A class (xếp loại) that the tool computes from a value by lower bounds.
#[derive(Debug)]
pub struct Class {
    /// Its name in expressions.
    pub id: String,
    /// Its title on paper.
    pub title: String,
    /// Whose class it is.
    pub side: Side,
    /// What is classed.
    pub value: Measure,
    /// The bands, highest first.
    pub bands: PerGroup<Vec<Band>>,
    /// The conditions of gates and caps, which name them by position.
    pub tests: Vec<Rule>,
    /// What keeps the class from being higher than a step.
    pub caps: Vec<ClassCap>,
    /// Its position among the side's fields.
    pub field: u16,
    /// Where the plan says so.
    pub cite: Cite,
}

/// One band of a class.
#[derive(Debug, Clone)]
pub struct Band {
    /// The label.
    pub label: String,
    /// The lowest value in it; `None` for the band that takes all the rest.
    pub from: Option<Number>,
    /// What must hold as well.
    pub gate: Option<Gate>,
}

/// What must hold for a band beside its lower bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gate {
    /// The condition, by position in [`Class::tests`].
    pub test: usize,
    /// The band that a subject falls to when it does not hold, by position: always lower. One past the last is below all.
    pub otherwise: usize,
}

/// A step that a class cannot exceed under a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClassCap {
    /// The condition, by position in [`Class::tests`].
    pub test: usize,
    /// The highest step that is left, lowest first.
    pub at_most: usize,
}

impl Class {
    /// The labels of the steps, lowest first: where every band has a lower bound there is a step below all of them.
    #[must_use]
    pub fn labels(bands: &[Band]) -> Vec<String> {
        let below = bands.last().filter(|lowest| lowest.from.is_some()).map(|lowest| format!("< {}", lowest.label));
        below.into_iter().chain(bands.iter().rev().map(|band| band.label.clone())).collect()
    }

    /// The step of the band at a position; one past the last is the step below all.
    #[must_use]
    pub fn step(bands: &[Band], position: usize) -> usize {
        let below = usize::from(bands.last().is_some_and(|lowest| lowest.from.is_some()));
        (bands.len() + below).saturating_sub(1 + position)
    }
}

impl Campaign {
    /// What is worked out under a field of a side; `None` for a column.
    #[must_use]
    pub fn derived_at(&self, side: Side, field: u16) -> Option<usize> {
        let columns = self.register(side).map_or(0, |register| register.columns.len());
        if usize::from(field) < columns {
            return None;
        }
        self.derived.iter().position(|derived| self.side_and_field(*derived) == (side, field))
    }

    /// Whose it is, and its position among the fields of that side.
    #[must_use]
    pub fn side_and_field(&self, derived: Derived) -> (Side, u16) {
        match derived {
            Derived::Score(score) => (self.scores[score].side, self.scores[score].field),
            Derived::Class(class) => (self.classes[class].side, self.classes[class].field),
        }
    }

    /// Every figure that it reads: what gives the value first, then what conditions read.
    pub fn slots_of(&self, derived: Derived) -> Vec<Slot> {
        match derived {
            Derived::Class(class) => {
                let class = &self.classes[class];
                class.value.slots().iter().chain(class.tests.iter().flat_map(Rule::slots)).copied().collect()
            }
            Derived::Score(score) => {
                let of_part = |part: &ScorePart| match &part.by {
                    PartBy::Value(measure) => measure.slots().to_vec(),
                    PartBy::Criterion(criterion) => self.criteria[*criterion].slots(),
                };
                self.scores[score].parts.iter().flat_map(of_part).collect()
            }
        }
    }

    /// Whether a score names the criterion.
    #[must_use]
    pub fn gives_points(&self, criterion: usize) -> bool {
        let parts = self.scores.iter().flat_map(|score| &score.parts);
        parts.into_iter().any(|part| matches!(part.by, PartBy::Criterion(position) if position == criterion))
    }

    /// How many years back the figures of anything worked out reach, what it builds on included.
    pub(super) fn derived_back(&self) -> u8 {
        let mut reach: Vec<u8> = Vec::new();
        for derived in &self.derived {
            let (side, _) = self.side_and_field(*derived);
            let of_slot = |slot: &Slot| {
                let below = self.derived_at(if slot.of_unit { Side::Units } else { side }, slot.field);
                slot.years_back.saturating_add(below.and_then(|below| reach.get(below)).copied().unwrap_or(0))
            };
            let own = self.slots_of(*derived).iter().map(of_slot).max().unwrap_or(0);
            reach.push(own.saturating_add(self.years_of_parts(*derived)));
        }
        reach.into_iter().max().unwrap_or(0)
    }

    /// How many earlier years the criteria of a score's parts are judged in.
    fn years_of_parts(&self, derived: Derived) -> u8 {
        let Derived::Score(score) = derived else { return 0 };
        let years = self.scores[score].parts.iter().map(|part| match part.by {
            PartBy::Criterion(criterion) => self.criteria[criterion].years.count.saturating_sub(1),
            PartBy::Value(_) => 0,
        });
        years.max().unwrap_or(0)
    }
}
