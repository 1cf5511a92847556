//! Binds the tables that units sent in to the subjects of a campaign.
//!
//! In: the checked definition and the bytes of its files, one for each year where the definition says so. Out: units and
//! persons with their figures by column, every cell's doubt as a finding with its place. Mistakes that make a list unsafe
//! (a missing column, a doubled id, a year without a file) leave no subjects, but all of them are found in one run.

use std::collections::{BTreeMap, HashMap};

use crate::campaign::builder::{Builder, aliases, all_skipped, fixed, plain};
use crate::campaign::decisions;
use crate::campaign::definition::{Campaign, Heading, Register};
use crate::campaign::detail::Detail;
use crate::campaign::detail_bind::{self, YearRows};
use crate::campaign::earlier::Earlier;
use crate::campaign::parts::check_parts;
use crate::campaign::subjects::{NO_GROUP, NO_UNIT, Roll, Skipped, Subjects, Texts, id_order};
use crate::input::{self, File, Limits, Request, Row, Table, Wanted};
use crate::vocab::finding::{CellFault, DefinitionFault};
use crate::vocab::{Finding, Level, Place, Sources, name};

/// The files of a campaign.
#[derive(Debug, Clone, Default)]
pub struct Data<'a> {
    /// The units' tables, one for each of [`Campaign::file_years`].
    pub units: Vec<YearFile<'a>>,
    /// The persons' tables; empty in a campaign without persons.
    pub persons: Vec<YearFile<'a>>,
    /// The council's decisions; `None` in a campaign that names no file of them.
    pub decisions: Option<File<'a>>,
    /// The tables of each of [`Campaign::details`], one for each of [`Campaign::detail_years`].
    pub details: Vec<Vec<YearFile<'a>>>,
    /// How large a file may be.
    pub limits: Limits,
}

/// The file of one year.
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
    let units = binding.side(&campaign.units, &data.units);
    let persons = campaign.persons.as_ref().map(|register| binding.side(register, &data.persons));
    let tables = campaign.details.iter().zip(data.details.iter().map(Vec::as_slice).chain(std::iter::repeat(&[][..])));
    let tables: Vec<Vec<YearRows>> = tables.map(|(detail, files)| binding.detail(detail, files)).collect();
    let Binding { mut sources, mut findings, .. } = binding;
    let (units, persons) = match (units, persons) {
        (Some((units, _)), None) => (units, None),
        (Some((units, _)), Some(Some((persons, written)))) => {
            let persons = join(persons, &written, &units, campaign, &mut findings);
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
    (Some(subjects), sources, findings)
}

/// The work of binding, with what was found so far.
struct Binding<'c> {
    campaign: &'c Campaign,
    limits: Limits,
    sources: Sources,
    findings: Vec<Finding>,
}

/// What one table holds of one year: the roll, and for persons the units as they are written.
type YearRoll = (i32, Roll, Texts);

