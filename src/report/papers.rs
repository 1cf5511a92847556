//! Hồ sơ và thời hạn: the papers and dates of every nominee, and the calendar of the campaign. Beside it what other sheets
//! tell of the council's decisions and of reward money.

use std::collections::BTreeMap;

use super::context::{Asking, Context, outcome_look};
use super::criteria;
use super::overview::{COLUMNS, Page, day_fact, fact, figure_fact};
use super::widths::{Widths, sample};
use crate::assess::{Effect, PaperReading, PaperState};
use crate::campaign::{Check, Due, Entry, PerGroup};
use crate::report::sheet::{Cell, Link, Look, Sheet, Value, spread};
use crate::text;
use crate::text::papers::Words;
use crate::vocab::explanation::{Because, DueResult};
use crate::vocab::outcome::Standing;
use crate::vocab::reason::{State, Value as Known};
use crate::vocab::{Level, Number, Outcome, Side};

/// The columns before those of papers and deadlines.
const FIRST: usize = 6;

/// The columns that stay when the sheet scrolls.
const FROZEN: u16 = 3;

type Put<'p> = &'p mut dyn FnMut(&[Cell<'_>]);

/// Whether the campaign says anything of dossiers, deadlines or dates.
pub(super) fn has_any(context: Context<'_>) -> bool {
    let campaign = context.campaign();
    let deadlines = campaign.criteria.iter().any(|criterion| matches!(criterion.check, Check::Due(_)));
    campaign.dossier.is_some() || !campaign.calendar.is_empty() || deadlines
}

pub(super) fn sheet(context: Context<'_>) -> Sheet<'_> {
    let papers = Papers { context, words: words(context) };
    Sheet {
        name: papers.words.sheet.to_owned(),
        widths: papers.widths(),
        heading_row: Some(heading_row(context)),
        frozen_columns: FROZEN,
        filter: true,
        landscape: true,
        drawn: false,
        rows: Box::new(move |put: Put<'_>| papers.each(put)),
    }
}

/// The lines below the title: the as-of day, and where dossiers are handed in.
fn head(context: Context<'_>) -> Vec<String> {
    let channel = context.campaign().dossier.as_ref().and_then(|dossier| dossier.channel.as_ref());
    let channel = channel.map(|channel| format!("{}: {channel}", words(context).channel));
    std::iter::once((context.words.common.as_of)(&context.as_of())).chain(channel).collect()
}

/// The row of the headings.
fn heading_row(context: Context<'_>) -> u32 {
    u32::try_from(1 + head(context).len()).unwrap_or(u32::MAX)
}

pub(super) fn words(context: Context<'_>) -> &'static Words {
    text::papers::words(context.lang)
}

#[derive(Clone, Copy)]
struct Papers<'a> {
    context: Context<'a>,
    words: &'static Words,
}

impl<'a> Papers<'a> {
    fn parts(&self) -> Vec<&'a str> {
        let dossier = self.context.campaign().dossier.iter();
        dossier.flat_map(|dossier| &dossier.parts).map(|part| part.title.as_str()).collect()
    }

    /// Whether some column says that a dossier came by the channel of the plan.
    fn tracks_channel(&self) -> bool {
        let dossier = self.context.campaign().dossier.as_ref();
        dossier.is_some_and(|dossier| dossier.channel_columns.all().next().is_some())
    }

    fn deadlines(&self) -> Vec<usize> {
        let criteria = self.context.campaign().criteria.iter().enumerate();
        criteria.filter(|(_, criterion)| matches!(criterion.check, Check::Due(_))).map(|(position, _)| position).collect()
    }

    fn each(&self, put: Put<'_>) {
        let context = self.context;
        context.head(self.words.title, &head(context), put);
        put(&self.headings());
        let mut nobody = true;
        for award in 0..context.campaign().awards.len() {
            for subject in context.assessment.nominees(award) {
                nobody = false;
                put(&self.nominee(award, subject));
            }
        }
        if nobody {
            let all = u16::try_from(self.headings().len()).unwrap_or(u16::MAX);
            put(&spread([(all, Cell::text(self.words.nobody).look(Look::Remark))]));
        }
        self.calendar(put);
    }

    fn widths(&self) -> Vec<u16> {
        let context = self.context;
        let parts = self.parts().len() + usize::from(self.tracks_channel());
        let asking = |criterion| Asking { criterion, award: None };
        let deadlines = self.deadlines().into_iter().map(|deadline| context.criterion_heading(asking(deadline)));
        let deadlines = deadlines.map(|heading| criteria::width(&heading, criteria::NARROW));
        let id = context.sides().map(|(_, roll)| context.id_width(roll)).max().unwrap_or_default();
        let first = [32, id, 24, 22, 18, 6].into_iter().chain(std::iter::repeat_n(13, parts));
        let usual: Vec<u16> = first.chain(deadlines).chain([28]).collect();
        // The table of deadlines below stands in the same columns.
        let least = |column: usize| match column {
            0 | 2 => Some(20),
            3 => Some(if context.roll(Side::Persons).is_some() { 16 } else { 8 }),
            4 => Some(14),
            _ if column + 1 == usual.len() => Some(13),
            _ => None,
        };
        let mut widths = Widths::new(&usual, least);
        widths.headings(&self.headings());
        let awards = 0..context.campaign().awards.len();
        let nominees: Vec<(usize, usize)> =
            awards.flat_map(|award| context.assessment.nominees(award).into_iter().map(move |of| (award, of))).collect();
        sample(nominees.len()).for_each(|at| widths.row(&self.nominee(nominees[at].0, nominees[at].1)));
        widths.done()
    }

    fn headings(&self) -> Vec<Cell<'a>> {
        let common = &self.context.words.common;
        let first = [common.award, common.id, common.subject, common.unit, common.outcome, self.words.copies];
        let heading = |text: &'a str| Cell::text(text).look(Look::Heading);
        let mut cells: Vec<Cell<'a>> = first.into_iter().map(heading).collect();
        cells.extend(self.parts().into_iter().map(heading));
        let channel = self.context.campaign().dossier.as_ref().and_then(|dossier| dossier.channel.as_deref());
        if self.tracks_channel() {
            cells.push(heading(channel.unwrap_or(self.words.channel)));
        }
        let asking = |criterion| Asking { criterion, award: None };
        cells.extend(self.deadlines().into_iter().map(|deadline| self.context.criterion_heading(asking(deadline))));
        cells.push(heading(self.words.lacking));
        cells
    }

    fn nominee(&self, award: usize, subject: usize) -> Vec<Cell<'a>> {
        let (context, assessment) = (self.context, self.context.assessment);
        let of = &context.campaign().awards[award];
        let Some(roll) = context.roll(of.side) else { return Vec::new() };
        let outcome = assessment.awards[award].in_force().outcome(subject);
        let unit =
            if of.side == Side::Persons { Cell::text(context.unit(subject)).look(Look::Wrapped) } else { Cell::empty() };
        let mut cells = vec![
            Cell::text(of.title.as_str()).look(Look::Wrapped),
            Cell::text(roll.id(subject)),
            Cell::text(roll.name(subject)).look(Look::Wrapped),
            unit,
            Cell::text(text::outcome::outcome(context.lang, outcome)).look(outcome_look(outcome)),
            assessment.copies(award).map_or_else(Cell::empty, |copies| Cell::whole(super::context::index(copies))),
        ];
        let papers = assessment.papers(of.side, subject);
        cells.extend(papers.iter().map(|paper| self.paper(paper)));
        if self.tracks_channel() {
            cells.push(self.paper(&assessment.channel(of.side, subject)));
        }
        for deadline in self.deadlines() {
            cells.push(self.date(deadline, of.side, subject));
        }
        let parts = self.parts();
        let lacking = parts.into_iter().zip(&papers).filter(|(_, paper)| is_lacking(paper)).map(|(part, _)| part);
        let lacking: Vec<&str> = lacking.collect();
        cells.push(if lacking.is_empty() { Cell::empty() } else { Cell::text(lacking.join("; ")).look(Look::Wrapped) });
        cells
    }

    fn paper(&self, paper: &PaperReading) -> Cell<'a> {
        let (told, look) = match paper.state {
            PaperState::There => (self.words.there, Look::Met),
            PaperState::Missing => (self.words.missing, Look::NotMet),
            PaperState::NotKnown => (self.words.not_known, Look::NoData),
            PaperState::NotTracked => (self.words.not_tracked, Look::Remark),
            PaperState::NotApplicable => ("–", Look::NotApplicable),
        };
        let place = paper.place.as_ref().filter(|_| self.context.explains(Side::Persons));
        Cell::text(told).look(look).noted(place.map(|place| self.context.places(&[place])))
    }

    /// The date of a nominee and whether it was in time.
    fn date(&self, deadline: usize, side: Side, subject: usize) -> Cell<'a> {
        if self.context.campaign().criteria[deadline].side != side {
            return Cell::text("–").look(Look::NotApplicable);
        }
        let explanation = self.context.assessment.explain(deadline, subject);
        let Because::Due(due) = &explanation.because else {
            return Cell::text("–").look(Look::NotApplicable);
        };
        let look = match due.result {
            DueResult::OnTime => Look::Met,
            DueResult::Late(_) => Look::NotMet,
            DueResult::NoDate | DueResult::NotYetDue => Look::NoData,
            DueResult::NotApplicable => Look::NotApplicable,
        };
        let place = due.figure.place.as_ref().filter(|_| self.context.explains(Side::Persons));
        let place = place.map(|place| self.context.places(&[place]));
        match (&due.figure.state, due.result) {
            (State::Known(Known::Date(day)), DueResult::OnTime) => Cell::date(*day).look(look).noted(place),
            (State::Known(Known::Date(day)), DueResult::Late(_)) => {
                let told = text::explanation::due_result(self.context.lang, due.result);
                let note = [Some(told), place].into_iter().flatten().collect::<Vec<_>>().join("\n");
                Cell::date(*day).look(look).noted(Some(note).filter(|_| self.context.explains(Side::Persons)))
            }
            _ => Cell::text(text::explanation::short(self.context.lang, &explanation)).look(look).noted(place),
        }
    }

    fn calendar(&self, put: Put<'_>) {
        let (context, words) = (self.context, self.words);
        let (deadlines, entries) = (self.deadlines(), &context.campaign().calendar);
        if deadlines.is_empty() && entries.is_empty() {
            return;
        }
        put(&[]);
        put(&[Cell::text(words.calendar).look(Look::Group)]);
        let headings = [
            words.what,
            context.words.common.clause,
            words.due,
            words.who,
            words.state,
            "",
            words.on_time,
            words.late,
            words.no_date,
            words.not_yet_due,
        ];
        put(&headings.map(|heading| Cell::text(heading).look(Look::Heading)));
        for deadline in deadlines {
            put(&self.deadline(deadline));
        }
        for entry in entries {
            put(&self.entry(entry));
        }
    }

    fn deadline(&self, position: usize) -> Vec<Cell<'a>> {
        let (context, assessment) = (self.context, self.context.assessment);
        let criterion = &context.campaign().criteria[position];
        let Check::Due(due) = &criterion.check else { return Vec::new() };
        let kept = assessment.kept(position);
        let last = due.days.all().map(|day| assessment.days_left(day.day, due.included)).max();
        let mut cells = vec![
            Cell::text(criterion.title.as_str()).look(Look::Wrapped),
            Cell::text(criterion.cite.clause.as_deref().unwrap_or_default()),
            Cell::text(context.required_days(due).join("; ")).look(Look::Wrapped),
            Cell::text((context.words.common.subjects)(criterion.side, assessment.count(criterion.side))),
            last.map_or_else(Cell::empty, |days| Cell::text((self.words.days_left)(days, due.included))),
            Cell::empty(),
        ];
        cells.extend([kept.on_time, kept.late, kept.no_date, kept.not_yet_due].map(Cell::whole));
        cells
    }

    fn entry(&self, entry: &'a Entry) -> Vec<Cell<'a>> {
        let days = self.context.assessment.days_left(entry.day.day, entry.included);
        vec![
            Cell::text(entry.title.as_str()).look(Look::Wrapped),
            Cell::text(entry.cite.clause.as_deref().unwrap_or_default()),
            Cell::text(text::explanation::required_day(self.context.lang, entry.day.day, entry.included)),
            Cell::text(entry.who.as_deref().unwrap_or_default()).look(Look::Wrapped),
            Cell::text((self.words.days_left)(days, entry.included)),
        ]
    }
}

