//! What a rule found in a list of a subject: every row of it with its name, figures and cells.

use super::reason::{Figure, Reason, Term, Value};
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
    /// What the rule asks of each row, as of nobody: without figures. `None` where it asks nothing.
    pub test: Option<Box<Reason>>,
    /// Why there is no list to go through, as a figure without a value; `None` when the rows are known.
    pub absent: Option<Figure>,
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
    /// The row itself as a figure that cannot be used, when it is not certainly the subject's: the id beside it is unknown
    /// and looks like the subject's.
    pub doubt: Option<Figure>,
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
            RowSays::Judged(_) if self.doubt.is_some() => Some(Verdict::NoData),
            RowSays::Judged(reason) => Some(reason.verdict),
            RowSays::There | RowSays::Worth(_) => None,
        }
    }

    /// Why the row holds or not, when it is certainly the subject's and was judged.
    #[must_use]
    pub fn reason(&self) -> Option<&Reason> {
        match &self.says {
            RowSays::Judged(reason) if self.doubt.is_none() => Some(reason),
            _ => None,
        }
    }

    pub(super) fn reason_mut(&mut self) -> Option<&mut Reason> {
        match &mut self.says {
            RowSays::Judged(reason) => Some(reason),
            _ => None,
        }
    }

    /// The figures that were looked at.
    #[must_use]
    pub fn figures(&self) -> Vec<&Figure> {
        match &self.says {
            _ if self.doubt.is_some() => self.doubt.iter().collect(),
            RowSays::There => Vec::new(),
            RowSays::Judged(reason) => reason.figures(),
            RowSays::Worth(term) => term.figures_and_rows(),
        }
    }
}

impl Listed {
    /// Every figure of every row, in the order of the rows; a list that is not there counts as one.
    #[must_use]
    pub fn figures(&self) -> Vec<&Figure> {
        self.absent.iter().chain(self.rows.iter().flat_map(ListedRow::figures)).collect()
    }
}

impl Term {
    /// Every figure of the side, those of the rows of its lists included.
    #[must_use]
    pub fn figures_and_rows(&self) -> Vec<&Figure> {
        self.figures.iter().chain(self.lists.iter().flat_map(Listed::figures)).collect()
    }
}
