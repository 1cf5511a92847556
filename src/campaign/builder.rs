//! Gathers the rows of one table into the columns of a roll.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::campaign::definition::{Campaign, Register};
use crate::campaign::directory::Writing;
use crate::campaign::gather::Gatherer;
use crate::campaign::origin::Origin;
use crate::campaign::subjects::{Held, NO_GROUP, Skipped, SkippedRow};
use crate::campaign::texts::Texts;
use crate::input::{self, Cell, GroupHeading, Looks, Row, Shown, Table, is_group_mark, is_total, may_be_total};
use crate::vocab::finding::{CellFault, CodeChange, TableFault};
use crate::vocab::{Finding, Place, Side, TableId, name};

/// Gathers the rows of one table, or of several, into the columns of a roll.
///
/// Builders of stretches may lie beside each other, and threads write to them with every row: no two on one line of memory.
#[repr(align(128))]
pub(super) struct Builder<'c> {
    campaign: &'c Campaign,
    register: &'c Register,
    side: Side,
    /// What the tables are read for.
    task: Task,
    /// Whether the third column says where a subject belongs.
    belonging: bool,
    /// What other spellings of ids and names stand for.
    aliases: BTreeMap<String, &'c str>,
    figures: Gatherer<'c>,
    pub(super) origin: Origin,
    pub(super) ids: Texts,
    /// How each id stands in its cell; shorter than the ids where the others are text.
    pub(super) writings: Writings,
    pub(super) names: Texts,
    /// A person's unit as written.
    pub(super) belongs: Texts,
    pub(super) unit_writings: Writings,
    pub(super) groups: Vec<u8>,
    group_keys: Vec<(String, u8)>,
    pub(super) skipped: Vec<SkippedRow>,
    /// How many rows of its tables were of other years.
    pub(super) other_years: usize,
    /// The subjects with the number or letter of a group for an id, and whether nothing stands beside it and the name.
    pub(super) marked: Vec<(usize, bool)>,
    /// The subjects whose ids or names are another spelling of what is shown, with what is written.
    pub(super) respelled: Vec<(usize, String)>,
    /// Of a table whose names serve as ids: how many subjects have a number before them that counts the rows, and the first
    /// of those that have none.
    numbered: usize,
    unnumbered: Vec<Unnumbered>,
    passing: Passing,
    /// In a later stretch of a table, the rows before the first that is a subject whatever stands before it.
    waiting: Vec<Waiting>,
    /// Whether that one has not come yet.
    is_waiting: bool,
}

/// A subject without a number that counts the rows, its row, and whether the number or letter of a group stands there.
struct Unnumbered {
    subject: usize,
    row: u32,
    is_marked: bool,
}

/// A row of which only those before it can tell whether it is a subject.
struct Waiting {
    number: u32,
    cells: Vec<Cell<'static>>,
    lead: String,
}

impl Waiting {
    fn of(row: &Row<'_>) -> Waiting {
        let kept = |cell: &Cell<'_>| match cell {
            Cell::Empty => Cell::Empty,
            Cell::Text(text) => Cell::Text(Cow::Owned(text.clone().into_owned())),
            Cell::Number(number, shown) => Cell::Number(*number, *shown),
            Cell::Date(day) => Cell::Date(*day),
            Cell::Bool(yes) => Cell::Bool(*yes),
            Cell::Error(error) => Cell::Error(error.clone()),
            Cell::Uncomputed => Cell::Uncomputed,
            Cell::Covered(area) => Cell::Covered(*area),
        };
        Waiting { number: row.number, cells: row.cells.iter().map(kept).collect(), lead: row.lead.to_owned() }
    }

    fn row(&self) -> Row<'_> {
        Row { number: self.number, cells: &self.cells, lead: &self.lead }
    }
}

/// What a table is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Task {
    /// For the subjects themselves and their figures.
    Subjects,
    /// For who the subjects are, without figures.
    List,
    /// For figures of subjects that are known from elsewhere: a table without ids may have names alone.
    Figures,
}

/// How codes stand in their cells, one for each row; only those that are not text cost anything.
#[derive(Debug, Clone, Default)]
pub(super) struct Writings(Vec<Writing>);

impl Writings {
    pub(super) fn push(&mut self, at: usize, writing: Writing) {
        if writing != Writing::Text {
            self.0.resize(at, Writing::Text);
            self.0.push(writing);
        }
    }

