//! What is said of a workbook that is written or refused, in Vietnamese.

use crate::text::Wording;
use crate::text::parts::{count, listed, quoted};
use crate::vocab::place::cell_name;
use crate::vocab::{Lang::Vi, NotWritten, Refusal, Shortened};

pub(in crate::text) fn refusal(refusal: &Refusal) -> Wording {
    let or_force = "chọn tên khác sau -o, hoặc thêm --force nếu chắc chắn bỏ tệp cũ";
    match refusal {
        Refusal::Input(file) => Wording::new(
            format!("không ghi đè {}: đó là tệp mà chính lần chạy này đọc vào", quoted(file)),
            "chọn tên khác sau -o",
        ),
        Refusal::NotAFile(file) => Wording::new(
            format!("không ghi được vào {}: đó không phải là tệp", quoted(file)),
            "ghi tên tệp sau -o, ví dụ ket-qua.xlsx",
        ),
        Refusal::NotAFolder(file) => Wording::new(
            format!("không ghi được các bảng CSV vào {}: đó không phải là thư mục", quoted(file)),
            "ghi tên một thư mục sau -o, ví dụ ket-qua/",
        ),
        Refusal::Edited(file) => Wording::new(
            format!("không ghi đè {}: có người đã sửa tệp này sau khi thidua ghi", quoted(file)),
            "giữ lại phần đã sửa rồi chọn tên khác sau -o, hoặc thêm --force nếu chắc chắn bỏ phần đã sửa",
        ),
        Refusal::BecomesData(file, pattern) => Wording::new(
            format!(
                "không ghi vào {}: lần chạy sau sẽ đọc tệp này như số liệu, vì tên khớp {}",
                quoted(file),
                quoted(pattern)
            ),
            "ghi kết quả ra ngoài thư mục số liệu: chọn chỗ khác sau -o",
        ),
        Refusal::NameTooLong(file) => Wording::new(
            format!("không ghi được {}: tên quá dài", quoted(file)),
            "đặt tên ngắn hơn sau -o: tên tệp không quá 255 byte (một chữ có dấu là 2 hoặc 3 byte)",
        ),
        Refusal::Foreign(file) => {
            Wording::new(format!("không ghi đè {}: tệp này đã có và không phải do thidua ghi", quoted(file)), or_force)
        }
        Refusal::Unreadable(file) => {
            Wording::new(format!("không ghi đè {}: tệp này đã có nhưng không đọc được", quoted(file)), or_force)
        }
    }
}

pub(in crate::text) fn not_written(reason: &NotWritten) -> Wording {
    match reason {
        NotWritten::NoFolder(file) => Wording::new(
            format!("không ghi được {}: chưa có thư mục này", quoted(file)),
            "tạo thư mục, hoặc chọn chỗ khác sau -o",
        ),
        NotWritten::NotAllowed(file) => Wording::new(
            format!("không ghi được {}: máy không cho ghi vào thư mục này", quoted(file)),
            "chọn chỗ khác sau -o, hoặc xin quyền ghi vào thư mục",
        ),
        NotWritten::InUse(file) => Wording::new(
            format!("không ghi được {}: có thể tệp đang mở trong Excel", quoted(file)),
            "đóng tệp rồi chạy lại; tệp cũ vẫn còn nguyên",
        ),
        NotWritten::ReadOnly(file) => Wording::new(
            format!("không ghi được {}: tệp này chỉ cho đọc", quoted(file)),
            "bỏ dấu chỉ đọc trong thuộc tính của tệp, hoặc chọn tên khác sau -o",
        ),
        NotWritten::DiskFull(file) => Wording::new(
            format!("không ghi được {}: đĩa đã đầy", quoted(file)),
            "dọn bớt chỗ trên đĩa rồi chạy lại; tệp cũ vẫn còn nguyên",
        ),
        NotWritten::NoTemporary(folder, reason) => Wording::new(
            format!("không ghi được tệp tạm vào {}: {}", quoted(folder), reason.as_deref().unwrap_or("đĩa đã đầy")),
            "dọn bớt chỗ trên đĩa ấy, hoặc đặt biến TMPDIR (Windows: TEMP) sang chỗ khác, rồi chạy lại; tệp cũ vẫn còn nguyên",
        ),
        NotWritten::Standard(reason) => Wording::new(
            format!("không ghi được ra đầu ra chuẩn: {}", reason.as_deref().unwrap_or("đĩa đã đầy")),
            "phần đã ra là dở dang: xem lại tệp sau dấu >, hoặc lệnh sau dấu |, rồi chạy lại",
        ),
        NotWritten::NoWorkbook(reason) => Wording::new(
            format!("không dựng được bảng tính: {reason}"),
            "máy và đĩa không có lỗi: đây là sai sót của chương trình, xin báo lại nguyên văn dòng trên; trong khi chờ, ghi \
             kết quả ra tệp .json hoặc một thư mục (các bảng CSV) sau -o; tệp cũ vẫn còn nguyên",
        ),
        NotWritten::Failed(file, reason) => Wording::new(
            format!("không ghi được {}: {reason}", quoted(file)),
            "chọn chỗ khác sau -o rồi chạy lại; tệp cũ vẫn còn nguyên",
        ),
    }
}

pub(in crate::text) fn shortened(shortened: &Shortened) -> String {
    match shortened {
        Shortened::Name { written, shown } => {
            format!("trang tính {} mang tên {}: Excel không nhận tên cũ", quoted(written), quoted(shown))
        }
        Shortened::Text { sheet, row, column } => {
            format!("{sheet} › {}: chữ dài quá một ô của Excel nên bị cắt, cuối ô có dấu “…”", cell_name(*row, *column))
        }
        Shortened::Note { sheet, row, column } => {
            format!("{sheet} › {}: ghi chú dài quá nên bị cắt, cuối ghi chú có dấu “…”", cell_name(*row, *column))
        }
        Shortened::Links { sheet, dropped } => {
            format!(
                "{}: {} ô không có đường dẫn, vì một trang tính chỉ có tối đa 65.530",
                quoted(sheet),
                count(Vi, *dropped)
            )
        }
        Shortened::Columns { sheet, dropped } => {
            format!("{}: {} ô bị bỏ, vì một trang tính chỉ có tối đa 16.384 cột", quoted(sheet), count(Vi, *dropped))
        }
        Shortened::Split { sheet, further } => {
            format!("{} dài quá 1.048.576 dòng nên còn tiếp ở {}", quoted(sheet), listed(further))
        }
    }
}
