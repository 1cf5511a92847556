//! Collects findings while a definition is read, and offers typed access to the keys of a table.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::input::keys::{Item, Table, Value};
use crate::vocab::finding::{DefinitionFault, Named, RuleFault, Shape};
use crate::vocab::{About, Date, Finding, Number, Place, Span, name};

/// The findings so far. Reading goes on after each of them.
#[derive(Debug, Default)]
pub(super) struct Found {
    findings: RefCell<Vec<Finding>>,
    /// Columns and classes that are declared but could not be read: rules that name them are not to blame.
    broken: RefCell<BTreeSet<String>>,
    /// Scores and classes that are declared but not worked out yet where the definition is read now.
    later: RefCell<BTreeSet<String>>,
    /// Whether a part that declares names has a misspelt heading: what it holds is not read.
    lost: Cell<bool>,
    /// The columns of persons: a rule that does not know one of them is about units.
    of_persons: RefCell<BTreeSet<String>>,
}

impl Found {
    /// Reports a fault; one that was reported before, by another part that reads the same place, is not told again.
    pub(super) fn push(&self, fault: DefinitionFault, span: &Span) {
        let finding = Finding::new(fault, Place::Definition(span.clone()));
        let mut findings = self.findings.borrow_mut();
        if !findings.contains(&finding) {
            findings.push(finding);
        }
    }

    pub(super) fn push_with(&self, fault: DefinitionFault, span: &Span, other: &Span) {
        let mut finding = Finding::new(fault, Place::Definition(span.clone()));
        finding.others.push(Place::Definition(other.clone()));
        self.findings.borrow_mut().push(finding);
    }

    pub(super) fn extend(&self, findings: impl IntoIterator<Item = Finding>) {
        let (broken, later) = (self.broken.borrow(), self.later.borrow());
        let blameless = |finding: &Finding| match &finding.about {
            About::Rule(RuleFault::UnknownName { name, .. } | RuleFault::UnknownList { name, .. }) => !broken.contains(name),
            _ => true,
        };
        let of_persons = self.of_persons.borrow();
        let sooner = |mut finding: Finding| {
            if let About::Rule(RuleFault::UnknownName { name, .. }) = &finding.about {
                let name = name.clone();
                if later.contains(&name) {
                    finding.about = About::Definition(DefinitionFault::DerivedNotBefore { name });
                } else if of_persons.contains(&name) {
                    finding.about = About::Definition(DefinitionFault::ColumnOfPersons { name });
                }
            }
            finding
        };
        self.findings.borrow_mut().extend(findings.into_iter().filter(blameless).map(sooner));
    }

    /// The table of an item; reports another shape. Of one that was written as a list the first part is read.
    pub(super) fn table<'t>(&self, key: &str, item: &'t Item) -> Option<&'t Table> {
        let table = table(item);
        let fault = match (&item.value, table) {
            (Value::Table(_), _) => return table,
            (_, Some(Table { heading: Some(heading), .. })) => {
                DefinitionFault::HeadingBrackets { heading: heading.clone(), pairs: 1 }
            }
            _ => DefinitionFault::WrongShape { key: key.to_owned(), expected: Shape::Table },
        };
        self.push(fault, table.map_or(&item.span, |table| &table.span));
        table
    }

    /// Notes a name that is declared but could not be read.
    pub(super) fn broken(&self, name: &str) {
        self.broken.borrow_mut().insert(name.to_owned());
    }

    /// Notes a score or class that what is read now cannot name yet.
    pub(super) fn later(&self, name: &str) {
        self.later.borrow_mut().insert(name.to_owned());
    }

    /// Notes a column of persons.
    pub(super) fn of_persons(&self, name: &str) {
        self.of_persons.borrow_mut().insert(name.to_owned());
    }

    /// What is read from now on may name it.
    pub(super) fn no_longer_later(&self, name: &str) {
        self.later.borrow_mut().remove(name);
    }

    /// Whether a part of the file is not read, so that its names seem to be missing.
    pub(super) fn has_lost_part(&self) -> bool {
        self.lost.get()
    }

    pub(super) fn into_inner(self) -> Vec<Finding> {
        self.findings.into_inner()
    }

    /// Reports a name that refers to nothing, with the nearest of those that do.
    pub(super) fn unknown_name<'a>(
        &self,
        what: Named,
        written: &str,
        known: impl Iterator<Item = &'a str> + Clone,
        span: &Span,
    ) {
        let near = name::nearest(written, known.clone()).map(str::to_owned);
        // A name that stands for two is told as such elsewhere.
        let mut listed: Vec<String> = Vec::new();
        for name in known {
            if !listed.iter().any(|seen| seen == name) {
                listed.push(name.to_owned());
            }
        }
        let known = listed;
        self.push(DefinitionFault::UnknownName { what, written: written.to_owned(), near, known }, span);
    }
}

