//! The checked definition of a campaign: what a plan says, in the form in which the tool works with it.
//!
//! [`read`](super::read) makes it from a campaign file. Whatever is in a [`Campaign`] has been checked: names refer to
//! something, kinds fit, every group that needs a threshold has one.

use crate::campaign::derived::{Class, Derived, Score};
use crate::campaign::detail::Detail;
use crate::campaign::paper::{AwardReward, Day, DecisionsFile, Dossier, Entry, Paper, Reward};
use crate::campaign::quota::{GroupsTogether, PerValue, Proportion, Unused};
use crate::rule::{Constant, Field, Limits, List, ListId, Measure, Policy, Rule, Slot};
use crate::vocab::{Date, Lang, Number, Rounding, Side, Span};

/// A campaign (phong trào thi đua): who takes part, what is required, how many awards there are for whom.
#[derive(Debug)]
pub struct Campaign {
    /// The short name, which the workbook's file takes.
    pub id: String,
    /// The title as the plan has it.
    pub title: String,
    /// The body that issued the plan.
    pub issuer: String,
    /// The plan itself, by its number and day: `Kế hoạch số 45/KH-UBND ngày 10/3/2023 của UBND huyện`.
    pub plan: Option<String>,
    /// The year judged.
    pub year: i32,
    /// The year that the campaign file names: the last one that can be judged.
    pub last_year: i32,
    /// The first year for which there are data; the year judged where the plan is of one year.
    pub first_year: i32,
    /// The occasions on which awards are given, in the order of the file.
    pub occasions: Vec<Occasion>,
    /// The language of the workbook.
    pub lang: Lang,
    /// From when to when the campaign runs.
    pub period: Option<Period>,
    /// The groups of units (khối); a campaign without groups has one that holds everybody.
    pub groups: Vec<Group>,
    /// Whether the plan itself speaks of groups.
    pub grouped: bool,
    /// Figures that guidance sets.
    pub figures: Vec<Constant>,
    /// The units and their columns.
    pub units: Register,
    /// The persons and their columns; `None` where the plan honours units only.
    pub persons: Option<Register>,
    /// Points that the tool adds up, in the order of the file.
    pub scores: Vec<Score>,
    /// The tables of lists that vary in length, in the order of the file.
    pub details: Vec<Detail>,
    /// Classes that the tool computes, in the order of the file.
    pub classes: Vec<Class>,
    /// Scores and classes together, in the order in which they are worked out.
    pub derived: Vec<Derived>,
    /// Criteria and deadlines, in the order of the file: criteria first.
    pub criteria: Vec<Criterion>,
    /// Awards, in the order in which they are filled.
    pub awards: Vec<Award>,
    /// What a nominee's dossier holds.
    pub dossier: Option<Dossier>,
    /// The office's own dates, in the order of the file.
    pub calendar: Vec<Entry>,
    /// Where the council's decisions are.
    pub decisions: Option<DecisionsFile>,
    /// On what basis reward money is paid.
    pub reward: Option<Reward>,
    /// The definition as written, for the record in the workbook.
    pub text: String,
}

/// Where the plan says something, and the rows of the rule list that it fulfils.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cite {
    /// The clause in the plan's own numbering.
    pub clause: Option<String>,
    /// Ids of rules.
    pub rules: Vec<String>,
}

/// From when to when a campaign runs.
#[derive(Debug, Clone)]
pub struct Period {
    /// The first day; `None` where the plan says "from the day of issue" without a date.
    pub from: Option<Date>,
    /// The last day that counts.
    pub last: Option<Date>,
    /// Where the plan says so.
    pub cite: Cite,
}

/// An occasion on which awards are given: each year, a mid-term review, the end of a period.
#[derive(Debug, Clone)]
pub struct Occasion {
    /// The short name.
    pub id: String,
    /// The title on paper.
    pub title: String,
    /// The years in which it takes place; empty for any year.
    pub years: Vec<i32>,
    /// Where the plan says so.
    pub cite: Cite,
}

/// A group of units.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its name in the campaign file.
    pub key: String,
    /// Its name on paper.
    pub label: String,
    /// What the data write for it.
    pub spellings: Vec<String>,
}

