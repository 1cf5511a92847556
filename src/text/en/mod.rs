//! The words of the tool in English.

pub(super) mod cell_fault;
pub(super) mod command;
pub(super) mod decision_fault;
pub(super) mod definition_fault;
pub(super) mod derived;
pub(super) mod explanation;
pub(super) mod listed;
pub(super) mod listing;
pub(super) mod outcome;
pub(super) mod output;
pub(super) mod page;
pub(super) mod papers;
pub(super) mod printed;
pub(super) mod reading;
pub(super) mod reason;
pub(super) mod rule_fault;
pub(super) mod sheet;
pub(super) mod table_fault;

use super::parts::{figure, hundred, listed, quoted};
use crate::vocab::{Lang, Number};

/// The one that was probably meant; else the ones there are; nothing when there are none.
fn nearest(near: Option<&str>, known: &[String], introduction: &str) -> Option<String> {
    match near {
        Some(near) => Some(format!("did you mean {}?", quoted(near))),
        None => (!known.is_empty()).then(|| format!("{introduction}: {}", listed(known))),
    }
}

/// The same for a key of the definition, with every known one: there are not many.
fn nearest_key(near: Option<&str>, known: &[String], introduction: &str) -> Option<String> {
    match near {
        Some(_) => nearest(near, known, introduction),
        None => (!known.is_empty()).then(|| format!("{introduction}: {}", hundred(known, |_| "…".to_owned()))),
    }
}

/// A count with its noun: `1 row`, `1,200 rows`.
fn counted(number: impl TryInto<i64>, one: &str, many: &str) -> String {
    let number = number.try_into().unwrap_or(i64::MAX);
    format!("{} {}", figure(Lang::En, &Number::from(number)), if number == 1 { one } else { many })
}
