//! Numbers as people write them: `1.234,5`, `8.100.000`, `20 480`, `62,5`. Which sign stands before the decimals is read
//! from the number itself where it can be, and is never assumed.

use std::borrow::Cow;

use crate::campaign::column::{Figure, MOST_DECIMALS};

/// The digits of a number without its sign, and how many of them stand behind the decimal sign.
pub(super) type Digits = (i64, usize);

/// The sign before the decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Comma,
    Point,
}

/// What the numbers of a column in one table show of the hand that wrote them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Hand {
    /// Whether commas, and whether points, stand before decimals.
    signs: [bool; 2],
    /// Whether a figure cannot be a sum in đồng: it has decimals, or is less than a thousand.
    fine: bool,
}

impl Hand {
    /// Sees a figure and the sign before its decimals.
    #[inline]
    pub(super) fn see(&mut self, figure: Figure, sign: Option<Sign>) {
        self.fine |= match figure {
            Figure::Known { mantissa, decimals } => decimals > 0 || (1..1000).contains(&mantissa.unsigned_abs()),
            Figure::Blank | Figure::Unusable | Figure::NotApplicable => false,
        };
        match sign {
            Some(Sign::Comma) => self.signs[0] = true,
            Some(Sign::Point) => self.signs[1] = true,
            None => {}
        }
    }

    /// Sees what another part of the table shows.
    pub(super) fn append(&mut self, other: Hand) {
        self.fine |= other.fine;
        self.signs.iter_mut().zip(other.signs).for_each(|(sign, shown)| *sign |= shown);
    }

    /// The sign before decimals, where all that show one show the same.
    pub(super) fn sign(self) -> Option<Sign> {
        match self.signs {
            [true, false] => Some(Sign::Comma),
            [false, true] => Some(Sign::Point),
            _ => None,
        }
    }

    /// Whether all figures may be sums in đồng.
    pub(super) fn is_whole(self) -> bool {
        !self.fine
    }
}

/// How a written number can be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Readings {
    /// In one way; beside it the sign before the decimals, where the number shows which one that is.
    One(Digits, Option<Sign>),
    /// A single sign before exactly three digits.
    Two {
        /// The sign stands before decimals.
        decimal: Digits,
        /// It groups thousands.
        thousands: Digits,
        /// Which sign it is.
        sign: Sign,
    },
}

/// Reads digits with `,` `.` and spaces; `None` for anything else.
pub(super) fn readings(text: &str) -> Option<Readings> {
    if let Some(reading) = usual(text) {
        return Some(reading);
    }
    let (negative, digits) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(digits) => (true, digits.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let digits = without_spaces(digits)?;
    let value = |whole: &str, fraction: &str| number(whole, fraction, negative);
    let count = |sign: u8| digits.bytes().filter(|byte| *byte == sign).count();
    let of_thousands = |groups: char, decimals: Sign| {
        grouped(&digits, groups).and_then(|whole| value(&whole, "")).map(|digits| Readings::One(digits, Some(decimals)))
    };
    match (count(b','), count(b'.')) {
        (0, 0) => value(&digits, "").map(|digits| Readings::One(digits, None)),
        (1, 0) => single(digits.split_once(',')?, Sign::Comma, &value),
        (0, 1) => single(digits.split_once('.')?, Sign::Point, &value),
        (_, 0) => of_thousands(',', Sign::Point),
        (0, _) => of_thousands('.', Sign::Comma),
        _ => {
            let (whole, fraction) = digits.rsplit_once([',', '.'])?;
            let (thousands, sign) = if whole.contains('.') { ('.', Sign::Comma) } else { (',', Sign::Point) };
            value(&grouped(whole, thousands)?, fraction).map(|digits| Readings::One(digits, Some(sign)))
        }
    }
}

/// Digits with at most one sign among them, and not before three: nearly every number, without a detour.
fn usual(text: &str) -> Option<Readings> {
    if text.len() > KEPT_DIGITS {
        return None;
    }
    let (mut mantissa, mut point) = (0_i64, None);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'0'..=b'9' => mantissa = mantissa.checked_mul(10)?.checked_add(i64::from(byte - b'0'))?,
            b',' if point.is_none() && at > 0 => point = Some((at, Sign::Comma)),
            b'.' if point.is_none() && at > 0 => point = Some((at, Sign::Point)),
            _ => return None,
        }
    }
    let Some((at, sign)) = point else { return (!text.is_empty()).then_some(Readings::One((mantissa, 0), None)) };
    let mut decimals = text.len() - at - 1;
    if matches!(decimals, 0 | 3) {
        return None;
    }
    while decimals > 0 && mantissa % 10 == 0 {
        (mantissa, decimals) = (mantissa / 10, decimals - 1);
    }
    (decimals <= MOST_DECIMALS).then_some(Readings::One((mantissa, decimals), Some(sign)))
}

