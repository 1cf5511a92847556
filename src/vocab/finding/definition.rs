//! Findings in the campaign file outside its expressions.

use super::Level;
use crate::vocab::{Date, Kind, Number, Side};

/// What can be wrong in a definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DefinitionFault {
    /// The file is not TOML at this point.
    NotToml {
        /// What kind of mistake it is.
        kind: Syntax,
        /// What the TOML reader says, in its own words, which are English.
        detail: String,
    },
    /// A key with Vietnamese letters and without quotation marks.
    KeyWithMarks {
        /// The key as written.
        key: String,
        /// The key without marks.
        write: String,
    },
    /// A key that means nothing here.
    UnknownKey {
        /// The key as written.
        key: String,
        /// A key that is known here and looks like it.
        near: Option<String>,
        /// Every key that is known here.
        known: Vec<String>,
    },
    /// A key that must be here is not.
    MissingKey {
        /// The key.
        key: String,
    },
    /// A value of the wrong shape.
    WrongShape {
        /// The key.
        key: String,
        /// What was expected.
        expected: Shape,
    },
    /// The heading of a part that may come several times in one pair of brackets, or of one that comes once in two.
    HeadingBrackets {
        /// What stands between the brackets.
        heading: String,
        /// How many pairs there should be.
        pairs: usize,
    },
    /// A word outside a closed list.
    UnknownWord {
        /// The word as written.
        written: String,
        /// A listed word that looks like it.
        near: Option<String>,
        /// Every word of the list.
        known: Vec<String>,
    },
    /// A name that refers to nothing.
    UnknownName {
        /// What is named.
        what: Named,
        /// The name as written.
        written: String,
        /// A known name that looks like it.
        near: Option<String>,
        /// Every known name.
        known: Vec<String>,
    },
    /// Two things carry one name; the first is among the other places.
    DoubledName {
        /// What is named.
        what: Named,
        /// The name.
        name: String,
    },
    /// Two awards carry one title, so that nobody can tell their lists apart; the first is among the other places.
    DoubledTitle {
        /// The title.
        title: String,
    },
    /// A text that people are to read or a file to be found by, with nothing in it.
    BlankText {
        /// The key.
        key: String,
    },
    /// A blank among the spellings of a value, a step or a group: a blank cell says nothing.
    BlankSpelling,
    /// A name with signs that a name cannot have.
    BadName {
        /// The name as written.
        name: String,
        /// Whether it stands in expressions, where capital letters and hyphens mean something else.
        short: bool,
    },
    /// A share above 0 and up to 1 without a percent sign: one per cent, or the whole?
    BareShare {
        /// The number as written.
        written: Number,
    },
    /// A column that is there, where one of days is needed.
    NotDays {
        /// The column's short name.
        name: String,
        /// What it holds.
        kind: Kind,
    },
    /// A column of persons where units are judged.
    ColumnOfPersons {
        /// The column's short name.
        name: String,
    },
    /// One spelling stands for two values.
    DoubledSpelling {
        /// The spelling.
        spelling: String,
    },
    /// A spelling that stands for one subject and is another's own name or id; their rows are among the other places.
    AliasOfAnother {
        /// The spelling.
        spelling: String,
        /// Whom it stands for.
        shown: String,
    },
    /// Spellings of somebody who is not among the subjects.
    AliasOfNobody {
        /// Whom they stand for.
        shown: String,
        /// A known id or name that looks like it.
        near: Option<String>,
    },
    /// The definition is written for another format of campaign files.
    UnknownFormat {
        /// The number as written.
        written: i64,
    },
    /// A year far from any campaign.
    YearOutOfRange {
        /// The year as written.
        written: i64,
    },
    /// A period that ends before it begins.
    PeriodBackwards,
    /// An option that means nothing for the column's kind.
    OptionNotForKind {
        /// The option.
        option: String,
        /// The column's kind.
        kind: Kind,
    },
    /// A column whose least figure is above its most.
    RangeBackwards,
    /// An option without which the column's kind means nothing.
    OptionNeeded {
        /// The option.
        option: String,
        /// The column's kind.
        kind: Kind,
    },
    /// More steps or values than can be told apart.
    TooMany {
        /// The most that there may be.
        most: usize,
    },
    /// Something about persons in a campaign that has none.
    NoPersons,
    /// A standard about units in an award to persons, or the other way round.
    WrongSide {
        /// The criterion.
        criterion: String,
        /// The side that the award goes to.
        side: Side,
    },
    /// Groups are used where the units have none.
    NoGroups,
    /// A group has no threshold of its own in a criterion that gives one per group.
    GroupWithoutThreshold {
        /// The group.
        group: String,
    },
    /// A threshold for a group that the criterion leaves out by `only`.
    ThresholdOutsideOnly {
        /// The group.
        group: String,
    },
    /// A group has no quota in an award that gives one per group.
    GroupWithoutQuota {
        /// The group.
        group: String,
    },
    /// An award without any statement of how many.
    QuotaMissing,
    /// An award with several statements of how many.
    QuotaTwice,
    /// A percentage outside 0 to 100.
    PercentOutOfRange,
    /// A percentage quota that does not say of what or how it is rounded.
    PercentUnsaid {
        /// The key that is missing.
        key: String,
    },
    /// An award that fills places but does not say who comes first.
    RankMissing,
    /// A class without bands for a group.
    GroupWithoutBands {
        /// The group.
        group: String,
    },
    /// Bands that do not fall from one lower bound to the next.
    BandsNotFalling {
        /// The label of the band that does not.
        label: String,
    },
    /// The bands of two groups do not have the same labels in the same order.
    BandsDiffer {
        /// The group whose labels differ.
        group: String,
    },
    /// A deadline that is not a day, or not a day and month.
    BadDay {
        /// What is written.
        written: String,
    },
    /// None or several of `before`, `by` and `through`.
    DeadlineUnsaid,
    /// A deadline outside the period of the campaign.
    DeadlineOutsidePeriod,
    /// A deadline shortly before the end of the campaign: figures of its last days are not there yet.
    DeadlineBeforeEnd {
        /// The earliest day that it names.
        day: Date,
        /// The last day of the campaign.
        last: Date,
    },
    /// `awards` of a deadline that is reported only.
    AwardsNotRequired,
    /// A deadline that names an award of the other side.
    DeadlineOfOtherSide {
        /// The award as named.
        award: String,
        /// Whom the deadline is about.
        side: Side,
    },
    /// A criterion that no award uses.
    UnusedCriterion {
        /// The criterion.
        id: String,
    },
    /// A column that nothing reads.
    UnreadColumn {
        /// The column's short name.
        name: String,
    },
    /// Points that nothing reads.
    UnreadScore {
        /// The score's name.
        name: String,
    },
    /// A class that nothing reads.
    UnreadClass {
        /// The class's name.
        name: String,
    },
    /// A figure that nothing uses.
    UnusedFigure {
        /// The figure's name.
        name: String,
    },
    /// A scale that no column uses.
    UnusedScale {
        /// The scale's name.
        name: String,
    },
    /// A list that no rule goes through.
    UnusedList {
        /// The list's name.
        name: String,
    },
    /// A list that is called like a column, a class or a figure.
    ListNameTaken {
        /// The name.
        name: String,
    },
    /// A heading that two columns claim; the first is among the other places.
    DoubledHeading {
        /// The heading.
        heading: String,
    },
    /// An award that comes after or excludes one that is filled later, or itself.
    AwardNotBefore {
        /// The award as named.
        award: String,
    },
    /// Awards that wait for one another: no order of the file can fill them.
    AwardCircle {
        /// The awards on the way round; the first comes again at the end.
        awards: Vec<String>,
    },
    /// An award for units that comes after or excludes one for persons, or the other way round.
    AwardOtherSide {
        /// The award as named.
        award: String,
        /// To whom this award goes.
        side: Side,
    },
    /// An award that comes after one whose holders it excludes: nobody can get it.
    AwardForNobody {
        /// The award that it excludes.
        award: String,
    },
    /// A group in two entries of `quota_by_groups`; the first is among the other places.
    GroupInTwoQuotas {
        /// The group.
        group: String,
    },
    /// A group that the award goes to and no entry of `quota_by_groups` names.
    GroupInNoQuota {
        /// The group.
        group: String,
    },
    /// A quota for a group that the award leaves out by `only`.
    QuotaOutsideOnly {
        /// The group.
        group: String,
    },
    /// A value of the column that `quota_by` names has no places of its own.
    ValueWithoutQuota {
        /// The value, as the definition names it.
        value: String,
    },
    /// A number of places for the persons of each unit, for an award that goes to units.
    QuotaByUnitOfUnits,
    /// `unused` for an award whose places are not divided.
    NothingToPass,
    /// More years than there are data for.
    TooManyYears {
        /// The number as written.
        written: u32,
        /// The years for which there are data.
        most: u8,
    },
    /// "In any so many years" that is none, or more than the years looked at.
    YearsAny {
        /// The number as written.
        any: u32,
        /// The years looked at.
        years: u8,
    },
    /// A change of a unit that says neither what it was nor that it is new, or both.
    ChangeUnsaid,
    /// A predecessor that is itself the successor of another unit in the same year.
    PredecessorIsSuccessor {
        /// The unit.
        unit: String,
    },
    /// One file and several files are named for one table.
    FileAndFiles,
    /// A pattern of several files where one file is named.
    PatternInFile {
        /// What is written.
        written: String,
    },
    /// A pattern of file names that cannot be one.
    BadPattern {
        /// The pattern.
        written: String,
    },
    /// Files beside those that were gathered, which fit no pattern.
    UntakenFiles {
        /// Their names.
        files: Vec<String>,
    },
    /// Units of which no person is in the files that were gathered.
    UnitsWithoutPersons {
        /// Their names.
        units: Vec<String>,
    },
    /// No file fits the patterns that the campaign names.
    NoFileFits {
        /// The patterns.
        patterns: Vec<String>,
    },
    /// A year that the campaign needs and that has no file.
    YearWithoutFile {
        /// The year.
        year: i32,
        /// The file that should be there.
        file: String,
    },
    /// A score or class that is worked out later than what reads it, or in terms of itself.
    DerivedNotBefore {
        /// The score or class.
        name: String,
    },
    /// The points of the parts do not add up to the declared total.
    PointsNotTotal {
        /// What the parts add up to.
        sum: Number,
        /// What is declared.
        total: Number,
    },
    /// A part of a score that says nothing or too much of how its points come about.
    PartUnsaid,
    /// A part of a score whose value is not points.
    NotPoints {
        /// What it is instead.
        kind: Kind,
    },
    /// A part of a score that names a criterion of the other side.
    PartOfOtherSide {
        /// The criterion.
        criterion: String,
        /// The side of the score.
        side: Side,
    },
    /// A part of a score that names a criterion which itself reads a score or class.
    PartInCircle {
        /// The criterion.
        criterion: String,
        /// The score or class that it reads.
        reads: String,
        /// The score that the part belongs to.
        score: String,
    },
    /// A gate of the lowest band, below which there is nothing.
    NothingLower {
        /// The band's label.
        label: String,
    },
    /// A gate that sends to a band which is not lower.
    ElseNotLower {
        /// The label of the band with the gate.
        label: String,
        /// The label as named.
        to: String,
    },
    /// A list without anything in it.
    EmptyList {
        /// The key whose list is empty.
        key: String,
    },
    /// Two keys that say the same thing in two ways.
    OneOfTwo {
        /// The keys.
        keys: [&'static str; 2],
    },
    /// An award with a reward, and no `[reward]` that says when and on what basis it is paid.
    RewardTableMissing,
    /// The day of the decision is not known for the year judged, so that no money is computed.
    DecisionDayUnsaid {
        /// The year.
        year: i32,
    },
    /// The coefficient of a form of reward on a day is not among those that the tool is sure of.
    CoefficientUnsure {
        /// The form as written.
        form: String,
        /// The day.
        day: Date,
    },
    /// The base salary of a day is not among those that the tool is sure of.
    BaseSalaryUnsure {
        /// The day.
        day: Date,
    },
    /// The law on rewards was amended before the day of the decision.
    RewardLawAmended {
        /// From when.
        since: Date,
    },
}

