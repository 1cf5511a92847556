//! Whether the list of an award keeps a floor (at least such a share of direct workers) or a cap (at most such a share of
//! leaders). It is reported, never forced: the list is not changed.
//!
//! Everybody counts as what is known of it: in the list for certain or not, level across the last place, or waiting; and
//! the condition holds, does not hold, or cannot be judged. What must come out in every case is said; the rest is open.

use crate::assess::Assessment;
use crate::assess::condition::Judged;
use crate::assess::result::AwardResult;
use crate::assess::watched::{Bound, Holding, Kept, Watched};
use crate::campaign::{Award, Proportion};
use crate::vocab::{Number, Outcome};

/// What the list of an award makes of its floor and its cap.
pub(super) fn watch(assessment: &Assessment<'_>, award: &Award, result: &AwardResult) -> Vec<Watched> {
    let bounds = [(Bound::Floor, &award.floor), (Bound::Cap, &award.cap)];
    let declared = bounds.into_iter().filter_map(|(bound, proportion)| Some((bound, proportion.as_ref()?)));
    declared.map(|(bound, proportion)| watched(assessment, award, result, bound, proportion)).collect()
}

fn watched(
    assessment: &Assessment<'_>,
    award: &Award,
    result: &AwardResult,
    bound: Bound,
    proportion: &Proportion,
) -> Watched {
    let judged = Judged::new(assessment, award.side, &proportion.of);
    let none = Holding::default();
    let [mut certain, mut uncertain, mut tied, mut waiting] = [none; 4];
    for (subject, verdict) in judged.verdicts().iter().copied().enumerate() {
        match result.outcome(subject) {
            Outcome::Selected => certain.add(verdict),
            Outcome::SelectedUncertain => uncertain.add(verdict),
            Outcome::TiedAtCutoff => tied.add(verdict),
            Outcome::PendingPossible | Outcome::QuotaOpen => waiting.add(verdict),
            Outcome::BeyondQuota | Outcome::PendingImpossible | Outcome::NotEligible | Outcome::NotConsidered => {}
        }
    }
    let sure = Share { bound, share: &proportion.share };
    let now = certain.with(uncertain);
    let choose = chosen_in_ties(result);
    let list = result.list;
    Watched {
        bound,
        share: proportion.share.clone(),
        certain,
        uncertain,
        tied,
        waiting,
        list,
        stands: sure.kept(now, tied, choose, choose),
        condition: judged.explain(assessment, award.side, &proportion.of, 0).filter(|_| assessment.count(award.side) > 0),
        kept: list.map_or(Kept::Open, |list| {
            let more = |size: usize| size.saturating_sub(certain.all());
            sure.kept(certain, uncertain.with(tied).with(waiting), more(list.fewest), more(list.most))
        }),
    }
}

/// How many of those tied get a place.
fn chosen_in_ties(result: &AwardResult) -> usize {
    result.ties().map(|tie| usize::try_from(tie.choose).unwrap_or(usize::MAX)).sum()
}

/// A bound at work.
struct Share<'s> {
    bound: Bound,
    share: &'s Number,
}

impl Share<'_> {
    /// Whether a list of all `within` and between `fewest` and `most` of `others` keeps the bound.
    fn kept(&self, within: Holding, others: Holding, fewest: usize, most: usize) -> Kept {
        let most = most.min(others.all());
        let fewest = fewest.min(most);
        // At its lowest those come for whom it does not hold; at its highest those for whom it may hold.
        let against = (others.no + others.unknown).clamp(fewest, most);
        let perhaps = (others.yes + others.unknown).clamp(fewest, most);
        let lowest =
            |more: usize| self.over(within.yes + more.saturating_sub(others.no + others.unknown), within.all() + more);
        let highest = |more: usize| {
            self.over(within.yes + within.unknown + more.min(others.yes + others.unknown), within.all() + more)
        };
        // Between its ends the distance turns once.
        let ends = |turn: usize| [fewest, turn, most];
        let least = ends(against).into_iter().map(lowest).min().unwrap_or(Number::ZERO);
        let greatest = ends(perhaps).into_iter().map(highest).max().unwrap_or(Number::ZERO);
        match self.bound {
            Bound::Floor if !least.is_negative() => Kept::Yes,
            Bound::Floor if greatest.is_negative() => Kept::No,
            Bound::Cap if greatest <= Number::ZERO => Kept::Yes,
            Bound::Cap if least > Number::ZERO => Kept::No,
            Bound::Floor | Bound::Cap => Kept::Open,
        }
    }

    /// How far so many of so many lie over the share; negative below it.
    fn over(&self, holding: usize, of: usize) -> Number {
        let number = |count: usize| Number::from(i64::try_from(count).unwrap_or(i64::MAX));
        number(holding).minus(&self.share.times(&number(of)))
    }
}
