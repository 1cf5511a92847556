//! Reasons as people read them: one line for a rule's tree, and the gap of a failed part alone.
//!
//! `Hồ sơ trực tuyến / Tổng số hồ sơ = 619/1.000 = 61,9 % — yêu cầu ≥ 62 % — cần thêm 1 hồ sơ ở “Hồ sơ trực tuyến”`.
//! What is common to both languages is here; the words are in [`Words`], one for each language. A `not` is shown by
//! what the parts under it require, never as a word before them.

mod brief;

use std::borrow::Cow;

pub use brief::{condition, failing, failing_requirements, failing_values, figure, gaps, requirement, trouble, values};

use super::number::{READ, digits, digits_of_distance, number_of_kind, value, written_digits};
use super::parts::joined as run_together;
use super::{en, listed, vi};
use crate::vocab::reason::{
    Change, Comparison, Figure, Function, Gap, Part, Piece, PlaceInGroup, Reason, Relation, Rise, RisePlace, Sign, State,
    Term, Trouble, Value,
};
use crate::vocab::{Kind, Lang, Number, Place, Rounding, Verdict};

/// The words of one language.
pub(super) struct Words {
    /// Between parts that must all hold, between parts of which one must, and between single words.
    pub(super) and: &'static str,
    pub(super) or_part: &'static str,
    pub(super) or: &'static str,
    pub(super) yes: &'static str,
    pub(super) no: &'static str,
    /// What is said of 0 of 0, and of a faulty divisor.
    pub(super) zero_of_zero: &'static str,
    pub(super) indivisible: &'static str,
    /// The verdict, where a part has no value to show.
    pub(super) verdict: fn(Verdict) -> &'static str,
    /// That a figure has to be, or must not be, what is named.
    pub(super) is: fn(&str, &str, bool) -> String,
    /// What a figure without a value says.
    pub(super) state: fn(&State) -> Option<&'static str>,
    /// What stands behind a heading of the unit or of an earlier year.
    pub(super) whose: fn(bool, u8) -> Option<String>,
    pub(super) function: fn(Function) -> String,
    /// A step of a scale, or a better or a worse one: `Tốt trở lên`.
    pub(super) step: fn(Relation, &str) -> String,
    /// `yêu cầu ≥ 62 %`.
    pub(super) required: fn(&str) -> String,
    pub(super) required_among: fn(&str, bool) -> String,
    /// Among the first: a share of the group or so many places, or just not among them.
    pub(super) top: fn(&str, bool, bool) -> String,
    /// The place, the number of subjects with one, and how many may still get one.
    pub(super) place: fn((u32, u32), (u32, u32)) -> String,
    /// The place alone.
    pub(super) place_alone: fn((u32, u32)) -> String,
    pub(super) no_place: &'static str,
    /// The place of the year before, and that the place has to be better than it, or not.
    pub(super) place_before: fn(&str) -> String,
    pub(super) rise: fn(bool) -> &'static str,
    pub(super) at_least: fn(u32, u32) -> String,
    pub(super) change: fn(&Change) -> String,
    pub(super) in_figure: fn(&str) -> String,
    pub(super) cannot: fn(Option<&str>) -> String,
    pub(super) apart: fn(&str) -> String,
    /// The unit of a distance of the kind.
    pub(super) unit: fn(Kind) -> &'static str,
}

fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::Vi => &vi::reason::WORDS,
        Lang::En => &en::reason::WORDS,
    }
}

pub(super) fn yes_no(lang: Lang, yes: bool) -> &'static str {
    if yes { words(lang).yes } else { words(lang).no }
}

/// The unit of a distance of the kind; empty where it has none.
pub(super) fn unit(lang: Lang, kind: Kind) -> &'static str {
    (words(lang).unit)(kind)
}

/// A reason as one line.
#[must_use]
pub fn line(lang: Lang, reason: &Reason) -> String {
    Teller { lang, words: words(lang) }.reason(reason, false, false)
}