    /// Adds those of other codes behind `codes` of these.
    fn append(&mut self, codes: usize, other: &Writings) {
        other.others().for_each(|(at, writing)| self.push(codes + at, writing));
    }

    /// Keeps those of the first so many codes.
    pub(super) fn truncate(&mut self, codes: usize) {
        self.0.truncate(codes);
    }

    pub(super) fn get(&self, at: usize) -> Writing {
        self.0.get(at).copied().unwrap_or_default()
    }

    /// The rows whose code is not text.
    pub(super) fn others(&self) -> impl Iterator<Item = (usize, Writing)> + '_ {
        self.0.iter().copied().enumerate().filter(|(_, writing)| *writing != Writing::Text)
    }
}

impl<'c> Builder<'c> {
    pub(super) fn new(campaign: &'c Campaign, register: &'c Register, task: Task) -> Builder<'c> {
        let group_keys =
            campaign.groups.iter().zip(0_u8..).flat_map(|(group, position)| {
                group.spellings.iter().map(move |spelling| (name::match_key(spelling), position))
            });
        let figures = match task {
            Task::List => Gatherer::new(&[], &[], 0),
            Task::Subjects | Task::Figures => Gatherer::new(&register.fields, &register.columns, register.fixed()),
        };
        let belonging = match (task, &register.expected) {
            (Task::Figures, _) => false,
            (Task::List, Some(expected)) => expected.group.is_some(),
            (Task::List, None) | (Task::Subjects, _) => register.belongs.is_some(),
        };
        Builder {
            campaign,
            register,
            side: register.side,
            task,
            belonging,
            aliases: aliases(register),
            figures,
            origin: Origin::default(),
            ids: Texts::default(),
            writings: Writings::default(),
            names: Texts::default(),
            belongs: Texts::default(),
            unit_writings: Writings::default(),
            groups: Vec::new(),
            group_keys: group_keys.collect(),
            skipped: Vec::new(),
            other_years: 0,
            marked: Vec::new(),
            respelled: Vec::new(),
            numbered: 0,
            unnumbered: Vec::new(),
            passing: Passing::default(),
            waiting: Vec::new(),
            is_waiting: false,
        }
    }

    /// Gathers the rows of a later stretch of the same tables.
    pub(super) fn beside(&self) -> Builder<'c> {
        Builder { is_waiting: true, ..Builder::new(self.campaign, self.register, self.task) }
    }

    /// Adds the rows of the next stretch of the table at hand.
    pub(super) fn append(&mut self, next: Builder<'_>, table: &Table, found: &mut Vec<Finding>) {
        next.waiting.iter().for_each(|row| self.row(table, &row.row(), found));
        let before = self.ids.len();
        self.marked.extend(next.marked.into_iter().map(|(subject, bare)| (before + subject, bare)));
        self.respelled.extend(next.respelled.into_iter().map(|(subject, written)| (before + subject, written)));
        self.numbered += next.numbered;
        let unnumbered = next.unnumbered.into_iter();
        self.unnumbered.extend(unnumbered.map(|of| Unnumbered { subject: before + of.subject, ..of }));
        let (figures, ids) = (&mut self.figures, &mut self.ids);
        let texts = || {
            self.writings.append(ids.len(), &next.writings);
            self.unit_writings.append(self.belongs.len(), &next.unit_writings);
            ids.append(&next.ids);
            self.names.append(&next.names);
            self.belongs.append(&next.belongs);
            self.groups.extend(next.groups);
            self.origin.append(&next.origin);
        };
        input::beside(next.ids.bytes(), || figures.append(next.figures), texts);
        self.skipped.extend(next.skipped);
        self.other_years += next.other_years;
        if !next.is_waiting {
            self.passing = next.passing;
        }
    }

    /// Makes room for so many more rows, where there is any: columns that grow are copied again and again.
    pub(super) fn reserve(&mut self, count: usize) {
        self.figures.reserve(count);
        self.origin.reserve(count);
        [&mut self.ids, &mut self.names, &mut self.belongs].into_iter().for_each(|texts| texts.reserve(count));
    }

    pub(super) fn row(&mut self, table: &Table, row: &Row<'_>, found: &mut Vec<Finding>) {
        self.is_waiting = self.is_waiting && !self.is_certain(table, row);
        if self.is_waiting {
            self.waiting.push(Waiting::of(row));
            return;
        }
        let [id_cell, name_cell, ..] = row.cells else { return };
        // A table that has no ids names its subjects.
        let named = self.task == Task::Figures && table.columns.first() == Some(&None);
        let id_cell = if named { name_cell } else { id_cell };
        if let Some(fault) = unreadable(id_cell) {
            self.skipped.push(SkippedRow { table: table.id, row: row.number, why: Skipped::NoId });
            found.push(Finding::new(fault, table.place(row.number, usize::from(named))));
            return;
        }
        let no_name = unreadable(name_cell).or_else(|| covered(name_cell));
        let label = if no_name.is_some() { Cow::Borrowed("") } else { label(name_cell) };
        let (id, label) = (shown(&self.aliases, code(id_cell)), shown(&self.aliases, label));
        // Who is known from elsewhere is not called like a signature that stands alone in the column of ids.
        let alone = self.task == Task::Figures && row.filled() <= 1;
        let identity = if alone && row.looks(&label) != Looks::Data { "" } else { &id };
        let naming = self.naming(table);
        let figures = &self.figures;
        if let Some(why) = self.passing.skipped(identity, &label, row, naming, || figures.can_use_any(row.cells)) {
            self.skipped.push(SkippedRow { table: table.id, row: row.number, why });
            let fault = covered(id_cell).filter(|_| why == Skipped::NoId).or_else(|| why.fault(identity, &label));
            let fault = fault.filter(|fault| !is_of_column(fault, table, usize::from(named)));
            found.extend(fault.map(|fault| Finding::new(fault, passed_over(table, row, why))));
            return;
        }
        if naming.names_subjects() && nothing_beside(table, row) && is_heading(&id, &label) {
            let written = if label.is_empty() { &id } else { &label }.to_string();
            let fault = CellFault::PerhapsGroup { written, of_list: false };
            found.push(Finding::new(fault, table.place(row.number, 0)));
        }
        // Whoever has no name is called by the id. Where the column is missing, that was told of the table.
        let nameless = label.is_empty() && self.task != Task::Figures;
        if nameless && table.has(1) {
            let fault = no_name.unwrap_or_else(|| CellFault::BlankName { id: id.clone().into_owned() });
            found.push(Finding::new(fault, table.place(row.number, 1)));
        }
        if let Some(change) = changed(id_cell) {
            let fault = CellFault::ChangedCode { written: id.clone().into_owned(), change };
            found.push(Finding::new(fault, table.place(row.number, usize::from(named))));
        }
        self.note_spellings([id_cell, name_cell], [&id, &label]);
        if is_group_mark(&id) {
            self.marked.push((self.ids.len(), nothing_beside(table, row)));
        }
        if naming == Naming::AsIds {
            self.count(row, &id);
        }
        self.writings.push(self.ids.len(), Writing::of(id_cell));
        self.ids.push(&id);
        self.names.push(if nameless { &id } else { &label });
        self.origin.push(row.number);
        self.belongs(row.cells.get(2), table.place(row.number, 2), found);
        let told = found.len();
        self.figures.row(table, row.number, row.cells, found);
        if found.len() > told || !row.has_figures() {
            found.extend(second_table(&id, &self.origin, self.register.fixed(), table, row));
        }
    }

    /// Counts a subject without a code by what stands before its name.
    fn count(&mut self, row: &Row<'_>, id: &str) {
        if row.lead != id && is_place(row.lead) {
            self.numbered += 1;
        } else if self.unnumbered.len() < MOST_UNNUMBERED {
            let is_marked = row.lead != id && is_group_mark(row.lead);
            self.unnumbered.push(Unnumbered { subject: self.ids.len(), row: row.number, is_marked });
        }
    }

    /// Asks about the few subjects of a table without codes that have no number before them where the others are counted:
    /// they may be sums, or groups of rows.
    fn ask_unnumbered(&mut self, table: &Table, found: &mut Vec<Finding>) {
        let (numbered, unnumbered) = (std::mem::take(&mut self.numbered), std::mem::take(&mut self.unnumbered));
        if numbered == 0 || unnumbered.len() >= MOST_UNNUMBERED {
            return;
        }
        let bare = unnumbered.iter().filter(|of| !of.is_marked).count();
        let asked = unnumbered.into_iter().filter(|of| of.is_marked || numbered >= 2 * bare);
        found.extend(asked.map(|of| {
            let fault = CellFault::Unnumbered { written: self.ids.get(of.subject).to_owned() };
            Finding::new(fault, table.place(of.row, 0))
        }));
    }

    /// Whether a row is a subject whatever stands before it.
    fn is_certain(&self, table: &Table, row: &Row<'_>) -> bool {
        let [id_cell, name_cell, ..] = row.cells else { return false };
        let named = self.task == Task::Figures && table.columns.first() == Some(&None);
        let id_cell = if named { name_cell } else { id_cell };
        // Whether headings are those of another table is seen from the row before them.
        if unreadable(id_cell).is_some() || row.are_headings() {
            return false;
        }
        let label = if unreadable(name_cell).is_some() { Cow::Borrowed("") } else { label(name_cell) };
        let (id, label) = (shown(&self.aliases, code(id_cell)), shown(&self.aliases, label));
        !id.is_empty()
            && (!label.is_empty() && label != id || row.has_figures_beside(&id))
            && Passing::AFTER_ALL.why(&id, &label, row, self.naming(table)).is_none()
            && (is_known_by(&id, &label, row) || self.figures.can_use_any(row.cells))
    }

    /// Notes which of the texts of a subject are shown as something else.
    fn note_spellings(&mut self, cells: [&Cell<'_>; 2], shown: [&str; 2]) {
        if self.aliases.is_empty() {
            return;
        }
        for (cell, shown) in cells.into_iter().zip(shown) {
            let written = code(cell);
            if !shown.is_empty() && name::match_key(&written) != name::match_key(shown) && !written.is_empty() {
                self.respelled.push((self.ids.len(), written.into_owned()));
            }
        }
    }

    fn naming(&self, table: &Table) -> Naming {
        match self.task {
            Task::Figures => Naming::OfKnown,
            Task::Subjects | Task::List if table.columns.first() == table.columns.get(1) => Naming::AsIds,
            Task::Subjects | Task::List => Naming::OfSubjects,
        }
    }

    /// Ends a table, once all its rows were taken.
    pub(super) fn end_of_table(&mut self, table: Table, found: &mut Vec<Finding>) {
        self.figures.end_of_table(found);
        self.ask_unnumbered(&table, found);
        self.passing = Passing::default();
        self.skipped.extend(by_form(&table));
        self.skipped.sort_by_key(|skipped| (skipped.table, skipped.row));
        self.origin.end_of_table(table);
    }

    /// Ends a table that could not be read to its end, without its rows: what was read before it is kept.
    pub(super) fn end_of_unread(&mut self, table: TableId) {
        let rows = self.figures.end_of_unread();
        [&mut self.ids, &mut self.names, &mut self.belongs].into_iter().for_each(|texts| texts.truncate(rows));
        [&mut self.writings, &mut self.unit_writings].into_iter().for_each(|writings| writings.truncate(rows));
        self.groups.truncate(rows);
        self.skipped.retain(|skipped| skipped.table != table);
        self.marked.retain(|(subject, _)| *subject < rows);
        self.respelled.retain(|(subject, _)| *subject < rows);
        (self.numbered, self.unnumbered) = (0, Vec::new());
        self.passing = Passing::default();
        self.origin.end_of_unread(table, rows);
    }

    /// A unit's group, or a person's unit as written; nothing where the table is not read for it.
    fn belongs(&mut self, cell: Option<&Cell<'_>>, place: Place, found: &mut Vec<Finding>) {
        match (self.side, cell.filter(|_| self.belonging)) {
            _ if self.task == Task::Figures => {}
            (Side::Persons, cell) => {
                let fault = cell.and_then(|cell| unreadable(cell).or_else(|| covered(cell)));
                found.extend(fault.map(|fault| Finding::new(fault, place)));
                self.unit_writings.push(self.belongs.len(), cell.map(Writing::of).unwrap_or_default());
                self.belongs.push(&cell.filter(|cell| unreadable(cell).is_none()).map(code).unwrap_or_default());
            }
            (Side::Units, Some(cell)) if self.campaign.grouped => match unreadable(cell).or_else(|| covered(cell)) {
                Some(fault) => {
                    self.groups.push(NO_GROUP);
                    found.push(Finding::new(fault, place));
                }
                None => self.group(&plain(cell), place, found),
            },
            (Side::Units, _) => self.groups.push(0),
        }
    }

    fn group(&mut self, written: &str, place: Place, found: &mut Vec<Finding>) {
        let key = name::match_key(written);
        let group = self.group_keys.iter().find(|(known, _)| *known == key).map(|(_, group)| *group);
        self.groups.push(group.unwrap_or(NO_GROUP));
        // Where the column is missing, the place is the row: that was told of the table.
        if group.is_none() && !matches!(place, Place::Row(..)) {
            let known = || self.campaign.groups.iter().flat_map(|group| &group.spellings).map(String::as_str);
            let fault = CellFault::UnknownGroup {
                written: written.to_owned(),
                near: name::nearest(written, known()).map(str::to_owned),
                known: known().map(str::to_owned).collect(),
            };
            found.push(Finding::new(fault, place));
        }
    }

    /// What is worth knowing of columns as a whole, once every table was taken.
    pub(super) fn notes(&self, in_workbook: impl Fn(&Place) -> bool) -> Vec<Finding> {
        self.figures.notes(in_workbook)
    }

    pub(super) fn columns(self) -> Vec<Held> {
        self.figures.into_columns()
    }
}

