//! The expression language: parse, type-check, judge one subject's operands, explain, and name the gap.
//!
//! In: the text of an expression with its place in the campaign file, and the [`Scope`] of what it may name. Out: a
//! [`Rule`] or [`Measure`] that is right by construction, or every mistake in it as findings. A rule asks for figures
//! through [`Operands`] and never fails: what is missing is a verdict. Nothing here knows files, TOML, other subjects or
//! a language that people read.

mod check;
mod compiled;
mod divided;
mod explain;
mod gap;
mod interval;
mod judge;
mod label;
mod lex;
mod listed;
mod operands;
mod parse;
mod possible;
mod program;
mod row;
mod scope;
mod syntax;
mod tally;
mod types;

pub use compiled::{Anchor, Measure, Quantity, Ranked, Rule, parse_measure, parse_test};
pub use divided::parse_division;
pub use operands::{Limit, Limits, Operand, Operands, Policy, RowsOf, Standing};
pub use possible::Possible;
pub use row::{ListColumn, ListId, MOST_LISTS};
pub use scope::{Constant, Field, List, Scope, Slot, Step, is_reserved};
