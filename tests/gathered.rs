//! Files that units sent one by one, gathered into one table and held against the list of those who must send.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use common::{Ask, Case};
use rust_xlsxwriter::Workbook;
use tempfile::TempDir;
use thidua::vocab::{Outcome, Verdict};

const DEFINITION: &str = r#"
format = 1
id     = "nop"
title  = "Số liệu các đơn vị tự gửi"
issuer = "UBND huyện"
year   = 2023

[units]
files    = "data/nop/*.xlsx"
expected = "data/danh-sach.csv"
id       = "Mã"
name     = "Tên"
group    = "Khối"
groups   = { office = ["Phòng"], commune = ["Xã", "Thị trấn"] }

[units.columns]
received = { heading = "Tiếp nhận", kind = "count", measure = "hồ sơ" }
online   = { heading = "Trực tuyến", kind = "count", measure = "hồ sơ", part_of = "received" }

[[criterion]]
id = "online"
title = "Hồ sơ trực tuyến"
of = "units"
check = { office = "online / received >= 70%", commune = "online / received >= 60%" }

[[award]]
id = "giay-khen"
title = "Giấy khen"
to = "units"
rank = [{ highest = "online / received" }]
quota_by_group = { office = 1, commune = 2 }
"#;

const LIST: &str = "Mã;Tên;Khối\n001;Xã Kim Thái;Xã\n002;Thị trấn Gôi;Thị trấn\n003;Xã Đại An;Xã\n010;Phòng Nội vụ;Phòng\n";

/// A form as a unit fills it in: a title, the headings, one row, a signature.
fn form(headings: &[&str], rows: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("So lieu").unwrap();
    sheet.write(0, 0, "BIỂU SỐ LIỆU NĂM 2023").unwrap();
    for (row, cells) in (2..).zip([headings].iter().chain(rows)) {
        for (column, cell) in (0..).zip(*cells) {
            match cell.parse::<f64>() {
                Ok(number) => sheet.write_number(row, column, number).unwrap(),
                Err(_) => sheet.write_string(row, column, cell.strip_prefix('#').unwrap_or(cell)).unwrap(),
            };
        }
    }
    sheet.write(9, 2, "Thủ trưởng đơn vị").unwrap();
    book.save_to_buffer().unwrap()
}

const WITH_IDS: [&str; 4] = ["Mã", "Tên", "Tiếp nhận", "Trực tuyến"];

fn gathered(files: &[(&str, Vec<u8>)]) -> Case {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    Case::gathered(DEFINITION, &files, Some(("data/danh-sach.csv", LIST.as_bytes())), &[])
}

#[test]
fn those_who_sign_the_list_or_a_form_are_nobody_of_whom_figures_are_expected() {
    let definition = DEFINITION.replace("id       = \"Mã\"", "id       = \"Tên\"");
    let list = "STT;Tên;Khối\n1;Xã Kim Thái;Xã\n2;Phòng Nội vụ;Phòng\n;Tổng cộng: 2;\n;NGƯỜI LẬP BIỂU;TRƯỞNG PHÒNG\n\n\
                ;Trần Thị Lan;Nguyễn Văn Hùng\n";
    let headings = ["Tên", "Tiếp nhận", "Trực tuyến"];
    let signers: &[&[&str]] = &[&["NGƯỜI LẬP BIỂU", "", "CHỦ TỊCH"], &["Trần Thị Mai", "", "Lê Văn Ba"]];
    let files =
        ["Xã Kim Thái", "Phòng Nội vụ"].map(|unit| form(&headings, &[&[&[unit, "100", "80"][..]], signers].concat()));
    let files: Vec<(&str, &[u8])> = ["a.xlsx", "b.xlsx"].into_iter().zip(files.iter().map(Vec::as_slice)).collect();
    let case = Case::gathered(&definition, &files, Some(("data/danh-sach.csv", list.as_bytes())), &[]);
    let found = case.found();
    let asked = found.lines().filter(|line| line.contains("]: ") && !line.starts_with("lưu ý"));
    assert_eq!(asked.collect::<Vec<&str>>(), [""; 0], "{found}");
    assert_eq!(case.subjects.unwrap().units.len(), 2);
}

#[test]
fn each_value_keeps_its_own_file_and_who_has_not_sent_waits() {
    let case = gathered(&[
        ("data/nop/goi.xlsx", form(&WITH_IDS, &[&["#002", "Thị trấn Gôi", "100", "59"]])),
        ("data/nop/kim-thai.xlsx", form(&WITH_IDS, &[&["#001", "Xã Kim Thái", "100", "80"]])),
        ("data/nop/noi-vu.xlsx", form(&["Trực tuyến", "Tiếp nhận", "Mã"], &[&["65", "100", "#010"]])),
    ]);
    let result = case.assess();
    assert_eq!(result.verdict_of("001", "online"), Verdict::Met);
    assert_eq!(result.verdict_of("002", "online"), Verdict::NotMet);
    // The group is that of the list: an office needs 70 %.
    assert_eq!(result.verdict_of("010", "online"), Verdict::NotMet);
    assert_eq!(result.verdict_of("003", "online"), Verdict::NoData);
    assert_eq!(result.outcome_of("001", "giay-khen"), Outcome::Selected);
    assert_eq!(result.outcome_of("003", "giay-khen"), Outcome::PendingPossible);
    let reason = result.reason_of("010", "online");
    assert!(reason.contains("65 %"), "{reason}");
    let found = case.found();
    assert!(found.contains("cần xem[not-sent]: “Xã Đại An” chưa gửi số liệu"), "{found}");
    assert!(found.contains("data/danh-sach.csv › dòng 4, cột A"), "{found}");
    assert_eq!(found.matches("[not-sent]").count(), 1, "{found}");
    let units = &result.subjects.units;
    let places: Vec<String> = (0..4).map(|unit| format!("{:?}", units.place(unit, 0).unwrap())).collect();
    // 001 is in the third table read (the list is the first), 002 in the second, 003 in the list, 010 in the fourth.
    let expected = ["Cell(TableId(2), 3, 2)", "Cell(TableId(1), 3, 2)", "Cell(TableId(0), 3, 0)", "Cell(TableId(3), 3, 1)"];
    assert_eq!(places, expected);
    let rows = units.rows();
    assert_eq!((rows.subjects, rows.not_sent, rows.rejected), (3, 1, 0));
    let tally = result.awards[0].tally;
    let parts = rows.skipped + rows.rejected + tally.not_considered + tally.not_eligible + tally.pending + tally.eligible;
    assert_eq!(parts, rows.read + rows.not_sent);
}