impl Binding<'_> {
    /// Reads all years of one side. Beside the roll come, for persons, the units as they are written.
    fn side(&mut self, register: &Register, files: &[YearFile<'_>]) -> Option<(Roll, Texts)> {
        let mut years: Vec<YearRoll> = Vec::new();
        for file in files {
            match file.file {
                Some(content) => years.extend(self.table(register, file.year, content)),
                None => {
                    let fault = DefinitionFault::YearWithoutFile { year: file.year, file: register.file_of(file.year) };
                    self.findings.push(Finding::new(fault, Place::Definition(register.file_span.clone())));
                }
            }
        }
        let judged = years.iter().position(|(year, _, _)| *year == self.campaign.year)?;
        let (_, mut roll, written) = years.swap_remove(judged);
        let mut earlier: BTreeMap<i32, Roll> = years.into_iter().map(|(year, roll, _)| (year, roll)).collect();
        let back = 1..=i32::from(self.campaign.years_back());
        let links = back.map(|back| {
            let year = self.campaign.year - back;
            earlier.remove(&year).map(|earlier| Earlier::link(year, earlier, &roll, register))
        });
        roll.earlier = links.collect();
        Some((roll, written))
    }

    /// Reads all years of one detail table.
    fn detail(&mut self, detail: &Detail, files: &[YearFile<'_>]) -> Vec<YearRows> {
        let mut years = Vec::new();
        for file in files {
            match file.file {
                Some(content) => {
                    let found = (&mut self.sources, &mut self.findings);
                    years.extend(detail_bind::read(self.campaign, detail, file.year, content, self.limits, found));
                }
                None => {
                    let fault = DefinitionFault::YearWithoutFile { year: file.year, file: detail.file_of(file.year) };
                    self.findings.push(Finding::new(fault, Place::Definition(detail.file_span.clone())));
                }
            }
        }
        years
    }

    /// Reads one table: of one year, or of every year that is needed where a column tells the year.
    fn table(&mut self, register: &Register, year: i32, file: File<'_>) -> Vec<YearRoll> {
        let campaign = self.campaign;
        let years = if register.year.is_some() { campaign.years() } else { vec![year] };
        let builder = |year: &i32| (*year, Builder::new(campaign, register, *year != campaign.year));
        let mut builders: BTreeMap<i32, Builder<'_>> = years.iter().map(builder).collect();
        let mut found = Vec::new();
        let mut take = |table: &Table, row: Row<'_>| {
            if let Some(year) = year_of(register.year.is_some(), year, table, &row, &mut found)
                && let Some(builder) = builders.get_mut(&year)
            {
                builder.row(table, &row, &mut found);
            }
        };
        let table = input::read(file, &request(register, self.limits), &mut self.sources, &mut self.findings, &mut take);
        self.findings.append(&mut found);
        let Some(table) = table else { return Vec::new() };
        builders.into_iter().map(|(year, builder)| self.finish(register, year, table.clone(), builder)).collect()
    }

    fn finish(&mut self, register: &Register, year: i32, table: Table, builder: Builder<'_>) -> YearRoll {
        let key = |position: usize| table.columns.get(position).copied().flatten();
        let fixed = fixed(register);
        if self.sources.get(table.id).is_some_and(|source| source.sheet.is_some()) {
            self.findings.extend(builder.notes(register, table.id, table.columns.get(fixed..).unwrap_or_default()));
        }
        let mut roll = Roll {
            side: register.side,
            keys: [key(0), key(1), if fixed > 2 { key(2) } else { None }],
            positions: (0..register.columns.len()).map(|column| key(fixed + column)).collect(),
            rejected: builder.skipped.iter().filter(|row| row.why == Skipped::NoId).count(),
            skipped: all_skipped(&table, builder.skipped),
            table,
            ids: builder.ids,
            names: builder.names,
            rows: builder.rows,
            groups: builder.groups,
            units: Vec::new(),
            columns: builder.columns,
            by_id: Vec::new(),
            earlier: Vec::new(),
        };
        order_by_id(&mut roll);
        self.findings.extend(doubled_ids(&roll));
        (year, roll, builder.belongs)
    }
}

fn request(register: &Register, limits: Limits) -> Request {
    let wanted = |heading: &Heading| Wanted { headings: heading.spellings.clone(), required: true };
    let keys = [Some(&register.id), Some(&register.name), register.belongs.as_ref()];
    let columns = register.fields.iter().take(register.columns.len());
    let columns = columns.map(|field| Wanted { headings: field.headings.clone(), required: true });
    Request {
        sheet: register.sheet.clone(),
        heading_row: register.heading_row,
        // The year comes last, so that the columns of figures follow those that identify the subject.
        columns: keys.into_iter().flatten().map(wanted).chain(columns).chain(register.year.iter().map(wanted)).collect(),
        limits,
    }
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
    if year.is_none() {
        let place = match table.columns.last().copied().flatten() {
            Some(column) => Place::Cell(table.id, row.number, column),
            None => Place::Row(table.id, row.number),
        };
        found.push(Finding::new(CellFault::NotAYear { written: written.into_owned() }, place));
    }
    year
}

