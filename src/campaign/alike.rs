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
    let is_code = |subject: &usize| without_zeros(roll.id(*subject)).is_some();
    // Going by the order of ids takes longer.
    let any = (0..roll.len()).any(|subject| is_code(&subject));
    let order: Vec<usize> = roll.by_id().filter(|_| any).filter(is_code).collect();
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
    let mut units: Vec<(Locality, usize)> = (0..roll.len()).map(|unit| (Locality::of(roll.name(unit)), unit)).collect();
    units.sort_unstable();
    let mut found = Vec::new();
    for same in units.chunk_by(|(a, _), (b, _)| a.name == b.name).filter(|same| same.len() > 1) {
        // A name without a kind may be that of any kind.
        let (unsaid, said) = same.split_at(same.partition_point(|(locality, _)| locality.kind.is_none()));
        let of = |units: &[(Locality, usize)]| -> Vec<usize> { units.iter().map(|(_, unit)| *unit).collect() };
        let serves = |unit: &usize| roll.id(*unit) == roll.name(*unit);
        found.extend(said.is_empty().then(|| of_one_kind(roll, of(unsaid), false)).flatten());
        for kind in said.chunk_by(|(a, _), (b, _)| a.kind == b.kind) {
            let units = of(kind);
            let surely = unsaid.is_empty() && units.iter().all(serves);
            found.extend(of_one_kind(roll, [units, of(unsaid)].concat(), surely));
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
