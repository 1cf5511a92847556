//! Points and classes from a definition and its data to the verdicts, places and reasons that build on them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Ask, Case};
use thidua::assess::Assessment;
use thidua::report::{self, FileRecord, Record};
use thidua::text::{self, Definition};
use thidua::vocab::{Lang, Level, Number, Outcome, Side, Sources, Verdict};
use thidua::{campaign, write};

const HEAD: &str = r#"
format = 1
id     = "cham-diem"
title  = "Chấm điểm thi đua"
issuer = "UBND huyện"
year   = 2023

[units]
file   = "don-vi.csv"
id     = "Mã"
name   = "Tên"
group  = "Khối"
groups = { office = ["Phòng"], commune = ["Xã"] }

[units.columns]
received    = { heading = "Tiếp nhận", kind = "count" }
online      = { heading = "Trực tuyến", kind = "count" }
satisfied   = { heading = "Hài lòng", kind = "percent", not_applicable = ["-"] }
plan        = { heading = "Có kế hoạch", kind = "yes_no" }
ideas       = { heading = "Sáng kiến", kind = "count" }
disciplined = { heading = "Kỷ luật", kind = "count" }
"#;

const CRITERIA: &str = r#"
[[criterion]]
id = "plan"
title = "Có kế hoạch"
of = "units"
check = "plan"

[[criterion]]
id = "good"
title = "Xếp loại Tốt trở lên"
of = "units"
check = "overall >= 'Tốt' and points >= 80"

[[award]]
id = "giay-khen"
title = "Giấy khen"
to = "units"
criteria = ["good"]
rank = [{ highest = "points" }]
quota = 2
"#;

const SCORE: &str = r#"
[[score]]
id      = "points"
of      = "units"
title   = "Điểm thi đua"
clause  = "III"
total   = 100
rescale = true
bonus_cap = 10

[[score.part]]
id = "plan"
title = "Kế hoạch"
clause = "III.1"
points = 30
criterion = "plan"

[[score.part]]
id = "online"
title = "Hồ sơ trực tuyến"
points = 50
value = "50 * min(1, (online / received) / 80%)"
round = 2

[[score.part]]
id = "satisfied"
title = "Mức độ hài lòng"
points = 20
value = "20 * satisfied"

[[score.part]]
id = "ideas"
title = "Sáng kiến"
bonus = "5 * ideas"
cap = 15

[[score.part]]
id = "disciplined"
title = "Kỷ luật"
penalty = "2 * disciplined"
cap = 4
"#;

const CLASS: &str = r#"
[[class]]
id    = "overall"
of    = "units"
title = "Xếp loại"
value = "points"
bands = { office = [
  { label = "Xuất sắc", from = 90, gate = "disciplined = 0" },
  { label = "Tốt", from = 80 },
  { label = "Khá", from = 50 },
  { label = "Yếu" },
], commune = [
  { label = "Xuất sắc", from = 80, gate = "disciplined = 0" },
  { label = "Tốt", from = 70 },
  { label = "Khá", from = 50 },
  { label = "Yếu" },
] }
caps  = [{ when = "ideas = 0 and disciplined > 1", at_most = "Khá" }]
"#;

fn definition() -> String {
    [HEAD, SCORE, CLASS, CRITERIA].concat()
}

fn case(definition: &str, rows: &[&str]) -> Assessment<'static> {
    let head = "Mã;Tên;Khối;Tiếp nhận;Trực tuyến;Hài lòng;Có kế hoạch;Sáng kiến;Kỷ luật";
    let table = [&[head], rows].concat().join("\n");
    Case::new(definition, ("don-vi.csv", table.as_bytes()), None).assess()
}

fn number(written: &str) -> Number {
    Number::from(written.parse::<rust_decimal::Decimal>().unwrap())
}

fn position(result: &Assessment<'_>, id: &str) -> usize {
    result.subjects.units.find(id)[0]
}

#[track_caller]
fn points(result: &Assessment<'_>, id: &str) -> Option<Number> {
    result.score(0, position(result, id))
}

fn class(result: &Assessment<'_>, id: &str) -> Option<String> {
    result.explain_class(0, position(result, id)).unwrap().class
}

/// What `thidua explain` says of points and classes.
fn told(result: &Assessment<'static>, id: &str) -> String {
    let lines = report::subject(result, Side::Units, position(result, id), Lang::Vi);
    let from = lines.iter().position(|line| line.starts_with("Điểm thi đua:")).unwrap();
    let through = lines.iter().position(|line| line.starts_with("Xếp loại:")).unwrap();
    lines[from..=through].join("\n")
}

