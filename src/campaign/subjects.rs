//! The subjects of a campaign: units and persons with their figures, held by column.

use std::cmp::Ordering;

use crate::campaign::column::Figures;
use crate::campaign::decisions::Decisions;
use crate::campaign::definition::{Campaign, Register};
use crate::campaign::detail::DetailRows;
use crate::campaign::earlier::Earlier;
use crate::campaign::free_texts::FreeTexts;
use crate::campaign::origin::Origin;
use crate::campaign::texts::Texts;
use crate::input;
use crate::rule::Operand;
use crate::vocab::{Finding, Place, Side, Sources, TableId, name};

/// The cells of one column.
#[derive(Debug, Clone)]
pub enum Held {
    /// Figures that rules read.
    Figures(Figures),
    /// Free text that is only shown.
    Texts(FreeTexts),
}

impl Held {
    /// Makes room for so many more cells, where there is any.
    pub(super) fn reserve(&mut self, count: usize) {
        match self {
            Held::Figures(figures) => figures.reserve(count),
            Held::Texts(texts) => texts.reserve(count),
        }
    }

    /// Keeps the cells of the first so many rows.
    pub(super) fn truncate(&mut self, count: usize) {
        match self {
            Held::Figures(figures) => figures.truncate(count),
            Held::Texts(texts) => texts.truncate(count),
        }
    }

    /// Adds the cells of more rows of the same column.
    pub(super) fn append(&mut self, other: &Held) {
        match (self, other) {
            (Held::Figures(figures), Held::Figures(more)) => figures.append(more),
            (Held::Texts(texts), Held::Texts(more)) => texts.append(more),
            _ => {}
        }
    }

    /// Whether a cell has a value, is blank, cannot be used, or says that the figure does not apply: 0 to 3.
    pub(super) fn said(&self, row: usize) -> usize {
        match self {
            Held::Figures(figures) => figures.said(row),
            Held::Texts(texts) => usize::from(texts.get(row).is_empty()),
        }
    }

    /// The order of the cells of two rows; equal where they say the same.
    pub(super) fn compared(&self, a: usize, b: usize) -> Ordering {
        match self {
            Held::Figures(figures) => figures.compared(a, b),
            Held::Texts(texts) => texts.get(a).cmp(texts.get(b)),
        }
    }

    /// The same cells in another order; absent for nothing.
    pub(super) fn picked(&self, order: &[Option<usize>]) -> Held {
        match self {
            Held::Figures(figures) => Held::Figures(figures.picked(order)),
            Held::Texts(texts) => Held::Texts(texts.picked(order)),
        }
    }
}

/// What a column of a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// The id, the name, or the group or unit, by its position among them.
    Key(usize),
    /// A column of the register, by its position.
    Field(usize),
}

/// Every subject of a campaign, bound to its data.
#[derive(Debug)]
pub struct Subjects {
    /// The units.
    pub units: Roll,
    /// The persons, where the campaign has any.
    pub persons: Option<Roll>,
    /// What the council decided.
    pub decisions: Decisions,
    /// The rows of each of [`Campaign::details`](crate::campaign::Campaign::details), the year judged first and then the
    /// years before it; `None` for a year without data.
    pub details: Vec<Vec<Option<DetailRows>>>,
    /// The tables that places refer to.
    pub sources: Sources,
    /// Doubts and notes, in the order of the tables.
    pub findings: Vec<Finding>,
}

/// The subjects of one side.
#[derive(Debug)]
pub struct Roll {
    /// Units or persons.
    pub side: Side,
    /// The tables of figures and the row of each subject; none for a unit of the expected list that has sent nothing.
    pub origin: Origin,
    /// The list of those who are expected to send figures, and the row of each subject in it.
    pub list: Option<Origin>,
    pub(super) ids: Texts,
    pub(super) names: Texts,
    /// The ids and the names that stand beside the figures, as the files write them; empty where no list says who is
    /// expected.
    pub(super) sent: [Texts; 2],
    /// The group of each subject, [`NO_GROUP`] when it is not known.
    pub(super) groups: Vec<u8>,
    /// For persons the row of the unit in the units' roll, [`NO_UNIT`] when it is not known; empty for units.
    pub(super) units: Vec<u32>,
    /// One for each column of the register.
    pub(super) columns: Vec<Held>,
    /// Every row, in the order of ids: the order in which sheets list subjects that nothing else tells apart.
    pub(super) by_id: Vec<u32>,
    /// Rows below the heading that are no subjects, and why.
    pub skipped: Vec<SkippedRow>,
    /// How many of the skipped rows hold figures that are nobody's, or of no year.
    pub rejected: usize,
    /// How many rows of the tables are of other years.
    pub(super) other_years: usize,
    /// How many columns of the tables come before those of figures.
    pub(super) fixed: usize,
    /// The figures of earlier years, the year before the one judged first; `None` for a year without data.
    pub(super) earlier: Vec<Option<Earlier>>,
}

