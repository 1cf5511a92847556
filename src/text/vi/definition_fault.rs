//! Findings in the campaign file, in Vietnamese.

use super::{nearest, nearest_key};
use crate::text::Wording;
use crate::text::parts::{arrows, day, example, figure, folder_of, listed, other_side, quoted};
use crate::vocab::Lang::Vi;
use crate::vocab::finding::{DefinitionFault, Named, Shape, Syntax};
use crate::vocab::{Kind, Number, Side};

pub(in crate::text) fn wording(fault: &DefinitionFault) -> Wording {
    match fault {
        DefinitionFault::NotToml { kind, .. } => syntax(*kind),
        DefinitionFault::KeyWithMarks { key, write } => Wording::new(
            format!("khóa {} có chữ có dấu mà không đặt trong dấu nháy", quoted(key)),
            format!("tên cột, tên khối, … viết không dấu: {write}; tên đơn vị ở aliases thì đặt trong dấu nháy kép"),
        ),
        DefinitionFault::UnknownKey { key, near, known } => Wording {
            message: format!("không có khóa {} ở đây", quoted(key)),
            help: nearest_key(near.as_deref(), known, "ở đây dùng được các khóa"),
        },
        DefinitionFault::MissingKey { key } => {
            Wording::new(format!("thiếu khóa {}", quoted(key)), format!("bổ sung {} vào phần này", quoted(key)))
        }
        DefinitionFault::WrongShape { key, expected } => Wording::new(
            format!("{} cần {}", quoted(key), shape(*expected)),
            format!("viết theo mẫu: {key} = {}", example(key, *expected)),
        ),
        DefinitionFault::HeadingBrackets { heading, pairs: 1 } => Wording::new(
            format!("phần {} chỉ có một, nên tên phần đặt trong một cặp ngoặc vuông", quoted(heading)),
            format!("viết [{heading}]"),
        ),
        DefinitionFault::HeadingBrackets { heading, .. } => Wording::new(
            format!("phần {} có thể có nhiều, nên tên phần đặt trong hai cặp ngoặc vuông", quoted(heading)),
            format!("viết [[{heading}]], kể cả khi chỉ có một"),
        ),
        DefinitionFault::UnknownWord { written, near, known } => Wording {
            message: format!("{} không phải là từ dùng được ở đây", quoted(written)),
            help: nearest(near.as_deref(), known, "ở đây dùng được các từ"),
        },
        DefinitionFault::UnknownName { what, written, near, known } => Wording {
            message: format!("không có {} {}", named(*what), quoted(written)),
            help: nearest(near.as_deref(), known, "những tên đã khai")
                .or_else(|| Some(format!("định nghĩa chưa khai {} nào: khai thêm, hoặc bỏ tên này", named(*what)))),
        },
        DefinitionFault::DoubledName { what, name } => {
            Wording::new(format!("hai {} cùng tên {}", named(*what), quoted(name)), "đặt tên khác cho một trong hai")
        }
        DefinitionFault::DoubledTitle { title } => Wording::new(
            format!("hai hình thức khen thưởng cùng tên {}: hai danh sách sẽ không phân biệt được", quoted(title)),
            "thêm vào title của mỗi hình thức cho khác nhau, ví dụ “cho tập thể”, “cho cá nhân”, “tổng kết”",
        ),
        DefinitionFault::BlankText { key } => {
            Wording::new(format!("{} để trống", quoted(key)), "ghi nội dung giữa hai dấu nháy kép")
        }
        DefinitionFault::BlankSpelling => Wording::new(
            "một cách ghi để trống: ô trống không nói lên giá trị nào".to_owned(),
            "bỏ cách ghi trống; ô trống là chưa có số liệu, trừ khi cột ghi khác ở blank",
        ),
        DefinitionFault::BadName { name, short } => Wording::new(
            format!("{} không dùng làm tên ở đây được", quoted(name)),
            if *short {
                "đặt tên chỉ gồm chữ thường không dấu, chữ số và “_”, bắt đầu bằng chữ, không trùng từ của biểu thức (and, or, not, in, unit, last), ví dụ top_communes"
            } else {
                "đặt tên chỉ gồm chữ cái, chữ số, “-”, “_” và “.”, ví dụ giay-khen"
            },
        ),
        DefinitionFault::BareShare { written } => {
            let (percent, hundredfold) = (figure(Vi, written), figure(Vi, &written.times(&Number::from(100))));
            Wording::new(
                format!("{percent} ở đây là {percent}% hay {hundredfold}%?"),
                format!("viết \"{hundredfold}%\" hoặc \"{percent}%\", có dấu nháy"),
            )
        }
        DefinitionFault::NotDays { name, kind } => Wording::new(
            format!("cột {} là cột kiểu {}, ở đây cần một cột ngày", quoted(name), kind_words(*kind)),
            "chọn một cột kind = \"date\", hoặc sửa kind của cột nếu cột ấy ghi ngày",
        ),
        DefinitionFault::ColumnOfPersons { name } => Wording::new(
            format!("{} là cột của cá nhân, ở đây xét tập thể", quoted(name)),
            "dùng một cột của [units.columns], hoặc đổi thành of = \"persons\"",
        ),
        DefinitionFault::DoubledSpelling { spelling } => Wording::new(
            format!("cách viết {} được dùng cho hai giá trị", quoted(spelling)),
            "mỗi cách viết chỉ dùng cho một giá trị: bỏ ở một nơi",
        ),
        DefinitionFault::UnknownFormat { written } => Wording::new(
            format!("tệp ghi format = {written}, bản thidua này đọc format = 1"),
            "dùng bản thidua mới hơn, hoặc sửa lại thành format = 1",
        ),
        DefinitionFault::YearOutOfRange { written } => {
            Wording::new(format!("{written} không thể là năm của một phong trào"), "ghi năm đủ bốn chữ số, ví dụ 2023")
        }
        DefinitionFault::PeriodBackwards => Wording::new(
            "ngày kết thúc đứng trước ngày bắt đầu",
            "xem lại “from” (từ ngày) và “through” (đến hết ngày) theo kế hoạch",
        ),
        DefinitionFault::RangeBackwards => {
            Wording::new("mức thấp nhất lớn hơn mức cao nhất", "xem lại “min” và “max” của cột")
        }
        DefinitionFault::OptionNotForKind { option, kind } => Wording::new(
            format!("{} không dùng cho cột kiểu {}", quoted(option), kind_words(*kind)),
            format!("bỏ {}, hoặc sửa “kind” của cột", quoted(option)),
        ),
        DefinitionFault::OptionNeeded { option, kind } => Wording::new(
            format!("cột kiểu {} cần có {}", kind_words(*kind), quoted(option)),
            format!("bổ sung {option} = … cho cột, hoặc sửa “kind” của cột"),
        ),
        DefinitionFault::TooMany { most } => {
            Wording::new(format!("danh sách quá dài: nhiều nhất {most} mục"), "bớt hoặc gộp các mục")
        }
        DefinitionFault::NoPersons => Wording::new(
            "phần này nói về cá nhân, nhưng định nghĩa không có bảng [persons]",
            "khai bảng [persons], hoặc bỏ phần này",
        ),
        DefinitionFault::WrongSide { criterion, side } => Wording::new(
            format!(
                "tiêu chí {} là của {}, hình thức khen thưởng này dành cho {}",
                quoted(criterion),
                side_words(other_side(*side)),
                side_words(*side)
            ),
            format!("chọn tiêu chí của {}, hoặc sửa “to”", side_words(*side)),
        ),
        DefinitionFault::NoGroups => Wording::new(
            "ở đây nói đến khối, nhưng các đơn vị chưa được chia khối",
            "khai “group” và “groups” trong bảng [units], hoặc bỏ phần chia khối ở đây",
        ),
        DefinitionFault::GroupWithoutThreshold { group } => Wording::new(
            format!("khối {} chưa có mức đạt trong tiêu chí này", quoted(group)),
            format!("thêm {group} = \"…\" vào “check”, hoặc dùng “only” nếu tiêu chí không xét khối này"),
        ),
        DefinitionFault::ThresholdOutsideOnly { group } => Wording::new(
            format!("khối {} có mức đạt, nhưng “only” không xét khối này", quoted(group)),
            "thêm khối vào “only”, hoặc bỏ mức đạt của khối",
        ),
        DefinitionFault::GroupWithoutQuota { group } => Wording::new(
            format!("khối {} chưa có số lượng khen thưởng", quoted(group)),
            format!("thêm {group} = … vào “quota_by_group”"),
        ),
        DefinitionFault::QuotaMissing => Wording::new(
            "hình thức khen thưởng chưa ghi số lượng",
            "ghi “quota”, “quota_by_group”, “quota_by_groups”, “quota_by”, “quota_by_unit” hoặc “quota_percent”; chưa có hướng dẫn thì ghi quota = \"open\"",
        ),
        DefinitionFault::QuotaTwice => Wording::new(
            "hình thức khen thưởng ghi số lượng theo nhiều cách",
            "chỉ giữ một trong các khóa “quota”, “quota_by_group”, “quota_by_groups”, “quota_by”, “quota_by_unit”, “quota_percent”",
        ),
        DefinitionFault::PercentOutOfRange => Wording::plain("tỷ lệ phải từ 0 đến 100"),
        DefinitionFault::PercentUnsaid { key } => Wording::new(
            format!("số lượng theo tỷ lệ chưa ghi {}", quoted(key)),
            "ghi đủ theo mẫu: { percent = 20, of = \"all\", per = \"group\", round = \"down\" }",
        ),
        DefinitionFault::RankMissing => Wording::new(
            "hình thức khen thưởng có hạn về số lượng nhưng chưa ghi xếp thứ tự theo gì",
            "bổ sung “rank”, ví dụ rank = [{ highest = \"par_score\" }]",
        ),
        DefinitionFault::GroupWithoutBands { group } => Wording::new(
            format!("khối {} chưa có các mức xếp loại", quoted(group)),
            format!("thêm {group} = […] vào “bands”"),
        ),
        DefinitionFault::BandsNotFalling { label } => Wording::new(
            format!("mức {} không thấp hơn mức đứng trước", quoted(label)),
            "ghi các mức từ cao xuống thấp, điểm “from” giảm dần",
        ),
        DefinitionFault::BandsDiffer { group } => Wording::new(
            format!("các mức của khối {} không cùng tên hoặc thứ tự với khối khác", quoted(group)),
            "dùng cùng tên mức, cùng thứ tự cho mọi khối; chỉ điểm “from” được khác nhau",
        ),
        DefinitionFault::BadDay { written } => Wording::new(
            format!("{} không phải là ngày", quoted(written)),
            "viết \"31/12\" (của năm được xét) hoặc 2023-12-31",
        ),
        DefinitionFault::DeadlineUnsaid => Wording::new(
            "thời hạn cần đúng một trong các khóa “before”, “by”, “through”",
            "before: trước ngày đó; by: chậm nhất ngày đó; through: đến hết ngày đó",
        ),
        DefinitionFault::DeadlineOutsidePeriod => Wording::new(
            "thời hạn nằm ngoài thời gian của phong trào",
            "đối chiếu với kế hoạch; nếu đúng như kế hoạch thì không cần sửa",
        ),
        DefinitionFault::DeadlineBeforeEnd { day: due, last } => Wording::new(
            format!("thời hạn {} trước ngày kết thúc phong trào {}: số liệu cuối kỳ chưa có", day(Vi, *due), day(Vi, *last)),
            "nếu đây là hạn gửi hồ sơ đề nghị thì đối chiếu lại với kế hoạch; nếu không thì không cần sửa",
        ),
        DefinitionFault::AwardsNotRequired => {
            Wording::new("“awards” chỉ có nghĩa khi thời hạn là điều kiện xét", "thêm “required = true”, hoặc bỏ “awards”")
        }
        DefinitionFault::DeadlineOfOtherSide { award, side } => Wording::new(
            format!("thời hạn này của {}, còn {} khen {}", side_words(*side), quoted(award), side_words(other_side(*side))),
            format!("chỉ ghi hình thức khen thưởng cho {}, hoặc sửa “of”", side_words(*side)),
        ),
        DefinitionFault::UnusedCriterion { id } => Wording::new(
            format!("không hình thức khen thưởng nào dùng tiêu chí {}", quoted(id)),
            "thêm vào “criteria” của một hình thức khen thưởng, hoặc bỏ tiêu chí",
        ),
        DefinitionFault::UnreadColumn { name } => Wording::new(
            format!("không quy định nào dùng cột {}", quoted(name)),
            "kiểm tra xem có quy định nào còn thiếu không; nếu không thì bỏ cột",
        ),
        DefinitionFault::UnusedFigure { name } => Wording::new(
            format!("không quy định nào dùng con số {} của bảng [figures]", quoted(name)),
            "dùng trong một “check” hoặc một số lượng, hoặc bỏ con số",
        ),
        DefinitionFault::UnreadScore { name } => Wording::new(
            format!("không quy định nào dùng điểm {}", quoted(name)),
            "kiểm tra xem có tiêu chí, cách xếp hạng hay xếp loại nào còn thiếu không; nếu chỉ để xem thì giữ nguyên",
        ),
        DefinitionFault::UnreadClass { name } => Wording::new(
            format!("không quy định nào dùng xếp loại {}", quoted(name)),
            "kiểm tra xem có tiêu chí hay cách xếp hạng nào còn thiếu không; nếu chỉ để xem thì giữ nguyên",
        ),
        DefinitionFault::UnusedScale { name } => Wording::new(
            format!("không cột nào dùng thang xếp loại {}", quoted(name)),
            "ghi “scale” cho cột cần dùng, hoặc bỏ thang xếp loại",
        ),
        DefinitionFault::UnusedList { name } => Wording::new(
            format!("không quy định nào dùng bảng chi tiết {}", quoted(name)),
            "kiểm tra xem có quy định nào còn thiếu không; nếu không thì bỏ bảng",
        ),
        DefinitionFault::ListNameTaken { name } => Wording::new(
            format!("{} vừa là tên bảng chi tiết vừa là tên cột, cách xếp loại hoặc con số", quoted(name)),
            "đặt tên khác cho bảng chi tiết",
        ),
        DefinitionFault::DoubledHeading { heading } => Wording::new(
            format!("hai cột cùng lấy số liệu dưới tiêu đề {}", quoted(heading)),
            "sửa tiêu đề của một cột, hoặc bỏ một cột",
        ),
        DefinitionFault::AwardNotBefore { award } => Wording::new(
            format!("{} không đứng trước hình thức khen thưởng này", quoted(award)),
            "các hình thức được xét theo thứ tự trong tệp: chỉ nhắc đến hình thức đứng trước, hoặc đổi thứ tự",
        ),
        DefinitionFault::AwardCircle { awards } => Wording::new(
            format!("các hình thức khen thưởng chờ nhau thành vòng: {}", arrows(awards)),
            "bỏ một trong các chỗ nhắc nhau của vòng này (“after”, “excludes” hoặc “of”)",
        ),
        DefinitionFault::AwardOtherSide { award, side } => Wording::new(
            format!(
                "{} khen {}, còn hình thức này khen {}",
                quoted(award),
                side_words(other_side(*side)),
                side_words(*side)
            ),
            "“after” và “excludes” chỉ nhắc đến hình thức khen thưởng cho cùng loại đối tượng",
        ),
        DefinitionFault::AwardForNobody { award } => Wording::new(
            format!("hình thức này đòi hỏi đã được {}, nhưng lại loại người đã được: không ai được xét", quoted(award)),
            format!("bỏ {} khỏi “excludes”, hoặc sửa “after”", quoted(award)),
        ),
        DefinitionFault::GroupInTwoQuotas { group } => Wording::new(
            format!("khối {} nằm trong hai phần của “quota_by_groups”", quoted(group)),
            "để khối trong một phần, bỏ ở phần kia",
        ),
        DefinitionFault::GroupInNoQuota { group } => Wording::new(
            format!("khối {} không nằm trong phần nào của “quota_by_groups”", quoted(group)),
            "thêm khối vào một phần, hoặc dùng “only” nếu hình thức này không dành cho khối",
        ),
        DefinitionFault::QuotaOutsideOnly { group } => Wording::new(
            format!("khối {} có số lượng nhưng “only” không nêu khối này", quoted(group)),
            "thêm khối vào “only”, hoặc bỏ số lượng của khối",
        ),
        DefinitionFault::QuotaByUnitOfUnits => Wording::new(
            "số lượng theo từng đơn vị chỉ dùng cho hình thức khen thưởng cá nhân",
            "ghi “quota” hoặc “quota_by_group”, hoặc đổi thành to = \"persons\"",
        ),
        DefinitionFault::ValueWithoutQuota { value } => Wording::new(
            format!("giá trị {} của cột chưa có số lượng khen thưởng", quoted(value)),
            format!("thêm {value} = … vào “places”"),
        ),
        DefinitionFault::NothingToPass => Wording::new(
            "“unused” không có tác dụng: số lượng của hình thức này không chia theo khối hay theo cơ quan",
            "bỏ “unused”, hoặc chia số lượng",
        ),
        DefinitionFault::TooManyYears { written, most } => Wording::new(
            format!("không xét được {written} năm: phong trào chỉ có số liệu của {most} năm"),
            "ghi số năm từ 1, hoặc khai năm đầu có số liệu ở “first_year”",
        ),
        DefinitionFault::YearsAny { any, years } => Wording::new(
            format!("không thể đạt ở {any} năm khi chỉ xét {years} năm"),
            format!("ghi một số từ 1 đến {years}"),
        ),
        DefinitionFault::ChangeUnsaid => Wording::new(
            "chưa rõ đơn vị này trước đây là đơn vị nào hay là đơn vị mới",
            "ghi đúng một trong hai: was = \"mã cũ\" hoặc new = true",
        ),
        DefinitionFault::PredecessorIsSuccessor { unit } => Wording::new(
            format!("{} vừa là đơn vị cũ vừa là đơn vị mới trong cùng một năm", quoted(unit)),
            "xem lại các dòng đổi tên, sáp nhập; ghi thẳng mã cũ nhất nếu đổi hai lần trong một năm",
        ),
        DefinitionFault::FileAndFiles => Wording::new(
            "có cả “file” và “files”",
            "giữ một trong hai: “file” cho một tệp, “files” để gộp nhiều tệp thành một bảng",
        ),
        DefinitionFault::PatternInFile { written } => Wording::new(
            format!("“file” chỉ một tệp, {} là mẫu tên của nhiều tệp", quoted(written)),
            format!("ghi files = \"{written}\" để gộp các tệp"),
        ),
        DefinitionFault::BadPattern { written } => Wording::new(
            format!("{} không dùng được làm mẫu tên tệp", quoted(written)),
            "dùng “/” giữa các thư mục và “*” thay cho mọi chữ trong một tên, ví dụ data/nop/*.xlsx; không dùng “\\” và “**”",
        ),
        DefinitionFault::AliasOfAnother { spelling, shown } => Wording::new(
            format!(
                "{} được khai là cách ghi khác của {}, nhưng là tên hoặc mã của một dòng khác",
                quoted(spelling),
                quoted(shown)
            ),
            "bỏ cách ghi này khỏi [units.aliases]; nếu hai dòng là một đơn vị thì xóa dòng thừa",
        ),
        DefinitionFault::AliasOfNobody { shown, near } => Wording::new(
            format!("không có đơn vị nào mang tên hoặc mã {}: các cách ghi khai ở đây không dùng được", quoted(shown)),
            match near {
                Some(near) => format!("có phải là {}?", quoted(near)),
                None => "ghi đúng tên hoặc mã như trong danh sách, hoặc bỏ dòng này".to_owned(),
            },
        ),
        DefinitionFault::UntakenFiles { files } => Wording::new(
            format!("{} tệp trong thư mục không khớp mẫu nào nên không được đọc: {}", files.len(), listed(files)),
            "nếu là số liệu cần dùng, lưu lại theo đúng dạng và thư mục, hoặc thêm mẫu vào định nghĩa",
        ),
        DefinitionFault::UnitsWithoutPersons { units } => Wording::new(
            format!("{} đơn vị không có cá nhân nào trong các tệp đã gộp: {}", units.len(), listed(units)),
            "xem các đơn vị ấy đã gửi tệp chưa, và tệp có nằm đúng thư mục không",
        ),
        DefinitionFault::NoFileFits { patterns } => Wording::new(
            format!("không có tệp nào khớp với {}", listed(patterns)),
            match folder_of(patterns) {
                Some(folder) => format!("nếu {} là thư mục thì viết {folder}/*.xlsx", quoted(folder)),
                None => "kiểm tra thư mục và mẫu tên tệp: “*” thay cho mọi chữ, “{year}” thay cho năm; hoặc chờ đơn vị gửi"
                    .to_owned(),
            },
        ),
        DefinitionFault::YearWithoutFile { year, file } => Wording::new(
            format!("năm {year} cần số liệu nhưng không có tệp {}", quoted(file)),
            "bổ sung tệp của năm đó, hoặc sửa “first_year”",
        ),
        DefinitionFault::DerivedNotBefore { name } => Wording::new(
            format!("điểm hoặc xếp loại {} chưa được tính ở chỗ này", quoted(name)),
            "điểm và xếp loại được tính theo thứ tự trong tệp: chỉ dùng cái đứng trước, không dùng chính nó; nếu hai cái cần lẫn nhau thì bỏ một chiều",
        ),
        DefinitionFault::PointsNotTotal { sum, total } => Wording::new(
            format!("điểm tối đa của các mục cộng lại là {}, không phải {}", figure(Vi, sum), figure(Vi, total)),
            "đối chiếu với kế hoạch: sửa “points” của các mục hoặc sửa “total”; điểm thưởng không tính vào tổng này",
        ),
        DefinitionFault::PartUnsaid => Wording::new(
            "chưa rõ mục này cho điểm thế nào",
            "ghi “points” cùng “criterion” hoặc “value”; điểm thưởng, điểm trừ ghi “bonus” hoặc “penalty” là biểu thức (có thể thêm “cap”), hoặc là số điểm cùng “criterion”",
        ),
        DefinitionFault::NotPoints { kind } => Wording::new(
            format!("biểu thức này là {}, không phải số điểm", kind_words(*kind)),
            "nhân tỷ lệ với số điểm tối đa, ví dụ 10 * min(1, online / received)",
        ),
        DefinitionFault::PartOfOtherSide { criterion, side } => Wording::new(
            format!(
                "tiêu chí {} là của {}, điểm này là của {}",
                quoted(criterion),
                side_words(other_side(*side)),
                side_words(*side)
            ),
            "chọn tiêu chí cùng đối tượng với điểm",
        ),
        DefinitionFault::PartInCircle { criterion, reads, score } => Wording::new(
            format!("tiêu chí {} dùng {} nên không cho điểm trong {} được", quoted(criterion), quoted(reads), quoted(score)),
            "điểm chỉ dựa vào tiêu chí xét theo số liệu của cột; viết lại tiêu chí, hoặc dùng “value”",
        ),
        DefinitionFault::NothingLower { label } => Wording::new(
            format!("{} là mức thấp nhất nên không hạ xuống được nữa", quoted(label)),
            "bỏ “gate” của mức này, hoặc thêm một mức thấp hơn",
        ),
        DefinitionFault::ElseNotLower { label, to } => Wording::new(
            format!("{} không thấp hơn {}", quoted(to), quoted(label)),
            "“else” phải là một mức thấp hơn mức có điều kiện, hoặc \"lower\" (hạ một mức)",
        ),
        DefinitionFault::EmptyList { key } => {
            Wording::new(format!("{} đang trống", quoted(key)), format!("ghi ít nhất một mục, hoặc bỏ {}", quoted(key)))
        }
        DefinitionFault::OneOfTwo { keys: [one, other] } => Wording::new(
            format!("{} và {} nói cùng một điều theo hai cách", quoted(one), quoted(other)),
            "chỉ giữ một trong hai khóa",
        ),
        DefinitionFault::RewardTableMissing => Wording::new(
            "hình thức khen thưởng có mức tiền thưởng nhưng định nghĩa chưa có [reward]",
            "thêm [reward] với “decided_on” (ngày quyết định) và “basis” (căn cứ)",
        ),
        DefinitionFault::DecisionDayUnsaid { year } => Wording::new(
            format!("chưa có ngày quyết định khen thưởng năm {year}, nên chưa tính tiền thưởng"),
            format!("ghi ngày vào [reward]: decided_on = {}-12-25, hoặc ghi thẳng “base_salary”", year),
        ),
        DefinitionFault::CoefficientUnsure { form, day: on } => Wording::new(
            format!("công cụ không chắc hệ số tiền thưởng của {} vào {}", quoted(form), day(Vi, *on)),
            "tra văn bản đang có hiệu lực và ghi thẳng hệ số vào hình thức khen thưởng, ví dụ reward = 0.3",
        ),
        DefinitionFault::BaseSalaryUnsure { day: on } => Wording::new(
            format!("công cụ không chắc mức lương cơ sở vào {}", day(Vi, *on)),
            "tra văn bản đang có hiệu lực và ghi vào [reward], ví dụ base_salary = 1300000",
        ),
        DefinitionFault::RewardLawAmended { since } => Wording::new(
            format!("luật về khen thưởng đã được sửa đổi từ {}; hệ số đang dùng là hệ số trước đó", day(Vi, *since)),
            "kiểm tra hệ số theo văn bản mới; nếu khác thì ghi thẳng “reward” vào từng hình thức khen thưởng",
        ),
    }
}

