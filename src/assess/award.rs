//! One award: who is looked at, who is eligible, in which pools they compete, and what selection makes of it.

use crate::assess::Assessment;
use crate::assess::keys::{self, Codes};
use crate::assess::quota::{self, Heads, Sum};
use crate::assess::select::{self, Contenders, Tie};
use crate::campaign::{Award, Places, Quota, Roll, Share};
use crate::vocab::Verdict;
use crate::vocab::outcome::{Outcome, Standing};

/// What came out for one award.
#[derive(Debug)]
pub struct AwardResult {
    /// The quota groups, in the order of the campaign's groups.
    pub pools: Vec<Pool>,
    /// How everyone was counted.
    pub tally: Tally,
    /// The outcome of every subject of the award's side.
    outcomes: Vec<Outcome>,
    /// The best and the worst place of every subject within its pool; zeros for those who have none.
    places: Vec<[u32; 2]>,
    /// Why a subject is what it is, beside its criteria.
    standings: Vec<Standing>,
    /// Whether the award is given on this occasion.
    pub given: bool,
}

/// A quota group and how it was filled.
#[derive(Debug)]
pub struct Pool {
    /// The group; `None` where one quota holds for all together.
    pub group: Option<usize>,
    /// How many places there are.
    pub places: Places,
    /// The sum that a percentage comes from.
    pub sum: Option<Sum>,
    /// The eligible in the order of the list.
    pub ranked: Vec<u32>,
    /// Those whose missing figures could still decide.
    pub pending: Vec<u32>,
    /// The tie across the last place.
    pub tie: Option<Tie>,
}

/// How everyone on the award's side was counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Another group, or taken out by another award.
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
    let standings: Vec<Standing> = (0..roll.len()).map(|subject| standing(assessment, position, roll, subject)).collect();
    let codes = keys::codes(assessment, position);
    let line = lines(roll);
    let mut result = AwardResult {
        pools: Vec::new(),
        tally: tally(&standings),
        outcomes: standings.iter().map(|standing| unplaced(*standing)).collect(),
        places: vec![[0, 0]; roll.len()],
        standings,
        given: true,
    };
    for group in pools(assessment, award) {
        let pool = result.fill_pool(award, roll, group, &codes, &line);
        result.pools.push(pool);
    }
    result
}

/// An award that is not given on this occasion: nobody is looked at.
pub(super) fn left_out(assessment: &Assessment<'_>, position: usize) -> AwardResult {
    let count = assessment.count(assessment.campaign.awards[position].side);
    let standings = vec![Standing::OtherOccasion; count];
    AwardResult {
        pools: Vec::new(),
        tally: tally(&standings),
        outcomes: vec![Outcome::NotConsidered; count],
        places: vec![[0, 0]; count],
        standings,
        given: false,
    }
}

fn nobody() -> AwardResult {
    let (outcomes, places, standings) = (Vec::new(), Vec::new(), Vec::new());
    AwardResult { pools: Vec::new(), tally: Tally::default(), outcomes, places, standings, given: true }
}

/// The groups that have a quota of their own; `None` for one quota over all.
fn pools(assessment: &Assessment<'_>, award: &Award) -> Vec<Option<usize>> {
    let by_group = match &award.quota {
        Quota::PerGroup(_) => true,
        Quota::Share(share) => share.per_group,
        Quota::Together(_) => false,
    };
    if !by_group {
        return vec![None];
    }
    let goes_to = |group: &usize| award.only.as_ref().is_none_or(|only| only.contains(group));
    (0..assessment.campaign.groups.len()).filter(goes_to).map(Some).collect()
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
    let verdicts = award.criteria.iter().map(|criterion| assessment.verdict_for(position, *criterion, subject));
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
        Standing::OtherGroup | Standing::Excluded | Standing::NotBefore | Standing::OtherOccasion => Outcome::NotConsidered,
        // In no pool, so that nothing says that the places are taken.
        Standing::Eligible | Standing::Pending | Standing::GroupUnknown | Standing::Waits => Outcome::PendingPossible,
    }
}

fn tally(standings: &[Standing]) -> Tally {
    let mut tally = Tally::default();
    for standing in standings {
        match standing {
            Standing::Eligible => tally.eligible += 1,
            Standing::Pending | Standing::GroupUnknown | Standing::Waits => tally.pending += 1,
            Standing::Fails | Standing::NothingApplied => tally.not_eligible += 1,
            Standing::OtherGroup | Standing::Excluded | Standing::NotBefore | Standing::OtherOccasion => {
                tally.not_considered += 1;
            }
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
    fn fill_pool(&mut self, award: &Award, roll: &Roll, group: Option<usize>, codes: &Codes, line: &[u32]) -> Pool {
        let contenders = self.contenders(roll, group, line);
        let considered = |subject: &usize| {
            let here = group.is_none() || roll.group(*subject) == group;
            here && unplaced(self.standings[*subject]) != Outcome::NotConsidered
        };
        let heads = Heads { all: (0..roll.len()).filter(considered).count(), eligible: contenders.eligible.len() };
        let sum = share(award).map(|share| quota::sum(share, heads));
        // Whoever is missing now may raise the number that a percentage is taken of.
        let more = Heads {
            all: heads.all + contenders.outside.len(),
            eligible: heads.eligible + contenders.pending.len() + contenders.outside.len(),
        };
        let most = share(award).map(|share| quota::sum(share, more));
        let stated = stated(award, group);
        let places = quota::places(stated, sum.as_ref());
        let selection = select::select(codes, &contenders, places, quota::places(stated, most.as_ref()), line);
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
        let ranked = selection.ranked.into_iter().map(|(subject, _)| subject).collect();
        Pool { group, places, sum, ranked, pending: contenders.pending, tie: selection.tie }
    }

    /// Who competes in a pool. Somebody whose group is not known may belong to any: it is in no pool, and threatens all.
    fn contenders(&self, roll: &Roll, group: Option<usize>, line: &[u32]) -> Contenders {
        let mut contenders = Contenders::default();
        for (row, standing) in (0_u32..).zip(&self.standings) {
            let own = usize::try_from(row).ok().and_then(|subject| roll.group(subject));
            let here = own.is_some() && (group.is_none() || own == group);
            match standing {
                Standing::Eligible if here => contenders.eligible.push(row),
                Standing::Pending | Standing::Waits if here => contenders.pending.push(row),
                Standing::Pending | Standing::Waits | Standing::GroupUnknown if own.is_none() => {
                    contenders.outside.push(row)
                }
                _ => {}
            }
        }
        let in_line = |row: &u32| usize::try_from(*row).ok().and_then(|row| line.get(row)).copied();
        contenders.pending.sort_unstable_by_key(in_line);
        contenders
    }
}

fn share(award: &Award) -> Option<&Share> {
    match &award.quota {
        Quota::Share(share) => Some(share),
        _ => None,
    }
}

/// The number of places as stated; a percentage is worked out instead.
fn stated(award: &Award, group: Option<usize>) -> Places {
    match (&award.quota, group) {
        (Quota::Together(places), _) => *places,
        (Quota::PerGroup(each), Some(group)) => each.get(group).copied().flatten().unwrap_or(Places::Number(0)),
        (Quota::PerGroup(_), None) | (Quota::Share(_), _) => Places::Number(0),
    }
}
