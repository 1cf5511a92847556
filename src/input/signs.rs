//! The signs at which a delimited text is cut, and whether its texts need anything: 64 bytes are looked at together.
//!
//! Nearly all lines of a large file need nothing. All bytes of a block are looked at and none decides anything alone, so
//! that the machine can take many at once: going from sign to sign and from text to text took as long as all other reading.

use wide::u8x16;

use super::tidy::is_other_letter;

/// How many bytes a block has: one for each bit of a word.
const BLOCK: usize = 64;

/// A text, looked at block by block.
pub(super) struct Signs<'t> {
    bytes: &'t [u8],
    delimiter: u8,
    /// Where the block at hand begins.
    start: usize,
    block: Block,
    /// What the byte before the next block is.
    last: Last,
}

/// What stands in a block, one bit for each byte, the first one lowest. Behind the end of the text stand line ends.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Block {
    pub(super) delimiters: u64,
    /// Line feeds and carriage returns.
    pub(super) ends: u64,
    pub(super) quotes: u64,
    pub(super) seen: Seen,
}

/// What was seen of texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seen {
    /// Every text is tidy. `false` may be wrong, `true` never is.
    pub(super) tidy: bool,
    /// One of them has a question mark or a letter that is not Vietnamese: it may lack letters or hold some of an older
    /// encoding. `true` may be wrong, `false` never is.
    pub(super) doubtful: bool,
}

/// Nothing that was seen.
impl Default for Seen {
    fn default() -> Seen {
        Seen { tidy: true, doubtful: false }
    }
}

impl Seen {
    /// What is known of texts that were not looked at.
    pub(super) const UNKNOWN: Seen = Seen { tidy: false, doubtful: true };

    /// What is seen of these and of others.
    pub(super) fn and(self, other: Seen) -> Seen {
        Seen { tidy: self.tidy & other.tidy, doubtful: self.doubtful | other.doubtful }
    }
}

/// What the last byte of a block is, one bit each, for what it says of the next one.
#[derive(Clone, Copy)]
struct Last {
    edge: u64,
    space: u64,
    /// Begins a letter of the block that has those that only Vietnamese has.
    vietnamese: u64,
    /// Begins a letter from U+00C0 to U+00FF.
    western: u64,
}

/// Before a line stands what ends one.
const LINE_END: Last = Last { edge: 1, space: 0, vietnamese: 0, western: 0 };

