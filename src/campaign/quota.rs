//! How an award's places are divided: groups together, awarding bodies, places left over, and shares of a list.

use crate::campaign::definition::{Cite, Places};
use crate::rule::{Rule, Slot};
use crate::vocab::Number;

/// Groups that compete for one number of places.
#[derive(Debug, Clone)]
pub struct GroupsTogether {
    /// The groups by position, each once; a group stands in one quota only.
    pub groups: Vec<usize>,
    /// How many places they have together.
    pub places: Places,
}

/// A quota for each value of a text column, such as the body that grants the award.
#[derive(Debug, Clone)]
pub struct PerValue {
    /// The column, of the subject itself or of a person's unit; it declares its values.
    pub column: Slot,
    /// Each declared value as people write it, in the order of the column, and its places.
    pub values: Vec<(String, Places)>,
}

/// What becomes of places for which a quota group has too few eligible subjects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unused {
    /// They stay empty.
    #[default]
    Keep,
    /// They pass to the best of those whom their own group had no place for, over all groups of the award.
    ///
    /// Each group first fills its own places. The places that all groups leave over are then given, one after the other,
    /// to the remaining eligible subjects of all groups, compared by the award's ranking keys alone. Equal subjects across
    /// the last of these places are left to the council, as in a group. A group without a limit neither leaves nor takes
    /// places. While the number of one group is open nobody can say how many are left: nothing passes until it is set.
    Pass,
}

/// A share of the list that has to hold, or must not hold, something: a floor of direct workers, a cap on leaders.
///
/// It never changes the list. Whether the list keeps it is reported; making it do so is the council's decision.
#[derive(Debug, Clone)]
pub struct Proportion {
    /// The share as a fraction of everyone on the list.
    pub share: Number,
    /// Who counts: those for whom the condition is met.
    pub of: Rule,
    /// Where the plan says so.
    pub cite: Cite,
}
