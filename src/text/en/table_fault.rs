//! Findings in a file as a whole, in English.

use crate::text::Wording;
use crate::vocab::finding::TableFault;

pub(in crate::text) fn wording(fault: &TableFault) -> Wording {
    match fault {
        TableFault::EmptyFile => Wording::new("the file is empty", "ask the unit to send it again"),
        TableFault::Damaged => {
            Wording::new("the file is damaged or not wholly downloaded", "open it in Excel and save it, or ask for it again")
        }
        TableFault::Encrypted => {
            Wording::new("the file is protected with a password", "open it in Excel and save it without")
        }
        TableFault::NotATable => {
            Wording::new("the file is neither a workbook nor CSV", "save it from Excel as .xlsx or CSV UTF-8")
        }
        TableFault::HeadingsNotFound { wanted } => Wording::new(
            format!("no row has these headings: {}", wanted.join(", ")),
            "check the headings in the file and in the definition",
        ),
        TableFault::MissingColumn { heading, near } => Wording {
            message: format!("column “{heading}” is missing"),
            help: Some(near.as_ref().map_or_else(
                || "add the column to the file, or mend its heading in the definition".to_owned(),
                |near| format!("is it “{near}”? If so, mend the heading in the definition"),
            )),
        },
        TableFault::DoubledColumn { heading } => {
            Wording::new(format!("two columns are headed “{heading}”"), "rename or remove one of them")
        }
    }
}
