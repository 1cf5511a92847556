//! Points, classes and means over several years, for units that stay, are renamed, merged, split or new; and periods that
//! are no calendar years.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Ask, Case};
use thidua::assess::Assessment;
use thidua::text::Definition;
use thidua::vocab::{Lang, Number, Outcome, Side, Sources, Verdict};
use thidua::{campaign, report, write};

const HEAD: &str = r#"
format = 1
id     = "ba-nam"
title  = "Ba năm"
issuer = "UBND tỉnh"
first_year = 2021
year   = 2023

[units]
file   = "{year}.csv"
id     = "Mã"
name   = "Tên"

[units.columns]
received = { heading = "Tiếp nhận", kind = "count" }
online   = { heading = "Trực tuyến", kind = "count", part_of = "received" }
plan     = { heading = "Kế hoạch", kind = "yes_no" }
par      = { heading = "Điểm", kind = "score", max = 100, not_applicable = ["-"] }

# R was P until 2022; M was merged from A and B in 2023, its points are taken from A; Y and Z were split from X in 2023;
# N is new in 2022.
[[units.change]]
unit = "R"
was = "P"
since = 2023

[[units.change]]
unit = "M"
was = ["A", "B"]
since = 2023

[[units.change]]
unit = "T"
was = ["A", "B"]
take = "A"
since = 2023

[[units.change]]
unit = "Y"
was = "X"
since = 2023

[[units.change]]
unit = "Z"
was = "X"
since = 2023

[[units.change]]
unit = "N"
new = true
since = 2022

[[score]]
id    = "points"
title = "Điểm thi đua"
of    = "units"
total = 100

[[score.part]]
id     = "online"
title  = "Trực tuyến"
points = 80
value  = "80 * online / received"

[[score.part]]
id        = "plan"
title     = "Kế hoạch"
points    = 20
criterion = "plan"

[[class]]
id    = "overall"
title = "Xếp loại"
of    = "units"
value = "points"
bands = [{ label = "Tốt", from = 80 }, { label = "Khá", from = 60 }, { label = "Yếu" }]

[[criterion]]
id    = "plan"
title = "Có kế hoạch"
of    = "units"
check = "plan"

[[criterion]]
id    = "rose"
title = "Điểm thi đua tăng"
of    = "units"
check = "points > last.points"

[[criterion]]
id    = "good-before"
title = "Năm trước xếp loại Tốt"
of    = "units"
check = "last.overall >= 'Tốt'"
"#;

const AWARD: &str = r#"
[[award]]
id    = "khen"
title = "Khen"
to    = "units"
criteria = ["plan"]
rank  = [{ highest = "years_mean(points, 3)" }]
quota = 3
"#;

const COLUMNS: &str = "Mã;Tên;Tiếp nhận;Trực tuyến;Kế hoạch;Điểm\n";
const NOW: &str = "S;S;100;75;Có;80\nR;R;100;50;Có;81\nM;M;100;60;Có;82\nT;T;100;60;Có;83\nY;Y;100;50;Có;84\nZ;Z;100;100;Có;85\nN;N;100;100;Có;86\n";
const BEFORE: &str =
    "S;S;100;75;Không;70\nP;P;100;100;Có;71\nA;A;100;10;Có;72\nB;B;300;90;Có;73\nX;X;100;90;Có;74\nN;N;100;50;Có;75\n";
const FIRST: &str = "S;S;100;50;Có;60\nP;P;100;50;Có;61\nA;A;100;50;Có;62\nB;B;100;100;Có;63\nX;X;100;20;Có;-\n";

fn case(definition: &str, years: [&str; 3]) -> Case {
    let tables = years.map(|rows| format!("{COLUMNS}{rows}"));
    let files: Vec<(i32, String, &[u8])> =
        (0..3).zip(&tables).map(|(back, table)| (2023 - back, format!("{}.csv", 2023 - back), table.as_bytes())).collect();
    let files: Vec<(i32, &str, &[u8])> = files.iter().map(|(year, name, bytes)| (*year, name.as_str(), *bytes)).collect();
    Case::of_years(definition, &files, &[], &[])
}

fn all(extra: &str) -> Assessment<'static> {
    case(&[HEAD, extra, AWARD].concat(), [NOW, BEFORE, FIRST]).assess()
}