/// What a value should have been, after “cần”.
fn shape(shape: Shape) -> &'static str {
    match shape {
        Shape::Text => "chữ đặt trong dấu nháy kép",
        Shape::Whole => "số nguyên từ 0 trở lên",
        Shape::Row => "số dòng trong bảng, tính từ 1",
        Shape::Number => "số, phần lẻ viết sau dấu chấm",
        Shape::Flag => "true (có) hoặc false (không)",
        Shape::Day => "ngày theo dạng năm-tháng-ngày, không có dấu nháy",
        Shape::Texts => "danh sách chữ, đặt trong ngoặc vuông",
        Shape::List => "danh sách đặt trong ngoặc vuông",
        Shape::Table => "các khóa đặt trong ngoặc nhọn",
        Shape::TextOrTable => "chữ trong dấu nháy kép, hoặc bảng các khóa",
        Shape::TextOrTexts => "chữ trong dấu nháy kép, hoặc danh sách chữ",
        Shape::NumberOrOpen => "số, tỷ lệ trong dấu nháy kép, hoặc \"open\" (chờ hướng dẫn)",
        Shape::Quota => "số nguyên, \"open\" (chờ hướng dẫn) hoặc \"unlimited\" (không hạn chế)",
        Shape::Check => "biểu thức trong dấu nháy kép, hoặc mỗi khối một biểu thức",
        Shape::Bands => "danh sách mức xếp loại, hoặc mỗi khối một danh sách",
        Shape::DayOrDayMonth => "ngày, hoặc ngày và tháng trong dấu nháy kép",
        Shape::RankKey => "đúng một trong các khóa highest, lowest, first",
        Shape::Percent => "tỷ lệ phần trăm",
        Shape::PlacesPerValue => "số nguyên, \"open\" hoặc \"unlimited\", hoặc mỗi giá trị một số",
        Shape::Years => "danh sách các năm, ví dụ [2018, 2019, 2020]",
        Shape::Points => "số điểm lớn hơn 0",
        Shape::Digits => "số chữ số sau dấu phẩy, từ 0 đến 9",
        Shape::Take => "\"each\", \"last\" hoặc { any = 2 }",
        Shape::DayPerGroup => "ngày, ngày và tháng (\"31/12\"), hoặc bảng mỗi khối một ngày",
        Shape::DayPerYear => "ngày, hoặc bảng mỗi năm một ngày: { 2018 = 2019-01-15, 2019 = 2020-01-15 }",
        Shape::NumberPerYear => "số, hoặc bảng mỗi năm một số: { 2018 = 1390000, 2019 = 1490000 }",
    }
}