impl<'t> Signs<'t> {
    /// Looks at a text from `start` on, where a line begins.
    pub(super) fn new(text: &'t str, delimiter: u8, start: usize) -> Signs<'t> {
        let mut signs = Signs { bytes: text.as_bytes(), delimiter, start, block: Block::default(), last: LINE_END };
        signs.look();
        signs
    }

    /// The block in which a byte stands, and where it begins. Where the byte lies neither in the block that was asked for
    /// last nor in the one behind it, a line must begin there.
    #[inline]
    pub(super) fn block_of(&mut self, at: usize) -> (usize, &Block) {
        match at.wrapping_sub(self.start) / BLOCK {
            0 => {}
            1 => {
                self.start += BLOCK;
                self.look();
            }
            _ => {
                (self.start, self.last) = (at, LINE_END);
                self.look();
            }
        }
        (self.start, &self.block)
    }

    fn look(&mut self) {
        let rest = self.bytes.get(self.start..).unwrap_or_default();
        if let Some(bytes) = rest.first_chunk() {
            self.look_at(bytes);
        } else {
            let mut bytes = [b'\n'; BLOCK];
            bytes.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
            self.look_at(&bytes);
        }
    }

    /// Looks at the bytes of a block. What is seen goes where it stays, word by word: a whole that is copied as soon as its
    /// parts are written waits for them.
    #[inline]
    fn look_at(&mut self, bytes: &[u8; BLOCK]) {
        let is = |byte: u8| move |bytes: u8x16| bytes.simd_eq(u8x16::splat(byte));
        let at_most = |most: u8| move |bytes: u8x16| bytes.min(u8x16::splat(most)).simd_eq(bytes);
        let at_least = |least: u8| move |bytes: u8x16| bytes.max(u8x16::splat(least)).simd_eq(bytes);
        let is_end = |bytes| is(b'\n')(bytes) | is(b'\r')(bytes);
        let delimiters = bits(bytes, is(self.delimiter));
        let spaces = bits(bytes, is(b' '));
        // Spaces and what may stand beside a text, which may be a quote. An exclamation mark passes for such a sign: to ask
        // for all that stands before it in ASCII is shorter.
        let edges = bits(bytes, at_most(b'"')) | delimiters;
        let vietnamese = bits(bytes, is(0xe1));
        let western = bits(bytes, is(0xc3));
        let in_block = bits(bytes, |bytes| is(0xb8)(bytes & u8x16::splat(0xfc)));
        // Control signs, and letters that are neither ASCII, nor composed Latin, nor of the block with those that only
        // Vietnamese has, from U+1E00 to U+1EFF.
        let untidy = any(bytes, |bytes| {
            let control = at_most(0x1f)(bytes) & !is_end(bytes);
            let letter = at_least(0xc9)(bytes) & !is(0xe1)(bytes);
            control | is(0x7f)(bytes) | is(0xc2)(bytes) | letter
        });
        let behind = |of: u64, last: u64| of << 1 | last;
        let loose = edges & behind(edges, self.last.edge) & (spaces | behind(spaces, self.last.space));
        let foreign = behind(vietnamese, self.last.vietnamese) & !in_block;
        let tidy = !untidy & ((loose | foreign) == 0);
        let mut doubtful = !tidy | any(bytes, is(b'?'));
        let mut seconds = behind(western, self.last.western);
        while seconds != 0 {
            doubtful |= bytes.get(position(seconds)).is_some_and(|byte| is_other_letter(0xc3, *byte));
            seconds &= seconds - 1;
        }
        self.block.delimiters = delimiters;
        self.block.ends = bits(bytes, is_end);
        self.block.quotes = bits(bytes, is(b'"'));
        self.block.seen = Seen { tidy, doubtful };
        let last = |of: u64| of >> (BLOCK - 1);
        self.last.edge = last(edges);
        self.last.space = last(spaces);
        self.last.vietnamese = last(vietnamese);
        self.last.western = last(western);
    }
}

/// The bits of the bytes of which something is true.
#[inline]
fn bits(bytes: &[u8; BLOCK], is: impl Fn(u8x16) -> u8x16) -> u64 {
    let parts = bytes.as_chunks().0.iter().map(|part| is(u8x16::new(*part)).to_bitmask());
    parts.zip([0, 16, 32, 48]).fold(0, |bits, (part, place)| bits | u64::from(part) << place)
}

/// Whether something is true of any byte.
#[inline]
fn any(bytes: &[u8; BLOCK], is: impl Fn(u8x16) -> u8x16) -> bool {
    let parts = bytes.as_chunks().0.iter().map(|part| is(u8x16::new(*part)));
    parts.fold(u8x16::ZERO, |any, part| any | part).to_bitmask() != 0
}

/// Where the first bit of some is set.
#[inline]
pub(super) fn position(bits: u64) -> usize {
    bits.trailing_zeros() as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::name;
    use proptest::prelude::*;

    /// The blocks of a text, the one with what stands behind it included.
    fn blocks(text: &str, delimiter: u8) -> Vec<Block> {
        let mut signs = Signs::new(text, delimiter, 0);
        (0..=text.len()).step_by(BLOCK).map(|at| *signs.block_of(at).1).collect()
    }

    /// What is seen of a text wherever it stands in a block; the same everywhere.
    fn seen(text: &str) -> Seen {
        let anywhere = |shift| {
            let shifted = format!("{}\n{text}", "a".repeat(shift));
            blocks(&shifted, b';').iter().fold(Seen::default(), |seen, block| seen.and(block.seen))
        };
        let first = anywhere(0);
        for shift in 1..=BLOCK {
            assert_eq!(anywhere(shift), first, "{text:?} behind {shift} letters");
        }
        first
    }

    #[test]
    fn lines_are_tidy_only_when_each_of_their_texts_is() {
        for line in ["", "a;b c;Xã Kim Thái;;62,5", "ƯỜNG;ỹ", "\"62;5\";\"a b\"", "a;b\r\nc\r", "\n"] {
            assert!(seen(line).tidy, "{line:?}");
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
            assert!(!seen(line).tidy, "{line:?}");
        }
        for c in '\u{1}'..'\u{3000}' {
            let line = format!("a{c}a;{c}");
            assert!(
                !blocks(&line, b';')[0].seen.tidy || line.split([';', '\n', '\r']).all(|text| name::tidy(text) == text),
                "{c:?}"
            );
        }
    }

    #[test]
    fn letters_that_vietnamese_has_not_and_question_marks_are_doubtful() {
        let doubtful = |text: &str| seen(text).doubtful;
        assert!(!doubtful("ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý;ĂăĐđĨĩŨũƠơƯư;Ạạỹ;a 1\n"));
        for c in "ÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñö÷øûüþÿ?\u{fffd}µ¸¹«®".chars() {
            assert!(doubtful(&format!("a{c}a")), "{c:?}");
        }
    }

    #[test]
    fn a_block_tells_of_its_own_texts() {
        let tidy = "Xã Kim Thái;62,5\n".repeat(700);
        let text = format!("{tidy}a  b\n{tidy}");
        let untidy = blocks(&text, b';').into_iter().enumerate().filter(|(_, block)| !block.seen.tidy);
        let untidy: Vec<usize> = untidy.map(|(at, _)| at).collect();
        assert_eq!(untidy, [(tidy.len() + 2) / BLOCK]);
    }

    #[test]
    fn what_stands_beyond_the_next_block_is_looked_at_as_a_line() {
        let text = format!("{} \n{}", "a  ".repeat(200), "é;b;\"c\"\n".repeat(20));
        let line = text.len() - 70;
        let mut signs = Signs::new(&text, b';', 0);
        for at in [line, 0, line] {
            let (from, block) = signs.block_of(at);
            assert_eq!(from, at);
            assert_eq!(block.seen.tidy, at > 0, "what stands before a line says nothing of it");
        }
        let (from, block) = signs.block_of(line + BLOCK);
        assert_eq!((from, block.ends & 1 << 5), (line + BLOCK, 1 << 5));
        assert_eq!(block.ends >> 6, u64::MAX >> 6, "behind the end stand line ends");
    }

    proptest! {
        #[test]
        fn signs_stand_where_they_are_written(text in "[a;\"\r\n é]{0,200}") {
            for (at, byte) in text.bytes().enumerate() {
                let block = blocks(&text, b';')[at / BLOCK];
                let is = |bits: u64| bits >> (at % BLOCK) & 1 == 1;
                let found = (is(block.delimiters), is(block.quotes), is(block.ends));
                prop_assert_eq!(found, (byte == b';', byte == b'"', byte == b'\n' || byte == b'\r'));
            }
        }
    }
}
