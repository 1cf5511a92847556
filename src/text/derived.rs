//! How points were added up and why a class is what it is, in words.
//!
//! Points: a line for the sum, then one for each part. A class: one line with the value, the band, what lowered it, and
//! how much is missing to the next.

use super::number::{digits, digits_of_distance, number_of_kind, telling_digits, value};
use super::{en, parts, reason, vi};
use crate::vocab::derived::{ClassReason, PartReason, Points, Role, ScoreReason};
use crate::vocab::reason::Value;
use crate::vocab::{Kind, Lang, Number, Side, Verdict};

/// The words of one language.
pub(crate) struct Words {
    /// The name and the title of the sheet of a side's points and classes.
    pub(crate) sheet: fn(Side) -> &'static str,
    pub(crate) title: fn(Side) -> &'static str,
    /// Said on a sheet that is too long for each part.
    pub(crate) sums_only: fn(usize) -> String,
    /// Below the heading of a sum: out of how many.
    pub(crate) out_of: fn(&str) -> String,
    /// Below the heading of a part: at most so many.
    pub(crate) at_most: fn(&str) -> String,
    /// The heading beside a class: why it is what it is.
    pub(crate) why: fn(&str) -> String,
    /// A sum without a value.
    pub(crate) missing: &'static str,
    pub(crate) not_applicable: &'static str,
    pub(crate) new: &'static str,
    pub(crate) bonus: &'static str,
    pub(crate) penalty: &'static str,
    /// The common limit that cut bonuses or penalties.
    pub(super) bonus_cut: fn(&str) -> String,
    pub(super) penalty_cut: fn(&str) -> String,
    /// The most of the parts that apply, and the total that it was brought to.
    pub(super) rescaled: fn(&str, &str) -> String,
    /// The label that a value reaches, and its lower bound where it has one.
    pub(super) reached: fn(&str, Option<&str>) -> String,
    /// How much is missing to the label next above, and its lower bound.
    pub(super) short_of: fn(&str, &str, &str) -> String,
    /// What a gate that does not hold, or a cap that does, leaves: its label and the condition.
    pub(super) lowered: fn(&str, &str) -> String,
    pub(super) capped: fn(&str, &str) -> String,
    /// The same where the condition cannot be told yet.
    pub(super) may_be_lowered: fn(&str, &str) -> String,
    pub(super) may_be_capped: fn(&str, &str) -> String,
}

pub(crate) fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::Vi => &vi::derived::WORDS,
        Lang::En => &en::derived::WORDS,
    }
}

/// The sum of a score, `Điểm thi đua: 97,5/100`, then a line for each part and for each limit that counted.
#[must_use]
pub fn score(lang: Lang, score: &ScoreReason) -> Vec<String> {
    let mut lines = vec![format!("{}: {}", score.title, sum(lang, score))];
    lines.extend(account(lang, score));
    lines
}

/// What a score came to, of how many: `97,5/100`.
#[must_use]
pub fn sum(lang: Lang, score: &ScoreReason) -> String {
    of(lang, &score.points, Some(&number(lang, &score.total)))
}

/// A line for each part of a score and for each limit that counted.
#[must_use]
pub fn account(lang: Lang, score: &ScoreReason) -> Vec<String> {
    score.parts.iter().map(|of| part(lang, of)).chain(limits(lang, score)).collect()
}

/// A line for each limit that counted, and for points that were brought to the total.
#[must_use]
pub fn limits(lang: Lang, score: &ScoreReason) -> Vec<String> {
    let words = words(lang);
    let most = number(lang, &score.total);
    let rescaled = score.rescaled_from.as_ref().map(|from| (words.rescaled)(&number(lang, from), &most));
    let bonus = score.bonus_cut.as_ref().map(|cap| (words.bonus_cut)(&number(lang, cap)));
    let penalty = score.penalty_cut.as_ref().map(|cap| (words.penalty_cut)(&number(lang, cap)));
    [rescaled, bonus, penalty].into_iter().flatten().collect()
}

