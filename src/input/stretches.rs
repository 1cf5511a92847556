//! In which stretches a long text is read, each by a thread of its own, and who takes the rows of each.

use memchr::{memchr, memchr_iter};

use super::{Row, Table};

/// Takes the rows of a table, or of a stretch of it, one after the other.
pub type Take<'t> = dyn FnMut(&Table, Row<'_>) + Send + 't;

/// Who takes the rows of a table. Those of a table that is read in one piece all go to the first.
pub struct Takers<'t> {
    /// Takes the rows of the first stretch.
    pub first: &'t mut Take<'t>,
    /// Take those of the stretches behind it. Beyond [`Table::stretches`] what they were given counts for nothing.
    pub others: Vec<&'t mut Take<'t>>,
}

impl<'t> Takers<'t> {
    /// One that takes all rows.
    pub fn one(first: &'t mut Take<'t>) -> Takers<'t> {
        Takers { first, others: Vec::new() }
    }
}

/// How many bytes make a thread of their own worth while.
const LEAST: usize = 256 << 10;

/// In how many stretches a file of so many bytes is read at most on this machine, the first one included.
#[must_use]
pub fn stretches(bytes: usize) -> usize {
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    (bytes / LEAST).clamp(1, workers)
}

/// Where to cut a text into so many stretches of about the same length: behind ends of lines, none of which is known to
/// stand within quotes. Whether records really end there only those who read up to them can tell.
pub(super) fn cuts(text: &str, start: usize, count: usize) -> Vec<usize> {
    let bytes = text.as_bytes();
    let length = bytes.len().saturating_sub(start);
    let mut cuts = Vec::new();
    let (mut counted, mut quotes) = (start, 0);
    for stretch in 1..count {
        let mut next = behind_line(bytes, start + length / count * stretch).filter(|cut| *cut > counted);
        while let Some(cut) = next.filter(|cut| *cut < bytes.len()) {
            quotes += memchr_iter(b'"', bytes.get(counted..cut).unwrap_or_default()).count();
            counted = cut;
            if quotes % 2 == 0 {
                cuts.push(cut);
                break;
            }
            let quote = memchr(b'"', bytes.get(cut..).unwrap_or_default());
            next = quote.and_then(|quote| behind_line(bytes, cut + quote));
        }
    }
    cuts
}

fn behind_line(bytes: &[u8], at: usize) -> Option<usize> {
    memchr(b'\n', bytes.get(at..)?).map(|end| at + end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_behind_lines_and_outside_quotes() {
        let cut = |text: &str, count| cuts(text, 0, count);
        assert_eq!(cut("ab\ncd\nef\ngh\n", 2), [9]);
        assert_eq!(cut("ab\ncd\nef\ngh\n", 4), [6, 9]);
        assert_eq!(cut("ab\n\"cd\ne\nf\"g\nh", 2), [13]);
        assert_eq!(cut("ab\n\"cd\ne\nfg\nh", 2), [0; 0]);
        assert_eq!(cut("abcdefgh", 2), [0; 0]);
        assert_eq!(cut("", 2), [0; 0]);
    }
}
