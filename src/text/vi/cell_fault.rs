//! Findings in single cells, in Vietnamese.

use crate::text::Wording;
use crate::vocab::finding::CellFault;

pub(in crate::text) fn wording(fault: &CellFault) -> Wording {
    match fault {
        CellFault::NotANumber { written } => Wording::new(
            format!("“{written}” không phải là số"),
            "nhập số theo dạng 1.234,5 hoặc để trống nếu chưa có số liệu",
        ),
        other => Wording::plain(format!("{other:?}")),
    }
}
