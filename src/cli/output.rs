//! Where results go, and in what form: as each `-o` says by its ending, or as `--format` does.

use std::path::{Path, PathBuf};

use crate::text::Message;

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
                None => Err(Message::UnknownOutput { path: path.display().to_string() }),
            },
        }
    }

    /// What messages call it.
    pub(super) fn shown(&self) -> String {
        match self {
            Output::File(path, _) | Output::Folder(path) => path.display().to_string(),
            Output::Standard(_) => STANDARD.to_owned(),
        }
    }
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
        case("a.json", Some("xlsx"), file("a.json", Format::Json)); // the name has said it
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
}
