//! Who competes with whom for how many places, what passes, who is looked at, and what the list is watched for.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Ask, Case};
use thidua::assess::{Assessment, Bound, Holding, Kept, PoolOf, Range, Tie};
use thidua::campaign::{self, Places};
use thidua::report::{self, FileRecord, Record};
use thidua::text::Definition;
use thidua::vocab::outcome::{Outcome, Standing};
use thidua::vocab::{Lang, Level, Side, Sources};
use thidua::write;

const HEAD: &str = r#"
format = 1
id     = "so-luong"
title  = "Số lượng khen thưởng"
issuer = "UBND tỉnh"
year   = 2023

[units]
file   = "don-vi"
id     = "Mã"
name   = "Tên"
group  = "Khối"
groups = { office = ["Sở"], union = ["Hội"], commune = ["Xã"] }

[units.columns]
body      = { heading = "Cơ quan khen", kind = "text", values = { province = ["Tỉnh"], district = ["Huyện"] }, not_applicable = ["Không thuộc"] }
nominated = { heading = "Đề nghị", kind = "yes_no" }
done      = { heading = "Hoàn thành", kind = "yes_no" }
score     = { heading = "Điểm", kind = "score" }
direct    = { heading = "Trực tiếp", kind = "yes_no" }

[[criterion]]
id    = "done"
title = "Hoàn thành nhiệm vụ"
of    = "units"
check = "done"
"#;

/// The columns after the id: group, body, nominated, done, score, direct.
fn case(awards: &str, rows: &[(&str, &str)]) -> Case {
    Case::new(&format!("{HEAD}{awards}"), ("don-vi.csv", csv(rows).as_bytes()), None)
}

fn csv(rows: &[(&str, &str)]) -> String {
    let mut text = "Mã;Tên;Khối;Cơ quan khen;Đề nghị;Hoàn thành;Điểm;Trực tiếp".to_owned();
    for (id, cells) in rows {
        let cells: Vec<&str> = cells.split_whitespace().map(|cell| if cell == "-" { "" } else { cell }).collect();
        let yes = |cell: &str| cell.replace('1', "Có").replace('0', "Không");
        let [group, body, nominated, done, score, direct] = cells[..] else { panic!("{cells:?}") };
        let body = body.replace('_', " ");
        text += &format!("\n{id};Đơn vị {id};{group};{body};{};{};{score};{}", yes(nominated), yes(done), yes(direct));
    }
    text
}

const AWARD: &str = "\n[[award]]\nid = \"khen\"\ntitle = \"Khen\"\nto = \"units\"\nrank = [{ highest = \"score\" }]\n";

fn award(lines: &str) -> String {
    format!("{AWARD}{lines}\n")
}

/// The same award under another id and title.
fn award_called(id: &str, lines: &str) -> String {
    award(lines).replacen("\"khen\"", &format!("\"{id}\""), 1).replacen("\"Khen\"", &format!("\"Khen {id}\""), 1)
}

/// The outcomes of these subjects for the award `khen`, in a letter each.
fn outcomes(result: &Assessment<'static>, award: &str, ids: &str) -> String {
    ids.chars().map(|id| letter(result.outcome_of(&id.to_string(), award))).collect()
}

fn letter(outcome: Outcome) -> char {
    match outcome {
        Outcome::Selected => 'S',
        Outcome::SelectedUncertain => 'U',
        Outcome::TiedAtCutoff => 'T',
        Outcome::BeyondQuota => 'B',
        Outcome::QuotaOpen => 'O',
        Outcome::PendingPossible => 'P',
        Outcome::PendingImpossible => 'I',
        Outcome::NotEligible => 'N',
        Outcome::NotConsidered => '-',
    }
}

fn standing(result: &Assessment<'static>, award: usize, id: &str) -> Standing {
    result.awards[award].standing(result.subjects.units.find(id)[0])
}

#[test]
fn groups_together_compete_for_one_number_of_places() {
    let quota = "quota_by_groups = [{ groups = [\"union\", \"office\"], places = 2 }, { groups = \"commune\", places = 1 }]";
    let rows = [
        ("A", "Sở Tỉnh 1 1 90 1"),
        ("B", "Hội Tỉnh 1 1 80 1"),
        ("C", "Sở Tỉnh 1 1 70 1"),
        ("D", "Xã Tỉnh 1 1 60 1"),
        ("E", "Xã Tỉnh 1 1 50 1"),
    ];
    let result = case(&award(quota), &rows).assess();
    assert_eq!(outcomes(&result, "khen", "ABCDE"), "SSBSB");
    assert_eq!(result.place_of("C", "khen"), Some([3, 3]));
    let pools = &result.awards[0].pools;
    assert_eq!(pools[0].of, PoolOf::Groups(vec![0, 1]));
    assert_eq!(pools[0].names(result.campaign, result.subjects, &result.campaign.awards[0]), ["Sở", "Hội"]);
    assert_eq!((pools[0].group(), pools[1].group()), (None, Some(2)));
}

