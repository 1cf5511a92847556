//! The first sheet: what was judged, what the clerk has to do next, what came out, whether the rows add up, and charts of
//! it all. It is read on paper, so it stands in narrow columns of one width over which its cells reach.

use std::sync::Arc;

use super::Record;
use super::context::{Context, breadth, index};
use super::lacks::Lacks;
use super::list::{self, List};
use super::ranking::link;
use super::todo::todo;
use super::{charts, papers, pools};
use crate::assess::Pool;
use crate::campaign::{Criterion, Places};
use crate::report::sheet::{Cell, Link, Look, Sheet, Value, spread};
use crate::text;
use crate::vocab::outcome::Standing;
use crate::vocab::{Number, Side, Verdict};

/// How many columns the sheet has, and how wide each is at least.
pub(super) const COLUMNS: u16 = 17;
const WIDTH: u16 = 8;

/// Over how many columns the sum of the reconciliation reaches.
const CHECK: u16 = 4;

/// An award of more quota groups stands in one row.
const MOST_POOLS: usize = 8;

/// A section begins on a page that has room for its title and the first rows of its table.
const FIRST_ROWS: u32 = 4;

type Put<'p> = &'p mut dyn FnMut(&[Cell<'_>]);

pub(super) fn sheet<'a>(context: Context<'a>, record: &'a Record, lacks: Arc<Lacks>) -> Sheet<'a> {
    Sheet {
        name: context.words.names.overview.to_owned(),
        widths: vec![width(context); usize::from(COLUMNS)],
        heading_row: None,
        frozen_columns: 0,
        filter: false,
        landscape: true,
        drawn: true,
        rows: Box::new(move |put: &mut dyn FnMut(&[Cell<'_>])| {
            let mut overview = Overview { context, record, lacks: &lacks, page: Page { put, row: 0 } };
            overview.each();
        }),
    }
}

/// How wide each column is: the longest word of a verdict stands in one of them, in bold letters.
pub(super) fn width(context: Context<'_>) -> u16 {
    let verdicts = Verdict::ALL.map(|verdict| text::outcome::verdict(context.lang, verdict));
    let words =
        verdicts.iter().flat_map(|verdict| verdict.split(' ')).chain(context.words.overview.not_considered.split(' '));
    words.map(breadth).max().unwrap_or_default().max(WIDTH)
}

/// Counts the rows that it hands on.
pub(super) struct Page<'p> {
    put: Put<'p>,
    /// The row that comes next.
    pub(super) row: u32,
}

impl Page<'_> {
    pub(super) fn put(&mut self, cells: &[Cell<'_>]) {
        (self.put)(cells);
        self.row += 1;
    }

    /// A row of cells, each with the number of columns over which it reaches.
    pub(super) fn row<'c>(&mut self, cells: impl IntoIterator<Item = (u16, Cell<'c>)>) {
        self.put(&spread(cells));
    }

    /// Begins a section; its title and the next rows, so many together, stay on one page.
    pub(super) fn section(&mut self, text: &str, keep: u32) {
        self.put(&[]);
        self.row([(COLUMNS, Cell::text(text).look(Look::Group).keep(keep))]);
    }

    pub(super) fn headings<'h>(&mut self, headings: impl IntoIterator<Item = (u16, &'h str)>) {
        self.row(headings.into_iter().map(|(across, text)| (across, Cell::text(text).look(Look::Heading))));
    }
}

/// What came out for an award, or for one of its quota groups.
struct AwardRow<'c> {
    award: usize,
    group: String,
    places: Cell<'c>,
    sum: String,
    chosen: Cell<'static>,
    uncertain: Cell<'static>,
    tied: Cell<'static>,
    beyond: Cell<'static>,
    pending: Cell<'static>,
    possible: Cell<'static>,
    link: Link,
}

/// Over how many columns the cells of the table of awards reach: the room of those that say nothing goes to the titles.
struct Across {
    award: u16,
    group: u16,
    places: u16,
    sum: u16,
    tied: u16,
    beyond: u16,
}

impl Across {
    /// The least and the most that a title takes.
    const AWARD: [u16; 2] = [4, 7];

