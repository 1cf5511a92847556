//! Findings in the campaign file, in English.

use super::{counted, nearest, nearest_key};
use crate::text::Wording;
use crate::text::parts::{arrows, day, example, figure, folder_of, listed, other_side, quoted};
use crate::vocab::Lang::En;
use crate::vocab::finding::{DefinitionFault, Named, Shape, Syntax};
use crate::vocab::{Kind, Number, Side};

pub(in crate::text) fn wording(fault: &DefinitionFault) -> Wording {
    match fault {
        DefinitionFault::NotToml { kind: Syntax::TypographicQuotes, .. } => Wording::new(
            "typographic quotes “ ” ‘ ’ « » are not quotes of TOML",
            "put straight quotes in place of all of them (a word processor turns them): \"…\" or '…'",
        ),
        DefinitionFault::NotToml { kind: Syntax::NoBreakSpace, .. } => Wording::new(
            "this space is a no-break space of a word processor, which TOML does not read",
            "delete it and type it again with the space bar",
        ),
        DefinitionFault::NotToml { kind: Syntax::SlashRemark, .. } => {
            Wording::new("“//” does not begin a remark", "a remark begins with “#”")
        }
        DefinitionFault::NotToml { kind: Syntax::Colon, .. } => Wording::new(
            "an equals sign stands between a key and its value, not a colon",
            "write “=” in place of “:”",
        ),
        DefinitionFault::NotToml { kind: Syntax::Backslash, .. } => Wording::new(
            "“\\” between double quotes means something else",
            "write a path with “/”, such as data/nop/*.xlsx",
        ),
        DefinitionFault::NotToml { detail, .. } => Wording::new(
            format!("this line is not TOML ({detail})"),
            "check the quotes, equals signs and brackets of the line",
        ),
        DefinitionFault::KeyWithMarks { key, write } => Wording::new(
            format!("the key {} has letters with marks and no quotation marks", quoted(key)),
            format!("write names of columns, groups and so on without marks: {write}; put a unit's name in aliases in quotation marks"),
        ),
        DefinitionFault::UnknownKey { key, near, known } => Wording {
            message: format!("there is no key {} here", quoted(key)),
            help: nearest_key(near.as_deref(), known, "the keys here are"),
        },
        DefinitionFault::MissingKey { key } => {
            Wording::new(format!("the key {} is missing", quoted(key)), format!("add {} to this part", quoted(key)))
        }
        DefinitionFault::WrongShape { key, expected } => Wording::new(
            format!("{} takes {}", quoted(key), shape(*expected)),
            format!("write it like this: {key} = {}", example(key, *expected)),
        ),
        DefinitionFault::HeadingBrackets { heading, pairs: 1 } => Wording::new(
            format!("there is only one {}: its heading stands in one pair of brackets", quoted(heading)),
            format!("write [{heading}]"),
        ),
        DefinitionFault::HeadingBrackets { heading, .. } => Wording::new(
            format!("there may be several of {}: its heading stands in two pairs of brackets", quoted(heading)),
            format!("write [[{heading}]], even where there is only one"),
        ),
        DefinitionFault::UnknownWord { written, near, known } => Wording {
            message: format!("{} is not a word that can stand here", quoted(written)),
            help: nearest(near.as_deref(), known, "the words here are"),
        },
        DefinitionFault::UnknownName { what, written, near, known } => Wording {
            message: format!("there is no {} {}", named(*what), quoted(written)),
            help: nearest(near.as_deref(), known, "the names are").or_else(|| {
                Some(format!("the definition has no {} at all: declare one, or remove this name", named(*what)))
            }),
        },
        DefinitionFault::DoubledName { what, name } => {
            Wording::new(format!("{} stands for more than one {}", quoted(name), named(*what)), "give each another name")
        }
        DefinitionFault::DoubledTitle { title } => Wording::new(
            format!("two awards are called {}: nobody could tell their lists apart", quoted(title)),
            "add to the title of each what tells them apart, such as “for units”, “for persons”, “final”",
        ),
        DefinitionFault::BlankText { key } => {
            Wording::new(format!("{} is blank", quoted(key)), "write something between the two quotation marks")
        }
        DefinitionFault::BlankSpelling => Wording::new(
            "a spelling is blank: a blank cell says nothing".to_owned(),
            "leave the blank spelling out; a blank cell is a figure that is missing, unless the column says otherwise by blank",
        ),
        DefinitionFault::BadName { name, short } => Wording::new(
            format!("{} cannot be a name here", quoted(name)),
            if *short {
                "make the name of small letters a to z, digits and “_”, beginning with a letter, and not a word of expressions (and, or, not, in, unit, last), such as top_communes"
            } else {
                "make the name of letters, digits, “-”, “_” and “.” only, such as giay-khen"
            },
        ),
        DefinitionFault::BareShare { written } => {
            let (percent, hundredfold) = (figure(En, written), figure(En, &written.times(&Number::from(100))));
            Wording::new(
                format!("does {percent} mean {percent}% or {hundredfold}% here?"),
                format!("write \"{hundredfold}%\" or \"{percent}%\", in quotation marks"),
            )
        }
        DefinitionFault::NotDays { name, kind } => Wording::new(
            format!("column {} is of kind {}, and a column of days is needed here", quoted(name), kind_words(*kind)),
            "name a column of kind = \"date\", or correct the kind of the column if it holds days",
        ),
        DefinitionFault::ColumnOfPersons { name } => Wording::new(
            format!("{} is a column of persons, and units are judged here", quoted(name)),
            "use a column of [units.columns], or write of = \"persons\"",
        ),
        DefinitionFault::DoubledSpelling { spelling } => Wording::new(
            format!("the spelling {} stands for two values", quoted(spelling)),
            "a spelling may stand for one value only: remove it in one place",
        ),
        DefinitionFault::UnknownFormat { written } => Wording::new(
            format!("the file says format = {written}, and this thidua reads format = 1"),
            "use a newer thidua, or write format = 1",
        ),
        DefinitionFault::YearOutOfRange { written } => Wording::new(
            format!("{written} cannot be the year of a campaign"),
            "write the year in four digits, such as 2023",
        ),
        DefinitionFault::PeriodBackwards => {
            Wording::new("the period ends before it begins", "check “from” and “through” against the plan")
        }
        DefinitionFault::RangeBackwards => {
            Wording::new("the least is above the most", "check “min” and “max” of the column")
        }
        DefinitionFault::OptionNotForKind { option, kind } => Wording::new(
            format!("{} means nothing for a column of kind {}", quoted(option), kind_words(*kind)),
            format!("remove {}, or change the column's “kind”", quoted(option)),
        ),
        DefinitionFault::OptionNeeded { option, kind } => Wording::new(
            format!("a column of kind {} needs {}", kind_words(*kind), quoted(option)),
            format!("add {option} = … to the column, or change its “kind”"),
        ),
        DefinitionFault::TooMany { most } => {
            Wording::new(format!("the list is too long: {most} entries at most"), "remove or merge entries")
        }
        DefinitionFault::NoPersons => Wording::new(
            "this is about persons, but the definition has no [persons] table",
            "declare [persons], or remove this part",
        ),
        DefinitionFault::WrongSide { criterion, side } => Wording::new(
            format!(
                "criterion {} is about {}, but this award goes to {}",
                quoted(criterion),
                side_words(other_side(*side)),
                side_words(*side)
            ),
            format!("name a criterion about {}, or change “to”", side_words(*side)),
        ),
        DefinitionFault::NoGroups => Wording::new(
            "groups are used here, but the units have none",
            "declare “group” and “groups” in [units], or use no groups here",
        ),
        DefinitionFault::GroupWithoutThreshold { group } => Wording::new(
            format!("group {} has no threshold in this criterion", quoted(group)),
            format!("add {group} = \"…\" to “check”, or use “only” if the criterion leaves this group out"),
        ),
        DefinitionFault::ThresholdOutsideOnly { group } => Wording::new(
            format!("group {} has a threshold, but “only” leaves it out", quoted(group)),
            "add the group to “only”, or remove its threshold",
        ),
        DefinitionFault::GroupWithoutQuota { group } => {
            Wording::new(format!("group {} has no quota", quoted(group)), format!("add {group} = … to “quota_by_group”"))
        }
        DefinitionFault::QuotaMissing => Wording::new(
            "the award does not say how many",
            "write “quota”, “quota_by_group”, “quota_by_groups”, “quota_by”, “quota_by_unit” or “quota_percent”; quota = \"open\" until guidance comes",
        ),
        DefinitionFault::QuotaTwice => Wording::new(
            "the award says how many in several ways",
            "keep one of “quota”, “quota_by_group”, “quota_by_groups”, “quota_by”, “quota_by_unit” and “quota_percent”",
        ),
        DefinitionFault::PercentOutOfRange => Wording::plain("a percentage must be from 0 to 100"),
        DefinitionFault::PercentUnsaid { key } => Wording::new(
            format!("the percentage quota does not say {}", quoted(key)),
            "write all of it, like this: { percent = 20, of = \"all\", per = \"group\", round = \"down\" }",
        ),
        DefinitionFault::RankMissing => Wording::new(
            "the award is limited in number, but does not say who comes first",
            "add “rank”, such as rank = [{ highest = \"par_score\" }]",
        ),
        DefinitionFault::GroupWithoutBands { group } => {
            Wording::new(format!("group {} has no bands", quoted(group)), format!("add {group} = […] to “bands”"))
        }
        DefinitionFault::BandsNotFalling { label } => Wording::new(
            format!("band {} is not lower than the one before it", quoted(label)),
            "write the bands from the highest down, each “from” lower than the last",
        ),
        DefinitionFault::BandsDiffer { group } => Wording::new(
            format!("the bands of group {} differ from those of other groups in names or order", quoted(group)),
            "use the same labels in the same order for every group; only “from” may differ",
        ),
        DefinitionFault::BadDay { written } => {
            Wording::new(format!("{} is not a day", quoted(written)), "write \"31/12\" (of the year judged) or 2023-12-31")
        }
        DefinitionFault::DeadlineUnsaid => Wording::new(
            "a deadline needs exactly one of “before”, “by” and “through”",
            "before: that day is too late; by and through: that day is still in time",
        ),
        DefinitionFault::DeadlineOutsidePeriod => Wording::new(
            "the deadline is outside the period of the campaign",
            "compare it with the plan; if the plan says so, leave it",
        ),
        DefinitionFault::DeadlineBeforeEnd { day: due, last } => Wording::new(
            format!(
                "the deadline {} is before the end of the campaign on {}: figures of its last days are not there yet",
                day(En, *due),
                day(En, *last)
            ),
            "if nominations are due then, compare it with the plan; if not, leave it",
        ),
        DefinitionFault::AwardsNotRequired => Wording::new(
            "“awards” means something only for a deadline that is a condition",
            "add “required = true”, or remove “awards”",
        ),
        DefinitionFault::DeadlineOfOtherSide { award, side } => Wording::new(
            format!(
                "this deadline is about {}, but {} goes to {}",
                side_words(*side),
                quoted(award),
                side_words(other_side(*side))
            ),
            format!("name only awards to {}, or change “of”", side_words(*side)),
        ),
        DefinitionFault::UnusedCriterion { id } => Wording::new(
            format!("no award uses criterion {}", quoted(id)),
            "add it to the “criteria” of an award, or remove it",
        ),
        DefinitionFault::UnreadColumn { name } => Wording::new(
            format!("no rule uses column {}", quoted(name)),
            "check whether a rule is missing; if not, remove the column",
        ),
        DefinitionFault::UnusedFigure { name } => Wording::new(
            format!("no rule uses {} of [figures]", quoted(name)),
            "use it in a “check” or a quota, or remove it",
        ),
        DefinitionFault::UnreadScore { name } => Wording::new(
            format!("no rule uses the points {}", quoted(name)),
            "check whether a criterion, a ranking or a class is missing; if they are only to be seen, leave them",
        ),
        DefinitionFault::UnreadClass { name } => Wording::new(
            format!("no rule uses the class {}", quoted(name)),
            "check whether a criterion or a ranking is missing; if it is only to be seen, leave it",
        ),
        DefinitionFault::UnusedScale { name } => Wording::new(
            format!("no column uses scale {}", quoted(name)),
            "write “scale” for the column that needs it, or remove the scale",
        ),
        DefinitionFault::UnusedList { name } => Wording::new(
            format!("no rule uses the detail table {}", quoted(name)),
            "check whether a rule is missing; if not, drop the table",
        ),
        DefinitionFault::ListNameTaken { name } => Wording::new(
            format!("{} names a detail table and also a column, a class or a figure", quoted(name)),
            "give the detail table another name",
        ),
        DefinitionFault::DoubledHeading { heading } => Wording::new(
            format!("two columns take their figures from the heading {}", quoted(heading)),
            "correct the heading of one column, or remove it",
        ),
        DefinitionFault::AwardNotBefore { award } => Wording::new(
            format!("{} does not stand before this award", quoted(award)),
            "awards are filled in the order of the file: name an earlier one, or change the order",
        ),
        DefinitionFault::AwardCircle { awards } => Wording::new(
            format!("awards wait for one another in a circle: {}", arrows(awards)),
            "remove one of the references that make the circle (“after”, “excludes” or “of”)",
        ),
        DefinitionFault::AwardOtherSide { award, side } => Wording::new(
            format!(
                "{} goes to {}, but this award goes to {}",
                quoted(award),
                side_words(other_side(*side)),
                side_words(*side)
            ),
            "“after” and “excludes” can only name awards that go to the same side",
        ),
        DefinitionFault::AwardForNobody { award } => Wording::new(
            format!("this award asks for {} first and excludes its holders: nobody can get it", quoted(award)),
            format!("remove {} from “excludes”, or change “after”", quoted(award)),
        ),
        DefinitionFault::GroupInTwoQuotas { group } => Wording::new(
            format!("group {} stands in two entries of “quota_by_groups”", quoted(group)),
            "leave it in one entry",
        ),
        DefinitionFault::GroupInNoQuota { group } => Wording::new(
            format!("group {} stands in no entry of “quota_by_groups”", quoted(group)),
            "add it to an entry, or use “only” if the award leaves this group out",
        ),
        DefinitionFault::QuotaOutsideOnly { group } => Wording::new(
            format!("group {} has a quota, but “only” leaves it out", quoted(group)),
            "add the group to “only”, or remove its quota",
        ),
        DefinitionFault::QuotaByUnitOfUnits => Wording::new(
            "a number of places for the persons of each unit is for awards of persons only",
            "write “quota” or “quota_by_group”, or to = \"persons\"",
        ),
        DefinitionFault::ValueWithoutQuota { value } => Wording::new(
            format!("value {} of the column has no quota", quoted(value)),
            format!("add {value} = … to “places”"),
        ),
        DefinitionFault::NothingToPass => Wording::new(
            "“unused” means nothing here: the places of this award are not divided",
            "remove “unused”, or divide the quota",
        ),
        DefinitionFault::TooManyYears { written, most } => Wording::new(
            format!("{} cannot be judged: there are data for {most} only", counted(*written, "year", "years")),
            "write a number from 1, or name the first year with data in “first_year”",
        ),
        DefinitionFault::YearsAny { any, years } => Wording::new(
            {
                let judged = if *years == 1 { "is" } else { "are" };
                format!("it cannot be met in {} when {years} {judged} judged", counted(*any, "year", "years"))
            },
            format!("write a number from 1 to {years}"),
        ),
        DefinitionFault::ChangeUnsaid => Wording::new(
            "it is not said which unit this was before, or that it is new",
            "write exactly one of the two: was = \"old id\" or new = true",
        ),
        DefinitionFault::PredecessorIsSuccessor { unit } => Wording::new(
            format!("{} is both an old and a new unit in one year", quoted(unit)),
            "check the changes of units; where a unit changed twice in a year, write its oldest id",
        ),
        DefinitionFault::FileAndFiles => Wording::new(
            "both “file” and “files” are given",
            "keep one: “file” for one file, “files” to gather several into one table",
        ),
        DefinitionFault::PatternInFile { written } => Wording::new(
            format!("“file” is one file, but {} is a pattern for several", quoted(written)),
            format!("write files = \"{written}\" to gather them"),
        ),
        DefinitionFault::BadPattern { written } => Wording::new(
            format!("{} cannot be a pattern of file names", quoted(written)),
            "put “/” between folders and “*” for any letters within a name, such as data/nop/*.xlsx; no “\\” and no “**”",
        ),
        DefinitionFault::AliasOfAnother { spelling, shown } => Wording::new(
            format!(
                "{} is declared as a spelling of {}, but is the name or id of another row",
                quoted(spelling),
                quoted(shown)
            ),
            "take the spelling out of [units.aliases]; if both rows are one unit, delete the one that is too many",
        ),
        DefinitionFault::AliasOfNobody { shown, near } => Wording::new(
            format!("no unit has the name or id {}: the spellings declared here stand for nobody", quoted(shown)),
            match near {
                Some(near) => format!("did you mean {}?", quoted(near)),
                None => "write the name or id as the list has it, or take the line out".to_owned(),
            },
        ),
        DefinitionFault::UntakenFiles { files } => Wording::new(
            format!("files of the folder that fit no pattern and were not read: {} ({})", files.len(), listed(files)),
            "if they hold figures, save them in the right form and folder, or add a pattern to the definition",
        ),
        DefinitionFault::UnitsWithoutPersons { units } => Wording::new(
            format!("units with nobody in the files that were gathered: {} ({})", units.len(), listed(units)),
            "see whether they have sent their files, and whether those are in the right folder",
        ),
        DefinitionFault::NoFileFits { patterns } => Wording::new(
            format!("no file fits {}", listed(patterns)),
            match folder_of(patterns) {
                Some(folder) => format!("if {} is a folder, write {folder}/*.xlsx", quoted(folder)),
                None => {
                    "check the folder and the pattern: “*” stands for any letters, “{year}” for the year; or wait for the units"
                        .to_owned()
                }
            },
        ),
        DefinitionFault::YearWithoutFile { year, file } => Wording::new(
            format!("the year {year} is needed and has no file {}", quoted(file)),
            "add the file of that year, or correct “first_year”",
        ),
        DefinitionFault::DerivedNotBefore { name } => Wording::new(
            format!("the score or class {} is not worked out yet at this point", quoted(name)),
            "scores and classes are worked out in the order of the file: name one that stands before, never itself; where two need each other, drop one direction",
        ),
        DefinitionFault::PointsNotTotal { sum, total } => Wording::new(
            format!("the points of the parts add up to {}, not to {}", figure(En, sum), figure(En, total)),
            "compare with the plan: change “points” of the parts or “total”; bonuses do not count here",
        ),
        DefinitionFault::PartUnsaid => Wording::new(
            "it is not clear how this part gives points",
            "write “points” with “criterion” or “value”; for a bonus or penalty an expression in “bonus” or “penalty” (with “cap” if there is one), or a number with “criterion”",
        ),
        DefinitionFault::NotPoints { kind } => Wording::new(
            format!("this expression is a {}, not a number of points", kind_words(*kind)),
            "multiply a share by the most points, such as 10 * min(1, online / received)",
        ),
        DefinitionFault::PartOfOtherSide { criterion, side } => Wording::new(
            format!(
                "criterion {} is about {}, but this score is about {}",
                quoted(criterion),
                side_words(other_side(*side)),
                side_words(*side)
            ),
            "choose a criterion about the same subjects as the score",
        ),
        DefinitionFault::PartInCircle { criterion, reads, score } => Wording::new(
            format!(
                "criterion {} reads {}, so it cannot give points in {}",
                quoted(criterion),
                quoted(reads),
                quoted(score)
            ),
            "points build on criteria about columns only: write the criterion anew, or use “value”",
        ),
        DefinitionFault::NothingLower { label } => Wording::new(
            format!("{} is the lowest band, so nothing is lower", quoted(label)),
            "remove “gate” from this band, or add a lower one",
        ),
        DefinitionFault::ElseNotLower { label, to } => Wording::new(
            format!("{} is not lower than {}", quoted(to), quoted(label)),
            "“else” takes a band lower than the one with the gate, or \"lower\" for the next one",
        ),
        DefinitionFault::EmptyList { key } => {
            Wording::new(format!("{} is empty", quoted(key)), format!("write at least one entry, or remove {}", quoted(key)))
        }
        DefinitionFault::OneOfTwo { keys: [one, other] } => {
            Wording::new(format!("{} and {} say the same thing in two ways", quoted(one), quoted(other)), "keep one of them")
        }
        DefinitionFault::RewardTableMissing => Wording::new(
            "the award has a reward, but the definition has no [reward]",
            "add [reward] with “decided_on” (the day of the decision) and “basis” (the legal basis)",
        ),
        DefinitionFault::DecisionDayUnsaid { year } => Wording::new(
            format!("the day of the decision for {year} is not known, so no reward money is computed"),
            format!("write the day in [reward]: decided_on = {}-12-25, or write “base_salary”", year),
        ),
        DefinitionFault::CoefficientUnsure { form, day: on } => Wording::new(
            format!("the tool is not sure of the coefficient of {} on {}", quoted(form), day(En, *on)),
            "look up the text in force and write the coefficient in the award, such as reward = 0.3",
        ),
        DefinitionFault::BaseSalaryUnsure { day: on } => Wording::new(
            format!("the tool is not sure of the base salary on {}", day(En, *on)),
            "look up the text in force and write it in [reward], such as base_salary = 1300000",
        ),
        DefinitionFault::RewardLawAmended { since } => Wording::new(
            format!("the law on rewards was amended from {}; the coefficients used are those before it", day(En, *since)),
            "check them against the new text; where they differ, write “reward” in the award",
        ),
    }
}

