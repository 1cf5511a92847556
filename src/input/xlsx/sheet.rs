//! The cells of a sheet, one after the other, as the XML gives them.

use std::borrow::Cow;

use quick_xml::events::Event;

use crate::vocab::date;
use crate::vocab::finding::{Encoding, TableFault};

use super::super::decode::{by_font, is_certainly_older};
use super::super::limits::{SHEET_COLUMNS, SHEET_ROWS, filled_up, is_vast, within};
use super::super::serial::{self, Epoch};
use super::super::tidy::{text_cell, tidied};
use super::super::{Cell, number};
use super::attributes::{self, Attributes};
use super::formats::{Look, Styles};
use super::package::Xml;
use super::strings::{Strings, Text, push_text, unescaped};

/// What is needed to know what a cell holds.
#[derive(Debug)]
pub(in crate::input) struct Values {
    pub(in crate::input) strings: Strings,
    pub(in crate::input) styles: Styles,
    pub(in crate::input) epoch: Epoch,
}

/// What comes next in a sheet.
pub(in crate::input) enum Item<'c> {
    /// A row begins that people do not see.
    HiddenRow(u32),
    /// A cell that has something in it.
    Cell(Stored<'c>),
    /// Columns that people do not see, the first and the last of them.
    HiddenColumns(u16, u16),
}

/// A cell as the file stores it.
#[derive(Debug)]
pub(in crate::input) struct Stored<'c> {
    pub(in crate::input) row: u32,
    pub(in crate::input) column: u16,
    style: usize,
    kind: Kind,
    value: &'c str,
    pub(in crate::input) formula: bool,
    /// Whether a value is stored, be it empty.
    result: bool,
}

/// What the letters of a stored cell stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    SharedString,
    /// The text result of a formula.
    Result,
    Inline,
    Bool,
    Error,
    Day,
}

impl Kind {
    fn of(name: &str) -> Kind {
        match name {
            "s" => Kind::SharedString,
            "str" => Kind::Result,
            "inlineStr" | "is" => Kind::Inline,
            "b" => Kind::Bool,
            "e" => Kind::Error,
            "d" => Kind::Day,
            _ => Kind::Number,
        }
    }
}

impl Values {
    /// What a stored cell holds. Shared strings are borrowed; a number of one that is not there means a damaged file.
    pub(in crate::input) fn cell(&self, stored: &Stored<'_>) -> Result<Cell<'_>, TableFault> {
        if stored.value.is_empty() {
            // A text result may be empty, but then it is stored.
            let uncomputed = stored.formula && !(stored.result && stored.kind == Kind::Result);
            return Ok(if uncomputed { Cell::Uncomputed } else { Cell::Empty });
        }
        Ok(match stored.kind {
            Kind::SharedString => match self.shared(stored)? {
                text if text.is_empty() => Cell::Empty,
                text => Cell::Text(text),
            },
            Kind::Result | Kind::Inline => owned(text_cell(&self.letters(stored))),
            Kind::Bool => Cell::Bool(matches!(stored.value.trim(), "1" | "true" | "TRUE")),
            Kind::Error => Cell::Error(tidied(stored.value).into_owned()),
            Kind::Day => date::parse(stored.value).map_or_else(|| owned(text_cell(stored.value)), Cell::Date),
            Kind::Number => self.number(stored),
        })
    }

    /// The letters of a stored cell, for its place among the first cells of a row; empty for an empty one.
    pub(in crate::input) fn text<'c>(&'c self, stored: &Stored<'c>) -> Result<Cow<'c, str>, TableFault> {
        match stored.kind {
            Kind::SharedString if !stored.value.is_empty() => self.shared(stored),
            Kind::Result | Kind::Inline => Ok(self.letters(stored)),
            _ => Ok(stored.value.trim().into()),
        }
    }

    /// The older encoding of a stored text, by the font of its cell.
    pub(in crate::input) fn older_letters(&self, stored: &Stored<'_>) -> Option<Encoding> {
        let text = matches!(stored.kind, Kind::SharedString | Kind::Result | Kind::Inline) && !stored.value.is_empty();
        self.styles.older_font(stored.style).filter(|_| text).map(|font| font.encoding)
    }

    /// Whether a text that stands in its own cell is certainly in the encoding of its font.
    pub(in crate::input) fn is_certainly_older(&self, stored: &Stored<'_>) -> bool {
        matches!(stored.kind, Kind::Result | Kind::Inline)
            && self.styles.older_font(stored.style).is_some_and(|font| is_certainly_older(&unescaped(stored.value), font))
    }

    /// Whether a stored cell has something in it that its font strikes out.
    pub(in crate::input) fn is_struck(&self, stored: &Stored<'_>) -> bool {
        self.styles.is_struck(stored.style) && !stored.value.is_empty()
    }

    fn shared(&self, stored: &Stored<'_>) -> Result<Cow<'_, str>, TableFault> {
        let number = stored.value.trim().parse().map_err(|_| TableFault::Damaged)?;
        self.strings.get(number, self.styles.older_font(stored.style)).ok_or(TableFault::Damaged)
    }

    fn letters<'c>(&self, stored: &Stored<'c>) -> Cow<'c, str> {
        if is_vast(stored.value) {
            return filled_up(stored.value).into();
        }
        let text = unescaped(stored.value);
        match self.styles.older_font(stored.style) {
            Some(font) => by_font(&text, font, self.strings.older).into_owned().into(),
            None => text,
        }
    }

