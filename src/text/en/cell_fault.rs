//! Findings in single cells, in English. What is to be typed into a cell stays as Vietnamese files write it.

use super::{counted, nearest};
use crate::text::Wording;
use crate::text::parts::{count, day, declared_word, hundred, limit, listed, percent_of, quoted, reading, settled};
use crate::vocab::Lang::{En, Vi};
use crate::vocab::Side;
use crate::vocab::date::{self, Slip};
use crate::vocab::finding::{CellFault, CodeChange, is_word};
use crate::vocab::place::column_letters;

pub(in crate::text) fn wording(fault: &CellFault) -> Wording {
    match fault {
        CellFault::NotANumber { written } => Wording::new(
            format!("{} is not a number", quoted(written)),
            match is_word(written) {
                true => format!(
                    "enter a number such as 1.234,5; if the text means that the figure does not apply, declare it for the column in the definition: {}; if it means that there is no figure yet, {}",
                    declared_word("not_applicable", written),
                    declared_word("missing", written)
                ),
                false => "enter a number such as 1.234,5, or leave the cell blank if there is no figure yet".to_owned(),
            },
        ),
        CellFault::OtherMeasure { written, other, measure } => Wording::new(
            match measure {
                Some(measure) => {
                    format!("{} is in {}, but this column counts in {}", quoted(written), quoted(other), quoted(measure))
                }
                None => format!("{} is in {}, but this column does not hold such sums", quoted(written), quoted(other)),
            },
            "check the figure; if it is right, correct the format of the cell or declare the column's “measure” in the definition",
        ),
        CellFault::TwoReadings { written, readings: [one, other] } => Wording::new(
            format!(
                "{} can be read in two ways: {} or {}",
                quoted(written),
                reading(En, one, written),
                reading(En, other, written)
            ),
            format!(
                "write “{}” or “{}”, or enter the cell as a number in Excel; if the whole column is like this, declare its “min” and “max”",
                settled(Vi, one) + percent_of(written),
                settled(Vi, other) + percent_of(written)
            ),
        ),
        CellFault::BareFraction { written } => Wording::new(
            format!("{} has no percent sign: it may mean {written}% or a share of 1", quoted(written)),
            "write the percent sign, such as 62% or 0,62%",
        ),
        CellFault::BareFractions { heading, name, written, count: cells } => Wording::new(
            format!(
                "column {} has {} without a percent sign, such as {}: whether per cent or shares of 1 is not known",
                quoted(heading),
                counted(*cells, "number", "numbers"),
                quoted(written)
            ),
            format!(
                "write these cells with the sign, such as 62%; if every cell without a sign in column “{name}”, in every file, is written in one way, say so in the definition: written = \"fraction\" where 0.62 is 62%, written = \"percent\" where {written} is {written}%"
            ),
        ),
        CellFault::NotWhole { written } => Wording::new(
            format!("{} has decimals, but this column needs a whole number", quoted(written)),
            "enter a whole number, or leave the cell blank if there is no figure yet",
        ),
        CellFault::Negative { written } => Wording::new(
            format!("{} is below zero, but this column needs 0 or more", quoted(written)),
            "check the figure with the unit",
        ),
        CellFault::NotAPlace { written } => Wording::new(
            format!("{} is not a place in a ranking: places begin at 1", quoted(written)),
            "enter a whole number from 1, or leave the cell blank if there is no ranking yet",
        ),
        CellFault::AboveMost { written, most, percent } => Wording::new(
            format!("{} is above the column's most, {}", quoted(written), limit(En, most, *percent)),
            if *percent {
                "check the figure and the column's “written” (with “fraction”, 0.62 is 62% and 62 is 6200%); if the most is another, change “max” in the definition"
            } else {
                "check the figure; if the most is another, change the column's “max” in the definition"
            },
        ),
        CellFault::BelowLeast { written, least, percent } => Wording::new(
            format!("{} is below the column's least, {}", quoted(written), limit(En, least, *percent)),
            "check the figure; if the least is another, change the column's “min” in the definition",
        ),
        CellFault::TooLong { written } => Wording::new(
            format!("{} has more digits than a figure can have", quoted(written)),
            "check the cell: it may be a code, or several numbers run together",
        ),
        CellFault::NotADay { written } => no_day(written),
        CellFault::BareSerial { written, day: Some(shown) } => Wording::new(
            format!("{} is a number, not a day (a spreadsheet takes it for {})", quoted(written), day(En, *shown)),
            format!("if that is the day, enter it as {}", day(Vi, *shown)),
        ),
        CellFault::BareSerial { written, day: None } => Wording::new(
            format!("{} is a number, not a day", quoted(written)),
            "enter a day such as 31/12/2023, or leave the cell blank if there is none yet",
        ),
        CellFault::DayAhead { day: ahead, as_of, count: cells @ 2.. } => Wording::new(
            format!(
                "{} cells of the column have a day after the as-of day ({}), the latest {}: they are not used yet",
                count(En, *cells),
                day(En, *as_of),
                day(En, *ahead)
            ),
            format!("check these days, above all their years; if they are right, run with --as-of {ahead} or later"),
        ),
        CellFault::DayAhead { day: ahead, as_of, .. } => Wording::new(
            format!("{} lies after the as-of day ({}), so that it is not used yet", day(En, *ahead), day(En, *as_of)),
            format!("check the day, above all its year; if it is right, run with --as-of {ahead} or later"),
        ),
        CellFault::UnknownValue { written, near, known } => Wording {
            message: format!("{} is not among the column's values", quoted(written)),
            help: near
                .as_ref()
                .map(|near| {
                    let (near, written) = (quoted(near), quoted(written));
                    format!("did you mean {near}? If so, correct the cell, or declare {written} as another spelling in [scales] or values")
                })
                .or_else(|| nearest(None, known, "the column takes"))
                .or_else(|| Some("correct this cell, or declare the value in the definition".to_owned())),
        },
        CellFault::NeitherYesNorNo { written } => {
            Wording::new(format!("{} is neither yes nor no", quoted(written)), "write “Có” or “Không”, “Đạt” or “Không đạt”")
        }
        CellFault::ErrorValue { written } => Wording::new(
            format!("the cell holds a spreadsheet error: {}", quoted(written)),
            "correct the formula in the cell, or enter the figure itself",
        ),
        CellFault::Uncomputed => Wording::new(
            "the cell has a formula, but the file holds no result of it",
            "open the file in Excel, correct the formula if it shows an error, save the file as .xlsx, and run again",
        ),
        CellFault::Covered { area } => Wording::new(
            format!(
                "the cell is covered by the merged area {}, whose value belongs to column {} alone",
                area.name(),
                column_letters(area.left)
            ),
            "unmerge the area in Excel and enter the figure of each column in its own cell",
        ),
        CellFault::PartAboveWhole { part, whole } => Wording::new(
            format!("the figure {} is above {}, of which it is only a part", quoted(part), quoted(whole)),
            "check these figures with the unit",
        ),
        CellFault::UnknownGroup { written, near, known } => group(written, near.as_deref(), known),
        CellFault::UnknownUnit { written, near } => unit(written, near.as_deref()),
        CellFault::UnknownSubject { written, near, side } => {
            let whose = if *side == Side::Units { "units" } else { "persons" };
            Wording::new(
                format!("{} is not among the {whose}", quoted(written)),
                match near {
                    Some(near) => format!("is it {}? If so, correct the id; if not, delete the row", quoted(near)),
                    None => format!(
                        "the row is not counted, so that counts and sums of somebody may be too low; correct the id, or add it to the {whose}"
                    ),
                },
            )
        }
        CellFault::EarlierRow { written, near, year } => Wording::new(
            format!("figures of {year}: {} is not among those of the year judged; the row is not used", quoted(written)),
            format!(
                "did you mean {}? If so, correct it, or declare it under [units.aliases] or [[units.change]]",
                quoted(near)
            ),
        ),
        CellFault::EarlierStrangers { written, count, year, ranked } => Wording::new(
            format!(
                "figures of {year} have {} of nobody in the year judged, the first is {}{}",
                counted(*count, "row", "rows"),
                quoted(written),
                if *ranked { "; places of that year are worked out without them" } else { "" }
            ),
            "units that were renamed, merged or split are declared under [[units.change]], other spellings under [units.aliases]",
        ),
        CellFault::NotAYear { written } => Wording::new(
            format!("the year in this cell cannot be read: {}; the row is left out", quoted(written)),
            "write the year in four digits, such as 2023",
        ),
        CellFault::RowWithoutId => Wording::new(
            "the row has figures but no id: places and lists are without it",
            "give the row its id, or delete the row if it is not needed",
        ),
        CellFault::NobodysRow { written } => Wording::new(
            format!("the row has only {} in the column of ids, no name and no figures: it is left out", quoted(written)),
            "if it is a unit or a person, write the name; if not, delete the text or move it to another column",
        ),
        CellFault::PerhapsTotal { written } => Wording::new(
            format!("{} may be a sum or a mean, and may be a name: the row is left out", quoted(written)),
            "if it is a unit or a person, write the whole name (such as “Xã Trung Bình”); if not, call it “Cộng …” or “Bình quân …”, or delete the row",
        ),
        CellFault::PerhapsGroup { written, of_list } => Wording::new(
            format!(
                "{} may be the name of a group of rows; {}",
                quoted(written),
                if *of_list { "nothing that depends on the row is decided" } else { "the row counts like any other" }
            ),
            "if it is a group, leave its id blank or delete the row; if not, add the figures",
        ),
        CellFault::RepeatedRows { count } => Wording::new(
            format!("the same in another file ({}): not clear whether it counts twice", counted(*count, "row", "rows")),
            "if one file was sent twice, take one away; if not, give each row a name of its own; nothing that depends on them is decided",
        ),
        CellFault::MonthFirst { heading, written } => Wording::new(
            format!(
                "column {} has a day with the month first ({}): other days of the column may be so as well",
                quoted(heading),
                quoted(written)
            ),
            "compare the days of the column with the papers; write all of them as day/month/year",
        ),
        CellFault::TurnedDays { heading, count: days } => Wording::new(
            format!(
                "column {} has {} up to the twelfth of a month, and days written as text behind the twelfth only: day and month may have been turned around",
                quoted(heading),
                counted(*days, "day", "days, all")
            ),
            "compare these days with the papers (05/12 may have become 12/05); correct the wrong ones, and enter those that are text as days",
        ),
        CellFault::Unnumbered { written } => Wording::new(
            format!("{} has no number before it as the other rows have; it counts like one of them", quoted(written)),
            "if it is a sum, a group of rows or a greatest score, delete the row; if not, number it",
        ),
        CellFault::BlankName { id } => Wording::new(
            format!("{} has no name", quoted(id)),
            "write the name into this cell; until then the results use the id",
        ),
        CellFault::IdOfAnother { id, name, of_id } => Wording::new(
            format!(
                "the id {} is that of {}, but the name beside it is {}: whose figures these are is not known",
                quoted(id),
                quoted(of_id),
                quoted(name)
            ),
            "correct the id or the name; if both are names of one unit, declare that under [units.aliases]; the row is not used as it is",
        ),
        CellFault::NamedOtherwise { count: 1, name, of_id } => Wording::new(
            format!("the name {} stands beside the id of {}; it was taken by the id", quoted(name), quoted(of_id)),
            "if they are one, declare the name under “aliases” and it is not told again; if not, correct the id",
        ),
        CellFault::NamedOtherwise { count: cells, name, of_id } => Wording::new(
            format!(
                "{} are not those of the ones with the ids beside them, such as {} beside the id of {}; they were taken by the ids",
                counted(*cells, "name", "names"),
                quoted(name),
                quoted(of_id)
            ),
            "look at each: if they are one, declare the name under “aliases” and it is not told again; if not, correct the id",
        ),
        CellFault::DoubledId { id } => Wording::new(
            format!("the id {} stands on several rows", quoted(id)),
            "each id may stand on one row only: give different people or units different ids; of a file that was sent twice leave one out; delete a row that is too many",
        ),
        CellFault::DoubledName { name } => Wording::new(
            format!("the name {} stands on several rows, and names serve as ids", quoted(name)),
            "for different people or units add a column that tells them apart (a code, a number) and name it in the definition (id = \"…\"); of a file that was sent twice leave one out; delete a row that is too many",
        ),
        CellFault::InSeveralFiles { id, name, files } => Wording::new(
            if id == name {
                format!("{} stands in {}", quoted(name), counted(*files, "file", "files"))
            } else {
                format!("{} (id {}) stands in {}", quoted(name), quoted(id), counted(*files, "file", "files"))
            },
            "leave the right file and take the others out of the folder; give different people or units different names and ids",
        ),
        CellFault::TwinFiles { names } => Wording::new(
            format!(
                "two files both have {}: {}",
                counted(names.len(), "subject", "subjects"),
                hundred(names, |rest| format!("and {rest} more"))
            ),
            "of a file that was sent twice take one out of the folder; give different people or units different ids",
        ),
        CellFault::PerhapsDoubled { one, other } => Wording::new(
            format!("{} and {} may be one, and each counts by itself", quoted(one), quoted(other)),
            "if they are one, delete the row that is too many; if not, tell them apart by their names and ids, such as by the district",
        ),
        CellFault::SettledReadings { heading, count: cells, written, taken } => Wording::new(
            format!(
                "column {} has {} of two readings, read as the other cells of the column are written: {} is {}",
                quoted(heading),
                counted(*cells, "number", "numbers"),
                quoted(written),
                reading(En, taken, written)
            ),
            "look at these cells; if they mean something else, write them without a sign between thousands",
        ),
        CellFault::SettledByRange { heading, count: cells, written, taken } => Wording::new(
            format!(
                "column {} has {} of two readings, read as the column's least and most allow: {} is {}",
                quoted(heading),
                counted(*cells, "number", "numbers"),
                quoted(written),
                reading(En, taken, written)
            ),
            "look at these cells; if they mean something else, write them without a sign between thousands",
        ),
        CellFault::ZerosRestored { heading, count: cells, written, taken } => Wording::new(
            format!(
                "column {} has {} without leading zeros: {} was taken for {}",
                quoted(heading),
                counted(*cells, "code", "codes"),
                quoted(written),
                quoted(taken)
            ),
            "better give the column of codes the format Text in Excel, which keeps the zeros",
        ),
        CellFault::ByName { heading, count: cells, written, taken } => Wording::new(
            format!(
                "column {} has {}, matched by name: {} is {}",
                quoted(heading),
                counted(*cells, "name", "names"),
                quoted(written),
                quoted(taken)
            ),
            "if that is wrong, write the id in place of the name",
        ),
        CellFault::LocalityTaken { written, taken } => Wording::new(
            format!("{} was taken for {}", quoted(written), quoted(taken)),
            "if that is wrong, write the id, or declare the spelling under [units.aliases]",
        ),
        CellFault::SeveralFit { written, fits } => Wording::new(
            format!("{} may be {}: it is not known which", quoted(written), listed(fits)),
            "write the id as the list has it, or declare the spelling under [units.aliases]",
        ),
        CellFault::NotSent { unit, unread: true } => Wording::new(
            format!(
                "there are no figures of {}: it has not sent them, or its file cannot be read yet, or has another name",
                quoted(unit)
            ),
            "correct the files with mistakes and the names that are not on the list, and check again; if there are still none, ask the unit for them",
        ),
        CellFault::NotSent { unit, unread: false } => Wording::new(
            format!("{} has not sent its figures", quoted(unit)),
            "ask the unit for them; if it has sent them, check that the file is in the folder and its id and name are as listed",
        ),
        CellFault::NotSentBy { units, unread: true } => Wording::new(
            format!(
                "there are no figures of {}: they have not sent them, or their files cannot be read yet, or have other names: {}",
                counted(units.len(), "unit", "units"),
                hundred(units, |rest| format!("and {}", counted(rest, "more unit", "more units")))
            ),
            "correct the files with mistakes and the names that are not on the list, and check again; if there are still none, ask the units for them",
        ),
        CellFault::NotSentBy { units, unread: false } => Wording::new(
            format!(
                "{} have not sent their figures: {}",
                counted(units.len(), "unit", "units"),
                hundred(units, |rest| format!("and {}", counted(rest, "more unit", "more units")))
            ),
            "ask the units for them; if they have sent them, check that the files are in the folder and their ids and names are as listed",
        ),
        CellFault::BlankForm { unit } => Wording::new(
            format!("{} has sent an empty form: its name and no figures", quoted(unit)),
            "ask the unit to send the form with its figures",
        ),
        CellFault::NotExpected { written, near } => Wording::new(
            format!("{} is not on the list of units that must send figures; the row is left out", quoted(written)),
            match near {
                Some(near) => format!("is it {}? If so, correct the cell; if not, add the unit to the list", quoted(near)),
                None => "correct the id or the name, or add the unit to the list".to_owned(),
            },
        ),
        CellFault::ChangedCode { written, change } => Wording::new(
            match change {
                CodeChange::Day => format!("the id {} is a day: Excel may have turned the id into one", quoted(written)),
                CodeChange::Letters => format!(
                    "the id {} is a number, and the letters before it are only in the format of the cell",
                    quoted(written)
                ),
                CodeChange::Rounded => {
                    format!("the id {} has more than 15 digits, so that Excel has rounded the last ones", quoted(written))
                }
            },
            "format the column of ids as Text, then type the id again",
        ),
        CellFault::NumbersAsText { heading, count: cells } => Wording::new(
            format!("column {} has {} stored as text", quoted(heading), counted(*cells, "number", "numbers")),
            "they are read as numbers all the same; better turn them into numbers in Excel",
        ),
    }
}

