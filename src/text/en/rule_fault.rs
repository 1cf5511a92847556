//! Findings in an expression, in English.

use crate::text::Wording;
use crate::text::parts::{limit, two_percentages};
use crate::vocab::Lang::En;
use crate::vocab::finding::{RuleFault, Sort};
use crate::vocab::{Kind, Number};

pub(in crate::text) fn wording(fault: &RuleFault) -> Wording {
    match fault {
        RuleFault::Unexpected { found } if found.is_empty() => {
            Wording::new("the expression lacks its end", "write what is missing, as in “online / received >= 62%”")
        }
        RuleFault::Unexpected { found } => Wording::new(
            format!("“{found}” cannot stand here"),
            "check the signs, the brackets and the words and, or, not, in",
        ),
        RuleFault::OtherWriting { found, write } => {
            Wording::new(format!("expressions do not know “{found}”"), format!("write {write}"))
        }
        RuleFault::NeverMet { written, bound, percent, most } => Wording::new(
            format!("nobody can meet “{written}”: {}", most_or_least(bound, *percent, *most)),
            "correct the number, or the min and max of the column",
        ),
        RuleFault::AlwaysMet { written, bound, percent, most } => Wording::new(
            format!("everybody with a figure meets “{written}”: {}", most_or_least(bound, *percent, *most)),
            "compare with the plan; if it is as the plan says, nothing needs correcting",
        ),
        RuleFault::Unclosed { sign } => Wording::new(format!("“{sign}” is never closed"), "add the closing sign"),
        RuleFault::CommaDecimal { written } => {
            let write = written.replace([' ', '\t'], "").replace(',', ".");
            Wording::new(
                format!("“{written}”: in an expression decimals stand after a point"),
                match two_percentages(&write) {
                    Some([share, _]) => format!("write {write}, or {share} if it is a percentage"),
                    None => format!("write {write}"),
                },
            )
        }
        RuleFault::ThousandsDots { written } => Wording::new(
            format!("“{written}”: in an expression a point is only for decimals"),
            format!("write {}", written.replace('.', "")),
        ),
        RuleFault::NoSuchDay { written } => {
            Wording::new(format!("there is no day “{written}”"), "write day/month/year, such as 31/12/2023, or 2023-12-31")
        }
        RuleFault::Chained => {
            Wording::new("a comparison has two sides", "join two comparisons with and, as in “60 <= x and x < 80”")
        }
        RuleFault::TooDeep => Wording::new("the expression is nested too deeply", "split it into criteria, drop brackets"),
        RuleFault::UnknownName { name, near } => Wording::new(
            format!("nothing is named “{name}”"),
            near.as_ref().map_or_else(
                || "declare it under columns or figures, or correct the name".to_owned(),
                |near| format!("is it “{near}”?"),
            ),
        ),
        RuleFault::TextWithoutQuotes { written, write } => Wording::new(
            format!("nothing is called “{written}”; a text stands between quotes"),
            match write {
                Some(write) if write == written => format!("write '{write}'"),
                Some(near) => format!("did you mean '{near}'?"),
                None => {
                    "write a text '…', a heading […], and a short name as it is declared in columns or figures".to_owned()
                }
            },
        ),
        RuleFault::HeadingWithoutBrackets { written, heading } => Wording::new(
            format!("nothing is called “{written}”; a heading stands in square brackets"),
            if written == heading { format!("write [{heading}]") } else { format!("did you mean [{heading}]?") },
        ),
        RuleFault::UnknownHeading { heading, near } => Wording::new(
            format!("no column is headed “{heading}”"),
            near.as_ref().map_or_else(
                || "write in square brackets exactly what heading declares".to_owned(),
                |near| format!("is it the column “{near}”?"),
            ),
        ),
        RuleFault::AmbiguousHeading { heading } => Wording::new(
            format!("several columns are headed “{heading}”"),
            "use the column's short name instead of the brackets",
        ),
        RuleFault::UnknownFunction { name, near } => Wording::new(
            format!("there is no function “{name}”"),
            near.as_ref().map_or_else(
                || {
                    "the functions are min, max, abs, round, floor, ceil, top, rank, improved, improved_place, at_least, \
                     every, any, count, sum, years_mean, years_min, years_max, years_sum"
                        .to_owned()
                },
                |near| format!("is it “{near}”?"),
            ),
        ),
        RuleFault::UnknownList { name, near, known } => Wording::new(
            format!("there is no list “{name}”"),
            match (near, known.as_slice()) {
                (Some(near), _) => format!("is it “{near}”?"),
                (None, []) => format!("declare the detail table [details.{name}], or correct the name"),
                (None, known) => format!("the declared lists are {}", known.join(", ")),
            },
        ),
        RuleFault::ListAlone { name } => Wording::new(
            format!("“{name}” is a list, and nothing says what its rows need"),
            format!("write every({name}, …), any({name}, …), count({name}) or sum({name}, …)"),
        ),
        RuleFault::NotInList { function } => Wording::new(
            format!("“{function}” does not serve inside a list"),
            "inside a list only one row is looked at: write this part outside, joined by and or or",
        ),
        RuleFault::RowWithoutYear { name } => Wording::new(
            format!("“{name}” is a column of the list, and rows are not followed from year to year"),
            "declare a column for last year's figures and compare the two, as in this_year > last_year",
        ),
        RuleFault::NoUnit => Wording::new(
            "this criterion is about units: there is no “unit.” here",
            "drop “unit.”; it serves rules about persons, to reach their unit's figures",
        ),
        RuleFault::NoEarlierYear { wanted, available } => Wording::new(
            format!("years needed before the year judged: {wanted}; declared by the campaign: {available}"),
            "declare data per year with {year} in the file name, or drop the part about earlier years",
        ),
        RuleFault::UnknownStep { written, heading, near, known } => Wording::new(
            format!("column “{heading}” has no value “{written}”"),
            near.as_ref().map_or_else(
                || format!("the declared values are {}", known.join(", ")),
                |near| format!("is it “{near}”? The declared values are {}", known.join(", ")),
            ),
        ),
        RuleFault::Arguments { form } => Wording::new("this does not follow its form", format!("write it as {form}")),
        RuleFault::TopLimit => Wording::new(
            "the limit of “top” must be a whole number from 1, or a percentage above 0% and up to 100%",
            "write for example top(par_score, 5) or top(par_score, 20%)",
        ),
        RuleFault::AtLeastCount { parts } => Wording::new(
            format!("there are {parts} conditions here, so the number needed must be from 1 to {parts}"),
            "correct the number that at_least begins with, or add conditions",
        ),
        RuleFault::NotAGrouping => Wording::new(
            "a grouping must be a text column of the subject itself",
            "write for example top(par_score, 5, cluster)",
        ),
        RuleFault::NotADivision => Wording::new(
            "a quota can only be divided by a text column of the subject or of its unit",
            "write for example { column = \"body\", places = 3 }, or column = \"unit.body\" for persons",
        ),
        RuleFault::PlaceElsewhere => Wording::new(
            "a place compares only with a fixed number",
            "write for example rank(par_score) <= 5, or top(par_score, 5)",
        ),
        RuleFault::TestExpected { found } => Wording::new(
            format!("this is {}, not yet a condition", sort(*found)),
            "add a comparison such as “>= 62%”; only a yes_no column stands alone",
        ),
        RuleFault::QuantityExpected { found } => {
            Wording::new(format!("a number is needed here, and this is {}", sort(*found)), "check the sum and its brackets")
        }
        RuleFault::PercentWithoutSign { written } if is_digits(written) => match two_percentages(written) {
            Some([share, percent]) => Wording::new(
                format!("this is a percentage: {share} (the share {written}) or {percent}?"),
                format!("see the plan, and write {share} or {percent}"),
            ),
            None => Wording::new(format!("this is a percentage, write {written}%"), "put % right behind the number"),
        },
        RuleFault::PercentWithoutSign { written } => Wording::new(
            format!("the other side is a percentage, so “{written}” must be one too"),
            "declare the number with %, or multiply it by 1%",
        ),
        RuleFault::SmallPercent { written, least } => {
            let [said, hundredfold] = [least.clone(), least.times(&Number::from(100))].map(|least| limit(En, &least, true));
            let typed = least.times(&Number::from(10_000)).to_exact() + "%";
            Wording::new(
                format!("“{written}” asks for {said} only, less than 1%"),
                format!("if the plan says {hundredfold}, write {typed}; if {said} is right, nothing needs correcting"),
            )
        }
        RuleFault::ScoreWithoutMax { written } => Wording::new(
            format!("“{written}” is a score without a declared maximum: it cannot be read as a percentage"),
            "declare the column's max, such as max = 100, or compare it with points",
        ),
        RuleFault::KindsDiffer { left, right } => {
            Wording::new(format!("{} does not compare with {}", sort(*left), sort(*right)), compare_help(*left, *right))
        }
        RuleFault::KindsDoNotCombine { left, right } => Wording::new(
            format!("{} and {} cannot be computed with each other", sort(*left), sort(*right)),
            "check both sides and the kind of each column",
        ),
        RuleFault::ScalesDiffer => {
            Wording::new("these two ratings are of different scales", "compare ratings of one scale only")
        }
        RuleFault::AttestationCompared { written } => Wording::new(
            format!("“{written}” is a yes/no column, a condition by itself"),
            format!("write “{written}” or “not {written}”, without a comparison"),
        ),
        RuleFault::UndeclaredText { heading } => Wording::new(
            format!("the text column “{heading}” declares no values"),
            "declare them, as in values = { chair = [\"Chủ tịch\"] }",
        ),
        RuleFault::TextOrdered => Wording::new(
            "texts are not larger or smaller",
            "use =, != or in (…); if the values have an order, declare kind = \"rating\" and a scale",
        ),
        RuleFault::DivisorNotPositive => Wording::new("what is divided by must be above 0", "correct the divisor"),
        RuleFault::RanksOrdered => Wording::new(
            "a smaller rank is the better one: 2 stands above 3",
            "to ask whether it is better than last year, write improved(x)",
        ),
        RuleFault::ShareAboveOne { written } => Wording::new(
            format!("this share is seldom above 1, and it is compared with {written}"),
            format!("if a percentage is meant, write {written}%"),
        ),
    }
}

