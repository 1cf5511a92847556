//! Deadlines, dossiers, the council's decisions and reward money, as `thidua run` sees them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Ask, Case};
use proptest::prelude::*;
use thidua::assess::{Assessment, Effect, PaperState};
use thidua::report::sheet::{Cell, Value};
use thidua::report::{FileRecord, Record};
use thidua::text::{self, Definition};
use thidua::vocab::explanation::DueResult;
use thidua::vocab::{Lang, Number, Outcome, Side, Sources, Verdict};
use thidua::{campaign, report, write};

const DEFINITION: &str = r#"
format = 1
id     = "giay-to"
title  = "Giấy tờ"
issuer = "UBND huyện"
year   = 2023
period = { from = 2023-01-01, through = 2023-12-31 }

[units]
file   = "don-vi.csv"
id     = "Mã"
name   = "Tên"
group  = "Khối"
groups = { office = ["Phòng"], commune = ["Xã"] }

[units.columns]
index     = { heading = "Chỉ số", kind = "score", max = 100 }
good      = { heading = "Tốt", kind = "yes_no" }
sent_on   = { heading = "Ngày gửi", kind = "date" }
proposal  = { heading = "Tờ trình", kind = "yes_no", tick = "x", blank = "no" }
minutes   = { heading = "Biên bản", kind = "yes_no" }

[[criterion]]
id    = "good"
title = "Hoàn thành tốt"
of    = "units"
check = "good"

[[criterion]]
id    = "index"
title = "Chỉ số từ 50 điểm"
of    = "units"
check = "index >= 50"

[[award]]
id       = "giay-khen"
title    = "Giấy khen cho tập thể"
to       = "units"
criteria = ["good", "index"]
rank     = [{ highest = "index" }]
quota_by_group = { office = 1, commune = 2 }
copies   = 2
reward   = 0.3

[[award]]
id       = "bang-khen"
title    = "Bằng khen cho tập thể"
to       = "units"
criteria = ["good"]
rank     = [{ highest = "index" }]
quota    = 1
after    = "giay-khen"
reward   = 1

[[deadline]]
id     = "gui"
title  = "Gửi hồ sơ"
of     = "units"
before = { office = "10/3", commune = "15/3" }
column = "sent_on"

[dossier]
channel = "Cổng dịch vụ công"
copies  = 1

[[dossier.part]]
title  = "Tờ trình"
of     = "units"
column = "proposal"

[[dossier.part]]
title  = "Biên bản"
column = "minutes"

[[dossier.part]]
title = "Báo cáo"

[[dossier.part]]
title = "Danh sách cá nhân"
of    = "units"

[[calendar]]
id     = "trinh"
title  = "Trình Chủ tịch"
who    = "Phòng Nội vụ"
before = "20/12"

[decisions]
file      = "quyet-dinh.csv"
subject   = "Mã"
award     = "Hình thức"
decision  = "Quyết định"
criterion = "Tiêu chí"
reason    = "Lý do"
paper     = "Số"
date      = "Ngày"

[reward]
basis      = "Nghị định số 91/2017/NĐ-CP"
decided_on = 2019-12-25
"#;

/// Id, group, index, good; the other columns are sound.
type Unit<'u> = (&'u str, &'u str, &'u str, &'u str);

const UNITS: [Unit<'_>; 8] = [
    ("A", "Xã", "95", "Có"),
    ("B", "Xã", "90", "Có"),
    ("C", "Xã", "90", "Có"),
    ("D", "Xã", "80", "Có"),
    ("E", "Xã", "70", "Không"),
    ("F", "Xã", "10", "Không"),
    ("P", "Phòng", "60", "Có"),
    ("Q", "Phòng", "55", "Có"),
];

