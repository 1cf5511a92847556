//! Detail tables: lists of varying length, from the definition and a file to verdicts with reasons.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Ask, Case};
use thidua::campaign::Skipped;
use thidua::text::Definition;
use thidua::vocab::{Lang, Outcome, Place, Side, Sources, Verdict};
use thidua::{campaign, write};

const DEFINITION: &str = r#"
format = 1
id     = "chi-so"
title  = "Chỉ số thành phần"
issuer = "Sở"
year   = 2023

[units]
file = "don-vi.csv"
id   = "Mã"
name = "Tên"
[units.columns]
target = { heading = "Chỉ tiêu", kind = "count" }

[persons]
file = "ca-nhan.csv"
id   = "Mã"
name = "Họ tên"
unit = "Đơn vị"

[details.components]
of      = "units"
file    = "chi-so.csv"
subject = "Mã phòng"
name    = "Chỉ số thành phần"
[details.components.columns]
this_year = { heading = "Năm nay", kind = "score", not_applicable = "Không chấm" }
last_year = { heading = "Năm trước", kind = "score" }

[details.tasks]
of      = "persons"
file    = "nhiem-vu.csv"
subject = "Mã cá nhân"
name    = "Nhiệm vụ"
[details.tasks.columns]
done    = { heading = "Hồ sơ xử lý", kind = "count", part_of = "total" }
total   = { heading = "Hồ sơ giao", kind = "count" }

[[criterion]]
id = "all-up"
title = "Mọi chỉ số được giao đều tăng"
of = "units"
check = "every(components, this_year > last_year)"

[[criterion]]
id = "enough"
title = "Đủ số chỉ số tăng"
of = "units"
check = "count(components, this_year > last_year) >= target"

[[criterion]]
id = "unit-up"
title = "Chỉ số của đơn vị đều tăng"
of = "persons"
check = "every(unit.components, this_year > last_year)"

[[criterion]]
id = "on-time"
title = "Tỷ lệ hồ sơ xử lý"
of = "persons"
check = "sum(tasks, done) / sum(tasks, total) >= 62%"

[[award]]
id = "don-vi"
title = "Giấy khen"
to = "units"
rank = [{ highest = "count(components, this_year > last_year)" }]
quota = 2

[[award]]
id = "ca-nhan"
title = "Giấy khen cá nhân"
to = "persons"
quota = "unlimited"
"#;

const UNITS: &str = "Mã;Tên;Chỉ tiêu\nVB01;Phòng Một;1\nVB02;Phòng Hai;2\nVB03;Phòng Ba;1\nVB04;Phòng Bốn;1\n";
const PERSONS: &str = "Mã;Họ tên;Đơn vị\nP1;Trần Văn An;VB01\nP2;Lê Thị Bình;VB02\nP3;Hoàng Cúc;VB03\nP4;Vũ Dung;VB9\n";
const COMPONENTS: &str = "Mã phòng;Chỉ số thành phần;Năm nay;Năm trước
VB02;Đất đai;6,2;6,5
VB01;Chi phí;5;4,5
vb01;Minh bạch;7;6,9
VB02;Chi phí;5;4
";
const TASKS: &str = "Mã cá nhân;Nhiệm vụ;Hồ sơ xử lý;Hồ sơ giao\nP1;Hộ tịch;600;900\nP1;Đất đai;19;100\nP2;Hộ tịch;7;10\n";

fn case_of(definition: &str, components: &str, tasks: &str) -> Case {
    let details = [("chi-so.csv", components.as_bytes()), ("nhiem-vu.csv", tasks.as_bytes())];
    Case::with_details(definition, ("don-vi.csv", UNITS.as_bytes()), Some(("ca-nhan.csv", PERSONS.as_bytes())), &details)
}

fn case(components: &str, tasks: &str) -> Case {
    case_of(DEFINITION, components, tasks)
}

