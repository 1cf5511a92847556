//! Binds the tables that units sent in to the subjects of a campaign.
//!
//! In: the checked definition and the bytes of its files, one for each year where the definition says so. Out: units and
//! persons with their figures by column, every cell's doubt as a finding with its place. Mistakes that make a list unsafe
//! (a missing column, a doubled id, a year without a file) leave no subjects, but all of them are found in one run.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use foldhash::fast::FixedState;

use crate::campaign::alias;
use crate::campaign::alike;
use crate::campaign::amid;
use crate::campaign::builder::{Builder, Task, Writings, plain, unreadable};
use crate::campaign::decisions;
use crate::campaign::definition::{Campaign, Expected, Heading, Register};
use crate::campaign::detail::Detail;
use crate::campaign::detail_bind::{self, YearRows};
use crate::campaign::directory::{Fit, Taken, Writing, without_zeros};
use crate::campaign::earlier::{Earlier, EarlierRows};
use crate::campaign::expected::{self, Sent};
use crate::campaign::known::Known;
use crate::campaign::named::Named;
use crate::campaign::origin::Origin;
use crate::campaign::parts::check_parts;
use crate::campaign::read;
use crate::campaign::repeats;
use crate::campaign::subjects::{Held, NO_GROUP, NO_UNIT, Roll, Skipped, SkippedRow, Subjects, id_order};
use crate::campaign::texts::Texts;
use crate::input::{self, File, Limits, Request, Row, Table, Take, Takers, Wanted};
use crate::rule::Operand;
use crate::vocab::finding::{CellFault, DecisionFault, DefinitionFault, TableFault};
use crate::vocab::name::match_key;
use crate::vocab::{About, Finding, Kind, Level, Number, Place, Side, Sources, Span, TableId};

/// The files of a campaign.
#[derive(Debug, Clone, Default)]
pub struct Data<'a> {
    /// The units' tables, for each of [`Campaign::file_years`] one, or several where a folder is gathered.
    pub units: Vec<YearFile<'a>>,
    /// The list of units that are expected to send figures; `None` where the campaign names none.
    pub expected: Option<File<'a>>,
    /// The persons' tables; empty in a campaign without persons.
    pub persons: Vec<YearFile<'a>>,
    /// The council's decisions; `None` in a campaign that names no file of them.
    pub decisions: Option<File<'a>>,
    /// The tables of each of [`Campaign::details`], for each of [`Campaign::detail_years`] one or several.
    pub details: Vec<Vec<YearFile<'a>>>,
    /// How large a file may be.
    pub limits: Limits,
    /// Files that lie beside gathered ones and that nothing takes, with where the campaign file says which are gathered.
    pub untaken: Vec<(Span, Vec<String>)>,
}

/// A file of one year; several of the same year are gathered into one table.
#[derive(Debug, Clone, Copy)]
pub struct YearFile<'a> {
    /// The year.
    pub year: i32,
    /// The file; `None` when there is none.
    pub file: Option<File<'a>>,
}

impl<'a> YearFile<'a> {
    /// The one file of a campaign of one year, or of a table that holds every year.
    #[must_use]
    pub fn only(campaign: &Campaign, file: File<'a>) -> Vec<YearFile<'a>> {
        vec![YearFile { year: campaign.year, file: Some(file) }]
    }
}

/// Binds the files to subjects. Without subjects at least one finding is a [`Level::Mistake`]; the sources tell where
/// findings stand.
#[must_use]
pub fn bind(campaign: &Campaign, data: &Data<'_>) -> (Option<Subjects>, Sources, Vec<Finding>) {
    match understand(campaign, data) {
        (Some(subjects), sources, findings) if findings.iter().all(|finding| finding.level() != Level::Mistake) => {
            (Some(Subjects { findings, ..subjects }), sources, Vec::new())
        }
        (_, sources, findings) => (None, sources, findings),
    }
}

/// Binds the files as far as they can be understood, to show what was read of them. Where a finding is a
/// [`Level::Mistake`], nothing may be judged by these subjects.
#[must_use]
pub fn understand(campaign: &Campaign, data: &Data<'_>) -> (Option<Subjects>, Sources, Vec<Finding>) {
    let mut binding = Binding { campaign, limits: data.limits, sources: Sources::default(), findings: Vec::new() };
    for (span, files) in &data.untaken {
        let fault = DefinitionFault::UntakenFiles { files: files.clone() };
        binding.findings.push(Finding::new(fault, Place::Definition(span.clone())));
    }
    let list = campaign.units.expected.as_ref().zip(data.expected);
    let list = list.map(|(expected, file)| binding.list(expected, file));
    let (units, persons) = match list {
        Some(None) => (None, binding.persons(&data.persons)),
        list => binding.sides(data, list.flatten()),
    };
    let tables = campaign.details.iter().zip(data.details.iter().map(Vec::as_slice).chain(std::iter::repeat(&[][..])));
    let tables: Vec<Vec<YearRows>> = tables.map(|(detail, files)| binding.detail(detail, files)).collect();
    let Binding { mut sources, mut findings, .. } = binding;
    let (units, persons) = match (units, persons) {
        (Some((units, _)), None) => (units, None),
        (Some((units, _)), Some(Some((persons, written)))) => {
            let persons = join(persons, &written, &units, campaign, &mut findings);
            findings.extend(units_without_persons(campaign, &units, &persons));
            (units, Some(persons))
        }
        _ => return (None, sources, findings),
    };
    let decisions = decisions::read(campaign, data, (&units, persons.as_ref()), &mut sources, &mut findings);
    let mut subjects =
        Subjects { units, persons, decisions, details: Vec::new(), sources: sources.clone(), findings: Vec::new() };
    let links = campaign.details.iter().zip(tables);
    let details = links.map(|(detail, years)| detail_bind::link(campaign, detail, years, &subjects, &mut findings));
    subjects.details = details.collect();
    check_parts(campaign, &mut subjects, &mut findings);
    for side in [Side::Units, Side::Persons] {
        // Whoever is not known may be in a file that cannot be read, or on a list of which nobody could be read.
        let is_unread = |roll: &Roll| if roll.list.is_some() { roll.is_empty() } else { !roll.origin.unread().is_empty() };
        if subjects.roll(side).is_some_and(is_unread) {
            findings.retain(|finding| !is_of_nobody(finding, side));
        }
    }
    (Some(subjects), sources, findings)
}

/// Which units have nobody in the persons' files, where those are gathered from a folder: one may not have sent its own.
fn units_without_persons(campaign: &Campaign, units: &Roll, persons: &Roll) -> Option<Finding> {
    let register = campaign.persons.as_ref().filter(|register| !register.patterns_of(campaign.year).is_empty())?;
    let with: BTreeSet<usize> = (0..persons.len()).filter_map(|person| persons.unit(person)).collect();
    let without: Vec<usize> = (0..units.len()).filter(|unit| !with.contains(unit)).collect();
    // Their persons may be in a file that cannot be read.
    let without = if persons.origin.unread().is_empty() { without } else { Vec::new() };
    let names = without.iter().map(|unit| units.name(*unit).to_owned()).collect();
    let fault = DefinitionFault::UnitsWithoutPersons { units: names };
    (!without.is_empty()).then(|| Finding::new(fault, Place::Definition(register.file_span.clone())))
}

/// The work of binding, with what was found so far.
struct Binding<'c> {
    campaign: &'c Campaign,
    limits: Limits,
    sources: Sources,
    findings: Vec<Finding>,
}

