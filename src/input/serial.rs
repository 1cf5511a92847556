//! The day numbers of spreadsheets.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::vocab::Date;
use crate::vocab::date;

use super::Cell;

/// From which day a workbook counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Epoch {
    /// 1 January 1900 is day 1, and a 29 February 1900 that never was is day 60.
    #[default]
    Of1900,
    /// 1 January 1904 is day 0.
    Of1904,
}

/// The day that never was, as a spreadsheet shows it: text, so that it is found to be impossible.
const NEVER_WAS: &str = "29/02/1900";
/// Day 0 as a spreadsheet shows it, often the result of a formula that refers to a blank.
const DAY_ZERO: &str = "00/01/1900";

/// The cell of a number that is shown as a date; the time of day is dropped. `None` outside the calendar.
pub(super) fn cell(serial: Decimal, epoch: Epoch) -> Option<Cell<'static>> {
    let days = serial.floor().to_i64()?;
    match (epoch, days) {
        (Epoch::Of1900, 0) => Some(Cell::Text(DAY_ZERO.into())),
        (Epoch::Of1900, 60) => Some(Cell::Text(NEVER_WAS.into())),
        (Epoch::Of1900, 1..60) => day(1899, 12, 31, days),
        (Epoch::Of1900, 61..) => day(1899, 12, 30, days),
        (Epoch::Of1904, 0..) => day(1904, 1, 1, days),
        _ => None,
    }
}

fn day(year: i32, month: u32, day: u32, days: i64) -> Option<Cell<'static>> {
    let last = Date::from_ymd_opt(9999, 12, 31)?;
    let first = date::ordinal(Date::from_ymd_opt(year, month, day)?);
    date::from_ordinal(first + days).filter(|date| *date <= last).map(Cell::Date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_number_is_the_day_that_a_spreadsheet_shows() {
        let case = |serial: &str, epoch, expected: Option<&str>| {
            let found = super::super::number::shown(serial).and_then(|serial| cell(serial, epoch));
            let found = found.map(|cell| match cell {
                Cell::Date(date) => date.format("%d/%m/%Y").to_string(),
                Cell::Text(text) => format!("text {text}"),
                other => format!("{other:?}"),
            });
            assert_eq!(found.as_deref(), expected, "{serial}");
        };
        case("45291", Epoch::Of1900, Some("31/12/2023"));
        case("45291.75", Epoch::Of1900, Some("31/12/2023"));
        case("43829", Epoch::Of1904, Some("31/12/2023"));
        case("1", Epoch::Of1900, Some("01/01/1900"));
        case("59", Epoch::Of1900, Some("28/02/1900"));
        case("60", Epoch::Of1900, Some("text 29/02/1900"));
        case("61", Epoch::Of1900, Some("01/03/1900"));
        case("0", Epoch::Of1904, Some("01/01/1904"));
        case("0.35", Epoch::Of1900, Some("text 00/01/1900"));
        case("2958465", Epoch::Of1900, Some("31/12/9999"));
        case("2958466", Epoch::Of1900, None);
        case("-1", Epoch::Of1900, None);
        case("99999999999999999999", Epoch::Of1900, None);
    }
}
