//! A text column that divides subjects, such as the body that grants an award.

use super::super::Slot;
use super::super::syntax::Node;
use super::{Checker, Item};
use crate::vocab::finding::RuleFault;

impl Checker<'_> {
    /// A text column of the subject or of its unit, in the year judged, that declares its values.
    pub(in crate::rule) fn divided_by(&mut self, node: &Node) -> Option<Slot> {
        let slot = match self.item(node)? {
            Item::Text(slot) if slot.years_back == 0 => slot,
            _ => return self.fault(RuleFault::NotADivision, node),
        };
        let field = self.field(slot)?;
        if field.steps.is_empty() {
            let heading = field.headings.first().unwrap_or(&field.name).clone();
            return self.fault(RuleFault::UndeclaredText { heading }, node);
        }
        Some(slot)
    }
}
