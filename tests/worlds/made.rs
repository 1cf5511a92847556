//! Small campaigns made up at random, always the same ones for the same seed.

use std::fmt::Write;

use super::common;
use super::played::World;

/// A plain generator of numbers: the same ones on every machine.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Chance {
        Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x1234_5678_9abc_def1)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

pub const GROUPS: usize = 3;
pub const BODIES: usize = 2;
/// Scores that data hold, and those that a missing one may turn out to be: between and beyond them too, as far as the
/// column's range goes, its ends included.
const SCORES: [i64; 2] = [10, 20];
const TURNS: [i64; 5] = [5, 10, 15, 20, 25];
const RANGES: [Option<[i64; 2]>; 6] = [None, Some([10, 20]), Some([5, 20]), Some([10, 25]), Some([0, 20]), Some([10, 21])];
/// What a cell says that does not apply.
pub const SKIPPED: i64 = i64::MIN;

/// A subject as its row says; `None` where the cell is empty.
#[derive(Debug, Clone)]
pub struct Subject {
    pub group: Option<usize>,
    pub body: Option<usize>,
    pub meets: [Option<bool>; 2],
    pub nominated: Option<bool>,
    pub score: Option<i64>,
    pub extra: Option<i64>,
    pub direct: Option<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seats {
    Number(u32),
    Unlimited,
    Open,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    All,
    Eligible,
    List(usize),
}

/// What an award ranks by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keys {
    Score,
    ScoreThenExtra,
    /// Points added up from both, each up to its limit.
    Sum,
    /// Twice the score without the extra.
    Difference,
    LowestScore,
    /// Those who work on it directly come first.
    DirectFirst,
}

const KEYS: [Keys; 9] = [
    Keys::Score,
    Keys::Score,
    Keys::ScoreThenExtra,
    Keys::Sum,
    Keys::Sum,
    Keys::Difference,
    Keys::Difference,
    Keys::LowestScore,
    Keys::DirectFirst,
];

#[derive(Debug, Clone)]
pub enum Quota {
    Together(Seats),
    PerGroup([Seats; GROUPS]),
    /// The first two groups together, and the third.
    Groups([Seats; 2]),
    PerBody([Seats; BODIES]),
    Share {
        percent: i64,
        of: Of,
        per_group: bool,
        up: bool,
        min: Option<u32>,
    },
}

#[derive(Debug, Clone)]
pub struct Award {
    pub quota: Quota,
    pub pass: bool,
    pub among: bool,
    /// Whether the third group is left out.
    pub only: bool,
    pub excludes: Vec<usize>,
    pub after: Option<usize>,
    /// Which of the two criteria.
    pub criterion: usize,
    pub keys: Keys,
    pub floor: Option<i64>,
    pub cap: Option<i64>,
}

impl Award {
    pub fn is_open(&self) -> bool {
        let open = |seats: &Seats| *seats == Seats::Open;
        match &self.quota {
            Quota::Together(seats) => open(seats),
            Quota::PerGroup(seats) => seats.iter().any(open),
            Quota::Groups(seats) => seats.iter().any(open),
            Quota::PerBody(seats) => seats.iter().any(open),
            Quota::Share { .. } => false,
        }
    }

    pub fn of_list(&self) -> bool {
        matches!(self.quota, Quota::Share { of: Of::List(_), .. })
    }

    fn made(chance: &mut Chance, before: usize) -> Award {
        let mut award = Award {
            quota: quota(chance, before),
            pass: !chance.once_in(3),
            among: chance.once_in(4),
            only: chance.once_in(6),
            excludes: Vec::new(),
            after: None,
            criterion: chance.below(2),
            keys: chance.pick(&KEYS),
            floor: chance.once_in(3).then(|| chance.pick(&[30, 50, 60])),
            cap: chance.once_in(4).then(|| chance.pick(&[30, 50, 60])),
        };
        if before > 0 {
            match chance.below(4) {
                0 => award.after = Some(chance.below(before)),
                1 => award.excludes = vec![chance.below(before)],
                2 if before > 1 => (award.after, award.excludes) = (Some(0), vec![1]),
                _ => {}
            }
        }
        award
    }
}

