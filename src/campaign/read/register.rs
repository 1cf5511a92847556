//! `[units]` and `[persons]`: where a table is, which columns identify its subjects, and what the others hold.

use crate::campaign::definition::{Bare, Blank, Cite, Column, Heading, Register};
use crate::input::keys::{Entry, Item, Table, Value};
use crate::rule::{Field, Limit, Limits, Step};
use crate::vocab::finding::{DefinitionFault, Named, Shape};
use crate::vocab::{Kind, Number, Side, Span, name};

use super::expression::{Context, Sides};
use super::files;
use super::found::{self, At, Found, Keys};
use super::scale::{self, Scales};

const UNIT_KEYS: [&str; 17] = [
    "clause",
    "rules",
    "file",
    "files",
    "sheet",
    "heading_row",
    "id",
    "name",
    "group",
    "groups",
    "group_labels",
    "columns",
    "not_applicable",
    "year",
    "aliases",
    "change",
    "expected",
];
const PERSON_KEYS: [&str; 13] = [
    "clause",
    "rules",
    "file",
    "files",
    "sheet",
    "heading_row",
    "id",
    "name",
    "unit",
    "columns",
    "not_applicable",
    "year",
    "aliases",
];
const COLUMN_KEYS: [&str; 13] = [
    "heading",
    "kind",
    "min",
    "max",
    "written",
    "scale",
    "part_of",
    "values",
    "tick",
    "blank",
    "not_applicable",
    "missing",
    "measure",
];

/// The most columns of one table: more would not fit the numbers by which they are kept.
const MOST_COLUMNS: usize = 2_000;

/// Reads the table of one side. What is missing has been reported and stays empty, so that the rest can be read too.
pub(super) fn read(top: &Keys<'_>, side: Side, scales: &Scales, found: &Found) -> Register {
    let (section, known, belongs_key) = match side {
        Side::Units => ("units", UNIT_KEYS.as_slice(), "group"),
        Side::Persons => ("persons", PERSON_KEYS.as_slice(), "unit"),
    };
    let Some(table) = top.required(section).and_then(|_| top.table(section)) else { return empty(side) };
    let keys = Keys::open(table, known, found);
    let files = files::read(&keys, found);
    let id = required_heading(&keys, "id");
    let name = required_heading(&keys, "name");
    let belongs = match side {
        Side::Units if keys.has("groups") => required_heading(&keys, belongs_key),
        Side::Units => heading(&keys, belongs_key),
        Side::Persons => required_heading(&keys, belongs_key),
    };
    let default = Defaults { not_applicable: own_texts(&keys, "not_applicable") };
    let columns = keys.table("columns").map(|table| columns(table, scales, &default, found)).unwrap_or_default();
    let (fields, columns) = columns.into_iter().unzip();
    let expected = match side {
        Side::Units => files::expected(&keys, [id.as_ref(), name.as_ref(), belongs.as_ref()], found),
        Side::Persons => None,
    };
    let register = Register {
        side,
        file: files.as_ref().map(|files| files.shown.clone()).unwrap_or_default(),
        patterns: files.as_ref().map(|files| files.patterns.clone()).unwrap_or_default(),
        file_span: files.map(|files| files.span).unwrap_or_default(),
        expected,
        sheet: keys.text("sheet").map(|sheet| sheet.value.to_owned()),
        heading_row: keys.heading_row(),
        id: id.unwrap_or_default(),
        name: name.unwrap_or_default(),
        belongs,
        year: heading(&keys, "year"),
        aliases: super::years::aliases(&keys, found),
        changes: if side == Side::Units { super::years::changes(&keys, found) } else { Vec::new() },
        columns,
        fields,
        limits: Limits::default(),
        lists: Vec::new(),
        cite: super::cite(&keys),
    };
    let fixed = [Some(&register.id), Some(&register.name), register.belongs.as_ref(), register.year.as_ref()];
    let fixed: Vec<&Heading> = fixed.into_iter().flatten().collect();
    check_headings(&fixed, &register.fields, &register.columns, found);
    register
}

/// A table of which the definition says nothing.
fn empty(side: Side) -> Register {
    Register {
        side,
        file: String::new(),
        patterns: Vec::new(),
        file_span: 0..0,
        expected: None,
        sheet: None,
        heading_row: None,
        id: Heading::default(),
        name: Heading::default(),
        belongs: None,
        year: None,
        aliases: Vec::new(),
        changes: Vec::new(),
        columns: Vec::new(),
        fields: Vec::new(),
        limits: Limits::default(),
        lists: Vec::new(),
        cite: Cite::default(),
    }
}

pub(super) fn required_heading(keys: &Keys<'_>, key: &str) -> Option<Heading> {
    keys.required(key)?;
    heading(keys, key)
}

