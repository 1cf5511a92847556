//! Verdicts as facts: what was judged with which figures from which cells, what was required, and what is missing.

use super::codes::kind_of;
use super::{Fact, one, some};
use crate::report::context::{Asking, Context, index};
use crate::report::criteria::figures;
use crate::text;
use crate::vocab::explanation::{Because, Explanation};
use crate::vocab::listed::ListedRow;
use crate::vocab::place::{cell_name, column_letters};
use crate::vocab::reason::{Figure, Gap, Part, Reason, State};
use crate::vocab::{Place, TableId};

/// One criterion of one subject; `award` names the award that takes it over years of its own.
pub(super) fn verdict<'a>(context: Context<'a>, asking: Asking, subject: usize) -> Fact<'a> {
    let explanation = context.explain(asking, subject);
    let criterion = &context.campaign().criteria[asking.criterion];
    let award = asking.award.map(|award| context.campaign().awards[award].id.as_str());
    let mut values = vec![
        ("criterion", criterion.id.as_str().into()),
        ("award", award.into()),
        ("clause", criterion.cite.clause.as_deref().into()),
    ];
    values.extend(judged(context, &explanation, context.campaign().year));
    values.push(("years", years(context, &explanation)));
    Fact::Record(values)
}

/// What came out in a year; figures count their years back from it.
fn judged<'a>(context: Context<'a>, explanation: &Explanation, year: i32) -> [(&'static str, Fact<'a>); 6] {
    let figures = figures_of(context, explanation, year).into_iter().map(|(year, of)| figure(context, of, year));
    [
        ("verdict", explanation.verdict.into()),
        ("required", some(text::explanation::required(context.lang, explanation))),
        ("gap", text::explanation::gap(context.lang, explanation).into()),
        ("reason", text::explanation::line(context.lang, explanation).into()),
        ("figures", Fact::List(figures.collect())),
        ("parts", Fact::List(parts(context, explanation, year))),
    ]
}

/// The year that the figures of an explanation count back from: groups and conditions are those of the year judged, in
/// whatever year a criterion is looked at.
fn counted_from(context: Context<'_>, explanation: &Explanation, year: i32) -> i32 {
    match &explanation.because {
        Because::OtherGroup(_) | Because::GroupUnknown(_) | Because::ConditionFails(_) | Because::ConditionUnknown(_) => {
            context.campaign().year
        }
        Because::Judged(_) | Because::Due(_) | Because::Years { .. } => year,
    }
}

/// Every figure that was looked at, with the year that its own years count back from.
fn figures_of<'e>(context: Context<'_>, explanation: &'e Explanation, year: i32) -> Vec<(i32, &'e Figure)> {
    match &explanation.because {
        Because::Years { years, .. } => years.iter().flat_map(|(year, told)| figures_of(context, told, *year)).collect(),
        _ => {
            let year = counted_from(context, explanation, year);
            figures(explanation).into_iter().map(|figure| (year, figure)).collect()
        }
    }
}

/// What came out in each year of a criterion of several years, the earliest first.
fn years<'a>(context: Context<'a>, explanation: &Explanation) -> Fact<'a> {
    let Because::Years { years, .. } = &explanation.because else { return Fact::List(Vec::new()) };
    let year = |(year, told): &(i32, Explanation)| {
        let values = std::iter::once(("year", (*year).into())).chain(judged(context, told, *year));
        Fact::Record(values.collect())
    };
    Fact::List(years.iter().map(year).collect())
}

/// The parts of a rule that have no parts of their own, in the order of the rule; those of a year stand with the year.
fn parts<'a>(context: Context<'a>, explanation: &Explanation, year: i32) -> Vec<Fact<'a>> {
    let year = counted_from(context, explanation, year);
    match &explanation.because {
        Because::Judged(reason) | Because::ConditionFails(reason) | Because::ConditionUnknown(reason) => {
            let mut leaves = Vec::new();
            gather(reason, &mut leaves);
            // The reason of a single part is that of the whole.
            let several = leaves.len() > 1;
            leaves.into_iter().map(|leaf| part(context, leaf, several, year)).collect()
        }
        Because::Due(due) => {
            let late = match due.result {
                crate::vocab::explanation::DueResult::Late(days) => Some(days),
                _ => None,
            };
            vec![one([
                ("kind", "deadline".into()),
                ("day", due.day.into()),
                ("included", due.included.into()),
                ("result", (&due.result).into()),
                ("days_late", late.into()),
            ])]
        }
        Because::OtherGroup(_) | Because::GroupUnknown(_) | Because::Years { .. } => Vec::new(),
    }
}

fn gather<'r>(reason: &'r Reason, leaves: &mut Vec<&'r Reason>) {
    match &reason.part {
        Part::All(parts) | Part::Any(parts) | Part::AtLeast { parts, .. } => {
            parts.iter().for_each(|part| gather(part, leaves));
        }
        Part::Not(inner) => gather(inner, leaves),
        Part::Listed(listed) => {
            leaves.push(reason);
            listed.rows.iter().filter_map(ListedRow::reason).for_each(|row| gather(row, leaves));
        }
        Part::Compare(_) | Part::Attested(_) | Part::Among { .. } | Part::Place(_) | Part::Rise(_) => leaves.push(reason),
    }
}