/// What would close the gap, alone: `cần thêm 37 hồ sơ`. `None` when nothing can be said.
#[must_use]
pub fn gap(lang: Lang, gap: &Gap) -> Option<String> {
    let words = words(lang);
    if let Some(change) = nearest_at_hand(gap) {
        return Some((words.change)(change));
    }
    let apart = gap.distance.as_ref().and_then(|distance| distance_text(lang, distance));
    match apart {
        apart if gap.impossible => Some((words.cannot)(apart.as_deref())),
        Some(apart) => Some((words.apart)(&apart)),
        None => None,
    }
}

/// A side as the plan's reader would write it: headings, signs and fixed values.
#[must_use]
pub fn label(lang: Lang, term: &Term) -> String {
    Teller { lang, words: words(lang) }.label(term)
}

/// A quantity with its figures and its value: `label = figures = value`, and what is missing where it has none.
#[must_use]
pub fn side(lang: Lang, term: &Term) -> String {
    side_shown(lang, term, term.value.as_ref().map(|known| value(lang, known)))
}

/// The same with the value in words of its own, where more digits are needed.
pub(super) fn side_shown(lang: Lang, term: &Term, shown: Option<String>) -> String {
    let teller = Teller { lang, words: words(lang) };
    let figures: Vec<&Figure> = term.figures.iter().collect();
    let missing = if term.value.is_some() { None } else { teller.without_value(&figures, term.trouble.as_ref()) };
    joined([Some(teller.side(term, shown)), missing])
}

/// What a comparison found, with as many digits as its verdict needs; `None` when there is no value.
#[must_use]
pub fn found(lang: Lang, comparison: &Comparison) -> Option<String> {
    shown(lang, &comparison.left, comparison)
}

/// What a comparison requires: `≥ 62 %`. Under a `not` it is the opposite of what the rule writes.
#[must_use]
pub fn required(lang: Lang, comparison: &Comparison) -> String {
    Teller { lang, words: words(lang) }.requirement(comparison)
}

/// A figure's heading, and whose and of which year it is where that is not plain.
#[must_use]
pub fn figure_name(lang: Lang, figure: &Figure) -> String {
    name_of(lang, figure).into_owned()
}

fn name_of(lang: Lang, figure: &Figure) -> Cow<'_, str> {
    match (words(lang).whose)(figure.of_unit, figure.years_back) {
        Some(whose) => Cow::Owned(format!("{} ({whose})", figure.heading)),
        None => Cow::Borrowed(&figure.heading),
    }
}

/// Why a figure has no value: `chưa có số liệu`. `None` for one that has.
#[must_use]
pub fn state(lang: Lang, state: &State) -> Option<&'static str> {
    (words(lang).state)(state)
}

/// The change that is named: of the year judged where one does, and of the figure that the rule names first.
fn nearest_at_hand(gap: &Gap) -> Option<&Change> {
    gap.changes.iter().find(|change| change.figure.years_back == 0).or_else(|| gap.changes.first())
}

fn distance_text(lang: Lang, distance: &Value) -> Option<String> {
    let Value::Number(number, kind) = distance else { return None };
    if number.is_zero() {
        return None;
    }
    let unit = (words(lang).unit)(*kind);
    // The unit of a distance between percentages is the point, not the percent.
    let (number, kind) = match kind {
        Kind::Percent => (number.times(&Number::from(100)), Kind::Number),
        Kind::Money | Kind::Date => (number.clone(), Kind::Number),
        kind => (number.clone(), *kind),
    };
    let shown = number_of_kind(lang, &number, kind, digits_of_distance(&number, kind));
    Some(format!("{shown} {unit}").trim_end().to_owned())
}

/// A side's value with the digits that the comparison needs.
fn shown(lang: Lang, term: &Term, comparison: &Comparison) -> Option<String> {
    match (term.value.as_ref()?, most_digits(comparison)) {
        (Value::Number(number, kind), Some(digits)) => Some(number_of_kind(lang, number, *kind, digits)),
        (other, _) => Some(value(lang, other)),
    }
}

/// The most digits with which the sides of a comparison are shown; `None` unless both are numbers.
fn most_digits(comparison: &Comparison) -> Option<u32> {
    let (Some(Value::Number(left, kind)), Some(Value::Number(right, _))) = (&comparison.left.value, &comparison.right.value)
    else {
        return None;
    };
    let written = [&comparison.left, &comparison.right].into_iter().filter_map(as_written).max().unwrap_or(0);
    Some(digits(left, right, *kind, written))
}

