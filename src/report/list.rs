//! The list of one award, to be printed and signed: those proposed, level across the last place, or, while the quota is
//! open, everyone eligible.

use std::sync::OnceLock;

use super::context::{Context, Keys, index, outcome_look, place_cell};
use super::{papers, pools, watched};
use crate::assess::Pool;
use crate::campaign::{Places, Roll};
use crate::report::sheet::{Cell, Look, Sheet};
use crate::text;
use crate::vocab::{Outcome, Side, name};

/// One line below the headings.
enum Line {
    /// The heading of a quota group.
    Group(usize),
    /// A subject with its number in the list.
    Subject { pool: usize, subject: usize, number: usize },
    /// What is to be said of a quota group as a whole.
    Remark(String, Look),
}

/// The list of an award.
pub(super) struct List<'a> {
    context: Context<'a>,
    award: usize,
    head: Vec<String>,
    lines: Vec<Line>,
    /// Why somebody of a pool is not certain, for a place of its own and for one that passed: told once for all of them.
    doubts: Vec<[OnceLock<String>; 2]>,
}

/// Of the rows above the lines only the headings are not in `head`, and the title.
const HEADING: usize = 1;

impl<'a> List<'a> {
    pub(super) fn new(context: Context<'a>, award: usize) -> List<'a> {
        let mut list = List { context, award, head: head(context, award), lines: Vec::new(), doubts: Vec::new() };
        let pools = &context.assessment.awards[award].in_force().pools;
        list.doubts.resize_with(pools.len(), Default::default);
        for (position, pool) in pools.iter().enumerate() {
            list.pool(position, pool);
        }
        let remarks = watched::remarks(context, award).into_iter();
        list.lines.extend(remarks.map(|remark| Line::Remark(remark, Look::Remark)));
        list
    }

    fn pool(&mut self, position: usize, pool: &Pool) {
        let Some(roll) = self.context.roll(self.side()) else { return };
        let result = self.context.assessment.awards[self.award].in_force();
        self.lines.push(Line::Group(position));
        let mut listed: Vec<usize> = pool
            .ranked
            .iter()
            .map(|subject| index(*subject))
            .filter(|subject| is_listed(result.outcome(*subject)))
            .collect();
        if self.side() == Side::Persons {
            // Within one place people stand by given name; the place itself is not touched.
            listed.sort_by_cached_key(|person| {
                (result.place(*person).is_none(), result.place(*person), name::person_sort_key(roll.name(*person)))
            });
        }
        if pool.places == Places::Open {
            self.lines.push(Line::Remark(self.context.words.list.open.to_owned(), Look::Remark));
        }
        if listed.is_empty() {
            self.lines.push(Line::Remark(self.context.words.list.nobody.to_owned(), Look::Remark));
        }
        for (number, subject) in (1..).zip(listed) {
            self.lines.push(Line::Subject { pool: position, subject, number });
        }
    }

    fn side(&self) -> Side {
        self.context.campaign().awards[self.award].side
    }

    fn pays(&self) -> bool {
        papers::pays(self.context, self.award)
    }

    /// The row on which a quota group begins.
    pub(super) fn row_of_pool(&self, pool: usize) -> u32 {
        self.row_of(|line| matches!(line, Line::Group(position) if *position == pool))
    }

    /// The row of the first of a quota group with the outcome.
    pub(super) fn row_of_outcome(&self, pool: usize, outcome: Outcome) -> u32 {
        let result = self.context.assessment.awards[self.award].in_force();
        self.row_of(|line| {
            matches!(line, Line::Subject { pool: of, subject, .. } if *of == pool && result.outcome(*subject) == outcome)
        })
    }

    fn row_of(&self, wanted: impl Fn(&Line) -> bool) -> u32 {
        let line = self.lines.iter().position(wanted).unwrap_or_default();
        u32::try_from(1 + self.head.len() + HEADING + line).unwrap_or(u32::MAX)
    }

    pub(super) fn sheet(self) -> Sheet<'a> {
        let keys = self.context.campaign().awards[self.award].rank.len();
        let first: &[u16] = match self.side() {
            Side::Units => &[5, 40, 7],
            Side::Persons => &[5, 28, 22, 32, 7],
        };
        let widths = first
            .iter()
            .copied()
            .chain(std::iter::repeat_n(14, keys))
            .chain([24])
            .chain(self.pays().then_some(14))
            .chain([46])
            .collect();
        Sheet {
            name: self.context.list_name(self.award),
            widths,
            heading_row: u32::try_from(1 + self.head.len()).ok(),
            frozen_columns: 0,
            filter: false,
            landscape: true,
            rows: Box::new(move |put: &mut dyn FnMut(&[Cell<'_>])| self.each(put)),
        }
    }

    fn each(&self, put: &mut dyn FnMut(&[Cell<'_>])) {
        let keys = Keys::new(self.context, self.award);
        self.context.head(self.context.words.list.title, &self.head, put);
        let headings = self.headings(&keys);
        let columns = u16::try_from(headings.len()).unwrap_or(u16::MAX);
        put(&headings);
        for line in &self.lines {
            match line {
                Line::Group(pool) => put(&[self.group(*pool).across(columns)]),
                Line::Remark(remark, look) => put(&[Cell::text(remark.as_str()).look(*look).across(columns)]),
                Line::Subject { pool, subject, number } => put(&self.subject(&keys, *pool, *subject, *number)),
            }
        }
    }

    fn headings<'c>(&self, keys: &Keys<'c>) -> Vec<Cell<'c>> {
        let common = &self.context.words.common;
        let mut headings = vec![common.number, (common.name)(self.side())];
        if self.side() == Side::Persons {
            headings.extend([common.post, common.unit]);
        }
        headings.push(common.place);
        let heading = |text: &'static str| Cell::text(text).look(Look::Heading);
        let money = self.pays().then(|| heading(papers::words(self.context).money));
        let last = std::iter::once(heading(common.outcome)).chain(money).chain([heading(common.note)]);
        headings.into_iter().map(heading).chain(keys.headings()).chain(last).collect()
    }

    fn group(&self, pool: usize) -> Cell<'_> {
        let pool = &self.context.assessment.awards[self.award].in_force().pools[pool];
        let quota = (self.context.words.list.quota)(&self.context.quota(pool));
        let label = match self.context.pool(self.award, pool).as_str() {
            "" => quota,
            group => format!("{group} — {quota}"),
        };
        Cell::text(label).look(Look::Group)
    }

    fn subject(&self, keys: &Keys<'a>, pool: usize, subject: usize, number: usize) -> Vec<Cell<'_>> {
        let context = self.context;
        let result = context.assessment.awards[self.award].in_force();
        let outcome = result.outcome(subject);
        let Some(roll) = context.roll(self.side()) else { return Vec::new() };
        let mut cells = vec![Cell::whole(number).look(Look::Centered), Cell::text(roll.name(subject)).look(Look::Wrapped)];
        if self.side() == Side::Persons {
            cells.push(Cell::text(post(context, roll, subject)).look(Look::Wrapped));
            cells.push(Cell::text(context.unit(subject)).look(Look::Wrapped));
        }
        cells.push(place_cell(result.place(subject)));
        cells.extend(keys.cells(subject));
        cells.push(Cell::text(text::outcome::outcome(context.lang, outcome)).look(outcome_look(outcome)));
        cells.extend(self.pays().then(|| context.money(self.award, outcome)));
        let notes = [self.note(pool, subject, outcome), context.decided_note(self.award, subject)];
        let notes: Vec<String> = notes.into_iter().filter(|note| !note.is_empty()).collect();
        cells.push(Cell::text(notes.join("; ")).look(Look::Wrapped));
        cells
    }

    /// Why a place is not settled.
    fn note(&self, pool: usize, subject: usize, outcome: Outcome) -> String {
        let passed = watched::has_passed_place(self.context, self.award, subject);
        let why = self.why(pool, passed, outcome);
        let parts = [passed.then(|| self.context.words.list.has_passed.to_owned()), Some(why).filter(|why| !why.is_empty())];
        parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
    }

    fn why(&self, position: usize, passed: bool, outcome: Outcome) -> String {
        let context = self.context;
        let pool = &context.assessment.awards[self.award].in_force().pools[position];
        match outcome {
            Outcome::SelectedUncertain => {
                let doubts = self.doubts.get(position).map(|of_pool| &of_pool[usize::from(passed)]);
                let doubt = || context.doubt(self.award, pool, passed);
                doubts.map_or_else(doubt, |told| told.get_or_init(doubt).clone())
            }
            Outcome::TiedAtCutoff => context.tie(self.award, pool).map_or_else(String::new, |tie| {
                let tie = text::outcome::tie(context.lang, tie.choose, tie.among);
                format!("{}: {tie}", context.words.list.council)
            }),
            _ => String::new(),
        }
    }
}

fn is_listed(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Selected | Outcome::SelectedUncertain | Outcome::TiedAtCutoff | Outcome::QuotaOpen)
}

/// The lines between the title and the headings.
fn head(context: Context<'_>, award: usize) -> Vec<String> {
    let (campaign, words) = (context.campaign(), &context.words);
    let of = &campaign.awards[award];
    let clause = of.cite.clause.as_deref().map(words.common.by_clause);
    let lines =
        [Some(of.title.clone()), Some((words.list.campaign)(&campaign.title)), Some(campaign.issuer.clone()), clause];
    let mut head: Vec<String> = lines.into_iter().flatten().collect();
    let as_of = (words.common.as_of)(&context.as_of());
    head.push(if is_settled(context, award) { as_of } else { format!("{} — {as_of}", words.common.draft) });
    head
}

/// Whether nothing can change the list any more without a new decision.
pub(super) fn is_settled(context: Context<'_>, award: usize) -> bool {
    let result = context.assessment.awards[award].in_force();
    result.tally.pending == 0
        && result.pools.iter().all(|pool| {
            let counts = pools::counts(result, pool);
            pool.places != Places::Open && counts.tied + counts.uncertain + counts.possible + counts.impossible == 0
        })
}

/// A person's post: a column named so, or else the role.
pub(super) fn post<'a>(context: Context<'a>, roll: &'a Roll, person: usize) -> &'a str {
    const NAMES: [&str; 3] = ["post", "position", "role"];
    let Some(register) = context.campaign().register(roll.side) else { return "" };
    let column = NAMES.iter().find_map(|name| register.fields.iter().position(|field| field.name == *name));
    column.map_or("", |column| roll.written(register, person, column))
}
