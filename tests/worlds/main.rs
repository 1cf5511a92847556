//! What the tool says of small campaigns with figures missing, held against every way in which they can turn out.
//!
//! A campaign is made up: quotas of every kind, places that pass, awards that exclude each other or build on each other,
//! a floor and a cap. Its data lack some cells. The tool says what is certain. Then every completion of the missing cells
//! and every choice of a council in every tie is played through by plain rules that share nothing with the tool, and what
//! was called certain must hold in all of them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../common/mod.rs"]
mod common;
mod made;
mod played;

use std::collections::BTreeMap;

use made::{Case, Chance};
use played::World;
use thidua::assess::{Assessment, Bound, Kept, Pool};
use thidua::campaign::Places;
use thidua::vocab::Outcome;

/// How often each thing was seen, so that the test shows that it reaches what it claims to test.
#[derive(Default)]
struct Seen(BTreeMap<&'static str, u32>);

impl Seen {
    fn note(&mut self, what: &'static str, seen: bool) {
        *self.0.entry(what).or_default() += u32::from(seen);
    }
}

#[test]
fn what_is_called_certain_holds_in_every_completion_and_every_choice_of_the_council() {
    let mut seen = Seen::default();
    for seed in 0..4000 {
        let case = Case::made(&mut Chance::new(seed));
        let result = case.bound().assess();
        let told = || format!("seed {seed}\n{}\n{}", case.definition(), case.csv());
        note(&case, &result, &mut seen);
        within_the_quota(&result, &told);
        let mut worlds = 0;
        case.worlds(&mut |world| {
            worlds += 1;
            let lists = played::lists(world, &case.awards);
            for list in &lists {
                holds(&case, &result, world, list, &told);
            }
            ties_stay(&case, &result, &lists, &told);
            if case.missing() == 0 {
                exact(&case, &result, &lists, &told);
            }
        });
        assert!(worlds > 0);
    }
    let rare: Vec<_> = seen.0.iter().filter(|(_, times)| **times < 5).collect();
    assert!(rare.is_empty(), "hardly ever reached: {rare:?} of {:?}", seen.0);
}

/// One list for each award: the members as bits, and the places of each pool.
type Lists = Vec<played::Filled>;

/// Nothing that was called certain is contradicted.
fn holds(case: &Case, result: &Assessment<'_>, world: &World, lists: &Lists, told: &dyn Fn() -> String) {
    for (award, filled) in lists.iter().enumerate() {
        let of_award = &result.awards[award];
        let roll = &result.subjects.units;
        for subject in 0..roll.len() {
            let own = case.row(roll.id(subject));
            let has = filled.members & (1 << own) != 0;
            let outcome = of_award.outcome(subject);
            let contradicted = match outcome {
                Outcome::Selected => !has,
                Outcome::BeyondQuota | Outcome::PendingImpossible | Outcome::NotEligible | Outcome::NotConsidered => has,
                _ => false,
            };
            assert!(
                !contradicted,
                "award {award}, subject {own}: {outcome:?}, but {has} in {world:?} {lists:?}\n{}",
                told()
            );
        }
        let size = filled.members.count_ones();
        if let Some(list) = of_award.list {
            let size = usize::try_from(size).unwrap();
            assert!(
                (list.fewest..=list.most).contains(&size),
                "award {award}: {size} not in {list:?}, {world:?}\n{}",
                told()
            );
        }
        for (pool, places) in of_award.pools.iter().zip(&filled.places) {
            if let ([Places::Number(fewest), Places::Number(most)], Some(places)) = (pool.may, places) {
                assert!((fewest..=most).contains(places), "{pool:?}: {places} in {world:?}\n{}", told());
            }
        }
        for watched in &of_award.watched {
            let holding = (0..case.subjects.len()).filter(|row| filled.members & (1 << row) != 0 && world.direct[*row]);
            let holding = i64::try_from(holding.count()).unwrap() * 100;
            let bound = match watched.bound {
                Bound::Floor => holding >= case.awards[award].floor.unwrap() * i64::from(size),
                Bound::Cap => holding <= case.awards[award].cap.unwrap() * i64::from(size),
            };
            let contradicted = watched.kept == if bound { Kept::No } else { Kept::Yes };
            assert!(!contradicted, "award {award}: {watched:?}, but {bound} in {world:?} {lists:?}\n{}", told());
        }
    }
}

/// A tie that is called certain leaves the same choice to the council in every completion: so many of those, and any of
/// them.
fn ties_stay(case: &Case, result: &Assessment<'_>, lists: &[Lists], told: &dyn Fn() -> String) {
    for (award, of_award) in result.awards.iter().enumerate() {
        for (position, pool) in of_award.pools.iter().enumerate() {
            let Some(tie) = pool.tie.filter(|tie| tie.certain) else { continue };
            let roll = &result.subjects.units;
            let tied = (0..roll.len()).filter(|subject| {
                of_award.outcome(*subject) == Outcome::TiedAtCutoff && of_award.pool_of(*subject) == Some(position)
            });
            let tied: u32 = tied.map(|subject| 1 << case.row(roll.id(subject))).sum();
            assert_eq!(tied.count_ones(), tie.among, "award {award}: {tie:?}\n{}", told());
            // Beside a tie between pools some of them may get a place that passes as well.
            let shared = of_award.passed.as_ref().is_some_and(|passed| passed.tie.is_some());
            for list in lists {
                let chosen = (list[award].members & tied).count_ones();
                let as_said = if shared { chosen >= tie.choose } else { chosen == tie.choose };
                assert!(as_said, "award {award}: {tie:?}, {lists:?}\n{}", told());
            }
            let always = lists.iter().fold(tied, |always, list| always & list[award].members);
            assert_eq!(always, 0, "award {award}: {tie:?}\n{}", told());
        }
    }
}

/// With nothing missing above or here, the tool says exactly what the plain rules say.
fn exact(case: &Case, result: &Assessment<'_>, lists: &[Lists], told: &dyn Fn() -> String) {
    for award in 0..case.awards.len() {
        if case.awards[..=award].iter().any(made::Award::is_open) {
            return;
        }
        let roll = &result.subjects.units;
        let mut tied = false;
        for subject in 0..roll.len() {
            let bit = 1 << case.row(roll.id(subject));
            let always = lists.iter().all(|lists| lists[award].members & bit != 0);
            let ever = lists.iter().any(|lists| lists[award].members & bit != 0);
            let outcome = result.awards[award].outcome(subject);
            let expected = match outcome {
                Outcome::Selected => always,
                Outcome::TiedAtCutoff => ever && !always,
                Outcome::BeyondQuota | Outcome::NotEligible | Outcome::NotConsidered => !ever,
                _ => false,
            };
            assert!(expected, "award {award}, {}: {outcome:?}, always {always}, ever {ever}\n{}", roll.id(subject), told());
            tied |= outcome == Outcome::TiedAtCutoff;
        }
        // What a council chooses above keeps those below waiting.
        if tied {
            return;
        }
    }
}

/// The list now, with the places that ties leave to the council, never takes more places than there are.
fn within_the_quota(result: &Assessment<'_>, told: &dyn Fn() -> String) {
    for award in &result.awards {
        let listed = (0..result.subjects.units.len())
            .filter(|subject| matches!(award.outcome(*subject), Outcome::Selected | Outcome::SelectedUncertain))
            .count();
        let ties = award.pools.iter().filter_map(|pool| pool.tie).chain(award.passed.iter().filter_map(|passed| passed.tie));
        let chosen: u32 = ties.map(|tie| tie.choose).sum();
        if let Some(list) = award.list {
            assert!(listed + usize::try_from(chosen).unwrap() <= list.now, "{list:?}: {listed} and {chosen}\n{}", told());
            assert!((list.fewest..=list.most).contains(&list.now), "{list:?}\n{}", told());
        }
    }
}

fn note(case: &Case, result: &Assessment<'_>, seen: &mut Seen) {
    for (spec, award) in case.awards.iter().zip(&result.awards) {
        let outcomes: Vec<Outcome> = (0..case.subjects.len()).map(|subject| award.outcome(subject)).collect();
        let pending = outcomes.contains(&Outcome::PendingPossible);
        for (what, outcome) in [
            ("selected", Outcome::Selected),
            ("uncertain", Outcome::SelectedUncertain),
            ("tied", Outcome::TiedAtCutoff),
            ("beyond", Outcome::BeyondQuota),
            ("open", Outcome::QuotaOpen),
            ("possible", Outcome::PendingPossible),
            ("impossible", Outcome::PendingImpossible),
            ("not considered", Outcome::NotConsidered),
        ] {
            seen.note(what, outcomes.contains(&outcome));
        }
        let unranked = |subject: usize| case.subjects[case.row(result.subjects.units.id(subject))].score.is_none();
        let with = |outcome: Outcome| (0..outcomes.len()).any(|subject| unranked(subject) && outcomes[subject] == outcome);
        seen.note("selected for certain, its own score missing", with(Outcome::Selected));
        let taken = outcomes.contains(&Outcome::Selected);
        seen.note("beyond for certain, its own score missing", taken && with(Outcome::PendingImpossible));
        let ties = || award.pools.iter().filter_map(|pool| pool.tie);
        seen.note("tie for certain", ties().any(|tie| tie.certain));
        seen.note("tie that may vanish", ties().any(|tie| !tie.certain));
        let selected = |subject: &u32| outcomes[usize::try_from(*subject).unwrap()] == Outcome::Selected;
        if let Some(passed) = &award.passed {
            seen.note("passed", !passed.subjects.is_empty());
            seen.note("passed for certain, others pending", pending && passed.subjects.iter().any(selected));
            seen.note("tie between pools", passed.tie.is_some());
            seen.note("passed with nothing missing", !passed.subjects.is_empty() && case.missing() == 0);
            let grows = |pool: &Pool| pool.may[0] != pool.may[1];
            let beyond = outcomes.contains(&Outcome::BeyondQuota) || outcomes.contains(&Outcome::PendingImpossible);
            seen.note("beyond for certain, places may grow and pass", beyond && award.pools.iter().any(grows));
        }
        let sums = || award.pools.iter().filter_map(|pool| pool.sum.as_ref());
        seen.note("a percentage that may change", sums().any(|sum| sum.may[0] != sum.may[1]));
        let of_list = spec.of_list();
        seen.note("of a list, for certain, others pending", of_list && pending && outcomes.contains(&Outcome::Selected));
        seen.note("after, for certain", spec.after.is_some() && outcomes.contains(&Outcome::Selected));
        seen.note("excluded", !spec.excludes.is_empty() && outcomes.contains(&Outcome::NotConsidered));
        for watched in &award.watched {
            let sure = |kept| watched.kept == kept && watched.certain.all() > 0;
            seen.note("a share kept", sure(Kept::Yes));
            seen.note("a share not kept", sure(Kept::No));
            seen.note("a share open", sure(Kept::Open));
            seen.note("a share settled, others pending", pending && watched.kept != Kept::Open);
        }
    }
}
