//! The words of what is printed and signed, and of the charts, in Vietnamese.

use chrono::Datelike;

use crate::text::explanation::count;
use crate::text::printed::Words;
use crate::vocab::{Date, Lang::Vi, Side};

pub(in crate::text) const WORDS: Words = Words {
    nation: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    motto: "Độc lập - Tự do - Hạnh phúc",
    number: |number| format!("Số: {}", number.unwrap_or("………/DS-………")),
    dated,
    title: |side| match side {
        Side::Units => "DANH SÁCH TẬP THỂ ĐỀ NGHỊ KHEN THƯỞNG",
        Side::Persons => "DANH SÁCH TRÍCH NGANG CÁ NHÂN ĐỀ NGHỊ KHEN THƯỞNG",
    },
    ranking: |side| match side {
        Side::Units => "XẾP HẠNG TẬP THỂ",
        Side::Persons => "XẾP HẠNG CÁ NHÂN",
    },
    attached_to: |paper| {
        let paper = paper.unwrap_or("Tờ trình số ……… ngày …… tháng …… năm ……… của ……………………");
        format!("(Kèm theo {paper})")
    },
    basis: |paper| format!("Căn cứ {};", paper.trim_end_matches([';', '.'])),
    basis_by_hand: "………………………………………………",
    clause: |plan, clause| match (plan.map(|plan| plan.trim_end_matches([';', '.'])), clause) {
        (None, None) => None,
        (Some(plan), None) => Some(format!("Căn cứ {plan};")),
        (plan, Some(clause)) => {
            let plan = plan.unwrap_or("kế hoạch tổ chức phong trào");
            Some(format!("Căn cứ mục {} của {plan};", clause.replace("; ", ", ")))
        }
    },
    summary: "Tóm tắt thành tích",
    form: "Hình thức khen thưởng",
    met: |met, of| format!("đạt {}/{} tiêu chí", count(Vi, met), count(Vi, of)),
    total: |side, listed, tied, open| {
        let whom = match side {
            Side::Units => "tập thể",
            Side::Persons => "cá nhân",
        };
        if listed == 0 {
            return format!("Danh sách này chưa có {whom} nào./.");
        }
        let tied = match tied {
            0 => String::new(),
            tied => format!(", trong đó {} chờ Hội đồng bình xét", count(Vi, tied)),
        };
        if open == listed && open > 0 {
            return format!("Có {} {whom} đủ tiêu chuẩn; chưa có số lượng nên chưa đề nghị {whom} nào./.", count(Vi, open));
        }
        let open = match open {
            0 => String::new(),
            open => format!(", trong đó {} chờ số lượng", count(Vi, open)),
        };
        format!("Danh sách này gồm {} {whom}{tied}{open}./.", count(Vi, listed))
    },
    total_money: |tied| if tied { "Cộng, chưa tính suất chờ Hội đồng chọn" } else { "Cộng" },
    recipients: "Nơi nhận:",
    recipient: |who, last| format!("- {}{}", who.trim_end_matches([';', '.']), if last { "." } else { ";" }),
    prepared_by: "NGƯỜI LẬP BIỂU",
    prepared_sign: "(Ký, ghi rõ họ tên)",
    signs_as: "THỦ TRƯỞNG ĐƠN VỊ",
    sign: "(Ký, ghi rõ họ tên, đóng dấu)",
    criteria_of: |side, group, number| {
        let whom = match side {
            Side::Units => "tập thể",
            Side::Persons => "cá nhân",
        };
        let group = if group.is_empty() { String::new() } else { format!(" — {group}") };
        format!("Tiêu chí của {whom}{group} ({} {whom})", count(Vi, number))
    },
    continued: |title| format!("{title} (tiếp theo)"),
    shares: "Tỷ lệ theo kết luận",
    pools: |pools| format!("{} nơi xét riêng", count(Vi, pools)),
    differs: "mỗi nơi một số",
    see: "xem",
    list: "Danh sách",
    share_met: "Tỷ lệ đạt",
    leading: |award, number| format!("{award}: {} trường hợp dẫn đầu", count(Vi, number)),
    not_drawn: |award, drawn, ranked, key| {
        let ranked = count(Vi, ranked);
        match drawn {
            0 => format!("{award}: không có biểu đồ, vì quá ít trong {ranked} trường hợp có “{key}”"),
            drawn => format!("{award}: biểu đồ chỉ có {} trong {ranked} trường hợp có “{key}”", count(Vi, drawn)),
        }
    },
    many_pools: |award, pools| format!("{award}: có {} nơi xét riêng, xem trang tính xếp hạng", count(Vi, pools)),
};

/// Decree 30/2020: a day below 10 and the months January and February begin with a zero.
fn dated(place: Option<&str>, day: Option<Date>, year: i32) -> String {
    let place = place.unwrap_or("…………");
    match day {
        Some(day) => {
            let month = if day.month() < 3 { format!("0{}", day.month()) } else { day.month().to_string() };
            format!("{place}, ngày {:02} tháng {month} năm {}", day.day(), day.year())
        }
        None => format!("{place}, ngày …… tháng …… năm {year}"),
    }
}
