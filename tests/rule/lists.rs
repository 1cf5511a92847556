//! Lists of varying length: every row, any row, how many, how much.

use crate::fixture::{LIMITS, Row, Subject, column, list_id, measure, rule, slot};
use crate::golden::assert_golden;
use proptest::prelude::*;
use proptest::sample::select;
use thidua::rule::{ListColumn, Operand, Policy, Quantity};
use thidua::text::reason::line;
use thidua::vocab::Verdict::{self, Met, NoData, NotApplicable, NotMet};
use thidua::vocab::listed::RowSays;
use thidua::vocab::reason::{Change, Gap, Part, Reason, Value};
use thidua::vocab::{Lang, Number, Place, TableId};

#[track_caller]
fn case(text: &str, rows: &str, expected: Verdict) {
    let subject = Subject::of("weight=5 pci=2").list("parts", rows);
    assert_eq!(rule(text).judge(&subject, &Policy::default()), expected, "{text} with {rows}");
}

#[test]
fn every_row_must_hold_and_a_failed_one_decides_whatever_is_missing() {
    let up = "every(parts, now > then)";
    case(up, "A now=5 then=4; B now=4.1 then=4", Met);
    case(up, "A now=5 then=4; B now=4 then=4", NotMet); // equal is not up
    case(up, "A now=5 then=4; B now=? then=4", NoData);
    case(up, "A now=3 then=4; B now=? then=4", NotMet);
    case(up, "A now=? then=4; B now=3 then=4", NotMet);
    case(up, "A now=5 then=4; B now=na then=4", Met); // a row that does not apply neither counts nor breaks
    case(up, "A now=na then=4; B now=na then=4", NotApplicable);
    case(up, "A now=na then=4; B now=? then=4", NoData);
    case(up, "", NotApplicable);
    case(up, "?", NoData); // nobody knows the list
    case("not every(parts, now > then)", "A now=4 then=4", Met);
    case("not every(parts, now > then)", "", NotApplicable);
    case("every(parts, done)", "A done=yes; B done=no", NotMet);
    case("every(parts, grade >= 'Tốt')", "A grade=Tốt; B grade=Tốt", Met);
    case("every(parts, [Năm nay] > [Năm trước])", "A now=5 then=4", Met);
    case("every(parts, part / total >= 62%)", "A part=619 total=1000", NotMet);
    case("every(parts, part / total >= 62%)", "A part=0 total=0", NotApplicable);
}

#[test]
fn any_row_is_enough_whatever_is_missing() {
    let up = "any(parts, now > then)";
    case(up, "A now=5 then=4; B now=? then=4", Met);
    case(up, "A now=3 then=4; B now=? then=4", NoData);
    case(up, "A now=3 then=4; B now=4 then=4", NotMet);
    case(up, "A now=3 then=4; B now=na then=4", NotMet);
    case(up, "", NotApplicable);
    case(up, "?", NoData);
}

