//! The page on which a sheet is printed, Decree 30/2020: A4, its margins, the number in the middle of the top.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::report::sheet::Sheet;

use super::text::{clean, lines, shortened};

/// How many rows may stay above the line when a sheet scrolls. A paper has its headings in the middle of the screen, and
/// with all that frozen there would be nothing left to scroll.
const FROZEN_ROWS: u32 = 10;

/// The width of a column for which the report names none, in digits.
const WIDTH: u16 = 10;

/// How far an indented text stands from the line before it: three spaces, in digits.
pub(super) const INDENT: u64 = 2;

/// The height of a row with one line of body text in pixels, as the workbook has it anyway.
pub(super) const LINE: u32 = 21;

/// The width of a column for which nothing is set, in pixels.
pub(super) const COLUMN: u32 = 72;

/// The rows of a sheet that are fitted to their texts and ruled where they are empty, from the first; each fitted one is
/// held in memory. Nobody prints the others, and Excel fits them when they are seen.
pub(super) const FITTED_ROWS: u32 = 5_000;

/// Excel's numbers for A4 and A3.
const A4: u8 = 9;
const A3: u8 = 8;

/// The width of a note in pixels, and how many digits of body text stand in a line of it.
pub(super) const NOTE_WIDTH: u32 = 340;
const NOTE_DIGITS: u64 = 46;

/// The lines of a note beyond which it is scrolled.
const NOTE_LINES: u64 = 30;

/// The pixels of a page between its margins, on its side and upright, and on the larger paper on its side: 252, 165 and
/// 375 mm at 96 in an inch.
const PAGE: [u64; 2] = [952, 623];
const LARGE_PAGE: u64 = 1417;

/// The smallest scale at which body text can still be read, in hundredths.
const SMALLEST: u64 = 70;

/// The hundredths of a page that may be counted on: programs differ in how wide they draw a column.
const SURE: u64 = 97;

/// The longest title in a footer.
const FOOTER: usize = 110;

/// A sheet that needs no smaller scale upright stands upright: more of its rows go on a page.
const UPRIGHT: u64 = 85;

/// Whether pages lie on their side.
fn landscape(sheet: &Sheet<'_>) -> bool {
    sheet.landscape && !(sheet.filter && all(sheet) * UPRIGHT <= PAGE[1] * 100)
}

/// The width of all columns in pixels.
fn all(sheet: &Sheet<'_>) -> u64 {
    (0..sheet.widths.len()).map(|column| u64::from(pixels(width(sheet, column)))).sum()
}

/// How the columns of a sheet come to stand on pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// On one page of A4 wide, shrunk as far as that takes.
    Width,
    /// On one page of A3 wide.
    LargeWidth,
    /// On several pages side by side, in that scale: of A4, or of A3.
    Pages(u16),
    LargePages(u16),
}

/// The pixels of a page from its upper margin to its lower one: on its side, and upright.
const HEIGHT: [u64; 2] = [642, 971];

/// How many pixels of rows a page holds when a sheet is shrunk to its width.
pub(super) fn room(sheet: &Sheet<'_>) -> u32 {
    let upright = usize::from(!sheet.landscape);
    let room = HEIGHT[upright] * all(sheet).max(PAGE[upright]) / PAGE[upright] * SURE / 100;
    u32::try_from(room).unwrap_or(u32::MAX)
}

