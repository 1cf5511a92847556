//! The files of a folder that fit a pattern, in a fixed order.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::campaign::pattern;

/// The files below `folder` that fit one of the patterns, each once, with its path from there; sorted by it.
///
/// A folder that is not there has none. Fails when one cannot be looked into, with that folder.
pub(super) fn files(folder: &Path, patterns: &[String]) -> Result<Vec<(PathBuf, String)>, (PathBuf, std::io::Error)> {
    let mut found = Vec::new();
    for pattern in patterns {
        let names: Vec<&str> = pattern.split('/').collect();
        walk(folder, "", &names, &mut found)?;
    }
    found.sort_by(|(_, a), (_, b)| a.cmp(b));
    found.dedup_by(|(a, _), (b, _)| a == b);
    Ok(found)
}

/// The endings of files that hold tables.
const TABLES: [&str; 11] = ["xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv", "txt", "xml", "html", "htm"];

/// The files of tables that lie where the patterns look, or one folder below, whether or not they fit.
pub(super) fn beside(folder: &Path, patterns: &[String]) -> Vec<(PathBuf, String)> {
    let open = patterns.iter().filter_map(|pattern| {
        let (above, name) = pattern.rsplit_once('/').map_or(("", pattern.as_str()), |(above, name)| (above, name));
        let below = |name: &str| if above.is_empty() { name.to_owned() } else { format!("{above}/{name}") };
        name.contains('*').then(|| [below("*"), below("*/*")])
    });
    let open: Vec<String> = open.flatten().collect();
    // A folder that cannot be listed was named where its files were wanted.
    let mut found = files(folder, &open).unwrap_or_default();
    found.retain(|(path, _)| {
        path.extension().is_some_and(|ending| TABLES.iter().any(|table| ending.eq_ignore_ascii_case(table)))
    });
    found
}

/// Whether a pattern would take a file, were it there; its folder need not be there either.
pub(super) fn would_take(folder: &Path, pattern: &str, file: &Path) -> bool {
    let here = |path: &Path| if path.as_os_str().is_empty() { PathBuf::from(".") } else { path.to_path_buf() };
    let Ok(mut base) = here(folder).canonicalize() else { return false };
    let mut pattern = pattern;
    while let Some(rest) = pattern.strip_prefix("../") {
        pattern = rest;
        base.pop();
    }
    let within = here(file.parent().unwrap_or(Path::new("")));
    let within = within.canonicalize().ok().or_else(|| {
        let above = here(within.parent()?).canonicalize().ok()?;
        Some(above.join(within.file_name()?))
    });
    let Some(path) = within.zip(file.file_name()).map(|(within, name)| within.join(name)) else { return false };
    let Ok(below) = path.strip_prefix(&base) else { return false };
    let names: Vec<_> = below.components().map(|name| name.as_os_str().to_string_lossy()).collect();
    pattern::fits(pattern, &names.join("/"))
}

fn walk(
    folder: &Path,
    above: &str,
    names: &[&str],
    found: &mut Vec<(PathBuf, String)>,
) -> Result<(), (PathBuf, std::io::Error)> {
    let Some((name, rest)) = names.split_first() else { return Ok(()) };
    let below = |name: &str| if above.is_empty() { name.to_owned() } else { format!("{above}/{name}") };
    // A plain name need not be looked for: it may be `..`, or lie in a folder that may not be listed.
    if !name.contains('*') {
        return take(folder.join(name), below(name), rest, found);
    }
    let failed = |error| (folder.to_path_buf(), error);
    let entries = match std::fs::read_dir(folder) {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(()),
        entries => entries.map_err(failed)?,
    };
    for entry in entries {
        let entry = entry.map_err(failed)?;
        // A name that is no text fits nothing that a campaign file can say.
        if let Some(fits) = entry.file_name().to_str().filter(|entry| pattern::name_fits(name, entry)) {
            take(entry.path(), below(fits), rest, found)?;
        }
    }
    Ok(())
}

fn take(
    path: PathBuf,
    shown: String,
    rest: &[&str],
    found: &mut Vec<(PathBuf, String)>,
) -> Result<(), (PathBuf, std::io::Error)> {
    if !rest.is_empty() {
        return walk(&path, &shown, rest, found);
    }
    if path.is_file() {
        found.push((path, shown));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn files_that_fit_come_once_and_in_one_order() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.xlsx", "a.xlsx", "~$a.xlsx", ".hidden.xlsx", "Thumbs.db", "c.xls", "sub/d.xlsx", "Xã A/e.xlsx"] {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "x").unwrap();
        }
        std::fs::create_dir_all(folder.path().join("folder.xlsx")).unwrap();
        let case = |patterns: &[&str], expected: &[&str]| {
            let patterns: Vec<String> = patterns.iter().map(|pattern| (*pattern).to_owned()).collect();
            let names: Vec<String> = files(folder.path(), &patterns).unwrap().into_iter().map(|(_, name)| name).collect();
            assert_eq!(names, expected, "{patterns:?}");
        };
        case(&["*.xlsx"], &["a.xlsx", "b.xlsx"]);
        case(&["*.xls", "*.xlsx", "a.*"], &["a.xlsx", "b.xlsx", "c.xls"]);
        case(&["*/*.xlsx"], &["Xã A/e.xlsx", "sub/d.xlsx"]);
        case(&["sub/d.xlsx"], &["sub/d.xlsx"]);
        case(&["none/*.xlsx"], &[]);
        case(&["a.xlsx/*"], &[]);
        case(&["*.csv"], &[]);
    }

    #[test]
    fn a_file_that_is_not_there_yet_would_be_taken_too() {
        let folder = tempfile::tempdir().unwrap();
        let campaign = folder.path().join("phong trào");
        std::fs::create_dir_all(campaign.join("data/2023")).unwrap();
        let case = |pattern: &str, file: &str, expected: bool| {
            let taken = would_take(&campaign, pattern, &campaign.join(file));
            assert_eq!(taken, expected, "{pattern} {file}");
        };
        case("data/*.xlsx", "data/kq.xlsx", true);
        case("data/*.xlsx", "data/../data/kq.XLSX", true);
        case("data/*.xlsx", "data/2023/kq.xlsx", false);
        case("data/*/*.csv", "data/mới/awards.csv", true);
        case("data/*.xlsx", "kq.xlsx", false);
        case("data/nop-*.xlsx", "data/kq.xlsx", false);
        case("*.xlsx", "kq.xlsx", true);
        case("../nop/*.xlsx", "../nop/kq.xlsx", true);
        case("../*.xlsx", "kq.xlsx", false);
    }
}
