//! `[dossier]`, `[[calendar]]`, `[decisions]` and `[paper]`: what a nominee hands in, what the office does itself, where
//! the council's decisions are, and what stands in the head and foot of a printed list.

use crate::campaign::definition::Heading;
use crate::campaign::paper::{Columns, DecisionsFile, Dossier, Entry, Paper, Part};
use crate::vocab::finding::{DefinitionFault, Named};
use crate::vocab::{Kind, Side, name};

use super::expression::{OF_UNIT, Sides};
use super::found::{self, At, Found, Keys};

const DOSSIER_KEYS: [&str; 7] = ["clause", "rules", "parts", "part", "channel", "channel_column", "copies"];
const PART_KEYS: [&str; 5] = ["title", "of", "column", "clause", "rules"];
const CALENDAR_KEYS: [&str; 8] = ["id", "clause", "rules", "title", "who", "before", "by", "through"];
const DECISION_KEYS: [&str; 13] = [
    "clause",
    "rules",
    "file",
    "sheet",
    "heading_row",
    "subject",
    "award",
    "decision",
    "criterion",
    "reason",
    "paper",
    "date",
    "year",
];

const PAPER_KEYS: [&str; 11] = [
    "superior",
    "body",
    "number",
    "place",
    "date",
    "attached_to",
    "basis",
    "recipients",
    "prepared_by",
    "signs_as",
    "signer",
];

/// Reads what stands in the head and foot of a printed list; `None` where the table says nothing of it.
pub(super) fn paper(of: &Keys<'_>, found: &Found) -> Option<Paper> {
    let keys = Keys::open(of.table("paper")?, &PAPER_KEYS, found);
    let tidy = |at: &At<&str>| Some(name::tidy(at.value)).filter(|text| !text.is_empty());
    let one = |key: &str| keys.text(key).as_ref().and_then(tidy);
    let all = |key: &str| keys.texts(key).iter().filter_map(tidy).collect();
    Some(Paper {
        superior: one("superior"),
        body: one("body"),
        number: one("number"),
        place: one("place"),
        date: keys.day("date").map(|day| day.value),
        attached_to: one("attached_to"),
        basis: all("basis"),
        recipients: all("recipients"),
        prepared_by: one("prepared_by"),
        signs_as: all("signs_as"),
        signer: one("signer"),
    })
}

/// Reads what a dossier holds: a plain list of papers, or one `[[dossier.part]]` for each.
pub(super) fn dossier(top: &Keys<'_>, sides: &Sides<'_>, found: &Found) -> Option<Dossier> {
    let keys = Keys::open(top.table("dossier")?, &DOSSIER_KEYS, found);
    if !keys.has("parts") && !keys.has("part") {
        keys.required("parts");
    }
    if let (Some(_), Some(part)) = (keys.item("parts"), keys.item("part")) {
        found.push(DefinitionFault::OneOfTwo { keys: ["parts", "[[dossier.part]]"] }, &part.span);
    }
    let plain = |title: At<&str>| Part { title: name::tidy(title.value), of: None, columns: Columns::default() };
    let parts = keys.texts("parts").into_iter().map(plain);
    let declared =
        keys.tables("part").into_iter().filter_map(|table| part(&Keys::open(table, &PART_KEYS, found), sides, found));
    Some(Dossier {
        parts: parts.chain(declared).collect(),
        channel: keys.text("channel").map(|channel| name::tidy(channel.value)),
        channel_columns: keys.text("channel_column").map(|at| columns(&at, None, sides, found)).unwrap_or_default(),
        copies: keys.whole("copies").map(|copies| copies.value),
        cite: super::cite(&keys),
    })
}

fn part(keys: &Keys<'_>, sides: &Sides<'_>, found: &Found) -> Option<Part> {
    let title = keys.required_filled_text("title");
    let of = if keys.has("of") { super::criterion::side(keys, sides.persons.is_some(), found) } else { None };
    let columns = keys.text("column").map(|at| columns(&at, of, sides, found)).unwrap_or_default();
    Some(Part { title: name::tidy(title?.value), of, columns })
}

