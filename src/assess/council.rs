//! Lays the council's decisions over the computed results.
//!
//! In: the awards as computed and the decisions as bound. Out: for each award on which decisions bear, a second result
//! beside the computed one, and a finding for each decision that does not fit. Waivers and exclusions change who competes,
//! so the award is filled again; then additions and choices among equals are entered. An addition stands beside the
//! places of the quota and displaces nobody. The order of rows decides nothing: of decisions that contradict each other
//! none applies.

use std::collections::{BTreeMap, BTreeSet};

use crate::assess::award;
use crate::assess::result::AwardResult;
use crate::assess::{Assessment, Tie, pools, proportion};
use crate::campaign::{Decision, Places, Roll};
use crate::vocab::decision::Ruling;
use crate::vocab::finding::DecisionFault;
use crate::vocab::outcome::Standing;
use crate::vocab::{Finding, Outcome, Verdict};

/// What became of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// It is in the decided result.
    Applied,
    /// The result is the same without it.
    None,
    /// It does not fit, or contradicts another; a finding says why.
    NotApplied,
    /// Its award is not given on this occasion.
    OtherOccasion,
}

/// An outcome that the council's decisions changed, or one that a decision is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The outcome without any decision.
    pub computed: Outcome,
    /// The outcome that holds.
    pub decided: Outcome,
    /// The decisions on the subject that were applied, by their positions; empty where those on others moved it.
    pub decisions: Vec<usize>,
}

/// Who is waived what and who is taken out, for filling awards.
#[derive(Debug, Default)]
pub(super) struct Council {
    /// Award, subject and criterion.
    waived: BTreeSet<(usize, usize, usize)>,
    /// Award and subject.
    excluded: BTreeSet<(usize, usize)>,
}

impl Council {
    pub(super) fn excludes(&self, award: usize, subject: usize) -> bool {
        !self.excluded.is_empty() && self.excluded.contains(&(award, subject))
    }

    pub(super) fn waives(&self, award: usize, subject: usize, criterion: usize) -> bool {
        !self.waived.is_empty() && self.waived.contains(&(award, subject, criterion))
    }
}

/// Applies every decision; the computed results stay as they are.
pub(super) fn apply(assessment: &mut Assessment<'_>) {
    let count = assessment.subjects.decisions.all.len();
    if count == 0 {
        return;
    }
    let mut session = Session { effects: vec![Effect::Applied; count], findings: Vec::new() };
    session.occasions(assessment);
    session.contradictions(assessment);
    session.waivers_needed(assessment);
    assessment.council = session.council(assessment);
    // Awards that follow upon others follow upon what was decided there.
    let computed = std::mem::take(&mut assessment.awards);
    for (position, before) in computed.iter().enumerate() {
        let result = if before.given {
            let mut result = award::fill(assessment, position);
            session.enter(assessment, position, before, &mut result);
            result
        } else {
            award::left_out(assessment, position)
        };
        assessment.awards.push(result);
    }
    let decided = std::mem::replace(&mut assessment.awards, computed);
    for (position, (result, decided)) in assessment.awards.iter_mut().zip(decided).enumerate() {
        let bears = assessment.subjects.decisions.all.iter().any(|decision| decision.award == position);
        if result.given && (bears || result.outcomes != decided.outcomes) {
            result.decided = Some(Box::new(decided));
        }
    }
    assessment.findings.append(&mut session.findings);
    assessment.effects = session.effects;
}

/// What was found of the decisions so far.
struct Session {
    effects: Vec<Effect>,
    findings: Vec<Finding>,
}

/// The decisions with their positions.
fn all<'a>(assessment: &Assessment<'a>) -> impl Iterator<Item = (usize, &'a Decision)> + use<'a> {
    assessment.subjects.decisions.all.iter().enumerate()
}

/// `Xã Kim Thái (VB30)`.
fn told(assessment: &Assessment<'_>, decision: &Decision) -> String {
    match roll(assessment, decision.award) {
        Some(roll) => format!("{} ({})", roll.name(decision.subject), roll.id(decision.subject)),
        None => String::new(),
    }
}

fn roll<'a>(assessment: &Assessment<'a>, award: usize) -> Option<&'a Roll> {
    assessment.subjects.roll(assessment.campaign.awards.get(award)?.side)
}

impl Session {
    fn say(&mut self, decisions: &[&Decision], fault: DecisionFault) {
        let Some((first, others)) = decisions.split_first() else { return };
        let mut finding = Finding::new(fault, first.place.clone());
        finding.others = others.iter().map(|decision| decision.place.clone()).collect();
        self.findings.push(finding);
    }