#[test]
fn points_are_added_up_and_carry_classes_criteria_and_places() {
    let result = case(
        &definition(),
        &[
            "A;Phòng A;Phòng;1000;800;100%;Có;0;0", // all of it
            "B;Phòng B;Phòng;1000;900;85%;Có;3;0",  // 97 and 10 of 15 points of bonus
            "C;Xã C;Xã;1000;400;100%;Có;0;0",       // half of the target: 25 of 50
            "D;Xã D;Xã;1000;800;100%;Không;0;3",    // no plan, a penalty cut at 4
            "E;Xã E;Xã;1000;800;;Có;0;0",           // a figure is missing
            "F;Xã F;Xã;1000;800;-;Có;0;0",          // a part that does not apply
        ],
    );
    assert_eq!(points(&result, "A"), Some(number("100")));
    assert_eq!(points(&result, "B"), Some(number("107")));
    assert_eq!(points(&result, "C"), Some(number("75")));
    assert_eq!(points(&result, "D"), Some(number("66")));
    assert_eq!(points(&result, "E"), None);
    assert_eq!(points(&result, "F"), Some(number("100")));
    assert_eq!(class(&result, "C").as_deref(), Some("Tốt"));
    assert_eq!(result.verdict_of("B", "good"), Verdict::Met);
    assert_eq!(result.verdict_of("C", "good"), Verdict::NotMet);
    assert_eq!(result.verdict_of("E", "good"), Verdict::NoData);
    assert_eq!(result.outcome_of("E", "giay-khen"), Outcome::PendingPossible);
    assert_eq!(result.place_of("B", "giay-khen"), Some([1, 1])); // E has no bonus and can come to 100 at most
}

#[test]
fn a_share_of_the_target_gives_that_share_of_the_points_and_no_more_than_the_most() {
    #[track_caller]
    fn of(received: &str, online: &str, expected: Option<&str>) {
        let result = case(&definition(), &[&format!("A;Phòng A;Phòng;{received};{online};100%;Có;0;0")]);
        assert_eq!(points(&result, "A"), expected.map(number), "{online} of {received}");
    }
    of("1000", "799", Some("99.94")); // 50 × 0,799 / 0,8 = 49,9375, rounded as a part
    of("1000", "800", Some("100"));
    of("1000", "1000", Some("100"));
    of("1000", "0", Some("50"));
    of("0", "0", Some("100")); // nothing received: the part does not apply, the rest is brought to 100
    of("", "0", None);
}

#[test]
fn a_disciplined_unit_falls_one_class_and_a_cap_holds_it_lower() {
    let result = case(
        &definition(),
        &[
            "A;Phòng A;Phòng;1000;800;100%;Có;1;0",
            "B;Phòng B;Phòng;1000;800;100%;Có;1;1",
            "C;Phòng C;Phòng;1000;800;100%;Có;0;2",
            "D;Phòng D;Phòng;1000;800;100%;Có;0;",
        ],
    );
    assert_eq!(class(&result, "A").as_deref(), Some("Xuất sắc"));
    assert_eq!(class(&result, "B").as_deref(), Some("Tốt"));
    assert_eq!(class(&result, "C").as_deref(), Some("Khá"));
    assert_eq!(class(&result, "D"), None);
    assert_eq!(
        told(&result, "B"),
        "Điểm thi đua: 103/100\n    \
         III.1 — Kế hoạch: 30/30\n    \
         Hồ sơ trực tuyến: 50/50 — 50 × nhỏ nhất(1; Trực tuyến / Tiếp nhận / 80 %) = 50 × nhỏ nhất(1; 800/1.000/80 %) = 50\n    \
         Mức độ hài lòng: 20/20 — 20 × Hài lòng = 20 × 100 % = 20\n    \
         Sáng kiến: +5 (điểm thưởng) — 5 × Sáng kiến = 5 × 1 = 5\n    \
         Kỷ luật: −2 (điểm trừ) — 2 × Kỷ luật = 2 × 1 = 2\n\n\
         Xếp loại: Tốt — Điểm thi đua = 103 — mức “Xuất sắc” (từ 90) — hạ xuống “Tốt” vì không đạt điều kiện: \
         Kỷ luật = 1 — yêu cầu = 0"
    );
}

