//! The arguments as typed, with their help in the reader's language.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use super::output::Format;
use crate::text::{self, Given, Message, Topic};
use crate::vocab::{Date, Lang, date};

/// The most that `--max-size` takes: a terabyte.
const MOST_MEGABYTES: u64 = 1 << 20;

/// What the command line asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Request {
    Run(Run),
    Check(Place, bool),
    Explain(Explain),
    Schema,
}

/// `thidua run`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) place: Place,
    pub(super) outputs: Vec<PathBuf>,
    pub(super) format: Option<Format>,
    pub(super) strict: bool,
    pub(super) force: bool,
}

/// `thidua explain`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Explain {
    pub(super) place: Place,
    pub(super) subject: String,
    pub(super) outputs: Vec<PathBuf>,
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
        Some(("help", of)) => {
            let of = of.get_one::<String>("command").map(String::as_str);
            let asked = std::iter::once("thidua").chain(of).chain(["--help"]);
            // It answers with the help, and nothing else.
            return command(lang).try_get_matches_from(asked).and_then(|_| Err(missing_command(lang)));
        }
        Some(("run", run)) => Request::Run(Run {
            place: place(run),
            outputs: outputs(run),
            format: run.get_one::<String>("format").and_then(|name| Format::named(name)),
            strict: run.get_flag("strict"),
            force: run.get_flag("force"),
        }),
        Some(("explain", explain)) => Request::Explain(Explain {
            place: place(explain),
            subject: explain.get_one::<String>("subject").cloned().unwrap_or_default(),
            outputs: outputs(explain),
            force: explain.get_flag("force"),
        }),
        Some(("schema", _)) => Request::Schema,
        Some((_, check)) => Request::Check(place(check), check.get_flag("strict")),
        None => return Err(missing_command(lang)),
    })
}

fn missing_command(lang: Lang) -> clap::Error {
    command(lang).error(clap::error::ErrorKind::MissingSubcommand, "")
}

fn outputs(matches: &ArgMatches) -> Vec<PathBuf> {
    matches.get_many::<PathBuf>("output").map(|paths| paths.cloned().collect()).unwrap_or_default()
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
        .override_usage(usage(lang, "", &[Given::Command]))
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
                .override_usage(usage(lang, " explain", &[Given::Campaign, Given::Subject]))
                .arg(
                    Arg::new("subject")
                        .value_name(text::given(lang, Given::Subject))
                        .required(true)
                        .help(help(Topic::Subject)),
                )
                .args([output_option(lang, Topic::PageOutput), force_option(lang)]),
        )
        .subcommand(bare("schema", Topic::Schema, lang).override_usage(usage(lang, " schema", &[])))
        .subcommand(
            bare("help", Topic::HelpOf, lang)
                .override_usage(format!("thidua help [{}]", text::given(lang, Given::Command)))
                .arg(Arg::new("command").value_name(text::given(lang, Given::Command)).value_parser(COMMANDS)),
        )
}

/// The commands of which `thidua help` tells.
const COMMANDS: [&str; 4] = ["run", "check", "explain", "schema"];

/// `thidua run [OPTIONS] <CAMPAIGN>`
fn usage(lang: Lang, command: &str, given: &[Given]) -> String {
    let given = given.iter().map(|given| format!(" <{}>", text::given(lang, *given))).collect::<String>();
    format!("thidua{command} [{}]{given}", text::given(lang, Given::Options))
}

/// A command without a campaign.
fn bare(name: &'static str, topic: Topic, lang: Lang) -> Command {
    let template = format!(
        "{{about}}\n\n{usage}: {{usage}}\n\n{options}:\n{{options}}\n",
        usage = text::help(lang, Topic::Usage),
        options = text::help(lang, Topic::Options),
    );
    Command::new(name)
        .about(text::help(lang, topic))
        .help_template(template)
        .disable_help_flag(true)
        .arg(language_option(lang))
        .arg(help_flag(lang))
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
        Arg::new(name)
            .long(name)
            .value_name(text::given(lang, Given::File))
            .value_parser(value_parser!(PathBuf))
            .help(help(topic))
    };
    Command::new(name)
        .about(help(topic))
        .override_usage(usage(lang, &format!(" {name}"), &[Given::Campaign]))
        .help_template(template)
        .disable_help_flag(true)
        .arg(
            Arg::new("campaign")
                .value_name(text::given(lang, Given::Campaign))
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help(help(Topic::Campaign)),
        )
        .arg(
            Arg::new("as-of")
                .long("as-of")
                .value_name(text::given(lang, Given::Day))
                .value_parser(move |text: &str| {
                    date::parse(text).ok_or_else(|| text::message(lang, &Message::NotADay { written: text.to_owned() }))
                })
                .help(help(Topic::AsOf)),
        )
        .arg(
            Arg::new("year")
                .long("year")
                .value_name(text::given(lang, Given::Year))
                .value_parser(move |text: &str| {
                    let year = text.parse::<i32>().ok().filter(|year| (1900..=2200).contains(year));
                    year.ok_or_else(|| text::message(lang, &Message::NotAYear { written: text.to_owned() }))
                })
                .help(help(Topic::Year)),
        )
        .arg(
            Arg::new("occasion").long("occasion").value_name(text::given(lang, Given::Occasion)).help(help(Topic::Occasion)),
        )
        .arg(path("units", Topic::Units))
        .arg(path("persons", Topic::Persons))
        .arg(
            Arg::new("max-size")
                .long("max-size")
                .value_name(text::given(lang, Given::Megabytes))
                .value_parser(move |text: &str| {
                    let size = text.parse::<u64>().ok().filter(|size| (1..=MOST_MEGABYTES).contains(size));
                    size.ok_or_else(|| text::message(lang, &Message::NotASize { written: text.to_owned() }))
                })
                .help(help(Topic::MaxSize)),
        )
        .arg(language_option(lang))
        .arg(help_flag(lang))
}

