//! Findings in an expression, in English.

use crate::text::Wording;
use crate::vocab::finding::RuleFault;

pub(in crate::text) fn wording(fault: &RuleFault) -> Wording {
    match fault {
        RuleFault::Unexpected { found } => {
            Wording::new(format!("“{found}” cannot stand here"), "check the signs and brackets of the expression")
        }
    }
}
