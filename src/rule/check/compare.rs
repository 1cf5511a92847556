//! Comparisons: which kinds compare, and what each side becomes so that they do.

use super::super::judge::fixed;
use super::super::program::{Amount, Compare, PlaceTest, Shown, Side, Tallied, Test};
use super::super::row::column_of;
use super::super::syntax::Node;
use super::super::types::{Type, common};
use super::{Checker, Fault, Field, Item, Slot};
use crate::vocab::Number;
use crate::vocab::finding::{RuleFault, Sort};
use crate::vocab::reason::{Relation, Sign};

impl Checker<'_> {
    pub(super) fn compare(&mut self, node: &Node, relation: Relation, left: &Node, right: &Node) -> Option<Test> {
        let (one, other) = (self.item(left), self.item(right));
        match (one?, other?) {
            (Item::Amount(a, a_kind), Item::Amount(b, b_kind)) => {
                self.amounts(node, relation, (left, a, a_kind), (right, b, b_kind))
            }
            (Item::Attestation(_), _) => self.attestation_compared(left),
            (_, Item::Attestation(_)) => self.attestation_compared(right),
            (Item::Amount(amount, Type::Rating(slot)), Item::Quoted(text)) => {
                let step = self.step(slot, &text, right)?;
                Some(rated((amount, slot), relation, step))
            }
            (Item::Quoted(text), Item::Amount(amount, Type::Rating(slot))) => {
                let step = self.step(slot, &text, left)?;
                Some(rated((amount, slot), relation.mirrored(), step))
            }
            (Item::Text(slot), Item::Quoted(text)) => self.text(node, slot, relation, &[(text, right)]),
            (Item::Quoted(text), Item::Text(slot)) => self.text(node, slot, relation, &[(text, left)]),
            (Item::Place(ranked), Item::Amount(limit, kind)) => self.place(ranked, relation, limit, &kind, right),
            (Item::Amount(limit, kind), Item::Place(ranked)) => self.place(ranked, relation.mirrored(), limit, &kind, left),
            (one, other) => self.differ(node, one.sort(), other.sort()),
        }
    }

    pub(super) fn amounts(
        &mut self,
        node: &Node,
        relation: Relation,
        left: (&Node, Amount, Type),
        right: (&Node, Amount, Type),
    ) -> Option<Test> {
        let ((left, one, one_kind), (right, other, other_kind)) = (left, right);
        let (one, one_kind) = self.as_share(left, one, one_kind, &other_kind)?;
        let (other, other_kind) = self.as_share(right, other, other_kind, &one_kind)?;
        self.same_scale(node, &one_kind, &other_kind)?;
        let Some(kind) = common(&one_kind, &other_kind) else {
            return self.do_not_compare(node, (left, &one_kind), (right, &other_kind));
        };
        self.lint(node, relation, (left, &one, &one_kind), (right, &other, &other_kind));
        let shown = kind.shown();
        Some(sides(one, relation, other, shown))
    }

    /// A score beside a percentage is read as a share of its maximum.
    fn as_share(&mut self, node: &Node, amount: Amount, kind: Type, beside: &Type) -> Option<(Amount, Type)> {
        match (kind, beside) {
            (Type::Score(Some(max)), Type::Percent) if max > Number::ZERO => {
                Some((Amount::OfMax(Box::new(amount), max), Type::Percent))
            }
            (Type::Score(_), Type::Percent) => {
                let written = self.written(node);
                self.fault(RuleFault::ScoreWithoutMax { written }, node)
            }
            (kind, _) => Some((amount, kind)),
        }
    }

    fn do_not_compare(&mut self, node: &Node, left: (&Node, &Type), right: (&Node, &Type)) -> Option<Test> {
        match (left, right) {
            ((_, Type::Percent), (number, Type::Number)) | ((number, Type::Number), (_, Type::Percent)) => {
                let written = self.written(number);
                self.fault(RuleFault::PercentWithoutSign { written }, number)
            }
            ((_, one), (_, other)) => self.differ(node, one.sort(), other.sort()),
        }
    }

    pub(super) fn differ(&mut self, node: &Node, left: Sort, right: Sort) -> Option<Test> {
        self.fault(RuleFault::KindsDiffer { left, right }, node)
    }

    /// Ratings compare within one scale only.
    pub(super) fn same_scale(&mut self, node: &Node, left: &Type, right: &Type) -> Option<()> {
        let (Type::Rating(one), Type::Rating(other)) = (left, right) else { return Some(()) };
        let (one, other) = (self.field(*one)?, self.field(*other)?);
        if one.scale == other.scale && one.steps == other.steps {
            return Some(());
        }
        self.fault(RuleFault::ScalesDiffer, node)
    }

    /// What compares but may not mean what it says.
    fn lint(&mut self, node: &Node, relation: Relation, left: (&Node, &Amount, &Type), right: (&Node, &Amount, &Type)) {
        let by_size = !matches!(relation, Relation::Equal | Relation::Unequal);
        let ((left_node, left, left_kind), (right_node, right, right_kind)) = (left, right);
        if by_size && (left_kind, right_kind) == (&Type::Rank, &Type::Rank) {
            self.note(RuleFault::RanksOrdered, node);
        }
        self.lint_share(left, (right_node, right, right_kind));
        self.lint_share(right, (left_node, left, left_kind));
        self.lint_small(node, left, relation, (right, right_kind));
        self.lint_small(node, right, relation.mirrored(), (left, left_kind));
        self.lint_range(node, (left, left_kind), relation, (right, right_kind));
        self.lint_range(node, (right, right_kind), relation.mirrored(), (left, left_kind));
    }

    /// `dti >= 180` where 100 is the most: nobody meets it. `received >= 0`: everybody does.
    fn lint_range(&mut self, node: &Node, side: (&Amount, &Type), relation: Relation, against: (&Amount, &Type)) {
        let ((amount, kind), (against, against_kind)) = (side, against);
        // A share against a bare number may only lack its percent sign, of which there is a note already.
        if (kind, against_kind) == (&Type::Quotient, &Type::Number) {
            return;
        }
        let Some(against) = against.is_fixed().then(|| fixed(against)).flatten() else { return };
        let [least, most] = self.range(amount);
        let percent = matches!(kind, Type::Percent | Type::Quotient);
        let of = |bound: &Option<Number>, is_most: bool| bound.clone().map(|bound| (bound, is_most));
        let low = |holds: bool| of(&least, false).filter(|(least, _)| relation.holds(least, &against) == holds);
        let high = |holds: bool| of(&most, true).filter(|(most, _)| relation.holds(most, &against) == holds);
        let beyond = || {
            let above = of(&most, true).filter(|(most, _)| *most < against);
            above.or_else(|| of(&least, false).filter(|(least, _)| *least > against))
        };
        let (never, always) = match relation {
            Relation::AtLeast | Relation::Greater => (high(false), low(true)),
            Relation::AtMost | Relation::Less => (low(false), high(true)),
            Relation::Equal => (beyond(), None),
            Relation::Unequal => (None, beyond()),
        };
        let written = self.written(node);
        if let Some((bound, most)) = never {
            self.faults.push(Fault::new(RuleFault::NeverMet { written, bound, percent, most }, node.span.clone()));
        } else if let Some((bound, most)) = always {
            self.note(RuleFault::AlwaysMet { written, bound, percent, most }, node);
        }
    }

    /// The least and the most that a quantity can be, as far as its column says.
    fn range(&self, amount: &Amount) -> [Option<Number>; 2] {
        match amount {
            Amount::Figure(slot) if self.is_from_cells(*slot) => self.field(*slot).map(Field::range).unwrap_or_default(),
            Amount::OfMax(inner, max) => self.range(inner).map(|bound| bound?.over(max)),
            Amount::Pair(Sign::Over, sides) if self.is_part(&sides.0, &sides.1) => [Some(Number::ZERO), Some(Number::ONE)],
            _ => [None, None],
        }
    }

    fn is_from_cells(&self, slot: Slot) -> bool {
        let [own, unit] = self.scope.from_cells;
        column_of(slot).is_none() && usize::from(slot.field) < if slot.of_unit { unit } else { own }
    }

    /// Whether the first is declared to be a part of the second, both of one year.
    fn is_part(&self, part: &Amount, whole: &Amount) -> bool {
        let (Some(limits), Amount::Figure(part), Amount::Figure(whole)) = (self.scope.limits, part, whole) else {
            return false;
        };
        let known = if part.of_unit { &limits.unit } else { &limits.own };
        let own = Slot { of_unit: false, years_back: 0, ..*whole };
        (part.of_unit, part.years_back) == (whole.of_unit, whole.years_back)
            && self.is_from_cells(*part)
            && known.iter().any(|limit| limit.part == part.field && limit.whole.amount == Amount::Figure(own))
    }

    /// `online / received >= 62`: a part is never above its whole, and a share of other counts seldom.
    fn lint_share(&mut self, share: &Amount, against: (&Node, &Amount, &Type)) {
        let (node, against, kind) = against;
        let Amount::Pair(Sign::Over, parts) = share else { return };
        let is_above_one = || value_of(against).is_some_and(|value| value > Number::ONE);
        if *kind != Type::Number || !is_above_one() {
            return;
        }
        let written = self.written(node);
        if self.is_part(&parts.0, &parts.1) {
            self.faults.push(Fault::new(RuleFault::PercentWithoutSign { written }, node.span.clone()));
        } else if self.is_share(&parts.0, &parts.1) {
            self.note(RuleFault::ShareAboveOne { written }, node);
        }
    }

    /// Whether two counts are of the same things, as far as anything says.
    fn is_share(&self, part: &Amount, whole: &Amount) -> bool {
        match (part, whole) {
            (Amount::Figure(part), Amount::Figure(whole)) => {
                let measure = |slot| self.field(slot).and_then(|field| field.measure.as_ref());
                !matches!((measure(*part), measure(*whole)), (Some(one), Some(other)) if one != other)
            }
            (Amount::Tally(part), Amount::Tally(whole)) => part.list == whole.list && whole.of == Tallied::Rows,
            _ => false,
        }
    }

    /// `happy >= 0.92%`: 92 % may be meant, where the column can reach as much.
    fn lint_small(&mut self, node: &Node, share: &Amount, relation: Relation, against: (&Amount, &Type)) {
        let (against, kind) = against;
        if *kind != Type::Percent || !matches!(relation, Relation::AtLeast | Relation::Greater) {
            return;
        }
        let Some(least) = value_of(against).filter(|least| !least.is_negative() && !least.is_zero()) else { return };
        let hundredfold = least.times(&Number::from(100));
        // What may fall below zero is a change, and small as a rule.
        let [Some(lowest), Some(most)] = self.range(share) else { return };
        if hundredfold < Number::ONE && hundredfold <= most && !lowest.is_negative() {
            let written = self.written(node);
            self.note(RuleFault::SmallPercent { written, least }, node);
        }
    }

    fn attestation_compared(&mut self, node: &Node) -> Option<Test> {
        let written = self.written(node);
        self.fault(RuleFault::AttestationCompared { written }, node)
    }

    /// `rank(x)` against a limit that is the same for everyone.
    fn place(&mut self, ranked: usize, relation: Relation, limit: Amount, kind: &Type, node: &Node) -> Option<Test> {
        match kind {
            Type::Number | Type::Open if limit.is_fixed() => {
                let limit = Side { amount: limit, shown: Type::Rank.shown() };
                Some(Test::Place(Box::new(PlaceTest { ranked, relation, limit, of_group: false })))
            }
            _ => self.fault(RuleFault::PlaceElsewhere, node),
        }
    }
}

/// The value of a number that stands in the expression or among the figures.
fn value_of(amount: &Amount) -> Option<Number> {
    match amount {
        Amount::Literal(value, _) | Amount::Named { value: Some(value), .. } => Some(value.clone()),
        _ => None,
    }
}

fn rated(left: (Amount, super::Slot), relation: Relation, step: i64) -> Test {
    let shown = Shown::Step(left.1);
    sides(left.0, relation, Amount::Literal(Number::from(step), shown), shown)
}

pub(super) fn sides(left: Amount, relation: Relation, right: Amount, shown: Shown) -> Test {
    let side = |amount| Side { amount, shown };
    Test::Compare(Box::new(Compare { left: side(left), relation, right: side(right) }))
}
