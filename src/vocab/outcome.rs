//! What selection says of a subject for an award: a closed list.

/// The result of one subject for one award.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// In the list, whatever the missing figures turn out to be.
    Selected,
    /// In the list, unless a missing figure turns out well for somebody else.
    SelectedUncertain,
    /// Level with others across the last place: the council chooses.
    TiedAtCutoff,
    /// Eligible, but the places go to better ones.
    BeyondQuota,
    /// Eligible; the number of places is not known yet.
    QuotaOpen,
    /// A figure is missing, and the subject could still be selected.
    PendingPossible,
    /// A figure is missing, but the places go to better ones in any case.
    PendingImpossible,
    /// A criterion is not met, or none applied.
    NotEligible,
    /// Not looked at for this award: another group, not nominated, or taken out by another award.
    NotConsidered,
}

impl Outcome {
    /// Whether a subject with it may or may not hold the award in the end.
    #[must_use]
    pub fn is_unsettled(self) -> bool {
        matches!(self, Outcome::SelectedUncertain | Outcome::TiedAtCutoff | Outcome::PendingPossible | Outcome::QuotaOpen)
    }

    /// Every outcome, in the order in which sheets list them.
    pub const ALL: [Outcome; 9] = [
        Outcome::Selected,
        Outcome::SelectedUncertain,
        Outcome::TiedAtCutoff,
        Outcome::BeyondQuota,
        Outcome::QuotaOpen,
        Outcome::PendingPossible,
        Outcome::PendingImpossible,
        Outcome::NotEligible,
        Outcome::NotConsidered,
    ];
}

/// How a subject stands before places are given out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Meets everything that applies.
    Eligible,
    /// A figure is missing that could still decide.
    Pending,
    /// Meets everything, but the group or the unit is not known.
    GroupUnknown,
    /// Meets everything, but an award above is not settled.
    Waits,
    /// A criterion is not met.
    Fails,
    /// No criterion applied, so that nothing was achieved.
    NothingApplied,
    /// The award goes to other groups.
    OtherGroup,
    /// Holds an award that excludes this one.
    Excluded,
    /// Was not selected in the award that must come first.
    NotBefore,
    /// Not among those whom the award looks at: not nominated.
    NotNominated,
    /// Meets everything, but it is not known whether it is among those whom the award looks at.
    NominationUnknown,
    /// Meets everything, but the value that says which quota it belongs to is not known: no awarding body.
    QuotaUnknown,
    /// The value that says which quota it belongs to does not apply to it.
    NoQuota,
    /// The award is not given on this occasion.
    OtherOccasion,
    /// The council took it off the list.
    Dismissed,
    /// The council put it on the list.
    Admitted,
}
