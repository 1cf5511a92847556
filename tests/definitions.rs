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
