//! Texts as a cell of a workbook takes them.

use std::borrow::Cow;

/// The longest text of a cell, in units of UTF-16.
pub(super) const CELL: usize = 32_767;

/// The longest text of a note that every Excel opens: the cell's limit less the room that Excel keeps for a name.
pub(super) const NOTE: usize = 32_000;

/// The text with line ends of one kind and a visible sign in place of every control character.
///
/// XML has no way to write most of them, and Excel's own way (`_x0007_`) shows nothing.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    // The first byte of every character that is not taken as it is; a few harmless ones share it.
    let suspect = |byte: u8| byte < 0x20 || matches!(byte, 0x7f | 0xc2 | 0xef);
    if !text.bytes().any(suspect) || text.chars().all(|c| visible(c) == c && c != '\r') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n").chars().map(visible).collect())
}

fn visible(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' => c,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\u{7f}' => '␡',
        '\u{80}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => char::REPLACEMENT_CHARACTER,
        _ => c,
    }
}

/// The text cut to so many units of UTF-16 with `…` at its end; `None` when it is short enough.
pub(super) fn shortened(text: &str, most: usize) -> Option<String> {
    if text.len() <= most || text.encode_utf16().count() <= most {
        return None;
    }
    let mut room = most.saturating_sub(1);
    let fits = |c: &char| {
        let taken = room.checked_sub(c.len_utf16());
        room = taken.unwrap_or_default();
        taken.is_some()
    };
    Some(text.chars().take_while(fits).chain(['…']).collect())
}

/// The text with what Excel would read as an escape kept literal: `_x0007_` becomes `_x005F_x0007_`.
///
/// The writer does this in cells, but not in notes.
pub(super) fn literal(text: &str) -> Cow<'_, str> {
    let is_escape = |at: usize| {
        let digits = text.get(at + 2..at + 6);
        digits.is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit())) && text[at + 6..].starts_with('_')
    };
    let places: Vec<usize> = text.match_indices("_x").map(|(at, _)| at).filter(|at| is_escape(*at)).collect();
    if places.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut kept = text.to_owned();
    for at in places.into_iter().rev() {
        kept.insert_str(at, "_x005F");
    }
    Cow::Owned(kept)
}

/// About how wide a text is, in hundredths of a digit of body text, in Times New Roman.
pub(super) fn width(text: &str, size: u16, bold: bool) -> u64 {
    let letters: u64 = text.chars().map(letter).sum();
    letters * u64::from(size) * if bold { 108 } else { 100 } / 1200
}

fn letter(c: char) -> u64 {
    match c {
        '\u{300}'..='\u{36f}' => 0,
        ' ' | ',' | '.' | ';' | ':' | '\'' | '|' => 55,
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | '(' | ')' | '-' | '/' | 'ì' | 'í' | 'ỉ' | 'ĩ' | 'ị' => 66,
        'm' | 'w' | 'M' | 'W' | '%' | '—' | '…' => 180,
        _ if c.is_uppercase() => 145,
        _ if c > '\u{2fff}' => 200,
        _ => 100,
    }
}

/// How many lines a text takes in a cell of that width, in digits of body text.
pub(super) fn lines(text: &str, size: u16, bold: bool, columns: u64) -> u64 {
    // Words are not cut, so that a line is rarely full.
    let room = (columns * 92).max(100);
    text.split('\n').map(|line| width(line, size, bold).div_ceil(room).max(1)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_become_visible_and_nothing_else_changes() {
        let case = |text: &str, expected: &str| assert_eq!(clean(text), expected);
        case("Xã Kim Thái", "Xã Kim Thái");
        case("a\u{7}b\0\u{1b}[31m", "a␇b␀␛[31m");
        case("một\r\nhai\rba\tbốn", "một\nhai\nba\tbốn");
        case("a\u{ffff}b\u{fffe}c\u{85}d", "a\u{fffd}b\u{fffd}c\u{fffd}d");
        case("2\u{a0}480 \u{feff}x", "2\u{a0}480 \u{feff}x");
        assert!(matches!(clean("2\u{a0}480 ﬁ"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_text_is_cut_in_units_of_utf_16_and_never_inside_a_character() {
        assert_eq!(shortened("xã ở đâu", 8), None);
        assert_eq!(shortened("ễễễễ", 3).as_deref(), Some("ễễ…"));
        assert_eq!(shortened("🎉🎉", 4), None);
        assert_eq!(shortened("🎉🎉x", 4).as_deref(), Some("🎉…"));
        let long = shortened(&"ễ".repeat(CELL + 1), CELL).unwrap_or_default();
        assert_eq!(long.encode_utf16().count(), CELL);
    }

    #[test]
    fn what_looks_like_an_escape_stays_literal() {
        assert_eq!(literal("_x0007_ và _xã_ và _x00e9_"), "_x005F_x0007_ và _xã_ và _x005F_x00e9_");
        assert_eq!(literal("a_xễ_b_x12"), "a_xễ_b_x12");
    }
}
