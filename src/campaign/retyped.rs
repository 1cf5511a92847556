//! Codes that a spreadsheet takes for something else while they are typed: `1E5` for a number, `3-12` for a day.
//!
//! In: what stands where a code should, and known codes. Out: whether the one can have become the other. It only ever
//! makes a suggestion; nothing is taken for anybody by it.

use chrono::Datelike;

use crate::vocab::{Date, date};

/// What a spreadsheet may have made of a code: a number, a day, or what can be either.
pub(super) struct Retyped<'w> {
    written: &'w str,
    number: Option<Digits>,
    day: Option<Date>,
}

impl<'w> Retyped<'w> {
    /// `None` for what is neither a number nor a day.
    pub(super) fn of(written: &'w str) -> Option<Retyped<'w>> {
        let retyped = Retyped { written, number: number(written), day: date::parse(written) };
        (retyped.number.is_some() || retyped.day.is_some()).then_some(retyped)
    }

    /// Whether the code may have become it.
    pub(super) fn may_be(&self, code: &str) -> bool {
        let as_number = || self.number.is_some() && power(code) == self.number;
        code != self.written && (as_number() || self.day.is_some_and(|day| is_day(code, day)))
    }
}

/// A number as its digits without the zeros around them, and the power of ten of the last of them.
type Digits = (String, i32);

/// What a spreadsheet reads of `1E5` and `12,5e3`; `None` for a code that is no such number.
fn power(code: &str) -> Option<Digits> {
    let (mantissa, exponent) = code.trim().split_once(['e', 'E'])?;
    digits(mantissa, exponent.strip_prefix('+').unwrap_or(exponent).parse().ok()?)
}

/// A number as it stands in a cell, with or without a power of ten.
fn number(written: &str) -> Option<Digits> {
    power(written).or_else(|| digits(written.trim(), 0))
}

fn digits(mantissa: &str, exponent: i32) -> Option<Digits> {
    let (whole, decimals) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
    let all = format!("{whole}{decimals}");
    if whole.is_empty() || !all.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let kept = all.trim_end_matches('0');
    let cut = i32::try_from(all.len() - kept.len()).ok()?.checked_sub(i32::try_from(decimals.len()).ok()?)?;
    let kept = kept.trim_start_matches('0').to_owned();
    let power = if kept.is_empty() { 0 } else { exponent.checked_add(cut)? };
    Some((kept, power))
}

/// Whether a spreadsheet reads the code as that day: `3-12` as the third of December of the year in which it was typed,
/// or as the twelfth of March where months come first; `12-2023` as the first of that month.
fn is_day(code: &str, day: Date) -> bool {
    let parts: Option<Vec<u32>> = code.trim().split(['-', '/']).map(|part| part.parse().ok()).collect();
    let (of_day, month, year) = (day.day(), day.month(), day.year());
    match parts.as_deref() {
        Some([a, b]) => {
            let either = [(*a, *b), (*b, *a)].contains(&(of_day, month));
            either || (*a == month && of_day == 1 && in_full(*b) == year)
        }
        Some([a, b, c]) => [(*a, *b), (*b, *a)].contains(&(of_day, month)) && in_full(*c) == year,
        _ => false,
    }
}

/// A year of two digits as a spreadsheet takes it.
fn in_full(year: u32) -> i32 {
    let century = match year {
        0..30 => 2000,
        30..100 => 1900,
        _ => 0,
    };
    i32::try_from(year).map_or(i32::MAX, |year| year.saturating_add(century))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_told_from_the_number_or_the_day_that_it_became() {
        let case = |code: &str, written: &str, expected: bool| {
            let found = Retyped::of(written).is_some_and(|retyped| retyped.may_be(code));
            assert_eq!(found, expected, "{code} as {written}");
        };
        case("1E5", "100000", true);
        case("1E5", "1.00E+05", true);
        case("1E5", "1E+05", true);
        case("12e3", "12000", true);
        case("1E5", "10000", false);
        case("0E1", "0", true);
        case("3-12", "03/12/2026", true);
        case("3-12", "12/03/2026", true);
        case("3/12", "03/12/2026", true);
        case("12-2023", "01/12/2023", true);
        case("12-2023", "02/12/2023", false);
        case("3-12-23", "03/12/2023", true);
        case("3-12", "04/12/2026", false);
        case("VB-12", "12/12/2026", false);
        case("100000", "100000", false);
        case("5", "500", false);
        case("1E9999999999", "1", false);
        case("1E2147483647", "10", false);
    }
}
