//! What the commands say, in Vietnamese.

use crate::text::parts::{joined, quoted};
use crate::text::{Given, Message, Step, Topic};

pub(in crate::text) fn message(message: &Message) -> String {
    match message {
        Message::NoFile { path } => format!("không có tệp “{path}”: xem lại tên tệp và thư mục"),
        Message::NotAllowed { path } => {
            format!("không mở được tệp “{path}”: máy không cho đọc, hoặc tệp đang mở trong Excel; đóng tệp rồi chạy lại")
        }
        Message::NotRead { path, reason } => format!("không đọc được tệp “{path}”: {reason}"),
        Message::CampaignTooLarge { path, limit } => {
            format!("tệp “{path}” lớn hơn {limit} MB, giới hạn của tệp định nghĩa: xem đã đúng tệp chưa")
        }
        Message::NotUtf8 { path, line } => {
            format!("tệp “{path}” không phải văn bản UTF-8 (dòng {line}): mở bằng trình soạn thảo rồi lưu lại dạng UTF-8")
        }
        Message::Written { path } => format!("Đã ghi {path}"),
        Message::Sound { criteria, awards } => {
            format!("Định nghĩa không có lỗi: {criteria} tiêu chí và thời hạn, {awards} hình thức khen thưởng.")
        }
        Message::DataRead { units, persons: 0 } => format!("Đã đọc số liệu: {units} tập thể."),
        Message::DataRead { units, persons } => format!("Đã đọc số liệu: {units} tập thể, {persons} cá nhân."),
        Message::DataNotThere { path } => format!("Chưa có tệp số liệu “{path}” nên mới chỉ kiểm tra định nghĩa."),
        Message::NothingWritten => "Chưa ghi kết quả: sửa các lỗi ở trên rồi chạy lại.".to_owned(),
        Message::StrictlyNothing { pending: 0 } => "Chưa ghi kết quả vì có --strict và còn chỗ cần xem ở trên.".to_owned(),
        Message::StrictlyNothing { pending } => {
            format!("Chưa ghi kết quả vì có --strict và còn {pending} lượt xét chưa đủ số liệu.")
        }
        Message::NobodyCalled { written, near } if !near.is_empty() => {
            let (written, near) = (quoted(written), joined(near.iter().map(|near| quoted(near)), ", "));
            format!("không có ai mang mã hay tên {written}; có phải là {near}?")
        }
        Message::NobodyCalled { written, .. } => {
            let written = quoted(written);
            format!("không có ai mang mã hay tên {written}: ghi đúng mã hoặc tên đầy đủ như trong số liệu")
        }
        Message::SeveralCalled { written, ids } => {
            format!("có {} trường hợp tên “{written}”: ghi mã thay cho tên ({})", ids.len(), ids.join(", "))
        }
        Message::UnknownOutput { path } => {
            format!(
                "không biết ghi “{path}” theo dạng nào: ghi tên .xlsx (bảng tính), tên .json, hoặc một thư mục có dấu / ở cuối \
                 (các bảng CSV); với tên khác thì thêm --format"
            )
        }
        Message::UnknownPage { path } => {
            format!("không biết ghi “{path}” theo dạng nào: giải trình chỉ ghi thành trang web, tên kết thúc bằng .html")
        }
        Message::TablesNeedFolder => {
            "không ghi được các bảng CSV ra đầu ra chuẩn: ghi tên một thư mục sau -o, ví dụ ket-qua/".to_owned()
        }
        Message::FormatContradicts { path, named, asked } => {
            format!("“{path}” theo tên là dạng {named}, nhưng --format lại ghi {asked}: bỏ --format, hoặc đổi tên sau -o")
        }
        Message::ReservedName { path, name } => {
            format!("không ghi được “{path}”: Windows giữ tên “{name}” cho thiết bị; chọn tên khác sau -o")
        }
        Message::OneOutputTwice { path } => {
            format!("-o ghi hai lần cùng một chỗ “{path}” (với Windows, chữ hoa và chữ thường là một): bỏ bớt một lần")
        }
        Message::Interrupted => "Đã dừng theo yêu cầu; chưa ghi kết quả nào dở dang, tệp cũ còn nguyên.".to_owned(),
        Message::NotADay { written } => format!("“{written}” không phải một ngày: ghi dạng 31/12/2023 hoặc 2023-12-31"),
        Message::NotAYear { written } => format!("“{written}” không phải một năm: ghi bốn chữ số, ví dụ 2023"),
        Message::NoSuchYear { written, first, last } if first == last => {
            format!("không xét được năm {written}: phong trào chỉ có năm {last}")
        }
        Message::NoSuchYear { written, first, last } => {
            format!("không xét được năm {written}: phong trào có số liệu từ năm {first} đến năm {last}")
        }
        Message::NoSuchOccasion { written, known } if known.is_empty() => {
            format!("không có dịp khen thưởng “{written}”: định nghĩa không chia dịp")
        }
        Message::NoSuchOccasion { written, known } => {
            format!("không có dịp khen thưởng “{written}”; các dịp đã khai: {}", known.join(", "))
        }
        Message::NotASize { written } => format!("“{written}” không phải một dung lượng: ghi số megabyte, ví dụ 500"),
        Message::StrictlyDoubtful { pending: 0 } => "Có --strict và còn chỗ cần xem ở trên.".to_owned(),
        Message::StrictlyDoubtful { pending } => format!("Có --strict và còn {pending} lượt xét chưa đủ số liệu."),
        Message::DataUnsound => "Số liệu có lỗi ở trên nên chưa xét được: sửa rồi kiểm tra lại.".to_owned(),
        Message::NoPersons => "định nghĩa không có phần cá nhân ([persons]) nên không dùng được --persons".to_owned(),
    }
}

