//! The quota groups of an award as sheets and the terminal tell them: their names, their sums, and what came out.

use super::context::{Context, index};
use crate::assess::{AwardResult, Pool, PoolOf, Sum, Tie};
use crate::campaign::{Base, Places};
use crate::text;
use crate::text::sheet::{SumOf, SumWords};
use crate::vocab::outcome::Standing;
use crate::vocab::{Kind, Outcome};

/// How many subjects of a pool came out in each way.
#[derive(Default)]
pub(super) struct Counts {
    pub(super) selected: usize,
    pub(super) uncertain: usize,
    pub(super) tied: usize,
    pub(super) beyond: usize,
    pub(super) open: usize,
    pub(super) possible: usize,
    pub(super) impossible: usize,
}

pub(super) fn counts(result: &AwardResult, pool: &Pool) -> Counts {
    let mut counts = Counts::default();
    for subject in pool.ranked.iter().chain(&pool.pending) {
        match result.outcome(index(*subject)) {
            Outcome::Selected => counts.selected += 1,
            Outcome::SelectedUncertain => counts.uncertain += 1,
            Outcome::TiedAtCutoff => counts.tied += 1,
            Outcome::BeyondQuota => counts.beyond += 1,
            Outcome::QuotaOpen => counts.open += 1,
            Outcome::PendingPossible => counts.possible += 1,
            Outcome::PendingImpossible => counts.impossible += 1,
            Outcome::NotEligible | Outcome::NotConsidered => {}
        }
    }
    counts
}

impl<'a> Context<'a> {
    /// The name of a pool, its groups or the value that it stands for; empty where the campaign has no groups.
    pub(super) fn pool(self, award: usize, pool: &Pool) -> String {
        match pool.of {
            PoolOf::All if self.campaign().grouped => self.words.common.everyone.to_owned(),
            PoolOf::All => String::new(),
            PoolOf::Groups(_) | PoolOf::Value(_) | PoolOf::Unit(_) => {
                pool.names(self.campaign(), self.assessment.subjects, &self.campaign().awards[award]).join(", ")
            }
        }
    }

    /// The tie that a subject across the last place is part of: that of its pool, else the one between pools.
    pub(super) fn tie(self, award: usize, pool: &Pool) -> Option<Tie> {
        let passed = self.assessment.awards[award].in_force().passed.as_ref();
        pool.tie.or_else(|| passed.and_then(|passed| passed.tie))
    }

    /// The number of places in words: `4`, `không hạn chế`, `chờ hướng dẫn`.
    pub(super) fn places_of(self, pool: &Pool) -> String {
        match pool.places {
            Places::Number(number) => self.count(index(number)),
            Places::Unlimited => self.words.overview.unlimited.to_owned(),
            Places::Open => self.words.overview.open.to_owned(),
        }
    }

    /// The number of places with the sum that it comes from: `20 % × 21 = 4,2 → 4 (làm tròn xuống)`.
    pub(super) fn quota(self, pool: &Pool) -> String {
        pool.sum.as_ref().map_or_else(|| self.places_of(pool), |sum| self.sum(sum))
    }

    pub(super) fn sum(self, sum: &Sum) -> String {
        let number = |number, kind| text::number::value(self.lang, &crate::vocab::reason::Value::Number(number, kind));
        (self.words.list.sum)(&SumWords {
            share: &number(sum.share.clone(), Kind::Percent),
            count: &self.count(sum.count),
            of: match sum.of {
                Base::All => SumOf::All,
                Base::Eligible => SumOf::Eligible,
                Base::List(award) => SumOf::List(self.campaign().awards.get(award).map_or("", |award| award.title.as_str())),
            },
            may: (sum.may[0] != sum.may[1]).then(|| sum.may.map(|places| self.count(index(places)))),
            product: &number(sum.product.clone(), Kind::Number),
            rounding: (!sum.product.is_whole()).then_some(sum.rounding),
            places: &self.count(index(sum.places)),
            bounded: sum.bounded,
        })
    }

    /// The first few who wait for data and could still take a place of the pool: how many, and their ids.
    fn threats(self, award: usize, pool: &Pool, passed: bool) -> (usize, String) {
        const NAMED: usize = 5;
        let result = self.assessment.awards[award].in_force();
        let Some(roll) = self.roll(self.campaign().awards[award].side) else { return (0, String::new()) };
        let possible = |subject: &usize| result.outcome(*subject) == Outcome::PendingPossible;
        // A place that passed may be taken back by whoever waits in another pool.
        let pools = if passed { result.pools.as_slice() } else { std::slice::from_ref(pool) };
        let in_pool = pools.iter().flat_map(|pool| pool.ranked.iter().chain(&pool.pending)).map(|subject| index(*subject));
        // Whoever is in no pool for now may belong to any; and so may whoever lacks a group only, to the pool of its value.
        let own = result.pools.iter().position(|other| std::ptr::eq(other, pool));
        let apart = |subject: &usize| {
            let of = result.pool_of(*subject);
            of.is_none() || ((of == own || passed) && result.standing(*subject) == Standing::GroupUnknown)
        };
        let outside = roll.by_id().filter(apart);
        let threats: Vec<usize> = in_pool.chain(outside).filter(possible).collect();
        let mut ids: Vec<String> = threats.iter().take(NAMED).map(|subject| roll.id(*subject).to_owned()).collect();
        if threats.len() > NAMED {
            ids.push((self.words.common.and_more)(threats.len() - NAMED));
        }
        (threats.len(), ids.join(", "))
    }

    /// Why somebody in the list is not certain: who waits, or that the number of places does.
    /// `passed` tells a place that came from another pool. The answer is the same for everybody of a pool.
    pub(super) fn doubt(self, award: usize, pool: &Pool, passed: bool) -> String {
        match self.threats(award, pool, passed) {
            (0, _) => self.words.list.uncertain_number.to_owned(),
            (waiting, who) if passed => (self.words.list.uncertain_passed)(waiting, &who),
            (waiting, who) => (self.words.list.uncertain)(waiting, &who),
        }
    }

    /// `Giấy khen của Chủ tịch UBND huyện cho tập thể, Xã, thị trấn`.
    pub(super) fn award_and_pool(self, award: usize, pool: &Pool) -> String {
        let title = &self.campaign().awards[award].title;
        match self.pool(award, pool).as_str() {
            "" => title.clone(),
            group => format!("{title} ({group})"),
        }
    }
}
