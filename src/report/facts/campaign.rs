//! The definition as facts: what was judged, by which rules, for which awards.

use super::{Fact, list, one, some};
use crate::campaign::{Campaign, Check, Cite, PerGroup};
use crate::report::context::Context;
use crate::vocab::Lang;

pub(super) fn campaign<'a>(context: Context<'a>) -> Fact<'a> {
    let campaign = context.campaign();
    let lang = match campaign.lang {
        Lang::Vi => "vi",
        Lang::En => "en",
    };
    let period = campaign.period.as_ref().map(|period| {
        one([("from", period.from.into()), ("last", period.last.into()), ("clause", period.cite.clause.as_deref().into())])
    });
    let groups = campaign.groups.iter().filter(|_| campaign.grouped);
    let groups = groups.map(|group| one([("key", (&group.key).into()), ("label", (&group.label).into())]));
    one([
        ("id", (&campaign.id).into()),
        ("title", (&campaign.title).into()),
        ("issuer", some(campaign.issuer.as_str())),
        ("year", campaign.year.into()),
        ("first_year", campaign.first_year.into()),
        ("lang", lang.into()),
        ("period", period.into()),
        ("groups", list(groups)),
        ("figures", Fact::List(figures(context))),
        ("occasions", Fact::List(occasions(campaign))),
    ])
}

/// What guidance sets, with the line of the definition.
fn figures<'a>(context: Context<'a>) -> Vec<Fact<'a>> {
    let figure = |figure: &'a crate::rule::Constant| {
        let value = figure.value.as_ref();
        one([
            ("name", (&figure.name).into()),
            ("state", if value.is_some() { "known" } else { "open" }.into()),
            ("value", value.map(|(number, _)| number).into()),
            ("percent", value.is_some_and(|(_, percent)| *percent).into()),
            ("line", context.definition.line(&figure.span).into()),
        ])
    };
    context.campaign().figures.iter().map(figure).collect()
}

fn occasions(campaign: &Campaign) -> Vec<Fact<'_>> {
    let occasion = |occasion: &'_ crate::campaign::Occasion| {
        (occasion.id.clone(), occasion.title.clone(), occasion.years.clone(), occasion.cite.clause.clone())
    };
    let all = campaign.occasions.iter().map(occasion);
    all.map(|(id, title, years, clause)| {
        one([("id", id.into()), ("title", title.into()), ("years", list(years)), ("clause", clause.into())])
    })
    .collect()
}

/// Every criterion and deadline, in the order of the campaign.
pub(super) fn criteria<'a>(context: Context<'a>) -> Fact<'a> {
    let campaign = context.campaign();
    let criteria = campaign.criteria.iter().enumerate().map(|(position, criterion)| {
        let only = criterion
            .only
            .as_ref()
            .map(|only| list(only.iter().filter_map(|group| campaign.groups.get(*group)).map(|group| &group.key)));
        let rules = match &criterion.check {
            Check::Due(_) => Vec::new(),
            Check::Rule(PerGroup::Same(rule)) => vec![rule_of(None, rule.source())],
            Check::Rule(PerGroup::Each(rules)) => {
                let groups = campaign.groups.iter().zip(rules);
                groups.filter_map(|(group, rule)| Some(rule_of(Some(&group.key), rule.as_ref()?.source()))).collect()
            }
        };
        let mut values =
            vec![("id", (&criterion.id).into()), ("title", (&criterion.title).into()), ("of", criterion.side.into())];
        values.extend(cited(&criterion.cite));
        values.extend([
            ("deadline", matches!(criterion.check, Check::Due(_)).into()),
            ("only", only.into()),
            ("when", criterion.when.as_ref().map(|when| when.source()).into()),
            ("check", Fact::List(rules)),
            ("required", list(context.requirement(position))),
            ("counts", criterion.counts.into()),
            ("years", u32::from(criterion.years.count).into()),
            ("years_needed", criterion.years.any.map(u32::from).into()),
            ("line", context.definition.line(&criterion.span).into()),
        ]);
        Fact::Record(values)
    });
    Fact::List(criteria.collect())
}

/// A rule as the definition writes it, and the group that it is for.
fn rule_of<'a>(group: Option<&'a String>, source: &'a str) -> Fact<'a> {
    one([("group", group.into()), ("rule", source.into())])
}

/// The clause and the rows of the rule list.
pub(super) fn cited(cite: &Cite) -> [(&'static str, Fact<'_>); 2] {
    [("clause", cite.clause.as_deref().into()), ("rules", list(&cite.rules))]
}