/// What a value should have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Text in quotes.
    Text,
    /// A whole number, zero or more.
    Whole,
    /// The number of a row, from 1.
    Row,
    /// A number.
    Number,
    /// `true` or `false`.
    Flag,
    /// A day such as 2023-12-31.
    Day,
    /// A list of texts.
    Texts,
    /// A list.
    List,
    /// A table of keys.
    Table,
    /// Text, or a list of texts.
    TextOrTexts,
    /// Text, or a table of keys.
    TextOrTable,
    /// A number, a percentage in quotes, or "open".
    NumberOrOpen,
    /// A whole number, "open" or "unlimited".
    Quota,
    /// An expression, or a table with one expression per group.
    Check,
    /// A list of bands, or a table with one list per group.
    Bands,
    /// A day, or day and month such as "31/12".
    DayOrDayMonth,
    /// A table with exactly one of highest, lowest and first.
    RankKey,
    /// A percentage, with or without its sign.
    Percent,
    /// A number of places, or a table with one for each value.
    PlacesPerValue,
    /// A list of years.
    Years,
    /// "each", "last" or a table with `any`.
    Take,
    /// A day, day and month, or a table with one of them per group.
    DayPerGroup,
    /// A day, or a table with one day per year.
    DayPerYear,
    /// A number, or a table with one number per year.
    NumberPerYear,
    /// A number of points above 0.
    Points,
    /// A number of digits after the decimal sign.
    Digits,
}

