//! Findings in a file as a whole: its format, its headings and its rows.

use super::Level;

/// What units send in place of a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Document {
    /// A photograph or a scan.
    Picture,
    /// A PDF.
    Pdf,
    /// A text of Word.
    Word,
}

/// What can be wrong with a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableFault {
    /// The file has no content at all, or only a byte-order mark or white space.
    EmptyFile,
    /// The file opens but cannot be read to its end: damaged, or not wholly downloaded.
    Damaged,
    /// The workbook is protected with a password.
    Encrypted,
    /// The bytes are of no kind that the tool reads.
    NotATable,
    /// The file is a document in which no table can be read, whatever its name says.
    ADocument {
        /// What it is.
        what: Document,
    },
    /// The file is of another kind than its name says; it was read as what it is.
    OtherFormat {
        /// The ending of the file's name, without the point.
        ending: String,
        /// What the file is.
        format: Format,
    },
    /// How the numbers of the file are seen cannot be read.
    PartlySeen {
        /// The kind.
        format: Format,
    },
    /// The file would need more room than the tool allows itself.
    TooLarge {
        /// How many megabytes it would unpack to.
        megabytes: u64,
        /// How many are allowed.
        limit: u64,
    },
    /// A text file is larger than the tool allows.
    TextTooLarge {
        /// How many megabytes it has.
        megabytes: u64,
        /// How many are allowed.
        limit: u64,
        /// The limit on the size of files under which it would be read.
        raise: u64,
    },
    /// The file has more rows than a sheet of a spreadsheet can have.
    TooManyRows,
    /// A row, or a line of a text file, has more columns than a sheet of a spreadsheet can have.
    TooManyColumns {
        /// The row as people count it.
        row: u32,
    },
    /// A text is longer than a cell of a spreadsheet can hold.
    LongText {
        /// How it begins.
        begins: String,
    },
    /// Reading the file would take more memory than the tool allows itself: a broken file may ask for any amount.
    TooMuchMemory {
        /// How many megabytes of memory are allowed.
        megabytes: u64,
        /// The limit on the size of files to which that belongs.
        limit: u64,
    },
    /// A sheet reaches so far that all up to its last cell would take too much memory, though hardly anything stands there.
    FarCell {
        /// The last row, from zero.
        row: u32,
        /// The last column, from zero.
        column: u16,
        /// Which of several sheets, as people count them.
        sheet: Option<usize>,
    },
    /// Reading the file took too long: a broken file may go in circles.
    TooSlow {
        /// After how many seconds reading was given up.
        seconds: u64,
    },
    /// The letters of a text file are in no encoding that the tool knows.
    UnknownEncoding,
    /// A text file has bytes that belong to no letter, from this line on.
    BrokenLetters,
    /// The letters were in an older encoding and were converted.
    Converted {
        /// The encoding.
        encoding: Encoding,
    },
    /// Vietnamese letters were turned into question marks when the file was made; nobody can restore them.
    LostLetters {
        /// A word that lost some.
        word: String,
        /// Whether it is the only cell of its file.
        once: bool,
    },
    /// Letters of an older encoding were saved as if they were Western ones, and now are Unicode that says nothing.
    MistakenLetters {
        /// The encoding.
        encoding: Encoding,
        /// A text in it.
        written: String,
    },
    /// A quote opens in this line and is never closed.
    UnclosedQuote,
    /// A line has more cells than the heading row: a delimiter stands inside a value, and the values behind it are shifted.
    ShiftedLine {
        /// How many cells the line has.
        cells: usize,
        /// How many the heading row has.
        headings: usize,
        /// The delimiter.
        delimiter: char,
    },
    /// The workbook has no sheet of the name that the campaign gives.
    SheetNotFound {
        /// The name that was looked for.
        wanted: String,
        /// The sheets that are there.
        sheets: Vec<String>,
        /// The only one of them that has the headings.
        fits: Option<String>,
        /// Whether the file is one of several.
        among: bool,
    },
    /// More than one sheet has the headings.
    SeveralSheets {
        /// The sheets that fit equally well, and what each has.
        sheets: Vec<SheetSeen>,
        /// Whether the file is one of several.
        among: bool,
    },
    /// More than one sheet has some of the headings, and none has all of them.
    NoSheetComplete {
        /// The sheets that have as many of them, and what each lacks.
        sheets: Vec<SheetLacks>,
        /// Whether the file is one of several.
        among: bool,
    },
    /// No sheet has any of the headings.
    NoSheetFits {
        /// The headings that were looked for.
        wanted: Vec<String>,
        /// What each sheet has instead.
        sheets: Vec<SheetSeen>,
    },
    /// The table was read from a hidden sheet, because no visible one has it.
    HiddenSheet,
    /// Rows with data are hidden, by hand or by a filter; they were read all the same. The places name the first ones.
    HiddenRows {
        /// How many.
        count: usize,
    },
    /// Columns that were read are hidden.
    HiddenColumns {
        /// How many.
        count: usize,
    },
    /// The workbook asks for its formulas to be computed anew when it is opened: the results that it stores may be stale.
    StaleResults {
        /// How many cells that were read hold such results.
        count: u32,
    },
    /// No row carries the headings that the campaign names.
    HeadingsNotFound {
        /// The headings that were looked for.
        wanted: Vec<String>,
        /// The fullest row that was seen in place of them.
        seen: Vec<String>,
        /// The row in which most of them stand, as people count it: far below, or not where the campaign says.
        at: Option<u32>,
        /// The last row that was searched, as people count it, where others follow.
        searched: Option<u32>,
    },
    /// The row that the campaign names as the heading row is empty or not there.
    HeadingRowEmpty {
        /// The row as people count it.
        row: u32,
    },
    /// A heading that the campaign names is not in the heading row.
    MissingColumn {
        /// The heading that was looked for, as the campaign writes it.
        heading: String,
        /// A heading that is there and looks like it.
        near: Option<String>,
        /// How the definition may take another heading too, where the file is one of several.
        among: Option<Alternatives>,
    },
    /// A heading that the campaign names stands over several columns that have their own.
    HeadingOfSeveral {
        /// The heading as the campaign writes it.
        heading: String,
        /// What the campaign may name in its place: each column with the headings above it.
        below: Vec<String>,
    },
    /// Two or more columns fit one heading; the second and later are among the other places.
    DoubledColumn {
        /// The heading as the campaign writes it.
        heading: String,
        /// The columns that fit, each with the headings above it.
        written: Vec<String>,
    },
    /// Something stands in a column without a heading right behind one that was read: a heading over two columns names the
    /// first one only. The other places are the first of its cells.
    UnheadedColumn {
        /// The headings of the column before it as the file writes them.
        heading: String,
        /// In how many rows of data something stands there.
        count: usize,
    },
    /// The file gives a row or a cell twice, or behind one that stands after it.
    DoubledPlace,
    /// Cells have text that is struck out; it was not read.
    StruckOut {
        /// What is struck out in the first of them.
        written: String,
    },
    /// Cells have text that nobody sees beside or in place of what they show; it was not read.
    HiddenText {
        /// What is hidden in the first of them.
        written: String,
    },
    /// Cells hold tables of their own, which were not read.
    TableInCell,
    /// More findings of kinds of which many are named already.
    ManyMore {
        /// How many.
        count: u32,
    },
    /// A row below repeats the heading of ids beside other headings: a second table on the sheet.
    SecondTable,
    /// There is a heading row and nothing below it.
    NoRows,
}

