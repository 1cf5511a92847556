//! What a rule asks of a subject, and what the criterion says where there is nothing to judge.
//!
//! The layers above answer through [`Operands`]; a rule never sees a table, a file or another subject. Places in the
//! group are worked out above and come in as a range.

use super::{ListId, Measure, Possible, Slot};
use crate::vocab::{Number, Place, Verdict};

/// One subject's figures.
pub trait Operands {
    /// What the figure's cell says.
    fn operand(&self, slot: Slot) -> Operand;
    /// Where the figure stands.
    fn place(&self, slot: Slot) -> Option<Place>;
    /// How the cell writes a step or declared value that has several spellings, where it is not the one that is shown.
    fn written(&self, _slot: Slot) -> Option<&str> {
        None
    }
    /// The subject's place by the rule's ranked measure of that number.
    fn standing(&self, ranked: usize) -> Standing;
    /// The value that has this place, from 1, among the *other* subjects of the group; `None` when there are fewer.
    fn cutoff(&self, ranked: usize, place: u32) -> Option<Number>;

    /// What a figure without a value can still turn out to be.
    fn possible(&self, _slot: Slot) -> Possible {
        Possible::ANYTHING
    }

    /// Whether a figure is declared to be a part of another, so that it is never above it.
    fn is_part(&self, _part: Slot, _whole: Slot) -> bool {
        false
    }

    /// How many rows a list has.
    fn rows(&self, _list: ListId) -> RowsOf {
        RowsOf::Absent
    }

    /// What a cell of a list's row says; rows count from zero.
    fn cell(&self, _list: ListId, _row: usize, _column: u16) -> Operand {
        Operand::Absent
    }

    /// Where a cell of a list's row stands.
    fn cell_place(&self, _list: ListId, _row: usize, _column: u16) -> Option<Place> {
        None
    }

    /// What a row is about, and the cell that says so.
    fn row_name(&self, _list: ListId, _row: usize) -> (String, Option<Place>) {
        (String::new(), None)
    }

    /// Whether a row is certainly the subject's; else nothing that depends on the row is decided.
    fn is_certain(&self, _list: ListId, _row: usize) -> bool {
        true
    }
}

/// The rows of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowsOf {
    /// So many; none is a list that does not apply.
    Known(usize),
    /// Nobody knows: an unknown unit, or no data for that year.
    Absent,
    /// The subject is declared new and did not exist in that year.
    New,
}

/// What one cell says, as a number: days since year 0 for a date, the index of a step or declared value for a rating
/// or text, 1 or 0 for an attestation, a fraction for a percentage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operand {
    /// A readable value.
    Known(Number),
    /// Nothing was entered.
    Blank,
    /// Something was entered that cannot be used.
    Unusable,
    /// The cell says that the figure does not apply.
    NotApplicable,
    /// There is no such row: an unknown unit, or no data for that year.
    Absent,
    /// The subject is declared new and did not exist in that year.
    New,
}

/// Where a subject stands in its group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The subject's own value is missing.
    NoData,
    /// The subject has nothing to be ranked by.
    NotApplicable,
    /// A place, between two while values of others are missing.
    Place {
        /// The place if no missing value turns out better.
        best: u32,
        /// The place if every missing value does.
        worst: u32,
        /// How many subjects of the group have a value, this one included.
        valued: u32,
        /// How many more may still get one.
        missing: u32,
    },
}

/// What a criterion says where there is nothing to judge. A verdict given here is that of the part as the criterion
/// needs it: under a `not` it is not turned round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Policy {
    /// The verdict of a comparison over 0 of 0; `None` is not applicable.
    pub when_zero: Option<Verdict>,
    /// The verdict of a part that asks for a year in which the subject did not exist; `None` is no data.
    pub when_new: Option<Verdict>,
}

impl Policy {
    /// The policy as a part under a `not` has to apply it, so that the verdict outside is the one declared.
    pub(super) fn under_not(self) -> Policy {
        Policy { when_zero: self.when_zero.map(Verdict::negated), when_new: self.when_new.map(Verdict::negated) }
    }
}

/// The declared relations of parts to wholes: what a changed figure has to respect.
#[derive(Debug, Clone, Default)]
pub struct Limits {
    /// Between the subject's own figures.
    pub own: Vec<Limit>,
    /// Between the figures of its unit, each written as the unit's own.
    pub unit: Vec<Limit>,
}

/// A part that cannot be above its whole.
#[derive(Debug, Clone)]
pub struct Limit {
    /// The part's field.
    pub part: u16,
    /// The whole.
    pub whole: Measure,
}
