//! Results for programs: the JSON of every example against its schema, and the tables of CSV against the JSON.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::BTreeMap;

use common::Case;
use jsonschema::Validator;
use serde_json::{Value, json};
use thidua::report::facts::facts;
use thidua::report::facts::tables::{TABLES, Table};
use thidua::report::{FileRecord, Record};
use thidua::write::{csv, json as writer};

const EXAMPLES: [&str; 6] =
    ["ha-giang-2021-2025", "hue-2021", "ninh-thuan-2023", "pci-2012-2016", "thai-nguyen-2018-2020", "vu-ban-2023"];

fn record() -> Record {
    let file = |name: &str| FileRecord { name: name.to_owned(), size: 7, sha256: "0".repeat(64) };
    Record { version: "0.0.0".to_owned(), campaign: file("campaign.toml"), data: vec![file("data/don-vi.xlsx")] }
}

/// The JSON of a case as bytes.
fn written(case: &Case) -> Vec<u8> {
    let (assessment, record) = (case.assess(), record());
    let mut bytes = Vec::new();
    writer::json(&facts(&assessment, &record), &mut bytes, &mut |_| ()).unwrap();
    bytes
}

fn schema() -> Value {
    serde_json::from_str(writer::SCHEMA).unwrap()
}

fn validator() -> Validator {
    jsonschema::draft202012::new(&schema()).unwrap()
}

#[track_caller]
fn assert_valid(validator: &Validator, result: &Value, what: &str) {
    let faults: Vec<String> =
        validator.iter_errors(result).take(5).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
    assert!(faults.is_empty(), "{what}: {}", faults.join("\n"));
}

#[test]
fn the_json_of_every_example_has_the_shape_that_the_schema_describes() {
    jsonschema::meta::validate(&schema()).unwrap();
    let validator = validator();
    for name in EXAMPLES {
        let case = Case::example(name);
        let result: Value = serde_json::from_slice(&written(&case)).unwrap();
        assert_valid(&validator, &result, name);
        assert_eq!(result["units"].as_array().unwrap().len(), case.assess().subjects.units.len(), "{name}");
    }
}

#[test]
fn a_ranking_is_told_from_an_award_that_waits_for_its_number() {
    let case = Case::example("hue-2021");
    let result: Value = serde_json::from_slice(&written(&case)).unwrap();
    let awards = result["awards"].as_array().unwrap();
    let told: Vec<(bool, bool)> =
        awards.iter().map(|award| (award["ranks_only"].as_bool().unwrap(), award["pools"][0]["places"] == "open")).collect();
    let expected: Vec<(bool, bool)> =
        case.campaign.awards.iter().map(|award| (award.ranks_only, award.ranks_only)).collect();
    assert!(told.contains(&(true, true)), "{told:?}");
    assert_eq!(told, expected);
}

/// The result with one item in each list, so that every place of it can be broken in turn.
fn shortest(value: Value) -> Value {
    match value {
        Value::Array(items) => Value::Array(items.into_iter().take(1).map(shortest).collect()),
        Value::Object(members) => Value::Object(members.into_iter().map(|(name, value)| (name, shortest(value))).collect()),
        other => other,
    }
}

/// The pointers of all objects and of all their members.
fn pointers(value: &Value, at: &str, objects: &mut Vec<String>, members: &mut Vec<(String, String)>) {
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(i, item)| pointers(item, &format!("{at}/{i}"), objects, members));
        }
        Value::Object(of) => {
            objects.push(at.to_owned());
            for (name, value) in of {
                members.push((at.to_owned(), name.clone()));
                pointers(value, &format!("{at}/{name}"), objects, members);
            }
        }
        _ => {}
    }
}

#[test]
fn the_schema_refuses_a_result_that_is_broken_anywhere() {
    let validator = validator();
    let result = shortest(serde_json::from_slice(&written(&Case::example("thai-nguyen-2018-2020"))).unwrap());
    assert_valid(&validator, &result, "the shortest");
    let (mut objects, mut members) = (Vec::new(), Vec::new());
    pointers(&result, "", &mut objects, &mut members);
    assert!(objects.len() > 40 && members.len() > 300, "{} objects, {} members", objects.len(), members.len());
    let broken = |change: &dyn Fn(&mut Value), what: &str| {
        let mut result = result.clone();
        change(&mut result);
        assert!(!validator.is_valid(&result), "the schema does not see {what}");
    };
    for object in &objects {
        let more = |result: &mut Value| {
            result.pointer_mut(object).unwrap()["not_in_the_schema"] = json!(1);
        };
        broken(&more, &format!("a member too many at {object}"));
    }
    for (object, name) in &members {
        let without = |result: &mut Value| {
            result.pointer_mut(object).unwrap().as_object_mut().unwrap().remove(name);
        };
        broken(&without, &format!("that {name} is not there at {object}"));
        let other = |result: &mut Value| result.pointer_mut(object).unwrap()[name] = json!({"x": [1.5]});
        broken(&other, &format!("a wrong value of {name} at {object}"));
    }
    for (pointer, value) in [
        ("/format", json!(2)),
        ("/as_of", json!("15/01/2024")),
        ("/seal", json!("")),
        ("/sources/0/sha256", json!("abc")),
        ("/units/0/verdicts/0/verdict", json!("passed")),
        ("/units/0/figures/0/at/cell", json!("17D")),
        ("/awards/0/pools/0/places", json!(-1)),
        ("/awards/0/pools/0/places", json!("many")),
        ("/units/0/outcomes/0/outcome", json!(null)),
    ] {
        broken(
            &|result: &mut Value| *result.pointer_mut(pointer).unwrap() = value.clone(),
            &format!("{value} at {pointer}"),
        );
    }
}