#[test]
fn every_component_of_a_unit_must_have_gone_up() {
    let result = case(COMPONENTS, TASKS).assess();
    assert_eq!(result.verdict_of("VB01", "all-up"), Verdict::Met);
    assert_eq!(result.verdict_of("VB02", "all-up"), Verdict::NotMet);
    assert_eq!(result.verdict_of("VB03", "all-up"), Verdict::NotApplicable); // none was assigned
    assert_eq!(result.verdict_of("VB02", "enough"), Verdict::NotMet);
    let reason = result.reason_of("VB02", "all-up");
    let told = "mọi “Chỉ số thành phần” (1 đạt, 1 không đạt): Đất đai (Năm nay = 6,2 — yêu cầu > Năm trước = 6,5 — \
                thiếu 0,31 điểm ở “Năm nay”); Chi phí (Năm nay = 5 — yêu cầu > Năm trước = 4)";
    assert_eq!(reason, told);
}

#[test]
fn the_cells_of_each_row_are_named() {
    let result = case(COMPONENTS, TASKS).assess();
    let unit = result.subjects.units.find("VB02")[0];
    let thidua::vocab::explanation::Because::Judged(reason) = result.explain(0, unit).because else { panic!() };
    let table = result.subjects.detail(0, 0).unwrap().origin.tables()[0].id;
    let places: Vec<Place> = reason.figures().iter().map(|figure| figure.place.clone().unwrap()).collect();
    // In the order of names: "Chi phí" in line 5, then "Đất đai" in line 2.
    assert_eq!(places, [(4, 2), (4, 3), (1, 2), (1, 3)].map(|(row, column)| Place::Cell(table, row, column)));
}

#[test]
fn a_unit_is_ranked_by_how_many_of_its_components_went_up_and_persons_go_by_their_units() {
    let result = case(COMPONENTS, TASKS).assess();
    assert_eq!(result.place_of("VB01", "don-vi"), Some([1, 1]));
    assert_eq!(result.outcome_of("VB03", "don-vi"), Outcome::NotEligible); // nothing of it applies
    assert_eq!(result.verdict_of("P1", "unit-up"), Verdict::Met);
    assert_eq!(result.verdict_of("P2", "unit-up"), Verdict::NotMet);
    assert_eq!(result.verdict_of("P3", "unit-up"), Verdict::NotApplicable);
    assert_eq!(result.verdict_of("P4", "unit-up"), Verdict::NoData); // its unit is not known, nor are its lists
    let reason = result.reason_of("P2", "unit-up");
    assert!(reason.starts_with("mọi “Chỉ số thành phần” (của đơn vị) (1 đạt, 1 không đạt)"), "{reason}");
    assert_eq!(result.verdict_of("P1", "on-time"), Verdict::NotMet); // 619 of 1000
    assert_eq!(result.verdict_of("P2", "on-time"), Verdict::Met);
    assert_eq!(result.verdict_of("P3", "on-time"), Verdict::NotApplicable);
}

#[test]
fn the_order_of_the_file_changes_neither_verdicts_nor_reasons() {
    let turned = |text: &str| {
        let (heading, rows) = text.trim_end().split_once('\n').unwrap();
        let mut rows: Vec<&str> = rows.lines().collect();
        rows.reverse();
        format!("{heading}\n{}\n", rows.join("\n"))
    };
    let (one, other) = (case(COMPONENTS, TASKS).assess(), case(&turned(COMPONENTS), &turned(TASKS)).assess());
    for (position, criterion) in one.campaign.criteria.iter().enumerate() {
        for subject in 0..one.count(criterion.side) {
            assert_eq!(one.verdict(position, subject), other.verdict(position, subject));
            let id = one.subjects.roll(criterion.side).unwrap().id(subject);
            assert_eq!(one.reason_of(id, &criterion.id), other.reason_of(id, &criterion.id));
        }
    }
}

#[test]
fn one_component_may_stand_there_twice() {
    let case = case(&format!("{COMPONENTS}VB01;Chi phí;3;4,5\n"), TASKS);
    assert!(!case.found().contains("doubled"), "{}", case.found());
    assert_eq!(case.assess().verdict_of("VB01", "all-up"), Verdict::NotMet);
}

