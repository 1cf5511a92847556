//! A campaign of ten units and twelve persons with the usual traps, every sheet of it kept as text that was read line by
//! line. After a change: `INSTA_UPDATE=always cargo test report::tests::small`, then read `tests/golden/`.

use super::*;
use crate::report::{book_of, context::Context, lacks, subject, summary};
use crate::vocab::Side;

const CAMPAIGN: &str = include_str!("small/campaign.toml");
const UNITS: &str = include_str!("small/don-vi.csv");
const PERSONS: &str = include_str!("small/ca-nhan.csv");

fn small(change: impl Fn(&str) -> String) -> Loaded {
    Loaded::new(&change(CAMPAIGN), UNITS.as_bytes(), Some(PERSONS.as_bytes()))
}

fn as_it_is() -> Loaded {
    small(str::to_owned)
}

fn in_english() -> Loaded {
    small(|text| text.replace("lang   = \"vi\"", "lang   = \"en\""))
}

#[test]
fn every_sheet_of_a_small_campaign_reads_as_it_was_reviewed() {
    let loaded = as_it_is();
    let assessment = loaded.assess("2025-01-10");
    let book = book(&assessment, loaded.record());
    assert_links_lead_somewhere(&book);
    let text: Vec<String> = book.sheets.iter().map(dump).collect();
    assert_golden("small_campaign", &text.join("\n"));
}

#[test]
fn a_terminal_tells_the_results_and_every_reason_of_one_subject() {
    let loaded = as_it_is();
    let assessment = loaded.assess("2025-01-10");
    let mut told = summary(&assessment, Lang::Vi);
    told.push(String::new());
    told.extend(summary(&assessment, Lang::En));
    for (side, id) in [(Side::Units, "P2"), (Side::Units, "X5"), (Side::Persons, "N06")] {
        let found = loaded.subjects.roll(side).unwrap().find(id)[0];
        told.push(format!("\n── {id}"));
        told.extend(subject(&assessment, side, found, Lang::Vi));
    }
    assert_golden("small_campaign_told", &told.join("\n"));
}

/// Everything that the campaign and its data say, which stays in their language.
fn said_by_the_campaign() -> Vec<String> {
    let quoted = CAMPAIGN.split('"').skip(1).step_by(2);
    let cells = UNITS.lines().chain(PERSONS.lines()).flat_map(|line| line.split(';'));
    let mut said: Vec<String> = CAMPAIGN.lines().chain(quoted).chain(cells).map(|text| text.trim().to_owned()).collect();
    // The first words of a title beside a bar.
    let words = |text: &String| text.match_indices(' ').map(|(at, _)| format!("{}…", &text[..at])).collect::<Vec<_>>();
    said.extend(said.iter().flat_map(words).collect::<Vec<_>>());
    said.extend(said.iter().map(|text| text.to_uppercase()).collect::<Vec<_>>());
    said.retain(|text| !text.is_empty());
    said.sort_by_key(|text| std::cmp::Reverse(text.len()));
    said
}

#[test]
fn an_english_workbook_has_no_vietnamese_word_of_the_tools_own() {
    let loaded = in_english();
    let assessment = loaded.assess("2025-01-10");
    let book = book(&assessment, loaded.record());
    let said = said_by_the_campaign();
    let mut texts: Vec<String> = book.sheets.iter().map(dump).collect();
    texts.extend(summary(&assessment, Lang::En));
    texts.extend(subject(&assessment, Side::Units, 1, Lang::En));
    texts.extend(subject(&assessment, Side::Persons, 3, Lang::En));
    for line in texts.iter().flat_map(|text| text.lines()) {
        let own =
            said.iter().filter(|text| text.chars().count() > 1).fold(line.to_owned(), |line, text| line.replace(text, ""));
        let vietnamese = own.chars().find(|c| c.is_alphabetic() && !c.is_ascii());
        assert_eq!(vietnamese, None, "{line}\nleaves: {own}");
    }
}

