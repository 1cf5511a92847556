//! `thidua explain`: one subject, with every figure, cell, threshold, gap and clause, on the terminal or as a page to send.

use std::path::{Path, PathBuf};

use super::args::Explain;
use super::job::{Job, Stop, all_said, print, said, to_standard};
use super::output::{self, shown};
use super::{replace, run, target};
use crate::assess::assess;
use crate::campaign::{Campaign, Subjects};
use crate::report;
use crate::text::{self, Message};
use crate::vocab::locality::Locality;
use crate::vocab::{Finding, Lang, Level, Place, Side, name};
use crate::write;

pub(super) fn explain(args: &Explain, lang: Lang) -> Result<(), Stop> {
    let against: Vec<Message> = pages(&args.outputs).chain(output::against_files(&args.outputs)).collect();
    if !against.is_empty() {
        return Err(Stop::Machine(all_said(lang, &against)));
    }
    let job = Job::open(&args.place, lang)?;
    let campaign = job.campaign_quietly()?;
    let occasion = job.occasion(&campaign, &args.place)?;
    let files = job.files(&campaign)?;
    target::check_files(&args.outputs, &job.reads(&campaign, &files), args.force, lang)?;
    let subjects = job.subjects_quietly(&campaign, &files)?;
    let (side, subject) = find(&subjects, &args.subject).map_err(|message| said(lang, &message))?;
    let assessment = assess(&campaign, &subjects, job.as_of, occasion);
    let found = assessment.found_in_data().chain(&assessment.findings);
    let found: Vec<Finding> =
        found.filter(|finding| concerns(&campaign, &subjects, (side, subject), finding)).cloned().collect();
    job.show(&found, &subjects.sources);
    if args.outputs.is_empty() {
        return Ok(print(&report::subject(&assessment, side, subject, lang).join("\n"), lang)?);
    }
    let record = run::record(&job, &files);
    // A page is sent on, as the workbook is: it speaks the campaign's language.
    let account = report::account(&assessment, side, subject, &record.campaign.name, campaign.lang);
    let mut page = Vec::new();
    write::page(&account, &record, &mut page).map_err(anyhow::Error::from)?;
    let beside = args.outputs.iter().any(|output| is_standard(output));
    for output in &args.outputs {
        if is_standard(output) {
            to_standard(lang, |out| out.write_all(&page))?;
        } else {
            replace::replace(output, &page, lang)?;
            run::told_beside(beside, &text::message(lang, &Message::Written { path: shown(output) }), lang)?;
        }
    }
    Ok(())
}

fn is_standard(output: &Path) -> bool {
    output.as_os_str() == "-"
}

/// What speaks against outputs by their endings: an account is written as a page, and as nothing else.
fn pages(outputs: &[PathBuf]) -> impl Iterator<Item = Message> {
    let is_page = |path: &Path| {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        is_standard(path) || matches!(ending.as_deref(), Some("html" | "htm"))
    };
    outputs.iter().filter(move |path| !is_page(path)).map(|path| Message::UnknownPage { path: shown(path) })
}

/// Whether a finding is a mistake, or stands on a row of the subject or of its unit.
fn concerns(campaign: &Campaign, subjects: &Subjects, (side, subject): (Side, usize), finding: &Finding) -> bool {
    let unit = subjects.roll(side).and_then(|roll| roll.unit(subject)).map(|unit| (Side::Units, unit));
    let both = [Some((side, subject)), unit].into_iter().flatten();
    let rows: Vec<_> = both.flat_map(|(side, of)| subjects.rows_of(campaign, side, of)).collect();
    let stands = |place: &Place| match place {
        Place::Cell(table, row, _) | Place::Row(table, row) => rows.contains(&(*table, *row)),
        Place::Definition(_) | Place::Table(_) | Place::Column(..) => false,
    };
    finding.level() == Level::Mistake || std::iter::once(&finding.place).chain(&finding.others).any(stands)
}

/// How many names are proposed where nobody has the one that was asked for.
const PROPOSED: usize = 3;

/// The one subject with that id or name, or else the one unit whose name is the same but for the words that say only what
/// a locality is.
fn find(subjects: &Subjects, written: &str) -> Result<(Side, usize), Message> {
    let rolls = [Side::Units, Side::Persons].into_iter().filter_map(|side| Some((side, subjects.roll(side)?)));
    let rolls: Vec<_> = rolls.collect();
    let mut called: Vec<(Side, usize)> =
        rolls.iter().flat_map(|(side, roll)| roll.find(written).into_iter().map(|subject| (*side, subject))).collect();
    if called.is_empty() {
        called = localities(subjects, written);
    }
    match called.as_slice() {
        [one] => Ok(*one),
        [] => Err(Message::NobodyCalled { written: written.to_owned(), near: near(subjects, written) }),
        several => {
            let id = |(side, subject): &(Side, usize)| subjects.roll(*side).map(|roll| roll.id(*subject).to_owned());
            Err(Message::SeveralCalled { written: written.to_owned(), ids: several.iter().filter_map(id).collect() })
        }
    }
}

/// The units that may be called so, as the cells of data name them.
fn localities(subjects: &Subjects, written: &str) -> Vec<(Side, usize)> {
    let asked = Locality::of(written);
    let units = subjects.units.by_id().filter(|unit| Locality::of(subjects.units.name(*unit)).may_be(&asked));
    units.map(|unit| (Side::Units, unit)).collect()
}

/// The id or name that was probably meant, else the names that hold the words.
fn near(subjects: &Subjects, written: &str) -> Vec<String> {
    let rolls = || [Side::Units, Side::Persons].into_iter().filter_map(|side| subjects.roll(side));
    let known = rolls().flat_map(|roll| roll.by_id().flat_map(|subject| [roll.id(subject), roll.name(subject)]));
    if let Some(near) = name::nearest(written, known) {
        return vec![near.to_owned()];
    }
    let key = name::match_key(written);
    let names = rolls().flat_map(|roll| roll.by_id().map(|subject| roll.name(subject)));
    let holding = names.filter(|name| !key.is_empty() && name::match_key(name).contains(&key));
    holding.take(PROPOSED).map(str::to_owned).collect()
}