impl Papers<'_> {
    /// The column of the first deadline; after those of all deadlines stands what is lacking.
    fn first_deadline(&self) -> usize {
        FIRST + self.parts().len() + usize::from(self.tracks_channel())
    }

    /// The papers that a nominee lacks, and the column that says so.
    fn lacks(&self, side: Side, subject: usize) -> Option<(String, u16)> {
        self.context.campaign().dossier.as_ref()?;
        let papers = self.context.assessment.papers(side, subject);
        let lacking: Vec<&str> =
            self.parts().into_iter().zip(&papers).filter(|(_, paper)| is_lacking(paper)).map(|(part, _)| part).collect();
        let column = u16::try_from(self.first_deadline() + self.deadlines().len()).ok()?;
        (!lacking.is_empty()).then(|| (lacking.join("; "), column))
    }

    /// The first deadline that a nominee kept too late, and its column.
    fn late(&self, side: Side, subject: usize) -> Option<(String, u16)> {
        let criteria = &self.context.campaign().criteria;
        self.deadlines().into_iter().enumerate().filter(|(_, position)| criteria[*position].side == side).find_map(
            |(at, position)| {
                let explanation = self.context.assessment.explain(position, subject);
                let Because::Due(due) = &explanation.because else { return None };
                let DueResult::Late(_) = due.result else { return None };
                let told = text::explanation::short(self.context.lang, &explanation);
                Some((format!("{}, {told}", criteria[position].title), u16::try_from(self.first_deadline() + at).ok()?))
            },
        )
    }
}

