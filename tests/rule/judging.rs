//! What an expression says of a subject: boundaries, absences and traps.

use crate::fixture::{Campaign, Subject, decimal, measure, rule};
use thidua::rule::{Policy, Quantity};
use thidua::vocab::Verdict::{self, Met, NoData, NotApplicable, NotMet};

#[track_caller]
fn case(text: &str, cells: &str, expected: Verdict) {
    let verdict = rule(text).judge(&Subject::of(cells), &Policy::default());
    assert_eq!(verdict, expected, "{text} with {cells}");
}

#[test]
fn a_share_is_compared_before_it_is_rounded() {
    let share = "online / received >= 62%";
    case(share, "online=620 received=1000", Met); // exactly the threshold
    case(share, "online=619 received=1000", NotMet);
    case(share, "online=1904 received=3071", NotMet); // 61,9993 %
    case("online / received >= 0.62", "online=62 received=100", Met);
    case("62% <= online / received", "online=62 received=100", Met);
    case("online / received * 100 >= 62", "online=62 received=100", Met);
    case("online >= 62% * received", "online=62 received=100", Met);
}

#[test]
fn decimals_add_up_exactly() {
    case("weight + 0.06 + 0.09 = 1", "weight=0.85", Met);
    case("satisfied + 6% + 9% >= 100%", "satisfied=85%", Met);
    case("0.1 + 0.2 = 0.3", "", Met);
}

#[test]
fn a_zero_is_not_a_blank_and_a_blank_not_a_zero() {
    let share = "online / received >= 62%";
    case(share, "online=0 received=0", NotApplicable);
    case(share, "online=? received=0", NoData);
    case(share, "online=0 received=?", NoData);
    case(share, "online=5 received=0", NoData); // a fault in the data
    case(share, "online=0 received=10", NotMet);
    case("online / (received - secret) >= 50%", "online=1 received=3 secret=5", NoData); // over a negative
    case("online / (received - secret) >= 50%", "online=0 received=3 secret=5", NoData);
    case("online / (received - secret) >= 50%", "online=0 received=5 secret=5", NotApplicable);
}

#[test]
fn what_does_not_apply_yields_to_what_is_missing() {
    let share = "online / received >= 62%";
    case(share, "online=na received=1000", NotApplicable);
    case(share, "online=na received=?", NoData);
    case(share, "online=na received=0", NotApplicable);
    case(share, "online=na received=bad", NoData);
    case("satisfied >= last.satisfied", "satisfied=90% last.satisfied=absent", NoData);
    case("satisfied >= last.satisfied", "satisfied=na last.satisfied=new", NoData);
}

#[test]
fn a_failed_part_decides_a_conjunction_whatever_is_missing() {
    case("online / received >= 62% and ok", "online=1 received=10", NotMet);
    case("online / received >= 62% and ok", "online=8 received=10", NoData);
    case("online / received >= 62% or ok", "ok=yes", Met);
    case("online / received >= 62% or ok", "ok=no", NoData);
    case("online / received >= 62% and ok", "online=0 received=0 ok=yes", Met);
    case("online / received >= 62% or ok", "online=0 received=0 ok=no", NotMet);
    case("not (online / received >= 62%) and ok", "online=0 received=0 ok=yes", Met);
}

#[test]
fn not_binds_looser_than_a_comparison_and_tighter_than_and() {
    case("not ok and pci = 1", "ok=no pci=1", Met);
    case("not (ok and pci = 1)", "ok=no pci=1", Met);
    case("not pci = 1", "pci=2", Met);
    case("not not ok", "ok=yes", Met);
    case("not (not (not ok or pci = 2) and ok)", "ok=yes pci=1", NotMet);
    case("ok or ok and pci = 2", "ok=yes pci=1", Met);
}

#[test]
fn at_least_counts_what_is_met_and_what_may_still_be() {
    let two = "at_least(2, ok, pci = 1, weight > 0)";
    case(two, "ok=yes pci=1 weight=?", Met);
    case(two, "ok=yes pci=2 weight=?", NoData);
    case(two, "ok=no pci=2 weight=?", NotMet);
    case(two, "ok=yes pci=na weight=na", NotMet); // what does not apply lowers nothing
    case(two, "ok=na pci=na weight=na", NotApplicable);
    case(two, "ok=na pci=na weight=?", NoData); // the last one may turn out not to apply either
}