/// The columns of yes and no with that name: of the side that is named, else of every side that has one. `unit.x` is the
/// column `x` of units, for a person in the row of its unit.
fn columns(written: &At<&str>, of: Option<Side>, sides: &Sides<'_>, found: &Found) -> Columns {
    let asked = |side| of.is_none_or(|of| of == side);
    let of_person = asked(Side::Persons) && sides.persons.is_some();
    let of_unit = written.value.strip_prefix(OF_UNIT).filter(|_| of_person);
    let column = |side, name: &str| {
        let position = sides.fields(side).iter().position(|field| field.name == name && field.kind == Kind::YesNo);
        position.and_then(|position| u16::try_from(position).ok())
    };
    // Where a person's column stands.
    let table = if of_unit.is_some() { Side::Units } else { Side::Persons };
    let name = of_unit.unwrap_or(written.value);
    let columns = Columns {
        units: column(Side::Units, name).filter(|_| asked(Side::Units)),
        persons: column(table, name).filter(|_| asked(Side::Persons)).map(|column| (table, column)),
    };
    if columns == Columns::default() {
        let yes_no = |side| sides.fields(side).iter().filter(|field| field.kind == Kind::YesNo);
        let own = [Side::Units, Side::Persons].into_iter().filter(|side| asked(*side)).flat_map(yes_no);
        let of_units = yes_no(Side::Units).filter(|_| of_person).map(|field| format!("{OF_UNIT}{}", field.name));
        let known: Vec<String> = own.map(|field| field.name.clone()).chain(of_units).collect();
        found.unknown_name(Named::Column, written.value, known.iter().map(String::as_str), &written.span);
    }
    columns
}

/// Reads the office's own dates.
pub(super) fn calendar(top: &Keys<'_>, year: Option<i32>, found: &Found) -> Vec<Entry> {
    let tables = top.tables("calendar");
    let names: Vec<At<&str>> = tables.iter().filter_map(|table| found::name_of(table)).collect();
    super::check_doubles(Named::Deadline, names.iter().map(|name| (name.value, &name.span)), found);
    tables.into_iter().filter_map(|table| entry(&Keys::open(table, &CALENDAR_KEYS, found), year, found)).collect()
}

fn entry(keys: &Keys<'_>, year: Option<i32>, found: &Found) -> Option<Entry> {
    let id = super::criterion::id(keys, found);
    let title = keys.required_filled_text("title");
    let said = super::deadline::said(keys, found);
    let day = said.as_ref().and_then(|said| super::deadline::day(keys, said.key, said.item, year, found));
    Some(Entry {
        id: id?.value.to_owned(),
        title: name::tidy(title?.value),
        who: keys.text("who").map(|who| name::tidy(who.value)),
        day: day?,
        included: said?.included,
        cite: super::cite(keys),
    })
}

/// Reads where the council's decisions are.
pub(super) fn decisions(top: &Keys<'_>, found: &Found) -> Option<DecisionsFile> {
    let keys = Keys::open(top.table("decisions")?, &DECISION_KEYS, found);
    let heading = |key: &str| {
        let texts = keys.texts(key);
        let span = texts.first().map(|text| text.span.clone())?;
        Some(Heading { spellings: texts.into_iter().map(|text| name::tidy(text.value)).collect(), span })
    };
    let needed = |key: &str| keys.required(key).and_then(|_| heading(key));
    let file = keys.required_filled_text("file");
    let (subject, award, decision) = (needed("subject"), needed("award"), needed("decision"));
    let file = file?;
    Some(DecisionsFile {
        file: file.value.to_owned(),
        file_span: file.span,
        sheet: keys.text("sheet").map(|sheet| sheet.value.to_owned()),
        heading_row: keys.heading_row(),
        subject: subject?,
        award: award?,
        decision: decision?,
        criterion: heading("criterion"),
        reason: heading("reason"),
        paper: heading("paper"),
        date: heading("date"),
        year: heading("year"),
        cite: super::cite(&keys),
    })
}