/// The digits of a side that somebody wrote down as it is: one figure or one fixed value.
fn as_written(term: &Term) -> Option<u32> {
    let [Piece::Figure(_) | Piece::Value(_) | Piece::List(_)] = term.label.as_slice() else { return None };
    term.value.as_ref().map(written_digits)
}

pub(super) struct Teller {
    lang: Lang,
    words: &'static Words,
}

impl Teller {
    pub(super) fn reason(&self, reason: &Reason, negated: bool, nested: bool) -> String {
        let words = self.words;
        let (all, any) = if negated { (words.or_part, words.and) } else { (words.and, words.or_part) };
        let bracketed = |text: String| if nested { format!("({text})") } else { text };
        match &reason.part {
            Part::All(parts) => bracketed(self.parts(parts, negated, all)),
            Part::Any(parts) => bracketed(self.parts(parts, negated, any)),
            Part::Not(inner) => self.reason(inner, !negated, nested),
            Part::AtLeast { needed, parts } => {
                let count = u32::try_from(parts.len()).unwrap_or(u32::MAX);
                let needed = if negated { count.saturating_sub(*needed) + 1 } else { *needed };
                let parts = self.parts(parts, negated, "; ");
                bracketed(format!("{} {parts}", (words.at_least)(needed, count)))
            }
            Part::Compare(comparison) => self.comparison(comparison, reason.verdict),
            Part::Attested(figure) => self.attested(figure, reason.verdict, negated),
            Part::Among { figure, accepted } => {
                let accepted = (words.required_among)(&accepted.join(words.or), negated);
                joined([Some(self.figure_line(figure)), Some(accepted)])
            }
            Part::Place(place) => self.place(place),
            Part::Rise(rise) => self.rise(rise),
            Part::Listed(listed) => bracketed(self.listed(listed, negated)),
        }
    }

    fn parts(&self, parts: &[Reason], negated: bool, between: &str) -> String {
        run_together(parts.iter().map(|part| self.reason(part, negated, true)), between)
    }

    fn comparison(&self, comparison: &Comparison, verdict: Verdict) -> String {
        let Comparison { left, right, gap, .. } = comparison;
        let value = shown(self.lang, left, comparison);
        let figures: Vec<&Figure> = left.figures.iter().chain(&right.figures).collect();
        let trouble = left.trouble.as_ref().or(right.trouble.as_ref());
        let missing = if left.value.is_some() && right.value.is_some() || self.alone_without(comparison).is_some() {
            None
        } else {
            self.without_value(&figures, trouble).map(|why| match verdict {
                Verdict::Met | Verdict::NotMet => format!("{why}: {}", (self.words.verdict)(verdict)),
                Verdict::NoData | Verdict::NotApplicable => why,
            })
        };
        let required = (self.words.required)(&self.requirement(comparison));
        let beside_lists = !left.lists.is_empty() || !right.lists.is_empty();
        let gap = gap.as_ref().filter(|_| !asks_for_step(comparison));
        let gap = gap.and_then(|gap| self.gap(gap, &figures, beside_lists));
        let left_side = self.alone_without(comparison).map_or_else(|| self.side(left, value), |of| self.figure_line(of));
        joined([Some(left_side), Some(required), missing, gap, self.list_rows([left, right])])
    }

