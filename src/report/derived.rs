//! What the tool works out for each subject: points with every part, classes with what gave and what lowered them.
//!
//! A sheet of its own for each side, a column for each beside the ranking, and rows among the reasons.

use super::context::{Context, MOST_EXPLAINED, index};
use super::reasons::Rows;
use super::widths::of_subjects;
use crate::campaign::{Derived, KeyValue, PerGroup, Roll, Score, ScorePart};
use crate::report::sheet::{Cell, Look, Sheet, Value};
use crate::text;
use crate::vocab::derived::{ClassReason, PartReason, Points, Role, ScoreReason};
use crate::vocab::explanation::{Because, Explanation};
use crate::vocab::reason::{self, Figure, Part, Piece, Reason, Relation};
use crate::vocab::{Lang, Number, Place, Side, Verdict};

/// How many digits a column shows at most.
const MOST_DIGITS: u32 = 9;

impl<'a> Context<'a> {
    /// The points and classes of a side, in the order in which they are worked out.
    pub(super) fn derived(self, side: Side) -> impl Iterator<Item = Derived> + 'a {
        let campaign = self.campaign();
        campaign.derived.iter().copied().filter(move |derived| campaign.side_and_field(*derived).0 == side)
    }

    fn derived_words(self) -> &'static text::derived::Words {
        text::derived::words(self.lang)
    }

    fn derived_title(self, derived: Derived) -> &'a str {
        match derived {
            Derived::Score(score) => &self.campaign().scores[score].title,
            Derived::Class(class) => &self.campaign().classes[class].title,
        }
    }

    /// The label of a subject's class, or why there is none.
    fn class_cell(self, class: usize, subject: usize) -> Cell<'a> {
        let of = &self.campaign().classes[class];
        let register = self.campaign().register(of.side);
        let steps = register.and_then(|register| register.fields.get(usize::from(of.field))).map(|field| &field.steps);
        let step = self.assessment.class(class, subject).and_then(|step| steps?.get(step)?.spellings.first());
        match step {
            Some(label) => Cell::text(label.as_str()).look(Look::Centered),
            None => {
                let told = self.assessment.explain_class(class, subject);
                let points = told.map_or(Points::Missing, |told| told.points);
                // A value without a class: what would lower it is not known.
                absent_cell(self.lang, &if matches!(points, Points::Known(_)) { Points::Missing } else { points })
            }
        }
    }

    fn score_cell(self, score: usize, subject: usize) -> Cell<'a> {
        match self.assessment.score(score, subject) {
            Some(points) => points_cell(self.lang, &Points::Known(points)),
            None => {
                let told = self.assessment.explain_score(score, subject);
                points_cell(self.lang, &told.map_or(Points::Missing, |told| told.points))
            }
        }
    }

    fn derived_cell(self, derived: Derived, subject: usize) -> Cell<'a> {
        match derived {
            Derived::Score(score) => self.score_cell(score, subject),
            Derived::Class(class) => self.class_cell(class, subject),
        }
    }

    /// What is told of a criterion that is not met, and for each class that it asks for the value that is classed, its
    /// bound and the distance; of another year, or of several, with the year.
    pub(super) fn with_classes(self, told: String, side: Side, subject: usize, explanation: &Explanation) -> String {
        if explanation.verdict != Verdict::NotMet {
            return told;
        }
        let year = self.campaign().year;
        let judged: Vec<(i32, &Explanation)> = match &explanation.because {
            Because::Years { years, .. } => years.iter().map(|(year, told)| (*year, told)).collect(),
            _ => vec![(year, explanation)],
        };
        let several = judged.len() > 1;
        let mut lines = vec![told];
        for (of, explanation) in judged {
            let Because::Judged(reason) = &explanation.because else { continue };
            let mut failed = Vec::new();
            failed_classes(reason, &mut failed);
            for (figure, label) in failed {
                let of = of - i32::from(figure.years_back);
                let why = u8::try_from(year - of).ok().and_then(|back| self.class_gap(figure, label, side, subject, back));
                lines.extend(why.map(|why| if several || of != year { format!("{of}: {why}") } else { why }));
            }
        }
        lines.join(" — ")
    }

    fn class_gap(self, figure: &Figure, label: &str, side: Side, subject: usize, back: u8) -> Option<String> {
        let (side, subject) = match (figure.of_unit, side) {
            (true, Side::Persons) => (Side::Units, self.roll(side)?.unit(subject)?),
            _ => (side, subject),
        };
        let classes = &self.campaign().classes;
        let position = classes.iter().position(|class| class.side == side && class.title == figure.heading)?;
        let bands = match (&classes[position].bands, self.roll(side)?.group(subject)) {
            (PerGroup::Same(bands), _) => bands,
            (bands, Some(group)) => bands.of(group)?,
            (_, None) => return None,
        };
        let from = bands.iter().find(|band| band.label == label)?.from.clone()?;
        let mut told = self.assessment.explain_class_back(position, subject, back)?;
        let Points::Known(value) = &told.points else { return None };
        // Where the value is enough a gate or a cap lowered the class, and the reason says which.
        told.above = (*value < from).then(|| (label.to_owned(), from));
        Some(text::derived::why(self.lang, &told))
    }

    fn cells_of_figures(self, figures: &[&Figure]) -> String {
        let places: Vec<&Place> = figures.iter().filter_map(|figure| figure.place.as_ref()).collect();
        self.places(&places)
    }
}

