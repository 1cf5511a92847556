//! What every sheet is made from, and the small pieces that several of them need.

use std::borrow::Cow;

use crate::assess::{Assessment, AwardResult, KeyReading, Pool};
use crate::campaign::{Award, Campaign, KeyValue, Roll, Years};
use crate::report::sheet::{Cell, Look, Value};
use crate::rule::{Measure, Quantity};
use crate::text::number::READ;
use crate::text::sheet::{Words, words};
use crate::text::{self, Definition};
use crate::vocab::explanation::Explanation;
use crate::vocab::outcome::Standing;
use crate::vocab::reason::{self, Piece};
use crate::vocab::{Kind, Lang, Number, Outcome, Place, Rounding, Side, Verdict, name};

/// How many rows a sheet explains cell by cell. Above it a sheet carries no remarks, links or values in words.
pub(super) const MOST_EXPLAINED: usize = 10_000;

/// What every sheet is made from.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) assessment: &'a Assessment<'a>,
    /// The campaign file as places name it.
    pub(super) definition: Definition<'a>,
    pub(super) lang: Lang,
    pub(super) words: &'static Words,
    /// How many rows a sheet explains: [`MOST_EXPLAINED`].
    pub(super) most: usize,
}

/// A criterion as it is judged for itself, or as an award takes it over years of its own.
#[derive(Clone, Copy)]
pub(super) struct Asking {
    pub(super) criterion: usize,
    pub(super) award: Option<usize>,
}

/// A row number as an index.
pub(super) fn index(row: u32) -> usize {
    usize::try_from(row).unwrap_or(usize::MAX)
}

/// About how wide a text is in digits of body text: capital letters are wider than others.
pub(super) fn breadth(text: &str) -> u16 {
    let halves = |letter: char| if letter.is_uppercase() || matches!(letter, 'm' | 'w' | '%') { 3 } else { 2 };
    let halves: usize = text.chars().map(halves).sum();
    u16::try_from(halves.div_ceil(2)).unwrap_or(u16::MAX)
}

impl<'a> Context<'a> {
    pub(super) fn new(assessment: &'a Assessment<'a>, campaign_file: &'a str, lang: Lang) -> Context<'a> {
        Context {
            assessment,
            definition: Definition { name: campaign_file, text: &assessment.campaign.text },
            lang,
            words: words(lang),
            most: MOST_EXPLAINED,
        }
    }

    /// Whether a sheet with a row for each subject of a side carries remarks, links and values in words.
    pub(super) fn explains(self, side: Side) -> bool {
        self.assessment.count(side) <= self.most
    }

    /// Whether the sheet of reasons holds everybody.
    pub(super) fn tells_every_reason(self) -> bool {
        let rows = self.sides().map(|(side, roll)| roll.len().saturating_mul(super::reasons::rows_each(self, side)));
        rows.sum::<usize>() <= self.most
    }

    /// The side of an award.
    pub(super) fn side_of(self, award: usize) -> Side {
        self.campaign().awards[award].side
    }

    pub(super) fn campaign(self) -> &'a Campaign {
        self.assessment.campaign
    }

