//! Findings as a terminal shows them, in the shape that compilers have made familiar:
//!
//! ```text
//! lỗi[not-a-number]: “62 hs” không phải là số
//!   --> ket-qua.xlsx › Đơn vị › D17
//!   = cách sửa: nhập số theo dạng 1.234,5 hoặc để trống nếu chưa có số liệu
//! ```
//!
//! A finding in the campaign file also shows its line with a caret. What people wrote is never printed raw: a cell
//! cannot colour, move or turn round the text of the terminal.

mod reading;

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Element, Group, Level as Style, Origin, Renderer, Snippet};

use crate::text::{self, Definition, Tally};
use crate::vocab::finding::CellFault;
use crate::vocab::{About, Finding, Lang, Level, Place, Sources, Span};

pub use reading::reading;

/// How many doubts are shown; the workbook lists them all.
const SHOWN_DOUBTS: usize = 50;

/// How many units that have sent nothing are told each by itself.
const NOT_SENT: usize = 5;

/// How many other places of one finding are listed.
const SHOWN_PLACES: usize = 12;

/// The findings, mistakes first, then doubts, then notes, each weight in the order of the files, and a line that counts
/// them; empty when there are none.
///
/// Of more than fifty doubts the first fifty are shown, with the number of the others. `styled` adds the colours of a
/// terminal; else the text is plain.
#[must_use]
pub fn findings<'f>(
    findings: impl IntoIterator<Item = &'f Finding>,
    definition: &Definition<'_>,
    sources: &Sources,
    lang: Lang,
    styled: bool,
) -> String {
    let mut sorted: Vec<&Finding> = findings.into_iter().collect();
    if sorted.is_empty() {
        return String::new();
    }
    let not_sent = not_sent(&sorted);
    if let Some(together) = &not_sent {
        sorted.retain(|finding| !matches!(finding.about, About::Cell(CellFault::NotSent { .. })));
        sorted.push(together);
    }
    let screen = Screen { definition, sources, lang, renderer: if styled { Renderer::styled() } else { Renderer::plain() } };
    sorted.sort_by_key(|finding| (finding.level(), file_order(&finding.place)));
    let mut blocks: Vec<String> = Vec::new();
    let mut tally = Tally::default();
    for same in sorted.chunk_by(|a, b| a.level() == b.level()) {
        let level = same[0].level();
        *counter(&mut tally, level) = count(same.len());
        let shown = if level == Level::Doubt { same.len().min(SHOWN_DOUBTS) } else { same.len() };
        blocks.extend(same[..shown].iter().map(|finding| screen.block(finding)));
        if shown < same.len() {
            blocks.push(text::more_doubts(lang, count(same.len() - shown)));
        }
    }
    blocks.push(text::tally(lang, tally));
    blocks.join("\n\n") + "\n"
}

/// The units that have sent nothing, told together where each by itself would leave no room for what else is doubtful.
fn not_sent(findings: &[&Finding]) -> Option<Finding> {
    let mut units = Vec::new();
    let mut first = None;
    for finding in findings {
        if let About::Cell(CellFault::NotSent { unit, unread }) = &finding.about {
            units.push(unit.clone());
            first.get_or_insert((finding.place.clone(), *unread));
        }
    }
    let (place, unread) = first.filter(|_| units.len() > NOT_SENT)?;
    Some(Finding::new(CellFault::NotSentBy { units, unread }, place))
}

/// A text that a terminal can show without obeying it: line ends and tabs become spaces; other control characters,
/// escapes, marks and overrides of direction, and invisible characters become visible signs.
#[must_use]
pub fn clean(text: &str) -> String {
    text.chars().map(|c| if c == '\t' { ' ' } else { visible(c) }).collect()
}

/// How many letters of one thing that people wrote are shown.
const SHOWN_LETTERS: usize = 200;

/// How many bytes are shown of a line of the campaign file.
const SHOWN_LINE: usize = 400;

/// A text made clean, and cut where it is too long to be read.
fn short(text: &str) -> String {
    match text.char_indices().nth(SHOWN_LETTERS) {
        Some((end, _)) => clean(&text[..end]) + "…",
        None => clean(text),
    }
}

