//! Hands the rows of a table over and counts what goes by.

use std::collections::BTreeMap;

use crate::vocab::finding::{Format, TableFault};
use crate::vocab::{Finding, Place, TableId};

use super::heading::{Area, Headings};
use super::letters::{Letters, is_first, may_lack_letters};
use super::limits::{NAMED_PLACES, beginning, is_long, prefix};
use super::stretches::Take;
use super::{Cell, Looks, Row, Skipped, Table};

/// How many bytes of the first text of a row are looked at to see what the row is.
pub(super) const LEAD_BYTES: usize = 4096;

/// A column without a heading right behind a wanted one: what it holds is not read, and that is told.
#[derive(Debug, Clone)]
struct Unheaded {
    column: u16,
    /// The wanted column before it.
    wanted: usize,
    /// Whether something stands there in the row to come.
    is_filled: bool,
    /// In how many rows of data something does, and the first of them.
    count: usize,
    rows: Vec<u32>,
}

/// A table on its way: rows go out, counts stay.
pub(super) struct Handing<'a> {
    table: Table,
    take: &'a mut Take<'a>,
    /// Empty rows since the last row with content; they count only when another one follows.
    pending_empty: u32,
    /// The row that numbers the columns.
    numbers: Option<u32>,
    /// What it writes in each wanted column: where the headings are repeated, it may be repeated too.
    labels: Vec<Option<String>>,
    /// Whether the row before this one repeats the headings.
    is_below_headings: bool,
    /// The heading of each wanted column, which long tables repeat.
    headings: Vec<Option<String>>,
    /// Rows that repeat the heading of ids but not the others: another table begins there.
    other_headings: Vec<u32>,
    /// The beginnings of texts that are longer than a cell can hold, each with its row and place.
    long: Vec<(String, u32, Place)>,
    /// Texts whose letters were lost or mistaken.
    letters: Letters,
    unheaded: Vec<Unheaded>,
}

