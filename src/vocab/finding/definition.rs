//! Findings in the campaign file outside its expressions.

use super::Level;
use crate::vocab::{Kind, Side};

/// What can be wrong in a definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DefinitionFault {
    /// The file is not TOML at this point.
    NotToml {
        /// What the TOML reader says, in its own words.
        detail: String,
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
    /// A name with signs that a name cannot have.
    BadName {
        /// The name as written.
        name: String,
    },
    /// One spelling stands for two values.
    DoubledSpelling {
        /// The spelling.
        spelling: String,
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
    /// A year that the campaign needs and that has no file.
    YearWithoutFile {
        /// The year.
        year: i32,
        /// The file that should be there.
        file: String,
    },
    /// A list without anything in it.
    EmptyList {
        /// The key whose list is empty.
        key: String,
    },
}

/// What a value should have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Text in quotes.
    Text,
    /// A whole number, zero or more.
    Whole,
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
    /// A list of years.
    Years,
    /// "each", "last" or a table with `any`.
    Take,
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
    /// An occasion of awards.
    Occasion,
    /// A unit.
    Unit,
}

impl DefinitionFault {
    pub(super) fn level(&self) -> Level {
        match self {
            DefinitionFault::UnusedCriterion { .. }
            | DefinitionFault::UnreadColumn { .. }
            | DefinitionFault::UnusedFigure { .. }
            | DefinitionFault::UnusedScale { .. }
            | DefinitionFault::UnusedList { .. }
            | DefinitionFault::DeadlineOutsidePeriod => Level::Note,
            _ => Level::Mistake,
        }
    }

    pub(super) fn code(&self) -> &'static str {
        match self {
            DefinitionFault::NotToml { .. } => "not-toml",
            DefinitionFault::UnknownKey { .. } => "unknown-key",
            DefinitionFault::MissingKey { .. } => "missing-key",
            DefinitionFault::WrongShape { .. } => "wrong-shape",
            DefinitionFault::UnknownWord { .. } => "unknown-word",
            DefinitionFault::UnknownName { .. } => "unknown-name",
            DefinitionFault::DoubledName { .. } => "doubled-name",
            DefinitionFault::BadName { .. } => "bad-name",
            DefinitionFault::DoubledSpelling { .. } => "doubled-spelling",
            DefinitionFault::UnknownFormat { .. } => "unknown-format",
            DefinitionFault::YearOutOfRange { .. } => "year-out-of-range",
            DefinitionFault::PeriodBackwards => "period-backwards",
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
            DefinitionFault::UnusedCriterion { .. } => "unused-criterion",
            DefinitionFault::UnreadColumn { .. } => "unread-column",
            DefinitionFault::UnusedFigure { .. } => "unused-figure",
            DefinitionFault::UnusedScale { .. } => "unused-scale",
            DefinitionFault::UnusedList { .. } => "unused-list",
            DefinitionFault::ListNameTaken { .. } => "list-name-taken",
            DefinitionFault::DoubledHeading { .. } => "doubled-heading",
            DefinitionFault::AwardNotBefore { .. } => "award-not-before",
            DefinitionFault::TooManyYears { .. } => "too-many-years",
            DefinitionFault::YearsAny { .. } => "years-any",
            DefinitionFault::ChangeUnsaid => "change-unsaid",
            DefinitionFault::PredecessorIsSuccessor { .. } => "predecessor-is-successor",
            DefinitionFault::YearWithoutFile { .. } => "year-without-file",
            DefinitionFault::EmptyList { .. } => "empty-list",
        }
    }
}
