//! The papers of a campaign as its definition declares them: days, dossiers, the council's decisions, reward money.

use chrono::Datelike;

use crate::campaign::definition::{Cite, Heading};
use crate::vocab::{Date, Number, Side, Span};

/// A day that the plan names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// The day; where it returns every year, that of the year judged.
    pub day: Date,
    /// Whether it returns every year: `31/12`, not `31/12/2023`.
    pub yearly: bool,
}

impl Day {
    /// The day so many years before the year judged; 29 February stays where there is none.
    #[must_use]
    pub fn back(&self, years: u8) -> Date {
        let earlier = self.day.with_year(self.day.year() - i32::from(years));
        if self.yearly { earlier.unwrap_or(self.day) } else { self.day }
    }
}

/// A date of the office itself: something to be done, never a condition of an award.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The short name.
    pub id: String,
    /// What is to be done.
    pub title: String,
    /// Who does it.
    pub who: Option<String>,
    /// By when.
    pub day: Day,
    /// Whether that day itself is still in time: `by` and `through`, not `before`.
    pub included: bool,
    /// Where the plan says so.
    pub cite: Cite,
}

/// What a nominee's dossier holds.
#[derive(Debug, Clone)]
pub struct Dossier {
    /// The papers.
    pub parts: Vec<Part>,
    /// Where it is handed in.
    pub channel: Option<String>,
    /// The columns of units and of persons that say whether it was handed in there.
    pub channel_columns: Columns,
    /// How many copies, where an award does not say otherwise.
    pub copies: Option<u32>,
    /// Where the plan says so.
    pub cite: Cite,
}

/// One paper of a dossier.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its name.
    pub title: String,
    /// Whose dossier it belongs to; `None` for both.
    pub of: Option<Side>,
    /// The columns that say whether it is there.
    pub columns: Columns,
}

/// The columns of yes and no that say something of a unit and of a person, where there are any.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Columns {
    /// Of a unit, in the units' table.
    pub units: Option<u16>,
    /// Of a person, in the persons' table or in that of units: then in the row of the person's unit.
    pub persons: Option<(Side, u16)>,
}

impl Columns {
    /// The column that says it of one side's subjects, with the table in which it stands.
    #[must_use]
    pub fn of(&self, side: Side) -> Option<(Side, u16)> {
        match side {
            Side::Units => self.units.map(|column| (Side::Units, column)),
            Side::Persons => self.persons,
        }
    }

    /// Every column with the table in which it stands.
    pub fn all(&self) -> impl Iterator<Item = (Side, u16)> {
        [self.of(Side::Units), self.of(Side::Persons)].into_iter().flatten()
    }
}

/// Where the decisions of the council are, and what its columns are called.
#[derive(Debug, Clone)]
pub struct DecisionsFile {
    /// The file, relative to the campaign file.
    pub file: String,
    /// Where the campaign file names it.
    pub file_span: Span,
    /// The sheet, when named.
    pub sheet: Option<String>,
    /// The heading row as people count it, when named.
    pub heading_row: Option<u32>,
    /// The column of subjects, by id or name.
    pub subject: Heading,
    /// The column of awards, by id or title.
    pub award: Heading,
    /// The column of decisions.
    pub decision: Heading,
    /// The column of criteria, by id or title, for waivers.
    pub criterion: Option<Heading>,
    /// The column of reasons.
    pub reason: Option<Heading>,
    /// The column of the numbers of papers.
    pub paper: Option<Heading>,
    /// The column of the papers' dates.
    pub date: Option<Heading>,
    /// The column of the year that a decision is for; without it every decision is for the year judged.
    pub year: Option<Heading>,
    /// Where the plan says so.
    pub cite: Cite,
}