    fn of(rows: &[AwardRow<'_>]) -> Across {
        let any = |says: &dyn Fn(&AwardRow<'_>) -> bool| u16::from(rows.iter().any(says));
        let is_text = |cell: &Cell<'_>| matches!(cell.value, Value::Text(_));
        let group = 2 * any(&|row| !row.group.is_empty());
        let sum = 2 * any(&|row| !row.sum.is_empty());
        let tied = 1 + any(&|row| row.tied.look == Look::Tied);
        let mut across = Across { award: Self::AWARD[0], group, places: 1, sum, tied, beyond: 1 };
        let free = |across: &Across| COLUMNS - across.columns().into_iter().sum::<u16>();
        if free(&across) > 0 {
            across.places += any(&|row| is_text(&row.places));
        }
        if free(&across) > 0 {
            across.beyond += any(&|row| is_text(&row.beyond));
        }
        across.award = (across.award + free(&across)).min(Self::AWARD[1]);
        // Ties are told in many words.
        if across.tied > 1 && free(&across) > 0 {
            across.tied += 1;
        }
        *(if across.group > 0 { &mut across.group } else { &mut across.award }) += free(&across);
        across
    }

    fn columns(&self) -> [u16; 11] {
        let Across { award, group, places, sum, tied, beyond } = *self;
        [award, group, places, sum, 1, 1, tied, beyond, 1, 1, 1]
    }
}

/// A row of the table of awards: what came out, or that an award belongs to another occasion.
enum Given<'c> {
    Row(Box<AwardRow<'c>>),
    Otherwise(usize),
}

impl Given<'_> {
    fn award(&self) -> usize {
        match self {
            Given::Row(row) => row.award,
            Given::Otherwise(award) => *award,
        }
    }
}

/// In how many rows a table of rows with so many lines goes on a page, portion after portion: a table that no page holds is
/// told in several, each below the headings.
pub(super) fn portions(lines: &[usize]) -> Vec<usize> {
    const PAGE: usize = 28;
    let all: usize = lines.iter().sum();
    let each = all.div_ceil(all.div_ceil(PAGE).max(1));
    let (mut portions, mut taken) = (vec![0], 0);
    for lines in lines {
        if taken > 0 && (taken >= each || taken + lines > PAGE) {
            portions.push(0);
            taken = 0;
        }
        if let Some(last) = portions.last_mut() {
            *last += 1;
        }
        taken += lines;
    }
    portions
}

/// The rows of a section with a table of so many.
fn rows_of(table: usize) -> u32 {
    u32::try_from(table + 2).unwrap_or(u32::MAX)
}

struct Overview<'a, 'p> {
    context: Context<'a>,
    record: &'a Record,
    lacks: &'a Lacks,
    page: Page<'p>,
}

/// Whether every list is settled: nothing pending, no tie, no open quota.
pub(super) fn is_settled(context: Context<'_>) -> bool {
    (0..context.campaign().awards.len()).all(|award| list::is_settled(context, award))
}

impl Overview<'_, '_> {
    fn each(&mut self) {
        self.judged();
        self.todo();
        self.awards();
        self.reconciliation();
        papers::money(self.context, &mut self.page);
        for side in [Side::Units, Side::Persons] {
            // One group is everybody: the table beside the chart says the same.
            if !charts::draws_everybody(self.context, side) {
                self.criteria(side);
            }
        }
        charts::charts(self.context, &mut self.page);
    }

    /// What was judged, by which plan, on which day.
    fn judged(&mut self) {
        let (context, words) = (self.context, &self.context.words.overview);
        let (campaign, page) = (context.campaign(), &mut self.page);
        page.row([(COLUMNS, Cell::text(words.title).look(Look::Title))]);
        page.row([(COLUMNS, Cell::text(campaign.title.as_str()).look(Look::Strong))]);
        page.put(&[]);
        if is_settled(context) {
            page.row(fact(words.state, Cell::text(words.final_why)));
        } else {
            let stamp = Cell::text(context.words.common.draft).look(Look::Stamp);
            page.row([
                (3, stamp),
                (COLUMNS - 3, Cell::text((words.draft_why)(list::unsettled(context))).look(Look::Remark)),
            ]);
        }
        page.put(&[]);
        page.row(fact(words.campaign, Cell::text(campaign.title.as_str())));
        page.row(fact(words.issuer, Cell::text(campaign.issuer.as_str())));
        if let Some(plan) = &campaign.plan {
            page.row(fact(words.plan, Cell::text(plan.as_str())));
        }
        let period = campaign.period.as_ref().map(|period| {
            let day = |day: Option<crate::vocab::Date>| day.map(context.words.common.day);
            (words.period_days)(day(period.from).as_deref(), day(period.last).as_deref())
        });
        let year = period.map_or_else(|| campaign.year.to_string(), |period| format!("{} ({period})", campaign.year));
        page.row(fact(words.year, Cell::text(year)));
        page.row(day_fact(words.as_of, context.assessment.as_of));
        let judged: Vec<String> =
            context.sides().map(|(side, roll)| (context.words.common.subjects)(side, roll.len())).collect();
        page.row(fact(words.judged, Cell::text(judged.join(", "))));
        page.row(fact(words.definition, Cell::text(self.record.campaign.name.as_str())));
    }

