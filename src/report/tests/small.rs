//! A campaign of ten units and twelve persons with the usual traps, every sheet of it kept as text that was read line by
//! line. After a change: `INSTA_UPDATE=always cargo test report::tests::small`, then read `tests/golden/`.

use super::*;

const CAMPAIGN: &str = include_str!("small/campaign.toml");
const UNITS: &str = include_str!("small/don-vi.csv");
const PERSONS: &str = include_str!("small/ca-nhan.csv");

fn small(lang: &str) -> Loaded {
    let definition = CAMPAIGN.replace("lang   = \"vi\"", &format!("lang   = \"{lang}\""));
    Loaded::new(&definition, UNITS.as_bytes(), Some(PERSONS.as_bytes()))
}

#[test]
fn every_sheet_of_a_small_campaign_reads_as_it_was_reviewed() {
    let loaded = small("vi");
    let assessment = loaded.assess("2025-01-10");
    let book = book(&assessment, loaded.record());
    assert_links_lead_somewhere(&book);
    let text: Vec<String> = book.sheets.iter().map(dump).collect();
    assert_golden("small_campaign", &text.join("\n"));
}
