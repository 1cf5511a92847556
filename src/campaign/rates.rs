//! The built-in tables of reward money, by date: base salary and coefficients.
//!
//! Only figures that were read in their source stand here; for any other day or form the definition must say the figure
//! itself, and a finding asks for it. What the definition says always comes first.

use crate::vocab::{Date, Number};

/// The forms of reward that the decrees set a coefficient for, by who signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Bằng khen of a province or a ministry.
    Province,
    /// Giấy khen of an agency's head, a department's director, a district's chair.
    Agency,
    /// Giấy khen of a commune's chair.
    Commune,
}

/// From which day a figure holds, until the next one; `None` where it is not sure.
type Dated = ((i32, u32, u32), Option<(i64, u32)>);

// Monthly base salary (mức lương cơ sở) in đồng. 1,390,000: Decree 72/2018; 1,490,000: Decree 38/2019; 1,800,000: Decree
// 24/2023; 2,340,000: Decree 73/2024; 2,530,000 from 1 July 2026. That of before 1 July 2018 is not sure.
const BASE_SALARY: [Dated; 5] = [
    ((2018, 7, 1), Some((1_390_000, 0))),
    ((2019, 7, 1), Some((1_490_000, 0))),
    ((2023, 7, 1), Some((1_800_000, 0))),
    ((2024, 7, 1), Some((2_340_000, 0))),
    ((2026, 7, 1), Some((2_530_000, 0))),
];

// Decree 91/2017 (until the end of 2023): 1.0. Decree 98/2023 (from 1 January 2024): not sure. Decree 152/2025 (from 1 July
// 2025): 1.5.
const PROVINCE: [Dated; 3] = [((2018, 1, 1), Some((10, 1))), ((2024, 1, 1), None), ((2025, 7, 1), Some((15, 1)))];

// Decree 91/2017: 0.3. Decree 98/2023: not sure. Decree 152/2025: 0.3.
const AGENCY: [Dated; 3] = [((2018, 1, 1), Some((3, 1))), ((2024, 1, 1), None), ((2025, 7, 1), Some((3, 1)))];

// Decree 91/2017: 0.15. Decree 98/2023: 0.15. Decree 152/2025: 0.3.
const COMMUNE: [Dated; 3] = [((2018, 1, 1), Some((15, 2))), ((2024, 1, 1), Some((15, 2))), ((2025, 7, 1), Some((3, 1)))];

/// From when a law amends the one that the coefficients rest on: from then on they are to be checked.
pub(super) const AMENDED: (i32, u32, u32) = (2026, 10, 1);

/// The usual step of rounding up in đồng: Decree 91/2017 art. 68.2, Decree 98/2023 art. 53.
pub(super) const STEP: i64 = 10_000;

/// What a collective gets of an individual's reward: twice as much, in each of the three decrees.
pub(super) const UNIT_FACTOR: i64 = 2;

/// The monthly base salary in force on a day, in đồng; `None` when the tool is not sure of it.
#[must_use]
pub fn base_salary(on: Date) -> Option<Number> {
    in_force(&BASE_SALARY, on)
}

/// The coefficient of an individual on a day; `None` when the tool is not sure of it.
#[must_use]
pub fn coefficient(form: Form, on: Date) -> Option<Number> {
    match form {
        Form::Province => in_force(&PROVINCE, on),
        Form::Agency => in_force(&AGENCY, on),
        Form::Commune => in_force(&COMMUNE, on),
    }
}

/// The day of a table.
pub(super) fn day((year, month, day): (i32, u32, u32)) -> Option<Date> {
    Date::from_ymd_opt(year, month, day)
}

fn in_force(table: &[Dated], on: Date) -> Option<Number> {
    let latest = table.iter().rfind(|(from, _)| day(*from).is_some_and(|from| from <= on));
    latest.and_then(|(_, figure)| *figure).map(|(digits, scale)| Number::from_digits(digits, scale))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn on(text: &str) -> Date {
        crate::vocab::date::parse(text).unwrap()
    }

    #[test]
    fn a_rate_holds_from_its_first_day_on_and_an_unsure_one_is_not_given() {
        #[track_caller]
        fn case(day: &str, salary: Option<i64>, province: Option<(i64, u32)>, commune: Option<(i64, u32)>) {
            let number = |figure: Option<(i64, u32)>| figure.map(|(digits, scale)| Number::from_digits(digits, scale));
            assert_eq!(base_salary(on(day)), salary.map(Number::from), "{day}");
            assert_eq!(coefficient(Form::Province, on(day)), number(province), "{day}");
            assert_eq!(coefficient(Form::Commune, on(day)), number(commune), "{day}");
        }
        case("31/12/2017", None, None, None);
        case("30/06/2018", None, Some((1, 0)), Some((15, 2)));
        case("01/07/2018", Some(1_390_000), Some((1, 0)), Some((15, 2)));
        case("30/06/2019", Some(1_390_000), Some((1, 0)), Some((15, 2)));
        case("01/07/2019", Some(1_490_000), Some((1, 0)), Some((15, 2)));
        case("31/12/2023", Some(1_800_000), Some((1, 0)), Some((15, 2)));
        case("01/01/2024", Some(1_800_000), None, Some((15, 2)));
        case("01/07/2025", Some(2_340_000), Some((15, 1)), Some((3, 1)));
        case("01/07/2026", Some(2_530_000), Some((15, 1)), Some((3, 1)));
        assert_eq!(coefficient(Form::Agency, on("31/12/2023")), Some(Number::from_digits(3, 1)));
        assert_eq!(coefficient(Form::Agency, on("30/06/2025")), None);
    }

    #[test]
    fn every_table_stands_in_the_order_of_its_days() {
        for table in [&BASE_SALARY[..], &PROVINCE, &AGENCY, &COMMUNE] {
            assert!(table.is_sorted_by_key(|(from, _)| *from));
            assert!(table.iter().all(|(from, _)| day(*from).is_some()));
        }
    }
}
