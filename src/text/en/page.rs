//! The words of the page that answers one subject, in English.

use crate::text::page::Words;
use crate::vocab::Verdict;

pub(in crate::text) const WORDS: Words = Words {
    code: "en",
    title: "Why the result is what it is",
    awards: "Results",
    derived: "Points and classes",
    criteria: "Every criterion",
    required: "Required",
    gap: "Gap",
    figures: "Figures and their cells",
    others: "Waiting for the figures of",
    by_clause: |clause| format!("Clause {clause}"),
    counted: |verdict, count| match verdict {
        Verdict::Met => format!("{count} met"),
        Verdict::NotMet => format!("{count} not met"),
        Verdict::NoData => format!("{count} without enough figures"),
        Verdict::NotApplicable => format!("{count} not applicable"),
    },
    as_of: |day| format!("As of {day}"),
    made_by: |version| {
        format!("Made by thidua {version} from these files; the SHA-256 tells whether a file is the one that was used.")
    },
    sources: "Sources",
};
