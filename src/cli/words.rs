//! What clap says of a wrong usage, in Vietnamese: clap itself speaks English only.

use std::error::Error as _;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::write::terminal::clean;

/// The words for a wrong usage in Vietnamese, with the usage of the command below; ends with a line break.
///
/// `None` for help, the version, and the rare errors that are left in clap's own words: print the error itself then.
/// Either way the exit code is the error's own ([`clap::Error::exit_code`], 2 for a wrong usage).
pub(super) fn wrong_usage(error: &clap::Error) -> Option<String> {
    let message = message(error)?;
    let help = help(error).map(|help| format!("  = cách sửa: {help}\n")).unwrap_or_default();
    let usage = usage(error).map(|usage| format!("\n{usage}\n")).unwrap_or_default();
    Some(format!("lỗi: {message}\n{help}{usage}\nxem hướng dẫn: thêm --help vào lệnh\n"))
}

fn message(error: &clap::Error) -> Option<String> {
    let argument = || first(error, ContextKind::InvalidArg);
    let value = || first(error, ContextKind::InvalidValue);
    let number = |kind| error.get(kind).map(ToString::to_string);
    Some(match error.kind() {
        ErrorKind::UnknownArgument => match argument()? {
            option if option.starts_with("“-") => format!("không có tùy chọn {option}"),
            more => format!("thừa {more}: lệnh không nhận thêm tham số nào nữa"),
        },
        ErrorKind::InvalidSubcommand => format!("không có lệnh {}", first(error, ContextKind::InvalidSubcommand)?),
        ErrorKind::MissingSubcommand => "chưa ghi lệnh cần chạy".to_owned(),
        ErrorKind::MissingRequiredArgument => format!("thiếu {}", all(error, ContextKind::InvalidArg)?),
        ErrorKind::InvalidValue if value()? == "“”" => format!("{} cần một giá trị", argument()?),
        ErrorKind::InvalidValue => format!("giá trị {} không dùng được cho {}", value()?, argument()?),
        ErrorKind::ValueValidation => match error.source() {
            Some(reason) => {
                format!("giá trị {} không dùng được cho {}: {}", value()?, argument()?, clean(&reason.to_string()))
            }
            None => format!("giá trị {} không dùng được cho {}", value()?, argument()?),
        },
        ErrorKind::ArgumentConflict => conflict(error)?,
        ErrorKind::NoEquals => format!("{} cần dấu bằng trước giá trị", argument()?),
        ErrorKind::TooManyValues => format!("{} không nhận thêm giá trị {}", argument()?, value()?),
        ErrorKind::TooFewValues => {
            let (least, given) = (number(ContextKind::MinValues)?, number(ContextKind::ActualNumValues)?);
            format!("{} cần ít nhất {least} giá trị, mới có {given}", argument()?)
        }
        ErrorKind::WrongNumberOfValues => {
            let (wanted, given) = (number(ContextKind::ExpectedNumValues)?, number(ContextKind::ActualNumValues)?);
            format!("{} cần {wanted} giá trị, đang có {given}", argument()?)
        }
        ErrorKind::InvalidUtf8 => "một tham số có ký tự không đọc được".to_owned(),
        _ => return None,
    })
}

fn conflict(error: &clap::Error) -> Option<String> {
    let kind = match error.get(ContextKind::InvalidArg) {
        Some(_) => ContextKind::InvalidArg,
        None => ContextKind::InvalidSubcommand,
    };
    let this = first(error, kind)?;
    Some(match all(error, ContextKind::PriorArg) {
        Some(other) if other == this => format!("{this} chỉ được ghi một lần"),
        Some(others) => format!("không dùng {this} cùng với {others}"),
        None => format!("không dùng {this} cùng với các tham số khác"),
    })
}

/// The one that was probably meant, or else the ones there are.
fn help(error: &clap::Error) -> Option<String> {
    let meant = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .into_iter()
        .find_map(|kind| first(error, kind));
    let known = || all(error, ContextKind::ValidValue).map(|values| format!("các giá trị dùng được: {values}"));
    let commands = || all(error, ContextKind::ValidSubcommand).map(|names| format!("các lệnh: {names}"));
    meant.map(|meant| format!("có phải là {meant}?")).or_else(known).or_else(commands)
}

/// The usage of the command as clap writes it, under Vietnamese names.
fn usage(error: &clap::Error) -> Option<String> {
    let usage = error.get(ContextKind::Usage)?.to_string().lines().map(clean).collect::<Vec<_>>().join("\n");
    let usage = usage.replace("Usage:", "cách dùng:").replace("[OPTIONS]", "[TÙY CHỌN]");
    Some(usage.replace("<COMMAND>", "<LỆNH>").replace("[COMMAND]", "[LỆNH]"))
}

fn first(error: &clap::Error, kind: ContextKind) -> Option<String> {
    values(error, kind).into_iter().next()
}

