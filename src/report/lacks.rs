//! Which cells are missing or doubtful, who needs them, and whether they can still change a result.
//!
//! A cell is told once, however many wait for it: a unit's missing figure with the number of its persons. A blank cell
//! that no criterion asks for, or under a condition that does not hold, is not told.

use std::collections::BTreeMap;

use super::context::{Context, index};
use crate::assess::{HoldUp, KeyReading};
use crate::campaign::{Base, Holds, Quota, Roll};
use crate::rule::Quantity;
use crate::vocab::explanation::{Because, DueResult, Explanation};
use crate::vocab::finding::CellFault;
use crate::vocab::outcome::Standing;
use crate::vocab::reason::{Figure, Part, Reason, State, Term, Trouble};
use crate::vocab::{About, Finding, Level, Outcome, Place, Side, Verdict};

/// A subject by its side and its row in the roll.
pub(super) type Who = (Side, usize);

/// A cell without a figure that can be used.
pub(super) struct Lack {
    /// Whose cell it is; `None` for a figure of the definition and for a row that is no subject.
    pub(super) owner: Option<Who>,
    /// Where it stands; `None` when there is no such cell.
    pub(super) place: Option<Place>,
    /// What should stand there.
    pub(super) heading: String,
    /// The year that it is about.
    pub(super) year: i32,
    pub(super) why: Why,
    /// The criteria that need it.
    pub(super) criteria: Vec<usize>,
    /// The awards whose ranking needs it, or, for a group that is not known, those that wait for it.
    pub(super) awards: Vec<usize>,
    /// Whether awards wait for it to know whether they look at the subject at all, and in which pool.
    pub(super) admits: bool,
    /// Whether it can still change a result.
    pub(super) decides: bool,
    /// Others that wait for it as their own figure: the persons of a unit.
    waiting: Vec<Who>,
    /// How many others wait for it to be placed in their group.
    held_up: usize,
}

impl Lack {
    /// Whether the cell is that of a group or a unit which is not known.
    pub(super) fn is_group(&self, context: Context<'_>) -> bool {
        let Why::Finding(finding) = &self.why else { return false };
        let finding = context.assessment.found_in_data().nth(*finding);
        finding.is_some_and(|finding| is_group(&finding.about))
    }

    /// What should stand there, with the year where it is not the one judged.
    pub(super) fn figure(&self, context: Context<'_>) -> String {
        if self.year == context.campaign().year {
            return self.heading.clone();
        }
        (context.words.missing.of_year)(&self.heading, self.year)
    }

    /// Whether there is no row that could hold it, so that one has to be added.
    pub(super) fn lacks_row(&self) -> bool {
        self.place.is_none() && matches!(self.why, Why::State(State::Absent))
    }

    /// Whether the unit did not exist in that year, so that nothing can be filled in.
    pub(super) fn before_its_time(&self) -> bool {
        matches!(self.why, Why::State(State::New))
    }

    /// The file of the year in which a row would stand.
    pub(super) fn file(&self, context: Context<'_>) -> String {
        let campaign = context.campaign();
        let list = campaign.details.iter().find(|detail| detail.name.spellings.first() == Some(&self.heading));
        let of_owner = || self.owner.and_then(|(side, _)| Some(campaign.register(side)?.file_of(self.year)));
        list.map(|detail| detail.file_of(self.year)).or_else(of_owner).unwrap_or_default()
    }

    /// How many others wait for it.
    pub(super) fn waiting(&self) -> usize {
        self.waiting.len() + self.held_up
    }
}

/// What is wrong with a cell.
pub(super) enum Why {
    /// There is no figure.
    State(State),
    /// The figures are there, but cannot be divided.
    Trouble(Trouble),
    /// There is no date.
    Due(DueResult),
    /// A finding says it, by its position among those of the cells.
    Finding(usize),
}

/// Everything that is missing or doubtful, in the order in which the sheet tells it.
pub(super) struct Lacks {
    pub(super) all: Vec<Lack>,
}

