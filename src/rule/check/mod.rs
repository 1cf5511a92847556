//! Names and kinds: a tree as written to an expression that can be judged, or every mistake in it.
//!
//! Each part is checked even when its neighbour is wrong, so that one run names them all. A part that is wrong has been
//! named and is `None` from there on.

mod among;
mod bare;
mod call;
mod compare;
mod divided;
mod list;
mod name;
mod rise;

pub(super) use bare::headings_told;

use super::program::{Amount, ConstantInfo, FigureInfo, Names, Shown, Test};
use super::row::column_of;
use super::syntax::{Fault, Form, Node};
use super::types::{Type, combined};
use super::{Field, List, ListId, Scope, Slot, Step};
use crate::vocab::finding::{RuleFault, Sort};
use crate::vocab::reason::Sign;
use crate::vocab::{Kind, Number, date};

/// A checker at work on one expression.
pub(super) struct Checker<'a> {
    text: &'a str,
    scope: &'a Scope<'a>,
    pub(super) faults: Vec<Fault>,
    pub(super) notes: Vec<Fault>,
    pub(super) constants: Vec<ConstantInfo>,
    pub(super) ranked: Vec<RankedBy>,
    /// The list whose rows are looked at, while its test or sum is checked.
    row: Option<(ListId, &'a List)>,
}

/// What places are by.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RankedBy {
    pub(super) amount: Amount,
    pub(super) shown: Shown,
    pub(super) source: String,
    pub(super) lowest_first: bool,
    pub(super) grouping: Option<u16>,
}

/// What an expression without a truth of its own stands for.
enum Item {
    Amount(Amount, Type),
    Attestation(Slot),
    Text(Slot),
    Quoted(String),
    /// A place by the ranked measure of that number.
    Place(usize),
}

