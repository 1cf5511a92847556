//! Steps through the records of a delimited text and counts the lines on which they begin.
//!
//! Most records have no quotes: their fields are stretches of the text, and nothing is copied. Records with quotes are
//! left to the rules of the csv library, which are those of Excel.

use csv_core::{ReadRecordResult, ReaderBuilder};
use memchr::{memchr_iter, memchr3};

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
    /// Whether some sign of it is a quote.
    pub(super) has_quotes: bool,
    /// What the fields are cut from: the text, or where there are quotes, what stands within them.
    plain: &'a str,
    unquoted: String,
    ends: Vec<usize>,
}

impl Record<'_> {
    /// How many fields it has.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A field, from zero.
    pub(super) fn get(&self, field: usize) -> Option<&str> {
        let end = *self.ends.get(field)?;
        let before = match field.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        if self.has_quotes {
            self.unquoted.get(before..end)
        } else {
            // A delimiter stands between the fields.
            self.plain.get(before + usize::from(field > 0)..end)
        }
    }

    /// Every field.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|field| self.get(field))
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
        }
    }

    /// The next record; `None` at the end.
    pub(super) fn next(&mut self) -> Option<&Record<'a>> {
        self.pass_empty_lines();
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        self.record.line = self.next_line;
        self.record.start = self.at;
        match memchr3(b'\n', b'\r', b'"', rest.as_bytes()) {
            Some(at) if rest.as_bytes().get(at) == Some(&b'"') => self.quoted(rest),
            end => self.plain(rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()),
        }
        Some(&self.record)
    }

    fn pass_empty_lines(&mut self) {
        self.record.empty_lines = 0;
        while let Some(length) = line_end(self.text.as_bytes(), self.at) {
            self.at += length;
            self.next_line += 1;
            self.record.empty_lines += 1;
        }
    }

    fn plain(&mut self, line: &'a str) {
        self.record.written = line;
        self.record.plain = line;
        self.record.has_quotes = false;
        self.record.ends.clear();
        self.record.ends.extend(memchr_iter(self.delimiter, line.as_bytes()));
        self.record.ends.push(line.len());
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
        self.record.has_quotes = true;
        self.record.unquoted.clear();
        // Fields are cut out of valid text at ASCII signs, so they are valid text.
        self.record.unquoted.push_str(fields.unwrap_or_default());
        self.record.ends.clone_from(&self.ends);
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
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record | ReadRecordResult::End => {
                    self.ends.truncate(ended);
                    return taken;
                }
            }
        }
    }
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

    proptest! {
        #[test]
        fn the_fields_are_those_of_the_csv_library(text in "[a\"\\n\\r, é]{0,60}") {
            let mut reader =
                csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let expected: Vec<Vec<String>> =
                reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect();
            let found: Vec<Vec<String>> = all(&text).into_iter().map(|(_, fields)| fields).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
