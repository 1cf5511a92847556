//! Watches a column of days for those of which a program with American settings has turned day and month around: what was
//! typed as 05/12 became 12 May, and 25/12 stayed a text or was written as 12/25.

use chrono::Datelike;

use crate::input::Cell;
use crate::vocab::finding::CellFault;
use crate::vocab::{Date, Finding, Place, date};

/// How the days of a column stand in the cells of one table.
#[derive(Debug, Clone, Default)]
pub(super) struct Turned {
    /// How many the file holds as days, up to the twelfth of a month and later ones.
    stored: [u32; 2],
    /// The same of those that are written as text.
    written: [u32; 2],
    /// Where the first is that the file holds as a day.
    first: Option<Place>,
    /// The first text that is a day with the month before it and no other, and where it stands.
    month_first: Option<(String, Place)>,
}

/// How many stored days and how many texts it takes.
const ENOUGH: u32 = 2;

impl Turned {
    /// Notes how a day stands in a cell of a workbook.
    #[inline(never)]
    pub(super) fn note(&mut self, cell: &Cell<'_>, place: impl FnOnce() -> Place) {
        match cell {
            Cell::Date(day) => {
                self.stored[usize::from(is_late(day.day()))] += 1;
                self.first.get_or_insert_with(place);
            }
            Cell::Text(text) => {
                let day = text.split(['/', '-', '.']).next().filter(|day| (1..=2).contains(&day.len()));
                if let Some(day) = day.and_then(|day| day.parse().ok()) {
                    self.written[usize::from(is_late(day))] += 1;
                }
            }
            _ => {}
        }
    }

    /// Notes a text that is no day, for what it may be.
    #[cold]
    pub(super) fn note_fault(&mut self, fault: &CellFault, place: &Place) {
        if let CellFault::NotADay { written } = fault
            && self.month_first.is_none()
            && date::has_month_first(written)
        {
            self.month_first = Some((written.clone(), place.clone()));
        }
    }

    /// Adds what was noted of the rows behind.
    pub(super) fn append(&mut self, next: Turned) {
        for (count, more) in [(&mut self.stored, next.stored), (&mut self.written, next.written)] {
            count.iter_mut().zip(more).for_each(|(count, more)| *count += more);
        }
        self.first = self.first.take().or(next.first);
        self.month_first = self.month_first.take().or(next.month_first);
    }

    /// What is to be asked about the days of the column that were read; they are gone through only where something is.
    pub(super) fn finish(self, heading: &str, mut days: impl Iterator<Item = Date>) -> Option<Finding> {
        let heading = heading.to_owned();
        if let Some((written, place)) = self.month_first {
            let fault = CellFault::MonthFirst { heading, written };
            return days.any(|day| !is_late(day.day()) && day.day() != day.month()).then(|| Finding::new(fault, place));
        }
        // Of texts and days together none could have been otherwise: that is no chance.
        let [stored, late] = self.stored;
        let turned = late == 0 && self.written[0] == 0 && stored.min(self.written[1]) >= ENOUGH;
        let fault = CellFault::TurnedDays { heading, count: stored };
        self.first.filter(|_| turned).map(|place| Finding::new(fault, place))
    }
}

/// Whether a day of a month can be no month.
fn is_late(day: u32) -> bool {
    day > 12
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::TableId;

    fn place(row: u32) -> Place {
        Place::Cell(TableId(0), row, 2)
    }

    /// What is asked about a column of days and texts.
    fn asked(cells: &[&str]) -> Option<&'static str> {
        let (mut turned, mut days) = (Turned::default(), Vec::new());
        for (cell, row) in cells.iter().zip(0..) {
            let (text, stored) = cell.strip_prefix('#').map_or((*cell, false), |day| (day, true));
            match date::parse(text) {
                Some(day) => {
                    let cell = if stored { Cell::Date(day) } else { Cell::Text(text.into()) };
                    turned.note(&cell, || place(row));
                    days.push(day);
                }
                None => turned.note_fault(&CellFault::NotADay { written: text.to_owned() }, &place(row)),
            }
        }
        turned.finish("Ngày", days.into_iter()).map(|finding| finding.code())
    }

    #[test]
    fn days_that_were_turned_around_show_by_the_others_of_their_column() {
        // Stored days up to the twelfth beside texts behind it.
        assert_eq!(asked(&["#12/05/2023", "#12/01/2023", "25/11/2023", "13/12/2023"]), Some("turned-days"));
        assert_eq!(asked(&["#12/05/2023", "#13/01/2023", "25/11/2023", "13/12/2023"]), None);
        assert_eq!(asked(&["#12/05/2023", "25/11/2023", "13/12/2023", "05/12/2023"]), None);
        assert_eq!(asked(&["#12/05/2023", "#12/01/2023", "25/11/2023"]), None);
        assert_eq!(asked(&["#12/05/2023", "25/11/2023", "13/12/2023"]), None);
        assert_eq!(asked(&["25/11/2023", "13/12/2023"]), None);
        // Texts with the month first beside others that may be so.
        assert_eq!(asked(&["12/25/2023", "12/05/2023"]), Some("month-first"));
        assert_eq!(asked(&["12/25/2023", "12/12/2023", "20/05/2023"]), None);
        assert_eq!(asked(&["31/11/2023", "12/05/2023"]), None);
    }
}
