//! A value in points, as scores and classes read it and as other rules see it.

use crate::assess::Assessment;
use crate::rule::{Measure, Operand, Operands, Quantity};
use crate::vocab::Side;
use crate::vocab::derived::Points;

/// A value in points, or why there is none.
pub(super) fn reading(assessment: &Assessment<'_>, measure: &Measure, side: Side, subject: usize, back: u8) -> Points {
    let view = assessment.view(side, subject, back, &[]);
    match measure.value(&view) {
        Quantity::Known(value) => Points::Known(value),
        Quantity::NotApplicable => Points::NotApplicable,
        Quantity::NoData => {
            let states: Vec<Operand> = measure.slots().iter().map(|slot| view.operand(*slot)).collect();
            let missing = |state: &Operand| matches!(state, Operand::Blank | Operand::Unusable | Operand::Absent);
            let new = states.contains(&Operand::New) && !states.iter().any(missing);
            if new { Points::New } else { Points::Missing }
        }
    }
}

/// What other rules see.
pub(super) fn operand(points: Points) -> Operand {
    match points {
        Points::Known(number) => Operand::Known(number),
        Points::NotApplicable => Operand::NotApplicable,
        Points::New => Operand::New,
        Points::Missing => Operand::Blank,
    }
}
