//! One size, step by step: how long each step takes, and how much memory the process needed at most.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use thidua::assess::{Assessment, assess};
use thidua::campaign::{self, Campaign, Data, Subjects, YearFile};
use thidua::cli::bytes;
use thidua::input::{File, Limits};
use thidua::report::sheet::{Cell, Rows, Sheet, Value};
use thidua::report::{self, FileRecord, Record};
use thidua::vocab::{Date, Side, Verdict};
use thidua::write::xlsx::{self, Written};

use crate::data::{Input, Size};
use crate::floor;

const CAMPAIGN: &str = include_str!("../campaign.toml");

/// How long each step took.
#[derive(Clone, Copy)]
struct Steps {
    reading: Duration,
    judging: Duration,
    writing: Duration,
}

/// How much there was to do.
#[derive(Clone, Copy)]
struct Work {
    /// Cells that were read and are used.
    read: usize,
    /// Verdicts, one for each subject and criterion.
    verdicts: usize,
    /// Cells of the workbook that hold something.
    written: usize,
    /// Bytes of the workbook.
    bytes: usize,
}

/// The line above the measurements.
pub(crate) fn heading() {
    println!(
        "        reading                          judging                  writing                                    peak"
    );
    println!(
        "size    time      ns/cell    to bare     time      ns/verdict     time      cells       ns/cell   bytes      memory"
    );
}

/// Measures one size in this process and prints a line.
pub(crate) fn report(size: Size, input: &Input, runs: usize) -> Result<()> {
    let campaign = read_campaign()?;
    let mut to_bare = Vec::new();
    let mut measured = Vec::new();
    for _ in 0..runs {
        let start = Instant::now();
        floor::read(input)?;
        let bare = start.elapsed();
        let (steps, work) = run(&campaign, input)?;
        to_bare.push(hundredths(steps.reading, bare));
        measured.push((steps, work));
    }
    let (runs, peak) = (measured, peak_memory());
    let median = |step: fn(&Steps) -> Duration| median(runs.iter().map(|(steps, _)| step(steps)));
    let (reading, judging) = (median(|steps| steps.reading), median(|steps| steps.judging));
    let writing = median(|steps| steps.writing);
    let work = runs[0].1;
    println!(
        "{:4} {:>10} {:>10} {:>10} {:>11} {:>10} {:>11} {:>12} {:>8} {:>12} {:>10}",
        size.name,
        shown(reading),
        each(reading, work.read),
        ratio(median_of(to_bare)),
        shown(judging),
        each(judging, work.verdicts),
        shown(writing),
        work.written,
        each(writing, work.written),
        work.bytes,
        peak
    );
    Ok(())
}

/// The line above the measurements of reading.
pub(crate) fn reading_heading() {
    println!("size    ours          bare          ours to bare, pair by pair");
}

/// How often reading is measured; a run takes a second at most.
const READINGS: usize = 9;