#[test]
fn each_unit_has_places_of_its_own_for_its_persons() {
    let persons = "[persons]\nfile = \"nguoi\"\nid = \"Mã\"\nname = \"Tên\"\nunit = \"Đơn vị\"\n[persons.columns]\n\
                   done = { heading = \"Hoàn thành\", kind = \"yes_no\" }\nscore = { heading = \"Điểm\", kind = \"score\" }\n\n\
                   [[criterion]]\nid = \"p-done\"\ntitle = \"Hoàn thành\"\nof = \"persons\"\ncheck = \"done\"\n\n\
                   [[award]]\nid = \"nguoi\"\ntitle = \"Khen người\"\nto = \"persons\"\nonly = [\"commune\", \"union\"]\n\
                   rank = [{ highest = \"score\" }]\nquota_by_unit = 1\n";
    let definition = format!("{HEAD}{}{persons}", award("quota = 1"));
    let units =
        csv(&[("A", "Xã Tỉnh 1 1 90 1"), ("B", "Xã Tỉnh 1 1 80 1"), ("C", "Sở Tỉnh 1 1 70 1"), ("D", "Hội Tỉnh 1 1 9 1")]);
    let with = |more: &str| {
        let rows = "1;Một;A;Có;90\n2;Hai;A;Có;80\n3;Ba;B;Có;50\n4;Bốn;B;Có;50\n5;Năm;C;Có;99\n";
        let file = format!("Mã;Tên;Đơn vị;Hoàn thành;Điểm\n{rows}{more}");
        Case::new(&definition, ("don-vi.csv", units.as_bytes()), Some(("nguoi.csv", file.as_bytes()))).assess()
    };
    let result = with("");
    // The office is left out, and nobody works in the union.
    assert_eq!(outcomes(&result, "nguoi", "12345"), "SBTT-");
    let pools = &result.awards[1].pools;
    let names: Vec<&str> =
        pools.iter().flat_map(|pool| pool.names(result.campaign, result.subjects, &result.campaign.awards[1])).collect();
    assert_eq!(names, ["Đơn vị A", "Đơn vị B"]);
    assert_eq!(result.place_of("3", "nguoi"), Some([1, 1]));
    // Somebody of an unknown unit may be of any: nobody whom it may displace is certain.
    let result = with("6;Sáu;Z;Có;85\n");
    assert_eq!(outcomes(&result, "nguoi", "123456"), "SBTT-P");
    let result = with("6;Sáu;Z;Có;95\n");
    assert_eq!(outcomes(&result, "nguoi", "123456"), "UBTT-P");
}

#[test]
fn only_those_who_can_reach_a_place_are_named_as_its_rivals() {
    let rows = [
        ("A", "Sở Tỉnh 1 1 90 1"),
        ("B", "Sở Tỉnh 1 1 80 1"),
        ("C", "Sở Tỉnh 1 - 85 1"), // may pass B, not A
        ("D", "Sở Tỉnh 1 - 70 1"), // can pass nobody
        ("E", "Sở Tỉnh 1 1 - 1"),  // its key may be anything
        ("F", "Xã Tỉnh 1 - 99 1"), // of another pool
        ("G", "- Tỉnh 1 1 95 1"),  // perhaps of this one
    ];
    let result = case(&award("quota_by_group = { office = 2, union = 1, commune = 1 }"), &rows).assess();
    let row = |id: &str| result.subjects.units.find(id)[0];
    let rivals = |id: &str| -> Vec<&str> {
        let rivals = result.rivals(0).unwrap();
        rivals.of(row(id), false).into_iter().map(|rival| result.subjects.units.id(rival)).collect()
    };
    assert_eq!(outcomes(&result, "khen", "AB"), "UU");
    assert_eq!((rivals("A"), rivals("B")), (vec!["E", "G"], vec!["C", "E", "G"]));
}

#[test]
fn a_body_has_its_own_places_and_whoever_has_no_known_body_threatens_every_one() {
    let quota = "quota_by = { column = \"body\", places = { province = 1, district = 2 } }";
    let rows =
        [("A", "Sở Tỉnh 1 1 90 1"), ("B", "Xã Tỉnh 1 1 80 1"), ("C", "Sở Huyện 1 1 70 1"), ("D", "Xã Huyện 1 1 60 1")];
    let result = case(&award(quota), &rows).assess();
    assert_eq!(outcomes(&result, "khen", "ABCD"), "SBSS");
    assert_eq!(result.awards[0].pools[1].names(result.campaign, result.subjects, &result.campaign.awards[0]), ["Huyện"]);

    // 65 points may be those of the district, where they displace the last, and not those of the province.
    let unknown = |cells: &'static str| [rows.as_slice(), &[("E", cells)]].concat();
    let result = case(&award(quota), &unknown("Sở - 1 1 65 1")).assess();
    assert_eq!(outcomes(&result, "khen", "ABCDE"), "SBSUP");
    assert_eq!(standing(&result, 0, "E"), Standing::QuotaUnknown);
    assert!(result.awards[0].pools.iter().all(|pool| !pool.ranked.contains(&4) && !pool.pending.contains(&4)));

    // A body that is none of those declared is as little known as an empty cell.
    let result = case(&award(quota), &unknown("Sở Trung_ương 1 1 95 1")).assess();
    assert_eq!(outcomes(&result, "khen", "ABCDE"), "UBSUP");

    // A cell that says that no body is concerned takes the subject out, and threatens nobody.
    let result = case(&award(quota), &unknown("Sở Không_thuộc 1 1 95 1")).assess();
    assert_eq!(outcomes(&result, "khen", "ABCDE"), "SBSS-");
    assert_eq!(standing(&result, 0, "E"), Standing::NoQuota);

    // An unknown group leaves the subject pending, though its body is known, and threatens that body only.
    let result = case(&award(quota), &unknown("Ban Tỉnh 1 1 95 1")).assess();
    assert_eq!(outcomes(&result, "khen", "ABCDE"), "UBSSP");
    assert_eq!(standing(&result, 0, "E"), Standing::GroupUnknown);
}