/// The classes that a failed criterion compares with a label: the figure and the label.
fn failed_classes<'r>(reason: &'r Reason, failed: &mut Vec<(&'r Figure, &'r str)>) {
    if reason.verdict != Verdict::NotMet {
        return;
    }
    match &reason.part {
        Part::All(parts) | Part::Any(parts) | Part::AtLeast { parts, .. } => {
            parts.iter().for_each(|part| failed_classes(part, failed));
        }
        Part::Compare(comparison) if comparison.relation == Relation::AtLeast => {
            if let ([figure], Some(reason::Value::Text(label))) =
                (comparison.left.figures.as_slice(), &comparison.right.value)
            {
                failed.push((figure, label));
            }
        }
        _ => {}
    }
}

fn points_cell<'c>(lang: Lang, points: &Points) -> Cell<'c> {
    match points {
        Points::Known(number) => Cell { value: shown(number), ..Cell::default() },
        other => absent_cell(lang, other),
    }
}

fn absent_cell<'c>(lang: Lang, points: &Points) -> Cell<'c> {
    let look = if *points == Points::NotApplicable { Look::NotApplicable } else { Look::NoData };
    Cell::text(text::derived::state(lang, points)).look(look)
}

fn shown<'c>(number: &Number) -> Value<'c> {
    let digits = text::number::telling_digits(number).min(MOST_DIGITS);
    Value::Number(number.clone(), u8::try_from(digits).unwrap_or_default())
}

/// The columns beside the ranking of an award: what is worked out for its subjects and is no ranking key itself.
pub(super) struct Columns<'a> {
    context: Context<'a>,
    derived: Vec<Derived>,
}

impl<'a> Columns<'a> {
    pub(super) fn new(context: Context<'a>, award: usize) -> Columns<'a> {
        let side = context.side_of(award);
        let derived = context.derived(side).filter(|derived| !is_key(context, award, *derived)).collect();
        Columns { context, derived }
    }

    pub(super) fn widths(&self) -> impl Iterator<Item = u16> + '_ {
        self.derived.iter().map(|_| 13)
    }

    pub(super) fn headings(&self) -> impl Iterator<Item = Cell<'a>> + '_ {
        self.derived.iter().map(|derived| Cell::text(self.context.derived_title(*derived)).look(Look::Heading))
    }

    pub(super) fn cells(&self, subject: usize) -> impl Iterator<Item = Cell<'a>> + '_ {
        self.derived.iter().map(move |derived| self.context.derived_cell(*derived, subject))
    }
}

/// Whether an award is ranked by the points or the class themselves.
fn is_key(context: Context<'_>, award: usize, derived: Derived) -> bool {
    let (_, field) = context.campaign().side_and_field(derived);
    let keys = context.campaign().awards[award].rank.iter().enumerate();
    keys.into_iter().any(|(at, key)| match &key.by {
        KeyValue::Measure(measure) => {
            let own = matches!(measure.slots(), [slot] if !slot.of_unit && slot.years_back == 0 && slot.field == field);
            own && context.assessment.key_term(award, at, 0).is_some_and(|term| matches!(term.label[..], [Piece::Figure(_)]))
        }
        KeyValue::First(_) => false,
    })
}

/// The columns that stay when the sheet of points scrolls, and over which its title stands.
const FROZEN: u16 = 2;

/// The sheet of a side's points and classes.
pub(super) struct PointsSheet<'a> {
    pub(super) context: Context<'a>,
    pub(super) roll: &'a Roll,
    /// Where a subject's reasons begin, where the workbook has them all.
    pub(super) reasons: Option<Rows<'a>>,
}

