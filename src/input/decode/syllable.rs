//! Whether a word could be Vietnamese: the measure by which an unknown encoding is told.
//!
//! A wrong encoding turns letters into other letters, often Vietnamese ones too; but it hardly ever turns syllables into
//! syllables, for a Vietnamese syllable has one tone at most, on a vowel that its rhyme allows.

use unicode_normalization::char::{compose, decompose_canonical};

const TONES: [char; 5] = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];

/// Longer ones first, so that each is cut off whole.
const ONSETS: [&str; 27] = [
    "ngh", "ng", "nh", "ch", "gh", "gi", "kh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n",
    "p", "r", "s", "t", "v", "x",
];

const CODAS: [&str; 9] = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];

/// The vowels of every rhyme, and which of them may carry the tone.
const VOWELS: [(&str, &[usize]); 57] = [
    ("a", &[0]),
    ("ă", &[0]),
    ("â", &[0]),
    ("e", &[0]),
    ("ê", &[0]),
    ("i", &[0]),
    ("o", &[0]),
    ("ô", &[0]),
    ("ơ", &[0]),
    ("u", &[0]),
    ("ư", &[0]),
    ("y", &[0]),
    ("ai", &[0]),
    ("ao", &[0]),
    ("au", &[0]),
    ("ay", &[0]),
    ("âu", &[0]),
    ("ây", &[0]),
    ("eo", &[0]),
    ("êu", &[0]),
    ("ia", &[0]),
    ("iê", &[1]),
    ("iêu", &[1]),
    ("iu", &[0]),
    ("oa", &[0, 1]),
    ("oai", &[1]),
    ("oao", &[1]),
    ("oay", &[1]),
    ("oă", &[1]),
    ("oe", &[0, 1]),
    ("oeo", &[1]),
    ("oi", &[0]),
    ("oo", &[1]),
    ("ôi", &[0]),
    ("ơi", &[0]),
    ("ua", &[0]),
    ("uâ", &[1]),
    ("uây", &[1]),
    ("uê", &[1]),
    ("ui", &[0]),
    ("uô", &[1]),
    ("uôi", &[1]),
    ("uơ", &[1]),
    ("uy", &[0, 1]),
    ("uya", &[1]),
    ("uyê", &[2]),
    ("uyu", &[1]),
    ("ưa", &[0]),
    ("ưi", &[0]),
    ("ươ", &[1]),
    ("ươi", &[1]),
    ("ươu", &[1]),
    ("ưu", &[0]),
    ("yê", &[1]),
    ("yêu", &[1]),
    ("oă", &[1]),
    ("uă", &[1]),
];

/// Vowels that never end a syllable.
const OPEN_NEVER: [&str; 8] = ["ă", "â", "iê", "oo", "oă", "uă", "uâ", "yê"];

/// Vowels that end a syllable, so that no consonant stands behind them.
const OPEN_ALWAYS: [&str; 29] = [
    "ai", "ao", "au", "ay", "âu", "ây", "eo", "êu", "ia", "iêu", "iu", "oai", "oao", "oay", "oeo", "oi", "ôi", "ơi", "ua",
    "uây", "ui", "uôi", "uya", "uyu", "ưa", "ươi", "ươu", "ưu", "yêu",
];

/// Whether a consonant may stand behind the vowels.
fn ends(vowels: &str, coda: &str) -> bool {
    match coda {
        "" => true,
        "ch" | "nh" => matches!(vowels, "a" | "ê" | "i" | "y" | "oa" | "uê" | "uy"),
        "c" | "ng" => !matches!(vowels, "ê" | "i" | "y" | "ơ" | "uê" | "uy" | "uơ") && !OPEN_ALWAYS.contains(&vowels),
        _ => !OPEN_ALWAYS.contains(&vowels),
    }
}

