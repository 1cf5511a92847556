//! Texts as a cell of a workbook takes them.

use std::borrow::Cow;
use std::sync::LazyLock;

/// The longest text of a cell, in units of UTF-16.
pub(super) const CELL: usize = 32_767;

/// The longest text of a note that every Excel opens: the cell's limit less the room that Excel keeps for a name.
pub(super) const NOTE: usize = 32_000;

/// The text with line ends of one kind and a visible sign in place of every control character.
///
/// XML has no way to write most of them, and Excel's own way (`_x0007_`) shows nothing.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    // Without an early end there is nothing to decide for each byte.
    let suspicious = text.bytes().fold(false, |found, byte| found | SUSPECT[usize::from(byte)]);
    if !suspicious || text.chars().all(|c| visible(c) == c && c != '\r') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n").chars().map(visible).collect())
}

/// The first byte of every character that is not taken as it is; a few harmless ones share it.
const SUSPECT: [bool; 256] = {
    let mut suspect = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        suspect[byte] = byte != b'\n' as usize && byte != b'\t' as usize;
        byte += 1;
    }
    suspect[0x7f] = true;
    suspect[0xc2] = true;
    suspect[0xef] = true;
    suspect
};

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
    if memchr::memchr(b'_', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
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

/// How many lines a text takes in a cell of that width, in digits of body text: words go into a line as long as they fit.
pub(super) fn lines(text: &str, size: u16, bold: bool, columns: u64) -> u64 {
    // No letter is as wide as two digits and takes less than one byte.
    if text.len() as u64 * 2 <= columns && !text.contains('\n') {
        return 1;
    }
    // Letters of 12 points, and the bold ones a tenth wider.
    let room = (columns * 100 * 12 * 10 / (u64::from(size) * if bold { 11 } else { 10 })).max(200);
    text.split('\n').map(|line| lines_of(line, room)).sum()
}

/// The same for letters of one width, each three fifths of their height.
pub(super) fn even_lines(text: &str, size: u16, columns: u64) -> u64 {
    let room = (columns * 10 / u64::from(size).max(1)).max(1);
    text.split('\n').map(|line| (line.chars().count() as u64).div_ceil(room).max(1)).sum()
}

fn lines_of(line: &str, room: u64) -> u64 {
    let marked = &*MARKED;
    let (mut lines, mut taken) = (1, 0);
    let mut place = |word: u64| {
        let space = if taken == 0 { 0 } else { SPACE };
        if taken + space + word <= room {
            taken += space + word;
        } else {
            // A word that is longer than a line is cut where the line ends.
            lines += u64::from(taken > 0) + word.saturating_sub(1) / room;
            taken = if word > room { word % room } else { word };
        }
    };
    let mut word = 0;
    for c in line.chars() {
        if c == ' ' {
            place(word);
            word = 0;
        } else {
            word += width(c, marked);
        }
    }
    place(word);
    lines
}

/// The widths of the letters without marks.
const PLAIN: [u8; 128] = {
    let mut widths = [0; 128];
    let mut letter = 0_u8;
    while letter < 128 {
        widths[letter as usize] = width_of_plain(letter as char);
        letter += 1;
    }
    widths
};

const SPACE: u64 = PLAIN[b' ' as usize] as u64;

/// The widths of Latin letters and of those that only Vietnamese has, which would be searched for in every text.
static MARKED: LazyLock<[Vec<u8>; 2]> =
    LazyLock::new(|| BLOCKS.map(|(first, last)| (first..=last).map(|c| width_of_plain(plain_letter(c))).collect()));

const BLOCKS: [(char, char); 2] = [('\u{80}', '\u{24f}'), ('\u{1ea0}', '\u{1eff}')];

/// How wide a letter of Times New Roman is, in hundredths of a digit.
fn width(c: char, marked: &[Vec<u8>; 2]) -> u64 {
    let in_block = |block: usize| {
        let at = u32::from(c).checked_sub(u32::from(BLOCKS[block].0))?;
        marked[block].get(usize::try_from(at).ok()?).copied()
    };
    let plain = usize::try_from(u32::from(c)).ok().and_then(|c| PLAIN.get(c).copied());
    let known = plain.or_else(|| in_block(0)).or_else(|| in_block(1));
    known.unwrap_or_else(|| width_of_plain(plain_letter(c))).into()
}

const fn width_of_plain(c: char) -> u8 {
    match c {
        'i' | 'j' | 'l' | 't' | '/' | '\\' | ';' | ':' | '|' => 56,
        ' ' | '.' | ',' | '\'' | '\u{a0}' => 50,
        'f' | 'r' | '-' | '(' | ')' | '[' | ']' | 'I' | '‹' | '›' | '!' => 67,
        's' | 'J' => 78,
        'a' | 'c' | 'e' | 'z' | '“' | '”' | '?' => 89,
        'F' | 'P' | 'S' | '<' | '>' | '=' | '≥' | '≤' | '+' => 112,
        'E' | 'L' | 'T' | 'Z' => 122,
        'B' | 'C' | 'R' => 133,
        'w' | 'A'..='Z' => 148,
        'm' | '%' | '&' => 167,
        '—' | '…' | '✓' | '✗' | '→' | '@' => 200,
        '\u{300}'..='\u{36f}' => 0,
        c if c > '\u{2000}' => 200,
        _ => 100,
    }
}

/// The letter without its marks, as far as Vietnamese has them; the marks of an M or a W do not matter.
fn plain_letter(c: char) -> char {
    let plain = match c {
        '\0'..='\u{bf}' => return c,
        'À'..='Å' | 'à'..='å' | 'Ă' | 'ă' | 'Ạ'..='ặ' => 'a',
        'È'..='Ë' | 'è'..='ë' | 'Ẹ'..='ệ' => 'e',
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ' | 'ĩ' | 'Ỉ'..='ị' => 'i',
        'Đ' | 'đ' => 'd',
        'Ò'..='Ö' | 'ò'..='ö' | 'Ơ' | 'ơ' | 'Ọ'..='ợ' => 'o',
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ' | 'ũ' | 'Ư' | 'ư' | 'Ụ'..='ự' => 'u',
        'Ý' | 'ý' | 'Ỳ'..='ỹ' => 'y',
        _ => return c,
    };
    if c.is_uppercase() { plain.to_ascii_uppercase() } else { plain }
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

    #[test]
    fn a_text_takes_the_lines_that_its_words_need() {
        #[track_caller]
        fn case(text: &str, bold: bool, columns: u64, expected: u64) {
            assert_eq!(lines(text, 12, bold, columns), expected, "{text}");
        }
        case("", false, 10, 1);
        case("Xã Kim Thái", false, 11, 1);
        case("Xã Kim Thái", false, 10, 2);
        case("Xã\nKim Thái\n", false, 30, 3);
        case("XÃ KIM THÁI", true, 12, 2);
        case("ễễễễễễễễễễễễ", false, 5, 3);
        case("a ễễễễễễễễễễễễ b", false, 5, 4);
        // As they were printed: two lines of 60 digits, two of 16.
        let reason = "619 hồ sơ trên 1.000 hồ sơ tiếp nhận là 61,9 %, cần ít nhất 62 %; cần thêm 1 hồ sơ trực tuyến \
                      (điểm IV.7, ket-qua.xlsx › Đơn vị › D17).";
        case(reason, false, 60, 2);
        case("Hội đồng bình xét, chọn 1 trong 3", true, 20, 2);
        case("? Chưa đủ số liệu", false, 16, 1);
    }

    #[test]
    fn every_letter_is_found_with_its_own_width() {
        for c in ('\0'..='\u{3000}').chain(['🎉', '\u{ffff}']) {
            assert_eq!(width(c, &MARKED), u64::from(width_of_plain(plain_letter(c))), "{c}");
        }
    }

    #[test]
    fn a_mark_does_not_make_a_letter_wider() {
        for (marked, plain) in "ằẶỉỌƯỹĐđÊ".chars().zip("aAiOUyDdE".chars()) {
            assert_eq!(plain_letter(marked), plain, "{marked}");
        }
        assert_eq!(lines("Đề nghị", 12, false, 7), 1);
    }
}