pub(super) fn heading(keys: &Keys<'_>, key: &str) -> Option<Heading> {
    let texts = keys.texts(key);
    if let Some(item) = keys.item(key).filter(|item| found::list(item).is_some_and(<[Item]>::is_empty)) {
        keys.empty(key, item);
    }
    texts.iter().for_each(|text| keys.check_filled(key, text));
    let span = texts.first()?.span.clone();
    Some(Heading { spellings: texts.iter().map(|text| name::tidy(text.value)).collect(), span })
}

pub(super) fn own_texts(keys: &Keys<'_>, key: &str) -> Vec<String> {
    keys.texts(key).into_iter().map(|text| name::tidy(text.value)).collect()
}

/// What holds for every column that does not say otherwise.
pub(super) struct Defaults {
    pub(super) not_applicable: Vec<String>,
}

pub(super) fn columns(table: &Table, scales: &Scales, default: &Defaults, found: &Found) -> Vec<(Field, Column)> {
    scale::check_count(table.entries.len().saturating_sub(MOST_COLUMNS), &table.span, found);
    let read = |entry: &Entry| {
        let column = column(entry, scales, default, found);
        if column.is_none() {
            found.broken(&entry.key);
        }
        column
    };
    table.entries.iter().filter_map(read).collect()
}

fn column(entry: &Entry, scales: &Scales, default: &Defaults, found: &Found) -> Option<(Field, Column)> {
    super::check_short_name(&entry.key, &entry.key_span, found);
    let keys = Keys::open(found.table(&entry.key, &entry.item)?, &COLUMN_KEYS, found);
    let headings = required_heading(&keys, "heading");
    keys.required("kind");
    let kinds = Kind::ALL.map(|kind| (kind.key(), kind));
    let kind = keys.word("kind", &kinds)?;
    check_options(&keys, kind, found);
    let scale = keys.text("scale");
    let steps = match kind {
        Kind::Rating => steps_of(scale.as_ref()?, scales, found)?,
        Kind::Text => keys.table("values").map(|values| values_of(values, found)).unwrap_or_default(),
        _ => Vec::new(),
    };
    let field = Field {
        name: entry.key.clone(),
        headings: headings?.spellings,
        kind,
        min: bound(&keys, "min", kind),
        max: bound(&keys, "max", kind),
        steps,
        scale: scale.map(|scale| scale.value.to_owned()),
        measure: keys.text("measure").map(|measure| measure.value.to_owned()),
    };
    let blank =
        keys.word("blank", &[("missing", Blank::Missing), ("no", Blank::No), ("not_applicable", Blank::NotApplicable)]);
    let bare = keys.word("written", &[("fraction", Bare::Fraction), ("percent", Bare::Percent)]);
    check_range(&keys, &field, found);
    let column = Column {
        bare,
        span: entry.key_span.clone(),
        tick: keys.text("tick").map(|tick| name::tidy(tick.value)),
        blank: blank.unwrap_or_default(),
        not_applicable: if keys.has("not_applicable") {
            own_texts(&keys, "not_applicable")
        } else {
            default.not_applicable.clone()
        },
        missing: own_texts(&keys, "missing"),
    };
    Some((field, column))
}

/// Options that mean nothing for the kind, and options without which it means nothing.
fn check_options(keys: &Keys<'_>, kind: Kind, found: &Found) {
    let allowed: &[(&str, &[Kind])] = &[
        ("min", &[Kind::Score, Kind::Percent, Kind::Count, Kind::Number, Kind::Money, Kind::Rank]),
        ("written", &[Kind::Percent]),
        ("max", &[Kind::Score, Kind::Percent, Kind::Count, Kind::Number, Kind::Money, Kind::Rank]),
        ("scale", &[Kind::Rating]),
        ("part_of", &[Kind::Count, Kind::Number, Kind::Money, Kind::Score]),
        ("values", &[Kind::Text]),
        ("tick", &[Kind::YesNo]),
    ];
    for (option, kinds) in allowed {
        if let Some(item) = keys.item(option)
            && !kinds.contains(&kind)
        {
            found.push(DefinitionFault::OptionNotForKind { option: (*option).to_owned(), kind }, &item.span);
        }
    }
    if let Some(blank) = keys.text("blank")
        && blank.value == "no"
        && kind != Kind::YesNo
    {
        found.push(DefinitionFault::OptionNotForKind { option: "blank = \"no\"".to_owned(), kind }, &blank.span);
    }
    if kind == Kind::Rating && !keys.has("scale") {
        found.push(DefinitionFault::OptionNeeded { option: "scale".to_owned(), kind }, keys.span());
    }
}