#[test]
fn a_unit_that_sent_twice_is_named_with_both_files_and_nothing_is_judged() {
    let case = gathered(&[
        ("data/nop/a.xlsx", form(&WITH_IDS, &[&["#001", "Xã Kim Thái", "100", "80"]])),
        ("data/nop/b.xlsx", form(&WITH_IDS, &[&["#001", "Xã Kim Thái", "100", "81"]])),
        // Under another spelling it is the same unit too.
        ("data/nop/c.xlsx", form(&WITH_IDS, &[&["2", "Gôi", "100", "70"]])),
        ("data/nop/d.xlsx", form(&["Tên", "Tiếp nhận", "Trực tuyến"], &[&["UBND Thị trấn Gôi", "100", "70"]])),
    ]);
    assert!(case.subjects.is_none());
    let found = case.found();
    let told = |id: &str| found.split("\n\n").find(|block| block.contains("[doubled-id]") && block.contains(id)).unwrap();
    assert!(told("“001”").contains("a.xlsx › So lieu › A4") && told("“001”").contains("b.xlsx › So lieu › A4"), "{found}");
    assert!(told("“001”").contains("“Xã Kim Thái” (mã “001”) có trong 2 tệp"), "{found}");
    assert!(told("“002”").contains("c.xlsx › So lieu › A4") && told("“002”").contains("d.xlsx › So lieu › A4"), "{found}");
}

#[test]
fn a_form_with_a_name_and_no_figures_is_told_once() {
    let found = gathered(&[
        ("data/nop/a.xlsx", form(&WITH_IDS, &[&["#003", "Xã Đại An", " ", " "]])),
        ("data/nop/b.xlsx", form(&WITH_IDS, &[&["#001", "Xã Kim Thái", "100", " "]])),
    ])
    .found();
    assert!(found.contains("[blank-form]: “Xã Đại An” gửi biểu trống"), "{found}");
    assert!(found.contains("a.xlsx › So lieu › A4"), "{found}");
    assert_eq!(found.matches("[blank-form]").count(), 1, "{found}");
}

#[test]
fn what_one_answer_settles_in_a_column_is_told_once_for_all_files() {
    let definition =
        DEFINITION.replace("[units.columns]\n", "[units.columns]\nrate = { heading = \"Tỷ lệ\", kind = \"percent\" }\n");
    let headings = ["Mã", "Tên", "Tiếp nhận", "Trực tuyến", "Tỷ lệ"];
    let files = [
        ("data/nop/a.xlsx", form(&headings, &[&["#001", "Xã Kim Thái", "100", "Không phát sinh", "0.62"]])),
        ("data/nop/b.xlsx", form(&headings, &[&["#003", "Xã Đại An", "100", "Không phát sinh", "0.7"]])),
        ("data/nop/c.xlsx", form(&headings, &[&["#002", "Thị trấn Gôi", "Không phát sinh", "5 hs", "0.8"]])),
    ];
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    let found = Case::gathered(&definition, &files, Some(("data/danh-sach.csv", LIST.as_bytes())), &[]).found();
    let told: Vec<&str> = found.split("\n\n").filter(|block| block.contains("“Không phát sinh” không phải")).collect();
    assert_eq!(told.len(), 2, "{found}");
    assert!(told[0].contains("a.xlsx › So lieu › D4") && told[0].contains("b.xlsx › So lieu › D4"), "{found}");
    assert!(told[1].contains("c.xlsx › So lieu › C4"), "{found}");
    assert!(told.iter().all(|block| block.contains("not_applicable = [\"Không phát sinh\"]")), "{found}");
    assert!(found.contains("“5 hs” không phải là số"), "{found}");
    assert_eq!(found.matches("[bare-fractions]").count(), 1, "{found}");
    assert!(found.contains("cột “Tỷ lệ” có 3 ô như “0,62”"), "{found}");
}

#[test]
fn what_is_to_be_looked_at_stands_in_the_order_of_the_sheet() {
    let rows = form(&WITH_IDS, &[&["#001", "Xã Kim Thái", "x", "5"], &["#099", "Xã Lạ", "y", "6"]]);
    let other = form(&WITH_IDS, &[&["#003", "Xã Đại An", "9", "5"]]);
    let [vi, _] = checked(&[("a.xlsx".to_owned(), rows), ("b.xlsx".to_owned(), other)], LIST);
    assert!(vi.contains("C4, A5, C5"), "{vi}");
}

#[test]
fn whoever_is_not_on_the_list_may_be_one_who_has_not_sent() {
    let by_name = ["Tên", "Tiếp nhận", "Trực tuyến"];
    let found = gathered(&[
        ("data/nop/a.xlsx", form(&by_name, &[&["Xã Gôi", "100", "80"]])),
        ("data/nop/b.xlsx", form(&by_name, &[&["UBND xã Đại Án", "100", "80"]])),
    ])
    .found();
    assert!(found.contains("có phải là “Thị trấn Gôi”?") && found.contains("có phải là “Xã Đại An”?"), "{found}");
    assert_eq!(found.matches("hoặc tệp đã gửi chưa đọc được, hoặc ghi tên khác").count(), 4, "{found}");
    // Of one who has sent another kind is not proposed.
    let found = gathered(&[
        ("data/nop/a.xlsx", form(&by_name, &[&["Xã Gôi", "100", "80"]])),
        ("data/nop/b.xlsx", form(&by_name, &[&["Thị trấn Gôi", "100", "80"]])),
    ])
    .found();
    assert!(!found.contains("có phải là"), "{found}");
}

#[test]
fn a_list_that_cannot_be_read_makes_nobody_a_stranger() {
    let sent = form(&WITH_IDS, &[&["#001", "Xã Kim Thái", "100", "80"]]);
    let case = |definition: &str| {
        let list = Some(("data/danh-sach.csv", LIST.as_bytes()));
        Case::gathered(definition, &[("data/nop/a.xlsx", &sent)], list, &[]).found()
    };
    let expected =
        |keys: &str| DEFINITION.replace("\"data/danh-sach.csv\"", &format!("{{ file = \"data/danh-sach.csv\", {keys} }}"));
    let found = case(&expected("id = \"Mã số\""));
    assert!(found.contains("thiếu cột “Mã số”; các cột không dùng đến của tệp: “Mã”"), "{found}");
    assert!(!found.contains("[not-expected]"), "{found}");
    // One column for both is told once.
    let found = case(&expected("id = \"Đơn vị\", name = \"Đơn vị\""));
    assert_eq!(found.matches("thiếu cột “Đơn vị”").count(), 1, "{found}");
}