    /// Decisions on awards that are not given now rest.
    fn occasions(&mut self, assessment: &Assessment<'_>) {
        for (position, decision) in all(assessment) {
            if assessment.awards.get(decision.award).is_none_or(|award| !award.given) {
                self.effects[position] = Effect::OtherOccasion;
            }
        }
    }

    /// Of decisions that take in and take out none applies; the same decision twice applies once.
    fn contradictions(&mut self, assessment: &Assessment<'_>) {
        let mut by_subject: BTreeMap<(usize, usize), Vec<(usize, &Decision)>> = BTreeMap::new();
        for (position, decision) in all(assessment).filter(|(position, _)| self.effects[*position] == Effect::Applied) {
            by_subject.entry((decision.award, decision.subject)).or_default().push((position, decision));
        }
        for decisions in by_subject.values() {
            let of = |rulings: &[Ruling]| decisions.iter().any(|(_, decision)| rulings.contains(&decision.ruling));
            if of(&[Ruling::Exclude]) && of(&[Ruling::Choose, Ruling::Admit]) {
                let those: Vec<&Decision> = decisions.iter().map(|(_, decision)| *decision).collect();
                self.say(&those, DecisionFault::Contradiction { subject: told(assessment, those[0]) });
                decisions.iter().for_each(|(position, _)| self.effects[*position] = Effect::NotApplied);
                continue;
            }
            let mut seen: Vec<(usize, &Decision)> = Vec::new();
            for (position, decision) in decisions {
                let same = |(_, other): &&(usize, &Decision)| {
                    other.ruling == decision.ruling && other.criterion == decision.criterion
                };
                if let Some((_, first)) = seen.iter().find(same) {
                    let subject = told(assessment, decision);
                    self.say(&[first, decision], DecisionFault::Repeated { subject, ruling: decision.ruling });
                    self.effects[*position] = Effect::None;
                } else {
                    seen.push((*position, decision));
                }
            }
        }
    }

    /// Waivers of what is met anyway change nothing.
    fn waivers_needed(&mut self, assessment: &Assessment<'_>) {
        for (position, decision) in all(assessment) {
            let Some(criterion) = decision.criterion.filter(|_| self.effects[position] == Effect::Applied) else { continue };
            let verdict = assessment.verdict_for(decision.award, criterion, decision.subject);
            if matches!(verdict, Verdict::Met | Verdict::NotApplicable) {
                let title = assessment.campaign.criteria[criterion].title.clone();
                let fault = DecisionFault::NotNeeded { subject: told(assessment, decision), criterion: title };
                self.say(&[decision], fault);
                self.effects[position] = Effect::None;
            }
        }
    }

    fn council(&mut self, assessment: &Assessment<'_>) -> Council {
        let mut council = Council::default();
        for (position, decision) in all(assessment) {
            if self.effects[position] != Effect::Applied {
                continue;
            }
            let of = (decision.award, decision.subject);
            match (decision.ruling, decision.criterion) {
                (Ruling::Waive, Some(criterion)) => {
                    council.waived.insert((of.0, of.1, criterion));
                }
                (Ruling::Exclude, _) => {
                    let outcome = assessment.awards[of.0].outcome(of.1);
                    if matches!(outcome, Outcome::NotEligible | Outcome::NotConsidered) {
                        self.without_effect(assessment, position, decision, outcome);
                    }
                    council.excluded.insert(of);
                }
                _ => {}
            }
        }
        council
    }

    fn without_effect(&mut self, assessment: &Assessment<'_>, position: usize, decision: &Decision, outcome: Outcome) {
        let subject = told(assessment, decision);
        self.say(&[decision], DecisionFault::WithoutEffect { subject, ruling: decision.ruling, outcome });
        self.effects[position] = Effect::None;
    }

    /// Enters additions and choices into an award that was filled with waivers and exclusions.
    fn enter(&mut self, assessment: &Assessment<'_>, position: usize, before: &AwardResult, result: &mut AwardResult) {
        let of_award: Vec<(usize, &Decision)> = all(assessment)
            .filter(|(at, decision)| decision.award == position && self.effects[*at] == Effect::Applied)
            .collect();
        let ruled = |ruling: Ruling| of_award.iter().copied().filter(move |(_, decision)| decision.ruling == ruling);
        let chosen: Vec<(usize, &Decision)> = ruled(Ruling::Choose).collect();
        self.choose(assessment, &chosen, before, result);
        for admitted in ruled(Ruling::Admit) {
            self.admit(assessment, admitted, result);
        }
        for (_, decision) in ruled(Ruling::Waive) {
            let title = decision.criterion.map(|criterion| assessment.campaign.criteria[criterion].title.clone());
            if result.outcome(decision.subject) == Outcome::NotEligible {
                let subject = told(assessment, decision);
                let fault = DecisionFault::StillNotEligible { subject, criterion: title.unwrap_or_default() };
                self.say(&[decision], fault);
            }
        }
        let admitted: Vec<&Decision> = ruled(Ruling::Admit).map(|(_, decision)| decision).collect();
        self.lengths(&admitted, result);
        let admitted: Vec<usize> = admitted.iter().map(|decision| decision.subject).collect();
        pools::count_again(result, &admitted);
        result.watched = proportion::watch(assessment, &assessment.campaign.awards[position], result);
        result.tally = award::tally(&result.standings);
    }

