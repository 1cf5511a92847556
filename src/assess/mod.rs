//! Judges every subject by every criterion, works out places in groups, ranks, and fills the awards.
//!
//! In: a checked campaign, its subjects, and the day as of which deadlines are looked at. Out: an [`Assessment`], from
//! which every verdict, place, outcome and reason can be asked. Nothing here knows files, formats, languages or today.

mod award;
mod class;
mod judge;
mod keys;
mod places;
mod quota;
mod select;
mod view;

pub use award::{AwardResult, Pool, Tally};
pub use keys::KeyReading;
pub use places::HoldUp;
pub use quota::Sum;
pub use select::Tie;

use crate::campaign::{Campaign, Check, PerGroup, Subjects};
use crate::vocab::explanation::Explanation;
use crate::vocab::reason::{Figure, Reason};
use crate::vocab::{Date, Side, Verdict};
use class::Classes;
use places::PlaceTable;
use view::View;

/// Everything that was decided, and the way back to the reasons.
#[derive(Debug)]
pub struct Assessment<'a> {
    /// The campaign.
    pub campaign: &'a Campaign,
    /// Its subjects.
    pub subjects: &'a Subjects,
    /// The day as of which deadlines are looked at.
    pub as_of: Date,
    /// One result for each award, in the order of the campaign.
    pub awards: Vec<AwardResult>,
    /// For each criterion the verdict of every subject of its side.
    verdicts: Vec<Vec<Verdict>>,
    classes: Classes,
    /// For each criterion and each of its rules the places that the rule asks for.
    places: Vec<RulePlaces>,
    /// For each award and each of its keys the places that a condition asks for.
    key_places: Vec<Vec<Vec<PlaceTable>>>,
}

/// The places that one criterion's rules ask for: those of its condition, and those of its check by group.
#[derive(Debug, Default)]
struct RulePlaces {
    when: Vec<PlaceTable>,
    check: Vec<Vec<PlaceTable>>,
}

/// Assesses a campaign.
#[must_use]
pub fn assess<'a>(campaign: &'a Campaign, subjects: &'a Subjects, as_of: Date) -> Assessment<'a> {
    let mut assessment = Assessment {
        campaign,
        subjects,
        as_of,
        awards: Vec::new(),
        verdicts: Vec::new(),
        classes: Classes::default(),
        places: Vec::new(),
        key_places: Vec::new(),
    };
    class::compute(&mut assessment);
    for criterion in 0..campaign.criteria.len() {
        let places = assessment.rule_places(criterion);
        assessment.places.push(places);
        let verdicts = assessment.judge_all(criterion);
        assessment.verdicts.push(verdicts);
    }
    for award in &campaign.awards {
        let places = keys::places(&assessment, award);
        assessment.key_places.push(places);
    }
    for award in 0..campaign.awards.len() {
        let result = award::fill(&assessment, award);
        assessment.awards.push(result);
    }
    assessment
}

impl<'a> Assessment<'a> {
    /// The verdict of a subject on a criterion of its side.
    #[must_use]
    pub fn verdict(&self, criterion: usize, subject: usize) -> Verdict {
        let of_criterion = self.verdicts.get(criterion);
        of_criterion.and_then(|verdicts| verdicts.get(subject)).copied().unwrap_or(Verdict::NotApplicable)
    }

    /// Why a subject got its verdict, with figures, places and gap.
    #[must_use]
    pub fn explain(&self, criterion: usize, subject: usize) -> Explanation {
        judge::explain(self, criterion, subject)
    }

    /// What a ranking key of an award says of a subject; `None` when the award has no such key.
    #[must_use]
    pub fn key(&self, award: usize, key: usize, subject: usize) -> Option<KeyReading> {
        keys::reading(self, award, key, subject)
    }

    /// The figures that a ranking key of an award reads of a subject, each with its cell.
    #[must_use]
    pub fn key_figures(&self, award: usize, key: usize, subject: usize) -> Vec<Figure> {
        keys::figures(self, award, key, subject)
    }

