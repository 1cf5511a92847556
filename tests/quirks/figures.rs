//! Figures: numbers as text, signs, percentages, float noise, markers for nothing, error cells, formulas without results.

use thidua::vocab::Verdict;

use super::common::Case;
use super::made::{Binary, BinaryBook, Book, ods, xls, xls_cell, xls_codes, xls_of};
use super::quirk::{Quirk, csv, told, verdict, xlsx};

const COUNT: &str = r#"received = { heading = "Tiếp nhận", kind = "count", measure = "hồ sơ" }"#;
const PERCENT: &str = r#"rate = { heading = "Tỷ lệ", kind = "percent" }"#;
const NUMBER: &str = r#"amount = { heading = "Kinh phí", kind = "number" }"#;

/// One column of counts; units A, B, C … have these cells.
fn counts(number: u8, file: (&'static str, Vec<u8>)) -> Quirk<'static> {
    Quirk { number, file, columns: COUNT, check: "received >= 12" }
}

fn percents(number: u8, file: (&'static str, Vec<u8>)) -> Quirk<'static> {
    Quirk { number, file, columns: PERCENT, check: "rate >= 62%" }
}

#[test]
fn q16_numbers_as_text_with_units_spaces_and_an_apostrophe_are_numbers() {
    let rows: [&[&str]; 7] = [
        &["Mã", "Tên", "Tiếp nhận"],
        &["A", "Xã A", "12"],
        &["B", "Xã B", "'12"],
        &["C", "Xã C", " 12 hồ sơ "],
        &["D", "Xã D", "1 200"],
        &["E", "Xã E", "12 hs"],
        &["F", "Xã F", "=12"],
    ];
    let values = [
        ("A", "received", "12"),
        ("B", "received", "12"),
        ("C", "received", "12"),
        ("D", "received", "1200"),
        ("E", "received", "?"),
        ("F", "received", "12"),
    ];
    let case = counts(16, xlsx(&rows)).gives(&values, &["not-a-number S C6", "numbers-as-text S C2"]);
    assert!(case.found().contains("“12 hs” không phải là số"), "{}", case.found());
    assert!(case.found().contains("cột “Tiếp nhận” có 4 ô ghi số dưới dạng chữ"), "{}", case.found());
    assert_eq!(["A", "E"].map(|unit| verdict(&case, unit)), [Verdict::Met, Verdict::NoData]);
}

#[test]
fn q17_signs_between_digits_are_read_by_the_kind_of_the_column() {
    let file =
        csv(&["Mã;Tên;Tiếp nhận", "A;a;12.345", "B;b;12,345", "C;c;12 345", "D;d;8.100.000", "E;e;12,5", "F;f;1.2.3"]);
    let values = [("A", "12345"), ("B", "12345"), ("C", "12345"), ("D", "8100000"), ("E", "?"), ("F", "?")];
    let values = values.map(|(unit, value)| (unit, "received", value));
    counts(17, file).gives(&values, &["not-whole dòng 6, cột C", "not-a-number dòng 7, cột C"]);
}

fn amounts(columns: &str, cells: &[&str], values: &[&str], found: &[&str]) -> Case {
    let units = ["A", "B", "C", "D"];
    let rows: Vec<String> = units.iter().zip(cells).map(|(unit, cell)| format!("{unit};Xã {unit};{cell}")).collect();
    let lines: Vec<&str> = ["Mã;Tên;Kinh phí"].into_iter().chain(rows.iter().map(String::as_str)).collect();
    let values: Vec<(&str, &str, &str)> = units.iter().zip(values).map(|(unit, value)| (*unit, "amount", *value)).collect();
    Quirk { number: 17, file: csv(&lines), columns, check: "amount >= 2" }.gives(&values, found)
}

#[test]
fn q17_a_text_of_two_readings_is_settled_by_its_column_or_shows_both() {
    let case = amounts(NUMBER, &["1.234", "5"], &["?", "5"], &["two-readings dòng 2, cột C"]);
    assert!(case.found().contains("“1.234” có hai cách đọc: 1,234 hoặc 1234"), "{}", case.found());
    // Other cells of the column show how the writer writes.
    let case = amounts(NUMBER, &["1.234", "62,5", "2,125"], &["1234", "62.5", "2.125"], &["settled-readings dòng 2, cột C"]);
    assert!(case.found().contains("cột “Kinh phí” có 2 ô đọc được hai cách"), "{}", case.found());
    assert!(case.found().contains("“1.234” là 1234"), "{}", case.found());
    amounts(NUMBER, &["1.234", "62.5"], &["1.234", "62.5"], &["settled-readings dòng 2, cột C"]);
    amounts(NUMBER, &["1.234", "1.234.567"], &["1234", "1234567"], &["settled-readings dòng 2, cột C"]);
    amounts(NUMBER, &["1,234", "1.234,5"], &["1.234", "1234.5"], &["settled-readings dòng 2, cột C"]);
    // Two writers in one column settle nothing.
    amounts(NUMBER, &["1.234", "62,5", "62.5"], &["?", "62.5", "62.5"], &["two-readings dòng 2, cột C"]);
    // The declared range settles it before.
    let range = r#"amount = { heading = "Kinh phí", kind = "score", min = 50, max = 100 }"#;
    amounts(range, &["97,685", "97.685"], &["97.685", "97.685"], &["settled-by-range dòng 2, cột C"]);
    let least = r#"amount = { heading = "Kinh phí", kind = "number", min = 100 }"#;
    amounts(least, &["1.234", "20"], &["1234", "?"], &["below-least dòng 3, cột C", "settled-by-range dòng 2, cột C"]);
}

#[test]
fn q17_money_is_in_whole_dong_unless_its_column_says_otherwise() {
    let money = r#"amount = { heading = "Kinh phí", kind = "money" }"#;
    let (settled, asked) = ("settled-readings", "two-readings");
    amounts(money, &["450.500", "1.490.000", "8,100", "0"], &["450500", "1490000", "8100", "0"], &[]);
    // In millions: the writer's decimal sign is that of the other cells.
    let case = amounts(money, &["8,1", "2,25", "8,100"], &["8.1", "2.25", "8.1"], &[&format!("{settled} dòng 4, cột C")]);
    assert!(case.found().contains("“8,100” là 8,1"), "{}", case.found());
    amounts(money, &["8.1", "8,100"], &["8.1", "8100"], &[&format!("{settled} dòng 3, cột C")]);
    // Two writers, or nothing but small sums beside it: both readings are shown.
    let case = amounts(money, &["8,1", "2.25", "8,100"], &["8.1", "2.25", "?"], &[&format!("{asked} dòng 4, cột C")]);
    assert!(case.found().contains("“8,100” có hai cách đọc: 8,1 hoặc 8100"), "{}", case.found());
    amounts(money, &["8", "9", "8,100"], &["8", "9", "?"], &[&format!("{asked} dòng 4, cột C")]);
    // The declared range settles it before.
    // Of thousands or millions of đồng there are parts.
    let millions = r#"amount = { heading = "Kinh phí", kind = "money", measure = "triệu đồng" }"#;
    let doubtful = ["two-readings dòng 2, cột C", "two-readings dòng 3, cột C"];
    amounts(millions, &["1.250", "12.685 triệu đồng"], &["?", "?"], &doubtful);
    amounts(&millions.replace("triệu đồng", "đồng"), &["1.250", "12.685 đồng"], &["1250", "12685"], &[]);
    let range = |range: &str| format!(r#"amount = {{ heading = "Kinh phí", kind = "money", {range} }}"#);
    amounts(&range("max = 50"), &["8", "8,100"], &["8", "8.1"], &["settled-by-range dòng 3, cột C"]);
    amounts(&range("min = 500"), &["900", "8,100"], &["900", "8100"], &[]);
}

#[test]
fn q17_what_one_file_shows_settles_nothing_in_another() {
    let definition = r#"
format = 1
id     = "hai-tep"
title  = "Hai tệp"
issuer = "UBND huyện"
year   = 2023
[units]
files = "data/*.csv"
id   = "Mã"
name = "Tên"
[units.columns]
amount = { heading = "Kinh phí", kind = "number" }
[[criterion]]
id = "x"
title = "X"
of = "units"
check = "amount > 1"
[[award]]
id = "y"
title = "Y"
to = "units"
quota = "unlimited"
"#;
    let files: [(&str, &[u8]); 2] = [
        ("data/a.csv", "Mã;Tên;Kinh phí\nA;a;62,5\n".as_bytes()),
        ("data/b.csv", "Mã;Tên;Kinh phí\nB;b;1.234\n".as_bytes()),
    ];
    let case = Case::gathered(definition, &files, None, &[]);
    assert_eq!(told(&case), ["two-readings dòng 2, cột C"]);
}

#[test]
fn q18_a_percentage_is_read_by_its_sign_or_its_format() {
    let rows: [&[&str]; 6] = [
        &["Mã", "Tên", "Tỷ lệ"],
        &["A", "a", "62%"],
        &["B", "b", "=0.62 0%"],
        &["C", "c", "=62"],
        &["D", "d", "=0.619 0%"],
        &["E", "e", "62 %"],
    ];
    let values = [("A", "0.62"), ("B", "0.62"), ("C", "0.62"), ("D", "0.619"), ("E", "0.62")];
    let case = percents(18, xlsx(&rows)).gives(&values.map(|(u, v)| (u, "rate", v)), &["numbers-as-text S C2"]);
    assert_eq!(["B", "D"].map(|unit| verdict(&case, unit)), [Verdict::Met, Verdict::NotMet]);
}

#[test]
fn q19_a_bare_fraction_is_asked_about_and_settled_by_the_definition() {
    let rows: [&[&str]; 4] = [&["Mã", "Tên", "Tỷ lệ"], &["A", "a", "=0.62"], &["B", "b", "=1"], &["C", "c", "=0"]];
    let values = [("A", "rate", "?"), ("B", "rate", "?"), ("C", "rate", "0")];
    percents(19, xlsx(&rows)).gives(&values, &["bare-fractions S C2"]);
    let written = |written: &str| format!(r#"rate = {{ heading = "Tỷ lệ", kind = "percent", written = "{written}" }}"#);
    for (columns, expected) in [(written("fraction"), ["0.62", "1", "0"]), (written("percent"), ["0.0062", "0.01", "0"])] {
        let values: Vec<_> = ["A", "B", "C"].iter().zip(expected).map(|(unit, value)| (*unit, "rate", value)).collect();
        let quirk = Quirk { number: 19, file: xlsx(&rows), columns: &columns, check: "rate >= 62%" };
        quirk.gives(&values, &[]);
    }
    // As a fraction 62 would be 6200 %.
    let rows: [&[&str]; 2] = [&["Mã", "Tên", "Tỷ lệ"], &["A", "a", "=62"]];
    let fraction = written("fraction");
    let quirk = Quirk { number: 19, file: xlsx(&rows), columns: &fraction, check: "rate >= 62%" };
    quirk.gives(&[("A", "rate", "?")], &["above-most S C2"]);
}

#[test]
fn q16_a_format_that_names_another_measure_than_the_column_is_asked_about() {
    let rows: [&[&str]; 5] = [
        &["Mã", "Tên", "Tiếp nhận"],
        &["A", "Xã A", "=12 0\" hồ sơ\""],
        &["B", "Xã B", "=12 #,##0\" đồng\""],
        &["C", "Xã C", "=12 #,##0\" cái\""],
        &["D", "Xã D", "=12 0\" văn bản\""],
    ];
    let values = [("A", "12"), ("B", "?"), ("C", "12"), ("D", "?")].map(|(unit, value)| (unit, "received", value));
    let case = counts(16, xlsx(&rows)).gives(&values, &["other-measure S C3", "other-measure S C5"]);
    assert!(case.found().contains("“12 đồng” tính bằng “đồng”, trong khi cột này tính bằng “hồ sơ”"), "{}", case.found());
    let rows: [&[&str]; 4] = [
        &["Mã", "Tên", "Kinh phí"],
        &["A", "Xã A", "=12 #,##0\" triệu đồng\""],
        &["B", "Xã B", "=12000000 #,##0\\ \"₫\""],
        &["C", "Xã C", "=12 General"],
    ];
    let columns = r#"amount = { heading = "Kinh phí", kind = "number", measure = "đồng" }"#;
    let quirk = Quirk { number: 16, file: xlsx(&rows), columns, check: "amount >= 12" };
    let values = [("A", "?"), ("B", "12000000"), ("C", "12")].map(|(unit, value)| (unit, "amount", value));
    quirk.gives(&values, &["other-measure S C2"]);
}

#[test]
fn q41_a_page_is_judged_by_the_percentages_that_are_stored_and_not_by_those_that_are_shown() {
    let page = r#"<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>Mã<td>Tên<td>Tỷ lệ
        <tr><td>A<td>Xã A<td x:num="0.619">62%<tr><td>B<td>Xã B<td sdval="0.619" sdnum="1066;0;0%">62%
        <tr><td>C<td>Xã C<td>62%</table></html>"#;
    let quirk = percents(41, ("don-vi.xls", page.as_bytes().to_vec()));
    let case = quirk.gives(&[("A", "rate", "0.619"), ("B", "rate", "0.619"), ("C", "rate", "0.62")], &["other-format"]);
    assert_eq!(["A", "B", "C"].map(|unit| verdict(&case, unit)), [Verdict::NotMet, Verdict::NotMet, Verdict::Met]);
}

/// The same three cells without a format, where nothing shows what they are.
fn old_formats() -> [(&'static str, Vec<u8>); 3] {
    let cells = [["A", "0.62"], ["B", "0.5"], ["C", "62"]];
    let rows = (1..).zip(&cells);
    let mut of_xls = vec![(0, 0, "Mã"), (0, 1, "Tên"), (0, 2, "Tỷ lệ")];
    of_xls.extend(rows.flat_map(|(row, [unit, rate])| [(row, 0, *unit), (row, 1, *unit), (row, 2, *rate)]));
    let text =
        |text: &str| format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#);
    let number = |number: &str| {
        format!(
            r#"<table:table-cell office:value-type="float" office:value="{number}"><text:p>{number}</text:p></table:table-cell>"#
        )
    };
    let row = |cells: String| format!("<table:table-row>{cells}</table:table-row>");
    let heading = row(["Mã", "Tên", "Tỷ lệ"].map(text).concat());
    let of_ods: String = cells.iter().map(|[unit, rate]| row(text(unit) + &text(unit) + &number(rate))).collect();
    let lines = "Mã;Tên;Tỷ lệ\nA;a;0,62\nB;b;0.5\nC;c;62\n";
    [("don-vi.xls", xls(&of_xls)), ("don-vi.ods", ods(&(heading + &of_ods))), ("don-vi.csv", lines.as_bytes().to_vec())]
}

#[test]
fn q19_percentages_of_older_formats_are_read_as_they_are_seen() {
    let rates = [("A", 0.62), ("B", 1.0), ("C", 0.619)];
    let headings = ["Mã", "Tên", "Tỷ lệ"];
    let mut of_xls: Vec<_> = (0..).zip(headings).map(|(column, text)| xls_cell(0, column, 0, text)).collect();
    for (row, (unit, rate)) in (1..).zip(rates) {
        of_xls.extend([xls_cell(row, 0, 0, unit), xls_cell(row, 1, 0, unit), xls_cell(row, 2, 1, &rate.to_string())]);
    }
    let mut of_xlsb: Vec<_> = (0..).zip(headings).map(|(column, text)| (0, column, Binary::Text(text))).collect();
    for (row, (unit, rate)) in (1..).zip(rates) {
        of_xlsb.extend([(row, 0, Binary::Text(unit)), (row, 1, Binary::Text(unit)), (row, 2, Binary::Shown(rate, 0))]);
    }
    let of_xlsb = BinaryBook { cells: &of_xlsb, codes: &["0%"], ..BinaryBook::default() };
    let text =
        |text: &str| format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#);
    let rate = |rate: f64| format!(r#"<table:table-cell office:value-type="percentage" office:value="{rate}"/>"#);
    let row = |cells: String| format!("<table:table-row>{cells}</table:table-row>");
    let of_ods = rates.map(|(unit, number)| row(text(unit) + &text(unit) + &rate(number))).concat();
    for (name, bytes) in [
        ("don-vi.xls", xls_of(&xls_codes(&["0%"]), &of_xls)),
        ("don-vi.xlsb", of_xlsb.bytes()),
        ("don-vi.ods", ods(&(row(headings.map(text).concat()) + &of_ods))),
    ] {
        let case =
            percents(19, (name, bytes)).gives(&[("A", "rate", "0.62"), ("B", "rate", "1"), ("C", "rate", "0.619")], &[]);
        assert_eq!(
            ["A", "B", "C"].map(|unit| verdict(&case, unit)),
            [Verdict::Met, Verdict::Met, Verdict::NotMet],
            "{name}"
        );
    }
}

#[test]
fn q19_where_a_format_shows_no_percentages_one_finding_stands_for_the_column() {
    for (name, bytes) in old_formats() {
        let values = [("A", "rate", "?"), ("B", "rate", "?"), ("C", "rate", "0.62")];
        let case = percents(19, (name, bytes.clone())).whatever_is_noted(&values);
        let doubts = told(&case);
        assert_eq!(doubts.len(), 1, "{name}: {doubts:?}");
        assert!(
            doubts[0].starts_with("bare-fractions") && ["C2", "dòng 2, cột C"].iter().any(|at| doubts[0].ends_with(at)),
            "{doubts:?}"
        );
        let found = case.found();
        assert!(found.contains("cột “Tỷ lệ” có 2 ô như “0"), "{name}: {found}");
        assert!(found.contains("cột “rate”") && found.contains("written = \"fraction\" khi 0,62 là 62%"), "{name}: {found}");
        let columns = r#"rate = { heading = "Tỷ lệ", kind = "percent", written = "fraction", max = 10000 }"#;
        let quirk = Quirk { number: 19, file: (name, bytes), columns, check: "rate >= 62%" };
        let case = quirk.whatever_is_noted(&[("A", "rate", "0.62"), ("B", "rate", "0.5"), ("C", "rate", "62")]);
        assert_eq!(verdict(&case, "A"), Verdict::Met, "{name}");
    }
}

#[test]
fn q20_numbers_are_what_excel_shows() {
    let rows: [&[&str]; 3] =
        [&["Mã", "Tên", "Tỷ lệ"], &["A", "a", "=0.6199999999999999 0.0%"], &["B", "b", "=0.30000000000000004 0%"]];
    percents(20, xlsx(&rows)).gives(&[("A", "rate", "0.62"), ("B", "rate", "0.3")], &[]);
    let columns = r#"score = { heading = "Điểm", kind = "score", max = 100 }"#;
    let file = xlsx(&[&["Mã", "Tên", "Điểm"], &["A", "a", "=61.99999999999999289457264239899814128875732421875"]]);
    Quirk { number: 20, file, columns, check: "score >= 62" }.gives(&[("A", "score", "62")], &[]);
}

#[test]
fn q21_what_cannot_be_is_named_and_never_judged() {
    let columns = r#"
received = { heading = "Tiếp nhận", kind = "count" }
online   = { heading = "Trực tuyến", kind = "count", part_of = "received" }
rate     = { heading = "Tỷ lệ", kind = "percent" }
place    = { heading = "Hạng", kind = "rank" }"#;
    let file = csv(&[
        "Mã;Tên;Tiếp nhận;Trực tuyến;Tỷ lệ;Hạng",
        "A;a;-3;0;50%;1",
        "B;b;10;11;50%;1",
        "C;c;10;0,5;50%;1",
        "D;d;10;5;101%;1",
        "E;e;nhiều;5;50%;1",
        "F;f;10;5;50%;0",
        "G;g;TRUE;5;50%;1",
        "H;h;0;0;50%;1",
        "I;i;0;5;50%;1",
    ]);
    let found = [
        "negative dòng 2, cột C",
        "part-above-whole dòng 3, cột D",
        "not-whole dòng 4, cột D",
        "above-most dòng 5, cột E",
        "not-a-number dòng 6, cột C",
        "not-a-place dòng 7, cột F",
        "not-a-number dòng 8, cột C",
        "part-above-whole dòng 10, cột D",
    ];
    let case = Quirk { number: 21, file, columns, check: "online / received >= 50% and rate >= 50% and place >= 1" };
    let case = case.gives(&[("A", "received", "?"), ("B", "online", "?"), ("H", "online", "0")], &found);
    for unit in ["A", "B", "C", "D", "E", "F", "G", "I"] {
        assert_eq!(verdict(&case, unit), Verdict::NoData, "{unit}");
    }
    assert_eq!(verdict(&case, "H"), Verdict::Met); // 0 of 0 does not apply, the others are met
    let book = Book::of(
        r#"<row><c t="str"><v>Mã</v></c><c t="str"><v>Tên</v></c><c t="str"><v>Tiếp nhận</v></c></row>
        <row><c t="str"><v>A</v></c><c t="str"><v>a</v></c><c t="b"><v>1</v></c></row>"#,
    );
    counts(21, ("don-vi.xlsx", book.bytes())).gives(&[("A", "received", "?")], &["not-a-number S C2"]);
}

#[test]
fn q22_each_marker_for_nothing_is_what_the_column_declares() {
    let columns = r#"
received = { heading = "Tiếp nhận", kind = "count", missing = ["-", "…", "N/A", "Chưa có"], not_applicable = ["Không phát sinh", "Không đánh giá", "x"] }
done     = { heading = "Đạt", kind = "yes_no", tick = "x", blank = "no" }
visits   = { heading = "Kiểm tra", kind = "count", blank = "not_applicable" }"#;
    let file = csv(&[
        "Mã;Tên;Tiếp nhận;Đạt;Kiểm tra",
        "A;a;-;x;1",
        "B;b;…;;1",
        "C;c;n/a;X;1",
        "D;d;CHƯA CÓ;-;1",
        "E;e;Không phát sinh;Có;-",
        "F;f;không  đánh giá;Không;",
        "G;g;x;Đạt;1",
        "H;h;;Không đạt;1",
        "I;i;None;x;1",
    ]);
    let received =
        [("A", "–"), ("B", "–"), ("C", "–"), ("D", "–"), ("E", "n/a"), ("F", "n/a"), ("G", "n/a"), ("H", "–"), ("I", "?")];
    let done = [("A", "1"), ("B", "0"), ("C", "1"), ("D", "?"), ("E", "1"), ("F", "0"), ("G", "1"), ("H", "0")];
    let visits = [("E", "?"), ("F", "n/a")];
    let of = |column: &'static str| move |(unit, value): (&'static str, &'static str)| (unit, column, value);
    let values: Vec<_> =
        received.map(of("received")).into_iter().chain(done.map(of("done"))).chain(visits.map(of("visits"))).collect();
    let found = ["neither-yes-nor-no dòng 5, cột D", "not-a-number dòng 6, cột E", "not-a-number dòng 10, cột C"];
    let case = Quirk { number: 22, file, columns, check: "received >= 1 and done and visits >= 1" }.gives(&values, &found);
    assert!(case.found().contains("“None” không phải là số") && case.found().contains("“-” chưa rõ là có hay không"));
    assert_eq!(["A", "B", "F"].map(|unit| verdict(&case, unit)), [Verdict::NoData, Verdict::NotMet, Verdict::NotMet]);
}

/// A sheet whose unit A has this cell for its figure.
fn cell(xml: &str) -> String {
    format!(
        r#"<row><c t="str"><v>Mã</v></c><c t="str"><v>Tên</v></c><c t="str"><v>Tiếp nhận</v></c></row>
        <row><c t="str"><v>A</v></c><c t="str"><v>a</v></c>{xml}</row>
        <row><c t="str"><v>B</v></c><c t="str"><v>b</v></c><c><v>15</v></c></row>"#
    )
}

#[test]
fn q29_q30_error_cells_old_and_new_are_named_and_the_rest_is_read() {
    for error in ["#DIV/0!", "#N/A", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#FIELD!"] {
        let data = cell(&format!(r#"<c t="e"><f>1/0</f><v>{error}</v></c>"#));
        let values = [("A", "received", "?"), ("B", "received", "15")];
        let case = counts(30, ("don-vi.xlsx", Book::of(&data).bytes())).gives(&values, &["error-value S C2"]);
        assert!(case.found().contains(&format!("ô báo lỗi của bảng tính: “{error}”")), "{}", case.found());
        assert_eq!(["A", "B"].map(|unit| verdict(&case, unit)), [Verdict::NoData, Verdict::Met]);
    }
}

#[test]
fn q31_a_formula_without_a_stored_result_is_no_zero() {
    for xml in ["<c><f>B2*2</f></c>", "<c><f>B2*2</f><v/></c>"] {
        let data = cell(xml);
        let case =
            counts(31, ("don-vi.xlsx", Book::of(&data).bytes())).gives(&[("A", "received", "?")], &["uncomputed S C2"]);
        assert_eq!(verdict(&case, "A"), Verdict::NoData);
    }
}

#[test]
fn q32_results_that_may_be_stale_are_told() {
    let data = cell("<c><f>B2*2</f><v>0</v></c>");
    let book = Book { workbook: r#"<calcPr fullCalcOnLoad="1"/>"#, ..Book::of(&data) };
    let case = counts(32, ("don-vi.xlsx", book.bytes())).whatever_is_noted(&[("A", "received", "0")]);
    assert!(case.found().contains("lưu ý[stale-results]"), "{}", case.found());
    let book = Book::of(&data);
    counts(32, ("don-vi.xlsx", book.bytes())).gives(&[("A", "received", "0")], &[]);
}

#[test]
fn q33_prefixes_inline_strings_rich_text_and_cells_without_places_are_nothing_special() {
    let data = r#"<x:row><x:c t="inlineStr"><x:is><x:t>Mã</x:t></x:is></x:c><x:c t="s"><x:v>0</x:v></x:c><x:c t="str"><x:v>Tiếp nhận</x:v></x:c></x:row>
        <x:row><x:c t="inlineStr"><x:is><x:r><x:t>A</x:t></x:r></x:is></x:c><x:c t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c><x:c><x:v>12</x:v></x:c></x:row>"#;
    let book = Book { prefix: "x:", strings: "<si><r><t>T</t></r><r><t>ên</t></r></si>", ..Book::of(data) };
    counts(33, ("don-vi.xlsx", book.bytes())).gives(&[("A", "received", "12")], &[]);
}

/// The advice for a number of two readings works.
#[test]
fn what_is_advised_for_a_number_of_two_readings_has_one() {
    let columns = r#"weight = { heading = "Trọng số", kind = "number" }"#;
    let quirk = |cell: &str| {
        let line = format!("A;a;{cell}");
        Quirk { number: 17, file: csv(&["Mã;Tên;Trọng số", &line]), columns, check: "weight > 2" }
    };
    let case = quirk("2,345").gives(&[("A", "weight", "?")], &["two-readings dòng 2, cột C"]);
    assert!(case.found().contains("“2,3450” hay “2345”"), "{}", case.found());
    quirk("2,3450").gives(&[("A", "weight", "2.345")], &[]);
    quirk("2345").gives(&[("A", "weight", "2345")], &[]);
    // So does declaring the range, with a note.
    let ranged = r#"weight = { heading = "Trọng số", kind = "number", min = 0, max = 10 }"#;
    let file = csv(&["Mã;Tên;Trọng số", "A;a;2,345", "B;b;3,456"]);
    let case = Quirk { number: 17, file, columns: ranged, check: "weight > 2" }
        .gives(&[("A", "weight", "2.345")], &["settled-by-range dòng 2, cột C"]);
    assert!(case.found().contains("2 ô đọc được hai cách") && case.found().contains("là 2,345"), "{}", case.found());
}

#[test]
fn fractions_and_percent_formats_are_told_as_excel_shows_them() {
    let columns = |more: &str| format!(r#"happy = {{ heading = "Hài lòng", kind = "percent"{more} }}"#);
    let rows: [&[&str]; 4] = [&["Mã", "Tên", "Hài lòng"], &["A", "a", "=0.925"], &["B", "b", "=0.5"], &["C", "c", "=90 0%"]];
    let bare = columns("");
    let case = Quirk { number: 19, file: xlsx(&rows), columns: &bare, check: "happy > 50%" }
        .gives(&[("A", "happy", "?")], &["bare-fractions S C2", "above-most S C4"]);
    let found = case.found();
    assert!(found.contains("2 ô như “0,925”") && found.contains("written = \"fraction\""), "{found}");
    assert!(found.contains("cũng ở") && found.contains("C3") && found.contains("“9000%”"), "{found}");
    // The answer settles it in a workbook too.
    let declared = columns(", written = \"fraction\"");
    Quirk { number: 19, file: xlsx(&rows[..3]), columns: &declared, check: "happy > 50%" }
        .gives(&[("A", "happy", "0.925")], &[]);
    let declared = columns(", written = \"percent\"");
    Quirk { number: 19, file: xlsx(&rows[..3]), columns: &declared, check: "happy > 50%" }
        .gives(&[("A", "happy", "0.00925")], &[]);
}

#[test]
fn numbers_as_text_name_their_cells() {
    let file = xlsx(&[&["Mã", "Tên", "Tiếp nhận"], &["A", "a", "12"], &["B", "b", "=13"], &["C", "c", "14"]]);
    let case = counts(16, file).gives(&[("C", "received", "14")], &["numbers-as-text S C2"]);
    assert!(case.found().contains("cũng ở: don-vi.xlsx › S › C4"), "{}", case.found());
}

/// A formula without a result is asked about; it is not told as a stale one as well.
#[test]
fn a_formula_without_a_result_is_told_once() {
    let data = cell("<c><f>B2*2</f></c>");
    let book = Book { workbook: r#"<calcPr fullCalcOnLoad="1"/>"#, ..Book::of(&data) };
    counts(32, ("don-vi.xlsx", book.bytes())).gives(&[("A", "received", "?")], &["uncomputed S C2"]);
}

#[test]
fn a_score_that_is_shown_as_a_percentage_is_asked_about() {
    let file = xlsx(&[&["Mã", "Tên", "Điểm"], &["A", "Xã A", "=0.85 0%"], &["B", "Xã B", "=85"]]);
    let columns = r#"score = { heading = "Điểm", kind = "score", max = 100 }"#;
    let quirk = Quirk { number: 18, file, columns, check: "score >= 80" };
    let case = quirk.gives(&[("A", "score", "?"), ("B", "score", "85")], &["not-a-number S C2"]);
    assert!(case.found().contains("“85%” không phải là số"), "{}", case.found());
    assert_eq!(verdict(&case, "A"), Verdict::NoData);
}

#[test]
fn a_bare_number_within_the_range_of_a_percentage_may_be_a_fraction() {
    let columns = r#"rate = { heading = "Tỷ lệ", kind = "percent", max = "150%" }"#;
    let rows: [&[&str]; 4] = [&["Mã", "Tên", "Tỷ lệ"], &["A", "Xã A", "=1.2"], &["B", "Xã B", "=1.6"], &["C", "Xã C", "=0"]];
    let quirk = Quirk { number: 19, file: xlsx(&rows), columns, check: "rate >= 62%" };
    let case = quirk.gives(&[("A", "rate", "?"), ("B", "rate", "0.016"), ("C", "rate", "0")], &["bare-fractions S C2"]);
    assert_eq!(verdict(&case, "A"), Verdict::NoData);
}

#[test]
fn decimals_beyond_what_a_spreadsheet_shows_are_rounded_away_in_text_too() {
    let file = csv(&["Mã;Tên;Tỷ lệ", "A;a;61.99999999999999%", "B;b;61.9999999999999%"]);
    let case = percents(20, file).gives(&[("A", "rate", "0.62"), ("B", "rate", "0.619999999999999")], &[]);
    assert_eq!(["A", "B"].map(|unit| verdict(&case, unit)), [Verdict::Met, Verdict::NotMet]);
}

#[test]
fn an_error_in_the_place_of_an_id_is_nobody_and_one_in_the_place_of_a_name_is_named() {
    let rows = |error: &str| {
        format!(
            r#"<row><c t="str"><v>Mã</v></c><c t="str"><v>Tên</v></c><c t="str"><v>Tiếp nhận</v></c></row>
            <row>{error}<c t="str"><v>a</v></c><c><v>12</v></c></row>
            <row><c t="str"><v>B</v></c>{error}<c><v>15</v></c></row>"#
        )
    };
    for (xml, code) in [(r#"<c t="e"><v>#N/A</v></c>"#, "error-value"), (r#"<c><f>A1&amp;"x"</f></c>"#, "uncomputed")] {
        let file = ("don-vi.xlsx", Book::of(&rows(xml)).bytes());
        let found = [format!("{code} S A2"), format!("{code} S B3")];
        let case = counts(29, file).gives(&[("B", "received", "15")], &found.each_ref().map(String::as_str));
        assert_eq!(case.subjects.map(|subjects| subjects.units.len()), Some(1), "{code}");
    }
}

#[test]
fn truth_and_error_values_are_the_same_as_text() {
    let file = csv(&["Mã;Tên;Đạt;Số", "01;Xã A;TRUE;5", "02;Xã B;FALSE;#DIV/0!"]);
    let columns = r#"yes = { heading = "Đạt", kind = "yes_no" }
n = { heading = "Số", kind = "count" }"#;
    let values = [("01", "yes", "1"), ("02", "yes", "0"), ("01", "n", "5"), ("02", "n", "?")];
    Quirk { number: 29, file, columns, check: "yes and n >= 1" }.gives(&values, &["error-value dòng 3, cột D"]);
}
