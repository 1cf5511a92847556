//! The words of lists, in Vietnamese.

use crate::text::listed::Words;
use crate::vocab::Verdict;
use crate::vocab::reason::State;

pub(in crate::text) const WORDS: Words = Words {
    every: |title| format!("mọi {title}"),
    any: |title| format!("ít nhất một {title}"),
    rows: |title| format!("số {title}"),
    met: |title, what| format!("số {title} đạt ({what})"),
    sum: |title, of| format!("tổng ({of}) của {title}"),
    with_verdict,
    of: |met, all| format!("đạt {met} trong {all}"),
    empty: "danh sách không có dòng nào",
    absent: |state| match state {
        State::New => "năm ấy chưa thành lập, chưa có danh sách",
        _ => "chưa có danh sách",
    },
    uncertain: "chưa rõ dòng này có được tính hay không",
    more: |rows| format!("và {rows} dòng khác"),
    between: |least, most| format!("{least} đến {most}"),
};

fn with_verdict(rows: usize, verdict: Verdict) -> String {
    match verdict {
        Verdict::Met => format!("{rows} đạt"),
        Verdict::NotMet => format!("{rows} không đạt"),
        Verdict::NoData => format!("{rows} chưa đủ số liệu"),
        Verdict::NotApplicable => format!("{rows} không áp dụng"),
    }
}
