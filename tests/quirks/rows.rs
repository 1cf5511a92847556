//! Rows that are no subjects, rows that people do not see, and cells that belong to several rows.

use rust_xlsxwriter::{Format, Workbook};
use thidua::campaign::Skipped;
use thidua::vocab::Verdict;

use super::quirk::{Quirk, csv, put, verdict, xlsx};

const COUNT: &str = r#"received = { heading = "Tiếp nhận", kind = "count" }"#;

fn counts(number: u8, file: (&'static str, Vec<u8>)) -> Quirk<'static> {
    Quirk { number, file, columns: COUNT, check: "received >= 12" }
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
