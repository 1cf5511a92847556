#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use proptest::prelude::*;

mod printed;

use super::*;
use crate::report::sheet::{Cell, Link, Look, Sheet, Value};
use crate::vocab::{Date, Number};

type Made = Vec<Vec<Cell<'static>>>;

fn sheet(name: &str, rows: Made) -> Sheet<'static> {
    Sheet {
        name: name.to_owned(),
        widths: vec![6, 30, 12, 12],
        heading_row: Some(1),
        frozen_columns: 2,
        filter: true,
        landscape: true,
        drawn: false,
        rows: Box::new(move |put: &mut dyn FnMut(&[Cell<'_>])| rows.iter().for_each(|row| put(row))),
    }
}

fn book(sheets: Vec<Sheet<'static>>) -> Book<'static> {
    Book {
        title: "Đẩy mạnh cải cách hành chính huyện Vụ Bản năm 2023".to_owned(),
        author: "UBND huyện Vụ Bản".to_owned(),
        day: day("05/12/2023"),
        sheets,
    }
}

fn day(text: &str) -> Date {
    crate::vocab::date::parse(text).unwrap()
}

fn link(sheet: &str, row: u32, column: u16) -> Option<Link> {
    Some(Link { sheet: sheet.to_owned(), row, column })
}

fn value(value: Value<'static>, look: Look) -> Cell<'static> {
    Cell { value, look, ..Cell::default() }
}

fn percent(top: i64, bottom: i64, look: Look) -> Cell<'static> {
    value(Value::Percent(Number::ratio(top, bottom).unwrap(), 1), look)
}

/// A matrix as the report makes it, with all that a cell may carry.
fn matrix() -> Sheet<'static> {
    let title = Cell { across: 4, ..Cell::text("Kết quả theo từng tiêu chí").look(Look::Title) };
    let heading = ["Mã", "Đơn vị", "IV.7", "Ngày gửi"].map(|text| Cell::text(text).look(Look::Heading));
    let note = Some("Thiếu 37 hồ sơ\nket-qua.xlsx › Đơn vị › D17".to_owned());
    sheet(
        "Tiêu chí",
        vec![
            vec![title, Cell::empty(), Cell::empty(), Cell::empty()],
            heading.to_vec(),
            vec![
                Cell::text("007"),
                Cell { link: link("Giải trình: 1/2", 4, 1), ..Cell::text("Xã Kim Thái") },
                percent(619, 1000, Look::NotMet).noted(note),
                value(Value::Date(day("31/12/2023")), Look::Plain),
            ],
            vec![
                Cell::text("008"),
                Cell::text("Xã Cộng Hòa").look(Look::Wrapped),
                percent(1904, 3071, Look::Met),
                Cell::text("chưa có").look(Look::NoData),
            ],
            vec![Cell::empty()],
            vec![Cell::text("Người lập biểu")],
        ],
    )
}

fn sample() -> Book<'static> {
    let reasons = sheet("Giải trình: 1/2", vec![vec![Cell::text("Giải trình")]]);
    book(vec![matrix(), reasons])
}

fn made(book: &Book<'_>) -> Vec<u8> {
    workbook(book).unwrap().bytes
}

/// The files inside a workbook.
fn files(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let name = String::from_utf8_lossy(file.name_raw()).into_owned();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        files.insert(name, text);
    }
    files
}

fn read(bytes: &[u8]) -> Xlsx<Cursor<&[u8]>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

#[track_caller]
fn assert_has(text: &str, part: &str) {
    assert!(text.contains(part), "{part} is not in {text}");
}

#[test]
fn values_come_back_as_they_were() {
    let bytes = made(&sample());
    let mut workbook = read(&bytes);
    assert_eq!(workbook.sheet_names(), ["Tiêu chí", "Giải trình - 1-2"]);
    let grid = workbook.worksheet_range("Tiêu chí").unwrap();
    let text = |text: &str| Data::String(text.to_owned());
    let at = |row, column| grid.get_value((row, column)).cloned().unwrap_or_default();
    assert_eq!(at(0, 0), text("Kết quả theo từng tiêu chí"));
    assert_eq!(at(2, 0), text("007"));
    assert_eq!(at(2, 1), text("Xã Kim Thái"));
    assert_eq!(at(2, 2), Data::Float(0.619));
    assert_eq!(at(3, 2), Data::Float(1904.0 / 3071.0));
    let Data::DateTime(sent) = at(2, 3) else { panic!("{:?}", at(2, 3)) };
    assert_eq!(sent.to_ymd_hms_milli(), (2023, 12, 31, 0, 0, 0, 0));
    assert_eq!(at(4, 0), Data::Empty);
    assert_eq!(at(5, 0), text("Người lập biểu"));
}