/// A figure that leaves a criterion without a verdict, and why.
pub(super) struct Lacking {
    pub(super) figure: Figure,
    pub(super) why: Why,
    /// The year that the figure is of.
    pub(super) year: i32,
}

/// What leaves a criterion without a verdict in a year: the subject's own figures, and whether figures of others do.
pub(super) fn of_explanation(explanation: &Explanation, year: i32) -> (Vec<Lacking>, bool) {
    match &explanation.because {
        Because::Years { years, .. } => {
            let open = years.iter().filter(|(_, told)| told.verdict == Verdict::NoData);
            let open = open.map(|(year, told)| of_explanation(told, *year));
            open.fold((Vec::new(), false), |(mut all, others), (lacking, waits)| {
                all.extend(lacking);
                (all, others || waits)
            })
        }
        Because::GroupUnknown(figure) => (figure.iter().map(|figure| by_state(figure, year)).collect(), false),
        Because::ConditionUnknown(reason) | Because::Judged(reason) => of_reason(reason, year),
        Because::Due(due) if due.figure.state == State::Unusable => (vec![by_state(&due.figure, year)], false),
        Because::Due(due) if matches!(due.result, DueResult::NoDate | DueResult::NotYetDue) => {
            (vec![lacking(&due.figure, Why::Due(due.result), year)], false)
        }
        Because::Due(_) | Because::OtherGroup(_) | Because::ConditionFails(_) => (Vec::new(), false),
    }
}

fn of_reason(reason: &Reason, year: i32) -> (Vec<Lacking>, bool) {
    let mut others = false;
    let mut all = Vec::new();
    for part in reason.open_parts() {
        let missing: Vec<&Figure> = part.figures().into_iter().filter(|figure| is_missing(&figure.state)).collect();
        match &part.part {
            Part::Place(place) if place.place.is_some() && missing.is_empty() => others = true,
            Part::Compare(comparison) if missing.is_empty() => {
                let trouble = comparison.left.trouble.as_ref().or(comparison.right.trouble.as_ref());
                let trouble = trouble.cloned().unwrap_or(Trouble::Indivisible);
                let figures = part.figures().into_iter();
                all.extend(figures.map(|figure| lacking(figure, Why::Trouble(trouble.clone()), year)));
            }
            _ => all.extend(missing.into_iter().map(|figure| by_state(figure, year))),
        }
    }
    (all, others)
}

/// The figures without which a subject cannot be ranked by a key; none when the key is known.
pub(super) fn of_key(context: Context<'_>, award: usize, key: usize, subject: usize) -> Vec<Lacking> {
    match context.assessment.key(award, key, subject) {
        Some(KeyReading::Measured(Quantity::NoData) | KeyReading::First(Verdict::NoData)) => {
            let year = context.campaign().year;
            let missing = |figure: &&Figure| is_missing(&figure.state);
            let of_term = context.assessment.key_term(award, key, subject);
            let of_condition = context.assessment.key_condition(award, key, subject);
            let of_term = of_term.iter().flat_map(Term::figures_and_rows).filter(|figure| missing(figure));
            let of_term = of_term.map(|figure| by_state(figure, year));
            let of_condition = of_condition.iter().flat_map(|reason| of_reason(reason, year).0);
            of_term.chain(of_condition).collect()
        }
        _ => Vec::new(),
    }
}

/// The figures without which it is not known whether an award looks at a subject, and in which pool it would be.
pub(super) fn of_looking_at(context: Context<'_>, award: usize, subject: usize) -> Vec<Lacking> {
    let (assessment, year) = (context.assessment, context.campaign().year);
    let nominated = assessment.awards[award].nominated(subject) != Verdict::NoData;
    let nomination = if nominated { None } else { assessment.nomination(award, subject) };
    let division = assessment.division(award, subject).filter(|figure| is_missing(&figure.state));
    let nomination = nomination.iter().flat_map(|reason| of_reason(reason, year).0);
    nomination.chain(division.iter().map(|figure| by_state(figure, year))).collect()
}

