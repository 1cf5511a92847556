//! Headings that come again with the wrong number of brackets: `[award]` twice, or beside `[[award]]`.

use std::collections::BTreeSet;

use crate::input::keys;
use crate::vocab::finding::{DefinitionFault, Syntax};
use crate::vocab::{About, Finding, Place, Span};

/// Whether a syntax mistake is a key or part that is there already.
pub(super) fn is_doubled(mistake: &Finding) -> bool {
    matches!(mistake.about, About::Definition(DefinitionFault::NotToml { kind: Syntax::DoubledKey, .. }))
}

/// Adds the syntax mistakes to what else was found; a part that is doubled for its brackets alone is told as such.
///
/// With `[award]` before it `[[award]]` is no mistake of its own, and of two parts that were read as one nothing else is
/// told.
pub(super) fn settle(found: &mut Vec<Finding>, mistakes: Vec<Finding>, text: &str) {
    let single = |heading: &str| found.iter().any(|finding| finding.about == brackets(heading));
    let mut together: BTreeSet<String> = BTreeSet::new();
    let mut is_told = |mistake: &Finding| {
        let Place::Definition(span) = &mistake.place else { return true };
        let written = written(text, &keys::line(text, span.start));
        match keys::heading(written).filter(|_| is_doubled(mistake)) {
            Some(heading) if written.starts_with("[[") => !single(heading),
            Some(heading) if single(heading) || has_list(text, heading) => {
                together.insert(heading.to_owned());
                false
            }
            _ => true,
        }
    };
    let mistakes: Vec<Finding> = mistakes.into_iter().filter(|mistake| is_told(mistake)).collect();
    found.extend(mistakes);
    for heading in together {
        let parts = parts(text, &heading);
        found.retain(|finding| match &finding.place {
            Place::Definition(span) => !parts.iter().any(|part| part.contains(&span.start)),
            _ => true,
        });
        let mut places = parts.iter().map(|part| {
            let line = keys::line(text, part.start);
            let start = line.start + text[line.clone()].find('[').unwrap_or_default();
            Place::Definition(start..start + written(text, &line).len())
        });
        if let Some(first) = places.next() {
            found.push(Finding { others: places.collect(), ..Finding::new(brackets(&heading), first) });
        }
    }
}

/// What is said of a list's heading in one pair of brackets.
fn brackets(heading: &str) -> About {
    DefinitionFault::HeadingBrackets { heading: heading.to_owned(), pairs: 2 }.into()
}

/// A line without its remark.
fn written<'t>(text: &'t str, line: &Span) -> &'t str {
    text[line.clone()].split('#').next().unwrap_or_default().trim()
}

/// Whether the file has the heading in two pairs of brackets.
fn has_list(text: &str, heading: &str) -> bool {
    let double = format!("[[{heading}]]");
    text.lines().any(|line| line.trim_start().starts_with(&double))
}

/// The parts under a heading in one pair of brackets, each up to the next heading.
fn parts(text: &str, heading: &str) -> Vec<Span> {
    let mut parts: Vec<Span> = Vec::new();
    let (mut start, mut is_inside) = (0, false);
    while start < text.len() {
        let line = keys::line(text, start);
        let written = written(text, &line);
        if let Some(other) = keys::heading(written) {
            is_inside = other == heading && !written.starts_with("[[");
            parts.extend(is_inside.then_some(start..start));
        }
        start = line.end + 1;
        if let Some(part) = parts.last_mut().filter(|_| is_inside) {
            part.end = start;
        }
    }
    parts
}
