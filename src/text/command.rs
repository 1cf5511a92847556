//! What the commands say beside findings and results: what was written, what could not be, and the help of each option.

use crate::vocab::Lang;

use super::{en, vi};

/// Something that a command says in one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// A file is not there.
    NoFile {
        /// The file.
        path: String,
    },
    /// A file may not be read.
    NotAllowed {
        /// The file.
        path: String,
    },
    /// A file could not be read for another reason.
    NotRead {
        /// The file.
        path: String,
        /// What the system says.
        reason: String,
    },
    /// The campaign file is larger than any is.
    CampaignTooLarge {
        /// The file.
        path: String,
        /// How many megabytes it may have.
        limit: u64,
    },
    /// The campaign file is not text in UTF-8.
    NotUtf8 {
        /// The file.
        path: String,
        /// The line with the first letter that cannot be read.
        line: usize,
    },
    /// The workbook was written.
    Written {
        /// The file.
        path: String,
    },
    /// The definition has no mistake.
    Sound {
        /// How many criteria.
        criteria: usize,
        /// How many awards.
        awards: usize,
    },
    /// The data have been read.
    DataRead {
        /// How many units.
        units: usize,
        /// How many persons.
        persons: usize,
    },
    /// The data were not looked at because a file is not there.
    DataNotThere {
        /// The file.
        path: String,
    },
    /// Mistakes kept the workbook from being written.
    NothingWritten,
    /// A doubt kept the workbook from being written, as `--strict` asks.
    StrictlyNothing {
        /// How many subjects wait for figures.
        pending: usize,
    },
    /// Nobody has this id or name.
    NobodyCalled {
        /// What was asked for.
        written: String,
        /// Known ids or names that may be meant; none where nothing looks like it.
        near: Vec<String>,
    },
    /// Several have this name.
    SeveralCalled {
        /// What was asked for.
        written: String,
        /// The ids that would tell them apart.
        ids: Vec<String>,
    },
    /// An output whose ending says no format that can be written.
    UnknownOutput {
        /// The file.
        path: String,
    },
    /// The same for the account of one subject, which is written as a page only.
    UnknownPage {
        /// The file.
        path: String,
    },
    /// Tables asked for on standard output.
    TablesNeedFolder,
    /// A name that says another format than the one that is asked for.
    FormatContradicts {
        /// The output.
        path: String,
        /// The format that the name says.
        named: &'static str,
        /// The format that is asked for.
        asked: &'static str,
    },
    /// A name that Windows keeps for a device.
    ReservedName {
        /// The output.
        path: String,
        /// The part of the name that is taken.
        name: String,
    },
    /// Two outputs that are one, also where only capitals tell them apart.
    OneOutputTwice {
        /// The output.
        path: String,
    },
    /// The user or the system ended the run.
    Interrupted,
    /// A day that cannot be read.
    NotADay {
        /// What was given.
        written: String,
    },
    /// Not a size in megabytes.
    NotASize {
        /// What was given.
        written: String,
    },
    /// There are doubts, or figures are missing, and `--strict` asks for none of that.
    StrictlyDoubtful {
        /// How many subjects wait for figures.
        pending: usize,
    },
    /// Mistakes in the data: they cannot be judged.
    DataUnsound,
    /// Persons' data for a campaign without persons.
    NoPersons,
    /// Not a year.
    NotAYear {
        /// What was given.
        written: String,
    },
    /// A year for which the campaign has no data.
    NoSuchYear {
        /// What was given.
        written: i32,
        /// The first year with data.
        first: i32,
        /// The last year.
        last: i32,
    },
    /// An occasion that the campaign does not have.
    NoSuchOccasion {
        /// What was given.
        written: String,
        /// The occasions that there are.
        known: Vec<String>,
    },
}

/// Something in the help of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// The program.
    Program,
    /// `thidua run`
    Run,
    /// `thidua check`
    Check,
    /// `thidua explain`
    Explain,
    /// CAMPAIGN
    Campaign,
    /// SUBJECT
    Subject,
    /// `-o`
    Output,
    /// `-o` of `explain`
    PageOutput,
    /// `--format`
    Format,
    /// `thidua schema`
    Schema,
    /// `thidua help`
    HelpOf,
    /// `--as-of`
    AsOf,
    /// `--year`
    Year,
    /// `--occasion`
    Occasion,
    /// `--units`
    Units,
    /// `--persons`
    Persons,
    /// `--strict` of `thidua run`
    Strict,
    /// `--strict` of `thidua check`
    StrictCheck,
    /// `--max-size`
    MaxSize,
    /// `--force`
    Force,
    /// `--lang`
    Lang,
    /// `--help`
    Help,
    /// `--version`
    Version,
    /// The heading of commands.
    Commands,
    /// The heading of arguments.
    Arguments,
    /// The heading of options.
    Options,
    /// The heading of the usage line.
    Usage,
}

/// What stands in the help and in messages for something that the user gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Given {
    /// A command.
    Command,
    /// Any options.
    Options,
    /// A campaign.
    Campaign,
    /// An id or a name.
    Subject,
    /// A place for results.
    Output,
    /// A form of results.
    Format,
    /// A day.
    Day,
    /// A year.
    Year,
    /// An occasion.
    Occasion,
    /// A file.
    File,
    /// A number of megabytes.
    Megabytes,
}

/// What stands for something that the user gives, in capitals, in the reader's language.
#[must_use]
pub fn given(lang: Lang, given: Given) -> &'static str {
    match lang {
        Lang::Vi => vi::command::given(given),
        Lang::En => en::command::given(given),
    }
}

/// A step of the work that may take long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Reading the files from the disk.
    Files,
    /// Reading the tables in them.
    Tables,
    /// Judging, ranking, selecting.
    Judging,
    /// Writing a workbook.
    Workbook,
    /// Writing JSON.
    Json,
    /// Writing CSV tables.
    Csv,
}

/// The name of a step in the reader's language.
#[must_use]
pub fn step(lang: Lang, step: Step) -> &'static str {
    match lang {
        Lang::Vi => vi::command::step(step),
        Lang::En => en::command::step(step),
    }
}

/// A message in the reader's language.
#[must_use]
pub fn message(lang: Lang, message: &Message) -> String {
    match lang {
        Lang::Vi => vi::command::message(message),
        Lang::En => en::command::message(message),
    }
}

/// A line of help in the reader's language.
#[must_use]
pub fn help(lang: Lang, topic: Topic) -> &'static str {
    match lang {
        Lang::Vi => vi::command::help(topic),
        Lang::En => en::command::help(topic),
    }
}
