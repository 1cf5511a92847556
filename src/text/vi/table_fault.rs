//! Findings in a file as a whole, in Vietnamese.

use crate::text::Wording;
use crate::text::explanation::count as shown;
use crate::text::parts::{alternatives, count, declared, dozen, listed, quoted};
use crate::vocab::Lang::Vi;
use crate::vocab::finding::{Document, Encoding, Format, SheetLacks, SheetSeen, TableFault};
use crate::vocab::place::column_letters;

pub(in crate::text) fn wording(fault: &TableFault) -> Wording {
    match fault {
        TableFault::EmptyFile => Wording::new("tệp rỗng, không có nội dung", "đề nghị đơn vị gửi lại tệp"),
        TableFault::Damaged => Wording::new(
            "tệp bị hỏng hoặc tải chưa xong",
            "tải lại tệp; nếu Excel mở được thì lưu lại rồi thử lại; nếu không, đề nghị đơn vị gửi lại",
        ),
        TableFault::Encrypted => {
            Wording::new("tệp có mật khẩu nên không đọc được", "mở bằng Excel, bỏ mật khẩu rồi lưu lại")
        }
        TableFault::NotATable => Wording::new(
            "tệp không phải bảng tính hay CSV",
            "xem đã đúng tệp chưa; số liệu phải ở dạng .xlsx hoặc CSV UTF-8, lưu từ Excel",
        ),
        TableFault::ADocument { what } => Wording::new(
            match what {
                Document::Picture => "tệp là ảnh (chụp hoặc quét), không phải bảng tính",
                Document::Pdf => "tệp là PDF, không phải bảng tính",
                Document::Word => "tệp là văn bản Word, không phải bảng tính",
            },
            "đề nghị đơn vị gửi bảng này dưới dạng tệp Excel (.xlsx); đổi tên tệp không làm nó thành bảng tính",
        ),
        TableFault::OtherFormat { ending, format } => Wording::new(
            format!("tên tệp là .{ending} nhưng nội dung là {}; đã đọc theo nội dung", kind(*format)),
            "đổi đuôi tệp cho đúng để Excel không báo lỗi",
        ),
        TableFault::PartlySeen { format } => Wording::new(
            format!(
                "tệp là {}, không đọc được định dạng số trong tệp (0,62 hiện là 62%, 7 hiện là 007 hay VB07)",
                kind(*format)
            ),
            "nếu tệp có những thứ ấy, mở bằng Excel rồi lưu lại dưới dạng .xlsx",
        ),
        TableFault::TooLarge { megabytes, limit } => Wording::new(
            format!("tệp quá lớn khi giải nén: {megabytes} MB, giới hạn {limit} MB"),
            format!(
                "sao chép riêng bảng cần dùng sang một tệp mới rồi lưu lại; nếu tệp đáng tin, chạy lại với --max-size {}",
                megabytes + 1
            ),
        ),
        TableFault::TextTooLarge { megabytes, limit, raise } => Wording::new(
            format!("tệp văn bản quá lớn: {megabytes} MB, giới hạn {limit} MB"),
            format!("xem đã đúng tệp chưa; nếu tệp đáng tin, chạy lại với --max-size {raise}"),
        ),
        TableFault::TooManyRows => Wording::new(
            "tệp có hơn 1.048.576 dòng, quá sức chứa của một trang tính Excel",
            "xem đã đúng tệp chưa; nếu đúng thì xuất lại dưới dạng CSV UTF-8",
        ),
        TableFault::TooManyColumns { row } => Wording::new(
            format!("dòng {row} có hơn 16.384 cột, quá sức chứa của một trang tính Excel"),
            "xem đã đúng tệp chưa; nếu đúng thì chỉ giữ lại các cột cần dùng rồi lưu lại",
        ),
        TableFault::LongText { begins } => Wording::new(
            format!("ô có hơn 32.767 chữ, quá sức chứa của một ô Excel, bắt đầu bằng “{begins}…”"),
            "rút ngắn nội dung ô; nếu tệp là CSV, xem có dấu nháy kép nào mở mà không đóng không",
        ),
        TableFault::TooMuchMemory { megabytes, limit } => Wording::new(
            format!("đọc tệp cần hơn {megabytes} MB bộ nhớ: tệp hỏng hoặc quá lớn"),
            format!(
                "mở bằng Excel rồi lưu lại dưới dạng .xlsx; nếu tệp đáng tin, chạy lại với --max-size {}",
                limit.saturating_mul(4)
            ),
        ),
        TableFault::FarCell { row, column, sheet } => Wording::new(
            format!(
                "trang tính{} kéo dài đến tận ô {}{}: quá xa để đọc được",
                sheet.map(|sheet| format!(" thứ {sheet}")).unwrap_or_default(),
                column_letters(*column),
                row + 1
            ),
            "mở bằng Excel, xóa hẳn các dòng và cột thừa phía sau bảng (Ctrl+End đến ô cuối) rồi lưu lại, hoặc lưu dưới dạng .xlsx",
        ),
        TableFault::TooSlow { seconds } => Wording::new(
            format!("đọc tệp {seconds} giây chưa xong: tệp hỏng hoặc quá lớn"),
            "mở bằng Excel rồi lưu lại dưới dạng .xlsx; nếu Excel không mở được, đề nghị đơn vị gửi lại",
        ),
        TableFault::UnknownEncoding => Wording::new(
            "không rõ bảng mã chữ của tệp",
            "mở tệp gốc bằng Excel rồi lưu lại dưới dạng “CSV UTF-8” hoặc .xlsx",
        ),
        TableFault::BrokenLetters => Wording::new(
            "từ dòng này có chữ bị hỏng, không đọc được",
            "mở tệp gốc bằng Excel rồi lưu lại dưới dạng “CSV UTF-8” hoặc .xlsx",
        ),
        TableFault::Converted { encoding } => Wording::new(
            format!("chữ trong tệp theo {}; đã chuyển sang Unicode", letters(*encoding)),
            "xem lại vài tên trong kết quả; lần sau lưu dưới dạng “CSV UTF-8” hoặc .xlsx với phông Unicode",
        ),
        TableFault::LostLetters { word, once: true } => Wording::new(
            format!("chữ có dấu đã thành “?”: {}", quoted(word)),
            "nhập lại chữ trong ô này; nếu nhiều ô như vậy, xuất lại tệp từ phần mềm gốc dưới dạng .xlsx",
        ),
        TableFault::LostLetters { word, once: false } => Wording::new(
            format!("chữ có dấu đã thành “?” từ khi xuất tệp, ví dụ {}; không khôi phục được", quoted(word)),
            "xuất lại từ phần mềm gốc dưới dạng .xlsx, hoặc từ Excel chọn Lưu thành (Save As) “CSV UTF-8”",
        ),
        TableFault::MistakenLetters { encoding: Encoding::Utf8, written } => Wording::new(
            format!("{} là chữ UTF-8 đã bị đọc nhầm theo bảng mã khác trước khi lưu", quoted(written)),
            "mở lại tệp gốc theo bảng mã UTF-8 (65001) rồi lưu lại; hoặc xuất lại từ phần mềm gốc dưới dạng .xlsx",
        ),
        TableFault::MistakenLetters { encoding, written } => Wording::new(
            format!("{} là chữ theo {} nhưng đã lưu như Unicode", quoted(written), letters(*encoding)),
            "chuyển các ô này sang Unicode (ví dụ bằng công cụ chuyển mã của UniKey) rồi lưu lại",
        ),
        TableFault::UnclosedQuote => Wording::new(
            "dấu nháy kép mở ở dòng này mà không đóng, nên các dòng sau dính vào một ô",
            "xóa hoặc đóng dấu nháy kép rồi lưu lại",
        ),
        TableFault::ShiftedLine { cells, headings, delimiter } => Wording::new(
            format!("dòng có {cells} ô mà dòng tiêu đề chỉ có {headings}: dấu {} nằm trong một giá trị", sign(*delimiter)),
            format!(
                "đặt giá trị ấy trong dấu nháy kép, hoặc lưu lại từ Excel dưới dạng .xlsx; nếu chỉ thừa dấu {} ở cuối dòng thì xóa",
                sign(*delimiter)
            ),
        ),
        TableFault::SheetNotFound { wanted, sheets, fits, among } => {
            let fits = fits.as_ref().map(|sheet| format!("; trang có các cột cần đọc: {}", quoted(sheet)));
            let fits = fits.unwrap_or_default();
            Wording::new(
                format!("không có trang tính {}; tệp có: {}{fits}", quoted(wanted), listed(sheets)),
                match among {
                    true => format!(
                        "đổi tên trang tính trong tệp thành {}; hoặc bỏ {} khỏi định nghĩa: khi ấy mỗi tệp được đọc ở trang tính có các cột cần đọc",
                        quoted(wanted),
                        declared("sheet", wanted)
                    ),
                    false => "sửa tên trang tính trong định nghĩa hoặc trong tệp".to_owned(),
                },
            )
        }
        TableFault::SeveralSheets { sheets, among } => Wording::new(
            format!("nhiều trang tính cùng có các cột cần đọc; {}", seen(sheets)),
            match among {
                true => {
                    "xóa hoặc ẩn trang tính không dùng trong tệp; ghi tên trang vào định nghĩa thì mọi tệp khác cũng phải có trang tên ấy"
                }
                false => "ghi tên trang tính cần đọc vào định nghĩa (sheet = \"…\")",
            },
        ),
        TableFault::NoSheetComplete { sheets, among } => Wording::new(
            format!("không trang tính nào có đủ các cột cần đọc; {}", lacking(sheets)),
            match among {
                true => "bổ sung cột còn thiếu vào một trang tính của tệp, hoặc sửa tên cột",
                false => {
                    "bổ sung cột còn thiếu vào một trang tính, hoặc sửa tên cột; rồi ghi tên trang ấy vào định nghĩa (sheet = \"…\")"
                }
            },
        ),
        TableFault::NoSheetFits { wanted, sheets } => Wording::new(
            format!("không trang tính nào có các cột: {}; {}", listed(wanted), seen(sheets)),
            "kiểm tra tên cột trong tệp và trong định nghĩa, và xem đã đúng tệp chưa",
        ),
        TableFault::HiddenSheet => Wording::new(
            "bảng nằm trong trang tính bị ẩn; đã đọc vì không trang tính nào khác có bảng này",
            "hiện trang tính ấy lên và xem có đúng là số liệu mới nhất không",
        ),
        TableFault::HiddenRows { count } => Wording::new(
            format!("{count} dòng có số liệu đang bị ẩn; vẫn được đọc"),
            "bỏ lọc hoặc hiện các dòng ấy lên để xem; dòng nào không dùng thì xóa hẳn",
        ),
        TableFault::HiddenColumns { count } => Wording::new(
            format!("{count} cột cần đọc đang bị ẩn; vẫn được đọc"),
            "hiện các cột ấy lên và xem có đúng là số liệu mới nhất không",
        ),
        TableFault::StaleResults { count } => Wording::new(
            format!("{count} ô là kết quả công thức mà tệp yêu cầu tính lại khi mở, có thể chưa từng được tính"),
            "mở bằng Excel, chờ tính xong rồi lưu lại",
        ),
        TableFault::HeadingsNotFound { wanted, at: Some(row), .. } => Wording::new(
            format!("tiêu đề của các cột {} nằm ở dòng {row}, không phải ở nơi đã tìm", listed(wanted)),
            format!("ghi heading_row = {row} vào phần của bảng này trong định nghĩa, hoặc bỏ bớt các dòng phía trên"),
        ),
        TableFault::HeadingsNotFound { wanted, seen, searched: Some(row), .. } => Wording::new(
            format!("không tìm thấy dòng tiêu đề có các cột: {}, từ dòng 1 đến dòng {row}{}", listed(wanted), instead(seen)),
            "kiểm tra tên cột trong tệp và trong định nghĩa, và xem đã đúng tệp chưa; tiêu đề ở xa hơn thì ghi số dòng: heading_row = …",
        ),
        TableFault::HeadingsNotFound { wanted, seen, .. } => Wording::new(
            format!("không tìm thấy dòng tiêu đề có các cột: {}{}", listed(wanted), instead(seen)),
            "kiểm tra tên cột trong tệp và trong định nghĩa, và xem đã đúng tệp chưa",
        ),
        TableFault::HeadingRowEmpty { row } => Wording::new(
            format!("dòng {row}, nơi định nghĩa đặt dòng tiêu đề, trống hoặc không có"),
            "sửa số dòng trong định nghĩa, hoặc bỏ đi để chương trình tự tìm",
        ),
        TableFault::MissingColumn { heading, near, among: Some(among) } => {
            let unread = match among.unread.as_slice() {
                [] => String::new(),
                unread => format!("; các cột không dùng đến của tệp: {}", listed(unread)),
            };
            let both = |other: &str| alternatives(among, other);
            Wording::new(
                format!("thiếu cột {}{unread}", quoted(heading)),
                match near {
                    Some(near) => format!(
                        "có phải là cột {}? Nếu phải, khai cả hai cách ghi trong định nghĩa: {}; nếu không, bổ sung cột vào tệp",
                        quoted(near),
                        both(near)
                    ),
                    None if among.unread.is_empty() => "bổ sung cột vào tệp, hoặc đề nghị đơn vị gửi lại".to_owned(),
                    None => format!(
                        "nếu một trong các cột ấy là cột này thì khai cả hai cách ghi trong định nghĩa: {}; nếu không, bổ sung cột vào tệp",
                        both("…")
                    ),
                },
            )
        }
        TableFault::MissingColumn { heading, near, among: None } => Wording {
            message: format!("thiếu cột {}", quoted(heading)),
            help: Some(near.as_ref().map_or_else(
                || "thêm cột vào tệp, hoặc sửa tên cột trong định nghĩa".to_owned(),
                |near| format!("có phải là cột {}? Nếu phải, sửa tên cột trong định nghĩa", quoted(near)),
            )),
        },
        TableFault::HeadingOfSeveral { heading, below } => Wording::new(
            format!("{} là tiêu đề gộp của nhiều cột, không phải của một cột", quoted(heading)),
            format!("trong định nghĩa, ghi cột cần dùng: {}", listed(below)),
        ),
        TableFault::DoubledColumn { heading, written } => Wording::new(
            format!("nhiều cột cùng khớp với {}: {}", quoted(heading), listed(written)),
            "đổi tên hoặc bỏ bớt cột trong tệp; cột dưới tiêu đề gộp thì viết đủ: “Trong đó › Trực tuyến”",
        ),
        TableFault::UnheadedColumn { heading, count } => Wording::new(
            format!(
                "cột này không có tiêu đề riêng: chỉ cột đầu của {} được đọc, còn {count} ô có nội dung ở đây thì không",
                quoted(heading)
            ),
            "nhập chung vào một cột những gì thuộc về nhau, hoặc ghi tiêu đề cho cột này và khai trong định nghĩa",
        ),
        TableFault::DoubledPlace => Wording::new(
            "dòng hoặc ô này có hai lần trong tệp, hoặc không đúng thứ tự: không rõ số liệu nào là đúng",
            "mở bằng Excel để Excel sửa tệp, xem lại số liệu rồi lưu; hoặc xuất lại tệp từ phần mềm gốc",
        ),
        TableFault::StruckOut { written } => Wording::new(
            format!("ô có chữ bị gạch bỏ: {}; chữ ấy không được đọc", quoted(written)),
            "xóa hẳn chữ ấy, hoặc bỏ dấu gạch nếu vẫn dùng",
        ),
        TableFault::HiddenText { written } => Wording::new(
            format!("ô có chữ ẩn không ai nhìn thấy: {}; chữ ấy không được đọc", quoted(written)),
            "xem nội dung hiện ra của ô có đúng là giá trị cần dùng không; nếu chữ ẩn mới đúng thì ghi rõ ra",
        ),
        TableFault::TableInCell => Wording::new(
            "ô chứa một bảng khác; bảng ấy không được đọc",
            "ghi giá trị của ô thay cho bảng ấy, hoặc mở bằng Excel rồi lưu lại dưới dạng .xlsx và xem lại các ô",
        ),
        TableFault::ManyMore { count: more } => Wording::new(
            format!("còn {} chỗ khác như các chỗ đã nêu của bảng này, không nêu từng chỗ", count(Vi, *more)),
            "nhiều chỗ giống nhau thường do nhầm cột hay nhầm tệp: sửa nguyên nhân chung trước, rồi kiểm tra lại",
        ),
        TableFault::SecondTable => Wording::new(
            "dòng này lại là tiêu đề cột, nhưng khác tiêu đề ở trên: có vẻ một bảng thứ hai bắt đầu từ đây",
            "chuyển bảng thứ hai sang trang tính khác, hoặc xóa đi nếu không dùng",
        ),
        TableFault::NoRows => {
            Wording::new("bảng chỉ có dòng tiêu đề, chưa có số liệu", "nhập số liệu, hoặc đề nghị đơn vị gửi lại tệp")
        }
    }
}