/// A number with one sign in it: before exactly three digits it may group thousands.
fn single((whole, fraction): (&str, &str), sign: Sign, value: &impl Fn(&str, &str) -> Option<Digits>) -> Option<Readings> {
    let decimal = value(whole, fraction)?;
    let grouped = fraction.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
    let thousands = if grouped { value(&[whole, fraction].concat(), "") } else { None };
    Some(match thousands {
        Some(thousands) => Readings::Two { decimal, thousands, sign },
        None => Readings::One(decimal, Some(sign)),
    })
}

/// `1.234.567` with its signs left out, when every group behind the first has three digits.
fn grouped(text: &str, sign: char) -> Option<String> {
    let mut groups = text.split(sign);
    let first = groups.next().filter(|first| (1..=3).contains(&first.len()))?;
    let mut whole = first.to_owned();
    for group in groups {
        if group.len() != 3 {
            return None;
        }
        whole.push_str(group);
    }
    Some(whole)
}

/// Spaces may group thousands, as in `20 480,5`; a space anywhere else is no number.
fn without_spaces(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains(' ') {
        return Some(Cow::Borrowed(text));
    }
    let end = text.find([',', '.']).unwrap_or(text.len());
    let (whole, rest) = text.split_at(end);
    let whole = grouped(whole, ' ')?;
    (!rest.contains(' ')).then(|| Cow::Owned(whole + rest))
}

/// How many significant digits a spreadsheet keeps of a number with decimals.
const KEPT_DIGITS: usize = 15;

/// Digits before and behind the decimal sign; `None` when there are others than digits, or too many.
///
/// Decimals beyond the fifteen significant digits that a spreadsheet shows are rounded away, half up: a file that a
/// program wrote has 61.99999999999999 for the 62 that people see. Whole numbers keep every digit.
fn number(whole: &str, fraction: &str, negative: bool) -> Option<Digits> {
    if whole.is_empty() || !whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (before, zeros) = (whole.trim_start_matches('0').len(), fraction.len() - fraction.trim_start_matches('0').len());
    let kept = KEPT_DIGITS.saturating_sub(before) + if before == 0 { zeros } else { 0 };
    let rounds_up = fraction.as_bytes().get(kept).is_some_and(|digit| *digit >= b'5');
    let fraction = fraction.get(..kept).unwrap_or(fraction);
    let mut mantissa = 0_i64;
    for digit in whole.bytes().chain(fraction.bytes()) {
        mantissa = mantissa.checked_mul(10)?.checked_add(i64::from(digit - b'0'))?;
    }
    mantissa = mantissa.checked_add(i64::from(rounds_up))?;
    let mut decimals = fraction.len();
    while decimals > 0 && mantissa % 10 == 0 {
        (mantissa, decimals) = (mantissa / 10, decimals - 1);
    }
    (decimals <= MOST_DECIMALS).then_some((if negative { -mantissa } else { mantissa }, decimals))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_shows_its_decimal_sign_where_it_can() {
        let case = |text: &str, expected: Option<Readings>| assert_eq!(readings(text), expected, "{text}");
        let one = |digits, sign| Some(Readings::One(digits, sign));
        case("1234", one((1234, 0), None));
        case("62,5", one((625, 1), Some(Sign::Comma)));
        case("62.50", one((625, 1), Some(Sign::Point)));
        case("62.00", one((62, 0), Some(Sign::Point)));
        case("0.00", one((0, 0), Some(Sign::Point)));
        case("62.", one((62, 0), Some(Sign::Point)));
        case("1.234.567", one((1_234_567, 0), Some(Sign::Comma)));
        case("1,234,567", one((1_234_567, 0), Some(Sign::Point)));
        case("1.234,567", one((1_234_567, 3), Some(Sign::Comma)));
        case("1,234.5", one((12345, 1), Some(Sign::Point)));
        case("20 480,5", one((204_805, 1), Some(Sign::Comma)));
        case("0,125", one((125, 3), Some(Sign::Comma)));
        case("1234,567", one((1_234_567, 3), Some(Sign::Comma)));
        case("1.234", Some(Readings::Two { decimal: (1234, 3), thousands: (1234, 0), sign: Sign::Point }));
        case("-12,500", Some(Readings::Two { decimal: (-125, 1), thousands: (-12500, 0), sign: Sign::Comma }));
        case("61.99999999999999", one((62, 0), Some(Sign::Point)));
        case("0.30000000000000004", one((3, 1), Some(Sign::Point)));
        case("49,99999999999999999999", one((50, 0), Some(Sign::Comma)));
        case("0.0012345678901234567", one((123_456_789_012_346, 17), Some(Sign::Point)));
        case("1234567890123456", one((1_234_567_890_123_456, 0), None));
        for text in ["1.2.3", "1,23,456", "12 34", "1.234,5,6", "", ",5", "1e3", "x"] {
            case(text, None);
        }
    }
}
