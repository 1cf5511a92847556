//! A condition outside any criterion, judged for every subject of one side: who is nominated, who is a direct worker.

use crate::assess::Assessment;
use crate::assess::places::{self, PlaceTable};
use crate::rule::{Policy, Rule};
use crate::vocab::reason::Reason;
use crate::vocab::{Side, Verdict};

/// A condition judged for every subject of one side.
#[derive(Debug)]
pub(super) struct Judged {
    places: Vec<PlaceTable>,
    verdicts: Vec<Verdict>,
}

impl Judged {
    pub(super) fn new(assessment: &Assessment<'_>, side: Side, rule: &Rule) -> Judged {
        let places = tables(assessment, side, rule);
        let judge = |subject| rule.judge(&assessment.view(side, subject, 0, &places), &Policy::default());
        let verdicts = (0..assessment.count(side)).map(judge).collect();
        Judged { places, verdicts }
    }

    /// What the condition says of a subject.
    pub(super) fn verdict(&self, subject: usize) -> Verdict {
        self.verdicts.get(subject).copied().unwrap_or(Verdict::NotApplicable)
    }

    /// What it says of every subject, in the order of the rows.
    pub(super) fn verdicts(&self) -> &[Verdict] {
        &self.verdicts
    }

    /// Why it says so of one.
    pub(super) fn explain(&self, assessment: &Assessment<'_>, side: Side, rule: &Rule, subject: usize) -> Option<Reason> {
        let limits = &assessment.campaign.register(side)?.limits;
        Some(rule.explain(&assessment.view(side, subject, 0, &self.places), &Policy::default(), limits))
    }
}

/// The places that a condition asks for.
fn tables(assessment: &Assessment<'_>, side: Side, rule: &Rule) -> Vec<PlaceTable> {
    rule.ranked().iter().map(|ranked| places::compute(assessment, side, ranked, 0)).collect()
}
