//! The example campaigns: what they must come to, held against figures that do not come from the tool.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Ask, Case};
use thidua::campaign::Places;
use thidua::report::{self, FileRecord, Record};
use thidua::vocab::{Number, Outcome, Side, Verdict};
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

#[test]
fn every_criterion_of_vu_ban_is_met_and_failed_by_somebody_and_does_not_apply_where_it_can_not() {
    let result = Case::example("vu-ban-2023").assess();
    for (position, criterion) in result.campaign.criteria.iter().enumerate().filter(|(_, criterion)| criterion.counts) {
        let verdicts: Vec<Verdict> =
            (0..result.count(criterion.side)).map(|subject| result.verdict(position, subject)).collect();
        assert!(verdicts.contains(&Verdict::Met), "{} is met by nobody", criterion.id);
        assert!(verdicts.contains(&Verdict::NotMet), "{} is failed by nobody", criterion.id);
        let source = match &criterion.check {
            thidua::campaign::Check::Rule(rules) => rules.all().any(|rule| rule.source().contains('/')),
            thidua::campaign::Check::Due(_) => false,
        };
        if criterion.when.is_some() || criterion.only.is_some() || source {
            assert!(verdicts.contains(&Verdict::NotApplicable), "{} applies to everybody", criterion.id);
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

#[test]
fn every_rule_of_the_vu_ban_plan_is_cited_and_no_other() {
    let campaign = Case::example("vu-ban-2023").campaign;
    let mut cited: Vec<&str> = cites(campaign).flat_map(|cite| &cite.rules).map(String::as_str).collect();
    cited.sort_unstable();
    cited.dedup();
    let mut rules: Vec<String> = (0..=25).map(|number| format!("VB-{number}")).collect();
    rules.sort_unstable();
    assert_eq!(cited, rules);
}

/// What the workbook of an example says, kept as text that a person has read; the sheets that explain every cell and
/// record every line are left to other tests.
#[test]
fn the_workbooks_of_the_examples_say_what_was_read_and_recorded() {
    for name in ["hue-2021", "vu-ban-2023"] {
        let result = Case::example(name).assess();
        let file = |name: &str| FileRecord { name: name.to_owned(), size: 0, sha256: String::new() };
        let record = Record { version: "0".to_owned(), campaign: file("campaign.toml"), data: Vec::new() };
        let mut book = report::book(&result, &record);
        let explained = ["Giải trình", "Nguồn", "Tiêu chí", "Tiêu chí cá nhân"];
        book.sheets.retain(|sheet| !explained.contains(&sheet.name.as_str()));
        assert!(book.sheets.len() >= 5, "{name}");
        insta::with_settings!({ snapshot_path => "golden", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("example_{name}"), write::plain(&book));
        });
    }
}

/// Every part of a definition that can cite the plan.
fn cites(campaign: &thidua::campaign::Campaign) -> impl Iterator<Item = &thidua::campaign::Cite> {
    let parts = [
        campaign.period.as_ref().map(|period| &period.cite),
        Some(&campaign.units.cite),
        campaign.persons.as_ref().map(|persons| &persons.cite),
        campaign.dossier.as_ref().map(|dossier| &dossier.cite),
        campaign.reward.as_ref().map(|reward| &reward.cite),
    ];
    let lists = campaign.criteria.iter().map(|criterion| &criterion.cite);
    let classes = campaign.classes.iter().map(|class| &class.cite);
    parts.into_iter().flatten().chain(lists).chain(campaign.awards.iter().map(|award| &award.cite)).chain(classes)
}
