//! Findings in a file as a whole, in English.

use super::counted;
use crate::text::Wording;
use crate::text::explanation::count as shown;
use crate::text::parts::{alternatives, declared, dozen, listed, quoted};
use crate::vocab::Lang::En;
use crate::vocab::finding::{Document, Encoding, Format, SheetLacks, SheetSeen, TableFault};
use crate::vocab::place::column_letters;

pub(in crate::text) fn wording(fault: &TableFault) -> Wording {
    match fault {
        TableFault::EmptyFile => Wording::new("the file is empty", "ask the unit to send it again"),
        TableFault::Damaged => Wording::new(
            "the file is damaged or not wholly downloaded",
            "download it again; if Excel opens it, save it and try again; else ask the unit to send it again",
        ),
        TableFault::Encrypted => {
            Wording::new("the file is protected with a password", "open it in Excel, remove the password and save it")
        }
        TableFault::NotATable => Wording::new(
            "the file is neither a workbook nor CSV",
            "check whether it is the right file; figures must be .xlsx or CSV UTF-8, saved from Excel",
        ),
        TableFault::ADocument { what } => Wording::new(
            match what {
                Document::Picture => "the file is a picture (a photograph or a scan) and no workbook",
                Document::Pdf => "the file is a PDF and no workbook",
                Document::Word => "the file is a text of Word and no workbook",
            },
            "ask the unit for the Excel file (.xlsx) of this table; another name does not make it one",
        ),
        TableFault::OtherFormat { ending, format } => Wording::new(
            format!("the file is named .{ending} but is {}; it was read as what it is", kind(*format)),
            "correct the ending of its name so that Excel does not complain",
        ),
        TableFault::PartlySeen { format } => Wording::new(
            format!(
                "the file is {}, and its number formats (0.62 seen as 62%, 7 seen as 007 or VB07) cannot be read",
                kind(*format)
            ),
            "if it has any of these, open it in Excel and save it as .xlsx",
        ),
        TableFault::TooLarge { megabytes, limit } => Wording::new(
            format!("the file is too large when unpacked: {megabytes} MB, the limit is {limit} MB"),
            format!(
                "copy the table alone into a new file and save it; if you trust the file, run again with --max-size {}",
                megabytes + 1
            ),
        ),
        TableFault::TextTooLarge { megabytes, limit, raise } => Wording::new(
            format!("the text file is too large: {megabytes} MB, the limit is {limit} MB"),
            format!("see whether it is the right file; if you trust it, run again with --max-size {raise}"),
        ),
        TableFault::TooManyRows => Wording::new(
            "the file has more than 1,048,576 rows, which no Excel sheet can hold",
            "see whether it is the right file; if so, export it again as CSV UTF-8",
        ),
        TableFault::TooManyColumns { row } => Wording::new(
            format!("row {row} has more than 16,384 columns, which no Excel sheet can hold"),
            "see whether it is the right file; if so, keep only the columns that are needed and save it again",
        ),
        TableFault::LongText { begins } => Wording::new(
            format!("the cell has more than 32,767 letters, which no cell of Excel can hold; it begins with “{begins}…”"),
            "shorten the text; in a CSV file, see whether a quote opens and is never closed",
        ),
        TableFault::TooMuchMemory { megabytes, limit } => Wording::new(
            format!("reading the file takes more than {megabytes} MB of memory: it is damaged or too large"),
            format!(
                "open it in Excel and save it as .xlsx; if you trust the file, run again with --max-size {}",
                limit.saturating_mul(4)
            ),
        ),
        TableFault::FarCell { row, column, sheet } => Wording::new(
            format!(
                "the sheet{} reaches as far as cell {}{}: too far to be read",
                sheet.map(|sheet| format!(" number {sheet}")).unwrap_or_default(),
                column_letters(*column),
                row + 1
            ),
            "open it in Excel, delete the rows and columns behind the table (Ctrl+End goes to the last cell) and save it, or save \
             it as .xlsx",
        ),
        TableFault::TooSlow { seconds } => Wording::new(
            format!("reading the file was not done in {seconds} seconds: it is damaged or too large"),
            "open it in Excel and save it as .xlsx; if Excel cannot open it, ask the unit to send it again",
        ),
        TableFault::UnknownEncoding => Wording::new(
            "the letters of the file are in an unknown encoding",
            "open the original in Excel and save it as “CSV UTF-8” or .xlsx",
        ),
        TableFault::BrokenLetters => Wording::new(
            "from this line on there are broken letters that cannot be read",
            "open the original in Excel and save it as “CSV UTF-8” or .xlsx",
        ),
        TableFault::Converted { encoding } => Wording::new(
            format!("the letters of the file are in {} and were converted to Unicode", letters(*encoding)),
            "look at some names in the result; next time save as “CSV UTF-8”, or as .xlsx with a Unicode font",
        ),
        TableFault::LostLetters { word, once: true } => Wording::new(
            format!("an accented letter became “?”: {}", quoted(word)),
            "type the text of this cell again; if there are many such cells, export the file again as .xlsx",
        ),
        TableFault::LostLetters { word, once: false } => Wording::new(
            format!("Vietnamese letters were lost when the file was made, as in {}; they cannot be restored", quoted(word)),
            "export it again from its source as .xlsx, or from Excel with Save As “CSV UTF-8”",
        ),
        TableFault::MistakenLetters { encoding: Encoding::Utf8, written } => Wording::new(
            format!("{} is UTF-8 that was read in another encoding before it was saved", quoted(written)),
            "open the original file as UTF-8 (65001) and save it again, or export it again as .xlsx",
        ),
        TableFault::MistakenLetters { encoding, written } => Wording::new(
            format!("{} is written in {} but was saved as if it were Unicode", quoted(written), letters(*encoding)),
            "convert these cells to Unicode (with the converter of UniKey, for example) and save the file again",
        ),
        TableFault::UnclosedQuote => Wording::new(
            "a quote opens in this line and is not closed, so the lines below run into one cell",
            "remove or close the quote and save the file",
        ),
        TableFault::ShiftedLine { cells, headings, delimiter } => Wording::new(
            format!(
                "the line has {} but the heading row only {headings}: a {} stands inside a value",
                counted(*cells, "cell", "cells"),
                sign(*delimiter)
            ),
            format!(
                "put that value in quotes, or save the table from Excel as .xlsx; if the line only ends with a {} too many, remove it",
                sign(*delimiter)
            ),
        ),
        TableFault::SheetNotFound { wanted, sheets, fits, among } => {
            let fits = fits.as_ref().map(|sheet| format!("; the one with the headings is {}", quoted(sheet)));
            let fits = fits.unwrap_or_default();
            Wording::new(
                format!("there is no sheet {}; the file has {}{fits}", quoted(wanted), listed(sheets)),
                match among {
                    true => format!(
                        "call the sheet of the file {}, or take {} out of the definition: then of each file the sheet that has the headings is read",
                        quoted(wanted),
                        declared("sheet", wanted)
                    ),
                    false => "correct the sheet's name in the definition or in the file".to_owned(),
                },
            )
        }
        TableFault::SeveralSheets { sheets, among } => Wording::new(
            format!("several sheets have the columns; {}", seen(sheets)),
            match among {
                true => {
                    "take the sheet that is not meant out of the file, or hide it: a name in the definition would be asked of every other file too"
                }
                false => "name the sheet to be read in the definition (sheet = \"…\")",
            },
        ),
        TableFault::NoSheetComplete { sheets, among } => Wording::new(
            format!("no sheet has all the columns; {}", lacking(sheets)),
            match among {
                true => "add the missing columns to one sheet of the file, or correct their headings",
                false => {
                    "add the missing columns to one sheet, or correct their headings; then name that sheet in the definition (sheet = \"…\")"
                }
            },
        ),
        TableFault::NoSheetFits { wanted, sheets } => Wording::new(
            format!("no sheet has the columns {}; {}", listed(wanted), seen(sheets)),
            "check the headings in the file and in the definition, and whether it is the right file",
        ),
        TableFault::HiddenSheet => Wording::new(
            "the table is on a hidden sheet; it was read because no other sheet has it",
            "unhide the sheet and check that its figures are the latest",
        ),
        TableFault::HiddenRows { count } => Wording::new(
            format!("{} hidden; read all the same", counted(*count, "row with data is", "rows with data are")),
            "clear the filter or unhide the rows to see them; delete those that are not wanted",
        ),
        TableFault::HiddenColumns { count } => Wording::new(
            format!("{} hidden; read all the same", counted(*count, "column in use is", "columns in use are")),
            "unhide them and check that their figures are the latest",
        ),
        TableFault::StaleResults { count } => Wording::new(
            format!(
                "the results of formulas in {} may never have been computed: the file asks for it on opening",
                counted(*count, "cell", "cells")
            ),
            "open the file in Excel, let it compute, and save it",
        ),
        TableFault::HeadingsNotFound { wanted, at: Some(row), .. } => Wording::new(
            format!("the headings {} stand in row {row}, not where they were looked for", listed(wanted)),
            format!("write heading_row = {row} into this table's part of the definition, or remove lines above them"),
        ),
        TableFault::HeadingsNotFound { wanted, seen, searched: Some(row), .. } => Wording::new(
            format!("no row from 1 to {row} has the headings {}{}", listed(wanted), instead(seen)),
            "check the headings in the file and in the definition, and whether it is the right file; if they stand farther down, \
             name their row: heading_row = …",
        ),
        TableFault::HeadingsNotFound { wanted, seen, .. } => Wording::new(
            format!("no row has the headings {}{}", listed(wanted), instead(seen)),
            "check the headings in the file and in the definition, and whether it is the right file",
        ),
        TableFault::HeadingRowEmpty { row } => Wording::new(
            format!("row {row}, where the definition puts the heading row, is empty or not there"),
            "correct the row number in the definition, or leave it out and let the tool find the row",
        ),
        TableFault::MissingColumn { heading, near, among: Some(among) } => {
            let unread = match among.unread.as_slice() {
                [] => String::new(),
                unread => format!("; columns of the file that are not used: {}", listed(unread)),
            };
            let both = |other: &str| alternatives(among, other);
            Wording::new(
                format!("column {} is missing{unread}", quoted(heading)),
                match near {
                    Some(near) => format!(
                        "is it {}? If so, give both headings in the definition: {}; if not, add the column to the file",
                        quoted(near),
                        both(near)
                    ),
                    None if among.unread.is_empty() => {
                        "add the column to the file, or ask the unit to send it again".to_owned()
                    }
                    None => format!(
                        "if it is one of these, give both headings in the definition: {}; if not, add the column to the file",
                        both("…")
                    ),
                },
            )
        }
        TableFault::MissingColumn { heading, near, among: None } => Wording {
            message: format!("column {} is missing", quoted(heading)),
            help: Some(near.as_ref().map_or_else(
                || "add the column to the file, or correct its heading in the definition".to_owned(),
                |near| format!("is it {}? If so, correct the heading in the definition", quoted(near)),
            )),
        },
        TableFault::HeadingOfSeveral { heading, below } => Wording::new(
            format!("{} is a heading over several columns, not over one", quoted(heading)),
            format!("name the column that is meant in the definition: {}", listed(below)),
        ),
        TableFault::DoubledColumn { heading, written } => Wording::new(
            format!("several columns fit {}: {}", quoted(heading), listed(written)),
            "rename or remove columns in the file; under a merged heading write both: “Trong đó › Trực tuyến”",
        ),
        TableFault::UnheadedColumn { heading, count } => Wording::new(
            format!(
                "this column has no heading of its own: only the first column of {} was read, not the {} here",
                quoted(heading),
                counted(*count, "value", "values")
            ),
            "put what belongs together into one column, or write a heading above this one and name it in the definition",
        ),
        TableFault::DoubledPlace => Wording::new(
            "the file gives this row or cell twice, or out of order: which of the figures is right is not known",
            "open it in Excel, which repairs the file, check the figures and save it; or export it again",
        ),
        TableFault::StruckOut { written } => Wording::new(
            format!("the cell has text that is struck out: {}; it was not read", quoted(written)),
            "delete that text, or take the line off it if it still counts",
        ),
        TableFault::HiddenText { written } => Wording::new(
            format!("the cell has hidden text that nobody sees: {}; it was not read", quoted(written)),
            "see whether what the cell shows is its value; if the hidden text counts, write it openly",
        ),
        TableFault::TableInCell => Wording::new(
            "the cell holds a table of its own, which was not read",
            "write the cell's value in its place, or open it in Excel, save it as .xlsx and check the cells",
        ),
        TableFault::ManyMore { count: more } => Wording::new(
            format!("{} more like those of this table that are named above", counted(*more, "place", "places")),
            "so many of one kind mostly come from a wrong column or a wrong file: correct the common cause first, then check again",
        ),
        TableFault::SecondTable => Wording::new(
            "this row holds headings again, but others than those above: a second table seems to begin here",
            "move the second table to a sheet of its own, or delete it if it is not needed",
        ),
        TableFault::NoRows => {
            Wording::new("the table has a heading row and nothing below it", "enter the figures, or ask the unit for them")
        }
    }
}