fn part<'a>(context: Context<'a>, reason: &Reason, several: bool, year: i32) -> Fact<'a> {
    let mut values = vec![
        ("kind", kind(&reason.part).into()),
        ("verdict", reason.verdict.into()),
        ("reason", several.then(|| text::reason::line(context.lang, reason)).into()),
    ];
    match &reason.part {
        Part::Compare(comparison) => {
            values.extend([
                ("value", comparison.left.value.as_ref().into()),
                ("value_kind", comparison.left.value.as_ref().map(kind_of).into()),
                ("relation", comparison.relation.sign().into()),
                ("required", comparison.right.value.as_ref().into()),
            ]);
            values.extend(gap(comparison.gap.as_ref(), year));
        }
        Part::Place(place) => {
            values.extend([
                ("place", range(place.place)),
                ("relation", place.relation.sign().into()),
                ("required", place.limit.value.as_ref().into()),
                ("ranked", place.among.0.into()),
                ("may_still_be_ranked", place.among.1.into()),
            ]);
            values.extend(gap(place.gap.as_ref(), year));
        }
        Part::Rise(rise) => {
            values.extend([("place", range(rise.now.place)), ("place_before", range(rise.before.place))]);
            values.extend(gap(rise.gap.as_ref(), year));
        }
        Part::Listed(listed) => values.extend([
            ("list", listed.title.clone().into()),
            ("rows", listed.rows.len().into()),
            ("value", listed.value.as_ref().into()),
        ]),
        Part::All(_) | Part::Any(_) | Part::Not(_) | Part::AtLeast { .. } | Part::Attested(_) | Part::Among { .. } => {}
    }
    Fact::Record(values)
}

fn kind(part: &Part) -> &'static str {
    match part {
        Part::All(_) => "all",
        Part::Any(_) => "any",
        Part::Not(_) => "not",
        Part::AtLeast { .. } => "at_least",
        Part::Compare(_) => "comparison",
        Part::Attested(_) => "attestation",
        Part::Among { .. } => "one_of",
        Part::Place(_) => "place",
        Part::Rise(_) => "rise",
        Part::Listed(_) => "list",
    }
}

/// What would turn a failed part: each change of one figure alone, and how far the sides lie apart.
fn gap<'a>(gap: Option<&Gap>, year: i32) -> [(&'static str, Fact<'a>); 3] {
    let change = |change: &crate::vocab::reason::Change| {
        one([
            ("figure", change.figure.heading.clone().into()),
            ("year", (year - i32::from(change.figure.years_back)).into()),
            ("needed", (&change.needed).into()),
            ("by", change.by.as_ref().into()),
        ])
    };
    let changes = gap.map(|gap| gap.changes.iter().map(change).collect()).unwrap_or_default();
    [
        ("changes", Fact::List(changes)),
        ("no_single_change", gap.is_some_and(|gap| gap.impossible).into()),
        ("distance", gap.and_then(|gap| gap.distance.as_ref()).into()),
    ]
}

/// A figure with its cell; `year` is the one that its years count back from.
fn figure<'a>(context: Context<'a>, figure: &Figure, year: i32) -> Fact<'a> {
    let known = match &figure.state {
        State::Known(value) => Some(value),
        _ => None,
    };
    one([
        ("heading", figure.heading.clone().into()),
        ("of_unit", figure.of_unit.into()),
        ("year", (year - i32::from(figure.years_back)).into()),
        ("state", (&figure.state).into()),
        ("kind", known.map(kind_of).into()),
        ("value", known.into()),
        ("at", figure.place.as_ref().map(|at| place(context, at)).into()),
    ])
}

/// A place or a range of places.
pub(super) fn range<'a>(place: Option<(u32, u32)>) -> Fact<'a> {
    place.map(|(best, worst)| one([("best", best.into()), ("worst", worst.into())])).into()
}

/// Where something stands: file, sheet, and the cell as spreadsheets name it (`D17`, `17:17`, `D:D`); for the definition its
/// line.
pub(super) fn place<'a>(context: Context<'a>, place: &Place) -> Fact<'a> {
    let (table, cell) = match place {
        Place::Definition(span) => {
            let line = context.definition.line(span);
            return one([("file", context.definition.name.into()), ("line", line.into())]);
        }
        Place::Table(table) => (*table, None),
        Place::Column(table, column) => {
            let letters = column_letters(*column);
            (*table, Some(format!("{letters}:{letters}")))
        }
        Place::Row(table, row) => {
            let row = index(*row) + 1;
            (*table, Some(format!("{row}:{row}")))
        }
        Place::Cell(table, row, column) => (*table, Some(cell_name(*row, *column))),
    };
    let source = source(context, table);
    one([
        ("file", source.map(|source| source.file.as_str()).into()),
        ("sheet", source.and_then(|source| source.sheet.as_deref()).into()),
        ("cell", cell.into()),
    ])
}

pub(super) fn source(context: Context<'_>, table: TableId) -> Option<&crate::vocab::Source> {
    context.assessment.subjects.sources.get(table)
}
