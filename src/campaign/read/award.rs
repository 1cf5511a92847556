//! `[[award]]`: which standards it asks for, who comes first, and how many there are for whom.

use crate::campaign::definition::{Award, Criterion, KeyValue, Occasion, RankKey};
use crate::campaign::paper::{Paper, Reward};
use crate::input::keys::{Item, Table, Value};
use crate::rule::Rule;
use crate::vocab::finding::{DefinitionFault, Named, Shape};
use crate::vocab::{Side, Span, name};

use super::criterion::Known;
use super::expression::{Context, Sides};
use super::found::{self, At, Found, Keys};
use super::groups::Groups;
use super::order::{Links, Order};
use super::quota;

const KEYS: [&str; 28] = [
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
    "quota_by_groups",
    "quota_by",
    "quota_by_unit",
    "quota_percent",
    "unused",
    "ties",
    "excludes",
    "after",
    "among",
    "floor",
    "cap",
    "copies",
    "occasion",
    "over",
    "reward",
    "reward_form",
    "reward_factor",
    "paper",
];

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
    check_titles(&tables, context.found);
    let links = Links::of(&tables);
    let mut awards: Vec<Award> = Vec::new();
    for table in tables {
        let keys = Keys::open(table, &KEYS, context.found);
        let order = Order { before: &awards, links: &links, own: found::name_of(table).map(|id| id.value) };
        let reader = Reader {
            keys,
            groups,
            criteria: criteria.criteria,
            names: criteria.names,
            occasions: criteria.occasions,
            reward: (criteria.reward, top.has("reward")),
            paper: criteria.paper,
            sides,
            context,
        };
        let award = reader.award(&order);
        awards.extend(award);
    }
    awards
}

/// Reports every award whose title is that of one before it, whatever their capitals.
fn check_titles(tables: &[&Table], found: &Found) {
    let mut seen: Vec<(String, Span)> = Vec::new();
    for table in tables {
        let Some(title) = found::text_of(table, "title") else { continue };
        let key = name::match_key(title.value);
        match seen.iter().find(|(known, _)| *known == key) {
            _ if key.is_empty() => {}
            Some((_, first)) => {
                found.push_with(DefinitionFault::DoubledTitle { title: name::tidy(title.value) }, &title.span, first);
            }
            None => seen.push((key, title.span)),
        }
    }
}

struct Reader<'r, 't> {
    keys: Keys<'t>,
    groups: &'r Groups,
    criteria: &'r [Criterion],
    /// The criteria that are declared, those that could not be read included.
    names: &'r [At<&'r str>],
    occasions: &'r [Occasion],
    /// `[reward]`, and whether it is there at all.
    reward: (Option<&'r Reward>, bool),
    /// `[paper]`.
    paper: &'r Paper,
    sides: &'r Sides<'r>,
    context: &'r Context<'r>,
}

impl<'t> Reader<'_, 't> {
    fn award(&self, order: &Order<'_, 't>) -> Option<Award> {
        let (keys, found) = (&self.keys, self.context.found);
        let id = super::criterion::id(keys, found);
        let title = keys.required_filled_text("title");
        let side = super::criterion::side_under(keys, "to", self.sides.persons.is_some(), found);
        keys.word("ties", &[("council", ())]);
        let only = self.groups.only(keys, found);
        let (groups, sides, context, only_slice) = (self.groups, self.sides, self.context, only.as_deref());
        let quotas = quota::Reader { keys, groups, sides, context, order, side, only: only_slice };
        let quota = quotas.quota();
        let quota_span = quotas.span().clone();
        let ranks_only = keys.item("quota").is_some_and(quota::is_none);
        let unused = quotas.unused(quota.as_ref());
        let (floor, cap) = (quotas.proportion("floor"), quotas.proportion("cap"));
        let rank = side.map(|side| self.rank(side)).unwrap_or_default();
        let after = order.after(keys, side, found);
        let excludes = order.excludes(keys, side, after, found);
        let among = side.and_then(|side| self.among(side));
        let copies = keys.whole("copies").map(|copies| copies.value);
        let occasion = keys.text("occasion").and_then(|written| super::occasion::position(self.occasions, &written, found));
        let over = super::years::of_award(keys, self.criteria, self.context);
        let reward = super::reward::of_award(keys, self.reward.0, self.reward.1, found);
        let paper = super::papers::paper(keys, found).map_or_else(|| self.paper.clone(), |own| own.or(self.paper));
        let side = side?;
        if rank.is_empty() && quota.as_ref().is_some_and(quota::chooses) && !keys.has("rank") {
            found.push(DefinitionFault::RankMissing, keys.span());
        }
        Some(Award {
            criteria: self.criteria_of(side, id.as_ref().map_or("", |id| id.value)),
            id: id?.value.to_owned(),
            title: name::tidy(title?.value),
            cite: super::cite(keys),
            side,
            only,
            rank,
            quota: quota?,
            quota_span,
            ranks_only,
            excludes,
            after,
            among,
            unused,
            floor,
            cap,
            copies,
            occasion,
            over,
            reward,
            paper,
        })
    }

    /// The condition under which a subject is looked at at all.
    fn among(&self, side: Side) -> Option<Rule> {
        self.context.rule("among", self.keys.item("among")?, &self.sides.scope(side, self.context))
    }

    /// The criteria that the award asks for: those named, else every one of its side that counts. Required deadlines of
    /// the side are always among them, unless they say for which other awards they are.
    fn criteria_of(&self, side: Side, id: &str) -> Vec<usize> {
        let counted = |position: &usize| {
            let criterion = &self.criteria[*position];
            criterion.side == side && criterion.goes_without_saying(id)
        };
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
}
