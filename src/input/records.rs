//! Steps through the records of a delimited text and counts the lines on which they begin.
//!
//! Most records have no quotes, or quotes around whole fields on one line: their fields are stretches of the text, and
//! nothing is copied. Any other record with quotes is left to the rules of the csv library, which are those of Excel.

use csv_core::{ReadRecordResult, ReaderBuilder};
use memchr::memchr_iter;

use super::limits::SHEET_COLUMNS;
use super::signs::{Block, Seen, Signs, position};

/// How many fields a record may have.
const MOST_FIELDS: usize = SHEET_COLUMNS as usize;

/// How many ends of fields are written together.
const TOGETHER: usize = 8;

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
    /// How many fields it has, and where each of them ends, in the record as it is written or put together. Behind the last
    /// one is room.
    count: usize,
    ends: Vec<usize>,
    /// Whether fields may stand within quotes, which are no part of them.
    has_quotes: bool,
}

impl<'a> Record<'a> {
    /// How many fields it has.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// A field as it is written, from zero; of a record that had to be put together, what stands there says nothing.
    pub(super) fn written(&self, field: usize) -> Option<&'a str> {
        self.field(self.written, field)
    }

    /// A field, from zero.
    pub(super) fn get(&self, field: usize) -> Option<&str> {
        self.field(self.text(), field)
    }

    /// Every field.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        let (text, mut start) = (self.text(), 0);
        self.ends.iter().take(self.count).filter_map(move |end| {
            let field = text.get(start..*end);
            start = end + self.gap();
            field.map(|field| self.without_quotes(field))
        })
    }

    #[inline]
    fn field<'t>(&self, text: &'t str, field: usize) -> Option<&'t str> {
        let ends = self.ends.get(..self.count).unwrap_or_default();
        let start = field.checked_sub(1).and_then(|before| ends.get(before)).map_or(0, |end| end + self.gap());
        text.get(start..*ends.get(field)?).map(|field| self.without_quotes(field))
    }

    #[inline]
    fn without_quotes<'t>(&self, field: &'t str) -> &'t str {
        if !self.has_quotes {
            return field;
        }
        field.strip_prefix('"').map_or(field, |inside| inside.strip_suffix('"').unwrap_or(inside))
    }

    /// Adds the ends of fields: the bits of a block that begins so far behind the record. Eight are written together, be
    /// they so many or not: how many there are differs from block to block, and to ask after each costs more.
    #[inline]
    fn push_ends(&mut self, block: usize, mut bits: u64) {
        let before = self.count;
        self.count += bits.count_ones() as usize;
        if self.ends.len() < self.count + TOGETHER {
            self.ends.resize(2 * (self.count + TOGETHER), 0);
        }
        let room = self.ends.get_mut(before..).unwrap_or_default().as_chunks_mut::<TOGETHER>().0;
        for ends in room.iter_mut().take((self.count - before).div_ceil(TOGETHER)) {
            for end in ends {
                *end = block.wrapping_add(position(bits));
                bits &= bits.wrapping_sub(1);
            }
        }
    }

    /// What stands between two fields: a delimiter, unless they were put together.
    fn gap(&self) -> usize {
        usize::from(!self.is_unquoted)
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
        if self.record.count > MOST_FIELDS {
            self.too_wide = Some(self.record.line);
        }
        self.too_wide.is_none().then_some(&self.record)
    }

    fn pass_empty_lines(&mut self) {
        self.record.empty_lines = 0;
        // Nearly every line begins with something else.
        while matches!(self.text.as_bytes().get(self.at), Some(b'\n' | b'\r' | 0xef)) {
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
        let (record, start) = (&mut self.record, self.at);
        (record.count, record.seen) = (0, Seen::default());
        let mut quoting = Quoting::default();
        let mut at = start;
        loop {
            let (from, block) = self.signs.block_of(at);
            record.seen = record.seen.and(block.seen);
            let ahead = u64::MAX << (at - from);
            let ends = block.ends & ahead;
            let mut delimiters = block.delimiters & ahead & below(ends);
            if quoting.is_open() || block.quotes & ahead & below(ends) != 0 {
                delimiters = quoting.outside(block, ahead, at == start)?;
            }
            quoting.behind_delimiter = delimiters >> (u64::BITS - 1);
            // A block may begin before its line.
            record.push_ends(from.wrapping_sub(start), delimiters | first(ends));
            at = from + position(ends);
            if ends != 0 || record.count > MOST_FIELDS {
                record.has_quotes = quoting.has_any;
                return (quoting.within == 0 || ends == 0).then_some(at);
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
        (self.record.count, self.record.has_quotes) = (self.ends.len(), false);
        self.record.ends.clone_from(&self.ends);
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

/// The quotes around the fields of a line that is being cut, from block to block.
#[derive(Default)]
struct Quoting {
    /// Whether any field stands within quotes.
    has_any: bool,
    /// Every bit where the block before ends within quotes, none elsewhere.
    within: u64,
    /// Whether it ends with a closing quote, as one bit.
    behind_quote: u64,
    /// Whether it ends with a delimiter between fields, as one bit.
    behind_delimiter: u64,
}

impl Quoting {
    /// Whether quotes of the blocks before say something of the next one.
    fn is_open(&self) -> bool {
        self.within | self.behind_quote != 0
    }

    /// The delimiters of a line in a block that stand outside quotes; `None` where its quotes do not stand around whole
    /// fields, with nothing but delimiters and the ends of the line beside them. Where no field begins with one, quotes are
    /// signs like any other.
    fn outside(&mut self, block: &Block, ahead: u64, is_first: bool) -> Option<u64> {
        let ends = block.ends & ahead;
        let quotes = block.quotes & ahead & below(ends);
        let line_start = if is_first { first(ahead) } else { self.behind_delimiter };
        let delimiters = block.delimiters & ahead & below(ends);
        if !self.has_any && quotes & (delimiters << 1 | line_start) == 0 {
            return Some(delimiters);
        }
        self.has_any = true;
        let within = parities(quotes) ^ self.within;
        let delimiters = delimiters & !within;
        let (opening, closing) = (quotes & within, quotes & !within);
        let may_open = delimiters << 1 | line_start;
        let must_end = closing << 1 | self.behind_quote;
        let last = if ends == 0 { 1 << (u64::BITS - 1) } else { first(ends) };
        self.within = if within & last == 0 { 0 } else { u64::MAX };
        self.behind_quote = closing >> (u64::BITS - 1);
        (opening & !may_open == 0 && must_end & !(delimiters | ends) == 0).then_some(delimiters)
    }
}

/// The first bit of some alone.
fn first(bits: u64) -> u64 {
    bits & bits.wrapping_neg()
}

/// For each bit whether the number of bits up to it is odd, itself included.
fn parities(mut bits: u64) -> u64 {
    for shift in [1, 2, 4, 8, 16, 32] {
        bits ^= bits << shift;
    }
    bits
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
    fn fields_within_quotes_are_stretches_of_the_text_wherever_they_stand_in_a_block() {
        for before in 0..130 {
            let line = format!("{},\"62,5\",b,\"\",\"c, d; e\"\nf", "a".repeat(before));
            let mut records = Records::new(&line, b',', 0, 0);
            let record = records.next().unwrap();
            assert!(!record.is_unquoted, "behind {before} letters");
            assert_eq!(record.iter().skip(1).collect::<Vec<&str>>(), ["62,5", "b", "", "c, d; e"]);
            assert_eq!((record.written(1), record.get(4), record.get(5)), (Some("62,5"), Some("c, d; e"), None));
        }
        // A sign for inches opens nothing.
        let mut records = Records::new("cỡ 5\",8\"\"", b',', 0, 0);
        let record = records.next().unwrap();
        assert_eq!((record.is_unquoted, record.written(0), record.written(1)), (false, Some("cỡ 5\""), Some("8\"\"")));
        for line in ["\"a\"b,c", "\"a\"\"b\",c", "5\",\"a\"", "\"a\nb\",c"] {
            let mut records = Records::new(line, b',', 0, 0);
            assert!(records.next().unwrap().is_unquoted, "{line:?}");
        }
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
