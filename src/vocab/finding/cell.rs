//! Findings in one cell or one row of a unit's or a person's data.

use super::Level;
use crate::vocab::{Area, Date, Number, Side};

/// What can be wrong in a cell or a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellFault {
    /// A number was expected.
    NotANumber {
        /// What is written there.
        written: String,
    },
    /// A number that its format shows with another measure than the column's.
    OtherMeasure {
        /// What is seen there.
        written: String,
        /// The measure that the format names.
        other: String,
        /// The column's measure, where it declares one.
        measure: Option<String>,
    },
    /// A number that can be read in two ways, which the column does not settle.
    TwoReadings {
        /// What is written there.
        written: String,
        /// The two readings.
        readings: [Number; 2],
    },
    /// A number above 0 and up to 1 in a percent column, without a percent sign or format.
    BareFraction {
        /// What is written there.
        written: String,
    },
    /// Such numbers in a column whose file cannot show which ones are percentages, told once for the column.
    BareFractions {
        /// The column's heading.
        heading: String,
        /// The column's short name in the campaign file.
        name: String,
        /// What is written in the first of them.
        written: String,
        /// How many cells.
        count: u32,
    },
    /// A count with a fraction.
    NotWhole {
        /// What is written there.
        written: String,
    },
    /// A number below zero where there can be none.
    Negative {
        /// What is written there.
        written: String,
    },
    /// A place of zero or less.
    NotAPlace {
        /// What is written there.
        written: String,
    },
    /// A number above the column's most; percentages as fractions.
    AboveMost {
        /// What is written there.
        written: String,
        /// The most, and whether it is a percentage.
        most: Number,
        /// Whether it is a percentage.
        percent: bool,
    },
    /// A number below the column's least; percentages as fractions.
    BelowLeast {
        /// What is written there.
        written: String,
        /// The least.
        least: Number,
        /// Whether it is a percentage.
        percent: bool,
    },
    /// More digits than a figure can have.
    TooLong {
        /// What is written there.
        written: String,
    },
    /// A day was expected.
    NotADay {
        /// What is written there.
        written: String,
    },
    /// A bare number where a day was expected.
    BareSerial {
        /// What is written there.
        written: String,
        /// The day that a spreadsheet would show for it.
        day: Option<Date>,
    },
    /// Days after the as-of day where only what has happened has one; further cells of the column are among the other
    /// places.
    DayAhead {
        /// The day, or the latest of them.
        day: Date,
        /// The as-of day.
        as_of: Date,
        /// In how many cells.
        count: u32,
    },
    /// A text outside the declared values or steps.
    UnknownValue {
        /// What is written there.
        written: String,
        /// A declared value that looks like it.
        near: Option<String>,
        /// The declared values.
        known: Vec<String>,
    },
    /// Neither yes nor no.
    NeitherYesNorNo {
        /// What is written there.
        written: String,
    },
    /// An error value of a spreadsheet.
    ErrorValue {
        /// The error, such as `#DIV/0!`.
        written: String,
    },
    /// A formula whose result was never stored.
    Uncomputed,
    /// Covered by a merged area whose value stands in another column.
    Covered {
        /// The area.
        area: Area,
    },
    /// A part that is above its declared whole.
    PartAboveWhole {
        /// The part's heading.
        part: String,
        /// The whole as people read it.
        whole: String,
    },
    /// A group outside the declared ones.
    UnknownGroup {
        /// What is written there; empty for a blank cell.
        written: String,
        /// A declared spelling that looks like it.
        near: Option<String>,
        /// The declared spellings.
        known: Vec<String>,
    },
    /// A person's unit that is not among the units.
    UnknownUnit {
        /// What is written there; empty for a blank cell.
        written: String,
        /// A known unit that looks like it.
        near: Option<String>,
    },
    /// A row of a list for somebody who is not among the subjects.
    UnknownSubject {
        /// What is written there.
        written: String,
        /// A known id that looks like it: that subject waits for the row.
        near: Option<String>,
        /// Whose lists they are.
        side: Side,
    },
    /// A row of an earlier year that is nobody's and looks like that of somebody who has none in that year.
    EarlierRow {
        /// What is written there: an id or a name.
        written: String,
        /// Whose it may be.
        near: String,
        /// The year.
        year: i32,
    },
    /// Rows of an earlier year that are nobody's, told once for a year; the others are among the other places.
    EarlierStrangers {
        /// What is written in the first of them.
        written: String,
        /// How many.
        count: u32,
        /// The year.
        year: i32,
        /// Whether a rule asks for places of that year, which they would have taken.
        ranked: bool,
    },
    /// A row whose year cannot be read; it is left out.
    NotAYear {
        /// What is written there.
        written: String,
    },
    /// A row with figures but without an id.
    RowWithoutId,
    /// A row with nothing but a text in the column of ids, which may or may not be a subject's; it is left out.
    NobodysRow {
        /// What is written there.
        written: String,
    },
    /// A row of what may be a sum, a mean or a group, or somebody with such a name; it is left out.
    PerhapsTotal {
        /// What is written there.
        written: String,
    },
    /// A row without any figures that may be the heading of a group of rows.
    PerhapsGroup {
        /// What is written there.
        written: String,
        /// Whether it is a row of a list, and so no subject: nothing that depends on it is decided.
        of_list: bool,
    },
    /// Rows of a subject's list that stand in another file as well, told once for two files; the first other place is the
    /// row there.
    RepeatedRows {
        /// How many.
        count: u32,
    },
    /// A column of days in which one is written with the month first, so that others may be as well.
    MonthFirst {
        /// The heading of the column.
        heading: String,
        /// What is written in the first such cell.
        written: String,
    },
    /// A column in which every day that the file holds as one may be a month, and no day that is written as text: what was
    /// typed may have been taken with the month first.
    TurnedDays {
        /// The heading of the column.
        heading: String,
        /// How many the file holds as days.
        count: u32,
    },
    /// A subject without a code and without a number before its name, in a table whose other rows are counted: it may be a
    /// sum or a group of rows.
    Unnumbered {
        /// What stands in the column of names.
        written: String,
    },
    /// A subject without a name.
    BlankName {
        /// The subject's id.
        id: String,
    },
    /// A row whose id is one subject's and whose name is another's: nobody can say whose figures it holds.
    IdOfAnother {
        /// The id as written.
        id: String,
        /// The name as written.
        name: String,
        /// Who has that id.
        of_id: String,
    },
    /// Names beside known ids that are not those of the ones with the ids; they may be other writings of them.
    NamedOtherwise {
        /// How many.
        count: u32,
        /// The first of them as written.
        name: String,
        /// Who has the id beside it.
        of_id: String,
    },
    /// One id on several rows; the other rows are among the other places.
    DoubledId {
        /// The id.
        id: String,
    },
    /// A name that serves as an id on several rows; the other rows are among the other places.
    DoubledName {
        /// The name.
        name: String,
    },
    /// One subject in several of the files that are gathered; the other rows are among the other places.
    InSeveralFiles {
        /// The subject's id.
        id: String,
        /// Its name.
        name: String,
        /// How many files.
        files: u32,
    },
    /// Two files of which one has nobody whom the other lacks; the other file is among the other places.
    TwinFiles {
        /// Those who stand in both, by their names.
        names: Vec<String>,
    },
    /// Subjects of different ids that may be one; the others are among the other places.
    PerhapsDoubled {
        /// The first, by name and id.
        one: String,
        /// The next.
        other: String,
    },
    /// Numbers of two readings that other cells of the column settled, told once for a column.
    SettledReadings {
        /// The column's heading.
        heading: String,
        /// How many cells.
        count: u32,
        /// What is written in the first of them.
        written: String,
        /// How it was read.
        taken: Number,
    },
    /// Numbers of two readings of which only one is within the column's range, told once for a column.
    SettledByRange {
        /// The column's heading.
        heading: String,
        /// How many cells.
        count: u32,
        /// What is written in the first of them.
        written: String,
        /// How it was read.
        taken: Number,
    },
    /// Codes whose leading zeros are lost or only shown by a number format, told once for a column.
    ZerosRestored {
        /// The column's heading.
        heading: String,
        /// How many cells.
        count: u32,
        /// What is written in the first of them.
        written: String,
        /// For which code it was taken.
        taken: String,
    },
    /// Names in a column of codes, each exactly that of one subject, told once for a column.
    ByName {
        /// The column's heading.
        heading: String,
        /// How many cells.
        count: u32,
        /// What is written in the first of them.
        written: String,
        /// For which subject it was taken, by its id.
        taken: String,
    },
    /// A name that is a unit's but for the words that say only what the unit is; the other cells are among the other
    /// places.
    LocalityTaken {
        /// What is written there.
        written: String,
        /// For which unit it was taken, by its name.
        taken: String,
    },
    /// A code or a name that fits several subjects.
    SeveralFit {
        /// What is written there.
        written: String,
        /// The subjects, by their ids.
        fits: Vec<String>,
    },
    /// A unit of the expected list that has no row of figures.
    NotSent {
        /// The unit's name.
        unit: String,
        /// Whether there are files that may be its own: nobody can tell whose they are, or they name somebody who is not
        /// on the list.
        unread: bool,
    },
    /// Several such units, where a terminal tells them together.
    NotSentBy {
        /// Their names.
        units: Vec<String>,
        /// Whether there are files that may be their own.
        unread: bool,
    },
    /// A form that was sent back with the unit's name and without any figure.
    BlankForm {
        /// The unit's name.
        unit: String,
    },
    /// A row of figures of somebody who is not on the expected list.
    NotExpected {
        /// What is written there: an id or a name.
        written: String,
        /// A listed id or name that looks like it.
        near: Option<String>,
    },
    /// A code that a spreadsheet took for something else, so that it is not what people see or typed.
    ChangedCode {
        /// The code as it was read.
        written: String,
        /// What became of it.
        change: CodeChange,
    },
    /// Numbers that a workbook stores as text, told once for a column.
    NumbersAsText {
        /// The column's heading.
        heading: String,
        /// How many cells.
        count: u32,
    },
}