/// How the definition may take the headings of a file that writes one otherwise than others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternatives {
    /// The key of the heading in the definition.
    pub key: String,
    /// The headings that the definition gives.
    pub spellings: Vec<String>,
    /// Headings of the file that nobody asked for, the nearest first.
    pub unread: Vec<String>,
}

/// The kinds of file that the tool can tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text with delimiters.
    Csv,
    /// A workbook of Excel 2007 or later.
    Xlsx,
    /// A binary workbook of Excel 2007 or later.
    Xlsb,
    /// A workbook of Excel 97 to 2003.
    Xls,
    /// An OpenDocument workbook.
    Ods,
    /// A web page with a table.
    Html,
    /// An "XML Spreadsheet 2003".
    Xml2003,
}

/// The encodings of letters that the tool tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Unicode in UTF-8.
    Utf8,
    /// Unicode in UTF-16, as Excel's "Unicode Text".
    Utf16,
    /// Vietnamese of Windows before Unicode.
    Windows1258,
    /// TCVN 5712, with fonts such as `.VnTime`.
    Tcvn3,
    /// VNI, with fonts such as `VNI-Times`.
    Vni,
}

/// What a sheet was seen to have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetSeen {
    /// Its name.
    pub name: String,
    /// Whether people do not see it.
    pub hidden: bool,
    /// The texts of the row that looks most like a heading row.
    pub headings: Vec<String>,
}

