//! `thidua check`: the definition, and what was understood of the data if they are there.
//!
//! Where there are decisions of the council everything is judged as in a run, because only then it shows whether they
//! still fit; nothing is written and no result is told.

use super::args::Place;
use super::job::{Job, Stop, doubtful, print};
use crate::assess::assess;
use crate::report;
use crate::text::Message;
use crate::vocab::{Finding, Lang, Level, Side};
use crate::write::terminal;

pub(super) fn check(place: &Place, strict: bool, lang: Lang) -> Result<(), Stop> {
    let job = Job::open(place, lang)?;
    let campaign = job.campaign_looked_over()?;
    let occasion = job.occasion(&campaign, place)?;
    job.say(&Message::Sound { criteria: campaign.criteria.len(), awards: campaign.awards.len() });
    if let Some(path) = job.missing_file(&campaign) {
        job.say(&Message::DataNotThere { path: path.display().to_string() });
        return Ok(());
    }
    let (subjects, mut findings) = job.understood(&campaign, &job.files(&campaign)?);
    if let Some(subjects) = &subjects {
        let (files, headings) = report::reading(&campaign, subjects, lang);
        print(&format!("\n{}", terminal::reading(&files, headings)));
        if campaign.decisions.is_some() && !has_mistakes(&findings) {
            let assessment = assess(&campaign, subjects, job.as_of, occasion);
            job.show(&assessment.findings, &subjects.sources);
            findings.extend(assessment.findings);
        }
    }
    let count = |side| subjects.as_ref().and_then(|subjects| subjects.roll(side)).map_or(0, crate::campaign::Roll::len);
    judged(&job, strict, &findings)?;
    job.say(&Message::DataRead { units: count(Side::Units), persons: count(Side::Persons) });
    Ok(())
}

/// Whether the data can be judged, and with `--strict` whether nothing of them is doubtful.
fn judged(job: &Job, strict: bool, findings: &[Finding]) -> Result<(), Stop> {
    let message = if has_mistakes(findings) {
        Message::DataUnsound
    } else if strict && doubtful(findings) {
        Message::StrictlyDoubtful
    } else {
        return Ok(());
    };
    job.complain(&message);
    Err(Stop::Mistakes)
}

fn has_mistakes(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.level() == Level::Mistake)
}
