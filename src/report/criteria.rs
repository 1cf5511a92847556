//! A row for each subject, a column for each criterion: the value with the sign of its verdict.

use std::collections::BTreeMap;

use super::context::{Asking, Context, MOST_EXPLAINED, breadth, fixed_length, index, verdict_look};
use super::widths::{of_subjects, sample};
use crate::campaign::{Check, Criterion, PerGroup, Roll};
use crate::report::sheet::{Cell, Look, Sheet, Value};
use crate::text;
use crate::vocab::explanation::{Because, Explanation};
use crate::vocab::reason::{Figure, Value as Figured};
use crate::vocab::{Kind, Number, Place, Side, Verdict};

/// The columns that stay when the sheet scrolls.
const FROZEN: u16 = 2;

/// How many rows the sheet can have for its cells to carry remarks.
const MOST_REMARKED: usize = 5_000;

/// How many it can have for the met ones to carry remarks too; in a longer one those that ask for a look stand out.
const ALL_REMARKED: usize = 100;

/// How narrow and how wide a criterion's column may be, in digits, and in how many lines its heading should stand.
pub(super) const NARROW: usize = 13;
const WIDE: usize = 30;
const LINES: usize = 7;

/// How wide it becomes for what stands in it to take two lines: a class or a rating has room in it.
const TWO_LINES: usize = 18;

/// Every so many of a sample of rows are looked at for it: each has a cell for every criterion.
const EACH: usize = 6;

/// Of so many criteria each may be as wide as what stands in it reads best.
const FEW: usize = 2;
const COMFORTABLE: usize = 34;

/// How wide a criterion's column is, so that its heading is no tower.
pub(super) fn width(heading: &Cell<'_>, narrow: usize) -> u16 {
    let Value::Text(text) = &heading.value else { return 0 };
    let longest = text.split_whitespace().map(|word| usize::from(breadth(word))).max().unwrap_or_default();
    let width = text.chars().count().div_ceil(LINES).max(longest + 1).clamp(narrow, narrow.max(WIDE));
    u16::try_from(width).unwrap_or(u16::MAX)
}

/// The criteria of one side.
pub(super) struct Criteria<'a> {
    pub(super) context: Context<'a>,
    pub(super) roll: &'a Roll,
    /// Where a subject's reasons begin, where the workbook has them all.
    pub(super) reasons: Option<super::reasons::Rows<'a>>,
}

impl<'a> Criteria<'a> {
    pub(super) fn sheet(self) -> Sheet<'a> {
        let (context, side) = (self.context, self.roll.side);
        let named_by_id = context.is_named_by_id(self.roll);
        Sheet {
            name: (context.words.names.criteria)(side).to_owned(),
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
        let askings = context.askings(self.roll.side);
        let narrow = if askings.len() > FEW { NARROW } else { COMFORTABLE };
        let mut widths = of_subjects(context, self.roll, !context.is_named_by_id(self.roll));
        for (position, asking) in askings.into_iter().enumerate() {
            let heading = width(&context.criterion_heading(asking), narrow);
            // What most cells say takes no more than two lines.
            let said: Vec<u32> = sample(self.roll.len())
                .step_by(EACH)
                .filter_map(|subject| match self.cell(position, asking, subject).value {
                    Value::Text(text) => Some(u32::from(breadth(&text))),
                    _ => None,
                })
                .collect();
            let usual = index(said.iter().sum()) / said.len().max(1);
            let two_lines = u16::try_from((usual / 2 + 2).min(TWO_LINES)).unwrap_or(u16::MAX);
            widths.push(heading.max(two_lines));
        }
        widths
    }

    fn head(&self) -> Vec<String> {
        let words = self.context.words;
        let as_of = (words.common.as_of)(&self.context.as_of());
        let scale = (!self.context.explains(self.roll.side)).then(|| (words.common.too_many)(MOST_EXPLAINED));
        let plain = (self.context.explains(self.roll.side) && !self.is_remarked())
            .then(|| (words.criteria.not_remarked)(MOST_REMARKED));
        let legend = words.criteria.legend;
        let legend = if self.is_remarked() && !self.is_all_remarked() {
            format!("{legend}    {}", words.criteria.remarked)
        } else {
            legend.to_owned()
        };
        [Some(as_of), Some(legend), scale, plain].into_iter().flatten().collect()
    }

