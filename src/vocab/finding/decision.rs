//! Findings in the decisions of a council: rows that cannot be understood, and decisions that do not fit the results.

use super::Level;
use crate::vocab::decision::Ruling;
use crate::vocab::{Date, Outcome, Side};

/// What can be wrong with a decision. One that cannot be applied changes nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DecisionFault {
    /// Nobody has the id or name.
    UnknownSubject {
        /// What is written there; empty for a blank cell.
        written: String,
        /// Among whom it was looked for; `None` for both.
        side: Option<Side>,
        /// An id or a name that looks like it.
        near: Option<String>,
    },
    /// Several have the name.
    SeveralSubjects {
        /// What is written there.
        written: String,
        /// Their ids.
        ids: Vec<String>,
    },
    /// No award has the id or title.
    UnknownAward {
        /// What is written there; empty for a blank cell.
        written: String,
        /// One that looks like it.
        near: Option<String>,
        /// The ids of all.
        known: Vec<String>,
    },
    /// A word that is no decision.
    UnknownRuling {
        /// What is written there; empty for a blank cell.
        written: String,
        /// A word that looks like it.
        near: Option<String>,
        /// The words of the reader's file.
        known: Vec<String>,
    },
    /// A waiver of a criterion that the award does not ask for.
    UnknownCriterion {
        /// What is written there; empty for a blank cell.
        written: String,
        /// One of the award's criteria that looks like it.
        near: Option<String>,
        /// The ids of the award's criteria.
        known: Vec<String>,
    },
    /// A date that is none; the decision is applied all the same.
    NotADay {
        /// What is written there.
        written: String,
    },
    /// A decision of a day after the as-of day; it is applied all the same.
    DayAhead {
        /// The day.
        day: Date,
        /// The as-of day.
        as_of: Date,
    },
    /// A decision without its reason, paper or day, for which the file has columns; it is applied all the same.
    Unfounded {
        /// The headings of the blank cells.
        blank: Vec<String>,
    },
    /// A row whose year cannot be read.
    NotAYear {
        /// What is written there.
        written: String,
    },
    /// One decision takes the subject in and another takes it out; the rows are among the other places. Neither applies.
    Contradiction {
        /// The subject.
        subject: String,
    },
    /// The same decision on several rows; it applies once.
    Repeated {
        /// The subject.
        subject: String,
        /// The decision.
        ruling: Ruling,
    },
    /// A choice among equals, but the subject is not level across the last place any more.
    NoTie {
        /// The subject.
        subject: String,
        /// What it is instead.
        outcome: Outcome,
    },
    /// More were chosen than the tie has places; none of these choices applies.
    TooManyChosen {
        /// How many places there are.
        choose: u32,
        /// How many were chosen.
        chosen: u32,
    },
    /// Somebody is to be added, but it is not known to which group's list.
    NoList {
        /// The subject.
        subject: String,
    },
    /// The subject does not meet the award's other criteria even without the one that is waived.
    StillNotEligible {
        /// The subject.
        subject: String,
        /// The title of the criterion that is waived.
        criterion: String,
    },
    /// The result is the same without the decision.
    WithoutEffect {
        /// The subject.
        subject: String,
        /// The decision.
        ruling: Ruling,
        /// What the subject is anyway.
        outcome: Outcome,
    },
    /// The criterion that is waived is met, or does not apply, anyway.
    NotNeeded {
        /// The subject.
        subject: String,
        /// The title of the criterion.
        criterion: String,
    },
    /// Those who were added make the list longer than its quota.
    BeyondPlaces {
        /// How many places there are.
        places: u32,
        /// How many are on the list.
        listed: u32,
    },
}

impl DecisionFault {
    pub(super) fn level(&self) -> Level {
        match self {
            DecisionFault::Repeated { .. }
            | DecisionFault::WithoutEffect { .. }
            | DecisionFault::NotNeeded { .. }
            | DecisionFault::BeyondPlaces { .. } => Level::Note,
            _ => Level::Doubt,
        }
    }

    pub(super) fn code(&self) -> &'static str {
        match self {
            DecisionFault::UnknownSubject { .. } => "decision-unknown-subject",
            DecisionFault::SeveralSubjects { .. } => "decision-several-subjects",
            DecisionFault::UnknownAward { .. } => "decision-unknown-award",
            DecisionFault::UnknownRuling { .. } => "decision-unknown-word",
            DecisionFault::UnknownCriterion { .. } => "decision-unknown-criterion",
            DecisionFault::NotADay { .. } => "decision-not-a-day",
            DecisionFault::DayAhead { .. } => "decision-day-ahead",
            DecisionFault::Unfounded { .. } => "decision-unfounded",
            DecisionFault::NotAYear { .. } => "decision-not-a-year",
            DecisionFault::Contradiction { .. } => "decision-contradiction",
            DecisionFault::Repeated { .. } => "decision-repeated",
            DecisionFault::NoTie { .. } => "decision-no-tie",
            DecisionFault::TooManyChosen { .. } => "decision-too-many-chosen",
            DecisionFault::NoList { .. } => "decision-no-list",
            DecisionFault::StillNotEligible { .. } => "decision-still-not-eligible",
            DecisionFault::WithoutEffect { .. } => "decision-without-effect",
            DecisionFault::NotNeeded { .. } => "decision-not-needed",
            DecisionFault::BeyondPlaces { .. } => "decision-beyond-places",
        }
    }
}