/// Why a cell says nothing of who a row is about, although something stands there.
pub(super) fn unreadable(cell: &Cell<'_>) -> Option<CellFault> {
    match cell {
        Cell::Error(written) => Some(CellFault::ErrorValue { written: written.clone() }),
        Cell::Uncomputed => Some(CellFault::Uncomputed),
        _ => None,
    }
}

/// The doubt about a cell that a merged area covers.
fn covered(cell: &Cell<'_>) -> Option<CellFault> {
    if let Cell::Covered(area) = cell { Some(CellFault::Covered { area: *area }) } else { None }
}

/// Every spelling as a matching key with what it stands for; what is shown stands for itself.
pub(super) fn aliases(register: &Register) -> BTreeMap<String, &str> {
    let mut aliases = BTreeMap::new();
    for alias in &register.aliases {
        let spellings = alias.spellings.iter().chain(std::iter::once(&alias.shown));
        aliases.extend(spellings.map(|spelling| (name::match_key(spelling), alias.shown.as_str())));
    }
    aliases
}

/// What a spelling stands for.
#[inline] // most tables have no other spellings, and each row asks twice
pub(super) fn shown<'t>(aliases: &BTreeMap<String, &'t str>, written: Cow<'t, str>) -> Cow<'t, str> {
    if aliases.is_empty() { written } else { looked_up(aliases, written) }
}