fn is_lacking(paper: &PaperReading) -> bool {
    matches!(paper.state, PaperState::Missing | PaperState::NotKnown)
}

/// Something to be done about dossiers, and each case of it with the cell that says so.
pub(super) struct ToDo {
    pub(super) told: String,
    pub(super) cases: Vec<(String, Link)>,
}

/// What is to be done about dossiers: papers that those on a list lack, dossiers of those on a list that came late, papers
/// that other nominees lack.
pub(super) fn to_do(context: Context<'_>) -> Vec<ToDo> {
    let (words, assessment) = (words(context), context.assessment);
    // Of each nominee whether some list has it, and its first row.
    let mut proposed: BTreeMap<(Side, usize), (bool, u32)> = BTreeMap::new();
    let mut row = heading_row(context);
    for (award, of) in context.campaign().awards.iter().enumerate() {
        let result = assessment.awards[award].in_force();
        for subject in assessment.nominees(award) {
            row = row.saturating_add(1);
            proposed.entry((of.side, subject)).or_insert((false, row)).0 |= is_proposed(result.outcome(subject));
        }
    }
    let papers = Papers { context, words };
    let cases = |wanted: bool, of: &dyn Fn(Side, usize) -> Option<(String, u16)>| -> Vec<(String, Link)> {
        let nominees = proposed.iter().filter(|(_, (listed, _))| *listed == wanted);
        let case = |(&(side, subject), &(_, row)): (&(Side, usize), &(bool, u32))| {
            let (what, column) = of(side, subject)?;
            let sheet = words.sheet.to_owned();
            Some((format!("{}: {what}", context.subject(side, subject)), Link { sheet, row, column }))
        };
        nominees.filter_map(case).collect()
    };
    let lacks = |side, subject| papers.lacks(side, subject);
    let told = [
        (words.incomplete, cases(true, &lacks)),
        (words.late_dossiers, cases(true, &|side, subject| papers.late(side, subject))),
        (words.incomplete_others, cases(false, &lacks)),
    ];
    let some = told.into_iter().filter(|(_, cases)| !cases.is_empty());
    some.map(|(told, cases)| ToDo { told: told(cases.len()), cases }).collect()
}

