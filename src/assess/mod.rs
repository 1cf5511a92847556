//! Judges every subject by every criterion, works out places in groups, ranks, and fills the awards.
//!
//! In: a checked campaign, its subjects, and the day as of which deadlines are looked at. Out: an [`Assessment`], from
//! which every verdict, place, outcome and reason can be asked. Nothing here knows files, formats, languages or today.

mod award;
mod between;
mod calendar;
mod class;
mod condition;
mod council;
mod derived;
mod dossier;
mod judge;
mod keys;
mod money;
mod passing;
mod places;
mod pool;
mod pools;
mod proportion;
mod queue;
mod quota;
mod reading;
mod result;
mod rivals;
mod score;
mod select;
mod view;
mod watched;
mod years;

pub use calendar::Kept as KeptDay;
pub use council::{Decided, Effect};
pub use dossier::{PaperReading, PaperState};
pub use keys::KeyReading;
pub use money::AwardMoney;
pub use passing::Passed;
pub use places::HoldUp;
pub use pool::{Pool, PoolOf};

pub use queue::Tie;
pub use quota::{Range, Sum};
pub use result::{AwardResult, Tally};
pub use rivals::Rivals;
pub use watched::{Bound, Holding, Kept, Watched};

use crate::campaign::{Campaign, Check, Derived, PerGroup, Subjects, Years};
use crate::rule::Rule;
use crate::vocab::derived::{ClassReason, ScoreReason};
use crate::vocab::explanation::{Because, Explanation};
use crate::vocab::reason::{Figure, Reason, Term};
use crate::vocab::{Date, Finding, Number, Side, Verdict};
use council::Council;
use derived::DerivedValues;
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
    /// Dates under deadlines and of decisions that lie after the as-of day.
    ahead: calendar::Ahead,
    /// Decisions of the council that do not fit the results, or change nothing.
    pub findings: Vec<Finding>,
    /// What became of each decision.
    effects: Vec<Effect>,
    /// Who is waived what and who is taken out, while awards are filled by what was decided.
    council: Council,
    /// For each criterion, for the year judged and each year before it that is needed, the verdict of every subject.
    verdicts: Vec<Vec<Vec<Verdict>>>,
    derived: DerivedValues,
    /// For each criterion and each of its rules the places that the rule asks for.
    places: Vec<RulePlaces>,
    /// For each award and each of its keys the places that a condition asks for.
    key_places: Vec<Vec<Vec<PlaceTable>>>,
}

/// The places that one criterion's rules ask for: those of its condition, and for each year those of its check by group.
#[derive(Debug, Default)]
struct RulePlaces {
    when: Vec<PlaceTable>,
    check: Vec<Vec<Vec<PlaceTable>>>,
}

impl RulePlaces {
    fn check(&self, back: u8, variant: usize) -> &[PlaceTable] {
        self.check.get(usize::from(back)).and_then(|year| year.get(variant)).map_or(&[], Vec::as_slice)
    }
}

/// Assesses a campaign: the awards of every occasion that takes place in the year judged, or those of one occasion.
#[must_use]
pub fn assess<'a>(campaign: &'a Campaign, subjects: &'a Subjects, as_of: Date, occasion: Option<usize>) -> Assessment<'a> {
    let mut assessment = Assessment {
        campaign,
        subjects,
        as_of,
        awards: Vec::new(),
        ahead: calendar::Ahead::default(),
        findings: Vec::new(),
        effects: Vec::new(),
        council: Council::default(),
        verdicts: campaign.criteria.iter().map(|_| Vec::new()).collect(),
        derived: DerivedValues::default(),
        places: campaign.criteria.iter().map(|_| RulePlaces::default()).collect(),
        key_places: Vec::new(),
    };
    let named = assessment.named_by_scores();
    named.iter().for_each(|criterion| assessment.settle(*criterion));
    derived::compute(&mut assessment);
    let rest = (0..campaign.criteria.len()).filter(|criterion| !named.contains(criterion));
    rest.for_each(|criterion| assessment.settle(criterion));
    assessment.ahead = calendar::ahead(&assessment);
    for award in &campaign.awards {
        let places = keys::places(&assessment, award);
        assessment.key_places.push(places);
    }
    for award in 0..campaign.awards.len() {
        let result = if in_occasion(campaign, award, occasion) {
            award::fill(&assessment, award)
        } else {
            award::left_out(&assessment, award)
        };
        assessment.awards.push(result);
    }
    council::apply(&mut assessment);
    assessment
}

