//! What stands in a sheet, one after the other, as its XML gives it.

use std::ops::ControlFlow;

use quick_xml::events::{BytesStart, Event};

use crate::vocab::finding::TableFault;

use super::super::limits::{SHEET_ROWS, within};
use super::super::stretches::ahead;
use super::Package;
use super::attributes::{self, Attributes};
use super::events::{Taken, TakenWith, events_with_rest, only_text};
use super::strings::{Text, push_text};
use super::values::{Kind, Stored};

/// What comes next in a sheet.
pub(in crate::input) enum Item<'c> {
    /// A row begins that people do not see.
    HiddenRow(u32),
    /// A cell that has something in it.
    Cell(Stored<'c>),
    /// Columns that people do not see, the first and the last of them.
    HiddenColumns(u16, u16),
}

/// What is known of a sheet behind its last row.
#[derive(Debug)]
pub(in crate::input) struct Ended {
    /// The first row or cell that the file gives twice, or behind one that stands after it.
    pub(in crate::input) doubled: Option<(u32, Option<u16>)>,
}

/// Hands over what is in a sheet up to its last row; `None` when no more was wanted before. A sheet that is not there, or
/// that ends before its rows do, is damaged.
///
/// The XML of a long sheet is read ahead by a thread of its own.
pub(in crate::input) fn items(
    package: &Package<'_>,
    path: &str,
    mut each: impl FnMut(Item<'_>) -> Taken,
) -> Result<Option<Ended>, TableFault> {
    let read = ahead(
        package.size(path),
        |give| Cells::read(package, path, give),
        |batch: &Batch| match batch.items().try_for_each(|item| match each(item) {
            Ok(ControlFlow::Continue(())) => ControlFlow::Continue(()),
            stopped => ControlFlow::Break(stopped),
        }) {
            ControlFlow::Break(stopped) => ControlFlow::Break(stopped.map(|_| None)),
            ControlFlow::Continue(()) => ControlFlow::Continue(()),
        },
    );
    match read {
        ControlFlow::Continue(ended) => ended,
        ControlFlow::Break(stopped) => stopped,
    }
}

/// How many items go from thread to thread at once, and how many bytes their texts have at most before that.
const BATCH_ITEMS: usize = 2048;
const BATCH_BYTES: usize = 1 << 17;

/// Items on their way.
#[derive(Default)]
struct Batch {
    kept: Vec<Kept>,
    /// The letters of the cells, in their order.
    letters: String,
}

/// An item without its letters.
enum Kept {
    HiddenRow(u32),
    HiddenColumns(u16, u16),
    Cell { head: Head, formula: bool, result: bool, struck: bool, letters: usize },
}

impl Batch {
    fn items(&self) -> impl Iterator<Item = Item<'_>> {
        let mut letters = self.letters.as_str();
        self.kept.iter().map(move |kept| match *kept {
            Kept::HiddenRow(row) => Item::HiddenRow(row),
            Kept::HiddenColumns(first, last) => Item::HiddenColumns(first, last),
            Kept::Cell { head, formula, result, struck, letters: count } => {
                let (value, rest) = letters.split_at_checked(count).unwrap_or_default();
                letters = rest;
                Item::Cell(Stored { struck, ..head.with(value, formula, result) })
            }
        })
    }

    fn is_full(&self) -> bool {
        self.kept.len() >= BATCH_ITEMS || self.letters.len() >= BATCH_BYTES
    }
}

/// Who takes a batch and gives an empty one back, unless no more is wanted.
type Give<'g> = dyn FnMut(Batch) -> ControlFlow<(), Batch> + 'g;

/// Where the reading of a sheet stands.
#[derive(Default)]
struct Cells {
    batch: Batch,
    row: u32,
    next_row: u32,
    column: u16,
    /// How many rows there were, and how many cells in the present one: no sheet has more than a sheet can have.
    rows: u32,
    cells: u16,
    /// The first row or cell that does not stand behind the one before it.
    doubled: Option<(u32, Option<u16>)>,
    open: Option<Open>,
    /// The letters of the cell that is being read.
    text: Text,
}

/// A cell that has begun.
#[derive(Clone, Copy)]
struct Open {
    head: Head,
    formula: bool,
    /// Whether a value is stored, and whether its letters are being read.
    result: bool,
    value: bool,
}

impl Open {
    fn of(head: Head) -> Open {
        Open { head, formula: false, result: false, value: false }
    }
}

