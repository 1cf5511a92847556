//! Pieces of sentences that both languages share: quoted names, figures, lists and examples of the file format.

use chrono::Datelike;
use rust_decimal::Decimal;

use crate::vocab::finding::{Alternatives, Shape};
use crate::vocab::{Date, Lang, Number, Side};

/// How much of a text a sentence quotes: a cell can hold a whole report.
const QUOTED: usize = 80;

/// How many names a sentence lists before it breaks off.
const LISTED: usize = 12;

/// Digits after the decimal sign for a number that never ends.
const ENDLESS: u32 = 6;

/// A name or a cell's text in quotes, cut where it is too long to be read.
pub(crate) fn quoted(text: &str) -> String {
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("“{}…”", &text[..end]),
        None => format!("“{text}”"),
    }
}

/// Names in quotes, the first dozen of them.
pub(super) fn listed(names: &[String]) -> String {
    let mut list = names.iter().take(LISTED).map(|name| quoted(name)).collect::<Vec<_>>().join(", ");
    if names.len() > LISTED {
        list.push_str(", …");
    }
    list
}

/// A key of the definition with a text: `sheet = "Biểu 1"`.
pub(super) fn declared(key: &str, text: &str) -> String {
    format!("{key} = {}", basic(text))
}

/// Texts of the definition under a key: `missing = ["-"]`.
pub(super) fn declared_word(key: &str, text: &str) -> String {
    format!("{key} = [{}]", basic(text))
}

/// A heading of the definition with those that it gives and another: `heading = ["Tiếp nhận", "SO_HS_TN"]`.
pub(super) fn alternatives(of: &Alternatives, other: &str) -> String {
    let all: Vec<String> = of.spellings.iter().map(String::as_str).chain([other]).map(basic).collect();
    format!("{} = [{}]", of.key, all.join(", "))
}

/// A text as the definition writes it.
fn basic(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Parts of a sentence, the first dozen of them, and behind them how many more there are.
pub(super) fn dozen(parts: impl ExactSizeIterator<Item = String>, between: &str, more: impl Fn(usize) -> String) -> String {
    let rest = parts.len().saturating_sub(LISTED);
    joined(parts.take(LISTED).chain((rest > 0).then(|| more(rest))), between)
}

/// The one pattern that names neither files nor an ending: it is probably a folder.
pub(super) fn folder_of(patterns: &[String]) -> Option<&str> {
    let [pattern] = patterns else { return None };
    let last = pattern.trim_end_matches('/').rsplit('/').next()?;
    (!last.contains(['*', '.'])).then(|| pattern.trim_end_matches('/'))
}

/// How many names are told where each of them asks for something to be done.
const ASKED: usize = 100;

/// Names in quotes, the first hundred of them, and behind them how many more there are.
pub(super) fn hundred(names: &[String], more: impl Fn(usize) -> String) -> String {
    let rest = names.len().saturating_sub(ASKED);
    let named = names.iter().take(ASKED).map(|name| quoted(name));
    joined(named.chain((rest > 0).then(|| more(rest))), ", ")
}

/// Names in quotes with an arrow from each to the next.
pub(super) fn arrows(names: &[String]) -> String {
    names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(" → ")
}

/// A number with its thousands apart: `1.234,5` in Vietnamese, `1,234.5` in English.
pub(super) fn figure(lang: Lang, number: &Number) -> String {
    fixed(lang, number, number.decimals().unwrap_or(ENDLESS))
}

/// A number rounded to so many digits after the decimal sign, all of them written: `1.234,50`.
pub(super) fn fixed(lang: Lang, number: &Number, digits: u32) -> String {
    let (thousands, point) = signs(lang);
    let mut fixed = String::new();
    number.write(digits, Some(thousands), point, &mut fixed);
    fixed
}

/// Texts with something between them, in the memory of the first.
pub(super) fn joined(texts: impl IntoIterator<Item = String>, between: &str) -> String {
    let mut texts = texts.into_iter();
    let mut all = texts.next().unwrap_or_default();
    for text in texts {
        all.push_str(between);
        all.push_str(&text);
    }
    all
}

/// How many, with the thousands apart.
pub(super) fn count(lang: Lang, number: u32) -> String {
    figure(lang, &Number::from(i64::from(number)))
}

/// A number without signs between its thousands, so that the only sign is the decimal one: `1234,5`.
pub(super) fn plain(lang: Lang, number: &Number) -> String {
    let mut plain = String::new();
    number.write(number.decimals().unwrap_or(ENDLESS), None, signs(lang).1, &mut plain);
    plain
}

/// The percent sign that a cell has, for a number that was read from it.
pub(super) fn percent_of(written: &str) -> &'static str {
    if written.contains('%') { "%" } else { "" }
}

/// What a cell was read as, in the cell's own unit: `1.000%` is `1%`.
pub(super) fn reading(lang: Lang, number: &Number, written: &str) -> String {
    plain(lang, number) + percent_of(written)
}

/// A number as a cell may hold it with one reading only: three digits behind the sign get a fourth, `2,3450`.
pub(super) fn settled(lang: Lang, number: &Number) -> String {
    let plain = plain(lang, number);
    if number.decimals() == Some(3) { plain + "0" } else { plain }
}

/// What stands between the thousands and before the fraction.
fn signs(lang: Lang) -> (char, char) {
    match lang {
        Lang::Vi => ('.', ','),
        Lang::En => (',', '.'),
    }
}

