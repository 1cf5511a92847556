//! Gathers the cells of one or several tables into columns of figures, and settles what only a whole column can settle.
//!
//! A number that can be read in two ways takes the reading of the writer: the sign that other cells of the same column in
//! the same file put before decimals. Where they show none, or both, each such cell is a doubt with both readings.
//! Fractions in a column of percentages are one doubt together, for one answer settles them all.

use chrono::Datelike;

use crate::campaign::builder::plain;
use crate::campaign::column::{Figure, Figures};
use crate::campaign::definition::Column;
use crate::campaign::figure::{Open, Reader, Told as Of, is_in_dong};
use crate::campaign::free_texts::FreeTexts;
use crate::campaign::subjects::Held;
use crate::campaign::turned::Turned;
use crate::campaign::written::Hand;
use crate::input::{Cell, Table};
use crate::rule::Field;
use crate::vocab::finding::{CellFault, Format};
use crate::vocab::{Finding, Kind, Number, Place, date};

/// How many days later a workbook that counts from 1904 begins than one that counts from 1900.
const YEARS_TO_1904: i64 = 1462;

/// How many cells a note names beside the first: there may be a million of them, and the note says how many.
const NAMED: usize = 12;

/// Gathers rows into columns.
pub(super) struct Gatherer<'c> {
    fields: &'c [Field],
    /// How many columns come before those of figures.
    fixed: usize,
    readers: Vec<Reader<'c>>,
    held: Vec<Held>,
    told: Vec<Told>,
    /// How many rows were gathered, and how many of them before the table at hand.
    rows: usize,
    before: usize,
}

/// What is told of one column as a whole.
#[derive(Debug, Clone, Default)]
struct Told {
    /// How many numbers came as text in a workbook, the first of them, and the next ones.
    as_text: Option<(u32, Place, Vec<Place>)>,
    /// How many numbers of two readings in the table at hand were settled by others, with the first of them.
    settled: Option<Settled>,
    /// The same for those that the column's range settled.
    ranged: Option<Settled>,
    /// The same of the tables before it: one may settle them in one way and the next in the other.
    before: Vec<[Option<Settled>; 2]>,
    /// What its numbers in the table at hand show of who wrote them.
    hand: Hand,
    /// Numbers of two readings in the table at hand.
    open: Vec<(usize, Open, CellFault, Place)>,
    /// Bare fractions in the table at hand.
    fractions: Vec<(String, Place)>,
    /// How its days stand in their cells.
    turned: Turned,
}

/// How many cells were settled, what is written in the first of them, how it was read, and where they are.
#[derive(Debug, Clone)]
struct Settled {
    count: u32,
    written: String,
    taken: Number,
    place: Place,
    others: Vec<Place>,
}

impl Settled {
    /// Counts one more cell; the first gives what is written and how it was read.
    fn count(settled: &mut Option<Settled>, written: String, taken: Number, place: Place) {
        match settled {
            Some(settled) => {
                settled.count += 1;
                if settled.others.len() < NAMED {
                    settled.others.push(place);
                }
            }
            none => *none = Some(Settled { count: 1, written, taken, place, others: Vec::new() }),
        }
    }

    /// Adds those of the rows behind.
    fn append(settled: &mut Option<Settled>, next: Option<Settled>) {
        match (settled, next) {
            (Some(settled), Some(next)) => {
                settled.count += next.count;
                let room = NAMED.saturating_sub(settled.others.len());
                settled.others.extend(std::iter::once(next.place).chain(next.others).take(room));
            }
            (none, Some(next)) => *none = Some(next),
            (_, None) => {}
        }
    }

    fn note(&self, fault: impl FnOnce(u32, String, Number) -> CellFault) -> Finding {
        let fault = fault(self.count, self.written.clone(), self.taken.clone());
        Finding { others: self.others.clone(), ..Finding::new(fault, self.place.clone()) }
    }
}

