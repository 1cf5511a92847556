//! What each of several gathered files gave: each by itself where they are few, and of many those that were read alike
//! together.

use std::collections::{BTreeMap, BTreeSet};

use super::{FileRead, LISTED, Told, line, stretch, taken_as, why};
use crate::campaign::{GatheredFile, ReadColumn, Reading, Role, SkippedRow, Table};
use crate::text;
use crate::text::reading::Taken;
use crate::vocab::finding::TableFault;
use crate::vocab::place::column_letters;
use crate::vocab::{About, Finding, Level, Place, Side, TableId};

/// How many files are told each by itself.
const FEW: usize = 12;

/// How many files of a group are named that has more.
const SHOWN: usize = 3;

/// Of more files, how many groups of them are told.
const GROUPS: usize = 30;

/// A column with a heading, where most of the files have it.
type Headed = (u16, String);

/// What most of the files have.
pub(super) struct Usual {
    /// Where each wanted column stands, and its heading; `None` for one that hardly any file has.
    pub(super) columns: Vec<Option<Headed>>,
    /// The columns that nobody asked for, of half of the files at least.
    pub(super) unread: BTreeSet<Headed>,
}

impl Usual {
    pub(super) fn of(tables: &[Table]) -> Usual {
        let wanted = tables.iter().map(|table| table.columns.len()).max().unwrap_or(0);
        let mut unread: BTreeMap<&Headed, usize> = BTreeMap::new();
        for headed in tables.iter().flat_map(|table| &table.unread) {
            *unread.entry(headed).or_default() += 1;
        }
        let usual = unread.into_iter().filter(|(_, count)| count * 2 >= tables.len());
        Usual {
            columns: (0..wanted).map(|wanted| most(tables.iter().filter_map(|table| headed(table, wanted)))).collect(),
            unread: usual.map(|(headed, _)| headed.clone()).collect(),
        }
    }

    /// The files in which a column stands elsewhere than usual, by its letters, and how many do not have it.
    pub(super) fn elsewhere(&self, tables: &[Table], wanted: usize) -> (BTreeMap<u16, usize>, usize) {
        let usual = self.columns.get(wanted).and_then(Option::as_ref).map(|(column, _)| *column);
        let mut others = BTreeMap::new();
        let mut absent = 0;
        for at in tables.iter().map(|table| table.columns.get(wanted).copied().flatten()) {
            match at {
                None => absent += 1,
                Some(column) if Some(column) == usual => {}
                Some(column) => *others.entry(column).or_default() += 1,
            }
        }
        (others, absent)
    }
}

/// Where a wanted column stands in a table, and its heading.
fn headed(table: &Table, wanted: usize) -> Option<Headed> {
    let column = table.columns.get(wanted).copied().flatten()?;
    Some((column, table.headings.get(wanted).cloned().flatten().unwrap_or_default()))
}

/// What comes most often, the first of several.
fn most<T: PartialEq>(all: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: Vec<(T, usize)> = Vec::new();
    for one in all {
        match counts.iter_mut().find(|(known, _)| *known == one) {
            Some((_, count)) => *count += 1,
            None => counts.push((one, 1)),
        }
    }
    let greatest = counts.iter().map(|(_, count)| *count).max()?;
    counts.into_iter().find(|(_, count)| *count == greatest).map(|(one, _)| one)
}

/// A file among several.
#[derive(Clone, Copy)]
struct Of<'r> {
    table: &'r Table,
    gave: &'r GatheredFile<'r>,
}

/// Why rows were passed over, with those of each file.
type Reason<'w, 'r> = (&'w str, Vec<(Of<'r>, Vec<u32>)>);

/// How a file was read: files of which this is the same are told together.
#[derive(PartialEq)]
struct Manner {
    sheet: Option<String>,
    format: String,
    headings: String,
    there: Vec<bool>,
    elsewhere: Vec<String>,
    unread: Vec<String>,
    taken: usize,
}

