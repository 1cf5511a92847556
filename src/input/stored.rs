//! What a page stores beside the text that its cell shows: `62%` is seen, 0.619 is meant.
//!
//! Spreadsheet programs that save a sheet as a page write the value of a cell into an attribute of their own: Excel
//! `x:num`, `x:bool` and `x:err`, LibreOffice `sdval` with the format in `sdnum`, SheetJS `data-v` with the format in
//! `data-z`. Such a cell is the stored value, shown as its text shows it.

use rust_decimal::Decimal;

use crate::vocab::date;
use crate::vocab::name::tidy;

use super::serial::{self, Epoch};
use super::xlsx::{Look, look};
use super::{Cell, Shown, number};

/// What is stored of one cell.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Stored {
    value: Value,
    /// The format code of the number.
    code: Option<String>,
}

#[derive(Debug, Default, PartialEq)]
enum Value {
    #[default]
    Nothing,
    /// The text is the number.
    Shown,
    Number(Decimal),
    Bool(bool),
    Error(String),
}

impl Stored {
    /// What the attributes of a cell say; `said` finds the value of one.
    pub(super) fn of(said: impl Fn(&str) -> Option<String>) -> Stored {
        let number = |name: &str| said(name).and_then(|value| number::shown(value.trim())).map(Value::Number);
        if let Some(error) = said("x:err").map(|error| tidy(&error)).filter(|error| !error.is_empty()) {
            Stored { value: Value::Error(error), code: None }
        } else if let Some(truth) = said("x:bool").as_deref().and_then(truth) {
            Stored { value: Value::Bool(truth), code: None }
        } else if let Some(written) = said("x:num") {
            let bare = written.trim().is_empty().then_some(Value::Shown);
            Stored { value: bare.or_else(|| number("x:num")).unwrap_or_default(), code: None }
        } else if let Some(value) = number("sdval") {
            // The language of the sheet, that of the format, and the format.
            let code = said("sdnum").and_then(|said| said.splitn(3, ';').nth(2).map(str::to_owned));
            Stored { value, code: code.filter(|code| !code.is_empty()) }
        } else if said("data-t").as_deref() == Some("n") {
            Stored { value: number("data-v").unwrap_or_default(), code: said("data-z") }
        } else {
            Stored::default()
        }
    }

    /// The cell that shows the text; `None` where the text is all that there is.
    pub(super) fn cell(self, text: &str) -> Option<Cell<'static>> {
        match self.value {
            Value::Nothing => None,
            Value::Shown => plainly(text).map(|number| Cell::Number(number, Shown::Plain)),
            // The sheet counts its days from another one than is known: the day that is seen is meant.
            Value::Number(number) if is_another_day(text, number) => None,
            Value::Number(number) => match self.code.as_deref().map_or_else(|| seen(text, number), look) {
                Look::Day => serial::cell(number, Epoch::Of1900),
                Look::Number(shown) => Some(Cell::Number(number, shown)),
            },
            Value::Bool(truth) => Some(Cell::Bool(truth)),
            Value::Error(error) => Some(Cell::Error(error)),
        }
    }
}

fn truth(written: &str) -> Option<bool> {
    match written.trim().to_ascii_uppercase().as_str() {
        "TRUE" | "1" => Some(true),
        "FALSE" | "0" => Some(false),
        _ => None,
    }
}

/// The number that a text is, where it can be no other: `1.234` may have thousands.
fn plainly(text: &str) -> Option<Decimal> {
    let digits = text.trim().replace(',', ".");
    let is_group = digits.split_once('.').is_some_and(|(_, behind)| behind.len() == 3);
    number::shown(&digits).filter(|_| !is_group)
}

/// How a text shows the number that is stored beside it.
pub(super) fn seen(text: &str, number: Decimal) -> Look {
    let text = text.trim();
    if is_seen_as_day(text, number) {
        return Look::Day;
    }
    let is_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let zeros = u8::try_from(text.len()).ok().filter(|length| is_digits && *length > 1 && text.starts_with('0'));
    let lettered = || {
        let digits = text.trim_start_matches(char::is_alphabetic);
        digits.len() < text.len() && digits.parse() == Ok(number)
    };
    Look::Number(match zeros {
        Some(zeros) => Shown::Zeros(zeros),
        None if text.contains('%') && !is_literal_percent(text, number) => Shown::Percent,
        None if lettered() => Shown::Lettered,
        None => Shown::Plain,
    })
}

/// Whether the sign is only written behind the number: 62 is seen as 62 %.
fn is_literal_percent(text: &str, number: Decimal) -> bool {
    let before = text.split('%').next().unwrap_or_default().trim().replace(',', ".");
    let near = |value: Decimal, shown: Decimal| (value - shown).abs() <= Decimal::ONE;
    let hundredfold = number.checked_mul(Decimal::ONE_HUNDRED);
    number::shown(&before).is_some_and(|shown| {
        let within = Decimal::from(1_000_000_000);
        let both = hundredfold.filter(|value| value.abs() < within && shown.abs() < within);
        both.is_some_and(|hundredfold| near(number, shown) && !near(hundredfold, shown))
    })
}

