//! Who competes with whom: the pools of an award and which one each subject belongs to.
//!
//! A pool is everybody together, some groups, or a value of a text column such as the awarding body. Somebody whose group
//! or value is not known is in no pool and may belong to any: it threatens all of them.

use crate::assess::Assessment;
use crate::assess::queue::Tie;
use crate::assess::quota::{Range, Sum};
use crate::campaign::{Award, Campaign, Places, Quota, Roll, Subjects};
use crate::rule::{Operand, Operands, Slot};
use crate::vocab::reason::{Figure, State, Value};
use crate::vocab::{Number, Side};

/// A pool and how it was filled.
#[derive(Debug)]
pub struct Pool {
    /// Who competes in it.
    pub of: PoolOf,
    /// How many places there are, as far as is known; [`Pool::may`] says what missing figures can make of them.
    pub places: Places,
    /// The fewest and the most places that there can be; equal unless a percentage waits for figures.
    pub may: [Places; 2],
    /// The sum that a percentage comes from.
    pub sum: Option<Sum>,
    /// The eligible in the order of the list.
    pub ranked: Vec<u32>,
    /// Those whose missing figures could still decide.
    pub pending: Vec<u32>,
    /// The tie across the last place.
    pub tie: Option<Tie>,
    /// How many of its places will be taken; `None` while their number is open. What passes is not counted.
    pub taken: Option<Range<usize>>,
}

/// Who competes in a pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PoolOf {
    /// Everybody whom the award goes to.
    All,
    /// Groups by position: one, or several together.
    Groups(Vec<usize>),
    /// A value of the column that divides the quota, by its position among the declared ones.
    Value(usize),
    /// The persons of one unit, by its row in the units' roll.
    Unit(usize),
}

impl Pool {
    /// Whether there is a place in it, or may come to be one.
    #[must_use]
    pub fn may_have_places(&self) -> bool {
        self.may[1] != Places::Number(0)
    }

    /// The group of a pool that holds exactly one.
    #[must_use]
    pub fn group(&self) -> Option<usize> {
        match &self.of {
            PoolOf::Groups(groups) => <[usize; 1]>::try_from(groups.as_slice()).ok().map(|[group]| group),
            PoolOf::All | PoolOf::Value(_) | PoolOf::Unit(_) => None,
        }
    }

    /// The names of the groups, of the value or of the unit as the campaign or the data write them; none for a pool of
    /// everybody.
    #[must_use]
    pub fn names<'c>(&self, campaign: &'c Campaign, subjects: &'c Subjects, award: &'c Award) -> Vec<&'c str> {
        match &self.of {
            PoolOf::All => Vec::new(),
            PoolOf::Groups(groups) => {
                groups.iter().filter_map(|group| campaign.groups.get(*group)).map(|group| group.label.as_str()).collect()
            }
            PoolOf::Value(value) => match &award.quota {
                Quota::PerValue(divided) => {
                    divided.values.get(*value).map(|(label, _)| label.as_str()).into_iter().collect()
                }
                _ => Vec::new(),
            },
            PoolOf::Unit(unit) => vec![subjects.units.name(*unit)],
        }
    }
}

/// Which pool a subject belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Member {
    /// That one.
    In(u32),
    /// It is not known which: the group or the value is missing.
    Unknown,
    /// None: the value does not apply to it, or the award goes to other groups.
    None,
}

/// The pools of an award and who is in which, before anything is judged.
pub(super) struct Pooling {
    pub(super) pools: Vec<PoolOf>,
    /// Whether one pool takes every group, so that whoever has no known group is in it as well.
    everyone: bool,
    members: Vec<Member>,
}

impl Pooling {
    pub(super) fn new(assessment: &Assessment<'_>, award: &Award, roll: &Roll) -> Pooling {
        if let Quota::PerUnit(_) = award.quota {
            return Pooling::of_units(assessment, award, roll);
        }
        let pools = pools(assessment.campaign, award);
        let column = match &award.quota {
            Quota::PerValue(divided) => Some(divided.column),
            _ => None,
        };
        let members = (0..roll.len())
            .map(|subject| match column {
                Some(column) => by_value(assessment, award.side, column, subject, pools.len()),
                None => by_group(award, &pools, roll.group(subject)),
            })
            .collect();
        let everyone = pools == [PoolOf::All] && award.only.is_none();
        Pooling { pools, everyone, members }
    }

    /// A pool for every unit of a group that the award goes to and that has persons at all, in the order of ids.
    fn of_units(assessment: &Assessment<'_>, award: &Award, roll: &Roll) -> Pooling {
        let units = &assessment.subjects.units;
        let mut staffed = vec![false; units.len()];
        for unit in (0..roll.len()).filter_map(|subject| roll.unit(subject)) {
            staffed[unit] = true;
        }
        let goes_to = |unit: &usize| match (&award.only, units.group(*unit)) {
            (Some(only), Some(group)) => only.contains(&group),
            (Some(_), None) | (None, _) => true,
        };
        let with_pool: Vec<usize> = units.by_id().filter(|unit| staffed[*unit]).filter(goes_to).collect();
        let mut pool_of = vec![None; units.len()];
        for (pool, unit) in with_pool.iter().enumerate() {
            pool_of[*unit] = Some(pool);
        }
        let members =
            (0..roll.len()).map(|subject| roll.unit(subject).map_or(Member::Unknown, |unit| member(pool_of[unit])));
        let members = members.collect();
        Pooling { pools: with_pool.into_iter().map(PoolOf::Unit).collect(), everyone: false, members }
    }

