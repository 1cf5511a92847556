//! One award: who is looked at, who is eligible, in which pools they compete, and what selection makes of it.

use crate::assess::Assessment;
use crate::assess::condition::Judged;
use crate::assess::keys;
use crate::assess::pool::{Member, Pooling};
use crate::assess::result::{AwardResult, Tally};
use crate::assess::{pools, proportion};
use crate::campaign::{Award, Roll};
use crate::vocab::Verdict;
use crate::vocab::outcome::{Outcome, Standing};

/// Fills one award; those before it are filled already.
pub(super) fn fill(assessment: &Assessment<'_>, position: usize) -> AwardResult {
    let award = &assessment.campaign.awards[position];
    let Some(roll) = assessment.subjects.roll(award.side) else { return nobody() };
    let pooling = Pooling::new(assessment, award, roll);
    let among = award.among.as_ref().map(|rule| Judged::new(assessment, award.side, rule));
    let nominated = |subject: usize| among.as_ref().map(|among| among.verdict(subject));
    let standings: Vec<Standing> = (0..roll.len())
        .map(|subject| match apart(&pooling, subject, is_outside(award, roll, subject), nominated(subject)) {
            Some(apart) => apart,
            None => unsure(standing(assessment, position, roll, subject), &pooling, subject, nominated(subject)),
        })
        .collect();
    let mut result = AwardResult {
        tally: tally(&standings),
        outcomes: standings.iter().map(|standing| unplaced(*standing)).collect(),
        places: vec![[0, 0]; roll.len()],
        standings,
        members: pooling.members().to_vec(),
        among,
        ..nobody()
    };
    pools::fill(assessment, award, &pooling, &keys::codes(assessment, position), &lines(roll), &mut result);
    result.watched = proportion::watch(assessment, award, &result);
    result
}

/// An award that is not given on this occasion: nobody is looked at.
pub(super) fn left_out(assessment: &Assessment<'_>, position: usize) -> AwardResult {
    let count = assessment.count(assessment.campaign.awards[position].side);
    let standings = vec![Standing::OtherOccasion; count];
    AwardResult {
        tally: tally(&standings),
        outcomes: vec![Outcome::NotConsidered; count],
        places: vec![[0, 0]; count],
        standings,
        given: false,
        ..nobody()
    }
}

fn nobody() -> AwardResult {
    AwardResult {
        pools: Vec::new(),
        passed: None,
        list: None,
        watched: Vec::new(),
        tally: Tally::default(),
        outcomes: Vec::new(),
        places: Vec::new(),
        standings: Vec::new(),
        members: Vec::new(),
        among: None,
        given: true,
        decided: None,
    }
}

/// Who is not looked at, whatever its figures say: not nominated, or in no pool.
fn apart(pooling: &Pooling, subject: usize, outside: bool, nominated: Option<Verdict>) -> Option<Standing> {
    match (nominated, pooling.member(subject), pooling.by_value()) {
        _ if outside => Some(Standing::OtherGroup),
        (_, Member::None, false) => Some(Standing::OtherGroup),
        (Some(Verdict::NotMet | Verdict::NotApplicable), _, _) => Some(Standing::NotNominated),
        (_, Member::None, true) => Some(Standing::NoQuota),
        _ => None,
    }
}

/// Whether a subject is in a group that the award does not go to.
fn is_outside(award: &Award, roll: &Roll, subject: usize) -> bool {
    let outside = |only: &Vec<usize>| roll.group(subject).is_some_and(|group| !only.contains(&group));
    award.only.as_ref().is_some_and(outside)
}

/// A subject that meets everything may still lack its nomination, or what says in which pool it is.
fn unsure(standing: Standing, pooling: &Pooling, subject: usize, nominated: Option<Verdict>) -> Standing {
    match standing {
        Standing::Eligible | Standing::Waits | Standing::GroupUnknown if nominated == Some(Verdict::NoData) => {
            Standing::NominationUnknown
        }
        Standing::Eligible | Standing::Waits if pooling.member(subject) == Member::Unknown => Standing::QuotaUnknown,
        other => other,
    }
}