/// What a spreadsheet makes of a code that it takes for a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeChange {
    /// It became a day.
    Day,
    /// The letters that are seen before it belong to its format.
    Letters,
    /// It has more digits than are kept.
    Rounded,
}

/// How many bytes a text has at most that stands for a number; what is longer is a sentence.
const LONGEST_WORD: usize = 60;

/// Whether a text in a column of numbers is one that may stand for a number, such as “không phát sinh” or “-”.
#[must_use]
pub fn is_word(written: &str) -> bool {
    written.len() <= LONGEST_WORD && !written.contains(|c: char| c.is_ascii_digit())
}

impl CellFault {
    pub(super) fn level(&self) -> Level {
        match self {
            CellFault::DoubledId { .. }
            | CellFault::DoubledName { .. }
            | CellFault::InSeveralFiles { .. }
            | CellFault::TwinFiles { .. } => Level::Mistake,
            CellFault::NumbersAsText { .. }
            | CellFault::SettledReadings { .. }
            | CellFault::SettledByRange { .. }
            | CellFault::ZerosRestored { .. }
            | CellFault::ByName { .. }
            | CellFault::LocalityTaken { .. }
            | CellFault::NamedOtherwise { .. }
            | CellFault::EarlierStrangers { ranked: false, .. } => Level::Note,
            _ => Level::Doubt,
        }
    }

