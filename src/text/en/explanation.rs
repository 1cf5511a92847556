//! The words of explanations, in English.

use super::counted;
use crate::text::explanation::{Words, count};
use crate::vocab::Lang::En;
use crate::vocab::explanation::DueResult;

pub(in crate::text) const WORDS: Words = Words {
    other_group: |group| match group {
        "" => "does not apply to this group".to_owned(),
        group => format!("does not apply to the group “{group}”"),
    },
    group_unknown: "the group is not known, see the cell",
    condition_fails: "outside the scope of this criterion",
    condition_unknown: "it is not known whether the criterion applies",
    due: |day, included| if included { format!("no later than {day}") } else { format!("before {day}") },
    due_result,
    due_unusable: "the date cannot be used",
    broken: "a year in which it does not apply counts as not met",
    years: |needed, years| match needed {
        None => format!("in each of {}", counted(years, "year", "years")),
        Some(needed) => format!("in at least {needed} of {}", counted(years, "year", "years")),
    },
};

fn due_result(result: DueResult) -> String {
    match result {
        DueResult::OnTime => "on time".to_owned(),
        DueResult::Late(1) => "1 day late".to_owned(),
        DueResult::Late(days) => format!("{} days late", count(En, usize::try_from(days).unwrap_or_default())),
        DueResult::NoDate => "no date yet".to_owned(),
        DueResult::NotYetDue => "not due yet".to_owned(),
        DueResult::NotApplicable => "not applicable".to_owned(),
    }
}
