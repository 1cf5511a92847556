//! The rule language from outside: what an expression says of a subject, why, and what laws hold for all of them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod findings;
mod fixture;
mod gaps;
mod golden;
mod judging;
mod laws;
mod lists;
mod rises;
