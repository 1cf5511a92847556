//! Findings in an expression, in Vietnamese.

use crate::text::Wording;
use crate::text::parts::{limit, two_percentages};
use crate::vocab::Lang::Vi;
use crate::vocab::finding::{RuleFault, Sort};
use crate::vocab::{Kind, Number};

pub(in crate::text) fn wording(fault: &RuleFault) -> Wording {
    match fault {
        RuleFault::Unexpected { found } if found.is_empty() => {
            Wording::new("biểu thức còn thiếu phần cuối", "viết nốt vế còn thiếu, ví dụ “online / received >= 62%”")
        }
        RuleFault::Unexpected { found } => {
            Wording::new(format!("“{found}” không đứng được ở đây"), "xem lại dấu, ngoặc và các từ and, or, not, in")
        }
        RuleFault::OtherWriting { found, write } => {
            Wording::new(format!("“{found}” không phải cách viết của biểu thức"), format!("viết {write}"))
        }
        RuleFault::NeverMet { written, bound, percent, most } => Wording::new(
            format!("“{written}” không ai đạt được: {}", most_or_least(bound, *percent, *most)),
            "sửa số đem so sánh, hoặc sửa min, max của cột",
        ),
        RuleFault::AlwaysMet { written, bound, percent, most } => Wording::new(
            format!("“{written}” ai có số liệu cũng đạt: {}", most_or_least(bound, *percent, *most)),
            "đối chiếu với kế hoạch; nếu đúng như kế hoạch thì không cần sửa",
        ),
        RuleFault::Unclosed { sign } => Wording::new(format!("“{sign}” mở mà không đóng"), "thêm dấu đóng tương ứng"),
        RuleFault::CommaDecimal { written } => {
            let write = written.replace([' ', '\t'], "").replace(',', ".");
            Wording::new(
                format!("“{written}”: trong biểu thức, phần thập phân viết sau dấu chấm"),
                match two_percentages(&write) {
                    Some([share, _]) => format!("viết {write}; nếu là tỷ lệ phần trăm thì viết {share}"),
                    None => format!("viết {write}"),
                },
            )
        }
        RuleFault::ThousandsDots { written } => Wording::new(
            format!("“{written}”: trong biểu thức, dấu chấm chỉ dùng cho phần thập phân"),
            format!("viết {}", written.replace('.', "")),
        ),
        RuleFault::NoSuchDay { written } => {
            Wording::new(format!("không có ngày “{written}”"), "viết ngày/tháng/năm, ví dụ 31/12/2023, hoặc 2023-12-31")
        }
        RuleFault::Chained => Wording::new(
            "mỗi phép so sánh chỉ có hai vế",
            "tách thành hai phép so sánh nối bằng and, ví dụ “60 <= x and x < 80”",
        ),
        RuleFault::TooDeep => Wording::new("biểu thức lồng nhau quá sâu", "tách thành nhiều tiêu chí, bỏ bớt ngoặc"),
        RuleFault::UnknownName { name, near } => Wording::new(
            format!("không có tên “{name}”"),
            near.as_ref().map_or_else(
                || "khai báo tên này ở columns hoặc figures, hoặc sửa lại cho đúng tên đã khai báo".to_owned(),
                |near| format!("có phải là “{near}”?"),
            ),
        ),
        RuleFault::TextWithoutQuotes { written, write } => Wording::new(
            format!("“{written}” không phải là tên đã khai báo; nếu là chữ thì phải đặt trong dấu nháy"),
            match write {
                Some(write) if write == written => format!("viết '{write}'"),
                Some(near) => format!("có phải là '{near}'?"),
                None => {
                    "chữ viết '…'; tên cột trong bảng viết […]; tên ngắn viết đúng như đã khai báo ở columns hoặc figures"
                        .to_owned()
                }
            },
        ),
        RuleFault::HeadingWithoutBrackets { written, heading } => Wording::new(
            format!("“{written}” không phải là tên đã khai báo; tên cột trong bảng thì phải đặt trong ngoặc vuông"),
            if written == heading { format!("viết [{heading}]") } else { format!("có phải là [{heading}]?") },
        ),
        RuleFault::UnknownHeading { heading, near } => Wording::new(
            format!("không có cột nào tên “{heading}”"),
            near.as_ref().map_or_else(
                || "viết tên cột trong ngoặc vuông đúng như đã khai báo ở heading".to_owned(),
                |near| format!("có phải là cột “{near}”?"),
            ),
        ),
        RuleFault::AmbiguousHeading { heading } => {
            Wording::new(format!("có nhiều cột cùng tên “{heading}”"), "dùng tên ngắn của cột thay cho tên trong ngoặc")
        }
        RuleFault::UnknownFunction { name, near } => Wording::new(
            format!("không có hàm “{name}”"),
            near.as_ref().map_or_else(
                || {
                    "các hàm có sẵn: min, max, abs, round, floor, ceil, top, rank, improved, improved_place, at_least, \
                     every, any, count, sum, years_mean, years_min, years_max, years_sum"
                        .to_owned()
                },
                |near| format!("có phải là “{near}”?"),
            ),
        ),
        RuleFault::UnknownList { name, near, known } => Wording::new(
            format!("không có danh sách “{name}”"),
            match (near, known.as_slice()) {
                (Some(near), _) => format!("có phải là “{near}”?"),
                (None, []) => format!("khai bảng chi tiết [details.{name}], hoặc sửa tên"),
                (None, known) => format!("các danh sách đã khai: {}", known.join(", ")),
            },
        ),
        RuleFault::ListAlone { name } => Wording::new(
            format!("“{name}” là danh sách, chưa nói cần gì ở các dòng"),
            format!("viết every({name}, …), any({name}, …), count({name}) hoặc sum({name}, …)"),
        ),
        RuleFault::NotInList { function } => Wording::new(
            format!("trong một danh sách không dùng được “{function}”"),
            "trong danh sách chỉ xét từng dòng: đưa phần này ra ngoài, nối bằng and hoặc or",
        ),
        RuleFault::RowWithoutYear { name } => Wording::new(
            format!("“{name}” là cột của danh sách; các dòng không được nối với năm trước"),
            "khai một cột cho số liệu năm trước, rồi so sánh hai cột, ví dụ this_year > last_year",
        ),
        RuleFault::NoUnit => Wording::new(
            "tiêu chí này xét tập thể, không có “unit.” ở đây",
            "bỏ “unit.”; “unit.” chỉ dùng khi xét cá nhân, để lấy số liệu của tập thể",
        ),
        RuleFault::NoEarlierYear { wanted, available } => Wording::new(
            format!("cần số liệu của {wanted} năm trước, mà phong trào khai báo {available} năm trước"),
            "khai báo số liệu từng năm bằng {year} trong tên tệp, hoặc bỏ phần hỏi năm trước",
        ),
        RuleFault::UnknownStep { written, heading, near, known } => Wording::new(
            format!("cột “{heading}” không có giá trị “{written}”"),
            near.as_ref().map_or_else(
                || format!("các giá trị đã khai báo: {}", known.join(", ")),
                |near| format!("có phải là “{near}”? Các giá trị đã khai báo: {}", known.join(", ")),
            ),
        ),
        RuleFault::Arguments { form } => Wording::new("phần này viết chưa đúng mẫu", format!("viết theo mẫu {form}")),
        RuleFault::TopLimit => Wording::new(
            "giới hạn của “top” phải là số nguyên từ 1, hoặc tỷ lệ trên 0% đến 100%",
            "viết ví dụ top(par_score, 5) hoặc top(par_score, 20%)",
        ),
        RuleFault::AtLeastCount { parts } => Wording::new(
            format!("ở đây có {parts} điều kiện, nên số tối thiểu phải từ 1 đến {parts}"),
            "sửa số đứng đầu trong at_least, hoặc thêm điều kiện",
        ),
        RuleFault::NotAGrouping => Wording::new(
            "cụm phải là một cột kiểu text của chính đối tượng được xét",
            "viết ví dụ top(par_score, 5, cluster)",
        ),
        RuleFault::NotADivision => Wording::new(
            "số lượng chỉ chia được theo một cột kiểu text của đối tượng được xét hoặc của đơn vị",
            "viết ví dụ { column = \"body\", places = 3 }, hoặc column = \"unit.body\" cho cá nhân",
        ),
        RuleFault::PlaceElsewhere => Wording::new(
            "thứ hạng chỉ so sánh được với một số cố định",
            "viết ví dụ rank(par_score) <= 5, hoặc top(par_score, 5)",
        ),
        RuleFault::TestExpected { found } => Wording::new(
            format!("đây là {}, chưa phải là điều kiện", sort(*found)),
            "thêm phép so sánh, ví dụ “>= 62%”; chỉ cột yes_no đứng một mình được",
        ),
        RuleFault::QuantityExpected { found } => {
            Wording::new(format!("chỗ này cần một số, mà đây là {}", sort(*found)), "xem lại phép tính và ngoặc")
        }
        RuleFault::PercentWithoutSign { written } if is_digits(written) => match two_percentages(written) {
            Some([share, percent]) => Wording::new(
                format!("đây là tỷ lệ phần trăm: {share} (tỷ lệ {written}) hay {percent}?"),
                format!("xem kế hoạch rồi viết {share} hoặc {percent}"),
            ),
            None => Wording::new(format!("đây là tỷ lệ phần trăm, viết {written}%"), "thêm dấu % ngay sau số"),
        },
        RuleFault::PercentWithoutSign { written } => Wording::new(
            format!("vế kia là tỷ lệ phần trăm, nên “{written}” cũng phải là tỷ lệ phần trăm"),
            "thêm dấu % khi khai báo số này, hoặc nhân nó với 1%",
        ),
        RuleFault::SmallPercent { written, least } => {
            let [said, hundredfold] = [least.clone(), least.times(&Number::from(100))].map(|least| limit(Vi, &least, true));
            let typed = least.times(&Number::from(10_000)).to_exact() + "%";
            Wording::new(
                format!("“{written}” chỉ đòi hỏi {said}, chưa đến 1 %"),
                format!("nếu kế hoạch ghi {hundredfold} thì viết {typed}; nếu đúng là {said} thì không cần sửa"),
            )
        }
        RuleFault::ScoreWithoutMax { written } => Wording::new(
            format!("“{written}” là điểm chưa khai báo điểm tối đa, không đổi ra tỷ lệ phần trăm được"),
            "khai báo max cho cột điểm, ví dụ max = 100, hoặc so sánh với số điểm",
        ),
        RuleFault::KindsDiffer { left, right } => {
            Wording::new(format!("không so sánh được {} với {}", sort(*left), sort(*right)), compare_help(*left, *right))
        }
        RuleFault::KindsDoNotCombine { left, right } => Wording::new(
            format!("không làm phép tính được giữa {} và {}", sort(*left), sort(*right)),
            "xem lại hai vế của phép tính và kind của từng cột",
        ),
        RuleFault::ScalesDiffer => {
            Wording::new("hai xếp loại này thuộc hai thang khác nhau", "chỉ so sánh xếp loại trong cùng một thang")
        }
        RuleFault::AttestationCompared { written } => Wording::new(
            format!("“{written}” là cột có/không, tự nó đã là điều kiện"),
            format!("viết “{written}”, hoặc “not {written}”, không kèm phép so sánh"),
        ),
        RuleFault::UndeclaredText { heading } => Wording::new(
            format!("cột chữ “{heading}” chưa khai báo các giá trị"),
            "khai báo values cho cột, ví dụ values = { chair = [\"Chủ tịch\"] }",
        ),
        RuleFault::TextOrdered => Wording::new(
            "chữ không có lớn, bé",
            "dùng =, != hoặc in (…); nếu các giá trị có thứ bậc thì khai báo kind = \"rating\" và scale",
        ),
        RuleFault::DivisorNotPositive => Wording::new("số chia phải lớn hơn 0", "sửa số chia"),
        RuleFault::RanksOrdered => Wording::new(
            "thứ hạng nhỏ hơn là tốt hơn: hạng 2 đứng trên hạng 3",
            "để hỏi có tiến bộ so với năm trước hay không, viết improved(x)",
        ),
        RuleFault::ShareAboveOne { written } => Wording::new(
            format!("tỷ số này ít khi vượt 1, mà được so với {written}"),
            format!("nếu muốn nói phần trăm thì viết {written}%"),
        ),
    }
}