#[test]
fn a_count_with_missing_rows_is_a_range_and_decided_only_when_both_ends_agree() {
    case("count(parts) >= 2", "A; B", Met);
    case("count(parts) >= 2", "A", NotMet);
    case("count(parts) >= 1", "", NotApplicable);
    case("count(parts) >= 1", "?", NoData);
    let two = "count(parts, now > then) >= 2";
    case(two, "A now=5 then=4; B now=5 then=4; C now=? then=4", Met);
    case(two, "A now=5 then=4; B now=3 then=4; C now=? then=4", NoData);
    case(two, "A now=3 then=4; B now=3 then=4; C now=? then=4", NotMet);
    case(two, "A now=5 then=4; B now=na then=4", NotMet); // what does not apply is not counted
    case(two, "A now=na then=4", NotApplicable);
    case(two, "A now=? then=4", NoData); // it may turn out not to apply, and then nothing is counted
    case("count(parts, done) = 1", "A done=yes; B done=?", NoData);
    case("count(parts, done) = 3", "A done=yes; B done=?", NotMet);
    case("count(parts, done) != 3", "A done=yes; B done=?", Met);
    case("2 >= count(parts, done)", "A done=yes; B done=?", Met);
    case("count(parts, done) / count(parts) >= 50%", "A done=yes; B done=?; C done=no; D done=yes", Met);
    case("count(parts, done) / count(parts) >= 75%", "A done=yes; B done=?; C done=no; D done=yes", NoData);
    case("count(parts, done) / count(parts) > 75%", "A done=yes; B done=?; C done=no; D done=yes", NotMet);
    case("0 - count(parts, done) <= 0 - 1", "A done=yes; B done=?", Met);
    case("max(count(parts, done), 1) >= 1", "A done=no; B done=?", Met);
    case("abs(count(parts, done) - 1) <= 1", "A done=no; B done=?; C done=yes", Met);
    case("count(parts, done) * count(parts, done) >= 4", "A done=yes; B done=yes; C done=?", Met);
    case("10 / count(parts, done) >= 3", "A done=yes; B done=yes; C done=?", Met);
    case("10 / count(parts, done) >= 3", "A done=no; C done=?", NoData); // it may be over nothing
    case("count(parts, done) >= weight", "A done=yes; B done=?", NotMet);
}

#[test]
fn a_sum_with_a_missing_cell_is_missing_and_rows_that_do_not_apply_are_left_out() {
    case("sum(parts, now) >= 9", "A now=5; B now=4", Met);
    case("sum(parts, now) >= 9", "A now=9; B now=?", NoData);
    case("sum(parts, now) >= 9", "A now=9; B now=na", Met);
    case("sum(parts, now) >= 9", "A now=na", NotApplicable);
    case("sum(parts, now) >= 9", "", NotApplicable);
    case("sum(parts, now) >= 9", "?", NoData);
    case("sum(parts, now - then) > 0", "A now=5 then=4; B now=3 then=3.5", Met);
    case("sum(parts, now) = 0.3", "A now=0.1; B now=0.2", Met);
    case("sum(parts, part) / sum(parts, total) >= 62%", "A part=600 total=900; B part=19 total=100", NotMet);
    case("sum(parts, part / total) >= 1", "A part=1 total=2; B part=0 total=0", NotMet); // 0 of 0 adds nothing
}

#[test]
fn a_row_that_may_be_another_subjects_decides_nothing() {
    case("every(parts, now > then)", "A now=5 then=4; ~B", NoData);
    case("every(parts, now > then)", "A now=3 then=4; ~B", NotMet);
    case("any(parts, now > then)", "A now=5 then=4; ~B", Met);
    case("any(parts, now > then)", "~B", NoData);
    case("every(parts, pci = 2)", "~B", NoData); // even where nothing of the row is asked
    case("count(parts) >= 1", "A; ~B", Met);
    case("count(parts) >= 2", "A; ~B", NoData);
    case("count(parts) >= 3", "A; ~B", NotMet);
    case("count(parts) >= 1", "~B", NoData);
    case("sum(parts, now) >= 1", "A now=5; ~B", NoData);
}

#[test]
fn inside_a_list_its_columns_come_before_those_of_the_subject() {
    #[track_caller]
    fn case(text: &str, expected: Verdict) {
        let subject =
            Subject::of("score=80 weight=3 pci=2 last.weight=9 unit.par_score=70").list("parts", "A score=2 now=4");
        assert_eq!(rule(text).judge(&subject, &Policy::default()), expected, "{text}");
    }
    case("every(parts, score = 2)", Met);
    case("every(parts, now > weight)", Met);
    case("every(parts, now < last.weight)", Met);
    case("every(parts, now < unit.par_score)", Met);
    case("every(parts, pci = 2 and now = 4)", Met);
    case("score = 80 and every(parts, score = 2) and score = 80", Met);
    case("count(parts, now > weight) = 1", Met);
    case("sum(parts, now * weight) = 12", Met);
    case("every(parts, now <= places)", Met);
}