#[track_caller]
fn verdicts(result: &Assessment<'static>, criterion: &str, expected: &[(&str, Verdict)]) {
    for (id, verdict) in expected {
        assert_eq!(result.verdict_of(id, criterion), *verdict, "{criterion} of {id}");
    }
}

use Verdict::{Met, NoData, NotApplicable, NotMet};

#[test]
fn points_of_the_year_before_are_added_up_from_the_figures_of_that_year() {
    let result = all("");
    verdicts(
        &result,
        "rose",
        &[
            ("S", Met),    // 80 after 60: no plan then
            ("R", NotMet), // 60 after the 100 of P
            ("M", NoData), // the counts add up, but neither plan says whether there was one for both
            ("T", Met),    // 68 after the 28 of A alone
            ("Y", NotMet), // 60 after the 92 of X
            ("Z", Met),    // 100 after the 92 of X
            ("N", Met),    // 100 after 60: new in 2022, so that there is a year before
        ],
    );
    verdicts(&result, "good-before", &[("S", NotMet), ("R", Met), ("T", NotMet), ("Y", Met), ("Z", Met), ("N", NotMet)]);
    let reason = result.reason_of("T", "rose");
    assert_eq!(reason, "Điểm thi đua = 68 — yêu cầu > Điểm thi đua (năm trước) = 28");
}

/// The reason of a criterion over years names, for each year that failed, what was classed and how much it lacked.
#[test]
fn a_class_asked_for_in_several_years_says_how_many_points_each_failed_year_lacks() {
    let over = "\n[[criterion]]\nid = \"good\"\ntitle = \"Xếp loại Tốt\"\nof = \"units\"\nyears = 3\ncheck = \"overall >= 'Tốt'\"\n";
    let result = all(over);
    let line = |id: &str, criterion: &str| {
        let lines = report::subject(&result, Side::Units, result.subjects.units.find(id)[0], Lang::Vi);
        let from = lines.iter().position(|line| *line == format!("✗ {criterion}")).unwrap();
        lines[from + 1..].iter().find(|line| line.contains("Xếp loại")).cloned().unwrap_or_default()
    };
    let told = line("T", "Xếp loại Tốt");
    for year in [
        "2021: Điểm thi đua = 60 — mức “Khá” (từ 60) — còn thiếu 20 điểm để đạt mức “Tốt” (từ 80)",
        "2022: Điểm thi đua = 28 — mức “Yếu” — còn thiếu 52 điểm để đạt mức “Tốt” (từ 80)",
        "2023: Điểm thi đua = 68 — mức “Khá” (từ 60) — còn thiếu 12 điểm để đạt mức “Tốt” (từ 80)",
    ] {
        assert!(told.contains(&format!(" — {year}")), "{told}");
    }
    // A unit that was good in one of the years is told nothing of that one.
    assert!(!line("Z", "Xếp loại Tốt").contains("2023: Điểm thi đua"));
    let before = line("T", "Năm trước xếp loại Tốt");
    assert!(
        before.ends_with(" — 2022: Điểm thi đua = 28 — mức “Yếu” — còn thiếu 52 điểm để đạt mức “Tốt” (từ 80)"),
        "{before}"
    );
}

#[test]
fn counts_of_merged_units_give_points_together_where_nothing_else_is_asked() {
    // 20 of 400 times 100: both units together in 2022.
    let only_counts = HEAD.replace("points = 80\nvalue  = \"80 ", "points = 100\nvalue  = \"100 ");
    let part = only_counts.find("[[score.part]]\nid        = \"plan\"").unwrap();
    let class = only_counts.find("[[class]]").unwrap();
    let definition = [&only_counts[..part], &only_counts[class..], AWARD].concat();
    let result = case(&definition, [NOW, BEFORE, FIRST]).assess();
    let reason = result.reason_of("M", "rose");
    assert_eq!(reason, "Điểm thi đua = 60 — yêu cầu > Điểm thi đua (năm trước) = 25");
}