#[test]
fn a_unit_that_the_list_has_twice_is_not_said_to_have_sent_nothing() {
    let sent = form(&WITH_IDS, &[&["#001", "Xã Kim Thái", "100", "80"]]);
    let list = LIST.replace("002;Thị trấn Gôi", "001;Xã Kim Thái");
    let case = Case::gathered(DEFINITION, &[("data/nop/a.xlsx", &sent)], Some(("data/danh-sach.csv", list.as_bytes())), &[]);
    let found = case.found();
    assert!(found.contains("[doubled-id]: mã “001”"), "{found}");
    assert!(!found.contains("“Xã Kim Thái” chưa gửi") && found.matches("[not-sent]").count() == 2, "{found}");
}

#[test]
fn numbers_that_two_files_settle_in_opposite_ways_are_told_for_each_file() {
    let definition =
        DEFINITION.replace("kind = \"count\", measure = \"hồ sơ\", part_of = \"received\"", "kind = \"number\"");
    let headings = ["Mã", "Tên", "Tiếp nhận", "Trực tuyến"];
    let rows = |shown: &'static str| {
        form(&headings, &[&["#001", "Xã Kim Thái", "100", shown], &["#003", "Xã Đại An", "100", "#1.234"]])
    };
    let files = [
        ("data/nop/a.xlsx", rows("#0,5")),
        (
            "data/nop/b.xlsx",
            form(&headings, &[&["#002", "Thị trấn Gôi", "9", "#0.5"], &["#010", "Phòng Nội vụ", "9", "#1.234"]]),
        ),
    ];
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    let case = Case::gathered(&definition, &files, Some(("data/danh-sach.csv", LIST.as_bytes())), &[]);
    let found = case.found();
    let told: Vec<&str> = found.split("\n\n").filter(|block| block.contains("[settled-readings]")).collect();
    assert_eq!(told.len(), 2, "{found}");
    assert!(told[0].contains("“1.234” là 1234") && told[0].contains("a.xlsx › So lieu › D5"), "{found}");
    assert!(told[1].contains("“1.234” là 1,234") && told[1].contains("b.xlsx › So lieu › D5"), "{found}");
}

#[test]
fn a_row_with_the_id_of_one_and_the_name_of_another_is_nobodys() {
    let case = gathered(&[("data/nop/tan.xlsx", form(&WITH_IDS, &[&["#001", "Xã Đại An", "100", "99"]]))]);
    assert!(case.found().contains("mã “001” là của “Xã Kim Thái”, nhưng tên bên cạnh là “Xã Đại An”"), "{}", case.found());
    let subjects = case.subjects.as_ref().unwrap();
    for unit in ["001", "003"] {
        let at = subjects.units.find(unit)[0];
        assert_eq!(subjects.units.operand(at, 0), thidua::rule::Operand::Absent, "{unit} has sent nothing that can be used");
    }
    // Nor is the name of a unit that nobody knows.
    let case = gathered(&[("data/nop/la.xlsx", form(&WITH_IDS, &[&["#001", "Xã Minh Tân", "100", "99"]]))]);
    let found = case.found();
    assert!(found.contains("mã “001” là của “Xã Kim Thái”, nhưng tên bên cạnh là “Xã Minh Tân”"), "{found}");
    assert!(found.contains("la.xlsx › So lieu › A4") && found.contains("[not-sent]: “Xã Kim Thái”"), "{found}");
    for (id, name) in [("#001", "UBND xã Kim Thái"), ("#001", "XA KIM THAI"), ("#002", "TT. Gôi"), ("#010", "P. Nội vụ")]
    {
        let case = gathered(&[("data/nop/kt.xlsx", form(&WITH_IDS, &[&[id, name, "100", "99"]]))]);
        assert!(!case.found().contains("tên bên cạnh"), "{}", case.found());
    }
}

#[test]
fn a_name_that_is_not_that_of_the_id_beside_it_is_told_even_where_it_may_be_another_writing() {
    let sent = |rows: &[&[&str]]| gathered(&[("data/nop/a.xlsx", form(&WITH_IDS, rows))]).found();
    // Each of these has words of the name on the list, and may be another body all the same.
    for name in ["Trường THCS Kim Thái", "Công an xã Kim Thái", "Kim", "Thị trấn Kim Thái"] {
        let found = sent(&[&["#001", name, "100", "99"]]);
        let told = format!("lưu ý[named-otherwise]: tên “{name}” đứng cạnh mã của “Xã Kim Thái”");
        assert!(found.contains(&told) && found.contains("a.xlsx › So lieu › B4"), "{found}");
    }
    for name in ["Xã Kim Thái", "UBND xã Kim Thái", "KIM THÁI", "X. Kim Thái", "001", ""] {
        let found = sent(&[&["#001", name, "100", "99"]]);
        assert!(!found.contains("named-otherwise"), "{name}: {found}");
    }
    // The abbreviation of another's kind is that other's name.
    let found = sent(&[&["#001", "TT Gôi", "100", "99"]]);
    assert!(found.contains("[id-of-another]: mã “001” là của “Xã Kim Thái”, nhưng tên bên cạnh là “TT Gôi”"), "{found}");
    let found = sent(&[&["#001", "Kim", "100", "99"], &["#003", "Đại", "100", "99"]]);
    assert!(found.contains("[named-otherwise]: 2 tên khác với tên") && found.contains("› B5"), "{found}");
}

#[test]
fn a_file_of_nobody_on_the_list_is_named_with_the_nearest_and_left_out() {
    let case = gathered(&[
        ("data/nop/a.xlsx", form(&["Tên", "Tiếp nhận", "Trực tuyến"], &[&["Xã Đại Ân", "100", "99"]])),
        ("data/nop/b.xlsx", form(&["Tên", "Tiếp nhận", "Trực tuyến"], &[&["Xã Đại An", "100", "61"]])),
        ("data/nop/c.xlsx", form(&WITH_IDS, &[&["#099", "Xã Lạ", "100", "99"]])),
    ]);
    let result = case.assess();
    assert_eq!(result.verdict_of("003", "online"), Verdict::Met);
    assert!(result.reason_of("003", "online").contains("61 %"));
    let found = case.found();
    assert!(found.contains("[not-expected]: “Xã Đại Ân” không có trong danh sách đơn vị phải gửi"), "{found}");
    assert!(found.contains("a.xlsx › So lieu › A4") && found.contains("có phải là “Xã Đại An”?"), "{found}");
    assert!(found.contains("[not-expected]: “099”") && found.contains("c.xlsx › So lieu › A4"), "{found}");
    assert_eq!(found.matches("[not-sent]").count(), 3, "{found}");
    assert_eq!(result.subjects.units.rows().rejected, 2);
}

