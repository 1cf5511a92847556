//! What is allowed but worth a look: criteria that no award uses, columns, points and classes that nothing reads, figures
//! and scales left over.

use std::collections::BTreeSet;

use crate::campaign::definition::{Campaign, Check, KeyValue, Quota};
use crate::campaign::derived::{Derived, PartBy};
use crate::input::keys::Table;
use crate::rule::{Measure, Rule, Slot};
use crate::vocab::finding::DefinitionFault;
use crate::vocab::{Kind, Side};

use super::found::{self, Found, Keys};

pub(super) fn check(campaign: &Campaign, top: &Keys<'_>, found: &Found) {
    unused_criteria(campaign, found);
    let read = fields_read(campaign);
    unread_columns(campaign, &read, found);
    unread_derived(campaign, &read, top, found);
    super::detail::lint(campaign, found);
    unused_figures(campaign, found);
    unused_scales(campaign, top, found);
}

fn unused_criteria(campaign: &Campaign, found: &Found) {
    for (position, criterion) in campaign.criteria.iter().enumerate().filter(|(_, criterion)| criterion.counts) {
        if !campaign.gives_points(position) && campaign.awards.iter().all(|award| !award.criteria.contains(&position)) {
            found.push(DefinitionFault::UnusedCriterion { id: criterion.id.clone() }, &criterion.span);
        }
    }
}

/// Free text is read by nobody but shown in lists, so it is not reported.
fn unread_columns(campaign: &Campaign, read: &BTreeSet<(Side, u16)>, found: &Found) {
    for register in [Some(&campaign.units), campaign.persons.as_ref()].into_iter().flatten() {
        for (position, column) in register.columns.iter().enumerate() {
            let field = &register.fields[position];
            let shown_only = field.kind == Kind::Text && field.steps.is_empty();
            let position = u16::try_from(position).unwrap_or(u16::MAX);
            if !shown_only && !read.contains(&(register.side, position)) {
                found.push(DefinitionFault::UnreadColumn { name: field.name.clone() }, &column.span);
            }
        }
    }
}

/// Points and classes that no criterion, no ranking and no other points or class builds on: they are shown, and decide
/// nothing.
fn unread_derived(campaign: &Campaign, read: &BTreeSet<(Side, u16)>, top: &Keys<'_>, found: &Found) {
    for derived in &campaign.derived {
        let (id, key) = match derived {
            Derived::Score(score) => (&campaign.scores[*score].id, "score"),
            Derived::Class(class) => (&campaign.classes[*class].id, "class"),
        };
        let names = top.tables_quietly(key).into_iter().filter_map(found::name_of);
        let named =
            names.into_iter().find(|name| name.value == id).filter(|_| !read.contains(&campaign.side_and_field(*derived)));
        if let Some(named) = named {
            let fault = match derived {
                Derived::Score(_) => DefinitionFault::UnreadScore { name: id.clone() },
                Derived::Class(_) => DefinitionFault::UnreadClass { name: id.clone() },
            };
            found.push(fault, &named.span);
        }
    }
}

/// Every field that a rule, a ranking, a class, a deadline or a part's whole reads.
fn fields_read(campaign: &Campaign) -> BTreeSet<(Side, u16)> {
    let mut read = BTreeSet::new();
    let mut add = |side: Side, slots: &[Slot]| {
        read.extend(slots.iter().map(|slot| (if slot.of_unit { Side::Units } else { side }, slot.field)));
    };
    for (side, rule) in rules(campaign) {
        add(side, rule.slots());
    }
    for (side, measure) in measures(campaign) {
        add(side, measure.slots());
    }
    for criterion in &campaign.criteria {
        if let Check::Due(due) = &criterion.check {
            add(criterion.side, &[due.column]);
        }
    }
    if let Some(dossier) = &campaign.dossier {
        read.extend(dossier.parts.iter().flat_map(|part| part.columns.all()).chain(dossier.channel_columns.all()));
    }
    for award in &campaign.awards {
        if let Quota::PerValue(divided) = &award.quota {
            read.insert((if divided.column.of_unit { Side::Units } else { award.side }, divided.column.field));
        }
    }
    read
}