/// What a name in the definition refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// A group of units.
    Group,
    /// A criterion.
    Criterion,
    /// An award.
    Award,
    /// A deadline.
    Deadline,
    /// A class.
    Class,
    /// A column.
    Column,
    /// A scale.
    Scale,
    /// A figure of guidance.
    Figure,
    /// A band's label.
    Band,
    /// A declared value of a text column.
    Value,
    /// An occasion of awards.
    Occasion,
    /// A unit.
    Unit,
    /// A part of a score.
    Part,
}

/// The kinds of mistakes in the syntax of a campaign file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// “…”, ‘…’ or «…» where a text has straight quotes; the other lines that have them are among the other places.
    TypographicQuotes,
    /// A text whose quotation mark is not closed on its line.
    OpenText,
    /// A key that its table has already, or a table that is there already.
    DoubledKey,
    /// A key without `=`.
    NoAssignment,
    /// A key with signs that only a key in quotation marks can have.
    BadKey,
    /// A value that is neither text in quotation marks nor a number, a day, `true` or `false`.
    BadValue,
    /// A day that no calendar has.
    BadDay,
    /// A space of a word processor, at which no line breaks.
    NoBreakSpace,
    /// A remark behind `//`.
    SlashRemark,
    /// `key: value`.
    Colon,
    /// A `\\` in a text, as in the paths of Windows.
    Backslash,
    /// A list without its `]`.
    OpenList,
    /// `[section` or `[[section` without what closes it.
    OpenHeading,
    /// `{ … }` without its `}`.
    OpenTable,
    /// Anything else.
    Other,
}

