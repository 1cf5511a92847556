//! The words of the page that answers one subject, in Vietnamese.

use crate::text::page::Words;
use crate::vocab::Verdict;

pub(in crate::text) const WORDS: Words = Words {
    code: "vi",
    title: "Giải trình kết quả xét thi đua",
    awards: "Kết quả",
    derived: "Điểm và xếp loại",
    criteria: "Từng tiêu chí",
    required: "Yêu cầu",
    gap: "Chênh lệch",
    figures: "Số liệu và ô nguồn",
    others: "Còn chờ số liệu của",
    by_clause: |clause| format!("Điều khoản {clause}"),
    counted: |verdict, count| match verdict {
        Verdict::Met => format!("{count} đạt"),
        Verdict::NotMet => format!("{count} không đạt"),
        Verdict::NoData => format!("{count} chưa đủ số liệu"),
        Verdict::NotApplicable => format!("{count} không áp dụng"),
    },
    as_of: |day| format!("Tính đến ngày {day}"),
    made_by: |version| {
        format!("Trang này do thidua {version} lập từ các tệp sau; mã SHA-256 giúp đối chiếu đúng tệp đã dùng.")
    },
    sources: "Nguồn",
};
