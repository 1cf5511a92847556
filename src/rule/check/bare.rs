//! Words that are no name: a value without its quotes, a heading without its brackets, names without a sign between them.

use super::super::syntax::Name;
use super::super::{Field, Scope};
use super::{Checker, Fault};
use crate::vocab::Span;
use crate::vocab::finding::RuleFault;
use crate::vocab::name::{match_key, nearest};

impl Checker<'_> {
    /// What is wrong with words that name nothing; `None` for one that may be a misspelt name, such as the `near` one.
    pub(super) fn bare(&self, name: &Name, near: Option<&str>) -> Option<Fault> {
        let written = &name.text;
        let fault = |what| Some(Fault::new(what, name.span.clone()));
        let text = |write| fault(RuleFault::TextWithoutQuotes { written: written.clone(), write });
        let key = match_key(written);
        if self.values().any(|value| match_key(value) == key) {
            return text(Some(written.clone()));
        }
        let heading = |heading| fault(RuleFault::HeadingWithoutBrackets { written: written.clone(), heading });
        if self.headings().any(|heading| match_key(heading) == key) {
            return heading(written.clone());
        }
        let second = second_word(name);
        if second.is_none() && (near.is_some() || is_short_name(written)) {
            return None;
        }
        let first = written.split_whitespace().next().unwrap_or_default();
        let known = self.reached().any(|field| field.name == first) || self.scope.constants.iter().any(|c| c.name == first);
        match second {
            Some(second) if known || written.split_whitespace().all(is_short_name) => Some(second),
            _ => match (nearest(written, self.values()), nearest(written, self.headings())) {
                (None, Some(near)) => heading(near.to_owned()),
                (value, _) => text(value.map(str::to_owned)),
            },
        }
    }

    /// The columns that the expression may name, of whichever table.
    fn reached(&self) -> impl Iterator<Item = &Field> {
        let of_rows = self.row.map_or(&[][..], |(_, list)| &list.fields);
        of_rows.iter().chain(self.scope.own).chain(self.scope.unit.unwrap_or_default())
    }

    fn headings(&self) -> impl Iterator<Item = &str> {
        self.reached().flat_map(|field| &field.headings).map(String::as_str)
    }

    /// What these columns may hold, where it is declared.
    fn values(&self) -> impl Iterator<Item = &str> {
        let steps = self.reached().flat_map(|field| &field.steps);
        steps.flat_map(|step| std::iter::once(&step.key).chain(&step.spellings)).map(String::as_str)
    }
}

/// The mistakes of a text that could not be read; where a heading stands in it without brackets, that in their place.
pub(in crate::rule) fn headings_told(text: &str, scope: &Scope, mut faults: Vec<Fault>) -> Vec<Fault> {
    let fields = scope.own.iter().chain(scope.unit.unwrap_or_default());
    let mut headings: Vec<&String> = fields.flat_map(|field| &field.headings).collect();
    // Of two headings the longer one is meant where both stand.
    headings.sort_by_key(|heading| std::cmp::Reverse(heading.len()));
    for heading in headings {
        for (start, _) in text.match_indices(heading.as_str()) {
            let span = start..start + heading.len();
            let is_told = |fault: &Fault| {
                let is_heading = matches!(fault.what, RuleFault::HeadingWithoutBrackets { .. });
                is_heading && fault.span.start < span.end && span.start < fault.span.end
            };
            if !stands_alone(text, &span) || faults.iter().any(is_told) {
                continue;
            }
            faults.retain(|fault| !span.contains(&fault.span.start));
            let what = RuleFault::HeadingWithoutBrackets { written: heading.clone(), heading: heading.clone() };
            faults.push(Fault::new(what, span));
        }
    }
    faults
}

/// Whether a stretch is no part of a word, of a text in quotation marks or of a heading in brackets.
fn stands_alone(text: &str, span: &Span) -> bool {
    let (before, after) = (&text[..span.start], &text[span.end..]);
    let is_open = |open: char, close: char| before.rfind(open) > before.rfind(close);
    let in_quotes = before.matches('\'').count() % 2 == 1 || is_open('“', '”') || is_open('[', ']');
    let in_word = before.ends_with(char::is_alphanumeric) || after.starts_with(char::is_alphanumeric);
    !in_quotes && !in_word && !span.is_empty()
}

/// The second of several words, which cannot stand behind the first.
pub(super) fn second_word(name: &Name) -> Option<Fault> {
    let (first, rest) = name.text.split_once(char::is_whitespace)?;
    let found = rest.split_whitespace().next()?;
    let start = name.span.start + first.len() + name.text.get(first.len()..)?.find(found)?;
    Some(Fault::new(RuleFault::Unexpected { found: found.to_owned() }, start..start + found.len()))
}

/// Whether a word is written as a short name is.
fn is_short_name(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}
