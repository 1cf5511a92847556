//! Headings and sheets: found as a person finds them, never guessed.

use rust_xlsxwriter::{Format, Workbook};

use super::quirk::{Quirk, csv, put, xlsx};

const COUNT: &str = r#"received = { heading = "Tiếp nhận", kind = "count" }"#;

fn counts(number: u8, file: (&'static str, Vec<u8>)) -> Quirk<'static> {
    Quirk { number, file, columns: COUNT, check: "received >= 12" }
}

/// `Hồ sơ` over three columns, of which two stand under `Trong đó`; and `Văn bản`, which has a `Trực tuyến` too.
fn merged() -> (&'static str, Vec<u8>) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("S").unwrap();
    let plain = Format::new();
    for (column, heading) in [(0, "Mã"), (1, "Tên")] {
        sheet.merge_range(0, column, 2, column, heading, &plain).unwrap();
    }
    sheet.merge_range(0, 2, 0, 4, "Hồ sơ", &plain).unwrap();
    sheet.merge_range(1, 2, 2, 2, "Số hồ sơ\ntiếp nhận", &plain).unwrap();
    sheet.merge_range(1, 3, 1, 4, "Trong đó", &plain).unwrap();
    sheet.write(2, 3, "Trực tuyến").unwrap().write(2, 4, "Trực tiếp").unwrap();
    sheet.merge_range(0, 5, 0, 6, "Văn bản", &plain).unwrap();
    sheet.merge_range(1, 5, 2, 5, "Trực tuyến", &plain).unwrap();
    sheet.merge_range(1, 6, 2, 6, "Tổng số", &plain).unwrap();
    put(sheet, 3, &[&["A", "a", "=20", "=12", "=8", "=3", "=4"]]);
    ("don-vi.xlsx", book.save_to_buffer().unwrap())
}

fn columns(headings: &[(&str, &str)]) -> String {
    let column = |(name, heading): &(&str, &str)| format!("{name} = {{ heading = {heading}, kind = \"count\" }}");
    headings.iter().map(column).collect::<Vec<_>>().join("\n")
}

#[test]
fn q3_a_sub_heading_is_reached_by_its_path_and_by_any_of_its_alternatives() {
    let columns = columns(&[
        ("received", r#"["Tổng số hồ sơ", "Số hồ sơ tiếp nhận"]"#),
        ("online", r#""Trong đó › Trực tuyến""#),
        ("offline", r#""Trực tiếp""#),
        ("documents", r#""Văn bản › Trực tuyến""#),
    ]);
    let quirk = Quirk { number: 3, file: merged(), columns: &columns, check: "online / received >= 60%" };
    let values = [("A", "received", "20"), ("A", "online", "12"), ("A", "offline", "8"), ("A", "documents", "3")];
    quirk.gives(&values, &[]);
}

#[test]
fn q3_q13_two_columns_for_one_heading_are_both_named_and_a_missing_one_with_the_nearest() {
    let columns = columns(&[("online", r#""Trực tuyến""#)]);
    let quirk = Quirk { number: 13, file: merged(), columns: &columns, check: "online >= 1" };
    let case = quirk.is_refused(&["doubled-column S D3"]);
    let found = case.found();
    assert!(found.contains("Hồ sơ › Trong đó › Trực tuyến") && found.contains("Văn bản › Trực tuyến"), "{found}");
    let columns = columns_of_one(r#"["Tổng hồ sơ", "Số hồ sơ tiếp nhạn"]"#);
    let quirk = Quirk { number: 14, file: merged(), columns: &columns, check: "received >= 1" };
    let found = quirk.is_refused(&["missing-column S dòng 3"]).found();
    assert!(found.contains("“Tổng hồ sơ”") && found.contains("Số hồ sơ tiếp nhận"), "{found}");
    // Two alternatives that are both there are two columns for one heading too.
    let columns = columns_of_one(r#"["Trực tiếp", "Văn bản › Tổng số"]"#);
    let quirk = Quirk { number: 13, file: merged(), columns: &columns, check: "received >= 1" };
    quirk.is_refused(&["doubled-column S E3"]);
}

#[test]
fn q3_q14_a_heading_over_several_columns_is_named_with_the_columns_below_it() {
    let case = |heading: &str, expected: &[&str]| {
        let columns = columns_of_one(&format!("{heading:?}"));
        let quirk = Quirk { number: 3, file: merged(), columns: &columns, check: "received >= 1" };
        let found = quirk.is_refused(&["heading-of-several S dòng 3"]).found();
        let listed: Vec<String> = expected.iter().map(|path| format!("“{path}”")).collect();
        assert!(found.contains(&format!("ghi cột cần dùng: {}\n", listed.join(", "))), "{found}");
    };
    case("Trong đó", &["Trong đó › Trực tuyến", "Trong đó › Trực tiếp"]);
    case("Hồ sơ › Trong đó", &["Trong đó › Trực tuyến", "Trong đó › Trực tiếp"]);
    case("văn  bản", &["Văn bản › Trực tuyến", "Văn bản › Tổng số"]);
}

#[test]
fn q14_a_missing_column_of_ids_or_names_is_one_mistake_whatever_the_number_of_rows() {
    let rows = ["A;a;12", "B;b;13", "C;c;14"];
    let with = |headings: &'static str| csv(&[&[headings], &rows[..]].concat());
    counts(14, with("Số hiệu;Tên;Tiếp nhận")).is_refused(&["missing-column dòng 1"]);
    counts(14, with("Mã;Gọi là;Tiếp nhận")).is_refused(&["missing-column dòng 1"]);
    // A row without an id is asked about where the others have one.
    counts(14, csv(&["Mã;Tên;Tiếp nhận", "A;a;12", ";;13"])).gives(&[("A", "received", "12")], &["row-without-id dòng 3"]);
}

#[test]
fn q1_headings_far_below_are_named_with_the_row_to_be_declared() {
    let titles: Vec<String> = (1..=57).map(|line| format!("Ghi chú {line}")).collect();
    let lines: Vec<&str> = titles.iter().map(String::as_str).chain(["Mã;Tên;Tiếp nhận", "A;a;12"]).collect();
    let found = counts(1, csv(&lines)).is_refused(&["headings-not-found"]).found();
    assert!(found.contains("nằm ở dòng 58") && found.contains("heading_row = 58"), "{found}");
    let cells: Vec<Vec<&str>> = lines.iter().map(|line| line.split(';').collect()).collect();
    let rows: Vec<&[&str]> = cells.iter().map(Vec::as_slice).collect();
    let found = counts(1, xlsx(&rows)).is_refused(&["headings-not-found S"]).found();
    assert!(found.contains("nằm ở dòng 58") && found.contains("heading_row = 58"), "{found}");
    // Nowhere, though there is more than was searched.
    let found = counts(1, csv(&lines[..57])).is_refused(&["headings-not-found"]).found();
    assert!(found.contains("từ dòng 1 đến dòng 40") && found.contains("heading_row = …"), "{found}");
    let found = counts(1, csv(&lines[..30])).is_refused(&["headings-not-found"]).found();
    assert!(!found.contains("heading_row"), "{found}");
}

fn columns_of_one(heading: &str) -> String {
    columns(&[("received", heading)])
}

#[test]
fn q8_q9_the_visible_sheet_with_the_table_is_taken_and_two_are_asked_about() {
    let table = |sheet: &mut rust_xlsxwriter::Worksheet, figure: &str| {
        put(sheet, 0, &[&["Mã", "Tên", "Tiếp nhận"], &["A", "a", figure]]);
    };
    let book = |hidden: bool| {
        let mut book = Workbook::new();
        put(book.add_worksheet().set_name("DANHMUC").unwrap(), 0, &[&["Mã", "Tên"], &["A", "a"]]);
        let old = book.add_worksheet().set_name("Bản cũ").unwrap();
        old.set_hidden(hidden);
        table(old, "=11");
        table(book.add_worksheet().set_name("Zoom 50% ").unwrap(), "=12");
        ("don-vi.xlsx", book.save_to_buffer().unwrap())
    };
    let case = counts(8, book(true)).gives(&[("A", "received", "12")], &[]);
    let sheet = case.sources.iter().next().unwrap().sheet.clone();
    assert_eq!(sheet.as_deref(), Some("Zoom 50%"));
    let found = counts(9, book(false)).is_refused(&["several-sheets"]).found();
    assert!(found.contains("Bản cũ") && found.contains("Zoom 50%") && !found.contains("DANHMUC"), "{found}");
    assert!(found.contains("trang “Bản cũ”: “Mã”, “Tên”, “Tiếp nhận”"), "what each of them has: {found}");
}

#[test]
fn q9_a_workbook_without_the_table_says_what_its_sheets_have() {
    let mut book = Workbook::new();
    put(book.add_worksheet().set_name("BIA").unwrap(), 0, &[&["Báo cáo"]]);
    put(book.add_worksheet().set_name("DANHMUC").unwrap(), 0, &[&["Ký hiệu", "Diễn giải"], &["A", "a"]]);
    let found = counts(9, ("don-vi.xlsx", book.save_to_buffer().unwrap())).is_refused(&["no-sheet-fits"]).found();
    assert!(found.contains("DANHMUC") && found.contains("Ký hiệu"), "{found}");
}

#[test]
fn q10_q11_q12_headings_and_values_are_the_same_however_they_are_typed() {
    for heading in
        ["TIẾP NHẬN", "Tiếp\u{a0} nhận", "Tie\u{302}\u{301}p nha\u{323}\u{302}n", "\u{200b}Tiếp nhận (*)", "Tiếp nhận:"]
    {
        let line = format!("Mã;Tên;\"{heading}\"");
        counts(10, csv(&[&line, "A;a;12"])).gives(&[("A", "received", "12")], &[]);
    }
    counts(10, xlsx(&[&["Mã", "Tên", "Tiếp\nnhận"], &["A", "a", "=12"]])).gives(&[("A", "received", "12")], &[]);
    let columns = r#"
class  = { heading = "Xếp loại", kind = "rating", scale = "par" }
region = { heading = "Vùng", kind = "text", values = { east = ["Đông Hòa"], west = ["Tây Hòa"] } }"#;
    let file = csv(&["Mã;Tên;Xếp loại;Vùng", "A;a;TỐT;ðông hoà", "B;b;To\u{302}\u{301}t;ĐÔNG  HÒA", "C;c;Tôt;Tây Hòa"]);
    let quirk = Quirk { number: 12, file, columns, check: "class >= 'Tốt' and region = 'east'" };
    let values = [("A", "class", "3"), ("B", "class", "3"), ("A", "region", "0"), ("B", "region", "0"), ("C", "class", "?")];
    let found = quirk.gives(&values, &["unknown-value dòng 4, cột C"]).found();
    assert!(found.contains("có phải là “Tốt”?"), "{found}");
}

#[test]
fn q14_a_missing_heading_is_named_with_the_nearest_and_never_guessed() {
    let found = counts(14, csv(&["Mã;Tên;Tiếp nhân", "A;a;12"])).is_refused(&["missing-column dòng 1"]).found();
    assert!(found.contains("thiếu cột “Tiếp nhận”") && found.contains("Tiếp nhân"), "{found}");
}

#[test]
fn q15_each_kind_of_nothing_is_called_by_its_name() {
    let case = |bytes: &[u8], found: &str| counts(15, ("don-vi.csv", bytes.to_vec())).is_refused(&[found]);
    case(b"", "empty-file");
    case("\u{feff}".as_bytes(), "empty-file");
    case("Mã;Tên;Tiếp nhận\n".as_bytes(), "no-rows dòng 1");
    case("Không;phải;bảng\n1;2;3\n".as_bytes(), "headings-not-found");
}
