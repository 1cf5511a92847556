//! The words of points and classes, in Vietnamese.

use crate::text::derived::Words;

pub(in crate::text) const WORDS: Words = Words {
    missing: "chưa đủ số liệu",
    not_applicable: "không áp dụng",
    new: "đơn vị mới, chưa có số liệu năm trước",
    bonus: "điểm thưởng",
    penalty: "điểm trừ",
    bonus_cut: |cap| format!("tổng điểm thưởng tính tối đa {cap}"),
    penalty_cut: |cap| format!("tổng điểm trừ tính tối đa {cap}"),
    rescaled: |from, total| format!("các mục có áp dụng tối đa {from} điểm, quy đổi về {total} điểm"),
    reached: |label, from| match from {
        Some(from) => format!("mức “{label}” (từ {from})"),
        None => format!("mức “{label}”"),
    },
    lowered: |to, why| format!("hạ xuống “{to}” vì không đạt điều kiện: {why}"),
    capped: |to, why| format!("không quá “{to}” vì: {why}"),
    may_be_lowered: |to, why| format!("có thể hạ xuống “{to}”, chưa rõ: {why}"),
    may_be_capped: |to, why| format!("có thể không quá “{to}”, chưa rõ: {why}"),
};
