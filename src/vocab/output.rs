//! What there is to say about a workbook that is written or that already lies there.

/// What could not stand in a workbook as it was, and what was done about it. Rows and columns count from zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shortened {
    /// A sheet got another name: too long, with a sign that no name may have, or taken.
    Name {
        /// The name as the report gave it.
        written: String,
        /// The name in the workbook.
        shown: String,
    },
    /// A text was longer than a cell holds and ends with `…`.
    Text {
        /// The sheet.
        sheet: String,
        /// The row.
        row: u32,
        /// The column.
        column: u16,
    },
    /// A remark was longer than a note holds and ends with `…`.
    Note {
        /// The sheet.
        sheet: String,
        /// The row.
        row: u32,
        /// The column.
        column: u16,
    },
    /// A sheet has more links than the format allows; the rest are plain text.
    Links {
        /// The sheet.
        sheet: String,
        /// How many are missing.
        dropped: u32,
    },
    /// A sheet has more columns than the format allows; the cells beyond are missing.
    Columns {
        /// The sheet.
        sheet: String,
        /// How many cells are missing.
        dropped: u32,
    },
    /// A sheet has more rows than the format allows and goes on in further sheets.
    Split {
        /// The first sheet.
        sheet: String,
        /// The sheets that follow it.
        further: Vec<String>,
    },
}

/// Why a file could not be written, although nothing spoke against it. Each names the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotWritten {
    /// Its folder is not there.
    NoFolder(String),
    /// The machine does not allow it there.
    NotAllowed(String),
    /// Another program holds the file: mostly it is open in Excel.
    InUse(String),
    /// Somebody has made the file read-only.
    ReadOnly(String),
    /// The disk is full.
    DiskFull(String),
    /// The temporary files of a workbook cannot be written in the folder that is named: for a reason in the words of the
    /// system, else because the disk is full.
    NoTemporary(String, Option<String>),
    /// Standard output takes no more: for a reason in the words of the system, else because its disk is full.
    Standard(Option<String>),
    /// What was to be written fits in no workbook, for a reason in the words of the library that makes it.
    NoWorkbook(String),
    /// Another reason, in the words of the system.
    Failed(String, String),
}

/// Where a file comes from that stands where a result is to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Provenance {
    /// This tool wrote it, and its cells are as they were.
    Ours,
    /// This tool wrote it, and its cells have changed since.
    Edited,
    /// Something else wrote it.
    Foreign,
    /// It has the beginning of a workbook, but cannot be read.
    Unreadable,
}

/// Why a file is not written over. Each names the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It is one of the files that the tool reads. Never written over, whatever the user asks for.
    Input(String),
    /// It is a folder, a device or something else that is no file.
    NotAFile(String),
    /// It is no folder, though tables need one.
    NotAFolder(String),
    /// The tool wrote it, and somebody edited it since.
    Edited(String),
    /// The next run would read it among its data: it fits the pattern of files that are gathered.
    BecomesData(String, String),
    /// Its name is longer than any file's.
    NameTooLong(String),
    /// The tool did not write it.
    Foreign(String),
    /// It cannot be read, so that nobody knows what would be lost.
    Unreadable(String),
}
