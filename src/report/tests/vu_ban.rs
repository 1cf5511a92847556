//! The examples of the repository: the traps that were put into their data stand in the workbook as a person expects.

use super::*;
use crate::report::context::Context;
use crate::report::{subject, summary};
use crate::vocab::Side;

fn vu_ban() -> Loaded {
    Loaded::example("vu-ban-2023", |text| text)
}

/// The rows of a sheet in which one cell is this text.
#[track_caller]
fn rows_with(book: &Book<'_>, name: &str, text: &str) -> Vec<Vec<String>> {
    let found: Vec<_> = rows(sheet(book, name)).into_iter().filter(|row| row.iter().any(|cell| cell == text)).collect();
    assert!(!found.is_empty(), "{text} is not in {name}");
    found
}

#[test]
fn every_link_of_the_examples_leads_to_a_cell() {
    for (name, as_of) in [("vu-ban-2023", "2024-01-15"), ("hue-2021", "2022-01-15")] {
        let loaded = Loaded::example(name, |text| text);
        let assessment = loaded.assess(as_of);
        assert_links_lead_somewhere(&book(&assessment, loaded.record()));
    }
}

#[test]
fn a_tie_across_the_last_place_is_left_to_the_council() {
    let loaded = vu_ban();
    let assessment = loaded.assess("2024-01-15");
    let book = book(&assessment, loaded.record());
    for name in ["Phòng Tài chính - Kế hoạch", "Phòng Lao động - Thương binh và Xã hội"] {
        let row = &rows_with(&book, "Danh sách 1 (tập thể)", name)[0];
        // Two who wait would come before them: a council that chose now would choose for nothing.
        let note = "Bằng nhau ở suất cuối: Hội đồng bình xét, chọn 1 trong 2; chưa chắc chắn: còn 2 trường hợp thiếu số liệu có thể lấy \
                    suất này (Phòng Tài nguyên và Môi trường, Phòng Giáo dục và Đào tạo), bổ sung số liệu trước khi bình xét";
        assert_eq!(row[3..], ["Giấy khen của Chủ tịch UBND huyện cho tập thể", "4–6", "(1.080.000)", note]);
    }
    // Persons level with one another stand by given name: Hạnh before Kiên.
    let all = rows(sheet(&book, "Danh sách 2 (cá nhân)"));
    let tied = all.iter().filter(|row| row.last().is_some_and(|note| note.starts_with("Bằng nhau ở suất cuối")));
    let tied: Vec<&Vec<String>> = tied.collect();
    assert_eq!(tied.iter().map(|row| row[1].as_str()).collect::<Vec<_>>(), ["Nguyễn Minh Hạnh", "Ngô Thanh Kiên"]);
}

#[test]
fn a_person_stands_in_the_list_with_the_post_that_the_data_write() {
    let loaded = vu_ban();
    let assessment = loaded.assess("2024-01-15");
    let book = book(&assessment, loaded.record());
    assert_eq!(rows_with(&book, "Danh sách 2 (cá nhân)", "Lê Thanh Thịnh")[0][2], "Chánh Văn phòng");
}

#[test]
fn a_unit_that_waits_for_a_figure_is_told_its_cell() {
    let loaded = vu_ban();
    let assessment = loaded.assess("2024-01-15");
    let book = book(&assessment, loaded.record());
    let row = &rows_with(&book, "Xếp hạng 1 (tập thể)", "VB08")[0];
    assert_eq!(row[6], "Chờ số liệu, còn khả năng");
    let expected = "thiếu “Số hồ sơ trả đúng hạn và trước hạn” (data/don-vi.xlsx › Đơn vị › M9)";
    assert_eq!(row.last().map(String::as_str), Some(expected));
    let missing = &rows_with(&book, "Thiếu số liệu", "VB08")[0];
    assert_eq!(missing[10..13], ["data/don-vi.xlsx", "Đơn vị", "M9"]);
}

#[test]
fn a_near_miss_is_shown_below_its_threshold_with_what_is_missing() {
    let loaded = vu_ban();
    let assessment = loaded.assess("2024-01-15");
    let book = book(&assessment, loaded.record());
    let criteria = &rows_with(&book, "Tiêu chí", "Xã Liên Minh")[0];
    assert_eq!(criteria[9], "61,9 %");
    let ranking = &rows_with(&book, "Xếp hạng 1 (tập thể)", "Xã Liên Minh")[0];
    let expected = "IV.7 — Hồ sơ TTHC tiếp nhận và trả kết quả trên Cổng dịch vụ công trực tuyến: \
                    61,9 % — yêu cầu ≥ 62 % — cần thêm 1 hồ sơ ở “Số hồ sơ tiếp nhận và trả kết quả trực tuyến”";
    assert_eq!(ranking.last().map(String::as_str), Some(expected));
}

