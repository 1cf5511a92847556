//! A workbook to rows: the sheet is chosen, its headings found, its cells handed over.

use std::ops::ControlFlow;

use crate::vocab::Place;
use crate::vocab::finding::{Encoding, Format, TableFault};
use crate::vocab::name::tidy;

use super::super::choose;
use super::super::hand::{Handing, Rows, doubled_place, first_places};
use super::super::heading::{self, Area, FARTHER_ROWS, Line, SEARCHED_ROWS};
use super::super::job::Job;
use super::super::limits::{HEADING_BYTES, NAMED_PLACES, prefix};
use super::super::serial::Epoch;
use super::super::stretches::beside;
use super::super::{Cell, Request, Table};
use super::formats;
use super::merged;
use super::package::Package;
use super::sheet::{Item, items};
use super::strings;
use super::values::Values;
use super::workbook::{self, Sheet, Workbook};

/// How many bytes of the first rows of a sheet are kept to find its headings.
const SEARCHED_BYTES: usize = 512 << 10;

/// What a cell costs beside its text when headings are looked for.
const CELL_COST: usize = 8;

/// Reads the table of a workbook; `None` after a finding that says why there is none.
pub(in crate::input) fn read(package: Package<'_>, job: &mut Job<'_>) -> Option<Table> {
    let mut book = job.accept(Book::open(&package, job.request))?;
    let already = book.merged.take();
    let beginnings = book.beginnings(&package, job.request);
    let chosen = choose::sheet(&beginnings, job)?;
    let (sheet, beginning) = (book.workbook.sheets.get(chosen)?, beginnings.get(chosen)?);
    job.sources.set_sheet(job.table, Some(sheet.name.clone()));
    let merged = job.accept(already.unwrap_or_else(|| merged(&package, sheet)))?;
    let farther = || book.lines(&package, sheet, None, FARTHER_ROWS).unwrap_or_default();
    let headings = heading::required(&beginning.lines, &near_top(&merged, &beginning.lines), farther, job)?;
    let handing = Handing::new(job.table, Format::Xlsx, &headings, job.takers.first);
    let rows = Rows::new(handing.counting_from_1904(book.values.epoch == Epoch::Of1904), &merged);
    let read = book.rows(&package, sheet, rows);
    let read = read.map(|read| {
        if let Some((.., written)) = read.struck.first() {
            let fault = TableFault::StruckOut { written: written.clone() };
            let places = read.struck.iter().map(|(row, column, _)| Place::Cell(job.table, *row, *column));
            job.findings.extend(first_places(fault, places));
        }
        (read.formulas, read.converted, read.doubled, read.handing.finish(job.findings))
    });
    let (formulas, converted, doubled, table) = job.accept(read)?;
    job.findings.extend(doubled.map(|(row, column)| doubled_place(job.table, row, column)));
    if book.workbook.stale && formulas > 0 {
        job.say(TableFault::StaleResults { count: formulas });
    }
    if let Some(encoding) = converted {
        job.say(TableFault::Converted { encoding });
    }
    Some(Table { encoding: converted, ..table })
}

fn merged(package: &Package<'_>, sheet: &Sheet) -> Result<Vec<Area>, TableFault> {
    let mut package = package.clone();
    merged::read(package.part(&sheet.path).unwrap_or(Err(TableFault::Damaged))?)
}

fn values(package: &Package<'_>, workbook: &Workbook, request: &Request) -> Result<Values, TableFault> {
    let styles = workbook.styles.as_deref().unwrap_or("xl/styles.xml");
    let strings = workbook.strings.as_deref().unwrap_or("xl/sharedStrings.xml");
    let styles = formats::read(package, styles)?;
    let strings = strings::read(package, strings, request.limits.strings, styles.has_older_fonts())?;
    Ok(Values { strings, styles, epoch: workbook.epoch })
}

/// The merged areas among the first rows, where headings are looked for.
fn near_top(merged: &[Area], lines: &[Line]) -> Vec<Area> {
    let last = lines.last().map_or(0, |line| line.number);
    merged.iter().filter(|area| area.top <= last).copied().collect()
}

/// What is known behind the last row.
struct Read<'h> {
    handing: Handing<'h>,
    /// How many wanted cells hold the stored result of a formula.
    formulas: u32,
    /// The older encoding of texts that were converted.
    converted: Option<Encoding>,
    /// A row or a cell that the file gives twice.
    doubled: Option<(u32, Option<u16>)>,
    /// The first wanted cells whose font strikes them out, each with its text; they were left out.
    struck: Vec<(u32, u16, String)>,
}

/// A workbook without the cells of its sheets.
struct Book {
    workbook: Workbook,
    values: Values,
    /// The merged areas of the sheet where there is but one.
    merged: Option<Result<Vec<Area>, TableFault>>,
}

impl Book {
    fn open(package: &Package<'_>, request: &Request) -> Result<Book, TableFault> {
        let workbook = workbook::read(package)?;
        // The areas stand behind the cells, so that the sheet is unpacked for them alone: while the strings are read, when
        // it is certain which sheet it is.
        let (values, merged) = match workbook.sheets.as_slice() {
            [] => return Err(TableFault::Damaged),
            [sheet] => {
                let merged = || Some(merged(package, sheet));
                beside(package.size(&sheet.path), || values(package, &workbook, request), merged)
            }
            _ => (values(package, &workbook, request), None),
        };
        let mut book = Book { values: values?, workbook, merged };
        if book.values.styles.has_older_fonts() && !book.values.strings.older {
            book.values.strings.older = book.has_older_texts(package);
        }
        Ok(book)
    }