impl<'a> PointsSheet<'a> {
    /// The sheet; `None` for a side of which nothing is worked out.
    pub(super) fn sheet(self) -> Option<Sheet<'a>> {
        let (context, side) = (self.context, self.roll.side);
        context.derived(side).next()?;
        let mut widths = of_subjects(context, self.roll, true);
        for derived in context.derived(side) {
            match derived {
                Derived::Score(score) => widths.extend(self.parts(score).iter().map(|_| 13).chain([11])),
                Derived::Class(_) => widths.extend([13].into_iter().chain(self.has_parts().then_some(50))),
            }
        }
        Some(Sheet {
            name: (context.derived_words().sheet)(side).to_owned(),
            widths,
            heading_row: u32::try_from(1 + self.head().len()).ok(),
            frozen_columns: FROZEN,
            filter: true,
            landscape: true,
            drawn: false,
            rows: Box::new(move |put: &mut dyn FnMut(&[Cell<'_>])| self.each(put)),
        })
    }

    /// Whether each part has a column and each class its reason.
    fn has_parts(&self) -> bool {
        self.context.explains(self.roll.side)
    }

    fn parts(&self, score: usize) -> &'a [ScorePart] {
        if self.has_parts() { &self.context.campaign().scores[score].parts } else { &[] }
    }

    fn head(&self) -> Vec<String> {
        let as_of = (self.context.words.common.as_of)(&self.context.as_of());
        let sums = (!self.has_parts()).then(|| (self.context.derived_words().sums_only)(MOST_EXPLAINED));
        [Some(as_of), sums].into_iter().flatten().collect()
    }

    fn each(&self, put: &mut dyn FnMut(&[Cell<'_>])) {
        let context = self.context;
        context.head((context.derived_words().title)(self.roll.side), &self.head(), put);
        put(&self.headings());
        for subject in self.roll.by_group(context.campaign().groups.len()).into_iter().flatten() {
            put(&self.row(index(subject)));
        }
    }

    fn headings(&self) -> Vec<Cell<'a>> {
        let (context, side) = (self.context, self.roll.side);
        let words = &context.words.common;
        let group = context.campaign().grouped.then_some(words.group);
        let unit = (side == Side::Persons).then_some(words.unit);
        let first = [Some(words.id), Some((words.name)(side)), group, unit].into_iter().flatten();
        let mut cells: Vec<Cell<'a>> = first.map(|text| Cell::text(text).look(Look::Heading)).collect();
        for derived in context.derived(side) {
            match derived {
                Derived::Score(score) => {
                    cells.extend(self.parts(score).iter().map(|part| self.part_heading(part)));
                    cells.push(self.sum_heading(&context.campaign().scores[score]));
                }
                Derived::Class(class) => {
                    let class = &context.campaign().classes[class];
                    cells.push(heading(class.cite.clause.as_deref(), &class.title, None));
                    let why = self.has_parts().then(|| (context.derived_words().why)(&class.title));
                    cells.extend(why.map(|why| heading(None, &why, None)));
                }
            }
        }
        cells
    }

    fn part_heading(&self, part: &ScorePart) -> Cell<'a> {
        let words = self.context.derived_words();
        let kind = match part.role {
            Role::Points => None,
            Role::Bonus => Some(words.bonus.to_owned()),
            Role::Penalty => Some(words.penalty.to_owned()),
        };
        let most = part.most.as_ref().map(|most| (words.at_most)(&text::derived::number(self.context.lang, most)));
        let below: Vec<String> = kind.into_iter().chain(most).collect();
        heading(part.cite.clause.as_deref(), &part.title, Some(below.join(", ")).filter(|below| !below.is_empty()))
    }

    fn sum_heading(&self, score: &Score) -> Cell<'a> {
        let total = text::derived::number(self.context.lang, &score.total);
        heading(score.cite.clause.as_deref(), &score.title, Some((self.context.derived_words().out_of)(&total)))
    }

