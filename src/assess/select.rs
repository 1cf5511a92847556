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

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::assess::keys::{BEST, Codes, MISSING, NOT_APPLICABLE};
use crate::assess::passing::Passing;
use crate::assess::quota::Range;
use crate::campaign::Places;
use crate::vocab::Outcome;

/// The keys of one subject, as they are or at an extreme.
pub(super) type Code<'c> = Cow<'c, [i64]>;

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

/// One pool ready to be filled.
pub(super) struct Queue<'c> {
    codes: &'c Codes,
    /// Eligible with every key known, best first.
    definite: Vec<u32>,
    /// Eligible with a key missing.
    floating: Vec<u32>,
    /// The floating at their worst, best first.
    sunk: Vec<(Code<'c>, u32)>,
    /// The floating at their best, best first.
    risen: Vec<Code<'c>>,
    /// Everyone but the definite who may take a place, at their best, best first.
    threats: Vec<Code<'c>>,
    pending: Vec<u32>,
    outside: usize,
    pub(super) places: Range<Places>,
}

/// Equal subjects of a pool, with how many are surely ahead of them.
pub(super) struct Level<'q, 'c> {
    pub(super) code: &'q [i64],
    /// Whether a key is missing, so that they are equal at their worst only and no tie can be decided.
    pub(super) floating: bool,
    members: Cow<'q, [u32]>,
    ahead: usize,
    queue: &'q Queue<'c>,
}

/// Where a level stands among the places known so far.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Seat {
    /// All have a place.
    In,
    /// So many of them have one; with none they are level with subjects of other pools across the last that passes.
    Across(usize),
    /// None has.
    Out,
}

