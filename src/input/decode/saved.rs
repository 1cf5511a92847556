//! Letters of an older encoding that stand in a file as the Unicode characters of the same codes: `X· Kim Th¸i` in UTF-8.
//!
//! Excel writes so whatever was typed under an old font. The text is valid Unicode, and only its words can say how it is
//! meant: those of the whole file together. One word that speaks against an older encoding is enough to leave all of them
//! as they are, for a name that is changed wrongly looks like any other name.

use std::collections::HashMap;

use crate::input::limits::prefix;
use crate::vocab::finding::Encoding;

use super::syllable::is_possible_name;
use super::{converted, is_western};

/// How much of a text is looked at first. In nearly every file a letter stands there that no older encoding has, and often
/// among the first hundred.
const BEGINNING: usize = 1 << 16;

/// How many different words it takes that only an older encoding makes Vietnamese.
const DIFFERENT: usize = 3;

/// How many different words are remembered.
const KNOWN: usize = 1 << 16;

/// The older encoding in which a text with delimiters or marks certainly is; `None` for one that may be Unicode.
pub(super) fn encoding(text: &str) -> Option<Encoding> {
    let beginning = prefix(text, BEGINNING);
    if !is_western(beginning) {
        return None;
    }
    // A word that is cut says nothing true.
    let whole = beginning.len() == text.len();
    let lines = beginning.rfind('\n').filter(|_| !whole).and_then(|end| beginning.get(..end)).unwrap_or(beginning);
    let found = encoding_of(lines.split(is_edge))?;
    let is_certain = || is_western(text) && is_certainly(text.split(is_edge), found);
    ((whole || is_certain()) && !has_references(text)).then_some(found)
}

/// The older encoding in which texts certainly are, those with letters beyond the Western ones apart.
pub(super) fn encoding_of<'t>(texts: impl Iterator<Item = &'t str> + Clone) -> Option<Encoding> {
    let fits = |encoding| is_certainly(texts.clone(), encoding);
    match (fits(Encoding::Tcvn3), fits(Encoding::Vni)) {
        (true, false) => Some(Encoding::Tcvn3),
        (false, true) => Some(Encoding::Vni),
        _ => None,
    }
}

fn is_certainly<'t>(texts: impl Iterator<Item = &'t str>, encoding: Encoding) -> bool {
    let mut tally = Tally { encoding, words: HashMap::new(), counts: Counts::default(), different: 0 };
    for text in texts.filter(|text| is_western(text)) {
        if tally.add(text).is_none() {
            return false;
        }
    }
    tally.is_certain()
}

/// What ends a text among others.
fn is_edge(c: char) -> bool {
    matches!(c, ';' | ',' | '\t' | '|' | '"' | '\n' | '\r' | '<' | '>')
}

/// Whether a text has references to letters (`&agrave;`, `&#183;`): what they stand for would be left out.
fn has_references(text: &str) -> bool {
    memchr::memchr_iter(b'&', text.as_bytes()).any(|at| {
        let behind = text.get(at + 1..).unwrap_or_default();
        let end = behind.find(|c: char| !(c.is_ascii_alphanumeric() || c == '#')).unwrap_or(behind.len());
        let (name, rest) = behind.split_at_checked(end).unwrap_or_default();
        rest.starts_with(';') && !name.is_empty() && !HARMLESS.contains(&name)
    })
}

/// References to what is no letter.
const HARMLESS: [&str; 12] = ["amp", "lt", "gt", "quot", "apos", "nbsp", "#160", "#9", "#10", "#13", "#34", "#39"];

/// What a word says of an older encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    /// Nothing: the same letters either way, or no word.
    Mute,
    /// Vietnamese in that encoding alone.
    Older,
    /// Vietnamese either way.
    Either,
    /// Vietnamese neither way, but with signs inside that no word in Unicode has.
    Foreign,
}

/// How many words say what.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    older: usize,
    either: usize,
    foreign: usize,
}

/// What the words of texts say of an older encoding.
struct Tally<'t> {
    encoding: Encoding,
    words: HashMap<&'t str, Word>,
    counts: Counts,
    /// How many different words are Vietnamese in that encoding alone.
    different: usize,
}

impl<'t> Tally<'t> {
    /// Adds the words of a text; `None` where the text speaks against the encoding.
    fn add(&mut self, text: &'t str) -> Option<()> {
        let (mut of_text, mut likely) = (Counts::default(), 0_i32);
        for word in words(text).filter(|word| !word.is_ascii()) {
            match self.word(word)? {
                Word::Mute => {}
                Word::Older => of_text.older += 1,
                Word::Foreign => of_text.foreign += 1,
                Word::Either => {
                    of_text.either += 1;
                    likely += i32::from(is_common(&converted(word, Some(self.encoding)))) - i32::from(is_common(word));
                }
            }
        }
        // Somebody may have added it in Unicode.
        let is_doubtful = of_text.either > 0 && of_text.older + of_text.foreign == 0 && likely <= 0;
        self.counts.older += of_text.older;
        self.counts.either += of_text.either;
        self.counts.foreign += of_text.foreign;
        (!is_doubtful).then_some(())
    }

