//! Vietnamese names: when two writings are the same name, in which order names stand, and which known name is near.

use std::borrow::Cow;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::near::NearNames;

/// The five tone marks as combining characters, in the order of Vietnamese dictionaries: huyền, hỏi, ngã, sắc, nặng.
const TONES: [char; 5] = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];

/// The letters of the Vietnamese alphabet, and those of foreign names where Vietnamese order puts them.
const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// A text as people see it: composed letters, one space for any white space, nothing invisible.
#[must_use]
pub fn tidy(text: &str) -> String {
    if is_tidy(text) {
        return text.to_owned();
    }
    if text.is_ascii() && !text.bytes().any(|b| b.is_ascii_control()) && !text.contains("  ") {
        return text.trim().to_owned();
    }
    let visible: String = text.nfc().filter(|c| !is_invisible(*c)).map(|c| if c.is_control() { ' ' } else { c }).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether [`tidy`] would return the text as it is. `false` may be wrong for rare letters; `true` never is.
///
/// It goes by bytes, for every text of a large file passes here and most of them nowhere else.
#[must_use]
pub fn is_tidy(text: &str) -> bool {
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

/// What two writings of one name have in common.
///
/// Equal for composed and decomposed letters, capitals, either place of a tone mark (hòa, hoà), Eth written for Đ, and
/// any white space or invisible character. Different for different letters or tones: similarity is never equality.
#[must_use]
pub fn match_key(text: &str) -> String {
    let tidied = if is_tidy(text) { Cow::Borrowed(text) } else { Cow::Owned(tidy(text)) };
    let mut key = String::with_capacity(text.len());
    for word in tidied.split(' ') {
        if !key.is_empty() {
            key.push(' ');
        }
        if word.is_ascii() {
            key.extend(word.chars().map(|c| c.to_ascii_lowercase()));
            continue;
        }
        let (start, mut tone) = (key.len(), None);
        for c in word.chars() {
            let Some(parts) = Parts::of(c) else {
                key.truncate(start);
                tone = push_decomposed(word, &mut key);
                break;
            };
            key.push(parts.letter);
            tone = parts.tone.or(tone);
        }
        key.extend(tone);
    }
    key
}

/// A letter in small without its tone, and the tone.
#[derive(Clone, Copy)]
struct Parts {
    letter: char,
    tone: Option<char>,
}

/// The parts of composed Latin letters. A table, for names are compared by the million.
static PARTS: LazyLock<Vec<Option<Parts>>> = LazyLock::new(|| ('\0'..='\u{1eff}').map(Parts::worked_out).collect());

impl Parts {
    /// The parts of a letter; `None` for signs that may change with what stands beside them.
    fn of(c: char) -> Option<Parts> {
        PARTS.get(usize::try_from(u32::from(c)).ok()?).copied().flatten()
    }

    fn worked_out(c: char) -> Option<Parts> {
        if !(c.is_ascii() || matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')) {
            return None;
        }
        let (mut key, small) = (String::new(), c.to_lowercase().to_string());
        let tone = push_decomposed(&small, &mut key);
        let mut letters = key.chars();
        letters.next().filter(|_| letters.as_str().is_empty()).map(|letter| Parts { letter, tone })
    }
}

/// Adds the letters of a word in small and without tones; returns the last tone.
fn push_decomposed(word: &str, key: &mut String) -> Option<char> {
    let mut tone = None;
    let small = word.chars().flat_map(char::to_lowercase).map(eth_as_d_stroke);
    let letters: String = small.nfd().filter(|c| !is_tone(*c, &mut tone)).collect();
    key.extend(letters.nfc());
    tone
}

fn is_tone(c: char, found: &mut Option<char>) -> bool {
    let tone = TONES.contains(&c);
    if tone {
        *found = Some(c);
    }
    tone
}

fn eth_as_d_stroke(c: char) -> char {
    if c == 'ð' { 'đ' } else { c }
}

/// Soft hyphen, zero-width, direction marks and the byte-order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The place of a text in Vietnamese letter order: letters first (a ă â … d đ …), tones next (level, huyền, hỏi, ngã,
/// sắc, nặng), capitals last.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortKey {
    letters: Vec<u32>,
    tones: Vec<u8>,
    text: String,
}

/// A key that sorts texts in Vietnamese letter order.
#[must_use]
pub fn sort_key(text: &str) -> SortKey {
    let text = tidy(text);
    let mut letters = Vec::new();
    let mut tones = Vec::new();
    for word in text.split(' ') {
        if !letters.is_empty() {
            letters.push(0);
        }
        let mut tone = None;
        let bare: String = word
            .chars()
            .flat_map(char::to_lowercase)
            .map(eth_as_d_stroke)
            .nfd()
            .filter(|c| !is_tone(*c, &mut tone))
            .collect();
        letters.extend(bare.nfc().map(letter_rank));
        let position = tone.and_then(|tone| TONES.iter().position(|t| *t == tone));
        tones.push(position.map_or(0, |p| u8::try_from(p + 1).unwrap_or(0)));
    }
    SortKey { letters, tones, text }
}

/// A space is 0; digits and signs keep their order before the letters; other letters come last.
fn letter_rank(c: char) -> u32 {
    let after_signs = 0x80;
    match ALPHABET.chars().position(|letter| letter == c) {
        Some(position) => after_signs + u32::try_from(position).unwrap_or(0),
        None if c.is_ascii() => u32::from(c),
        None => after_signs + 0x80 + u32::from(c),
    }
}

/// The place of one letter in Vietnamese order whatever its case, and of its tone. ASCII keeps its own order, in which a
/// letter with a mark follows the one without.
#[must_use]
pub fn letter_order(letter: char) -> (u32, u8) {
    if letter.is_ascii() {
        return (u32::from(letter.to_ascii_lowercase()) << 8, 0);
    }
    let lower = eth_as_d_stroke(letter.to_lowercase().next().unwrap_or(letter));
    if lower == 'đ' {
        return ((u32::from('d') << 8) + 1, 0);
    }
    let (mut base, mut mark, mut tone) = (u32::from(lower), 0, 0);
    unicode_normalization::char::decompose_canonical(lower, |part| match part {
        '\u{306}' => mark = 1,
        '\u{302}' => mark = 2,
        '\u{31b}' => mark = 3,
        part => match TONES.iter().position(|tone| *tone == part) {
            Some(position) => tone = u8::try_from(position + 1).unwrap_or(0),
            None => base = u32::from(part),
        },
    });
    ((base << 8) + mark, tone)
}

/// A key that sorts people as Vietnamese lists do: by given name, which is the last word, then by the words before it.
#[must_use]
pub fn person_sort_key(name: &str) -> (SortKey, SortKey) {
    let name = tidy(name);
    let (before, given) = name.rsplit_once(' ').unwrap_or(("", &name));
    (sort_key(given), sort_key(before))
}

/// A text as a short name: small letters without marks, `xep_loai` for `Xếp loại`.
#[must_use]
pub fn short(text: &str) -> String {
    let letters = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    let short = letters.map(|c| match c {
        'đ' | 'ð' => 'd',
        _ if c.is_ascii_alphanumeric() => c,
        _ => '_',
    });
    short.collect::<String>().trim_matches('_').to_owned()
}

/// The known name that `text` is without marks, or has in it as whole words, to be proposed and never taken: `Tốt` for
/// `tot` and `Loại Tốt`. `None` where it has several that are no part of one another, or denies what it names.
#[must_use]
pub fn within<'a>(text: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let words =
        |text: &str| -> Vec<String> { short(text).split('_').map(str::to_owned).filter(|w| !w.is_empty()).collect() };
    let has = |all: &[String], part: &[String]| !part.is_empty() && all.windows(part.len()).any(|window| window == part);
    let all = words(text);
    if all.iter().any(|word| matches!(word.as_str(), "khong" | "chua")) {
        return None;
    }
    let known = known.into_iter().map(|known| (words(known), known));
    let named: Vec<(Vec<String>, &str)> = known.filter(|(part, _)| has(&all, part)).collect();
    let (longest, name) = named.iter().max_by_key(|(part, _)| part.len())?;
    named.iter().all(|(part, _)| has(longest, part)).then_some(*name)
}

