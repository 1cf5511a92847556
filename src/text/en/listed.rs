//! The words of lists, in English.

use crate::text::listed::Words;
use crate::vocab::Verdict;
use crate::vocab::reason::State;

pub(in crate::text) const WORDS: Words = Words {
    every: |title| format!("every {title}"),
    any: |title| format!("at least one {title}"),
    rows: |title| format!("number of {title}"),
    met: |title, what| format!("number of {title} with ({what})"),
    sum: |title, of| format!("sum of ({of}) over {title}"),
    with_verdict,
    of: |met, all| format!("{met} of {all} met"),
    empty: "the list has no rows",
    absent: |state| match state {
        State::New => "new, had no list that year",
        _ => "no list yet",
    },
    uncertain: "not clear whether this row counts",
    more: |rows| format!("and {rows} more"),
    between: |least, most| format!("{least} to {most}"),
};

fn with_verdict(rows: usize, verdict: Verdict) -> String {
    match verdict {
        Verdict::Met => format!("{rows} met"),
        Verdict::NotMet => format!("{rows} not met"),
        Verdict::NoData => format!("{rows} without data"),
        Verdict::NotApplicable => format!("{rows} not applicable"),
    }
}