impl Told<'_> {
    /// What is told of each of several files, or of several that were read alike. Of many files those that could not be read
    /// come first.
    pub(super) fn gathered(&self, reading: &Reading<'_>, usual: &Usual) -> Vec<FileRead> {
        let few = reading.files.len() + reading.unread.len() <= FEW;
        let mut groups: Vec<(Option<Manner>, Vec<Of<'_>>)> = Vec::new();
        for (table, gave) in reading.tables.iter().zip(&reading.files) {
            let of = Of { table, gave };
            let manner = (!few).then(|| self.manner(reading, usual, of));
            match groups.iter_mut().find(|(known, _)| manner.is_some() && *known == manner) {
                Some((_, same)) => same.push(of),
                None => groups.push((manner, vec![of])),
            }
        }
        groups.sort_by_key(|(_, files)| std::cmp::Reverse(files.len()));
        let first = |files: &[Of<'_>]| files.first().map(|of| of.table.id);
        let read = groups.iter().take(GROUPS).map(|(_, files)| (first(files), self.group(reading, usual, files)));
        let unread = reading.unread.iter().map(|table| (Some(*table), self.unreadable(*table)));
        let mut told: Vec<(Option<TableId>, FileRead)> = unread.chain(read).collect();
        if few {
            told.sort_by_key(|(table, _)| *table);
        }
        let rest: usize = groups.iter().skip(GROUPS).map(|(_, files)| files.len()).sum();
        let more = FileRead { title: (self.words.more_files)(rest), ..FileRead::default() };
        told.into_iter().map(|(_, told)| told).chain((rest > 0).then_some(more)).collect()
    }

    /// A file that could not be read, and why.
    fn unreadable(&self, table: TableId) -> FileRead {
        let (file, sheet) = self.source(table);
        let found = self.mistakes_in(table).map(|finding| text::finding(self.lang, &finding.about).message);
        let why = self.cut(found.collect());
        let facts = vec![(text::level(self.lang, Level::Mistake), why)];
        FileRead { title: (self.words.unreadable)(file, sheet), facts, ..FileRead::default() }
    }

    fn manner(&self, reading: &Reading<'_>, usual: &Usual, of: Of<'_>) -> Manner {
        let Of { table, gave } = of;
        let counts = taken_as(reading) == Taken::Subjects(Side::Units);
        Manner {
            sheet: self.subjects.sources.get(table.id).and_then(|source| source.sheet.clone()),
            format: (self.words.format)(table.format, table.delimiter, table.encoding),
            headings: stretch(table.heading_row, table.last_heading_row),
            there: table.columns.iter().map(Option::is_some).collect(),
            elsewhere: self.elsewhere(reading, usual, table),
            unread: unread(usual, table),
            // A unit sends one row about itself, and as many about persons as it has.
            taken: if counts { gave.taken } else { gave.taken.min(1) },
        }
    }

    fn group(&self, reading: &Reading<'_>, usual: &Usual, files: &[Of<'_>]) -> FileRead {
        let (words, labels) = (self.words, &self.words.labels);
        let Some(first) = files.first().copied() else { return FileRead::default() };
        let (file, sheet) = self.source(first.table.id);
        let headings = stretch(first.table.heading_row, first.table.last_heading_row);
        let (title, names) = match files {
            [_] => ((words.file)(file, sheet, &headings), Vec::new()),
            several => ((words.alike)(several.len(), sheet, &headings), vec![self.names(several)]),
        };
        let others: Vec<(&str, bool)> =
            first.table.other_sheets.iter().map(|other| (other.name.as_str(), other.hidden)).collect();
        let sheets = sheet.filter(|_| files.len() == 1 && !others.is_empty());
        let one_format = self.one_format(reading.tables).is_some();
        let format = (!one_format).then(|| (words.format)(first.table.format, first.table.delimiter, first.table.encoding));
        let facts = [
            (labels.files, names),
            (labels.format, format.into_iter().collect()),
            (labels.sheet, sheets.map(|sheet| (words.sheet)(sheet, &others)).into_iter().collect()),
            (labels.taken, vec![self.taken_of(reading, files)]),
            (labels.blank, self.blanks(files)),
            (labels.skipped, self.skipped_of(reading, files)),
            (text::level(self.lang, Level::Mistake), self.mistakes(files)),
            (text::level(self.lang, Level::Doubt), self.doubts(files)),
            (labels.hidden, self.hidden_of(files)),
            (labels.columns, joined(self.elsewhere(reading, usual, first.table), ", ")),
            (labels.lacks, joined(self.lacks(reading, usual, first.table), ", ")),
            (labels.unread, joined(unread(usual, first.table), ", ")),
        ];
        let facts = facts.into_iter().filter(|(_, parts)| !parts.is_empty()).collect();
        FileRead { title, facts, ..FileRead::default() }
    }

    fn source(&self, table: TableId) -> (&str, Option<&str>) {
        let source = self.subjects.sources.get(table);
        source.map_or(("", None), |source| (source.file.as_str(), source.sheet.as_deref()))
    }

    /// Files by name, of many the first few.
    fn names(&self, files: &[Of<'_>]) -> String {
        let shown = if files.len() > FEW { SHOWN } else { FEW };
        let names = files.iter().take(shown).map(|of| self.source(of.table.id).0.to_owned());
        let more = files.len().checked_sub(shown).filter(|more| *more > 0).map(self.words.and_files);
        names.chain(more).collect::<Vec<_>>().join(", ")
    }

    /// `1 unit, row 5: Xã Kim Thái; 3 cells full, 1 blank`.
    fn taken_of(&self, reading: &Reading<'_>, files: &[Of<'_>]) -> String {
        let as_what = taken_as(reading);
        let each = || files.iter().map(|of| of.gave);
        let taken = each().map(|gave| gave.taken).sum();
        let places: BTreeSet<Option<(u32, u32)>> = each().map(|gave| gave.rows).collect();
        let rows = places.first().copied().flatten().filter(|_| places.len() == 1);
        let rows = rows.map(|(first, last)| (line(first), line(last)));
        let mut told = (self.words.taken)(taken, as_what, rows);
        if let [only] = files {
            let GatheredFile { whose, of, .. } = only.gave;
            let names = whose.iter().map(|name| (*name).to_owned());
            let more = (*of > whose.len()).then(|| (self.words.more)(of - whose.len()));
            let names = names.chain(more).collect::<Vec<_>>().join(", ");
            if !names.is_empty() {
                told.push_str(": ");
                told.push_str(&names);
            }
        } else if taken > 0 {
            let counts = || each().map(|gave| gave.taken);
            let (least, most) = (counts().min().unwrap_or(0), counts().max().unwrap_or(0));
            told.push_str(&(self.words.in_each)(least, most));
        }
        let mut cells = [0; 3];
        for gave in each() {
            cells.iter_mut().zip(gave.cells).for_each(|(sum, count)| *sum += count);
        }
        told.push_str(&(self.words.cells)(cells));
        told
    }

    /// Every reason for which rows were passed over, with the rows where they are the same in each file, else with the
    /// number of rows and, of a few files, which.
    fn skipped_of(&self, reading: &Reading<'_>, files: &[Of<'_>]) -> Vec<String> {
        let mut rows_of: BTreeMap<TableId, Vec<&SkippedRow>> = BTreeMap::new();
        for skipped in &reading.skipped {
            rows_of.entry(skipped.table).or_default().push(skipped);
        }
        let mut reasons: Vec<Reason<'_, '_>> = Vec::new();
        for of in files {
            let titles = of.table.title_rows.iter().map(|row| (*row, self.words.why.title));
            let below = rows_of.get(&of.table.id).into_iter().flatten();
            let mut rows: Vec<_> = titles.chain(below.map(|skipped| (skipped.row, why(self.words, skipped)))).collect();
            rows.sort_by_key(|(row, _)| *row);
            for (row, why) in rows {
                add(&mut reasons, why, *of, row);
            }
        }
        let told = reasons.iter().map(|(why, of_files)| {
            let same = of_files.len() == files.len() && of_files.windows(2).all(|pair| pair[0].1 == pair[1].1);
            match of_files.first().filter(|_| same) {
                Some((_, rows)) => (self.words.skipped)(&self.rows(rows), why),
                None => {
                    let rows = of_files.iter().map(|(_, rows)| rows.len()).sum();
                    let which: Vec<Of<'_>> = of_files.iter().map(|(of, _)| *of).collect();
                    let named = which.len() < files.len() && which.len() <= FEW;
                    let which = if named { self.names(&which) } else { String::new() };
                    (self.words.skipped_of_several)(rows, of_files.len(), &which, why)
                }
            }
        });
        let mut told: Vec<String> = told.collect();
        if let [only] = files {
            told.extend((only.table.empty_rows > 0).then(|| (self.words.empty_rows)(only.table.empty_rows)));
            // One file has few of them.
            return joined(told, "; ");
        }
        told
    }

    /// The mistakes in the files, each with the files that have it where not all do.
    fn mistakes(&self, files: &[Of<'_>]) -> Vec<String> {
        let mut told: Vec<(String, Vec<Of<'_>>)> = Vec::new();
        for of in files {
            for finding in self.mistakes_in(of.table.id) {
                let message = text::finding(self.lang, &short(&finding.about)).message + &self.also(finding, of.table.id);
                match told.iter_mut().find(|(known, _)| *known == message) {
                    Some((_, of_files)) if of_files.last().is_some_and(|last| last.table.id == of.table.id) => {}
                    Some((_, of_files)) => of_files.push(*of),
                    None => told.push((message, vec![*of])),
                }
            }
        }
        let named = |(message, of_files): (String, Vec<Of<'_>>)| match of_files.len() == files.len() {
            true => message,
            false => format!("{}: {message}", self.names(&of_files)),
        };
        self.cut(told.into_iter().map(named).collect())
    }

    /// The other files of what stands in cells of several, such as an id that two of them have.
    fn also(&self, finding: &Finding, table: TableId) -> String {
        let others: BTreeSet<TableId> = places(finding).filter_map(table_of).filter(|other| *other != table).collect();
        if others.is_empty() || !matches!(finding.about, About::Cell(_)) {
            return String::new();
        }
        let names = others.iter().map(|other| self.source(*other).0.to_owned());
        format!("; {}: {}", text::also_label(self.lang), self.cut(names.collect()).join(", "))
    }

    fn mistakes_in(&self, table: TableId) -> impl Iterator<Item = &Finding> {
        self.found.get(&(table, Level::Mistake)).into_iter().flatten().map(|(finding, _)| *finding)
    }

    /// The files of a group with blank cells among their figures, where not all have some.
    fn blanks(&self, files: &[Of<'_>]) -> Vec<String> {
        let blank: Vec<Of<'_>> = files.iter().copied().filter(|of| of.gave.cells[1] > 0).collect();
        if blank.is_empty() || blank.len() == files.len() { Vec::new() } else { vec![self.names(&blank)] }
    }

    /// Where something in the files is doubtful.
    fn doubts(&self, files: &[Of<'_>]) -> Vec<String> {
        let mut told = Vec::new();
        for of in files {
            let Some(found) = self.found.get(&(of.table.id, Level::Doubt)) else { continue };
            let mut places: Vec<&Place> = found.iter().map(|(_, place)| *place).collect();
            places.sort_by_key(|place| in_sheet(place));
            let shown = text::places_within(self.lang, places.get(..LISTED).unwrap_or(&places), &self.subjects.sources);
            let more = places.len().checked_sub(LISTED).filter(|more| *more > 0).map(self.words.more);
            let shown = std::iter::once(shown).chain(more).collect::<Vec<_>>().join(", ");
            told.push(if files.len() == 1 { shown } else { format!("{}: {shown}", self.source(of.table.id).0) });
        }
        self.cut(told)
    }

    fn hidden_of(&self, files: &[Of<'_>]) -> Vec<String> {
        let of_file = |of: &Of<'_>| {
            let told = self.hidden(of.table);
            let file = self.source(of.table.id).0;
            let named = told.into_iter().map(|fact| if files.len() == 1 { fact } else { format!("{file}: {fact}") });
            named.collect::<Vec<String>>()
        };
        self.cut(files.iter().flat_map(of_file).collect())
    }

    /// The first parts, and how many more there are.
    fn cut(&self, mut told: Vec<String>) -> Vec<String> {
        let more = told.len().saturating_sub(LISTED);
        told.truncate(LISTED);
        told.extend((more > 0).then(|| (self.words.more)(more)));
        told
    }

    /// The columns that stand elsewhere in a file than in most, or have another heading there.
    fn elsewhere(&self, reading: &Reading<'_>, usual: &Usual, table: &Table) -> Vec<String> {
        let of_column = |column: &ReadColumn| {
            let own = headed(table, column.wanted)?;
            let is_usual = usual.columns.get(column.wanted).and_then(Option::as_ref) == Some(&own);
            (!is_usual).then(|| self.named(reading, column, Some(own.0), &own.1))
        };
        reading.columns.iter().filter_map(of_column).collect()
    }

    /// The columns that other files have and this one has not, but for those whose absence is a mistake.
    fn lacks(&self, reading: &Reading<'_>, usual: &Usual, table: &Table) -> Vec<String> {
        // Without a column of figures the table has a mistake.
        let optional = reading.columns.iter().filter(|column| matches!(column.role, Role::Id | Role::Name));
        let of_column = |column: &ReadColumn| {
            let (_, heading) = usual.columns.get(column.wanted)?.as_ref()?;
            let is_told = self.mistakes_in(table.id).any(|finding| lacks_heading(finding, heading));
            (headed(table, column.wanted).is_none() && !is_told).then(|| self.named(reading, column, None, heading))
        };
        optional.filter_map(of_column).collect()
    }

    /// `C “Trực tuyến” → online`.
    fn named(&self, reading: &Reading<'_>, column: &ReadColumn, at: Option<u16>, heading: &str) -> String {
        let letters = at.map(|at| column_letters(at) + " ").unwrap_or_default();
        format!("{letters}{} → {}", text::quoted(heading), self.role(reading, &column.role))
    }
}

/// The columns of a file that nobody asked for, but for those that most files have.
fn unread(usual: &Usual, table: &Table) -> Vec<String> {
    let own = table.unread.iter().filter(|headed| !usual.unread.contains(*headed));
    own.map(|(column, heading)| format!("{} {}", column_letters(*column), text::quoted(heading))).collect()
}

fn joined(parts: Vec<String>, between: &str) -> Vec<String> {
    if parts.is_empty() { parts } else { vec![parts.join(between)] }
}

/// Whether a finding says that a heading is missing.
fn lacks_heading(finding: &Finding, sought: &str) -> bool {
    matches!(&finding.about, About::Table(TableFault::MissingColumn { heading, .. }) if heading == sought)
}

/// What was found without what may be done about it.
fn short(about: &About) -> About {
    match about {
        About::Table(TableFault::MissingColumn { heading, .. }) => {
            TableFault::MissingColumn { heading: heading.clone(), near: None, among: None }.into()
        }
        about => about.clone(),
    }
}

/// Adds a row to those of a file that were passed over for a reason.
fn add<'w, 'r>(reasons: &mut Vec<Reason<'w, 'r>>, why: &'w str, of: Of<'r>, row: u32) {
    let files = match reasons.iter_mut().position(|(known, _)| *known == why) {
        Some(at) => reasons.get_mut(at),
        None => {
            reasons.push((why, Vec::new()));
            reasons.last_mut()
        }
    };
    let Some((_, files)) = files else { return };
    match files.last_mut() {
        Some((last, rows)) if last.table.id == of.table.id => rows.push(row),
        _ => files.push((of, vec![row])),
    }
}

/// What was found in each table, by its weight, with the place there.
pub(super) type Found<'a> = BTreeMap<(TableId, Level), Vec<(&'a Finding, &'a Place)>>;

fn places(finding: &Finding) -> impl Iterator<Item = &Place> {
    std::iter::once(&finding.place).chain(&finding.others)
}

/// Where a place comes in its sheet: the whole sheet, then columns, then rows with their cells.
fn in_sheet(place: &Place) -> (Option<u32>, Option<u16>) {
    match place {
        Place::Definition(_) | Place::Table(_) => (None, None),
        Place::Column(_, column) => (None, Some(*column)),
        Place::Row(_, row) => (Some(*row), None),
        Place::Cell(_, row, column) => (Some(*row), Some(*column)),
    }
}

fn table_of(place: &Place) -> Option<TableId> {
    match place {
        Place::Definition(_) => None,
        Place::Table(table) | Place::Column(table, _) | Place::Row(table, _) | Place::Cell(table, ..) => Some(*table),
    }
}

pub(super) fn by_table(findings: &[Finding]) -> Found<'_> {
    let mut found = Found::new();
    for finding in findings {
        for place in places(finding) {
            if let Some(table) = table_of(place) {
                found.entry((table, finding.level())).or_default().push((finding, place));
            }
        }
    }
    found
}
