//! `file`, `files` and `expected`: where the data of a table are.

use crate::campaign::definition::{Expected, Heading};
use crate::campaign::pattern;
use crate::input::keys::Value;
use crate::vocab::Span;
use crate::vocab::finding::{DefinitionFault, Shape, Syntax};

use super::found::{At, Found, Keys};
use super::register::heading;

/// The file of a table, or the patterns of its files.
pub(super) struct Files {
    /// The file; of several their patterns, as people read them.
    pub(super) shown: String,
    /// Empty where it is one file.
    pub(super) patterns: Vec<String>,
    pub(super) span: Span,
}

/// Reads `file` or `files`; one of them must be there.
pub(super) fn read(keys: &Keys<'_>, found: &Found) -> Option<Files> {
    let Some(item) = keys.item("files") else {
        let file = keys.required_filled_text("file")?;
        if file.value.contains('*') {
            found.push(DefinitionFault::PatternInFile { written: file.value.to_owned() }, &file.span);
        }
        check_signs(&file, found);
        return Some(Files { shown: file.value.to_owned(), patterns: Vec::new(), span: file.span });
    };
    if let Some(file) = keys.item("file") {
        found.push(DefinitionFault::FileAndFiles, &file.span);
    }
    let patterns = keys.texts("files");
    for path in &patterns {
        check_signs(path, found);
        let At { value, span } = path;
        if !pattern::is_sound(value) {
            found.push(DefinitionFault::BadPattern { written: (*value).to_owned() }, span);
        }
    }
    let patterns: Vec<String> = patterns.into_iter().map(|pattern| pattern.value.to_owned()).collect();
    Some(Files { shown: patterns.join(", "), patterns, span: item.span.clone() })
}

/// Reports a path of Windows: `"data\nop"` has the sign of a new line in it.
fn check_signs(path: &At<&str>, found: &Found) {
    if path.value.contains(char::is_control) {
        found.push(DefinitionFault::NotToml { kind: Syntax::Backslash, detail: String::new() }, &path.span);
    }
}

/// Reads `expected`: a file with the headings of the units' own table, or a table that names others.
pub(super) fn expected(keys: &Keys<'_>, own: [Option<&Heading>; 3], found: &Found) -> Option<Expected> {
    let [id, name, group] = own.map(|heading| heading.cloned());
    let item = keys.item("expected")?;
    match &item.value {
        Value::Text(file) => Some(Expected {
            file: file.clone(),
            file_span: item.span.clone(),
            sheet: None,
            heading_row: None,
            id: id.unwrap_or_default(),
            name: name.unwrap_or_default(),
            group,
        }),
        Value::Table(table) => {
            let keys = Keys::open(table, &["file", "sheet", "heading_row", "id", "name", "group"], found);
            let file = keys.required_filled_text("file")?;
            let other = |key: &str, own: Option<Heading>| heading(&keys, key).or(own);
            Some(Expected {
                file: file.value.to_owned(),
                file_span: file.span,
                sheet: keys.text("sheet").map(|sheet| sheet.value.to_owned()),
                heading_row: keys.heading_row(),
                id: other("id", id).unwrap_or_default(),
                name: other("name", name).unwrap_or_default(),
                group: if group.is_some() { other("group", group) } else { unused_group(&keys, found) },
            })
        }
        _ => {
            keys.wrong("expected", Shape::TextOrTable, item);
            None
        }
    }
}

/// A column of groups in the list of a campaign whose units have none is a mistake like an unknown key.
fn unused_group(keys: &Keys<'_>, found: &Found) -> Option<Heading> {
    if let Some(item) = keys.item("group") {
        found.push(DefinitionFault::NoGroups, &item.span);
    }
    None
}
