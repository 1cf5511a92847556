//! What every command does first: read the campaign file and its data, and show what was found.

use std::io::{ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::anyhow;

use super::args::Place;
use crate::campaign::{self, Campaign, Data, Subjects};
use crate::input::File;
use crate::text::{self, Definition, Message};
use crate::vocab::{Date, Finding, Lang, Level, Sources};
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
}

/// A data file with the name under which findings and the workbook show it.
pub(super) struct DataFile {
    pub(super) path: PathBuf,
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// The data files of a campaign.
pub(super) struct Files {
    pub(super) units: DataFile,
    pub(super) persons: Option<DataFile>,
    /// The tables of lists, in the order of the campaign.
    pub(super) details: Vec<DataFile>,
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
        Ok(Job { lang, path, text, as_of, units: place.units.clone(), persons: place.persons.clone() })
    }

    /// Reads the definition and shows what was found in it.
    pub(super) fn campaign(&self) -> Result<Campaign, Stop> {
        let (campaign, findings) = campaign::read(&self.text);
        self.show(&findings, &Sources::default());
        let campaign = campaign.ok_or(Stop::Mistakes)?;
        if self.persons.is_some() && campaign.persons.is_none() {
            return Err(Stop::Machine(said(self.lang, &Message::NoPersons)));
        }
        Ok(campaign)
    }

    /// Reads the data files. Every one that cannot be read is named.
    pub(super) fn files(&self, campaign: &Campaign) -> Result<Files, Stop> {
        let units = self.data_file(self.units.as_deref(), &campaign.units.file);
        let persons = campaign.persons.as_ref().map(|persons| self.data_file(self.persons.as_deref(), &persons.file));
        let (details, errors): (Vec<_>, Vec<_>) =
            campaign.details.iter().map(|detail| self.data_file(None, &detail.file)).partition(Result::is_ok);
        let details: Vec<DataFile> = details.into_iter().flatten().collect();
        let mut errors: Vec<anyhow::Error> = errors.into_iter().filter_map(Result::err).collect();
        match (units, persons.transpose()) {
            (Ok(units), Ok(persons)) if errors.is_empty() => return Ok(Files { units, persons, details }),
            (units, persons) => errors.splice(0..0, units.err().into_iter().chain(persons.err())),
        };
        let told: Vec<String> = errors.iter().map(|error| format!("{error:#}")).collect();
        Err(Stop::Machine(anyhow!("{}", told.join("\n"))))
    }

    /// The data files that the definition names and that are not there.
    pub(super) fn missing_file(&self, campaign: &Campaign) -> Option<PathBuf> {
        let persons = campaign.persons.as_ref().map(|persons| self.data_path(self.persons.as_deref(), &persons.file));
        let units = self.data_path(self.units.as_deref(), &campaign.units.file);
        let details = campaign.details.iter().map(|detail| self.data_path(None, &detail.file));
        [Some(units), persons].into_iter().flatten().chain(details).find(|path| !path.exists())
    }

    fn data_path(&self, given: Option<&Path>, named: &str) -> PathBuf {
        given.map_or_else(|| self.path.parent().unwrap_or(Path::new("")).join(named), Path::to_path_buf)
    }

    fn data_file(&self, given: Option<&Path>, named: &str) -> anyhow::Result<DataFile> {
        let path = self.data_path(given, named);
        let name = shown_name(given.unwrap_or(Path::new(named)));
        Ok(DataFile { bytes: read(&path, self.lang)?, path, name })
    }

    /// Binds the data and shows what was found in them.
    pub(super) fn subjects(&self, campaign: &Campaign, files: &Files) -> Result<Subjects, Stop> {
        let units = File { name: &files.units.name, bytes: &files.units.bytes };
        let persons = files.persons.as_ref().map(|persons| File { name: &persons.name, bytes: &persons.bytes });
        let details: Vec<File<'_>> =
            files.details.iter().map(|detail| File { name: &detail.name, bytes: &detail.bytes }).collect();
        let (subjects, sources, findings) = campaign::bind(campaign, &Data { units, persons, details: &details });
        match subjects {
            Some(subjects) => {
                self.show(&subjects.findings, &subjects.sources);
                Ok(subjects)
            }
            None => {
                self.show(&findings, &sources);
                Err(Stop::Mistakes)
            }
        }
    }

    fn show(&self, findings: &[Finding], sources: &Sources) {
        let name = self.path.display().to_string();
        let definition = Definition { name: &name, text: &self.text };
        let styled = std::io::stderr().is_terminal();
        let shown = terminal::findings(findings, &definition, sources, self.lang, styled);
        // A closed terminal is no reason to stop.
        let _ = anstream::stderr().write_all(shown.as_bytes());
    }

    /// Says something on the terminal.
    pub(super) fn say(&self, message: &Message) {
        print(&text::message(self.lang, message));
    }
}

/// Whether anything in the data is doubtful.
pub(super) fn doubtful(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.level() != Level::Note)
}

/// Prints a line; a reader that has gone away is no reason to stop.
pub(super) fn print(line: &str) {
    let _ = writeln!(anstream::stdout(), "{line}");
}

/// A message as an error.
pub(super) fn said(lang: Lang, message: &Message) -> anyhow::Error {
    anyhow!("{}", text::message(lang, message))
}

/// The name by which findings and the workbook call a file: as the campaign names it, without the folders of a machine.
fn shown_name(path: &Path) -> String {
    let foreign = path.is_absolute() || path.components().any(|part| matches!(part, std::path::Component::ParentDir));
    match path.file_name() {
        Some(name) if foreign => name.to_string_lossy().into_owned(),
        _ => path.to_string_lossy().into_owned(),
    }
}

/// Reads a file whole.
fn read(path: &Path, lang: Lang) -> anyhow::Result<Vec<u8>> {
    std::fs::read(path).map_err(|error| {
        let shown = path.display().to_string();
        let message = match error.kind() {
            ErrorKind::NotFound => Message::NoFile { path: shown },
            ErrorKind::PermissionDenied => Message::NotAllowed { path: shown },
            _ => Message::NotRead { path: shown, reason: error.to_string() },
        };
        said(lang, &message)
    })
}
