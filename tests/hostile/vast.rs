//! More rows or columns than a sheet can have, in every format: the same sentence, soon, and nothing of the cells is kept.

use super::made::{Binary, Book, ods, xls, xlsb};
use super::program::check;

/// The file is refused with this one finding at this place; a debug build on a shared machine takes its time.
#[track_caller]
fn refused(file: &str, bytes: &[u8], finding: &str, place: &str) {
    let said = check(file, bytes);
    let lines: Vec<&str> = said.err.lines().take(2).collect();
    assert_eq!((said.code, lines), (Some(1), vec![finding, place]), "{file}: {}", said.err);
    assert_eq!(said.codes().len(), 1, "{file}: {}", said.err);
    assert!(said.took.as_secs() < 20, "{file} took {:?}", said.took);
    said.assert_clean(file);
}

const ROWS: &str = "lỗi[too-many-rows]: tệp có hơn 1.048.576 dòng, quá sức chứa của một trang tính Excel";

fn columns(row: u32) -> String {
    format!("lỗi[too-many-columns]: dòng {row} có hơn 16.384 cột, quá sức chứa của một trang tính Excel")
}

const TABLE: &str = r#"<row><c t="str"><v>Mã</v></c><c t="str"><v>Tên</v></c><c t="str"><v>Điểm</v></c></row>
    <row><c t="str"><v>DV1</v></c><c t="str"><v>Xã A</v></c><c><v>62.5</v></c></row>"#;

/// An "XML Spreadsheet 2003" of these rows behind the headings and one unit.
fn xml(rows: &str) -> String {
    let row = |cells: &[&str]| {
        let cell = |text: &&str| format!(r#"<Cell><Data ss:Type="String">{text}</Data></Cell>"#);
        format!("<Row>{}</Row>", cells.iter().map(cell).collect::<String>())
    };
    let (headings, unit) = (row(&["Mã", "Tên", "Điểm"]), row(&["DV1", "Xã A", "62,5"]));
    format!(
        r#"<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
        <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
        <Worksheet ss:Name="S"><Table>{headings}{unit}{rows}</Table></Worksheet></Workbook>"#
    )
}

/// A cell of an OpenDocument sheet.
const VALUE: &str = r#"<table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>"#;

/// Empty rows of an OpenDocument sheet.
fn empty(rows: u32) -> String {
    format!(r#"<table:table-row table:number-rows-repeated="{rows}"><table:table-cell/></table:table-row>"#)
}

#[test]
fn a_sheet_of_too_many_rows_is_named_in_every_format() {
    let many = format!("{TABLE}{}", "<row/>".repeat(1_048_575));
    refused("a.xlsx", &Book::of(&many).bytes(), ROWS, "  --> a.xlsx › S");
    let cell = r#"<Row><Cell><Data ss:Type="Number">1</Data></Cell></Row>"#;
    refused("a.xml", xml(&cell.repeat(1_048_575)).as_bytes(), ROWS, "  --> a.xml");
    refused("a.html", format!("<table>{}", "<tr><td>1".repeat(1_048_577)).as_bytes(), ROWS, "  --> a.html");
    let far = [(0, 0, Binary::Text("Mã")), (1, 0, Binary::Text("DV1")), (1_048_576, 0, Binary::Number(1.0))];
    refused("a.xlsb", &xlsb(&[], &far), ROWS, "  --> a.xlsb");
    let rows = format!("{}<table:table-row>{VALUE}</table:table-row>", empty(1_048_576));
    refused("a.ods", &ods(&rows), ROWS, "  --> a.ods");
}

#[test]
fn a_row_of_too_many_columns_is_named_in_every_format() {
    let many = format!("{TABLE}<row>{}</row>", "<c><v>1</v></c>".repeat(2_000_000));
    refused("a.xlsx", &Book::of(&many).bytes(), &columns(3), "  --> a.xlsx › S");
    let cells = format!("<Row>{}</Row>", r#"<Cell><Data ss:Type="Number">1</Data></Cell>"#.repeat(1_000_000));
    refused("a.xml", xml(&cells).as_bytes(), &columns(3), "  --> a.xml");
    let page = "<table><tr><td>Mã<td>Tên<td>Điểm<tr><td>DV1<td>Xã A<td>62,5<tr>";
    refused("a.html", format!("{page}{}", "<td>1".repeat(24_000_000)).as_bytes(), &columns(3), "  --> a.html");
    let far = [(0, 0, Binary::Text("Mã")), (1, 0, Binary::Text("DV1")), (2, 16_384, Binary::Number(1.0))];
    refused("a.xlsb", &xlsb(&[], &far), &columns(3), "  --> a.xlsb");
    refused("a.xls", &xls(&[(0, 0, "Mã"), (1, 0, "DV1"), (2, 16_384, "1")]), &columns(3), "  --> a.xls");
    let before = r#"<table:table-cell table:number-columns-repeated="16384"/>"#;
    let far = format!("<table:table-row>{before}{VALUE}</table:table-row>{}", empty(2_000_000));
    refused("a.ods", &ods(&far), &columns(1), "  --> a.ods");
}

#[test]
fn a_line_of_too_many_cells_is_named_wherever_it_stands() {
    let text = "Mã;Tên;Điểm\nDV1;Xã A;62,5\n";
    let line = "x;".repeat(24_000_000);
    for (file, bytes, row) in [
        ("duoi.csv", format!("{text}{line}\n"), 3),
        ("tren.csv", format!("{line}\n{text}"), 1),
        ("nhay.csv", format!("{text}\"DV\"\"2\";{line}\n"), 3),
        ("vua-du.csv", format!("{text}{}\n", "x;".repeat(16_384)), 3),
    ] {
        refused(file, bytes.as_bytes(), &columns(row), &format!("  --> {file}"));
    }
}

#[test]
fn a_text_file_may_have_more_rows_than_a_sheet() {
    let said = check("a.csv", format!("Mã;Tên;Điểm\nDV1;Xã A;62,5\n{}", ";;\n".repeat(1_100_000)).as_bytes());
    assert_eq!((said.code, said.codes().len()), (Some(0), 0), "{}", said.err);
}