fn named(what: Named) -> &'static str {
    match what {
        Named::Group => "khối",
        Named::Criterion => "tiêu chí",
        Named::Award => "hình thức khen thưởng",
        Named::Deadline => "thời hạn",
        Named::Class => "cách xếp loại",
        Named::Column => "cột",
        Named::Scale => "thang xếp loại",
        Named::Figure => "con số chờ hướng dẫn",
        Named::Band => "mức xếp loại",
        Named::Value => "giá trị",
        Named::Occasion => "dịp khen thưởng",
        Named::Unit => "đơn vị",
        Named::Part => "mục chấm điểm",
    }
}

/// The kind as the file writes it, and what it means.
fn kind_words(kind: Kind) -> String {
    let meaning = match kind {
        Kind::Count => "số đếm",
        Kind::Number => "số",
        Kind::Percent => "tỷ lệ phần trăm",
        Kind::Score => "điểm",
        Kind::Rank => "thứ hạng",
        Kind::Money => "số tiền",
        Kind::Rating => "xếp loại",
        Kind::YesNo => "có hoặc không",
        Kind::Date => "ngày",
        Kind::Text => "chữ",
    };
    format!("“{}” ({meaning})", kind.key())
}

fn side_words(side: Side) -> &'static str {
    match side {
        Side::Units => "tập thể",
        Side::Persons => "cá nhân",
    }
}