#[test]
fn a_file_without_ids_and_names_lacks_a_column_and_every_broken_file_is_named() {
    let case = gathered(&[
        ("data/nop/a.xlsx", form(&["Tiếp nhận", "Trực tuyến"], &[&["100", "99"]])),
        ("data/nop/b.xlsx", form(&["Mã", "Tiếp nhận"], &[&["#001", "99"]])),
        ("data/nop/c.xlsx", b"PK\x03\x04 cut".to_vec()),
        ("data/nop/d.xlsx", form(&WITH_IDS, &[])),
    ]);
    assert!(case.subjects.is_none());
    let found = case.found();
    let told = |file: &str| found.split("\n\n").filter(|block| block.contains(file)).collect::<Vec<_>>().join("\n");
    assert!(told("a.xlsx").contains("[missing-column]") && told("a.xlsx").contains("“Mã”"), "{found}");
    assert!(told("b.xlsx").contains("[missing-column]") && told("b.xlsx").contains("“Trực tuyến”"), "{found}");
    assert!(told("c.xlsx").contains("[damaged-file]"), "{found}");
    assert!(told("d.xlsx").contains("[no-rows]"), "{found}");
}

#[test]
fn a_file_with_another_heading_is_offered_as_one_more_way_to_write_it() {
    let other = ["STT", "Mã", "Tên", "Số hồ sơ tiếp nhận", "HS trực tuyến"];
    let case = gathered(&[
        ("data/nop/a.xlsx", form(&WITH_IDS, &[&["#001", "Xã Kim Thái", "100", "99"]])),
        ("data/nop/b.xlsx", form(&other, &[&["1", "#002", "Thị trấn Gôi", "100", "99"]])),
        ("data/nop/c.xlsx", form(&other, &[&["1", "#003", "Xã Đại An", "100", "99"]])),
    ]);
    let found = case.found();
    let told = |column: &str| found.split("\n\n").find(|block| block.contains(&format!("thiếu cột “{column}”"))).unwrap();
    // The same in two files is told once, with both.
    assert_eq!(found.matches("[missing-column]").count(), 2, "{found}");
    let received = told("Tiếp nhận");
    assert!(received.contains("không dùng đến của tệp: “Số hồ sơ tiếp nhận”, “STT”, “HS trực tuyến”"), "{received}");
    assert!(received.contains("heading = [\"Tiếp nhận\", \"…\"]"), "{received}");
    assert!(received.contains("b.xlsx › So lieu › dòng 3") && received.contains("c.xlsx › So lieu › dòng 3"), "{received}");
    let online = told("Trực tuyến");
    assert!(online.contains("có phải là cột “HS trực tuyến”?"), "{online}");
    assert!(online.contains("heading = [\"Trực tuyến\", \"HS trực tuyến\"]"), "{online}");
    // What is proposed is what the definition takes.
    let definition = DEFINITION
        .replace("\"Tiếp nhận\"", "[\"Tiếp nhận\", \"Số hồ sơ tiếp nhận\"]")
        .replace("\"Trực tuyến\"", "[\"Trực tuyến\", \"HS trực tuyến\"]");
    let other = form(&other, &[&["1", "#002", "Thị trấn Gôi", "100", "99"]]);
    let files = [("data/nop/b.xlsx", other.as_slice())];
    let case = Case::gathered(&definition, &files, Some(("data/danh-sach.csv", LIST.as_bytes())), &[]);
    assert_eq!(case.assess().verdict_of("002", "online"), Verdict::Met);
}

#[test]
fn a_file_whose_sheet_is_called_otherwise_is_told_how_it_may_be_read() {
    let definition = DEFINITION.replace("[units]\n", "[units]\nsheet = \"Biểu 1\"\n");
    let sent = form(&WITH_IDS, &[&["#001", "Xã Kim Thái", "100", "80"]]);
    let files = [("data/nop/a.xlsx", sent.as_slice())];
    let found = Case::gathered(&definition, &files, Some(("data/danh-sach.csv", LIST.as_bytes())), &[]).found();
    assert!(found.contains("tệp có: “So lieu”; trang có các cột cần đọc: “So lieu”"), "{found}");
    assert!(found.contains("đổi tên trang tính trong tệp thành “Biểu 1”; hoặc bỏ sheet = \"Biểu 1\" khỏi"), "{found}");
}

#[test]
fn a_file_with_two_sheets_that_fit_is_not_mended_in_the_definition_of_all() {
    let mut book = Workbook::new();
    for name in ["Quý I", "Quý II"] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (column, heading) in (0..).zip(WITH_IDS) {
            sheet.write(0, column, heading).unwrap();
        }
    }
    let case = gathered(&[
        ("data/nop/a.xlsx", form(&WITH_IDS, &[&["#001", "Xã Kim Thái", "100", "80"]])),
        ("data/nop/b.xlsx", book.save_to_buffer().unwrap()),
    ]);
    let found = case.found();
    let told = found.split("\n\n").find(|block| block.contains("[several-sheets]")).unwrap();
    assert!(told.contains("xóa hoặc ẩn trang tính không dùng trong tệp"), "{told}");
}

