//! Which row of figures is whose, where a list says who is expected to send them.

use std::borrow::Cow;

use crate::campaign::builder::Builder;
use crate::campaign::builder::aliases;
use crate::campaign::definition::Register;
use crate::campaign::directory::{Directory, Entry, Fit, Taken};
use crate::campaign::earlier::doubled;
use crate::campaign::known::Known;
use crate::campaign::repeats;
use crate::campaign::subjects::{Roll, Skipped, SkippedRow};
use crate::vocab::finding::CellFault;
use crate::vocab::{About, Finding, Level, Side};

/// Whose the rows of figures are.
pub(super) struct Sent {
    /// The row of each unit on the list; `None` for one that has sent nothing.
    pub(super) rows: Vec<Option<usize>>,
    /// Whether there are rows of somebody who is not on the list.
    pub(super) strangers: bool,
}

/// The row of figures of each unit on the list.
///
/// A row that is nobody's on the list is told and passed over; so is it without a word where the list could not be read,
/// which was told. A unit with several rows is told with all of them.
pub(super) fn rows(listed: &Roll, register: &Register, figures: &mut Builder<'_>, found: &mut Vec<Finding>) -> Sent {
    let known = Known::new(listed, register, 0, &[]);
    let mut rows: Vec<Vec<usize>> = vec![Vec::new(); listed.len()];
    let is_told = listed.is_empty() && found.iter().any(|finding| finding.level() == Level::Mistake);
    let mut strangers: Vec<usize> = Vec::new();
    let mut taken = Taken::new(register.id.spellings.first().map_or("", String::as_str));
    for row in 0..figures.ids.len() {
        let (written, writing) = (figures.ids.get(row), figures.writings.get(row));
        let fit = known.find(written, writing);
        let place = figures.origin.cell(row, 0).or_else(|| figures.origin.cell(row, 1));
        taken.take(&fit, known.directory(), (written, writing), place.clone());
        let name = figures.names.get(row);
        let contradiction = fit.only().and_then(|unit| known.directory().contradiction(unit, written, name));
        let of_unit =
            fit.only().filter(|_| contradiction.is_none()).and_then(|unit| rows.get_mut(usize::try_from(unit).ok()?));
        let fault = match (&fit, of_unit) {
            (Fit::Several(fits), _) => known.directory().several(written, fits),
            (_, None) if let Some(fault) = contradiction => fault,
            (_, None) => {
                strangers.push(found.len());
                CellFault::NotExpected { written: written.to_owned(), near: None }
            }
            (_, Some(of_unit)) => {
                of_unit.push(row);
                let of_name = || figures.origin.cell(row, 1).or(place);
                if let Some(unit) = fit.only() {
                    taken.named((unit, known.directory()), (written, name), of_name);
                }
                continue;
            }
        };
        found.extend(place.filter(|_| !is_told).map(|place| Finding::new(fault, place)));
        if let Some((table, number)) = figures.origin.row(row) {
            figures.skipped.push(SkippedRow { table: table.id, row: number, why: Skipped::NotExpected });
        }
    }
    propose((listed, register), &rows, &known, &strangers, found);
    found.extend(taken.findings());
    for (unit, of_unit) in rows.iter().enumerate().filter(|(_, rows)| rows.len() > 1) {
        let cell = |row: &usize| figures.origin.cell(*row, 0).or_else(|| figures.origin.cell(*row, 1));
        let tables = repeats::tables(&figures.origin, of_unit);
        let fault = repeats::fault((listed.id(unit), listed.name(unit)), Side::Units, of_unit.len(), tables);
        found.extend(doubled(fault, of_unit.iter().filter_map(cell)));
    }
    let rows = rows.into_iter().map(|of_unit| of_unit.first().copied()).collect();
    Sent { rows, strangers: !strangers.is_empty() }
}

/// Names for each row of a stranger, by its finding, whom it is probably meant to be: one of those who have sent nothing,
/// else anybody on the list.
fn propose(
    (listed, register): (&Roll, &Register),
    rows: &[Vec<usize>],
    known: &Known<'_>,
    strangers: &[usize],
    found: &mut [Finding],
) {
    if strangers.is_empty() {
        return;
    }
    let absent = rows.iter().enumerate().filter(|(_, rows)| rows.is_empty());
    let own = |(unit, _)| Entry { id: Cow::Borrowed(listed.id(unit)), name: Cow::Borrowed(listed.name(unit)) };
    let absent = Directory::new(absent.map(own).collect(), aliases(register), true);
    for at in strangers {
        if let Some(Finding { about: About::Cell(CellFault::NotExpected { written, near }), .. }) = found.get_mut(*at) {
            let by_kind = || absent.of_another_kind(written);
            *near = absent.near(written).or_else(by_kind).or_else(|| known.directory().near(written));
        }
    }
}
