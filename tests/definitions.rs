//! Campaign files as clerks write them: what passes, and what is found in those that do not.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use thidua::text::Definition;
use thidua::vocab::{Lang, Level, Sources};
use thidua::{campaign, write};

/// Everything that is found in a definition, as a Vietnamese clerk sees it.
fn found(text: &str) -> String {
    let (_, findings) = campaign::read(text);
    let definition = Definition { name: "campaign.toml", text };
    write::terminal::findings(&findings, &definition, &Sources::default(), Lang::Vi, false)
}

fn fixture(name: &str) -> String {
    std::fs::read_to_string(format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[test]
fn the_sketch_of_the_format_is_sound() {
    let text = fixture("sketch.toml");
    let (campaign, findings) = campaign::read(&text);
    let mistakes = findings.iter().filter(|finding| finding.level() == Level::Mistake).count();
    assert_eq!(mistakes, 0, "{}", found(&text));
    assert_eq!(campaign.unwrap().criteria.len(), 5);
}

#[test]
fn ten_mistakes_give_ten_findings_in_one_run() {
    let text = fixture("ten-mistakes.toml");
    let (campaign, findings) = campaign::read(&text);
    assert!(campaign.is_none());
    assert_eq!(findings.len(), 10);
    golden("ten_mistakes", &found(&text));
}

#[test]
fn the_mistakes_of_a_plan_with_quotas_classes_points_and_changes_are_told_in_one_run() {
    let text = fixture("plan-mistakes.toml");
    let (campaign, _) = campaign::read(&text);
    assert!(campaign.is_none());
    golden("plan_mistakes", &found(&text));
}

#[test]
fn what_is_declared_and_left_unused_or_looks_odd_is_noted_and_stops_nothing() {
    let text = fixture("left-over.toml");
    let (campaign, findings) = campaign::read(&text);
    assert!(campaign.is_some(), "{}", found(&text));
    assert!(findings.iter().all(|finding| finding.level() == Level::Note));
    golden("left_over", &found(&text));
}

#[test]
fn a_syntax_mistake_does_not_hide_the_others_and_blames_nobody_else() {
    let text = fixture("ten-mistakes.toml").replace("title  = \"Mười lỗi trong một định nghĩa\"", "title  = \"Mười lỗi");
    golden("syntax_mistake", &found(&text));
}

/// A small definition in which one stretch is written otherwise, with what is found in it.
#[track_caller]
fn changed(from: &str, to: &str) -> String {
    let text = fixture("messages.toml");
    assert!(found(&text).is_empty(), "{}", found(&text));
    assert!(text.contains(from), "{from}");
    found(&text.replace(from, to))
}

#[test]
fn a_share_without_a_percent_sign_is_asked_about() {
    let share = |written: &str| changed("share = \"30%\"", &format!("share = {written}"));
    assert!(share("0.3").contains("0,3 ở đây là 0,3% hay 30%?"), "{}", share("0.3"));
    assert!(share("1").contains("lỗi[bare-share]"), "{}", share("1"));
    for written in ["30", "\"0,3%\"", "0", "\"30 %\""] {
        assert_eq!(share(written), "", "{written}");
    }
    let quota = changed("percent = 20", "percent = 0.2");
    assert!(quota.contains("lỗi[bare-share]") && quota.contains("viết \"20%\""), "{quota}");
}

#[test]
fn a_threshold_that_nobody_or_everybody_meets_is_told() {
    let check = |written: &str| changed("check = \"dti >= 80\"", &format!("check = \"{written}\""));
    let case = |written: &str, code: &str| {
        let told = check(written);
        assert_eq!(told.contains(&format!("[{code}]")), !code.is_empty(), "{written}: {told}");
        assert!(!code.is_empty() || told.is_empty(), "{written}: {told}");
    };
    case("dti >= 180", "never-met");
    case("180 <= dti", "never-met");
    case("dti = 101", "never-met");
    case("dti >= high", "never-met");
    case("happy >= 900%", "never-met");
    case("online / received >= 120%", "never-met");
    case("received < 0", "never-met");
    case("dti >= 180%", "never-met");
    case("dti >= 0", "always-met");
    case("dti <= 100", "always-met");
    case("online / received <= 100%", "always-met");
    for fine in ["dti >= 100", "received > 0", "dti < 100", "online / received >= 100%", "received / online >= 120%"] {
        case(fine, "");
    }
    // A score that is worked out may pass its total, and fall below zero.
    case("points >= 120", "");
    case("points >= 0", "");
    assert!(check("dti >= 180").contains("nhiều nhất là 100"), "{}", check("dti >= 180"));
}

#[test]
fn a_small_number_against_a_percentage_is_asked_about_and_never_made_smaller() {
    let check = |written: &str| changed("check = \"dti >= 80\"", &format!("check = \"{written}\""));
    let bare = check("happy >= 0.92");
    assert!(bare.contains("92% (tỷ lệ 0.92) hay 0.92%?"), "{bare}");
    assert!(check("happy >= 1").contains("100% (tỷ lệ 1) hay 1%?"), "{}", check("happy >= 1"));
    assert!(check("happy >= 92").contains("đây là tỷ lệ phần trăm, viết 92%"), "{}", check("happy >= 92"));
    let comma = check("happy >= 0,92");
    assert!(comma.contains("viết 0.92; nếu là tỷ lệ phần trăm thì viết 92%"), "{comma}");
    for written in ["happy >= 0.92%", "0.92% < happy", "online / received >= 0.65%"] {
        assert!(check(written).contains("lưu ý[small-percent]"), "{written}: {}", check(written));
    }
    assert!(check("happy >= 0.92%").contains("chỉ đòi hỏi 0,92 %, chưa đến 1 %"), "{}", check("happy >= 0.92%"));
    for fine in ["happy >= 1%", "happy <= 0.5%", "happy > 0%", "happy - 90% >= 0.5%"] {
        assert_eq!(check(fine), "", "{fine}");
    }
    let text = fixture("messages.toml").replace("check = \"dti >= 80\"", "check = \"happy >= high\"");
    let text = text.replace("high = 180", "high = \"0.92%\"").replace("points > high and happy > 50%", "points > 0");
    assert!(found(&text).contains("lưu ý[small-percent]"), "{}", found(&text));
    let heading = "happy    = { heading = \"Tỷ lệ hài lòng\", kind = \"percent\"";
    for declared in ["max = \"5%\"", "min = \"-50%\""] {
        assert_eq!(found(&text.replace(heading, &format!("{heading}, {declared}"))), "", "{declared}");
    }
}

#[test]
fn a_misspelt_key_is_one_mistake_that_names_the_key_that_is_meant() {
    let one = |told: &str| told.matches("lỗi[").count() == 1;
    let units = changed("[units]\n", "[unit]\n");
    assert!(one(&units) && units.contains("có phải là “units”?"), "{units}");
    let columns = changed("[units.columns]", "[unit.columns]");
    assert!(one(&columns) && columns.contains("có phải là “units”?"), "{columns}");
    let award = "[[award]]\nid = \"khac\"\ntitle = \"Bằng khen khác\"\nto = \"units\"\ncriteria = [\"dti\"]\n";
    let quota = |line: &str| changed("[[deadline]]", &format!("{award}{line}\n[[deadline]]"));
    for written in ["qouta = 4", "Quota = 4", "quota: 4", "quota\u{a0}= 4"] {
        assert!(one(&quota(written)) && !quota(written).contains("quota-missing"), "{written}: {}", quota(written));
    }
    assert!(quota("so_luong = 4").contains("“quota_percent”"), "{}", quota("so_luong = 4"));
    assert!(quota("# quota = 4").contains("lỗi[quota-missing]"), "{}", quota("# quota = 4"));
    let expected = changed("[units]\n", "[units]\nexpect = \"data/danh-sach.csv\"\n");
    assert!(expected.contains("có phải là “expected”?"), "{expected}");
}

#[test]
fn what_was_meant_on_a_line_that_is_not_toml_is_told() {
    let case = |from: &str, to: &str, wanted: &str| {
        let told = changed(from, to);
        assert!(told.contains(wanted) && told.matches("lỗi[").count() == 1, "{to} gives\n{told}");
    };
    case("year   = 2024", "year: 2024", "thay “:” bằng “=”");
    case("[figures]", "// các số\n[figures]", "ghi chú bắt đầu bằng “#”");
    case("year   = 2024", "year\u{a0}= 2024", "gõ lại bằng phím cách");
    case("sent     = {", "ngày_nộp = {", "viết không dấu: ngay_nop");
    case("file = \"data/don-vi.csv\"", "files = \"data\\nop\\*.csv\"", "đường dẫn viết bằng “/”");
    case("file = \"data/don-vi.csv\"", "file = \"data\\nop.csv\"", "đường dẫn viết bằng “/”");
}

#[test]
fn a_heading_with_signs_in_it_is_proposed_in_brackets() {
    let text = fixture("messages.toml").replace("Tỷ lệ hài lòng", "Tỷ lệ hài lòng (%)");
    let check = |written: &str| found(&text.replace("check = \"dti >= 80\"", &format!("check = \"{written}\"")));
    let told = check("Tỷ lệ hài lòng (%) >= 92%");
    assert!(told.contains("viết [Tỷ lệ hài lòng (%)]") && told.matches("lỗi[").count() == 1, "{told}");
    assert_eq!(check("[Tỷ lệ hài lòng (%)] >= 92%"), "");
    let other = check("[Tỷ lệ hài lòng (%)] >= 92% )");
    assert!(other.contains("lỗi[unexpected]") && other.matches("lỗi[").count() == 1, "{other}");
}

#[test]
fn a_part_of_its_whole_against_a_number_above_one_lacks_its_percent_sign() {
    let check = |written: &str| changed("check = \"dti >= 80\"", &format!("check = \"{written}\""));
    let bare = check("online / received >= 65");
    assert!(bare.contains("lỗi[percent-without-sign]: đây là tỷ lệ phần trăm, viết 65%"), "{bare}");
    for written in ["online / received < 65", "65 <= online / received", "online / received >= high"] {
        assert!(check(written).contains("lỗi[percent-without-sign]"), "{written}: {}", check(written));
    }
    for noted in ["received / online >= 65", "received / online >= high"] {
        assert!(check(noted).contains("lưu ý[share-above-one]"), "{noted}: {}", check(noted));
    }
    for fine in ["online / received >= 0.65", "online * 100 / received >= 65", "online / received >= 65%"] {
        assert_eq!(check(fine), "", "{fine}");
    }
}

#[test]
fn a_message_about_a_definition_says_what_is_wrong_there() {
    let case = |from: &str, to: &str, wanted: &str| {
        let told = changed(from, to);
        assert!(told.contains(wanted), "{to} gives\n{told}");
    };
    case("received = {", "Received = {", "chữ thường không dấu");
    case("column = \"sent\"", "column = \"dti\"", "cột “dti” là cột kiểu “score” (điểm), ở đây cần một cột ngày");
    case("check = \"dti >= 80\"", "check = \"role = 'leader'\"", "“role” là cột của cá nhân");
    case("year   = 2024", "year   = \"2024\"", "year = 2024");
    let syntax = changed("title  = \"Thử\"", "title  = \"Thử");
    assert!(syntax.contains("mở dấu nháy") && !syntax.contains("expected"), "{syntax}");
}

#[test]
fn headings_in_row_zero_are_a_mistake_and_never_a_search() {
    let told = changed("[units]\n", "[units]\nheading_row = 0\n");
    assert!(told.contains("lỗi[wrong-shape]: “heading_row” cần số dòng trong bảng, tính từ 1"), "{told}");
    assert_eq!(changed("[units]\n", "[units]\nheading_row = 1\n"), "");
}

#[test]
fn a_doubled_sign_of_equality_is_proposed_as_a_single_one() {
    let told = changed("check = \"dti >= 80\"", "check = \"dti == 80\"");
    assert!(told.contains("lỗi[other-writing]: “==”") && told.contains("viết ="), "{told}");
    assert_eq!(changed("check = \"dti >= 80\"", "check = \"dti = 80\""), "");
}

#[test]
fn of_a_very_long_line_what_stands_around_the_mistake_is_shown() {
    let long = "Số hồ sơ đúng hạn ".repeat(4000);
    let told = changed("received = {", &format!("note = \"{long}\", received = {{"));
    let longest = told.lines().map(|line| line.chars().count()).max().unwrap_or_default();
    assert!(longest < 500, "{longest}");
    for (before, behind) in [(long.as_str(), ""), ("", long.as_str())] {
        let check = format!("check = \"dti >= 80 {} dti >== 1{}\"", " ".repeat(before.len()), " ".repeat(behind.len()));
        let told = changed("check = \"dti >= 80\"", &check);
        let longest = told.lines().map(|line| line.chars().count()).max().unwrap_or_default();
        assert!(longest < 500 && told.contains("^"), "{longest}");
    }
}

#[test]
fn a_doubled_name_is_proposed_once() {
    let text = fixture("messages.toml").replace("id = \"ho-so\"", "id = \"dti\"").replace("[\"dti\"]", "[\"khac\"]");
    let told = found(&text);
    assert!(told.contains("những tên đã khai: “dti”, “all”\n"), "{told}");
}

#[test]
fn an_empty_definition_says_what_it_lacks() {
    golden("empty_definition", &found(""));
}

#[track_caller]
fn golden(name: &str, text: &str) {
    insta::with_settings!({ snapshot_path => "golden", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, text);
    });
}

#[test]
fn two_awards_of_one_title_are_refused_where_the_second_stands() {
    let told = changed("title = \"Mọi tiêu chí\"", "title = \"GIẤY  KHEN\"");
    assert!(told.contains("lỗi[doubled-title]: hai hình thức khen thưởng cùng tên “GIẤY KHEN”"), "{told}");
    let text = fixture("messages.toml");
    let line = |wanted: &str| 1 + text.lines().position(|line| line == wanted).unwrap();
    let second = format!("--> campaign.toml:{}:9", line("title = \"Mọi tiêu chí\""));
    let first = format!("cũng ở: campaign.toml › dòng {}", line("title = \"Giấy khen\""));
    assert!(told.contains(&second) && told.contains(&first), "{told}");
}

#[test]
fn quotes_of_a_word_processor_are_named_once_with_all_their_lines_and_nothing_is_said_of_what_follows_from_them() {
    let told = changed("title  = \"Thử\"", "title  = “Thử”");
    assert!(told.contains("lỗi[not-toml]: dấu nháy cong") && told.contains("--> campaign.toml:3:10\n"), "{told}");
    assert!(told.contains("bằng dấu nháy thẳng: \"…\" hoặc '…'") && told.ends_with("\n1 lỗi\n"), "{told}");
    let text =
        fixture("messages.toml").replace("\"UBND tỉnh\"", "‘UBND tỉnh’").replace("kind = \"score\"", "kind = “score”");
    let told = found(&text.replace("title  = \"Thử\"", "title  = \"Thử”"));
    assert!(told.contains("--> campaign.toml:3:14\n"), "{told}");
    assert!(told.contains("cũng ở: campaign.toml › dòng 4; campaign.toml › dòng 19\n"), "{told}");
    assert!(told.ends_with("\n1 lỗi\n"), "{told}");
}

#[test]
fn a_heading_with_too_few_or_too_many_brackets_is_told_how_to_be_written_and_is_read_all_the_same() {
    let case = |from: &str, to: &str, wanted: &str| {
        let text = fixture("messages.toml");
        assert!(text.contains(from), "{from}");
        let told = found(&text.replace(from, to));
        assert!(told.starts_with("lỗi[heading-brackets]") && told.contains(wanted), "{to} gives\n{told}");
        assert!(told.ends_with("\n1 lỗi\n"), "{to} gives\n{told}");
    };
    case("[[deadline]]", "[deadline]", "viết [[deadline]], kể cả khi chỉ có một");
    case("[[score.part]]", "[score.part]", "viết [[score.part]]");
    case("[units]", "[[units]]", "cách sửa: viết [units]\n");
    case("[persons.columns]", "[[persons.columns]]", "viết [persons.columns]\n");
    // All of several, which are told together, and one beside those that are right.
    case("[[award]]", "[award]", "cũng ở: campaign.toml › dòng 70; campaign.toml › dòng 76\n");
    case("[[award]]\nid = \"giay", "[award]\nid = \"giay", "viết [[award]]");
    case("[[award]]\nid = \"ca-nhan", " [award] # người\nid = \"ca-nhan", "viết [[award]]");
    let other = changed("[[deadline]]", "[deadline]\ncolour = 1");
    assert!(other.contains("viết [[deadline]]") && other.contains("không có khóa “colour”"), "{other}");
    let doubled = changed("[figures]", "[figures]\n[figures]");
    assert!(doubled.contains("đã có ở trên"), "{doubled}");
}

#[test]
fn a_blank_where_a_text_must_stand_is_a_mistake() {
    for (from, key) in [
        ("title  = \"Thử\"", "title"),
        ("issuer = \"UBND tỉnh\"", "issuer"),
        ("title = \"Giấy khen\"", "title"),
        ("title = \"Điểm chuyển đổi số\"", "title"),
        ("title = \"Điểm thi đua\"", "title"),
        ("title = \"Nộp hồ sơ\"", "title"),
        ("heading = \"Điểm CĐS\"", "heading"),
        ("name = \"Tên\"", "name"),
        ("file = \"data/don-vi.csv\"", "file"),
    ] {
        for blank in ["", " \u{a0} "] {
            let told = changed(from, &format!("{key} = \"{blank}\""));
            assert!(told.contains(&format!("lỗi[blank-text]: “{key}” để trống")), "{from}: {told}");
        }
    }
}

/// A column without a heading was left out with every criterion that reads it, and nothing was said.
#[test]
fn a_heading_without_anything_in_it_is_a_mistake_and_loses_no_criterion() {
    let told = changed("heading = \"Điểm CĐS\"", "heading = []");
    assert!(told.contains("lỗi[empty-list]: “heading”"), "{told}");
    let told = changed("name = \"Tên\"", "name = []");
    assert!(told.contains("lỗi[empty-list]: “name”"), "{told}");
}

#[test]
fn a_blank_spelling_is_a_mistake_since_blank_cells_say_nothing() {
    let values = "values = { leader = [\"Giám đốc\", \"Phó Giám đốc\"], staff = [\"Chuyên viên\"] }";
    for blank in ["\"\"", "[\"Chuyên viên\", \" \"]"] {
        let told = changed(values, &values.replace("[\"Chuyên viên\"]", blank));
        assert!(told.contains("lỗi[blank-spelling]") && told.contains("ô trống không nói lên"), "{told}");
    }
    let told =
        changed("name = \"Tên\"\n", "name = \"Tên\"\ngroup = \"Khối\"\ngroups = { office = [\"Sở\"], commune = \"\" }\n");
    assert!(told.contains("lỗi[blank-spelling]"), "{told}");
}