#[test]
fn the_lists_of_a_unit_and_of_the_year_before_are_reached() {
    let subject = Subject::of("").list("unit.parts", "A now=5 then=4").list("last.parts", "A; B").list("parts", "A; B; C");
    let judged = |text: &str| rule(text).judge(&subject, &Policy::default());
    assert_eq!(judged("every(unit.parts, now > then)"), Met);
    assert_eq!(judged("count(last.parts) = 2"), Met);
    assert_eq!(judged("improved(count(parts))"), Met);
    assert_eq!(judged("years_sum(count(parts), 2) = 5"), Met);
    assert_eq!(judged("every(parts, now > then) or every(tasks, done)"), NoData);
    let unknown = subject.list("unit.parts", "?");
    assert_eq!(rule("every(unit.parts, now > then)").judge(&unknown, &Policy::default()), NoData);
}

#[test]
fn what_zero_of_zero_means_holds_for_rows_that_are_judged_and_not_for_those_that_are_counted() {
    let subject = Subject::of("").list("parts", "A part=0 total=0; B part=7 total=10");
    let judged = |text: &str, verdict| rule(text).judge(&subject, &Policy { when_zero: Some(verdict), when_new: None });
    assert_eq!(judged("every(parts, part / total >= 62%)", NotMet), NotMet);
    assert_eq!(judged("every(parts, part / total >= 62%)", Met), Met);
    assert_eq!(judged("not any(parts, part / total < 62%)", NotMet), NotMet); // not turned round by the not
    assert_eq!(judged("count(parts, part / total >= 62%) = 1", Met), Met);
}

#[test]
fn what_a_rule_reads_of_lists_is_named_and_kept_apart_from_the_subjects_figures() {
    let rule = rule("every(parts, now > then and now > weight) and count(unit.parts) > 1 and sum(tasks, part) > 0");
    assert_eq!(rule.slots(), [slot("weight")]);
    assert_eq!(rule.lists(), ["parts", "tasks", "unit.parts"].map(list_id));
    let of = |list: &str, name: &str| ListColumn { list: list_id(list), column: column(name) };
    assert_eq!(rule.list_columns(), [of("parts", "now"), of("parts", "then"), of("tasks", "part")]);
    let count = measure("count(parts, done) / count(parts)");
    assert_eq!((count.lists(), count.list_columns()), (&[list_id("parts")][..], &[of("parts", "done")][..]));
    assert_eq!(count.label(), "count[Chỉ số thành phần] / count[Chỉ số thành phần]");
    let value = |rows: &str| count.value(&Subject::of("").list("parts", rows));
    assert_eq!(value("A done=yes; B done=no"), Quantity::Known(Number::from_digits(5, 1)));
    assert_eq!(value("A done=yes; B done=?"), Quantity::NoData);
    assert_eq!(value(""), Quantity::NotApplicable);
}

