//! What was understood of each file: which column became which field, with its values, blanks, doubts and range.
//!
//! In: a campaign and its bound subjects. Out: one [`Reading`] for each table, in the order in which they were read, to be
//! compared with what a spreadsheet shows. Nothing is read again: everything is counted from what rules see.

use std::collections::{BTreeMap, BTreeSet};

use crate::campaign::column::Figures;
use crate::campaign::decisions::DecisionColumn;
use crate::campaign::definition::{Blank, Campaign, Column, Register};
use crate::campaign::detail::{Detail, DetailRows, FIXED};
use crate::campaign::earlier::Earlier;
use crate::campaign::files::{self, GatheredFile, Rows};
use crate::campaign::free_texts::FreeTexts;
use crate::campaign::origin::Origin;
use crate::campaign::subjects::{Held, Roll, SkippedRow, Subjects};
use crate::campaign::texts::Texts;
use crate::input::Table;
use crate::rule::Field;
use crate::vocab::{Date, Kind, Number, Side, TableId, date};

/// One table as it was understood, or several that were gathered into one.
#[derive(Debug)]
pub struct Reading<'s> {
    /// What it holds.
    pub of: ReadFor,
    /// The years whose rows were taken from it.
    pub years: Vec<i32>,
    /// What was read of the file, or of each of several.
    pub tables: &'s [Table],
    /// What each of several files gave, in the order of the tables; empty where it is one.
    pub files: Vec<GatheredFile<'s>>,
    /// The files beside them that could not be read.
    pub unread: &'s [TableId],
    /// How many rows were taken.
    pub taken: usize,
    /// How many of those who are expected have no row; their cells are neither blank nor anything else.
    pub not_sent: usize,
    /// The first and the last of them, from zero; `None` where none was taken.
    pub rows: Option<(u32, u32)>,
    /// The rows below the heading that were not taken, and why.
    pub skipped: Vec<SkippedRow>,
    /// The columns that were asked for, in the order of the campaign file.
    pub columns: Vec<ReadColumn>,
}

/// What a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadFor {
    /// The list of units that are expected to send figures.
    Expected,
    /// The subjects of a side.
    Subjects(Side),
    /// A table of lists, by its position in [`Campaign::details`].
    Detail(usize),
    /// The council's decisions.
    Decisions,
}

/// One column as it was understood.
#[derive(Debug, PartialEq)]
pub struct ReadColumn {
    /// What it became.
    pub role: Role,
    /// Its position among the columns that were asked for, as in [`Table::columns`].
    pub wanted: usize,
    /// How many cells have a value.
    pub values: usize,
    /// How many are blank, or say that there is no figure.
    pub blanks: usize,
    /// How many cannot be used.
    pub doubts: usize,
    /// How many say that the figure does not apply.
    pub not_applicable: usize,
    /// What the values are.
    pub range: Range,
}

/// What a column became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// The subjects' ids.
    Id,
    /// Their names; in a table of lists, what a row is about.
    Name,
    /// The units' groups.
    Group,
    /// The persons' units.
    Unit,
    /// The year of a row.
    Year,
    /// A field that rules can name.
    Field(String),
    /// A part of a decision.
    Decision(DecisionColumn),
}

/// What the values of a column are.
#[derive(Debug, Clone, PartialEq)]
pub enum Range {
    /// Nothing to tell: no values, or texts that nothing reads.
    Nothing,
    /// From the least to the greatest number.
    Numbers(Number, Number, Kind),
    /// From the first to the last day.
    Days(Date, Date),
    /// From the first to the last text in the order of the file.
    Texts(String, String),
    /// Each spelling with its number.
    Counts(Vec<(String, usize)>),
    /// How many say yes and no; blanks count as no where `blank_is_no`.
    Answers {
        /// How many say yes.
        yes: usize,
        /// How many say no.
        no: usize,
        /// Whether the campaign file says that a blank is a no.
        blank_is_no: bool,
    },
    /// How many different ones.
    Different(usize),
}

