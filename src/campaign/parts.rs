//! Parts above their declared wholes: a fault in the data of which both cells are named and the part is not used.

use crate::campaign::definition::{Campaign, Register};
use crate::campaign::subjects::{Held, Roll, Subjects};
use crate::rule::{Operand, Operands, Quantity, Slot, Standing};
use crate::vocab::finding::CellFault;
use crate::vocab::{Finding, Number, Place};

/// A part above its declared whole cannot be right: the part is not used, and both cells are named.
pub(super) fn check_parts(campaign: &Campaign, subjects: &mut Subjects, findings: &mut Vec<Finding>) {
    parts_of(&campaign.units, &mut subjects.units, None, findings);
    if let (Some(register), Some(persons)) = (&campaign.persons, &mut subjects.persons) {
        parts_of(register, persons, Some(&subjects.units), findings);
    }
}

fn parts_of(register: &Register, roll: &mut Roll, units: Option<&Roll>, findings: &mut Vec<Finding>) {
    for limit in &register.limits.own {
        let part = usize::from(limit.part);
        let above: Vec<usize> = (0..roll.len())
            .filter(|subject| {
                let (Operand::Known(value), Quantity::Known(whole)) =
                    (roll.operand(*subject, part), limit.whole.value(&OwnFigures { roll, units, subject: *subject }))
                else {
                    return false;
                };
                value > whole
            })
            .collect();
        for subject in above {
            let fault = CellFault::PartAboveWhole {
                part: register.fields[part].headings.first().cloned().unwrap_or_default(),
                whole: limit.whole.label(),
            };
            let Some(place) = roll.place(subject, part) else { continue };
            let mut finding = Finding::new(fault, place);
            let wholes = limit.whole.slots().iter().filter(|slot| !slot.of_unit);
            finding.others = wholes.filter_map(|slot| roll.place(subject, usize::from(slot.field))).collect();
            findings.push(finding);
            if let Some(Held::Figures(figures)) = roll.columns.get_mut(part) {
                figures.spoil(subject);
            }
        }
    }
}

/// The columns of one subject, before anything is computed from them.
struct OwnFigures<'r> {
    roll: &'r Roll,
    units: Option<&'r Roll>,
    subject: usize,
}

impl Operands for OwnFigures<'_> {
    fn operand(&self, slot: Slot) -> Operand {
        let column = usize::from(slot.field);
        match (slot.of_unit, self.units) {
            (false, _) => self.roll.operand(self.subject, column),
            (true, Some(units)) => self.roll.unit(self.subject).map_or(Operand::Absent, |unit| units.operand(unit, column)),
            (true, None) => Operand::Absent,
        }
    }

    fn place(&self, slot: Slot) -> Option<Place> {
        self.roll.place(self.subject, usize::from(slot.field))
    }

    fn standing(&self, _ranked: usize) -> Standing {
        Standing::NoData
    }

    fn cutoff(&self, _ranked: usize, _place: u32) -> Option<Number> {
        None
    }
}
