//! Where everything comes from: the files with their digests, what was read of them and what was left out, and the
//! definition as written.

use super::context::{Context, index};
use super::reading::why;
use super::{Record, papers};
use crate::campaign::{Register, Roll, Skipped, SkippedRow};
use crate::report::sheet::{Cell, Look, Sheet, Value};
use crate::text;
use crate::text::reading::words as reading_words;
use crate::vocab::place::column_letters;
use crate::vocab::{Finding, Level, Place, Side, TableId};

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
        let registers = [Some(&campaign.units), campaign.persons.as_ref()].into_iter().flatten();
        let uses = registers.flat_map(|register| {
            let years = campaign.file_years(register);
            let several = years.len() > 1;
            years.into_iter().filter(move |year| register.file_of(*year) == file).map(move |year| {
                let data = (words.data_of)(register.side);
                if several { format!("{data} {year}") } else { data.to_owned() }
            })
        });
        let decided = campaign.decisions.iter().filter(|decisions| decisions.file == file);
        let decided = decided.map(|_| papers::words(self.context).decisions.to_owned());
        let lists = campaign.details.iter().flat_map(|detail| {
            let years = campaign.detail_years(detail);
            let several = years.len() > 1;
            let title = detail.name.spellings.first().cloned().unwrap_or_default();
            years
                .into_iter()
                .filter(move |year| detail.file_of(*year) == file)
                .map(move |year| if several { format!("{title} {year}") } else { title.clone() })
        });
        uses.chain(lists).chain(decided).collect::<Vec<_>>().join("; ")
    }

    /// What was read of each detail table in each year, what was left out and why.
    fn lists(&self, put: Put<'_>) {
        let (words, common) = (&self.context.words.sources, &self.context.words.common);
        let (campaign, subjects) = (self.context.campaign(), self.context.assessment.subjects);
        for (detail, years) in campaign.details.iter().zip(&subjects.details) {
            let title = detail.name.spellings.first().map_or("", String::as_str);
            for (back, rows) in (0..).zip(years).filter_map(|(back, rows)| Some((back, rows.as_ref()?))) {
                let year = (years.len() > 1).then_some(campaign.year - back);
                put(&[]);
                put(&[Cell::text((words.read_list)(title, year)).look(Look::Group)]);
                let [file, sheet, _] = self.context.place_parts(&Place::Table(rows.table.id));
                put(&[label(common.file), Cell::text(file)]);
                if !sheet.is_empty() {
                    put(&[label(common.sheet), Cell::text(sheet)]);
                }
                let rejected = rows.skipped.iter().filter(|row| row.why == Skipped::NoId).count();
                for (words, count) in [
                    (words.heading_row, index(rows.table.heading_row) + 1),
                    (words.rows, rows.len() + rows.skipped.len()),
                    (words.skipped, rows.skipped.len() - rejected),
                    (words.rejected, rejected),
                    (words.unknown, rows.unknown),
                ] {
                    put(&[label(words), Cell::whole(count)]);
                }
                self.left_out(rows.table.id, &rows.table.title_rows, &rows.skipped, put);
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
        let (words, common) = (&self.context.words.sources, &self.context.words.common);
        section((words.read)(side), put);
        let [file, sheet, _] = self.context.place_parts(&Place::Table(roll.table_id()));
        put(&[label(common.file), Cell::text(file)]);
        if !sheet.is_empty() {
            put(&[label(common.sheet), Cell::text(sheet)]);
        }
        let (table, rows) = (&roll.table, roll.rows());
        let (first, last) = (u64::from(table.heading_row) + 1, u64::from(table.last_heading_row) + 1);
        let heading_rows = if first == last { first.to_string() } else { format!("{first}–{last}") };
        put(&[label(words.heading_row), Cell::text(heading_rows)]);
        let always = [
            (words.rows, rows.read),
            (words.subjects, rows.subjects),
            (words.skipped, rows.skipped),
            (words.rejected, rows.rejected),
        ];
        let sometimes = [(words.empty_rows, index(table.empty_rows)), (words.hidden_rows, table.hidden_rows.len())];
        let sometimes = sometimes.into_iter().filter(|(_, count)| *count > 0);
        for (words, count) in always.into_iter().chain(sometimes) {
            put(&[label(words), Cell::whole(count)]);
        }
        if !table.hidden_columns.is_empty() {
            let letters: Vec<String> = table.hidden_columns.iter().map(|column| column_letters(*column)).collect();
            put(&[label(words.hidden_columns), Cell::text(letters.join(", "))]);
        }
        if !table.unread.is_empty() {
            let unread = table.unread.iter().map(|(column, heading)| format!("{} “{heading}”", column_letters(*column)));
            put(&[label(words.unread), Cell::text(unread.collect::<Vec<_>>().join(", "))]);
        }
        self.earlier(roll, put);
        self.left_out(roll.table_id(), &table.title_rows, &roll.skipped, put);
        if let Some(register) = self.context.campaign().register(side) {
            self.columns(register, roll, put);
        }
    }

    /// The tables of earlier years.
    fn earlier(&self, roll: &Roll, put: Put<'_>) {
        let mut tables = roll.earlier_tables().filter(|(_, table, _)| table.id != roll.table_id()).peekable();
        if tables.peek().is_none() {
            return;
        }
        let (words, common) = (&self.context.words.sources, &self.context.words.common);
        section(words.earlier, put);
        put(&[words.year, common.file, common.sheet, words.heading_row, words.rows].map(heading));
        let mut left_out = Vec::new();
        for (year, table, skipped) in tables {
            left_out.push((table.id, table.title_rows.as_slice(), skipped));
            let [file, sheet, _] = self.context.place_parts(&Place::Table(table.id));
            let year = usize::try_from(year).unwrap_or_default();
            put(&[
                Cell::text(year.to_string()),
                Cell::text(file),
                Cell::text(sheet),
                Cell::whole(index(table.heading_row) + 1),
                Cell::whole(index(table.rows)),
            ]);
        }
        for (table, titles, skipped) in left_out {
            self.left_out(table, titles, skipped, put);
        }
    }

    /// The rows of a table that were passed over, each with the reason: the titles above it, and those below its headings.
    fn left_out(&self, table: TableId, titles: &[u32], rows: &[SkippedRow], put: Put<'_>) {
        let words = &self.context.words.sources;
        if titles.is_empty() && rows.is_empty() {
            return;
        }
        section(words.rows_left_out, put);
        put(&[words.row, words.why].map(heading));
        let reasons = reading_words(self.context.lang);
        let titles = titles.iter().map(|row| (*row, reasons.why.title));
        for (row, why) in titles.chain(rows.iter().map(|skipped| (skipped.row, why(reasons, skipped)))) {
            let [_, _, row] = self.context.place_parts(&Place::Row(table, row));
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
        let keys =
            keys.into_iter().zip(roll.key_columns()).filter_map(|((name, heading), column)| Some((name, heading?, column)));
        for (wanted, (name, heading, column)) in keys.enumerate() {
            let heading = heading.spellings.first().map_or("", String::as_str);
            self.column(roll, wanted, heading, name, "", column, put);
        }
        let fixed = 2 + usize::from(register.belongs.is_some());
        for (position, field) in register.fields.iter().take(register.columns.len()).enumerate() {
            let heading = field.headings.first().map_or("", String::as_str);
            let kind = (words.of_kind)(field.kind);
            self.column(roll, fixed + position, heading, &field.name, kind, roll.column(position), put);
        }
    }

    /// One column that was asked for: `wanted` is its position in the request.
    #[expect(clippy::too_many_arguments, reason = "the cells of one row")]
    fn column(&self, roll: &Roll, wanted: usize, declared: &str, name: &str, kind: &str, column: Option<u16>, put: Put<'_>) {
        let written = roll.table.headings.get(wanted).and_then(Option::as_deref).unwrap_or(declared);
        let filled = roll.table.values.get(wanted).copied().map_or(0, index);
        put(&[
            Cell::text(written),
            Cell::text(name),
            Cell::text(kind),
            Cell::text(column.map(column_letters).unwrap_or_default()),
            Cell::whole(filled),
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
