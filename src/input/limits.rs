//! How much the tool takes in before it says that a file is too large.

/// How many rows a sheet can have; what claims to stand beyond is not read.
pub const SHEET_ROWS: u32 = 1_048_576;

/// How many columns a sheet can have; what claims to stand beyond is not read.
pub const SHEET_COLUMNS: u16 = 16_384;

/// How many places one finding names: enough to begin mending the file.
pub const NAMED_PLACES: usize = 50;

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
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { unpacked: 64 << 20, times: 32, strings: 256 << 20 }
    }
}

impl Limits {
    /// How many bytes a workbook of `packed` bytes may unpack to.
    #[must_use]
    pub fn for_file(&self, packed: u64) -> u64 {
        self.unpacked.max(packed.saturating_mul(self.times))
    }
}
