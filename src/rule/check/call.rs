//! The functions of the language: which arguments each takes, and what it becomes.

use super::super::Slot;
use super::super::judge::{fixed, rounding};
use super::super::program::{Amount, Cut, PlaceTest, Side, Test};
use super::super::row::column_of;
use super::super::syntax::{Call, Form, Node};
use super::super::types::{Type, common};
use super::compare::sides;
use super::{Checker, Fault, Item, RankedBy};
use crate::vocab::Rounding;
use crate::vocab::finding::{RuleFault, Sort};
use crate::vocab::name::nearest;
use crate::vocab::reason::{Fold, Relation};

/// Every function, and how it is written.
const FORMS: [(&str, &str); 19] = [
    ("min", "min(a, b, …)"),
    ("max", "max(a, b, …)"),
    ("abs", "abs(x)"),
    ("round", "round(x, 1)"),
    ("floor", "floor(x)"),
    ("ceil", "ceil(x)"),
    ("top", "top(x, 5)"),
    ("rank", "rank(x)"),
    ("improved", "improved(x)"),
    ("improved_place", "improved_place(x)"),
    ("every", "every(list, x >= 1)"),
    ("any", "any(list, x >= 1)"),
    ("count", "count(list, x >= 1)"),
    ("sum", "sum(list, x)"),
    ("at_least", "at_least(2, a, b, c)"),
    ("years_mean", "years_mean(x, 3)"),
    ("years_min", "years_min(x, 3)"),
    ("years_max", "years_max(x, 3)"),
    ("years_sum", "years_sum(x, 3)"),
];

