//! One size, step by step: how long each step takes, and how much memory the process needed at most.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use thidua::assess::{Assessment, assess};
use thidua::campaign::{self, Campaign, Data, Subjects, YearFile};
use thidua::input::File;
use thidua::vocab::{Date, Side, Verdict};

use crate::data::Size;

const CAMPAIGN: &str = include_str!("../campaign.toml");

/// The two files of one size.
pub(crate) struct Input {
    pub(crate) units: PathBuf,
    pub(crate) persons: PathBuf,
}

/// How long each step took.
#[derive(Clone, Copy)]
struct Steps {
    reading: Duration,
    judging: Duration,
}

/// How much there was to do.
#[derive(Clone, Copy)]
struct Work {
    /// Cells that were read and are used.
    read: usize,
    /// Verdicts, one for each subject and criterion.
    verdicts: usize,
}

/// The line above the measurements.
pub(crate) fn heading() {
    println!("size    persons  reading               judging and ranking    peak memory");
}

/// Measures one size in this process and prints a line.
pub(crate) fn report(size: Size, input: &Input) -> Result<()> {
    let campaign = read_campaign()?;
    let runs = if size.persons > 100_000 { 3 } else { 15 };
    let (work, steps): (Vec<Work>, Vec<Steps>) =
        (0..runs).map(|_| run(&campaign, input)).collect::<Result<Vec<_>>>()?.into_iter().unzip();
    let work = work[0];
    let reading = median(steps.iter().map(|steps| steps.reading));
    let judging = median(steps.iter().map(|steps| steps.judging));
    println!(
        "{:4} {:>10}  {:>8} {:>4} ns/cell  {:>8} {:>4} ns/verdict  {}",
        size.name,
        size.persons,
        shown(reading),
        each(reading, work.read),
        shown(judging),
        each(judging, work.verdicts),
        peak_memory()
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

fn read_campaign() -> Result<Campaign> {
    let (campaign, findings) = campaign::read(CAMPAIGN);
    campaign.with_context(|| format!("the campaign has mistakes: {findings:?}"))
}

fn run(campaign: &Campaign, input: &Input) -> Result<(Work, Steps)> {
    let start = Instant::now();
    let subjects = read(campaign, input)?;
    let reading = start.elapsed();
    let start = Instant::now();
    let assessment = judged(campaign, &subjects);
    let judging = start.elapsed();
    Ok((work(&assessment), Steps { reading, judging }))
}

/// Reads both files and binds them; the bytes are dropped again.
#[inline(never)] // so that a profile shows it
fn read(campaign: &Campaign, input: &Input) -> Result<Subjects> {
    let bytes = |path: &Path| std::fs::read(path).with_context(|| path.display().to_string());
    let (units, persons) = (bytes(&input.units)?, bytes(&input.persons)?);
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

fn work(assessment: &Assessment<'_>) -> Work {
    let campaign = assessment.campaign;
    let of = |side: Side| assessment.count(side);
    let keys = 3;
    let read = [Side::Units, Side::Persons]
        .into_iter()
        .map(|side| of(side) * (keys + campaign.register(side).map_or(0, |register| register.columns.len())));
    Work { read: read.sum(), verdicts: campaign.criteria.iter().map(|criterion| of(criterion.side)).sum() }
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
