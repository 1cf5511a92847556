//! A row for each subject and criterion: figures, requirement, gap, verdict, reason, clause and source cells.

use std::sync::Arc;

use super::context::{Asking, Context, MOST_EXPLAINED, index, verdict_look};
use super::derived::Account;
use super::ranking::link;
use super::telling::{Telling, Told};
use super::widths::{Widths, sample};
use crate::campaign::{Criterion, Derived, Roll};
use crate::report::sheet::{Cell, Link, Look, Sheet};
use crate::text;
use crate::vocab::{Outcome, Side};

/// The columns that stay when the sheet scrolls.
const FROZEN: u16 = 2;

/// The sheet's columns.
const COLUMNS: [u16; 12] = [8, 22, 12, 8, 26, 15, 30, 18, 22, 44, 26, 11];

/// The columns as wide as the texts of this campaign need them: the longest text of a row makes all of it as high.
fn widths(context: Context<'_>, shown: Shown, rows: Option<&Rows<'_>>) -> Vec<u16> {
    // Neither ids nor verdicts are broken into lines.
    const LEAST: [Option<u16>; 12] = {
        let least = Some(8);
        [None, Some(16), least, least, Some(20), None, least, Some(14), Some(10), least, Some(14), Some(12)]
    };
    let mut usual = COLUMNS;
    usual[0] = context.sides().map(|(_, roll)| context.id_width(roll)).max().unwrap_or_default();
    let least = shown.of_row(LEAST);
    let mut widths = Widths::new(&shown.of_row(usual), |column| least[column]);
    widths = widths.within(shown.of_row(COLUMNS).iter().sum());
    widths.headings(&shown.of_row(headings(context)));
    for (side, roll) in context.sides() {
        let askings = context.askings(side);
        let derived: Vec<Derived> = context.derived(side).collect();
        let each = askings.len() + derived.len();
        for at in sample(roll.len() * each) {
            let (subject, position) = (at / each, at % each);
            match (askings.get(position), rows.and_then(|rows| rows.told(side, subject, position))) {
                (Some(asking), Some(told)) => widths.row(&shown.of_row(row(context, roll, *asking, subject, told))),
                (Some(asking), None) => {
                    widths.row(&shown.of_row(row(context, roll, *asking, subject, &context.told(*asking, subject))));
                }
                (None, _) => {
                    widths.row(&shown.of_row(account_row(context, side, derived[position - askings.len()], subject)))
                }
            }
        }
    }
    widths.done()
}

/// Where each subject's reasons begin and what they are, in a workbook that has them all.
#[derive(Clone)]
pub(super) struct Rows<'a> {
    sheet: &'static str,
    /// For each side the first row of every subject.
    first: Arc<[Vec<u32>; 2]>,
    telling: Arc<Telling<'a>>,
}

