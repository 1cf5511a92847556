//! `[[award]]`: which standards it asks for, who comes first, and how many there are for whom.

use crate::campaign::definition::{Award, Base, Criterion, KeyValue, Occasion, Places, Quota, RankKey, Share};
use crate::input::keys::{Item, Table, Value};
use crate::vocab::finding::{DefinitionFault, Named, Shape};
use crate::vocab::{Number, Rounding, Side, Span, name};

use super::criterion::Known;
use super::expression::{Context, Sides};
use super::found::{self, At, Found, Keys};
use super::groups::Groups;

const KEYS: [&str; 16] = [
    "id",
    "title",
    "clause",
    "rules",
    "to",
    "criteria",
    "only",
    "rank",
    "quota",
    "quota_by_group",
    "quota_percent",
    "ties",
    "excludes",
    "after",
    "occasion",
    "over",
];
const SHARE_KEYS: [&str; 6] = ["percent", "of", "per", "round", "min", "max"];

/// Reads the awards in the order of the file, which is the order in which they are filled.
pub(super) fn read(
    top: &Keys<'_>,
    groups: &Groups,
    criteria: &Known<'_>,
    sides: &Sides<'_>,
    context: &Context<'_>,
) -> Vec<Award> {
    let tables = top.tables("award");
    let names: Vec<At<&str>> = tables.iter().filter_map(|table| found::name_of(table)).collect();
    super::check_doubles(Named::Award, names.iter().map(|name| (name.value, &name.span)), context.found);
    let mut awards: Vec<Award> = Vec::new();
    for table in tables {
        let keys = Keys::open(table, &KEYS, context.found);
        let before: Vec<&str> = awards.iter().map(|award| award.id.as_str()).collect();
        let order = Order { before: &before, all: &names };
        let reader = Reader {
            keys,
            groups,
            criteria: criteria.criteria,
            names: criteria.names,
            occasions: criteria.occasions,
            sides,
            context,
        };
        awards.extend(reader.award(&order));
    }
    awards
}

/// The awards that are filled before this one, and all of them.
struct Order<'o> {
    before: &'o [&'o str],
    all: &'o [At<&'o str>],
}

impl Order<'_> {
    /// The position of an award that this one refers to; only an earlier one can be referred to, so that no circle arises.
    fn position(&self, written: &At<&str>, found: &Found) -> Option<usize> {
        let position = self.before.iter().position(|id| *id == written.value);
        if position.is_none() {
            if self.all.iter().any(|name| name.value == written.value) {
                found.push(DefinitionFault::AwardNotBefore { award: written.value.to_owned() }, &written.span);
            } else {
                found.unknown_name(Named::Award, written.value, self.before.iter().copied(), &written.span);
            }
        }
        position
    }
}

struct Reader<'r, 't> {
    keys: Keys<'t>,
    groups: &'r Groups,
    criteria: &'r [Criterion],
    /// The criteria that are declared, those that could not be read included.
    names: &'r [At<&'r str>],
    occasions: &'r [Occasion],
    sides: &'r Sides<'r>,
    context: &'r Context<'r>,
}

impl Reader<'_, '_> {
    fn award(&self, order: &Order<'_>) -> Option<Award> {
        let (keys, found) = (&self.keys, self.context.found);
        let id = super::criterion::id(keys, found);
        let title = keys.required_text("title");
        let side = super::criterion::side_under(keys, "to", self.sides.persons.is_some(), found);
        keys.word("ties", &[("council", ())]);
        let only = self.groups.only(keys, found);
        let quota = self.quota(only.as_deref());
        let rank = side.map(|side| self.rank(side)).unwrap_or_default();
        let excludes = keys.texts("excludes").iter().filter_map(|award| order.position(award, found)).collect();
        let after = keys.text("after").and_then(|award| order.position(&award, found));
        let occasion = keys.text("occasion").and_then(|written| super::occasion::position(self.occasions, &written, found));
        let over = super::years::of_award(keys, self.criteria, self.context);
        let side = side?;
        if rank.is_empty() && quota.as_ref().is_some_and(chooses) && !keys.has("rank") {
            found.push(DefinitionFault::RankMissing, keys.span());
        }
        Some(Award {
            id: id?.value.to_owned(),
            title: name::tidy(title?.value),
            cite: super::cite(keys),
            side,
            criteria: self.criteria_of(side),
            only,
            rank,
            quota: quota?,
            excludes,
            after,
            occasion,
            over,
        })
    }

    /// The criteria that the award asks for: those named, else every one of its side that counts. Required deadlines of
    /// the side are always among them.
    fn criteria_of(&self, side: Side) -> Vec<usize> {
        let counted = |position: &usize| self.criteria[*position].side == side && self.criteria[*position].counts;
        if !self.keys.has("criteria") {
            return (0..self.criteria.len()).filter(counted).collect();
        }
        let mut positions: Vec<usize> =
            self.keys.texts("criteria").iter().filter_map(|id| self.criterion(id, side)).collect();
        let due = |position: &usize| matches!(self.criteria[*position].check, crate::campaign::Check::Due(_));
        positions.extend((0..self.criteria.len()).filter(|position| counted(position) && due(position)));
        positions.sort_unstable();
        positions.dedup();
        positions
    }

