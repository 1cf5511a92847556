//! One subject as a rule sees it: its own columns and classes, its unit's, and its places among others.

use crate::assess::class::Classes;
use crate::assess::places::PlaceTable;
use crate::campaign::{Campaign, Roll, Subjects};
use crate::rule::{Operand, Operands, Slot, Standing};
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

    /// A column's cell; for a class the first cell that its value comes from, or the first that it lacks; for a person
    /// whose unit is not known the cell that should name it.
    fn place(&self, slot: Slot) -> Option<Place> {
        let Some((side, roll, subject)) = self.target(slot) else {
            return self.subjects.roll(self.side)?.belongs_place(self.subject);
        };
        let field = usize::from(slot.field);
        match self.class(side, field) {
            Some(class) => {
                let (view, slots) = (View { side, subject, ..*self }, self.campaign.classes[class].value.slots());
                let lacking = slots.iter().find(|slot| !matches!(view.operand(**slot), Operand::Known(_)));
                view.place(*lacking.or(slots.first())?)
            }
            None => roll.place(subject, field),
        }
    }

    fn written(&self, slot: Slot) -> Option<&str> {
        let (side, roll, subject) = self.target(slot).filter(|_| slot.years_back == 0)?;
        let written = roll.written(self.campaign.register(side)?, subject, usize::from(slot.field));
        (!written.is_empty()).then_some(written)
    }

    fn standing(&self, ranked: usize) -> Standing {
        self.places.get(ranked).map_or(Standing::NoData, |places| places.standing(self.subject))
    }

    fn cutoff(&self, ranked: usize, place: u32) -> Option<Number> {
        self.places.get(ranked)?.cutoff(self.subject, place)
    }
}
