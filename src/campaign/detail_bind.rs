//! Reads detail tables and links their rows to subjects by id.
//!
//! A row that names nobody known is a doubt. Where its id looks like that of one subject only, the row is kept with that
//! subject as uncertain: nothing that depends on it is decided, so that a misspelt id never hides a row that would fail.

use std::collections::BTreeMap;

use crate::campaign::bind::{plain, skipped};
use crate::campaign::column::Figures;
use crate::campaign::definition::Campaign;
use crate::campaign::detail::{Detail, DetailRows};
use crate::campaign::figure::Reader;
use crate::campaign::subjects::{Held, Roll, Skipped, SkippedRow, Texts, id_order};
use crate::input::{self, Cell, File, Request, Row, Table, Wanted};
use crate::rule::{List, Operand, Operands, Quantity, Slot, Standing};
use crate::vocab::finding::CellFault;
use crate::vocab::{Finding, Kind, Number, Place, Side, Sources, TableId, name};

/// How many columns stand before those of figures: the subject and the name.
const FIXED: usize = 2;

/// A table that has been read, before its rows are linked.
pub(super) struct Unlinked {
    rows: DetailRows,
    /// The subject of each row as written.
    written: Texts,
}

/// Reads the table of one definition.
pub(super) fn read(
    campaign: &Campaign,
    detail: &Detail,
    file: File<'_>,
    sources: &mut Sources,
    findings: &mut Vec<Finding>,
) -> Option<Unlinked> {
    let list = list_of(campaign, detail)?;
    let mut gathered = Gathered::new(list, detail);
    let mut found = Vec::new();
    let request = request(list, detail);
    let table = input::read(file, &request, sources, findings, &mut |table, row| gathered.row(table, &row, &mut found));
    findings.append(&mut found);
    let table = table?;
    let key = |position: usize| table.columns.get(position).copied().flatten();
    let positions: Vec<Option<u16>> = (0..list.fields.len()).map(|column| key(FIXED + column)).collect();
    if sources.get(table.id).is_some_and(|source| source.sheet.is_some()) {
        findings.extend(gathered.notes(list, table.id, &positions));
    }
    let count = gathered.rows.len();
    let rows = DetailRows {
        keys: [key(0), key(1)],
        positions,
        table,
        names: gathered.names,
        rows: gathered.rows,
        columns: gathered.columns,
        order: Vec::new(),
        starts: Vec::new(),
        certain: vec![true; count],
        skipped: gathered.skipped,
        unknown: 0,
    };
    Some(Unlinked { rows, written: gathered.subjects })
}

fn list_of<'c>(campaign: &'c Campaign, detail: &Detail) -> Option<&'c List> {
    campaign.register(detail.side)?.lists.get(usize::from(detail.list))
}

fn request(list: &List, detail: &Detail) -> Request {
    let wanted = |headings: &[String]| Wanted { headings: headings.to_vec(), required: true };
    let keys = [&detail.subject, &detail.name].map(|heading| wanted(&heading.spellings));
    let columns = list.fields.iter().map(|field| wanted(&field.headings));
    Request {
        sheet: detail.sheet.clone(),
        heading_row: detail.heading_row,
        columns: keys.into_iter().chain(columns).collect(),
        limits: input::Limits::default(),
    }
}

/// Gathers the rows of one table into columns.
struct Gathered<'c> {
    readers: Vec<Reader<'c>>,
    subjects: Texts,
    names: Texts,
    rows: Vec<u32>,
    columns: Vec<Held>,
    skipped: Vec<SkippedRow>,
    /// For each column how many numbers came as text, and the first of them.
    as_text: Vec<(u32, u32)>,
}

