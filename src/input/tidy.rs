//! Texts as people see them, without copying those that already are.

use std::borrow::Cow;

use crate::vocab::name::{self, is_tidy};

use super::Cell;
use super::limits::{filled_up, is_vast};

/// The text tidied as by [`name::tidy`]; borrowed where nothing has to change.
pub(super) fn tidied(text: &str) -> Cow<'_, str> {
    if is_tidy(text) { Cow::Borrowed(text) } else { Cow::Owned(name::tidy(text)) }
}

/// The cell of a text: empty where nothing is left of it.
pub(super) fn text_cell(text: &str) -> Cell<'_> {
    if text.is_empty() {
        return Cell::Empty;
    }
    if is_vast(text) {
        return Cell::Text(filled_up(text).into());
    }
    match tidied(text) {
        text if text.is_empty() => Cell::Empty,
        text => Cell::Text(text),
    }
}

/// The second bytes of letters from U+00C0 to U+00FF that no Vietnamese word has, one bit for each of the last five bits of
/// them: capitals and small letters stand 32 apart.
const OTHER_LETTERS: u32 = {
    let others = [0x04, 0x05, 0x06, 0x07, 0x0b, 0x0e, 0x0f, 0x10, 0x11, 0x16, 0x17, 0x18, 0x1b, 0x1c, 0x1e, 0x1f];
    let (mut bits, mut at) = (0, 0);
    while at < others.len() {
        bits |= 1 << others[at];
        at += 1;
    }
    bits
};

/// Whether two bytes are a letter from U+00C0 to U+00FF that no Vietnamese word has. Nothing branches: every letter with a
/// sign is asked.
#[inline]
pub(super) fn is_other_letter(a: u8, b: u8) -> bool {
    (a == 0xc3) & (OTHER_LETTERS >> (b & 0x1f) & 1 == 1)
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
}
