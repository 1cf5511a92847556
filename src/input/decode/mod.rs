//! The bytes of a text file to letters.
//!
//! A byte-order mark is believed; else zero bytes on one side mean UTF-16, and valid UTF-8 is UTF-8. What remains is
//! Vietnamese of an older encoding, taken only when under one of them alone the words could be Vietnamese; anything else
//! is refused by name. Letters that an export already turned into question marks (`T?t`) cannot be restored by anyone.

pub(super) mod legacy;
mod saved;
mod syllable;
mod twice;

use std::borrow::Cow;
use std::sync::LazyLock;

use encoding_rs::{UTF_8, WINDOWS_1252, WINDOWS_1258};

use crate::vocab::finding::{Encoding, TableFault};
use crate::vocab::{Finding, Place, TableId};

use self::syllable::Measure;
use super::stretches::beside;
use super::survey::Survey;

/// Why a text could not be decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// In no encoding that is known.
    Unknown,
    /// Bytes that are no letters begin on this line, from zero.
    Broken { line: u32 },
    /// Letters were lost before: the first line with such a word, from zero, and the word.
    Lost { line: u32, word: String },
}

impl Fault {
    pub(super) fn finding(self, table: TableId) -> Finding {
        match self {
            Fault::Unknown => Finding::new(TableFault::UnknownEncoding, Place::Table(table)),
            Fault::Broken { line } => Finding::new(TableFault::BrokenLetters, Place::Row(table, line)),
            Fault::Lost { line, word } => {
                Finding::new(TableFault::LostLetters { word, once: false }, Place::Row(table, line))
            }
        }
    }
}

/// A text and what is known of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    /// The encoding in which it was found.
    pub(super) encoding: Encoding,
    pub(super) survey: Survey,
}

impl Decoded<'static> {
    fn converted(text: String, encoding: Encoding) -> Decoded<'static> {
        Decoded { survey: Survey::of(text.as_bytes()), text: Cow::Owned(text), encoding }
    }

    /// A text of an older encoding that was saved as Unicode.
    fn restored(text: &str, encoding: Encoding) -> Decoded<'static> {
        Decoded::converted(converted(text, Some(encoding)).into_owned(), encoding)
    }
}

/// The text of a file.
pub(super) fn text(bytes: &[u8]) -> Result<Decoded<'_>, Fault> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => utf_16(u16::from_le_bytes, rest),
        [0xfe, 0xff, rest @ ..] => utf_16(u16::from_be_bytes, rest),
        [0xef, 0xbb, 0xbf, rest @ ..] => utf_8(rest, valid(rest)),
        _ => {
            let (text, survey) = valid(bytes);
            match survey.zero.and_then(|_| zeros(bytes)) {
                Some(side) => utf_16(side, bytes),
                None => utf_8(bytes, (text, survey)),
            }
        }
    }
}

/// The side on which zero bytes stand in UTF-16 without a mark: half of the letters of any table are ASCII.
fn zeros(bytes: &[u8]) -> Option<fn([u8; 2]) -> u16> {
    let count = |side: usize| bytes.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    let (first, second) = (count(0), count(1));
    if first > 4 * second + 8 {
        Some(u16::from_be_bytes)
    } else if second > 4 * first + 8 {
        Some(u16::from_le_bytes)
    } else {
        None
    }
}

fn utf_16(unit: fn([u8; 2]) -> u16, bytes: &[u8]) -> Result<Decoded<'static>, Fault> {
    let (units, odd) = bytes.as_chunks();
    let mut text = String::with_capacity(bytes.len());
    for c in char::decode_utf16(units.iter().map(|bytes| unit(*bytes))) {
        match c {
            Ok('\0') | Err(_) => return Err(Fault::Broken { line: line(text.as_bytes(), text.len()) }),
            Ok(c) => text.push(c),
        }
    }
    if !odd.is_empty() {
        return Err(Fault::Broken { line: line(text.as_bytes(), text.len()) });
    }
    Ok(match saved::encoding(&text) {
        Some(encoding) => Decoded::restored(&text, encoding),
        None => Decoded::converted(text, Encoding::Utf16),
    })
}