const TOLD: [(&str, &str); 24] = [
    ("every(parts, now > then)", "Chi-phí now=5 then=4; Đất-đai now=4.5 then=4.4"),
    ("every(parts, now > then)", "Chi-phí now=5 then=4; Đất-đai now=4 then=4.5; Minh-bạch now=? then=3"),
    ("not every(parts, now > then)", "Chi-phí now=5 then=4; Đất-đai now=6 then=4.5"),
    ("any(parts, grade >= 'Tốt' and done)", "Chi-phí grade=Khá done=yes; Đất-đai grade=Tốt done=no"),
    ("every(parts, now > then)", ""),
    ("every(parts, now > then)", "?"),
    ("every(parts, now > then)", "Chi-phí now=5 then=4; ~Đất-đai"),
    ("every(unit.parts, now > then)", ""),
    ("every(parts, part / total >= 62%)", "Chi-phí part=619 total=1000; Đất-đai part=0 total=0"),
    ("every(parts, now > then) or pci = 1", "Chi-phí now=3 then=4"),
    ("count(parts) >= 3", "Chi-phí; Đất-đai"),
    ("count(parts) >= 3", "Chi-phí; ~Đất-đai; Minh-bạch"),
    ("count(parts, now > then) >= 2", "Chi-phí now=5 then=4; Đất-đai now=4 then=4.5"),
    ("count(parts, now > then) >= 2", "Chi-phí now=5 then=4; Đất-đai now=? then=4.5"),
    ("count(parts, done) / count(parts) >= 80%", "A done=yes; B done=yes; C done=no"),
    ("count(parts, done) / count(parts) >= 80%", "A done=yes; B done=?; C done=no"),
    ("count(parts, done) >= weight", "A done=yes; B done=no"),
    ("weight >= count(parts)", "A; B; C; D; E; F"),
    ("sum(parts, now) >= 80.5", "Chi-phí now=40.2; Đất-đai now=40"),
    ("sum(parts, now - then) > 0", "Chi-phí now=40 then=41; Đất-đai now=? then=3"),
    ("sum(parts, part) / sum(parts, total) >= 62%", "A part=600 total=900; B part=19 total=100"),
    ("count(parts) >= 1", ""),
    ("top(count(parts, done), 1)", "A done=yes; B done=no"),
    (
        "every(parts, done)",
        "A done=yes; B done=yes; C done=yes; D done=yes; E done=yes; F done=yes; G done=yes; H done=yes; I done=yes; J done=yes; K done=yes; L done=yes; M done=no; N done=yes",
    ),
];

fn explained(text: &str, subject: &Subject) -> Reason {
    let rule = rule(text);
    let subject = Subject { ranked: rule.ranked().to_vec(), ..subject.clone() };
    let reason = rule.explain(&subject, &Policy::default(), &LIMITS);
    assert_eq!(reason.verdict, rule.judge(&subject, &Policy::default()), "{text}");
    reason
}

#[test]
fn rows_are_told_by_name_with_their_figures_and_those_first_that_decide() {
    let exhibit = |(text, rows): (&str, &str)| {
        let reason = explained(text, &Subject::of("weight=5 pci=2").list("parts", rows));
        let [vi, en] = [Lang::Vi, Lang::En].map(|lang| line(lang, &reason));
        format!("{text}\n  {rows}\n  {vi}\n  {en}\n")
    };
    assert_golden("reasons_of_lists", &TOLD.map(exhibit).join("\n"));
}

#[test]
fn each_row_of_a_reason_keeps_its_name_and_the_cells_of_its_figures() {
    let subject = Subject::of("").list("parts", "Chi-phí now=5 then=4; Đất-đai now=4 then=4.5");
    let cell = |row, name: &str| Some(Place::Cell(TableId(2), row, column(name)));
    let places = |reason: &Reason| reason.figures().into_iter().map(|figure| figure.place.clone()).collect::<Vec<_>>();
    let all = [cell(0, "now"), cell(0, "then"), cell(1, "now"), cell(1, "then")];
    for text in ["every(parts, now > then)", "count(parts, now > then) >= 2", "sum(parts, now - then) > 5"] {
        assert_eq!(places(&explained(text, &subject)), all, "{text}");
    }
    let Part::Listed(listed) = explained("every(parts, now > then)", &subject).part else { panic!("no list") };
    assert_eq!(listed.title, "Chỉ số thành phần");
    let names: Vec<_> = listed.rows.iter().map(|row| (row.name.as_str(), row.place.clone(), row.verdict())).collect();
    let row = |row| Some(Place::Row(TableId(2), row));
    assert_eq!(names, [("Chi phí", row(0), Some(Met)), ("Đất đai", row(1), Some(NotMet))]);
}

