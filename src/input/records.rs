//! Steps through the records of a delimited text and counts the lines on which they begin.
//!
//! Most records have no quotes, or quotes around whole fields on one line: their fields are stretches of the text, and
//! nothing is copied. Any other record with quotes is left to the rules of the csv library, which are those of Excel.

use csv_core::{ReadRecordResult, ReaderBuilder};
use memchr::{memchr_iter, memchr2, memchr3};

use super::limits::SHEET_COLUMNS;

/// How many fields a record may have.
const MOST_FIELDS: usize = SHEET_COLUMNS as usize;

/// The records of a text, read one after the other.
pub(super) struct Records<'a> {
    text: &'a str,
    delimiter: u8,
    quoting: csv_core::Reader,
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
    unquoted: String,
    /// Where each field begins and ends, in the record as it is written or put together.
    fields: Vec<(usize, usize)>,
}

impl Record<'_> {
    /// How many fields it has.
    pub(super) fn len(&self) -> usize {
        self.fields.len()
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
            delimiter,
            quoting: ReaderBuilder::new().delimiter(delimiter).build(),
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
        let bytes = rest.as_bytes();
        let stop = memchr3(b'\n', b'\r', b'"', bytes).unwrap_or(bytes.len());
        match bytes.get(stop..) {
            Some([b'"', behind @ ..]) => {
                let end = memchr2(b'\n', b'\r', behind).map_or(bytes.len(), |end| stop + 1 + end);
                let line = rest.get(..end).unwrap_or_default();
                if self.cut_at_quotes(line) { self.pass(line) } else { self.quoted(rest) }
            }
            _ => {
                let line = rest.get(..stop).unwrap_or_default();
                if self.has_too_many(line) {
                    self.too_wide = Some(self.record.line);
                } else {
                    self.cut(line);
                    self.pass(line);
                }
            }
        }
        if self.record.fields.len() > MOST_FIELDS {
            self.too_wide = Some(self.record.line);
        }
        self.too_wide.is_none().then_some(&self.record)
    }

    fn pass_empty_lines(&mut self) {
        self.record.empty_lines = 0;
        while let Some(length) = line_end(self.text.as_bytes(), self.at) {
            self.at += length;
            self.next_line += 1;
            self.record.empty_lines += 1;
        }
    }

    /// Whether a line without quotes has more fields than a record may have.
    fn has_too_many(&self, line: &str) -> bool {
        line.len() >= MOST_FIELDS && memchr_iter(self.delimiter, line.as_bytes()).nth(MOST_FIELDS - 1).is_some()
    }

    /// Cuts a line without quotes into fields. Fields are short: eight bytes are looked at together, for to ask for the next
    /// delimiter and the next takes longer than to look at all of them.
    fn cut(&mut self, line: &str) {
        let fields = &mut self.record.fields;
        fields.clear();
        let (mut start, mut at) = (0, 0);
        let (words, rest) = line.as_bytes().as_chunks();
        for word in words {
            let mut hits = marked(*word, self.delimiter);
            while hits != 0 {
                let end = at + usize::try_from(hits.trailing_zeros() / 8).unwrap_or_default();
                fields.push((start, end));
                start = end + 1;
                hits &= hits - 1;
            }
            at += word.len();
        }
        for byte in rest {
            if *byte == self.delimiter {
                fields.push((start, at));
                start = at + 1;
            }
            at += 1;
        }
        fields.push((start, at));
    }

    /// Cuts a line into fields whose quotes, where they begin with one, stand around the whole field and nowhere in it;
    /// `false` where there is another one.
    fn cut_at_quotes(&mut self, line: &str) -> bool {
        let bytes = line.as_bytes();
        let mut cutting = Cutting { start: 0, quotes: Quotes::None, fields: &mut self.record.fields };
        cutting.fields.clear();
        let (words, rest) = bytes.as_chunks();
        for (at, word) in (0..).step_by(8).zip(words) {
            let mut hits = marked(*word, self.delimiter) | marked(*word, b'"');
            while hits != 0 {
                let at = at + usize::try_from(hits.trailing_zeros() / 8).unwrap_or_default();
                if !cutting.step(at, bytes.get(at) == Some(&b'"')) {
                    return false;
                }
                hits &= hits - 1;
            }
            if cutting.fields.len() > MOST_FIELDS {
                return true;
            }
        }
        let behind_words = bytes.len() - rest.len();
        for (at, byte) in (behind_words..).zip(rest) {
            if (*byte == self.delimiter || *byte == b'"') && !cutting.step(at, *byte == b'"') {
                return false;
            }
        }
        cutting.quotes != Quotes::Open && cutting.end(bytes.len())
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
        self.quoting.reset();
        self.fields.resize(self.fields.capacity().max(256), 0);
        self.ends.resize(self.ends.capacity().max(16), 0);
        loop {
            let (fields, ends) = (self.fields.get_mut(written..), self.ends.get_mut(ended..));
            let (result, read, wrote, finished) =
                self.quoting.read_record(rest, fields.unwrap_or_default(), ends.unwrap_or_default());
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

/// The highest bit of each byte of a word that is the one that is sought, the first byte lowest.
fn marked(word: [u8; 8], sought: u8) -> u64 {
    const LOW: u64 = u64::from_ne_bytes([0x7f; 8]);
    let others = u64::from_le_bytes(word) ^ u64::from_ne_bytes([sought; 8]);
    // A byte that is zero is the only one in which no bit is set, nor carried out of the low ones.
    !(((others & LOW) + LOW) | others | LOW)
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