    fn each(&self, put: &mut dyn FnMut(&[Cell<'_>])) {
        let context = self.context;
        context.head((context.words.criteria.title)(self.roll.side), &self.head(), put);
        let named_by_id = context.is_named_by_id(self.roll);
        put(&self.headings(named_by_id));
        let (askings, mut row) = (context.askings(self.roll.side), Vec::new());
        for subject in self.roll.by_group(context.campaign().groups.len()).into_iter().flatten() {
            row.clear();
            self.row(&askings, index(subject), named_by_id, &mut row);
            put(&row);
        }
    }

    fn headings(&self, named_by_id: bool) -> Vec<Cell<'a>> {
        let (context, side) = (self.context, self.roll.side);
        let words = &context.words.common;
        let group = context.campaign().grouped.then_some(words.group);
        let unit = (side == Side::Persons).then_some(words.unit);
        let id = (!named_by_id).then_some(words.id);
        let first = [id, Some((words.name)(side)), group, unit].into_iter().flatten();
        let heading = |text: &'static str| Cell::text(text).look(Look::Heading);
        let criteria = context.askings(side).into_iter().map(|asking| context.criterion_heading(asking));
        first.map(heading).chain(criteria).collect()
    }

    fn row(&self, askings: &[Asking], subject: usize, named_by_id: bool, row: &mut Vec<Cell<'a>>) {
        let (context, roll) = (self.context, self.roll);
        let link = self.reasons.as_ref().map(|rows| rows.link(roll.side, subject));
        row.push(Cell { link, ..Cell::text(roll.id(subject)) });
        if !named_by_id {
            row.push(Cell::text(roll.name(subject)));
        }
        if context.campaign().grouped {
            row.push(Cell::text(context.group(roll.group(subject))));
        }
        if roll.side == Side::Persons {
            row.push(Cell::text(context.unit(subject)));
        }
        row.extend((0..).zip(askings).map(|(position, asking)| self.cell(position, *asking, subject)));
    }

    /// Whether cells carry a remark with the reason: a workbook with a hundred thousand remarks opens slowly.
    fn is_remarked(&self) -> bool {
        self.context.explains(self.roll.side) && self.roll.len() <= MOST_REMARKED
    }

    /// Whether the met ones do as well.
    fn is_all_remarked(&self) -> bool {
        self.context.explains(self.roll.side) && self.roll.len() <= ALL_REMARKED
    }

    fn cell(&self, position: usize, asking: Asking, subject: usize) -> Cell<'a> {
        let context = self.context;
        let verdict = context.verdict(asking, subject);
        if !context.explains(self.roll.side) {
            return Cell::text(text::outcome::signed_verdict(context.lang, verdict)).look(verdict_look(verdict));
        }
        let remarked = self.is_all_remarked() || verdict != Verdict::Met && self.is_remarked();
        if let Some(told) = self.reasons.as_ref().and_then(|rows| rows.told(self.roll.side, subject, position)) {
            return signed(verdict, told.value.clone()).noted(remarked.then(|| context.note(&told.reason, &told.cells)));
        }
        let explanation = if remarked { context.explain(asking, subject) } else { context.describe(asking, subject) };
        let value = context.judged(&explanation);
        let note =
            || context.note(&text::explanation::line(context.lang, &explanation), &context.cells_of(&figures(&explanation)));
        signed(verdict, value).noted(remarked.then(note))
    }
}

/// The figures that an explanation looked at, in the order of the rule.
pub(super) fn figures(explanation: &Explanation) -> Vec<&Figure> {
    match &explanation.because {
        // A condition asks for the same cell in every year.
        Because::Years { years, .. } => once(years.iter().flat_map(|(_, year)| figures(year))),
        Because::OtherGroup(_) | Because::GroupUnknown(None) => Vec::new(),
        Because::GroupUnknown(Some(figure)) => vec![figure],
        Because::ConditionFails(reason) | Because::ConditionUnknown(reason) | Because::Judged(reason) => {
            once(reason.figures())
        }
        Because::Due(due) => vec![&due.figure],
    }
}

fn once<'f>(all: impl IntoIterator<Item = &'f Figure>) -> Vec<&'f Figure> {
    let mut figures: Vec<&Figure> = Vec::new();
    for figure in all {
        if !figures.contains(&figure) {
            figures.push(figure);
        }
    }
    figures
}

/// A value with the sign of its verdict: a text behind it, a figure with the look that carries it.
fn signed<'c>(verdict: Verdict, value: Value<'c>) -> Cell<'c> {
    let sign = text::outcome::sign(verdict);
    let value = match value {
        Value::Text(text) if text.is_empty() || text == sign => Value::Text(sign.into()),
        Value::Text(text) => Value::Text(format!("{sign} {text}").into()),
        figure => figure,
    };
    Cell { value, ..Cell::default() }.look(verdict_look(verdict))
}

impl<'a> Context<'a> {
    /// The cells that figures come from.
    pub(super) fn cells_of(self, figures: &[&Figure]) -> String {
        let places: Vec<&Place> = figures.iter().filter_map(|figure| figure.place.as_ref()).collect();
        self.places(&places)
    }

