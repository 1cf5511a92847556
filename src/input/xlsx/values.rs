//! What a stored cell holds, by its kind, its style and the shared strings.

use std::borrow::Cow;

use crate::vocab::date;
use crate::vocab::finding::{Encoding, TableFault};

use super::super::decode::{by_font, is_certainly_older};
use super::super::limits::{filled_up, is_vast};
use super::super::serial::{self, Epoch};
use super::super::tidy::{text_cell, tidied};
use super::super::{Cell, Shown, number};
use super::formats::{Look, Styles};
use super::strings::{Strings, unescaped};

/// What is needed to know what a cell holds.
#[derive(Debug)]
pub(in crate::input) struct Values {
    pub(in crate::input) strings: Strings,
    pub(in crate::input) styles: Styles,
    pub(in crate::input) epoch: Epoch,
}

/// A cell as the file stores it.
#[derive(Debug)]
pub(in crate::input) struct Stored<'c> {
    pub(in crate::input) row: u32,
    pub(in crate::input) column: u16,
    pub(super) style: usize,
    pub(super) kind: Kind,
    pub(super) value: &'c str,
    pub(in crate::input) formula: bool,
    /// Whether a value is stored, be it empty.
    pub(super) result: bool,
    /// Whether its text is one that was struck out within the cell.
    pub(in crate::input) struck: bool,
}

/// What the letters of a stored cell stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
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
    pub(super) fn of(name: &str) -> Kind {
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

    /// Whether any cell may be struck out, or a part of one.
    pub(in crate::input) fn strike(&self) -> bool {
        self.styles.strike() || self.strings.strike()
    }

    /// Whether a stored cell has something in it that its font strikes out.
    pub(in crate::input) fn is_struck(&self, stored: &Stored<'_>) -> bool {
        self.styles.is_struck(stored.style) && !stored.value.is_empty()
    }

    /// What is struck out of the text of a cell whose rest is read.
    pub(in crate::input) fn struck_part(&self, stored: &Stored<'_>) -> Option<&str> {
        let number = (stored.kind == Kind::SharedString).then(|| stored.value.trim().parse().ok());
        self.strings.struck(number.flatten()?)
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
            Look::Day => serial::cell(value, self.epoch).unwrap_or(Cell::Number(value, Shown::Plain)),
        }
    }
}

fn owned(cell: Cell<'_>) -> Cell<'static> {
    match cell {
        Cell::Text(text) => Cell::Text(text.into_owned().into()),
        _ => Cell::Empty,
    }
}
