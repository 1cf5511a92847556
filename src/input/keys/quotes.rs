//! Typographic quotes, which word processors put in place of straight ones: where they stand on a line that is not TOML.

use crate::vocab::Span;

/// The first sign with which a text of the line begins or ends in place of a straight quote.
///
/// The line is known to have a mistake. Within a text between straight quotes such signs are right, as long as they come in
/// pairs or stand in a word.
pub(super) fn typographic(line: &str) -> Option<Span> {
    let mut at = 0;
    while let Some(sign) = line.get(at..)?.chars().next() {
        let inside = at + sign.len_utf8();
        match sign {
            '#' => return None,
            '"' | '\'' => {
                let text = enclosed(line.get(inside..)?, sign);
                if let Some(end) = false_end(text) {
                    return Some(inside + end.start..inside + end.end);
                }
                at = inside + text.len() + 1;
            }
            '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '‛' | '«' | '»' | '″' | '′' => {
                return Some(at..inside);
            }
            _ => at = inside,
        }
    }
    None
}

/// What stands before the closing quote; without one the rest of the line.
pub(super) fn enclosed(rest: &str, quote: char) -> &str {
    let mut escaped = false;
    let end = rest.find(|sign| {
        let closes = sign == quote && !escaped;
        escaped = sign == '\\' && quote == '"' && !escaped;
        closes
    });
    &rest[..end.unwrap_or(rest.len())]
}

/// A typographic sign that closes what it has not opened, where a text may end.
fn false_end(text: &str) -> Option<Span> {
    const PAIRS: [(char, char); 3] = [('“', '”'), ('‘', '’'), ('«', '»')];
    text.char_indices().find_map(|(at, sign)| {
        let (open, _) = PAIRS.into_iter().find(|(_, close)| *close == sign)?;
        let (before, after) = (&text[..at], &text[at + sign.len_utf8()..]);
        let opened = before.matches(open).count() > before.matches(sign).count();
        let may_end = after.trim_start().chars().next().is_none_or(|next| ",]}#=".contains(next));
        (!opened && may_end).then_some(at..at + sign.len_utf8())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typographic_quote_is_found_where_a_text_begins_or_ends_and_not_where_it_belongs_to_the_text() {
        #[track_caller]
        fn case(line: &str, expected: Option<(usize, &str)>) {
            let found = typographic(line).map(|span| (line[..span.start].chars().count() + 1, &line[span]));
            assert_eq!(found, expected, "{line}");
        }
        case("id = “x”", Some((6, "“")));
        case("id = ‘x’", Some((6, "‘")));
        case("id = «x»", Some((6, "«")));
        case("“id” = 1", Some((1, "“")));
        case("id = \"x”", Some((8, "”")));
        case("id = \"Nói “Tốt””", Some((16, "”")));
        case("id = 'x’", Some((8, "’")));
        case("ids = [\"Xã”, \"Thị trấn\"]", Some((11, "”")));
        case("id = \"Nói “Tốt”\" x", None);
        case("id = \"Nói “Tốt”", None); // the straight quote is what is missing
        case("id = \"People’s Committee", None);
        case("id = x # “x”", None);
        case("id = \"a\\\"b”", Some((11, "”")));
    }
}
