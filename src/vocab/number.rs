//! Exact numbers: a figure is a decimal, a quotient of figures is a fraction, and neither is ever rounded on the way.
//!
//! A [`Number`] is a reduced fraction. Fractions of 64-bit integers are kept in place and computed through 128 bits;
//! the rare larger one moves to big integers, so that no sum, product or comparison can overflow or lose a digit.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use rust_decimal::Decimal;

/// An exact rational number.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Number(Form);

/// The denominator is positive and the fraction reduced; `Large` holds only what `Small` cannot, so that equal numbers
/// have equal forms.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Form {
    Small { top: i64, bottom: i64 },
    Large(Box<BigRational>),
}

/// What happens to the digits that are cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rounding {
    /// Half away from zero: 2,5 → 3, as Excel and people round.
    #[default]
    HalfUp,
    /// Toward zero: 4,6 → 4.
    Down,
    /// Away from zero: 4,2 → 5.
    Up,
}

impl Number {
    /// Nothing.
    pub const ZERO: Number = Number(Form::Small { top: 0, bottom: 1 });
    /// One, which is also 100 %.
    pub const ONE: Number = Number(Form::Small { top: 1, bottom: 1 });

    /// `mantissa` divided by ten to the power of `scale`: `(9768, 2)` is 97,68.
    #[must_use]
    pub fn from_digits(mantissa: i64, scale: u32) -> Number {
        if 10_i64.checked_pow(scale).is_none() {
            return large(BigRational::new(mantissa.into(), BigInt::from(10).pow(scale)));
        }
        // Below stand only twos and fives: taking them away one by one is many times faster than a common divisor.
        let twos = mantissa.trailing_zeros().min(scale);
        let (mut top, mut fives) = (mantissa >> twos, scale);
        while fives > 0 && top % 5 == 0 {
            top /= 5;
            fives -= 1;
        }
        Number(Form::Small { top, bottom: 5_i64.pow(fives) << (scale - twos) })
    }

    /// `top` over `bottom`; `None` when `bottom` is zero.
    #[must_use]
    pub fn ratio(top: i64, bottom: i64) -> Option<Number> {
        (bottom != 0).then(|| small(i128::from(top), i128::from(bottom)))
    }

    /// The number itself and `other` together.
    #[must_use]
    pub fn plus(&self, other: &Number) -> Number {
        match (&self.0, &other.0) {
            (Form::Small { top: a, bottom: b }, Form::Small { top: c, bottom: d }) => {
                let (a, b, c, d) = (i128::from(*a), i128::from(*b), i128::from(*c), i128::from(*d));
                small(a * d + c * b, b * d)
            }
            _ => large(self.big() + other.big()),
        }
    }

    /// The number less `other`.
    #[must_use]
    pub fn minus(&self, other: &Number) -> Number {
        self.plus(&other.negated())
    }

    /// The number `other` times.
    #[must_use]
    pub fn times(&self, other: &Number) -> Number {
        match (&self.0, &other.0) {
            (Form::Small { top: a, bottom: b }, Form::Small { top: c, bottom: d }) => {
                small(i128::from(*a) * i128::from(*c), i128::from(*b) * i128::from(*d))
            }
            _ => large(self.big() * other.big()),
        }
    }

    /// The number divided by `other`; `None` when `other` is zero.
    #[must_use]
    pub fn over(&self, other: &Number) -> Option<Number> {
        match (&self.0, &other.0) {
            (_, Form::Small { top: 0, .. }) => None,
            (Form::Small { top: a, bottom: b }, Form::Small { top: c, bottom: d }) => {
                Some(small(i128::from(*a) * i128::from(*d), i128::from(*b) * i128::from(*c)))
            }
            _ => Some(large(self.big() / other.big())),
        }
    }

    /// The number with its sign turned.
    #[must_use]
    pub fn negated(&self) -> Number {
        match &self.0 {
            Form::Small { top, bottom } => small(-i128::from(*top), i128::from(*bottom)),
            Form::Large(value) => large(-(**value).clone()),
        }
    }

    /// The distance from zero.
    #[must_use]
    pub fn abs(&self) -> Number {
        if self.is_negative() { self.negated() } else { self.clone() }
    }