    /// The figure that is the whole left side and alone has no value: its state is told behind its name.
    fn alone_without<'c>(&self, comparison: &'c Comparison) -> Option<&'c Figure> {
        let Comparison { left, right, .. } = comparison;
        match (left.label.as_slice(), left.figures.as_slice()) {
            ([Piece::Figure(_)], [figure]) if left.value.is_none() && left.trouble.is_none() && right.value.is_some() => {
                (!matches!(figure.state, State::Known(_))).then_some(figure)
            }
            _ => None,
        }
    }

    /// `label = figures = value`, leaving out what would be said twice.
    fn side(&self, term: &Term, value: Option<String>) -> String {
        // A mean has a value though a year in it does not apply.
        let known = term.value.is_some() || term.figures.iter().all(|figure| matches!(figure.state, State::Known(_)));
        let counted = term.lists.iter().all(|listed| listed.value.is_some());
        let figures = (known && counted && term.label.len() > 1).then(|| self.with_figures(term));
        let value = value.filter(|value| figures.as_ref() != Some(value)).or_else(|| self.range(term));
        let said = run_together([Some(self.label(term)), figures].into_iter().flatten(), " = ");
        match value {
            Some(value) if self.is_rounded(term, &value) => format!("{said} ≈ {value}"),
            Some(value) => format!("{said} = {value}"),
            None => said,
        }
    }

    /// Whether a value has more digits than are shown of it.
    fn is_rounded(&self, term: &Term, shown: &str) -> bool {
        let Some(Value::Number(number, kind)) = &term.value else { return false };
        let sign = if self.lang == Lang::Vi { ',' } else { '.' };
        let digits = shown.rsplit_once(sign).map_or(0, |(_, behind)| behind.chars().filter(char::is_ascii_digit).count());
        let spared = if *kind == Kind::Percent { 2 } else { 0 };
        let shown = u32::try_from(digits).unwrap_or(u32::MAX);
        number.decimals().is_none_or(|decimals| decimals.saturating_sub(spared) > shown)
    }

    fn requirement(&self, comparison: &Comparison) -> String {
        let Comparison { relation, right, negated, .. } = comparison;
        let relation = if *negated { relation.opposite() } else { *relation };
        let value = shown(self.lang, right, comparison);
        if let (Some(step), Some(Value::Text(_)), []) = (&value, &right.value, right.figures.as_slice()) {
            return (self.words.step)(relation, step);
        }
        let text = match value {
            Some(value) if right.figures.is_empty() && right.lists.is_empty() => value,
            Some(value) => format!("{} = {value}", self.label(right)),
            None => run_together([Some(self.label(right)), self.range(right)].into_iter().flatten(), " = "),
        };
        [relation.sign(), &text].join(" ")
    }

    fn attested(&self, figure: &Figure, verdict: Verdict, negated: bool) -> String {
        let failed = verdict == if negated { Verdict::Met } else { Verdict::NotMet };
        let required = failed.then(|| (self.words.required)(yes_no(self.lang, !negated)));
        joined([Some(self.figure_line(figure)), required])
    }

    fn place(&self, place: &PlaceInGroup) -> String {
        let words = self.words;
        let value = place.by.value.as_ref().map(|by| value(self.lang, by));
        let figures: Vec<&Figure> = place.by.figures.iter().chain(&place.limit.figures).collect();
        let stands = match place.place {
            Some(range) => (words.place)(range, place.among),
            None => words.no_place.to_owned(),
        };
        let missing = self.without_value(&figures, place.by.trouble.as_ref());
        let gap = place.gap.as_ref().and_then(|gap| self.gap(gap, &place.by.figures.iter().collect::<Vec<_>>(), false));
        let rows = self.list_rows([&place.by]);
        let required = (words.required)(&self.place_required(place));
        joined([Some(self.side(&place.by, value)), Some(stands), Some(required), missing, gap, rows])
    }

    fn rise(&self, rise: &Rise) -> String {
        let words = self.words;
        let stands = |place: &RisePlace| match place.place {
            Some(range) => (words.place)(range, place.among),
            None => words.no_place.to_owned(),
        };
        let by = &rise.now.by;
        let value = by.value.as_ref().map(|by| value(self.lang, by));
        let figures: Vec<&Figure> = by.figures.iter().chain(&rise.before.by.figures).collect();
        let trouble = by.trouble.as_ref().or(rise.before.by.trouble.as_ref());
        joined([
            Some(self.side(by, value)),
            Some(stands(&rise.now)),
            Some((words.place_before)(&stands(&rise.before))),
            Some((words.required)((words.rise)(rise.negated))),
            self.without_value(&figures, trouble),
            rise.gap.as_ref().and_then(|gap| self.gap(gap, &by.figures.iter().collect::<Vec<_>>(), false)),
            self.list_rows([by, &rise.before.by]),
        ])
    }

    pub(super) fn value(&self, of: &Value) -> String {
        value(self.lang, of)
    }

    pub(super) fn whose(&self, of_unit: bool, years_back: u8) -> Option<String> {
        (self.words.whose)(of_unit, years_back)
    }

    pub(super) fn list_words(&self) -> &'static listed::Words {
        match self.lang {
            Lang::Vi => &vi::listed::WORDS,
            Lang::En => &en::listed::WORDS,
        }
    }

    /// A side alone, with what is missing in it.
    pub(super) fn worth(&self, term: &Term) -> String {
        let value = term.value.as_ref().map(|of| self.value(of));
        let figures: Vec<&Figure> = term.figures.iter().collect();
        joined([Some(self.side(term, value)), self.without_value(&figures, term.trouble.as_ref())])
    }

    fn place_required(&self, place: &PlaceInGroup) -> String {
        let limit = match &place.limit.value {
            Some(limit) => value(self.lang, limit),
            None => self.label(&place.limit),
        };
        let of_group = matches!(place.limit.value, Some(Value::Number(_, Kind::Percent)));
        match (place.relation, place.negated) {
            (Relation::AtMost, negated) => (self.words.top)(&limit, of_group, negated),
            (relation, negated) => {
                let relation = if negated { relation.opposite() } else { relation };
                format!("{} {limit}", relation.sign())
            }
        }
    }

    /// What is missing or wrong, where a part has no value.
    fn without_value(&self, figures: &[&Figure], trouble: Option<&Trouble>) -> Option<String> {
        match trouble {
            Some(Trouble::ZeroOfZero) => return Some(self.words.zero_of_zero.to_owned()),
            Some(Trouble::Indivisible) => return Some(self.words.indivisible.to_owned()),
            None => {}
        }
        let mut told: Vec<String> = Vec::new();
        for figure in figures {
            let Some(state) = (self.words.state)(&figure.state) else { continue };
            let one = format!("{state}: “{}”", figure_name(self.lang, figure));
            if !told.contains(&one) {
                told.push(one);
            }
        }
        (!told.is_empty()).then(|| told.join("; "))
    }

    /// What would close the gap, with the figure where it is not the only one that could be meant.
    fn gap(&self, of: &Gap, figures: &[&Figure], beside_others: bool) -> Option<String> {
        let told = gap(self.lang, of)?;
        let cells = figures.iter().filter(|figure| !matches!(figure.place, Some(Place::Definition(_))));
        let place = nearest_at_hand(of).filter(|_| beside_others || cells.count() > 1);
        let place = place.map(|change| (self.words.in_figure)(&figure_name(self.lang, &change.figure)));
        Some(told + &place.unwrap_or_default())
    }

    fn figure_line(&self, figure: &Figure) -> String {
        match &figure.state {
            State::Known(known) => format!("{}: {}", figure_name(self.lang, figure), value(self.lang, known)),
            without => {
                let why = (self.words.state)(without).unwrap_or_default();
                format!("{}: {why}", figure_name(self.lang, figure))
            }
        }
    }

    fn label(&self, term: &Term) -> String {
        let name = |at: usize| match term.figures.get(at) {
            Some(figure) => name_of(self.lang, figure),
            None => Cow::Borrowed(""),
        };
        let list = |at: usize| self.list_label(term, at);
        term.label.iter().map(|piece| self.piece(piece, &name, &list, " / ")).collect()
    }

    /// The label with figures in place of headings: `619/1.000`, `100 - 12`.
    fn with_figures(&self, term: &Term) -> String {
        self.pieces_with_figures(term, &term.label)
    }

    fn pieces_with_figures(&self, term: &Term, pieces: &[Piece]) -> String {
        let figure = |at: usize| match term.figures.get(at).map(|figure| &figure.state) {
            Some(State::Known(known)) => Cow::Owned(value(self.lang, known)),
            _ => Cow::Borrowed("–"),
        };
        let shown = pieces.iter().map(|piece| match piece {
            Piece::OfMax(max) => Cow::Owned(format!("/{}", number_of_kind(self.lang, max, Kind::Number, 9))),
            Piece::EarlierYears(years) => {
                Cow::Owned(years.iter().map(|year| format!("{}; ", self.pieces_with_figures(term, year))).collect())
            }
            other => self.piece(other, &figure, &|at| self.list_value(term, at), "/"),
        });
        shown.collect()
    }

    fn piece<'t>(
        &self,
        piece: &'t Piece,
        figure: &impl Fn(usize) -> Cow<'t, str>,
        list: &impl Fn(usize) -> String,
        over: &'static str,
    ) -> Cow<'t, str> {
        Cow::Borrowed(match piece {
            Piece::Figure(at) => return figure(*at),
            Piece::List(at) => return Cow::Owned(list(*at)),
            Piece::Value(fixed) => return Cow::Owned(value(self.lang, fixed)),
            Piece::Function(function) => return Cow::Owned((self.words.function)(*function)),
            Piece::Sign(Sign::Plus) => " + ",
            Piece::Sign(Sign::Minus) => " - ",
            Piece::Sign(Sign::Times) => " × ",
            Piece::Sign(Sign::Over) => over,
            Piece::Minus => "-",
            Piece::OfMax(_) | Piece::EarlierYears(_) => "",
            Piece::Open => "(",
            Piece::Separator => "; ",
            Piece::Close => ")",
        })
    }
}