/// What somebody lacks who holds up the places of others: figures, or the group in which it would be placed.
pub(super) fn of_hold_up(context: Context<'_>, side: Side, held_up: &HoldUp) -> Vec<Lacking> {
    let missing = held_up.lacks.figures.iter().filter(|figure| is_missing(&figure.state));
    let year = context.campaign().year;
    let missing: Vec<Lacking> = missing.map(|figure| by_state(figure, year)).collect();
    if !missing.is_empty() {
        return missing;
    }
    let heading = context.campaign().register(side).and_then(|register| register.belongs.as_ref()?.spellings.first());
    let figure = Figure {
        heading: heading.cloned().unwrap_or_default(),
        of_unit: false,
        years_back: 0,
        state: State::Unusable,
        place: context.roll(side).and_then(|roll| roll.belongs_place(held_up.subject)),
        measure: None,
    };
    vec![by_state(&figure, year)]
}

fn by_state(figure: &Figure, year: i32) -> Lacking {
    lacking(figure, Why::State(figure.state.clone()), year)
}

/// A figure that an explanation of `year` asks for, which may be that of an earlier year.
fn lacking(figure: &Figure, why: Why, year: i32) -> Lacking {
    Lacking { figure: figure.clone(), why, year: year - i32::from(figure.years_back) }
}

fn is_missing(state: &State) -> bool {
    match state {
        State::Blank | State::Unusable | State::Open | State::Absent | State::New => true,
        State::Known(_) | State::NotApplicable => false,
    }
}

/// Finds everything that is missing or doubtful.
pub(super) fn collect(context: Context<'_>) -> Lacks {
    let mut gathered = Gathered { context, all: Vec::new(), known: BTreeMap::new() };
    for criterion in 0..context.campaign().criteria.len() {
        gathered.criterion(criterion);
    }
    // An award of another occasion asks for nothing now.
    let given = context.assessment.awards.iter().enumerate().filter(|(_, result)| result.given);
    for (award, _) in given {
        gathered.keys(award);
        gathered.looking_at(award);
    }
    gathered.findings();
    gathered.sorted()
}

/// What a lack is known by, so that each is told once.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Cell(CellKey),
    /// A figure that has no row, by whose it is, by its name and its year.
    Nowhere(Option<Who>, String, i32),
}

/// A cell or a stretch of the definition in the order of the files.
type CellKey = (u16, u32, u16, u8);

struct Gathered<'a> {
    context: Context<'a>,
    all: Vec<Lack>,
    known: BTreeMap<Key, usize>,
}

