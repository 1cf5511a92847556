//! The first sheet: what was judged, what came out, whether the rows add up, and what the clerk has to do next.

use std::sync::Arc;

use super::Record;
use super::context::{Context, index, verdict_look};
use super::lacks::{Lack, Lacks, Why};
use super::list::{self, List};
use super::pools;
use super::ranking::link;
use super::{missing, papers, sources, watched};
use crate::assess::{AwardResult, Pool};
use crate::campaign::Places;
use crate::report::sheet::{Cell, Link, Look, Sheet, Value};
use crate::text;
use crate::vocab::outcome::{Outcome, Standing};
use crate::vocab::{Number, Place, Side, Verdict};

/// The sheet's columns.
const WIDTHS: [u16; 12] = [44, 24, 14, 30, 14, 14, 14, 14, 14, 14, 14, 40];

/// How many single cells are named among what to do.
const CELLS_NAMED: usize = 10;

type Put<'p> = &'p mut dyn FnMut(&[Cell<'_>]);

pub(super) fn sheet<'a>(context: Context<'a>, record: &'a Record, lacks: Arc<Lacks>) -> Sheet<'a> {
    Sheet {
        name: context.words.names.overview.to_owned(),
        widths: WIDTHS.to_vec(),
        heading_row: None,
        frozen_columns: 0,
        filter: false,
        landscape: true,
        rows: Box::new(move |put: &mut dyn FnMut(&[Cell<'_>])| {
            let overview = Overview { context, record, lacks: &lacks };
            overview.each(put);
        }),
    }
}

struct Overview<'a> {
    context: Context<'a>,
    record: &'a Record,
    lacks: &'a Lacks,
}

/// Something that the clerk has to do, and where.
pub(super) struct Todo {
    pub(super) told: String,
    pub(super) link: Option<Link>,
}

/// Whether every list is settled: nothing pending, no tie, no open quota.
pub(super) fn is_settled(context: Context<'_>) -> bool {
    (0..context.campaign().awards.len()).all(|award| list::is_settled(context, award))
}

fn section(text: &'static str, put: Put<'_>) {
    put(&[]);
    put(&[Cell::text(text).look(Look::Group)]);
}

fn headings(put: Put<'_>, headings: &[&'static str]) {
    let cells: Vec<Cell<'_>> = headings.iter().map(|heading| Cell::text(*heading).look(Look::Heading)).collect();
    put(&cells);
}

impl Overview<'_> {
    fn each(&self, put: Put<'_>) {
        self.judged(put);
        self.todo(put);
        self.awards(put);
        self.reconciliation(put);
        self.criteria(put);
        papers::money(self.context, put);
    }

    /// What was judged, by which plan, on which day.
    fn judged(&self, put: Put<'_>) {
        let (context, words) = (self.context, &self.context.words.overview);
        let campaign = context.campaign();
        context.head(words.title, &[], put);
        let label = |label: &'static str| Cell::text(label).look(Look::Label);
        let (state, why, look) = if is_settled(context) {
            (String::new(), words.final_why, Look::Plain)
        } else {
            (format!("{}: ", context.words.common.draft), words.draft_why, Look::Uncertain)
        };
        put(&[label(words.state), Cell::text(format!("{state}{why}")).look(look)]);
        put(&[label(words.campaign), Cell::text(campaign.title.as_str())]);
        put(&[label(words.issuer), Cell::text(campaign.issuer.as_str())]);
        put(&[label(words.year), Cell::text(campaign.year.to_string())]);
        if let Some(period) = &campaign.period {
            let day = |day: Option<crate::vocab::Date>| day.map(context.words.common.day);
            let days = (words.period_days)(day(period.from).as_deref(), day(period.last).as_deref());
            put(&[label(words.period), Cell::text(days)]);
        }
        put(&[label(words.as_of), Cell::date(context.assessment.as_of)]);
        let judged: Vec<String> =
            context.sides().map(|(side, roll)| (context.words.common.subjects)(side, roll.len())).collect();
        put(&[label(words.judged), Cell::text(judged.join(", "))]);
        put(&[label(words.definition), Cell::text(self.record.campaign.name.as_str())]);
    }

    fn todo(&self, put: Put<'_>) {
        section(self.context.words.overview.todo, put);
        let todo = todo(self.context, self.record, self.lacks);
        if todo.is_empty() {
            put(&[Cell::text(self.context.words.overview.nothing_to_do)]);
        }
        for line in todo {
            put(&[Cell { link: line.link, ..Cell::text(line.told) }]);
        }
    }

    /// A row for each award and quota group.
    fn awards(&self, put: Put<'_>) {
        let (context, words) = (self.context, &self.context.words.overview);
        section(words.awards, put);
        headings(
            put,
            &[
                context.words.common.award,
                context.words.common.group,
                words.quota,
                words.sum,
                words.chosen,
                words.uncertain,
                words.tied,
                words.beyond,
                words.pending,
                words.pending_possible,
                words.sheet,
            ],
        );
        for award in 0..context.campaign().awards.len() {
            if !context.assessment.awards[award].given {
                put(&self.not_given(award));
                continue;
            }
            let list = List::new(context, award);
            for (position, pool) in context.assessment.awards[award].in_force().pools.iter().enumerate() {
                let link = link(&context.list_name(award), list.row_of_pool(position));
                put(&self.award(award, pool, link));
            }
        }
    }

    /// An award of another occasion.
    fn not_given(&self, award: usize) -> Vec<Cell<'_>> {
        let told = text::outcome::standing(self.context.lang, Standing::OtherOccasion).unwrap_or_default();
        let title = Cell::text(self.context.campaign().awards[award].title.as_str());
        vec![title, Cell::empty(), Cell::empty(), Cell::text(told).look(Look::Remark)]
    }

    fn award(&self, award: usize, pool: &Pool, link: Link) -> Vec<Cell<'_>> {
        let context = self.context;
        let counts = pools::counts(context.assessment.awards[award].in_force(), pool);
        let places = match pool.places {
            Places::Number(number) => Cell::whole(index(number)),
            Places::Unlimited | Places::Open => Cell::text(context.places_of(pool)),
        };
        let tie = pool.tie.map(|tie| text::outcome::tie(context.lang, tie.choose, tie.among));
        vec![
            Cell::text(context.campaign().awards[award].title.as_str()),
            Cell::text(context.pool(award, pool)),
            places,
            Cell::text(pool.sum.as_ref().map(|sum| context.sum(sum)).unwrap_or_default()),
            Cell::whole(counts.selected + counts.uncertain),
            Cell::whole(counts.uncertain),
            tie.map_or_else(|| Cell::whole(counts.tied), |tie| Cell::text(tie).look(Look::Tied)),
            Cell::whole(counts.beyond + counts.open),
            Cell::whole(counts.possible + counts.impossible),
            Cell::whole(counts.possible),
            Cell { link: Some(link), ..Cell::text(context.list_name(award)) },
        ]
    }

    /// Rows under the heading = skipped + rejected + not considered + not eligible + pending + eligible.
    fn reconciliation(&self, put: Put<'_>) {
        let (context, words) = (self.context, &self.context.words.overview);
        section(words.reconciliation, put);
        headings(
            put,
            &[
                context.words.common.award,
                words.rows,
                words.skipped,
                words.rejected,
                words.not_considered,
                words.not_eligible,
                words.pending,
                words.eligible,
                words.check,
            ],
        );
        let awards = context.campaign().awards.iter().zip(&context.assessment.awards);
        for (award, result) in awards.filter(|(_, result)| result.given) {
            let Some(roll) = context.roll(award.side) else { continue };
            let (rows, tally) = (roll.rows(), result.tally);
            let parts =
                [rows.skipped, rows.rejected, tally.not_considered, tally.not_eligible, tally.pending, tally.eligible];
            let holds = parts.iter().sum::<usize>() == rows.read + rows.not_sent;
            let sum: Vec<String> = parts.iter().map(|part| context.count(*part)).collect();
            let sign = if holds { "✓" } else { "✗" };
            let not_sent = match rows.not_sent {
                0 => String::new(),
                count => format!(" + {} ({})", context.count(count), context.words.sources.not_sent.to_lowercase()),
            };
            let check = format!("{sign} {}{not_sent} = {}", context.count(rows.read), sum.join(" + "));
            let mut cells = vec![Cell::text(award.title.as_str()), Cell::whole(rows.read)];
            cells.extend(parts.into_iter().map(Cell::whole));
            cells.push(Cell::text(check).look(if holds { Look::Met } else { Look::NotMet }));
            put(&cells);
        }
    }

    /// How often each verdict was given for each criterion.
    fn criteria(&self, put: Put<'_>) {
        let (context, common) = (self.context, &self.context.words.common);
        section(context.words.overview.counts, put);
        let verdicts = Verdict::ALL.map(|verdict| text::outcome::verdict(context.lang, verdict));
        let [met, not_met, no_data, not_applicable] = verdicts;
        let share = context.words.overview.share_met;
        headings(put, &[common.criterion, common.clause, met, not_met, no_data, not_applicable, share]);
        for (position, criterion) in context.campaign().criteria.iter().enumerate() {
            let counts = self.counts(position, criterion.side);
            let clause = criterion.cite.clause.as_deref().unwrap_or_default();
            let mut cells = vec![Cell::text(criterion.title.as_str()), Cell::text(clause)];
            let counted = Verdict::ALL.into_iter().zip(counts);
            cells.extend(counted.map(|(verdict, count)| Cell::whole(count).look(verdict_look(verdict))));
            let [met, not_met, ..] = counts.map(|count| i64::try_from(count).unwrap_or(i64::MAX));
            cells.extend(
                Number::ratio(met, met + not_met).map(|share| Cell { value: Value::Percent(share, 1), ..Cell::default() }),
            );
            put(&cells);
        }
    }

    fn counts(&self, criterion: usize, side: Side) -> [usize; 4] {
        let mut counts = [0; 4];
        for subject in 0..self.context.assessment.count(side) {
            let verdict = self.context.assessment.verdict(criterion, subject);
            if let Some(at) = Verdict::ALL.iter().position(|of| *of == verdict) {
                counts[at] += 1;
            }
        }
        counts
    }
}