    fn todo(&mut self) {
        let words = &self.context.words.overview;
        self.page.section(words.todo, FIRST_ROWS);
        let todo = todo(self.context, self.record, self.lacks);
        if todo.is_empty() {
            self.page.row([(COLUMNS, Cell::text(words.nothing_to_do))]);
        }
        let mut number = 0;
        for line in todo {
            number += usize::from(!line.detail);
            // Programs that print do not break a text with a link into lines: a long one is reached from before it.
            let room = u32::from((COLUMNS - 1) * width(self.context));
            // Running text is a little narrower than its breadth.
            let is_long = u32::from(breadth(&line.told)) * 10 > room * 11;
            let numbered = match (line.detail, is_long) {
                (true, _) => Cell::text("–"),
                (false, true) => Cell::text(number.to_string()),
                (false, false) => Cell::whole(number),
            };
            let (before, on) = if is_long { (line.link, None) } else { (None, line.link) };
            let numbered = Cell { link: before, ..numbered.look(Look::Centered) };
            self.page.row([(1, numbered), (COLUMNS - 1, Cell { link: on, ..Cell::text(line.told) })]);
        }
    }

    /// A row for each award and quota group.
    fn awards(&mut self) {
        let (context, words) = (self.context, &self.context.words.overview);
        let common = &context.words.common;
        let title = self.after_decisions(words.awards);
        let mut rows = Vec::new();
        for award in 0..context.campaign().awards.len() {
            if !context.assessment.awards[award].given {
                continue;
            }
            let pools = &context.assessment.awards[award].in_force().pools;
            if pools.len() > MOST_POOLS {
                rows.push(self.in_sum(award, pools));
            } else {
                let list = List::new(context, award);
                let link = |position| link(&context.list_name(award), list.row_of_pool(position));
                rows.extend(pools.iter().enumerate().map(|(position, pool)| self.award(award, pool, link(position))));
            }
            rows.extend(self.outside(award));
        }
        let across = Across::of(&rows);
        let headings = [
            common.award,
            common.group,
            words.quota,
            words.sum,
            words.chosen,
            words.uncertain,
            words.tied,
            words.beyond,
            words.pending,
            words.pending_possible,
            charts::words(context).list,
        ];
        let not_given = (0..context.campaign().awards.len()).filter(|award| !context.assessment.awards[*award].given);
        let mut rows: Vec<Given<'_>> =
            rows.into_iter().map(Box::new).map(Given::Row).chain(not_given.map(Given::Otherwise)).collect();
        rows.sort_by_key(Given::award);
        let lines: Vec<usize> = rows.iter().map(|row| self.lines_of_award(row, &across)).collect();
        let mut rows = rows.into_iter();
        for (number, portion) in portions(&lines).into_iter().enumerate() {
            let title = if number == 0 { title.clone() } else { (charts::words(context).continued)(&title) };
            self.page.section(&title, rows_of(portion));
            self.page.headings(across.columns().into_iter().zip(headings).filter(|(across, _)| *across > 0));
            for row in rows.by_ref().take(portion) {
                match row {
                    Given::Row(row) => self.award_row(*row, &across),
                    Given::Otherwise(award) => self.not_given(award, &across),
                }
            }
        }
    }

    /// About how many lines a row of the table of awards takes.
    fn lines_of_award(&self, row: &Given<'_>, across: &Across) -> usize {
        let column = usize::from(width(self.context));
        let lines = |text: &str, across: u16| usize::from(breadth(text)).div_ceil((usize::from(across) * column).max(1));
        let title = lines(&self.context.campaign().awards[row.award()].title, across.award);
        let Given::Row(row) = row else { return title.max(1) };
        let tied = if let Value::Text(tied) = &row.tied.value { lines(tied, across.tied) + 1 } else { 1 };
        title.max(lines(&row.group, across.group)).max(lines(&row.sum, across.sum)).max(tied)
    }

