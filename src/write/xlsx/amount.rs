//! Numbers as a workbook holds them: in 64 bits with a binary fraction, because the format has nothing else.
//!
//! This is the only place where an exact number becomes an inexact one, and nothing is computed with it afterwards.

use crate::vocab::{Date, Number, date};

/// Digits after the decimal sign for the rare number of more than 64 bits.
const LONG_DIGITS: u32 = 40;

/// The nearest number that a cell can hold; `None` for one beyond all that it can.
#[allow(clippy::float_arithmetic, reason = "one division of two exact numbers gives the nearest number there is")]
pub(super) fn nearest(number: &Number) -> Option<f64> {
    if let Some((top, bottom)) = number.to_ratio()
        && let (Some(top), Some(bottom)) = (exact(top), exact(bottom))
    {
        return Some(if bottom.to_bits() == 1_f64.to_bits() { top } else { top / bottom });
    }
    number.to_plain(LONG_DIGITS).parse().ok().filter(|nearest: &f64| nearest.is_finite())
}

/// A whole number that has no more than the 53 bits that such a number keeps.
fn exact(whole: i64) -> Option<f64> {
    (whole.unsigned_abs() <= 1 << 53).then_some(whole as f64)
}

/// A day as Excel counts it; `None` before 1 March 1900, where Excel counts a day that did not exist.
pub(super) fn serial(day: Date) -> Option<f64> {
    const FIRST: i64 = 61;
    const LAST: i64 = 2_958_465; // 31/12/9999
    let origin = Date::from_ymd_opt(1899, 12, 30).map(date::ordinal)?;
    let days = date::ordinal(day) - origin;
    (FIRST..=LAST).contains(&days).then(|| exact(days)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_decimal_is_the_number_that_its_digits_mean() {
        let case = |mantissa, scale, expected: f64| {
            assert_eq!(nearest(&Number::from_digits(mantissa, scale)).map(f64::to_bits), Some(expected.to_bits()));
        };
        case(619, 3, 0.619);
        case(-1, 1, -0.1);
        case(0, 0, 0.0);
        case(1_490_000, 0, 1_490_000.0);
        case(i64::MAX, 0, 9_223_372_036_854_775_807.0);
        case(i64::MIN, 18, -9.223_372_036_854_776);
        case(1, 18, 1e-18);
        case(1, 30, 1e-30);
    }

    #[test]
    fn a_number_beyond_all_cells_is_none() {
        let mut huge = Number::from(i64::MAX);
        for _ in 0..6 {
            huge = huge.times(&huge);
        }
        assert_eq!(nearest(&huge), None);
    }

    #[test]
    fn a_day_is_counted_as_excel_counts_it() {
        let case = |text: &str, expected: Option<f64>| {
            assert_eq!(date::parse(text).and_then(serial).map(f64::to_bits), expected.map(f64::to_bits), "{text}");
        };
        case("01/03/1900", Some(61.0));
        case("28/02/1900", None);
        case("31/12/2023", Some(45_291.0));
        case("31/12/9999", Some(2_958_465.0));
    }

    proptest! {
        #[test]
        fn a_decimal_of_fifteen_digits_survives(mantissa in -999_999_999_999_999_i64..=999_999_999_999_999, scale in 0_u32..=15) {
            let number = Number::from_digits(mantissa, scale);
            let parsed: f64 = number.to_plain(scale).parse().unwrap_or(f64::NAN);
            prop_assert_eq!(nearest(&number).map(f64::to_bits), Some(if mantissa == 0 { 0 } else { parsed.to_bits() }));
        }
    }
}