/// The declared least or most, in the column's own unit: `max = 100` of a percentage is the fraction 1.
fn bound(keys: &Keys<'_>, key: &str, kind: Kind) -> Option<Number> {
    match kind {
        Kind::Percent => {
            let item = keys.item(key)?;
            let read = found::number_or_percent(item);
            if read.is_none() {
                keys.wrong(key, Shape::Number, item);
            }
            let (number, percent) = read?;
            if percent { Some(number) } else { number.over(&Number::from(100)) }
        }
        _ => keys.number(key).map(|bound| bound.value),
    }
}

/// A least above the most leaves no figure.
fn check_range(keys: &Keys<'_>, field: &Field, found: &Found) {
    if let (Some(least), Some(most), Some(item)) = (&field.min, &field.max, keys.item("min"))
        && least > most
    {
        found.push(DefinitionFault::RangeBackwards, &item.span);
    }
}

fn steps_of(scale: &At<&str>, scales: &Scales, found: &Found) -> Option<Vec<Step>> {
    let steps = scales.get(scale.value);
    if steps.is_none() {
        found.unknown_name(Named::Scale, scale.value, scales.keys().map(String::as_str), &scale.span);
    }
    steps.cloned()
}

fn values_of(table: &Table, found: &Found) -> Vec<Step> {
    let mut values = Vec::new();
    for entry in &table.entries {
        let (written, label) = match &entry.item.value {
            Value::Table(table) => {
                let keys = Keys::open(table, &["label", "spellings"], found);
                (keys.required("spellings"), keys.required_filled_text("label"))
            }
            _ => (Some(&entry.item), None),
        };
        let spellings = written.and_then(found::texts).unwrap_or_default();
        if let (Some(item), true) = (written, spellings.is_empty()) {
            let fault = DefinitionFault::WrongShape { key: entry.key.clone(), expected: Shape::TextOrTexts };
            found.push(fault, &item.span);
        }
        let spellings = spellings.iter().map(|spelling| name::tidy(spelling.value)).collect();
        let label = label.map(|label| name::tidy(label.value));
        values.push((Step { key: entry.key.clone(), spellings, label }, &entry.item.span));
    }
    scale::check_spellings(values.iter().map(|(step, span)| (step.spellings.as_slice(), *span)), found);
    scale::check_count(values.len(), &table.span, found);
    values.into_iter().map(|(step, _)| step).collect()
}

/// Two columns must not claim one heading: a figure would be read twice under two names, one of them wrong.
pub(super) fn check_headings(fixed: &[&Heading], fields: &[Field], columns: &[Column], found: &Found) {
    let of_columns = fields.iter().zip(columns).map(|(field, column)| (field.headings.as_slice(), &column.span));
    let of_keys = fixed.iter().map(|heading| (heading.spellings.as_slice(), &heading.span));
    let mut seen: Vec<(String, &Span)> = Vec::new();
    let both = |spelling: &String| fixed.iter().take(2).all(|heading| heading.spellings.contains(spelling));
    for (spelling, span) in of_keys.chain(of_columns).flat_map(|(all, span)| all.iter().map(move |one| (one, span))) {
        let key = name::match_key(spelling);
        match seen.iter().find(|(known, _)| *known == key) {
            // A table of names only has them for ids too.
            Some(_) if both(spelling) => {}
            Some((_, first)) => found.push_with(DefinitionFault::DoubledHeading { heading: spelling.clone() }, span, first),
            None => seen.push((key, span)),
        }
    }
}

/// Reads every `part_of`, once the names that it may use are known.
pub(super) fn limits(units: &mut Register, persons: Option<&mut Register>, top: &Keys<'_>, context: &Context<'_>) {
    let of_units = limits_of(units, "units", top, &Sides { units, persons: None }, context);
    units.limits = Limits { own: of_units.clone(), unit: Vec::new() };
    if let Some(persons) = persons {
        let of_persons = limits_of(persons, "persons", top, &Sides { units, persons: Some(persons) }, context);
        persons.limits = Limits { own: of_persons, unit: of_units };
    }
}

fn limits_of(register: &Register, section: &str, top: &Keys<'_>, sides: &Sides<'_>, context: &Context<'_>) -> Vec<Limit> {
    let columns = top.table(section).and_then(|table| Keys::inside(table, "columns"));
    let mut limits = Vec::new();
    for entry in columns.map_or([].as_slice(), |table| &table.entries) {
        let Value::Table(table) = &entry.item.value else { continue };
        let Some(part_of) = table.entries.iter().find(|entry| entry.key == "part_of") else { continue };
        let Some(part) = register.fields.iter().position(|field| field.name == entry.key) else { continue };
        let whole = context.measure("part_of", &part_of.item, &sides.scope(register.side, context));
        if let (Some(whole), Ok(part)) = (whole, u16::try_from(part)) {
            limits.push(Limit { part, whole });
        }
    }
    limits
}
