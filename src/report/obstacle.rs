//! What stands between a subject and an award: the criterion that it came nearest to meeting, or the cells it waits for.

use super::context::{Context, index};
use super::lacks::{self, Lacking, Why};
use super::reasons::Rows;
use crate::text;
use crate::vocab::explanation::{Because, DueReason, DueResult, Explanation};
use crate::vocab::listed::{Asked, ListedRow};
use crate::vocab::outcome::Standing;
use crate::vocab::reason::{Comparison, Part, PlaceInGroup, Reason, State, Value};
use crate::vocab::{Number, Outcome, Side, Verdict};

/// How far a subject is from a criterion that it does not meet. Shares come first: they can be compared with one another.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Distance {
    /// As a share of what is required.
    Share(Number),
    /// So many days behind a deadline.
    Days(i64),
    /// No figure says: an attestation, a class, a text.
    Unknown,
}

pub(super) fn distance(explanation: &Explanation) -> Distance {
    match &explanation.because {
        Because::Judged(reason) => of_reason(reason, false).map_or(Distance::Unknown, Distance::Share),
        Because::Due(DueReason { result: DueResult::Late(days), .. }) => Distance::Days(*days),
        _ => Distance::Unknown,
    }
}

fn of_reason(reason: &Reason, negated: bool) -> Option<Number> {
    let failed = if negated { Verdict::Met } else { Verdict::NotMet };
    if reason.verdict != failed {
        return Some(Number::ZERO);
    }
    let parts = |parts: &[Reason]| parts.iter().map(|part| of_reason(part, negated)).collect::<Vec<_>>();
    match (&reason.part, negated) {
        (Part::Not(inner), _) => of_reason(inner, !negated),
        (Part::All(all), false) | (Part::Any(all), true) => farthest(parts(all)),
        (Part::Any(any), false) | (Part::All(any), true) => nearest(parts(any)),
        (Part::AtLeast { needed, parts: some }, false) => {
            let mut nearest: Vec<Number> = parts(some).into_iter().flatten().collect();
            nearest.sort_unstable();
            nearest.into_iter().nth(index(*needed).saturating_sub(1))
        }
        (Part::AtLeast { parts: some, .. }, true) => nearest(parts(some)),
        (Part::Compare(comparison), _) => of_comparison(comparison),
        (Part::Place(place), _) => of_place(place),
        (Part::Listed(listed), negated) => {
            let rows = listed.rows.iter().filter_map(ListedRow::reason).map(|row| of_reason(row, negated)).collect();
            if (listed.asked == Asked::Every) == negated { nearest(rows) } else { farthest(rows) }
        }
        (Part::Attested(_) | Part::Among { .. } | Part::Rise(_), _) => None,
    }
}

/// All parts have to be reached, so the farthest counts.
fn farthest(parts: Vec<Option<Number>>) -> Option<Number> {
    parts.into_iter().collect::<Option<Vec<Number>>>()?.into_iter().max()
}

/// One part is enough, so the nearest counts.
fn nearest(parts: Vec<Option<Number>>) -> Option<Number> {
    parts.into_iter().flatten().min()
}

fn of_comparison(comparison: &Comparison) -> Option<Number> {
    let (Some(Value::Number(left, _)), Some(Value::Number(right, _))) = (&comparison.left.value, &comparison.right.value)
    else {
        return None;
    };
    relative(left, right)
}

fn of_place(place: &PlaceInGroup) -> Option<Number> {
    let (best, _) = place.place?;
    match &place.limit.value {
        Some(Value::Number(limit, crate::vocab::Kind::Percent)) => {
            relative(&Number::ratio(i64::from(best), i64::from(place.among.0.max(1)))?, limit)
        }
        Some(Value::Number(limit, _)) => relative(&Number::from(i64::from(best)), limit),
        _ => None,
    }
}

/// How far a value is from what is required, as a share of the greater of the two.
fn relative(value: &Number, required: &Number) -> Option<Number> {
    let whole = required.abs().max(value.abs());
    value.minus(required).abs().over(&whole).or(Some(Number::ZERO))
}

/// What stands in the way of one subject for one award.
pub(super) struct Obstacle {
    /// How many criteria are not met.
    pub(super) failing: usize,
    /// How many criteria wait for data.
    pub(super) missing: usize,
    /// The nearest of them, or the cells, in words.
    pub(super) told: String,
}

