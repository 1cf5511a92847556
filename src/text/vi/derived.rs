//! The words of points and classes, in Vietnamese.

use crate::text::derived::Words;
use crate::vocab::Side;

pub(in crate::text) const WORDS: Words = Words {
    sheet: |of| match of {
        Side::Units => "Điểm và xếp loại",
        Side::Persons => "Điểm và xếp loại cá nhân",
    },
    title: |of| match of {
        Side::Units => "ĐIỂM VÀ XẾP LOẠI CỦA TẬP THỂ",
        Side::Persons => "ĐIỂM VÀ XẾP LOẠI CỦA CÁ NHÂN",
    },
    sums_only: |most| format!("trên {most} dòng: chỉ ghi tổng điểm và xếp loại, không ghi từng mục"),
    out_of: |total| format!("trên {total} điểm"),
    at_most: |most| format!("tối đa {most}"),
    why: |title| format!("Căn cứ: {title}"),
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
    short_of: |label, from, by| format!("còn thiếu {by} để đạt mức “{label}” (từ {from})"),
    lowered: |to, why| format!("hạ xuống “{to}” vì không đạt điều kiện: {why}"),
    capped: |to, why| format!("không quá “{to}” vì: {why}"),
    may_be_lowered: |to, why| format!("có thể hạ xuống “{to}”, chưa rõ: {why}"),
    may_be_capped: |to, why| format!("có thể không quá “{to}”, chưa rõ: {why}"),
};
