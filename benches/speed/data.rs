//! Makes the data: a table of units and one of persons, the same for the same numbers and seed on every machine.
//!
//! The shape follows what an office really sends: decimal commas in text cells, percent-formatted cells, days as days and
//! a few as text, "Có" and "Không", 1 % blank cells; CSV as Excel's "CSV UTF-8", with a byte-order mark and Windows line
//! ends. Names and figures are made up.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use chrono::{Days, NaiveDate};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};
use sha2::{Digest, Sha256};

use crate::twister::Twister;

/// How much data.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    /// The letter by which it is called.
    pub(crate) name: &'static str,
    pub(crate) units: u32,
    pub(crate) persons: u32,
    /// How the SHA-256 of the two CSV files begin: other data would be another measurement.
    pub(crate) digests: [&'static str; 2],
}

/// The two files of one size.
pub(crate) struct Input {
    pub(crate) units: PathBuf,
    pub(crate) persons: PathBuf,
}

impl Input {
    /// The cells of the workbook, kept for the floor.
    pub(crate) fn kept(&self) -> PathBuf {
        self.beside("cells")
    }

    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.units.with_file_name(name)
    }
}

/// The seed of all published measurements.
const SEED: u32 = 2023;

const FAMILY: &str = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý";
const MIDDLE: &str = "Văn Thị Hữu Đức Minh Thanh Quốc Ngọc Thu Xuân Hồng Kim Công Bá Đình Mạnh Thùy Phương Anh Gia";
const GIVEN: &str = "An Bình Chi Dũng Giang Hà Hải Hạnh Hiếu Hoa Hùng Hương Khánh Lan Linh Long Mai Nam Nga Nhung Oanh \
                     Phúc Quân Quyên Sơn Tâm Thảo Thắng Thủy Trang Trung Tuấn Uyên Vân Việt Yến";
const COMMUNE: &str = "Tân Minh Vĩnh Hợp Liên Kim Quang Thành Trung Đại Hiển Cộng Khánh Tam Yên Phú Hòa Thắng Bảo Lợi Xuân \
                       Hưng Phương Thuận Cường";
const AGENCIES: [&str; 10] = [
    "Phòng Nội vụ",
    "Phòng Tư pháp",
    "Phòng Tài chính",
    "Văn phòng UBND",
    "Phòng Văn hoá và Thông tin",
    "Phòng Y tế",
    "Phòng Nông nghiệp",
    "Phòng Tài nguyên và Môi trường",
    "Thanh tra",
    "Phòng Giáo dục và Đào tạo",
];
const ROLES: [&str; 7] =
    ["Công chức", "Chuyên viên", "Viên chức", "Trưởng phòng", "Phó Trưởng phòng", "Chủ tịch UBND", "Văn thư"];
const RATINGS: [&str; 4] = ["Xuất sắc", "Tốt", "Khá", "Trung bình"];

const UNIT_COLUMNS: [&str; 31] = [
    "unit_code",
    "unit_name",
    "kind",
    "plan_issued",
    "legal_total",
    "legal_reviewed",
    "legal_publicised",
    "tthc_published_pct",
    "received",
    "ontime",
    "onegate",
    "online",
    "results_total",
    "results_digitised",
    "fee_online_pct",
    "pay_total",
    "pay_online",
    "satisfaction_pct",
    "satisfaction_land",
    "edocs_total",
    "edocs_electronic",
    "edocs_signed",
    "work_online_pct",
    "portal_ok",
    "ereport",
    "earchive",
    "par_index",
    "par_prev",
    "rating",
    "registered_on",
    "dossier_on",
];
const PERSON_COLUMNS: [&str; 12] = [
    "person_id",
    "name",
    "unit_code",
    "position",
    "direct_worker",
    "rating",
    "violations",
    "initiative",
    "years_good",
    "score",
    "joined_on",
    "dossier_on",
];
/// The first columns, which are never blank.
const KEY_COLUMNS: usize = 3;

/// What stands in a cell.
enum Cell {
    Blank,
    Text(String),
    Whole(u32),
    /// Hundredths, as a number.
    Decimal(u32),
    /// Hundredths, typed as text with a decimal comma.
    DecimalText(u32),
    /// Tenths of a per cent, as a number with a percent format.
    Percent(u32),
    /// Tenths of a per cent, typed as text.
    PercentText(u32),
    Day(NaiveDate),
    DayText(NaiveDate),
}

impl Cell {
    /// As a CSV file holds it.
    fn text(self) -> String {
        match self {
            Cell::Blank => String::new(),
            Cell::Text(text) => text,
            Cell::Whole(number) => number.to_string(),
            Cell::Decimal(hundredths) => decimal(hundredths, 2, '.'),
            Cell::DecimalText(hundredths) => decimal(hundredths, 2, ','),
            Cell::Percent(tenths) | Cell::PercentText(tenths) => decimal(tenths, 1, ',') + "%",
            Cell::Day(day) | Cell::DayText(day) => day.format("%d/%m/%Y").to_string(),
        }
    }
}

