//! The dates of a campaign as of a day: what lies ahead, what has passed, and how many kept each deadline.

use std::collections::{BTreeMap, BTreeSet};

use crate::assess::{Assessment, judge};
use crate::campaign::Check;
use crate::vocab::explanation::{Because, DueResult};
use crate::vocab::finding::{CellFault, DecisionFault};
use crate::vocab::{Date, Finding, Place, Side, date};

/// How many subjects a deadline found in each state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kept {
    /// In time.
    pub on_time: usize,
    /// Too late.
    pub late: usize,
    /// The day has passed and there is no date.
    pub no_date: usize,
    /// There is no date, and there is still time.
    pub not_yet_due: usize,
    /// The deadline does not concern them.
    pub not_concerned: usize,
}

/// What is said of the dates that lie after the as-of day.
#[derive(Debug, Default)]
pub(super) struct Ahead {
    /// A finding for every date under a deadline and every decision, each cell once.
    pub(super) cells: Vec<Finding>,
    /// The same with one finding for each column of dates, for those who read them one after the other.
    pub(super) columns: Vec<Finding>,
}

/// A column of dates: the side that has it, its field, and how many years back.
type Column = (Side, u16, u8);

/// Every date under a deadline and every decision that lies after the as-of day.
pub(super) fn ahead(assessment: &Assessment<'_>) -> Ahead {
    let as_of = assessment.as_of;
    let decisions = assessment.subjects.decisions.all.iter();
    let decisions = decisions.filter(|decision| assessment.campaign.is_given_in_year(decision.award));
    let decided = decisions.filter_map(|decision| {
        let day = decision.date.filter(|day| *day > as_of)?;
        Some(Finding::new(DecisionFault::DayAhead { day, as_of }, decision.place.clone()))
    });
    let decided: Vec<Finding> = decided.collect();
    let dates = of_deadlines(assessment);
    let told = |day, count, place| Finding::new(CellFault::DayAhead { day, as_of, count }, place);
    let mut columns: BTreeMap<Column, (Date, Vec<Place>)> = BTreeMap::new();
    for (column, day, place) in &dates {
        let (latest, places) = columns.entry(*column).or_insert((*day, Vec::new()));
        *latest = (*latest).max(*day);
        places.push(place.clone());
    }
    let columns = columns.into_values().filter_map(|(latest, places)| {
        let mut others = places.into_iter();
        let first = others.next()?;
        Some(Finding {
            others: others.clone().collect(),
            ..told(latest, 1 + u32::try_from(others.len()).unwrap_or(u32::MAX - 1), first)
        })
    });
    Ahead {
        columns: columns.chain(decided.iter().cloned()).collect(),
        cells: dates.into_iter().map(|(_, day, place)| told(day, 1, place)).chain(decided).collect(),
    }
}

/// The dates that lie after the as-of day, each cell once, with their columns.
fn of_deadlines(assessment: &Assessment<'_>) -> Vec<(Column, Date, Place)> {
    let mut dates = Vec::new();
    let mut told = BTreeSet::new();
    for (position, criterion) in assessment.campaign.criteria.iter().enumerate() {
        let Check::Due(due) = &criterion.check else { continue };
        let years = assessment.verdicts.get(position).map_or(0, Vec::len);
        let roll = assessment.subjects.roll(criterion.side);
        for back in (0..years).filter_map(|back| u8::try_from(back).ok()) {
            for subject in 0..assessment.count(criterion.side) {
                let found = judge::ahead(assessment, criterion.side, due, subject, back);
                let Some((day, Some(place))) = found else { continue };
                let whose = if due.column.of_unit { roll.and_then(|roll| roll.unit(subject)) } else { Some(subject) };
                let side = if due.column.of_unit { Side::Units } else { criterion.side };
                let column = (side, due.column.field, back);
                if told.insert((column, whose)) {
                    dates.push((column, day, place));
                }
            }
        }
    }
    dates
}

impl Assessment<'_> {
    /// How many days are left until a day, counted from the as-of day; negative when it has passed. The day itself counts
    /// only where it is `included`.
    #[must_use]
    pub fn days_left(&self, day: Date, included: bool) -> i64 {
        date::ordinal(day) - i64::from(!included) - date::ordinal(self.as_of)
    }

    /// What came out of a deadline, by its position among the criteria.
    #[must_use]
    pub fn kept(&self, deadline: usize) -> Kept {
        let mut kept = Kept::default();
        let Some(criterion) = self.campaign.criteria.get(deadline) else { return kept };
        for subject in 0..self.count(criterion.side) {
            let slot = match self.due(deadline, subject) {
                Some(DueResult::OnTime) => &mut kept.on_time,
                Some(DueResult::Late(_)) => &mut kept.late,
                Some(DueResult::NoDate) => &mut kept.no_date,
                Some(DueResult::NotYetDue) => &mut kept.not_yet_due,
                Some(DueResult::NotApplicable) | None => &mut kept.not_concerned,
            };
            *slot += 1;
        }
        kept
    }

    /// What a deadline came to for a subject; `None` where it does not concern the subject or its group is not known.
    #[must_use]
    pub fn due(&self, deadline: usize, subject: usize) -> Option<DueResult> {
        match self.explain(deadline, subject).because {
            Because::Due(due) => Some(due.result),
            _ => None,
        }
    }
}
