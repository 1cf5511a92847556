//! The words of points and classes, in English.

use crate::text::derived::Words;

pub(in crate::text) const WORDS: Words = Words {
    missing: "data missing",
    not_applicable: "not applicable",
    new: "new, without figures of earlier years",
    bonus: "bonus",
    penalty: "penalty",
    bonus_cut: |cap| format!("all bonuses together count up to {cap}"),
    penalty_cut: |cap| format!("all penalties together count up to {cap}"),
    rescaled: |from, total| format!("the parts that apply give up to {from} points, brought to {total}"),
    reached: |label, from| match from {
        Some(from) => format!("band “{label}” (from {from})"),
        None => format!("band “{label}”"),
    },
    lowered: |to, why| format!("lowered to “{to}”, as this does not hold: {why}"),
    capped: |to, why| format!("not above “{to}”, because: {why}"),
    may_be_lowered: |to, why| format!("may be lowered to “{to}”, not known yet: {why}"),
    may_be_capped: |to, why| format!("may be capped at “{to}”, not known yet: {why}"),
};
