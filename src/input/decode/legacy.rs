//! The Vietnamese letters of the time before Unicode: TCVN3 (fonts `.VnTime` …) and VNI (fonts `VNI-Times` …).
//!
//! Both put Vietnamese letters where Western fonts have others, so a text in them looks like `X· Kim Th¸i` or
//! `Xaõ Kim Thaùi`. They are read from bytes, or from the Western letters that a workbook shows in their place.

use std::sync::LazyLock;

use unicode_normalization::char::{compose, decompose_canonical};

/// The letters of bytes 0xA1 to 0xFE in TCVN3. The positions with a point hold capitals and marks in TCVN 5712:1993 (VN1)
/// that the fonts lack. Source: TCVN 5712:1993, VN3.
const TCVN3: &str = "ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ";

/// The same, one by one.
static LETTERS: LazyLock<Vec<char>> = LazyLock::new(|| TCVN3.chars().collect());

/// What stands for a letter that does not exist in an encoding.
const NO_LETTER: char = char::REPLACEMENT_CHARACTER;

const HUYEN: char = '\u{300}';
const SAC: char = '\u{301}';
const CIRCUMFLEX: char = '\u{302}';
const NGA: char = '\u{303}';
const BREVE: char = '\u{306}';
const HOI: char = '\u{309}';
const NANG: char = '\u{323}';

/// Letters in TCVN3, from Western ones (U+00A1 to U+00FE).
pub(in crate::input) fn tcvn3(western: impl Iterator<Item = char>) -> String {
    let letters = LETTERS.as_slice();
    western
        .map(|c| match u32::from(c) {
            at @ 0xa1..=0xfe => letters.get(at as usize - 0xa1).copied().filter(|c| *c != '.').unwrap_or(NO_LETTER),
            _ => c,
        })
        .collect()
}

/// Letters in VNI, from Western ones: most are a plain letter with a sign for its marks behind it.
pub(in crate::input) fn vni(western: impl Iterator<Item = char>) -> String {
    let mut text = String::with_capacity(western.size_hint().0);
    let mut base = ' ';
    for c in western {
        if !('\u{c0}'..='\u{ff}').contains(&c) {
            text.push(c);
            base = c;
        } else if let Some(letter) = vni_letter(c) {
            text.push(letter);
            base = letter;
        } else if let Some(marks) = vni_marks(c).filter(|marks| carries(base, marks)) {
            marks.iter().for_each(|mark| push_mark(&mut text, *mark));
            base = ' ';
        } else {
            text.push(NO_LETTER);
            base = ' ';
        }
    }
    text
}

/// A text with each mark put into the letter before it where there is such a letter.
pub(super) fn composed(letters: impl Iterator<Item = char>) -> String {
    let mut text = String::with_capacity(letters.size_hint().0);
    for c in letters {
        match c {
            HUYEN | SAC | NGA | HOI | NANG => push_mark(&mut text, c),
            _ => text.push(c),
        }
    }
    text
}

fn push_mark(text: &mut String, mark: char) {
    let with_mark = text.chars().next_back().and_then(|letter| with_mark(letter, mark));
    if with_mark.is_some() {
        text.pop();
    }
    text.push(with_mark.unwrap_or(mark));
}

/// The one letter that a letter and a mark make.
fn with_mark(letter: char, mark: char) -> Option<char> {
    // A dot below stands before the other marks.
    compose(letter, mark).or_else(|| {
        let (mut base, mut shape) = (letter, None);
        decompose_canonical(letter, |part| if is_shape(part) { shape = Some(part) } else { base = part });
        compose(compose(base, mark)?, shape?)
    })
}

fn is_shape(part: char) -> bool {
    matches!(part, CIRCUMFLEX | BREVE)
}

/// The letters that VNI has whole.
fn vni_letter(c: char) -> Option<char> {
    Some(match c {
        'í' | 'Í' | 'ì' | 'Ì' => c,
        'æ' => 'ỉ',
        'Æ' => 'Ỉ',
        'ó' => 'ĩ',
        'Ó' => 'Ĩ',
        'ò' => 'ị',
        'Ò' => 'Ị',
        'î' => 'ỵ',
        'Î' => 'Ỵ',
        'ñ' => 'đ',
        'Ñ' => 'Đ',
        'ô' => 'ơ',
        'Ô' => 'Ơ',
        'ö' => 'ư',
        'Ö' => 'Ư',
        _ => return None,
    })
}

/// The marks for which a sign stands behind its letter, small or capital.
fn vni_marks(c: char) -> Option<&'static [char]> {
    Some(match c {
        'ù' | 'Ù' => &[SAC],
        'ø' | 'Ø' => &[HUYEN],
        'û' | 'Û' => &[HOI],
        'õ' | 'Õ' => &[NGA],
        'ï' | 'Ï' => &[NANG],
        'â' | 'Â' => &[CIRCUMFLEX],
        'á' | 'Á' => &[CIRCUMFLEX, SAC],
        'à' | 'À' => &[CIRCUMFLEX, HUYEN],
        'å' | 'Å' => &[CIRCUMFLEX, HOI],
        'ã' | 'Ã' => &[CIRCUMFLEX, NGA],
        'ä' | 'Ä' => &[CIRCUMFLEX, NANG],
        'ê' | 'Ê' => &[BREVE],
        'é' | 'É' => &[BREVE, SAC],
        'è' | 'È' => &[BREVE, HUYEN],
        'ú' | 'Ú' => &[BREVE, HOI],
        'ü' | 'Ü' => &[BREVE, NGA],
        'ë' | 'Ë' => &[BREVE, NANG],
        _ => return None,
    })
}

/// Whether a letter can carry the marks.
fn carries(letter: char, marks: &[char]) -> bool {
    let bearers = match marks.first() {
        Some(&CIRCUMFLEX) => "aeo",
        Some(&BREVE) => "a",
        _ => "aeouyơư",
    };
    letter.to_lowercase().any(|letter| bearers.contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tcvn3_has_every_small_letter_and_seven_capitals() {
        assert_eq!(TCVN3.chars().count(), 0xfe - 0xa1 + 1);
        assert_eq!(TCVN3.chars().filter(|c| *c != '.').count(), 67 + 7);
        assert_eq!(tcvn3("X· Kim Th¸i".chars()), "Xã Kim Thái");
        assert_eq!(tcvn3("§¬n vÞ tèt".chars()), "Đơn vị tốt");
        assert_eq!(tcvn3("Tr\u{ad}ëng phßng".chars()), "Trưởng phòng", "a soft hyphen is the letter ư");
    }

    #[test]
    fn vni_puts_the_marks_behind_the_letter() {
        assert_eq!(vni("Xaõ Kim Thaùi".chars()), "Xã Kim Thái");
        assert_eq!(vni("Ñôn vò toát".chars()), "Đơn vị tốt");
        assert_eq!(vni("HOÀ SÔ TRÖÏC TUYEÁN".chars()), "HỒ SƠ TRỰC TUYẾN");
        assert_eq!(vni("naêm ñaët, ngöôøi kyø".chars()), "năm đặt, người kỳ");
        assert_eq!(composed("Ti\u{301}nh đê\u{301}n cô\u{323}ng 1\u{301}".chars()), "Tính đến cộng 1\u{301}");
        assert_eq!(composed("ă\u{323}ư\u{323}ơ\u{309}Â\u{323}a\u{301}\u{309}".chars()), "ặựởẬá\u{309}");
        assert_eq!(vni("bù".chars()), "b\u{fffd}", "no letter to carry the mark");
    }
}
