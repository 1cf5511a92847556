//! Every format and encoding that offices send, from the file to what the program says it read.

use rust_xlsxwriter::Workbook;

use super::made::{Binary, ods, xls, xlsb};
use super::program::{Said, check, run};

const TEXT: &str = "Mã;Tên;Điểm\nDV1;Xã Kim Thái;62,5\nDV2;Thị trấn Gôi;90\n";

/// What the report says of [`TEXT`] in whatever format.
const NAMES: &str = "B Tên → (tên) 2 0 0 Xã Kim Thái … Thị trấn Gôi";
const SCORES: &str = "C Điểm → score 2 0 0 62,5 … 90";

/// The file says the same as [`TEXT`]; the findings have these codes.
#[track_caller]
fn same(file: &str, bytes: &[u8], codes: &[&str]) -> Said {
    let said = check(file, bytes);
    assert_eq!((said.code, said.codes().as_slice()), (Some(0), codes), "{file}: {}", said.err);
    assert_eq!((said.column("(tên)").as_str(), said.column("score").as_str()), (NAMES, SCORES), "{file}: {}", said.out);
    said.assert_clean(file);
    said
}

fn rows() -> Vec<Vec<&'static str>> {
    TEXT.lines().map(|line| line.split(';').collect()).collect()
}

fn excel() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Đơn vị").unwrap();
    for (row, cells) in (0..).zip(rows()) {
        for (column, cell) in (0..).zip(cells) {
            match cell.replace(',', ".").parse::<f64>() {
                Ok(number) => sheet.write(row, column, number).unwrap(),
                Err(_) => sheet.write(row, column, cell).unwrap(),
            };
        }
    }
    book.save_to_buffer().unwrap()
}

fn old_excel() -> Vec<u8> {
    let rows = rows().into_iter().map(|row| row.into_iter().map(|cell| cell.replace(',', ".")).collect());
    let rows: Vec<Vec<String>> = rows.collect();
    let cells =
        (0..).zip(&rows).flat_map(|(row, cells)| (0..).zip(cells).map(move |(column, cell)| (row, column, cell.as_str())));
    xls(&cells.collect::<Vec<_>>())
}

fn binary() -> Vec<u8> {
    xlsb(
        &["Xã Kim Thái", "Điểm"],
        &[
            (0, 0, Binary::Text("Mã")),
            (0, 1, Binary::Text("Tên")),
            (0, 2, Binary::Shared(1)),
            (1, 0, Binary::Text("DV1")),
            (1, 1, Binary::Shared(0)),
            (1, 2, Binary::Number(62.5)),
            (2, 0, Binary::Text("DV2")),
            (2, 1, Binary::Text("Thị trấn Gôi")),
            (2, 2, Binary::Whole(90)),
        ],
    )
}

fn open_document() -> Vec<u8> {
    let cell = |text: &str| match text.replace(',', ".").parse::<f64>() {
        Ok(number) => format!(
            r#"<table:table-cell office:value-type="float" office:value="{number}"><text:p>{text}</text:p></table:table-cell>"#
        ),
        Err(_) => format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#),
    };
    let row =
        |cells: Vec<&str>| format!("<table:table-row>{}</table:table-row>", cells.into_iter().map(cell).collect::<String>());
    ods(&rows().into_iter().map(row).collect::<String>())
}

fn page() -> Vec<u8> {
    let row = |cells: Vec<&str>| format!("<tr><td>{}</td></tr>", cells.join("</td><td>"));
    let rows: String = rows().into_iter().map(row).collect();
    format!("<html><head><meta charset=\"utf-8\"></head><body><table border=1>{rows}</table></body></html>").into_bytes()
}

fn utf16(mark: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
    format!("{mark}{}", TEXT.replace(';', "\t")).encode_utf16().flat_map(bytes_of).collect()
}

fn latin(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
}

#[test]
fn every_kind_of_workbook_is_read() {
    assert!(same("a.xlsx", &excel(), &[]).out.contains("bảng tính Excel (.xlsx)"));
    assert!(same("a.xls", &old_excel(), &[]).out.contains("Excel 97–2003"));
    let said = same("a.xlsb", &binary(), &[]);
    assert!(
        said.out.contains("bảng tính Excel nhị phân (.xlsb)") && said.out.contains("trang tính    “Đơn vị”"),
        "{}",
        said.out
    );
    assert!(same("a.ods", &open_document(), &[]).out.contains("OpenDocument"));
}

