//! The charts of the overview, each beside the table that it draws: how many meet each criterion, group by group, and who
//! leads each ranking.

use super::context::{Context, Keys, breadth, place_cell, verdict_look};
use super::overview::{Page, portions, share_met, width};
use crate::assess::Pool;
use crate::campaign::KeyValue;
use crate::report::sheet::{Cell, Chart, ChartKind, Look, Series, Value};
use crate::text;
use crate::text::printed::Words;
use crate::vocab::{Side, Verdict};

/// A side with more groups is drawn as a whole.
const MOST_GROUPS: usize = 6;

/// An award with more quota groups is not drawn.
const MOST_POOLS: usize = 4;

/// How many of a ranking are drawn.
const LEADING: usize = 10;

/// Fewer subjects are no picture.
const FEWEST: usize = 3;

/// The columns of a criterion's title beside its bar: it stands in one line, so that the height of the chart is known.
const TITLE: u16 = 4;

/// What of their width is left to the borders.
const BORDERS: u16 = 3;

/// The columns of a table, and those of the chart beside it.
const TABLE: u16 = 9;
const CHART: u16 = 8;

/// The lines that a chart needs to be read.
const LOWEST: u32 = 9;

pub(super) fn words(context: Context<'_>) -> &'static Words {
    text::printed::words(context.lang)
}

/// How many of some subjects came out in each way, in the order of [`Verdict::ALL`].
pub(super) fn counts(context: Context<'_>, criterion: usize, subjects: &[usize]) -> [usize; 4] {
    let mut counts = [0; 4];
    for subject in subjects {
        let verdict = context.assessment.verdict(criterion, *subject);
        if let Some(at) = Verdict::ALL.iter().position(|of| *of == verdict) {
            counts[at] += 1;
        }
    }
    counts
}

/// Puts every chart below what stands on the page.
pub(super) fn charts(context: Context<'_>, page: &mut Page<'_>) {
    let mut charts = Charts { context, page };
    for (side, _) in context.sides() {
        charts.criteria(side);
    }
    for award in 0..context.campaign().awards.len() {
        if context.assessment.awards[award].given {
            charts.rankings(award);
        }
    }
}

/// Whether the criteria of a side are drawn for everybody at once.
pub(super) fn draws_everybody(context: Context<'_>, side: Side) -> bool {
    let groups = &context.campaign().groups;
    let Some(roll) = context.roll(side) else { return false };
    let filled = |group| (0..roll.len()).all(|subject| roll.group(subject) == Some(group));
    !context.campaign().grouped || groups.len() > MOST_GROUPS || (0..groups.len()).any(filled)
}

struct Charts<'a, 'c, 'p> {
    context: Context<'a>,
    page: &'c mut Page<'p>,
}

impl<'a> Charts<'a, '_, '_> {
    /// Begins a table with a chart, which stand on one page.
    fn begin(&mut self, title: &str, rows: u32) {
        self.page.section(title, rows.max(LOWEST) + 2);
    }

