//! Why a criterion came out as it did: whether it was judged at all, and if so by which parts.

use super::reason::{Figure, Reason};
use super::{Date, Verdict};

/// A criterion's verdict for one subject and the reason behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The verdict.
    pub verdict: Verdict,
    /// What decided it.
    pub because: Because,
}

/// What decided a criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Because {
    /// The criterion is for other groups than the subject's, whose label is given.
    OtherGroup(String),
    /// The criterion depends on the group, and the subject's is not known; the figure is the cell that should tell.
    GroupUnknown(Option<Figure>),
    /// The condition under which the criterion applies does not hold.
    ConditionFails(Reason),
    /// It cannot be told whether the criterion applies.
    ConditionUnknown(Reason),
    /// The rule was judged.
    Judged(Reason),
    /// A date was held against a deadline.
    Due(DueReason),
    /// Several years were judged, the earliest first: each of them, or so many of them must be met.
    Years {
        /// In how many years it must be met; `None` for each.
        needed: Option<u8>,
        /// Whether a year in which it does not apply counts as not met, and there was one.
        broken: bool,
        /// What came out in each year.
        years: Vec<(i32, Explanation)>,
    },
}

/// A date held against a deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueReason {
    /// The date.
    pub figure: Figure,
    /// The day that the plan names.
    pub day: Date,
    /// Whether that day itself is in time.
    pub included: bool,
    /// What came out.
    pub result: DueResult,
}

/// The results of a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueResult {
    /// In time.
    OnTime,
    /// Too late by so many days.
    Late(i64),
    /// The day has passed and there is no date.
    NoDate,
    /// There is no date, and there is still time.
    NotYetDue,
    /// The deadline does not concern the subject.
    NotApplicable,
}
