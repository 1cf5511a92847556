//! What a row looks like that may not be a subject: a total, a group, a signature, a note.
//!
//! These are only looks. A row with an identifier and something beside it is a subject whatever it looks like (a commune may
//! be called Cộng Hòa); the looks say why another one was passed over.

use std::sync::LazyLock;

use crate::vocab::name::{match_key, tidy};

use super::{Cell, Row};

/// What a row looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looks {
    /// Like any other row of data.
    Data,
    /// The numbers of the columns below the headings: `(1) (2) (3)`.
    ColumnNumbers,
    /// The headings once more, as at the top of a printed page.
    Headings,
    /// The heading of ids once more, but others beside it: another table begins here.
    OtherHeadings,
    /// A sum or a mean: `Tổng cộng`, `Cộng`, `Trung bình`.
    Total,
    /// The name of a group of rows below it: `I. Khối các phòng`.
    Group,
    /// A date and place, an office or a name to sign.
    Signature,
    /// A remark below the table.
    Note,
}

/// A row that was passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Skipped {
    /// The row or line, from zero.
    pub row: u32,
    /// Why.
    pub looks: Looks,
}

/// The words that announce a sum or a mean.
const TOTALS: [&str; 9] = ["tổng cộng", "tổng số", "tổng", "cộng", "trung bình", "bình quân", "total", "sum", "average"];
/// What may follow them: a sum *of* something. Anything else is a name (`Cộng Hòa`, `Tổng công ty`).
const OF_WHAT: [&str; 32] = [
    "khối", "cụm", "nhóm", "các", "toàn", "chung", "cộng", "cấp", "mục", "phần", "huyện", "tỉnh", "xã", "cả", "số", "of",
    "i", "ii", "iii", "iv", "v", "vi", "trang", "mang", "dồn", "lũy", "lại", "điểm", "đơn", "năm", "quý", "tháng",
];
/// The words for all of a whole, and of which whole: `Toàn huyện`, `Cả tỉnh`. Anything else is a name (`Toàn Thắng`).
const WHOLES: [&str; 2] = ["toàn", "cả"];
const OF_WHOLE: [&str; 18] = [
    "huyện",
    "tỉnh",
    "xã",
    "thành",
    "tp",
    "quận",
    "thị",
    "phường",
    "ngành",
    "khối",
    "cụm",
    "đơn",
    "nước",
    "quốc",
    "cơ",
    "trường",
    "vùng",
    "bộ",
];
/// What is carried from page to page or from period to period, whatever follows.
const CARRIED: [&str; 2] = ["lũy kế", "mang sang"];
/// What may stand for a sum or a mean, and may be a name as well: a commune is called Trung Bình, an office TC.
const PERHAPS_TOTALS: [&str; 5] = ["trung bình", "tb", "tc", "bq", "đtb"];
/// The words with which the name of a group of rows begins.
const GROUPS: [&str; 4] = ["khối", "nhóm", "cụm", "các"];
const NOTES: [&str; 6] = ["ghi chú", "lưu ý", "chú thích", "nguồn", "note", "nơi nhận"];
const SIGNATURES: [&str; 20] = [
    "người lập",
    "lập biểu",
    "người tổng hợp",
    "kế toán",
    "thủ trưởng",
    "chủ tịch",
    "phó chủ tịch",
    "giám đốc",
    "phó giám đốc",
    "trưởng phòng",
    "chánh văn phòng",
    "hiệu trưởng",
    "kt",
    "tm",
    "tl",
    "nơi nhận",
    "xác nhận",
    "ký",
    "ký tên",
    "đã ký",
];

/// What the headings of a table begin with.
const HEADINGS: [&str; 32] = [
    "stt",
    "tt",
    "số thứ tự",
    "số tt",
    "mã",
    "tên",
    "họ và tên",
    "họ tên",
    "đơn vị",
    "cơ quan",
    "chức vụ",
    "chức danh",
    "giới tính",
    "ngày",
    "tháng",
    "năm",
    "địa chỉ",
    "điện thoại",
    "nội dung",
    "chỉ tiêu",
    "tiêu chí",
    "kết quả",
    "tỷ lệ",
    "tỉ lệ",
    "tổng số",
    "số lượng",
    "điểm",
    "xếp loại",
    "xếp hạng",
    "danh hiệu",
    "hồ sơ",
    "ghi chú",
];