    fn criterion(&self, id: &At<&str>, side: Side) -> Option<usize> {
        let found = self.context.found;
        let Some(position) = self.criteria.iter().position(|criterion| criterion.id == id.value) else {
            if self.names.iter().all(|name| name.value != id.value) {
                found.unknown_name(Named::Criterion, id.value, self.names.iter().map(|name| name.value), &id.span);
            }
            return None;
        };
        if self.criteria[position].side != side {
            found.push(DefinitionFault::WrongSide { criterion: id.value.to_owned(), side }, &id.span);
            return None;
        }
        Some(position)
    }

    fn rank(&self, side: Side) -> Vec<RankKey> {
        let Some(item) = self.keys.item("rank") else { return Vec::new() };
        let scope = self.sides.scope(side, self.context);
        let Some(items) = found::list(item) else {
            self.keys.wrong("rank", Shape::List, item);
            return Vec::new();
        };
        items.iter().filter_map(|item| self.rank_key(item, &scope)).collect()
    }

    fn rank_key(&self, item: &Item, scope: &crate::rule::Scope<'_>) -> Option<RankKey> {
        let Value::Table(table) = &item.value else {
            self.keys.wrong("rank", Shape::RankKey, item);
            return None;
        };
        let keys = Keys::open(table, &["highest", "lowest", "first"], self.context.found);
        match (keys.item("highest"), keys.item("lowest"), keys.item("first")) {
            (Some(highest), None, None) => {
                let by = self.context.measure("highest", highest, scope)?;
                Some(RankKey { by: KeyValue::Measure(by), lowest_first: false })
            }
            (None, Some(lowest), None) => {
                let by = self.context.measure("lowest", lowest, scope)?;
                Some(RankKey { by: KeyValue::Measure(by), lowest_first: true })
            }
            (None, None, Some(first)) => {
                let by = self.context.rule("first", first, scope)?;
                Some(RankKey { by: KeyValue::First(by), lowest_first: false })
            }
            _ => {
                self.keys.wrong("rank", Shape::RankKey, item);
                None
            }
        }
    }

    fn quota(&self, only: Option<&[usize]>) -> Option<Quota> {
        let (keys, found) = (&self.keys, self.context.found);
        let said: Vec<&str> = ["quota", "quota_by_group", "quota_percent"].into_iter().filter(|key| keys.has(key)).collect();
        match said.as_slice() {
            [] => {
                found.push(DefinitionFault::QuotaMissing, keys.span());
                None
            }
            ["quota"] => places(keys, "quota", keys.item("quota")?).map(Quota::Together),
            ["quota_by_group"] => self.by_group(keys.table("quota_by_group")?, only),
            ["quota_percent"] => {
                share(&Keys::open(keys.table("quota_percent")?, &SHARE_KEYS, found), found).map(Quota::Share)
            }
            _ => {
                let second = said.last().and_then(|key| keys.item(key));
                found.push(DefinitionFault::QuotaTwice, second.map_or(keys.span(), |item| &item.span));
                None
            }
        }
    }

    fn by_group(&self, table: &Table, only: Option<&[usize]>) -> Option<Quota> {
        let found = self.context.found;
        for group in self.groups.left_out(table, only) {
            found.push(DefinitionFault::GroupWithoutQuota { group: group.key.clone() }, &table.span);
        }
        let each = self.groups.each(table, found, |item| places(&self.keys, "quota_by_group", item));
        Some(Quota::PerGroup(each))
    }
}

/// Whether somebody has to come first: not where everyone eligible gets the award.
fn chooses(quota: &Quota) -> bool {
    !matches!(quota, Quota::Together(Places::Unlimited))
}

fn places(keys: &Keys<'_>, key: &str, item: &Item) -> Option<Places> {
    let places = match &item.value {
        Value::Whole(number) => u32::try_from(*number).ok().map(Places::Number),
        Value::Text(text) if text == "open" => Some(Places::Open),
        Value::Text(text) if text == "unlimited" => Some(Places::Unlimited),
        _ => None,
    };
    if places.is_none() {
        keys.wrong(key, Shape::Quota, item);
    }
    places
}

/// A percentage says of whom and how it is rounded: both change who is on the list.
fn share(keys: &Keys<'_>, found: &Found) -> Option<Share> {
    let missing = |key: &str, span: &Span| found.push(DefinitionFault::PercentUnsaid { key: key.to_owned() }, span);
    for key in ["of", "round"] {
        if !keys.has(key) {
            missing(key, keys.span());
        }
    }
    let percent = keys.required("percent").and_then(|item| percentage(keys, item, found));
    let of = keys.word("of", &[("all", Base::All), ("eligible", Base::Eligible)]);
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

/// `20` and `"20%"` both say twenty per cent.
fn percentage(keys: &Keys<'_>, item: &Item, found: &Found) -> Option<Number> {
    let Some((number, written_as_percent)) = found::number_or_percent(item) else {
        keys.wrong("percent", Shape::Number, item);
        return None;
    };
    let fraction = if written_as_percent { Some(number) } else { number.over(&Number::from(100)) };
    let fitting = fraction.filter(|fraction| !fraction.is_negative() && *fraction <= Number::ONE);
    if fitting.is_none() {
        found.push(DefinitionFault::PercentOutOfRange, &item.span);
    }
    fitting
}
