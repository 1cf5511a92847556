//! What every command does first: read the campaign file and its data, and show what was found.

use std::io::{ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::anyhow;

use super::apart;
use super::args::Place;
use super::bytes;
use super::gathered;
use super::progress::Working;
use super::replace;
use crate::campaign::{self, Campaign, Data, Register, Subjects, YearFile};
use crate::input::{File, Limits};
use crate::text::{self, Definition, Message, Step};
use crate::vocab::{Date, Finding, Lang, Level, NotWritten, Provenance, Sources, Span};
use crate::write::terminal;

/// Why a command ends before its work is done.
#[derive(Debug)]
pub(super) enum Stop {
    /// Mistakes in the definition or the data; they have been shown. Exit code 1.
    Mistakes,
    /// Wrong usage, or a failure of the machine. Exit code 2.
    Machine(anyhow::Error),
}

impl From<anyhow::Error> for Stop {
    fn from(error: anyhow::Error) -> Stop {
        Stop::Machine(error)
    }
}

/// One run of the program.
pub(super) struct Job {
    pub(super) lang: Lang,
    /// The campaign file.
    pub(super) path: PathBuf,
    /// Its text.
    pub(super) text: String,
    /// The day as of which deadlines are looked at.
    pub(super) as_of: Date,
    /// The data files in place of those that the definition names.
    units: Option<PathBuf>,
    persons: Option<PathBuf>,
    year: Option<i32>,
    limits: Limits,
}

/// A data file with the name under which findings and the workbook show it.
pub(super) struct DataFile {
    pub(super) path: PathBuf,
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    /// What was read of it in a process of its own, where its format needs one.
    plain: Option<String>,
}

impl DataFile {
    fn file(&self) -> File<'_> {
        File { name: &self.name, bytes: self.plain.as_ref().map_or(&self.bytes, |plain| plain.as_bytes()) }
    }
}

/// The data files of a campaign by year, the year judged first; an earlier year may have none.
pub(super) struct Files {
    pub(super) units: Vec<(i32, Option<DataFile>)>,
    pub(super) persons: Vec<(i32, Option<DataFile>)>,
    /// The list of units that must send figures, where the campaign names one.
    pub(super) expected: Option<DataFile>,
    /// The council's decisions, where the campaign names a file of them.
    pub(super) decisions: Option<DataFile>,
    /// The tables of lists, in the order of the campaign.
    pub(super) details: Vec<Vec<(i32, Option<DataFile>)>>,
    /// Files beside gathered ones that nothing takes, with where the definition says which are gathered.
    pub(super) untaken: Vec<(Span, Vec<String>)>,
}

/// What a run reads, so that no result stands in its place.
pub(super) struct Reads {
    /// The campaign file and every data file, those that are not there yet included.
    pub(super) files: Vec<PathBuf>,
    /// The folder from which patterns count.
    pub(super) folder: PathBuf,
    /// The patterns of files that are gathered.
    pub(super) patterns: Vec<String>,
}

impl Files {
    /// Every file that is there.
    pub(super) fn all(&self) -> impl Iterator<Item = &DataFile> {
        let data = self.units.iter().chain(&self.persons).chain(self.details.iter().flatten());
        data.filter_map(|(_, file)| file.as_ref()).chain(&self.expected).chain(&self.decisions)
    }
}