pub(super) const NO_GROUP: u8 = u8::MAX;
pub(super) const NO_UNIT: u32 = u32::MAX;

/// A row below the heading that is no subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SkippedRow {
    /// The table.
    pub table: TableId,
    /// The row in the file, from zero.
    pub row: u32,
    /// Why.
    pub why: Skipped,
}

/// What a column holds for a row.
pub(super) fn held_operand(columns: &[Held], row: usize, column: usize) -> Operand {
    match columns.get(column) {
        Some(Held::Figures(figures)) => figures.operand(row),
        _ => Operand::Absent,
    }
}

/// Why a row is no subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Skipped {
    /// The numbers of the columns below the headings.
    ColumnNumbers,
    /// The headings once more.
    Headings,
    /// A sum or an average.
    Total,
    /// The heading of a group of rows.
    Group,
    /// A date and place, an office, a post or a name to sign.
    Signature,
    /// A note, or hardly anything in it.
    Note,
    /// Figures without an id.
    NoId,
    /// No year that can be read, where a column tells it.
    NoYear,
    /// Figures of somebody who is not on the expected list.
    NotExpected,
    /// A text in the column of ids that may or may not be somebody's, without a name and figures; it is asked about.
    Unclear,
    /// Figures of what may be a sum, a mean or a group, or somebody with such a name; it is asked about.
    PerhapsTotal,
}

impl Skipped {
    /// Whether the row may hold what is somebody's, and was left out because it cannot be told whose, or of which year.
    #[must_use]
    pub fn is_rejected(self) -> bool {
        matches!(self, Skipped::NoId | Skipped::NoYear | Skipped::NotExpected | Skipped::Unclear | Skipped::PerhapsTotal)
    }
}

/// What tables hold of one year.
#[derive(Debug, Clone, Copy)]
pub struct TablesRead<'r> {
    /// The year.
    pub year: i32,
    /// The tables, which may hold other years as well.
    pub tables: &'r [input::Table],
    /// Rows that are no subjects, and why.
    pub skipped: &'r [SkippedRow],
    /// How many rows of the tables are of other years.
    pub other_years: usize,
}

/// How many rows a table had below its heading, and what became of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rows {
    /// Rows that were not empty.
    pub read: usize,
    /// Rows of other years, in a table of several years.
    pub other_years: usize,
    /// Sums, notes, signatures.
    pub skipped: usize,
    /// Rows with figures that are nobody's: without an id, without a year where a column tells it, or not
    /// on the expected list.
    pub rejected: usize,
    /// Rows that are subjects.
    pub subjects: usize,
    /// Units of the expected list that have no row.
    pub not_sent: usize,
}

