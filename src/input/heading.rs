//! Finds the heading row of a table among its first rows, and the column of each wanted heading.
//!
//! In: the texts of the first rows, the merged areas, the wanted columns. Out: [`Headings`]: which rows are the headings,
//! where each wanted column stands, and what is missing or doubled. Headings are compared by
//! [`match_key`](crate::vocab::name::match_key), never by similarity; a near one is only named in the finding.
//!
//! A heading may be up to three rows deep. Its path is what stands above the column from the top down
//! (`Trong đó › Trực tuyến`); the campaign may write the whole path or its end, as long as one column alone fits.

use std::collections::{BTreeMap, BTreeSet};

pub(super) use crate::vocab::Area;
use crate::vocab::finding::{Encoding, TableFault};
use crate::vocab::name::{match_key, nearest, tidy};
use crate::vocab::{Finding, Place, TableId};

use super::decode::converted;
use super::hand::first_places;
use super::job::Job;
use super::letters::may_lack_letters;
use super::looks::are_column_numbers;
use super::{Request, Wanted};

/// How many rows with content are searched for the headings. Real files have them in row 3 to 8, some after a page of
/// title lines.
pub(super) const SEARCHED_ROWS: usize = 40;

/// How many rows are looked through for headings that were not found, so that it can be said where they are.
pub(super) const FARTHER_ROWS: usize = 400;

/// How many rows deep a heading may be before merged cells stretch it further.
const DEEPEST: u32 = 3;

/// How many columns a row of column numbers may leave without one: the ordinal numbers of the rows, and remarks.
const UNNUMBERED: usize = 2;

/// How many columns behind a wanted one are watched where they have no heading.
const WATCHED: usize = 16;

/// How many texts of a row are quoted when the headings were not found.
const QUOTED: usize = 12;

/// What stands between the parts of a heading's path.
const BELOW: char = '›';

/// A row of the beginning of a table: its cells that are not empty, by column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) number: u32,
    /// The last line that it takes in a text: its cells may have line breaks. The row itself in a sheet.
    pub(super) last: u32,
    pub(super) texts: Vec<(u16, String)>,
}

/// The heading rows of a table and the columns that fit each wanted heading.
#[derive(Debug)]
pub(super) struct Headings {
    /// The first heading row.
    pub(super) top: u32,
    /// The last one; data begin below it.
    pub(super) bottom: u32,
    /// The row below that only numbers the columns.
    pub(super) numbers: Option<Line>,
    /// The rows above with content.
    pub(super) titles: Vec<u32>,
    /// The columns without a heading right behind wanted ones, each with the wanted one before it.
    pub(super) unheaded: BTreeMap<u16, usize>,
    columns: Vec<Column>,
    /// For each wanted column, which of `columns` fit.
    fits: Vec<Vec<usize>>,
}

/// A column with what stands above its data, from the top down.
#[derive(Debug)]
struct Column {
    column: u16,
    /// The row of its lowest heading.
    row: u32,
    parts: Vec<String>,
    keys: Vec<String>,
}

impl Column {
    fn path(&self) -> String {
        self.paths().next().unwrap_or_default()
    }

    /// The heading with all those above it, then without the highest, down to itself alone.
    fn paths(&self) -> impl Iterator<Item = String> + '_ {
        (0..self.parts.len()).filter_map(|above| Some(written_path(self.parts.get(above..)?)))
    }
}

/// Headings one below the other, as the campaign writes them.
fn written_path(parts: &[String]) -> String {
    parts.join(&format!(" {BELOW} "))
}

impl Headings {
    /// With what stands around: titles, the row that numbers the columns, and columns without a heading.
    fn surrounded(mut self, lines: &[Line], merged: &[Area]) -> Headings {
        self.titles = lines.iter().map(|line| line.number).filter(|number| *number < self.top).collect();
        let last = lines.iter().find(|line| line.number == self.bottom).map_or(self.bottom, |line| line.last);
        let mut below = lines.iter().filter(|line| line.number > self.bottom);
        let (first, next) = (below.next(), below.next());
        self.numbers = first.filter(|line| self.are_its_numbers(line, next, line.number == last + 1)).cloned();
        self.unheaded = self.behind_wanted(lines, merged);
        self
    }

    /// Whether a row below only numbers the columns. Numbers in brackets do nothing else; bare ones may be a row of data,
    /// unless they stand right below the headings, one for nearly every column, and not all where the next row has
    /// numbers too. Behind an empty row, every wanted column must have its number, and another row must follow.
    fn are_its_numbers(&self, line: &Line, next: Option<&Line>, is_right_below: bool) -> bool {
        let texts = || line.texts.iter().map(|(_, text)| text.as_str());
        if !are_column_numbers(texts()) {
            return false;
        }
        let is_bracketed = texts().all(|text| text.starts_with(['(', '[']));
        let has = |column: u16| line.texts.iter().any(|(at, _)| *at == column);
        let is_sure = || next.is_some() && self.places().into_iter().flatten().all(has);
        let is_below = line.texts.len() + UNNUMBERED >= self.columns.len() && (is_right_below || is_sure());
        let letters = texts().take_while(|text| text.starts_with(|c: char| c.is_ascii_alphabetic())).count();
        let is_like = |next: &Line| {
            let is_letter = |text: &str| text.len() == 1 && text.starts_with(|c: char| c.is_ascii_alphabetic());
            if letters > 0 {
                return letters == 1 && next.texts.first().is_some_and(|(_, text)| is_letter(text));
            }
            let is_number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
            let below = |column: u16| next.texts.iter().find(|(at, _)| *at == column).map(|(_, text)| text.as_str());
            let mut pairs = line.texts.iter().filter_map(|(column, text)| Some((text.as_str(), below(*column)?))).peekable();
            let counts_on = pairs.peek().is_some_and(|(text, below)| text != below);
            counts_on && pairs.all(|(text, below)| is_number(text) == is_number(below))
        };
        is_bracketed || is_below && !next.is_some_and(is_like)
    }