/// The matching keys of the words above: every row of a large file without an identifier asks for them.
struct Keys {
    totals: Vec<String>,
    of_what: Vec<String>,
    wholes: Vec<String>,
    of_whole: Vec<String>,
    carried: Vec<String>,
    perhaps_totals: Vec<String>,
    groups: Vec<String>,
    notes: Vec<String>,
    signatures: Vec<String>,
    headings: Vec<String>,
}

static KEYS: LazyLock<Keys> = LazyLock::new(|| {
    let keys = |words: &[&str]| words.iter().map(|word| match_key(word)).collect();
    Keys {
        totals: keys(&TOTALS),
        of_what: keys(&OF_WHAT),
        wholes: keys(&WHOLES),
        of_whole: keys(&OF_WHOLE),
        carried: keys(&CARRIED),
        perhaps_totals: keys(&PERHAPS_TOTALS),
        groups: keys(&GROUPS),
        notes: keys(&NOTES),
        signatures: keys(&SIGNATURES),
        headings: keys(&HEADINGS),
    }
});

/// Whether a text announces a sum or a mean of other rows.
#[must_use]
pub fn is_total(text: &str) -> bool {
    if !may_begin_total(text) {
        return false;
    }
    // Hardly any of the words are ASCII, and most ids are.
    let begins = |word: &str| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    if text.is_ascii() && !["total", "sum", "average", "mang"].into_iter().any(begins) {
        return false;
    }
    let text = words(text);
    let of = |rest: &str, what: &[String]| {
        let word = rest.strip_prefix(' ').and_then(|rest| rest.split(' ').next());
        word.map(|word| word.bytes().all(|b| b.is_ascii_digit()) || what.iter().any(|known| known == word))
    };
    let total = |rest: &str| of(rest, &KEYS.of_what).unwrap_or(rest.is_empty());
    let whole = |rest: &str| of(rest, &KEYS.of_whole).unwrap_or(false);
    KEYS.totals.iter().any(|word| text.strip_prefix(word.as_str()).is_some_and(total))
        || KEYS.wholes.iter().any(|word| text.strip_prefix(word.as_str()).is_some_and(whole))
        || begins_with_one(&text, &KEYS.carried)
}

/// Whether the first two letters can be those of a word that announces a sum: those of hardly any name can.
fn may_begin_total(text: &str) -> bool {
    let mut letters = text.chars();
    let first = letters.next().is_some_and(|c| matches!(c.to_ascii_lowercase(), 'c' | 't' | 'b' | 's' | 'a' | 'l' | 'm'));
    first
        && match letters.next() {
            Some(
                'o' | 'O' | 'ô' | 'Ô' | 'ổ' | 'Ổ' | 'ộ' | 'Ộ' | 'a' | 'A' | 'ả' | 'Ả' | 'u' | 'U' | 'ũ' | 'Ũ' | 'i' | 'I'
                | 'ì' | 'Ì' | 'v' | 'V',
            ) => true,
            // The most frequent names of people begin with "Tr", but not with "Tru".
            Some('r' | 'R') => matches!(letters.next(), Some('u' | 'U')),
            _ => false,
        }
}

/// Whether a text may announce a sum or a mean, but may be a name as well: `TB`, `TC`, `Trung bình`.
#[must_use]
pub fn may_be_total(text: &str) -> bool {
    // Every text of a large file passes here, and hardly any begins like one of them. The longest has ten letters.
    let mut letters = text.chars();
    let begins = match (letters.next(), letters.next()) {
        (Some('t' | 'T'), Some('b' | 'B' | 'c' | 'C'))
        | (Some('b' | 'B'), Some('q' | 'Q'))
        | (Some('đ' | 'Đ'), Some('t' | 'T')) => true,
        (Some('t' | 'T'), Some('r' | 'R')) => matches!(letters.next(), Some('u' | 'U')),
        _ => false,
    };
    begins && text.len() <= 24 && KEYS.perhaps_totals.contains(&words(text))
}