fn seats(chance: &mut Chance) -> Seats {
    match chance.below(16) {
        0 => Seats::Open,
        1 => Seats::Unlimited,
        2 => Seats::Number(3),
        number => Seats::Number(u32::try_from(number % 3).unwrap()),
    }
}

fn quota(chance: &mut Chance, before: usize) -> Quota {
    match chance.below(7) {
        0 => Quota::Together(seats(chance)),
        1 | 2 => Quota::PerGroup([seats(chance), seats(chance), seats(chance)]),
        3 => Quota::Groups([seats(chance), seats(chance)]),
        4 => Quota::PerBody([seats(chance), seats(chance)]),
        _ => {
            let of = match chance.below(if before > 0 { 5 } else { 2 }) {
                0 => Of::All,
                1 => Of::Eligible,
                _ => Of::List(chance.below(before)),
            };
            let percent = chance.pick(&[34, 50, 70, 100]);
            let min = chance.once_in(4).then_some(1);
            Quota::Share { percent, of, per_group: !chance.once_in(3), up: chance.once_in(2), min }
        }
    }
}

/// A campaign with its data.
pub struct Case {
    /// What the columns of the score and of the extra declare that they can hold.
    pub ranges: [Option<[i64; 2]>; 2],
    /// Whether the extra may not apply.
    pub skips: bool,
    pub subjects: Vec<Subject>,
    pub awards: Vec<Award>,
}

impl Case {
    pub fn made(chance: &mut Chance) -> Case {
        let ranges = [chance.pick(&RANGES), chance.pick(&RANGES)];
        let skips = chance.once_in(2);
        let mut lacking = chance.below(5).saturating_sub(1);
        let mut lack = |chance: &mut Chance| {
            let lacks = lacking > 0 && chance.once_in(6);
            lacking -= usize::from(lacks);
            lacks
        };
        let mut subjects = Vec::new();
        let scores: &[i64] = if chance.once_in(3) { &SCORES[..1] } else { &SCORES };
        for _ in 0..2 + chance.below(4) {
            let mut yes = |chance: &mut Chance, times: usize| {
                let known = !chance.once_in(times);
                (!lack(chance)).then_some(known)
            };
            let meets = [yes(chance, 6), yes(chance, 5)];
            let (nominated, direct) = (yes(chance, 4), yes(chance, 2));
            let extras: &[i64] = if skips { &[SCORES[0], SCORES[1], SKIPPED] } else { &SCORES };
            subjects.push(Subject {
                meets,
                nominated,
                direct,
                group: (!lack(chance)).then(|| chance.below(GROUPS)),
                body: (!lack(chance)).then(|| chance.below(BODIES)),
                score: (!lack(chance)).then(|| chance.pick(scores)),
                extra: (!lack(chance)).then(|| chance.pick(extras)),
            });
        }
        let mut awards = Vec::new();
        for before in 0..1 + chance.below(3) {
            awards.push(Award::made(chance, before));
        }
        Case { ranges, skips, subjects, awards }
    }

    /// How many cells are empty.
    pub fn missing(&self) -> usize {
        self.subjects
            .iter()
            .map(|subject| {
                let flags = [subject.meets[0], subject.meets[1], subject.nominated, subject.direct];
                let flags = flags.iter().filter(|flag| flag.is_none()).count();
                let places = [subject.group, subject.body].iter().filter(|place| place.is_none()).count();
                flags + places + [subject.score, subject.extra].iter().filter(|key| key.is_none()).count()
            })
            .sum()
    }

    /// The position of the subject with this id in [`Case::subjects`].
    pub fn row(&self, id: &str) -> usize {
        id[1..].parse().unwrap()
    }

    pub fn bound(&self) -> common::Case {
        common::Case::new(&self.definition(), ("don-vi.csv", self.csv().as_bytes()), None)
    }