    /// The columns behind each wanted one up to the next heading. Behind the last heading of all, those over which it is
    /// merged, or one. What stands right above the headings may be a heading too.
    fn behind_wanted(&self, lines: &[Line], merged: &[Area]) -> BTreeMap<u16, usize> {
        let above = lines.iter().find(|line| line.last + 1 == self.top);
        let is_headed = |column: &u16| above.is_some_and(|line| line.texts.iter().any(|(at, _)| at == column));
        let mut unheaded = BTreeMap::new();
        for (wanted, fits) in self.fits.iter().enumerate() {
            let [only] = fits.as_slice() else { continue };
            let Some(Column { column, row, .. }) = self.columns.get(*only) else { continue };
            let over = merged.iter().filter(|area| area.covers(*row, *column)).map(|area| area.right).max();
            let next = self.columns.get(only + 1).map(|next| next.column);
            let end = next.unwrap_or_else(|| over.unwrap_or_default().max(column.saturating_add(1)).saturating_add(1));
            let behind = (column.saturating_add(1)..end).take(WATCHED);
            for column in behind.take_while(|column| !is_headed(column)) {
                unheaded.entry(column).or_insert(wanted);
            }
        }
        unheaded
    }

    /// How many wanted columns have at least one heading that fits.
    pub(super) fn found(&self) -> usize {
        self.fits.iter().filter(|fits| !fits.is_empty()).count()
    }

    /// The wanted headings that are there, and the required ones that are not, as the campaign writes them.
    pub(super) fn wanted_titles(&self, wanted: &[Wanted]) -> (Vec<String>, Vec<String>) {
        let pairs = || self.fits.iter().zip(wanted);
        let has = pairs().filter(|(fits, _)| !fits.is_empty()).map(|(_, wanted)| title(wanted));
        let lacks = pairs().filter(|(fits, wanted)| fits.is_empty() && wanted.required).map(|(_, wanted)| title(wanted));
        (each_once(has), each_once(lacks))
    }

    /// Whether every required column is there.
    pub(super) fn complete(&self, wanted: &[Wanted]) -> bool {
        self.fits.iter().zip(wanted).all(|(fits, wanted)| !wanted.required || !fits.is_empty())
    }

    /// Where each wanted column stands; `None` for one that is missing or doubled.
    pub(super) fn places(&self) -> Vec<Option<u16>> {
        self.fits
            .iter()
            .map(|fits| match fits.as_slice() {
                [only] => self.columns.get(*only).map(|column| column.column),
                _ => None,
            })
            .collect()
    }

    /// The headings above each wanted column as the file writes them; `None` for one that is missing or doubled.
    pub(super) fn written(&self) -> Vec<Option<String>> {
        self.fits
            .iter()
            .map(|fits| match fits.as_slice() {
                [only] => self.columns.get(*only).map(Column::path),
                _ => None,
            })
            .collect()
    }

    /// The lowest heading of each wanted column, for telling it apart where it is repeated.
    pub(super) fn lowest(&self) -> Vec<Option<String>> {
        self.fits
            .iter()
            .map(|fits| match fits.as_slice() {
                [only] => self.columns.get(*only).and_then(|column| column.parts.last().cloned()),
                _ => None,
            })
            .collect()
    }

    /// What the row of numbers writes below each wanted heading; nothing where there is no such row.
    pub(super) fn labels(&self) -> Vec<Option<String>> {
        let Some(line) = &self.numbers else { return Vec::new() };
        let label = |column: u16| line.texts.iter().find(|(at, _)| *at == column).map(|(_, text)| tidy(text));
        self.places().into_iter().map(|place| place.and_then(label)).collect()
    }

    /// The columns that fit no wanted heading.
    pub(super) fn unread(&self) -> Vec<(u16, String)> {
        let wanted = |index: usize| self.fits.iter().any(|fits| fits.contains(&index));
        let unread = self.columns.iter().enumerate().filter(|(index, _)| !wanted(*index));
        unread.map(|(_, column)| (column.column, column.path())).collect()
    }

    /// Every required column that is missing and every wanted one that is doubled.
    pub(super) fn report(&self, table: TableId, wanted: &[Wanted], findings: &mut Vec<Finding>) {
        let missing = self.fits.iter().zip(wanted).filter(|(fits, wanted)| fits.is_empty() && wanted.required);
        let missing: Vec<Wanted> = missing.map(|(_, wanted)| wanted.clone()).collect();
        if !missing.is_empty()
            && let Some(finding) = self.mistaken(table, missing)
        {
            findings.push(finding);
        }
        for (index, (fits, column)) in self.fits.iter().zip(wanted).enumerate() {
            // One column may give the ids and the names.
            let is_told = wanted.iter().take(index).any(|before| before.headings == column.headings && before.required);
            match fits.as_slice() {
                _ if is_told => {}
                [] if column.required => findings.push(self.missing(table, column)),
                [first, second, rest @ ..] => findings.push(self.doubled(table, column, *first, *second, rest)),
                _ => {}
            }
        }
    }

