//! One criterion for one subject: whether it applies, what it says, and why.

use crate::assess::Assessment;
use crate::campaign::{Campaign, Check, Criterion, Day, Due, PerGroup, Roll};
use crate::rule::{Limits, Operand, Operands, Rule};
use crate::vocab::explanation::{Because, DueReason, DueResult, Explanation};
use crate::vocab::reason::{Figure, Part, Reason, State, Value};
use crate::vocab::{Date, Place, Side, Verdict, date};

/// Judges a criterion: `only` and `when` come first; outside them it does not apply.
/// `back` years before the year judged; the group, the condition and the role stay those of the year judged.
pub(super) fn judge(assessment: &Assessment<'_>, criterion: usize, subject: usize, back: u8) -> Verdict {
    match route(assessment, criterion, subject) {
        Route::OtherGroup => Verdict::NotApplicable,
        Route::GroupUnknown | Route::ConditionUnknown => Verdict::NoData,
        Route::ConditionFails => Verdict::NotApplicable,
        Route::Rule { rule, variant } => {
            let places = assessment.places[criterion].check(back, variant);
            let criterion = &assessment.campaign.criteria[criterion];
            rule.judge(&assessment.view(criterion.side, subject, back, places), &criterion.policy)
        }
        Route::Due(due, day) => match due_result(assessment, criterion, (due, day), subject, back) {
            DueResult::OnTime => Verdict::Met,
            DueResult::Late(_) => Verdict::NotMet,
            DueResult::NoDate | DueResult::NotYetDue => Verdict::NoData,
            DueResult::NotApplicable => Verdict::NotApplicable,
        },
    }
}

/// Which way a criterion takes for a subject.
enum Route<'a> {
    OtherGroup,
    GroupUnknown,
    ConditionFails,
    ConditionUnknown,
    Rule { rule: &'a Rule, variant: usize },
    Due(&'a Due, Day),
}

fn route<'a>(assessment: &Assessment<'a>, position: usize, subject: usize) -> Route<'a> {
    let criterion = &assessment.campaign.criteria[position];
    let group = assessment.subjects.roll(criterion.side).and_then(|roll| roll.group(subject));
    if let Some(only) = &criterion.only {
        match group {
            None => return Route::GroupUnknown,
            Some(group) if !only.contains(&group) => return Route::OtherGroup,
            Some(_) => {}
        }
    }
    if let Some(when) = &criterion.when {
        let view = assessment.view(criterion.side, subject, 0, &assessment.places[position].when);
        match when.judge(&view, &criterion.policy) {
            Verdict::Met => {}
            Verdict::NoData => return Route::ConditionUnknown,
            Verdict::NotMet | Verdict::NotApplicable => return Route::ConditionFails,
        }
    }
    match (&criterion.check, group) {
        (Check::Due(due), group) => match (&due.days, group) {
            (PerGroup::Same(day), _) => Route::Due(due, *day),
            (PerGroup::Each(_), None) => Route::GroupUnknown,
            (days, Some(group)) => days.of(group).map_or(Route::OtherGroup, |day| Route::Due(due, *day)),
        },
        (Check::Rule(PerGroup::Same(rule)), _) => Route::Rule { rule, variant: 0 },
        (Check::Rule(PerGroup::Each(_)), None) => Route::GroupUnknown,
        (Check::Rule(rules), Some(group)) => match rules.of(group) {
            Some(rule) => Route::Rule { rule, variant: group },
            None => Route::OtherGroup,
        },
    }
}

/// Explains what [`judge`] says; the verdict is the same by construction. Gaps are worked out only where they are asked for.
pub(super) fn explain(assessment: &Assessment<'_>, position: usize, subject: usize, back: u8, gaps: bool) -> Explanation {
    let criterion = &assessment.campaign.criteria[position];
    let places = &assessment.places[position];
    let because = match route(assessment, position, subject) {
        Route::OtherGroup => Because::OtherGroup(group_label(assessment, criterion, subject)),
        Route::GroupUnknown => Because::GroupUnknown(group_figure(assessment, criterion, subject)),
        Route::ConditionFails => Because::ConditionFails(condition(assessment, criterion, subject, &places.when)),
        Route::ConditionUnknown => Because::ConditionUnknown(condition(assessment, criterion, subject, &places.when)),
        Route::Rule { rule, variant } => {
            let view = assessment.view(criterion.side, subject, back, places.check(back, variant));
            Because::Judged(if gaps {
                rule.explain(&view, &criterion.policy, limits(assessment.campaign, criterion))
            } else {
                rule.describe(&view, &criterion.policy)
            })
        }
        Route::Due(due, day) => Because::Due(due_reason(assessment, position, (due, day), subject, back)),
    };
    Explanation { verdict: assessment.verdict_back(position, subject, back), because }
}

fn limits<'a>(campaign: &'a Campaign, criterion: &Criterion) -> &'a Limits {
    campaign.register(criterion.side).map_or(&campaign.units.limits, |register| &register.limits)
}