    pub(super) fn roll(self, side: Side) -> Option<&'a Roll> {
        self.assessment.subjects.roll(side)
    }

    /// The sides that the campaign has subjects on, units first.
    pub(super) fn sides(self) -> impl Iterator<Item = (Side, &'a Roll)> {
        [Side::Units, Side::Persons].into_iter().filter_map(move |side| self.roll(side).map(|roll| (side, roll)))
    }

    pub(super) fn places(self, places: &[&Place]) -> String {
        text::places(self.lang, places, &self.assessment.subjects.sources, &self.definition)
    }

    pub(super) fn place_parts(self, place: &Place) -> [String; 3] {
        text::place_parts(self.lang, place, &self.assessment.subjects.sources, &self.definition)
    }

    pub(super) fn count(self, number: usize) -> String {
        text::explanation::count(self.lang, number)
    }

    pub(super) fn as_of(self) -> String {
        (self.words.common.day)(self.assessment.as_of)
    }

    /// The label of a group; a campaign without groups has none to show.
    pub(super) fn group(self, group: Option<usize>) -> &'a str {
        match group {
            Some(group) => self.campaign().groups.get(group).map_or("", |group| group.label.as_str()),
            None => self.words.common.unknown_group,
        }
    }

    /// Whether the names of a side are its ids, so that one column shows both.
    pub(super) fn is_named_by_id(self, roll: &Roll) -> bool {
        roll.by_id().all(|subject| roll.id(subject) == roll.name(subject))
    }

    /// How wide the column of ids is: a text with a link is not broken into lines.
    pub(super) fn id_width(self, roll: &Roll) -> u16 {
        let longest = roll.by_id().map(|subject| breadth(roll.id(subject))).max().unwrap_or_default();
        longest.clamp(6, 26) + 1
    }

    /// How wide the column of groups is; `None` where the campaign has none. Only a long label takes two lines.
    pub(super) fn group_width(self) -> Option<u16> {
        const ONE_LINE: u16 = 24;
        let labels = self.campaign().groups.iter().map(|group| breadth(&group.label));
        let longest = labels.max().unwrap_or_default();
        let width = if longest <= ONE_LINE { longest + 1 } else { longest.div_ceil(2) + 2 };
        self.campaign().grouped.then(|| width.clamp(12, 28))
    }

    /// The name of a person's unit.
    pub(super) fn unit(self, person: usize) -> &'a str {
        let unit = self.roll(Side::Persons).and_then(|roll| roll.unit(person));
        unit.map_or(self.words.common.unknown_unit, |unit| self.assessment.subjects.units.name(unit))
    }

    /// `IV.7 — Hồ sơ trực tuyến`: a criterion by its clause and title.
    pub(super) fn criterion(self, criterion: usize) -> String {
        let criterion = &self.campaign().criteria[criterion];
        match &criterion.cite.clause {
            Some(clause) => format!("{clause} — {}", criterion.title),
            None => criterion.title.clone(),
        }
    }

    /// Every criterion of a side, once as it is judged for itself and once for other years over which awards take it; the
    /// first of those awards stands for all that take it over the same.
    pub(super) fn askings(self, side: Side) -> Vec<Asking> {
        let mut askings = Vec::new();
        for (criterion, of) in self.campaign().criteria_of(side) {
            askings.push(Asking { criterion, award: None });
            let mut told = vec![of.years];
            let awards = self.campaign().awards.iter().enumerate().filter(|(_, award)| award.criteria.contains(&criterion));
            for (award, _) in awards.filter(|(award, _)| self.assessment.awards[*award].given) {
                let years = self.assessment.years_for(award, criterion);
                if !told.contains(&years) {
                    told.push(years);
                    askings.push(Asking { criterion, award: Some(award) });
                }
            }
        }
        askings
    }

    pub(super) fn verdict(self, asking: Asking, subject: usize) -> Verdict {
        match asking.award {
            Some(award) => self.assessment.verdict_for(award, asking.criterion, subject),
            None => self.assessment.verdict(asking.criterion, subject),
        }
    }

    pub(super) fn explain(self, asking: Asking, subject: usize) -> Explanation {
        match asking.award {
            Some(award) => self.assessment.explain_for(award, asking.criterion, subject),
            None => self.assessment.explain(asking.criterion, subject),
        }
    }

    /// What a verdict rests on, without what would turn it.
    pub(super) fn describe(self, asking: Asking, subject: usize) -> Explanation {
        self.assessment.describe(asking.award, asking.criterion, subject)
    }

    /// The years over which a criterion is asked for.
    pub(super) fn asked_years(self, asking: Asking) -> Years {
        match asking.award {
            Some(award) => self.assessment.years_for(award, asking.criterion),
            None => self.campaign().criteria[asking.criterion].years,
        }
    }

    /// In which years a criterion is asked for, where it is not the year judged alone.
    pub(super) fn years(self, asking: Asking) -> Option<String> {
        let years = self.asked_years(asking);
        (years.count > 1).then(|| text::explanation::over_years(self.lang, years.any, usize::from(years.count)))
    }

    /// A criterion's title, with the awards that take it over other years than its own.
    pub(super) fn title(self, asking: Asking) -> Cow<'a, str> {
        let title = &self.campaign().criteria[asking.criterion].title;
        match asking.award {
            None => Cow::Borrowed(title),
            Some(award) => {
                let awards = self.awards_asking(award, asking.criterion);
                let titles: Vec<&str> = awards.map(|award| self.campaign().awards[award].title.as_str()).collect();
                Cow::Owned(format!("{title} ({})", titles.join("; ")))
            }
        }
    }

    /// The same in a table of this book, where awards are told by the numbers of their lists.
    pub(super) fn title_by_list(self, asking: Asking) -> Cow<'a, str> {
        match asking.award {
            Some(award) if self.award_number(award).is_some() => {
                let numbers: Vec<String> =
                    self.awards_asking(award, asking.criterion).map(|award| (award + 1).to_string()).collect();
                let title = &self.campaign().criteria[asking.criterion].title;
                Cow::Owned(format!("{title} ({})", (self.words.criteria.lists)(&numbers.join(", "))))
            }
            _ => self.title(asking),
        }
    }

    /// The awards that take a criterion over the same years as one of them, from that one on.
    fn awards_asking(self, award: usize, criterion: usize) -> impl Iterator<Item = usize> {
        let years = self.assessment.years_for(award, criterion);
        let awards = self.campaign().awards.iter().enumerate().skip(award).filter(move |(other, of)| {
            self.assessment.awards[*other].given
                && of.criteria.contains(&criterion)
                && self.assessment.years_for(*other, criterion) == years
        });
        awards.map(|(award, _)| award)
    }

    /// A criterion's title, which says so where it is only watched.
    pub(super) fn title_with_use(self, asking: Asking) -> Cow<'a, str> {
        self.with_use(self.title(asking), asking)
    }

    /// A title that says so where the criterion is only watched.
    pub(super) fn with_use(self, title: Cow<'a, str>, asking: Asking) -> Cow<'a, str> {
        match self.campaign().criteria[asking.criterion].counts {
            true => title,
            false => Cow::Owned(format!("{title} ({})", self.words.criteria.reported_only)),
        }
    }

    /// How the subject of a side is told from others in running text: `Xã Kim Thái (VB30)`.
    pub(super) fn subject(self, side: Side, subject: usize) -> String {
        match self.roll(side) {
            Some(roll) if roll.name(subject) == roll.id(subject) => roll.name(subject).to_owned(),
            Some(roll) => format!("{} ({})", roll.name(subject), roll.id(subject)),
            None => String::new(),
        }
    }

    /// Subjects in the order of their places, level ones by name: a person by the given name first.
    pub(super) fn level_by_name(self, award: usize, result: &AwardResult, ranked: &mut [usize]) {
        let Some(roll) = self.roll(self.side_of(award)) else { return };
        // Only names that settle an order are taken apart; a stable sort leaves equal ones in the order of ids.
        let level = ranked.chunk_by_mut(|a, b| result.place(*a) == result.place(*b)).filter(|level| level.len() > 1);
        level.for_each(|level| match roll.side {
            Side::Persons => level.sort_by_cached_key(|person| name::person_sort_key(roll.name(*person))),
            Side::Units => level.sort_by_cached_key(|unit| name::sort_key(roll.name(*unit))),
        });
    }

    /// Those of a pool who have a place, in the order of the pool, level ones by name.
    pub(super) fn ranked_by_name(self, award: usize, result: &AwardResult, pool: &Pool) -> Vec<usize> {
        let mut ranked: Vec<usize> = pool.ranked.iter().map(|subject| index(*subject)).collect();
        self.level_by_name(award, result, &mut ranked);
        ranked
    }

    /// The number of an award among several; `None` when it is the only one.
    pub(super) fn award_number(self, award: usize) -> Option<usize> {
        (self.campaign().awards.len() > 1).then_some(award + 1)
    }

    pub(super) fn list_name(self, award: usize) -> String {
        (self.words.names.list)(self.award_number(award), self.campaign().awards[award].side)
    }

    /// The first rows of a sheet: its title and lines of remarks; then the headings. They run over the columns beside them.
    pub(super) fn head(self, title: &str, remarks: &[String], put: &mut dyn FnMut(&[Cell<'_>])) {
        put(&[Cell::text(title.to_owned()).look(Look::Title)]);
        for remark in remarks {
            put(&[Cell::text(remark.clone()).look(Look::Remark)]);
        }
    }
}

/// The look of a cell that shows a verdict.
pub(super) fn verdict_look(verdict: Verdict) -> Look {
    match verdict {
        Verdict::Met => Look::Met,
        Verdict::NotMet => Look::NotMet,
        Verdict::NoData => Look::NoData,
        Verdict::NotApplicable => Look::NotApplicable,
    }
}

/// The look of a cell that shows an outcome.
pub(super) fn outcome_look(outcome: Outcome) -> Look {
    match outcome {
        Outcome::Selected => Look::Chosen,
        Outcome::SelectedUncertain => Look::Uncertain,
        Outcome::TiedAtCutoff => Look::Tied,
        Outcome::PendingPossible | Outcome::PendingImpossible | Outcome::QuotaOpen => Look::NoData,
        Outcome::BeyondQuota => Look::Plain,
        Outcome::NotEligible => Look::NotMet,
        Outcome::NotConsidered => Look::NotApplicable,
    }
}

/// A place or a range of places: a number, or `3–5`.
pub(super) fn place_cell<'c>(place: Option<[u32; 2]>) -> Cell<'c> {
    match place {
        Some([best, worst]) if best == worst => Cell::whole(index(best)).look(Look::Centered),
        Some([best, worst]) => Cell::text(format!("{best}–{worst}")).look(Look::Centered),
        None => Cell::empty(),
    }
}

/// The headings and values of an award's ranking keys.
pub(super) struct Keys<'a> {
    context: Context<'a>,
    award: usize,
    /// For each key how many digits after the decimal sign are shown.
    digits: Vec<u8>,
}

/// Digits that a quotient starts with, and the most that are tried to tell two subjects apart.
const USUAL_DIGITS: u32 = 2;
const MOST_DIGITS: u32 = 9;

impl<'a> Keys<'a> {
    pub(super) fn new(context: Context<'a>, award: usize) -> Keys<'a> {
        let keys = 0..context.campaign().awards[award].rank.len();
        Keys { context, award, digits: keys.map(|key| digits(context, award, key)).collect() }
    }

    fn of(&self) -> &'a Award {
        &self.context.campaign().awards[self.award]
    }

    pub(super) fn count(&self) -> usize {
        self.of().rank.len()
    }

    pub(super) fn headings(&self) -> impl Iterator<Item = Cell<'a>> + '_ {
        let headings = self.of().rank.iter().enumerate().map(|(at, key)| match &key.by {
            KeyValue::Measure(measure) => {
                let term = self.context.assessment.key_term(self.award, at, 0);
                term.map_or_else(|| measure.label(), |term| text::reason::label(self.context.lang, &term))
            }
            KeyValue::First(rule) => {
                let reason = self.context.assessment.key_condition(self.award, at, 0);
                let condition = reason.map(|reason| text::reason::condition(self.context.lang, &reason));
                (self.context.words.ranking.first)(&condition.unwrap_or_else(|| rule.source().to_owned()))
            }
        });
        headings.map(|heading| Cell::text(heading).look(Look::Heading))
    }

    /// What the keys say of a subject.
    pub(super) fn cells(&self, subject: usize) -> impl Iterator<Item = Cell<'a>> + '_ {
        (0..self.count()).map(move |key| self.cell(key, subject))
    }

    pub(super) fn cell(&self, key: usize, subject: usize) -> Cell<'a> {
        let words = &self.context.words;
        let absent = |text: &'static str, look| Cell::text(text).look(look);
        match self.context.assessment.key(self.award, key, subject) {
            Some(KeyReading::First(Verdict::Met)) => Cell::text(words.common.yes).look(Look::Centered),
            Some(KeyReading::First(Verdict::NotMet)) => Cell::text(words.common.no).look(Look::Centered),
            Some(KeyReading::First(Verdict::NoData) | KeyReading::Measured(Quantity::NoData)) => {
                absent(words.ranking.no_data, Look::NoData)
            }
            Some(KeyReading::First(Verdict::NotApplicable) | KeyReading::Measured(Quantity::NotApplicable)) => {
                absent(words.ranking.not_applicable, Look::NotApplicable)
            }
            Some(KeyReading::Measured(Quantity::Known(number))) => self.known(key, number),
            None => Cell::empty(),
        }
    }

    /// How wide the keys' columns are: as their longest figures are.
    pub(super) fn widths(&self) -> impl Iterator<Item = u16> + '_ {
        // As wide as “không áp dụng”.
        const NARROW: usize = 13;
        let pools = &self.context.assessment.awards[self.award].pools;
        let ranked = || pools.iter().flat_map(|pool| &pool.ranked).map(|subject| index(*subject));
        let length = |key, subject| match self.cell(key, subject).value {
            Value::Number(number, digits) => fixed_length(self.context.lang, &number, digits),
            Value::Percent(share, digits) => fixed_length(self.context.lang, &share.times(&Number::from(100)), digits) + 2,
            _ => 0,
        };
        let most = self.context.most;
        let longest = move |key| ranked().take(most).map(|subject| length(key, subject) + 1).max().unwrap_or_default();
        (0..self.count()).map(move |key| u16::try_from(longest(key).max(NARROW)).unwrap_or(u16::MAX))
    }

    /// A value as the cell of a key shows it.
    fn text(&self, value: &Value<'_>) -> String {
        match value {
            Value::Text(text) => text.clone().into_owned(),
            Value::Number(number, digits) => text::number::fixed(self.context.lang, number, u32::from(*digits)),
            Value::Percent(share, digits) => {
                let figure = reason::Value::Number(share.rounded(u32::from(*digits) + 2, Rounding::HalfUp), Kind::Percent);
                text::number::value(self.context.lang, &figure)
            }
            Value::Date(day) => (self.context.words.common.day)(*day),
            Value::Empty | Value::Chart(_) => String::new(),
        }
    }

    /// Each key with what it says of a subject and the cells that it comes from; beside it what it says of the last one
    /// who has a place in the same quota group, unless that is the subject.
    pub(super) fn accounts(&self, subject: usize) -> Vec<String> {
        let (context, words) = (self.context, &self.context.words.told);
        let last = self.last_chosen(subject).filter(|last| *last != subject);
        let side = context.side_of(self.award);
        let account = |(key, heading): (usize, Cell<'a>)| {
            let shown = |subject| self.text(&self.cell(key, subject).value);
            let term = context.assessment.key_term(self.award, key, subject);
            let condition = context.assessment.key_condition(self.award, key, subject);
            let figures: Vec<&reason::Figure> = match (&term, &condition) {
                (Some(term), _) => term.figures_and_rows(),
                (None, Some(condition)) => condition.figures(),
                (None, None) => Vec::new(),
            };
            let told = (words.key)(&self.text(&heading.value), &shown(subject), &context.cells_of(&figures));
            let last = last.map(|last| (words.last)(side, &shown(last)));
            std::iter::once(told).chain(last).collect::<Vec<_>>().join("; ")
        };
        self.headings().enumerate().map(account).collect()
    }

    /// The last one, by rank, who has a place in the quota group of a subject. Whom the council added stands beside the rank.
    fn last_chosen(&self, subject: usize) -> Option<usize> {
        let result = self.context.assessment.awards[self.award].in_force();
        let pool = result.pools.get(result.pool_of(subject)?)?;
        let has_place = |other: &usize| {
            matches!(result.outcome(*other), Outcome::Selected | Outcome::SelectedUncertain)
                && result.standing(*other) != Standing::Admitted
        };
        pool.ranked.iter().map(|row| index(*row)).rfind(has_place)
    }

    /// What the keys say of a subject, in one line of text: `Điểm: 94,5; Trực tuyến: 79,62 %`.
    pub(super) fn told(&self, subject: usize) -> String {
        let text = |value: &Value<'_>| self.text(value);
        let known = |key| {
            matches!(self.context.assessment.key(self.award, key, subject), Some(KeyReading::Measured(Quantity::Known(_))))
        };
        let told = |(key, heading): (usize, Cell<'a>)| match &self.of().rank[key].by {
            KeyValue::Measure(_) => {
                known(key).then(|| format!("{}: {}", text(&heading.value), text(&self.cell(key, subject).value)))
            }
            // What puts nobody first is no achievement.
            KeyValue::First(_) => {
                let first = self.context.assessment.key(self.award, key, subject) == Some(KeyReading::First(Verdict::Met));
                first.then(|| text(&heading.value))
            }
        };
        self.headings().enumerate().filter_map(told).collect::<Vec<_>>().join("; ")
    }

    fn known(&self, key: usize, number: Number) -> Cell<'a> {
        let digits = self.digits.get(key).copied().unwrap_or_default();
        let KeyValue::Measure(measure) = &self.of().rank[key].by else { return Cell::empty() };
        let value = match measure.shown(&number) {
            Some(reason::Value::Number(number, Kind::Percent)) => Value::Percent(number, digits),
            Some(reason::Value::Date(date)) => Value::Date(date),
            Some(reason::Value::Text(text)) => Value::Text(Cow::Owned(text)),
            Some(reason::Value::YesNo(yes)) => {
                Value::Text(Cow::Borrowed(if yes { self.context.words.common.yes } else { self.context.words.common.no }))
            }
            Some(reason::Value::Number(number, _)) => Value::Number(number, digits),
            None => Value::Number(number, digits),
        };
        Cell { value, ..Cell::default() }
    }
}

