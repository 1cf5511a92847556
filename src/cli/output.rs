//! Where results go, and in what form: as each `-o` says by its ending, or as `--format` does.

use std::path::{Path, PathBuf};

use super::replace;
use crate::text::Message;
use crate::write::csv;
use crate::write::terminal::clean;

/// The form of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// An Excel workbook.
    Workbook,
    /// JSON.
    Json,
    /// A folder of CSV tables.
    Tables,
}

impl Format {
    /// The names of all forms, as `--format` takes them.
    pub(super) const NAMES: [&'static str; 3] = ["xlsx", "json", "csv"];

    /// How `--format` calls it.
    fn name(self) -> &'static str {
        match self {
            Format::Workbook => "xlsx",
            Format::Json => "json",
            Format::Tables => "csv",
        }
    }

    /// The form of that name.
    pub(super) fn named(name: &str) -> Option<Format> {
        match name {
            "xlsx" => Some(Format::Workbook),
            "json" => Some(Format::Json),
            "csv" => Some(Format::Tables),
            _ => None,
        }
    }
}

/// Where one result goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Output {
    /// Into a file: a workbook or JSON.
    File(PathBuf, Format),
    /// Into a folder, as tables.
    Folder(PathBuf),
    /// To standard output: a workbook or JSON.
    Standard(Format),
}

/// What stands for standard output.
const STANDARD: &str = "-";

impl Output {
    /// What an `-o` asks for. `asked` is the form for names that say none themselves.
    ///
    /// `-` is standard output, in JSON unless asked otherwise. A name that ends with a slash and a folder that is there take
    /// tables.
    pub(super) fn of(path: &Path, asked: Option<Format>) -> Result<Output, Message> {
        if path.as_os_str() == STANDARD {
            return match asked {
                Some(Format::Tables) => Err(Message::TablesNeedFolder),
                asked => Ok(Output::Standard(asked.unwrap_or(Format::Json))),
            };
        }
        if ends_with_slash(path) {
            return Ok(Output::Folder(path.to_path_buf()));
        }
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        match ending.as_deref() {
            Some("xlsx") => Ok(Output::File(path.to_path_buf(), Format::Workbook)),
            Some("json") => Ok(Output::File(path.to_path_buf(), Format::Json)),
            _ if path.is_dir() => Ok(Output::Folder(path.to_path_buf())),
            _ => match asked {
                Some(Format::Tables) => Ok(Output::Folder(path.to_path_buf())),
                Some(format) => Ok(Output::File(path.to_path_buf(), format)),
                None => Err(Message::UnknownOutput { path: shown(path) }),
            },
        }
    }

    /// The result beside the user under the campaign's own name.
    pub(super) fn own(id: &str, asked: Option<Format>) -> Result<Output, Message> {
        let output = match asked.unwrap_or(Format::Workbook) {
            Format::Tables => Output::Folder(PathBuf::from(id)),
            format => Output::File(PathBuf::from(format!("{id}.{}", format.name())), format),
        };
        output.check_name().map(|()| output)
    }

    /// The place on the disk; standard output has none.
    pub(super) fn path(&self) -> Option<&Path> {
        match self {
            Output::File(path, _) | Output::Folder(path) => Some(path),
            Output::Standard(_) => None,
        }
    }

    fn format(&self) -> Format {
        match self {
            Output::File(_, format) | Output::Standard(format) => *format,
            Output::Folder(_) => Format::Tables,
        }
    }

    fn check_name(&self) -> Result<(), Message> {
        self.path().map_or(Ok(()), check_name)
    }

    /// What messages call it.
    pub(super) fn shown(&self) -> String {
        self.path().map_or_else(|| STANDARD.to_owned(), shown)
    }
}

/// The outputs that are asked for, or everything that speaks against them.
pub(super) fn all(paths: &[PathBuf], asked: Option<Format>) -> Result<Vec<Output>, Vec<Message>> {
    let mut against = Vec::new();
    let mut outputs = Vec::new();
    for path in paths {
        match Output::of(path, asked) {
            Ok(output) => {
                against.extend(output.check_name().err());
                outputs.push(output);
            }
            Err(message) => against.push(message),
        }
    }
    // A format is for names that say none; where there is no such name, it must not say something else.
    if let Some(asked) = asked
        && against.is_empty()
        && outputs.iter().zip(paths).all(|(output, path)| Output::of(path, None).as_ref() == Ok(output))
    {
        let other = outputs.iter().filter(|output| output.format() != asked);
        against.extend(other.map(|output| Message::FormatContradicts {
            path: output.shown(),
            named: output.format().name(),
            asked: asked.name(),
        }));
    }
    let twice = outputs.iter().enumerate().filter(|(at, output)| outputs[..*at].iter().any(|other| is_one(other, output)));
    against.extend(twice.map(|(_, output)| Message::OneOutputTwice { path: output.shown() }));
    if against.is_empty() { Ok(outputs) } else { Err(against) }
}

/// Everything that speaks against files of which each has one form only.
pub(super) fn against_files(paths: &[PathBuf]) -> Vec<Message> {
    let is_twice = |at: usize, path: &Path| paths[..at].iter().any(|other| is_one_place(other, path));
    let twice = paths.iter().enumerate().filter(|(at, path)| is_twice(*at, path));
    let twice = twice.map(|(_, path)| Message::OneOutputTwice { path: shown(path) });
    paths.iter().filter_map(|path| check_name(path).err()).chain(twice).collect()
}

