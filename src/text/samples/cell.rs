use super::{assert_golden, gallery, samples, words};
use crate::vocab::finding::CellFault::{self, *};
use crate::vocab::finding::CodeChange;
use crate::vocab::{Area, Date, Number, Side};

fn ahead(count: u32) -> CellFault {
    let on = |year, month, day| Date::from_ymd_opt(year, month, day).unwrap_or_default();
    DayAhead { day: on(2032, 12, 25), as_of: on(2023, 12, 28), count }
}

samples! { CellFault:
    NotANumber { .. } => [NotANumber { written: "62 hs".into() }, NotANumber { written: "Không phát sinh".into() }],
    OtherMeasure { measure: Some(_), .. } => [
        OtherMeasure { written: "3 đồng".into(), other: "đồng".into(), measure: Some("hồ sơ".into()) },
    ],
    OtherMeasure { measure: None, .. } => [
        OtherMeasure { written: "12 triệu đồng".into(), other: "triệu đồng".into(), measure: None },
    ],
    TwoReadings { .. } => [
        TwoReadings { written: "1.234".into(), readings: [Number::from(1234), Number::from_digits(1234, 3)] },
        TwoReadings { written: "1.000%".into(), readings: [Number::ONE, Number::from(1000)] },
    ],
    BareFraction { .. } => [BareFraction { written: "0,62".into() }],
    BareFractions { .. } => [
        BareFractions { heading: "Mức độ hài lòng".into(), name: "satisfied".into(), written: "0.62".into(), count: 1 },
        BareFractions { heading: "Mức độ hài lòng".into(), name: "satisfied".into(), written: "0.62".into(), count: 1200 },
    ],
    NotWhole { .. } => [NotWhole { written: "12,5".into() }],
    Negative { .. } => [Negative { written: "-3".into() }],
    NotAPlace { .. } => [NotAPlace { written: "0".into() }],
    AboveMost { percent: true, .. } => [AboveMost { written: "120%".into(), most: Number::ONE, percent: true }],
    AboveMost { percent: false, .. } => [
        AboveMost { written: "1620".into(), most: Number::from_digits(12345, 1), percent: false },
    ],
    BelowLeast { percent: true, .. } => [
        BelowLeast { written: "20%".into(), least: Number::from_digits(5, 1), percent: true },
    ],
    BelowLeast { percent: false, .. } => [BelowLeast { written: "0".into(), least: Number::ONE, percent: false }],
    TooLong { .. } => [TooLong { written: "1".repeat(90) }],
    NotADay { .. } => [
        NotADay { written: "31/11/2023".into() },
        NotADay { written: "28/11/23".into() },
        NotADay { written: "28/11".into() },
        NotADay { written: "11/28/2023".into() },
    ],
    BareSerial { day: Some(_), .. } => [
        BareSerial { written: "45291".into(), day: Date::from_ymd_opt(2023, 12, 31) },
    ],
    BareSerial { day: None, .. } => [BareSerial { written: "99999999".into(), day: None }],
    DayAhead { .. } => [ahead(1), ahead(37)],
    UnknownValue { near: Some(_), .. } => [
        UnknownValue { written: "Tôt".into(), near: Some("Tốt".into()), known: words(&["Khá", "Tốt"]) },
    ],
    UnknownValue { near: None, .. } => [
        UnknownValue { written: "A".into(), near: None, known: words(&["Yếu", "Trung bình", "Khá", "Tốt", "Xuất sắc"]) },
        UnknownValue { written: "A".into(), near: None, known: (1..=13).map(|step| format!("Bậc {step}")).collect() },
        UnknownValue { written: "A".into(), near: None, known: Vec::new() },
    ],
    NeitherYesNorNo { .. } => [NeitherYesNorNo { written: "chưa rõ".into() }],
    ErrorValue { .. } => [ErrorValue { written: "#DIV/0!".into() }],
    Uncomputed => [Uncomputed],
    Covered { .. } => [Covered { area: Area { top: 1, left: 2, bottom: 1, right: 3 } }],
    PartAboveWhole { .. } => [
        PartAboveWhole { part: "Số hồ sơ trực tuyến".into(), whole: "Tổng số hồ sơ tiếp nhận".into() },
    ],
    UnknownGroup { near: Some(_), .. } => [
        UnknownGroup { written: "Xa".into(), near: Some("Xã".into()), known: words(&["Cơ quan", "Xã"]) },
    ],
    UnknownGroup { near: None, .. } => [
        UnknownGroup { written: "Khác".into(), near: None, known: words(&["Cơ quan", "Xã"]) },
        UnknownGroup { written: String::new(), near: None, known: words(&["Cơ quan", "Xã"]) },
    ],
    UnknownUnit { near: Some(_), .. } => [UnknownUnit { written: "KIM THAI".into(), near: Some("Kim Thái".into()) }],
    UnknownUnit { near: None, .. } => [
        UnknownUnit { written: "DV99".into(), near: None },
        UnknownUnit { written: String::new(), near: None },
    ],
    UnknownSubject { near: Some(_), .. } => [
        UnknownSubject { written: "VBX7".into(), near: Some("VB7".into()), side: Side::Units },
    ],
    UnknownSubject { near: None, side: Side::Units, .. } => [
        UnknownSubject { written: "DV99".into(), near: None, side: Side::Units },
    ],
    UnknownSubject { near: None, side: Side::Persons, .. } => [
        UnknownSubject { written: "P99".into(), near: None, side: Side::Persons },
    ],
    EarlierRow { .. } => [EarlierRow { written: "VBO1".into(), near: "VB01".into(), year: 2022 }],
    EarlierStrangers { ranked: false, .. } => [
        EarlierStrangers { written: "VB40".into(), count: 1, year: 2022, ranked: false },
    ],
    EarlierStrangers { ranked: true, .. } => [
        EarlierStrangers { written: "VB40".into(), count: 3, year: 2022, ranked: true },
    ],
    NotAYear { .. } => [NotAYear { written: "năm nay".into() }],
    RowWithoutId => [RowWithoutId],
    NobodysRow { .. } => [NobodysRow { written: "Trần Thị Mai".into() }],
    PerhapsTotal { .. } => [PerhapsTotal { written: "TB".into() }],
    PerhapsGroup { of_list: false, .. } => [PerhapsGroup { written: "Sở, ban, ngành".into(), of_list: false }],
    PerhapsGroup { of_list: true, .. } => [PerhapsGroup { written: "I. Nhiệm vụ thường xuyên".into(), of_list: true }],
    RepeatedRows { .. } => [RepeatedRows { count: 1 }, RepeatedRows { count: 12 }],
    MonthFirst { .. } => [MonthFirst { heading: "Ngày nộp".into(), written: "12/25/2023".into() }],
    TurnedDays { .. } => [TurnedDays { heading: "Ngày nộp".into(), count: 14 }],
    Unnumbered { .. } => [Unnumbered { written: "Điểm tối đa".into() }],
    BlankName { .. } => [BlankName { id: "106".into() }],
    IdOfAnother { .. } => [
        IdOfAnother { id: "VB01".into(), name: "Xã Minh Tân".into(), of_id: "Xã Kim Thái".into() },
    ],
    NamedOtherwise { .. } => [
        NamedOtherwise { count: 1, name: "Sở GD&ĐT".into(), of_id: "Sở Giáo dục và Đào tạo".into() },
        NamedOtherwise { count: 12, name: "Trường THCS Nam Hồng".into(), of_id: "Xã Nam Hồng".into() },
    ],
    DoubledId { .. } => [DoubledId { id: "DV07".into() }],
    DoubledName { .. } => [DoubledName { name: "Bùi Thị Ngọc".into() }],
    InSeveralFiles { .. } => [
        InSeveralFiles { id: "VB05".into(), name: "Xã Đại An".into(), files: 2 },
        InSeveralFiles { id: "Xã Đại An".into(), name: "Xã Đại An".into(), files: 3 },
    ],
    TwinFiles { .. } => [TwinFiles { names: vec!["Lê Văn Sơn".into(), "Vũ Đức Anh".into()] }],
    PerhapsDoubled { .. } => [
        PerhapsDoubled { one: "Xã Hòa Bình (VB01)".into(), other: "UBND xã Hòa Bình (VB17)".into() },
    ],
    SettledReadings { .. } => [
        SettledReadings { heading: "Kinh phí".into(), count: 3, written: "1.234".into(), taken: Number::from(1234) },
        SettledReadings { heading: "Điểm".into(), count: 1, written: "97,685".into(), taken: Number::from_digits(97685, 3) },
    ],
    SettledByRange { .. } => [
        SettledByRange { heading: "Tỷ lệ".into(), count: 1, written: "1.000%".into(), taken: Number::ONE },
        SettledByRange { heading: "Điểm".into(), count: 21, written: "97,685".into(), taken: Number::from_digits(97685, 3) },
    ],
    ZerosRestored { .. } => [
        ZerosRestored { heading: "Mã đơn vị".into(), count: 12, written: "1".into(), taken: "001".into() },
    ],
    ByName { .. } => [
        ByName { heading: "Đơn vị".into(), count: 4, written: "Xã Kim Thái".into(), taken: "VB30".into() },
    ],
    LocalityTaken { .. } => [LocalityTaken { written: "UBND xã Kim Thái".into(), taken: "Kim Thái".into() }],
    SeveralFit { .. } => [SeveralFit { written: "1".into(), fits: words(&["01", "001"]) }],
    NotSent { unread: false, .. } => [NotSent { unit: "Xã Kim Thái".into(), unread: false }],
    NotSent { unread: true, .. } => [NotSent { unit: "Xã Kim Thái".into(), unread: true }],
    NotSentBy { unread: false, .. } => [
        NotSentBy { units: vec!["Xã Kim Thái".into(), "Xã Đại An".into()], unread: false },
        NotSentBy { units: vec!["Xã".into(); 120], unread: false },
    ],
    NotSentBy { unread: true, .. } => [
        NotSentBy { units: vec!["Xã Kim Thái".into(), "Xã Đại An".into()], unread: true },
    ],
    BlankForm { .. } => [BlankForm { unit: "Xã Đại An".into() }],
    NotExpected { near: Some(_), .. } => [NotExpected { written: "VB3O".into(), near: Some("VB30".into()) }],
    NotExpected { near: None, .. } => [NotExpected { written: "Xã Khác".into(), near: None }],
    ChangedCode { .. } => [
        ChangedCode { written: "13/12/2023".into(), change: CodeChange::Day },
        ChangedCode { written: "1".into(), change: CodeChange::Letters },
        ChangedCode { written: "123456789012346000".into(), change: CodeChange::Rounded },
    ],
    NumbersAsText { .. } => [
        NumbersAsText { heading: "Số hồ sơ".into(), count: 1 },
        NumbersAsText { heading: "Số hồ sơ".into(), count: 1200 },
    ],
}

#[test]
fn every_finding_in_a_cell_has_its_words_in_both_languages() {
    assert_golden("cell_faults", &gallery(samples()));
}