#[test]
fn the_criterion_says_what_zero_of_zero_and_a_new_subject_mean() {
    #[track_caller]
    fn case(text: &str, cells: &str, policy: Policy, expected: Verdict) {
        assert_eq!(rule(text).judge(&Subject::of(cells), &policy), expected, "{text} {policy:?}");
    }
    let zero = |verdict| Policy { when_zero: Some(verdict), when_new: None };
    let new = |verdict| Policy { when_zero: None, when_new: Some(verdict) };
    let nothing = "online=0 received=0";
    case("online / received >= 62%", nothing, zero(Met), Met);
    case("online / received >= 62%", nothing, zero(NotMet), NotMet);
    case("online / received >= 62%", nothing, zero(NoData), NoData);
    case("not (online / received < 62%)", nothing, zero(Met), Met); // not turned round by the not
    case("not (not (online / received >= 62%) or ok)", "online=0 received=0 ok=no", zero(Met), Met);
    case("improved(score)", "score=80 last.score=new", new(Met), Met);
    case("improved(score)", "score=80 last.score=new", new(NotMet), NotMet);
    case("improved(score)", "score=80 last.score=new", Policy::default(), NoData);
    case("improved(score)", "score=? last.score=new", new(Met), NoData);
    case("not improved(score)", "score=80 last.score=new", new(Met), Met);
}

#[test]
fn kinds_compare_as_people_read_them() {
    case("satisfied >= 90%", "satisfied=90%", Met);
    case("score >= 80%", "score=80", Met); // a share of the declared maximum
    case("90% <= score", "score=89.99", NotMet);
    case("score >= 80", "score=80", Met);
    case("class >= 'Tốt'", "class=Khá", NotMet);
    case("class >= 'Tốt'", "class=Tốt", Met);
}

#[test]
fn texts_and_steps_are_found_under_any_of_their_spellings() {
    case("class >= 'TỐT'", "class=Tốt", Met);
    case("class >= 'To\u{302}\u{301}t'", "class=Tốt", Met);
    case("'Tốt' <= class", "class=Tốt", Met);
    case("class < 'Tốt'", "class=Khá", Met);
    case("class != 'Tốt'", "class=Khá", Met);
    case("class in ('Tốt', 'Xuất sắc')", "class=Tốt", Met);
    case("task = 'HTXSNV'", "task=HTXS", Met);
    case("role in ('chair', 'Phó Chủ tịch')", "role=deputy", Met);
    case("role not in ('chair', 'deputy')", "role=deputy", NotMet);
    case("role not in ('chair', 'deputy')", "role=?", NoData);
    case("role = ‘Viên chức’", "role=staff", Met);
    case("role = “Viên chức”", "role=staff", Met);
    case("role = «Viên chức»", "role=staff", Met);
    case("role != \"chair\"", "role=staff", Met);
    case("pci in (1, 2, 3)", "pci=2", Met);
    case("pci not in (1, 2, 3)", "pci=4", Met);
}

#[test]
fn days_are_days() {
    case("sent_on <= 20/11/2023", "sent_on=20/11/2023", Met);
    case("sent_on < 2023-11-20", "sent_on=20/11/2023", NotMet);
    case("sent_on - 15/11/2023 <= 5", "sent_on=20/11/2023", Met);
    case("sent_on + 1 > 20/11/2023", "sent_on=20/11/2023", Met);
}

#[test]
fn a_rank_improves_when_it_falls_and_all_else_when_it_rises() {
    case("improved(pci)", "pci=2 last.pci=3", Met);
    case("improved(pci)", "pci=3 last.pci=3", NotMet);
    case("improved(score)", "score=80.1 last.score=80", Met);
    case("improved(class)", "class=Tốt last.class=Khá", Met);
    case("improved(online / received)", "online=2 received=3 last.online=1 last.received=2", Met);
    case("improved(score) or improved(pci)", "score=70 last.score=80 pci=1 last.pci=2", Met);
}

#[test]
fn years_that_do_not_apply_are_left_out_and_missing_ones_are_missing() {
    case("years_mean(score, 3) >= 80", "score=90 last.score=80 before.score=70", Met);
    case("years_mean(score, 3) >= 80", "score=90 last.score=na before.score=70", Met);
    case("years_mean(score, 3) >= 80", "score=90 last.score=absent before.score=70", NoData);
    case("years_mean(score, 3) >= 80", "score=na last.score=na before.score=na", NotApplicable);
    case("years_min(class, 3) >= 'Tốt'", "class=Tốt last.class=Khá before.class=Tốt", NotMet);
    case("years_min(class, 3) >= 'Tốt'", "class=Tốt last.class=Tốt before.class=Tốt", Met);
    case("years_max(pci, 2) <= 10", "pci=3 last.pci=11", NotMet);
    case("years_sum(online, 3) >= 6", "online=1 last.online=2 before.online=3", Met);
}