impl Checker<'_> {
    /// A function that makes a quantity or a place.
    pub(super) fn call(&mut self, node: &Node, call: &Call) -> Option<Item> {
        match call.name.as_str() {
            "min" => self.extreme(node, call, Amount::Least),
            "max" => self.extreme(node, call, Amount::Greatest),
            "abs" => self.absolute(call),
            "round" => self.round(call),
            "floor" => self.whole(call, Cut::Floor),
            "ceil" => self.whole(call, Cut::Ceil),
            "rank" => self.rank(call),
            "count" => self.count(call),
            "sum" => self.sum(call),
            "years_mean" => self.years(node, call, Fold::Mean),
            "years_min" => self.years(node, call, Fold::Least),
            "years_max" => self.years(node, call, Fold::Greatest),
            "years_sum" => self.years(node, call, Fold::Sum),
            "top" | "improved" | "improved_place" | "at_least" | "every" | "any" => {
                self.test(node)?;
                self.fault(RuleFault::QuantityExpected { found: Sort::Test }, node)
            }
            _ => self.unknown_function(call),
        }
    }

    fn unknown_function<T>(&mut self, call: &Call) -> Option<T> {
        let near = nearest(&call.name, FORMS.map(|(name, _)| name)).map(str::to_owned);
        let what = RuleFault::UnknownFunction { name: call.name.clone(), near };
        self.faults.push(Fault::new(what, call.span.clone()));
        None
    }

    /// Arguments that do not fit, with the form that would.
    pub(super) fn misused<T>(&mut self, call: &Call) -> Option<T> {
        let form = FORMS.into_iter().find(|(name, _)| *name == call.name).map_or("", |(_, form)| form);
        let end = call.arguments.last().map_or(call.span.end, |last| last.span.end);
        self.faults.push(Fault::new(RuleFault::Arguments { form }, call.span.start..end.max(call.span.end)));
        None
    }

    pub(super) fn only_argument<'n>(&mut self, call: &'n Call) -> Option<&'n Node> {
        match call.arguments.as_slice() {
            [only] => Some(only),
            _ => self.misused(call),
        }
    }

    /// A quantity that sums and roundings mean something for.
    pub(super) fn numeric(&mut self, node: &Node) -> Option<(Amount, Type)> {
        let (amount, kind) = self.amount(node)?;
        if kind.is_numeric() {
            return Some((amount, kind));
        }
        self.fault(RuleFault::QuantityExpected { found: kind.sort() }, node)
    }

    fn extreme(&mut self, node: &Node, call: &Call, make: fn(Vec<Amount>) -> Amount) -> Option<Item> {
        if call.arguments.len() < 2 {
            return self.misused(call);
        }
        let parts: Vec<Option<(Amount, Type)>> = call.arguments.iter().map(|part| self.amount(part)).collect();
        let parts: Vec<(Amount, Type)> = parts.into_iter().collect::<Option<_>>()?;
        let mut kind = Type::Open;
        for (part, (_, next)) in call.arguments.iter().zip(&parts) {
            self.same_scale(node, &kind, next)?;
            kind = match common(&kind, next) {
                Some(kind) => kind,
                None => {
                    let percent_lacks_sign = (&kind, next) == (&Type::Percent, &Type::Number);
                    let what = if percent_lacks_sign {
                        RuleFault::PercentWithoutSign { written: self.written(part) }
                    } else {
                        RuleFault::KindsDiffer { left: kind.sort(), right: next.sort() }
                    };
                    return self.fault(what, part);
                }
            };
        }
        Some(Item::Amount(make(parts.into_iter().map(|(amount, _)| amount).collect()), kind))
    }

    fn absolute(&mut self, call: &Call) -> Option<Item> {
        let argument = self.only_argument(call)?;
        let (amount, kind) = self.numeric(argument)?;
        Some(Item::Amount(Amount::Absolute(Box::new(amount)), kind))
    }

    fn round(&mut self, call: &Call) -> Option<Item> {
        let (inner, digits, way) = match call.arguments.as_slice() {
            [inner, digits] => (inner, digits, None),
            [inner, digits, way] => (inner, digits, Some(way)),
            _ => return self.misused(call),
        };
        let (amount, kind) = self.numeric(inner)?;
        let way = match way.map(|way| &way.form) {
            None => Some(Rounding::HalfUp),
            Some(Form::Quoted(word)) => rounding(word),
            Some(_) => None,
        };
        match (whole_literal(digits, 0..=9), way) {
            (Some(digits), Some(way)) => Some(cut(amount, &kind, Cut::Round(way), digits)),
            _ => self.misused(call),
        }
    }

    fn whole(&mut self, call: &Call, way: Cut) -> Option<Item> {
        let argument = self.only_argument(call)?;
        let (amount, kind) = self.numeric(argument)?;
        Some(cut(amount, &kind, way, 0))
    }

    fn years(&mut self, node: &Node, call: &Call, fold: Fold) -> Option<Item> {
        let [inner, years] = call.arguments.as_slice() else { return self.misused(call) };
        let (amount, kind) = match fold {
            Fold::Mean | Fold::Sum => self.numeric(inner)?,
            Fold::Least | Fold::Greatest => self.amount(inner)?,
        };
        let Some(years) = whole_literal(years, 1..=99) else { return self.misused(call) };
        let years: Vec<Option<Amount>> = (0..years).map(|back| self.years_before(node, &amount, back)).collect();
        let years = years.into_iter().collect::<Option<_>>()?;
        // The sum of several years' points has another maximum than one year's.
        let kind = match (fold, kind) {
            (Fold::Sum, Type::Score(_)) => Type::Score(None),
            (_, kind) => kind,
        };
        Some(Item::Amount(Amount::Years(fold, years), kind))
    }

    /// The same quantity so many years earlier. Years that have no data are named once.
    pub(super) fn years_before(&mut self, node: &Node, amount: &Amount, back: u32) -> Option<Amount> {
        let of_row = amount.slots().into_iter().find(|slot| back > 0 && column_of(*slot).is_some());
        if let Some(column) = of_row.and_then(|slot| self.field(slot)) {
            return self.fault(RuleFault::RowWithoutYear { name: column.name.clone() }, node);
        }
        let wanted = u32::from(amount.years_back()) + back;
        let available = self.scope.years_back;
        if wanted > u32::from(available) {
            let what = RuleFault::NoEarlierYear { wanted, available };
            if let Some(last) = self.faults.last_mut().filter(|last| last.span == node.span) {
                last.what = what;
                return None;
            }
            return self.fault(what, node);
        }
        let back = u8::try_from(back).unwrap_or(u8::MAX);
        Some(amount.with_slots(&|slot| Slot { years_back: slot.years_back.saturating_add(back), ..slot }))
    }

    pub(super) fn improved(&mut self, call: &Call) -> Option<Test> {
        let argument = self.only_argument(call)?;
        let (now, kind) = self.amount(argument)?;
        if kind == Type::Date || now.is_fixed() {
            return self.misused(call);
        }
        let before = self.years_before(argument, &now, 1)?;
        let relation = if kind == Type::Rank { Relation::Less } else { Relation::Greater };
        Some(sides(now, relation, before, kind.shown()))
    }

    pub(super) fn at_least(&mut self, call: &Call) -> Option<Test> {
        let Some((needed, parts)) = call.arguments.split_first() else { return self.misused(call) };
        let tests = self.tests(parts);
        let count = u32::try_from(parts.len()).unwrap_or(u32::MAX);
        let Some(number) = whole_literal(needed, 0..=u32::MAX) else { return self.misused(call) };
        if number < 1 || number > count {
            return self.fault(RuleFault::AtLeastCount { parts: count }, needed);
        }
        Some(Test::AtLeast { needed: number, parts: tests? })
    }

    /// `top(x, 5)`: a place not beyond the limit, or within a share of the group.
    pub(super) fn top(&mut self, call: &Call) -> Option<Test> {
        self.outside_lists(call)?;
        let (by, limit, grouping) = match call.arguments.as_slice() {
            [by, limit] => (by, limit, None),
            [by, limit, grouping] => (by, limit, Some(grouping)),
            _ => return self.misused(call),
        };
        let (ranked, side) = (self.ranked_by(call, by, grouping), self.top_limit(limit));
        let (ranked, (limit, of_group)) = (ranked?, side?);
        Some(Test::Place(Box::new(PlaceTest { ranked, relation: Relation::AtMost, limit, of_group })))
    }

    fn top_limit(&mut self, node: &Node) -> Option<(Side, bool)> {
        let (amount, kind) = self.amount(node)?;
        let of_group = match kind {
            Type::Percent => true,
            Type::Number | Type::Open => false,
            _ => return self.fault(RuleFault::TopLimit, node),
        };
        let fits = fixed(&amount).is_none_or(|value| super::among::is_top_limit(&value, of_group));
        if !amount.is_fixed() || !fits {
            return self.fault(RuleFault::TopLimit, node);
        }
        let shown = if of_group { Type::Percent.shown() } else { Type::Rank.shown() };
        Some((Side { amount, shown }, of_group))
    }

    fn rank(&mut self, call: &Call) -> Option<Item> {
        self.outside_lists(call)?;
        let (by, grouping) = match call.arguments.as_slice() {
            [by] => (by, None),
            [by, grouping] => (by, Some(grouping)),
            _ => return self.misused(call),
        };
        self.ranked_by(call, by, grouping).map(Item::Place)
    }

    /// The number of the ranked measure: two places by the same share one.
    pub(super) fn ranked_by(&mut self, call: &Call, by: &Node, grouping: Option<&Node>) -> Option<usize> {
        let (amount, grouping) = (self.amount(by), grouping.map(|node| self.grouping(node)));
        let (amount, kind) = amount?;
        let grouping = match grouping {
            Some(grouping) => Some(grouping?),
            None => None,
        };
        if kind == Type::Date || amount.is_fixed() {
            return self.misused(call);
        }
        let (shown, lowest_first) = (kind.shown(), kind == Type::Rank);
        let ranked = RankedBy { amount, shown, source: self.written(by), lowest_first, grouping };
        Some(self.rank_by(ranked))
    }

    /// The number of a ranked measure.
    pub(super) fn rank_by(&mut self, ranked: RankedBy) -> usize {
        let same = |known: &RankedBy| known.amount == ranked.amount && known.grouping == ranked.grouping;
        if let Some(known) = self.ranked.iter().position(same) {
            return known;
        }
        self.ranked.push(ranked);
        self.ranked.len() - 1
    }

    /// A text column of the subject itself; it need not declare its values.
    fn grouping(&mut self, node: &Node) -> Option<u16> {
        match self.item(node)? {
            Item::Text(slot) if !slot.of_unit && slot.years_back == 0 => Some(slot.field),
            _ => self.fault(RuleFault::NotAGrouping, node),
        }
    }
}

/// Percentages are rounded as people see them; a quotient is a plain number from there on.
fn cut(amount: Amount, kind: &Type, cut: Cut, digits: u32) -> Item {
    let percent = *kind == Type::Percent;
    let kind = if *kind == Type::Quotient { Type::Number } else { kind.clone() };
    Item::Amount(Amount::Rounded { amount: Box::new(amount), cut, digits, percent }, kind)
}

fn whole_literal(node: &Node, range: std::ops::RangeInclusive<u32>) -> Option<u32> {
    let Form::Number(value) = &node.form else { return None };
    let whole = u32::try_from(value.to_whole()?).ok()?;
    range.contains(&whole).then_some(whole)
}
