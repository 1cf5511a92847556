//! The reading report on a terminal: the columns of each file as a table no wider than eighty signs.

use unicode_width::UnicodeWidthStr;

use super::short;
use crate::report::{ColumnRead, FileRead};

/// How wide a line may be.
const WIDTH: usize = 80;

/// How wide the columns of letters, headings, and counts are; what is left belongs to the values.
const LETTERS: usize = 3;
const HEADING: usize = 33;
const COUNT: usize = 6;

/// Shows what was understood of each file; `headings` stand above the columns.
#[must_use]
pub fn reading(files: &[FileRead], headings: [&str; 6]) -> String {
    files.iter().map(|file| shown(file, headings)).collect::<Vec<_>>().join("\n")
}

fn shown(file: &FileRead, headings: [&str; 6]) -> String {
    let mut text = wrapped(&short(&file.title), WIDTH).join("\n  ") + "\n";
    facts(&mut text, file, 2);
    for part in &file.files {
        let title = wrapped(&short(&part.title), WIDTH - 4);
        text.push_str(&format!("\n  {}\n", title.join("\n    ")));
        facts(&mut text, part, 4);
    }
    let [letters, heading, values, blanks, doubts, range] = headings;
    text.push('\n');
    row(&mut text, letters, heading, [values, blanks, doubts], range);
    for column in &file.columns {
        lines(&mut text, column);
    }
    text
}

/// What is said of a file, each part behind what stands before it.
fn facts(text: &mut String, file: &FileRead, margin: usize) {
    let widest = file.facts.iter().map(|(label, _)| label.width()).max().unwrap_or(0);
    for (label, fact) in &file.facts {
        let indent = margin + widest + 2;
        let lines = fact.iter().flat_map(|part| wrapped(&super::clean(part), WIDTH.saturating_sub(indent)));
        for (number, line) in lines.enumerate() {
            let label = if number == 0 { label } else { "" };
            put(text, &[(margin, ""), (widest + 2, label), (0, &line)]);
        }
    }
}

/// A column on as many lines as its heading and its values need.
fn lines(text: &mut String, column: &ColumnRead) {
    let [written, became] = column.heading.each_ref().map(|part| short(part));
    let headings = wrapped(&format!("{written} → {became}"), HEADING);
    let taken = 2 + LETTERS + 1 + HEADING + 3 * COUNT + 2;
    let ranges = arranged(&column.range, WIDTH - taken);
    let [values, blanks, doubts] = column.counts.each_ref().map(String::as_str);
    for number in 0..headings.len().max(ranges.len()).max(1) {
        let (heading, range) = (at(&headings, number), at(&ranges, number));
        match number {
            0 => row(text, &column.letters, heading, [values, blanks, doubts], range),
            _ => row(text, "", heading, [""; 3], range),
        }
    }
}

fn at(lines: &[String], number: usize) -> &str {
    lines.get(number).map_or("", String::as_str)
}

fn row(text: &mut String, letters: &str, heading: &str, counts: [&str; 3], range: &str) {
    let [values, blanks, doubts] = counts.map(|count| format!("{}{count}", " ".repeat(COUNT.saturating_sub(count.width()))));
    let parts =
        [(2, ""), (LETTERS + 1, letters), (HEADING, heading), (COUNT, &values), (COUNT, &blanks), (COUNT + 2, &doubts)];
    put(text, &[&parts[..], &[(0, range)]].concat());
}

/// Adds a line of parts, each filled up to its width.
fn put(text: &mut String, parts: &[(usize, &str)]) {
    let mut line = String::new();
    for (width, part) in parts {
        line.push_str(part);
        line.push_str(&" ".repeat(width.saturating_sub(part.width())));
    }
    text.push_str(line.trim_end());
    text.push('\n');
}

/// Pieces in lines no wider than `width`; only a piece that is wider is broken.
fn arranged(pieces: &[String], width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for piece in pieces.iter().map(|piece| short(piece)) {
        match lines.last_mut() {
            Some(line) if line.width() + 1 + piece.width() <= width => {
                line.push(' ');
                line.push_str(&piece);
            }
            _ => lines.extend(wrapped(&piece, width)),
        }
    }
    lines
}

/// A text in lines no wider than `width`, broken at spaces; a word that is wider is broken anywhere.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ').flat_map(|word| pieces(word, width)) {
        if !line.is_empty() && line.width() + 1 + word.width() > width {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&word);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// A word in pieces no wider than `width`.
fn pieces(word: &str, width: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for c in word.chars() {
        let mut letter = [0; 4];
        let letter: &str = c.encode_utf8(&mut letter);
        match pieces.last_mut() {
            Some(piece) if piece.width() + letter.width() <= width => piece.push_str(letter),
            _ => pieces.push(letter.to_owned()),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_broken_only_where_they_do_not_fit() {
        assert_eq!(wrapped("Tổng số hồ sơ", 8), ["Tổng số", "hồ sơ"]);
        assert_eq!(wrapped("abcdefghij k", 4), ["abcd", "efgh", "ij k"]);
        assert_eq!(wrapped("", 4), [""; 0]);
    }

    #[test]
    fn no_line_is_wider_than_the_terminal_and_nothing_commands_it() {
        let long = "\u{1b}[31mTổng số hồ sơ\u{202e} thủ tục hành chính tiếp nhận trong kỳ báo cáo ".repeat(4);
        let column = ColumnRead {
            letters: "XFD".to_owned(),
            heading: [long.clone(), "received".to_owned()],
            counts: ["1.048.575", "0", "12"].map(str::to_owned),
            range: vec![long.clone()],
        };
        let file = FileRead { title: long.clone(), facts: vec![("trang tính", vec![long.clone()])], ..FileRead::default() };
        let file = FileRead { files: vec![file], title: long.clone(), columns: vec![column], ..FileRead::default() };
        let shown = reading(&[file], ["cột", "tiêu đề", "có", "trống", "xem", "giá trị"]);
        assert!(shown.lines().all(|line| line.width() <= WIDTH + 3), "{shown}");
        assert!(!shown.contains(['\u{1b}', '\u{202e}']), "{shown}");
    }
}