fn no_day(written: &str) -> Wording {
    let shown = quoted(written);
    match date::slip(written) {
        Some(Slip::ShortYear(meant)) => Wording::new(
            format!("the year of {shown} has two digits"),
            format!("write all four digits of the year; if it is {}, write it so", day(En, meant)),
        ),
        Some(Slip::NoYear) => Wording::new(format!("{shown} has no year"), "write the year too, as in 31/12/2023"),
        Some(Slip::MonthFirst(meant)) => Wording::new(
            format!("in {shown} the month stands before the day"),
            format!("write the day first; if it is {}, write it so", day(En, meant)),
        ),
        None => Wording::new(
            format!("{shown} is no day, or none that the calendar has"),
            "enter a day that exists, as day/month/year like 31/12/2023, or leave the cell blank if there is none yet",
        ),
    }
}

fn group(written: &str, near: Option<&str>, known: &[String]) -> Wording {
    if written.is_empty() {
        return Wording::new("the group is blank", format!("write one of the groups: {}", listed(known)));
    }
    Wording {
        message: format!("{} is not a group of the definition", quoted(written)),
        help: nearest(near, known, "its groups are").map(|help| {
            format!("{help}{} it is another spelling, declare it in groups", if near.is_some() { " If" } else { "; if" })
        }),
    }
}

fn unit(written: &str, near: Option<&str>) -> Wording {
    if written.is_empty() {
        return Wording::new("the unit is blank", "write the person's unit");
    }
    Wording {
        message: format!("{} is not in the list of units", quoted(written)),
        help: Some(match near {
            Some(near) => format!(
                "is it {}? If so, correct this cell, or declare that writing under [units.aliases]; if not, add the unit to the list",
                quoted(near)
            ),
            None => "correct this cell, or add the unit to the list of units".to_owned(),
        }),
    }
}