/// The bytes as UTF-8 where they are, and what is seen of them; of a long text side by side.
fn valid(bytes: &[u8]) -> (Option<Cow<'_, str>>, Survey) {
    // Twice as fast as the standard library on Vietnamese, and it borrows what is valid.
    let decoded = || UTF_8.decode_without_bom_handling_and_without_replacement(bytes);
    beside(bytes.len(), decoded, || Survey::of(bytes))
}

fn utf_8<'a>(bytes: &'a [u8], (text, survey): (Option<Cow<'a, str>>, Survey)) -> Result<Decoded<'a>, Fault> {
    if let Some(zero) = survey.zero {
        return Err(Fault::Broken { line: line(bytes, zero) });
    }
    match text {
        Some(text) => Ok(match saved::encoding(&text) {
            Some(encoding) => Decoded::restored(&text, encoding),
            None => Decoded { text, encoding: Encoding::Utf8, survey },
        }),
        None if is_nearly_utf_8(bytes) => {
            Err(Fault::Broken { line: line(bytes, encoding_rs::Encoding::utf8_valid_up_to(bytes)) })
        }
        None => older(bytes),
    }
}

/// How many broken letters are looked at to see whether a text is UTF-8 with a few of them.
const BROKEN_LETTERS: usize = 1 << 16;

/// Whether far more letters beyond ASCII are whole than broken.
fn is_nearly_utf_8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks().take(BROKEN_LETTERS) {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > 4 * broken
}

/// The one older encoding under which the words could be Vietnamese.
fn older(bytes: &[u8]) -> Result<Decoded<'_>, Fault> {
    if memchr::memchr(b'?', bytes).is_some() {
        refuse_lost(&western(bytes))?;
    }
    // The lines with other letters than those of ASCII tell it; a long text is not converted in every way.
    let sample = telling(bytes);
    let candidates =
        [Encoding::Windows1258, Encoding::Tcvn3, Encoding::Vni].map(|encoding| (older_as(&sample, encoding), encoding));
    let mut fitting = candidates.into_iter().filter(|(text, _)| Measure::of(text).is_vietnamese());
    match (fitting.next(), fitting.next()) {
        // Western letters that make the same words or better ones: which of the two was meant nobody can say.
        (Some((text, Encoding::Windows1258)), None) if is_rather_western(&text, &western(&sample)) => Err(Fault::Unknown),
        (Some((_, encoding)), None) => Ok(Decoded::converted(older_as(bytes, encoding), encoding)),
        _ => Err(Fault::Unknown),
    }
}

fn western(bytes: &[u8]) -> Cow<'_, str> {
    WINDOWS_1252.decode_without_bom_handling(bytes).0
}

/// The Western letter of each byte.
static WESTERN: LazyLock<Vec<char>> =
    LazyLock::new(|| (0..=u8::MAX).flat_map(|byte| western(&[byte]).chars().collect::<Vec<char>>()).collect());

/// The text in an older encoding.
fn older_as(bytes: &[u8], encoding: Encoding) -> String {
    let table = WESTERN.as_slice();
    let letters = bytes.iter().map(|byte| table.get(usize::from(*byte)).copied().unwrap_or(char::REPLACEMENT_CHARACTER));
    match encoding {
        Encoding::Tcvn3 => legacy::tcvn3(letters),
        Encoding::Vni => legacy::vni(letters),
        _ => legacy::composed(WINDOWS_1258.decode_without_bom_handling(bytes).0.chars()),
    }
}

/// The first lines with other letters than those of ASCII, as far as they take no more than [`SAMPLE`].
fn telling(bytes: &[u8]) -> Vec<u8> {
    let mut sample = Vec::new();
    for line in bytes.split_inclusive(|byte| *byte == b'\n').filter(|line| !line.is_ascii()) {
        let room = SAMPLE - sample.len();
        sample.extend_from_slice(line.get(..room).unwrap_or(line));
        if sample.len() == SAMPLE {
            break;
        }
    }
    sample
}

/// How many bytes of a text are looked at to find its encoding.
const SAMPLE: usize = 1 << 18;

