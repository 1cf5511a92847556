//! The arguments as typed, with their help in the reader's language.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::text::{self, Message, Topic};
use crate::vocab::{Date, Lang, date};

/// The most that `--max-size` takes: a terabyte.
const MOST_MEGABYTES: u64 = 1 << 20;

/// What the command line asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Request {
    Run(Run),
    Check(Place, bool),
    Explain(Place, String),
}

/// `thidua run`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) place: Place,
    pub(super) outputs: Vec<PathBuf>,
    pub(super) strict: bool,
    pub(super) force: bool,
}

/// Which campaign, with which data, as of which day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) campaign: PathBuf,
    pub(super) units: Option<PathBuf>,
    pub(super) persons: Option<PathBuf>,
    pub(super) as_of: Option<Date>,
    pub(super) year: Option<i32>,
    pub(super) occasion: Option<String>,
    /// To how many megabytes a workbook may unpack.
    pub(super) max_size: Option<u64>,
}

/// The language of the terminal: as `--lang` says, else as the system does, else English.
pub(super) fn language(args: &[OsString]) -> Lang {
    let spelled = |text: &str| match text {
        "vi" => Some(Lang::Vi),
        "en" => Some(Lang::En),
        _ => None,
    };
    let mut asked = None;
    for (position, argument) in args.iter().enumerate() {
        let argument = argument.to_string_lossy();
        if let Some(value) = argument.strip_prefix("--lang=") {
            asked = spelled(value);
        } else if argument == "--lang" {
            asked = args.get(position + 1).and_then(|value| spelled(&value.to_string_lossy()));
        }
    }
    asked.unwrap_or_else(|| match sys_locale::get_locale() {
        Some(locale) if locale.to_ascii_lowercase().starts_with("vi") => Lang::Vi,
        _ => Lang::En,
    })
}

/// Reads the arguments.
///
/// # Errors
///
/// Wrong usage, or the help or version that was asked for.
pub(super) fn parse(args: Vec<OsString>, lang: Lang) -> Result<Request, clap::Error> {
    let matches = command(lang).try_get_matches_from(args)?;
    Ok(match matches.subcommand() {
        Some(("run", run)) => Request::Run(Run {
            place: place(run),
            outputs: run.get_many::<PathBuf>("output").map(|paths| paths.cloned().collect()).unwrap_or_default(),
            strict: run.get_flag("strict"),
            force: run.get_flag("force"),
        }),
        Some(("explain", explain)) => {
            Request::Explain(place(explain), explain.get_one::<String>("subject").cloned().unwrap_or_default())
        }
        Some((_, check)) => Request::Check(place(check), check.get_flag("strict")),
        None => return Err(command(lang).error(clap::error::ErrorKind::MissingSubcommand, "")),
    })
}

fn place(matches: &ArgMatches) -> Place {
    let path = |name| matches.get_one::<PathBuf>(name).cloned();
    Place {
        campaign: path("campaign").unwrap_or_default(),
        units: path("units"),
        persons: path("persons"),
        as_of: matches.get_one::<Date>("as-of").copied(),
        year: matches.get_one::<i32>("year").copied(),
        occasion: matches.get_one::<String>("occasion").cloned(),
        max_size: matches.get_one::<u64>("max-size").copied(),
    }
}

/// The whole command line, in the reader's language.
pub(super) fn command(lang: Lang) -> Command {
    let help = |topic| text::help(lang, topic);
    let template = format!(
        "{{about}}\n\n{usage}: {{usage}}\n\n{commands}:\n{{subcommands}}\n\n{options}:\n{{options}}\n",
        usage = help(Topic::Usage),
        commands = help(Topic::Commands),
        options = help(Topic::Options),
    );
    Command::new("thidua")
        .about(help(Topic::Program))
        .version(env!("CARGO_PKG_VERSION"))
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .help_template(template)
        .arg(language_option(lang))
        .arg(help_flag(lang))
        .arg(Arg::new("version").short('V').long("version").action(ArgAction::Version).help(help(Topic::Version)))
        .subcommand(subcommand("run", Topic::Run, lang).args(run_options(lang)))
        .subcommand(subcommand("check", Topic::Check, lang).arg(strict_flag(lang, Topic::StrictCheck)))
        .subcommand(
            subcommand("explain", Topic::Explain, lang)
                .arg(Arg::new("subject").value_name("SUBJECT").required(true).help(help(Topic::Subject))),
        )
}

