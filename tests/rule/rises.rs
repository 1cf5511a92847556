//! `improved_place(x)`: the computed place against that of the year before.

use crate::fixture::{Campaign, LIMITS, Subject, rule};
use crate::golden::assert_golden;
use thidua::rule::Policy;
use thidua::text::reason::line;
use thidua::vocab::Lang;
use thidua::vocab::Verdict::{self, Met, NoData, NotApplicable, NotMet};

#[track_caller]
fn subject(text: &str, own: &str, now: &str, before: &str) -> Subject {
    Subject::of(own).among(&rule(text), now).among_before(before)
}

#[test]
fn a_place_goes_up_only_when_no_missing_value_of_either_year_can_say_otherwise() {
    #[track_caller]
    fn case(text: &str, own: &str, now: &str, before: &str, expected: Verdict) {
        let subject = subject(text, own, now, before);
        assert_eq!(rule(text).judge(&subject, &Policy::default()), expected, "{text}: {own} among {now}, {before} before");
    }
    let up = "improved_place(score)";
    case(up, "score=80 last.score=70", "90 70 60", "90 80 60", Met); // from 3 to 2
    case(up, "score=80 last.score=90", "90 85", "95 85", NotMet); // from 2 to 3
    case(up, "score=80 last.score=90", "90 70", "95 85", NotMet); // the same place
    case(up, "score=90 last.score=70", "90 60", "80 60", Met); // level with the first is first
    case(up, "score=80 last.score=70", "90 ? 60", "90 80 60", NoData); // 2 or 3, and 3 before
    case(up, "score=95 last.score=70", "90 ? 60", "90 80 60", Met); // 1 or 2
    case(up, "score=80 last.score=70", "90 85 60", "90 ? 60", NotMet); // 3, and 2 or 3 before
    case(up, "score=80 last.score=70", "90 60", "90 ? 60", NoData); // 2, and 2 or 3 before
    case(up, "score=80 last.score=70", "90 60", "90 80 ? 60", Met); // 2, and 3 or 4 before
    case(up, "score=80 last.score=70", "90 85 ?", "90 ?", NotMet); // 3 or 4, and 2 or 3 before
    case(up, "score=? last.score=70", "90", "90", NoData);
    case(up, "score=80 last.score=?", "70", "90", NoData);
    case(up, "score=na last.score=70", "90", "90", NotApplicable);
    case(up, "score=80 last.score=na", "90", "90", NotApplicable);
    case(up, "score=na last.score=?", "90", "90", NoData); // what is missing comes first
    case("improved_place(pci)", "pci=2 last.pci=3", "1 3", "1 2", Met); // the smallest rank is the best
    case("not improved_place(score)", "score=80 last.score=90", "90 85", "95 85", Met);
}

#[test]
fn a_subject_that_did_not_exist_goes_by_what_the_criterion_says_of_new_ones() {
    let rule = rule("improved_place(score)");
    let new = subject("improved_place(score)", "score=80 last.score=new", "90", "90");
    let judged = |when_new| rule.judge(&new, &Policy { when_zero: None, when_new });
    assert_eq!(judged(None), NoData);
    assert_eq!(judged(Some(Met)), Met);
    assert_eq!(judged(Some(NotMet)), NotMet);
}

#[test]
fn places_of_two_years_need_data_of_the_year_before() {
    let mut of_one_year = Campaign::new();
    of_one_year.years_back = 0;
    let findings = of_one_year.test("improved_place(score)").unwrap_err();
    assert_eq!(findings.iter().map(thidua::vocab::Finding::code).collect::<Vec<_>>(), ["no-earlier-year"]);
    let rule = rule("improved_place(score) and top(score, 3) and improved_place(score, role)");
    assert_eq!(rule.ranked().len(), 4); // this year and the last, in the group and by role
    assert_eq!(rule.slots(), ["score", "last.score"].map(crate::fixture::slot));
}

#[test]
fn both_places_and_what_would_lead_up_are_told() {
    let cases = [
        ("improved_place(score)", "score=80 last.score=70", "90 70 60", "90 80 60"),
        ("improved_place(score)", "score=80 last.score=90", "90 85", "95 85"),
        ("improved_place(score)", "score=80 last.score=99", "90 85", "95 85"), // nobody is above the first
        ("improved_place(score)", "score=80 last.score=70", "90 ? 60", "90 80 60"),
        ("improved_place(score)", "score=80 last.score=?", "90 60", "90"),
        ("improved_place(pci)", "pci=5 last.pci=4", "1 3", "1 6"),
        (
            "improved_place(online / received)",
            "online=5 received=10 secret=0 last.online=8 last.received=10",
            "0.72 0.6",
            "0.9",
        ),
        ("not improved_place(score)", "score=80 last.score=70", "90 70 60", "90 80 60"),
    ];
    let exhibit = |(text, own, now, before): (&str, &str, &str, &str)| {
        let subject = subject(text, own, now, before);
        let reason = rule(text).explain(&subject, &Policy::default(), &LIMITS);
        let [vi, en] = [Lang::Vi, Lang::En].map(|lang| line(lang, &reason));
        format!("{text}\n  {own} among {now}, before {before}\n  {vi}\n  {en}\n")
    };
    assert_golden("reasons_of_rises", &cases.map(exhibit).join("\n"));
}
