//! A checked expression: every name resolved, every kind fitting. What cannot be judged cannot be built.

use super::Slot;
use crate::vocab::reason::{Fold, Relation, Sign, Value};
use crate::vocab::{Kind, Number, Rounding, Span, date};

/// Something that holds or not.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Test {
    All(Vec<Test>),
    Any(Vec<Test>),
    Not(Box<Test>),
    AtLeast { needed: u32, parts: Vec<Test> },
    Compare(Box<Compare>),
    Attested(Slot),
    Among { figure: Slot, accepted: Vec<i64> },
    Place(Box<PlaceTest>),
}

/// Two sides that compare.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Compare {
    pub(super) left: Side,
    pub(super) relation: Relation,
    pub(super) right: Side,
}

/// A quantity and how people read its value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Side {
    pub(super) amount: Amount,
    pub(super) shown: Shown,
}

/// A place in the group against a limit that is the same for everyone.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PlaceTest {
    /// By its position among the rule's ranked measures.
    pub(super) ranked: usize,
    pub(super) relation: Relation,
    pub(super) limit: Side,
    /// Whether the limit is a share of the group instead of a place.
    pub(super) of_group: bool,
}

/// A quantity.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Amount {
    Figure(Slot),
    Literal(Number, Shown),
    /// A figure that guidance sets, by its position in [`Names::constants`].
    Named {
        index: usize,
        value: Option<Number>,
    },
    /// A score as a share of its maximum, which is above zero.
    OfMax(Box<Amount>, Number),
    Negative(Box<Amount>),
    Pair(Sign, Box<(Amount, Amount)>),
    Least(Vec<Amount>),
    Greatest(Vec<Amount>),
    Absolute(Box<Amount>),
    /// Rounded to digits of the amount itself: for percentages two more than people see.
    Rounded {
        amount: Box<Amount>,
        cut: Cut,
        /// As the rule writes them.
        digits: u32,
        percent: bool,
    },
    Years(Fold, Vec<Amount>),
}

/// How digits are cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    Round(Rounding),
    Floor,
    Ceil,
}

/// How people read a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// A number of that kind.
    Number(Kind),
    Date,
    YesNo,
    /// A step of the scale, or a declared value, of that figure's field.
    Step(Slot),
}

/// What people call the figures that an expression reads.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Names {
    /// Sorted by slot, each once.
    pub(super) figures: Vec<(Slot, FigureInfo)>,
    pub(super) constants: Vec<ConstantInfo>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct FigureInfo {
    pub(super) heading: String,
    pub(super) kind: Kind,
    pub(super) max: Option<Number>,
    /// Steps or declared values as people write them.
    pub(super) steps: Vec<String>,
    pub(super) measure: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct ConstantInfo {
    pub(super) name: String,
    pub(super) value: Option<(Number, bool)>,
    pub(super) span: Span,
}

impl Names {
    pub(super) fn figure(&self, slot: Slot) -> Option<&FigureInfo> {
        let at = self.figures.binary_search_by_key(&slot, |(slot, _)| *slot).ok()?;
        self.figures.get(at).map(|(_, info)| info)
    }

    /// The number as people read it; `None` for a day or step that does not exist.
    pub(super) fn value(&self, number: &Number, shown: Shown) -> Option<Value> {
        match shown {
            Shown::Number(kind) => Some(Value::Number(number.clone(), kind)),
            Shown::Date => number.to_whole().and_then(date::from_ordinal).map(Value::Date),
            Shown::YesNo => Some(Value::YesNo(!number.is_zero())),
            Shown::Step(slot) => {
                let step = usize::try_from(number.to_whole()?).ok()?;
                self.figure(slot)?.steps.get(step).cloned().map(Value::Text)
            }
        }
    }

    /// How people read the figure itself.
    pub(super) fn shown(&self, slot: Slot) -> Shown {
        match self.figure(slot).map(|info| info.kind) {
            Some(kind) => Shown::of_figure(slot, kind),
            None => Shown::Number(Kind::Number),
        }
    }
}

impl Shown {
    pub(super) fn of_figure(slot: Slot, kind: Kind) -> Shown {
        match kind {
            Kind::Rating | Kind::Text => Shown::Step(slot),
            Kind::Date => Shown::Date,
            Kind::YesNo => Shown::YesNo,
            number => Shown::Number(number),
        }
    }

    /// The kind that formats a value.
    pub(super) fn kind(self, names: &Names) -> Kind {
        match self {
            Shown::Number(kind) => kind,
            Shown::Date => Kind::Date,
            Shown::YesNo => Kind::YesNo,
            Shown::Step(slot) => names.figure(slot).map_or(Kind::Text, |info| info.kind),
        }
    }
}

impl Amount {
    /// Calls `see` for every part, this one first, in the order of the rule.
    pub(super) fn walk<'a>(&'a self, see: &mut impl FnMut(&'a Amount)) {
        see(self);
        match self {
            Amount::Figure(_) | Amount::Literal(..) | Amount::Named { .. } => {}
            Amount::OfMax(inner, _) | Amount::Negative(inner) | Amount::Absolute(inner) => inner.walk(see),
            Amount::Rounded { amount, .. } => amount.walk(see),
            Amount::Pair(_, sides) => {
                sides.0.walk(see);
                sides.1.walk(see);
            }
            Amount::Least(parts) | Amount::Greatest(parts) | Amount::Years(_, parts) => {
                parts.iter().for_each(|part| part.walk(see));
            }
        }
    }

    /// The same quantity of other figures.
    pub(super) fn with_slots(&self, other: &impl Fn(Slot) -> Slot) -> Amount {
        let one = |inner: &Amount| Box::new(inner.with_slots(other));
        let all = |parts: &[Amount]| parts.iter().map(|part| part.with_slots(other)).collect();
        match self {
            Amount::Figure(slot) => Amount::Figure(other(*slot)),
            Amount::Literal(..) | Amount::Named { .. } => self.clone(),
            Amount::OfMax(inner, max) => Amount::OfMax(one(inner), max.clone()),
            Amount::Negative(inner) => Amount::Negative(one(inner)),
            Amount::Absolute(inner) => Amount::Absolute(one(inner)),
            Amount::Rounded { amount, cut, digits, percent } => {
                Amount::Rounded { amount: one(amount), cut: *cut, digits: *digits, percent: *percent }
            }
            Amount::Pair(sign, sides) => {
                Amount::Pair(*sign, Box::new((sides.0.with_slots(other), sides.1.with_slots(other))))
            }
            Amount::Least(parts) => Amount::Least(all(parts)),
            Amount::Greatest(parts) => Amount::Greatest(all(parts)),
            Amount::Years(fold, parts) => Amount::Years(*fold, all(parts)),
        }
    }

    /// Every figure in it, in the order of the rule, each once.
    pub(super) fn slots(&self) -> Vec<Slot> {
        let mut slots = Vec::new();
        self.walk(&mut |part| {
            if let Amount::Figure(slot) = part
                && !slots.contains(slot)
            {
                slots.push(*slot);
            }
        });
        slots
    }

    /// Whether it is the same for every subject.
    pub(super) fn is_fixed(&self) -> bool {
        self.slots().is_empty()
    }
}