impl Roll {
    /// How many subjects there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.len() == 0
    }

    /// The subject's id as the file writes it.
    #[must_use]
    pub fn id(&self, subject: usize) -> &str {
        self.ids.get(subject)
    }

    /// The subject's name.
    #[must_use]
    pub fn name(&self, subject: usize) -> &str {
        self.names.get(subject)
    }

    /// The subject's group; `None` when it is not known.
    #[must_use]
    pub fn group(&self, subject: usize) -> Option<usize> {
        self.groups.get(subject).filter(|group| **group != NO_GROUP).map(|group| usize::from(*group))
    }

    /// A person's unit, by its position in the units' roll; `None` when it is not known, and for units.
    #[must_use]
    pub fn unit(&self, subject: usize) -> Option<usize> {
        self.units.get(subject).filter(|unit| **unit != NO_UNIT).and_then(|unit| usize::try_from(*unit).ok())
    }

    /// What a rule sees of a column.
    #[must_use]
    pub fn operand(&self, subject: usize, column: usize) -> Operand {
        held_operand(&self.columns, subject, column)
    }

    /// The figures of a column; `None` for free text.
    #[must_use]
    pub fn figures(&self, column: usize) -> Option<&Figures> {
        match self.columns.get(column) {
            Some(Held::Figures(figures)) => Some(figures),
            _ => None,
        }
    }

    /// What a rule sees of a column so many years before the year judged; 0 is that year.
    #[must_use]
    pub fn operand_back(&self, subject: usize, column: usize, back: u8) -> Operand {
        match usize::from(back).checked_sub(1) {
            None => self.operand(subject, column),
            Some(year) => match self.earlier.get(year) {
                Some(Some(earlier)) => earlier.operand(subject, column),
                _ => Operand::Absent,
            },
        }
    }

    /// Whether a subject is declared not to have existed so many years before the year judged.
    #[must_use]
    pub fn is_new(&self, subject: usize, back: u8) -> bool {
        let year = usize::from(back).checked_sub(1).and_then(|year| self.earlier.get(year));
        year.and_then(Option::as_ref).is_some_and(|earlier| earlier.is_new(subject))
    }

    /// The cell of a column so many years before the year judged; `None` where the subject has no row.
    #[must_use]
    pub fn place_back(&self, subject: usize, column: usize, back: u8) -> Option<Place> {
        match usize::from(back).checked_sub(1) {
            None => self.place(subject, column),
            Some(year) => self.earlier.get(year)?.as_ref()?.place(subject, column),
        }
    }

    /// The tables of earlier years, the latest first; those of the year judged are among them where they hold several.
    pub fn earlier_tables(&self) -> impl Iterator<Item = TablesRead<'_>> {
        self.earlier.iter().flatten().map(|of| TablesRead {
            year: of.year,
            tables: of.origin.tables(),
            skipped: of.skipped.as_slice(),
            other_years: of.other_years,
        })
    }

    /// The tables of the year judged: the expected list where there is one, then those of figures.
    pub fn tables(&self) -> impl Iterator<Item = &input::Table> {
        self.list.iter().chain(std::iter::once(&self.origin)).flat_map(Origin::tables)
    }

    /// The free text of a column; empty where it holds figures.
    #[must_use]
    pub fn text(&self, subject: usize, column: usize) -> &str {
        match self.columns.get(column) {
            Some(Held::Texts(texts)) => texts.get(subject),
            _ => "",
        }
    }

    /// A text as the file writes it: free text, or the declared spelling of a step or value; empty for other figures and
    /// for cells without any.
    #[must_use]
    pub fn written<'r>(&'r self, register: &'r Register, subject: usize, column: usize) -> &'r str {
        let Some(Held::Figures(figures)) = self.columns.get(column) else { return self.text(subject, column) };
        let step = figures.code(subject).and_then(|step| usize::try_from(step).ok());
        let step = step.and_then(|step| register.fields.get(column)?.steps.get(step));
        step.and_then(|step| step.spellings.get(figures.spelling(subject))).map_or("", String::as_str)
    }

    /// The cell of a column; `None` when the file lacks the column. Of a unit that has sent nothing it is the unit's cell
    /// in the expected list.
    #[must_use]
    pub fn place(&self, subject: usize, column: usize) -> Option<Place> {
        if self.has_sent(subject) { self.origin.cell(subject, self.fixed + column) } else { self.id_place(subject) }
    }

    /// Whether there is a row of figures: only a unit of the expected list may be without one.
    #[must_use]
    pub fn has_sent(&self, subject: usize) -> bool {
        self.list.is_none() || self.origin.row(subject).is_some()
    }

    /// The cell of a unit's group, or of a person's unit.
    #[must_use]
    pub fn belongs_place(&self, subject: usize) -> Option<Place> {
        self.list.as_ref().unwrap_or(&self.origin).cell(subject, 2)
    }

    /// The cell of the subject's id; in the expected list where there is one.
    #[must_use]
    pub fn id_place(&self, subject: usize) -> Option<Place> {
        self.list.as_ref().unwrap_or(&self.origin).cell(subject, 0)
    }

    /// What stands in a column of one of the tables, by its position in the file.
    #[must_use]
    pub fn column_at(&self, table: TableId, position: u16) -> Option<Holds> {
        let asked = self.tables().find(|known| known.id == table)?.columns.iter().position(|at| *at == Some(position))?;
        let listed = self.list.as_ref().is_some_and(|list| list.tables().iter().any(|known| known.id == table));
        let field = asked.checked_sub(self.fixed).filter(|_| !listed);
        Some(field.map_or(Holds::Key(asked), Holds::Field))
    }

    /// The subject that stands on a row of one of the tables, from zero.
    #[must_use]
    pub fn subject_at(&self, table: TableId, row: u32) -> Option<usize> {
        let listed = self.list.as_ref().and_then(|list| list.find(table, row));
        listed.or_else(|| self.origin.find(table, row))
    }

    /// Every subject in the order of ids.
    pub fn by_id(&self) -> impl Iterator<Item = usize> + '_ {
        self.by_id.iter().filter_map(|row| usize::try_from(*row).ok())
    }

    /// Every subject by its group, in the order of ids; those of whom the group is not known come last.
    #[must_use]
    pub fn by_group(&self, groups: usize) -> Vec<Vec<u32>> {
        let mut by_group = vec![Vec::new(); groups + 1];
        for row in &self.by_id {
            let group = usize::try_from(*row).ok().and_then(|row| self.group(row));
            if let Some(members) = by_group.get_mut(group.unwrap_or(groups)) {
                members.push(*row);
            }
        }
        by_group
    }

    /// The subject with the id, or else the only one with the name; both as people write them.
    #[must_use]
    pub fn find(&self, written: &str) -> Vec<usize> {
        let key = name::match_key(written);
        let by = |text: &dyn Fn(usize) -> bool| (0..self.len()).filter(|subject| text(*subject)).collect::<Vec<_>>();
        let with_id = by(&|subject| name::match_key(self.id(subject)) == key);
        if with_id.is_empty() { by(&|subject| name::match_key(self.name(subject)) == key) } else { with_id }
    }

    /// What became of the rows below the heading.
    #[must_use]
    pub fn rows(&self) -> Rows {
        let not_sent = if self.list.is_some() { self.len() - self.origin.sent() } else { 0 };
        let subjects = self.len() - not_sent;
        Rows {
            read: subjects + self.skipped.len() + self.other_years,
            other_years: self.other_years,
            skipped: self.skipped.len() - self.rejected,
            rejected: self.rejected,
            subjects,
            not_sent,
        }
    }
}

