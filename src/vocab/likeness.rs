//! Whether two names may be two writings of one: with or without the words that say what a locality is, shortened to
//! first letters, without marks, or mistyped. Nothing is ever taken for the same because of it: it only says where two
//! names are clearly those of two.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::locality::Locality;

/// The words that first letters leave out.
const LEFT_OUT: [&str; 3] = ["va", "cua", "cac"];

/// Beyond so many bytes a text is no name, and comparing its letters costs too much.
pub(super) const LONGEST: usize = 400;

/// Whether two names may be two writings of one.
#[must_use]
pub fn may_be_one(a: &str, b: &str) -> bool {
    if a.len().max(b.len()) > LONGEST {
        return true;
    }
    let [a, b] = [a, b].map(words);
    is_within(&a, &b) || is_within(&b, &a) || a.concat() == b.concat() || is_mistyped(&a, &b)
}

/// The words of a name without marks and signs, and without what says only what a locality is.
fn words(name: &str) -> Vec<String> {
    let spaced: String = name.chars().map(|c| if c.is_alphanumeric() || is_combining_mark(c) { c } else { ' ' }).collect();
    let bare = |word: &str| {
        let letters = word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
        letters.map(|c| if c == 'đ' { 'd' } else { c }).collect::<String>()
    };
    Locality::of(&spaced).name.split(' ').map(bare).filter(|word| !word.is_empty()).collect()
}

/// Whether no word has more than one letter wrong.
fn is_mistyped(a: &[String], b: &[String]) -> bool {
    let spelled = |word: &str| word.len() > 2 && word.chars().all(char::is_alphabetic);
    let alike = |(a, b): (&String, &String)| a == b || spelled(a) && spelled(b) && strsim::damerau_levenshtein(a, b) <= 1;
    a.len() == b.len() && a.iter().zip(b).all(alike)
}

/// Whether every word of the shorter name stands in the longer one, in the same order, whole or by the first letters of
/// several: `GD ĐT` in `Giáo dục và Đào tạo`.
fn is_within(short: &[String], long: &[String]) -> bool {
    // Whatever can follow a longer piece can follow a shorter one: the piece that ends first is the one to take.
    short
        .iter()
        .try_fold(long, |rest, word| {
            (0..rest.len()).filter_map(|at| behind(word, &rest[at..])).max_by_key(|rest| rest.len())
        })
        .is_some()
}

/// What follows a word, or the words of which it is the first letters, at the beginning of others.
fn behind<'w>(word: &str, words: &'w [String]) -> Option<&'w [String]> {
    let whole = words.split_first().filter(|(first, _)| *first == word).map(|(_, rest)| rest);
    whole.or_else(|| behind_initials(word, words))
}

/// What follows the words of which these are the first letters.
fn behind_initials<'w>(letters: &str, words: &'w [String]) -> Option<&'w [String]> {
    let mut words = words;
    if letters.chars().any(|letter| !letter.is_alphabetic()) {
        return None;
    }
    for letter in letters.chars() {
        while words.first().is_some_and(|word| LEFT_OUT.contains(&word.as_str()) && !word.starts_with(letter)) {
            words = &words[1..];
        }
        let (first, rest) = words.split_first()?;
        if !first.starts_with(letter) {
            return None;
        }
        words = rest;
    }
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writings_of_one_name_are_never_clearly_two() {
        for (a, b) in [
            ("UBND xã Hòa Bình", "Xã Hoà Bình"),
            ("TT Gôi", "Thị trấn Gôi"),
            ("P. 1", "Phường 1"),
            ("TX. Sơn Tây", "Thị xã Sơn Tây"),
            ("P.GD&ĐT", "Phòng Giáo dục và Đào tạo"),
            ("Sở LĐTBXH", "Sở Lao động - Thương binh và Xã hội"),
            ("VP HĐND-UBND huyện", "Văn phòng HĐND và UBND huyện"),
            ("XA KIM THAI", "Xã Kim Thái"),
            ("Phòng Nội vu", "Phòng Nội vụ"),
            ("Phòng Giáo dục", "Phòng Giáo dục và Đào tạo"),
            ("Nguyễn Văn An", "Nguyễn V. An"),
            ("", "Xã A"),
        ] {
            assert!(may_be_one(a, b) && may_be_one(b, a), "{a} {b}");
        }
    }

    #[test]
    fn names_of_two_are_told_apart() {
        for (a, b) in [
            ("Xã Hòa Bình", "Xã Hòa Lạc"),
            ("Phường 1", "Phường 2"),
            ("Phường 1", "Phường 12"),
            ("Phòng Nội vụ", "Phòng Tư pháp"),
            ("UBND xã Minh Tân", "Xã Kim Thái"),
            ("Nguyễn Văn An", "Nguyễn Văn Bình"),
            ("Sở Y tế", "Sở Tư pháp"),
        ] {
            assert!(!may_be_one(a, b) && !may_be_one(b, a), "{a} {b}");
        }
    }
}
