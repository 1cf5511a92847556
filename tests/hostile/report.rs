//! The reading report of a workbook with everything that offices put round their tables, word for word in both languages.

use std::fs;

use assert_cmd::Command;
use calamine::{Reader, Xlsx, open_workbook};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

const DEFINITION: &str = r#"
format = 1
id     = "bao-cao"
title  = "Cải cách hành chính"
issuer = "UBND huyện"
year   = 2023

[scales]
par = ["Yếu", "Trung bình", "Khá", ["Tốt", "T"], "Xuất sắc"]

[units]
file   = "don-vi.xlsx"
id     = "Mã đơn vị"
name   = "Tên đơn vị"
group  = "Khối"
groups = { agency = ["Phòng, ban"], commune = ["Xã"] }

[units.columns]
received = { heading = "Tổng số", kind = "count", not_applicable = ["Không phát sinh"] }
online   = { heading = "Trực tuyến", kind = "count" }
happy    = { heading = "Mức độ hài lòng", kind = "percent" }
class    = { heading = "Xếp loại", kind = "rating", scale = "par" }
portal   = { heading = "Có trang tin", kind = "yes_no", tick = "x", blank = "no" }
sent_on  = { heading = "Ngày gửi", kind = "date" }

[persons]
file = "ca-nhan.csv"
id   = "Mã"
name = "Họ và tên"
unit = "Đơn vị"
[persons.columns]
post  = { heading = "Chức vụ", kind = "text" }
score = { heading = "Điểm", kind = "score", max = 100 }

[[criterion]]
id = "a"
title = "Trực tuyến"
of = "units"
check = "online / received >= 50% and happy >= 80% and class >= 'Khá' and portal and sent_on < 31/12/2023"

[[criterion]]
id = "b"
title = "Điểm"
of = "persons"
check = "score >= 50"

[[award]]
id = "tap-the"
title = "Giấy khen tập thể"
to = "units"
rank = [{ highest = "happy" }]
quota = 1

[[award]]
id = "ca-nhan"
title = "Giấy khen cá nhân"
to = "persons"
rank = [{ highest = "score" }]
quota = 1
"#;

const PERSONS: &str = "UBND HUYỆN;;;;;\nDANH SÁCH;;;;;\nSTT;Mã;Họ và tên;Đơn vị;Chức vụ;Điểm\n1;P1;Nguyễn Văn An;X01;Chủ tịch;97,5\n\
    2;P2;Trần Thị Bình;X99;Kế toán;88\n3;;Lê Văn Cường;X01;Chủ tịch;90\n4;P4;Cộng Hòa;X02;;1.234,5\n;;;;;\n;;Tổng cộng;;;275,5\n\
    ;;Vụ Bản, ngày 5 tháng 12 năm 2023;;;\n;;NGƯỜI LẬP BIỂU;;CHỦ TỊCH;\n;;Nguyễn Thị Lan;;Phạm Văn Minh;\n";

fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Bìa").unwrap().write(0, 0, "Báo cáo").unwrap();
    let sheet = book.add_worksheet().set_name("Số liệu 2023").unwrap();
    let plain = Format::new();
    sheet.merge_range(0, 0, 0, 3, "UBND HUYỆN VỤ BẢN", &plain).unwrap();
    sheet.write(1, 0, "Biểu 01").unwrap();
    for (column, heading) in [(0, "STT"), (1, "Mã đơn vị"), (2, "Tên đơn vị"), (3, "Khối")] {
        sheet.merge_range(3, column, 4, column, heading, &plain).unwrap();
    }
    sheet.merge_range(3, 4, 3, 5, "Hồ sơ", &plain).unwrap();
    sheet.write(4, 4, "Tổng số").unwrap().write(4, 5, "Trực tuyến").unwrap();
    for (column, heading) in (6..).zip(["Mức độ hài lòng", "Xếp loại", "Có trang tin", "Ngày gửi", "Ghi chú"])
    {
        sheet.merge_range(3, column, 4, column, heading, &plain).unwrap();
    }
    for column in 0..11_u16 {
        sheet.write(5, column, format!("({})", column + 1)).unwrap();
    }
    sheet.write(6, 0, "I").unwrap().write(6, 2, "Khối các xã").unwrap();
    let percent = Format::new().set_num_format("0.0%");
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let units = [
        ("X01", "Xã Kim Thái", 1200.0, 0.885, "Tốt"),
        ("X02", "Xã Liên Minh", 619.0, 0.95, "T"),
        ("X03", "Xã Cộng Hòa", 80.0, 0.7, "Tôt"),
    ];
    for (row, (id, name, received, happy, class)) in (7..).zip(units) {
        sheet.write(row, 0, row - 6).unwrap().write(row, 1, id).unwrap().write(row, 2, name).unwrap();
        sheet.write(row, 4, received).unwrap().write(row, 5, "70").unwrap();
        sheet.write_with_format(row, 6, happy, &percent).unwrap().write(row, 7, class).unwrap();
        sheet.write_with_format(row, 9, ExcelDateTime::from_ymd(2023, 12, 1).unwrap(), &day).unwrap();
    }
    sheet.merge_range(7, 3, 9, 3, "Xã", &plain).unwrap();
    sheet.write(8, 8, "x").unwrap().write(9, 9, "31/11/2023").unwrap();
    sheet.write(12, 1, "P01").unwrap().write(12, 2, "Văn phòng").unwrap().write(12, 3, "Phong ban").unwrap();
    sheet.write(12, 4, "Không phát sinh").unwrap();
    sheet.write(13, 2, "Tổng cộng").unwrap().write(13, 4, 1899).unwrap();
    sheet.write(15, 7, "Vụ Bản, ngày 5 tháng 12 năm 2023").unwrap();
    sheet.write(16, 0, "Ghi chú: số liệu đến 15/12").unwrap();
    sheet.set_row_hidden(8).unwrap();
    sheet.set_column_hidden(9).unwrap();
    book.add_worksheet().set_name("Cũ").unwrap().set_hidden(true);
    book.save_to_buffer().unwrap()
}