#[test]
fn persons_are_gathered_too_and_without_a_list_whoever_sent_is_a_subject() {
    let definition = r#"
format = 1
id     = "nop"
title  = "Số liệu các đơn vị tự gửi"
issuer = "UBND huyện"
year   = 2023

[units]
files = ["data/nop/*.csv"]
id    = "Mã"
name  = "Tên"
[units.columns]
score = { heading = "Điểm", kind = "score", max = 100 }

[persons]
files = "data/ca-nhan/*.csv"
id    = "Mã"
name  = "Họ tên"
unit  = "Đơn vị"
[persons.columns]
points = { heading = "Điểm", kind = "score", max = 100 }

[[criterion]]
id = "good"
title = "Điểm từ 80"
of = "persons"
check = "points >= 80 and unit.score >= 50"

[[award]]
id = "ca-nhan"
title = "Giấy khen"
to = "persons"
rank = [{ highest = "points" }]
quota = 1
"#;
    let units: [(&str, &[u8]); 2] = [
        ("data/nop/a.csv", "Mã;Tên;Điểm\nA;Xã A;60\n".as_bytes()),
        ("data/nop/b.csv", "Mã;Tên;Điểm\nB;Xã B;40\n".as_bytes()),
    ];
    let persons: [(&str, &[u8]); 2] = [
        ("data/ca-nhan/a.csv", "Mã;Họ tên;Đơn vị;Điểm\nP1;An;A;90\nP2;Bình;A;85\n".as_bytes()),
        ("data/ca-nhan/b.csv", "Điểm;Đơn vị;Họ tên;Mã\n95;Xã B;Cúc;P3\nx;B;Dung;P4\n".as_bytes()),
    ];
    let case = Case::gathered(definition, &units, None, &persons);
    let result = case.assess();
    assert_eq!(["P1", "P2", "P3", "P4"].map(|id| result.verdict_of(id, "good")), {
        use Verdict::{Met, NotMet};
        [Met, Met, NotMet, NotMet]
    });
    let found = case.found();
    assert!(found.contains("[not-a-number]: “x”") && found.contains("data/ca-nhan/b.csv › dòng 3, cột A"), "{found}");
    assert!(found.contains("lưu ý[by-name]: cột “Đơn vị” có 1 ô ghi tên"), "{found}");
    let persons = result.subjects.persons.as_ref().unwrap();
    assert_eq!(persons.subject_at(persons.origin.tables()[1].id, 2), Some(3));
    // Whose persons are in none of the files is told.
    assert!(!found.contains("[units-without-persons]"), "{found}");
    let one = Case::gathered(definition, &units, None, &[persons_file()]);
    let found = one.found();
    assert!(found.contains("lưu ý[units-without-persons]: 1 đơn vị") && found.contains("“Xã B”"), "{found}");
    // One person in two files is one too many, wherever the files are.
    let twice = [persons_file(), ("data/ca-nhan/c.csv", "Mã;Họ tên;Đơn vị;Điểm\nP1;An;A;91\n".as_bytes())];
    let case = Case::gathered(definition, &units, None, &twice);
    assert!(case.subjects.is_none());
    assert!(
        case.found().contains("a.csv › dòng 2, cột A") && case.found().contains("c.csv › dòng 2, cột A"),
        "{}",
        case.found()
    );
    // A file that was sent twice is told once.
    let rows = "Mã;Họ tên;Đơn vị;Điểm\nP1;An;A;90\nP2;Bình;B;85\n".as_bytes();
    let twice = [("data/ca-nhan/a.csv", rows), ("data/ca-nhan/c.csv", rows)];
    let found = Case::gathered(definition, &units, None, &twice).found();
    assert!(found.contains("[doubled-id]: hai tệp cùng có 2 tên"), "{found}");
    assert_eq!(found.matches("[doubled-id]").count(), 1, "{found}");
    // People of one name need something else for an id.
    let named = definition.replace("id    = \"Mã\"\nname  = \"Họ tên\"", "id    = \"Họ tên\"\nname  = \"Họ tên\"");
    let namesakes = [
        ("data/ca-nhan/a.csv", "Họ tên;Đơn vị;Điểm\nAn;A;90\nCúc;A;80\n".as_bytes()),
        ("data/ca-nhan/b.csv", "Họ tên;Đơn vị;Điểm\nAn;B;91\nDung;B;80\n".as_bytes()),
    ];
    let found = Case::gathered(&named, &units, None, &namesakes).found();
    assert!(found.contains("tên “An” có ở nhiều dòng") && found.contains("(id = \"…\")"), "{found}");
}

fn persons_file() -> (&'static str, &'static [u8]) {
    ("data/ca-nhan/a.csv", "Mã;Họ tên;Đơn vị;Điểm\nP1;An;A;90\n".as_bytes())
}

#[test]
fn the_list_may_have_headings_of_its_own_and_stand_beside_one_file() {
    let definition = DEFINITION.replace(
        "files    = \"data/nop/*.xlsx\"\nexpected = \"data/danh-sach.csv\"",
        "file = \"data/so-lieu.csv\"\nexpected = { file = \"ds.csv\", id = \"Ký hiệu\", name = \"Đơn vị\", group = \"Loại\" }",
    );
    let list = "Ký hiệu;Đơn vị;Loại\nA;Xã A;Xã\nB;Xã B;Xã\n";
    let figures = "Mã;Tên;Tiếp nhận;Trực tuyến\nA;Xã A;10;7\n";
    let case =
        Case::gathered(&definition, &[("data/so-lieu.csv", figures.as_bytes())], Some(("ds.csv", list.as_bytes())), &[]);
    let result = case.assess();
    assert_eq!([result.verdict_of("A", "online"), result.verdict_of("B", "online")], [Verdict::Met, Verdict::NoData]);
    assert!(case.found().contains("“Xã B” chưa gửi số liệu"), "{}", case.found());
}

// From here on as people call it, with files in a folder.

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let nop = folder.path().join("data/nop");
    fs::create_dir_all(&nop).unwrap();
    fs::write(folder.path().join("campaign.toml"), DEFINITION).unwrap();
    fs::write(folder.path().join("data/danh-sach.csv"), LIST).unwrap();
    fs::write(nop.join("VB 002 – Gôi.xlsx"), form(&WITH_IDS, &[&["2", "Thị trấn Gôi", "100", "61"]])).unwrap();
    fs::write(nop.join("VB 001.xlsx"), form(&WITH_IDS, &[&["1", "Xã Kim Thái", "100", "80"]])).unwrap();
    fs::write(nop.join("~$VB 001.xlsx"), "lock").unwrap();
    folder
}

fn say(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_thidua"));
    let output = command.env("LC_ALL", "vi_VN.UTF-8").current_dir(folder).args(arguments).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stderr) + &text(&output.stdout))
}