/// Whether an award is given on the chosen occasion, or on one of the year judged.
fn in_occasion(campaign: &Campaign, award: usize, chosen: Option<usize>) -> bool {
    match (campaign.awards[award].occasion, chosen) {
        (own, Some(chosen)) => own == Some(chosen),
        (_, None) => campaign.is_given_in_year(award),
    }
}

impl<'a> Assessment<'a> {
    /// Everything that was found while judging: columns of dates that lie after the as-of day, then decisions that do not
    /// fit.
    pub fn found(&self) -> impl Iterator<Item = &Finding> {
        self.ahead.columns.iter().chain(&self.findings)
    }

    /// Everything that was found in the data, also what shows only as of a day.
    pub fn found_in_data(&self) -> impl Iterator<Item = &Finding> {
        self.subjects.findings.iter().chain(&self.ahead.cells)
    }

    /// The verdict of a subject on a criterion of its side.
    #[must_use]
    pub fn verdict(&self, criterion: usize, subject: usize) -> Verdict {
        let years = self.campaign.criteria.get(criterion).map_or(Years::ONE, |criterion| criterion.years);
        self.verdict_over(criterion, subject, years, 0)
    }

    /// The verdict in one year, so many years before the year judged.
    #[must_use]
    pub fn verdict_back(&self, criterion: usize, subject: usize, back: u8) -> Verdict {
        let of_year = self.verdicts.get(criterion).and_then(|years| years.get(usize::from(back)));
        of_year.and_then(|verdicts| verdicts.get(subject)).copied().unwrap_or(Verdict::NotApplicable)
    }

    /// The verdict as an award asks for it: over the years of its period, or as the criterion itself says.
    #[must_use]
    pub fn verdict_for(&self, award: usize, criterion: usize, subject: usize) -> Verdict {
        self.verdict_over(criterion, subject, self.years_for(award, criterion), 0)
    }

    /// The verdict over years of which the last lies `from` years before the year judged.
    fn verdict_over(&self, criterion: usize, subject: usize, years: Years, from: u8) -> Verdict {
        let of_year = |back: u8| self.verdict_back(criterion, subject, from.saturating_add(back));
        match years {
            Years { count: 1, any: None, not_applicable_breaks: false } => of_year(0),
            years => years::over(years, (0..years.count).map(of_year)),
        }
    }

    /// In which years an award asks for a criterion.
    #[must_use]
    pub fn years_for(&self, award: usize, criterion: usize) -> Years {
        let own = self.campaign.criteria.get(criterion).map_or(Years::ONE, |criterion| criterion.years);
        self.campaign.awards.get(award).and_then(|award| award.over.of(criterion, own)).unwrap_or(own)
    }

    /// Why a subject got its verdict, with figures, places and gap.
    #[must_use]
    pub fn explain(&self, criterion: usize, subject: usize) -> Explanation {
        let years = self.campaign.criteria.get(criterion).map_or(Years::ONE, |criterion| criterion.years);
        self.explain_over(criterion, subject, years, true)
    }

    /// What a subject's verdict rests on, for an award or for the criterion itself: figures and places, without gaps.
    #[must_use]
    pub fn describe(&self, award: Option<usize>, criterion: usize, subject: usize) -> Explanation {
        let own = self.campaign.criteria.get(criterion).map_or(Years::ONE, |criterion| criterion.years);
        let years = award.map_or(own, |award| self.years_for(award, criterion));
        self.explain_over(criterion, subject, years, false)
    }