/// What a person who compares these two probably means.
fn compare_help(left: Sort, right: Sort) -> &'static str {
    match (left, right) {
        (Sort::Kind(Kind::Count), Sort::Kind(Kind::Percent)) | (Sort::Kind(Kind::Percent), Sort::Kind(Kind::Count)) => {
            "lấy số đếm chia cho tổng số, ví dụ online / received >= 62%"
        }
        (Sort::Kind(Kind::Date), _) | (_, Sort::Kind(Kind::Date)) => "viết ngày không có dấu nháy, ví dụ 20/11/2023",
        (Sort::Kind(Kind::Rating), _) | (_, Sort::Kind(Kind::Rating)) => "viết tên bậc trong dấu nháy, ví dụ >= 'Tốt'",
        (Sort::Kind(Kind::Text), _) | (_, Sort::Kind(Kind::Text)) => {
            "so sánh với một giá trị đã khai báo, viết trong dấu nháy, ví dụ = 'chair'"
        }
        _ => "so sánh hai vế cùng kiểu; xem kind của từng cột ở columns",
    }
}

fn is_digits(written: &str) -> bool {
    written.chars().all(|c| c.is_ascii_digit() || c == '.')
}

fn sort(sort: Sort) -> &'static str {
    match sort {
        Sort::Kind(kind) => match kind {
            Kind::Count => "số đếm",
            Kind::Number => "số thường",
            Kind::Percent => "tỷ lệ phần trăm",
            Kind::Score => "điểm",
            Kind::Rank => "thứ hạng",
            Kind::Money => "số tiền",
            Kind::Rating => "xếp loại",
            Kind::YesNo => "cột có/không",
            Kind::Date => "ngày",
            Kind::Text => "cột chữ",
        },
        Sort::Quotient => "tỷ số",
        Sort::Quoted => "chữ trong dấu nháy",
        Sort::Place => "thứ hạng trong khối",
        Sort::Test => "điều kiện",
        Sort::Open => "số chờ hướng dẫn",
    }
}

fn most_or_least(bound: &Number, percent: bool, most: bool) -> String {
    let which = if most { "nhiều nhất" } else { "ít nhất" };
    format!("vế kia {which} là {}", limit(Vi, bound, percent))
}