    /// Those chosen among equals, pool by pool.
    fn choose(
        &mut self,
        assessment: &Assessment<'_>,
        chosen: &[(usize, &Decision)],
        before: &AwardResult,
        result: &mut AwardResult,
    ) {
        let mut by_pool: BTreeMap<usize, Vec<(usize, &Decision)>> = BTreeMap::new();
        let between = |(_, decision): &&(usize, &Decision)| result.tied_between(decision.subject);
        let (between, chosen): (Vec<_>, Vec<_>) = chosen.iter().partition(between);
        self.choose_between(&between, result);
        for (position, decision) in &chosen {
            let outcome = result.outcome(decision.subject);
            let pool = ranked_in(result, decision.subject).filter(|_| outcome == Outcome::TiedAtCutoff);
            match (pool, outcome) {
                (Some(pool), _) => by_pool.entry(pool).or_default().push((*position, decision)),
                // Waivers and exclusions may have freed the place; then the choice did its work without being entered.
                (None, Outcome::Selected | Outcome::SelectedUncertain) => {
                    if before.outcome(decision.subject) == Outcome::TiedAtCutoff {
                        continue;
                    }
                    self.without_effect(assessment, *position, decision, outcome);
                }
                (None, _) => {
                    self.say(&[decision], DecisionFault::NoTie { subject: told(assessment, decision), outcome });
                    self.effects[*position] = Effect::NotApplied;
                }
            }
        }
        for (pool, chosen) in by_pool {
            self.break_tie(pool, &chosen, result);
        }
    }

    /// Those chosen among equals of several pools.
    fn choose_between(&mut self, chosen: &[(usize, &Decision)], result: &mut AwardResult) {
        let subjects: Vec<usize> = chosen.iter().map(|(_, decision)| decision.subject).collect();
        let Some(choose) = result.choose_between(&subjects) else { return };
        let those: Vec<&Decision> = chosen.iter().map(|(_, decision)| *decision).collect();
        let number = u32::try_from(chosen.len()).unwrap_or(u32::MAX);
        self.say(&those, DecisionFault::TooManyChosen { choose, chosen: number });
        chosen.iter().for_each(|(position, _)| self.effects[*position] = Effect::NotApplied);
    }

    fn break_tie(&mut self, pool: usize, chosen: &[(usize, &Decision)], result: &mut AwardResult) {
        let Some(tie) = result.pools[pool].tie else { return };
        let number = u32::try_from(chosen.len()).unwrap_or(u32::MAX);
        if number > tie.choose {
            let those: Vec<&Decision> = chosen.iter().map(|(_, decision)| *decision).collect();
            self.say(&those, DecisionFault::TooManyChosen { choose: tie.choose, chosen: number });
            chosen.iter().for_each(|(position, _)| self.effects[*position] = Effect::NotApplied);
            return;
        }
        for (_, decision) in chosen {
            result.set_outcome(decision.subject, in_tie(tie));
        }
        let left = Tie { choose: tie.choose - number, among: tie.among - number, ..tie };
        result.pools[pool].tie = Some(left).filter(|left| left.choose > 0);
        if left.choose == 0 {
            // The places of the tie are given: the others level with those chosen come after the last place.
            for subject in result.pools[pool].ranked.clone() {
                let subject = usize::try_from(subject).unwrap_or(usize::MAX);
                if result.outcome(subject) == Outcome::TiedAtCutoff {
                    result.set_outcome(subject, Outcome::BeyondQuota);
                }
            }
        }
    }

