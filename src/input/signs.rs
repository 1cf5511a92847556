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

/// How many letters with a sign are looked at together.
const TOGETHER: usize = 4;

impl<'t> Signs<'t> {
    /// Looks at a text from `start` on, where a line begins.
    pub(super) fn new(text: &'t str, delimiter: u8, start: usize) -> Signs<'t> {
        let mut signs = Signs { bytes: text.as_bytes(), delimiter, start, block: Block::default() };
        signs.look_at_line();
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
                self.start = at;
                self.look_at_line();
            }
        }
        (self.start, &self.block)
    }

    /// Looks at the next block.
    #[inline]
    fn look(&mut self) {
        let rest = self.bytes.get(self.start - 1..).unwrap_or_default();
        match rest.first_chunk() {
            Some(bytes) => self.look_at(bytes),
            None => self.look_at(&filled_up(rest)),
        }
    }

    /// Looks at a block that begins with a line.
    fn look_at_line(&mut self) {
        let mut bytes = [b'\n'; BLOCK + 1];
        let rest = self.bytes.get(self.start..).unwrap_or_default();
        bytes.iter_mut().skip(1).zip(rest).for_each(|(to, from)| *to = *from);
        self.look_at(&bytes);
    }

    /// Looks at the bytes of a block, behind the one before it. What is seen goes where it stays, word by word: a whole that
    /// is copied as soon as its parts are written waits for them.
    #[inline]
    fn look_at(&mut self, bytes: &[u8; BLOCK + 1]) {
        let is = |bytes: u8x16, byte: u8| bytes.simd_eq(u8x16::splat(byte));
        let at_most = |bytes: u8x16, most: u8| bytes.min(u8x16::splat(most)).simd_eq(bytes);
        // Spaces and what may stand beside a text, which may be a quote. An exclamation mark passes for such a sign: to ask
        // for all that stands before it in ASCII is shorter.
        let is_edge = |bytes| at_most(bytes, b'"') | is(bytes, self.delimiter);
        let (mut untidy, mut strange) = (u8x16::ZERO, u8x16::ZERO);
        let (mut delimiters, mut ends, mut quotes, mut seconds) = (0, 0, 0, 0);
        for ((before, here), place) in parts(bytes, 0).iter().zip(parts(bytes, 1)).zip([0, 16, 32, 48]) {
            let (before, here) = (u8x16::new(*before), u8x16::new(*here));
            let bits = |of: u8x16| u64::from(of.to_bitmask()) << place;
            let is_end = is(here, b'\n') | is(here, b'\r');
            delimiters |= bits(is(here, self.delimiter));
            ends |= bits(is_end);
            quotes |= bits(is(here, b'"'));
            // The second bytes of letters from U+00C0 to U+00FF.
            seconds |= bits(is(before, 0xc3));
            let loose = is(here, b' ') & is_edge(before) | is(before, b' ') & is_edge(here);
            // Control signs, and what begins a letter that is neither ASCII, nor composed Latin, nor of the block with those
            // that only Vietnamese has, from U+1E00 to U+1EFF: counted from there on, round past the last byte.
            let rare = at_most(here - u8x16::splat(0xc9), 0x1f_u8.wrapping_sub(0xc9)) & !(is_end | is(here, 0xe1));
            let letter = is(here, 0x7f) | is(here, 0xc2) | is(before, 0xe1) & !is(here & u8x16::splat(0xfc), 0xb8);
            untidy |= loose | rare | letter;
            strange |= is(here, b'?');
        }
        let tidy = untidy.to_bitmask() == 0;
        let mut doubtful = !tidy | (strange.to_bitmask() != 0);
        // How many of these there are differs from block to block, and to ask after each costs more than to look at some
        // that are none.
        let is_other = |seconds: u64| {
            let byte = bytes.get(1 + position(seconds) % BLOCK).copied().unwrap_or_default();
            (seconds != 0) & is_other_letter(0xc3, byte)
        };
        for _ in 0..TOGETHER {
            doubtful |= is_other(seconds);
            seconds &= seconds.wrapping_sub(1);
        }
        while seconds != 0 {
            doubtful |= is_other(seconds);
            seconds &= seconds - 1;
        }
        self.block.delimiters = delimiters;
        self.block.ends = ends;
        self.block.quotes = quotes;
        self.block.seen = Seen { tidy, doubtful };
    }
}

/// The bytes of a block that the text does not fill, and the one before it: line ends follow.
fn filled_up(rest: &[u8]) -> [u8; BLOCK + 1] {
    let mut bytes = [b'\n'; BLOCK + 1];
    bytes.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    bytes
}

/// The parts of the bytes from the first or second on that are looked at together.
#[inline]
fn parts(bytes: &[u8; BLOCK + 1], from: usize) -> &[[u8; 16]; 4] {
    let bytes = bytes.get(from..from + BLOCK).unwrap_or_default();
    bytes.as_chunks().0.first_chunk().unwrap_or(&[[0; 16]; 4])
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
