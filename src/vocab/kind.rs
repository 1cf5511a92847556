//! The closed list of kinds that a column of figures can have.

use serde::Deserialize;

/// What a column holds, as the campaign file declares it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Whole things that were counted, zero or more: dossiers, documents, complaints.
    Count,
    /// A decimal number without further meaning.
    Number,
    /// A percentage; kept as a fraction (62 % is 31/50).
    Percent,
    /// Points, up to a declared maximum where there is one.
    Score,
    /// A place in somebody's list: 1 is best.
    Rank,
    /// Vietnamese đồng.
    Money,
    /// A step of a declared ordered scale, kept as its index from the lowest.
    Rating,
    /// An attestation: Có / Không, Đạt / Không đạt, or a declared tick.
    YesNo,
    /// A calendar day.
    Date,
    /// One of a declared list of texts, or free text that no rule reads.
    Text,
}

impl Kind {
    /// Whether the figures of merged units are added up.
    #[must_use]
    pub fn adds_up(self) -> bool {
        matches!(self, Kind::Count | Kind::Money)
    }

    /// Every kind, in the order in which the documentation lists them.
    pub const ALL: [Kind; 10] = [
        Kind::Count,
        Kind::Number,
        Kind::Percent,
        Kind::Score,
        Kind::Rank,
        Kind::Money,
        Kind::Rating,
        Kind::YesNo,
        Kind::Date,
        Kind::Text,
    ];

    /// Whether the column holds numbers that a person writes in digits.
    #[must_use]
    pub fn is_numeric(self) -> bool {
        matches!(self, Kind::Count | Kind::Number | Kind::Percent | Kind::Score | Kind::Rank | Kind::Money)
    }

    /// The word for the kind in a campaign file.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Kind::Count => "count",
            Kind::Number => "number",
            Kind::Percent => "percent",
            Kind::Score => "score",
            Kind::Rank => "rank",
            Kind::Money => "money",
            Kind::Rating => "rating",
            Kind::YesNo => "yes_no",
            Kind::Date => "date",
            Kind::Text => "text",
        }
    }
}