impl Cells {
    /// Reads a sheet to the end of its rows; `None` when no more was wanted before.
    fn read(package: &Package<'_>, path: &str, give: &mut Give<'_>) -> Result<Option<Ended>, TableFault> {
        let (mut cells, mut wanted) = (Cells::default(), ControlFlow::Continue(()));
        let read = events_with_rest(package, path, |event, rest| {
            let taken = cells.take(event, rest)?;
            if cells.batch.is_full() {
                wanted = cells.pass_on(give);
            }
            Ok(if wanted.is_break() { ControlFlow::Break(()) } else { taken })
        });
        // What stands before the damage is handed over first: it may be all that is wanted.
        if wanted.is_break() || cells.pass_on(give).is_break() {
            return Ok(None);
        }
        match read {
            Some(Ok(ControlFlow::Break(()))) => Ok(Some(Ended { doubled: cells.doubled })),
            Some(Err(fault)) => Err(fault),
            Some(Ok(ControlFlow::Continue(()))) | None => Err(TableFault::Damaged),
        }
    }

    fn pass_on(&mut self, give: &mut Give<'_>) -> ControlFlow<()> {
        match give(std::mem::take(&mut self.batch)) {
            ControlFlow::Continue(mut batch) => {
                batch.kept.clear();
                batch.letters.clear();
                self.batch = batch;
                ControlFlow::Continue(())
            }
            ControlFlow::Break(()) => ControlFlow::Break(()),
        }
    }

    /// Takes what comes next; nothing comes behind the last row.
    fn take(&mut self, event: &Event<'_>, rest: &[u8]) -> TakenWith {
        if let Some(open) = self.open {
            self.inside(open, event)?;
            return Ok(ControlFlow::Continue(0));
        }
        match event {
            Event::Start(element) => match element.local_name().as_ref() {
                "c" => {
                    let head = Head::read(element.attributes_raw(), self.row, self.column);
                    if head.kind != Kind::Inline
                        && let Some((value, read)) = only_text(rest, "<v>", "</v></c>")
                    {
                        self.keep(Open { result: true, ..Open::of(head) }, value, false)?;
                        return Ok(ControlFlow::Continue(read));
                    }
                    self.text.clear();
                    self.open = Some(Open::of(head));
                }
                name => self.outside(name, element)?,
            },
            Event::Empty(element) => match element.local_name().as_ref() {
                "c" => self.step(&Head::read(element.attributes_raw(), self.row, self.column))?,
                "sheetData" => return Ok(ControlFlow::Break(())),
                name => self.outside(name, element)?,
            },
            Event::End(element) if element.local_name().as_ref() == "sheetData" => return Ok(ControlFlow::Break(())),
            _ => {}
        }
        Ok(ControlFlow::Continue(0))
    }

    /// An element outside of cells.
    fn outside(&mut self, name: &str, element: &BytesStart<'_>) -> Result<(), TableFault> {
        match name {
            "row" => {
                let (number, hidden) = row(element.attributes_raw(), self.next_row);
                self.begin(number)?;
                self.batch.kept.extend(hidden.then_some(Kept::HiddenRow(number)));
            }
            "col" => {
                let hidden = hidden_columns(element.attributes_raw());
                self.batch.kept.extend(hidden.map(|(first, last)| Kept::HiddenColumns(first, last)));
            }
            _ => {}
        }
        Ok(())
    }

    /// What comes next in a cell: its letters are gathered in `text`.
    fn inside(&mut self, mut open: Open, event: &Event<'_>) -> Result<(), TableFault> {
        match event {
            Event::Start(element) => match element.local_name().as_ref() {
                "v" => (open.value, open.result) = (open.head.kind != Kind::Inline, true),
                "f" => open.formula = true,
                _ => self.text.take(event),
            },
            Event::Empty(element) => match element.local_name().as_ref() {
                "f" => open.formula = true,
                "v" => open.result = true,
                _ => self.text.take(event),
            },
            Event::End(element) => match element.local_name().as_ref() {
                "c" => return self.close(open),
                "v" => open.value = false,
                _ => self.text.take(event),
            },
            event if open.value => push_text(event, &mut self.text.all),
            event => self.text.take(event),
        }
        self.open = Some(open);
        Ok(())
    }

    fn close(&mut self, open: Open) -> Result<(), TableFault> {
        self.open = None;
        let text = std::mem::take(&mut self.text);
        // Where a part of the text is struck out, nobody can be sure of the rest: the cell is told and not read.
        let struck = !text.struck.is_empty();
        self.keep(open, if struck { &text.struck } else { &text.all }, struck)?;
        self.text = text;
        Ok(())
    }