/// What a person who compares these two probably means.
fn compare_help(left: Sort, right: Sort) -> &'static str {
    match (left, right) {
        (Sort::Kind(Kind::Count), Sort::Kind(Kind::Percent)) | (Sort::Kind(Kind::Percent), Sort::Kind(Kind::Count)) => {
            "divide the count by its total, as in online / received >= 62%"
        }
        (Sort::Kind(Kind::Date), _) | (_, Sort::Kind(Kind::Date)) => {
            "write a day without quotation marks, such as 20/11/2023"
        }
        (Sort::Kind(Kind::Rating), _) | (_, Sort::Kind(Kind::Rating)) => "write a step in quotation marks, as in >= 'Tốt'",
        (Sort::Kind(Kind::Text), _) | (_, Sort::Kind(Kind::Text)) => {
            "compare it with a declared value in quotation marks, as in = 'chair'"
        }
        _ => "compare two sides of one kind; see the kind of each column",
    }
}

fn is_digits(written: &str) -> bool {
    written.chars().all(|c| c.is_ascii_digit() || c == '.')
}

fn sort(sort: Sort) -> &'static str {
    match sort {
        Sort::Kind(kind) => match kind {
            Kind::Count => "a count",
            Kind::Number => "a plain number",
            Kind::Percent => "a percentage",
            Kind::Score => "a score",
            Kind::Rank => "a rank",
            Kind::Money => "money",
            Kind::Rating => "a rating",
            Kind::YesNo => "a yes/no column",
            Kind::Date => "a day",
            Kind::Text => "a text column",
        },
        Sort::Quotient => "a quotient",
        Sort::Quoted => "a text in quotation marks",
        Sort::Place => "a place in the group",
        Sort::Test => "a condition",
        Sort::Open => "a figure that is still open",
    }
}

fn most_or_least(bound: &Number, percent: bool, most: bool) -> String {
    let which = if most { "most" } else { "least" };
    format!("the other side is at {which} {}", limit(En, bound, percent))
}
