//! The order in which awards are filled, and references from one award to another: only to one that is filled before.

use std::collections::BTreeMap;

use crate::campaign::definition::Award;
use crate::input::keys::{Item, Table};
use crate::vocab::Side;
use crate::vocab::finding::{DefinitionFault, Named};

use super::found::{self, At, Found, Keys};

/// Which award names which others, whatever else is wrong with them.
pub(super) struct Links<'t> {
    /// The awards in the order of the file.
    all: Vec<&'t str>,
    named: BTreeMap<&'t str, Vec<&'t str>>,
}

impl<'t> Links<'t> {
    pub(super) fn of(tables: &[&'t Table]) -> Links<'t> {
        let mut links = Links { all: Vec::new(), named: BTreeMap::new() };
        for table in tables {
            if let Some(id) = found::name_of(table) {
                links.all.push(id.value);
                links.named.entry(id.value).or_default().extend(named(table));
            }
        }
        links
    }

    /// The shortest way from one award to another along what they name, both ends included.
    fn way(&self, from: &'t str, to: &str) -> Option<Vec<String>> {
        let mut ways = vec![vec![from]];
        let mut seen = vec![from];
        while !ways.is_empty() {
            let mut longer = Vec::new();
            for way in ways {
                let last = way.last().copied().unwrap_or(from);
                if last == to {
                    return Some(way.into_iter().map(str::to_owned).collect());
                }
                for next in self.named.get(last).into_iter().flatten().copied() {
                    if !seen.contains(&next) {
                        seen.push(next);
                        longer.push(way.iter().copied().chain([next]).collect());
                    }
                }
            }
            ways = longer;
        }
        None
    }
}

/// The awards that one award names: by `after`, by `excludes`, and as the base of a percentage.
fn named(table: &Table) -> Vec<&str> {
    let under = |keys: &[&str]| -> Vec<&Item> {
        let entries = table.entries.iter().filter(|entry| keys.contains(&entry.key.as_str()));
        entries.map(|entry| &entry.item).collect()
    };
    let others = under(&["after", "excludes"]).into_iter().filter_map(found::texts).flatten();
    let share = Keys::inside(table, "quota_percent").map_or([].as_slice(), |share| share.entries.as_slice());
    let base = share.iter().filter(|entry| entry.key == "of").filter_map(|entry| found::text(&entry.item));
    others.map(|text| text.value).chain(base).collect()
}

/// What one award may name: the awards that were read before it.
pub(super) struct Order<'o, 't> {
    /// The awards that are filled before this one.
    pub(super) before: &'o [Award],
    pub(super) links: &'o Links<'t>,
    /// The award's own id, where it has one.
    pub(super) own: Option<&'t str>,
}

impl<'t> Order<'_, 't> {
    /// The position of an award that this one names; reports one that is not filled before it.
    pub(super) fn position(&self, written: &At<&'t str>, found: &Found) -> Option<usize> {
        let position = self.before.iter().position(|award| award.id == written.value);
        if position.is_none() {
            self.report(written, &[], found);
        }
        position
    }

    /// The base of a percentage: an award before this one, or one of the `words`, which are offered too.
    pub(super) fn base(&self, written: &At<&'t str>, words: &[&str], found: &Found) -> Option<usize> {
        let position = self.before.iter().position(|award| award.id == written.value);
        if position.is_none() {
            self.report(written, words, found);
        }
        position
    }

    fn report(&self, written: &At<&'t str>, words: &[&str], found: &Found) {
        let circle = self.own.and_then(|own| self.links.way(written.value, own).map(|way| (own, way)));
        let at = |id: &str| self.links.all.iter().position(|known| *known == id);
        match (circle, at(written.value), self.own.and_then(at)) {
            (Some((own, way)), Some(_), _) => {
                let awards = std::iter::once(own.to_owned()).chain(way).collect();
                found.push(DefinitionFault::AwardCircle { awards }, &written.span);
            }
            // It stands before this one but could not be read, which has been reported.
            (None, Some(named), Some(own)) if named < own => {}
            (_, Some(_), _) => {
                found.push(DefinitionFault::AwardNotBefore { award: written.value.to_owned() }, &written.span);
            }
            (_, None, _) => {
                let others = self.links.all.iter().copied().filter(|id| self.own != Some(*id));
                found.unknown_name(Named::Award, written.value, words.iter().copied().chain(others), &written.span);
            }
        }
    }

    /// An award that goes to the same side: `after` and `excludes` are about one and the same subject.
    fn peer(&self, written: &At<&'t str>, side: Option<Side>, found: &Found) -> Option<usize> {
        let position = self.position(written, found)?;
        match side {
            Some(side) if self.before[position].side != side => {
                found.push(DefinitionFault::AwardOtherSide { award: written.value.to_owned(), side }, &written.span);
                None
            }
            _ => Some(position),
        }
    }

    /// The award that must have been won first.
    pub(super) fn after(&self, keys: &Keys<'t>, side: Option<Side>, found: &Found) -> Option<usize> {
        keys.text("after").and_then(|award| self.peer(&award, side, found))
    }

    /// The awards whose holders do not get this one; reports one that everybody who is looked at must hold.
    pub(super) fn excludes(&self, keys: &Keys<'t>, side: Option<Side>, after: Option<usize>, found: &Found) -> Vec<usize> {
        let mut excludes = Vec::new();
        for award in keys.texts("excludes") {
            let Some(position) = self.peer(&award, side, found) else { continue };
            if self.held(after).any(|held| held == position) {
                found.push(DefinitionFault::AwardForNobody { award: award.value.to_owned() }, &award.span);
            }
            excludes.push(position);
        }
        excludes.sort_unstable();
        excludes.dedup();
        excludes
    }

    /// The awards that whoever is looked at holds: the one before, and those before that.
    fn held(&self, after: Option<usize>) -> impl Iterator<Item = usize> {
        std::iter::successors(after, |award| self.before.get(*award).and_then(|award| award.after))
    }
}
