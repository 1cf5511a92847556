//! What the commands say, in English.

use super::counted;
use crate::text::parts::{joined, quoted};
use crate::text::{Given, Message, Step, Topic};

pub(in crate::text) fn message(message: &Message) -> String {
    match message {
        Message::NoFile { path } => format!("there is no file “{path}”: check its name and folder"),
        Message::NotAllowed { path } => {
            format!("the file “{path}” cannot be opened: it may not be read, or is open in Excel; close it and run again")
        }
        Message::NotRead { path, reason } => format!("the file “{path}” cannot be read: {reason}"),
        Message::CampaignTooLarge { path, limit } => {
            format!(
                "the file “{path}” is larger than {limit} MB, the limit for a campaign file: see whether it is the right one"
            )
        }
        Message::NotUtf8 { path, line } => {
            format!("the file “{path}” is not text in UTF-8 (line {line}): open it in an editor and save it as UTF-8")
        }
        Message::Written { path } => format!("Wrote {path}"),
        Message::Sound { criteria, awards } => {
            let criteria = counted(*criteria, "criterion or deadline", "criteria and deadlines");
            format!("The definition has no mistake: {criteria}, {}.", counted(*awards, "award", "awards"))
        }
        Message::DataRead { units, persons: 0 } => {
            format!("The data have been read: {}.", counted(*units, "unit", "units"))
        }
        Message::DataRead { units, persons } => {
            let persons = counted(*persons, "person", "persons");
            format!("The data have been read: {}, {persons}.", counted(*units, "unit", "units"))
        }
        Message::DataNotThere { path } => format!("There is no data file “{path}” yet; only the definition was checked."),
        Message::NothingWritten => "Nothing was written: correct the mistakes above and run again.".to_owned(),
        Message::StrictlyNothing { pending: 0 } => {
            "Nothing was written because of --strict and the doubts above.".to_owned()
        }
        Message::StrictlyNothing { pending } => {
            let figures = counted(*pending, "figure that could decide is", "figures that could decide are");
            format!("Nothing was written because of --strict: {figures} missing.")
        }
        Message::NobodyCalled { written, near } if !near.is_empty() => {
            let (written, near) = (quoted(written), joined(near.iter().map(|near| quoted(near)), ", "));
            format!("nobody has the id or name {written}; is it {near}?")
        }
        Message::NobodyCalled { written, .. } => {
            let written = quoted(written);
            format!("nobody has the id or name {written}: write the id, or the whole name as in the data")
        }
        Message::SeveralCalled { written, ids } => {
            format!("{} subjects are called “{written}”: write the id instead ({})", ids.len(), ids.join(", "))
        }
        Message::UnknownOutput { path } => format!(
            "cannot tell how to write “{path}”: give a name in .xlsx (workbook) or .json, or a folder with a / at its end (CSV \
             tables); for other names add --format"
        ),
        Message::UnknownPage { path } => {
            format!("cannot tell how to write “{path}”: an account is written as a web page only, a name in .html")
        }
        Message::TablesNeedFolder => {
            "CSV tables cannot go to standard output: give a folder after -o, such as results/".to_owned()
        }
        Message::FormatContradicts { path, named, asked } => {
            format!(
                "“{path}” says by its name that it is {named}, but --format asks for {asked}: leave --format out, or choose another name after -o"
            )
        }
        Message::ReservedName { path, name } => {
            format!("“{path}” cannot be written: Windows keeps the name “{name}” for a device; choose another name after -o")
        }
        Message::OneOutputTwice { path } => {
            format!("two -o lead to “{path}” (Windows does not tell capitals apart): leave one out")
        }
        Message::Interrupted => "Stopped as asked; nothing half-written is left, and old files are whole.".to_owned(),
        Message::NotADay { written } => format!("“{written}” is not a day: write 31/12/2023 or 2023-12-31"),
        Message::NotAYear { written } => format!("“{written}” is not a year: write four digits, such as 2023"),
        Message::NoSuchYear { written, first, last } if first == last => {
            format!("the year {written} cannot be judged: the campaign has {last} only")
        }
        Message::NoSuchYear { written, first, last } => {
            format!("the year {written} cannot be judged: the campaign has data from {first} to {last}")
        }
        Message::NoSuchOccasion { written, known } if known.is_empty() => {
            format!("there is no occasion “{written}”: the definition has none")
        }
        Message::NoSuchOccasion { written, known } => {
            format!("there is no occasion “{written}”; there are: {}", known.join(", "))
        }
        Message::NotASize { written } => format!("“{written}” is not a size: write a number of megabytes, such as 500"),
        Message::StrictlyDoubtful { pending: 0 } => "There are doubts above, and --strict asks for none.".to_owned(),
        Message::StrictlyDoubtful { pending } => {
            format!("With --strict: {pending} times a figure that could decide is missing.")
        }
        Message::DataUnsound => {
            "The data have the mistakes above and cannot be judged: correct them and check again.".to_owned()
        }
        Message::NoPersons => "the definition has no persons ([persons]), so that --persons cannot be used".to_owned(),
    }
}

