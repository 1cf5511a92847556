//! Findings in the campaign file, in Vietnamese.

use crate::text::Wording;
use crate::vocab::finding::DefinitionFault;

pub(in crate::text) fn wording(fault: &DefinitionFault) -> Wording {
    match fault {
        DefinitionFault::NotToml { detail } => Wording::new(
            format!("dòng này không đúng cú pháp TOML ({detail})"),
            "xem lại dấu nháy, dấu bằng và ngoặc của dòng",
        ),
        other => Wording::plain(format!("{other:?}")),
    }
}
