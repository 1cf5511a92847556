//! What the clerk has to do next: each line with the cell where it is done.

use super::Record;
use super::context::Context;
use super::lacks::{Lack, Lacks, Why};
use super::list::List;
use super::pools;
use super::ranking::link;
use super::{missing, papers, sources, watched};
use crate::assess::{AwardResult, Pool};
use crate::campaign::Places;
use crate::report::sheet::Link;
use crate::vocab::outcome::Outcome;
use crate::vocab::{Place, Side};

/// How many single cells are named.
const CELLS_NAMED: usize = 10;

/// Something that the clerk has to do, and where.
pub(super) struct Todo {
    pub(super) told: String,
    pub(super) link: Option<Link>,
    /// Whether it is a part of what the line before it says.
    pub(super) detail: bool,
}

impl Todo {
    fn new(told: String, link: Option<Link>) -> Todo {
        Todo { told, link, detail: false }
    }
}

/// What the clerk has to do next, what decides most first.
pub(super) fn todo(context: Context<'_>, record: &Record, lacks: &Lacks) -> Vec<Todo> {
    let mut todo = Vec::new();
    open_quotas(context, record, &mut todo);
    open_figures(context, record, lacks, &mut todo);
    cells(context, lacks, &mut todo);
    ties(context, &mut todo);
    dossiers(context, &mut todo);
    let row = |told| Todo::new(told, Some(link(context.words.names.sources, sources::row_of_decisions(context, record))));
    todo.extend(papers::decisions_to_look_at(context).map(row));
    todo
}

/// Dossiers that are not complete or came late, the first few by name.
fn dossiers(context: Context<'_>, todo: &mut Vec<Todo>) {
    for of in papers::to_do(context) {
        let link = |at: usize| of.cases.get(at).map(|(_, link)| link.clone());
        todo.push(Todo::new(of.told, link(0)));
        let detail = |told, link| Todo { detail: true, ..Todo::new(told, link) };
        todo.extend(of.cases.iter().take(CELLS_NAMED).map(|(told, link)| detail(told.clone(), Some(link.clone()))));
        if let Some(more) = of.cases.len().checked_sub(CELLS_NAMED).filter(|more| *more > 0) {
            todo.push(detail((context.words.common.and_more)(more), link(CELLS_NAMED)));
        }
    }
}

fn row_of(context: Context<'_>, position: usize) -> Option<Link> {
    let row = missing::first_row(context).saturating_add(u32::try_from(position).unwrap_or(u32::MAX));
    Some(link(context.words.names.missing, row))
}

/// Each open quota with the line of the definition that the number belongs to.
fn open_quotas(context: Context<'_>, record: &Record, todo: &mut Vec<Todo>) {
    for (award, result) in context.assessment.awards.iter().map(AwardResult::in_force).enumerate() {
        let span = &context.campaign().awards[award].quota_span;
        let row = sources::row_of_line(context, record, context.definition.line(span));
        let to_set = |pool: &&Pool| pool.places == Places::Open && !context.campaign().awards[award].ranks_only;
        for pool in result.pools.iter().filter(to_set) {
            let place = context.places(&[&Place::Definition(span.clone())]);
            let told = (context.words.overview.set_quota)(&context.award_and_pool(award, pool), &place);
            todo.push(Todo::new(told, Some(link(context.words.names.sources, row))));
        }
    }
}

fn open_figures(context: Context<'_>, record: &Record, lacks: &Lacks, todo: &mut Vec<Todo>) {
    for lack in &lacks.all {
        let Some(Place::Definition(span)) = &lack.place else { continue };
        let row = sources::row_of_line(context, record, context.definition.line(span));
        let told = (context.words.overview.set_figure)(&lack.heading, lack.waiting());
        todo.push(Todo::new(told, Some(link(context.words.names.sources, row))));
    }
}