    fn admit(&mut self, assessment: &Assessment<'_>, (position, decision): (usize, &Decision), result: &mut AwardResult) {
        let outcome = result.outcome(decision.subject);
        if outcome == Outcome::Selected {
            self.without_effect(assessment, position, decision, outcome);
            return;
        }
        let Some(pool) = result.pool_of(decision.subject) else {
            self.say(&[decision], DecisionFault::NoList { subject: told(assessment, decision) });
            self.effects[position] = Effect::NotApplied;
            return;
        };
        let row = u32::try_from(decision.subject).unwrap_or(u32::MAX);
        let pool = &mut result.pools[pool];
        pool.pending.retain(|pending| *pending != row);
        if !pool.ranked.contains(&row) {
            pool.ranked.push(row);
        }
        if outcome == Outcome::TiedAtCutoff {
            // One of those tied is out of the question; when the rest fit, the council need not choose any more.
            pool.tie = pool.tie.map(|tie| Tie { among: tie.among.saturating_sub(1), ..tie });
            if let Some(tie) = pool.tie.filter(|tie| tie.among <= tie.choose) {
                pool.tie = None;
                let rest: Vec<u32> = pool.ranked.iter().copied().filter(|other| *other != row).collect();
                for other in rest.into_iter().filter_map(|other| usize::try_from(other).ok()) {
                    if result.outcome(other) == Outcome::TiedAtCutoff {
                        result.set_outcome(other, in_tie(tie));
                    }
                }
            }
        }
        result.leave_tie_between(decision.subject);
        result.set_outcome(decision.subject, Outcome::Selected);
    }

    /// Notes lists that additions made longer than their quota.
    fn lengths(&mut self, admitted: &[&Decision], result: &AwardResult) {
        for (position, pool) in result.pools.iter().enumerate() {
            let Places::Number(places) = pool.places else { continue };
            let here: Vec<&Decision> = admitted
                .iter()
                .copied()
                .filter(|decision| result.pool_of(decision.subject) == Some(position))
                .filter(|decision| result.outcome(decision.subject) == Outcome::Selected)
                .collect();
            let on_list = pool.ranked.iter().filter_map(|subject| usize::try_from(*subject).ok());
            let on_list =
                on_list.filter(|subject| matches!(result.outcome(*subject), Outcome::Selected | Outcome::SelectedUncertain));
            // Places that passed from other pools are none of this pool's own.
            let passed = result.passed.as_ref().map_or([].as_slice(), |passed| passed.subjects.as_slice());
            let own = on_list.filter(|subject| passed.iter().all(|holder| usize::try_from(*holder) != Ok(*subject)));
            let listed = u32::try_from(own.count()).unwrap_or(u32::MAX) + pool.tie.map_or(0, |tie| tie.choose);
            if listed > places {
                self.say(&here, DecisionFault::BeyondPlaces { places, listed });
            }
        }
    }
}

/// What somebody is who gets a place in a tie: in the list for certain only when the tie could not have vanished.
pub(super) fn in_tie(tie: Tie) -> Outcome {
    if tie.certain { Outcome::Selected } else { Outcome::SelectedUncertain }
}

/// The pool in which a subject is ranked.
fn ranked_in(result: &AwardResult, subject: usize) -> Option<usize> {
    let row = u32::try_from(subject).ok()?;
    result.pools.iter().position(|pool| pool.ranked.contains(&row))
}

impl AwardResult {
    /// The result that holds: the decided one where decisions bear on the award, else the computed one.
    #[must_use]
    pub fn in_force(&self) -> &AwardResult {
        self.decided.as_deref().unwrap_or(self)
    }

    fn set_outcome(&mut self, subject: usize, outcome: Outcome) {
        if let Some(slot) = self.outcomes.get_mut(subject) {
            *slot = outcome;
        }
        if outcome == Outcome::Selected
            && let Some(standing) = self.standings.get_mut(subject)
            && *standing != Standing::Eligible
        {
            *standing = Standing::Admitted;
        }
    }
}

impl Assessment<'_> {
    /// What the council's decisions make of a subject: `None` where nothing was decided on it and nothing moved it.
    #[must_use]
    pub fn decided(&self, award: usize, subject: usize) -> Option<Decided> {
        let result = self.awards.get(award)?;
        let (computed, decided) = (result.outcome(subject), result.decided.as_ref()?.outcome(subject));
        let decisions: Vec<usize> = self.decisions_on(award, subject).collect();
        (computed != decided || !decisions.is_empty()).then_some(Decided { computed, decided, decisions })
    }

    /// The decisions on a subject that were applied, by their positions among those of the subjects.
    fn decisions_on(&self, award: usize, subject: usize) -> impl Iterator<Item = usize> + '_ {
        let all = self.subjects.decisions.all.iter().enumerate();
        all.filter(move |(position, decision)| {
            decision.award == award && decision.subject == subject && self.effect(*position) == Effect::Applied
        })
        .map(|(position, _)| position)
    }

    /// What became of a decision.
    #[must_use]
    pub fn effect(&self, decision: usize) -> Effect {
        self.effects.get(decision).copied().unwrap_or(Effect::NotApplied)
    }
}
