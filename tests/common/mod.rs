//! A small campaign in memory: a definition and its tables, taken through the library as `thidua run` does it.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use thidua::assess::{Assessment, assess};
use thidua::campaign::{self, Campaign, Data, Subjects};
use thidua::input::File;
use thidua::text::{self, Definition};
use thidua::vocab::explanation::Because;
use thidua::vocab::{Date, Finding, Lang, Outcome, Side, Sources, Verdict};
use thidua::write;

/// A definition with its data bound; lives as long as the test program.
pub struct Case {
    pub campaign: &'static Campaign,
    pub subjects: Option<&'static Subjects>,
    pub sources: Sources,
    pub findings: Vec<Finding>,
    definition: &'static str,
}

impl Case {
    /// Reads a sound definition and binds its tables.
    #[track_caller]
    pub fn new(definition: &str, units: (&str, &[u8]), persons: Option<(&str, &[u8])>) -> Case {
        Case::with_details(definition, units, persons, &[])
    }

    /// The same with tables of lists, in the order of the definition.
    #[track_caller]
    pub fn with_details(
        definition: &str,
        units: (&str, &[u8]),
        persons: Option<(&str, &[u8])>,
        details: &[(&str, &[u8])],
    ) -> Case {
        let definition: &'static str = Box::leak(definition.to_owned().into_boxed_str());
        let (read, findings) = campaign::read(definition);
        let shown = || show(&findings, definition, &Sources::default());
        let read: &'static Campaign = Box::leak(Box::new(read.unwrap_or_else(|| panic!("{}", shown()))));
        let file = |(name, bytes)| File { name, bytes };
        let details: Vec<File<'_>> = details.iter().copied().map(file).collect();
        let data = Data { units: file(units), persons: persons.map(file), details: &details };
        let (subjects, sources, mut findings) = campaign::bind(read, &data);
        let subjects: Option<&'static Subjects> = subjects.map(|subjects| &*Box::leak(Box::new(subjects)));
        if let Some(subjects) = subjects {
            findings.clone_from(&subjects.findings);
        }
        Case { campaign: read, subjects, sources, findings, definition }
    }

    /// The example campaign of that name.
    #[track_caller]
    pub fn example(name: &str) -> Case {
        let folder = format!("{}/examples/campaigns/{name}", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(format!("{folder}/campaign.toml")).unwrap();
        Case::example_with(name, &text)
    }

    /// The data of an example under another definition.
    #[track_caller]
    pub fn example_with(name: &str, definition: &str) -> Case {
        let folder = format!("{}/examples/campaigns/{name}", env!("CARGO_MANIFEST_DIR"));
        let (read, _) = campaign::read(definition);
        let read = read.expect("the definition has no mistake");
        let bytes = |file: &str| std::fs::read(format!("{folder}/{file}")).unwrap();
        let units = bytes(&read.units.file);
        let persons = read.persons.as_ref().map(|persons| (persons.file.as_str(), bytes(&persons.file)));
        let persons = persons.as_ref().map(|(name, bytes)| (*name, bytes.as_slice()));
        let details: Vec<_> = read.details.iter().map(|detail| (detail.file.as_str(), bytes(&detail.file))).collect();
        let details: Vec<_> = details.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
        Case::with_details(definition, (&read.units.file, &units), persons, &details)
    }

    /// The findings in the data as a Vietnamese clerk sees them.
    pub fn found(&self) -> String {
        show(&self.findings, self.definition, &self.sources)
    }

    pub fn assess(&self) -> Assessment<'static> {
        let as_of = Date::from_ymd_opt(2024, 1, 15).unwrap();
        assess(self.campaign, self.subjects.expect("the data are sound"), as_of)
    }
}

fn show(findings: &[Finding], text: &str, sources: &Sources) -> String {
    let definition = Definition { name: "campaign.toml", text };
    write::terminal::findings(findings, &definition, sources, Lang::Vi, false)
}

/// Asks an assessment by names.
pub trait Ask {
    fn verdict_of(&self, id: &str, criterion: &str) -> Verdict;
    fn reason_of(&self, id: &str, criterion: &str) -> String;
    fn outcome_of(&self, id: &str, award: &str) -> Outcome;
    fn place_of(&self, id: &str, award: &str) -> Option<[u32; 2]>;
}

impl Ask for Assessment<'static> {
    #[track_caller]
    fn verdict_of(&self, id: &str, criterion: &str) -> Verdict {
        let (side, subject) = subject(self, id);
        self.verdict(criterion_of(self, criterion, side), subject)
    }

    /// The reason in Vietnamese.
    #[track_caller]
    fn reason_of(&self, id: &str, criterion: &str) -> String {
        let (side, subject) = subject(self, id);
        let explanation = self.explain(criterion_of(self, criterion, side), subject);
        match &explanation.because {
            Because::Judged(reason) => text::reason::line(Lang::Vi, reason),
            other => format!("{other:?}"),
        }
    }

    #[track_caller]
    fn outcome_of(&self, id: &str, award: &str) -> Outcome {
        let award = self.campaign.awards.iter().position(|known| known.id == award).expect("a known award");
        self.awards[award].outcome(subject(self, id).1)
    }

    #[track_caller]
    fn place_of(&self, id: &str, award: &str) -> Option<[u32; 2]> {
        let award = self.campaign.awards.iter().position(|known| known.id == award).expect("a known award");
        self.awards[award].place(subject(self, id).1)
    }
}

#[track_caller]
fn subject(assessment: &Assessment<'static>, id: &str) -> (Side, usize) {
    for side in [Side::Units, Side::Persons] {
        let found = assessment.subjects.roll(side).map(|roll| roll.find(id)).unwrap_or_default();
        if let [only] = found.as_slice() {
            return (side, *only);
        }
    }
    panic!("nobody or several called {id}");
}

#[track_caller]
fn criterion_of(assessment: &Assessment<'static>, id: &str, side: Side) -> usize {
    let mut criteria = assessment.campaign.criteria_of(side);
    criteria.find(|(_, criterion)| criterion.id == id).expect("a known criterion").0
}