/// A mistake in the syntax of the file; the reader's own words are English and stay out.
fn syntax(kind: Syntax) -> Wording {
    let (message, help) = match kind {
        Syntax::TypographicQuotes => (
            "dấu nháy cong “ ” ‘ ’ « » không phải là dấu nháy của TOML",
            "thay mọi dấu nháy cong (Word tự đổi ra) bằng dấu nháy thẳng: \"…\" hoặc '…'",
        ),
        Syntax::OpenText => (
            "chữ mở dấu nháy mà không đóng trên cùng dòng",
            "thêm dấu nháy ở cuối chữ; bên trong chữ không dùng dấu nháy kép hay “\\”",
        ),
        Syntax::DoubledKey => (
            "khóa hoặc phần này đã có ở trên",
            "giữ một, bỏ hoặc đổi tên cái kia; phần lặp lại nhiều lần viết trong hai ngoặc vuông, ví dụ [[criterion]]",
        ),
        Syntax::NoAssignment => ("khóa này thiếu dấu bằng và giá trị", "viết theo mẫu: khóa = giá trị"),
        Syntax::BadKey => (
            "khóa này có chữ hoặc dấu không viết trần được",
            "khóa chỉ gồm chữ không dấu, chữ số, “-” và “_”; tên có dấu thì đặt trong dấu nháy kép",
        ),
        Syntax::BadValue => (
            "sau dấu bằng chưa có giá trị đúng dạng",
            "chữ viết trong dấu nháy kép, ví dụ \"…\"; số viết 62.5; ngày viết 2023-12-31; đúng, sai viết true, false",
        ),
        Syntax::NoBreakSpace => (
            "dấu cách ở đây là dấu cách không ngắt dòng (Word tự đổi ra), TOML không đọc được",
            "xóa dấu cách này rồi gõ lại bằng phím cách",
        ),
        Syntax::SlashRemark => ("“//” không mở đầu ghi chú được", "ghi chú bắt đầu bằng “#”"),
        Syntax::Colon => ("giữa khóa và giá trị là dấu bằng, không phải dấu hai chấm", "thay “:” bằng “=”"),
        Syntax::Backslash => ("dấu “\\” trong dấu nháy kép có nghĩa khác", "đường dẫn viết bằng “/”, ví dụ data/nop/*.xlsx"),
        Syntax::BadDay => ("ngày này không có trong lịch", "viết năm-tháng-ngày, ví dụ 2023-12-31"),
        Syntax::OpenList => ("danh sách mở “[” mà không đóng", "thêm “]” ở cuối danh sách; giữa các mục có dấu phẩy"),
        Syntax::OpenHeading => {
            ("tên phần mở ngoặc vuông mà không đóng đủ", "viết [units], hoặc [[criterion]] với hai ngoặc mỗi bên")
        }
        Syntax::OpenTable => ("ngoặc “{” mở mà không đóng", "thêm “}” ở cuối; giữa các mục có dấu phẩy"),
        Syntax::Other => ("dòng này không đúng cú pháp TOML", "xem lại dấu nháy, dấu bằng và ngoặc của dòng"),
    };
    Wording::new(message, help)
}