#[test]
fn a_missing_figure_leaves_a_row_without_verdict_and_a_row_that_does_not_apply_is_left_out() {
    let rows = format!("{COMPONENTS}VB03;Chi phí;;4\nVB03;Đất đai;5;4\nVB04;Chi phí;Không chấm;4\nVB04;Đất đai;5;x\n");
    let case = case(&rows, TASKS);
    let result = case.assess();
    assert_eq!(result.verdict_of("VB03", "all-up"), Verdict::NoData);
    assert_eq!(result.verdict_of("VB03", "enough"), Verdict::Met); // one is enough, whatever the other turns out to be
    assert_eq!(result.verdict_of("VB04", "all-up"), Verdict::NoData);
    let reason = result.reason_of("VB03", "all-up");
    assert!(reason.contains("Chi phí (Năm nay: chưa có số liệu — yêu cầu > Năm trước = 4)"), "{reason}");
    assert!(
        case.found().contains("not-a-number") && case.found().contains("chi-so.csv › dòng 9, cột D"),
        "{}",
        case.found()
    );
}

#[test]
fn a_row_of_somebody_unknown_is_told_and_leaves_the_one_it_looks_like_pending() {
    let case = case(&format!("{COMPONENTS}VBX01;Lao động;1;2\nDV77;Thuế;1;2\n"), TASKS);
    golden("details_unknown_subjects", &case.found());
    let result = case.assess();
    assert_eq!(result.verdict_of("VB01", "all-up"), Verdict::NoData); // it went up but for a row that may be its own
    assert_eq!(result.verdict_of("VB01", "enough"), Verdict::Met);
    assert_eq!(result.verdict_of("VB02", "all-up"), Verdict::NotMet);
    assert_eq!(result.verdict_of("VB03", "all-up"), Verdict::NotApplicable);
    assert_eq!(result.outcome_of("VB01", "don-vi"), Outcome::PendingPossible);
    let reason = result.reason_of("VB01", "all-up");
    assert!(reason.contains("Lao động (chưa rõ dòng này có được tính hay không)"), "{reason}");
    let rows = result.subjects.detail(0, 0).unwrap();
    assert_eq!((rows.unknown, rows.skipped.len()), (2, 0));
}

#[test]
fn rows_without_a_subject_are_skipped_and_listed() {
    let case = case(&format!("{COMPONENTS};Tổng cộng;11;10\n;Không mã;5;4\n;Người lập biểu;;\n"), TASKS);
    let rows = case.subjects.unwrap().detail(0, 0).unwrap();
    let why: Vec<_> = rows.skipped.iter().map(|row| (row.row, row.why)).collect();
    use Skipped::{NoId, Signature, Total};
    assert_eq!(why, [(5, Total), (6, NoId), (7, Signature)]);
    assert!(case.found().contains("row-without-id") && case.found().contains("chi-so.csv › dòng 7"), "{}", case.found());
    // Without the column that is no question of any row.
    let found = self::case(&COMPONENTS.replace("Mã phòng", "Phòng"), TASKS).found();
    assert!(found.contains("thiếu cột “Mã phòng”") && !found.contains("row-without-id"), "{found}");
}

#[test]
fn the_heading_of_a_group_of_rows_counts_for_nobody_and_is_told() {
    let rows = "Mã phòng;Chỉ số thành phần;Năm nay;Năm trước\nVB01;I. Nhóm chỉ số chung;;\nVB01;1. Đất đai;3;2\nVB01;Tổng cộng;3;2\n";
    let case = case(rows, TASKS);
    let found = case.found();
    assert!(found.contains("cần xem[perhaps-group]: “I. Nhóm chỉ số chung”") && found.contains("dòng 2, cột B"), "{found}");
    let listed = case.subjects.unwrap().detail(0, 0).unwrap();
    assert_eq!(listed.skipped.iter().map(|row| (row.row, row.why)).collect::<Vec<_>>(), [(3, Skipped::Total)]);
    assert_eq!([0, 1].map(|row| listed.is_certain(0, row)), [true, false]);
    let result = case.assess();
    let reason = result.reason_of("VB01", "all-up");
    assert_eq!(result.verdict_of("VB01", "all-up"), Verdict::NoData);
    assert!(reason.contains("I. Nhóm chỉ số chung (chưa rõ dòng này có được tính hay không)"), "{reason}");
}

