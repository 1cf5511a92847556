//! Findings in an expression of the rule language.

use super::Level;
use crate::vocab::{Kind, Number};

/// What can be wrong in an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleFault {
    /// A sign or word that cannot stand here.
    Unexpected {
        /// What stands there; empty at the end of the expression.
        found: String,
    },
    /// A word or sign of another language for what this one has as well.
    OtherWriting {
        /// What stands there.
        found: String,
        /// What to write.
        write: &'static str,
    },
    /// A comparison that no figure within its column's range can meet.
    NeverMet {
        /// The comparison as written.
        written: String,
        /// The most or the least that its other side can be.
        bound: Number,
        /// Whether the bound is a percentage.
        percent: bool,
        /// Whether it is the most.
        most: bool,
    },
    /// A comparison that every figure within its column's range meets.
    AlwaysMet {
        /// The comparison as written.
        written: String,
        /// The most or the least that its other side can be.
        bound: Number,
        /// Whether the bound is a percentage.
        percent: bool,
        /// Whether it is the most.
        most: bool,
    },
    /// A bracket or quotation mark that is never closed.
    Unclosed {
        /// The sign that opens.
        sign: char,
    },
    /// A decimal comma: in expressions a comma separates arguments.
    CommaDecimal {
        /// The number as written.
        written: String,
    },
    /// Dots between thousands.
    ThousandsDots {
        /// The number as written.
        written: String,
    },
    /// A day that no calendar has.
    NoSuchDay {
        /// The day as written.
        written: String,
    },
    /// `a < b < c`.
    Chained,
    /// Brackets within brackets beyond what anyone reads.
    TooDeep,
    /// A short name that nothing carries.
    UnknownName {
        /// The name as written.
        name: String,
        /// The one known name that it may be a misspelling of.
        near: Option<String>,
    },
    /// A text that stands without quotes.
    TextWithoutQuotes {
        /// The words as written.
        written: String,
        /// The declared value that they are, or may be a misspelling of.
        write: Option<String>,
    },
    /// The heading of a column that stands without its square brackets.
    HeadingWithoutBrackets {
        /// The words as written.
        written: String,
        /// The heading that they are, or may be a misspelling of.
        heading: String,
    },
    /// A heading in brackets that no column has.
    UnknownHeading {
        /// The heading as written.
        heading: String,
        /// The one known heading that it may be a misspelling of.
        near: Option<String>,
    },
    /// A heading in brackets that several columns have.
    AmbiguousHeading {
        /// The heading as written.
        heading: String,
    },
    /// A function that does not exist.
    UnknownFunction {
        /// The name as written.
        name: String,
        /// The one function that it may be a misspelling of.
        near: Option<String>,
    },
    /// A list that nothing declares.
    UnknownList {
        /// The name as written.
        name: String,
        /// The one known list that it may be a misspelling of.
        near: Option<String>,
        /// Every known list.
        known: Vec<String>,
    },
    /// A list where a figure or a condition must stand.
    ListAlone {
        /// The list's name.
        name: String,
    },
    /// A function that asks for a place or for another list, inside a list.
    NotInList {
        /// The function's name.
        function: String,
    },
    /// An earlier year of a column of a list: rows are not followed from year to year.
    RowWithoutYear {
        /// The column as written.
        name: String,
    },
    /// `unit.x` where the subjects are units themselves.
    NoUnit,
    /// A year before those that have data.
    NoEarlierYear {
        /// How many years before the year judged the expression reaches.
        wanted: u32,
        /// How many have data.
        available: u8,
    },
    /// A text that is no step of the scale or no declared value of the column.
    UnknownStep {
        /// The text as written.
        written: String,
        /// The heading of the column that it was compared with.
        heading: String,
        /// The one known value that it may be a misspelling of.
        near: Option<String>,
        /// Every known value, in the order of the scale.
        known: Vec<String>,
    },
    /// Arguments that do not fit the function.
    Arguments {
        /// How the function is written.
        form: &'static str,
    },
    /// A limit of `top` that is neither a whole number from 1 nor a percentage above 0 and up to 100.
    TopLimit,
    /// `at_least` with more parts needed than there are, or none.
    AtLeastCount {
        /// How many parts there are.
        parts: u32,
    },
    /// A grouping that is not a text column of the subject.
    NotAGrouping,
    /// A quota divided by something that is not a text column of the subject or of its unit.
    NotADivision,
    /// `rank(x)` anywhere but compared with a fixed number.
    PlaceElsewhere,
    /// A quantity where something must hold or not.
    TestExpected {
        /// What stands there.
        found: Sort,
    },
    /// Something that holds or not where a quantity must stand.
    QuantityExpected {
        /// What stands there.
        found: Sort,
    },
    /// A percentage against a number without a percent sign.
    PercentWithoutSign {
        /// The number as written.
        written: String,
    },
    /// A percentage that is asked for and below 1 %, which may be a share of 1 with a percent sign added.
    SmallPercent {
        /// The comparison as written.
        written: String,
        /// The percentage, a fraction.
        least: Number,
    },
    /// A score without a declared maximum against a percentage.
    ScoreWithoutMax {
        /// The score's expression as written.
        written: String,
    },
    /// Two kinds that do not compare.
    KindsDiffer {
        /// The left side.
        left: Sort,
        /// The right side.
        right: Sort,
    },
    /// Two kinds that cannot be added, multiplied and so on.
    KindsDoNotCombine {
        /// The left side.
        left: Sort,
        /// The right side.
        right: Sort,
    },
    /// Ratings of two scales.
    ScalesDiffer,
    /// An attestation in a comparison: it stands alone.
    AttestationCompared {
        /// The attestation as written.
        written: String,
    },
    /// A text column that declares no values.
    UndeclaredText {
        /// The column's heading.
        heading: String,
    },
    /// `<` or `>` on a text.
    TextOrdered,
    /// Division by a fixed number that is zero or below.
    DivisorNotPositive,
    /// A comparison by size between ranks, where 1 is best.
    RanksOrdered,
    /// A share of two counts against a number above 1, which may lack its percent sign; where one is declared as a part
    /// of the other it surely does, and is [`RuleFault::PercentWithoutSign`].
    ShareAboveOne {
        /// The number as written.
        written: String,
    },
}