/// Every condition of the definition with the side it is about.
pub(in crate::campaign) fn rules(campaign: &Campaign) -> impl Iterator<Item = (Side, &Rule)> {
    let of_criteria = campaign.criteria.iter().flat_map(|criterion| {
        let checks: Vec<&Rule> = match &criterion.check {
            Check::Rule(rules) => rules.all().collect(),
            Check::Due(_) => Vec::new(),
        };
        criterion.when.iter().chain(checks).map(move |rule| (criterion.side, rule))
    });
    let of_ranks = campaign.awards.iter().flat_map(|award| {
        award.rank.iter().filter_map(move |key| match &key.by {
            KeyValue::First(rule) => Some((award.side, rule)),
            KeyValue::Measure(_) => None,
        })
    });
    let of_lists = campaign.awards.iter().flat_map(|award| {
        let shares = award.floor.iter().chain(&award.cap).map(|proportion| &proportion.of);
        award.among.iter().chain(shares).map(move |rule| (award.side, rule))
    });
    let of_classes = campaign.classes.iter().flat_map(|class| class.tests.iter().map(move |rule| (class.side, rule)));
    of_criteria.chain(of_ranks).chain(of_lists).chain(of_classes)
}

/// Every quantity of the definition with the side it is about.
pub(super) fn measures(campaign: &Campaign) -> impl Iterator<Item = (Side, &Measure)> {
    let of_ranks = campaign.awards.iter().flat_map(|award| {
        award.rank.iter().filter_map(move |key| match &key.by {
            KeyValue::Measure(measure) => Some((award.side, measure)),
            KeyValue::First(_) => None,
        })
    });
    let of_classes = campaign.classes.iter().map(|class| (class.side, &class.value));
    let of_scores = campaign.scores.iter().flat_map(|score| {
        score.parts.iter().filter_map(move |part| match &part.by {
            PartBy::Value(measure) => Some((score.side, measure)),
            PartBy::Criterion(_) => None,
        })
    });
    let registers = [Some(&campaign.units), campaign.persons.as_ref()].into_iter().flatten();
    let of_limits = registers.flat_map(|register| register.limits.own.iter().map(|limit| (register.side, &limit.whole)));
    of_ranks.chain(of_classes).chain(of_scores).chain(of_limits)
}

fn unused_figures(campaign: &Campaign, found: &Found) {
    let of_rules = rules(campaign).flat_map(|(_, rule)| rule.constants());
    let registers = [Some(&campaign.units), campaign.persons.as_ref()].into_iter().flatten();
    let of_rows = registers.flat_map(|register| &register.lists).flat_map(|list| &list.limits).map(|limit| &limit.whole);
    let measures = measures(campaign).map(|(_, measure)| measure).chain(of_rows);
    let read: BTreeSet<&str> = of_rules.chain(measures.flat_map(crate::rule::Measure::constants)).collect();
    for figure in &campaign.figures {
        if !read.contains(figure.name.as_str()) {
            found.push(DefinitionFault::UnusedFigure { name: figure.name.clone() }, &figure.span);
        }
    }
}

fn unused_scales(campaign: &Campaign, top: &Keys<'_>, found: &Found) {
    let registers = [Some(&campaign.units), campaign.persons.as_ref()];
    let used: BTreeSet<&str> = registers
        .into_iter()
        .flatten()
        .flat_map(|register| register.fields.iter().chain(register.lists.iter().flat_map(|list| &list.fields)))
        .filter_map(|field| field.scale.as_deref())
        .collect();
    let scales: &[_] = top.table("scales").map_or(&[], |table: &Table| &table.entries);
    for entry in scales.iter().filter(|entry| !used.contains(entry.key.as_str())) {
        found.push(DefinitionFault::UnusedScale { name: entry.key.clone() }, &entry.key_span);
    }
}
