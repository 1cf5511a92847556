//! Awards filled by plain rules where nothing is missing: every list that a council may come to.

use super::made::{Award, BODIES, GROUPS, Keys, Of, Quota, SKIPPED, Seats};

/// The data with nothing missing, by subject.
#[derive(Debug, Default, Clone)]
pub struct World {
    pub group: Vec<usize>,
    pub body: Vec<usize>,
    pub meets: Vec<[bool; 2]>,
    pub nominated: Vec<bool>,
    pub keys: Vec<[i64; 2]>,
    pub direct: Vec<bool>,
}

impl World {
    pub fn push(&mut self, group: usize, body: usize, meets: [bool; 2], nominated: bool, keys: [i64; 2], direct: bool) {
        self.group.push(group);
        self.body.push(body);
        self.meets.push(meets);
        self.nominated.push(nominated);
        self.keys.push(keys);
        self.direct.push(direct);
    }

    pub fn pop(&mut self) {
        self.group.pop();
        self.body.pop();
        self.meets.pop();
        self.nominated.pop();
        self.keys.pop();
        self.direct.pop();
    }
}

/// The list of one award, each subject a bit, and the places of each pool; `None` without a limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    pub members: u32,
    pub places: Vec<Option<u32>>,
}

/// Every way in which the awards can be filled.
pub fn lists(world: &World, awards: &[Award]) -> Vec<Vec<Filled>> {
    let mut all: Vec<Vec<Filled>> = vec![Vec::new()];
    for award in awards {
        let mut longer = Vec::new();
        for before in &all {
            for filled in ways(world, award, before) {
                let mut with = before.clone();
                with.push(filled);
                if !longer.contains(&with) {
                    longer.push(with);
                }
            }
        }
        all = longer;
    }
    all
}

fn ways(world: &World, award: &Award, before: &[Filled]) -> Vec<Filled> {
    let eligible: Vec<usize> = (0..world.group.len()).filter(|row| is_eligible(world, award, before, *row)).collect();
    let pools = pool_count(award);
    let members: Vec<Vec<usize>> = (0..pools)
        .map(|pool| eligible.iter().copied().filter(|row| pool_of(world, award, *row) == pool).collect())
        .collect();
    let mut ways = Vec::new();
    for places in place_choices(world, award, before, &members) {
        for (chosen, rest) in own_places(world, award, &members, &places) {
            let unused: usize = members
                .iter()
                .zip(&places)
                .filter_map(|(members, places)| Some(usize::try_from((*places)?).unwrap().saturating_sub(members.len())))
                .sum();
            let passed = if award.pass { top(world, award, &rest, unused) } else { vec![0] };
            ways.extend(passed.iter().map(|passed| Filled { members: chosen | passed, places: places.clone() }));
        }
    }
    ways
}

fn is_eligible(world: &World, award: &Award, before: &[Filled], row: usize) -> bool {
    let holds = |award: usize| before[award].members & (1 << row) != 0;
    world.meets[row][award.criterion]
        && (!award.among || world.nominated[row])
        && (!award.only || world.group[row] < GROUPS - 1)
        && award.after.is_none_or(holds)
        && !award.excludes.iter().any(|award| holds(*award))
}

fn pool_count(award: &Award) -> usize {
    match &award.quota {
        Quota::Together(_) | Quota::Share { per_group: false, .. } => 1,
        Quota::PerGroup(_) | Quota::Share { .. } => GROUPS - usize::from(award.only),
        Quota::Groups(_) => 2 - usize::from(award.only),
        Quota::PerBody(_) => BODIES,
    }
}

fn pool_of(world: &World, award: &Award, row: usize) -> usize {
    match &award.quota {
        Quota::Together(_) | Quota::Share { per_group: false, .. } => 0,
        Quota::PerGroup(_) | Quota::Share { .. } => world.group[row],
        Quota::Groups(_) => usize::from(world.group[row] == GROUPS - 1),
        Quota::PerBody(_) => world.body[row],
    }
}