/// What an expression or a part of it is, for findings about kinds that do not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Of one of the kinds of columns.
    Kind(Kind),
    /// A quotient of two quantities.
    Quotient,
    /// A text in quotation marks.
    Quoted,
    /// A place in the group.
    Place,
    /// Something that holds or not.
    Test,
    /// A figure that is still open.
    Open,
}

impl RuleFault {
    pub(super) fn level(&self) -> Level {
        match self {
            RuleFault::RanksOrdered
            | RuleFault::ShareAboveOne { .. }
            | RuleFault::SmallPercent { .. }
            | RuleFault::AlwaysMet { .. } => Level::Note,
            _ => Level::Mistake,
        }
    }

    pub(super) fn code(&self) -> &'static str {
        match self {
            RuleFault::Unexpected { .. } => "unexpected",
            RuleFault::OtherWriting { .. } => "other-writing",
            RuleFault::NeverMet { .. } => "never-met",
            RuleFault::AlwaysMet { .. } => "always-met",
            RuleFault::Unclosed { .. } => "unclosed",
            RuleFault::CommaDecimal { .. } => "comma-decimal",
            RuleFault::ThousandsDots { .. } => "thousands-dots",
            RuleFault::NoSuchDay { .. } => "no-such-day",
            RuleFault::Chained => "chained-comparison",
            RuleFault::TooDeep => "too-deep",
            RuleFault::UnknownName { .. } => "unknown-name",
            RuleFault::TextWithoutQuotes { .. } => "text-without-quotes",
            RuleFault::HeadingWithoutBrackets { .. } => "heading-without-brackets",
            RuleFault::UnknownHeading { .. } => "unknown-heading",
            RuleFault::AmbiguousHeading { .. } => "ambiguous-heading",
            RuleFault::UnknownFunction { .. } => "unknown-function",
            RuleFault::UnknownList { .. } => "unknown-list",
            RuleFault::ListAlone { .. } => "list-alone",
            RuleFault::NotInList { .. } => "not-in-list",
            RuleFault::RowWithoutYear { .. } => "row-without-year",
            RuleFault::NoUnit => "no-unit",
            RuleFault::NoEarlierYear { .. } => "no-earlier-year",
            RuleFault::UnknownStep { .. } => "unknown-step",
            RuleFault::Arguments { .. } => "arguments",
            RuleFault::TopLimit => "top-limit",
            RuleFault::AtLeastCount { .. } => "at-least-count",
            RuleFault::NotAGrouping => "not-a-grouping",
            RuleFault::NotADivision => "not-a-division",
            RuleFault::PlaceElsewhere => "place-elsewhere",
            RuleFault::TestExpected { .. } => "test-expected",
            RuleFault::QuantityExpected { .. } => "quantity-expected",
            RuleFault::PercentWithoutSign { .. } => "percent-without-sign",
            RuleFault::SmallPercent { .. } => "small-percent",
            RuleFault::ScoreWithoutMax { .. } => "score-without-max",
            RuleFault::KindsDiffer { .. } => "kinds-differ",
            RuleFault::KindsDoNotCombine { .. } => "kinds-do-not-combine",
            RuleFault::ScalesDiffer => "scales-differ",
            RuleFault::AttestationCompared { .. } => "attestation-compared",
            RuleFault::UndeclaredText { .. } => "undeclared-text",
            RuleFault::TextOrdered => "text-ordered",
            RuleFault::DivisorNotPositive => "divisor-not-positive",
            RuleFault::RanksOrdered => "ranks-ordered",
            RuleFault::ShareAboveOne { .. } => "share-above-one",
        }
    }
}