/// Whether what would close the gap is what is required in the same words: a step of a scale, of one figure.
fn asks_for_step(comparison: &Comparison) -> bool {
    let Comparison { left, right, gap, .. } = comparison;
    let needed = gap.as_ref().and_then(nearest_at_hand).map(|change| &change.needed);
    matches!(needed, Some(Value::Text(_))) && needed == right.value.as_ref() && left.figures.len() == 1
}

fn joined<const N: usize>(parts: [Option<String>; N]) -> String {
    run_together(parts.into_iter().flatten(), " — ")
}

/// A number's own digits, without a sign: how much more or less.
pub(super) fn amount(lang: Lang, by: &Number) -> String {
    let by = by.abs();
    let digits = digits_of_change(&by);
    // Never rounded down: who adds what is shown must not still fall short.
    let shown = by.rounded(digits, Rounding::Up);
    let told = number_of_kind(lang, &shown, Kind::Number, digits);
    if shown == by { told } else { format!("≈ {told}") }
}

/// How many digits tell a change: all of a few, or else three, and more of one so small that they would be one or none.
fn digits_of_change(by: &Number) -> u32 {
    const MOST: u32 = 15;
    let tells = |digits: &u32| !by.rounded(*digits - 1, Rounding::Down).is_zero() || by.decimals() == Some(*digits);
    (READ..MOST).find(tells).unwrap_or(MOST)
}