#[test]
fn a_person_is_counted_for_the_body_of_its_unit() {
    let persons = r#"
[persons]
file = "ca-nhan"
id   = "Mã"
name = "Họ tên"
unit = "Đơn vị"
[persons.columns]
points = { heading = "Điểm", kind = "score" }

[[award]]
id    = "ca-nhan"
title = "Khen cá nhân"
to    = "persons"
rank  = [{ highest = "points" }]
quota_by = { column = "unit.body", places = 1 }
"#;
    let units = "Mã;Tên;Khối;Cơ quan khen;Đề nghị;Hoàn thành;Điểm;Trực tiếp\n\
                 A;Sở A;Sở;Tỉnh;Có;Có;90;Có\nB;Sở B;Sở;Huyện;Có;Có;90;Có\nC;Sở C;Sở;;Có;Có;90;Có";
    let people = "Mã;Họ tên;Đơn vị;Điểm\nP1;Một;A;9\nP2;Hai;A;8\nP3;Ba;B;7\nP4;Bốn;C;8,5\n";
    let definition = format!("{HEAD}{persons}");
    let files = (("don-vi.csv", units.as_bytes()), Some(("ca-nhan.csv", people.as_bytes())));
    let result = Case::new(&definition, files.0, files.1).assess();
    let outcome = |id| result.outcome_of(id, "ca-nhan");
    assert_eq!(outcome("P1"), Outcome::Selected); // 9 is ahead of 8,5, whichever body that belongs to
    assert_eq!(outcome("P2"), Outcome::BeyondQuota);
    assert_eq!(outcome("P3"), Outcome::SelectedUncertain);
    assert_eq!(outcome("P4"), Outcome::PendingPossible);
}

/// Of no places at all nobody may still get one, whatever is not known of somebody.
#[test]
fn where_there_are_no_places_nobody_who_waits_still_may_get_one() {
    // The group of B, the nomination of C and the body of D are not known.
    let rows = [("A", "Sở Tỉnh 1 1 90 1"), ("B", "Lạ Tỉnh 1 1 80 1"), ("C", "Sở Tỉnh - - 70 1"), ("D", "Sở - 1 1 60 1")];
    let why_not = "số lượng là 0, nên dù đủ số liệu cũng không có suất nào";
    for (quota, expected) in [
        ("quota = 0", "BIIB"),
        ("quota_by_group = { office = 0, commune = 0, union = 0 }", "BIIB"),
        ("quota_by = { column = \"body\", places = 0 }", "BIII"),
        ("quota = 2", "SPPU"),
    ] {
        let result = case(&award(quota), &rows).assess();
        let told = report::summary(&result, Lang::Vi).join("\n");
        assert_eq!(outcomes(&result, "khen", "ABCD"), expected, "{quota}: {told}");
        let zero = quota != "quota = 2";
        assert_eq!(told.contains("; 0 ô còn có thể đổi"), zero, "{quota}: {told}");
        assert_eq!(told.contains("trường hợp còn khả năng"), !zero, "{quota}: {told}");
        let b = report::subject(&result, Side::Units, result.subjects.units.find("B")[0], Lang::Vi).join("\n");
        assert_eq!(b.contains(why_not), zero, "{quota}: {b}");
    }
}