#[test]
fn text_is_never_a_formula_and_never_changed() {
    let texts = [
        "=1+1",
        "+x",
        "-x",
        "@x",
        "=HYPERLINK(\"http://x\")",
        "http://xa.gov.vn",
        "_x0007_",
        "_x005F_x0007_",
        " đầu và cuối ",
        "hai\ndòng",
        "thẻ\tvà & < > \" '",
        "0123",
        "1e5",
        "TRUE",
        "#N/A",
        "\u{a0}",
        "🎉",
    ];
    let rows = texts.iter().map(|text| vec![Cell::text(*text), Cell::text(*text).look(Look::Met)]).collect();
    let bytes = made(&book(vec![sheet("Tên", rows)]));
    let mut workbook = read(&bytes);
    let grid = workbook.worksheet_range("Tên").unwrap();
    for (row, text) in texts.iter().enumerate() {
        for column in 0..2 {
            assert_eq!(grid.get((row, column)), Some(&Data::String((*text).to_owned())), "{text}");
        }
    }
    assert!(workbook.worksheet_formula("Tên").unwrap().cells().all(|(.., formula)| formula.is_empty()));
    let files = files(&bytes);
    assert!(!files["xl/worksheets/sheet1.xml"].contains("<f"));
    assert!(!files["xl/worksheets/sheet1.xml"].contains("hyperlink"));
}

#[test]
fn a_control_character_becomes_a_visible_sign() {
    let bytes = made(&book(vec![sheet("Tên", vec![vec![Cell::text("a\u{7}b\u{0}")]])]));
    assert_eq!(read(&bytes).worksheet_range("Tên").unwrap().get((0, 0)), Some(&Data::String("a␇b␀".to_owned())));
}

#[test]
fn numbers_have_the_digits_that_the_report_asks_for() {
    let number =
        |mantissa, scale, digits| vec![value(Value::Number(Number::from_digits(mantissa, scale), digits), Look::Plain)];
    let rows = vec![number(1_490_000, 0, 0), number(12345, 1, 1), number(97685, 3, 3), number(1, 9, 9)];
    let bytes = made(&book(vec![sheet("Số", rows)]));
    let mut workbook = read(&bytes);
    let mut cells = workbook.worksheet_cells_reader("Số").unwrap();
    let mut seen = Vec::new();
    while let Some((cell, style)) = cells.next_cell_with_style_id().unwrap().map(|cell| (cell.0, cell.1)) {
        let code = cells.styles()[style].number_format.clone();
        seen.push((format!("{:?}", cell.get_value()), format!("{code:?}")));
    }
    let has = |row: usize, figure: &str, code: &str| {
        assert!(seen[row].0.contains(figure) && seen[row].1.contains(code), "{:?}", seen[row]);
    };
    has(0, "1490000", "\"#,##0\"");
    has(1, "1234.5", "\"#,##0.0\"");
    has(2, "97.685", "\"#,##0.000\"");
    has(3, "1e-9", "\"#,##0.000000000\"");
}

