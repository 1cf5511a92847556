//! What reasons and headings say of years, of alternatives and of words that stand for several spellings.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Ask, Case};
use thidua::campaign::{Check, PerGroup};
use thidua::text;
use thidua::vocab::explanation::Because;
use thidua::vocab::{Lang, Side};

const DEFINITION: &str = r#"
format = 1
id     = "loi-van"
title  = "Lời văn"
issuer = "Tỉnh"
year   = 2016
first_year = 2015

[scales]
task = ["Hoàn thành", ["Hoàn thành tốt nhiệm vụ", "Hoàn thành tốt", "HTT"]]

[units]
file   = "{year}.csv"
id     = "Mã"
name   = "Tên"
group  = "Khối"
groups = { north = ["Bắc"], south = ["Nam"] }
[units.columns]
index  = { heading = "Chỉ số", kind = "score", max = 100 }
target = { heading = "Chỉ tiêu", kind = "score", max = 100 }
class  = { heading = "Xếp loại", kind = "rating", scale = "task", not_applicable = ["Không áp dụng"] }
sort   = { heading = "Loại", kind = "text", values = { head = { label = "Cơ quan tham mưu", spellings = ["Văn phòng", "Sở"] }, other = ["Ban", "Chi cục"] } }

[[criterion]]
id = "target"
title = "Đạt chỉ tiêu"
of = "units"
check = { north = "index >= target", south = "index > last.index" }

[[criterion]]
id = "twice"
title = "Hai năm liền"
of = "units"
check = "class >= 'HTT'"
years = 2
not_applicable_breaks = true

[[criterion]]
id = "either"
title = "Một trong hai"
of = "units"
check = "index >= 90 or target >= 90"

[[criterion]]
id = "heads"
title = "Cơ quan tham mưu"
of = "units"
when = "sort = 'head'"
check = "index >= 50"

[[award]]
id = "bang-khen"
title = "Bằng khen"
to = "units"
rank = [{ highest = "index" }]
quota = 2
"#;

const NOW: &str = "Mã;Tên;Khối;Chỉ số;Chỉ tiêu;Xếp loại;Loại\nA;An;Bắc;61;60;HTT;Sở\nB;Bình;Nam;95;70;HTT;Ban\n\
                   C;Cao;Bắc;50;40;HTT;Ban\n";
const BEFORE: &str = "Mã;Tên;Khối;Chỉ số;Chỉ tiêu;Xếp loại;Loại\nA;An;Bắc;60;60;Hoàn thành tốt nhiệm vụ;Sở\n\
                      B;Bình;Nam;60;60;Hoàn thành;Ban\nC;Cao;Bắc;60;60;Không áp dụng;Ban\n";

fn case() -> Case {
    Case::of_years(DEFINITION, &[(2016, "2016.csv", NOW.as_bytes()), (2015, "2015.csv", BEFORE.as_bytes())], &[], &[])
}

fn explained(id: &str, criterion: &str) -> String {
    let case = case();
    let result = case.assess();
    let position = result.campaign.criteria.iter().position(|known| known.id == criterion).unwrap();
    let subject = result.subjects.roll(Side::Units).unwrap().find(id)[0];
    text::explanation::line(Lang::Vi, &result.explain(position, subject))
}

#[test]
fn a_heading_asks_the_same_of_everybody_and_names_nobodys_figure() {
    let case = case();
    let Check::Rule(PerGroup::Each(rules)) = &case.campaign.criteria[0].check else { panic!("a rule for each group") };
    let asked: Vec<String> =
        rules.iter().flatten().map(|rule| text::reason::requirement(Lang::Vi, &rule.stated())).collect();
    assert_eq!(asked, ["≥ Chỉ tiêu", "> Chỉ số (năm trước)"]);
}

#[test]
fn each_year_is_told_in_the_words_of_its_own_cell() {
    let case = case();
    let result = case.assess();
    let subject = result.subjects.roll(Side::Units).unwrap().find("A")[0];
    let Because::Years { years, .. } = result.explain(1, subject).because else { panic!("two years") };
    let told = years.iter().map(|(year, told)| {
        let Because::Judged(reason) = &told.because else { panic!("judged") };
        format!("{year}: {}", text::explanation::figures(Lang::Vi, &reason.figures()))
    });
    assert_eq!(
        told.collect::<Vec<_>>(),
        ["2015: Xếp loại = Hoàn thành tốt nhiệm vụ", "2016: Xếp loại = HTT (Hoàn thành tốt nhiệm vụ)"]
    );
}

#[test]
fn a_year_that_does_not_apply_and_breaks_the_row_is_said_to() {
    let told = explained("C", "twice");
    assert!(told.contains("2015: – Xếp loại: không áp dụng"), "{told}");
    assert!(told.ends_with("; năm không áp dụng tính là không đạt"), "{told}");
    assert!(!explained("A", "twice").contains("tính là không đạt"));
}

#[test]
fn one_of_two_ways_is_enough_and_is_told_so() {
    let gap = |id: &str| {
        let case = case();
        let result = case.assess();
        let subject = result.subjects.roll(Side::Units).unwrap().find(id)[0];
        let position = result.campaign.criteria.iter().position(|known| known.id == "either").unwrap();
        text::explanation::gap(Lang::Vi, &result.explain(position, subject))
    };
    assert_eq!(gap("A").as_deref(), Some("thiếu 29 điểm; hoặc thiếu 30 điểm"));
    assert_eq!(gap("B"), None);
    // What failed beside the part that was enough is not told as if it had to be made good.
    assert_eq!(explained("B", "either"), "Chỉ số = 95 — yêu cầu ≥ 90; hoặc Chỉ tiêu = 70 — yêu cầu ≥ 90");
}

#[test]
fn a_label_stands_for_all_spellings_of_a_value() {
    let case = case();
    assert_eq!(case.assess().reason_of("A", "heads"), "Chỉ số = 61 — yêu cầu ≥ 50");
    assert_eq!(explained("B", "heads"), "không thuộc diện xét: Loại: Ban — yêu cầu Cơ quan tham mưu");
    let when = case.campaign.criteria.iter().find(|known| known.id == "heads").unwrap().when.as_ref().unwrap();
    assert_eq!(text::reason::condition(Lang::Vi, &when.stated()), "“Loại” là Cơ quan tham mưu");
}