impl<'a> Handing<'a> {
    pub(super) fn new(id: TableId, format: Format, headings: &Headings, take: &'a mut Take<'a>) -> Handing<'a> {
        Handing {
            table: Table::new(id, format, headings),
            take,
            pending_empty: 0,
            numbers: headings.numbers.as_ref().map(|line| line.number),
            labels: headings.labels(),
            is_below_headings: false,
            headings: headings.lowest(),
            other_headings: Vec::new(),
            long: Vec::new(),
            letters: Letters::default(),
            unheaded: headings
                .unheaded
                .iter()
                .map(|(column, wanted)| Unheaded {
                    column: *column,
                    wanted: *wanted,
                    is_filled: false,
                    count: 0,
                    rows: Vec::new(),
                })
                .collect(),
        }
    }

    /// Hands over the rows of a later stretch of the same table, to somebody else.
    pub(super) fn beside<'b>(&self, take: &'b mut Take<'b>) -> Handing<'b> {
        Handing {
            table: Table { values: vec![0; self.table.columns.len()], ..self.table.clone() },
            take,
            pending_empty: 0,
            numbers: self.numbers,
            labels: self.labels.clone(),
            is_below_headings: false,
            headings: self.headings.clone(),
            other_headings: Vec::new(),
            long: Vec::new(),
            letters: Letters::default(),
            unheaded: self.unheaded.clone(),
        }
    }

    /// Takes over what was counted in the stretch behind this one.
    pub(super) fn append(&mut self, next: Handing<'_>) {
        let (table, of) = (&mut self.table, next.table);
        if of.rows > 0 || !of.skipped.is_empty() {
            table.empty_rows += std::mem::take(&mut self.pending_empty);
        }
        table.empty_rows += of.empty_rows;
        self.pending_empty += next.pending_empty;
        table.values.iter_mut().zip(of.values).for_each(|(values, more)| *values += more);
        table.rows += of.rows;
        table.skipped.extend(of.skipped);
        table.stretches += 1;
        self.other_headings.extend(next.other_headings);
        self.long.extend(next.long);
        self.letters.append(next.letters);
        for (unheaded, more) in self.unheaded.iter_mut().zip(next.unheaded) {
            unheaded.count += more.count;
            unheaded.rows.extend(more.rows);
        }
    }

    /// The same for a table of so many columns: what stands behind them is told otherwise.
    pub(super) fn of_width(mut self, width: usize) -> Handing<'a> {
        self.unheaded.retain(|unheaded| usize::from(unheaded.column) < width);
        self
    }

    /// The same for a table whose days are counted from 1904, or not.
    pub(super) fn counting_from_1904(mut self, from_1904: bool) -> Handing<'a> {
        self.table.from_1904 = from_1904;
        self
    }

    /// The table's number among the sources.
    pub(super) fn id(&self) -> TableId {
        self.table.id
    }

    /// The row below the headings, from zero.
    pub(super) fn first_data_row(&self) -> u32 {
        self.table.last_heading_row + 1
    }

    /// Where each wanted column stands.
    pub(super) fn columns(&self) -> impl ExactSizeIterator<Item = Option<u16>> {
        self.table.columns.iter().copied()
    }

    /// The columns without a heading right behind wanted ones.
    pub(super) fn unheaded(&self) -> impl Iterator<Item = u16> + '_ {
        self.unheaded.iter().map(|unheaded| unheaded.column)
    }

    /// Notes in which of those columns something stands in the row to come.
    pub(super) fn beside_row(&mut self, is_filled: impl Fn(u16) -> bool) {
        for unheaded in &mut self.unheaded {
            unheaded.is_filled = is_filled(unheaded.column);
        }
    }

    pub(super) fn empty_rows(&mut self, count: u32) {
        self.pending_empty += count;
    }

    pub(super) fn row(&mut self, row: Row<'_>) {
        let long = |cell: &Cell<'_>| matches!(cell, Cell::Text(text) if is_long(text));
        if row.lead.len() > LEAD_BYTES || row.cells.iter().any(long) {
            self.cut_row(&row);
        } else {
            let lacks = |cell: &Cell<'_>| matches!(cell, Cell::Text(text) if may_lack_letters(text));
            let doubtful = row.cells.iter().any(lacks);
            self.fitting_row(row, doubtful);
        }
    }

    /// A row that has no long text, because its whole line is none. `doubtful` says whether one of its texts has a
    /// question mark or a letter that is not Vietnamese.
    pub(super) fn short_row(&mut self, row: Row<'_>, doubtful: bool) {
        let doubtful = doubtful || self.is_first(row.number);
        self.fitting_row(row, doubtful);
    }

    /// Whether it is one of the first rows of data, however many texts they have: the same in how many stretches a table is
    /// read.
    fn is_first(&self, row: u32) -> bool {
        is_first(row.saturating_sub(self.table.last_heading_row))
    }

    /// A row with its long texts cut, each of them noted.
    #[cold]
    fn cut_row(&mut self, row: &Row<'_>) {
        let mut cells = row.cells.to_vec();
        for (cell, column) in cells.iter_mut().zip(&self.table.columns) {
            let Cell::Text(text) = &*cell else { continue };
            if is_long(text) {
                let begins = beginning(text);
                let place = column
                    .map_or(Place::Row(self.table.id, row.number), |column| Place::Cell(self.table.id, row.number, column));
                *cell = Cell::Text(format!("{begins}…").into());
                if self.long.len() <= NAMED_PLACES {
                    self.long.push((begins, row.number, place));
                }
            }
        }
        let lead = prefix(row.lead, LEAD_BYTES);
        self.fitting_row(Row { number: row.number, cells: &cells, lead }, true);
    }

    fn fitting_row(&mut self, row: Row<'_>, doubtful: bool) {
        self.table.empty_rows += std::mem::take(&mut self.pending_empty);
        let looks = self.certainly_no_data(&row);
        self.is_below_headings = matches!(looks, Some(Looks::Headings | Looks::OtherHeadings));
        if let Some(looks) = looks {
            if looks == Looks::OtherHeadings {
                self.other_headings.push(row.number);
            }
            self.table.skipped.push(Skipped { row: row.number, looks });
            return;
        }
        self.table.rows += 1;
        if self.unheaded.iter().any(|unheaded| unheaded.is_filled) {
            self.count_unheaded(&row);
        }
        for (values, cell) in self.table.values.iter_mut().zip(row.cells) {
            *values += u32::from(!cell.is_blank());
        }
        if doubtful {
            let first = self.is_first(row.number);
            for (wanted, cell) in row.cells.iter().enumerate() {
                if let Cell::Text(text) = cell {
                    self.letters.watch(text, first, || self.table.place(row.number, wanted));
                }
            }
        }
        (self.take)(&self.table, row);
    }

    /// Counts what stands beside a row in columns without a heading. Beside rows without an id, and beside sums, stands
    /// what belongs to no subject.
    #[cold]
    fn count_unheaded(&mut self, row: &Row<'_>) {
        if row.cells.first().is_none_or(Cell::is_blank) || row.looks("") != Looks::Data {
            return;
        }
        for unheaded in self.unheaded.iter_mut().filter(|unheaded| unheaded.is_filled) {
            unheaded.count += 1;
            if unheaded.rows.len() < NAMED_PLACES {
                unheaded.rows.push(row.number);
            }
        }
    }

    fn certainly_no_data(&self, row: &Row<'_>) -> Option<Looks> {
        if self.numbers == Some(row.number) || self.is_below_headings && self.are_labels(row.cells) {
            return Some(Looks::ColumnNumbers);
        }
        let pairs = || self.headings.iter().zip(row.cells).filter(|(heading, _)| heading.is_some());
        // Hardly any row passes the first cell, so the rest costs nothing.
        let same = |(heading, cell): (&Option<String>, &Cell<'_>)| matches!(cell, Cell::Text(text) if Some(text.as_ref()) == heading.as_deref());
        if !pairs().next().is_some_and(same) || pairs().count() < 2 {
            return None;
        }
        Some(if pairs().all(same) { Looks::Headings } else { Looks::OtherHeadings })
    }

    /// Whether the wanted cells of a row are those of the row that numbers the columns.
    pub(super) fn are_labels(&self, cells: &[Cell<'_>]) -> bool {
        let same = |(cell, label): (&Cell<'_>, &Option<String>)| match (cell, label) {
            (Cell::Text(text), Some(label)) => text == label,
            (Cell::Number(number, _), Some(label)) => label.parse() == Ok(*number),
            (cell, label) => cell.is_blank() && label.is_none(),
        };
        self.labels.iter().any(Option::is_some) && cells.iter().zip(&self.labels).all(same)
    }

    /// What was read. A table without rows is a finding, and so is what people do not see of it.
    pub(super) fn finish(self, findings: &mut Vec<Finding>) -> Table {
        self.letters.report(findings);
        let table = self.table;
        if table.rows == 0 {
            findings.push(Finding::new(TableFault::NoRows, Place::Row(table.id, table.last_heading_row)));
        }
        let others = self.other_headings.iter().map(|row| Place::Row(table.id, *row));
        findings.extend(first_places(TableFault::SecondTable, others));
        // A quote that is never closed makes one long text of all that follows, and is the cause to be named.
        let open = |row| findings.contains(&Finding::new(TableFault::UnclosedQuote, Place::Row(table.id, row)));
        let long = self.long.into_iter().filter(|(.., row, _)| !open(*row)).map(|(begins, _, place)| (begins, place));
        let long: Vec<(String, Place)> = long.collect();
        if let Some((begins, _)) = long.first() {
            let fault = TableFault::LongText { begins: begins.clone() };
            findings.extend(first_places(fault, long.iter().map(|(_, place)| place.clone())));
        }
        for Unheaded { column, wanted, count, rows, .. } in self.unheaded.into_iter().filter(|unheaded| unheaded.count > 0) {
            let heading = table.headings.get(wanted).cloned().flatten().unwrap_or_default();
            let fault = TableFault::UnheadedColumn { heading, count };
            let others = rows.into_iter().take(NAMED_PLACES).map(|row| Place::Cell(table.id, row, column)).collect();
            findings.push(Finding { others, ..Finding::new(fault, Place::Column(table.id, column)) });
        }
        let rows = table.hidden_rows.iter().map(|row| Place::Row(table.id, *row));
        findings.extend(first_places(TableFault::HiddenRows { count: table.hidden_rows.len() }, rows));
        let columns = table.hidden_columns.iter().map(|column| Place::Column(table.id, *column));
        findings.extend(first_places(TableFault::HiddenColumns { count: table.hidden_columns.len() }, columns));
        table
    }
}

/// The finding that the file gives a row, or a cell of it, twice.
pub(super) fn doubled_place(table: TableId, row: u32, column: Option<u16>) -> Finding {
    let place = column.map_or(Place::Row(table, row), |column| Place::Cell(table, row, column));
    Finding::new(TableFault::DoubledPlace, place)
}

/// A finding at the first of its places; `None` where there are none.
pub(super) fn first_places(fault: TableFault, mut places: impl Iterator<Item = Place>) -> Option<Finding> {
    let place = places.next()?;
    Some(Finding { others: places.take(NAMED_PLACES).collect(), ..Finding::new(fault, place) })
}

/// Puts the cells of a sheet together to rows and hands them over.
pub(super) struct Rows<'s, 'h> {
    handing: Handing<'h>,
    /// For each column of the sheet, the first wanted column that stands there. Behind the wanted ones stand those without
    /// a heading right behind them, then others where merged areas begin that reach over one of these.
    slots: Vec<Option<usize>>,
    /// How many columns are wanted, and how many are together with those without a heading.
    wanted: usize,
    watched: usize,
    /// Wanted columns that stand where another one does, and which.
    copies: Vec<(usize, usize)>,
    cells: Vec<Cell<'s>>,
    lead: String,
    row: u32,
    last_row: u32,
    /// The row that was last said to be hidden.
    hidden_row: Option<u32>,
    /// The merged areas over wanted columns, by their first row, the last one first.
    coming: Vec<Area>,
    /// Those of them that reach over the row that is being read, by their first column.
    open: BTreeMap<u16, Fill<'s>>,
}

/// A merged area over wanted columns, the column of its first cell, and the value of that cell.
struct Fill<'s> {
    area: Area,
    slot: usize,
    value: Cell<'s>,
}

