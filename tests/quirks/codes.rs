//! Codes that lost their zeros, doubled ids, and names in the place of ids.

use thidua::vocab::{Outcome, Verdict};

use super::common::{Ask, Case};
use super::made::{Book, xls_cell, xls_codes, xls_of};
use super::quirk::{Quirk, csv, told, xlsx};

const SCORE: &str = r#"score = { heading = "Điểm", kind = "number" }"#;

const DEFINITION: &str = r#"
format = 1
id     = "ma"
title  = "Mã và tên"
issuer = "UBND huyện"
year   = 2023
first_year = 2022

[units]
file = "data/{year}/don-vi"
id   = "Mã"
name = "Tên"
[units.aliases]
"Xã Kim Thái" = ["Kim Thái (mới)"]
[units.columns]
score = { heading = "Điểm", kind = "score", max = 100 }

[persons]
file = "ca-nhan"
id   = "Mã"
name = "Họ tên"
unit = "Đơn vị"

[details.tasks]
of      = "units"
file    = "nhiem-vu"
subject = "Đơn vị"
name    = "Nhiệm vụ"
[details.tasks.columns]
done = { heading = "Xong", kind = "yes_no" }

[decisions]
file     = "quyet-dinh"
subject  = "Đơn vị"
award    = "Hình thức"
decision = "Quyết định"

[[criterion]]
id = "better"
title = "Điểm tăng"
of = "units"
check = "improved(score) and every(tasks, done)"

[[criterion]]
id = "of-unit"
title = "Điểm của đơn vị"
of = "persons"
check = "unit.score >= 80"

[[award]]
id = "tap-the"
title = "Tập thể"
to = "units"
quota = "unlimited"

[[award]]
id = "ca-nhan"
title = "Cá nhân"
to = "persons"
quota = "unlimited"
"#;