/// Percentage points.
pub(super) fn points(lang: Lang, by: &Number) -> String {
    amount(lang, &by.times(&Number::from(100)))
}

/// How many of what people count the figure in: `37 hồ sơ`, with `word` between.
pub(super) fn counted(lang: Lang, by: &Number, word: &str, figure: &Figure) -> String {
    let measure = figure.measure.as_deref().unwrap_or_default();
    format!("{}{word} {measure}", amount(lang, by)).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_change_is_told_with_few_digits_and_never_less_than_is_needed() {
        #[track_caller]
        fn case(by: Number, vi: &str) {
            assert_eq!(amount(Lang::Vi, &by), vi, "{by:?}");
        }
        case(Number::from(37), "37");
        case(Number::from_digits(15, 1), "1,5");
        case(Number::from_digits(6525, 3), "6,525");
        // 0,204 would still fall short.
        case(Number::from_digits(2_040_863_943, 10), "≈ 0,205");
        case(Number::from_digits(-3_377_708, 6), "≈ 3,378");
        case(Number::ratio(1, 3).unwrap(), "≈ 0,334");
        case(Number::from_digits(42, 4), "0,0042");
        case(Number::from_digits(42_345, 8), "≈ 0,00043");
        case(Number::from_digits(1, 10), "0,0000000001");
        assert_eq!(points(Lang::En, &Number::ratio(1, 7).unwrap()), "≈ 14.286");
    }
}
