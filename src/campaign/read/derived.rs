//! `[[score]]` and `[[class]]` in the order of the file: what is worked out, each seeing what stands before it.

use crate::campaign::definition::{Criterion, Register};
use crate::campaign::derived::{Class, Derived, PartBy, Score};
use crate::input::keys::Table;
use crate::rule::{Field, Slot};
use crate::vocab::finding::{DefinitionFault, Named};
use crate::vocab::{Side, Span};

use super::expression::{Context, Sides};
use super::found::{self, At, Found, Keys};
use super::groups::Groups;
use super::{class, score};

/// What was read, and the criteria that parts name and that are read later.
#[derive(Default)]
pub(super) struct Read<'t> {
    scores: Vec<Score>,
    classes: Vec<Class>,
    order: Vec<Derived>,
    /// For each score and each of its parts the criterion that it names.
    named: Vec<Vec<Option<At<&'t str>>>>,
}

/// Reads every score and class and adds it to the fields of its side, so that rules can name it like a column.
pub(super) fn read<'t>(
    top: &Keys<'t>,
    groups: &Groups,
    units: &mut Register,
    persons: &mut Option<Register>,
    context: &Context<'t>,
) -> Read<'t> {
    let scores = top.tables("score").into_iter().map(|table| (true, table));
    let mut tables: Vec<(bool, &Table)> =
        scores.chain(top.tables("class").into_iter().map(|table| (false, table))).collect();
    tables.sort_by_key(|(_, table)| table.span.start);
    let names: Vec<At<&str>> = tables.iter().filter_map(|(_, table)| found::name_of(table)).collect();
    super::check_doubles(Named::Class, names.iter().map(|name| (name.value, &name.span)), context.found);
    names.iter().for_each(|name| context.found.later(name.value));
    let mut read = Read::default();
    for (is_score, table) in tables {
        one(&mut read, is_score, table, groups, units, persons, context);
        if let Some(name) = found::name_of(table) {
            context.found.no_longer_later(name.value);
        }
    }
    read
}

fn one<'t>(
    read: &mut Read<'t>,
    is_score: bool,
    table: &'t Table,
    groups: &Groups,
    units: &mut Register,
    persons: &mut Option<Register>,
    context: &Context<'t>,
) {
    let keys = Keys::open(table, if is_score { &score::KEYS } else { &class::KEYS }, context.found);
    let side = super::criterion::side(&keys, persons.is_some(), context.found);
    let sides = Sides { units, persons: persons.as_ref() };
    let field = match side {
        Some(side) if is_score => score::read(&keys, side, &sides, context).map(|(score, field, named)| {
            read.order.push(Derived::Score(read.scores.len()));
            read.scores.push(score);
            read.named.push(named);
            (side, field)
        }),
        Some(side) => class::read(&keys, side, groups, &sides, context).map(|(class, field)| {
            read.order.push(Derived::Class(read.classes.len()));
            read.classes.push(class);
            (side, field)
        }),
        None => None,
    };
    let name = found::name_of(table);
    match (field, name) {
        (Some((Side::Units, field)), Some(name)) => add(units, field, &name.span, context.found),
        (Some((Side::Persons, field)), Some(name)) => {
            if let Some(persons) = persons {
                add(persons, field, &name.span, context.found);
            }
        }
        (_, Some(name)) => context.found.broken(name.value),
        (_, None) => {}
    }
}

/// A name that is a column's too would mean two things.
fn add(register: &mut Register, field: Field, span: &Span, found: &Found) {
    let column = register.fields.iter().position(|known| known.name == field.name);
    if let Some(column) = column.and_then(|column| register.columns.get(column)) {
        let fault = DefinitionFault::DoubledName { what: Named::Column, name: field.name.clone() };
        found.push_with(fault, span, &column.span);
    }
    register.fields.push(field);
}

/// Finds the criteria that parts name, once they are read. A part whose criterion cannot be used is left out: it is a
/// finding, unless the criterion itself is one.
pub(super) fn resolve(
    mut read: Read<'_>,
    criteria: &[Criterion],
    names: &[At<&str>],
    units: &Register,
    persons: Option<&Register>,
    found: &Found,
) -> (Vec<Score>, Vec<Class>, Vec<Derived>) {
    for (score, named) in read.scores.iter_mut().zip(&read.named) {
        let (side, id) = (score.side, score.id.clone());
        let mut named = named.iter();
        score.parts.retain_mut(|part| {
            let Some(Some(name)) = named.next() else { return true };
            let Some(position) = criteria.iter().position(|criterion| criterion.id == name.value) else {
                if names.iter().all(|known| known.value != name.value) {
                    found.unknown_name(Named::Criterion, name.value, names.iter().map(|name| name.value), &name.span);
                }
                return false;
            };
            let fault = fault_of(&criteria[position], side, &id, units, persons);
            part.by = PartBy::Criterion(position);
            if let Some(fault) = fault {
                found.push(fault, &name.span);
                return false;
            }
            true
        });
    }
    (read.scores, read.classes, read.order)
}

/// Why a part cannot name a criterion.
fn fault_of(
    criterion: &Criterion,
    side: Side,
    score: &str,
    units: &Register,
    persons: Option<&Register>,
) -> Option<DefinitionFault> {
    let id = criterion.id.clone();
    if criterion.side != side {
        return Some(DefinitionFault::PartOfOtherSide { criterion: id, side });
    }
    let derived = |slot: &Slot| {
        let register = if slot.of_unit || side == Side::Units { Some(units) } else { persons };
        let field = register?.fields.get(usize::from(slot.field))?;
        (usize::from(slot.field) >= register?.columns.len()).then(|| field.name.clone())
    };
    let reads = criterion.slots().iter().find_map(derived)?;
    Some(DefinitionFault::PartInCircle { criterion: id, reads, score: score.to_owned() })
}
