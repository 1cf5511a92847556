//! Every mistake in an expression with its caret and its words in both languages, kept under `tests/golden/`.

use std::fmt::Write;

use crate::fixture::Campaign;
use crate::golden::assert_golden;
use proptest::prelude::*;
use thidua::rule::{Anchor, Scope, parse_test};
use thidua::text;
use thidua::vocab::{Finding, Lang, Place};

const MISTAKES: [&str; 133] = [
    "online / received >=",
    "online / received >= 62% )",
    "(online / received >= 62%",
    "role = 'chair",
    "received > [Tổng số hồ sơ",
    "online ? received > 1",
    "satisfied >= 62,5%",
    "weight >= 62,5",
    "fund >= 1.490.000",
    "fund >= 1.000",
    "sent_on < 31/11/2023",
    "60 <= score < 80",
    "ok and",
    "ok ok",
    "ok & ok",
    "ok && ok",
    "ok || ok",
    "ok AND ok",
    "ok và ok",
    "ok hoặc không ok",
    "score => 80",
    "score == 80",
    "score =< 80",
    "score > = 80",
    "and ok",
    "role in chair",
    "role in ()",
    "((((1",
    "last.",
    "unit.last.unit.portal",
    "",
    "onlin / received >= 62%",
    "xyz >= 1",
    "par_score >= 80",
    "class >= Tốt",
    "class >= Tôt",
    "class >= Giỏi",
    "role in (Viên chức, chair)",
    "last.online received > 1",
    "Tổng số hồ sơ > 0",
    "online > Điểm 5 and ok",
    "[Tổng số hồ sơ tiếp nhận] > 0",
    "[Tổng số hồ so] > 0",
    "[Cột trùng] > 0",
    "unit.par_scor >= 1",
    "last.onlne > 1",
    "tops(score, 5)",
    "averages(score) > 1",
    "class >= 'Tôt'",
    "class >= 'Giỏi'",
    "role = 'chai'",
    "role in ('chair', 'depty', 'boss')",
    "round(weight) > 1",
    "round(weight, 1, 'near') > 1",
    "min(weight) > 1",
    "abs(weight, 2) > 1",
    "top(score)",
    "top(score, 2.5)",
    "top(score, 0)",
    "top(score, 120%)",
    "top(score, 0%)",
    "top(score, weight)",
    "top(5, 5)",
    "top(sent_on, 5)",
    "top(score, 5, class)",
    "top(score, 5, unit.portal)",
    "rank(score) + 1 > 2",
    "rank(score) <= weight",
    "rank(score) <= 20%",
    "rank(score)",
    "at_least(3, ok, ok)",
    "at_least(0, ok)",
    "at_least(ok, ok)",
    "at_least()",
    "years_mean(score, 4) >= 80",
    "years_mean(score, 0) >= 80",
    "years_mean(class, 3) >= 'Tốt'",
    "improved(sent_on)",
    "improved(5)",
    "improved(last.last.score)",
    "improved(years_min(score, 3))",
    "online",
    "online + received",
    "62%",
    "'chair'",
    "class",
    "role",
    "not score",
    "ok + 1 > 2",
    "role + 1 > 2",
    "(ok and ok) > 1",
    "class * 2 > 1",
    "- class > 1",
    "'a' + 1 > 2",
    "min(class, 2) > 1",
    "abs(sent_on) > 1",
    "satisfied >= 90",
    "90 <= satisfied",
    "satisfied >= weight",
    "satisfied + 5 >= 90%",
    "online >= 62%",
    "bonus >= 90%",
    "score + bonus >= 90%",
    "score >= received",
    "fund > score",
    "sent_on > 5",
    "sent_on > '20/11/2023'",
    "sent_on + sent_on > 1",
    "class >= 4",
    "class >= task",
    "class >= satisfied",
    "role >= 'chair'",
    "role = cluster",
    "role = 5",
    "role in (1, 2)",
    "cluster = 'A'",
    "ok = 'yes'",
    "ok = 1",
    "1 = ok",
    "ok in ('yes')",
    "'a' = 'b'",
    "weight / 0 > 1",
    "weight / (2 - 3) > 1",
    "online + fund > 1",
    "satisfied / 0% > 1",
    "improved(score) > 1",
    "places >= satisfied",
    "min(satisfied, 5) > 1",
    "pci >= 5%",
    "onlin / recived >= 62% and satisfied >= 90 and clas >= 'Tốt'",
    "pci < last.pci",
    "pci > pci",
    "online / received >= 62",
];

/// The expression, and below it a caret and the words of each finding.
fn exhibit(campaign: &Campaign, expression: &str) -> String {
    let findings = match campaign.test(expression) {
        Ok(rule) => rule.notes().to_vec(),
        Err(findings) => findings,
    };
    assert!(!findings.is_empty(), "nothing is found in {expression}");
    let mut exhibit = format!("{expression}\n");
    for finding in &findings {
        let _ = writeln!(exhibit, "{}{}", caret(expression, finding), told(finding));
    }
    exhibit
}

fn caret(expression: &str, finding: &Finding) -> String {
    let Place::Definition(span) = &finding.place else { panic!("{finding:?}") };
    let before = expression[..span.start].chars().count();
    let under = expression[span.clone()].chars().count().max(1);
    format!("{}{}", " ".repeat(before), "^".repeat(under))
}

fn told(finding: &Finding) -> String {
    let told = |lang| {
        let wording = text::finding(lang, &finding.about);
        format!("\n  {}\n    {}", wording.message, wording.help.unwrap_or_default())
    };
    format!(" {}{}{}", finding.code(), told(Lang::Vi), told(Lang::En))
}