impl<'c> Gathered<'c> {
    fn new(list: &'c List, detail: &'c Detail) -> Gathered<'c> {
        let fields = || list.fields.iter().zip(&detail.columns);
        let free = |kind: Kind, steps: usize| kind == Kind::Text && steps == 0;
        let held = |free: bool| if free { Held::Texts(Texts::default()) } else { Held::Figures(Figures::default()) };
        Gathered {
            readers: fields().map(|(field, column)| Reader::new(field, column)).collect(),
            subjects: Texts::default(),
            names: Texts::default(),
            rows: Vec::new(),
            columns: fields().map(|(field, _)| held(free(field.kind, field.steps.len()))).collect(),
            skipped: Vec::new(),
            as_text: vec![(0, 0); list.fields.len()],
        }
    }

    fn row(&mut self, table: &Table, row: &Row<'_>, found: &mut Vec<Finding>) {
        let [subject, label, figures @ ..] = row.cells else { return };
        let (subject, label) = (plain(subject), plain(label));
        if let Some(why) = skipped(&subject, &label, row) {
            self.skipped.push(SkippedRow { row: row.number, why });
            if why == Skipped::NoId {
                found.push(Finding::new(CellFault::RowWithoutId, Place::Row(table.id, row.number)));
            }
            return;
        }
        self.subjects.push(&subject);
        self.names.push(&label);
        self.rows.push(row.number);
        for (column, cell) in figures.iter().enumerate() {
            if let Some(fault) = self.cell(row.number, column, cell) {
                let place = match table.columns.get(FIXED + column).copied().flatten() {
                    Some(column) => Place::Cell(table.id, row.number, column),
                    None => Place::Row(table.id, row.number),
                };
                found.push(Finding::new(fault, place));
            }
        }
    }

    fn cell(&mut self, row: u32, column: usize, cell: &Cell<'_>) -> Option<CellFault> {
        match self.columns.get_mut(column)? {
            Held::Texts(texts) => {
                texts.push(&plain(cell));
                None
            }
            Held::Figures(figures) => {
                let read = self.readers.get_mut(column)?.read(cell);
                if let Some((count, first)) =
                    self.as_text.get_mut(column).filter(|_| read.number_as_text && read.fault.is_none())
                {
                    *first = if *count == 0 { row } else { *first };
                    *count += 1;
                }
                figures.push(read.figure);
                read.fault
            }
        }
    }

    /// Numbers that a workbook holds as text, told once for each column.
    fn notes(&self, list: &List, table: TableId, positions: &[Option<u16>]) -> Vec<Finding> {
        let columns = list.fields.iter().zip(&self.as_text).zip(positions);
        let note = |((field, (count, first)), position): ((&crate::rule::Field, &(u32, u32)), &Option<u16>)| {
            let heading = field.headings.first()?.clone();
            let place = Place::Cell(table, *first, (*position)?);
            (*count > 0).then(|| Finding::new(CellFault::NumbersAsText { heading, count: *count }, place))
        };
        columns.filter_map(note).collect()
    }
}

/// Links the rows of a table to the subjects of its side.
pub(super) fn link(
    campaign: &Campaign,
    detail: &Detail,
    table: Unlinked,
    roll: &Roll,
    findings: &mut Vec<Finding>,
) -> DetailRows {
    let Unlinked { mut rows, written } = table;
    let mut known = Known::of(roll);
    let mut linked: Vec<(usize, u32)> = Vec::new();
    for (at, position) in (0..rows.rows.len()).zip(0_u32..) {
        match known.find(written.get(at)) {
            Some((subject, certain)) => {
                linked.push((subject, position));
                rows.certain[at] = certain;
                rows.unknown += usize::from(!certain);
            }
            None => rows.unknown += 1,
        }
        if let (Some(fault), Some(place)) = (known.fault(written.get(at), detail.side), rows.cell(at, rows.keys[0])) {
            findings.push(Finding::new(fault, place));
        }
    }
    let at = |position: u32| usize::try_from(position).unwrap_or(usize::MAX);
    linked.sort_by(|(a, a_row), (b, b_row)| {
        let (a_row, b_row) = (at(*a_row), at(*b_row));
        let uncertain = |row: usize| !rows.certain.get(row).copied().unwrap_or_default();
        (a, uncertain(a_row))
            .cmp(&(b, uncertain(b_row)))
            .then_with(|| id_order(rows.names.get(a_row), rows.names.get(b_row)))
    });
    let start = |subject: usize| linked.partition_point(|(of, _)| *of < subject);
    rows.starts = (0..=roll.len()).map(|subject| u32::try_from(start(subject)).unwrap_or(u32::MAX)).collect();
    rows.order = linked.iter().map(|(_, row)| *row).collect();
    if let Some(list) = list_of(campaign, detail) {
        check_parts(list, &mut rows, findings);
    }
    rows
}

