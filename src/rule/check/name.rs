//! What a name stands for: a field of the subject or of its unit, in which year, or a figure that guidance sets.

use super::super::program::{Amount, ConstantInfo};
use super::super::syntax::{Name, Node};
use super::super::types::Type;
use super::super::{Field, Slot};
use super::{Checker, Item};
use crate::vocab::Kind;
use crate::vocab::finding::RuleFault;
use crate::vocab::name::{match_key, nearest};

impl Checker<'_> {
    pub(super) fn name(&mut self, node: &Node, name: &Name) -> Option<Item> {
        if name.last_year && self.scope.years_back == 0 {
            self.fault::<()>(RuleFault::NoEarlierYear { wanted: 1, available: 0 }, node);
        }
        if name.of_unit && self.scope.unit.is_none() {
            return self.fault(RuleFault::NoUnit, node);
        }
        if let Some(slot) = self.column(node, name)? {
            return self.figure(slot);
        }
        match self.slot(node, name)? {
            Some(slot) => self.figure(slot),
            None => self.constant(node, name),
        }
    }

    /// The column of the list at hand that a name means: inside a list its columns come first. `Some(None)` when it has
    /// none of the name.
    fn column(&mut self, node: &Node, name: &Name) -> Option<Option<Slot>> {
        let Some((list, columns)) = self.row.filter(|_| !name.of_unit) else { return Some(None) };
        let Some(position) = self.position(node, name, &columns.fields)? else { return Some(None) };
        if name.last_year {
            return self.fault(RuleFault::RowWithoutYear { name: name.text.clone() }, node);
        }
        Some(Some(list.column(position)))
    }

    /// The slot that a name means; `Some(None)` when no field has the name.
    fn slot(&mut self, node: &Node, name: &Name) -> Option<Option<Slot>> {
        let fields = if name.of_unit { self.scope.unit.unwrap_or_default() } else { self.scope.own };
        let slot = |field| Slot { of_unit: name.of_unit, years_back: u8::from(name.last_year), field };
        Some(self.position(node, name, fields)?.map(slot))
    }

    /// The one field of the name; `Some(None)` when there is none.
    #[expect(clippy::option_option, reason = "a name may be ambiguous, unknown, or found")]
    fn position(&mut self, node: &Node, name: &Name, fields: &[Field]) -> Option<Option<u16>> {
        let key = match_key(&name.text);
        let is_it = |field: &Field| {
            if name.heading {
                field.headings.iter().any(|heading| match_key(heading) == key)
            } else {
                field.name == name.text
            }
        };
        let mut found = fields.iter().enumerate().filter(|(_, field)| is_it(field));
        let first = found.next();
        if found.next().is_some() {
            let heading = name.text.clone();
            return self.fault(RuleFault::AmbiguousHeading { heading }, node);
        }
        Some(first.map(|(at, _)| u16::try_from(at).unwrap_or(u16::MAX)))
    }

    fn figure(&self, slot: Slot) -> Option<Item> {
        let field = self.field(slot)?;
        let amount = |kind| Item::Amount(Amount::Figure(slot), kind);
        Some(match field.kind {
            Kind::Count => amount(Type::Count),
            Kind::Number => amount(Type::Number),
            Kind::Percent => amount(Type::Percent),
            Kind::Score => amount(Type::Score(field.max.clone())),
            Kind::Rank => amount(Type::Rank),
            Kind::Money => amount(Type::Money),
            Kind::Date => amount(Type::Date),
            Kind::Rating => amount(Type::Rating(slot)),
            Kind::YesNo => Item::Attestation(slot),
            Kind::Text => Item::Text(slot),
        })
    }

    fn constant(&mut self, node: &Node, name: &Name) -> Option<Item> {
        let plain = !name.heading && !name.of_unit && !name.last_year;
        let Some(constant) = self.scope.constants.iter().find(|constant| plain && constant.name == name.text) else {
            return self.unknown(node, name);
        };
        let kind = match &constant.value {
            Some((_, true)) => Type::Percent,
            Some((_, false)) => Type::Number,
            None => Type::Open,
        };
        let known = self.constants.iter().position(|info| info.name == constant.name);
        let index = known.unwrap_or(self.constants.len());
        if known.is_none() {
            let (name, value, span) = (constant.name.clone(), constant.value.clone(), constant.span.clone());
            self.constants.push(ConstantInfo { name, value, span });
        }
        let value = constant.value.as_ref().map(|(value, _)| value.clone());
        Some(Item::Amount(Amount::Named { index, value }, kind))
    }

    fn unknown<T>(&mut self, node: &Node, name: &Name) -> Option<T> {
        let lists = if name.of_unit { self.scope.unit_lists } else { self.scope.lists };
        if !name.heading && lists.iter().any(|list| list.name == name.text) {
            return self.fault(RuleFault::ListAlone { name: self.written(node) }, node);
        }
        let own = if name.of_unit { self.scope.unit.unwrap_or_default() } else { self.scope.own };
        let columns = self.row.filter(|_| !name.of_unit).map_or(&[][..], |(_, list)| &list.fields);
        let fields = columns.iter().chain(own);
        if name.heading {
            let headings = fields.flat_map(|field| &field.headings).map(String::as_str);
            let near = nearest(&name.text, headings).map(str::to_owned);
            return self.fault(RuleFault::UnknownHeading { heading: name.text.clone(), near }, node);
        }
        let constants = self.scope.constants.iter().filter(|_| !name.of_unit && !name.last_year);
        let known = fields.map(|field| field.name.as_str()).chain(constants.map(|c| c.name.as_str()));
        let near = self.in_unit(name).or_else(|| nearest(&name.text, known).map(str::to_owned));
        let unknown =
            || super::Fault::new(RuleFault::UnknownName { name: name.text.clone(), near: near.clone() }, name.span.clone());
        let fault = self.bare(name, near.as_deref()).unwrap_or_else(unknown);
        self.faults.push(fault);
        None
    }

    /// A figure of the unit written as if it were the person's own.
    fn in_unit(&self, name: &Name) -> Option<String> {
        let unit = self.scope.unit.filter(|_| !name.of_unit)?;
        let field = unit.iter().find(|field| field.name == name.text)?;
        Some(format!("unit.{}{}", if name.last_year { "last." } else { "" }, field.name))
    }
}