    fn row(&self, subject: usize) -> Vec<Cell<'a>> {
        let (context, roll) = (self.context, self.roll);
        let link = self.reasons.as_ref().map(|rows| rows.link(roll.side, subject));
        let mut row = vec![Cell { link, ..Cell::text(roll.id(subject)) }, Cell::text(roll.name(subject))];
        row.extend(context.campaign().grouped.then(|| Cell::text(context.group(roll.group(subject)))));
        row.extend((roll.side == Side::Persons).then(|| Cell::text(context.unit(subject))));
        for derived in context.derived(roll.side) {
            match derived {
                Derived::Score(score) if self.has_parts() => {
                    if let Some(told) = context.assessment.explain_score(score, subject) {
                        row.extend(told.parts.iter().map(|part| self.part_cell(part)));
                        let limits = text::derived::limits(context.lang, &told);
                        let note = Some(limits.join("\n")).filter(|note| !note.is_empty());
                        row.push(points_cell(context.lang, &told.points).noted(note));
                    }
                }
                Derived::Class(class) if self.has_parts() => {
                    row.push(context.class_cell(class, subject));
                    let why = context.assessment.explain_class(class, subject);
                    let why = why.map(|told| text::derived::why(context.lang, &told)).unwrap_or_default();
                    row.push(Cell::text(why).look(Look::Wrapped));
                }
                derived => row.push(context.derived_cell(derived, subject)),
            }
        }
        row
    }

    /// The points of a part, with how they come about and the cells in a remark.
    fn part_cell(&self, part: &PartReason) -> Cell<'a> {
        let context = self.context;
        let figures: Vec<&Figure> = part.value.iter().flat_map(|term| term.figures_and_rows()).collect();
        let cells = context.cells_of_figures(&figures);
        let cells = (!cells.is_empty()).then(|| format!("{}: {cells}", context.words.common.source));
        let how = part.value.is_some().then(|| text::derived::part(context.lang, part));
        let note: Vec<String> = how.into_iter().chain(cells).collect();
        // A penalty is shown as what it does, so that the row adds up.
        let points = match &part.points {
            Points::Known(points) if part.role == Role::Penalty && !points.is_zero() => Points::Known(points.negated()),
            points => points.clone(),
        };
        points_cell(context.lang, &points).noted(Some(note.join("\n")).filter(|note| !note.is_empty()))
    }
}

fn heading<'c>(clause: Option<&str>, title: &str, below: Option<String>) -> Cell<'c> {
    let lines: Vec<&str> = clause.into_iter().chain([title]).chain(below.as_deref()).collect();
    Cell::text(lines.join("\n")).look(Look::Heading)
}

/// What a row among the reasons says of points or of a class.
pub(super) struct Account {
    pub(super) id: String,
    pub(super) clause: String,
    pub(super) title: String,
    /// The sum or the label, with its look.
    pub(super) result: (String, Look),
    pub(super) figures: String,
    pub(super) gap: String,
    pub(super) reason: String,
    pub(super) cells: String,
}

impl Account {
    pub(super) fn of(context: Context<'_>, derived: Derived, subject: usize) -> Option<Account> {
        match derived {
            Derived::Score(score) => {
                let told = context.assessment.explain_score(score, subject)?;
                Some(Account::of_score(context, &context.campaign().scores[score], &told))
            }
            Derived::Class(class) => {
                let told = context.assessment.explain_class(class, subject)?;
                let class = &context.campaign().classes[class];
                let cite = (class.id.clone(), class.cite.clause.clone());
                Some(Account::of_class(context, cite, &told))
            }
        }
    }

    fn of_score(context: Context<'_>, score: &Score, told: &ScoreReason) -> Account {
        let figures = told.figures();
        Account {
            id: score.id.clone(),
            clause: score.cite.clause.clone().unwrap_or_default(),
            title: score.title.clone(),
            result: (text::derived::sum(context.lang, told), look(&told.points)),
            figures: text::explanation::figures(context.lang, &figures),
            gap: String::new(),
            reason: text::derived::account(context.lang, told).join("\n"),
            cells: context.cells_of_figures(&figures),
        }
    }

    fn of_class(context: Context<'_>, (id, clause): (String, Option<String>), told: &ClassReason) -> Account {
        let figures = told.figures();
        let points =
            if told.class.is_none() && matches!(told.points, Points::Known(_)) { &Points::Missing } else { &told.points };
        Account {
            id,
            clause: clause.unwrap_or_default(),
            title: told.title.clone(),
            result: (text::derived::label(context.lang, told), look(points)),
            figures: text::explanation::figures(context.lang, &figures),
            gap: text::derived::short_of(context.lang, told).unwrap_or_default(),
            reason: text::derived::why(context.lang, told),
            cells: context.cells_of_figures(&figures),
        }
    }
}

fn look(points: &Points) -> Look {
    match points {
        Points::Known(_) => Look::Centered,
        Points::NotApplicable => Look::NotApplicable,
        Points::New | Points::Missing => Look::NoData,
    }
}