    /// Keeps a cell, or what was struck out of it.
    fn keep(&mut self, Open { head, formula, result, .. }: Open, letters: &str, struck: bool) -> Result<(), TableFault> {
        self.step(&head)?;
        self.batch.letters.push_str(letters);
        self.batch.kept.push(Kept::Cell { head, formula, result, struck, letters: letters.len() });
        Ok(())
    }

    fn begin(&mut self, number: u32) -> Result<(), TableFault> {
        if number < self.next_row {
            self.doubled.get_or_insert((number, None));
        }
        (self.row, self.next_row, self.column) = (number, number.saturating_add(1), 0);
        self.cells = 0;
        self.rows += 1;
        if self.rows > SHEET_ROWS { Err(TableFault::TooManyRows) } else { within(number, 0) }
    }

    fn step(&mut self, head: &Head) -> Result<(), TableFault> {
        if (head.row, head.column) < (self.row, self.column) {
            self.doubled.get_or_insert((head.row, Some(head.column)));
        }
        self.next_row = self.next_row.max(head.row.saturating_add(1));
        (self.row, self.column) = (head.row, head.column.saturating_add(1));
        self.cells += 1;
        within(head.row, u32::from(head.column.max(self.cells - 1)))
    }
}

/// What a cell's element says before its value.
#[derive(Debug, Clone, Copy)]
struct Head {
    row: u32,
    column: u16,
    style: usize,
    kind: Kind,
}

impl Head {
    /// `row` and `column` are where the cell stands unless it says otherwise.
    fn read(said: &str, row: u32, column: u16) -> Head {
        let mut head = Head { row, column, style: 0, kind: Kind::Number };
        for (name, value) in Attributes(said) {
            match name {
                "r" => (head.row, head.column) = position(value).unwrap_or((row, column)),
                "s" => head.style = value.parse().unwrap_or(0),
                "t" => head.kind = Kind::of(value),
                _ => {}
            }
        }
        head
    }

    fn with(self, value: &str, formula: bool, result: bool) -> Stored<'_> {
        Stored {
            row: self.row,
            column: self.column,
            style: self.style,
            kind: self.kind,
            value,
            formula,
            result,
            struck: false,
        }
    }
}

/// The number of a row, which is `next` unless it says otherwise, and whether it is hidden.
fn row(said: &str, next: u32) -> (u32, bool) {
    let number = attributes::raw(said, "r").and_then(|row| row.parse::<u32>().ok()).and_then(|row| row.checked_sub(1));
    let flat = || attributes::raw(said, "ht").is_some_and(is_zero);
    (number.unwrap_or(next), attributes::is_true(said, "hidden") || flat())
}

/// Whether a height or a width is none: what has none is not seen.
pub(in crate::input) fn is_zero(size: &str) -> bool {
    size.contains('0') && size.trim().trim_matches(['0', '.']).is_empty()
}

fn hidden_columns(said: &str) -> Option<(u16, u16)> {
    let column = |name| attributes::raw(said, name)?.parse::<u16>().ok()?.checked_sub(1);
    let narrow = || attributes::raw(said, "width").is_some_and(is_zero);
    if attributes::is_true(said, "hidden") || narrow() { Some((column("min")?, column("max")?)) } else { None }
}

/// The row and column of `D17`, from zero; `None` for what no sheet has.
pub(super) fn position(name: &str) -> Option<(u32, u16)> {
    let mut bytes = name.bytes().peekable();
    let mut column = 0_u32;
    while let Some(letter) = bytes.next_if(u8::is_ascii_alphabetic) {
        column = column.checked_mul(26)?.checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)?;
    }
    let mut row = 0_u32;
    for digit in bytes {
        let digit = digit.is_ascii_digit().then(|| u32::from(digit - b'0'))?;
        row = row.checked_mul(10)?.checked_add(digit)?;
    }
    Some((row.checked_sub(1)?, u16::try_from(column.checked_sub(1)?).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_found_by_its_name() {
        assert_eq!(position("D17"), Some((16, 3)));
        assert_eq!(position("aa1"), Some((0, 26)));
        assert_eq!(position("XFD1048576"), Some((1_048_575, 16_383)));
        for wrong in ["", "A", "1", "A0", "A1B", "ZZZZZZZZZ1", "A99999999999", "Đ1"] {
            assert_eq!(position(wrong), None, "{wrong}");
        }
    }
}