fn condition(
    assessment: &Assessment<'_>,
    criterion: &Criterion,
    subject: usize,
    places: &[super::places::PlaceTable],
) -> Reason {
    let view = assessment.view(criterion.side, subject, 0, places);
    match &criterion.when {
        // Nobody strives to meet a condition, so that it has no gap.
        Some(when) => when.describe(&view, &criterion.policy),
        None => Reason { verdict: Verdict::Met, part: Part::All(Vec::new()) },
    }
}

fn roll<'a>(assessment: &Assessment<'a>, criterion: &Criterion) -> Option<&'a Roll> {
    assessment.subjects.roll(criterion.side)
}

fn group_label(assessment: &Assessment<'_>, criterion: &Criterion, subject: usize) -> String {
    let group = roll(assessment, criterion).and_then(|roll| roll.group(subject));
    group.and_then(|group| assessment.campaign.groups.get(group)).map(|group| group.label.clone()).unwrap_or_default()
}

fn group_figure(assessment: &Assessment<'_>, criterion: &Criterion, subject: usize) -> Option<Figure> {
    let register = assessment.campaign.register(criterion.side)?;
    Some(Figure {
        heading: register.belongs.as_ref()?.spellings.first()?.clone(),
        of_unit: false,
        years_back: 0,
        state: State::Unusable,
        place: roll(assessment, criterion)?.belongs_place(subject),
        measure: None,
    })
}

/// A deadline with the day that it sets for the subject's group.
type DueDay<'d> = (&'d Due, Day);

/// What is known of a date that a deadline asks for.
enum Dated {
    Day(Date),
    /// After the as-of day: nothing that has happened.
    Ahead(Date),
    Unusable,
    Blank,
    NotApplicable,
    Absent,
}

fn dated(assessment: &Assessment<'_>, side: Side, due: &Due, subject: usize, back: u8) -> Dated {
    match assessment.view(side, subject, back, &[]).operand(due.column) {
        Operand::Known(day) => match day.to_whole().and_then(date::from_ordinal) {
            Some(day) if day > assessment.as_of => Dated::Ahead(day),
            Some(day) => Dated::Day(day),
            None => Dated::Unusable,
        },
        Operand::Unusable => Dated::Unusable,
        Operand::Blank => Dated::Blank,
        Operand::NotApplicable => Dated::NotApplicable,
        _ => Dated::Absent,
    }
}

/// The date that a deadline asks for, where it lies after the as-of day, with its cell.
pub(super) fn ahead(
    assessment: &Assessment<'_>,
    side: Side,
    due: &Due,
    subject: usize,
    back: u8,
) -> Option<(Date, Option<Place>)> {
    match dated(assessment, side, due, subject, back) {
        Dated::Ahead(day) => Some((day, assessment.view(side, subject, back, &[]).place(due.column))),
        _ => None,
    }
}

fn due_result(assessment: &Assessment<'_>, criterion: usize, (due, day): DueDay<'_>, subject: usize, back: u8) -> DueResult {
    let side = assessment.campaign.criteria[criterion].side;
    let last = date::ordinal(day.back(back)) - i64::from(!due.included);
    match dated(assessment, side, due, subject, back) {
        Dated::Day(day) => match date::ordinal(day) - last {
            late if late > 0 => DueResult::Late(late),
            _ => DueResult::OnTime,
        },
        Dated::NotApplicable => DueResult::NotApplicable,
        // Something is written there, so that waiting for the day would wait for nothing.
        Dated::Unusable | Dated::Ahead(_) => DueResult::NoDate,
        Dated::Blank | Dated::Absent if date::ordinal(assessment.as_of) <= last => DueResult::NotYetDue,
        Dated::Blank | Dated::Absent => DueResult::NoDate,
    }
}

fn due_reason(assessment: &Assessment<'_>, criterion: usize, (due, day): DueDay<'_>, subject: usize, back: u8) -> DueReason {
    let side = assessment.campaign.criteria[criterion].side;
    let view = assessment.view(side, subject, back, &[]);
    let table = if due.column.of_unit { Side::Units } else { side };
    let field = assessment.campaign.register(table).and_then(|r| r.fields.get(usize::from(due.column.field)));
    let state = match dated(assessment, side, due, subject, back) {
        Dated::Day(day) => State::Known(Value::Date(day)),
        Dated::Ahead(_) | Dated::Unusable => State::Unusable,
        Dated::Blank => State::Blank,
        Dated::NotApplicable => State::NotApplicable,
        Dated::Absent => State::Absent,
    };
    let figure = Figure {
        heading: field.and_then(|field| field.headings.first()).cloned().unwrap_or_default(),
        of_unit: due.column.of_unit,
        years_back: back,
        state,
        place: view.place(due.column),
        measure: None,
    };
    let result = due_result(assessment, criterion, (due, day), subject, back);
    DueReason { figure, day: day.back(back), included: due.included, result }
}