    /// The finding that columns are missing because the letters of their headings were mistaken.
    fn mistaken(&self, table: TableId, missing: Vec<Wanted>) -> Option<Finding> {
        let line = |column: &Column| {
            let texts = column.parts.last().map(|text| (column.column, text.clone())).into_iter().collect();
            Line { number: column.row, last: column.row, texts }
        };
        let mut lines = BTreeMap::<u32, Line>::new();
        for column in &self.columns {
            let line = line(column);
            lines.entry(line.number).and_modify(|known| known.texts.extend(line.texts.clone())).or_insert(line);
        }
        let lines: Vec<Line> = lines.into_values().collect();
        mistaken(&lines, &Request { columns: missing, ..Request::default() }, table)
    }

    /// How many required columns are missing while a heading looks like them.
    pub(super) fn near(&self, wanted: &[Wanted]) -> usize {
        let missing = self.fits.iter().zip(wanted).filter(|(fits, wanted)| fits.is_empty() && wanted.required);
        missing.filter(|(_, wanted)| self.nearest(wanted).is_some()).count()
    }

    fn nearest(&self, wanted: &Wanted) -> Option<String> {
        // A sub-heading may be meant without those above it.
        let paths: Vec<String> = self.columns.iter().flat_map(Column::paths).collect();
        near(&wanted.headings, || paths.iter().map(String::as_str)).map(str::to_owned)
    }

    fn missing(&self, table: TableId, wanted: &Wanted) -> Finding {
        let below = self.below(wanted);
        let fault = match below.as_slice() {
            [] => TableFault::MissingColumn { heading: title(wanted), near: self.nearest(wanted), among: None },
            _ => TableFault::HeadingOfSeveral { heading: title(wanted), below },
        };
        Finding::new(fault, Place::Row(table, self.bottom))
    }

    /// The columns below a heading that is none of its own, each by as much of its path as tells it apart.
    fn below(&self, wanted: &Wanted) -> Vec<String> {
        let paths = paths(wanted);
        let parts = self.columns.iter().filter_map(|column| {
            let last = column.keys.len().checked_sub(1)?;
            let ends_with = |end: &usize| paths.iter().any(|path| column.keys[..*end].ends_with(path));
            let end = (1..=last).find(ends_with)?;
            Some((column, end - 1))
        });
        let of: Vec<(&Column, usize)> = parts.collect();
        let path = |(column, above): &(&Column, usize)| column.parts.get(*above..).map(written_path).unwrap_or_default();
        let is_alone = |one: &(&Column, usize)| {
            let keys = &one.0.keys[one.1..];
            self.columns.iter().filter(|other| other.keys.ends_with(keys)).count() == 1
        };
        of.iter().map(|one| if is_alone(one) { path(one) } else { one.0.path() }).collect()
    }

    fn doubled(&self, table: TableId, wanted: &Wanted, first: usize, second: usize, rest: &[usize]) -> Finding {
        let columns: Vec<&Column> =
            [first, second].iter().chain(rest).filter_map(|index| self.columns.get(*index)).collect();
        let fault = TableFault::DoubledColumn {
            heading: title(wanted),
            written: columns.iter().map(|column| column.path()).collect(),
        };
        let mut places = columns.iter().map(|column| Place::Cell(table, column.row, column.column));
        let place = places.next().unwrap_or(Place::Row(table, self.bottom));
        Finding { others: places.collect(), ..Finding::new(fault, place) }
    }
}

/// The heading that one of the wanted spellings is probably meant to be, to be proposed and never taken: a near one, or
/// the only one that is the same but for its number and what stands in brackets behind it.
pub fn near<'t, T: Iterator<Item = &'t str>>(wanted: &[String], seen: impl Fn() -> T) -> Option<&'t str> {
    let bare = |heading: &String| {
        let wanted = unnumbered(heading);
        let mut same = seen().filter(|seen| !wanted.is_empty() && unnumbered(seen) == wanted);
        same.next().filter(|_| same.next().is_none())
    };
    wanted.iter().find_map(|heading| nearest(heading, seen())).or_else(|| wanted.iter().find_map(bare))
}

/// The matching key of a heading without its number (`1.`, `(1)`, `a)`, `II -`), marks and brackets behind it.
fn unnumbered(heading: &str) -> String {
    let tidied = tidy(heading);
    let written = tidied.trim_matches(['*', ':', ' ']);
    let written = written.strip_suffix("(*)").or_else(|| written.strip_suffix("(**)")).unwrap_or(written).trim_end();
    let opened = written.trim_start_matches('(');
    let label = opened.split([' ', '.', ')', '-', '/']).next().unwrap_or_default();
    let is_label = !label.is_empty()
        && (label.bytes().all(|byte| byte.is_ascii_digit())
            || label.bytes().all(|byte| matches!(byte.to_ascii_lowercase(), b'i' | b'v' | b'x'))
            || label.chars().count() == 1);
    let behind = opened.strip_prefix(label).filter(|_| is_label);
    let behind = behind.filter(|behind| behind.trim_start().starts_with('-') || behind.starts_with(['.', ')', '/']));
    let bare = behind.unwrap_or(written).trim_start_matches(['.', ')', '-', '/', ' ']);
    let bare = match bare.strip_suffix(')').and_then(|inside| inside.rsplit_once('(')) {
        Some((before, _)) if !before.trim().is_empty() => before,
        _ => bare,
    };
    heading_key(bare.trim_end_matches(['.', ' ']))
}