    /// An award of many quota groups in one row; its list has a heading for each of them.
    fn in_sum(&self, award: usize, pools: &[Pool]) -> AwardRow<'static> {
        let context = self.context;
        let result = context.assessment.awards[award].in_force();
        let numbers: Option<Vec<usize>> = pools
            .iter()
            .map(|pool| match pool.places {
                Places::Number(number) => Some(index(number)),
                Places::Unlimited | Places::Open => None,
            })
            .collect();
        let places = match numbers {
            Some(numbers) => Cell::whole(numbers.iter().sum()),
            None => Cell::text(charts::words(context).differs),
        };
        let counts: Vec<pools::Counts> = pools.iter().map(|pool| pools::counts(result, pool)).collect();
        let all = |of: fn(&pools::Counts) -> usize| Cell::whole(counts.iter().map(of).sum());
        let list = List::new(context, award);
        AwardRow {
            award,
            group: (charts::words(context).pools)(pools.len()),
            places,
            sum: String::new(),
            chosen: all(|counts| counts.selected + counts.uncertain),
            uncertain: all(|counts| counts.uncertain),
            tied: all(|counts| counts.tied),
            beyond: context
                .beyond(counts.iter().map(|counts| counts.beyond).sum(), counts.iter().map(|counts| counts.open).sum()),
            pending: all(|counts| counts.possible + counts.impossible),
            possible: all(|counts| counts.possible),
            link: link(&context.list_name(award), list.row_of_pool(0)),
        }
    }