pub(in crate::text) fn letters(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8 => "Unicode",
        Encoding::Utf16 => "Unicode (UTF-16)",
        Encoding::Windows1258 => "bảng mã windows-1258",
        Encoding::Tcvn3 => "bảng mã TCVN3 (phông .VnTime)",
        Encoding::Vni => "bảng mã VNI (phông VNI-Times)",
    }
}

pub(in crate::text) fn kind(format: Format) -> &'static str {
    match format {
        Format::Csv => "văn bản (CSV)",
        Format::Xlsx => "bảng tính Excel (.xlsx)",
        Format::Xlsb => "bảng tính Excel nhị phân (.xlsb)",
        Format::Xls => "bảng tính Excel 97–2003 (.xls)",
        Format::Ods => "bảng tính OpenDocument (.ods)",
        Format::Html => "trang web (HTML)",
        Format::Xml2003 => "“XML Spreadsheet 2003”",
    }
}

pub(in crate::text) fn sign(delimiter: char) -> String {
    if delimiter == '\t' { "tab".to_owned() } else { format!("“{delimiter}”") }
}

fn instead(seen: &[String]) -> String {
    if seen.is_empty() { String::new() } else { format!("; tệp có: {}", listed(seen)) }
}

fn seen(sheets: &[SheetSeen]) -> String {
    let of = |sheet: &SheetSeen| {
        let hidden = if sheet.hidden { " (ẩn)" } else { "" };
        let headings = if sheet.headings.is_empty() { "trống".to_owned() } else { listed(&sheet.headings) };
        format!("trang {}{hidden}: {headings}", quoted(&sheet.name))
    };
    dozen(sheets.iter().map(of), "; ", more_sheets)
}

fn lacking(sheets: &[SheetLacks]) -> String {
    let of = |sheet: &SheetLacks| {
        format!("trang {} có {}, thiếu {}", quoted(&sheet.name), listed(&sheet.has), listed(&sheet.lacks))
    };
    dozen(sheets.iter().map(of), "; ", more_sheets)
}

pub(in crate::text) fn more_sheets(number: usize) -> String {
    format!("và {} trang nữa", shown(Vi, number))
}