/// Whether a text that was read in one way and another makes at least as many Vietnamese words in the other.
fn is_rather_western(text: &str, western: &str) -> bool {
    let (read, other) = (Measure::of(text), Measure::of(western));
    text != western && other.is_vietnamese() && other.impossible <= read.impossible
}

/// Signs beyond the Western letters that bytes of UTF-8 become when they are read as windows-1252.
const READ_TWICE: [char; 16] = ['Š', 'Œ', 'Ž', 'š', 'œ', 'ž', 'Ÿ', 'ƒ', 'ˆ', '˜', '‚', '„', '†', '‡', '‰', '‹'];

/// What the letters of a text are that was saved as if it were Western.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mistaken {
    /// The encoding in which it is Vietnamese.
    pub(super) encoding: Encoding,
    /// Whether two words or more say so; a single one may be foreign.
    pub(super) is_certain: bool,
}

/// Whether the letters of a text are those of an older encoding that was taken for a Western one and saved as Unicode: all
/// its words are Vietnamese in it, and not all of them are in Unicode.
pub(super) fn mistaken(text: &str) -> Option<Mistaken> {
    if !is_western(text) && !text.contains(READ_TWICE) {
        return None;
    }
    if let Some(restored) = twice::restored(text) {
        return Some(Mistaken { encoding: Encoding::Utf8, is_certain: restored.letters > 1 });
    }
    if !is_western(text) || Measure::of(text).impossible == 0 {
        return None;
    }
    let read = |encoding| {
        let read = Measure::of(&converted(text, Some(encoding)));
        read.is_wholly_vietnamese().then_some(Mistaken { encoding, is_certain: read.possible > 1 })
    };
    let both = [read(Encoding::Tcvn3), read(Encoding::Vni)];
    both.into_iter().flatten().max_by_key(|found| (found.is_certain, found.encoding == Encoding::Tcvn3))
}

/// The first word of a text that lost Vietnamese letters to question marks: with a vowel in their place it is a syllable.
pub(super) fn lost_word(text: &str) -> Option<&str> {
    memchr::memchr2(b'?', 0xef, text.as_bytes())?;
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '?' | char::REPLACEMENT_CHARACTER))).find(|word| is_lost(word))
}

fn is_lost(word: &str) -> bool {
    let mut inside = Inside::default();
    let mark = ['?', char::REPLACEMENT_CHARACTER];
    word.len() <= LONGEST_SYLLABLE
        && word.chars().any(|c| matches!(inside.step(c), Step::Lost))
        && ["a", "ê", "i", "ô", "u", "ươ", "đ"].into_iter().any(|vowel| syllable::is_possible(&word.replace(mark, vowel)))
}

/// How many bytes a Vietnamese syllable with lost letters has at most.
const LONGEST_SYLLABLE: usize = 14;

/// The older encoding in which the texts of a workbook certainly are, shown as Western letters; `None` when they are or
/// may be Unicode. Only texts without any letter beyond the Western ones can be in one.
pub(super) fn older_letters<'t>(texts: impl Iterator<Item = &'t str>) -> Option<Encoding> {
    let western: Vec<&str> = texts.filter(|text| is_western(text)).collect();
    saved::encoding_of(western.iter().copied())
}

/// A text of a workbook in Unicode, from an older encoding where it is in one.
pub(super) fn converted(text: &str, encoding: Option<Encoding>) -> Cow<'_, str> {
    match encoding.filter(|encoding| *encoding == Encoding::Utf8 || is_western(text)) {
        Some(Encoding::Utf8) => twice::restored(text).map_or(text.into(), |restored| restored.text.into()),
        Some(Encoding::Tcvn3) => legacy::tcvn3(text.chars()).into(),
        Some(Encoding::Vni) => legacy::vni(text.chars()).into(),
        _ => text.into(),
    }
}

