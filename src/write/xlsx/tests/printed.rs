//! What of a sheet only shows when it is printed: paper, scale, what is repeated, where pages end, charts.

use super::*;
use crate::report::sheet::{Chart, ChartKind, Series, spread};

/// A sheet whose columns have these widths, with two of them frozen.
fn wide(widths: &[u16], filter: bool) -> Sheet<'static> {
    let heading: Vec<Cell<'static>> = widths.iter().map(|_| Cell::text("x").look(Look::Heading)).collect();
    Sheet { widths: widths.to_vec(), filter, ..sheet("Rộng", vec![heading.clone(), heading]) }
}

fn page_setup(sheet: Sheet<'static>) -> String {
    let files = files(&made(&book(vec![sheet])));
    let xml = &files["xl/worksheets/sheet1.xml"];
    let (_, rest) = xml.split_once("<pageSetup ").unwrap();
    rest.split_once(" horizontalDpi").unwrap().0.to_owned()
}

#[test]
fn a_sheet_shrinks_as_far_as_it_can_be_read_then_takes_larger_paper_then_more_pages() {
    let case = |widths: &[u16], expected: &str| {
        assert_eq!(page_setup(wide(widths, true)), format!("{expected} useFirstPageNumber=\"1\""), "{widths:?}");
    };
    case(&[8, 30, 40], r#"paperSize="9" fitToHeight="0" orientation="portrait""#);
    case(&[8, 30, 80], r#"paperSize="9" fitToHeight="0" orientation="landscape""#);
    case(&[8, 30, 120], r#"paperSize="9" fitToHeight="0" orientation="landscape""#);
    case(&[8, 30, 150], r#"paperSize="8" fitToHeight="0" orientation="landscape""#);
    case(&[8, 30, 200], r#"paperSize="8" fitToHeight="0" orientation="landscape""#);
    // Ten columns of 21 on two pages: five on each, beside the two that are repeated, in letters as large as fit.
    let mut columns = vec![8, 30];
    columns.extend([21; 10]);
    case(&columns, r#"paperSize="9" scale="78" pageOrder="overThenDown" orientation="landscape""#);
    // Fourteen would take three, and take two of the larger paper.
    columns.extend([21; 4]);
    case(&columns, r#"paperSize="8" scale="90" pageOrder="overThenDown" orientation="landscape""#);
}

#[test]
fn a_paper_to_sign_is_never_wider_than_its_page() {
    let mut columns = vec![8, 30];
    columns.extend([20; 14]);
    let setup = page_setup(wide(&columns, false));
    assert_eq!(setup, r#"paperSize="9" fitToHeight="0" orientation="landscape" useFirstPageNumber="1""#);
}

#[test]
fn a_page_that_lies_alone_tells_where_it_belongs() {
    let mut book = sample();
    book.title = "2023 & \n sau".to_owned();
    let files = files(&made(&book));
    let footer =
        r#"&amp;L&amp;"Times New Roman,Italic"&amp;9 2023 &amp;&amp;   sau&amp;R&amp;"Times New Roman,Italic"&amp;9&amp;A"#;
    assert_has(&files["xl/worksheets/sheet1.xml"], &format!("<oddFooter>{footer}</oddFooter>"));
}

/// A table of two rows with a chart beside it, then a long text that is kept with its last row.
fn drawn() -> Sheet<'static> {
    let chart = Chart {
        title: "Tỷ lệ theo kết luận".to_owned(),
        kind: ChartKind::Shares,
        rows: 4,
        between: [2, 3],
        names: 0,
        series: vec![
            Series { name: "✓ Đạt".to_owned(), column: 1, look: Look::Met },
            Series { name: "✗ Không đạt".to_owned(), column: 2, look: Look::NotMet },
        ],
    };
    let chart = Cell { value: Value::Chart(Box::new(chart)), ..Cell::default() };
    let heading = |text: &'static str| (1, Cell::text(text).look(Look::Heading));
    let row = |name: &'static str, met, not_met| vec![Cell::text(name), Cell::whole(met), Cell::whole(not_met)];
    let mut rows = vec![
        vec![Cell::text("Tiêu chí của 'tập thể'").look(Look::Group).keep(5)],
        spread([heading("Tiêu chí"), heading("Đạt"), heading("Không đạt"), (2, chart)]),
        row("IV.7 — Hồ sơ trực tuyến", 21, 2),
        row("IV.8 — Hồ sơ được số hóa", 19, 4),
    ];
    rows.extend((0..52).map(|_| vec![Cell::text("dòng")]));
    rows.push(vec![Cell::text("Danh sách này gồm 2 tập thể").keep(3)]);
    rows.extend((0..2).map(|_| vec![Cell::text("ký")]));
    Sheet { widths: vec![30, 10, 10, 20, 20], heading_row: None, filter: false, drawn: true, ..sheet("Tổng 'hợp", rows) }
}

#[test]
fn a_chart_draws_the_table_beside_it_and_differs_by_its_strokes() {
    let bytes = made(&book(vec![drawn(), matrix()]));
    let files = files(&bytes);
    let chart = &files["xl/charts/chart1.xml"];
    for part in [
        r#"<c:barDir val="bar"/><c:grouping val="percentStacked"/>"#,
        r#"<c:f>'Tổng ''hợp'!$A$3:$A$4</c:f><c:strCache><c:ptCount val="2"/><c:pt idx="0"><c:v>IV.7 — Hồ sơ trực tuyến</c:v>"#,
        r#"<c:f>'Tổng ''hợp'!$B$3:$B$4</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="2"/><c:pt idx="0"><c:v>21</c:v></c:pt><c:pt idx="1"><c:v>19</c:v>"#,
        r#"<c:f>'Tổng ''hợp'!$C$3:$C$4</c:f>"#,
        "<c:v>✗ Không đạt</c:v>",
        r#"<a:pattFill prst="dkUpDiag">"#,
        r#"<a:latin typeface="Times New Roman""#,
    ] {
        assert_has(chart, part);
    }
    // From the heading to the row below the table, over the two columns beside it.
    let drawing = &files["xl/drawings/drawing1.xml"];
    assert_has(drawing, "<xdr:from><xdr:col>3</xdr:col>");
    assert_has(drawing, "<xdr:row>1</xdr:row>");
    assert_has(drawing, "<xdr:to><xdr:col>4</xdr:col>");
    assert_has(drawing, "<xdr:row>4</xdr:row>");
    // No line of the table runs below the chart.
    assert!(!files["xl/worksheets/sheet1.xml"].contains(r#"<c r="D3""#));
    assert_eq!(crate::write::written_by_us(&bytes), crate::vocab::Provenance::Ours);
}

#[test]
fn rows_that_are_kept_together_begin_a_page() {
    let files = files(&made(&book(vec![drawn()])));
    let xml = &files["xl/worksheets/sheet1.xml"];
    let (_, breaks) = xml.split_once("<rowBreaks").unwrap();
    let rows: Vec<u32> =
        breaks.split("<brk id=\"").skip(1).map(|row| row.split('"').next().unwrap().parse().unwrap()).collect();
    // Twenty-nine rows to a page; the text would be the last but one of the second.
    assert_eq!(rows, [29, 56]);
    assert_has(
        &files["xl/workbook.xml"],
        r#"<definedName name="_xlnm.Print_Area" localSheetId="0">'Tổng ''hợp'!$A$1:$E$59</definedName>"#,
    );
}

#[test]
fn the_lines_of_a_definition_stand_close_and_their_numbers_apart_from_them() {
    let line = |number, text: &'static str| vec![Cell::whole(number).look(Look::Code), Cell::text(text).look(Look::Code)];
    let rows = vec![
        line(1, "format = 1"),
        line(2, ""),
        vec![Cell::text("Tệp").look(Look::Label), Cell::whole(40).look(Look::Wrapped)],
    ];
    let files = files(&made(&book(vec![Sheet { heading_row: None, filter: false, ..sheet("Nguồn", rows) }])));
    let xml = &files["xl/worksheets/sheet1.xml"];
    let heights: Vec<&str> = xml.split("<row ").skip(1).map(|row| row.split('>').next().unwrap()).collect();
    assert!(heights[0].contains(r#"ht="11.25""#) && heights[1].contains(r#"ht="11.25""#), "{heights:?}");
    assert!(!heights[2].contains("ht="), "{heights:?}");
    let aligned = |cell: &str| {
        let (_, rest) = xml.split_once(&format!(r#"<c r="{cell}" s=""#)).unwrap();
        let format: usize = rest.split('"').next().unwrap().parse().unwrap();
        let (_, formats) = files["xl/styles.xml"].split_once("<cellXfs").unwrap();
        formats.split("<xf ").nth(format + 1).unwrap().to_owned()
    };
    assert_has(&aligned("A1"), r#"horizontal="center""#);
    assert_has(&aligned("B3"), r#"horizontal="left""#);
}

#[test]
fn texts_of_a_paper_stand_apart_from_the_lines_and_those_of_a_table_to_look_things_up_in_do_not() {
    let rows = || {
        let heading = |text: &'static str| Cell::text(text).look(Look::Heading);
        // Twenty-eight digits in a column of thirty: beside the space before it, it takes two lines.
        let long = Cell::text("nnnnnnnnnnnnn nnnnnnnnnnnnnnn").look(Look::Wrapped);
        vec![vec![heading("STT"), heading("Tên")], vec![Cell::whole(1).look(Look::Centered), long]]
    };
    let paper = Sheet { heading_row: Some(0), filter: false, ..sheet("Danh sách", rows()) };
    let table = Sheet { heading_row: Some(0), ..sheet("Xếp hạng", rows()) };
    let files = files(&made(&book(vec![paper, table])));
    let looked = |number: u8| {
        let xml = &files[&format!("xl/worksheets/sheet{number}.xml")];
        let (_, rest) = xml.split_once(r#"<c r="B2" s=""#).unwrap();
        let format: usize = rest.split('"').next().unwrap().parse().unwrap();
        let (_, formats) = files["xl/styles.xml"].split_once("<cellXfs").unwrap();
        let (_, row) = xml.split_once(r#"<row r="2""#).unwrap();
        let is_high = row.split('>').next().unwrap().contains(r#"ht="31.5""#);
        (formats.split("<xf ").nth(format + 1).unwrap().contains(r#"indent="1""#), is_high)
    };
    assert_eq!(looked(1), (true, true));
    assert_eq!(looked(2), (false, false));
}
