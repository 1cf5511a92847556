//! The quota groups of an award as sheets and the terminal tell them: their names, their sums, and what came out.

use std::collections::BTreeSet;

use super::context::{Context, index};
use super::watched;
use crate::assess::{AwardResult, Pool, PoolOf, Rivals, Sum, Tie};
use crate::campaign::{Base, Places, Quota};
use crate::report::sheet::Cell;
use crate::text;
use crate::text::sheet::{SumOf, SumWords};
use crate::vocab::{Kind, Outcome, Side};

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

    /// Those who may still be chosen and are in no pool, because what says in which is not known: they threaten every one.
    /// What is not known, and how many they are.
    pub(super) fn outside(self, award: usize) -> Option<(&'static str, usize)> {
        let (of, result) = (&self.campaign().awards[award], self.assessment.awards[award].in_force());
        let inside: BTreeSet<usize> =
            result.pools.iter().flat_map(|pool| pool.ranked.iter().chain(&pool.pending)).map(|row| index(*row)).collect();
        let waits = |subject: &usize| result.outcome(*subject) == Outcome::PendingPossible && !inside.contains(subject);
        let number = (0..self.assessment.count(of.side)).filter(waits).count();
        let what = match (&of.quota, of.side) {
            (Quota::PerValue(_), _) => self.words.told.unknown_pool,
            (_, Side::Units) => self.words.common.unknown_group,
            (_, Side::Persons) => self.words.common.unknown_unit,
        };
        (number > 0).then_some((what, number))
    }

    /// The tie that a subject across the last place is part of: that of its pool, else the one between pools.
    pub(super) fn tie(self, award: usize, pool: &Pool) -> Option<Tie> {
        let passed = self.assessment.awards[award].in_force().passed.as_ref();
        pool.tie.or_else(|| passed.and_then(|passed| passed.tie))
    }

    /// An outcome in words; in a ranking without places nobody waits for a number.
    pub(super) fn outcome(self, award: usize, outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::QuotaOpen if self.campaign().awards[award].ranks_only => text::outcome::ranked(self.lang),
            outcome => text::outcome::outcome(self.lang, outcome),
        }
    }

    /// The number of places in words: `4`, `không hạn chế`, `chờ hướng dẫn`.
    pub(super) fn places_of(self, award: usize, pool: &Pool) -> String {
        match pool.places {
            _ if self.campaign().awards[award].ranks_only => self.words.overview.ranks_only.to_owned(),
            Places::Number(number) => self.count(index(number)),
            Places::Unlimited => self.words.overview.unlimited.to_owned(),
            Places::Open => self.words.overview.open.to_owned(),
        }
    }

    /// The number of places with the sum that it comes from: `20 % × 21 = 4,2 → 4 (làm tròn xuống)`.
    pub(super) fn quota(self, award: usize, pool: &Pool) -> String {
        pool.sum.as_ref().map_or_else(|| self.places_of(award, pool), |sum| self.sum(sum))
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

    /// How many are eligible without a place: beyond the number of places, or because there is none yet.
    pub(super) fn beyond(self, beyond: usize, open: usize) -> Cell<'static> {
        let without = || (self.words.overview.without_number)(open);
        match (beyond, open) {
            (beyond, 0) => Cell::whole(beyond),
            (0, _) => Cell::text(without()),
            (beyond, _) => Cell::text(format!("{}; {}", self.count(beyond), without())),
        }
    }

    /// A tie in words, and whether it may still vanish.
    pub(super) fn tie_told(self, tie: Tie) -> String {
        text::outcome::tie(self.lang, tie.choose, tie.among, tie.certain)
    }

    /// Why somebody in the list is not certain: who may take its place, or that the number of places is not.
    pub(super) fn doubt(self, award: usize, subject: usize, rivals: &Rivals<'_>) -> String {
        let passed = watched::has_passed_place(self, award, subject);
        match self.named(award, &rivals.of(subject, passed)) {
            None => self.words.list.uncertain_number.to_owned(),
            Some((waiting, who)) if passed => (self.words.list.uncertain_passed)(waiting, &who),
            Some((waiting, who)) => (self.words.list.uncertain)(waiting, &who),
        }
    }

    /// Why a tie that somebody is part of may still vanish.
    pub(super) fn doubt_of_tie(self, award: usize, subject: usize, rivals: &Rivals<'_>) -> String {
        match self.named(award, &rivals.of(subject, false)) {
            None => self.words.list.uncertain_number.to_owned(),
            Some((waiting, who)) => (self.words.list.uncertain_tie)(waiting, &who),
        }
    }

    /// How many, and the names of the first few; `None` for nobody.
    pub(super) fn named(self, award: usize, subjects: &[usize]) -> Option<(usize, String)> {
        const NAMED: usize = 5;
        let roll = self.roll(self.campaign().awards[award].side)?;
        let mut names: Vec<String> = subjects.iter().take(NAMED).map(|subject| roll.name(*subject).to_owned()).collect();
        if subjects.len() > NAMED {
            names.push((self.words.common.and_more)(subjects.len() - NAMED));
        }
        (!subjects.is_empty()).then(|| (subjects.len(), names.join(", ")))
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