/// A heading, or several that mean the same, with the place that names it.
#[derive(Debug, Clone, Default)]
pub struct Heading {
    /// The spellings; the first is shown.
    pub spellings: Vec<String>,
    /// Where the campaign file says so.
    pub span: Span,
}

/// The table of one side: where it is and what its columns hold.
#[derive(Debug)]
pub struct Register {
    /// Units or persons.
    pub side: Side,
    /// The file, relative to the campaign file; of several their patterns, as people read them.
    pub file: String,
    /// The patterns of the files that are gathered into one table; empty where it is one file.
    pub patterns: Vec<String>,
    /// Where the campaign file names it or them.
    pub file_span: Span,
    /// The list of those who are expected to send figures.
    pub expected: Option<Expected>,
    /// The sheet, when named.
    pub sheet: Option<String>,
    /// The heading row as people count it, when named.
    pub heading_row: Option<u32>,
    /// The column of ids.
    pub id: Heading,
    /// The column of names.
    pub name: Heading,
    /// The column that holds a unit's group, or a person's unit.
    pub belongs: Option<Heading>,
    /// The column that holds the year, where one file has several years.
    pub year: Option<Heading>,
    /// Other spellings of ids and names, each with what it stands for.
    pub aliases: Vec<Alias>,
    /// Units that were renamed, merged or split, or that are new.
    pub changes: Vec<Change>,
    /// How the columns are read, one for each of the first fields.
    pub columns: Vec<Column>,
    /// What rules can name: the columns, then scores and classes.
    pub fields: Vec<Field>,
    /// Which columns are parts of what, for units and persons both.
    pub limits: Limits,
    /// The lists that each of its subjects has; their tables are in [`Campaign::details`].
    pub lists: Vec<List>,
    /// Where the plan says who takes part.
    pub cite: Cite,
}

/// The list of the units that are expected to send figures: whoever is on it is judged, sent or not.
#[derive(Debug, Clone)]
pub struct Expected {
    /// The file, relative to the campaign file.
    pub file: String,
    /// Where the campaign file names it.
    pub file_span: Span,
    /// The sheet, when named.
    pub sheet: Option<String>,
    /// The heading row as people count it, when named.
    pub heading_row: Option<u32>,
    /// The column of ids.
    pub id: Heading,
    /// The column of names.
    pub name: Heading,
    /// The column of groups, where the plan has groups.
    pub group: Option<Heading>,
}

/// Other spellings of one id or name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// What the tool shows.
    pub shown: String,
    /// What files write for it.
    pub spellings: Vec<String>,
}

/// Where a unit's earlier figures are, when it did not exist as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The unit's id now.
    pub unit: String,
    /// Its ids before; empty for a unit that did not exist.
    pub was: Vec<String>,
    /// The one whose figures count where there are several.
    pub take: Option<String>,
    /// The first year in which the unit is as it is now.
    pub since: i32,
    /// Where the campaign file says so.
    pub span: Span,
}

/// How one column is read.
#[derive(Debug, Clone)]
pub struct Column {
    /// Where the campaign file declares it.
    pub span: Span,
    /// The text that stands for yes.
    pub tick: Option<String>,
    /// What a blank cell means.
    pub blank: Blank,
    /// Texts that say that the figure does not apply.
    pub not_applicable: Vec<String>,
    /// Texts that say that there is no figure.
    pub missing: Vec<String>,
    /// How a percentage without a sign is meant, where the campaign file says so.
    pub bare: Option<Bare>,
}

/// How a percentage is written where neither a sign nor a format shows that it is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bare {
    /// As a part of one: 0,62 is 62 %.
    Fraction,
    /// As a number of hundredths: 62 is 62 %, and 0,62 is 0,62 %.
    Percent,
}

/// What a blank cell means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Blank {
    /// There is no figure yet: the subject is pending.
    #[default]
    Missing,
    /// No: for ticks, where nobody writes a no.
    No,
    /// The figure does not apply to the subject.
    NotApplicable,
}

/// Something that may differ from group to group.
#[derive(Debug, Clone)]
pub enum PerGroup<T> {
    /// The same for all.
    Same(T),
    /// One for each group, by its position; `None` where it does not concern the group.
    Each(Vec<Option<T>>),
}