#[inline(never)] // or the other would not be inlined
fn looked_up<'t>(aliases: &BTreeMap<String, &'t str>, written: Cow<'t, str>) -> Cow<'t, str> {
    aliases.get(&name::match_key(&written)).map_or(written, |shown| Cow::Borrowed(*shown))
}

/// Tells which rows are no subjects. A row with an id and anything beside it is one whatever it looks like, unless its id
/// or its name is that of a sum or of a group of rows; a text that stands alone in the column of ids may be a signature, a
/// note, or be asked about.
#[derive(Debug, Default)]
pub(super) struct Passing {
    /// Whether a signature was passed: the names below it are no subjects.
    signed: bool,
    /// Whether a sum was passed, and no subject since.
    summed: bool,
    /// The row of the last subject, how many rows were passed since, and whether one of them is a note.
    last: Option<u32>,
    passed: u32,
    noted: bool,
}

/// Whom the column of names names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Naming {
    /// The subjects, beside their ids: each must have a name.
    OfSubjects,
    /// The subjects, whose names serve as ids.
    AsIds,
    /// Subjects that are known from elsewhere: whoever is none of them is told when the rows are linked.
    OfKnown,
    /// The rows of a list, beside the ids of the subjects.
    OfItems,
}

impl Naming {
    /// Whether the table itself says who the subjects are.
    fn names_subjects(self) -> bool {
        matches!(self, Naming::OfSubjects | Naming::AsIds)
    }
}