impl Subjects {
    /// The rows of a detail table, by its position, so many years before the year judged.
    #[must_use]
    pub fn detail(&self, detail: usize, back: u8) -> Option<&DetailRows> {
        self.details.get(detail)?.get(usize::from(back))?.as_ref()
    }

    /// The rows of the files that are about a subject: its own in every year, those of its lists, and the decisions.
    #[must_use]
    pub fn rows_of(&self, campaign: &Campaign, side: Side, subject: usize) -> Vec<(TableId, u32)> {
        let Some(roll) = self.roll(side) else { return Vec::new() };
        let own = (0..=roll.earlier.len()).filter_map(|back| roll.place_back(subject, 0, u8::try_from(back).ok()?));
        let lists = self.details.iter().zip(&campaign.details).filter(|(_, detail)| detail.side == side);
        let lists = lists
            .flat_map(|(years, _)| years.iter().flatten())
            .flat_map(|rows| (0..rows.count(subject)).filter_map(move |row| rows.name_place(subject, row)));
        let of_side = |award: usize| campaign.awards.get(award).is_some_and(|award| award.side == side);
        let decided = self.decisions.all.iter().filter(|known| known.subject == subject && of_side(known.award));
        let decided = decided.map(|decision| decision.place.clone());
        let cells = roll.id_place(subject).into_iter().chain(own).chain(lists).chain(decided);
        cells.filter_map(|cell| if let Place::Cell(table, row, _) = cell { Some((table, row)) } else { None }).collect()
    }

    /// The subjects of one side.
    #[must_use]
    pub fn roll(&self, side: Side) -> Option<&Roll> {
        match side {
            Side::Units => Some(&self.units),
            Side::Persons => self.persons.as_ref(),
        }
    }
}

