//! Why a criterion came out as it did for one subject: the parts of its rule, each with its figures and their places.
//!
//! A reason is a tree that mirrors the rule. Verdicts in it come from the same judging as the result itself; the tree
//! only adds what a person asks for: which figures, from where, against what, and how much was missing.

use super::listed::{Listed, ListedRow};
use super::{Date, Kind, Number, Place, Verdict};

/// One part of a rule, judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// What this part says.
    pub verdict: Verdict,
    /// What was judged.
    pub part: Part,
}

/// What a part of a rule judges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// `a and b`.
    All(Vec<Reason>),
    /// `a or b`.
    Any(Vec<Reason>),
    /// `not a`.
    Not(Box<Reason>),
    /// `at_least(k, a, b, c)`.
    AtLeast {
        /// How many parts must be met.
        needed: u32,
        /// The parts.
        parts: Vec<Reason>,
    },
    /// `left >= right`.
    Compare(Box<Comparison>),
    /// An attestation that must hold.
    Attested(Figure),
    /// `role in ('chair', 'deputy')`.
    Among {
        /// The text or rating that was looked at.
        figure: Figure,
        /// The accepted values, as people write them.
        accepted: Vec<String>,
    },
    /// `top(x, 5)` or `rank(x) <= 5`.
    Place(Box<PlaceInGroup>),
    /// `improved_place(x)`.
    Rise(Box<Rise>),
    /// `every(list, test)` or `any(list, test)`.
    Listed(Box<Listed>),
}

/// A comparison with what stood on each side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The side that the plan speaks of.
    pub left: Term,
    /// How it was compared.
    pub relation: Relation,
    /// What was required.
    pub right: Term,
    /// What would turn a failed comparison into a met one; `None` when it did not fail.
    pub gap: Option<Gap>,
    /// Whether the comparison stands under a `not`, so that it had to fail.
    pub negated: bool,
}

/// A place in the subject's group, between its best and its worst while figures of others are missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceInGroup {
    /// What the places are by.
    pub by: Term,
    /// The best and the worst place; `None` when the subject has no value.
    pub place: Option<(u32, u32)>,
    /// How many subjects of the group have a value, and how many more may get one.
    pub among: (u32, u32),
    /// How the place was compared.
    pub relation: Relation,
    /// The last place that counts, or the share of the group.
    pub limit: Term,
    /// What would bring the subject in; `None` when it did not fail.
    pub gap: Option<Gap>,
    /// Whether the part stands under a `not`.
    pub negated: bool,
}

/// A place in the subject's group held against its place of the year before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rise {
    /// What the places are by this year, and the best and worst place; `None` when the subject has no value.
    pub now: RisePlace,
    /// The same of the year before.
    pub before: RisePlace,
    /// What would bring the subject far enough up; `None` when it did not fail.
    pub gap: Option<Gap>,
    /// Whether the part stands under a `not`.
    pub negated: bool,
}

/// A place of one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RisePlace {
    /// What the places are by.
    pub by: Term,
    /// The best and the worst place; `None` when the subject has no value.
    pub place: Option<(u32, u32)>,
    /// How many subjects of the group have a value, and how many more may get one.
    pub among: (u32, u32),
}

/// One side of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The side as the plan's reader would write it, with headings for short names.
    pub label: Vec<Piece>,
    /// Its value; `None` when a figure is missing or the side does not apply.
    pub value: Option<Value>,
    /// The figures in it, in the order in which they stand in the rule, each once.
    pub figures: Vec<Figure>,
    /// What the side needs and a clerk has not said yet, or why it has no value although every figure is there.
    pub trouble: Option<Trouble>,
    /// The lists whose rows it counts or adds up, in the order in which they stand in the rule.
    pub lists: Vec<Listed>,
}

