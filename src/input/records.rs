//! Steps through the records of a delimited text and counts the lines on which they begin.
//!
//! Most records have no quotes, or quotes around whole fields on one line: their fields are stretches of the text, and
//! nothing is copied. Any other record with quotes is left to the rules of the csv library, which are those of Excel.

use csv_core::{ReadRecordResult, ReaderBuilder};
use memchr::memchr_iter;

use super::limits::SHEET_COLUMNS;
use super::signs::{Seen, Signs, position};

/// How many fields a record may have.
const MOST_FIELDS: usize = SHEET_COLUMNS as usize;

/// The mark with which a text in UTF-8 may begin. Files that were put together have others between them.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// The records of a text, read one after the other.
pub(super) struct Records<'a> {
    text: &'a str,
    signs: Signs<'a>,
    delimiter: u8,
    /// Made where a record needs it, for that takes as long as to read hundreds.
    quoting: Option<Box<csv_core::Reader>>,
    /// Where the next record or empty line begins, and on which line.
    at: usize,
    next_line: u32,
    /// The record that was read last.
    record: Record<'a>,
    /// Room for the fields of records with quotes, and where each of them ends.
    fields: Vec<u8>,
    ends: Vec<usize>,
    /// The line of a record with more fields than a sheet has columns.
    too_wide: Option<u32>,
}

/// A record of a text.
#[derive(Default)]
pub(super) struct Record<'a> {
    /// The line on which it begins, from zero.
    pub(super) line: u32,
    /// Where it begins in the text.
    pub(super) start: usize,
    /// How many empty lines were passed before it.
    pub(super) empty_lines: u32,
    /// The record as it is written, with its quotes.
    pub(super) written: &'a str,
    /// Whether its fields had to be put together from what stands within quotes: over several lines, or beside other
    /// signs, or with quotes of their own.
    pub(super) is_unquoted: bool,
    /// What was seen of its texts.
    pub(super) seen: Seen,
    unquoted: String,
    /// Where each field begins and ends, in the record as it is written or put together.
    fields: Vec<(usize, usize)>,
}

impl<'a> Record<'a> {
    /// How many fields it has.
    pub(super) fn len(&self) -> usize {
        self.fields.len()
    }

    /// A field as it is written, from zero; of a record that had to be put together, what stands there says nothing.
    pub(super) fn written(&self, field: usize) -> Option<&'a str> {
        self.fields.get(field).and_then(|(start, end)| self.written.get(*start..*end))
    }

    /// A field, from zero.
    pub(super) fn get(&self, field: usize) -> Option<&str> {
        self.fields.get(field).and_then(|(start, end)| self.text().get(*start..*end))
    }

    /// Every field.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().filter_map(|(start, end)| self.text().get(*start..*end))
    }

    fn text(&self) -> &str {
        if self.is_unquoted { &self.unquoted } else { self.written }
    }
}

impl<'a> Records<'a> {
    /// Steps through the text from `start`, which is where line number `line` begins.
    pub(super) fn new(text: &'a str, delimiter: u8, start: usize, line: u32) -> Records<'a> {
        Records {
            text,
            signs: Signs::new(text, delimiter, start),
            delimiter,
            quoting: None,
            at: start,
            next_line: line,
            record: Record::default(),
            fields: Vec::new(),
            ends: Vec::new(),
            too_wide: None,
        }
    }

    /// The line on which a record begins that has more fields than a sheet has columns; nothing is read from there on.
    pub(super) fn too_wide(&self) -> Option<u32> {
        self.too_wide
    }

    /// Where the next record or empty line begins.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    /// The next record; `None` at the end, and from a record on that is too wide.
    pub(super) fn next(&mut self) -> Option<&Record<'a>> {
        if self.too_wide.is_some() {
            return None;
        }
        self.pass_empty_lines();
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        self.record.line = self.next_line;
        self.record.start = self.at;
        match self.cut() {
            Some(end) => self.pass(self.text.get(self.at..end).unwrap_or_default()),
            None => self.quoted(rest),
        }
        if self.record.fields.len() > MOST_FIELDS {
            self.too_wide = Some(self.record.line);
        }
        self.too_wide.is_none().then_some(&self.record)
    }

    fn pass_empty_lines(&mut self) {
        self.record.empty_lines = 0;
        loop {
            if let Some(length) = line_end(self.text.as_bytes(), self.at) {
                self.at += length;
                self.next_line += 1;
                self.record.empty_lines += 1;
            } else if self.text.as_bytes().get(self.at..).is_some_and(|rest| rest.starts_with(MARK)) {
                self.at += MARK.len();
            } else {
                return;
            }
        }
    }