impl<'a> Context<'a> {
    /// How many of an award's criteria a subject has with the verdict, and the first of them.
    pub(super) fn with_verdict(self, award: usize, subject: usize, verdict: Verdict) -> (usize, Option<usize>) {
        let criteria = self.campaign().awards[award].criteria.iter().copied();
        let mut having = criteria.filter(|criterion| self.assessment.verdict_for(award, *criterion, subject) == verdict);
        let first = having.next();
        (usize::from(first.is_some()) + having.count(), first)
    }

    /// What stands in the way of a subject; explains every criterion that is not met or waits for data, unless the reasons
    /// are known.
    pub(super) fn obstacle(self, award: usize, subject: usize, reasons: Option<&Rows<'_>>) -> Obstacle {
        let result = &self.assessment.awards[award];
        let (failing, _) = self.with_verdict(award, subject, Verdict::NotMet);
        let (missing, _) = self.with_verdict(award, subject, Verdict::NoData);
        let told = match result.standing(subject) {
            Standing::Fails => {
                let nearest = self.nearest(award, subject, reasons);
                let others = failing.checked_sub(1).filter(|others| *others > 0).map(self.words.ranking.and_others);
                std::iter::once(nearest).chain(others).collect::<Vec<_>>().join("; ")
            }
            Standing::Pending => self.lacking(award, subject),
            Standing::Eligible => match result.outcome(subject) {
                Outcome::PendingPossible | Outcome::PendingImpossible => self.lacking(award, subject),
                _ => String::new(),
            },
            standing @ (Standing::NominationUnknown | Standing::QuotaUnknown) => {
                let cells = lacks::of_looking_at(self, award, subject);
                let cells: Vec<String> = cells.iter().map(|lacking| self.cell_in_words(lacking)).collect();
                let told = text::outcome::standing(self.lang, standing).unwrap_or_default();
                match cells.as_slice() {
                    [] => told.to_owned(),
                    cells => format!("{told}: {}", (self.words.ranking.lacks)(&cells.join(", "))),
                }
            }
            standing @ Standing::GroupUnknown => self.standing_at(standing, self.side_of(award), subject),
            standing @ Standing::NotNominated => {
                let told = text::outcome::standing(self.lang, standing).unwrap_or_default();
                let condition = self.assessment.nomination(award, subject);
                match condition.map(|condition| text::explanation::said(self.lang, &condition.figures())) {
                    Some(said) if !said.is_empty() => format!("{told}: {said}"),
                    _ => told.to_owned(),
                }
            }
            standing @ (Standing::Waits | Standing::Excluded | Standing::NotBefore) => {
                let of = self.beside(award, subject, standing);
                let told = || text::outcome::standing(self.lang, standing).map(str::to_owned);
                text::outcome::beside(self.lang, standing, &of).or_else(told).unwrap_or_default()
            }
            standing @ (Standing::NothingApplied
            | Standing::OtherGroup
            | Standing::NoQuota
            | Standing::OtherOccasion
            | Standing::Dismissed
            | Standing::Admitted) => text::outcome::standing(self.lang, standing).unwrap_or_default().to_owned(),
        };
        Obstacle { failing, missing, told }
    }