impl Job {
    /// Opens the campaign file; a folder stands for the `campaign.toml` in it.
    pub(super) fn open(place: &Place, lang: Lang) -> Result<Job, Stop> {
        let path = if place.campaign.is_dir() { place.campaign.join("campaign.toml") } else { place.campaign.clone() };
        let bytes = read(&path, lang)?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let good = error.utf8_error().valid_up_to();
            let line = error.as_bytes()[..good].iter().filter(|byte| **byte == b'\n').count() + 1;
            Stop::Machine(said(lang, &Message::NotUtf8 { path: path.display().to_string(), line }))
        })?;
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        let as_of = place.as_of.unwrap_or_else(|| chrono::Local::now().date_naive());
        let (units, persons) = (place.units.clone(), place.persons.clone());
        let limits = place.max_size.map_or(Limits::default(), Limits::of);
        Ok(Job { lang, path, text, as_of, units, persons, year: place.year, limits })
    }

    /// Reads the definition and shows what was found in it.
    pub(super) fn campaign(&self) -> Result<Campaign, Stop> {
        self.campaign_with(|finding| !finding.is_advice())
    }

    /// The same for somebody who is looking over the definition.
    pub(super) fn campaign_looked_over(&self) -> Result<Campaign, Stop> {
        self.campaign_with(|_| true)
    }

    /// The same for a command about one subject: only mistakes are shown.
    pub(super) fn campaign_quietly(&self) -> Result<Campaign, Stop> {
        self.campaign_with(|finding| finding.level() == Level::Mistake)
    }

    fn campaign_with(&self, shown: impl Fn(&Finding) -> bool) -> Result<Campaign, Stop> {
        let (campaign, mut findings) = campaign::read_for(&self.text, self.year);
        let campaign = self.of_year(campaign)?;
        findings.retain(shown);
        self.show(&findings, &Sources::default());
        let campaign = campaign.ok_or(Stop::Mistakes)?;
        if self.persons.is_some() && campaign.persons.is_none() {
            return Err(Stop::Machine(said(self.lang, &Message::NoPersons)));
        }
        Ok(campaign)
    }

    /// Refuses a year that the campaign does not have: what was found in the definition for it would say nothing.
    fn of_year(&self, campaign: Option<Campaign>) -> Result<Option<Campaign>, Stop> {
        // The year that the file names was read as the last one; another may be chosen from the first one on.
        match (self.year, &campaign) {
            (Some(year), Some(known)) if !(known.first_year..=known.last_year).contains(&year) => {
                let message = Message::NoSuchYear { written: year, first: known.first_year, last: known.last_year };
                Err(Stop::Machine(said(self.lang, &message)))
            }
            _ => Ok(campaign),
        }
    }

    /// Reads the data files. Every one that cannot be read is named; an earlier year without a file is left to binding.
    pub(super) fn files(&self, campaign: &Campaign) -> Result<Files, Stop> {
        let (files, decisions) = self.files_apart(campaign)?;
        decisions.map(|()| files)
    }

    /// Reads the data files; beside them comes whether the council's decisions could be read, where nothing else failed.
    pub(super) fn files_apart(&self, campaign: &Campaign) -> Result<(Files, Result<(), Stop>), Stop> {
        let _reading = Working::on(Step::Files, 0, self.lang);
        let mut failures = Vec::new();
        let mut of = |register: &Register, given: Option<&Path>| {
            let years = if given.is_some() { vec![campaign.year] } else { campaign.file_years(register) };
            let named = |year| (register.file_of(year), register.patterns_of(year));
            self.files_of(campaign, &years, named, given, &mut failures)
        };
        let units = of(&campaign.units, self.units.as_deref());
        let persons = campaign.persons.as_ref().map(|persons| of(persons, self.persons.as_deref())).unwrap_or_default();
        let details = campaign.details.iter().map(|detail| {
            let years = campaign.detail_years(detail);
            let named = |year| (detail.file_of(year), detail.patterns_of(year));
            self.files_of(campaign, &years, named, None, &mut failures)
        });
        let details: Vec<_> = details.collect();
        let one = |file: &String| {
            let (path, name) = (self.folder().join(file), shown_name(Path::new(file)));
            self.data_file(path, name).map_err(|failure| format!("{failure:#}"))
        };
        let expected = campaign.units.expected.as_ref().map(|expected| one(&expected.file_of(campaign.year)));
        let expected = expected.transpose().unwrap_or_else(|failure| {
            failures.push(failure);
            None
        });
        let decisions = campaign.decisions.as_ref().map(|decisions| one(&decisions.file)).transpose();
        let (decisions, failure) = decisions.map_or_else(|failure| (None, Some(failure)), |decisions| (decisions, None));
        if failures.is_empty() {
            let mut files = Files { units, persons, expected, details, decisions, untaken: Vec::new() };
            files.untaken = self.untaken(campaign, &files);
            let decided = failure.map_or(Ok(()), |failure| Err(Stop::Machine(anyhow!(failure))));
            return Ok((files, decided));
        }
        failures.extend(failure);
        Err(Stop::Machine(anyhow!(failures.join("\n"))))
    }

    /// The first data file of a campaign for which nothing has come yet: none of its files of figures is there, nor any
    /// other table where they would lie. A list of those who must send them, the council's decisions and results of earlier
    /// runs may stand there already. A file that is missing beside others is probably called otherwise, and that is a
    /// failure.
    pub(super) fn awaited(&self, campaign: &Campaign) -> Option<PathBuf> {
        if self.units.is_some() || self.persons.is_some() {
            return None;
        }
        let year = campaign.year;
        let registers = [Some(&campaign.units), campaign.persons.as_ref()].into_iter().flatten();
        let tables = registers.map(|register| (register.file_of(year), register.patterns_of(year)));
        let lists = campaign.details.iter().map(|detail| (detail.file_of(year), detail.patterns_of(year)));
        let all = tables.chain(lists).map(|(file, patterns)| (self.folder().join(file), patterns));
        let all: Vec<(PathBuf, Vec<String>)> = all.collect();
        let expected = campaign.units.expected.as_ref().map(|expected| expected.file_of(year));
        let decisions = campaign.decisions.as_ref().map(|decisions| decisions.file.clone());
        let others: Vec<PathBuf> = expected.iter().chain(&decisions).map(|file| self.folder().join(file)).collect();
        let is_there = |(path, patterns): &(PathBuf, Vec<String>)| match patterns.as_slice() {
            [] => path.exists() || path.parent().is_some_and(|folder| holds_tables(folder, &others)),
            patterns => !gathered::files(self.folder(), patterns).is_ok_and(|files| files.is_empty()),
        };
        if all.iter().any(is_there) { None } else { all.into_iter().next().map(|(path, _)| path) }
    }

    fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    fn files_of(
        &self,
        campaign: &Campaign,
        years: &[i32],
        named: impl Fn(i32) -> (String, Vec<String>),
        given: Option<&Path>,
        failures: &mut Vec<String>,
    ) -> Vec<(i32, Option<DataFile>)> {
        let mut files = Vec::new();
        for year in years.iter().copied() {
            let (file, patterns) = named(year);
            let paths = match given {
                Some(given) => vec![(given.to_path_buf(), shown_name(given))],
                None if patterns.is_empty() => {
                    let path = self.folder().join(&file);
                    let absent = year < campaign.year && !path.exists();
                    if absent { Vec::new() } else { vec![(path, shown_name(Path::new(&file)))] }
                }
                None => self.gathered(&patterns).unwrap_or_else(|(folder, error)| {
                    failures.push(format!("{:#}", unread(&folder, &error, self.lang)));
                    Vec::new()
                }),
            };
            if paths.is_empty() {
                files.push((year, None));
            }
            for (path, name) in paths {
                match self.data_file(path, name) {
                    Ok(file) => files.push((year, Some(file))),
                    Err(failure) => failures.push(format!("{failure:#}")),
                }
            }
        }
        files
    }

    /// The files beside gathered ones that nothing takes, with where the definition says which are gathered.
    fn untaken(&self, campaign: &Campaign, files: &Files) -> Vec<(Span, Vec<String>)> {
        let given = |given: &Option<PathBuf>| given.is_some();
        let registers = [(Some(&campaign.units), given(&self.units)), (campaign.persons.as_ref(), given(&self.persons))];
        let registers = registers.into_iter().filter(|(_, given)| !given).filter_map(|(register, _)| register);
        let of_year = campaign.year;
        let patterns = registers.map(|register| (register.file_span.clone(), register.patterns_of(of_year)));
        let details = campaign.details.iter().map(|detail| (detail.file_span.clone(), detail.patterns_of(of_year)));
        let taken = |path: &PathBuf| files.all().any(|file| file.path == *path);
        let mut named: Vec<String> = Vec::new();
        let mut untaken = Vec::new();
        for (span, patterns) in patterns.chain(details) {
            let beside = gathered::beside(self.folder(), &patterns).into_iter().filter(|(path, _)| !taken(path));
            let beside: Vec<String> = beside.map(|(_, name)| name).filter(|name| !named.contains(name)).collect();
            named.extend(beside.iter().cloned());
            if !beside.is_empty() {
                untaken.push((span, beside));
            }
        }
        untaken
    }

    /// What this run reads, and what the next one would.
    pub(super) fn reads(&self, campaign: &Campaign, files: &Files) -> Reads {
        let registers = [Some(&campaign.units), campaign.persons.as_ref()].into_iter().flatten();
        let registers = registers.flat_map(|register| {
            let years = campaign.file_years(register).into_iter();
            years.map(|year| (register.file_of(year), register.patterns_of(year)))
        });
        let details = campaign.details.iter().flat_map(|detail| {
            let years = campaign.detail_years(detail).into_iter();
            years.map(|year| (detail.file_of(year), detail.patterns_of(year)))
        });
        let named: Vec<(String, Vec<String>)> = registers.chain(details).collect();
        // A file that is not there yet is one that somebody still sends.
        let single = named.iter().filter(|(_, patterns)| patterns.is_empty()).map(|(file, _)| self.folder().join(file));
        let read = files.all().map(|file| file.path.clone());
        let all = std::iter::once(self.path.clone()).chain(read).chain(single).collect();
        let patterns = named.iter().flat_map(|(_, patterns)| patterns.iter().cloned()).collect();
        Reads { files: all, folder: self.folder().to_path_buf(), patterns }
    }

    /// The files that fit patterns, each with the name by which findings call it.
    fn gathered(&self, patterns: &[String]) -> Result<Vec<(PathBuf, String)>, (PathBuf, std::io::Error)> {
        let found = gathered::files(self.folder(), patterns)?;
        // What lies outside the campaign's own folder is called without the folders of the machine.
        let named = |(path, name): (PathBuf, String)| {
            let name = name.rsplit_once("../").map_or(name.as_str(), |(_, name)| name).to_owned();
            (path, name)
        };
        Ok(found.into_iter().map(named).collect())
    }

    fn data_file(&self, path: PathBuf, name: String) -> anyhow::Result<DataFile> {
        let (bytes, refused) = bytes::read(&path, &self.limits).map_err(|error| unread(&path, &error, self.lang))?;
        let plain = refused.or_else(|| apart::plain(&bytes, &self.limits));
        Ok(DataFile { path, name, bytes, plain })
    }

    fn data<'f>(&self, files: &'f Files) -> Data<'f> {
        Data {
            units: files.units.iter().map(year_file).collect(),
            persons: files.persons.iter().map(year_file).collect(),
            expected: files.expected.as_ref().map(DataFile::file),
            decisions: files.decisions.as_ref().map(DataFile::file),
            details: files.details.iter().map(|files| files.iter().map(year_file).collect()).collect(),
            limits: self.limits,
            untaken: files.untaken.clone(),
        }
    }

    /// Binds the data as far as they can be understood and shows what was found in them.
    pub(super) fn understood(&self, campaign: &Campaign, files: &Files) -> (Option<Subjects>, Vec<Finding>) {
        let (subjects, sources, findings) = {
            let _reading = Working::on(Step::Tables, 0, self.lang);
            campaign::understand(campaign, &self.data(files))
        };
        self.show(&findings, &sources);
        (subjects, findings)
    }

    /// Binds the data and shows what was found in them.
    pub(super) fn subjects(&self, campaign: &Campaign, files: &Files) -> Result<Subjects, Stop> {
        let subjects = self.subjects_quietly(campaign, files)?;
        self.show(&subjects.findings, &subjects.sources);
        Ok(subjects)
    }

    /// Binds the data and shows only what keeps them from being judged.
    pub(super) fn subjects_quietly(&self, campaign: &Campaign, files: &Files) -> Result<Subjects, Stop> {
        let data = self.data(files);
        let (subjects, sources, findings) = {
            let _reading = Working::on(Step::Tables, 0, self.lang);
            campaign::bind(campaign, &data)
        };
        match subjects {
            Some(subjects) => Ok(subjects),
            None => {
                self.show(&findings, &sources);
                Err(Stop::Mistakes)
            }
        }
    }

    /// Shows findings.
    pub(super) fn show<'f>(&self, findings: impl IntoIterator<Item = &'f Finding>, sources: &Sources) {
        let name = self.path.display().to_string();
        let definition = Definition { name: &name, text: &self.text };
        let styled = std::io::stderr().is_terminal();
        let shown = terminal::findings(findings, &definition, sources, self.lang, styled);
        // A closed terminal is no reason to stop.
        let _ = anstream::stderr().write_all(shown.as_bytes());
    }

    /// The occasion that was asked for, by its position.
    pub(super) fn occasion(&self, campaign: &Campaign, place: &Place) -> Result<Option<usize>, Stop> {
        let Some(written) = &place.occasion else { return Ok(None) };
        let position = campaign.occasions.iter().position(|occasion| occasion.id == *written);
        position.map(Some).ok_or_else(|| {
            let known = campaign.occasions.iter().map(|occasion| occasion.id.clone()).collect();
            Stop::Machine(said(self.lang, &Message::NoSuchOccasion { written: written.clone(), known }))
        })
    }

    /// Says something on the terminal.
    pub(super) fn say(&self, message: &Message) -> anyhow::Result<()> {
        print(&text::message(self.lang, message), self.lang)
    }

    /// Says on standard error why the work is not done.
    pub(super) fn complain(&self, message: &Message) {
        print_error(&text::message(self.lang, message));
    }
}

