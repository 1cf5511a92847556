//! Findings in single cells, in English.

use crate::text::Wording;
use crate::vocab::finding::CellFault;

pub(in crate::text) fn wording(fault: &CellFault) -> Wording {
    match fault {
        CellFault::NotANumber { written } => Wording::new(
            format!("“{written}” is not a number"),
            "enter a number such as 1.234,5, or leave the cell blank if there is no figure yet",
        ),
        other => Wording::plain(format!("{other:?}")),
    }
}