/// The rows of a table on their way to the builders of their years.
struct Gathering<'c> {
    builders: Vec<(i32, Builder<'c>)>,
    /// Whether a column tells the year of each row.
    in_column: bool,
    /// The year of all rows where none does.
    judged: i32,
    /// What was found of the rows of the file at hand.
    found: Named,
}

impl<'c> Gathering<'c> {
    fn row(&mut self, table: &Table, row: &Row<'_>) {
        let found = self.found.of_row();
        let year = year_of(self.in_column, self.judged, table, row, found);
        for (of, builder) in &mut self.builders {
            match year {
                Some(year) if year == *of => builder.row(table, row, found),
                Some(_) => builder.other_years += 1,
                None => builder.skipped.push(without_year(table, row)),
            }
        }
    }

    /// For the rows of a later stretch of the same table.
    fn beside(&self) -> Gathering<'c> {
        let builders = self.builders.iter().map(|(year, builder)| (*year, builder.beside()));
        Gathering { builders: builders.collect(), found: Named::default(), ..*self }
    }

    /// Ends a table that could not be read to its end.
    fn end_of_unread(&mut self, table: TableId) {
        self.builders.iter_mut().for_each(|(_, builder)| builder.end_of_unread(table));
    }

    /// Makes room for so many more rows, where there is any.
    fn reserve(&mut self, rows: usize) {
        self.builders.iter_mut().for_each(|(_, builder)| builder.reserve(rows));
    }

    /// Adds the rows of the next stretch of the table.
    fn append(&mut self, next: Gathering<'_>, table: &Table) {
        for ((_, builder), (_, next)) in self.builders.iter_mut().zip(next.builders) {
            builder.append(next, table, self.found.of_row());
        }
        self.found.append(next.found);
    }
}

/// Persons' units as they are written.
#[derive(Default)]
struct Belonging {
    written: Texts,
    writings: Writings,
}

impl Belonging {
    /// What stands for a person, and how.
    fn of(&self, person: usize) -> (&str, Writing) {
        (self.written.get(person), self.writings.get(person))
    }
}

/// A side as it was read; beside the roll stand, for persons, the units as they are written.
type Rolled = (Roll, Belonging);