/// How many digits a key's column shows: all that were written down; of many, and of what is computed, so many that two
/// subjects with different places do not look alike.
fn digits(context: Context<'_>, award: usize, key: usize) -> u8 {
    let KeyValue::Measure(measure) = &context.campaign().awards[award].rank[key].by else { return 0 };
    let percent = measure.kind() == Kind::Percent;
    let places = if percent { 2 } else { 0 };
    let digits = match written_digits(context, award, key, measure) {
        Some(digits) if digits <= READ + places => digits.saturating_sub(places),
        written if context.explains(context.side_of(award)) => {
            telling_digits(context, award, key, percent, if written.is_some() { READ } else { USUAL_DIGITS })
        }
        written => written.map_or(USUAL_DIGITS, |_| READ),
    };
    u8::try_from(digits.min(MOST_DIGITS)).unwrap_or_default()
}

/// The digits with which the figures of a key were written; `None` for a key that is computed.
fn written_digits(context: Context<'_>, award: usize, key: usize, measure: &Measure) -> Option<u32> {
    let term = context.assessment.key_term(award, key, 0)?;
    let ([Piece::Figure(_)], [slot]) = (term.label.as_slice(), measure.slots()) else { return None };
    let side = if slot.of_unit { Side::Units } else { context.campaign().awards[award].side };
    Some(context.roll(side)?.figures(usize::from(slot.field))?.most_decimals())
}

