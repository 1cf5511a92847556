//! How many places an award has: `quota`, `quota_by_group`, `quota_by_groups`, `quota_by`, `quota_by_unit` or
//! `quota_percent`; what becomes of places left over; and the shares of the list that a plan watches.

use crate::campaign::definition::{Base, Places, Quota, Share};
use crate::campaign::quota::{GroupsTogether, PerValue, Proportion, Unused};
use crate::input::keys::{Item, Table, Value};
use crate::rule::{Scope, Slot, Step};
use crate::vocab::finding::{DefinitionFault, Named, Shape};
use crate::vocab::{Number, Rounding, Side, Span, name};

use super::expression::{Context, Sides};
use super::found::{self, Found, Keys};
use super::groups::Groups;
use super::order::Order;

/// The ways to say how many; an award uses exactly one.
const WAYS: [&str; 6] = ["quota", "quota_by_group", "quota_by_groups", "quota_by", "quota_by_unit", "quota_percent"];
const SHARE_KEYS: [&str; 6] = ["percent", "of", "per", "round", "min", "max"];

/// What the quota of an award may refer to.
pub(super) struct Reader<'r, 't> {
    pub(super) keys: &'r Keys<'t>,
    pub(super) groups: &'r Groups,
    pub(super) sides: &'r Sides<'r>,
    pub(super) context: &'r Context<'r>,
    pub(super) order: &'r Order<'r, 't>,
    /// The side that the award goes to, and the groups that it is limited to.
    pub(super) side: Option<Side>,
    pub(super) only: Option<&'r [usize]>,
}

impl Reader<'_, '_> {
    pub(super) fn quota(&self) -> Option<Quota> {
        let (keys, found) = (self.keys, self.context.found);
        let said: Vec<&str> = WAYS.into_iter().filter(|key| keys.has(key)).collect();
        match said.as_slice() {
            [] => {
                if !WAYS.into_iter().any(|key| keys.is_misspelt(key)) {
                    found.push(DefinitionFault::QuotaMissing, keys.span());
                }
                None
            }
            // Nobody is selected, as where the number is open; only that nothing is to be set.
            ["quota"] if keys.item("quota").is_some_and(is_none) => Some(Quota::Together(Places::Open)),
            ["quota"] => places(keys, "quota", keys.item("quota")?).map(Quota::Together),
            ["quota_by_group"] => self.by_group(keys.table("quota_by_group")?),
            ["quota_by_groups"] => self.by_groups(),
            ["quota_by"] => self.by_value(keys.table("quota_by")?),
            ["quota_by_unit"] => self.by_unit(keys.item("quota_by_unit")?),
            ["quota_percent"] => self.share(keys.table("quota_percent")?).map(Quota::Share),
            _ => {
                let second = said.last().and_then(|key| keys.item(key));
                found.push(DefinitionFault::QuotaTwice, second.map_or(keys.span(), |item| &item.span));
                None
            }
        }
    }

    /// Where the number of places stands; the award where it stands nowhere.
    pub(super) fn span(&self) -> &Span {
        WAYS.into_iter().find_map(|key| self.keys.item(key)).map_or(self.keys.span(), |item| &item.span)
    }

    fn by_group(&self, table: &Table) -> Option<Quota> {
        let found = self.context.found;
        let written: Vec<&str> = table.entries.iter().map(|entry| entry.key.as_str()).collect();
        let meant = misspelt(&written, self.groups.groups.iter().map(|group| group.key.as_str()));
        for group in self.groups.left_out(table, self.only).filter(|group| !meant.contains(&group.key.as_str())) {
            found.push(DefinitionFault::GroupWithoutQuota { group: group.key.clone() }, &table.span);
        }
        for entry in &table.entries {
            let position = self.groups.groups.iter().position(|group| group.key == entry.key);
            self.check_only(position, &entry.key, &entry.key_span);
        }
        let each = self.groups.each(table, found, |item| places(self.keys, "quota_by_group", item));
        Some(Quota::PerGroup(each))
    }

    /// The same number for the persons of each unit.
    fn by_unit(&self, item: &Item) -> Option<Quota> {
        if self.side == Some(Side::Units) {
            self.context.found.push(DefinitionFault::QuotaByUnitOfUnits, &item.span);
        }
        places(self.keys, "quota_by_unit", item).map(Quota::PerUnit)
    }

    fn check_only(&self, position: Option<usize>, group: &str, span: &Span) {
        let outside = position.is_some_and(|position| self.only.is_some_and(|only| !only.contains(&position)));
        if outside {
            self.context.found.push(DefinitionFault::QuotaOutsideOnly { group: group.to_owned() }, span);
        }
    }