/// Every way in which the missing cells of `now` may turn out.
fn completions(rows: &[&str]) -> Vec<String> {
    let mut all = vec![String::new()];
    for (at, cell) in rows.iter().enumerate() {
        let ways: &[&str] = if *cell == "?" { &["-20", "1", "9", "30", "na"] } else { &[*cell] };
        all = all.iter().flat_map(|before| ways.iter().map(move |way| format!("{before}; R{at} now={way}"))).collect();
    }
    all
}

#[test]
fn a_list_is_decided_exactly_when_every_way_to_fill_it_says_the_same() {
    let forms = [
        "every(parts, now >= 5)",
        "any(parts, now >= 5)",
        "not every(parts, now < 5)",
        "count(parts, now >= 5) >= 1",
        "count(parts, now >= 5) >= 2",
        "count(parts, now >= 5) = 1",
        "count(parts, now >= 5) != 2",
        "count(parts, now >= 5) < 2",
        "sum(parts, now) >= 5",
        "sum(parts, now) <= 10",
    ];
    let cells = ["1", "5", "9", "na", "?"];
    let mut lists: Vec<Vec<&str>> = vec![Vec::new()];
    for _ in 0..3 {
        let longer: Vec<Vec<&str>> =
            lists.iter().flat_map(|list| cells.map(|cell| [list.as_slice(), &[cell]].concat())).collect();
        lists.extend(longer);
    }
    let mut open = 0;
    for text in forms {
        let rule = rule(text);
        let judge = |rows: &str| rule.judge(&Subject::of("").list("parts", rows), &Policy::default());
        for list in &lists {
            let rows: String = list.iter().enumerate().map(|(at, cell)| format!("; R{at} now={cell}")).collect();
            let verdict = judge(&rows);
            let mut ways: Vec<Verdict> = completions(list).iter().map(|rows| judge(rows)).collect();
            ways.sort_unstable();
            ways.dedup();
            match verdict {
                NoData => {
                    assert!(ways.len() > 1, "{text} with {list:?} could be decided: {ways:?}");
                    open += 1;
                }
                decided => assert_eq!(ways, [decided], "{text} with {list:?}"),
            }
        }
    }
    assert!(open > 300, "{open}");
}

/// Comparisons of one row's figures, each of which can be worked out.
const OF_ROWS: &[&str] = &[
    "now {r} then",
    "now {r} {n}",
    "now - then {r} {n} - 50",
    "place {r} {n}",
    "grade {r} 'Khá'",
    "part / total {r} {n}%",
    "part {r} {n}",
    "total {r} part",
    "now {r} weight",
    "part {r} weight",
];

/// The gap of the one row.
fn gap_of_row(reason: &Reason) -> Option<Gap> {
    let Part::Listed(listed) = &reason.part else { panic!("{reason:?}") };
    let RowSays::Judged(row) = &listed.rows.first()?.says else { return None };
    match &row.part {
        Part::Compare(comparison) => comparison.gap.clone(),
        _ => None,
    }
}

/// The column of the row, or `None` for the subject's own weight, and the value that a change needs.
fn needed(change: &Change) -> (Option<u16>, Number) {
    let number = match &change.needed {
        Value::Number(number, _) => number.clone(),
        Value::Text(step) => {
            let steps = ["Yếu", "Trung bình", "Khá", "Tốt", "Xuất sắc"];
            Number::from(i64::try_from(steps.iter().position(|known| known == step).unwrap()).unwrap())
        }
        other => panic!("{other:?}"),
    };
    match change.figure.place {
        Some(Place::Cell(TableId(2), 0, column)) => (Some(column), number),
        _ => (None, number),
    }
}

