//! What is to be said of a list as a whole: places that passed between its pools, and the shares that the plan watches.

use super::context::{Context, index};
use crate::assess::{Bound, Kept, Passed, Watched};
use crate::campaign::Places;
use crate::text;
use crate::text::sheet::WatchedWords;
use crate::vocab::Kind;
use crate::vocab::reason::Value;

/// Whether a subject has one of the places that other pools left over.
pub(super) fn has_passed_place(context: Context<'_>, award: usize, subject: usize) -> bool {
    let passed = context.assessment.awards[award].in_force().passed.as_ref();
    passed.is_some_and(|passed| passed.subjects.iter().any(|holder| index(*holder) == subject))
}

/// The lines below a list.
pub(super) fn remarks(context: Context<'_>, award: usize) -> Vec<String> {
    let result = context.assessment.awards[award].in_force();
    let passed = result.passed.iter().filter_map(|passed| places(context, passed));
    let watched = result.watched.iter().filter(|watched| somebody(watched)).map(|watched| line(context, watched));
    passed.chain(watched).collect()
}

/// What the council or the clerk has to decide about a list as a whole.
pub(super) fn to_decide(context: Context<'_>, award: usize) -> Vec<String> {
    let result = context.assessment.awards[award].in_force();
    let tie = result.passed.as_ref().and_then(|passed| passed.tie);
    let tie = tie.map(|tie| context.tie_told(tie));
    let broken = result.watched.iter().filter(|watched| somebody(watched) && watched.stands == Kept::No);
    tie.into_iter().chain(broken.map(|watched| line(context, watched))).collect()
}

fn somebody(watched: &Watched) -> bool {
    watched.certain.all() + watched.uncertain.all() + watched.tied.all() > 0
}

/// How many places passed; nothing where none did.
fn places(context: Context<'_>, passed: &Passed) -> Option<String> {
    match passed.places.now {
        Places::Number(0) | Places::Unlimited => None,
        Places::Number(places) => Some((context.words.list.passed)(&context.count(index(places)))),
        Places::Open => Some(context.words.list.passed_open.to_owned()),
    }
}

fn line(context: Context<'_>, watched: &Watched) -> String {
    let share = text::number::value(context.lang, &Value::Number(watched.share.clone(), Kind::Percent));
    let condition = watched.condition.as_ref().map(|reason| text::reason::condition(context.lang, reason));
    let listed = [watched.certain, watched.uncertain];
    let settled = |kept| match kept {
        Kept::Yes => Some(true),
        Kept::No => Some(false),
        Kept::Open => None,
    };
    (context.words.list.watched)(&WatchedWords {
        floor: watched.bound == Bound::Floor,
        share: &share,
        condition: &condition.unwrap_or_default(),
        holding: listed.iter().map(|holding| holding.yes).sum(),
        listed: listed.iter().map(crate::assess::Holding::all).sum(),
        unknown: listed.iter().map(|holding| holding.unknown).sum(),
        tied: watched.tied.all(),
        stands: settled(watched.stands),
        kept: settled(watched.kept),
    })
}