/// Whether a text is a day in figures, in whatever order, and the number is that day.
fn is_seen_as_day(text: &str, number: Decimal) -> bool {
    let mut figures = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let apart = text.bytes().filter(|byte| matches!(byte, b'/' | b'-' | b'.')).count() == 2;
    let [Some(a), Some(b), Some(c)] = [figures.next(), figures.next(), figures.next()] else { return false };
    let Some(Cell::Date(day)) = serial::cell(number, Epoch::Of1900).filter(|_| apart) else { return false };
    let mut seen = [a, b, c].map(|part| part.parse::<u32>().unwrap_or(u32::MAX));
    seen.sort_unstable();
    let of = |format: &str| day.format(format).to_string().parse::<u32>().unwrap_or_default();
    let is = |year: u32| {
        let mut meant = [of("%d"), of("%m"), year];
        meant.sort_unstable();
        meant == seen
    };
    is(of("%Y")) || is(of("%y"))
}

/// Whether a text is a day and the number another one.
fn is_another_day(text: &str, number: Decimal) -> bool {
    date::parse(text).is_some() && !is_seen_as_day(text.split([' ', 'T']).next().unwrap_or_default(), number)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cell of these attributes that shows the text.
    fn cell(said: &[(&str, &str)], text: &str) -> Option<Cell<'static>> {
        let find = |name: &str| said.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        Stored::of(find).cell(text)
    }

    #[track_caller]
    fn number(said: &[(&str, &str)], text: &str, expected: &str, shown: Shown) {
        assert_eq!(cell(said, text), number::shown(expected).map(|number| Cell::Number(number, shown)), "{said:?} {text}");
    }

    #[test]
    fn the_number_that_is_stored_counts_and_not_the_one_that_is_shown() {
        number(&[("x:num", "0.619")], "62%", "0.619", Shown::Percent);
        number(&[("x:num", "0.61899999999999999")], "62 %", "0.619", Shown::Percent);
        number(&[("x:num", "62")], "62%", "62", Shown::Plain);
        number(&[("x:num", "1")], "100%", "1", Shown::Percent);
        number(&[("x:num", "0")], "0%", "0", Shown::Percent);
        number(&[("x:num", "1234.5")], "1.235", "1234.5", Shown::Plain);
        number(&[("x:num", "7")], "007", "7", Shown::Zeros(3));
        number(&[("x:num", "7")], "VB7", "7", Shown::Lettered);
        number(&[("x:num", "0")], "-", "0", Shown::Plain);
        number(&[("sdval", "0.619"), ("sdnum", "1066;0;0%")], "62%", "0.619", Shown::Percent);
        number(&[("sdval", "0.619"), ("sdnum", "1066;")], "0,619", "0.619", Shown::Plain);
        number(&[("sdval", "62"), ("sdnum", "1066;0;0\"%\"")], "62%", "62", Shown::Plain);
        number(&[("data-t", "n"), ("data-v", "0.619"), ("data-z", "0%")], "62%", "0.619", Shown::Percent);
    }

    #[test]
    fn a_text_that_is_the_number_is_taken_where_it_has_one_reading() {
        number(&[("x:num", "")], "12", "12", Shown::Plain);
        number(&[("x:num", "")], "1,5", "1.5", Shown::Plain);
        for text in ["1.234", "1,234", "62%", "–", ""] {
            assert_eq!(cell(&[("x:num", "")], text), None, "{text}");
        }
    }

    #[test]
    fn days_truth_values_and_errors_are_what_is_stored() {
        let day = |text: &str| date::parse(text).map(Cell::Date);
        assert_eq!(cell(&[("x:num", "45291")], "31/12/2023"), day("31/12/2023"));
        assert_eq!(cell(&[("x:num", "45292.5")], "1/1/24"), day("01/01/2024"));
        // Month first, as many systems show it.
        assert_eq!(cell(&[("x:num", "44928")], "1/2/2023"), day("02/01/2023"));
        assert_eq!(cell(&[("sdval", "44928"), ("sdnum", "1033;0;MM/DD/YYYY")], "01/02/2023"), day("02/01/2023"));
        assert_eq!(cell(&[("sdval", "43829"), ("sdnum", "1033;0;DD/MM/YYYY")], "31/12/2023"), None, "from 1904");
        assert_eq!(cell(&[("x:num", "43829")], "31/12/2023"), None, "from 1904");
        assert_eq!(cell(&[("x:err", "#DIV/0!")], "#DIV/0!"), Some(Cell::Error("#DIV/0!".to_owned())));
        assert_eq!(cell(&[("x:bool", "FALSE")], "SAI"), Some(Cell::Bool(false)));
        assert_eq!(cell(&[("x:num", "x")], "62%"), None);
        assert_eq!(cell(&[("x:str", "")], "62%"), None);
    }
}