/// Reads one size as we do and as the bare libraries do, in turn, and prints a line.
pub(crate) fn reading(size: Size, input: &Input) -> Result<()> {
    let campaign = read_campaign()?;
    let (mut ours, mut bare, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..READINGS {
        let start = Instant::now();
        let subjects = read(&campaign, input)?;
        let taken = start.elapsed();
        drop(subjects);
        let start = Instant::now();
        floor::read(input)?;
        let of = start.elapsed();
        ratios.push(hundredths(taken, of));
        ours.push(taken);
        bare.push(of);
    }
    ratios.sort_unstable();
    let spread = [ratios.first(), ratios.last()].map(|end| ratio(end.copied().unwrap_or_default()));
    println!(
        "{:4} {:>11} {:>13} {:>14} ({}–{})",
        size.name,
        shown(median(ours.into_iter())),
        shown(median(bare.into_iter())),
        ratio(median_of(ratios)),
        spread[0],
        spread[1],
    );
    Ok(())
}

/// Counts the verdicts of every criterion: met, not met, no data, not applicable.
pub(crate) fn counts(input: &Input) -> Result<()> {
    let campaign = read_campaign()?;
    let subjects = read(&campaign, input)?;
    let assessment = judged(&campaign, &subjects);
    for (position, criterion) in campaign.criteria.iter().enumerate() {
        let of = |wanted: Verdict| {
            let all = 0..assessment.count(criterion.side);
            all.filter(|subject| assessment.verdict(position, *subject) == wanted).count().to_string()
        };
        println!("{},{}", criterion.id, Verdict::ALL.map(of).join(","));
    }
    for (award, result) in campaign.awards.iter().zip(&assessment.awards) {
        println!("{},{:?}", award.id, result.tally);
    }
    Ok(())
}

/// Keeps the cells of the workbook beside the data, for the floor.
pub(crate) fn keep(input: &Input) -> Result<()> {
    let campaign = read_campaign()?;
    let subjects = read(&campaign, input)?;
    let assessment = judged(&campaign, &subjects);
    floor::keep(&report::book(&assessment, &record()), &input.kept())
}

/// The floor of one size, from the kept cells.
pub(crate) fn bare(input: &Input) -> Result<()> {
    floor::run(input, &input.kept(), &input.beside("floor.xlsx"))
}

/// The whole job of one size, from the files to the file; prints the most memory that it needed.
pub(crate) fn ours(input: &Input) -> Result<()> {
    let campaign = read_campaign()?;
    let subjects = read(&campaign, input)?;
    let assessment = judged(&campaign, &subjects);
    let written = xlsx::workbook(&report::book(&assessment, &record()))?;
    std::fs::write(input.beside("ours.xlsx"), written.bytes)?;
    println!("{}", peak_memory());
    Ok(())
}

/// The line above the comparisons with the floor.
pub(crate) fn floor_heading() {
    println!("        ours          floor         ours to floor, pair by pair    bytes, ours to floor      peak of ours");
}

/// Measures one size against its floor, in turn and in processes of their own, and prints a line.
pub(crate) fn to_floor(size: Size, input: &Input, pairs: usize, process: impl Fn(&str) -> Result<String>) -> Result<()> {
    process("keep")?;
    let (mut ours, mut bare, mut ratios, mut peak) = (Vec::new(), Vec::new(), Vec::new(), String::new());
    for _ in 0..pairs {
        let start = Instant::now();
        peak = process("ours")?;
        ours.push(start.elapsed());
        let start = Instant::now();
        process("bare")?;
        bare.push(start.elapsed());
        ratios.extend(ours.last().zip(bare.last()).map(|(ours, bare)| hundredths(*ours, *bare)));
    }
    ratios.sort_unstable();
    let spread = [ratios.first(), ratios.last()].map(|end| ratio(end.copied().unwrap_or_default()));
    let bytes = |name: &str| std::fs::metadata(input.beside(name)).map(|file| file.len());
    let bytes = ratio(usize::try_from(bytes("ours.xlsx")? * 100 / bytes("floor.xlsx")?.max(1))?);
    println!(
        "{:4} {:>11} {:>14} {:>14} ({}–{}) {:>22} {:>21}",
        size.name,
        shown(median(ours.into_iter())),
        shown(median(bare.into_iter())),
        ratio(median_of(ratios)),
        spread[0],
        spread[1],
        bytes,
        peak.trim()
    );
    Ok(())
}

fn read_campaign() -> Result<Campaign> {
    let (campaign, findings) = campaign::read(CAMPAIGN);
    campaign.with_context(|| format!("the campaign has mistakes: {findings:?}"))
}

fn run(campaign: &Campaign, input: &Input) -> Result<(Steps, Work)> {
    let start = Instant::now();
    let subjects = read(campaign, input)?;
    let reading = start.elapsed();
    let start = Instant::now();
    let assessment = judged(campaign, &subjects);
    let judging = start.elapsed();
    let start = Instant::now();
    let record = record();
    let cells = AtomicUsize::new(0);
    let bytes = written(&assessment, &record, &cells)?.bytes.len();
    let writing = start.elapsed();
    let steps = Steps { reading, judging, writing };
    Ok((steps, work(&assessment, cells.into_inner(), bytes)))
}

/// Reads both files and binds them; the bytes are dropped again.
#[inline(never)] // so that a profile shows it
fn read(campaign: &Campaign, input: &Input) -> Result<Subjects> {
    let bytes = |path: &Path| bytes::read(path, &Limits::default()).with_context(|| path.display().to_string());
    let ((units, _), (persons, _)) = (bytes(&input.units)?, bytes(&input.persons)?);
    let file = |name, bytes| YearFile::only(campaign, File { name, bytes });
    let data = Data { units: file("units", &units), persons: file("people", &persons), ..Data::default() };
    match campaign::bind(campaign, &data) {
        (Some(subjects), ..) => Ok(subjects),
        (None, _, findings) => bail!("the data have mistakes: {findings:?}"),
    }
}

#[inline(never)] // so that a profile shows it
fn judged<'a>(campaign: &'a Campaign, subjects: &'a Subjects) -> Assessment<'a> {
    assess(campaign, subjects, Date::from_ymd_opt(2024, 1, 31).unwrap_or_default(), None)
}

#[inline(never)] // so that a profile shows it
fn written(assessment: &Assessment<'_>, record: &Record, cells: &AtomicUsize) -> Result<Written> {
    let mut book = report::book(assessment, record);
    for sheet in std::mem::take(&mut book.sheets) {
        let rows = Box::new(Counted { rows: sheet.rows, cells });
        book.sheets.push(Sheet { rows, ..sheet });
    }
    Ok(xlsx::workbook(&book)?)
}

/// Rows whose cells are counted on their way: those that hold something.
struct Counted<'a> {
    rows: Box<dyn Rows + 'a>,
    cells: &'a AtomicUsize,
}

