//! What `thidua explain` says of somebody for whom a criterion is met, failed, pending and of no concern, in each of the
//! examples: texts that a person has read.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Ask, Case};
use thidua::report;
use thidua::vocab::Verdict::{Met, NoData, NotApplicable, NotMet};
use thidua::vocab::{Lang, Side, Verdict};

/// A subject of an example in one year, a criterion, and what comes out for it.
type Asked = (i32, &'static str, &'static str, Verdict);

/// Explains each subject, and keeps the texts of one example together.
#[track_caller]
fn explained(example: &str, asked: &[Asked]) {
    let mut text = String::new();
    for (year, id, criterion, verdict) in asked {
        let result = Case::example_in(example, *year).assess();
        assert_eq!(result.verdict_of(id, criterion), *verdict, "{example} {year} {id} {criterion}");
        let side = if result.subjects.units.find(id).is_empty() { Side::Persons } else { Side::Units };
        let subject = result.subjects.roll(side).unwrap().find(id)[0];
        let lines = report::subject(&result, side, subject, Lang::Vi);
        text += &format!("### {year} · {id} · {criterion}: {verdict:?}\n{}\n\n", lines.join("\n"));
    }
    insta::with_settings!({ snapshot_path => "golden", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(format!("explained_{example}"), text);
    });
}

/// That nobody of an example has a verdict on any criterion in any of its years.
#[track_caller]
fn nobody(example: &str, years: impl IntoIterator<Item = i32>, verdict: Verdict) {
    for year in years {
        let result = Case::example_in(example, year).assess();
        for (criterion, of) in result.campaign.criteria.iter().enumerate() {
            for subject in 0..result.count(of.side) {
                assert_ne!(result.verdict(criterion, subject), verdict, "{example} {year} {subject} {}", of.id);
            }
        }
    }
}

#[test]
fn somebody_of_each_kind_is_explained_in_vu_ban() {
    explained(
        "vu-ban-2023",
        &[
            (2023, "VB29", "online", Met),
            (2023, "VB31", "online", NotMet),
            (2023, "VB38", "online-payment", NoData),
            (2023, "VB12", "portal", NotApplicable),
            (2023, "CN004", "advice", NotApplicable),
        ],
    );
}

#[test]
fn somebody_of_each_kind_is_explained_in_thai_nguyen() {
    explained(
        "thai-nguyen-2018-2020",
        &[
            (2020, "XP20", "par-index", Met),
            (2020, "XP24", "discipline", NotMet),
            (2020, "CN012", "person-discipline", NoData),
            (2018, "CN003", "chair-index", NotApplicable),
        ],
    );
}

#[test]
fn somebody_of_each_kind_is_explained_in_ninh_thuan() {
    explained(
        "ninh-thuan-2023",
        &[
            (2023, "P04", "components-up", Met),
            (2023, "P07", "online", NotMet),
            (2023, "D07", "components-up", NoData),
            (2023, "D08", "disbursement", NotApplicable),
        ],
    );
}

#[test]
fn somebody_of_each_kind_is_explained_in_ha_giang() {
    explained(
        "ha-giang-2021-2025",
        &[
            (2023, "SNV", "par-80", Met),
            (2023, "CB037", "three-years-good", NotMet),
            (2023, "STTTT", "initiative", NoData),
            (2023, "BHXH", "par-80", NotApplicable),
        ],
    );
}

/// The figures are the published ones: every department has its score and is classed, so that nobody waits and the
/// criterion concerns everybody. Figures are not made up here.
#[test]
fn somebody_of_each_kind_that_there_is_is_explained_in_hue() {
    nobody("hue-2021", [2021], NoData);
    nobody("hue-2021", [2021], NotApplicable);
    explained("hue-2021", &[(2021, "S14", "class-good", Met), (2021, "S02", "class-good", NotMet)]);
}

/// The figures are the published ones. Before 2012 there are none, so that in 2012 nobody can have risen yet; no province
/// was left out in any year, so that both criteria concern everybody.
#[test]
fn somebody_of_each_kind_that_there_is_is_explained_for_the_provinces() {
    nobody("pci-2012-2016", 2012..=2016, NotApplicable);
    explained(
        "pci-2012-2016",
        &[(2016, "Quảng Ninh", "rose", Met), (2016, "Thừa Thiên Huế", "top-ten", NotMet), (2012, "Hà Nội", "rose", NoData)],
    );
}
