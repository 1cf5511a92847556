//! Money, the council's decisions, dossiers and the office's dates as facts.

use super::subjects::who;
use super::verdicts::place;
use super::{Fact, one, some, stream};
use crate::assess::PaperReading;
use crate::campaign::Check;
use crate::report::context::Context;

/// What the campaign pays in all; nothing in one that pays nothing.
pub(super) fn money<'a>(context: Context<'a>) -> Fact<'a> {
    let reward = context.campaign().reward.as_ref().map(|reward| {
        let all = context.assessment.money();
        let (total, most) = all.map_or((Fact::Nothing, Fact::Nothing), |(total, most)| (total.into(), most.into()));
        one([
            ("basis", reward.basis.as_deref().into()),
            ("fund", reward.fund.as_deref().into()),
            ("decided_on", reward.decided_on.into()),
            ("base_salary", reward.base.as_ref().into()),
            ("step", (&reward.step).into()),
            ("total", total),
            ("most", most),
        ])
    });
    reward.into()
}

/// What the council decided, and what became of each decision.
pub(super) fn decisions<'a>(context: Context<'a>) -> Fact<'a> {
    let campaign = context.campaign();
    let all = context.assessment.subjects.decisions.all.iter().enumerate().map(|(position, decision)| {
        let award = &campaign.awards[decision.award];
        let criterion = decision.criterion.and_then(|criterion| campaign.criteria.get(criterion)).map(|known| &known.id);
        let mut values = vec![("award", (&award.id).into())];
        values.extend(who(context, award.side, decision.subject));
        values.extend([
            ("decision", decision.ruling.into()),
            ("criterion", criterion.into()),
            ("reason", some(decision.reason.as_str())),
            ("paper", some(decision.paper.as_str())),
            ("date", decision.date.into()),
            ("effect", context.assessment.effect(position).into()),
            ("at", place(context, &decision.place)),
        ]);
        Fact::Record(values)
    });
    Fact::List(all.collect())
}

/// The papers of everybody on a list or still in question; empty in a campaign without dossiers.
pub(super) fn dossiers<'a>(context: Context<'a>) -> Fact<'a> {
    if context.campaign().dossier.is_none() {
        return Fact::List(Vec::new());
    }
    stream(move |put| {
        for award in 0..context.campaign().awards.len() {
            for subject in context.assessment.nominees(award) {
                put(&dossier(context, award, subject));
            }
        }
    })
}

fn dossier<'a>(context: Context<'a>, award: usize, subject: usize) -> Fact<'a> {
    let (assessment, of) = (context.assessment, &context.campaign().awards[award]);
    let parts = context.campaign().dossier.iter().flat_map(|dossier| &dossier.parts);
    let paper = |(title, paper): (&'a str, PaperReading)| {
        one([
            ("title", title.into()),
            ("state", paper.state.into()),
            ("at", paper.place.as_ref().map(|at| place(context, at)).into()),
        ])
    };
    let papers = parts.map(|part| part.title.as_str()).zip(assessment.papers(of.side, subject)).map(paper);
    let channel = context.campaign().dossier.as_ref().and_then(|dossier| dossier.channel.as_deref());
    let channel = channel.map(|channel| paper((channel, assessment.channel(of.side, subject))));
    let mut values = vec![("award", (&of.id).into())];
    values.extend(who(context, of.side, subject));
    values.extend([
        ("copies", assessment.copies(award).into()),
        ("papers", Fact::List(papers.collect())),
        ("channel", channel.into()),
    ]);
    Fact::Record(values)
}

/// The office's dates and the deadlines, with how many kept each.
pub(super) fn calendar<'a>(context: Context<'a>) -> Fact<'a> {
    let (campaign, assessment) = (context.campaign(), context.assessment);
    let entries = campaign.calendar.iter().map(|entry| {
        one([
            ("id", (&entry.id).into()),
            ("title", (&entry.title).into()),
            ("clause", entry.cite.clause.as_deref().into()),
            ("who", entry.who.as_deref().into()),
            ("group", Fact::Nothing),
            ("day", entry.day.day.into()),
            ("included", entry.included.into()),
            ("days_left", assessment.days_left(entry.day.day, entry.included).into()),
            ("kept", Fact::Nothing),
        ])
    });
    let deadlines = campaign.criteria.iter().enumerate().flat_map(|(position, criterion)| {
        let Check::Due(due) = &criterion.check else { return Vec::new() };
        let kept = assessment.kept(position);
        let kept = || {
            one([
                ("on_time", kept.on_time.into()),
                ("late", kept.late.into()),
                ("no_date", kept.no_date.into()),
                ("not_yet_due", kept.not_yet_due.into()),
                ("not_concerned", kept.not_concerned.into()),
            ])
        };
        let days = match &due.days {
            crate::campaign::PerGroup::Same(day) => vec![(None, day.day)],
            crate::campaign::PerGroup::Each(days) => {
                let groups = campaign.groups.iter().zip(days);
                groups.filter_map(|(group, day)| Some((Some(&group.key), day.as_ref()?.day))).collect()
            }
        };
        let one_day = |(group, day): (Option<&'a String>, _)| {
            one([
                ("id", (&criterion.id).into()),
                ("title", (&criterion.title).into()),
                ("clause", criterion.cite.clause.as_deref().into()),
                ("who", criterion.side.into()),
                ("group", group.into()),
                ("day", Fact::Day(day)),
                ("included", due.included.into()),
                ("days_left", assessment.days_left(day, due.included).into()),
                ("kept", kept()),
            ])
        };
        days.into_iter().map(one_day).collect::<Vec<_>>()
    });
    Fact::List(entries.chain(deadlines).collect())
}