    /// The headings of a table with the chart beside them.
    fn headings<'h>(&mut self, headings: impl IntoIterator<Item = (u16, &'h str)>, chart: Chart) {
        let headings = headings.into_iter().map(|(across, text)| (across, Cell::text(text).look(Look::Heading)));
        let chart = Cell { value: Value::Chart(Box::new(chart)), ..Cell::default() };
        self.page.row(headings.chain([(CHART, chart)]));
    }

    /// Leaves room below a short table for its chart.
    fn end(&mut self, rows: u32) {
        for _ in rows..LOWEST {
            self.page.put(&[]);
        }
    }

    fn criteria(&mut self, side: Side) {
        let Some(roll) = self.context.roll(side) else { return };
        let groups = &self.context.campaign().groups;
        let of = |wanted: Option<usize>| -> Vec<usize> {
            (0..roll.len()).filter(|subject| wanted.is_none() || roll.group(*subject) == wanted).collect()
        };
        if !self.context.campaign().grouped || groups.len() > MOST_GROUPS {
            self.shares(side, "", &of(None));
            return;
        }
        for (group, named) in groups.iter().enumerate() {
            let subjects = of(Some(group));
            if !subjects.is_empty() {
                self.shares(side, &named.label, &subjects);
            }
        }
    }

    /// How many of a group meet each criterion.
    fn shares(&mut self, side: Side, group: &str, subjects: &[usize]) {
        let context = self.context;
        let applies = |(_, counts): &(usize, [usize; 4])| counts[..3].iter().any(|count| *count > 0);
        let counted =
            context.campaign().criteria_of(side).map(|(criterion, _)| (criterion, counts(context, criterion, subjects)));
        let counted: Vec<(usize, [usize; 4])> = counted.filter(applies).collect();
        if counted.is_empty() {
            return;
        }
        let title = (words(context).criteria_of)(side, group, subjects.len());
        let mut rest = counted.as_slice();
        for (number, portion) in portions(&vec![1; counted.len()]).into_iter().enumerate() {
            let title = if number == 0 { title.clone() } else { (words(context).continued)(&title) };
            let (here, below) = rest.split_at(portion);
            self.shares_of(&title, here, subjects.len() >= FEWEST);
            rest = below;
        }
    }

    /// How many meet each of some criteria, with a chart where it is drawn.
    fn shares_of(&mut self, title: &str, counted: &[(usize, [usize; 4])], is_drawn: bool) {
        let context = self.context;
        let rows = u32::try_from(counted.len()).unwrap_or(u32::MAX);
        if is_drawn {
            self.begin(title, rows);
        } else {
            self.page.section(title, rows + 2);
        }
        let series = |(verdict, column): (Verdict, u16)| Series {
            name: text::outcome::signed_verdict(context.lang, verdict).to_owned(),
            column,
            look: verdict_look(verdict),
        };
        let first = self.page.row + 1;
        let chart = Chart {
            title: format!("{} — {title}", words(context).shares),
            kind: ChartKind::Shares,
            rows: rows.max(LOWEST) + 1,
            between: [first, first + rows - 1],
            names: 0,
            series: Verdict::ALL.into_iter().zip(4..).map(series).collect(),
        };
        let verdicts = Verdict::ALL.map(|verdict| (1, text::outcome::verdict(context.lang, verdict)));
        let first = std::iter::once((TITLE, context.words.common.criterion));
        let headings = first.chain(verdicts).chain([(1, words(context).share_met)]);
        if is_drawn {
            self.headings(headings, chart);
        } else {
            self.page.headings(headings);
        }
        let room = (TITLE * width(context)).saturating_sub(BORDERS);
        for (criterion, counts) in counted.iter().copied() {
            let name = short(&context.criterion(criterion), room);
            let counted = Verdict::ALL.into_iter().zip(counts);
            let counted = counted.map(|(verdict, count)| (1, count_cell(verdict, count)));
            self.page.row(std::iter::once((TITLE, Cell::text(name))).chain(counted).chain([(1, share_met(counts))]));
        }
        if is_drawn {
            self.end(rows);
        }
    }

    /// Who leads each quota group of an award.
    fn rankings(&mut self, award: usize) {
        let context = self.context;
        let result = context.assessment.awards[award].in_force();
        let measured = |key: &crate::campaign::RankKey| matches!(key.by, KeyValue::Measure(_));
        let Some(key) = context.campaign().awards[award].rank.iter().position(measured) else { return };
        let keys = Keys::new(context, award);
        let drawn: Vec<(&Pool, Vec<usize>)> = result
            .pools
            .iter()
            .filter_map(|pool| {
                let mut figures = context.ranked_by_name(award, result, pool);
                figures.retain(|subject| is_figure(&keys.cell(key, *subject)));
                figures.truncate(LEADING);
                (!pool.ranked.is_empty()).then_some((pool, figures))
            })
            .collect();
        let heading = keys.headings().nth(key).unwrap_or_default();
        let heading = if let Value::Text(heading) = heading.value { heading } else { return };
        let title = &context.campaign().awards[award].title;
        if drawn.len() > MOST_POOLS {
            self.page.put(&[]);
            let told = (words(context).many_pools)(title, drawn.len());
            self.page.row([(super::overview::COLUMNS, Cell::text(told).look(Look::Remark))]);
            return;
        }
        for (pool, figures) in drawn {
            if figures.len() >= FEWEST {
                self.leading(award, pool, &figures, &keys, key);
            }
            if figures.len() < pool.ranked.len().min(LEADING) {
                let drawn = if figures.len() < FEWEST { 0 } else { figures.len() };
                let award_and_pool = context.award_and_pool(award, pool);
                let told = (words(context).not_drawn)(&award_and_pool, drawn, pool.ranked.len(), &heading);
                self.page.row([(super::overview::COLUMNS, Cell::text(told).look(Look::Remark))]);
            }
        }
    }

    fn leading(&mut self, award: usize, pool: &Pool, leading: &[usize], keys: &Keys<'a>, key: usize) {
        let context = self.context;
        let Some(roll) = context.roll(context.side_of(award)) else { return };
        let result = context.assessment.awards[award].in_force();
        let rows = u32::try_from(leading.len()).unwrap_or(u32::MAX);
        self.begin(&(words(context).leading)(&context.award_and_pool(award, pool), leading.len()), rows);
        let heading = keys.headings().nth(key).unwrap_or_default();
        let Value::Text(heading) = heading.value else { return };
        let first = self.page.row + 1;
        let chart = Chart {
            title: format!("{} — {heading}", context.award_and_pool(award, pool)),
            kind: ChartKind::Figures,
            rows: rows.max(LOWEST) + 1,
            between: [first, first + rows - 1],
            names: 1,
            series: vec![Series { name: heading.clone().into_owned(), column: TABLE - 2, look: Look::Chosen }],
        };
        let common = &context.words.common;
        self.headings([(1, common.place), (TABLE - 3, (common.name)(roll.side)), (2, &*heading)], chart);
        for subject in leading {
            self.page.row([
                (1, place_cell(result.place(*subject))),
                (TABLE - 3, Cell::text(roll.name(*subject))),
                (2, keys.cell(key, *subject).look(Look::Centered)),
            ]);
        }
        self.end(rows);
    }
}