impl<T> PerGroup<T> {
    /// What holds for the group.
    #[must_use]
    pub fn of(&self, group: usize) -> Option<&T> {
        match self {
            PerGroup::Same(value) => Some(value),
            PerGroup::Each(values) => values.get(group).and_then(Option::as_ref),
        }
    }

    /// Every value, in the order of the groups.
    pub fn all(&self) -> impl Iterator<Item = &T> {
        let (same, each) = match self {
            PerGroup::Same(value) => (Some(value), [].as_slice()),
            PerGroup::Each(values) => (None, values.as_slice()),
        };
        same.into_iter().chain(each.iter().flatten())
    }
}

/// One standard.
#[derive(Debug)]
pub struct Criterion {
    /// The short name.
    pub id: String,
    /// The title on paper.
    pub title: String,
    /// Where the plan says so.
    pub cite: Cite,
    /// Whom it is about.
    pub side: Side,
    /// The groups that it is about; `None` for all.
    pub only: Option<Vec<usize>>,
    /// The condition under which it applies.
    pub when: Option<Rule>,
    /// What is required.
    pub check: Check,
    /// What happens on 0 of 0 and the like.
    pub policy: Policy,
    /// In which years it is judged.
    pub years: Years,
    /// Whether awards ask for it; a deadline may be reported only.
    pub counts: bool,
    /// The awards that a required deadline is a condition of, by their ids; `None` for every one of its side.
    pub awards: Option<Vec<String>>,
    /// Where the campaign file declares it.
    pub span: Span,
}

/// In which years a criterion is judged, ending with the year judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Years {
    /// How many years.
    pub count: u8,
    /// In how many of them it must be met; `None` for each.
    pub any: Option<u8>,
    /// Whether a year in which it does not apply counts as not met; else that year neither counts nor breaks.
    pub not_applicable_breaks: bool,
}

impl Years {
    /// The year judged alone.
    pub const ONE: Years = Years { count: 1, any: None, not_applicable_breaks: false };
}

/// What a criterion requires.
#[derive(Debug)]
pub enum Check {
    /// A rule over figures.
    Rule(PerGroup<Rule>),
    /// A date in time.
    Due(Due),
}

/// A deadline for each subject.
#[derive(Debug, Clone)]
pub struct Due {
    /// The column with the date: the subject's own, or that of a person's unit.
    pub column: Slot,
    /// The day named by the plan, for all or for each group.
    pub days: PerGroup<Day>,
    /// Whether that day itself is still in time: `by` and `through`, not `before`.
    pub included: bool,
}

/// An award form for units or for persons.
#[derive(Debug)]
pub struct Award {
    /// The short name.
    pub id: String,
    /// The title on paper.
    pub title: String,
    /// Where the plan says so.
    pub cite: Cite,
    /// To whom it goes.
    pub side: Side,
    /// The criteria that must be met, by position in [`Campaign::criteria`].
    pub criteria: Vec<usize>,
    /// The groups that it goes to; `None` for all.
    pub only: Option<Vec<usize>>,
    /// Who comes first.
    pub rank: Vec<RankKey>,
    /// How many.
    pub quota: Quota,
    /// Where the campaign file says how many.
    pub quota_span: Span,
    /// Whether it has no places at all, by `quota = "none"`: a ranking and nothing else.
    pub ranks_only: bool,
    /// Awards filled before this one whose holders do not get this one too.
    pub excludes: Vec<usize>,
    /// The award that must have been won first.
    pub after: Option<usize>,
    /// Who is looked at: those for whom the condition is met, such as the nominated; `None` for everybody.
    pub among: Option<Rule>,
    /// What becomes of places for which a quota group has too few eligible subjects.
    pub unused: Unused,
    /// The least share of the list that something must hold for.
    pub floor: Option<Proportion>,
    /// The greatest share of the list that something may hold for.
    pub cap: Option<Proportion>,
    /// How many copies of the dossier this award asks for; `None` for what the dossier says of all.
    pub copies: Option<u32>,
    /// The occasion on which it is given; `None` for every one.
    pub occasion: Option<usize>,
    /// How its criteria are taken over the years of a period.
    pub over: Over,
    /// How much it pays; `None` for nothing.
    pub reward: Option<AwardReward>,
    /// What stands in the head and foot of its list.
    pub paper: Paper,
}

