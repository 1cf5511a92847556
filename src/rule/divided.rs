//! The column by which a quota is divided, checked as any other expression is.

use super::check::Checker;
use super::compiled::Anchor;
use super::parse::parse;
use super::{Scope, Slot};
use crate::vocab::Finding;

/// Checks that a text names a text column with declared values, of the subject or of its unit (`unit.body`).
///
/// # Errors
///
/// Every mistake that was found, in the order of the text.
pub fn parse_division(text: &str, anchor: &Anchor, scope: &Scope) -> Result<Slot, Vec<Finding>> {
    let node = parse(text).map_err(|faults| anchor.findings(faults))?;
    let mut checker = Checker::new(text, scope);
    match checker.divided_by(&node) {
        Some(slot) if checker.faults.is_empty() => Ok(slot),
        _ => Err(anchor.findings(checker.faults)),
    }
}
