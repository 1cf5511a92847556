//! One quirk: a definition, a file, and what must come out of it.

use rust_decimal::Decimal;
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use thidua::rule::Operand;
use thidua::vocab::Number;

use super::common::{Ask, Case};

/// A file with the columns of figures that it has, and what is judged by them.
pub struct Quirk<'a> {
    /// Its number in the list.
    pub number: u8,
    /// The file's name and content.
    pub file: (&'a str, Vec<u8>),
    /// The columns of figures as the definition declares them.
    pub columns: &'a str,
    /// The rule that each unit is judged by.
    pub check: &'a str,
}

impl Quirk<'_> {
    /// Binds the file; `values` are what is read, by unit and column; `found` are the codes of the findings, each with its
    /// cell.
    #[track_caller]
    pub fn gives(&self, values: &[(&str, &str, &str)], found: &[&str]) -> Case {
        let case = self.whatever_is_noted(values);
        assert_eq!(told(&case), found, "quirk {}: {}", self.number, case.found());
        case
    }

    /// These values are read; what is found is not looked at here.
    #[track_caller]
    pub fn whatever_is_noted(&self, values: &[(&str, &str, &str)]) -> Case {
        let case = self.case();
        let subjects = case.subjects.unwrap_or_else(|| panic!("quirk {}: {}", self.number, case.found()));
        for (unit, column, expected) in values {
            let field = case.campaign.units.fields.iter().position(|field| field.name == *column).expect("a known column");
            let unit_at = subjects.units.find(unit);
            assert_eq!(unit_at.len(), 1, "quirk {}: {unit} is there once", self.number);
            let read = shown(&subjects.units.operand(unit_at[0], field));
            assert_eq!(read, *expected, "quirk {}: {unit}, {column}", self.number);
        }
        case
    }

    /// The file cannot be judged, for these reasons.
    #[track_caller]
    pub fn is_refused(&self, found: &[&str]) -> Case {
        let case = self.case();
        assert_eq!(told(&case), found, "quirk {}: {}", self.number, case.found());
        assert!(case.subjects.is_none(), "quirk {}", self.number);
        case
    }

    /// The file bound, whatever is found.
    #[track_caller]
    pub fn case(&self) -> Case {
        let definition = format!(
            r#"
format = 1
id     = "tat"
title  = "Những tật của tệp số liệu"
issuer = "UBND huyện"
year   = 2023

[scales]
par = ["Yếu", "Trung bình", "Khá", "Tốt", "Xuất sắc"]

[units]
file = "don-vi"
id   = "Mã"
name = "Tên"

[units.columns]
{}

[[criterion]]
id = "check"
title = "Tiêu chí"
of = "units"
check = "{}"

[[award]]
id = "giay-khen"
title = "Giấy khen"
to = "units"
quota = "unlimited"
"#,
            self.columns, self.check
        );
        Case::new(&definition, (self.file.0, &self.file.1), None)
    }
}

/// The verdict of a unit by the rule.
#[track_caller]
pub fn verdict(case: &Case, unit: &str) -> thidua::vocab::Verdict {
    case.assess().verdict_of(unit, "check")
}

/// The findings as `code cell`, in the order in which they are shown.
pub fn told(case: &Case) -> Vec<String> {
    let found = case.found();
    let blocks = found.split("\n\n").filter(|block| block.contains("]: "));
    blocks
        .map(|block| {
            let code = block.split_once('[').unwrap().1.split_once(']').unwrap().0;
            let place = block.lines().find_map(|line| line.trim().strip_prefix("--> ")).unwrap_or_default();
            let place: Vec<&str> = place.split(" › ").skip(1).collect();
            [&[code], place.as_slice()].concat().join(" ")
        })
        .collect()
}

/// A figure as a test writes it: `–` is blank, `?` cannot be used, `n/a` does not apply.
fn shown(operand: &Operand) -> String {
    match operand {
        Operand::Known(number) => {
            let scale = number.decimals().expect("a decimal");
            let digits = number.times(&Number::from(10_i64.pow(scale))).to_whole().expect("digits");
            Decimal::new(digits, scale).to_string()
        }
        Operand::Blank => "–".to_owned(),
        Operand::Unusable => "?".to_owned(),
        Operand::NotApplicable => "n/a".to_owned(),
        other => format!("{other:?}"),
    }
}

/// A text file of these lines.
pub fn csv(lines: &[&str]) -> (&'static str, Vec<u8>) {
    ("don-vi.csv", lines.join("\n").into_bytes())
}

/// A workbook of one sheet `S`, see [`put`].
pub fn xlsx(rows: &[&[&str]]) -> (&'static str, Vec<u8>) {
    let mut book = Workbook::new();
    put(book.add_worksheet().set_name("S").unwrap(), 0, rows);
    ("don-vi.xlsx", book.save_to_buffer().unwrap())
}

/// Writes rows of cells: `=12` is a number, `=0.62 0%` one with a format, anything else text.
pub fn put(sheet: &mut Worksheet, first: u32, rows: &[&[&str]]) {
    for (row, cells) in (first..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            match cell.strip_prefix('=').map(|number| number.split_once(' ').unwrap_or((number, "General"))) {
                Some((number, format)) => {
                    let format = Format::new().set_num_format(format);
                    sheet.write_number_with_format(row, column, number.parse::<f64>().unwrap(), &format).unwrap();
                }
                None if cell.is_empty() => {}
                None => {
                    sheet.write_string(row, column, *cell).unwrap();
                }
            }
        }
    }
}
