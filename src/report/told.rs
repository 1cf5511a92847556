//! What a terminal shows: the results of a run in a few lines, and one subject with every reason.

use super::context::{Asking, Context};
use super::lacks;
use super::overview::whose;
use super::papers;
use super::pools;
use super::{criteria, lacks::Lack};
use crate::assess::{Assessment, HoldUp, Pool};
use crate::campaign::Derived;
use crate::text;
use crate::vocab::reason::Figure;
use crate::vocab::{Lang, Place, Side, Verdict};

/// The campaign file as a terminal names it: the command line knows which one it was.
const CAMPAIGN_FILE: &str = "campaign.toml";

/// How many of those who hold up a place are named.
const OTHERS_NAMED: usize = 10;

/// The results of a run: a few lines for each award, then what is missing.
#[must_use]
pub fn summary(assessment: &Assessment<'_>, lang: Lang) -> Vec<String> {
    let context = Context::new(assessment, CAMPAIGN_FILE, lang);
    let mut lines = Vec::new();
    for (award, of) in context.campaign().awards.iter().enumerate() {
        let result = &assessment.awards[award];
        if !result.given {
            continue;
        }
        lines.push(of.title.clone());
        let pools = &assessment.awards[award].in_force().pools;
        lines.extend(pools.iter().map(|pool| format!("  {}", pool_line(context, award, pool))));
        lines.extend(papers::told_money(context, award).map(|money| format!("  {money}")));
    }
    lines.extend(papers::told(context));
    let lacks = lacks::collect(context);
    let cells: Vec<&Lack> = lacks.all.iter().filter(|lack| lack.owner.is_some()).collect();
    if !cells.is_empty() {
        let deciding = cells.iter().filter(|lack| lack.decides).count();
        lines.push((context.words.told.missing)(cells.len(), &whose(context, cells.iter().copied()), deciding));
    }
    lines
}

/// `Xã, thị trấn: 6 suất; đề nghị 6 (2 chưa chắc chắn); Hội đồng bình xét, chọn 1 trong 2; 3 chờ số liệu`.
fn pool_line(context: Context<'_>, award: usize, pool: &Pool) -> String {
    let words = &context.words.told;
    let counts = pools::counts(context.assessment.awards[award].in_force(), pool);
    let mut parts = vec![(words.quota)(&context.quota(pool)), (words.chosen)(counts.selected + counts.uncertain)];
    if counts.uncertain > 0 {
        parts.push((words.uncertain)(counts.uncertain));
    }
    parts.extend(pool.tie.map(|tie| text::outcome::tie(context.lang, tie.choose, tie.among)));
    let pending = counts.possible + counts.impossible;
    if pending > 0 {
        parts.push((words.pending)(pending, counts.possible));
    }
    let parts = parts.join("; ");
    match context.pool(award, pool).as_str() {
        "" => parts,
        group => format!("{group}: {parts}"),
    }
}

/// One subject: who it is, what came out for each award, and every criterion with its reason and cells.
#[must_use]
pub fn subject(assessment: &Assessment<'_>, side: Side, subject: usize, lang: Lang) -> Vec<String> {
    let context = Context::new(assessment, CAMPAIGN_FILE, lang);
    let mut lines = identity(context, side, subject);
    for (award, of) in context.campaign().awards.iter().enumerate().filter(|(_, award)| award.side == side) {
        lines.push(String::new());
        lines.push(of.title.clone());
        lines.extend(outcome(context, award, subject).into_iter().map(|line| format!("  {line}")));
    }
    lines.extend(derived(context, side, subject));
    lines.push(String::new());
    for asking in context.askings(side) {
        lines.extend(told(context, asking, subject));
    }
    lines
}

fn identity(context: Context<'_>, side: Side, subject: usize) -> Vec<String> {
    let common = &context.words.common;
    let Some(roll) = context.roll(side) else { return Vec::new() };
    let mut lines = vec![context.subject(side, subject)];
    let labelled = |label: &str, what: &str| format!("{label}: {what}");
    if side == Side::Persons {
        let post = super::list::post(context, roll, subject);
        lines.extend((!post.is_empty()).then(|| labelled(common.post, post)));
        lines.push(labelled(common.unit, context.unit(subject)));
    }
    if context.campaign().grouped {
        lines.push(labelled(common.group, context.group(roll.group(subject))));
    }
    lines.extend(roll.id_place(subject).map(|place| labelled(common.source, &context.places(&[&place]))));
    lines
}