/// How an award of a period takes its criteria over the years, ending with the year judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Over {
    /// How criteria are taken that say nothing of years themselves.
    pub years: Years,
    /// Criteria that are taken otherwise, by position in [`Campaign::criteria`].
    pub except: Vec<(usize, Years)>,
}

impl Over {
    /// In which years the award asks for a criterion; `None` where the criterion's own years hold.
    #[must_use]
    pub fn of(&self, criterion: usize, own: Years) -> Option<Years> {
        let except = self.except.iter().find(|(position, _)| *position == criterion);
        match except {
            Some((_, years)) => Some(*years),
            None => Some(self.years).filter(|years| years.count > 1 && own.count == 1),
        }
    }
}

/// One key of a ranking.
#[derive(Debug)]
pub struct RankKey {
    /// What is compared.
    pub by: KeyValue,
    /// Whether less is better.
    pub lowest_first: bool,
}

/// What a ranking key compares.
#[derive(Debug)]
pub enum KeyValue {
    /// A quantity.
    Measure(Measure),
    /// Those for whom the condition holds come first.
    First(Rule),
}

/// How many places an award has.
#[derive(Debug, Clone)]
pub enum Quota {
    /// For all that the award goes to, together.
    Together(Places),
    /// For each group its own, by position.
    PerGroup(Vec<Option<Places>>),
    /// For several groups together, once or more often.
    Groups(Vec<GroupsTogether>),
    /// For each value of a text column, such as the awarding body.
    PerValue(PerValue),
    /// For the persons of each unit; the award goes to persons.
    PerUnit(Places),
    /// A percentage.
    Share(Share),
}

/// A number of places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Places {
    /// So many.
    Number(u32),
    /// Everyone who is eligible.
    Unlimited,
    /// Not known yet: everyone is ranked and nobody selected.
    Open,
}

/// A percentage of something.
#[derive(Debug, Clone)]
pub struct Share {
    /// The percentage as a fraction.
    pub share: Number,
    /// Of whom.
    pub of: Base,
    /// Worked out for each group, or once for all groups together.
    pub per_group: bool,
    /// How the number of places is made whole.
    pub rounding: Rounding,
    /// At least so many.
    pub min: Option<u32>,
    /// At most so many.
    pub max: Option<u32>,
}

/// Whom a percentage counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// Everyone of the group, or of all groups that the award goes to: eligible or not, nominated or not.
    All,
    /// The eligible ones.
    Eligible,
    /// The list of an award that is filled before this one, by its position in [`Campaign::awards`].
    List(usize),
}

impl Campaign {
    /// Whether anything has to come in by a day.
    #[must_use]
    pub fn has_deadlines(&self) -> bool {
        self.criteria.iter().any(|criterion| matches!(criterion.check, Check::Due(_)))
    }

    /// The table of one side.
    #[must_use]
    pub fn register(&self, side: Side) -> Option<&Register> {
        match side {
            Side::Units => Some(&self.units),
            Side::Persons => self.persons.as_ref(),
        }
    }

    /// The detail table behind a list of one side, by its position in [`Campaign::details`].
    #[must_use]
    pub fn detail(&self, side: Side, list: u16) -> Option<usize> {
        self.details.iter().position(|detail| detail.side == side && detail.list == list)
    }

    /// The criteria of one side with their positions.
    pub fn criteria_of(&self, side: Side) -> impl Iterator<Item = (usize, &Criterion)> {
        self.criteria.iter().enumerate().filter(move |(_, criterion)| criterion.side == side)
    }

    /// Whether the occasion of an award takes place in the year judged.
    #[must_use]
    pub fn is_given_in_year(&self, award: usize) -> bool {
        let occasion = self.awards.get(award).and_then(|award| self.occasions.get(award.occasion?));
        occasion.is_none_or(|occasion| occasion.years.is_empty() || occasion.years.contains(&self.year))
    }

    /// The years whose figures are needed: the year judged first, then those before it that anything reads.
    #[must_use]
    pub fn years(&self) -> Vec<i32> {
        (0..=i32::from(self.years_back())).map(|back| self.year - back).filter(|year| *year >= self.first_year).collect()
    }

