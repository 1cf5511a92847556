//! Lists: which one a function goes through, and what it asks of its rows.

use super::super::program::{Amount, EachRow, Tallied, Tally, Test};
use super::super::syntax::{Call, Form, Name, Node};
use super::super::types::Type;
use super::super::{List, ListId};
use super::{Checker, Item};
use crate::vocab::finding::RuleFault;
use crate::vocab::name::nearest;

impl<'a> Checker<'a> {
    /// `every(list, test)` and `any(list, test)`.
    pub(super) fn each(&mut self, call: &Call, every: bool) -> Option<Test> {
        self.outside_lists(call)?;
        let [list, test] = call.arguments.as_slice() else { return self.misused(call) };
        let (list, columns) = self.list(list, call)?;
        let test = self.in_rows((list, columns), |checker| checker.test(test))?;
        Some(Test::EachRow(Box::new(EachRow { list, every, test, limits: limits(list, columns) })))
    }

    /// `count(list)` and `count(list, test)`.
    pub(super) fn count(&mut self, call: &Call) -> Option<Item> {
        self.outside_lists(call)?;
        let (list, test) = match call.arguments.as_slice() {
            [list] => (list, None),
            [list, test] => (list, Some(test)),
            _ => return self.misused(call),
        };
        let (list, columns) = self.list(list, call)?;
        let of = match test {
            Some(test) => Tallied::Met(self.in_rows((list, columns), |checker| checker.test(test))?),
            None => Tallied::Rows,
        };
        Some(Item::Amount(Amount::Tally(Box::new(Tally { list, of })), Type::Count))
    }

    /// `sum(list, amount)`.
    pub(super) fn sum(&mut self, call: &Call) -> Option<Item> {
        self.outside_lists(call)?;
        let [list, amount] = call.arguments.as_slice() else { return self.misused(call) };
        let (list, columns) = self.list(list, call)?;
        let (amount, kind) = self.in_rows((list, columns), |checker| checker.numeric(amount))?;
        // The sum of several rows' points has another maximum than one row's, and the sum of ranks is no rank.
        let kind = match kind {
            Type::Score(_) => Type::Score(None),
            Type::Rank => Type::Number,
            kind => kind,
        };
        let of = Tallied::Sum(amount, kind.shown());
        Some(Item::Amount(Amount::Tally(Box::new(Tally { list, of })), kind))
    }

    /// Reports a function that asks for more than the row at hand, inside a list.
    pub(super) fn outside_lists(&mut self, call: &Call) -> Option<()> {
        if self.row.is_none() {
            return Some(());
        }
        let what = RuleFault::NotInList { function: call.name.clone() };
        self.faults.push(super::Fault::new(what, call.span.clone()));
        None
    }

    fn in_rows<T>(&mut self, list: (ListId, &'a List), check: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        self.row = Some(list);
        let checked = check(self);
        self.row = None;
        checked
    }

    /// The list that the first argument names.
    fn list(&mut self, node: &Node, call: &Call) -> Option<(ListId, &'a List)> {
        let Form::Name(name @ Name { heading: false, .. }) = &node.form else { return self.misused(call) };
        if name.of_unit && self.scope.unit.is_none() {
            return self.fault(RuleFault::NoUnit, node);
        }
        let lists = self.lists(name.of_unit);
        let Some(position) = lists.iter().position(|list| list.name == name.text) else {
            if let Some(second) = super::bare::second_word(name) {
                self.faults.push(second);
                return None;
            }
            return self.unknown_list(name, lists);
        };
        if name.last_year && self.scope.years_back == 0 {
            return self.fault(RuleFault::NoEarlierYear { wanted: 1, available: 0 }, node);
        }
        let list = u16::try_from(position).ok()?;
        let id = ListId { of_unit: name.of_unit, years_back: u8::from(name.last_year), list };
        Some((id, lists.get(position)?))
    }

    fn unknown_list<T>(&mut self, name: &Name, lists: &[List]) -> Option<T> {
        let of_unit = self.lists(true).iter().find(|list| !name.of_unit && list.name == name.text);
        let near = match of_unit {
            Some(list) => Some(format!("unit.{}", list.name)),
            None => nearest(&name.text, lists.iter().map(|list| list.name.as_str())).map(str::to_owned),
        };
        let known = lists.iter().map(|list| list.name.clone()).collect();
        let what = RuleFault::UnknownList { name: name.text.clone(), near, known };
        self.faults.push(super::Fault::new(what, name.span.clone()));
        None
    }

    fn lists(&self, of_unit: bool) -> &'a [List] {
        if of_unit { self.scope.unit_lists } else { self.scope.lists }
    }

    pub(super) fn known_list(&self, id: ListId) -> Option<&'a List> {
        self.lists(id.of_unit).get(usize::from(id.list))
    }
}

/// The declared parts and wholes as they stand for the row at hand.
fn limits(list: ListId, columns: &List) -> Vec<(Amount, Amount)> {
    let here = |field| list.column(field);
    let limit = |limit: &super::super::Limit| {
        (Amount::Figure(here(limit.part)), limit.whole.amount.with_slots(&|slot| here(slot.field)))
    };
    columns.limits.iter().map(limit).collect()
}