/// The ids of one side's subjects.
struct Known<'r> {
    roll: &'r Roll,
    by_id: BTreeMap<String, usize>,
    /// Ids that are not known, with the position of the only subject that they look like.
    unknown: BTreeMap<String, Option<usize>>,
}

impl<'r> Known<'r> {
    fn of(roll: &'r Roll) -> Known<'r> {
        let by_id = (0..roll.len()).map(|subject| (name::match_key(roll.id(subject)), subject)).collect();
        Known { roll, by_id, unknown: BTreeMap::new() }
    }

    /// The subject that an id means, and whether that is certain; `None` when it looks like nobody.
    fn find(&mut self, written: &str) -> Option<(usize, bool)> {
        if let Some(subject) = self.by_id.get(&name::match_key(written)) {
            return Some((*subject, true));
        }
        if !self.unknown.contains_key(written) {
            let near = name::nearest(written, (0..self.roll.len()).map(|subject| self.roll.id(subject)));
            let near = near.and_then(|near| self.by_id.get(&name::match_key(near)).copied());
            self.unknown.insert(written.to_owned(), near);
        }
        let near = self.unknown.get(written).copied().flatten();
        near.map(|subject| (subject, false))
    }

    fn fault(&self, written: &str, side: Side) -> Option<CellFault> {
        let near = self.unknown.get(written)?;
        let near = near.map(|subject| self.roll.id(subject).to_owned());
        Some(CellFault::UnknownSubject { written: written.to_owned(), near, side })
    }
}

/// A part above its declared whole cannot be right: the part is not used, and both cells are named.
fn check_parts(list: &List, rows: &mut DetailRows, findings: &mut Vec<Finding>) {
    for limit in &list.limits {
        let part = usize::from(limit.part);
        let above = |row: &usize| {
            let figures = OneRow { rows, row: *row };
            let slot = Slot { of_unit: false, years_back: 0, field: limit.part };
            matches!(
                (figures.operand(slot), limit.whole.value(&figures)),
                (Operand::Known(value), Quantity::Known(whole)) if value > whole
            )
        };
        let above: Vec<usize> = (0..rows.rows.len()).filter(above).collect();
        for row in above {
            let place = |column: usize| rows.cell(row, rows.positions.get(column).copied().flatten());
            let heading = list.fields.get(part).and_then(|field| field.headings.first()).cloned().unwrap_or_default();
            if let Some(cell) = place(part) {
                let fault = CellFault::PartAboveWhole { part: heading, whole: limit.whole.label() };
                let mut finding = Finding::new(fault, cell);
                finding.others = limit.whole.slots().iter().filter_map(|slot| place(usize::from(slot.field))).collect();
                findings.push(finding);
            }
            if let Some(Held::Figures(figures)) = rows.columns.get_mut(part) {
                figures.spoil(row);
            }
        }
    }
}

/// The figures of one row alone.
struct OneRow<'r> {
    rows: &'r DetailRows,
    row: usize,
}

impl Operands for OneRow<'_> {
    fn operand(&self, slot: Slot) -> Operand {
        match self.rows.columns.get(usize::from(slot.field)) {
            Some(Held::Figures(figures)) => figures.operand(self.row),
            _ => Operand::Absent,
        }
    }

    fn place(&self, slot: Slot) -> Option<Place> {
        self.rows.cell(self.row, self.rows.positions.get(usize::from(slot.field)).copied().flatten())
    }

    fn standing(&self, _ranked: usize) -> Standing {
        Standing::NoData
    }

    fn cutoff(&self, _ranked: usize, _place: u32) -> Option<Number> {
        None
    }
}
