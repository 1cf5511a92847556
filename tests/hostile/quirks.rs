//! Quirks of text files, wrong formats and odd names, a row for each: what is read, or which finding says where and why.
//!
//! The numbers are those of the list of quirks that the project was built against.

use std::fs;

use calamine::{Data, Reader, Xlsx, open_workbook};

use super::made::{Book, archive, xls};
use super::program::{check, run};

/// What a clerk must see of a file: the exit code, the codes of the findings, and pieces of what is printed.
#[track_caller]
fn quirk(number: u8, file: &str, bytes: &[u8], code: i32, findings: &[&str], pieces: &[&str]) {
    let said = check(file, bytes);
    assert_eq!((said.code, said.codes().as_slice()), (Some(code), findings), "{number} {file}: {}", said.err);
    let all = format!("{}{}", said.err, said.out);
    let words = all.split_whitespace().collect::<Vec<_>>().join(" ");
    for piece in pieces {
        assert!(words.contains(piece), "{number} {file}: no “{piece}” in\n{all}");
    }
    said.assert_clean(file);
}

/// `quirk` for a file that is read without a word: the score is 62,5 for one unit.
#[track_caller]
fn fine(number: u8, file: &str, bytes: &[u8]) {
    quirk(number, file, bytes, 0, &[], &["Điểm → score 1 0 0 62,5"]);
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn latin(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
}

fn cells(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| match text.parse::<f64>() {
        Ok(_) => format!("<c><v>{text}</v></c>"),
        Err(_) => format!(r#"<c t="str"><v>{text}</v></c>"#),
    };
    rows.iter().map(|row| format!("<row>{}</row>", row.iter().map(cell).collect::<String>())).collect()
}

/// An "XML Spreadsheet 2003" with the usual headings above these rows.
fn xml_2003(rows: &str) -> Vec<u8> {
    let cell = |text: &str| format!("<Cell><Data ss:Type=\"String\">{text}</Data></Cell>");
    let headings: String = ["Mã", "Tên", "Điểm"].map(cell).concat();
    format!(
        "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
        xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"Đơn vị\"><Table><Row>{headings}</Row>{rows}\
        </Table></Worksheet></Workbook>"
    )
    .into_bytes()
}

#[test]
fn marks_and_encodings_of_text_files() {
    let text = "Mã;Tên;Điểm\n01;Xã A;62,5\n";
    fine(34, "a.csv", format!("\u{feff}{text}").as_bytes());
    fine(34, "a.csv", "\u{feff}\"Mã\";\"Tên\";Điểm\n01;Xã A;62,5\n".as_bytes());
    quirk(34, "a.csv", "\u{feff}".as_bytes(), 1, &["empty-file"], &["a.csv"]);
    fine(35, "a.txt", &utf16(&format!("\u{feff}{}", text.replace(';', "\t"))));
    fine(35, "a.txt", &utf16(&text.replace(';', "\t")));
    let (windows, ..) = encoding_rs::WINDOWS_1258.encode("Ma\u{303};Tên;Điê\u{309}m\n01;Xa\u{303} A\u{301}nh;62,5\n");
    quirk(
        36,
        "a.csv",
        &windows,
        0,
        &["converted-letters"],
        &["Điểm → score 1 0 0 62,5", "Tên → (tên) 1 0 0 Xã Ánh", "windows-1258"],
    );
    let tcvn3 = latin("M·;Tªn;§iÓm\n01;Tr\u{ad}êng tiÓu häc;62,5\n");
    quirk(37, "a.csv", &tcvn3, 0, &["converted-letters"], &["Trường tiểu học", "bảng mã TCVN3 (phông .VnTime)"]);
    let vni = latin("Maõ;Teân;Ñieåm\n01;Tröôøng tieåu hoïc;62,5\n");
    quirk(37, "a.csv", &vni, 0, &["converted-letters"], &["Trường tiểu học", "bảng mã VNI (phông VNI-Times)"]);
}

#[test]
fn older_letters_that_were_saved_as_unicode() {
    let rows = "M·;Tªn;§iÓm\n01;Tr\u{ad}êng tiÓu häc;62,5\n";
    quirk(37, "a.csv", rows.as_bytes(), 0, &["converted-letters"], &["Trường tiểu học", "bảng mã TCVN3 (phông .VnTime)"]);
    quirk(37, "a.txt", &utf16(&rows.replace(';', "\t")), 0, &["converted-letters"], &["Trường tiểu học"]);
    let page = rows.replace('\n', "<tr><td>").replace(';', "<td>");
    let page = format!("<table><tr><td>{page}</table>");
    quirk(37, "a.html", page.as_bytes(), 0, &["converted-letters"], &["Trường tiểu học"]);
    let rows = "Maõ;Teân;Ñieåm\n01;Tröôøng tieåu hoïc;62,5\n";
    quirk(37, "a.csv", rows.as_bytes(), 0, &["converted-letters"], &["Trường tiểu học", "bảng mã VNI (phông VNI-Times)"]);
    // Names in Unicode beside them: nothing is converted, and each cell is named.
    let rows = "Mã;Tên;Điểm\n01;X· Kim Th¸i;62,5\n02;Xã Tân Hòa;60\n03;ThÞ trÊn G«i;70\n";
    quirk(37, "a.csv", rows.as_bytes(), 1, &["mistaken-letters"], &["a.csv › dòng 2, cột B", "dòng 4, cột B", "UniKey"]);
}

#[test]
fn letters_of_an_old_font_inside_a_workbook() {
    let data = r#"<row><c t="str"><v>Mã</v></c><c t="str"><v>Tên</v></c><c t="str"><v>Điểm</v></c></row>
        <row><c t="str"><v>01</v></c><c s="1" t="str"><v>Tr&#xad;êng tiÓu häc</v></c><c><v>62.5</v></c></row>"#;
    let book = Book {
        fonts: r#"<font><name val="Times New Roman"/></font><font><name val=".VnTime"/></font>"#,
        styles: r#"<xf numFmtId="0" fontId="0"/><xf numFmtId="0" fontId="1"/>"#,
        ..Book::of(data)
    };
    quirk(37, "a.xlsx", &book.bytes(), 0, &["converted-letters"], &["(tên) 1 0 0 Trường tiểu học", "TCVN3"]);
}

#[test]
fn delimiters_line_breaks_and_ragged_rows() {
    fine(38, "a.csv", b"sep=,\nM\xc3\xa3,T\xc3\xaan,\xc4\x90i\xe1\xbb\x83m\n01,X\xc3\xa3 A,\"62,5\"\n");
    fine(38, "a.csv", "Mã|Tên|Điểm\n01|Xã A|62,5\n".as_bytes());
    fine(38, "a.csv", "Mã\tTên\tĐiểm\r\n\r\n01\tXã A\t62,5\r\n\r\n".as_bytes());
    fine(38, "a.csv", "Mã;Tên;\"Điểm\"\n01;\"Xã\nA; B\";62,5\n".as_bytes());
    // A short line ends early; a long one has shifted, and nobody knows where.
    quirk(38, "a.csv", "Mã;Tên;Điểm\n01;Xã A;62,5\n02;Xã B\n".as_bytes(), 0, &[], &["Điểm → score 1 1 0 62,5"]);
    let shifted = "Mã,Tên,Điểm\n01,Xã A,62\n02,Xã B,62,5\n".as_bytes();
    quirk(38, "a.csv", shifted, 1, &["shifted-line"], &["a.csv › dòng 3", "dòng có 4 ô mà dòng tiêu đề chỉ có 3"]);
    let open = "Mã;Tên;Điểm\n01;\"Xã A;62,5\n02;Xã B;60\n".as_bytes();
    quirk(38, "a.csv", open, 1, &["unclosed-quote"], &["a.csv › dòng 2"]);
}

#[test]
fn broken_bytes_are_named_by_their_line() {
    let mut broken = "Mã;Tên;Điểm\n01;Xã A;62,5\n02;Xã ".as_bytes().to_vec();
    broken.extend(b"\xc3;60\n");
    quirk(39, "a.csv", &broken, 1, &["broken-letters"], &["a.csv › dòng 3", "lưu lại dưới dạng “CSV UTF-8”"]);
    // No program that writes texts writes zero bytes.
    quirk(39, "a.csv", "Mã;Tên;Điểm\n01;Xã\u{0} A;62,5\n".as_bytes(), 1, &["broken-letters"], &["a.csv › dòng 2"]);
}

#[test]
fn wrong_endings_web_pages_and_old_xml() {
    let excel = Book::of(&cells(&[&["Mã", "Tên", "Điểm"], &["DV1", "Xã A", "62.5"]])).bytes();
    let text = "Mã;Tên;Điểm\nDV1;Xã A;62,5\n".as_bytes();
    let old = xls(&[(0, 0, "Mã"), (0, 1, "Tên"), (0, 2, "Điểm"), (1, 0, "DV1"), (1, 1, "Xã A"), (1, 2, "62.5")]);
    for (file, bytes, findings, kind) in [
        ("a.xls", &excel[..], &["other-format"][..], "bảng tính Excel (.xlsx)"),
        ("a.csv", &excel, &["other-format"], "bảng tính Excel (.xlsx)"),
        ("a.xlsx", text, &["other-format"], "văn bản (CSV)"),
        ("a.xlsx", &old, &["other-format"], "bảng tính Excel 97–2003 (.xls)"),
    ] {
        quirk(40, file, bytes, 0, findings, &[kind, "Điểm → score 1 0 0 62,5", "đã đọc theo nội dung"]);
    }
    let page = "<table><tr><th>Mã<th>Tên<th>Điểm<tr><td>DV1<td>Xã&nbsp;A<td>62,5</table>".as_bytes();
    quirk(41, "a.xls", page, 0, &["other-format"], &["trang web (HTML)", "Điểm → score 1 0 0 62,5"]);
    let xml = xml_2003(
        "<Row><Cell><Data ss:Type=\"String\">DV1</Data></Cell><Cell><Data ss:Type=\"String\">Xã A</Data></Cell>\
        <Cell><Data ss:Type=\"Number\">62.5</Data></Cell></Row>",
    );
    quirk(
        41,
        "a.xls",
        &xml,
        0,
        &["other-format"],
        &["“XML Spreadsheet 2003”", "Điểm → score 1 0 0 62,5", "trang tính “Đơn vị”"],
    );
    quirk(41, "a.xml", &xml_2003("<Row ss:Index=\"9999999\"/>"), 1, &["too-many-rows"], &["a.xml"]);
    quirk(41, "a.xlsx", b"%PDF-1.7", 1, &["a-document"], &["a.xlsx"]);
    quirk(41, "a.xlsx", &archive(&[("word/document.xml", "<a/>")]), 1, &["a-document"], &["a.xlsx"]);
}

#[test]
fn names_that_look_like_formulas_stay_text_in_the_result() {
    let names = ["=1+1", "+84 912", "@SUM(A1)", "-5", "\t=cmd|' /C calc'!A0", "=HYPERLINK(\"http://x\")"];
    let rows: String =
        (1..).zip(names).map(|(id, name)| format!("DV{id};\"{}\";{}\n", name.replace('"', "\"\""), 50 + id)).collect();
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("kq.xlsx");
    let said = run("a.csv", format!("Mã;Tên;Điểm\n{rows}").as_bytes(), &["run", "-o", output.to_str().unwrap()]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    let mut book: Xlsx<_> = open_workbook(&output).unwrap();
    let mut texts = Vec::new();
    for (name, range) in book.worksheets() {
        texts.extend(
            range
                .used_cells()
                .filter_map(|(_, _, cell)| if let Data::String(text) = cell { Some(text.clone()) } else { None }),
        );
        let formulas = book.worksheet_formula(&name).unwrap();
        let formulas: Vec<_> = formulas
            .used_cells()
            .filter(|(.., formula)| names.iter().any(|name| formula.contains(name.trim_start_matches('='))))
            .collect();
        assert!(formulas.is_empty(), "{name}: {formulas:?}");
    }
    for name in names {
        assert!(texts.iter().any(|text| text.contains(name.trim())), "46: {name}");
    }
}

#[test]
fn odd_signs_in_names_and_long_names() {
    let data = cells(&[&["Mã", "Tên", "Điểm"], &["DV1", "Xã_x0007_ A_x001B_[31m &#x1F600;&#x202e;", "62.5"]]);
    quirk(47, "a.xlsx", &Book::of(&data).bytes(), 0, &[], &["(tên) 1 0 0 Xã A [31m 😀", "score 1 0 0 62,5"]);
    let long = format!("Xã {}", "ả".repeat(32_000));
    for text in [long.as_str(), "../../etc/passwd", "C:\\\\Xã\\\\A", "Xã: A/B*?[x]"] {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("kq.xlsx");
        let bytes = format!("Mã;Tên;Điểm\nDV1;{text};62,5\n");
        let said = run("a.csv", bytes.as_bytes(), &["run", "-o", output.to_str().unwrap()]);
        assert_eq!(said.code, Some(0), "{}", said.err);
        said.assert_clean("long");
        let mut book: Xlsx<_> = open_workbook(&output).unwrap();
        assert!(
            book.worksheets()
                .iter()
                .any(|(_, range)| range.used_cells().any(|(.., cell)| cell.to_string().contains(&text[..4])))
        );
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
    let said = run("a.csv", "Mã;Tên;Điểm\n01;Xã A;62,5\n".as_bytes(), &["run"]);
    assert!(said.out.contains("Đã ghi thu.xlsx"), "{}", said.out);
    quirk(47, "Số liệu 😀 (1).csv", "Mã;Tên;Điểm\n01;Xã A;62,5\n".as_bytes(), 0, &[], &["Tập thể: Số liệu 😀 (1).csv"]);
}