#[test]
fn a_folder_is_run_and_the_workbook_lists_every_file_and_who_has_not_sent() {
    use calamine::{Data, Reader, Xlsx, open_workbook};
    let folder = folder();
    let (code, said) = say(folder.path(), &["run", ".", "--as-of", "2024-01-15"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("“Xã Đại An” chưa gửi số liệu") && said.contains("“Phòng Nội vụ” chưa gửi số liệu"), "{said}");
    assert!(said.contains("lưu ý[zeros-restored]: cột “Mã” có 2 mã mất số 0 ở đầu: “1” được hiểu là “001”"), "{said}");
    let mut book: Xlsx<_> = open_workbook(folder.path().join("nop.xlsx")).unwrap();
    let mut sheet = |name: &str| -> Vec<String> {
        let cell = |cell: &Data| cell.to_string();
        let range = book.worksheet_range(name).unwrap();
        range.rows().map(|row| row.iter().map(cell).collect::<Vec<_>>().join(" | ")).collect()
    };
    let sources = sheet("Nguồn");
    let line =
        |with: &str| sources.iter().find(|line| line.contains(with)).unwrap_or_else(|| panic!("{with}: {sources:#?}"));
    assert!(line("data/danh-sach.csv").starts_with("Danh sách đơn vị phải gửi"));
    for file in ["data/nop/VB 001.xlsx", "data/nop/VB 002 – Gôi.xlsx"] {
        let digest = sources.iter().find(|line| line.starts_with("Số liệu tập thể") && line.contains(file));
        let cells = digest.unwrap_or_else(|| panic!("{file}: {sources:#?}")).split(" | ");
        let digests = cells.filter(|cell| cell.len() == 64 && cell.bytes().all(|byte| byte.is_ascii_hexdigit()));
        assert_eq!(digests.count(), 1);
    }
    assert!(!sources.iter().any(|line| line.contains("~$")), "{sources:#?}");
    assert!(line("Chưa gửi").contains('2') && line("Số tệp đã gộp").contains('2'));
    let missing = sheet("Thiếu số liệu");
    let of = |id: &str| missing.iter().filter(|line| line.contains(id)).collect::<Vec<_>>();
    assert_eq!(of("003 | Xã Đại An").len(), 1, "{missing:#?}");
    let told = of("003 | Xã Đại An")[0];
    assert!(told.contains("chưa gửi số liệu") && told.contains("data/danh-sach.csv"), "{told}");
    let overview = sheet("Tổng hợp");
    assert!(overview.iter().any(|line| line.contains("✓ ") && line.contains(" + 2 (chưa gửi) = ")), "{overview:#?}");
    // The same files in the same order give the same bytes.
    let first = fs::read(folder.path().join("nop.xlsx")).unwrap();
    fs::remove_file(folder.path().join("nop.xlsx")).unwrap();
    say(folder.path(), &["run", ".", "--as-of", "2024-01-15"]);
    assert_eq!(first, fs::read(folder.path().join("nop.xlsx")).unwrap());
}

#[test]
fn a_folder_is_checked_as_one_table_and_an_empty_one_is_told() {
    let folder = folder();
    let (code, said) = say(folder.path(), &["check", "."]);
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.contains("Tập thể: 2 tệp gộp lại") && said.contains("Danh sách đơn vị phải gửi: data/danh-sach.csv"),
        "{said}"
    );
    assert!(
        said.contains("data/nop/VB 001.xlsx › “So lieu”: dòng tiêu đề 3\n    đã đọc  1 tập thể, dòng 4: Xã Kim Thái"),
        "{said}"
    );
    assert!(said.contains("Đã đọc số liệu: 4 tập thể"), "{said}");
    // Two have sent nothing: that is said of the units once, and no cell is called blank for it.
    assert_eq!(said.matches("Xã Đại An").count(), 1, "{said}");
    assert!(said.contains("2 tập thể; 2 tập thể chưa gửi"), "{said}");
    assert!(said.contains("C   Tiếp nhận → received                  2     0     0  100"), "{said}");
    fs::remove_dir_all(folder.path().join("data/nop")).unwrap();
    let (code, said) = say(folder.path(), &["run", "."]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("lỗi[no-file-fits]: không có tệp nào khớp với “data/nop/*.xlsx”"), "{said}");
    assert!(said.contains("campaign.toml:") && !folder.path().join("nop.xlsx").exists(), "{said}");
    let (code, said) = say(folder.path(), &["check", "."]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("data/nop/*.xlsx"), "{said}");
}

/// What is printed of a folder with these files, in both languages.
fn checked(files: &[(String, Vec<u8>)], list: &str) -> [String; 2] {
    let folder = tempfile::tempdir().unwrap();
    let nop = folder.path().join("data/nop");
    fs::create_dir_all(&nop).unwrap();
    fs::write(folder.path().join("campaign.toml"), DEFINITION).unwrap();
    fs::write(folder.path().join("data/danh-sach.csv"), list).unwrap();
    files.iter().for_each(|(name, bytes)| fs::write(nop.join(name), bytes).unwrap());
    ["vi", "en"].map(|lang| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_thidua"));
        let output = command.current_dir(folder.path()).args(["check", ".", "--lang", lang]).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    })
}

#[test]
fn of_a_few_files_each_is_told_so_that_a_clerk_can_compare_it_with_the_screen() {
    let more = ["Mã", "Tên", "Ghi chú", "Tiếp nhận", "Trực tuyến"];
    let files = [
        ("goi.xlsx", form(&WITH_IDS, &[&["#002", "Thị trấn Gôi", "100", "x9"], &["", "Tổng cộng", "100", "9"]])),
        ("kim-thai.xlsx", form(&WITH_IDS, &[&["#001", "UBND xã Kim Thái", "100", "80"]])),
        ("la.xlsx", form(&WITH_IDS, &[&["#099", "Xã Lạ", "100", "99"]])),
        ("noi-vu.xlsx", form(&["Trực tuyến", "Tiếp nhận", "Mã"], &[&["65", "", "#010"]])),
        ("xem-lai.xlsx", form(&more, &[&["#003", "Xã Đại An", "gửi lại", "12", "#1,5"]])),
    ];
    let [vi, en] = checked(&files.map(|(name, bytes)| (name.to_owned(), bytes)), LIST);
    let widest = vi.lines().chain(en.lines()).map(|line| line.chars().count()).max();
    assert!(widest <= Some(80), "{widest:?}");
    insta::with_settings!({ snapshot_path => "golden", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("reading_report_of_files", format!("{vi}\n{en}"));
    });
}

#[test]
fn of_many_files_those_that_are_read_alike_are_told_together_and_the_others_by_name() {
    let of = |number: usize| match number {
        3 => form(&["Tên", "Mã", "Trực tuyến", "Tiếp nhận"], &[&["Xã 3", "#3", "60", "100"]]),
        5 => form(&WITH_IDS, &[&["#5", "Xã 5", "100", "60"], &["", "Tổng cộng", "100", "60"]]),
        7 => form(&WITH_IDS, &[]),
        8 => form(&WITH_IDS, &[&["#8", "Xã 8", "100", "x"]]),
        9 => form(&WITH_IDS, &[&["#9", "Xã 9", "100", ""]]),
        10 | 11 => form(
            &["Mã", "Tên", "Tiếp nhận", "Nộp qua mạng"],
            &[&[&format!("#{number}"), &format!("Xã {number}"), "100", "60"]],
        ),
        12 => form(&WITH_IDS, &[&["#13", "Xã 13", "100", "60"]]),
        _ => form(&WITH_IDS, &[&[&format!("#{number}"), &format!("Xã {number}"), "100", "60"]]),
    };
    let files: Vec<(String, Vec<u8>)> = (1..=30).map(|number| (format!("{number:02}.xlsx"), of(number))).collect();
    let list = (1..=30).map(|number| format!("{number};Xã {number};Xã\n")).collect::<String>();
    let [vi, en] = checked(&files, &format!("Mã;Tên;Khối\n{list}"));
    insta::with_settings!({ snapshot_path => "golden", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("reading_report_of_many_files", format!("{vi}\n{en}"));
    });
}

