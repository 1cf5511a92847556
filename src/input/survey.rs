//! What is seen of a text as a whole before its lines are cut into cells: all of it in one pass, piece by piece, for going
//! through a long text once for each question takes longer than the answers.

use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr2};

use super::stretches::beside;

/// What is seen of a text.
#[derive(Debug, PartialEq, Eq, Default)]
pub(super) struct Survey {
    /// Where the first zero byte stands.
    pub(super) zero: Option<usize>,
    /// Whether it has question marks or signs for broken letters, so that letters may have been lost.
    pub(super) may_lack_letters: bool,
    /// What was counted before each piece.
    before: Vec<Counted>,
}

/// What is counted of a part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Counted {
    /// Line ends; CR LF is one.
    pub(super) line_ends: u32,
    /// Quotes.
    pub(super) quotes: usize,
}

/// How many bytes a piece has: few enough to stay at hand while it is looked at for each question.
const PIECE: usize = 1 << 14;

impl Survey {
    /// Goes through a text, through the halves of a long one side by side.
    pub(super) fn of(bytes: &[u8]) -> Survey {
        let half = bytes.len() / 2 / PIECE * PIECE;
        let ((mut survey, counts), (lower, _)) =
            beside(bytes.len(), || Survey::of_part(bytes, 0..half), || Survey::of_part(bytes, half..bytes.len()));
        survey.zero = survey.zero.or(lower.zero);
        survey.may_lack_letters |= lower.may_lack_letters;
        survey.before.extend(lower.before.into_iter().map(|before| counts.and(before)));
        survey
    }

    /// What is seen of a part that begins where a piece does, and what is counted of it in all.
    fn of_part(bytes: &[u8], part: Range<usize>) -> (Survey, Counted) {
        let mut survey = Survey::default();
        let mut so_far = Counted::default();
        let pieces = bytes.get(part.clone()).unwrap_or_default().chunks(PIECE);
        for (piece, start) in pieces.zip((part.start..).step_by(PIECE)) {
            survey.before.push(so_far);
            so_far = so_far.and(counted(bytes, start, start + piece.len()));
            survey.zero = survey.zero.or_else(|| memchr(0, piece).map(|at| start + at));
            // The sign for a broken letter begins with this byte in UTF-8.
            survey.may_lack_letters |= memchr2(b'?', 0xef, piece).is_some();
        }
        (survey, so_far)
    }

    /// What stands before a byte of the text.
    pub(super) fn before(&self, bytes: &[u8], at: usize) -> Counted {
        let piece = (at / PIECE).min(self.before.len().saturating_sub(1));
        let counts = self.before.get(piece).copied().unwrap_or_default();
        counts.and(counted(bytes, piece * PIECE, at))
    }
}

impl Counted {
    pub(super) fn and(self, more: Counted) -> Counted {
        Counted { line_ends: self.line_ends.saturating_add(more.line_ends), quotes: self.quotes + more.quotes }
    }
}

/// Counts what stands between two bytes of a text.
pub(super) fn counted(bytes: &[u8], start: usize, end: usize) -> Counted {
    let part = bytes.get(start..end).unwrap_or_default();
    let count = |byte: u8| memchr_iter(byte, part).count();
    let returns = count(b'\r');
    let line_ends = count(b'\n') + returns - if returns > 0 { pairs(bytes, start, end) } else { 0 };
    Counted { line_ends: u32::try_from(line_ends).unwrap_or(u32::MAX), quotes: count(b'"') }
}

/// How many CR LF begin between two bytes of a text. A long text has as many as lines, and to find one after the other takes
/// longer than all else that is seen here.
fn pairs(bytes: &[u8], start: usize, end: usize) -> usize {
    let (here, behind) = (bytes.get(start..end).unwrap_or_default(), bytes.get(start + 1..).unwrap_or_default());
    // As many at once as a byte can count.
    let parts = here.chunks(usize::from(u8::MAX)).zip(behind.chunks(usize::from(u8::MAX)));
    let of_part = |(here, behind): (&[u8], &[u8])| -> usize {
        let pairs = here.iter().zip(behind).map(|(a, b)| u8::from((*a == b'\r') & (*b == b'\n')));
        usize::from(pairs.fold(0, u8::wrapping_add))
    };
    parts.map(of_part).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_is_seen_whole() {
        let long = "a;b\n".repeat(10_000);
        let seen = |text: &str| (Survey::of(text.as_bytes()).zero, Survey::of(text.as_bytes()).may_lack_letters);
        assert_eq!(seen(&long), (None, false));
        assert_eq!(seen(&format!("{long}\0a\0")), (Some(40_000), false));
        assert_eq!(seen(&format!("{long}a?")), (None, true));
        assert_eq!(seen(&format!("?{long}")), (None, true));
        assert_eq!(seen(&format!("{long}T\u{fffd}t")), (None, true));
        assert_eq!(seen(""), (None, false));
    }

    #[test]
    fn a_long_text_is_seen_in_halves_as_in_one() {
        // The halves meet between a CR and its LF.
        let mut bytes = b"a\"b\r\n".repeat(4 * PIECE);
        let half = bytes.len() / 2 / PIECE * PIECE;
        bytes.rotate_left(9 - half % 5);
        assert_eq!(bytes.get(half - 1..=half), Some(&b"\r\n"[..]));
        for zeros in [vec![], vec![half + 7], vec![3, half + 7]] {
            for zero in &zeros {
                bytes[*zero] = 0;
            }
            let (whole, _) = Survey::of_part(&bytes, 0..bytes.len());
            assert_eq!((Survey::of(&bytes), whole.zero), (whole, zeros.first().copied()));
        }
    }

    proptest! {
        #[test]
        fn what_stands_before_a_byte_is_counted_across_pieces(
            parts in prop::collection::vec(prop::sample::select(vec!["\r\n", "\r", "\n", "\"", "ab"]), 0..40),
            filler in PIECE - 30..PIECE + 30,
            at in 0_usize..80,
        ) {
            let text = "x".repeat(filler) + &parts.concat();
            let at = (filler + at).min(text.len());
            let (bytes, part) = (text.as_bytes(), text.get(..at).unwrap_or_default());
            let behind = text.get(at..).unwrap_or_default();
            let whole = part.replace("\r\n", "\n");
            let open = usize::from(whole.ends_with('\r') && behind.starts_with('\n'));
            let expected = Counted {
                line_ends: u32::try_from(whole.matches(['\n', '\r']).count() - open).unwrap_or(0),
                quotes: part.matches('"').count(),
            };
            prop_assert_eq!(Survey::of(bytes).before(bytes, at), expected);
        }
    }
}
