//! Which known name an unknown one is probably a misspelling of, for many unknown ones.
//!
//! In: the known names, once. Out: for each text the only near one, by its position. Nearly every pair is told apart by
//! its digits, its length and how often each has every letter, which takes a certain number of edits at least.

use std::collections::BTreeMap;

use super::likeness::LONGEST;
use super::name::match_key;

/// Known names, made ready to be compared.
#[derive(Debug, Default)]
pub struct NearNames {
    /// By the digits of the name as it is written.
    by_digits: BTreeMap<String, Vec<Key>>,
}

#[derive(Debug)]
struct Key {
    key: String,
    letters: Letters,
    position: usize,
}

/// How many letters a key has, in all and of each kind; letters far apart may be of one kind.
#[derive(Debug, Clone, Copy)]
struct Letters {
    count: usize,
    of_kind: [u8; KINDS],
}

const KINDS: usize = 32;

impl Letters {
    fn of(key: &str) -> Letters {
        let mut letters = Letters { count: 0, of_kind: [0; KINDS] };
        for letter in key.chars() {
            letters.count += 1;
            let kind = usize::try_from(u32::from(letter)).unwrap_or_default() % KINDS;
            letters.of_kind[kind] = letters.of_kind[kind].saturating_add(1);
        }
        letters
    }

    /// A number of edits that it takes at least to make one key of the other: each takes away a letter of one kind at most,
    /// and adds one.
    fn least_edits(&self, other: &Letters) -> usize {
        let apart = self.of_kind.iter().zip(&other.of_kind).map(|(one, other)| u16::from(one.abs_diff(*other)));
        let (apart, longer) = (usize::from(apart.sum::<u16>()), self.count.abs_diff(other.count));
        longer.max(apart.div_ceil(2))
    }
}

impl NearNames {
    /// Makes known names ready.
    pub fn new<'a>(known: impl IntoIterator<Item = &'a str>) -> NearNames {
        let mut names = NearNames::default();
        for (position, name) in known.into_iter().enumerate().filter(|(_, name)| name.len() <= LONGEST) {
            let key = match_key(name);
            let letters = Letters::of(&key);
            names.by_digits.entry(digits(name)).or_default().push(Key { key, letters, position });
        }
        names
    }

    /// The position of the one known name that `text` is probably a misspelling of; the first one where it is known
    /// several times. `written` gives the name at a position.
    ///
    /// Near means the same digits and at most one edit in four letters (one in a short word). `None` when nothing is near
    /// or two known names are equally near; and what is too long for a name is near nothing.
    pub fn nearest<'a>(&self, text: &str, written: impl Fn(usize) -> &'a str) -> Option<usize> {
        if text.len() > LONGEST {
            return None;
        }
        let key = match_key(text);
        let letters = Letters::of(&key);
        let allowed = 1.max(letters.count / 4);
        let known = self.by_digits.get(&digits(&key))?;
        let near = known.iter().filter(|known| known.letters.least_edits(&letters) <= allowed);
        let near = near.map(|known| (strsim::damerau_levenshtein(&known.key, &key), known.position));
        let near: Vec<(usize, usize)> = near.filter(|(distance, _)| *distance <= allowed).collect();
        let (best, position) = near.iter().min().copied()?;
        let other = |(distance, at): &(usize, usize)| *distance == best && written(*at) != written(position);
        (!near.iter().any(other)).then_some(position)
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn no_near_name_is_passed_over(a in "[abcđêế1 ]{0,7}", b in "[abcđêế1 ]{0,7}") {
            let (a, b) = (match_key(&a), match_key(&b));
            let edits = strsim::damerau_levenshtein(&a, &b);
            proptest::prop_assert!(Letters::of(&a).least_edits(&Letters::of(&b)) <= edits);
        }
    }

    #[test]
    fn a_name_that_is_known_twice_is_one_name() {
        let known = ["Phòng", "Sở", "Phòng"];
        let nearest = |text: &str| NearNames::new(known).nearest(text, |at| known[at]);
        assert_eq!(nearest("Phong"), Some(0));
        assert_eq!(nearest("Ban"), None);
    }

    #[test]
    fn a_text_that_is_too_long_for_a_name_is_compared_with_nothing() {
        let nearest = |known: &str, text: &str| NearNames::new([known]).nearest(text, |_| known);
        let letters = |number: usize| "ab".repeat(number / 2);
        assert_eq!(nearest(&letters(LONGEST), &letters(LONGEST - 2)), Some(0));
        assert_eq!(nearest(&letters(LONGEST), &letters(LONGEST + 2)), None);
        assert_eq!(nearest(&letters(LONGEST + 2), &letters(LONGEST)), None);
    }
}
