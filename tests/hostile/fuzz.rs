//! Good files with bytes changed, cut, doubled and swapped: whatever comes of it, the readers neither panic nor say more
//! than a person can read. Failures that were found are kept beside this file and run first.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::PathBuf;

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::FileFailurePersistence;
use thidua::campaign;
use thidua::input::{self, File, Limits, Request, Row, Table, Takers, Wanted};
use thidua::vocab::{Finding, Sources};
use zip::write::SimpleFileOptions;

use super::made::{Binary, BinaryBook, Book, ods, xls_cell, xls_codes, xls_columns, xls_of, xls_row};
use super::program::check;

/// How many findings one file may give: each wrong row or cell of the small seeds has at most a few.
const MOST_FINDINGS: usize = 2_000;

/// How many cases are tried: `THIDUA_FUZZ=100` tries a hundred times as many.
fn cases(usual: u32) -> ProptestConfig {
    let times = std::env::var("THIDUA_FUZZ").ok().and_then(|times| times.parse::<u32>().ok()).unwrap_or(1);
    ProptestConfig {
        cases: usual * times,
        failure_persistence: Some(Box::new(FileFailurePersistence::WithSource("seeds"))),
        ..ProptestConfig::default()
    }
}

/// One change to the bytes of a file.
#[derive(Debug, Clone)]
enum Change {
    Set(Index, u8),
    Flip(Index, u8),
    Cut(Index),
    Drop(Index, u8),
    Double(Index, u8),
    Move(Index, Index, u8),
    Insert(Index, &'static str),
}

fn change() -> impl Strategy<Value = Change> {
    let odd = prop_oneof![
        Just("\u{0}"),
        Just("\""),
        Just("<"),
        Just(">"),
        Just("&#0;"),
        Just("\u{feff}"),
        Just("\r"),
        Just("\n"),
        Just("'''"),
        Just("[["),
        Just("="),
        Just("99999999999999999999"),
        Just("-1"),
        Just("1e999"),
        Just("A1:XFD1048576"),
        Just("\u{1b}["),
        Just("]]>"),
        Just("\u{301}"),
        Just("%"),
        Just(";"),
    ];
    prop_oneof![
        4 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Change::Set(at, byte)),
        4 => (any::<Index>(), 0..8_u8).prop_map(|(at, bit)| Change::Flip(at, bit)),
        1 => any::<Index>().prop_map(Change::Cut),
        2 => (any::<Index>(), any::<u8>()).prop_map(|(at, length)| Change::Drop(at, length)),
        2 => (any::<Index>(), any::<u8>()).prop_map(|(at, length)| Change::Double(at, length)),
        2 => (any::<Index>(), any::<Index>(), any::<u8>()).prop_map(|(from, to, length)| Change::Move(from, to, length)),
        3 => (any::<Index>(), odd).prop_map(|(at, text)| Change::Insert(at, text)),
    ]
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    proptest::collection::vec(change(), 1..8)
}

fn changed(file: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut bytes = file.to_vec();
    for change in changes.iter() {
        if bytes.is_empty() {
            break;
        }
        let length = bytes.len();
        let piece = |at: usize, size: u8| at..(at + usize::from(size)).min(length);
        match change {
            Change::Set(at, byte) => bytes[at.index(length)] = *byte,
            Change::Flip(at, bit) => bytes[at.index(length)] ^= 1 << bit,
            Change::Cut(at) => bytes.truncate(at.index(length)),
            Change::Drop(at, size) => {
                bytes.drain(piece(at.index(length), *size));
            }
            Change::Double(at, size) => {
                let copy = bytes[piece(at.index(length), *size)].to_vec();
                bytes.splice(at.index(length)..at.index(length), copy);
            }
            Change::Move(from, to, size) => {
                let copy = bytes[piece(from.index(length), *size)].to_vec();
                bytes.splice(to.index(length)..to.index(length), copy);
            }
            Change::Insert(at, text) => {
                bytes.splice(at.index(length)..at.index(length), text.bytes());
            }
        }
    }
    bytes
}

/// Reads a file as it would be read for a campaign; what comes out is bounded by what went in.
fn read(name: &str, bytes: &[u8]) -> (usize, Vec<Finding>) {
    let wanted = |heading: &str| Wanted { headings: vec![heading.to_owned()], required: true };
    let columns = ["Mã đơn vị", "Tên đơn vị", "Khối", "Điểm Chỉ số CCHC"].map(wanted).to_vec();
    let request = Request { columns, ..Request::default() };
    let (mut sources, mut findings, mut rows) = (Sources::default(), Vec::new(), [0; 2]);
    let takes = rows.each_mut().map(|rows| {
        |_: &Table, row: Row<'_>| {
            *rows += 1;
            assert!(row.cells.len() == 4);
        }
    });
    let [mut first, mut second] = takes;
    let takers = Takers { first: &mut first, others: vec![&mut second] };
    let table = input::read(File { name, bytes }, &request, &mut sources, &mut findings, takers);
    let rows = rows.into_iter().take(table.as_ref().map_or(2, |table| table.stretches)).sum();
    assert!(table.is_some() || !findings.is_empty(), "nothing is said of a file that cannot be read");
    (rows, findings)
}

