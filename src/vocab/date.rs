//! Calendar days, and how a day is written in Vietnamese papers: day first, always.

use chrono::{Datelike, NaiveDate};

use super::name::match_key;

/// A calendar day. No time of day: deadlines count whole days.
pub type Date = NaiveDate;

/// Reads a day as people write it: `31/12/2023`, `31-12-2023`, `31.12.2023`, or ISO `2023-12-31`, each with or without
/// a time of day behind it, which is dropped; or in words, `ngày 31 tháng 12 năm 2023`.
///
/// `None` for anything else and for a day that does not exist (`31/11/2018`, `12/13/2023`).
#[must_use]
pub fn parse(text: &str) -> Option<Date> {
    // The usual ten signs, without the search for others.
    if let [a, b, b'/', c, d, b'/', e, f, g, h] = *text.as_bytes()
        && let (Some(day), Some(month), Some(year)) = (digits(&[a, b]), digits(&[c, d]), digits(&[e, f, g, h]))
    {
        return calendar(year, month, day);
    }
    if let Some(day) = in_words(text) {
        return day;
    }
    let (day, time) = text.trim().split_once([' ', '\u{a0}', 'T']).unwrap_or((text.trim(), ""));
    if !time.trim().is_empty() && !is_time(time.trim()) {
        return None;
    }
    let mut parts = day.split(['/', '-', '.']);
    let (a, b, c) = (number(parts.next()?)?, number(parts.next()?)?, number(parts.next()?)?);
    if parts.next().is_some() {
        return None;
    }
    if a > 31 { calendar(a, b, c) } else { calendar(c, b, a) }
}

/// Whether a text is a day only when the month stands first, as Americans write it: `12/25/2023`.
#[must_use]
pub fn has_month_first(text: &str) -> bool {
    let day = text.trim().split([' ', '\u{a0}']).next().unwrap_or_default();
    let parts: Vec<Option<u32>> = day.split(['/', '-', '.']).map(number).collect();
    match parts.as_slice() {
        [Some(month), Some(day), Some(year)] => *day > 12 && calendar(*year, *month, *day).is_some(),
        _ => false,
    }
}

/// What a text lacks to be a day, where it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// The year has two digits; the day of this century.
    ShortYear(Date),
    /// There is no year.
    NoYear,
    /// The month stands first; the day.
    MonthFirst(Date),
}

/// What a text that is no day lacks, to be told: `28/11/23`, `28/11`, `11/28/2023`. `None` for anything else.
#[must_use]
pub fn slip(text: &str) -> Option<Slip> {
    let day = text.trim().split([' ', '\u{a0}']).next().unwrap_or_default();
    let parts: Vec<Option<u32>> = day.split(['/', '-', '.']).map(number).collect();
    match parts.as_slice() {
        [Some(day), Some(month)] if text.contains('/') => calendar(2000, *month, *day).map(|_| Slip::NoYear),
        [Some(day), Some(month), Some(year @ 0..=99)] => calendar(2000 + year, *month, *day).map(Slip::ShortYear),
        [Some(month), Some(day), Some(year)] if has_month_first(text) => calendar(*year, *month, *day).map(Slip::MonthFirst),
        _ => None,
    }
}

/// `ngày 31 tháng 12 năm 2023`, with or without the first word; `None` for anything else, and nothing in it for a day that
/// does not exist.
#[expect(clippy::option_option, reason = "a text in words may name no day")]
fn in_words(text: &str) -> Option<Option<Date>> {
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let is = |word: &str, meant: &str| match_key(word) == match_key(meant);
    let words = match words.as_slice() {
        [first, rest @ ..] if is(first, "ngày") => rest,
        all => all,
    };
    let [day, month_word, month, year_word, year] = words else { return None };
    (is(month_word, "tháng") && is(year_word, "năm")).then(|| calendar(number(year)?, number(month)?, number(day)?))
}

/// A time of day: `08:30`, `8:30:00`, `08:30:00.000Z`, `8:30 AM`, `8:30 CH`.
fn is_time(text: &str) -> bool {
    let text = ["AM", "PM", "SA", "CH", "Z"].iter().find_map(|mark| text.strip_suffix(mark)).unwrap_or(text).trim_end();
    let is_part = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let seconds = |part: &str| part.split_once('.').map_or(is_part(part), |(whole, _)| is_part(whole));
    match text.split(':').collect::<Vec<_>>().as_slice() {
        [hours, minutes] => is_part(hours) && is_part(minutes),
        [hours, minutes, rest] => is_part(hours) && is_part(minutes) && seconds(rest),
        _ => false,
    }
}