    pub fn csv(&self) -> String {
        let mut text = "Mã;Tên;Khối;Cơ quan;Đạt 1;Đạt 2;Đề cử;Điểm;Điểm thêm;Trực tiếp\n".to_owned();
        let yes = |flag: Option<bool>| flag.map_or("", |flag| if flag { "Có" } else { "Không" });
        let number = |number: Option<i64>| match number {
            Some(SKIPPED) => "-".to_owned(),
            number => number.map(|number| number.to_string()).unwrap_or_default(),
        };
        for (row, subject) in self.subjects.iter().enumerate() {
            let group = subject.group.map_or("?".to_owned(), |group| format!("Khối {group}"));
            let body = subject.body.map_or(String::new(), |body| format!("Cơ quan {body}"));
            let cells = [
                format!("S{row}"),
                format!("Đơn vị {row}"),
                group,
                body,
                yes(subject.meets[0]).to_owned(),
                yes(subject.meets[1]).to_owned(),
                yes(subject.nominated).to_owned(),
                number(subject.score),
                number(subject.extra),
                yes(subject.direct).to_owned(),
            ];
            writeln!(text, "{}", cells.join(";")).unwrap();
        }
        text
    }

    pub fn definition(&self) -> String {
        let range = |of: Option<[i64; 2]>| of.map_or(String::new(), |[min, max]| format!(", min = {min}, max = {max}"));
        let skips = if self.skips { ", not_applicable = [\"-\"]" } else { "" };
        let head = HEAD.replace("{score}", &range(self.ranges[0]));
        let mut text = head.replace("{extra}", &(range(self.ranges[1]) + skips));
        for (position, award) in self.awards.iter().enumerate() {
            award.write(position, &mut text);
        }
        text
    }

    /// Every way in which the missing cells can turn out.
    pub fn worlds(&self, each: &mut dyn FnMut(&World)) {
        let mut world = World::default();
        self.complete(0, &mut world, each);
    }

    /// What a missing score, or a missing extra, can turn out to be.
    fn turns(&self, column: usize) -> Vec<i64> {
        let mut turns = match self.ranges[column] {
            Some([min, max]) => {
                let within = TURNS.iter().copied().filter(|turn| (min + 1..max).contains(turn));
                [min, max].into_iter().chain(within).collect()
            }
            None => TURNS.to_vec(),
        };
        turns.extend((self.skips && column == 1).then_some(SKIPPED));
        turns
    }