/// The order of ids and of names: Vietnamese letters as the alphabet has them whatever their case, tones where nothing else
/// tells two apart, runs of digits by their value, so that VB2 comes before VB10. Equal only for ids that are the same.
pub(super) fn id_order(a: &str, b: &str) -> Ordering {
    let shared = shared(a.as_bytes(), b.as_bytes());
    let behind = [a, b].map(|text| text.as_bytes().get(shared..).map_or(0, |rest| digits(rest).len()));
    // Nearly all ids of a file: runs of digits of one length that differ somewhere.
    if behind[0] == behind[1] && behind[0] > 0 {
        return a.as_bytes().get(shared).cmp(&b.as_bytes().get(shared));
    }
    let (mut a, mut b) = behind_shared(a, b, shared);
    let mut otherwise_alike = Ordering::Equal;
    loop {
        match (a.chars().next(), b.chars().next()) {
            (None, None) => return otherwise_alike,
            (None, _) => return Ordering::Less,
            (_, None) => return Ordering::Greater,
            (Some(x), Some(y)) if x.is_ascii_digit() && y.is_ascii_digit() => {
                let (x, y) = (digits(a.as_bytes()), digits(b.as_bytes()));
                let order = by_value(x).cmp(&by_value(y)).then_with(|| x.len().cmp(&y.len()));
                if order.is_ne() {
                    return order;
                }
                (a, b) = (&a[x.len()..], &b[y.len()..]);
            }
            (Some(x), Some(y)) => {
                let (x_letter, y_letter) = (name::letter_order(x), name::letter_order(y));
                let order = x_letter.0.cmp(&y_letter.0);
                if order.is_ne() {
                    return order;
                }
                let case = if x.is_ascii() && y.is_ascii() { Ordering::Equal } else { x.cmp(&y) };
                otherwise_alike = otherwise_alike.then(x_letter.1.cmp(&y_letter.1)).then(case);
                (a, b) = (&a[x.len_utf8()..], &b[y.len_utf8()..]);
            }
        }
    }
}

/// With how many bytes both texts begin; eight are compared together.
fn shared(a: &[u8], b: &[u8]) -> usize {
    let (a_words, b_words) = (a.as_chunks::<8>().0, b.as_chunks::<8>().0);
    let words = a_words.iter().zip(b_words).take_while(|(a, b)| a == b).count() * 8;
    words + a.iter().zip(b).skip(words).take_while(|(a, b)| a == b).count()
}

/// Two texts without the bytes with which both begin; a letter and a run of digits stay whole.
fn behind_shared<'t>(a: &'t str, b: &'t str, shared: usize) -> (&'t str, &'t str) {
    let run = a.bytes().take(shared).rev().take_while(u8::is_ascii_digit).count();
    let start = (0..=shared - run).rev().find(|at| a.is_char_boundary(*at)).unwrap_or(0);
    a.get(start..).zip(b.get(start..)).unwrap_or((a, b))
}

fn digits(text: &[u8]) -> &[u8] {
    let end = text.iter().position(|b| !b.is_ascii_digit()).unwrap_or(text.len());
    &text[..end]
}

/// Digits without leading zeros compare first by their number, then one by one.
fn by_value(digits: &[u8]) -> (usize, &[u8]) {
    let start = digits.iter().position(|b| *b != b'0').unwrap_or(digits.len());
    (digits.len() - start, &digits[start..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_stand_in_the_order_that_people_count_in() {
        let mut ids = ["VB10", "vb2", "VB02", "A", "VB1", "VB1a"];
        ids.sort_by(|a, b| id_order(a, b));
        assert_eq!(ids, ["A", "VB1", "VB1a", "vb2", "VB02", "VB10"]);
        assert_eq!(id_order("vb01", "VB01"), Ordering::Equal);
        assert_ne!(id_order("Đà Nẵng", "đà Nẵng"), Ordering::Equal);
        assert_ne!(id_order("1", "01"), Ordering::Equal);
    }

    /// The order of texts whose beginnings differ, so that nothing of them is left out.
    fn from_the_first_letter(a: &str, b: &str) -> Ordering {
        id_order(&format!("a{a}"), &format!("A{b}"))
    }

    proptest::proptest! {
        #[test]
        fn what_two_ids_share_at_their_beginnings_decides_nothing(
            shared in "[a-cĐđạ0-2 ]{0,5}", a in "[A-Cđạả0-2 ]{0,4}", b in "[A-Cđạả0-2 ]{0,4}"
        ) {
            let (a, b) = (format!("{shared}{a}"), format!("{shared}{b}"));
            proptest::prop_assert_eq!(id_order(&a, &b), from_the_first_letter(&a, &b));
        }
    }

    #[test]
    fn names_that_serve_as_ids_stand_in_vietnamese_order() {
        let ordered = [
            "An Giang",
            "Bà Rịa",
            "Bạc Liêu",
            "Bắc Giang",
            "Bắc Kạn",
            "Bình Định",
            "Cải cách",
            "Chi phí",
            "Công tác",
            "Đà Nẵng",
            "Điện Biên",
            "Hà Nam",
            "Há Nam",
            "Long An",
            "Tổ 2",
            "Tổ 10",
            "Yên Bái",
        ];
        let mut ids = ordered;
        ids.reverse();
        ids.sort_by(|a, b| id_order(a, b));
        assert_eq!(ids, ordered);
    }
}