#[test]
fn every_mistake_is_shown_where_it_stands_with_a_way_out() {
    let campaign = Campaign::new();
    let gallery: Vec<String> = MISTAKES.iter().map(|expression| exhibit(&campaign, expression)).collect();
    assert_golden("rule_mistakes", &gallery.join("\n"));
}

/// Mistakes about lists, and about places of two years.
const OF_LISTS: [&str; 27] = [
    "every(part, now > then)",
    "every(komponents, now > then)",
    "every(unit.tasks, now > then)",
    "every(parts)",
    "every(now > then, parts)",
    "every([Chỉ số thành phần], now > then)",
    "count()",
    "count(parts, now) > 1",
    "count(parts, done, done) > 1",
    "sum(parts) > 1",
    "sum(parts, done) > 1",
    "sum(parts, grade) > 1",
    "parts > 1",
    "unit.parts",
    "every(parts, then > nowe)",
    "every(parts, now > 5%)",
    "every(parts, last.now > 1)",
    "every(parts, improved(now))",
    "sum(parts, years_mean(now, 2)) > 1",
    "every(parts, count(tasks) > 1)",
    "every(parts, any(parts, done))",
    "every(parts, top(now, 2))",
    "sum(parts, now) > 1 and rank(sum(parts, rank(now))) < 2",
    "any(parts, improved_place(score))",
    "improved_place(sent_on)",
    "improved_place(5)",
    "improved_place(last.last.score)",
];

#[test]
fn mistakes_about_lists_are_shown_where_they_stand_with_a_way_out() {
    let campaign = Campaign::new();
    let gallery: Vec<String> = OF_LISTS.iter().map(|expression| exhibit(&campaign, expression)).collect();
    assert_golden("rule_mistakes_of_lists", &gallery.join("\n"));
}

#[test]
fn what_the_campaign_does_not_have_cannot_be_asked_for() {
    let mut of_units = Campaign::new();
    (of_units.of_persons, of_units.years_back) = (false, 0);
    let expressions = [
        "unit.portal",
        "last.score > 1",
        "improved(score)",
        "years_min(score, 2) > 1",
        "portal",
        "every(unit.parts, done)",
        "count(last.parts) > 1",
    ];
    let gallery: Vec<String> = expressions.iter().map(|expression| exhibit(&of_units, expression)).collect();
    assert_golden("rule_mistakes_of_units", &gallery.join("\n"));
}

#[test]
fn a_finding_is_placed_in_the_file_or_on_the_whole_string() {
    let place = |exact| {
        let anchor = Anchor { start: 100, exact, whole: 90..120 };
        parse_test("ok", &anchor, &Scope::default()).unwrap_err()[0].place.clone()
    };
    assert_eq!(place(true), Place::Definition(100..102));
    assert_eq!(place(false), Place::Definition(90..120));
}

#[test]
fn hostile_nesting_is_a_finding_and_no_deep_recursion() {
    let campaign = Campaign::new();
    let long = |piece: &str, end: &str| piece.repeat(100_000) + end;
    for (text, code) in [
        (long("(", "ok"), "too-deep"),
        (long("not ", "ok"), "too-deep"),
        (long("-", "1 > 0"), "too-deep"),
        (long("1+", "1 > 0"), "too-deep"),
        (long("abs(", "1"), "too-deep"),
        (long("ok in (", "1"), "too-deep"),
        (long("unit.", "portal"), "unexpected"),
    ] {
        let findings = campaign.test(&text).unwrap_err();
        assert_eq!(findings[0].code(), code, "{}", &text[..12]);
    }
    assert!(campaign.test(&long("ok and ", "ok")).is_ok(), "a long list is not deep");
    assert!(campaign.test(&("(".repeat(99) + "ok" + &")".repeat(99))).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_the_parser_fail(text in "\\PC{0,60}") {
        let _ = Campaign::new().test(&text);
        let _ = Campaign::new().measure(&text);
    }

    #[test]
    fn no_row_of_words_makes_the_checker_fail(words in proptest::collection::vec(prop::sample::select(WORDS), 0..25)) {
        let text = words.join(" ");
        for findings in [Campaign::new().test(&text).err(), Campaign::new().measure(&text).err()].into_iter().flatten() {
            prop_assert!(!findings.is_empty());
            for finding in findings {
                let Place::Definition(span) = &finding.place else { panic!("{finding:?}") };
                prop_assert!(text.get(span.clone()).is_some(), "{span:?} lies outside {text}");
            }
        }
    }
}

const WORDS: &[&str] = &[
    "online",
    "received",
    "satisfied",
    "score",
    "bonus",
    "pci",
    "class",
    "task",
    "ok",
    "sent_on",
    "role",
    "cluster",
    "weight",
    "places",
    "later",
    "unit",
    ".",
    "last",
    "(",
    ")",
    ",",
    "+",
    "-",
    "*",
    "/",
    ">=",
    "<",
    "=",
    "and",
    "or",
    "not",
    "in",
    "62%",
    "0",
    "2",
    "3.5",
    "'Tốt'",
    "'chair'",
    "[Điểm CCHC]",
    "20/11/2023",
    "min(",
    "top(",
    "rank(",
    "round(",
    "at_least(",
    "improved(",
    "years_mean(",
    "years_min(",
    "abs(",
    "every(",
    "count(",
    "sum(",
    "improved_place(",
    "parts",
    "now",
    "’",
    "[",
    "%",
];
