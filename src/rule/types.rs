//! What kinds of quantities there are, which of them add up, and which compare.
//!
//! Tables in the form of matches. Nothing here knows how an expression is written.

use super::Slot;
use super::program::Shown;
use crate::vocab::finding::Sort;
use crate::vocab::reason::Sign;
use crate::vocab::{Kind, Number};

/// What a quantity is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Type {
    Count,
    Number,
    Percent,
    /// Points, with their maximum while it is known.
    Score(Option<Number>),
    Rank,
    Money,
    /// A quotient of two quantities of a kind: compares with a percentage or a plain number.
    Quotient,
    Date,
    /// A step of the scale of that figure's field.
    Rating(Slot),
    /// A figure that is still open, and fits everywhere.
    Open,
}

impl Type {
    pub(super) fn sort(&self) -> Sort {
        Sort::Kind(match self {
            Type::Quotient => return Sort::Quotient,
            Type::Open => return Sort::Open,
            Type::Count => Kind::Count,
            Type::Number => Kind::Number,
            Type::Percent => Kind::Percent,
            Type::Score(_) => Kind::Score,
            Type::Rank => Kind::Rank,
            Type::Money => Kind::Money,
            Type::Date => Kind::Date,
            Type::Rating(_) => Kind::Rating,
        })
    }

    /// How people read it. A quotient on its own is read as a percentage.
    pub(super) fn shown(&self) -> Shown {
        Shown::Number(match self {
            Type::Date => return Shown::Date,
            Type::Rating(slot) => return Shown::Step(*slot),
            Type::Number | Type::Open => Kind::Number,
            Type::Quotient | Type::Percent => Kind::Percent,
            Type::Count => Kind::Count,
            Type::Score(_) => Kind::Score,
            Type::Rank => Kind::Rank,
            Type::Money => Kind::Money,
        })
    }

    /// Whether sums and products of it mean anything.
    pub(super) fn is_numeric(&self) -> bool {
        !matches!(self, Type::Date | Type::Rating(_))
    }
}

/// The kind that two comparable quantities have in common; `None` when they do not compare.
///
/// Ratings are of one scale or not, which only the scope knows: their caller decides.
pub(super) fn common(left: &Type, right: &Type) -> Option<Type> {
    use Type::{Count, Date, Money, Number, Open, Percent, Quotient, Rank, Rating, Score};
    Some(match (left, right) {
        (Open, other) | (other, Open) => other.clone(),
        (Score(a), Score(b)) => Score(if a == b { a.clone() } else { None }),
        (Number, Count | Score(_) | Rank | Money) => right.clone(),
        (Count | Score(_) | Rank | Money, Number) => left.clone(),
        (Quotient, Number | Count) | (Number | Count, Quotient) => Number,
        (Percent, Quotient) | (Quotient, Percent) => Percent,
        (Rating(_), Rating(_)) => left.clone(),
        (Count, Count)
        | (Number, Number)
        | (Percent, Percent)
        | (Rank, Rank)
        | (Money, Money)
        | (Quotient, Quotient)
        | (Date, Date) => left.clone(),
        _ => return None,
    })
}

/// The kind of `left sign right`; `None` when that means nothing. `by_fixed`: whether the right side is the same for
/// every subject, so that dividing by it keeps the kind.
pub(super) fn combined(left: &Type, sign: Sign, right: &Type, by_fixed: bool) -> Option<Type> {
    match (left, right) {
        (Type::Rating(_), _) | (_, Type::Rating(_)) => None,
        (Type::Open, other) | (other, Type::Open) => Some(other.clone()),
        (Type::Date, _) | (_, Type::Date) => days(left, sign, right),
        _ => match sign {
            Sign::Plus | Sign::Minus => sum(left, right),
            Sign::Times => product(left, right),
            Sign::Over => Some(quotient(left, right, by_fixed)),
        },
    }
}

fn days(left: &Type, sign: Sign, right: &Type) -> Option<Type> {
    match (left, sign, right) {
        (Type::Date, Sign::Minus, Type::Date) => Some(Type::Number),
        (Type::Date, Sign::Plus | Sign::Minus, Type::Number | Type::Count)
        | (Type::Number | Type::Count, Sign::Plus, Type::Date) => Some(Type::Date),
        _ => None,
    }
}

fn sum(left: &Type, right: &Type) -> Option<Type> {
    use Type::{Count, Money, Number, Percent, Quotient, Rank, Score};
    Some(match (left, right) {
        (Count, Count) => Count,
        (Money, Money | Number) | (Number, Money) => Money,
        (Quotient, Quotient) => Quotient,
        (Percent, Percent | Quotient) | (Quotient, Percent) => Percent,
        (Score(_), Score(_) | Number | Count) | (Number | Count, Score(_)) => Score(None),
        (Rank, Number) | (Number, Rank) => Rank,
        (Number | Count | Quotient, Number | Count | Quotient) | (Rank, Rank) => Number,
        _ => return None,
    })
}

fn product(left: &Type, right: &Type) -> Option<Type> {
    use Type::{Count, Money, Number, Percent, Quotient, Score};
    Some(match (left, right) {
        (Money, Money) => return None,
        (Money, _) | (_, Money) => Money,
        (Percent, Percent | Number | Quotient) | (Number | Quotient, Percent) => Percent,
        (Score(_), Number | Count | Quotient | Percent) | (Number | Count | Quotient | Percent, Score(_)) => Score(None),
        (Quotient, Quotient) => Quotient,
        _ => Number,
    })
}

fn quotient(left: &Type, right: &Type, by_fixed: bool) -> Type {
    use Type::{Count, Money, Number, Percent, Quotient, Rank, Score};
    match (left, right) {
        (Count, Count) | (Money, Money) | (Score(_), Score(_)) | (Rank, Rank) | (Percent, Percent) => Quotient,
        (Quotient, Number) if by_fixed => Quotient,
        (Quotient, Quotient) => Quotient,
        (Count | Number, Number) | (Number, Count) if !by_fixed => Quotient,
        (Money, _) => Money,
        (Percent, Number | Count) => Percent,
        (Score(_), _) => Score(None),
        _ => Number,
    }
}
