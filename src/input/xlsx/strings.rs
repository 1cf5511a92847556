//! The shared strings of a workbook, tidied once and kept in one piece.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use quick_xml::events::Event;

use crate::vocab::finding::{Encoding, TableFault};
use crate::vocab::name::tidy;

use super::super::decode::{Font, by_font, converted, is_certainly_older, is_western, older_letters};
use super::super::limits::{self, HEADING_BYTES, filled_up, is_vast, prefix};
use super::super::tidy::tidied;
use super::Package;
use super::attributes;
use super::events::{events_with_rest, only_text};
use super::formats::strikes;

/// Texts by number.
#[derive(Debug, Default)]
pub(in crate::input) struct Strings {
    all: String,
    ends: Vec<usize>,
    /// Whether the texts are kept as they are stored, because the fonts of cells decide how their letters are meant.
    raw: bool,
    /// Whether some text is certainly in an older encoding.
    pub(in crate::input) older: bool,
    /// The texts whose own runs have fonts, so that those of their cells decide nothing.
    decided: BTreeSet<usize>,
    /// The older encoding of some run, or of all texts.
    pub(in crate::input) converted: Option<Encoding>,
    /// The texts with Western letters, by their number and as they are stored, as long as no text has others: then all may
    /// be in an older encoding.
    western: Option<Vec<(usize, String)>>,
    /// How many bytes they take.
    western_bytes: usize,
    /// What is struck out of texts, by their number: it is not in them.
    struck: BTreeMap<usize, String>,
    /// How many bytes that takes.
    struck_bytes: usize,
}

impl Strings {
    /// Whether something is struck out of any text.
    pub(in crate::input) fn strike(&self) -> bool {
        !self.struck.is_empty()
    }

    /// What is struck out of a text, tidied.
    pub(in crate::input) fn struck(&self, number: usize) -> Option<&str> {
        self.struck.get(&number).map(String::as_str)
    }

    /// The text of a cell with this font, tidied.
    pub(in crate::input) fn get(&self, number: usize, font: Option<Font>) -> Option<Cow<'_, str>> {
        let start = match number.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        let text = self.all.get(start..*self.ends.get(number)?)?;
        Some(match font {
            _ if !self.raw => Cow::Borrowed(text),
            Some(font) if !self.decided.contains(&number) => tidy(&by_font(text, font, self.older)).into(),
            _ => tidied(text),
        })
    }

    fn push(&mut self, text: &Text, limit: usize) -> Result<(), TableFault> {
        let vast = is_vast(&text.all).then(|| filled_up(&text.all));
        let written = vast.map_or_else(|| unescaped(&text.all), Cow::Owned);
        if self.raw {
            self.all.push_str(&written);
            let font = |encoding| Font { encoding, capitals: false };
            let fonts = [font(Encoding::Tcvn3), font(Encoding::Vni)];
            self.older = self.older || fonts.into_iter().any(|font| is_certainly_older(&written, font));
            if text.has_fonts {
                self.decided.insert(self.ends.len());
            }
        } else {
            self.all.push_str(&tidied(&written));
            self.keep_western(&written);
        }
        self.converted = self.converted.or(text.converted);
        let struck = tidy(prefix(&text.struck, HEADING_BYTES));
        if !struck.is_empty() {
            self.struck_bytes += struck.len() + size_of::<(usize, String)>();
            self.struck.insert(self.ends.len(), struck);
        }
        self.ends.push(self.all.len());
        let held = self.all.len() + self.ends.len() * size_of::<usize>() + self.struck_bytes + self.western_bytes;
        if held > limit {
            let megabytes = |bytes: usize| u64::try_from(bytes >> 20).unwrap_or(u64::MAX);
            return Err(TableFault::TooLarge { megabytes: megabytes(held), limit: megabytes(limit) });
        }
        Ok(())
    }
}

impl Strings {
    /// Keeps a text that may be in an older encoding as it is stored, for tidying takes signs away that are letters there.
    fn keep_western(&mut self, written: &str) {
        let Some(western) = self.western.as_mut().filter(|_| !written.is_ascii()) else { return };
        if is_western(written) {
            self.western_bytes += written.len() + size_of::<(usize, String)>();
            western.push((self.ends.len(), written.to_owned()));
        } else {
            (self.western, self.western_bytes) = (None, 0);
        }
    }

    /// Converts the texts when they certainly are in an older encoding, and none of them has letters that it has not.
    fn restore(&mut self) {
        let western = self.western.take().unwrap_or_default();
        let Some(encoding) = older_letters(western.iter().map(|(_, text)| text.as_str())) else { return };
        let mut all = String::with_capacity(self.all.len());
        let (mut western, mut start) = (western.iter().peekable(), 0);
        for (number, end) in self.ends.iter_mut().enumerate() {
            match western.next_if(|(of, _)| *of == number) {
                Some((_, text)) => all.push_str(&tidy(&converted(text, Some(encoding)))),
                None => all.push_str(self.all.get(start..*end).unwrap_or_default()),
            }
            start = std::mem::replace(end, all.len());
        }
        (self.all, self.converted) = (all, Some(encoding));
    }
}