fn counter(tally: &mut Tally, level: Level) -> &mut u32 {
    match level {
        Level::Mistake => &mut tally.mistakes,
        Level::Doubt => &mut tally.doubts,
        Level::Note => &mut tally.notes,
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The campaign file first, then the tables as they were read; in a table what concerns the whole of it, its columns,
/// and then row after row.
fn file_order(place: &Place) -> (Option<u16>, u64, u64) {
    match place {
        Place::Definition(span) => (None, span.start as u64, span.end as u64),
        Place::Table(table) => (Some(table.0), 0, 0),
        Place::Column(table, column) => (Some(table.0), 1, u64::from(*column)),
        Place::Row(table, row) => (Some(table.0), u64::from(*row) + 2, 0),
        Place::Cell(table, row, column) => (Some(table.0), u64::from(*row) + 2, u64::from(*column) + 1),
    }
}

/// What every finding is shown with.
struct Screen<'a> {
    definition: &'a Definition<'a>,
    sources: &'a Sources,
    lang: Lang,
    renderer: Renderer,
}

impl Screen<'_> {
    fn block(&self, finding: &Finding) -> String {
        let wording = text::finding(self.lang, &finding.about);
        let style = match finding.level() {
            Level::Mistake => Style::ERROR,
            Level::Doubt => Style::WARNING,
            Level::Note => Style::NOTE,
        };
        let style = style.with_name(text::level(self.lang, finding.level()));
        let title = style.primary_title(clean(&wording.message)).id(finding.code());
        let mut group = Group::with_title(title).element(self.source(&finding.place));
        if !finding.others.is_empty() {
            let label = Style::NOTE.with_name(text::also_label(self.lang));
            group = group.element(label.message(self.places(&finding.others)));
        }
        if let Some(help) = wording.help {
            group = group.element(Style::HELP.with_name(text::help_label(self.lang)).message(clean(&help)));
        }
        let block = self.renderer.render(&[group]);
        match finding.place {
            Place::Definition(_) if !self.definition.text.is_empty() => block,
            _ => indented(&block),
        }
    }

    fn source(&self, place: &Place) -> Element<'_> {
        match place {
            Place::Definition(span) if !self.definition.text.is_empty() => {
                let shown = ShownLine::of(self.definition.text, span);
                Snippet::source(shown.text)
                    .path(clean(self.definition.name))
                    .line_start(self.definition.line(span))
                    .annotation(AnnotationKind::Primary.span(shown.marked))
                    .into()
            }
            Place::Definition(_) => Origin::path(clean(self.definition.name)).into(),
            _ => Origin::path(self.place(place)).into(),
        }
    }

    fn place(&self, place: &Place) -> String {
        clean(&text::place(self.lang, place, self.sources, self.definition))
    }

    fn places(&self, places: &[Place]) -> String {
        let mut list: Vec<String> = places.iter().take(SHOWN_PLACES).map(|place| self.place(place)).collect();
        if places.len() > SHOWN_PLACES {
            list.push(text::more_places(self.lang, count(places.len() - SHOWN_PLACES)));
        }
        list.join("; ")
    }
}

/// A block without a line of the file: it has no column of line numbers, so its arrow would stand at the very left.
fn indented(block: &str) -> String {
    let indent = |number| match number {
        0 => "",
        1 => "  ",
        _ => " ",
    };
    block.lines().enumerate().map(|(number, line)| format!("{}{line}", indent(number))).collect::<Vec<_>>().join("\n")
}

/// The line of the campaign file on which a stretch begins, fit to be shown, and the part of the stretch on it.
struct ShownLine {
    text: String,
    marked: Range<usize>,
}

impl ShownLine {
    /// A stretch over several lines is marked to the end of its first; one beyond the text stands at its end.
    fn of(text: &str, span: &Span) -> ShownLine {
        let start = boundary(text, span.start);
        let end = boundary(text, span.end).max(start);
        let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line = text[from..].lines().next().unwrap_or_default();
        let mut shown = ShownLine { text: String::with_capacity(line.len()), marked: 0..0 };
        for (at, c) in line.char_indices() {
            if from + at <= start {
                shown.marked = shown.text.len()..shown.text.len();
            }
            if from + at == 0 && c == '\u{feff}' {
                continue; // the byte-order mark is no part of the first line
            }
            shown.text.push(visible(c));
            if from + at < end {
                shown.marked.end = shown.text.len();
            }
        }
        if start >= from + line.len() {
            shown.marked = shown.text.len()..shown.text.len();
        }
        shown.around_the_mark()
    }

    /// Of a line that is too long to be read what stands around the beginning of the mark.
    fn around_the_mark(self) -> ShownLine {
        if self.text.len() <= SHOWN_LINE {
            return self;
        }
        let from = boundary(&self.text, self.marked.start.saturating_sub(SHOWN_LINE / 4));
        let to = boundary(&self.text, from + SHOWN_LINE);
        let before = if from == 0 { "" } else { "…" };
        let behind = if to == self.text.len() { "" } else { "…" };
        let start = self.marked.start - from + before.len();
        let end = self.marked.end.min(to) - from + before.len();
        ShownLine { text: format!("{before}{}{behind}", &self.text[from..to]), marked: start..end }
    }
}

/// The start of the character that holds the byte, or the end of the text.
fn boundary(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The character itself, or a sign in its place. A tab stays: where it matters it is turned into spaces later.
fn visible(c: char) -> char {
    match c {
        '\t' => '\t',
        '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\u{7f}' => '␡',
        '\u{80}'..='\u{9f}'
        | '\u{ad}'
        | '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => char::REPLACEMENT_CHARACTER,
        _ => c,
    }
}

#[cfg(test)]
mod tests;