impl<'c> Gatherer<'c> {
    /// `columns` says how each of the first `fields` is read; `fixed` columns of the tables come before them.
    pub(super) fn new(fields: &'c [Field], columns: &'c [Column], fixed: usize) -> Gatherer<'c> {
        let fields = fields.get(..columns.len()).unwrap_or(fields);
        let free = |field: &Field| field.kind == Kind::Text && field.steps.is_empty();
        let held = |field| if free(field) { Held::Texts(FreeTexts::default()) } else { Held::Figures(Figures::default()) };
        Gatherer {
            fields,
            fixed,
            readers: fields.iter().zip(columns).map(|(field, column)| Reader::new(field, column)).collect(),
            held: fields.iter().map(held).collect(),
            told: vec![Told::default(); fields.len()],
            rows: 0,
            before: 0,
        }
    }

    /// Makes room for so many more rows, where there is any.
    pub(super) fn reserve(&mut self, count: usize) {
        self.held.iter_mut().for_each(|held| held.reserve(count));
    }

    /// Takes the cells of a row, those of the fixed columns included.
    pub(super) fn row(&mut self, table: &Table, number: u32, cells: &[Cell<'_>], found: &mut Vec<Finding>) {
        // A text file holds neither days nor numbers as such.
        let in_workbook = table.format != Format::Csv;
        let columns = self.held.iter_mut().zip(&mut self.readers).zip(&mut self.told);
        let cells = cells.get(self.fixed..).unwrap_or_default();
        for (column, (cell, ((held, reader), told))) in cells.iter().zip(columns).enumerate() {
            let place = || table.place(number, self.fixed + column);
            match held {
                // As a Vietnamese spreadsheet shows it, and a text file has it.
                Held::Texts(texts) if matches!(cell, Cell::Number(..)) => texts.push(&plain(cell).replace('.', ",")),
                Held::Texts(texts) => texts.push(&plain(cell)),
                Held::Figures(figures) => {
                    if let Cell::Text(text) = cell
                        && let Some((figure, spelling)) = reader.usual(text, &mut told.hand)
                    {
                        figures.push(figure, spelling);
                        if in_workbook && reader.is_number() {
                            told.count_text(place);
                        }
                    } else {
                        let read = reader.read(cell);
                        figures.push(read.figure, read.spelling);
                        told.hand.see(read.figure, read.sign);
                        if in_workbook && read.number_as_text && !matches!(read.told.as_deref(), Some(Of::Doubt(_))) {
                            told.count_text(place);
                        }
                        if let Some(of) = read.told {
                            told.take(*of, self.rows, table, place(), found);
                        }
                    }
                    if in_workbook && reader.is_day() {
                        told.turned.note(cell, place);
                    }
                }
            }
        }
        self.rows += 1;
    }

    /// Whether any cell of a row holds a figure of its column, free text apart.
    pub(super) fn can_use_any(&self, cells: &[Cell<'_>]) -> bool {
        let cells = cells.get(self.fixed..).unwrap_or_default();
        let columns = self.held.iter().zip(&self.readers).zip(cells);
        columns.into_iter().any(|((held, reader), cell)| matches!(held, Held::Figures(_)) && reader.can_use(cell))
    }

    /// Adds the rows of the next stretch of the table at hand.
    pub(super) fn append(&mut self, next: Gatherer<'_>) {
        self.held.iter_mut().zip(&next.held).for_each(|(held, more)| held.append(more));
        for (told, more) in self.told.iter_mut().zip(next.told) {
            told.append(more, self.rows);
        }
        self.rows += next.rows;
    }

    /// Settles what only the whole of a table could settle, once all its rows were taken.
    pub(super) fn end_of_table(&mut self, found: &mut Vec<Finding>) {
        for ((told, held), field) in self.told.iter_mut().zip(&mut self.held).zip(self.fields) {
            let hand = std::mem::take(&mut told.hand);
            // A đồng has no parts: in a sum of money the sign groups thousands, unless the column counts in millions.
            let whole = hand.is_whole() && is_in_dong(field);
            for (row, open, fault, place) in std::mem::take(&mut told.open) {
                match (hand.sign().map(|sign| open.settled(sign)), &mut *held) {
                    (_, Held::Figures(figures)) if whole => figures.set(row, open.grouped()),
                    (Some(figure), Held::Figures(figures)) => {
                        figures.set(row, figure);
                        told.count_settled(fault, figure, place);
                    }
                    _ => found.push(Finding::new(fault, place)),
                }
            }
            let fractions = std::mem::take(&mut told.fractions);
            found.extend(bare(field, fractions));
            let day = |row: usize| match &*held {
                Held::Figures(figures) => figures.code(row).and_then(date::from_ordinal),
                Held::Texts(_) => None,
            };
            let heading = field.headings.first().map_or("", String::as_str);
            let days = (self.before..self.rows).filter_map(day);
            found.extend(std::mem::take(&mut told.turned).finish(heading, days));
            let settled = [told.ranged.take(), told.settled.take()];
            if settled.iter().any(Option::is_some) {
                told.before.push(settled);
            }
        }
        self.before = self.rows;
    }

    /// Ends a table that could not be read to its end, without its rows. How many rows there were before it.
    pub(super) fn end_of_unread(&mut self) -> usize {
        self.rows = self.before;
        self.held.iter_mut().for_each(|held| held.truncate(self.rows));
        for told in &mut self.told {
            let of_others =
                Told { as_text: told.as_text.take(), before: std::mem::take(&mut told.before), ..Told::default() };
            *told = of_others;
        }
        self.rows
    }

    /// What is worth knowing of columns as a whole, once every table was taken. `in_workbook` says for a place whether
    /// its file could have held numbers as numbers.
    pub(super) fn notes(&self, in_workbook: impl Fn(&Place) -> bool) -> Vec<Finding> {
        let mut notes = Vec::new();
        for (told, field) in self.told.iter().zip(self.fields) {
            let heading = || field.headings.first().cloned().unwrap_or_default();
            if let Some((count, place, others)) = told.as_text.as_ref().filter(|(_, place, _)| in_workbook(place)) {
                let fault = CellFault::NumbersAsText { heading: heading(), count: *count };
                notes.push(Finding { others: others.clone(), ..Finding::new(fault, place.clone()) });
            }
            for [ranged, settled] in &told.before {
                let by_range =
                    |count, written, taken| CellFault::SettledByRange { heading: heading(), count, written, taken };
                let by_others =
                    |count, written, taken| CellFault::SettledReadings { heading: heading(), count, written, taken };
                notes.extend(ranged.as_ref().map(|settled| settled.note(by_range)));
                notes.extend(settled.as_ref().map(|settled| settled.note(by_others)));
            }
        }
        notes
    }

    /// The columns.
    pub(super) fn into_columns(self) -> Vec<Held> {
        self.held
    }
}

impl Told {
    /// Takes what there is to tell of the cell of a row.
    #[cold]
    fn take(&mut self, of: Of, row: usize, table: &Table, place: Place, found: &mut Vec<Finding>) {
        match of {
            Of::Ranged(written, taken) => Settled::count(&mut self.ranged, written, taken, place),
            Of::Open(fault, open) => self.open.push((row, open, fault, place)),
            Of::Doubt(CellFault::BareFraction { written }) => self.fractions.push((written, place)),
            Of::Doubt(CellFault::BareSerial { written, day: Some(day) }) if table.from_1904 => {
                let day = date::from_ordinal(date::ordinal(day) + YEARS_TO_1904).filter(|day| day.year() <= 9999);
                found.push(Finding::new(CellFault::BareSerial { written, day }, place));
            }
            Of::Doubt(fault) => {
                self.turned.note_fault(&fault, &place);
                found.push(Finding::new(fault, place));
            }
        }
    }

    /// Adds what is told of the rows from `rows` on.
    fn append(&mut self, next: Told, rows: usize) {
        if let Some((count, place, others)) = next.as_text {
            match &mut self.as_text {
                Some((all, _, named)) => {
                    *all += count;
                    let room = NAMED.saturating_sub(named.len());
                    named.extend(std::iter::once(place).chain(others).take(room));
                }
                none => *none = Some((count, place, others)),
            }
        }
        Settled::append(&mut self.settled, next.settled);
        Settled::append(&mut self.ranged, next.ranged);
        self.hand.append(next.hand);
        self.open.extend(next.open.into_iter().map(|(row, open, fault, place)| (rows + row, open, fault, place)));
        self.fractions.extend(next.fractions);
        self.turned.append(next.turned);
    }

    fn count_text(&mut self, place: impl FnOnce() -> Place) {
        match &mut self.as_text {
            Some((count, _, others)) => {
                *count += 1;
                if others.len() < NAMED {
                    others.push(place());
                }
            }
            none => *none = Some((1, place(), Vec::new())),
        }
    }

    fn count_settled(&mut self, fault: CellFault, figure: Figure, place: Place) {
        let CellFault::TwoReadings { written, readings: [decimal, thousands] } = fault else { return };
        let Figure::Known { decimals, .. } = figure else { return };
        Settled::count(&mut self.settled, written, if decimals == 0 { thousands } else { decimal }, place);
    }
}

/// One doubt for all bare fractions of a column.
fn bare(field: &Field, fractions: Vec<(String, Place)>) -> Option<Finding> {
    let count = u32::try_from(fractions.len()).unwrap_or(u32::MAX);
    let mut fractions = fractions.into_iter();
    let (written, place) = fractions.next()?;
    let others: Vec<Place> = fractions.map(|(_, place)| place).collect();
    let heading = field.headings.first().cloned().unwrap_or_default();
    let fault = CellFault::BareFractions { heading, name: field.name.clone(), written, count };
    Some(Finding { others, ..Finding::new(fault, place) })
}
