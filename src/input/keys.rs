//! TOML to spanned keys: every key and value of a definition with its stretch of the file, in the order of the file.
//!
//! A syntax mistake does not hide the rest: the parser recovers, and all mistakes come back together.

mod quotes;
mod slips;

use std::collections::BTreeSet;
use std::str::FromStr;

use rust_decimal::Decimal;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::vocab::finding::{DefinitionFault, Syntax};
use crate::vocab::{Date, Finding, Place, Span};

/// A table of the file: its keys in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// The keys with their values.
    pub entries: Vec<Entry>,
    /// The stretch of the file; for a `[table]` its heading.
    pub span: Span,
    /// What stands between the brackets of its heading, `dossier.part`; `None` for one in braces and for the file itself.
    pub heading: Option<String>,
}

/// One key with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// Its value.
    pub item: Item,
}

/// A value with its stretch of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The value.
    pub value: Value,
    /// Where it stands.
    pub span: Span,
}

/// A value of the file. Numbers keep the digits of the file: nothing passes through binary fractions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// `"text"`
    Text(String),
    /// `5`
    Whole(i64),
    /// `62.5`
    Decimal(Decimal),
    /// `true`
    Flag(bool),
    /// `2023-12-31`
    Day(Date),
    /// `[1, 2]` or repeated `[[tables]]`
    List(Vec<Item>),
    /// `{ a = 1 }` or `[table]`
    Table(Table),
    /// A time, an infinity, or a number beyond what can be kept: nothing that a definition uses.
    Other,
}

/// How many syntax mistakes are told: a list that was given in place of a campaign file has one in every line.
const MOST_MISTAKES: usize = 50;

/// Reads a definition. Every syntax mistake is a finding, up to a number with which the file is no definition at all; what
/// could be read is returned beside them.
#[must_use]
pub fn parse(text: &str) -> (Table, Vec<Finding>) {
    let (document, errors) = DeTable::parse_recoverable(text);
    let table = table(document.get_ref(), document.span(), text);
    let mut findings: Vec<Finding> = Vec::new();
    let mut lines: BTreeSet<usize> = BTreeSet::new();
    let mut in_quotes: Option<usize> = None;
    let mut spans: Vec<_> = errors.iter().map(|error| (error.span().unwrap_or(0..0), error)).collect();
    spans.sort_by_key(|(span, _)| span.start);
    for (span, error) in spans {
        let line = line(text, span.start);
        // What follows on the same line is most often a consequence.
        if !lines.insert(line.start) {
            continue;
        }
        let quote = text.get(line.clone()).and_then(quotes::typographic);
        let place = |span| Place::Definition(span);
        if let (Some(quote), Some(first)) = (&quote, in_quotes) {
            // They come by the dozen, from a text of a word processor: one finding for all lines.
            findings[first].others.push(place(line.start + quote.start..line.start + quote.end));
            continue;
        }
        if findings.len() == MOST_MISTAKES {
            break;
        }
        let detail = error.message().lines().next().unwrap_or_default().to_owned();
        let written = text.get(line.clone()).unwrap_or_default();
        let within = |span: Span| line.start + span.start..line.start + span.end;
        let (kind, span) = match quote.map(|quote| (Syntax::TypographicQuotes, quote)).or_else(|| slips::slip(written)) {
            Some((kind, span)) => (kind, within(span)),
            None => (kind(&detail), span),
        };
        if let Some((key, write)) = slips::marked_key(written).filter(|_| kind == Syntax::BadKey) {
            let fault = DefinitionFault::KeyWithMarks { key: written[key.clone()].to_owned(), write };
            findings.push(Finding::new(fault, place(within(key))));
            continue;
        }
        in_quotes = in_quotes.or((kind == Syntax::TypographicQuotes).then_some(findings.len()));
        findings.push(Finding::new(DefinitionFault::NotToml { kind, detail }, place(span)));
    }
    (table, findings)
}

/// The line in which a place of the text lies, without its end.
#[must_use]
pub fn line(text: &str, at: usize) -> Span {
    let (before, after) = text.as_bytes().split_at(at.min(text.len()));
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    let end = after.iter().position(|byte| *byte == b'\n').map_or(text.len(), |length| before.len() + length);
    start..end
}

