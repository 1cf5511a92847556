//! Number formats: whether a number is seen as a percentage, a day, or with leading zeros; and fonts: whether they are of the
//! time before Unicode, or strike out.

use std::collections::BTreeMap;

use crate::vocab::finding::TableFault;
use crate::vocab::name::match_key;

use super::super::Shown;
use super::super::decode::Font;
use super::Package;
use super::attributes;
use super::workbook::elements;

/// How a cell's style shows a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::input) enum Look {
    /// As a number.
    Number(Shown),
    /// As a day.
    Day,
}

/// What each cell style of a workbook shows, by its number.
#[derive(Debug, Default)]
pub(in crate::input) struct Styles(Vec<Style>);

#[derive(Debug, Clone, Copy)]
struct Style {
    look: Look,
    font: Option<Font>,
    struck: bool,
}

impl Styles {
    /// How a number is shown.
    pub(in crate::input) fn look(&self, style: usize) -> Look {
        self.0.get(style).map_or(Look::Number(Shown::Plain), |style| style.look)
    }

    /// The font, when it is one of the time before Unicode.
    pub(in crate::input) fn older_font(&self, style: usize) -> Option<Font> {
        self.0.get(style).and_then(|style| style.font)
    }

    /// Whether what stands in a cell is struck out.
    pub(in crate::input) fn is_struck(&self, style: usize) -> bool {
        self.0.get(style).is_some_and(|style| style.struck)
    }

    /// Whether any style strikes out.
    pub(in crate::input) fn strike(&self) -> bool {
        self.0.iter().any(|style| style.struck)
    }

    /// Whether any style has such a font.
    pub(in crate::input) fn has_older_fonts(&self) -> bool {
        self.0.iter().any(|style| style.font.is_some())
    }
}

/// Reads the cell styles of a workbook.
pub(in crate::input) fn read(package: &Package<'_>, path: &str) -> Result<Styles, TableFault> {
    let mut reading = Reading::default();
    elements(package, path, &mut |element| reading.take(element.local_name().as_ref(), element.attributes_raw()))?;
    Ok(Styles(reading.styles))
}

/// What was read of the styles.
#[derive(Default)]
struct Reading {
    section: Section,
    codes: BTreeMap<u32, String>,
    /// The older font, and whether it strikes out.
    fonts: Vec<(Option<Font>, bool)>,
    styles: Vec<Style>,
}

/// The part of the styles that is being read; the others have elements of the same names.
#[derive(Default, PartialEq)]
enum Section {
    #[default]
    Other,
    Fonts,
    CellStyles,
}

impl Reading {
    fn take(&mut self, element: &str, said: &str) {
        let number = |name| attributes::raw(said, name).and_then(|id| id.parse::<u32>().ok());
        match element {
            "fonts" => self.section = Section::Fonts,
            "cellXfs" => self.section = Section::CellStyles,
            "fills" | "borders" | "cellStyleXfs" | "cellStyles" | "dxfs" | "tableStyles" => self.section = Section::Other,
            "numFmt" => {
                if let (Some(id), Some(code)) = (number("numFmtId"), attributes::text(said, "formatCode")) {
                    self.codes.insert(id, code);
                }
            }
            "font" if self.section == Section::Fonts => self.fonts.push((None, false)),
            "name" if self.section == Section::Fonts => {
                if let Some((font, _)) = self.fonts.last_mut() {
                    *font = attributes::raw(said, "val").and_then(Font::named);
                }
            }
            "strike" if self.section == Section::Fonts => {
                if let Some((_, struck)) = self.fonts.last_mut() {
                    *struck = strikes(said);
                }
            }
            "xf" if self.section == Section::CellStyles => {
                let id = number("numFmtId").unwrap_or(0);
                let look = self.codes.get(&id).map_or_else(|| built_in(id), |code| look(code));
                let font = number("fontId").and_then(|font| self.fonts.get(font as usize).copied());
                let (font, struck) = font.unwrap_or_default();
                self.styles.push(Style { look, font, struck });
            }
            _ => {}
        }
    }
}

/// Whether the element of a struck font says so: it does unless it says that it does not.
pub(super) fn strikes(said: &str) -> bool {
    attributes::raw(said, "val").is_none() || attributes::is_true(said, "val")
}

/// The formats that every workbook has without declaring them (ECMA-376, part 1, 18.8.30).
pub(in crate::input) fn built_in(id: u32) -> Look {
    match id {
        9 | 10 => Look::Number(Shown::Percent),
        14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58 => Look::Day,
        _ => Look::Number(Shown::Plain),
    }
}

/// What a format code makes of a positive number.
pub(in crate::input) fn look(code: &str) -> Look {
    let signs = signs(code);
    let has = |sign: char| signs.contains(sign);
    if has('%') {
        return Look::Number(Shown::Percent);
    }
    let time = has('h') || has('s');
    if !signs.starts_with("general") && (has('d') || has('y') || has('m') && !time) {
        return Look::Day;
    }
    if has_letters(code) && signs.bytes().all(|sign| matches!(sign, b'0' | b'#')) {
        return Look::Number(Shown::Lettered);
    }
    match u8::try_from(signs.len()) {
        Ok(zeros) if zeros > 1 && signs.bytes().all(|sign| sign == b'0') => Look::Number(Shown::Zeros(zeros)),
        _ => Look::Number(measure(code).map_or(Shown::Plain, Shown::Measured)),
    }
}