/// On the list to be signed, or level across its last place.
fn is_proposed(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Selected | Outcome::SelectedUncertain | Outcome::TiedAtCutoff)
}

/// How many decisions do not fit the results; `None` when all do.
pub(super) fn decisions_to_look_at(context: Context<'_>) -> Option<String> {
    let number = context.assessment.findings.iter().filter(|finding| finding.level() != Level::Note).count();
    (number > 0).then(|| (words(context).look_at_decisions)(number))
}

impl<'a> Context<'a> {
    /// The days of a deadline: one line for all, or one for each group.
    pub(super) fn required_days(self, due: &Due) -> Vec<String> {
        let told = |day: crate::vocab::Date| text::explanation::required_day(self.lang, day, due.included);
        match &due.days {
            PerGroup::Same(day) => vec![told(day.day)],
            PerGroup::Each(days) => {
                let days = days.iter().enumerate().filter_map(|(group, day)| Some((group, day.as_ref()?)));
                days.map(|(group, day)| format!("{}: {}", self.group(Some(group)), told(day.day))).collect()
            }
        }
    }

    /// Whether the council's decisions bear on an award.
    pub(super) fn is_decided(self, award: usize) -> bool {
        self.assessment.awards[award].decided.is_some()
    }

    /// `Bổ sung theo 02/BB-HĐTĐKT ngày 14/01/2021: lý do`: a decision with its paper and reason.
    pub(super) fn decision(self, position: usize) -> String {
        let Some(decision) = self.assessment.subjects.decisions.all.get(position) else { return String::new() };
        let mut told = self.ruling(position);
        let paper = self.paper_of(position);
        if !paper.is_empty() {
            told = (words(self).under)(&told, &paper);
        }
        if decision.reason.is_empty() { told } else { format!("{told}: {}", decision.reason) }
    }