type File = (&'static str, Vec<u8>);

/// Units 001 Xã Kim Thái, 002 Thị trấn Gôi, 003 Xã Gôi; unless told otherwise each had less last year.
struct Files {
    units: File,
    last: File,
    persons: File,
    tasks: File,
    decisions: Option<File>,
}

impl Default for Files {
    fn default() -> Files {
        Files {
            units: csv(&["Mã;Tên;Điểm", "001;Xã Kim Thái;90", "002;Thị trấn Gôi;70", "003;Xã Gôi;85"]),
            last: csv(&["Mã;Tên;Điểm", "001;Xã Kim Thái;80", "002;Thị trấn Gôi;60", "003;Xã Gôi;80"]),
            persons: csv(&["Mã;Họ tên;Đơn vị", "P1;An;001"]),
            tasks: csv(&["Đơn vị;Nhiệm vụ;Xong", "001;Một;Có"]),
            decisions: None,
        }
    }
}

fn case(files: &Files) -> Case {
    let file = |file: &'_ File| -> (&'static str, &'static [u8]) { (file.0, Vec::leak(file.1.clone())) };
    let (units, last, persons, tasks) = (file(&files.units), file(&files.last), file(&files.persons), file(&files.tasks));
    let definition = if files.decisions.is_some() { DEFINITION.to_owned() } else { without_decisions() };
    Case::with_years(
        &definition,
        &[(2023, units.0, units.1), (2022, last.0, last.1)],
        &[(2023, persons.0, persons.1)],
        &[&[(2023, tasks.0, tasks.1)]],
        files.decisions.as_ref().map(file),
    )
}

fn without_decisions() -> String {
    let (before, rest) = DEFINITION.split_once("[decisions]").unwrap();
    let (_, after) = rest.split_once("[[criterion]]").unwrap();
    format!("{before}[[criterion]]{after}")
}

#[test]
fn q23_lost_zeros_are_restored_where_one_code_fits_and_told_in_every_table() {
    let files = Files {
        last: xlsx(&[
            &["Mã", "Tên", "Điểm"],
            &["=1", "Xã Kim Thái", "=80"],
            &["=2", "TT Gôi", "=75"],
            &["=3 000", "Xã Gôi", "=80"],
        ]),
        persons: xlsx(&[&["Mã", "Họ tên", "Đơn vị"], &["P1", "An", "=1"], &["P2", "Bình", "=2 000"], &["P3", "Cúc", "=3"]]),
        tasks: csv(&["Đơn vị;Nhiệm vụ;Xong", "1;Một;Có", "0002;Hai;Có", "3;Ba;Không"]),
        decisions: Some(csv(&["Đơn vị;Hình thức;Quyết định", "2;tap-the;Bổ sung"])),
        ..Files::default()
    };
    let case = case(&files);
    let found = case.found();
    let codes = told(&case);
    assert_eq!(codes.iter().filter(|told| told.starts_with("zeros-restored")).count(), 4, "{found}");
    assert!(found.contains("cột “Mã” có 3 mã mất số 0 ở đầu: “1” được hiểu là “001”"), "{found}");
    assert_eq!(found.matches("cột “Đơn vị” có 3 mã mất số 0 ở đầu").count(), 2, "{found}"); // persons and tasks
    assert!(found.contains("cột “Đơn vị” có 1 mã mất số 0 ở đầu: “2” được hiểu là “002”"), "{found}"); // decisions
    assert_eq!(codes.len(), 4, "{found}");
    let result = case.assess();
    assert_eq!(["001", "002", "003"].map(|unit| result.verdict_of(unit, "better")), {
        use Verdict::{Met, NotMet};
        [Met, NotMet, NotMet]
    });
    assert_eq!(["P1", "P2", "P3"].map(|person| result.verdict_of(person, "of-unit")), {
        use Verdict::{Met, NotMet};
        [Met, NotMet, Met]
    });
    let decided: Vec<usize> = result.subjects.decisions.all.iter().map(|decision| decision.subject).collect();
    assert_eq!(decided, [1]);
}

#[test]
fn q23_a_code_shown_with_zeros_by_its_format_is_that_code() {
    let rows = [["Mã", "Tên", "Điểm"], ["1", "Xã Kim Thái", "90"], ["12", "Thị trấn Gôi", "70"]];
    let cells = (0..).zip(rows).flat_map(|(row, cells)| (0..).zip(cells).map(move |(column, cell)| (row, column, cell)));
    let cells = cells.map(|(row, column, cell)| xls_cell(row, column, u16::from(column == 0), cell)).collect::<Vec<_>>();
    for units in [
        xlsx(&[&["Mã", "Tên", "Điểm"], &["=1 000", "Xã Kim Thái", "=90"], &["=12 000", "Thị trấn Gôi", "=70"]]),
        ("don-vi.xls", xls_of(&xls_codes(&["000"]), &cells)),
    ] {
        let last = csv(&["Mã;Tên;Điểm", "001;Xã Kim Thái;80", "012;Thị trấn Gôi;80"]);
        let case = case(&Files { units, last, ..Files::default() });
        let found = case.found();
        assert!(found.contains("lưu ý[zeros-restored]: cột “Mã” có 2 mã mất số 0 ở đầu: “1” được hiểu là “001”"), "{found}");
        assert!(found.contains("› S › A2"), "{found}");
        assert_eq!(case.assess().verdict_of("001", "better"), Verdict::Met);
    }
}

#[test]
fn q23_two_codes_that_fit_are_both_named_and_neither_is_taken() {
    let units = csv(&["Mã;Tên;Điểm", "01;Xã A;90", "001;Xã B;70"]);
    let last = csv(&["Mã;Tên;Điểm", "1;Xã A;80", "001;Xã B;60"]);
    let persons = xlsx(&[&["Mã", "Họ tên", "Đơn vị"], &["P1", "An", "=1"], &["P2", "Bình", "001"]]);
    let tasks = csv(&["Đơn vị;Nhiệm vụ;Xong", "1;Một;Có"]);
    let case = case(&Files { units, last, persons, tasks, decisions: None });
    let found = case.found();
    let [twice, fits, of_person] = ["perhaps-doubled dòng 2, cột A", "several-fit dòng 2, cột A", "several-fit S C2"];
    assert_eq!(told(&case), [twice, fits, of_person, fits, "alias-of-nobody"], "{found}");
    assert!(found.contains("“1” có thể là “01”, “001”; chưa rõ là trường hợp nào"), "{found}");
    let result = case.assess();
    assert_eq!(result.verdict_of("P1", "of-unit"), Verdict::NoData);
    assert_eq!(result.verdict_of("P2", "of-unit"), Verdict::NotMet);
    assert_eq!(result.outcome_of("P1", "ca-nhan"), Outcome::PendingPossible);
    // Last year's row is nobody's for certain, and so is the task: both units wait.
    assert_eq!(["01", "001"].map(|unit| result.verdict_of(unit, "better")), [Verdict::NoData, Verdict::NoData]);
}

#[test]
fn q24_one_unit_twice_as_text_and_as_a_number_stops_the_run_with_both_cells() {
    let rows: [&[&str]; 4] =
        [&["Mã", "Tên", "Điểm"], &["001", "Xã Kim Thái", "=90"], &["=1", "Xã Kim Thái", "=91"], &["002", "Gôi", "=70"]];
    let case = case(&Files { units: xlsx(&rows), ..Files::default() });
    assert!(case.subjects.is_none());
    let found = case.found();
    assert!(found.contains("lỗi[doubled-id]: mã “001” có ở nhiều dòng") && found.contains("S › A2"), "{found}");
    assert!(found.contains("S › A3"), "{found}");
    let twice = csv(&["Mã;Tên;Điểm", "A;x;1", "B;y;2", "A;x;3", "A;x;4"]);
    let case = self::case(&Files { units: twice, ..Files::default() });
    assert!(case.subjects.is_none());
    for line in ["dòng 2", "dòng 4", "dòng 5"] {
        assert!(case.found().contains(line), "{}", case.found());
    }
    // In an earlier year it is no less a mistake, even where only the zeros tell the rows apart.
    let last = xlsx(&[&["Mã", "Tên", "Điểm"], &["=1", "Xã Kim Thái", "=80"], &["001", "Xã Kim Thái", "=81"]]);
    let case = self::case(&Files { last, ..Files::default() });
    assert!(case.subjects.is_none() && case.found().contains("[doubled-id]"), "{}", case.found());
}

#[test]
fn q25_a_unit_given_by_name_is_toldby_that_name_alone() {
    let persons = csv(&[
        "Mã;Họ tên;Đơn vị",
        "P1;An;xã  KIM THÁI",
        "P2;Bình;UBND xã Kim Thái",
        "P3;Cúc;KIM THÁI",
        "P4;Dung;Kim Thái (mới)",
        "P5;Giang;Gôi",
        "P6;Hà;Ủy ban nhân dân thị trấn Gôi",
        "P7;Lan;Phường Kim Thái",
        "P8;Mai;Xã Kim Thai",
        "P9;Nga;",
    ]);
    let case = case(&Files { persons, ..Files::default() });
    let found = case.found();
    let expected = [
        "several-fit dòng 6, cột C",
        "unknown-unit dòng 8, cột C",
        "unknown-unit dòng 9, cột C",
        "unknown-unit dòng 10, cột C",
        "by-name dòng 2, cột C",
        "locality-taken dòng 3, cột C",
        "locality-taken dòng 4, cột C",
        "locality-taken dòng 7, cột C",
    ];
    assert_eq!(told(&case), expected, "{found}");
    assert!(found.contains("“Gôi” có thể là “002”, “003”"), "{found}");
    assert!(found.contains("“UBND xã Kim Thái” được hiểu là “Xã Kim Thái”"), "{found}");
    assert!(found.contains("có phải là “Xã Kim Thái”?"), "{found}");
    let result = case.assess();
    let verdicts = ["P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9"].map(|person| result.verdict_of(person, "of-unit"));
    let (met, not_met, no_data) = (Verdict::Met, Verdict::NotMet, Verdict::NoData);
    assert_eq!(verdicts, [met, met, met, met, no_data, not_met, no_data, no_data, no_data]);
}

#[test]
fn q25_a_file_without_ids_is_matched_by_names_in_details_and_in_earlier_years() {
    let last = csv(&["Tên;Điểm", "UBND xã Kim Thái;95", "Thị trấn Gôi;60", "Xã Gôi (cũ);80"]);
    let tasks = csv(&["Đơn vị;Nhiệm vụ;Xong", "Kim Thái;Một;Có", "Thị trấn Gôi;Hai;Có", "Xã Gô;Ba;Không"]);
    let case = case(&Files { last, tasks, ..Files::default() });
    let found = case.found();
    assert!(
        found.contains("lưu ý[by-name]: cột “Mã” có 1 ô ghi tên, đã đối chiếu theo tên: “Thị trấn Gôi” là “002”"),
        "{found}"
    );
    assert!(found.contains("“UBND xã Kim Thái” được hiểu là “Xã Kim Thái”"), "{found}");
    assert!(found.contains("[unknown-subject]: không có “Xã Gô” trong danh sách đơn vị"), "{found}");
    let result = case.assess();
    // 90 after 95; 70 after 60; nothing of last year is known of the third, and a task may be its own.
    let (met, not_met, no_data) = (Verdict::Met, Verdict::NotMet, Verdict::NoData);
    assert_eq!(["001", "002", "003"].map(|unit| result.verdict_of(unit, "better")), [not_met, met, no_data]);
}

/// A deputy is no director: where the definition gives their common value no label, all its spellings stand for it.
#[test]
fn a_value_of_several_spellings_without_a_label_is_told_with_all_of_them() {
    let columns = r#"role = { heading = "Chức vụ", kind = "text", values = { leader = ["Giám đốc", "Phó Giám đốc"], staff = ["Chuyên viên"] } }"#;
    let file = csv(&["Mã;Tên;Chức vụ", "A;a;Phó Giám đốc", "B;b;Tạp vụ", "C;c;Chuyên viên"]);
    let case = Quirk { number: 0, file, columns, check: "role = 'leader'" }.gives(&[], &["unknown-value dòng 3, cột C"]);
    let found = case.found();
    assert!(found.contains("cột này nhận: “Giám đốc / Phó Giám đốc”, “Chuyên viên”"), "{found}");
    let reason = case.assess().reason_of("C", "check");
    assert!(reason.contains("Giám đốc / Phó Giám đốc"), "{reason}");
}

#[test]
fn q24_one_name_that_serves_as_an_id_is_toldtwice_in_any_of_its_writings() {
    let columns = r#"received = { heading = "Tiếp nhận", kind = "count" }"#;
    for (one, other) in
        [("Xã Hòa Bình", "Xã Hoà Bình"), ("Xã Kim Thái", "XÃ KIM THÁI"), ("Đ01", "đ01"), ("Xã Đại An", "Xã Ðại An")]
    {
        let lines = [format!("{one};a;12"), "M;m;12".to_owned(), format!("{other};b;13")];
        let lines: Vec<&str> = ["Mã;Tên;Tiếp nhận"].into_iter().chain(lines.iter().map(String::as_str)).collect();
        let quirk = Quirk { number: 24, file: csv(&lines), columns, check: "received >= 12" };
        let case = quirk.is_refused(&["doubled-id dòng 2, cột A"]);
        assert!(case.found().contains("dòng 4, cột A"), "{one}: {}", case.found());
    }
}

#[test]
fn q24_subjects_of_two_ids_that_may_be_one_are_both_named() {
    let columns = r#"received = { heading = "Tiếp nhận", kind = "count" }"#;
    let quirk = |rows: &[&str]| {
        let file = csv(&[&["Mã;Tên;Tiếp nhận"], rows].concat());
        Quirk { number: 24, file, columns, check: "received >= 12" }
    };
    for (one, other) in [
        ("VB01;Xã Hòa Bình", "VB17;UBND xã Hoà Bình"),
        ("VB01;Xã Hòa Bình", "VB17;HÒA BÌNH"),
        ("VB01;Xã Hòa Bình", "VB17;Xã Hòa Bình"),
        ("1;Xã A", "01;Xã B"),
    ] {
        let rows = [format!("{one};12"), "M;Thị trấn Hòa Bình;12".to_owned(), format!("{other};13")];
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let case = quirk(&rows).case();
        let found = case.found();
        assert!(found.contains("cần xem[perhaps-doubled]") && found.contains("dòng 4, cột A"), "{one}: {found}");
        assert!(found.contains("--> don-vi.csv › dòng 2, cột A") || other.ends_with("HÒA BÌNH"), "{one}: {found}");
    }
    quirk(&["1;Xã A;12", "01;Xã A;13"]).is_refused(&["doubled-id dòng 2, cột A"]);
    quirk(&["VB1;Xã Hòa Bình;12", "VB2;Thị trấn Hòa Bình;12", "VB3;Phường 1;1", "VB4;Phường 10;1"]).gives(&[], &[]);
}

/// A list of decisions is typed in Excel too: what became of a code there is said with the code that it may have been.
#[test]
fn a_code_that_excel_changed_in_another_list_is_told_with_the_known_one_that_it_may_have_been() {
    let units = csv(&["Mã;Tên;Điểm", "1E5;Xã Kim Thái;90", "3-12;Thị trấn Gôi;70", "003;Xã Gôi;85"]);
    let decisions = xlsx(&[
        &["Đơn vị", "Hình thức", "Quyết định"],
        &["=100000", "tap-the", "Bổ sung"],
        &["=45263 dd/mm/yyyy", "tap-the", "Bổ sung"],
        &["=3", "tap-the", "Bổ sung"],
        &["=200000", "tap-the", "Bổ sung"],
    ]);
    let files = Files {
        last: csv(&["Mã;Tên;Điểm", "1E5;Xã Kim Thái;80", "3-12;Thị trấn Gôi;60", "003;Xã Gôi;80"]),
        persons: csv(&["Mã;Họ tên;Đơn vị", "P1;An;1.00E+05", "P2;Bình;03/12/2026"]),
        tasks: csv(&["Đơn vị;Nhiệm vụ;Xong", "003;Một;Có"]),
        decisions: Some(decisions),
        units,
    };
    let case = case(&files);
    let found = case.found();
    assert!(found.contains("cần xem[changed-code]: mã “03/12/2023” là một ngày"), "{found}");
    for (written, near) in [("100000", Some("1E5")), ("03/12/2023", Some("3-12")), ("200000", None)] {
        let (_, told) = found.split_once(&format!("có mã hoặc tên “{written}”")).unwrap_or_else(|| panic!("{found}"));
        let help = told.lines().find(|line| line.contains("cách sửa")).unwrap();
        assert_eq!(near.map(|near| format!("  = cách sửa: có phải là “{near}”?")).as_deref(), near.map(|_| help), "{found}");
    }
    assert!(found.contains("“1.00E+05”") && found.contains("“03/12/2026”"), "{found}");
    assert_eq!(found.matches("có phải là “1E5”?").count(), 2, "{found}"); // the decision and the person
    assert_eq!(found.matches("có phải là “3-12”?").count(), 2, "{found}");
    let decided: Vec<usize> = case.assess().subjects.decisions.all.iter().map(|decision| decision.subject).collect();
    assert_eq!(decided, [2]);
}

#[test]
fn a_code_that_excel_changed_is_named_at_its_cell() {
    let file = xlsx(&[
        &["Mã", "Tên", "Điểm"],
        &["=1 \"VB\"00", "Xã A", "=5"],
        &["=45273 dd/mm/yyyy", "Xã B", "=6"],
        &["=1234567890123456", "Xã C", "=7"],
        &["=7 000", "Xã D", "=8"],
    ]);
    let quirk = Quirk { number: 23, file, columns: SCORE, check: "score >= 1" };
    let found = ["changed-code S A2", "changed-code S A3", "changed-code S A4", "zeros-restored S A5"];
    quirk.gives(&[], &found);
}

/// A sheet whose cells are XML as they stand, or texts.
fn xml(rows: &[&[&str]]) -> Vec<u8> {
    let cell = |cell: &&str| {
        if cell.starts_with('<') { (*cell).to_owned() } else { format!(r#"<c t="str"><v>{cell}</v></c>"#) }
    };
    let row = |cells: &&[&str]| format!("<row>{}</row>", cells.iter().map(cell).collect::<String>());
    Book::of(&rows.iter().map(row).collect::<String>()).bytes()
}

#[test]
fn a_group_a_unit_or_a_year_that_cannot_be_read_is_no_blank() {
    let (formula, error, number) = ("<c><f>A1</f></c>", r##"<c t="e"><v>#N/A</v></c>"##, "<c><v>80</v></c>");
    let definition = r#"
format = 1
id     = "o-loi"
title  = "Ô không đọc được"
issuer = "UBND huyện"
year   = 2023
[units]
file = "don-vi"
id = "Mã"
name = "Tên"
year = "Năm"
group = "Khối"
groups = { xa = ["Xã"] }
[units.columns]
score = { heading = "Điểm", kind = "score", max = 100 }
[persons]
file = "ca-nhan"
id   = "Mã"
name = "Họ tên"
unit = "Đơn vị"
[[criterion]]
id = "of-unit"
title = "Điểm của đơn vị"
of = "persons"
check = "unit.score >= 80"
[[award]]
id = "ca-nhan"
title = "Giấy khen"
to = "persons"
quota = "unlimited"
"#;
    let units = xml(&[
        &["Mã", "Tên", "Khối", "Điểm", "Năm"],
        &["A", "Xã A", formula, number, "2023"],
        &["B", "Xã B", error, number, "2023"],
        &["C", "Xã C", "<c/>", number, "2023"],
        &["D", "Xã D", "Xã", number, formula],
        &["E", "Xã E", "Xã", number, "2023"],
    ]);
    let persons = xml(&[
        &["Mã", "Họ tên", "Đơn vị"],
        &["1", "Nguyễn Văn An", formula],
        &["2", "Trần Thị Bình", error],
        &["3", "Lê Văn Chi", "<c/>"],
        &["4", "Phạm Thị Dung", "E"],
    ]);
    let case = Case::new(definition, ("don-vi.xlsx", &units), Some(("ca-nhan.xlsx", &persons)));
    let found = [
        "uncomputed S C2",
        "error-value S C3",
        "unknown-group S C4",
        "uncomputed S E5",
        "uncomputed S C2",
        "error-value S C3",
        "unknown-unit S C4",
    ];
    assert_eq!(told(&case), found, "{}", case.found());
}

/// Other spellings are held against who is there: one that is another's own name would make two units one.
#[test]
fn a_spelling_that_is_anothers_name_or_of_nobody_is_told_at_its_line() {
    let definition = |aliases: &str| {
        let (before, after) = of_units().split_once("[units.columns]").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
        format!("{before}[units.aliases]\n{aliases}\n[units.columns]{after}")
    };
    let units = "Mã;Tên;Điểm\n1;Xã Kim Thái;90\n2;Xã Minh Tân;70\n3;Xã Đại An;60\n";
    let found = |aliases: &str| {
        let case = Case::new(&definition(aliases), ("don-vi.csv", units.as_bytes()), None);
        (case.subjects.is_some(), case.found())
    };
    let at = |found: &str, line: &str| assert!(found.contains(&format!("| {line}")), "{found}");
    for (alias, own) in [(r#""Xã Kim Thái" = ["Xã Minh Tân"]"#, "Xã Minh Tân"), (r#""1" = ["3"]"#, "3")] {
        let (judged, found) = found(alias);
        assert!(!judged && found.contains(&format!("lỗi[alias-of-another]: “{own}” được khai")), "{found}");
        assert!(found.contains("don-vi.csv › dòng 2, cột A"), "{found}");
        at(&found, alias);
    }
    let lines = r#""Xã Kim Thai" = ["Kim Thái cũ"]"#;
    let (judged, told) = found(lines);
    assert!(judged && told.contains("[alias-of-nobody]: không có đơn vị nào mang tên hoặc mã “Xã Kim Thai”"), "{told}");
    assert!(told.contains("có phải là “Xã Kim Thái”?"), "{told}");
    at(&told, lines);
    let (judged, found) = found("\"Xã Kim Thái\" = [\"Kim Thái cũ\"]\n\"Minh Tân\" = [\"MT\"]\n\"3\" = [\"03\"]");
    assert!(judged && !found.contains("alias"), "{found}");
}

/// A campaign of units alone.
fn of_units() -> String {
    r#"
format = 1
id     = "ten-khac"
title  = "Cách ghi khác"
issuer = "UBND huyện"
year   = 2023
[units]
file = "don-vi.csv"
id   = "Mã"
name = "Tên"
[units.columns]
score = { heading = "Điểm", kind = "score", max = 100 }
[[criterion]]
id = "x"
title = "X"
of = "units"
check = "score >= 50"
[[award]]
id = "giay-khen"
title = "Giấy khen"
to = "units"
quota = "unlimited"
"#
    .to_owned()
}
