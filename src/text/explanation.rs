//! Why a criterion came out as it did, in words: one line for the whole, and its value, requirement and gap alone.

use super::number::value;
use super::outcome::sign;
use super::parts::joined as run_together;
use super::{en, reason, vi};
use crate::vocab::explanation::{Because, DueReason, DueResult, Explanation};
use crate::vocab::reason::{Figure, State, Value};
use crate::vocab::{Date, Lang, Number, Verdict};

/// The words of one language.
pub(super) struct Words {
    pub(super) other_group: fn(&str) -> String,
    pub(super) group_unknown: &'static str,
    /// Before the condition that keeps the criterion from applying, or may.
    pub(super) condition_fails: &'static str,
    pub(super) condition_unknown: &'static str,
    /// `chậm nhất 25/12/2023`; without the day itself `trước ngày 31/12/2023`.
    pub(super) due: fn(&str, bool) -> String,
    pub(super) due_result: fn(DueResult) -> String,
    /// Of a date that is written but cannot be used.
    pub(super) due_unusable: &'static str,
    /// That a year in which the criterion does not apply counts as not met.
    pub(super) broken: &'static str,
    /// In how many of so many years: in each where no number is named.
    pub(super) years: fn(Option<u8>, usize) -> String,
}

fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::Vi => &vi::explanation::WORDS,
        Lang::En => &en::explanation::WORDS,
    }
}

/// The whole explanation as one line.
#[must_use]
pub fn line(lang: Lang, explanation: &Explanation) -> String {
    let words = words(lang);
    match &explanation.because {
        Because::OtherGroup(group) => (words.other_group)(group),
        Because::GroupUnknown(None) => words.group_unknown.to_owned(),
        Because::GroupUnknown(Some(figure)) => format!("{}: “{}”", words.group_unknown, figure.heading),
        Because::ConditionFails(condition) => {
            format!("{}: {}", words.condition_fails, reason::line(lang, condition))
        }
        Because::ConditionUnknown(condition) => format!("{}: {}", words.condition_unknown, reason::line(lang, condition)),
        Because::Judged(judged) => reason::line(lang, judged),
        Because::Due(due) => due_line(lang, due),
        Because::Years { needed, broken, years } => {
            let each = years.iter().map(|(year, told)| (*year, format!("{} {}", sign(told.verdict), line(lang, told))));
            let broken = broken.then(|| words.broken.to_owned());
            let each = runs(each).into_iter().map(|(years, told)| format!("{years}: {told}"));
            format!("{}: {}", (words.years)(*needed, years.len()), run_together(each.chain(broken), "; "))
        }
    }
}

/// What is told of years, with one word for years on end of which the same is told: `2018–2020`.
#[must_use]
pub fn runs(years: impl IntoIterator<Item = (i32, String)>) -> Vec<(String, String)> {
    let mut runs: Vec<(i32, i32, String)> = Vec::new();
    for (year, told) in years {
        match runs.last_mut() {
            Some((_, last, same)) if *same == told && last.checked_add(1) == Some(year) => *last = year,
            _ => runs.push((year, year, told)),
        }
    }
    let name = |first: i32, last: i32| if first == last { first.to_string() } else { format!("{first}–{last}") };
    runs.into_iter().map(|(first, last, told)| (name(first, last), told)).collect()
}

/// The value that was judged, as short as a cell: `61,9 %`. Empty where nothing was judged.
#[must_use]
pub fn short(lang: Lang, explanation: &Explanation) -> String {
    match &explanation.because {
        Because::Judged(judged) => reason::values(lang, judged),
        Because::Due(due) => due_short(lang, due),
        Because::Years { years, .. } => {
            let whole = sign(explanation.verdict);
            let each = years.iter().map(|(year, told)| {
                let (sign, value) = (sign(told.verdict), short(lang, told));
                (*year, if value.is_empty() || value == sign { sign.to_owned() } else { format!("{sign} {value}") })
            });
            let runs = runs(each);
            // The sign of the whole says it for every year.
            match runs.as_slice() {
                [(_, all)] if all == whole => whole.to_owned(),
                [(years, all)] if all.starts_with(whole) => format!("{years}:{}", &all[whole.len()..]),
                _ => run_together(runs.iter().map(|(years, told)| format!("{years} {told}")), "; "),
            }
        }
        Because::OtherGroup(_) | Because::GroupUnknown(_) | Because::ConditionFails(_) | Because::ConditionUnknown(_) => {
            String::new()
        }
    }
}