/// Where so many subjects have no number before them, numbers say nothing of the others.
const MOST_UNNUMBERED: usize = 20;

impl Passing {
    /// After rows of every kind that are no subjects: a row that is one here is one whatever stands before it.
    const AFTER_ALL: Passing = Passing { signed: true, summed: true, last: None, passed: 0, noted: false };

    /// Why a row is no subject; `None` when it is one. `has_figures` says whether any of its cells holds a figure of its
    /// column.
    pub(super) fn skipped(
        &mut self,
        id: &str,
        label: &str,
        row: &Row<'_>,
        naming: Naming,
        has_figures: impl FnOnce() -> bool,
    ) -> Option<Skipped> {
        let why = self.why(id, label, row, naming);
        // Below a signature stand the names of those who sign: whoever has neither code nor number nor figures is one.
        let is_signer = self.signed && why.is_none() && !is_known_by(id, label, row) && !has_figures();
        let why = why.or_else(|| is_signer.then_some(Skipped::Signature));
        self.signed = why.is_some() && (self.signed || why == Some(Skipped::Signature));
        self.summed = why.is_some() && (self.summed || why == Some(Skipped::Total));
        self.noted = why.is_some() && (self.noted || why == Some(Skipped::Note));
        match why {
            Some(_) => self.passed += 1,
            None => (self.last, self.passed) = (Some(row.number), 0),
        }
        why
    }

