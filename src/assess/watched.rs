//! What the list of an award makes of a floor or a cap on a share of it.

use crate::assess::quota::Range;
use crate::vocab::reason::Reason;
use crate::vocab::{Number, Verdict};

/// A floor or a cap on a share of the list, and what the list makes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watched {
    /// Whether it is the least or the greatest share.
    pub bound: Bound,
    /// The share as a fraction of the list.
    pub share: Number,
    /// Those in the list for certain.
    pub certain: Holding,
    /// Those in the list now, whom missing figures of others may displace.
    pub uncertain: Holding,
    /// Those level across a last place, of whom the council chooses some.
    pub tied: Holding,
    /// Those not in the list now who may still come into it.
    pub waiting: Holding,
    /// How many will be on the list; `None` while the number of places is open.
    pub list: Option<Range<usize>>,
    /// What comes out for the list as it stands, whomever the council chooses in ties; those waiting are left aside.
    pub stands: Kept,
    /// The condition, with the figures of the first subject, for those who want to name it.
    pub condition: Option<Reason>,
    /// What comes out however missing figures turn out and whomever the council chooses.
    pub kept: Kept,
}

/// The least or the greatest share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// At least the share.
    Floor,
    /// At most the share.
    Cap,
}

/// For how many the condition holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Holding {
    /// It holds.
    pub yes: usize,
    /// It does not hold, or does not apply.
    pub no: usize,
    /// A figure is missing that decides it.
    pub unknown: usize,
}

/// Whether the list keeps a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// In every case.
    Yes,
    /// In no case.
    No,
    /// It depends on figures that are missing, or on whom the council chooses.
    Open,
}

impl Holding {
    pub(super) fn add(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Met => self.yes += 1,
            Verdict::NotMet | Verdict::NotApplicable => self.no += 1,
            Verdict::NoData => self.unknown += 1,
        }
    }

    pub(super) fn with(self, other: Holding) -> Holding {
        Holding { yes: self.yes + other.yes, no: self.no + other.no, unknown: self.unknown + other.unknown }
    }

    /// How many there are.
    #[must_use]
    pub fn all(&self) -> usize {
        self.yes + self.no + self.unknown
    }
}
