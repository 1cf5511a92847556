//! Places within a group: over all subjects of the group that have the value, eligible or not; equal values share a place.
//!
//! While figures of others are missing a place is a range: from the best, when all of them turn out worse, to the worst,
//! when all of them turn out better.

use crate::assess::Assessment;
use crate::campaign::Roll;
use crate::rule::{Operands, Quantity, Ranked, Slot, Standing};
use crate::vocab::reason::Term;
use crate::vocab::{Number, Side};

/// The places of all subjects of one side by one quantity.
#[derive(Debug)]
pub(super) struct PlaceTable {
    /// The best place of each subject, or why there is none.
    places: Vec<Spot>,
    /// The values of each group, best first.
    groups: Vec<GroupValues>,
    /// Whether these are the places of units, which their persons take.
    through_unit: bool,
}

#[derive(Debug, Clone, Copy)]
enum Spot {
    At {
        best: u32,
        group: u16,
    },
    /// The value or the group is missing.
    NoData {
        group: Option<u16>,
    },
    NotApplicable,
}

#[derive(Debug, Default, Clone)]
struct GroupValues {
    best_first: Vec<Number>,
    /// Subjects of the group without a value that may still get one.
    missing: u32,
}

/// Works out the places by a quantity that a rule ranks.
pub(super) fn compute(assessment: &Assessment<'_>, side: Side, ranked: &Ranked, shift: u8) -> PlaceTable {
    // What is only about the unit ranks units, not the persons in them: a unit has one place however many it has.
    let slots = ranked.by.slots();
    let through_unit = side == Side::Persons && !slots.is_empty() && slots.iter().all(|slot| slot.of_unit);
    let side = if through_unit { Side::Units } else { side };
    let grouping = Grouping { assessment, side, by: ranked.grouping };
    let values: Vec<(Quantity, Option<usize>)> = (0..assessment.count(side))
        .map(|subject| (ranked.by.value(&assessment.view(side, subject, shift, &[])), grouping.of(subject)))
        .collect();
    let mut groups = vec![GroupValues::default(); grouping.count()];
    let mut unplaced = 0;
    for (value, group) in &values {
        match (value, group) {
            (Quantity::NotApplicable, _) => {}
            // Somebody whose group is not known may belong to any of them.
            (_, None) => unplaced += 1,
            (Quantity::Known(value), Some(group)) => groups[*group].best_first.push(value.clone()),
            (Quantity::NoData, Some(group)) => groups[*group].missing += 1,
        }
    }
    for group in &mut groups {
        group.missing += unplaced;
        group.best_first.sort_unstable();
        if !ranked.lowest_first {
            group.best_first.reverse();
        }
    }
    let places = values.into_iter().map(|(value, group)| spot(&value, group, &groups, ranked.lowest_first)).collect();
    PlaceTable { places, groups, through_unit }
}

fn spot(value: &Quantity, group: Option<usize>, groups: &[GroupValues], lowest_first: bool) -> Spot {
    match (value, group) {
        (Quantity::NotApplicable, _) => Spot::NotApplicable,
        (Quantity::Known(value), Some(group)) => {
            let ahead = |other: &Number| if lowest_first { other < value } else { other > value };
            let best = groups[group].best_first.partition_point(ahead) + 1;
            match (u32::try_from(best), u16::try_from(group)) {
                (Ok(best), Ok(group)) => Spot::At { best, group },
                _ => Spot::NoData { group: None },
            }
        }
        _ => Spot::NoData { group: group.and_then(|group| u16::try_from(group).ok()) },
    }
}

/// Which subjects are compared with one another: those of a group, or of one value of a text column.
struct Grouping<'g> {
    assessment: &'g Assessment<'g>,
    side: Side,
    by: Option<u16>,
}

impl Grouping<'_> {
    fn count(&self) -> usize {
        let campaign = self.assessment.campaign;
        match self.by {
            Some(field) => {
                campaign.register(self.side).map_or(0, |register| register.fields[usize::from(field)].steps.len())
            }
            None => campaign.groups.len(),
        }
    }

    fn of(&self, subject: usize) -> Option<usize> {
        match self.by {
            Some(field) => {
                let slot = Slot { of_unit: false, years_back: 0, field };
                match self.assessment.view(self.side, subject, 0, &[]).operand(slot) {
                    crate::rule::Operand::Known(step) => usize::try_from(step.to_whole()?).ok(),
                    _ => None,
                }
            }
            None => self.assessment.subjects.roll(self.side)?.group(subject),
        }
    }
}

impl PlaceTable {
    /// The subject whose place counts; `None` for a person whose unit is not known.
    pub(super) fn of(&self, roll: &Roll, subject: usize) -> Option<usize> {
        if self.through_unit { roll.unit(subject) } else { Some(subject) }
    }

    pub(super) fn standing(&self, subject: usize) -> Standing {
        match self.places.get(subject) {
            Some(Spot::At { best, group }) => {
                let group = &self.groups[usize::from(*group)];
                let valued = u32::try_from(group.best_first.len()).unwrap_or(u32::MAX);
                Standing::Place { best: *best, worst: best.saturating_add(group.missing), valued, missing: group.missing }
            }
            Some(Spot::NotApplicable) => Standing::NotApplicable,
            Some(Spot::NoData { .. }) | None => Standing::NoData,
        }
    }

    /// The value of the `place`-th best among the others of the subject's group.
    pub(super) fn cutoff(&self, subject: usize, place: u32) -> Option<Number> {
        let Some(Spot::At { best, group }) = self.places.get(subject) else { return None };
        let values = &self.groups[usize::from(*group)].best_first;
        // The subject's own value stands at its best place; the others behind it move up by one.
        let behind = place >= *best;
        let position = usize::try_from(place).ok()?.checked_sub(usize::from(!behind))?;
        values.get(position).cloned()
    }
}

/// A subject without the value by which others of its group are placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldUp {
    /// Who.
    pub subject: usize,
    /// How many wait for the value.
    pub waiting: usize,
    /// The quantity that has no value, with its figures.
    pub lacks: Term,
}

/// Who keeps a place open for the `waiting`.
pub(super) fn holding_up(assessment: &Assessment<'_>, criterion: usize, waiting: &[usize]) -> Vec<HoldUp> {
    let side = assessment.campaign.criteria[criterion].side;
    let mut found = Vec::new();
    for (ranked, table) in assessment.rankings(criterion) {
        let mut by_group = vec![0; table.groups.len()];
        for subject in waiting {
            if let Some(Spot::At { group, .. }) = table.places.get(*subject) {
                by_group[usize::from(*group)] += 1;
            }
        }
        for (subject, spot) in table.places.iter().enumerate() {
            let waiting = match spot {
                Spot::NoData { group: Some(group) } => by_group[usize::from(*group)],
                Spot::NoData { group: None } => by_group.iter().sum(),
                Spot::At { .. } | Spot::NotApplicable => 0,
            };
            if waiting > 0 {
                let lacks = ranked.by.term(&assessment.view(side, subject, 0, &[]));
                found.push(HoldUp { subject, waiting, lacks });
            }
        }
    }
    found
}