/// What was understood of every table, in the order in which they were read.
#[must_use]
pub fn readings<'s>(campaign: &Campaign, subjects: &'s Subjects) -> Vec<Reading<'s>> {
    let mut readings = of_side(campaign, &campaign.units, &subjects.units, &subjects.units);
    if let (Some(register), Some(persons)) = (&campaign.persons, &subjects.persons) {
        readings.extend(of_side(campaign, register, persons, &subjects.units));
    }
    for (position, (detail, years)) in campaign.details.iter().zip(&subjects.details).enumerate() {
        let roll = subjects.roll(detail.side);
        readings.extend(roll.map(|roll| of_detail(campaign, position, (detail, roll), years)).unwrap_or_default());
    }
    readings.extend(of_decisions(campaign, subjects));
    readings.sort_by_key(|reading| reading.tables.first().map(|table| table.id));
    readings
}

/// The tables of one side. A table that holds several years is told once, with the figures of all of them.
fn of_side<'s>(campaign: &Campaign, register: &Register, roll: &'s Roll, units: &'s Roll) -> Vec<Reading<'s>> {
    let first_table = |origin: &Origin| origin.tables().first().map(|table| table.id);
    let mut earlier: BTreeMap<Option<TableId>, Vec<&'s Earlier>> = BTreeMap::new();
    for year in roll.earlier.iter().flatten() {
        earlier.entry(first_table(&year.origin)).or_default().push(year);
    }
    let fields = register.fixed();
    let same = earlier.remove(&first_table(&roll.origin)).unwrap_or_default();
    let taken = roll.origin.numbers().count() + same.iter().map(|year| year.origin.len()).sum::<usize>();
    let rows = span(roll.origin.numbers().chain(same.iter().flat_map(|year| year.origin.numbers())));
    let mut readings = Vec::new();
    let mut columns = identity(campaign, register, roll);
    let is_of = |origin: &'s Origin| move |row: &SkippedRow| origin.tables().iter().any(|table| table.id == row.table);
    let skipped = |origin: &'s Origin| roll.skipped.iter().copied().filter(is_of(origin)).collect::<Vec<SkippedRow>>();
    if let Some(list) = &roll.list {
        let (of, years, rows) = (ReadFor::Expected, vec![campaign.year], span(list.numbers()));
        let skipped = skipped(list);
        let (tables, unread, files, taken) = (list.tables(), list.unread(), Vec::new(), roll.len());
        readings.push(Reading { of, years, tables, files, unread, taken, not_sent: 0, rows, skipped, columns });
        columns = as_sent(&[(&roll.origin, &roll.sent)]);
    }
    columns[0].values += taken - roll.origin.sent();
    let held = |column: usize| -> Vec<&Held> {
        roll.columns.get(column).into_iter().chain(same.iter().filter_map(|year| year.columns.get(column))).collect()
    };
    let of_field = |column: usize| read_field(register, column, fields + column, &held(column));
    let not_sent = roll.list.as_ref().map_or(0, |_| roll.origin.len() - roll.origin.sent());
    // Whoever has sent nothing left no cell blank.
    let sent = |column: ReadColumn| ReadColumn { blanks: column.blanks.saturating_sub(not_sent), ..column };
    columns.extend((0..register.columns.len()).map(of_field).map(sent));
    let year_column = register.year.as_ref().map(|_| fields + register.columns.len());
    let mut years: Vec<i32> = same.iter().map(|year| year.year).chain([campaign.year]).collect();
    years.sort_unstable();
    columns.extend(year_column.map(|wanted| years_column(&years, wanted, taken)));
    let of = ReadFor::Subjects(register.side);
    let (tables, unread, skipped) = (roll.origin.tables(), roll.origin.unread(), skipped(&roll.origin));
    let unit = |subject: usize| match register.side {
        Side::Units => Some((subject, roll.name(subject))),
        Side::Persons => roll.unit(subject).map(|unit| (unit, units.name(unit))),
    };
    let now = Rows { origin: &roll.origin, columns: &roll.columns, fixed: roll.fixed, whose: &unit };
    let files = gave_earlier(Some(now), &same, &unit);
    let columns = files::as_there(tables, &files, columns);
    readings.push(Reading { of, years, tables, files, unread, taken, not_sent, rows, skipped, columns });
    for years in earlier.values() {
        let Some(first) = years.first() else { continue };
        let taken = years.iter().map(|year| year.origin.len()).sum();
        let rows = span(years.iter().flat_map(|year| year.origin.numbers()));
        let sent: Option<Vec<_>> = years.iter().map(|year| Some((&year.origin, year.sent.as_ref()?))).collect();
        let mut columns = sent.map_or_else(|| vec![column(Role::Id, 0, taken, 0, Range::Nothing)], |sent| as_sent(&sent));
        columns.extend((0..register.columns.len()).map(|column| {
            let held: Vec<&Held> = years.iter().filter_map(|year| year.columns.get(column)).collect();
            read_field(register, column, fields + column, &held)
        }));
        let files = gave_earlier(None, years, &unit);
        let years = years.iter().map(|year| year.year).rev().collect();
        let (tables, unread, skipped) = (first.origin.tables(), first.origin.unread(), first.skipped.clone());
        let columns = files::as_there(tables, &files, columns);
        readings.push(Reading { of, years, tables, files, unread, taken, not_sent: 0, rows, skipped, columns });
    }
    readings
}

