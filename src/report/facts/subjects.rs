//! Units and persons as facts: their figures with cells, points and classes, verdicts, and what came out for each award.

use super::verdicts::{place, range, verdict};
use super::{Fact, list, one, some, stream};
use crate::assess::KeyReading;
use crate::campaign::{Derived, KeyValue, Roll};
use crate::report::context::{Asking, Context};
use crate::rule::{Field, Operand, Quantity};
use crate::text;
use crate::vocab::derived::Points;
use crate::vocab::{Kind, Number, Side, Verdict, date};

/// Everybody of one side, in the order of ids.
pub(super) fn everybody<'a>(context: Context<'a>, side: Side) -> Fact<'a> {
    let Some(roll) = context.roll(side) else { return Fact::List(Vec::new()) };
    let askings = context.askings(side);
    stream(move |put| roll.by_id().for_each(|row| put(&subject(context, roll, &askings, row))))
}

fn subject<'a>(context: Context<'a>, roll: &'a Roll, askings: &[Asking], row: usize) -> Fact<'a> {
    let campaign = context.campaign();
    let group = roll.group(row).and_then(|group| campaign.groups.get(group)).map(|group| group.key.as_str());
    let unit = roll.unit(row).map(|unit| context.assessment.subjects.units.id(unit));
    let awards = campaign.awards.iter().enumerate().filter(|(_, award)| award.side == roll.side);
    one([
        ("id", roll.id(row).into()),
        ("name", roll.name(row).into()),
        ("side", roll.side.into()),
        ("group", group.filter(|_| campaign.grouped).into()),
        ("unit", unit.into()),
        ("at", roll.id_place(row).map(|at| place(context, &at)).into()),
        ("figures", Fact::List(figures(context, roll, row))),
        ("lists", Fact::List(lists(context, roll.side, row))),
        ("points", Fact::List(points(context, roll.side, row))),
        ("classes", Fact::List(classes(context, roll.side, row))),
        ("verdicts", Fact::List(askings.iter().map(|asking| verdict(context, *asking, row)).collect())),
        ("outcomes", Fact::List(awards.map(|(award, _)| outcome(context, award, row)).collect())),
    ])
}

/// Every column, in the year judged and in each earlier year with data.
fn figures<'a>(context: Context<'a>, roll: &'a Roll, row: usize) -> Vec<Fact<'a>> {
    let Some(register) = context.campaign().register(roll.side) else { return Vec::new() };
    let judged = context.campaign().year;
    let earlier = roll.earlier_tables().filter_map(|earlier| u8::try_from(judged - earlier.year).ok());
    let of_year = move |back: u8| {
        register.fields.iter().take(register.columns.len()).enumerate().map(move |(column, field)| {
            let operand =
                if roll.figures(column).is_some() { roll.operand_back(row, column, back) } else { Operand::Absent };
            let written = if back == 0 { roll.written(register, row, column) } else { "" };
            let (state, value) = match text_of(roll, column, row, back) {
                Some(text) => (if text.is_empty() { "blank" } else { "known" }, some(text)),
                None => said(field, &operand, written),
            };
            one([
                ("column", field.name.as_str().into()),
                ("year", (judged - i32::from(back)).into()),
                ("state", state.into()),
                ("kind", field.kind.into()),
                ("value", value),
                ("at", roll.place_back(row, column, back).map(|at| place(context, &at)).into()),
            ])
        })
    };
    std::iter::once(0).chain(earlier).flat_map(of_year).collect()
}

/// The free text of a column in the year judged.
fn text_of(roll: &Roll, column: usize, row: usize, back: u8) -> Option<&str> {
    (roll.figures(column).is_none() && back == 0).then(|| roll.text(row, column))
}

/// What a cell says of a field, and its value; `written` is a step as the file writes it.
fn said<'a>(field: &'a Field, operand: &Operand, written: &'a str) -> (&'static str, Fact<'a>) {
    match operand {
        Operand::Known(number) => ("known", value(field, number, written)),
        Operand::Blank => ("blank", Fact::Nothing),
        Operand::Unusable => ("unusable", Fact::Nothing),
        Operand::NotApplicable => ("not_applicable", Fact::Nothing),
        Operand::Absent => ("absent", Fact::Nothing),
        Operand::New => ("new", Fact::Nothing),
    }
}

fn value<'a>(field: &'a Field, number: &Number, written: &'a str) -> Fact<'a> {
    match field.kind {
        Kind::YesNo => Fact::Yes(*number != Number::ZERO),
        Kind::Date => number.to_whole().and_then(date::from_ordinal).into(),
        Kind::Rating | Kind::Text if !written.is_empty() => written.into(),
        Kind::Rating | Kind::Text => {
            let step = number.to_whole().and_then(|step| field.steps.get(usize::try_from(step).ok()?));
            step.and_then(|step| step.spellings.first()).into()
        }
        _ => number.into(),
    }
}