pub(in crate::text) fn help(topic: Topic) -> &'static str {
    match topic {
        Topic::Program => {
            "Xét thi đua: từ kế hoạch và số liệu của các đơn vị ra danh sách có xếp hạng, mỗi kết quả kèm lý do"
        }
        Topic::Run => "Xét cả phong trào và ghi bảng kết quả",
        Topic::Check => "Kiểm tra định nghĩa, và số liệu nếu đã có",
        Topic::Explain => "Giải trình một tập thể hay cá nhân: từng số liệu, ô, mức yêu cầu, phần còn thiếu và điều khoản",
        Topic::Campaign => "Tệp định nghĩa phong trào (.toml), hoặc thư mục có campaign.toml",
        Topic::Subject => "Mã hoặc tên của tập thể hay cá nhân",
        Topic::Output => {
            "Nơi ghi kết quả, dùng được nhiều lần: tệp .xlsx, tệp .json, thư mục/ (các bảng CSV), - (đầu ra chuẩn, dạng JSON); \
             không ghi thì là ID.xlsx trong thư mục đang đứng"
        }
        Topic::PageOutput => "Ghi giải trình thành một trang .html để gửi; - là đầu ra chuẩn",
        Topic::Format => "Dạng của kết quả khi không có -o, hay tên sau -o không nói rõ: xlsx, json hoặc csv",
        Topic::Schema => "In lược đồ JSON Schema của kết quả .json",
        Topic::HelpOf => "Hướng dẫn về một lệnh",
        Topic::AsOf => "Xét thời hạn tính đến ngày này, ví dụ 31/12/2023; không ghi thì là hôm nay",
        Topic::Year => "Xét năm này; không ghi thì là năm ghi trong định nghĩa",
        Topic::Occasion => "Chỉ xét các hình thức khen thưởng của dịp này",
        Topic::Units => "Dùng tệp này thay cho tệp số liệu tập thể trong định nghĩa",
        Topic::Persons => "Dùng tệp này thay cho tệp số liệu cá nhân trong định nghĩa",
        Topic::Strict => "Không ghi kết quả khi còn bất cứ chỗ nào cần xem hay chưa đủ số liệu",
        Topic::StrictCheck => "Còn bất cứ chỗ nào cần xem thì kết thúc với mã 1",
        Topic::MaxSize => "Cho tệp số liệu lớn đến chừng này megabyte khi giải nén; không ghi thì là 64",
        Topic::Force => "Ghi đè cả tệp không do thidua ghi hoặc đã có người sửa",
        Topic::Lang => "Ngôn ngữ trên màn hình: vi hoặc en",
        Topic::Help => "Hướng dẫn này",
        Topic::Version => "Phiên bản",
        Topic::Commands => "Lệnh",
        Topic::Arguments => "Tham số",
        Topic::Options => "Tùy chọn",
        Topic::Usage => "Cách dùng",
    }
}

pub(in crate::text) fn given(given: Given) -> &'static str {
    match given {
        Given::Command => "LỆNH",
        Given::Options => "TÙY CHỌN",
        Given::Campaign => "ĐỊNH_NGHĨA",
        Given::Subject => "TÊN",
        Given::Output => "NƠI_GHI",
        Given::Format => "DẠNG",
        Given::Day => "NGÀY",
        Given::Year => "NĂM",
        Given::Occasion => "DỊP",
        Given::File => "TỆP",
        Given::Megabytes => "MB",
    }
}

pub(in crate::text) fn step(step: Step) -> &'static str {
    match step {
        Step::Files => "Đang đọc tệp",
        Step::Tables => "Đang đọc số liệu",
        Step::Judging => "Đang xét và xếp hạng",
        Step::Workbook => "Đang ghi bảng tính",
        Step::Json => "Đang ghi JSON",
        Step::Csv => "Đang ghi các bảng CSV",
    }
}
