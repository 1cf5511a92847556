//! The short names by which programs know verdicts, outcomes and other closed lists.

use super::Fact;
use crate::assess::{Bound, Effect, Kept, PaperState};
use crate::campaign::{Base, Places, Skipped};
use crate::vocab::decision::Ruling;
use crate::vocab::derived::{Points, Role};
use crate::vocab::explanation::DueResult;
use crate::vocab::outcome::Standing;
use crate::vocab::reason::{State, Value};
use crate::vocab::{Kind, Level, Outcome, Rounding, Side, Verdict};

/// Names every value of a closed list.
macro_rules! named {
    ($($kind:ty { $($value:pat => $name:literal),+ $(,)? })+) => {
        $(impl From<$kind> for Fact<'_> {
            fn from(value: $kind) -> Self {
                Fact::from(match value { $($value => $name),+ })
            }
        })+
    };
}

named! {
    Side { Side::Units => "unit", Side::Persons => "person" }
    Verdict {
        Verdict::Met => "met",
        Verdict::NotMet => "not_met",
        Verdict::NoData => "no_data",
        Verdict::NotApplicable => "not_applicable",
    }
    Outcome {
        Outcome::Selected => "selected",
        Outcome::SelectedUncertain => "selected_uncertain",
        Outcome::TiedAtCutoff => "tied_at_cutoff",
        Outcome::BeyondQuota => "beyond_quota",
        Outcome::QuotaOpen => "quota_open",
        Outcome::PendingPossible => "pending_possible",
        Outcome::PendingImpossible => "pending_impossible",
        Outcome::NotEligible => "not_eligible",
        Outcome::NotConsidered => "not_considered",
    }
    Standing {
        Standing::Eligible => "eligible",
        Standing::Pending => "pending",
        Standing::GroupUnknown => "group_unknown",
        Standing::Waits => "waits_for_another_award",
        Standing::Fails => "fails",
        Standing::NothingApplied => "nothing_applied",
        Standing::OtherGroup => "other_group",
        Standing::Excluded => "excluded_by_another_award",
        Standing::NotBefore => "not_selected_before",
        Standing::NotNominated => "not_nominated",
        Standing::NominationUnknown => "nomination_unknown",
        Standing::QuotaUnknown => "quota_unknown",
        Standing::NoQuota => "no_quota",
        Standing::OtherOccasion => "other_occasion",
        Standing::Dismissed => "dismissed_by_council",
        Standing::Admitted => "admitted_by_council",
    }
    Ruling {
        Ruling::Choose => "choose",
        Ruling::Admit => "admit",
        Ruling::Exclude => "exclude",
        Ruling::Waive => "waive",
    }
    Effect {
        Effect::Applied => "applied",
        Effect::None => "changes_nothing",
        Effect::NotApplied => "not_applied",
        Effect::OtherOccasion => "other_occasion",
    }
    Level { Level::Mistake => "mistake", Level::Doubt => "doubt", Level::Note => "note" }
    PaperState {
        PaperState::There => "there",
        PaperState::Missing => "missing",
        PaperState::NotKnown => "not_known",
        PaperState::NotTracked => "not_tracked",
        PaperState::NotApplicable => "not_applicable",
    }
    Rounding { Rounding::HalfUp => "half_up", Rounding::Down => "down", Rounding::Up => "up" }
    Bound { Bound::Floor => "floor", Bound::Cap => "cap" }
    Kept { Kept::Yes => "yes", Kept::No => "no", Kept::Open => "open" }
    Skipped {
        Skipped::ColumnNumbers => "column_numbers",
        Skipped::Headings => "headings",
        Skipped::Total => "total",
        Skipped::Group => "group",
        Skipped::Signature => "signature",
        Skipped::Note => "note",
        Skipped::NoId => "no_id",
        Skipped::NoYear => "no_year",
        Skipped::NotExpected => "not_expected",
        Skipped::Unclear => "unclear",
        Skipped::PerhapsTotal => "perhaps_total",
    }
    Role { Role::Points => "points", Role::Bonus => "bonus", Role::Penalty => "penalty" }
    &DueResult {
        DueResult::OnTime => "on_time",
        DueResult::Late(_) => "late",
        DueResult::NoDate => "no_date",
        DueResult::NotYetDue => "not_yet_due",
        DueResult::NotApplicable => "not_applicable",
    }
    &State {
        State::Known(_) => "known",
        State::Blank => "blank",
        State::Unusable => "unusable",
        State::NotApplicable => "not_applicable",
        State::Open => "open",
        State::Absent => "absent",
        State::New => "new",
    }
    &Points {
        Points::Known(_) => "known",
        Points::NotApplicable => "not_applicable",
        Points::New => "new",
        Points::Missing => "missing",
    }
    &Base { Base::All => "all", Base::Eligible => "eligible", Base::List(_) => "list" }
}

impl From<Places> for Fact<'_> {
    fn from(places: Places) -> Self {
        match places {
            Places::Number(number) => number.into(),
            Places::Unlimited => "unlimited".into(),
            Places::Open => "open".into(),
        }
    }
}

impl From<Kind> for Fact<'_> {
    fn from(kind: Kind) -> Self {
        kind.key().into()
    }
}

/// What a value is; a number of the kind of days counts them.
pub(super) fn kind_of(value: &Value) -> Fact<'static> {
    match value {
        Value::Number(_, Kind::Date) => "days".into(),
        Value::Number(_, kind) => (*kind).into(),
        Value::Date(_) => Kind::Date.into(),
        Value::Text(_) => Kind::Text.into(),
        Value::YesNo(_) => Kind::YesNo.into(),
    }
}
