//! `thidua run`: one campaign and its data in; a workbook, JSON or tables out.

use std::io::{self, Write};

use sha2::{Digest, Sha256};

use super::args::Run;
use super::folder::{self, Known, ReadyFolder};
use super::job::{DataFile, Files, Job, Stop, all_said, doubtful, print, print_error, said, to_standard};
use super::output::{self, Format, Output};
use super::progress::Working;
use super::replace::{self, Ready};
use super::target;
use crate::assess::{Assessment, assess};
use crate::campaign::Campaign;
use crate::report::facts::{self, facts};
use crate::report::{self, Fact, FileRecord, Record};
use crate::text::{self, Message, Step};
use crate::vocab::{Lang, NotWritten, Shortened};
use crate::write::json;
use crate::write::xlsx::{self, WriteError};

pub(super) fn run(args: &Run, lang: Lang) -> Result<(), Stop> {
    let outputs = output::all(&args.outputs, args.format).map_err(|against| all_said(lang, &against))?;
    let job = Job::open(&args.place, lang)?;
    let campaign = job.campaign()?;
    let occasion = job.occasion(&campaign, &args.place)?;
    let outputs = if outputs.is_empty() { vec![own(args, &campaign, lang)?] } else { outputs };
    let files = job.files(&campaign)?;
    let known = target::check(&outputs, &job.reads(&campaign, &files), args.force, lang)?;
    let subjects = job.subjects(&campaign, &files)?;
    let assessment = {
        let _judging = Working::on(Step::Judging, 0, lang);
        assess(&campaign, &subjects, job.as_of, occasion)
    };
    job.show(assessment.found(), &subjects.sources);
    if args.strict {
        strictly_sure(&job, &assessment)?;
    }
    let record = record(&job, &files);
    let shortened = Writing { assessment: &assessment, record: &record, lang }.write(&outputs, &known)?;
    // Standard output belongs to the result where it goes there.
    let is_standard = outputs.iter().any(|output| matches!(output, Output::Standard(_)));
    let tell = |lines: &str| told_beside(is_standard, lines, lang);
    for output in outputs.iter().filter(|output| !matches!(output, Output::Standard(_))) {
        tell(&text::message(lang, &Message::Written { path: output.shown() }))?;
    }
    let summary = report::summary(&assessment, lang).into_iter();
    let shortened = shortened.iter().map(|shortened| text::shortened(lang, shortened));
    Ok(tell(&summary.chain(shortened).collect::<Vec<_>>().join("\n"))?)
}

/// Tells something on standard output, or on standard error where the result itself goes to standard output.
pub(super) fn told_beside(is_standard: bool, lines: &str, lang: Lang) -> anyhow::Result<()> {
    if !is_standard {
        return print(lines, lang);
    }
    print_error(lines);
    Ok(())
}

/// Where the result goes when nothing is asked for: beside the user under the campaign's own name.
fn own(args: &Run, campaign: &Campaign, lang: Lang) -> Result<Output, Stop> {
    let own = Output::own(&file_name(&campaign.id), args.format);
    own.map_err(|message| Stop::Machine(said(lang, &message)))
}

/// A name without what would lead to another folder, or what some system does not take in the name of a file.
fn file_name(id: &str) -> String {
    let taken = |c: char| if c.is_control() || "/\\:*?\"<>|".contains(c) { '-' } else { c };
    id.trim_start_matches('.').chars().map(taken).collect()
}

/// What is written, and in whose language failures are told.
struct Writing<'a> {
    assessment: &'a Assessment<'a>,
    record: &'a Record,
    lang: Lang,
}

/// A result that is whole and only has to step into its place.
enum Whole {
    File(Ready),
    Folder(ReadyFolder),
    Written,
}

