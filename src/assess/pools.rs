//! Fills the pools of an award: who contends in each, for how many places, and what comes out.

use std::collections::BTreeSet;

use crate::assess::Assessment;
use crate::assess::keys::Codes;
use crate::assess::passing::Passing;
use crate::assess::pool::{Member, Pool, PoolOf, Pooling, index};
use crate::assess::queue::{Contenders, Queue, Tie, number};
use crate::assess::quota::{self, Range, Sum};
use crate::assess::result::AwardResult;
use crate::assess::select::Selection;
use crate::campaign::{Award, Base, Places, Quota, Unused};
use crate::vocab::outcome::{Outcome, Standing};

/// Fills every pool of an award.
pub(super) fn fill(
    assessment: &Assessment<'_>,
    award: &Award,
    pooling: &Pooling,
    codes: &Codes,
    line: &[u32],
    result: &mut AwardResult,
) {
    let contenders = contenders(pooling, result);
    let counted = pooling.counted();
    let mut sums = Vec::new();
    let mut queues = Vec::new();
    for (pool, contenders) in contenders.into_iter().enumerate() {
        let (sum, places) = places(assessment, award, pooling, pool, &contenders, &counted);
        sums.push(sum);
        queues.push(Queue::new(codes, contenders, places, line));
    }
    let passing = if award.unused == Unused::Pass { Passing::between(&queues) } else { Passing::none() };
    let (mut passed, mut shared) = (Vec::new(), Vec::new());
    for ((of, queue), sum) in pooling.pools.iter().zip(&queues).zip(sums) {
        let selection = queue.fill(&passing);
        result.keep(&selection);
        passed.extend(&selection.passed);
        shared.extend(&selection.shared);
        result.pools.push(pool(of.clone(), queue, sum, selection));
    }
    let in_line = |subject: &u32| usize::try_from(*subject).ok().and_then(|subject| line.get(subject)).copied();
    passed.sort_by(|a, b| codes.of(*b).cmp(codes.of(*a)).then_with(|| in_line(a).cmp(&in_line(b))));
    shared.sort_unstable();
    result.passed = passing.record(passed, shared);
    result.list = list(&queues, award.unused);
    if !result.may_have_places() {
        // Those in no pool yet would find no place in any.
        for outcome in result.outcomes.iter_mut().filter(|outcome| **outcome == Outcome::PendingPossible) {
            *outcome = Outcome::PendingImpossible;
        }
    }
}

fn pool(of: PoolOf, queue: &Queue<'_>, sum: Option<Sum>, selection: Selection) -> Pool {
    Pool {
        of,
        places: queue.places.now,
        may: [queue.places.fewest, queue.places.most],
        sum,
        ranked: selection.ranked.into_iter().map(|(subject, _)| subject).collect(),
        pending: queue.pending().to_vec(),
        tie: selection.tie,
        taken: queue.taken(),
    }
}

/// Counts the list again after additions: who is added takes no place of the quota, so that there may be that many more.
pub(super) fn count_again(result: &mut AwardResult, admitted: &[usize]) {
    let more = |range: Range<usize>, surely: usize, now: usize, admitted: usize| Range {
        now: range.now.max(now),
        fewest: range.fewest.max(surely),
        most: range.most.saturating_add(admitted),
    };
    let is_listed = |subject: &usize| matches!(result.outcome(*subject), Outcome::Selected | Outcome::SelectedUncertain);
    let is_sure = |subject: &usize| result.outcome(*subject) == Outcome::Selected;
    let chosen = |tie: Tie| usize::try_from(tie.choose).unwrap_or(usize::MAX);
    let position = |row: &u32| usize::try_from(*row).ok();
    let holders = result.passed.as_ref().map_or([].as_slice(), |passed| passed.subjects.as_slice());
    let passed: BTreeSet<usize> = holders.iter().filter_map(position).collect();
    let everybody = || result.pools.iter().flat_map(|pool| &pool.ranked).filter_map(position);
    let now = everybody().filter(is_listed).count() + result.ties().map(chosen).sum::<usize>();
    let list = result.list.map(|list| more(list, everybody().filter(is_sure).count(), now, admitted.len()));
    let of_pool = |(at, pool): (usize, &Pool)| {
        let own = || pool.ranked.iter().filter_map(position).filter(|subject| !passed.contains(subject));
        let now = own().filter(is_listed).count() + pool.tie.map_or(0, chosen);
        let admitted = admitted.iter().filter(|subject| result.pool_of(**subject) == Some(at)).count();
        pool.taken.map(|taken| more(taken, own().filter(is_sure).count(), now, admitted))
    };
    let taken: Vec<Option<Range<usize>>> = result.pools.iter().enumerate().map(of_pool).collect();
    result.list = list;
    for (pool, taken) in result.pools.iter_mut().zip(taken) {
        pool.taken = taken;
    }
}