/// What each of the tables gave: the rows of the year judged, where they are among them, and those of earlier years.
fn gave_earlier<'s>(
    now: Option<Rows<'_, 's>>,
    earlier: &[&'s Earlier],
    unit: &dyn Fn(usize) -> Option<(usize, &'s str)>,
) -> Vec<GatheredFile<'s>> {
    let of_years: Vec<_> = earlier
        .iter()
        .map(|year| {
            let subjects = year.subjects();
            move |row: usize| subjects.get(row).copied().flatten().and_then(unit)
        })
        .collect();
    let rows = earlier.iter().zip(&of_years);
    let rows = rows.map(|(year, whose)| Rows { origin: &year.origin, columns: &year.columns, fixed: year.fixed, whose });
    files::gave(&now.into_iter().chain(rows).collect::<Vec<_>>())
}

/// The ids and the names beside figures of those who are known from elsewhere, as the files write them.
fn as_sent(years: &[(&Origin, &[Texts; 2])]) -> Vec<ReadColumn> {
    let column = |(role, wanted): (Role, usize)| {
        let mut written: Vec<&str> = Vec::new();
        for (origin, sent) in years {
            let there = (0..origin.len()).filter(|row| origin.cell(*row, wanted).is_some());
            written.extend(there.map(|row| sent[wanted].get(row)));
        }
        let values = written.iter().filter(|text| !text.is_empty()).count();
        column(role, wanted, values, written.len() - values, ends(written.iter().copied()))
    };
    [(Role::Id, 0), (Role::Name, 1)].into_iter().map(column).collect()
}

/// The id, the name, and the group or unit.
fn identity(campaign: &Campaign, register: &Register, roll: &Roll) -> Vec<ReadColumn> {
    let everybody = || 0..roll.len();
    let names = |text: fn(&Roll, usize) -> &str| ends(everybody().map(|subject| text(roll, subject)));
    let unnamed = everybody().filter(|subject| roll.name(*subject).is_empty()).count();
    let mut columns = vec![
        column(Role::Id, 0, roll.len(), 0, names(Roll::id)),
        column(Role::Name, 1, roll.len() - unnamed, unnamed, names(Roll::name)),
    ];
    if register.belongs.is_none() {
        return columns;
    }
    let (role, known, range) = match register.side {
        Side::Units => {
            let mut members = vec![0; campaign.groups.len()];
            everybody().filter_map(|unit| roll.group(unit)).for_each(|group| members[group] += 1);
            let known = members.iter().sum();
            let counts = campaign.groups.iter().zip(members).filter(|(_, members)| *members > 0);
            (Role::Group, known, Range::Counts(counts.map(|(group, members)| (group.label.clone(), members)).collect()))
        }
        Side::Persons => {
            let units: Vec<usize> = everybody().filter_map(|person| roll.unit(person)).collect();
            let different: BTreeSet<&usize> = units.iter().collect();
            (Role::Unit, units.len(), Range::Different(different.len()))
        }
    };
    columns.push(ReadColumn { doubts: roll.len() - known, ..column(role, 2, known, 0, range) });
    columns
}