/// How many came out in a way; nobody is nothing to be coloured.
pub(super) fn count_cell<'c>(verdict: Verdict, count: usize) -> Cell<'c> {
    Cell::whole(count).look(if count == 0 { Look::Centered } else { verdict_look(verdict) })
}

fn is_figure(cell: &Cell<'_>) -> bool {
    matches!(cell.value, Value::Number(..) | Value::Percent(..))
}

/// A title that stands beside a bar: as many of its words as there is room for, in digits.
fn short(title: &str, room: u16) -> String {
    if breadth(title) <= room {
        return title.to_owned();
    }
    let mut short = String::new();
    for word in title.split(' ') {
        let more = if short.is_empty() { word.to_owned() } else { format!("{short} {word}") };
        if breadth(&more) >= room {
            break;
        }
        short = more;
    }
    short + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_beside_a_bar_ends_with_a_whole_word() {
        assert_eq!(short("IV.7 — Hồ sơ trực tuyến", 25), "IV.7 — Hồ sơ trực tuyến");
        assert_eq!(short("IV.7 — Hồ sơ tiếp nhận và trả kết quả trực tuyến", 33), "IV.7 — Hồ sơ tiếp nhận và trả…");
        // Capitals take more room.
        assert_eq!(short("IV.7 — HĐND VÀ UBND TỈNH", 25), "IV.7 — HĐND VÀ…");
    }
}
