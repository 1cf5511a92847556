//! Judges, counts and adds up the rows of a list.
//!
//! A list without rows does not apply, whatever is asked of it. A row that may not be the subject's decides nothing, and
//! a row whose figures are missing makes a count a range.

use super::judge::{Reading, judge, read, reading, without_value};
use super::operands::{Operands, Policy};
use super::program::{EachRow, Tallied, Tally, Test};
use super::row::{AtRow, rows};
use crate::vocab::{Number, Verdict};

/// Every row, joined by *and*, or any, joined by *or*.
pub(super) fn each(each: &EachRow, subject: &dyn Operands, policy: Policy) -> Verdict {
    let rows = match rows(subject, each.list) {
        Ok(rows) => rows,
        Err(absent) => return without_value(&reading(absent), policy),
    };
    let mut verdict = Verdict::NotApplicable;
    for row in rows {
        let one = row_verdict(&each.test, &row, policy);
        verdict = if each.every { verdict.and(one) } else { verdict.or(one) };
        let decided = if each.every { Verdict::NotMet } else { Verdict::Met };
        if verdict == decided {
            break;
        }
    }
    verdict
}

/// What one row says.
pub(super) fn row_verdict(test: &Test, row: &AtRow<'_>, policy: Policy) -> Verdict {
    if row.is_certain() { judge(test, row, policy) } else { Verdict::NoData }
}

/// A count or a sum.
pub(super) fn tally(tally: &Tally, subject: &dyn Operands) -> Reading {
    let rows = match rows(subject, tally.list) {
        Ok(rows) => rows,
        Err(absent) => return reading(absent),
    };
    match &tally.of {
        Tallied::Rows => counted(rows.map(|row| if row.is_certain() { Verdict::Met } else { Verdict::NoData })),
        // What does not apply is not counted, whatever the criterion says of a comparison over 0 of 0.
        Tallied::Met(test) => counted(rows.map(|row| row_verdict(test, &row, Policy::default()))),
        Tallied::Sum(amount, _) => {
            summed(rows.map(|row| if row.is_certain() { read(amount, &row) } else { Reading::Missing }))
        }
    }
}

/// How many are met; a range while some cannot be judged. While nothing is judged yet but something missing, the rows
/// may all turn out not to apply, so that not even a range is known.
fn counted(verdicts: impl Iterator<Item = Verdict>) -> Reading {
    let (mut met, mut judged, mut missing) = (0_i64, false, 0_i64);
    for verdict in verdicts {
        match verdict {
            Verdict::Met => (met, judged) = (met + 1, true),
            Verdict::NotMet => judged = true,
            Verdict::NoData => missing += 1,
            Verdict::NotApplicable => {}
        }
    }
    match (judged, missing) {
        (false, 0) => Reading::NotApplicable,
        (false, _) => Reading::Missing,
        (true, _) => Reading::between(Number::from(met), Number::from(met + missing)),
    }
}

/// Rows that do not apply are left out; when none is left, there is nothing to add up.
fn summed(readings: impl Iterator<Item = Reading>) -> Reading {
    let mut total: Option<Number> = None;
    let mut left_out = Reading::NotApplicable;
    for reading in readings {
        match reading {
            Reading::Known(value) => total = Some(total.map_or_else(|| value.clone(), |total| total.plus(&value))),
            state => left_out = left_out.stronger(state),
        }
    }
    match (total, left_out) {
        (Some(total), Reading::ZeroOfZero | Reading::NotApplicable) => Reading::Known(total),
        (_, state) => state,
    }
}
