//! Places that pools leave unused and that pass to the best remaining of all pools.
//!
//! Every pool fills its own places first. Whoever it has no place for remains; what it has no eligible subject for is left
//! over. The places left over by all pools together go to the remaining of all pools, best keys first; equal ones across
//! the last of them are left to the council. A council that chooses in a tie of one pool leaves the others of that tie
//! among the remaining: as all of them are equal, how many remain at each level does not depend on whom it chooses. So the
//! places that pass need only be counted: a subject gets one when no more remain at or above its keys than places are
//! left over.
//!
//! A pool without a limit neither leaves nor takes places. While the number of one pool is open nothing passes.

use crate::assess::keys::Code;
use crate::assess::queue::{self, Level, Queue, Seat, Tie, count, seat};
use crate::assess::quota::Range;
use crate::campaign::Places;

/// What passes between the pools of one award.
pub(super) enum Passing<'c> {
    /// Nothing passes: places left over stay empty.
    None,
    /// The number of places of some pool is not known yet, and so neither is what it leaves over.
    Open,
    /// Places pass.
    Between(Remaining<'c>),
}

/// Whom their own pools have no place for, over all pools, best first.
pub(super) struct Remaining<'c> {
    /// The eligible as far as is known, at their worst.
    now: Vec<Left<'c>>,
    /// Those who surely remain, at their worst.
    least: Vec<Code<'c>>,
    /// Those who may remain, at their best.
    most: Vec<Code<'c>>,
    /// How many places are left over.
    unused: Range<usize>,
    /// Whether nothing is missing in any pool.
    complete: bool,
}

/// Somebody whom a pool has no place for.
struct Left<'c> {
    code: Code<'c>,
    /// Whether a key is missing, so that the code is only the worst that it can be.
    floating: bool,
    pool: usize,
}

/// How places passed, for the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passed {
    /// How many places the pools leave over: now, at least and at most; open while the number of one pool is.
    pub places: Range<Places>,
    /// Who got one of them for now, best first.
    pub subjects: Vec<u32>,
    /// The tie across the last of them between subjects of several pools. A tie within one pool is that pool's own.
    pub tie: Option<Tie>,
    /// Who is part of that tie, in the order of the rows.
    pub tied: Vec<u32>,
}

