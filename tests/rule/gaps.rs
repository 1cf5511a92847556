//! Reasons and gaps as people read them, kept in full under `tests/golden/` for review.

use std::fmt::Write;

use crate::fixture::{LIMITS, Subject, rule};
use crate::golden::assert_golden;
use thidua::rule::Policy;
use thidua::text::reason::{gap, line};
use thidua::vocab::reason::{Part, Reason};
use thidua::vocab::{Lang, Verdict};

fn explained(text: &str, cells: &str, others: &str, policy: Policy) -> Reason {
    let rule = rule(text);
    let subject = Subject::of(cells).among(&rule, others);
    let reason = rule.explain(&subject, &policy, &LIMITS);
    assert_eq!(reason.verdict, rule.judge(&subject, &policy), "{text}");
    reason
}

/// The rule, the cells, and the line in both languages.
fn exhibit(text: &str, cells: &str, others: &str, policy: Policy) -> String {
    let reason = explained(text, cells, others, policy);
    let mut exhibit = format!("{text}\n  {cells}");
    if !others.is_empty() {
        let _ = write!(exhibit, " among {others}");
    }
    for lang in [Lang::Vi, Lang::En] {
        let _ = write!(exhibit, "\n  {}", line(lang, &reason));
    }
    exhibit + "\n"
}

const PARTS: [(&str, &str); 48] = [
    ("online / received >= 62%", "online=619 received=1000 secret=0"),
    ("online / received >= 62%", "online=1904 received=3071 secret=0"),
    ("online / received >= 62%", "online=650 received=1000 secret=0"),
    ("satisfied >= 90%", "satisfied=85.8%"),
    ("satisfied > 90%", "satisfied=90%"),
    ("score >= 80%", "score=78.5"),
    ("score >= 80", "score=78.5"),
    ("not score < 80", "score=78.5"),
    ("score > bonus", "score=78.5 bonus=78.5"),
    ("fund >= 1000000", "fund=500000"),
    ("pci <= 10", "pci=13"),
    ("weight >= 1/3", "weight=0.3"),
    ("class >= 'Tốt'", "class=Khá"),
    ("class = 'Tốt'", "class=Khá"),
    ("class < 'Khá'", "class=Tốt"),
    ("sent_on < 20/11/2023", "sent_on=22/11/2023"),
    ("sent_on - 15/11/2023 >= 10", "sent_on=22/11/2023"),
    ("ok", "ok=no"),
    ("not ok", "ok=yes"),
    ("role in ('chair', 'deputy')", "role=staff"),
    ("role not in ('chair', 'deputy')", "role=chair"),
    ("received = 0", "received=3 online=0 secret=0"),
    ("received != 3", "received=3 online=0 secret=0"),
    ("online / received >= 62%", "online=0 received=0 secret=0"),
    ("online / received >= 62%", "online=5 received=0"),
    ("online / received >= 62%", "online=? received=10"),
    ("online / received >= 62%", "online=na received=10"),
    ("online / (received - secret) >= 100%", "online=8 received=10 secret=1"),
    ("online / received > 100%", "online=10 received=10 secret=0"),
    ("online / (online + weight) >= 62%", "online=6 weight=4 received=9 secret=0"),
    ("abs(weight - 3) <= 1", "weight=5"),
    ("satisfied * score >= 500", "satisfied=10% score=1"),
    ("improved(score)", "score=78.5 last.score=80"),
    ("improved(pci)", "pci=5 last.pci=5"),
    ("improved(class)", "class=Tốt last.class=Tốt"),
    ("years_mean(score, 3) >= 80", "score=78 last.score=80 before.score=na"),
    ("unit.par_score >= 90 and unit.online / unit.received >= 50%", "unit.par_score=85 unit.online=6 unit.received=10"),
    ("at_least(2, ok, score >= 80, pci = 1)", "ok=yes score=70 pci=2"),
    ("not at_least(2, ok, score >= 80, pci = 1)", "ok=yes score=80 pci=2"),
    ("(ok or score >= 80) and satisfied >= 90%", "ok=no score=70 satisfied=90%"),
    ("not (ok or score >= 80)", "ok=no score=80"),
    ("round(online / received * 100%, 1) >= 62%", "online=6194 received=10000 secret=0"),
    ("min(100%, online / received) >= 62%", "online=1 received=3 secret=0"),
    ("pci <= later", "pci=3"),
    ("pci <= places", "pci=7"),
    ("online / received >= satisfied", "online=1 received=3 secret=0 satisfied=50%"),
    ("satisfied >= 62.125%", "satisfied=61.9%"),
    ("online * 0 >= 1", "online=3 received=9 secret=0"),
];

const PLACES: [(&str, &str, &str); 16] = [
    ("top(score, 2)", "score=80", "90 85 70"),
    ("top(score, 2)", "score=80", "90 85.5 ?"),
    ("top(score, 2)", "score=80", "90 85 83 ?"),
    ("top(score, 3)", "score=80", "95 90 85 70 ?"),
    ("top(score, 2)", "score=85", "90 80"),
    ("top(score, 2)", "score=?", "90 80"),
    ("top(score, 20%)", "score=80", "90 85 70 60"),
    ("top(score, 40%)", "score=80", "90 85 70 60"),
    ("top(pci, 1)", "pci=4", "2 3"),
    ("top(online / received, 1)", "online=5 received=10 secret=0", "0.72 0.4"),
    ("top(score, later)", "score=80", "90"),
    ("top(score, places)", "score=80", "90 90 90 90 90"),
    ("rank(score) < 2", "score=80", "90"),
    ("rank(score) = 3", "score=80", "90"),
    ("not top(score, 2)", "score=80", "70"),
    ("top(score, 1)", "score=na", "70"),
];

#[test]
fn a_reason_reads_as_a_person_would_give_it() {
    let parts = PARTS.map(|(text, cells)| exhibit(text, cells, "", Policy::default()));
    let places = PLACES.map(|(text, cells, others)| exhibit(text, cells, others, Policy::default()));
    let met = Policy { when_zero: Some(Verdict::Met), when_new: Some(Verdict::NotMet) };
    let policies = [("online / received >= 62%", "online=0 received=0"), ("improved(score)", "score=80 last.score=new")]
        .map(|(text, cells)| exhibit(text, cells, "", met));
    let all: Vec<String> = parts.into_iter().chain(places).chain(policies).collect();
    assert_golden("reasons", &all.join("\n"));
}

#[test]
fn a_gap_alone_is_a_few_words() {
    #[track_caller]
    fn case(text: &str, cells: &str, expected: Option<&str>) {
        let Part::Compare(comparison) = explained(text, cells, "", Policy::default()).part else { panic!("{text}") };
        let told = comparison.gap.as_ref().and_then(|of| gap(Lang::Vi, of));
        assert_eq!(told.as_deref(), expected);
    }
    case("online / received >= 62%", "online=583 received=1000 secret=0", Some("cần thêm 37 hồ sơ"));
    case("score >= 80", "score=78.5", Some("thiếu 1,5 điểm"));
    case("class >= 'Tốt'", "class=Khá", Some("cần xếp loại Tốt trở lên"));
    let far = Some("không thể bù bằng một số liệu; còn cách 4,2 điểm phần trăm");
    case("online / received - 104.2% >= 0%", "online=100 received=100 secret=0", far);
    case("score >= 80", "score=80", None); // nothing is missing
    case("online / received >= 62%", "online=0 received=0", None);
}