/// The one figure that [`short`] shows, where it is a number, a place or a day, with its digits after the decimal sign.
#[must_use]
pub fn figure(explanation: &Explanation) -> Option<(Value, u32)> {
    match &explanation.because {
        Because::Judged(judged) => reason::figure(judged),
        Because::Due(DueReason { figure: Figure { state: State::Known(day @ Value::Date(_)), .. }, .. }) => {
            Some((day.clone(), 0))
        }
        _ => None,
    }
}

/// What was required: `≥ 62 %`. Empty where nothing was judged.
#[must_use]
pub fn required(lang: Lang, explanation: &Explanation) -> String {
    match &explanation.because {
        Because::Judged(judged) => reason::requirement(lang, judged),
        Because::Due(due) => required_day(lang, due.day, due.included),
        Because::Years { needed, years, .. } => {
            let one = years.iter().map(|(_, told)| required(lang, told)).rfind(|required| !required.is_empty());
            format!("{} ({})", one.unwrap_or_default(), (words(lang).years)(*needed, years.len())).trim_start().to_owned()
        }
        Because::OtherGroup(_) | Because::GroupUnknown(_) | Because::ConditionFails(_) | Because::ConditionUnknown(_) => {
            String::new()
        }
    }
}

/// The last day of a deadline in words: `chậm nhất 25/12/2023`.
#[must_use]
pub fn required_day(lang: Lang, day: Date, included: bool) -> String {
    (words(lang).due)(&value(lang, &Value::Date(day)), included)
}

/// In which years a criterion has to be met: `trong cả 3 năm`.
#[must_use]
pub fn over_years(lang: Lang, needed: Option<u8>, count: usize) -> String {
    (words(lang).years)(needed, count)
}

/// The parts that failed with what they found, what was required and the gap; the whole line of what was not judged.
#[must_use]
pub fn failing(lang: Lang, explanation: &Explanation) -> String {
    match &explanation.because {
        Because::Judged(judged) => reason::failing(lang, judged),
        Because::Years { needed, broken, years } => {
            let failed = || years.iter().filter(|(_, told)| told.verdict == Verdict::NotMet);
            let each = runs(failed().map(|(year, told)| (*year, found(lang, told))));
            let each = each.into_iter().map(|(years, told)| format!("{years}: {told}"));
            let broken = broken.then(|| words(lang).broken.to_owned());
            let told = run_together(each.chain(broken), "; ");
            let mut required: Vec<String> = Vec::new();
            for (_, told) in failed() {
                let Because::Judged(judged) = &told.because else { continue };
                let new = reason::failing_requirements(lang, judged).into_iter().filter(|new| !required.contains(new));
                let new: Vec<String> = new.collect();
                required.extend(new);
            }
            let required = (!required.is_empty()).then(|| required.join("; "));
            let told = run_together(std::iter::once(told).chain(required), " — ");
            format!("{}: {told}", (words(lang).years)(*needed, years.len()))
        }
        _ => line(lang, explanation),
    }
}

/// What the parts that failed found.
fn found(lang: Lang, explanation: &Explanation) -> String {
    match &explanation.because {
        Because::Judged(judged) => reason::failing_values(lang, judged),
        _ => line(lang, explanation),
    }
}

/// What would close the gap of a criterion that is not met; `None` where nothing can be said.
#[must_use]
pub fn gap(lang: Lang, explanation: &Explanation) -> Option<String> {
    match &explanation.because {
        Because::Judged(judged) => reason::gaps(lang, judged),
        Because::Years { years, .. } => {
            let told = years.iter().filter_map(|(year, told)| gap(lang, told).map(|gap| format!("{year}: {gap}")));
            let told: Vec<String> = told.collect();
            (!told.is_empty()).then(|| told.join("; "))
        }
        Because::Due(DueReason { result: late @ DueResult::Late(_), .. }) => Some((words(lang).due_result)(*late)),
        _ => None,
    }
}

/// What a deadline came to: `muộn 3 ngày`.
#[must_use]
pub fn due_result(lang: Lang, result: DueResult) -> String {
    (words(lang).due_result)(result)
}

