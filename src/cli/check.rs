//! `thidua check`: the definition, and the data if they are there.
//!
//! With the data everything is judged as in a run, because only then it shows whether the council's decisions still fit;
//! nothing is written and no result is told.

use super::args::Place;
use super::job::{Job, Stop};
use crate::assess::assess;
use crate::text::Message;
use crate::vocab::{Lang, Side};

pub(super) fn check(place: &Place, lang: Lang) -> Result<(), Stop> {
    let job = Job::open(place, lang)?;
    let campaign = job.campaign()?;
    let occasion = job.occasion(&campaign, place)?;
    job.say(&Message::Sound { criteria: campaign.criteria.len(), awards: campaign.awards.len() });
    if let Some(path) = job.missing_file(&campaign) {
        job.say(&Message::DataNotThere { path: path.display().to_string() });
        return Ok(());
    }
    let subjects = job.subjects(&campaign, &job.files(&campaign)?)?;
    if campaign.decisions.is_some() {
        let assessment = assess(&campaign, &subjects, job.as_of, occasion);
        job.show(&assessment.findings, &subjects.sources);
    }
    let count = |side| subjects.roll(side).map_or(0, crate::campaign::Roll::len);
    job.say(&Message::DataRead { units: count(Side::Units), persons: count(Side::Persons) });
    Ok(())
}