    /// Whether the number is below zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Form::Small { top, .. } => *top < 0,
            Form::Large(value) => value.is_negative(),
        }
    }

    /// Whether the number is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Form::Small { top: 0, .. })
    }

    /// Whether the number has no fraction.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        match &self.0 {
            Form::Small { bottom, .. } => *bottom == 1,
            Form::Large(value) => value.is_integer(),
        }
    }

    /// The whole number itself; `None` for a fraction or beyond 64 bits.
    #[must_use]
    pub fn to_whole(&self) -> Option<i64> {
        match &self.0 {
            Form::Small { top, bottom: 1 } => Some(*top),
            _ => None,
        }
    }

    /// The reduced fraction, its bottom above zero, when both parts have at most 64 bits.
    #[must_use]
    pub fn to_ratio(&self) -> Option<(i64, i64)> {
        match &self.0 {
            Form::Small { top, bottom } => Some((*top, *bottom)),
            Form::Large(_) => None,
        }
    }

    /// The number times ten to the power of `digits`, when that is a whole number of 62 bits.
    #[must_use]
    pub fn to_scaled(&self, digits: u32) -> Option<i64> {
        let Form::Small { top, bottom } = &self.0 else { return None };
        let scale = 10_i128.checked_pow(digits)?;
        let scaled = i128::from(*top) * scale;
        let bottom = i128::from(*bottom);
        let whole = i64::try_from(scaled / bottom).ok()?;
        (scaled % bottom == 0 && whole.unsigned_abs() < 1 << 62).then_some(whole)
    }

    /// The number rounded to `digits` after the decimal sign.
    #[must_use]
    pub fn rounded(&self, digits: u32, rounding: Rounding) -> Number {
        if let Some((scaled, scale)) = self.scaled(digits, rounding) {
            return i64::try_from(scaled)
                .map_or_else(|_| small(scaled, scale), |scaled| Number::from_digits(scaled, digits));
        }
        let scale = BigInt::from(10).pow(digits);
        let scaled = self.big() * BigRational::from_integer(scale.clone());
        let (whole, rest) = scaled.numer().div_rem(scaled.denom());
        let away = match rounding {
            Rounding::Down => false,
            Rounding::Up => !rest.is_zero(),
            Rounding::HalfUp => rest.abs() * 2 >= *scaled.denom(),
        };
        let sign = if scaled.is_negative() { -BigInt::one() } else { BigInt::one() };
        let whole = if away { whole + sign } else { whole };
        large(BigRational::new(whole, scale))
    }

    /// The number times ten to the power of `digits`, made whole, and that power; `None` beyond what 128 bits hold.
    fn scaled(&self, digits: u32, rounding: Rounding) -> Option<(i128, i128)> {
        let Form::Small { top, bottom } = &self.0 else { return None };
        // Dividing 64 bits is several times faster, and nearly every figure fits them.
        if let Some(scale) = 10_i64.checked_pow(digits)
            && let Some(scaled) = top.checked_mul(scale)
            && *bottom < i64::MAX / 2
        {
            let (whole, rest) = (scaled / bottom, scaled % bottom);
            let whole = if is_away(rest.abs().into(), (*bottom).into(), rounding) { whole + scaled.signum() } else { whole };
            return Some((whole.into(), scale.into()));
        }
        let scale = 10_i128.checked_pow(digits)?;
        let (scaled, bottom) = (i128::from(*top).checked_mul(scale)?, i128::from(*bottom));
        let (whole, rest) = (scaled / bottom, scaled % bottom);
        Some((if is_away(rest.abs(), bottom, rounding) { whole + scaled.signum() } else { whole }, scale))
    }

    /// The greatest whole number that is not above this one.
    #[must_use]
    pub fn floor(&self) -> Number {
        if let Form::Small { top, bottom } = &self.0 {
            return Number::from(top.div_euclid(*bottom));
        }
        large(self.big().floor())
    }

    /// The smallest whole number that is not below this one.
    #[must_use]
    pub fn ceil(&self) -> Number {
        if let Form::Small { top, bottom } = &self.0 {
            return Number::from(top.div_euclid(*bottom) + i64::from(top.rem_euclid(*bottom) != 0));
        }
        large(self.big().ceil())
    }

    /// How many digits after the decimal sign write the number exactly; `None` for one that never ends, such as 1/3.
    #[must_use]
    pub fn decimals(&self) -> Option<u32> {
        if let Form::Small { bottom, .. } = &self.0 {
            return decimals_over(*bottom);
        }
        let mut bottom = self.big().denom().clone();
        let mut count = [0_u32; 2];
        for (prime, times) in [2_u8, 5].into_iter().zip(&mut count) {
            while bottom.is_multiple_of(&prime.into()) {
                bottom /= prime;
                *times += 1;
            }
        }
        bottom.is_one().then(|| count[0].max(count[1]))
    }

    /// The number without any loss: plain digits with a point, or the reduced fraction where they never end: `61.9`, `1/3`.
    #[must_use]
    pub fn to_exact(&self) -> String {
        match self.decimals() {
            Some(digits) => self.to_plain(digits),
            None => self.big().to_string(),
        }
    }

    /// The number in plain digits with a point, rounded half up to `digits` after it: `61.90`, `-0.5`, `1234`.
    #[must_use]
    pub fn to_plain(&self, digits: u32) -> String {
        let mut plain = String::new();
        self.write(digits, None, '.', &mut plain);
        plain
    }

    /// Writes the number as [`Number::to_plain`] does, with other signs between the thousands and before the fraction.
    pub fn write(&self, digits: u32, thousands: Option<char>, point: char, to: &mut String) {
        let (figures, negative) = match self.scaled(digits, Rounding::HalfUp) {
            Some((scaled, _)) => {
                let figures = scaled.unsigned_abs();
                (u64::try_from(figures).map_or_else(|_| figures.to_string(), |short| short.to_string()), scaled < 0)
            }
            None => {
                let rounded = self.rounded(digits, Rounding::HalfUp);
                let scaled = rounded.big() * BigRational::from_integer(BigInt::from(10).pow(digits));
                (scaled.numer().abs().to_string(), scaled.is_negative())
            }
        };
        let digits = digits as usize;
        let padded = if figures.len() > digits { figures } else { format!("{figures:0>width$}", width = digits + 1) };
        let (whole, fraction) = padded.split_at(padded.len() - digits);
        to.reserve(padded.len() + padded.len() / 3 + 2);
        if negative {
            to.push('-');
        }
        let (first, threes) = whole.split_at((whole.len() - 1) % 3 + 1);
        to.push_str(first);
        for at in (0..threes.len()).step_by(3) {
            to.extend(thousands);
            to.push_str(&threes[at..at + 3]);
        }
        if digits > 0 {
            to.push(point);
            to.push_str(fraction);
        }
    }

    fn big(&self) -> BigRational {
        match &self.0 {
            Form::Small { top, bottom } => BigRational::new_raw((*top).into(), (*bottom).into()),
            Form::Large(value) => (**value).clone(),
        }
    }
}

