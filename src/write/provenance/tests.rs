#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::Write;

use proptest::prelude::*;
use zip::write::SimpleFileOptions;

use super::*;
use crate::report::sheet::{Book, Cell, Look, Sheet, Value};
use crate::vocab::{Date, Number};
use crate::write::xlsx::workbook;

fn ours() -> Vec<u8> {
    let rows = |put: &mut dyn FnMut(&[Cell<'_>])| {
        put(&[Cell { across: 3, ..Cell::text("Kết quả") }.look(Look::Title), Cell::empty(), Cell::empty()]);
        put(&["Mã", "Đơn vị", "IV.7"].map(|text| Cell::text(text).look(Look::Heading)));
        let share = Value::Percent(Number::ratio(1904, 3071).unwrap_or(Number::ZERO), 1);
        put(&[
            Cell::text("007"),
            Cell::text(" _x0007_ =1+1\nXã & <Kim Thái> "),
            Cell { value: share, look: Look::NotMet, note: Some("Thiếu 37 hồ sơ".to_owned()), ..Cell::default() },
        ]);
        put(&[
            Cell::text(""),
            Cell { value: Value::Date(Date::from_ymd_opt(2023, 12, 31).unwrap_or_default()), ..Cell::default() },
            Cell::whole(0),
        ]);
    };
    let sheet = |name: &str| Sheet {
        name: name.to_owned(),
        widths: vec![8, 30, 10],
        heading_row: Some(1),
        frozen_columns: 1,
        filter: true,
        landscape: false,
        drawn: false,
        rows: Box::new(rows),
    };
    let book = Book {
        title: "Thi đua".to_owned(),
        author: "UBND huyện Vụ Bản".to_owned(),
        day: Date::from_ymd_opt(2023, 12, 5).unwrap(),
        sheets: vec![sheet("Tiêu chí"), sheet("Xếp hạng: A/B")],
    };
    workbook(&book).unwrap().bytes
}

/// The workbook with its parts as `edit` leaves them; a part that becomes empty is left out.
fn edited(bytes: &[u8], mut edit: impl FnMut(&str, String) -> String) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let name = String::from_utf8_lossy(part.name_raw()).into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        let text = edit(&name, text);
        if !text.is_empty() {
            out.start_file(name, SimpleFileOptions::default()).unwrap();
            out.write_all(text.as_bytes()).unwrap();
        }
    }
    out.finish().unwrap().into_inner()
}

/// The workbook with one replacement in its first sheet.
#[track_caller]
fn first_sheet(from: &str, to: &str) -> Vec<u8> {
    let mut found = false;
    let bytes = edited(&ours(), |name, text| {
        if name == "xl/worksheets/sheet1.xml" {
            found = text.contains(from);
            text.replacen(from, to, 1)
        } else {
            text
        }
    });
    assert!(found, "{from} is not in the sheet");
    bytes
}

#[test]
fn our_own_work_is_known_again() {
    assert_eq!(written_by_us(&ours()), Provenance::Ours);
    assert_eq!(written_by_us(&edited(&ours(), |_, text| text)), Provenance::Ours, "packed anew, nothing changed");
}