#[test]
fn the_rows_of_every_example_add_up() {
    for (name, as_of, awards) in [("vu-ban-2023", "2024-01-15", 2), ("hue-2021", "2022-01-15", 2)] {
        let loaded = Loaded::example(name, |text| text);
        let assessment = loaded.assess(as_of);
        let book = book(&assessment, loaded.record());
        let rows = rows(sheet(&book, "Tổng hợp"));
        let checks: Vec<&String> =
            rows.iter().flatten().filter(|cell| cell.contains(" = ") && cell.contains(" + ")).collect();
        assert_eq!(checks.len(), awards);
        assert!(checks.iter().all(|check| check.starts_with('✓')), "{checks:?}");
    }
}

#[test]
fn a_deadline_that_is_only_reported_has_its_column_and_decides_nothing() {
    let loaded = vu_ban();
    let assessment = loaded.assess("2024-01-15");
    let book = book(&assessment, loaded.record());
    let head = &rows(sheet(&book, "Tiêu chí"))[3];
    let heading = "VI.3 ⏎ Nộp hồ sơ đề nghị khen thưởng tập thể ⏎ chậm nhất 25/12/2023 \
                   ⏎ (chỉ theo dõi, không dùng để xét)";
    assert_eq!(head.last().map(String::as_str), Some(heading));
    let late = &rows_with(&book, "Tiêu chí", "VB07")[0];
    assert_eq!(late.last().map(String::as_str), Some("26/12/2023"));
    let told = rows_with(&book, "Giải trình", "VB07").into_iter().find(|row| row.contains(&"VI.3".to_owned()));
    let told = told.unwrap();
    assert!(told.iter().any(|cell| cell.ends_with("(chỉ theo dõi, không dùng để xét)")), "{told:?}");
}

#[test]
fn a_dossier_without_columns_is_said_not_to_be_tracked_and_its_channel_is_named() {
    let loaded = Loaded::example("vu-ban-2023", |text| {
        let without = text.replace("column = \"has_proposal\"\n", "").replace("column = \"has_report\"\n", "");
        without.replace("column = \"has_minutes\"\n", "")
    });
    let assessment = loaded.assess("2024-01-15");
    let book = book(&assessment, loaded.record());
    let heads = rows(sheet(&book, "Hồ sơ và thời hạn"));
    assert_eq!(heads[2][0], "Nơi nộp: Cổng dịch vụ công trực tuyến dichvucongnamdinh.gov.vn");
    assert_eq!(rows_with(&book, "Hồ sơ và thời hạn", "không theo dõi")[0].last().map(String::as_str), Some(""));
    rows_with(&book, "Tổng hợp", "Kinh phí khen thưởng hằng năm của huyện");
}

#[test]
fn without_a_quota_everyone_eligible_is_ranked_and_nobody_is_chosen() {
    // The line of the definition on which the number is written.
    let written = std::cell::Cell::new(0);
    let loaded = Loaded::example("vu-ban-2023", |text| {
        let by_group = "quota_by_group = { agency = 4, commune = 6 }";
        let open = text.replace(by_group, "quota = \"open\"");
        written.set(1 + text.lines().position(|line| line.starts_with(by_group)).unwrap());
        open
    });
    let assessment = loaded.assess("2024-01-15");
    let book = book(&assessment, loaded.record());
    let list = rows(sheet(&book, "Danh sách 1 (tập thể)"));
    assert!(list.iter().flatten().any(|cell| cell.starts_with("Chưa có số lượng: xếp thứ tự mọi trường hợp")));
    let open = list.iter().filter(|row| row.contains(&"Đủ tiêu chuẩn, chưa có số lượng".to_owned())).count();
    assert_eq!(open, assessment.awards[0].tally.eligible);
    assert!(!list.iter().flatten().any(|cell| cell == "Đề nghị khen thưởng"));
    let line = written.get();
    let told = format!(
        "Điền số lượng khi có hướng dẫn: Giấy khen của Chủ tịch UBND huyện cho tập thể (Xét chung) — campaign.toml › dòng {line}"
    );
    rows_with(&book, "Tổng hợp", &told);
}

#[test]
fn a_percentage_shows_its_sum() {
    let loaded = Loaded::example("hue-2021", |text| text);
    let assessment = loaded.assess("2022-01-15");
    let told = summary(&assessment, Lang::Vi);
    let sum = "20 % × 21 = 4,2 → 4 (làm tròn xuống)";
    assert!(told.contains(&format!("  số lượng {sum}; đề nghị 4")), "{told:#?}");
    let book = book(&assessment, loaded.record());
    let lists: Vec<Vec<String>> =
        book.sheets.iter().filter(|sheet| sheet.name.starts_with("Danh sách")).flat_map(rows).collect();
    assert!(lists.iter().any(|row| row.first() == Some(&format!("Số lượng: {sum}"))), "{lists:#?}");
    // Nothing is pending for the first award, so that its list is no draft; nor is the ranking, which waits for no quota.
    let heads = |name: &str, text| rows(sheet(&book, name)).into_iter().flatten().any(|cell| cell.starts_with(text));
    assert!(!heads("Danh sách 1 (tập thể)", "DỰ THẢO") && !heads("Danh sách 2 (tập thể)", "DỰ THẢO"));
    assert!(heads("Danh sách 2 (tập thể)", "XẾP HẠNG TẬP THỂ"));
    let open = Loaded::example("hue-2021", |text| text.replace("quota    = \"none\"", "quota    = \"open\""));
    let (assessment, name) = (open.assess("2022-01-15"), "Danh sách 2 (tập thể)");
    let book = super::super::book(&assessment, open.record());
    assert!(rows(sheet(&book, name)).into_iter().flatten().any(|cell| cell.starts_with("DỰ THẢO")));
}

