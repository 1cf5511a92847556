//! `[details.x]`: tables of lists that vary in length, with whose lists they are and what their columns hold.

use std::collections::BTreeSet;

use crate::campaign::definition::{Campaign, Heading, Register};
use crate::campaign::detail::Detail;
use crate::input::keys::{Entry, Table, Value};
use crate::rule::{Field, Limit, List, ListColumn, ListId, MOST_LISTS, Scope};
use crate::vocab::finding::DefinitionFault;
use crate::vocab::{Kind, Side};

use super::expression::Context;
use super::found::{Found, Keys};
use super::scale::Scales;
use super::{files, lint, register};

const KEYS: [&str; 12] = [
    "clause",
    "rules",
    "of",
    "file",
    "files",
    "sheet",
    "heading_row",
    "subject",
    "name",
    "columns",
    "not_applicable",
    "year",
];

/// Reads every detail table and adds its list to the register of its side, so that rules can name it.
pub(super) fn read(
    top: &Keys<'_>,
    units: &mut Register,
    persons: &mut Option<Register>,
    scales: &Scales,
    context: &Context<'_>,
) -> Vec<Detail> {
    let mut details = Vec::new();
    for entry in top.table("details").map_or(&[][..], |table| &table.entries) {
        let Some((mut detail, list)) = detail(entry, persons.is_some(), scales, context) else {
            context.found.broken(&entry.key);
            continue;
        };
        let register = match detail.side {
            Side::Units => Some(&mut *units),
            Side::Persons => persons.as_mut(),
        };
        let Some(register) = register else { continue };
        let Ok(position) = u16::try_from(register.lists.len()) else { continue };
        if register.lists.len() == MOST_LISTS {
            context.found.push(DefinitionFault::TooMany { most: MOST_LISTS }, &entry.key_span);
            continue;
        }
        detail.list = position;
        register.lists.push(list);
        details.push(detail);
    }
    details
}

fn detail(entry: &Entry, persons: bool, scales: &Scales, context: &Context<'_>) -> Option<(Detail, List)> {
    let found = context.found;
    super::check_short_name(&entry.key, &entry.key_span, found);
    let table = found.table(&entry.key, &entry.item)?;
    let keys = Keys::open(table, &KEYS, found);
    let side = super::criterion::side(&keys, persons, found);
    let files = files::read(&keys, found);
    let subject = register::required_heading(&keys, "subject");
    let name = register::required_heading(&keys, "name");
    let default = register::Defaults { not_applicable: register::own_texts(&keys, "not_applicable") };
    let columns = keys.table("columns").map(|table| register::columns(table, scales, &default, found)).unwrap_or_default();
    let (fields, columns): (Vec<Field>, Vec<_>) = columns.into_iter().unzip();
    let year = register::heading(&keys, "year");
    let fixed: Vec<&Heading> = [&subject, &name, &year].into_iter().flatten().collect();
    register::check_headings(&fixed, &fields, &columns, found);
    let limits = limits(table, &fields, context);
    let (side, files, subject, name) = (side?, files?, subject?, name?);
    let title = name.spellings.first()?.clone();
    let list = List { name: entry.key.clone(), title, fields, limits };
    let detail = Detail {
        id: entry.key.clone(),
        span: entry.key_span.clone(),
        side,
        list: 0,
        file: files.shown,
        patterns: files.patterns,
        file_span: files.span,
        sheet: keys.text("sheet").map(|sheet| sheet.value.to_owned()),
        heading_row: keys.heading_row(),
        subject,
        name,
        year,
        columns,
        cite: super::cite(&keys),
    };
    Some((detail, list))
}

/// Every `part_of`; the whole is made of columns of the same row.
fn limits(table: &Table, fields: &[Field], context: &Context<'_>) -> Vec<Limit> {
    let scope = Scope { own: fields, constants: context.figures, ..Scope::default() };
    let mut limits = Vec::new();
    for entry in Keys::inside(table, "columns").map_or(&[][..], |columns| &columns.entries) {
        let Value::Table(column) = &entry.item.value else { continue };
        let Some(part_of) = column.entries.iter().find(|entry| entry.key == "part_of") else { continue };
        let part = fields.iter().position(|field| field.name == entry.key).and_then(|part| u16::try_from(part).ok());
        let whole = context.measure("part_of", &part_of.item, &scope);
        limits.extend(part.zip(whole).map(|(part, whole)| Limit { part, whole }));
    }
    limits
}

/// A list cannot be called like a column, a class or a figure: people would not know which one a rule means.
pub(super) fn check_names(details: &[Detail], units: &Register, persons: Option<&Register>, context: &Context<'_>) {
    for detail in details {
        let register = if detail.side == Side::Units { Some(units) } else { persons };
        let of_column = register.is_some_and(|register| register.fields.iter().any(|field| field.name == detail.id));
        if of_column || context.figures.iter().any(|figure| figure.name == detail.id) {
            context.found.push(DefinitionFault::ListNameTaken { name: detail.id.clone() }, &detail.span);
        }
    }
}

/// Notes the lists and the columns of lists that no rule reads. Free text is read by nobody but may be shown.
pub(super) fn lint(campaign: &Campaign, found: &Found) {
    let (lists, columns) = read_by_rules(campaign);
    for detail in &campaign.details {
        let Some(list) = campaign.register(detail.side).and_then(|r| r.lists.get(usize::from(detail.list))) else {
            continue;
        };
        if !lists.contains(&(detail.side, detail.list)) {
            found.push(DefinitionFault::UnusedList { name: detail.id.clone() }, &detail.span);
            continue;
        }
        for ((field, column), position) in list.fields.iter().zip(&detail.columns).zip(0_u16..) {
            let shown_only = field.kind == Kind::Text && field.steps.is_empty();
            let whole = list.limits.iter().any(|limit| limit.whole.slots().iter().any(|slot| slot.field == position));
            if !shown_only && !whole && !columns.contains(&(detail.side, detail.list, position)) {
                found.push(DefinitionFault::UnreadColumn { name: field.name.clone() }, &column.span);
            }
        }
    }
}

type ListsRead = BTreeSet<(Side, u16)>;
type ColumnsRead = BTreeSet<(Side, u16, u16)>;

fn read_by_rules(campaign: &Campaign) -> (ListsRead, ColumnsRead) {
    let (mut lists, mut columns) = (BTreeSet::new(), BTreeSet::new());
    let mut add = |side: Side, of_lists: &[ListId], of_columns: &[ListColumn]| {
        let whose = |list: &ListId| if list.of_unit { Side::Units } else { side };
        lists.extend(of_lists.iter().map(|list| (whose(list), list.list)));
        columns.extend(of_columns.iter().map(|column| (whose(&column.list), column.list.list, column.column)));
    };
    for (side, rule) in lint::rules(campaign) {
        add(side, rule.lists(), rule.list_columns());
    }
    for (side, measure) in lint::measures(campaign) {
        add(side, measure.lists(), measure.list_columns());
    }
    (lists, columns)
}