#[test]
fn a_changed_cell_is_seen() {
    #[track_caller]
    fn case(from: &str, to: &str) {
        assert_eq!(written_by_us(&first_sheet(from, to)), Provenance::Edited, "{from} -> {to}");
    }
    case("<t>007</t>", "<t>008</t>");
    case("Kim Thái", "Kim Thai");
    case("<v>0.61999", "<v>0.62999");
    case("<v>0</v>", "<v>1</v>");
    case("<v>0</v>", "<f>1-1</f><v>0</v>"); // the same value, but a formula of somebody's
    case("</row></sheetData>", r#"</row><row r="9"><c r="A9"><v>1</v></c></row></sheetData>"#);
}

/// The workbook with one replacement in one of its parts.
#[track_caller]
fn part(part: &str, from: &str, to: &str) -> Vec<u8> {
    let mut found = false;
    let bytes = edited(&ours(), |name, text| {
        found |= name == part && text.contains(from);
        if name == part { text.replacen(from, to, 1) } else { text }
    });
    assert!(found, "{from} is not in {part}");
    bytes
}

#[test]
fn a_changed_remark_is_seen() {
    #[track_caller]
    fn case(from: &str, to: &str) {
        assert_eq!(written_by_us(&part("xl/comments1.xml", from, to)), Provenance::Edited, "{from} -> {to}");
    }
    case("Thiếu 37 hồ sơ", "Thiếu 38 hồ sơ");
    case("ref=\"C3\"", "ref=\"B3\"");
    let own = "<comment ref=\"B3\" authorId=\"0\"><text><r><t>đã hỏi lại xã</t></r></text></comment>";
    case("</commentList>", &format!("{own}</commentList>"));
    let text = part("xl/comments1.xml", "Thiếu 37 hồ sơ", "Thiếu 37</t></r><r><t xml:space=\"preserve\"> hồ sơ&#13;");
    assert_eq!(written_by_us(&text), Provenance::Ours, "the same text in two runs");
    let without = edited(&ours(), |name, text| match name {
        "xl/worksheets/_rels/sheet1.xml.rels" => text.replace("/comments\"", "/something\""),
        _ => text,
    });
    assert_eq!(written_by_us(&without), Provenance::Edited, "the remarks were taken off");
}

#[test]
fn what_marks_a_cell_out_is_seen_however_it_is_written() {
    // The format of the heading is that of a cell that somebody filled and made bold.
    let sheet = edited_sheet(&ours());
    let format = |cell: &str| {
        let rest = sheet.split_once(&format!("<c r=\"{cell}\" s=\"")).unwrap().1;
        rest.split_once('"').unwrap().0.to_owned()
    };
    let (plain, heading) = (format("A3"), format("A2"));
    let marked = first_sheet(&format!("r=\"A3\" s=\"{plain}\""), &format!("r=\"A3\" s=\"{heading}\""));
    assert_eq!(written_by_us(&marked), Provenance::Edited);
    #[track_caller]
    fn case(from: &str, to: &str, expected: Provenance) {
        assert_eq!(written_by_us(&part("xl/styles.xml", from, to)), expected, "{from} -> {to}");
    }
    case("<b/>", "<b/><strike/>", Provenance::Edited);
    case("<b/>", "<b val=\"0\"/>", Provenance::Edited);
    case("<b/>", "<b val=\"true\"/>", Provenance::Ours);
    case("rgb=\"FFD9E2F3\"", "rgb=\"FFFFFF00\"", Provenance::Edited);
    case("rgb=\"FFD9E2F3\"", "theme=\"4\"", Provenance::Edited);
    for (colour, expected) in [
        ("rgb=\"FF000000\"", Provenance::Ours),
        ("auto=\"1\"", Provenance::Ours),
        ("indexed=\"64\"", Provenance::Ours),
        ("rgb=\"FFFF0000\"", Provenance::Edited),
        ("indexed=\"10\"", Provenance::Edited),
    ] {
        case("<color theme=\"1\"/>", &format!("<color {colour}/>"), expected);
    }
}

fn edited_sheet(bytes: &[u8]) -> String {
    let mut sheet = String::new();
    edited(bytes, |name, text| {
        if name == "xl/worksheets/sheet1.xml" {
            sheet.clone_from(&text);
        }
        text
    });
    sheet
}

#[test]
fn a_changed_width_or_line_is_no_change_of_a_cell() {
    let wider = first_sheet("<cols>", r#"<cols><col min="9" max="9" width="20" customWidth="1"/>"#);
    assert_eq!(written_by_us(&wider), Provenance::Ours);
}

#[test]
fn a_renamed_or_missing_sheet_is_seen() {
    let renamed = edited(&ours(), |_, text| text.replace("Tiêu chí", "Tiêu chí 2"));
    assert_eq!(written_by_us(&renamed), Provenance::Edited);
    let one = edited(&ours(), |name, text| match name {
        "xl/workbook.xml" => text.replacen(r#"<sheet name="Tiêu chí" sheetId="1" r:id="rId1"/>"#, "", 1),
        _ => text,
    });
    assert_eq!(written_by_us(&one), Provenance::Edited);
}

#[test]
fn a_workbook_saved_again_with_its_texts_apart_is_still_ours() {
    // What Excel does: every text goes into a table, and the cells hold its number there.
    let mut texts = Vec::new();
    let again = edited(&ours(), |name, text| {
        match name {
        "[Content_Types].xml" => text.replace(
            "</Types>",
            r#"<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>"#,
        ),
        "xl/_rels/workbook.xml.rels" => text.replace(
            "</Relationships>",
            r#"<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#,
        ),
        _ if name.starts_with("xl/worksheets/sheet") => {
            let mut rest = text.as_str();
            let mut out = String::new();
            while let Some((before, after)) = rest.split_once(r#" t="inlineStr"><is>"#) {
                let (inner, after) = after.split_once("</is>").unwrap();
                out.push_str(&format!(r#"{before} t="s"><v>{}</v>"#, texts.len()));
                texts.push(format!("<si>{inner}</si>"));
                rest = after;
            }
            out + rest
        }
        _ => text,
    }
    });
    let table = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</sst>"#,
        texts.concat()
    );
    let mut out = zip::ZipWriter::new_append(Cursor::new(again)).unwrap();
    out.start_file("xl/sharedStrings.xml", SimpleFileOptions::default()).unwrap();
    out.write_all(table.as_bytes()).unwrap();
    assert_eq!(written_by_us(&out.finish().unwrap().into_inner()), Provenance::Ours);
}

#[test]
fn a_file_of_others_is_foreign_and_a_broken_one_unreadable() {
    let without = edited(&ours(), |name, text| if name == PROPERTIES { String::new() } else { text });
    assert_eq!(written_by_us(&without), Provenance::Foreign);
    let other = edited(&ours(), |_, text| text.replace(r#"name="thidua""#, r#"name="Công ty""#));
    assert_eq!(written_by_us(&other), Provenance::Foreign);
    assert_eq!(written_by_us(b""), Provenance::Foreign);
    assert_eq!(written_by_us("Mã;Tên\n1;Xã Kim Thái\n".as_bytes()), Provenance::Foreign);
    assert_eq!(written_by_us(b"PK\x03\x04 and then nothing of use"), Provenance::Unreadable);
    let ours = ours();
    assert_eq!(written_by_us(&ours[..ours.len() / 2]), Provenance::Unreadable);
}

#[test]
fn a_digest_made_in_another_way_is_not_trusted() {
    let later = edited(&ours(), |_, text| text.replace("<vt:lpwstr>3 ", "<vt:lpwstr>4 "));
    assert_eq!(written_by_us(&later), Provenance::Edited);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn no_bytes_make_it_panic(at in any::<proptest::sample::Index>(), byte in any::<u8>(), cut in any::<Option<proptest::sample::Index>>()) {
        let mut bytes = ours();
        *at.get_mut(&mut bytes) = byte;
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let _ = written_by_us(&bytes);
    }
}
