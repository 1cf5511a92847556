//! What people put on a sheet by hand beside its values: remarks, and what marks a cell out for the eye.
//!
//! In: the parts of a workbook, as this tool or any other program wrote them. Out: the same texts and marks in the order
//! of rows and columns, however they are stored. Sizes, lines, kinds of letters and pictures are not looked at.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Cursor};

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::write::seal::{Mark, SheetSeal};

type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// What stands before the number of a colour that is not written as its parts.
const NAMED_COLOUR: u32 = 0xff00_0000;

/// The parts of a workbook that its sheets share.
pub(super) struct ByHand {
    /// The part of each sheet by the sheet's position.
    sheets: Vec<String>,
    /// What marks a cell of each format.
    marks: Vec<Mark>,
}

impl ByHand {
    /// `None` where the parts cannot be read.
    pub(super) fn open(archive: &mut Archive<'_>) -> Option<ByHand> {
        let targets = relations(archive, "xl/_rels/workbook.xml.rels")?;
        let mut sheets = Vec::new();
        each(archive, "xl/workbook.xml", &mut |event| {
            if let Some(sheet) = begun(event, "sheet") {
                let target = attribute(sheet, "id").and_then(|id| targets.get(&id).map(|(_, target)| target.clone()));
                sheets.push(joined("xl", &target.unwrap_or_default()));
            }
        })?;
        Some(ByHand { sheets, marks: marks(archive)? })
    }

    /// Enters the marks and remarks of a sheet into its digest; `None` where they cannot be read.
    pub(super) fn enter(&self, archive: &mut Archive<'_>, sheet: usize, seal: &mut SheetSeal) -> Option<()> {
        let part = self.sheets.get(sheet)?;
        self.enter_marks(archive, part, seal)?;
        let (folder, name) = part.rsplit_once('/')?;
        let relations = relations(archive, &format!("{folder}/_rels/{name}.rels")).unwrap_or_default();
        let remarks = relations.values().filter(|(kind, _)| kind.ends_with("/comments"));
        let mut all = Vec::new();
        for (_, target) in remarks {
            all.extend(remarks_of(archive, &joined(folder, target))?);
        }
        all.sort();
        all.iter().for_each(|(row, column, text)| seal.remark(*row, *column, text));
        Some(())
    }

    fn enter_marks(&self, archive: &mut Archive<'_>, part: &str, seal: &mut SheetSeal) -> Option<()> {
        // The cell that is open, with its format, and whether anything stands in it.
        let mut open: Option<(u32, u16, usize, bool)> = None;
        let mut enter = |(row, column, format, is_filled): (u32, u16, usize, bool)| {
            let mark = self.marks.get(format).copied().unwrap_or_default();
            seal.mark(row, column, if is_filled { mark } else { mark.of_blank() });
        };
        each(archive, part, &mut |event| match event {
            Event::Start(start) | Event::Empty(start) if start.local_name().as_ref() == "c" => {
                let format = attribute(start, "s").and_then(|format| format.parse().ok()).unwrap_or(0);
                let place = attribute(start, "r").and_then(|name| place(&name));
                let cell = place.map(|(row, column)| (row, column, format, false));
                match event {
                    Event::Empty(_) => cell.into_iter().for_each(&mut enter),
                    _ => open = cell,
                }
            }
            Event::Start(start) if matches!(start.local_name().as_ref(), "v" | "is") => {
                if let Some((.., is_filled)) = &mut open {
                    *is_filled = true;
                }
            }
            Event::End(end) if end.local_name().as_ref() == "c" => open.take().into_iter().for_each(&mut enter),
            _ => {}
        })
    }
}

/// What marks a cell of each format of the workbook.
fn marks(archive: &mut Archive<'_>) -> Option<Vec<Mark>> {
    let (mut letters, mut fills, mut marks): (Vec<Mark>, Vec<Option<u32>>, Vec<Mark>) = Default::default();
    let mut part = "";
    each(archive, "xl/styles.xml", &mut |event| {
        let (Event::Start(start) | Event::Empty(start)) = event else { return };
        let is_on = || attribute(start, "val").is_none_or(|value| !matches!(value.as_str(), "0" | "false"));
        match (part, start.local_name().as_ref()) {
            (_, "fonts") => part = "fonts",
            (_, "fills") => part = "fills",
            (_, "cellXfs") => part = "cellXfs",
            (_, "borders" | "cellStyleXfs" | "cellStyles" | "dxfs") => part = "",
            ("fonts", "font") => letters.push(Mark::default()),
            ("fills", "fill") => fills.push(None),
            ("fonts", name) => {
                let Some(font) = letters.last_mut() else { return };
                match name {
                    "b" => font.bold = is_on(),
                    "i" => font.italic = is_on(),
                    "strike" => font.struck = is_on(),
                    // Black is what letters are anyway, under whatever name.
                    "color" => font.letters = colour(start).filter(|colour| ![0, NAMED_COLOUR | 1].contains(colour)),
                    _ => {}
                }
            }
            ("fills", "patternFill") => {
                let kind = attribute(start, "patternType").unwrap_or_default();
                if let Some(fill) = fills.last_mut()
                    && !matches!(kind.as_str(), "" | "none" | "gray125")
                {
                    *fill = Some(NAMED_COLOUR);
                }
            }
            ("fills", "fgColor") => {
                if let Some(Some(fill)) = fills.last_mut() {
                    *fill = colour(start).unwrap_or(NAMED_COLOUR);
                }
            }
            ("cellXfs", "xf") => {
                let number = |name| attribute(start, name).and_then(|number| number.parse::<usize>().ok());
                let font = number("fontId").and_then(|font| letters.get(font)).copied().unwrap_or_default();
                let fill = number("fillId").and_then(|fill| fills.get(fill)).copied().flatten();
                marks.push(Mark { fill, ..font });
            }
            _ => {}
        }
    })?;
    Some(marks)
}