impl<'a> Rows<'a> {
    /// Of a workbook that explains everybody; `None` of one that does not.
    pub(super) fn new(context: Context<'a>) -> Option<Rows<'a>> {
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
        let telling = Arc::new(Telling::new(context));
        Some(Rows { sheet: context.words.names.reasons, first: Arc::new(first), telling })
    }

    pub(super) fn link(&self, side: Side, subject: usize) -> Link {
        let rows = &self.first[usize::from(side == Side::Persons)];
        link(self.sheet, rows.get(subject).copied().unwrap_or_default())
    }

    /// What is told of a subject under the criterion at that position of its side.
    pub(super) fn told(&self, side: Side, subject: usize, position: usize) -> Option<&Told> {
        self.telling.of(side, subject, position)
    }

    /// What is told of a subject under a criterion as an award takes it.
    pub(super) fn told_for(&self, award: usize, criterion: usize, subject: usize) -> Option<&Told> {
        self.telling.for_award(award, criterion, subject)
    }
}

/// How many rows each subject of a side has.
pub(super) fn rows_each(context: Context<'_>, side: Side) -> usize {
    context.askings(side).len() + context.derived(side).count()
}

pub(super) fn sheet<'a>(context: Context<'a>, rows: Option<Rows<'a>>) -> Sheet<'a> {
    let shown = Shown::of(context);
    Sheet {
        name: context.words.names.reasons.to_owned(),
        widths: widths(context, shown, rows.as_ref()),
        heading_row: u32::try_from(1 + head(context).len()).ok(),
        frozen_columns: FROZEN - u16::from(!shown.ids),
        filter: true,
        landscape: true,
        drawn: false,
        rows: Box::new(move |put: &mut dyn FnMut(&[Cell<'_>])| each(context, rows.as_ref(), put)),
    }
}

/// Which columns the sheet has: none that is empty for everybody, clauses or groups, and one for names that are ids.
#[derive(Clone, Copy)]
struct Shown {
    ids: bool,
    clauses: bool,
    groups: bool,
}

impl Shown {
    fn of(context: Context<'_>) -> Shown {
        let campaign = context.campaign();
        let clause = |criterion: &Criterion| criterion.cite.clause.is_some();
        Shown {
            ids: !context.sides().all(|(_, roll)| context.is_named_by_id(roll)),
            clauses: !campaign.derived.is_empty() || campaign.criteria.iter().any(clause),
            groups: campaign.grouped,
        }
    }

    /// Of a row what stands in a column that is shown.
    fn of_row<T>(self, row: impl IntoIterator<Item = T>) -> Vec<T> {
        const ID: usize = 0;
        const CLAUSE: usize = 3;
        const GROUP: usize = 11;
        let is_shown = |column: usize| match column {
            ID => self.ids,
            CLAUSE => self.clauses,
            GROUP => self.groups,
            _ => true,
        };
        row.into_iter().enumerate().filter(|(column, _)| is_shown(*column)).map(|(_, cell)| cell).collect()
    }
}

fn head(context: Context<'_>) -> Vec<String> {
    let words = context.words;
    let as_of = (words.common.as_of)(&context.as_of());
    let some = (!context.tells_every_reason()).then(|| (words.reasons.in_question_only)(MOST_EXPLAINED));
    [Some(as_of), some].into_iter().flatten().collect()
}

fn each(context: Context<'_>, rows: Option<&Rows<'_>>, put: &mut dyn FnMut(&[Cell<'_>])) {
    context.head(context.words.reasons.title, &head(context), put);
    let shown = Shown::of(context);
    put(&shown.of_row(headings(context)));
    for (side, roll) in context.sides() {
        let askings = context.askings(side);
        for subject in roll.by_group(context.campaign().groups.len()).into_iter().flatten().map(index) {
            if rows.is_some() || in_question(context, side, subject) {
                for (position, asking) in askings.iter().enumerate() {
                    match rows.and_then(|rows| rows.told(side, subject, position)) {
                        Some(told) => put(&shown.of_row(row(context, roll, *asking, subject, told))),
                        None => put(&shown.of_row(row(context, roll, *asking, subject, &context.told(*asking, subject)))),
                    }
                }
                for derived in context.derived(side) {
                    put(&shown.of_row(account_row(context, side, derived, subject)));
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

fn row<'c>(context: Context<'c>, roll: &'c Roll, asking: Asking, subject: usize, told: &'c Told) -> [Cell<'c>; 12] {
    let criterion = &context.campaign().criteria[asking.criterion];
    // What no award asks for fails nobody.
    let look = if criterion.counts { verdict_look(told.verdict) } else { Look::NotApplicable };
    let wrapped = |text: &'c str| if text.is_empty() { Cell::empty() } else { Cell::text(text).look(Look::Wrapped) };
    [
        Cell::text(roll.id(subject)),
        Cell::text(roll.name(subject)),
        Cell::text(criterion.id.as_str()),
        Cell::text(criterion.cite.clause.as_deref().unwrap_or_default()),
        Cell::text(context.with_use(context.title_by_list(asking), asking)).look(Look::Wrapped),
        Cell::text(text::outcome::signed_verdict(context.lang, told.verdict)).look(look),
        wrapped(&told.figures),
        wrapped(&told.required),
        wrapped(&told.gap),
        wrapped(&told.reason),
        wrapped(&told.cells),
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