    /// What the condition of a ranking key says of a subject and why; `None` for a key that is a quantity.
    #[must_use]
    pub fn key_condition(&self, award: usize, key: usize, subject: usize) -> Option<Reason> {
        keys::condition(self, award, key, subject)
    }

    /// What the condition under which a criterion applies says of a subject and why; `None` where there is none.
    #[must_use]
    pub fn condition(&self, criterion: usize, subject: usize) -> Option<Reason> {
        judge::condition_of(self, criterion, subject)
    }

    /// The subjects whose missing value keeps a place open for those who wait on a criterion: each with what it lacks.
    ///
    /// `waiting` are subjects that have a value of their own and whose place is not settled. The result is in the order
    /// of the rows; it names nobody whose value does not count in a group where somebody waits.
    #[must_use]
    pub fn holding_up(&self, criterion: usize, waiting: &[usize]) -> Vec<HoldUp> {
        places::holding_up(self, criterion, waiting)
    }

    /// The class that the tool computed for a subject: the position of its step, lowest first; `None` without a value.
    #[must_use]
    pub fn class(&self, class: usize, subject: usize) -> Option<usize> {
        self.classes.step(class, subject)
    }

    /// How many subjects one side has.
    #[must_use]
    pub fn count(&self, side: Side) -> usize {
        self.subjects.roll(side).map_or(0, crate::campaign::Roll::len)
    }

    fn places_of_key(&self, award: usize, key: usize) -> &[PlaceTable] {
        self.key_places.get(award).and_then(|keys| keys.get(key)).map_or(&[], Vec::as_slice)
    }

    /// The figures of one subject as rules see them, with no places of others.
    fn view<'v>(&'v self, side: Side, subject: usize, places: &'v [PlaceTable]) -> View<'v> {
        View { campaign: self.campaign, subjects: self.subjects, classes: &self.classes, side, subject, places }
    }

    fn rule_places(&self, criterion: usize) -> RulePlaces {
        let criterion = &self.campaign.criteria[criterion];
        let tables = |rule: &crate::rule::Rule| {
            rule.ranked().iter().map(|ranked| places::compute(self, criterion.side, ranked)).collect::<Vec<_>>()
        };
        let check = match &criterion.check {
            Check::Rule(PerGroup::Same(rule)) => vec![tables(rule)],
            Check::Rule(PerGroup::Each(rules)) => {
                rules.iter().map(|rule| rule.as_ref().map(tables).unwrap_or_default()).collect()
            }
            Check::Due(_) => Vec::new(),
        };
        RulePlaces { when: criterion.when.as_ref().map(tables).unwrap_or_default(), check }
    }

    /// Every quantity by which a criterion asks for places, with the places.
    fn rankings(&self, criterion: usize) -> impl Iterator<Item = (&'a crate::rule::Ranked, &PlaceTable)> {
        let (rules, places) = (&self.campaign.criteria[criterion], &self.places[criterion]);
        let (each, same) = match &rules.check {
            Check::Rule(PerGroup::Each(each)) => (each.as_slice(), None),
            Check::Rule(PerGroup::Same(rule)) => ([].as_slice(), Some(rule)),
            Check::Due(_) => ([].as_slice(), None),
        };
        let checks = each.iter().map(Option::as_ref).chain(same.map(Some)).zip(&places.check);
        let when = rules.when.as_ref().map(|rule| (Some(rule), &places.when));
        let of_rule = |(rule, tables): (Option<&'a crate::rule::Rule>, _)| {
            rule.map_or(&[][..], crate::rule::Rule::ranked).iter().zip::<&Vec<PlaceTable>>(tables)
        };
        when.into_iter().chain(checks).flat_map(of_rule)
    }

    fn judge_all(&self, criterion: usize) -> Vec<Verdict> {
        let side = self.campaign.criteria[criterion].side;
        (0..self.count(side)).map(|subject| judge::judge(self, criterion, subject)).collect()
    }
}