/// The one known name that `text` is probably a misspelling of, to be proposed and never taken.
///
/// Near means the same digits and at most one edit in four letters (one in a short word). `None` when nothing is near or
/// two known names are equally near.
#[must_use]
pub fn nearest<'a>(text: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let known: Vec<&str> = known.into_iter().collect();
    let written = |at: usize| known.get(at).copied().unwrap_or_default();
    NearNames::new(known.iter().copied()).nearest(text, written).map(written)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn writings_of_one_name_have_one_key() {
        for same in
            ["Hòa Bình", "Hoà Bình", "HÒA BÌNH", "hòa  bình ", "Ho\u{300}a\u{a0}Bi\u{300}nh", "\u{feff}Hòa\u{200b} Bình"]
        {
            assert_eq!(match_key(same), match_key("Hòa Bình"), "{same:?}");
        }
        assert_eq!(match_key("Ðông"), match_key("Đông"));
        assert_eq!(match_key("To\u{302}\u{301}t"), match_key("Tốt"));
    }

    #[test]
    fn a_short_name_has_no_marks() {
        for written in ["xếp_loại", "Xếp loại", " XẾP LOẠI "] {
            assert_eq!(short(written), "xep_loai", "{written}");
        }
        assert_eq!(short("đơn_thư"), "don_thu");
    }

    #[test]
    fn a_name_within_a_text_is_proposed() {
        let case = |text: &str, expected: Option<&str>| {
            let known = ["Chưa đạt", "Khá", "Tốt", "Hoàn thành", "Hoàn thành xuất sắc"];
            assert_eq!(within(text, known), expected, "{text}");
        };
        case("tot", Some("Tốt"));
        case("Loại Tốt", Some("Tốt"));
        case("Tốt (82,5 điểm)", Some("Tốt"));
        case("Loại hoàn thành xuất sắc", Some("Hoàn thành xuất sắc"));
        for text in ["Khá, Tốt", "Không tốt", "T", "82,5", "Tốtt", ""] {
            case(text, None);
        }
    }

    #[test]
    fn another_letter_or_tone_is_another_name() {
        for (a, b) in [("Phường 2", "Phường 12"), ("Phòng", "Phong"), ("ma", "mả"), ("Đông", "Dông"), ("Tân", "Tấn")]
        {
            assert_ne!(match_key(a), match_key(b), "{a} {b}");
        }
    }

    #[test]
    fn names_stand_in_vietnamese_letter_order() {
        let ordered = ["An", "Ăn", "Ân", "Bình", "Danh", "Đanh", "Hà", "Hả", "Hã", "Há", "Hạ", "Hạ Anh", "Hà Giang", "Yến"];
        let mut names = ordered.to_vec();
        names.reverse();
        names.sort_by_cached_key(|name| sort_key(name));
        assert_eq!(names, ordered);
    }

    #[test]
    fn people_stand_by_given_name_first() {
        let ordered = ["Trần Thị An", "Lê Văn Bình", "Nguyễn Bình", "Phạm Đức"];
        let mut names = ordered.to_vec();
        names.reverse();
        names.sort_by_cached_key(|name| person_sort_key(name));
        assert_eq!(names, ordered);
    }

    #[test]
    fn a_near_name_is_proposed_only_when_it_is_the_only_one() {
        assert_eq!(nearest("Phong", ["Phòng", "Sở", "Ban"]), Some("Phòng"));
        assert_eq!(nearest("satisfied_x", ["satisfied", "received"]), Some("satisfied"));
        assert_eq!(nearest("Phường 12", ["Phường 2", "Phường 1"]), None);
        assert_eq!(nearest("tan", ["tam", "tang"]), None);
        assert_eq!(nearest("xyz", ["received"]), None);
    }

    #[test]
    fn every_letter_that_is_taken_as_it_is_stays_the_same_when_composed() {
        for c in ('\u{21}'..'\u{3000}').filter(|c| is_tidy(&c.to_string())) {
            assert_eq!(tidy(&c.to_string()), c.to_string(), "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn letters_taken_apart_one_by_one_are_those_of_the_word(word in "([a-zđðĐÀ-ỹ]|[À-ɏ]|[Ḁ-ỿ]|[aăâêôơuK]\\PC){1,6}") {
            for word in tidy(&word).split(' ') {
                let mut key = String::new();
                let tone = push_decomposed(word, &mut key);
                key.extend(tone);
                prop_assert_eq!(match_key(word), key);
            }
        }
    }
}