impl<'c> Binding<'c> {
    /// Reads the list of units that are expected to send figures. `None` after a finding that says why it cannot be used.
    fn list(&mut self, expected: &Expected, file: File<'_>) -> Option<Builder<'c>> {
        let register = &self.campaign.units;
        let builder = Builder::new(self.campaign, register, Task::List);
        let years = vec![(self.campaign.year, builder)];
        let request = self.request_list(expected);
        let first = self.findings.len();
        let (_, list) = self.gather(&[file], (&request, &[]), false, years)?.pop()?;
        for table in list.origin.tables() {
            let found = self.findings.get_mut(first..).unwrap_or_default();
            amid::propose(found, &table.unread, &request, &["id", "name", "group"]);
        }
        Some(list)
    }

    /// Reads both sides, one beside the other where they are large.
    fn sides(&mut self, data: &Data<'_>, list: Option<Builder<'c>>) -> (Option<Rolled>, Option<Option<Rolled>>) {
        let files = data.units.iter().chain(&data.persons).filter_map(|of_year| of_year.file);
        let bytes = files.map(|file| file.bytes.len()).sum();
        let of_units: usize = by_year(&data.units).into_iter().filter_map(|(_, files)| Some(files?.len())).sum();
        let mut others = Binding { sources: self.sources.behind(of_units), findings: Vec::new(), ..*self };
        let read =
            input::beside(bytes, || self.side(&self.campaign.units, &data.units, list), || others.persons(&data.persons));
        self.sources.append(others.sources);
        if others.findings.iter().any(is_of_another_table) {
            // A unit's file may lie among those of the persons.
            self.findings.iter_mut().for_each(|finding| {
                if let About::Cell(CellFault::NotSent { unread, .. }) = &mut finding.about {
                    *unread = true;
                }
            });
        }
        self.findings.append(&mut others.findings);
        read
    }

    /// Reads all years of the persons; `None` in a campaign without persons.
    fn persons(&mut self, files: &[YearFile<'_>]) -> Option<Option<Rolled>> {
        self.campaign.persons.as_ref().map(|register| self.side(register, files, None))
    }

    /// Reads all years of one side. Where there is a list of the expected, whoever is on it is a subject.
    fn side(&mut self, register: &'c Register, files: &[YearFile<'_>], list: Option<Builder<'c>>) -> Option<Rolled> {
        let task = |year: i32| match year == self.campaign.year && list.is_none() {
            true => Task::Subjects,
            false => Task::Figures,
        };
        let mut years: BTreeMap<i32, Builder<'c>> = BTreeMap::new();
        for (year, files) in by_year(files) {
            let Some(files) = files else {
                self.no_file(year, &register.file_of(year), &register.patterns_of(year), &register.file_span);
                continue;
            };
            let of_files = if register.year.is_some() { self.campaign.years() } else { vec![year] };
            let task_of_files = if of_files.contains(&self.campaign.year) { task(self.campaign.year) } else { task(year) };
            let builders = of_files.iter().map(|year| (*year, Builder::new(self.campaign, register, task(*year))));
            let builders = builders.collect();
            let request = request(register, task_of_files, self.limits);
            let keys = if register.patterns_of(year).is_empty() { Vec::new() } else { keys(register) };
            years.extend(self.gather(&files, (&request, &keys), register.year.is_some(), builders).into_iter().flatten());
        }
        let judged = years.remove(&self.campaign.year)?;
        let (mut roll, written) = match list {
            Some(list) => (self.expected(register, list, judged), Belonging::default()),
            None => self.roll(register, judged),
        };
        let back = 1..=i32::from(self.campaign.years_back());
        let mut earlier = Vec::new();
        for year in back.map(|back| self.campaign.year - back) {
            let rows = years.remove(&year).map(|builder| EarlierRows::of(builder));
            let ranked = ranks_earlier_years(self.campaign, register.side);
            earlier.push(rows.map(|rows| Earlier::link(year, rows, &roll, register, ranked, &mut self.findings)));
        }
        roll.earlier = earlier;
        Some((roll, written))
    }

    /// Reads all years of one detail table.
    fn detail(&mut self, detail: &Detail, files: &[YearFile<'_>]) -> Vec<YearRows> {
        let mut years = Vec::new();
        for (year, files) in by_year(files) {
            match files {
                Some(files) => {
                    let found = (&mut self.sources, &mut self.findings);
                    years.extend(detail_bind::read(self.campaign, detail, year, &files, self.limits, found));
                }
                None => self.no_file(year, &detail.file_of(year), &detail.patterns_of(year), &detail.file_span),
            }
        }
        years
    }

    fn no_file(&mut self, year: i32, file: &str, patterns: &[String], span: &Span) {
        let fault = match patterns {
            [] => DefinitionFault::YearWithoutFile { year, file: file.to_owned() },
            patterns => DefinitionFault::NoFileFits { patterns: patterns.to_vec() },
        };
        self.findings.push(Finding::new(fault, Place::Definition(span.clone())));
    }

    /// Gathers the rows of files into the builders of their years: of one year, or of the year that a column tells.
    /// `None` when none of them can be read; beside others one that cannot is named, and what the others say is kept, so that
    /// whatever else is wrong is found. `keys` are those of the columns in the definition, where it names a folder.
    fn gather(
        &mut self,
        files: &[File<'_>],
        (request, keys): (&Request, &[&str]),
        in_column: bool,
        builders: Vec<(i32, Builder<'c>)>,
    ) -> Option<Vec<(i32, Builder<'c>)>> {
        let judged = builders.first().map_or(self.campaign.year, |(year, _)| *year);
        let mut gathering = Gathering { builders, in_column, judged, found: Named::default() };
        let (mut is_told, mut before, first) = (true, 0, self.findings.len());
        for file in files {
            let known = self.findings.len();
            let table = self.gather_file(*file, request, &mut gathering, input::stretches(file.bytes.len()));
            let mut found = std::mem::take(&mut gathering.found).finish(table.as_ref().map(|table| table.id));
            let without_id = found.iter().any(|finding| finding.about == About::Cell(CellFault::RowWithoutId));
            self.findings.append(&mut found);
            self.findings.extend(table.as_ref().and_then(|table| unidentified(table, request)));
            if !keys.is_empty() {
                let unread = table.as_ref().map_or(&[][..], |table| &table.unread);
                amid::propose(self.findings.get_mut(known..).unwrap_or_default(), unread, request, keys);
            }
            let Some(table) = table else {
                let mut told = self.findings.iter().skip(known);
                is_told &= told.any(|finding| finding.level() == Level::Mistake);
                let unread = self.sources.last();
                unread.into_iter().for_each(|unread| gathering.end_of_unread(unread));
                continue;
            };
            let rows: usize = gathering.builders.iter().map(|(_, builder)| builder.origin.len()).sum();
            // A form that was sent back empty: nothing but its headings, and perhaps a signature.
            // Rows that lack an id are no empty form, and each of them was named, or that the column is missing.
            let is_empty = rows == before && table.rows > 0 && !without_id && !lacks_ids(&table, request);
            if !in_column && files.len() > 1 && is_empty {
                self.findings.push(Finding::new(TableFault::NoRows, Place::Row(table.id, table.last_heading_row)));
            }
            before = rows;
            for (_, builder) in &mut gathering.builders {
                builder.end_of_table(table.clone(), &mut self.findings);
            }
        }
        if let Some((_, builder)) = gathering.builders.first() {
            amid::once_for_column(&mut self.findings, first, builder.origin.tables());
        }
        if !keys.is_empty() {
            amid::once(&mut self.findings, first);
        }
        for (_, builder) in &gathering.builders {
            self.findings.extend(builder.notes(|place| in_workbook(&self.sources, place)));
        }
        // Nothing may be judged by the others alone.
        let is_some_read = gathering.builders.iter().any(|(_, builder)| !builder.origin.tables().is_empty());
        (is_told && is_some_read).then_some(gathering.builders)
    }

    /// Gathers the rows of one file, side by side in so many stretches at most.
    fn gather_file(
        &mut self,
        file: File<'_>,
        request: &Request,
        gathering: &mut Gathering<'c>,
        stretches: usize,
    ) -> Option<Table> {
        let mut others: Vec<Gathering<'c>> = (1..stretches).map(|_| gathering.beside()).collect();
        if stretches > 1 {
            // The first takes over the rows of the others.
            let rows = input::about_lines(file.bytes);
            gathering.reserve(rows);
            others.iter_mut().for_each(|other| other.reserve(rows / stretches));
        }
        let table = {
            let mut first = |table: &Table, row: Row<'_>| gathering.row(table, &row);
            let takes = others.iter_mut().map(|other| |table: &Table, row: Row<'_>| other.row(table, &row));
            let mut takes: Vec<_> = takes.collect();
            let others = takes.iter_mut().map(|take| take as &mut Take<'_>).collect();
            let takers = Takers { first: &mut first, others };
            input::read(file, request, &mut self.sources, &mut self.findings, takers)?
        };
        for next in others.into_iter().take(table.stretches - 1) {
            gathering.append(next, &table);
        }
        Some(table)
    }

    /// The subjects are those of the tables of figures.
    fn roll(&mut self, register: &Register, mut builder: Builder<'_>) -> (Roll, Belonging) {
        let writings = std::mem::take(&mut builder.writings);
        let marked = std::mem::take(&mut builder.marked);
        let respelled = std::mem::take(&mut builder.respelled);
        let belonging = Belonging {
            written: std::mem::take(&mut builder.belongs),
            writings: std::mem::take(&mut builder.unit_writings),
        };
        let mut roll = Roll {
            side: register.side,
            fixed: register.fixed(),
            origin: std::mem::take(&mut builder.origin),
            list: None,
            ids: std::mem::take(&mut builder.ids),
            names: std::mem::take(&mut builder.names),
            sent: [Texts::default(), Texts::default()],
            groups: std::mem::take(&mut builder.groups),
            units: Vec::new(),
            by_id: Vec::new(),
            rejected: builder.skipped.iter().filter(|row| row.why.is_rejected()).count(),
            skipped: std::mem::take(&mut builder.skipped),
            other_years: builder.other_years,
            columns: builder.columns(),
            earlier: Vec::new(),
        };
        if roll.origin.tables().len() > 1 {
            self.findings.extend(blank_forms(register, &roll));
        }
        order_by_id(&mut roll);
        let (doubled, alike) =
            input::beside(roll.ids.bytes(), || doubled_ids(&roll, &writings), || alike::subjects(&roll, &writings));
        self.findings.extend(doubled.into_iter().chain(alike));
        self.findings.extend(alias::check(register, &roll, &respelled));
        self.findings.extend(marked_as_groups(&roll, marked));
        self.findings.extend(shown_zeros(register, &roll, &writings));
        (roll, belonging)
    }

    /// The subjects are those of the list; each takes the row of figures that is its own.
    fn expected(&mut self, register: &'c Register, list: Builder<'c>, mut figures: Builder<'_>) -> Roll {
        let (mut roll, _) = self.roll(register, list);
        let Sent { rows: order, strangers } = expected::rows(&roll, register, &mut figures, &mut self.findings);
        let is_empty_file = |finding: &Finding| finding.about == About::Table(TableFault::NoRows);
        let unread = strangers || has_unknown_senders(&figures.origin) || self.findings.iter().any(is_empty_file);
        roll.list = Some(std::mem::replace(&mut roll.origin, figures.origin.picked(&order)));
        roll.sent = [&figures.ids, &figures.names].map(|written| written.picked(&order));
        let is_doubled = |found: &&Finding| {
            matches!(found.about, About::Cell(CellFault::DoubledId { .. } | CellFault::DoubledName { .. }))
        };
        let doubled = |place: &Place| {
            let mut doubled = self.findings.iter().filter(is_doubled);
            doubled.any(|found| found.place == *place || found.others.contains(place))
        };
        // Of whom the list has twice, one must seem to be without a row.
        let is_doubled = |unit: usize| roll.id_place(unit).is_some_and(|place| doubled(&place));
        let not_sent = order.iter().enumerate().filter(|(unit, row)| row.is_none() && !is_doubled(*unit));
        let not_sent: Vec<Finding> = not_sent
            .filter_map(|(unit, _)| {
                let fault = CellFault::NotSent { unit: roll.name(unit).to_owned(), unread };
                Some(Finding::new(fault, roll.id_place(unit)?))
            })
            .collect();
        self.findings.extend(not_sent);
        roll.rejected += figures.skipped.iter().filter(|row| row.why.is_rejected()).count();
        roll.skipped.append(&mut figures.skipped);
        roll.other_years += figures.other_years;
        roll.columns = figures.columns().iter().map(|column| column.picked(&order)).collect();
        self.findings.extend(blank_forms(register, &roll));
        roll
    }

    /// What is asked of the list of the expected.
    fn request_list(&self, expected: &Expected) -> Request {
        let keys = [Some(&expected.id), Some(&expected.name), expected.group.as_ref()];
        Request {
            sheet: expected.sheet.clone(),
            heading_row: expected.heading_row,
            columns: keys.into_iter().flatten().map(|heading| wanted(heading, true)).collect(),
            limits: self.limits,
        }
    }
}

/// Units that have a row and nothing in any column of figures. Where nothing stands for no, it says nothing either.
fn blank_forms(register: &Register, roll: &Roll) -> Vec<Finding> {
    if register.side != Side::Units || roll.columns.is_empty() {
        return Vec::new();
    }
    let no = Operand::Known(Number::ZERO);
    let is_blank = |unit: usize, (column, held): (usize, &Held)| {
        let is_answer = || register.fields.get(column).is_some_and(|field| field.kind == Kind::YesNo);
        held.said(unit) == 1 || is_answer() && roll.operand(unit, column) == no
    };
    let is_empty = |unit: &usize| roll.columns.iter().enumerate().all(|column| is_blank(*unit, column));
    let told = |unit: usize| {
        let place = roll.origin.cell(unit, 0).or_else(|| roll.origin.cell(unit, 1))?;
        Some(Finding::new(CellFault::BlankForm { unit: roll.name(unit).to_owned() }, place))
    };
    (0..roll.len()).filter(|unit| roll.has_sent(*unit)).filter(is_empty).filter_map(told).collect()
}

/// Whether there are files of which nobody can tell whose they are: they cannot be read, or have neither ids nor names.
fn has_unknown_senders(figures: &Origin) -> bool {
    let nameless = |table: &Table| matches!(table.columns.as_slice(), [None, None, ..]);
    !figures.unread().is_empty() || figures.tables().iter().any(nameless)
}

/// Whether a file holds another table than the one asked for.
fn is_of_another_table(finding: &Finding) -> bool {
    matches!(finding.about, About::Table(TableFault::HeadingsNotFound { .. } | TableFault::NoSheetFits { .. }))
}

/// Whether something says only that somebody is not known, who may be in a file that could not be read.
fn is_of_nobody(finding: &Finding, side: Side) -> bool {
    match &finding.about {
        About::Cell(CellFault::UnknownUnit { .. } | CellFault::EarlierRow { .. } | CellFault::EarlierStrangers { .. }) => {
            side == Side::Units
        }
        About::Cell(CellFault::UnknownSubject { side: of, .. }) => side == *of,
        About::Definition(DefinitionFault::AliasOfNobody { .. }) | About::Decision(DecisionFault::UnknownSubject { .. }) => {
            true
        }
        _ => false,
    }
}

/// Whether a rule asks for places that subjects of one side had in earlier years.
fn ranks_earlier_years(campaign: &Campaign, side: Side) -> bool {
    let years = campaign.criteria.iter().map(|criterion| &criterion.years);
    let in_each = years.chain(campaign.awards.iter().map(|award| &award.over.years)).any(|years| years.count > 1);
    read::rules(campaign).any(|(of, rule)| {
        let slots = rule.ranked().iter().flat_map(|ranked| ranked.by.slots());
        slots
            .into_iter()
            .any(|slot| (if slot.of_unit { Side::Units } else { of }) == side && (in_each || slot.years_back > 0))
    })
}

/// The files of each year, in the order of the years as they are given; `None` where one has none.
fn by_year<'a>(files: &[YearFile<'a>]) -> Vec<(i32, Option<Vec<File<'a>>>)> {
    let of_year = files.chunk_by(|a, b| a.year == b.year);
    of_year.map(|files| (files[0].year, files.iter().map(|file| file.file).collect())).collect()
}

/// Whether a place is in a file that can hold numbers as numbers.
pub(super) fn in_workbook(sources: &Sources, place: &Place) -> bool {
    let (Place::Cell(table, ..) | Place::Row(table, _)) = place else { return false };
    sources.get(*table).is_some_and(|source| source.sheet.is_some())
}

fn wanted(heading: &Heading, required: bool) -> Wanted {
    Wanted { headings: heading.spellings.clone(), required }
}

/// A table that is read for figures alone needs ids or names, not both.
fn request(register: &Register, task: Task, limits: Limits) -> Request {
    let identify = task != Task::Figures;
    let keys = [wanted(&register.id, identify), wanted(&register.name, identify)];
    // Where a subject belongs is not read for figures alone, but its column keeps its place.
    let belongs = register.belongs.iter().take(register.fixed() - 2).map(|heading| wanted(heading, identify));
    let columns = register.fields.iter().take(register.columns.len());
    let columns = columns.map(|field| Wanted { headings: field.headings.clone(), required: true });
    let year = register.year.iter().map(|heading| wanted(heading, true));
    Request {
        sheet: register.sheet.clone(),
        heading_row: register.heading_row,
        // The year comes last, so that the columns of figures follow those that identify the subject.
        columns: keys.into_iter().chain(belongs).chain(columns).chain(year).collect(),
        limits,
    }
}

/// Whether a table has no column that says who its rows are about.
fn lacks_ids(table: &Table, request: &Request) -> bool {
    let required = request.columns.first().is_some_and(|id| id.required);
    match table.columns.as_slice() {
        [None, name, ..] => required || name.is_none(),
        _ => false,
    }
}

/// The keys of the columns of a request in the definition.
fn keys(register: &Register) -> Vec<&'static str> {
    let belongs = if register.side == Side::Units { "group" } else { "unit" };
    let fixed = ["id", "name", belongs].into_iter().take(register.fixed());
    let columns = register.columns.iter().map(|_| "heading");
    fixed.chain(columns).chain(register.year.as_ref().map(|_| "year")).collect()
}

/// The column of ids that a table must have when it has no names either.
fn unidentified(table: &Table, request: &Request) -> Option<Finding> {
    let [id, name, ..] = request.columns.as_slice() else { return None };
    let [None, None, ..] = table.columns.as_slice() else { return None };
    if id.required || name.required {
        return None;
    }
    let heading = id.headings.first()?.clone();
    let seen = || table.unread.iter().map(|(_, heading)| heading.as_str());
    let near = input::near_heading(&[id.headings.as_slice(), &name.headings].concat(), seen);
    let fault = TableFault::MissingColumn { heading, near: near.map(str::to_owned), among: None };
    Some(Finding::new(fault, Place::Row(table.id, table.last_heading_row)))
}

/// The year of a row: the file's, or what the last column says. A row without any is told and left out; one that names
/// nobody either goes with the year judged, where it is listed among those that were passed over.
pub(super) fn year_of(in_column: bool, judged: i32, table: &Table, row: &Row<'_>, found: &mut Vec<Finding>) -> Option<i32> {
    if !in_column {
        return Some(judged);
    }
    let cell = row.cells.last()?;
    let written = plain(cell);
    let year = written.parse::<i32>().ok().filter(|year| (1900..=2200).contains(year));
    let id = row.cells.first().map(plain).unwrap_or_default();
    if year.is_none() && (id.is_empty() || input::is_total(&id)) {
        return Some(judged);
    }
    // A column that is missing was told of the table.
    if year.is_none() && table.columns.last().is_some_and(Option::is_some) {
        let place = table.place(row.number, table.columns.len().saturating_sub(1));
        let fault = unreadable(cell).unwrap_or_else(|| CellFault::NotAYear { written: written.into_owned() });
        found.push(Finding::new(fault, place));
    }
    year
}

/// A row of which nobody can tell the year: it is missing in each of them.
pub(super) fn without_year(table: &Table, row: &Row<'_>) -> SkippedRow {
    SkippedRow { table: table.id, row: row.number, why: Skipped::NoYear }
}

fn order_by_id(roll: &mut Roll) {
    let count = u32::try_from(roll.len()).unwrap_or(u32::MAX);
    let at = |row: u32| roll.ids.get(usize::try_from(row).unwrap_or(usize::MAX));
    let by_id = |a: &u32, b: &u32| id_order(at(*a), at(*b));
    let mut order: Vec<u32> = (0..count).collect();
    // Rows with one id stay in the order of the file, for the finding that names them all.
    let (upper, lower) = order.split_at_mut(roll.len() / 2);
    input::beside(roll.ids.bytes(), || upper.sort_by(by_id), || lower.sort_by(by_id));
    if upper.last().zip(lower.first()).is_some_and(|(a, b)| by_id(a, b).is_gt()) {
        order.sort_by(by_id);
    }
    roll.by_id = order;
}

/// Whether two ids of ASCII letters are the same. Those that stand beside each other in order mostly differ at their end.
fn is_same(a: &str, b: &str) -> bool {
    let last = |id: &str| id.as_bytes().last().map(u8::to_ascii_lowercase);
    last(a) == last(b) && a.eq_ignore_ascii_case(b)
}

/// Every id that stands on several rows, with all of them. An id that is a bare number is also the one code that differs
/// from it by leading zeros alone.
fn doubled_ids(roll: &Roll, writings: &Writings) -> Vec<Finding> {
    let mut doubled: Vec<Vec<usize>> = Vec::new();
    // Names that serve as ids are one name in either place of a tone mark, which no order of letters brings together.
    let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut last: Option<(usize, &str)> = None;
    let mut is_open = false;
    for row in roll.by_id() {
        let id = roll.id(row);
        if !id.is_ascii() {
            by_key.entry(match_key(id)).or_default().push(row);
            continue;
        }
        match last.filter(|(_, other)| is_same(other, id)) {
            None => is_open = false,
            Some(_) if is_open => doubled.last_mut().into_iter().for_each(|rows| rows.push(row)),
            Some((first, _)) => {
                doubled.push(vec![first, row]);
                is_open = true;
            }
        }
        last = Some((row, id));
    }
    by_key.values_mut().for_each(|rows| rows.sort_unstable());
    let doubled = doubled.into_iter().chain(by_key.into_values()).filter(|rows| rows.len() > 1);
    repeats::tell(roll, doubled.chain(lost_zeros(roll, writings)).collect())
}

/// Subjects with the number or letter of a group for an id, where most ids are of another kind: else these are the codes.
/// A letter that is no Roman number is a code where figures stand beside it.
fn marked_as_groups(roll: &Roll, marked: Vec<(usize, bool)>) -> Vec<Finding> {
    if marked.len() * 2 > roll.len() {
        return Vec::new();
    }
    let numbered = |subject: usize| {
        roll.id(subject).trim_end_matches(['.', ')']).bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L'))
    };
    let told = |(subject, bare): (usize, bool)| {
        let fault = CellFault::PerhapsGroup { written: roll.name(subject).to_owned(), of_list: false };
        roll.id_place(subject).filter(|_| bare || numbered(subject)).map(|place| Finding::new(fault, place))
    };
    marked.into_iter().filter_map(told).collect()
}

/// Rows whose ids are numbers without the leading zeros that another id has, those of one number with that one.
fn lost_zeros(roll: &Roll, writings: &Writings) -> Vec<Vec<usize>> {
    let is_number = |row: usize| writings.get(row) == Writing::Number;
    if !writings.others().any(|(row, _)| is_number(row)) {
        return Vec::new();
    }
    // The codes of the same digits, and the numbers: one number stands perhaps on many rows.
    let mut codes: BTreeMap<&str, [Vec<usize>; 2]> = BTreeMap::new();
    for row in 0..roll.len() {
        if let Some(digits) = without_zeros(roll.id(row)) {
            let [others, numbers] = codes.entry(digits).or_default();
            if is_number(row) { numbers.push(row) } else { others.push(row) }
        }
    }
    let lost = |[others, numbers]: [Vec<usize>; 2]| {
        let number = roll.id(*numbers.first()?);
        let others: Vec<usize> = others.into_iter().filter(|other| roll.id(*other) != number).collect();
        (!others.is_empty()).then(|| [others, numbers].concat())
    };
    codes.into_values().filter_map(lost).collect()
}

/// Ids that are numbers shown with leading zeros.
fn shown_zeros(register: &Register, roll: &Roll, writings: &Writings) -> Vec<Finding> {
    let mut taken = Taken::new(register.id.spellings.first().map_or("", String::as_str));
    for (row, _) in writings.others().filter(|(_, writing)| *writing == Writing::Zeros) {
        let id = roll.id(row);
        taken.zeros(without_zeros(id).unwrap_or(id), id, roll.id_place(row));
    }
    taken.findings()
}

/// Finds each person's unit. An unknown one leaves the person pending and named.
fn join(mut persons: Roll, written: &Belonging, units: &Roll, campaign: &Campaign, findings: &mut Vec<Finding>) -> Roll {
    let known = Known::new(units, &campaign.units, campaign.year, &[]);
    let half = persons.len() / 2;
    let (upper, lower) = input::beside(
        written.written.bytes(),
        || Joined::of(0..half, written, &known, units),
        || Joined::of(half..persons.len(), written, &known, units),
    );
    let mut near: BTreeMap<&str, Option<String>> = BTreeMap::new();
    let heading = campaign.persons.as_ref().and_then(|persons| persons.belongs.as_ref()?.spellings.first());
    let mut taken = Taken::new(heading.map_or("", String::as_str));
    for part in [upper, lower] {
        persons.units.extend(&part.units);
        persons.groups.extend(&part.groups);
        for person in part.otherwise {
            let (id, writing) = written.of(person);
            let Some(fit) = part.fits.get(&(id, writing)).filter(|_| writing != Writing::Unreadable) else { continue };
            let fault = match fit {
                Fit::Nobody => {
                    let proposed = near.len() < PROPOSED || near.contains_key(id);
                    let near = proposed.then(|| near.entry(id).or_insert_with(|| known.directory().near(id)).clone());
                    Some(CellFault::UnknownUnit { written: id.to_owned(), near: near.flatten() })
                }
                Fit::Several(fits) => Some(known.directory().several(id, fits)),
                _ => None,
            };
            let place = persons.belongs_place(person);
            taken.take(fit, known.directory(), (id, writing), place.clone());
            findings.extend(fault.zip(place).map(|(fault, place)| Finding::new(fault, place)));
        }
    }
    findings.extend(taken.findings());
    persons
}

/// The units of some of the persons.
struct Joined<'w> {
    units: Vec<u32>,
    groups: Vec<u8>,
    /// The persons whose unit is not written as its id is.
    otherwise: Vec<usize>,
    /// Whom each writing fits: many persons write the same. Never gone through, so that its order decides nothing.
    fits: HashMap<(&'w str, Writing), Fit, FixedState>,
}

impl<'w> Joined<'w> {
    fn of(persons: Range<usize>, written: &'w Belonging, known: &Known<'_>, units: &Roll) -> Joined<'w> {
        let room = persons.len();
        let mut joined = Joined {
            units: Vec::with_capacity(room),
            groups: Vec::with_capacity(room),
            otherwise: Vec::new(),
            fits: HashMap::default(),
        };
        for person in persons {
            let (id, writing) = written.of(person);
            let fit = joined.fits.entry((id, writing)).or_insert_with(|| known.find(id, writing));
            let unit = fit.only();
            let group = unit.and_then(|unit| units.groups.get(usize::try_from(unit).ok()?).copied());
            joined.units.push(unit.unwrap_or(NO_UNIT));
            joined.groups.push(group.unwrap_or(NO_GROUP));
            if !matches!(fit, Fit::Exactly(_)) || writing == Writing::Zeros {
                joined.otherwise.push(person);
            }
        }
        joined
    }
}

/// For how many different unknown units the nearest known one is looked for: a file full of them is another mistake.
const PROPOSED: usize = 100;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use proptest::prelude::*;

    const CAMPAIGN: &str = r#"
format = 1
id = "a"
title = "A"
issuer = "UBND"
year = 2023
[units]
file = "a.csv"
id = "Mã"
name = "Tên"
[units.columns]
score = { heading = "Điểm", kind = "score", max = 200000 }
share = { heading = "Tỷ lệ", kind = "percent" }
remark = { heading = "Ghi chú", kind = "text" }
[[criterion]]
id = "C1"
clause = "I"
title = "A"
of = "units"
check = "score >= 50"
"#;

    /// Everything that is gathered of a text that is read in so many stretches at most.
    fn gathered(campaign: &Campaign, text: &str, stretches: usize) -> (String, Option<usize>) {
        let mut binding = Binding { campaign, limits: Limits::default(), sources: Sources::default(), findings: Vec::new() };
        let register = &campaign.units;
        let builders = vec![(2023, Builder::new(campaign, register, Task::Subjects))];
        let mut gathering = Gathering { builders, in_column: false, judged: 2023, found: Named::default() };
        let request = request(register, Task::Subjects, Limits::default());
        let file = File { name: "a.csv", bytes: text.as_bytes() };
        let table = binding.gather_file(file, &request, &mut gathering, stretches);
        let used = table.as_ref().map(|table| table.stretches);
        let (_, mut builder) = gathering.builders.pop().unwrap();
        let mut found = gathering.found.finish(None);
        builder.end_of_table(Table { stretches: 1, ..table.unwrap() }, &mut found);
        found.extend(builder.notes(|_| true));
        let (roll, _) = binding.roll(register, builder);
        (format!("{roll:?} {found:?} {:?}", binding.findings), used)
    }

    proptest! {
        #[test]
        fn a_table_is_the_same_in_how_many_stretches_it_is_read(
            lines in prop::collection::vec(
                prop::sample::select(vec![
                    "1;Xã An;60,5;70%;x", "2;Xã Bình;1.500;0,7;", "3;Xã Cát;;;", "4;Xã Cát;97,685;8,5 %;y", "5;;7;;",
                    "6;;;;", ";Tổng cộng;9;;", "Tổng cộng;;9;;", "Trung bình;;;;", "I;;;;", "Ghi chú: a;;;;", "Người lập;;;;",
                    "Nguyễn Văn A;;;;", "Chủ tịch;Chủ tịch;;;", "TT;Nội dung;;;", "TT;Tên đơn vị;Hồ sơ;Tỷ lệ;", ";Xã Dương;5;;", "#N/A;Xã Em;;;", "KT;;;;", "7;7;;;z", "",
                    "II;Sở, ban;;;", "I;Khối sở;;;", "I;Khối sở;9;;", "8;TB;9;;", "Tổng;3 xã;9;;", "B;Xã B;9;;", "TC;;9;;", "9;Khối 5;;;",
                ]),
                1..30
            ),
            count in 2_usize..6,
        ) {
            let (campaign, findings) = crate::campaign::read(CAMPAIGN);
            let campaign = campaign.ok_or_else(|| TestCaseError::fail(format!("{findings:?}")))?;
            let text = format!("Mã;Tên;Điểm;Tỷ lệ;Ghi chú\n{}", lines.join("\n"));
            prop_assert_eq!(gathered(&campaign, &text, count).0, gathered(&campaign, &text, 1).0);
        }
    }

    #[test]
    fn a_signature_before_a_cut_is_known_behind_it() {
        let (campaign, _) = crate::campaign::read(CAMPAIGN);
        let campaign = campaign.unwrap();
        let subjects = "1;Xã An;60,5;70%;x\n".repeat(3);
        let names = "Nguyễn Văn An;;;;\n".repeat(3);
        let text = format!("Mã;Tên;Điểm;Tỷ lệ;Ghi chú\n{subjects}Người lập biểu;;;;\n{names}");
        let (whole, cut) = (gathered(&campaign, &text, 1), gathered(&campaign, &text, 2));
        assert_eq!([whole.1, cut.1], [Some(1), Some(2)]);
        assert_eq!(whole.0, cut.0);
    }
}