impl Writing<'_> {
    /// Makes every result beside its place, then puts each in it: what fails while one is made leaves all places as they
    /// were.
    fn write(&self, outputs: &[Output], known: &[Known]) -> Result<Vec<Shortened>, Stop> {
        let wants = |wanted: Format| {
            outputs.iter().any(|output| match output {
                Output::File(_, format) | Output::Standard(format) => *format == wanted,
                Output::Folder(_) => wanted == Format::Tables,
            })
        };
        let workbook = if wants(Format::Workbook) { Some(self.workbook()?) } else { None };
        let facts = (wants(Format::Json) || wants(Format::Tables)).then(|| facts(self.assessment, self.record));
        let (bytes, shortened) = workbook.map(|written| (written.bytes, written.shortened)).unwrap_or_default();
        let facts = facts.unwrap_or_default();
        let mut whole = Vec::new();
        for (output, known) in outputs.iter().zip(known) {
            whole.push(self.one(output, known, &bytes, &facts)?);
        }
        for whole in whole {
            match whole {
                Whole::File(file) => file.step_in(self.lang)?,
                Whole::Folder(folder) => folder.step_in(self.lang)?,
                Whole::Written => {}
            }
        }
        Ok(shortened)
    }

    fn one(&self, output: &Output, known: &Known, workbook: &[u8], facts: &Fact<'_>) -> Result<Whole, Stop> {
        Ok(match output {
            Output::File(path, Format::Json) => {
                Whole::File(replace::prepare(path, self.lang, |file| self.json(facts, file))?)
            }
            Output::File(path, _) => Whole::File(replace::prepare(path, self.lang, |file| file.write_all(workbook))?),
            Output::Folder(path) => {
                let working = Working::on(Step::Csv, facts::subjects(self.assessment), self.lang);
                let told = &mut |list: &str| count(&working, list);
                Whole::Folder(folder::prepare(path, facts, known, self.lang, told)?)
            }
            Output::Standard(Format::Json) => {
                to_standard(self.lang, |out| self.json(facts, out))?;
                Whole::Written
            }
            Output::Standard(_) => {
                to_standard(self.lang, |out| out.write_all(workbook))?;
                Whole::Written
            }
        })
    }

    fn workbook(&self) -> Result<xlsx::Written, Stop> {
        let _writing = Working::on(Step::Workbook, 0, self.lang);
        xlsx::workbook(&report::book(self.assessment, self.record)).map_err(|error| {
            let folder = || std::env::temp_dir().display().to_string();
            let reason = match error {
                WriteError::NoRoom => NotWritten::NoTemporary(folder(), None),
                WriteError::Temporary(reason) => NotWritten::NoTemporary(folder(), Some(reason)),
                WriteError::Refused(reason) => NotWritten::NoWorkbook(reason),
            };
            Stop::Machine(replace::told(&reason, self.lang))
        })
    }

    fn json(&self, facts: &Fact<'_>, out: impl Write) -> io::Result<()> {
        let working = Working::on(Step::Json, facts::subjects(self.assessment), self.lang);
        json::json(facts, out, &mut |list| count(&working, list))
    }
}

/// Counts units and persons; the other lists are short.
fn count(working: &Working, list: &str) {
    if matches!(list, "units" | "persons") {
        working.one_more();
    }
}

/// With `--strict` nothing is written while anything is doubtful or could still decide.
fn strictly_sure(job: &Job, assessment: &Assessment<'_>) -> Result<(), Stop> {
    let pending = waiting(assessment);
    if pending == 0 && !doubtful(&assessment.subjects.findings) && !doubtful(assessment.found()) {
        return Ok(());
    }
    job.complain(&Message::StrictlyNothing { pending });
    Err(Stop::Mistakes)
}

/// How many times a subject waits for figures, over all awards.
pub(super) fn waiting(assessment: &Assessment<'_>) -> usize {
    assessment.awards.iter().map(|award| award.tally.pending).sum()
}

/// What the workbook records of the run, beside the assessment itself.
pub(super) fn record(job: &Job, files: &Files) -> Record {
    let of = |file: &DataFile| file_record(&file.name, &file.bytes);
    // A workbook with sheets for units and for persons is one file.
    let mut data: Vec<FileRecord> = Vec::new();
    for file in files.all().map(of) {
        if !data.iter().any(|known| known.name == file.name && known.sha256 == file.sha256) {
            data.push(file);
        }
    }
    let name = job.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Record { version: env!("CARGO_PKG_VERSION").to_owned(), campaign: file_record(&name, job.text.as_bytes()), data }
}

fn file_record(name: &str, bytes: &[u8]) -> FileRecord {
    let digest = Sha256::digest(bytes);
    FileRecord {
        name: name.to_owned(),
        size: bytes.len(),
        sha256: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn an_id_never_leads_to_another_folder() {
        assert_eq!(file_name("vu-ban-2023"), "vu-ban-2023");
        assert_eq!(file_name("../../etc/x"), "-..-etc-x");
        assert_eq!(file_name("C:\\thi đua\u{7}"), "C--thi đua-");
    }
}
