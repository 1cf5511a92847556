//! The words of the reading report, in Vietnamese.

use super::table_fault::{kind, letters, more_sheets, sign};
use crate::text::explanation::count as shown;
use crate::text::parts::{count, dozen, quoted};
use crate::text::reading::{Different, Labels, Roles, Taken, Why, Words};
use crate::vocab::Lang::Vi;
use crate::vocab::Side;

pub(in crate::text) const WORDS: Words = Words {
    figures_of: |side| match side {
        Side::Units => "Tập thể",
        Side::Persons => "Cá nhân",
    },
    list: |title| format!("Bảng chi tiết {}", quoted(title)),
    decisions: "Quyết định của Hội đồng",
    expected: "Danh sách đơn vị phải gửi",
    files: |number, unread| {
        let unread =
            if unread == 0 { String::new() } else { format!(", {} tệp chưa đọc được", shown(Vi, unread)) };
        format!("{} tệp gộp lại{unread}", shown(Vi, number))
    },
    file: |file, sheet, headings| {
        let sheet = sheet.map(|sheet| format!(" › {}", quoted(sheet))).unwrap_or_default();
        format!("{file}{sheet}: dòng tiêu đề {headings}")
    },
    unreadable: |file, sheet| {
        let sheet = sheet.map(|sheet| format!(" › {}", quoted(sheet))).unwrap_or_default();
        format!("{file}{sheet}: chưa đọc được")
    },
    alike: |number, sheet, headings| {
        let sheet = sheet.map(|sheet| format!("trang tính {}, ", quoted(sheet))).unwrap_or_default();
        format!("{} tệp đọc như nhau: {sheet}dòng tiêu đề {headings}", shown(Vi, number))
    },
    and_files: |number| format!("và {} tệp nữa", shown(Vi, number)),
    more_files: |number| format!("và {} tệp nữa, mỗi tệp đọc một cách khác", shown(Vi, number)),
    in_each: |least, most| match least == most {
        true => format!(", mỗi tệp {}", shown(Vi, least)),
        false => format!(", mỗi tệp từ {} đến {}", shown(Vi, least), shown(Vi, most)),
    },
    cells: |cells| {
        let kinds = cells.into_iter().zip(["có số liệu", "trống", "cần xem"]).filter(|(number, _)| *number > 0);
        let told: Vec<String> = kinds.map(|(number, kind)| format!("{} ô {kind}", shown(Vi, number))).collect();
        if told.is_empty() { String::new() } else { format!("; {}", told.join(", ")) }
    },
    skipped_of_several: |rows, files, which, why| {
        let which = if which.is_empty() { format!("{} tệp", shown(Vi, files)) } else { which.to_owned() };
        format!("{} dòng ở {which}: {why}", shown(Vi, rows))
    },
    elsewhere: |others, absent| {
        let other = |(letters, files): &(String, usize)| format!("; {} tệp ở cột {letters}", shown(Vi, *files));
        let absent = if absent == 0 { String::new() } else { format!("; {} tệp không có", shown(Vi, absent)) };
        others.iter().map(other).chain([absent]).collect()
    },
    in_years: |years| format!("năm {years}"),
    labels: Labels {
        files: "các tệp",
        format: "loại tệp",
        sheet: "trang tính",
        heading: "dòng tiêu đề",
        taken: "đã đọc",
        skipped: "bỏ qua",
        hidden: "đang ẩn",
        unread: "không dùng",
        columns: "khác bảng dưới",
        blank: "ô trống ở",
        lacks: "thiếu cột",
    },
    format: |format, delimiter, encoding| {
        let delimiter = delimiter.map(|delimiter| format!(", dấu phân cách {}", sign(delimiter))).unwrap_or_default();
        let letters = encoding.map(|encoding| format!(", chữ theo {}", letters(encoding))).unwrap_or_default();
        format!("{}{delimiter}{letters}", kind(format))
    },
    sheet: |name, others| {
        let other = |(name, hidden): &(&str, bool)| format!("{}{}", quoted(name), if *hidden { " (ẩn)" } else { "" });
        let named = dozen(others.iter().map(other), ", ", more_sheets);
        let others = if others.is_empty() { String::new() } else { format!("; không đọc: {named}") };
        format!("{}{others}", quoted(name))
    },
    taken: |number, of, rows| {
        let of = match of {
            Taken::Subjects(Side::Units) => "tập thể",
            Taken::Subjects(Side::Persons) => "cá nhân",
            Taken::Rows => "dòng",
            Taken::Decisions => "quyết định",
        };
        let rows = match rows {
            Some((first, last)) if first == last => format!(", dòng {first}"),
            Some((first, last)) => format!(", từ dòng {first} đến dòng {last}"),
            None => String::new(),
        };
        format!("{} {of}{rows}", shown(Vi, number))
    },
    skipped: |rows, why| format!("dòng {rows}: {why}"),
    why: Why {
        title: "ở trên tiêu đề",
        column_numbers: "số thứ tự cột",
        headings: "tiêu đề lặp lại",
        total: "dòng cộng, bình quân",
        group: "tên nhóm, khối",
        signature: "ngày tháng, chữ ký",
        note: "ghi chú, hoặc gần như trống",
        no_id: "có nội dung nhưng không có mã",
        no_year: "không đọc được năm",
        not_expected: "không có trong danh sách đơn vị phải gửi",
        unclear: "chỉ có chữ ở cột mã, chưa rõ của ai",
        perhaps_total: "có thể là dòng cộng, bình quân, chưa rõ của ai",
    },
    empty_rows: |number| format!("{} dòng trống xen giữa", count(Vi, number)),
    not_sent: |number, unread| {
        let unread = if unread { " hoặc có tệp chưa đọc được" } else { "" };
        format!("; {} tập thể chưa gửi{unread}", shown(Vi, number))
    },
    merged: |number| format!("; {} ô nằm trong ô gộp, lấy giá trị của ô gộp", count(Vi, number)),
    hidden_rows: |rows| format!("dòng {rows} (vẫn đọc)"),
    hidden_columns: |columns| format!("cột {columns} (vẫn đọc)"),
    more: |number| format!("và {} chỗ nữa", shown(Vi, number)),
    headings: ["cột", "tiêu đề → tên ngắn", "có", "trống", "xem", "giá trị"],
    absent: "–",
    role: Roles {
        id: "(mã)",
        name: "(tên)",
        group: "(khối)",
        unit: "(đơn vị)",
        year: "(năm)",
        subject: "(đối tượng)",
        award: "(hình thức)",
        decision: "(quyết định)",
        criterion: "(tiêu chí)",
        reason: "(lý do)",
        paper: "(số văn bản)",
        date: "(ngày)",
    },
    yes: |number| format!("Có: {}", shown(Vi, number)),
    no: |number, with_blanks| format!("Không: {}{}", shown(Vi, number), if with_blanks { " (kể cả ô trống)" } else { "" }),
    different: |number, of| {
        let of = match of {
            Different::Units => "đơn vị",
            Different::Subjects => "trường hợp",
            Different::Texts => "nội dung khác nhau",
        };
        format!("{} {of}", shown(Vi, number))
    },
    not_applicable: |number| format!("không áp dụng: {}", shown(Vi, number)),
};
