//! The numbers of spreadsheets, exactly: what a spreadsheet shows at full width, never what its binary fraction holds.

use rust_decimal::Decimal;

/// How many significant digits a spreadsheet shows and stands for.
const SHOWN_DIGITS: usize = 15;

/// Reads a stored number (`62`, `0.61999999999999988`, `1.5E-3`) at 15 significant digits, half away from zero.
///
/// `None` for anything that is not a number and for one that no exact decimal can hold (`1E+300`).
pub(super) fn shown(text: &str) -> Option<Decimal> {
    let (negative, digits) = match text.as_bytes() {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        all => (false, all),
    };
    let mut value = Written::read(digits)?.value()?;
    value.set_sign_negative(negative && !value.is_zero());
    Some(value)
}

/// The significant digits of a number and the power of ten of the last one.
struct Written {
    mantissa: u64,
    exponent: i64,
}

impl Written {
    fn read(text: &[u8]) -> Option<Written> {
        let mut written = Written { mantissa: 0, exponent: 0 };
        let (mut kept, mut seen, mut behind_point) = (0, false, false);
        let mut rest = text.iter();
        while let Some(byte) = rest.next() {
            match byte {
                b'0'..=b'9' => {
                    seen = true;
                    kept += written.add(byte - b'0', kept, behind_point);
                }
                b'.' if !behind_point => behind_point = true,
                b'e' | b'E' if seen => {
                    written.exponent += exponent(rest.as_slice())?;
                    return Some(written);
                }
                _ => return None,
            }
        }
        seen.then_some(written)
    }

    /// Adds a digit behind `kept` significant ones and says how many more are kept now.
    fn add(&mut self, digit: u8, kept: usize, behind_point: bool) -> usize {
        if kept >= SHOWN_DIGITS {
            // The first digit that is not kept rounds; those behind it cannot change that.
            if kept == SHOWN_DIGITS {
                self.mantissa += u64::from(digit >= 5);
            }
            self.exponent += i64::from(!behind_point);
            return 1;
        }
        self.mantissa = self.mantissa * 10 + u64::from(digit);
        self.exponent -= i64::from(behind_point);
        usize::from(self.mantissa != 0)
    }

    fn value(&self) -> Option<Decimal> {
        let (mut mantissa, mut exponent) = (self.mantissa, self.exponent);
        while mantissa != 0 && exponent < 0 && mantissa.is_multiple_of(10) {
            mantissa /= 10;
            exponent += 1;
        }
        if mantissa == 0 {
            return Some(Decimal::ZERO);
        }
        let scale = u32::try_from(-exponent.min(0)).ok()?;
        let whole = 10_i128.checked_pow(u32::try_from(exponent.max(0)).ok()?)?.checked_mul(mantissa.into())?;
        Decimal::try_from_i128_with_scale(whole, scale).ok()
    }
}

fn exponent(text: &[u8]) -> Option<i64> {
    let exponent: i32 = std::str::from_utf8(text).ok()?.parse().ok()?;
    Some(exponent.into())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_number_is_what_a_spreadsheet_shows_at_full_width() {
        let case = |text: &str, expected: &str| assert_eq!(shown(text).unwrap().to_string(), expected, "{text}");
        case("62", "62");
        case("0.62", "0.62");
        case("-0.5", "-0.5");
        case("+7.50", "7.5");
        case("0.6199999999999999", "0.62");
        case("0.61999999999999988898", "0.62");
        case("0.30000000000000004", "0.3");
        case("99.999999999999999", "100");
        case("0.6199999999", "0.6199999999");
        case("4.5000000000000001E-2", "0.045");
        case("1e3", "1000");
        case("1.5E+6", "1500000");
        case("000123", "123");
        case("123456789012345678", "123456789012346000");
        case("0", "0");
        case("-0", "0");
        case("0E+500", "0");
        case("5.", "5");
        case(".5", "0.5");
    }

    #[test]
    fn what_is_no_number_or_too_large_for_an_exact_one_is_none() {
        for text in
            ["", "-", ".", "1.2.3", "1,5", "e5", "1e", "1e+", "NaN", "inf", "0x10", "1 2", "1_0", "1e300", "1e99999999999"]
        {
            assert_eq!(shown(text), None, "{text}");
        }
        assert_eq!(shown("1e-300"), None, "too small to be told from zero");
    }

    proptest! {
        #[test]
        fn two_decimals_survive_the_binary_fraction(cents in -100_000_000_i64..100_000_000) {
            let exact = Decimal::new(cents, 2);
            let binary: f64 = exact.to_string().parse().unwrap();
            prop_assert_eq!(shown(&format!("{binary:.17e}")), Some(exact.normalize()));
            prop_assert_eq!(shown(&binary.to_string()), Some(exact.normalize()));
        }

        #[test]
        fn no_text_makes_it_fail(text in "[-+0-9.eE]{0,40}") {
            let _ = shown(&text);
        }
    }
}