    fn word(&mut self, word: &'t str) -> Option<Word> {
        if let Some(known) = self.words.get(word) {
            return Some(*known);
        }
        let found = of_word(word, self.encoding)?;
        self.different += usize::from(found == Word::Older);
        // A language has not so many words: what comes behind them is not worth the memory.
        if self.words.len() < KNOWN {
            self.words.insert(word, found);
        }
        Some(found)
    }

    /// Whether enough words say it.
    fn is_certain(&self) -> bool {
        let Counts { older, either, foreign } = self.counts;
        self.different >= DIFFERENT && either <= older && foreign * 10 <= older
    }
}

/// The words of a text with the signs that are letters in an older encoding.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || ('\u{a1}'..='\u{ff}').contains(&c)))
}

/// What a word says; `None` where it speaks against the encoding.
fn of_word(word: &str, encoding: Encoding) -> Option<Word> {
    let read = converted(word, Some(encoding));
    if read.contains(char::REPLACEMENT_CHARACTER) {
        return None;
    }
    // Signs that stand beside a word in Unicode.
    let bare = word.trim_start_matches(['«', '·']).trim_end_matches(['»', '·', '°', '²', '³', '®', '©']);
    let has_signs = bare.contains(|c: char| !c.is_alphanumeric() || matches!(c, 'µ' | 'ª' | 'º'));
    if word.chars().nth(1).is_none() || word.contains(|c: char| c.is_ascii_digit()) {
        return Some(Word::Mute);
    }
    if read == word {
        return (!has_signs).then_some(Word::Mute);
    }
    let in_unicode = !bare.is_ascii() && !has_signs && !has_capital_inside(bare) && is_possible_name(bare);
    match (is_possible_name(&read), in_unicode) {
        (true, true) => Some(Word::Either),
        (true, false) => Some(Word::Older),
        (false, false) if has_signs => Some(Word::Foreign),
        (false, _) => None,
    }
}

/// Whether a capital stands behind a small letter: codes of small letters in TCVN3 are those of capitals in Unicode.
fn has_capital_inside(word: &str) -> bool {
    word.chars().zip(word.chars().skip(1)).any(|(before, c)| before.is_lowercase() && c.is_uppercase())
}

fn is_common(word: &str) -> bool {
    let word = word.to_lowercase();
    COMMON.split(' ').any(|common| common == word)
}

