//! Findings in the campaign file, in English.

use crate::text::Wording;
use crate::vocab::finding::DefinitionFault;

pub(in crate::text) fn wording(fault: &DefinitionFault) -> Wording {
    match fault {
        DefinitionFault::NotToml { detail } => Wording::new(
            format!("this line is not TOML ({detail})"),
            "check the quotes, equals signs and brackets of the line",
        ),
        other => Wording::plain(format!("{other:?}")),
    }
}