fn years_column(years: &[i32], wanted: usize, taken: usize) -> ReadColumn {
    let ends = years.iter().min().zip(years.iter().max());
    let text = |year: &i32| year.to_string();
    column(Role::Year, wanted, taken, 0, ends.map_or(Range::Nothing, |(first, last)| Range::Texts(text(first), text(last))))
}

/// The tables of one kind of list. A table that holds several years is told once.
fn of_detail<'s>(
    campaign: &Campaign,
    position: usize,
    (detail, roll): (&Detail, &'s Roll),
    years: &'s [Option<DetailRows>],
) -> Vec<Reading<'s>> {
    let Some(list) = campaign.register(detail.side).and_then(|register| register.lists.get(usize::from(detail.list))) else {
        return Vec::new();
    };
    let mut tables: BTreeMap<Option<TableId>, Vec<(i32, &'s DetailRows)>> = BTreeMap::new();
    for (year, rows) in (0..).zip(years).filter_map(|(back, rows)| Some((campaign.year - back, rows.as_ref()?))) {
        tables.entry(rows.origin.tables().first().map(|table| table.id)).or_default().push((year, rows));
    }
    let reading = |of_years: Vec<(i32, &'s DetailRows)>| {
        let (_, first) = *of_years.first()?;
        let rows = || of_years.iter().map(|(_, rows)| *rows);
        let taken = rows().map(DetailRows::len).sum();
        let unknown = rows().map(|rows| rows.unknown).sum();
        let with_rows = |rows: &DetailRows| (0..rows.starts.len()).filter(|subject| rows.count(*subject) > 0).count();
        let unnamed = rows().flat_map(|rows| (0..rows.len()).filter(|row| rows.names.get(*row).is_empty())).count();
        let subject = column(Role::Id, 0, taken - unknown, 0, Range::Different(with_rows(first)));
        let mut columns = vec![
            ReadColumn { doubts: unknown, ..subject },
            column(Role::Name, 1, taken - unnamed, unnamed, ends((0..first.len()).map(|row| first.names.get(row)))),
        ];
        columns.extend(list.fields.iter().zip(&detail.columns).enumerate().map(|(at, (field, how))| {
            let held: Vec<&Held> = rows().filter_map(|rows| rows.columns.get(at)).collect();
            read_column(field, how, 2 + at, &held)
        }));
        let subjects: Vec<_> = rows().map(DetailRows::subjects).collect();
        let named = |subject: usize| (subject, roll.name(subject));
        let whose: Vec<_> = subjects.iter().map(|of| move |row: usize| of.get(row).copied().flatten().map(named)).collect();
        let gathered = rows().zip(&whose);
        let gathered =
            gathered.map(|(rows, whose)| Rows { origin: &rows.origin, columns: &rows.columns, fixed: FIXED, whose });
        let files = files::gave(&gathered.collect::<Vec<_>>());
        let mut years: Vec<i32> = of_years.iter().map(|(year, _)| *year).collect();
        years.sort_unstable();
        columns.extend(detail.year.as_ref().map(|_| years_column(&years, 2 + list.fields.len(), taken)));
        let columns = files::as_there(first.origin.tables(), &files, columns);
        let (of, rows) = (ReadFor::Detail(position), span(rows().flat_map(|rows| rows.origin.numbers())));
        Some(Reading {
            of,
            years,
            tables: first.origin.tables(),
            files,
            unread: first.origin.unread(),
            taken,
            not_sent: 0,
            rows,
            skipped: first.skipped.clone(),
            columns,
        })
    };
    tables.into_values().filter_map(reading).collect()
}

fn of_decisions<'s>(campaign: &Campaign, subjects: &'s Subjects) -> Option<Reading<'s>> {
    let (declared, table) = (campaign.decisions.as_ref()?, subjects.decisions.table.as_ref()?);
    let rows = usize::try_from(table.rows).unwrap_or(usize::MAX);
    let columns = declared.columns().into_iter().enumerate().map(|(wanted, (role, _))| {
        let values = table.values.get(wanted).and_then(|values| usize::try_from(*values).ok()).unwrap_or_default();
        column(Role::Decision(role), wanted, values, rows.saturating_sub(values), Range::Nothing)
    });
    let (columns, taken) = (columns.collect(), subjects.decisions.all.len());
    let (of, years, tables) = (ReadFor::Decisions, vec![campaign.year], std::slice::from_ref(table));
    let (files, skipped) = (Vec::new(), Vec::new());
    Some(Reading { of, years, tables, files, unread: &[], taken, not_sent: 0, rows: None, skipped, columns })
}

