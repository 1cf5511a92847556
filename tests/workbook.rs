//! The workbooks of the examples as other programs find them: their words, values, links, charts and pages.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use calamine::{Data, Reader, Xlsx};
use common::Case;
use thidua::report::{self, FileRecord, Record};
use thidua::vocab::Place;
use thidua::write;
use unicode_normalization::UnicodeNormalization;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const EXAMPLES: [&str; 6] =
    ["vu-ban-2023", "hue-2021", "ninh-thuan-2023", "thai-nguyen-2018-2020", "ha-giang-2021-2025", "pci-2012-2016"];

/// The workbook of a campaign.
fn workbook(case: &Case) -> Vec<u8> {
    let result = case.assess();
    let file = |name: &str| FileRecord { name: name.to_owned(), size: 1234, sha256: "0".repeat(64) };
    let data = vec![file(&case.campaign.units.file_of(case.campaign.year))];
    let record = Record { version: "0".to_owned(), campaign: file("campaign.toml"), data };
    let book = report::book(&result, &record);
    write::xlsx::workbook(&book).unwrap().bytes
}

/// The files inside a workbook.
fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let name = String::from_utf8_lossy(file.name_raw()).into_owned();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        parts.insert(name, text);
    }
    parts
}

// ── Words ───────────────────────────────────────────────────────────────────────────────────────────────────

/// Words that a table may hold and that the tool reads in Vietnamese only; what it shows for them is its own.
const YES_NO: [&str; 4] = ["có", "không", "đạt", "không đạt"];
const DECIDED: [&str; 4] = ["chọn", "bổ sung", "loại", "miễn"];

/// A text without any letter that English does not have, but for the words that are read.
fn ascii(text: &str, read: &[&str]) -> String {
    if read.contains(&text.trim().to_lowercase().nfc().collect::<String>().as_str()) {
        return text.to_owned();
    }
    let plain = text.nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c));
    plain
        .map(|c| match c {
            'đ' => 'd',
            'Đ' => 'D',
            c => c,
        })
        .collect()
}

/// The same for every piece of a text between two signs.
fn ascii_pieces(text: &str, signs: &[char], read: &[&str]) -> String {
    text.split_inclusive(signs)
        .map(|piece| match piece.strip_suffix(signs) {
            Some(inner) => ascii(inner, read) + &piece[inner.len()..],
            None => ascii(piece, read),
        })
        .collect()
}

/// A file of an example without any such letter.
fn ascii_file(name: &str, bytes: Vec<u8>) -> Vec<u8> {
    if !bytes.starts_with(b"PK") {
        let text = String::from_utf8(bytes).unwrap();
        return match name {
            "" => in_english(&ascii(&text, &[])),
            "data/quyet-dinh.csv" => ascii_pieces(&text, &[';', '\n', '\r'], &DECIDED),
            _ => ascii_pieces(&text, &[';', '\n', '\r'], &YES_NO),
        }
        .into_bytes();
    }
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, xml) in parts(&bytes) {
        new.start_file(name, SimpleFileOptions::default()).unwrap();
        new.write_all(ascii_pieces(&xml, &['<', '>'], &YES_NO).as_bytes()).unwrap();
    }
    new.finish().unwrap().into_inner()
}

fn in_english(definition: &str) -> String {
    let without: String =
        definition.lines().filter(|line| !line.starts_with("lang ")).map(|line| format!("{line}\n")).collect();
    without.replacen("format = 1\n", "format = 1\nlang = \"en\"\n", 1)
}

/// The data and labels of an example are stripped of every letter that English does not have; what is left of such
/// letters in any part of the workbook, charts, notes and properties too, is a word of the tool's own.
#[test]
fn an_english_workbook_of_each_example_has_no_vietnamese_word_of_the_tools_own() {
    for name in EXAMPLES {
        let case = Case::example_changed(name, &ascii_file);
        let doubts = case.findings.iter().filter(|finding| matches!(finding.place, Place::Cell(..))).count();
        assert!(doubts < 60, "{name}: the data can still be read\n{}", case.found());
        // The themes of the format name fonts of the whole world.
        for (part, text) in parts(&workbook(&case)).into_iter().filter(|(part, _)| !part.contains("theme")) {
            let found = text.char_indices().find(|(_, c)| c.is_alphabetic() && !c.is_ascii());
            if let Some((at, _)) = found {
                let around: String = text[..at].chars().rev().take(80).collect::<Vec<_>>().into_iter().rev().collect();
                panic!("{name}, {part}: {around}«{}»", text[at..].chars().take(40).collect::<String>());
            }
        }
    }
}