fn all(error: &clap::Error, kind: ContextKind) -> Option<String> {
    let values = values(error, kind);
    (!values.is_empty()).then(|| values.join(", "))
}

fn values(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    let quoted = |text: &String| format!("“{}”", clean(text));
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![quoted(text)],
        Some(ContextValue::Strings(texts)) => texts.iter().map(quoted).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::{Arg, ArgAction, Command, value_parser};

    fn command() -> Command {
        let flag = |name: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue);
        let run = Command::new("run")
            .arg(Arg::new("campaign").value_name("CAMPAIGN").required(true))
            .arg(Arg::new("output").short('o').long("output").value_name("OUT"))
            .arg(Arg::new("year").long("year").value_name("Y").value_parser(value_parser!(u16).range(2000..=2100)))
            .arg(Arg::new("lang").long("lang").value_name("LANG").value_parser(["vi", "en"]))
            .arg(Arg::new("pair").long("pair").num_args(2))
            .arg(Arg::new("several").long("several").num_args(2..))
            .arg(Arg::new("even").long("even").require_equals(true))
            .arg(flag("strict").conflicts_with("force"))
            .arg(flag("force"));
        Command::new("thidua").subcommand_required(true).subcommand(run).subcommand(Command::new("check"))
    }

    fn error(line: &str) -> clap::Error {
        let words = std::iter::once("thidua").chain(line.split_whitespace());
        match command().try_get_matches_from(words) {
            Err(error) => error,
            Ok(_) => clap::Error::new(ErrorKind::Io),
        }
    }

    fn told(line: &str) -> String {
        wrong_usage(&error(line)).unwrap_or_default()
    }

    #[test]
    fn a_wrong_usage_is_told_in_vietnamese() {
        #[track_caller]
        fn case(line: &str, expected: &str) {
            let told = told(line);
            assert_eq!(told.split("\n\n").next(), Some(expected), "{line}: {told}");
            assert_eq!(error(line).exit_code(), 2, "{line}");
        }
        case("run x --strct", "lỗi: không có tùy chọn “--strct”\n  = cách sửa: có phải là “--strict”?");
        case("run x --zzz", "lỗi: không có tùy chọn “--zzz”");
        case("run x y", "lỗi: thừa “y”: lệnh không nhận thêm tham số nào nữa");
        case("chek x", "lỗi: không có lệnh “chek”\n  = cách sửa: có phải là “check”?");
        case("zzz", "lỗi: không có lệnh “zzz”");
        case("", "lỗi: chưa ghi lệnh cần chạy\n  = cách sửa: các lệnh: “run”, “check”, “help”");
        case("run", "lỗi: thiếu “<CAMPAIGN>”");
        case(
            "run x --lang fr",
            "lỗi: giá trị “fr” không dùng được cho “--lang <LANG>”\n  = cách sửa: các giá trị dùng được: “vi”, “en”",
        );
        case("run x -o", "lỗi: “--output <OUT>” cần một giá trị");
        case("run x --year 1", "lỗi: giá trị “1” không dùng được cho “--year <Y>”: 1 is not in 2000..=2100");
        case("run x --strict --force", "lỗi: không dùng “--strict” cùng với “--force”");
        case("run x -o a -o b", "lỗi: “--output <OUT>” chỉ được ghi một lần");
        case("run x --strict=yes", "lỗi: “--strict” không nhận thêm giá trị “yes”");
        case("run x --pair a", "lỗi: “--pair <pair> <pair>” cần 2 giá trị, đang có 1");
        case("run x --several a", "lỗi: “--several <several> <several>...” cần ít nhất 2 giá trị, mới có 1");
        case("run x --even 2", "lỗi: “--even=<even>” cần dấu bằng trước giá trị");
    }

    #[test]
    fn the_usage_follows_under_vietnamese_names() {
        assert_eq!(
            told("run"),
            "lỗi: thiếu “<CAMPAIGN>”\n\ncách dùng: thidua run <CAMPAIGN>\n\nxem hướng dẫn: thêm --help vào lệnh\n"
        );
        assert!(told("run x y").contains("cách dùng: thidua run [TÙY CHỌN] <CAMPAIGN>\n"), "{}", told("run x y"));
    }

    #[test]
    fn help_and_version_stay_as_clap_prints_them() {
        for line in ["--help", "run --help", "help run"] {
            assert_eq!(wrong_usage(&error(line)), None, "{line}");
            assert_eq!(error(line).exit_code(), 0, "{line}");
        }
    }

    #[test]
    fn an_argument_cannot_command_the_terminal() {
        assert!(told("run x --\u{1b}[31m").contains("“--␛[31m”"));
        assert!(!told("run x \u{1b}[31m\u{202e}").contains(['\u{1b}', '\u{202e}']));
    }
}