/// The heading as the campaign writes it, the first one where it gives several.
fn title(wanted: &Wanted) -> String {
    wanted.headings.first().cloned().unwrap_or_default()
}

/// What seem to be the headings, to be quoted where no heading fits: the row with most texts that are no numbers, with the
/// sub-headings where its cells are merged down to them.
pub(super) fn fullest(lines: &[Line], merged: &[Area]) -> Vec<String> {
    let words = |line: &Line| match are_column_numbers(line.texts.iter().map(|(_, text)| text.as_str())) {
        true => 0,
        false => line.texts.iter().filter(|(_, text)| text.contains(char::is_alphabetic)).count(),
    };
    let most = lines.iter().map(words).max().unwrap_or_default();
    let Some(best) = lines.iter().find(|line| words(line) == most) else { return Vec::new() };
    let mut keyed = Keyed { lines: Vec::new(), merged };
    lines.iter().for_each(|line| keyed.add(line));
    let headings = keyed.headings(best.number, 1, &[]).map(|headings| keyed.stretched(headings, &[]));
    headings.iter().flat_map(|headings| &headings.columns).take(QUOTED).map(Column::path).collect()
}

/// The wanted headings that the first rows have in an older encoding whose letters were saved as if they were Western
/// ones.
fn mistaken(lines: &[Line], request: &Request, table: TableId) -> Option<Finding> {
    let western = lines.iter().flat_map(|line| &line.texts).any(|(_, text)| may_lack_letters(text));
    [Encoding::Utf8, Encoding::Tcvn3, Encoding::Vni].into_iter().filter(|_| western).find_map(|encoding| {
        let convert = |(column, text): &(u16, String)| (*column, converted(text, Some(encoding)).into_owned());
        let read = |line: &Line| Line { texts: line.texts.iter().map(convert).collect(), ..*line };
        let read: Vec<Line> = lines.iter().map(read).collect();
        let found = find(&read, &[], request)?;
        let columns = found.fits.iter().flatten().filter_map(|fits| found.columns.get(*fits));
        let written = |column: &Column| {
            let line = lines.iter().find(|line| line.number == column.row)?;
            let (_, text) = line.texts.iter().find(|(at, _)| *at == column.column)?;
            let was_read = converted(text, Some(encoding)) != text.as_str();
            was_read.then(|| ((column.row, column.column), text.clone()))
        };
        let mut written: Vec<((u32, u16), String)> = columns.filter_map(written).collect();
        written.sort_unstable();
        written.dedup();
        let fault = TableFault::MistakenLetters { encoding, written: written.first()?.1.clone() };
        first_places(fault, written.into_iter().map(|((row, column), _)| Place::Cell(table, row, column)))
    })
}

/// Whether the first rows have wanted headings in such letters.
pub(super) fn are_mistaken(lines: &[Line], request: &Request) -> bool {
    mistaken(lines, request, TableId(0)).is_some()
}

/// The finding that no row, or not the row that the campaign names, has any of the headings. `farther` gives the first
/// rows up to [`FARTHER_ROWS`]: where the headings are there, the finding says so.
pub(super) fn not_found(
    lines: &[Line],
    merged: &[Area],
    farther: impl FnOnce() -> Vec<Line>,
    request: &Request,
    table: TableId,
) -> Finding {
    if let Some(finding) = mistaken(lines, request, table) {
        return finding;
    }
    let fault = |seen, at, searched| TableFault::HeadingsNotFound { wanted: titles(request), seen, at, searched };
    match request.heading_row {
        Some(row) if !lines.iter().any(|line| line.number + 1 == row) => {
            Finding::new(TableFault::HeadingRowEmpty { row }, Place::Row(table, row.saturating_sub(1)))
        }
        Some(row) => {
            let named: Vec<Line> = lines.iter().filter(|line| line.number + 1 == row).cloned().collect();
            let fault = fault(fullest(&named, &[]), row_of(&farther(), request), None);
            Finding::new(fault, Place::Row(table, row.saturating_sub(1)))
        }
        None => {
            let searched = lines.last().filter(|_| lines.len() == SEARCHED_ROWS).map(|line| line.last + 1);
            let at = searched.and_then(|_| row_of(&farther(), request));
            Finding::new(fault(fullest(lines, merged), at, searched), Place::Table(table))
        }
    }
}

/// The row, as people count it, that has most of the headings, wherever it is.
fn row_of(lines: &[Line], request: &Request) -> Option<u32> {
    let anywhere = Request { columns: request.columns.clone(), ..Request::default() };
    let found = find(lines, &[], &anywhere)?;
    (2 * found.found() > request.columns.len()).then_some(found.top + 1)
}

