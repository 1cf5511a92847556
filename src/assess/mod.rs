//! Judges every subject by every criterion, works out places in groups, ranks, and fills the awards.
//!
//! In: a checked campaign, its subjects, and the day as of which deadlines are looked at. Out: an [`Assessment`], from
//! which every verdict, place, outcome and reason can be asked. Nothing here knows files, formats, languages or today.

mod award;
mod class;
mod condition;
mod judge;
mod keys;
mod passing;
mod places;
mod pools;
mod proportion;
mod quota;
mod select;
mod view;

pub use award::{AwardResult, Tally};
pub use passing::Passed;
pub use pools::{Pool, PoolOf};
pub use proportion::{Bound, Holding, Kept, Watched};
pub use quota::{Range, Sum};
pub use select::Tie;

use crate::campaign::{Campaign, Check, PerGroup, Subjects};
use crate::rule::Quantity;
use crate::vocab::explanation::Explanation;
use crate::vocab::reason::Reason;
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
    };
    class::compute(&mut assessment);
    for criterion in 0..campaign.criteria.len() {
        let places = assessment.rule_places(criterion);
        assessment.places.push(places);
        let verdicts = assessment.judge_all(criterion);
        assessment.verdicts.push(verdicts);
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

    /// The value by which a subject is compared under a ranking key of an award; `None` for a key that is a condition.
    #[must_use]
    pub fn key_value(&self, award: usize, key: usize, subject: usize) -> Option<Quantity> {
        keys::value(self, award, key, subject)
    }

    /// Why a subject is or is not among those whom an award looks at; `None` for an award that looks at everybody.
    #[must_use]
    pub fn nomination(&self, award: usize, subject: usize) -> Option<Reason> {
        let award = self.campaign.awards.get(award)?;
        condition::explain(self, award.side, award.among.as_ref()?, subject)
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

    fn judge_all(&self, criterion: usize) -> Vec<Verdict> {
        let side = self.campaign.criteria[criterion].side;
        (0..self.count(side)).map(|subject| judge::judge(self, criterion, subject)).collect()
    }
}
