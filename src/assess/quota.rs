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
}

/// How many subjects a percentage can be of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Heads {
    /// Everyone whom the award goes to in the pool.
    pub(super) all: usize,
    /// The eligible ones.
    pub(super) eligible: usize,
}

/// Works out a percentage.
pub(super) fn sum(share: &Share, heads: Heads) -> Sum {
    let count = match share.of {
        Base::All => heads.all,
        Base::Eligible => heads.eligible,
    };
    let product = share.share.times(&Number::from(i64::try_from(count).unwrap_or(i64::MAX)));
    let rounded =
        product.rounded(0, share.rounding).to_whole().and_then(|whole| u32::try_from(whole).ok()).unwrap_or(u32::MAX);
    let places = rounded.max(share.min.unwrap_or(0)).min(share.max.unwrap_or(u32::MAX));
    Sum {
        share: share.share.clone(),
        of: share.of,
        count,
        product,
        rounding: share.rounding,
        places,
        bounded: places != rounded,
    }
}

/// The number of places: as stated, or as the percentage comes to.
pub(super) fn places(stated: Places, sum: Option<&Sum>) -> Places {
    sum.map_or(stated, |sum| Places::Number(sum.places))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(percent: i64, rounding: Rounding, min: Option<u32>, max: Option<u32>) -> Share {
        Share { share: Number::from_digits(percent, 2), of: Base::All, per_group: false, rounding, min, max }
    }

    #[test]
    fn a_percentage_is_rounded_as_stated_and_kept_within_its_bounds() {
        let case =
            |share: &Share, all, expected| assert_eq!(sum(share, Heads { all, eligible: 0 }).places, expected, "{all}");
        case(&share(20, Rounding::Down, None, None), 21, 4); // 4,2
        case(&share(20, Rounding::Down, None, None), 23, 4); // 4,6
        case(&share(20, Rounding::HalfUp, None, None), 23, 5);
        case(&share(20, Rounding::Up, None, None), 21, 5);
        case(&share(20, Rounding::Up, None, None), 20, 4);
        case(&share(20, Rounding::Down, Some(1), None), 4, 1); // 0,8
        case(&share(20, Rounding::Down, None, Some(3)), 21, 3);
    }
}
