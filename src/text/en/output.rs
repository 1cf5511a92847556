//! What is said of a workbook that is written or refused, in English.

use super::counted;
use crate::text::Wording;
use crate::text::parts::{listed, quoted};
use crate::vocab::place::cell_name;
use crate::vocab::{NotWritten, Refusal, Shortened};

pub(in crate::text) fn refusal(refusal: &Refusal) -> Wording {
    let or_force = "choose another name after -o, or add --force if the old file may go";
    match refusal {
        Refusal::Input(file) => Wording::new(
            format!("{} is not written over: this very run reads it", quoted(file)),
            "choose another name after -o",
        ),
        Refusal::NotAFile(file) => Wording::new(
            format!("{} cannot be written: it is no file", quoted(file)),
            "give a file after -o, such as results.xlsx",
        ),
        Refusal::NotAFolder(file) => Wording::new(
            format!("the CSV tables cannot be written into {}: it is no folder", quoted(file)),
            "give a folder after -o, such as results/",
        ),
        Refusal::Edited(file) => Wording::new(
            format!("{} is not written over: somebody edited it since thidua wrote it", quoted(file)),
            "keep the edits and choose another name after -o, or add --force if the edits may go",
        ),
        Refusal::BecomesData(file, pattern) => Wording::new(
            format!(
                "{} is not written: the next run would read it as data, because it fits {}",
                quoted(file),
                quoted(pattern)
            ),
            "write results outside the folder of data: choose another place after -o",
        ),
        Refusal::NameTooLong(file) => Wording::new(
            format!("{} cannot be written: the name is too long", quoted(file)),
            "choose a shorter name after -o: the name of a file has no more than 255 bytes",
        ),
        Refusal::Foreign(file) => Wording::new(
            format!("{} is not written over: it is there already and thidua did not write it", quoted(file)),
            or_force,
        ),
        Refusal::Unreadable(file) => {
            Wording::new(format!("{} is not written over: it is there already and cannot be read", quoted(file)), or_force)
        }
    }
}

pub(in crate::text) fn not_written(reason: &NotWritten) -> Wording {
    match reason {
        NotWritten::NoFolder(file) => Wording::new(
            format!("{} cannot be written: its folder is not there", quoted(file)),
            "make the folder, or choose another place after -o",
        ),
        NotWritten::NotAllowed(file) => Wording::new(
            format!("{} cannot be written: the machine does not allow it in this folder", quoted(file)),
            "choose another place after -o, or ask for the right to write there",
        ),
        NotWritten::InUse(file) => Wording::new(
            format!("{} cannot be written: it may be open in Excel", quoted(file)),
            "close the file and run again; the old file is untouched",
        ),
        NotWritten::ReadOnly(file) => Wording::new(
            format!("{} cannot be written: it is read-only", quoted(file)),
            "take the read-only mark off the file, or choose another name after -o",
        ),
        NotWritten::DiskFull(file) => Wording::new(
            format!("{} cannot be written: the disk is full", quoted(file)),
            "make room on the disk and run again; the old file is untouched",
        ),
        NotWritten::NoTemporary(folder, reason) => Wording::new(
            format!(
                "no temporary file can be written in {}: {}",
                quoted(folder),
                reason.as_deref().unwrap_or("the disk is full")
            ),
            "make room on that disk, or set TMPDIR (Windows: TEMP) to another place, and run again; the old file is untouched",
        ),
        NotWritten::Standard(reason) => Wording::new(
            format!("standard output cannot be written: {}", reason.as_deref().unwrap_or("the disk is full")),
            "what came out is not whole: look at the file after > or the command after |, and run again",
        ),
        NotWritten::NoWorkbook(reason) => Wording::new(
            format!("the workbook cannot be made: {reason}"),
            "nothing is wrong with the machine or the disk: this is a fault of the program, please report the line above as it \
             is; until it is repaired, write the results to a .json file or a folder (CSV tables) after -o; the old file is \
             untouched",
        ),
        NotWritten::Failed(file, reason) => Wording::new(
            format!("{} cannot be written: {reason}", quoted(file)),
            "choose another place after -o and run again; the old file is untouched",
        ),
    }
}

pub(in crate::text) fn shortened(shortened: &Shortened) -> String {
    match shortened {
        Shortened::Name { written, shown } => {
            format!("sheet {} is called {}: Excel does not take the name", quoted(written), quoted(shown))
        }
        Shortened::Text { sheet, row, column } => {
            format!("{sheet} › {}: the text is longer than a cell of Excel and ends with “…”", cell_name(*row, *column))
        }
        Shortened::Note { sheet, row, column } => {
            format!("{sheet} › {}: the note is too long and ends with “…”", cell_name(*row, *column))
        }
        Shortened::Links { sheet, dropped } => {
            let cells = counted(*dropped, "cell has", "cells have");
            format!("{}: {cells} no link, because a sheet takes 65,530 at most", quoted(sheet))
        }
        Shortened::Columns { sheet, dropped } => {
            let cells = counted(*dropped, "cell is", "cells are");
            format!("{}: {cells} missing, because a sheet has 16,384 columns at most", quoted(sheet))
        }
        Shortened::Split { sheet, further } => {
            format!("{} has more than 1,048,576 rows and goes on in {}", quoted(sheet), listed(further))
        }
    }
}