fn units(rows: &[Unit<'_>]) -> String {
    let mut text = "Mã;Tên;Khối;Chỉ số;Tốt;Ngày gửi;Tờ trình;Biên bản".to_owned();
    for (id, group, index, good) in rows {
        text.push_str(&format!("\n{id};Đơn vị {id};{group};{index};{good};01/03/2023;x;Có"));
    }
    text
}

fn csv(decisions: &[&str]) -> String {
    format!("Mã;Hình thức;Quyết định;Tiêu chí;Lý do;Số;Ngày\n{}", decisions.join("\n"))
}

/// The campaign with the decisions; each a line of the file.
#[track_caller]
fn decided(decisions: &[&str]) -> (Case, Assessment<'static>) {
    let file = csv(decisions);
    let case =
        Case::decided(DEFINITION, ("don-vi.csv", units(&UNITS).as_bytes()), None, Some(("quyet-dinh.csv", file.as_bytes())));
    let assessment = case.assess();
    (case, assessment)
}

/// The outcome that holds.
#[track_caller]
fn holds(assessment: &Assessment<'_>, id: &str, award: &str) -> Outcome {
    let position = assessment.campaign.awards.iter().position(|known| known.id == award).unwrap();
    assessment.awards[position].in_force().outcome(assessment.subjects.units.find(id)[0])
}

// ── Decisions ───────────────────────────────────────────────────────────────────────────────────────────────

#[test]
fn without_decisions_a_tie_stays_open_and_nothing_is_decided() {
    let (_, result) = decided(&[]);
    assert_eq!(result.outcome_of("A", "giay-khen"), Outcome::Selected);
    assert_eq!(result.outcome_of("B", "giay-khen"), Outcome::TiedAtCutoff);
    assert_eq!(result.outcome_of("C", "giay-khen"), Outcome::TiedAtCutoff);
    assert!(result.awards.iter().all(|award| award.decided.is_none()) && result.findings.is_empty());
}

#[test]
fn a_choice_breaks_the_tie_beside_the_computed_result() {
    let (_, result) = decided(&["C;giay-khen;Chọn;;Bỏ phiếu 7/9;02/BB;14/01/2024"]);
    assert_eq!(result.outcome_of("C", "giay-khen"), Outcome::TiedAtCutoff, "what was computed stays");
    assert_eq!(holds(&result, "C", "giay-khen"), Outcome::Selected);
    assert_eq!(holds(&result, "B", "giay-khen"), Outcome::BeyondQuota);
    let decided = result.decided(0, result.subjects.units.find("C")[0]).unwrap();
    assert_eq!((decided.computed, decided.decided), (Outcome::TiedAtCutoff, Outcome::Selected));
    assert_eq!(decided.decisions, [0]);
    let decision = &result.subjects.decisions.all[0];
    assert_eq!((decision.reason.as_str(), decision.paper.as_str()), ("Bỏ phiếu 7/9", "02/BB"));
    assert_eq!(decision.date.unwrap().to_string(), "2024-01-14");
    let moved = result.decided(0, result.subjects.units.find("B")[0]).unwrap();
    assert!(moved.decisions.is_empty(), "B was moved by a decision on another");
    assert!(result.decided(0, result.subjects.units.find("A")[0]).is_none());
}

#[test]
fn an_award_that_follows_another_follows_what_was_decided() {
    let (_, result) = decided(&["A;giay-khen;Loại;;;;"]);
    // Without A both of the tie fit, and the first of them may hold the second award.
    assert_eq!(holds(&result, "B", "giay-khen"), Outcome::Selected);
    assert_eq!(holds(&result, "C", "giay-khen"), Outcome::Selected);
    assert_eq!(result.outcome_of("A", "bang-khen"), Outcome::Selected);
    assert_eq!(holds(&result, "A", "bang-khen"), Outcome::NotConsidered);
    assert_eq!(holds(&result, "B", "bang-khen"), Outcome::TiedAtCutoff);
}

#[test]
fn a_waived_criterion_is_not_asked_and_displaces_whom_it_must() {
    let (_, result) = decided(&["E;giay-khen;Miễn;good;;;", "B;giay-khen;Chọn;;;;"]);
    assert_eq!(result.outcome_of("E", "giay-khen"), Outcome::NotEligible);
    assert_eq!(holds(&result, "E", "giay-khen"), Outcome::BeyondQuota); // 70 points rank below the tie
    assert_eq!(holds(&result, "B", "giay-khen"), Outcome::Selected);
    let (case, result) = decided(&["F;giay-khen;Miễn;Hoàn thành tốt;;;"]);
    assert_eq!(holds(&result, "F", "giay-khen"), Outcome::NotEligible);
    let found = case.found_of(&result);
    assert!(found.contains("dù miễn “Hoàn thành tốt”, Đơn vị F (F) vẫn không đủ tiêu chuẩn"), "{found}");
}

/// A fault once found: with its only criterion waived a subject counted as one to whom nothing applied.
#[test]
fn a_waiver_of_the_only_criterion_makes_eligible() {
    let definition = DEFINITION.replacen("criteria = [\"good\", \"index\"]", "criteria = [\"good\"]", 1);
    assert_ne!(definition, DEFINITION);
    let (units, file) = (units(&UNITS), csv(&["E;giay-khen;Miễn;good;;;"]));
    let decisions = Some(("quyet-dinh.csv", file.as_bytes()));
    let case = Case::decided(&definition, ("don-vi.csv", units.as_bytes()), None, decisions);
    let result = case.assess();
    assert_eq!(result.outcome_of("E", "giay-khen"), Outcome::NotEligible);
    assert_eq!(holds(&result, "E", "giay-khen"), Outcome::BeyondQuota); // 70 points rank below the tie
    assert!(!case.found_of(&result).contains("vẫn không đủ tiêu chuẩn"));
}

#[test]
fn an_addition_stands_beside_the_quota_and_says_so() {
    let (case, result) = decided(&["E;giay-khen;Bổ sung;;Có thành tích đặc biệt;;", "B;Giấy khen cho tập thể;Chọn;;;;"]);
    assert_eq!(holds(&result, "E", "giay-khen"), Outcome::Selected);
    assert_eq!(holds(&result, "A", "giay-khen"), Outcome::Selected);
    assert_eq!(holds(&result, "B", "giay-khen"), Outcome::Selected);
    let found = case.found_of(&result);
    assert!(
        found.contains("lưu ý[decision-beyond-places]: có bổ sung ngoài số lượng: danh sách có 3 trường hợp, số lượng là 2"),
        "{found}"
    );
    assert!(found.contains("quyet-dinh.csv › dòng 2, cột C"), "{found}");
}

#[test]
fn words_are_taken_in_both_languages_whatever_their_capitals() {
    let (_, result) = decided(&["C;giay-khen;CHOOSE;;;;", "E;giay-khen;admit;;;;", "D;giay-khen;exclude;;;;"]);
    assert_eq!(holds(&result, "C", "giay-khen"), Outcome::Selected);
    assert_eq!(holds(&result, "E", "giay-khen"), Outcome::Selected);
    assert_eq!(holds(&result, "D", "giay-khen"), Outcome::NotConsidered);
    assert_eq!(result.subjects.decisions.all.len(), 3);
}

#[test]
fn every_row_that_cannot_be_understood_is_told_at_its_cell_in_one_run() {
    let (case, result) = decided(&[
        "Đơn vị X;giay-khen;Chọn;;;;",
        "A;giay-khem;Chọn;;;;",
        "A;giay-khen;Chon;;;;",
        "A;giay-khen;Miễn;godo;;;",
        "A;bang-khen;Miễn;index;;;",
        ";giay-khen;Chọn;;;;",
        "A;huy-chuong;Thăng;;;;",
    ]);
    assert!(result.subjects.decisions.all.is_empty());
    let found = case.found_of(&result);
    for (code, place, near) in [
        ("decision-unknown-subject", "dòng 2, cột A", ""),
        ("decision-unknown-award", "dòng 3, cột B", "có phải là “giay-khen”?"),
        ("decision-unknown-word", "dòng 4, cột C", "có phải là “Chọn”?"),
        ("decision-unknown-criterion", "dòng 5, cột D", "có phải là “good”?"),
        ("decision-unknown-criterion", "dòng 6, cột D", "hình thức này có: “good”"),
        ("decision-unknown-subject", "dòng 7, cột A", "dòng quyết định không ghi mã"),
        ("decision-unknown-award", "dòng 8, cột B", "“giay-khen”, “bang-khen”"),
        ("decision-unknown-word", "dòng 8, cột C", "“Chọn”, “Bổ sung”, “Loại”, “Miễn”"),
    ] {
        assert!(found.contains(code) && found.contains(place) && found.contains(near), "{code} {place} {near}:\n{found}");
    }
    assert!(found.contains("8 chỗ cần xem"), "{found}");
}

#[test]
fn a_decision_that_no_longer_matches_is_told_and_changes_nothing() {
    #[track_caller]
    fn case(decision: &str, expected: &str, effect: Effect) {
        let (case, result) = decided(&[decision]);
        let found = case.found_of(&result);
        assert!(found.contains(expected), "{decision}: {found}");
        assert_eq!(result.effect(0), effect, "{decision}");
        for id in ["A", "B", "C", "D", "E", "F", "P", "Q"] {
            assert_eq!(holds(&result, id, "giay-khen"), result.outcome_of(id, "giay-khen"), "{decision}: {id}");
        }
    }
    case("E;giay-khen;Chọn;;;;", "Đơn vị E (E) nay là “Không đủ tiêu chuẩn”", Effect::NotApplied);
    case("D;giay-khen;Chọn;;;;", "Đơn vị D (D) nay là “Đủ tiêu chuẩn, ngoài số lượng”", Effect::NotApplied);
    case("A;giay-khen;Chọn;;;;", "Đơn vị A (A) vốn đã là “Đề nghị khen thưởng”", Effect::None);
    case("A;giay-khen;Bổ sung;;;;", "Đơn vị A (A) vốn đã là “Đề nghị khen thưởng”", Effect::None);
    case("A;giay-khen;Miễn;index;;;", "không cần miễn “Chỉ số từ 50 điểm”", Effect::None);
}

#[test]
fn decisions_that_contradict_each_other_are_both_named_and_neither_applies() {
    let (case, result) =
        decided(&["D;giay-khen;Bổ sung;;;;", "D;giay-khen;Loại;;;;", "E;giay-khen;Bổ sung;;;;", "E;giay-khen;admit;;;;"]);
    assert_eq!(holds(&result, "D", "giay-khen"), Outcome::BeyondQuota);
    assert_eq!(holds(&result, "E", "giay-khen"), Outcome::Selected);
    let found = case.found_of(&result);
    assert!(found.contains("các quyết định về Đơn vị D (D) trái nhau"), "{found}");
    assert!(found.contains("dòng 2, cột C") && found.contains("dòng 3, cột C"), "{found}");
    assert!(found.contains("quyết định Bổ sung về Đơn vị E (E) ghi nhiều lần"), "{found}");
    assert_eq!(
        [0, 1, 2, 3].map(|decision| result.effect(decision)),
        [Effect::NotApplied, Effect::NotApplied, Effect::Applied, Effect::None]
    );
}

#[test]
fn choosing_more_than_the_tie_allows_chooses_nobody() {
    let (case, result) = decided(&["B;giay-khen;Chọn;;;;", "C;giay-khen;Chọn;;;;"]);
    assert_eq!(holds(&result, "B", "giay-khen"), Outcome::TiedAtCutoff);
    assert_eq!(holds(&result, "C", "giay-khen"), Outcome::TiedAtCutoff);
    let found = case.found_of(&result);
    assert!(found.contains("chọn 2 trường hợp trong khi chỉ còn 1 suất"), "{found}");
}

#[test]
fn decisions_of_other_years_and_of_awards_not_given_now_are_left_out_silently() {
    let definition = DEFINITION
        .replace("date      = \"Ngày\"", "date      = \"Ngày\"\nyear      = \"Năm\"")
        .replace("after    = \"giay-khen\"", "occasion = \"sau\"")
        .replace("[units]\n", "[[occasion]]\nid = \"sau\"\ntitle = \"Sau\"\nyears = [2025]\n\n[units]\n");
    let file = "Mã;Hình thức;Quyết định;Tiêu chí;Lý do;Số;Ngày;Năm\nX;?;?;;;;;2022\nC;giay-khen;Chọn;;Bỏ phiếu;02/BB;14/01/2024;2023\nA;bang-khen;Chọn;;;;;2023\n";
    let case = Case::decided(
        &definition,
        ("don-vi.csv", units(&UNITS).as_bytes()),
        None,
        Some(("quyet-dinh.csv", file.as_bytes())),
    );
    let result = case.assess();
    assert_eq!(case.found_of(&result), "");
    assert_eq!(result.subjects.decisions.other_years, 1);
    assert_eq!(holds(&result, "C", "giay-khen"), Outcome::Selected);
    assert_eq!(result.effect(1), Effect::OtherOccasion);
}

#[test]
fn a_decision_without_its_basis_or_of_a_day_to_come_is_told_and_counts_all_the_same() {
    let (case, result) = decided(&["C;giay-khen;Chọn;;Bỏ phiếu;;14/01/2024", "A;giay-khen;Loại;;;;"]);
    let found = case.found_of(&result);
    for (row, blank) in [(2, "“Số”"), (3, "“Lý do”, “Số”, “Ngày”")] {
        let told = format!(
            "cần xem[decision-unfounded]: quyết định chưa đủ căn cứ: chưa ghi {blank}\n  --> quyet-dinh.csv › dòng {row}, cột C"
        );
        assert!(found.contains(&told), "{told} is not in\n{found}");
    }
    assert_eq!([0, 1].map(|decision| result.effect(decision)), [Effect::Applied; 2]);
    let (case, result) = decided(&["C;giay-khen;Chọn;;Bỏ phiếu;02/BB;16/01/2024"]);
    let told = "cần xem[decision-day-ahead]: quyết định ghi ngày 16/01/2024, sau ngày tính (15/01/2024)\n  --> quyet-dinh.csv › dòng 2, cột C";
    assert!(case.found_of(&result).contains(told), "{}", case.found_of(&result));
    assert_eq!(result.effect(0), Effect::Applied);
    let whole = decided(&["C;giay-khen;Chọn;;Bỏ phiếu;02/BB;15/01/2024"]);
    assert_eq!(whole.0.found_of(&whole.1), "");
}

#[test]
fn decisions_are_read_from_a_workbook_and_an_empty_table_says_that_there_are_none() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in (0..).zip(["Mã", "Hình thức", "Quyết định", "Tiêu chí", "Lý do", "Số", "Ngày"]) {
        sheet.write_string(2, column, heading).unwrap();
    }
    for (column, cell) in (0..).zip(["C", "giay-khen", "Chọn"]) {
        sheet.write_string(3, column, cell).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let files = ("don-vi.csv", units(&UNITS));
    let case = Case::decided(DEFINITION, (files.0, files.1.as_bytes()), None, Some(("quyet-dinh.xlsx", &bytes)));
    assert_eq!(holds(&case.assess(), "C", "giay-khen"), Outcome::Selected);
    let (case, result) = decided(&[]);
    assert_eq!(case.found_of(&result), "");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    /// Any decisions in any order: the same results, and what was computed never moves.
    #[test]
    fn the_order_of_decisions_decides_nothing(picks in proptest::collection::vec((0_usize..8, 0_usize..4), 0..6)) {
        let words = ["Chọn", "Bổ sung", "Loại", "Miễn"];
        let lines: Vec<String> = picks
            .iter()
            .map(|(unit, word)| format!("{};giay-khen;{};{};;;", UNITS[*unit].0, words[*word], if *word == 3 { "good" } else { "" }))
            .collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let backwards: Vec<&str> = lines.iter().rev().copied().collect();
        let (_, plain) = decided(&[]);
        let ((_, one), (_, other)) = (decided(&lines), decided(&backwards));
        for (id, ..) in UNITS {
            prop_assert_eq!(holds(&one, id, "giay-khen"), holds(&other, id, "giay-khen"));
            prop_assert_eq!(holds(&one, id, "bang-khen"), holds(&other, id, "bang-khen"));
            prop_assert_eq!(one.outcome_of(id, "giay-khen"), plain.outcome_of(id, "giay-khen"));
        }
    }
}

/// The rows of a sheet, each as one line of its texts; a cell over several columns is one.
#[track_caller]
fn lines(book: &report::sheet::Book<'_>, name: &str) -> Vec<String> {
    let sheet = book.sheets.iter().find(|sheet| sheet.name == name).unwrap_or_else(|| panic!("no {name}"));
    let mut lines = Vec::new();
    sheet.rows.each(&mut |cells: &[Cell<'_>]| {
        let mut covered = 0;
        let standing = cells.iter().filter(|cell| {
            let stands = covered == 0;
            covered = if stands { cell.across.saturating_sub(1) } else { covered - 1 };
            stands
        });
        let shown = standing.map(|cell| match &cell.value {
            Value::Chart(_) | Value::Empty => String::new(),
            Value::Text(text) => text.replace('\n', " "),
            Value::Number(number, digits) | Value::Percent(number, digits) => number.to_plain((*digits).into()),
            Value::Date(day) => day.to_string(),
        });
        lines.push(shown.collect::<Vec<_>>().join(" | "));
    });
    lines
}

#[test]
fn sheets_show_what_was_decided_beside_what_was_computed() {
    let (_, result) = decided(&[
        "C;giay-khen;Chọn;;Bỏ phiếu 7/9;02/BB;14/01/2024",
        "E;giay-khen;Bổ sung;;;;",
        "A;giay-khen;Loại;;;;",
        "D;giay-khen;Chọn;;;;",
    ]);
    let file = |name: &str| FileRecord { name: name.to_owned(), size: 1, sha256: String::new() };
    let data = vec![file("don-vi.csv"), file("quyet-dinh.csv")];
    let record = Record { version: "0".to_owned(), campaign: file("campaign.toml"), data };
    let book = report::book(&result, &record);
    for (sheet, expected) in [
        ("Danh sách 1 (tập thể)", "Giấy khen cho tập thể |  | 900000 | Bổ sung"),
        (
            "Xếp hạng 1 (tập thể)",
            "Đề nghị khen thưởng | Hội đồng đã quyết định loại | Loại; kết quả tính: Đề nghị khen thưởng |  |",
        ),
        (
            "Hồ sơ và thời hạn",
            "Đơn vị E |  | Đề nghị khen thưởng | 2 | ✓ có | ✓ có | không theo dõi | không theo dõi | 2023-03-01 |",
        ),
        ("Hồ sơ và thời hạn", "Trình Chủ tịch |  | trước ngày 20/12/2023 | Phòng Nội vụ | đã qua 26 ngày"),
        ("Tổng hợp", "Giấy khen cho tập thể | 0,3 × 2 × 1.490.000 = 894.000 → 900.000 | 4 | 3600000 | 3600000"),
        ("Tổng hợp", "Xem lại 1 quyết định của Hội đồng không khớp với kết quả"),
        ("Nguồn", "Quyết định của Hội đồng | quyet-dinh.csv"),
        ("Nguồn", "| Bổ sung |  | đã áp dụng: Không đủ tiêu chuẩn → Đề nghị khen thưởng"),
        ("Nguồn", "| Chọn |  | chưa áp dụng; quyết định Chọn không còn khớp: Đơn vị D (D)"),
    ] {
        let lines = lines(&book, sheet);
        assert!(lines.iter().any(|line| line.contains(expected)), "{expected} is not in {sheet}:\n{}", lines.join("\n"));
    }
    let list = lines(&book, "Danh sách 1 (tập thể)").join("\n");
    assert!(!list.contains("kết quả tính"), "what was computed stays off a paper:\n{list}");
    let told = report::summary(&result, Lang::Vi).join("\n");
    assert!(told.contains("tiền thưởng: 0,3 × 2 × 1.490.000 = 894.000 → 900.000; 4 trường hợp: 3.600.000 đồng"), "{told}");
    assert!(told.contains("Quyết định của Hội đồng: đã áp dụng 3 trong 4"), "{told}");
    let of_unit = report::subject(&result, Side::Units, result.subjects.units.find("A")[0], Lang::Vi).join("\n");
    assert!(of_unit.contains("theo Hội đồng: Hội đồng đã quyết định loại"), "{of_unit}");
}

/// The campaign with these units and decisions, as a terminal and the sheets tell it.
fn told_of(units_in: &[Unit<'_>], decisions: &[&str], expected: &[(&str, &str)]) -> Assessment<'static> {
    let file = csv(decisions);
    let tables = (("don-vi.csv", units(units_in)), ("quyet-dinh.csv", file));
    let case =
        Case::decided(DEFINITION, (tables.0.0, tables.0.1.as_bytes()), None, Some((tables.1.0, tables.1.1.as_bytes())));
    let result = case.assess();
    let file = |name: &str| FileRecord { name: name.to_owned(), size: 1, sha256: String::new() };
    let record = Record {
        version: "0".to_owned(),
        campaign: file("campaign.toml"),
        data: vec![file("don-vi.csv"), file("quyet-dinh.csv")],
    };
    let book = report::book(&result, &record);
    for (sheet, expected) in expected {
        let lines = match *sheet {
            "" => report::summary(&result, Lang::Vi),
            unit if unit.len() == 1 => report::subject(&result, Side::Units, result.subjects.units.find(unit)[0], Lang::Vi),
            sheet => lines(&book, sheet),
        };
        assert!(lines.iter().any(|line| line.contains(expected)), "{expected} is not in “{sheet}”:\n{}", lines.join("\n"));
    }
    drop(book);
    result
}

#[test]
fn a_choice_while_somebody_may_still_take_the_place_is_not_certain_anywhere() {
    let mut waiting = UNITS;
    waiting[3] = ("D", "Xã", "92", "");
    let decision = "C;giay-khen;Chọn;;Bỏ phiếu;02/BB;14/01/2024";
    let uncertain = "Đề nghị khen thưởng, chưa chắc chắn";
    let result = told_of(
        &waiting,
        &[decision],
        &[
            ("", "số lượng 2; đề nghị 2; trong đó 1 chưa chắc chắn; 1 chờ số liệu, 1 còn khả năng"),
            ("Tổng hợp", "bổ sung số liệu còn chờ trước khi trình, 1 đề nghị chưa chắc chắn"),
            ("Danh sách 1 (tập thể)", "Hội đồng đã chọn khi còn 1 trường hợp thiếu số liệu có thể lấy suất này (Đơn vị D)"),
            ("C", &format!("theo Hội đồng: {uncertain}")),
        ],
    );
    assert_eq!(holds(&result, "C", "giay-khen"), Outcome::SelectedUncertain);
    let settled = told_of(&UNITS, &[decision], &[("", "số lượng 2; đề nghị 2")]);
    assert_eq!(holds(&settled, "C", "giay-khen"), Outcome::Selected);
}

#[test]
fn every_row_of_decisions_is_counted_those_that_cannot_be_understood_too() {
    let rows = ["C;giay-khen;Chọn;;;;", "Z;giay-khen;Chọn;;;;", "A;giay-khenn;Loại;;;;"];
    told_of(&UNITS, &rows, &[("", "Quyết định của Hội đồng: đã áp dụng 1 trong 3")]);
}

#[test]
fn numbers_after_a_decision_stand_beside_the_computed_ones_and_say_which_they_are() {
    let mut level = UNITS;
    level[3] = ("D", "Xã", "90", "Có");
    let tied = "Hội đồng bình xét, chọn 1 trong";
    told_of(
        &level,
        &["D;giay-khen;Loại;;;;"],
        &[
            ("B", "kết quả tính: Hội đồng bình xét"),
            ("B", &format!("{tied} 3")),
            ("B", "theo Hội đồng: Hội đồng bình xét"),
            ("B", &format!("    {tied} 2")),
            ("B", "hạng 2 trong 4 trường hợp đủ tiêu chuẩn; số lượng 2"),
            ("B", "hạng 2 trong 3 trường hợp đủ tiêu chuẩn; số lượng 2"),
            ("", &format!("{tied} 2")),
            ("Danh sách 1 (tập thể)", &format!("{tied} 2")),
            ("Xếp hạng 1 (tập thể)", "Hạng và “Kết quả” là kết quả tính"),
            ("Tổng hợp", "Kết quả theo hình thức khen thưởng (đã tính quyết định của Hội đồng)"),
            ("Tổng hợp", "Chưa rõ đủ tiêu chuẩn"),
        ],
    );
}

#[test]
fn the_ranking_figures_and_that_of_the_last_one_chosen_are_told_to_whoever_asks() {
    told_of(
        &UNITS,
        &["C;giay-khen;Chọn;;;;"],
        &[
            ("D", "căn cứ xếp hạng — Chỉ số: 80 (don-vi.csv › dòng 5, cột D); tập thể cuối cùng được đề nghị: 90"),
            ("E", "căn cứ xếp hạng — Chỉ số: 70 (don-vi.csv › dòng 6, cột D); tập thể cuối cùng được đề nghị: 90"),
        ],
    );
    let mut hopeless = UNITS;
    hopeless[2] = ("C", "Xã", "89", "Có");
    hopeless[3] = ("D", "Xã", "80", "");
    let why = "dù số liệu còn thiếu ở mức tốt nhất thì các suất vẫn đủ người chắc chắn xếp trên";
    told_of(&hopeless, &[], &[("D", "Chờ số liệu, không còn khả năng"), ("D", why)]);
}

#[test]
fn a_place_that_somebody_who_waits_may_still_take_is_a_range_everywhere() {
    let mut waiting = UNITS;
    waiting[3] = ("D", "Xã", "92", "");
    let range = "hạng 2–3 khi tính cả trường hợp còn chờ số liệu; hiện có 3 trường hợp đủ tiêu chuẩn; số lượng 2";
    let result =
        told_of(&waiting, &[], &[("B", range), ("A", "hạng 1 trong 3"), ("Xếp hạng 1 (tập thể)", "2–3 | B | Đơn vị B")]);
    assert_eq!(result.place_of("B", "giay-khen"), Some([2, 3]));
    assert_eq!(result.place_of("A", "giay-khen"), Some([1, 1]));
}

// ── Deadlines, dossiers, calendar ───────────────────────────────────────────────────────────────────────────

#[test]
fn each_group_has_its_own_day_and_the_four_results_are_told_apart() {
    let rows = "Mã;Tên;Khối;Chỉ số;Tốt;Ngày gửi;Tờ trình;Biên bản\n\
        P;P;Phòng;60;Có;09/03/2023;;\nQ;Q;Phòng;60;Có;10/03/2023;x;Không\nA;A;Xã;60;Có;14/03/2023;x;Có\n\
        B;B;Xã;60;Có;15/03/2023;x;Có\nC;C;Xã;60;Có;;x;Có\nD;D;Khác;60;Có;01/01/2023;x;Có\n";
    let case = Case::new(DEFINITION, ("don-vi.csv", rows.as_bytes()), None);
    let result = case.assess();
    let deadline = result.deadlines(Side::Units).next().unwrap();
    let due = |id: &str| result.due(deadline, result.subjects.units.find(id)[0]);
    assert_eq!(due("P"), Some(DueResult::OnTime));
    assert_eq!(due("Q"), Some(DueResult::Late(1))); // “trước ngày 10/3”: the day itself is late
    assert_eq!(due("A"), Some(DueResult::OnTime));
    assert_eq!(due("B"), Some(DueResult::Late(1)));
    assert_eq!(due("C"), Some(DueResult::NoDate));
    assert_eq!(due("D"), None, "whose group is not known has no day");
    assert_eq!(result.verdict_of("D", "gui"), Verdict::NoData);
    let kept = result.kept(deadline);
    assert_eq!((kept.on_time, kept.late, kept.no_date, kept.not_yet_due, kept.not_concerned), (2, 2, 1, 0, 1));
    let day = |text| thidua::vocab::date::parse(text).unwrap();
    let before = thidua::assess::assess(result.campaign, result.subjects, day("14/03/2023"), None);
    assert_eq!(before.due(deadline, 4), Some(DueResult::NotYetDue));
    assert_eq!(before.days_left(day("15/03/2023"), false), 0);
    assert_eq!(before.days_left(day("15/03/2023"), true), 1);
}

#[test]
fn a_waiver_by_a_title_that_two_criteria_have_asks_for_the_id() {
    let definition = DEFINITION.replace("title = \"Chỉ số từ 50 điểm\"", "title = \"Hoàn thành tốt\"");
    let file = csv(&["C;giay-khen;Miễn;Hoàn thành  tốt;Bỏ phiếu;02/BB;14/01/2024"]);
    let decisions = Some(("quyet-dinh.csv", file.as_bytes()));
    let case = Case::decided(&definition, ("don-vi.csv", units(&UNITS).as_bytes()), None, decisions);
    let told = "cần xem[decision-several-criteria]: hình thức khen thưởng này có 2 tiêu chí cùng tên “Hoàn thành tốt”";
    let found = case.found();
    assert!(found.contains(told) && found.contains("ghi mã thay cho tên: good, index"), "{found}");
    assert!(case.subjects.unwrap().decisions.all.is_empty());
}

/// As of 10 March nothing of a later day has happened, and a date that nobody can read is no date to wait for.
#[test]
fn a_date_that_cannot_be_read_or_lies_ahead_is_a_doubt_with_its_cell_and_no_waiting() {
    let rows = "Mã;Tên;Khối;Chỉ số;Tốt;Ngày gửi;Tờ trình;Biên bản\n\
        A;A;Xã;60;Có;10/03/2023;x;Có\nB;B;Xã;60;Có;hôm kia;x;Có\nC;C;Xã;60;Có;14/03/2032;x;Có\n\
        D;D;Xã;60;Có;14/03/2023;x;Có\nE;E;Xã;60;Có;;x;Có\n";
    let case = Case::new(
        &DEFINITION.replace("column = \"sent_on\"", "column = \"sent_on\"\nrequired = true"),
        ("don-vi.csv", rows.as_bytes()),
        None,
    );
    let (campaign, subjects) = (case.campaign, case.subjects.unwrap());
    let result = thidua::assess::assess(campaign, subjects, thidua::vocab::date::parse("10/03/2023").unwrap(), None);
    let deadline = result.deadlines(Side::Units).next().unwrap();
    let due = |id: &str| result.due(deadline, subjects.units.find(id)[0]);
    let all = ["A", "B", "C", "D", "E"].map(due);
    let (none, wait) = (Some(DueResult::NoDate), Some(DueResult::NotYetDue));
    assert_eq!(all, [Some(DueResult::OnTime), none, none, none, wait]);
    for id in ["B", "C", "D"] {
        assert_eq!(result.verdict_of(id, "gui"), Verdict::NoData, "{id}");
        let told = result.explain(deadline, subjects.units.find(id)[0]);
        let line = text::explanation::line(Lang::Vi, &told);
        assert_eq!(line, "Ngày gửi — trước ngày 15/03/2023 — ngày không dùng được", "{id}");
    }
    let found = case.found_of(&result);
    for told in [
        "cần xem[not-a-day]: “hôm kia” không phải là ngày, hoặc không có trong lịch\n  --> don-vi.csv › dòng 3, cột F",
        "cần xem[day-ahead]: 2 ô của cột ghi ngày sau ngày tính (10/03/2023), muộn nhất là 14/03/2032, nên chưa dùng để xét\n  --> don-vi.csv › dòng 4, cột F\n  = cũng ở: don-vi.csv › dòng 5, cột F\n",
        "chạy với --as-of 14/03/2032 hoặc muộn hơn",
    ] {
        assert!(found.contains(told), "{told} is not in\n{found}");
    }
    assert_eq!(found.matches("[day-ahead]").count(), 1, "{found}");
    let file = |name: &str| FileRecord { name: name.to_owned(), size: 1, sha256: String::new() };
    let record = Record { version: "0".to_owned(), campaign: file("campaign.toml"), data: vec![file("don-vi.csv")] };
    let missing = lines(&report::book(&result, &record), "Thiếu số liệu");
    for day in ["14/03/2032", "14/03/2023"] {
        assert!(missing.iter().any(|row| row.contains(&format!("{day} là ngày sau ngày tính"))), "{missing:?}");
    }
    let later = thidua::assess::assess(campaign, subjects, thidua::vocab::date::parse("14/03/2023").unwrap(), None);
    assert_eq!(later.due(deadline, subjects.units.find("D")[0]), Some(DueResult::OnTime));
    assert!(!case.found_of(&later).contains("14/03/2023 là"), "{}", case.found_of(&later));
}

#[test]
fn a_nominee_has_papers_that_are_there_missing_and_not_known() {
    let rows = "Mã;Tên;Khối;Chỉ số;Tốt;Ngày gửi;Tờ trình;Biên bản\n\
        P;P;Phòng;60;Có;09/03/2023;;Không\nA;A;Xã;60;Có;14/03/2023;x;\nF;F;Xã;60;Không;14/03/2023;x;Có\n";
    let case = Case::new(DEFINITION, ("don-vi.csv", rows.as_bytes()), None);
    let result = case.assess();
    let state = |id: &str| {
        let papers = result.papers(Side::Units, result.subjects.units.find(id)[0]);
        papers.iter().map(|paper| paper.state).collect::<Vec<_>>()
    };
    let untracked = PaperState::NotTracked;
    assert_eq!(state("P"), [PaperState::Missing, PaperState::Missing, untracked, untracked]);
    assert_eq!(state("A"), [PaperState::There, PaperState::NotKnown, untracked, untracked]);
    assert_eq!(result.papers(Side::Persons, 0)[0].state, PaperState::NotApplicable);
    let names = |award| result.nominees(award).into_iter().map(|unit| result.subjects.units.id(unit)).collect::<Vec<_>>();
    assert_eq!(names(0), ["A", "P"], "who is not eligible hands nothing in");
    assert_eq!((result.copies(0), result.copies(1)), (Some(2), Some(1)));
}

/// The same campaign with persons, whose minutes and day of sending are those of their units.
fn with_persons() -> String {
    let persons = r#"
[persons]
file = "ca-nhan.csv"
id   = "Mã"
name = "Họ tên"
unit = "Đơn vị"

[persons.columns]
report = { heading = "Báo cáo", kind = "yes_no" }

[[deadline]]
id     = "gui-ca-nhan"
title  = "Gửi hồ sơ cá nhân"
of     = "persons"
before = "15/3"
column = "unit.sent_on"
"#;
    let definition = DEFINITION.replace("column = \"minutes\"", "column = \"unit.minutes\"");
    let report = "title = \"Báo cáo\"\nof = \"persons\"\ncolumn = \"report\"";
    definition.replace("title = \"Báo cáo\"", report) + persons
}

#[test]
fn a_persons_paper_and_day_may_be_those_of_its_unit() {
    let units = "Mã;Tên;Khối;Chỉ số;Tốt;Ngày gửi;Tờ trình;Biên bản\n\
        A;A;Xã;60;Có;14/03/2023;x;Có\nB;B;Xã;60;Có;15/03/2023;x;Không\nC;C;Xã;60;Có;;x;\n";
    let persons = "Mã;Họ tên;Đơn vị;Báo cáo\nP1;An;B;Có\nP2;Bình;A;Không\nP3;Chi;C;Có\nP4;Dung;Z;Có\n";
    let case = Case::new(&with_persons(), ("don-vi.csv", units.as_bytes()), Some(("ca-nhan.csv", persons.as_bytes())));
    let result = case.assess();
    let papers = |side, id: &str| result.papers(side, result.subjects.roll(side).unwrap().find(id)[0]);
    let states = |side, id: &str| papers(side, id).iter().map(|paper| paper.state).collect::<Vec<_>>();
    let of_others = PaperState::NotApplicable;
    let of_person = |minutes, report| [of_others, minutes, report, of_others];
    assert_eq!(states(Side::Persons, "P1"), of_person(PaperState::Missing, PaperState::There));
    assert_eq!(states(Side::Persons, "P2"), of_person(PaperState::There, PaperState::Missing));
    assert_eq!(states(Side::Persons, "P3"), of_person(PaperState::NotKnown, PaperState::There));
    assert_eq!(states(Side::Persons, "P4"), of_person(PaperState::NotKnown, PaperState::There), "its unit is not known");
    let of_unit = [PaperState::There, PaperState::Missing, of_others, PaperState::NotTracked];
    assert_eq!(states(Side::Units, "B"), of_unit, "a unit's minutes are its own");
    let place = |side, id: &str, part: usize| {
        let place = papers(side, id)[part].place.clone().unwrap();
        text::places(Lang::Vi, &[&place], &case.sources, &Definition { name: "campaign.toml", text: "" })
    };
    assert_eq!(place(Side::Persons, "P1", 1), place(Side::Units, "B", 1));
    assert_eq!(place(Side::Persons, "P4", 1), "ca-nhan.csv › dòng 5, cột C");
    let verdicts = ["P1", "P2", "P3", "P4"].map(|id| result.verdict_of(id, "gui-ca-nhan"));
    assert_eq!(verdicts, [Verdict::NotMet, Verdict::Met, Verdict::NoData, Verdict::NoData]);
}

#[test]
fn a_unit_of_a_person_is_asked_only_where_persons_are_and_only_for_a_column_that_it_has() {
    assert_eq!(found(&with_persons()), "");
    // What only persons read of their units is read.
    let of_persons = with_persons()
        .replace("column = \"unit.minutes\"", "of = \"persons\"\ncolumn = \"unit.minutes\"")
        .replace("of     = \"units\"\nbefore", "of     = \"persons\"\nbefore")
        .replace("column = \"sent_on\"", "column = \"unit.sent_on\"");
    assert_eq!(of_persons.matches("of = \"persons\"").count() + of_persons.matches("of     = \"persons\"").count(), 4);
    assert_eq!(found(&of_persons), "");
    #[track_caller]
    fn case(written: &str, changed: &str, expected: &str) {
        let definition = with_persons().replace(written, changed);
        assert!(definition.contains(changed), "{changed}");
        let found = found(&definition);
        assert!(found.contains("lỗi[unknown-name]") && found.contains(expected), "{changed}: {found}");
    }
    case("column = \"unit.minutes\"", "column = \"unit.minute\"", "“unit.minutes”");
    case("column = \"unit.minutes\"", "column = \"unit.index\"", "“unit.index”");
    case("column = \"proposal\"", "column = \"unit.proposal\"", "“unit.proposal”"); // a paper of units alone
    case("column = \"unit.sent_on\"", "column = \"unit.sent\"", "“unit.sent_on”");
    case("column = \"sent_on\"", "column = \"unit.sent_on\"", "“unit.sent_on”"); // a deadline of units
}

// ── Definitions ─────────────────────────────────────────────────────────────────────────────────────────────

#[track_caller]
fn found(definition: &str) -> String {
    let (_, findings) = campaign::read(definition);
    let shown = Definition { name: "campaign.toml", text: definition };
    write::terminal::findings(&findings, &shown, &Sources::default(), Lang::Vi, false)
}

#[test]
fn mistakes_in_papers_are_found_together() {
    let definition = DEFINITION
        .replace("before = { office = \"10/3\", commune = \"15/3\" }", "before = { office = \"31/2\", comune = \"15/3\" }")
        .replace("column = \"proposal\"", "column = \"propsal\"")
        .replace("before = \"20/12\"", "before = \"20/12\"\nby = \"21/12\"")
        .replace("subject   = \"Mã\"\n", "")
        .replace("copies   = 2\n", "copies   = 2\nreward_form = \"agency\"\n")
        .replace("decided_on = 2019-12-25", "decided_on = \"25/12\"\nround_up_to = -1");
    let found = found(&definition);
    for code in
        ["bad-day", "unknown-name", "group-without-threshold", "deadline-unsaid", "missing-key", "one-of-two", "wrong-shape"]
    {
        assert!(found.contains(&format!("[{code}]")), "{code}:\n{found}");
    }
    assert!(found.contains("có phải là “proposal”?") && found.contains("“round_up_to” cần số"), "{found}");
}

#[test]
fn mistakes_in_the_head_and_foot_of_a_list_are_found_together() {
    let paper = "\n[paper]\nsuperior = 3\nsigner_name = \"An\"\ndate = \"05/01/2024\"\nrecipients = [1]\n";
    let found = found(&format!("{DEFINITION}{paper}"));
    for expected in ["“superior”", "“signer_name”", "“date”", "“recipients”"] {
        assert!(found.contains(expected), "{expected} is not in\n{found}");
    }
    assert_eq!(found.matches("lỗi[").count(), 4, "{found}");
}

#[test]
fn an_award_that_another_body_decides_has_a_head_and_foot_of_its_own() {
    let all = "\n[paper]\nbody = \"UBND tỉnh\"\nsigner = \"Lê An\"\nbasis = [\"Luật Thi đua\"]\n";
    let own = "copies   = 2\npaper    = { body = \"UBND huyện\", signs_as = [\"TRƯỞNG PHÒNG\"] }\n";
    let definition = format!("{}{all}", DEFINITION.replacen("copies   = 2\n", own, 1));
    let (campaign, findings) = campaign::read(&definition);
    assert!(findings.is_empty(), "{}", found(&definition));
    let campaign = campaign.unwrap();
    let bodies = campaign.awards.iter().map(|award| award.paper.body.as_deref().unwrap());
    assert_eq!(bodies.filter(|body| *body == "UBND huyện").count(), 1);
    for award in &campaign.awards {
        let other = award.paper.body.as_deref() == Some("UBND huyện");
        assert_eq!(award.paper.signer.as_deref(), (!other).then_some("Lê An"));
        assert_eq!(award.paper.basis, ["Luật Thi đua"]);
    }
    let wrong = definition.replace("signs_as = [\"TRƯỞNG PHÒNG\"]", "signs = [\"TRƯỞNG PHÒNG\"]");
    assert!(found(&wrong).contains("“signs”"), "{}", found(&wrong));
}

#[test]
fn a_deadline_outside_the_campaign_or_shortly_before_its_end_is_a_note_and_one_long_before_it_is_none() {
    assert_eq!(found(DEFINITION), "");
    let early = found(&DEFINITION.replace("commune = \"15/3\"", "commune = \"20/12\""));
    let told = "thời hạn 20/12/2023 trước ngày kết thúc phong trào 31/12/2023: số liệu cuối kỳ chưa có";
    assert!(early.contains(told) && early.contains("lưu ý[deadline-before-end]"), "{early}");
    let on_the_last_day = found(&DEFINITION.replace("commune = \"15/3\"", "commune = \"31/12\""));
    assert_eq!(on_the_last_day, "");
    let late = found(&DEFINITION.replace("commune = \"15/3\"", "commune = \"15/3/2024\""));
    assert!(late.contains("lưu ý[deadline-outside-period]"), "{late}");
    let only = DEFINITION
        .replace("before = { office = \"10/3\", commune = \"15/3\" }", "only = \"office\"\nbefore = { office = \"10/3\" }");
    assert_eq!(found(&only), "");
}

// ── Money ───────────────────────────────────────────────────────────────────────────────────────────────────

/// The sum of the first award, in Vietnamese.
#[track_caller]
fn sum(change: impl Fn(&str) -> String) -> Option<String> {
    let case = Case::new(&change(DEFINITION), ("don-vi.csv", units(&UNITS).as_bytes()), None);
    case.assess().reward(0).map(|sum| text::papers::sum(Lang::Vi, &sum))
}

#[test]
fn a_reward_is_worked_out_by_the_day_of_the_decision_unless_the_file_says_otherwise() {
    #[track_caller]
    fn case(reward: &str, of_award: &str, expected: &str) {
        let told = sum(|text| text.replace("decided_on = 2019-12-25", reward).replace("reward   = 0.3", of_award));
        assert_eq!(told.as_deref(), Some(expected), "{reward} {of_award}");
    }
    case("decided_on = 2019-12-25", "reward = 0.3", "0,3 × 2 × 1.490.000 = 894.000 → 900.000");
    case("decided_on = 2019-12-25", "reward_form = \"agency\"", "0,3 × 2 × 1.490.000 = 894.000 → 900.000");
    case("decided_on = 2019-12-25", "reward_form = \"commune\"", "0,15 × 2 × 1.490.000 = 447.000 → 450.000");
    case("decided_on = 2026-07-01", "reward_form = \"province\"", "1,5 × 2 × 2.530.000 = 7.590.000");
    case("decided_on = 2024-12-25\nunit_factor = 1", "reward = 0.3", "0,3 × 2.340.000 = 702.000 → 710.000");
    case("decided_on = 2024-12-25", "reward = 0.3\nreward_factor = 1.5", "0,3 × 1,5 × 2.340.000 = 1.053.000 → 1.060.000");
    case("decided_on = 2019-12-25\nround_up_to = 0", "reward = 0.3", "0,3 × 2 × 1.490.000 = 894.000");
    case(
        "decided_on = 2019-12-25\nround_up_to = 1000\nbase_salary = 1499999",
        "reward = 0.3",
        "0,3 × 2 × 1.499.999 = 899.999,4 → 900.000",
    );
    case("decided_on = { 2022 = 2018-08-01, 2023 = 2019-12-25 }", "reward = 0.3", "0,3 × 2 × 1.490.000 = 894.000 → 900.000");
    case("base_salary = { 2022 = 1390000, 2023 = 1300000 }", "reward = 0.3", "0,3 × 2 × 1.300.000 = 780.000");
}

#[test]
fn what_the_tool_is_not_sure_of_must_stand_in_the_file() {
    #[track_caller]
    fn case(reward: &str, of_award: &str, expected: &str) {
        let text = DEFINITION.replace("decided_on = 2019-12-25", reward).replace("reward   = 0.3", of_award);
        let found = found(&text);
        assert!(found.contains(expected), "{reward} {of_award}: {found}");
    }
    case(
        "decided_on = 2018-06-30",
        "reward = 0.3",
        "lỗi[base-salary-unsure]: công cụ không chắc mức lương cơ sở vào 30/06/2018",
    );
    case(
        "decided_on = 2024-12-25",
        "reward_form = \"province\"",
        "lỗi[coefficient-unsure]: công cụ không chắc hệ số tiền thưởng của “province” vào 25/12/2024",
    );
    case("decided_on = { 2022 = 2022-12-25 }", "reward = 0.3", "lưu ý[decision-day-unsaid]");
    case("decided_on = 2026-10-01", "reward_form = \"agency\"", "lưu ý[reward-law-amended]");
    let without = DEFINITION.split("[reward]").next().unwrap().to_owned();
    assert!(found(&without).contains("lỗi[reward-table-missing]"), "{}", found(&without));
}

#[test]
fn totals_follow_the_decisions_and_name_what_the_council_still_has_to_give() {
    let (_, result) = decided(&[]);
    let money = result.award_money(0).unwrap();
    // A and P are on the list; one place is for B or C.
    assert_eq!((money.listed, money.to_choose), (2, 1));
    assert_eq!((money.total, money.most), (Number::from(1_800_000), Number::from(2_700_000)));
    let (_, result) = decided(&["C;giay-khen;Chọn;;;;", "E;giay-khen;Bổ sung;;;;"]);
    let money = result.award_money(0).unwrap();
    assert_eq!((money.listed, money.to_choose, money.total), (4, 0, Number::from(3_600_000)));
    let of_second = Number::from(2_980_000);
    assert_eq!(result.money().unwrap().0, Number::from(3_600_000).plus(&of_second));
}

#[test]
fn the_post_on_a_list_is_the_column_of_that_heading_whatever_its_name_in_the_definition() {
    let definition = |column: &str| {
        format!(
            r#"
format = 1
id     = "chuc-vu"
title  = "Chức vụ"
issuer = "UBND huyện"
year   = 2023
[units]
file = "don-vi.csv"
id   = "Mã"
name = "Tên"
[persons]
file = "ca-nhan.csv"
id   = "Mã"
name = "Họ tên"
unit = "Đơn vị"
[persons.columns]
score = {{ heading = "Điểm", kind = "score", max = 100 }}
{column}
[[award]]
id       = "giay-khen"
title    = "Giấy khen"
to       = "persons"
criteria = []
rank     = [{{ highest = "score" }}]
quota    = 1
"#
        )
    };
    let persons = "Mã;Họ tên;Đơn vị;Điểm;Chức vụ;Việc\nP1;An;A;90;Chủ tịch UBND;Cán bộ\n".as_bytes();
    let list = |column: &str| {
        let units = ("don-vi.csv", "Mã;Tên\nA;Xã A\n".as_bytes());
        let case = Case::new(&definition(column), units, Some(("ca-nhan.csv", persons)));
        let result = case.assess();
        let campaign = FileRecord { name: "campaign.toml".to_owned(), size: 0, sha256: String::new() };
        let record = Record { version: "0".to_owned(), campaign, data: Vec::new() };
        let mut book = report::book(&result, &record);
        book.sheets.retain(|sheet| sheet.name.starts_with("Danh sách"));
        write::plain(&book)
    };
    assert!(list(r#"chuc_vu = { heading = "Chức vụ", kind = "text" }"#).contains("Chủ tịch UBND"));
    let both = "chuc_vu = { heading = \"Chức vụ\", kind = \"text\" }\nrole = { heading = \"Việc\", kind = \"text\" }";
    assert!(list(both).contains("Cán bộ") && !list(both).contains("Chủ tịch UBND"), "the name decides first");
    assert!(!list("").contains("Chủ tịch UBND"));
}