/// How a subject of a group that the award goes to stands: what other awards say first, then the criteria.
fn standing(assessment: &Assessment<'_>, position: usize, roll: &Roll, subject: usize) -> Standing {
    let award = &assessment.campaign.awards[position];
    let group = roll.group(subject);
    let above = above(assessment, award, subject);
    if let Some(aside @ (Standing::Excluded | Standing::NotBefore)) = above {
        return aside;
    }
    if assessment.council.excludes(position, subject) {
        return Standing::Dismissed;
    }
    // What is waived counts as met: with nothing else asked the council has granted it.
    let verdict = |criterion: &usize| match assessment.council.waives(position, subject, *criterion) {
        true => Verdict::Met,
        false => assessment.verdict_for(position, *criterion, subject),
    };
    let together = award.criteria.iter().map(verdict).fold(Verdict::NotApplicable, Verdict::and);
    match together {
        Verdict::NotMet => Standing::Fails,
        Verdict::NoData => Standing::Pending,
        Verdict::NotApplicable if !award.criteria.is_empty() => Standing::NothingApplied,
        _ if group.is_none() => Standing::GroupUnknown,
        _ => above.unwrap_or(Standing::Eligible),
    }
}

/// What the awards before this one make of a subject; `None` when they leave it free.
fn above(assessment: &Assessment<'_>, award: &Award, subject: usize) -> Option<Standing> {
    let outcome = |award: usize| assessment.awards.get(award).map(|result| result.outcome(subject));
    let mut aside = None;
    for excluding in &award.excludes {
        match outcome(*excluding) {
            Some(Outcome::Selected) => return Some(Standing::Excluded),
            Some(outcome) if outcome.is_unsettled() => aside = Some(Standing::Waits),
            _ => {}
        }
    }
    match award.after.and_then(outcome) {
        None | Some(Outcome::Selected) => aside,
        Some(outcome) if outcome.is_unsettled() => Some(Standing::Waits),
        Some(_) => Some(Standing::NotBefore),
    }
}

/// The outcome before any pool is filled; contenders get theirs from selection.
fn unplaced(standing: Standing) -> Outcome {
    match standing {
        Standing::Fails | Standing::NothingApplied => Outcome::NotEligible,
        Standing::OtherGroup
        | Standing::Excluded
        | Standing::NotBefore
        | Standing::NotNominated
        | Standing::NoQuota
        | Standing::OtherOccasion
        | Standing::Dismissed => Outcome::NotConsidered,
        Standing::Admitted => Outcome::Selected,
        // In no pool, so that nothing says that the places are taken.
        Standing::Eligible
        | Standing::Pending
        | Standing::GroupUnknown
        | Standing::Waits
        | Standing::NominationUnknown
        | Standing::QuotaUnknown => Outcome::PendingPossible,
    }
}

pub(super) fn tally(standings: &[Standing]) -> Tally {
    let mut tally = Tally::default();
    for standing in standings {
        match standing {
            Standing::Eligible | Standing::Admitted => tally.eligible += 1,
            Standing::Pending
            | Standing::GroupUnknown
            | Standing::Waits
            | Standing::NominationUnknown
            | Standing::QuotaUnknown => tally.pending += 1,
            Standing::Fails | Standing::NothingApplied => tally.not_eligible += 1,
            Standing::OtherGroup
            | Standing::Excluded
            | Standing::NotBefore
            | Standing::NotNominated
            | Standing::NoQuota
            | Standing::OtherOccasion
            | Standing::Dismissed => tally.not_considered += 1,
        }
    }
    tally
}

/// For each row its line in the order of ids.
fn lines(roll: &Roll) -> Vec<u32> {
    let mut lines = vec![0; roll.len()];
    for (line, row) in (0_u32..).zip(roll.by_id()) {
        lines[row] = line;
    }
    lines
}