#[test]
fn a_figure_loses_no_digit_and_a_quotient_stays_a_fraction() {
    let result: Value = serde_json::from_slice(&written(&Case::example("vu-ban-2023"))).unwrap();
    let award = result["awards"].as_array().unwrap().iter().find(|award| award["id"] == "giay-khen-tap-the").unwrap();
    assert_eq!(award["rank"][1]["by"], "online / received");
    let mut fractions = 0;
    for unit in result["units"].as_array().unwrap() {
        let figure = |column: &str| {
            let figures = unit["figures"].as_array().unwrap();
            let found = figures.iter().find(|figure| figure["column"] == column).unwrap();
            found["value"].as_str().map(|digits| digits.parse::<i64>().unwrap())
        };
        let outcome = unit["outcomes"].as_array().unwrap().iter().find(|outcome| outcome["award"] == award["id"]).unwrap();
        let (Some(online), Some(received)) = (figure("online"), figure("received")) else { continue };
        if received == 0 {
            continue;
        }
        let shown = outcome["keys"][1]["value"].as_str().unwrap();
        let exactly =
            |top: i64, bottom: i64| i128::from(top) * i128::from(received) == i128::from(online) * i128::from(bottom);
        let parts = |text: &str, sign: char| text.split_once(sign).map(|(a, b)| (a.to_owned(), b.to_owned()));
        if let Some((top, bottom)) = parts(shown, '/') {
            fractions += 1;
            assert!(exactly(top.parse().unwrap(), bottom.parse().unwrap()), "{shown}");
        } else {
            let (whole, digits) = parts(shown, '.').unwrap_or((shown.to_owned(), String::new()));
            let bottom = 10_i64.pow(u32::try_from(digits.len()).unwrap());
            assert!(exactly(format!("{whole}{digits}").parse().unwrap(), bottom), "{shown}");
        }
    }
    assert!(fractions > 5, "only {fractions} fractions");
}

/// Every record of a result that has both a year and a place.
fn dated<'v>(value: &'v Value, found: &mut Vec<(i64, &'v str)>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| dated(item, found)),
        Value::Object(members) => {
            if let (Some(year), Some(file)) = (value["year"].as_i64(), value["at"]["file"].as_str()) {
                found.push((year, file));
            }
            members.values().for_each(|member| dated(member, found));
        }
        _ => {}
    }
}

#[test]
fn a_figure_is_of_the_year_of_its_file() {
    let case = Case::example("thai-nguyen-2018-2020");
    let result: Value = serde_json::from_slice(&written(&case)).unwrap();
    let mut found = Vec::new();
    dated(&result["units"], &mut found);
    dated(&result["persons"], &mut found);
    for (year, file) in &found {
        assert!(file.starts_with(&format!("data/{year}/")) || !file.starts_with("data/2"), "{year} {file}");
    }
    for year in 2018..=2020 {
        assert!(found.iter().filter(|(of, _)| *of == year).count() > 100, "{year}");
    }
}

#[test]
fn the_same_run_gives_the_same_json_with_a_line_for_each_subject() {
    let case = Case::example("hue-2021");
    let bytes = written(&case);
    assert_eq!(bytes, written(&Case::example("hue-2021")));
    let text = String::from_utf8(bytes).unwrap();
    let units = text.split("\n\"units\":[\n").nth(1).unwrap().split("\n],\n").next().unwrap();
    assert_eq!(units.lines().count(), 21);
    assert!(units.lines().all(|line| serde_json::from_str::<Value>(line.trim_end_matches(',')).is_ok()));
}