/// Everyone of whom a reader may ask how the points came about: all of it, bonuses beyond their common limit, a gate that
/// does not hold, a cap, a figure that is missing, parts that do not apply, and points just below a band.
const ASKED: [&str; 7] = [
    "A;Phòng A;Phòng;1000;800;100%;Có;0;0",
    "B;Phòng B;Phòng;1000;900;85%;Có;3;0",
    "C;Phòng C;Phòng;1000;800;100%;Có;1;1",
    "D;Phòng D;Phòng;1000;800;100%;Có;0;2",
    "E;Phòng E;Phòng;1000;800;;Có;0;0",
    "F;Xã F;Xã;0;0;-;Không;0;0",
    "G;Xã G;Xã;3000000;1919999;0%;Có;0;0",
];

#[test]
fn the_workbook_shows_every_part_of_the_points_and_why_a_class_is_what_it_is() {
    let result = case(&definition().replace("round = 2\n", ""), &ASKED);
    let file = FileRecord { name: "campaign.toml".to_owned(), size: 0, sha256: String::new() };
    let record = Record { version: "0".to_owned(), campaign: file, data: Vec::new() };
    let mut book = report::book(&result, &record);
    book.sheets.retain(|sheet| ["Xếp hạng", "Điểm và xếp loại", "Giải trình"].contains(&sheet.name.as_str()));
    assert_eq!(book.sheets.len(), 3);
    let explained: Vec<String> = ASKED.iter().map(|row| told(&result, &row[..1])).collect();
    let text = format!("{}\n{}\n", write::plain(&book), explained.join("\n\n"));
    insta::with_settings!({ snapshot_path => "golden", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("points_and_classes", text);
    });
}

#[test]
fn a_class_is_certain_where_what_is_missing_cannot_change_it() {
    // The gate is not known, but the cap leaves the same class either way; a cap above the class does not matter.
    let capped = definition().replace("ideas = 0 and disciplined > 1", "ideas = 0");
    let result = case(&capped, &["A;Phòng A;Phòng;1000;800;100%;Có;0;0"]);
    assert_eq!(class(&result, "A").as_deref(), Some("Khá"));
    let own = HEAD.replace("disciplined = {", "early = { heading = \"Trước hạn\", kind = \"count\" }\ndisciplined = {");
    assert!(own.contains("early"));
    let table = "Mã;Tên;Khối;Tiếp nhận;Trực tuyến;Hài lòng;Có kế hoạch;Sáng kiến;Trước hạn;Kỷ luật\n\
                 A;Phòng A;Phòng;1000;800;100%;Có;0;;0\nB;Phòng B;Phòng;1000;800;100%;Có;1;;0\n\
                 C;Phòng C;Phòng;1000;400;100%;Không;1;;0";
    let gated = CLASS.replace("gate = \"disciplined = 0\"", "gate = \"early > 0\"");
    let gated = gated.replace("ideas = 0 and disciplined > 1", "ideas = 0");
    let case = Case::new(&[&own, SCORE, &gated, CRITERIA].concat(), ("don-vi.csv", table.as_bytes()), None);
    let result = case.assess();
    assert_eq!(class(&result, "A").as_deref(), Some("Khá"));
    assert_eq!(class(&result, "B"), None);
    assert_eq!(class(&result, "C").as_deref(), Some("Khá"));
}

#[test]
fn bands_differ_from_group_to_group() {
    // 30 of 30, 25 of 50 and 20 of 20 are 75 points.
    let rows = ["A;Phòng A;Phòng;1000;400;100%;Có;0;0", "B;Xã B;Xã;1000;400;100%;Có;0;0"];
    let result = case(&definition(), &rows);
    assert_eq!((class(&result, "A").as_deref(), class(&result, "B").as_deref()), (Some("Khá"), Some("Tốt")));
    // 80 points: the lower bound itself.
    let rows = ["A;Phòng A;Phòng;1000;480;100%;Có;0;0", "B;Xã B;Xã;1000;480;100%;Có;0;0"];
    let result = case(&definition(), &rows);
    assert_eq!((class(&result, "A").as_deref(), class(&result, "B").as_deref()), (Some("Tốt"), Some("Xuất sắc")));
}

/// Every finding in a definition, as a Vietnamese clerk sees it.
fn found(text: &str) -> String {
    let (_, findings) = campaign::read(text);
    assert!(findings.iter().all(|finding| finding.level() == Level::Mistake), "{findings:?}");
    let definition = Definition { name: "campaign.toml", text };
    write::terminal::findings(&findings, &definition, &Sources::default(), Lang::Vi, false)
}

