//! What was understood of each file, for a clerk to compare with the screen: as texts, before anything is judged.

mod files;

use crate::campaign::{
    Campaign, DecisionColumn, Range, ReadColumn, ReadFor, Reading, Role, Skipped, SkippedRow, Subjects, Table, readings,
};
use crate::text;
use crate::text::reading::{Different, Taken, Words, words};
use crate::vocab::place::column_letters;
use crate::vocab::reason::Value;
use crate::vocab::{Finding, Lang, Side};

use self::files::{Found, Usual};

/// How many stretches of rows are listed for one reason.
const LISTED: usize = 12;

/// How many headings that nobody asked for are listed.
const UNREAD: usize = 100;

/// One file as it was understood, or several that were gathered.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct FileRead {
    /// What it holds, and its name.
    pub title: String,
    /// What is said of the whole file, each with what stands before it; every part begins a line.
    pub facts: Vec<(&'static str, Vec<String>)>,
    /// Of several files what is told of each, or of those that were read alike.
    pub files: Vec<FileRead>,
    /// The columns that were read.
    pub columns: Vec<ColumnRead>,
}

/// One column as it was understood.
#[derive(Debug, PartialEq, Eq)]
pub struct ColumnRead {
    /// Its letters in a spreadsheet.
    pub letters: String,
    /// The heading in the file, and what it became.
    pub heading: [String; 2],
    /// How many cells have a value, are blank, and cannot be used.
    pub counts: [String; 3],
    /// What the values are, in pieces that should not be broken.
    pub range: Vec<String>,
}

/// What was understood of every file, and the headings of the columns of each [`ColumnRead`]; `findings` are those of the
/// files.
#[must_use]
pub fn reading(
    campaign: &Campaign,
    subjects: &Subjects,
    findings: &[Finding],
    lang: Lang,
) -> (Vec<FileRead>, [&'static str; 6]) {
    let told = Told { campaign, subjects, found: files::by_table(findings), lang, words: words(lang) };
    (readings(campaign, subjects).iter().map(|reading| told.file(reading)).collect(), told.words.headings)
}

struct Told<'a> {
    campaign: &'a Campaign,
    subjects: &'a Subjects,
    found: Found<'a>,
    lang: Lang,
    words: &'static Words,
}