/// The reduced fraction of two 128-bit integers; `bottom` is not zero.
fn small(top: i128, bottom: i128) -> Number {
    // Nearly every figure fits 64 bits, where numbers are divided several times faster.
    if let (Ok(top), Ok(bottom)) = (i64::try_from(top), i64::try_from(bottom))
        && bottom > 0
    {
        return fraction(top, bottom);
    }
    let shared = top.gcd(&bottom);
    let sign = if (bottom < 0) == (shared < 0) { 1 } else { -1 };
    let (top, bottom) = (sign * (top / shared), sign * (bottom / shared));
    match (i64::try_from(top), i64::try_from(bottom)) {
        (Ok(top), Ok(bottom)) => Number(Form::Small { top, bottom }),
        _ => Number(Form::Large(Box::new(BigRational::new(top.into(), bottom.into())))),
    }
}

/// Whether a rest over `bottom` rounds away from zero.
fn is_away(rest: i128, bottom: i128, rounding: Rounding) -> bool {
    match rounding {
        Rounding::Down => false,
        Rounding::Up => rest != 0,
        Rounding::HalfUp => rest * 2 >= bottom,
    }
}

/// How many digits write a fraction over `bottom`, which is above zero.
fn decimals_over(bottom: i64) -> Option<u32> {
    let (mut rest, mut fives) = (bottom.unsigned_abs(), 0);
    let twos = rest.trailing_zeros();
    rest >>= twos;
    while rest.is_multiple_of(5) {
        rest /= 5;
        fives += 1;
    }
    (rest == 1).then(|| twos.max(fives))
}

/// The reduced fraction of two integers; `bottom` is above zero.
fn fraction(top: i64, bottom: i64) -> Number {
    let shared = top.unsigned_abs().gcd(&bottom.unsigned_abs());
    match i64::try_from(shared) {
        Ok(1) | Err(_) => Number(Form::Small { top, bottom }),
        Ok(shared) => Number(Form::Small { top: top / shared, bottom: bottom / shared }),
    }
}

fn large(value: BigRational) -> Number {
    match (value.numer().to_i64(), value.denom().to_i64()) {
        (Some(top), Some(bottom)) => Number(Form::Small { top, bottom }),
        _ => Number(Form::Large(Box::new(value))),
    }
}

impl From<i64> for Number {
    fn from(whole: i64) -> Number {
        Number(Form::Small { top: whole, bottom: 1 })
    }
}