    /// Whether notes or empty rows stand between the last subject and a row in which nothing stands but its name.
    fn is_apart(&self, id: &str, row: &Row<'_>) -> bool {
        let between = |last: u32| row.number.saturating_sub(last).saturating_sub(1);
        row.lead == id && self.last.is_some_and(|last| self.noted || between(last) > self.passed)
    }

    fn why(&self, id: &str, label: &str, row: &Row<'_>, naming: Naming) -> Option<Skipped> {
        if id.is_empty() {
            Some(self.without_id(label, row))
        } else if label.is_empty() || label == id {
            self.with_id(id, label, row, naming)
        } else {
            self.beside_name([id, label], row, naming).or_else(|| with_name(id, label, row, naming))
        }
    }

    /// Signatures and notes that stand in both columns, with nothing beside them.
    fn beside_name(&self, [id, label]: [&str; 2], row: &Row<'_>, naming: Naming) -> Option<Skipped> {
        // Hardly any row passes the first question.
        if !is_bare(row) || !naming.names_subjects() || is_code(id) {
            return None;
        }
        match row.looks_by(id) {
            Looks::Note => Some(Skipped::Note),
            // One of them alone may be a strange code.
            Looks::Signature if id.ends_with(':') || row.looks_by(label) == Looks::Signature => Some(Skipped::Signature),
            _ => self.signed.then_some(Skipped::Signature),
        }
    }

    fn without_id(&self, label: &str, row: &Row<'_>) -> Skipped {
        let filled = row.filled();
        match row.looks(label) {
            Looks::Total => Skipped::Total,
            Looks::Signature => Skipped::Signature,
            Looks::Note => Skipped::Note,
            _ if self.signed && !row.has_figures() => Skipped::Signature,
            // Whoever has a number among the others is somebody, even if nothing was reported yet.
            _ if filled == 1 && row.lead != label && is_place(row.lead) => Skipped::NoId,
            Looks::Group if filled <= 1 => Skipped::Group,
            _ if filled <= 1 => Skipped::Note,
            _ => Skipped::NoId,
        }
    }

    fn with_id(&self, id: &str, label: &str, row: &Row<'_>, naming: Naming) -> Option<Skipped> {
        if is_total(id) {
            // A commune may be called Trung Bình: a row of that name with figures is asked about.
            let asked = naming.names_subjects() && may_be_total(id) && row.has_figures_beside(id);
            return Some(if asked { Skipped::PerhapsTotal } else { Skipped::Total });
        }
        let heading = GroupHeading::of(id);
        let of_group = heading.numbered && heading.named;
        if row.has_figures_beside(id) {
            let asked = naming.names_subjects() && (may_be_total(id) || of_group);
            return asked.then_some(Skipped::PerhapsTotal);
        }
        if of_group && row.holds_only(id) {
            return Some(Skipped::Group);
        }
        let (below, alone, blank) = (self.signed || self.summed, row.holds_only(id), label.is_empty());
        let code = is_code(id);
        match row.looks_by(id) {
            Looks::Note if !code => Some(Skipped::Note),
            // `Nơi nhận:` names those below it, and two posts beside each other those who sign.
            Looks::Signature if !code && (id.ends_with(':') || !alone) => Some(Skipped::Signature),
            Looks::Signature if !code && (blank || below) => Some(Skipped::Signature),
            Looks::Signature if !code && naming != Naming::OfSubjects => Some(Skipped::Unclear),
            _ if !code && self.signed && (alone || blank) => Some(Skipped::Signature),
            _ if naming != Naming::OfSubjects => {
                let is_asked = below || naming == Naming::AsIds && self.is_apart(id, row);
                (is_asked && alone && !blank && !code).then_some(Skipped::Unclear)
            }
            _ if !code && self.summed && alone => Some(Skipped::Note),
            Looks::Group if !code && alone => Some(Skipped::Group),
            _ if !alone || (code && !below && !is_group_mark(id)) => None,
            _ => Some(Skipped::Unclear),
        }
    }
}