impl Told<'_> {
    fn file(&self, reading: &Reading<'_>) -> FileRead {
        let usual = Usual::of(reading.tables);
        FileRead {
            title: self.title(reading),
            facts: self.facts(reading, &usual),
            files: self.gathered(reading, &usual),
            columns: reading.columns.iter().map(|column| self.column(reading, &usual, column)).collect(),
        }
    }

    fn title(&self, reading: &Reading<'_>) -> String {
        let of = match reading.of {
            ReadFor::Subjects(side) => (self.words.figures_of)(side).to_owned(),
            ReadFor::Expected => self.words.expected.to_owned(),
            ReadFor::Detail(detail) => {
                let title = self.campaign.details.get(detail).and_then(|detail| detail.name.spellings.first());
                (self.words.list)(title.map_or("", String::as_str))
            }
            ReadFor::Decisions => self.words.decisions.to_owned(),
        };
        let file = match only(reading) {
            Some(table) => self.subjects.sources.get(table.id).map_or("", |source| source.file.as_str()).to_owned(),
            None => (self.words.files)(reading.tables.len() + reading.unread.len(), reading.unread.len()),
        };
        let years = match (self.campaign.years().len() > 1, reading.years.as_slice()) {
            (true, [year]) => format!(", {}", (self.words.in_years)(&year.to_string())),
            (true, [first, .., last]) => format!(", {}", (self.words.in_years)(&format!("{first}–{last}"))),
            _ => String::new(),
        };
        format!("{of}{years}: {file}")
    }

    fn facts(&self, reading: &Reading<'_>, usual: &Usual) -> Vec<(&'static str, Vec<String>)> {
        let labels = &self.words.labels;
        let mut facts = vec![(labels.format, self.one_format(reading.tables).into_iter().collect())];
        if let Some(table) = only(reading) {
            facts.push((labels.sheet, self.sheet(table).into_iter().collect()));
            facts.push((labels.heading, vec![stretch(table.heading_row, table.last_heading_row)]));
        }
        facts.push((labels.taken, vec![self.taken(reading)]));
        if let Some(table) = only(reading) {
            facts.push((labels.skipped, self.skipped(table, &reading.skipped)));
            facts.push((labels.hidden, self.hidden(table)));
        }
        facts.push((labels.unread, self.unread(usual)));
        facts.into_iter().filter(|(_, parts)| !parts.is_empty()).collect()
    }

    /// What the files are, where all of them are the same.
    fn one_format(&self, tables: &[Table]) -> Option<String> {
        let format = |table: &Table| (self.words.format)(table.format, table.delimiter, table.encoding);
        let first = tables.first().map(format)?;
        tables.iter().all(|table| format(table) == first).then_some(first)
    }

    /// The columns that nobody asked for, of several files those that most of them have.
    fn unread(&self, usual: &Usual) -> Vec<String> {
        let unread = &usual.unread;
        let more = (unread.len() > UNREAD).then(|| (self.words.more)(unread.len() - UNREAD));
        let named = unread.iter().map(|(column, heading)| format!("{} {}", column_letters(*column), text::quoted(heading)));
        let named = named.take(UNREAD).chain(more).collect::<Vec<_>>().join(", ");
        if named.is_empty() { Vec::new() } else { vec![named] }
    }

    fn sheet(&self, table: &Table) -> Option<String> {
        let sheet = self.subjects.sources.get(table.id)?.sheet.as_deref()?;
        let others = table.other_sheets.iter().map(|other| (other.name.as_str(), other.hidden));
        Some((self.words.sheet)(sheet, &others.collect::<Vec<_>>()))
    }

    fn taken(&self, reading: &Reading<'_>) -> String {
        // The rows of several files do not follow each other.
        let rows = reading.rows.filter(|_| only(reading).is_some()).map(|(first, last)| (line(first), line(last)));
        let taken = (self.words.taken)(reading.taken, taken_as(reading), rows);
        let not_sent = Some(reading.not_sent).filter(|number| *number > 0);
        let not_sent = not_sent.map(|number| (self.words.not_sent)(number, !reading.unread.is_empty()));
        let merged = Some(reading.tables.iter().map(|table| table.merged_cells).sum()).filter(|cells| *cells > 0);
        [Some(taken), not_sent, merged.map(self.words.merged)].into_iter().flatten().collect()
    }

    /// Every row that was passed over, by the reason.
    fn skipped(&self, table: &Table, skipped: &[SkippedRow]) -> Vec<String> {
        let mut reasons: Vec<(&str, Vec<u32>)> = Vec::new();
        let titles = table.title_rows.iter().map(|row| (*row, self.words.why.title));
        for (row, why) in titles.chain(skipped.iter().map(|skipped| (skipped.row, why(self.words, skipped)))) {
            match reasons.iter_mut().find(|(known, _)| *known == why) {
                Some((_, rows)) => rows.push(row),
                None => reasons.push((why, vec![row])),
            }
        }
        let told = reasons.iter().map(|(why, rows)| (self.words.skipped)(&self.rows(rows), why));
        told.chain((table.empty_rows > 0).then(|| (self.words.empty_rows)(table.empty_rows))).collect()
    }

    fn hidden(&self, table: &Table) -> Vec<String> {
        let columns: Vec<String> = table.hidden_columns.iter().map(|column| column_letters(*column)).collect();
        let rows = (!table.hidden_rows.is_empty()).then(|| (self.words.hidden_rows)(&self.rows(&table.hidden_rows)));
        let columns = (!columns.is_empty()).then(|| (self.words.hidden_columns)(&columns.join(", ")));
        rows.into_iter().chain(columns).collect()
    }

    /// `1–3, 6`: rows as people count them, those that follow each other together.
    fn rows(&self, rows: &[u32]) -> String {
        let stretches: Vec<&[u32]> = rows.chunk_by(|a, b| a.checked_add(1) == Some(*b)).collect();
        let told = |rows: &&[u32]| stretch(rows.first().copied().unwrap_or(0), rows.last().copied().unwrap_or(0));
        let mut list: Vec<String> = stretches.iter().take(LISTED).map(told).collect();
        if stretches.len() > LISTED {
            list.push((self.words.more)(stretches.len() - LISTED));
        }
        list.join(", ")
    }

    fn column(&self, reading: &Reading<'_>, usual: &Usual, column: &ReadColumn) -> ColumnRead {
        let (at, heading) = usual.columns.get(column.wanted).cloned().flatten().unzip();
        let count = |number| text::explanation::count(self.lang, number);
        let (others, absent) = usual.elsewhere(reading.tables, column.wanted);
        let others: Vec<(String, usize)> = others.into_iter().map(|(at, files)| (column_letters(at), files)).collect();
        let elsewhere = (self.words.elsewhere)(&others, if at.is_some() { absent } else { 0 });
        ColumnRead {
            letters: at.map_or_else(|| self.words.absent.to_owned(), column_letters),
            heading: [
                heading.unwrap_or_else(|| self.words.absent.to_owned()),
                self.role(reading, &column.role) + &elsewhere,
            ],
            counts: [column.values, column.blanks, column.doubts].map(count),
            range: self.range(reading, column),
        }
    }

    fn role(&self, reading: &Reading<'_>, role: &Role) -> String {
        let words = &self.words.role;
        match (role, reading.of) {
            (Role::Field(name), _) => name,
            (Role::Id, ReadFor::Detail(_)) => words.subject,
            (Role::Id, _) => words.id,
            (Role::Name, _) => words.name,
            (Role::Group, _) => words.group,
            (Role::Unit, _) => words.unit,
            (Role::Year, _) | (Role::Decision(DecisionColumn::Year), _) => words.year,
            (Role::Decision(DecisionColumn::Subject), _) => words.subject,
            (Role::Decision(DecisionColumn::Award), _) => words.award,
            (Role::Decision(DecisionColumn::Decision), _) => words.decision,
            (Role::Decision(DecisionColumn::Criterion), _) => words.criterion,
            (Role::Decision(DecisionColumn::Reason), _) => words.reason,
            (Role::Decision(DecisionColumn::Paper), _) => words.paper,
            (Role::Decision(DecisionColumn::Date), _) => words.date,
        }
        .to_owned()
    }

    fn range(&self, reading: &Reading<'_>, column: &ReadColumn) -> Vec<String> {
        let count = |number| text::explanation::count(self.lang, number);
        let value = |value: &Value| text::number::value(self.lang, value);
        let mut told = match &column.range {
            Range::Nothing => Vec::new(),
            Range::Numbers(least, most, kind) => {
                between(&value(&Value::Number(least.clone(), *kind)), &value(&Value::Number(most.clone(), *kind)))
            }
            Range::Days(first, last) => between(&value(&Value::Date(*first)), &value(&Value::Date(*last))),
            Range::Texts(first, last) => between(first, last),
            Range::Counts(counts) => {
                counts.iter().map(|(spelling, number)| format!("{spelling}: {}", count(*number))).collect()
            }
            Range::Answers { yes, no, blank_is_no } => vec![(self.words.yes)(*yes), (self.words.no)(*no, *blank_is_no)],
            Range::Different(number) => {
                let of = match (&column.role, reading.of) {
                    (Role::Unit, _) => Different::Units,
                    (Role::Id, ReadFor::Detail(detail)) => match self.campaign.details.get(detail).map(|detail| detail.side)
                    {
                        Some(Side::Units) => Different::Units,
                        _ => Different::Subjects,
                    },
                    _ => Different::Texts,
                };
                vec![(self.words.different)(*number, of)]
            }
        };
        told.extend((column.not_applicable > 0).then(|| (self.words.not_applicable)(column.not_applicable)));
        let last = told.len().saturating_sub(1);
        let ended = |(number, piece): (usize, String)| {
            if number == last || piece.ends_with('…') { piece } else { piece + ";" }
        };
        told.into_iter().enumerate().map(ended).collect()
    }
}