/// The table of an item; of one whose heading has two pairs of brackets the first of its parts.
pub(super) fn table(item: &Item) -> Option<&Table> {
    match &item.value {
        Value::Table(table) => Some(table),
        Value::List(items) => match &items.first()?.value {
            Value::Table(table) if table.heading.is_some() => Some(table),
            _ => None,
        },
        _ => None,
    }
}

/// The table under a single heading such as `[award]`.
fn headed(item: &Item) -> Option<(&str, &Table)> {
    match &item.value {
        Value::Table(table) => Some((table.heading.as_deref()?, table)),
        _ => None,
    }
}

/// A value with the place where it stands.
#[derive(Debug, Clone)]
pub(super) struct At<T> {
    pub(super) value: T,
    pub(super) span: Span,
}

/// The keys of one table, of which only the known ones may occur.
pub(super) struct Keys<'t> {
    table: &'t Table,
    found: &'t Found,
    /// The known keys that others are probably misspellings of.
    meant: Vec<String>,
}

/// The parts that declare what others name.
const DECLARING: [&str; 10] =
    ["units", "persons", "columns", "groups", "scales", "figures", "score", "details", "class", "criterion"];

impl<'t> Keys<'t> {
    /// Opens a table and reports every key that is not `known`.
    pub(super) fn open(table: &'t Table, known: &[&str], found: &'t Found) -> Keys<'t> {
        let mut meant = Vec::new();
        for entry in table.entries.iter().filter(|entry| !known.contains(&entry.key.as_str())) {
            let near = near_key(&entry.key, known).map(str::to_owned);
            if near.as_deref().is_some_and(|near| DECLARING.contains(&near)) && self::table(&entry.item).is_some() {
                found.lost.set(true);
            }
            meant.extend(near.clone());
            let known = known.iter().map(|key| (*key).to_owned()).collect();
            found.push(DefinitionFault::UnknownKey { key: entry.key.clone(), near, known }, &entry.key_span);
        }
        Keys { table, found, meant }
    }

    /// Where the table stands.
    pub(super) fn span(&self) -> &'t Span {
        &self.table.span
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.item(key).is_some()
    }

    /// The value of a key, whatever its shape.
    pub(super) fn item(&self, key: &str) -> Option<&'t Item> {
        self.table.entries.iter().find(|entry| entry.key == key).map(|entry| &entry.item)
    }

    /// Whether a key is there misspelt: that is told, and nothing of its absence.
    pub(super) fn is_misspelt(&self, key: &str) -> bool {
        self.meant.iter().any(|meant| meant == key)
    }

    /// The value of a key; reports its absence.
    pub(super) fn required(&self, key: &str) -> Option<&'t Item> {
        let item = self.item(key);
        if item.is_none() && !self.is_misspelt(key) {
            self.found.push(DefinitionFault::MissingKey { key: key.to_owned() }, self.span());
        }
        item
    }

    pub(super) fn wrong(&self, key: &str, expected: Shape, item: &Item) {
        self.found.push(DefinitionFault::WrongShape { key: key.to_owned(), expected }, &item.span);
    }

    /// Reports a list without anything in it.
    pub(super) fn empty(&self, key: &str, item: &Item) {
        self.found.push(DefinitionFault::EmptyList { key: key.to_owned() }, &item.span);
    }

    /// Reads a key with `read`; reports a value of another shape.
    fn shaped<T>(&self, key: &str, expected: Shape, read: impl FnOnce(&'t Item) -> Option<T>) -> Option<At<T>> {
        let item = self.item(key)?;
        let value = read(item);
        if value.is_none() {
            self.wrong(key, expected, item);
        }
        value.map(|value| At { value, span: item.span.clone() })
    }

    pub(super) fn text(&self, key: &str) -> Option<At<&'t str>> {
        self.shaped(key, Shape::Text, text)
    }

    pub(super) fn required_text(&self, key: &str) -> Option<At<&'t str>> {
        self.required(key)?;
        self.text(key)
    }

    /// A text in which something must stand; reports a blank one and hands it on all the same.
    pub(super) fn filled_text(&self, key: &str) -> Option<At<&'t str>> {
        let text = self.text(key)?;
        self.check_filled(key, &text);
        Some(text)
    }

    /// Reports a blank text.
    pub(super) fn check_filled(&self, key: &str, text: &At<&str>) {
        if text.value.trim().is_empty() {
            self.found.push(DefinitionFault::BlankText { key: key.to_owned() }, &text.span);
        }
    }

    /// The same; reports its absence as well.
    pub(super) fn required_filled_text(&self, key: &str) -> Option<At<&'t str>> {
        self.required(key)?;
        self.filled_text(key)
    }

    pub(super) fn whole(&self, key: &str) -> Option<At<u32>> {
        self.shaped(key, Shape::Whole, |item| match item.value {
            Value::Whole(number) => u32::try_from(number).ok(),
            _ => None,
        })
    }

    /// The row of a table's headings as people count it, from 1.
    pub(super) fn heading_row(&self) -> Option<u32> {
        let row = self.shaped("heading_row", Shape::Row, |item| match item.value {
            Value::Whole(number) => u32::try_from(number).ok().filter(|row| *row > 0),
            _ => None,
        });
        row.map(|row| row.value)
    }

    pub(super) fn flag(&self, key: &str) -> Option<At<bool>> {
        self.shaped(key, Shape::Flag, |item| match item.value {
            Value::Flag(flag) => Some(flag),
            _ => None,
        })
    }

    pub(super) fn day(&self, key: &str) -> Option<At<Date>> {
        self.shaped(key, Shape::Day, |item| match item.value {
            Value::Day(day) => Some(day),
            _ => None,
        })
    }

    pub(super) fn number(&self, key: &str) -> Option<At<Number>> {
        self.shaped(key, Shape::Number, number)
    }

    pub(super) fn table(&self, key: &str) -> Option<&'t Table> {
        self.found.table(key, self.item(key)?)
    }

    /// The tables of a repeated `[[key]]`.
    pub(super) fn tables(&self, key: &str) -> Vec<&'t Table> {
        if let Some((heading, table)) = self.item(key).and_then(headed) {
            self.found.push(DefinitionFault::HeadingBrackets { heading: heading.to_owned(), pairs: 2 }, &table.span);
            return vec![table];
        }
        let Some(list) = self.shaped(key, Shape::List, list) else { return Vec::new() };
        let mut tables = Vec::new();
        for item in list.value {
            match &item.value {
                Value::Table(table) => tables.push(table),
                _ => self.wrong(key, Shape::Table, item),
            }
        }
        tables
    }

    /// A text, or a list of texts; empty when the key is not there.
    pub(super) fn texts(&self, key: &str) -> Vec<At<&'t str>> {
        let Some(item) = self.item(key) else { return Vec::new() };
        let texts = texts(item);
        if texts.is_none() {
            self.wrong(key, Shape::TextOrTexts, item);
        }
        texts.unwrap_or_default()
    }

    /// A word of a closed list.
    pub(super) fn word<T: Copy>(&self, key: &str, words: &[(&str, T)]) -> Option<T> {
        let written = self.text(key)?;
        let known = words.iter().find(|(word, _)| *word == written.value).map(|(_, meaning)| *meaning);
        if known.is_none() {
            let near = name::nearest(written.value, words.iter().map(|(word, _)| *word)).map(str::to_owned);
            let known = words.iter().map(|(word, _)| (*word).to_owned()).collect();
            self.found.push(DefinitionFault::UnknownWord { written: written.value.to_owned(), near, known }, &written.span);
        }
        known
    }
}