    /// The value that was judged as a cell shows it: a number, so that it is sorted and compared, unless its digits would
    /// not have room beside the sign or there is no single one.
    pub(super) fn judged(self, explanation: &Explanation) -> Value<'static> {
        let figure = match text::explanation::figure(explanation) {
            Some((Figured::Date(day), _)) => Some(Value::Date(day)),
            Some((Figured::Number(number, kind), digits)) => self.fitting(number, kind, digits),
            _ => None,
        };
        figure.unwrap_or_else(|| Value::Text(text::explanation::short(self.lang, explanation).into()))
    }

    fn fitting(self, number: Number, kind: Kind, digits: u32) -> Option<Value<'static>> {
        let shown = u8::try_from(digits).ok()?;
        let (value, length) = if kind == Kind::Percent {
            let length = fixed_length(self.lang, &number.times(&Number::from(100)), shown) + 2;
            (Value::Percent(number, shown), length)
        } else {
            let length = fixed_length(self.lang, &number, shown);
            (Value::Number(number, shown), length)
        };
        (length + 2 <= NARROW).then_some(value)
    }

    /// The remark on a cell: the reason in one line, and the cells that it comes from.
    fn note(self, reason: &str, cells: &str) -> String {
        if cells.is_empty() { reason.to_owned() } else { format!("{reason}\n{}: {cells}", self.words.common.source) }
    }

    /// A criterion's heading: clause, title and what is required; the rule itself in the remark.
    pub(super) fn criterion_heading(self, asking: Asking) -> Cell<'a> {
        let criterion = &self.campaign().criteria[asking.criterion];
        let mut lines: Vec<String> = criterion.cite.clause.iter().cloned().collect();
        lines.push(self.title_by_list(asking).into_owned());
        lines.extend(self.requirement(asking.criterion));
        lines.extend(self.years(asking));
        if !criterion.counts {
            lines.push(format!("({})", self.words.criteria.reported_only));
        }
        Cell::text(lines.join("\n")).look(Look::Heading).noted(self.rules(criterion))
    }

    /// The rule as the definition writes it, and the rows of the rule list that it fulfils.
    fn rules(self, criterion: &Criterion) -> Option<String> {
        let source = match &criterion.check {
            Check::Due(_) => Vec::new(),
            Check::Rule(PerGroup::Same(rule)) => vec![rule.source().to_owned()],
            Check::Rule(PerGroup::Each(rules)) => {
                let groups = self.campaign().groups.iter().zip(rules);
                groups.filter_map(|(group, rule)| Some(format!("{}: {}", group.key, rule.as_ref()?.source()))).collect()
            }
        };
        let when = criterion.when.as_ref().map(|when| format!("when: {}", when.source()));
        let source: Vec<String> = source.into_iter().chain(when).collect();
        let source = (!source.is_empty()).then(|| (self.words.criteria.source)(&source.join("; ")));
        let rules = (!criterion.cite.rules.is_empty()).then(|| criterion.cite.rules.join(", "));
        let lines: Vec<String> = rules.into_iter().chain(source).collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    /// What a criterion requires and of whom, as people read it: one line for all groups, or one for each.
    pub(super) fn requirement(self, position: usize) -> Vec<String> {
        let criterion = &self.campaign().criteria[position];
        let mut lines = Vec::new();
        match &criterion.check {
            Check::Due(due) => lines.extend(self.required_days(due)),
            Check::Rule(rules) => {
                let by_group = self.required_by_group(position, rules);
                let mut told: Vec<&String> = by_group.values().collect();
                told.dedup();
                match told.as_slice() {
                    // A bare word would read as a part of the title.
                    [all] if *all == self.words.common.yes => lines.push((self.words.criteria.required)(all)),
                    [all] => lines.push((*all).clone()),
                    _ => lines.extend(by_group.iter().map(|(group, what)| format!("{}: {what}", self.group(Some(*group))))),
                }
            }
        }
        if let Some(only) = &criterion.only {
            let groups: Vec<&str> = only.iter().map(|group| self.group(Some(*group))).collect();
            lines.push((self.words.criteria.only)(&groups.join(", ")));
        }
        if let Some(when) = &criterion.when {
            lines.push((self.words.criteria.when)(&text::reason::condition(self.lang, &when.stated())));
        }
        lines
    }

    /// What each group's rule requires.
    fn required_by_group(self, position: usize, rules: &PerGroup<crate::rule::Rule>) -> BTreeMap<usize, String> {
        let criterion = &self.campaign().criteria[position];
        let groups = 0..self.campaign().groups.len();
        let asked = groups.filter(|group| criterion.only.as_ref().is_none_or(|only| only.contains(group)));
        asked.filter_map(|group| Some((group, text::reason::requirement(self.lang, &rules.of(group)?.stated())))).collect()
    }
}