fn example(file: &str) -> Vec<u8> {
    fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/campaigns").join(file)).unwrap()
}

/// The parts of an archive with one of them changed, packed again so that the change arrives.
fn changed_inside(file: &[u8], part: Index, changes: &[Change]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let chosen = part.index(archive.len());
    let mut packed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        let content = if index == chosen { changed(&content, changes) } else { content };
        let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        packed.start_file(String::from_utf8_lossy(part.name_raw()), options).unwrap();
        packed.write_all(&content).unwrap();
    }
    packed.finish().unwrap().into_inner()
}

/// Texts of every shape that the reader takes, small enough to be read many times.
fn texts() -> Vec<(&'static str, Vec<u8>)> {
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let latin = |text: &str| text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<u8>>();
    vec![
        ("a.csv", "Mã đơn vị;Tên đơn vị;Khối;Điểm Chỉ số CCHC\nDV1;\"Xã\nA\";Xã;62,5\n\nDV2;B;Phòng;1.234,5\n".into()),
        ("a.csv", "sep=,\nMã đơn vị,Tên đơn vị,Khối,Điểm Chỉ số CCHC\nDV1,\"Xã \"\"A\"\"\",Xã,\"62,5\"\n".into()),
        ("a.txt", utf16("\u{feff}Mã đơn vị\tTên đơn vị\tKhối\tĐiểm Chỉ số CCHC\r\nDV1\tXã A\tXã\t62,5\r\n")),
        ("a.csv", latin("M· ®¬n vÞ;Tªn ®¬n vÞ;Khèi;§iÓm ChØ sè CCHC\nDV1;X· Kim Th¸i;X·;62,5\n")),
        (
            "a.xls",
            "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Styles><Style ss:ID=\"p\">\
            <NumberFormat ss:Format=\"0.0%\"/></Style></Styles><Worksheet ss:Name=\"A\"><Table><Column ss:Hidden=\"1\"/><Row ss:Index=\"2\">\
            <Cell><Data ss:Type=\"String\">Mã đơn vị</Data></Cell><Cell ss:MergeDown=\"1\"><Data ss:Type=\"String\">Khối</Data></Cell></Row>\
            <Row ss:Hidden=\"1\"><Cell ss:StyleID=\"p\"><Data ss:Type=\"Number\">0.5</Data></Cell></Row></Table></Worksheet></Workbook>".into(),
        ),
        ("a.xls", "<html><table><tr><td rowspan=2>Mã đơn vị<td>Tên đơn vị<td colspan=2>Khối<tr><td>DV1<td>A</table>".into()),
    ]
}