/// Reads the shared strings; `limit` is how many bytes they may take, `raw` whether fonts of cells decide their letters.
pub(in crate::input) fn read(package: &Package<'_>, path: &str, limit: usize, raw: bool) -> Result<Strings, TableFault> {
    let western = (!raw).then(Vec::new);
    let (mut strings, mut text) = (Strings { raw, western, ..Strings::default() }, Text::default());
    let read = events_with_rest(package, path, |event, rest| {
        match event {
            Event::Start(element) if element.local_name().as_ref() == "si" => {
                text.clear();
                if let Some((only, read)) = only_text(rest, "<t>", "</t></si>") {
                    text.all.push_str(only);
                    strings.push(&text, limit)?;
                    return Ok(ControlFlow::Continue(read));
                }
            }
            Event::Empty(element) if element.local_name().as_ref() == "si" => {
                text.clear();
                strings.push(&text, limit)?;
            }
            Event::End(element) if element.local_name().as_ref() == "si" => strings.push(&text, limit)?,
            event => text.take(event),
        }
        Ok(ControlFlow::Continue(0))
    });
    let read = read.unwrap_or(Ok(ControlFlow::Continue(())));
    strings.restore();
    read.map(|_| strings)
}

/// Gathers the text of a string from its runs, without the reading aids of East Asian texts.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub(super) all: String,
    inside: bool,
    aid: bool,
    /// Where the present run begins, its older font, and whether it is struck out.
    run: usize,
    font: Option<Font>,
    strike: bool,
    /// What was struck out; it is not in `all`.
    pub(super) struck: String,
    has_fonts: bool,
    converted: Option<Encoding>,
}

impl Text {
    pub(super) fn clear(&mut self) {
        let all = std::mem::take(&mut self.all);
        *self = Text { all, ..Text::default() };
        self.all.clear();
    }

    pub(super) fn take(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(element) => match element.local_name().as_ref() {
                "t" => self.inside = !self.aid,
                "rPh" => self.aid = true,
                "r" => (self.run, self.strike) = (self.all.len(), false),
                _ => {}
            },
            Event::Empty(element) => match element.local_name().as_ref() {
                "rFont" => {
                    self.has_fonts = true;
                    self.font = attributes::raw(element.attributes_raw(), "val").and_then(Font::named);
                }
                "strike" => self.strike = strikes(element.attributes_raw()),
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "t" => self.inside = false,
                "rPh" => self.aid = false,
                "r" => self.end_run(),
                _ => {}
            },
            event if self.inside => push_text(event, &mut self.all),
            _ => {}
        }
    }

    fn end_run(&mut self) {
        if let Some(font) = self.font.take() {
            let run = self.all.split_off(self.run);
            self.all.push_str(&by_font(&run, font, false));
            self.converted = Some(font.encoding);
        }
        if std::mem::take(&mut self.strike) {
            let run = self.all.split_off(self.run);
            if self.struck.len() < HEADING_BYTES {
                self.struck.push_str(&run);
            }
        }
    }
}

/// Adds what an event holds of a text: letters, `&amp;`, or a CDATA section.
pub(in crate::input) fn push_text(event: &Event<'_>, text: &mut String) {
    match event {
        Event::Text(part) => limits::push(text, part),
        Event::CData(part) => limits::push(text, part),
        Event::GeneralRef(name) => {
            if let Some(known) = quick_xml::escape::resolve_xml_entity(name) {
                text.push_str(known);
            } else if let Ok(Some(c)) = name.resolve_char_ref() {
                text.push(c);
            }
        }
        _ => {}
    }
}

/// A text without the writing `_x000D_` for signs that XML cannot hold.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return text.into();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("_x") {
        plain.push_str(before);
        let code = after.get(..4).filter(|_| after.as_bytes().get(4) == Some(&b'_'));
        match code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            Some(c) => {
                plain.push(c);
                rest = after.get(5..).unwrap_or_default();
            }
            None => {
                plain.push_str("_x");
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_xml_cannot_hold_are_restored() {
        assert_eq!(unescaped("a_x000D_b"), "a\rb");
        assert_eq!(unescaped("_x005F_x000D_"), "_x000D_");
        assert_eq!(unescaped("ho_so_x y_x12_ _xZZZZ_"), "ho_so_x y_x12_ _xZZZZ_");
    }

    #[test]
    fn a_string_is_found_by_its_number() {
        let mut strings = Strings::default();
        let of = |text: &str| Text { all: text.to_owned(), ..Text::default() };
        for text in ["a", "", " Xã  b "] {
            assert_eq!(strings.push(&of(text), 1000), Ok(()));
        }
        let text = |number| strings.get(number, None);
        assert_eq!([0, 1, 2, 3].map(text), [Some("a".into()), Some("".into()), Some("Xã b".into()), None]);
        let struck = |text: &str| Text { struck: text.to_owned(), ..of("d") };
        assert_eq!(
            (strings.push(&struck(" 1  2 "), 200), strings.struck(3), strings.struck(2)),
            (Ok(()), Some("1 2"), None)
        );
        let too_large = Err(TableFault::TooLarge { megabytes: 0, limit: 0 });
        assert_eq!(strings.push(&struck(&"5".repeat(200)), 200), too_large);
        assert_eq!(strings.push(&of("c"), 1), Err(TableFault::TooLarge { megabytes: 0, limit: 0 }));
    }
}
