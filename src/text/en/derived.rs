//! The words of points and classes, in English.

use crate::text::derived::Words;
use crate::vocab::Side;

pub(in crate::text) const WORDS: Words = Words {
    sheet: |of| match of {
        Side::Units => "Points and classes",
        Side::Persons => "Points and classes, persons",
    },
    title: |of| match of {
        Side::Units => "POINTS AND CLASSES OF UNITS",
        Side::Persons => "POINTS AND CLASSES OF PERSONS",
    },
    sums_only: |most| format!("more than {most} rows: sums and classes only, without the parts"),
    out_of: |total| format!("out of {total}"),
    at_most: |most| format!("at most {most}"),
    why: |title| format!("Why: {title}"),
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
    short_of: |label, from, by| format!("{by} short of band “{label}” (from {from})"),
    lowered: |to, why| format!("lowered to “{to}”, as this does not hold: {why}"),
    capped: |to, why| format!("not above “{to}”, because: {why}"),
    may_be_lowered: |to, why| format!("may be lowered to “{to}”, not known yet: {why}"),
    may_be_capped: |to, why| format!("may be capped at “{to}”, not known yet: {why}"),
};
