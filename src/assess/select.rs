//! Fills the pools of an award from those who are eligible, best first.
//!
//! In: for each pool who is surely eligible, who may still turn out to be, how many places there are, and the codes of
//! the ranking keys. Out: a place and an [`Outcome`] for each. A quota is never exceeded and never stretched. Subjects
//! whose shared place crosses the limit are all [`Outcome::TiedAtCutoff`]: choosing among them is the council's decision,
//! not ours.
//!
//! Two lists bound what missing figures can bring. The *least* list holds whoever is eligible, at the worst that missing
//! keys allow; the *most* list holds whoever may turn out eligible, at the best. A subject has a place for certain only
//! when it fits at its worst behind the most list into the fewest places; it can never get one when at its best the least
//! list alone fills the most places. In between, the least list in the places known so far says who is in the list now.
//! The bounds may doubt too much, never too little.

use crate::assess::passing::Passing;
use crate::assess::queue::{Level, Queue, Seat, Tie, count};
use crate::campaign::Places;
use crate::vocab::Outcome;

/// What selection says of one pool.
#[derive(Debug, Default)]
pub(super) struct Selection {
    /// The eligible in the order of the list, each with its best and its worst place.
    pub(super) ranked: Vec<(u32, [u32; 2])>,
    /// The outcome of each contender of the pool, eligible and pending.
    pub(super) outcomes: Vec<(u32, Outcome)>,
    /// The tie across the last place.
    pub(super) tie: Option<Tie>,
    /// Who got a place that other pools left unused.
    pub(super) passed: Vec<u32>,
    /// Who is level with subjects of other pools across the last of these.
    pub(super) shared: Vec<u32>,
}

impl Queue<'_> {
    /// Fills the pool; `passing` says who gets a place that other pools leave unused.
    pub(super) fn fill(&self, passing: &Passing<'_>) -> Selection {
        let mut selection = Selection { ranked: self.ranked(), ..Selection::default() };
        for level in self.levels() {
            let own = level.seat();
            let seat = passing.seat(&level, own);
            if own != Seat::In && seat == Seat::In {
                selection.passed.extend(level.members.iter());
            }
            if passing.shares(&level, own) {
                selection.shared.extend(level.members.iter());
            }
            if let Seat::Across(choose @ 1..) = seat
                && !level.floating
            {
                let certain = self.settled(level.code) && passing.settled();
                selection.tie = Some(Tie { choose: count(choose), among: count(level.members.len()), certain });
            }
            for subject in level.members.iter() {
                selection.outcomes.push((*subject, level.outcome(*subject, seat, passing)));
            }
        }
        for subject in &self.pending {
            let best = self.codes.best(*subject);
            selection.outcomes.push((*subject, self.waiting(&best, passing)));
        }
        selection
    }

    /// What is said of somebody who is not in the list now, and at best has this code.
    fn waiting(&self, best: &[i64], passing: &Passing<'_>) -> Outcome {
        let never = self.hopeless(best) && passing.hopeless(best);
        if never { Outcome::PendingImpossible } else { Outcome::PendingPossible }
    }
}

