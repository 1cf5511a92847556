//! One column of figures, held densely: a million people must fit.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::rule::Operand;
use crate::vocab::Number;

/// The figures of one column, one for each subject in the order of the rows.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    /// The digits of each figure; for a rating or a text the step, for an attestation 1 or 0, for a day its ordinal.
    mantissas: Vec<i64>,
    /// How many of the digits stand behind the decimal sign, or that there is no figure and why.
    marks: Vec<u8>,
    /// Which spelling of its step each cell uses; empty as long as every cell uses the first.
    spellings: Vec<u8>,
}

/// The most digits behind the decimal sign that a figure can have.
pub(super) const MOST_DECIMALS: usize = 18;

/// The same as a power of ten.
const MOST_SCALE: u32 = MOST_DECIMALS as u32;

const BLANK: u8 = 255;
const UNUSABLE: u8 = 254;
const NOT_APPLICABLE: u8 = 253;
const ABSENT: u8 = 252;

/// What one cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Figure {
    /// `mantissa` over ten to the power of `decimals`, at most [`MOST_DECIMALS`]. Both are whole words: a part of one is
    /// copied in pieces, and waiting for them takes longer than reading the digits.
    Known { mantissa: i64, decimals: usize },
    /// Nothing.
    Blank,
    /// Something that cannot be used.
    Unusable,
    /// The figure does not apply.
    NotApplicable,
}

impl Figure {
    /// A whole number: a step, a day, a yes.
    pub(super) fn whole(value: i64) -> Figure {
        Figure::Known { mantissa: value, decimals: 0 }
    }
}

/// How a figure is kept: its digits, and its decimals or why there is none.
fn kept(figure: Figure) -> (i64, u8) {
    match figure {
        Figure::Known { mantissa, decimals } => (mantissa, u8::try_from(decimals).unwrap_or(UNUSABLE)),
        Figure::Blank => (0, BLANK),
        Figure::Unusable => (0, UNUSABLE),
        Figure::NotApplicable => (0, NOT_APPLICABLE),
    }
}

/// What a cell says, by its position in the [`Figures::tally`].
fn said(mark: u8) -> usize {
    match mark {
        BLANK | ABSENT => 1,
        UNUSABLE => 2,
        NOT_APPLICABLE => 3,
        _ => 0,
    }
}

impl Figures {
    /// Adds a figure and in which spelling it was written.
    #[inline]
    pub(super) fn push(&mut self, figure: Figure, spelling: u8) {
        let (mantissa, mark) = kept(figure);
        self.mantissas.push(mantissa);
        self.marks.push(mark);
        if spelling > 0 || !self.spellings.is_empty() {
            self.spellings.resize(self.marks.len() - 1, 0);
            self.spellings.push(spelling);
        }
    }

    /// Makes room for so many more, where there is any.
    pub(super) fn reserve(&mut self, count: usize) {
        let _ = self.mantissas.try_reserve(count);
        let _ = self.marks.try_reserve(count);
    }

    /// Keeps the first so many.
    pub(super) fn truncate(&mut self, count: usize) {
        self.mantissas.truncate(count);
        self.marks.truncate(count);
        self.spellings.truncate(count);
    }

    /// Adds other figures behind these.
    pub(super) fn append(&mut self, other: &Figures) {
        if !self.spellings.is_empty() || !other.spellings.is_empty() {
            self.spellings.resize(self.marks.len(), 0);
            self.spellings.extend(&other.spellings);
            self.spellings.resize(self.marks.len() + other.marks.len(), 0);
        }
        self.mantissas.extend(&other.mantissas);
        self.marks.extend(&other.marks);
    }

    /// Puts a figure in the place of another.
    pub(super) fn set(&mut self, row: usize, figure: Figure) {
        if let (Some(mantissa), Some(mark)) = (self.mantissas.get_mut(row), self.marks.get_mut(row)) {
            (*mantissa, *mark) = kept(figure);
        }
    }

    /// Which spelling of its step a cell uses, by its position among them.
    #[must_use]
    pub fn spelling(&self, row: usize) -> usize {
        self.spellings.get(row).copied().map_or(0, usize::from)
    }

