//! Where everything comes from: the files with their digests, what was read of them and what was left out, and the
//! definition as written.

use std::collections::BTreeSet;

use super::context::{Context, index};
use super::reading::why;
use super::{Record, papers};
use crate::campaign::{Heading, Roll, SkippedRow, Table, TablesRead, pattern};
use crate::report::sheet::{Cell, Look, Sheet, Value, spread};
use crate::rule::Field;
use crate::text;
use crate::text::reading::words as reading_words;
use crate::vocab::place::column_letters;
use crate::vocab::{Finding, Level, Place, Side};

/// The sheet's columns: the first holds the numbers of the definition's lines, and labels reach over it.
const WIDTHS: [u16; 7] = [7, 27, 30, 18, 11, 11, 40];
const COLUMNS: u16 = 7;

/// Over how many columns a label reaches.
const LABEL: u16 = 2;

pub(super) fn sheet<'a>(context: Context<'a>, record: &'a Record) -> Sheet<'a> {
    let sources = Sources { context, record };
    Sheet {
        name: context.words.names.sources.to_owned(),
        widths: WIDTHS.to_vec(),
        heading_row: None,
        frozen_columns: 0,
        filter: false,
        landscape: true,
        drawn: false,
        rows: Box::new(move |put: &mut dyn FnMut(&[Cell<'_>])| sources.each(put)),
    }
}

/// The row on which a line of the definition stands, from 1.
pub(super) fn row_of_line(context: Context<'_>, record: &Record, line: usize) -> u32 {
    let mut rows = 0;
    Sources { context, record }.above_the_text(&mut |_| rows += 1);
    u32::try_from(rows + line.saturating_sub(1)).unwrap_or(u32::MAX)
}

/// The row on which the council's decisions begin.
pub(super) fn row_of_decisions(context: Context<'_>, record: &Record) -> u32 {
    let (mut rows, mut found) = (0, 0);
    let words = papers::words(context);
    Sources { context, record }.above_the_text(&mut |cells| {
        let begins = |cell: &Cell<'_>| cell.look == Look::Group && cell.value == Value::Text(words.decisions.into());
        if cells.first().is_some_and(begins) {
            found = rows;
        }
        rows += 1;
    });
    found
}

struct Sources<'a> {
    context: Context<'a>,
    record: &'a Record,
}

type Put<'p> = &'p mut dyn FnMut(&[Cell<'_>]);

fn fact(label: &str, what: Cell<'_>, put: Put<'_>) {
    put(&spread([(LABEL, Cell::text(label).look(Look::Label)), (COLUMNS - LABEL, what.look(Look::Wrapped))]));
}

fn count(label: &str, number: usize, put: Put<'_>) {
    let number = Cell::whole(number).look(Look::Wrapped);
    put(&spread([(LABEL, Cell::text(label).look(Look::Label)), (1, number)]));
}

/// A row of a table, whose first cell reaches over the columns of a label.
fn row<'c>(cells: impl IntoIterator<Item = Cell<'c>>, put: Put<'_>) {
    put(&spread([LABEL].into_iter().chain(std::iter::repeat(1)).zip(cells)));
}

fn headings<'c>(headings: impl IntoIterator<Item = &'c str>, put: Put<'_>) {
    row(headings.into_iter().map(|text| Cell::text(text).look(Look::Heading)), put);
}

fn section(text: &str, put: Put<'_>) {
    put(&[]);
    put(&spread([(COLUMNS, Cell::text(text).look(Look::Group).keep(4))]));
}

impl Sources<'_> {
    fn each(&self, put: Put<'_>) {
        self.above_the_text(put);
        for (number, line) in (1..).zip(self.context.campaign().text.lines()) {
            let number = Cell::whole(number).look(Look::Code);
            put(&spread([(1, number), (COLUMNS - 1, Cell::text(line).look(Look::Code))]));
        }
    }

    fn above_the_text(&self, put: Put<'_>) {
        let words = &self.context.words.sources;
        self.context.head(words.title, &[], put);
        put(&[]);
        fact(words.tool, Cell::text(format!("thidua {}", self.record.version)), put);
        fact(words.as_of, Cell::text((self.context.words.common.day)(self.context.assessment.as_of)), put);
        self.files(put);
        for (side, roll) in self.context.sides() {
            self.read(side, roll, put);
        }
        self.lists(put);
        self.read_decisions(put);
        self.decisions(put);
        self.notes(put);
        section(words.text, put);
    }

    fn files(&self, put: Put<'_>) {
        let words = &self.context.words.sources;
        section(words.files, put);
        let heading = |text: &'static str| Cell::text(text).look(Look::Heading);
        put(&spread([
            (LABEL, heading(words.used_for)),
            (1, heading(self.context.words.common.file)),
            (1, heading(words.size)),
            (COLUMNS - 4, heading(words.digest)),
        ]));
        let data = self.record.data.iter().map(|file| (self.used_for(&file.name), file));
        for (used_for, file) in [(words.definition.to_owned(), &self.record.campaign)].into_iter().chain(data) {
            put(&spread([
                (LABEL, Cell::text(used_for)),
                (1, Cell::text(file.name.as_str())),
                (1, Cell::whole(file.size)),
                (COLUMNS - 4, Cell::text(file.sha256.as_str())),
            ]));
        }
    }

    /// What a data file is used for: whose figures it holds, and of which year where there are several.
    fn used_for(&self, file: &str) -> String {
        let (campaign, words) = (self.context.campaign(), &self.context.words.sources);
        let dated = |title: &str, years: Vec<i32>, holds: &dyn Fn(i32) -> bool| {
            let several = years.len() > 1;
            let named = |year| if several { format!("{title} {year}") } else { title.to_owned() };
            years.into_iter().filter(|year| holds(*year)).map(named).collect::<Vec<String>>()
        };
        let holds = |name: String, patterns: Vec<String>| {
            if patterns.is_empty() { name == file } else { patterns.iter().any(|pattern| pattern::fits(pattern, file)) }
        };
        let registers = [Some(&campaign.units), campaign.persons.as_ref()].into_iter().flatten();
        let uses = registers.flat_map(|register| {
            let of_year = |year| holds(register.file_of(year), register.patterns_of(year));
            dated((words.data_of)(register.side), campaign.file_years(register), &of_year)
        });
        let decided = campaign.decisions.iter().filter(|decisions| decisions.file == file);
        let decided = decided.map(|_| papers::words(self.context).decisions.to_owned());
        let lists = campaign.details.iter().flat_map(|detail| {
            let of_year = |year| holds(detail.file_of(year), detail.patterns_of(year));
            let title = detail.name.spellings.first().map_or("", String::as_str);
            dated(title, campaign.detail_years(detail), &of_year)
        });
        let expected = campaign.units.expected.iter().filter(|expected| expected.file_of(campaign.year) == file);
        let expected = expected.map(|_| words.expected_list.to_owned());
        expected.chain(uses).chain(lists).chain(decided).collect::<Vec<_>>().join("; ")
    }

    /// What was read of each detail table in each year, what was left out and why.
    fn lists(&self, put: Put<'_>) {
        let words = &self.context.words.sources;
        let (campaign, subjects) = (self.context.campaign(), self.context.assessment.subjects);
        for (detail, years) in campaign.details.iter().zip(&subjects.details) {
            let title = detail.name.spellings.first().map_or("", String::as_str);
            let fields = campaign.register(detail.side).and_then(|register| register.lists.get(usize::from(detail.list)));
            let fields = fields.map_or(&[][..], |list| &list.fields);
            for (back, rows) in (0..).zip(years).filter_map(|(back, rows)| Some((back, rows.as_ref()?))) {
                let year = (years.len() > 1).then_some(campaign.year - back);
                section(&(words.read_list)(title, year), put);
                let tables = rows.origin.tables();
                self.tables(tables, put);
                let rejected = rows.skipped.iter().filter(|row| row.why.is_rejected()).count();
                let with_year = detail.year.is_some();
                for (words, number, shown) in [
                    (words.rows, rows.len() + rows.skipped.len() + rows.other_years, true),
                    (words.other_years, rows.other_years, with_year),
                    (words.skipped, rows.skipped.len() - rejected, true),
                    ((words.rejected)(with_year), rejected, true),
                    (words.unknown, rows.unknown, true),
                ] {
                    if shown {
                        count(words, number, put);
                    }
                }
                self.left_out(&tables.iter().collect::<Vec<_>>(), &rows.skipped, put);
                let keys = [(&detail.subject, words.key_id), (&detail.name, words.key_name)];
                let keys = keys.map(|(heading, name)| Asked::key(heading, name));
                let fields = fields.iter().map(|field| Asked::field(field, (words.of_kind)(field.kind)));
                let year = detail.year.iter().map(|heading| Asked::key(heading, words.key_year));
                self.columns(tables, keys.into_iter().chain(fields).chain(year), put);
            }
        }
    }

    /// What was read of the council's decisions.
    fn read_decisions(&self, put: Put<'_>) {
        let decisions = &self.context.assessment.subjects.decisions;
        let (Some(table), Some(declared)) = (&decisions.table, &self.context.campaign().decisions) else { return };
        let words = &self.context.words.sources;
        section(words.read_decisions, put);
        let tables = std::slice::from_ref(table);
        self.tables(tables, put);
        count(words.rows, index(table.rows), put);
        if decisions.other_years > 0 {
            count(words.other_years, decisions.other_years, put);
        }
        let needed = [&declared.subject, &declared.award, &declared.decision];
        let optional = [&declared.criterion, &declared.reason, &declared.paper, &declared.date, &declared.year];
        let all = needed.into_iter().chain(optional.into_iter().flatten());
        self.columns(tables, all.map(|heading| Asked::key(heading, "")), put);
    }

    /// What the council decided, and what became of each decision.
    fn decisions(&self, put: Put<'_>) {
        let (context, words) = (self.context, papers::words(self.context));
        let decisions = &context.assessment.subjects.decisions.all;
        if decisions.is_empty() {
            return;
        }
        section(words.decisions, put);
        let common = &context.words.common;
        let row = |cells: [Cell<'_>; 5], put: Put<'_>| put(&spread([LABEL, 1, 1, 2, 1].into_iter().zip(cells)));
        let headings = [common.subject, common.award, words.decision, words.paper, words.effect];
        row(headings.map(|text| Cell::text(text).look(Look::Heading)), put);
        for (position, decision) in decisions.iter().enumerate() {
            let award = &context.campaign().awards[decision.award];
            let paper = [context.paper_of(position), decision.reason.clone()];
            let paper: Vec<String> = paper.into_iter().filter(|part| !part.is_empty()).collect();
            let cells = [
                context.subject(award.side, decision.subject),
                award.title.clone(),
                context.ruling(position),
                paper.join(": "),
                context.effect(position),
            ];
            let note = context.places(&[&decision.place]);
            let mut cells = cells.map(|cell| Cell::text(cell).look(Look::Wrapped));
            cells[2].note = Some(note);
            row(cells, put);
        }
    }

    /// What was read of the table of one side, what was left out and why.
    fn read(&self, side: Side, roll: &Roll, put: Put<'_>) {
        let words = &self.context.words.sources;
        section((words.read)(side), put);
        if let Some(list) = &roll.list {
            let files: Vec<String> = list.tables().iter().map(|table| self.file_and_sheet(table)).collect();
            fact(words.expected_list, Cell::text(files.join("; ")), put);
        }
        let (tables, rows) = (roll.origin.tables(), roll.rows());
        self.tables(tables, put);
        let sum = |count: &dyn Fn(&Table) -> usize| tables.iter().map(count).sum::<usize>();
        let year = self.context.campaign().register(side).and_then(|register| register.year.as_ref());
        let always = [
            (words.rows, rows.read),
            (words.subjects, rows.subjects),
            (words.skipped, rows.skipped),
            ((words.rejected)(year.is_some()), rows.rejected),
        ];
        let of_years = year.map(|_| (words.other_years, rows.other_years));
        let sometimes = [
            (words.not_sent, rows.not_sent),
            (words.empty_rows, sum(&|table| index(table.empty_rows))),
            (words.hidden_rows, sum(&|table| table.hidden_rows.len())),
        ];
        let sometimes = sometimes.into_iter().filter(|(_, number)| *number > 0);
        for (words, number) in always.into_iter().chain(of_years).chain(sometimes) {
            count(words, number, put);
        }
        let hidden: BTreeSet<u16> = tables.iter().flat_map(|table| table.hidden_columns.iter().copied()).collect();
        if !hidden.is_empty() {
            let letters: Vec<String> = hidden.into_iter().map(column_letters).collect();
            fact(words.hidden_columns, Cell::text(letters.join(", ")), put);
        }
        let unread = tables.iter().flat_map(|table| &table.unread);
        let unread = unread.map(|(column, heading)| format!("{} “{heading}”", column_letters(*column)));
        let unread: Vec<String> = unread.collect::<BTreeSet<_>>().into_iter().collect();
        if !unread.is_empty() {
            fact(words.unread, Cell::text(unread.join(", ")), put);
        }
        self.earlier(roll, put);
        self.left_out(&roll.tables().collect::<Vec<_>>(), &roll.skipped, put);
        if let Some(register) = self.context.campaign().register(side) {
            let belongs = if register.side == Side::Units { words.key_group } else { words.key_unit };
            let keys = [Asked::key(&register.id, words.key_id), Asked::key(&register.name, words.key_name)];
            // Where a list says who is expected, it says their groups as well.
            let belongs =
                register.belongs.iter().filter(|_| roll.list.is_none()).map(|heading| Asked::key(heading, belongs));
            let fields = register.fields.iter().take(register.columns.len());
            let fields = fields.map(|field| Asked::field(field, (words.of_kind)(field.kind)));
            let year = year.map(|heading| Asked::key(heading, words.key_year));
            self.columns(tables, keys.into_iter().chain(belongs).chain(fields).chain(year), put);
        }
    }

    /// The file, sheet and heading row of a table, or of each of several.
    fn tables(&self, tables: &[Table], put: Put<'_>) {
        let (words, common) = (&self.context.words.sources, &self.context.words.common);
        let heading_rows = |table: &Table| {
            let (first, last) = (u64::from(table.heading_row) + 1, u64::from(table.last_heading_row) + 1);
            if first == last { first.to_string() } else { format!("{first}–{last}") }
        };
        if let [table] = tables {
            let [file, sheet, _] = self.context.place_parts(&Place::Table(table.id));
            fact(common.file, Cell::text(file), put);
            if !sheet.is_empty() {
                fact(common.sheet, Cell::text(sheet), put);
            }
            fact(words.heading_row, Cell::text(heading_rows(table)), put);
            return;
        }
        count(words.files_read, tables.len(), put);
        headings([common.file, common.sheet, words.heading_row, words.rows], put);
        for table in tables {
            let [file, sheet, _] = self.context.place_parts(&Place::Table(table.id));
            let rows = Cell::whole(index(table.rows));
            row([Cell::text(file), Cell::text(sheet), Cell::text(heading_rows(table)), rows], put);
        }
    }

    fn file_and_sheet(&self, table: &Table) -> String {
        let [file, sheet, _] = self.context.place_parts(&Place::Table(table.id));
        if sheet.is_empty() { file } else { format!("{file} › {sheet}") }
    }

    /// The tables of earlier years, and what those of the year judged hold of them.
    fn earlier(&self, roll: &Roll, put: Put<'_>) {
        let of_now = |table: &Table| roll.tables().any(|now| now.id == table.id);
        let years: Vec<TablesRead<'_>> = roll.earlier_tables().collect();
        if years.is_empty() {
            return;
        }
        let (words, common) = (&self.context.words.sources, &self.context.words.common);
        section(words.earlier, put);
        headings([words.year, common.file, common.sheet, words.heading_row, words.rows], put);
        for (of, table) in years.iter().flat_map(|of| of.tables.iter().map(move |table| (of, table))) {
            let [file, sheet, _] = self.context.place_parts(&Place::Table(table.id));
            // Of several tables with several years each nothing tells which row of which year is in which.
            let others = if of.tables.len() == 1 { of.other_years } else { 0 };
            let rows = index(table.rows).saturating_sub(others);
            let [heading_row, rows] = [index(table.heading_row) + 1, rows].map(Cell::whole);
            row([Cell::text(of.year.to_string()), Cell::text(file), Cell::text(sheet), heading_row, rows], put);
        }
        for of in years {
            // What is wanting in every year of one table is told with the year judged.
            let key = |row: &SkippedRow| (row.table, row.row);
            let known = |row: &SkippedRow| roll.skipped.binary_search_by_key(&key(row), key).is_ok();
            let own: Vec<SkippedRow> = of.skipped.iter().filter(|row| !known(row)).copied().collect();
            let tables: Vec<&Table> = of.tables.iter().filter(|table| !of_now(table)).collect();
            self.left_out(&tables, &own, put);
        }
    }

    /// The rows of tables that were passed over, each with the reason: the titles above, and those below the headings.
    /// Where there are several tables, each row is told with its file.
    fn left_out(&self, tables: &[&Table], rows: &[SkippedRow], put: Put<'_>) {
        let words = &self.context.words.sources;
        if rows.is_empty() && tables.iter().all(|table| table.title_rows.is_empty()) {
            return;
        }
        section(words.rows_left_out, put);
        headings([words.row, words.why], put);
        let reasons = reading_words(self.context.lang);
        let titles = tables.iter().flat_map(|table| table.title_rows.iter().map(|row| (table.id, *row)));
        let titles = titles.map(|(table, number)| (table, number, reasons.why.title));
        let skipped = rows.iter().map(|skipped| (skipped.table, skipped.row, why(reasons, skipped)));
        for (table, number, why) in titles.chain(skipped) {
            let place = Place::Row(table, number);
            let [_, _, inner] = self.context.place_parts(&place);
            let told = if tables.len() > 1 { self.context.places(&[&place]) } else { inner };
            row([Cell::text(told), Cell::text(why)], put);
        }
    }

    /// The columns in the order in which they were asked for; of several tables as the first one has them.
    fn columns<'c>(&self, tables: &[Table], asked: impl Iterator<Item = Asked<'c>>, put: Put<'_>) {
        let words = &self.context.words.sources;
        section(words.columns, put);
        headings([words.heading, words.short_name, words.kind, words.column, words.filled], put);
        for (wanted, asked) in asked.enumerate() {
            let written = tables.iter().find_map(|table| table.headings.get(wanted)?.as_deref()).unwrap_or(asked.heading);
            let column = tables.iter().find_map(|table| table.columns.get(wanted).copied().flatten());
            let filled = tables.iter().map(|table| table.values.get(wanted).copied().map_or(0, index)).sum();
            row(
                [
                    Cell::text(written),
                    Cell::text(asked.name),
                    Cell::text(asked.kind),
                    Cell::text(column.map(column_letters).unwrap_or_default()).look(Look::Centered),
                    Cell::whole(filled).look(Look::Centered),
                ],
                put,
            );
        }
    }

    /// What is worth a look and changes nothing.
    fn notes(&self, put: Put<'_>) {
        let findings = &self.context.assessment.subjects.findings;
        let notes: Vec<&Finding> = findings.iter().filter(|finding| finding.level() == Level::Note).collect();
        if notes.is_empty() {
            return;
        }
        section(self.context.words.sources.notes, put);
        for note in notes {
            let wording = text::finding(self.context.lang, &note.about);
            let place = self.context.places(&[&note.place]);
            let wrapped = |text: String| Cell::text(text).look(Look::Wrapped);
            put(&spread([
                (LABEL, wrapped(place)),
                (2, wrapped(wording.message)),
                (COLUMNS - LABEL - 2, wrapped(wording.help.unwrap_or_default())),
            ]));
        }
    }
}

/// A column that was asked for.
struct Asked<'c> {
    heading: &'c str,
    name: &'c str,
    kind: &'c str,
}

impl<'c> Asked<'c> {
    fn key(heading: &'c Heading, name: &'c str) -> Asked<'c> {
        Asked { heading: heading.spellings.first().map_or("", String::as_str), name, kind: "" }
    }

    fn field(field: &'c Field, kind: &'c str) -> Asked<'c> {
        Asked { heading: field.headings.first().map_or("", String::as_str), name: &field.name, kind }
    }
}