#[test]
fn another_table_below_the_rows_of_a_list_is_named() {
    let found = |below: &str| case(&format!("{COMPONENTS}{below}"), TASKS).found();
    let at = |line: u32| {
        format!(
            "lỗi[second-table]: dòng này lại là tiêu đề cột, nhưng khác tiêu đề ở trên: có vẻ một bảng thứ hai bắt đầu từ đây\n  --> chi-so.csv › dòng {line}\n"
        )
    };
    // The same heading of ids beside others: its figures would be those of the list above.
    let below = found(";;;\nMã phòng;Chỉ số thành phần;Quý I;Quý II\nVB01;Họp;9;8\n");
    assert!(below.contains(&at(7)), "{below}");
    // Other headings altogether, behind empty rows and right below.
    let below = found(";;;\n;DANH SÁCH CÁN BỘ;;\nTT;Họ và tên;Chức vụ;Năm sinh\nVB01;Trần Văn An;9;1980\n");
    assert!(below.contains(&at(8)), "{below}");
    let below = found("STT;Nội dung;Số lượng;Thời gian\nVB01;Tập huấn;9;8\n");
    assert!(below.contains(&at(6)), "{below}");
    // The same headings on a new page, and rows of a list with words in place of figures.
    let same = found("Mã phòng;Chỉ số thành phần;Năm nay;Năm trước\nVB03;Họp;9;8\n");
    assert!(!same.contains("second-table"), "{same}");
    let words = found("VB03;Nội dung;Không chấm;\nTên gọi;Họp;9;8\n");
    assert!(!words.contains("second-table"), "{words}");
}

#[test]
fn rows_that_two_files_hold_do_not_count_twice_unseen() {
    let head = "Mã phòng;Chỉ số thành phần;Năm nay;Năm trước\n";
    let case = |first: &str, second: &str| {
        let files = [first, second].map(|rows| format!("{head}{rows}"));
        let components = [(2023, "nop/1.csv", files[0].as_bytes()), (2023, "nop/2.csv", files[1].as_bytes())];
        let units = [(2023, "don-vi.csv", UNITS.as_bytes())];
        let persons = [(2023, "ca-nhan.csv", PERSONS.as_bytes())];
        Case::of_years(DEFINITION, &units, &persons, &[&components, &[(2023, "nhiem-vu.csv", TASKS.as_bytes())]])
    };
    // The same file twice: two indices of which one may be the other.
    let twice = case("VB02;Chi phí;5;4\n", "VB02;Chi phí;5;4\n");
    let found = twice.found();
    assert!(found.contains("[repeated-rows]: 1 dòng giống hệt ở tệp khác"), "{found}");
    assert!(found.contains("--> nop/2.csv › dòng 2, cột B\n  = cũng ở: nop/1.csv › dòng 2, cột B"), "{found}");
    assert_eq!(twice.assess().verdict_of("VB02", "enough"), Verdict::NoData);
    // A newer file beside the older one.
    let newer = case("VB01;Chi phí;5;4\n", "VB01;Đất đai;3;2\nVB01;Chi phí;5;4\n");
    assert!(newer.found().contains("--> nop/2.csv › dòng 3, cột B"), "{}", newer.found());
    // Each file has what the other lacks, and rows that are the same within one file are meant.
    for (first, second) in
        [("VB01;Chi phí;5;4\nVB01;Họp;1;0\n", "VB01;Đất đai;3;2\nVB01;Họp;1;0\n"), ("VB01;Họp;1;0\nVB01;Họp;1;0\n", "")]
    {
        assert!(!case(first, second).found().contains("repeated-rows"), "{first}");
    }
}

#[test]
fn a_part_above_its_whole_in_one_row_is_not_used_and_both_cells_are_named() {
    let case = case(COMPONENTS, "Mã cá nhân;Nhiệm vụ;Hồ sơ xử lý;Hồ sơ giao\nP1;Hộ tịch;90;9\nP1;Đất đai;9;10\n");
    golden("details_part_above_whole", &case.found());
    assert_eq!(case.assess().verdict_of("P1", "on-time"), Verdict::NoData);
}

#[test]
fn mistakes_of_every_table_are_found_in_one_run() {
    let units = "Mã;Tên;Chỉ tiêu\nVB01;Phòng Một;1\nVB01;Phòng Hai;2\n";
    let details = [("chi-so.csv", "Mã phòng;Tên;Năm nay\nVB01;A;5\n".as_bytes()), ("nhiem-vu.csv", "".as_bytes())];
    let persons = Some(("ca-nhan.csv", PERSONS.as_bytes()));
    let case = Case::with_details(DEFINITION, ("don-vi.csv", units.as_bytes()), persons, &details);
    assert!(case.subjects.is_none());
    golden("details_broken_tables", &case.found());
}

