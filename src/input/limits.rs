//! How much the tool takes in before it says that a file is too large.

/// How many rows a sheet can have; what claims to stand beyond is not read.
pub const SHEET_ROWS: u32 = 1_048_576;

/// How many columns a sheet can have; what claims to stand beyond is not read.
pub const SHEET_COLUMNS: u16 = 16_384;

/// How many places one finding names: enough to begin mending the file.
pub const NAMED_PLACES: usize = 50;

/// How many megabytes any workbook may unpack to, unless the caller raises it.
const MEGABYTES: u64 = 64;

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
        Limits { unpacked, times: 32, strings: usize::try_from(unpacked * 4).unwrap_or(usize::MAX), memory: unpacked * 8 }
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
