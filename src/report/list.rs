//! The list of one award, to be printed and signed: those proposed, level across the last place, or, while the quota is
//! open, everyone eligible.

use super::context::{Context, Keys, index, outcome_look, place_cell};
use super::widths::{Widths, sample};
use super::{charts, papers, pools, signed, watched};
use crate::assess::{AwardResult, Pool, PoolOf, Rivals};
use crate::campaign::{Places, Roll};
use crate::report::sheet::{Cell, Look, Sheet, Value, spread};
use crate::rule::Field;
use crate::text;
use crate::vocab::{Outcome, Side, Verdict};

/// One line below the headings.
enum Line {
    /// The heading of a quota group, by its position and its number on the sheet.
    Group { pool: usize, number: usize },
    /// A subject with its number in the list.
    Subject { pool: usize, subject: usize, number: usize },
    /// What is to be said of a quota group as a whole.
    Remark(String, Look),
}

/// The list of an award.
pub(super) struct List<'a> {
    context: Context<'a>,
    award: usize,
    /// The rows above the headings.
    head: Vec<Vec<Cell<'a>>>,
    lines: Vec<Line>,
    widths: Vec<u16>,
    /// The first of the lines that speak of the list as a whole.
    remarks: usize,
    /// Who may take a place from somebody; `None` in a list in which everything is certain.
    rivals: Option<Rivals<'a>>,
}

/// The rows between the last line of a list and its foot.
const SUMS: usize = 4;

