//! Where everything comes from: the files with their digests, what was read of them and what was left out, and the
//! definition as written.

use std::collections::BTreeSet;

use super::context::{Context, index};
use super::reading::why;
use super::{Record, papers};
use crate::campaign::{Register, Roll, Skipped, SkippedRow, Table, pattern};
use crate::report::sheet::{Cell, Look, Sheet, Value};
use crate::text;
use crate::text::reading::words as reading_words;
use crate::vocab::place::column_letters;
use crate::vocab::{Finding, Level, Place, Side};

/// The sheet's columns.
const WIDTHS: [u16; 5] = [40, 46, 24, 18, 16];

pub(super) fn sheet<'a>(context: Context<'a>, record: &'a Record) -> Sheet<'a> {
    let sources = Sources { context, record };
    Sheet {
        name: context.words.names.sources.to_owned(),
        widths: WIDTHS.to_vec(),
        heading_row: None,
        frozen_columns: 0,
        filter: false,
        landscape: true,
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

fn label(text: &str) -> Cell<'_> {
    Cell::text(text).look(Look::Label)
}

fn heading(text: &'static str) -> Cell<'static> {
    Cell::text(text).look(Look::Heading)
}

fn section(text: &'static str, put: Put<'_>) {
    put(&[]);
    put(&[Cell::text(text).look(Look::Group)]);
}

impl Sources<'_> {
    fn each(&self, put: Put<'_>) {
        self.above_the_text(put);
        for (number, line) in (1..).zip(self.context.campaign().text.lines()) {
            put(&[Cell::whole(number).look(Look::Remark), Cell::text(line)]);
        }
    }

    fn above_the_text(&self, put: Put<'_>) {
        let words = &self.context.words.sources;
        self.context.head(words.title, &[], put);
        put(&[label(words.tool), Cell::text(format!("thidua {}", self.record.version))]);
        put(&[label(words.as_of), Cell::date(self.context.assessment.as_of)]);
        self.files(put);
        for (side, roll) in self.context.sides() {
            self.read(side, roll, put);
        }
        self.lists(put);
        self.decisions(put);
        self.notes(put);
        section(words.text, put);
    }

    fn files(&self, put: Put<'_>) {
        let words = &self.context.words.sources;
        section(words.files, put);
        put(&[words.used_for, self.context.words.common.file, words.size, words.digest].map(heading));
        let data = self.record.data.iter().map(|file| (self.used_for(&file.name), file));
        for (used_for, file) in [(words.definition.to_owned(), &self.record.campaign)].into_iter().chain(data) {
            put(&[
                Cell::text(used_for),
                Cell::text(file.name.as_str()),
                Cell::text((words.bytes)(file.size)),
                Cell::text(file.sha256.as_str()),
            ]);
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
            for (back, rows) in (0..).zip(years).filter_map(|(back, rows)| Some((back, rows.as_ref()?))) {
                let year = (years.len() > 1).then_some(campaign.year - back);
                put(&[]);
                put(&[Cell::text((words.read_list)(title, year)).look(Look::Group)]);
                self.tables(rows.origin.tables(), put);
                let rejected = rows.skipped.iter().filter(|row| row.why == Skipped::NoId).count();
                for (words, count) in [
                    (words.rows, rows.len() + rows.skipped.len()),
                    (words.skipped, rows.skipped.len() - rejected),
                    (words.rejected, rejected),
                    (words.unknown, rows.unknown),
                ] {
                    put(&[label(words), Cell::whole(count)]);
                }
                self.left_out(&rows.origin.tables().iter().collect::<Vec<_>>(), &rows.skipped, put);
            }
        }
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
        put(&[common.subject, common.award, words.decision, words.paper, words.effect].map(heading));
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
            put(&cells);
        }
    }

    /// What was read of one table, what was left out and why.
    fn read(&self, side: Side, roll: &Roll, put: Put<'_>) {
        let words = &self.context.words.sources;
        section((words.read)(side), put);
        if let Some(list) = &roll.list {
            let files: Vec<String> = list.tables().iter().map(|table| self.file_and_sheet(table)).collect();
            put(&[label(words.expected_list), Cell::text(files.join("; "))]);
        }
        let (tables, rows) = (roll.origin.tables(), roll.rows());
        self.tables(tables, put);
        let sum = |count: &dyn Fn(&Table) -> usize| tables.iter().map(count).sum::<usize>();
        let always = [
            (words.rows, rows.read),
            (words.subjects, rows.subjects),
            (words.skipped, rows.skipped),
            (words.rejected, rows.rejected),
        ];
        let sometimes = [
            (words.not_sent, rows.not_sent),
            (words.empty_rows, sum(&|table| index(table.empty_rows))),
            (words.hidden_rows, sum(&|table| table.hidden_rows.len())),
        ];
        let sometimes = sometimes.into_iter().filter(|(_, count)| *count > 0);
        for (words, count) in always.into_iter().chain(sometimes) {
            put(&[label(words), Cell::whole(count)]);
        }
        let hidden: BTreeSet<u16> = tables.iter().flat_map(|table| table.hidden_columns.iter().copied()).collect();
        if !hidden.is_empty() {
            let letters: Vec<String> = hidden.into_iter().map(column_letters).collect();
            put(&[label(words.hidden_columns), Cell::text(letters.join(", "))]);
        }
        let unread = tables.iter().flat_map(|table| &table.unread);
        let unread = unread.map(|(column, heading)| format!("{} “{heading}”", column_letters(*column)));
        let unread: Vec<String> = unread.collect::<BTreeSet<_>>().into_iter().collect();
        if !unread.is_empty() {
            put(&[label(words.unread), Cell::text(unread.join(", "))]);
        }
        self.earlier(roll, put);
        self.left_out(&roll.tables().collect::<Vec<_>>(), &roll.skipped, put);
        if let Some(register) = self.context.campaign().register(side) {
            self.columns(register, roll, put);
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
            put(&[label(common.file), Cell::text(file)]);
            if !sheet.is_empty() {
                put(&[label(common.sheet), Cell::text(sheet)]);
            }
            put(&[label(words.heading_row), Cell::text(heading_rows(table))]);
            return;
        }
        put(&[label(words.files_read), Cell::whole(tables.len())]);
        put(&[common.file, common.sheet, words.heading_row, words.rows].map(heading));
        for table in tables {
            let [file, sheet, _] = self.context.place_parts(&Place::Table(table.id));
            let rows = Cell::whole(index(table.rows));
            put(&[Cell::text(file), Cell::text(sheet), Cell::text(heading_rows(table)), rows]);
        }
    }

    fn file_and_sheet(&self, table: &Table) -> String {
        let [file, sheet, _] = self.context.place_parts(&Place::Table(table.id));
        if sheet.is_empty() { file } else { format!("{file} › {sheet}") }
    }

    /// The tables of earlier years.
    fn earlier(&self, roll: &Roll, put: Put<'_>) {
        let of_now = |table: &Table| roll.tables().any(|now| now.id == table.id);
        let other = |(_, tables, _): &(i32, &[Table], &[SkippedRow])| !tables.iter().all(of_now);
        let years: Vec<_> = roll.earlier_tables().filter(other).collect();
        if years.is_empty() {
            return;
        }
        let (words, common) = (&self.context.words.sources, &self.context.words.common);
        section(words.earlier, put);
        put(&[words.year, common.file, common.sheet, words.heading_row, words.rows].map(heading));
        for (year, table) in years.iter().flat_map(|(year, tables, _)| tables.iter().map(move |table| (year, table))) {
            let [file, sheet, _] = self.context.place_parts(&Place::Table(table.id));
            put(&[
                Cell::text(year.to_string()),
                Cell::text(file),
                Cell::text(sheet),
                Cell::whole(index(table.heading_row) + 1),
                Cell::whole(index(table.rows)),
            ]);
        }
        for (_, tables, skipped) in years {
            self.left_out(&tables.iter().collect::<Vec<_>>(), skipped, put);
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
        put(&[words.row, words.why].map(heading));
        let reasons = reading_words(self.context.lang);
        let titles = tables.iter().flat_map(|table| table.title_rows.iter().map(|row| (table.id, *row)));
        let titles = titles.map(|(table, row)| (table, row, reasons.why.title));
        for (table, row, why) in titles.chain(rows.iter().map(|row| (row.table, row.row, why(reasons, row)))) {
            let place = Place::Row(table, row);
            let [_, _, row] = self.context.place_parts(&place);
            let row = if tables.len() > 1 { self.context.places(&[&place]) } else { row };
            put(&[Cell::text(row), Cell::text(why)]);
        }
    }

    fn columns(&self, register: &Register, roll: &Roll, put: Put<'_>) {
        let words = &self.context.words.sources;
        section(words.columns, put);
        put(&[words.heading, words.short_name, words.kind, words.column, words.filled].map(heading));
        let belongs = if register.side == Side::Units { words.key_group } else { words.key_unit };
        let keys = [
            (words.key_id, Some(&register.id)),
            (words.key_name, Some(&register.name)),
            (belongs, register.belongs.as_ref()),
        ];
        let keys = keys.into_iter().filter_map(|(name, heading)| Some((name, heading?)));
        let fixed = if roll.list.is_some() { 2 } else { 2 + usize::from(register.belongs.is_some()) };
        for (wanted, (name, heading)) in keys.enumerate().take(fixed) {
            let heading = heading.spellings.first().map_or("", String::as_str);
            self.column(roll, wanted, heading, name, "", put);
        }
        for (position, field) in register.fields.iter().take(register.columns.len()).enumerate() {
            let heading = field.headings.first().map_or("", String::as_str);
            let kind = (words.of_kind)(field.kind);
            self.column(roll, fixed + position, heading, &field.name, kind, put);
        }
    }

    /// One column that was asked for, by its position in the request; of several tables as the first one has it.
    fn column(&self, roll: &Roll, wanted: usize, declared: &str, name: &str, kind: &str, put: Put<'_>) {
        let tables = roll.origin.tables();
        let column = tables.iter().find_map(|table| table.columns.get(wanted).copied().flatten());
        let written = tables.iter().find_map(|table| table.headings.get(wanted)?.as_deref()).unwrap_or(declared);
        let filled = |table: &Table| table.values.get(wanted).copied().map_or(0, index);
        put(&[
            Cell::text(written),
            Cell::text(name),
            Cell::text(kind),
            Cell::text(column.map(column_letters).unwrap_or_default()),
            Cell::whole(tables.iter().map(filled).sum()),
        ]);
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
            put(&[
                Cell::text(self.context.places(&[&note.place])),
                Cell::text(wording.message).look(Look::Wrapped),
                Cell::text(wording.help.unwrap_or_default()).look(Look::Wrapped),
            ]);
        }
    }
}