/// The tables of a case by name: headings and rows.
fn tables_of(case: &Case) -> BTreeMap<String, (Vec<String>, Vec<Vec<String>>)> {
    let (assessment, record) = (case.assess(), record());
    let folder = tempfile::tempdir().unwrap();
    let open = |name: &str| std::fs::File::create(folder.path().join(name));
    let written = csv::tables(&facts(&assessment, &record), open, &mut |_| ()).unwrap();
    let read = |file: &csv::Written| {
        let bytes = std::fs::read(folder.path().join(&file.file)).unwrap();
        assert_eq!(bytes.len() as u64, file.size);
        let text = String::from_utf8(bytes).unwrap();
        let text = text.strip_prefix('\u{feff}').expect("the mark of UTF-8");
        let mut reader = ::csv::ReaderBuilder::new().from_reader(text.as_bytes());
        let headings = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let rows: Vec<Vec<String>> = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        assert_eq!(rows.len() as u64, file.rows, "{}", file.file);
        (file.file.trim_end_matches(".csv").to_owned(), (headings, rows))
    };
    written.iter().map(read).collect()
}

/// The items of a list of the JSON, and of lists within: those that make the rows of a table, each with those above it.
fn items<'v>(table: &Table, result: &'v Value) -> Vec<Vec<(usize, &'v Value)>> {
    let begun = table.of.iter().flat_map(|list| result[list].as_array().unwrap().iter().enumerate().map(|item| vec![item]));
    table.within.iter().fold(begun.collect(), |above: Vec<Vec<(usize, &Value)>>, list| {
        let within = |above: Vec<(usize, &'v Value)>| {
            let items = above.last().unwrap().1[list].as_array().unwrap().iter().enumerate();
            items.map(move |item| above.iter().copied().chain([item]).collect::<Vec<_>>())
        };
        above.into_iter().flat_map(within).collect()
    })
}

#[test]
fn every_table_says_what_the_json_says() {
    for name in EXAMPLES {
        let case = Case::example(name);
        let result: Value = serde_json::from_slice(&written(&case)).unwrap();
        let tables = tables_of(&case);
        assert_eq!(tables.len(), TABLES.len());
        for table in TABLES {
            let (headings, rows) = &tables[table.name];
            assert_eq!(headings, &table.columns.iter().map(|column| column.name).collect::<Vec<_>>(), "{}", table.name);
            let items = items(table, &result);
            assert_eq!(rows.len(), items.len(), "{name} {}", table.name);
            for (row, above) in rows.iter().zip(&items).step_by(7) {
                for (cell, column) in row.iter().zip(table.columns) {
                    let (position, item) = above[column.depth];
                    let value = column.value.iter().fold(item, |value, name| &value[*name]);
                    let expected = match value {
                        _ if column.value.is_empty() => position.to_string(),
                        Value::Null => String::new(),
                        Value::String(text) => text.clone(),
                        other => other.to_string(),
                    };
                    let fraction = expected.split_once('/').is_some_and(|(top, _)| top.parse::<i64>().is_ok());
                    let told = cell == &expected || cell.strip_prefix('\'') == Some(&expected) || fraction;
                    assert!(told, "{name} {} {}: {cell} is not {expected}", table.name, column.name);
                }
            }
        }
    }
}

/// What the schema says of a member of an object, whatever `anyOf` or `$ref` stands between.
fn described<'s>(schema: &'s Value, of: &'s Value, name: &str) -> Option<&'s Value> {
    let refer = of["$ref"].as_str().and_then(|to| schema.pointer(to.strip_prefix('#')?));
    let choices = ["anyOf", "oneOf"].into_iter().filter_map(|word| of[word].as_array()).flatten();
    let own = of["properties"].get(name);
    own.or_else(|| refer.and_then(|of| described(schema, of, name)))
        .or_else(|| choices.into_iter().find_map(|of| described(schema, of, name)))
}

#[test]
fn every_column_stands_for_a_member_that_the_schema_describes() {
    let schema = schema();
    for table in TABLES {
        for list in table.of {
            let mut levels = vec![&described(&schema, &schema, list).unwrap()["items"]];
            for within in table.within {
                levels.push(&described(&schema, levels.last().unwrap(), within).unwrap()["items"]);
            }
            for column in table.columns {
                let mut at = levels[column.depth];
                for name in column.value {
                    at = described(&schema, at, name).unwrap_or_else(|| panic!("{} {}", table.name, column.name));
                }
            }
        }
    }
}

#[test]
fn the_readme_names_every_table() {
    let readme = include_str!("../README.md");
    let names: Vec<String> = TABLES.iter().map(|table| format!("`{}`", table.name)).collect();
    let sentence = readme.split("The tables are ").nth(1).unwrap().split(';').next().unwrap();
    assert_eq!(sentence.split_whitespace().collect::<Vec<_>>().join(" "), names.join(", "));
}