#[test]
fn every_encoding_of_text_is_read() {
    same("a.csv", TEXT.as_bytes(), &[]);
    same("a.csv", format!("\u{feff}{TEXT}").as_bytes(), &[]);
    same("a.csv", format!("sep=;\r\n{}", TEXT.replace('\n', "\r\n")).as_bytes(), &[]);
    let comma = TEXT.replace("62,5", "\"62,5\"").replace(';', ",");
    assert!(same("a.csv", comma.as_bytes(), &[]).out.contains("dấu phân cách “,”"));
    for bytes in [utf16("\u{feff}", u16::to_le_bytes), utf16("\u{feff}", u16::to_be_bytes), utf16("", u16::to_le_bytes)] {
        let said = same("a.txt", &bytes, &[]);
        assert!(said.out.contains("dấu phân cách tab, chữ theo Unicode (UTF-16)"), "{}", said.out);
    }
    let (windows, ..) = encoding_rs::WINDOWS_1258
        .encode("Ma\u{303};Tên;Điê\u{309}m\nDV1;Xa\u{303} Kim Tha\u{301}i;62,5\nDV2;Thi\u{323} trâ\u{301}n Gôi;90\n");
    let said = same("a.csv", &windows, &["converted-letters"]);
    assert!(said.out.contains("chữ theo bảng mã windows-1258"), "{}", said.out);
}

#[test]
fn older_vietnamese_letters_are_converted_with_a_note() {
    let tcvn3 = latin("M·;Tªn;§iÓm\nDV1;X· Kim Th¸i;62,5\nDV2;ThÞ trÊn G«i;90\n");
    let said = same("a.csv", &tcvn3, &["converted-letters"]);
    assert!(said.out.contains("TCVN3") && said.err.contains("đã chuyển sang Unicode"), "{}", said.out);
    let vni = latin("Maõ;Teân;Ñieåm\nDV1;Xaõ Kim Thaùi;62,5\nDV2;Thò traán Goâi;90\n");
    assert!(same("a.csv", &vni, &["converted-letters"]).out.contains("VNI"));
    // The same letters as Excel saves them, as Unicode characters of the same codes.
    let saved = "M·;Tªn;§iÓm\nDV1;X· Kim Th¸i;62,5\nDV2;ThÞ trÊn G«i;90\n";
    let said = same("a.csv", saved.as_bytes(), &["converted-letters"]);
    assert!(said.out.contains("TCVN3") && said.err.contains("đã chuyển sang Unicode"), "{}", said.out);
    let saved = "Maõ;Teân;Ñieåm\nDV1;Xaõ Kim Thaùi;62,5\nDV2;Thò traán Goâi;90\n";
    assert!(same("a.csv", saved.as_bytes(), &["converted-letters"]).out.contains("VNI"));
    let old = xls(&[
        (0, 0, "M·"),
        (0, 1, "Tªn"),
        (0, 2, "§iÓm"),
        (1, 0, "DV1"),
        (1, 1, "X· Kim Th¸i"),
        (1, 2, "62.5"),
        (2, 0, "DV2"),
        (2, 1, "ThÞ trÊn G«i"),
        (2, 2, "90"),
    ]);
    same("a.xls", &old, &["converted-letters"]);
}

#[test]
fn letters_that_are_lost_are_refused_with_how_to_export_again() {
    let said = check("a.csv", b"Ma;T?n;?i?m\nDV1;X? Kim Th?i;62,5\nDV2;Th? tr?n G?i;90\n");
    assert_eq!((said.code, said.codes()), (Some(1), vec!["lost-letters"]), "{}", said.err);
    assert!(said.err.contains("không khôi phục được") && said.err.contains("CSV UTF-8"), "{}", said.err);
}

#[test]
fn a_web_page_under_the_name_of_a_workbook_is_read() {
    assert!(same("a.xls", &page(), &["other-format"]).out.contains("trang web (HTML)"));
    same("a.html", &page(), &[]);
}

#[test]
fn a_wrong_ending_is_noted_and_the_file_read_as_what_it_is() {
    for (file, bytes, codes) in [
        ("a.xls", excel(), &["other-format"][..]),
        ("a.csv", excel(), &["other-format"]),
        ("a.xlsx", old_excel(), &["other-format"]),
        ("a.xlsx", binary(), &["other-format"]),
        ("a.xlsx", TEXT.as_bytes().to_vec(), &["other-format"]),
    ] {
        assert!(same(file, &bytes, codes).err.contains("đã đọc theo nội dung"), "{file}");
    }
}

#[test]
fn every_format_gives_the_same_results() {
    let told = |file: &str, bytes: &[u8]| {
        let said = run(file, bytes, &["explain", "DV1"]);
        assert_eq!(said.code, Some(0), "{file}: {}", said.err);
        said.out.lines().filter(|line| !line.starts_with("Nguồn: ") && !line.contains(file)).collect::<Vec<_>>().join("\n")
    };
    let expected = told("a.csv", TEXT.as_bytes());
    assert!(expected.contains("62,5"), "{expected}");
    for (file, bytes) in
        [("a.xlsx", excel()), ("a.xls", old_excel()), ("a.xlsb", binary()), ("a.ods", open_document()), ("b.xls", page())]
    {
        assert_eq!(told(file, &bytes), expected, "{file}");
    }
    let said = run("a.xlsb", &binary(), &["run", "-o", "a.xlsx"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
}
