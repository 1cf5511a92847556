//! What a rule found in a list of a subject: every row of it with its name, figures and cells.

use super::reason::{Figure, Reason, State, Term, Value};
use super::{Place, Verdict};

/// A list that a rule went through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// What the rows are about: "Chỉ số thành phần".
    pub title: String,
    /// Whether it is the list of a person's unit.
    pub of_unit: bool,
    /// How many years before the year judged; 0 is that year.
    pub years_back: u8,
    /// What the rule asks of it.
    pub asked: Asked,
    /// Why there is no list to go through; [`State::Known`] never stands here, and `None` says that the rows are known.
    pub absent: Option<State>,
    /// The rows, in the order of their names whatever the order of the file.
    pub rows: Vec<ListedRow>,
    /// What a count or a sum came to; `None` when something is missing, when there is nothing to count, and for
    /// [`Asked::Every`] and [`Asked::Any`].
    pub value: Option<Value>,
    /// The least and the most that a count can turn out to be while rows cannot be judged.
    pub between: Option<(Value, Value)>,
}

/// What a rule asks of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// Every row must hold.
    Every,
    /// One row must hold.
    Any,
    /// How many rows there are.
    Rows,
    /// How many rows hold.
    Met,
    /// The sum of a quantity over the rows; the quantity with headings for short names.
    Sum(String),
}

/// One row of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedRow {
    /// What the row is about.
    pub name: String,
    /// The cell of that name.
    pub place: Option<Place>,
    /// Whether the row is certainly the subject's: not so when the id beside it is unknown and looks like the subject's.
    pub certain: bool,
    /// What was looked at in it.
    pub says: RowSays,
}

/// What a rule looked at in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowSays {
    /// That it is there.
    There,
    /// Whether it holds.
    Judged(Box<Reason>),
    /// What it adds to a sum.
    Worth(Box<Term>),
}

impl ListedRow {
    /// What the row says; `None` where it only counts or adds.
    #[must_use]
    pub fn verdict(&self) -> Option<Verdict> {
        match &self.says {
            RowSays::Judged(_) if !self.certain => Some(Verdict::NoData),
            RowSays::Judged(reason) => Some(reason.verdict),
            RowSays::There | RowSays::Worth(_) => None,
        }
    }

    /// The figures that were looked at.
    #[must_use]
    pub fn figures(&self) -> Vec<&Figure> {
        match &self.says {
            RowSays::There => Vec::new(),
            RowSays::Judged(reason) => reason.figures(),
            RowSays::Worth(term) => term.figures_and_rows(),
        }
    }
}

impl Listed {
    /// Every figure of every row, in the order of the rows.
    #[must_use]
    pub fn figures(&self) -> Vec<&Figure> {
        self.rows.iter().flat_map(ListedRow::figures).collect()
    }
}

impl Term {
    /// Every figure of the side, those of the rows of its lists included.
    #[must_use]
    pub fn figures_and_rows(&self) -> Vec<&Figure> {
        self.figures.iter().chain(self.lists.iter().flat_map(Listed::figures)).collect()
    }
}