/// The measures that a format may name, each with other words for it.
const MEASURES: [&[&str]; 17] = [
    &["đồng", "đ", "₫", "vnđ", "vnd"],
    &["nghìn đồng", "ngàn đồng", "1000 đồng", "nghìn", "ngàn"],
    &["triệu đồng", "trđ", "tr.đ", "triệu"],
    &["tỷ đồng", "tỉ đồng", "tỷ", "tỉ"],
    &["hồ sơ", "hs"],
    &["văn bản"],
    &["người"],
    &["lượt"],
    &["hộ"],
    &["bộ"],
    &["bài"],
    &["tin"],
    &["ngày"],
    &["tháng"],
    &["điểm"],
    &["km"],
    &["ha"],
];

/// The measure that a code puts behind the digits, by its first name: `0" hồ sơ"`, `#,##0\ "₫"`, `#,##0 [$₫-42A]`.
fn measure(code: &str) -> Option<&'static str> {
    let section = code.split(';').next().unwrap_or_default();
    let behind = section.get(section.rfind(['0', '#', '?'])? + 1..).unwrap_or_default();
    let (mut word, mut rest) = (String::new(), behind.chars());
    while let Some(sign) = rest.next() {
        match sign {
            '"' => word.extend(rest.by_ref().take_while(|c| *c != '"')),
            // A sign of money, and the language behind it.
            '[' => {
                let inside: String = rest.by_ref().take_while(|c| *c != ']').collect();
                word.push_str(inside.trim_start_matches('$').split('-').next().unwrap_or_default());
            }
            '_' | '*' => drop(rest.next()),
            '\\' => word.extend(rest.next()),
            sign => word.push(sign),
        }
    }
    measure_named(&word)
}

/// A measure that a format may name, by any of its words; the first of them.
pub(in crate::input) fn measure_named(word: &str) -> Option<&'static str> {
    let key = match_key(word);
    let is = |names: &&&[&'static str]| names.iter().any(|name| match_key(name) == key);
    MEASURES.iter().find(is).and_then(|names| names.first().copied())
}

/// Whether the first section of a code puts letters before its digits: a unit behind them (`0" hồ sơ"`) is no part of a
/// code.
fn has_letters(code: &str) -> bool {
    let section = code.split(';').next().unwrap_or_default();
    let before = section.split(['0', '#']).next().unwrap_or_default();
    before.contains(['"', '\\']) && before.contains(char::is_alphabetic) && !before.contains('[')
}

/// The signs of a code that mean something, in small letters: its first section without quoted and escaped text, fillers
/// and conditions.
fn signs(code: &str) -> String {
    let mut signs = String::new();
    let mut rest = code.chars();
    while let Some(sign) = rest.next() {
        match sign {
            ';' => break,
            '"' => drop(rest.find(|c| *c == '"')),
            '[' => drop(rest.find(|c| *c == ']')),
            '\\' | '_' | '*' => drop(rest.next()),
            sign => signs.extend(sign.to_lowercase()),
        }
    }
    signs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_code_tells_percentages_days_and_leading_zeros() {
        let case = |code: &str, expected| assert_eq!(look(code), expected, "{code}");
        let plain = Look::Number(Shown::Plain);
        for code in ["0%", "0.00%", "#,##0.0 %", "0%;[Red]-0%", "[Blue]0%"] {
            case(code, Look::Number(Shown::Percent));
        }
        for code in ["dd/mm/yyyy", "d-m-yy", "[$-42A]dd mmmm yyyy;@", "mmm", "yyyy", "dd/mm/yyyy hh:mm", "\"ngày\" d"] {
            case(code, Look::Day);
        }
        for code in
            ["General", "0", "0.00", "#,##0", "hh:mm", "[h]:mm:ss", "mm:ss", "@", "0\"%\"", "0\\%", "0;dd", "0.0E+00"]
        {
            case(code, plain);
        }
        case("\"VB\"00", Look::Number(Shown::Lettered));
        case("\\V\\B0", Look::Number(Shown::Lettered));
        case("0\" hồ sơ\"", Look::Number(Shown::Measured("hồ sơ")));
        case("#,##0\\ \"₫\"", Look::Number(Shown::Measured("đồng")));
        case("_-* #,##0\\ [$₫-42A]_-;-* #,##0", Look::Number(Shown::Measured("đồng")));
        case("#,##0.0 \"Triệu đồng\"", Look::Number(Shown::Measured("triệu đồng")));
        case("#,##0 [$đ-1]", Look::Number(Shown::Measured("đồng")));
        case("0\" cái\"", plain);
        case("[$$-409]#,##0", plain);
        case("000", Look::Number(Shown::Zeros(3)));
        case("00000;-0", Look::Number(Shown::Zeros(5)));
    }

    #[test]
    fn the_formats_of_every_workbook_are_known() {
        assert_eq!(built_in(9), Look::Number(Shown::Percent));
        assert_eq!(built_in(14), Look::Day);
        assert_eq!(built_in(20), Look::Number(Shown::Plain), "a time of day is no day");
    }
}