/// What a value should have been, after “takes”.
fn shape(shape: Shape) -> &'static str {
    match shape {
        Shape::Text => "text in double quotes",
        Shape::Whole => "a whole number, 0 or more",
        Shape::Row => "the number of a row, from 1",
        Shape::Number => "a number, with a point before decimals",
        Shape::Flag => "true or false",
        Shape::Day => "a day as year-month-day, without quotes",
        Shape::Texts => "a list of texts in square brackets",
        Shape::List => "a list in square brackets",
        Shape::Table => "keys in braces",
        Shape::TextOrTable => "text in double quotes, or a table of keys",
        Shape::TextOrTexts => "text in double quotes, or a list of texts",
        Shape::NumberOrOpen => "a number, a percentage in double quotes, or \"open\"",
        Shape::Quota => "a whole number, \"open\" or \"unlimited\"",
        Shape::Check => "an expression in double quotes, or one for each group",
        Shape::Bands => "a list of bands, or one for each group",
        Shape::DayOrDayMonth => "a day, or a day and month in double quotes",
        Shape::RankKey => "exactly one of highest, lowest and first",
        Shape::Percent => "a percentage",
        Shape::PlacesPerValue => "a whole number, \"open\" or \"unlimited\", or one for each value",
        Shape::Years => "a list of years, such as [2018, 2019, 2020]",
        Shape::Points => "a number of points above 0",
        Shape::Digits => "a number of digits, 0 to 9",
        Shape::Take => "\"each\", \"last\" or { any = 2 }",
        Shape::DayPerGroup => "a day, a day and month (\"31/12\"), or a table with one of them per group",
        Shape::DayPerYear => "a day, or a table with one day per year: { 2018 = 2019-01-15, 2019 = 2020-01-15 }",
        Shape::NumberPerYear => "a number, or a table with one number per year: { 2018 = 1390000, 2019 = 1490000 }",
    }
}

fn named(what: Named) -> &'static str {
    match what {
        Named::Group => "group",
        Named::Criterion => "criterion",
        Named::Award => "award",
        Named::Deadline => "deadline",
        Named::Class => "class",
        Named::Column => "column",
        Named::Scale => "scale",
        Named::Figure => "figure",
        Named::Band => "band",
        Named::Value => "value",
        Named::Occasion => "occasion",
        Named::Unit => "unit",
        Named::Part => "part of the score",
    }
}

/// The kind as the file writes it, and what it means.
fn kind_words(kind: Kind) -> String {
    let meaning = match kind {
        Kind::Count => "a count",
        Kind::Number => "a number",
        Kind::Percent => "a percentage",
        Kind::Score => "points",
        Kind::Rank => "a place in a ranking",
        Kind::Money => "money",
        Kind::Rating => "a step of a scale",
        Kind::YesNo => "yes or no",
        Kind::Date => "a day",
        Kind::Text => "text",
    };
    format!("“{}” ({meaning})", kind.key())
}

fn side_words(side: Side) -> &'static str {
    match side {
        Side::Units => "units",
        Side::Persons => "persons",
    }
}