    /// The titles of the awards that make a subject stand as it does for this one.
    fn beside(self, award: usize, subject: usize, standing: Standing) -> Vec<&'a str> {
        let awards = &self.campaign().awards;
        let (of, after) = (&awards[award], awards[award].after);
        let outcome = |award: usize| self.assessment.awards[award].outcome(subject);
        let which: Vec<usize> = match standing {
            Standing::Excluded => of.excludes.iter().copied().filter(|award| outcome(*award) == Outcome::Selected).collect(),
            Standing::NotBefore => after.into_iter().collect(),
            _ => of.excludes.iter().copied().chain(after).filter(|award| outcome(*award).is_unsettled()).collect(),
        };
        which.into_iter().map(|award| awards[award].title.as_str()).collect()
    }

    /// What is to be said of a group that is not known, with the cell that should tell it.
    fn standing_at(self, standing: Standing, side: Side, subject: usize) -> String {
        let told = text::outcome::standing(self.lang, standing).unwrap_or_default();
        let roll = self.roll(side);
        let place = match roll.and_then(|roll| roll.unit(subject)) {
            Some(unit) => self.assessment.subjects.units.belongs_place(unit),
            None => roll.and_then(|roll| roll.belongs_place(subject)),
        };
        place.map_or_else(|| told.to_owned(), |place| format!("{told} ({})", self.places(&[&place])))
    }

    /// The failing criterion that the subject came nearest to meeting, with its gap.
    fn nearest(self, award: usize, subject: usize, reasons: Option<&Rows<'_>>) -> String {
        let criteria = self.campaign().awards[award].criteria.iter().copied();
        let failing =
            criteria.filter(|criterion| self.assessment.verdict_for(award, *criterion, subject) == Verdict::NotMet);
        let behind = |criterion| Some((criterion, reasons?.told_for(award, criterion, subject)?.behind.as_ref()?));
        let told: Option<Vec<_>> = failing.clone().map(behind).collect();
        let nearest = told.unwrap_or_default().into_iter().min_by_key(|(_, (distance, _))| distance);
        if let Some((criterion, (_, reason))) = nearest {
            return (self.words.ranking.nearest)(&self.criterion(criterion), reason);
        }
        let explained = failing.map(|criterion| (criterion, self.assessment.explain_for(award, criterion, subject)));
        let nearest = explained.min_by_key(|(_, explanation)| distance(explanation));
        let Some((criterion, explanation)) = nearest else { return String::new() };
        self.failing_told(award, criterion, subject, &explanation)
    }

    /// Every criterion of an award that a subject does not meet, the nearest first, with its gap.
    pub(super) fn failing(self, award: usize, subject: usize) -> Vec<String> {
        let criteria = self.campaign().awards[award].criteria.iter().copied();
        let failing =
            criteria.filter(|criterion| self.assessment.verdict_for(award, *criterion, subject) == Verdict::NotMet);
        let mut explained: Vec<(usize, Explanation)> =
            failing.map(|criterion| (criterion, self.assessment.explain_for(award, criterion, subject))).collect();
        explained.sort_by_cached_key(|(_, explanation)| distance(explanation));
        explained.iter().map(|(criterion, told)| self.failing_told(award, *criterion, subject, told)).collect()
    }

    fn failing_told(self, award: usize, criterion: usize, subject: usize, explanation: &Explanation) -> String {
        let reason = text::explanation::failing(self.lang, explanation);
        let reason = self.with_classes(reason, self.side_of(award), subject, explanation);
        (self.words.ranking.nearest)(&self.criterion(criterion), &reason)
    }

    /// The cells that a subject waits for, each with its place.
    fn lacking(self, award: usize, subject: usize) -> String {
        let of = &self.campaign().awards[award];
        let (mut cells, mut told) = (Vec::new(), Vec::new());
        let mut others = false;
        for criterion in &of.criteria {
            if self.assessment.verdict_for(award, *criterion, subject) == Verdict::NoData {
                let (lacking, waits) =
                    lacks::of_explanation(&self.assessment.describe(Some(award), *criterion, subject), self.campaign().year);
                cells.extend(lacking.iter().map(|lacking| self.cell_in_words(lacking)));
                others |= waits;
            }
        }
        cells.dedup();
        if !cells.is_empty() {
            told.push((self.words.ranking.lacks)(&cells.join(", ")));
        }
        if others {
            told.push(self.words.ranking.others_lack.to_owned());
        }
        let keys: Vec<String> = (0..of.rank.len())
            .flat_map(|key| lacks::of_key(self, award, key, subject))
            .map(|lacking| self.cell_in_words(&lacking))
            .filter(|cell| !cells.contains(cell))
            .collect();
        if !keys.is_empty() {
            told.push((self.words.ranking.key_lacks)(&keys.join(", ")));
        }
        told.join("; ")
    }

    /// `“Mức độ hài lòng chung” (data/don-vi.xlsx › Đơn vị › W9)`.
    fn cell_in_words(self, lacking: &Lacking) -> String {
        let name = match lacking.year == self.campaign().year {
            true => text::reason::figure_name(self.lang, &lacking.figure),
            false => (self.words.missing.of_year)(&lacking.figure.heading, lacking.year),
        };
        let place = lacking.figure.place.as_ref().map(|place| format!(" ({})", self.places(&[place])));
        let state = match &lacking.why {
            Why::State(State::Blank) => None,
            why => Some(self.why(why)),
        };
        format!("“{name}”{}{}", place.unwrap_or_default(), state.map(|state| format!(": {state}")).unwrap_or_default())
    }

    /// What is wrong with a cell, in words.
    pub(super) fn why(self, why: &Why) -> String {
        match why {
            Why::State(state) => text::reason::state(self.lang, state).unwrap_or_default().to_owned(),
            Why::Trouble(trouble) => text::reason::trouble(self.lang, trouble).to_owned(),
            Why::Due(result) => text::explanation::due_result(self.lang, *result),
            Why::Finding(finding) => {
                let finding = self.assessment.found_in_data().nth(*finding);
                finding.map(|finding| text::finding(self.lang, &finding.about).message).unwrap_or_default()
            }
        }
    }
}