    fn number(&self, stored: &Stored<'_>) -> Cell<'static> {
        let Some(value) = number::shown(stored.value.trim()) else { return owned(text_cell(stored.value)) };
        match self.styles.look(stored.style) {
            Look::Number(shown) => Cell::Number(value, shown),
            Look::Day => serial::cell(value, self.epoch).unwrap_or(Cell::Number(value, super::super::Shown::Plain)),
        }
    }
}

fn owned(cell: Cell<'_>) -> Cell<'static> {
    match cell {
        Cell::Text(text) => Cell::Text(text.into_owned().into()),
        _ => Cell::Empty,
    }
}

/// Steps through a sheet.
pub(in crate::input) struct Cells<'p, 'b> {
    xml: Xml<'p, 'b>,
    buffer: Vec<u8>,
    text: Text,
    row: u32,
    next_row: u32,
    column: u16,
    /// How many rows there were, and how many cells in the present one: no sheet has more than a sheet can have.
    rows: u32,
    cells: u16,
    /// The first row or cell that does not stand behind the one before it.
    doubled: Option<(u32, Option<u16>)>,
}

impl<'p, 'b> Cells<'p, 'b> {
    pub(in crate::input) fn new(xml: Xml<'p, 'b>) -> Cells<'p, 'b> {
        Cells {
            xml,
            buffer: Vec::new(),
            text: Text::default(),
            row: 0,
            next_row: 0,
            column: 0,
            rows: 0,
            cells: 0,
            doubled: None,
        }
    }

    /// The first row or cell so far that the file gives twice, or behind one that stands after it.
    pub(in crate::input) fn doubled(&self) -> Option<(u32, Option<u16>)> {
        self.doubled
    }

    /// The next item; `None` behind the last row. A file that ends before that is damaged.
    pub(in crate::input) fn next(&mut self) -> Result<Option<Item<'_>>, TableFault> {
        loop {
            self.buffer.clear();
            match self.xml.read_event_into(&mut self.buffer).map_err(|_| TableFault::Damaged)? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "c" => {
                        let head = Head::read(element.attributes_raw(), self.row, self.column);
                        let (formula, result) = self.body(head.kind)?;
                        self.step(&head)?;
                        if head.row < SHEET_ROWS && head.column < SHEET_COLUMNS {
                            return Ok(Some(Item::Cell(head.with(&self.text.all, formula, result))));
                        }
                    }
                    "row" => {
                        let (number, hidden) = row(element.attributes_raw(), self.next_row);
                        self.begin(number)?;
                        if hidden {
                            return Ok(Some(Item::HiddenRow(number)));
                        }
                    }
                    "col" => {
                        if let Some((first, last)) = hidden_columns(element.attributes_raw()) {
                            return Ok(Some(Item::HiddenColumns(first, last)));
                        }
                    }
                    _ => {}
                },
                Event::Empty(element) => match element.local_name().as_ref() {
                    "c" => {
                        let head = Head::read(element.attributes_raw(), self.row, self.column);
                        self.step(&head)?;
                    }
                    "row" => {
                        let (number, hidden) = row(element.attributes_raw(), self.next_row);
                        self.begin(number)?;
                        if hidden {
                            return Ok(Some(Item::HiddenRow(number)));
                        }
                    }
                    "col" => {
                        if let Some((first, last)) = hidden_columns(element.attributes_raw()) {
                            return Ok(Some(Item::HiddenColumns(first, last)));
                        }
                    }
                    "sheetData" => return Ok(None),
                    _ => {}
                },
                Event::End(element) if element.local_name().as_ref() == "sheetData" => return Ok(None),
                Event::Eof => return Err(TableFault::Damaged),
                _ => {}
            }
        }
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

    /// Reads a cell to its end: its letters stay in `text`. Says whether it holds a formula, and a value.
    fn body(&mut self, kind: Kind) -> Result<(bool, bool), TableFault> {
        self.text.clear();
        let (mut formula, mut value, mut result) = (false, false, false);
        loop {
            self.buffer.clear();
            let event = self.xml.read_event_into(&mut self.buffer).map_err(|_| TableFault::Damaged)?;
            match &event {
                Event::Start(element) => match element.local_name().as_ref() {
                    "v" => (value, result) = (kind != Kind::Inline, true),
                    "f" => formula = true,
                    _ => self.text.take(&event),
                },
                Event::Empty(element) => {
                    formula |= element.local_name().as_ref() == "f";
                    result |= element.local_name().as_ref() == "v";
                }
                Event::End(element) => match element.local_name().as_ref() {
                    "c" => return Ok((formula, result)),
                    "v" => value = false,
                    _ => self.text.take(&event),
                },
                Event::Eof => return Err(TableFault::Damaged),
                event if value => push_text(event, &mut self.text.all),
                event => self.text.take(event),
            }
        }
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
        Stored { row: self.row, column: self.column, style: self.style, kind: self.kind, value, formula, result }
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
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = name.split_at_checked(letters)?;
    let mut column = 0_u32;
    for letter in letters.bytes() {
        column = column.checked_mul(26)?.checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)?;
    }
    let row: u32 = digits.parse().ok()?;
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
