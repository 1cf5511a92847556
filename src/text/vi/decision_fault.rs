//! Findings in the decisions of the council, in Vietnamese.

use super::nearest;
use super::outcome::outcome;
use super::papers::ruling;
use crate::text::Wording;
use crate::text::parts::{count, day, listed, quoted};
use crate::vocab::Lang::Vi;
use crate::vocab::Side;
use crate::vocab::finding::DecisionFault;

/// What every decision that is not applied has in common.
const NOT_APPLIED: &str = "quyết định chưa được áp dụng";

pub(in crate::text) fn wording(fault: &DecisionFault) -> Wording {
    match fault {
        DecisionFault::UnknownSubject { written, side, near } => Wording {
            message: if written.is_empty() {
                format!("dòng quyết định không ghi mã; {NOT_APPLIED}")
            } else {
                format!("không có {} nào có mã hoặc tên {}; {NOT_APPLIED}", whom(*side), quoted(written))
            },
            help: Some(near.as_ref().map_or_else(
                || "ghi đúng mã như trong tệp số liệu của năm được xét".to_owned(),
                |near| format!("có phải là {}?", quoted(near)),
            )),
        },
        DecisionFault::SeveralSubjects { written, ids } => Wording::new(
            format!("nhiều trường hợp cùng tên {}; {NOT_APPLIED}", quoted(written)),
            format!("ghi mã thay cho tên: {}", ids.join(", ")),
        ),
        DecisionFault::UnknownAward { written, near, known } => Wording {
            message: format!("không có hình thức khen thưởng {}; {NOT_APPLIED}", quoted(written)),
            help: nearest(near.as_deref(), known, "ghi mã hoặc tên hình thức; các mã đã khai"),
        },
        DecisionFault::UnknownRuling { written, near, known } => Wording {
            message: format!("{} không phải là một quyết định; {NOT_APPLIED}", quoted(written)),
            help: nearest(near.as_deref(), known, "dùng một trong các từ"),
        },
        DecisionFault::UnknownCriterion { written, near, known } => Wording {
            message: if written.is_empty() {
                format!("quyết định Miễn không ghi tiêu chí nào; {NOT_APPLIED}")
            } else {
                format!("hình thức khen thưởng này không có tiêu chí {}; {NOT_APPLIED}", quoted(written))
            },
            help: nearest(near.as_deref(), known, "ghi mã hoặc tên tiêu chí; hình thức này có"),
        },
        DecisionFault::NotADay { written } => Wording::new(
            format!("{} không phải là ngày; quyết định vẫn được áp dụng", quoted(written)),
            "ghi ngày theo dạng 31/12/2023",
        ),
        DecisionFault::DayAhead { day: ahead, as_of } => Wording::new(
            format!("quyết định ghi ngày {}, sau ngày tính ({})", day(Vi, *ahead), day(Vi, *as_of)),
            "xem lại ngày này, nhất là năm; trong khi chờ, quyết định vẫn được tính như các quyết định khác",
        ),
        DecisionFault::Unfounded { blank } => Wording::new(
            format!("quyết định chưa đủ căn cứ: chưa ghi {}", listed(blank)),
            "ghi đủ lý do, số và ngày văn bản; trong khi chờ, quyết định vẫn được tính như các quyết định khác",
        ),
        DecisionFault::NotAYear { written } => Wording::new(
            format!("{} không phải là năm; {NOT_APPLIED}", quoted(written)),
            "ghi năm được xét bằng bốn chữ số, ví dụ 2023",
        ),
        DecisionFault::Contradiction { subject } => Wording::new(
            format!("các quyết định về {subject} trái nhau: vừa đưa vào vừa loại ra; không quyết định nào được áp dụng"),
            "giữ lại dòng đang có hiệu lực, bỏ dòng kia",
        ),
        DecisionFault::Repeated { subject, ruling: of } => Wording::new(
            format!("quyết định {} về {subject} ghi nhiều lần; chỉ tính một lần", ruling(*of)),
            "bỏ bớt dòng lặp lại",
        ),
        DecisionFault::NoTie { subject, outcome: of } => Wording::new(
            format!(
                "quyết định Chọn không còn khớp: {subject} nay là {}, không ở thế bằng nhau ở suất cuối; {NOT_APPLIED}",
                quoted(outcome(*of))
            ),
            "số liệu có thể đã thay đổi sau khi họp: báo lại Hội đồng; nếu Hội đồng vẫn đưa vào thì ghi Bổ sung",
        ),
        DecisionFault::TooManyChosen { choose, chosen } => Wording::new(
            format!(
                "chọn {} trường hợp trong khi chỉ còn {} suất; không quyết định Chọn nào ở đây được áp dụng",
                count(Vi, *chosen),
                count(Vi, *choose)
            ),
            "bỏ bớt quyết định Chọn cho vừa số suất, hoặc ghi Bổ sung nếu Hội đồng cho thêm ngoài số lượng",
        ),
        DecisionFault::NoList { subject } => Wording::new(
            format!("chưa rõ {subject} thuộc khối nào trong số các khối được xét, nên chưa thể bổ sung vào danh sách"),
            "xác định khối hoặc đơn vị trong tệp số liệu, hoặc xem lại hình thức khen thưởng của quyết định",
        ),
        DecisionFault::StillNotEligible { subject, criterion } => Wording::new(
            format!("dù miễn {}, {subject} vẫn không đủ tiêu chuẩn vì tiêu chí khác", quoted(criterion)),
            "xem lại quyết định; nếu Hội đồng vẫn đưa vào danh sách thì ghi thêm Bổ sung",
        ),
        DecisionFault::WithoutEffect { subject, ruling: of, outcome: now } => Wording::new(
            format!("quyết định {} không làm thay đổi gì: {subject} vốn đã là {}", ruling(*of), quoted(outcome(*now))),
            "số liệu có thể đã thay đổi sau khi họp; nếu đúng như vậy thì không cần sửa",
        ),
        DecisionFault::NotNeeded { subject, criterion } => Wording::new(
            format!("không cần miễn {}: {subject} đã đạt hoặc không thuộc diện áp dụng tiêu chí này", quoted(criterion)),
            "số liệu có thể đã thay đổi sau khi họp; nếu đúng như vậy thì không cần sửa",
        ),
        DecisionFault::BeyondPlaces { places, listed } => Wording::new(
            format!(
                "có bổ sung ngoài số lượng: danh sách có {} trường hợp, số lượng là {}",
                count(Vi, *listed),
                count(Vi, *places)
            ),
            "nếu Hội đồng cho vượt số lượng thì không cần sửa; nếu không, bỏ bớt hoặc ghi thêm quyết định Loại",
        ),
    }
}

fn whom(side: Option<Side>) -> &'static str {
    match side {
        Some(Side::Units) => "tập thể",
        Some(Side::Persons) => "cá nhân",
        None => "tập thể, cá nhân",
    }
}