/// Whether a text may be a code. A short one may be that of a signature as well: KT stands for a deputy and for the office
/// of economy.
fn is_code(text: &str) -> bool {
    !text.contains(char::is_whitespace) && text.ends_with(char::is_alphanumeric)
}

/// Whether a row has a code of its own beside its name, or a number that counts the rows.
fn is_known_by(id: &str, label: &str, row: &Row<'_>) -> bool {
    !label.is_empty() && label != id && is_code(id) || row.lead != id && is_place(row.lead)
}

/// Whether a text is a number by which rows are counted: `7`, `7.`, `7)`.
fn is_place(text: &str) -> bool {
    let digits = text.trim_end_matches(['.', ')']);
    (1..=6).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Why a row with an id and a name of its own is no subject; `None` when it is one. A name makes it somebody's, whatever it
/// sounds like (a commune may be called Trung Bình), unless it is that of a sum or of a group.
fn with_name(id: &str, label: &str, row: &Row<'_>, naming: Naming) -> Option<Skipped> {
    // Of a list, `Tổng số hồ sơ` is what a row is about.
    let sum = is_total(label) && (naming != Naming::OfItems || label.split_whitespace().count() <= 2);
    let name = may_be_total(label);
    if sum && !name {
        return Some(Skipped::Total);
    }
    if naming == Naming::OfItems {
        return None;
    }
    if is_total(id) && !may_be_total(id) {
        let counts = label.starts_with(|c: char| c.is_ascii_digit());
        return Some(if counts { Skipped::Total } else { Skipped::PerhapsTotal });
    }
    if name && may_be_total(id) {
        return Some(Skipped::Total);
    }
    let of_group = is_group_mark(id) && GroupHeading::of(label).named;
    if of_group && is_bare(row) {
        return Some(Skipped::Group);
    }
    let numbered = name && id.bytes().all(|byte| byte.is_ascii_digit());
    (naming.names_subjects() && (of_group || numbered)).then_some(Skipped::PerhapsTotal)
}

/// Whether nothing stands in a row beside an id and a name.
fn is_bare(row: &Row<'_>) -> bool {
    row.cells.iter().skip(2).all(Cell::is_blank)
}

/// Whether a row has a name like that of a group of rows.
pub(super) fn is_heading(id: &str, label: &str) -> bool {
    let heading = GroupHeading::of(if label.is_empty() { id } else { label });
    heading.named || heading.lettered
}

/// Whether nothing stands in the other columns of the table, which has some and lacks none.
pub(super) fn nothing_beside(table: &Table, row: &Row<'_>) -> bool {
    // Hardly any row passes the first question.
    let others = || table.columns.get(2..).unwrap_or_default();
    is_bare(row) && !others().is_empty() && others().iter().all(Option::is_some)
}

/// What is asked about a row that looks like the headings of another table. `taken` knows the rows before it, itself the
/// last; its first columns, `fixed` of them, hold no figures.
#[cold]
pub(super) fn second_table(id: &str, taken: &Origin, fixed: usize, table: &Table, row: &Row<'_>) -> Option<Finding> {
    if id.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let before = taken.numbers().rev().nth(1).is_some_and(|last| last + 1 == row.number);
    let figures = row.cells.get(fixed..).unwrap_or_default();
    let begins = row.are_headings() && (!before || figures.iter().any(|cell| !cell.is_blank()));
    begins.then(|| Finding::new(TableFault::SecondTable, Place::Row(table.id, row.number)))
}

impl Skipped {
    /// What is asked about a row that was passed over because of what stands in its column of ids.
    pub(super) fn fault(self, id: &str, label: &str) -> Option<CellFault> {
        match self {
            Skipped::NoId => Some(CellFault::RowWithoutId),
            Skipped::PerhapsTotal => {
                let written = if label.is_empty() || is_total(id) { id } else { label };
                Some(CellFault::PerhapsTotal { written: written.to_owned() })
            }
            Skipped::Unclear => Some(CellFault::NobodysRow { written: id.to_owned() }),
            _ => None,
        }
    }
}

/// Whether a doubt about a row says only what was told of its table: that a column is missing.
pub(super) fn is_of_column(fault: &CellFault, table: &Table, wanted: usize) -> bool {
    *fault == CellFault::RowWithoutId && !table.has(wanted)
}

/// Where it is asked about a row that was passed over.
pub(super) fn passed_over(table: &Table, row: &Row<'_>, why: Skipped) -> Place {
    let asked = matches!(why, Skipped::Unclear | Skipped::PerhapsTotal);
    if asked { table.place(row.number, 0) } else { Place::Row(table.id, row.number) }
}

/// The rows of a table that hold no data by their form.
pub(super) fn by_form(table: &Table) -> impl Iterator<Item = SkippedRow> + '_ {
    table.skipped.iter().filter_map(|skipped| {
        let why = match skipped.looks {
            Looks::ColumnNumbers => Skipped::ColumnNumbers,
            Looks::Headings | Looks::OtherHeadings => Skipped::Headings,
            Looks::Data | Looks::Total | Looks::Group | Looks::Signature | Looks::Note => return None,
        };
        Some(SkippedRow { table: table.id, row: skipped.row, why })
    })
}