/// The points and classes of a subject in the order of the campaign, each with how it came about.
fn derived(context: Context<'_>, side: Side, subject: usize) -> Vec<String> {
    let (assessment, campaign) = (context.assessment, context.campaign());
    let mut lines = Vec::new();
    for derived in campaign.derived.iter().filter(|derived| campaign.side_and_field(**derived).0 == side) {
        let mut told = match derived {
            Derived::Score(score) => {
                assessment.explain_score(*score, subject).map(|told| text::derived::score(context.lang, &told))
            }
            Derived::Class(class) => {
                assessment.explain_class(*class, subject).map(|told| vec![text::derived::class(context.lang, &told)])
            }
        }
        .unwrap_or_default()
        .into_iter();
        lines.push(String::new());
        lines.extend(told.next());
        lines.extend(told.map(|part| format!("    {part}")));
    }
    lines
}

/// What came out for one award: the outcome, the place with its pool, the ranking figures, and what stands in the way.
fn outcome(context: Context<'_>, award: usize, subject: usize) -> Vec<String> {
    let (result, words) = (&context.assessment.awards[award], &context.words.told);
    let outcome = result.outcome(subject);
    let mut lines = vec![text::outcome::outcome(context.lang, outcome).to_owned()];
    let pool = result.pool_of(subject).and_then(|pool| result.pools.get(pool));
    if let (Some([best, worst]), Some(pool)) = (result.place(subject), pool) {
        let place = if best == worst { best.to_string() } else { format!("{best}–{worst}") };
        lines.push((words.place)(&place, pool.ranked.len(), &context.quota(pool)));
        if super::watched::has_passed_place(context, award, subject) {
            lines.push(context.words.list.has_passed.to_owned());
        }
        if outcome == crate::vocab::Outcome::TiedAtCutoff {
            lines.extend(context.tie(award, pool).map(|tie| text::outcome::tie(context.lang, tie.choose, tie.among)));
        }
        if outcome == crate::vocab::Outcome::SelectedUncertain {
            lines.push(context.doubt(award, pool, super::watched::has_passed_place(context, award, subject)));
        }
    }
    let obstacle = context.obstacle(award, subject);
    if obstacle.failing > 1 {
        lines.push((words.failing)(obstacle.failing));
    }
    if !obstacle.told.is_empty() {
        lines.push(obstacle.told);
    }
    if let Some(decided) = context.assessment.decided(award, subject) {
        lines.push((papers::words(context).decided_told)(context.outcome_in_force(award, subject)));
        lines.extend(decided.decisions.iter().map(|position| format!("  {}", context.decision(*position))));
    }
    lines
}

/// One criterion: its sign, clause and title, the reason, and the cell of each figure.
fn told(context: Context<'_>, asking: Asking, subject: usize) -> Vec<String> {
    let explanation = context.explain(asking, subject);
    let sign = text::outcome::sign(explanation.verdict);
    let clause = context.campaign().criteria[asking.criterion].cite.clause.as_ref();
    let clause = clause.map(|clause| format!("{clause} — ")).unwrap_or_default();
    let mut lines = vec![format!("{sign} {clause}{}", context.title(asking))];
    lines.push(format!("    {}", text::explanation::line(context.lang, &explanation)));
    let figures = criteria::figures(&explanation);
    let places: Vec<&Place> = figures.iter().filter_map(|figure| figure.place.as_ref()).collect();
    if explanation.verdict != Verdict::NotApplicable || !places.is_empty() {
        for figure in figures {
            let Some(place) = &figure.place else { continue };
            let shown = text::explanation::figures(context.lang, &[figure]);
            lines.push(format!("      {shown}    {}", context.places(&[place])));
        }
    }
    if lacks::of_explanation(&explanation, context.campaign().year).1 {
        lines.extend(others(context, asking.criterion, subject));
    }
    lines
}

/// The cells of others without which the subject's place is not settled.
fn others(context: Context<'_>, criterion: usize, subject: usize) -> Vec<String> {
    let side = context.campaign().criteria[criterion].side;
    let held_up = context.assessment.holding_up(criterion, &[subject]);
    let of = |held_up: &HoldUp| {
        let lacking = lacks::of_hold_up(context, side, held_up);
        let figures: Vec<&Figure> = lacking.iter().map(|lacking| &lacking.figure).collect();
        let places: Vec<&Place> = figures.iter().filter_map(|figure| figure.place.as_ref()).collect();
        let shown = text::explanation::figures(context.lang, &figures);
        format!("      {}: {shown}    {}", context.subject(side, held_up.subject), context.places(&places))
    };
    let named = held_up.iter().take(OTHERS_NAMED).map(of);
    let more = held_up.len().checked_sub(OTHERS_NAMED).filter(|more| *more > 0);
    let more = more.map(|more| format!("      {}", (context.words.common.and_more)(more)));
    named.chain(more).collect()
}
