//! Findings in an expression of the rule language.

use super::Level;

/// What can be wrong in an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleFault {
    /// A sign or word that cannot stand here.
    Unexpected {
        /// What stands there; empty at the end of the expression.
        found: String,
    },
}

impl RuleFault {
    pub(super) fn level(&self) -> Level {
        Level::Mistake
    }

    pub(super) fn code(&self) -> &'static str {
        match self {
            RuleFault::Unexpected { .. } => "unexpected",
        }
    }
}
