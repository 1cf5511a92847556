//! Numbers, shares, money and days as people read them, and how many digits have to be shown.
//!
//! What is shown never contradicts a verdict: [`digits`] adds digits until the two sides of a comparison, as rounded,
//! lie to each other as the exact ones do.

use super::parts::{day, figure, percent_sign};
use crate::vocab::reason::Value;
use crate::vocab::{Kind, Lang, Number, Rounding};

/// Digits after the decimal sign with which a computed value starts.
const USUAL: u32 = 2;

/// Digits after the decimal sign that are read as they were written; of more, these are shown unless others tell more.
pub(crate) const READ: u32 = 3;

/// A value as it was written: every digit of a figure, at most two of a fraction that never ends.
#[must_use]
pub fn value(lang: Lang, value: &Value) -> String {
    match value {
        Value::Number(number, kind) => {
            let digits = telling_digits(&in_own_unit(number, *kind));
            number_of_kind(lang, number, *kind, digits)
        }
        Value::Date(date) => day(lang, *date),
        Value::Text(text) => text.clone(),
        Value::YesNo(yes) => super::reason::yes_no(lang, *yes).to_owned(),
    }
}

/// A number of the kind, rounded to at most `digits` after the decimal sign; percentages count their own digits.
#[must_use]
pub fn number_of_kind(lang: Lang, number: &Number, kind: Kind, digits: u32) -> String {
    let shown = figure(lang, &in_own_unit(number, kind).rounded(digits, Rounding::HalfUp));
    let unit = match (lang, kind) {
        (_, Kind::Percent) => percent_sign(lang),
        (Lang::Vi, Kind::Money) => " đồng",
        (Lang::En, Kind::Money) => " VND",
        _ => "",
    };
    shown + unit
}

/// How many digits after the decimal sign [`number_of_kind`] shows.
#[must_use]
pub fn shown_digits(number: &Number, kind: Kind, digits: u32) -> u32 {
    in_own_unit(number, kind).rounded(digits, Rounding::HalfUp).decimals().unwrap_or(digits)
}

/// A number with exactly so many digits after the decimal sign, as a sheet shows it: `1.234,50`.
#[must_use]
pub fn fixed(lang: Lang, number: &Number, digits: u32) -> String {
    super::parts::fixed(lang, number, digits)
}

/// How many digits show both sides of a comparison without contradicting it: two, or as many as a side that was
/// written down has, or more where two sides that differ would look alike.
#[must_use]
pub fn digits(left: &Number, right: &Number, kind: Kind, written: u32) -> u32 {
    let (left, right) = (in_own_unit(left, kind), in_own_unit(right, kind));
    let mut digits = USUAL.max(written);
    // Rounding never turns an order round; it can only make two sides alike that are not.
    while left != right && left.rounded(digits, Rounding::HalfUp) == right.rounded(digits, Rounding::HalfUp) {
        digits += 1;
    }
    digits
}

/// How many digits show a number by itself: all of those that end soon; else two or three, and more while the last would be
/// a zero, so that it does not look like a number that it only comes near.
#[must_use]
pub fn telling_digits(number: &Number) -> u32 {
    const MOST: u32 = 9;
    let all = number.decimals();
    if let Some(digits) = all.filter(|digits| *digits <= READ) {
        return digits;
    }
    let first = if all.is_some() { READ } else { USUAL };
    let rounded = |digits: u32| number.rounded(digits, Rounding::HalfUp);
    (first..MOST).find(|digits| rounded(*digits) != rounded(digits - 1)).or(all).unwrap_or(MOST)
}

/// How many digits show a distance without making nothing of it.
#[must_use]
pub fn digits_of_distance(distance: &Number, kind: Kind) -> u32 {
    digits(distance, &Number::ZERO, kind, 0)
}

/// The digits after the decimal sign of a value that was written down; 0 for one that never ends.
#[must_use]
pub fn written_digits(value: &Value) -> u32 {
    match value {
        Value::Number(number, kind) => {
            let number = in_own_unit(number, *kind);
            number.decimals().map_or(0, |_| telling_digits(&number))
        }
        Value::Date(_) | Value::Text(_) | Value::YesNo(_) => 0,
    }
}

/// A percentage in hundredths, as people count it.
fn in_own_unit(number: &Number, kind: Kind) -> Number {
    if kind == Kind::Percent { number.times(&Number::from(100)) } else { number.clone() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn share(top: i64, bottom: i64) -> Number {
        Number::ratio(top, bottom).unwrap()
    }

    #[test]
    fn digits_appear_until_the_sides_lie_as_they_do() {
        #[track_caller]
        fn case(left: Number, expected: &str) {
            let threshold = share(62, 100);
            let digits = digits(&left, &threshold, Kind::Percent, 0);
            assert_eq!(number_of_kind(Lang::Vi, &left, Kind::Percent, digits), expected);
        }
        case(share(619, 1000), "61,9 %");
        case(share(1904, 3071), "61,999 %"); // with two digits it would look like 62 %
        case(share(62, 100), "62 %");
        case(share(2, 3), "66,67 %"); // never ends
        case(share(6_199_999_999, 10_000_000_000), "61,99999999 %");
    }

    #[test]
    fn a_value_is_shown_in_the_form_of_its_kind() {
        #[track_caller]
        fn case(number: Number, kind: Kind, vi: &str, en: &str) {
            let shown = Value::Number(number, kind);
            assert_eq!((value(Lang::Vi, &shown).as_str(), value(Lang::En, &shown).as_str()), (vi, en));
        }
        case(Number::from(1_490_000), Kind::Money, "1.490.000 đồng", "1,490,000 VND");
        case(Number::from_digits(12345, 1), Kind::Number, "1.234,5", "1,234.5");
        case(Number::from_digits(97685, 3), Kind::Score, "97,685", "97.685");
        case(Number::from_digits(625, 3), Kind::Percent, "62,5 %", "62.5%");
        case(share(1, 3), Kind::Number, "0,33", "0.33");
        case(Number::from(-12), Kind::Count, "-12", "-12");
        // Of a long fraction three digits tell enough, unless it only comes near another number.
        case(Number::from_digits(577_908_668_518, 10), Kind::Score, "57,791", "57.791");
        case(Number::from_digits(619_999_999, 7), Kind::Score, "61,9999999", "61.9999999");
    }
}