/// The wanted headings as the campaign writes them, each once: one column may give the ids and the names.
pub(super) fn titles(request: &Request) -> Vec<String> {
    each_once(request.columns.iter().map(title))
}

fn each_once(titles: impl Iterator<Item = String>) -> Vec<String> {
    let mut told = BTreeSet::new();
    titles.filter(|title| told.insert(title.clone())).collect()
}

/// Finds the heading rows and reports what is missing or doubled; `None` after a finding that there are none, for which
/// `farther` gives more rows.
pub(super) fn required(
    lines: &[Line],
    merged: &[Area],
    farther: impl FnOnce() -> Vec<Line>,
    job: &mut Job<'_>,
) -> Option<Headings> {
    match find(lines, merged, job.request) {
        Some(headings) => {
            headings.report(job.table, &job.request.columns, job.findings);
            Some(headings)
        }
        None => {
            job.findings.push(not_found(lines, merged, farther, job.request, job.table));
            None
        }
    }
}

/// Finds the heading rows; `None` where no row has any wanted heading.
///
/// With several candidates the one with the most wanted headings is taken, then the least deep, then the first.
/// `request.heading_row` leaves only the rows that begin there.
pub(super) fn find(lines: &[Line], merged: &[Area], request: &Request) -> Option<Headings> {
    let wanted: Vec<Vec<Vec<String>>> = request.columns.iter().map(paths).collect();
    let named = |row: u32| request.heading_row.is_none_or(|named| named == row + 1);
    let mut keyed = Keyed { lines: Vec::new(), merged };
    let mut best: Option<Headings> = None;
    for (index, line) in lines.iter().enumerate() {
        keyed.add(line);
        if named(line.number)
            && let Some(candidate) = keyed.better(line.number, 1, &wanted, best.as_ref())
        {
            let all = candidate.found() == wanted.len();
            best = Some(candidate);
            if all {
                // The keys are dear: the lines below are needed only as far as merged headings may reach.
                lines.iter().skip(index + 1).take(DEEPEST as usize).for_each(|line| keyed.add(line));
                return best.map(|best| keyed.stretched(best, &wanted)).map(|best| best.surrounded(lines, merged));
            }
        }
    }
    for depth in 2..=DEEPEST {
        for line in lines.iter().filter(|line| named(line.number)) {
            best = keyed.better(line.number, depth, &wanted, best.as_ref()).or(best);
        }
    }
    best.map(|best| keyed.stretched(best, &wanted)).map(|best| best.surrounded(lines, merged))
}

/// The keys of each alternative of a wanted heading, part by part.
fn paths(wanted: &Wanted) -> Vec<Vec<String>> {
    wanted.headings.iter().map(|heading| heading.split(BELOW).map(heading_key).collect()).collect()
}

/// The matching key of a heading without the marks that people put around it: `(*)`, `*`, `:`.
fn heading_key(text: &str) -> String {
    let tidied = tidy(text);
    let mut bare = tidied.as_str();
    loop {
        let less = bare.trim_matches(['*', ':', ' ']);
        let less = less.strip_suffix("(*)").or_else(|| less.strip_suffix("(**)")).unwrap_or(less);
        match less {
            // A heading of marks alone keeps them.
            "" => return match_key(&tidied),
            less if less.len() == bare.len() => return match_key(less),
            less => bare = less,
        }
    }
}

/// The first rows with the keys of their texts.
struct Keyed<'a> {
    lines: Vec<KeyedLine>,
    merged: &'a [Area],
}

struct KeyedLine {
    number: u32,
    last: u32,
    cells: BTreeMap<u16, (String, String)>,
}

