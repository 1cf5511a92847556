//! Everyone for one award: those ranked in the order of their places, then those who wait, those who fail, and those who
//! are not considered, each with what stands in the way.

use super::context::{Context, Keys, index, outcome_look, place_cell};
use super::derived::Columns;
use super::papers;
use super::widths::{Widths, sample};
use crate::assess::AwardResult;
use crate::campaign::Roll;
use crate::report::sheet::{Cell, Link, Look, Sheet};
use crate::text;
use crate::vocab::outcome::Standing;
use crate::vocab::{Outcome, Side, Verdict};

/// The columns that stay when the sheet scrolls.
const FROZEN: u16 = 3;

/// How wide all columns are that a page on its side takes without shrinking much: what is left goes to the last one.
const COMFORTABLE: u16 = 140;

/// The column of names, which a row has beside that of ids.
const NAME: usize = 2;

/// The ranking of an award.
pub(super) struct Ranking<'a> {
    pub(super) context: Context<'a>,
    pub(super) award: usize,
    /// Where a subject's reasons begin, where the workbook has them all.
    pub(super) reasons: Option<super::reasons::Rows<'a>>,
}

impl<'a> Ranking<'a> {
    pub(super) fn sheet(self) -> Sheet<'a> {
        let context = self.context;
        let side = context.side_of(self.award);
        let name = (context.words.names.ranking)(context.award_number(self.award), side);
        let named_by_id = self.is_named_by_id();
        Sheet {
            name,
            widths: self.widths(),
            heading_row: u32::try_from(1 + self.head().len()).ok(),
            frozen_columns: FROZEN - u16::from(named_by_id),
            filter: true,
            landscape: true,
            drawn: false,
            rows: Box::new(move |put: &mut dyn FnMut(&[Cell<'_>])| self.each(put)),
        }
    }

    fn widths(&self) -> Vec<u16> {
        let context = self.context;
        let side = context.side_of(self.award);
        let Some(roll) = context.roll(side) else { return Vec::new() };
        let (keys, derived) = (Keys::new(context, self.award), Columns::new(context, self.award));
        let named_by_id = self.is_named_by_id();
        // Each with the least that it may have; columns without one keep what they have.
        let mut columns = vec![(6, None), (context.id_width(roll), None)];
        columns.extend((!named_by_id).then_some((if side == Side::Units { 30 } else { 24 }, Some(20))));
        columns.extend(context.group_width().map(|width| (width, Some(10))));
        columns.extend((side == Side::Persons).then_some((22, Some(14))));
        columns.extend(keys.widths().chain(derived.widths()).map(|width| (width, None)));
        columns.push((20, Some(14)));
        columns.extend(context.is_decided(self.award).then_some([(20, Some(14)), (28, Some(8))]).into_iter().flatten());
        columns.extend(papers::pays(context, self.award).then_some((11, None)));
        columns.extend([(8, None), (8, None)]);
        let free = COMFORTABLE.saturating_sub(columns.iter().map(|(width, _)| width).sum());
        columns.push((free.clamp(44, 72), Some(20)));
        let usual: Vec<u16> = columns.iter().map(|(width, _)| *width).collect();
        let mut widths = Widths::new(&usual, |column| columns[column].1);
        widths.headings(&self.headings(&keys, &derived, named_by_id));
        let mut row = Vec::new();
        for subject in sample(roll.len()) {
            self.row(roll, (&keys, &derived), subject, &mut row);
            if named_by_id {
                row.remove(NAME);
            }
            widths.row(&row);
            row.clear();
        }
        widths.done()
    }

    fn is_named_by_id(&self) -> bool {
        self.context.roll(self.context.side_of(self.award)).is_some_and(|roll| self.context.is_named_by_id(roll))
    }

    fn head(&self) -> Vec<String> {
        let words = &self.context.words.common;
        let title = self.context.campaign().awards[self.award].title.clone();
        let as_of = (words.as_of)(&self.context.as_of());
        let scale = (!self.context.explains(self.context.side_of(self.award)))
            .then(|| (words.too_many)(super::context::MOST_EXPLAINED));
        let decided = self.context.is_decided(self.award).then(|| self.context.words.ranking.as_computed.to_owned());
        [Some(title), Some(as_of), decided, scale].into_iter().flatten().collect()
    }

    fn each(&self, put: &mut dyn FnMut(&[Cell<'_>])) {
        let context = self.context;
        let Some(roll) = context.roll(context.side_of(self.award)) else { return };
        let keys = Keys::new(context, self.award);
        context.head(context.words.ranking.title, &self.head(), put);
        let derived = Columns::new(context, self.award);
        let named_by_id = self.is_named_by_id();
        put(&self.headings(&keys, &derived, named_by_id));
        let mut row = Vec::new();
        order(context, self.award, roll, &mut |subject| {
            row.clear();
            self.row(roll, (&keys, &derived), subject, &mut row);
            if named_by_id {
                row.remove(NAME);
            }
            put(&row);
        });
    }

    fn headings<'c>(&self, keys: &Keys<'c>, derived: &Columns<'c>, named_by_id: bool) -> Vec<Cell<'c>> {
        let (words, side) = (self.context.words, self.context.side_of(self.award));
        let id = (!named_by_id).then_some(words.common.id);
        let first = [Some(words.common.place), id, Some((words.common.name)(side))];
        let group = self.context.campaign().grouped.then_some(words.common.group);
        let unit = (side == Side::Persons).then_some(words.common.unit);
        let papers = papers::words(self.context);
        let decided = self.context.is_decided(self.award).then_some([papers.decided, papers.decision]);
        let money = papers::pays(self.context, self.award).then_some(papers.money_column);
        let last = std::iter::once(words.common.outcome).chain(decided.into_iter().flatten()).chain(money);
        let last = last.chain([words.ranking.failing, words.ranking.missing, words.ranking.in_the_way]);
        let heading = |text: &'static str| Cell::text(text).look(Look::Heading);
        let first = first.into_iter().chain([group, unit]).flatten().map(heading);
        first.chain(keys.headings()).chain(derived.headings()).chain(last.map(heading)).collect()
    }

    fn row<'c>(&self, roll: &'a Roll, (keys, derived): (&Keys<'a>, &Columns<'a>), subject: usize, row: &mut Vec<Cell<'c>>)
    where
        'a: 'c,
    {
        let (context, award) = (self.context, self.award);
        let result = &context.assessment.awards[award];
        let outcome = result.outcome(subject);
        row.push(place_cell(result.place(subject)));
        let link = self.reasons.as_ref().map(|rows| rows.link(roll.side, subject));
        row.push(Cell { link, ..Cell::text(roll.id(subject)) });
        row.push(Cell::text(roll.name(subject)));
        if context.campaign().grouped {
            row.push(Cell::text(context.group(roll.group(subject))));
        }
        if roll.side == Side::Persons {
            row.push(Cell::text(context.unit(subject)));
        }
        row.extend(keys.cells(subject));
        row.extend(derived.cells(subject));
        let ranks_only = outcome == Outcome::QuotaOpen && context.campaign().awards[award].ranks_only;
        let look = if ranks_only { Look::Plain } else { outcome_look(outcome) };
        row.push(Cell::text(context.outcome(award, outcome)).look(look));
        let in_force = result.in_force().outcome(subject);
        if context.is_decided(award) {
            row.push(Cell::text(context.outcome_in_force(award, subject)).look(outcome_look(in_force)));
            row.push(Cell::text(context.decided_note(award, subject)).look(Look::Wrapped));
        }
        row.extend(papers::pays(context, award).then(|| context.money(award, in_force)));
        let counted = |number: usize| if number > 0 { Cell::whole(number).look(Look::Centered) } else { Cell::empty() };
        if context.explains(roll.side) {
            let obstacle = context.obstacle(award, subject, self.reasons.as_ref());
            row.extend([counted(obstacle.failing), counted(obstacle.missing)]);
            row.push(if obstacle.told.is_empty() { Cell::empty() } else { Cell::text(obstacle.told) });
            return;
        }
        let (failing, first_failing) = context.with_verdict(award, subject, Verdict::NotMet);
        let (missing, first_missing) = context.with_verdict(award, subject, Verdict::NoData);
        row.extend([counted(failing), counted(missing)]);
        let told = match result.standing(subject) {
            Standing::Fails | Standing::Pending => {
                first_failing.or(first_missing).map(|criterion| context.campaign().criteria[criterion].title.as_str())
            }
            standing => text::outcome::standing(context.lang, standing),
        };
        row.push(told.map_or_else(Cell::empty, Cell::text));
    }
}

/// Every subject of an award's side, once: by quota group those with places, those who wait and those who fail; then
/// those in no quota group, then those who are not considered.
fn order(context: Context<'_>, award: usize, roll: &Roll, each: &mut dyn FnMut(usize)) {
    let result = &context.assessment.awards[award];
    let groups = roll.by_group(context.campaign().groups.len());
    let mut pools: Vec<Vec<u32>> = vec![Vec::new(); result.pools.len() + 1];
    for subject in groups.iter().flatten() {
        pools[result.pool_of(index(*subject)).unwrap_or(result.pools.len())].push(*subject);
    }
    for (pool, members) in result.pools.iter().zip(&pools) {
        context.ranked_by_name(award, result, pool).into_iter().for_each(&mut *each);
        pool.pending.iter().for_each(|subject| each(index(*subject)));
        with_outcome(result, members, |outcome| outcome == Outcome::NotEligible, each);
    }
    for subject in groups.iter().flatten().map(|subject| index(*subject)) {
        let apart = result.pool_of(subject).is_none() || result.standing(subject) == Standing::GroupUnknown;
        if apart && result.outcome(subject) != Outcome::NotConsidered {
            each(subject);
        }
    }
    for group in &groups {
        with_outcome(result, group, |outcome| outcome == Outcome::NotConsidered, each);
    }
}

fn with_outcome(result: &AwardResult, subjects: &[u32], wanted: impl Fn(Outcome) -> bool, each: &mut dyn FnMut(usize)) {
    for subject in subjects.iter().map(|subject| index(*subject)).filter(|subject| wanted(result.outcome(*subject))) {
        each(subject);
    }
}

/// A link to a row of a sheet.
pub(super) fn link(sheet: &str, row: u32) -> Link {
    Link { sheet: sheet.to_owned(), row, column: 0 }
}