/// How much a text says that the row is the heading of a group of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupHeading {
    /// It begins with a number or letter as groups have it, with a sign behind it: `I.`, `B)`.
    pub lettered: bool,
    /// It begins with a number, of whatever kind: `1.` as well.
    pub numbered: bool,
    /// What follows begins with a word for a group: `Khối các sở`.
    pub named: bool,
}

impl GroupHeading {
    /// What a text says of it.
    #[must_use]
    pub fn of(text: &str) -> GroupHeading {
        let end = text.find([' ', '.', ')', '/', ':', '-']).unwrap_or(text.len());
        let (mark, rest) = text.split_at(end);
        let signed = rest.trim_start().starts_with(['.', ')', '/', ':', '-']);
        let behind = rest.trim_start_matches([' ', '.', ')', '/', ':', '-']);
        let digits = !mark.is_empty() && mark.bytes().all(|b| b.is_ascii_digit());
        let marked = (digits || is_group_mark(mark)) && !behind.is_empty();
        let name = words(if marked { behind } else { text });
        GroupHeading { lettered: marked && signed && !digits, numbered: marked, named: begins_with_one(&name, &KEYS.groups) }
    }
}

/// Whether a text is nothing but the number or letter of a group: `I`, `IV.`, `A`, `B)`.
#[must_use]
pub fn is_group_mark(text: &str) -> bool {
    let label = text.trim_end_matches(['.', ')']);
    let roman = !label.is_empty() && label.bytes().all(|c| matches!(c, b'I' | b'V' | b'X' | b'L'));
    let letter = label.len() == 1 && label.bytes().all(|b| b.is_ascii_uppercase());
    roman || letter
}

impl Row<'_> {
    /// What the row looks like, by its first text, `label`, which is the text of the column of names, and the other texts.
    #[must_use]
    pub fn looks(&self, label: &str) -> Looks {
        if is_total(label) { Looks::Total } else { self.looks_by(self.lead) }
    }

    /// What the row looks like by one of its texts, and by the others where it may be a signature.
    #[must_use]
    pub fn looks_by(&self, text: &str) -> Looks {
        let lead = words(text);
        if is_total(text) {
            Looks::Total
        } else if is_date_line(&lead) || self.is_signed(&lead) {
            Looks::Signature
        } else if text.starts_with('*') || text.starts_with("(*") || begins_with_one(&lead, &KEYS.notes) {
            Looks::Note
        } else if (is_group(text) || is_group(self.lead)) && !self.has_figures() {
            Looks::Group
        } else {
            Looks::Data
        }
    }

    /// Whether every text of the row belongs to a signature: one alone may be a person's post.
    fn is_signed(&self, lead: &str) -> bool {
        let signs = |text: &str| begins_with_one(text, &KEYS.signatures) || is_date_line(text);
        signs(lead) && !self.has_figures() && self.texts().all(|text| signs(&words(text)))
    }

    /// Whether the row holds nothing but different texts, and the first and another one begin as headings do.
    #[must_use]
    pub fn are_headings(&self) -> bool {
        let is_heading = |text: &String| begins_with_one(text, &KEYS.headings);
        // Hardly any row passes its first text, so the rest costs nothing.
        if !self.texts().next().is_some_and(|text| is_heading(&words(text))) || self.has_figures() {
            return false;
        }
        let mut texts: Vec<String> = self.texts().map(words).collect();
        let headings = texts.iter().filter(|text| is_heading(text)).count();
        texts.sort_unstable();
        texts.dedup();
        headings >= 2 && texts.len() == self.filled()
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().filter_map(|cell| match cell {
            Cell::Text(text) => Some(text.as_ref()),
            _ => None,
        })
    }

    /// Whether the row holds a number or a day, stored as such or written as text.
    #[must_use]
    pub fn has_figures(&self) -> bool {
        self.cells.iter().any(is_figure)
    }

    /// Whether the row holds a number or a day in another cell than that of the text.
    #[must_use]
    pub fn has_figures_beside(&self, text: &str) -> bool {
        self.cells.iter().any(|cell| is_figure(cell) && !is_text(cell, text))
    }

    /// Whether nothing but the text stands in the cells that are read of the row.
    #[must_use]
    pub fn holds_only(&self, text: &str) -> bool {
        self.cells.iter().all(|cell| cell.is_blank() || is_text(cell, text))
    }

    /// In how many of the cells that are read of the row something stands.
    #[must_use]
    pub fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.is_blank()).count()
    }
}