impl<'s, 'h> Rows<'s, 'h> {
    pub(super) fn new(handing: Handing<'h>, merged: &[Area]) -> Rows<'s, 'h> {
        let mut slots: Vec<Option<usize>> = Vec::new();
        let mut copies = Vec::new();
        for (wanted, column) in handing.columns().enumerate() {
            let Some(column) = column.map(usize::from) else { continue };
            if slots.len() <= column {
                slots.resize(column + 1, None);
            }
            match slots.get_mut(column) {
                Some(Some(first)) => copies.push((*first, wanted)),
                Some(slot) => *slot = Some(wanted),
                None => {}
            }
        }
        let wanted = handing.table.columns.len();
        let last_row = handing.table.last_heading_row;
        let mut rows = Rows {
            handing,
            slots,
            wanted,
            watched: wanted,
            copies,
            cells: vec![Cell::Empty; wanted],
            lead: String::new(),
            row: last_row,
            last_row,
            hidden_row: None,
            coming: Vec::new(),
            open: BTreeMap::new(),
        };
        for column in rows.handing.unheaded().collect::<Vec<u16>>() {
            rows.watch(column);
        }
        rows.watched = rows.cells.len();
        rows.expect(merged);
        rows
    }

    /// Prepares to fill the areas over wanted columns of data. The value of an area belongs to its first column, in every
    /// row; what a value over several columns says of the others is not known.
    fn expect(&mut self, merged: &[Area]) {
        // The first one is prepared last: where several begin in a row, it is the first to be opened.
        for area in merged.iter().rev() {
            let columns = || self.handing.columns().flatten().chain(self.handing.unheaded());
            let covers = columns().any(|column| area.left < column && column <= area.right);
            let begins = self.slot(area.left).is_some_and(|slot| slot < self.wanted);
            if self.is_data(area.top) && (covers || (begins && area.bottom > area.top)) {
                self.coming.push(*area);
                self.watch(area.left);
            }
        }
        self.coming.sort_by_key(|area| std::cmp::Reverse(area.top));
    }