/// What the reader means: it tells its mistakes apart by their English words alone.
fn kind(detail: &str) -> Syntax {
    const KINDS: [(&str, Syntax); 14] = [
        ("escaped value", Syntax::Backslash),
        ("values must be quoted", Syntax::BadValue),
        ("invalid basic string", Syntax::OpenText),
        ("invalid literal string", Syntax::OpenText),
        ("duplicate key", Syntax::DoubledKey),
        ("key with no value", Syntax::NoAssignment),
        ("missing assignment", Syntax::NoAssignment),
        ("unquoted key", Syntax::BadKey),
        ("missing value", Syntax::BadValue),
        ("invalid date", Syntax::BadDay),
        ("unclosed array table", Syntax::OpenHeading),
        ("unclosed array", Syntax::OpenList),
        ("unclosed table", Syntax::OpenHeading),
        ("unclosed inline table", Syntax::OpenTable),
    ];
    KINDS.iter().find(|(words, _)| detail.contains(words)).map_or(Syntax::Other, |(_, kind)| *kind)
}

fn table(source: &DeTable<'_>, span: Span, text: &str) -> Table {
    let mut entries: Vec<Entry> = source
        .iter()
        .map(|(key, value)| Entry { key: key.get_ref().to_string(), key_span: key.span(), item: item(value, text) })
        .collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    Table { entries, span, heading: None }
}

/// What stands between the brackets of a heading, one pair or two.
#[must_use]
pub fn heading(written: &str) -> Option<&str> {
    let inner = written.trim().strip_prefix('[')?.strip_suffix(']')?;
    let inner = inner.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')).unwrap_or(inner);
    Some(inner.trim())
}

fn item(source: &Spanned<DeValue<'_>>, text: &str) -> Item {
    let span = source.span();
    let value = match source.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(digits) => {
            i64::from_str_radix(&digits.as_str().replace('_', ""), digits.radix()).map_or(Value::Other, Value::Whole)
        }
        DeValue::Float(digits) => Decimal::from_str(&digits.as_str().replace('_', "")).map_or(Value::Other, Value::Decimal),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Datetime(day) => match (day.date, day.time) {
            (Some(date), None) => {
                Date::from_ymd_opt(date.year.into(), date.month.into(), date.day.into()).map_or(Value::Other, Value::Day)
            }
            _ => Value::Other,
        },
        DeValue::Array(list) => Value::List(list.iter().map(|inner| item(inner, text)).collect()),
        DeValue::Table(inner) => {
            let heading = text.get(span.clone()).and_then(heading).map(str::to_owned);
            Value::Table(Table { heading, ..table(inner, span.clone(), text) })
        }
    };
    Item { value, span }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_come_in_the_order_of_the_file_with_their_places() {
        let (table, findings) = parse("zeta = 62.50\nalpha = 2023-12-31\n");
        assert!(findings.is_empty());
        let keys: Vec<&str> = table.entries.iter().map(|entry| entry.key.as_str()).collect();
        assert_eq!(keys, ["zeta", "alpha"]);
        assert_eq!(table.entries[0].item, Item { value: Value::Decimal(Decimal::new(6250, 2)), span: 7..12 });
    }

    #[test]
    fn a_key_with_foreign_letters_is_one_mistake_and_each_kind_is_told() {
        let case = |text: &str, expected: Syntax| {
            let (_, findings) = parse(text);
            let kinds: Vec<_> = findings.iter().map(|finding| &finding.about).collect();
            let [crate::vocab::About::Definition(DefinitionFault::NotToml { kind, .. })] = kinds.as_slice() else {
                unreachable!("{text}: {findings:?}")
            };
            assert_eq!(*kind, expected, "{text}: {findings:?}");
        };
        case("a?b = 1", Syntax::BadKey);
        case("files = \"data\\nop\\*.xlsx\"", Syntax::Backslash);
        case("quota: 4", Syntax::Colon);
        case("// ghi", Syntax::SlashRemark);
        case("id = \"x\n", Syntax::OpenText);
        case("id = 1\nid = 2", Syntax::DoubledKey);
        case("[a]\n[a]", Syntax::DoubledKey);
        case("id \"a\"", Syntax::NoAssignment);
        case("id = abc", Syntax::BadValue);
        case("id = ", Syntax::BadValue);
        case("day = 2024-13-01", Syntax::BadDay);
        case("id = [1, 2", Syntax::OpenList);
        case("[units", Syntax::OpenHeading);
        case("[[units]", Syntax::OpenHeading);
        case("id = { a = 1", Syntax::OpenTable);
    }

    #[test]
    fn every_syntax_mistake_is_found_in_one_run() {
        let (_, findings) = parse("a = \nb = 1\nc = [1, \nd = = 2\n");
        assert!(findings.len() >= 2, "{findings:?}");
    }
}
