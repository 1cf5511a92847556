//! The words around a list of findings, in English.

use super::counted;
use crate::text::Tally;
use crate::vocab::Level;

pub(in crate::text) const HELP: &str = "help";
pub(in crate::text) const ALSO: &str = "also at";

pub(in crate::text) fn level(level: Level) -> &'static str {
    match level {
        Level::Mistake => "error",
        Level::Doubt => "doubt",
        Level::Note => "note",
    }
}

pub(in crate::text) fn more_places(rest: u32) -> String {
    format!("and {}", counted(rest, "more place", "more places"))
}

pub(in crate::text) fn more_doubts(rest: u32) -> String {
    format!("and {}; the sheet “Thiếu số liệu” of the result lists them all", counted(rest, "more doubt", "more doubts"))
}

pub(in crate::text) fn tally(tally: Tally) -> String {
    [(tally.mistakes, "error", "errors"), (tally.doubts, "doubt", "doubts"), (tally.notes, "note", "notes")]
        .into_iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, many)| counted(number, one, many))
        .collect::<Vec<_>>()
        .join(", ")
}