impl<'a> List<'a> {
    pub(super) fn new(context: Context<'a>, award: usize) -> List<'a> {
        let lines = Vec::new();
        let mut list = List { context, award, head: Vec::new(), lines, widths: Vec::new(), remarks: 0, rivals: None };
        list.widths = list.usual_widths();
        list.head = list.above();
        let result = &context.assessment.awards[award];
        let pools = &result.in_force().pools;
        if has_doubts(result) {
            list.rivals = context.assessment.rivals(award);
        }
        let (idle, busy): (Vec<_>, Vec<_>) = pools.iter().enumerate().partition(|(_, pool)| list.is_idle(pool));
        for (position, pool) in busy {
            list.pool(position, pool);
        }
        if !idle.is_empty() {
            let names: Vec<String> = idle.iter().map(|(_, pool)| context.pool(award, pool)).collect();
            list.lines.push(Line::Remark((context.words.list.nobody_in)(&names.join("; ")), Look::Remark));
        }
        list.remarks = list.lines.len();
        let remarks = watched::remarks(context, award).into_iter();
        list.lines.extend(remarks.map(|remark| Line::Remark(remark, Look::Remark)));
        list
    }

    fn pool(&mut self, position: usize, pool: &Pool) {
        let result = self.context.assessment.awards[self.award].in_force();
        let number = 1 + self.lines.iter().filter(|line| matches!(line, Line::Group { .. })).count();
        self.lines.push(Line::Group { pool: position, number });
        let ranked = pool.ranked.iter().map(|subject| index(*subject));
        let mut listed: Vec<usize> = ranked.filter(|subject| is_listed(result.outcome(*subject))).collect();
        listed.sort_by_key(|subject| (result.place(*subject).is_none(), result.place(*subject)));
        self.context.level_by_name(self.award, result, &mut listed);
        if pool.places == Places::Open && !self.ranks_only() {
            self.lines.push(Line::Remark(self.context.words.list.open.to_owned(), Look::Remark));
        }
        if listed.is_empty() {
            let waiting = self.waiting(pool);
            let waiting = self.context.named(self.award, &waiting);
            let told = waiting.map(|(count, who)| (self.context.words.list.nobody_waiting)(count, &who));
            let told = told.unwrap_or_else(|| self.context.words.list.nobody.to_owned());
            self.lines.push(Line::Remark(told, Look::Remark));
        }
        for (number, subject) in (1..).zip(listed) {
            self.lines.push(Line::Subject { pool: position, subject, number });
        }
    }

    /// Those of a quota group who wait for data and could still come into the list, in the order of the pool.
    fn waiting(&self, pool: &Pool) -> Vec<usize> {
        let result = self.context.assessment.awards[self.award].in_force();
        let all = pool.ranked.iter().chain(&pool.pending).map(|subject| index(*subject));
        all.filter(|subject| result.outcome(*subject) == Outcome::PendingPossible).collect()
    }

    /// Whether nobody of a body or a unit is on the list or may come into it: then it has no heading of its own.
    fn is_idle(&self, pool: &Pool) -> bool {
        let result = self.context.assessment.awards[self.award].in_force();
        let listed = pool.ranked.iter().any(|subject| is_listed(result.outcome(index(*subject))));
        matches!(pool.of, PoolOf::Value(_) | PoolOf::Unit(_)) && !listed && self.waiting(pool).is_empty()
    }

    fn side(&self) -> Side {
        self.context.campaign().awards[self.award].side
    }

    /// Whether it is a ranking and nothing else.
    fn ranks_only(&self) -> bool {
        self.context.campaign().awards[self.award].ranks_only
    }

    fn pays(&self) -> bool {
        papers::pays(self.context, self.award)
    }

    /// The row on which a quota group begins.
    pub(super) fn row_of_pool(&self, pool: usize) -> u32 {
        self.row_of(|line| matches!(line, Line::Group { pool: position, .. } if *position == pool))
    }

    /// The row of the first of a quota group with the outcome.
    pub(super) fn row_of_outcome(&self, pool: usize, outcome: Outcome) -> u32 {
        let result = self.context.assessment.awards[self.award].in_force();
        self.row_of(|line| {
            matches!(line, Line::Subject { pool: of, subject, .. } if *of == pool && result.outcome(*subject) == outcome)
        })
    }

    /// The row of what is to be said of the list as a whole; of the headings where there is nothing.
    pub(super) fn row_of_remarks(&self) -> u32 {
        let below = if self.remarks < self.lines.len() { 1 + self.remarks } else { 0 };
        u32::try_from(self.head.len() + below).unwrap_or(u32::MAX)
    }

    fn row_of(&self, wanted: impl Fn(&Line) -> bool) -> u32 {
        let line = self.lines.iter().position(wanted).unwrap_or_default();
        u32::try_from(self.head.len() + 1 + line).unwrap_or(u32::MAX)
    }

    /// The usual widths, shared out among the columns as the texts of this list need them.
    fn shared_widths(&self) -> Vec<u16> {
        let usual = self.usual_widths();
        let order = self.columns_of_text();
        let mut widths = Widths::new(&usual, |column| order.get(column).copied().flatten()).apart();
        widths.headings(&self.headings());
        let keys = Keys::new(self.context, self.award);
        let subjects = self.lines.iter().filter_map(|line| match line {
            Line::Subject { pool, subject, number } => Some((*pool, *subject, *number)),
            Line::Group { .. } | Line::Remark(..) => None,
        });
        let subjects: Vec<(usize, usize, usize)> = subjects.collect();
        for (pool, subject, number) in sample(subjects.len()).map(|at| subjects[at]) {
            widths.row(&self.subject(&keys, pool, subject, number));
        }
        let mut widths = widths.done();
        // A paper is as wide as its page: room that nobody needs is room to write in.
        let free = usual.iter().sum::<u16>().saturating_sub(widths.iter().sum());
        widths[1] += free / 2;
        if let Some(last) = widths.last_mut() {
            *last += free - free / 2;
        }
        widths
    }

    fn usual_widths(&self) -> Vec<u16> {
        let (first, last): (&[u16], u16) = match (self.side(), self.ranks_only()) {
            (Side::Units, false) => (&[5, 30, 42, 22, 7], 24),
            (Side::Persons, false) => (&[5, 20, 14, 22, 36, 18, 7], 24),
            // A ranking proposes no form of award.
            (Side::Units, true) => (&[5, 36, 58, 7], 24),
            (Side::Persons, true) => (&[5, 24, 16, 24, 46, 7], 24),
        };
        first.iter().copied().chain(self.pays().then_some(13)).chain([last]).collect()
    }

    /// The least width of each column that may give or take some.
    fn columns_of_text(&self) -> Vec<Option<u16>> {
        let person = (self.side() == Side::Persons).then_some([Some(12), Some(16)]).into_iter().flatten();
        let form = (!self.ranks_only()).then_some(Some(20));
        let first = [None, Some(22)].into_iter().chain(person).chain([Some(32)]).chain(form).chain([None]);
        first.chain(self.pays().then_some(None)).chain([Some(14)]).collect()
    }

    fn columns(&self) -> u16 {
        u16::try_from(self.widths.len()).unwrap_or(u16::MAX)
    }

    pub(super) fn sheet(mut self) -> Sheet<'a> {
        self.widths = self.shared_widths();
        self.head = self.above();
        Sheet {
            name: self.context.list_name(self.award),
            widths: self.widths.clone(),
            heading_row: u32::try_from(self.head.len()).ok(),
            frozen_columns: 0,
            filter: false,
            landscape: true,
            drawn: false,
            rows: Box::new(move |put: &mut dyn FnMut(&[Cell<'_>])| self.each(put)),
        }
    }

    /// The head of the paper, its title, what it goes with, what it rests on.
    fn above(&self) -> Vec<Vec<Cell<'a>>> {
        let (context, words) = (self.context, charts::words(self.context));
        let (campaign, columns) = (context.campaign(), self.columns());
        let award = &campaign.awards[self.award];
        let mut rows = signed::head(context, &award.paper, &self.widths, !is_settled(context, self.award));
        let mut line = |text: String, look| rows.push(spread([(columns, Cell::text(text).look(look))]));
        let title = if award.ranks_only { words.ranking } else { words.title };
        line(title(self.side()).to_owned(), Look::Title);
        line(award.title.clone(), Look::Strong);
        line((context.words.list.campaign)(&campaign.title), Look::Strong);
        line((words.attached_to)(award.paper.attached_to.as_deref()), Look::Slanted);
        let clause = (words.clause)(campaign.plan.as_deref(), award.cite.clause.as_deref());
        let named = award.paper.basis.iter().map(|paper| (words.basis)(paper));
        let by_hand = award.paper.basis.is_empty().then(|| (words.basis)(words.basis_by_hand));
        named.chain(by_hand).chain(clause).for_each(|basis| line(basis, Look::Slanted));
        rows.push(Vec::new());
        let as_of = (context.words.common.as_of)(&context.as_of());
        rows.push(self.remark_of(as_of));
        rows
    }

    fn each(&self, put: &mut dyn FnMut(&[Cell<'_>])) {
        let keys = Keys::new(self.context, self.award);
        self.head.iter().for_each(|row| put(row));
        put(&self.headings());
        let foot = signed::foot(self.context, &self.context.campaign().awards[self.award].paper, &self.widths);
        // The last of the names goes with the signatures; without names the last line does.
        let named = self.lines[..self.remarks].iter().rposition(|line| matches!(line, Line::Subject { .. }));
        let last = named.or(self.remarks.checked_sub(1)).map(|last| self.head_of(last));
        for (position, line) in self.lines.iter().enumerate() {
            let mut cells = match line {
                Line::Group { pool, number } => spread([(self.columns(), self.group(*pool, *number).keep(3))]),
                Line::Remark(remark, look) => self.remark(remark, *look),
                Line::Subject { pool, subject, number } => self.subject(&keys, *pool, *subject, *number),
            };
            if Some(position) == last
                && let Some(first) = cells.first_mut()
            {
                // Nobody signs a page on which nothing else stands than the room for it.
                let below = self.lines.len() - position + SUMS + foot.len();
                first.keep = u32::try_from(below).unwrap_or(u32::MAX);
            }
            put(&cells);
        }
        self.sums(put);
        foot.iter().for_each(|row| put(row));
    }

    /// The heading of a quota group, where a line is the first below it or only remarks stand between them; else the line.
    fn head_of(&self, position: usize) -> usize {
        let above = self.lines[..position].iter().rposition(|line| !matches!(line, Line::Remark(..)));
        above.filter(|above| matches!(self.lines[*above], Line::Group { .. })).unwrap_or(position)
    }

    fn remark_of(&self, remark: String) -> Vec<Cell<'a>> {
        spread([(self.columns(), Cell::text(remark).look(Look::Remark))])
    }

    fn remark<'c>(&self, remark: &'c str, look: Look) -> Vec<Cell<'c>> {
        spread([(self.columns(), Cell::text(remark).look(look))])
    }

    /// What the list sums up to, in at most [`SUMS`] rows.
    fn sums(&self, put: &mut dyn FnMut(&[Cell<'_>])) {
        let (context, words) = (self.context, charts::words(self.context));
        let result = context.assessment.awards[self.award].in_force();
        let listed = self.lines.iter().filter_map(|line| match line {
            Line::Subject { subject, .. } => Some(result.outcome(*subject)),
            Line::Group { .. } | Line::Remark(..) => None,
        });
        let listed: Vec<Outcome> = listed.collect();
        let having = |wanted| listed.iter().filter(|outcome| **outcome == wanted).count();
        let tied = having(Outcome::TiedAtCutoff);
        // A ranking waits for no number of places.
        let open = if self.ranks_only() { 0 } else { having(Outcome::QuotaOpen) };
        if let Some(money) = context.assessment.award_money(self.award).filter(|_| self.pays()) {
            let note = (money.most != money.total).then(|| {
                let most = text::papers::amount(context.lang, &money.most);
                format!("{}: {most}", papers::words(context).most)
            });
            let amount = Cell { value: Value::Number(money.total, 0), ..Cell::default() };
            put(&spread([
                (self.columns() - 2, Cell::text((words.total_money)(tied > 0)).look(Look::Label)),
                (1, amount),
                (1, Cell::text(note.unwrap_or_default()).look(Look::Wrapped)),
            ]));
        }
        put(&[]);
        put(&self.remark(&(words.total)(self.side(), listed.len(), tied, open), Look::Plain));
        put(&[]);
    }

    fn headings(&self) -> Vec<Cell<'a>> {
        let (common, words) = (&self.context.words.common, charts::words(self.context));
        let person = (self.side() == Side::Persons).then_some([common.post, common.unit]);
        let money = self.pays().then(|| papers::words(self.context).money_column);
        let first = [common.number, (common.name)(self.side())].into_iter().chain(person.into_iter().flatten());
        let form = (!self.ranks_only()).then_some(words.form);
        let last = std::iter::once(words.summary).chain(form).chain([common.place]).chain(money).chain([common.note]);
        first.chain(last).map(|text| Cell::text(text).look(Look::Heading)).collect()
    }

    fn group(&self, position: usize, number: usize) -> Cell<'_> {
        let pools = &self.context.assessment.awards[self.award].in_force().pools;
        let pool = &pools[position];
        let quota = self.context.quota(self.award, pool);
        let quota = if self.ranks_only() { quota } else { (self.context.words.list.quota)(&quota) };
        let number = if pools.len() > 1 { format!("{}. ", roman(number)) } else { String::new() };
        let label = match self.context.pool(self.award, pool).as_str() {
            "" => format!("{number}{}", capitalised(&quota)),
            group => format!("{number}{group} — {quota}"),
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
        cells.push(Cell::text(self.summary(keys, subject)).look(Look::Wrapped));
        let form = || Cell::text(context.campaign().awards[self.award].title.as_str()).look(Look::Wrapped);
        cells.extend((!self.ranks_only()).then(form));
        cells.push(place_cell(result.place(subject)));
        cells.extend(self.pays().then(|| context.money(self.award, outcome)));
        let notes = [self.note(pool, subject, outcome), context.decisions_on(self.award, subject)];
        let mut notes: Vec<String> = notes.into_iter().filter(|note| !note.is_empty()).collect();
        let settled = outcome == Outcome::Selected || outcome == Outcome::QuotaOpen && self.ranks_only();
        if notes.is_empty() && !settled {
            notes.push(text::outcome::outcome(context.lang, outcome).to_owned());
        }
        let look = if settled { Look::Wrapped } else { outcome_look(outcome) };
        cells.push(Cell::text(notes.join("; ")).look(look));
        cells
    }

    /// The figures by which a subject is ranked, and how many criteria it meets.
    fn summary(&self, keys: &Keys<'a>, subject: usize) -> String {
        let context = self.context;
        let criteria = &context.campaign().awards[self.award].criteria;
        let verdicts = criteria.iter().map(|criterion| context.assessment.verdict_for(self.award, *criterion, subject));
        let applying: Vec<Verdict> = verdicts.filter(|verdict| *verdict != Verdict::NotApplicable).collect();
        let met = applying.iter().filter(|verdict| **verdict == Verdict::Met).count();
        let met = (!applying.is_empty()).then(|| (charts::words(context).met)(met, applying.len()));
        let keys = Some(keys.told(subject)).filter(|told| !told.is_empty());
        keys.into_iter().chain(met).collect::<Vec<_>>().join("; ")
    }

    /// Why a place is not settled.
    fn note(&self, pool: usize, subject: usize, outcome: Outcome) -> String {
        let passed = watched::has_passed_place(self.context, self.award, subject);
        let why = self.why(pool, subject, outcome);
        let parts = [passed.then(|| self.context.words.list.has_passed.to_owned()), Some(why).filter(|why| !why.is_empty())];
        parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
    }

    fn why(&self, position: usize, subject: usize, outcome: Outcome) -> String {
        let (context, words) = (self.context, &self.context.words.list);
        let result = &context.assessment.awards[self.award];
        let pool = &result.in_force().pools[position];
        let rivals = || self.rivals.as_ref();
        match outcome {
            // Chosen by the council in a tie that could still vanish.
            Outcome::SelectedUncertain if result.outcome(subject) == Outcome::TiedAtCutoff => {
                let named = rivals().and_then(|rivals| context.named(self.award, &rivals.of(subject, false)));
                let early = named.map(|(waiting, who)| (words.chosen_early)(waiting, &who));
                early.unwrap_or_else(|| words.uncertain_number.to_owned())
            }
            Outcome::SelectedUncertain => {
                rivals().map_or_else(String::new, |rivals| context.doubt(self.award, subject, rivals))
            }
            Outcome::TiedAtCutoff => context.tie(self.award, pool).map_or_else(String::new, |tie| {
                let doubt = rivals().filter(|_| !tie.certain);
                let doubt = doubt.map(|rivals| context.doubt_of_tie(self.award, subject, rivals));
                let tie = text::outcome::tie(context.lang, tie.choose, tie.among, true);
                let told = format!("{}: {tie}", words.council);
                doubt.map_or(told.clone(), |doubt| format!("{told}; {doubt}"))
            }),
            _ => String::new(),
        }
    }
}

/// Whether somebody's place, or a tie, may still change.
fn has_doubts(result: &AwardResult) -> bool {
    let uncertain = |result: &AwardResult| {
        let ties = result.ties().any(|tie| !tie.certain);
        let ranked = result.pools.iter().flat_map(|pool| &pool.ranked);
        ties || ranked.into_iter().any(|row| result.outcome(index(*row)) == Outcome::SelectedUncertain)
    };
    uncertain(result) || uncertain(result.in_force())
}

fn is_listed(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Selected | Outcome::SelectedUncertain | Outcome::TiedAtCutoff | Outcome::QuotaOpen)
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A number as groups of a list carry it: `IV`.
fn roman(number: usize) -> String {
    const DIGITS: [(usize, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let (mut rest, mut written) = (number, String::new());
    for (value, digit) in DIGITS {
        while rest >= value {
            written.push_str(digit);
            rest -= value;
        }
    }
    written
}

/// Whether nothing can change the list any more without a new decision.
pub(super) fn is_settled(context: Context<'_>, award: usize) -> bool {
    let result = context.assessment.awards[award].in_force();
    let numbered = |pool: &Pool| pool.places != Places::Open || context.campaign().awards[award].ranks_only;
    result.tally.pending == 0
        && result.pools.iter().all(|pool| {
            let counts = pools::counts(result, pool);
            numbered(pool) && counts.tied + counts.uncertain + counts.possible + counts.impossible == 0
        })
}

/// What is still open in the lists: figures, a number of places, the council's choice.
pub(super) fn unsettled(context: Context<'_>) -> [bool; 3] {
    let mut open = [false; 3];
    for (award, result) in context.campaign().awards.iter().zip(context.assessment.awards.iter().map(AwardResult::in_force))
    {
        open[0] |= result.tally.pending > 0;
        for pool in &result.pools {
            let counts = pools::counts(result, pool);
            open[0] |= counts.uncertain + counts.possible + counts.impossible > 0;
            open[1] |= pool.places == Places::Open && !award.ranks_only;
            open[2] |= counts.tied > 0;
        }
    }
    open
}

/// A person's post: a column named so, or else the role, or else one whose heading is that of posts.
pub(super) fn post<'a>(context: Context<'a>, roll: &'a Roll, person: usize) -> &'a str {
    const NAMES: [&str; 3] = ["post", "position", "role"];
    let Some(register) = context.campaign().register(roll.side) else { return "" };
    const HEADINGS: [&str; 3] = ["Chức vụ", "Chức danh", "Chức vụ, chức danh"];
    let is_headed = |field: &Field| field.headings.iter().any(|heading| HEADINGS.contains(&heading.as_str()));
    let named = NAMES.iter().find_map(|name| register.fields.iter().position(|field| field.name == *name));
    let column = named.or_else(|| register.fields.iter().position(is_headed));
    column.map_or("", |column| roll.written(register, person, column))
}

#[cfg(test)]
mod tests {
    use super::roman;

    #[test]
    fn groups_are_counted_in_roman_numbers() {
        for (number, written) in [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (63, "LXIII"), (99, "XCIX")] {
            assert_eq!(roman(number), written);
        }
    }
}
