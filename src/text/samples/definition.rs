use super::{assert_golden, gallery, samples, words};
use crate::vocab::finding::DefinitionFault::{self, *};
use crate::vocab::finding::{Named, Shape, Syntax};
use crate::vocab::{Date, Kind, Number, Side};

fn shape(key: &str, expected: Shape) -> DefinitionFault {
    WrongShape { key: key.into(), expected }
}

fn unknown(what: Named, written: &str, near: Option<&str>, known: &[&str]) -> DefinitionFault {
    UnknownName { what, written: written.into(), near: near.map(Into::into), known: words(known) }
}

fn on(year: i32, month: u32, day: u32) -> Date {
    Date::from_ymd_opt(year, month, day).unwrap_or_default()
}

fn doubled(what: Named, name: &str) -> DefinitionFault {
    DoubledName { what, name: name.into() }
}

fn not_for(option: &str, kind: Kind) -> DefinitionFault {
    OptionNotForKind { option: option.into(), kind }
}

samples! { DefinitionFault:
    NotToml { .. } => [
        NotToml { kind: Syntax::TypographicQuotes, detail: "invalid basic string, expected `\"`".into() },
        NotToml { kind: Syntax::OpenText, detail: "invalid basic string, expected `\"`".into() },
        NotToml { kind: Syntax::DoubledKey, detail: "duplicate key".into() },
        NotToml { kind: Syntax::NoAssignment, detail: "key with no value, expected `=`".into() },
        NotToml { kind: Syntax::BadKey, detail: "invalid unquoted key, expected letters, numbers, `-`, `_`".into() },
        NotToml { kind: Syntax::BadValue, detail: "string values must be quoted, expected literal string".into() },
        NotToml { kind: Syntax::BadDay, detail: "invalid date, expected month between 01 and 12".into() },
        NotToml { kind: Syntax::OpenList, detail: "unclosed array, expected `]`".into() },
        NotToml { kind: Syntax::OpenHeading, detail: "unclosed table, expected `]`".into() },
        NotToml { kind: Syntax::OpenTable, detail: "unclosed inline table, expected `}`".into() },
        NotToml { kind: Syntax::NoBreakSpace, detail: "key with no value, expected `=`".into() },
        NotToml { kind: Syntax::SlashRemark, detail: "invalid unquoted key, expected letters, numbers, `-`, `_`".into() },
        NotToml { kind: Syntax::Colon, detail: "key with no value, expected `=`".into() },
        NotToml { kind: Syntax::Backslash, detail: "missing escaped value".into() },
        NotToml { kind: Syntax::Other, detail: "invalid array".into() },
    ],
    KeyWithMarks { .. } => [KeyWithMarks { key: "xếp_loại".into(), write: "xep_loai".into() }],
    UnknownKey { near: Some(_), .. } => [
        UnknownKey { key: "tittle".into(), near: Some("title".into()), known: words(&["id", "title"]) },
    ],
    UnknownKey { near: None, .. } => [
        UnknownKey { key: "màu".into(), near: None, known: words(&["id", "title", "clause"]) },
    ],
    MissingKey { .. } => [MissingKey { key: "title".into() }],
    WrongShape { expected: Shape::Text, .. } => [shape("title", Shape::Text)],
    WrongShape { expected: Shape::Whole, .. } => [shape("year", Shape::Whole)],
    WrongShape { expected: Shape::Row, .. } => [shape("heading_row", Shape::Row)],
    WrongShape { expected: Shape::Number, .. } => [shape("max", Shape::Number)],
    WrongShape { expected: Shape::Flag, .. } => [shape("required", Shape::Flag)],
    WrongShape { expected: Shape::Day, .. } => [shape("through", Shape::Day)],
    WrongShape { expected: Shape::Texts, .. } => [shape("rules", Shape::Texts)],
    WrongShape { expected: Shape::List, .. } => [shape("rank", Shape::List)],
    WrongShape { expected: Shape::Table, .. } => [shape("columns", Shape::Table)],
    WrongShape { expected: Shape::TextOrTable, .. } => [shape("expected", Shape::TextOrTable)],
    WrongShape { expected: Shape::TextOrTexts, .. } => [shape("only", Shape::TextOrTexts)],
    WrongShape { expected: Shape::NumberOrOpen, .. } => [shape("top_communes", Shape::NumberOrOpen)],
    WrongShape { expected: Shape::Quota, .. } => [shape("quota", Shape::Quota)],
    WrongShape { expected: Shape::Check, .. } => [shape("check", Shape::Check)],
    WrongShape { expected: Shape::Bands, .. } => [shape("bands", Shape::Bands)],
    WrongShape { expected: Shape::DayOrDayMonth, .. } => [shape("before", Shape::DayOrDayMonth)],
    WrongShape { expected: Shape::RankKey, .. } => [shape("rank", Shape::RankKey)],
    WrongShape { expected: Shape::Percent, .. } => [shape("share", Shape::Percent)],
    WrongShape { expected: Shape::PlacesPerValue, .. } => [shape("places", Shape::PlacesPerValue)],
    WrongShape { expected: Shape::Years, .. } => [shape("years", Shape::Years)],
    WrongShape { expected: Shape::Points, .. } => [shape("points", Shape::Points)],
    WrongShape { expected: Shape::Digits, .. } => [shape("round", Shape::Digits)],
    WrongShape { expected: Shape::Take, .. } => [shape("take", Shape::Take)],
    WrongShape { expected: Shape::DayPerGroup, .. } => [shape("before", Shape::DayPerGroup)],
    WrongShape { expected: Shape::DayPerYear, .. } => [shape("decided_on", Shape::DayPerYear)],
    WrongShape { expected: Shape::NumberPerYear, .. } => [shape("base_salary", Shape::NumberPerYear)],
    HeadingBrackets { .. } => [
        HeadingBrackets { heading: "dossier.part".into(), pairs: 2 },
        HeadingBrackets { heading: "units".into(), pairs: 1 },
    ],
    UnknownWord { near: Some(_), .. } => [
        UnknownWord { written: "percents".into(), near: Some("percent".into()), known: words(&["count", "percent"]) },
    ],
    UnknownWord { near: None, .. } => [
        UnknownWord { written: "sideways".into(), near: None, known: words(&["down", "up", "half_up"]) },
    ],
    UnknownName { what: Named::Group, .. } => [
        unknown(Named::Group, "comune", Some("commune"), &["agency", "commune"]),
        unknown(Named::Group, "district", None, &["agency", "commune"]),
        unknown(Named::Group, "district", None, &[]),
    ],
    UnknownName { what: Named::Criterion, .. } => [unknown(Named::Criterion, "onlin", Some("online"), &["online"])],
    UnknownName { what: Named::Award, .. } => [unknown(Named::Award, "bang-khen", None, &["giay-khen"])],
    UnknownName { what: Named::Deadline, .. } => [unknown(Named::Deadline, "dosier", Some("dossier"), &["dossier"])],
    UnknownName { what: Named::Class, .. } => [unknown(Named::Class, "par", None, &[])],
    UnknownName { what: Named::Column, .. } => [unknown(Named::Column, "dossier_at", Some("dossier_on"), &["dossier_on"])],
    UnknownName { what: Named::Scale, .. } => [unknown(Named::Scale, "tasks", Some("task"), &["par", "task"])],
    UnknownName { what: Named::Figure, .. } => [unknown(Named::Figure, "top", None, &["top_communes"])],
    UnknownName { what: Named::Occasion, .. } => [unknown(Named::Occasion, "tong-ket", None, &["yearly", "final"])],
    UnknownName { what: Named::Unit, .. } => [unknown(Named::Unit, "TN5", Some("TN05"), &["TN04", "TN05"])],
    UnknownName { what: Named::Part, .. } => [unknown(Named::Part, "onlin", Some("online"), &["online"])],
    UnknownName { what: Named::Band, .. } => [unknown(Named::Band, "Giỏi", None, &["Xuất sắc", "Tốt", "Khá"])],
    UnknownName { what: Named::Value, .. } => [unknown(Named::Value, "provinse", Some("province"), &["province", "commune"])],
    DoubledName { .. } => [doubled(Named::Criterion, "online"), doubled(Named::Award, "giay-khen")],
    DoubledTitle { .. } => [DoubledTitle { title: "Giấy khen".into() }],
    BlankText { .. } => [BlankText { key: "title".into() }],
    BlankSpelling => [BlankSpelling],
    BadName { .. } => [
        BadName { name: "điểm số".into(), short: true },
        BadName { name: "vu ban".into(), short: false },
    ],
    BareShare { .. } => [BareShare { written: Number::from_digits(3, 1) }],
    NotDays { .. } => [NotDays { name: "dti".into(), kind: Kind::Score }],
    ColumnOfPersons { .. } => [ColumnOfPersons { name: "role".into() }],
    DoubledSpelling { .. } => [DoubledSpelling { spelling: "HTTNV".into() }],
    UnknownFormat { .. } => [UnknownFormat { written: 2 }],
    YearOutOfRange { .. } => [YearOutOfRange { written: 20233 }],
    PeriodBackwards => [PeriodBackwards],
    RangeBackwards => [RangeBackwards],
    OptionNotForKind { kind: Kind::Count, .. } => [not_for("scale", Kind::Count)],
    OptionNotForKind { kind: Kind::Number, .. } => [not_for("scale", Kind::Number)],
    OptionNotForKind { kind: Kind::Percent, .. } => [not_for("scale", Kind::Percent)],
    OptionNotForKind { kind: Kind::Score, .. } => [not_for("scale", Kind::Score)],
    OptionNotForKind { kind: Kind::Rank, .. } => [not_for("part_of", Kind::Rank)],
    OptionNotForKind { kind: Kind::Money, .. } => [not_for("tick", Kind::Money)],
    OptionNotForKind { kind: Kind::Rating, .. } => [not_for("max", Kind::Rating)],
    OptionNotForKind { kind: Kind::YesNo, .. } => [not_for("max", Kind::YesNo)],
    OptionNotForKind { kind: Kind::Date, .. } => [not_for("max", Kind::Date)],
    OptionNotForKind { kind: Kind::Text, .. } => [not_for("max", Kind::Text)],
    OptionNeeded { .. } => [OptionNeeded { option: "scale".into(), kind: Kind::Rating }],
    TooMany { .. } => [TooMany { most: 255 }],
    NoPersons => [NoPersons],
    WrongSide { side: Side::Units, .. } => [WrongSide { criterion: "unit-par".into(), side: Side::Units }],
    WrongSide { side: Side::Persons, .. } => [WrongSide { criterion: "online".into(), side: Side::Persons }],
    NoGroups => [NoGroups],
    GroupWithoutThreshold { .. } => [GroupWithoutThreshold { group: "commune".into() }],
    ThresholdOutsideOnly { .. } => [ThresholdOutsideOnly { group: "agency".into() }],
    GroupWithoutQuota { .. } => [GroupWithoutQuota { group: "commune".into() }],
    QuotaMissing => [QuotaMissing],
    QuotaTwice => [QuotaTwice],
    PercentOutOfRange => [PercentOutOfRange],
    PercentUnsaid { .. } => [PercentUnsaid { key: "round".into() }],
    RankMissing => [RankMissing],
    GroupWithoutBands { .. } => [GroupWithoutBands { group: "commune".into() }],
    BandsNotFalling { .. } => [BandsNotFalling { label: "Khá".into() }],
    BandsDiffer { .. } => [BandsDiffer { group: "commune".into() }],
    BadDay { .. } => [BadDay { written: "31/13".into() }],
    DeadlineUnsaid => [DeadlineUnsaid],
    DeadlineOutsidePeriod => [DeadlineOutsidePeriod],
    DeadlineBeforeEnd { .. } => [DeadlineBeforeEnd { day: on(2023, 11, 20), last: on(2023, 11, 30) }],
    AwardsNotRequired => [AwardsNotRequired],
    DeadlineOfOtherSide { .. } => [DeadlineOfOtherSide { award: "ca-nhan".into(), side: Side::Units }],
    UnusedCriterion { .. } => [UnusedCriterion { id: "online".into() }],
    UnreadColumn { .. } => [UnreadColumn { name: "received".into() }],
    UnusedFigure { .. } => [UnusedFigure { name: "top_communes".into() }],
    UnreadScore { .. } => [UnreadScore { name: "points".into() }],
    UnreadClass { .. } => [UnreadClass { name: "par_class".into() }],
    UnusedScale { .. } => [UnusedScale { name: "task".into() }],
    UnusedList { .. } => [UnusedList { name: "components".into() }],
    ListNameTaken { .. } => [ListNameTaken { name: "received".into() }],
    DoubledHeading { .. } => [DoubledHeading { heading: "Điểm".into() }],
    AwardNotBefore { .. } => [AwardNotBefore { award: "bang-khen".into() }],
    AwardCircle { .. } => [AwardCircle { awards: words(&["giay-khen", "bang-khen", "giay-khen"]) }],
    AwardOtherSide { side: Side::Units, .. } => [AwardOtherSide { award: "ca-nhan".into(), side: Side::Units }],
    AwardOtherSide { side: Side::Persons, .. } => [AwardOtherSide { award: "tap-the".into(), side: Side::Persons }],
    AwardForNobody { .. } => [AwardForNobody { award: "giay-khen".into() }],
    GroupInTwoQuotas { .. } => [GroupInTwoQuotas { group: "commune".into() }],
    GroupInNoQuota { .. } => [GroupInNoQuota { group: "commune".into() }],
    QuotaOutsideOnly { .. } => [QuotaOutsideOnly { group: "agency".into() }],
    QuotaByUnitOfUnits => [QuotaByUnitOfUnits],
    ValueWithoutQuota { .. } => [ValueWithoutQuota { value: "province".into() }],
    NothingToPass => [NothingToPass],
    TooManyYears { .. } => [TooManyYears { written: 5, most: 3 }],
    YearsAny { .. } => [YearsAny { any: 4, years: 3 }],
    ChangeUnsaid => [ChangeUnsaid],
    PredecessorIsSuccessor { .. } => [PredecessorIsSuccessor { unit: "TN05".into() }],
    FileAndFiles => [FileAndFiles],
    PatternInFile { .. } => [PatternInFile { written: "data/*.xlsx".into() }],
    BadPattern { .. } => [BadPattern { written: "data\\nop\\*.xlsx".into() }],
    AliasOfAnother { .. } => [AliasOfAnother { spelling: "Xã Minh Tân".into(), shown: "Xã Kim Thái".into() }],
    AliasOfNobody { near: Some(_), .. } => [
        AliasOfNobody { shown: "Xã Kim Thai".into(), near: Some("Xã Kim Thái".into()) },
    ],
    AliasOfNobody { near: None, .. } => [AliasOfNobody { shown: "Xã Lạ".into(), near: None }],
    UntakenFiles { .. } => [UntakenFiles { files: words(&["data/nop/c.xls", "data/nop/sub/d.xlsx"]) }],
    UnitsWithoutPersons { .. } => [UnitsWithoutPersons { units: words(&["Xã Kim Thái", "Thị trấn Gôi"]) }],
    NoFileFits { .. } => [NoFileFits { patterns: words(&["data/nop/*.xlsx"]) }, NoFileFits { patterns: words(&["data/nop"]) }],
    YearWithoutFile { .. } => [YearWithoutFile { year: 2019, file: "data/2019/don-vi.xlsx".into() }],
    DerivedNotBefore { .. } => [DerivedNotBefore { name: "overall".into() }],
    PointsNotTotal { .. } => [PointsNotTotal { sum: Number::from_digits(955, 1), total: Number::from(100) }],
    PartUnsaid => [PartUnsaid],
    NotPoints { .. } => [NotPoints { kind: Kind::Percent }],
    PartOfOtherSide { .. } => [PartOfOtherSide { criterion: "online".into(), side: Side::Persons }],
    PartInCircle { .. } => [
        PartInCircle { criterion: "class-good".into(), reads: "par_class".into(), score: "points".into() },
    ],
    NothingLower { .. } => [NothingLower { label: "Yếu".into() }],
    ElseNotLower { .. } => [ElseNotLower { label: "Tốt".into(), to: "Xuất sắc".into() }],
    EmptyList { .. } => [EmptyList { key: "criteria".into() }],
    OneOfTwo { .. } => [OneOfTwo { keys: ["reward", "reward_form"] }],
    RewardTableMissing => [RewardTableMissing],
    DecisionDayUnsaid { .. } => [DecisionDayUnsaid { year: 2023 }],
    CoefficientUnsure { .. } => [CoefficientUnsure { form: "province".into(), day: on(2024, 12, 25) }],
    BaseSalaryUnsure { .. } => [BaseSalaryUnsure { day: on(2018, 1, 15) }],
    RewardLawAmended { .. } => [RewardLawAmended { since: on(2026, 10, 1) }],
}

#[test]
fn every_finding_in_a_definition_has_its_words_in_both_languages() {
    assert_golden("definition_faults", &gallery(samples()));
}