/// What the clerk has to do next, what decides most first.
pub(super) fn todo(context: Context<'_>, record: &Record, lacks: &Lacks) -> Vec<Todo> {
    let mut todo = Vec::new();
    open_quotas(context, &mut todo);
    open_figures(context, record, lacks, &mut todo);
    cells(context, lacks, &mut todo);
    ties(context, &mut todo);
    todo.extend(papers::incomplete(context).map(|(told, link)| Todo { told, link: Some(link) }));
    let row =
        |told| Todo { told, link: Some(link(context.words.names.sources, sources::row_of_decisions(context, record))) };
    todo.extend(papers::decisions_to_look_at(context).map(row));
    todo
}

fn row_of(context: Context<'_>, position: usize) -> Option<Link> {
    let row = missing::first_row(context).saturating_add(u32::try_from(position).unwrap_or(u32::MAX));
    Some(link(context.words.names.missing, row))
}

fn open_quotas(context: Context<'_>, todo: &mut Vec<Todo>) {
    for (award, result) in context.assessment.awards.iter().map(AwardResult::in_force).enumerate() {
        let list = List::new(context, award);
        for (position, pool) in result.pools.iter().enumerate().filter(|(_, pool)| pool.places == Places::Open) {
            let told = (context.words.overview.set_quota)(&context.award_and_pool(award, pool));
            todo.push(Todo { told, link: Some(link(&context.list_name(award), list.row_of_pool(position))) });
        }
    }
}