/// A unit that did not exist has no points of that year: what follows is the plan's word, and nothing is guessed without.
#[test]
fn points_of_a_year_before_a_unit_existed_follow_what_the_criterion_says_of_new_units() {
    let young = HEAD.replace("since = 2022", "since = 2023");
    for (says, expected) in [
        ("", NoData),
        ("when_new = \"met\"", Met),
        ("when_new = \"not_met\"", NotMet),
        ("when_new = \"no_data\"", NoData),
        ("when_new = \"not_applicable\"", NotApplicable),
    ] {
        let definition =
            young.replace("check = \"points > last.points\"", &format!("check = \"points > last.points\"\n{says}"));
        let definition = definition.replace("\"last.overall >= 'Tốt'\"", &format!("\"last.overall >= 'Tốt'\"\n{says}"));
        let result = case(&[&definition, AWARD].concat(), [NOW, &BEFORE.replace("N;N;100;50;Có;75\n", ""), FIRST]).assess();
        verdicts(&result, "rose", &[("N", expected), ("S", Met), ("M", NoData)]);
        verdicts(&result, "good-before", &[("N", expected), ("R", Met)]);
    }
}

const OVER: &str = r#"
[[criterion]]
id    = "mean"
title = "Điểm bình quân ba năm từ 80"
of    = "units"
check = "years_mean(par, 3) >= 70"

[[criterion]]
id    = "worst"
title = "Năm thấp nhất từ 60"
of    = "units"
check = "years_min(par, 3) >= 61"

[[criterion]]
id    = "sum"
title = "Ba năm được 240 hồ sơ trực tuyến"
of    = "units"
check = "years_sum(online, 3) >= 200"
"#;

#[test]
fn a_year_in_which_a_figure_does_not_apply_is_left_out_of_a_mean_and_a_year_before_a_unit_existed_is_not() {
    let result = all(OVER);
    verdicts(&result, "mean", &[("S", Met), ("R", Met), ("Y", Met), ("N", NoData)]);
    assert_eq!(
        result.reason_of("S", "mean"),
        "bình quân 3 năm của Điểm = bình quân 3 năm của 60; 70; 80 = 70 — yêu cầu ≥ 70"
    );
    verdicts(&result, "worst", &[("S", NotMet), ("R", Met), ("M", NoData), ("T", Met), ("Y", Met), ("N", NoData)]);
    // Counts of the units that were merged add up in both years before; new ones are not counted as nothing.
    verdicts(&result, "sum", &[("S", Met), ("R", Met), ("M", Met), ("T", NotMet), ("Y", NotMet), ("N", NoData)]);
    let kept_out = OVER.replace("check", "when_new = \"not_applicable\"\ncheck");
    let result = all(&kept_out);
    verdicts(&result, "mean", &[("N", NotApplicable), ("S", Met)]);
    let failed = OVER.replace("check", "when_new = \"not_met\"\ncheck");
    verdicts(&all(&failed), "sum", &[("N", NotMet), ("M", Met)]);
}

#[test]
fn a_new_unit_that_is_ranked_by_a_mean_over_years_keeps_every_place_open() {
    let result = all("");
    assert_eq!(result.outcome_of("N", "khen"), Outcome::PendingPossible);
    assert_eq!(result.place_of("N", "khen"), Some([1, 7]));
}

/// A school year and a hundred days: the period is named by its days, and so are the deadlines within it.
/// Of merged units counts are added up, so that a column's most bounds neither of them together.
#[test]
fn a_missing_count_of_merged_units_may_pass_what_one_unit_can_have() {
    let definition = [HEAD, AWARD].concat();
    let definition = definition.replace("kind = \"count\", part_of", "kind = \"count\", max = 100, part_of");
    let definition = definition.replace("years_mean(points, 3)", "last.online");
    let before = BEFORE.replace("A;A;100;10;", "A;A;100;40;").replace("B;B;300;90;", "B;B;300;;");
    let result = case(&definition, [NOW, &before, FIRST]).assess();
    assert_eq!(result.place_of("R", "khen"), Some([1, 2])); // 100, and M may come to 140
}