#[test]
fn everybody_stands_in_a_ranking_once() {
    let loaded = as_it_is();
    let assessment = loaded.assess("2025-01-10");
    let book = book(&assessment, loaded.record());
    for (name, column, count) in
        [("Xếp hạng 1 (tập thể)", 1, 10), ("Xếp hạng 2 (cá nhân)", 1, 12), ("Xếp hạng 3 (tập thể)", 1, 10)]
    {
        let mut ids: Vec<String> = rows(sheet(&book, name)).into_iter().skip(4).map(|row| row[column].clone()).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), count, "{name}");
    }
}

#[test]
fn a_deadline_that_has_not_come_is_told_as_not_due_and_a_date_that_lies_ahead_as_none() {
    let loaded = as_it_is();
    let assessment = loaded.assess("2024-12-20");
    let book = book(&assessment, loaded.record());
    let cell = |sheet_name: &str, id: &str, column: usize| {
        let row = rows(sheet(&book, sheet_name)).into_iter().find(|row| row[0] == id);
        row.unwrap()[column].clone()
    };
    assert_eq!(cell("Tiêu chí", "P4", 9), "? chưa đến hạn");
    // 28/12/2024
    assert_eq!(cell("Tiêu chí", "P2", 9), "? ngày không dùng được");
    assert_eq!(cell("Tiêu chí cá nhân", "N12", 7), "? chưa đến hạn");
}

#[test]
fn a_long_workbook_holds_verdicts_without_remarks_and_says_so() {
    let loaded = as_it_is();
    let assessment = loaded.assess("2025-01-10");
    let record = loaded.record();
    let context = Context { most: 0, ..Context::new(&assessment, "campaign.toml", Lang::Vi) };
    let book = book_of(context, record);
    for name in ["Xếp hạng 1 (tập thể)", "Tiêu chí", "Tiêu chí cá nhân", "Giải trình"] {
        let sheet = sheet(&book, name);
        sheet.rows.each(&mut |cells: &[Cell<'_>]| {
            let heading = cells.first().is_some_and(|cell| cell.look == Look::Heading);
            assert!(heading || cells.iter().all(|cell| cell.note.is_none() && cell.link.is_none()), "{name}: {cells:?}");
        });
        let said = rows(sheet).into_iter().flatten().any(|cell| cell.starts_with("Trên 10.000 dòng"));
        assert!(said, "{name}");
    }
    let of = |name: &str, id: &str| -> Vec<Vec<String>> {
        let rows = rows(sheet(&book, name));
        rows.into_iter().filter(|row| row.iter().take(2).any(|cell| cell == id)).collect()
    };
    assert_eq!(of("Tiêu chí", "P2")[0][3..5], ["✗ Không đạt", "✓ Đạt"]);
    assert_eq!(of("Xếp hạng 1 (tập thể)", "P2")[0][8..], ["2", "", "Hồ sơ tiếp nhận trực tuyến"]);
    // Only those in question for an award are told.
    assert_eq!(of("Giải trình", "P3"), Vec::<Vec<String>>::new());
    assert_eq!(of("Giải trình", "N01").len(), 4);
}

#[test]
fn a_cell_that_only_holds_up_others_is_told_with_those_who_wait() {
    // The criterion asks X4 nothing, but X1 to X3 and X5 are placed by the score that X4 has not sent in.
    let loaded = small(|text| {
        let top = "only   = \"commune\"\ncheck  = \"top(par, top_communes)\"";
        assert!(text.contains(top));
        text.replace(top, "only   = \"commune\"\nwhen   = \"fees < 30\"\ncheck  = \"top(par, top_communes)\"")
            .replace("criteria = [\"plan\", \"flag\"]", "criteria = [\"plan\"]")
            .replace("top_communes = 4", "top_communes = 3")
    });
    let assessment = loaded.assess("2025-01-10");
    let context = Context::new(&assessment, "campaign.toml", Lang::Vi);
    let top = loaded.campaign.criteria.iter().position(|criterion| criterion.id == "top").unwrap();
    let x4 = loaded.subjects.units.find("X4")[0];
    assert_eq!(assessment.verdict(top, x4), crate::vocab::Verdict::NotApplicable);
    let lacks = lacks::collect(context);
    let of_x4 = lacks.all.iter().find(|lack| lack.owner == Some((Side::Units, x4)) && lack.criteria.contains(&top));
    assert_eq!(of_x4.unwrap().heading, "Điểm CCHC");
    assert!(of_x4.unwrap().waiting() > 0);
}