    /// Cuts a line into fields and says where it ends; `None` where it has quotes that do not stand around whole fields.
    /// A line of too many fields is not cut further.
    fn cut(&mut self) -> Option<usize> {
        let fields = &mut self.record.fields;
        fields.clear();
        self.record.seen = Seen::default();
        let (mut at, mut start) = (self.at, 0);
        loop {
            let (from, block) = self.signs.block_of(at);
            self.record.seen = self.record.seen.and(block.seen);
            let ahead = u64::MAX << (at - from);
            let stops = (block.ends | block.quotes) & ahead;
            let mut hits = block.delimiters & ahead & below(stops);
            while hits != 0 {
                let end = from + position(hits) - self.at;
                fields.push((start, end));
                start = end + 1;
                hits &= hits - 1;
            }
            at = from + position(stops);
            if stops & block.quotes & below(stops & block.ends) != 0 {
                return self.cut_at_quotes(at, start);
            }
            if stops != 0 || fields.len() > MOST_FIELDS {
                fields.push((start, at - self.at));
                return Some(at);
            }
        }
    }

    /// Cuts a line on from its first quote. Its quotes, where a field begins with one, must stand around the whole field and
    /// nowhere in it.
    fn cut_at_quotes(&mut self, mut at: usize, start: usize) -> Option<usize> {
        let mut cutting = Cutting { start, quotes: Quotes::None, fields: &mut self.record.fields };
        loop {
            let (from, block) = self.signs.block_of(at);
            self.record.seen = self.record.seen.and(block.seen);
            let ahead = u64::MAX << (at - from);
            let ends = block.ends & ahead;
            let mut hits = (block.delimiters | block.quotes) & ahead & below(ends);
            while hits != 0 {
                let hit = position(hits);
                if !cutting.step(from + hit - self.at, block.quotes >> hit & 1 == 1) {
                    return None;
                }
                hits &= hits - 1;
            }
            at = from + position(ends);
            if cutting.fields.len() > MOST_FIELDS {
                return Some(at);
            }
            if ends != 0 {
                return (cutting.quotes != Quotes::Open && cutting.end(at - self.at)).then_some(at);
            }
        }
    }

    /// Takes a line as it was cut.
    fn pass(&mut self, line: &'a str) {
        self.record.written = line;
        self.record.is_unquoted = false;
        self.at += line.len();
        self.pass_line_end();
    }

    fn pass_line_end(&mut self) {
        if let Some(length) = line_end(self.text.as_bytes(), self.at) {
            self.at += length;
            self.next_line += 1;
        }
    }

    fn quoted(&mut self, rest: &'a str) {
        let length = self.unquote(rest.as_bytes());
        let written = rest.get(..length).unwrap_or(rest).trim_end_matches(['\r', '\n']);
        let fields = std::str::from_utf8(self.fields.get(..self.ends.last().copied().unwrap_or(0)).unwrap_or_default());
        self.record.written = written;
        self.record.is_unquoted = true;
        self.record.seen = Seen::UNKNOWN;
        self.record.unquoted.clear();
        // Fields are cut out of valid text at ASCII signs, so they are valid text.
        self.record.unquoted.push_str(fields.unwrap_or_default());
        self.record.fields.clear();
        let mut start = 0;
        for end in &self.ends {
            self.record.fields.push((start, *end));
            start = *end;
        }
        self.next_line += line_ends(written);
        self.at += written.len();
        self.pass_line_end();
    }

    /// Reads a record with quotes into `fields` and `ends`; returns how many bytes it takes.
    fn unquote(&mut self, mut rest: &[u8]) -> usize {
        let (mut taken, mut written, mut ended) = (0, 0, 0);
        let delimiter = self.delimiter;
        let quoting = self.quoting.get_or_insert_with(|| Box::new(ReaderBuilder::new().delimiter(delimiter).build()));
        quoting.reset();
        self.fields.resize(self.fields.capacity().max(256), 0);
        self.ends.resize(self.ends.capacity().max(16), 0);
        loop {
            let (fields, ends) = (self.fields.get_mut(written..), self.ends.get_mut(ended..));
            let (result, read, wrote, finished) =
                quoting.read_record(rest, fields.unwrap_or_default(), ends.unwrap_or_default());
            taken += read;
            written += wrote;
            ended += finished;
            // An empty rest tells the library that the text ends.
            rest = rest.get(read..).unwrap_or_default();
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.fields.resize(self.fields.len() * 2, 0),
                ReadRecordResult::OutputEndsFull if ended > MOST_FIELDS => return taken,
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record | ReadRecordResult::End => {
                    self.ends.truncate(ended);
                    return taken;
                }
            }
        }
    }
}