/// What every command takes: the campaign, its data, the day and the language.
fn subcommand(name: &'static str, topic: Topic, lang: Lang) -> Command {
    let help = |topic| text::help(lang, topic);
    let template = format!(
        "{{about}}\n\n{usage}: {{usage}}\n\n{arguments}:\n{{positionals}}\n\n{options}:\n{{options}}\n",
        usage = help(Topic::Usage),
        arguments = help(Topic::Arguments),
        options = help(Topic::Options),
    );
    let path = |name: &'static str, topic| {
        Arg::new(name).long(name).value_name("FILE").value_parser(value_parser!(PathBuf)).help(help(topic))
    };
    Command::new(name)
        .about(help(topic))
        .help_template(template)
        .disable_help_flag(true)
        .arg(
            Arg::new("campaign")
                .value_name("CAMPAIGN")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help(help(Topic::Campaign)),
        )
        .arg(
            Arg::new("as-of")
                .long("as-of")
                .value_name("DATE")
                .value_parser(move |text: &str| {
                    date::parse(text).ok_or_else(|| text::message(lang, &Message::NotADay { written: text.to_owned() }))
                })
                .help(help(Topic::AsOf)),
        )
        .arg(
            Arg::new("year")
                .long("year")
                .value_name("YEAR")
                .value_parser(move |text: &str| {
                    let year = text.parse::<i32>().ok().filter(|year| (1900..=2200).contains(year));
                    year.ok_or_else(|| text::message(lang, &Message::NotAYear { written: text.to_owned() }))
                })
                .help(help(Topic::Year)),
        )
        .arg(Arg::new("occasion").long("occasion").value_name("OCCASION").help(help(Topic::Occasion)))
        .arg(path("units", Topic::Units))
        .arg(path("persons", Topic::Persons))
        .arg(
            Arg::new("max-size")
                .long("max-size")
                .value_name("MB")
                .value_parser(move |text: &str| {
                    let size = text.parse::<u64>().ok().filter(|size| (1..=MOST_MEGABYTES).contains(size));
                    size.ok_or_else(|| text::message(lang, &Message::NotASize { written: text.to_owned() }))
                })
                .help(help(Topic::MaxSize)),
        )
        .arg(language_option(lang))
        .arg(help_flag(lang))
}

fn run_options(lang: Lang) -> [Arg; 3] {
    let help = |topic| text::help(lang, topic);
    [
        Arg::new("output")
            .short('o')
            .long("output")
            .value_name("OUT")
            .action(ArgAction::Append)
            .value_parser(value_parser!(PathBuf))
            .help(help(Topic::Output)),
        strict_flag(lang, Topic::Strict),
        Arg::new("force").short('f').long("force").action(ArgAction::SetTrue).help(help(Topic::Force)),
    ]
}

fn strict_flag(lang: Lang, topic: Topic) -> Arg {
    Arg::new("strict").long("strict").action(ArgAction::SetTrue).help(text::help(lang, topic))
}

fn language_option(lang: Lang) -> Arg {
    Arg::new("lang")
        .long("lang")
        .value_name("vi|en")
        .value_parser(["vi", "en"])
        .hide_possible_values(true)
        .help(text::help(lang, Topic::Lang))
}

fn help_flag(lang: Lang) -> Arg {
    Arg::new("help").short('h').long("help").action(ArgAction::Help).help(text::help(lang, Topic::Help))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn args(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn the_command_line_is_sound_in_both_languages() {
        command(Lang::Vi).debug_assert();
        command(Lang::En).debug_assert();
    }

    #[test]
    fn every_option_arrives() {
        let line = "thidua run x -o a.xlsx -o b.xlsx --as-of 31/12/2023 --units u.csv --persons p.csv --strict --force --max-size 500";
        let Request::Run(run) = parse(args(line), Lang::Vi).unwrap() else { unreachable!() };
        assert_eq!(run.outputs, [PathBuf::from("a.xlsx"), PathBuf::from("b.xlsx")]);
        assert_eq!(run.place.as_of, Date::from_ymd_opt(2023, 12, 31));
        assert_eq!(run.place.units, Some(PathBuf::from("u.csv")));
        assert_eq!(run.place.persons, Some(PathBuf::from("p.csv")));
        assert!(run.strict && run.force);
        assert_eq!(run.place.max_size, Some(500));
    }

    #[test]
    fn the_language_is_taken_from_wherever_it_stands() {
        assert_eq!(language(&args("thidua --lang vi run x")), Lang::Vi);
        assert_eq!(language(&args("thidua run x --lang=en")), Lang::En);
    }
}