impl DefinitionFault {
    pub(super) fn level(&self) -> Level {
        match self {
            DefinitionFault::UnusedCriterion { .. }
            | DefinitionFault::UnreadColumn { .. }
            | DefinitionFault::UnreadScore { .. }
            | DefinitionFault::UnreadClass { .. }
            | DefinitionFault::UnusedFigure { .. }
            | DefinitionFault::UnusedScale { .. }
            | DefinitionFault::UnusedList { .. }
            | DefinitionFault::UnitsWithoutPersons { .. }
            | DefinitionFault::UntakenFiles { .. }
            | DefinitionFault::AliasOfNobody { .. }
            | DefinitionFault::NothingToPass
            | DefinitionFault::DeadlineOutsidePeriod
            | DefinitionFault::DeadlineBeforeEnd { .. }
            | DefinitionFault::DecisionDayUnsaid { .. }
            | DefinitionFault::RewardLawAmended { .. } => Level::Note,
            _ => Level::Mistake,
        }
    }

    pub(super) fn code(&self) -> &'static str {
        match self {
            DefinitionFault::NotToml { .. } => "not-toml",
            DefinitionFault::KeyWithMarks { .. } => "key-with-marks",
            DefinitionFault::UnknownKey { .. } => "unknown-key",
            DefinitionFault::MissingKey { .. } => "missing-key",
            DefinitionFault::WrongShape { .. } => "wrong-shape",
            DefinitionFault::HeadingBrackets { .. } => "heading-brackets",
            DefinitionFault::UnknownWord { .. } => "unknown-word",
            DefinitionFault::UnknownName { .. } => "unknown-name",
            DefinitionFault::DoubledName { .. } => "doubled-name",
            DefinitionFault::DoubledTitle { .. } => "doubled-title",
            DefinitionFault::BlankText { .. } => "blank-text",
            DefinitionFault::BlankSpelling => "blank-spelling",
            DefinitionFault::BadName { .. } => "bad-name",
            DefinitionFault::BareShare { .. } => "bare-share",
            DefinitionFault::NotDays { .. } => "not-days",
            DefinitionFault::ColumnOfPersons { .. } => "column-of-persons",
            DefinitionFault::DoubledSpelling { .. } => "doubled-spelling",
            DefinitionFault::UnknownFormat { .. } => "unknown-format",
            DefinitionFault::YearOutOfRange { .. } => "year-out-of-range",
            DefinitionFault::PeriodBackwards => "period-backwards",
            DefinitionFault::RangeBackwards => "range-backwards",
            DefinitionFault::OptionNotForKind { .. } => "option-not-for-kind",
            DefinitionFault::OptionNeeded { .. } => "option-needed",
            DefinitionFault::TooMany { .. } => "too-many",
            DefinitionFault::NoPersons => "no-persons",
            DefinitionFault::WrongSide { .. } => "wrong-side",
            DefinitionFault::NoGroups => "no-groups",
            DefinitionFault::GroupWithoutThreshold { .. } => "group-without-threshold",
            DefinitionFault::ThresholdOutsideOnly { .. } => "threshold-outside-only",
            DefinitionFault::GroupWithoutQuota { .. } => "group-without-quota",
            DefinitionFault::QuotaMissing => "quota-missing",
            DefinitionFault::QuotaTwice => "quota-twice",
            DefinitionFault::PercentOutOfRange => "percent-out-of-range",
            DefinitionFault::PercentUnsaid { .. } => "percent-unsaid",
            DefinitionFault::RankMissing => "rank-missing",
            DefinitionFault::GroupWithoutBands { .. } => "group-without-bands",
            DefinitionFault::BandsNotFalling { .. } => "bands-not-falling",
            DefinitionFault::BandsDiffer { .. } => "bands-differ",
            DefinitionFault::BadDay { .. } => "bad-day",
            DefinitionFault::DeadlineUnsaid => "deadline-unsaid",
            DefinitionFault::DeadlineOutsidePeriod => "deadline-outside-period",
            DefinitionFault::DeadlineBeforeEnd { .. } => "deadline-before-end",
            DefinitionFault::AwardsNotRequired => "awards-not-required",
            DefinitionFault::DeadlineOfOtherSide { .. } => "deadline-of-other-side",
            DefinitionFault::UnusedCriterion { .. } => "unused-criterion",
            DefinitionFault::UnreadColumn { .. } => "unread-column",
            DefinitionFault::UnreadScore { .. } => "unread-score",
            DefinitionFault::UnreadClass { .. } => "unread-class",
            DefinitionFault::UnusedFigure { .. } => "unused-figure",
            DefinitionFault::UnusedScale { .. } => "unused-scale",
            DefinitionFault::UnusedList { .. } => "unused-list",
            DefinitionFault::ListNameTaken { .. } => "list-name-taken",
            DefinitionFault::DoubledHeading { .. } => "doubled-heading",
            DefinitionFault::AwardNotBefore { .. } => "award-not-before",
            DefinitionFault::AwardCircle { .. } => "award-circle",
            DefinitionFault::AwardOtherSide { .. } => "award-other-side",
            DefinitionFault::AwardForNobody { .. } => "award-for-nobody",
            DefinitionFault::GroupInTwoQuotas { .. } => "group-in-two-quotas",
            DefinitionFault::GroupInNoQuota { .. } => "group-in-no-quota",
            DefinitionFault::QuotaOutsideOnly { .. } => "quota-outside-only",
            DefinitionFault::QuotaByUnitOfUnits => "quota-by-unit-of-units",
            DefinitionFault::ValueWithoutQuota { .. } => "value-without-quota",
            DefinitionFault::NothingToPass => "nothing-to-pass",
            DefinitionFault::TooManyYears { .. } => "too-many-years",
            DefinitionFault::YearsAny { .. } => "years-any",
            DefinitionFault::ChangeUnsaid => "change-unsaid",
            DefinitionFault::PredecessorIsSuccessor { .. } => "predecessor-is-successor",
            DefinitionFault::YearWithoutFile { .. } => "year-without-file",
            DefinitionFault::FileAndFiles => "file-and-files",
            DefinitionFault::PatternInFile { .. } => "pattern-in-file",
            DefinitionFault::BadPattern { .. } => "bad-pattern",
            DefinitionFault::UntakenFiles { .. } => "untaken-files",
            DefinitionFault::AliasOfAnother { .. } => "alias-of-another",
            DefinitionFault::AliasOfNobody { .. } => "alias-of-nobody",
            DefinitionFault::UnitsWithoutPersons { .. } => "units-without-persons",
            DefinitionFault::NoFileFits { .. } => "no-file-fits",
            DefinitionFault::DerivedNotBefore { .. } => "derived-not-before",
            DefinitionFault::PointsNotTotal { .. } => "points-not-total",
            DefinitionFault::PartUnsaid => "part-unsaid",
            DefinitionFault::NotPoints { .. } => "not-points",
            DefinitionFault::PartOfOtherSide { .. } => "part-of-other-side",
            DefinitionFault::PartInCircle { .. } => "part-in-circle",
            DefinitionFault::NothingLower { .. } => "nothing-lower",
            DefinitionFault::ElseNotLower { .. } => "else-not-lower",
            DefinitionFault::EmptyList { .. } => "empty-list",
            DefinitionFault::OneOfTwo { .. } => "one-of-two",
            DefinitionFault::RewardTableMissing => "reward-table-missing",
            DefinitionFault::DecisionDayUnsaid { .. } => "decision-day-unsaid",
            DefinitionFault::CoefficientUnsure { .. } => "coefficient-unsure",
            DefinitionFault::BaseSalaryUnsure { .. } => "base-salary-unsure",
            DefinitionFault::RewardLawAmended { .. } => "reward-law-amended",
        }
    }
}
