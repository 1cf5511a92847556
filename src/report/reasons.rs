//! A row for each subject and criterion: figures, requirement, gap, verdict, reason, clause and source cells.

use super::context::{Asking, Context, MOST_EXPLAINED, index, verdict_look};
use super::criteria::figures;
use super::derived::Account;
use super::ranking::link;
use crate::campaign::Derived;
use crate::report::sheet::{Cell, Link, Look, Sheet};
use crate::text;
use crate::vocab::{Outcome, Side};

/// The sheet's columns.
const COLUMNS: [u16; 12] = [9, 30, 14, 10, 40, 18, 44, 24, 30, 80, 44, 16];

/// Where each subject's reasons begin, in a workbook that has them all.
#[derive(Clone)]
pub(super) struct Rows {
    sheet: &'static str,
    /// For each side the first row of every subject.
    first: std::sync::Arc<[Vec<u32>; 2]>,
}

impl Rows {
    /// Of a workbook that explains everybody; `None` of one that does not.
    pub(super) fn new(context: Context<'_>) -> Option<Rows> {
        if !context.tells_every_reason() {
            return None;
        }
        let mut first = [Vec::new(), Vec::new()];
        let mut row = u32::try_from(head(context).len() + 2).unwrap_or(u32::MAX);
        for (side, roll) in context.sides() {
            let criteria = u32::try_from(rows_each(context, side)).unwrap_or(u32::MAX);
            let rows = &mut first[usize::from(side == Side::Persons)];
            rows.resize(roll.len(), 0);
            for subject in roll.by_group(context.campaign().groups.len()).into_iter().flatten() {
                rows[index(subject)] = row;
                row = row.saturating_add(criteria);
            }
        }
        Some(Rows { sheet: context.words.names.reasons, first: std::sync::Arc::new(first) })
    }

    pub(super) fn link(&self, side: Side, subject: usize) -> Link {
        let rows = &self.first[usize::from(side == Side::Persons)];
        link(self.sheet, rows.get(subject).copied().unwrap_or_default())
    }
}

/// How many rows each subject of a side has.
pub(super) fn rows_each(context: Context<'_>, side: Side) -> usize {
    context.askings(side).len() + context.derived(side).count()
}

pub(super) fn sheet(context: Context<'_>) -> Sheet<'_> {
    Sheet {
        name: context.words.names.reasons.to_owned(),
        widths: COLUMNS.to_vec(),
        heading_row: u32::try_from(1 + head(context).len()).ok(),
        frozen_columns: 2,
        filter: true,
        landscape: true,
        rows: Box::new(move |put: &mut dyn FnMut(&[Cell<'_>])| each(context, put)),
    }
}

fn head(context: Context<'_>) -> Vec<String> {
    let words = context.words;
    let as_of = (words.common.as_of)(&context.as_of());
    let some = (!context.tells_every_reason()).then(|| (words.reasons.in_question_only)(MOST_EXPLAINED));
    [Some(as_of), some].into_iter().flatten().collect()
}

fn each(context: Context<'_>, put: &mut dyn FnMut(&[Cell<'_>])) {
    context.head(context.words.reasons.title, &head(context), put);
    put(&headings(context));
    for (side, roll) in context.sides() {
        let (askings, all) = (context.askings(side), context.tells_every_reason());
        for subject in roll.by_group(context.campaign().groups.len()).into_iter().flatten().map(index) {
            if all || in_question(context, side, subject) {
                for asking in &askings {
                    put(&row(context, *asking, subject));
                }
                for derived in context.derived(side) {
                    put(&account_row(context, side, derived, subject));
                }
            }
        }
    }
}

/// Whether a subject has a place in some award, or may still get one.
fn in_question(context: Context<'_>, side: Side, subject: usize) -> bool {
    let awards = context.campaign().awards.iter().zip(&context.assessment.awards);
    awards.filter(|(award, _)| award.side == side).any(|(_, result)| {
        matches!(
            result.outcome(subject),
            Outcome::Selected | Outcome::SelectedUncertain | Outcome::TiedAtCutoff | Outcome::PendingPossible
        )
    })
}

fn headings(context: Context<'_>) -> [Cell<'static>; 12] {
    let (common, words) = (&context.words.common, &context.words.reasons);
    [
        common.id,
        common.subject,
        words.criterion_id,
        common.clause,
        common.criterion,
        common.verdict,
        words.figures,
        words.required,
        words.gap,
        words.reason,
        common.source,
        common.group,
    ]
    .map(|heading| Cell::text(heading).look(Look::Heading))
}

fn row<'a>(context: Context<'a>, asking: Asking, subject: usize) -> Vec<Cell<'a>> {
    let criterion = &context.campaign().criteria[asking.criterion];
    let Some(roll) = context.roll(criterion.side) else { return Vec::new() };
    let explanation = context.explain(asking, subject);
    vec![
        Cell::text(roll.id(subject)),
        Cell::text(roll.name(subject)),
        Cell::text(criterion.id.as_str()),
        Cell::text(criterion.cite.clause.as_deref().unwrap_or_default()),
        Cell::text(context.title(asking)).look(Look::Wrapped),
        Cell::text(text::outcome::signed_verdict(context.lang, explanation.verdict)).look(verdict_look(explanation.verdict)),
        wrapped(text::explanation::figures(context.lang, &figures(&explanation))),
        wrapped(text::explanation::required(context.lang, &explanation)),
        wrapped(text::explanation::gap(context.lang, &explanation).unwrap_or_default()),
        wrapped(text::explanation::line(context.lang, &explanation)),
        wrapped(context.cells_of(&explanation)),
        Cell::text(context.group(roll.group(subject))),
    ]
}

/// How a subject's points or class came about.
fn account_row(context: Context<'_>, side: Side, derived: Derived, subject: usize) -> Vec<Cell<'_>> {
    let (Some(roll), Some(account)) = (context.roll(side), Account::of(context, derived, subject)) else {
        return Vec::new();
    };
    vec![
        Cell::text(roll.id(subject)),
        Cell::text(roll.name(subject)),
        Cell::text(account.id),
        Cell::text(account.clause),
        Cell::text(account.title).look(Look::Wrapped),
        Cell::text(account.result.0).look(account.result.1),
        wrapped(account.figures),
        Cell::empty(),
        wrapped(account.gap),
        wrapped(account.reason),
        wrapped(account.cells),
        Cell::text(context.group(roll.group(subject))),
    ]
}

fn wrapped<'c>(text: String) -> Cell<'c> {
    if text.is_empty() { Cell::empty() } else { Cell::text(text).look(Look::Wrapped) }
}