fn run_options(lang: Lang) -> [Arg; 4] {
    [
        output_option(lang, Topic::Output),
        Arg::new("format")
            .long("format")
            .value_name(text::given(lang, Given::Format))
            .value_parser(Format::NAMES)
            .hide_possible_values(true)
            .help(text::help(lang, Topic::Format)),
        strict_flag(lang, Topic::Strict),
        force_option(lang),
    ]
}

fn output_option(lang: Lang, topic: Topic) -> Arg {
    Arg::new("output")
        .short('o')
        .long("output")
        .value_name(text::given(lang, Given::Output))
        .action(ArgAction::Append)
        .value_parser(value_parser!(PathBuf))
        .help(text::help(lang, topic))
}

fn force_option(lang: Lang) -> Arg {
    Arg::new("force").short('f').long("force").action(ArgAction::SetTrue).help(text::help(lang, Topic::Force))
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
        let line = "thidua run x -o a.xlsx -o - --format json --as-of 31/12/2023 --units u.csv --persons p.csv --strict --force --max-size 500";
        let Request::Run(run) = parse(args(line), Lang::Vi).unwrap() else { unreachable!() };
        assert_eq!(run.outputs, [PathBuf::from("a.xlsx"), PathBuf::from("-")]);
        assert_eq!(run.format, Some(Format::Json));
        assert_eq!(run.place.as_of, Date::from_ymd_opt(2023, 12, 31));
        assert_eq!(run.place.units, Some(PathBuf::from("u.csv")));
        assert_eq!(run.place.persons, Some(PathBuf::from("p.csv")));
        assert!(run.strict && run.force);
        assert_eq!(run.place.max_size, Some(500));
        let line = "thidua explain x VB31 -o a.html -f";
        let Request::Explain(explain) = parse(args(line), Lang::Vi).unwrap() else { unreachable!() };
        assert_eq!((explain.subject.as_str(), explain.force), ("VB31", true));
        assert_eq!(explain.outputs, [PathBuf::from("a.html")]);
        assert_eq!(parse(args("thidua schema"), Lang::En).unwrap(), Request::Schema);
    }

    /// What a command line answers with instead of a request.
    fn answered(line: &str, lang: Lang) -> String {
        parse(args(line), lang).unwrap_err().render().to_string()
    }

    #[test]
    fn help_is_given_under_the_same_words_in_both_ways_and_in_the_readers_language() {
        assert_eq!(answered("thidua help", Lang::Vi), answered("thidua --help", Lang::Vi));
        for name in COMMANDS {
            let help = answered(&format!("thidua help {name}"), Lang::Vi);
            assert_eq!(help, answered(&format!("thidua {name} --help"), Lang::Vi), "{name}");
            let usage = help.lines().find(|line| line.starts_with("Cách dùng: ")).unwrap();
            assert!(usage.starts_with(&format!("Cách dùng: thidua {name} [TÙY CHỌN]")), "{usage}");
            for english in ["OPTIONS", "COMMAND", "CAMPAIGN", "SUBJECT", "FILE", "DATE", "Usage", "Print"] {
                assert!(!help.contains(english), "{english} is in\n{help}");
            }
        }
        assert!(answered("thidua help run", Lang::En).contains("Usage: thidua run [OPTIONS] <CAMPAIGN>"));
        assert_eq!(parse(args("thidua help nope"), Lang::Vi).unwrap_err().exit_code(), 2);
    }

    #[test]
    fn the_language_is_taken_from_wherever_it_stands() {
        assert_eq!(language(&args("thidua --lang vi run x")), Lang::Vi);
        assert_eq!(language(&args("thidua run x --lang=en")), Lang::En);
    }
}