#[test]
fn a_clerk_can_compare_what_was_understood_with_the_screen() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("campaign.toml"), DEFINITION).unwrap();
    fs::write(folder.path().join("don-vi.xlsx"), workbook()).unwrap();
    fs::write(folder.path().join("ca-nhan.csv"), PERSONS).unwrap();
    let check = |lang: &str, strict: bool| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_thidua"));
        command.current_dir(folder.path()).args(["check", ".", "--lang", lang]).args(strict.then_some("--strict"));
        let output = command.output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let (vi, en) = (check("vi", false), check("en", false));
    assert_eq!((vi.0, en.0, check("vi", true).0), (Some(0), Some(0), Some(1)));
    let widest = vi.1.lines().chain(en.1.lines()).map(|line| line.chars().count()).max();
    assert!(widest <= Some(80), "{widest:?}");
    insta::with_settings!({ snapshot_path => "../golden", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("reading_report", format!("{}\n{}", vi.1, en.1));
    });
}

#[test]
fn the_workbook_lists_what_was_passed_over_as_the_report_does() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("campaign.toml"), DEFINITION).unwrap();
    fs::write(folder.path().join("don-vi.xlsx"), workbook()).unwrap();
    fs::write(folder.path().join("ca-nhan.csv"), PERSONS).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_thidua"));
    let status = command.current_dir(folder.path()).args(["run", ".", "-o", "kq.xlsx"]).output().unwrap().status;
    assert_eq!(status.code(), Some(0));
    let mut book: Xlsx<_> = open_workbook(folder.path().join("kq.xlsx")).unwrap();
    let sources = book.worksheet_range("Nguồn").unwrap();
    let rows: Vec<String> = sources.rows().map(|row| format!("{}: {}", row[0], row[1])).collect();
    let whys = [
        "ở trên tiêu đề",
        "số thứ tự cột",
        "tên nhóm, khối",
        "dòng cộng, bình quân",
        "ngày tháng, chữ ký",
        "ghi chú, hoặc gần như trống",
        "có nội dung nhưng không có mã",
    ];
    let listed: Vec<&String> = rows.iter().filter(|row| whys.iter().any(|why| row.ends_with(why))).collect();
    let expected = [
        "dòng 1: ở trên tiêu đề",
        "dòng 2: ở trên tiêu đề",
        "dòng 6: số thứ tự cột",
        "dòng 7: tên nhóm, khối",
        "dòng 14: dòng cộng, bình quân",
        "dòng 16: ngày tháng, chữ ký",
        "dòng 17: ghi chú, hoặc gần như trống",
        "dòng 1: ở trên tiêu đề",
        "dòng 2: ở trên tiêu đề",
        "dòng 6: có nội dung nhưng không có mã",
        "dòng 9: dòng cộng, bình quân",
        "dòng 10: ngày tháng, chữ ký",
        "dòng 11: ngày tháng, chữ ký",
        "dòng 12: ngày tháng, chữ ký",
    ];
    assert_eq!(listed, expected);
    assert!(rows.contains(&"Cột không dùng: A “STT”, K “Ghi chú”".to_owned()), "{rows:#?}");
}

#[test]
fn mistakes_do_not_keep_the_report_from_the_clerk() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("campaign.toml"), DEFINITION).unwrap();
    fs::write(folder.path().join("don-vi.xlsx"), workbook()).unwrap();
    let persons = PERSONS.replace("Điểm", "Điẻm").replace("P2", "P1");
    fs::write(folder.path().join("ca-nhan.csv"), persons).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_thidua"));
    let output = command.current_dir(folder.path()).args(["check", ".", "--lang", "vi"]).output().unwrap();
    let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert_eq!(output.status.code(), Some(1));
    assert!(err.contains("[missing-column]") && err.contains("[doubled-id]"), "{err}");
    assert!(out.contains("  –   – → score                             0     3     0\n"), "{out}");
    assert!(out.contains("F “Điẻm”") && !out.contains("Đã đọc số liệu"), "{out}");
}
