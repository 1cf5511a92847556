use super::*;
use crate::vocab::finding::{CellFault, DefinitionFault};
use crate::vocab::{Source, TableId};
use proptest::prelude::*;

const SHEET: TableId = TableId(0);
const CSV: TableId = TableId(1);

fn sources() -> Sources {
    let mut sources = Sources::default();
    sources.add(Source { file: "ket-qua.xlsx".to_owned(), sheet: Some("Đơn vị".to_owned()), breaks: Vec::new() });
    sources.add(Source { file: "ca-nhan.csv".to_owned(), sheet: None, breaks: Vec::new() });
    sources
}

fn shown(found: &[Finding], text: &str, lang: Lang) -> String {
    findings(found, &Definition { name: "campaign.toml", text }, &sources(), lang, false)
}

fn not_a_number(row: u32) -> Finding {
    Finding::new(CellFault::NotANumber { written: "62 hs".to_owned() }, Place::Cell(SHEET, row, 3))
}

fn unknown_key(span: Span) -> Finding {
    let known = vec!["title".to_owned()];
    Finding::new(
        DefinitionFault::UnknownKey { key: "tittle".to_owned(), near: Some("title".to_owned()), known },
        Place::Definition(span),
    )
}

/// The shown line and the line with the caret below it, without the frame before them.
#[track_caller]
fn caret(text: &str, span: Span) -> (String, String) {
    let shown = shown(&[unknown_key(span)], text, Lang::Vi);
    let framed = |line: &str| line.split_once('|').map(|(_, rest)| rest.get(1..).unwrap_or_default().to_owned());
    let lines: Vec<String> = shown.lines().filter_map(framed).collect();
    (lines[1].clone(), lines[2].trim_end().to_owned())
}