/// What the test above looks for would be found: the same data under a Vietnamese workbook.
#[test]
fn a_vietnamese_workbook_of_the_same_data_is_full_of_vietnamese_words() {
    let vietnamese = |name: &str, bytes: Vec<u8>| {
        let bytes = ascii_file(name, bytes);
        if name.is_empty() {
            String::from_utf8(bytes).unwrap().replace("lang = \"en\"", "lang = \"vi\"").into_bytes()
        } else {
            bytes
        }
    };
    let parts = parts(&workbook(&Case::example_changed("vu-ban-2023", &vietnamese)));
    let own = |part: &str| part.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    let told: Vec<&String> = parts.iter().filter(|(_, text)| own(text)).map(|(name, _)| name).collect();
    assert!(told.iter().filter(|name| name.contains("worksheets/sheet")).count() >= 10, "{told:?}");
    assert!(
        told.iter().any(|name| name.contains("charts/")) && told.iter().any(|name| name.contains("comments")),
        "{told:?}"
    );
}

// ── Links, charts, pages ────────────────────────────────────────────────────────────────────────────────────

struct Opened {
    sheets: BTreeMap<String, calamine::Range<Data>>,
    /// Of every sheet, in their order, its name and its XML.
    xml: Vec<(String, String)>,
    parts: BTreeMap<String, String>,
}

impl Opened {
    fn new(name: &'static str) -> Opened {
        let bytes = workbook(&Case::example(name));
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.as_slice())).unwrap();
        let names = book.sheet_names();
        let sheets = names.iter().map(|sheet| (sheet.clone(), book.worksheet_range(sheet).unwrap())).collect();
        let parts = parts(&bytes);
        let xml = (1..)
            .zip(&names)
            .map(|(number, name)| (name.clone(), parts[&format!("xl/worksheets/sheet{number}.xml")].clone()));
        Opened { sheets, xml: xml.collect(), parts }
    }

    /// The value at a reference such as `'Tiêu chí'!$B$7`.
    fn at(&self, sheet: &str, cell: &str) -> Option<&Data> {
        let letters: String = cell.chars().filter(char::is_ascii_uppercase).collect();
        let digits: String = cell.chars().filter(char::is_ascii_digit).collect();
        let column = letters.bytes().fold(0, |column, letter| column * 26 + u32::from(letter - b'A') + 1) - 1;
        let row: u32 = digits.parse().unwrap();
        self.sheets.get(sheet)?.get_value((row - 1, column)).filter(|value| **value != Data::Empty)
    }
}

/// The texts between two marks.
fn between<'t>(text: &'t str, from: &str, to: &str) -> Vec<&'t str> {
    text.split(from).skip(1).map(|rest| rest.split(to).next().unwrap()).collect()
}

