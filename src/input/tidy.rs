//! Texts as people see them, without copying those that already are.

use std::borrow::Cow;

use crate::vocab::name;

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

/// Whether [`name::tidy`] would return the text as it is. `false` may be wrong for rare letters; `true` never is.
///
/// It goes by bytes, for every text of a large file passes here and most of them nowhere else.
pub(super) fn is_tidy(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (mut at, mut space) = (0, true);
    while let Some(byte) = bytes.get(at) {
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

/// Whether every text of a line is tidy; `delimiter` stands between them, and quotes may stand around them. `false` may
/// be wrong, `true` never is.
///
/// All bytes are looked at together and none decides anything alone, so that the machine can take many at once: going
/// from text to text took as long as all other reading.
pub(super) fn is_tidy_line(line: &str, delimiter: u8) -> bool {
    let bytes = line.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return true };
    let (second, third) = (bytes.get(1..).unwrap_or_default(), bytes.get(2..).unwrap_or_default());
    let strange = bytes.iter().fold(false, |found, byte| found | is_strange(*byte));
    let apart =
        bytes.iter().zip(second).fold(false, |found, (a, b)| found | is_loose(*a, *b, delimiter) | is_foreign(*a, *b));
    let rare = bytes.iter().zip(second).zip(third).fold(false, |found, ((a, b), c)| found | is_rare(*a, *b, *c));
    !(strange | apart | rare | (*first == b' ') | (*last == b' '))
}

/// A control sign, or a byte of letters that are neither ASCII nor composed Latin.
fn is_strange(byte: u8) -> bool {
    (byte < 0x20) | (byte == 0x7f) | (byte == 0xc2) | ((byte > 0xc8) & (byte != 0xe1))
}

/// A space beside a space or at the edge of a text, which may be a quote.
fn is_loose(a: u8, b: u8, delimiter: u8) -> bool {
    (a == b' ') & ((b == b' ') | (b == delimiter) | (b == b'"')) | ((a == delimiter) | (a == b'"')) & (b == b' ')
}

/// The beginning of a letter of three bytes that is not Vietnamese.
fn is_foreign(a: u8, b: u8) -> bool {
    (a == 0xe1) & (b != 0xba) & (b != 0xbb)
}

/// A letter of three bytes outside U+1EA0 to U+1EF9.
fn is_rare(a: u8, b: u8, c: u8) -> bool {
    (a == 0xe1) & ((b == 0xba) & (c < 0xa0) | (b == 0xbb) & (c > 0xb9))
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
    fn a_line_is_tidy_only_when_each_of_its_texts_is() {
        for line in ["", "a;b c;Xã Kim Thái;;62,5", "ƯỜNG;ỹ", "\"62;5\";\"a b\""] {
            assert!(is_tidy_line(line, b';'), "{line:?}");
        }
        for line in [
            " a;b",
            "a;b ",
            "a; b",
            "a ;b",
            "\" a\";b",
            "b;\"a \"",
            "a  b;c",
            "a\u{a0};b",
            "a\tb;c",
            "To\u{302};b",
            "a;–",
            "\u{1e80};a",
            "\u{1efa}",
            "ớ\u{7f}",
        ] {
            assert!(!is_tidy_line(line, b';'), "{line:?}");
        }
        for c in '\u{1}'..'\u{3000}' {
            let line = format!("a{c}a;{c}");
            assert!(!is_tidy_line(&line, b';') || line.split(';').all(|text| name::tidy(text) == text), "{c:?}");
        }
    }

    #[test]
    fn every_letter_that_is_taken_as_it_is_stays_the_same_when_composed() {
        for c in ('\u{21}'..'\u{3000}').filter(|c| is_tidy(&c.to_string())) {
            assert_eq!(name::tidy(&c.to_string()), c.to_string(), "{c:?}");
        }
    }
}