    /// Sees to it that the cells of a column are kept.
    fn watch(&mut self, column: u16) {
        let column = usize::from(column);
        if self.slots.len() <= column {
            self.slots.resize(column + 1, None);
        }
        if let Some(slot @ None) = self.slots.get_mut(column) {
            *slot = Some(self.cells.len());
            self.cells.push(Cell::Empty);
        }
    }

    /// Gives the row the values of the merged areas that cover it.
    fn fill(&mut self) {
        self.open.retain(|_, fill| fill.area.bottom >= self.row);
        while let Some(area) = self.coming.pop_if(|area| area.top <= self.row) {
            // Areas never overlap; of those that are made to, the first one counts, or each row would go through all of them.
            let before = self.open.range(..=area.right).next_back();
            if before.is_some_and(|(_, fill)| fill.area.right >= area.left) {
                continue;
            }
            let Some(slot) = self.slot(area.left) else { continue };
            if let Some(value) = self.cells.get(slot).filter(|_| area.top == self.row).cloned() {
                self.open.insert(area.left, Fill { area, slot, value });
            }
        }
        for Fill { area, slot, value } in self.open.values() {
            if area.top < self.row
                && *value != Cell::Empty
                && let Some(cell) = self.cells.get_mut(*slot)
            {
                *cell = value.clone();
                self.handing.table.merged_cells += u32::from(*slot < self.wanted);
            }
            let last = usize::from(area.right).min(self.slots.len().saturating_sub(1));
            let covered = self.slots.get(usize::from(area.left) + 1..=last).unwrap_or_default();
            for slot in covered.iter().copied().flatten().filter(|slot| *slot < self.watched) {
                if let Some(cell) = self.cells.get_mut(slot)
                    && (*value != Cell::Empty || *cell != Cell::Empty)
                {
                    *cell = Cell::Covered(*area);
                }
            }
        }
    }

