//! `[[occasion]]`: when awards are given: each year, at a mid-term review, at the end of a period, or at any time.

use crate::campaign::definition::Occasion;
use crate::input::keys::{Item, Value};
use crate::vocab::finding::{Named, Shape};
use crate::vocab::name;

use super::found::{self, At, Found, Keys};

const KEYS: [&str; 5] = ["id", "title", "clause", "rules", "years"];

pub(super) fn read(top: &Keys<'_>, found: &Found) -> Vec<Occasion> {
    let tables = top.tables("occasion");
    let names: Vec<At<&str>> = tables.iter().filter_map(|table| found::name_of(table)).collect();
    super::check_doubles(Named::Occasion, names.iter().map(|name| (name.value, &name.span)), found);
    tables.into_iter().filter_map(|table| occasion(&Keys::open(table, &KEYS, found), found)).collect()
}

fn occasion(keys: &Keys<'_>, found: &Found) -> Option<Occasion> {
    let id = super::criterion::id(keys, found);
    let title = keys.required_filled_text("title");
    let years = keys.item("years").map(|item| years(keys, item)).unwrap_or_default();
    Some(Occasion { id: id?.value.to_owned(), title: name::tidy(title?.value), years, cite: super::cite(keys) })
}

fn years(keys: &Keys<'_>, item: &Item) -> Vec<i32> {
    let year = |item: &Item| match item.value {
        Value::Whole(year) => i32::try_from(year).ok(),
        _ => None,
    };
    let years = found::list(item).and_then(|items| items.iter().map(year).collect::<Option<Vec<i32>>>());
    if years.is_none() {
        keys.wrong("years", Shape::Years, item);
    }
    years.unwrap_or_default()
}

/// The position of an occasion; reports one that does not exist.
pub(super) fn position(occasions: &[Occasion], written: &At<&str>, found: &Found) -> Option<usize> {
    let position = occasions.iter().position(|occasion| occasion.id == written.value);
    if position.is_none() {
        let known = occasions.iter().map(|occasion| occasion.id.as_str());
        found.unknown_name(Named::Occasion, written.value, known, &written.span);
    }
    position
}