impl<'c> Passing<'c> {
    /// Nothing passes.
    pub(super) fn none() -> Passing<'c> {
        Passing::None
    }

    /// Gathers what the pools leave over and whom they have no place for.
    pub(super) fn between(queues: &[Queue<'c>]) -> Passing<'c> {
        if queues.iter().any(|queue| queue.places.now == Places::Open) {
            return Passing::Open;
        }
        let complete = queues.iter().all(Queue::complete);
        let mut remaining =
            Remaining { now: Vec::new(), least: Vec::new(), most: Vec::new(), unused: Range::fixed(0), complete };
        for (pool, queue) in queues.iter().enumerate() {
            let limits = queue.places.map(queue::number);
            let (Some(now), Some(fewest), Some(most)) = (limits.now, limits.fewest, limits.most) else { continue };
            let eligible = queue.eligible();
            let unused = Range {
                now: now.saturating_sub(eligible.now),
                fewest: fewest.saturating_sub(eligible.most),
                most: most.saturating_sub(eligible.fewest),
            };
            remaining.unused = remaining.unused.with(unused, |a, b| a + b);
            let left = |(code, floating)| Left { code, floating, pool };
            remaining.now.extend(queue.least_beyond(now).into_iter().map(left));
            remaining.least.extend(queue.least_beyond(most).into_iter().map(|(code, _)| code));
            remaining.most.extend(queue.most_beyond(fewest));
        }
        remaining.now.sort_by(|a, b| b.code.cmp(&a.code).then(a.floating.cmp(&b.floating)));
        remaining.least.sort_unstable_by(|a, b| b.cmp(a));
        remaining.most.sort_unstable_by(|a, b| b.cmp(a));
        Passing::Between(remaining)
    }

    /// Whether it is not known yet what passes.
    pub(super) fn open(&self) -> bool {
        matches!(self, Passing::Open)
    }

    /// Where a level stands once places have passed; within its own pool it stands at `own`.
    pub(super) fn seat(&self, level: &Level<'_, '_>, own: Seat) -> Seat {
        let Passing::Between(remaining) = self else { return own };
        let chosen = match own {
            Seat::In => return own,
            Seat::Across(choose) => choose,
            Seat::Out => 0,
        };
        let (ahead, together) = remaining.around(level.code, level.floating);
        match seat(ahead, together, remaining.unused.now) {
            Seat::Out => own,
            Seat::In => Seat::In,
            // Only this pool has anybody there: the council chooses once, for its own places and those that pass.
            Seat::Across(more) if together == level.len() - chosen => Seat::Across(chosen + more),
            Seat::Across(_) => Seat::Across(chosen),
        }
    }

    /// Whether a level stands across the last place that passes together with subjects of other pools.
    pub(super) fn shares(&self, level: &Level<'_, '_>, own: Seat) -> bool {
        let Passing::Between(remaining) = self else { return false };
        let chosen = match own {
            Seat::In => return false,
            Seat::Across(choose) => choose,
            Seat::Out => 0,
        };
        let (ahead, together) = remaining.around(level.code, level.floating);
        let across = matches!(seat(ahead, together, remaining.unused.now), Seat::Across(_));
        across && !level.floating && together != level.len() - chosen
    }

    /// Whether whoever remains at this code, and not better, gets a place that passes for certain.
    pub(super) fn sure(&self, code: &[i64]) -> bool {
        match self {
            Passing::Between(remaining) => {
                let behind = remaining.most.partition_point(|other| other.as_ref() >= code);
                behind <= remaining.unused.fewest
            }
            Passing::None | Passing::Open => false,
        }
    }

    /// Whether no place that passes can reach anybody at this code or below.
    pub(super) fn hopeless(&self, code: &[i64]) -> bool {
        match self {
            Passing::None => true,
            Passing::Open => false,
            Passing::Between(remaining) => {
                remaining.least.partition_point(|other| other.as_ref() > code) >= remaining.unused.most
            }
        }
    }

    /// Whether what passes is the same however missing figures turn out.
    pub(super) fn settled(&self) -> bool {
        match self {
            Passing::None => true,
            Passing::Open => false,
            Passing::Between(remaining) => remaining.complete,
        }
    }

    /// The record of what passed, to whom, and who is tied between pools.
    pub(super) fn record(&self, subjects: Vec<u32>, tied: Vec<u32>) -> Option<Passed> {
        match self {
            Passing::None => None,
            Passing::Open => Some(Passed { places: Range::fixed(Places::Open), subjects, tie: None, tied }),
            Passing::Between(remaining) => {
                let places = remaining.unused.map(|unused| Places::Number(count(unused)));
                Some(Passed { places, subjects, tie: remaining.tie(), tied })
            }
        }
    }
}

impl Remaining<'_> {
    /// How many remain ahead of a level and how many on it, as far as is known.
    fn around(&self, code: &[i64], floating: bool) -> (usize, usize) {
        let order = |left: &Left<'_>| code.cmp(left.code.as_ref()).then(left.floating.cmp(&floating));
        let ahead = self.now.partition_point(|left| order(left).is_lt());
        (ahead, self.now.partition_point(|left| order(left).is_le()) - ahead)
    }

    /// The tie across the last place that passes, when subjects of several pools stand there.
    fn tie(&self) -> Option<Tie> {
        let places = self.unused.now;
        let last = self.now.get(places.checked_sub(1)?)?;
        let (ahead, together) = self.around(&last.code, last.floating);
        let level = self.now.get(ahead..ahead + together)?;
        let several = level.iter().any(|left| left.pool != last.pool);
        (several && !last.floating && ahead + together > places).then(|| Tie {
            choose: count(places - ahead),
            among: count(together),
            certain: self.complete,
        })
    }
}
