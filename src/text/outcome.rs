//! Verdicts, outcomes and standings in words.

use super::{en, vi};
use crate::vocab::outcome::{Outcome, Standing};
use crate::vocab::{Lang, Verdict};

/// The sign of a verdict: it survives a printer without colours.
#[must_use]
pub fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "✓",
        Verdict::NotMet => "✗",
        Verdict::NoData => "?",
        Verdict::NotApplicable => "–",
    }
}

/// A verdict in words: `Đạt`.
#[must_use]
pub fn verdict(lang: Lang, verdict: Verdict) -> &'static str {
    match lang {
        Lang::Vi => vi::outcome::verdict(verdict),
        Lang::En => en::outcome::verdict(verdict),
    }
}

/// A verdict as sign and words: `✓ Đạt`.
#[must_use]
pub fn signed_verdict(lang: Lang, verdict: Verdict) -> &'static str {
    match lang {
        Lang::Vi => vi::outcome::signed_verdict(verdict),
        Lang::En => en::outcome::signed_verdict(verdict),
    }
}

/// An outcome in words: `Hội đồng bình xét`.
#[must_use]
pub fn outcome(lang: Lang, outcome: Outcome) -> &'static str {
    match lang {
        Lang::Vi => vi::outcome::outcome(outcome),
        Lang::En => en::outcome::outcome(outcome),
    }
}

/// What somebody is in a ranking without places, where nobody is chosen: `Được xếp hạng`.
#[must_use]
pub fn ranked(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => vi::outcome::RANKED,
        Lang::En => en::outcome::RANKED,
    }
}

/// Why a subject stands aside or waits, beside its criteria; `None` where the criteria say it.
#[must_use]
pub fn standing(lang: Lang, standing: Standing) -> Option<&'static str> {
    match lang {
        Lang::Vi => vi::outcome::standing(standing),
        Lang::En => en::outcome::standing(standing),
    }
}

/// The same with the awards that it comes from named; `None` where it comes from no other award.
#[must_use]
pub fn beside(lang: Lang, standing: Standing, awards: &[&str]) -> Option<String> {
    let awards = awards.iter().map(|award| format!("“{award}”")).collect::<Vec<_>>().join(", ");
    match lang {
        _ if awards.is_empty() => None,
        Lang::Vi => vi::outcome::beside(standing, &awards),
        Lang::En => en::outcome::beside(standing, &awards),
    }
}

/// The tie across the last place: `Hội đồng bình xét, chọn 1 trong 2`. One that is not certain says that data have to
/// come first.
#[must_use]
pub fn tie(lang: Lang, choose: u32, among: u32, certain: bool) -> String {
    match lang {
        Lang::Vi => vi::outcome::tie(choose, among, certain),
        Lang::En => en::outcome::tie(choose, among, certain),
    }
}