impl Keyed<'_> {
    fn add(&mut self, line: &Line) {
        let cells = line.texts.iter().map(|(column, text)| (*column, (tidy(text), heading_key(text)))).collect();
        self.lines.push(KeyedLine { number: line.number, last: line.last, cells });
    }

    /// The headings of `depth` rows from `top` on, when they have more of the wanted ones than the best so far.
    fn better(&self, top: u32, depth: u32, wanted: &[Vec<Vec<String>>], best: Option<&Headings>) -> Option<Headings> {
        let candidate = self.headings(top, depth, wanted)?;
        (candidate.found() > best.map_or(0, Headings::found)).then_some(candidate)
    }

    fn own(&self, row: u32, column: u16) -> Option<&(String, String)> {
        self.lines.iter().find(|line| line.number == row)?.cells.get(&column)
    }

    /// The text that stands at a cell or reaches it from the first cell of a merged area.
    fn reaching(&self, row: u32, column: u16) -> Option<&(String, String)> {
        self.own(row, column).or_else(|| {
            let area = self.merged.iter().find(|area| area.covers(row, column))?;
            self.own(area.top, area.left)
        })
    }

    /// The headings of so many neighbouring rows from `top` on; `None` when one of them is empty.
    fn headings(&self, top: u32, depth: u32, wanted: &[Vec<Vec<String>>]) -> Option<Headings> {
        let line = |number: u32| self.lines.iter().find(|line| line.number == number);
        let bottom = (1..depth).try_fold(line(top)?, |above, _| line(above.last + 1))?.number;
        let columns = self.columns(top, bottom);
        let fits = wanted.iter().map(|paths| fitting(&columns, paths)).collect();
        Some(Headings { top, bottom, numbers: None, titles: Vec::new(), unheaded: BTreeMap::new(), columns, fits })
    }

    fn columns(&self, top: u32, bottom: u32) -> Vec<Column> {
        let lowest = self.lowest(top, bottom);
        let mut columns: BTreeMap<u16, Column> = lowest
            .iter()
            .map(|(column, row)| (*column, Column { column: *column, row: *row, parts: Vec::new(), keys: Vec::new() }))
            .collect();
        for row in top..=bottom {
            let mut group: Option<(u16, &(String, String))> = None;
            for (number, column) in &mut columns {
                if column.row < row {
                    group = None;
                    continue;
                }
                let follows = |(last, _): &(u16, _)| last + 1 == *number && column.row > row;
                let text = self.reaching(row, *number).or_else(|| group.filter(follows).map(|(_, text)| text));
                group = text.filter(|_| column.row > row).map(|text| (*number, text));
                if let Some((text, key)) = text
                    && column.keys.last() != Some(key)
                {
                    column.parts.push(text.clone());
                    column.keys.push(key.clone());
                }
            }
        }
        columns.into_values().collect()
    }

    /// For each column with a heading, the lowest row that has one. A cell merged from above counts in its first column,
    /// so that a heading merged over two columns names the first only.
    fn lowest(&self, top: u32, bottom: u32) -> BTreeMap<u16, u32> {
        let mut lowest = BTreeMap::new();
        for row in top..=bottom {
            for line in self.lines.iter().filter(|line| line.number == row) {
                lowest.extend(line.cells.keys().map(|column| (*column, row)));
            }
            for area in self.merged.iter().filter(|area| area.top < top && area.bottom >= row) {
                if self.own(area.top, area.left).is_some() {
                    lowest.entry(area.left).or_insert(row);
                }
            }
        }
        lowest
    }

    /// The headings together with the rows into which their merged cells reach.
    fn stretched(&self, found: Headings, wanted: &[Vec<Vec<String>>]) -> Headings {
        let (mut top, mut bottom) = (found.top, found.bottom);
        for column in &found.columns {
            for area in self.merged.iter().filter(|area| area.covers(column.row, column.column)) {
                if area.bottom - area.top < DEEPEST {
                    top = top.min(area.top);
                    bottom = bottom.max(area.bottom);
                }
            }
        }
        if (top, bottom) == (found.top, found.bottom) {
            return found;
        }
        let columns = self.columns(top, bottom);
        let fits: Vec<Vec<usize>> = wanted.iter().map(|paths| fitting(&columns, paths)).collect();
        Headings { top, bottom, numbers: None, titles: Vec::new(), unheaded: BTreeMap::new(), columns, fits }
    }
}

