//! Lists with pools of several groups and of awarding bodies, places that pass, and shares that are watched.
//! After a change: `INSTA_UPDATE=always cargo test report::tests::quotas`, then read `tests/golden/quotas.snap`.

use super::*;
use crate::report::subject;
use crate::vocab::Side;

const CAMPAIGN: &str = r#"
format = 1
id     = "so-luong"
title  = "Cải cách hành chính năm 2023"
issuer = "UBND tỉnh"
year   = 2023

[units]
file   = "don-vi.csv"
id     = "Mã"
name   = "Tên"
group  = "Khối"
groups = { office = ["Sở"], union = ["Hội"], commune = ["Xã"] }

[units.columns]
body      = { heading = "Cơ quan khen", kind = "text", values = { province = ["Tỉnh"], district = ["Huyện"] } }
nominated = { heading = "Đề nghị", kind = "yes_no" }
done      = { heading = "Hoàn thành", kind = "yes_no" }
score     = { heading = "Điểm", kind = "score", max = 100 }
direct    = { heading = "Trực tiếp", kind = "yes_no" }

[[criterion]]
id    = "done"
title = "Hoàn thành nhiệm vụ"
of    = "units"
check = "done"

[[award]]
id     = "giay-khen"
title  = "Giấy khen"
to     = "units"
rank   = [{ highest = "score" }]
among  = "nominated"
quota_by_groups = [{ groups = ["office", "union"], places = 2 }, { groups = "commune", places = 3 }]
unused = "pass"
floor  = { share = "50%", of = "direct" }
cap    = { share = "30%", of = "score < 75" }

[[award]]
id     = "bang-khen"
title  = "Bằng khen"
to     = "units"
rank   = [{ highest = "score" }]
quota_percent = { percent = 40, of = "giay-khen", round = "down" }
after  = "giay-khen"

[[award]]
id     = "theo-co-quan"
title  = "Thư khen"
to     = "units"
rank   = [{ highest = "score" }]
quota_by = { column = "body", places = 1 }
"#;

const UNITS: &str = "Mã;Tên;Khối;Cơ quan khen;Đề nghị;Hoàn thành;Điểm;Trực tiếp
A1;Sở A1;Sở;Tỉnh;Có;Có;95;Không
A2;Sở A2;Sở;Tỉnh;Có;Có;90;Không
A3;Hội A3;Hội;Huyện;Có;Có;80;Có
A4;Hội A4;Hội;Huyện;Có;Có;70;Không
B1;Xã B1;Xã;Tỉnh;Có;Có;60;Không
B2;Xã B2;Xã;Huyện;;Có;55;Có
B3;Xã B3;Xã;;Không;Có;85;Có
B4;Xã B4;Xã;Huyện;Có;Không;50;Có
";

#[test]
fn pools_places_that_pass_and_watched_shares_read_as_they_were_reviewed() {
    let loaded = Loaded::new(CAMPAIGN, UNITS.as_bytes(), None);
    let assessment = loaded.assess("2024-01-15");
    let book = book(&assessment, loaded.record());
    assert_links_lead_somewhere(&book);
    let told = [
        "Tổng hợp",
        "Danh sách 1 (tập thể)",
        "Danh sách 2 (tập thể)",
        "Danh sách 3 (tập thể)",
        "Xếp hạng 1 (tập thể)",
        "Xếp hạng 3 (tập thể)",
        "Thiếu số liệu",
    ];
    let mut text: Vec<String> = told.iter().map(|name| dump(sheet(&book, name))).collect();
    for id in ["A3", "B2", "B3"] {
        let found = loaded.subjects.units.find(id)[0];
        text.push(subject(&assessment, Side::Units, found, Lang::Vi).join("\n"));
        text.push(subject(&assessment, Side::Units, found, Lang::En).join("\n"));
    }
    assert_golden("quotas", &text.join("\n"));
}

#[test]
fn the_heading_of_a_quota_group_stays_with_its_only_name_and_the_signatures() {
    let open = CAMPAIGN.replace(
        "quota_percent = { percent = 40, of = \"giay-khen\", round = \"down\" }\nafter  = \"giay-khen\"",
        "quota  = \"open\"",
    );
    let only_one = UNITS.replace(";Có;Có;", ";Có;Không;").replacen("A1;Sở A1;Sở;Tỉnh;Có;Không", "A1;Sở A1;Sở;Tỉnh;Có;Có", 1);
    let loaded = Loaded::new(
        &open,
        only_one.replace("Xã;Huyện;;Có", "Xã;Huyện;;Không").replace("Xã;;Không;Có", "Xã;;Không;Không").as_bytes(),
        None,
    );
    let assessment = loaded.assess("2024-01-15");
    let book = book(&assessment, loaded.record());
    let (mut rows, mut kept) = (0, Vec::new());
    sheet(&book, "Danh sách 2 (tập thể)").rows.each(&mut |cells| {
        rows += 1;
        let first = cells.first().map(|cell| (cell.look, cell.keep));
        kept.extend(first.filter(|(_, keep)| *keep > 0).map(|(look, keep)| (look, rows - 1 + keep)));
    });
    // Between the heading and the name stands that the number of places is not known.
    assert!(matches!(kept[..], [(Look::Group, last)] if last >= rows), "{kept:?} of {rows}");
}

#[test]
fn a_long_thing_to_do_is_reached_from_before_it_and_a_long_table_goes_on_below_its_headings() {
    let long = "Thực hiện đầy đủ, đúng hạn chế độ thông tin, báo cáo định kỳ và đột xuất về công tác cải cách hành chính, kiểm \
                soát thủ tục hành chính, chuyển đổi số của cơ quan, đơn vị";
    let criteria: Vec<String> = (0..40)
        .map(|number| {
            format!("[[criterion]]\nid = \"c{number}\"\ntitle = \"Tiêu chí {number}\"\nof = \"units\"\ncheck = \"done\"\n")
        })
        .collect();
    let definition = CAMPAIGN.replace("Hoàn thành\", kind", &format!("{long}\", kind")) + "\n" + &criteria.join("\n");
    let units = UNITS.replace("Hoàn thành", long).replace("A2;Sở A2;Sở;Tỉnh;Có;Có;", "A2;Sở A2;Sở;Tỉnh;Có;;");
    let loaded = Loaded::new(&definition, units.as_bytes(), None);
    let assessment = loaded.assess("2024-01-15");
    let book = book(&assessment, loaded.record());
    assert_links_lead_somewhere(&book);
    let (mut linked, mut titles) = (Vec::new(), Vec::new());
    sheet(&book, "Tổng hợp").rows.each(&mut |cells| {
        if let [number, told, ..] = cells
            && shown(told).contains("chuyển đổi số")
        {
            linked.push((shown(number), number.link.is_some(), told.link.is_some()));
        }
        titles.extend(cells.first().filter(|cell| cell.look == Look::Group).map(shown));
    });
    assert_eq!(linked, [("–".to_owned(), true, false)]);
    let of_everybody = |title: &&String| title.starts_with("Tiêu chí của tập thể (8 tập thể)");
    let expected = ["Tiêu chí của tập thể (8 tập thể)", "Tiêu chí của tập thể (8 tập thể) (tiếp theo)"];
    assert_eq!(titles.iter().filter(of_everybody).collect::<Vec<_>>(), expected);
}
