//! The words around a list of findings, in Vietnamese.

use crate::text::Tally;
use crate::text::parts::count;
use crate::vocab::{Lang::Vi, Level};

pub(in crate::text) const HELP: &str = "cách sửa";
pub(in crate::text) const ALSO: &str = "cũng ở";

pub(in crate::text) fn level(level: Level) -> &'static str {
    match level {
        Level::Mistake => "lỗi",
        Level::Doubt => "cần xem",
        Level::Note => "lưu ý",
    }
}

pub(in crate::text) fn more_places(rest: u32) -> String {
    format!("và {} chỗ nữa", count(Vi, rest))
}

pub(in crate::text) fn more_doubts(rest: u32) -> String {
    format!("còn {} chỗ cần xem nữa; trang tính “Thiếu số liệu” của tệp kết quả ghi đầy đủ", count(Vi, rest))
}

pub(in crate::text) fn tally(tally: Tally) -> String {
    [(tally.mistakes, "lỗi"), (tally.doubts, "chỗ cần xem"), (tally.notes, "lưu ý")]
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| format!("{} {word}", count(Vi, number)))
        .collect::<Vec<_>>()
        .join(", ")
}
