//! In which stretches a long text is read, each by a thread of its own, and who takes the rows of each.

use std::ops::ControlFlow;
use std::sync::mpsc::{channel, sync_channel};

use memchr::{memchr, memchr_iter};
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::limits::SHEET_ROWS;
use super::survey::{Survey, counted as counted_between};
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

/// How many bytes are worth handing to another thread.
const LEAST: usize = 64 << 10;

/// How many pieces are made ahead at most.
const AHEAD: usize = 2;

/// Lets this thread, the first of a program, share the work of long texts: then it need not wait for those that do it, nor
/// does the system have to find a processor for each of them anew.
pub fn take_part() {
    // What shares the work already goes on to do so.
    let _ = rayon::ThreadPoolBuilder::new().use_current_thread().build_global();
}

/// In how many stretches a file of so many bytes is read at most on this machine, the first one included.
#[must_use]
pub fn stretches(bytes: usize) -> usize {
    match bytes / LEAST {
        // Nobody needs to know how many threads there are, nor to begin them.
        0 | 1 => 1,
        many => many.min(rayon::current_num_threads()),
    }
}

/// About how many lines a long text has, by its beginning, and no more than a sheet can have rows. Of a workbook, which is
/// packed, the number says nothing; it is small.
#[must_use]
pub fn about_lines(bytes: &[u8]) -> usize {
    let beginning = bytes.get(..LEAST).unwrap_or_default();
    let lines = memchr_iter(b'\n', beginning).count();
    let most = usize::try_from(SHEET_ROWS).unwrap_or(usize::MAX);
    (bytes.len() / LEAST).saturating_mul(lines + lines / 16).min(most)
}

/// Does two things for so many bytes, side by side where they are many.
pub fn beside<A: Send, B: Send>(
    bytes: usize,
    first: impl FnOnce() -> A + Send,
    second: impl FnOnce() -> B + Send,
) -> (A, B) {
    if stretches(bytes) < 2 { (first(), second()) } else { rayon::join(first, second) }
}

/// So many pieces of so many bytes in all, in their order; made side by side where the bytes are many.
pub fn pieces<T: Send>(bytes: usize, count: usize, make: impl Fn(usize) -> T + Send + Sync) -> Vec<T> {
    if stretches(bytes) < 2 { (0..count).map(make).collect() } else { (0..count).into_par_iter().map(make).collect() }
}

/// Does two things that follow each other: `make` gives one piece after the other, and `take` takes them. For so many bytes
/// a thread of its own makes the pieces ahead where they are many.
///
/// What was taken goes back to be filled again. Nothing of what `make` ends with counts when `take` has enough before: the
/// result is the same in one thread as in two.
pub(super) fn ahead<T: Default + Send, M: Send, E>(
    bytes: usize,
    make: impl FnOnce(&mut dyn FnMut(T) -> ControlFlow<(), T>) -> M + Send,
    mut take: impl FnMut(&T) -> ControlFlow<E>,
) -> ControlFlow<E, M> {
    if stretches(bytes) < 2 {
        let mut enough = None;
        let made = make(&mut |piece| match take(&piece) {
            ControlFlow::Continue(()) => ControlFlow::Continue(piece),
            ControlFlow::Break(end) => {
                enough = Some(end);
                ControlFlow::Break(())
            }
        });
        return enough.map_or(ControlFlow::Continue(made), ControlFlow::Break);
    }
    let (give, given) = sync_channel::<T>(AHEAD);
    let (give_back, back) = channel::<T>();
    std::thread::scope(|scope| {
        let maker = scope.spawn(move || {
            make(&mut |piece| match give.send(piece) {
                Ok(()) => ControlFlow::Continue(back.try_recv().unwrap_or_default()),
                Err(_) => ControlFlow::Break(()),
            })
        });
        for piece in &given {
            if let ControlFlow::Break(end) = take(&piece) {
                drop(given);
                let _ = maker.join();
                return ControlFlow::Break(end);
            }
            // Whoever has made the last one wants none back.
            let _ = give_back.send(piece);
        }
        ControlFlow::Continue(maker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}

/// Where a text is cut: behind the end of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cut {
    pub(super) at: usize,
    /// The line that begins there.
    pub(super) line: u32,
}

/// Where to cut a text into so many stretches of about the same length: behind ends of lines, none of which is known to
/// stand within quotes. Whether records really end there only those who read up to them can tell.
pub(super) fn cuts(text: &str, survey: &Survey, start: usize, count: usize) -> Vec<Cut> {
    let bytes = text.as_bytes();
    let length = bytes.len().saturating_sub(start);
    let before = survey.before(bytes, start).quotes;
    let mut cuts: Vec<Cut> = Vec::new();
    for stretch in 1..count {
        let last = cuts.last().map_or(start, |cut| cut.at);
        let mut next = behind_line(bytes, start + length / count * stretch).filter(|cut| *cut > last);
        let mut counted = next.map(|at| survey.before(bytes, at)).unwrap_or_default();
        while let Some(at) = next.filter(|cut| *cut < bytes.len()) {
            if (counted.quotes - before).is_multiple_of(2) {
                cuts.push(Cut { at, line: counted.line_ends });
                break;
            }
            let quote = memchr(b'"', bytes.get(at..).unwrap_or_default());
            next = quote.and_then(|quote| behind_line(bytes, at + quote));
            // From one line to the next, lest much be counted again for each of many.
            counted = counted.and(counted_between(bytes, at, next.unwrap_or(at)));
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
    fn pieces_made_ahead_are_taken_in_their_order() {
        let run = |bytes: usize, enough: u32| {
            let mut taken = Vec::new();
            let make = |give: &mut dyn FnMut(u32) -> ControlFlow<(), u32>| {
                (0..100).map(&mut *give).take_while(ControlFlow::is_continue).count()
            };
            let end = ahead(bytes, make, |piece: &u32| {
                taken.push(*piece);
                if *piece == enough { ControlFlow::Break("enough") } else { ControlFlow::Continue(()) }
            });
            (taken, end)
        };
        for bytes in [0, LEAST * 2] {
            assert_eq!(run(bytes, 100), ((0..100).collect(), ControlFlow::Continue(100)));
            assert_eq!(run(bytes, 7), ((0..=7).collect(), ControlFlow::Break("enough")));
        }
    }

    #[test]
    fn lines_are_counted_at_the_beginning() {
        assert_eq!(about_lines(b"a\nb\n"), 0, "a short text needs no room beforehand");
        let lines = about_lines("Xã Kim Thái;62,5\n".repeat(100_000).as_bytes());
        assert!((100_000..112_000).contains(&lines), "{lines}");
        assert_eq!(about_lines(&vec![b'\n'; 50_000_000]), 1_048_576);
    }

    #[test]
    fn a_text_is_cut_behind_lines_and_outside_quotes() {
        let survey = |text: &str| Survey::of(text.as_bytes());
        let cut = |text: &str, count| -> Vec<(usize, u32)> {
            cuts(text, &survey(text), 0, count).into_iter().map(|cut| (cut.at, cut.line)).collect()
        };
        assert_eq!(cut("ab\ncd\nef\ngh\n", 2), [(9, 3)]);
        assert_eq!(cut("ab\ncd\nef\ngh\n", 4), [(6, 2), (9, 3)]);
        assert_eq!(cut("ab\n\"cd\ne\nf\"g\nh", 2), [(13, 4)]);
        assert_eq!(cut("ab\n\"cd\ne\nfg\nh", 2), []);
        assert_eq!(cut("abcdefgh", 2), []);
        assert_eq!(cut("", 2), []);
    }
}