/// The columns that fit one of the paths: for each path those whose own path is it, else those whose path ends so. None of
/// the alternatives is better than another, so that two of them that are there are two columns.
fn fitting(columns: &[Column], paths: &[Vec<String>]) -> Vec<usize> {
    let of_path = |path: &Vec<String>| -> Vec<usize> {
        let those = |fits: fn(&[String], &[String]) -> bool| -> Vec<usize> {
            columns.iter().enumerate().filter(|(_, column)| fits(&column.keys, path)).map(|(index, _)| index).collect()
        };
        let whole = those(|keys, path| keys == path || matches!(path, [one] if *one == keys.join(" ")));
        if whole.is_empty() { those(|keys, path| keys.ends_with(path)) } else { whole }
    };
    let mut fits: Vec<usize> = paths.iter().flat_map(of_path).collect();
    fits.sort_unstable();
    fits.dedup();
    fits
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    fn lines(rows: &[(u32, &[(u16, &str)])]) -> Vec<Line> {
        rows.iter()
            .map(|(number, texts)| Line {
                number: *number,
                last: *number,
                texts: texts.iter().map(|(column, text)| (*column, (*text).to_owned())).collect(),
            })
            .collect()
    }

    fn request(headings: &[&str]) -> Request {
        let columns =
            headings.iter().map(|heading| Wanted { headings: vec![(*heading).to_owned()], required: true }).collect();
        Request { columns, ..Request::default() }
    }

    fn fault(finding: Finding) -> TableFault {
        let crate::vocab::About::Table(fault) = finding.about else { panic!("a finding in a table") };
        fault
    }

    fn area(top: u32, left: u16, bottom: u32, right: u16) -> Area {
        Area { top, left, bottom, right }
    }

    #[test]
    fn the_heading_row_is_the_one_with_the_most_wanted_headings() {
        let rows = lines(&[
            (0, &[(0, "UBND HUYỆN VỤ BẢN"), (4, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")]),
            (2, &[(0, "Mã đơn vị: theo danh mục")]),
            (4, &[(1, "STT"), (2, "Mã  đơn vị (*)"), (3, "TÊN ĐƠN VỊ")]),
            (5, &[(1, "1"), (2, "DV01"), (3, "Xã Kim Thái")]),
        ]);
        let found = find(&rows, &[], &request(&["Mã đơn vị", "Tên đơn vị"])).unwrap();
        assert_eq!((found.top, found.bottom), (4, 4));
        assert_eq!(found.places(), [Some(2), Some(3)]);
    }

    #[test]
    fn a_sub_heading_is_reached_by_its_path_and_alone_when_it_is_the_only_one() {
        let rows = lines(&[
            (3, &[(0, "Mã"), (1, "Tổng số"), (2, "Trong đó"), (5, "Tổng số")]),
            (4, &[(2, "Trực tuyến"), (3, "Trực tiếp"), (4, "Tổng số")]),
            (5, &[(0, "DV01"), (1, "10"), (2, "4"), (3, "6"), (4, "10"), (5, "7")]),
        ]);
        let merged = [area(3, 0, 4, 0), area(3, 1, 4, 1), area(3, 2, 3, 4), area(3, 5, 4, 5)];
        for merged in [&merged[..], &[]] {
            let found = find(&rows, merged, &request(&["Mã", "Trong đó › Trực tuyến", "Trực tiếp"])).unwrap();
            assert_eq!((found.top, found.bottom), (3, 4), "{merged:?}");
            assert_eq!(found.places(), [Some(0), Some(2), Some(3)]);
            let found = find(&rows, merged, &request(&["Mã", "Trong đó › Tổng số", "trong đó trực tiếp"])).unwrap();
            assert_eq!(found.places(), [Some(0), Some(4), Some(3)]);
        }
        let found = find(&rows, &merged, &request(&["Mã", "Tổng số"])).unwrap();
        assert_eq!(found.bottom, 4, "the headings reach as far down as their merged cells");
        assert_eq!(found.places(), [Some(0), None], "two columns are headed so at the top");
    }

    #[test]
    fn a_heading_three_rows_deep_is_read() {
        let rows = lines(&[
            (0, &[(0, "Mã"), (1, "Hồ sơ")]),
            (1, &[(1, "Tiếp nhận"), (3, "Giải quyết")]),
            (2, &[(1, "Trực tuyến"), (2, "Trực tiếp"), (3, "Đúng hạn"), (4, "Quá hạn")]),
        ]);
        let merged = [area(0, 0, 2, 0), area(0, 1, 0, 4), area(1, 1, 1, 2), area(1, 3, 1, 4)];
        let wanted = ["Mã", "Hồ sơ › Tiếp nhận › Trực tiếp", "Giải quyết › Quá hạn", "Đúng hạn"];
        let found = find(&rows, &merged, &request(&wanted)).unwrap();
        assert_eq!((found.top, found.bottom), (0, 2));
        assert_eq!(found.places(), [Some(0), Some(2), Some(4), Some(3)]);
    }

    #[test]
    fn missing_and_doubled_headings_are_named_together_with_their_cells() {
        let rows = lines(&[(1, &[(0, "Mã"), (1, "Điểm"), (2, "Điểm"), (3, "Tên đơm vị")])]);
        let request = request(&["Mã", "Điểm", "Tên đơn vị", "Khối"]);
        let mut findings = Vec::new();
        find(&rows, &[], &request).unwrap().report(TableId(0), &request.columns, &mut findings);
        let missing = |heading: &str, near: Option<&str>| {
            let fault =
                TableFault::MissingColumn { heading: heading.to_owned(), near: near.map(str::to_owned), among: None };
            Finding::new(fault, Place::Row(TableId(0), 1))
        };
        let doubled = TableFault::DoubledColumn {
            heading: "Điểm".to_owned(),
            written: vec!["Điểm".to_owned(), "Điểm".to_owned()],
        };
        let doubled =
            Finding { others: vec![Place::Cell(TableId(0), 1, 2)], ..Finding::new(doubled, Place::Cell(TableId(0), 1, 1)) };
        assert_eq!(findings, [doubled, missing("Tên đơn vị", Some("Tên đơm vị")), missing("Khối", None)]);
    }

    #[test]
    fn a_heading_with_a_number_or_a_remark_is_proposed() {
        let case = |seen: &[&str], expected: Option<&str>| {
            assert_eq!(near(&["Hồ sơ".to_owned()], || seen.iter().copied()), expected, "{seen:?}");
        };
        for numbered in [
            "Hồ sơ (1)",
            "1. Hồ sơ",
            "(1) Hồ sơ",
            "1) Hồ sơ",
            "II - Hồ sơ",
            "a) Hồ sơ:",
            "Hồ sơ (đơn vị: bộ)",
            "1. Hồ sơ (*)",
        ] {
            case(&["Mã", numbered], Some(numbered));
        }
        case(&["Hồ sơ (1)", "Hồ sơ (2)"], None);
        case(&["Hồ sơ điện tử", "Số hồ sơ"], None);
        case(&["Hồ sq", "1. Hồ sơ"], Some("Hồ sq"));
        assert_eq!(near(&["Mã".to_owned()], || ["(Mã)"].into_iter()), None);
    }

    #[test]
    fn a_row_of_numbers_is_data_unless_it_numbers_the_columns() {
        let case = |rows: &[(u32, &[(u16, &str)])], expected: Option<u32>| {
            let found = find(&lines(rows), &[], &request(&["Mã", "A", "B"])).unwrap();
            assert_eq!(found.numbers.map(|line| line.number), expected, "{rows:?}");
        };
        let headings: (u32, &[(u16, &str)]) = (0, &[(0, "Mã"), (1, "A"), (2, "B")]);
        let numbers: &[(u16, &str)] = &[(0, "1"), (1, "2"), (2, "3")];
        let named: &[(u16, &str)] = &[(0, "X1"), (1, "5"), (2, "6")];
        case(&[headings, (1, numbers), (2, named)], Some(1));
        case(&[headings, (1, numbers)], Some(1));
        case(&[headings, (1, numbers), (2, &[(0, "1"), (1, "7"), (2, "8")])], Some(1));
        case(&[headings, (1, numbers), (2, &[(0, "2"), (1, "7"), (2, "8")])], None);
        case(&[headings, (2, numbers), (3, named)], Some(2));
        case(&[headings, (2, numbers), (3, &[(0, "2"), (1, "7"), (2, "8")])], None);
        case(&[headings, (2, numbers)], None);
        case(&[headings, (2, &[(0, "(1)"), (1, "(2)"), (2, "(3)")]), (3, named)], Some(2));
        let lettered: &[(u16, &str)] = &[(0, "A"), (1, "1"), (2, "2")];
        case(&[headings, (1, lettered), (2, named)], Some(1));
        case(&[headings, (1, lettered), (2, &[(0, "B"), (1, "5"), (2, "6")])], None);
        case(&[headings, (1, &[(0, "A"), (1, "B"), (2, "1")]), (2, &[(0, "X"), (1, "Y"), (2, "6")])], Some(1));
        let wide: (u32, &[(u16, &str)]) = (0, &[(0, "Mã"), (1, "A"), (2, "B"), (3, "C"), (4, "D"), (5, "E")]);
        case(&[wide, (1, numbers), (2, named)], None);
        let beside: (u32, &[(u16, &str)]) = (0, &[(0, "Mã"), (1, "A"), (2, "B"), (3, "C")]);
        case(&[beside, (2, numbers), (3, named)], Some(2));
        case(&[beside, (2, &[(1, "1"), (2, "2"), (3, "3")]), (3, named)], None);
    }

    #[test]
    fn columns_without_a_heading_are_those_up_to_the_next_one() {
        let case = |rows: &[(u32, &[(u16, &str)])], merged: &[Area], expected: &[(u16, usize)]| {
            let found = find(&lines(rows), merged, &request(&["Mã", "Tên"])).unwrap();
            assert_eq!(found.unheaded.into_iter().collect::<Vec<_>>(), expected, "{rows:?}");
        };
        let row: &[(u16, &str)] = &[(0, "STT"), (2, "Tên"), (5, "Mã")];
        case(&[(3, row)], &[], &[(3, 1), (4, 1), (6, 0)]);
        case(&[(3, row)], &[area(3, 5, 3, 8)], &[(3, 1), (4, 1), (6, 0), (7, 0), (8, 0)]);
        case(&[(3, &[(0, "Mã"), (1, "Tên"), (2, "Khối")])], &[], &[]);
        // A heading that reaches down to a row beside it, where no merged area says so.
        case(&[(2, &[(3, "Ghi chú")]), (3, &[(0, "Mã"), (2, "Tên"), (4, "Khối")])], &[], &[(1, 0)]);
        // Further ones are other things on the sheet.
        case(&[(3, &[(0, "Mã"), (1, "Tên"), (500, "Khối")])], &[], &(2..18).map(|at| (at, 1)).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_quoted_are_the_headings_and_not_the_numbers_of_the_columns() {
        let rows = lines(&[
            (0, &[(0, "Biểu số 1")]),
            (2, &[(0, "Đơn vị"), (1, "Thủ tục"), (3, "Ghi chú")]),
            (3, &[(1, "Tiếp nhận"), (2, "Trực tuyến")]),
            (4, &[(0, "(1)"), (1, "(2)"), (2, "(3)"), (3, "(4)")]),
            (5, &[(0, "Xã Kim Thái"), (1, "10"), (2, "9"), (3, "12%")]),
        ]);
        let merged = [area(2, 0, 3, 0), area(2, 1, 2, 2), area(2, 3, 3, 3)];
        let expected = ["Đơn vị", "Thủ tục › Tiếp nhận", "Thủ tục › Trực tuyến", "Ghi chú"];
        assert_eq!(fullest(&rows, &merged), expected);
        assert_eq!(fullest(&rows, &[]), ["Đơn vị", "Thủ tục", "Ghi chú"]);
        // A column that gives the ids and the names is asked for once.
        assert_eq!(titles(&request(&["Tên", "Tên", "Số"])), ["Tên", "Số"]);
    }

    #[test]
    fn the_row_that_the_campaign_names_is_taken_even_when_another_fits() {
        let rows = lines(&[(0, &[(0, "Mã"), (1, "Tên")]), (3, &[(1, "Mã"), (2, "Tên")])]);
        let named = Request { heading_row: Some(4), ..request(&["Mã", "Tên"]) };
        assert_eq!(find(&rows, &[], &named).unwrap().places(), [Some(1), Some(2)]);
        let other = Request { heading_row: Some(2), ..request(&["Mã", "Tên"]) };
        assert!(find(&rows, &[], &other).is_none());
        // Where it has none of the headings, the row that has them is named.
        let rows = lines(&[(1, &[(0, "Phụ lục 1")]), (3, &[(1, "Mã"), (2, "Tên")])]);
        let TableFault::HeadingsNotFound { at, .. } = fault(not_found(&rows, &[], || rows.clone(), &other, TableId(0)))
        else {
            panic!("the headings are in another row")
        };
        assert_eq!(at, Some(4));
    }
}
