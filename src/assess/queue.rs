//! One pool ready to be filled: who stands in line, with the two lists that bound what missing figures can bring.
//!
//! The *least* list holds whoever is eligible, at the worst that missing keys allow; the *most* list holds whoever may turn
//! out eligible, at the best. Both are best first.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::assess::keys::{Code, Codes};
use crate::assess::quota::Range;
use crate::campaign::Places;

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
    /// Whether the same subjects are tied for as many places however missing figures turn out. If not, somebody who waits
    /// may take the place, and the council would choose too early. May doubt too much, never too little.
    pub certain: bool,
}

/// One pool ready to be filled.
pub(super) struct Queue<'c> {
    pub(super) codes: &'c Codes,
    /// Eligible with every key known, best first.
    pub(super) definite: Vec<u32>,
    /// Eligible with a key missing.
    pub(super) floating: Vec<u32>,
    /// The floating at their worst, best first.
    pub(super) sunk: Vec<(Code<'c>, u32)>,
    /// Everyone but the definite who may take a place, at their best, best first.
    pub(super) threats: Vec<Code<'c>>,
    pub(super) pending: Vec<u32>,
    pub(super) outside: usize,
    pub(super) places: Range<Places>,
}

/// Equal subjects of a pool, with how many are surely ahead of them.
pub(super) struct Level<'q, 'c> {
    pub(super) code: &'q [i64],
    /// Whether a key is missing, so that they are equal at their worst only and no tie can be decided.
    pub(super) floating: bool,
    pub(super) members: Cow<'q, [u32]>,
    pub(super) ahead: usize,
    pub(super) queue: &'q Queue<'c>,
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
        let mut sunk: Vec<(Code<'c>, u32)> = floating.iter().map(|subject| (codes.worst(*subject), *subject)).collect();
        // A stable sort: the floating stand in line already.
        sunk.sort_by(|a, b| b.0.cmp(&a.0));
        let may_come = floating.iter().chain(&pending).chain(&contenders.outside);
        let mut threats: Vec<Code<'c>> = may_come.map(|subject| codes.best(*subject)).collect();
        threats.sort_unstable_by(|a, b| b.cmp(a));
        let outside = contenders.outside.len();
        Queue { codes, definite, floating, sunk, threats, pending, outside, places }
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

    pub(super) fn definite_where(&self, ahead: impl Fn(&[i64]) -> bool) -> usize {
        self.definite.partition_point(|subject| ahead(self.codes.of(*subject)))
    }

    /// How many are ahead of a code whatever the missing figures turn out to be.
    pub(super) fn surely_above(&self, code: &[i64]) -> usize {
        self.definite_where(|other| other > code) + self.sunk.partition_point(|(other, _)| other.as_ref() > code)
    }

    /// How many may turn out level with a code or ahead of it.
    pub(super) fn perhaps_at_or_above(&self, code: &[i64]) -> usize {
        let level = |other: &[i64]| other.cmp(code) != Ordering::Less;
        self.definite_where(level) + self.threats.partition_point(|other| level(other))
    }

    /// Whether whoever is eligible at this code, and not better, has a place for certain by the pool's own quota.
    pub(super) fn sure(&self, code: &[i64]) -> bool {
        match self.places.fewest {
            Places::Open => false,
            Places::Unlimited => true,
            Places::Number(fewest) => self.perhaps_at_or_above(code) <= index(fewest),
        }
    }

    /// Whether nobody at this code or below can get a place by the pool's own quota.
    pub(super) fn hopeless(&self, code: &[i64]) -> bool {
        number(self.places.most).is_some_and(|most| self.places.most != Places::Open && self.surely_above(code) >= most)
    }

    /// Whether nobody can come level with a code or ahead of it who is not ahead anyway, nor the number of places change.
    pub(super) fn settled(&self, code: &[i64]) -> bool {
        let perhaps = self.threats.partition_point(|other| other.as_ref() >= code);
        let surely = self.sunk.partition_point(|(other, _)| other.as_ref() > code);
        perhaps == surely && self.places.fewest == self.places.most
    }

    /// Whether nothing is missing at all.
    pub(super) fn complete(&self) -> bool {
        self.threats.is_empty() && self.places.fewest == self.places.most
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
    pub(super) fn levels(&self) -> Vec<Level<'_, 'c>> {
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

    /// Everyone eligible with the best and the worst place; those with a key missing come last. Whoever may still turn out
    /// eligible is counted in the worst.
    pub(super) fn ranked(&self) -> Vec<(u32, [u32; 2])> {
        let above = |code: &[i64]| {
            let others = self.threats.partition_point(|other| other.as_ref() > code);
            self.definite_where(|other| other > code) + others
        };
        let definite = self.definite.iter().map(|subject| {
            let code = self.codes.of(*subject);
            (*subject, [place(self.surely_above(code)), place(above(code))])
        });
        let floating = self.floating.iter().map(|subject| {
            let [best, worst] = [self.codes.best(*subject), self.codes.worst(*subject)];
            // Its own best may stand above its own worst.
            let own = usize::from(best > worst);
            (*subject, [place(self.surely_above(&best)), place(above(&worst).saturating_sub(own))])
        });
        definite.chain(floating).collect()
    }
}

impl Level<'_, '_> {
    pub(super) fn len(&self) -> usize {
        self.members.len()
    }

    /// Where the level stands by the pool's own places.
    pub(super) fn seat(&self) -> Seat {
        match self.queue.places.now {
            Places::Open => Seat::Out,
            Places::Unlimited => Seat::In,
            Places::Number(places) => seat(self.ahead, self.members.len(), index(places)),
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
