//! A small campaign in memory: a definition and its tables, taken through the library as `thidua run` does it.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use thidua::assess::{Assessment, assess};
use thidua::campaign::{self, Campaign, Data, Register, Subjects, YearFile};
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

    /// The same with the decisions of a council.
    #[track_caller]
    pub fn decided(
        definition: &str,
        units: (&str, &[u8]),
        persons: Option<(&str, &[u8])>,
        decisions: Option<(&str, &[u8])>,
    ) -> Case {
        Case::with_tables(definition, units, persons, decisions, &[])
    }

    /// The same with tables of lists, in the order of the definition.
    #[track_caller]
    pub fn with_details(
        definition: &str,
        units: (&str, &[u8]),
        persons: Option<(&str, &[u8])>,
        details: &[(&str, &[u8])],
    ) -> Case {
        Case::with_tables(definition, units, persons, None, details)
    }

    #[track_caller]
    fn with_tables(
        definition: &str,
        units: (&str, &[u8]),
        persons: Option<(&str, &[u8])>,
        decisions: Option<(&str, &[u8])>,
        details: &[(&str, &[u8])],
    ) -> Case {
        let definition: &'static str = Box::leak(definition.to_owned().into_boxed_str());
        let (read, findings) = campaign::read(definition);
        let shown = || show(&findings, definition, &Sources::default());
        let read: &'static Campaign = Box::leak(Box::new(read.unwrap_or_else(|| panic!("{}", shown()))));
        let file = |(name, bytes)| YearFile::only(read, File { name, bytes });
        let details = details.iter().copied().map(file).collect();
        let decisions = decisions.map(|(name, bytes)| File { name, bytes });
        let data = Data {
            units: file(units),
            persons: persons.map(file).unwrap_or_default(),
            details,
            decisions,
            ..Data::default()
        };
        Case::bound(read, definition, &data)
    }

    /// The same with a file for each year: `units`, `persons` and each detail table, a file without a name for none.
    #[track_caller]
    pub fn of_years(
        definition: &str,
        units: &[(i32, &str, &[u8])],
        persons: &[(i32, &str, &[u8])],
        details: &[&[(i32, &str, &[u8])]],
    ) -> Case {
        Case::with_years(definition, units, persons, details, None)
    }

    /// Units of several years with the decisions of a council.
    #[track_caller]
    pub fn of_years_decided(definition: &str, units: &[(i32, &str, &[u8])], decisions: (&str, &[u8])) -> Case {
        Case::with_years(definition, units, &[], &[], Some(decisions))
    }

    /// Whatever a campaign of several years can have.
    #[track_caller]
    pub fn with_years(
        definition: &str,
        units: &[(i32, &str, &[u8])],
        persons: &[(i32, &str, &[u8])],
        details: &[&[(i32, &str, &[u8])]],
        decisions: Option<(&str, &[u8])>,
    ) -> Case {
        let definition: &'static str = Box::leak(definition.to_owned().into_boxed_str());
        let (read, findings) = campaign::read(definition);
        let shown = || show(&findings, definition, &Sources::default());
        let read: &'static Campaign = Box::leak(Box::new(read.unwrap_or_else(|| panic!("{}", shown()))));
        let data = Data {
            units: files(units),
            persons: files(persons),
            details: details.iter().map(|years| files(years)).collect(),
            decisions: decisions.map(|(name, bytes)| File { name, bytes }),
            ..Data::default()
        };
        Case::bound(read, definition, &data)
    }

    /// The units' files of one year gathered, beside the list of those who are expected to send one.
    #[track_caller]
    pub fn gathered(
        definition: &str,
        units: &[(&str, &[u8])],
        expected: Option<(&str, &[u8])>,
        persons: &[(&str, &[u8])],
    ) -> Case {
        let definition: &'static str = Box::leak(definition.to_owned().into_boxed_str());
        let (read, findings) = campaign::read(definition);
        let shown = || show(&findings, definition, &Sources::default());
        let read: &'static Campaign = Box::leak(Box::new(read.unwrap_or_else(|| panic!("{}", shown()))));
        let all = |files: &[(&'static str, &'static [u8])]| -> Vec<YearFile<'static>> {
            files.iter().flat_map(|(name, bytes)| YearFile::only(read, File { name, bytes })).collect()
        };
        let kept = |files: &[(&str, &[u8])]| -> Vec<(&'static str, &'static [u8])> { files.iter().map(keep).collect() };
        let data = Data {
            units: all(&kept(units)),
            persons: all(&kept(persons)),
            expected: expected.as_ref().map(keep).map(|(name, bytes)| File { name, bytes }),
            ..Data::default()
        };
        Case::bound(read, definition, &data)
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
        Case::example_for(name, definition, None)
    }

    /// An example in another year than the one that its definition names.
    #[track_caller]
    pub fn example_in(name: &str, year: i32) -> Case {
        let folder = format!("{}/examples/campaigns/{name}", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(format!("{folder}/campaign.toml")).unwrap();
        Case::example_for(name, &text, Some(year))
    }

    /// An example in which every file was changed: the definition, with an empty name, and the tables.
    #[track_caller]
    pub fn example_changed(name: &str, change: &dyn Fn(&str, Vec<u8>) -> Vec<u8>) -> Case {
        let folder = format!("{}/examples/campaigns/{name}", env!("CARGO_MANIFEST_DIR"));
        let text = change("", std::fs::read(format!("{folder}/campaign.toml")).unwrap());
        Case::example_as(name, &String::from_utf8(text).unwrap(), None, change)
    }

    #[track_caller]
    fn example_for(name: &str, definition: &str, year: Option<i32>) -> Case {
        Case::example_as(name, definition, year, &|_, bytes| bytes)
    }

    #[track_caller]
    fn example_as(name: &str, definition: &str, year: Option<i32>, change: &dyn Fn(&str, Vec<u8>) -> Vec<u8>) -> Case {
        let folder = format!("{}/examples/campaigns/{name}", env!("CARGO_MANIFEST_DIR"));
        let definition: &'static str = Box::leak(definition.to_owned().into_boxed_str());
        let (read, findings) = campaign::read_for(definition, year);
        let read = read.unwrap_or_else(|| panic!("{}", show(&findings, definition, &Sources::default())));
        let read: &'static Campaign = Box::leak(Box::new(read));
        let files = |years: Vec<i32>, file_of: &dyn Fn(i32) -> String| {
            let files = years.into_iter().map(|year| {
                let name: &'static str = Box::leak(file_of(year).into_boxed_str());
                let bytes = std::fs::read(format!("{folder}/{name}")).ok().map(|bytes| change(name, bytes));
                let bytes: Option<&'static [u8]> = bytes.map(|bytes| &*Box::leak(bytes.into_boxed_slice()));
                YearFile { year, file: bytes.map(|bytes| File { name, bytes }) }
            });
            files.collect::<Vec<_>>()
        };
        let decisions = read.decisions.as_ref().map(|decisions| {
            let bytes = std::fs::read(format!("{folder}/{}", decisions.file)).unwrap();
            let bytes: &'static [u8] = Vec::leak(change(&decisions.file, bytes));
            File { name: &decisions.file, bytes }
        });
        let of = |register: &Register| files(read.file_years(register), &|year| register.file_of(year));
        let lists = read.details.iter().map(|detail| files(read.detail_years(detail), &|year| detail.file_of(year)));
        let persons = read.persons.as_ref().map(of).unwrap_or_default();
        let data = Data { units: of(&read.units), persons, details: lists.collect(), decisions, ..Data::default() };
        Case::bound(read, definition, &data)
    }

    fn bound(campaign: &'static Campaign, definition: &'static str, data: &Data<'_>) -> Case {
        let (subjects, sources, mut findings) = campaign::bind(campaign, data);
        let subjects: Option<&'static Subjects> = subjects.map(|subjects| &*Box::leak(Box::new(subjects)));
        if let Some(subjects) = subjects {
            findings.clone_from(&subjects.findings);
        }
        Case { campaign, subjects, sources, findings, definition }
    }

    /// Everything that was found, in the results as well.
    pub fn found_of(&self, assessment: &Assessment<'_>) -> String {
        let all: Vec<Finding> = self.findings.iter().chain(assessment.found()).cloned().collect();
        show(&all, self.definition, &self.sources)
    }

    /// The findings in the data as a Vietnamese clerk sees them.
    pub fn found(&self) -> String {
        show(&self.findings, self.definition, &self.sources)
    }

    pub fn assess(&self) -> Assessment<'static> {
        let as_of = Date::from_ymd_opt(2024, 1, 15).unwrap();
        assess(
            self.campaign,
            self.subjects.unwrap_or_else(|| panic!("the data are not sound:\n{}", self.found())),
            as_of,
            None,
        )
    }
}

/// A file that lives as long as the test program.
fn keep((name, bytes): &(&str, &[u8])) -> (&'static str, &'static [u8]) {
    (String::leak((*name).to_owned()), Vec::leak(bytes.to_vec()))
}

fn show(findings: &[Finding], text: &str, sources: &Sources) -> String {
    let definition = Definition { name: "campaign.toml", text };
    write::terminal::findings(findings, &definition, sources, Lang::Vi, false)
}

fn files<'a>(years: &[(i32, &'a str, &'a [u8])]) -> Vec<YearFile<'a>> {
    let file = |&(year, name, bytes): &(i32, &'a str, &'a [u8])| YearFile {
        year,
        file: (!name.is_empty()).then_some(File { name, bytes }),
    };
    years.iter().map(file).collect()
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