#[test]
fn findings_are_shown_heaviest_first_and_counted() {
    let text = "format = 1\n[[award]]\ntittle = \"Giấy khen\"\n";
    let mut doubled = Finding::new(CellFault::DoubledId { id: "DV07".to_owned() }, Place::Row(CSV, 16));
    doubled.others = vec![Place::Row(CSV, 20), Place::Row(CSV, 31)];
    let unused = Finding::new(DefinitionFault::UnusedCriterion { id: "online".to_owned() }, Place::Definition(11..20));
    let found = [unused, not_a_number(16), doubled, unknown_key(21..27)];
    insta::assert_snapshot!(shown(&found, text, Lang::Vi), @r#"
    lỗi[unknown-key]: không có khóa “tittle” ở đây
     --> campaign.toml:3:1
      |
    3 | tittle = "Giấy khen"
      | ^^^^^^
      |
      = cách sửa: có phải là “title”?

    lỗi[doubled-id]: mã “DV07” có ở nhiều dòng
      --> ca-nhan.csv › dòng 17
      = cũng ở: ca-nhan.csv › dòng 21; ca-nhan.csv › dòng 32
      = cách sửa: mỗi mã chỉ được ở một dòng: nếu là những người, đơn vị khác nhau thì ghi mã khác nhau; nếu một tệp gửi hai lần thì bỏ một tệp; nếu thừa thì xóa dòng

    cần xem[not-a-number]: “62 hs” không phải là số
      --> ket-qua.xlsx › Đơn vị › D17
      = cách sửa: nhập số theo dạng 1.234,5 hoặc để trống nếu chưa có số liệu

    lưu ý[unused-criterion]: không hình thức khen thưởng nào dùng tiêu chí “online”
     --> campaign.toml:2:1
      |
    2 | [[award]]
      | ^^^^^^^^^
      |
      = cách sửa: thêm vào “criteria” của một hình thức khen thưởng, hoặc bỏ tiêu chí

    2 lỗi, 1 chỗ cần xem, 1 lưu ý
    "#);
    insta::assert_snapshot!(shown(&found, text, Lang::En), @r#"
    error[unknown-key]: there is no key “tittle” here
     --> campaign.toml:3:1
      |
    3 | tittle = "Giấy khen"
      | ^^^^^^
      |
      = help: did you mean “title”?

    error[doubled-id]: the id “DV07” stands on several rows
      --> ca-nhan.csv › line 17
      = also at: ca-nhan.csv › line 21; ca-nhan.csv › line 32
      = help: each id may stand on one row only: give different people or units different ids; of a file that was sent twice leave one out; delete a row that is too many

    doubt[not-a-number]: “62 hs” is not a number
      --> ket-qua.xlsx › Đơn vị › D17
      = help: enter a number such as 1.234,5, or leave the cell blank if there is no figure yet

    note[unused-criterion]: no award uses criterion “online”
     --> campaign.toml:2:1
      |
    2 | [[award]]
      | ^^^^^^^^^
      |
      = help: add it to the “criteria” of an award, or remove it

    2 errors, 1 doubt, 1 note
    "#);
}

#[test]
fn nothing_found_shows_nothing() {
    assert_eq!(shown(&[], "format = 1", Lang::Vi), "");
}

#[test]
fn within_a_weight_findings_follow_the_files() {
    let order = [
        unknown_key(0..6),
        unknown_key(9..12),
        Finding::new(CellFault::DoubledId { id: "1".to_owned() }, Place::Table(SHEET)),
        Finding::new(CellFault::DoubledId { id: "2".to_owned() }, Place::Column(SHEET, 9)),
        Finding::new(CellFault::DoubledId { id: "3".to_owned() }, Place::Row(SHEET, 0)),
        Finding::new(CellFault::DoubledId { id: "4".to_owned() }, Place::Cell(SHEET, 0, 0)),
        Finding::new(CellFault::DoubledId { id: "5".to_owned() }, Place::Cell(SHEET, 0, 1)),
        Finding::new(CellFault::DoubledId { id: "6".to_owned() }, Place::Row(CSV, 0)),
    ];
    let reversed: Vec<Finding> = order.iter().rev().cloned().collect();
    let shown = shown(&reversed, "tittle = 111111", Lang::Vi);
    let titles: Vec<&str> = shown.lines().filter(|line| line.starts_with("lỗi[")).collect();
    let ids = titles[2..].iter().filter_map(|title| title.split(['“', '”']).nth(1)).collect::<String>();
    assert!(titles[0].contains("tittle") && titles[1].contains("tittle"), "{shown}");
    assert_eq!(ids, "123456");
}

#[test]
fn the_caret_stands_under_vietnamese_letters_composed_and_decomposed() {
    #[track_caller]
    fn case(text: &str, marked: &str, line: &str, carets: &str) {
        let start = text.find(marked).unwrap_or_default();
        assert_eq!(caret(text, start..start + marked.len()), (line.to_owned(), carets.to_owned()));
    }
    case("a = 1\nb = \"Hồ sơ\", c = 2\n", "c = 2", "b = \"Hồ sơ\", c = 2", "             ^^^^^");
    case("b = \"Hồ sơ\", c = 2", "Hồ", "b = \"Hồ sơ\", c = 2", "     ^^");
    let decomposed = "b = \"Ho\u{302}\u{300} so\u{31b}\", c = 2";
    case(decomposed, "c = 2", decomposed, "             ^^^^^");
    case(decomposed, "Ho\u{302}\u{300}", decomposed, "     ^^");
    case("\tb = 1", "b", "    b = 1", "    ^");
    case("\u{feff}b = 1", "b", "b = 1", "^");
    case("a = 1\r\nb = 2\r\n", "b = 2", "b = 2", "^^^^^");
    case("c = \"\u{1b}[31m\u{202e}x\", d = 1", "d", "c = \"␛[31m�x\", d = 1", "               ^");
}

#[test]
fn a_stretch_that_is_empty_long_or_beyond_the_text_has_its_caret_too() {
    #[track_caller]
    fn case(text: &str, span: Span, line: &str, carets: &str) {
        assert_eq!(caret(text, span), (line.to_owned(), carets.to_owned()));
    }
    case("a = \n", 4..4, "a = ", "    ^");
    case("title = ", 8..8, "title = ", "        ^");
    case("title = \"Đ", 99..120, "title = \"Đ", "          ^");
    case("a = 1\n", 6..6, "", "^");
    case("a = [\n 1,\n]\n", 4..11, "a = [", "    ^");
    case("Đ = 1", 1..2, "Đ = 1", "^"); // inside a letter
}

#[test]
fn a_line_too_long_for_a_terminal_is_cut_around_the_caret() {
    let text = format!("c = {{ heading = \"{}\", kind = \"count\", tittle = 1 }}", "Số hồ sơ đúng hạn ".repeat(12));
    let start = text.find("tittle").unwrap_or_default();
    insta::assert_snapshot!(shown(&[unknown_key(start..start + 6)], &text, Lang::Vi), @r#"
    lỗi[unknown-key]: không có khóa “tittle” ở đây
     --> campaign.toml:1:253
      |
    1 | ...ng hạn Số hồ sơ đúng hạn Số hồ sơ đúng hạn ", kind = "count", tittle = 1 }
      |                                                                  ^^^^^^
      |
      = cách sửa: có phải là “title”?

    1 lỗi
    "#);
}

#[test]
fn a_finding_says_line_and_column() {
    let text = "format = 1\nname = \"Hồ sơ\", tittle = 1\n";
    let start = text.find("tittle").unwrap_or_default();
    assert!(shown(&[unknown_key(start..start + 6)], text, Lang::Vi).contains("--> campaign.toml:2:17"));
}

#[test]
fn a_definition_that_could_not_be_read_is_named_without_a_line() {
    insta::assert_snapshot!(shown(&[unknown_key(0..0)], "", Lang::Vi), @r#"
    lỗi[unknown-key]: không có khóa “tittle” ở đây
      --> campaign.toml
      = cách sửa: có phải là “title”?

    1 lỗi
    "#);
}

#[test]
fn of_many_doubts_the_first_fifty_are_shown() {
    let found: Vec<Finding> = (0..1250).map(not_a_number).collect();
    let shown = shown(&found, "", Lang::Vi);
    assert_eq!(shown.matches("cần xem[").count(), 50);
    assert!(shown.contains("D50\n") && !shown.contains("D51\n"), "{shown}");
    let end = "\n\ncòn 1.200 chỗ cần xem nữa; trang tính “Thiếu số liệu” của tệp kết quả ghi đầy đủ\n\n1.250 chỗ cần xem\n";
    assert!(shown.ends_with(end), "{shown}");
}

#[test]
fn many_who_have_sent_nothing_are_told_together_and_leave_room_for_what_else_is_doubtful() {
    let not_sent = |number: u32| {
        let fault = CellFault::NotSent { unit: format!("Xã {number}"), unread: false };
        Finding::new(fault, Place::Cell(SHEET, number, 0))
    };
    let found = |number: u32| (1..=number).map(not_sent).chain([not_a_number(99)]).collect::<Vec<_>>();
    let shown = |number| shown(&found(number), "", Lang::Vi);
    assert_eq!(shown(5).matches("[not-sent]").count(), 5);
    let many = shown(120);
    assert_eq!(many.matches("[not-sent]").count(), 1, "{many}");
    assert!(many.contains("120 đơn vị chưa gửi số liệu: “Xã 1”, “Xã 2”, “Xã 3”"), "{many}");
    assert!(many.contains("“Xã 100”, và 20 đơn vị nữa") && many.contains("[not-a-number]"), "{many}");
}

#[test]
fn of_many_other_places_the_first_twelve_are_listed() {
    let mut doubled = Finding::new(CellFault::DoubledId { id: "1".to_owned() }, Place::Row(CSV, 0));
    doubled.others = (1..=15).map(|row| Place::Row(CSV, row)).collect();
    assert!(shown(&[doubled], "", Lang::Vi).contains("dòng 13; và 3 chỗ nữa"));
}

#[test]
fn what_people_wrote_never_reaches_the_terminal_raw() {
    assert_eq!(clean("Hồ sơ\u{1b}[31m\r\nđỏ\tvà\u{9b}2J\u{202e}ngược\u{200f}\u{7f}"), "Hồ sơ␛[31m  đỏ và�2J�ngược�␡");
    let evil = "\u{1b}]0;x\u{7}\u{202e}\u{2066}\nlỗi[fake]: x";
    let mut finding = Finding::new(CellFault::NotANumber { written: evil.to_owned() }, Place::Cell(SHEET, 0, 0));
    finding.others = vec![Place::Cell(SHEET, 1, 0)];
    let mut sources = Sources::default();
    sources.add(Source { file: evil.to_owned(), sheet: Some(evil.to_owned()), breaks: Vec::new() });
    let key = Finding::new(
        DefinitionFault::UnknownKey { key: evil.to_owned(), near: None, known: vec![evil.to_owned()] },
        Place::Definition(0..9),
    );
    let shown = findings(&[finding, key], &Definition { name: evil, text: evil }, &sources, Lang::Vi, false);
    assert!(!shown.chars().any(|c| c != '\n' && visible(c) != c), "{shown:?}");
    assert!(!shown.lines().any(|line| line.starts_with("lỗi[fake]")), "{shown}");
}

#[test]
fn colours_come_only_when_asked_for() {
    let definition = Definition { name: "campaign.toml", text: "tittle = 1" };
    let found = [unknown_key(0..6)];
    assert!(findings(&found, &definition, &sources(), Lang::Vi, true).contains('\u{1b}'));
    assert!(!findings(&found, &definition, &sources(), Lang::Vi, false).contains('\u{1b}'));
}

proptest! {
    #[test]
    fn any_stretch_of_any_text_can_be_shown(text in "(?s).{0,300}", start in 0_usize..1300, length in 0_usize..400) {
        let shown = shown(&[unknown_key(start..start + length)], &text, Lang::Vi);
        prop_assert!(!shown.chars().any(|c| c != '\n' && c != '\t' && visible(c) != c), "{shown:?}");
    }
}
