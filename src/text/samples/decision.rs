use super::{assert_golden, gallery, samples, words};
use crate::vocab::decision::Ruling;
use crate::vocab::finding::DecisionFault::{self, *};
use crate::vocab::{Date, Outcome, Side};

fn xa() -> String {
    "Xã Kim Thái (VB30)".into()
}

samples! { DecisionFault:
    UnknownSubject { side: Some(Side::Units), .. } => [
        UnknownSubject { written: "VB3O".into(), side: Some(Side::Units), near: Some("VB30".into()) },
        UnknownSubject { written: "X".into(), side: Some(Side::Units), near: None },
    ],
    UnknownSubject { side: Some(Side::Persons), .. } => [
        UnknownSubject { written: "CN99".into(), side: Some(Side::Persons), near: None },
        UnknownSubject { written: String::new(), side: Some(Side::Persons), near: None },
    ],
    UnknownSubject { side: None, .. } => [UnknownSubject { written: "X".into(), side: None, near: None }],
    SeveralSubjects { .. } => [SeveralSubjects { written: "Nguyễn Văn An".into(), ids: words(&["CN01", "CN07"]) }],
    UnknownAward { .. } => [
        UnknownAward { written: "giay-khem".into(), near: Some("giay-khen".into()), known: words(&["giay-khen"]) },
        UnknownAward { written: "huy-chuong".into(), near: None, known: words(&["giay-khen", "bang-khen"]) },
    ],
    UnknownRuling { .. } => [
        UnknownRuling { written: "Chon".into(), near: Some("Chọn".into()), known: words(&["Chọn", "Loại"]) },
        UnknownRuling { written: "Đồng ý".into(), near: None, known: words(&["Chọn", "Bổ sung", "Loại", "Miễn"]) },
    ],
    UnknownCriterion { .. } => [
        UnknownCriterion { written: "onlin".into(), near: Some("online".into()), known: words(&["online"]) },
        UnknownCriterion { written: String::new(), near: None, known: words(&["online", "digitised"]) },
    ],
    NotADay { .. } => [NotADay { written: "31/11/2023".into() }],
    DayAhead { .. } => [DayAhead {
        day: Date::from_ymd_opt(2032, 12, 25).unwrap_or_default(),
        as_of: Date::from_ymd_opt(2023, 12, 28).unwrap_or_default(),
    }],
    Unfounded { .. } => [Unfounded { blank: vec!["Lý do".into(), "Số văn bản".into()] }],
    NotAYear { .. } => [NotAYear { written: "năm nay".into() }],
    Contradiction { .. } => [Contradiction { subject: xa() }],
    Repeated { .. } => [Repeated { subject: xa(), ruling: Ruling::Admit }],
    NoTie { .. } => [NoTie { subject: xa(), outcome: Outcome::NotEligible }],
    TooManyChosen { .. } => [TooManyChosen { choose: 1, chosen: 2 }],
    NoList { .. } => [NoList { subject: xa() }],
    StillNotEligible { .. } => [StillNotEligible { subject: xa(), criterion: "Hồ sơ trực tuyến".into() }],
    WithoutEffect { .. } => [
        WithoutEffect { subject: xa(), ruling: Ruling::Choose, outcome: Outcome::Selected },
        WithoutEffect { subject: xa(), ruling: Ruling::Exclude, outcome: Outcome::NotEligible },
    ],
    NotNeeded { .. } => [NotNeeded { subject: xa(), criterion: "Hồ sơ trực tuyến".into() }],
    BeyondPlaces { .. } => [BeyondPlaces { places: 6, listed: 7 }],
}

#[test]
fn every_finding_in_a_decision_has_its_words_in_both_languages() {
    assert_golden("decision_faults", &gallery(samples()));
}