/// A line that is being cut into fields with quotes around some.
struct Cutting<'f> {
    /// Where the field at hand begins.
    start: usize,
    quotes: Quotes,
    fields: &'f mut Vec<(usize, usize)>,
}

/// What was seen of the quotes around a field.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quotes {
    None,
    Open,
    /// Where the closing one stands.
    Closed(usize),
}

impl Cutting<'_> {
    /// Takes the next quote or delimiter; `false` for a quote behind the closing one, and for a delimiter that does not
    /// stand beside it.
    fn step(&mut self, at: usize, is_quote: bool) -> bool {
        match (self.quotes, is_quote) {
            (Quotes::None, true) if at == self.start => self.quotes = Quotes::Open,
            // A quote within a field that does not begin with one is a sign like any other.
            (Quotes::None, true) | (Quotes::Open, false) => {}
            (Quotes::Open, true) => self.quotes = Quotes::Closed(at),
            (Quotes::Closed(_), true) => return false,
            (Quotes::None | Quotes::Closed(_), false) => return self.end(at),
        }
        true
    }

    /// Ends the field at hand.
    fn end(&mut self, at: usize) -> bool {
        match self.quotes {
            Quotes::Closed(end) if end + 1 != at => return false,
            Quotes::Closed(end) => self.fields.push((self.start + 1, end)),
            Quotes::None | Quotes::Open => self.fields.push((self.start, at)),
        }
        (self.start, self.quotes) = (at + 1, Quotes::None);
        true
    }
}

/// The bits below the first one of some; all where there are none.
fn below(bits: u64) -> u64 {
    bits.wrapping_sub(1) & !bits
}

/// How many bytes the line end at this place has; `None` when there is none.
fn line_end(text: &[u8], at: usize) -> Option<usize> {
    match (text.get(at)?, text.get(at + 1)) {
        (b'\r', Some(b'\n')) => Some(2),
        (b'\r' | b'\n', _) => Some(1),
        _ => None,
    }
}

/// How many line ends a text has.
pub(super) fn line_ends(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let returns = memchr_iter(b'\r', bytes).filter(|at| bytes.get(at + 1) != Some(&b'\n')).count();
    u32::try_from(memchr_iter(b'\n', bytes).count() + returns).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;

    fn all(text: &str) -> Vec<(u32, Vec<String>)> {
        let mut records = Records::new(text, b',', 0, 0);
        let mut all = Vec::new();
        while let Some(record) = records.next() {
            all.push((record.line, record.iter().map(str::to_owned).collect()));
        }
        all
    }

    #[test]
    fn records_stand_on_the_lines_on_which_they_begin() {
        let text = "a,b\n\n\"c\nd\",\"e\"\"f\"\r\n\r\ng,,\rh\n";
        let expected: [(u32, &[&str]); 4] = [(0, &["a", "b"]), (2, &["c\nd", "e\"f"]), (5, &["g", "", ""]), (6, &["h"])];
        let expected = expected.map(|(line, fields)| (line, fields.iter().map(|field| (*field).to_owned()).collect()));
        assert_eq!(all(text), expected);
        assert_eq!(all(""), []);
        assert_eq!(all("\n\r\n"), []);
    }

    #[test]
    fn delimiters_are_found_wherever_they_stand_in_a_word() {
        for text in
            [",,,,,,,,,", "aaaaaaaa,", "aaaaaaa,aaaaaaa,aaaaaaaa", "\u{ac}\u{ad},\u{1eac},,\u{ac}", "-.,-.,+,\u{7f},\0,"]
        {
            let expected: Vec<String> = text.split(',').map(str::to_owned).collect();
            assert_eq!(all(text), [(0, expected)], "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn the_fields_are_those_of_the_csv_library(text in "([a\"\\n\\r, é]|\"[a é,]{0,4}\"){0,60}") {
            let mut reader =
                csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let expected: Vec<Vec<String>> =
                reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect();
            let found: Vec<Vec<String>> = all(&text).into_iter().map(|(_, fields)| fields).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
