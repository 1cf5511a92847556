//! Files made byte by byte: what no writer of today makes, and what nobody should. The tests of the reader and those of
//! the whole program share them.

#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::{Cursor, Write};

/// A workbook of one sheet whose XML is written by hand.
pub struct Book<'a> {
    /// What stands inside `sheetData`.
    pub data: &'a str,
    /// What follows `sheetData`.
    pub tail: &'a str,
    /// What stands before `sheetData`.
    pub head: &'a str,
    /// What closes `sheetData` and the sheet.
    pub end: &'a str,
    /// What stands inside `cellXfs`.
    pub styles: &'a str,
    /// What stands inside `fonts`.
    pub fonts: &'a str,
    /// What stands in the workbook before its sheets.
    pub workbook: &'a str,
    /// What stands inside `sst`.
    pub strings: &'a str,
    /// The prefix of every element.
    pub prefix: &'a str,
}

impl<'a> Book<'a> {
    pub fn of(data: &'a str) -> Book<'a> {
        Book {
            data,
            tail: "",
            head: "",
            end: "</$sheetData>@</$worksheet>",
            styles: "",
            fonts: "",
            workbook: "",
            strings: "",
            prefix: "",
        }
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let mut part = |name: &str, content: String| {
            let content = content.replace('$', self.prefix).replace('@', self.tail);
            archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            archive.write_all(content.as_bytes()).unwrap();
        };
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
        part(
            "_rels/.rels",
            format!(
                r#"<Relationships><Relationship Id="r" Type="{kind}officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        );
        part(
            "xl/_rels/workbook.xml.rels",
            format!(
                r#"<Relationships><Relationship Id="s1" Type="{kind}worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
            ),
        );
        let workbook = self.workbook;
        part(
            "xl/workbook.xml",
            format!(r#"<$workbook>{workbook}<$sheets><$sheet name="S" r:id="s1"/></$sheets></$workbook>"#),
        );
        let (fonts, styles) = (self.fonts, self.styles);
        part("xl/styles.xml", format!("<styleSheet><fonts>{fonts}</fonts><cellXfs>{styles}</cellXfs></styleSheet>"));
        part("xl/sharedStrings.xml", format!("<sst>{}</sst>", self.strings));
        let (head, data, end) = (self.head, self.data, self.end);
        part("xl/worksheets/sheet1.xml", format!("<$worksheet>{head}<$sheetData>{data}{end}"));
        archive.finish().unwrap().into_inner()
    }
}

/// An archive of the parts.
pub fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A compound file with one stream.
pub fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    const SECTOR: usize = 512;
    // A stream below 4,096 bytes would have to stand in smaller sectors.
    let length = stream.len().max(4096).next_multiple_of(SECTOR);
    let sectors = length / SECTOR;
    let number = |value: usize| u32::try_from(value).unwrap().to_le_bytes();
    let end = 0xffff_fffe_u32.to_le_bytes();
    let free = u32::MAX.to_le_bytes();

    let mut file = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    file.extend([0; 16]);
    file.extend([0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    file.extend([0; 10]);
    file.extend(number(1));
    file.extend(number(1));
    file.extend([0; 4]);
    file.extend(number(4096));
    file.extend(end);
    file.extend([0; 4]);
    file.extend(end);
    file.extend([0; 4]);
    file.extend(number(0));
    file.extend(free.repeat(108));

    let mut table = [0xffff_fffd_u32.to_le_bytes(), end].concat();
    (1..sectors).for_each(|sector| table.extend(number(sector + 2)));
    table.extend(end);
    table.resize(SECTOR, 0xff);
    file.extend(table);

    let entry = |name: &str, kind: u8, child: [u8; 4], start: [u8; 4], size: usize| {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry.resize(64, 0);
        entry.extend(u16::try_from(name.len() * 2 + 2).unwrap().to_le_bytes());
        entry.extend([kind, 1]);
        entry.extend([free, free, child].concat());
        entry.extend([0; 36]);
        entry.extend(start);
        entry.extend(number(size));
        entry.extend([0; 4]);
        entry
    };
    file.extend(entry("Root Entry", 5, number(1), end, 0));
    file.extend(entry(name, 2, free, number(2), length));
    file.resize(3 * SECTOR, 0);
    file.extend(stream);
    file.resize(3 * SECTOR + length, 0);
    file
}

/// The records of an old workbook of one sheet; each cell is its row, its column, and text or a number.
pub fn xls(cells: &[(u16, u16, &str)]) -> Vec<u8> {
    let cells: Vec<Record> = cells.iter().map(|(row, column, value)| xls_cell(*row, *column, 0, value)).collect();
    xls_of(&xls_codes(&[]), &cells)
}

/// A record of an old workbook: its kind and its data.
pub type Record = (u16, Vec<u8>);

/// An old workbook of one sheet of these records; the others stand before the list of sheets.
pub fn xls_of(globals: &[Record], cells: &[Record]) -> Vec<u8> {
    let record =
        |kind: u16, data: &[u8]| [&kind.to_le_bytes()[..], &u16::try_from(data.len()).unwrap().to_le_bytes(), data].concat();
    let all = |records: &[Record]| records.iter().map(|(kind, data)| record(*kind, data)).collect::<Vec<_>>().concat();
    let begin = |what: u16| record(0x0809, &[0x0600_u16.to_le_bytes(), what.to_le_bytes(), [0; 2], [0; 2]].concat());
    let sheet = |at: usize| record(0x85, &[&u32::try_from(at).unwrap().to_le_bytes()[..], &[0, 0, 1, 0, b'S']].concat());
    let end = || record(0x0a, &[]);
    let before = |at: usize| [begin(5), all(globals), sheet(at), end()].concat();
    compound("Workbook", &[before(before(0).len()), begin(16), all(cells), end()].concat())
}

/// A cell of an old workbook: text or a number.
pub fn xls_cell(row: u16, column: u16, style: u16, value: &str) -> Record {
    let place = [row, column, style].map(u16::to_le_bytes).concat();
    match value.parse::<f64>() {
        Ok(number) => (0x0203, [place, number.to_le_bytes().to_vec()].concat()),
        Err(_) => {
            let letters: Vec<u8> = value.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let length = u16::try_from(letters.len() / 2).unwrap().to_le_bytes();
            (0x0204, [&place[..], &length, &[1], &letters].concat())
        }
    }
}

/// The format codes of an old workbook, and a style of cells for each, behind one without a format.
pub fn xls_codes(codes: &[&str]) -> Vec<Record> {
    let number = |at: usize| u16::try_from(164 + at).unwrap().to_le_bytes();
    let code = |(at, code): (usize, &&str)| {
        let letters: Vec<u8> = code.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = u16::try_from(letters.len() / 2).unwrap().to_le_bytes();
        (0x041e, [&number(at)[..], &length, &[1], &letters].concat())
    };
    let style = |id: [u8; 2]| (0x00e0, [&[0, 0][..], &id, &[0; 16]].concat());
    let styles = std::iter::once(style([0, 0])).chain((0..codes.len()).map(|at| style(number(at))));
    codes.iter().enumerate().map(code).chain(styles).collect()
}

/// A row of an old workbook: its height in twentieths of a point, and whether it is hidden and was given its height by hand.
pub fn xls_row(row: u16, height: u16, hidden: bool, by_hand: bool) -> Record {
    let flags = 0x100 | (u16::from(hidden) << 5) | (u16::from(by_hand) << 6);
    (0x0208, [row, 0, 256, height, 0, 0, flags, 15].map(u16::to_le_bytes).concat())
}

/// Columns of an old workbook, the first and the last of them: their width, and whether they are hidden.
pub fn xls_columns(first: u16, last: u16, width: u16, hidden: bool) -> Record {
    (0x007d, [first, last, width, 15, u16::from(hidden), 0].map(u16::to_le_bytes).concat())
}

/// A formula of an old workbook with the eight bytes of its result; `empty` has it speak of an empty text.
pub fn xls_formula(row: u16, column: u16, result: [u8; 8], empty: bool) -> Record {
    let place = [row, column, 0].map(u16::to_le_bytes).concat();
    let formula: &[u8] = if empty { &[7, 0, 0x17, 0, 0, 0x1e, 1, 0, 8] } else { &[3, 0, 0x1e, 1, 0] };
    (0x0006, [&place[..], &result, &[0; 6], formula].concat())
}

/// A compound file whose folder goes in circles: whoever follows it asks for memory without end.
pub fn endless_compound() -> Vec<u8> {
    let mut file = compound("Workbook", &[]);
    // The first entry of the table of sectors leads from the folder's sector back to the table's own.
    file.truncate(1024);
    file[0x30..0x34].copy_from_slice(&[0; 4]);
    file[512..516].copy_from_slice(&[0; 4]);
    let name: Vec<u8> = "Workbook".encode_utf16().flat_map(u16::to_le_bytes).collect();
    file[600..600 + name.len()].copy_from_slice(&name);
    file
}

/// A value of a cell of a binary workbook.
pub enum Binary<'a> {
    Text(&'a str),
    Shared(u32),
    Number(f64),
    /// A number in the short form for whole ones.
    Whole(i32),
    Day(f64),
    /// A number with one of the format codes of the workbook.
    Shown(f64, u32),
    Truth(bool),
    Error(u8),
    /// A formula that results in an error.
    FormulaError(u8),
}

/// A binary workbook (.xlsb) of one sheet named `Đơn vị`, with its shared strings; each cell is its row, its column and
/// its value, row by row.
pub fn xlsb(strings: &[&str], cells: &[(u32, u32, Binary<'_>)]) -> Vec<u8> {
    BinaryBook { strings, cells, ..BinaryBook::default() }.bytes()
}

/// A binary workbook with more than its cells.
#[derive(Default)]
pub struct BinaryBook<'a> {
    pub strings: &'a [&'a str],
    pub cells: &'a [(u32, u32, Binary<'a>)],
    /// Areas of a first row, a last row, a first column and a last column.
    pub merged: &'a [[u32; 4]],
    /// Whether its days are counted from 1904.
    pub from_1904: bool,
    /// Rows with cells, each with its height and its flags.
    pub rows: &'a [(u32, u16, u8)],
    /// Stretches of columns, each with its width and its flags.
    pub columns: &'a [([u32; 2], u32, u8)],
    pub codes: &'a [&'a str],
    /// Whether the numbers with a format code are struck out.
    pub struck: bool,
}

impl BinaryBook<'_> {
    pub fn bytes(&self) -> Vec<u8> {
        let BinaryBook { strings, cells, merged, from_1904, rows, columns, codes, struck } = self;
        let wide = |text: &str| {
            let letters: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            [&u32::try_from(letters.len() / 2).unwrap().to_le_bytes()[..], &letters].concat()
        };
        let bundle = [&[0_u8; 4][..], &1_u32.to_le_bytes(), &wide("rId1"), &wide("Đơn vị")].concat();
        let properties = piece(0x99, &[&[u8::from(*from_1904)][..], &[0; 11]].concat());
        let workbook =
            [piece(0x83, &[]), properties, piece(0x8f, &[]), piece(0x9c, &bundle), piece(0x90, &[]), piece(0x84, &[])]
                .concat();
        let format = |code: u16| {
            let font = u8::from(*struck && code >= 164);
            piece(0x2f, &[&[0, 0][..], &code.to_le_bytes(), &[font], &[0; 11]].concat())
        };
        let font = |flags: u8| piece(0x2b, &[&[220, 0, flags, 0][..], &[0; 20]].concat());
        let numbers = || codes.iter().zip(164_u16..).map(|(code, number)| (number, wide(code)));
        let declared = numbers().map(|(number, code)| piece(0x2c, &[&number.to_le_bytes()[..], &code].concat()));
        let count_of = |more: usize| u32::try_from(codes.len() + more).unwrap().to_le_bytes();
        let mut styles = [piece(0x267, &count_of(0)), declared.collect::<Vec<_>>().concat(), piece(0x268, &[])].concat();
        styles.extend([piece(0x263, &2_u32.to_le_bytes()), font(0), font(8), piece(0x264, &[])].concat());
        // The styles that others are derived from come first, and are no styles of cells.
        styles.extend([piece(0x272, &1_u32.to_le_bytes()), format(9), piece(0x273, &[])].concat());
        styles.extend([piece(0x269, &count_of(2)), format(0), format(14)].concat());
        numbers().for_each(|(number, _)| styles.extend(format(number)));
        styles.extend(piece(0x26a, &[]));
        let count = u32::try_from(strings.len()).unwrap().to_le_bytes();
        let mut shared = piece(0x9f, &[count, count].concat());
        strings.iter().for_each(|text| shared.extend(piece(0x13, &[&[0][..], &wide(text)].concat())));
        let mut sheet = [piece(0x81, &[]), piece(0x94, &[0; 16]), piece(0x186, &[])].concat();
        for ([first, last], width, flags) in *columns {
            let numbers = [*first, *last, *width, 0].map(u32::to_le_bytes).concat();
            sheet.extend(piece(0x3c, &[&numbers[..], &[*flags, 0]].concat()));
        }
        sheet.extend([piece(0x187, &[]), piece(0x91, &[])].concat());
        let mut last = None;
        for (row, column, value) in *cells {
            if last != Some(row) {
                let described = rows.iter().find(|(described, ..)| described == row);
                let (_, height, flags) = described.copied().unwrap_or((*row, 0, 0));
                let [low, high] = height.to_le_bytes();
                sheet.extend(piece(0, &[&row.to_le_bytes()[..], &[0, 0, 0, 0, low, high, 0, flags], &[0; 5]].concat()));
                last = Some(row);
            }
            let style = match value {
                Binary::Day(_) => 1,
                Binary::Shown(_, code) => code + 2,
                _ => 0_u32,
            };
            let place = [column.to_le_bytes(), style.to_le_bytes()].concat();
            let (kind, value) = match value {
                Binary::Text(text) => (6, wide(text)),
                Binary::Shared(number) => (7, number.to_le_bytes().to_vec()),
                Binary::Number(number) | Binary::Day(number) | Binary::Shown(number, _) => {
                    (5, number.to_le_bytes().to_vec())
                }
                Binary::Whole(number) => (2, ((number << 2) | 2).to_le_bytes().to_vec()),
                Binary::Truth(yes) => (4, vec![u8::from(*yes)]),
                Binary::Error(code) => (3, vec![*code]),
                // The formula `=1`: its length, its one piece, and nothing behind it.
                Binary::FormulaError(code) => (11, [&[*code, 0, 0, 3, 0, 0, 0, 0x1e, 1, 0][..], &[0; 4]].concat()),
            };
            sheet.extend(piece(kind, &[place, value].concat()));
        }
        sheet.extend(piece(0x92, &[]));
        merged.iter().for_each(|area| sheet.extend(piece(0xb0, &area.map(u32::to_le_bytes).concat())));
        sheet.extend(piece(0x82, &[]));
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet";
        let links = format!(
            r#"<Relationships><Relationship Id="rId1" Type="{kind}" Target="worksheets/sheet1.bin"/></Relationships>"#
        );
        packed(&[
            ("xl/_rels/workbook.bin.rels", links.as_bytes()),
            ("xl/workbook.bin", &workbook),
            ("xl/styles.bin", &styles),
            ("xl/sharedStrings.bin", &shared),
            ("xl/worksheets/sheet1.bin", &sheet),
        ])
    }
}

/// A record of a binary workbook: its kind and its length in seven bits to a byte.
fn piece(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut bytes = if kind < 0x80 { vec![kind.to_le_bytes()[0]] } else { kind.to_le_bytes().to_vec() };
    if let [low, high] = bytes.as_mut_slice() {
        // Both bytes carry seven bits, the first with a sign that another follows.
        *high = (*high << 1) | (*low >> 7);
        *low |= 0x80;
    }
    let mut length = data.len();
    while length >= 0x80 {
        bytes.push(u8::try_from(length & 0x7f).unwrap() | 0x80);
        length >>= 7;
    }
    bytes.push(u8::try_from(length).unwrap());
    bytes.extend(data);
    bytes
}

/// An archive of parts that are not texts.
pub fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// An OpenDocument workbook of one sheet whose rows are written by hand.
pub fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
        xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
        ><office:body><office:spreadsheet><table:table table:name="Đơn vị">{rows}</table:table></office:spreadsheet
        ></office:body></office:document-content>"#
    );
    let manifest = r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"#;
    archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", &content),
    ])
}
