//! Texts and ratings against the values that the campaign declares, singly or in a list.

use super::super::Slot;
use super::super::program::Test;
use super::super::syntax::{Form, Node};
use super::super::types::Type;
use super::{Amount, Checker, Item};
use crate::vocab::Number;
use crate::vocab::finding::{RuleFault, Sort};
use crate::vocab::name::{match_key, nearest};
use crate::vocab::reason::Relation;

impl Checker<'_> {
    /// `x in (…)`. A list of numbers or days is the same as one equality for each.
    pub(super) fn among(&mut self, item: &Node, list: &[Node], negated: bool) -> Option<Test> {
        if list.is_empty() {
            return self.fault(RuleFault::Arguments { form: "x in ('a', 'b')" }, item);
        }
        let test = match self.item(item)? {
            Item::Text(slot) | Item::Amount(Amount::Figure(slot), Type::Rating(_)) => {
                let quoted = self.quoted(list)?;
                self.declared(item, slot, &quoted)?
            }
            Item::Amount(amount, kind) => {
                let equalities: Vec<Option<Test>> =
                    list.iter().map(|node| self.equal(item, (&amount, &kind), node)).collect();
                Test::Any(equalities.into_iter().collect::<Option<_>>()?)
            }
            Item::Attestation(_) => {
                let written = self.written(item);
                return self.fault(RuleFault::AttestationCompared { written }, item);
            }
            other => {
                let found = other.sort();
                return self.fault(RuleFault::QuantityExpected { found }, item);
            }
        };
        Some(if negated { Test::Not(Box::new(test)) } else { test })
    }

    fn equal(&mut self, item: &Node, left: (&Amount, &Type), right: &Node) -> Option<Test> {
        let (other, kind) = self.amount(right)?;
        self.amounts(right, Relation::Equal, (item, left.0.clone(), left.1.clone()), (right, other, kind))
    }

    fn quoted<'n>(&mut self, list: &'n [Node]) -> Option<Vec<(String, &'n Node)>> {
        let texts: Vec<Option<(String, &Node)>> = list.iter().map(|node| self.quoted_text(node)).collect();
        texts.into_iter().collect()
    }

    fn quoted_text<'n>(&mut self, node: &'n Node) -> Option<(String, &'n Node)> {
        if let Form::Quoted(text) = &node.form {
            return Some((text.clone(), node));
        }
        let found = self.item(node)?.sort();
        self.differ(node, Sort::Kind(crate::vocab::Kind::Text), found);
        None
    }

    /// A text column against declared values, by `=` or `!=`.
    pub(super) fn text(&mut self, node: &Node, slot: Slot, relation: Relation, texts: &[(String, &Node)]) -> Option<Test> {
        let test = self.declared(node, slot, texts);
        match relation {
            Relation::Equal => test,
            Relation::Unequal => Some(Test::Not(Box::new(test?))),
            _ => self.fault(RuleFault::TextOrdered, node),
        }
    }

    /// A text column or rating that has to be one of several declared values.
    fn declared(&mut self, node: &Node, figure: Slot, texts: &[(String, &Node)]) -> Option<Test> {
        let field = self.field(figure)?;
        if field.steps.is_empty() {
            let heading = field.headings.first().unwrap_or(&field.name).clone();
            return self.fault(RuleFault::UndeclaredText { heading }, node);
        }
        let steps: Vec<Option<i64>> = texts.iter().map(|(text, node)| self.step(figure, text, node)).collect();
        let accepted = steps.into_iter().collect::<Option<_>>()?;
        Some(Test::Among { figure, accepted })
    }

    /// The index of the step or declared value that the text names.
    pub(super) fn step(&mut self, slot: Slot, text: &str, node: &Node) -> Option<i64> {
        let field = self.field(slot)?;
        let key = match_key(text);
        let is_it = |known: &String| match_key(known) == key;
        let found = field.steps.iter().position(|step| is_it(&step.key) || step.spellings.iter().any(is_it));
        if let Some(step) = found {
            return i64::try_from(step).ok();
        }
        let names = field.steps.iter().flat_map(|step| std::iter::once(&step.key).chain(&step.spellings));
        let near = nearest(text, names.map(String::as_str)).map(str::to_owned);
        let heading = field.headings.first().unwrap_or(&field.name).clone();
        let known = field.steps.iter().map(|step| step.key.clone()).collect();
        self.fault(RuleFault::UnknownStep { written: text.to_owned(), heading, near, known }, node)
    }
}

/// A limit of `top`: a whole number from 1, or a percentage above 0 and up to 100.
pub(super) fn is_top_limit(value: &Number, percent: bool) -> bool {
    if percent { *value > Number::ZERO && *value <= Number::ONE } else { value.is_whole() && *value >= Number::ONE }
}