    /// Those who may still be chosen and of whom it is not known in which quota group they are.
    fn outside(&self, award: usize) -> Option<AwardRow<'static>> {
        let (what, number) = self.context.outside(award)?;
        Some(AwardRow {
            award,
            group: what.to_owned(),
            places: Cell::empty(),
            sum: String::new(),
            chosen: Cell::empty(),
            uncertain: Cell::empty(),
            tied: Cell::empty(),
            beyond: Cell::empty(),
            pending: Cell::whole(number),
            possible: Cell::whole(number),
            link: link(&self.context.list_name(award), 0),
        })
    }

    /// A title, and whether the council's decisions are in what stands below it.
    fn after_decisions(&self, title: &str) -> String {
        let decided = (0..self.context.campaign().awards.len()).any(|award| self.context.is_decided(award));
        format!("{title}{}", if decided { self.context.words.overview.decided_too } else { "" })
    }

    /// An award of another occasion.
    fn not_given(&mut self, award: usize, across: &Across) {
        let told = text::outcome::standing(self.context.lang, Standing::OtherOccasion).unwrap_or_default();
        let title = Cell::text(self.context.campaign().awards[award].title.as_str());
        self.page.row([(across.award, title), (COLUMNS - across.award, Cell::text(told).look(Look::Remark))]);
    }

    fn award(&self, award: usize, pool: &Pool, link: Link) -> AwardRow<'static> {
        let context = self.context;
        let counts = pools::counts(context.assessment.awards[award].in_force(), pool);
        let places = match pool.places {
            Places::Number(number) => Cell::whole(index(number)),
            Places::Unlimited | Places::Open => Cell::text(context.places_of(award, pool)),
        };
        let tie = pool.tie.map(|tie| context.tie_told(tie));
        AwardRow {
            award,
            group: context.pool(award, pool),
            places,
            sum: pool.sum.as_ref().map(|sum| context.sum(sum)).unwrap_or_default(),
            chosen: Cell::whole(counts.selected + counts.uncertain),
            uncertain: Cell::whole(counts.uncertain),
            tied: tie.map_or_else(|| Cell::whole(counts.tied), |tie| Cell::text(tie).look(Look::Tied)),
            beyond: context.beyond(counts.beyond, if context.campaign().awards[award].ranks_only { 0 } else { counts.open }),
            pending: Cell::whole(counts.possible + counts.impossible),
            possible: Cell::whole(counts.possible),
            link,
        }
    }

    fn award_row(&mut self, row: AwardRow<'_>, across: &Across) {
        let context = self.context;
        // Programs that print do not break a text with a link into lines.
        let list = Cell { link: Some(row.link), ..Cell::text(charts::words(context).see) };
        let centred = |cell: Cell<'static>| cell.look(Look::Centered);
        let tied = if row.tied.look == Look::Tied { row.tied } else { row.tied.look(Look::Centered) };
        let cells = [
            Cell::text(context.campaign().awards[row.award].title.as_str()),
            Cell::text(row.group),
            row.places.look(Look::Centered),
            Cell::text(row.sum),
            centred(row.chosen),
            centred(row.uncertain),
            tied,
            centred(row.beyond),
            centred(row.pending),
            centred(row.possible),
            list.look(Look::Centered),
        ];
        self.page.row(across.columns().into_iter().zip(cells).filter(|(across, _)| *across > 0));
    }

    /// Rows under the heading = of other years + skipped + rejected + not considered + not eligible + pending + eligible.
    fn reconciliation(&mut self) {
        let (context, words) = (self.context, &self.context.words.overview);
        let campaign = context.campaign();
        let title = self.after_decisions(words.reconciliation);
        self.page.section(&title, rows_of(campaign.awards.len()));
        // The rows of other years have a column only where one table holds several years.
        let of_years = |side| campaign.register(side).is_some_and(|register| register.year.is_some());
        let with_years = context.sides().any(|(side, _)| of_years(side));
        let title = if with_years { 5 } else { 6 };
        let parts = [
            (words.other_years, u16::from(with_years)),
            (words.skipped, 1),
            ((words.rejected)(with_years), 1),
            (words.not_considered, 1),
            (words.not_eligible, 1),
            (words.eligibility_unknown, 1),
            (words.eligible, 1),
        ];
        let headings = parts.into_iter().filter(|(_, across)| *across > 0).map(|(heading, across)| (across, heading));
        let first = [(title, context.words.common.award), (1, words.rows)];
        self.page.headings(first.into_iter().chain(headings).chain([(CHECK, words.check)]));
        for (award, result) in campaign.awards.iter().zip(&context.assessment.awards).filter(|(_, result)| result.given) {
            let Some(roll) = context.roll(award.side) else { continue };
            let (rows, tally) = (roll.rows(), result.in_force().tally);
            let counts = [
                rows.other_years,
                rows.skipped,
                rows.rejected,
                tally.not_considered,
                tally.not_eligible,
                tally.pending,
                tally.eligible,
            ];
            let shown = || parts.iter().zip(counts).filter(|((_, across), _)| *across > 0);
            let sum: Vec<String> = shown().map(|(_, count)| context.count(count)).collect();
            let holds = counts.iter().sum::<usize>() == rows.read + rows.not_sent;
            let sign = if holds { "✓" } else { "✗" };
            let not_sent = match rows.not_sent {
                0 => String::new(),
                count => format!(" + {} ({})", context.count(count), context.words.sources.not_sent.to_lowercase()),
            };
            let check = format!("{sign} {}{not_sent} = {}", context.count(rows.read), sum.join(" + "));
            let check = Cell::text(check).look(if holds { Look::Met } else { Look::NotMet });
            let counted = |number: usize| Cell::whole(number).look(Look::Centered);
            let first = [(title, Cell::text(award.title.as_str())), (1, counted(rows.read))];
            let cells = shown().map(|((_, across), count)| (*across, counted(count)));
            self.page.row(first.into_iter().chain(cells).chain([(CHECK, check)]));
        }
    }

    /// How often each verdict was given for each criterion of a side.
    fn criteria(&mut self, side: Side) {
        let context = self.context;
        let Some(roll) = context.roll(side) else { return };
        let printed = charts::words(context);
        let title = |criterion: &Criterion| match criterion.counts {
            true => criterion.title.clone(),
            false => format!("{} ({})", criterion.title, context.words.criteria.reported_only),
        };
        let room = usize::from((COLUMNS - 8) * width(context));
        let criteria = || context.campaign().criteria_of(side);
        let lines: Vec<usize> = criteria().map(|(_, of)| usize::from(breadth(&title(of))).div_ceil(room)).collect();
        if lines.is_empty() {
            return;
        }
        let everybody: Vec<usize> = (0..roll.len()).collect();
        let mut criteria = criteria();
        for (number, portion) in portions(&lines).into_iter().enumerate() {
            let heading = (printed.criteria_of)(side, "", roll.len());
            let heading = if number == 0 { heading } else { (printed.continued)(&heading) };
            self.page.section(&heading, rows_of(portion));
            self.criteria_table(criteria.by_ref().take(portion), &title, &everybody);
        }
    }

    fn criteria_table<'c>(
        &mut self,
        criteria: impl Iterator<Item = (usize, &'c Criterion)>,
        title: &dyn Fn(&Criterion) -> String,
        everybody: &[usize],
    ) {
        let context = self.context;
        let verdicts = Verdict::ALL.map(|verdict| (1, text::outcome::verdict(context.lang, verdict)));
        let first = [(2, context.words.common.clause), (COLUMNS - 8, context.words.common.criterion)];
        self.page.headings(first.into_iter().chain(verdicts).chain([(2, context.words.overview.share_met)]));
        for (position, criterion) in criteria {
            let counts = charts::counts(context, position, everybody);
            let clause = criterion.cite.clause.as_deref().unwrap_or_default();
            let count_cell = charts::count_cell;
            let counted = Verdict::ALL.into_iter().zip(counts);
            let counted = counted.map(|(verdict, count)| (1, count_cell(verdict, count)));
            let first = [(2, Cell::text(clause)), (COLUMNS - 8, Cell::text(title(criterion)))];
            self.page.row(first.into_iter().chain(counted).chain([(2, share_met(counts))]));
        }
    }
}