    /// Why a subject got its verdict as an award asks for it.
    #[must_use]
    pub fn explain_for(&self, award: usize, criterion: usize, subject: usize) -> Explanation {
        self.explain_over(criterion, subject, self.years_for(award, criterion), true)
    }

    fn explain_over(&self, criterion: usize, subject: usize, years: Years, gaps: bool) -> Explanation {
        let in_year = |back: u8| judge::explain(self, criterion, subject, back, gaps);
        if years.count == 1 {
            return in_year(0);
        }
        let year = |back: u8| (self.campaign.year - i32::from(back), in_year(back));
        let told: Vec<(i32, Explanation)> = (0..years.count).rev().map(year).collect();
        let spared = told.iter().any(|(_, year)| year.verdict == Verdict::NotApplicable);
        let broken = years.not_applicable_breaks && spared;
        let because = Because::Years { needed: years.any, broken, years: told };
        Explanation { verdict: self.verdict_over(criterion, subject, years, 0), because }
    }

    /// What a ranking key of an award says of a subject; `None` when the award has no such key.
    #[must_use]
    pub fn key(&self, award: usize, key: usize, subject: usize) -> Option<KeyReading> {
        keys::reading(self, award, key, subject)
    }

    /// The quantity of a ranking key for a subject, with its figures and their cells; `None` for a key that is a condition.
    #[must_use]
    pub fn key_term(&self, award: usize, key: usize, subject: usize) -> Option<Term> {
        keys::term(self, award, key, subject)
    }

    /// What the condition of a ranking key says of a subject and why; `None` for a key that is a quantity.
    #[must_use]
    pub fn key_condition(&self, award: usize, key: usize, subject: usize) -> Option<Reason> {
        keys::condition(self, award, key, subject)
    }

