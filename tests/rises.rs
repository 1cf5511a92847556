//! `improved_place`: places that the tool works out in two years, held against each other.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Ask, Case};
use thidua::vocab::Verdict;

const DEFINITION: &str = r#"
format = 1
id     = "len-hang"
title  = "Lên hạng"
issuer = "Tỉnh"
year   = 2016
first_year = 2015

[units]
file   = "{year}.csv"
id     = "Mã"
name   = "Tên"
group  = "Khối"
groups = { north = ["Bắc"], south = ["Nam"] }
[units.columns]
index = { heading = "Chỉ số", kind = "score", max = 100 }

[[units.change]]
unit = "E"
new = true
since = 2016

[[criterion]]
id = "up"
title = "Lên hạng so với năm trước"
of = "units"
check = "improved_place(index)"
when_new = "not_applicable"

[[criterion]]
id = "up-in-score-or-place"
title = "Tăng điểm hoặc lên hạng"
of = "units"
check = "improved(index) or improved_place(index)"

[[award]]
id = "bang-khen"
title = "Bằng khen"
to = "units"
rank = [{ highest = "index" }]
quota = 2
"#;

const NOW: &str = "Mã;Tên;Khối;Chỉ số\nA;An;Bắc;61\nB;Bình;Bắc;60\nC;Cao;Bắc;59\nD;Dũng;Nam;50\nE;Em;Nam;55\n";
const BEFORE: &str = "Mã;Tên;Khối;Chỉ số\nA;An;Nam;62\nB;Bình;Bắc;63\nC;Cao;Nam;58\nD;Dũng;Nam;64\n";

#[track_caller]
fn case(now: &str, before: &str) -> Case {
    Case::of_years(DEFINITION, &[(2016, "2016.csv", now.as_bytes()), (2015, "2015.csv", before.as_bytes())], &[], &[])
}

#[test]
fn a_place_of_each_year_is_worked_out_in_the_group_of_the_year_judged() {
    let result = case(NOW, BEFORE).assess();
    let verdicts = ["A", "B", "C", "D", "E"].map(|id| result.verdict_of(id, "up"));
    // In the north 1, 2, 3 after 2, 1, 3; in the south D fell behind a unit that is new.
    let expected = [Verdict::Met, Verdict::NotMet, Verdict::NotMet, Verdict::NotMet, Verdict::NotApplicable];
    assert_eq!(verdicts, expected);
    assert_eq!(result.verdict_of("C", "up-in-score-or-place"), Verdict::Met); // a point up, the same place
    let reason = result.reason_of("A", "up");
    assert_eq!(reason, "Chỉ số = 61 — hạng 1 trong 3 — năm trước: hạng 2 trong 3 — yêu cầu lên hạng");
}

#[test]
fn a_figure_that_is_missing_in_either_year_leaves_open_what_it_could_change() {
    let result = case(NOW, &BEFORE.replace("C;Cao;Nam;58", "C;Cao;Nam;")).assess();
    assert_eq!(result.verdict_of("A", "up"), Verdict::Met); // 1 after 2 or 3
    assert_eq!(result.verdict_of("B", "up"), Verdict::NotMet); // 2 after 1 or 2
    assert_eq!(result.verdict_of("C", "up"), Verdict::NoData);
    let result = case(&NOW.replace("B;Bình;Bắc;60", "B;Bình;Bắc;"), BEFORE).assess();
    assert_eq!(result.verdict_of("A", "up"), Verdict::NoData); // 1 or 2 after 2
    assert_eq!(result.verdict_of("C", "up"), Verdict::NoData); // 2 or 3 after 3
}

#[test]
fn rows_of_last_year_that_are_nobodys_are_named_where_places_of_that_year_count() {
    let case = case(NOW, &format!("{}CX02;Phan Thiết;Bắc;70\nDY03;Quy Nhơn;Nam;71\n", BEFORE.replace("C;Cao", "Caoo;Cao")));
    let found = case.found();
    // A place is one among the subjects of the year judged: the first of them is still the first.
    assert!(found.contains("cần xem[earlier-strangers]: số liệu năm 2015 có 2 dòng không của ai"), "{found}");
    assert!(found.contains("đầu tiên là “CX02”; thứ hạng năm ấy tính lại không có các dòng này"), "{found}");
    assert!(found.contains("--> 2015.csv › dòng 6, cột A\n  = cũng ở: 2015.csv › dòng 7, cột A"), "{found}");
    assert!(found.contains("cần xem[earlier-row]: số liệu năm 2015: “Caoo”"), "{found}");
    assert!(found.contains("có phải là “Cao”? Nếu phải thì sửa lại"), "{found}");
    let result = case.assess();
    assert_eq!(result.verdict_of("B", "up"), Verdict::NotMet); // 2 after 1 or 2
    assert_eq!(result.verdict_of("C", "up"), Verdict::NoData);
    // Where no rule asks for places it is only worth a look.
    let definition = DEFINITION.replace("improved_place(index)", "improved(index)");
    let before = format!("{BEFORE}CX02;Phan Thiết;Bắc;70\n");
    let years = [(2016, "2016.csv", NOW.as_bytes()), (2015, "2015.csv", before.as_bytes())];
    let found = Case::of_years(&definition, &years, &[], &[]).found();
    assert!(found.contains("lưu ý[earlier-strangers]: số liệu năm 2015 có 1 dòng không của ai"), "{found}");
    assert!(!found.contains("thứ hạng"), "{found}");
}