    /// The same figures in another order; absent for nothing.
    pub(super) fn picked(&self, order: &[Option<usize>]) -> Figures {
        let mantissa = |at: &Option<usize>| at.and_then(|at| self.mantissas.get(at)).copied().unwrap_or_default();
        let mark = |at: &Option<usize>| at.and_then(|at| self.marks.get(at)).copied().unwrap_or(ABSENT);
        let spelling = |at: &Option<usize>| at.and_then(|at| self.spellings.get(at)).copied().unwrap_or_default();
        Figures {
            mantissas: order.iter().map(mantissa).collect(),
            marks: order.iter().map(mark).collect(),
            spellings: if self.spellings.is_empty() { Vec::new() } else { order.iter().map(spelling).collect() },
        }
    }

    /// The order of two cells by what is kept of them.
    pub(super) fn compared(&self, a: usize, b: usize) -> Ordering {
        let of = |row: usize| (self.mantissas.get(row), self.marks.get(row));
        of(a).cmp(&of(b))
    }

    pub(super) fn spoil(&mut self, row: usize) {
        if let Some(mark) = self.marks.get_mut(row) {
            *mark = UNUSABLE;
        }
    }

    /// What a rule sees of a subject's figure.
    #[must_use]
    pub fn operand(&self, row: usize) -> Operand {
        match (self.mantissas.get(row), self.marks.get(row)) {
            (Some(mantissa), Some(decimals)) if usize::from(*decimals) <= MOST_DECIMALS => {
                Operand::Known(Number::from_digits(*mantissa, u32::from(*decimals)))
            }
            (_, Some(&BLANK)) => Operand::Blank,
            (_, Some(&UNUSABLE)) => Operand::Unusable,
            (_, Some(&NOT_APPLICABLE)) => Operand::NotApplicable,
            _ => Operand::Absent,
        }
    }

    /// A step, a yes or a day, without the way through a [`Number`]; `None` when there is no figure.
    #[must_use]
    pub fn code(&self, row: usize) -> Option<i64> {
        (self.marks.get(row) == Some(&0)).then(|| self.mantissas.get(row).copied()).flatten()
    }

    /// The most digits behind the decimal sign that a figure of the column has.
    #[must_use]
    pub fn most_decimals(&self) -> u32 {
        let decimals = self.marks.iter().copied().filter(|mark| usize::from(*mark) <= MOST_DECIMALS);
        decimals.max().map_or(0, u32::from)
    }

    /// The least and the greatest figure; `None` when there is none.
    #[must_use]
    pub fn extremes(&self) -> Option<(Number, Number)> {
        let known = || self.mantissas.iter().zip(&self.marks).filter(|(_, mark)| usize::from(**mark) <= MOST_DECIMALS);
        // At one scale figures compare as whole numbers: at most 19 and 18 digits, which 128 bits hold.
        let scaled = |(mantissa, mark): &(&i64, &u8)| i128::from(**mantissa) * 10_i128.pow(MOST_SCALE - u32::from(**mark));
        let number = |(mantissa, mark): (&i64, &u8)| Number::from_digits(*mantissa, u32::from(*mark));
        Some((number(known().min_by_key(scaled)?), number(known().max_by_key(scaled)?)))
    }

    /// Adds to `counts` how many cells use each step in each of its spellings.
    pub(super) fn count_steps(&self, counts: &mut BTreeMap<(i64, usize), usize>) {
        for row in 0..self.marks.len() {
            if let Some(step) = self.code(row) {
                *counts.entry((step, self.spelling(row))).or_default() += 1;
            }
        }
    }

    /// How many of the cells hold a figure, are blank, cannot be used, or say that the figure does not apply.
    #[must_use]
    pub fn tally(&self) -> [usize; 4] {
        let mut tally = [0; 4];
        self.marks.iter().for_each(|mark| tally[said(*mark)] += 1);
        tally
    }

    /// What a cell says, by its position in the [`Self::tally`].
    pub(super) fn said(&self, row: usize) -> usize {
        said(self.marks.get(row).copied().unwrap_or(ABSENT))
    }
}
