//! One subject as a rule sees it: its own columns, points and classes, its unit's, and its places among others.

use crate::assess::derived::DerivedValues;
use crate::assess::places::PlaceTable;
use crate::campaign::{Blank, Campaign, DetailRows, Roll, Subjects};
use crate::rule::{ListId, Operand, Operands, Possible, RowsOf, Slot, Standing};
use crate::vocab::{Kind, Number, Place, Side};

/// The operands of one subject.
pub(super) struct View<'v> {
    pub(super) campaign: &'v Campaign,
    pub(super) subjects: &'v Subjects,
    pub(super) derived: &'v DerivedValues,
    pub(super) side: Side,
    pub(super) subject: usize,
    /// How many years before the year judged is looked at as if it were the year judged.
    pub(super) shift: u8,
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
        let (side, _, subject) = self.target(Slot { of_unit: list.of_unit, years_back: 0, field: 0 })?;
        let table = self.campaign.detail(side, list.list)?;
        Some((self.subjects.detail(table, list.years_back.saturating_add(self.shift))?, subject))
    }

    /// The places of a ranked quantity and whose place counts.
    fn ranked(&self, ranked: usize) -> Option<(&'v PlaceTable, usize)> {
        let places = self.places.get(ranked)?;
        Some((places, places.of(self.subjects.roll(self.side)?, self.subject)?))
    }

    /// How many years before the year judged a slot reads. A role or another declared text is always that of the year
    /// judged: it says who the subject is, not what it achieved.
    fn back(&self, side: Side, slot: Slot) -> u8 {
        let field = self.campaign.register(side).and_then(|register| register.fields.get(usize::from(slot.field)));
        let shift = if field.is_some_and(|field| field.kind == Kind::Text) { 0 } else { self.shift };
        slot.years_back.saturating_add(shift)
    }

    /// The cell behind a score or class: the first that it lacks, or else the first that it comes from.
    fn place_behind(&self, derived: usize, slot: Slot, side: Side, subject: usize) -> Option<Place> {
        let view = View { side, subject, ..*self };
        let mut slots = self.campaign.slots_of(self.campaign.derived[derived]);
        slots.iter_mut().for_each(|behind| behind.years_back = behind.years_back.saturating_add(slot.years_back));
        let state = |wanted: fn(&Operand) -> bool| slots.iter().find(|slot| wanted(&view.operand(**slot)));
        let missing = state(|operand| matches!(operand, Operand::Blank | Operand::Unusable | Operand::Absent));
        let lacking = missing.or_else(|| state(|operand| !matches!(operand, Operand::Known(_))));
        view.place(*lacking.or(slots.first())?)
    }
}

impl Operands for View<'_> {
    fn operand(&self, slot: Slot) -> Operand {
        let Some((side, roll, subject)) = self.target(slot) else { return Operand::Absent };
        let field = usize::from(slot.field);
        let back = self.back(side, slot);
        match self.campaign.derived_at(side, slot.field) {
            Some(derived) => self.derived.operand(derived, back, subject),
            None => roll.operand_back(subject, field, back),
        }
    }

    /// A column's cell; for points or a class the first cell that they lack, or the first that they come from; for a person
    /// whose unit is not known the cell that should name it.
    fn place(&self, slot: Slot) -> Option<Place> {
        let Some((side, roll, subject)) = self.target(slot) else {
            return self.subjects.roll(self.side)?.belongs_place(self.subject);
        };
        let field = usize::from(slot.field);
        match self.campaign.derived_at(side, slot.field) {
            Some(derived) => self.place_behind(derived, slot, side, subject),
            None => roll.place_back(subject, field, self.back(side, slot)),
        }
    }

    fn written(&self, slot: Slot) -> Option<&str> {
        let (side, roll, subject) = self.target(slot).filter(|(side, ..)| self.back(*side, slot) == 0)?;
        let written = roll.written(self.campaign.register(side)?, subject, usize::from(slot.field));
        (!written.is_empty()).then_some(written)
    }

    fn standing(&self, ranked: usize) -> Standing {
        self.ranked(ranked).map_or(Standing::NoData, |(places, subject)| places.standing(subject))
    }

    fn cutoff(&self, ranked: usize, place: u32) -> Option<Number> {
        let (places, subject) = self.ranked(ranked)?;
        places.cutoff(subject, place)
    }

    /// Within the range of its column, whatever the year and whosever figure it turns out to be; a part that nobody has
    /// entered is not above its whole.
    fn possible(&self, slot: Slot) -> Possible {
        let side = if slot.of_unit { Side::Units } else { self.side };
        let target = self.target(slot);
        if let Some(derived) = self.campaign.derived_at(side, slot.field) {
            let of = target.map(|(side, _, subject)| self.derived.possible(derived, self.back(side, slot), subject));
            return of.unwrap_or(Possible::ANYTHING);
        }
        let field = usize::from(slot.field);
        let register = self.campaign.register(side);
        let declared = register.and_then(|of| of.fields.get(field).zip(of.columns.get(field)).map(|found| (of, found)));
        let Some((register, (declared, column))) = declared else { return Possible::ANYTHING };
        let applies = column.not_applicable.is_empty() && column.blank != Blank::NotApplicable;
        let range = Possible::of_field(declared, applies);
        match target {
            Some((side, roll, subject)) if self.back(side, slot) == 0 && roll.operand(subject, field) == Operand::Blank => {
                let own = View { side, subject, shift: 0, places: &[], ..*self };
                let wholes = register.limits.own.iter().filter(|limit| limit.part == slot.field);
                wholes.fold(range, |range, limit| range.at_most(limit.whole.possible(&own).most.as_ref()))
            }
            // Of merged units a year before they were one the counts are added up, beyond what one of them can have.
            _ if self.back(side, slot) > 0 && !register.changes.is_empty() && declared.kind.adds_up() => {
                Possible { least: range.least.filter(|least| !least.is_negative()), most: None, ..range }
            }
            _ => range,
        }
    }

    fn is_part(&self, part: Slot, whole: Slot) -> bool {
        let side = if part.of_unit { Side::Units } else { self.side };
        let now = self.back(side, part) == 0 && self.back(side, whole) == 0;
        let limits = self.campaign.register(side).map_or([].as_slice(), |register| register.limits.own.as_slice());
        let own = Slot { of_unit: false, ..whole };
        let declared = || limits.iter().any(|limit| limit.part == part.field && limit.whole.is_figure(own));
        now && part.of_unit == whole.of_unit && declared()
    }

    fn rows(&self, list: ListId) -> RowsOf {
        match self.list(list) {
            Some((table, subject)) if table.is_new(subject) => RowsOf::New,
            Some((table, subject)) => RowsOf::Known(table.count(subject)),
            None => RowsOf::Absent,
        }
    }

    fn cell(&self, list: ListId, row: usize, column: u16) -> Operand {
        let Some((table, subject)) = self.list(list) else { return Operand::Absent };
        table.operand(subject, row, usize::from(column))
    }

    /// For the list of a person's unit that is not known the cell that should name it.
    fn cell_place(&self, list: ListId, row: usize, column: u16) -> Option<Place> {
        let own = self.subjects.roll(self.side)?;
        if list.of_unit && self.side == Side::Persons && own.unit(self.subject).is_none() {
            return own.belongs_place(self.subject);
        }
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