    /// Those of an award who wait for data and may still take a place from somebody; `None` for an award that is not there.
    #[must_use]
    pub fn rivals(&self, award: usize) -> Option<Rivals<'_>> {
        Rivals::new(self, award)
    }

    /// The subjects whose missing value keeps a place open for those who wait on a criterion: each with what it lacks.
    ///
    /// `waiting` are subjects that have a value of their own and whose place is not settled. The result is in the order
    /// of the rows; it names nobody whose value does not count in a group where somebody waits.
    #[must_use]
    pub fn holding_up(&self, criterion: usize, waiting: &[usize]) -> Vec<HoldUp> {
        places::holding_up(self, criterion, waiting)
    }

    /// Why a subject is or is not among those whom an award looks at; `None` for an award that looks at everybody.
    #[must_use]
    pub fn nomination(&self, award: usize, subject: usize) -> Option<Reason> {
        let among = self.awards.get(award)?.among.as_ref()?;
        let award = self.campaign.awards.get(award)?;
        among.explain(self, award.side, award.among.as_ref()?, subject)
    }

    /// The cell that says in which pool of an award a subject is; `None` where no column divides the quota.
    #[must_use]
    pub fn division(&self, award: usize, subject: usize) -> Option<Figure> {
        pool::figure(self, self.campaign.awards.get(award)?, subject)
    }

    /// The class that the tool computed for a subject: the position of its step, lowest first; `None` without a value.
    #[must_use]
    pub fn class(&self, class: usize, subject: usize) -> Option<usize> {
        self.derived
            .known(self.position_of(Derived::Class(class))?, subject)
            .and_then(|step| usize::try_from(step.to_whole()?).ok())
    }

    /// The points that the tool added up for a subject; `None` while a figure is missing or where the score does not apply.
    #[must_use]
    pub fn score(&self, score: usize, subject: usize) -> Option<Number> {
        self.derived.known(self.position_of(Derived::Score(score))?, subject)
    }

    /// How a subject's points came about; `None` when there is no such score.
    #[must_use]
    pub fn explain_score(&self, score: usize, subject: usize) -> Option<ScoreReason> {
        score::explain(self, score, subject)
    }

    /// Why a subject's class is what it is; `None` when there is no such class.
    #[must_use]
    pub fn explain_class(&self, class: usize, subject: usize) -> Option<ClassReason> {
        class::explain(self, class, subject, 0)
    }

    /// Why a subject's class so many years before the year judged is what it was.
    #[must_use]
    pub fn explain_class_back(&self, class: usize, subject: usize, back: u8) -> Option<ClassReason> {
        class::explain(self, class, subject, back)
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
    fn view<'v>(&'v self, side: Side, subject: usize, shift: u8, places: &'v [PlaceTable]) -> View<'v> {
        View { campaign: self.campaign, subjects: self.subjects, derived: &self.derived, side, subject, shift, places }
    }

    /// How many years a criterion is judged in, for itself and for every award that asks for it.
    fn years_needed(&self, criterion: usize) -> u8 {
        let own = self.campaign.criteria[criterion].years;
        let of_awards = self.campaign.awards.iter().filter_map(|award| award.over.of(criterion, own));
        let asked = of_awards.fold(own.count, |most, years| most.max(years.count));
        // Points of an earlier year ask for the verdict of that year.
        let of_scores = if self.campaign.gives_points(criterion) { self.campaign.years_back() } else { 0 };
        asked.max(own.count.saturating_add(of_scores))
    }

    fn rule_places(&self, position: usize) -> RulePlaces {
        let criterion = &self.campaign.criteria[position];
        let tables = |rule: &Rule, back: u8| -> Vec<PlaceTable> {
            rule.ranked().iter().map(|ranked| places::compute(self, criterion.side, ranked, back)).collect()
        };
        let year = |back: u8| match &criterion.check {
            Check::Rule(PerGroup::Same(rule)) => vec![tables(rule, back)],
            Check::Rule(PerGroup::Each(rules)) => {
                rules.iter().map(|rule| rule.as_ref().map(|rule| tables(rule, back)).unwrap_or_default()).collect()
            }
            Check::Due(_) => Vec::new(),
        };
        RulePlaces {
            when: criterion.when.as_ref().map(|rule| tables(rule, 0)).unwrap_or_default(),
            check: (0..self.years_needed(position)).map(year).collect(),
        }
    }

    /// Every quantity by which a criterion asks for places, with the places.
    fn rankings(&self, criterion: usize) -> impl Iterator<Item = (&'a crate::rule::Ranked, &PlaceTable)> {
        let (rules, places) = (&self.campaign.criteria[criterion], &self.places[criterion]);
        let (each, same) = match &rules.check {
            Check::Rule(PerGroup::Each(each)) => (each.as_slice(), None),
            Check::Rule(PerGroup::Same(rule)) => ([].as_slice(), Some(rule)),
            Check::Due(_) => ([].as_slice(), None),
        };
        let checks =
            each.iter().map(Option::as_ref).chain(same.map(Some)).zip(places.check.first().map_or(&[][..], Vec::as_slice));
        let when = rules.when.as_ref().map(|rule| (Some(rule), &places.when));
        let of_rule = |(rule, tables): (Option<&'a Rule>, _)| {
            rule.map_or(&[][..], Rule::ranked).iter().zip::<&Vec<PlaceTable>>(tables)
        };
        when.into_iter().chain(checks).flat_map(of_rule)
    }

    /// Works out the places and verdicts of a criterion.
    fn settle(&mut self, criterion: usize) {
        self.places[criterion] = self.rule_places(criterion);
        self.verdicts[criterion] = self.judge_all(criterion);
    }

    fn judge_all(&self, criterion: usize) -> Vec<Vec<Verdict>> {
        let side = self.campaign.criteria[criterion].side;
        let subjects = 0..self.count(side);
        let year = |back: u8| subjects.clone().map(|subject| judge::judge(self, criterion, subject, back)).collect();
        (0..self.years_needed(criterion)).map(year).collect()
    }
}
