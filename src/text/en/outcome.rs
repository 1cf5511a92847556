//! Verdicts, outcomes and standings, in English.

use crate::text::parts::count;
use crate::vocab::outcome::{Outcome, Standing};
use crate::vocab::{Lang::En, Verdict};

pub(in crate::text) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "Met",
        Verdict::NotMet => "Not met",
        Verdict::NoData => "Data missing",
        Verdict::NotApplicable => "Not applicable",
    }
}

pub(in crate::text) fn signed_verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "✓ Met",
        Verdict::NotMet => "✗ Not met",
        Verdict::NoData => "? Data missing",
        Verdict::NotApplicable => "– Not applicable",
    }
}

pub(in crate::text) fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Selected => "Proposed",
        Outcome::SelectedUncertain => "Proposed, not certain yet",
        Outcome::TiedAtCutoff => "For the council to choose",
        Outcome::BeyondQuota => "Eligible, beyond the quota",
        Outcome::QuotaOpen => "Eligible, quota not set yet",
        Outcome::PendingPossible => "Waiting for data, still possible",
        Outcome::PendingImpossible => "Waiting for data, no longer possible",
        Outcome::NotEligible => "Not eligible",
        Outcome::NotConsidered => "Not considered",
    }
}

pub(in crate::text) const RANKED: &str = "Ranked";

pub(in crate::text) fn standing(standing: Standing) -> Option<&'static str> {
    match standing {
        Standing::Eligible | Standing::Pending | Standing::Fails => None,
        Standing::GroupUnknown => Some("meets the criteria, but the group or the unit is not known"),
        Standing::Waits => Some("waits for the result of another award"),
        Standing::NothingApplied => Some("no criterion applied"),
        Standing::OtherGroup => Some("this award goes to other groups"),
        Standing::Excluded => Some("proposed for another award already"),
        Standing::Dismissed => Some("excluded by the council"),
        Standing::Admitted => Some("admitted by the council"),
        Standing::OtherOccasion => Some("not given on this occasion"),
        Standing::NotBefore => Some("not proposed for the award that must come first"),
        Standing::NotNominated => Some("not among those looked at"),
        Standing::NominationUnknown => Some("meets the criteria, but it is not known whether it is among those looked at"),
        Standing::QuotaUnknown => Some("meets the criteria, but it is not known which quota it belongs to"),
        Standing::NoQuota => Some("belongs to no quota of this award"),
    }
}

pub(in crate::text) fn beside(standing: Standing, awards: &str) -> Option<String> {
    match standing {
        Standing::Waits => Some(format!("waits for the result of {awards}")),
        Standing::Excluded => Some(format!("proposed for {awards} already")),
        Standing::NotBefore => Some(format!("not proposed for {awards}, which must come first")),
        _ => None,
    }
}

pub(in crate::text) fn tie(choose: u32, among: u32, certain: bool) -> String {
    let first = if certain { "" } else { " (not certain, data are needed first)" };
    format!("The council chooses {} of {}{first}", count(En, choose), count(En, among))
}
