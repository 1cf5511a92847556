//! Watches the texts of a table for letters that were lost or mistaken before the file was made.
//!
//! A text of several words tells alone; of single words it takes two different ones, for a foreign name may happen to be
//! a syllable in an older encoding. The texts of the first rows are looked at whatever they are, those below only where
//! they have letters that no Vietnamese text in Unicode has.

use std::collections::HashSet;

use foldhash::fast::FixedState;
use memchr::{memchr2, memchr2_iter, memchr3};

use crate::vocab::finding::{Encoding, TableFault};
use crate::vocab::{Finding, Place};

use super::decode::{self, Mistaken};
use super::hand::first_places;
use super::limits::NAMED_PLACES;
use super::tidy::is_other_letter;

/// How many rows are looked at for letters of an older encoding, whatever letters they have.
const WATCHED_ROWS: u32 = 100;

/// How many of their texts are remembered to have none.
const SOUND: usize = 1000;

/// How many bytes a text may have that is expected to come again.
const REPEATED: usize = 64;

/// How many single words are kept until another one settles what they are.
const KEPT: usize = 4 * NAMED_PLACES;

/// The texts that were noted, each with its place.
#[derive(Default)]
pub(super) struct Letters {
    /// Words that lost letters.
    lost: Vec<(String, Place)>,
    mistaken: Vec<(Mistaken, String, Place)>,
    /// Texts of the first rows that have none: most texts of a table stand in it again and again. Never gone through, so
    /// that its order decides nothing.
    sound: HashSet<String, FixedState>,
}

/// Whether a text has question marks or letters of Western fonts, and is worth a closer look.
pub(super) fn may_lack_letters(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr3(b'?', 0xc2, 0xc3, bytes).is_some() || memchr2(0xe2, 0xef, bytes).is_some()
}

/// Whether a row is one of the first, by its number below the headings.
pub(super) fn is_first(row: u32) -> bool {
    row <= WATCHED_ROWS
}

impl Letters {
    /// Adds what was noted of the texts behind these.
    pub(super) fn append(&mut self, next: Letters) {
        self.lost.extend(next.lost);
        self.mistaken.extend(next.mistaken);
    }

    /// Notes a text whose letters were lost or mistaken; `first` says whether it stands in one of the first rows.
    #[cold]
    pub(super) fn watch(&mut self, text: &str, first: bool, place: impl FnOnce() -> Place) {
        if let Some(word) = decode::lost_word(text)
            && self.lost.len() <= NAMED_PLACES
        {
            self.lost.push((word.to_owned(), place()));
            return;
        }
        if text.is_ascii() || (!first && !has_odd_letters(text)) {
            return;
        }
        if self.mistaken.len() > KEPT || self.sound.contains(text) {
            return;
        }
        match decode::mistaken(text) {
            Some(found)
                if found.is_certain
                    || self.mistaken.len() <= NAMED_PLACES
                    || self.mistaken.iter().all(|(_, known, _)| known != text) =>
            {
                self.mistaken.push((found, text.to_owned(), place()));
            }
            None if first && text.len() <= REPEATED && self.sound.len() < SOUND => {
                self.sound.insert(text.to_owned());
            }
            _ => {}
        }
    }

    /// Reports them.
    pub(super) fn report(&self, findings: &mut Vec<Finding>) {
        if let Some((word, _)) = self.lost.first() {
            let fault = TableFault::LostLetters { word: word.clone(), once: self.lost.len() == 1 };
            findings.extend(first_places(fault, self.lost.iter().map(|(_, place)| place.clone())));
        }
        if let Some(encoding) = self.encoding() {
            let mut those = self.mistaken.iter().filter(|(found, ..)| found.encoding == encoding).peekable();
            let written = those.peek().map(|(_, text, _)| text.clone()).unwrap_or_default();
            let fault = TableFault::MistakenLetters { encoding, written };
            findings.extend(first_places(fault, those.map(|(.., place)| place.clone())));
        }
    }

    /// The encoding that a text of several words shows, or two different words.
    fn encoding(&self) -> Option<Encoding> {
        let certain = self.mistaken.iter().find(|(found, ..)| found.is_certain);
        let (first, text, _) = certain.or(self.mistaken.first())?;
        let another = || self.mistaken.iter().any(|(found, other, _)| found.encoding == first.encoding && other != text);
        (first.is_certain || another()).then_some(first.encoding)
    }
}