/// A piece of a side's label, in reading order. Words and signs get their form in `text`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// A figure, by its position in [`Term::figures`].
    Figure(usize),
    /// A fixed value, as the rule writes it.
    Value(Value),
    /// A list that is counted or added up, by its position in [`Term::lists`].
    List(usize),
    /// A sign between two sides.
    Sign(Sign),
    /// A minus before a side.
    Minus,
    /// The maximum of which a score is read as a share; shown with figures only.
    OfMax(Number),
    /// The same in the years before the one judged, the earliest first; shown with figures only.
    EarlierYears(Vec<Vec<Piece>>),
    /// A function; [`Piece::Open`] follows.
    Function(Function),
    /// An opening bracket.
    Open,
    /// What stands between two arguments.
    Separator,
    /// A closing bracket.
    Close,
}

/// A sign of arithmetic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
    /// `/`
    Over,
}

/// A function of the rule language that makes a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    /// The smallest of several.
    Least,
    /// The greatest of several.
    Greatest,
    /// The distance from zero.
    Absolute,
    /// Rounded, half away from zero.
    Rounded,
    /// Rounded away from zero.
    RoundedUp,
    /// Cut off toward zero.
    RoundedDown,
    /// The greatest whole number not above.
    Floor,
    /// The smallest whole number not below.
    Ceil,
    /// One value for several years ending with the year judged.
    Years(Fold, u8),
}

/// How the values of several years make one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fold {
    /// Their mean.
    Mean,
    /// The smallest.
    Least,
    /// The greatest.
    Greatest,
    /// Their sum.
    Sum,
}

/// Why a side of a comparison has no value although no cell is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// 0 of 0: nothing to judge.
    ZeroOfZero,
    /// Something other than zero was divided by zero, or something by a negative: a fault in the data.
    Indivisible,
}

/// A figure that a rule looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The column's heading, or the figure's name in the campaign file.
    pub heading: String,
    /// Whether it is the figure of a person's unit.
    pub of_unit: bool,
    /// How many years before the year judged; 0 is that year.
    pub years_back: u8,
    /// What the cell says.
    pub state: State,
    /// The cell, or the line of the definition for a figure of the campaign; `None` for what has no cell of its own.
    pub place: Option<Place>,
    /// The word that people count the figure in, where the campaign names one: "hồ sơ".
    pub measure: Option<String>,
}

/// What a cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// A readable value.
    Known(Value),
    /// Nothing was entered.
    Blank,
    /// Something was entered that cannot be used; a finding says what.
    Unusable,
    /// The cell says that the figure does not apply to the subject.
    NotApplicable,
    /// The campaign leaves the figure open until guidance sets it.
    Open,
    /// There is no such row: an unknown unit, or no data for that year.
    Absent,
    /// The subject is declared new, and did not exist in that year.
    New,
}

/// A value in the kind in which people read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A number; a percentage is a fraction here, and a number of the kind [`Kind::Date`] counts days.
    Number(Number, Kind),
    /// A day.
    Date(Date),
    /// A step of a scale, or a text, as people write it.
    Text(String),
    /// An attestation.
    YesNo(bool),
}

/// How two sides are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `=`
    Equal,
    /// `!=`
    Unequal,
    /// `>=`
    AtLeast,
    /// `>`
    Greater,
}

impl Relation {
    /// Whether `left` stands to `right` as the relation says.
    #[must_use]
    pub fn holds<T: Ord>(self, left: &T, right: &T) -> bool {
        match self {
            Relation::Less => left < right,
            Relation::AtMost => left <= right,
            Relation::Equal => left == right,
            Relation::Unequal => left != right,
            Relation::AtLeast => left >= right,
            Relation::Greater => left > right,
        }
    }

    /// The relation that holds exactly when this one does not.
    #[must_use]
    pub fn opposite(self) -> Relation {
        match self {
            Relation::Less => Relation::AtLeast,
            Relation::AtMost => Relation::Greater,
            Relation::Equal => Relation::Unequal,
            Relation::Unequal => Relation::Equal,
            Relation::AtLeast => Relation::Less,
            Relation::Greater => Relation::AtMost,
        }
    }