#[test]
fn an_unknown_unit_is_told_with_its_cell() {
    let loaded = vu_ban();
    let assessment = loaded.assess("2024-01-15");
    let book = book(&assessment, loaded.record());
    let row = &rows_with(&book, "Thiếu số liệu", "CN097")[0];
    assert_eq!(row[6], "không có “VB48” trong danh sách đơn vị");
    assert_eq!(row[9], "Còn có thể đổi danh sách đề nghị");
    let person = loaded.subjects.persons.as_ref().unwrap().find("CN097")[0];
    let told = subject(&assessment, Side::Persons, person, Lang::Vi);
    assert!(told.contains(&"Đơn vị công tác: Chưa rõ đơn vị".to_owned()), "{told:#?}");
}

#[test]
fn those_on_a_place_stand_in_every_sheet_in_the_same_order() {
    for example in ["vu-ban-2023"] {
        let loaded = Loaded::example(example, |text| text);
        let assessment = loaded.assess("2024-01-15");
        let context = Context::new(&assessment, "campaign.toml", Lang::Vi);
        for (award, of) in loaded.campaign.awards.iter().enumerate() {
            let result = assessment.awards[award].in_force();
            let roll = context.roll(of.side).unwrap();
            for pool in &result.pools {
                let ranked = context.ranked_by_name(award, result, pool);
                let key = |subject: usize| match of.side {
                    Side::Persons => crate::vocab::name::person_sort_key(roll.name(subject)),
                    Side::Units => (crate::vocab::name::sort_key(roll.name(subject)), crate::vocab::name::sort_key("")),
                };
                for pair in ranked.windows(2).filter(|pair| result.place(pair[0]) == result.place(pair[1])) {
                    assert!(key(pair[0]) <= key(pair[1]), "{example}: {}", roll.name(pair[0]));
                }
            }
        }
    }
}

#[test]
fn every_column_of_a_table_has_a_width_of_its_own() {
    for example in ["vu-ban-2023"] {
        let loaded = Loaded::example(example, |text| text);
        let assessment = loaded.assess("2024-01-15");
        let book = book(&assessment, loaded.record());
        for sheet in book.sheets.iter().filter(|sheet| sheet.filter) {
            let heading = usize::try_from(sheet.heading_row.unwrap()).unwrap();
            let mut columns = Vec::new();
            sheet.rows.each(&mut |cells: &[Cell<'_>]| columns.push(cells.len()));
            assert_eq!(sheet.widths.len(), columns[heading], "{example}: {}", sheet.name);
        }
    }
}

#[test]
fn each_case_of_a_dossier_to_complete_is_a_line_that_leads_to_its_cell() {
    let loaded = vu_ban();
    let assessment = loaded.assess("2024-01-15");
    let book = book(&assessment, loaded.record());
    let dossiers = rows(sheet(&book, "Hồ sơ và thời hạn"));
    let mut cases = 0;
    sheet(&book, "Tổng hợp").rows.each(&mut |row: &[Cell<'_>]| {
        let [number, told, ..] = row else { return };
        let Some(link) = told.link.as_ref().filter(|link| link.sheet == "Hồ sơ và thời hạn") else { return };
        let line = &dossiers[usize::try_from(link.row).unwrap()];
        assert_ne!(line[usize::from(link.column)], "", "{told:?} leads to {line:?}");
        let Value::Text(text) = &told.value else { panic!("{told:?}") };
        if number.value == Value::Text("–".into()) && !text.starts_with("và ") {
            assert!(text.contains(&format!("({})", line[1])), "{text} leads to {line:?}");
            cases += 1;
        }
    });
    assert!(cases > 3, "{cases} cases are named");
}

#[test]
fn nobody_signs_a_page_without_a_name() {
    let loaded = vu_ban();
    let assessment = loaded.assess("2024-01-15");
    let book = book(&assessment, loaded.record());
    for sheet in book.sheets.iter().filter(|sheet| sheet.name.starts_with("Danh sách")) {
        let mut kept: Vec<(u32, Look, bool)> = Vec::new();
        sheet.rows.each(&mut |cells: &[Cell<'_>]| {
            let first = cells.first().cloned().unwrap_or_default();
            kept.push((first.keep, first.look, matches!(first.value, Value::Number(..))));
        });
        let (last, _) = kept.iter().enumerate().rfind(|(_, (keep, ..))| *keep > 3).unwrap();
        let (keep, look, is_name) = kept[last];
        assert!(usize::try_from(keep).unwrap() + last >= kept.len(), "{}: {keep} rows from {last}", sheet.name);
        // The heading of a group goes with the only name below it.
        assert!(is_name || look == Look::Group && kept[last + 1].2, "{}: row {last}", sheet.name);
        assert!(kept[last - 1].1 != Look::Group, "{}: a heading stays behind", sheet.name);
    }
}
