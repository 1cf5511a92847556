//! Verdicts, outcomes and standings, in Vietnamese.

use crate::text::parts::count;
use crate::vocab::outcome::{Outcome, Standing};
use crate::vocab::{Lang::Vi, Verdict};

pub(in crate::text) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "Đạt",
        Verdict::NotMet => "Không đạt",
        Verdict::NoData => "Chưa đủ số liệu",
        Verdict::NotApplicable => "Không áp dụng",
    }
}

pub(in crate::text) fn signed_verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "✓ Đạt",
        Verdict::NotMet => "✗ Không đạt",
        Verdict::NoData => "? Chưa đủ số liệu",
        Verdict::NotApplicable => "– Không áp dụng",
    }
}

pub(in crate::text) fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Selected => "Đề nghị khen thưởng",
        Outcome::SelectedUncertain => "Đề nghị khen thưởng, chưa chắc chắn",
        Outcome::TiedAtCutoff => "Hội đồng bình xét",
        Outcome::BeyondQuota => "Đủ tiêu chuẩn, ngoài số lượng",
        Outcome::QuotaOpen => "Đủ tiêu chuẩn, chưa có số lượng",
        Outcome::PendingPossible => "Chờ số liệu, còn khả năng",
        Outcome::PendingImpossible => "Chờ số liệu, không còn khả năng",
        Outcome::NotEligible => "Không đủ tiêu chuẩn",
        Outcome::NotConsidered => "Không xét",
    }
}

pub(in crate::text) const RANKED: &str = "Được xếp hạng";

pub(in crate::text) fn standing(standing: Standing) -> Option<&'static str> {
    match standing {
        Standing::Eligible | Standing::Pending | Standing::Fails => None,
        Standing::GroupUnknown => Some("đạt các tiêu chí, nhưng chưa rõ khối hoặc đơn vị"),
        Standing::Waits => Some("chờ kết quả của hình thức khen thưởng khác"),
        Standing::NothingApplied => Some("không có tiêu chí nào áp dụng"),
        Standing::OtherGroup => Some("hình thức khen thưởng này dành cho khối khác"),
        Standing::Excluded => Some("đã được đề nghị hình thức khen thưởng khác"),
        Standing::Dismissed => Some("Hội đồng đã quyết định loại"),
        Standing::Admitted => Some("Hội đồng đã quyết định bổ sung"),
        Standing::OtherOccasion => Some("không thuộc dịp khen thưởng này"),
        Standing::NotBefore => Some("chưa được đề nghị hình thức khen thưởng phải có trước"),
        Standing::NotNominated => Some("không thuộc diện xét"),
        Standing::NominationUnknown => Some("đạt các tiêu chí, nhưng chưa rõ có thuộc diện xét không"),
        Standing::QuotaUnknown => Some("đạt các tiêu chí, nhưng chưa rõ thuộc phần số lượng nào"),
        Standing::NoQuota => Some("không thuộc phần số lượng nào"),
    }
}

pub(in crate::text) fn beside(standing: Standing, awards: &str) -> Option<String> {
    match standing {
        Standing::Waits => Some(format!("chờ kết quả {awards}")),
        Standing::Excluded => Some(format!("đã được đề nghị {awards}")),
        Standing::NotBefore => Some(format!("chưa được đề nghị {awards}, là hình thức khen thưởng phải có trước")),
        _ => None,
    }
}

pub(in crate::text) fn tie(choose: u32, among: u32, certain: bool) -> String {
    let first = if certain { "" } else { " (chưa chắc chắn, cần đủ số liệu trước)" };
    format!("Hội đồng bình xét, chọn {} trong {}{first}", count(Vi, choose), count(Vi, among))
}
