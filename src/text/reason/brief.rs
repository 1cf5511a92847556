//! Reasons in short: the values alone, the requirement alone, the gaps alone, the parts that failed alone.

use super::{Teller, asks_for_step, figure_name, most_digits, shown, words, yes_no};
use crate::text::number::{shown_digits, value, written_digits};
use crate::text::parts::joined as run_together;
use crate::vocab::reason::{Figure, Gap, Part, Reason, State, Trouble, Value};
use crate::vocab::{Kind, Lang, Number, Verdict};

/// What stands for the value of a part that has none.
const NO_DATA: &str = "?";
const NOT_APPLICABLE: &str = "–";

/// The values that a rule looked at, as short as a cell: `92 %; 81 %`. What has none shows as `?` or `–`.
#[must_use]
pub fn values(lang: Lang, reason: &Reason) -> String {
    Teller { lang, words: words(lang) }.values(reason)
}

/// The one figure that [`values`] shows, where it is a number, a place or a day, with its digits after the decimal sign.
#[must_use]
pub fn figure(reason: &Reason) -> Option<(Value, u32)> {
    match &reason.part {
        Part::Not(inner) => figure(inner),
        Part::Compare(comparison) => match (&comparison.left.value, &comparison.left.trouble) {
            (Some(Value::Number(number, kind)), None) => {
                let digits = match most_digits(comparison) {
                    Some(digits) => shown_digits(number, *kind, digits),
                    None => written_digits(&Value::Number(number.clone(), *kind)),
                };
                Some((Value::Number(number.clone(), *kind), digits))
            }
            (Some(Value::Date(day)), None) => Some((Value::Date(*day), 0)),
            _ => None,
        },
        Part::Place(place) => {
            let (best, _) = place.place.filter(|(best, worst)| best == worst)?;
            Some((Value::Number(Number::from(i64::from(best)), Kind::Count), 0))
        }
        _ => None,
    }
}

/// What a rule requires, without what it found: `≥ 62 %`. Parts of which each says what it is about carry its name.
#[must_use]
pub fn requirement(lang: Lang, reason: &Reason) -> String {
    let teller = Teller { lang, words: words(lang) };
    let several = matches!(reason.part, Part::All(_) | Part::Any(_) | Part::AtLeast { .. } | Part::Not(_));
    teller.requirement_of(reason, false, several && !matches!(reason.part, Part::Not(_)))
}

/// A condition as people read it, with the names of what it looks at: `Số TTHC có nghĩa vụ tài chính > 0`.
#[must_use]
pub fn condition(lang: Lang, reason: &Reason) -> String {
    Teller { lang, words: words(lang) }.requirement_of(reason, false, true)
}

/// What would close the gaps of the parts that failed; `None` where nothing can be said.
#[must_use]
pub fn gaps(lang: Lang, reason: &Reason) -> Option<String> {
    let told = Teller { lang, words: words(lang) }.gaps(reason, false);
    (!told.is_empty()).then(|| told.join("; "))
}

/// The parts that failed, each with what it found, what was required and the gap: `61,9 % — yêu cầu ≥ 62 % — cần thêm 1
/// hồ sơ`. Where there are several parts each says what it is about.
#[must_use]
pub fn failing(lang: Lang, reason: &Reason) -> String {
    let teller = Teller { lang, words: words(lang) };
    let told = failed(reason).into_iter().map(|(part, negated)| {
        let required = (teller.words.required)(&teller.requirement_of(part, negated, false));
        let found = teller.found(reason, part);
        let is_said = matches!(&part.part, Part::Compare(comparison) if asks_for_step(comparison));
        let gaps = if is_said { Vec::new() } else { teller.gaps(part, negated) };
        run_together([found, required].into_iter().chain(gaps), " — ")
    });
    run_together(told, "; ")
}

/// What the parts that failed found, alone: `hạng 60`.
#[must_use]
pub fn failing_values(lang: Lang, reason: &Reason) -> String {
    let teller = Teller { lang, words: words(lang) };
    run_together(failed(reason).into_iter().map(|(part, _)| teller.found(reason, part)), "; ")
}