    /// Groups together: every group that the award goes to stands in exactly one entry.
    fn by_groups(&self) -> Option<Quota> {
        let (key, found) = ("quota_by_groups", self.context.found);
        let item = self.keys.item(key)?;
        let entries = self.keys.tables(key);
        if entries.is_empty() {
            self.check_empty(key, item);
            return None;
        }
        let mut seen: Vec<(usize, Span)> = Vec::new();
        let together: Vec<Option<GroupsTogether>> =
            entries.iter().map(|table| self.together(&Keys::open(table, &["groups", "places"], found), &mut seen)).collect();
        let written: Vec<&str> = entries.iter().flat_map(|table| group_names(table)).collect();
        let meant = misspelt(&written, self.groups.groups.iter().map(|group| group.key.as_str()));
        for (position, group) in self.groups.groups.iter().enumerate() {
            let concerned = self.groups.declared && self.only.is_none_or(|only| only.contains(&position));
            let named = meant.contains(&group.key.as_str()) || seen.iter().any(|(known, _)| *known == position);
            if concerned && !named {
                found.push(DefinitionFault::GroupInNoQuota { group: group.key.clone() }, &item.span);
            }
        }
        together.into_iter().collect::<Option<Vec<_>>>().map(Quota::Groups)
    }

    fn check_empty(&self, key: &str, item: &Item) {
        if found::list(item).is_some_and(<[Item]>::is_empty) {
            self.context.found.push(DefinitionFault::EmptyList { key: key.to_owned() }, &item.span);
        }
    }

    fn together(&self, keys: &Keys<'_>, seen: &mut Vec<(usize, Span)>) -> Option<GroupsTogether> {
        let found = self.context.found;
        if let Some(item) = keys.required("groups") {
            self.check_empty("groups", item);
        }
        let mut groups = Vec::new();
        for name in keys.texts("groups") {
            let Some(position) = self.groups.position(name.value, &name.span, found) else { continue };
            self.check_only(Some(position), name.value, &name.span);
            if let Some((_, first)) = seen.iter().find(|(known, _)| *known == position) {
                found.push_with(DefinitionFault::GroupInTwoQuotas { group: name.value.to_owned() }, &name.span, first);
                continue;
            }
            seen.push((position, name.span));
            groups.push(position);
        }
        groups.sort_unstable();
        let places = keys.required("places").and_then(|item| places(keys, "places", item))?;
        Some(GroupsTogether { groups, places })
    }

    /// One number for every value of a column, or each its own.
    fn by_value(&self, table: &Table) -> Option<Quota> {
        let found = self.context.found;
        let keys = Keys::open(table, &["column", "places"], found);
        let (column, item) = (keys.required("column"), keys.required("places"));
        let scope = self.scope()?;
        let column = self.context.division("column", column?, &scope)?;
        let steps = steps(column, &scope);
        let item = item?;
        let values = match (&item.value, number_of_places(item)) {
            (Value::Table(table), _) => self.each_value(&keys, table, steps)?,
            (_, Some(same)) => steps.iter().map(|step| (shown(step), same)).collect(),
            (_, None) => {
                keys.wrong("places", Shape::PlacesPerValue, item);
                return None;
            }
        };
        Some(Quota::PerValue(PerValue { column, values }))
    }

    /// The places of every value; reports values without any, and places for values that the column does not declare.
    fn each_value(&self, keys: &Keys<'_>, table: &Table, steps: &[Step]) -> Option<Vec<(String, Places)>> {
        let found = self.context.found;
        let known = || steps.iter().map(|step| step.key.as_str());
        for entry in table.entries.iter().filter(|entry| known().all(|key| key != entry.key)) {
            found.unknown_name(Named::Value, &entry.key, known(), &entry.key_span);
        }
        let written: Vec<&str> = table.entries.iter().map(|entry| entry.key.as_str()).collect();
        let meant = misspelt(&written, known());
        let places_of = |step: &Step| {
            let entry = table.entries.iter().find(|entry| entry.key == step.key);
            if entry.is_none() && !meant.contains(&step.key.as_str()) {
                found.push(DefinitionFault::ValueWithoutQuota { value: step.key.clone() }, &table.span);
            }
            entry.and_then(|entry| places(keys, &entry.key, &entry.item)).map(|places| (shown(step), places))
        };
        let values: Vec<Option<(String, Places)>> = steps.iter().map(places_of).collect();
        values.into_iter().collect()
    }

