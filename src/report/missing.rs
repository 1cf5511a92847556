//! What is missing or doubtful, for whom, in which file, sheet and cell.

use super::context::Context;
use super::lacks::{Lack, Lacks, Why};
use super::widths::{Widths, sample};
use crate::report::sheet::{Cell, Look, Sheet, spread};
use crate::text;
use crate::vocab::Side;
use crate::vocab::explanation::DueResult;
use crate::vocab::reason::State;

/// The columns that stay when the sheet scrolls.
const FROZEN: u16 = 3;

/// The sheet's columns.
const COLUMNS: [u16; 14] = [5, 8, 22, 12, 20, 24, 28, 32, 10, 14, 16, 11, 15, 26];

/// The first row below the headings.
pub(super) fn first_row(context: Context<'_>) -> u32 {
    u32::try_from(head(context).len() + 2).unwrap_or(u32::MAX)
}

pub(super) fn sheet<'a>(context: Context<'a>, lacks: std::sync::Arc<Lacks>) -> Sheet<'a> {
    Sheet {
        name: context.words.names.missing.to_owned(),
        widths: widths(context, &lacks),
        heading_row: u32::try_from(1 + head(context).len()).ok(),
        frozen_columns: FROZEN,
        filter: true,
        landscape: true,
        drawn: false,
        rows: Box::new(move |put: &mut dyn FnMut(&[Cell<'_>])| each(context, &lacks, put)),
    }
}

fn widths(context: Context<'_>, lacks: &Lacks) -> Vec<u16> {
    const LEAST: [Option<u16>; 14] = {
        let least = Some(8);
        [None, None, Some(16), least, least, Some(14), least, Some(14), None, least, least, least, least, least]
    };
    let mut usual = COLUMNS;
    usual[1] = context.sides().map(|(_, roll)| context.id_width(roll)).max().unwrap_or_default();
    let mut widths = Widths::new(&usual, |column| LEAST[column]).within(COLUMNS.iter().sum());
    widths.headings(&headings(context));
    for position in sample(lacks.all.len()) {
        widths.row(&row(context, position + 1, &lacks.all[position]));
    }
    widths.done()
}

fn head(context: Context<'_>) -> Vec<String> {
    vec![(context.words.common.as_of)(&context.as_of())]
}

fn each(context: Context<'_>, lacks: &Lacks, put: &mut dyn FnMut(&[Cell<'_>])) {
    context.head(context.words.missing.title, &head(context), put);
    put(&headings(context));
    for (number, lack) in (1..).zip(&lacks.all) {
        put(&row(context, number, lack));
    }
    if lacks.all.is_empty() {
        let all = u16::try_from(COLUMNS.len()).unwrap_or(u16::MAX);
        put(&spread([(all, Cell::text(context.words.missing.none).look(Look::Remark))]));
    }
}

fn headings(context: Context<'_>) -> [Cell<'static>; 14] {
    let (common, words) = (&context.words.common, &context.words.missing);
    [
        common.number,
        common.id,
        common.subject,
        common.group,
        common.unit,
        common.figure,
        words.what,
        words.needed_for,
        words.waiting,
        words.effect,
        common.file,
        common.sheet,
        common.cell,
        words.advice,
    ]
    .map(|heading| Cell::text(heading).look(Look::Heading))
}

fn row<'c>(context: Context<'c>, number: usize, lack: &'c Lack) -> Vec<Cell<'c>> {
    let wrapped = |text: String| if text.is_empty() { Cell::empty() } else { Cell::text(text).look(Look::Wrapped) };
    let [file, sheet, cell] = lack.place.as_ref().map(|place| context.place_parts(place)).unwrap_or_default();
    let effect = if lack.decides { context.words.missing.may_decide } else { context.words.missing.decides_nothing };
    let mut cells = vec![Cell::whole(number).look(Look::Centered)];
    cells.extend(owner(context, lack));
    cells.extend([
        Cell::text(lack.figure(context)).look(Look::Wrapped),
        wrapped(context.why(&lack.why)),
        wrapped(needed_for(context, lack)),
        if lack.waiting() > 0 { Cell::whole(lack.waiting()).look(Look::Centered) } else { Cell::empty() },
        Cell::text(effect).look(if lack.decides { Look::NoData } else { Look::NotApplicable }),
        wrapped(file),
        wrapped(sheet),
        wrapped(cell),
        wrapped(advice(context, lack)),
    ]);
    cells
}

/// Id, name, group, and a person's unit.
fn owner<'c>(context: Context<'c>, lack: &Lack) -> [Cell<'c>; 4] {
    let Some((side, subject)) = lack.owner else { return std::array::from_fn(|_| Cell::empty()) };
    let Some(roll) = context.roll(side) else { return std::array::from_fn(|_| Cell::empty()) };
    let unit = if side == Side::Persons { Cell::text(context.unit(subject)) } else { Cell::empty() };
    [
        Cell::text(roll.id(subject)),
        Cell::text(roll.name(subject)),
        Cell::text(context.group(roll.group(subject))),
        unit.look(Look::Wrapped),
    ]
}

/// The criteria and the rankings that ask for the cell.
fn needed_for(context: Context<'_>, lack: &Lack) -> String {
    let criteria = lack.criteria.iter().map(|criterion| context.criterion(*criterion));
    let title = |award: &usize| context.campaign().awards[*award].title.as_str();
    let words = &context.words.missing;
    let of = if lack.admits || lack.is_group(context) { words.judging_of } else { words.ranking_of };
    let awards = lack.awards.iter().map(|award| of(title(award)));
    criteria.chain(awards).collect::<Vec<_>>().join("; ")
}

/// What to do about it.
fn advice(context: Context<'_>, lack: &Lack) -> String {
    let words = &context.words.missing;
    if lack.lacks_row() {
        let name = lack.owner.map(|(side, subject)| context.subject(side, subject)).unwrap_or_default();
        return (words.add_row)(&name, &lack.file(context), lack.year);
    }
    let advice = match &lack.why {
        Why::State(State::New) => words.new_then,
        Why::State(State::Open) => words.set_figure,
        Why::State(State::Unusable) | Why::Trouble(_) => words.check,
        Why::State(State::Blank | State::Absent | State::Known(_) | State::NotApplicable) => words.fill,
        Why::Due(DueResult::NotYetDue) => words.fill_or_wait,
        Why::Due(_) => words.fill_date,
        Why::Finding(finding) => {
            let finding = context.assessment.found_in_data().nth(*finding);
            return finding.and_then(|finding| text::finding(context.lang, &finding.about).help).unwrap_or_default();
        }
    };
    advice.to_owned()
}