fn column(role: Role, wanted: usize, values: usize, blanks: usize, range: Range) -> ReadColumn {
    ReadColumn { role, wanted, values, blanks, doubts: 0, not_applicable: 0, range }
}

fn read_field(register: &Register, at: usize, wanted: usize, held: &[&Held]) -> ReadColumn {
    match (register.fields.get(at), register.columns.get(at)) {
        (Some(field), Some(how)) => read_column(field, how, wanted, held),
        _ => column(Role::Field(String::new()), wanted, 0, 0, Range::Nothing),
    }
}

/// A column of figures or of free text; `held` are its cells, in one piece for each year.
fn read_column(field: &Field, how: &Column, wanted: usize, held: &[&Held]) -> ReadColumn {
    let role = Role::Field(field.name.clone());
    let figures: Vec<&Figures> =
        held.iter().filter_map(|held| if let Held::Figures(f) = held { Some(f) } else { None }).collect();
    if figures.is_empty() {
        let texts = held.iter().filter_map(|held| if let Held::Texts(texts) = held { Some(texts) } else { None });
        let all: Vec<&str> = texts.flat_map(FreeTexts::iter).collect();
        let filled: Vec<&str> = all.iter().copied().filter(|text| !text.is_empty()).collect();
        let different: BTreeSet<&str> = filled.iter().copied().collect();
        return column(role, wanted, filled.len(), all.len() - filled.len(), Range::Different(different.len()));
    }
    let mut tally = [0; 4];
    for figures in &figures {
        tally.iter_mut().zip(figures.tally()).for_each(|(sum, count)| *sum += count);
    }
    let [values, blanks, doubts, not_applicable] = tally;
    let range = range(field, how, &figures);
    ReadColumn { role, wanted, values, blanks, doubts, not_applicable, range }
}

fn range(field: &Field, how: &Column, figures: &[&Figures]) -> Range {
    let extremes = || {
        let each = || figures.iter().filter_map(|figures| figures.extremes());
        Some((each().map(|(least, _)| least).min()?, each().map(|(_, most)| most).max()?))
    };
    let mut steps: BTreeMap<(i64, usize), usize> = BTreeMap::new();
    if matches!(field.kind, Kind::Rating | Kind::Text | Kind::YesNo) {
        figures.iter().for_each(|figures| figures.count_steps(&mut steps));
    }
    match field.kind {
        Kind::Rating | Kind::Text => {
            let spelling = |(step, spelling): &(i64, usize)| {
                let step = field.steps.get(usize::try_from(*step).ok()?)?;
                step.spellings.get(*spelling).cloned()
            };
            Range::Counts(steps.iter().filter_map(|(step, count)| Some((spelling(step)?, *count))).collect())
        }
        Kind::YesNo => {
            let said = |code: i64| steps.iter().filter(|((step, _), _)| *step == code).map(|(_, count)| count).sum();
            Range::Answers { yes: said(1), no: said(0), blank_is_no: how.blank == Blank::No }
        }
        Kind::Date => {
            let day = |number: &Number| number.to_whole().and_then(date::from_ordinal);
            extremes().and_then(|(first, last)| Some(Range::Days(day(&first)?, day(&last)?))).unwrap_or(Range::Nothing)
        }
        kind => extremes().map_or(Range::Nothing, |(least, most)| Range::Numbers(least, most, kind)),
    }
}

fn span<'r>(rows: impl Iterator<Item = &'r u32> + Clone) -> Option<(u32, u32)> {
    Some((*rows.clone().min()?, *rows.max()?))
}

/// The first and the last text in the order of the file.
fn ends<'t>(texts: impl DoubleEndedIterator<Item = &'t str> + Clone) -> Range {
    let mut filled = texts.filter(|text| !text.is_empty());
    let first = filled.next();
    let last = filled.next_back().or(first);
    first.zip(last).map_or(Range::Nothing, |(first, last)| Range::Texts(first.to_owned(), last.to_owned()))
}