#[test]
fn a_judged_figure_carries_its_sign_and_stays_a_number() {
    let bytes = made(&sample());
    let styles = &files(&bytes)["xl/styles.xml"];
    for sign in ["✓", "✗", "?", "–"] {
        assert_has(styles, &format!(r#"formatCode="&quot;{sign} &quot;0.0%;&quot;{sign} &quot;-0.0%""#));
        assert_has(styles, &format!(r#"formatCode="&quot;{sign} &quot;dd\/mm\/yyyy""#));
    }
    assert_eq!(read(&bytes).worksheet_range("Tiêu chí").unwrap().get_value((2, 2)), Some(&Data::Float(0.619)));
}

/// The number of the format of every cell, by its name.
fn formats_of(sheet: &str) -> BTreeMap<String, u32> {
    let attribute =
        |cell: &str, name: &str| cell.split_once(name).and_then(|(_, rest)| rest.split('"').next()).map(str::to_owned);
    sheet
        .split("<c ")
        .skip(1)
        .map(|cell| {
            let cell = &cell[..cell.find('>').unwrap()];
            let number = attribute(cell, "s=\"").map_or(0, |number| number.parse().unwrap());
            (attribute(cell, "r=\"").unwrap(), number)
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn every_cell_has_the_format_of_its_own_look(grid in grids(), heading in any::<bool>()) {
        let look = |number: u8| [Look::Plain, Look::Met, Look::NotMet, Look::Wrapped][usize::from(number % 4)];
        let kind = |number: u8| match number / 4 % 4 {
            0 => Value::Empty,
            1 => Value::Text("x".into()),
            2 => Value::Text("x\ny".into()), // a higher row
            _ => Value::Percent(Number::ONE, 1),
        };
        let rows: Made = grid.iter().map(|row| row.iter().map(|n| value(kind(*n), look(*n))).collect()).collect();
        let mut table = sheet("Lưới", rows);
        table.heading_row = heading.then_some(0);
        let files = files(&made(&book(vec![table])));
        let xml = &files["xl/worksheets/sheet1.xml"];
        let formats = formats_of(xml);
        let mut ruled = false;
        let mut numbers: BTreeMap<(Look, bool, bool), u32> = BTreeMap::new();
        for (row, cells) in grid.iter().enumerate() {
            let is_empty = cells.iter().all(|n| kind(*n) == Value::Empty);
            ruled = (ruled && !is_empty) || (heading && row == 0);
            for (column, n) in cells.iter().enumerate() {
                let name = crate::vocab::place::cell_name(u32::try_from(row).unwrap(), u16::try_from(column).unwrap());
                let text = !matches!(kind(*n), Value::Percent(..));
                if kind(*n) == Value::Empty && look(*n) == Look::Plain && !ruled {
                    prop_assert!(!formats.contains_key(&name));
                    continue;
                }
                let verdict = matches!(look(*n), Look::Met | Look::NotMet);
                let number = formats.get(&name).copied().unwrap_or_default();
                prop_assert!(number > 0, "{} has no format", name);
                let wraps = look(*n) == Look::Plain && ruled && matches!(kind(*n), Value::Text(_));
                let shown = if wraps { Look::Wrapped } else { look(*n) };
                prop_assert_eq!(*numbers.entry((shown, text, ruled && !verdict)).or_insert(number), number, "{}", name);
            }
        }
        let mut distinct: Vec<u32> = numbers.values().copied().collect();
        distinct.sort_unstable();
        distinct.dedup();
        prop_assert_eq!(distinct.len(), numbers.len());
        let rows: Vec<u32> = xml.split("<row r=\"").skip(1).map(|row| row.split('"').next().unwrap().parse().unwrap()).collect();
        prop_assert!(rows.is_sorted_by(|a, b| a < b), "each row once: {:?}", rows);
        let columns = xml.split_once("</cols>").map_or("", |(columns, _)| columns);
        prop_assert!(!columns.contains("style="), "no column keeps a format: {}", columns);
    }
}

/// Rows of cells in which the same come one below the other, as in any table.
fn grids() -> impl Strategy<Value = Vec<Vec<u8>>> {
    let row = proptest::collection::vec(0_u8..16, 1..5);
    let runs = proptest::collection::vec((row, 1_usize..5), 0..10);
    runs.prop_map(|runs| runs.into_iter().flat_map(|(row, times)| std::iter::repeat_n(row, times)).collect())
}

#[test]
fn a_page_is_as_the_decree_wants_it() {
    let mut wide = sample();
    wide.sheets[0].widths = vec![6, 40, 40, 40];
    let files = files(&made(&wide));
    let sheet = &files["xl/worksheets/sheet1.xml"];
    assert_has(sheet, r#"<pageMargins left="1.1811" right="0.5906" top="0.7874" bottom="0.7874""#);
    assert_has(sheet, r#"paperSize="9""#);
    assert_has(sheet, r#"orientation="landscape""#);
    assert_has(sheet, r#"fitToHeight="0""#);
    assert_has(sheet, r#"<pageSetUpPr fitToPage="1"/>"#);
    assert_has(sheet, r#"&amp;C&amp;"Times New Roman,Regular"&amp;13&amp;P</oddHeader>"#);
    let book = &files["xl/workbook.xml"];
    assert_has(
        book,
        r#"<definedName name="_xlnm.Print_Titles" localSheetId="0">'Tiêu chí'!$A:$B,'Tiêu chí'!$2:$2</definedName>"#,
    );
    assert_has(book, r#"<definedName name="_xlnm.Print_Area" localSheetId="0">'Tiêu chí'!$A$1:$D$6</definedName>"#);
    assert_has(&files["xl/styles.xml"], r#"<name val="Times New Roman"/>"#);
    assert!(!files["xl/styles.xml"].contains("Calibri"), "{}", files["xl/styles.xml"]);
}

#[test]
fn a_row_is_as_high_as_its_longest_text_needs() {
    let long = "619 hồ sơ trên 1.000 hồ sơ tiếp nhận là 61,9 %, cần ít nhất 62 %";
    let cell = |look| vec![Cell::text("1"), Cell::text(long).look(look), Cell::empty(), Cell::empty()];
    let merged = Cell { across: 3, ..Cell::text(long) }.look(Look::Title);
    let rows = vec![
        cell(Look::Plain),
        cell(Look::Wrapped),
        vec![Cell::text("1"), merged, Cell::empty(), Cell::empty()],
        vec![Cell::text("1"), Cell::text("một\nhai\nba").look(Look::Wrapped)],
        vec![Cell::text("Tiêu đề").look(Look::Title)],
        vec![Cell::empty()],
    ];
    let mut list = sheet("Cao", rows);
    list.heading_row = None;
    let table = sheet("Bảng", vec![vec![], vec![Cell::text("1").look(Look::Heading)], cell(Look::Plain)]);
    let files = files(&made(&book(vec![list, table])));
    assert_has(&files["xl/worksheets/sheet2.xml"], r#"<row r="3" ht="31.5" customHeight="1">"#);
    let sheet = &files["xl/worksheets/sheet1.xml"];
    assert_has(sheet, r#"<row r="1"><c "#);
    for (row, points) in [(2, "31.5"), (3, "36"), (4, "47.25"), (5, "18")] {
        assert_has(sheet, &format!(r#"<row r="{row}" ht="{points}" customHeight="1">"#));
        assert_eq!(sheet.matches(&format!(r#"<row r="{row}""#)).count(), 1, "the library wrote a last row twice");
    }
}

#[test]
fn the_first_page_of_a_paper_carries_no_number() {
    let mut list = matrix();
    list.filter = false;
    list.name = "Danh sách".to_owned();
    let bytes = made(&book(vec![matrix(), list]));
    let files = files(&bytes);
    assert_has(&files["xl/worksheets/sheet1.xml"], "<headerFooter><oddHeader>");
    assert_has(&files["xl/worksheets/sheet2.xml"], r#"<headerFooter differentFirst="1"><oddHeader>"#);
    assert_eq!(
        read(&bytes).worksheet_range("Danh sách").unwrap().get((0, 0)),
        Some(&Data::String("Kết quả theo từng tiêu chí".to_owned()))
    );
    assert_eq!(crate::write::written_by_us(&bytes), crate::vocab::Provenance::Ours);
}

#[test]
fn the_filter_and_the_lines_end_where_the_table_ends() {
    let files = files(&made(&sample()));
    let sheet = &files["xl/worksheets/sheet1.xml"];
    assert_has(sheet, r#"<autoFilter ref="A2:D4"/>"#);
    assert_has(sheet, r#"<pane xSplit="2" ySplit="2" topLeftCell="C3""#);
    assert_has(sheet, r#"<mergeCell ref="A1:D1"/>"#);
    let formats = formats_of(sheet);
    assert_eq!(formats["A3"], formats["A4"]);
    assert_ne!(formats["A3"], formats["A6"], "the cells of the table are ruled, those below it are not");
}

#[test]
fn a_note_opens_on_its_cell_and_names_no_user() {
    let files = files(&made(&sample()));
    let notes = &files["xl/comments1.xml"];
    assert_has(notes, r#"<comment ref="C3""#);
    assert_has(notes, "Thiếu 37 hồ sơ\nket-qua.xlsx › Đơn vị › D17");
    assert_has(notes, "<authors><author>thidua</author></authors>");
    assert!(files.contains_key("xl/drawings/vmlDrawing1.vml"));
}

#[test]
fn remarks_stand_where_the_library_would_put_them() {
    // More than one block of shapes, in rows of several heights and columns with a width of their own and without.
    let text = |row: usize, column: usize| {
        ["Thiếu 37 hồ sơ & giấy tờ", "a < b\nc ", "_x0007_"][(row + column) % 3].repeat(1 + row % 90)
    };
    let value = |row: usize| if row.is_multiple_of(7) { "một\nhai" } else { "một" };
    let cell = |row: usize, column: usize| Cell::text(value(row)).look(Look::Wrapped).noted(Some(text(row, column)));
    let rows: Made = (0..400).map(|row| (0..6).map(|column| cell(row, column)).collect()).collect();
    let book = book(vec![sheet("Một", rows.clone()), sheet("Hai", rows)]);
    let ours = files(&made(&book));

    let mut workbook = Workbook::new();
    Formats::new(&mut workbook).unwrap();
    for (number, sheet) in (1..).zip(&book.sheets) {
        let worksheet = workbook.add_worksheet();
        worksheet.set_default_note_author("thidua");
        for (column, width) in (0..).zip(&sheet.widths) {
            worksheet.set_column_width(column, *width).unwrap();
        }
        for row in ours[&format!("xl/worksheets/sheet{number}.xml")].split("<row r=\"").skip(1) {
            let (row, rest) = row.split_once('"').unwrap();
            if let Some(height) = rest.strip_prefix(" ht=\"") {
                let height: f64 = height.split('"').next().unwrap().parse().unwrap();
                worksheet.set_row_height(row.parse::<u32>().unwrap() - 1, height).unwrap();
            }
        }
        let mut row = 0;
        sheet.rows.each(&mut |cells| {
            for (column, cell) in (0..).zip(cells) {
                let Some(text) = &cell.note else { continue };
                let note = rust_xlsxwriter::Note::new(text::literal(text))
                    .add_author_prefix(false)
                    .set_font_name("Times New Roman")
                    .set_font_size(11)
                    .set_width(page::NOTE_WIDTH)
                    .set_height(page::note_height(text));
                worksheet.insert_note(row, column, &note).unwrap();
            }
            row += 1;
        });
    }
    let theirs = files(&workbook.save_to_buffer().unwrap());
    for part in ["xl/comments1.xml", "xl/comments2.xml", "xl/drawings/vmlDrawing1.vml", "xl/drawings/vmlDrawing2.vml"] {
        assert!(ours[part] == theirs[part], "{part}");
    }
}

#[test]
fn a_note_cannot_smuggle_an_escape_or_a_control_character() {
    let noted = Cell::text("x").noted(Some("_x0007_ \u{7}".to_owned()));
    let files = files(&made(&book(vec![sheet("Ghi chú", vec![vec![noted]])])));
    assert_has(&files["xl/comments1.xml"], "_x005F_x0007_ ␇");
}

#[test]
fn a_link_leads_to_the_sheet_under_its_changed_name() {
    let bytes = made(&sample());
    let sheet = &files(&bytes)["xl/worksheets/sheet1.xml"];
    assert_has(sheet, r#"<hyperlink ref="B3" location="'Giải trình - 1-2'!B5""#);
    let linked = Cell { link: link("Số", 0, 0), ..percent(1, 2, Look::Met) };
    let bytes = made(&book(vec![sheet_of("Số", linked)]));
    assert_eq!(read(&bytes).worksheet_range("Số").unwrap().get((0, 0)), Some(&Data::Float(0.5)));
    assert_has(&files(&bytes)["xl/worksheets/sheet1.xml"], r#"<hyperlink ref="A1" location="'Số'!A1""#);
}

fn sheet_of(name: &str, cell: Cell<'static>) -> Sheet<'static> {
    sheet(name, vec![vec![cell]])
}

#[test]
fn links_beyond_the_limit_are_dropped_and_told() {
    let cell = || vec![Cell { link: link("Nguồn", 0, 0), ..Cell::text("x") }];
    let limits = Limits { links: 2, ..Limits::EXCEL };
    let written = written(&book(vec![sheet("Nguồn", (0..5).map(|_| cell()).collect())]), limits, 1).unwrap();
    assert_eq!(written.shortened, [Shortened::Links { sheet: "Nguồn".to_owned(), dropped: 3 }]);
    assert_eq!(files(&written.bytes)["xl/worksheets/sheet1.xml"].matches("<hyperlink ").count(), 2);
}

#[test]
fn more_rows_than_a_sheet_holds_go_on_below_the_headings_in_a_further_one() {
    let row = |number: usize| vec![Cell::whole(number), Cell { link: link("Xếp hạng", 5, 0), ..Cell::text("x") }];
    let heading = vec![Cell::text("STT").look(Look::Heading), Cell::text("Tên").look(Look::Heading)];
    let mut rows = vec![vec![Cell::text("Xếp hạng").look(Look::Title)], heading];
    rows.extend((1..=6).map(row));
    let limits = Limits { rows: 4, ..Limits::EXCEL };
    let written = written(&book(vec![sheet("Xếp hạng", rows)]), limits, 1).unwrap();
    let further = vec!["Xếp hạng (2)".to_owned(), "Xếp hạng (3)".to_owned()];
    assert_eq!(written.shortened, [Shortened::Split { sheet: "Xếp hạng".to_owned(), further: further.clone() }]);
    let mut workbook = read(&written.bytes);
    assert_eq!(workbook.sheet_names()[1..], further);
    let column = |workbook: &mut Xlsx<_>, name: &str| {
        let grid = workbook.worksheet_range(name).unwrap();
        grid.rows().map(|row| row[0].to_string()).collect::<Vec<_>>()
    };
    assert_eq!(column(&mut workbook, "Xếp hạng"), ["Xếp hạng", "STT", "1", "2"]);
    assert_eq!(column(&mut workbook, "Xếp hạng (2)"), ["STT", "3", "4", "5"]);
    assert_eq!(column(&mut workbook, "Xếp hạng (3)"), ["STT", "6"]);
    let files = files(&written.bytes);
    // Row 6 of the report, number 4, stands in the third row of the second sheet.
    assert_has(&files["xl/worksheets/sheet1.xml"], r#"location="'Xếp hạng (2)'!A3""#);
    assert_has(&files["xl/worksheets/sheet2.xml"], r#"<autoFilter ref="A1:B4"/>"#);
    assert_has(&files["xl/workbook.xml"], "'Xếp hạng (3)'!$1:$1");
}

#[test]
fn a_text_too_long_for_a_cell_is_shortened_and_told() {
    let long = "ễ".repeat(40_000);
    let noted = Cell::text("x").noted(Some(long.clone()));
    let written = workbook(&book(vec![sheet("Dài", vec![vec![Cell::text(long), noted]])])).unwrap();
    let told = [
        Shortened::Text { sheet: "Dài".to_owned(), row: 0, column: 0 },
        Shortened::Note { sheet: "Dài".to_owned(), row: 0, column: 1 },
    ];
    assert_eq!(written.shortened, told);
    let grid = read(&written.bytes).worksheet_range("Dài").unwrap();
    let Some(Data::String(text)) = grid.get((0, 0)) else { panic!() };
    assert_eq!(text.encode_utf16().count(), 32_767);
    assert!(text.ends_with("ễ…"));
}

#[test]
fn twenty_runs_side_by_side_give_the_same_bytes() {
    // Rare formats and links in every sheet, so that all of them race for the registry.
    let busy = |number: u8| {
        let cells = |row: u8| {
            let digits = 3 + (row + number) % 9;
            let linked = Cell { link: link("Bảng 1", 0, 0), ..Cell::text("x") };
            let cell = value(Value::Number(Number::from_digits(12345, 3), digits), Look::Tied);
            vec![linked, cell, percent(1, 3, Look::Met).noted(Some("1/3".to_owned()))]
        };
        sheet(&format!("Bảng {number}"), (0..40).map(cells).collect())
    };
    let bytes = |workers, limits| {
        let sheets = (1..=8).map(busy).collect();
        written(&book(sheets), limits, workers).unwrap().bytes
    };
    // Packed by those who write the sheets, or when all are written.
    for limits in [Limits::EXCEL, Limits { long: 20, ..Limits::EXCEL }] {
        let alone = bytes(1, limits);
        for run in 0..20 {
            assert!(bytes(8, limits) == alone, "run {run}");
        }
    }
}

#[test]
fn a_sheet_that_is_packed_apart_is_the_same_sheet() {
    let rows = |remarks: usize| {
        let cell =
            move |row: usize| Cell::text(format!("Xã {row}")).noted((row < remarks).then(|| format!("Ghi chú {row}")));
        let heading = vec![Cell::text("Tên").look(Look::Heading), Cell::text("Điểm").look(Look::Heading)];
        let table = (0..200).map(move |row| vec![cell(row), value(Value::Number(Number::from_digits(15, 1), 1), Look::Met)]);
        [vec![Cell::text("Xếp hạng").look(Look::Title)], heading].into_iter().chain(table).collect::<Made>()
    };
    // With remarks on its head only, and below it too; the first sheet is a paper.
    for remarks in [3, 150] {
        let book = || {
            let paper = Sheet { filter: false, ..sheet("Giấy khen", rows(0)) };
            book(vec![sheet("Tổng hợp", rows(0)), paper, sheet("Xếp hạng", rows(remarks)), sheet("Nguồn", rows(0))])
        };
        let limits = Limits { long: 50, rows: 130, ..Limits::EXCEL };
        let together = Limits { long: u32::MAX, ..limits };
        let apart = written(&book(), limits, 2).unwrap();
        let together = written(&book(), together, 2).unwrap();
        let (apart_files, together_files) = (files(&apart.bytes), files(&together.bytes));
        assert_eq!(apart_files.len(), together_files.len());
        assert_eq!(apart_files.keys().collect::<Vec<_>>(), together_files.keys().collect::<Vec<_>>());
        for (name, text) in &together_files {
            assert!(apart_files[name] == *text, "{name}:\n{}\n{text}", apart_files[name]);
        }
        assert_eq!(apart.shortened, together.shortened);
    }
}

#[test]
fn the_properties_name_the_issuer_and_the_day_and_nobody_else() {
    let files = files(&made(&sample()));
    let core = &files["docProps/core.xml"];
    assert_has(core, "<dc:title>Đẩy mạnh cải cách hành chính huyện Vụ Bản năm 2023</dc:title>");
    assert_has(core, "<dc:creator>UBND huyện Vụ Bản</dc:creator>");
    assert_has(core, ">2023-12-05T00:00:00Z</dcterms:created>");
    assert_has(core, ">2023-12-05T00:00:00Z</dcterms:modified>");
    assert_has(&files["docProps/custom.xml"], r#"name="thidua"><vt:lpwstr>3 "#);
}

#[test]
fn an_empty_book_is_still_a_workbook() {
    let bytes = made(&book(vec![]));
    assert_eq!(read(&bytes).sheet_names().len(), 1);
    let bytes = made(&book(vec![sheet("Trống", vec![])]));
    assert_eq!(read(&bytes).worksheet_range("Trống").unwrap().get_size(), (0, 0));
}

#[test]
fn a_full_disk_is_an_error_and_a_fault_of_the_report_is_none() {
    let full = || std::io::Error::from(std::io::ErrorKind::StorageFull);
    for error in [WriteError::from(full()), WriteError::from(ZipError::Io(full()))] {
        assert!(matches!(error, WriteError::NoRoom), "{error}");
    }
    let beyond = WriteError::from(XlsxError::ParameterError("page breaks".to_owned()));
    assert!(matches!(beyond, WriteError::Refused(_)), "the machine is not to blame for {beyond}");
    for sheets in [1, 3] {
        let broken = |number: usize| Sheet {
            rows: Box::new(move |_: &mut dyn FnMut(&[Cell<'_>])| assert!(number == 0, "a fault of the report")),
            ..sheet(&number.to_string(), vec![])
        };
        let book = book((0..sheets).map(|number| broken(number + 1)).collect());
        let panic = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| workbook(&book))).unwrap_err();
        assert_eq!(panic.downcast_ref::<&str>(), Some(&"a fault of the report"));
    }
}
