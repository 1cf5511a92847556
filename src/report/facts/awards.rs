//! Awards as facts: how many places, how they were filled, who is on the list, and how everyone was counted.

use super::campaign::cited;
use super::verdicts::range;
use super::{Fact, list, one, some, stream};
use crate::assess::{AwardResult, Holding, Passed, Pool, PoolOf, Sum, Tie, Watched};
use crate::campaign::{Award, Base, KeyValue, Places, Roll};
use crate::report::context::{Context, index};
use crate::report::pools::counts;
use crate::vocab::money::RewardSum;
use crate::vocab::{Outcome, Side};

pub(super) fn awards<'a>(context: Context<'a>) -> Fact<'a> {
    Fact::List((0..context.campaign().awards.len()).map(|award| one_award(context, award)).collect())
}

fn one_award<'a>(context: Context<'a>, award: usize) -> Fact<'a> {
    let campaign = context.campaign();
    let (of, result) = (&campaign.awards[award], &context.assessment.awards[award]);
    let criteria = of.criteria.iter().filter_map(|criterion| campaign.criteria.get(*criterion)).map(|known| &known.id);
    let occasion = of.occasion.and_then(|occasion| campaign.occasions.get(occasion)).map(|occasion| &occasion.id);
    let mut values = vec![("id", (&of.id).into()), ("title", (&of.title).into()), ("to", of.side.into())];
    values.extend(cited(&of.cite));
    values.extend([
        ("given", result.given.into()),
        ("ranks_only", of.ranks_only.into()),
        ("occasion", occasion.into()),
        ("criteria", list(criteria)),
        ("rank", Fact::List(rank(of))),
        ("excludes", list(of.excludes.iter().filter_map(|other| campaign.awards.get(*other)).map(|other| &other.id))),
        ("after", of.after.and_then(|other| campaign.awards.get(other)).map(|other| &other.id).into()),
        ("reconciliation", reconciliation(context, of, result)),
    ]);
    values.extend(filled(context, award, result.in_force()));
    values.push(("decided", result.decided.is_some().into()));
    values.push(("computed", result.decided.as_ref().map(|_| Fact::Record(filled(context, award, result).into())).into()));
    values.push(("money", money(context, award)));
    Fact::Record(values)
}

/// What an award came to, with or without the council's decisions.
fn filled<'a>(context: Context<'a>, award: usize, result: &'a AwardResult) -> [(&'static str, Fact<'a>); 5] {
    let pools = result.pools.iter().map(|of| pool(context, award, result, of));
    [
        ("pools", Fact::List(pools.collect())),
        ("passed", result.passed.as_ref().map(|of| passed(context, award, of)).into()),
        ("list_length", result.list.map(|list| span(list.now, list.fewest, list.most)).into()),
        ("watched", Fact::List(result.watched.iter().map(watched).collect())),
        ("list", members(context, award, result)),
    ]
}

fn rank(award: &Award) -> Vec<Fact<'_>> {
    let key = |key: &'_ crate::campaign::RankKey| match &key.by {
        KeyValue::Measure(measure) => (measure.source().to_owned(), Some(measure.kind()), key.lowest_first),
        KeyValue::First(rule) => (rule.source().to_owned(), None, key.lowest_first),
    };
    let keys = award.rank.iter().map(key);
    keys.map(|(by, kind, lowest_first)| {
        one([
            ("by", by.into()),
            ("kind", kind.into()),
            ("condition", kind.is_none().into()),
            ("lowest_first", lowest_first.into()),
        ])
    })
    .collect()
}

/// How every row below the heading was counted, so that nothing drops out unseen.
fn reconciliation<'a>(context: Context<'a>, award: &Award, result: &AwardResult) -> Fact<'a> {
    let rows = context.roll(award.side).map(Roll::rows);
    let of_rows = |count: fn(crate::campaign::Rows) -> usize| Fact::from(rows.map_or(0, count));
    let tally = result.tally;
    one([
        ("rows", of_rows(|rows| rows.read)),
        ("other_years", of_rows(|rows| rows.other_years)),
        ("skipped", of_rows(|rows| rows.skipped)),
        ("rejected", of_rows(|rows| rows.rejected)),
        ("not_considered", tally.not_considered.into()),
        ("not_eligible", tally.not_eligible.into()),
        ("pending", tally.pending.into()),
        ("eligible", tally.eligible.into()),
    ])
}

fn pool<'a>(context: Context<'a>, award: usize, result: &AwardResult, pool: &'a Pool) -> Fact<'a> {
    let campaign = context.campaign();
    let groups = match &pool.of {
        PoolOf::Groups(groups) => {
            list(groups.iter().filter_map(|group| campaign.groups.get(*group)).map(|group| &group.key))
        }
        PoolOf::All | PoolOf::Value(_) | PoolOf::Unit(_) => Fact::Nothing,
    };
    let (value, unit) = match pool.of {
        PoolOf::Value(_) => {
            let names = pool.names(campaign, context.assessment.subjects, &campaign.awards[award]);
            (some(names.join(", ")), Fact::Nothing)
        }
        PoolOf::Unit(unit) => (Fact::Nothing, context.assessment.subjects.units.id(unit).into()),
        PoolOf::All | PoolOf::Groups(_) => (Fact::Nothing, Fact::Nothing),
    };
    let counts = counts(result, pool);
    one([
        ("name", some(context.pool(award, pool))),
        ("groups", groups),
        ("value", value),
        ("unit", unit),
        ("places", pool.places.into()),
        ("fewest_places", pool.may[0].into()),
        ("most_places", pool.may[1].into()),
        ("sum", pool.sum.as_ref().map(|of| sum(context, of)).into()),
        ("taken", pool.taken.map(|taken| span(taken.now, taken.fewest, taken.most)).into()),
        ("selected", counts.selected.into()),
        ("selected_uncertain", counts.uncertain.into()),
        ("tied_at_cutoff", counts.tied.into()),
        ("beyond_quota", counts.beyond.into()),
        ("quota_open", counts.open.into()),
        ("pending_possible", counts.possible.into()),
        ("pending_impossible", counts.impossible.into()),
        ("tie", pool.tie.map(tie).into()),
    ])
}

