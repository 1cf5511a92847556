//! `improved_place(x)`: the place in the group held against the place of the year before.

use super::super::program::{RiseTest, Test};
use super::super::syntax::Call;
use super::Checker;

impl Checker<'_> {
    pub(super) fn improved_place(&mut self, call: &Call) -> Option<Test> {
        self.outside_lists(call)?;
        let (by, grouping) = match call.arguments.as_slice() {
            [by] => (by, None),
            [by, grouping] => (by, Some(grouping)),
            _ => return self.misused(call),
        };
        let now = self.ranked_by(call, by, grouping)?;
        let mut ranked = self.ranked.get(now)?.clone();
        ranked.amount = self.years_before(by, &ranked.amount, 1)?;
        let by_before = ranked.amount.clone();
        Some(Test::Rise(Box::new(RiseTest { now, before: self.rank_by(ranked), by_before })))
    }
}
