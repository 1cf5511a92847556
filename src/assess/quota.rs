//! How many places an award has in one pool, with the sum that a percentage comes from.

use crate::campaign::{Base, Places, Share};
use crate::vocab::{Number, Rounding};

/// A percentage worked out: "20% × 23 = 4,6 → 4".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// The percentage as a fraction.
    pub share: Number,
    /// Of whom.
    pub of: Base,
    /// How many those are.
    pub count: usize,
    /// The product before it is made whole.
    pub product: Number,
    /// How it is made whole.
    pub rounding: Rounding,
    /// The places after rounding, and after the least and the most where the plan has them.
    pub places: u32,
    /// Whether the least or the most changed the number.
    pub bounded: bool,
    /// The fewest and the most places that it can come to while it is not known how many heads there are; equal when
    /// nothing is missing.
    pub may: [u32; 2],
}

/// A number as it stands now, and the least and the most that it can still become while figures are missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range<T> {
    /// What is known so far.
    pub now: T,
    /// The least that it can come to.
    pub fewest: T,
    /// The most that it can come to.
    pub most: T,
}

impl<T: Copy> Range<T> {
    /// A number that nothing missing can change.
    pub(super) fn fixed(number: T) -> Range<T> {
        Range { now: number, fewest: number, most: number }
    }

    /// The same for each of the three.
    pub(super) fn map<U>(self, each: impl Fn(T) -> U) -> Range<U> {
        Range { now: each(self.now), fewest: each(self.fewest), most: each(self.most) }
    }

    /// Two ranges, number by number.
    pub(super) fn with<U: Copy, V>(self, other: Range<U>, each: impl Fn(T, U) -> V) -> Range<V> {
        Range { now: each(self.now, other.now), fewest: each(self.fewest, other.fewest), most: each(self.most, other.most) }
    }
}

/// Works out a percentage of a count. More heads never make fewer places.
pub(super) fn sum(share: &Share, count: Range<usize>) -> Sum {
    let (product, rounded) = part(share, count.now);
    let places = bounded(share, rounded);
    let end = |count| bounded(share, part(share, count).1);
    Sum {
        share: share.share.clone(),
        of: share.of,
        count: count.now,
        product,
        rounding: share.rounding,
        places,
        bounded: places != rounded,
        may: [end(count.fewest), end(count.most)],
    }
}

/// The exact product, and the whole number that the stated rounding makes of it.
fn part(share: &Share, count: usize) -> (Number, u32) {
    let product = share.share.times(&Number::from(i64::try_from(count).unwrap_or(i64::MAX)));
    let rounded = product.rounded(0, share.rounding).to_whole().and_then(|whole| u32::try_from(whole).ok());
    (product, rounded.unwrap_or(u32::MAX))
}

fn bounded(share: &Share, rounded: u32) -> u32 {
    rounded.max(share.min.unwrap_or(0)).min(share.max.unwrap_or(u32::MAX))
}

impl Sum {
    /// The number of places that the percentage comes to.
    pub(super) fn range(&self) -> Range<Places> {
        let [fewest, most] = self.may;
        Range { now: self.places, fewest, most }.map(Places::Number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(percent: i64, rounding: Rounding, min: Option<u32>, max: Option<u32>) -> Share {
        Share { share: Number::from_digits(percent, 2), of: Base::All, per_group: false, rounding, min, max }
    }

    #[test]
    fn a_percentage_is_rounded_as_stated_and_kept_within_its_bounds() {
        let case = |share: &Share, all, expected| assert_eq!(sum(share, Range::fixed(all)).places, expected, "{all}");
        case(&share(20, Rounding::Down, None, None), 21, 4); // 4,2
        case(&share(20, Rounding::Down, None, None), 23, 4); // 4,6
        case(&share(20, Rounding::HalfUp, None, None), 23, 5);
        case(&share(20, Rounding::Up, None, None), 21, 5);
        case(&share(20, Rounding::Up, None, None), 20, 4);
        case(&share(20, Rounding::Down, Some(1), None), 4, 1); // 0,8
        case(&share(20, Rounding::Down, None, Some(3)), 21, 3);
    }

    #[test]
    fn while_heads_are_not_known_the_places_are_a_range() {
        let sum = sum(&share(20, Rounding::Down, None, None), Range { now: 23, fewest: 19, most: 25 });
        assert_eq!((sum.places, sum.may), (4, [3, 5]));
    }
}