    fn complete(&self, row: usize, world: &mut World, each: &mut dyn FnMut(&World)) {
        let Some(subject) = self.subjects.get(row) else {
            each(world);
            return;
        };
        let flags = |flag: Option<bool>| flag.map_or(vec![true, false], |flag| vec![flag]);
        let scores = |score: Option<i64>, column: usize| score.map_or_else(|| self.turns(column), |score| vec![score]);
        for group in subject.group.map_or((0..GROUPS).collect(), |group| vec![group]) {
            for body in subject.body.map_or((0..BODIES).collect(), |body| vec![body]) {
                for first in flags(subject.meets[0]) {
                    for second in flags(subject.meets[1]) {
                        for nominated in flags(subject.nominated) {
                            for score in scores(subject.score, 0) {
                                for extra in scores(subject.extra, 1) {
                                    for direct in flags(subject.direct) {
                                        world.push(group, body, [first, second], nominated, [score, extra], direct);
                                        self.complete(row + 1, world, each);
                                        world.pop();
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

const HEAD: &str = r#"
format = 1
id     = "the-gioi"
title  = "Mọi khả năng"
issuer = "UBND tỉnh"
year   = 2023

[units]
file   = "don-vi"
id     = "Mã"
name   = "Tên"
group  = "Khối"
groups = { g0 = ["Khối 0"], g1 = ["Khối 1"], g2 = ["Khối 2"] }

[units.columns]
body      = { heading = "Cơ quan", kind = "text", values = { b0 = ["Cơ quan 0"], b1 = ["Cơ quan 1"] } }
meets0    = { heading = "Đạt 1", kind = "yes_no" }
meets1    = { heading = "Đạt 2", kind = "yes_no" }
nominated = { heading = "Đề cử", kind = "yes_no" }
score     = { heading = "Điểm", kind = "score"{score} }
extra     = { heading = "Điểm thêm", kind = "score"{extra} }
direct    = { heading = "Trực tiếp", kind = "yes_no" }

[[criterion]]
id = "c0"
title = "Đạt 1"
of = "units"
check = "meets0"

[[criterion]]
id = "c1"
title = "Đạt 2"
of = "units"
check = "meets1"

[[score]]
id = "points"
of = "units"
title = "Tổng điểm"
total = 20

[[score.part]]
id = "main"
title = "Điểm chính"
points = 20
value = "score"

[[score.part]]
id = "more"
title = "Điểm cộng"
bonus = "extra / 4"
cap = 5
"#;

impl Award {
    fn write(&self, position: usize, text: &mut String) {
        let mut line = |line: String| writeln!(text, "{line}").unwrap();
        line(String::new());
        line("[[award]]".to_owned());
        line(format!("id = \"a{position}\""));
        line(format!("title = \"Khen {position}\""));
        line("to = \"units\"".to_owned());
        line(format!("criteria = [\"c{}\"]", self.criterion));
        line(self.quota_line());
        let keys = match self.keys {
            Keys::Score => r#"{ highest = "score" }"#,
            Keys::ScoreThenExtra => r#"{ highest = "score" }, { highest = "extra" }"#,
            Keys::Sum => r#"{ highest = "points" }"#,
            Keys::Difference => r#"{ highest = "2 * score - extra" }"#,
            Keys::LowestScore => r#"{ lowest = "score" }"#,
            Keys::DirectFirst => r#"{ first = "direct" }, { highest = "score" }"#,
        };
        line(format!("rank = [{keys}]"));
        if self.pass {
            line("unused = \"pass\"".to_owned());
        }
        if self.among {
            line("among = \"nominated\"".to_owned());
        }
        if self.only {
            line("only = [\"g0\", \"g1\"]".to_owned());
        }
        if !self.excludes.is_empty() {
            let names: Vec<String> = self.excludes.iter().map(|award| format!("\"a{award}\"")).collect();
            line(format!("excludes = [{}]", names.join(", ")));
        }
        if let Some(after) = self.after {
            line(format!("after = \"a{after}\""));
        }
        for (key, share) in [("floor", self.floor), ("cap", self.cap)] {
            if let Some(share) = share {
                line(format!("{key} = {{ share = \"{share}%\", of = \"direct\" }}"));
            }
        }
    }

    fn quota_line(&self) -> String {
        let seats = |seats: &Seats| match seats {
            Seats::Number(number) => number.to_string(),
            Seats::Unlimited => "\"unlimited\"".to_owned(),
            Seats::Open => "\"open\"".to_owned(),
        };
        let groups = if self.only { GROUPS - 1 } else { GROUPS };
        match &self.quota {
            Quota::Together(together) => format!("quota = {}", seats(together)),
            Quota::PerGroup(each) => {
                let each: Vec<String> = (0..groups).map(|group| format!("g{group} = {}", seats(&each[group]))).collect();
                format!("quota_by_group = {{ {} }}", each.join(", "))
            }
            Quota::Groups([first, _]) if self.only => {
                format!("quota_by_groups = [{{ groups = [\"g0\", \"g1\"], places = {} }}]", seats(first))
            }
            Quota::Groups([first, second]) => format!(
                "quota_by_groups = [{{ groups = [\"g0\", \"g1\"], places = {} }}, {{ groups = \"g2\", places = {} }}]",
                seats(first),
                seats(second)
            ),
            Quota::PerBody([first, second]) if first == second => {
                format!("quota_by = {{ column = \"body\", places = {} }}", seats(first))
            }
            Quota::PerBody([first, second]) => {
                format!("quota_by = {{ column = \"body\", places = {{ b0 = {}, b1 = {} }} }}", seats(first), seats(second))
            }
            Quota::Share { percent, of, per_group, up, min } => {
                let of = match of {
                    Of::All => "all".to_owned(),
                    Of::Eligible => "eligible".to_owned(),
                    Of::List(award) => format!("a{award}"),
                };
                let per = if *per_group { "group" } else { "all" };
                let round = if *up { "up" } else { "down" };
                let min = min.map_or(String::new(), |min| format!(", min = {min}"));
                format!(
                    "quota_percent = {{ percent = {percent}, of = \"{of}\", per = \"{per}\", round = \"{round}\"{min} }}"
                )
            }
        }
    }
}