/// Digits with a decimal sign, without zeros at the end.
fn decimal(number: u32, digits: u32, sign: char) -> String {
    let scale = 10_u32.pow(digits);
    let width = digits as usize;
    let written = format!("{}{sign}{:0width$}", number / scale, number % scale);
    written.trim_end_matches('0').trim_end_matches(sign).to_owned()
}

/// The rows of one table.
type Rows = Box<dyn Iterator<Item = Vec<Cell>>>;

fn units(size: Size) -> Rows {
    let mut random = Twister::new(SEED);
    let communes: Vec<&str> = COMMUNE.split(' ').collect();
    blanked(Twister::new(SEED + 2), (1..=size.units).map(move |number| unit(&mut random, number, &communes)))
}

fn persons(size: Size) -> Rows {
    let mut random = Twister::new(SEED + 1);
    let names = [FAMILY, MIDDLE, GIVEN].map(|names| names.split(' ').collect::<Vec<_>>());
    let person = move |number| person(&mut random, number, size.units, &names);
    blanked(Twister::new(SEED + 3), (1..=size.persons).map(person))
}

/// About 1 % blank cells, never in the key columns.
fn blanked(mut random: Twister, rows: impl Iterator<Item = Vec<Cell>> + 'static) -> Rows {
    Box::new(rows.map(move |mut row| {
        for cell in &mut row[KEY_COLUMNS..] {
            if random.chance(0.01) {
                *cell = Cell::Blank;
            }
        }
        row
    }))
}

fn unit(random: &mut Twister, number: u32, communes: &[&str]) -> Vec<Cell> {
    let agency = random.chance(0.35);
    let name = if agency {
        format!("{} số {number}", pick(random, &AGENCIES))
    } else {
        format!("UBND xã {} {}", pick(random, communes), pick(random, communes))
    };
    let laws = random.between(0, 12);
    let received = random.between(400, 9000);
    let results = random.between(200, 6000);
    let payments = random.between(50, 3000);
    let documents = random.between(300, 5000);
    let index = random.between(7800, 9900);
    let kind = if agency { "agency" } else { "commune" };
    vec![
        Cell::Text(format!("DV{number:05}")),
        Cell::Text(name),
        Cell::Text(kind.to_owned()),
        yes(random, 0.97),
        Cell::Whole(laws),
        mostly_all(random, laws, 0.93),
        mostly_all(random, laws, 0.93),
        mostly_all_percent(random, 0.93),
        Cell::Whole(received),
        mostly_all(random, received, 0.85),
        mostly_all(random, received, 0.92),
        Cell::Whole(received * random.between(55, 100) / 100),
        Cell::Whole(results),
        Cell::Whole(results * random.between(50, 100) / 100),
        percent(random, 650, 1000),
        Cell::Whole(payments),
        Cell::Whole(payments * random.between(55, 100) / 100),
        percent(random, 880, 1000),
        Cell::DecimalText(random.between(820, 1000) * 10),
        Cell::Whole(documents),
        mostly_all(random, documents, 0.9),
        mostly_all(random, documents, 0.9),
        mostly_all_percent(random, 0.9),
        yes(random, 0.95),
        yes(random, 0.96),
        yes(random, 0.93),
        written_decimal(random, index),
        last_year(random, index),
        rating(random),
        day_of_year(random, 30, 75),
        day_of_year(random, 290, 370),
    ]
}

fn person(random: &mut Twister, number: u32, units: u32, [family, middle, given]: &[Vec<&str>; 3]) -> Vec<Cell> {
    vec![
        Cell::Text(format!("CN{number:07}")),
        Cell::Text(format!("{} {} {}", pick(random, family), pick(random, middle), pick(random, given))),
        Cell::Text(format!("DV{:05}", random.below(units) + 1)),
        Cell::Text(pick(random, &ROLES).to_owned()),
        yes(random, 0.4),
        rating(random),
        Cell::Whole(if random.chance(0.95) { 0 } else { 1 + random.below(3) }),
        yes(random, 0.3),
        Cell::Whole(random.below(6)),
        score(random),
        joined(random),
        handed_in(random),
    ]
}

fn pick<'a>(random: &mut Twister, words: &[&'a str]) -> &'a str {
    words[random.below(u32::try_from(words.len()).unwrap_or(1)) as usize]
}

fn yes(random: &mut Twister, share: f64) -> Cell {
    Cell::Text(if random.chance(share) { "Có" } else { "Không" }.to_owned())
}

/// All of the whole as a rule, else a little less.
fn mostly_all(random: &mut Twister, whole: u32, share: f64) -> Cell {
    let part = if random.chance(share) { whole } else { whole.saturating_sub(1 + random.below((whole / 20).max(1))) };
    Cell::Whole(part)
}

fn mostly_all_percent(random: &mut Twister, share: f64) -> Cell {
    let tenths = if random.chance(share) { 1000 } else { random.between(900, 1000) };
    written_percent(random, tenths)
}

fn percent(random: &mut Twister, from: u32, to: u32) -> Cell {
    let tenths = random.between(from, to);
    written_percent(random, tenths)
}