    /// `Miễn tiêu chí “Sáng kiến”`.
    pub(super) fn ruling(self, position: usize) -> String {
        let Some(decision) = self.assessment.subjects.decisions.all.get(position) else { return String::new() };
        let ruling = text::papers::ruling(self.lang, decision.ruling);
        match decision.criterion {
            Some(criterion) => (words(self).of_criterion)(ruling, &self.campaign().criteria[criterion].title),
            None => ruling.to_owned(),
        }
    }

    /// `02/BB-HĐTĐKT ngày 14/01/2021`.
    pub(super) fn paper_of(self, position: usize) -> String {
        let Some(decision) = self.assessment.subjects.decisions.all.get(position) else { return String::new() };
        match decision.date {
            Some(day) => (words(self).dated)(&decision.paper, &(self.words.common.day)(day)).trim().to_owned(),
            None => decision.paper.clone(),
        }
    }

    /// The outcome that holds, in words; for one whom the council took off the list, that it did so.
    pub(super) fn outcome_in_force(self, award: usize, subject: usize) -> &'static str {
        let result = self.assessment.awards[award].in_force();
        match result.standing(subject) {
            standing @ Standing::Dismissed => text::outcome::standing(self.lang, standing).unwrap_or_default(),
            _ => self.outcome(award, result.outcome(subject)),
        }
    }

    /// What was decided of a subject, for a paper: the decisions alone.
    pub(super) fn decisions_on(self, award: usize, subject: usize) -> String {
        let decided = self.assessment.decided(award, subject);
        let decisions = decided.iter().flat_map(|decided| &decided.decisions);
        decisions.map(|position| self.decision(*position)).collect::<Vec<_>>().join("; ")
    }

    /// What was decided of a subject and what was computed; empty where nothing moved it.
    pub(super) fn decided_note(self, award: usize, subject: usize) -> String {
        let Some(decided) = self.assessment.decided(award, subject) else { return String::new() };
        let mut told: Vec<String> = decided.decisions.iter().map(|position| self.decision(*position)).collect();
        if told.is_empty() {
            told.push(words(self).moved.to_owned());
        }
        if decided.computed != decided.decided {
            let computed = text::outcome::outcome(self.lang, decided.computed);
            told.push(format!("{}: {computed}", words(self).computed));
        }
        told.join("; ")
    }

    /// What became of a decision: `đã áp dụng: Không đủ tiêu chuẩn → Đề nghị khen thưởng`, or why it is not applied.
    pub(super) fn effect(self, position: usize) -> String {
        let Some(decision) = self.assessment.subjects.decisions.all.get(position) else { return String::new() };
        let words = words(self);
        let told = match self.assessment.effect(position) {
            Effect::Applied => {
                let computed = self.assessment.awards[decision.award].outcome(decision.subject);
                let computed = text::outcome::outcome(self.lang, computed);
                format!("{}: {computed} → {}", words.applied, self.outcome_in_force(decision.award, decision.subject))
            }
            Effect::None => words.without_effect.to_owned(),
            Effect::NotApplied => words.not_applied.to_owned(),
            Effect::OtherOccasion => return words.other_occasion.to_owned(),
        };
        let about = self
            .assessment
            .findings
            .iter()
            .find(|finding| finding.place == decision.place || finding.others.contains(&decision.place));
        match about {
            Some(finding) => format!("{told}; {}", text::finding(self.lang, &finding.about).message),
            None => told,
        }
    }

    /// What a subject with an outcome is paid; empty for one that is not on the list.
    pub(super) fn money(self, award: usize, outcome: Outcome) -> Cell<'a> {
        let paid = matches!(outcome, Outcome::Selected | Outcome::SelectedUncertain | Outcome::TiedAtCutoff);
        let sum = self.assessment.reward(award).filter(|_| paid);
        sum.map_or_else(Cell::empty, |sum| {
            let note = text::papers::sum(self.lang, &sum);
            if outcome == Outcome::TiedAtCutoff {
                // The total does not count what only some of those tied will be paid.
                let amount = format!("({})", text::papers::amount(self.lang, &sum.amount));
                return Cell::text(amount).look(Look::Centered).noted(Some(note).filter(|_| self.explains(Side::Persons)));
            }
            Cell {
                value: Value::Number(sum.amount, 0),
                note: Some(note).filter(|_| self.explains(Side::Persons)),
                ..Cell::default()
            }
        })
    }
}