/// `20% × 23 = 4,6 → 4`.
fn sum<'a>(context: Context<'a>, sum: &'a Sum) -> Fact<'a> {
    let list = match sum.of {
        Base::List(award) => context.campaign().awards.get(award).map(|award| &award.id),
        Base::All | Base::Eligible => None,
    };
    one([
        ("share", (&sum.share).into()),
        ("of", (&sum.of).into()),
        ("of_award", list.into()),
        ("count", sum.count.into()),
        ("product", (&sum.product).into()),
        ("rounding", sum.rounding.into()),
        ("bounded", sum.bounded.into()),
        ("places", sum.places.into()),
    ])
}

fn tie<'a>(tie: Tie) -> Fact<'a> {
    one([("choose", tie.choose.into()), ("among", tie.among.into()), ("certain", tie.certain.into())])
}

fn span<'a, T: Into<Fact<'a>>>(now: T, fewest: T, most: T) -> Fact<'a> {
    one([("now", now.into()), ("fewest", fewest.into()), ("most", most.into())])
}

fn passed<'a>(context: Context<'a>, award: usize, passed: &'a Passed) -> Fact<'a> {
    let roll = context.roll(context.side_of(award));
    let ids = |subjects: &'a [u32]| {
        stream(move |put| {
            subjects.iter().filter_map(|subject| Some(roll?.id(index(*subject)))).for_each(|id| put(&id.into()))
        })
    };
    let Passed { places, subjects, tie: between, tied } = passed;
    let places: [Places; 3] = [places.now, places.fewest, places.most];
    let [now, fewest, most] = places;
    one([
        ("places", span(now, fewest, most)),
        ("subjects", ids(subjects)),
        ("tie", between.map(tie).into()),
        ("tied", ids(tied)),
    ])
}

/// A floor or a cap on a share of the list, and what the list makes of it.
fn watched(watched: &Watched) -> Fact<'_> {
    let holding = |holding: Holding| {
        one([("yes", holding.yes.into()), ("no", holding.no.into()), ("unknown", holding.unknown.into())])
    };
    one([
        ("bound", watched.bound.into()),
        ("share", (&watched.share).into()),
        ("stands", watched.stands.into()),
        ("kept", watched.kept.into()),
        ("certain", holding(watched.certain)),
        ("uncertain", holding(watched.uncertain)),
        ("tied", holding(watched.tied)),
        ("waiting", holding(watched.waiting)),
    ])
}

/// Everybody on the list or level across its last place, pool by pool in the order of the list; those whom the council
/// added beside the pools come last.
fn members<'a>(context: Context<'a>, award: usize, result: &'a AwardResult) -> Fact<'a> {
    let side: Side = context.side_of(award);
    stream(move |put| {
        let Some(roll) = context.roll(side) else { return };
        let listed = |subject: usize| {
            matches!(result.outcome(subject), Outcome::Selected | Outcome::SelectedUncertain | Outcome::TiedAtCutoff)
        };
        let mut put_one = |subject: usize, pool: Option<usize>| {
            put(&one([
                ("id", roll.id(subject).into()),
                ("name", roll.name(subject).into()),
                ("pool", pool.into()),
                ("outcome", result.outcome(subject).into()),
                ("place", range(result.place(subject).map(|[best, worst]| (best, worst)))),
            ]));
        };
        let mut seen = vec![false; roll.len()];
        for (position, pool) in result.pools.iter().enumerate() {
            for subject in pool.ranked.iter().chain(&pool.pending).map(|subject| index(*subject)).filter(|at| listed(*at)) {
                if !std::mem::replace(&mut seen[subject], true) {
                    put_one(subject, Some(position));
                }
            }
        }
        for subject in roll.by_id().filter(|subject| listed(*subject) && !seen[*subject]) {
            put_one(subject, None);
        }
    })
}

/// What an award pays; nothing where it pays nothing or the sum is not known yet.
fn money<'a>(context: Context<'a>, award: usize) -> Fact<'a> {
    let money = context.assessment.award_money(award).map(|money| {
        one([
            ("each", reward(&money.each)),
            ("listed", money.listed.into()),
            ("to_choose", money.to_choose.into()),
            ("total", money.total.into()),
            ("most", money.most.into()),
        ])
    });
    money.into()
}

fn reward<'a>(sum: &RewardSum) -> Fact<'a> {
    one([
        ("coefficient", sum.coefficient.clone().into()),
        ("factor", sum.factor.clone().into()),
        ("base", sum.base.clone().into()),
        ("product", sum.product.clone().into()),
        ("amount", sum.amount.clone().into()),
    ])
}
