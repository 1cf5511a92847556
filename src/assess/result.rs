//! What came out for one award: its pools, everyone's outcome, place and standing, and how everyone was counted.

use crate::assess::condition::Judged;
use crate::assess::passing::Passed;
use crate::assess::pool::{Member, Pool, index};
use crate::assess::queue::Tie;
use crate::assess::quota::Range;
use crate::assess::select::Selection;
use crate::assess::watched::Watched;
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
    pub(super) places: Vec<[u32; 2]>,
    /// Why a subject is what it is, beside its criteria.
    pub(super) standings: Vec<Standing>,
    /// The pool of every subject.
    pub(super) members: Vec<Member>,
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

    /// Whether some pool has a place or may come to have one; an award without pools says nothing of it.
    #[must_use]
    pub fn may_have_places(&self) -> bool {
        self.pools.is_empty() || self.pools.iter().any(Pool::may_have_places)
    }

    /// The pool that a subject belongs to, by its position in [`AwardResult::pools`]; `None` when it is not known, or none.
    #[must_use]
    pub fn pool_of(&self, subject: usize) -> Option<usize> {
        match self.members.get(subject) {
            Some(Member::In(pool)) => Some(index(*pool)),
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
