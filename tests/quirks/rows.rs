//! Rows that are no subjects, rows that people do not see, and cells that belong to several rows.

use rust_xlsxwriter::{Format, Workbook};
use thidua::campaign::Skipped;
use thidua::vocab::Verdict;

use super::common::Case;
use super::made::{Binary, BinaryBook, ods, xls_cell, xls_columns, xls_of, xls_row};
use super::quirk::{Quirk, csv, put, told, verdict, xlsx};

const COUNT: &str = r#"received = { heading = "Tiếp nhận", kind = "count" }"#;

fn counts(number: u8, file: (&'static str, Vec<u8>)) -> Quirk<'static> {
    Quirk { number, file, columns: COUNT, check: "received >= 12" }
}

#[test]
fn q38_a_row_behind_line_breaks_is_named_by_its_line_and_by_its_row_in_a_spreadsheet() {
    let lines = ["sep=;", "Mã;Tên;\"Tiếp", "nhận\"", "A;\"a", "b\";12", "", "B;b;x1"];
    let quirk = Quirk {
        number: 38,
        file: csv(&lines),
        columns: r#"received = { heading = "Tiếp nhận", kind = "count" }"#,
        check: "received >= 12",
    };
    let case = quirk.gives(&[("A", "received", "12")], &["not-a-number dòng 7 (dòng 4 trong Excel), cột C"]);
    assert!(case.found().contains("dòng 7 (dòng 4 trong Excel), cột C"), "{}", case.found());
}

#[test]
fn q1_q2_q4_q6_a_table_is_found_among_titles_numbers_totals_and_signatures() {
    let rows: [&[&str]; 17] = [
        &["UBND HUYỆN VỤ BẢN", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        &["", "", "", "Độc lập - Tự do - Hạnh phúc"],
        &[],
        &["", "BIỂU 01: SỐ LIỆU NĂM 2023"],
        &["STT", "Mã", "Tên", "Tiếp nhận"],
        &["(1)", "(2)", "(3)", "(4)"],
        &["I", "", "Khối các xã"],
        &["=1", "A", "Xã A", "=12"],
        &[],
        &["  ", " ", "", "  "],
        &["=2", "B", "Xã B", "=11"],
        &["", "", "Cộng khối I", "=23"],
        &["", "", "Tổng cộng", "=23"],
        &[],
        &["Ghi chú: số liệu đến 15/12"],
        &["", "", "", "Vụ Bản, ngày 15 tháng 12 năm 2023"],
        &["", "", "NGƯỜI LẬP BIỂU", "CHỦ TỊCH"],
    ];
    let case = counts(1, xlsx(&rows)).gives(&[("A", "received", "12"), ("B", "received", "11")], &[]);
    assert_eq!(["A", "B"].map(|unit| verdict(&case, unit)), [Verdict::Met, Verdict::NotMet]);
    let units = &case.subjects.unwrap().units;
    assert_eq!(units.len(), 2);
    let skipped: Vec<(u32, Skipped)> = units.skipped.iter().map(|row| (row.row + 1, row.why)).collect();
    let expected = [
        (6, Skipped::ColumnNumbers),
        (7, Skipped::Group),
        (12, Skipped::Total),
        (13, Skipped::Total),
        (15, Skipped::Note),
        (16, Skipped::Signature),
        (17, Skipped::Signature),
    ];
    assert_eq!(skipped, expected);
    assert_eq!(format!("{:?}", units.place(1, 0).unwrap()), "Cell(TableId(0), 10, 3)");
}

#[test]
fn q4_units_whose_names_sound_like_a_total_or_a_post_are_units() {
    let file = csv(&["Mã;Tên;Tiếp nhận", "A;Xã Cộng Hòa;12", "B;Tổng công ty;13", "C;Trung Bình;14", "Tổng cộng;;39"]);
    let case = counts(4, file).gives(&[("A", "received", "12"), ("B", "received", "13"), ("C", "received", "14")], &[]);
    assert_eq!(case.subjects.unwrap().units.len(), 3);
}

#[test]
fn q4_a_row_of_figures_without_an_id_is_named_and_no_subject() {
    let file = csv(&["Mã;Tên;Tiếp nhận", "A;Xã A;12", ";Xã B;13"]);
    let case = counts(4, file).gives(&[("A", "received", "12")], &["row-without-id dòng 3"]);
    assert_eq!(case.subjects.unwrap().units.rows().rejected, 1);
}

#[test]
fn q5_a_merged_area_fills_its_own_rows_and_no_others() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("S").unwrap();
    put(sheet, 0, &[&["Mã", "Tên", "Tiếp nhận"], &["A", "a", "=12"], &["B", "b"], &["C", "c"], &["D", "d", "=13"]]);
    sheet.merge_range(1, 2, 2, 2, "", &Format::new()).unwrap();
    sheet.write(1, 2, 12).unwrap();
    let file = ("don-vi.xlsx", book.save_to_buffer().unwrap());
    let values = [("A", "12"), ("B", "12"), ("C", "–"), ("D", "13")];
    counts(5, file).gives(&values.map(|(unit, value)| (unit, "received", value)), &[]);
}

#[test]
fn q5_a_cell_that_a_merged_area_covers_is_neither_a_blank_nor_a_no() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("S").unwrap();
    let rows: [&[&str]; 9] = [
        &["STT", "Mã", "Tên", "Tiếp nhận", "Đạt chuẩn", "Ghi chú"],
        &["I. Khối các xã"],
        &["=1", "A", "Xã A", "=12", "Có"],
        &["=2", "B", "Xã B", "=13", ""],
        &["=3", "C", "Xã C", "=14", ""],
        &["=4", "D", "Xã D", "=15", "Có", "mới"],
        &["=5", "E", "Xã E", "=16", "", ""],
        &["=6", "", "Xã F", "=17", "Có"],
        &["Tổng cộng", "", "", "=87"],
    ];
    put(sheet, 0, &rows);
    for (top, left, bottom, right) in [(1, 0, 1, 5), (3, 3, 3, 4), (5, 4, 5, 5), (6, 4, 6, 5), (7, 0, 7, 1), (8, 0, 8, 2)] {
        sheet.merge_range(top, left, bottom, right, "", &Format::new()).unwrap();
    }
    // Merging wrote blanks over the first cells.
    put(sheet, 0, &rows);
    let file = ("don-vi.xlsx", book.save_to_buffer().unwrap());
    let columns = r#"received = { heading = "Tiếp nhận", kind = "count" }
        met = { heading = "Đạt chuẩn", kind = "yes_no", blank = "no" }"#;
    let quirk = Quirk { number: 5, file, columns, check: "met" };
    let values = [("A", "1"), ("B", "?"), ("C", "0"), ("D", "1"), ("E", "0")];
    let found = ["covered-cell S E4", "covered-cell S dòng 8"];
    let case = quirk.gives(&values.map(|(unit, value)| (unit, "met", value)), &found);
    assert!(case.found().contains("D4:E4"), "{}", case.found());
    assert_eq!(["A", "B", "C"].map(|unit| verdict(&case, unit)), [Verdict::Met, Verdict::NoData, Verdict::NotMet]);
    let skipped = case.subjects.unwrap().units.skipped.iter().map(|row| (row.row + 1, row.why)).collect::<Vec<_>>();
    assert_eq!(skipped, [(2, Skipped::Group), (8, Skipped::NoId), (9, Skipped::Total)]);
}

#[test]
fn q7_hidden_rows_and_columns_are_read_and_told() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("S").unwrap();
    put(sheet, 0, &[&["Mã", "Tên", "Tiếp nhận"], &["A", "a", "=12"], &["B", "b", "=13"]]);
    sheet.set_row_hidden(2).unwrap();
    sheet.set_column_hidden(2).unwrap();
    let file = ("don-vi.xlsx", book.save_to_buffer().unwrap());
    let values = [("A", "received", "12"), ("B", "received", "13")];
    counts(7, file).gives(&values, &["hidden-columns S cột C", "hidden-rows S dòng 3"]);
}

