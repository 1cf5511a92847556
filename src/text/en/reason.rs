//! The words of reasons and gaps, in English.

use crate::text::number::value;
use crate::text::reason::{Words, amount, counted, points};
use crate::vocab::reason::{Change, Fold, Function, Relation, State, Value};
use crate::vocab::{Kind, Lang::En, Number, Verdict};

pub(in crate::text) const WORDS: Words = Words {
    and: "; ",
    or_part: "; or ",
    or: " or ",
    yes: "Yes",
    no: "No",
    zero_of_zero: "nothing to judge (0/0)",
    indivisible: "divided by zero or by a negative: check the figures",
    verdict,
    state,
    whose,
    function,
    step: |relation, step| match relation {
        Relation::AtLeast => format!("{step} or better"),
        Relation::AtMost => format!("{step} or worse"),
        Relation::Greater => format!("better than {step}"),
        Relation::Less => format!("worse than {step}"),
        Relation::Equal | Relation::Unequal => format!("{} {step}", relation.sign()),
    },
    is: |name, what, not| if not { format!("“{name}” is not {what}") } else { format!("“{name}” is {what}") },
    required: |what| format!("required {what}"),
    required_among: |values, not| if not { format!("required other than {values}") } else { format!("required {values}") },
    top: |limit, share, not| {
        let not = if not { "not " } else { "" };
        match limit {
            "1" if !share => format!("{not}the first place"),
            limit if share => format!("{not}among the first {limit}"),
            limit => format!("{not}among the first {limit} places"),
        }
    },
    place,
    place_alone,
    no_place: "no place yet",
    place_before: |place| format!("last year: {place}"),
    rise: |not| if not { "no better place" } else { "a better place" },
    at_least: |needed, parts| format!("at least {needed} of {parts}:"),
    change,
    in_figure: |name| format!(" in “{name}”"),
    cannot: |apart| match apart {
        Some(apart) => format!("no single figure can make up for it; {apart} apart"),
        None => "no single figure can make up for it".to_owned(),
    },
    apart: |apart| format!("{apart} apart"),
    unit,
};

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "counts as met",
        Verdict::NotMet => "counts as not met",
        Verdict::NoData => "data missing",
        Verdict::NotApplicable => "not applicable",
    }
}

fn state(state: &State) -> Option<&'static str> {
    match state {
        State::Known(_) => None,
        State::Blank => Some("no figure yet"),
        State::Unusable => Some("figure cannot be used"),
        State::NotApplicable => Some("not applicable"),
        State::Open => Some("waiting for guidance"),
        State::Absent => Some("no row of figures"),
        State::New => Some("new, did not exist that year"),
    }
}

fn whose(of_unit: bool, years_back: u8) -> Option<String> {
    let year = match years_back {
        0 => None,
        1 => Some("last year".to_owned()),
        years => Some(format!("{years} years before")),
    };
    let parts: Vec<String> = of_unit.then(|| "of the unit".to_owned()).into_iter().chain(year).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn function(function: Function) -> String {
    match function {
        Function::Least => "smallest of ".to_owned(),
        Function::Greatest => "greatest of ".to_owned(),
        Function::Absolute => "absolute value of ".to_owned(),
        Function::Rounded => "rounded ".to_owned(),
        Function::RoundedUp | Function::Ceil => "rounded up ".to_owned(),
        Function::RoundedDown | Function::Floor => "rounded down ".to_owned(),
        Function::Years(Fold::Mean, years) => format!("{years}-year mean of "),
        Function::Years(Fold::Least, years) => format!("{years}-year lowest of "),
        Function::Years(Fold::Greatest, years) => format!("{years}-year highest of "),
        Function::Years(Fold::Sum, years) => format!("{years}-year sum of "),
    }
}

fn place(range: (u32, u32), among: (u32, u32)) -> String {
    let (valued, missing) = among;
    let place = place_alone(range);
    let without = if missing == 0 { String::new() } else { format!(", {missing} of them without a figure yet") };
    format!("{place} of {}{without}", valued + missing)
}

/// An amount with its noun: `1 day`, `0.5 points`.
fn several(by: &Number, one: &str) -> String {
    format!("{} {one}{}", amount(En, by), if by.abs() == Number::ONE { "" } else { "s" })
}

fn change(change: &Change) -> String {
    let Change { figure, needed, by, beyond } = change;
    let (more, by) = match by {
        Some(by) => (!by.is_negative(), by.clone()),
        None => (true, Number::ZERO),
    };
    let side = if more { "short" } else { "over" };
    match needed {
        Value::Number(_, Kind::Count) if more => format!("needs {}", counted(En, &by, " more", figure)),
        Value::Number(_, Kind::Count) => format!("needs {}", counted(En, &by, " fewer", figure)),
        Value::Number(place, Kind::Rank) if more => {
            format!("needs {} down, to {}", several(&by, "place"), amount(En, place))
        }
        Value::Number(place, Kind::Rank) => format!("needs {} up, to {}", several(&by, "place"), amount(En, place)),
        Value::Number(_, Kind::Percent) => format!("{} percentage points {side}", points(En, &by)),
        Value::Number(_, Kind::Score) => format!("{} {side}", several(&by, "point")),
        Value::Number(_, Kind::Money) => format!("{} VND {side}", amount(En, &by)),
        Value::Number(..) => format!("{} {side}", counted(En, &by, "", figure)),
        Value::Date(_) if more => format!("needs to be {} later ({})", several(&by, "day"), value(En, needed)),
        Value::Date(_) => format!("needs to be {} earlier ({})", several(&by, "day"), value(En, needed)),
        Value::Text(step) => match (beyond, more) {
            (true, true) => format!("needs {step} or above"),
            (true, false) => format!("needs {step} or below"),
            (false, _) => format!("needs {step}"),
        },
        Value::YesNo(_) => format!("needs {}", value(En, needed)),
    }
}

fn unit(kind: Kind) -> &'static str {
    match kind {
        Kind::Percent => "percentage points",
        Kind::Score => "points",
        Kind::Rank => "places",
        Kind::Money => "VND",
        Kind::Date => "days",
        Kind::Count | Kind::Number | Kind::Rating | Kind::YesNo | Kind::Text => "",
    }
}

fn place_alone((best, worst): (u32, u32)) -> String {
    if best == worst { format!("place {best}") } else { format!("place {best} to {worst}") }
}