fn written_percent(random: &mut Twister, tenths: u32) -> Cell {
    if random.chance(0.9) { Cell::Percent(tenths) } else { Cell::PercentText(tenths) }
}

fn written_decimal(random: &mut Twister, hundredths: u32) -> Cell {
    if random.chance(0.7) { Cell::Decimal(hundredths) } else { Cell::DecimalText(hundredths) }
}

fn last_year(random: &mut Twister, index: u32) -> Cell {
    let before = index - 300 + random.below(600);
    written_decimal(random, before)
}

/// Four ratings, the best ones more often.
#[expect(clippy::float_arithmetic, reason = "Python draws floating-point numbers")]
fn rating(random: &mut Twister) -> Cell {
    let drawn = random.fraction() * random.fraction() * 5.0;
    let step = [1.0, 2.0, 3.0].into_iter().filter(|bound| drawn >= *bound).count();
    Cell::Text(RATINGS[step].to_owned())
}

/// A day of the year 2023, so many days after the first of January.
fn day_of_year(random: &mut Twister, from: u32, to: u32) -> Cell {
    let typed = !random.chance(0.95);
    written_day(typed, new_year() + Days::new(random.between(from, to).into()))
}

// A score's way of writing is drawn before its value, a unit's index before its way of writing: as in Python's order.
fn score(random: &mut Twister) -> Cell {
    let number = random.chance(0.7);
    let hundredths = random.between(6000, 10000);
    if number { Cell::Decimal(hundredths) } else { Cell::DecimalText(hundredths) }
}

fn joined(random: &mut Twister) -> Cell {
    let typed = !random.chance(0.95);
    written_day(typed, new_year() - Days::new(random.below(9000).into()))
}

fn handed_in(random: &mut Twister) -> Cell {
    let typed = !random.chance(0.95);
    written_day(typed, new_year() + Days::new(u64::from(280 + random.below(60))))
}

fn written_day(typed: bool, day: NaiveDate) -> Cell {
    if typed { Cell::DayText(day) } else { Cell::Day(day) }
}

fn new_year() -> NaiveDate {
    NaiveDate::from_ymd_opt(2023, 1, 1).unwrap_or_default()
}

/// Writes both tables as CSV.
pub(crate) fn write_csv(size: Size, units_to: &Path, persons_to: &Path) -> Result<()> {
    csv_table(units_to, &UNIT_COLUMNS, units(size))?;
    csv_table(persons_to, &PERSON_COLUMNS, persons(size))
}

/// Whether the CSV files are those of all published measurements.
pub(crate) fn check(size: Size, units: &Path, persons: &Path) -> Result<()> {
    for (path, expected) in [units, persons].into_iter().zip(size.digests) {
        let digest = Sha256::digest(std::fs::read(path)?);
        let written: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        ensure!(written.starts_with(expected), "{} holds other data than expected: {written}", path.display());
    }
    Ok(())
}

fn csv_table(path: &Path, columns: &[&str], rows: Rows) -> Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    file.write_all("\u{feff}".as_bytes())?;
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(file);
    writer.write_record(columns)?;
    for row in rows {
        writer.write_record(row.into_iter().map(Cell::text))?;
    }
    Ok(writer.flush()?)
}

/// Writes both tables as workbooks, with the same values.
pub(crate) fn write_xlsx(size: Size, units_to: &Path, persons_to: &Path) -> Result<()> {
    xlsx_table(units_to, &UNIT_COLUMNS, units(size))?;
    xlsx_table(persons_to, &PERSON_COLUMNS, persons(size))
}

fn xlsx_table(path: &Path, columns: &[&str], rows: Rows) -> Result<()> {
    let mut workbook = Workbook::new();
    let (percent, day) = (Format::new().set_num_format("0.0%"), Format::new().set_num_format("dd/mm/yyyy"));
    // Shared strings, as Excel itself saves.
    let sheet = workbook.add_worksheet_with_low_memory()?.set_name("data")?;
    for (column, name) in (0..).zip(columns) {
        sheet.write_string(0, column, *name)?;
    }
    for (number, row) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(row) {
            xlsx_cell(sheet, number, column, cell, [&percent, &day])?;
        }
    }
    Ok(workbook.save(path)?)
}

#[expect(clippy::float_arithmetic, reason = "a workbook holds floating-point numbers")]
fn xlsx_cell(sheet: &mut Worksheet, row: u32, column: u16, cell: Cell, look: [&Format; 2]) -> Result<()> {
    match cell {
        Cell::Blank => return Ok(()),
        Cell::Whole(number) => sheet.write_number(row, column, number)?,
        Cell::Decimal(hundredths) => sheet.write_number(row, column, f64::from(hundredths) / 100.0)?,
        Cell::Percent(tenths) => sheet.write_number_with_format(row, column, f64::from(tenths) / 1000.0, look[0])?,
        Cell::Day(day) => sheet.write_datetime_with_format(row, column, &excel_day(day)?, look[1])?,
        text => sheet.write_string(row, column, text.text())?,
    };
    Ok(())
}

fn excel_day(day: NaiveDate) -> Result<ExcelDateTime> {
    Ok(ExcelDateTime::parse_from_str(&day.to_string())?)
}
