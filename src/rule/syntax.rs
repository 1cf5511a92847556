//! The shape of an expression as written, each part with its span, before anything is known about names and kinds.

use crate::vocab::finding::RuleFault;
use crate::vocab::reason::{Relation, Sign};
use crate::vocab::{Date, Number, Span};

/// What is wrong in an expression, by its place in the expression's own text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fault {
    pub(super) what: RuleFault,
    pub(super) span: Span,
}

impl Fault {
    pub(super) fn new(what: RuleFault, span: Span) -> Fault {
        Fault { what, span }
    }
}

/// A part of an expression.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    pub(super) form: Form,
    pub(super) span: Span,
    /// How many levels lie below: kept small, so that no walk over the tree can run out of stack.
    pub(super) height: u16,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Form {
    Number(Number),
    /// A percentage, as a fraction.
    Percent(Number),
    Date(Date),
    Quoted(String),
    Name(Name),
    Negative(Box<Node>),
    Arithmetic(Sign, Box<(Node, Node)>),
    Compare(Relation, Box<(Node, Node)>),
    /// `x in (…)`, or `x not in (…)`.
    Among {
        item: Box<Node>,
        list: Vec<Node>,
        negated: bool,
    },
    Not(Box<Node>),
    All(Vec<Node>),
    Any(Vec<Node>),
    Call(Call),
}

/// A name with what stands before it: `unit.last.x`, `last.[Điểm]`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Name {
    pub(super) of_unit: bool,
    pub(super) last_year: bool,
    pub(super) text: String,
    /// Whether the text is a heading in brackets.
    pub(super) heading: bool,
    /// The name itself, without what stands before it.
    pub(super) span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Call {
    pub(super) name: String,
    /// The function's name, without its arguments.
    pub(super) span: Span,
    pub(super) arguments: Vec<Node>,
}
