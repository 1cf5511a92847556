//! Where new pages begin, so that rows which belong together are printed together: a heading with its first row, a table
//! with the chart beside it, the signatures below a list.

use crate::report::sheet::Sheet;

use super::page;

/// How many rows of a longer table stay with its title.
const FIRST: usize = 4;

/// The most pages that Excel lets anybody end by hand in one sheet.
const MOST: usize = 1023;

/// The rows of a sheet by their heights.
pub(super) struct Pages {
    /// The height of a page in pixels of the sheet; `None` where nobody asks for rows to be kept together.
    room: Option<u32>,
    heights: Vec<u32>,
    /// Rows that are kept together: the first, and how many.
    kept: Vec<(usize, usize)>,
    /// The row that is repeated on every page after its own.
    heading: Option<usize>,
}

impl Pages {
    pub(super) fn new(sheet: &Sheet<'_>) -> Pages {
        // A sheet to look things up in may be long, and any of its rows may begin a page.
        let room = (!sheet.filter).then(|| page::room(sheet));
        Pages { room, heights: Vec::new(), kept: Vec::new(), heading: None }
    }

    /// Counts a row, which begins `keep` rows to be kept together.
    pub(super) fn row(&mut self, height: u32, keep: u32, is_heading: bool) {
        if self.room.is_none() {
            return;
        }
        if is_heading {
            self.heading = Some(self.heights.len());
        }
        if keep > 1 {
            self.kept.push((self.heights.len(), usize::try_from(keep).unwrap_or(usize::MAX)));
        }
        self.heights.push(height);
    }

    /// The rows above which a page ends: because those that are kept together would not have room on it, or because it is
    /// full. Both are said, since programs that count a page a little longer would no longer agree on the first.
    ///
    /// A list with more pages than may be ended by hand leaves the full ones to the program that prints it, and where that
    /// is not enough the first of the others too: the signatures stand last.
    pub(super) fn breaks(&self) -> Vec<u32> {
        let ends = self.ends();
        if ends.len() <= MOST {
            return ends.into_iter().map(|(row, _)| row).collect();
        }
        let kept: Vec<u32> = ends.into_iter().filter(|(_, why)| *why == Ends::Kept).map(|(row, _)| row).collect();
        kept[kept.len().saturating_sub(MOST)..].to_vec()
    }

    /// The rows above which a page ends, each with why.
    fn ends(&self) -> Vec<(u32, Ends)> {
        let Some(room) = self.room else { return Vec::new() };
        let mut ends = Vec::new();
        let mut taken = 0;
        let mut kept = self.kept.iter().peekable();
        for (number, (row, height)) in (0..).zip(self.heights.iter().enumerate()) {
            let repeated = self.heading.filter(|heading| *heading < row).map_or(0, |heading| self.heights[heading]);
            if let Some((_, rows)) = kept.next_if(|(first, _)| *first == row) {
                let together = |rows: usize| self.heights[row..].iter().take(rows).sum::<u32>();
                // Of what no page holds at least the first rows stay together.
                let needed = if together(*rows) + repeated <= room { together(*rows) } else { together(FIRST) };
                if taken > repeated && taken + needed > room && needed + repeated <= room {
                    ends.push((number, Ends::Kept));
                    taken = repeated;
                }
            }
            if taken > repeated && taken + height > room {
                ends.push((number, Ends::Full));
                taken = repeated;
            }
            taken += height;
        }
        ends
    }
}

/// Why a page ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ends {
    /// What comes next is kept together and has no room on it.
    Kept,
    /// It is full.
    Full,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages(room: u32, heading: Option<usize>, rows: &[(u32, u32)]) -> Vec<u32> {
        let mut pages = Pages { room: Some(room), heights: Vec::new(), kept: Vec::new(), heading: None };
        for (number, (height, keep)) in rows.iter().enumerate() {
            pages.row(*height, *keep, heading == Some(number));
        }
        pages.breaks()
    }

    #[test]
    fn rows_that_belong_together_begin_a_page_only_when_they_need_it() {
        let row = (20, 0);
        assert_eq!(pages(100, None, &[row, row, (20, 3), row, row]), [0; 0]);
        assert_eq!(pages(100, None, &[row, row, row, (20, 3), row, row]), [3]);
        // More than a page can never be kept together.
        assert_eq!(pages(100, None, &[row, (20, 9), row, row, row, row, row, row, row, row]), [5]);
        // After a page that was full by itself counting begins anew.
        assert_eq!(pages(100, None, &[row, row, row, row, row, row, (20, 4), row, row, row]), [5]);
        assert_eq!(pages(100, None, &[row, row, row, row, row, row, row, (20, 4), row, row, row]), [5, 7]);
    }

    #[test]
    fn a_repeated_heading_takes_its_room_on_every_page() {
        let row = (20, 0);
        let rows = [row, row, row, row, row, row, row, (20, 3), row, row];
        assert_eq!(pages(100, None, &rows), [5]);
        assert_eq!(pages(100, Some(0), &rows), [5, 7]);
        assert_eq!(pages(80, Some(0), &[row, row, (20, 3), row, row]), [2]);
        assert_eq!(pages(80, Some(0), &[row, (20, 4), row, row, row]), [4]);
    }

    #[test]
    fn no_more_pages_are_ended_by_hand_than_excel_allows() {
        let row = (20, 0);
        // Five rows fill a page.
        let full = |pages: usize| vec![row; 5 * pages];
        assert_eq!(pages(100, None, &full(MOST + 1)).len(), MOST);
        assert_eq!(pages(100, None, &full(MOST + 2)), [0; 0]);
        let signed = [full(MOST + 2), vec![row, row, (20, 4), row, row, row]].concat();
        let signatures = u32::try_from(5 * (MOST + 2) + 2).unwrap_or_default();
        assert_eq!(pages(100, None, &signed), [signatures], "the signatures stay together");
        // Three rows, and three that have no room below them.
        let apart = [(20, 3), row, row].repeat(1500);
        let ended = pages(100, None, &apart);
        assert_eq!((ended.len(), ended.last()), (MOST, Some(&4497)));
    }
}
