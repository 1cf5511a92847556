//! Findings in single cells, in Vietnamese.

use super::nearest;
use crate::text::Wording;
use crate::text::explanation::count as shown;
use crate::text::parts::{count, day, declared_word, hundred, limit, listed, percent_of, quoted, reading, settled};
use crate::vocab::Lang::Vi;
use crate::vocab::Side;
use crate::vocab::date::{self, Slip};
use crate::vocab::finding::{CellFault, CodeChange, is_word};
use crate::vocab::place::column_letters;

pub(in crate::text) fn wording(fault: &CellFault) -> Wording {
    match fault {
        CellFault::NotANumber { written } => Wording::new(
            format!("{} không phải là số", quoted(written)),
            match is_word(written) {
                true => format!(
                    "nhập số theo dạng 1.234,5; nếu chữ này nghĩa là không áp dụng thì khai ở cột này trong định nghĩa: {}; nếu nghĩa là chưa có số liệu thì khai {}",
                    declared_word("not_applicable", written),
                    declared_word("missing", written)
                ),
                false => "nhập số theo dạng 1.234,5 hoặc để trống nếu chưa có số liệu".to_owned(),
            },
        ),
        CellFault::OtherMeasure { written, other, measure } => Wording::new(
            match measure {
                Some(measure) => {
                    format!(
                        "{} tính bằng {}, trong khi cột này tính bằng {}",
                        quoted(written),
                        quoted(other),
                        quoted(measure)
                    )
                }
                None => {
                    format!("{} tính bằng {}, trong khi cột này không phải là số tiền ấy", quoted(written), quoted(other))
                }
            },
            "kiểm tra lại số liệu; nếu số đúng thì sửa định dạng của ô, hoặc khai “measure” của cột trong định nghĩa",
        ),
        CellFault::TwoReadings { written, readings: [one, other] } => Wording::new(
            format!(
                "{} có hai cách đọc: {} hoặc {}",
                quoted(written),
                reading(Vi, one, written),
                reading(Vi, other, written)
            ),
            format!(
                "ghi lại thành “{}” hay “{}”, hoặc nhập ô này dưới dạng số trong Excel; nếu cả cột như vậy thì khai “min”, “max” của cột",
                settled(Vi, one) + percent_of(written),
                settled(Vi, other) + percent_of(written)
            ),
        ),
        CellFault::BareFraction { written } => Wording::new(
            format!("{} không có dấu %, chưa rõ là {written}% hay là tỷ lệ tính trên 1", quoted(written)),
            "ghi rõ dấu %, ví dụ 62% hoặc 0,62%",
        ),
        CellFault::BareFractions { heading, name, written, count: cells } => Wording::new(
            format!(
                "cột {} có {} ô như {} không cho biết có phải là tỷ lệ phần trăm hay không",
                quoted(heading),
                count(Vi, *cells),
                quoted(written)
            ),
            format!(
                "ghi lại các ô này có dấu %, ví dụ 62%; nếu mọi ô không có dấu % của cột “{name}”, ở mọi tệp, đều ghi như vậy thì khai trong định nghĩa: written = \"fraction\" khi 0,62 là 62%, written = \"percent\" khi {written} là {written}%"
            ),
        ),
        CellFault::NotWhole { written } => Wording::new(
            format!("{} có phần lẻ, cột này cần số nguyên", quoted(written)),
            "nhập số nguyên, hoặc để trống nếu chưa có số liệu",
        ),
        CellFault::Negative { written } => Wording::new(
            format!("{} là số âm, cột này cần số từ 0 trở lên", quoted(written)),
            "kiểm tra lại số liệu với đơn vị",
        ),
        CellFault::NotAPlace { written } => Wording::new(
            format!("{} không phải là thứ hạng: thứ hạng tính từ 1", quoted(written)),
            "nhập số nguyên từ 1 trở lên, hoặc để trống nếu chưa xếp hạng",
        ),
        CellFault::AboveMost { written, most, percent } => Wording::new(
            format!("{} vượt mức cao nhất của cột là {}", quoted(written), limit(Vi, most, *percent)),
            if *percent {
                "kiểm tra lại số liệu và “written” của cột (với “fraction” thì 0,62 là 62%, 62 là 6.200%); nếu mức cao nhất khác thì sửa “max” trong định nghĩa"
            } else {
                "kiểm tra lại số liệu; nếu mức cao nhất khác thì sửa “max” của cột trong định nghĩa"
            },
        ),
        CellFault::BelowLeast { written, least, percent } => Wording::new(
            format!("{} dưới mức thấp nhất của cột là {}", quoted(written), limit(Vi, least, *percent)),
            "kiểm tra lại số liệu; nếu mức thấp nhất khác thì sửa “min” của cột trong định nghĩa",
        ),
        CellFault::TooLong { written } => Wording::new(
            format!("{} có nhiều chữ số hơn một số liệu có thể có", quoted(written)),
            "kiểm tra lại: có thể đây là mã số, hoặc nhiều số viết liền nhau",
        ),
        CellFault::NotADay { written } => no_day(written),
        CellFault::BareSerial { written, day: Some(shown) } => Wording::new(
            format!("{} là số, không phải là ngày (bảng tính hiểu số này là {})", quoted(written), day(Vi, *shown)),
            format!("nếu đúng là ngày đó, nhập lại thành {}", day(Vi, *shown)),
        ),
        CellFault::BareSerial { written, day: None } => Wording::new(
            format!("{} là số, không phải là ngày", quoted(written)),
            "nhập ngày theo dạng 31/12/2023, hoặc để trống nếu chưa có",
        ),
        CellFault::DayAhead { day: ahead, as_of, count: cells @ 2.. } => Wording::new(
            format!(
                "{} ô của cột ghi ngày sau ngày tính ({}), muộn nhất là {}, nên chưa dùng để xét",
                count(Vi, *cells),
                day(Vi, *as_of),
                day(Vi, *ahead)
            ),
            format!("xem lại các ngày này, nhất là năm; nếu đúng, chạy với --as-of {} hoặc muộn hơn", day(Vi, *ahead)),
        ),
        CellFault::DayAhead { day: ahead, as_of, .. } => Wording::new(
            format!("{} là ngày sau ngày tính ({}), nên chưa dùng để xét", day(Vi, *ahead), day(Vi, *as_of)),
            format!("xem lại ngày này, nhất là năm; nếu đúng, chạy với --as-of {} hoặc muộn hơn", day(Vi, *ahead)),
        ),
        CellFault::UnknownValue { written, near, known } => Wording {
            message: format!("{} không có trong các giá trị của cột", quoted(written)),
            help: near
                .as_ref()
                .map(|near| {
                    let (near, written) = (quoted(near), quoted(written));
                    format!("có phải là {near}? Nếu phải thì sửa ô, hoặc khai thêm cách ghi {written} cho giá trị ấy ở [scales] hoặc values")
                })
                .or_else(|| nearest(None, known, "cột này nhận"))
                .or_else(|| Some("sửa lại ô này, hoặc khai thêm giá trị trong định nghĩa".to_owned())),
        },
        CellFault::NeitherYesNorNo { written } => Wording::new(
            format!("{} chưa rõ là có hay không", quoted(written)),
            "ghi “Có” hoặc “Không”, “Đạt” hoặc “Không đạt”",
        ),
        CellFault::ErrorValue { written } => Wording::new(
            format!("ô báo lỗi của bảng tính: {}", quoted(written)),
            "sửa công thức trong ô, hoặc nhập thẳng số liệu",
        ),
        CellFault::Uncomputed => Wording::new(
            "ô có công thức nhưng tệp không có kết quả của nó",
            "mở tệp bằng Excel, sửa công thức nếu ô báo lỗi, lưu lại dưới dạng .xlsx rồi chạy lại",
        ),
        CellFault::Covered { area } => Wording::new(
            format!("ô bị vùng gộp {} che; giá trị của vùng chỉ thuộc cột {}", area.name(), column_letters(area.left)),
            "bỏ gộp vùng ấy trong Excel rồi nhập số liệu của từng cột vào ô của cột đó",
        ),
        CellFault::PartAboveWhole { part, whole } => Wording::new(
            format!("số liệu {} lớn hơn {}, trong khi chỉ là một phần của số đó", quoted(part), quoted(whole)),
            "kiểm tra lại các số liệu này với đơn vị",
        ),
        CellFault::UnknownGroup { written, near, known } => group(written, near.as_deref(), known),
        CellFault::UnknownUnit { written, near } => unit(written, near.as_deref()),
        CellFault::UnknownSubject { written, near, side } => {
            let whose = if *side == Side::Units { "đơn vị" } else { "cá nhân" };
            Wording::new(
                format!("không có {} trong danh sách {whose}", quoted(written)),
                match near {
                    Some(near) => format!("có phải là {}? Nếu phải thì sửa mã; nếu không thì xóa dòng này", quoted(near)),
                    None => format!(
                        "dòng này chưa được tính, nên số và tổng của ai đó có thể còn thiếu; sửa mã, hoặc bổ sung {whose} vào danh sách"
                    ),
                },
            )
        }
        CellFault::EarlierRow { written, near, year } => Wording::new(
            format!("số liệu năm {year}: {} không có trong danh sách năm xét; dòng này không được dùng", quoted(written)),
            format!(
                "có phải là {}? Nếu phải thì sửa lại, hoặc khai trong [units.aliases] hay [[units.change]]",
                quoted(near)
            ),
        ),
        CellFault::EarlierStrangers { written, count: rows, year, ranked } => Wording::new(
            format!(
                "số liệu năm {year} có {} dòng không của ai trong danh sách năm xét, đầu tiên là {}{}",
                count(Vi, *rows),
                quoted(written),
                if *ranked { "; thứ hạng năm ấy tính lại không có các dòng này" } else { "" }
            ),
            "nếu là đơn vị đã đổi tên, sáp nhập, chia tách thì khai trong [[units.change]]; nếu là cách ghi khác thì khai trong [units.aliases]",
        ),
        CellFault::NotAYear { written } => Wording::new(
            format!("không đọc được năm ở ô này: {}; dòng này không được xét", quoted(written)),
            "ghi năm bằng bốn chữ số, ví dụ 2023",
        ),
        CellFault::RowWithoutId => Wording::new(
            "dòng có số liệu nhưng không có mã: xếp hạng và danh sách chưa tính dòng này",
            "ghi mã cho dòng này, hoặc xóa dòng nếu không dùng",
        ),
        CellFault::NobodysRow { written } => Wording::new(
            format!("dòng chỉ có {} ở cột mã, không có tên và số liệu: không được xét", quoted(written)),
            "nếu đây là một đơn vị hay một người thì ghi tên; nếu không thì xóa chữ này, hoặc chuyển sang cột khác",
        ),
        CellFault::PerhapsTotal { written } => Wording::new(
            format!("{} có thể là dòng cộng, dòng bình quân, cũng có thể là tên: dòng này không được xét", quoted(written)),
            "nếu là một đơn vị hay một người thì ghi tên đầy đủ (ví dụ “Xã Trung Bình”); nếu không thì ghi rõ “Cộng …”, “Bình quân …”, hoặc xóa dòng",
        ),
        CellFault::PerhapsGroup { written, of_list } => Wording::new(
            format!(
                "{} có thể là tên của một nhóm dòng; {}",
                quoted(written),
                if *of_list {
                    "kết quả nào phụ thuộc vào dòng này thì chờ"
                } else {
                    "dòng này vẫn được tính như mọi dòng khác"
                }
            ),
            "nếu là tên nhóm thì để trống ô mã của dòng này, hoặc xóa dòng; nếu không thì bổ sung số liệu",
        ),
        CellFault::RepeatedRows { count: rows } => Wording::new(
            format!("{} dòng giống hệt ở tệp khác: chưa rõ có phải tính hai lần hay không", count(Vi, *rows)),
            "nếu là một tệp gửi hai lần thì bỏ một tệp; nếu không thì ghi tên mỗi dòng khác nhau; kết quả nào phụ thuộc vào các dòng này thì chờ",
        ),
        CellFault::MonthFirst { heading, written } => Wording::new(
            format!(
                "cột {} có ngày viết tháng trước ({}): các ngày khác của cột có thể cũng vậy",
                quoted(heading),
                quoted(written)
            ),
            "đối chiếu các ngày của cột với hồ sơ; ghi lại tất cả theo thứ tự ngày/tháng/năm",
        ),
        CellFault::TurnedDays { heading, count: days } => Wording::new(
            format!(
                "{} ngày của cột {} đều từ ngày 12 trở về trước, còn ngày ghi bằng chữ đều sau ngày 12: máy có thể đã đảo ngày và tháng",
                count(Vi, *days),
                quoted(heading)
            ),
            "đối chiếu các ngày này với hồ sơ (05/12 có thể đã thành 12/05); ghi lại ngày sai, và đổi các ngày ghi bằng chữ thành ngày",
        ),
        CellFault::Unnumbered { written } => Wording::new(
            format!("{} không có số thứ tự ở trước như các dòng khác; đang được tính như một dòng số liệu", quoted(written)),
            "nếu là dòng cộng, dòng nhóm hay mức điểm thì xóa dòng này; nếu không thì ghi số thứ tự",
        ),
        CellFault::BlankName { id } => {
            Wording::new(format!("{} không có tên", quoted(id)), "ghi tên vào ô này; chưa có tên thì kết quả gọi bằng mã")
        }
        CellFault::IdOfAnother { id, name, of_id } => Wording::new(
            format!(
                "mã {} là của {}, nhưng tên bên cạnh là {}: chưa rõ số liệu của ai",
                quoted(id),
                quoted(of_id),
                quoted(name)
            ),
            "sửa mã hoặc tên cho đúng; nếu là tên khác của cùng một đơn vị thì khai trong [units.aliases]; dòng này chưa được dùng",
        ),
        CellFault::NamedOtherwise { count: 1, name, of_id } => Wording::new(
            format!("tên {} đứng cạnh mã của {}; đã lấy theo mã", quoted(name), quoted(of_id)),
            "nếu là một thì khai tên ấy trong “aliases” để không phải xem lại; nếu không thì sửa mã",
        ),
        CellFault::NamedOtherwise { count: cells, name, of_id } => Wording::new(
            format!(
                "{} tên khác với tên của người hay đơn vị có mã đứng cạnh, ví dụ {} cạnh mã của {}; đã lấy theo mã",
                count(Vi, *cells),
                quoted(name),
                quoted(of_id)
            ),
            "xem từng ô: nếu là một thì khai tên ấy trong “aliases” để không phải xem lại; nếu không thì sửa mã",
        ),
        CellFault::DoubledId { id } => Wording::new(
            format!("mã {} có ở nhiều dòng", quoted(id)),
            "mỗi mã chỉ được ở một dòng: nếu là những người, đơn vị khác nhau thì ghi mã khác nhau; nếu một tệp gửi hai lần thì bỏ một tệp; nếu thừa thì xóa dòng",
        ),
        CellFault::DoubledName { name } => Wording::new(
            format!("tên {} có ở nhiều dòng, mà tên đang dùng làm mã", quoted(name)),
            "nếu là những người, đơn vị khác nhau thì thêm một cột phân biệt được họ (mã, số hiệu) vào tệp và khai cột ấy trong định nghĩa (id = \"…\"); nếu một tệp gửi hai lần thì bỏ một tệp; nếu thừa thì xóa dòng",
        ),
        CellFault::InSeveralFiles { id, name, files } => Wording::new(
            if id == name {
                format!("{} có trong {} tệp", quoted(name), count(Vi, *files))
            } else {
                format!("{} (mã {}) có trong {} tệp", quoted(name), quoted(id), count(Vi, *files))
            },
            "để lại tệp đúng, đưa các tệp kia ra khỏi thư mục; nếu là hai đơn vị, hai người khác nhau thì ghi tên, mã khác nhau",
        ),
        CellFault::TwinFiles { names } => Wording::new(
            format!(
                "hai tệp cùng có {} tên: {}",
                shown(Vi, names.len()),
                hundred(names, |rest| format!("và {} nữa", shown(Vi, rest)))
            ),
            "nếu một tệp gửi hai lần thì đưa tệp thừa ra khỏi thư mục; nếu là những người, đơn vị khác nhau thì ghi mã khác nhau",
        ),
        CellFault::PerhapsDoubled { one, other } => Wording::new(
            format!("{} và {} có thể là một, mà đang được tính riêng", quoted(one), quoted(other)),
            "nếu là một thì xóa dòng thừa; nếu không thì ghi tên, mã khác hẳn nhau, ví dụ thêm tên huyện",
        ),
        CellFault::SettledReadings { heading, count: cells, written, taken } => Wording::new(
            format!(
                "cột {} có {} ô đọc được hai cách, đã đọc theo cách ghi của các ô khác trong cột: {} là {}",
                quoted(heading),
                count(Vi, *cells),
                quoted(written),
                reading(Vi, taken, written)
            ),
            "xem lại các ô này; nếu không đúng thì ghi lại không có dấu ngăn hàng nghìn",
        ),
        CellFault::SettledByRange { heading, count: cells, written, taken } => Wording::new(
            format!(
                "cột {} có {} ô đọc được hai cách, đã đọc theo mức thấp nhất, cao nhất của cột: {} là {}",
                quoted(heading),
                count(Vi, *cells),
                quoted(written),
                reading(Vi, taken, written)
            ),
            "xem lại các ô này; nếu không đúng thì ghi lại không có dấu ngăn hàng nghìn",
        ),
        CellFault::ZerosRestored { heading, count: cells, written, taken } => Wording::new(
            format!(
                "cột {} có {} mã mất số 0 ở đầu: {} được hiểu là {}",
                quoted(heading),
                count(Vi, *cells),
                quoted(written),
                quoted(taken)
            ),
            "nên chuyển cột mã sang dạng chữ (Text) trong Excel để giữ số 0",
        ),
        CellFault::ByName { heading, count: cells, written, taken } => Wording::new(
            format!(
                "cột {} có {} ô ghi tên, đã đối chiếu theo tên: {} là {}",
                quoted(heading),
                count(Vi, *cells),
                quoted(written),
                quoted(taken)
            ),
            "nếu không đúng thì ghi mã thay cho tên",
        ),
        CellFault::LocalityTaken { written, taken } => Wording::new(
            format!("{} được hiểu là {}", quoted(written), quoted(taken)),
            "nếu không đúng thì ghi mã, hoặc khai cách ghi này trong [units.aliases]",
        ),
        CellFault::SeveralFit { written, fits } => Wording::new(
            format!("{} có thể là {}; chưa rõ là trường hợp nào", quoted(written), listed(fits)),
            "ghi đúng mã như trong danh sách, hoặc khai cách ghi này trong [units.aliases]",
        ),
        CellFault::NotSent { unit, unread: true } => Wording::new(
            format!("chưa có số liệu của {}: chưa gửi, hoặc tệp đã gửi chưa đọc được, hoặc ghi tên khác", quoted(unit)),
            "sửa các tệp có lỗi và các tên không có trong danh sách, rồi kiểm tra lại; nếu vẫn chưa có thì đôn đốc đơn vị gửi",
        ),
        CellFault::NotSent { unit, unread: false } => Wording::new(
            format!("{} chưa gửi số liệu", quoted(unit)),
            "đôn đốc đơn vị gửi; nếu đã gửi thì kiểm tra tệp có nằm trong thư mục, mã và tên đơn vị có đúng danh sách",
        ),
        CellFault::NotSentBy { units, unread: true } => Wording::new(
            format!(
                "chưa có số liệu của {} đơn vị: chưa gửi, hoặc tệp đã gửi chưa đọc được, hoặc ghi tên khác: {}",
                shown(Vi, units.len()),
                hundred(units, |rest| format!("và {} đơn vị nữa", shown(Vi, rest)))
            ),
            "sửa các tệp có lỗi và các tên không có trong danh sách, rồi kiểm tra lại; nếu vẫn chưa có thì đôn đốc đơn vị gửi",
        ),
        CellFault::NotSentBy { units, unread: false } => Wording::new(
            format!(
                "{} đơn vị chưa gửi số liệu: {}",
                shown(Vi, units.len()),
                hundred(units, |rest| format!("và {} đơn vị nữa", shown(Vi, rest)))
            ),
            "đôn đốc các đơn vị gửi; nếu đã gửi thì kiểm tra tệp có nằm trong thư mục, mã và tên đơn vị có đúng danh sách",
        ),
        CellFault::BlankForm { unit } => Wording::new(
            format!("{} gửi biểu trống: có tên mà không có số liệu nào", quoted(unit)),
            "đề nghị đơn vị gửi lại biểu đã có số liệu",
        ),
        CellFault::NotExpected { written, near } => Wording::new(
            format!("{} không có trong danh sách đơn vị phải gửi; dòng này không được xét", quoted(written)),
            match near {
                Some(near) => format!("có phải là {}? Nếu phải thì sửa lại; nếu không thì bổ sung danh sách", quoted(near)),
                None => "sửa mã hoặc tên cho đúng danh sách, hoặc bổ sung đơn vị vào danh sách".to_owned(),
            },
        ),
        CellFault::ChangedCode { written, change } => Wording::new(
            match change {
                CodeChange::Day => format!("mã {} là một ngày: Excel có thể đã đổi mã thành ngày", quoted(written)),
                CodeChange::Letters => format!("mã {} là số, chữ đứng trước chỉ nằm trong định dạng của ô", quoted(written)),
                CodeChange::Rounded => format!("mã {} dài quá 15 chữ số nên Excel đã làm tròn các số cuối", quoted(written)),
            },
            "định dạng cột mã là Văn bản (Text), rồi nhập lại mã",
        ),
        CellFault::NumbersAsText { heading, count: cells } => Wording::new(
            format!("cột {} có {} ô ghi số dưới dạng chữ", quoted(heading), count(Vi, *cells)),
            "các ô này vẫn được đọc như số; nên chuyển sang dạng số trong Excel để khỏi nhầm",
        ),
    }
}