/// The table, where it is not one of several files.
fn only<'r>(reading: &Reading<'r>) -> Option<&'r Table> {
    reading.tables.first().filter(|_| reading.files.is_empty())
}

/// What the rows of a table are.
fn taken_as(reading: &Reading<'_>) -> Taken {
    match reading.of {
        ReadFor::Subjects(side) => Taken::Subjects(side),
        ReadFor::Expected => Taken::Subjects(Side::Units),
        ReadFor::Detail(_) => Taken::Rows,
        ReadFor::Decisions => Taken::Decisions,
    }
}

fn between(first: &str, last: &str) -> Vec<String> {
    if first == last { vec![first.to_owned()] } else { vec![format!("{first} …"), last.to_owned()] }
}

/// A row as people count it.
fn line(row: u32) -> u64 {
    u64::from(row) + 1
}

fn stretch(first: u32, last: u32) -> String {
    if first == last { line(first).to_string() } else { format!("{}–{}", line(first), line(last)) }
}

/// Why a row was passed over.
pub(super) fn why(words: &'static Words, skipped: &SkippedRow) -> &'static str {
    match skipped.why {
        Skipped::ColumnNumbers => words.why.column_numbers,
        Skipped::Headings => words.why.headings,
        Skipped::Total => words.why.total,
        Skipped::Group => words.why.group,
        Skipped::Signature => words.why.signature,
        Skipped::Note => words.why.note,
        Skipped::NoId => words.why.no_id,
        Skipped::NoYear => words.why.no_year,
        Skipped::NotExpected => words.why.not_expected,
        Skipped::Unclear => words.why.unclear,
        Skipped::PerhapsTotal => words.why.perhaps_total,
    }
}
