//! The example of Vụ Bản.

use super::*;

#[test]
fn dump_all() {
    let loaded = Loaded::example("vu-ban-2023", |text| text);
    let assessment = loaded.assess("2024-01-15");
    let book = book(&assessment, loaded.record());
    for sheet in &book.sheets {
        assert!(!dump(sheet).is_empty());
    }
    assert_links_lead_somewhere(&book);
    println!("{}", super::super::summary(&assessment, Lang::Vi).join("\n"));
    for (side, id) in [
        (crate::vocab::Side::Units, "VB05"),
        (crate::vocab::Side::Units, "VB07"),
        (crate::vocab::Side::Persons, "CN003"),
        (crate::vocab::Side::Persons, "CN007"),
    ] {
        let subject = loaded.subjects.roll(side).unwrap().find(id)[0];
        println!("{}", super::super::subject(&assessment, side, subject, Lang::Vi).join("\n"));
    }
}