/// A text of a workbook in Unicode, from the encoding of its cell's font.
///
/// People also type or paste Unicode under such a font. `used` says that the workbook has texts that are certainly in the
/// font's encoding; without that, only a text that cannot be Unicode is converted, and with it every one that can be in
/// the encoding.
pub(super) fn by_font(text: &str, font: Font, used: bool) -> Cow<'_, str> {
    let read = converted(text, Some(font.encoding));
    let kept = if used {
        Measure::of(&read).impossible > 0 && Measure::of(text).impossible == 0
    } else {
        !is_certainly_older(text, font)
    };
    if matches!(read, Cow::Borrowed(_)) || kept {
        return text.into();
    }
    if font.capitals { read.to_uppercase().into() } else { read }
}

/// Whether a text is Vietnamese in the font's encoding and nothing in Unicode.
pub(super) fn is_certainly_older(text: &str, font: Font) -> bool {
    is_western(text)
        && Measure::of(&converted(text, Some(font.encoding))).is_wholly_vietnamese()
        && !Measure::of(text).is_wholly_vietnamese()
}

/// A font of the time before Unicode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Font {
    /// How it is encoded.
    pub(super) encoding: Encoding,
    /// Whether it shows small letters as capitals, as `.VnTimeH` does.
    pub(super) capitals: bool,
}

impl Font {
    /// The older font of that name; `None` for any other.
    pub(super) fn named(name: &str) -> Option<Font> {
        let name = name.to_ascii_lowercase();
        if name.starts_with(".vn") {
            Some(Font { encoding: Encoding::Tcvn3, capitals: name.ends_with('h') })
        } else if name.starts_with("vni") {
            Some(Font { encoding: Encoding::Vni, capitals: false })
        } else {
            None
        }
    }
}

/// Whether a text has letters beyond ASCII, and none beyond those of Western fonts.
pub(super) fn is_western(text: &str) -> bool {
    !text.is_ascii() && text.chars().all(|c| c <= '\u{ff}' || ('\u{2000}'..='\u{20ff}').contains(&c) || c == '\u{2122}')
}

/// Refuses a text whose Vietnamese letters were turned into question marks by an export to a Western encoding.
///
/// Such a text has question marks inside its words and none of the letters that the export could not keep.
pub(super) fn refuse_lost(text: &str) -> Result<(), Fault> {
    let mut inside = Inside::default();
    let mut first = None;
    let mut count = 0;
    for (at, c) in text.char_indices() {
        match inside.step(c) {
            Step::Kept => return Ok(()),
            Step::Lost => {
                count += 1;
                first = first.or(Some(at));
            }
            Step::Nothing => {}
        }
    }
    match first {
        Some(at) if count > 1 => Err(Fault::Lost { line: line(text.as_bytes(), at), word: word(text, at) }),
        _ => Ok(()),
    }
}

/// Looks for question marks inside words, letter by letter.
#[derive(Default)]
struct Inside {
    before: Option<char>,
    mark: bool,
}

enum Step {
    Nothing,
    /// A letter that a Western encoding cannot keep: nothing was lost.
    Kept,
    /// The letter behind a question mark inside a word.
    Lost,
}

impl Inside {
    fn step(&mut self, c: char) -> Step {
        if matches!(c, '\u{1ea0}'..='\u{1ef9}' | 'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư') {
            return Step::Kept;
        }
        let lost = self.mark && c.is_alphabetic();
        self.mark = matches!(c, '?' | char::REPLACEMENT_CHARACTER) && self.before.is_some_and(char::is_alphabetic);
        self.before = Some(c);
        if lost { Step::Lost } else { Step::Nothing }
    }
}

/// The word around a byte of a text.
fn word(text: &str, at: usize) -> String {
    let is_end = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '"' | '|');
    let (before, behind) = text.split_at_checked(at).unwrap_or_default();
    let start = before.rsplit(is_end).next().unwrap_or_default();
    let end = behind.split(is_end).next().unwrap_or_default();
    format!("{start}{end}")
}