fn is_figure(cell: &Cell<'_>) -> bool {
    match cell {
        Cell::Number(..) | Cell::Date(_) => true,
        Cell::Text(text) => text.as_bytes().first().is_some_and(u8::is_ascii_digit),
        _ => false,
    }
}

fn is_text(cell: &Cell<'_>, wanted: &str) -> bool {
    matches!(cell, Cell::Text(text) if text == wanted)
}

fn begins_with_one(text: &str, with: &[String]) -> bool {
    with.iter().any(|word| begins_with(text, word))
}

/// The matching keys of the words of a text, without the signs between them.
fn words(text: &str) -> String {
    match_key(&tidy(text).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect::<String>())
}

/// Whether a text begins with the word, and not with a longer one.
fn begins_with(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// `Vụ Bản, ngày 5 tháng 12 năm 2023`.
fn is_date_line(key: &str) -> bool {
    let mut rest = key;
    ["ngày", "tháng", "năm"].into_iter().all(|word| {
        let found = rest.split_once(&match_key(word));
        rest = found.map_or(rest, |(_, behind)| behind);
        found.is_some()
    })
}

/// `I`, `IV.`, `A`, `B)`, `I. Khối các phòng`.
fn is_group(lead: &str) -> bool {
    is_group_mark(lead.split([' ', '.', ')', '/']).next().unwrap_or_default())
}

/// Whether the texts of a row are the numbers of its columns: `(1) (2) (3)`, `A B 1 2`, `1 2 3=1/2`, at least three of them
/// (two in brackets), each next to the one before.
pub(super) fn are_column_numbers<'t>(texts: impl Iterator<Item = &'t str> + Clone) -> bool {
    let bracketed = texts.clone().all(|text| text.starts_with(['(', '[']));
    let enough = texts.clone().count() >= if bracketed { 2 } else { 3 };
    let (mut letter, mut number) = (b'A', 1_u32);
    enough
        && texts.into_iter().all(|text| {
            let label = text.split('=').next().unwrap_or_default();
            let label = label.trim().trim_matches(['(', ')', '[', ']']).trim();
            // Excel takes a typed `(1)` for -1.
            let label = label.strip_prefix('-').unwrap_or(label);
            if number == 1 && label.len() == 1 && label.to_ascii_uppercase().as_bytes() == [letter] {
                letter = letter.saturating_add(1);
                return true;
            }
            number += 1;
            label.parse() == Ok(number - 1)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row of the texts; the last one stands in the column of names, the others beside it.
    fn looks(texts: &[&str]) -> Looks {
        let cells: Vec<Cell<'_>> =
            texts.iter().filter(|text| !text.is_empty()).map(|text| Cell::Text((*text).into())).collect();
        let lead = texts.iter().find(|text| !text.is_empty()).copied().unwrap_or_default();
        Row { number: 0, cells: &cells, lead }.looks(texts.last().copied().unwrap_or_default())
    }

    #[test]
    fn rows_that_are_no_subjects_are_told_by_their_texts() {
        let case = |texts: &[&str], expected| assert_eq!(looks(texts), expected, "{texts:?}");
        case(&["Tổng cộng"], Looks::Total);
        case(&["CỘNG:", "12"], Looks::Total);
        case(&["39", "Cộng khối I"], Looks::Total);
        case(&["Cộng (1 + 2)"], Looks::Total);
        case(&["Trung bình"], Looks::Total);
        for total in ["Toàn huyện", "CẢ TỈNH", "Luỹ kế", "Lũy kế từ đầu năm", "Cộng trang 1", "Cộng mang sang", "Mang sang"]
        {
            case(&[total], Looks::Total);
        }
        case(&["Tổng điểm"], Looks::Total);
        case(&["Nam Định, ngày 5 tháng 12 năm 2023"], Looks::Signature);
        case(&["NGƯỜI LẬP BIỂU", "CHỦ TỊCH"], Looks::Signature);
        case(&["(Ký, ghi rõ họ tên)"], Looks::Signature);
        case(&["TM. ỦY BAN NHÂN DÂN"], Looks::Signature);
        case(&["Ghi chú: số liệu đến 15/12"], Looks::Note);
        case(&["(*) Chưa gồm hồ sơ chuyển kỳ"], Looks::Note);
        case(&["I", "Khối các phòng"], Looks::Group);
        case(&["B. Khối xã"], Looks::Group);
        case(&["Xã Kim Thái"], Looks::Data);
        case(&["1", "Xã Tổng Lương"], Looks::Data);
        case(&["Tông"], Looks::Data);
        case(&["Cổng thông tin"], Looks::Data);
    }

    #[test]
    fn names_posts_and_ratings_do_not_make_a_row_look_like_less_than_data() {
        let case = |texts: &[&str]| assert_eq!(looks(texts), Looks::Data, "{texts:?}");
        case(&["Cộng Hòa"]);
        case(&["Tổng công ty Điện lực"]);
        case(&["Toàn Thắng"]);
        case(&["Cả Mau"]);
        case(&["Xã Tổng Cọt"]);
        case(&["12", "Chủ tịch", "Nguyễn Văn An"]);
        case(&["Nguyễn Văn An", "Kế toán"]);
        case(&["Xã A", "Trung bình", "x"]);
        case(&["Chủ tịch", "5"]);
    }

    #[test]
    fn some_texts_may_be_those_of_a_sum_and_may_be_names() {
        for text in ["TB", "tc", "Trung bình", "BQ:", "ĐTB"] {
            assert!(may_be_total(text), "{text}");
        }
        for text in ["TBXH", "Phòng TC", "Trung bình chung", ""] {
            assert!(!may_be_total(text), "{text}");
        }
    }

    #[test]
    fn the_heading_of_a_group_is_told_by_its_number_and_its_first_word() {
        let case = |text: &str, lettered, numbered, named| {
            assert_eq!(GroupHeading::of(text), GroupHeading { lettered, numbered, named }, "{text}");
        };
        case("I. Khối sở", true, true, true);
        case("B) Xã, phường", true, true, false);
        case("1. Khối các sở, ban, ngành", false, true, true);
        case("II - Các xã", true, true, true);
        case("Khối 5", false, false, true);
        case("Cụm thi đua số 1", false, false, true);
        case("A Lưới", false, true, false);
        case("Xã Kim Thái", false, false, false);
        case("II", false, false, false);
        assert!(["I", "XIV.", "A", "B)"].into_iter().all(is_group_mark));
        assert!(!["", "1", "AB", "VB01", "a"].into_iter().any(is_group_mark));
    }

    #[test]
    fn headings_of_any_table_are_told_from_data() {
        let case = |texts: &[&str], expected: bool| {
            let cells: Vec<Cell<'_>> = texts.iter().map(|text| Cell::Text((*text).into())).collect();
            assert_eq!(Row { number: 0, cells: &cells, lead: "" }.are_headings(), expected, "{texts:?}");
        };
        case(&["Mã cán bộ", "Họ và tên", "Chức vụ"], true);
        case(&["TT", "Tên đơn vị", "Hồ sơ tiếp nhận"], true);
        case(&["STT", "Nội dung", "Quý I"], true);
        case(&["Mã", "Xã A", "chưa gửi"], false);
        case(&["TT", "Tên", "12"], false);
        case(&["Mã", "Tên", "Tên"], false);
        case(&["Năm Căn", "Năm Căn"], false);
        case(&["X01", "Đơn vị sự nghiệp", "Ngày mai gửi"], false);
        case(&["DV", "Đơn vị"], false);
    }

    #[test]
    fn a_row_of_column_numbers_is_told_from_data() {
        let case = |texts: &[&str], expected| assert_eq!(are_column_numbers(texts.iter().copied()), expected, "{texts:?}");
        case(&["(1)", "(2)"], true);
        case(&["1", "2", "3", "4"], true);
        case(&["A", "B", "1", "2", "3=1/2"], true);
        case(&["a", "b", "c"], true);
        case(&["(1)", "(2)", "(3)=(1)/(2)"], true);
        case(&["-1", "-2", "-3"], true);
        case(&["-1", "-2"], false);
        case(&["-1", "-3", "-2"], false);
        case(&["1", "2"], false);
        case(&["1", "2", "4"], false);
        case(&["1", "Xã A", "3"], false);
        case(&["2", "3", "4"], false);
    }
}
