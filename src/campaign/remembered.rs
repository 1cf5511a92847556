//! Texts of a column that were met before, each with what it was read as: a column has few distinct ones and many rows.

/// How many distinct texts are remembered.
const MOST: usize = 48;

/// How many places there are for them: many more, so that hardly any two want the same.
const PLACES: usize = 128;

/// No text; none has this position.
const NOBODY: u8 = u8::MAX;

/// Texts with what they mean.
pub(super) struct Remembered<T> {
    /// The position of each text, at the place that its mark says or the next free one.
    places: [u8; PLACES],
    texts: Vec<Text<T>>,
}

struct Text<T> {
    mark: Mark,
    text: String,
    meaning: T,
}

/// How a text is told from others: a text of no more than sixteen bytes is nothing else.
#[derive(PartialEq, Eq)]
struct Mark {
    length: usize,
    first: u64,
    last: u64,
}

impl Mark {
    #[inline]
    fn of(text: &str) -> Mark {
        let bytes = text.as_bytes();
        let (first, last) = if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
            (u64::from_le_bytes(*first), u64::from_le_bytes(*last))
        } else if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
            (u64::from(u32::from_le_bytes(*first)), u64::from(u32::from_le_bytes(*last)))
        } else {
            (bytes.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)), 0)
        };
        Mark { length: bytes.len(), first, last }
    }

    /// Whether nothing of a text is left out.
    fn is_whole(&self) -> bool {
        self.length <= 16
    }

    /// The places to look for a text, one after the other.
    fn places(&self) -> impl Iterator<Item = usize> {
        let mixed = (self.first ^ self.last.rotate_left(32)).wrapping_add(self.length as u64);
        // The highest bits of a product with the golden ratio depend on all bits of the factor.
        let first = mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - PLACES.ilog2());
        let first = usize::try_from(first).unwrap_or(0);
        (0..PLACES).map(move |next| (first + next) % PLACES)
    }
}

impl<T: Copy> Remembered<T> {
    pub(super) fn new() -> Remembered<T> {
        Remembered { places: [NOBODY; PLACES], texts: Vec::new() }
    }

    /// What a text means, if it was met before.
    #[inline]
    pub(super) fn get(&self, text: &str) -> Option<T> {
        let mark = Mark::of(text);
        for place in mark.places() {
            let known = self.texts.get(usize::from(*self.places.get(place)?))?;
            if known.mark == mark && (mark.is_whole() || known.text == text) {
                return Some(known.meaning);
            }
        }
        None
    }

    /// Remembers a text that is not yet known, while there is room.
    pub(super) fn put(&mut self, text: &str, meaning: T) {
        let mark = Mark::of(text);
        let free = mark.places().find(|place| self.places.get(*place) == Some(&NOBODY));
        if self.texts.len() < MOST
            && let Some(place) = free.and_then(|place| self.places.get_mut(place))
        {
            *place = u8::try_from(self.texts.len()).unwrap_or(NOBODY);
            self.texts.push(Text { mark, text: text.to_owned(), meaning });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_text_is_remembered_with_its_own_meaning(texts in prop::collection::vec("[ab]{0,4}(xxxxxx){0,3}[ab]{0,12}", 0..60)) {
            let mut remembered = Remembered::new();
            let mut known: Vec<String> = Vec::new();
            for text in texts {
                let expected = known.iter().position(|known| *known == text);
                prop_assert_eq!(remembered.get(&text), expected);
                if expected.is_none() && known.len() < MOST {
                    remembered.put(&text, known.len());
                    known.push(text);
                }
            }
        }
    }

    #[test]
    fn no_more_are_remembered_than_there_is_room_for() {
        let mut remembered = Remembered::new();
        (0..=MOST).for_each(|at| remembered.put(&format!("text {at}"), at));
        assert_eq!(remembered.get("text 47"), Some(47));
        assert_eq!(remembered.get("text 48"), None);
    }
}
