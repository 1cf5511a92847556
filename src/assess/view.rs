//! One subject as a rule sees it: its own columns and classes, its unit's, and its places among others.

use crate::assess::class::Classes;
use crate::assess::places::PlaceTable;
use crate::campaign::{Campaign, DetailRows, Roll, Subjects};
use crate::rule::{ListId, Operand, Operands, RowsOf, Slot, Standing};
use crate::vocab::{Number, Place, Side};

/// The operands of one subject.
pub(super) struct View<'v> {
    pub(super) campaign: &'v Campaign,
    pub(super) subjects: &'v Subjects,
    pub(super) classes: &'v Classes,
    pub(super) side: Side,
    pub(super) subject: usize,
    /// One table for each quantity that the rule ranks.
    pub(super) places: &'v [PlaceTable],
}

impl<'v> View<'v> {
    /// The side and the subject that a slot reads; `None` for a person whose unit is not known.
    fn target(&self, slot: Slot) -> Option<(Side, &'v Roll, usize)> {
        let own = self.subjects.roll(self.side)?;
        if slot.of_unit && self.side == Side::Persons {
            return own.unit(self.subject).map(|unit| (Side::Units, &self.subjects.units, unit));
        }
        Some((self.side, own, self.subject))
    }

    /// The table of a list and the subject whose rows are asked for; `None` for an unknown unit, a year without data, and a
    /// table without a file.
    fn list(&self, list: ListId) -> Option<(&'v DetailRows, usize)> {
        if list.years_back > 0 {
            return None;
        }
        let (side, _, subject) = self.target(Slot { of_unit: list.of_unit, years_back: 0, field: 0 })?;
        let table = self.subjects.details.get(self.campaign.detail(side, list.list)?)?;
        Some((table.as_ref()?, subject))
    }

    /// The class behind a field, or `None` when the field is a column.
    fn class(&self, side: Side, field: usize) -> Option<usize> {
        let columns = self.campaign.register(side).map_or(0, |register| register.columns.len());
        if field < columns {
            return None;
        }
        self.campaign.classes.iter().position(|class| class.side == side && usize::from(class.field) == field)
    }
}

impl Operands for View<'_> {
    fn operand(&self, slot: Slot) -> Operand {
        let Some((side, roll, subject)) = self.target(slot) else { return Operand::Absent };
        if slot.years_back > 0 {
            return Operand::Absent;
        }
        let field = usize::from(slot.field);
        match self.class(side, field) {
            Some(class) => self.classes.operand(class, subject),
            None => roll.operand(subject, field),
        }
    }

    /// A column's cell; for a class the first cell that its value comes from; for a person whose unit is not known the
    /// cell that should name it.
    fn place(&self, slot: Slot) -> Option<Place> {
        let Some((side, roll, subject)) = self.target(slot) else {
            return self.subjects.roll(self.side)?.belongs_place(self.subject);
        };
        let field = usize::from(slot.field);
        match self.class(side, field) {
            Some(class) => {
                let first = *self.campaign.classes[class].value.slots().first()?;
                View { side, subject, ..*self }.place(first)
            }
            None => roll.place(subject, field),
        }
    }

    fn standing(&self, ranked: usize) -> Standing {
        self.places.get(ranked).map_or(Standing::NoData, |places| places.standing(self.subject))
    }

    fn cutoff(&self, ranked: usize, place: u32) -> Option<Number> {
        self.places.get(ranked)?.cutoff(self.subject, place)
    }
    fn rows(&self, list: ListId) -> RowsOf {
        self.list(list).map_or(RowsOf::Absent, |(table, subject)| RowsOf::Known(table.count(subject)))
    }

    fn cell(&self, list: ListId, row: usize, column: u16) -> Operand {
        let Some((table, subject)) = self.list(list) else { return Operand::Absent };
        table.operand(subject, row, usize::from(column))
    }

    fn cell_place(&self, list: ListId, row: usize, column: u16) -> Option<Place> {
        let (table, subject) = self.list(list)?;
        table.place(subject, row, usize::from(column))
    }

    fn row_name(&self, list: ListId, row: usize) -> (String, Option<Place>) {
        self.list(list).map_or_else(Default::default, |(table, subject)| {
            (table.name(subject, row).to_owned(), table.name_place(subject, row))
        })
    }

    fn is_certain(&self, list: ListId, row: usize) -> bool {
        self.list(list).is_some_and(|(table, subject)| table.is_certain(subject, row))
    }
}
