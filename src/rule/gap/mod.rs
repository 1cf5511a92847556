//! The smallest change of one figure alone that turns a failed part round.
//!
//! In: a failed comparison or place, the subject's operands, the declared wholes of parts. Out: a [`Gap`]. A change is
//! looked for on the grid on which the figure is written and only where the difference of the two sides is known to move
//! one way, so that the first value that does is the nearest; every candidate is judged by [`super::judge`] itself.
//! A change after which there is nothing to judge (0 of 0, a fault) does not count.

mod course;
mod grid;

use super::compiled::Ranked;
use super::judge::{fixed, order, read};
use super::operands::{Limit, Limits, Operand, Operands, Standing};
use super::program::{Amount, Compare, Names, PlaceTest, Shown, Side};
use super::row::column_of;
use super::{ListId, RowsOf, Slot, explain};
use crate::vocab::reason::{Change, Gap, Relation, Value};
use crate::vocab::{Kind, Number, Place};
use grid::{Answer, Grid};

/// Looks for changes for one subject.
pub(super) struct Seeker<'a, O> {
    pub(super) operands: &'a O,
    pub(super) limits: &'a Limits,
    /// The declared parts and wholes of the row at hand.
    pub(super) of_rows: &'a [(Amount, Amount)],
    pub(super) names: &'a Names,
}

/// What a figure can do for a failed part.
enum Found {
    Change(Number),
    Nothing,
    NotWorkedOut,
}

/// A gap of which nothing is known.
pub(super) fn unknown() -> Gap {
    Gap { changes: Vec::new(), impossible: false, distance: None }
}

impl<O: Operands> Seeker<'_, O> {
    /// The gap of a comparison that failed.
    pub(super) fn comparison(&self, compare: &Compare, negated: bool) -> Gap {
        let relation = if negated { compare.relation.opposite() } else { compare.relation };
        let wanted = Compare { relation, ..compare.clone() };
        let mut slots = wanted.left.amount.slots();
        slots.extend(wanted.right.amount.slots());
        // Where rows fall short of a target nobody is told to lower the target.
        if !wanted.left.amount.lists().is_empty() {
            slots.clear();
        }
        let mut seen: Vec<Slot> = Vec::new();
        slots.retain(|slot| {
            !seen.contains(slot) && {
                seen.push(*slot);
                true
            }
        });
        // A cell of a row may turn a count or a sum round; that is not worked out.
        let through_rows = [&wanted.left, &wanted.right].iter().any(|side| !side.amount.lists().is_empty());
        let (mut changes, mut impossible) = (Vec::new(), !slots.is_empty() && !through_rows);
        for slot in slots {
            match self.smallest(slot, &wanted) {
                Found::Change(needed) => changes.extend(self.change(slot, &needed, &wanted)),
                Found::Nothing => {}
                Found::NotWorkedOut => impossible = false,
            }
        }
        impossible &= changes.is_empty();
        Gap { changes, impossible, distance: self.distance(&wanted) }
    }

    /// The gap of a place that failed: what would bring the subject level with the last place that certainly counts.
    pub(super) fn place(&self, test: &PlaceTest, ranked: &Ranked, standing: Standing, negated: bool) -> Gap {
        let relation = if negated { test.relation.opposite() } else { test.relation };
        let cutoff = last_certain(test, relation, standing).and_then(|last| self.operands.cutoff(test.ranked, last));
        let Some(cutoff) = cutoff else { return unknown() };
        let shown = ranked.by.shown;
        let relation = if ranked.lowest_first { Relation::AtMost } else { Relation::AtLeast };
        let left = Side { amount: ranked.by.amount.clone(), shown };
        let right = Side { amount: Amount::Literal(cutoff, shown), shown };
        self.comparison(&Compare { left, relation, right }, false)
    }

    fn smallest(&self, slot: Slot, wanted: &Compare) -> Found {
        let (left, right) = (&wanted.left.amount, &wanted.right.amount);
        let now = self.operands.operand(slot);
        let (Operand::Known(now), Some(before)) = (now, order(left, right, self.operands)) else {
            return Found::NotWorkedOut;
        };
        let Some(wholes) = self.wholes(slot) else { return Found::NotWorkedOut };
        let grid = self.names.figure(slot).and_then(|info| Grid::of(info, &now, grid::digits(self, wanted)));
        let Some(grid) = grid.filter(|_| course::is_steady(left, right, slot, self.operands)) else {
            return Found::NotWorkedOut;
        };
        let answer = |value: &Number| {
            let changed = Changed { inner: self.operands, slot, value };
            if wholes.iter().any(|(part, whole)| order(part, whole, &changed).is_none_or(|side| side.is_gt())) {
                return Answer::Beyond;
            }
            match (read(left, &changed).known(), read(right, &changed).known()) {
                (Some(left), Some(right)) if wanted.relation.holds(&left, &right) => Answer::Yes,
                // A comparison for equality that has passed from one side to the other has missed it.
                (Some(left), Some(right)) if wanted.relation == Relation::Equal && left.cmp(&right) != before => {
                    Answer::Beyond
                }
                (Some(_), Some(_)) => Answer::NotYet,
                _ => Answer::Beyond,
            }
        };
        grid.nearest(&now, &answer).map_or(Found::Nothing, Found::Change)
    }

    /// The declared parts and wholes that the figure is in and that hold now; `None` when one of them cannot be followed.
    fn wholes(&self, slot: Slot) -> Option<Vec<(Amount, Amount)>> {
        let limits = if slot.of_unit { &self.limits.unit } else { &self.limits.own };
        let declared: Vec<(Amount, Amount)> = match column_of(slot) {
            Some(_) => self.of_rows.to_vec(),
            None => limits.iter().map(|limit| sides_of(limit, slot)).collect(),
        };
        let mut wholes = Vec::new();
        for (part, whole) in declared {
            let concerned = part == Amount::Figure(slot) || whole.slots().contains(&slot);
            let holds = order(&part, &whole, self.operands).is_some_and(|side| side.is_le());
            if concerned && holds {
                course::is_steady(&part, &whole, slot, self.operands).then_some(())?;
                wholes.push((part, whole));
            }
        }
        Some(wholes)
    }

    fn change(&self, slot: Slot, needed: &Number, wanted: &Compare) -> Option<Change> {
        let Operand::Known(now) = self.operands.operand(slot) else { return None };
        let figure = explain::figure(slot, self.names, self.operands);
        let shown = self.names.shown(slot);
        let value = self.names.value(needed, shown)?;
        let by = needed.minus(&now);
        let further = if by.is_negative() { needed.minus(&Number::ONE) } else { needed.plus(&Number::ONE) };
        let ordered = !matches!(wanted.relation, Relation::Equal | Relation::Unequal);
        let beyond = ordered && self.names.value(&further, shown).is_some();
        Some(Change { figure, needed: value, by: Some(by), beyond })
    }

    /// How far the sides lie apart; steps of a scale have no distance.
    fn distance(&self, wanted: &Compare) -> Option<Value> {
        let (left, right) = (read(&wanted.left.amount, self.operands), read(&wanted.right.amount, self.operands));
        let apart = left.known()?.minus(&right.known()?).abs();
        match wanted.left.shown {
            Shown::Number(kind) => Some(Value::Number(apart, kind)),
            Shown::Date => Some(Value::Number(apart, Kind::Date)),
            Shown::Step(_) | Shown::YesNo => None,
        }
    }
}