fn no_day(written: &str) -> Wording {
    let shown = quoted(written);
    match date::slip(written) {
        Some(Slip::ShortYear(meant)) => Wording::new(
            format!("{shown} ghi năm bằng hai chữ số"),
            format!("ghi đủ bốn chữ số của năm; nếu đúng là {0} thì ghi {0}", day(Vi, meant)),
        ),
        Some(Slip::NoYear) => Wording::new(format!("{shown} không có năm"), "ghi cả năm, theo dạng 31/12/2023"),
        Some(Slip::MonthFirst(meant)) => Wording::new(
            format!("{shown} ghi tháng trước ngày"),
            format!("ghi ngày trước, tháng sau; nếu đúng là {0} thì ghi {0}", day(Vi, meant)),
        ),
        None => Wording::new(
            format!("{shown} không phải là ngày, hoặc không có trong lịch"),
            "nhập ngày có thật, theo thứ tự ngày/tháng/năm như 31/12/2023, hoặc để trống nếu chưa có",
        ),
    }
}

fn group(written: &str, near: Option<&str>, known: &[String]) -> Wording {
    if written.is_empty() {
        return Wording::new("ô ghi khối để trống", format!("ghi một trong các khối: {}", listed(known)));
    }
    Wording {
        message: format!("{} không phải là khối đã khai trong định nghĩa", quoted(written)),
        help: nearest(near, known, "các khối đã khai").map(|help| {
            format!(
                "{help}{} đây là một cách ghi khác thì khai thêm ở groups",
                if near.is_some() { " Nếu" } else { "; nếu" }
            )
        }),
    }
}

fn unit(written: &str, near: Option<&str>) -> Wording {
    if written.is_empty() {
        return Wording::new("ô ghi đơn vị để trống", "ghi đơn vị của cá nhân này");
    }
    Wording {
        message: format!("không có {} trong danh sách đơn vị", quoted(written)),
        help: Some(match near {
            Some(near) => format!(
                "có phải là {}? Nếu phải thì sửa ô này, hoặc khai cách viết ấy trong [units.aliases]; nếu không thì bổ sung đơn vị vào danh sách",
                quoted(near)
            ),
            None => "sửa lại ô này, hoặc bổ sung đơn vị vào danh sách đơn vị".to_owned(),
        }),
    }
}
