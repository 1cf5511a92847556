//! Texts as people see them, without copying those that already are.

use std::borrow::Cow;

use crate::vocab::name;

use super::Cell;

/// The text tidied as by [`name::tidy`]; borrowed where nothing has to change.
pub(super) fn tidied(text: &str) -> Cow<'_, str> {
    if is_tidy(text) { Cow::Borrowed(text) } else { Cow::Owned(name::tidy(text)) }
}

/// The cell of a text: empty where nothing is left of it.
pub(super) fn text_cell(text: &str) -> Cell<'_> {
    if text.is_empty() {
        return Cell::Empty;
    }
    match tidied(text) {
        text if text.is_empty() => Cell::Empty,
        text => Cell::Text(text),
    }
}

/// Whether [`name::tidy`] would return the text as it is. `false` may be wrong for rare letters; `true` never is.
fn is_tidy(text: &str) -> bool {
    let mut before = b' ';
    for byte in text.bytes() {
        match byte {
            b' ' if before == b' ' => return false,
            b' '..=b'~' => before = byte,
            0..b' ' | 0x7f => return false,
            _ => return has_only_composed_letters(text),
        }
    }
    before != b' ' || text.is_empty()
}

fn has_only_composed_letters(text: &str) -> bool {
    let mut space = true;
    for c in text.chars() {
        match c {
            ' ' if space => return false,
            ' ' => space = true,
            '!'..='~' => space = false,
            // Composed Latin letters, among them all of Vietnamese: none is changed by composing.
            '\u{c0}'..='\u{24f}' | '\u{1ea0}'..='\u{1ef9}' => space = false,
            _ => return false,
        }
    }
    !space
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_needs_nothing_is_borrowed_and_any_other_is_tidied() {
        for text in ["", "DV01", "Xã Kim Thái", "62,5 %", "Đạt", "ƯỜNG ỹ"] {
            assert!(matches!(tidied(text), Cow::Borrowed(_)), "{text:?}");
            assert_eq!(tidied(text), name::tidy(text));
        }
        for text in
            [" a", "a ", "a  b", "a\tb", "a\u{a0}b", "To\u{302}\u{301}t", "a\u{200b}b", " ", "\u{1}", "–", "a\u{ad}b"]
        {
            assert_eq!(tidied(text), name::tidy(text), "{text:?}");
        }
    }

    #[test]
    fn every_letter_that_is_taken_as_it_is_stays_the_same_when_composed() {
        for c in ('\u{21}'..'\u{3000}').filter(|c| is_tidy(&c.to_string())) {
            assert_eq!(name::tidy(&c.to_string()), c.to_string(), "{c:?}");
        }
    }
}
