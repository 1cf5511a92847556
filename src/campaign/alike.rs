//! Subjects under two ids that may be one: ids that differ by leading zeros alone, names of one locality.
//!
//! What is certainly one is a doubled id like any other. Whatever may be two is a doubt that names both: a commune may
//! well be called like another one of the next district.

use std::collections::BTreeMap;

use crate::campaign::builder::Writings;
use crate::campaign::directory::{Writing, without_zeros};
use crate::campaign::earlier::doubled;
use crate::campaign::subjects::Roll;
use crate::vocab::finding::CellFault;
use crate::vocab::locality::Locality;
use crate::vocab::name::match_key;
use crate::vocab::{Finding, Side};

/// The findings about subjects that may be one. Ids that are numbers of a workbook are told elsewhere.
pub(super) fn subjects(roll: &Roll, writings: &Writings) -> Vec<Finding> {
    let mut found = but_for_zeros(roll, writings);
    if roll.side == Side::Units {
        found.extend(of_one_name(roll));
    }
    found
}

fn but_for_zeros(roll: &Roll, writings: &Writings) -> Vec<Finding> {
    let order: Vec<usize> = roll.by_id().filter(|subject| without_zeros(roll.id(*subject)).is_some()).collect();
    let same = |a: &usize, b: &usize| {
        let [a, b] = [*a, *b].map(|subject| without_zeros(roll.id(subject)));
        a.is_some() && a == b
    };
    let several = order.chunk_by(same).filter(|subjects| subjects.len() > 1);
    let told = |subjects: &[usize]| {
        let mut subjects: Vec<usize> =
            subjects.iter().copied().filter(|subject| writings.get(*subject) == Writing::Text).collect();
        subjects.sort_unstable();
        subjects.dedup_by_key(|subject| roll.id(*subject));
        let names: Vec<String> = subjects.iter().map(|subject| match_key(roll.name(*subject))).collect();
        told(roll, &subjects, names.windows(2).all(|pair| pair[0] == pair[1]))
    };
    several.filter_map(told).collect()
}

fn of_one_name(roll: &Roll) -> Vec<Finding> {
    let mut by_name: BTreeMap<String, BTreeMap<Option<&'static str>, Vec<usize>>> = BTreeMap::new();
    for unit in 0..roll.len() {
        let Locality { name, kind } = Locality::of(roll.name(unit));
        by_name.entry(name).or_default().entry(kind).or_default().push(unit);
    }
    let mut found = Vec::new();
    for mut kinds in by_name.into_values() {
        // A name without a kind may be that of any kind.
        let unsaid = kinds.remove(&None).unwrap_or_default();
        let serves = |unit: &usize| roll.id(*unit) == roll.name(*unit);
        found.extend(kinds.is_empty().then(|| of_one_kind(roll, unsaid.clone(), false)).flatten());
        for units in kinds.into_values() {
            let surely = unsaid.is_empty() && units.iter().all(serves);
            found.extend(of_one_kind(roll, [units, unsaid.clone()].concat(), surely));
        }
    }
    found
}

/// Units of one name and kind: one finding where they have several ids. Of one id they are told elsewhere, and so are
/// ids that differ by leading zeros alone.
fn of_one_kind(roll: &Roll, mut units: Vec<usize>, surely: bool) -> Option<Finding> {
    if units.len() < 2 {
        return None;
    }
    units.sort_unstable();
    let mut ids: BTreeMap<String, usize> = BTreeMap::new();
    for unit in units {
        let id = match_key(roll.id(unit));
        let id = without_zeros(&id).map_or_else(|| id.clone(), str::to_owned);
        ids.entry(id).or_insert(unit);
    }
    let mut units: Vec<usize> = ids.into_values().collect();
    units.sort_unstable();
    told(roll, &units, surely)
}

fn told(roll: &Roll, subjects: &[usize], surely: bool) -> Option<Finding> {
    let [one, other, ..] = subjects else { return None };
    let fault = if surely {
        CellFault::DoubledId { id: roll.id(*one).to_owned() }
    } else {
        let [one, other] = [*one, *other].map(|subject| match (roll.id(subject), roll.name(subject)) {
            (id, name) if id == name => name.to_owned(),
            (id, name) => format!("{name} ({id})"),
        });
        CellFault::PerhapsDoubled { one, other }
    };
    doubled(fault, subjects.iter().filter_map(|subject| roll.id_place(*subject)))
}
