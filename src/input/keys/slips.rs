//! What was meant on a line that is not TOML, where it shows: a remark behind `//`, a colon in place of `=`, and so on.

use super::quotes::enclosed;
use crate::vocab::finding::Syntax;
use crate::vocab::{Span, name};

/// What is wrong with a line that is known to have a mistake, and where in it.
pub(super) fn slip(line: &str) -> Option<(Syntax, Span)> {
    let mut at = 0;
    while let Some(sign) = line.get(at..)?.chars().next() {
        let inside = at + sign.len_utf8();
        match sign {
            '#' => return None,
            '"' | '\'' => at = inside + enclosed(line.get(inside..)?, sign).len() + 1,
            '\u{a0}' | '\u{2007}' | '\u{202f}' | '\u{3000}' => return Some((Syntax::NoBreakSpace, at..inside)),
            '/' if line.get(inside..)?.starts_with('/') => return Some((Syntax::SlashRemark, at..inside + 1)),
            ':' if follows_key(line.get(..at)?) => return Some((Syntax::Colon, at..inside)),
            _ => at = inside,
        }
    }
    None
}

/// Whether nothing but a key stands at the end of what comes before.
fn follows_key(before: &str) -> bool {
    let key = before.rsplit(['{', ',']).next().unwrap_or_default().trim();
    !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
}

/// A key in Vietnamese that begins a line without quotation marks: where it stands, and how it reads without marks.
pub(super) fn marked_key(line: &str) -> Option<(Span, String)> {
    let written = line.split_once('=')?.0;
    let key = written.trim();
    let start = written.len() - written.trim_start().len();
    let write = name::short(key);
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '-' || c == ' ' || ('\u{300}'..='\u{36f}').contains(&c);
    let is_short = write.starts_with(|c: char| c.is_ascii_lowercase());
    (!key.is_ascii() && is_short && key.chars().all(is_word)).then(|| (start..start + key.len(), write))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_on_a_line_is_seen_outside_its_texts_only() {
        #[track_caller]
        fn case(line: &str, expected: Option<(Syntax, &str)>) {
            assert_eq!(slip(line).map(|(kind, span)| (kind, &line[span])), expected, "{line}");
        }
        case("quota\u{a0}= 4", Some((Syntax::NoBreakSpace, "\u{a0}")));
        case("// thời hạn", Some((Syntax::SlashRemark, "//")));
        case("quota = 4 // bốn", Some((Syntax::SlashRemark, "//")));
        case("quota: 4", Some((Syntax::Colon, ":")));
        case("x = { heading: \"Điểm\" }", Some((Syntax::Colon, ":")));
        case("title = \"a // b\u{a0}c: d\" x", None);
        case("by = 12:30:00 x", None);
        case("quota = = 4 # // : ", None);
    }

    #[test]
    fn a_key_in_vietnamese_is_proposed_without_marks() {
        #[track_caller]
        fn case(line: &str, expected: Option<(&str, &str)>) {
            let found = marked_key(line);
            assert_eq!(found.as_ref().map(|(span, write)| (&line[span.clone()], write.as_str())), expected, "{line}");
        }
        case("  xếp_loại  = { a = 1 }", Some(("xếp_loại", "xep_loai")));
        case("Xếp loại = 1", Some(("Xếp loại", "xep_loai")));
        case("\"Xã A\" = \"X\" x", None);
        case("rank = ế", None);
        case("[khối]", None);
    }
}