fn unescaped(text: &str) -> String {
    text.replace("&apos;", "'").replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// A reference as its sheet and its cell or cells.
fn reference(text: &str) -> (String, String) {
    let text = unescaped(text);
    let (sheet, cells) = text.rsplit_once('!').unwrap();
    (sheet.trim_matches('\'').replace("''", "'"), cells.replace('$', ""))
}

#[test]
fn links_lead_to_cells_and_charts_draw_what_stands_in_the_cells() {
    for name in EXAMPLES {
        let book = Opened::new(name);
        let mut links = 0;
        for (sheet, xml) in &book.xml {
            for link in between(xml, "location=\"", "\"") {
                let (to, cell) = reference(link);
                assert!(book.at(&to, &cell).is_some(), "{name}, {sheet}: {link} leads nowhere");
                links += 1;
            }
        }
        assert!(links > 20, "{name}: {links} links");
        let charts: Vec<&String> =
            book.parts.iter().filter(|(part, _)| part.starts_with("xl/charts/")).map(|(_, xml)| xml).collect();
        assert!(charts.len() >= 2, "{name} has {} charts", charts.len());
        for chart in charts {
            for of_range in between(chart, "<c:f>", "</c:f>").into_iter().zip(between(chart, "<c:f>", "Ref>")) {
                let (sheet, cells) = reference(of_range.0);
                let (first, last) = cells.split_once(':').unwrap_or((&cells, &cells));
                let row = |cell: &str| cell.trim_start_matches(|c: char| c.is_ascii_uppercase()).parse::<u32>().unwrap();
                let column: String = first.chars().filter(char::is_ascii_uppercase).collect();
                let kept = between(of_range.1, "<c:v>", "</c:v>");
                assert_eq!(kept.len(), usize::try_from(row(last) - row(first) + 1).unwrap(), "{name}: {}", of_range.0);
                for (kept, row) in kept.into_iter().zip(row(first)..) {
                    let shown = book.at(&sheet, &format!("{column}{row}"));
                    let shown = shown.unwrap_or_else(|| panic!("{name}: {sheet}!{column}{row} is empty")).to_string();
                    assert_eq!(unescaped(kept), shown, "{name}: {sheet}!{column}{row}");
                }
            }
        }
    }
}

#[test]
fn every_sheet_is_set_up_for_paper() {
    for name in EXAMPLES {
        let book = Opened::new(name);
        let names = &book.parts["xl/workbook.xml"];
        for (sheet, xml) in &book.xml {
            let of_sheet = |kind: &str| {
                let all = between(names, &format!("<definedName name=\"_xlnm.{kind}\""), "</definedName>");
                all.into_iter()
                    .any(|defined| defined.contains(&format!("'{sheet}'!")) || defined.contains(&format!(">{sheet}!")))
            };
            assert!(of_sheet("Print_Area"), "{name}, {sheet}: no print area");
            let is_list = sheet.starts_with("Danh sách");
            if is_list || xml.contains("<autoFilter") {
                assert!(of_sheet("Print_Titles"), "{name}, {sheet}: headings are not repeated");
            }
            let setup = between(xml, "<pageSetup ", "/>")[0];
            assert!(setup.contains("paperSize=\"9\"") || (!is_list && setup.contains("paperSize=\"8\"")), "{setup}");
            if is_list {
                assert!(setup.contains("fitToHeight=\"0\"") && !setup.contains("scale="), "{name}, {sheet}: {setup}");
                assert!(xml.contains("differentFirst=\"1\""), "{name}, {sheet}: a number on the first page");
            }
            for scale in between(setup, "scale=\"", "\"") {
                assert!(scale.parse::<u32>().unwrap() >= 70, "{name}, {sheet}: {setup}");
            }
            for height in between(xml, " ht=\"", "\"") {
                assert!(height.parse::<f64>().unwrap() <= 409.0, "{name}, {sheet}: a row of {height} points");
            }
        }
    }
}

#[test]
fn a_list_has_the_head_and_the_foot_of_a_paper() {
    for name in EXAMPLES {
        let book = Opened::new(name);
        let lists: Vec<_> = book.sheets.iter().filter(|(sheet, _)| sheet.starts_with("Danh sách")).collect();
        assert!(!lists.is_empty());
        for (sheet, cells) in lists {
            let texts: Vec<String> = cells.used_cells().map(|(_, _, value)| value.to_string()).collect();
            let at = |text: &str| {
                // Without a number of places nobody is proposed.
                let nobody =
                    |cell: &String| text == "Danh sách này gồm " && cell.contains("chưa có số lượng nên chưa đề nghị");
                let found = texts.iter().position(|cell| cell.starts_with(text) || nobody(cell));
                found.unwrap_or_else(|| panic!("{name}, {sheet}: {text} is not in {texts:#?}"))
            };
            let ranking = texts.iter().any(|cell| cell.starts_with("XẾP HẠNG "));
            let order = [
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "Độc lập - Tự do - Hạnh phúc",
                "Số: ",
                if ranking { "XẾP HẠNG " } else { "DANH SÁCH " },
                "Phong trào thi đua",
                "(Kèm theo ",
                "STT",
                "Tóm tắt thành tích",
                "Danh sách này gồm ",
                "Nơi nhận:",
                "NGƯỜI LẬP BIỂU",
            ];
            assert!(order.map(at).is_sorted(), "{name}, {sheet}: {:?}", order.map(at));
        }
    }
}

#[test]
fn what_a_campaign_says_of_its_papers_stands_in_every_list() {
    let paper = r#"
[paper]
superior    = "UBND tỉnh Nam Định"
body        = "UBND huyện Vụ Bản"
number      = "12/DS-UBND"
place       = "Vụ Bản"
date        = 2024-01-05
attached_to = "Tờ trình số 45/TTr-PNV ngày 04/01/2024 của Phòng Nội vụ"
basis       = ["Luật Thi đua, khen thưởng ngày 15/6/2022", "Kế hoạch số 10/KH-UBND."]
recipients  = ["Hội đồng TĐKT huyện", "Lưu: VT, NV"]
prepared_by = "Trần Thị Mai"
signs_as    = ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]
signer      = "Nguyễn Văn An"
"#;
    let said = |name: &str, bytes: Vec<u8>| {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let without = text.split("\n[paper]").next().unwrap().to_owned();
        let plan = text.lines().find(|line| line.starts_with("plan ")).unwrap_or("no plan in a table");
        let without = without.replacen(plan, "plan = \"Kế hoạch số 12/KH-UBND ngày 10/3/2023\"", 1);
        if name.is_empty() { (without + paper).into_bytes() } else { bytes }
    };
    let bytes = workbook(&Case::example_changed("vu-ban-2023", &said));
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.as_slice())).unwrap();
    for sheet in book.sheet_names().into_iter().filter(|sheet| sheet.starts_with("Danh sách")) {
        let cells = book.worksheet_range(&sheet).unwrap();
        let texts: Vec<String> = cells.used_cells().map(|(_, _, value)| value.to_string()).collect();
        for expected in [
            "UBND TỈNH NAM ĐỊNH",
            "UBND HUYỆN VỤ BẢN",
            "Số: 12/DS-UBND",
            "Vụ Bản, ngày 05 tháng 01 năm 2024",
            "(Kèm theo Tờ trình số 45/TTr-PNV ngày 04/01/2024 của Phòng Nội vụ)",
            "Căn cứ Luật Thi đua, khen thưởng ngày 15/6/2022;",
            "Căn cứ Kế hoạch số 10/KH-UBND;",
            "Kế hoạch số 12/KH-UBND ngày 10/3/2023;",
            "- Hội đồng TĐKT huyện;",
            "- Lưu: VT, NV.",
            "Trần Thị Mai",
            "KT. CHỦ TỊCH",
            "PHÓ CHỦ TỊCH",
            "Nguyễn Văn An",
        ] {
            assert!(
                texts.iter().any(|text| text == expected || text.ends_with(expected)),
                "{expected} is not in {sheet}: {texts:#?}"
            );
        }
        assert!(!texts.iter().any(|text| text.contains("………")), "nothing is left to write by hand: {texts:#?}");
    }
}