impl<'a> Checker<'a> {
    pub(super) fn new(text: &'a str, scope: &'a Scope<'a>) -> Checker<'a> {
        Checker { text, scope, faults: Vec::new(), notes: Vec::new(), constants: Vec::new(), ranked: Vec::new(), row: None }
    }

    /// Something that holds or not.
    pub(super) fn test(&mut self, node: &Node) -> Option<Test> {
        match &node.form {
            Form::All(parts) => self.tests(parts).map(Test::All),
            Form::Any(parts) => self.tests(parts).map(Test::Any),
            Form::Not(inner) => Some(Test::Not(Box::new(self.test(inner)?))),
            Form::Compare(relation, sides) => self.compare(node, *relation, &sides.0, &sides.1),
            Form::Among { item, list, negated } => self.among(item, list, *negated),
            Form::Call(call) => match call.name.as_str() {
                "top" => self.top(call),
                "improved" => self.improved(call),
                "improved_place" => self.improved_place(call),
                "every" => self.each(call, true),
                "any" => self.each(call, false),
                "at_least" => self.at_least(call),
                _ => self.attestation(node),
            },
            _ => self.attestation(node),
        }
    }

    /// Every part, so that the mistakes of all of them are named.
    fn tests(&mut self, parts: &[Node]) -> Option<Vec<Test>> {
        let tests: Vec<Option<Test>> = parts.iter().map(|part| self.test(part)).collect();
        tests.into_iter().collect()
    }

    /// An attestation stands alone as a test; no quantity does.
    fn attestation(&mut self, node: &Node) -> Option<Test> {
        let item = self.item(node)?;
        match item {
            Item::Attestation(slot) => Some(Test::Attested(slot)),
            other => {
                let found = other.sort();
                self.fault(RuleFault::TestExpected { found }, node)
            }
        }
    }

    /// A number, day or step.
    fn amount(&mut self, node: &Node) -> Option<(Amount, Type)> {
        match self.item(node)? {
            Item::Amount(amount, kind) => Some((amount, kind)),
            Item::Place(_) => self.fault(RuleFault::PlaceElsewhere, node),
            other => {
                let found = other.sort();
                self.fault(RuleFault::QuantityExpected { found }, node)
            }
        }
    }

    /// A quantity that can be ranked by or shown: an amount, or an attestation as 1 or 0.
    pub(super) fn measure(&mut self, node: &Node) -> Option<(Amount, Shown)> {
        match self.item(node)? {
            Item::Amount(amount, kind) => Some((amount, kind.shown())),
            Item::Attestation(slot) => Some((Amount::Figure(slot), Shown::YesNo)),
            Item::Place(_) => self.fault(RuleFault::PlaceElsewhere, node),
            other => {
                let found = other.sort();
                self.fault(RuleFault::QuantityExpected { found }, node)
            }
        }
    }

    /// Anything but a test.
    fn item(&mut self, node: &Node) -> Option<Item> {
        let literal = |value: &Number, kind: Type| {
            let shown = kind.shown();
            Some(Item::Amount(Amount::Literal(value.clone(), shown), kind))
        };
        match &node.form {
            Form::Number(value) => literal(value, Type::Number),
            Form::Percent(value) => literal(value, Type::Percent),
            Form::Date(day) => literal(&Number::from(date::ordinal(*day)), Type::Date),
            Form::Quoted(text) => Some(Item::Quoted(text.clone())),
            Form::Name(name) => self.name(node, name),
            Form::Negative(inner) => self.negative(inner),
            Form::Arithmetic(sign, sides) => self.arithmetic(node, *sign, &sides.0, &sides.1),
            Form::Call(call) => self.call(node, call),
            Form::Compare(..) | Form::Among { .. } | Form::Not(_) | Form::All(_) | Form::Any(_) => {
                // What stands inside may be wrong on its own account.
                self.test(node)?;
                self.fault(RuleFault::QuantityExpected { found: Sort::Test }, node)
            }
        }
    }

    fn negative(&mut self, inner: &Node) -> Option<Item> {
        let (amount, kind) = self.amount(inner)?;
        if !kind.is_numeric() {
            return self.fault(RuleFault::QuantityExpected { found: kind.sort() }, inner);
        }
        let amount = match amount {
            Amount::Literal(value, shown) => Amount::Literal(value.negated(), shown),
            other => Amount::Negative(Box::new(other)),
        };
        // A score turned round has no maximum any more.
        let kind = if let Type::Score(_) = kind { Type::Score(None) } else { kind };
        Some(Item::Amount(amount, kind))
    }

    fn arithmetic(&mut self, node: &Node, sign: Sign, left: &Node, right: &Node) -> Option<Item> {
        let (one, other) = (self.amount(left), self.amount(right));
        let ((one, one_kind), (other, other_kind)) = (one?, other?);
        if sign == Sign::Over && super::judge::fixed(&other).is_some_and(|by| by <= Number::ZERO) && other.is_fixed() {
            return self.fault(RuleFault::DivisorNotPositive, right);
        }
        match combined(&one_kind, sign, &other_kind, other.is_fixed()) {
            Some(kind) => Some(Item::Amount(Amount::Pair(sign, Box::new((one, other))), kind)),
            None => self.does_not_combine(node, (left, &one_kind), (right, &other_kind)),
        }
    }

    fn does_not_combine<T>(&mut self, node: &Node, left: (&Node, &Type), right: (&Node, &Type)) -> Option<T> {
        match (left, right) {
            ((_, Type::Percent), (number, Type::Number)) | ((number, Type::Number), (_, Type::Percent)) => {
                let written = self.written(number);
                self.fault(RuleFault::PercentWithoutSign { written }, number)
            }
            ((side, Type::Rating(_)), _) | (_, (side, Type::Rating(_))) => {
                self.fault(RuleFault::QuantityExpected { found: Sort::Kind(Kind::Rating) }, side)
            }
            ((_, one), (_, other)) => {
                self.fault(RuleFault::KindsDoNotCombine { left: one.sort(), right: other.sort() }, node)
            }
        }
    }

    fn fault<T>(&mut self, what: RuleFault, node: &Node) -> Option<T> {
        self.faults.push(Fault::new(what, node.span.clone()));
        None
    }

    fn note(&mut self, what: RuleFault, node: &Node) {
        self.notes.push(Fault::new(what, node.span.clone()));
    }

    fn written(&self, node: &Node) -> String {
        self.text.get(node.span.clone()).unwrap_or_default().to_owned()
    }

    fn field(&self, slot: Slot) -> Option<&'a Field> {
        if let Some(column) = column_of(slot) {
            return self.known_list(column.list)?.fields.get(usize::from(column.column));
        }
        let fields = if slot.of_unit { self.scope.unit? } else { self.scope.own };
        fields.get(usize::from(slot.field))
    }

    /// What people call these figures.
    pub(super) fn names(&self, slots: &[Slot], lists: &[ListId]) -> Names {
        let info = |field: &Field| FigureInfo {
            heading: field.headings.first().unwrap_or(&field.name).clone(),
            kind: field.kind,
            min: field.min.clone(),
            max: field.max.clone(),
            steps: field.steps.iter().map(|step| told(field.kind, step)).collect(),
            measure: field.measure.clone(),
        };
        let figures = slots.iter().filter_map(|slot| Some((*slot, info(self.field(*slot)?)))).collect();
        let title = |list: &ListId| Some((*list, self.known_list(*list)?.title.clone()));
        Names { figures, constants: self.constants.clone(), lists: lists.iter().filter_map(title).collect() }
    }
}

/// A value in a sentence. The spellings of a step all mean the same; those of a text's value need not: a deputy is no
/// director, so without a label the first spelling does not stand for the others.
fn told(kind: Kind, step: &Step) -> String {
    match (kind, &step.label) {
        (Kind::Text, None) if !step.spellings.is_empty() => step.spelled(),
        _ => step.shown().to_owned(),
    }
}

impl Item {
    fn sort(&self) -> Sort {
        match self {
            Item::Amount(_, kind) => kind.sort(),
            Item::Attestation(_) => Sort::Kind(Kind::YesNo),
            Item::Text(_) => Sort::Kind(Kind::Text),
            Item::Quoted(_) => Sort::Quoted,
            Item::Place(_) => Sort::Place,
        }
    }
}
