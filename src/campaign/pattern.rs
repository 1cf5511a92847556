//! Patterns of file names: `data/nop/*.xlsx`, where `*` stands for any letters within one name of a path.

use unicode_normalization::UnicodeNormalization;

/// Whether a path fits a pattern, name by name. Composed and decomposed letters are the same, for file systems differ;
/// capitals are not, but for those of the ending.
#[must_use]
pub fn fits(pattern: &str, path: &str) -> bool {
    let (mut names, mut wanted) = (path.split('/'), pattern.split('/'));
    loop {
        match (wanted.next(), names.next()) {
            (None, None) => return true,
            (Some(wanted), Some(name)) if name_fits(wanted, name) => {}
            _ => return false,
        }
    }
}

/// The files that Windows puts into folders of its own accord.
const OF_THE_SYSTEM: [&str; 2] = ["Thumbs.db", "desktop.ini"];

/// Whether one name of a path fits one name of a pattern. What programs leave beside a file that is open, and hidden
/// files, fit no star.
#[must_use]
pub fn name_fits(pattern: &str, name: &str) -> bool {
    let (pattern, name): (String, String) = (pattern.nfc().collect(), name.nfc().collect());
    // `a.XLSX` is an .xlsx file; an ending that is left open says nothing of capitals.
    let (pattern, name) = match pattern.rsplit_once('.') {
        Some((_, ending)) if !ending.contains('*') => (ending_folded(&pattern), ending_folded(&name)),
        _ => (pattern, name),
    };
    if !pattern.contains('*') {
        return pattern == name;
    }
    if name.starts_with("~$") || name.starts_with('.') || OF_THE_SYSTEM.iter().any(|of| name.eq_ignore_ascii_case(of)) {
        return false;
    }
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let last = parts.next_back().unwrap_or_default();
    let Some(rest) = name.strip_prefix(first) else { return false };
    let Some(mut rest) = rest.strip_suffix(last) else { return false };
    for part in parts {
        match rest.split_once(part) {
            Some((_, behind)) => rest = behind,
            None => return false,
        }
    }
    true
}

/// A name with its ending in small letters.
fn ending_folded(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}.{}", ending.to_lowercase()),
        None => name.to_owned(),
    }
}

/// Whether a pattern can be one: names with single slashes between them, and no star for several folders at once.
pub(super) fn is_sound(pattern: &str) -> bool {
    !pattern.contains('\\') && !pattern.contains("**") && pattern.split('/').all(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_letters_within_one_name() {
        let case = |pattern: &str, path: &str, expected| assert_eq!(fits(pattern, path), expected, "{pattern} {path}");
        case("data/nop/*.xlsx", "data/nop/VB01.xlsx", true);
        case("data/nop/*.xlsx", "data/nop/sub/VB01.xlsx", false);
        case("data/nop/*.xlsx", "data/nop/VB01.xls", false);
        case("data/nop/*.xlsx", "data/nop/.xlsx", false);
        case("data/nop/*.xlsx", "data/nop/~$VB01.xlsx", false);
        case("data/nop/*", "data/nop/.DS_Store", false);
        case("data/nop/*", "data/nop/thumbs.db", false);
        case("data/nop/*", "data/nop/desktop.ini", false);
        case("data/*/so lieu.csv", "data/Xã A/so lieu.csv", true);
        case("Biểu *-*.xlsx", "Biểu 1-Xã A.xlsx", true);
        case("Biểu *-*.xlsx", "Biểu 1.xlsx", false);
        case("a*a", "a", false);
        case("a*bc*c", "abcbc", true);
        case("Xã*.csv", "Xa\u{303} A.csv", true);
        case("a.csv", "a.csv", true);
        case("a.csv", "A.csv", false);
        case("data/nop/*.xlsx", "data/nop/b.XLSX", true);
        case("data/nop/*.XLSX", "data/nop/b.xlsx", true);
        case("Q.*-A*", "Q.1-A.xlsx", true);
        assert!(is_sound("data/{year}/*.xlsx") && !is_sound("data\\*.xlsx") && !is_sound("data/**") && !is_sound("data//a"));
    }
}