/// How many are on the list in the end; `None` while the number of places of some pool is open.
fn list(queues: &[Queue<'_>], unused: Unused) -> Option<Range<usize>> {
    let none = Range::fixed(0);
    let add = |a: Range<usize>, b| a.with(b, |a: usize, b: usize| a.saturating_add(b));
    if unused == Unused::Keep {
        return queues.iter().try_fold(none, |sum, queue| Some(add(sum, queue.taken()?)));
    }
    let (mut places, mut eligible, mut unlimited) = (none, none, none);
    for queue in queues {
        let taken = queue.taken()?;
        match queue.places.map(number) {
            Range { now: Some(now), fewest: Some(fewest), most: Some(most) } => {
                places = add(places, Range { now, fewest, most });
                eligible = add(eligible, queue.eligible());
            }
            _ => unlimited = add(unlimited, taken),
        }
    }
    Some(add(places.with(eligible, usize::min), unlimited))
}

/// Who competes in each pool.
fn contenders(pooling: &Pooling, result: &AwardResult) -> Vec<Contenders> {
    let mut pools: Vec<Contenders> = pooling.pools.iter().map(|_| Contenders::default()).collect();
    for (subject, row) in (0..result.standings().len()).zip(0_u32..) {
        match (result.standing(subject), pooling.member(subject)) {
            (Standing::Eligible, Member::In(pool)) => pools[index(pool)].eligible.push(row),
            (Standing::Pending | Standing::Waits | Standing::NominationUnknown, Member::In(pool)) => {
                pools[index(pool)].pending.push(row);
            }
            // The group is not known, but the column says in which pool it would be.
            (Standing::GroupUnknown, Member::In(pool)) => pools[index(pool)].outside.push(row),
            (standing, Member::Unknown) if contends(standing) => {
                pools.iter_mut().for_each(|pool| pool.outside.push(row));
            }
            _ => {}
        }
    }
    pools
}

/// Whether a subject may still get a place.
pub(super) fn contends(standing: Standing) -> bool {
    match standing {
        Standing::Eligible
        | Standing::Pending
        | Standing::GroupUnknown
        | Standing::Waits
        | Standing::NominationUnknown
        | Standing::QuotaUnknown => true,
        Standing::Fails
        | Standing::NothingApplied
        | Standing::OtherGroup
        | Standing::Excluded
        | Standing::NotBefore
        | Standing::NotNominated
        | Standing::NoQuota
        | Standing::OtherOccasion
        | Standing::Dismissed
        | Standing::Admitted => false,
    }
}

/// The number of places of a pool: as stated, or as a percentage comes to.
fn places(
    assessment: &Assessment<'_>,
    award: &Award,
    pooling: &Pooling,
    pool: usize,
    contenders: &Contenders,
    counted: &[usize],
) -> (Option<Sum>, Range<Places>) {
    let of = &pooling.pools[pool];
    let Quota::Share(share) = &award.quota else { return (None, Range::fixed(stated(award, of, pool))) };
    let eligible = contenders.eligible.len();
    let heads = match share.of {
        Base::All => Some(pooling.heads(pool, counted)),
        Base::Eligible => {
            let most = eligible + contenders.pending.len() + contenders.outside.len();
            Some(Range { now: eligible, fewest: eligible, most })
        }
        Base::List(list) => assessment.awards.get(list).and_then(|result| listed(assessment, list, result, of)),
    };
    match heads.map(|heads| quota::sum(share, heads)) {
        Some(sum) => {
            let places = sum.range();
            (Some(sum), places)
        }
        None => (None, Range::fixed(Places::Open)),
    }
}

fn stated(award: &Award, of: &PoolOf, pool: usize) -> Places {
    let stated = match (&award.quota, of) {
        (Quota::Together(places), _) => Some(*places),
        (Quota::PerGroup(each), PoolOf::Groups(groups)) => {
            groups.first().and_then(|group| each.get(*group).copied().flatten())
        }
        (Quota::Groups(together), _) => together.get(pool).map(|together| together.places),
        (Quota::PerValue(divided), _) => divided.values.get(pool).map(|(_, places)| *places),
        (Quota::PerUnit(places), _) => Some(*places),
        (Quota::PerGroup(_) | Quota::Share(_), _) => None,
    };
    stated.unwrap_or(Places::Number(0))
}

/// How many are on the list of an award before this one, in the same groups; `None` while its number of places is open.
fn listed(assessment: &Assessment<'_>, list: usize, result: &AwardResult, of: &PoolOf) -> Option<Range<usize>> {
    let whole = result.list?;
    let PoolOf::Groups(groups) = of else { return Some(whole) };
    let award = assessment.campaign.awards.get(list)?;
    let roll = assessment.subjects.roll(award.side)?;
    let mut range = Range::fixed(0);
    for subject in 0..roll.len() {
        let (here, perhaps) = match roll.group(subject) {
            Some(group) => (groups.contains(&group), groups.contains(&group)),
            None => (false, true),
        };
        match result.outcome(subject) {
            Outcome::Selected => {
                range.now += usize::from(here);
                range.fewest += usize::from(here);
                range.most += usize::from(perhaps);
            }
            Outcome::SelectedUncertain => {
                range.now += usize::from(here);
                range.most += usize::from(perhaps);
            }
            Outcome::TiedAtCutoff | Outcome::PendingPossible | Outcome::QuotaOpen => range.most += usize::from(perhaps),
            Outcome::BeyondQuota | Outcome::PendingImpossible | Outcome::NotEligible | Outcome::NotConsidered => {}
        }
    }
    range.most = range.most.min(whole.most);
    // Where the other award has the same pool, its places say more than its subjects: a tie is a known number of them.
    let same = result.pools.iter().find(|pool| pool.of == *of && result.passed.is_none());
    if let Some(taken) = same.and_then(|pool| pool.taken) {
        range = Range { now: taken.now, fewest: range.fewest.max(taken.fewest), most: range.most.min(taken.most) };
    }
    Some(range)
}