/// Workbooks of the formats that only a library reads.
fn fragile() -> Vec<(&'static str, Vec<u8>)> {
    let row = |cells: &[&str]| {
        let cell = |text: &&str| {
            format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
        };
        format!("<table:table-row>{}</table:table-row>", cells.iter().map(cell).collect::<String>())
    };
    let strings = ["Tên", "Điểm"];
    let cells = [
        (0, 0, Binary::Text("Mã")),
        (0, 1, Binary::Shared(0)),
        (0, 2, Binary::Shared(1)),
        (1, 0, Binary::Text("DV1")),
        (1, 1, Binary::Truth(true)),
        (1, 2, Binary::Number(62.5)),
        (2, 0, Binary::Whole(7)),
        (2, 2, Binary::Day(45_000.0)),
    ];
    let (rows, columns) = ([(1, 300, 0x10)], [([1, 2], 0, 1)]);
    let binary = BinaryBook {
        strings: &strings,
        cells: &cells,
        rows: &rows,
        columns: &columns,
        codes: &["0%"],
        ..BinaryBook::default()
    };
    let mut old = vec![xls_columns(1, 2, 0, true), xls_row(1, 300, true, false)];
    let texts = [(0, 0, "Mã"), (0, 1, "Tên"), (0, 2, "Điểm"), (1, 0, "DV1"), (1, 1, "Xã A")];
    old.extend(texts.map(|(row, column, text)| xls_cell(row, column, 0, text)));
    old.push(xls_cell(1, 2, 1, "62.5"));
    let hidden = r#"<table:table-column table:number-columns-repeated="2" table:visibility="collapse"/><table:table-row-group
        table:display="false"><table:table-row table:visibility="filter" table:number-rows-repeated="2"/></table:table-row-group>"#;
    vec![
        ("a.xls", xls_of(&xls_codes(&["0%"]), &old)),
        ("a.xlsb", binary.bytes()),
        ("a.ods", ods(&[hidden, &row(&["Mã", "Tên", "Điểm"]), &row(&["DV1", "Xã A", "62"])].concat())),
    ]
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn a_changed_text_is_read_or_refused(seed in any::<Index>(), changes in changes()) {
        let texts = texts();
        let (name, bytes) = seed.get(&texts);
        let bytes = changed(bytes, &changes);
        let (rows, findings) = read(name, &bytes);
        prop_assert!(rows <= bytes.len() && findings.len() <= MOST_FINDINGS);
    }

    #[test]
    fn a_changed_definition_is_read_or_refused(seed in any::<Index>(), changes in changes()) {
        let sketch = include_bytes!("../fixtures/sketch.toml");
        let mistakes = include_bytes!("../fixtures/ten-mistakes.toml");
        let seeds = [sketch.to_vec(), mistakes.to_vec()];
        let bytes = changed(&seeds[seed.index(seeds.len())], &changes);
        let text = String::from_utf8_lossy(&bytes);
        let (read, findings) = campaign::read(&text);
        prop_assert!(read.is_some() || !findings.is_empty());
        prop_assert!(findings.len() <= MOST_FINDINGS);
        for finding in &findings {
            if let thidua::vocab::Place::Definition(span) = &finding.place {
                prop_assert!(span.start <= span.end && span.end <= text.len(), "{span:?} of {}", text.len());
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(120))]

    #[test]
    fn a_workbook_with_a_changed_part_is_read_or_refused(part in any::<Index>(), changes in changes(), whole in any::<bool>()) {
        let data = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Tên đơn vị</t></is></c><c r="C1" t="str"><v>Khối</v></c><c r="D1" t="str"><v>Điểm Chỉ số CCHC</v></c></row>
            <row r="2" hidden="1"><c r="A2" t="s"><v>1</v></c><c r="B2"><f>A1</f></c><c r="C2" t="e"><v>#N/A</v></c><c r="D2" s="1"><v>0.625</v></c></row>
            <row r="3"><c r="A3" t="b"><v>1</v></c><c r="D3" s="2"><v>45291</v></c></row>"#;
        let book = Book {
            strings: "<si><t>Mã đơn vị</t></si><si><r><rPr><rFont val=\".VnTime\"/></rPr><t>X· A</t></r></si>",
            styles: r#"<xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="14" fontId="1"/>"#,
            fonts: r#"<font><name val="Arial"/></font><font><name val=".VnTime"/></font>"#,
            tail: r#"<mergeCells><mergeCell ref="A2:A3"/></mergeCells>"#,
            ..Book::of(data)
        };
        let bytes = if whole { changed(&book.bytes(), &changes) } else { changed_inside(&book.bytes(), part, &changes) };
        let (rows, findings) = read("a.xlsx", &bytes);
        prop_assert!(rows <= bytes.len() && findings.len() <= MOST_FINDINGS);
    }

    #[test]
    fn a_real_workbook_with_a_changed_part_is_read_or_refused(part in any::<Index>(), changes in changes()) {
        let bytes = changed_inside(&example("ninh-thuan-2023/data/don-vi.xlsx"), part, &changes);
        let (rows, findings) = read("a.xlsx", &bytes);
        prop_assert!(rows <= bytes.len() && findings.len() <= MOST_FINDINGS);
    }
}

proptest! {
    // Each case starts the program, and that starts itself once more.
    #![proptest_config(cases(40))]

    #[test]
    fn a_changed_old_workbook_does_not_bring_the_program_down(
        seed in any::<Index>(), part in any::<Index>(), changes in changes(), whole in any::<bool>(),
    ) {
        let files = fragile();
        let (name, bytes) = seed.get(&files);
        let zipped = bytes.starts_with(b"PK");
        let bytes = if whole || !zipped { changed(bytes, &changes) } else { changed_inside(bytes, part, &changes) };
        let said = check(name, &bytes);
        prop_assert!(matches!(said.code, Some(0 | 1)), "{:?}: {}", said.code, said.err);
        said.assert_clean(name);
    }
}

#[test]
fn what_the_other_process_sends_may_be_anything() {
    let limits = Limits::default();
    let plain = input::plain(&fragile()[0].1, &limits).unwrap();
    let sign = plain.lines().next().unwrap();
    for broken in [
        format!("{sign}\n"),
        format!("{sign}\nC\t0\t0\tT\tx\n"),
        format!("{sign}\nS\t0\ta\nC\t4294967295\t65535\tT\tx\n"),
        format!("{sign}\nS\t0\ta\nC\t1\t0\tT\tx\nC\t0\t0\tT\ty\n"),
        format!("{sign}\nS\t0\ta\nM\t5\t0\t1\t0\nH\t9\nH\t1\nC\t0\t0\tT\t\u{1b}[31m\n"),
        "thidua plain workbook 1\tmemory\tx\n".to_owned(),
    ] {
        let (_, findings) = read("a.xls", broken.as_bytes());
        assert!(!findings.is_empty(), "{broken:?}");
    }
}