#[test]
fn functions_round_and_choose_as_they_say() {
    case("round(weight, 1) = 2.3", "weight=2.25", Met);
    case("round(weight, 1, 'down') = 2.2", "weight=2.29", Met);
    case("round(weight, 0, 'up') = 3", "weight=2.01", Met);
    case("round(satisfied, 1) >= 62%", "satisfied=61.96%", Met); // digits as people see them
    case("round(satisfied, 1) >= 62%", "satisfied=61.94%", NotMet);
    case("floor(weight) = 2 and ceil(weight) = 3", "weight=2.5", Met);
    case("floor(satisfied) = 61%", "satisfied=61.9%", Met);
    case("min(100%, online / received) = 100%", "online=12 received=10", Met);
    case("abs(weight - 3) <= 1", "weight=2", Met);
    case("max(weight, 3) = 3", "weight=2", Met);
    case("- weight = -2", "weight=2", Met);
    case("2 - 1 - 1 = 0 and 8 / 2 / 2 = 2 and 2 + 3 * 4 = 14", "", Met);
}

#[test]
fn a_unit_gives_its_figures_to_its_people() {
    case("unit.par_class >= 'Tốt'", "unit.par_class=Tốt", Met);
    case("unit.par_score >= 90% and unit.portal", "unit.par_score=90 unit.portal=yes", Met);
    case("unit.par_score >= 90%", "unit.par_score=absent", NoData);
    case("unit.last.par_score < unit.[Điểm CCHC]", "unit.par_score=2 unit.last.par_score=1", Met);
}

#[test]
fn figures_that_guidance_sets_count_and_open_ones_are_missing() {
    case("pci <= places", "pci=5", Met);
    case("satisfied >= share", "satisfied=20%", Met);
    case("pci <= later", "pci=5", NoData);
    case("pci <= later and ok", "pci=5 ok=no", NotMet);
    assert_eq!(rule("pci <= later and pci < places").constants().collect::<Vec<_>>(), ["later", "places"]);
}

#[test]
fn a_place_is_decided_only_when_no_missing_value_can_change_it() {
    #[track_caller]
    fn case(text: &str, own: &str, others: &str, expected: Verdict) {
        let rule = rule(text);
        let subject = Subject::of(own).among(&rule, others);
        assert_eq!(rule.judge(&subject, &Policy::default()), expected, "{text}: {own} among {others}");
    }
    case("top(score, 2)", "score=80", "90 70", Met);
    case("top(score, 2)", "score=80", "90 85", NotMet);
    case("top(score, 2)", "score=80", "90 80", Met); // equal values share the place
    case("top(score, 2)", "score=80", "90 ?", NoData);
    case("top(score, 3)", "score=80", "90 ?", Met);
    case("top(score, 2)", "score=80", "90 85 ?", NotMet);
    case("top(score, 2)", "score=?", "90 85", NoData);
    case("top(score, 2)", "score=na", "90 85", NotApplicable);
    case("top(score, later)", "score=80", "90", NoData);
    case("top(score, places)", "score=80", "90", Met);
    case("top(pci, 1)", "pci=2", "3 4", Met); // the smallest rank is the best
    case("rank(score) <= 2", "score=80", "90 70", Met);
    case("rank(score) = 2", "score=80", "90 ?", NoData);
    case("rank(score) = 1", "score=80", "90 ?", NotMet);
    case("rank(score) != 1", "score=80", "90 ?", Met);
    case("5 > rank(score)", "score=80", "90 ?", Met);
    case("top(score, 20%)", "score=80", "90 70 60 50 40", NotMet);
    case("top(score, 20%)", "score=95", "90 70 60 50", Met);
    case("top(score, 20%)", "score=95", "90 70 60 ?", NoData); // the missing one may be better
    case("top(score, 50%)", "score=80", "90 70 ?", NoData);
    case("top(score, 50%)", "score=80", "90 60 70", Met);
    case("top(score, 50%)", "score=80", "95 90 ? ", NotMet); // 3 of 4 at best
    case("not top(score, 2)", "score=80", "90 85", Met);
}

#[test]
fn a_measure_has_a_value_or_says_why_not() {
    let value = |text: &str, cells: &str| measure(text).value(&Subject::of(cells));
    assert_eq!(value("online / received", "online=1 received=2"), Quantity::Known(decimal("0.5")));
    assert_eq!(value("online / received", "online=0 received=0"), Quantity::NotApplicable);
    assert_eq!(value("online / received", "online=1"), Quantity::NoData);
    assert_eq!(value("ok", "ok=yes"), Quantity::Known(decimal("1")));
    assert_eq!(measure("online / (received - secret)").label(), "Hồ sơ trực tuyến / (Tổng số hồ sơ - Hồ sơ mật)");
    assert_eq!(measure("years_mean(score, 3) + last.bonus").label(), "mean[3](Điểm CCHC) + Điểm thưởng [-1]");
}

#[test]
fn every_figure_that_is_read_is_named_once() {
    let rule = rule("online / received >= 62% and improved(online) and top(score, 3)");
    let names: Vec<_> = ["received", "online", "score", "last.online"].map(crate::fixture::slot).into();
    assert_eq!(rule.slots(), names);
    assert!(Campaign::new().test("ok").unwrap().ranked().is_empty());
}