/// What each of the parts that failed requires, alone: `yêu cầu thuộc 10 vị trí đầu`.
#[must_use]
pub fn failing_requirements(lang: Lang, reason: &Reason) -> Vec<String> {
    let teller = Teller { lang, words: words(lang) };
    let required = |(part, negated)| (teller.words.required)(&teller.requirement_of(part, negated, false));
    failed(reason).into_iter().map(required).collect()
}

/// The parts without parts of their own that failed, each with whether it stands under a `not`.
fn failed(reason: &Reason) -> Vec<(&Reason, bool)> {
    let mut failed = Vec::new();
    collect_failed(reason, false, &mut failed);
    failed
}

fn collect_failed<'r>(reason: &'r Reason, negated: bool, failed: &mut Vec<(&'r Reason, bool)>) {
    if reason.verdict != if negated { Verdict::Met } else { Verdict::NotMet } {
        return;
    }
    match &reason.part {
        Part::All(parts) | Part::Any(parts) | Part::AtLeast { parts, .. } => {
            parts.iter().for_each(|part| collect_failed(part, negated, failed));
        }
        Part::Not(inner) => collect_failed(inner, !negated, failed),
        Part::Compare(_) | Part::Attested(_) | Part::Among { .. } | Part::Place(_) | Part::Rise(_) | Part::Listed(_) => {
            failed.push((reason, negated));
        }
    }
}

/// Why a side has no value although every figure is there.
#[must_use]
pub fn trouble(lang: Lang, trouble: &Trouble) -> &'static str {
    match trouble {
        Trouble::ZeroOfZero => words(lang).zero_of_zero,
        Trouble::Indivisible => words(lang).indivisible,
    }
}

impl Teller {
    /// What a part of a rule found, behind what it is about where the rule has several.
    fn found(&self, reason: &Reason, part: &Reason) -> String {
        let found = self.values(part);
        let several = matches!(reason.part, Part::All(_) | Part::Any(_) | Part::AtLeast { .. });
        if several { format!("{}: {found}", self.subject_of(part)) } else { found }
    }

    /// Several parts that say the same word, or have no value, show it once.
    fn same_once(&self, mut values: Vec<String>) -> Vec<String> {
        let once = [NO_DATA, NOT_APPLICABLE, self.words.yes, self.words.no];
        if once.iter().any(|once| values.iter().all(|value| value == once)) {
            values.truncate(1);
        }
        values
    }

    /// What a part looks at.
    fn subject_of(&self, reason: &Reason) -> String {
        match &reason.part {
            Part::Compare(comparison) => self.label(&comparison.left),
            Part::Place(place) => self.label(&place.by),
            Part::Rise(rise) => self.label(&rise.now.by),
            Part::Listed(listed) => self.list_title(listed),
            _ => reason.figures().first().map(|figure| figure_name(self.lang, figure)).unwrap_or_default(),
        }
    }

    fn values(&self, reason: &Reason) -> String {
        let value =
            match &reason.part {
                Part::All(parts) | Part::Any(parts) | Part::AtLeast { parts, .. } => {
                    return run_together(self.same_once(parts.iter().map(|part| self.values(part)).collect()), "; ");
                }
                Part::Not(inner) => return self.values(inner),
                Part::Compare(comparison) => match comparison.left.trouble {
                    Some(Trouble::ZeroOfZero) => Some("0/0".to_owned()),
                    _ => shown(self.lang, &comparison.left, comparison).or_else(|| self.range(&comparison.left)),
                },
                Part::Attested(figure) | Part::Among { figure, .. } => match &figure.state {
                    State::Known(known) => Some(value(self.lang, known)),
                    _ => None,
                },
                Part::Place(place) => place.place.map(|range| (self.words.place_alone)(range)),
                Part::Rise(rise) => rise.before.place.zip(rise.now.place).map(|(before, now)| {
                    format!("{} → {}", (self.words.place_alone)(before), (self.words.place_alone)(now))
                }),
                Part::Listed(listed) => self.listed_values(listed),
            };
        let none = if reason.verdict == Verdict::NotApplicable { NOT_APPLICABLE } else { NO_DATA };
        value.unwrap_or_else(|| none.to_owned())
    }

