//! The council's choice in a tie between pools, across the last of the places that passed.
//!
//! Each pool in the tie may have places of its own for some of its members; the places that passed are for the others,
//! whatever their pool. A choice is possible when every pool still gets its own places filled by its own members.

use crate::assess::council::in_tie;
use crate::assess::queue::{Tie, count};
use crate::assess::result::AwardResult;
use crate::vocab::Outcome;

/// The part of one pool in the tie.
struct Part {
    pool: usize,
    /// How many of its members are tied, and how many of the pool's own places are for them.
    tied: usize,
    own: usize,
    chosen: usize,
}

impl AwardResult {
    /// Whether a subject is level with subjects of other pools across the last place that passes.
    pub(super) fn tied_between(&self, subject: usize) -> bool {
        let tied = self.passed.as_ref().map_or([].as_slice(), |passed| passed.tied.as_slice());
        tied.iter().any(|row| usize::try_from(*row) == Ok(subject))
    }

    /// Enters those chosen in the tie between pools. When the places do not suffice for the choice nothing is entered, and
    /// how many there are comes back.
    pub(super) fn choose_between(&mut self, chosen: &[usize]) -> Option<u32> {
        let tie = self.passed.as_ref()?.tie?;
        let mut parts = self.parts(chosen);
        let passing = usize::try_from(tie.choose).unwrap_or(usize::MAX);
        let places = passing + parts.iter().map(|part| part.own).sum::<usize>();
        if parts.iter().map(|part| part.own.max(part.chosen)).sum::<usize>() > places {
            return Some(count(places));
        }
        chosen.iter().for_each(|subject| self.settle(*subject, in_tie(tie)));
        for part in &mut parts {
            part.own -= part.own.min(part.chosen);
            part.tied -= part.chosen;
            let left = Tie { choose: count(part.own), among: count(part.tied), ..tie };
            self.pools[part.pool].tie = Some(left).filter(|left| left.choose > 0);
        }
        let left = places - chosen.len() - parts.iter().map(|part| part.own).sum::<usize>();
        if left == 0 {
            let full = |part: &Part| part.own == 0;
            for part in parts.iter().filter(|part| full(part)) {
                self.settle_rest(part.pool, Outcome::BeyondQuota);
            }
        }
        let among = parts.iter().map(|part| part.tied - part.own).sum();
        self.keep_tie(left, among);
        None
    }

    /// One of those tied is out of the question: when the rest fit, the council need not choose any more.
    pub(super) fn leave_tie_between(&mut self, subject: usize) {
        let Some(tie) = self.passed.as_ref().and_then(|passed| passed.tie).filter(|_| self.tied_between(subject)) else {
            return;
        };
        self.settle(subject, Outcome::Selected);
        let tied = |row: &u32| usize::try_from(*row).is_ok_and(|row| self.outcome(row) == Outcome::TiedAtCutoff);
        let still: Vec<u32> = self.passed.iter().flat_map(|passed| &passed.tied).copied().filter(tied).collect();
        if let Some(passed) = &mut self.passed {
            passed.tied = still;
        }
        let parts = self.parts(&[]);
        let among: usize = parts.iter().map(|part| part.tied.saturating_sub(part.own)).sum();
        let choose = usize::try_from(tie.choose).unwrap_or(usize::MAX);
        if among <= choose {
            for part in &parts {
                self.settle_rest(part.pool, in_tie(tie));
                self.pools[part.pool].tie = None;
            }
            self.keep_tie(0, 0);
        } else {
            self.keep_tie(choose, among);
        }
    }

    /// The pools in the tie, those chosen counted as tied still.
    fn parts(&self, chosen: &[usize]) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        let tied = self.passed.as_ref().map_or([].as_slice(), |passed| passed.tied.as_slice());
        for subject in tied.iter().filter_map(|row| usize::try_from(*row).ok()) {
            let Some(pool) = self.pool_of(subject) else { continue };
            let own = || self.pools[pool].tie.map_or(0, |tie| usize::try_from(tie.choose).unwrap_or(usize::MAX));
            let at = parts.iter().position(|part| part.pool == pool).unwrap_or_else(|| {
                parts.push(Part { pool, tied: 0, own: own(), chosen: 0 });
                parts.len() - 1
            });
            parts[at].tied += 1;
            parts[at].chosen += usize::from(chosen.contains(&subject));
        }
        parts
    }

    fn settle(&mut self, subject: usize, outcome: Outcome) {
        if let Some(slot) = self.outcomes.get_mut(subject) {
            *slot = outcome;
        }
        if let Some(passed) = &mut self.passed {
            passed.tied.retain(|row| usize::try_from(*row) != Ok(subject));
        }
    }

    fn settle_rest(&mut self, pool: usize, outcome: Outcome) {
        let tied = self.passed.as_ref().map(|passed| passed.tied.clone()).unwrap_or_default();
        for subject in tied.into_iter().filter_map(|row| usize::try_from(row).ok()) {
            if self.pool_of(subject) == Some(pool) {
                self.settle(subject, outcome);
            }
        }
    }

    fn keep_tie(&mut self, choose: usize, among: usize) {
        let Some(passed) = &mut self.passed else { return };
        let certain = passed.tie.is_some_and(|tie| tie.certain);
        passed.tie = Some(Tie { choose: count(choose), among: count(among), certain }).filter(|tie| tie.choose > 0);
        if passed.tie.is_none() {
            passed.tied.clear();
        }
    }
}