    pub(super) fn code(&self) -> &'static str {
        match self {
            CellFault::NotANumber { .. } => "not-a-number",
            CellFault::OtherMeasure { .. } => "other-measure",
            CellFault::TwoReadings { .. } => "two-readings",
            CellFault::BareFraction { .. } => "bare-fraction",
            CellFault::BareFractions { .. } => "bare-fractions",
            CellFault::NotWhole { .. } => "not-whole",
            CellFault::Negative { .. } => "negative",
            CellFault::NotAPlace { .. } => "not-a-place",
            CellFault::AboveMost { .. } => "above-most",
            CellFault::BelowLeast { .. } => "below-least",
            CellFault::TooLong { .. } => "too-long",
            CellFault::NotADay { .. } => "not-a-day",
            CellFault::BareSerial { .. } => "bare-serial",
            CellFault::DayAhead { .. } => "day-ahead",
            CellFault::UnknownValue { .. } => "unknown-value",
            CellFault::NeitherYesNorNo { .. } => "neither-yes-nor-no",
            CellFault::ErrorValue { .. } => "error-value",
            CellFault::Uncomputed => "uncomputed",
            CellFault::Covered { .. } => "covered-cell",
            CellFault::PartAboveWhole { .. } => "part-above-whole",
            CellFault::UnknownGroup { .. } => "unknown-group",
            CellFault::UnknownUnit { .. } => "unknown-unit",
            CellFault::UnknownSubject { .. } => "unknown-subject",
            CellFault::EarlierRow { .. } => "earlier-row",
            CellFault::EarlierStrangers { .. } => "earlier-strangers",
            CellFault::NotAYear { .. } => "not-a-year",
            CellFault::RowWithoutId => "row-without-id",
            CellFault::NobodysRow { .. } => "nobodys-row",
            CellFault::PerhapsTotal { .. } => "perhaps-total",
            CellFault::PerhapsGroup { .. } => "perhaps-group",
            CellFault::RepeatedRows { .. } => "repeated-rows",
            CellFault::MonthFirst { .. } => "month-first",
            CellFault::TurnedDays { .. } => "turned-days",
            CellFault::Unnumbered { .. } => "unnumbered",
            CellFault::BlankName { .. } => "blank-name",
            CellFault::IdOfAnother { .. } => "id-of-another",
            CellFault::NamedOtherwise { .. } => "named-otherwise",
            CellFault::DoubledId { .. }
            | CellFault::DoubledName { .. }
            | CellFault::InSeveralFiles { .. }
            | CellFault::TwinFiles { .. } => "doubled-id",
            CellFault::PerhapsDoubled { .. } => "perhaps-doubled",
            CellFault::SettledReadings { .. } => "settled-readings",
            CellFault::SettledByRange { .. } => "settled-by-range",
            CellFault::ZerosRestored { .. } => "zeros-restored",
            CellFault::ByName { .. } => "by-name",
            CellFault::LocalityTaken { .. } => "locality-taken",
            CellFault::SeveralFit { .. } => "several-fit",
            CellFault::NotSent { .. } | CellFault::NotSentBy { .. } => "not-sent",
            CellFault::BlankForm { .. } => "blank-form",
            CellFault::NotExpected { .. } => "not-expected",
            CellFault::ChangedCode { .. } => "changed-code",
            CellFault::NumbersAsText { .. } => "numbers-as-text",
        }
    }
}