impl Rows for Counted<'_> {
    fn each(&self, put: &mut dyn FnMut(&[Cell<'_>])) {
        let mut held = 0;
        self.rows.each(&mut |cells| {
            held += cells.iter().filter(|cell| cell.value != Value::Empty).count();
            put(cells);
        });
        self.cells.fetch_add(held, Ordering::Relaxed);
    }
}

/// The files as the workbook names them; the command line works out their digests.
fn record() -> Record {
    let file = |name: &str| FileRecord { name: name.to_owned(), size: 0, sha256: String::new() };
    Record { version: String::new(), campaign: file("campaign.toml"), data: vec![file("units"), file("people")] }
}

fn work(assessment: &Assessment<'_>, written: usize, bytes: usize) -> Work {
    let campaign = assessment.campaign;
    let of = |side: Side| assessment.count(side);
    let keys = 3;
    let read = [Side::Units, Side::Persons]
        .into_iter()
        .map(|side| of(side) * (keys + campaign.register(side).map_or(0, |register| register.columns.len())));
    let verdicts = campaign.criteria.iter().map(|criterion| of(criterion.side));
    Work { read: read.sum(), verdicts: verdicts.sum(), written, bytes }
}

/// One time in hundredths of another.
fn hundredths(time: Duration, of: Duration) -> usize {
    usize::try_from(time.as_nanos() * 100 / of.as_nanos().max(1)).unwrap_or(usize::MAX)
}

fn ratio(hundredths: usize) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn median_of(mut all: Vec<usize>) -> usize {
    all.sort_unstable();
    all.get(all.len() / 2).copied().unwrap_or_default()
}

fn median(times: impl Iterator<Item = Duration>) -> Duration {
    let mut times: Vec<Duration> = times.collect();
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// Milliseconds with three digits that count.
fn shown(time: Duration) -> String {
    let micros = time.as_micros();
    match micros {
        0..10_000 => format!("{}.{:02} ms", micros / 1000, micros % 1000 / 10),
        _ => format!("{} ms", micros / 1000),
    }
}

/// Nanoseconds for each.
fn each(time: Duration, count: usize) -> u128 {
    time.as_nanos() / u128::try_from(count).unwrap_or(1).max(1)
}

/// The most memory that the process had at once, where the system tells.
fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kib.map_or_else(|| "unknown".to_owned(), |kib| format!("{} MiB", kib / 1024))
}
