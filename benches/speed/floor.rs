//! The floor: the same input read and the same cells written by the bare libraries, with no work between.
//!
//! It judges nothing: the values of our own workbook are kept in a file beforehand, sheet by sheet, and written again
//! without looks, remarks and links, in the way that is usual with the library: row by row, packed at level 6, by one
//! thread. What a workbook costs beyond that is ours.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use calamine::{DataRef, Reader, Xlsx};
use rust_xlsxwriter::{Workbook, Worksheet};
use thidua::report::sheet::{Book, Value};

use crate::data::Input;

/// How hard the library packs unless it is told.
const PACKING: u8 = 6;

/// Before each cell stands what it is; a byte of its own ends a row and a sheet.
const TEXT: u8 = b't';
const NUMBER: u8 = b'n';
const EMPTY: u8 = b'e';
const ROW: u8 = b'r';
const SHEET: u8 = b's';

/// What the bare read keeps of a file: as the yardsticks do, the three texts that a result repeats, and the blank cells.
#[derive(Default)]
struct Table {
    texts: String,
    ends: Vec<[usize; 3]>,
    blanks: Vec<(usize, usize)>,
    /// The bits of all numbers, so that none that is read can be left out.
    bits: u64,
}

impl Table {
    fn push(&mut self, texts: [&str; 3]) {
        let ends = texts.map(|text| {
            self.texts.push_str(text);
            self.texts.len()
        });
        self.ends.push(ends);
    }

    /// How much was kept, so that nothing of it can be left out.
    fn held(&self) -> usize {
        self.ends.len() + self.blanks.len() + usize::from(self.bits != 0)
    }
}

/// Reads both files as the bare libraries do, looking at every cell; tells how much was kept.
pub(crate) fn read(input: &Input) -> Result<usize> {
    Ok(read_file(&input.units)?.held() + read_file(&input.persons)?.held())
}

fn read_file(path: &Path) -> Result<Table> {
    if path.extension().is_some_and(|ending| ending == "xlsx") { read_xlsx(path) } else { read_csv(path) }
}

fn read_csv(path: &Path) -> Result<Table> {
    let mut reader = csv::ReaderBuilder::new().buffer_capacity(1 << 16).from_path(path)?;
    let (mut record, mut table) = (csv::ByteRecord::new(), Table::default());
    while reader.read_byte_record(&mut record)? {
        let row = table.ends.len();
        for (column, field) in record.iter().enumerate() {
            if field.is_empty() {
                table.blanks.push((row, column));
            }
        }
        table.push([0, 1, 2].map(|column| record.get(column).and_then(|text| str::from_utf8(text).ok()).unwrap_or("")));
    }
    Ok(table)
}

fn read_xlsx(path: &Path) -> Result<Table> {
    let mut workbook: Xlsx<_> = calamine::open_workbook(path)?;
    let sheet = workbook.sheet_names().first().cloned().context("no sheet")?;
    let mut cells = workbook.worksheet_cells_reader(&sheet)?;
    let (mut table, mut texts, mut columns) = (Table::default(), [""; 3], 0_u32);
    let (mut row, mut seen) = (0, 0_u64);
    let end = |table: &mut Table, texts: [&str; 3], seen: u64, columns: u32| {
        let row = table.ends.len();
        let blank = (0..columns).filter(|column| seen & (1 << column) == 0);
        table.blanks.extend(blank.map(|column| (row, column as usize)));
        table.push(texts);
    };
    while let Some(cell) = cells.next_cell()? {
        let (at, column) = cell.get_position();
        if at == 0 {
            columns = column + 1;
            continue;
        }
        if at != row && row > 0 {
            end(&mut table, std::mem::take(&mut texts), std::mem::take(&mut seen), columns);
        }
        row = at;
        match *cell.get_value() {
            DataRef::SharedString(text) => {
                if let Some(kept) = texts.get_mut(column as usize) {
                    *kept = text;
                }
            }
            DataRef::Float(number) => table.bits |= number.to_bits(),
            DataRef::Empty => continue,
            _ => table.bits |= 1,
        }
        seen |= 1 << column;
    }
    end(&mut table, texts, seen, columns);
    Ok(table)
}

/// Keeps the values of a book in a file.
pub(crate) fn keep(book: &Book<'_>, path: &Path) -> Result<()> {
    let mut to = BufWriter::new(File::create(path)?);
    for sheet in &book.sheets {
        to.write_all(&[SHEET])?;
        text(&mut to, &sheet.name)?;
        let mut fault = None;
        sheet.rows.each(&mut |cells| {
            let kept =
                cells.iter().try_for_each(|cell| value(&mut to, &cell.value)).and_then(|()| Ok(to.write_all(&[ROW])?));
            fault = fault.take().or(kept.err());
        });
        fault.map_or(Ok(()), Err)?;
    }
    Ok(to.flush()?)
}

fn value(to: &mut impl Write, value: &Value<'_>) -> Result<()> {
    let number = match value {
        Value::Empty | Value::Chart(_) => return Ok(to.write_all(&[EMPTY])?),
        Value::Text(shown) => {
            to.write_all(&[TEXT])?;
            return text(to, shown);
        }
        Value::Number(number, digits) | Value::Percent(number, digits) => number.to_plain(u32::from(*digits)).parse()?,
        Value::Date(day) => f64::from(chrono::Datelike::num_days_from_ce(day) - 693_594),
    };
    to.write_all(&[NUMBER])?;
    Ok(to.write_all(&number.to_le_bytes())?)
}

fn text(to: &mut impl Write, text: &str) -> Result<()> {
    to.write_all(&u32::try_from(text.len())?.to_le_bytes())?;
    Ok(to.write_all(text.as_bytes())?)
}

/// Reads the input and writes the kept cells.
pub(crate) fn run(input: &Input, kept: &Path, to: &Path) -> Result<()> {
    let held = read(input)?;
    if held == 0 {
        bail!("nothing was read");
    }
    let mut kept = BufReader::with_capacity(1 << 16, File::open(kept)?);
    let mut workbook = Workbook::new();
    workbook.set_zip_compression_level(PACKING);
    let mut sheet: Option<&mut Worksheet> = None;
    let (mut row, mut column) = (0, 0);
    let mut text = Vec::new();
    let mut kind = [0];
    while kept.read(&mut kind)? == 1 {
        match (kind[0], &mut sheet) {
            (SHEET, _) => {
                let new = workbook.add_worksheet_with_constant_memory()?;
                sheet = Some(new.set_name(next_text(&mut kept, &mut text)?)?);
                (row, column) = (0, 0);
            }
            (TEXT, Some(sheet)) => {
                sheet.write_string(row, column, next_text(&mut kept, &mut text)?)?;
                column += 1;
            }
            (NUMBER, Some(sheet)) => {
                let mut bytes = [0; 8];
                kept.read_exact(&mut bytes)?;
                sheet.write_number(row, column, f64::from_le_bytes(bytes))?;
                column += 1;
            }
            (EMPTY, Some(_)) => column += 1,
            (ROW, Some(_)) => (row, column) = (row + 1, 0),
            _ => bail!("the kept cells cannot be read"),
        }
    }
    Ok(workbook.save(to)?)
}

fn next_text<'t>(kept: &mut impl Read, text: &'t mut Vec<u8>) -> Result<&'t str> {
    let mut length = [0; 4];
    kept.read_exact(&mut length)?;
    text.resize(usize::try_from(u32::from_le_bytes(length))?, 0);
    kept.read_exact(text)?;
    Ok(std::str::from_utf8(text)?)
}