impl Level<'_, '_> {
    fn outcome(&self, subject: u32, seat: Seat, passing: &Passing<'_>) -> Outcome {
        let best = || self.queue.codes.best(subject);
        match seat {
            Seat::In if self.queue.sure(self.code) || passing.sure(self.code) => Outcome::Selected,
            Seat::In => Outcome::SelectedUncertain,
            _ if self.floating => self.queue.waiting(&best(), passing),
            _ if self.queue.places.now == Places::Open => Outcome::QuotaOpen,
            Seat::Across(_) => Outcome::TiedAtCutoff,
            Seat::Out if passing.open() => Outcome::QuotaOpen,
            Seat::Out if self.queue.hopeless(self.code) && passing.hopeless(self.code) => Outcome::BeyondQuota,
            // More places may come, or fewer of the others.
            Seat::Out => Outcome::PendingPossible,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::keys::{Codes, MISSING, NOT_APPLICABLE};
    use crate::assess::queue::Contenders;
    use crate::assess::quota::Range;
    use proptest::prelude::*;

    /// What a contender may turn out to be.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum Is {
        Eligible,
        Pending,
        Outside,
    }

    fn contenders(is: &[Is]) -> Contenders {
        let of = |wanted| (0_u32..).zip(is).filter(|(_, is)| **is == wanted).map(|(row, _)| row).collect();
        Contenders { eligible: of(Is::Eligible), pending: of(Is::Pending), outside: of(Is::Outside) }
    }

    fn fill(is: &[Is], codes: &[i64], quota: u32) -> Selection {
        fill_places(is, codes, Places::Number(quota))
    }

    fn fill_places(is: &[Is], codes: &[i64], places: Places) -> Selection {
        let codes = Codes::from_rows(1, codes.to_vec());
        let line: Vec<u32> = (0..count(is.len())).collect();
        Queue::new(&codes, contenders(is), Range::fixed(places), &line).fill(&Passing::none())
    }

    fn outcome(selection: &Selection, subject: u32) -> Option<Outcome> {
        selection.outcomes.iter().find(|(row, _)| *row == subject).map(|(_, outcome)| *outcome)
    }

    #[test]
    fn equal_subjects_share_a_place_and_a_tie_across_the_last_place_is_left_to_the_council() {
        let selection = fill(&[Is::Eligible; 5], &[90, 80, 80, 80, 70], 3);
        let places: Vec<u32> = selection.ranked.iter().map(|(_, places)| places[0]).collect();
        assert_eq!(places, [1, 2, 2, 2, 5]);
        assert_eq!(outcome(&selection, 0), Some(Outcome::Selected));
        for tied in 1..=3 {
            assert_eq!(outcome(&selection, tied), Some(Outcome::TiedAtCutoff));
        }
        assert_eq!(outcome(&selection, 4), Some(Outcome::BeyondQuota));
        assert_eq!(selection.tie, Some(Tie { choose: 2, among: 3, certain: true }));
    }

    #[test]
    fn a_tie_that_fits_is_no_tie() {
        let selection = fill(&[Is::Eligible; 4], &[90, 80, 80, 70], 3);
        assert_eq!(selection.tie, None);
        assert_eq!(outcome(&selection, 2), Some(Outcome::Selected));
    }

    #[test]
    fn a_pending_subject_makes_only_those_uncertain_whom_it_could_displace() {
        let is = [Is::Eligible, Is::Eligible, Is::Pending, Is::Eligible];
        let selection = fill(&is, &[90, 80, 85, 70], 2);
        assert_eq!(outcome(&selection, 0), Some(Outcome::Selected));
        assert_eq!(outcome(&selection, 1), Some(Outcome::SelectedUncertain));
        assert_eq!(outcome(&selection, 2), Some(Outcome::PendingPossible));
        let low = fill(&is, &[90, 80, 75, 70], 2);
        assert_eq!(outcome(&low, 1), Some(Outcome::Selected));
        assert_eq!(outcome(&low, 2), Some(Outcome::PendingImpossible));
    }

    #[test]
    fn a_missing_key_gives_a_range_of_places() {
        let selection = fill(&[Is::Eligible; 3], &[90, MISSING, 70], 1);
        assert_eq!(selection.ranked, [(0, [1, 2]), (2, [2, 3]), (1, [1, 3])]);
        assert_eq!(outcome(&selection, 0), Some(Outcome::SelectedUncertain));
        assert_eq!(outcome(&selection, 1), Some(Outcome::PendingPossible));
    }

    #[test]
    fn a_place_is_certain_where_a_missing_key_cannot_reach_it_and_open_where_it_can_come_level() {
        // For one place: 80 against a key that is missing and lies between 60 and `best`.
        let against = |best: i64| {
            let codes = Codes::from_rows(1, vec![80, MISSING]).between(1, 60, best);
            let selection = Queue::new(&codes, contenders(&[Is::Eligible; 2]), Range::fixed(Places::Number(1)), &[0, 1])
                .fill(&Passing::none());
            (outcome(&selection, 0), outcome(&selection, 1), selection.ranked)
        };
        let (first, other, places) = against(79);
        assert_eq!((first, other), (Some(Outcome::Selected), Some(Outcome::PendingImpossible)));
        assert_eq!(places, [(0, [1, 1]), (1, [2, 2])]);
        // Exactly level: a tie, which the council would break.
        let (first, other, places) = against(80);
        assert_eq!((first, other), (Some(Outcome::SelectedUncertain), Some(Outcome::PendingPossible)));
        assert_eq!(places, [(0, [1, 1]), (1, [1, 2])]);
        let (.., places) = against(81);
        assert_eq!(places, [(0, [1, 2]), (1, [1, 2])]);
    }

    #[test]
    fn a_missing_key_that_is_ahead_at_its_worst_has_its_place() {
        let fill = |worst: i64| {
            let codes = Codes::from_rows(1, vec![80, MISSING, 70, 80]).between(1, worst, 95);
            let is = [Is::Eligible; 4];
            Queue::new(&codes, contenders(&is), Range::fixed(Places::Number(2)), &[0, 1, 2, 3]).fill(&Passing::none())
        };
        let ahead = fill(81);
        assert_eq!(outcome(&ahead, 1), Some(Outcome::Selected));
        // The two at 80 are tied for the other place, whatever the missing key turns out to be.
        assert_eq!(ahead.tie, Some(Tie { choose: 1, among: 2, certain: true }));
        let level = fill(80);
        assert_eq!(outcome(&level, 1), Some(Outcome::PendingPossible));
        assert_eq!(level.tie, None);
        assert_eq!(outcome(&level, 0), Some(Outcome::SelectedUncertain));
    }

    #[test]
    fn what_does_not_apply_ranks_after_every_value() {
        let selection = fill(&[Is::Eligible; 2], &[NOT_APPLICABLE, -5], 1);
        assert_eq!(outcome(&selection, 1), Some(Outcome::Selected));
    }

    #[test]
    fn without_a_number_everyone_is_ranked_and_nobody_selected() {
        let selection = fill_places(&[Is::Eligible; 2], &[2, 1], Places::Open);
        assert!(selection.outcomes.iter().all(|(_, outcome)| *outcome == Outcome::QuotaOpen));
        let all = fill_places(&[Is::Eligible; 2], &[2, 1], Places::Unlimited);
        assert!(all.outcomes.iter().all(|(_, outcome)| *outcome == Outcome::Selected));
    }

    #[test]
    fn a_missing_key_costs_nobody_the_award_where_there_are_places_for_all() {
        let selection = fill(&[Is::Eligible; 3], &[90, MISSING, 70], 3);
        assert!(selection.outcomes.iter().all(|(_, outcome)| *outcome == Outcome::Selected));
        let unlimited = fill_places(&[Is::Eligible; 2], &[MISSING, 70], Places::Unlimited);
        assert!(unlimited.outcomes.iter().all(|(_, outcome)| *outcome == Outcome::Selected));
        // One more who is pending may come ahead of it.
        let is = [Is::Eligible, Is::Eligible, Is::Pending];
        assert_eq!(outcome(&fill(&is, &[90, MISSING, 80], 2), 1), Some(Outcome::SelectedUncertain));
    }

    /// Every way in which the missing things can turn out: who takes part after all, and with which code.
    fn completions(is: &[Is], codes: &[i64]) -> Vec<Vec<Option<i64>>> {
        let values = [NOT_APPLICABLE, 0, 1, 2, 3, 4];
        let mut all = vec![Vec::new()];
        for (is, code) in is.iter().zip(codes) {
            let known = if *code == MISSING { values.to_vec() } else { vec![*code] };
            let mut options: Vec<Option<i64>> = known.into_iter().map(Some).collect();
            if *is != Is::Eligible {
                options.push(None);
            }
            all = all
                .iter()
                .flat_map(|done: &Vec<Option<i64>>| options.iter().map(|option| [done.clone(), vec![*option]].concat()))
                .collect();
        }
        all
    }

    /// Whether the subject has a place for sure in a world where nothing is missing.
    fn has_place(world: &[Option<i64>], subject: usize, quota: usize) -> bool {
        let Some(own) = world[subject] else { return false };
        world.iter().flatten().filter(|code| **code >= own).count() <= quota
    }

    /// Whether the subject could get a place in such a world, if the council chooses it among equals.
    fn may_have_place(world: &[Option<i64>], subject: usize, quota: usize) -> bool {
        let Some(own) = world[subject] else { return false };
        world.iter().flatten().filter(|code| **code > own).count() < quota
    }

    fn case() -> impl Strategy<Value = (Vec<Is>, Vec<i64>, u32)> {
        let is = prop_oneof![3 => Just(Is::Eligible), 2 => Just(Is::Pending), 1 => Just(Is::Outside)];
        let code = prop_oneof![5 => 0_i64..4, 2 => Just(MISSING), 1 => Just(NOT_APPLICABLE)];
        proptest::collection::vec((is, code), 1..6).prop_flat_map(|contenders| {
            let (is, codes): (Vec<Is>, Vec<i64>) = contenders.into_iter().unzip();
            (Just(is), Just(codes), 0_u32..5)
        })
    }

    proptest! {
        /// The brute force over every completion of small cases.
        #[test]
        fn selected_for_certain_holds_in_every_completion((is, codes, quota) in case()) {
            let selection = fill(&is, &codes, quota);
            let worlds = completions(&is, &codes);
            let places = usize::try_from(quota).unwrap_or_default();
            for (subject, outcome) in &selection.outcomes {
                let subject = usize::try_from(*subject).unwrap_or_default();
                match outcome {
                    Outcome::Selected => prop_assert!(worlds.iter().all(|world| has_place(world, subject, places))),
                    Outcome::PendingImpossible | Outcome::BeyondQuota => {
                        prop_assert!(worlds.iter().all(|world| !may_have_place(world, subject, places)));
                    }
                    _ => {}
                }
            }
        }

        #[test]
        fn the_quota_is_never_exceeded((is, codes, quota) in case()) {
            let selection = fill(&is, &codes, quota);
            let chosen = selection.outcomes.iter()
                .filter(|(_, outcome)| matches!(outcome, Outcome::Selected | Outcome::SelectedUncertain)).count();
            let tied = selection.tie.map_or(0, |tie| usize::try_from(tie.choose).unwrap_or_default());
            prop_assert!(chosen + tied <= usize::try_from(quota).unwrap_or_default());
        }

        #[test]
        fn the_order_of_rows_decides_nothing((is, codes, quota) in case()) {
            let reversed = fill(
                &is.iter().rev().copied().collect::<Vec<_>>(),
                &codes.iter().rev().copied().collect::<Vec<_>>(),
                quota,
            );
            let selection = fill(&is, &codes, quota);
            let last = count(is.len()) - 1;
            for (subject, outcome_here) in &selection.outcomes {
                prop_assert_eq!(outcome(&reversed, last - subject), Some(*outcome_here));
            }
        }

        #[test]
        fn a_range_of_places_holds_every_place_that_the_eligible_can_take((is, codes, quota) in case()) {
            let eligible_only: Vec<Is> = is.iter().map(|_| Is::Eligible).collect();
            let selection = fill(&eligible_only, &codes, quota);
            for world in completions(&eligible_only, &codes) {
                for (subject, [best, worst]) in &selection.ranked {
                    let own = world[usize::try_from(*subject).unwrap_or_default()];
                    let place = count(world.iter().filter(|code| **code > own).count()) + 1;
                    prop_assert!((*best..=*worst).contains(&place), "{place} not in {best}..={worst}");
                }
            }
        }
    }
}
