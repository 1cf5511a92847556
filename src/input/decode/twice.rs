//! UTF-8 that was read as if it were a Western encoding and saved again: `XÃ£ HÃ²a BÃ¬nh` for `Xã Hòa Bình`.
//!
//! Each letter beyond ASCII has become two or three. Tidying a cell takes some of the bytes away (a no-break space, a soft
//! hyphen, a control character), so that not every word can be restored; but one whole letter that is Vietnamese is
//! enough to see what happened, for no text has such signs side by side by chance.

use encoding_rs::WINDOWS_1252;

/// A text as it was before, and how many of its letters could be restored.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Restored {
    pub(super) text: String,
    pub(super) letters: usize,
}

/// The text as it was; `None` for one that was not read so.
pub(super) fn restored(text: &str) -> Option<Restored> {
    let (bytes, _, unmappable) = WINDOWS_1252.encode(text);
    if unmappable || text.is_ascii() {
        return None;
    }
    let (mut restored, mut rest) = (Restored { text: String::new(), letters: 0 }, bytes.as_ref());
    while let Some((first, behind)) = rest.split_first() {
        rest = match (first, behind) {
            (0..0x80, _) => {
                restored.text.push(char::from(*first));
                behind
            }
            // Letters whose second bytes are a no-break space, a soft hyphen or a control character.
            (0xc3, [b' ', behind @ ..]) => restored.part('à', behind),
            (0xc3, [0..0x80, ..] | []) => restored.part('í', behind),
            (0xc4, [b' ', behind @ ..]) => restored.part('Đ', behind),
            (0xc6, [b' ', behind @ ..]) => restored.part('Ơ', behind),
            (0xe1, [0xba | 0xbb, behind @ ..]) if behind.first().is_none_or(u8::is_ascii) => {
                restored.part(char::REPLACEMENT_CHARACTER, behind.strip_prefix(b" ").unwrap_or(behind))
            }
            _ => {
                let letter = letter(rest)?;
                restored.letters += 1;
                restored.part(letter, rest.get(letter.len_utf8()..)?)
            }
        };
    }
    (restored.letters > 0).then_some(restored)
}

impl Restored {
    fn part<'b>(&mut self, letter: char, behind: &'b [u8]) -> &'b [u8] {
        self.text.push(letter);
        behind
    }
}

/// The Vietnamese letter, or the sign of a text, that the bytes begin with; `None` for any other.
fn letter(bytes: &[u8]) -> Option<char> {
    let length = match bytes.first()? {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        _ => return None,
    };
    let letter = std::str::from_utf8(bytes.get(..length)?).ok()?.chars().next()?;
    let is_expected =
        matches!(letter, '\u{c0}'..='\u{1b0}' | '\u{1ea0}'..='\u{1ef9}' | '\u{300}'..='\u{323}' | '\u{2010}'..='\u{2026}');
    is_expected.then_some(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text as it is seen after such a reading, tidied as a cell is.
    fn read_twice(text: &str) -> String {
        let (western, _) = WINDOWS_1252.decode_without_bom_handling(text.as_bytes());
        crate::vocab::name::tidy(&western)
    }

    #[test]
    fn a_text_that_was_read_twice_is_seen_and_no_other() {
        assert_eq!(read_twice("Xã Hòa Bình"), "XÃ£ HÃ²a BÃ¬nh");
        for text in ["Xã Hòa Bình", "Tốt", "Mã đơn vị", "Đạt", "Thị trấn Gôi", "Hồ sơ tiếp nhận", "Khá; giỏi"]
        {
            let found = restored(&read_twice(text));
            assert!(found.as_ref().is_some_and(|found| found.letters > 0), "{text}: {found:?}");
        }
        assert_eq!(restored("XÃ£ HÃ²a BÃ¬nh").map(|found| (found.text, found.letters)), Some(("Xã Hòa Bình".to_owned(), 3)));
        assert_eq!(restored(&read_twice("Mã đơn")).map(|found| found.text).as_deref(), Some("Mã đơn"));
        for text in [
            "Xã Hòa Bình",
            "XÃ HÒA",
            "LÃNH ĐẠO",
            "cá «lá»",
            "Café",
            "X· Kim Th¸i",
            "Xaõ Kim Thaùi",
            "±5 °C",
            "Größe",
            "Mã",
            "",
        ] {
            assert_eq!(restored(text), None, "{text}");
        }
    }
}
