//! Dossiers, deadlines, the council's decisions and reward money, in Vietnamese.

use crate::text::explanation::count;
use crate::text::papers::Words;
use crate::vocab::Lang::Vi;
use crate::vocab::decision::Ruling;

pub(in crate::text) fn ruling(ruling: Ruling) -> &'static str {
    match ruling {
        Ruling::Choose => "Chọn",
        Ruling::Admit => "Bổ sung",
        Ruling::Exclude => "Loại",
        Ruling::Waive => "Miễn",
    }
}

pub(in crate::text) const WORDS: Words = Words {
    sheet: "Hồ sơ và thời hạn",
    title: "HỒ SƠ ĐỀ NGHỊ KHEN THƯỞNG VÀ THỜI HẠN",
    nobody: "Chưa có trường hợp nào được đề nghị",
    copies: "Số bộ",
    channel: "Nơi nộp",
    lacking: "Hồ sơ còn thiếu",
    there: "✓ có",
    missing: "✗ thiếu",
    not_known: "? chưa rõ",
    not_tracked: "không theo dõi",
    calendar: "Lịch và thời hạn",
    what: "Việc",
    who: "Thực hiện",
    due: "Thời hạn",
    state: "Tình trạng",
    on_time: "Đúng hạn",
    late: "Muộn",
    no_date: "Quá hạn, chưa có ngày",
    not_yet_due: "Chưa đến hạn",
    days_left: |days, included| match days.saturating_add(i64::from(days < 0 && !included)) {
        0 if days < 0 => "đã hết hạn".to_owned(),
        0 => "hôm nay là ngày cuối".to_owned(),
        1.. => format!("còn {} ngày", count(Vi, usize::try_from(days).unwrap_or_default())),
        passed => format!("đã qua {} ngày", count(Vi, usize::try_from(passed.unsigned_abs()).unwrap_or_default())),
    },
    incomplete: |number| format!("Bổ sung hồ sơ còn thiếu của {} trường hợp trong danh sách đề nghị", count(Vi, number)),
    incomplete_others: |number| {
        format!("Bổ sung hồ sơ còn thiếu của {} trường hợp khác còn có thể được đề nghị", count(Vi, number))
    },
    late_dossiers: |number| {
        format!("Xem xét {} trường hợp trong danh sách đề nghị có hồ sơ hoặc việc chậm thời hạn", count(Vi, number))
    },
    look_at_decisions: |number| format!("Xem lại {} quyết định của Hội đồng không khớp với kết quả", count(Vi, number)),
    money: "Tiền thưởng",
    money_column: "Tiền thưởng (đồng)",
    each: "Mức của mỗi trường hợp (đồng)",
    listed: "Số trường hợp",
    total: "Thành tiền (đồng)",
    most: "Khi Hội đồng chọn đủ suất (đồng)",
    all: "Tổng cộng",
    basis: "Căn cứ",
    fund: "Nguồn kinh phí",
    decided_on: "Ngày quyết định",
    base_salary: "Mức lương cơ sở (đồng)",
    not_computed: "chưa tính",
    told_money: |sum, number, total, most| {
        let most = most.map(|most| format!(" (chọn đủ suất: {most} đồng)")).unwrap_or_default();
        format!("tiền thưởng: {sum}; {} trường hợp: {total} đồng{most}", count(Vi, number))
    },
    told_all: |total, most| {
        let most = most.map(|most| format!(" (khi Hội đồng chọn đủ suất: {most} đồng)")).unwrap_or_default();
        format!("Tổng tiền thưởng: {total} đồng{most}")
    },
    decisions: "Quyết định của Hội đồng",
    decision: "Quyết định",
    paper: "Văn bản, lý do",
    effect: "Đã áp dụng thế nào",
    decided: "Theo Hội đồng",
    applied: "đã áp dụng",
    without_effect: "không làm thay đổi gì",
    not_applied: "chưa áp dụng",
    other_occasion: "không thuộc dịp khen thưởng này",
    computed: "kết quả tính",
    moved: "thay đổi do quyết định về trường hợp khác",
    dated: |paper, day| format!("{paper} ngày {day}"),
    under: |ruling, paper| format!("{ruling} theo {paper}"),
    of_criterion: |ruling, criterion| format!("{ruling} tiêu chí “{criterion}”"),
    decided_told: |what| format!("theo Hội đồng: {what}"),
    applied_count: |applied, all| {
        format!("Quyết định của Hội đồng: đã áp dụng {} trong {}", count(Vi, applied), count(Vi, all))
    },
};
