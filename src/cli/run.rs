//! `thidua run`: one campaign and its data in, one workbook out.

use std::path::{Path, PathBuf};

use anyhow::anyhow;
use sha2::{Digest, Sha256};

use super::args::Run;
use super::job::{DataFile, Files, Job, Stop, doubtful, print, said};
use super::replace;
use crate::assess::{Assessment, assess};
use crate::campaign::Campaign;
use crate::report::{self, FileRecord, Record};
use crate::text::{self, Message, Wording};
use crate::vocab::Lang;
use crate::write::xlsx;

pub(super) fn run(args: &Run, lang: Lang) -> Result<(), Stop> {
    let job = Job::open(&args.place, lang)?;
    let campaign = job.campaign()?;
    let outputs = outputs(args, &campaign, lang)?;
    let files = job.files(&campaign)?;
    let subjects = job.subjects(&campaign, &files)?;
    let occasion = job.occasion(&campaign, &args.place)?;
    let assessment = assess(&campaign, &subjects, job.as_of, occasion);
    job.show(&assessment.findings, &subjects.sources);
    if args.strict {
        strictly_sure(&job, &assessment)?;
    }
    let record = record(&job, &files);
    let written = xlsx::workbook(&report::book(&assessment, &record)).map_err(|error| anyhow!("{error}"))?;
    let inputs = inputs(&job, &files);
    for output in &outputs {
        replace::check_target(output, &inputs, args.force)
            .map_err(|refusal| worded(&text::refusal(lang, &refusal), lang))?;
    }
    for output in &outputs {
        replace::replace(output, &written.bytes, lang)?;
        job.say(&Message::Written { path: output.display().to_string() });
    }
    for line in report::summary(&assessment, lang) {
        print(&line);
    }
    for shortened in &written.shortened {
        print(&text::shortened(lang, shortened));
    }
    Ok(())
}

/// Where the workbook goes: as asked, else beside the user under the campaign's own name.
fn outputs(args: &Run, campaign: &Campaign, lang: Lang) -> Result<Vec<PathBuf>, Stop> {
    if args.outputs.is_empty() {
        return Ok(vec![PathBuf::from(format!("{}.xlsx", file_name(&campaign.id)))]);
    }
    let is_workbook = |path: &Path| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"));
    match args.outputs.iter().find(|path| !is_workbook(path)) {
        Some(path) => Err(Stop::Machine(said(lang, &Message::UnknownOutput { path: path.display().to_string() }))),
        None => Ok(args.outputs.clone()),
    }
}

/// A name without what would lead to another folder, or what some system does not take in the name of a file.
fn file_name(id: &str) -> String {
    let taken = |c: char| if c.is_control() || "/\\:*?\"<>|".contains(c) { '-' } else { c };
    id.trim_start_matches('.').chars().map(taken).collect()
}

/// Words as an error, with the advice on a line of its own.
fn worded(wording: &Wording, lang: Lang) -> anyhow::Error {
    match &wording.help {
        Some(help) => anyhow!("{}\n  = {}: {help}", wording.message, text::help_label(lang)),
        None => anyhow!("{}", wording.message),
    }
}

/// With `--strict` nothing is written while anything is doubtful or could still decide.
fn strictly_sure(job: &Job, assessment: &Assessment<'_>) -> Result<(), Stop> {
    let pending = assessment.awards.iter().map(|award| award.tally.pending).sum();
    if pending == 0 && !doubtful(&assessment.subjects.findings) && !doubtful(&assessment.findings) {
        return Ok(());
    }
    job.complain(&Message::StrictlyNothing { pending });
    Err(Stop::Mistakes)
}

/// The files that must never be overwritten.
fn inputs(job: &Job, files: &Files) -> Vec<PathBuf> {
    std::iter::once(job.path.clone()).chain(files.all().map(|file| file.path.clone())).collect()
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