/// What a sheet has of the headings that were looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetLacks {
    /// Its name.
    pub name: String,
    /// The headings that it has.
    pub has: Vec<String>,
    /// The headings that it must have and has not.
    pub lacks: Vec<String>,
}

impl TableFault {
    pub(super) fn level(&self) -> Level {
        match self {
            TableFault::OtherFormat { .. }
            | TableFault::PartlySeen { .. }
            | TableFault::Converted { .. }
            | TableFault::HiddenSheet
            | TableFault::HiddenRows { .. }
            | TableFault::HiddenColumns { .. }
            | TableFault::HiddenText { .. }
            | TableFault::StaleResults { .. } => Level::Note,
            // One question mark may be a slip of the hand; a file that lost its letters is of no use.
            TableFault::LostLetters { once: true, .. }
            | TableFault::UnheadedColumn { .. }
            | TableFault::StruckOut { .. }
            | TableFault::TableInCell
            | TableFault::ManyMore { .. } => Level::Doubt,
            _ => Level::Mistake,
        }
    }

    pub(super) fn code(&self) -> &'static str {
        match self {
            TableFault::EmptyFile => "empty-file",
            TableFault::Damaged => "damaged-file",
            TableFault::Encrypted => "encrypted-file",
            TableFault::NotATable => "not-a-table",
            TableFault::ADocument { .. } => "a-document",
            TableFault::OtherFormat { .. } => "other-format",
            TableFault::PartlySeen { .. } => "partly-seen",
            TableFault::TooLarge { .. } => "too-large",
            TableFault::TextTooLarge { .. } => "text-too-large",
            TableFault::TooManyRows => "too-many-rows",
            TableFault::TooManyColumns { .. } => "too-many-columns",
            TableFault::LongText { .. } => "long-text",
            TableFault::TooMuchMemory { .. } => "too-much-memory",
            TableFault::FarCell { .. } => "far-cell",
            TableFault::TooSlow { .. } => "too-slow",
            TableFault::UnknownEncoding => "unknown-encoding",
            TableFault::BrokenLetters => "broken-letters",
            TableFault::Converted { .. } => "converted-letters",
            TableFault::LostLetters { .. } => "lost-letters",
            TableFault::MistakenLetters { .. } => "mistaken-letters",
            TableFault::UnclosedQuote => "unclosed-quote",
            TableFault::ShiftedLine { .. } => "shifted-line",
            TableFault::SheetNotFound { .. } => "sheet-not-found",
            TableFault::SeveralSheets { .. } => "several-sheets",
            TableFault::NoSheetComplete { .. } => "no-sheet-complete",
            TableFault::NoSheetFits { .. } => "no-sheet-fits",
            TableFault::HiddenSheet => "hidden-sheet",
            TableFault::HiddenRows { .. } => "hidden-rows",
            TableFault::HiddenColumns { .. } => "hidden-columns",
            TableFault::StaleResults { .. } => "stale-results",
            TableFault::HeadingsNotFound { .. } => "headings-not-found",
            TableFault::HeadingRowEmpty { .. } => "heading-row-empty",
            TableFault::MissingColumn { .. } => "missing-column",
            TableFault::HeadingOfSeveral { .. } => "heading-of-several",
            TableFault::DoubledColumn { .. } => "doubled-column",
            TableFault::UnheadedColumn { .. } => "unheaded-column",
            TableFault::DoubledPlace => "doubled-place",
            TableFault::StruckOut { .. } => "struck-out",
            TableFault::HiddenText { .. } => "hidden-text",
            TableFault::TableInCell => "table-in-cell",
            TableFault::ManyMore { .. } => "many-more",
            TableFault::SecondTable => "second-table",
            TableFault::NoRows => "no-rows",
        }
    }
}
