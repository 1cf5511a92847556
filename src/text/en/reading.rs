//! The words of the reading report, in English.

use super::counted;
use super::table_fault::{kind, letters, more_sheets, sign};
use crate::text::explanation::count as shown;
use crate::text::parts::{count, dozen, quoted};
use crate::text::reading::{Different, Labels, Roles, Taken, Why, Words};
use crate::vocab::Lang::En;
use crate::vocab::Side;

pub(in crate::text) const WORDS: Words = Words {
    figures_of: |side| match side {
        Side::Units => "Units",
        Side::Persons => "Persons",
    },
    list: |title| format!("Detail table {}", quoted(title)),
    decisions: "Decisions of the council",
    expected: "List of units that must send figures",
    files: |number, unread| {
        let unread = if unread == 0 { String::new() } else { format!(", {} of them not readable", shown(En, unread)) };
        format!("{} files together{unread}", shown(En, number))
    },
    file: |file, sheet, headings| {
        let sheet = sheet.map(|sheet| format!(" › {}", quoted(sheet))).unwrap_or_default();
        format!("{file}{sheet}: headings in row {headings}")
    },
    unreadable: |file, sheet| {
        let sheet = sheet.map(|sheet| format!(" › {}", quoted(sheet))).unwrap_or_default();
        format!("{file}{sheet}: not readable")
    },
    alike: |number, sheet, headings| {
        let sheet = sheet.map(|sheet| format!("sheet {}, ", quoted(sheet))).unwrap_or_default();
        format!("{} read alike: {sheet}headings in row {headings}", counted(number, "file", "files"))
    },
    and_files: |number| format!("and {}", counted(number, "more file", "more files")),
    more_files: |number| format!("and {}, each read in another way", counted(number, "more file", "more files")),
    in_each: |least, most| match least == most {
        true => format!(", {} in each file", shown(En, least)),
        false => format!(", {} to {} in each file", shown(En, least), shown(En, most)),
    },
    cells: |cells| {
        let kinds = cells.into_iter().zip(["full", "blank", "in doubt"]).filter(|(number, _)| *number > 0);
        let told: Vec<String> = kinds.map(|(number, kind)| format!("{} {kind}", counted(number, "cell", "cells"))).collect();
        if told.is_empty() { String::new() } else { format!("; {}", told.join(", ")) }
    },
    skipped_of_several: |rows, files, which, why| {
        let which = if which.is_empty() { counted(files, "file", "files") } else { which.to_owned() };
        format!("{} in {which}: {why}", counted(rows, "row", "rows"))
    },
    elsewhere: |others, absent| {
        let files = |number: usize| counted(number, "file", "files");
        let other = |(letters, number): &(String, usize)| format!("; {letters} in {}", files(*number));
        let absent = if absent == 0 { String::new() } else { format!("; not in {}", files(absent)) };
        others.iter().map(other).chain([absent]).collect()
    },
    in_years: |years| format!("year {years}"),
    labels: Labels {
        files: "files",
        format: "file",
        sheet: "sheet",
        heading: "heading row",
        taken: "read",
        skipped: "skipped",
        hidden: "hidden",
        unread: "not used",
        columns: "unlike below",
        blank: "blanks in",
        lacks: "lacks",
    },
    format: |format, delimiter, encoding| {
        let delimiter = delimiter.map(|delimiter| format!(", cells apart by {}", sign(delimiter))).unwrap_or_default();
        let letters = encoding.map(|encoding| format!(", letters in {}", letters(encoding))).unwrap_or_default();
        format!("{}{delimiter}{letters}", kind(format))
    },
    sheet: |name, others| {
        let other = |(name, hidden): &(&str, bool)| format!("{}{}", quoted(name), if *hidden { " (hidden)" } else { "" });
        let named = dozen(others.iter().map(other), ", ", more_sheets);
        let others = if others.is_empty() { String::new() } else { format!("; not read: {named}") };
        format!("{}{others}", quoted(name))
    },
    taken: |number, of, rows| {
        let (one, several) = match of {
            Taken::Subjects(Side::Units) => ("unit", "units"),
            Taken::Subjects(Side::Persons) => ("person", "persons"),
            Taken::Rows => ("row", "rows"),
            Taken::Decisions => ("decision", "decisions"),
        };
        let rows = match rows {
            Some((first, last)) if first == last => format!(", row {first}"),
            Some((first, last)) => format!(", from row {first} to row {last}"),
            None => String::new(),
        };
        format!("{} {}{rows}", shown(En, number), if number == 1 { one } else { several })
    },
    skipped: |rows, why| format!("row {rows}: {why}"),
    why: Why {
        title: "above the headings",
        column_numbers: "numbers of the columns",
        headings: "the headings once more",
        total: "a total or an average",
        group: "the heading of a group",
        signature: "a date or a signature",
        note: "a note, or hardly anything",
        no_id: "something in it, but no id",
        no_year: "a year that cannot be read",
        not_expected: "not on the list of units that must send figures",
        unclear: "only a text in the column of ids, and it is not known whose",
        perhaps_total: "perhaps a sum or a mean, and not known whose",
    },
    empty_rows: |number| format!("{} empty {} in between", count(En, number), if number == 1 { "row" } else { "rows" }),
    not_sent: |number, unread| {
        let unread = if unread { ", or a file that is not readable" } else { "" };
        format!("; {} that sent nothing yet{unread}", counted(number, "unit", "units"))
    },
    merged: |number| {
        let cells = if number == 1 { "cell takes its value" } else { "cells take their value" };
        format!("; {} {cells} from a merged one", count(En, number))
    },
    hidden_rows: |rows| format!("row {rows} (read all the same)"),
    hidden_columns: |columns| format!("column {columns} (read all the same)"),
    more: |number| format!("and {} more", shown(En, number)),
    headings: ["col", "heading → short name", "full", "blank", "doubt", "values"],
    absent: "–",
    role: Roles {
        id: "(id)",
        name: "(name)",
        group: "(group)",
        unit: "(unit)",
        year: "(year)",
        subject: "(subject)",
        award: "(award)",
        decision: "(decision)",
        criterion: "(criterion)",
        reason: "(reason)",
        paper: "(paper)",
        date: "(date)",
    },
    yes: |number| format!("yes: {}", shown(En, number)),
    no: |number, with_blanks| format!("no: {}{}", shown(En, number), if with_blanks { " (with blanks)" } else { "" }),
    different: |number, of| {
        let (one, several) = match of {
            Different::Units => ("unit", "units"),
            Different::Subjects => ("subject", "subjects"),
            Different::Texts => ("text", "different texts"),
        };
        format!("{} {}", shown(En, number), if number == 1 { one } else { several })
    },
    not_applicable: |number| format!("does not apply: {}", shown(En, number)),
};