#[test]
fn a_broken_file_does_not_hide_what_the_others_say() {
    let row = |id: &str, name: &str| form(&WITH_IDS, &[&[id, name, "100", "80"]]);
    let broken = form(&["Code", "Name"], &[&["#002", "Gôi"]]);
    // Its first row is read before it breaks, and is nobody's then.
    let torn = format!("Mã;Tên;Tiếp nhận;Trực tuyến\n003;Xã Đại An;100;80\n010{}1\n", ";".repeat(20_000)).into_bytes();
    let files = [("0.xlsx", torn), ("a.xlsx", row("#001", "Xã Kim Thái")), ("b.xlsx", broken)];
    let [vi, en] = checked(&files.clone().map(|(name, bytes)| (name.to_owned(), bytes)), LIST);
    assert!(vi.contains("Tập thể: 3 tệp gộp lại, 2 tệp chưa đọc được\n"), "{vi}");
    assert!(vi.contains("đã đọc    1 tập thể; 3 tập thể chưa gửi hoặc có tệp chưa đọc được\n"), "{vi}");
    assert!(vi.contains("data/nop/a.xlsx › “So lieu”: dòng tiêu đề 3\n    đã đọc  1 tập thể, dòng 4: Xã Kim Thái"), "{vi}");
    assert!(vi.contains("data/nop/b.xlsx › “So lieu”: chưa đọc được\n    lỗi  không tìm thấy dòng tiêu đề"), "{vi}");
    assert!(vi.contains("data/nop/0.xlsx: chưa đọc được\n    lỗi  dòng 3 có hơn 16.384 cột"), "{vi}");
    assert!(en.contains("data/nop/0.xlsx: not readable\n    error  row 3 has more than 16,384 columns"), "{en}");
    assert!(vi.contains("A   Mã → (mã)                             1     0     0  001"), "{vi}");
    let case = gathered(&files);
    assert!(case.subjects.is_none());
    let found = case.found();
    assert!(found.contains("[not-sent]: chưa có số liệu của “Xã Đại An”: chưa gửi, hoặc tệp"), "{found}");
}

#[test]
fn a_broken_list_of_one_unit_does_not_hide_the_lists_of_the_others() {
    let folder = folder();
    let details = "[details.tasks]\nof = \"units\"\nfiles = \"viec/*.csv\"\nsubject = \"Mã\"\nname = \"Việc\"\n\
                   [details.tasks.columns]\ndone = { heading = \"Xong\", kind = \"count\" }\n";
    fs::write(folder.path().join("campaign.toml"), format!("{DEFINITION}\n{details}")).unwrap();
    fs::create_dir_all(folder.path().join("viec")).unwrap();
    let torn = format!("Mã;Việc;Xong\n002;Cũ;1\n002{}1\n", ";".repeat(20_000));
    for (file, text) in [("a.csv", torn.as_str()), ("b.csv", "Việc;Mã;Xong\nMột;001;1\nHai;001;2\n"), ("c.csv", "x;y\n")]
    {
        fs::write(folder.path().join("viec").join(file), text).unwrap();
    }
    let (_, said) = say(folder.path(), &["check", "."]);
    assert!(said.contains("Bảng chi tiết “Việc”: 3 tệp gộp lại, 2 tệp chưa đọc được\n"), "{said}");
    assert!(said.contains("viec/a.csv: chưa đọc được\n    lỗi  dòng 3 có hơn 16.384 cột"), "{said}");
    let told = "viec/b.csv: dòng tiêu đề 1\n    đã đọc  2 dòng, từ dòng 2 đến dòng 3: Xã Kim Thái; 2 ô có số liệu\n";
    assert!(
        said.contains(told) && said.contains("C   Xong → done                           2     0     0  1 … 2"),
        "{said}"
    );
}

#[test]
fn whoever_may_be_in_a_file_that_cannot_be_read_is_not_called_unknown() {
    let definition = DEFINITION.replace("expected = \"data/danh-sach.csv\"\n", "")
        + "[persons]\nfile = \"p.csv\"\nid = \"Mã\"\nname = \"Tên\"\nunit = \"Đơn vị\"\n[persons.columns]\n\
           points = { heading = \"Điểm\", kind = \"score\", max = 10 }\n";
    let units = form(&["Mã", "Tên", "Khối", "Tiếp nhận", "Trực tuyến"], &[&["A", "Xã A", "Xã", "9", "7"]]);
    let persons = ("p.csv", "Mã;Tên;Đơn vị;Điểm\nP1;An;A;9\nP2;Bình;B;9\n".as_bytes());
    let found = |broken: Option<&[u8]>| {
        let units = [("data/nop/a.xlsx", units.as_slice())].into_iter();
        let units: Vec<_> = units.chain(broken.map(|broken| ("data/nop/b.xlsx", broken))).collect();
        Case::gathered(&definition, &units, None, &[persons]).found()
    };
    assert!(found(None).contains("[unknown-unit]: không có “B”"), "{}", found(None));
    let broken = found(Some(b"PK\x03\x04 cut"));
    assert!(broken.contains("[damaged-file]") && !broken.contains("[unknown-unit]"), "{broken}");
}