/// A row in which the part is not above its whole.
fn row() -> impl Strategy<Value = Vec<Operand>> {
    let known = |number: i64| Operand::Known(Number::from(number));
    (0..=100_i64, 0..=100_i64, 1..=60_i64, 0..5_i64, 0..=40_i64, 0..=40_i64).prop_map(
        move |(now, then, place, grade, part, more)| {
            vec![known(now), known(then), known(place), known(1), known(grade), known(part), known(part + more), known(7)]
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_change_that_the_gap_of_a_row_names_does_and_a_smaller_one_does_not(
        form in select(OF_ROWS),
        relation in select(&["<", "<=", "=", "!=", ">=", ">"][..]),
        number in 0_u8..=100,
        every in any::<bool>(),
        weight in 0_i64..=100,
        cells in row(),
    ) {
        let test = form.replace("{r}", relation).replace("{n}", &number.to_string());
        let text = format!("{}(parts, {test})", if every { "every" } else { "any" });
        let rule = rule(&text);
        let subject = |weight: &Number, cells: &[Operand]| {
            let mut subject = Subject::of("").with(slot("weight"), Operand::Known(weight.clone()));
            let row = Row { name: "A".to_owned(), certain: true, cells: cells.to_vec() };
            subject.lists.insert(list_id("parts"), Some(vec![row]));
            subject
        };
        let weight = Number::from(weight);
        let Some(gap) = gap_of_row(&explained(&text, &subject(&weight, &cells))) else { return Ok(()) };
        let known = |cells: &[Operand], name: &str| match &cells[usize::from(column(name))] {
            Operand::Known(value) => value.clone(),
            other => panic!("{other:?}"),
        };
        let turns = |of: Option<u16>, value: &Number| {
            let mut cells = cells.clone();
            if let Some(column) = of {
                cells[usize::from(column)] = Operand::Known(value.clone());
            }
            let weight = if of.is_none() { value } else { &weight };
            let sound = known(&cells, "part") <= known(&cells, "total");
            sound && rule.judge(&subject(weight, &cells), &Policy::default()) == Met
        };
        let changes: Vec<(Option<u16>, Number)> = gap.changes.iter().map(needed).collect();
        for (of, value) in &changes {
            prop_assert!(turns(*of, value), "{text}: {value:?} at {of:?} does not do");
        }
        for name in ["now", "then", "place", "grade", "part", "total", "weight"] {
            if !test.split(|c: char| !c.is_alphanumeric()).any(|word| word == name) {
                continue;
            }
            let of = Some(column_or_weight(name)).filter(|_| name != "weight");
            let now = if name == "weight" { weight.clone() } else { known(&cells, name) };
            let most = match name {
                "grade" => 4,
                _ => 1_000,
            };
            let least = match name {
                "place" => 1,
                "weight" => -1_000,
                _ => 0,
            };
            let named = changes.iter().find(|(named, _)| *named == of).map(|(_, value)| value.minus(&now).abs());
            for candidate in (least..=most).map(Number::from) {
                let must_not = named.as_ref().is_none_or(|named| candidate.minus(&now).abs() < *named);
                prop_assert!(!(must_not && turns(of, &candidate)), "{text}: {candidate:?} at {name} does, {named:?} is named");
            }
        }
    }

    #[test]
    fn nothing_is_called_impossible_where_a_row_could_change_it(
        form in select(&[
            "count(parts, now >= 50) {r} 2",
            "count(parts) * 100 {r} weight",
            "sum(parts, now) {r} weight * 0 + 90",
            "weight * 0 + count(parts, done) {r} 1",
        ][..]),
        relation in select(&["<", "<=", "=", "!=", ">=", ">"][..]),
        rows in proptest::collection::vec(row(), 1..4),
        weight in 0_i64..=300,
    ) {
        let text = form.replace("{r}", relation);
        let rows = rows.into_iter().map(|cells| Row { name: "A".to_owned(), certain: true, cells }).collect();
        let mut subject = Subject::of("").with(slot("weight"), Operand::Known(Number::from(weight)));
        subject.lists.insert(list_id("parts"), Some(rows));
        let Part::Compare(comparison) = explained(&text, &subject).part else { panic!("{text}") };
        prop_assert!(comparison.gap.is_none_or(|gap| !gap.impossible), "{text}");
    }
}

fn column_or_weight(name: &str) -> u16 {
    if name == "weight" { 0 } else { column(name) }
}