/// Whether vowels may follow the consonant that begins a syllable, as it is written.
fn follow(onset: &str, vowels: &str) -> bool {
    match onset {
        "c" | "g" | "ng" => !vowels.starts_with(['e', 'ê', 'i', 'y']),
        "gh" | "ngh" => vowels.starts_with(['e', 'ê', 'i']),
        "h" | "k" | "l" | "m" | "qu" | "s" | "t" | "th" | "v" | "" => true,
        _ => !vowels.starts_with('y'),
    }
}

/// The tones of a syllable that ends in a stop: sắc and nặng.
const STOPPED: [char; 2] = ['\u{301}', '\u{323}'];

/// How many words of a text that are written with letters beyond ASCII, and without digits, could be Vietnamese, and how many could not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Measure {
    pub(super) possible: usize,
    pub(super) impossible: usize,
}

/// How many words are looked at.
const LOOKED_AT: usize = 4000;

/// Punctuation beyond ASCII that Vietnamese texts have.
const PUNCTUATION: &str = "–—‘’“”…•«»°±²³·×§©®\u{a0}\u{ad}\u{feff}€™";

impl Measure {
    pub(super) fn of(text: &str) -> Measure {
        let mut measure = Measure::default();
        let strange = |c: char| !c.is_ascii() && !c.is_alphabetic() && !is_mark(c) && !PUNCTUATION.contains(c);
        let telling = |word: &&str| !word.is_ascii() && !word.contains(|c: char| c.is_ascii_digit());
        for word in text.split(|c: char| !(c.is_alphanumeric() || is_mark(c) || strange(c))).filter(telling) {
            if is_possible(word) {
                measure.possible += 1;
            } else {
                measure.impossible += 1;
            }
            if measure.possible + measure.impossible == LOOKED_AT {
                break;
            }
        }
        measure
    }

    /// Whether some words could be Vietnamese, and all the others too.
    pub(super) fn is_wholly_vietnamese(self) -> bool {
        self.possible > 0 && self.impossible == 0
    }

    /// Whether nine words in ten are possible, and there are enough of them to tell.
    pub(super) fn is_vietnamese(self) -> bool {
        self.possible >= 3 && self.possible * 10 >= (self.possible + self.impossible) * 9
    }
}

fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{323}').contains(&c)
}

/// Whether a word could be a Vietnamese syllable, or an abbreviation (`HĐND`).
pub(super) fn is_possible(word: &str) -> bool {
    let Some(letters) = Letters::of(word) else { return false };
    let capitals = word.chars().all(|c| !c.is_lowercase());
    let abbreviation = capitals && letters.tones == 0 && letters.plain.chars().all(|c| ALPHABET.contains(c));
    abbreviation || letters.is_syllable()
}

/// Whether a word could stand in a Vietnamese name, which may be that of a place in the highlands: `Krông`, `Đắk`, `Păh`.
pub(super) fn is_possible_name(word: &str) -> bool {
    is_possible(word) || is_possible(&without_clusters(word))
}

/// A word with one consonant where Vietnamese has no two, and with an end that Vietnamese has.
fn without_clusters(word: &str) -> String {
    let mut word = word.to_lowercase();
    let mut letters = word.chars();
    if let (Some('b' | 'đ' | 'g' | 'h' | 'k' | 'm' | 'p' | 's'), Some('l' | 'r')) = (letters.next(), letters.next()) {
        word = word.chars().take(1).chain(letters).collect();
    }
    let last = if word.ends_with('k') {
        "c"
    } else if word.ends_with(['l', 'r', 's']) || word.ends_with('h') && !word.ends_with("ch") && !word.ends_with("nh") {
        "n"
    } else {
        return word;
    };
    word.replace_range(word.len() - 1.., last);
    word
}

/// The letters that Vietnamese words are written with.
const ALPHABET: &str = "abcdđeêghiklmnoôơpqrstuưvxyâă";

/// The letters of a word, in small and without tones.
#[derive(Default)]
struct Letters {
    plain: String,
    /// How many tones it has, and the first of them with the letter that carries it.
    tones: usize,
    tone: Option<(usize, char)>,
}