/// A limit of a column, with a percent sign where it is a percentage.
pub(super) fn limit(lang: Lang, most: &Number, percent: bool) -> String {
    if percent { figure(lang, &most.times(&Number::from(100))) + percent_sign(lang) } else { figure(lang, most) }
}

/// Both percentages that a number of at most 1 may mean, as an expression writes them: `92%` and `0.92%` for `0.92`.
pub(super) fn two_percentages(written: &str) -> Option<[String; 2]> {
    let number = Number::from(written.parse::<Decimal>().ok()?);
    let is_small = !number.is_negative() && !number.is_zero() && number <= Number::ONE;
    is_small.then(|| [number.times(&Number::from(100)), number].map(|number| number.to_exact() + "%"))
}

/// The percent sign behind a number that is told, in Vietnamese with a space; what is to be typed is written without one.
pub(super) fn percent_sign(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => " %",
        Lang::En => "%",
    }
}

/// A day: `31/12/2023` in Vietnamese; in English `2023-12-31`, which has one reading only.
pub(super) fn day(lang: Lang, day: Date) -> String {
    let year = u32::try_from(day.year()).unwrap_or_default();
    let places = year.checked_ilog10().map_or(4, |last| (last + 1).max(4));
    let (day, month) = (digits(day.day(), 2), digits(day.month(), 2));
    let mut shown = String::with_capacity(10);
    match lang {
        Lang::Vi => shown.extend(day.chain(['/']).chain(month).chain(['/']).chain(digits(year, places))),
        Lang::En => shown.extend(digits(year, places).chain(['-']).chain(month).chain(['-']).chain(day)),
    }
    shown
}

/// The last digits of a number, so many of them.
fn digits(number: u32, count: u32) -> impl Iterator<Item = char> {
    (0..count).rev().filter_map(move |place| char::from_digit(number / 10_u32.pow(place) % 10, 10))
}

/// What a value of the shape looks like in a campaign file.
pub(super) fn example(key: &str, shape: Shape) -> &'static str {
    match shape {
        Shape::Whole if key == "year" || key == "first_year" => "2024",
        Shape::Text => r#""…""#,
        Shape::Whole | Shape::Row => "5",
        Shape::Number => "62.5",
        Shape::Flag => "true",
        Shape::Day => "2023-12-31",
        Shape::Texts => r#"["…", "…"]"#,
        Shape::List => "[…, …]",
        Shape::Table => "{ … = … }",
        Shape::TextOrTable => r#""…""#,
        Shape::TextOrTexts => r#"["…", "…"]"#,
        Shape::NumberOrOpen => r#""62%""#,
        Shape::Quota => "5",
        Shape::Check => r#""online / received >= 62%""#,
        Shape::Bands => r#"[{ label = "…", from = 90 }, { label = "…", from = 80 }]"#,
        Shape::DayOrDayMonth => r#""31/12""#,
        Shape::RankKey => r#"{ highest = "par_score" }"#,
        Shape::Percent => r#""20%""#,
        Shape::PlacesPerValue => "{ … = 3, … = 2 }",
        Shape::Years => "[2018, 2019, 2020]",
        Shape::Points => "10",
        Shape::Digits => "2",
        Shape::Take => r#""each""#,
        Shape::DayPerGroup => r#""31/12""#,
        Shape::DayPerYear => "2023-12-25",
        Shape::NumberPerYear => "1800000",
    }
}

/// Persons for units, and the other way round.
pub(super) fn other_side(side: Side) -> Side {
    match side {
        Side::Units => Side::Persons,
        Side::Persons => Side::Units,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_written_as_its_reader_writes_it() {
        #[track_caller]
        fn case(mantissa: i64, scale: u32, vi: &str, en: &str) {
            let number = Number::from_digits(mantissa, scale);
            assert_eq!((figure(Lang::Vi, &number).as_str(), figure(Lang::En, &number).as_str()), (vi, en));
        }
        case(12345, 1, "1.234,5", "1,234.5");
        case(-123_456, 0, "-123.456", "-123,456");
        case(1_490_000, 0, "1.490.000", "1,490,000");
        case(999, 0, "999", "999");
        case(-5, 2, "-0,05", "-0.05");
        case(12_345_678, 4, "1.234,5678", "1,234.5678");
        assert_eq!(fixed(Lang::Vi, &Number::from_digits(-12345, 1), 3), "-1.234,500");
        assert_eq!(fixed(Lang::En, &Number::from_digits(9995, 1), 0), "1,000");
    }

    #[test]
    fn a_long_cell_is_quoted_in_part_and_never_inside_a_letter() {
        assert_eq!(quoted("ễ".repeat(80).as_str()), format!("“{}”", "ễ".repeat(80)));
        assert_eq!(quoted("ễ".repeat(81).as_str()), format!("“{}…”", "ễ".repeat(80)));
    }

    #[test]
    fn of_more_than_a_dozen_parts_the_rest_is_counted() {
        let parts = |number: usize| {
            dozen((1..=number).map(|part| part.to_string()).collect::<Vec<_>>().into_iter(), ", ", |rest| format!("+{rest}"))
        };
        assert_eq!((parts(0).as_str(), parts(2).as_str()), ("", "1, 2"));
        assert_eq!(parts(12), "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12");
        assert_eq!(parts(20_000), "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, +19988");
    }
}