#[test]
fn a_school_year_and_a_hundred_days_are_periods_named_by_their_days() {
    let of = |period: &str, deadline: &str| {
        let head = HEAD.replace("first_year = 2021\n", "").replace("\"{year}.csv\"", "\"nam.csv\"");
        let cut = head.find("# R was P").unwrap();
        let score = head.find("[[score]]").unwrap();
        let body = head[score..].replace("check = \"points > last.points\"", "check = \"points > 50\"");
        let body = body.replace("last.overall", "overall");
        let head = head[..cut].replace("par      =", "sent_on  = { heading = \"Ngày gửi\", kind = \"date\" }\npar      =");
        let deadline = format!(
            "[[deadline]]\nid = \"ho-so\"\ntitle = \"Gửi hồ sơ\"\nof = \"units\"\ncolumn = \"sent_on\"\nrequired = true\n{deadline}\n"
        );
        format!(
            "period = {period}\n{head}{body}{deadline}{}",
            AWARD.replace("criteria = [\"plan\"]\n", "").replace("years_mean(points, 3)", "points")
        )
    };
    let notes = |definition: &str| {
        let (campaign, findings) = campaign::read(definition);
        assert!(campaign.is_some(), "{}", shown(definition));
        let outside = |code: &&str| *code == "deadline-outside-period";
        findings.iter().map(thidua::vocab::Finding::code).filter(outside).count()
    };
    let school = "{ from = 2022-09-05, through = 2023-05-31 }";
    let hundred_days = "{ from = 2023-09-23, before = 2024-01-01 }";
    assert_eq!(notes(&of(school, "by = 2022-09-20")), 0, "a day of the calendar year before");
    assert_eq!(notes(&of(school, "by = \"20/5\"")), 0, "a day of the year judged");
    assert_eq!(notes(&of(school, "by = \"15/6\"")), 1, "after the school year");
    assert_eq!(notes(&of(school, "by = 2022-09-01")), 1, "before the school year");
    assert_eq!(notes(&of(hundred_days, "before = \"31/12\"")), 0);
    assert_eq!(notes(&of(hundred_days, "before = 2024-01-01")), 1, "the first day after");

    let rows =
        "Mã;Tên;Tiếp nhận;Trực tuyến;Kế hoạch;Ngày gửi;Điểm\nS;S;100;90;Có;20/09/2022;80\nR;R;100;90;Có;21/09/2022;81\n";
    let result = Case::new(&of(school, "by = 2022-09-20"), ("nam.csv", rows.as_bytes()), None).assess();
    verdicts(&result, "ho-so", &[("S", Met), ("R", NotMet)]);
    let lines = report::subject(&result, Side::Units, 1, Lang::Vi).join("\n");
    assert!(lines.contains("Ngày gửi: 21/09/2022 — chậm nhất 20/09/2022 — muộn 1 ngày"), "{lines}");
}

fn shown(text: &str) -> String {
    let (_, findings) = campaign::read(text);
    let definition = Definition { name: "campaign.toml", text };
    write::terminal::findings(&findings, &definition, &Sources::default(), Lang::Vi, false)
}

#[test]
fn years_without_a_file_and_decisions_on_nobody_are_told_together() {
    let decided =
        "\n[decisions]\nfile = \"quyet-dinh.csv\"\nsubject = \"Mã\"\naward = \"Hình thức\"\ndecision = \"Quyết định\"\n";
    let definition = [HEAD, AWARD, decided].concat();
    let now = format!("{COLUMNS}{NOW}");
    let case = Case::of_years_decided(
        &definition,
        &[(2023, "2023.csv", now.as_bytes()), (2022, "", b""), (2021, "", b"")],
        ("quyet-dinh.csv", "Mã;Hình thức;Quyết định\nKK;khen;Bổ sung\nS;khen;Chọn\n".as_bytes()),
    );
    assert!(case.subjects.is_none(), "a year without a file stops the run");
    let found = case.found();
    for wanted in ["lỗi[year-without-file]", "2022.csv", "2021.csv", "cần xem[decision-unknown-subject]", "“KK”"] {
        assert!(found.contains(wanted), "{wanted} is not in\n{found}");
    }
}

#[test]
fn the_mean_of_points_over_three_years_is_of_the_points_of_each() {
    let mean = "\n[[criterion]]\nid = \"mean-points\"\ntitle = \"Bình quân\"\nof = \"units\"\ncheck = \"years_mean(points, 3) >= 60\"\n";
    let result = all(mean);
    // 80, 60 and 60; P: 100 and 60; X: 92 and 36.
    let reason = result.reason_of("S", "mean-points");
    assert!(reason.contains("của 60; 60; 80 ≈ 66,67"), "{reason}");
    verdicts(&result, "mean-points", &[("S", Met), ("R", Met), ("Y", Met), ("N", NoData)]);
    assert_eq!(result.score(0, result.subjects.units.find("R")[0]), Some(Number::from(60)));
}
