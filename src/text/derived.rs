//! How points were added up and why a class is what it is, in words.
//!
//! Points: a line for the sum, then one for each part. A class: one line with the value, the band, and what lowered it.

use super::number::value;
use super::{en, parts, reason, vi};
use crate::vocab::derived::{ClassReason, PartReason, Points, Role, ScoreReason};
use crate::vocab::{Lang, Number, Verdict};

/// The words of one language.
pub(super) struct Words {
    /// A sum without a value.
    pub(super) missing: &'static str,
    pub(super) not_applicable: &'static str,
    pub(super) new: &'static str,
    pub(super) bonus: &'static str,
    pub(super) penalty: &'static str,
    /// The common limit that cut bonuses or penalties.
    pub(super) bonus_cut: fn(&str) -> String,
    pub(super) penalty_cut: fn(&str) -> String,
    /// The most of the parts that apply, and the total that it was brought to.
    pub(super) rescaled: fn(&str, &str) -> String,
    /// The label that a value reaches, and its lower bound where it has one.
    pub(super) reached: fn(&str, Option<&str>) -> String,
    /// What a gate that does not hold, or a cap that does, leaves: its label and the condition.
    pub(super) lowered: fn(&str, &str) -> String,
    pub(super) capped: fn(&str, &str) -> String,
    /// The same where the condition cannot be told yet.
    pub(super) may_be_lowered: fn(&str, &str) -> String,
    pub(super) may_be_capped: fn(&str, &str) -> String,
}

fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::Vi => &vi::derived::WORDS,
        Lang::En => &en::derived::WORDS,
    }
}

/// The sum of a score, `Điểm thi đua: 97,5/100`, then a line for each part and for each limit that counted.
#[must_use]
pub fn score(lang: Lang, score: &ScoreReason) -> Vec<String> {
    let words = words(lang);
    let most = number(lang, &score.total);
    let mut lines = vec![format!("{}: {}", score.title, of(lang, &score.points, Some(&most)))];
    lines.extend(score.parts.iter().map(|part| part_line(lang, part)));
    lines.extend(score.rescaled_from.as_ref().map(|from| (words.rescaled)(&number(lang, from), &most)));
    lines.extend(score.bonus_cut.as_ref().map(|cap| (words.bonus_cut)(&number(lang, cap))));
    lines.extend(score.penalty_cut.as_ref().map(|cap| (words.penalty_cut)(&number(lang, cap))));
    lines
}

/// `II.1 — Hồ sơ trực tuyến: 8,5/10 — 10 × min(1; 850/1.000)`.
fn part_line(lang: Lang, part: &PartReason) -> String {
    let words = words(lang);
    let clause = part.clause.as_ref().map(|clause| format!("{clause} — ")).unwrap_or_default();
    let most = part.most.as_ref().map(|most| number(lang, most));
    let came_to = match part.role {
        Role::Points => of(lang, &part.points, most.as_deref()),
        Role::Bonus => signed(lang, "+", &part.points, words.bonus),
        Role::Penalty => signed(lang, "−", &part.points, words.penalty),
    };
    let how = part.value.as_ref().map(|term| format!(" — {}", reason::side(lang, term))).unwrap_or_default();
    format!("{clause}{}: {came_to}{how}", part.title)
}

fn signed(lang: Lang, sign: &str, points: &Points, word: &str) -> String {
    match points {
        Points::Known(known) if known.is_zero() => format!("{} ({word})", number(lang, known)),
        Points::Known(known) => format!("{sign}{} ({word})", number(lang, known)),
        other => format!("{} ({word})", of(lang, other, None)),
    }
}

fn of(lang: Lang, points: &Points, most: Option<&str>) -> String {
    let words = words(lang);
    match (points, most) {
        (Points::Known(known), Some(most)) => format!("{}/{most}", number(lang, known)),
        (Points::Known(known), None) => number(lang, known),
        (Points::NotApplicable, _) => words.not_applicable.to_owned(),
        (Points::New, _) => words.new.to_owned(),
        (Points::Missing, _) => words.missing.to_owned(),
    }
}

/// `Xếp loại: Khá — Điểm = 85 — mức Tốt (từ 80) — hạ xuống Khá: Số người bị kỷ luật: 1 — yêu cầu = 0`.
#[must_use]
pub fn class(lang: Lang, class: &ClassReason) -> String {
    let words = words(lang);
    let label = class.class.clone().unwrap_or_else(|| match &class.points {
        Points::Known(_) => words.missing.to_owned(),
        other => of(lang, other, None),
    });
    let mut parts = vec![format!("{}: {label}", class.title), reason::side(lang, &class.value)];
    if let Some((reached, from)) = &class.reached {
        let from = from.as_ref().map(|from| bound(lang, class, from));
        parts.push((words.reached)(reached, from.as_deref()));
    }
    for limit in &class.limits {
        let say = match (limit.why.verdict == Verdict::NoData, limit.cap) {
            (false, false) => words.lowered,
            (false, true) => words.capped,
            (true, false) => words.may_be_lowered,
            (true, true) => words.may_be_capped,
        };
        parts.push(say(&limit.to, &reason::line(lang, &limit.why.clone().without_gaps())));
    }
    parts.join(" — ")
}

/// A lower bound in the kind of what is classed.
fn bound(lang: Lang, class: &ClassReason, from: &Number) -> String {
    use crate::vocab::reason::Value;
    match &class.value.value {
        Some(Value::Number(_, kind)) => value(lang, &Value::Number(from.clone(), *kind)),
        _ => number(lang, from),
    }
}

/// Every digit of a number that ends; two digits of one that does not.
fn number(lang: Lang, number: &Number) -> String {
    match number.decimals() {
        Some(_) => parts::figure(lang, number),
        None => parts::figure(lang, &number.rounded(2, crate::vocab::Rounding::HalfUp)),
    }
}
