//! Every row below the headings of a data file is accounted for: it is of another year, passed over, rejected, or a subject
//! of which every award says what became of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::io::Cursor;

use calamine::Reader;
use common::Case;
use thidua::assess::Assessment;
use thidua::campaign::Register;
use thidua::report::{self, FileRecord, Record};
use thidua::vocab::Side;
use thidua::write;

/// The example campaigns, each with the years that it can judge.
const EXAMPLES: [(&str, &[i32]); 6] = [
    ("ha-giang-2021-2025", &[2021, 2022, 2023]),
    ("hue-2021", &[2021]),
    ("ninh-thuan-2023", &[2023]),
    ("pci-2012-2016", &[2012, 2013, 2014, 2015, 2016]),
    ("thai-nguyen-2018-2020", &[2018, 2019, 2020]),
    ("vu-ban-2023", &[2023]),
];

/// The rows of a file as a spreadsheet shows them, read without the program; those of the sheet that has the heading.
fn grid(path: &str, heading: &str) -> Vec<Vec<String>> {
    let bytes = std::fs::read(path).unwrap();
    if path.ends_with(".csv") {
        let text = String::from_utf8(bytes).unwrap();
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(b';')
            .has_headers(false)
            .flexible(true)
            .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        return reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect();
    }
    let mut book = calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).unwrap();
    let sheets = book.worksheets().into_iter().map(|(_, range)| {
        range.rows().map(|row| row.iter().map(|cell| cell.to_string()).collect()).collect::<Vec<Vec<String>>>()
    });
    let mut with_heading = sheets.filter(|rows| rows.iter().flatten().any(|cell| cell == heading));
    with_heading.next().unwrap()
}

/// What a file holds for one year: rows below its heading that are not blank, those of other years, those without an id.
#[derive(Debug, PartialEq)]
struct Counted {
    rows: usize,
    other_years: usize,
    without_id: usize,
}

fn counted(example: &str, register: &Register, year: i32) -> Counted {
    let path = format!("{}/examples/campaigns/{example}/{}", env!("CARGO_MANIFEST_DIR"), register.file_of(year));
    let id = register.id.spellings[0].as_str();
    let grid = grid(&path, id);
    let heading = grid.iter().position(|row| row.iter().any(|cell| cell == id)).unwrap();
    let column = |heading_text: &str| grid[heading].iter().position(|cell| cell == heading_text).unwrap();
    let (id, year_column) = (column(id), register.year.as_ref().map(|heading| column(&heading.spellings[0])));
    let filled = |row: &&Vec<String>| row.iter().any(|cell| !cell.trim().is_empty());
    let rows: Vec<&Vec<String>> = grid[heading + 1..].iter().filter(filled).collect();
    let other = |row: &&&Vec<String>| year_column.is_some_and(|column| row[column] != year.to_string());
    let without_id = |row: &&&Vec<String>| !other(row) && row[id].trim().is_empty();
    Counted {
        rows: rows.len(),
        other_years: rows.iter().filter(other).count(),
        without_id: rows.iter().filter(without_id).count(),
    }
}

/// The sheets that account for rows, as text.
fn told(result: &Assessment<'_>) -> String {
    let file = FileRecord { name: "campaign.toml".to_owned(), size: 0, sha256: String::new() };
    let record = Record { version: "0".to_owned(), campaign: file, data: Vec::new() };
    let mut book = report::book(result, &record);
    book.sheets.retain(|sheet| ["Tổng hợp", "Nguồn"].contains(&sheet.name.as_str()));
    write::plain(&book)
}

#[test]
fn the_rows_of_every_example_add_up_in_every_year_for_every_award() {
    let mut of_other_years = 0;
    for (example, years) in EXAMPLES {
        for year in years {
            let case = Case::example_in(example, *year);
            let result = case.assess();
            let told = told(&result);
            for (award, came_out) in case.campaign.awards.iter().zip(&result.awards).filter(|(_, result)| result.given) {
                let title = format!("{example} {year} {}", award.id);
                let counted = counted(example, case.campaign.register(award.side).unwrap(), *year);
                let (rows, tally) = (result.subjects.roll(award.side).unwrap().rows(), came_out.in_force().tally);
                assert_eq!(rows.read, counted.rows, "{title}");
                assert_eq!(rows.other_years, counted.other_years, "{title}");
                assert_eq!(rows.skipped + rows.rejected, counted.without_id, "{title}");
                let parts = [
                    rows.other_years,
                    rows.skipped,
                    rows.rejected,
                    tally.not_considered,
                    tally.not_eligible,
                    tally.pending,
                    tally.eligible,
                ];
                assert_eq!(parts.iter().sum::<usize>(), counted.rows, "{title}: {parts:?}");
                let mut registers = [Side::Units, Side::Persons].into_iter().filter_map(|side| case.campaign.register(side));
                let hidden = usize::from(!registers.any(|register| register.year.is_some()));
                let sum = parts[hidden..].iter().map(usize::to_string).collect::<Vec<_>>().join(" + ");
                assert!(told.contains(&format!("✓ {} = {sum} ", counted.rows)), "{title}: {sum}");
                of_other_years += counted.other_years;
            }
        }
    }
    assert!(of_other_years > 0);
}

const DEFINITION: &str = r#"
format = 1
id     = "hai-nam"
title  = "Hai năm"
issuer = "UBND tỉnh"
first_year = 2022
year   = 2023

[units]
file = "don-vi.csv"
id   = "Mã"
name = "Tên"
year = "Năm"

[units.columns]
index = { heading = "Chỉ số", kind = "score", max = 100 }

[details.tasks]
of      = "units"
file    = "nhiem-vu.csv"
subject = "Mã"
name    = "Nhiệm vụ"
year    = "Năm"

[details.tasks.columns]
done = { heading = "Xong", kind = "yes_no" }

[[criterion]]
id    = "good"
title = "Chỉ số tăng, xong mọi nhiệm vụ"
of    = "units"
check = "index > last.index and count(tasks, not done) = 0"

[[award]]
id       = "khen"
title    = "Khen"
to       = "units"
criteria = ["good"]
rank     = [{ highest = "index" }]
quota    = 1
"#;

/// Six rows of the year judged, of which two are subjects; four of other years, one of them of a year that nothing needs;
/// and one of which nobody can tell the year.
const UNITS: &str = "Mã;Tên;Năm;Chỉ số
A;Xã A;2023;80
B;Xã B;2023;70
A;Xã A;2022;60
B;Xã B;2022;65
;Xã không mã;2022;65
A;Xã A;2019;60
C;Xã C;năm nay;90
;Xã không mã;2023;50
;Tổng cộng;2023;200
;Người lập biểu;;
Mã;Tên;Năm;Chỉ số
";

const TASKS: &str = "Mã;Nhiệm vụ;Năm;Xong
A;Việc một;2023;Có
A;Việc hai;2022;Có
B;Việc ba;2022;Có
B;Việc bốn;hai nghìn;Có
";

#[test]
fn rows_of_other_years_and_without_a_year_are_accounted_for() {
    let case = Case::with_details(DEFINITION, ("don-vi.csv", UNITS.as_bytes()), None, &[("nhiem-vu.csv", TASKS.as_bytes())]);
    let result = case.assess();
    let rows = result.subjects.roll(Side::Units).unwrap().rows();
    assert_eq!((rows.read, rows.subjects, rows.other_years, rows.skipped, rows.rejected), (11, 2, 4, 3, 2));
    let book = told(&result);
    insta::with_settings!({ snapshot_path => "golden", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("rows_of_several_years", book);
    });
}