/// Prints a failure of the machine or a wrong usage, each line as a mistake.
pub(super) fn complain(lines: &str, lang: Lang) {
    for line in lines.lines() {
        // A line of advice belongs to the mistake above it.
        let level = if line.starts_with(' ') { String::new() } else { format!("{}: ", text::level(lang, Level::Mistake)) };
        print_error(&format!("{level}{}", terminal::clean(line)));
    }
}

/// Prints lines on standard error, whatever stands in them.
pub(super) fn print_error(lines: &str) {
    let _ = writeln!(anstream::stderr(), "{}", cleaned(lines));
}

fn year_file((year, file): &(i32, Option<DataFile>)) -> YearFile<'_> {
    YearFile { year: *year, file: file.as_ref().map(DataFile::file) }
}

/// Whether anything in the data is doubtful.
pub(super) fn doubtful<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> bool {
    findings.into_iter().any(|finding| finding.level() != Level::Note)
}

/// Prints lines, whatever stands in them: a name cannot command the terminal.
pub(super) fn print(lines: &str, lang: Lang) -> anyhow::Result<()> {
    to_standard(lang, |out| writeln!(out, "{}", cleaned(lines)))
}

/// Writes to standard output. A reader that has gone away is no reason to fail.
pub(super) fn to_standard(lang: Lang, write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(not_out(&error, lang)),
        _ => Ok(()),
    }
}