fn telling_digits(context: Context<'_>, award: usize, key: usize, percent: bool, first: u32) -> u32 {
    let mut digits = first;
    for pool in &context.assessment.awards[award].pools {
        let mut before: Option<Number> = None;
        for subject in &pool.ranked {
            let reading = context.assessment.key(award, key, index(*subject));
            let Some(KeyReading::Measured(Quantity::Known(number))) = reading else { continue };
            let number = if percent { number.times(&Number::from(100)) } else { number };
            if let Some(before) = before.filter(|before| *before != number) {
                while digits < MOST_DIGITS && rounded(&before, digits) == rounded(&number, digits) {
                    digits += 1;
                }
            }
            before = Some(number);
        }
    }
    // One that comes near a whole number must not look like it: bands and thresholds begin there.
    for subject in 0..context.assessment.count(context.side_of(award)) {
        let reading = context.assessment.key(award, key, subject);
        let Some(KeyReading::Measured(Quantity::Known(number))) = reading else { continue };
        let number = if percent { number.times(&Number::from(100)) } else { number };
        while digits < MOST_DIGITS && !number.is_whole() && rounded(&number, digits).is_whole() {
            digits += 1;
        }
    }
    digits
}

fn rounded(number: &Number, digits: u32) -> Number {
    number.rounded(digits, Rounding::HalfUp)
}

/// How many letters a number takes with exactly so many digits after the decimal sign.
pub(super) fn fixed_length(lang: Lang, number: &Number, digits: u8) -> usize {
    text::number::fixed(lang, number, u32::from(digits)).chars().count()
}