/// Whether two outputs lead to the same place, or one of them is a table of the other.
fn is_one(one: &Output, other: &Output) -> bool {
    match (one, other) {
        (Output::Standard(_), Output::Standard(_)) => true,
        (Output::Folder(folder), Output::File(file, _)) | (Output::File(file, _), Output::Folder(folder)) => {
            let within = |name: String| is_one_place(&folder.join(name), file);
            is_one_place(folder, file) || within(csv::PACKAGE.to_owned()) || csv::files().any(within)
        }
        (Output::File(one, _), Output::File(other, _)) | (Output::Folder(one), Output::Folder(other)) => {
            is_one_place(one, other)
        }
        _ => false,
    }
}

/// Whether two names are those of one file, here or on a system that does not tell capitals apart.
fn is_one_place(one: &Path, other: &Path) -> bool {
    let folded = |path: &Path| replace::in_full(path).unwrap_or_else(|| path.to_path_buf()).to_string_lossy().to_lowercase();
    one == other || replace::is_same(one, other) || folded(one) == folded(other)
}

/// Names that Windows keeps for devices, whatever the ending and the capitals.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Refuses a name that leads to a device on Windows: results move between systems.
fn check_name(path: &Path) -> Result<(), Message> {
    let Some(name) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else { return Ok(()) };
    let stem = name.split('.').next().unwrap_or_default().trim();
    let folded = stem.to_lowercase();
    let numbered = |device: &str| {
        let number = folded.strip_prefix(device).and_then(|rest| rest.parse::<u8>().ok());
        number.is_some_and(|number| (1..=9).contains(&number))
    };
    if DEVICES.contains(&folded.as_str()) || numbered("com") || numbered("lpt") {
        return Err(Message::ReservedName { path: shown(path), name: stem.to_owned() });
    }
    Ok(())
}

/// A path as messages show it: on one line, and without what commands a terminal.
pub(super) fn shown(path: &Path) -> String {
    clean(&path.display().to_string())
}

/// Whether a name says by its last sign that it is a folder.
fn ends_with_slash(path: &Path) -> bool {
    path.to_string_lossy().ends_with(std::path::is_separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_says_in_what_form_the_result_is_wanted() {
        #[track_caller]
        fn case(name: &str, asked: Option<&str>, expected: Result<Output, Message>) {
            assert_eq!(Output::of(Path::new(name), asked.and_then(Format::named)), expected, "{name} {asked:?}");
        }
        let file = |name: &str, format| Ok(Output::File(PathBuf::from(name), format));
        let folder = |name: &str| Ok(Output::Folder(PathBuf::from(name)));
        let unknown = |name: &str| Err(Message::UnknownOutput { path: name.to_owned() });
        case("a.xlsx", None, file("a.xlsx", Format::Workbook));
        case("Kết quả.XLSX", None, file("Kết quả.XLSX", Format::Workbook));
        case("a.json", None, file("a.json", Format::Json));
        case("a.json", Some("xlsx"), file("a.json", Format::Json)); // the name has said it; see `all`
        case("bảng/", None, folder("bảng/"));
        case("a.json/", None, folder("a.json/"));
        case("src", None, folder("src")); // a folder that is there
        case("bảng", None, unknown("bảng"));
        case("bảng", Some("csv"), folder("bảng"));
        case("bảng", Some("json"), file("bảng", Format::Json));
        case("a.csv", None, unknown("a.csv"));
        case("a.html", None, unknown("a.html"));
        case("-", None, Ok(Output::Standard(Format::Json)));
        case("-", Some("xlsx"), Ok(Output::Standard(Format::Workbook)));
        case("-", Some("csv"), Err(Message::TablesNeedFolder));
    }

    #[test]
    fn a_format_that_no_name_leaves_open_must_not_contradict_them() {
        let asked = |names: &[&str], format: &str| {
            let paths: Vec<PathBuf> = names.iter().map(PathBuf::from).collect();
            all(&paths, Format::named(format)).map(|outputs| outputs.len())
        };
        let against = |path: &str, named, asked| Message::FormatContradicts { path: path.to_owned(), named, asked };
        assert_eq!(asked(&["a.json"], "json"), Ok(1));
        assert_eq!(asked(&["a.json"], "xlsx"), Err(vec![against("a.json", "json", "xlsx")]));
        assert_eq!(asked(&["bảng/"], "json"), Err(vec![against("bảng/", "csv", "json")]));
        assert_eq!(asked(&["a.json", "kết quả"], "xlsx"), Ok(2), "the other name leaves it open");
        assert_eq!(asked(&["a.json", "-"], "xlsx"), Ok(2));
        assert_eq!(asked(&["-"], "json"), Ok(1));
    }

    #[test]
    fn names_that_windows_keeps_for_devices_are_refused_and_others_are_not() {
        for kept in ["con", "CON.xlsx", "x/Nul.json", "aux.tar.json", "com1", "LPT9.xlsx", "prn .xlsx"] {
            assert!(matches!(check_name(Path::new(kept)), Err(Message::ReservedName { .. })), "{kept}");
        }
        for free in ["con-so.xlsx", "com.xlsx", "com10.json", "lpt0.json", "console", "ho-so.con", "aux/x.json"] {
            assert_eq!(check_name(Path::new(free)), Ok(()), "{free}");
        }
    }
}
