//! Findings in a file as a whole, in Vietnamese.

use crate::text::Wording;
use crate::vocab::finding::TableFault;

pub(in crate::text) fn wording(fault: &TableFault) -> Wording {
    match fault {
        TableFault::EmptyFile => Wording::new("tệp rỗng, không có nội dung", "đề nghị đơn vị gửi lại tệp"),
        TableFault::Damaged => {
            Wording::new("tệp bị hỏng hoặc tải chưa xong", "mở bằng Excel rồi lưu lại, hoặc đề nghị gửi lại")
        }
        TableFault::Encrypted => Wording::new("tệp đặt mật khẩu", "mở bằng Excel, bỏ mật khẩu rồi lưu lại"),
        TableFault::NotATable => {
            Wording::new("tệp không phải bảng tính hay CSV", "lưu lại từ Excel dưới dạng .xlsx hoặc CSV UTF-8")
        }
        TableFault::HeadingsNotFound { wanted } => Wording::new(
            format!("không tìm thấy dòng tiêu đề có các cột: {}", wanted.join(", ")),
            "kiểm tra tên cột trong tệp và trong định nghĩa",
        ),
        TableFault::MissingColumn { heading, near } => Wording {
            message: format!("thiếu cột “{heading}”"),
            help: Some(near.as_ref().map_or_else(
                || "thêm cột vào tệp, hoặc sửa tên cột trong định nghĩa".to_owned(),
                |near| format!("có phải là cột “{near}”? Nếu phải, sửa tên cột trong định nghĩa"),
            )),
        },
        TableFault::DoubledColumn { heading } => {
            Wording::new(format!("hai cột cùng tên “{heading}”"), "đổi tên hoặc bỏ một cột")
        }
    }
}
