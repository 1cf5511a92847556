use super::{assert_golden, gallery, samples, words};
use crate::vocab::finding::RuleFault::{self, *};
use crate::vocab::finding::Sort;
use crate::vocab::{Kind, Number};

samples! { RuleFault:
    Unexpected { .. } => [Unexpected { found: "?".into() }, Unexpected { found: String::new() }],
    OtherWriting { .. } => [OtherWriting { found: "và".into(), write: "and" }],
    NeverMet { .. } => [
        NeverMet { written: "dti >= 180".into(), bound: Number::from(100), percent: false, most: true },
        NeverMet { written: "happy >= 900%".into(), bound: Number::ONE, percent: true, most: true },
        NeverMet { written: "received < 0".into(), bound: Number::ZERO, percent: false, most: false },
    ],
    AlwaysMet { .. } => [
        AlwaysMet { written: "received >= 0".into(), bound: Number::ZERO, percent: false, most: false },
    ],
    Unclosed { .. } => [Unclosed { sign: '[' }],
    CommaDecimal { .. } => [CommaDecimal { written: "62,5 %".into() }, CommaDecimal { written: "0,92".into() }],
    ThousandsDots { .. } => [ThousandsDots { written: "1.490.000".into() }],
    NoSuchDay { .. } => [NoSuchDay { written: "31/11/2023".into() }],
    Chained => [Chained],
    TooDeep => [TooDeep],
    UnknownName { .. } => [
        UnknownName { name: "recieved".into(), near: Some("received".into()) },
        UnknownName { name: "xyz".into(), near: None },
    ],
    TextWithoutQuotes { .. } => [
        TextWithoutQuotes { written: "UBND cấp xã".into(), write: Some("UBND cấp xã".into()) },
        TextWithoutQuotes { written: "Tôt".into(), write: Some("Tốt".into()) },
        TextWithoutQuotes { written: "Giỏi".into(), write: None },
    ],
    HeadingWithoutBrackets { .. } => [
        HeadingWithoutBrackets { written: "Điểm CCHC".into(), heading: "Điểm CCHC".into() },
        HeadingWithoutBrackets { written: "Điểm CCHT".into(), heading: "Điểm CCHC".into() },
    ],
    UnknownHeading { .. } => [
        UnknownHeading { heading: "Điểm CCHT".into(), near: Some("Điểm CCHC".into()) },
        UnknownHeading { heading: "Khác".into(), near: None },
    ],
    AmbiguousHeading { .. } => [AmbiguousHeading { heading: "Điểm".into() }],
    UnknownFunction { .. } => [
        UnknownFunction { name: "tops".into(), near: Some("top".into()) },
        UnknownFunction { name: "average".into(), near: None },
    ],
    UnknownList { near: Some(_), .. } => [
        UnknownList { name: "componets".into(), near: Some("components".into()), known: words(&["components"]) },
    ],
    UnknownList { near: None, .. } => [
        UnknownList { name: "ideas".into(), near: None, known: words(&["components", "tasks"]) },
        UnknownList { name: "ideas".into(), near: None, known: Vec::new() },
    ],
    ListAlone { .. } => [ListAlone { name: "components".into() }],
    NotInList { .. } => [NotInList { function: "top".into() }],
    RowWithoutYear { .. } => [RowWithoutYear { name: "this_year".into() }],
    NoUnit => [NoUnit],
    NoEarlierYear { .. } => [NoEarlierYear { wanted: 2, available: 1 }],
    UnknownStep { .. } => [
        UnknownStep {
            written: "Tôt".into(),
            heading: "Xếp loại".into(),
            near: Some("Tốt".into()),
            known: words(&["Khá", "Tốt"]),
        },
        UnknownStep { written: "A".into(), heading: "Xếp loại".into(), near: None, known: words(&["Khá", "Tốt"]) },
    ],
    Arguments { .. } => [Arguments { form: "round(x, 1)" }],
    TopLimit => [TopLimit],
    AtLeastCount { .. } => [AtLeastCount { parts: 3 }],
    NotAGrouping => [NotAGrouping],
    NotADivision => [NotADivision],
    PlaceElsewhere => [PlaceElsewhere],
    TestExpected { .. } => [TestExpected { found: Sort::Quotient }],
    QuantityExpected { .. } => [QuantityExpected { found: Sort::Test }],
    PercentWithoutSign { .. } => [
        PercentWithoutSign { written: "90".into() },
        PercentWithoutSign { written: "0.92".into() },
        PercentWithoutSign { written: "weight".into() },
    ],
    SmallPercent { .. } => [
        SmallPercent { written: "happy >= 0.92%".into(), least: Number::from_digits(92, 4) },
    ],
    ScoreWithoutMax { .. } => [ScoreWithoutMax { written: "bonus".into() }],
    KindsDiffer { .. } => [
        KindsDiffer { left: Sort::Kind(Kind::Count), right: Sort::Kind(Kind::Percent) },
        KindsDiffer { left: Sort::Kind(Kind::Date), right: Sort::Quoted },
        KindsDiffer { left: Sort::Kind(Kind::Rating), right: Sort::Kind(Kind::Number) },
        KindsDiffer { left: Sort::Kind(Kind::Text), right: Sort::Kind(Kind::Text) },
        KindsDiffer { left: Sort::Kind(Kind::Money), right: Sort::Kind(Kind::Rank) },
    ],
    KindsDoNotCombine { .. } => [
        KindsDoNotCombine { left: Sort::Kind(Kind::Count), right: Sort::Kind(Kind::Money) },
    ],
    ScalesDiffer => [ScalesDiffer],
    AttestationCompared { .. } => [AttestationCompared { written: "law_ok".into() }],
    UndeclaredText { .. } => [UndeclaredText { heading: "Chức vụ".into() }],
    TextOrdered => [TextOrdered],
    DivisorNotPositive => [DivisorNotPositive],
    RanksOrdered => [RanksOrdered],
    ShareAboveOne { .. } => [ShareAboveOne { written: "62".into() }],
}

#[test]
fn every_finding_in_an_expression_says_what_is_wrong_and_what_to_do() {
    assert_golden("rule_faults", &gallery(samples()));
}