/// Why standard output takes no more, in words.
pub(super) fn not_out(error: &std::io::Error, lang: Lang) -> anyhow::Error {
    let is_full = matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded);
    replace::told(&NotWritten::Standard((!is_full).then(|| error.to_string())), lang)
}

fn cleaned(lines: &str) -> String {
    lines.split('\n').map(terminal::clean).collect::<Vec<_>>().join("\n")
}

/// A message as an error.
pub(super) fn said(lang: Lang, message: &Message) -> anyhow::Error {
    anyhow!("{}", text::message(lang, message))
}

/// Messages as one error.
pub(super) fn all_said(lang: Lang, messages: &[Message]) -> anyhow::Error {
    anyhow!("{}", messages.iter().map(|message| text::message(lang, message)).collect::<Vec<_>>().join("\n"))
}

/// The name by which findings and the workbook call a file: as the campaign names it, without the folders of a machine.
fn shown_name(path: &Path) -> String {
    let foreign = path.is_absolute() || path.components().any(|part| matches!(part, std::path::Component::ParentDir));
    match path.file_name() {
        Some(name) if foreign => name.to_string_lossy().into_owned(),
        _ => path.to_string_lossy().into_owned(),
    }
}

/// Whether a folder holds a file that may be a table of figures: none of the `others`, and no result of a run.
fn holds_tables(folder: &Path, others: &[PathBuf]) -> bool {
    // The folder of a file without one is the current folder.
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let is_result = |path: &Path| {
        let whose = replace::provenance(path);
        matches!(whose, Ok(Provenance::Ours | Provenance::Edited))
    };
    files.map(|file| file.path()).any(|path| {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        let is_table = matches!(ending.as_deref(), Some("csv" | "xlsx" | "xls" | "xlsb" | "xlsm" | "ods"));
        is_table && path.is_file() && !others.iter().any(|other| replace::is_same(&path, other)) && !is_result(&path)
    })
}

/// Reads a campaign file whole.
fn read(path: &Path, lang: Lang) -> anyhow::Result<Vec<u8>> {
    let bytes = bytes::at_most(path, bytes::CAMPAIGN).map_err(|error| unread(path, &error, lang))?;
    let too_large = || Message::CampaignTooLarge { path: path.display().to_string(), limit: bytes::CAMPAIGN };
    bytes.ok_or_else(|| said(lang, &too_large()))
}

/// Why a file or a folder could not be read.
fn unread(path: &Path, error: &std::io::Error, lang: Lang) -> anyhow::Error {
    let shown = path.display().to_string();
    let message = match error.kind() {
        ErrorKind::NotFound => Message::NoFile { path: shown },
        ErrorKind::PermissionDenied => Message::NotAllowed { path: shown },
        _ => Message::NotRead { path: shown, reason: error.to_string() },
    };
    said(lang, &message)
}