#[test]
fn a_table_without_a_file_leaves_everybody_pending() {
    let persons = Some(("ca-nhan.csv", PERSONS.as_bytes()));
    let case = Case::with_details(DEFINITION, ("don-vi.csv", UNITS.as_bytes()), persons, &[]);
    assert_eq!(case.assess().verdict_of("VB01", "all-up"), Verdict::NoData);
}

#[test]
fn a_sound_definition_of_lists_has_no_findings() {
    assert_eq!(found(DEFINITION), "");
    let (campaign, _) = campaign::read(DEFINITION);
    let campaign = campaign.unwrap();
    let sides: Vec<(Side, u16)> = campaign.details.iter().map(|detail| (detail.side, detail.list)).collect();
    assert_eq!(sides, [(Side::Units, 0), (Side::Persons, 0)]);
}

#[test]
fn every_mistake_in_a_detail_table_is_found_in_one_run() {
    let broken = DEFINITION
        .replace("subject = \"Mã phòng\"", "subjekt = \"Mã phòng\"")
        .replace("[details.tasks]\nof      = \"persons\"", "[details.tasks]\nof      = \"people\"")
        .replace("part_of = \"total\"", "part_of = \"totale\"")
        .replace("[[criterion]]\nid = \"all-up\"", MORE_TABLES);
    golden("details_mistakes", &found(&broken));
}

/// A list called like a column, one with two columns under one heading, and one that is no table.
const MORE_TABLES: &str = r#"[details.target]
of = "units"
file = "x.csv"
subject = "Mã"
name = "Tên"
[details.ideas]
of = "units"
file = "y.csv"
subject = "Mã"
name = "Sáng kiến"
[details.ideas.columns]
year = { heading = "Sáng kiến", kind = "count" }
[details.Sai]
of = "units"
[[criterion]]
id = "sach"
title = "Sai tên danh sách"
of = "units"
check = "every(idea, year > 1) and count(target) > 0 and every(ideas, yeer > 1)"

[[criterion]]
id = "all-up""#;

#[test]
fn what_no_rule_reads_of_lists_is_noted() {
    let unread = DEFINITION
        .replace("check = \"sum(tasks, done) / sum(tasks, total) >= 62%\"", "check = \"every(unit.components, this_year > 5)\"")
        .replace("last_year = {", "note = { heading = \"Ghi chú\", kind = \"text\" }\nrank = { heading = \"Hạng\", kind = \"rank\" }\nlast_year = {");
    golden("details_unread", &found(&unread));
}

/// The definition with two years of data, in one file for each or in one with the year in a column.
fn of_two_years(in_column: bool) -> String {
    let more = "[[criterion]]\nid = \"more\"\ntitle = \"Nhiều hơn năm trước\"\nof = \"units\"\n\
                check = \"improved(count(components))\"\n\n[[criterion]]\nid = \"each-year\"\ntitle = \"Hai năm liền\"\n\
                of = \"units\"\ncheck = \"every(components, this_year > last_year)\"\nyears = 2\n\n[[award]]\nid = \"don-vi\"";
    let (file, year) = if in_column { ("chi-so.csv", "year = \"Năm\"\n") } else { ("{year}/chi-so.csv", "") };
    DEFINITION
        .replace("year   = 2023", "year   = 2023\nfirst_year = 2022")
        .replace("[units]\nfile = \"don-vi.csv\"", "[units]\nfile = \"{year}/don-vi.csv\"")
        .replace("[persons]\nfile = \"ca-nhan.csv\"", "[persons]\nfile = \"{year}/ca-nhan.csv\"")
        .replace("file    = \"chi-so.csv\"\n", &format!("file    = \"{file}\"\n{year}"))
        .replace(
            "[persons]",
            "[[units.change]]\nunit = \"VB03\"\nwas = [\"CU1\", \"CU2\"]\nsince = 2023\n\n\
                  [[units.change]]\nunit = \"VB04\"\nnew = true\nsince = 2023\n\n\
                  [units.aliases]\n\"VB02\" = [\"Phòng Hai cũ\"]\n\n[persons]",
        )
        .replace("[[award]]\nid = \"don-vi\"", more)
}