pub(in crate::text) fn letters(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8 => "Unicode",
        Encoding::Utf16 => "Unicode (UTF-16)",
        Encoding::Windows1258 => "the encoding windows-1258",
        Encoding::Tcvn3 => "the encoding TCVN3 (fonts like .VnTime)",
        Encoding::Vni => "the encoding VNI (fonts like VNI-Times)",
    }
}

pub(in crate::text) fn kind(format: Format) -> &'static str {
    match format {
        Format::Csv => "text (CSV)",
        Format::Xlsx => "an Excel workbook (.xlsx)",
        Format::Xlsb => "a binary Excel workbook (.xlsb)",
        Format::Xls => "an Excel 97–2003 workbook (.xls)",
        Format::Ods => "an OpenDocument workbook (.ods)",
        Format::Html => "a web page (HTML)",
        Format::Xml2003 => "an “XML Spreadsheet 2003”",
    }
}

pub(in crate::text) fn sign(delimiter: char) -> String {
    if delimiter == '\t' { "tab".to_owned() } else { format!("“{delimiter}”") }
}

fn instead(seen: &[String]) -> String {
    if seen.is_empty() { String::new() } else { format!("; the file has {}", listed(seen)) }
}

fn seen(sheets: &[SheetSeen]) -> String {
    let of = |sheet: &SheetSeen| {
        let hidden = if sheet.hidden { " (hidden)" } else { "" };
        let headings = if sheet.headings.is_empty() { "empty".to_owned() } else { listed(&sheet.headings) };
        format!("sheet {}{hidden}: {headings}", quoted(&sheet.name))
    };
    dozen(sheets.iter().map(of), "; ", more_sheets)
}

fn lacking(sheets: &[SheetLacks]) -> String {
    let of = |sheet: &SheetLacks| {
        format!("sheet {} has {} and lacks {}", quoted(&sheet.name), listed(&sheet.has), listed(&sheet.lacks))
    };
    dozen(sheets.iter().map(of), "; ", more_sheets)
}

pub(in crate::text) fn more_sheets(number: usize) -> String {
    format!("and {} more", shown(En, number))
}
