//! The reference in the README: its blocks are one sound definition, and no key of the format is left out of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;

use thidua::text::Definition;
use thidua::vocab::finding::DefinitionFault;
use thidua::vocab::{About, Lang, Sources};
use thidua::{campaign, write};

/// The chapter that lists every key.
fn reference() -> String {
    let readme = std::fs::read_to_string(format!("{}/README.md", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let from = readme.find("## Tra cứu").unwrap();
    let through = readme.find("## In English").unwrap();
    readme[from..through].to_owned()
}

/// Its blocks, one after the other.
fn definition(reference: &str) -> String {
    let blocks = reference.split("```toml\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    blocks.collect::<Vec<_>>().join("\n")
}

fn found(text: &str) -> String {
    let (_, mut findings) = campaign::read(text);
    // The deadline of the example is before the end of its campaign, as in many plans.
    findings.retain(|finding| !finding.is_advice());
    let definition = Definition { name: "README.md", text };
    write::terminal::findings(&findings, &definition, &Sources::default(), Lang::Vi, false)
}

#[test]
fn the_blocks_of_the_reference_are_one_definition_without_a_mistake_or_a_note() {
    let text = definition(&reference());
    assert_eq!(text.matches("[[award]]").count(), 3);
    assert_eq!(found(&text), "");
}

/// Every form that the table of expressions shows, asked of the columns of the reference.
#[test]
fn every_form_of_expression_that_the_reference_shows_is_understood() {
    let of_units = [
        "received + online - received * 2 / (online + 1) != 0",
        "par ≥ 80% and par ≠ 0 and not par ≤ 1",
        "sent_on < 31/12/2023",
        "body in ('province', 'district') or body not in ('province')",
        "at_least(2, nominated, has_report, on_portal)",
        "[Hồ sơ trực tuyến] > 0",
        "last.par < par",
        "improved(par) or improved(task) or improved_place(par)",
        "years_mean(par, 3) >= 80 and years_min(par, 3) >= 70",
        "years_max(par, 2) >= 80 and years_sum(online, 3) >= 70",
        "top(par, 5) or top(par, 20%) or top(par, 5, body)",
        "rank(par) <= 3",
        "every(components, now > before) or any(components, now > before)",
        "count(components) >= 2 and count(components, now > before) >= 1 and sum(components, now) >= 10",
        "min(par, 90) >= 80 and max(par, 1) >= 2 and abs(par - 80) <= 3",
        "floor(par) >= 80 and ceil(par) >= 80 and round(par, 1) >= 80",
        "round(par, 1, 'up') >= 80 or round(par, 1, 'down') >= 80",
        "points >= 80 and last.points >= 80 and overall >= 'Tốt'",
    ];
    let of_persons = ["unit.par >= 80 and unit.last.par >= 70", "role = 'leader'", "every(unit.components, now > before)"];
    let text = definition(&reference());
    let asked = of_units.iter().map(|check| ("units", check)).chain(of_persons.iter().map(|check| ("persons", check)));
    for (of, check) in asked {
        let criterion =
            format!("{text}\n[[criterion]]\nid = \"asked\"\ntitle = \"Hỏi\"\nof = \"{of}\"\ncheck = \"{check}\"\n");
        assert!(campaign::read(&criterion).0.is_some(), "{}", found(&criterion));
    }
}

#[test]
fn every_key_of_the_format_stands_in_the_reference() {
    let reference = reference();
    let text = definition(&reference);
    let words: BTreeSet<&str> = reference.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).collect();
    // A key that means nothing, in every table: the finding names the keys that are known there.
    let mut odd = "zzz = 1\n".to_owned();
    for line in text.lines() {
        let line = line.replace("{ ", "{ zzz = 1, ");
        odd += &line;
        odd.push('\n');
        // A table of names that the clerk chooses takes every key.
        let chosen = [".columns]", "[scales]", "[figures]", "[units.aliases]"].iter().any(|table| line.contains(table));
        if line.starts_with('[') && !chosen {
            odd += "zzz = 1\n";
        }
    }
    let (_, findings) = campaign::read(&odd);
    let mut known: BTreeSet<String> = BTreeSet::new();
    for finding in findings {
        if let About::Definition(DefinitionFault::UnknownKey { key, known: of_table, .. }) = finding.about
            && key == "zzz"
        {
            known.extend(of_table);
        }
    }
    assert!(known.len() > 100, "{known:?}");
    let missing: Vec<&String> = known.iter().filter(|key| !words.contains(key.as_str())).collect();
    assert!(missing.is_empty(), "the reference does not tell of {missing:?}");
    let functions = ["improved", "improved_place", "years_mean", "years_min", "years_max", "years_sum", "top", "rank"];
    let functions =
        functions.iter().chain(&["every", "any", "count", "sum", "at_least", "min", "max", "abs", "round", "floor"]);
    assert!(functions.clone().all(|function| words.contains(function)));
}
