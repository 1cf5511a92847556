//! `[[class]]`: classes that the tool computes from a value by lower bounds, per group where the plan has it so.

use crate::campaign::definition::{Band, Class, PerGroup, Register};
use crate::input::keys::{Item, Value};
use crate::rule::{Field, Step};
use crate::vocab::finding::{DefinitionFault, Named, Shape};
use crate::vocab::{Kind, Number, Side, name};

use super::expression::{Context, Sides};
use super::found::{self, Found, Keys};
use super::groups::Groups;

const KEYS: [&str; 7] = ["id", "clause", "rules", "of", "title", "value", "bands"];
const BAND_KEYS: [&str; 2] = ["label", "from"];

/// Reads every class and adds it to the fields of its side, so that rules can name it like a column.
///
/// A class sees the classes before it: `value` may use them.
pub(super) fn read(
    top: &Keys<'_>,
    groups: &Groups,
    units: &mut Register,
    persons: &mut Option<Register>,
    context: &Context<'_>,
) -> Vec<Class> {
    let mut classes = Vec::new();
    for table in top.tables("class") {
        let keys = Keys::open(table, &KEYS, context.found);
        let Some(side) = super::criterion::side(&keys, persons.is_some(), context.found) else {
            continue;
        };
        let sides = Sides { units, persons: persons.as_ref() };
        let Some((class, field)) = class(&keys, side, groups, &sides, context) else {
            if let Some(name) = found::name_of(table) {
                context.found.broken(name.value);
            }
            continue;
        };
        let register = match side {
            Side::Units => Some(&mut *units),
            Side::Persons => persons.as_mut(),
        };
        if let Some(register) = register {
            register.fields.push(field);
            classes.push(class);
        }
    }
    classes
}

fn class(keys: &Keys<'_>, side: Side, groups: &Groups, sides: &Sides<'_>, context: &Context<'_>) -> Option<(Class, Field)> {
    let id = keys.required_text("id")?;
    super::check_short_name(id.value, &id.span, context.found);
    let value = keys.required("value").and_then(|item| context.measure("value", item, &sides.scope(side, context)));
    let bands = keys.required("bands").and_then(|item| bands(item, groups, context.found));
    let title = keys.text("title").map_or_else(|| id.value.to_owned(), |title| name::tidy(title.value));
    let (value, bands) = (value?, bands?);
    let own = match side {
        Side::Units => Some(sides.units),
        Side::Persons => sides.persons,
    };
    let field = Field {
        name: id.value.to_owned(),
        headings: vec![title.clone()],
        kind: Kind::Rating,
        max: None,
        steps: steps(bands.all().next()?),
        scale: Some(id.value.to_owned()),
        measure: None,
    };
    let position = u16::try_from(own?.fields.len()).ok()?;
    let class = Class { id: id.value.to_owned(), title, side, value, bands, field: position, cite: super::cite(keys) };
    Some((class, field))
}

/// The steps of a class as a scale, lowest first. Where the lowest band has a lower bound there is a step below it.
fn steps(bands: &[Band]) -> Vec<Step> {
    let below = bands.last().filter(|lowest| lowest.from.is_some()).map(|lowest| format!("< {}", lowest.label));
    let labels = below.into_iter().chain(bands.iter().rev().map(|band| band.label.clone()));
    labels.map(|label| Step { key: label.clone(), spellings: vec![label] }).collect()
}

fn bands(item: &Item, groups: &Groups, found: &Found) -> Option<PerGroup<Vec<Band>>> {
    match &item.value {
        Value::List(_) => band_list(item, found).map(PerGroup::Same),
        Value::Table(table) => {
            for group in groups.left_out(table, None) {
                found.push(DefinitionFault::GroupWithoutBands { group: group.key.clone() }, &item.span);
            }
            let each = groups.each(table, found, |item| band_list(item, found));
            check_alike(&each, groups, item, found);
            each.iter().flatten().next().is_some().then_some(PerGroup::Each(each))
        }
        _ => {
            found.push(DefinitionFault::WrongShape { key: "bands".to_owned(), expected: Shape::Bands }, &item.span);
            None
        }
    }
}

fn band_list(item: &Item, found: &Found) -> Option<Vec<Band>> {
    let wrong = |item: &Item| {
        found.push(DefinitionFault::WrongShape { key: "bands".to_owned(), expected: Shape::Bands }, &item.span);
    };
    let Some(items) = found::list(item) else {
        wrong(item);
        return None;
    };
    if items.is_empty() {
        found.push(DefinitionFault::EmptyList { key: "bands".to_owned() }, &item.span);
        return None;
    }
    let mut bands: Vec<Band> = Vec::new();
    for item in items {
        let Value::Table(table) = &item.value else {
            wrong(item);
            continue;
        };
        let keys = Keys::open(table, &BAND_KEYS, found);
        let Some(label) = keys.required_text("label") else { continue };
        let from = keys.item("from").and_then(|from| lower_bound(&keys, from));
        if bands.last().is_some_and(|above| !falls(above.from.as_ref(), from.as_ref())) {
            found.push(DefinitionFault::BandsNotFalling { label: label.value.to_owned() }, &label.span);
        }
        if bands.iter().any(|band| name::match_key(&band.label) == name::match_key(label.value)) {
            found.push(DefinitionFault::DoubledName { what: Named::Band, name: label.value.to_owned() }, &label.span);
        }
        bands.push(Band { label: name::tidy(label.value), from });
    }
    (!bands.is_empty()).then_some(bands)
}

fn lower_bound(keys: &Keys<'_>, item: &Item) -> Option<Number> {
    let bound = found::number_or_percent(item).map(|(number, _)| number);
    if bound.is_none() {
        keys.wrong("from", Shape::Number, item);
    }
    bound
}

/// Only the lowest band may have no lower bound.
fn falls(above: Option<&Number>, below: Option<&Number>) -> bool {
    match (above, below) {
        (Some(above), Some(below)) => below < above,
        (Some(_), None) => true,
        (None, _) => false,
    }
}

/// The labels are one scale, so every group must have the same ones; the bounds differ.
fn check_alike(each: &[Option<Vec<Band>>], groups: &Groups, item: &Item, found: &Found) {
    let shape = |bands: &[Band]| {
        let labels: Vec<String> = bands.iter().map(|band| name::match_key(&band.label)).collect();
        (labels, bands.last().is_some_and(|lowest| lowest.from.is_none()))
    };
    let first = each.iter().flatten().next().map(|bands| shape(bands));
    for (group, bands) in groups.groups.iter().zip(each) {
        if bands.as_ref().is_some_and(|bands| Some(shape(bands)) != first) {
            found.push(DefinitionFault::BandsDiffer { group: group.key.clone() }, &item.span);
        }
    }
}
