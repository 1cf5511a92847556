//! Findings in the decisions of the council, in English.

use super::nearest;
use super::outcome::outcome;
use super::papers::ruling;
use crate::text::Wording;
use crate::text::parts::{count, day, listed, quoted};
use crate::vocab::Lang::En;
use crate::vocab::Side;
use crate::vocab::finding::DecisionFault;

/// What every decision that is not applied has in common.
const NOT_APPLIED: &str = "the decision is not applied";

pub(in crate::text) fn wording(fault: &DecisionFault) -> Wording {
    match fault {
        DecisionFault::UnknownSubject { written, side, near } => Wording {
            message: if written.is_empty() {
                format!("the decision names nobody; {NOT_APPLIED}")
            } else {
                format!("no {} has the id or name {}; {NOT_APPLIED}", whom(*side), quoted(written))
            },
            help: Some(near.as_ref().map_or_else(
                || "write the id as in the data of the year judged".to_owned(),
                |near| format!("did you mean {}?", quoted(near)),
            )),
        },
        DecisionFault::SeveralSubjects { written, ids } => Wording::new(
            format!("several are called {}; {NOT_APPLIED}", quoted(written)),
            format!("write the id in place of the name: {}", ids.join(", ")),
        ),
        DecisionFault::UnknownAward { written, near, known } => Wording {
            message: format!("there is no award {}; {NOT_APPLIED}", quoted(written)),
            help: nearest(near.as_deref(), known, "write the id or the title of an award; the declared ids"),
        },
        DecisionFault::UnknownRuling { written, near, known } => Wording {
            message: format!("{} is no decision; {NOT_APPLIED}", quoted(written)),
            help: nearest(near.as_deref(), known, "use one of the words"),
        },
        DecisionFault::UnknownCriterion { written, near, known } => Wording {
            message: if written.is_empty() {
                format!("the waiver names no criterion; {NOT_APPLIED}")
            } else {
                format!("the award does not ask for the criterion {}; {NOT_APPLIED}", quoted(written))
            },
            help: nearest(near.as_deref(), known, "write the id or the title of a criterion; the award asks for"),
        },
        DecisionFault::NotADay { written } => Wording::new(
            format!("{} is not a day; the decision is applied", quoted(written)),
            "write a day such as 31/12/2023",
        ),
        DecisionFault::DayAhead { day: ahead, as_of } => Wording::new(
            format!("the decision is of {}, after the as-of day ({})", day(En, *ahead), day(En, *as_of)),
            "check the day, above all its year; until then it counts as the other decisions do",
        ),
        DecisionFault::Unfounded { blank } => Wording::new(
            format!("the decision lacks its basis: {} not given", listed(blank)),
            "give its reason, and the number and the day of its paper; until then it counts as the other decisions do",
        ),
        DecisionFault::NotAYear { written } => Wording::new(
            format!("{} is not a year; {NOT_APPLIED}", quoted(written)),
            "write the year judged with four digits, such as 2023",
        ),
        DecisionFault::Contradiction { subject } => Wording::new(
            format!("the decisions on {subject} contradict each other: one takes it in, another out; neither is applied"),
            "keep the row that is in force and remove the other",
        ),
        DecisionFault::Repeated { subject, ruling: of } => Wording::new(
            format!("the decision “{}” on {subject} stands on several rows; it counts once", ruling(*of)),
            "remove the rows that repeat it",
        ),
        DecisionFault::NoTie { subject, outcome: of } => Wording::new(
            format!(
                "the choice does not fit any more: {subject} is now {}, not level across the last place; {NOT_APPLIED}",
                quoted(outcome(*of))
            ),
            "the data may have changed since the meeting: ask the council; if it still takes it in, write “admit”",
        ),
        DecisionFault::TooManyChosen { choose, chosen } => Wording::new(
            format!(
                "{} are chosen for the {} that remain; none of these choices is applied",
                count(En, *chosen),
                super::counted(*choose, "place", "places")
            ),
            "remove choices until they fit, or write “admit” if the council adds to the quota",
        ),
        DecisionFault::NoList { subject } => Wording::new(
            format!("it is not known to which group's list {subject} is to be added"),
            "settle the group or the unit in the data, or look at the award of the decision again",
        ),
        DecisionFault::StillNotEligible { subject, criterion } => Wording::new(
            format!("even without {}, {subject} is not eligible because of other criteria", quoted(criterion)),
            "look at the decision again; if the council still takes it in, add a row with “admit”",
        ),
        DecisionFault::WithoutEffect { subject, ruling: of, outcome: now } => Wording::new(
            format!("the decision “{}” changes nothing: {subject} is {} anyway", ruling(*of), quoted(outcome(*now))),
            "the data may have changed since the meeting; if that is right, nothing is to be done",
        ),
        DecisionFault::NotNeeded { subject, criterion } => Wording::new(
            format!("there is no need to waive {}: {subject} meets it, or it does not apply", quoted(criterion)),
            "the data may have changed since the meeting; if that is right, nothing is to be done",
        ),
        DecisionFault::BeyondPlaces { places, listed } => Wording::new(
            format!("the list holds {} for {}", count(En, *listed), super::counted(*places, "place", "places")),
            "if the council goes beyond the quota, nothing is to be done; else remove a row or exclude somebody",
        ),
    }
}

fn whom(side: Option<Side>) -> &'static str {
    match side {
        Some(Side::Units) => "unit",
        Some(Side::Persons) => "person",
        None => "unit or person",
    }
}
