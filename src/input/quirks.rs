//! The quirks of real files, one test for each: what a careful reader does with them, or says.
//!
//! The small things of each format are tested beside its reader; here whole files go in, and what a clerk would see
//! comes out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook};

use super::testing::{Book, Seen, archive, read, request, xls};
use super::{Looks, Skipped};
use crate::vocab::finding::{Encoding, TableFault};
use crate::vocab::{Finding, Place, TableId};

const TABLE: TableId = TableId(0);

fn csv(text: &str, headings: &[&str]) -> Seen {
    read("a.csv", text.as_bytes(), &request(headings))
}

fn sheet(data: &str, headings: &[&str]) -> Seen {
    read("a.xlsx", &Book::of(data).bytes(), &request(headings))
}

/// Rows of text cells as the XML of a sheet.
fn rows(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| format!(r#"<c t="str"><v>{text}</v></c>"#);
    rows.iter().map(|row| format!("<row>{}</row>", row.iter().map(cell).collect::<String>())).collect()
}

#[test]
fn a_report_as_offices_send_it_is_read_as_a_person_reads_it() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("BIA").unwrap().write(0, 0, "Báo cáo năm 2023").unwrap();
    let sheet = book.add_worksheet().set_name("SO LIEU").unwrap();
    let plain = Format::new();
    sheet.merge_range(0, 0, 0, 2, "UBND HUYỆN VỤ BẢN", &plain).unwrap();
    sheet.merge_range(0, 3, 0, 5, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", &plain).unwrap();
    sheet.write(2, 0, "Biểu 01: kết quả cải cách hành chính").unwrap();
    sheet.merge_range(4, 0, 5, 0, "STT", &plain).unwrap();
    sheet.merge_range(4, 1, 5, 1, "Mã\nđơn vị (*)", &plain).unwrap();
    sheet.merge_range(4, 2, 5, 2, "Tên đơn vị", &plain).unwrap();
    sheet.merge_range(4, 3, 4, 5, "Hồ sơ", &plain).unwrap();
    for (column, heading) in (3..).zip(["Tổng số", "Trực tuyến", "Tỷ lệ"]) {
        sheet.write(5, column, heading).unwrap();
    }
    for column in 0..6_u16 {
        sheet.write(6, column, format!("({})", column + 1)).unwrap();
    }
    sheet.write(7, 0, "I").unwrap().write(7, 2, "Khối các xã").unwrap();
    for (row, code) in (8..).zip(["X01", "X02"]) {
        sheet.write(row, 0, row - 7).unwrap().write(row, 1, code).unwrap().write(row, 2, " Xã  A ").unwrap();
        sheet.write(row, 3, 10).unwrap().write(row, 4, "7").unwrap();
        sheet.write_with_format(row, 5, 0.7, &Format::new().set_num_format("0%")).unwrap();
    }
    sheet.write(10, 2, "Tổng cộng").unwrap().write(10, 3, 20).unwrap();
    sheet.write(12, 4, "Vụ Bản, ngày 5 tháng 12 năm 2023").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let seen = read("bieu-01.xlsx", &bytes, &request(&["Mã đơn vị", "Hồ sơ › Tổng số", "Trực tuyến", "Tỷ lệ"]));
    let expected = [
        "7: – | – | – | –",
        "8: X01 | =10 | 7 | =0.7 Percent",
        "9: X02 | =10 | 7 | =0.7 Percent",
        "10: – | =20 | – | –",
        "12: – | – | Vụ Bản, ngày 5 tháng 12 năm 2023 | –",
    ];
    assert_eq!(seen.rows, expected);
    assert_eq!(seen.looks, [Looks::Group, Looks::Data, Looks::Data, Looks::Total, Looks::Signature]);
    assert_eq!(seen.codes(), [""; 0]);
    let table = seen.table.unwrap();
    assert_eq!((table.heading_row, table.last_heading_row), (4, 5));
    assert_eq!(table.skipped, [Skipped { row: 6, looks: Looks::ColumnNumbers }]);
    assert_eq!(seen.sources.get(TABLE).unwrap().sheet.as_deref(), Some("SO LIEU"));
}

#[test]
fn a_heading_is_found_whatever_its_spaces_letters_and_marks() {
    for heading in [
        "Tên  đơn vị",
        "TÊN ĐƠN VỊ",
        "Te\u{302}n đơn vi\u{323}",
        "Tên\u{a0}đơn vị:",
        "Tên ðơn vị",
        "Tên đơn vị (*)",
        "\u{200b}Tên đơn\nvị ",
    ] {
        let text = format!("\"{heading}\";Mã\nx;1\n");
        assert_eq!(
            csv(&text, &["Tên đơn vị"]).rows,
            [format!("{}: x", 1 + u32::from(heading.contains('\n')))],
            "{heading:?}"
        );
    }
    assert_eq!(csv("Ten don vi;Mã\nx;1\n", &["Tên đơn vị", "Mã"]).codes(), ["missing-column"]);
    let near = csv("Tên đơn vi;Mã\nx;1\n", &["Tên đơn vị", "Mã"]);
    let fault =
        TableFault::MissingColumn {
            heading: "Tên đơn vị".to_owned(), near: Some("Tên đơn vi".to_owned()), among: None
        };
    assert_eq!(near.findings, [Finding::new(fault, Place::Row(TABLE, 0))]);
}

#[test]
fn every_kind_of_nothing_has_its_own_finding() {
    let case = |bytes: &[u8], code: &str| assert_eq!(read("a.xlsx", bytes, &request(&["Mã"])).codes(), [code]);
    case(b"", "empty-file");
    case(b"\xef\xbb\xbf", "empty-file");
    case(b"\xff\xfe", "empty-file");
    case(&Book::of("").bytes(), "headings-not-found");
    case(&Book::of(&rows(&[&["Mã"]])).bytes(), "no-rows");
    case(&archive(&[("word/document.xml", "<a/>")]), "a-document");
    case(&archive(&[]), "not-a-table");
    case(b"\x89PNG\r\n\x1a\n", "a-document");
    case(b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>", "damaged-file");
}

#[test]
fn a_file_is_read_as_what_it_is_whatever_its_name() {
    let xlsx = Book::of(&rows(&[&["Mã"], &["01"]])).bytes();
    let text = "Mã\n01\n".as_bytes();
    let page = "<table><tr><td>Mã<tr><td>01</table>".as_bytes();
    for (name, bytes, codes) in [
        ("a.xls", &xlsx[..], &["other-format"][..]),
        ("a.csv", &xlsx, &["other-format"]),
        ("a.xlsx", text, &["other-format"]),
        ("a.xls", page, &["other-format"]),
        ("a.csv", text, &[]),
        ("a", &xlsx, &[]),
    ] {
        let seen = read(name, bytes, &request(&["Mã"]));
        assert_eq!((seen.codes().as_slice(), seen.rows.as_slice()), (codes, &["1: 01".to_owned()][..]), "{name}");
    }
    let old = read("a.xlsx", &xls(&[(0, 0, "Mã"), (1, 0, "A1")]), &request(&["Mã"]));
    assert_eq!((old.codes(), old.rows), (vec!["other-format"], vec!["1: A1".to_owned()]));
}

#[test]
fn letters_are_found_again_or_refused_by_name() {
    let tcvn3: Vec<u8> =
        "M·;Tªn ®¬n vÞ\n01;X· Kim Th¸i\n02;ThÞ trÊn G«i\n".chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let seen = read("a.csv", &tcvn3, &request(&["Mã", "Tên đơn vị"]));
    assert_eq!(seen.rows, ["1: 01 | Xã Kim Thái", "2: 02 | Thị trấn Gôi"]);
    assert_eq!(seen.findings, [Finding::new(TableFault::Converted { encoding: Encoding::Tcvn3 }, Place::Table(TABLE))]);
    assert_eq!(seen.table.unwrap().encoding, Some(Encoding::Tcvn3));
    let lost = csv("Ma;X?p lo?i\n01;T?t\n", &["Mã"]);
    assert_eq!(
        lost.findings,
        [Finding::new(TableFault::LostLetters { word: "X?p".to_owned(), once: false }, Place::Row(TABLE, 0))]
    );
    let utf16: Vec<u8> = "\u{feff}Mã\tTên\r\n01\tXã Kim Thái\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let seen = read("a.txt", &utf16, &request(&["Mã", "Tên"]));
    assert_eq!((seen.rows, seen.findings), (vec!["1: 01 | Xã Kim Thái".to_owned()], vec![]));
}

#[test]
fn nothing_that_a_terminal_obeys_leaves_the_reader() {
    let seen = csv("Mã;Tên\n01;\"a\u{1b}[31mb\u{202e}c\u{7}\"\n", &["Mã", "Tên"]);
    assert_eq!(seen.rows, ["1: 01 | a [31mbc"]);
    let data = rows(&[&["Mã", "Tên"], &["01", "a_x001B_[31m&#x202e;b"]]);
    assert_eq!(sheet(&data, &["Mã", "Tên"]).rows, ["1: 01 | a [31mb"]);
    let seen = csv("M\u{1b}[2Jã;x\n1;2\n", &["Không có", "x"]);
    assert!(!format!("{:?}", seen.findings).contains("\\u{1b}"));
}

#[test]
fn a_hostile_workbook_costs_no_more_than_its_size() {
    // A million shared strings, each of which would be large alone.
    let strings = "<si><t>x</t></si>".repeat(200_000);
    let data = rows(&[&["Mã"], &["01"]]);
    let book = Book { strings: &strings, ..Book::of(&data) };
    assert_eq!(read("a.xlsx", &book.bytes(), &request(&["Mã"])).rows, ["1: 01"]);
    let mut small = request(&["Mã"]);
    small.limits.strings = 1 << 20;
    assert_eq!(read("a.xlsx", &book.bytes(), &small).codes(), ["too-large"]);

    // Merged areas over the whole sheet, a dimension that lies, columns that are hidden beyond the last.
    let tail = format!("<mergeCells>{}</mergeCells>", r#"<mergeCell ref="A2:XFD1048576"/>"#.repeat(1000));
    let head = r#"<dimension ref="A1:XFD1048576"/><cols><col min="1" max="65535" hidden="1"/></cols>"#;
    let book = Book { head, tail: &tail, ..Book::of(&data) };
    let seen = read("a.xlsx", &book.bytes(), &request(&["Mã"]));
    assert_eq!((seen.rows, seen.findings.len()), (vec!["1: 01".to_owned()], 1));

    // An entity that expands is no entity here.
    let bomb = format!("<!DOCTYPE a [<!ENTITY b \"bb\">]>{data}").replace("01", "&b;&b;&b;");
    assert!(read("a.xlsx", &Book::of(&bomb).bytes(), &request(&["Mã"])).rows.is_empty());
}

#[test]
fn more_rows_or_columns_than_any_sheet_has_are_named() {
    let columns = |row| TableFault::TooManyColumns { row };
    let table = rows(&[&["Mã"], &["01"]]);
    for (data, fault) in [
        ("<row/>".repeat(1_048_577), TableFault::TooManyRows),
        (format!(r#"{table}<row r="1048577"><c><v>1</v></c></row>"#), TableFault::TooManyRows),
        (format!(r#"{table}<row r="3"><c r="A1048577"><v>1</v></c></row>"#), TableFault::TooManyRows),
        (format!("<row/><row>{}</row>", "<c/>".repeat(16_385)), columns(2)),
        (format!("{table}<row>{}</row>", r#"<c r="A3"/>"#.repeat(16_385)), columns(3)),
        (format!(r#"{table}<row r="3"><c r="XFE3"><v>1</v></c></row>"#), columns(3)),
    ] {
        let seen = sheet(&data, &["Mã"]);
        assert_eq!(seen.findings, [Finding::new(fault, Place::Table(TableId(0)))], "{:.80}", data);
        assert_eq!(seen.sources.get(TableId(0)).unwrap().sheet.as_deref(), Some("S"), "{:.80}", data);
    }
}

#[test]
fn a_text_file_of_one_endless_line_is_refused_quickly() {
    let text = "x,".repeat(1_000_000);
    assert_eq!(csv(&text, &["Mã"]).codes(), ["too-many-columns"]);
    let text = format!("Mã,Tên\n01,\"{}", "x\n".repeat(1_000_000));
    assert_eq!(csv(&text, &["Mã", "Tên"]).codes(), ["unclosed-quote"]);
}

/// Some bytes of a file changed, cut or doubled.
fn damaged(file: &[u8], cuts: &[(usize, u8, usize)]) -> Vec<u8> {
    let mut bytes = file.to_vec();
    for (at, byte, length) in cuts {
        let at = at % bytes.len().max(1);
        match length % 4 {
            0 => bytes.truncate(at),
            1 => bytes.extend_from_within(at..),
            _ => bytes.iter_mut().skip(at).take(*length).for_each(|old| *old = *byte),
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn no_bytes_make_the_reader_fail(
        file in 0..4_usize,
        cuts in proptest::collection::vec((any::<usize>(), any::<u8>(), 0..20_usize), 1..6),
    ) {
        let data = rows(&[&["Mã", "Tên"], &["01", "Xã A"]]);
        let files: [Vec<u8>; 4] = [
            "Mã;Tên\n01;\"Xã\nA\"\n\n02;B\n".as_bytes().to_vec(),
            Book { strings: "<si><t>x</t></si>", fonts: "<font><name val=\".VnTime\"/></font>", ..Book::of(&data) }.bytes(),
            b"<html><table><tr><td rowspan=2>Ma<td>Ten<tr><td>1</table>".to_vec(),
            super::plain(&xls(&[(0, 0, "Mã"), (1, 0, "A1")]), &super::Limits::default()).unwrap().into_bytes(),
        ];
        let damaged = damaged(&files[file], &cuts);
        // A library reads these and may ask for any amount of memory: they have a process of their own, and tests there.
        prop_assume!(!super::is_fragile(&damaged, &super::Limits::default()));
        let seen = read("a.csv", &damaged, &request(&["Mã", "Tên"]));
        prop_assert!(seen.table.is_some() || !seen.findings.is_empty());
    }

    #[test]
    fn no_sheet_makes_the_reader_fail(
        data in proptest::collection::vec(
            prop_oneof![
                Just("<row r=\"2\">"), Just("<row>"), Just("</row>"), Just("<c r=\"A1\" t=\"s\">"), Just("<c t=\"str\">"),
                Just("<c r=\"B99999999\">"), Just("<c s=\"9\"/>"), Just("</c>"), Just("<v>"), Just("</v>"), Just("<v/>"),
                Just("Mã"), Just("Tên"), Just("1"), Just("-5e400"), Just("<f>"), Just("</f>"), Just("<is>"), Just("<t>"),
                Just("&amp;"), Just("&#x0;"), Just("&x;"), Just("<![CDATA[x]]>"), Just("</sheetData>"), Just("<!--"), Just("-->"),
                Just("<mergeCell ref=\"A1:A9\"/>"), Just("<col min=\"0\" max=\"9\" hidden=\"1\"/>"), Just("\u{1}"), Just("<"),
            ],
            0..60,
        ),
    ) {
        let seen = sheet(&data.concat(), &["Mã", "Tên"]);
        prop_assert!(seen.table.is_some() || !seen.findings.is_empty());
    }

    #[test]
    fn no_text_makes_the_reader_fail(text in "([MTmã êàên1-9\",;\\t|\\r\\n?<>&\u{0}\u{feff}=']|Mã|Tên|sep=|\"\"){0,80}") {
        let seen = csv(&text, &["Mã", "Tên"]);
        prop_assert!(seen.table.is_some() || !seen.findings.is_empty());
    }
}
