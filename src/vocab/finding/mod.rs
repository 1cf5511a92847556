//! Findings: what is wrong or doubtful in what a person wrote, as data with a place. Their wording lives in `text`.

mod cell;
mod decision;
mod definition;
mod rule;
mod table;

pub use cell::{CellFault, CodeChange, is_word};
pub use decision::DecisionFault;
pub use definition::{DefinitionFault, Named, Shape, Syntax};
pub use rule::{RuleFault, Sort};
pub use table::{Alternatives, Document, Encoding, Format, SheetLacks, SheetSeen, TableFault};

use super::Place;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Nothing can be judged until it is mended: exit code 1.
    Mistake,
    /// One subject's figure cannot be used; the subject is pending and the others go on.
    Doubt,
    /// Worth a look; nothing changes.
    Note,
}

/// Something that was found, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was found.
    pub about: About,
    /// Where.
    pub place: Place,
    /// The other places that belong to it, such as the second row of a doubled id.
    pub others: Vec<Place>,
}

/// What was found, by the layer that finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// In an expression of the rule language.
    Rule(RuleFault),
    /// In the campaign file outside its expressions.
    Definition(DefinitionFault),
    /// In a file as a whole: its format, its headings, its rows.
    Table(TableFault),
    /// In one cell.
    Cell(CellFault),
    /// In the decisions of the council.
    Decision(DecisionFault),
}

impl Finding {
    /// A finding with one place.
    #[must_use]
    pub fn new(about: impl Into<About>, place: Place) -> Finding {
        Finding { about: about.into(), place, others: Vec::new() }
    }

    /// How much it weighs.
    #[must_use]
    pub fn level(&self) -> Level {
        match &self.about {
            About::Rule(fault) => fault.level(),
            About::Definition(fault) => fault.level(),
            About::Table(fault) => fault.level(),
            About::Cell(fault) => fault.level(),
            About::Decision(fault) => fault.level(),
        }
    }

    /// Whether it is worth saying only to somebody who is looking over the definition.
    #[must_use]
    pub fn is_advice(&self) -> bool {
        matches!(self.about, About::Definition(DefinitionFault::DeadlineBeforeEnd { .. }))
    }

    /// The short name that scripts and documents use: `not-a-number`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match &self.about {
            About::Rule(fault) => fault.code(),
            About::Definition(fault) => fault.code(),
            About::Table(fault) => fault.code(),
            About::Cell(fault) => fault.code(),
            About::Decision(fault) => fault.code(),
        }
    }
}

impl From<RuleFault> for About {
    fn from(fault: RuleFault) -> About {
        About::Rule(fault)
    }
}

impl From<DefinitionFault> for About {
    fn from(fault: DefinitionFault) -> About {
        About::Definition(fault)
    }
}

impl From<TableFault> for About {
    fn from(fault: TableFault) -> About {
        About::Table(fault)
    }
}

impl From<CellFault> for About {
    fn from(fault: CellFault) -> About {
        About::Cell(fault)
    }
}

impl From<DecisionFault> for About {
    fn from(fault: DecisionFault) -> About {
        About::Decision(fault)
    }
}
