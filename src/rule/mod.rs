//! The expression language: parse, type-check, judge one subject's operands, explain, and name the gap.

mod scope;

pub use scope::{Constant, Field, Scope, Slot, Step};
