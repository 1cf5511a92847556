//! Expressions inside a campaign file: where their text stands, and which names they may use.

use crate::campaign::definition::Register;
use crate::input::keys::Item;
use crate::rule::{self, Anchor, Constant, Field, Measure, Rule, Scope, Slot};
use crate::vocab::finding::{DefinitionFault, Shape};
use crate::vocab::{Finding, Side};

use super::found::{self, Found};

/// What stands before the name of a column of a person's unit.
pub(super) const OF_UNIT: &str = "unit.";

/// What every expression of one file shares.
pub(super) struct Context<'t> {
    /// The text of the file.
    pub(super) text: &'t str,
    /// The figures of guidance.
    pub(super) figures: &'t [Constant],
    /// How many years before the campaign's year have data.
    pub(super) years_back: u8,
    /// Where findings go.
    pub(super) found: &'t Found,
}

/// The tables whose columns expressions may name.
#[derive(Clone, Copy)]
pub(super) struct Sides<'c> {
    pub(super) units: &'c Register,
    pub(super) persons: Option<&'c Register>,
}

impl<'c> Sides<'c> {
    /// The columns of one side.
    pub(super) fn fields(&self, side: Side) -> &'c [Field] {
        match side {
            Side::Units => &self.units.fields,
            Side::Persons => self.persons.map_or(&[], |persons| &persons.fields),
        }
    }

    /// The names that an expression about one side may use.
    pub(super) fn scope(&self, side: Side, context: &Context<'c>) -> Scope<'c> {
        let (lists, unit_lists) = match (side, self.persons) {
            (Side::Units, _) => (self.units.lists.as_slice(), [].as_slice()),
            (Side::Persons, persons) => (persons.map_or(&[][..], |persons| &persons.lists), self.units.lists.as_slice()),
        };
        let (own, unit) = match (side, self.persons) {
            (Side::Persons, Some(persons)) => (persons.fields.as_slice(), Some(self.units.fields.as_slice())),
            (Side::Persons, None) => ([].as_slice(), Some(self.units.fields.as_slice())),
            (Side::Units, _) => (self.units.fields.as_slice(), None),
        };
        let columns = |register: Option<&Register>| register.map_or(0, |register| register.columns.len());
        let (from_cells, limits) = match side {
            Side::Units => ([columns(Some(self.units)), 0], Some(&self.units.limits)),
            Side::Persons => {
                let limits = self.persons.map(|persons| &persons.limits);
                ([columns(self.persons), columns(Some(self.units))], limits)
            }
        };
        let (constants, years_back) = (context.figures, context.years_back);
        Scope { own, unit, constants, years_back, lists, unit_lists, from_cells, limits }
    }
}

impl Context<'_> {
    /// Reads a condition; reports what is wrong with it.
    pub(super) fn rule(&self, key: &str, item: &Item, scope: &Scope<'_>) -> Option<Rule> {
        let rule = self.kept(rule::parse_test(self.expression(key, item)?, &self.anchor(item), scope))?;
        self.found.extend(rule.notes().iter().cloned());
        Some(rule)
    }

    /// Reads a quantity; reports what is wrong with it.
    pub(super) fn measure(&self, key: &str, item: &Item, scope: &Scope<'_>) -> Option<Measure> {
        self.kept(rule::parse_measure(self.expression(key, item)?, &self.anchor(item), scope))
    }

    /// Reads the text column that divides a quota; reports what is wrong with it.
    pub(super) fn division(&self, key: &str, item: &Item, scope: &Scope<'_>) -> Option<Slot> {
        self.kept(rule::parse_division(self.expression(key, item)?, &self.anchor(item), scope))
    }

    fn kept<T>(&self, result: Result<T, Vec<Finding>>) -> Option<T> {
        result.map_err(|findings| self.found.extend(findings)).ok()
    }

    fn expression<'i>(&self, key: &str, item: &'i Item) -> Option<&'i str> {
        let text = found::text(item);
        if text.is_none() {
            self.found.push(DefinitionFault::WrongShape { key: key.to_owned(), expected: Shape::Text }, &item.span);
        }
        text
    }

    /// Where the expression's own text begins: behind the opening quotes, when nothing in it is escaped.
    fn anchor(&self, item: &Item) -> Anchor {
        let written = self.text.get(item.span.clone()).unwrap_or_default();
        let text = found::text(item).unwrap_or_default();
        let quotes = written.len().saturating_sub(text.len()) / 2;
        let exact = written.get(quotes..quotes + text.len()) == Some(text);
        Anchor { start: item.span.start + quotes, exact, whole: item.span.clone() }
    }
}
