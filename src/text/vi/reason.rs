//! The words of reasons and gaps, in Vietnamese.

use crate::text::number::value;
use crate::text::reason::{Words, amount, counted, points};
use crate::vocab::reason::{Change, Fold, Function, Relation, State, Value};
use crate::vocab::{Kind, Lang::Vi, Number, Verdict};

pub(in crate::text) const WORDS: Words = Words {
    and: "; ",
    or_part: "; hoặc ",
    or: " hoặc ",
    yes: "Có",
    no: "Không",
    zero_of_zero: "không có gì để xét (0/0)",
    indivisible: "số chia bằng 0 hoặc âm, xem lại số liệu",
    verdict,
    state,
    whose,
    function,
    step: |relation, step| match relation {
        Relation::AtLeast => format!("từ {step} trở lên"),
        Relation::AtMost => format!("từ {step} trở xuống"),
        Relation::Greater => format!("trên {step}"),
        Relation::Less => format!("dưới {step}"),
        Relation::Equal | Relation::Unequal => format!("{} {step}", relation.sign()),
    },
    is: |name, what, not| if not { format!("“{name}” khác {what}") } else { format!("“{name}” là {what}") },
    required: |what| format!("yêu cầu {what}"),
    required_among: |values, not| if not { format!("yêu cầu khác {values}") } else { format!("yêu cầu {values}") },
    top: |limit, share, not| {
        let not = if not { "không " } else { "" };
        let first = if share { "đứng đầu" } else { "vị trí đầu" };
        format!("{not}thuộc {limit} {first}")
    },
    place,
    place_alone,
    no_place: "chưa xếp hạng được",
    place_before: |place| format!("năm trước: {place}"),
    rise: |not| if not { "không lên hạng" } else { "lên hạng" },
    at_least: |needed, parts| format!("ít nhất {needed} trong {parts}:"),
    change,
    in_figure: |name| format!(" ở “{name}”"),
    cannot: |apart| match apart {
        Some(apart) => format!("không thể bù bằng một số liệu; còn cách {apart}"),
        None => "không thể bù bằng một số liệu".to_owned(),
    },
    apart: |apart| format!("còn cách {apart}"),
    unit,
};

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "tính là đạt",
        Verdict::NotMet => "tính là không đạt",
        Verdict::NoData => "chưa đủ số liệu",
        Verdict::NotApplicable => "không áp dụng",
    }
}

fn state(state: &State) -> Option<&'static str> {
    match state {
        State::Known(_) => None,
        State::Blank => Some("chưa có số liệu"),
        State::Unusable => Some("số liệu không dùng được"),
        State::NotApplicable => Some("không áp dụng"),
        State::Open => Some("chờ hướng dẫn"),
        State::Absent => Some("không có dòng số liệu"),
        State::New => Some("năm ấy chưa thành lập"),
    }
}

fn whose(of_unit: bool, years_back: u8) -> Option<String> {
    let year = match years_back {
        0 => None,
        1 => Some("năm trước".to_owned()),
        years => Some(format!("{years} năm trước")),
    };
    let parts: Vec<String> = of_unit.then(|| "của đơn vị".to_owned()).into_iter().chain(year).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn function(function: Function) -> String {
    match function {
        Function::Least => "nhỏ nhất".to_owned(),
        Function::Greatest => "lớn nhất".to_owned(),
        Function::Absolute => "trị tuyệt đối".to_owned(),
        Function::Rounded => "làm tròn".to_owned(),
        Function::RoundedUp | Function::Ceil => "làm tròn lên".to_owned(),
        Function::RoundedDown | Function::Floor => "làm tròn xuống".to_owned(),
        Function::Years(Fold::Mean, years) => format!("bình quân {years} năm của "),
        Function::Years(Fold::Least, years) => format!("thấp nhất trong {years} năm của "),
        Function::Years(Fold::Greatest, years) => format!("cao nhất trong {years} năm của "),
        Function::Years(Fold::Sum, years) => format!("tổng {years} năm của "),
    }
}

fn place(range: (u32, u32), among: (u32, u32)) -> String {
    let (valued, missing) = among;
    let place = place_alone(range);
    let without = if missing == 0 { String::new() } else { format!(", trong đó {missing} nơi chưa có số liệu") };
    format!("{place} trong {}{without}", valued + missing)
}

fn change(change: &Change) -> String {
    let Change { figure, needed, by, beyond } = change;
    let (more, by) = match by {
        Some(by) => (!by.is_negative(), by.clone()),
        None => (true, Number::ZERO),
    };
    let short = if more { "thiếu" } else { "thừa" };
    match needed {
        Value::Number(_, Kind::Count) if more => format!("cần thêm {}", counted(Vi, &by, "", figure)),
        Value::Number(_, Kind::Count) => format!("vượt {}", counted(Vi, &by, "", figure)),
        Value::Number(place, Kind::Rank) if more => format!("cần xuống {} bậc, hạng {}", amount(Vi, &by), amount(Vi, place)),
        Value::Number(place, Kind::Rank) => format!("cần lên {} bậc, hạng {}", amount(Vi, &by), amount(Vi, place)),
        Value::Number(_, Kind::Percent) => format!("{short} {} điểm phần trăm", points(Vi, &by)),
        Value::Number(_, Kind::Score) => format!("{short} {} điểm", amount(Vi, &by)),
        Value::Number(_, Kind::Money) => format!("{short} {} đồng", amount(Vi, &by)),
        Value::Number(..) => format!("{short} {}", counted(Vi, &by, "", figure)),
        Value::Date(_) if more => format!("cần muộn hơn {} ngày ({})", amount(Vi, &by), value(Vi, needed)),
        Value::Date(_) => format!("cần sớm hơn {} ngày ({})", amount(Vi, &by), value(Vi, needed)),
        Value::Text(step) => match (beyond, more) {
            (true, true) => format!("cần xếp loại {step} trở lên"),
            (true, false) => format!("cần xếp loại {step} trở xuống"),
            (false, _) => format!("cần xếp loại {step}"),
        },
        Value::YesNo(_) => format!("cần {}", value(Vi, needed)),
    }
}

fn unit(kind: Kind) -> &'static str {
    match kind {
        Kind::Percent => "điểm phần trăm",
        Kind::Score => "điểm",
        Kind::Rank => "bậc",
        Kind::Money => "đồng",
        Kind::Date => "ngày",
        Kind::Count | Kind::Number | Kind::Rating | Kind::YesNo | Kind::Text => "",
    }
}

fn place_alone((best, worst): (u32, u32)) -> String {
    if best == worst { format!("hạng {best}") } else { format!("hạng {best} đến {worst}") }
}
