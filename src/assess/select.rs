//! Fills one pool of an award from those who are eligible, best first.
//!
//! In: who is surely eligible, who may still turn out to be, and the codes of their ranking keys. Out: a place and an
//! [`Outcome`] for each. A quota is never exceeded and never stretched. Subjects whose shared place crosses the limit are
//! all [`Outcome::TiedAtCutoff`]: choosing among them is the council's decision, not ours. A selected subject is certain
//! only when it stays selected however well those with missing figures turn out; the bound may doubt too much, never too
//! little.

use std::cmp::Ordering;

use crate::assess::keys::{BEST, Codes, MISSING, NOT_APPLICABLE};
use crate::campaign::Places;
use crate::vocab::Outcome;

/// Who takes part in a pool, each by its row in the roll.
#[derive(Debug, Default)]
pub(super) struct Contenders {
    /// Surely eligible.
    pub(super) eligible: Vec<u32>,
    /// A figure is missing that could still decide, or an award above is not settled.
    pub(super) pending: Vec<u32>,
    /// Not in the pool as far as is known, but perhaps: the group is not known.
    pub(super) outside: Vec<u32>,
}

/// A tie across the last place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tie {
    /// How many of those tied get a place.
    pub choose: u32,
    /// How many are tied.
    pub among: u32,
}

/// What selection says.
#[derive(Debug, Default)]
pub(super) struct Selection {
    /// The eligible in the order of the list, each with its best and its worst place.
    pub(super) ranked: Vec<(u32, [u32; 2])>,
    /// The outcome of each contender of the pool, eligible and pending.
    pub(super) outcomes: Vec<(u32, Outcome)>,
    /// The tie across the last place.
    pub(super) tie: Option<Tie>,
}

/// Fills `places`; `most` is the greatest number of places that missing figures can still bring about.
///
/// `line` gives the order in which subjects with one place are listed.
pub(super) fn select(codes: &Codes, contenders: &Contenders, places: Places, most: Places, line: &[u32]) -> Selection {
    let (mut definite, mut floating): (Vec<u32>, Vec<u32>) =
        contenders.eligible.iter().partition(|subject| codes.known(**subject));
    let in_line = |subject: &u32| line.get(usize::try_from(*subject).unwrap_or(usize::MAX)).copied();
    // The place in line settles the order of lines only; places are shared among equal codes.
    definite.sort_unstable_by(|a, b| codes.of(*b).cmp(codes.of(*a)).then_with(|| in_line(a).cmp(&in_line(b))));
    floating.sort_unstable_by_key(in_line);
    let threats = Threats::new(codes, &floating, contenders);
    let mut selection = Selection::default();
    let mut ahead = 0;
    for level in definite.chunk_by(|a, b| codes.of(*a) == codes.of(*b)) {
        selection.fill(codes.of(level[0]), level, ahead, places, &threats);
        ahead += level.len();
    }
    for subject in &floating {
        let [best, worst] = [extreme(codes.of(*subject), BEST), extreme(codes.of(*subject), NOT_APPLICABLE)];
        let surely = definite.partition_point(|other| codes.of(*other) > best.as_slice());
        let perhaps = definite.partition_point(|other| codes.of(*other) > worst.as_slice());
        let others = threats.floating_above(&worst).saturating_sub(1);
        selection.ranked.push((*subject, [place(surely), place(perhaps + others)]));
    }
    let open = |subject: &u32| {
        let best = extreme(codes.of(*subject), BEST);
        let surely_ahead = definite.partition_point(|other| codes.of(*other) > best.as_slice());
        possible(surely_ahead, most)
    };
    let waiting = floating.iter().chain(&contenders.pending);
    selection.outcomes.extend(waiting.map(|subject| (*subject, open(subject))));
    selection
}

impl Selection {
    /// Gives a level of equal subjects their shared place and outcome.
    fn fill(&mut self, code: &[i64], level: &[u32], ahead: usize, places: Places, threats: &Threats) {
        let outcome = match places {
            Places::Open => Outcome::QuotaOpen,
            Places::Unlimited => Outcome::Selected,
            Places::Number(number) => {
                let number = usize::try_from(number).unwrap_or(usize::MAX);
                if ahead >= number {
                    Outcome::BeyondQuota
                } else if ahead + level.len() > number {
                    self.tie = Some(Tie { choose: count(number - ahead), among: count(level.len()) });
                    Outcome::TiedAtCutoff
                } else if ahead + level.len() + threats.at_or_above(code) > number {
                    Outcome::SelectedUncertain
                } else {
                    Outcome::Selected
                }
            }
        };
        let worst = place(ahead + threats.floating_above(code));
        for subject in level {
            self.ranked.push((*subject, [place(ahead), worst]));
            self.outcomes.push((*subject, outcome));
        }
    }
}

fn possible(surely_ahead: usize, most: Places) -> Outcome {
    match most {
        Places::Number(number) if surely_ahead >= usize::try_from(number).unwrap_or(usize::MAX) => {
            Outcome::PendingImpossible
        }
        _ => Outcome::PendingPossible,
    }
}

/// Codes with every missing one replaced by an extreme.
fn extreme(codes: &[i64], instead: i64) -> Vec<i64> {
    codes.iter().map(|code| if *code == MISSING { instead } else { *code }).collect()
}

fn place(ahead: usize) -> u32 {
    count(ahead).saturating_add(1)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// How well those with missing figures can turn out, best first.
struct Threats {
    all: Vec<Vec<i64>>,
    floating: Vec<Vec<i64>>,
}

impl Threats {
    fn new(codes: &Codes, floating: &[u32], contenders: &Contenders) -> Threats {
        let at_best = |subjects: &mut dyn Iterator<Item = &u32>| {
            let mut best: Vec<Vec<i64>> = subjects.map(|subject| extreme(codes.of(*subject), BEST)).collect();
            best.sort_unstable_by(|a, b| b.cmp(a));
            best
        };
        let all = at_best(&mut floating.iter().chain(&contenders.pending).chain(&contenders.outside));
        Threats { all, floating: at_best(&mut floating.iter()) }
    }

    fn at_or_above(&self, code: &[i64]) -> usize {
        self.all.partition_point(|best| best.as_slice().cmp(code) != Ordering::Less)
    }

    /// Eligible subjects with a missing key that could stand strictly above the code.
    fn floating_above(&self, code: &[i64]) -> usize {
        self.floating.partition_point(|best| best.as_slice() > code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
        let codes = Codes::from_rows(1, codes.to_vec());
        let line: Vec<u32> = (0..count(is.len())).collect();
        let places = Places::Number(quota);
        select(&codes, &contenders(is), places, places, &line)
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
        assert_eq!(selection.tie, Some(Tie { choose: 2, among: 3 }));
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
    fn what_does_not_apply_ranks_after_every_value() {
        let selection = fill(&[Is::Eligible; 2], &[NOT_APPLICABLE, -5], 1);
        assert_eq!(outcome(&selection, 1), Some(Outcome::Selected));
    }

    #[test]
    fn without_a_number_everyone_is_ranked_and_nobody_selected() {
        let codes = Codes::from_rows(1, vec![2, 1]);
        let selection = select(&codes, &contenders(&[Is::Eligible; 2]), Places::Open, Places::Open, &[0, 1]);
        assert!(selection.outcomes.iter().all(|(_, outcome)| *outcome == Outcome::QuotaOpen));
        let all = select(&codes, &contenders(&[Is::Eligible; 2]), Places::Unlimited, Places::Unlimited, &[0, 1]);
        assert!(all.outcomes.iter().all(|(_, outcome)| *outcome == Outcome::Selected));
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
