//! A checked expression: every name resolved, every kind fitting. What cannot be judged cannot be built.

use super::row::column_of;
use super::{ListId, Slot};
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
    Rise(Box<RiseTest>),
    EachRow(Box<EachRow>),
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

/// A place in the group that has to be better than the one of the year before.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RiseTest {
    /// By their positions among the rule's ranked measures.
    pub(super) now: usize,
    pub(super) before: usize,
    /// What the place of the year before is by: it may be that the subject did not exist then.
    pub(super) by_before: Amount,
}

/// A test of the rows of a list: every one of them, or any.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct EachRow {
    pub(super) list: ListId,
    pub(super) every: bool,
    pub(super) test: Test,
    /// The declared parts and wholes of a row.
    pub(super) limits: Vec<(Amount, Amount)>,
}

/// A quantity made of the rows of a list.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tally {
    pub(super) list: ListId,
    pub(super) of: Tallied,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Tallied {
    /// How many rows there are.
    Rows,
    /// How many of them hold.
    Met(Test),
    Sum(Amount, Shown),
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
    Tally(Box<Tally>),
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
    /// What the rows of each list are about.
    pub(super) lists: Vec<(ListId, String)>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct FigureInfo {
    pub(super) heading: String,
    pub(super) kind: Kind,
    pub(super) min: Option<Number>,
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

    /// What the rows of a list are about.
    pub(super) fn title(&self, list: ListId) -> &str {
        self.lists.iter().find(|(known, _)| *known == list).map_or("", |(_, title)| title)
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
    /// Calls `see` for every part, this one first, in the order of the rule. Does not go into the rows of lists.
    pub(super) fn walk<'a>(&'a self, see: &mut impl FnMut(&'a Amount)) {
        see(self);
        match self {
            Amount::Figure(_) | Amount::Literal(..) | Amount::Named { .. } | Amount::Tally(_) => {}
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
            Amount::Tally(tally) => Amount::Tally(Box::new(tally.with_slots(other))),
        }
    }

    /// Every figure in it, in the order of the rule, each once; of the rows of a list none, but the subject's own figures
    /// that are looked at beside them.
    pub(super) fn slots(&self) -> Vec<Slot> {
        let mut slots = Vec::new();
        self.walk(&mut |part| match part {
            Amount::Figure(slot) => slots.push(*slot),
            Amount::Tally(tally) => tally.slots(&mut |slot| slots.extend((!tally.is_column(slot)).then_some(slot))),
            _ => {}
        });
        let mut seen = std::collections::BTreeSet::new();
        slots.retain(|slot| seen.insert(*slot));
        slots
    }

    /// Every figure in it, those of the rows of lists included; in no order, and some several times.
    pub(super) fn all_slots(&self, see: &mut dyn FnMut(Slot)) {
        self.walk(&mut |part| match part {
            Amount::Figure(slot) => see(*slot),
            Amount::Tally(tally) => tally.slots(see),
            _ => {}
        });
    }

    /// Every list that it counts or adds up.
    pub(super) fn lists(&self) -> Vec<ListId> {
        let mut lists = Vec::new();
        self.walk(&mut |part| {
            if let Amount::Tally(tally) = part {
                lists.push(tally.list);
            }
        });
        lists
    }

    /// How many years before the year judged it reaches.
    pub(super) fn years_back(&self) -> u8 {
        let of_lists = self.lists().into_iter().map(|list| list.years_back);
        self.slots().into_iter().map(|slot| slot.years_back).chain(of_lists).max().unwrap_or(0)
    }

    /// Whether it is the same for every subject.
    pub(super) fn is_fixed(&self) -> bool {
        self.slots().is_empty() && self.lists().is_empty()
    }
}

impl Tally {
    fn slots(&self, see: &mut dyn FnMut(Slot)) {
        match &self.of {
            Tallied::Rows => {}
            Tallied::Met(test) => test.all_slots(see),
            Tallied::Sum(amount, _) => amount.all_slots(see),
        }
    }

    fn is_column(&self, slot: Slot) -> bool {
        column_of(slot).is_some_and(|column| column.list == self.list)
    }

    fn with_slots(&self, other: &impl Fn(Slot) -> Slot) -> Tally {
        let of = match &self.of {
            Tallied::Rows => Tallied::Rows,
            Tallied::Met(test) => Tallied::Met(test.with_slots(other)),
            Tallied::Sum(amount, shown) => Tallied::Sum(amount.with_slots(other), shown.with_slots(other)),
        };
        Tally { list: self.list.moved(other), of }
    }
}

impl Shown {
    fn with_slots(self, other: &impl Fn(Slot) -> Slot) -> Shown {
        if let Shown::Step(slot) = self { Shown::Step(other(slot)) } else { self }
    }
}

impl Test {
    /// Every figure in it, those of the rows of lists included; in no order, and some several times. Figures by which
    /// places are worked out are not among them.
    pub(super) fn all_slots(&self, see: &mut dyn FnMut(Slot)) {
        match self {
            Test::All(parts) | Test::Any(parts) | Test::AtLeast { parts, .. } => {
                parts.iter().for_each(|part| part.all_slots(see));
            }
            Test::Not(inner) => inner.all_slots(see),
            Test::Compare(compare) => {
                compare.left.amount.all_slots(see);
                compare.right.amount.all_slots(see);
            }
            Test::Attested(slot) | Test::Among { figure: slot, .. } => see(*slot),
            Test::Place(_) | Test::Rise(_) => {}
            Test::EachRow(each) => each.test.all_slots(see),
        }
    }

    /// Every list that it goes through, counts or adds up.
    pub(super) fn lists(&self, see: &mut dyn FnMut(ListId)) {
        match self {
            Test::All(parts) | Test::Any(parts) | Test::AtLeast { parts, .. } => {
                parts.iter().for_each(|part| part.lists(see));
            }
            Test::Not(inner) => inner.lists(see),
            Test::Compare(compare) => {
                compare.left.amount.lists().into_iter().for_each(&mut *see);
                compare.right.amount.lists().into_iter().for_each(&mut *see);
            }
            Test::Attested(_) | Test::Among { .. } | Test::Place(_) | Test::Rise(_) => {}
            Test::EachRow(each) => see(each.list),
        }
    }

    /// The same test of other figures. Places stay as they are: there are none inside a list.
    fn with_slots(&self, other: &impl Fn(Slot) -> Slot) -> Test {
        let all = |parts: &[Test]| parts.iter().map(|part| part.with_slots(other)).collect();
        let side = |side: &Side| Side { amount: side.amount.with_slots(other), shown: side.shown.with_slots(other) };
        match self {
            Test::All(parts) => Test::All(all(parts)),
            Test::Any(parts) => Test::Any(all(parts)),
            Test::Not(inner) => Test::Not(Box::new(inner.with_slots(other))),
            Test::AtLeast { needed, parts } => Test::AtLeast { needed: *needed, parts: all(parts) },
            Test::Compare(compare) => Test::Compare(Box::new(Compare {
                left: side(&compare.left),
                relation: compare.relation,
                right: side(&compare.right),
            })),
            Test::Attested(slot) => Test::Attested(other(*slot)),
            Test::Among { figure, accepted } => Test::Among { figure: other(*figure), accepted: accepted.clone() },
            Test::Place(_) | Test::Rise(_) | Test::EachRow(_) => self.clone(),
        }
    }
}
