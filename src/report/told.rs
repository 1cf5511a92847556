//! What people are told outside the workbook: the results of a run in a few lines, and the account of one subject with
//! every reason.

use super::context::{Asking, Context, Keys};
use super::lacks;
use super::papers;
use super::pools;
use super::todo::whose;
use super::{criteria, lacks::Lack};
use crate::assess::{Assessment, AwardResult, HoldUp, Pool};
use crate::campaign::{Award, Derived};
use crate::text;
use crate::vocab::explanation::{Because, Explanation};
use crate::vocab::outcome::Standing;
use crate::vocab::reason::Figure;
use crate::vocab::{Date, Lang, Outcome, Place, Side, Verdict};

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
        let outside = context.outside(award).map(|(what, number)| (context.words.told.outside)(what, number));
        lines.extend(outside.map(|outside| format!("  {outside}")));
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
    let mut parts = match context.campaign().awards[award].ranks_only {
        true => vec![context.quota(award, pool)],
        false => vec![(words.quota)(&context.quota(award, pool)), (words.chosen)(counts.selected + counts.uncertain)],
    };
    if counts.uncertain > 0 {
        parts.push((words.uncertain)(counts.uncertain));
    }
    parts.extend(pool.tie.map(|tie| context.tie_told(tie)));
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

/// Everything that there is to say of one subject, in words: who it is, what came out for each award, how its points and
/// classes came about, and every criterion with its reason and cells. A terminal and a page show the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The language of all words in it.
    pub lang: Lang,
    /// The campaign's title.
    pub campaign: String,
    /// The body that issued the plan.
    pub issuer: String,
    /// The day as of which deadlines were looked at.
    pub as_of: Date,
    /// The subject's name and id.
    pub subject: String,
    /// Post, unit, group and source, each with its label.
    pub identity: Vec<(&'static str, String)>,
    /// What came out for each award: its title, the outcome, and what there is to say of it.
    pub awards: Vec<Paragraph>,
    /// Points and classes, each with how it came about.
    pub derived: Vec<Paragraph>,
    /// Every criterion, in the order of the campaign.
    pub criteria: Vec<CriterionAccount>,
}

/// A heading and the lines below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// The heading.
    pub heading: String,
    /// The lines.
    pub lines: Vec<String>,
}

/// What there is to say of one criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriterionAccount {
    /// The verdict.
    pub verdict: Verdict,
    /// The clause, where the campaign names one.
    pub clause: Option<String>,
    /// Whether an award asks for it; one that is only watched says so in its title.
    pub counts: bool,
    /// The title, with the award that takes the criterion over years of its own.
    pub title: String,
    /// The reason in one line.
    pub reason: String,
    /// What was required; empty where nothing was judged.
    pub required: String,
    /// What would close the gap, where there is one.
    pub gap: Option<String>,
    /// Every figure that was looked at: what it says, and its cell; empty for one without a cell.
    pub figures: Vec<(String, String)>,
    /// What others lack without whom the place is not settled: whose figures, and the cells.
    pub others: Vec<(String, String)>,
    /// How many more others there are, in words.
    pub more_others: Option<String>,
}

/// Everything that there is to say of one subject.
#[must_use]
pub fn account(assessment: &Assessment<'_>, side: Side, subject: usize, campaign_file: &str, lang: Lang) -> Account {
    let context = Context::new(assessment, campaign_file, lang);
    let awards = context.campaign().awards.iter().enumerate().filter(|(_, award)| award.side == side);
    let paragraph =
        |(award, of): (usize, &Award)| Paragraph { heading: of.title.clone(), lines: outcome(context, award, subject) };
    Account {
        lang,
        campaign: context.campaign().title.clone(),
        issuer: context.campaign().issuer.clone(),
        as_of: assessment.as_of,
        subject: context.subject(side, subject),
        identity: identity(context, side, subject),
        awards: awards.map(paragraph).collect(),
        derived: derived(context, side, subject),
        criteria: context.askings(side).into_iter().map(|asking| told(context, asking, subject)).collect(),
    }
}

/// The account of one subject as the lines of a terminal.
#[must_use]
pub fn subject(assessment: &Assessment<'_>, side: Side, subject: usize, lang: Lang) -> Vec<String> {
    lines(&account(assessment, side, subject, CAMPAIGN_FILE, lang))
}

/// How many letters a line of the account has at most.
const SHOWN_LETTERS: usize = 2_000;

