//! The example campaigns: what they must come to, held against figures that do not come from the tool.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Ask, Case};
use thidua::campaign::Places;
use thidua::report::{self, FileRecord, Record};
use thidua::vocab::{Number, Outcome, Side, Verdict, name};
use thidua::write;

/// The published reform index 2021 of the departments of Thừa Thiên Huế: name, place and class as published.
const HUE_2021: [(&str, u32, &str); 21] = [
    ("Văn phòng UBND tỉnh", 1, "Xuất sắc"),
    ("Sở Tư pháp", 2, "Tốt"),
    ("Sở Công Thương", 3, "Tốt"),
    ("Sở Y tế", 4, "Tốt"),
    ("Sở Nông nghiệp và Phát triển nông thôn", 5, "Tốt"),
    ("Sở Thông tin và Truyền thông", 6, "Tốt"),
    ("Sở Nội vụ", 7, "Tốt"),
    ("Sở Ngoại vụ", 8, "Tốt"),
    ("Sở Du lịch", 9, "Tốt"),
    ("Sở Tài chính", 10, "Tốt"),
    ("Sở Tài nguyên và Môi trường", 11, "Tốt"),
    ("Sở Xây dựng", 12, "Tốt"),
    ("Sở Khoa học và Công nghệ", 13, "Tốt"),
    ("Sở Kế hoạch và Đầu tư", 14, "Tốt"),
    ("Ban Dân tộc tỉnh", 15, "Tốt"),
    ("Sở Giáo dục và Đào tạo", 16, "Khá"),
    ("Sở Lao động - Thương binh và Xã hội", 17, "Khá"),
    ("Sở Giao thông Vận tải", 18, "Khá"),
    ("Sở Văn hóa và Thể thao", 19, "Khá"),
    ("Thanh tra tỉnh", 20, "Khá"),
    ("Ban Quản lý Khu Kinh tế, công nghiệp tỉnh", 21, "Khá"),
];

#[test]
fn the_computed_places_and_classes_of_hue_equal_the_published_ones() {
    let result = Case::example("hue-2021").assess();
    let class = &result.campaign.classes[0];
    let steps = &result.campaign.units.fields[usize::from(class.field)].steps;
    let roll = &result.subjects.units;
    assert_eq!(roll.len(), HUE_2021.len());
    for (name, place, label) in HUE_2021 {
        let [subject] = roll.find(name)[..] else { panic!("{name} is not there, or several times") };
        assert_eq!(result.place_of(roll.id(subject), "xep-hang"), Some([place, place]), "{name}");
        assert_eq!(steps[result.class(0, subject).unwrap()].spellings[0], label, "{name}");
        // The award ranks the same way; those below Tốt are not eligible for it.
        let listed = result.place_of(roll.id(subject), "bang-khen");
        assert_eq!(listed, (label != "Khá").then_some([place, place]), "{name}");
    }
}

#[test]
fn twenty_per_cent_of_the_departments_of_hue_are_four() {
    let result = Case::example("hue-2021").assess();
    let pool = &result.awards[0].pools[0];
    let sum = pool.sum.as_ref().unwrap();
    assert_eq!((sum.count, sum.places, pool.places), (21, 4, Places::Number(4)));
    assert_eq!(sum.product, Number::from_digits(42, 1));
    let chosen: Vec<&str> = HUE_2021[..4].iter().map(|(name, _, _)| *name).collect();
    for (name, _, _) in HUE_2021 {
        let outcome = result.outcome_of(name, "bang-khen");
        assert_eq!(outcome == Outcome::Selected, chosen.contains(&name), "{name}: {outcome:?}");
    }
}

/// Every example campaign.
const EXAMPLES: [&str; 6] =
    ["ha-giang-2021-2025", "hue-2021", "ninh-thuan-2023", "pci-2012-2016", "thai-nguyen-2018-2020", "vu-ban-2023"];

/// The example campaigns of plans, each with the years that it judges.
const PLANS: [(&str, &[i32]); 4] = [
    ("vu-ban-2023", &[2023]),
    ("thai-nguyen-2018-2020", &[2018, 2019, 2020]),
    ("ninh-thuan-2023", &[2023]),
    ("ha-giang-2021-2025", &[2021, 2022, 2023]),
];

#[test]
fn every_criterion_of_a_plan_is_met_and_failed_by_somebody_and_does_not_apply_where_it_can_not() {
    for (name, years) in PLANS {
        let results: Vec<_> = years.iter().map(|year| Case::example_in(name, *year).assess()).collect();
        let campaign = results[0].campaign;
        for (position, criterion) in campaign.criteria.iter().enumerate().filter(|(_, criterion)| criterion.counts) {
            let subjects = |result: &thidua::assess::Assessment<'_>| result.count(criterion.side);
            let verdicts: Vec<Verdict> = results
                .iter()
                .flat_map(|result| (0..subjects(result)).map(|subject| result.verdict(position, subject)))
                .collect();
            let id = format!("{name} {}", criterion.id);
            assert!(verdicts.contains(&Verdict::Met), "{id} is met by nobody");
            assert!(verdicts.contains(&Verdict::NotMet), "{id} is failed by nobody");
            let divides = match &criterion.check {
                thidua::campaign::Check::Rule(rules) => rules.all().any(|rule| rule.source().contains('/')),
                thidua::campaign::Check::Due(_) => false,
            };
            if criterion.when.is_some() || criterion.only.is_some() || divides {
                assert!(verdicts.contains(&Verdict::NotApplicable), "{id} applies to everybody");
            }
        }
    }
}

