//! Days: day first, always; impossible ones are named.

use rust_xlsxwriter::{Format, Workbook};
use thidua::vocab::date::{ordinal, parse};

use super::made::Book;
use super::quirk::{Quirk, csv, verdict, xlsx};
use thidua::vocab::Verdict;

const COLUMNS: &str = r#"signed = { heading = "Ngày", kind = "date" }"#;

fn days(number: u8, file: (&'static str, Vec<u8>)) -> Quirk<'static> {
    Quirk { number, file, columns: COLUMNS, check: "signed <= 13/12/2023" }
}

/// A day as a test reads it back.
fn day(text: &str) -> String {
    ordinal(parse(text).expect("a day")).to_string()
}

#[test]
fn q26_days_are_read_as_people_write_them() {
    let written = [
        "13/12/2023",
        "13-12-2023",
        "13.12.2023",
        "2023-12-13",
        "13/12/2023 08:30",
        "ngày 13 tháng 12 năm 2023",
        "'13/12/2023",
    ];
    let lines: Vec<String> = written.iter().enumerate().map(|(unit, day)| format!("U{unit};Xã {unit};{day}")).collect();
    let lines: Vec<&str> = ["Mã;Tên;Ngày"].into_iter().chain(lines.iter().map(String::as_str)).collect();
    let expected = day("13/12/2023");
    let units: Vec<String> = (0..written.len()).map(|unit| format!("U{unit}")).collect();
    let values: Vec<_> = units.iter().map(|unit| (unit.as_str(), "signed", expected.as_str())).collect();
    let case = days(26, csv(&lines)).gives(&values, &[]);
    assert_eq!(verdict(&case, "U0"), Verdict::Met);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("S").unwrap();
    for (column, heading) in (0..).zip(["Mã", "Tên", "Ngày"]) {
        sheet.write(0, column, heading).unwrap();
    }
    sheet.write(1, 0, "A").unwrap().write(2, 0, "B").unwrap();
    sheet.write(1, 1, "a").unwrap().write(2, 1, "b").unwrap();
    sheet.write_with_format(1, 2, 45_273, &Format::new().set_num_format("dd/mm/yyyy")).unwrap();
    sheet.write_with_format(2, 2, 45_273.75, &Format::new().set_num_format("d-mmm-yy hh:mm")).unwrap();
    let file = ("don-vi.xlsx", book.save_to_buffer().unwrap());
    days(26, file).gives(&[("A", "signed", &expected), ("B", "signed", &expected)], &[]);
}

#[test]
fn q27_days_that_never_were_and_bare_serials_are_named() {
    let rows: [&[&str]; 7] = [
        &["Mã", "Tên", "Ngày"],
        &["A", "a", "31/11/2018"],
        &["B", "b", "17/20/2018"],
        &["C", "c", "=45273"],
        &["D", "d", "=2023"],
        &["E", "e", "=60 dd/mm/yyyy"],
        &["F", "f", "12/2023"],
    ];
    let found =
        ["not-a-day S C2", "not-a-day S C3", "bare-serial S C4", "bare-serial S C5", "not-a-day S C6", "not-a-day S C7"];
    let values = ["A", "B", "C", "D", "E", "F"].map(|unit| (unit, "signed", "?"));
    let case = days(27, xlsx(&rows)).gives(&values, &found);
    let told = case.found();
    assert!(told.contains("“29/02/1900” không phải là ngày"), "{told}");
    assert!(told.contains("“45273” là số, không phải là ngày (bảng tính hiểu số này là 13/12/2023)"), "{told}");
    assert_eq!(verdict(&case, "C"), Verdict::NoData);
}

#[test]
fn q27_a_number_beyond_the_days_of_a_spreadsheet_is_taken_for_none() {
    let rows: [&[&str]; 6] = [
        &["Mã", "Tên", "Ngày"],
        &["A", "a", "=5000000"],
        &["B", "b", "=2958465"],
        &["C", "c", "=0"],
        &["D", "d", "=60"],
        &["E", "e", "=-1"],
    ];
    let found = ["C2", "C3", "C4", "C5", "C6"].map(|cell| format!("bare-serial S {cell}"));
    let case = days(27, xlsx(&rows)).gives(&[], &found.each_ref().map(String::as_str));
    assert_eq!(case.found().matches("bảng tính hiểu số này là").count(), 1, "{}", case.found());
    assert!(case.found().contains("31/12/9999"), "{}", case.found());
}

#[test]
fn q28_a_workbook_that_counts_from_1904_means_other_days() {
    let data = r#"<row><c t="str"><v>Mã</v></c><c t="str"><v>Tên</v></c><c t="str"><v>Ngày</v></c></row>
        <row><c t="str"><v>A</v></c><c t="str"><v>a</v></c><c s="1"><v>43811</v></c></row>"#;
    let styles = r#"<xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/>"#;
    let book = Book { workbook: r#"<workbookPr date1904="1"/>"#, styles, ..Book::of(data) };
    days(28, ("don-vi.xlsx", book.bytes())).gives(&[("A", "signed", &day("13/12/2023"))], &[]);
    let book = Book { styles, ..Book::of(data) };
    days(28, ("don-vi.xlsx", book.bytes())).gives(&[("A", "signed", &day("12/12/2019"))], &[]);
}

#[test]
fn a_bare_serial_is_proposed_as_the_day_of_its_file() {
    let columns = r#"day = { heading = "Ngày", kind = "date" }"#;
    let quirk = |file| Quirk { number: 28, file, columns, check: "day <= 31/12/2023" };
    let text = quirk(csv(&["Mã;Tên;Ngày", "01;Xã A;45273"])).gives(&[], &["bare-serial dòng 2, cột C"]);
    assert!(text.found().contains("13/12/2023"), "{}", text.found());
    let sheet = r#"<row r="1"><c r="A1" t="str"><v>Mã</v></c><c r="B1" t="str"><v>Tên</v></c><c r="C1" t="str"><v>Ngày</v></c></row>
        <row r="2"><c r="A2" t="str"><v>01</v></c><c r="B2" t="str"><v>Xã A</v></c><c r="C2"><v>43811</v></c></row>"#;
    let book = Book { workbook: r#"<workbookPr date1904="1"/>"#, ..Book::of(sheet) };
    let from_1904 = quirk(("don-vi.xlsx", book.bytes())).gives(&[], &["bare-serial S C2"]);
    assert!(from_1904.found().contains("13/12/2023"), "{}", from_1904.found());
}
