//! The remarks of one sheet as they stand in the file: their texts in one part, their shapes in another.
//!
//! In: remarks in the order of rows and columns. Out: both parts, as the library would write them; it puts the first
//! remark on the sheet, so that the parts have their place, and everything in them is written here, because the library
//! takes a hundred thousand steps for each.

use crate::report::sheet::Sheet;

use super::page;
use super::xml;

/// How many shapes share a block of numbers.
const BLOCK: usize = 1024;

/// How far a remark stands from the upper left corner of its place in pixels: to the right, and down on the first row
/// and on any other.
const RIGHT: u32 = 15;
const DOWN: [u32; 2] = [2, 10];

const TEXTS: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<comments xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">",
    "<authors><author>thidua</author></authors><commentList>"
);

const LETTERS: &str = concat!(
    "\" authorId=\"0\"><text><r><rPr><sz val=\"11\"/><color indexed=\"81\"/><rFont val=\"Times New Roman\"/>",
    "<family val=\"2\"/></rPr>"
);

const SHAPES: &str = concat!(
    "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" ",
    "xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\""
);

const KIND: &str = concat!(
    "\"/></o:shapelayout><v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" ",
    "path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/>",
    "<v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>"
);

const LOOK: &str = concat!(
    ";visibility:hidden\" fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/>",
    "<v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/>",
    "<v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox>",
    "<x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>"
);

/// A remark on a cell.
struct Remark {
    row: u32,
    column: u16,
    text: String,
    /// Its height in pixels.
    height: u32,
}

/// The remarks of a sheet, while its rows are written.
#[derive(Default)]
pub(super) struct Remarks {
    all: Vec<Remark>,
    /// The heights of the rows at the top of the sheet in pixels; those below have the usual one.
    heights: Vec<u32>,
}

/// The parts of one sheet with remarks.
pub(super) struct Parts {
    pub(super) texts: Vec<u8>,
    pub(super) shapes: Vec<u8>,
}

impl Remarks {
    /// Takes note of the height of the next row. Only rows that are fitted to their texts have one of their own.
    pub(super) fn row(&mut self, height: u32) {
        if self.heights.len() < page::FITTED_ROWS as usize {
            self.heights.push(height);
        }
    }

    /// A remark, behind those that stand above or to the left of it.
    pub(super) fn push(&mut self, row: u32, column: u16, text: String) {
        let height = page::note_height(&text);
        self.all.push(Remark { row, column, text, height });
    }

    /// The cell with the first one.
    pub(super) fn first(&self) -> Option<(u32, u16)> {
        self.all.first().map(|remark| (remark.row, remark.column))
    }

    /// Both parts; the numbers of shapes begin in that block, and the first free one comes back.
    pub(super) fn parts(&self, sheet: &Sheet<'_>, block: usize) -> (Parts, usize) {
        (Parts { texts: self.texts(), shapes: self.shapes(sheet, block) }, block + self.all.len() / BLOCK + 1)
    }

    fn texts(&self) -> Vec<u8> {
        let held: usize = self.all.iter().map(|remark| remark.text.len() + 2 * LETTERS.len()).sum();
        let mut to = Vec::with_capacity(TEXTS.len() + held);
        to.extend_from_slice(TEXTS.as_bytes());
        for remark in &self.all {
            to.extend_from_slice(b"<comment ref=\"");
            xml::cell(&mut to, remark.row, remark.column);
            to.extend_from_slice(LETTERS.as_bytes());
            xml::text(&mut to, &remark.text);
            to.extend_from_slice(b"</r></text></comment>");
        }
        to.extend_from_slice(b"</commentList></comments>");
        to
    }

    fn shapes(&self, sheet: &Sheet<'_>, block: usize) -> Vec<u8> {
        let mut to = Vec::with_capacity(SHAPES.len() + KIND.len() + self.all.len() * 2 * LOOK.len());
        to.extend_from_slice(SHAPES.as_bytes());
        let blocks: Vec<String> = (block..=block + self.all.len() / BLOCK).map(|block| block.to_string()).collect();
        to.extend_from_slice(blocks.join(",").as_bytes());
        to.extend_from_slice(KIND.as_bytes());
        let width_of = |column: u32| {
            let set = usize::try_from(column).ok().and_then(|column| sheet.widths.get(column));
            set.map_or(page::COLUMN, |width| page::pixels(*width))
        };
        let height_of = |row: u32| {
            let known = usize::try_from(row).ok().and_then(|row| self.heights.get(row));
            known.copied().unwrap_or(page::LINE)
        };
        let (mut above, mut row) = (0, 0);
        for (number, remark) in (1..).zip(&self.all) {
            // It stands one cell to the right of its own and begins in the row above.
            let (top, left) = (remark.row.saturating_sub(1), u32::from(remark.column) + 1);
            above += (row..top).map(height_of).sum::<u32>();
            row = top;
            let down = DOWN[usize::from(remark.row > 0)];
            let to_left = (0..left).map(width_of).sum::<u32>();
            to.extend_from_slice(b"<v:shape id=\"_x0000_s");
            xml::whole(&mut to, u32::try_from(block * BLOCK).unwrap_or_default() + number);
            to.extend_from_slice(b"\" type=\"#_x0000_t202\" style=\"position:absolute;margin-left:");
            xml::points(&mut to, to_left + RIGHT);
            to.extend_from_slice(b"pt;margin-top:");
            xml::points(&mut to, above + down);
            to.extend_from_slice(b"pt;width:");
            xml::points(&mut to, page::NOTE_WIDTH);
            to.extend_from_slice(b"pt;height:");
            xml::points(&mut to, remark.height);
            to.extend_from_slice(b"pt;z-index:");
            xml::whole(&mut to, number);
            to.extend_from_slice(LOOK.as_bytes());
            let [from, to_right] = along(left, RIGHT, page::NOTE_WIDTH, width_of);
            let [upper, lower] = along(top, down, remark.height, height_of);
            for (number, (cell, within)) in [from, upper, to_right, lower].into_iter().enumerate() {
                to.extend_from_slice(if number == 0 { b"" } else { b", " });
                xml::whole(&mut to, cell);
                to.extend_from_slice(b", ");
                xml::whole(&mut to, within);
            }
            to.extend_from_slice(b"</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>");
            xml::whole(&mut to, remark.row);
            to.extend_from_slice(b"</x:Row><x:Column>");
            xml::whole(&mut to, u32::from(remark.column));
            to.extend_from_slice(b"</x:Column></x:ClientData></v:shape>");
        }
        to.extend_from_slice(b"</xml>");
        to
    }
}

/// Where something begins that lies so far behind the beginning of a row or column, and where it ends: the row or column
/// and the pixels into it.
fn along(first: u32, offset: u32, length: u32, size: impl Fn(u32) -> u32) -> [(u32, u32); 2] {
    let within = |(mut at, mut left): (u32, u32)| {
        while left >= size(at).max(1) {
            left -= size(at).max(1);
            at += 1;
        }
        (at, left)
    };
    let begin = within((first, offset));
    [begin, within((begin.0, begin.1 + length))]
}