/// The same table in the formats that a library reads: its second row and its column of figures are hidden.
fn hidden_in_old_formats() -> [(&'static str, Vec<u8>); 3] {
    let table = [["Mã", "Tên", "Tiếp nhận"], ["A", "a", "12"], ["B", "b", "13"]];
    let cells =
        || (0_u16..).zip(table).flat_map(|(row, cells)| (0_u16..).zip(cells).map(move |(column, cell)| (row, column, cell)));
    let mut of_xls = vec![xls_columns(2, 2, 2560, true), xls_row(2, 300, true, false)];
    of_xls.extend(cells().map(|(row, column, cell)| xls_cell(row, column, 0, cell)));
    let value = |cell: &'static str| cell.parse().map_or(Binary::Text(cell), Binary::Whole);
    let of_xlsb: Vec<_> = cells().map(|(row, column, cell)| (row.into(), column.into(), value(cell))).collect();
    let (rows, columns) = ([(2, 300, 0x10)], [([2, 2], 2560, 1)]);
    let of_xlsb = BinaryBook { cells: &of_xlsb, rows: &rows, columns: &columns, ..BinaryBook::default() };
    let cell = |cell: &str| match cell.parse::<u8>() {
        Ok(number) => format!(r#"<table:table-cell office:value-type="float" office:value="{number}"/>"#),
        Err(_) => format!(r#"<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>"#),
    };
    let row =
        |(said, cells): (&str, [&str; 3])| format!("<table:table-row {said}>{}</table:table-row>", cells.map(cell).concat());
    let rows: String = ["", "", r#"table:visibility="filter""#].into_iter().zip(table).map(row).collect();
    let columns =
        r#"<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>"#;
    [
        ("don-vi.xls", xls_of(&[], &of_xls)),
        ("don-vi.xlsb", of_xlsb.bytes()),
        ("don-vi.ods", ods(&(columns.to_owned() + &rows))),
    ]
}

#[test]
fn q7_hidden_rows_and_columns_of_older_formats_are_read_and_told() {
    for (name, bytes) in hidden_in_old_formats() {
        let case = counts(7, (name, bytes)).whatever_is_noted(&[("A", "received", "12"), ("B", "received", "13")]);
        let hidden: Vec<String> = told(&case).into_iter().filter(|told| told.starts_with("hidden")).collect();
        let sheet = if name == "don-vi.xls" { "S" } else { "Đơn vị" };
        assert_eq!(hidden, [format!("hidden-columns {sheet} cột C"), format!("hidden-rows {sheet} dòng 3")], "{name}");
    }
}

/// Files that LibreOffice wrote; the stream of the first one is so small that it stands in the small sectors.
#[test]
fn q7_q19_what_a_program_hides_and_formats_is_seen() {
    let files = [
        ("don-vi.xls", include_bytes!("../fixtures/hidden.xls").to_vec()),
        ("don-vi.ods", include_bytes!("../fixtures/hidden.ods").to_vec()),
    ];
    let columns = r#"received = { heading = "Tiếp nhận", kind = "count" }
        rate = { heading = "Tỷ lệ", kind = "percent" }"#;
    for file in files {
        let quirk = Quirk { number: 7, file, columns, check: "rate >= 62% and received >= 12" };
        let values = [("A", "rate", "0.62"), ("B", "rate", "1"), ("C", "rate", "0.619"), ("B", "received", "13")];
        let case = quirk.gives(&values, &["hidden-columns S cột C", "hidden-rows S dòng 3"]);
        assert_eq!(["A", "B", "C"].map(|unit| verdict(&case, unit)), [Verdict::Met, Verdict::Met, Verdict::NotMet]);
    }
}

#[test]
fn q9_another_table_below_is_named_and_its_rows_are_no_units() {
    let rows =
        ["Mã;Tên;Tiếp nhận", "A;Xã A;12", ";;", ";DANH SÁCH CÁN BỘ;", "TT;Họ và tên;Năm sinh", "1;Nguyễn Văn An;1980"];
    counts(9, csv(&rows)).is_refused(&["second-table dòng 5", "not-a-number dòng 5, cột C"]);
    // Without figures beside it, and right below the first one.
    let rows = ["Mã;Tên;Tiếp nhận", "A;Xã A;12", ";;", "STT;Nội dung;", "1;Tập huấn;"];
    counts(9, csv(&rows)).is_refused(&["second-table dòng 4"]);
    let rows = ["Mã;Tên;Tiếp nhận", "A;Xã A;12", "Mã số;Họ tên;Chức vụ", "1;Nguyễn Văn An;Chủ tịch"];
    let found = ["second-table dòng 3", "not-a-number dòng 3, cột C", "not-a-number dòng 4, cột C"];
    counts(9, csv(&rows)).is_refused(&found);
    // Units that have sent words in place of figures.
    let rows = ["Mã;Tên;Tiếp nhận", "A;Xã A;12", ";;", "DV;Đơn vị sự nghiệp;chưa gửi", "NC;Năm Căn;"];
    counts(9, csv(&rows)).gives(&[("A", "received", "12")], &["not-a-number dòng 4, cột C"]);
}

#[test]
fn q2_a_row_of_numbers_below_the_headings_may_be_a_unit() {
    let file = csv(&["Mã;Tên;Tiếp nhận", "1;2;3", "2;Xã B;12"]);
    counts(2, file).gives(&[("2", "received", "12")], &[]);
    let case = Case::new(NAMES_AS_IDS, ("don-vi.csv", "Đơn vị;Tiếp nhận;Giải quyết\n1;2;3\n2;13;12\n".as_bytes()), None);
    assert_eq!(case.subjects.unwrap().units.len(), 2);
}

/// Rows with why they are passed over, and units with their names.
type Passed = (Vec<(u32, Skipped)>, Vec<(String, String)>);

/// What becomes of the rows of a table.
fn passed(rows: &[&str], found: &[&str]) -> Passed {
    let case = counts(4, csv(rows)).gives(&[], found);
    let units = &case.subjects.unwrap().units;
    let skipped = units.skipped.iter().map(|row| (row.row + 1, row.why)).collect();
    (skipped, (0..units.len()).map(|unit| (units.id(unit).to_owned(), units.name(unit).to_owned())).collect())
}

#[test]
fn q4_signatures_and_notes_in_the_column_of_ids_are_no_units() {
    let rows = [
        "Mã;Tên;Tiếp nhận",
        "I. Khối sở;;",
        "A;Xã A;12",
        "Cộng khối I;;12",
        "Khối các xã;;",
        "B;Xã B;13",
        "Tổng cộng;;25",
        "Người lập biểu;;",
        "(Ký, ghi rõ họ tên);;",
        "Trần Thị Mai;;",
        "Ghi chú: số liệu đến 15/12;;",
    ];
    let (skipped, units) = passed(&rows, &[]);
    let (total, group) = (Skipped::Total, Skipped::Group);
    let (signature, note) = (Skipped::Signature, Skipped::Note);
    let expected =
        [(2, group), (4, total), (5, note), (7, total), (8, signature), (9, signature), (10, signature), (11, note)];
    assert_eq!(skipped, expected);
    assert_eq!(units.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["A", "B"]);
}

#[test]
fn q4_signatures_and_notes_in_both_columns_are_no_units() {
    let rows = [
        "Mã;Tên;Tiếp nhận",
        "A;Xã A;12",
        "Nơi nhận:;Xã B;",
        "Ghi chú: số liệu;đến 30/11;",
        "NGƯỜI LẬP BIỂU;GIÁM ĐỐC;",
        "Nguyễn Văn A;Trần Văn B;",
        "B C;Xã B;13",
    ];
    let (skipped, units) = passed(&rows, &[]);
    let (signature, note) = (Skipped::Signature, Skipped::Note);
    assert_eq!(skipped, [(3, note), (4, note), (5, signature), (6, signature)]);
    assert_eq!(units.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["A", "B C"]);
}

/// What becomes of the rows of a table whose names serve as ids.
fn named(rows: &[&str], found: &[&str]) -> (Vec<(u32, Skipped)>, Vec<String>) {
    let columns = "[units.columns]\n";
    let more = "sent = { heading = \"Đã nộp\", kind = \"yes_no\", tick = \"x\" }\nidea = { heading = \"Sáng kiến\", kind = \"text\" }\n";
    let definition = NAMES_AS_IDS.replace(columns, &format!("{columns}{more}"));
    let (file, bytes) = csv(rows);
    let case = Case::new(&definition, (file, &bytes), None);
    assert_eq!(told(&case), found, "{}", case.found());
    let units = &case.subjects.unwrap().units;
    let skipped = units.skipped.iter().map(|row| (row.row + 1, row.why)).collect();
    (skipped, (0..units.len()).map(|unit| units.name(unit).to_owned()).collect())
}

#[test]
fn q4_those_who_sign_are_no_units_whatever_columns_their_names_stand_under() {
    let heading = "STT;Đơn vị;Tiếp nhận;Đã nộp;Sáng kiến";
    for signers in [";Trần Thị Lan;;;Nguyễn Văn Hùng", ";Trần Thị Lan;Nguyễn Văn Hùng;;", ";Trần Thị Lan;;Nguyễn Văn Hùng;"]
    {
        let rows = [
            heading,
            ";Xã A;12;x;a",
            ";Xã B;13;;b",
            ";NGƯỜI LẬP BIỂU;;;CHỦ TỊCH",
            ";(Ký, ghi rõ họ tên);;;(Ký tên)",
            signers,
        ];
        let (skipped, units) = named(&rows, &[]);
        let expected = [4, 5, 6].map(|row| (row, Skipped::Signature));
        assert_eq!((skipped.as_slice(), units.len()), (&expected[..], 2), "{signers}");
    }
    // A number before it, or a figure of any column, makes it a unit.
    let rows = [heading, ";Xã A;12;x;a", ";NGƯỜI LẬP BIỂU;;;CHỦ TỊCH", ";Xã C;;x;", "3;Xã B;;;b"];
    let (skipped, units) = named(&rows, &[]);
    assert_eq!((skipped, units.len()), (vec![(3, Skipped::Signature)], 3));
}

#[test]
fn q4_whom_a_report_goes_to_is_no_unit() {
    let heading = "STT;Đơn vị;Tiếp nhận;Đã nộp;Sáng kiến";
    let rows = [heading, ";Xã A;12;x;a", ";Nơi nhận:;;;", ";- UBND huyện;;;", ";- Lưu: VT;;;"];
    let (skipped, units) = named(&rows, &[]);
    assert_eq!((skipped, units.len()), (vec![3, 4, 5].into_iter().map(|row| (row, Skipped::Signature)).collect(), 1));
}

#[test]
fn q4_a_name_alone_that_stands_apart_from_the_others_is_asked_about() {
    let heading = "STT;Đơn vị;Tiếp nhận;Đã nộp;Sáng kiến";
    let rows = [heading, ";Xã A;12;x;a", ";Xã B;;;", "", ";Trần Thị Lan;;;"];
    let (skipped, units) = named(&rows, &["nobodys-row dòng 5, cột B"]);
    assert_eq!((skipped, units), (vec![(5, Skipped::Unclear)], vec!["Xã A".to_owned(), "Xã B".to_owned()]));
    let rows = [heading, "1;Xã A;12;x;a", "", "2;Xã B;;;"];
    assert_eq!(named(&rows, &[]).1.len(), 2);
}

#[test]
fn q4_whoever_is_counted_among_the_others_is_asked_about_without_id_and_figures() {
    let rows = ["STT;Mã;Tên;Tiếp nhận", "1;A;Xã A;12", "2;;Xã B;", "3;C;Xã C;13", ";;Xã lạ;", "4;;;"];
    let (skipped, _) = passed(&rows, &["row-without-id dòng 3"]);
    assert_eq!(skipped, [(3, Skipped::NoId), (5, Skipped::Note), (6, Skipped::Note)]);
}

#[test]
fn q4_a_row_that_may_be_a_unit_is_asked_about_and_never_silently_one() {
    // A text in place of a name in the middle of the table, a code below the sum.
    let rows = ["Mã;Tên;Tiếp nhận", "A;Xã A;12", "Sở Nội vụ;;", "B;Xã B;13", "Tổng cộng;;25", "KT;;"];
    let (skipped, units) = passed(&rows, &["nobodys-row dòng 3, cột A", "nobodys-row dòng 6, cột A"]);
    assert_eq!(skipped, [(3, Skipped::Unclear), (5, Skipped::Total), (6, Skipped::Unclear)]);
    assert_eq!(units.len(), 2);
    // Figures beside it make it somebody's, and so does a name.
    let rows = ["Mã;Tên;Tiếp nhận", "Người lập biểu;;12", "Giám đốc;Xã B;", "Tổng cộng;;12", "Trần Thị Mai;;13"];
    let (skipped, units) = passed(&rows, &["blank-name dòng 2, cột B", "blank-name dòng 5, cột B"]);
    assert_eq!(skipped, [(4, Skipped::Total)]);
    assert_eq!(units.len(), 3);
}

#[test]
fn q4_a_sum_with_an_id_and_a_name_is_no_unit() {
    let rows = [
        "Mã;Tên;Tiếp nhận",
        "A;Xã Tổng Cọt;12",
        "Tổng cộng;3 đơn vị;30",
        "7;Tổng;30",
        "Toàn huyện;;30",
        "Cả tỉnh;Cả tỉnh;30",
        "8;Toàn tỉnh;30",
        "9;Lũy kế;30",
        "10;Cộng trang 1;30",
        "11;Cộng mang sang;30",
        "12;Tổng điểm;30",
        "VB13;Bình quân;30",
        "TB;Trung bình;30",
        "20;Toàn Thắng;12",
        "C;Trung Bình;12",
        "TC;Phòng Tài chính;12",
    ];
    let (skipped, units) = passed(&rows, &[]);
    assert_eq!(skipped, (3..=13).map(|row| (row, Skipped::Total)).collect::<Vec<_>>());
    let names: Vec<&str> = units.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(names, ["Xã Tổng Cọt", "Toàn Thắng", "Trung Bình", "Phòng Tài chính"]);
}

#[test]
fn q4_what_may_be_a_sum_or_a_name_is_asked_about_and_wins_nothing() {
    let rows = ["Mã;Tên;Tiếp nhận", "1;Xã A;12", "2;TB;30", "3;Trung bình;30", "TC;;30", "I;Khối sở;30", "Tổng;Xã B;30"];
    let asked = ["cột A"; 5].iter().zip(3..).map(|(column, row)| format!("perhaps-total dòng {row}, {column}"));
    let asked: Vec<String> = asked.collect();
    let (skipped, units) = passed(&rows, &asked.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(skipped, (3..=7).map(|row| (row, Skipped::PerhapsTotal)).collect::<Vec<_>>());
    assert_eq!(units.len(), 1);
}

#[test]
fn q4_the_heading_of_a_group_is_no_unit_even_with_an_id() {
    let rows = [
        "Mã;Tên;Tiếp nhận",
        "I;Khối sở;",
        "S1;Sở A;12",
        "A;Các xã;",
        "1. Khối các sở, ban, ngành;;",
        "II;Sở, ban, ngành;",
        "B;;",
        "S2;Khối 5;",
        "S3;Xã chưa gửi;",
    ];
    let found = ["perhaps-group dòng 6, cột A", "nobodys-row dòng 7, cột A", "perhaps-group dòng 8, cột A"];
    let (skipped, units) = passed(&rows, &found);
    let group = Skipped::Group;
    assert_eq!(skipped, [(2, group), (4, group), (5, group), (7, Skipped::Unclear)]);
    let names: Vec<&str> = units.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(names, ["Sở A", "Sở, ban, ngành", "Khối 5", "Xã chưa gửi"]);
}

#[test]
fn groups_and_sums_among_names_that_serve_as_ids_are_no_units() {
    let rows = "Đơn vị;Tiếp nhận\nI. Khối sở;\nSở A;12\n1. Khối xã;\nXã B;\nB. Xã, phường;\nTC;30\nI. Khối sở;42\nA Lưới;\n";
    let case = Case::new(NAMES_AS_IDS, ("don-vi.csv", rows.as_bytes()), None);
    let found = ["perhaps-group dòng 6, cột A", "perhaps-total dòng 7, cột A", "perhaps-total dòng 8, cột A"];
    assert_eq!(told(&case), found, "{}", case.found());
    let units = &case.subjects.unwrap().units;
    assert_eq!((0..units.len()).map(|unit| units.id(unit)).collect::<Vec<_>>(), ["Sở A", "Xã B", "B. Xã, phường", "A Lưới"]);
    let skipped: Vec<(u32, Skipped)> = units.skipped.iter().map(|row| (row.row + 1, row.why)).collect();
    let sum = Skipped::PerhapsTotal;
    assert_eq!(skipped, [(2, Skipped::Group), (4, Skipped::Group), (7, sum), (8, sum)]);
}

#[test]
fn q4_a_unit_called_like_a_mean_is_asked_about_where_its_name_is_its_id() {
    let rows = "STT;Đơn vị;Tiếp nhận\n1;Trung Bình;95\n2;Kim Thái;91\n;Trung bình;93\n;Trung bình;\n";
    let case = Case::new(NAMES_AS_IDS, ("don-vi.csv", rows.as_bytes()), None);
    assert_eq!(told(&case), ["perhaps-total dòng 2, cột B", "perhaps-total dòng 4, cột B"], "{}", case.found());
    assert_eq!(case.subjects.unwrap().units.len(), 1);
}

#[test]
fn q4_a_row_without_a_number_among_numbered_ones_is_asked_about() {
    let case = |rows: &str| {
        let text = format!("STT;Đơn vị;Tiếp nhận\n{rows}");
        let case = Case::new(NAMES_AS_IDS, ("don-vi.csv", text.as_bytes()), None);
        told(&case)
    };
    let asked = |rows: &[u32]| rows.iter().map(|row| format!("unnumbered dòng {row}, cột B")).collect::<Vec<_>>();
    let units = "1;Sở A;12\n2;Sở B;13\n";
    assert_eq!(case(&format!(";Điểm tối đa;100\n{units}")), asked(&[2]));
    assert_eq!(case(&format!("I;Cấp tỉnh;95\n{units}A;Cấp xã;99\n3.;Xã C;1\n4);Xã D;2\n")), asked(&[2, 5]));
    assert_eq!(case(units), asked(&[]));
    // The number or letter of a group among numbers, however few these are.
    assert_eq!(case("I;Cấp tỉnh;95\n1;Sở A;12\nII;Cấp xã;99\n;Xã B;1\n"), asked(&[2, 4]));
    // Where few have numbers they say nothing.
    assert_eq!(case("1;Sở A;12\n;Sở B;13\n;Sở C;13\n"), asked(&[]));
}

#[test]
fn one_unit_under_two_spellings_of_its_name_takes_no_two_places() {
    let rows = "Đơn vị;Tiếp nhận\nXã Hòa Bình;12\nUBND xã Hòa Bình;13\n";
    let case = Case::new(NAMES_AS_IDS, ("don-vi.csv", rows.as_bytes()), None);
    assert_eq!(told(&case), ["doubled-id dòng 2, cột A"], "{}", case.found());
    assert!(case.subjects.is_none() && case.found().contains("dòng 3, cột A"), "{}", case.found());
}

#[test]
fn a_unit_without_a_name_is_named_and_called_by_its_id() {
    let (_, units) = passed(&["Mã;Tên;Tiếp nhận", "106;;", "A;Xã A;12"], &["blank-name dòng 2, cột B"]);
    assert_eq!(units[0], ("106".to_owned(), "106".to_owned()));
}

#[test]
fn units_that_the_column_of_ids_names_may_be_without_figures() {
    let case = Case::new(
        NAMES_AS_IDS,
        ("don-vi.csv", "Đơn vị;Tiếp nhận\nSở Nội vụ;12\nPhòng Tài chính;\nTổng cộng;12\nXã A;\nTrần Thị Mai;1\n".as_bytes()),
        None,
    );
    assert_eq!(told(&case), ["nobodys-row dòng 5, cột A"], "{}", case.found());
    assert_eq!(case.subjects.unwrap().units.len(), 3);
}

const NAMES_AS_IDS: &str = r#"
format = 1
id     = "ten"
title  = "Tên là mã"
issuer = "UBND huyện"
year   = 2023

[units]
file = "don-vi"
id   = "Đơn vị"
name = "Đơn vị"

[units.columns]
received = { heading = "Tiếp nhận", kind = "count" }

[[criterion]]
id = "check"
title = "Tiêu chí"
of = "units"
check = "received >= 12"

[[award]]
id = "giay-khen"
title = "Giấy khen"
to = "units"
quota = "unlimited"
"#;
