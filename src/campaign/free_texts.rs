//! The free texts of a column. A long one that comes again is held once: a workbook of a few kilobytes can show one text of
//! many in each of its rows.

use std::collections::BTreeMap;
use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use crate::campaign::texts::Texts;

/// From how many bytes on a text is long.
const LONG: usize = 256;

/// Free texts, one for each row.
#[derive(Debug, Clone, Default)]
pub struct FreeTexts {
    /// The short ones; in place of a long one nothing.
    short: Texts,
    /// The different long ones, and the number of the first with each hash: of several with one hash the others are held
    /// again each time.
    long: Vec<String>,
    numbers: BTreeMap<u64, usize>,
    /// The rows that have a long one, in their order, with its number.
    rows: Vec<(usize, usize)>,
}

impl FreeTexts {
    pub(super) fn push(&mut self, text: &str) {
        if text.len() < LONG {
            self.short.push(text);
            return;
        }
        let number = self.number(text);
        self.rows.push((self.short.len(), number));
        self.short.push("");
    }

    /// The number of a long text.
    fn number(&mut self, text: &str) -> usize {
        let next = self.long.len();
        let number = *self.numbers.entry(FixedState::default().hash_one(text)).or_insert(next);
        if self.long.get(number).is_some_and(|known| known == text) {
            return number;
        }
        self.long.push(text.to_owned());
        next
    }

    /// Makes room for so many more, where there is any.
    pub(super) fn reserve(&mut self, count: usize) {
        self.short.reserve(count);
    }

    /// Keeps the first so many.
    pub(super) fn truncate(&mut self, count: usize) {
        self.short.truncate(count);
        self.rows.retain(|(row, _)| *row < count);
    }

    /// Adds other texts behind these.
    pub(super) fn append(&mut self, other: &FreeTexts) {
        let before = self.short.len();
        self.short.append(&other.short);
        let numbers: Vec<usize> = other.long.iter().map(|text| self.number(text)).collect();
        let rows = other.rows.iter().filter_map(|(row, number)| Some((before + row, *numbers.get(*number)?)));
        self.rows.extend(rows);
    }

    /// The same texts in another order; an empty one for nothing.
    pub(super) fn picked(&self, order: &[Option<usize>]) -> FreeTexts {
        let mut texts = FreeTexts::default();
        order.iter().for_each(|at| texts.push(at.map_or("", |at| self.get(at))));
        texts
    }

    /// Every text in the order of the rows.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.short.len()).map(|row| self.get(row))
    }

    /// The text of a row; empty beyond the last one.
    #[must_use]
    pub fn get(&self, row: usize) -> &str {
        let at = self.rows.binary_search_by_key(&row, |(row, _)| *row).ok();
        let long = at.and_then(|at| self.long.get(self.rows.get(at)?.1));
        long.map_or_else(|| self.short.get(row), String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_long_text_that_comes_again_is_held_once() {
        let (long, other) = ("ễ".repeat(32_000), "x".repeat(LONG));
        let mut texts = FreeTexts::default();
        (0..1000).for_each(|_| texts.push(&long));
        texts.push(&other);
        let mut all = texts.clone();
        all.append(&texts);
        assert_eq!((all.get(0), all.get(2001), all.get(2002)), (long.as_str(), other.as_str(), ""));
        assert_eq!(all.long.iter().map(String::len).sum::<usize>() + all.short.bytes(), long.len() + LONG);
    }

    proptest! {
        #[test]
        fn each_row_has_its_text(
            texts in prop::collection::vec(prop::sample::select(vec!["", "a", "bb", "long", "longer"]), 0..40),
            split in 0_usize..40,
        ) {
            let text = |text: &&str| if text.starts_with("long") { text.repeat(LONG) } else { (*text).to_owned() };
            let texts: Vec<String> = texts.iter().map(text).collect();
            let of = |texts: &[String]| {
                let mut of = FreeTexts::default();
                texts.iter().for_each(|text| of.push(text));
                of
            };
            let (upper, lower) = texts.split_at(split.min(texts.len()));
            let mut all = of(upper);
            all.append(&of(lower));
            prop_assert_eq!(all.iter().collect::<Vec<&str>>(), texts.iter().map(String::as_str).collect::<Vec<&str>>());
            let order: Vec<Option<usize>> = (0..texts.len()).rev().map(Some).chain([None]).collect();
            let picked = all.picked(&order);
            let expected: Vec<&str> = texts.iter().rev().map(String::as_str).chain([""]).collect();
            prop_assert_eq!(picked.iter().collect::<Vec<&str>>(), expected);
        }
    }
}
