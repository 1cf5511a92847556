//! How the columns of a table share its width, so that its rows take few lines.
//!
//! In: the usual widths, and some rows of the table. Out: widths with at most the same sum. A column that needs less than
//! it has hands the rest to those whose texts run over many lines.

use super::context::{Context, breadth};
use crate::campaign::Roll;
use crate::report::sheet::{Cell, Look, Value};
use crate::vocab::Side;

/// How many rows of a table are looked at, one after the other at even distances.
const SAMPLE: usize = 24;

/// A word longer than that may be broken: ids and file names have no spaces. Those of headings seldom are.
const LONGEST_WORD: u16 = 14;
const LONGEST_OF_HEADINGS: u16 = 24;

/// Beside a text stays so much of its column free.
const MARGIN: u16 = 1;

/// The columns of a table whose widths are to be shared out.
pub(super) struct Widths {
    columns: Vec<Column>,
    /// The width of all columns together that they may not pass.
    room: u16,
    margin: u16,
}

struct Column {
    usual: u16,
    /// Whether it gives and takes width; others stay as they are.
    shares: bool,
    /// The width that its longest word needs, and its longest text in one line.
    least: u16,
    most: u16,
    /// The lengths of its texts, each to the third power: a row is as high as its longest text, and what is longer than
    /// others counts most.
    need: u128,
}

/// So many of `count` rows, at even distances.
pub(super) fn sample(count: usize) -> impl Iterator<Item = usize> {
    let taken = count.min(SAMPLE);
    (0..taken).map(move |number| number * count / taken.max(1))
}

/// How wide the columns are that say who a row is about: id, name unless the id is the name, group, and a person's unit.
/// Longer names than most take a second line.
pub(super) fn of_subjects(context: Context<'_>, roll: &Roll, has_names: bool) -> Vec<u16> {
    const NAME: [u16; 2] = [16, 27];
    const UNIT: [u16; 2] = [14, 25];
    let longest = |[least, most]: [u16; 2], name: &dyn Fn(usize) -> u16| {
        sample(roll.len()).map(name).max().unwrap_or_default().saturating_add(MARGIN).clamp(least, most)
    };
    let name = || longest(NAME, &|subject| breadth(roll.name(subject)));
    let unit = || longest(UNIT, &|person| breadth(context.unit(person)));
    let name = has_names.then(name);
    let unit = (roll.side == Side::Persons).then(unit);
    let id = context.id_width(roll);
    [Some(id), name, context.group_width(), unit].into_iter().flatten().collect()
}

impl Widths {
    /// Columns of these widths. Those for which `least` names a width give and take, but never have less.
    pub(super) fn new(usual: &[u16], least: impl Fn(usize) -> Option<u16>) -> Widths {
        let column = |(at, usual): (usize, &u16)| {
            let (shares, least) = (least(at).is_some(), least(at).unwrap_or_default());
            Column { usual: *usual, shares, least, most: least, need: 0 }
        };
        Widths { columns: usual.iter().enumerate().map(column).collect(), room: sum(usual), margin: MARGIN }
    }

    /// The same columns with so much width in all.
    pub(super) fn within(self, room: u16) -> Widths {
        Widths { room, ..self }
    }

    /// The same columns in a paper, where texts stand apart from the lines.
    pub(super) fn apart(self) -> Widths {
        Widths { margin: 2 * MARGIN, ..self }
    }

    /// Counts the headings, of which every word has room.
    pub(super) fn headings(&mut self, cells: &[Cell<'_>]) {
        let margin = self.margin;
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            let Value::Text(text) = &cell.value else { continue };
            let word = text.split_whitespace().map(breadth).max().unwrap_or_default();
            column.least = column.least.max(bold(word.min(LONGEST_OF_HEADINGS)) + margin);
            column.most = column.most.max(column.least);
        }
    }

    /// Counts a row.
    pub(super) fn row(&mut self, cells: &[Cell<'_>]) {
        let margin = self.margin;
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            let Value::Text(text) = &cell.value else {
                // No figure may lose its digits.
                let taken = if cell.value == Value::Empty { 0 } else { column.usual };
                column.least = column.least.max(taken);
                column.most = column.most.max(taken);
                continue;
            };
            let is_bold = matches!(cell.look, Look::NotMet | Look::Chosen | Look::Uncertain | Look::Tied | Look::Label);
            let words = text.split(' ').map(breadth);
            let (word, all) = words
                .fold((0, 0_u16), |(longest, all), word| (word.max(longest), all.saturating_add(word).saturating_add(1)));
            let [word, all] = [word, all.saturating_sub(1)].map(|width| if is_bold { bold(width) } else { width });
            column.least = column.least.max(word.min(LONGEST_WORD) + margin);
            column.most = column.most.max(all.saturating_add(margin));
            column.need += u128::from(all).pow(3);
        }
    }

