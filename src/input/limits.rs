//! How much the tool takes in before it says that a file is too large.

use crate::vocab::finding::TableFault;

/// How many rows a sheet can have; a file in which something claims to stand beyond is refused.
pub const SHEET_ROWS: u32 = 1_048_576;

/// How many columns a sheet can have; a file in which something claims to stand beyond is refused.
pub const SHEET_COLUMNS: u16 = 16_384;

/// How many letters a cell can hold; a longer text is cut before anything copies it, and reported.
pub const CELL_LETTERS: usize = 32_767;

/// How many bytes of a text are looked at to see that it is too long: no letter takes more than four.
const CELL_BYTES: usize = 4 * (CELL_LETTERS + 1);

/// How many letters are kept of a text that is too long.
const KEPT_LETTERS: usize = 80;

/// How many bytes of a text are looked at where it may be a heading.
pub const HEADING_BYTES: usize = 4096;

/// How many places one finding names: enough to begin mending the file.
pub const NAMED_PLACES: usize = 50;

/// How many megabytes any workbook may unpack to, unless the caller raises it.
const MEGABYTES: u64 = 64;

/// How many times larger than the limit for workbooks a text file may be.
const TEXT_TIMES: u64 = 2;

/// The limits that a caller may raise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// To how many bytes any workbook may unpack, however small its file is: a sheet with a million formatted and empty
    /// rows shrinks two hundredfold, and is honest.
    pub unpacked: u64,
    /// How many times larger than the file itself a larger workbook may be when unpacked: a sheet of a million people is
    /// honest at 800 MB because its file has 80.
    pub times: u64,
    /// How many bytes the shared strings of a workbook may take in memory.
    pub strings: usize,
    /// How many bytes a text file may have: it lies in memory as it is, and once more where its letters are converted.
    pub text: u64,
    /// How many bytes a process of its own may take that reads a workbook of a fragile format.
    pub memory: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits::of(MEGABYTES)
    }
}

impl Limits {
    /// The limits for workbooks that unpack to so many megabytes; what they need in memory grows with it.
    #[must_use]
    pub fn of(megabytes: u64) -> Limits {
        let unpacked = megabytes.clamp(1, 1 << 20) << 20;
        let strings = usize::try_from(unpacked * 4).unwrap_or(usize::MAX);
        Limits { unpacked, times: 32, strings, text: unpacked * TEXT_TIMES, memory: unpacked * 8 }
    }

    /// How many bytes a workbook of `packed` bytes may unpack to.
    #[must_use]
    pub fn for_file(&self, packed: u64) -> u64 {
        self.unpacked.max(packed.saturating_mul(self.times))
    }

    /// How many bytes the plain form of a workbook may have: what is made from it takes three times as many.
    #[must_use]
    pub fn answer(&self) -> u64 {
        self.memory / 4
    }
}

/// A place that a sheet can have, or what is said of a file that has another one. Both count from zero.
pub(super) fn within(row: u32, column: u32) -> Result<(), TableFault> {
    if row >= SHEET_ROWS {
        return Err(TableFault::TooManyRows);
    }
    if column >= u32::from(SHEET_COLUMNS) {
        return Err(TableFault::TooManyColumns { row: row + 1 });
    }
    Ok(())
}

/// Whether a text has more letters than a cell can hold.
pub(super) fn is_long(text: &str) -> bool {
    text.len() > CELL_LETTERS && text.chars().nth(CELL_LETTERS).is_some()
}

/// Whether a text has so many bytes that it is too long whatever its letters are.
pub(super) fn is_vast(text: &str) -> bool {
    text.len() > CELL_BYTES
}

/// What is said of a text file of so many bytes, with the limit under which it would be read.
pub(super) fn text_too_large(bytes: u64, limits: &Limits) -> TableFault {
    let raise = ((bytes / TEXT_TIMES) >> 20) + 1;
    TableFault::TextTooLarge { megabytes: bytes >> 20, limit: limits.text >> 20, raise }
}

/// The beginning of a text, of no more than so many bytes.
pub(super) fn prefix(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    text.get(..end.unwrap_or(0)).unwrap_or_default()
}

/// Adds a piece to a text, but no more than it takes to see that the text is too long.
pub(super) fn push(text: &mut String, piece: &str) {
    let room = (CELL_BYTES + 4).saturating_sub(text.len());
    text.push_str(prefix(piece, room));
}

/// What stands for a text of so many bytes: its beginning, filled up so that it is still too long for a cell however
/// much white space it had.
pub(super) fn filled_up(text: &str) -> String {
    beginning(text) + &"…".repeat(CELL_LETTERS)
}

/// The beginning of a text that is too long.
pub(super) fn beginning(text: &str) -> String {
    text.chars().take(KEPT_LETTERS).collect()
}