#[test]
fn each_year_has_its_own_folder_and_its_own_list() {
    let folder = tempfile::tempdir().unwrap();
    let definition = DEFINITION
        .replace("data/nop/*.xlsx", "data/{year}/*.csv")
        .replace("data/danh-sach.csv", "ds-{year}.csv")
        .replace("year   = 2023", "year   = 2023\nfirst_year = 2022")
        .replace(
            "check = { office = \"online / received >= 70%\", commune = \"online / received >= 60%\" }",
            "check = \"improved(online)\"",
        );
    fs::write(folder.path().join("campaign.toml"), definition).unwrap();
    fs::write(folder.path().join("ds-2023.csv"), "Mã;Tên;Khối\nA;Xã A;Xã\nB;Xã B;Xã\n").unwrap();
    for (file, text) in [
        ("2022/1.csv", "Mã;Tên;Tiếp nhận;Trực tuyến\nA;Xã A;10;5\n"),
        ("2022/2.csv", "Trực tuyến;Tiếp nhận;Tên\n6;10;UBND xã B\n"),
        ("2023/1.csv", "Mã;Tên;Tiếp nhận;Trực tuyến\nA;Xã A;10;6\n"),
        ("2023/2.csv", "Mã;Tên;Tiếp nhận;Trực tuyến\nB;Xã B;10;6\n"),
    ] {
        let path = folder.path().join("data").join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let (code, said) = say(folder.path(), &["explain", ".", "B"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("lưu ý[locality-taken]: “UBND xã B” được hiểu là “Xã B”"), "{said}");
    let (_, checked) = say(folder.path(), &["check", "."]);
    let (_, of_2022) = checked.split_once("Tập thể, năm 2022: 2 tệp gộp lại").unwrap_or_else(|| panic!("{checked}"));
    assert!(of_2022.contains("A   Mã → (mã); 1 tệp không có             1     0     0  A\n"), "{of_2022}");
    assert!(of_2022.contains("→ (tên); 1 tệp ở cột C            2     0     0  Xã A … UBND xã B\n"), "{of_2022}");
    assert!(of_2022.contains("data/2022/2.csv: dòng tiêu đề 1\n    đã đọc          1 tập thể, dòng 2: Xã B"), "{of_2022}");
    let (_, with_places) = say(folder.path(), &["explain", ".", "A"]);
    assert!(said.contains("không đạt") || said.contains("Không đủ tiêu chuẩn"), "{said}");
    assert!(!with_places.contains("Không đủ tiêu chuẩn"), "{with_places}");
    fs::remove_dir_all(folder.path().join("data/2022")).unwrap();
    let (code, said) = say(folder.path(), &["run", "."]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("[no-file-fits]") && said.contains("data/2022/*.csv"), "{said}");
}

#[test]
fn mistakes_in_where_the_files_are_are_found_together() {
    let case = |from: &str, to: &str, code: &str| {
        let definition = DEFINITION.replace(from, to);
        assert_ne!(definition, DEFINITION);
        let (campaign, findings) = thidua::campaign::read(&definition);
        assert!(campaign.is_none(), "{to}");
        let codes: Vec<&str> = findings.iter().map(thidua::vocab::Finding::code).collect();
        assert!(codes.contains(&code), "{to}: {codes:?}");
    };
    case("files    = \"data/nop/*.xlsx\"", "file = \"data/nop/*.xlsx\"", "pattern-in-file");
    case("files    = \"data/nop/*.xlsx\"", "file = \"a.csv\"\nfiles = \"data/*.xlsx\"", "file-and-files");
    case("data/nop/*.xlsx", "data\\\\nop\\\\*.xlsx", "bad-pattern");
    case("data/nop/*.xlsx", "data/**/*.xlsx", "bad-pattern");
    case("files    = \"data/nop/*.xlsx\"", "", "missing-key");
    case("expected = \"data/danh-sach.csv\"", "expected = { id = \"Mã\" }", "missing-key");
    case("expected = \"data/danh-sach.csv\"", "expected = 5", "wrong-shape");
    case("expected = \"data/danh-sach.csv\"", "expected = { file = \"a.csv\", ten = \"Tên\" }", "unknown-key");
    case("kind = \"count\", measure", "kind = \"count\", min = 5, max = 1, measure", "range-backwards");
    case("kind = \"count\", measure", "kind = \"count\", written = \"percent\", measure", "option-not-for-kind");
}

#[test]
fn a_list_that_names_a_unit_twice_stops_the_run_once() {
    let list = "Mã;Tên;Khối\nA;Xã A;Xã\nB;Xã B;Xã\nA;Xã A;Xã\n";
    let figures = form(&WITH_IDS, &[&["A", "Xã A", "10", "7"]]);
    let files = [("data/nop/a.xlsx", figures.as_slice())];
    let case = Case::gathered(DEFINITION, &files, Some(("data/danh-sach.csv", list.as_bytes())), &[]);
    assert!(case.subjects.is_none());
    let found = case.found();
    assert_eq!(found.matches("[doubled-id]").count(), 1, "{found}");
    assert!(found.contains("dòng 2, cột A") && found.contains("dòng 4, cột A"), "{found}");
}

#[test]
fn a_file_whose_rows_lack_their_ids_is_no_empty_form() {
    let case = gathered(&[
        ("data/nop/a.xlsx", form(&WITH_IDS, &[&["#001", "Xã Kim Thái", "100", "99"]])),
        ("data/nop/b.xlsx", form(&WITH_IDS, &[&["", "Xã Minh Tân", "18", "9"]])),
    ]);
    let found = case.found();
    assert!(found.contains("[row-without-id]") && !found.contains("[no-rows]"), "{found}");
    assert!(case.subjects.is_some(), "{found}");
}

#[test]
fn a_column_that_is_missing_is_told_once_and_not_again_of_every_row() {
    let rows: [&[&str]; 3] = [&["1", "Xã A", "9", "7"], &["2", "Xã B", "9", "7"], &["3", "Xã C", "9", "7"]];
    let codes = |case: &Case| -> Vec<&str> { case.findings.iter().map(thidua::vocab::Finding::code).collect() };
    let told = |case: &Case| codes(case).into_iter().filter(|code| *code != "not-sent").collect::<Vec<_>>();
    let case = gathered(&[
        ("data/nop/a.xlsx", form(&["STT", "Xã", "Tiếp nhận", "Trực tuyến"], &rows)),
        ("data/nop/b.xlsx", form(&WITH_IDS, &[&["#001", "Xã Kim Thái", "100", "99"]])),
    ]);
    assert_eq!(told(&case), ["missing-column"], "{}", case.found());
    let listed = DEFINITION.replace("expected = \"data/danh-sach.csv\"\n", "");
    for (headings, missing) in [
        (["Số", "Tên", "Tiếp nhận", "Trực tuyến"], 2),
        (["Mã", "Ten", "Tiếp nhận", "Trực tuyến"], 2),
        (["Mã", "Tên", "Tiếp nhận", "Trực tuyến"], 1),
    ] {
        let sent = form(&headings, &rows);
        let case = Case::gathered(&listed, &[("data/nop/a.xlsx", &sent)], None, &[]);
        assert_eq!(told(&case), vec!["missing-column"; missing], "{}", case.found());
    }
    let by_year = listed.replace("[units]\n", "[units]\nyear = \"Năm\"\n");
    let by_year = by_year.replace("year   = 2023", "year = 2023\nfirst_year = 2022");
    let sent = form(&["Mã", "Tên", "Tiếp nhận", "Trực tuyến", "Khối"], &[&["1", "Xã A", "9", "7", "Xã"]]);
    let case = Case::gathered(&by_year, &[("data/nop/a.xlsx", &sent)], None, &[]);
    assert_eq!(told(&case), ["missing-column"], "{}", case.found());
}

#[test]
fn files_of_the_folder_that_no_pattern_takes_are_named_once() {
    let folder = folder();
    let nop = folder.path().join("data/nop");
    fs::create_dir_all(nop.join("sub")).unwrap();
    fs::rename(nop.join("VB 001.xlsx"), nop.join("VB 001.XLSX")).unwrap();
    for name in ["c.xls", "sub/d.xlsx", "ghi chú.docx"] {
        fs::write(nop.join(name), "x").unwrap();
    }
    let (code, said) = say(folder.path(), &["check", "."]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("[untaken-files]: 2 tệp") && said.contains("“data/nop/c.xls”, “data/nop/sub/d.xlsx”"), "{said}");
    assert!(said.contains("VB 001.XLSX"), "{said}");
}
