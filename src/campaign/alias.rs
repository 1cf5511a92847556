//! What is wrong with the table of other spellings once it is known who the subjects are: a spelling that is another
//! subject's own name or id, and spellings of nobody.

use std::collections::BTreeMap;

use crate::campaign::definition::{Alias, Register};
use crate::campaign::subjects::Roll;
use crate::vocab::finding::DefinitionFault;
use crate::vocab::locality::Locality;
use crate::vocab::name::{match_key, nearest};
use crate::vocab::{Finding, Place, Side};

/// The findings; `respelled` are the subjects whose ids or names are shown as something else, with what is written.
pub(super) fn check(register: &Register, roll: &Roll, respelled: &[(usize, String)]) -> Vec<Finding> {
    if register.aliases.is_empty() {
        return Vec::new();
    }
    let mut subjects: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for subject in 0..roll.len() {
        for key in [roll.id(subject), roll.name(subject)].map(match_key) {
            subjects.entry(key).or_default().push(subject);
        }
    }
    let of_alias = |alias: &Alias| {
        let shown = subjects.get(&match_key(&alias.shown)).map_or(&[][..], Vec::as_slice);
        let taken = taken(alias, roll, shown, respelled);
        if shown.is_empty() { unknown(alias, register, roll).into_iter().collect() } else { taken }
    };
    register.aliases.iter().flat_map(of_alias).collect()
}

/// The spellings that stand for one subject and are how another calls itself.
fn taken(alias: &Alias, roll: &Roll, shown: &[usize], respelled: &[(usize, String)]) -> Vec<Finding> {
    let of = |spelling: &String| {
        let key = match_key(spelling);
        let (own, _) = respelled
            .iter()
            .find(|(subject, written)| match_key(written) == key && shown.iter().any(|other| other != subject))?;
        let other = shown.iter().find(|other| *other != own)?;
        let fault = DefinitionFault::AliasOfAnother { spelling: spelling.clone(), shown: alias.shown.clone() };
        let others = [*own, *other].iter().filter_map(|subject| roll.id_place(*subject)).collect();
        Some(Finding { others, ..Finding::new(fault, Place::Definition(alias.span.clone())) })
    };
    alias.spellings.iter().filter_map(of).collect()
}

/// The finding where nobody is called like that, today or before a change.
fn unknown(alias: &Alias, register: &Register, roll: &Roll) -> Option<Finding> {
    let key = match_key(&alias.shown);
    let mut changed = register.changes.iter().flat_map(|change| change.was.iter().chain(std::iter::once(&change.unit)));
    if changed.any(|id| match_key(id) == key) {
        return None;
    }
    let names = || (0..roll.len()).map(|subject| roll.name(subject));
    let locality = Locality::of(&alias.shown);
    if register.side == Side::Units && names().any(|name| Locality::of(name).may_be(&locality)) {
        return None;
    }
    let known = (0..roll.len()).map(|subject| roll.id(subject)).chain(names());
    let near = nearest(&alias.shown, known).map(str::to_owned);
    let fault = DefinitionFault::AliasOfNobody { shown: alias.shown.clone(), near };
    Some(Finding::new(fault, Place::Definition(alias.span.clone())))
}