/// Over how many columns of the overview a title reaches beside sums.
const TITLE: u16 = 6;

/// The totals of reward money, as the overview tells them.
pub(super) fn money(context: Context<'_>, page: &mut Page<'_>) {
    let (words, campaign) = (words(context), context.campaign());
    let Some(reward) = &campaign.reward else { return };
    let paying: Vec<usize> = (0..campaign.awards.len()).filter(|award| pays(context, *award)).collect();
    page.section(words.money, u32::try_from(paying.len() + 7).unwrap_or(u32::MAX));
    for (name, what) in [(words.basis, &reward.basis), (words.fund, &reward.fund)] {
        if let Some(what) = what {
            page.row(fact(name, Cell::text(what.as_str())));
        }
    }
    if let Some(day) = reward.decided_on {
        page.row(day_fact(words.decided_on, day));
    }
    if let Some(base) = &reward.base {
        let base = Cell { value: Value::Number(base.clone(), 0), look: Look::Wrapped, ..Cell::default() };
        page.row(figure_fact(words.base_salary, base));
    }
    if paying.is_empty() {
        return;
    }
    page.headings([
        (TITLE, context.words.common.award),
        (4, words.each),
        (1, words.listed),
        (3, words.total),
        (COLUMNS - TITLE - 8, words.most),
    ]);
    let amount = |number: &Number| Cell { value: Value::Number(number.clone(), 0), ..Cell::default() };
    for award in paying {
        let title = Cell::text(campaign.awards[award].title.as_str());
        match context.assessment.award_money(award) {
            Some(money) => page.row([
                (TITLE, title),
                (4, Cell::text(text::papers::sum(context.lang, &money.each))),
                (1, Cell::whole(money.listed).look(Look::Centered)),
                (3, amount(&money.total)),
                (COLUMNS - TITLE - 8, amount(&money.most)),
            ]),
            None => page.row([(TITLE, title), (COLUMNS - TITLE, Cell::text(words.not_computed).look(Look::NoData))]),
        }
    }
    if let Some((total, most)) = context.assessment.money() {
        let all = Cell::text(words.all).look(Look::Label);
        page.row([(TITLE + 5, all), (3, amount(&total)), (COLUMNS - TITLE - 8, amount(&most))]);
    }
}

/// Whether an award of this occasion pays money, whether or not it can be computed.
pub(super) fn pays(context: Context<'_>, award: usize) -> bool {
    context.campaign().awards[award].reward.is_some() && context.assessment.awards[award].given
}

/// What a terminal says of an award's money; `None` where none can be computed.
pub(super) fn told_money(context: Context<'_>, award: usize) -> Option<String> {
    let money = context.assessment.award_money(award)?;
    let amount = |number: &Number| text::papers::amount(context.lang, number);
    let most = Some(amount(&money.most)).filter(|_| money.most != money.total);
    let sum = text::papers::sum(context.lang, &money.each);
    Some((words(context).told_money)(&sum, money.listed, &amount(&money.total), most.as_deref()))
}

/// What a terminal says of the campaign as a whole: its money and the council's decisions.
pub(super) fn told(context: Context<'_>) -> Vec<String> {
    let amount = |number: &Number| text::papers::amount(context.lang, number);
    let money = context.assessment.money().map(|(total, most)| {
        let most_told = Some(amount(&most)).filter(|_| most != total);
        (words(context).told_all)(&amount(&total), most_told.as_deref())
    });
    let effects = (0..context.assessment.subjects.decisions.all.len()).map(|position| context.assessment.effect(position));
    let here: Vec<Effect> = effects.filter(|effect| *effect != Effect::OtherOccasion).collect();
    let applied = here.iter().filter(|effect| **effect == Effect::Applied).count();
    let all = here.len() + context.assessment.subjects.decisions.refused;
    let decisions = (all > 0).then(|| (words(context).applied_count)(applied, all));
    money.into_iter().chain(decisions).collect()
}