    /// The relation that holds between the sides when they change places.
    #[must_use]
    pub fn mirrored(self) -> Relation {
        match self {
            Relation::Less => Relation::Greater,
            Relation::AtMost => Relation::AtLeast,
            Relation::AtLeast => Relation::AtMost,
            Relation::Greater => Relation::Less,
            same => same,
        }
    }

    /// The sign as people write it.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Relation::Less => "<",
            Relation::AtMost => "≤",
            Relation::Equal => "=",
            Relation::Unequal => "≠",
            Relation::AtLeast => "≥",
            Relation::Greater => ">",
        }
    }
}

/// What would flip a part that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The smallest changes of one figure alone that would flip the part, one for each figure that can do it, in the
    /// order of the rule.
    pub changes: Vec<Change>,
    /// Whether it is certain that no change of one figure flips the part: said only when every figure was worked out.
    pub impossible: bool,
    /// How far the two sides lie apart, in the kind of the left side; `None` where a distance has no meaning.
    pub distance: Option<Value>,
}

/// A change of one figure that flips a part: the smallest on the grid in which the figure is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Which figure, by its position in the rule's figures: left side first.
    pub figure: Figure,
    /// The value that it would need.
    pub needed: Value,
    /// The needed value less the present one: days for dates, steps for ratings; negative when there must be less.
    /// `None` for attestations.
    pub by: Option<Number>,
    /// Whether there are values further on, and they do as well.
    pub beyond: bool,
}

impl Reason {
    /// Every figure that was looked at, in the order of the rule; those of the rows of lists included.
    #[must_use]
    pub fn figures(&self) -> Vec<&Figure> {
        match &self.part {
            Part::All(parts) | Part::Any(parts) | Part::AtLeast { parts, .. } => {
                parts.iter().flat_map(Reason::figures).collect()
            }
            Part::Not(inner) => inner.figures(),
            Part::Compare(comparison) => {
                [&comparison.left, &comparison.right].into_iter().flat_map(Term::figures_and_rows).collect()
            }
            Part::Attested(figure) | Part::Among { figure, .. } => vec![figure],
            Part::Place(place) => [&place.by, &place.limit].into_iter().flat_map(Term::figures_and_rows).collect(),
            Part::Rise(rise) => [&rise.now.by, &rise.before.by].into_iter().flat_map(Term::figures_and_rows).collect(),
            Part::Listed(listed) => listed.figures(),
        }
    }

    /// The parts without parts of their own that leave this one without a verdict; none when it has one.
    #[must_use]
    pub fn open_parts(&self) -> Vec<&Reason> {
        if self.verdict != Verdict::NoData {
            return Vec::new();
        }
        match &self.part {
            Part::All(parts) | Part::Any(parts) | Part::AtLeast { parts, .. } => {
                parts.iter().flat_map(Reason::open_parts).collect()
            }
            Part::Not(inner) => inner.open_parts(),
            Part::Listed(listed) => {
                let open: Vec<&Reason> =
                    listed.rows.iter().filter_map(ListedRow::reason).flat_map(Reason::open_parts).collect();
                if open.is_empty() { vec![self] } else { open }
            }
            Part::Compare(_) | Part::Attested(_) | Part::Among { .. } | Part::Place(_) | Part::Rise(_) => vec![self],
        }
    }

    /// The reason without what would turn failed parts round: for a condition, which nobody strives to meet.
    #[must_use]
    pub fn without_gaps(mut self) -> Reason {
        self.drop_gaps();
        self
    }

    fn drop_gaps(&mut self) {
        match &mut self.part {
            Part::All(parts) | Part::Any(parts) | Part::AtLeast { parts, .. } => {
                parts.iter_mut().for_each(Reason::drop_gaps);
            }
            Part::Not(inner) => inner.drop_gaps(),
            Part::Compare(comparison) => comparison.gap = None,
            Part::Place(place) => place.gap = None,
            Part::Rise(rise) => rise.gap = None,
            Part::Listed(listed) => listed.rows.iter_mut().filter_map(ListedRow::reason_mut).for_each(Reason::drop_gaps),
            Part::Attested(_) | Part::Among { .. } => {}
        }
    }
}