/// The places of each pool; a number that is open may be set to anything.
fn place_choices(world: &World, award: &Award, before: &[Filled], members: &[Vec<usize>]) -> Vec<Vec<Option<u32>>> {
    let stated: Vec<Seats> = match &award.quota {
        Quota::Together(seats) => vec![*seats],
        Quota::PerGroup(seats) => seats.to_vec(),
        Quota::Groups(seats) => seats.to_vec(),
        Quota::PerBody(seats) => seats.to_vec(),
        Quota::Share { percent, of, per_group, up, min } => (0..members.len())
            .map(|pool| {
                let here = |row: &usize| !*per_group || world.group[*row] == pool;
                let goes_to = |row: &usize| !award.only || world.group[*row] < GROUPS - 1;
                let rows = 0..world.group.len();
                let count = match of {
                    Of::All => rows.filter(here).filter(goes_to).count(),
                    Of::Eligible => members[pool].len(),
                    Of::List(list) => rows.filter(here).filter(|row| before[*list].members & (1 << row) != 0).count(),
                };
                let hundredths = percent * i64::try_from(count).unwrap();
                let whole = if *up { (hundredths + 99) / 100 } else { hundredths / 100 };
                Seats::Number(u32::try_from(whole).unwrap().max(min.unwrap_or(0)))
            })
            .collect(),
    };
    let mut all: Vec<Vec<Option<u32>>> = vec![Vec::new()];
    for seats in &stated[..members.len()] {
        let options = match seats {
            Seats::Number(number) => vec![Some(*number)],
            Seats::Unlimited => vec![None],
            Seats::Open => vec![Some(0), Some(1), Some(3)],
        };
        all = all
            .iter()
            .flat_map(|done| options.iter().map(|option| [done.clone(), vec![*option]].concat()).collect::<Vec<_>>())
            .collect();
    }
    all
}

/// Every way in which the pools give their own places: who has one, and who remains.
fn own_places(world: &World, award: &Award, members: &[Vec<usize>], places: &[Option<u32>]) -> Vec<(u32, Vec<usize>)> {
    let mut all = vec![(0, Vec::new())];
    for (members, places) in members.iter().zip(places) {
        let places = places.map_or(members.len(), |places| usize::try_from(places).unwrap());
        let ways = top(world, award, members, places);
        all = all
            .iter()
            .flat_map(|(chosen, rest): &(u32, Vec<usize>)| {
                ways.iter()
                    .map(|way| {
                        let out = members.iter().copied().filter(|row| way & (1 << row) == 0);
                        (chosen | way, rest.iter().copied().chain(out).collect())
                    })
                    .collect::<Vec<_>>()
            })
            .collect();
    }
    all
}

/// The best so many of them: every way in which a council can choose among equals, each as bits.
fn top(world: &World, award: &Award, rows: &[usize], places: usize) -> Vec<u32> {
    let key = |row: usize| {
        let [score, extra] = world.keys[row];
        match award.keys {
            Keys::Score => [score, 0],
            Keys::ScoreThenExtra => [score, extra],
            // Four times the points; an extra that does not apply adds nothing.
            Keys::Sum => [4 * score.min(20) + extra.clamp(0, 20), 0],
            Keys::Difference if extra == SKIPPED => [SKIPPED, 0],
            Keys::Difference => [2 * score - extra, 0],
            Keys::LowestScore => [-score, 0],
            Keys::DirectFirst => [i64::from(world.direct[row]), score],
        }
    };
    let places = places.min(rows.len());
    let ways = 0_u32..1 << rows.len();
    ways.filter(|way| usize::try_from(way.count_ones()).unwrap() == places)
        .filter(|way| {
            let within = |at: &usize| way & (1 << at) != 0;
            let (inside, outside): (Vec<usize>, Vec<usize>) = (0..rows.len()).partition(within);
            inside.iter().all(|one| outside.iter().all(|other| key(rows[*one]) >= key(rows[*other])))
        })
        .map(|way| rows.iter().enumerate().filter(|(at, _)| way & (1 << at) != 0).map(|(_, row)| 1 << row).sum())
        .collect()
}