pub(in crate::text) fn help(topic: Topic) -> &'static str {
    match topic {
        Topic::Program => "Judges emulation campaigns: from the plan and the units' figures to ranked lists with reasons",
        Topic::Run => "Judge a campaign and write the workbook",
        Topic::Check => "Check the definition, and the data if they are there",
        Topic::Explain => "Explain one unit or person: every figure, cell, requirement, gap and clause",
        Topic::Campaign => "The campaign file (.toml), or a folder that holds campaign.toml",
        Topic::Subject => "The id or the name of a unit or person",
        Topic::Output => {
            "Where results go, as often as needed: a file in .xlsx or .json, a folder/ (CSV tables), - (standard output, as JSON); \
             without it ID.xlsx in the current folder"
        }
        Topic::PageOutput => "Write the account as an .html page to send; - is standard output",
        Topic::Format => "The form of a result without -o, or whose name after -o does not say it: xlsx, json or csv",
        Topic::Schema => "Print the JSON Schema of results in .json",
        Topic::HelpOf => "Help of a command",
        Topic::AsOf => "Look at deadlines as of this day, such as 2023-12-31; without it today",
        Topic::Year => "Judge this year; without it the year that the definition names",
        Topic::Occasion => "Fill only the awards of this occasion",
        Topic::Units => "Use this file in place of the units' file of the definition",
        Topic::Persons => "Use this file in place of the persons' file of the definition",
        Topic::Strict => "Write nothing while anything is doubtful or missing",
        Topic::StrictCheck => "End with code 1 while there is any doubt",
        Topic::MaxSize => "Let data files be this many megabytes large when unpacked; 64 unless given",
        Topic::Force => "Overwrite a file that thidua did not write, or that somebody edited",
        Topic::Lang => "The language of the terminal: vi or en",
        Topic::Help => "This help",
        Topic::Version => "The version",
        Topic::Commands => "Commands",
        Topic::Arguments => "Arguments",
        Topic::Options => "Options",
        Topic::Usage => "Usage",
    }
}

pub(in crate::text) fn given(given: Given) -> &'static str {
    match given {
        Given::Command => "COMMAND",
        Given::Options => "OPTIONS",
        Given::Campaign => "CAMPAIGN",
        Given::Subject => "SUBJECT",
        Given::Output => "OUT",
        Given::Format => "FORMAT",
        Given::Day => "DATE",
        Given::Year => "YEAR",
        Given::Occasion => "OCCASION",
        Given::File => "FILE",
        Given::Megabytes => "MB",
    }
}

pub(in crate::text) fn step(step: Step) -> &'static str {
    match step {
        Step::Files => "Reading files",
        Step::Tables => "Reading figures",
        Step::Judging => "Judging and ranking",
        Step::Workbook => "Writing the workbook",
        Step::Json => "Writing JSON",
        Step::Csv => "Writing CSV tables",
    }
}