/// Cells that can still change a result, the first few by name; then the other doubts.
fn cells(context: Context<'_>, lacks: &Lacks, todo: &mut Vec<Todo>) {
    let words = &context.words.overview;
    let cells = || lacks.all.iter().enumerate().filter(|(_, lack)| !matches!(lack.place, Some(Place::Definition(_))));
    let groups: Vec<(usize, &Lack)> = cells().filter(|(_, lack)| lack.is_group(context)).collect();
    if let Some((first, _)) = groups.first() {
        let told = (words.without_group)(&whose(context, groups.iter().map(|(_, lack)| *lack)));
        todo.push(Todo::new(told, row_of(context, *first)));
    }
    let decides = |lack: &Lack| lack.decides && lack.owner.is_some() && !lack.before_its_time();
    let fill: Vec<(usize, &Lack)> = cells().filter(|(_, lack)| decides(lack) && !lack.is_group(context)).collect();
    if let Some((first, _)) = fill.first() {
        let told = (words.fill_cells)(fill.len(), &whose(context, fill.iter().map(|(_, lack)| *lack)));
        todo.push(Todo::new(told, row_of(context, *first)));
    }
    for (position, lack) in fill.iter().take(CELLS_NAMED) {
        let name = lack.owner.map(|(side, subject)| context.subject(side, subject)).unwrap_or_default();
        let place = match &lack.place {
            Some(place) => context.places(&[place]),
            None => lack.file(context),
        };
        let told = (words.fill_one)(&name, &lack.figure(context), &place);
        todo.push(Todo { detail: true, ..Todo::new(told, row_of(context, *position)) });
    }
    if fill.len() > CELLS_NAMED {
        let told = (words.more_cells)(fill.len() - CELLS_NAMED);
        let link = fill.get(CELLS_NAMED).and_then(|(position, _)| row_of(context, *position));
        todo.push(Todo { detail: true, ..Todo::new(told, link) });
    }
    let other = |(_, lack): &(usize, &Lack)| matches!(lack.why, Why::Finding(_)) && !lack.decides && !lack.is_group(context);
    let doubts: Vec<(usize, &Lack)> = cells().filter(other).collect();
    if let Some((first, _)) = doubts.first() {
        todo.push(Todo::new((words.look_at)(doubts.len()), row_of(context, *first)));
    }
}

/// `6 tập thể, 12 cá nhân`: whose cells these are.
pub(super) fn whose<'l>(context: Context<'_>, lacks: impl Iterator<Item = &'l Lack>) -> String {
    let mut owners: Vec<(Side, usize)> = lacks.filter_map(|lack| lack.owner).collect();
    owners.sort_unstable();
    owners.dedup();
    let counted = [Side::Units, Side::Persons].into_iter().filter_map(|side| {
        let number = owners.iter().filter(|(of, _)| *of == side).count();
        (number > 0).then(|| (context.words.common.subjects)(side, number))
    });
    counted.collect::<Vec<_>>().join(", ")
}

fn ties(context: Context<'_>, todo: &mut Vec<Todo>) {
    for (award, result) in context.assessment.awards.iter().map(AwardResult::in_force).enumerate() {
        let list = List::new(context, award);
        let name = context.list_name(award);
        for (position, pool) in result.pools.iter().enumerate() {
            let award_and_pool = context.award_and_pool(award, pool);
            if let Some(tie) = pool.tie {
                let tie = context.tie_told(tie);
                let told = (context.words.overview.decide_tie)(&award_and_pool, &tie);
                todo.push(Todo::new(told, Some(link(&name, list.row_of_outcome(position, Outcome::TiedAtCutoff)))));
            }
            let uncertain = pools::counts(result, pool).uncertain;
            if uncertain > 0 {
                let told = (context.words.overview.not_certain)(uncertain, &award_and_pool);
                let row = list.row_of_outcome(position, Outcome::SelectedUncertain);
                todo.push(Todo::new(told, Some(link(&name, row))));
            }
        }
        let title = &context.campaign().awards[award].title;
        for told in watched::to_decide(context, award) {
            let told = (context.words.overview.decide_tie)(title, &told);
            todo.push(Todo::new(told, Some(link(&name, list.row_of_remarks()))));
        }
    }
}