/// A colour by its parts, or one that no colour of parts is; `None` for the one that nobody chose.
fn colour(start: &BytesStart<'_>) -> Option<u32> {
    if let Some(parts) = attribute(start, "rgb") {
        return u32::from_str_radix(&parts, 16).ok().map(|parts| parts & 0x00ff_ffff);
    }
    let number = |name| attribute(start, name).and_then(|number| number.parse::<u32>().ok());
    match (number("theme"), number("indexed")) {
        (Some(theme), _) => Some(NAMED_COLOUR | theme),
        (_, None | Some(64)) => None,
        (_, Some(8)) => Some(0),
        (_, Some(indexed)) => Some(NAMED_COLOUR | 0x100 | indexed),
    }
}

/// The remarks of a part with their cells.
fn remarks_of(archive: &mut Archive<'_>, part: &str) -> Option<Vec<(u32, u16, String)>> {
    let mut remarks: Vec<(u32, u16, String)> = Vec::new();
    let mut inside = false;
    each(archive, part, &mut |event| match event {
        Event::Start(start) if start.local_name().as_ref() == "comment" => {
            let (row, column) = attribute(start, "ref").and_then(|name| place(&name)).unwrap_or((u32::MAX, u16::MAX));
            remarks.push((row, column, String::new()));
        }
        Event::Start(start) if start.local_name().as_ref() == "t" => inside = true,
        Event::End(end) if end.local_name().as_ref() == "t" => inside = false,
        event if inside => {
            if let Some((.., text)) = remarks.last_mut() {
                push_text(event, text);
            }
        }
        _ => {}
    })?;
    Some(remarks)
}

/// Adds what an event holds of a text.
fn push_text(event: &Event<'_>, text: &mut String) {
    match event {
        Event::Text(part) => text.push_str(part),
        Event::CData(part) => text.push_str(part),
        Event::GeneralRef(name) => match (resolve_xml_entity(name), name.resolve_char_ref()) {
            (Some(known), _) => text.push_str(known),
            (None, Ok(Some(letter))) => text.push(letter),
            (None, _) => text.push(char::REPLACEMENT_CHARACTER),
        },
        _ => {}
    }
}

/// The relations of a part by their ids: the kind and the target of each.
fn relations(archive: &mut Archive<'_>, part: &str) -> Option<BTreeMap<String, (String, String)>> {
    let mut relations = BTreeMap::new();
    each(archive, part, &mut |event| {
        if let Some(relation) = begun(event, "Relationship") {
            let of = |name| attribute(relation, name).unwrap_or_default();
            relations.insert(of("Id"), (of("Type"), of("Target")));
        }
    })?;
    Some(relations)
}

/// Hands over every event of a part; `None` where it is not there or no XML.
fn each(archive: &mut Archive<'_>, part: &str, take: &mut dyn FnMut(&Event<'_>)) -> Option<()> {
    let part = archive.by_name(part).ok()?;
    let mut xml = Reader::from_reader(BufReader::with_capacity(1 << 16, part));
    read(&mut xml, take)
}

fn read(xml: &mut Reader<impl BufRead>, take: &mut dyn FnMut(&Event<'_>)) -> Option<()> {
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).ok()? {
            Event::Eof => return Some(()),
            event => take(&event),
        }
    }
}

fn begun<'e, 'b>(event: &'e Event<'b>, name: &str) -> Option<&'e BytesStart<'b>> {
    match event {
        Event::Start(start) | Event::Empty(start) if start.local_name().as_ref() == name => Some(start),
        _ => None,
    }
}

/// An attribute by its local name.
fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.value.into_owned())
}

/// Where a reference leads from the folder of its part.
fn joined(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut names: Vec<&str> = folder.split('/').collect();
    for name in target.split('/') {
        match name {
            "." => {}
            ".." => {
                names.pop();
            }
            name => names.push(name),
        }
    }
    names.join("/")
}

/// The row and the column of a cell by its name: `D17`.
fn place(name: &str) -> Option<(u32, u16)> {
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = name.split_at(digits);
    let letter = |column: u32, letter: u8| {
        let value = letter.is_ascii_uppercase().then(|| u32::from(letter - b'A') + 1)?;
        column.checked_mul(26)?.checked_add(value)
    };
    let column = letters.bytes().try_fold(0, letter)?.checked_sub(1)?;
    Some((digits.parse::<u32>().ok()?.checked_sub(1)?, u16::try_from(column).ok()?))
}