#[test]
fn a_percentage_of_another_list_counts_its_places() {
    let awards = award_called("truoc", "quota = 3")
        + &award("quota_percent = { percent = 50, of = \"truoc\", round = \"down\" }\nafter = \"truoc\"");
    let rows = [("A", "Sở Tỉnh 1 1 90 1"), ("B", "Sở Tỉnh 1 1 80 1"), ("C", "Sở Tỉnh 1 1 70 1"), ("D", "Sở Tỉnh 1 1 60 1")];
    let result = case(&awards, &rows).assess();
    let sum = result.awards[1].pools[0].sum.clone().unwrap();
    assert_eq!((sum.count, sum.places, sum.may), (3, 1, [1, 1])); // 1,5
    assert_eq!(outcomes(&result, "khen", "ABCD"), "SBB-");
    assert_eq!(standing(&result, 1, "D"), Standing::NotBefore);

    // A tie fills its places whomever the council chooses: three are on the list, and a third of them waits.
    let tied = [rows[0], rows[1], rows[2], ("D", "Sở Tỉnh 1 1 70 1")];
    let result = case(&awards, &tied).assess();
    assert_eq!(outcomes(&result, "truoc", "ABCD"), "SSTT");
    assert_eq!(result.awards[0].list, Some(Range { now: 3, fewest: 3, most: 3 }));
    assert_eq!(outcomes(&result, "khen", "ABCD"), "SBII");

    // With one fewer on the first list there is one place fewer on the second.
    let fewer = [rows[0], rows[1], ("C", "Sở Tỉnh 1 - 95 1")];
    let one_more = awards.replace("percent = 50", "percent = 67").replace("quota = 3", "quota = 9");
    let result = case(&one_more, &fewer).assess();
    assert_eq!(result.awards[1].pools[0].sum.as_ref().unwrap().may, [1, 2]); // 1,34 and 2,01
    assert_eq!(result.awards[1].pools[0].may, [Places::Number(1), Places::Number(2)]);
    // C may come first, and there may be one place only: that both cannot be so at once is not seen, and A is doubted.
    assert_eq!(outcomes(&result, "khen", "ABC"), "UPP");

    // While the first number is open, so is the second.
    let open = awards.replace("quota = 3", "quota = \"open\"");
    assert_eq!(case(&open, &rows).assess().awards[1].pools[0].places, Places::Open);
}

#[test]
fn a_percentage_of_everybody_counts_those_who_are_not_nominated_too() {
    let awards = award("quota_percent = { percent = 50, of = \"all\", round = \"down\" }\namong = \"nominated\"");
    let rows = [("A", "Sở Tỉnh 1 1 90 1"), ("B", "Sở Tỉnh 1 1 80 1"), ("C", "Sở Tỉnh 0 1 99 1"), ("D", "Sở Tỉnh 0 0 60 1")];
    let result = case(&awards, &rows).assess();
    assert_eq!(result.awards[0].pools[0].sum.as_ref().unwrap().count, 4);
    assert_eq!(outcomes(&result, "khen", "ABCD"), "SS--");
}

#[test]
fn a_percentage_of_the_eligible_calls_nobody_beyond_it_while_the_number_may_grow() {
    let awards = award("quota_percent = { percent = 50, of = \"eligible\", round = \"down\" }");
    let rows = [("A", "Sở Tỉnh 1 1 90 1"), ("B", "Sở Tỉnh 1 1 80 1"), ("C", "Sở Tỉnh 1 - 10 1"), ("D", "Sở Tỉnh 1 - 10 1")];
    // Now one of two; with C and D two of four, and B is the second.
    assert_eq!(outcomes(&case(&awards, &rows).assess(), "khen", "ABCD"), "SPII");
    let alone = &rows[..3];
    assert_eq!(outcomes(&case(&awards, alone).assess(), "khen", "ABC"), "SBI"); // 1,5
}

#[test]
fn places_that_a_group_leaves_over_stay_empty_or_pass_to_the_best_of_the_others() {
    let quota = "quota_by_group = { office = 3, union = 1, commune = 1 }";
    let rows = [
        ("A", "Sở Tỉnh 1 1 50 1"),
        ("B", "Hội Tỉnh 1 1 90 1"),
        ("C", "Hội Tỉnh 1 1 70 1"),
        ("D", "Xã Tỉnh 1 1 80 1"),
        ("E", "Xã Tỉnh 1 1 75 1"),
        ("F", "Xã Tỉnh 1 1 60 1"),
    ];
    let keep = case(&award(quota), &rows).assess();
    assert_eq!(outcomes(&keep, "khen", "ABCDEF"), "SSBSBB");
    assert!(keep.awards[0].passed.is_none());
    let pass = case(&award(&format!("{quota}\nunused = \"pass\"")), &rows).assess();
    assert_eq!(outcomes(&pass, "khen", "ABCDEF"), "SSSSSB");
    let passed = pass.awards[0].passed.as_ref().unwrap();
    assert_eq!((passed.places, &passed.subjects[..], passed.tie), (range(2), &[4, 2][..], None));

    // A pending office may take one of the places back: the last of those who got one is not certain.
    let pending = [rows.as_slice(), &[("G", "Sở Tỉnh 1 - 10 1")]].concat();
    let result = case(&award(&format!("{quota}\nunused = \"pass\"")), &pending).assess();
    assert_eq!(outcomes(&result, "khen", "ABCDEFG"), "SSUSSBP");
    let places = result.awards[0].passed.as_ref().unwrap().places;
    assert_eq!((places.fewest, places.most), (Places::Number(1), Places::Number(2)));
}

fn range(places: u32) -> Range<Places> {
    let number = Places::Number(places);
    Range { now: number, fewest: number, most: number }
}