    fn scope(&self) -> Option<Scope<'_>> {
        self.side.map(|side| self.sides.scope(side, self.context))
    }

    /// A percentage says of whom and how it is rounded: both change who is on the list.
    fn share(&self, table: &Table) -> Option<Share> {
        let found = self.context.found;
        let keys = Keys::open(table, &SHARE_KEYS, found);
        let missing = |key: &str, span: &Span| found.push(DefinitionFault::PercentUnsaid { key: key.to_owned() }, span);
        for key in ["of", "round"] {
            if !keys.has(key) {
                missing(key, keys.span());
            }
        }
        let percent = keys.required("percent").and_then(|item| percentage(&keys, "percent", item, found));
        let of = self.base(&keys);
        let per_group = keys.word("per", &[("group", true), ("all", false)]).unwrap_or(false);
        let rounding = [("down", Rounding::Down), ("up", Rounding::Up), ("half_up", Rounding::HalfUp)];
        let rounding = keys.word("round", &rounding);
        let (min, max) = (keys.whole("min"), keys.whole("max"));
        Some(Share {
            share: percent?,
            of: of?,
            per_group,
            rounding: rounding?,
            min: min.map(|min| min.value),
            max: max.map(|max| max.value),
        })
    }

    /// Of all, of the eligible, or of the list of an award before this one.
    fn base(&self, keys: &Keys<'_>) -> Option<Base> {
        let written = keys.text("of")?;
        match written.value {
            "all" => Some(Base::All),
            "eligible" => Some(Base::Eligible),
            _ => self.order.base(&written, &["all", "eligible"], self.context.found).map(Base::List),
        }
    }

    /// What becomes of places that a quota group leaves unused.
    pub(super) fn unused(&self, quota: Option<&Quota>) -> Unused {
        let unused = self.keys.word("unused", &[("keep", Unused::Keep), ("pass", Unused::Pass)]).unwrap_or_default();
        let divided = match quota {
            Some(Quota::Together(_)) => false,
            Some(Quota::Share(share)) => share.per_group,
            Some(Quota::Groups(groups)) => groups.len() > 1,
            Some(Quota::PerGroup(_) | Quota::PerValue(_) | Quota::PerUnit(_)) | None => true,
        };
        if let (false, Some(item)) = (divided, self.keys.item("unused")) {
            self.context.found.push(DefinitionFault::NothingToPass, &item.span);
        }
        unused
    }

    /// A `floor` or a `cap` on a share of the list.
    pub(super) fn proportion(&self, key: &str) -> Option<Proportion> {
        let found = self.context.found;
        let keys = Keys::open(self.keys.table(key)?, &["share", "of", "clause", "rules"], found);
        let share = keys.required("share").and_then(|item| percentage(&keys, "share", item, found));
        let of = keys.required("of");
        let of = self.scope().zip(of).and_then(|(scope, of)| self.context.rule("of", of, &scope));
        Some(Proportion { share: share?, of: of?, cite: super::cite(&keys) })
    }
}

/// The groups that an entry of `quota_by_groups` names, known or not.
fn group_names(table: &Table) -> Vec<&str> {
    let groups = table.entries.iter().filter(|entry| entry.key == "groups");
    groups.filter_map(|entry| found::texts(&entry.item)).flatten().map(|text| text.value).collect()
}

/// The known names that unknown ones were probably meant to be: they are not missing on their own account.
fn misspelt<'k>(written: &[&str], known: impl Iterator<Item = &'k str> + Clone) -> Vec<&'k str> {
    let unknown = written.iter().filter(|written| known.clone().all(|known| known != **written));
    unknown.filter_map(|written| name::nearest(written, known.clone())).collect()
}

/// A declared value as people write it.
fn shown(step: &Step) -> String {
    step.shown().to_owned()
}

/// The declared values of the column.
fn steps<'s>(column: Slot, scope: &Scope<'s>) -> &'s [Step] {
    let fields = if column.of_unit { scope.unit.unwrap_or_default() } else { scope.own };
    fields.get(usize::from(column.field)).map_or(&[], |field| &field.steps)
}

/// Whether somebody has to come first: not where everyone eligible gets the award.
pub(super) fn chooses(quota: &Quota) -> bool {
    let limited = |places: &Places| *places != Places::Unlimited;
    match quota {
        Quota::Together(places) | Quota::PerUnit(places) => limited(places),
        Quota::PerGroup(each) => each.iter().flatten().any(limited),
        Quota::Groups(groups) => groups.iter().any(|group| limited(&group.places)),
        Quota::PerValue(per_value) => per_value.values.iter().any(|(_, places)| limited(places)),
        Quota::Share(_) => true,
    }
}

/// Whether an award says that it has no places at all.
pub(super) fn is_none(quota: &Item) -> bool {
    found::text(quota) == Some("none")
}

fn number_of_places(item: &Item) -> Option<Places> {
    match &item.value {
        Value::Whole(number) => u32::try_from(*number).ok().map(Places::Number),
        Value::Text(text) if text == "open" => Some(Places::Open),
        Value::Text(text) if text == "unlimited" => Some(Places::Unlimited),
        _ => None,
    }
}

fn places(keys: &Keys<'_>, key: &str, item: &Item) -> Option<Places> {
    let places = number_of_places(item);
    if places.is_none() {
        keys.wrong(key, Shape::Quota, item);
    }
    places
}

/// `20` and `"20%"` both say twenty per cent.
fn percentage(keys: &Keys<'_>, key: &str, item: &Item, found: &Found) -> Option<Number> {
    let Some((number, written_as_percent)) = found::number_or_percent(item) else {
        keys.wrong(key, Shape::Percent, item);
        return None;
    };
    if !written_as_percent && number > Number::ZERO && number <= Number::ONE {
        found.push(DefinitionFault::BareShare { written: number }, &item.span);
        return None;
    }
    let fraction = if written_as_percent { Some(number) } else { number.over(&Number::from(100)) };
    let fitting = fraction.filter(|fraction| !fraction.is_negative() && *fraction <= Number::ONE);
    if fitting.is_none() {
        found.push(DefinitionFault::PercentOutOfRange, &item.span);
    }
    fitting
}
