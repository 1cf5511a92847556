//! The head and the foot of a paper that is printed and signed, Decree 30/2020: who issues it and the motto above, the
//! recipients and the signatures below. What the campaign file does not say is left to be written by hand.

use chrono::Datelike;

use super::charts::words;
use super::context::{Context, breadth};
use crate::campaign::Paper;
use crate::report::sheet::{Cell, Look, spread};

/// The rows for a signature between the words that ask for it and the name.
const ROOM: usize = 4;

/// The line below the name of a body, and the one below the motto.
const SHORT_LINE: &str = "————————";
const LONG_LINE: &str = "——————————————";

/// Lines of dots where recipients are to be written by hand.
const BLANK: &str = "……………………";

/// The rows above a title: the issuing body on the left, the motto on the right, and below them the number, the place
/// and the day, and whether it is a draft.
pub(super) fn head<'a>(context: Context<'a>, paper: &'a Paper, widths: &[u16], draft: bool) -> Vec<Vec<Cell<'a>>> {
    let words = words(context);
    let body = paper.body.as_deref().unwrap_or(&context.campaign().issuer).to_uppercase();
    let superior = paper.superior.as_ref().map(|superior| superior.to_uppercase()).unwrap_or_default();
    let dated = (words.dated)(paper.place.as_deref(), paper.date, context.assessment.as_of.year());
    let strong = |text: &'a str| Cell::text(text).look(Look::Strong);
    let centred = |text: String| Cell::text(text).look(Look::Centered);
    let mut rows = vec![
        [centred(superior), strong(words.nation)],
        [Cell::text(body.clone()).look(Look::Strong), strong(words.motto)],
        [centred(SHORT_LINE.to_owned()), centred(LONG_LINE.to_owned())],
        [centred((words.number)(paper.number.as_deref())), Cell::text(dated).look(Look::Slanted)],
    ];
    let across = parts(widths, &[42, 58]);
    if paper.superior.is_none() {
        // Without a superior body both sides begin on the same line, and a long name takes the lines beside the motto.
        let room = widths.iter().take(usize::from(across[0])).copied().fold(0, u16::saturating_add);
        let [issuing, line, number] = [1, 2, 3].map(|row| rows[row][0].clone());
        let strong = |part: &str| Cell::text(part.to_owned()).look(Look::Strong);
        let left = match in_two(&body, room) {
            Some([first, second]) => [strong(first), strong(second), line, number],
            None => [issuing, line, Cell::empty(), number],
        };
        for (row, cell) in rows.iter_mut().zip(left) {
            row[0] = cell;
        }
    }
    if draft {
        rows.push([Cell::text(context.words.common.draft).look(Look::Stamp), Cell::empty()]);
    }
    let row = |cells: [Cell<'a>; 2]| spread(across.iter().copied().zip(cells));
    rows.into_iter().map(row).chain([Vec::new()]).collect()
}

/// The name of a body in two lines about as long, where bold capitals do not leave it room in one.
fn in_two(body: &str, room: u16) -> Option<[&str; 2]> {
    if breadth(body) <= room {
        return None;
    }
    let spaces = body.match_indices(' ').map(|(at, _)| at);
    let at = spaces.min_by_key(|at| at.abs_diff(body.len() / 2))?;
    Some([&body[..at], &body[at + 1..]])
}

/// The rows below a list: the recipients, who drew it up, and who signs.
pub(super) fn foot<'a>(context: Context<'a>, paper: &'a Paper, widths: &[u16]) -> Vec<Vec<Cell<'a>>> {
    let words = words(context);
    let blank = [BLANK.to_owned(), BLANK.to_owned()];
    let recipients = if paper.recipients.is_empty() { &blank[..] } else { &paper.recipients };
    let last = recipients.len() - 1;
    let recipients = recipients.iter().enumerate().map(|(at, who)| (words.recipient)(who, at == last));
    let small = recipients.map(|who| Cell::text(who).look(Look::Small));
    let left: Vec<Cell<'a>> = std::iter::once(Cell::text(words.recipients).look(Look::SmallHeading)).chain(small).collect();
    let middle = signature(&[words.prepared_by], words.prepared_sign, paper.prepared_by.as_deref());
    let capacity: Vec<&str> = paper.signs_as.iter().map(String::as_str).collect();
    let capacity = if capacity.is_empty() { vec![words.signs_as] } else { capacity };
    let right = signature(&capacity, words.sign, paper.signer.as_deref());
    let rows = left.len().max(middle.len()).max(right.len());
    let across = parts(widths, &[36, 32, 32]);
    let cell = |column: &[Cell<'a>], row: usize| column.get(row).cloned().unwrap_or_default();
    let row = |row| spread(across.iter().copied().zip([&left, &middle, &right].map(|column| cell(column, row))));
    (0..rows).map(row).collect()
}

/// In which capacity somebody signs, how, and the name below the room for it.
fn signature<'a>(capacity: &[&'a str], how: &'a str, name: Option<&'a str>) -> Vec<Cell<'a>> {
    let strong = |text: &'a str| Cell::text(text).look(Look::Strong);
    let mut cells: Vec<Cell<'a>> = capacity.iter().copied().map(strong).collect();
    cells.push(Cell::text(how).look(Look::Slanted));
    cells.extend((0..ROOM).map(|_| Cell::empty()));
    cells.extend(name.map(strong));
    cells
}

/// Over how many columns each part of a row reaches, so that the parts are about so many hundredths of the width. Each
/// part has a column at least, as far as there are so many.
fn parts(widths: &[u16], hundredths: &[u32]) -> Vec<u16> {
    let all: u32 = widths.iter().copied().map(u32::from).sum();
    let mut spans = Vec::with_capacity(hundredths.len());
    let (mut from, mut wanted) = (0, 0);
    for (number, part) in hundredths.iter().enumerate() {
        let after = hundredths.len() - number - 1;
        wanted += all * part / 100;
        let most = widths.len().saturating_sub(after).max(from + 1);
        let reached = |to: usize| widths.iter().take(to).copied().map(u32::from).sum::<u32>();
        let best = (from + 1..=most).min_by_key(|to| reached(*to).abs_diff(wanted)).unwrap_or(from + 1);
        let to = if after == 0 { widths.len().max(from + 1) } else { best };
        spans.push(u16::try_from(to - from).unwrap_or(u16::MAX));
        from = to;
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_of_a_body_stands_in_two_lines() {
        assert_eq!(in_two("UBND HUYỆN VỤ BẢN", 40), None);
        let body = "ỦY BAN NHÂN DÂN TỈNH BÀ RỊA - VŨNG TÀU";
        assert_eq!(in_two(body, 40), Some(["ỦY BAN NHÂN DÂN TỈNH", "BÀ RỊA - VŨNG TÀU"]));
        assert_eq!(in_two("MỘTTÊNKHÔNGCÓCHỖNGẮTNÀO", 10), None);
    }

    #[test]
    fn the_parts_of_a_row_follow_the_columns() {
        let case = |widths: &[u16], hundredths: &[u32], expected: &[u16]| assert_eq!(parts(widths, hundredths), expected);
        case(&[5, 30, 38, 22, 6, 24], &[42, 58], &[2, 4]);
        case(&[5, 30, 38, 22, 6, 24], &[36, 32, 32], &[2, 2, 2]);
        case(&[10, 10, 10], &[36, 32, 32], &[1, 1, 1]);
        case(&[100, 1, 1], &[36, 32, 32], &[1, 1, 1]);
    }
}