/// On what basis reward money is paid.
#[derive(Debug, Clone)]
pub struct Reward {
    /// The legal basis.
    pub basis: Option<String>,
    /// The fund.
    pub fund: Option<String>,
    /// The day of the decision for the year judged; `None` when it is not known yet.
    pub decided_on: Option<Date>,
    /// The monthly base salary in đồng; `None` when neither the file nor a built-in table says it.
    pub base: Option<Number>,
    /// Rewards are rounded up to a multiple of so many đồng; zero for no rounding.
    pub step: Number,
    /// What a collective gets of an individual's reward.
    pub unit_factor: Number,
    /// Where the plan says so.
    pub cite: Cite,
}

/// How much an award pays.
#[derive(Debug, Clone)]
pub struct AwardReward {
    /// The coefficient of an individual; `None` when neither the award nor a built-in table says it.
    pub coefficient: Option<Number>,
    /// What the coefficient is multiplied with in this award; `None` for what `[reward]` says of its side.
    pub factor: Option<Number>,
    /// Where the campaign file says so.
    pub span: Span,
}

/// How the lists that are printed and signed look, all of them or that of one award: what stands in their heads and feet.
/// Every part may be left out; then the list leaves room to write it by hand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paper {
    /// The body above the one that issues the lists.
    pub superior: Option<String>,
    /// The body that issues the lists; `None` for the issuer of the plan.
    pub body: Option<String>,
    /// The number of the paper.
    pub number: Option<String>,
    /// Where it is signed.
    pub place: Option<String>,
    /// When it is signed.
    pub date: Option<Date>,
    /// The paper that the lists go with.
    pub attached_to: Option<String>,
    /// The legal basis, a line for each paper.
    pub basis: Vec<String>,
    /// Who receives the lists.
    pub recipients: Vec<String>,
    /// Who drew them up.
    pub prepared_by: Option<String>,
    /// In which capacity they are signed, a line each: `KT. CHỦ TỊCH`, `PHÓ CHỦ TỊCH`.
    pub signs_as: Vec<String>,
    /// Who signs.
    pub signer: Option<String>,
}

impl Paper {
    /// The head and foot of an award that says something of its own: what it leaves out is as for every list. Another body
    /// has its own numbers, recipients and signers; only the law is the same.
    #[must_use]
    pub fn or(self, all: &Paper) -> Paper {
        let own = |texts: Vec<String>, all: &Vec<String>| if texts.is_empty() { all.clone() } else { texts };
        let basis = own(self.basis, &all.basis);
        if self.body.is_some() && self.body != all.body {
            return Paper { basis, ..self };
        }
        Paper {
            superior: self.superior.or_else(|| all.superior.clone()),
            body: self.body.or_else(|| all.body.clone()),
            number: self.number.or_else(|| all.number.clone()),
            place: self.place.or_else(|| all.place.clone()),
            date: self.date.or(all.date),
            attached_to: self.attached_to.or_else(|| all.attached_to.clone()),
            basis,
            recipients: own(self.recipients, &all.recipients),
            prepared_by: self.prepared_by.or_else(|| all.prepared_by.clone()),
            signs_as: own(self.signs_as, &all.signs_as),
            signer: self.signer.or_else(|| all.signer.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_award_of_another_body_keeps_the_law_and_nothing_else_of_the_common_paper() {
        let text = |text: &str| Some(text.to_owned());
        let all = Paper {
            body: text("UBND tỉnh"),
            number: text("12/DS"),
            basis: vec!["Luật".to_owned()],
            signer: text("An"),
            ..Paper::default()
        };
        let own = |body, place| Paper { body, place, ..Paper::default() };
        let same_body = own(None, text("Vị Xuyên")).or(&all);
        assert_eq!(same_body, Paper { place: text("Vị Xuyên"), ..all.clone() });
        let other_body = own(text("UBND huyện"), None).or(&all);
        assert_eq!(other_body, Paper { basis: all.basis.clone(), ..own(text("UBND huyện"), None) });
        assert_eq!(own(text("UBND tỉnh"), None).or(&all), all);
    }
}