const COMPONENTS_2022: &str = "Mã phòng;Chỉ số thành phần;Năm nay;Năm trước
VB01;Chi phí;4,5;4
Phòng Hai cũ;Chi phí;4;5
Phòng Hai cũ;Đất đai;4;3
CU1;Thuế;2;1
CU2;Thuế;3;2
DV77;Điện;1;2
";

#[track_caller]
fn two_years(in_column: bool) -> Case {
    let year = |year, name, text: &'static str| (year, name, text.as_bytes());
    let components = format!("{COMPONENTS}VB03;Thuế;3;2\nVB04;Điện;3;2\n");
    let with_year = |text: &str, year: i32| {
        let (heading, rows) = text.trim_end().split_once('\n').unwrap();
        let rows: String = rows.lines().map(|row| format!("{row};{year}\n")).collect();
        (format!("{heading};Năm\n"), rows)
    };
    let (heading, now) = with_year(&components, 2023);
    let one_file = heading + &now + &with_year(COMPONENTS_2022, 2022).1;
    let lists: Vec<(i32, &str, &[u8])> = if in_column {
        vec![(2023, "chi-so.csv", one_file.as_bytes())]
    } else {
        vec![(2023, "2023/chi-so.csv", components.as_bytes()), year(2022, "2022/chi-so.csv", COMPONENTS_2022)]
    };
    let units = [year(2023, "2023/don-vi.csv", UNITS), year(2022, "2022/don-vi.csv", UNITS)];
    let persons = [year(2023, "2023/ca-nhan.csv", PERSONS), year(2022, "2022/ca-nhan.csv", PERSONS)];
    Case::of_years(&of_two_years(in_column), &units, &persons, &[&lists, &[year(2023, "nhiem-vu.csv", TASKS)]])
}

#[test]
fn the_lists_of_the_year_before_are_those_of_the_units_of_that_time() {
    for in_column in [false, true] {
        let case = two_years(in_column);
        assert!(!case.found().contains("unknown-subject"), "{}", case.found()); // who is no more concerns nobody
        let result = case.assess();
        let more = |id| result.verdict_of(id, "more");
        assert_eq!(more("VB01"), Verdict::Met); // two after one
        assert_eq!(more("VB02"), Verdict::NotMet); // two after two, under another name
        assert_eq!(more("VB03"), Verdict::NotMet); // one after the two of those that were merged
        assert_eq!(more("VB04"), Verdict::NoData); // new
        let each = |id| result.verdict_of(id, "each-year");
        assert_eq!(each("VB01"), Verdict::Met);
        assert_eq!(each("VB02"), Verdict::NotMet);
        assert_eq!(each("VB03"), Verdict::Met);
        assert_eq!(each("VB04"), Verdict::NoData);
        assert_eq!(result.subjects.detail(0, 1).unwrap().unknown, 1);
    }
}

#[test]
fn a_year_of_lists_without_a_file_is_a_mistake() {
    let year = |year, name, text: &'static str| (year, name, text.as_bytes());
    let units = [year(2023, "2023/don-vi.csv", UNITS), year(2022, "2022/don-vi.csv", UNITS)];
    let persons = [year(2023, "2023/ca-nhan.csv", PERSONS), year(2022, "2022/ca-nhan.csv", PERSONS)];
    let lists = [year(2023, "2023/chi-so.csv", COMPONENTS), (2022, "", &[][..])];
    let case = Case::of_years(&of_two_years(false), &units, &persons, &[&lists, &[year(2023, "nhiem-vu.csv", TASKS)]]);
    assert!(case.subjects.is_none());
    golden("details_year_without_file", &case.found());
}

fn found(text: &str) -> String {
    let (_, findings) = campaign::read(text);
    let definition = Definition { name: "campaign.toml", text };
    write::terminal::findings(&findings, &definition, &Sources::default(), Lang::Vi, false)
}

#[track_caller]
fn golden(name: &str, text: &str) {
    insta::with_settings!({ snapshot_path => "golden", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, text);
    });
}
