//! Where everything comes from, what was found in it, and what is missing.

use super::subjects::who;
use super::verdicts::{place, source};
use super::{Fact, list, one, stream};
use crate::campaign::{SkippedRow, Table};
use crate::report::context::{Context, index};
use crate::report::lacks::{Lack, Lacks};
use crate::report::{FileRecord, Record};
use crate::text;
use crate::vocab::place::column_letters;
use crate::vocab::{Finding, Side};

/// The files with their digests, the definition first.
pub(super) fn sources(record: &Record) -> Fact<'_> {
    let file = |(at, file): (usize, &'_ FileRecord)| {
        (if at == 0 { "definition" } else { "data" }, file.name.clone(), file.size, file.sha256.clone())
    };
    let all = std::iter::once(&record.campaign).chain(&record.data).enumerate().map(file);
    let all = all.map(|(role, file, size, sha256)| {
        one([("role", role.into()), ("file", file.into()), ("size", size.into()), ("sha256", sha256.into())])
    });
    Fact::List(all.collect())
}

/// What was read of each table, and which rows were left out.
pub(super) fn tables<'a>(context: Context<'a>) -> Fact<'a> {
    let (campaign, subjects) = (context.campaign(), context.assessment.subjects);
    let mut tables = Vec::new();
    for (side, roll) in context.sides() {
        tables.extend(each(context, Whose::Side(side), campaign.year, roll.origin.tables(), &roll.skipped));
        let now = |table: &Table| roll.tables().any(|now| now.id == table.id);
        for earlier in roll.earlier_tables().filter(|earlier| !earlier.tables.iter().all(now)) {
            tables.extend(each(context, Whose::Side(side), earlier.year, earlier.tables, earlier.skipped));
        }
    }
    for (detail, years) in campaign.details.iter().zip(&subjects.details) {
        for (back, rows) in (0..).zip(years).filter_map(|(back, rows)| Some((back, rows.as_ref()?))) {
            let year = campaign.year - back;
            tables.extend(each(context, Whose::List(&detail.id), year, rows.origin.tables(), &rows.skipped));
        }
    }
    if let Some(table) = &subjects.decisions.table {
        tables.push(read(context, Whose::Decisions, campaign.year, table, &[]));
    }
    Fact::List(tables)
}

#[derive(Clone, Copy)]
enum Whose<'a> {
    Side(Side),
    List(&'a str),
    Decisions,
}

/// The tables of one year: one, or those of a folder, each with the rows that were left out of it.
fn each<'a>(
    context: Context<'a>,
    whose: Whose<'a>,
    year: i32,
    tables: &'a [Table],
    skipped: &'a [SkippedRow],
) -> impl Iterator<Item = Fact<'a>> {
    tables.iter().map(move |table| read(context, whose, year, table, skipped))
}

fn read<'a>(context: Context<'a>, whose: Whose<'a>, year: i32, table: &'a Table, skipped: &'a [SkippedRow]) -> Fact<'a> {
    let of = match whose {
        Whose::Side(side) => side.into(),
        Whose::List(list) => list.into(),
        Whose::Decisions => "decisions".into(),
    };
    let source = source(context, table.id);
    let row = |row: &SkippedRow| one([("row", (index(row.row) + 1).into()), ("why", row.why.into())]);
    one([
        ("of", of),
        ("year", year.into()),
        ("file", source.map(|source| source.file.as_str()).into()),
        ("sheet", source.and_then(|source| source.sheet.as_deref()).into()),
        ("first_heading_row", (index(table.heading_row) + 1).into()),
        ("last_heading_row", (index(table.last_heading_row) + 1).into()),
        ("rows", index(table.rows).into()),
        ("empty_rows", index(table.empty_rows).into()),
        ("hidden_rows", list(table.hidden_rows.iter().map(|row| index(*row) + 1))),
        ("hidden_columns", list(table.hidden_columns.iter().map(|column| column_letters(*column)))),
        ("skipped", Fact::List(skipped.iter().filter(|row| row.table == table.id).map(row).collect())),
        ("columns", Fact::List(columns(table))),
    ])
}

/// The columns that were found, with how many cells of each hold something.
fn columns(table: &Table) -> Vec<Fact<'_>> {
    let found = table.columns.iter().zip(&table.headings).zip(&table.values);
    found
        .filter_map(|((column, heading), values)| {
            let letters = column_letters((*column)?);
            Some(one([
                ("column", letters.into()),
                ("heading", heading.as_deref().into()),
                ("values", index(*values).into()),
            ]))
        })
        .collect()
}

/// Mistakes, doubts and notes, in the order in which they were found.
pub(super) fn findings<'a>(context: Context<'a>) -> Fact<'a> {
    let assessment = context.assessment;
    let finding = move |finding: &'a Finding| {
        let wording = text::finding(context.lang, &finding.about);
        one([
            ("level", finding.level().into()),
            ("code", finding.code().into()),
            ("message", wording.message.into()),
            ("help", wording.help.into()),
            ("at", place(context, &finding.place)),
            ("others", Fact::List(finding.others.iter().map(|other| place(context, other)).collect())),
        ])
    };
    stream(move |put| {
        assessment.found_in_data().chain(&assessment.findings).for_each(|found| put(&finding(found)));
    })
}

/// What is missing or doubtful, in the order of the sheet.
pub(super) fn missing<'a>(context: Context<'a>, lacks: Lacks) -> Fact<'a> {
    stream(move |put| lacks.all.iter().for_each(|lack| put(&missing_one(context, lack))))
}

fn missing_one<'a>(context: Context<'a>, lack: &'a Lack) -> Fact<'a> {
    let campaign = context.campaign();
    let owner = match lack.owner {
        Some((side, subject)) => who(context, side, subject),
        None => [("side", Fact::Nothing), ("id", Fact::Nothing), ("name", Fact::Nothing)],
    };
    let mut values = Vec::from(owner);
    values.extend([
        ("figure", (&lack.heading).into()),
        ("why", context.why(&lack.why).into()),
        ("criteria", list(lack.criteria.iter().filter_map(|at| campaign.criteria.get(*at)).map(|criterion| &criterion.id))),
        ("awards", list(lack.awards.iter().filter_map(|at| campaign.awards.get(*at)).map(|award| &award.id))),
        ("waiting", lack.waiting().into()),
        ("may_decide", lack.decides.into()),
        ("at", lack.place.as_ref().map(|at| place(context, at)).into()),
    ]);
    Fact::Record(values)
}