    /// The years for which a table has a file of its own; the year judged alone where one file serves all.
    #[must_use]
    pub fn file_years(&self, register: &Register) -> Vec<i32> {
        if register.file.contains(YEAR) { self.years() } else { vec![self.year] }
    }

    /// The years for which a detail table has a file of its own.
    #[must_use]
    pub fn detail_years(&self, detail: &Detail) -> Vec<i32> {
        if detail.file.contains(YEAR) { self.years() } else { vec![self.year] }
    }

    /// How many years before the year judged anything reads.
    #[must_use]
    pub fn years_back(&self) -> u8 {
        let of_criteria = self.criteria.iter().enumerate().map(|(position, criterion)| {
            let asked = self.awards.iter().filter(|award| award.criteria.contains(&position));
            let years = asked.filter_map(|award| award.over.of(position, criterion.years)).map(|years| years.count);
            years.fold(criterion.years.count, u8::max).saturating_sub(1).saturating_add(criterion.reads_back())
        });
        let of_awards = self.awards.iter().flat_map(|award| &award.rank).map(|key| match &key.by {
            KeyValue::Measure(measure) => back(measure.slots(), measure.lists()),
            KeyValue::First(rule) => back(rule.slots(), rule.lists()),
        });
        of_criteria.chain(of_awards).max().unwrap_or(0).saturating_add(self.derived_back())
    }
}

/// What stands for the year in the name of a file.
const YEAR: &str = "{year}";

impl Expected {
    /// The list of a year, relative to the campaign file.
    #[must_use]
    pub fn file_of(&self, year: i32) -> String {
        self.file.replace(YEAR, &year.to_string())
    }
}

impl Detail {
    /// The patterns of a year's files, relative to the campaign file; empty where it is one file.
    #[must_use]
    pub fn patterns_of(&self, year: i32) -> Vec<String> {
        self.patterns.iter().map(|pattern| pattern.replace(YEAR, &year.to_string())).collect()
    }

    /// The file of a year, relative to the campaign file.
    #[must_use]
    pub fn file_of(&self, year: i32) -> String {
        self.file.replace(YEAR, &year.to_string())
    }
}

impl Register {
    /// The patterns of a year's files, relative to the campaign file; empty where it is one file.
    #[must_use]
    pub fn patterns_of(&self, year: i32) -> Vec<String> {
        self.patterns.iter().map(|pattern| pattern.replace(YEAR, &year.to_string())).collect()
    }

    /// How many columns of its tables come before those of figures: the id, the name, and the group or unit unless the
    /// expected list tells it.
    pub(super) fn fixed(&self) -> usize {
        2 + usize::from(self.belongs.is_some() && self.expected.is_none())
    }

    /// The file of a year, relative to the campaign file.
    #[must_use]
    pub fn file_of(&self, year: i32) -> String {
        self.file.replace(YEAR, &year.to_string())
    }
}

impl Criterion {
    /// Whether an award asks for it without naming it, as far as its side goes.
    pub(super) fn goes_without_saying(&self, award: &str) -> bool {
        self.counts && self.awards.as_ref().is_none_or(|awards| awards.iter().any(|id| id == award))
    }

    /// Every figure that its condition and its rules read.
    pub(super) fn slots(&self) -> Vec<Slot> {
        let when = self.when.iter().flat_map(Rule::slots).copied();
        match &self.check {
            Check::Rule(rules) => when.chain(rules.all().flat_map(Rule::slots).copied()).collect(),
            Check::Due(due) => when.chain([due.column]).collect(),
        }
    }

    /// How many years back its own figures reach.
    fn reads_back(&self) -> u8 {
        let checks = match &self.check {
            Check::Rule(rules) => rules.all().collect(),
            Check::Due(_) => Vec::new(),
        };
        let rules = self.when.iter().chain(checks);
        rules.map(|rule| back(rule.slots(), rule.lists())).max().unwrap_or(0)
    }
}

fn back(slots: &[Slot], lists: &[ListId]) -> u8 {
    let of_lists = lists.iter().map(|list| list.years_back);
    slots.iter().map(|slot| slot.years_back).chain(of_lists).max().unwrap_or(0)
}