impl Letters {
    /// The letters of a word; `None` when it has something else.
    fn of(word: &str) -> Option<Letters> {
        let (mut letters, mut count, mut last) = (Letters::default(), 0_usize, None);
        for c in word.chars().flat_map(char::to_lowercase) {
            let mut other = false;
            decompose_canonical(c, |part| {
                if TONES.contains(&part) {
                    letters.tones += 1;
                    letters.tone = letters.tone.or(count.checked_sub(1).map(|letter| (letter, part)));
                } else if let Some(composed) = last.and_then(|last| compose(last, part)) {
                    letters.plain.pop();
                    letters.plain.push(composed);
                    last = Some(composed);
                } else {
                    other |= !part.is_alphabetic() && !is_mark(part);
                    letters.plain.push(part);
                    last = Some(part);
                    count += 1;
                }
            });
            if other {
                return None;
            }
        }
        Some(letters)
    }

    fn is_syllable(&self) -> bool {
        let plain = self.plain.as_str();
        let onsets = ONSETS.iter().filter(|onset| plain.starts_with(**onset)).copied().chain([""]);
        self.tones <= 1 && onsets.into_iter().any(|onset| self.is_rhyme_behind(onset))
            || matches!(plain, "gi" | "gin" | "gim" | "giêng")
    }

    /// Whether what stands behind an onset is a rhyme, with the tone in its place.
    fn is_rhyme_behind(&self, onset: &str) -> bool {
        let rhyme = self.plain.get(onset.len()..).unwrap_or_default();
        let (vowels, coda) = rhyme.split_at(rhyme.find(|c| !"aăâeêioôơuưy".contains(c)).unwrap_or(rhyme.len()));
        let (written, onset) = (onset, onset.chars().count());
        let placed = |carriers: &[usize]| {
            self.tone.is_none_or(|(tone, _)| tone >= onset && (!coda.is_empty() || carriers.contains(&(tone - onset))))
        };
        CODAS.contains(&coda)
            && follow(written, vowels)
            && ends(vowels, coda)
            && VOWELS.iter().any(|(known, carriers)| *known == vowels && placed(carriers))
            && !(coda.is_empty() && OPEN_NEVER.contains(&vowels))
            && !(self.tone.is_some_and(|(_, mark)| !STOPPED.contains(&mark)) && matches!(coda, "c" | "ch" | "p" | "t"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_words_are_possible() {
        let text = "Xã Kim Thái Huyện Vụ Bản Tổng số hồ sơ tiếp nhận giải quyết trực tuyến đúng hạn mức độ hài lòng chỉ số cải \
                    cách hành chính Nguyễn Đức Trường Phạm Thị Quỳnh Hoài Thuý Thúy Hòa Hoà giữa gì giếng khuỷu ngoằn ngoèo \
                    quýt quả Quảng Yến nghiêng thuở chuyện HĐND ĐVHC hươu rượu người cuối tuần khuya ướt ỉa xoong";
        let words: Vec<&str> = text.split_whitespace().filter(|word| !is_possible(word)).collect();
        assert_eq!(words, [""; 0]);
    }

    #[test]
    fn names_of_the_highlands_are_possible_names_and_no_vietnamese_words() {
        for word in ["Krông", "Đắk", "ĐẮK", "Păk", "Păh", "Plông", "Prông", "Bhêl"] {
            assert_eq!((is_possible_name(word), is_possible(word)), (word != "Bhêl", false), "{word}");
        }
        for word in ["Müller", "Köln", "Noël", "Kr«ng", "h"] {
            assert!(!is_possible_name(word), "{word}");
        }
    }

    #[test]
    fn words_in_a_wrong_encoding_are_impossible() {
        for word in [
            "Thaùi",
            "Xaõ",
            "ñaõ",
            "X·",
            "Th¸i",
            "hå",
            "TrÇn",
            "Nguyªn·",
            "vÞ",
            "café\u{fffd}",
            "Müller",
            "naïve",
            "Xă",
            "Tèt",
            "Xâ",
        ] {
            assert!(!is_possible(word), "{word}");
        }
    }
}
