//! Which row of figures is whose, where a list says who is expected to send them.

use crate::campaign::builder::Builder;
use crate::campaign::definition::Register;
use crate::campaign::directory::{Fit, Taken};
use crate::campaign::earlier::doubled;
use crate::campaign::known::Known;
use crate::campaign::subjects::{Roll, Skipped, SkippedRow};
use crate::vocab::Finding;
use crate::vocab::finding::CellFault;

/// The row of figures of each unit on the list; `None` for one that has sent nothing.
///
/// A row that is nobody's on the list is told and passed over. A unit with several rows is told with all of them.
pub(super) fn rows(
    listed: &Roll,
    register: &Register,
    figures: &mut Builder<'_>,
    found: &mut Vec<Finding>,
) -> Vec<Option<usize>> {
    let known = Known::new(listed, register, 0, &[]);
    let mut rows: Vec<Vec<usize>> = vec![Vec::new(); listed.len()];
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
            (_, None) => CellFault::NotExpected { written: written.to_owned(), near: known.directory().near(written) },
            (_, Some(of_unit)) => {
                of_unit.push(row);
                let of_name = || figures.origin.cell(row, 1).or(place);
                if let Some(unit) = fit.only() {
                    taken.named((unit, known.directory()), (written, name), of_name);
                }
                continue;
            }
        };
        found.extend(place.map(|place| Finding::new(fault, place)));
        if let Some((table, number)) = figures.origin.row(row) {
            figures.skipped.push(SkippedRow { table: table.id, row: number, why: Skipped::NotExpected });
        }
    }
    found.extend(taken.findings());
    for (unit, of_unit) in rows.iter().enumerate().filter(|(_, rows)| rows.len() > 1) {
        let cell = |row: &usize| figures.origin.cell(*row, 0).or_else(|| figures.origin.cell(*row, 1));
        let fault = CellFault::DoubledId { id: listed.id(unit).to_owned() };
        found.extend(doubled(fault, of_unit.iter().filter_map(cell)));
    }
    rows.into_iter().map(|of_unit| of_unit.first().copied()).collect()
}