/// Figures with their values: `Số hồ sơ trực tuyến = 619; …`.
#[must_use]
pub fn figures(lang: Lang, figures: &[&Figure]) -> String {
    with_values(lang, figures, " = ")
}

/// What cells say: `Chức vụ: Chuyên viên; …`.
#[must_use]
pub fn said(lang: Lang, figures: &[&Figure]) -> String {
    with_values(lang, figures, ": ")
}

fn with_values(lang: Lang, figures: &[&Figure], between: &str) -> String {
    let one = |figure: &&Figure| {
        let mut one = reason::figure_name(lang, figure);
        one.push_str(between);
        match &figure.state {
            State::Known(known) => one.push_str(&value(lang, known)),
            other => one.push_str(reason::state(lang, other).unwrap_or_default()),
        }
        one
    };
    run_together(figures.iter().map(one), "; ")
}

/// How many, with the thousands apart.
#[must_use]
pub fn count(lang: Lang, number: usize) -> String {
    super::parts::figure(lang, &Number::from(i64::try_from(number).unwrap_or(i64::MAX)))
}

fn due_line(lang: Lang, due: &DueReason) -> String {
    let name = reason::figure_name(lang, &due.figure);
    let date = match &due.figure.state {
        State::Known(day) => format!("{name}: {}", value(lang, day)),
        _ => name,
    };
    [date, required_day(lang, due.day, due.included), came_to(lang, due)].join(" — ")
}

fn came_to(lang: Lang, due: &DueReason) -> String {
    if due.figure.state == State::Unusable { words(lang).due_unusable.to_owned() } else { due_result(lang, due.result) }
}

fn due_short(lang: Lang, due: &DueReason) -> String {
    let result = came_to(lang, due);
    match (&due.figure.state, due.result) {
        (State::Known(day), DueResult::OnTime) => value(lang, day),
        (State::Known(day), _) => format!("{} ({result})", value(lang, day)),
        (_, DueResult::NotApplicable) => String::new(),
        _ => result,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::reason::{Part, Reason};

    fn attested(state: State) -> Reason {
        let verdict = if state == State::NotApplicable { Verdict::NotApplicable } else { Verdict::NoData };
        let heading = "Đúng hạn".to_owned();
        let figure = Figure { heading, of_unit: false, years_back: 0, state, place: None, measure: None };
        Reason { verdict, part: Part::Attested(figure) }
    }

    #[test]
    fn what_has_no_value_shows_one_sign() {
        #[track_caller]
        fn case(states: [State; 2], verdict: Verdict, told: &str) {
            let part = Part::All(states.map(attested).into());
            let judged = || Explanation { verdict, because: Because::Judged(Reason { verdict, part: part.clone() }) };
            let years = vec![(2022, judged()), (2023, judged())];
            let because = Because::Years { needed: None, broken: false, years };
            assert_eq!(short(Lang::Vi, &Explanation { verdict, because }), told);
        }
        case([State::Blank, State::Blank], Verdict::NoData, "?");
        case([State::NotApplicable, State::NotApplicable], Verdict::NotApplicable, "–");
        case([State::Blank, State::NotApplicable], Verdict::NoData, "2022–2023: ?; –");
    }

    #[test]
    fn years_on_end_of_which_the_same_is_told_are_told_once() {
        #[track_caller]
        fn case(yes: &[bool], told: &str) {
            let year = |yes: &bool| {
                let verdict = if *yes { Verdict::Met } else { Verdict::NotMet };
                let reason = Reason { verdict, ..attested(State::Known(Value::YesNo(*yes))) };
                Explanation { verdict, because: Because::Judged(reason) }
            };
            let verdict = if yes.iter().all(|yes| *yes) { Verdict::Met } else { Verdict::NotMet };
            let years = (2018..).zip(yes.iter().map(year)).collect();
            let because = Because::Years { needed: None, broken: false, years };
            assert_eq!(short(Lang::Vi, &Explanation { verdict, because }), told);
        }
        case(&[true, true, true], "2018–2020: Có");
        case(&[false, false], "2018–2019: Không");
        case(&[true, true, false], "2018–2019 ✓ Có; 2020 ✗ Không");
        case(&[false, true, false], "2018 ✗ Không; 2019 ✓ Có; 2020 ✗ Không");
    }
}
