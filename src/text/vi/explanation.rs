//! The words of explanations, in Vietnamese.

use crate::text::explanation::{Words, count};
use crate::vocab::Lang::Vi;
use crate::vocab::explanation::DueResult;

pub(in crate::text) const WORDS: Words = Words {
    other_group: |group| match group {
        "" => "không áp dụng cho khối này".to_owned(),
        group => format!("không áp dụng cho khối “{group}”"),
    },
    group_unknown: "chưa rõ khối, xem lại ô",
    condition_fails: "không thuộc diện xét",
    condition_unknown: "chưa rõ có thuộc diện xét không",
    due: |day, included| if included { format!("chậm nhất {day}") } else { format!("trước ngày {day}") },
    due_result,
    due_unusable: "ngày không dùng được",
    broken: "năm không áp dụng tính là không đạt",
    years: |needed, years| match needed {
        None => format!("xét từng năm trong {years} năm"),
        Some(needed) => format!("ít nhất {needed} trong {years} năm"),
    },
};

fn due_result(result: DueResult) -> String {
    match result {
        DueResult::OnTime => "đúng hạn".to_owned(),
        DueResult::Late(days) => format!("muộn {} ngày", count(Vi, usize::try_from(days).unwrap_or_default())),
        DueResult::NoDate => "chưa có ngày".to_owned(),
        DueResult::NotYetDue => "chưa đến hạn".to_owned(),
        DueResult::NotApplicable => "không áp dụng".to_owned(),
    }
}
