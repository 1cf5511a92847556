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

/// Looks at the lines of a text before they are cut into cells, some thousand bytes at once.
///
/// Nearly all lines of a large file need nothing, and all bytes are looked at together and none decides anything alone,
/// so that the machine can take many at once: going from text to text took as long as all other reading.
pub(super) struct Ahead<'t> {
    text: &'t str,
    delimiter: u8,
    /// How far the text was looked at.
    end: usize,
    seen: Seen,
}

/// What was seen of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seen {
    /// Every text of them is tidy. `false` may be wrong, `true` never is.
    pub(super) tidy: bool,
    /// One of them has a question mark or a letter that is not Vietnamese: it may lack letters or hold some of an older
    /// encoding. `true` may be wrong, `false` never is.
    pub(super) doubtful: bool,
}

/// How many bytes are looked at together.
const TOGETHER: usize = 4096;

impl<'t> Ahead<'t> {
    pub(super) fn new(text: &'t str, delimiter: u8) -> Ahead<'t> {
        Ahead { text, delimiter, end: 0, seen: Seen { tidy: false, doubtful: true } }
    }

    /// What is seen of the lines from `start` to `end`; they must lie behind those that were asked for before.
    pub(super) fn of(&mut self, start: usize, end: usize) -> Seen {
        if end > self.end {
            let bytes = self.text.as_bytes();
            let at_least = end.max(start + TOGETHER).min(bytes.len());
            let behind = bytes.get(at_least..).unwrap_or_default();
            self.end = at_least + memchr::memchr2(b'\n', b'\r', behind).unwrap_or(behind.len());
            self.seen = seen(bytes.get(start..self.end).unwrap_or_default(), self.delimiter);
        }
        self.seen
    }
}

/// What is seen of lines; `delimiter` stands between their texts, and quotes may stand around them.
fn seen(bytes: &[u8], delimiter: u8) -> Seen {
    let (mut untidy, mut doubtful) = ([0; LANES], [0; LANES]);
    let mut look = |at: usize, a: u8, b: u8| {
        untidy[at] |= u8::from(is_untidy(a, b) | is_loose(a, b, delimiter));
        doubtful[at] |= u8::from(is_other_letter(a, b) | (a == b'?'));
    };
    let (firsts, seconds) = (bytes.as_chunks().0, bytes.get(1..).unwrap_or_default().as_chunks().0);
    let mut looked_at = 0;
    for (a, b) in firsts.iter().zip(seconds) {
        let (a, b): (&[u8; LANES], &[u8; LANES]) = (a, b);
        for at in 0..LANES {
            look(at, a[at], b[at]);
        }
        looked_at += LANES;
    }
    // Behind the last line and before the first one stands what ends a line.
    let last = |at: usize| bytes.get(at).copied().unwrap_or(b'\n');
    for at in looked_at..bytes.len() {
        look(0, last(at), last(at + 1));
    }
    look(0, b'\n', last(0));
    let any = |lanes: [u8; LANES]| lanes.into_iter().any(|lane| lane != 0);
    let tidy = !any(untidy);
    Seen { tidy, doubtful: !tidy | any(doubtful) }
}

/// How many bytes are looked at at once: so many the machine takes together.
const LANES: usize = 16;

/// Whether at `a` stands what a tidy text has not: a control sign that does not end a line, or a byte of letters that are
/// neither ASCII, nor composed Latin, nor of the block with those that only Vietnamese has, from U+1E00 to U+1EFF.
fn is_untidy(a: u8, b: u8) -> bool {
    let control = (a < 0x20) & (a != b'\n') & (a != b'\r');
    let vietnamese = (a == 0xe1) & ((b & 0xfc) == 0xb8);
    control | (a == 0x7f) | (a == 0xc2) | ((a > 0xc8) & !vietnamese)
}

/// A space beside a space or at the edge of a text, which may be a quote. An exclamation mark passes for one: to ask for
/// all that stands before it in ASCII is shorter.
fn is_loose(a: u8, b: u8, delimiter: u8) -> bool {
    let is_edge = |byte: u8| (byte < b'#') | (byte == delimiter);
    ((a == b' ') | (b == b' ')) & is_edge(a) & is_edge(b)
}

/// A letter from U+00C0 to U+00FF that no Vietnamese word has.
pub(super) fn is_other_letter(a: u8, b: u8) -> bool {
    // Capitals and small letters stand 32 apart.
    let letter = b & 0x1f;
    let other = ((letter > 0x03) & (letter < 0x08))
        | (letter == 0x0b)
        | ((letter > 0x0d) & (letter < 0x12))
        | ((letter > 0x15) & (letter < 0x19))
        | (letter == 0x1b)
        | (letter == 0x1c)
        | (letter > 0x1d);
    (a == 0xc3) & other
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

    fn is_tidy_line(line: &str, delimiter: u8) -> bool {
        seen(line.as_bytes(), delimiter).tidy
    }

    #[test]
    fn lines_are_tidy_only_when_each_of_their_texts_is() {
        for line in ["", "a;b c;Xã Kim Thái;;62,5", "ƯỜNG;ỹ", "\"62;5\";\"a b\"", "a;b\r\nc\r", "\n"] {
            assert!(is_tidy_line(line, b';'), "{line:?}");
        }
        for line in [
            " a;b",
            "a;b ",
            "a; b",
            "a ;b",
            "\" a\";b",
            "b;\"a \"",
            "a; \nb",
            "a;b\n b",
            "a  b;c",
            "a\u{a0};b",
            "a\tb;c",
            "To\u{302};b",
            "a;–",
            "\u{1f00};a",
            "\u{1dc0}",
            "ớ\u{7f}",
        ] {
            assert!(!is_tidy_line(line, b';'), "{line:?}");
        }
        for c in '\u{1}'..'\u{3000}' {
            let line = format!("a{c}a;{c}");
            assert!(
                !is_tidy_line(&line, b';') || line.split([';', '\n', '\r']).all(|text| name::tidy(text) == text),
                "{c:?}"
            );
        }
    }

    #[test]
    fn letters_that_vietnamese_has_not_and_question_marks_are_doubtful() {
        let doubtful = |text: &str| seen(text.as_bytes(), b';').doubtful;
        assert!(!doubtful("ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý;ĂăĐđĨĩŨũƠơƯư;Ạạỹ;a 1\n"));
        for c in "ÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñö÷øûüþÿ?\u{fffd}µ¸¹«®".chars() {
            assert!(doubtful(&format!("a{c}a")), "{c:?}");
        }
    }

    #[test]
    fn every_line_is_looked_at_whatever_stands_before_it() {
        let tidy = "Xã Kim Thái;62,5\n".repeat(700);
        let text = format!("{tidy}a  b\n{tidy}");
        let mut ahead = Ahead::new(&text, b';');
        let mut start = 0;
        let mut untidy = Vec::new();
        for (line, written) in text.split_inclusive('\n').enumerate() {
            let seen = ahead.of(start, start + written.len() - 1);
            assert!(!seen.tidy || written != "a  b\n");
            untidy.extend((!seen.tidy).then_some(line));
            start += written.len();
        }
        assert!(untidy.contains(&700) && untidy.len() < 300, "{untidy:?}");
    }
}