impl Gathered<'_> {
    /// A criterion as it is judged for itself, and as each award takes it that asks for other years.
    fn criterion(&mut self, criterion: usize) {
        let assessment = self.context.assessment;
        let asking = |award: &usize| self.context.campaign().awards[*award].criteria.contains(&criterion);
        let own = self.context.campaign().criteria[criterion].years;
        let awards: Vec<usize> = (0..self.context.campaign().awards.len()).filter(asking).collect();
        let (same, other): (Vec<usize>, Vec<usize>) =
            awards.into_iter().partition(|award| assessment.years_for(*award, criterion) == own);
        self.asked(criterion, &same, None);
        for award in other {
            self.asked(criterion, &[award], Some(award));
        }
    }

    /// A criterion as the `awards` ask for it; `taken_by` is the one that takes it over years of its own.
    fn asked(&mut self, criterion: usize, awards: &[usize], taken_by: Option<usize>) {
        let assessment = self.context.assessment;
        let side = self.context.campaign().criteria[criterion].side;
        let mut waiting = Vec::new();
        for subject in 0..assessment.count(side) {
            let verdict = match taken_by {
                Some(award) => assessment.verdict_for(award, criterion, subject),
                None => assessment.verdict(criterion, subject),
            };
            if verdict != Verdict::NoData {
                continue;
            }
            let explanation = assessment.describe(taken_by, criterion, subject);
            let (lacking, others) = of_explanation(&explanation, self.context.campaign().year);
            let decides = self.may_decide(subject, awards);
            for lack in lacking {
                let at = self.add((side, subject), lack);
                self.needed_by_criterion(at, criterion, decides);
                self.waits(at, (side, subject));
            }
            if others {
                waiting.push(subject);
            }
        }
        if waiting.is_empty() {
            return;
        }
        let decides = waiting.iter().any(|subject| self.may_decide(*subject, awards));
        for held_up in assessment.holding_up(criterion, &waiting) {
            for lack in of_hold_up(self.context, side, &held_up) {
                let at = self.add((side, held_up.subject), lack);
                self.needed_by_criterion(at, criterion, decides);
                self.all[at].held_up = self.all[at].held_up.max(held_up.waiting);
            }
        }
    }

    /// The keys by which those who are still in question are ranked.
    fn keys(&mut self, award: usize) {
        let assessment = self.context.assessment;
        let of = &self.context.campaign().awards[award];
        for pool in &assessment.awards[award].pools {
            let asked = pool.ranked.iter().chain(&pool.pending).map(|subject| index(*subject));
            let in_question = |subject: &usize| {
                matches!(assessment.awards[award].outcome(*subject), Outcome::PendingPossible | Outcome::PendingImpossible)
            };
            for subject in asked.filter(in_question) {
                let decides = assessment.awards[award].outcome(subject) == Outcome::PendingPossible;
                for key in 0..of.rank.len() {
                    for lack in of_key(self.context, award, key, subject) {
                        let at = self.add((of.side, subject), lack);
                        self.needed_by_award(at, award, decides);
                        self.waits(at, (of.side, subject));
                    }
                }
            }
        }
    }

    /// What says whether somebody is nominated, and for which quota.
    fn looking_at(&mut self, award: usize) {
        let assessment = self.context.assessment;
        let side = self.context.campaign().awards[award].side;
        for subject in 0..assessment.count(side) {
            if assessment.awards[award].outcome(subject) != Outcome::PendingPossible {
                continue;
            }
            for lack in of_looking_at(self.context, award, subject) {
                let at = self.add((side, subject), lack);
                self.needed_by_award(at, award, true);
                self.all[at].admits = true;
                self.waits(at, (side, subject));
            }
        }
    }

    /// Doubts of the data: those that explain a cell found above, then the others.
    fn findings(&mut self) {
        let assessment = self.context.assessment;
        for (position, finding) in assessment.found_in_data().enumerate() {
            if finding.level() != Level::Doubt {
                continue;
            }
            let at = self.doubt(position, finding, &finding.place);
            // Each cell with such a text is somebody's.
            if matches!(finding.about, About::Cell(CellFault::NotANumber { .. })) {
                for place in &finding.others {
                    self.doubt(position, finding, place);
                }
            }
            if matches!(finding.about, About::Cell(CellFault::NotSent { .. } | CellFault::BlankForm { .. })) {
                self.context.words.missing.everything.clone_into(&mut self.all[at].heading);
            }
            // One finding may explain the cells of a whole column.
            if matches!(finding.about, About::Cell(CellFault::BareFractions { .. })) {
                for place in &finding.others {
                    if let Some(at) = self.known.get(&Key::Cell(key(place))) {
                        self.all[*at].why = Why::Finding(position);
                    }
                }
            }
            if is_group(&finding.about) {
                self.without_group(at);
            }
        }
    }

    /// Lets a doubt explain a cell; where the cell is.
    fn doubt(&mut self, position: usize, finding: &Finding, place: &Place) -> usize {
        let at = self.known.get(&Key::Cell(key(place))).copied().unwrap_or_else(|| {
            self.all.push(Lack {
                owner: self.owner_at(place),
                place: Some(place.clone()),
                heading: self.heading_at(place).unwrap_or_default().to_owned(),
                year: self.context.campaign().year,
                why: Why::Finding(position),
                criteria: Vec::new(),
                awards: Vec::new(),
                admits: false,
                decides: matches!(finding.about, About::Cell(CellFault::RowWithoutId | CellFault::NotExpected { .. })),
                waiting: Vec::new(),
                held_up: 0,
            });
            self.all.len() - 1
        });
        self.all[at].why = Why::Finding(position);
        at
    }

    /// Whose group is not known waits in every award that could still be theirs; a unit's persons wait with it.
    fn without_group(&mut self, at: usize) {
        let Some(owner) = self.all[at].owner else { return };
        let persons = match (owner, self.context.roll(Side::Persons)) {
            ((Side::Units, unit), Some(roll)) => (0..roll.len()).filter(|person| roll.unit(*person) == Some(unit)).collect(),
            _ => Vec::new(),
        };
        for person in &persons {
            self.waits(at, (Side::Persons, *person));
        }
        let waiting: Vec<Who> = persons.into_iter().map(|person| (Side::Persons, person)).chain([owner]).collect();
        for (position, award) in self.context.campaign().awards.iter().enumerate() {
            let result = &self.context.assessment.awards[position];
            let waits = |(side, subject): &Who| {
                *side == award.side
                    && matches!(
                        result.standing(*subject),
                        Standing::GroupUnknown | Standing::Pending | Standing::NominationUnknown
                    )
            };
            let decides =
                |(side, subject): &Who| *side == award.side && result.outcome(*subject) == Outcome::PendingPossible;
            if waiting.iter().any(waits) {
                self.needed_by_award(at, position, waiting.iter().any(decides));
            }
        }
    }

    /// Whether a subject's missing figures can still change who is proposed: it may be proposed itself, or its being
    /// eligible raises the number that a percentage is taken of.
    fn may_decide(&self, subject: usize, awards: &[usize]) -> bool {
        awards.iter().any(|award| match self.context.assessment.awards[*award].outcome(subject) {
            Outcome::PendingPossible => true,
            Outcome::PendingImpossible => counts_eligible(&self.context.campaign().awards[*award].quota),
            _ => false,
        })
    }

    /// The entry of a figure's cell, made where there is none yet.
    fn add(&mut self, (side, subject): Who, Lacking { figure, why, year }: Lacking) -> usize {
        let (owner, place) = self.cell((side, subject), &figure);
        let known = match &place {
            Some(place) => Key::Cell(key(place)),
            None => Key::Nowhere(owner, figure.heading.clone(), year),
        };
        if let Some(at) = self.known.get(&known) {
            // A cell of the year judged may be asked for in earlier years as well: a post, a kind of unit.
            let lack = &mut self.all[*at];
            lack.year = lack.year.max(year);
            return *at;
        }
        let heading = place.as_ref().and_then(|place| self.heading_at(place)).map(str::to_owned);
        self.all.push(Lack {
            owner,
            place,
            heading: heading.unwrap_or(figure.heading),
            year,
            why,
            criteria: Vec::new(),
            awards: Vec::new(),
            admits: false,
            decides: false,
            waiting: Vec::new(),
            held_up: 0,
        });
        let at = self.all.len() - 1;
        self.known.insert(known, at);
        at
    }

    /// Whose cell a figure of the subject is, and where it stands.
    fn cell(&self, (side, subject): Who, figure: &Figure) -> (Option<Who>, Option<Place>) {
        if let Some(Place::Definition(_)) = figure.place {
            return (None, figure.place.clone());
        }
        let unit = if side == Side::Persons { self.context.roll(side).and_then(|roll| roll.unit(subject)) } else { None };
        let is_group = figure.place.is_some() && figure.place == self.belongs(side, subject);
        match unit {
            // A person's group is the unit's: where the unit is known, its cell is the one to mend.
            Some(unit) if is_group => {
                (Some((Side::Units, unit)), self.context.assessment.subjects.units.belongs_place(unit))
            }
            Some(unit) if figure.of_unit => (Some((Side::Units, unit)), figure.place.clone()),
            _ => (Some((side, subject)), figure.place.clone()),
        }
    }

    fn belongs(&self, side: Side, subject: usize) -> Option<Place> {
        self.context.roll(side)?.belongs_place(subject)
    }

    fn needed_by_criterion(&mut self, at: usize, criterion: usize, decides: bool) {
        let lack = &mut self.all[at];
        if lack.criteria.last() != Some(&criterion) {
            lack.criteria.push(criterion);
        }
        lack.decides |= decides;
    }

    fn needed_by_award(&mut self, at: usize, award: usize, decides: bool) {
        let lack = &mut self.all[at];
        if lack.awards.last() != Some(&award) {
            lack.awards.push(award);
        }
        lack.decides |= decides;
    }

    /// Notes a subject that waits for somebody else's cell.
    fn waits(&mut self, at: usize, who: Who) {
        let lack = &mut self.all[at];
        if lack.owner != Some(who) {
            lack.waiting.push(who);
        }
    }

    fn owner_at(&self, place: &Place) -> Option<Who> {
        let (Place::Cell(table, row, _) | Place::Row(table, row)) = place else { return None };
        self.context.sides().find_map(|(side, roll)| Some((side, roll.subject_at(*table, *row)?)))
    }

    /// The heading of the column in which a cell stands.
    fn heading_at(&self, place: &Place) -> Option<&str> {
        let (Place::Cell(table, _, column) | Place::Column(table, column)) = place else { return None };
        let (side, holds) = self.context.sides().find_map(|(side, roll)| Some((side, roll.column_at(*table, *column)?)))?;
        let register = self.context.campaign().register(side)?;
        let keys = [Some(&register.id), Some(&register.name), register.belongs.as_ref()];
        let heading = match holds {
            Holds::Key(key) => keys.get(key).copied().flatten()?.spellings.first(),
            Holds::Field(field) => register.fields.get(field)?.headings.first(),
        };
        heading.map(String::as_str)
    }

    /// Figures of the definition, then subjects in the order of the sheets, then what belongs to nobody.
    fn sorted(mut self) -> Lacks {
        let lines: Vec<(Side, Vec<u32>)> = self.context.sides().map(|(side, roll)| (side, self.lines(roll))).collect();
        let line = |(side, subject): Who| {
            let lines = lines.iter().find(|(of, _)| *of == side);
            lines.and_then(|(_, lines)| lines.get(subject)).copied()
        };
        for lack in &mut self.all {
            lack.waiting.sort_unstable();
            lack.waiting.dedup();
        }
        self.all.sort_by_cached_key(|lack| {
            let place = lack.place.as_ref().map(key);
            let class = match (&lack.owner, &lack.place) {
                (None, Some(Place::Definition(_))) => 0,
                (Some(_), _) => 1,
                (None, _) => 2,
            };
            (class, lack.owner.map(|owner| (owner.0, line(owner))), place, lack.year)
        });
        Lacks { all: self.all }
    }

    /// For each subject its line in the order of groups and ids.
    fn lines(&self, roll: &Roll) -> Vec<u32> {
        let mut lines = vec![0; roll.len()];
        let order = roll.by_group(self.context.campaign().groups.len());
        for (line, subject) in (0_u32..).zip(order.iter().flatten()) {
            lines[index(*subject)] = line;
        }
        lines
    }
}

/// Whether the number of places is a share of the eligible.
fn counts_eligible(quota: &Quota) -> bool {
    matches!(quota, Quota::Share(share) if share.of == Base::Eligible)
}

fn is_group(about: &About) -> bool {
    matches!(
        about,
        About::Cell(CellFault::UnknownGroup { .. } | CellFault::UnknownUnit { .. } | CellFault::SeveralFit { .. })
    )
}

fn key(place: &Place) -> CellKey {
    match place {
        Place::Definition(span) => (u16::MAX, u32::try_from(span.start).unwrap_or(u32::MAX), 0, 0),
        Place::Table(table) => (table.0, 0, u16::MAX, 1),
        Place::Column(table, column) => (table.0, 0, *column, 2),
        Place::Row(table, row) => (table.0, *row, u16::MAX, 3),
        Place::Cell(table, row, column) => (table.0, *row, *column, 4),
    }
}