    /// Whether a column says who is in which pool.
    pub(super) fn by_value(&self) -> bool {
        self.pools.iter().any(|pool| matches!(pool, PoolOf::Value(_)))
    }

    pub(super) fn members(&self) -> &[Member] {
        &self.members
    }

    pub(super) fn member(&self, subject: usize) -> Member {
        self.members.get(subject).copied().unwrap_or(Member::None)
    }

    /// How many are known to be in a pool, and how many may be in it.
    pub(super) fn heads(&self, pool: usize, counted: &[usize]) -> Range<usize> {
        let known = counted.get(pool).copied().unwrap_or_default();
        let unknown = counted.last().copied().unwrap_or_default();
        let now = if self.everyone { known + unknown } else { known };
        Range { now, fewest: known, most: known + unknown }
    }

    /// The members of each pool; last those who may be in any.
    pub(super) fn counted(&self) -> Vec<usize> {
        let mut counted = vec![0; self.pools.len() + 1];
        for member in &self.members {
            match member {
                Member::In(pool) => counted[index(*pool)] += 1,
                Member::Unknown => counted[self.pools.len()] += 1,
                Member::None => {}
            }
        }
        counted
    }
}

fn pools(campaign: &Campaign, award: &Award) -> Vec<PoolOf> {
    let goes_to = |group: &usize| award.only.as_ref().is_none_or(|only| only.contains(group));
    let each = || (0..campaign.groups.len()).filter(goes_to).map(|group| PoolOf::Groups(vec![group])).collect();
    match &award.quota {
        Quota::Together(_) => vec![PoolOf::All],
        Quota::Share(share) if !share.per_group => vec![PoolOf::All],
        Quota::Share(_) | Quota::PerGroup(_) => each(),
        Quota::Groups(together) => together.iter().map(|together| PoolOf::Groups(together.groups.clone())).collect(),
        Quota::PerValue(divided) => (0..divided.values.len()).map(PoolOf::Value).collect(),
        // Made from the subjects.
        Quota::PerUnit(_) => Vec::new(),
    }
}

fn by_group(award: &Award, pools: &[PoolOf], group: Option<usize>) -> Member {
    let Some(group) = group else { return Member::Unknown };
    if award.only.as_ref().is_some_and(|only| !only.contains(&group)) {
        return Member::None;
    }
    let holds = |pool: &PoolOf| match pool {
        PoolOf::All => true,
        PoolOf::Groups(groups) => groups.contains(&group),
        PoolOf::Value(_) | PoolOf::Unit(_) => false,
    };
    member(pools.iter().position(holds))
}

fn by_value(assessment: &Assessment<'_>, side: Side, column: Slot, subject: usize, count: usize) -> Member {
    match assessment.view(side, subject, 0, &[]).operand(column) {
        Operand::Known(step) => {
            member(step.to_whole().and_then(|step| usize::try_from(step).ok()).filter(|step| *step < count))
        }
        Operand::NotApplicable => Member::None,
        Operand::Blank | Operand::Unusable | Operand::Absent | Operand::New => Member::Unknown,
    }
}

/// The cell that says in which pool a subject is; `None` where no column divides the quota.
pub(super) fn figure(assessment: &Assessment<'_>, award: &Award, subject: usize) -> Option<Figure> {
    let Quota::PerValue(divided) = &award.quota else { return None };
    let column = divided.column;
    let register = assessment.campaign.register(if column.of_unit { Side::Units } else { award.side })?;
    let field = register.fields.get(usize::from(column.field))?;
    let view = assessment.view(award.side, subject, 0, &[]);
    let step = |step: &Number| step.to_whole().and_then(|step| field.steps.get(usize::try_from(step).ok()?));
    let state = match view.operand(column) {
        Operand::Known(value) => {
            let written = step(&value).and_then(|step| step.spellings.first()).cloned();
            State::Known(Value::Text(written.unwrap_or_default()))
        }
        Operand::Blank => State::Blank,
        Operand::Unusable => State::Unusable,
        Operand::NotApplicable => State::NotApplicable,
        Operand::Absent => State::Absent,
        Operand::New => State::New,
    };
    Some(Figure {
        heading: field.headings.first().unwrap_or(&field.name).clone(),
        of_unit: column.of_unit,
        years_back: 0,
        state,
        place: view.place(column),
        measure: None,
    })
}

fn member(pool: Option<usize>) -> Member {
    pool.and_then(|pool| u32::try_from(pool).ok()).map_or(Member::None, Member::In)
}

/// A pool's position from how members keep it.
pub(super) fn index(pool: u32) -> usize {
    usize::try_from(pool).unwrap_or(usize::MAX)
}
