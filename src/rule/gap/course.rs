//! Whether the difference of two quantities moves one way as one figure in them grows.
//!
//! It does where the figure occurs once and everything on the way keeps or turns the order; and where the difference is
//! of the form (ax + b) / (cx + d), wherever it is defined without a break. Else nothing is claimed.

use super::super::Slot;
use super::super::judge::read;
use super::super::operands::Operands;
use super::super::program::Amount;
use crate::vocab::Number;
use crate::vocab::reason::Sign;

/// Whether `left - right` moves one way as `slot` grows and the other figures stay, as far as both have a value.
pub(super) fn is_steady(left: &Amount, right: &Amount, slot: Slot, operands: &impl Operands) -> bool {
    match occurrences(left, slot) + occurrences(right, slot) {
        0 => true,
        1 => !is_under_absolute(left, slot) && !is_under_absolute(right, slot),
        _ => bilinear(left, slot, operands)
            .zip(bilinear(right, slot, operands))
            .is_some_and(|(left, right)| left.combined(&right, Sign::Minus).is_some()),
    }
}

fn occurrences(amount: &Amount, slot: Slot) -> usize {
    let mut count = 0;
    amount.walk(&mut |part| match part {
        Amount::Figure(figure) => count += usize::from(*figure == slot),
        // Looked at beside each row: as if it stood there several times.
        Amount::Tally(_) => count += if part.slots().contains(&slot) { 2 } else { 0 },
        _ => {}
    });
    count
}

fn is_under_absolute(amount: &Amount, slot: Slot) -> bool {
    let mut found = false;
    amount.walk(&mut |part| {
        found |= matches!(part, Amount::Absolute(inner) if occurrences(inner, slot) > 0);
    });
    found
}

/// (ax + b) / (cx + d).
#[derive(Debug, Clone, PartialEq)]
struct Bilinear {
    top: (Number, Number),
    bottom: (Number, Number),
}

/// The quantity as a function of one figure; `None` when it is of another form.
fn bilinear(amount: &Amount, slot: Slot, operands: &impl Operands) -> Option<Bilinear> {
    let constant = |value: Number| Bilinear { top: (Number::ZERO, value), bottom: (Number::ZERO, Number::ONE) };
    if occurrences(amount, slot) == 0 {
        return read(amount, operands).known().map(constant);
    }
    match amount {
        Amount::Figure(_) => Some(Bilinear { top: (Number::ONE, Number::ZERO), bottom: (Number::ZERO, Number::ONE) }),
        Amount::OfMax(inner, max) => bilinear(inner, slot, operands)?.combined(&constant(max.clone()), Sign::Over),
        Amount::Negative(inner) => bilinear(inner, slot, operands)?.combined(&constant(Number::from(-1)), Sign::Times),
        Amount::Pair(sign, sides) => {
            bilinear(&sides.0, slot, operands)?.combined(&bilinear(&sides.1, slot, operands)?, *sign)
        }
        _ => None,
    }
}

impl Bilinear {
    fn combined(&self, other: &Bilinear, sign: Sign) -> Option<Bilinear> {
        match sign {
            Sign::Plus => self.plus(other),
            Sign::Minus => self.plus(&other.scaled(&Number::from(-1))),
            Sign::Times => self.times(other),
            Sign::Over => self.times(&other.inverse()),
        }
    }

    fn scaled(&self, by: &Number) -> Bilinear {
        Bilinear { top: (self.top.0.times(by), self.top.1.times(by)), bottom: self.bottom.clone() }
    }

    fn inverse(&self) -> Bilinear {
        Bilinear { top: self.bottom.clone(), bottom: self.top.clone() }
    }

    /// The value, when it does not depend on the figure.
    fn constant(&self) -> Option<Number> {
        let ((a, b), (c, d)) = (&self.top, &self.bottom);
        if a.is_zero() && c.is_zero() { b.over(d) } else { None }
    }

    /// Of the form only when the bottoms are the same but for a factor, or one side is constant.
    fn plus(&self, other: &Bilinear) -> Option<Bilinear> {
        if let Some(value) = other.constant() {
            let (c, d) = &self.bottom;
            let top = (self.top.0.plus(&c.times(&value)), self.top.1.plus(&d.times(&value)));
            return Some(Bilinear { top, bottom: self.bottom.clone() });
        }
        if self.constant().is_some() {
            return other.plus(self);
        }
        let factor = factor(&self.bottom, &other.bottom)?;
        let top = (self.top.0.times(&factor).plus(&other.top.0), self.top.1.times(&factor).plus(&other.top.1));
        Some(Bilinear { top, bottom: other.bottom.clone() })
    }

    /// Of the form only when one side is constant, or a top and a bottom cancel.
    fn times(&self, other: &Bilinear) -> Option<Bilinear> {
        if let Some(value) = other.constant() {
            return Some(self.scaled(&value));
        }
        if let Some(value) = self.constant() {
            return Some(other.scaled(&value));
        }
        let crossed = |top: &Bilinear, bottom: &Bilinear| {
            let factor = factor(&top.bottom, &bottom.top)?;
            Some(Bilinear { top: top.top.clone(), bottom: bottom.bottom.clone() }.scaled(&factor))
        };
        crossed(self, other).or_else(|| crossed(other, self))
    }
}

/// What the first line has to be multiplied with to give the second.
fn factor(first: &(Number, Number), second: &(Number, Number)) -> Option<Number> {
    if first.0.times(&second.1) != first.1.times(&second.0) {
        return None;
    }
    if first.0.is_zero() { second.1.over(&first.1) } else { second.0.over(&first.0) }
}