/// The share of those who meet a criterion among those with a verdict of yes or no.
pub(super) fn share_met<'c>(counts: [usize; 4]) -> Cell<'c> {
    let [met, not_met, ..] = counts.map(|count| i64::try_from(count).unwrap_or(i64::MAX));
    let share = Number::ratio(met, met.saturating_add(not_met));
    share.map_or_else(Cell::empty, |share| Cell { value: Value::Percent(share, 1), look: Look::Centered, ..Cell::default() })
}

/// A label and a day.
pub(super) fn day_fact(label: &str, day: crate::vocab::Date) -> [(u16, Cell<'_>); 2] {
    figure_fact(label, Cell::date(day).look(Look::Wrapped))
}

/// A label and a figure, which stands beside it and not at the other end of the page.
pub(super) fn figure_fact<'c>(label: &'c str, figure: Cell<'c>) -> [(u16, Cell<'c>); 2] {
    [(3, Cell::text(label).look(Look::Label)), (2, figure)]
}

/// A label and what it names.
pub(super) fn fact<'c>(label: &'c str, what: Cell<'c>) -> [(u16, Cell<'c>); 2] {
    [(3, Cell::text(label).look(Look::Label)), (COLUMNS - 3, what)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_that_no_page_holds_is_told_in_portions_of_about_the_same_length() {
        assert_eq!(portions(&[1; 28]), [28]);
        assert_eq!(portions(&[1; 29]), [15, 14]);
        assert_eq!(portions(&[2; 30]), [10, 10, 10]);
        assert_eq!(portions(&[5, 5, 5, 5, 5, 5, 1, 5]), [4, 4]);
        assert_eq!(portions(&[40, 1]), [1, 1]);
        assert_eq!(portions(&[]), [0]);
    }

    #[test]
    fn columns_that_say_nothing_give_their_room_to_titles() {
        let row = |group: &str, places: Cell<'static>, sum: &str, tied: Cell<'static>| AwardRow {
            award: 0,
            group: group.to_owned(),
            places,
            sum: sum.to_owned(),
            chosen: Cell::whole(1),
            uncertain: Cell::whole(0),
            tied,
            beyond: Cell::whole(0),
            pending: Cell::whole(0),
            possible: Cell::whole(0),
            link: link("Danh sách", 0),
        };
        let case = |row: AwardRow<'_>, expected: [u16; 11]| {
            let columns = Across::of(&[row]).columns();
            assert_eq!(columns, expected);
            assert_eq!(columns.iter().sum::<u16>(), COLUMNS);
        };
        let tied = || Cell::text("Hội đồng bình xét, chọn 1 trong 3").look(Look::Tied);
        case(row("", Cell::whole(4), "", Cell::whole(0)), [9, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1]);
        case(row("Xã", Cell::whole(4), "", Cell::whole(0)), [7, 2, 1, 0, 1, 1, 1, 1, 1, 1, 1]);
        case(row("Xã", Cell::whole(4), "", tied()), [6, 2, 1, 0, 1, 1, 2, 1, 1, 1, 1]);
        case(row("Xã", Cell::text("chờ hướng dẫn"), "20 % × 21 = 4,2 → 4", tied()), [4, 2, 1, 2, 1, 1, 2, 1, 1, 1, 1]);
    }
}