fn open_figures(context: Context<'_>, record: &Record, lacks: &Lacks, todo: &mut Vec<Todo>) {
    for lack in &lacks.all {
        let Some(Place::Definition(span)) = &lack.place else { continue };
        let row = sources::row_of_line(context, record, context.definition.line(span));
        let told = (context.words.overview.set_figure)(&lack.heading, lack.waiting());
        todo.push(Todo { told, link: Some(link(context.words.names.sources, row)) });
    }
}

/// Cells that can still change a result, the first few by name; then the other doubts.
fn cells(context: Context<'_>, lacks: &Lacks, todo: &mut Vec<Todo>) {
    let words = &context.words.overview;
    let cells = || lacks.all.iter().enumerate().filter(|(_, lack)| !matches!(lack.place, Some(Place::Definition(_))));
    let groups: Vec<(usize, &Lack)> = cells().filter(|(_, lack)| lack.is_group(context)).collect();
    if let Some((first, _)) = groups.first() {
        let told = (words.without_group)(&whose(context, groups.iter().map(|(_, lack)| *lack)));
        todo.push(Todo { told, link: row_of(context, *first) });
    }
    let decides = |lack: &Lack| lack.decides && lack.owner.is_some() && !lack.before_its_time();
    let fill: Vec<(usize, &Lack)> = cells().filter(|(_, lack)| decides(lack) && !lack.is_group(context)).collect();
    if let Some((first, _)) = fill.first() {
        let told = (words.fill_cells)(fill.len(), &whose(context, fill.iter().map(|(_, lack)| *lack)));
        todo.push(Todo { told, link: row_of(context, *first) });
    }
    for (position, lack) in fill.iter().take(CELLS_NAMED) {
        let name = lack.owner.map(|(side, subject)| context.subject(side, subject)).unwrap_or_default();
        let place = match &lack.place {
            Some(place) => context.places(&[place]),
            None => lack.file(context),
        };
        todo.push(Todo { told: (words.fill_one)(&name, &lack.figure(context), &place), link: row_of(context, *position) });
    }
    if fill.len() > CELLS_NAMED {
        let told = (words.more_cells)(fill.len() - CELLS_NAMED);
        todo.push(Todo { told, link: fill.get(CELLS_NAMED).and_then(|(position, _)| row_of(context, *position)) });
    }
    let other = |(_, lack): &(usize, &Lack)| matches!(lack.why, Why::Finding(_)) && !lack.decides && !lack.is_group(context);
    let doubts: Vec<(usize, &Lack)> = cells().filter(other).collect();
    if let Some((first, _)) = doubts.first() {
        todo.push(Todo { told: (words.look_at)(doubts.len()), link: row_of(context, *first) });
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
                let tie = text::outcome::tie(context.lang, tie.choose, tie.among);
                let told = (context.words.overview.decide_tie)(&award_and_pool, &tie);
                todo.push(Todo { told, link: Some(link(&name, list.row_of_outcome(position, Outcome::TiedAtCutoff))) });
            }
            let uncertain = pools::counts(result, pool).uncertain;
            if uncertain > 0 {
                let told = (context.words.overview.not_certain)(uncertain, &award_and_pool);
                let row = list.row_of_outcome(position, Outcome::SelectedUncertain);
                todo.push(Todo { told, link: Some(link(&name, row)) });
            }
        }
        let title = &context.campaign().awards[award].title;
        for told in watched::to_decide(context, award) {
            let told = (context.words.overview.decide_tie)(title, &told);
            todo.push(Todo { told, link: Some(link(&name, 0)) });
        }
    }
}
