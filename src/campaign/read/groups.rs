//! The groups of units (khối): their names, labels and spellings, and references to them.

use crate::campaign::definition::Group;
use crate::input::keys::{Item, Table};
use crate::vocab::finding::{DefinitionFault, Named, Shape};
use crate::vocab::{Span, name};

use super::found::{self, At, Found, Keys};
use super::scale;

/// The groups of a definition.
pub(super) struct Groups {
    /// The groups; one that holds everybody where none are declared.
    pub(super) groups: Vec<Group>,
    /// Whether the definition declares groups.
    pub(super) declared: bool,
}

pub(super) fn read(top: &Keys<'_>, found: &Found) -> Groups {
    let units = top.item("units").and_then(found::table);
    let table_of = |key: &str| {
        let entry = units?.entries.iter().find(|entry| entry.key == key)?;
        found.table(key, &entry.item)
    };
    match table_of("groups") {
        Some(table) if !table.entries.is_empty() => {
            Groups { groups: declared(table, table_of("group_labels"), found), declared: true }
        }
        _ => Groups {
            groups: vec![Group { key: "all".to_owned(), label: String::new(), spellings: Vec::new() }],
            declared: false,
        },
    }
}

fn declared(table: &Table, labels: Option<&Table>, found: &Found) -> Vec<Group> {
    let mut groups = Vec::new();
    for entry in &table.entries {
        super::check_short_name(&entry.key, &entry.key_span, found);
        let spellings = found::texts(&entry.item).unwrap_or_default();
        if spellings.is_empty() {
            found.push(
                DefinitionFault::WrongShape { key: entry.key.clone(), expected: Shape::TextOrTexts },
                &entry.item.span,
            );
        }
        let spellings: Vec<String> = spellings.iter().map(|spelling| name::tidy(spelling.value)).collect();
        let label = spellings.join(", ");
        groups.push((Group { key: entry.key.clone(), label, spellings }, &entry.item.span));
    }
    scale::check_spellings(groups.iter().map(|(group, span)| (group.spellings.as_slice(), *span)), found);
    scale::check_count(groups.len(), &table.span, found);
    let mut groups: Vec<Group> = groups.into_iter().map(|(group, _)| group).collect();
    for entry in labels.map_or([].as_slice(), |table| &table.entries) {
        match (groups.iter().position(|group| group.key == entry.key), found::text(&entry.item)) {
            (Some(position), Some(label)) => label.clone_into(&mut groups[position].label),
            (None, _) => unknown(&groups, &entry.key, &entry.key_span, found),
            (_, None) => {
                found.push(DefinitionFault::WrongShape { key: entry.key.clone(), expected: Shape::Text }, &entry.item.span);
            }
        }
    }
    groups
}

fn unknown(groups: &[Group], written: &str, span: &Span, found: &Found) {
    found.unknown_name(Named::Group, written, groups.iter().map(|group| group.key.as_str()), span);
}

impl Groups {
    /// The position of a group; reports one that does not exist.
    pub(super) fn position(&self, written: &str, span: &Span, found: &Found) -> Option<usize> {
        if !self.declared {
            found.push(DefinitionFault::NoGroups, span);
            return None;
        }
        let position = self.groups.iter().position(|group| group.key == written);
        if position.is_none() {
            unknown(&self.groups, written, span, found);
        }
        position
    }

    /// The groups that `only` names; `None` when it names none.
    pub(super) fn only(&self, keys: &Keys<'_>, found: &Found) -> Option<Vec<usize>> {
        let names: Vec<At<&str>> = keys.texts("only");
        if names.is_empty() {
            return None;
        }
        let mut only: Vec<usize> = names.iter().filter_map(|name| self.position(name.value, &name.span, found)).collect();
        only.sort_unstable();
        only.dedup();
        Some(only)
    }

    /// Reads a table with one value per group. Each entry is handed to `read`; groups without one stay empty.
    pub(super) fn each<T>(&self, table: &Table, found: &Found, mut read: impl FnMut(&Item) -> Option<T>) -> Vec<Option<T>> {
        let mut values: Vec<Option<T>> = self.groups.iter().map(|_| None).collect();
        for entry in &table.entries {
            let value = read(&entry.item);
            if let Some(position) = self.position(&entry.key, &entry.key_span, found) {
                values[position] = value;
            }
        }
        values
    }

    /// The groups that concern somebody and have no entry in `table`.
    pub(super) fn left_out<'g>(&'g self, table: &'g Table, only: Option<&'g [usize]>) -> impl Iterator<Item = &'g Group> {
        self.groups
            .iter()
            .enumerate()
            .filter(move |(position, _)| only.is_none_or(|only| only.contains(position)))
            .map(|(_, group)| group)
            .filter(|group| table.entries.iter().all(|entry| entry.key != group.key))
    }
}