#[test]
fn a_tie_across_the_last_place_that_passes_is_left_to_the_council() {
    let quota = "quota_by_group = { office = 2, union = 1, commune = 1 }\nunused = \"pass\"";
    let rows = [
        ("A", "Sở Tỉnh 1 1 50 1"),
        ("B", "Hội Tỉnh 1 1 90 1"),
        ("C", "Hội Tỉnh 1 1 70 1"),
        ("D", "Xã Tỉnh 1 1 80 1"),
        ("E", "Xã Tỉnh 1 1 70 1"),
    ];
    let result = case(&award(quota), &rows).assess();
    assert_eq!(outcomes(&result, "khen", "ABCDE"), "SSTST");
    assert_eq!(result.awards[0].passed.as_ref().unwrap().tie, Some(Tie { choose: 1, among: 2, certain: true }));
    assert!(result.awards[0].pools.iter().all(|pool| pool.tie.is_none()));

    // Within one group the council chooses once, for the group's own place and for the one that passes.
    let within = [rows[0], ("B", "Xã Tỉnh 1 1 80 1"), ("C", "Xã Tỉnh 1 1 80 1"), ("D", "Xã Tỉnh 1 1 80 1")];
    let one = quota.replace("union = 1", "union = 0");
    let result = case(&award(&one), &within).assess();
    assert_eq!(outcomes(&result, "khen", "ABCD"), "STTT");
    assert_eq!(result.awards[0].pools[2].tie, Some(Tie { choose: 2, among: 3, certain: true }));
    assert_eq!(result.awards[0].passed.as_ref().unwrap().tie, None);

    // A place that passes can end a tie.
    let result = case(&award(&one), &within[..3]).assess();
    assert_eq!(outcomes(&result, "khen", "ABC"), "SSS");
    assert_eq!(result.awards[0].pools[2].tie, None);
}

#[test]
fn nothing_passes_while_the_number_of_one_group_is_open() {
    let quota = "quota_by_group = { office = 2, union = \"open\", commune = 1 }\nunused = \"pass\"";
    let rows = [("A", "Sở Tỉnh 1 1 50 1"), ("B", "Hội Tỉnh 1 1 90 1"), ("C", "Xã Tỉnh 1 1 80 1"), ("D", "Xã Tỉnh 1 1 70 1")];
    let result = case(&award(quota), &rows).assess();
    assert_eq!(outcomes(&result, "khen", "ABCD"), "SOSO");
    assert_eq!(result.awards[0].passed.as_ref().unwrap().places.now, Places::Open);
    assert_eq!(result.awards[0].list, None);
}

#[test]
fn only_the_nominated_are_looked_at_and_an_empty_nomination_leaves_a_unit_pending() {
    let awards = award("quota = 1\namong = \"nominated\"");
    let rows = [
        ("A", "Sở Tỉnh 0 1 90 1"),
        ("B", "Sở Tỉnh 1 1 80 1"),
        ("C", "Sở Tỉnh - 1 85 1"),
        ("D", "Sở Tỉnh - 0 95 1"),
        ("E", "Sở Tỉnh 0 - 99 1"),
    ];
    let result = case(&awards, &rows).assess();
    assert_eq!(outcomes(&result, "khen", "ABCDE"), "-UPN-");
    let stand = |id| standing(&result, 0, id);
    assert_eq!([stand("A"), stand("C"), stand("D")], [Standing::NotNominated, Standing::NominationUnknown, Standing::Fails]);
    let tally = result.awards[0].tally;
    assert_eq!((tally.not_considered, tally.not_eligible, tally.pending, tally.eligible), (2, 1, 1, 1));
    let reason = result.nomination(0, result.subjects.units.find("C")[0]).unwrap();
    let told = thidua::text::reason::line(Lang::Vi, &reason);
    assert!(told.contains("Đề nghị"), "{told}");
    // Nominated after all, the one with more points displaces the other.
    assert_eq!(outcomes(&case(&awards, &rows[..2]).assess(), "khen", "AB"), "-S");
}

#[test]
fn an_award_that_excludes_another_frees_the_place_for_the_next_and_doubt_above_waits_below() {
    let awards = award_called("cao", "quota = 1") + &award("quota = 1\nexcludes = \"cao\"");
    let rows = [("A", "Sở Tỉnh 1 1 90 1"), ("B", "Sở Tỉnh 1 1 80 1"), ("C", "Sở Tỉnh 1 1 70 1")];
    let result = case(&awards, &rows).assess();
    assert_eq!((outcomes(&result, "cao", "ABC"), outcomes(&result, "khen", "ABC")), ("SBB".into(), "-SB".into()));
    assert_eq!(standing(&result, 1, "A"), Standing::Excluded);
    // A tie above: one of A and B gets the higher award, the other is first in line for the lower one.
    let tied = [("A", "Sở Tỉnh 1 1 90 1"), ("B", "Sở Tỉnh 1 1 90 1"), ("C", "Sở Tỉnh 1 1 70 1")];
    let result = case(&awards, &tied).assess();
    assert_eq!((outcomes(&result, "cao", "ABC"), outcomes(&result, "khen", "ABC")), ("TTB".into(), "PPU".into()));
    assert_eq!(standing(&result, 1, "A"), Standing::Waits);
}