fn order_by_id(roll: &mut Roll) {
    let count = u32::try_from(roll.len()).unwrap_or(u32::MAX);
    let at = |row: u32| roll.ids.get(usize::try_from(row).unwrap_or(usize::MAX));
    let mut order: Vec<u32> = (0..count).collect();
    // Rows with one id stay in the order of the file, for the finding that names them all.
    order.sort_by(|a, b| id_order(at(*a), at(*b)));
    roll.by_id = order;
}

/// Every id that stands on several rows, with all of them.
fn doubled_ids(roll: &Roll) -> Vec<Finding> {
    let order: Vec<usize> = roll.by_id().collect();
    let same = |a: &usize, b: &usize| id_order(roll.id(*a), roll.id(*b)).is_eq();
    let doubled = order.chunk_by(same).filter(|rows| rows.len() > 1);
    doubled
        .filter_map(|rows| {
            let place = |row: &usize| roll.id_place(*row);
            let fault = CellFault::DoubledId { id: roll.id(rows[0]).to_owned() };
            let mut finding = Finding::new(fault, place(&rows[0])?);
            finding.others = rows[1..].iter().filter_map(place).collect();
            Some(finding)
        })
        .collect()
}

/// Finds each person's unit. An unknown one leaves the person pending and named.
fn join(mut persons: Roll, written: &Texts, units: &Roll, campaign: &Campaign, findings: &mut Vec<Finding>) -> Roll {
    let mut directory = Directory::new(units, campaign);
    for person in 0..persons.len() {
        let id = written.get(person);
        let unit = directory.unit(id);
        let group = unit.and_then(|unit| units.groups.get(usize::try_from(unit).ok()?).copied());
        persons.units.push(unit.unwrap_or(NO_UNIT));
        persons.groups.push(group.unwrap_or(NO_GROUP));
        if let (None, Some(place)) = (unit, persons.belongs_place(person)) {
            let near = directory.near(id);
            findings.push(Finding::new(CellFault::UnknownUnit { written: id.to_owned(), near }, place));
        }
    }
    persons
}

/// For how many different unknown units the nearest known one is looked for: a file full of them is another mistake.
const PROPOSED: usize = 100;

/// Finds units by what people write for them. Many persons write the same: what was found once is remembered.
struct Directory<'t> {
    units: &'t Roll,
    aliases: BTreeMap<String, &'t str>,
    by_key: BTreeMap<String, u32>,
    /// Never gone through, so that its order decides nothing.
    found: HashMap<&'t str, Option<u32>>,
    near: BTreeMap<&'t str, Option<String>>,
}

impl<'t> Directory<'t> {
    fn new(units: &'t Roll, campaign: &'t Campaign) -> Directory<'t> {
        let keys = (0..units.len()).zip(0_u32..).map(|(unit, position)| (name::match_key(units.id(unit)), position));
        Directory {
            units,
            aliases: aliases(&campaign.units),
            by_key: keys.collect(),
            found: HashMap::new(),
            near: BTreeMap::new(),
        }
    }

    fn unit(&mut self, written: &'t str) -> Option<u32> {
        let (aliases, by_key) = (&self.aliases, &self.by_key);
        *self.found.entry(written).or_insert_with(|| {
            let key = name::match_key(written);
            let key = aliases.get(&key).map_or(key, |shown| name::match_key(shown));
            by_key.get(&key).copied()
        })
    }

    /// The known unit that an unknown one is probably meant to be.
    fn near(&mut self, written: &'t str) -> Option<String> {
        if self.near.len() >= PROPOSED && !self.near.contains_key(written) {
            return None;
        }
        let known = (0..self.units.len()).map(|unit| self.units.id(unit));
        self.near.entry(written).or_insert_with(|| name::nearest(written, known).map(str::to_owned)).clone()
    }
}