/// Whether a text has letters of Western fonts that no Vietnamese text in Unicode has: `X· Kim Th¸i`, `ñôn vò`.
fn has_odd_letters(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr2_iter(0xc2, 0xc3, bytes).any(|at| match (bytes.get(at), bytes.get(at + 1)) {
        (Some(0xc2), Some(next)) => *next > 0xa0,
        (Some(lead), Some(next)) => is_other_letter(*lead, *next),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::input::testing::{Book, Seen, read, request};
    use crate::vocab::TableId;

    /// A workbook of these rows of texts.
    fn book(rows: &[&[&str]]) -> Vec<u8> {
        let cell = |text: &&str| format!(r#"<c t="str"><v>{text}</v></c>"#);
        let row = |cells: &&[&str]| format!("<row>{}</row>", cells.iter().map(cell).collect::<String>());
        Book::of(&rows.iter().map(row).collect::<String>()).bytes()
    }

    /// The same with shared strings.
    fn shared_book(rows: &[&[&str]]) -> Vec<u8> {
        let mut count = 0..;
        let mut cell = |_: &&str| format!(r#"<c t="s"><v>{}</v></c>"#, count.next().unwrap_or(0));
        let mut row = |cells: &&[&str]| format!("<row>{}</row>", cells.iter().map(&mut cell).collect::<String>());
        let data: String = rows.iter().map(&mut row).collect();
        let strings: String =
            rows.iter().flat_map(|cells| cells.iter()).map(|text| format!("<si><t>{text}</t></si>")).collect();
        Book { strings: &strings, ..Book::of(&data) }.bytes()
    }

    fn page(rows: &[&[&str]]) -> Vec<u8> {
        let row = |cells: &&[&str]| format!("<tr><td>{}</td></tr>", cells.join("</td><td>"));
        format!("<html><table>{}</table></html>", rows.iter().map(row).collect::<String>()).into_bytes()
    }

    fn csv(rows: &[&[&str]]) -> Vec<u8> {
        rows.iter().map(|cells| cells.join(";") + "\n").collect::<String>().into_bytes()
    }

    /// What is found in a table of these rows, whatever its format.
    #[track_caller]
    fn found(rows: &[&[&str]]) -> Vec<Finding> {
        let seen = |name: &str, bytes: &[u8]| -> Seen { read(name, bytes, &request(&["Mã", "Tên", "Loại"])) };
        let findings = seen("a.xlsx", &book(rows)).findings;
        assert_eq!(findings, seen("a.html", &page(rows)).findings);
        assert_eq!(findings, seen("a.csv", &csv(rows)).findings);
        findings
    }

    fn at(fault: TableFault, places: &[(u32, u16)]) -> Vec<Finding> {
        first_places(fault, places.iter().map(|(row, column)| Place::Cell(TableId(0), *row, *column))).into_iter().collect()
    }

    const HEADINGS: &[&str] = &["Mã", "Tên", "Loại"];

    #[test]
    fn lost_letters_are_named_with_their_cells_in_every_format() {
        let lost = |word: &str, once| TableFault::LostLetters { word: word.to_owned(), once };
        let rows = [HEADINGS, &["01", "Thị tr?n Gôi", "Tốt"], &["02", "Xã Đại An", "T?t"]];
        assert_eq!(found(&rows), at(lost("tr?n", false), &[(1, 1), (2, 2)]));
        assert_eq!(found(&rows[..2]), at(lost("tr?n", true), &[(1, 1)]));
    }

    #[test]
    fn single_words_tell_of_mistaken_letters_when_there_are_two_of_them() {
        let mistaken =
            |written: &str| TableFault::MistakenLetters { encoding: Encoding::Tcvn3, written: written.to_owned() };
        let rows = [HEADINGS, &["01", "Đại An", "Tèt"], &["02", "Kim Thái", "Tèt"], &["03", "Gôi", "Kh¸"]];
        assert_eq!(found(&rows), at(mistaken("Tèt"), &[(1, 2), (2, 2), (3, 2)]));
        assert_eq!(found(&rows[..3]), [], "one word may be foreign");
        let rows = [HEADINGS, &["01", "Đại An", "Tèt"], &["02", "X· Kim Th¸i", "Tốt"]];
        assert_eq!(found(&rows), at(mistaken("Tèt"), &[(1, 2), (2, 1)]));
    }

    #[test]
    fn utf_8_that_was_read_as_something_else_is_named_in_cells_and_headings() {
        let mistaken = |written: &str| TableFault::MistakenLetters { encoding: Encoding::Utf8, written: written.to_owned() };
        let rows = [HEADINGS, &["01", "XÃ£ HÃ²a BÃ¬nh", "Khá"], &["02", "Xã Hà An", "Tá»‘t"]];
        assert_eq!(found(&rows), at(mistaken("XÃ£ HÃ²a BÃ¬nh"), &[(1, 1), (2, 2)]));
        let rows: [&[&str]; 2] = [&["MÃ£", "TÃªn", "Loáº¡i"], &["01", "XÃ£ HÃ²a BÃ¬nh", "KhÃ¡"]];
        assert_eq!(found(&rows), at(mistaken("MÃ£"), &[(0, 0), (0, 1), (0, 2)]));
    }

    #[test]
    fn mistaken_letters_are_found_far_below_the_beginning() {
        let mut rows: Vec<&[&str]> = vec![&["01", "Xã Hà An", "Khá"]; WATCHED_ROWS as usize + 10];
        rows.insert(0, HEADINGS);
        // The only letter of them that no Vietnamese word has in Unicode is Þ.
        rows.push(&["02", "ThÞ trÊn Hai", "Khá"]);
        let fault = TableFault::MistakenLetters { encoding: Encoding::Tcvn3, written: "ThÞ trÊn Hai".to_owned() };
        assert_eq!(found(&rows), at(fault, &[(WATCHED_ROWS + 11, 1)]));
    }

    #[test]
    fn texts_that_are_all_in_an_older_encoding_are_converted_with_a_note() {
        let rows: [&[&str]; 4] = [
            &["B¸o c¸o"],
            &["M·", "Tªn", "Lo¹i"],
            &["01", "Tr\u{ad}êng tiÓu häc Kim Th¸i", "Tèt"],
            &["02", "ThÞ trÊn G«i", "Kh¸"],
        ];
        let utf_16 = String::from_utf8(csv(&rows)).unwrap().encode_utf16().flat_map(u16::to_be_bytes).collect();
        let shared = shared_book(&rows);
        for (name, bytes) in [("a.csv", csv(&rows)), ("a.txt", utf_16), ("a.html", page(&rows)), ("a.xlsx", shared)] {
            let seen = read(name, &bytes, &request(HEADINGS));
            assert_eq!(seen.rows, ["2: 01 | Trường tiểu học Kim Thái | Tốt", "3: 02 | Thị trấn Gôi | Khá"], "{name}");
            let note = Finding::new(TableFault::Converted { encoding: Encoding::Tcvn3 }, Place::Table(TableId(0)));
            assert_eq!(seen.findings, [note], "{name}");
            assert_eq!(seen.table.unwrap().encoding, Some(Encoding::Tcvn3));
        }
        // One name that may be Unicode, and the file is as it was: its cells are named.
        let rows: [&[&str]; 3] = [HEADINGS, &["01", "X· Kim Th¸i", "Tèt"], &["02", "Xã Minh Tân", "Tèt"]];
        let mistaken = TableFault::MistakenLetters { encoding: Encoding::Tcvn3, written: "X· Kim Th¸i".to_owned() };
        let named = at(mistaken, &[(1, 1), (1, 2), (2, 2)]);
        assert_eq!(found(&rows), named);
        assert_eq!(read("a.xlsx", &shared_book(&rows), &request(HEADINGS)).findings, named);
    }

    #[test]
    fn a_text_in_its_own_cell_is_not_converted_with_the_shared_ones() {
        let strings = "<si><t>X· Kim Th¸i</t></si><si><t>Tªn</t></si><si><t>ThÞ trÊn G«i</t></si>";
        let data = r#"<row><c t="str"><v>Mã</v></c><c t="s"><v>1</v></c></row>
            <row><c><v>1</v></c><c t="s"><v>0</v></c></row><row><c><v>2</v></c><c t="str"><v>Xã Tân Thành</v></c></row>
            <row><c><v>3</v></c><c t="s"><v>2</v></c></row><row><c><v>4</v></c><c t="str"><v>X· Hång ViÖt</v></c></row>"#;
        let seen = read("a.xlsx", &Book { strings, ..Book::of(data) }.bytes(), &request(&["Mã", "Tên"]));
        let expected = ["1: =1 | Xã Kim Thái", "2: =2 | Xã Tân Thành", "3: =3 | Thị trấn Gôi", "4: =4 | X· Hång ViÖt"];
        assert_eq!(seen.rows, expected);
        assert_eq!(seen.codes(), ["mistaken-letters", "converted-letters"]);
    }

    #[test]
    fn mistaken_letters_of_headings_are_the_cause_that_is_named() {
        let mistaken = |encoding, written: &str| TableFault::MistakenLetters { encoding, written: written.to_owned() };
        let rows: [&[&str]; 3] = [&["B¸o c¸o"], &["M·", "Tªn", "Lo¹i"], &["01", "Xã Minh Tân", "Tèt"]];
        assert_eq!(found(&rows), at(mistaken(Encoding::Tcvn3, "M·"), &[(1, 0), (1, 1), (1, 2)]));
        let rows: [&[&str]; 2] = [&["Maõ", "Teân", "Loaïi"], &["01", "Xã Kim Thái", "Toát"]];
        assert_eq!(found(&rows), at(mistaken(Encoding::Vni, "Maõ"), &[(0, 0), (0, 1), (0, 2)]));
        // Some headings only: the others are missing all the same.
        let rows: [&[&str]; 2] = [&["Mã", "Tªn", "Loại"], &["01", "Kim", "A"]];
        let found = found(&rows);
        assert_eq!(found[..1], at(mistaken(Encoding::Tcvn3, "Tªn"), &[(0, 1)]));
        assert_eq!(found.iter().map(Finding::code).collect::<Vec<_>>(), ["mistaken-letters", "missing-column"]);
    }
}