fn line(bytes: &[u8], at: usize) -> u32 {
    let before = bytes.get(..at).unwrap_or(bytes);
    // A return alone ends a line as well.
    let alone = |at: &usize| bytes.get(at + 1) != Some(&b'\n');
    let returns = memchr::memchr_iter(b'\r', before).filter(alone).count();
    u32::try_from(memchr::memchr_iter(b'\n', before).count() + returns).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    const TABLE: &str =
        "Mã;Tên đơn vị;Xếp loại\n01;Xã Kim Thái;Tốt\n02;Thị trấn Gôi;Hoàn thành tốt nhiệm vụ\n03;Phòng Nội vụ;Khá\n";

    fn utf_16(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    }

    /// The bytes of a text of Western letters.
    fn western(text: &str) -> Vec<u8> {
        text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
    }

    #[track_caller]
    fn reads(bytes: &[u8], expected: &str, encoding: Encoding) {
        let found = text(bytes).unwrap();
        assert_eq!((found.text.as_ref(), found.encoding), (expected, encoding));
    }

    #[test]
    fn unicode_is_read_with_and_without_a_mark() {
        reads(TABLE.as_bytes(), TABLE, Encoding::Utf8);
        reads(&[b"\xef\xbb\xbf", TABLE.as_bytes()].concat(), TABLE, Encoding::Utf8);
        for little in [true, false] {
            let mark: &[u8] = if little { b"\xff\xfe" } else { b"\xfe\xff" };
            reads(&[mark, &utf_16(TABLE, little)].concat(), TABLE, Encoding::Utf16);
            reads(&utf_16(TABLE, little), TABLE, Encoding::Utf16);
        }
    }

    #[test]
    fn older_vietnamese_encodings_are_recognised_by_their_words() {
        let tcvn3 = western(
            "M·;Tªn ®¬n vÞ;XÕp lo¹i\n01;X· Kim Th¸i;Tèt\n02;ThÞ trÊn G«i;Hoµn thµnh tèt nhiÖm vô\n03;Phßng Néi vô;Kh¸\n",
        );
        reads(&tcvn3, TABLE, Encoding::Tcvn3);
        let vni = western(
            "Maõ;Teân ñôn vò;Xeáp loaïi\n01;Xaõ Kim Thaùi;Toát\n02;Thò traán Goâi;Hoaøn thaønh toát nhieäm vuï\n03;Phoøng Noäi vuï;Khaù\n",
        );
        reads(&vni, TABLE, Encoding::Vni);
        // windows-1258 writes the tone as a mark of its own behind the letter.
        let marks = [('\u{300}', 0xcc), ('\u{309}', 0xd2), ('\u{303}', 0xde), ('\u{301}', 0xec), ('\u{323}', 0xf2)];
        let mut bytes = Vec::new();
        for c in TABLE.chars() {
            let parts: Vec<char> = std::iter::once(c).nfd().collect();
            let tone = parts.iter().find_map(|part| marks.iter().find(|(mark, _)| mark == part));
            let letter: String =
                parts.iter().filter(|part| !marks.iter().any(|(mark, _)| mark == *part)).copied().nfc().collect();
            bytes.extend_from_slice(&WINDOWS_1258.encode(&letter).0);
            bytes.extend(tone.map(|(_, byte)| *byte));
        }
        reads(&bytes, TABLE, Encoding::Windows1258);
    }

    #[test]
    fn a_workbook_in_older_letters_is_recognised_and_another_left_alone() {
        let case = |texts: &[&str], expected| assert_eq!(older_letters(texts.iter().copied()), expected, "{texts:?}");
        case(&["X· Kim Th¸i", "Đơn vị", "ThÞ trÊn G«i", "1"], Some(Encoding::Tcvn3));
        case(&["Xaõ Kim Thaùi", "Thò traán Goâi"], Some(Encoding::Vni));
        case(&["Xã Kim Thái", "Hà Nam", "Đơn vị"], None);
        case(&["Müller", "Köln", "Straße"], None);
        case(&["a", "1"], None);
        assert_eq!(converted("X· Kim Th¸i", Some(Encoding::Tcvn3)), "Xã Kim Thái");
        assert_eq!(converted("Đơn vị", Some(Encoding::Tcvn3)), "Đơn vị");
    }

    #[test]
    fn a_font_says_how_its_letters_are_meant() {
        let case = |text: &str, font: &str, used: bool, expected: &str| {
            assert_eq!(by_font(text, Font::named(font).unwrap(), used), expected, "{text} in {font}");
        };
        for used in [true, false] {
            case("X· Kim Th¸i", ".VnTime", used, "Xã Kim Thái");
            case("x· kim th¸i", ".VnTimeH", used, "XÃ KIM THÁI");
            case("Ñôn vò", "VNI-Times", used, "Đơn vị");
            case("Đơn vị", ".VnTime", used, "Đơn vị");
        }
        case("Sè", ".VnArial", true, "Số");
        case("Sè", ".VnArial", false, "Sè");
        case("Tèt", ".VnArial", false, "Tốt");
        case("Xã Kim Thái", ".VnTime", false, "Xã Kim Thái");
        case("®1", ".VnTime", true, "đ1");
        assert_eq!(Font::named("Times New Roman"), None);
    }

    #[test]
    fn letters_that_were_lost_are_named_with_their_line() {
        let lost = "M\u{e3};Tên don v?;X?p lo?i\n01;X\u{e3} Kim Thái;T?t\n";
        let fault = Fault::Lost { line: 0, word: "X?p".to_owned() };
        assert_eq!(refuse_lost(lost), Err(fault.clone()), "in UTF-8");
        assert_eq!(text(&western(lost)), Err(fault), "in a Western encoding");
        let lost = Fault::Lost { line: 1, word: "T\u{fffd}t".to_owned() };
        assert_eq!(refuse_lost("Ma;Loai\n1;T\u{fffd}t\n2;Kh\u{fffd}c\n"), Err(lost));
        assert_eq!(lost_word("Th? tr?n Gôi"), Some("tr?n"));
        assert_eq!(lost_word("X? Kim Th?i"), Some("Th?i"));
        for whole in ["index?id=5", "Có không?", "Co?Khong", "a ? b", "Xã Kim Thái"] {
            assert_eq!(lost_word(whole), None, "{whole}");
        }
        for whole in ["Mã;Hỏi\n1;a?b c?d\n", "Ma\n1;http://x/?a=b&c?d\n", "Ma;Dung khong?\n1;Co? Khong?\n"] {
            assert_eq!(refuse_lost(whole), Ok(()), "{whole}");
        }
    }

    #[test]
    fn western_letters_are_not_taken_for_those_of_windows_1258() {
        let table = "M\u{e3};Tên\n01;Xã Kim Thái\n02;Xã Hà An\n03;Xã Tân Thành\n";
        assert_eq!(text(&western(table)), Err(Fault::Unknown));
    }

    #[test]
    fn older_letters_that_were_saved_as_unicode_are_recognised() {
        for (written, expected) in [
            ("X· Kim Th¸i", Some((Encoding::Tcvn3, true))),
            ("ThÞ trÊn G«i", Some((Encoding::Tcvn3, true))),
            ("Xaõ Kim Thaùi", Some((Encoding::Vni, true))),
            ("Tèt", Some((Encoding::Tcvn3, false))),
            ("Kh¸", Some((Encoding::Tcvn3, false))),
            ("Khaù", Some((Encoding::Vni, false))),
            ("Khá", None),
            ("Müller", None),
            ("Xã Kim Thái", None),
            ("Thị trấn Gôi", None),
            ("Müller Köln", None),
            ("Café Zoé", None),
            ("a · b", None),
        ] {
            let found = mistaken(written).map(|found| (found.encoding, found.is_certain));
            assert_eq!(found, expected, "{written}");
        }
    }

    #[test]
    fn what_is_not_vietnamese_or_broken_is_refused() {
        assert_eq!(text(&western("Name;Stadt\nMüller;Köln\nGröße;Düsseldorf\nJäger;Straße\n")), Err(Fault::Unknown));
        assert_eq!(text(&western("M·\n")), Err(Fault::Unknown), "too little to tell");
        let broken = [TABLE.as_bytes(), b"04;X\xe3 Minh T\xe2n;T\xe1t\n"].concat();
        assert_eq!(text(&broken), Err(Fault::Broken { line: 4 }));
        assert_eq!(text("Mã;Tên\n01;x\0\n".as_bytes()), Err(Fault::Broken { line: 1 }));
    }
}
