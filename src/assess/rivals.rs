//! Who may still come level with somebody or ahead of it: the reason why a place is not certain.
//!
//! In: an award that has been filled. Out: for a subject of its list, those who wait for data and whose best keys reach its
//! worst. Whoever cannot is not named, so that nobody asks for figures that change nothing.

use crate::assess::Assessment;
use crate::assess::keys::{self, Codes};
use crate::assess::result::AwardResult;
use crate::vocab::outcome::Outcome;

/// Those of one award who wait for data and may still take a place.
#[derive(Debug)]
pub struct Rivals<'r> {
    result: &'r AwardResult,
    codes: Codes,
    /// In the order of ids.
    waiting: Vec<usize>,
}

impl<'r> Rivals<'r> {
    pub(super) fn new(assessment: &'r Assessment<'_>, award: usize) -> Option<Rivals<'r>> {
        let result = assessment.awards.get(award)?.in_force();
        let roll = assessment.subjects.roll(assessment.campaign.awards.get(award)?.side)?;
        let waits = |subject: &usize| result.outcome(*subject) == Outcome::PendingPossible;
        Some(Rivals { result, codes: keys::codes(assessment, award), waiting: roll.by_id().filter(waits).collect() })
    }

    /// Those who may take the place of a subject: of its own pool, or, where its place passed from another (`passed`), of
    /// any; and whoever may belong to any pool. In the order of ids; the subject itself is none of them.
    #[must_use]
    pub fn of(&self, subject: usize, passed: bool) -> Vec<usize> {
        let pool = self.result.pool_of(subject);
        let there = |rival: &usize| {
            let of = self.result.pool_of(*rival);
            passed || of.is_none() || of == pool
        };
        let others = self.waiting.iter().copied().filter(|rival| *rival != subject).filter(there);
        others.filter(|rival| self.may_reach(*rival, subject)).collect()
    }

    fn may_reach(&self, rival: usize, subject: usize) -> bool {
        let (Ok(rival), Ok(subject)) = (u32::try_from(rival), u32::try_from(subject)) else { return true };
        self.codes.best(rival) >= self.codes.worst(subject)
    }
}