#[test]
fn a_share_of_the_list_is_watched_and_never_forced() {
    let awards = award("quota = 2\nfloor = { share = \"50%\", of = \"direct\" }\ncap = { share = 30, of = \"not direct\" }");
    let watch = |rows: &[(&str, &str)]| {
        let result = case(&awards, rows).assess();
        let watched = &result.awards[0].watched;
        assert_eq!([watched[0].bound, watched[1].bound], [Bound::Floor, Bound::Cap]);
        (watched[0].clone(), watched[1].kept, outcomes(&result, "khen", &rows.iter().map(|(id, _)| *id).collect::<String>()))
    };
    // Exactly half keeps the floor; the other half breaks the cap.
    let (floor, cap, list) = watch(&[("A", "Sở Tỉnh 1 1 90 1"), ("B", "Sở Tỉnh 1 1 80 0"), ("C", "Sở Tỉnh 1 1 70 1")]);
    assert_eq!((floor.kept, cap, list.as_str()), (Kept::Yes, Kept::No, "SSB"));
    assert_eq!(floor.certain, Holding { yes: 1, no: 1, unknown: 0 });
    // Nobody on the list: the list is not changed for the one who waits below.
    let (floor, _, list) = watch(&[("A", "Sở Tỉnh 1 1 90 0"), ("B", "Sở Tỉnh 1 1 80 0"), ("C", "Sở Tỉnh 1 1 70 1")]);
    assert_eq!((floor.kept, list.as_str()), (Kept::No, "SSB"));
    // An empty cell on the list leaves it open.
    let (floor, _, _) = watch(&[("A", "Sở Tỉnh 1 1 90 -"), ("B", "Sở Tỉnh 1 1 80 0")]);
    assert_eq!((floor.kept, floor.certain.unknown), (Kept::Open, 1));
    // So does a tie in which the council may choose either; not one in which all are alike.
    let (floor, _, _) = watch(&[("A", "Sở Tỉnh 1 1 90 0"), ("B", "Sở Tỉnh 1 1 80 0"), ("C", "Sở Tỉnh 1 1 80 1")]);
    assert_eq!((floor.kept, floor.tied), (Kept::Open, Holding { yes: 1, no: 1, unknown: 0 }));
    let (floor, _, _) = watch(&[("A", "Sở Tỉnh 1 1 90 0"), ("B", "Sở Tỉnh 1 1 80 1"), ("C", "Sở Tỉnh 1 1 80 1")]);
    assert_eq!((floor.kept, floor.stands), (Kept::Yes, Kept::Yes));
    // Whoever is pending may change the list that keeps it now.
    let (floor, _, list) = watch(&[("A", "Sở Tỉnh 1 1 90 0"), ("B", "Sở Tỉnh 1 1 80 1"), ("C", "Sở Tỉnh 1 - 85 0")]);
    assert_eq!((floor.stands, floor.kept, list.as_str()), (Kept::Yes, Kept::Open, "SUP"));
    // Nobody at all keeps every share.
    let (floor, cap, _) = watch(&[("A", "Sở Tỉnh 1 0 90 0")]);
    assert_eq!((floor.kept, cap), (Kept::Yes, Kept::Yes));
}

const DECISIONS: &str = "\n[decisions]\nfile = \"quyet-dinh\"\nsubject = \"Mã\"\naward = \"Hình thức\"\n\
    decision = \"Quyết định\"\nreason = \"Lý do\"\npaper = \"Số\"\ndate = \"Ngày\"\n";

/// The result that holds once the council has decided; each decision is an id and a word.
fn decided(awards: &str, rows: &[(&str, &str)], decisions: &[(&str, &str)]) -> (Case, Assessment<'static>) {
    let mut file = "Mã;Hình thức;Quyết định;Lý do;Số;Ngày".to_owned();
    for (id, word) in decisions {
        file += &format!("\n{id};khen;{word};Theo biên bản họp;12/BB-HĐ;20/12/2023");
    }
    let decisions = Some(("quyet-dinh.csv", file.as_bytes()));
    let case = Case::decided(&format!("{HEAD}{DECISIONS}{awards}"), ("don-vi.csv", csv(rows).as_bytes()), None, decisions);
    let result = case.assess();
    (case, result)
}

/// The outcomes that hold, a letter each.
fn held(result: &Assessment<'static>, award: usize, ids: &str) -> String {
    let of = |id: char| result.awards[award].in_force().outcome(result.subjects.units.find(&id.to_string())[0]);
    ids.chars().map(|id| letter(of(id))).collect()
}