/// The rows of every list of a subject, in the year judged and the earlier years with data.
fn lists<'a>(context: Context<'a>, side: Side, row: usize) -> Vec<Fact<'a>> {
    let campaign = context.campaign();
    let Some(register) = campaign.register(side) else { return Vec::new() };
    let of_side =
        campaign.details.iter().zip(&context.assessment.subjects.details).filter(|(detail, _)| detail.side == side);
    let mut all = Vec::new();
    for (detail, years) in of_side {
        let Some(list) = register.lists.get(usize::from(detail.list)) else { continue };
        for (back, rows) in (0..).zip(years).filter_map(|(back, rows)| Some((back, rows.as_ref()?))) {
            let rows = (0..rows.count(row)).map(|at| {
                let cells = list.fields.iter().enumerate().map(|(column, field)| {
                    let free = rows.text(row, at, column);
                    let (state, value) = match free {
                        "" => said(field, &rows.operand(row, at, column), ""),
                        free => ("known", free.into()),
                    };
                    one([
                        ("column", field.name.as_str().into()),
                        ("state", state.into()),
                        ("kind", field.kind.into()),
                        ("value", value),
                        ("at", rows.place(row, at, column).map(|cell| place(context, &cell)).into()),
                    ])
                });
                one([
                    ("name", rows.name(row, at).into()),
                    ("certain", rows.is_certain(row, at).into()),
                    ("at", rows.name_place(row, at).map(|cell| place(context, &cell)).into()),
                    ("figures", Fact::List(cells.collect())),
                ])
            });
            all.push(one([
                ("list", detail.id.as_str().into()),
                ("year", (campaign.year - back).into()),
                ("rows", Fact::List(rows.collect())),
            ]));
        }
    }
    all
}

/// The points that the tool added up.
fn points<'a>(context: Context<'a>, side: Side, row: usize) -> Vec<Fact<'a>> {
    let scores = context.campaign().scores.iter().enumerate().filter(|(_, score)| score.side == side);
    let explained = scores.filter_map(|(at, score)| Some((score, context.assessment.explain_score(at, row)?)));
    let known = |points: &Points| match points {
        Points::Known(number) => Fact::from(number),
        _ => Fact::Nothing,
    };
    explained
        .map(|(score, told)| {
            let parts = score.parts.iter().zip(&told.parts).map(|(part, told)| {
                one([
                    ("part", part.id.as_str().into()),
                    ("clause", part.cite.clause.as_deref().into()),
                    ("role", part.role.into()),
                    ("most", part.most.as_ref().into()),
                    ("state", (&told.points).into()),
                    ("points", known(&told.points)),
                ])
            });
            one([
                ("score", score.id.as_str().into()),
                ("state", (&told.points).into()),
                ("points", known(&told.points)),
                ("parts", Fact::List(parts.collect())),
                ("reason", text::derived::score(context.lang, &told).join("; ").into()),
            ])
        })
        .collect()
}

/// The classes that the tool worked out.
fn classes<'a>(context: Context<'a>, side: Side, row: usize) -> Vec<Fact<'a>> {
    let campaign = context.campaign();
    let of_side = campaign.derived.iter().filter_map(|derived| match derived {
        Derived::Class(class) if campaign.classes[*class].side == side => Some(*class),
        _ => None,
    });
    of_side
        .filter_map(|class| {
            let told = context.assessment.explain_class(class, row)?;
            let reason = text::derived::class(context.lang, &told);
            Some(one([
                ("class", campaign.classes[class].id.as_str().into()),
                ("state", (&told.points).into()),
                ("label", told.class.into()),
                ("reason", reason.into()),
            ]))
        })
        .collect()
}

/// What came out for one award.
fn outcome<'a>(context: Context<'a>, award: usize, row: usize) -> Fact<'a> {
    let (assessment, campaign) = (context.assessment, context.campaign());
    let result = &assessment.awards[award];
    let decided = assessment.decided(award, row);
    let keys = campaign.awards[award].rank.iter().enumerate().map(|(key, rank)| {
        let reading = assessment.key(award, key, row);
        let (state, value) = match (reading, &rank.by) {
            (Some(KeyReading::Measured(Quantity::Known(number))), KeyValue::Measure(measure)) => {
                ("known", measure.shown(&number).as_ref().map_or_else(|| Fact::from(&number), Fact::from))
            }
            (Some(KeyReading::First(Verdict::Met)), _) => ("known", true.into()),
            (Some(KeyReading::First(Verdict::NotMet)), _) => ("known", false.into()),
            (Some(KeyReading::Measured(Quantity::NotApplicable) | KeyReading::First(Verdict::NotApplicable)), _) => {
                ("not_applicable", Fact::Nothing)
            }
            _ => ("no_data", Fact::Nothing),
        };
        one([("state", state.into()), ("value", value)])
    });
    let in_force = result.in_force();
    let money = matches!(in_force.outcome(row), crate::vocab::Outcome::Selected | crate::vocab::Outcome::SelectedUncertain);
    let money = assessment.reward(award).filter(|_| money && result.given).map(|sum| sum.amount);
    let (failing, _) = context.with_verdict(award, row, Verdict::NotMet);
    let (missing, _) = context.with_verdict(award, row, Verdict::NoData);
    one([
        ("award", campaign.awards[award].id.as_str().into()),
        ("outcome", in_force.outcome(row).into()),
        ("computed", result.outcome(row).into()),
        ("standing", in_force.standing(row).into()),
        ("pool", in_force.pool_of(row).into()),
        ("place", range(in_force.place(row).map(|[best, worst]| (best, worst)))),
        ("keys", Fact::List(keys.collect())),
        ("not_met", failing.into()),
        ("no_data", missing.into()),
        ("in_the_way", some(context.obstacle(award, row, None).told)),
        ("money", money.into()),
        ("decisions", list(decided.map(|decided| decided.decisions).unwrap_or_default())),
    ])
}

/// A subject by its side and id.
pub(super) fn who<'a>(context: Context<'a>, side: Side, subject: usize) -> [(&'static str, Fact<'a>); 3] {
    let roll = context.roll(side);
    [
        ("side", side.into()),
        ("id", roll.map(|roll| roll.id(subject)).into()),
        ("name", roll.map(|roll| roll.name(subject)).into()),
    ]
}
