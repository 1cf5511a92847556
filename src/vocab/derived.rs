//! How points were added up, and why a class is what it is.

use super::Number;
use super::reason::{Figure, Reason, Term};

/// What the points of a part do to the sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// They are part of the total.
    Points,
    /// They come on top.
    Bonus,
    /// They are taken off.
    Penalty,
}

/// What a part or a whole score came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Points {
    /// So many points.
    Known(Number),
    /// It does not apply to the subject.
    NotApplicable,
    /// The subject did not exist in a year that is asked for.
    New,
    /// A figure is missing.
    Missing,
}

/// How points were added up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreReason {
    /// The score's title.
    pub title: String,
    /// What it came to.
    pub points: Points,
    /// What the parts add up to at most, bonuses apart.
    pub total: Number,
    /// Each part, in the order of the plan.
    pub parts: Vec<PartReason>,
    /// The most of the parts that apply, where their points were brought to the total.
    pub rescaled_from: Option<Number>,
    /// The common limit that cut the bonuses.
    pub bonus_cut: Option<Number>,
    /// The common limit that cut the penalties.
    pub penalty_cut: Option<Number>,
}

/// What one part of a score came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartReason {
    /// The clause that it comes from.
    pub clause: Option<String>,
    /// Its title.
    pub title: String,
    /// What its points do to the sum.
    pub role: Role,
    /// The most that it gives or takes off.
    pub most: Option<Number>,
    /// What it came to.
    pub points: Points,
    /// The value that it is worked out by, with its figures; `None` for a part that asks whether a criterion is met.
    pub value: Option<Term>,
}

impl ScoreReason {
    /// The figures that its parts are worked out by, in the order of the plan, each once.
    #[must_use]
    pub fn figures(&self) -> Vec<&Figure> {
        once(self.parts.iter().filter_map(|part| part.value.as_ref()).flat_map(Term::figures_and_rows))
    }
}

impl ClassReason {
    /// The figures of the value, then those of the conditions that counted, each once.
    #[must_use]
    pub fn figures(&self) -> Vec<&Figure> {
        once(self.value.figures_and_rows().into_iter().chain(self.limits.iter().flat_map(|limit| limit.why.figures())))
    }
}

fn once<'f>(figures: impl Iterator<Item = &'f Figure>) -> Vec<&'f Figure> {
    let mut each: Vec<&Figure> = Vec::new();
    figures.for_each(|figure| {
        if !each.contains(&figure) {
            each.push(figure);
        }
    });
    each
}

/// Why a class is what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassReason {
    /// The class's title.
    pub title: String,
    /// The label; `None` while a figure is missing or the class does not apply.
    pub class: Option<String>,
    /// What was classed.
    pub value: Term,
    /// The value itself, or why there is none.
    pub points: Points,
    /// The label that the value alone reaches, with its lower bound.
    pub reached: Option<(String, Option<Number>)>,
    /// The label next above the one that the value reaches, with its lower bound.
    pub above: Option<(String, Number)>,
    /// What lowered it, or still may, in the order of looking.
    pub limits: Vec<ClassLimit>,
}

/// A condition that lowered a class, or that cannot be told yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassLimit {
    /// Whether it is a cap on the class; else what a band asks for beside its lower bound.
    pub cap: bool,
    /// The label that it leaves.
    pub to: String,
    /// The condition: a gate that does not hold, a cap that does, or one without a verdict.
    pub why: Reason,
}