/// A sheet that would shrink beyond reading goes on larger paper, and one that would even there on several pages, with
/// its first columns on each: more than two of them are larger paper again, or its rows would lie in scattered pieces. A
/// paper to sign stays on one page wide.
fn fit(sheet: &Sheet<'_>) -> Fit {
    let widths: Vec<u64> = (0..sheet.widths.len()).map(|column| u64::from(pixels(width(sheet, column)))).collect();
    let page = PAGE[usize::from(!landscape(sheet))];
    let holds = |page: u64| all(sheet) * SMALLEST <= page * 100;
    if !sheet.filter || holds(page) {
        return Fit::Width;
    }
    if sheet.landscape && holds(LARGE_PAGE) {
        return Fit::LargeWidth;
    }
    let repeated = widths.len().min(usize::from(sheet.frozen_columns));
    let (repeated, rest) = widths.split_at(repeated);
    let pages = |page: u64, scale: u64| pages(page * SURE / scale, repeated.iter().sum(), rest);
    let is_large = sheet.landscape && pages(page, SMALLEST) > 2;
    let page = if is_large { LARGE_PAGE } else { page };
    // No more pages than the smallest scale takes, but letters as large as these pages allow.
    let least = pages(page, SMALLEST);
    let scale = (SMALLEST..=100).rev().find(|scale| pages(page, *scale) == least).unwrap_or(SMALLEST);
    let scale = u16::try_from(scale).unwrap_or(100);
    if is_large { Fit::LargePages(scale) } else { Fit::Pages(scale) }
}

/// Whether the pages of a sheet lie side by side, so that nothing that reaches beyond its repeated columns is whole on each.
pub(super) fn is_side_by_side(sheet: &Sheet<'_>) -> bool {
    matches!(fit(sheet), Fit::Pages(_) | Fit::LargePages(_))
}

/// On how many pages columns come to stand when some are repeated on each.
fn pages(room: u64, repeated: u64, columns: &[u64]) -> usize {
    let mut pages = 1;
    let mut taken = repeated;
    for width in columns {
        if taken + width > room && taken > repeated {
            pages += 1;
            taken = repeated;
        }
        taken += width;
    }
    pages
}

/// Margins, headings and widths of a sheet whose headings stand in that row. `title` is that of the book.
pub(super) fn set_up(
    worksheet: &mut Worksheet,
    sheet: &Sheet<'_>,
    heading: Option<u32>,
    title: &str,
) -> Result<(), XlsxError> {
    // Pages count anew in every sheet: a list is signed on its own, even when the whole workbook was printed.
    worksheet.set_print_first_page_number(1);
    match fit(sheet) {
        Fit::Width => worksheet.set_paper_size(A4).set_print_fit_to_pages(1, 0),
        Fit::LargeWidth => worksheet.set_paper_size(A3).set_print_fit_to_pages(1, 0),
        // Side by side lie the pages of the same rows.
        Fit::Pages(scale) => worksheet.set_paper_size(A4).set_print_scale(scale).set_page_order(false),
        Fit::LargePages(scale) => worksheet.set_paper_size(A3).set_print_scale(scale).set_page_order(false),
    };
    // In inches: 30 mm left, 15 right, 20 top and bottom, 10 for the number of the page.
    worksheet.set_margins(1.1811, 0.5906, 0.7874, 0.7874, 0.3937, 0.3937);
    worksheet.set_header(r#"&C&"Times New Roman,Regular"&13&P"#);
    if sheet.filter {
        worksheet.set_footer(footer(title));
    }
    worksheet.set_default_note_author("thidua");
    if landscape(sheet) {
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
    if sheet.filter && sheet.frozen_columns > 0 {
        worksheet.set_repeat_columns(0, sheet.frozen_columns - 1)?;
    }
    Ok(())
}

/// The title of the book and the name of the sheet, so that a page that lies alone is known.
fn footer(title: &str) -> String {
    let title = clean(title).replace('\n', " ");
    let title = shortened(&title, FOOTER).unwrap_or(title).replace('&', "&&");
    format!(r#"&L&"Times New Roman,Italic"&9{}{title}&R&"Times New Roman,Italic"&9&A"#, separated(&title))
}

/// A title that begins with a digit would be taken for a part of the height of its letters.
fn separated(title: &str) -> &'static str {
    if title.starts_with(|c: char| c.is_ascii_digit()) { " " } else { "" }
}

/// The width of a column in pixels, from its width in digits of body text.
pub(super) fn pixels(width: u16) -> u32 {
    u32::from(width) * 8 + 5
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

/// The height in pixels in which a note can be read as a whole.
pub(super) fn note_height(text: &str) -> u32 {
    let lines = lines(text, 11, false, NOTE_DIGITS).min(NOTE_LINES);
    u32::try_from(lines * 19 + 12).unwrap_or(u32::MAX)
}