#[test]
fn the_council_chooses_among_equals_of_several_groups_for_a_place_that_passes() {
    let quota = award("quota_by_group = { office = 3, union = 1, commune = 1 }\nunused = \"pass\"");
    let rows = [
        ("A", "Sở Tỉnh 1 1 50 1"),
        ("B", "Hội Tỉnh 1 1 70 1"),
        ("C", "Hội Tỉnh 1 1 70 1"),
        ("D", "Hội Tỉnh 1 1 70 1"),
        ("E", "Xã Tỉnh 1 1 80 1"),
        ("F", "Xã Tỉnh 1 1 70 1"),
    ];
    // One place of the unions' own, and two that pass, for B, C, D and F.
    let result = case(&quota, &rows).assess();
    assert_eq!(outcomes(&result, "khen", "ABCDEF"), "STTTST");
    assert_eq!(result.awards[0].pools[1].tie, Some(Tie { choose: 1, among: 3, certain: true }));
    assert_eq!(result.awards[0].passed.as_ref().unwrap().tie, Some(Tie { choose: 2, among: 3, certain: true }));

    let holds = |decisions: &[(&str, &str)]| {
        let (case, result) = decided(&quota, &rows, decisions);
        let in_force = result.awards[0].in_force();
        (held(&result, 0, "ABCDEF"), in_force.pools[1].tie, in_force.passed.as_ref().unwrap().tie, case.found_of(&result))
    };
    let tie = |choose, among| Some(Tie { choose, among, certain: true });
    let none = String::new();
    assert_eq!(holds(&[("B", "Chọn")]), ("SSTTST".into(), None, tie(2, 3), none.clone()));
    // F takes one of those that pass; the unions' own place is still for one of the unions.
    assert_eq!(holds(&[("F", "Chọn")]), ("STTTSS".into(), tie(1, 3), tie(1, 2), none.clone()));
    assert_eq!(holds(&[("F", "Chọn"), ("B", "Chọn"), ("C", "Chọn")]), ("SSSBSS".into(), None, None, none.clone()));
    assert_eq!(holds(&[("B", "Chọn"), ("C", "Chọn"), ("D", "Chọn")]), ("SSSSSB".into(), None, None, none));
    let (list, _, _, found) = holds(&[("B", "Chọn"), ("C", "Chọn"), ("D", "Chọn"), ("F", "Chọn")]);
    assert_eq!(list, "STTTST");
    assert!(found.contains("too-many-chosen"), "{found}");
    // Whoever is added beside the quota, or taken out, leaves the tie; when the rest fit, nobody need choose.
    assert_eq!(holds(&[("F", "Bổ sung")]).0, "SSSSSS");
    assert_eq!(holds(&[("D", "Loại")]).0, "SSS-SS");
}

#[test]
fn what_is_added_to_a_list_counts_for_its_shares_and_for_the_awards_that_follow_upon_it() {
    let awards = award("quota = 2\nfloor = { share = \"60%\", of = \"direct\" }")
        + &award_called("sau", "quota_percent = { percent = 34, of = \"khen\", round = \"down\" }\nafter = \"khen\"");
    let rows = [("A", "Sở Tỉnh 1 1 90 0"), ("B", "Sở Tỉnh 1 1 80 1"), ("C", "Sở Tỉnh 1 1 70 1")];
    let result = case(&awards, &rows).assess();
    assert_eq!((outcomes(&result, "khen", "ABC"), outcomes(&result, "sau", "ABC")), ("SSB".into(), "BB-".into()));
    assert_eq!(result.awards[0].watched[0].kept, Kept::No); // 1 of 2

    let (_, result) = decided(&awards, &rows, &[("C", "Bổ sung")]);
    assert_eq!((held(&result, 0, "ABC"), held(&result, 1, "ABC")), ("SSS".into(), "SBB".into()));
    assert_eq!(result.awards[0].in_force().watched[0].kept, Kept::Yes); // 2 of 3
    assert_eq!(result.awards[0].in_force().list.unwrap().now, 3);
    assert_eq!(result.awards[0].watched[0].kept, Kept::No); // what was computed stays beside it
}

#[test]
fn a_dossier_goes_in_as_many_copies_as_the_award_says() {
    let one = case(&award("quota = 1\ncopies = 2"), &[("A", "Sở Tỉnh 1 1 90 1")]);
    assert_eq!(one.campaign.awards[0].copies, Some(2));
    let none = case(&award("quota = 1"), &[("A", "Sở Tỉnh 1 1 90 1")]);
    assert_eq!(none.campaign.awards[0].copies, None);
}

/// Everything that is found in a definition, as a clerk sees it.
fn found(text: &str) -> String {
    let (campaign, findings) = campaign::read(text);
    assert_eq!(campaign.is_none(), findings.iter().any(|finding| finding.level() == Level::Mistake));
    let definition = Definition { name: "campaign.toml", text };
    write::terminal::findings(&findings, &definition, &Sources::default(), Lang::Vi, false)
}

#[test]
fn every_mistake_in_quotas_and_in_the_order_of_awards_is_found_in_one_run() {
    let text = format!("{HEAD}{}", include_str!("fixtures/quota-mistakes.toml"));
    insta::with_settings!({ snapshot_path => "golden", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("quota_mistakes", found(&text));
    });
}

#[test]
fn places_that_cannot_pass_are_worth_a_note_and_no_mistake() {
    let text = format!("{HEAD}{}", award("quota = 1\nunused = \"pass\""));
    assert!(found(&text).contains("lưu ý[nothing-to-pass]"), "{}", found(&text));
    let divided = format!("{HEAD}{}", award("quota_by = { column = \"body\", places = 1 }\nunused = \"keep\""));
    assert!(!found(&divided).contains("nothing-to-pass"), "{}", found(&divided));
    assert!(!found(&divided).contains("unread-column]: không quy định nào dùng cột “body”"), "{}", found(&divided));
}