#[test]
fn a_figure_that_was_judged_is_a_number_behind_the_sign_of_its_verdict() {
    let book = Opened::new("vu-ban-2023");
    let criteria = &book.sheets["Tiêu chí"];
    let headings: Vec<String> = criteria.rows().nth(3).unwrap().iter().map(ToString::to_string).collect();
    let column = |clause: &str| headings.iter().position(|heading| heading.starts_with(clause)).unwrap();
    let rows = || criteria.rows().skip(4);
    let shares = rows().map(|row| &row[column("IV.7")]).filter(|cell| matches!(cell, Data::Float(_) | Data::Int(_))).count();
    let days = rows().map(|row| &row[column("VI.3")]).filter(|cell| matches!(cell, Data::DateTime(_))).count();
    assert!(shares > 20 && days > 20, "{shares} shares, {days} days");
    // What is no figure keeps its sign in its words, and no figure is left among the words.
    let words = rows().flat_map(|row| row[4..].iter()).filter_map(|cell| match cell {
        Data::String(text) => Some(text),
        _ => None,
    });
    for text in words {
        let figure = text.trim_start_matches(['✓', '✗', '?', ' ']).trim_end_matches([' ', '%']);
        assert!(figure.is_empty() || figure.parse::<f64>().is_err(), "{text}");
    }
    for code in ["\"✓ \"0.00%;\"✓ \"-0.00%", "\"✗ \"#,##0;\"✗ \"-#,##0", "\"✓ \"dd\\/mm\\/yyyy"] {
        let code = format!("formatCode=\"{}\"", code.replace('"', "&quot;"));
        assert!(book.parts["xl/styles.xml"].contains(&code), "{code}");
    }
}
