//! The rows of a list as a reason shows them: each with its name, its figures and their cells.

use super::explain::{Explainer, state, term};
use super::judge::{NoSubject, Reading};
use super::operands::{Operands, Policy};
use super::program::{EachRow, Names, Shown, Tallied, Tally, Test};
use super::row::{AtRow, ListId, rows};
use super::tally::tally as tallied;
use crate::vocab::listed::{Asked, Listed, ListedRow, RowSays};
use crate::vocab::reason::{Figure, Reason, State};
use crate::vocab::{Kind, Place};

/// The rows of which every one, or any, has to hold; `judge` gives the reason of a row.
pub(super) fn each(each: &EachRow, names: &Names, subject: &dyn Operands, judge: impl Fn(&AtRow<'_>) -> Reason) -> Listed {
    let asked = if each.every { Asked::Every } else { Asked::Any };
    let listed = listed(each.list, asked, names, subject, |row| RowSays::Judged(Box::new(judge(row))));
    Listed { test: Some(of_nobody(&each.test, names)), ..listed }
}

/// What a test asks, without anybody's figures.
fn of_nobody(test: &Test, names: &Names) -> Box<Reason> {
    let explainer = Explainer { names, ranked: &[], operands: &NoSubject, seeking: None };
    Box::new(explainer.reason(test, Policy::default(), false))
}

/// The rows that a quantity counts or adds up, and what they come to.
pub(super) fn tally(tally: &Tally, names: &Names, subject: &dyn Operands) -> Listed {
    let asked = match &tally.of {
        Tallied::Rows => Asked::Rows,
        Tallied::Met(_) => Asked::Met,
        Tallied::Sum(amount, _) => Asked::Sum(super::label::plain(amount, names)),
    };
    let mut listed = listed(tally.list, asked, names, subject, |row| match &tally.of {
        Tallied::Rows => RowSays::There,
        Tallied::Met(test) => {
            let explainer = Explainer { names, ranked: &[], operands: row, seeking: None };
            RowSays::Judged(Box::new(explainer.reason(test, Policy::default(), false)))
        }
        Tallied::Sum(amount, shown) => RowSays::Worth(Box::new(term(amount, *shown, names, row))),
    });
    if let Tallied::Met(test) = &tally.of {
        listed.test = Some(of_nobody(test, names));
    }
    let shown = if let Tallied::Sum(_, shown) = &tally.of { *shown } else { Shown::Number(Kind::Count) };
    match tallied(tally, subject) {
        Reading::Known(value) => listed.value = names.value(&value, shown),
        Reading::Between(ends) => listed.between = names.value(&ends.0, shown).zip(names.value(&ends.1, shown)),
        _ => {}
    }
    listed
}

fn listed(
    list: ListId,
    asked: Asked,
    names: &Names,
    subject: &dyn Operands,
    says: impl Fn(&AtRow<'_>) -> RowSays,
) -> Listed {
    let (rows, absent) = match rows(subject, list) {
        Ok(rows) => (rows.map(|row| listed_row(&row, &says)).collect(), None),
        Err(absent) => {
            let place = subject.cell_place(list, 0, 0);
            (Vec::new(), Some(figure(names.title(list), list, state(absent, |_| None), place)))
        }
    };
    let title = names.title(list).to_owned();
    Listed {
        title,
        of_unit: list.of_unit,
        years_back: list.years_back,
        asked,
        test: None,
        absent,
        rows,
        value: None,
        between: None,
    }
}

fn listed_row(row: &AtRow<'_>, says: &impl Fn(&AtRow<'_>) -> RowSays) -> ListedRow {
    let (name, place) = row.subject.row_name(row.list, row.row);
    let doubt = (!row.is_certain()).then(|| figure(&name, row.list, State::Unusable, place.clone()));
    ListedRow { name, place, doubt, says: says(row) }
}

/// A list or a row of it as a figure without a value.
fn figure(heading: &str, list: ListId, state: State, place: Option<Place>) -> Figure {
    let ListId { of_unit, years_back, .. } = list;
    Figure { heading: heading.to_owned(), of_unit, years_back, state, place, measure: None }
}