    pub(in crate::text) fn requirement_of(&self, reason: &Reason, negated: bool, named: bool) -> String {
        let label = |name: String, what: String| if named { format!("{name} {what}") } else { what };
        let list = |parts: &[Reason], between: &str| {
            let parts = parts.iter().map(|part| self.requirement_of(part, negated, true));
            run_together(parts, between)
        };
        let words = self.words;
        let (all, any) = if negated { (words.or_part, words.and) } else { (words.and, words.or_part) };
        match &reason.part {
            Part::All(parts) => list(parts, all),
            Part::Any(parts) => list(parts, any),
            Part::AtLeast { needed, parts } => {
                let count = u32::try_from(parts.len()).unwrap_or(u32::MAX);
                let needed = if negated { count.saturating_sub(*needed) + 1 } else { *needed };
                format!("{} {}", (self.words.at_least)(needed, count), list(parts, "; "))
            }
            Part::Not(inner) => self.requirement_of(inner, !negated, named),
            Part::Compare(comparison) => label(self.label(&comparison.left), self.requirement(comparison)),
            Part::Attested(figure) => {
                let (name, yes) = (figure_name(self.lang, figure), yes_no(self.lang, !negated));
                if named { (self.words.is)(&name, yes, false) } else { yes.to_owned() }
            }
            Part::Among { figure, accepted } => {
                let accepted = accepted.join(self.words.or);
                match named {
                    true => (self.words.is)(&figure_name(self.lang, figure), &accepted, negated),
                    false if negated => format!("≠ {accepted}"),
                    false => accepted,
                }
            }
            Part::Place(place) => label(format!("{}:", self.label(&place.by)), self.place_required(place)),
            Part::Rise(rise) => {
                label(format!("{}:", self.label(&rise.now.by)), (words.rise)(rise.negated != negated).to_owned())
            }
            Part::Listed(listed) => self.listed_requirement(listed, negated),
        }
    }

    /// Parts of which one is enough: what would close the gap of each, with "or" between.
    fn one_of(&self, parts: &[Reason], negated: bool) -> Vec<String> {
        let each = parts.iter().map(|part| self.gaps(part, negated).join("; ")).filter(|told| !told.is_empty());
        let told = each.collect::<Vec<_>>().join(self.words.or_part);
        if told.is_empty() { Vec::new() } else { vec![told] }
    }

    pub(in crate::text) fn gaps(&self, reason: &Reason, negated: bool) -> Vec<String> {
        let failed = if negated { Verdict::Met } else { Verdict::NotMet };
        if reason.verdict != failed {
            return Vec::new();
        }
        let one = |gap: &Option<Gap>, figures: &[&Figure], beside_others| {
            gap.iter().filter_map(|gap| self.gap(gap, figures, beside_others)).collect()
        };
        match &reason.part {
            Part::All(parts) if negated => self.one_of(parts, negated),
            Part::Any(parts) if !negated => self.one_of(parts, negated),
            Part::All(parts) | Part::Any(parts) | Part::AtLeast { parts, .. } => {
                parts.iter().flat_map(|part| self.gaps(part, negated)).collect()
            }
            Part::Not(inner) => self.gaps(inner, !negated),
            Part::Compare(comparison) => {
                let sides = [&comparison.left, &comparison.right];
                let figures: Vec<&Figure> = sides.iter().flat_map(|side| &side.figures).collect();
                one(&comparison.gap, &figures, sides.iter().any(|side| !side.lists.is_empty()))
            }
            Part::Place(place) => one(&place.gap, &place.by.figures.iter().collect::<Vec<_>>(), false),
            Part::Rise(rise) => one(&rise.gap, &rise.now.by.figures.iter().collect::<Vec<_>>(), false),
            Part::Listed(listed) => self.listed_gaps(listed, negated),
            Part::Attested(_) | Part::Among { .. } => Vec::new(),
        }
    }
}
