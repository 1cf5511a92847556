//! One award: who is looked at, who is eligible, in which pools they compete, and what selection makes of it.

use crate::assess::Assessment;
use crate::assess::condition::Judged;
use crate::assess::keys;
use crate::assess::passing::Passed;
use crate::assess::pools::{self, Member, Pool, Pooling};
use crate::assess::proportion::{self, Watched};
use crate::assess::quota::Range;
use crate::assess::select::{Selection, Tie};
use crate::campaign::{Award, Roll};
use crate::vocab::Verdict;
use crate::vocab::outcome::{Outcome, Standing};

/// What came out for one award.
#[derive(Debug)]
pub struct AwardResult {
    /// The pools, in the order of the campaign's groups, of the quota's entries, or of the column's values.
    pub pools: Vec<Pool>,
    /// The places that pools left unused and that passed; `None` where they stay empty.
    pub passed: Option<Passed>,
    /// How many will be on the list, ties counted as the places that they fill; `None` while some number is open.
    pub list: Option<Range<usize>>,
    /// The floor and the cap on shares of the list.
    pub watched: Vec<Watched>,
    /// How everyone was counted.
    pub tally: Tally,
    /// The outcome of every subject of the award's side.
    pub(super) outcomes: Vec<Outcome>,
    /// The best and the worst place of every subject within its pool; zeros for those who have none.
    places: Vec<[u32; 2]>,
    /// Why a subject is what it is, beside its criteria.
    pub(super) standings: Vec<Standing>,
    /// The pool of every subject.
    members: Vec<Member>,
    /// Who is among those whom the award looks at; `None` where it looks at everybody.
    pub(super) among: Option<Judged>,
    /// Whether the award is given on this occasion.
    pub given: bool,
    /// What the council's decisions make of the award; `None` where they do not bear on it.
    pub decided: Option<Box<AwardResult>>,
}

/// How everyone on the award's side was counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Another group, not nominated, or taken out by another award.
    pub not_considered: usize,
    /// A criterion is not met, or none applied.
    pub not_eligible: usize,
    /// Something is missing that could still decide.
    pub pending: usize,
    /// Every criterion is met that applies.
    pub eligible: usize,
}

impl AwardResult {
    /// The outcome of a subject.
    #[must_use]
    pub fn outcome(&self, subject: usize) -> Outcome {
        self.outcomes.get(subject).copied().unwrap_or(Outcome::NotConsidered)
    }

    /// The best and the worst place of an eligible subject within its pool; equal when nothing is missing.
    #[must_use]
    pub fn place(&self, subject: usize) -> Option<[u32; 2]> {
        self.places.get(subject).copied().filter(|[best, _]| *best > 0)
    }

    /// The pool that a subject belongs to, by its position in [`AwardResult::pools`]; `None` when it is not known, or none.
    #[must_use]
    pub fn pool_of(&self, subject: usize) -> Option<usize> {
        match self.members.get(subject) {
            Some(Member::In(pool)) => Some(usize::from(*pool)),
            Some(Member::Unknown | Member::None) | None => None,
        }
    }

    /// Whether a subject is among those whom the award looks at; met where it looks at everybody.
    #[must_use]
    pub fn nominated(&self, subject: usize) -> Verdict {
        self.among.as_ref().map_or(Verdict::Met, |among| among.verdict(subject))
    }

    /// Every tie that the council has to decide: those of pools, and the one between pools.
    pub fn ties(&self) -> impl Iterator<Item = Tie> + '_ {
        let between = self.passed.as_ref().and_then(|passed| passed.tie);
        self.pools.iter().filter_map(|pool| pool.tie).chain(between)
    }

    /// How the subject stood before places were given out.
    #[must_use]
    pub fn standing(&self, subject: usize) -> Standing {
        self.standings.get(subject).copied().unwrap_or(Standing::OtherGroup)
    }
}

/// Fills one award; those before it are filled already.
pub(super) fn fill(assessment: &Assessment<'_>, position: usize) -> AwardResult {
    let award = &assessment.campaign.awards[position];
    let Some(roll) = assessment.subjects.roll(award.side) else { return nobody() };
    let pooling = Pooling::new(assessment, award, roll);
    let among = award.among.as_ref().map(|rule| Judged::new(assessment, award.side, rule));
    let nominated = |subject: usize| among.as_ref().map(|among| among.verdict(subject));
    let standings: Vec<Standing> = (0..roll.len())
        .map(|subject| match apart(&pooling, subject, nominated(subject)) {
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
fn apart(pooling: &Pooling, subject: usize, nominated: Option<Verdict>) -> Option<Standing> {
    match (nominated, pooling.member(subject), pooling.by_value()) {
        (_, Member::None, false) => Some(Standing::OtherGroup),
        (Some(Verdict::NotMet | Verdict::NotApplicable), _, _) => Some(Standing::NotNominated),
        (_, Member::None, true) => Some(Standing::NoQuota),
        _ => None,
    }
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

/// How a subject stands: the group first, then what other awards say, then the criteria.
fn standing(assessment: &Assessment<'_>, position: usize, roll: &Roll, subject: usize) -> Standing {
    let award = &assessment.campaign.awards[position];
    let group = roll.group(subject);
    if let (Some(only), Some(group)) = (&award.only, group)
        && !only.contains(&group)
    {
        return Standing::OtherGroup;
    }
    let above = above(assessment, award, subject);
    if let Some(aside @ (Standing::Excluded | Standing::NotBefore)) = above {
        return aside;
    }
    if assessment.council.excludes(position, subject) {
        return Standing::Dismissed;
    }
    let asked = award.criteria.iter().filter(|criterion| !assessment.council.waives(position, subject, **criterion));
    let verdicts = asked.map(|criterion| assessment.verdict_for(position, *criterion, subject));
    let together = verdicts.fold(Verdict::NotApplicable, Verdict::and);
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
            Some(outcome) if unsettled(outcome) => aside = Some(Standing::Waits),
            _ => {}
        }
    }
    match award.after.and_then(outcome) {
        None | Some(Outcome::Selected) => aside,
        Some(outcome) if unsettled(outcome) => Some(Standing::Waits),
        Some(_) => Some(Standing::NotBefore),
    }
}

/// Whether a subject may or may not hold an award in the end.
fn unsettled(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::SelectedUncertain | Outcome::TiedAtCutoff | Outcome::PendingPossible | Outcome::QuotaOpen)
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

fn tally(standings: &[Standing]) -> Tally {
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

impl AwardResult {
    /// Keeps what selection says of a pool.
    pub(super) fn keep(&mut self, selection: &Selection) {
        for (subject, outcome) in &selection.outcomes {
            if let Some(slot) = usize::try_from(*subject).ok().and_then(|subject| self.outcomes.get_mut(subject)) {
                *slot = *outcome;
            }
        }
        for (subject, range) in &selection.ranked {
            if let Some(slot) = usize::try_from(*subject).ok().and_then(|subject| self.places.get_mut(subject)) {
                *slot = *range;
            }
        }
    }

    /// How everyone stood before places were given out, row by row.
    pub(super) fn standings(&self) -> &[Standing] {
        &self.standings
    }
}
