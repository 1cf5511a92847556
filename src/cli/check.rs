//! `thidua check`: the definition, and what was understood of the data if they are there.
//!
//! Where there are decisions of the council or deadlines everything is judged as in a run, because only then it shows
//! whether decisions still fit and days lie ahead, and with `--strict`, because only then it shows what waits for figures; nothing is written and no result is
//! told.

use super::args::Place;
use super::job::{Job, Stop, doubtful, print};
use super::run::waiting;
use crate::assess::assess;
use crate::report;
use crate::text::Message;
use crate::vocab::{Finding, Lang, Level, Side};
use crate::write::terminal;

pub(super) fn check(place: &Place, strict: bool, lang: Lang) -> Result<(), Stop> {
    let job = Job::open(place, lang)?;
    let campaign = job.campaign_looked_over()?;
    let occasion = job.occasion(&campaign, place)?;
    job.say(&Message::Sound { criteria: campaign.criteria.len(), awards: campaign.awards.len() })?;
    if let Some(path) = job.awaited(&campaign) {
        return Ok(job.say(&Message::DataNotThere { path: path.display().to_string() })?);
    }
    let (files, decisions) = job.files_apart(&campaign)?;
    let (subjects, mut findings) = job.understood(&campaign, &files);
    let mut pending = 0;
    if let Some(subjects) = &subjects {
        let (files, headings) = report::reading(&campaign, subjects, &findings, lang);
        print(&format!("\n{}", terminal::reading(&files, headings)), lang)?;
        if (strict || campaign.decisions.is_some() || campaign.has_deadlines()) && !has_mistakes(&findings) {
            let assessment = assess(&campaign, subjects, job.as_of, occasion);
            job.show(assessment.found(), &subjects.sources);
            pending = waiting(&assessment);
            findings.extend(assessment.found().cloned());
        }
    }
    let count = |side| subjects.as_ref().and_then(|subjects| subjects.roll(side)).map_or(0, crate::campaign::Roll::len);
    // The data were looked at all the same, so that one missing file does not hide what else is wrong.
    decisions?;
    judged(&job, strict, &findings, pending)?;
    Ok(job.say(&Message::DataRead { units: count(Side::Units), persons: count(Side::Persons) })?)
}

/// Whether the data can be judged, and with `--strict` whether nothing of them is doubtful or missing.
fn judged(job: &Job, strict: bool, findings: &[Finding], pending: usize) -> Result<(), Stop> {
    let message = if has_mistakes(findings) {
        Message::DataUnsound
    } else if strict && (pending > 0 || doubtful(findings)) {
        Message::StrictlyDoubtful { pending }
    } else {
        return Ok(());
    };
    job.complain(&message);
    Err(Stop::Mistakes)
}

fn has_mistakes(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.level() == Level::Mistake)
}