/// The known key that another is probably a misspelling of, or the beginning.
fn near_key<'k>(written: &str, known: &[&'k str]) -> Option<&'k str> {
    const BEGINNING: usize = 4;
    name::nearest(written, known.iter().copied()).or_else(|| {
        let mut begun = known.iter().filter(|key| written.len() >= BEGINNING && key.starts_with(written));
        begun.next().filter(|_| begun.next().is_none()).copied()
    })
}

/// The `id` of a table, whatever else is wrong with it.
pub(super) fn name_of(table: &Table) -> Option<At<&str>> {
    text_of(table, "id")
}

/// The text of a key of a table, whatever else is wrong with it.
pub(super) fn text_of<'t>(table: &'t Table, key: &str) -> Option<At<&'t str>> {
    let entry = table.entries.iter().find(|entry| entry.key == key)?;
    text(&entry.item).map(|value| At { value, span: entry.item.span.clone() })
}

/// The text of an item.
pub(super) fn text(item: &Item) -> Option<&str> {
    match &item.value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

/// The items of a list.
pub(super) fn list(item: &Item) -> Option<&[Item]> {
    match &item.value {
        Value::List(items) => Some(items),
        _ => None,
    }
}

/// The text of an item, or the texts of a list of texts.
pub(super) fn texts(item: &Item) -> Option<Vec<At<&str>>> {
    let one = |item| text(item).map(|value| At { value, span: Item::clone(item).span });
    match list(item) {
        Some(items) => items.iter().map(one).collect(),
        None => one(item).map(|text| vec![text]),
    }
}

/// The number of an item, exactly as written.
pub(super) fn number(item: &Item) -> Option<Number> {
    match &item.value {
        Value::Whole(number) => Some(Number::from(*number)),
        Value::Decimal(number) => Some(Number::from(*number)),
        _ => None,
    }
}

/// A number, or a percentage in quotes such as `"62%"`, which is a fraction; and whether it was a percentage.
pub(super) fn number_or_percent(item: &Item) -> Option<(Number, bool)> {
    if let Some(number) = number(item) {
        return Some((number, false));
    }
    let digits = text(item)?.trim().strip_suffix('%')?.trim().replace(',', ".");
    let percent = Number::from(digits.parse::<Decimal>().ok()?);
    percent.over(&Number::from(100)).map(|fraction| (fraction, true))
}

impl<'t> Keys<'t> {
    /// The tables of a repeated `[[key]]`, without a word about what else stands there.
    pub(super) fn tables_quietly(&self, key: &str) -> Vec<&'t Table> {
        let Some(item) = self.item(key) else { return Vec::new() };
        match headed(item) {
            Some((_, table)) => vec![table],
            None => list(item).unwrap_or_default().iter().filter_map(table).collect(),
        }
    }

    /// The table under a key of a table that was opened before.
    pub(super) fn inside(table: &'t Table, key: &str) -> Option<&'t Table> {
        table.entries.iter().find(|entry| entry.key == key).and_then(|entry| self::table(&entry.item))
    }
}