fn lines(account: &Account) -> Vec<String> {
    let mut lines = vec![account.subject.clone()];
    lines.extend(account.identity.iter().map(|(label, what)| format!("{label}: {what}")));
    for (paragraph, indent) in
        account.awards.iter().map(|award| (award, "  ")).chain(account.derived.iter().map(|derived| (derived, "    ")))
    {
        lines.extend([String::new(), paragraph.heading.clone()]);
        lines.extend(paragraph.lines.iter().map(|line| format!("{indent}{line}")));
    }
    lines.push(String::new());
    for criterion in &account.criteria {
        let sign = text::outcome::sign(criterion.verdict);
        let clause = criterion.clause.as_ref().map(|clause| format!("{clause} — ")).unwrap_or_default();
        lines.push(format!("{sign} {clause}{}", criterion.title));
        lines.push(format!("    {}", criterion.reason));
        let with_cells = criterion.figures.iter().filter(|(_, cell)| !cell.is_empty());
        lines.extend(with_cells.chain(&criterion.others).map(|(figure, cell)| format!("      {figure}    {cell}")));
        lines.extend(criterion.more_others.iter().map(|more| format!("      {more}")));
    }
    lines.into_iter().map(shortened).collect()
}

/// A line that is not too long to be read: a cell can hold a whole report.
fn shortened(line: String) -> String {
    match line.char_indices().nth(SHOWN_LETTERS) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

fn identity(context: Context<'_>, side: Side, subject: usize) -> Vec<(&'static str, String)> {
    let common = &context.words.common;
    let Some(roll) = context.roll(side) else { return Vec::new() };
    let mut labelled = Vec::new();
    if side == Side::Persons {
        let post = super::list::post(context, roll, subject);
        labelled.extend((!post.is_empty()).then(|| (common.post, post.to_owned())));
        labelled.push((common.unit, context.unit(subject).to_owned()));
    }
    if context.campaign().grouped {
        labelled.push((common.group, context.group(roll.group(subject)).to_owned()));
    }
    labelled.extend(roll.id_place(subject).map(|place| (common.source, context.places(&[&place]))));
    labelled
}

/// The points and classes of a subject in the order of the campaign, each with how it came about.
fn derived(context: Context<'_>, side: Side, subject: usize) -> Vec<Paragraph> {
    let (assessment, campaign) = (context.assessment, context.campaign());
    let of_side = campaign.derived.iter().filter(|derived| campaign.side_and_field(**derived).0 == side);
    let told = of_side.filter_map(|derived| match derived {
        Derived::Score(score) => {
            assessment.explain_score(*score, subject).map(|told| text::derived::score(context.lang, &told))
        }
        Derived::Class(class) => {
            assessment.explain_class(*class, subject).map(|told| vec![text::derived::class(context.lang, &told)])
        }
    });
    told.filter_map(|lines| {
        let mut lines = lines.into_iter();
        Some(Paragraph { heading: lines.next()?, lines: lines.collect() })
    })
    .collect()
}

/// What came out for one award: the outcome and the place with its pool, as computed and by the council; the ranking
/// figures; what stands in the way.
fn outcome(context: Context<'_>, award: usize, subject: usize) -> Vec<String> {
    let (result, words) = (&context.assessment.awards[award], &context.words.told);
    let outcome = result.outcome(subject);
    let mut lines = standing(context, award, subject, result);
    match context.failing(award, subject) {
        several if several.len() > 1 && result.standing(subject) == Standing::Fails => {
            lines.push((words.failing)(several.len()));
            lines.extend(several);
        }
        _ => lines.extend(Some(context.obstacle(award, subject, None).told).filter(|told| !told.is_empty())),
    }
    if outcome == Outcome::PendingImpossible {
        let own = result.pool_of(subject).and_then(|pool| result.pools.get(pool));
        let places = own.map_or_else(|| result.may_have_places(), Pool::may_have_places);
        lines.push(if places { words.hopeless } else { words.no_places }.to_owned());
    }
    if outcome != Outcome::NotConsidered {
        lines.extend(Keys::new(context, award).accounts(subject));
    }
    let in_force = result.in_force();
    let by_council = context.is_decided(award).then(|| standing(context, award, subject, in_force));
    let decided = context.assessment.decided(award, subject);
    let computed = standing(context, award, subject, result);
    if let Some(by_council) = by_council.filter(|by_council| decided.is_some() || *by_council != computed) {
        lines[0] = format!("{}: {}", papers::words(context).computed, lines[0]);
        lines.push((papers::words(context).decided_told)(context.outcome_in_force(award, subject)));
        let numbers = by_council.into_iter().skip(1).map(|line| format!("  {line}"));
        let decisions = decided.iter().flat_map(|decided| &decided.decisions);
        lines.extend(numbers.chain(decisions.map(|position| format!("  {}", context.decision(*position)))));
    }
    lines
}

/// The outcome of a subject in one result of an award, and its place, quota and tie there.
fn standing(context: Context<'_>, award: usize, subject: usize, result: &AwardResult) -> Vec<String> {
    let words = &context.words.told;
    let outcome = result.outcome(subject);
    let mut lines = vec![context.outcome(award, outcome).to_owned()];
    let pool = result.pool_of(subject).and_then(|pool| result.pools.get(pool));
    let (Some([best, worst]), Some(pool)) = (result.place(subject), pool) else { return lines };
    let quota = context.quota(award, pool);
    let quota = if context.campaign().awards[award].ranks_only { quota } else { (words.quota)(&quota) };
    lines.push(match best == worst {
        true => (words.place)(&best.to_string(), pool.ranked.len(), &quota),
        false => (words.range)(&format!("{best}–{worst}"), pool.ranked.len(), &quota),
    });
    // What may still happen is said of the result that holds.
    let rivals = (result.decided.is_none()).then(|| context.assessment.rivals(award)).flatten();
    if result.decided.is_none() && super::watched::has_passed_place(context, award, subject) {
        lines.push(context.words.list.has_passed.to_owned());
    }
    if outcome == Outcome::TiedAtCutoff {
        let tie = pool.tie.or_else(|| result.passed.as_ref().and_then(|passed| passed.tie));
        lines.extend(tie.map(|tie| context.tie_told(tie)));
        if let (Some(rivals), Some(false)) = (&rivals, tie.map(|tie| tie.certain)) {
            lines.push(context.doubt_of_tie(award, subject, rivals));
        }
    }
    if let (Outcome::SelectedUncertain, Some(rivals)) = (outcome, &rivals) {
        lines.push(context.doubt(award, subject, rivals));
    }
    lines
}

/// One criterion: its clause and title, the reason, and the cell of each figure.
fn told(context: Context<'_>, asking: Asking, subject: usize) -> CriterionAccount {
    let explanation = context.explain(asking, subject);
    let shown = |figure: &&Figure| {
        let cell = figure.place.as_ref().map(|place| context.places(&[place])).unwrap_or_default();
        (text::explanation::figures(context.lang, &[figure]), cell)
    };
    let waits = lacks::of_explanation(&explanation, context.campaign().year).1;
    let side = context.campaign().criteria[asking.criterion].side;
    let (others, more_others) = if waits { others(context, asking.criterion, subject) } else { (Vec::new(), None) };
    CriterionAccount {
        verdict: explanation.verdict,
        clause: context.campaign().criteria[asking.criterion].cite.clause.clone(),
        counts: context.campaign().criteria[asking.criterion].counts,
        title: context.title_with_use(asking).into_owned(),
        reason: context.with_classes(text::explanation::line(context.lang, &explanation), side, subject, &explanation),
        required: text::explanation::required(context.lang, &explanation),
        gap: text::explanation::gap(context.lang, &explanation),
        figures: figures_with_years(&explanation, shown),
        others,
        more_others,
    }
}

/// Every figure with its cell; those of several years behind the year, a cell that every year asks for once.
fn figures_with_years(explanation: &Explanation, shown: impl Fn(&&Figure) -> (String, String)) -> Vec<(String, String)> {
    let Because::Years { years, .. } = &explanation.because else {
        return criteria::figures(explanation).iter().map(shown).collect();
    };
    let (mut told, mut known): (Vec<(String, String)>, Vec<&Figure>) = (Vec::new(), Vec::new());
    for (year, of_year) in years {
        let mut new = criteria::figures(of_year);
        new.retain(|figure| !known.contains(figure));
        told.extend(new.iter().map(|figure| {
            let (figure, cell) = shown(figure);
            (format!("{year}: {figure}"), cell)
        }));
        known.extend(new);
    }
    told
}

/// The cells of others without which the subject's place is not settled: the first few, and how many more.
fn others(context: Context<'_>, criterion: usize, subject: usize) -> (Vec<(String, String)>, Option<String>) {
    let side = context.campaign().criteria[criterion].side;
    let held_up = context.assessment.holding_up(criterion, &[subject]);
    let of = |held_up: &HoldUp| {
        let lacking = lacks::of_hold_up(context, side, held_up);
        let figures: Vec<&Figure> = lacking.iter().map(|lacking| &lacking.figure).collect();
        let places: Vec<&Place> = figures.iter().filter_map(|figure| figure.place.as_ref()).collect();
        let shown = text::explanation::figures(context.lang, &figures);
        (format!("{}: {shown}", context.subject(side, held_up.subject)), context.places(&places))
    };
    let named = held_up.iter().take(OTHERS_NAMED).map(of).collect();
    let more = held_up.len().checked_sub(OTHERS_NAMED).filter(|more| *more > 0);
    (named, more.map(|more| (context.words.common.and_more)(more)))
}