/// A declared limit as it stands for the year and the subject of `slot`.
fn sides_of(limit: &Limit, slot: Slot) -> (Amount, Amount) {
    let here =
        |other: Slot| Slot { of_unit: slot.of_unit, years_back: other.years_back.saturating_add(slot.years_back), ..other };
    let part = Amount::Figure(here(Slot { of_unit: false, years_back: 0, field: limit.part }));
    (part, limit.whole.amount.with_slots(&here))
}

/// The last place among the others that the subject has to reach so that missing values cannot push it out again.
fn last_certain(test: &PlaceTest, relation: Relation, standing: Standing) -> Option<u32> {
    let limit = fixed(&test.limit.amount)?;
    let Standing::Place { valued, missing, .. } = standing else { return None };
    let missing_too = Number::from(i64::from(missing));
    let last = match relation {
        Relation::AtMost if test.of_group => limit.times(&Number::from(i64::from(valued) + i64::from(missing))).floor(),
        Relation::AtMost => limit.floor(),
        Relation::Less => limit.ceil().minus(&Number::ONE),
        _ => return None,
    };
    u32::try_from(last.minus(&missing_too).to_whole()?).ok().filter(|last| *last > 0)
}

/// One subject with one figure changed.
struct Changed<'a, O> {
    inner: &'a O,
    slot: Slot,
    value: &'a Number,
}

impl<O: Operands> Operands for Changed<'_, O> {
    fn operand(&self, slot: Slot) -> Operand {
        if slot == self.slot { Operand::Known(self.value.clone()) } else { self.inner.operand(slot) }
    }

    fn place(&self, slot: Slot) -> Option<Place> {
        self.inner.place(slot)
    }

    fn standing(&self, ranked: usize) -> Standing {
        self.inner.standing(ranked)
    }

    fn cutoff(&self, ranked: usize, place: u32) -> Option<Number> {
        self.inner.cutoff(ranked, place)
    }

    fn rows(&self, list: ListId) -> RowsOf {
        self.inner.rows(list)
    }

    fn cell(&self, list: ListId, row: usize, column: u16) -> Operand {
        self.inner.cell(list, row, column)
    }

    fn cell_place(&self, list: ListId, row: usize, column: u16) -> Option<Place> {
        self.inner.cell_place(list, row, column)
    }

    fn row_name(&self, list: ListId, row: usize) -> (String, Option<Place>) {
        self.inner.row_name(list, row)
    }

    fn is_certain(&self, list: ListId, row: usize) -> bool {
        self.inner.is_certain(list, row)
    }
}