/// The words that stand most often in names of units and people, in headings and in remarks, as far as they, or what is
/// read for them in an older encoding, are Vietnamese either way.
const COMMON: &str = "\
    án ẩn bá bái bãi bên bến bí bị bông bồ bồng bố bốn bỏ bộ buôn bù bùi cá cái cán chân chất chép chí chỗ chờ \
    chùa chú còn có cô côn công cốc cơ cù cùng cú cúc cũ cũng cự cụm dân dòng dù dùng dũng dừng dự dựng dụ dục \
    dụng giá giám giấy giờ gì gò gồm gốc hán hoà hoài hoàn hoàng hòa hóa hồ hồi hồng hỏi hỏng hơn hộ hùng ít kèm \
    kê kế khá khê khóa khôi không khối khớp kông kỳ láng lâm lân lãng lê lên lễ lò lòng lỗ lỗi lớn lộ lộc lùng \
    lũng lục mẫn mã mê mô môi môn mông mỗi mỏ mơ mộc một mù mục năm nên ngân ngã ngãi ngoài ngô nguyên ngũ nhân \
    nhì nhị nhóm nhỏ nhơn nhớ nói nông nối nơi nộp núi ô phân phép phì phí phòng phó phông phố phù phùng phú \
    phúc phụ phục phụng quá quán quân quốc quỳ rông rồi rõ sáng sĩ sóc sông số sơ sơn sùng sự tâm tân tất tên tế \
    thái thám tháng thêm thể thiên thì thị thôn thông thống thơ thừa thụ tích tín tính toàn toán tòng tóm tô tối \
    tốt tơ tờ tộc trãi trên trì trí trị tròn trống trùng trúc trừ tùng tú túc từ từng tự tục út vân vẫn vì ví vĩ \
    vị vô vốn võ vũ vừa vụ xá xã xét xín xóa";

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use std::sync::LazyLock;

    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    /// The writing of each letter in an older encoding, small or capital throughout where it has both.
    fn writings(encoding: Encoding) -> HashMap<char, String> {
        let whole = ('\u{a1}'..='\u{ff}').map(|c| c.to_string());
        let with_marks = "aeouyAEOUYôöÔÖ".chars().flat_map(|base| ('À'..='ÿ').map(move |c| format!("{base}{c}")));
        let mut writings = HashMap::new();
        for writing in whole.chain(with_marks) {
            let read: Vec<char> = converted(&writing, Some(encoding)).chars().collect();
            let is_even = |c: &char| writing.chars().all(|part| part.is_uppercase() == c.is_uppercase());
            match read.as_slice() {
                [c] if encoding == Encoding::Tcvn3 || is_even(c) => writings.entry(*c).or_insert(writing),
                _ => continue,
            };
        }
        writings
    }

    static WRITINGS: LazyLock<[HashMap<char, String>; 2]> = LazyLock::new(|| [Encoding::Tcvn3, Encoding::Vni].map(writings));

    /// A text in an older encoding, as Western letters; `None` where it has a letter that is not there.
    fn written_in(encoding: Encoding, text: &str) -> Option<String> {
        let writings = &WRITINGS[usize::from(encoding == Encoding::Vni)];
        let written = |c: char| writings.get(&c).cloned().or(c.is_ascii().then(|| c.to_string()));
        text.chars().map(written).collect()
    }

    #[track_caller]
    fn restored(text: &str, expected: Encoding, read: &str) {
        assert_eq!(encoding(text), Some(expected), "{text}");
        assert_eq!(converted(text, Some(expected)), read);
    }

    #[test]
    fn a_file_of_older_letters_is_recognised_by_all_its_words() {
        let read = "Mã;Tên đơn vị;Hồ sơ\nDV1;Trường tiểu học Kim Thái;62,5\nDV2;TT Vụ Bản;Tốt\nDV3;Minh Vũ;Khá\n";
        restored(
            "M·;Tªn ®¬n vÞ;Hå s¬\nDV1;Tr\u{ad}êng tiÓu häc Kim Th¸i;62,5\nDV2;TT Vô B¶n;Tèt\nDV3;Minh Vò;Kh¸\n",
            Encoding::Tcvn3,
            read,
        );
        restored(
            "Maõ;Teân ñôn vò;Hoà sô\nDV1;Tröôøng tieåu hoïc Kim Thaùi;62,5\nDV2;TT Vuï Baûn;Toát\nDV3;Minh Vuõ;Khaù\n",
            Encoding::Vni,
            read,
        );
        assert_eq!(written_in(Encoding::Tcvn3, "Trường Đại").unwrap(), "Tr\u{ad}êng §¹i");
        assert_eq!(written_in(Encoding::Vni, "Trường ĐẠI").unwrap(), "Tröôøng ÑAÏI");
        // A name of another people's has signs that no word in Unicode has.
        let highland = "X· Kim Th¸i;X· T©n Hßa\nThÞ trÊn G«i;HuyÖn Kr«ng P¾c\nX· Vô B¶n;X· Liªm H¶i\n";
        restored(highland, Encoding::Tcvn3, "Xã Kim Thái;Xã Tân Hòa\nThị trấn Gôi;Huyện Krông Pắc\nXã Vụ Bản;Xã Liêm Hải\n");
    }

    #[test]
    fn one_word_that_may_be_unicode_leaves_the_file_as_it_is() {
        let rows = "M·;Tªn ®¬n vÞ\nDV1;X· Kim Th¸i\nDV2;ThÞ trÊn G«i\n";
        assert_eq!(encoding(rows), Some(Encoding::Tcvn3));
        for row in [
            "DV3;Xã Đại An",       // letters that no older encoding has
            "DV3;Thi\u{323}",      // the same, taken apart
            "DV3;Xã Bình An",      // "Bỡnh" is no word
            "DV3;Xã Tân Hòa",      // "Xó Tõn Hũa" are words
            "DV3;Minh Tân",        // "Tõn" is one
            "DV3;Phòng",           // "Phũng" is one
            "DV3;Hoà",             // nobody knows
            "DV3;Müller",          // neither way
            "DV3;10 km²",          // no letter in TCVN3
            "DV3;Kim Th&aacute;i", // what is to come
            "DV3;&#272;",
            "DV3;XÃ£ HÃ²a", // UTF-8 that was read wrongly
            "DV3;Kim Th\u{fffd}i",
            "DV3;ш",
        ] {
            assert_eq!(encoding(&format!("{rows}{row}\n")), None, "{row}");
        }
        let rows = "Maõ;Teân ñôn vò\nDV1;Xaõ Kim Thaùi\nDV2;Thò traán Goâi\n";
        assert_eq!(encoding(rows), Some(Encoding::Vni));
        let highland = "DV3;Xaõ Ñaék Lao\nDV4;Xaõ Kroâng Naêng\n";
        restored(
            &format!("{rows}{highland}"),
            Encoding::Vni,
            "Mã;Tên đơn vị\nDV1;Xã Kim Thái\nDV2;Thị trấn Gôi\nDV3;Xã Đắk Lao\nDV4;Xã Krông Năng\n",
        );
        for row in [
            "DV3;Xã Krông Pa",
            "DV3;Krông Pa",
            "DV3;Xã An",
            "DV3;Hoà Bình",
            "DV3;Cô Tô",
            "DV3;Kim Hòa",
            "DV3;Café",
            "DV3;X· Kim Th¸i",
        ] {
            assert_eq!(encoding(&format!("{rows}{row}\n")), None, "{row}");
        }
    }

    #[test]
    fn few_words_and_other_languages_are_no_older_encoding() {
        for text in [
            "",
            "a;b\n1;2\n",
            "M·\n",
            "X· Th¸i\nX· Th¸i\nX· Th¸i\n",
            "Sè vô\nSè hé\ntõ\nvÝ dô\n",
            "Name;Stadt\nMüller;Köln\nGröße;Düsseldorf\nJäger;Straße\n",
            "Nom;Prénom\nLefèvre;Zoé\nGarçon;Noël\nHôtel;Où\n",
            "§ 5;§ 6\n· a\n© ®;±5 °C;10 m²\n",
            "Mã;Tên\nXã Hà An;Khá\nXã Tân Bình;Không\nLê Thành Công;Có\n",
        ] {
            assert_eq!(encoding(text), None, "{text}");
        }
    }

    #[test]
    fn a_long_text_is_looked_at_to_its_end() {
        let rows = "X· Kim Th¸i;ThÞ trÊn G«i;Hoµn thµnh tèt nhiÖm vô\n".repeat(2000);
        assert!(rows.len() > BEGINNING);
        assert_eq!(encoding(&rows), Some(Encoding::Tcvn3));
        for last in ["Xã Tân Hòa", "Đại An", "Müller"] {
            assert_eq!(encoding(&format!("{rows}{last}\n")), None, "{last}");
        }
    }

    /// Syllables as people write them, and what may stand behind them.
    fn unicode() -> impl Strategy<Value = String> {
        let onsets = ["", "b", "ch", "d", "đ", "gi", "h", "kh", "l", "m", "nh", "ph", "s", "t", "th", "tr", "v", "x"];
        let rhymes = ["a", "an", "anh", "âm", "e", "ê", "i", "inh", "o", "oa", "ôi", "ông", "ơ", "u", "ua", "ung", "ươn"];
        let tones = ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"];
        let ends = [" ", " ", " ", ";", ";", "\n", " 12;", "\t", " & ", "\"", " DV01\n"];
        let syllable = (
            prop::sample::select(onsets.to_vec()),
            prop::sample::select(rhymes.to_vec()),
            prop::sample::select(tones.to_vec()),
            0..3,
            prop::sample::select(ends.to_vec()),
        );
        let syllable = syllable.prop_map(|(onset, rhyme, tone, case, end)| {
            let vowel = rhyme.find(|c: char| !"aăâeêioôơuưy".contains(c)).unwrap_or(rhyme.len());
            let (vowels, coda) = rhyme.split_at(vowel);
            let first = if vowels == "ươ" { vowels.len() } else { vowels.chars().next().map_or(0, char::len_utf8) };
            let (before, behind) = vowels.split_at(first);
            let word: String = format!("{onset}{before}{tone}{behind}{coda}").nfc().collect();
            let word = match case {
                0 => word,
                1 => word.to_uppercase(),
                _ => word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect(),
            };
            word + end
        });
        prop::collection::vec(syllable, 0..40).prop_map(|syllables| syllables.concat())
    }

    proptest! {
        #[test]
        fn proper_vietnamese_is_never_changed(text in unicode()) {
            prop_assert_eq!(encoding(&text), None);
            let western: String = text.split_inclusive([' ', ';', '\n', '\t', '"']).filter(|word| word.chars().all(|c| c <= '\u{ff}')).collect();
            prop_assert_eq!(encoding(&western), None);
        }

        #[test]
        fn plain_letters_are_never_changed(text in "[ -~\n\t]{0,200}") {
            prop_assert_eq!(encoding(&text), None);
        }

        #[test]
        fn older_letters_become_what_was_meant_or_stay(text in unicode(), vni in any::<bool>()) {
            let meant = if vni { Encoding::Vni } else { Encoding::Tcvn3 };
            let text: String = format!("Đơn vị;Tên;Trường\n{text}").to_lowercase();
            if let Some(written) = written_in(meant, &text) {
                let read = encoding(&written).map(|found| converted(&written, Some(found)).into_owned());
                prop_assert!(read.is_none_or(|read| read == text));
            }
        }
    }
}
