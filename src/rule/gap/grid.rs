//! The values that a figure can take, and the nearest one that does what is wanted.

use super::super::judge::read;
use super::super::operands::{Operand, Operands};
use super::super::program::{Amount, Compare, FigureInfo, Shown};
use super::Seeker;
use crate::vocab::date::ordinal;
use crate::vocab::{Date, Kind, Number};

/// More than any column holds: 10 to the power of 15.
const MOST: i64 = 1_000_000_000_000_000;

/// Digits beyond these change nothing that a person would notice.
const MOST_DIGITS: u32 = 9;

/// The whole multiples of a step, from a first to a last one.
pub(super) struct Grid {
    step: Number,
    first: i64,
    last: i64,
}

/// What a value does for the part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// It turns the part round.
    Yes,
    /// It does not; a value further away might.
    NotYet,
    /// It cannot be, and neither can anything further away.
    Beyond,
}

impl Grid {
    /// The grid on which people write such a figure; `None` when the present value is not within it.
    pub(super) fn of(info: &FigureInfo, now: &Number, digits: u32) -> Option<Grid> {
        let one = Number::ONE;
        let most = Number::from(MOST);
        let steps = i64::try_from(info.steps.len()).unwrap_or(0);
        let (step, first, last) = match info.kind {
            Kind::Count | Kind::Money => (one, Number::ZERO, most),
            Kind::Rank => (one.clone(), one, most),
            Kind::Percent => (Number::from_digits(1, digits + 2), Number::ZERO, info.max.clone().unwrap_or(Number::ONE)),
            Kind::Score => (Number::from_digits(1, digits), Number::ZERO, info.max.clone().unwrap_or(most)),
            Kind::Number => (Number::from_digits(1, digits), most.negated(), most),
            Kind::Date => (one, day(1900, 1, 1)?, day(9999, 12, 31)?),
            Kind::Rating => (one, Number::ZERO, Number::from(steps - 1)),
            Kind::YesNo | Kind::Text => return None,
        };
        let first = info.min.iter().cloned().fold(first, Number::max);
        let last = info.max.iter().cloned().fold(last, Number::min);
        let steps = |bound: &Number| bound.over(&step);
        let furthest = Number::from(i64::MAX / 2);
        let first = steps(&first)?.ceil().max(furthest.negated()).to_whole()?;
        let last = steps(&last)?.floor().min(furthest).to_whole()?;
        let at = steps(now)?;
        let inside = at >= Number::from(first) && at <= Number::from(last);
        inside.then_some(Grid { step, first, last })
    }

    /// The nearest value to `now`, on either side, that is answered with yes.
    pub(super) fn nearest(&self, now: &Number, answer: &impl Fn(&Number) -> Answer) -> Option<Number> {
        let at = now.over(&self.step)?;
        let (below, above) = (at.ceil().to_whole()?, at.floor().to_whole()?);
        let up = self.first_yes(above, self.last - above, 1, answer);
        let down = self.first_yes(below, below - self.first, -1, answer);
        [up, down].into_iter().flatten().min_by_key(|needed| needed.minus(now).abs())
    }

    /// The first yes among `most` steps from `from` in one direction. Until it comes every answer is "not yet", so that
    /// it is found by doubling and halving.
    fn first_yes(&self, from: i64, most: i64, direction: i64, answer: &impl Fn(&Number) -> Answer) -> Option<Number> {
        let value = |steps: i64| Number::from(from + direction * steps).times(&self.step);
        // The usual wrong direction: not even the last step does it.
        if most <= 0 || answer(&value(most)) == Answer::NotYet {
            return None;
        }
        let (mut before, mut at) = (0, 1.min(most));
        while at > before && answer(&value(at)) == Answer::NotYet {
            before = at;
            at = at.saturating_mul(2).min(most);
        }
        if at == before {
            return None;
        }
        while at - before > 1 {
            let middle = before + (at - before) / 2;
            if answer(&value(middle)) == Answer::NotYet { before = middle } else { at = middle }
        }
        let found = value(at);
        (answer(&found) == Answer::Yes).then_some(found)
    }
}

/// How many digits after the decimal sign the finest figure or fixed value of the comparison has, two at least. Those of
/// a percentage are counted as people see it.
pub(super) fn digits<O: Operands>(seeker: &Seeker<'_, O>, compare: &Compare) -> u32 {
    let mut digits = 2;
    let mut see = |value: &Number, percent: bool| {
        let scale = Number::from(if percent { 100 } else { 1 });
        digits = digits.max(value.times(&scale).decimals().unwrap_or(0).min(MOST_DIGITS));
    };
    for side in [&compare.left.amount, &compare.right.amount] {
        side.walk(&mut |part| match part {
            Amount::Figure(slot) => {
                if let Operand::Known(value) = seeker.operands.operand(*slot) {
                    see(&value, seeker.names.shown(*slot) == Shown::Number(Kind::Percent));
                }
            }
            Amount::Tally(_) => {
                if let Some(value) = read(part, seeker.operands).known() {
                    see(&value, false);
                }
            }
            Amount::Literal(value, shown) => see(value, *shown == Shown::Number(Kind::Percent)),
            Amount::Named { index, .. } => {
                if let Some((value, percent)) = seeker.names.constants.get(*index).and_then(|info| info.value.as_ref()) {
                    see(value, *percent);
                }
            }
            _ => {}
        });
    }
    digits
}

fn day(year: i32, month: u32, day: u32) -> Option<Number> {
    Date::from_ymd_opt(year, month, day).map(|date| Number::from(ordinal(date)))
}