/// A definition with one change has one finding, which says and points at this.
#[track_caller]
fn finds(from: &str, to: &str, code: &str, at: &str) {
    let sound = definition();
    assert!(sound.contains(from), "{from}");
    let text = sound.replacen(from, to, 1);
    let (_, findings) = campaign::read(&text);
    let shown = found(&text);
    assert_eq!(findings.iter().map(thidua::vocab::Finding::code).collect::<Vec<_>>(), [code], "{shown}");
    let thidua::vocab::Place::Definition(span) = &findings[0].place else { panic!("{shown}") };
    assert_eq!(&text[span.clone()], at, "{shown}");
    assert!(!text::finding(Lang::En, &findings[0].about).message.is_empty());
}

#[test]
fn what_is_wrong_with_points_is_found_at_its_place() {
    finds("total   = 100", "total   = 90", "points-not-total", "90");
    finds("points = 30\n", "points = 0\n", "wrong-shape", "0");
    finds("round = 2", "round = 10", "wrong-shape", "10");
    finds("value = \"20 * satisfied\"", "value = \"satisfied\"", "not-points", "\"satisfied\"");
    finds("criterion = \"plan\"", "criterion = \"plann\"", "unknown-name", "\"plann\"");
    finds("criterion = \"plan\"", "criterion = \"good\"", "part-in-circle", "\"good\"");
    finds("bonus = \"5 * ideas\"", "bonus = \"5 * points\"", "derived-not-before", "points");
    finds("bonus = \"5 * ideas\"", "bonus = \"5 * idea\"", "unknown-name", "idea");
    finds("id = \"ideas\"", "id = \"online\"", "doubled-name", "\"online\"");
}

#[test]
fn points_cannot_have_the_name_of_a_column() {
    let (_, findings) = campaign::read(&definition().replace("id      = \"points\"", "id      = \"received\""));
    assert_eq!(findings[0].code(), "doubled-name");
}

#[test]
fn what_is_wrong_with_classes_is_found_at_its_place() {
    finds("at_most = \"Khá\"", "at_most = \"Giỏi\"", "unknown-name", "\"Giỏi\"");
    finds("gate = \"disciplined = 0\" }", "gate = \"disciplined = 0\", else = \"Kém\" }", "unknown-name", "\"Kém\"");
    finds("gate = \"disciplined = 0\" }", "gate = \"plan\", else = \"Xuất sắc\" }", "else-not-lower", "\"Xuất sắc\"");
    finds("{ label = \"Yếu\" }", "{ label = \"Yếu\", gate = \"plan\" }", "nothing-lower", "\"plan\"");
    finds("when = \"ideas = 0 and", "when = \"overall = 'Tốt' and", "derived-not-before", "overall");
    finds("from = 50", "from = 85", "bands-not-falling", "\"Khá\"");
}

#[test]
fn a_part_says_once_how_it_gives_points() {
    for (from, to) in [
        ("criterion = \"plan\"\n", "criterion = \"plan\"\nvalue = \"5\"\n"),
        ("criterion = \"plan\"\n", ""),
        ("penalty = \"2 * disciplined\"", "penalty = \"2 * disciplined\"\nbonus = \"1 * ideas\""),
        ("points = 30\n", "points = 30\ncap = 3\n"),
    ] {
        let text = definition().replacen(from, to, 1);
        let (_, findings) = campaign::read(&text);
        assert_eq!(findings.iter().map(thidua::vocab::Finding::code).collect::<Vec<_>>(), ["part-unsaid"], "{to}");
    }
}

#[test]
fn a_class_before_its_points_names_them_too_early() {
    let text = [HEAD, CLASS, SCORE, CRITERIA].concat();
    let (_, findings) = campaign::read(&text);
    let codes: Vec<&str> = findings.iter().map(thidua::vocab::Finding::code).collect();
    assert_eq!(codes, ["derived-not-before"], "{}", found(&text));
}

#[test]
fn a_bonus_may_be_a_number_of_points_for_a_criterion() {
    let text = definition().replace("bonus = \"5 * ideas\"\ncap = 15", "bonus = 5\ncriterion = \"plan\"");
    let text = text.replace("ideas = 0 and disciplined > 1", "ideas > 9");
    let result = case(&text, &["A;Phòng A;Phòng;1000;800;100%;Có;0;0", "B;Phòng B;Phòng;1000;800;100%;Không;0;0"]);
    assert_eq!((points(&result, "A"), points(&result, "B")), (Some(number("105")), Some(number("70"))));
}