fn calendar(year: u32, month: u32, day: u32) -> Option<Date> {
    (1900..=9999).contains(&year).then(|| Date::from_ymd_opt(year.cast_signed(), month, day)).flatten()
}

/// A number of a few digits; `None` when there is another sign among them.
fn digits(signs: &[u8]) -> Option<u32> {
    signs.iter().try_fold(0, |number, sign| sign.is_ascii_digit().then(|| number * 10 + u32::from(sign - b'0')))
}

fn number(digits: &str) -> Option<u32> {
    (1..=4).contains(&digits.len()).then(|| digits.parse().ok()).flatten()
}

/// The number of days since 31 December of the year before year 1, so that two days can be compared and subtracted.
#[must_use]
pub fn ordinal(date: Date) -> i64 {
    i64::from(date.num_days_from_ce())
}

/// The day of an [`ordinal`]; `None` outside the calendar.
#[must_use]
pub fn from_ordinal(days: i64) -> Option<Date> {
    Date::from_num_days_from_ce_opt(i32::try_from(days).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_that_stands_first_is_seen_where_the_day_can_be_no_month() {
        for text in ["12/25/2023", "1-31-2023", "12/13/2023 10:00 AM"] {
            assert!(has_month_first(text), "{text}");
        }
        for text in ["12/05/2023", "25/12/2023", "31/11/2023", "13/13/2023", "2/30/2023", "12/25", "x", ""] {
            assert!(!has_month_first(text), "{text}");
        }
    }

    #[test]
    fn what_a_text_lacks_to_be_a_day_is_seen() {
        let day = Date::from_ymd_opt(2023, 11, 28).unwrap_or_default();
        for (text, expected) in [
            ("28/11/23", Some(Slip::ShortYear(day))),
            ("28-11-23", Some(Slip::ShortYear(day))),
            ("28/11", Some(Slip::NoYear)),
            ("11/28/2023", Some(Slip::MonthFirst(day))),
            ("31/11/2023", None),
            ("31/11/23", None),
            ("12/2023", None),
            ("28.11", None),
            ("Đã nộp", None),
            ("", None),
        ] {
            assert_eq!(slip(text), expected, "{text}");
        }
    }

    #[test]
    fn the_day_comes_first_and_an_impossible_day_is_no_day() {
        let day = |y, m, d| Date::from_ymd_opt(y, m, d);
        assert_eq!(parse("13/12/2023"), day(2023, 12, 13));
        assert_eq!(parse("3.2.2023"), day(2023, 2, 3));
        assert_eq!(parse("2023-12-31T00:00:00"), day(2023, 12, 31));
        assert_eq!(parse("2023-12-31 08:30:00"), day(2023, 12, 31));
        assert_eq!(parse("ngày 05 tháng 12 năm 2023"), day(2023, 12, 5));
        assert_eq!(parse("5 Tháng 12, NĂM 2023"), day(2023, 12, 5));
        assert_eq!(parse("ngày 31 tháng 11 năm 2023"), None);
        for time in ["08:30", "8:30:00", "08:30:00.000", "8:30 AM", "8:30:00 CH"] {
            assert_eq!(parse(&format!("13/12/2023 {time}")), day(2023, 12, 13), "{time}");
        }
        for more in ["nộp lại 05/01/2024", "- 20/12/2023", "chưa duyệt", "8", "08:30 trễ"] {
            assert_eq!(parse(&format!("13/12/2023 {more}")), None, "{more}");
        }
        for impossible in ["12/13/2023", "31/11/2018", "29/02/2023", "2023", "12/2023", "1/1/23", "1/2/3/2023", "", "a/b/c"]
        {
            assert_eq!(parse(impossible), None, "{impossible}");
        }
    }

    #[test]
    fn a_day_survives_its_ordinal() {
        let day = parse("29/02/2024");
        assert_eq!(day.map(ordinal).and_then(from_ordinal), day);
    }
}