    /// Whether rows from this one on hold data.
    pub(super) fn is_data(&self, row: u32) -> bool {
        row > self.handing.table.last_heading_row
    }

    /// Begins a row unless it has begun; the one before it goes out.
    pub(super) fn begin(&mut self, row: u32) {
        if row != self.row {
            self.flush();
            self.row = row;
        }
    }

    /// Marks a row that people do not see.
    pub(super) fn hide_row(&mut self, row: u32) {
        // The row before it may wait still, hidden like this one.
        self.flush();
        self.hidden_row = Some(row);
    }

    /// Marks columns that people do not see.
    pub(super) fn hide_columns(&mut self, first: u16, last: u16) {
        let Table { columns, hidden_columns, .. } = &mut self.handing.table;
        for column in columns.iter().flatten().filter(|column| (first..=last).contains(column)) {
            // What several descriptions hide is one column.
            if let Err(at) = hidden_columns.binary_search(column) {
                hidden_columns.insert(at, *column);
            }
        }
    }

    /// The wanted column that stands at a column of the sheet, or one behind the wanted ones whose cells are needed too.
    pub(super) fn slot(&self, column: u16) -> Option<usize> {
        self.slots.get(usize::from(column)).copied().flatten()
    }

    /// Whether what [`Self::slot`] gives is a wanted column.
    pub(super) fn is_wanted(&self, slot: usize) -> bool {
        slot < self.wanted
    }

    /// Puts a cell into the row.
    pub(super) fn put(&mut self, slot: usize, cell: Cell<'s>) {
        if let Some(place) = self.cells.get_mut(slot) {
            *place = cell;
        }
    }

    /// Whether the row has content already.
    pub(super) fn has_lead(&self) -> bool {
        !self.lead.is_empty()
    }

    /// The first text of the row.
    pub(super) fn lead(&mut self, text: &str) {
        self.lead.push_str(text);
    }

    fn flush(&mut self) {
        if self.lead.is_empty() && self.cells.iter().all(|cell| matches!(cell, Cell::Empty)) {
            return;
        }
        self.fill();
        for (from, to) in &self.copies {
            if let Some(cell) = self.cells.get(*from).cloned()
                && let Some(place) = self.cells.get_mut(*to)
            {
                *place = cell;
            }
        }
        self.handing.empty_rows(self.row.saturating_sub(self.last_row).saturating_sub(1));
        self.last_row = self.row;
        if self.hidden_row == Some(self.row) {
            self.handing.table.hidden_rows.push(self.row);
        }
        let (cells, slots) = (&self.cells, &self.slots);
        let slot = |column: u16| slots.get(usize::from(column)).copied().flatten();
        let cell = |column: u16| slot(column).and_then(|slot| cells.get(slot));
        self.handing.beside_row(|column| cell(column).is_some_and(|cell| !cell.is_blank()));
        let cells = self.cells.get(..self.wanted).unwrap_or_default();
        self.handing.row(Row { number: self.row, cells, lead: &self.lead });
        self.cells.fill(Cell::Empty);
        self.lead.clear();
    }

    /// Hands over the last row.
    pub(super) fn finish(mut self) -> Handing<'h> {
        self.flush();
        self.handing
    }
}