/// `II.1 — Hồ sơ trực tuyến: 8,5/10 — 10 × min(1; 850/1.000)`.
#[must_use]
pub fn part(lang: Lang, part: &PartReason) -> String {
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
    match (points, most) {
        (Points::Known(known), Some(most)) => format!("{}/{most}", number(lang, known)),
        (Points::Known(known), None) => number(lang, known),
        (other, _) => state(lang, other).to_owned(),
    }
}

/// Why there are no points; empty where there are.
#[must_use]
pub fn state(lang: Lang, points: &Points) -> &'static str {
    let words = words(lang);
    match points {
        Points::Known(_) => "",
        Points::NotApplicable => words.not_applicable,
        Points::New => words.new,
        Points::Missing => words.missing,
    }
}

/// `Xếp loại: Khá — Điểm = 85 — mức “Tốt” (từ 80) — hạ xuống “Khá” vì không đạt điều kiện: Số người bị kỷ luật: 1 — yêu cầu = 0`.
#[must_use]
pub fn class(lang: Lang, class: &ClassReason) -> String {
    format!("{}: {} — {}", class.title, label(lang, class), why(lang, class))
}

/// The label of a class, or why there is none.
#[must_use]
pub fn label(lang: Lang, class: &ClassReason) -> String {
    class.class.clone().unwrap_or_else(|| match &class.points {
        Points::Known(_) => words(lang).missing.to_owned(),
        other => state(lang, other).to_owned(),
    })
}

/// What a class rests on: the value, the band that it reaches, what lowered it, and what is missing to the next band.
#[must_use]
pub fn why(lang: Lang, class: &ClassReason) -> String {
    let words = words(lang);
    let mut parts = vec![reason::side_shown(lang, &class.value, classed(lang, class))];
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
    parts.extend(short_of(lang, class));
    parts.join(" — ")
}

/// How much is missing to the band next above the one that the value reaches.
#[must_use]
pub fn short_of(lang: Lang, class: &ClassReason) -> Option<String> {
    let (label, from) = class.above.as_ref()?;
    let Points::Known(value) = &class.points else { return None };
    let (by, kind) = (from.minus(value), kind_of(class));
    let by = number_of_kind(lang, &by, kind, shown_digits(&by, kind).unwrap_or_else(|| digits_of_distance(&by, kind)));
    let by = format!("{by} {}", if kind == Kind::Score { reason::unit(lang, kind) } else { "" });
    Some((words(lang).short_of)(label, &bound(lang, class, from), by.trim_end()))
}

/// The value that is classed, with so many digits that it does not look like a band that it misses.
fn classed(lang: Lang, class: &ClassReason) -> Option<String> {
    let Some(Value::Number(number, kind)) = &class.value.value else {
        return class.value.value.as_ref().map(|known| value(lang, known));
    };
    let bounds = class.reached.iter().filter_map(|(_, from)| from.as_ref()).chain(class.above.iter().map(|(_, from)| from));
    let needed = bounds.map(|bound| digits(number, bound, *kind, 0)).max();
    let shown = shown_digits(number, *kind).or(needed)?;
    Some(number_of_kind(lang, number, *kind, shown))
}

/// Every digit of a number that ends.
fn shown_digits(number: &Number, kind: Kind) -> Option<u32> {
    let digits = number.decimals()?;
    Some(digits.saturating_sub(if kind == Kind::Percent { 2 } else { 0 }))
}

fn kind_of(class: &ClassReason) -> Kind {
    match &class.value.value {
        Some(Value::Number(_, kind)) => *kind,
        _ => Kind::Number,
    }
}

/// A lower bound in the kind of what is classed.
fn bound(lang: Lang, class: &ClassReason, from: &Number) -> String {
    match &class.value.value {
        Some(Value::Number(_, kind)) => value(lang, &Value::Number(from.clone(), *kind)),
        _ => number(lang, from),
    }
}

/// Every digit of a number that ends; of one that does not so many that it does not look like one that does.
#[must_use]
pub fn number(lang: Lang, number: &Number) -> String {
    parts::figure(lang, &number.rounded(telling_digits(number), crate::vocab::Rounding::HalfUp))
}
