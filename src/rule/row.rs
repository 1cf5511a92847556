//! Lists (detail tables) of a subject: which one an expression goes through, and the row at hand.
//!
//! Inside a list a column of the row is a [`Slot`] like any other, so that judging, explaining and looking for gaps need
//! not know where a figure comes from. The number of such a slot lies beyond every field of a subject and holds the list
//! and the column; nothing outside this layer ever sees one.

use super::Slot;
use super::operands::{Operand, Operands, RowsOf, Standing};
use crate::vocab::{Number, Place};

/// The most lists of one side.
pub const MOST_LISTS: usize = 16;

const ROW: u16 = 0x8000;
const COLUMN_BITS: u32 = 11;
const COLUMN: u16 = (1 << COLUMN_BITS) - 1;

/// A list of a subject or of its unit, in which year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ListId {
    /// Whether it is the list of the person's unit.
    pub of_unit: bool,
    /// How many years before the year judged.
    pub years_back: u8,
    /// The list, by its position in [`Scope::lists`](super::Scope::lists) or
    /// [`Scope::unit_lists`](super::Scope::unit_lists).
    pub list: u16,
}

/// A column of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ListColumn {
    /// The list.
    pub list: ListId,
    /// The column, by its position in [`List::fields`](super::List::fields).
    pub column: u16,
}

impl ListId {
    /// The slot of a column in whatever row is at hand.
    pub(super) fn column(self, column: u16) -> Slot {
        let field = ROW | (self.list << COLUMN_BITS) | (column & COLUMN);
        Slot { of_unit: self.of_unit, years_back: self.years_back, field }
    }

    /// The same list for another subject or year.
    pub(super) fn moved(self, other: &impl Fn(Slot) -> Slot) -> ListId {
        let Slot { of_unit, years_back, field } =
            other(Slot { of_unit: self.of_unit, years_back: self.years_back, field: self.list });
        ListId { of_unit, years_back, list: field }
    }
}

/// The column of a list that a slot stands for; `None` for a figure of the subject.
pub(super) fn column_of(slot: Slot) -> Option<ListColumn> {
    let list = (slot.field & !ROW) >> COLUMN_BITS;
    let list = ListId { of_unit: slot.of_unit, years_back: slot.years_back, list };
    (slot.field & ROW != 0).then_some(ListColumn { list, column: slot.field & COLUMN })
}

/// A subject with one row of a list at hand.
pub(super) struct AtRow<'a> {
    pub(super) subject: &'a dyn Operands,
    pub(super) list: ListId,
    pub(super) row: usize,
}

impl AtRow<'_> {
    /// Whether the row is certainly the subject's.
    pub(super) fn is_certain(&self) -> bool {
        self.subject.is_certain(self.list, self.row)
    }
}

/// The rows of a list, or why there are none to go through.
pub(super) fn rows<'a>(subject: &'a dyn Operands, list: ListId) -> Result<impl Iterator<Item = AtRow<'a>>, Operand> {
    let count = match subject.rows(list) {
        RowsOf::Known(count) => count,
        RowsOf::Absent => return Err(Operand::Absent),
        RowsOf::New => return Err(Operand::New),
    };
    Ok((0..count).map(move |row| AtRow { subject, list, row }))
}

impl Operands for AtRow<'_> {
    fn operand(&self, slot: Slot) -> Operand {
        match column_of(slot) {
            Some(of) => self.subject.cell(of.list, self.row, of.column),
            None => self.subject.operand(slot),
        }
    }

    fn place(&self, slot: Slot) -> Option<Place> {
        match column_of(slot) {
            Some(of) => self.subject.cell_place(of.list, self.row, of.column),
            None => self.subject.place(slot),
        }
    }

    fn standing(&self, ranked: usize) -> Standing {
        self.subject.standing(ranked)
    }

    fn cutoff(&self, ranked: usize, place: u32) -> Option<Number> {
        self.subject.cutoff(ranked, place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_of_a_list_is_never_taken_for_a_field_of_the_subject() {
        let own = Slot { of_unit: false, years_back: 0, field: 2_500 };
        assert_eq!(column_of(own), None);
        for list in [0, 15] {
            let list = ListId { of_unit: true, years_back: 2, list };
            for column in [0, 1, 1_999] {
                assert_eq!(column_of(list.column(column)), Some(ListColumn { list, column }));
            }
        }
    }

    #[test]
    fn a_list_moves_to_the_year_before_with_its_columns() {
        let list = ListId { of_unit: false, years_back: 0, list: 3 };
        let before = |slot: Slot| Slot { years_back: slot.years_back + 1, ..slot };
        let moved = list.moved(&before);
        assert_eq!(moved, ListId { years_back: 1, ..list });
        assert_eq!(before(list.column(7)), moved.column(7));
    }
}
