//! `thidua explain`: one subject, with every figure, cell, threshold, gap and clause.

use super::args::Place;
use super::job::{Job, Stop, print, said};
use crate::assess::assess;
use crate::campaign::Subjects;
use crate::report;
use crate::text::Message;
use crate::vocab::{Lang, Side, name};

pub(super) fn explain(place: &Place, written: &str, lang: Lang) -> Result<(), Stop> {
    let job = Job::open(place, lang)?;
    let campaign = job.campaign()?;
    let subjects = job.subjects(&campaign, &job.files(&campaign)?)?;
    let (side, subject) = find(&subjects, written).map_err(|message| said(lang, &message))?;
    let occasion = job.occasion(&campaign, place)?;
    let assessment = assess(&campaign, &subjects, job.as_of, occasion);
    job.show(&assessment.findings, &subjects.sources);
    for line in report::subject(&assessment, side, subject, lang) {
        print(&line);
    }
    Ok(())
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
