//! Which papers of a nominee's dossier are there, which are missing, and which nobody knows of.

use crate::assess::Assessment;
use crate::campaign::{Check, Dossier};
use crate::rule::Operand;
use crate::vocab::{Number, Outcome, Place, Side};

/// Whether one paper is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperState {
    /// It is there.
    There,
    /// It is not.
    Missing,
    /// The cell that should tell is blank or cannot be read.
    NotKnown,
    /// The campaign has no column for it.
    NotTracked,
    /// It is not asked of the subject.
    NotApplicable,
}

/// One paper of one nominee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperReading {
    /// Whether it is there.
    pub state: PaperState,
    /// The cell that says so; `None` where the campaign has no column for it.
    pub place: Option<Place>,
}

impl Assessment<'_> {
    /// Whose dossiers an award needs: everyone on its list or still in question, in the order of ids. Those whose award
    /// has no number of places yet are among them.
    #[must_use]
    pub fn nominees(&self, award: usize) -> Vec<usize> {
        let (Some(of), Some(result)) = (self.campaign.awards.get(award), self.awards.get(award)) else { return Vec::new() };
        let Some(roll) = self.subjects.roll(of.side) else { return Vec::new() };
        let nominated = |subject: &usize| {
            matches!(
                result.in_force().outcome(*subject),
                Outcome::Selected
                    | Outcome::SelectedUncertain
                    | Outcome::TiedAtCutoff
                    | Outcome::PendingPossible
                    | Outcome::QuotaOpen
            )
        };
        // Nobody is proposed by a ranking alone.
        roll.by_id().filter(|subject| !of.ranks_only && nominated(subject)).collect()
    }

    /// The papers of a nominee, one for each part of the dossier; empty in a campaign without dossiers.
    #[must_use]
    pub fn papers(&self, side: Side, subject: usize) -> Vec<PaperReading> {
        let parts = self.campaign.dossier.iter().flat_map(|dossier| &dossier.parts);
        let reading = |part: &crate::campaign::Part| match part.of {
            Some(of) if of != side => PaperReading { state: PaperState::NotApplicable, place: None },
            _ => self.paper(side, subject, part.columns.of(side)),
        };
        parts.map(reading).collect()
    }

    /// Whether a dossier came by the channel that the plan asks for.
    #[must_use]
    pub fn channel(&self, side: Side, subject: usize) -> PaperReading {
        let column = self.campaign.dossier.as_ref().and_then(|dossier| dossier.channel_columns.of(side));
        self.paper(side, subject, column)
    }

    /// How many copies of a dossier an award needs; `None` where the campaign does not say.
    #[must_use]
    pub fn copies(&self, award: usize) -> Option<u32> {
        let dossier: Option<&Dossier> = self.campaign.dossier.as_ref();
        self.campaign.awards.get(award)?.copies.or(dossier?.copies)
    }

    /// The deadlines of one side, by their positions among the criteria.
    pub fn deadlines(&self, side: Side) -> impl Iterator<Item = usize> + '_ {
        let criteria = self.campaign.criteria_of(side);
        criteria.filter(|(_, criterion)| matches!(criterion.check, Check::Due(_))).map(|(position, _)| position)
    }

    /// What a column says of a subject: in the subject's own row, or in that of a person's unit.
    fn paper(&self, side: Side, subject: usize, column: Option<(Side, u16)>) -> PaperReading {
        let Some((table, column)) = column else { return PaperReading { state: PaperState::NotTracked, place: None } };
        let (roll, column) = (self.subjects.roll(table), usize::from(column));
        let own = self.subjects.roll(side);
        let row = if table == side { Some(subject) } else { own.and_then(|own| own.unit(subject)) };
        let (Some(roll), Some(row)) = (roll, row) else {
            return PaperReading { state: PaperState::NotKnown, place: own.and_then(|own| own.belongs_place(subject)) };
        };
        let state = match roll.operand(row, column) {
            Operand::Known(yes) if yes == Number::ZERO => PaperState::Missing,
            Operand::Known(_) => PaperState::There,
            Operand::NotApplicable => PaperState::NotApplicable,
            _ => PaperState::NotKnown,
        };
        PaperReading { state, place: roll.place(row, column) }
    }
}
