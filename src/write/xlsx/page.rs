//! The page on which a sheet is printed, Decree 30/2020: A4, its margins, the number in the middle of the top.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::report::sheet::Sheet;

use super::text::lines;

/// How many rows may stay above the line when a sheet scrolls. A paper has its headings in the middle of the screen, and
/// with all that frozen there would be nothing left to scroll.
const FROZEN_ROWS: u32 = 10;

/// The width of a column for which the report names none, in digits.
const WIDTH: u16 = 10;

/// The height of a row with one line of body text in pixels, as the workbook has it anyway.
pub(super) const LINE: u32 = 21;

/// The rows of a sheet that are fitted to their texts and ruled where they are empty, from the first; each fitted one is
/// held in memory. Nobody prints the others, and Excel fits them when they are seen.
pub(super) const FITTED_ROWS: u32 = 5_000;

/// Excel's number for A4.
const A4: u8 = 9;

/// The width of a note in pixels, and how many digits of body text stand in a line of it.
const NOTE: (u32, u64) = (340, 46);

/// The lines of a note beyond which it is scrolled.
const NOTE_LINES: u64 = 30;

/// Margins, headings and widths of a sheet whose headings stand in that row.
pub(super) fn set_up(worksheet: &mut Worksheet, sheet: &Sheet<'_>, heading: Option<u32>) -> Result<(), XlsxError> {
    // Pages count anew in every sheet: a list is signed on its own, even when the whole workbook was printed.
    worksheet.set_paper_size(A4).set_print_fit_to_pages(1, 0).set_print_first_page_number(1);
    // In inches: 30 mm left, 15 right, 20 top and bottom, 10 for the number of the page.
    worksheet.set_margins(1.1811, 0.5906, 0.7874, 0.7874, 0.3937, 0.3937);
    worksheet.set_header(r#"&C&"Times New Roman,Regular"&13&P"#);
    worksheet.set_default_note_author("thidua");
    if sheet.landscape {
        worksheet.set_landscape();
    }
    for (column, width) in (0..).zip(&sheet.widths) {
        worksheet.set_column_width(column, (*width).min(255))?;
    }
    let frozen = heading.filter(|row| *row < FROZEN_ROWS).map_or(0, |row| row + 1);
    if frozen > 0 || sheet.frozen_columns > 0 {
        worksheet.set_freeze_panes(frozen, sheet.frozen_columns)?;
    }
    if let Some(row) = heading {
        worksheet.set_repeat_rows(row, row)?;
    }
    Ok(())
}

/// The width of a column in digits of body text.
pub(super) fn width(sheet: &Sheet<'_>, column: usize) -> u16 {
    sheet.widths.get(column).copied().unwrap_or(WIDTH)
}

/// The height of so many lines of letters in pixels.
pub(super) fn height(lines: u64, points: u16) -> u32 {
    let line = u64::from(points) * 7 / 4;
    // Excel has no rows above 409 points.
    u32::try_from((lines * line).min(545)).unwrap_or(545)
}

/// The width and height in pixels in which a note can be read as a whole.
pub(super) fn note_size(text: &str) -> (u32, u32) {
    let lines = lines(text, 11, false, NOTE.1).min(NOTE_LINES);
    (NOTE.0, u32::try_from(lines * 19 + 12).unwrap_or(u32::MAX))
}
