//! `thidua explain`: one subject, with every figure, cell, threshold, gap and clause, on the terminal or as a page to send.

use std::path::{Path, PathBuf};

use super::args::Explain;
use super::job::{Job, Stop, print, print_error, said};
use super::{replace, run};
use crate::assess::assess;
use crate::campaign::Subjects;
use crate::report;
use crate::text::{self, Message};
use crate::vocab::{Lang, Side, name};
use crate::write;

pub(super) fn explain(args: &Explain, lang: Lang) -> Result<(), Stop> {
    pages(&args.outputs).map_err(|message| said(lang, &message))?;
    let job = Job::open(&args.place, lang)?;
    let campaign = job.campaign()?;
    let files = job.files(&campaign)?;
    run::check_files(&args.outputs, &run::inputs(&job, &files), args.force, lang)?;
    let subjects = job.subjects(&campaign, &files)?;
    let (side, subject) = find(&subjects, &args.subject).map_err(|message| said(lang, &message))?;
    let occasion = job.occasion(&campaign, &args.place)?;
    let assessment = assess(&campaign, &subjects, job.as_of, occasion);
    job.show(&assessment.findings, &subjects.sources);
    if args.outputs.is_empty() {
        report::subject(&assessment, side, subject, lang).iter().for_each(|line| print(line));
        return Ok(());
    }
    let record = run::record(&job, &files);
    // A page is sent on, as the workbook is: it speaks the campaign's language.
    let account = report::account(&assessment, side, subject, &record.campaign.name, campaign.lang);
    let mut page = Vec::new();
    write::page(&account, &record, &mut page).map_err(anyhow::Error::from)?;
    let tell = if args.outputs.iter().any(|output| is_standard(output)) { print_error } else { print };
    for output in &args.outputs {
        if is_standard(output) {
            run::to_standard(lang, |out| out.write_all(&page))?;
        } else {
            replace::replace(output, &page, lang)?;
            tell(&text::message(lang, &Message::Written { path: output.display().to_string() }));
        }
    }
    Ok(())
}

fn is_standard(output: &Path) -> bool {
    output.as_os_str() == "-"
}

/// An account is written as a page, and as nothing else.
fn pages(outputs: &[PathBuf]) -> Result<(), Message> {
    let is_page = |path: &Path| {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        is_standard(path) || matches!(ending.as_deref(), Some("html" | "htm"))
    };
    match outputs.iter().find(|path| !is_page(path)) {
        Some(path) => Err(Message::UnknownPage { path: path.display().to_string() }),
        None => Ok(()),
    }
}

/// The one subject with that id or name.
fn find(subjects: &Subjects, written: &str) -> Result<(Side, usize), Message> {
    let rolls = [Side::Units, Side::Persons].into_iter().filter_map(|side| Some((side, subjects.roll(side)?)));
    let rolls: Vec<_> = rolls.collect();
    let called: Vec<(Side, usize)> =
        rolls.iter().flat_map(|(side, roll)| roll.find(written).into_iter().map(|subject| (*side, subject))).collect();
    match called.as_slice() {
        [one] => Ok(*one),
        [] => {
            let known =
                rolls.iter().flat_map(|(_, roll)| roll.by_id().flat_map(|subject| [roll.id(subject), roll.name(subject)]));
            let near = name::nearest(written, known).map(str::to_owned);
            Err(Message::NobodyCalled { written: written.to_owned(), near })
        }
        several => {
            let id = |(side, subject): &(Side, usize)| subjects.roll(*side).map(|roll| roll.id(*subject).to_owned());
            Err(Message::SeveralCalled { written: written.to_owned(), ids: several.iter().filter_map(id).collect() })
        }
    }
}
