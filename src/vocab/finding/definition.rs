//! Findings in the campaign file outside its expressions.

use super::Level;

/// What can be wrong in a definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DefinitionFault {
    /// The file is not TOML at this point.
    NotToml {
        /// What the TOML reader says, in its own words.
        detail: String,
    },
}

impl DefinitionFault {
    pub(super) fn level(&self) -> Level {
        Level::Mistake
    }

    pub(super) fn code(&self) -> &'static str {
        match self {
            DefinitionFault::NotToml { .. } => "not-toml",
        }
    }
}