    /// The widths.
    pub(super) fn done(self) -> Vec<u16> {
        let sharing = || self.columns.iter().enumerate().filter(|(_, column)| column.shares);
        let mut widths: Vec<u16> =
            self.columns.iter().map(|column| if column.shares { column.least } else { column.usual }).collect();
        for _ in sum(&widths)..self.room {
            // One digit more lowers a sum of third powers of lines by its need over the fourth power of the width.
            let gains = |a: (usize, &Column), b: (usize, &Column)| {
                let [wide_a, wide_b] = [a.0, b.0].map(|at| u128::from(widths[at]).pow(4));
                a.1.need.saturating_mul(wide_b) > b.1.need.saturating_mul(wide_a)
            };
            let open = sharing().filter(|(at, column)| widths[*at] < column.most);
            let Some((at, _)) = open.reduce(|best, other| if gains(other, best) { other } else { best }) else { break };
            widths[at] += 1;
        }
        widths
    }
}

fn sum(widths: &[u16]) -> u16 {
    widths.iter().fold(0, |sum, width| sum.saturating_add(*width))
}

/// Bold letters are a tenth wider.
fn bold(breadth: u16) -> u16 {
    breadth.saturating_add(breadth.div_ceil(10))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(usual: &[u16], headings: &[&'static str], rows: &[&[&'static str]]) -> Vec<u16> {
        let mut widths = Widths::new(usual, |column| (column > 0).then_some(5));
        let cells = |texts: &[&'static str]| texts.iter().map(|text| Cell::text(*text)).collect::<Vec<_>>();
        widths.headings(&cells(headings));
        rows.iter().for_each(|row| widths.row(&cells(row)));
        widths.done()
    }

    #[test]
    fn a_column_of_short_texts_hands_its_room_to_long_ones() {
        let long = "sáu mươi chữ số ở trong một ô thì phải xuống dòng hai lần hơn";
        let widths = shared(&[9, 40, 40, 40], &["Mã", "Tên", "Lý do", "Mục"], &[&["A1", "Xã Kim Thái", long, "IV"]]);
        // The first column shares nothing; nobody gets more than one line takes.
        assert_eq!(widths[0], 9);
        assert_eq!(widths[1], 15);
        assert!(widths[2] > breadth(long), "{widths:?}");
        assert!(widths.iter().sum::<u16>() <= 129, "{widths:?}");
        // With less room the long one takes what the words of the others leave.
        let widths = shared(&[9, 15, 15, 15], &["Mã", "Tên", "Lý do", "Mục"], &[&["A1", "Xã Kim Thái", long, "IV"]]);
        assert_eq!(widths.iter().sum::<u16>(), 54, "{widths:?}");
        assert!(widths[2] > 26, "{widths:?}");
    }

    #[test]
    fn no_heading_is_broken_in_a_word_and_no_figure_loses_its_room() {
        let mut widths = Widths::new(&[12, 12, 12], |_| Some(5));
        let heading = |text: &'static str| Cell::text(text).look(Look::Heading);
        widths.headings(&[heading("Nghiêng"), heading("Số"), heading("Lý do")]);
        widths.row(&[
            Cell::text("a"),
            Cell::whole(1_080_000),
            Cell::text("một lý do dài hơn cả ba cột cộng lại cũng không đủ chỗ"),
        ]);
        let widths = widths.done();
        assert!(widths[0] > breadth("Nghiêng"), "{widths:?}");
        assert_eq!(widths[1], 12);
    }

    #[test]
    fn a_sample_reaches_from_the_first_row_to_the_last_ones() {
        assert_eq!(sample(3).collect::<Vec<_>>(), [0, 1, 2]);
        assert_eq!(sample(0).count(), 0);
        let of_many: Vec<usize> = sample(2_400).collect();
        assert_eq!((of_many.len(), of_many[0], of_many[1], of_many[23]), (24, 0, 100, 2_300));
    }
}