#[test]
fn an_open_quota_ranks_everyone_and_selects_nobody() {
    let folder = format!("{}/examples/campaigns/vu-ban-2023", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(format!("{folder}/campaign.toml")).unwrap();
    let open = text
        .replace("quota_by_group = { agency = 4, commune = 6 }", "quota = \"open\"")
        .replace("quota_by_group = { agency = 7, commune = 8 }", "quota = \"open\"");
    assert_eq!(open.matches("quota = \"open\"").count(), text.matches("quota = \"open\"").count() + 2);
    let closed = Case::example("vu-ban-2023").assess();
    let result = Case::example_with("vu-ban-2023", &open).assess();
    for (award, before) in result.awards.iter().zip(&closed.awards) {
        assert_eq!(award.tally, before.tally);
        let side = result.campaign.awards[0].side;
        assert_eq!(side, Side::Units);
        let ranked = award.pools.iter().map(|pool| pool.ranked.len()).sum::<usize>();
        assert_eq!(ranked, award.tally.eligible);
    }
    let roll = &result.subjects.units;
    let outcomes: Vec<Outcome> = (0..roll.len()).map(|unit| result.awards[0].outcome(unit)).collect();
    assert!(outcomes.contains(&Outcome::QuotaOpen));
    assert!(
        !outcomes.iter().any(|outcome| matches!(outcome, Outcome::Selected | Outcome::BeyondQuota | Outcome::TiedAtCutoff))
    );
}

/// The list of rules beside the examples says of each whether a criterion judges it or the campaign only cites it, and why.
#[test]
fn every_rule_of_the_four_plans_is_cited_and_judged_where_it_is_to_be_judged() {
    let path = format!("{}/examples/campaigns/rules.csv", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let listed: Vec<Vec<&str>> = text.lines().skip(2).map(|line| line.split(';').collect()).collect();
    assert_eq!(listed.len(), 26 + 25 + 21 + 15);
    for (name, years) in PLANS {
        let campaign = Case::example_in(name, *years.last().unwrap()).campaign;
        let definition = &campaign.text;
        let judged: Vec<&str> =
            campaign.criteria.iter().flat_map(|criterion| &criterion.cite.rules).map(String::as_str).collect();
        let own: Vec<&Vec<&str>> = listed.iter().filter(|row| row[0] == name).collect();
        for row in &own {
            assert!(definition.contains(&format!("\"{}\"", row[1])), "{name} cites {} nowhere", row[1]);
            match row[2] {
                "judge" => assert!(judged.contains(&row[1]), "no criterion of {name} judges {}", row[1]),
                "cite" => assert!(!row[3].is_empty(), "{} is only cited, and nothing says why", row[1]),
                other => panic!("{other} is no use of a rule"),
            }
        }
        for rule in judged {
            assert!(own.iter().any(|row| row[1] == rule), "{name} cites {rule}, which is no rule of its plan");
        }
    }
}

/// The published ranks of the provincial competitiveness index, 63 provinces in five years, each province as its year
/// spells it.
#[test]
fn the_computed_places_of_the_provinces_equal_the_published_ranks_of_every_year() {
    let path = format!("{}/tests/fixtures/pci-published.csv", env!("CARGO_MANIFEST_DIR"));
    let published = std::fs::read_to_string(path).unwrap();
    let rows: Vec<Vec<&str>> = published.lines().skip(1).map(|line| line.split(';').collect()).collect();
    assert_eq!(rows.len(), 5 * 63);
    for year in 2012..=2016 {
        let case = Case::example_in("pci-2012-2016", year);
        let result = case.assess();
        assert_eq!(result.count(Side::Units), 63);
        let aliases = &case.campaign.units.aliases;
        for row in rows.iter().filter(|row| row[0] == year.to_string()) {
            let key = name::match_key(row[1]);
            let alias = aliases.iter().find(|alias| alias.spellings.iter().any(|spelling| name::match_key(spelling) == key));
            let shown = alias.map_or(row[1], |alias| alias.shown.as_str());
            let rank: u32 = row[2].parse().unwrap();
            assert_eq!(result.place_of(shown, "xep-hang"), Some([rank, rank]), "{year} {shown}");
        }
    }
}

/// What the workbook of an example says, kept as text that a person has read; the sheets that explain every cell and
/// record every line are left to other tests.
#[test]
fn the_workbooks_of_the_examples_say_what_was_read_and_recorded() {
    for name in EXAMPLES {
        let result = Case::example(name).assess();
        let file = |name: &str| FileRecord { name: name.to_owned(), size: 0, sha256: String::new() };
        let record = Record { version: "0".to_owned(), campaign: file("campaign.toml"), data: Vec::new() };
        let mut book = report::book(&result, &record);
        let explained = ["Giải trình", "Nguồn", "Tiêu chí", "Tiêu chí cá nhân"];
        book.sheets.retain(|sheet| !explained.contains(&sheet.name.as_str()));
        assert!(book.sheets.len() >= 4, "{name}");
        insta::with_settings!({ snapshot_path => "golden", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("example_{name}"), write::plain(&book));
        });
    }
}
