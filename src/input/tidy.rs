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
///
/// It goes by bytes, for every text of a large file passes here and most of them nowhere else.
pub(super) fn is_tidy(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (mut at, mut space) = (0, true);
    while let Some(byte) = bytes.get(at) {
        if let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk)
            && are_plain(*eight)
        {
            (at, space) = (at + 8, false);
            continue;
        }
        let length = match CLASSES.get(usize::from(*byte)) {
            Some(Class::Plain) => 1,
            Some(Class::Space) if !space => 1,
            Some(Class::Letter) => 2,
            Some(Class::Vietnamese)
                if matches!(bytes.get(at + 1..at + 3), Some([0xba, 0xa0..=0xbf] | [0xbb, 0x80..=0xb9])) =>
            {
                3
            }
            _ => return false,
        };
        space = *byte == b' ';
        at += length;
    }
    !space || text.is_empty()
}

/// Whether eight bytes are visible ASCII signs, in a few operations on all of them together.
fn are_plain(bytes: [u8; 8]) -> bool {
    const EACH: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = EACH * 0x80;
    let bytes = u64::from_le_bytes(bytes);
    // A byte below '!' borrows from its high bit; one above '~' has it, or gets it by adding one.
    let below = bytes.wrapping_sub(EACH * u64::from(b'!')) & !bytes;
    let above = bytes | bytes.wrapping_add(EACH);
    (below | above) & HIGH == 0
}

/// What a byte of a text begins.
#[derive(Clone, Copy)]
enum Class {
    /// A visible ASCII sign.
    Plain,
    Space,
    /// A composed letter of two bytes, U+00C0 to U+023F: composing does not change it.
    Letter,
    /// Perhaps one of the composed letters of three bytes, U+1EA0 to U+1EF9, that only Vietnamese has.
    Vietnamese,
    Other,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte {
            0x20 => Class::Space,
            0x21..=0x7e => Class::Plain,
            0xc3..=0xc8 => Class::Letter,
            0xe1 => Class::Vietnamese,
            _ => Class::Other,
        };
        byte += 1;
    }
    classes
};

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
    fn eight_bytes_are_plain_when_each_of_them_is() {
        for byte in 0..=u8::MAX {
            for at in 0..8 {
                let mut bytes = *b"abc~!xyz";
                bytes[at] = byte;
                assert_eq!(are_plain(bytes), bytes.iter().all(|byte| (b'!'..=b'~').contains(byte)), "{bytes:?}");
            }
        }
    }

    #[test]
    fn every_letter_that_is_taken_as_it_is_stays_the_same_when_composed() {
        for c in ('\u{21}'..'\u{3000}').filter(|c| is_tidy(&c.to_string())) {
            assert_eq!(name::tidy(&c.to_string()), c.to_string(), "{c:?}");
        }
    }
}