/// What a spreadsheet made of a code that it took for a number or a day; `None` where the code is what it shows.
pub(super) fn changed(cell: &Cell<'_>) -> Option<CodeChange> {
    match cell {
        Cell::Date(_) => Some(CodeChange::Day),
        Cell::Number(_, Shown::Lettered) => Some(CodeChange::Letters),
        Cell::Number(number, _) if number.abs() >= Decimal::from(LARGEST_EXACT) => Some(CodeChange::Rounded),
        _ => None,
    }
}

/// The first number of which a spreadsheet does not keep every digit.
const LARGEST_EXACT: i64 = 1_000_000_000_000_000;

/// How many bytes of an id or a name are kept.
const NAME_BYTES: usize = 1000;

/// A code as a person sees it, without Excel's mark of a text.
pub(super) fn code<'c>(cell: &'c Cell<'_>) -> Cow<'c, str> {
    match cell {
        Cell::Text(text) => short(text.strip_prefix('\'').unwrap_or(text)),
        _ => plain(cell),
    }
}

/// A name as a person sees it.
pub(super) fn label<'c>(cell: &'c Cell<'_>) -> Cow<'c, str> {
    match cell {
        Cell::Text(text) => short(text),
        _ => plain(cell),
    }
}

/// An id or a name, cut where it is longer than any is: each row has one, and more than one copy of it.
fn short(text: &str) -> Cow<'_, str> {
    if text.len() <= NAME_BYTES {
        return Cow::Borrowed(text);
    }
    let end = (0..=NAME_BYTES).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    Cow::Owned(format!("{}…", &text[..end]))
}

/// A cell's text as a person sees it, for free text.
pub(super) fn plain<'c>(cell: &'c Cell<'_>) -> Cow<'c, str> {
    match cell {
        Cell::Text(text) => Cow::Borrowed(text),
        Cell::Number(number, Shown::Zeros(width)) => Cow::Owned(format!("{number:0>width$}", width = usize::from(*width))),
        Cell::Number(number, _) => Cow::Owned(number.normalize().to_string()),
        Cell::Date(day) => Cow::Owned(day.format("%d/%m/%Y").to_string()),
        Cell::Bool(yes) => Cow::Borrowed(if *yes { "TRUE" } else { "FALSE" }),
        Cell::Error(error) => Cow::Borrowed(error),
        Cell::Empty | Cell::Uncomputed | Cell::Covered(_) => Cow::Borrowed(""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_or_a_name_is_cut_where_it_is_longer_than_any_is() {
        let text = |letters: usize| Cell::Text("ễ".repeat(letters).into());
        assert_eq!((label(&text(333)), code(&text(333))), ("ễ".repeat(333).into(), "ễ".repeat(333).into()));
        let cut = "ễ".repeat(333) + "…";
        assert_eq!((label(&text(334)), code(&text(9999))), (cut.as_str().into(), cut.as_str().into()));
        assert_eq!(plain(&text(334)), "ễ".repeat(334));
    }
}