    /// Whether a text that stands in its own cell is certainly in the encoding of its font. A sheet that cannot be read has
    /// none; what is wrong with it is said when it is wanted.
    fn has_older_texts(&self, package: &Package<'_>) -> bool {
        self.workbook.sheets.iter().any(|sheet| {
            let mut found = false;
            let _ = items(package, &sheet.path, |item| {
                found = matches!(&item, Item::Cell(stored) if self.values.is_certainly_older(stored));
                Ok(if found { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
            });
            found
        })
    }

    /// The beginnings of the sheets. One that cannot be read matters only when no other one has the table.
    fn beginnings(&self, package: &Package<'_>, request: &Request) -> Vec<choose::Sheet> {
        let beginning = |sheet: &Sheet| {
            let lines = self.lines(package, sheet, request.heading_row, SEARCHED_ROWS);
            let (lines, fault) = lines.map_or_else(|fault| (Vec::new(), Some(fault)), |lines| (lines, None));
            choose::Sheet { name: sheet.name.clone(), hidden: sheet.hidden, lines, fault }
        };
        self.workbook.sheets.iter().map(beginning).collect()
    }

    /// The texts of so many rows with content at most, from the row that the campaign names on.
    fn lines(
        &self,
        package: &Package<'_>,
        sheet: &Sheet,
        heading_row: Option<u32>,
        most: usize,
    ) -> Result<Vec<Line>, TableFault> {
        let (mut lines, mut kept) = (Vec::<Line>::new(), 0);
        items(package, &sheet.path, |item| {
            let Item::Cell(stored) = item else { return Ok(ControlFlow::Continue(())) };
            let text = self.values.text(&stored)?;
            if text.is_empty() || heading_row.is_some_and(|row| stored.row + 1 < row) {
                return Ok(ControlFlow::Continue(()));
            }
            if lines.last().is_none_or(|line| line.number != stored.row) {
                if lines.len() == most || kept > SEARCHED_BYTES {
                    return Ok(ControlFlow::Break(()));
                }
                lines.push(Line { number: stored.row, last: stored.row, texts: Vec::new() });
            }
            kept += text.len() + CELL_COST;
            if let Some(line) = lines.last_mut() {
                line.texts.push((stored.column, prefix(&text, HEADING_BYTES).to_owned()));
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(lines)
    }

    fn rows<'s, 'h>(&'s self, package: &Package<'_>, sheet: &Sheet, mut rows: Rows<'s, 'h>) -> Result<Read<'h>, TableFault> {
        let (mut formulas, mut converted, mut struck) = (0, self.values.strings.converted, Vec::new());
        let strikes = self.values.strike();
        let ended = items(package, &sheet.path, |item| {
            match item {
                Item::Cell(stored)
                    if (strikes || stored.struck)
                        && rows.is_data(stored.row)
                        && (stored.struck || self.values.is_struck(&stored)) =>
                {
                    let is_wanted = rows.slot(stored.column).is_some_and(|slot| rows.is_wanted(slot));
                    if is_wanted && struck.len() <= NAMED_PLACES {
                        let text = tidy(prefix(&self.values.text(&stored)?, HEADING_BYTES));
                        struck.extend((!text.is_empty()).then_some((stored.row, stored.column, text)));
                    }
                }
                Item::Cell(stored) if rows.is_data(stored.row) => {
                    rows.begin(stored.row);
                    if let Some(slot) = rows.slot(stored.column) {
                        converted = converted.or(self.values.older_letters(&stored));
                        let cell = self.values.cell(&stored)?;
                        // A formula without a result is asked about on its own account.
                        let counts = stored.formula && rows.is_wanted(slot);
                        formulas += u32::from(counts && !matches!(cell, Cell::Uncomputed));
                        rows.put(slot, cell);
                        if strikes
                            && rows.is_wanted(slot)
                            && struck.len() <= NAMED_PLACES
                            && let Some(part) = self.values.struck_part(&stored)
                        {
                            struck.push((stored.row, stored.column, part.to_owned()));
                        }
                    }
                    if !rows.has_lead() {
                        rows.lead(self.values.text(&stored)?.trim());
                    }
                }
                Item::HiddenRow(row) => rows.hide_row(row),
                Item::HiddenColumns(first, last) => rows.hide_columns(first, last),
                Item::Cell(_) => {}
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(Read { handing: rows.finish(), formulas, converted, doubled: ended.and_then(|ended| ended.doubled), struck })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

    use super::*;
    use crate::input::testing::{Book, Seen, read, request};
    use crate::input::{Looks, Skipped};
    use crate::vocab::finding::{SheetLacks, SheetSeen};
    use crate::vocab::{Finding, TableId};

    fn xlsx(book: &mut Workbook, headings: &[&str]) -> Seen {
        read("a.xlsx", &book.save_to_buffer().unwrap(), &request(headings))
    }

    #[test]
    fn cells_are_read_as_a_person_sees_them() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name("Đơn vị").unwrap();
        let shown = |code: &str| Format::new().set_num_format(code);
        for (column, heading) in (0..).zip(["Mã", "Tên", "Tỷ lệ", "Ngày", "Đạt", "Điểm", "Số"]) {
            sheet.write(3, column, heading).unwrap();
        }
        sheet.write(0, 2, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").unwrap();
        sheet.write_with_format(4, 0, 7, &shown("000")).unwrap();
        sheet.write(4, 1, " Xã  Kim\u{a0}Thái ").unwrap();
        sheet.write_with_format(4, 2, 0.62, &shown("0%")).unwrap();
        sheet.write_with_format(4, 3, ExcelDateTime::from_ymd(2023, 12, 13).unwrap(), &shown("dd/mm/yyyy")).unwrap();
        sheet.write(4, 4, true).unwrap();
        sheet.write(4, 5, 0.1 + 0.2).unwrap();
        sheet.write(4, 6, 12345).unwrap();
        sheet.write(6, 0, "002").unwrap();
        sheet.write(6, 1, "=1+1").unwrap();
        sheet.write_formula(6, 5, Formula::new("=A1").set_result("97,5")).unwrap();
        sheet.write_formula(6, 6, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
        sheet.write_blank(1000, 0, &shown("0%")).unwrap();
        let seen = xlsx(&mut book, &["Mã", "Tên", "Tỷ lệ", "Ngày", "Đạt", "Điểm", "Số"]);
        let expected = [
            "4: =7 Zeros(3) | Xã Kim Thái | =0.62 Percent | 13/12/2023 | TRUE | =0.3 | =12345",
            "6: 002 | =1+1 | – | – | – | 97,5 | !#DIV/0!",
        ];
        assert_eq!(seen.rows, expected);
        assert_eq!(seen.codes(), ["stale-results"]);
        let table = seen.table.unwrap();
        assert_eq!((table.heading_row, table.rows, table.empty_rows), (3, 2, 1));
        assert_eq!(table.values, [2, 2, 1, 1, 1, 2, 2]);
        assert_eq!(seen.sources.get(table.id).unwrap().sheet.as_deref(), Some("Đơn vị"));
    }

    #[test]
    fn whatever_a_writer_may_store_is_read() {
        let sheet = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Mã</t></is></c><c r="B1" t="inlineStr"><is><r><t>Đi</t></r>
            <r><t>ểm</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c></row>
            <row><c t="inlineStr"><is><t>01</t></is></c><c><f>A1</f></c></row>
            <row r="3"><c r="A3" t="inlineStr"><is><t>02</t></is></c><c r="B3"><f>A1</f><v/></c></row>
            <row r="4"><c r="A4" t="inlineStr"><is><t>03</t></is></c><c r="B4" t="str"><f>A1</f><v></v></c></row>
            <row r="5"><c r="A5" t="inlineStr"><is><t>04</t></is></c><c r="B5" t="e"><v>#SPILL!</v></c></row>
            <row r="6"><c r="A6" t="inlineStr"><is><t>05 &amp; &#x111;</t></is></c><c r="B6" t="e"><f>A1</f><v>#N/A</v></c></row>
            <row r="7"><c r="A7" t="str"><v>06</v></c><c r="B7" s="1"><v>60</v></c></row>
            <row r="8"><c r="A8" t="str"><v>07_x000D_</v></c><c r="B8" t="n"><v>1E+300</v></c></row>
            <row r="9"><c r="A9" t="str"><v><![CDATA[08]]></v></c><c r="B9" t="d"><v>2023-12-31T00:00:00</v></c></row>
            <row r="10"><c r="A0" t="str"><v>09</v></c></row>
            <row r="11"><c r="B11"><f>A1</f></c></row>
            <row r="12"><c r="B12" t="str"><f>1+1</f></c></row>"#;
        let book = Book { styles: r#"<xf numFmtId="0"/><xf numFmtId="14"/>"#, ..Book::of(sheet) };
        let seen = read("a.xlsx", &book.bytes(), &request(&["Mã", "Điểm"]));
        let expected = [
            "1: 01 | uncomputed",
            "2: 02 | uncomputed",
            "3: 03 | –",
            "4: 04 | !#SPILL!",
            "5: 05 & đ | !#N/A",
            "6: 06 | 29/02/1900",
            "7: 07 | 1E+300",
            "8: 08 | 31/12/2023",
            "9: 09 | –",
            "10: – | uncomputed",
            "11: – | uncomputed",
        ];
        assert_eq!(seen.rows, expected);
    }

    #[test]
    fn columns_are_hidden_however_that_is_written() {
        for columns in [
            r#"<cols><col min="1" max="1" hidden="1"/></cols>"#,
            r#"<cols><col min="1" max="1" hidden="true"></col></cols>"#,
            r#"<cols><col min="1" max="1" width="0" customWidth="1"/></cols>"#,
            r#"<cols><col min="1" max="1" width="0.0"></col></cols>"#,
        ] {
            let sheet = r#"<row r="1"><c r="A1" t="str"><v>Mã</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>"#;
            let seen = read("a.xlsx", &Book { head: columns, ..Book::of(sheet) }.bytes(), &request(&["Mã"]));
            assert_eq!(seen.codes(), ["hidden-columns"], "{columns}");
        }
    }

    #[test]
    fn a_row_without_height_is_a_hidden_one() {
        for (height, codes) in [("0", &["hidden-rows"][..]), ("0.0", &["hidden-rows"]), ("10", &[]), ("", &[])] {
            let row = format!(r#"<row r="2" ht="{height}" customHeight="1"><c r="A2"><v>1</v></c></row>"#);
            let sheet = format!(r#"<row r="1"><c r="A1" t="str"><v>Mã</v></c></row>{row}"#);
            assert_eq!(read("a.xlsx", &Book::of(&sheet).bytes(), &request(&["Mã"])).codes(), codes, "{height}");
        }
    }

    #[test]
    fn a_row_or_a_cell_that_the_file_gives_twice_is_named() {
        let case = |data: &str, expected: &[Place]| {
            let sheet = format!(
                r#"<row r="1"><c r="A1" t="str"><v>Mã</v></c><c r="B1" t="str"><v>Số</v></c></row>
                <row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>5</v></c></row>{data}"#
            );
            let seen = read("a.xlsx", &Book::of(&sheet).bytes(), &request(&["Mã", "Số"]));
            let places: Vec<Place> = seen.findings.iter().map(|finding| finding.place.clone()).collect();
            assert_eq!(places, expected, "{data}");
            assert!(seen.codes().iter().all(|code| *code == "doubled-place"), "{data}");
        };
        let table = TableId(0);
        case(r#"<row r="3"><c r="A3"><v>2</v></c></row>"#, &[]);
        case(r#"<row><c><v>2</v></c><c><v>6</v></c></row>"#, &[]);
        case(r#"<row r="2"><c r="B2"><v>50</v></c></row>"#, &[Place::Row(table, 1)]);
        case(r#"<row r="2"/>"#, &[Place::Row(table, 1)]);
        case(r#"<row r="3"><c r="B3"><v>6</v></c><c r="B3"><v>60</v></c></row>"#, &[Place::Cell(table, 2, 1)]);
        case(r#"<row r="3"><c r="B3"><v>6</v></c><c r="A3"><v>2</v></c></row>"#, &[Place::Cell(table, 2, 0)]);
        case(r#"<row r="3"><c r="A3"><v>2</v></c><c r="B2"><v>50</v></c></row>"#, &[Place::Cell(table, 1, 1)]);
    }

    #[test]
    fn sheets_that_all_lack_headings_are_told_with_what_each_lacks() {
        let mut book = Workbook::new();
        for (name, headings) in [("A", ["Mã", "Điểm"]), ("B", ["Mã", "Hạng"])] {
            let sheet = book.add_worksheet().set_name(name).unwrap();
            sheet.write(0, 0, headings[0]).unwrap().write(0, 1, headings[1]).unwrap().write(1, 0, "x").unwrap();
        }
        let seen = xlsx(&mut book, &["Mã", "Điểm", "Hạng"]);
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let lacks = |name: &str, has: &[&str], lacks: &[&str]| SheetLacks {
            name: name.to_owned(),
            has: words(has),
            lacks: words(lacks),
        };
        let sheets = vec![lacks("A", &["Mã", "Điểm"], &["Hạng"]), lacks("B", &["Mã", "Hạng"], &["Điểm"])];
        assert_eq!(
            seen.findings,
            [Finding::new(TableFault::NoSheetComplete { sheets, among: false }, Place::Table(TableId(0)))]
        );
    }

    #[test]
    fn prefixes_and_days_counted_from_1904_are_read() {
        let book = Book {
            workbook: r#"<x:workbookPr date1904="1"/>"#,
            styles: r#"<xf numFmtId="0"/><xf numFmtId="14"/>"#,
            prefix: "x:",
            ..Book::of(
                r#"<x:row r="1"><x:c r="A1" t="str"><x:v>Ngày</x:v></x:c></x:row>
                <x:row r="2"><x:c r="A2" s="1"><x:v>43829</x:v></x:c></x:row>"#,
            )
        };
        assert_eq!(read("a.xlsx", &book.bytes(), &request(&["Ngày"])).rows, ["1: 31/12/2023"]);
    }

    #[test]
    fn the_sheet_is_chosen_by_its_headings() {
        let book = |sheets: &[(&str, bool, &[&str])]| {
            let mut book = Workbook::new();
            for (name, hidden, headings) in sheets {
                let sheet = book.add_worksheet().set_name(*name).unwrap();
                sheet.set_hidden(*hidden);
                for (column, heading) in (0..).zip(*headings) {
                    sheet.write(0, column, *heading).unwrap();
                    sheet.write(1, column, *name).unwrap();
                }
            }
            book
        };
        let list: &[&str] = &["Mã", "Tên", "Điểm"];
        let case = |sheets: &[(&str, bool, &[&str])], codes: &[&str], row: &[&str]| {
            let seen = xlsx(&mut book(sheets), list);
            assert_eq!((seen.codes(), seen.rows), (codes.to_vec(), row.iter().map(|s| (*s).to_owned()).collect()));
        };
        case(&[("DANHMUC", false, &["Mã", "Tên"]), ("DANHSACH", false, list)], &[], &["1: DANHSACH | DANHSACH | DANHSACH"]);
        case(&[("Mới", false, list), ("Cũ", true, list)], &[], &["1: Mới | Mới | Mới"]);
        case(&[("Bìa", false, &["x"]), ("Cũ", true, list)], &["hidden-sheet"], &["1: Cũ | Cũ | Cũ"]);
        case(&[("A", false, &["Mã"]), ("Cũ", true, list)], &["missing-column", "missing-column"], &["1: A | – | –"]);

        let near: &[&str] = &["Mã", "Tên", "Điềm"];
        case(
            &[("DANHMUC", false, &["Mã", "Tên"]), ("Số liệu", false, near)],
            &["missing-column"],
            &["1: Số liệu | Số liệu | –"],
        );

        let seen = xlsx(&mut book(&[("A", false, list), ("B", false, list), ("C", true, list)]), list);
        let headings: Vec<String> = list.iter().map(|heading| (*heading).to_owned()).collect();
        let sheet = |name: &str| SheetSeen { name: name.to_owned(), hidden: false, headings: headings.clone() };
        let fault = TableFault::SeveralSheets { sheets: vec![sheet("A"), sheet("B")], among: false };
        assert_eq!(seen.findings, [Finding::new(fault, Place::Table(TableId(0)))]);

        let seen = xlsx(&mut book(&[("A", false, &["x", "y"]), ("B", true, &["z"])]), &["Mã"]);
        let sheet = |name: &str, hidden, headings: &[&str]| SheetSeen {
            name: name.to_owned(),
            hidden,
            headings: headings.iter().map(|s| (*s).to_owned()).collect(),
        };
        let sheets = vec![sheet("A", false, &["x", "y"]), sheet("B", true, &["z"])];
        let fault = TableFault::NoSheetFits { wanted: vec!["Mã".to_owned()], sheets };
        assert_eq!(seen.findings, [Finding::new(fault, Place::Table(TableId(0)))]);
    }

    #[test]
    fn the_sheet_that_the_campaign_names_is_read_even_when_it_is_hidden() {
        let mut book = Workbook::new();
        for name in ["Quý I ", "Quý II"] {
            let sheet = book.add_worksheet().set_name(name).unwrap();
            sheet.write(0, 0, "Mã").unwrap().write(1, 0, name).unwrap();
            sheet.set_hidden(name == "Quý II");
        }
        let bytes = book.save_to_buffer().unwrap();
        let named = |sheet: &str| {
            let mut request = request(&["Mã"]);
            request.sheet = Some(sheet.to_owned());
            read("a.xlsx", &bytes, &request)
        };
        assert_eq!(named("Quý I").rows, ["1: Quý I"]);
        assert_eq!((named("quý ii").rows, named("quý ii").codes()), (vec!["1: Quý II".to_owned()], vec![]));
        let fault = TableFault::SheetNotFound {
            wanted: "Quý III".to_owned(),
            sheets: vec!["Quý I".to_owned(), "Quý II".to_owned()],
            fits: None,
            among: false,
        };
        assert_eq!(named("Quý III").findings, [Finding::new(fault, Place::Table(TableId(0)))]);
    }

    #[test]
    fn merged_headings_and_data_are_read_as_a_person_reads_them() {
        let data = r#"<row r="1"><c r="A1" t="str"><v>BÁO CÁO</v></c></row>
            <row r="3"><c r="A3" t="str"><v>Khối</v></c><c r="B3" t="str"><v>Mã</v></c><c r="C3" t="str"><v>Trong đó</v></c></row>
            <row r="4"><c r="C4" t="str"><v>Trực tuyến</v></c><c r="D4" t="str"><v>Trực tiếp</v></c></row>
            <row r="5"><c r="A5"><v>1</v></c><c r="B5"><v>2</v></c><c r="C5"><v>3</v></c><c r="D5" t="str"><v>4</v></c></row>
            <row r="6"><c r="A6" t="str"><v>Xã</v></c><c r="B6" t="str"><v>01</v></c><c r="C6"><v>10</v></c><c r="D6"><v>1</v></c></row>
            <row r="7"><c r="A7"/><c r="B7" t="str"><v>02</v></c><c r="C7"><v>20</v></c></row>
            <row r="8"><c r="A8"/><c r="B8" t="str"><v>03</v></c><c r="C8"/><c r="D8"><v>3</v></c></row>
            <row r="9"><c r="A9"/></row>
            <row r="10"><c r="B10" t="str"><v>04</v></c></row>"#;
        let merged = r#"<mergeCells><mergeCell ref="A1:D1"/><mergeCell ref="A3:A4"/><mergeCell ref="B3:B4"/>
            <mergeCell ref="C3:D3"/><mergeCell ref="A6:A9"/><mergeCell ref="C7:C8"/></mergeCells>"#;
        let book = Book { tail: merged, ..Book::of(data) };
        let wanted = ["Mã", "Khối", "Trong đó › Trực tuyến", "Trực tiếp"];
        let seen = read("a.xlsx", &book.bytes(), &request(&wanted));
        assert_eq!(
            seen.rows,
            ["5: 01 | Xã | =10 | =1", "6: 02 | Xã | =20 | –", "7: 03 | Xã | =20 | =3", "9: 04 | – | – | –"]
        );
        assert_eq!(seen.codes(), [""; 0]);
        let table = seen.table.unwrap();
        assert_eq!((table.heading_row, table.last_heading_row, table.merged_cells), (2, 3, 3));
        assert_eq!(table.skipped, [Skipped { row: 4, looks: Looks::ColumnNumbers }]);
        assert_eq!(table.headings.get(2).unwrap().as_deref(), Some("Trong đó › Trực tuyến"));
    }

    #[test]
    fn what_an_area_over_several_columns_covers_is_a_doubt() {
        // C and E are not wanted, so that areas begin and end there too; the last area is blank.
        let data = r#"<row r="1"><c r="A1" t="str"><v>Mã</v></c><c r="B1" t="str"><v>X</v></c><c r="C1" t="str"><v>-</v></c>
            <c r="D1" t="str"><v>Y</v></c><c r="E1" t="str"><v>-</v></c></row>
            <row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>5</v></c></row>
            <row r="3"><c r="A3"><v>2</v></c><c r="B3"><v>6</v></c><c r="C3"><v>7</v></c></row>
            <row r="4"><c r="A4"><v>3</v></c><c r="B4"><v>8</v></c><c r="D4"><v>9</v></c></row>
            <row r="5"><c r="A5"><v>4</v></c><c r="B5"><v>1</v></c></row>
            <row r="6"><c r="A6"><v>5</v></c></row>
            <row r="7"><c r="A7"><v>6</v></c><c r="D7"><v>2</v></c></row>
            <row r="8"><c r="A8"><v>7</v></c></row>"#;
        let tail = r#"<mergeCells><mergeCell ref="B2:D2"/><mergeCell ref="C3:D3"/><mergeCell ref="D4:E4"/>
            <mergeCell ref="B5:D6"/><mergeCell ref="B7:D7"/><mergeCell ref="B8:D8"/></mergeCells>"#;
        let seen = read("a.xlsx", &Book { tail, ..Book::of(data) }.bytes(), &request(&["Mã", "X", "Y"]));
        let expected = [
            "1: =1 | =5 | in B2:D2",
            "2: =2 | =6 | in C3:D3",
            "3: =3 | =8 | =9",
            "4: =4 | =1 | in B5:D6",
            "5: =5 | =1 | in B5:D6",
            "6: =6 | – | in B7:D7", // nobody sees the 2
            "7: =7 | – | –",
        ];
        assert_eq!((seen.rows, seen.table.unwrap().merged_cells), (expected.map(str::to_owned).to_vec(), 1));
    }

    #[test]
    fn letters_of_older_fonts_are_converted_and_noted() {
        let book = Book {
            fonts: r#"<font><name val="Times New Roman"/></font><font><sz val="12"/><name val=".VnTime"/></font>
                <font><name val=".VnTimeH"/></font>"#,
            styles: r#"<xf numFmtId="0" fontId="0"/><xf numFmtId="0" fontId="1"/><xf numFmtId="0" fontId="2"/>"#,
            strings: r#"<si><t>M·</t></si><si><t>Tªn ®¬n vÞ</t></si><si><t>Tr&#xad;êng tiÓu häc</t></si><si><t>Xã Hà</t></si>
                <si><r><t>x· </t></r><r><rPr><rFont val=".VnTime"/></rPr><t>h¹ng tèt</t></r></si>"#,
            ..Book::of(
                r#"<row r="1"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="2" t="s"><v>1</v></c></row>
                <row r="2"><c r="A2" s="1" t="str"><v>®1</v></c><c r="B2" s="1" t="s"><v>2</v></c></row>
                <row r="3"><c r="A3"><v>2</v></c><c r="B3" s="0" t="s"><v>3</v></c></row>
                <row r="4"><c r="A4"><v>3</v></c><c r="B4" s="0" t="s"><v>4</v></c></row>"#,
            )
        };
        let seen = read("a.xlsx", &book.bytes(), &request(&["Mã", "Tên đơn vị"]));
        assert_eq!(seen.rows, ["1: đ1 | Trường tiểu học", "2: =2 | Xã Hà", "3: =3 | x· hạng tốt"]);
        let finding = Finding::new(TableFault::Converted { encoding: Encoding::Tcvn3 }, Place::Table(TableId(0)));
        assert_eq!(seen.findings, [finding]);
    }

    #[test]
    fn texts_in_their_own_cells_are_in_the_encoding_of_their_font() {
        let cell = |name: &str, text: &str| format!(r#"<c r="{name}" s="1" t="inlineStr"><is><t>{text}</t></is></c>"#);
        let rows = [("A1", "M·"), ("B1", "Sè"), ("A2", "X· Kim Th¸i"), ("B2", "Sè")];
        let [a, b, c, d] = rows.map(|(name, text)| cell(name, text));
        let sheet = format!(r#"<row r="1">{a}{b}</row><row r="2">{c}{d}</row>"#);
        let book = Book {
            fonts: r#"<font><name val="Times New Roman"/></font><font><name val=".VnTime"/></font>"#,
            styles: r#"<xf numFmtId="0" fontId="0"/><xf numFmtId="0" fontId="1"/>"#,
            ..Book::of(&sheet)
        };
        assert_eq!(read("a.xlsx", &book.bytes(), &request(&["Mã", "Số"])).rows, ["1: Xã Kim Thái | Số"]);
    }

    #[test]
    fn headings_that_are_repeated_are_no_data() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for row in 0..6 {
            let heading = row % 3 == 0;
            sheet.write(row, 0, if heading { "Mã" } else { "01" }).unwrap();
            sheet.write(row, 1, if heading { "Tên" } else { "x" }).unwrap();
        }
        let seen = xlsx(&mut book, &["Mã", "Tên"]);
        assert_eq!(seen.rows, ["1: 01 | x", "2: 01 | x", "4: 01 | x", "5: 01 | x"]);
        assert_eq!(seen.table.unwrap().skipped, [Skipped { row: 3, looks: Looks::Headings }]);
    }

    #[test]
    fn a_heading_over_two_columns_names_the_first_and_the_second_is_told() {
        let rows = r#"<row r="1"><c r="A1" t="str"><v>Mã</v></c><c r="B1" t="str"><v>Tên</v></c><c r="D1" t="str"><v>Số</v></c></row>
            <row r="2"><c r="A2" t="str"><v>X1</v></c><c r="B2" t="str"><v>Trần</v></c><c r="C2" t="str"><v>An</v></c></row>
            <row r="3"><c r="A3" t="str"><v>X2</v></c><c r="B3" t="str"><v>Lê</v></c><c r="C3" t="str"><v>hidden</v></c>
            <c r="F3"><v>7</v></c></row>"#;
        let areas = r#"<mergeCells><mergeCell ref="B1:C1"/><mergeCell ref="B3:C3"/><mergeCell ref="D1:F1"/></mergeCells>"#;
        let seen = read("a.xlsx", &Book { tail: areas, ..Book::of(rows) }.bytes(), &request(&["Mã", "Tên", "Số"]));
        assert_eq!(seen.rows, ["1: X1 | Trần | –", "2: X2 | Lê | –"]);
        let expected = |heading: &str, row, column| {
            let fault = TableFault::UnheadedColumn { heading: heading.to_owned(), count: 1 };
            let others = vec![Place::Cell(TableId(0), row, column)];
            Finding { others, ..Finding::new(fault, Place::Column(TableId(0), column)) }
        };
        assert_eq!(seen.findings, [expected("Tên", 1, 2), expected("Số", 2, 5)]);
    }

    #[test]
    fn column_numbers_that_are_repeated_below_the_headings_are_no_data() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (page, row) in [0, 4].into_iter().enumerate() {
            for (column, heading) in (0..).zip(["STT", "Mã", "Tên"]) {
                sheet.write(row, column, heading).unwrap();
                // On the first page behind an empty row.
                sheet.write(row + 2 - u32::try_from(page).unwrap(), column, column + 1).unwrap();
                sheet.write(row + 3, column, if column == 1 { "X1" } else { "2" }).unwrap();
            }
        }
        let seen = xlsx(&mut book, &["Mã", "Tên"]);
        assert_eq!(seen.rows, ["3: X1 | 2", "7: X1 | 2"]);
        let expected = [(2, Looks::ColumnNumbers), (4, Looks::Headings), (5, Looks::ColumnNumbers)];
        assert_eq!(seen.table.unwrap().skipped, expected.map(|(row, looks)| Skipped { row, looks }));
    }

    #[test]
    fn what_is_struck_out_within_a_text_is_not_read_and_named() {
        let run = |strike: &str, text: &str| format!("<r><rPr><b/>{strike}</rPr><t>{text}</t></r>");
        let (struck, plain) = ("<strike/>", r#"<strike val="0"/>"#);
        let strings = [
            "<si><t>Mã</t></si><si><t>Số</t></si>".to_owned(),
            format!("<si>{}{}</si>", run(struck, "12"), run(plain, " 13")),
            format!("<si>{}</si>", run(struck, "14")),
            format!("<si>{}{}</si>", run("", "1"), run(plain, "5")),
        ];
        let inline = format!("<is>{}{}</is>", run(struck, "16"), run("", "17"));
        let cell = |row: usize, kind: &str, held: &str| {
            format!(r#"<row r="{row}"><c r="A{row}"><v>{row}</v></c><c r="B{row}" t="{kind}">{held}</c></row>"#)
        };
        let rows = [
            r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>"#.to_owned(),
            cell(2, "s", "<v>2</v>"),
            cell(3, "s", "<v>3</v>"),
            cell(4, "s", "<v>4</v>"),
            cell(5, "inlineStr", &inline),
        ];
        let (strings, rows) = (strings.concat(), rows.concat());
        let book = Book { strings: &strings, ..Book::of(&rows) };
        let seen = read("a.xlsx", &book.bytes(), &request(&["Mã", "Số"]));
        assert_eq!(seen.rows, ["1: =2 | 13", "2: =3 | –", "3: =4 | 15", "4: =5 | –"]);
        let others = [2, 4].map(|row| Place::Cell(TableId(0), row, 1)).to_vec();
        let fault = TableFault::StruckOut { written: "12".to_owned() };
        assert_eq!(seen.findings, [Finding { others, ..Finding::new(fault, Place::Cell(TableId(0), 1, 1)) }]);
    }

    #[test]
    fn results_that_may_never_have_been_computed_are_noted() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "Mã").unwrap().write(0, 1, "Điểm").unwrap().write(1, 0, "01").unwrap();
        assert_eq!(xlsx(&mut book, &["Mã", "Điểm"]).codes(), [""; 0], "without formulas nothing is stale");
        book.worksheet_from_index(0).unwrap().write_formula(1, 1, Formula::new("=1+1")).unwrap();
        let seen = xlsx(&mut book, &["Mã", "Điểm"]);
        assert_eq!(seen.rows, ["1: 01 | =0"]);
        assert_eq!(seen.findings, [Finding::new(TableFault::StaleResults { count: 1 }, Place::Table(TableId(0)))]);
    }

    #[test]
    fn hidden_rows_and_columns_are_read_and_reported() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for row in 0..6 {
            let first = if row == 0 { "Mã".to_owned() } else { row.to_string() };
            sheet.write(row, 0, first).unwrap().write(row, 2, if row == 0 { "Điểm" } else { "x" }).unwrap();
        }
        for row in [2, 3, 5, 9] {
            sheet.set_row_hidden(row).unwrap();
        }
        sheet.set_column_hidden(1).unwrap().set_column_hidden(2).unwrap();
        let seen = xlsx(&mut book, &["Mã", "Điểm"]);
        assert_eq!(seen.rows, ["1: 1 | x", "2: 2 | x", "3: 3 | x", "4: 4 | x", "5: 5 | x"]);
        let table = TableId(0);
        let rows = Finding {
            others: vec![Place::Row(table, 3), Place::Row(table, 5)],
            ..Finding::new(TableFault::HiddenRows { count: 3 }, Place::Row(table, 2))
        };
        let columns = Finding::new(TableFault::HiddenColumns { count: 1 }, Place::Column(table, 2));
        assert_eq!(seen.findings, [rows, columns]);
    }

    #[test]
    fn of_areas_that_overlap_the_first_one_counts() {
        let data = r#"<row><c t="str"><v>Mã</v></c><c t="str"><v>X</v></c><c t="str"><v>Y</v></c><c t="str"><v>Z</v></c></row>
            <row><c><v>1</v></c><c><v>5</v></c></row><row><c><v>2</v></c><c/><c><v>6</v></c><c><v>7</v></c></row>"#;
        let tail = r#"<mergeCells><mergeCell ref="B2:C3"/><mergeCell ref="C2:D3"/><mergeCell ref="A2:XFD3"/>
            <mergeCell ref="C3:D3"/></mergeCells>"#;
        let seen = read("a.xlsx", &Book { tail, ..Book::of(data) }.bytes(), &request(&["Mã", "X", "Y", "Z"]));
        assert_eq!(seen.rows, ["1: =1 | =5 | in B2:C3 | –", "2: =2 | =5 | in B2:C3 | =7"]);
    }

    #[test]
    fn a_column_that_is_hidden_again_and_again_is_one() {
        let columns = format!("<cols>{}</cols>", r#"<col min="1" max="16384" hidden="1"/>"#.repeat(100));
        let data = r#"<row><c t="str"><v>Mã</v></c></row><row><c t="str"><v>1</v></c></row>"#;
        let hidden = |file: &str, bytes: &[u8]| read(file, bytes, &request(&["Mã"])).table.unwrap().hidden_columns;
        assert_eq!(hidden("a.xlsx", &Book { head: &columns, ..Book::of(data) }.bytes()), [0]);
        let table = "<table><col width=0><col width=0><tr><td hidden>Mã<tr><td>1</table>";
        assert_eq!(hidden("a.html", table.repeat(100).as_bytes()), [0]);
    }

    #[test]
    fn what_the_font_of_a_cell_strikes_out_is_not_read_and_named() {
        let book = Book {
            fonts: r#"<font/><font><strike/><name val="Arial"/></font><font><strike val="0"/></font><font><strike val="1"/></font>"#,
            styles: r#"<xf numFmtId="0"/><xf numFmtId="9" fontId="1"/><xf numFmtId="0" fontId="2"/><xf numFmtId="0" fontId="3"/>"#,
            strings: "<si><t>Mã</t></si><si><t>15</t></si>",
            ..Book::of(
                r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="str"><v>Số</v></c><c r="C1" t="str" s="1"><v>x</v></c></row>
                <row r="2"><c r="A2"><v>1</v></c><c r="B2" s="1"><v>0.62</v></c><c r="C2" s="1"><v>7</v></c></row>
                <row r="3"><c r="A3"><v>2</v></c><c r="B3" s="2"><v>12</v></c></row>
                <row r="4"><c r="A4"><v>3</v></c><c r="B4" s="3" t="s"><v>1</v></c></row>
                <row r="5"><c r="A5"><v>4</v></c><c r="B5" s="1"/></row>
                <row r="6"><c r="A6" s="3"><v>5</v></c><c r="B6" s="3"><f>A1</f><v>14</v></c></row>"#,
            )
        };
        let seen = read("a.xlsx", &book.bytes(), &request(&["Mã", "Số"]));
        assert_eq!(seen.rows, ["1: =1 | –", "2: =2 | =12", "3: =3 | –", "4: =4 | –"]);
        let places = [(1, 1), (3, 1), (5, 0), (5, 1)].map(|(row, column)| Place::Cell(TableId(0), row, column));
        let fault = TableFault::StruckOut { written: "0.62".to_owned() };
        assert_eq!(seen.findings, first_places(fault, places.into_iter()).into_iter().collect::<Vec<_>>());
    }

    #[test]
    fn one_column_may_be_wanted_twice() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "Mã").unwrap().write(1, 0, "01").unwrap();
        assert_eq!(xlsx(&mut book, &["Mã", "mã"]).rows, ["1: 01 | 01"]);
    }

    #[test]
    fn broken_foreign_and_protected_files_are_told_apart() {
        let mut book = Workbook::new();
        book.add_worksheet().write(0, 0, "Mã").unwrap().write(1, 0, "01").unwrap();
        let bytes = book.save_to_buffer().unwrap();
        let codes = |name: &str, bytes: &[u8]| read(name, bytes, &request(&["Mã"])).codes();
        assert_eq!(codes("a.csv", &bytes), ["other-format"]);
        assert_eq!(codes("a.xlsx", bytes.get(..bytes.len() / 2).unwrap()), ["damaged-file"]);
        assert_eq!(codes("a.xlsx", b"PK\x03\x04"), ["damaged-file"]);
        let mut protected = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
        protected.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(codes("a.xlsx", &protected), ["encrypted-file"]);
        assert_eq!(codes("a.xlsx", b"%PDF-1.4"), ["a-document"]);
        let cut = Book { end: "", ..Book::of(r#"<row r="1"><c r="A1" t="str"><v>Mã</v></c></row>"#) };
        assert_eq!(codes("a.xlsx", &cut.bytes()), ["damaged-file"]);
        let wrong = Book::of(r#"<row r="1"><c r="A1" t="s"><v>7</v></c></row>"#);
        assert_eq!(codes("a.xlsx", &wrong.bytes()), ["damaged-file"]);
    }

    #[test]
    fn a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_unpacked() {
        let bytes = Book::of(&" ".repeat(1 << 20)).bytes();
        let mut request = request(&["Mã"]);
        request.limits.unpacked = 1 << 19;
        request.limits.times = 0;
        let seen = read("a.xlsx", &bytes, &request);
        assert_eq!(seen.codes(), ["too-large"]);
    }

    #[test]
    fn a_far_stray_cell_and_a_lying_dimension_cost_nothing() {
        let seen = read(
            "a.xlsx",
            &Book::of(
                r#"<row r="1"><c r="A1" t="str"><v>Mã</v></c><c r="XFD1" t="str"><v>Điểm</v></c></row>
                <row r="1048576"><c r="A1048576" t="str"><v>01</v></c><c r="XFD1048576"><v>5</v></c></row>"#,
            )
            .bytes(),
            &request(&["Mã", "Điểm"]),
        );
        assert_eq!(seen.rows, ["1048575: 01 | =5"]);
        assert_eq!(seen.table.unwrap().empty_rows, 1_048_574);
    }
}
