//! Findings in an expression, in Vietnamese.

use crate::text::Wording;
use crate::vocab::finding::RuleFault;

pub(in crate::text) fn wording(fault: &RuleFault) -> Wording {
    match fault {
        RuleFault::Unexpected { found } => {
            Wording::new(format!("“{found}” không đứng được ở đây"), "xem lại dấu và ngoặc của biểu thức")
        }
    }
}
