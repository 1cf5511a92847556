//! A condition outside any criterion, judged for every subject of one side: who is nominated, who is a direct worker.

use crate::assess::Assessment;
use crate::assess::places::{self, PlaceTable};
use crate::rule::{Policy, Rule};
use crate::vocab::reason::Reason;
use crate::vocab::{Side, Verdict};

/// The places that a condition asks for.
fn tables(assessment: &Assessment<'_>, side: Side, rule: &Rule) -> Vec<PlaceTable> {
    rule.ranked().iter().map(|ranked| places::compute(assessment, side, ranked)).collect()
}

/// The verdict of every subject of the side.
pub(super) fn verdicts(assessment: &Assessment<'_>, side: Side, rule: &Rule) -> Vec<Verdict> {
    let places = tables(assessment, side, rule);
    let judge = |subject| rule.judge(&assessment.view(side, subject, &places), &Policy::default());
    (0..assessment.count(side)).map(judge).collect()
}

/// Why a condition says of one subject what it says.
pub(super) fn explain(assessment: &Assessment<'_>, side: Side, rule: &Rule, subject: usize) -> Option<Reason> {
    let places = tables(assessment, side, rule);
    let limits = &assessment.campaign.register(side)?.limits;
    Some(rule.explain(&assessment.view(side, subject, &places), &Policy::default(), limits))
}