impl From<Decimal> for Number {
    fn from(value: Decimal) -> Number {
        match (i64::try_from(value.mantissa()), 10_i64.checked_pow(value.scale())) {
            (Ok(mantissa), Some(bottom)) => small(mantissa.into(), bottom.into()),
            _ => large(BigRational::new(value.mantissa().into(), BigInt::from(10).pow(value.scale()))),
        }
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Number) -> Ordering {
        match (&self.0, &other.0) {
            (Form::Small { top: a, bottom: b }, Form::Small { top: c, bottom: d }) => {
                (i128::from(*a) * i128::from(*d)).cmp(&(i128::from(*c) * i128::from(*b)))
            }
            _ => self.big().cmp(&other.big()),
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Number) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimal(text: &str) -> Number {
        Number::from(text.parse::<Decimal>().unwrap_or_default())
    }

    #[test]
    fn a_quotient_that_rounds_to_the_threshold_stays_below_it() {
        let share = Number::from(1904).over(&Number::from(3071)); // 61,9993 %
        assert!(share < Some(decimal("0.62")));
    }

    #[test]
    fn three_shares_of_a_whole_make_the_whole() {
        assert_eq!(decimal("0.85").plus(&decimal("0.06")).plus(&decimal("0.09")), Number::ONE);
    }

    #[test]
    fn halves_are_rounded_away_from_zero_and_the_other_ways_when_named() {
        let case = |text: &str, digits, rounding, expected: &str| {
            assert_eq!(decimal(text).rounded(digits, rounding), decimal(expected), "{text} {rounding:?}");
        };
        case("62.505", 2, Rounding::HalfUp, "62.51");
        case("-62.505", 2, Rounding::HalfUp, "-62.51");
        case("4.6", 0, Rounding::Down, "4");
        case("-4.6", 0, Rounding::Down, "-4");
        case("4.2", 0, Rounding::Up, "5");
        case("4", 0, Rounding::Up, "4");
    }

    #[test]
    fn digits_are_written_plainly() {
        let case = |number: &Number, digits, expected: &str| assert_eq!(number.to_plain(digits), expected);
        case(&decimal("61.9"), 2, "61.90");
        case(&decimal("-0.05"), 1, "-0.1");
        case(&decimal("0.004"), 2, "0.00");
        case(&decimal("-0.004"), 2, "0.00");
        case(&Number::from(1_490_000), 0, "1490000");
    }

    #[test]
    fn a_number_knows_how_many_decimals_write_it_exactly() {
        assert_eq!(decimal("0.250").decimals(), Some(2));
        assert_eq!(Number::ratio(1, 3).and_then(|third| third.decimals()), None);
    }

    #[test]
    fn a_number_is_written_without_any_loss() {
        let case =
            |number: Option<Number>, expected: &str| assert_eq!(number.map(|n| n.to_exact()).as_deref(), Some(expected));
        case(Some(decimal("61.900")), "61.9");
        case(Some(decimal("-0.05")), "-0.05");
        case(Some(Number::from(1_490_000)), "1490000");
        case(Number::ratio(-1904, 3071), "-1904/3071");
        case(Number::from(i64::MAX).times(&Number::from(4)).over(&Number::from(3)), "36893488147419103228/3");
    }

    /// Rounding and digits through big integers, as the small forms must come out too.
    fn through_big(number: &Number, digits: u32, rounding: Rounding) -> (Number, Option<u32>, String) {
        let big = Number(Form::Large(Box::new(number.big())));
        (big.rounded(digits, rounding), big.decimals(), big.to_plain(digits))
    }

    proptest! {
        #[test]
        fn small_and_large_forms_are_shown_alike(top in any::<i64>(), bottom in 1_i64.., tens in 0_u32..6, digits in 0_u32..12) {
            let ways = [Rounding::HalfUp, Rounding::Down, Rounding::Up];
            for number in [small(top.into(), bottom.into()), Number::from_digits(top % 1_000_000, tens)] {
                for rounding in ways {
                    let shown = (number.rounded(digits, rounding), number.decimals(), number.to_plain(digits));
                    prop_assert_eq!(shown, through_big(&number, digits, rounding));
                }
            }
        }

        #[test]
        fn digits_make_a_reduced_fraction(mantissa in any::<i64>(), scale in 0_u32..24) {
            let exact = BigRational::new(mantissa.into(), BigInt::from(10).pow(scale));
            prop_assert_eq!(Number::from_digits(mantissa, scale), large(exact.clone()));
            let round = mantissa / 1_000_000 * 1_000_000;
            prop_assert_eq!(Number::from_digits(round, scale).big(), BigRational::new(round.into(), BigInt::from(10).pow(scale)));
        }

        #[test]
        fn small_and_large_forms_agree(a in any::<i64>(), b in 1_i64.., c in any::<i64>(), d in 1_i64..) {
            let (x, y) = (small(a.into(), b.into()), small(c.into(), d.into()));
            prop_assert_eq!(x.plus(&y).big(), x.big() + y.big());
            prop_assert_eq!(x.times(&y).big(), x.big() * y.big());
            prop_assert_eq!(x.cmp(&y), x.big().cmp(&y.big()));
            prop_assert_eq!(x.plus(&y).minus(&y), x.clone());
            if let Some(quotient) = x.over(&y) {
                prop_assert_eq!(quotient.times(&y), x);
            }
        }
    }
}