// ── Deadlines ───────────────────────────────────────────────────────────────────────────────────────────────

/// Two awards, one of which asks for no criterion, and a deadline that C missed.
fn due(awards: &str) -> String {
    let head = HEAD.replace("direct    =", "sent_on   = { heading = \"Ngày nộp\", kind = \"date\" }\ndirect    =");
    let deadline =
        "[[deadline]]\nid = \"ho-so\"\ntitle = \"Nộp hồ sơ\"\nof = \"units\"\nby = \"15/12\"\ncolumn = \"sent_on\"\n";
    let second = award_called("bieu-duong", "quota = 3\ncriteria = []");
    format!("{head}{deadline}{awards}\n{}{second}", award("quota = 3"))
}

#[test]
fn a_required_deadline_is_a_condition_of_every_award_unless_it_names_its_own() {
    let text = "Mã;Tên;Khối;Cơ quan khen;Đề nghị;Hoàn thành;Điểm;Trực tiếp;Ngày nộp\n\
                A;Đơn vị A;Sở;Tỉnh;Có;Có;90;Có;15/12/2023\nC;Đơn vị C;Sở;Tỉnh;Có;Có;80;Có;16/12/2023";
    let outcomes_of = |awards: &str| {
        let result = Case::new(&due(awards), ("don-vi.csv", text.as_bytes()), None).assess();
        [outcomes(&result, "khen", "AC"), outcomes(&result, "bieu-duong", "AC")]
    };
    assert_eq!(outcomes_of("required = true"), ["SN", "SN"]);
    assert_eq!(outcomes_of("required = true\nawards = [\"khen\"]"), ["SN", "SS"]);
    assert_eq!(outcomes_of("required = true\nawards = \"bieu-duong\""), ["SS", "SN"]);
    assert_eq!(outcomes_of("required = false"), ["SS", "SS"]);
}

#[test]
fn awards_of_a_deadline_that_mean_nothing_are_found() {
    let found = |awards: &str| {
        let definition = due(awards);
        let (_, findings) = campaign::read(&definition);
        let place = Definition { name: "campaign.toml", text: &definition };
        write::terminal::findings(&findings, &place, &Sources::default(), Lang::Vi, false)
    };
    assert!(!found("required = true\nawards = [\"khen\"]").contains("lỗi["));
    let unknown = found("required = true\nawards = [\"khenn\"]");
    assert!(unknown.contains("lỗi[unknown-name]") && unknown.contains("có phải là “khen”?"), "{unknown}");
    for idle in ["awards = [\"khen\"]", "required = false\nawards = [\"khen\"]"] {
        assert!(found(idle).contains("lỗi[awards-not-required]"), "{}", found(idle));
    }
    assert!(found("required = true\nawards = []").contains("lỗi[empty-list]"));
    let persons = "[persons]\nfile = \"nguoi\"\nid = \"Mã\"\nname = \"Tên\"\nunit = \"Đơn vị\"\n[persons.columns]\n\
                   good = { heading = \"Tốt\", kind = \"yes_no\" }\n[[award]]\nid = \"ca-nhan\"\ntitle = \"Cá nhân\"\nto = \"persons\"\n\
                   rank = []\nquota = \"unlimited\"\n";
    let other = found(&format!("required = true\nawards = [\"ca-nhan\"]\n{persons}"));
    assert!(other.contains("lỗi[deadline-of-other-side]"), "{other}");
}

// ── Rankings without places ─────────────────────────────────────────────────────────────────────────────────

#[test]
fn a_ranking_without_places_chooses_nobody_and_waits_for_nothing() {
    let rows = [("A", "Sở Tỉnh 1 1 90 1"), ("B", "Xã Tỉnh 1 1 80 1")];
    let texts = |quota: &str| {
        let result = case(&award(&format!("quota = \"{quota}\"")), &rows).assess();
        assert_eq!(outcomes(&result, "khen", "AB"), "OO");
        let campaign = FileRecord { name: "campaign.toml".to_owned(), size: 0, sha256: String::new() };
        let record = Record { version: "0".to_owned(), campaign, data: Vec::new() };
        let told = report::summary(&result, Lang::Vi).join("\n");
        format!("{}\n{told}", write::plain(&report::book(&result, &record)))
    };
    let ranking = texts("none");
    for expected in ["XẾP HẠNG TẬP THỂ", "Được xếp hạng", "Xét chung: chỉ xếp hạng", "Không còn việc nào"]
    {
        assert!(ranking.contains(expected), "{expected}:\n{ranking}");
    }
    let of_a_proposal =
        ["DỰ THẢO", "ĐỀ NGHỊ KHEN THƯỞNG", "Điền số lượng", "Chưa có số lượng", "Đủ tiêu chuẩn, chưa có số lượng"];
    for unwanted in of_a_proposal {
        assert!(!ranking.contains(unwanted), "{unwanted}:\n{ranking}");
        assert!(texts("open").contains(unwanted), "{unwanted}");
    }
}
