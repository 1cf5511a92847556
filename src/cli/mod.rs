//! The command line: arguments, files, the clock and the terminal. Nothing here knows how a verdict is reached.

mod apart;
mod args;
pub mod bytes;
mod check;
mod explain;
mod folder;
mod gathered;
mod job;
mod live;
mod output;
mod progress;
mod replace;
mod run;
mod target;
mod words;

use std::io::ErrorKind;
use std::process::ExitCode;

use args::Request;
use job::Stop;

use crate::input;
use crate::vocab::Lang;
use crate::write::json;

/// Done.
const DONE: u8 = 0;
/// Mistakes in the definition or the data kept the work from being done.
const MISTAKES: u8 = 1;
/// Wrong usage, or a failure of the machine.
const MACHINE: u8 = 2;

/// Runs the program with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    keep_quiet_of_the_machine();
    let args: Vec<_> = std::env::args_os().collect();
    if let Some(code) = apart::answer(&args) {
        return code;
    }
    input::take_part();
    let lang = args::language(&args);
    ExitCode::from(match args::parse(args, lang) {
        Ok(request) => answer(&request, lang),
        Err(error) => refuse(&error, lang),
    })
}

/// The library of workbooks breaks off where a disk is full. That is told in a sentence of our own; the library's words
/// would only stand above it.
fn keep_quiet_of_the_machine() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let of_the_machine = panic.payload().downcast_ref::<String>().is_some_and(|words| words.contains("Os {"));
        if !of_the_machine {
            usual(panic);
        }
    }));
}

fn answer(request: &Request, lang: Lang) -> u8 {
    live::clean_up_when_interrupted(lang);
    let done = match request {
        Request::Run(args) => run::run(args, lang),
        Request::Check(place, strict) => check::check(place, *strict, lang),
        Request::Explain(args) => explain::explain(args, lang),
        Request::Schema => job::print(json::SCHEMA.trim_end(), lang).map_err(Stop::from),
    };
    match done {
        Ok(()) => DONE,
        Err(Stop::Mistakes) => MISTAKES,
        Err(Stop::Machine(error)) => {
            job::complain(&format!("{error:#}"), lang);
            MACHINE
        }
    }
}

/// Shows a wrong usage, or the help or version that was asked for.
fn refuse(error: &clap::Error, lang: Lang) -> u8 {
    match words::wrong_usage(error).filter(|_| lang == Lang::Vi) {
        Some(words) => job::print_error(words.trim_end()),
        None if error.use_stderr() => job::print_error(error.render().to_string().trim_end()),
        None => match error.print() {
            // A closed terminal is no reason to fail.
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                job::complain(&format!("{:#}", job::not_out(&error, lang)), lang);
                return MACHINE;
            }
            _ => {}
        },
    }
    u8::try_from(error.exit_code()).unwrap_or(MACHINE)
}
