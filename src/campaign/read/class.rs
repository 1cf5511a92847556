//! `[[class]]`: classes that the tool computes from a value by lower bounds, per group where the plan has it so.

use std::cell::RefCell;

use crate::campaign::definition::PerGroup;
use crate::campaign::derived::{Band, Class, ClassCap, Gate};
use crate::input::keys::{Item, Value};
use crate::rule::{Field, Rule, Scope, Step};
use crate::vocab::finding::{DefinitionFault, Named, Shape};
use crate::vocab::{Kind, Number, Side, name};

use super::expression::{Context, Sides};
use super::found::{self, At, Found, Keys};
use super::groups::Groups;

pub(super) const KEYS: [&str; 8] = ["id", "clause", "rules", "of", "title", "value", "bands", "caps"];
const BAND_KEYS: [&str; 4] = ["label", "from", "gate", "else"];
const CAP_KEYS: [&str; 2] = ["when", "at_most"];

/// A class with its field.
pub(super) fn read(
    keys: &Keys<'_>,
    side: Side,
    groups: &Groups,
    sides: &Sides<'_>,
    context: &Context<'_>,
) -> Option<(Class, Field)> {
    let id = keys.required_text("id")?;
    super::check_short_name(id.value, &id.span, context.found);
    let scope = sides.scope(side, context);
    let value = keys.required("value").and_then(|item| context.measure("value", item, &scope));
    let tests = Tests { context, scope: &scope, read: RefCell::default() };
    let bands = keys.required("bands").and_then(|item| bands(item, groups, &tests));
    let caps = bands.as_ref().and_then(|bands| bands.all().next()).map(|bands| caps(keys, bands, &tests));
    let title = keys.filled_text("title").map_or_else(|| id.value.to_owned(), |title| name::tidy(title.value));
    let (value, bands) = (value?, bands?);
    let own = match side {
        Side::Units => Some(sides.units),
        Side::Persons => sides.persons,
    };
    let field = Field {
        name: id.value.to_owned(),
        headings: vec![title.clone()],
        kind: Kind::Rating,
        min: None,
        max: None,
        steps: steps(bands.all().next()?),
        scale: Some(id.value.to_owned()),
        measure: None,
    };
    let class = Class {
        id: id.value.to_owned(),
        title,
        side,
        value,
        bands,
        tests: tests.read.into_inner(),
        caps: caps.unwrap_or_default(),
        field: u16::try_from(own?.fields.len()).ok()?,
        cite: super::cite(keys),
    };
    Some((class, field))
}

/// The conditions of gates and caps, in the order in which they are read.
struct Tests<'t> {
    context: &'t Context<'t>,
    scope: &'t Scope<'t>,
    read: RefCell<Vec<Rule>>,
}

impl Tests<'_> {
    /// Reads a condition; its position among all of the class.
    fn add(&self, key: &str, item: &Item) -> Option<usize> {
        let rule = self.context.rule(key, item, self.scope)?;
        let mut read = self.read.borrow_mut();
        read.push(rule);
        Some(read.len() - 1)
    }
}

/// The steps of a class as a scale, lowest first. Where the lowest band has a lower bound there is a step below it.
fn steps(bands: &[Band]) -> Vec<Step> {
    let labels = Class::labels(bands).into_iter();
    labels.map(|label| Step { key: label.clone(), spellings: vec![label], label: None }).collect()
}

fn bands(item: &Item, groups: &Groups, tests: &Tests<'_>) -> Option<PerGroup<Vec<Band>>> {
    let found = tests.context.found;
    match &item.value {
        Value::List(_) => band_list(item, tests).map(PerGroup::Same),
        Value::Table(table) => {
            for group in groups.left_out(table, None) {
                found.push(DefinitionFault::GroupWithoutBands { group: group.key.clone() }, &item.span);
            }
            let each = groups.each(table, found, |item| band_list(item, tests));
            check_alike(&each, groups, item, found);
            each.iter().flatten().next().is_some().then_some(PerGroup::Each(each))
        }
        _ => {
            found.push(DefinitionFault::WrongShape { key: "bands".to_owned(), expected: Shape::Bands }, &item.span);
            None
        }
    }
}

fn band_list(item: &Item, tests: &Tests<'_>) -> Option<Vec<Band>> {
    let found = tests.context.found;
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
    let mut gated: Vec<(usize, Keys<'_>)> = Vec::new();
    for item in items {
        let Value::Table(table) = &item.value else {
            wrong(item);
            continue;
        };
        let keys = Keys::open(table, &BAND_KEYS, found);
        let Some(label) = keys.required_filled_text("label") else { continue };
        let from = keys.item("from").and_then(|from| lower_bound(&keys, from));
        if bands.last().is_some_and(|above| !falls(above.from.as_ref(), from.as_ref())) {
            found.push(DefinitionFault::BandsNotFalling { label: label.value.to_owned() }, &label.span);
        }
        if bands.iter().any(|band| name::match_key(&band.label) == name::match_key(label.value)) {
            found.push(DefinitionFault::DoubledName { what: Named::Band, name: label.value.to_owned() }, &label.span);
        }
        bands.push(Band { label: name::tidy(label.value), from, gate: None });
        gated.push((bands.len() - 1, keys));
    }
    for (position, keys) in gated {
        bands[position].gate = gate(&keys, position, &bands, tests);
    }
    (!bands.is_empty()).then_some(bands)
}

/// What a band asks for beside its lower bound, and where a subject falls that does not have it.
fn gate(keys: &Keys<'_>, position: usize, bands: &[Band], tests: &Tests<'_>) -> Option<Gate> {
    let found = tests.context.found;
    let label = || bands[position].label.clone();
    let otherwise = keys.text("else");
    let item = keys.item("gate");
    if let (None, Some(otherwise)) = (item, &otherwise) {
        found.push(DefinitionFault::MissingKey { key: "gate".to_owned() }, &otherwise.span);
    }
    let item = item?;
    let test = tests.add("gate", item);
    let otherwise = match otherwise.filter(|otherwise| otherwise.value != "lower") {
        None => position + 1,
        Some(named) => {
            let to = band_of(bands, &named, found)?;
            if to <= position {
                let fault = DefinitionFault::ElseNotLower { label: label(), to: named.value.to_owned() };
                found.push(fault, &named.span);
            }
            to
        }
    };
    // Below the last band there is something only where that band has a lower bound itself.
    if otherwise >= bands.len() && bands.last().is_some_and(|lowest| lowest.from.is_none()) {
        found.push(DefinitionFault::NothingLower { label: label() }, &item.span);
    }
    Some(Gate { test: test?, otherwise })
}

/// The position of the band with a label; reports one that does not exist.
fn band_of(bands: &[Band], label: &At<&str>, found: &Found) -> Option<usize> {
    let key = name::match_key(label.value);
    let position = bands.iter().position(|band| name::match_key(&band.label) == key);
    if position.is_none() {
        found.unknown_name(Named::Band, label.value, bands.iter().map(|band| band.label.as_str()), &label.span);
    }
    position
}

fn caps(keys: &Keys<'_>, bands: &[Band], tests: &Tests<'_>) -> Vec<ClassCap> {
    let mut caps = Vec::new();
    for table in keys.tables("caps") {
        let keys = Keys::open(table, &CAP_KEYS, tests.context.found);
        let test = keys.required("when").and_then(|item| tests.add("when", item));
        let label = keys.required_text("at_most");
        let band = label.and_then(|label| band_of(bands, &label, tests.context.found));
        if let (Some(test), Some(band)) = (test, band) {
            caps.push(ClassCap { test, at_most: Class::step(bands, band) });
        }
    }
    caps
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