impl<'c> Queue<'c> {
    /// Prepares a pool; `line` gives the order in which subjects with one place are listed.
    pub(super) fn new(codes: &'c Codes, contenders: Contenders, places: Range<Places>, line: &[u32]) -> Queue<'c> {
        let (mut definite, mut floating): (Vec<u32>, Vec<u32>) =
            contenders.eligible.iter().partition(|subject| codes.known(**subject));
        let in_line = |subject: &u32| line.get(usize::try_from(*subject).unwrap_or(usize::MAX)).copied();
        // The place in line settles the order of lines only; places are shared among equal codes.
        definite.sort_unstable_by(|a, b| codes.of(*b).cmp(codes.of(*a)).then_with(|| in_line(a).cmp(&in_line(b))));
        floating.sort_unstable_by_key(in_line);
        let mut pending = contenders.pending;
        pending.sort_unstable_by_key(in_line);
        let mut sunk: Vec<(Code<'c>, u32)> =
            floating.iter().map(|subject| (extreme(codes.of(*subject), NOT_APPLICABLE), *subject)).collect();
        // A stable sort: the floating stand in line already.
        sunk.sort_by(|a, b| b.0.cmp(&a.0));
        let at_best = |subjects: &mut dyn Iterator<Item = &u32>| {
            let mut best: Vec<Code<'c>> = subjects.map(|subject| extreme(codes.of(*subject), BEST)).collect();
            best.sort_unstable_by(|a, b| b.cmp(a));
            best
        };
        let risen = at_best(&mut floating.iter());
        let threats = at_best(&mut floating.iter().chain(&pending).chain(&contenders.outside));
        let outside = contenders.outside.len();
        Queue { codes, definite, floating, sunk, risen, threats, pending, outside, places }
    }

    /// How many are eligible, at least and at most; the outside counted.
    pub(super) fn eligible(&self) -> Range<usize> {
        let fewest = self.definite.len() + self.floating.len();
        Range { now: fewest, fewest, most: fewest + self.pending.len() + self.outside }
    }

    /// Those whose missing figures could still decide, in line.
    pub(super) fn pending(&self) -> &[u32] {
        &self.pending
    }

    /// How many places will be taken; `None` while their number is open.
    pub(super) fn taken(&self) -> Option<Range<usize>> {
        let open = self.places.now == Places::Open;
        (!open).then(|| {
            self.places.with(self.eligible(), |places, eligible| number(places).map_or(eligible, |n| n.min(eligible)))
        })
    }

    fn definite_where(&self, ahead: impl Fn(&[i64]) -> bool) -> usize {
        self.definite.partition_point(|subject| ahead(self.codes.of(*subject)))
    }

    /// How many are ahead of a code whatever the missing figures turn out to be.
    fn surely_above(&self, code: &[i64]) -> usize {
        self.definite_where(|other| other > code) + self.sunk.partition_point(|(other, _)| other.as_ref() > code)
    }

    /// How many may turn out level with a code or ahead of it.
    fn perhaps_at_or_above(&self, code: &[i64]) -> usize {
        let level = |other: &[i64]| other.cmp(code) != Ordering::Less;
        self.definite_where(level) + self.threats.partition_point(|other| level(other))
    }

    /// Whether whoever is eligible at this code, and not better, has a place for certain by the pool's own quota.
    fn sure(&self, code: &[i64]) -> bool {
        match self.places.fewest {
            Places::Open => false,
            Places::Unlimited => true,
            Places::Number(fewest) => self.perhaps_at_or_above(code) <= index(fewest),
        }
    }

    /// Whether nobody at this code or below can get a place by the pool's own quota.
    fn hopeless(&self, code: &[i64]) -> bool {
        number(self.places.most).is_some_and(|most| self.places.most != Places::Open && self.surely_above(code) >= most)
    }

    /// The least list beyond the first so many: each code, and whether it is one with a key missing.
    pub(super) fn least_beyond(&self, places: usize) -> Vec<(Code<'c>, bool)> {
        let definite = self.definite.iter().map(|subject| (Cow::Borrowed(self.codes.of(*subject)), false));
        let mut least: Vec<(Code<'c>, bool)> =
            definite.chain(self.sunk.iter().map(|(code, _)| (code.clone(), true))).collect();
        least.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        least.split_off(places.min(least.len()))
    }

    /// The most list beyond the first so many.
    pub(super) fn most_beyond(&self, places: usize) -> Vec<Code<'c>> {
        let definite = self.definite.iter().map(|subject| Cow::Borrowed(self.codes.of(*subject)));
        let mut most: Vec<Code<'c>> = definite.chain(self.threats.iter().cloned()).collect();
        most.sort_unstable_by(|a, b| b.cmp(a));
        most.split_off(places.min(most.len()))
    }

    /// The least list, level by level, best first.
    fn levels(&self) -> Vec<Level<'_, 'c>> {
        let mut levels: Vec<Level<'_, 'c>> = Vec::new();
        for members in self.definite.chunk_by(|a, b| self.codes.of(*a) == self.codes.of(*b)) {
            let code = self.codes.of(members[0]);
            levels.push(Level { code, floating: false, members: Cow::Borrowed(members), ahead: 0, queue: self });
        }
        for members in self.sunk.chunk_by(|a, b| a.0 == b.0) {
            let subjects = members.iter().map(|(_, subject)| *subject).collect();
            levels.push(Level { code: &members[0].0, floating: true, members: Cow::Owned(subjects), ahead: 0, queue: self });
        }
        levels.sort_by(|a, b| b.code.cmp(a.code).then(a.floating.cmp(&b.floating)));
        let mut ahead = 0;
        for level in &mut levels {
            level.ahead = ahead;
            ahead += level.members.len();
        }
        levels
    }

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
                selection.tie = Some(Tie { choose: count(choose), among: count(level.members.len()) });
            }
            for subject in level.members.iter() {
                selection.outcomes.push((*subject, level.outcome(*subject, seat, passing)));
            }
        }
        for subject in &self.pending {
            let best = extreme(self.codes.of(*subject), BEST);
            selection.outcomes.push((*subject, self.waiting(&best, passing)));
        }
        selection
    }

    /// What is said of somebody who is not in the list now, and at best has this code.
    fn waiting(&self, best: &[i64], passing: &Passing<'_>) -> Outcome {
        let never = self.hopeless(best) && passing.hopeless(best);
        if never { Outcome::PendingImpossible } else { Outcome::PendingPossible }
    }

    /// Everyone eligible with the best and the worst place; those with a key missing come last.
    fn ranked(&self) -> Vec<(u32, [u32; 2])> {
        let above = |code: &[i64]| {
            let others = self.risen.partition_point(|other| other.as_ref() > code);
            self.definite_where(|other| other > code) + others
        };
        let definite = self.definite.iter().map(|subject| {
            let code = self.codes.of(*subject);
            (*subject, [place(self.surely_above(code)), place(above(code))])
        });
        let floating = self.floating.iter().map(|subject| {
            let code = self.codes.of(*subject);
            let [best, worst] = [extreme(code, BEST), extreme(code, NOT_APPLICABLE)];
            // Its own best stands above its own worst.
            (*subject, [place(self.surely_above(&best)), place(above(&worst).saturating_sub(1))])
        });
        definite.chain(floating).collect()
    }
}

impl Level<'_, '_> {
    pub(super) fn len(&self) -> usize {
        self.members.len()
    }

    /// Where the level stands by the pool's own places.
    fn seat(&self) -> Seat {
        match self.queue.places.now {
            Places::Open => Seat::Out,
            Places::Unlimited => Seat::In,
            Places::Number(places) => seat(self.ahead, self.members.len(), index(places)),
        }
    }

    fn outcome(&self, subject: u32, seat: Seat, passing: &Passing<'_>) -> Outcome {
        let best = || extreme(self.queue.codes.of(subject), BEST);
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

/// Where so many stand behind so many others.
pub(super) fn seat(ahead: usize, together: usize, places: usize) -> Seat {
    if ahead + together <= places {
        Seat::In
    } else if ahead < places {
        Seat::Across(places - ahead)
    } else {
        Seat::Out
    }
}

/// Codes with every missing one replaced by an extreme.
fn extreme(codes: &[i64], instead: i64) -> Code<'_> {
    if !codes.contains(&MISSING) {
        return Cow::Borrowed(codes);
    }
    Cow::Owned(codes.iter().map(|code| if *code == MISSING { instead } else { *code }).collect())
}

/// A limit on places; `None` where there is none. An open number gives no place yet.
pub(super) fn number(places: Places) -> Option<usize> {
    match places {
        Places::Number(number) => Some(index(number)),
        Places::Unlimited => None,
        Places::Open => Some(0),
    }
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn place(ahead: usize) -> u32 {
    count(ahead).saturating_add(1)
}

pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
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
