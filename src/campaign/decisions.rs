//! The council's decisions, bound to subjects, awards and criteria.
//!
//! In: the table that `[decisions]` names. Out: each row that can be understood as a [`Decision`]; each that cannot, a
//! finding at its cell. Rows of other years are left out silently. Whether a decision fits the results is not asked here.

use std::borrow::Cow;

use crate::campaign::bind::Data;
use crate::campaign::builder::{changed, code, plain};
use crate::campaign::definition::{Campaign, Heading};
use crate::campaign::directory::{Fit, Taken, Writing};
use crate::campaign::known::Known;
use crate::campaign::paper::DecisionsFile;
use crate::campaign::subjects::Roll;
use crate::input::{self, Cell, Request, Row, Table, Takers, Wanted};
use crate::vocab::decision::Ruling;
use crate::vocab::finding::{CellFault, DecisionFault, TableFault};
use crate::vocab::{About, Date, Finding, Lang, Place, Side, Sources, date, name};

/// What the council decided of one subject for one award.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The award, by its position in [`Campaign::awards`]; it says the side of the subject.
    pub award: usize,
    /// The subject, by its row in the roll of that side.
    pub subject: usize,
    /// What was decided.
    pub ruling: Ruling,
    /// The criterion that is waived, by its position in [`Campaign::criteria`]; `None` for the other decisions.
    pub criterion: Option<usize>,
    /// Why, as written; empty where nothing is.
    pub reason: String,
    /// The number of the paper, as written.
    pub paper: String,
    /// The day of the paper.
    pub date: Option<Date>,
    /// The cell of the decision.
    pub place: Place,
}

/// The decisions of a campaign for the year judged.
#[derive(Debug, Default)]
pub struct Decisions {
    /// Every decision that could be understood, in the order of the file.
    pub all: Vec<Decision>,
    /// What was read of the file; `None` where the campaign has none.
    pub table: Option<Table>,
    /// How many rows are for other years: by their own column, or because nobody of this year is meant.
    pub other_years: usize,
    /// How many rows of the year judged could not be understood; a finding says of each why.
    pub refused: usize,
}

/// The columns of the table, in the order in which they are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecisionColumn {
    /// About whom.
    Subject,
    /// For which award.
    Award,
    /// What was decided.
    Decision,
    /// Which criterion is waived.
    Criterion,
    /// Why.
    Reason,
    /// The number of the paper.
    Paper,
    /// Its day.
    Date,
    /// The year that the decision is for.
    Year,
}

/// Reads the decisions; faults of the file and of its rows go to `findings`.
pub(super) fn read(
    campaign: &Campaign,
    data: &Data<'_>,
    rolls: (&Roll, Option<&Roll>),
    sources: &mut Sources,
    findings: &mut Vec<Finding>,
) -> Decisions {
    let (Some(declared), Some(file)) = (&campaign.decisions, data.decisions) else { return Decisions::default() };
    let columns = declared.columns();
    let wanted = |(_, heading): &(DecisionColumn, &Heading)| Wanted { headings: heading.spellings.clone(), required: true };
    let request = Request {
        sheet: declared.sheet.clone(),
        heading_row: declared.heading_row,
        columns: columns.iter().map(wanted).collect(),
        limits: data.limits,
    };
    let sides = [(&campaign.units, Some(rolls.0)), (campaign.persons.as_ref().unwrap_or(&campaign.units), rolls.1)];
    let known = sides
        .into_iter()
        .filter_map(|(register, roll)| Some((register.side, Known::new(roll?, register, campaign.year, &[]))));
    let mut reader = Reader {
        campaign,
        known: known.collect(),
        taken: Taken::new(declared.subject.spellings.first().map_or("", String::as_str)),
        columns: columns.into_iter().map(|(column, _)| column).collect(),
        decisions: Decisions::default(),
        found: Vec::new(),
    };
    let mut of_file = Vec::new();
    let table = input::read(file, &request, sources, &mut of_file, Takers::one(&mut |table, row| reader.row(table, &row)));
    // A file without rows says that nothing was decided yet.
    of_file.retain(|finding| !matches!(finding.about, About::Table(TableFault::NoRows)));
    findings.extend(of_file);
    findings.append(&mut reader.found);
    findings.extend(reader.taken.findings());
    Decisions { table, ..reader.decisions }
}

impl DecisionsFile {
    /// The columns that the campaign names, in the order in which they are asked for.
    pub(super) fn columns(&self) -> Vec<(DecisionColumn, &Heading)> {
        let optional = [
            (DecisionColumn::Criterion, &self.criterion),
            (DecisionColumn::Reason, &self.reason),
            (DecisionColumn::Paper, &self.paper),
            (DecisionColumn::Date, &self.date),
            (DecisionColumn::Year, &self.year),
        ];
        let needed = [
            (DecisionColumn::Subject, &self.subject),
            (DecisionColumn::Award, &self.award),
            (DecisionColumn::Decision, &self.decision),
        ];
        let optional = optional.into_iter().filter_map(|(column, heading)| Some((column, heading.as_ref()?)));
        needed.into_iter().chain(optional).collect()
    }
}

struct Reader<'r> {
    campaign: &'r Campaign,
    /// The subjects of each side, to be found by what is written.
    known: Vec<(Side, Known<'r>)>,
    taken: Taken,
    columns: Vec<DecisionColumn>,
    decisions: Decisions,
    found: Vec<Finding>,
}

/// One row with the places of its cells.
struct Line<'l> {
    columns: &'l [DecisionColumn],
    table: &'l Table,
    row: &'l Row<'l>,
}

impl Line<'_> {
    fn position(&self, column: DecisionColumn) -> Option<usize> {
        self.columns.iter().position(|of| *of == column)
    }

    /// What a cell says; empty for a blank one and for a column that the file does not have.
    fn text(&self, column: DecisionColumn) -> Cow<'_, str> {
        self.position(column).and_then(|position| self.row.cells.get(position)).map_or(Cow::Borrowed(""), plain)
    }

    /// The cell; an empty one for a column that the file does not have.
    fn cell(&self, column: DecisionColumn) -> &Cell<'_> {
        self.position(column).and_then(|position| self.row.cells.get(position)).unwrap_or(&Cell::Empty)
    }

    fn place(&self, column: DecisionColumn) -> Place {
        let at = self.position(column).and_then(|position| self.table.columns.get(position).copied().flatten());
        match at {
            Some(at) => Place::Cell(self.table.id, self.row.number, at),
            None => Place::Row(self.table.id, self.row.number),
        }
    }
}

impl Reader<'_> {
    fn row(&mut self, table: &Table, row: &Row<'_>) {
        // A signature or a remark fills one cell; a decision needs three.
        if row.filled() < 2 {
            return;
        }
        let columns = std::mem::take(&mut self.columns);
        let line = Line { columns: &columns, table, row };
        if self.is_of_year(&line) {
            let others = self.decisions.other_years;
            let decision = self.decision(&line);
            // What is for another occasion is not refused.
            self.decisions.refused += usize::from(decision.is_none() && self.decisions.other_years == others);
            self.decisions.all.extend(decision);
        }
        self.columns = columns;
    }

    fn say(&mut self, line: &Line<'_>, column: DecisionColumn, fault: DecisionFault) {
        self.found.push(Finding::new(fault, line.place(column)));
    }

    fn is_of_year(&mut self, line: &Line<'_>) -> bool {
        if line.position(DecisionColumn::Year).is_none() {
            return true;
        }
        let written = line.text(DecisionColumn::Year).into_owned();
        match written.parse::<i32>() {
            Ok(year) if (1900..=2200).contains(&year) => {
                let judged = year == self.campaign.year;
                self.decisions.other_years += usize::from(!judged);
                judged
            }
            _ => {
                self.say(line, DecisionColumn::Year, DecisionFault::NotAYear { written });
                self.decisions.refused += 1;
                false
            }
        }
    }

    /// Everything that is wrong with a row is told; the row counts only when nothing is but its date.
    fn decision(&mut self, line: &Line<'_>) -> Option<Decision> {
        let award = self.award(line);
        let ruling = self.ruling(line);
        let found = self.found.len();
        let subject = self.subject(line, award.map(|award| self.campaign.awards[award].side));
        // Who is honoured on an occasion of another year need not be among this year's subjects.
        if subject.is_none() && award.is_some_and(|award| !self.campaign.is_given_in_year(award)) {
            self.found.truncate(found);
            self.decisions.other_years += 1;
            return None;
        }
        let waives = ruling == Some(Ruling::Waive);
        let criterion = if waives { award.and_then(|award| self.criterion(line, award)) } else { None };
        let date = self.date(line);
        let (award, ruling, subject) = (award?, ruling?, subject?);
        if waives && criterion.is_none() {
            return None;
        }
        // What is for another occasion rests.
        if self.campaign.is_given_in_year(award) {
            self.founded(line);
        }
        Some(Decision {
            award,
            subject,
            ruling,
            criterion,
            reason: line.text(DecisionColumn::Reason).into_owned(),
            paper: line.text(DecisionColumn::Paper).into_owned(),
            date,
            place: line.place(DecisionColumn::Decision),
        })
    }

    /// Reports what the row does not say although the file has a column for it.
    fn founded(&mut self, line: &Line<'_>) {
        let Some(file) = &self.campaign.decisions else { return };
        let asked = [
            (DecisionColumn::Reason, &file.reason),
            (DecisionColumn::Paper, &file.paper),
            (DecisionColumn::Date, &file.date),
        ];
        let blank = asked.into_iter().filter(|(column, _)| line.text(*column).is_empty());
        let blank = blank.filter_map(|(_, heading)| heading.as_ref()?.spellings.first().cloned());
        let blank: Vec<String> = blank.collect();
        if !blank.is_empty() {
            self.say(line, DecisionColumn::Decision, DecisionFault::Unfounded { blank });
        }
    }

    fn award(&mut self, line: &Line<'_>) -> Option<usize> {
        let written = line.text(DecisionColumn::Award).into_owned();
        let awards = &self.campaign.awards;
        let found = called(&written, awards.iter().map(|award| (award.id.as_str(), award.title.as_str())));
        if found.is_none() {
            let names = awards.iter().flat_map(|award| [award.id.as_str(), award.title.as_str()]);
            let fault = DecisionFault::UnknownAward {
                near: name::nearest(&written, names).map(str::to_owned),
                known: awards.iter().map(|award| award.id.clone()).collect(),
                written,
            };
            self.say(line, DecisionColumn::Award, fault);
        }
        found
    }

    fn ruling(&mut self, line: &Line<'_>) -> Option<Ruling> {
        let written = line.text(DecisionColumn::Decision).into_owned();
        let ruling = Ruling::written(&written);
        if ruling.is_none() {
            let (vietnamese, english) = Ruling::WORDS.split_at(4);
            let known = if self.campaign.lang == Lang::Vi { vietnamese } else { english };
            let words = Ruling::WORDS.iter().map(|(word, _)| *word);
            let fault = DecisionFault::UnknownRuling {
                near: name::nearest(&written, words).map(str::to_owned),
                known: known.iter().map(|(word, _)| (*word).to_owned()).collect(),
                written,
            };
            self.say(line, DecisionColumn::Decision, fault);
        }
        ruling
    }

    fn criterion(&mut self, line: &Line<'_>, award: usize) -> Option<usize> {
        let written = line.text(DecisionColumn::Criterion).into_owned();
        let asked = &self.campaign.awards[award].criteria;
        let criteria = asked.iter().map(|position| &self.campaign.criteria[*position]);
        let names = criteria.map(|criterion| (criterion.id.as_str(), criterion.title.as_str()));
        let found = called(&written, names.clone()).and_then(|at| asked.get(at).copied());
        if found.is_none() {
            let near = name::nearest(&written, names.clone().flat_map(|(id, title)| [id, title])).map(str::to_owned);
            let known = names.map(|(id, _)| id.to_owned()).collect();
            self.say(line, DecisionColumn::Criterion, DecisionFault::UnknownCriterion { written, near, known });
        }
        found
    }

    /// The subject by its id, or by a name that nobody else has; among both sides where the award is not known.
    fn subject(&mut self, line: &Line<'_>, side: Option<Side>) -> Option<usize> {
        let cell = line.cell(DecisionColumn::Subject);
        let (written, writing) = (code(cell).into_owned(), Writing::of(cell));
        let asked = self.known.iter().filter(|(of, _)| side.is_none_or(|side| side == *of)).map(|(_, known)| known);
        let fits: Vec<(&Known<'_>, Fit)> = asked.map(|known| (known, known.find(&written, writing))).collect();
        let all = |(known, fit): &(&'_ Known<'_>, Fit)| {
            let fits = match fit {
                Fit::Several(fits) => fits.clone(),
                fit => fit.only().into_iter().collect(),
            };
            let id = |fit: &u32| known.directory().entry(*fit).map(|entry| entry.id.clone().into_owned());
            fits.iter().filter_map(id).collect::<Vec<String>>()
        };
        let ids: Vec<String> = fits.iter().flat_map(all).collect();
        let fault = match ids.as_slice() {
            [_] => {
                let (known, fit) = fits.iter().find(|(_, fit)| *fit != Fit::Nobody)?;
                // A name in place of the id is nothing to tell here: decisions are written with either.
                if !matches!(fit, Fit::Name(_)) {
                    self.taken.take(fit, known.directory(), (&written, writing), Some(line.place(DecisionColumn::Subject)));
                }
                return fit.only().and_then(|subject| usize::try_from(subject).ok());
            }
            [] => {
                if let Some(change) = changed(cell) {
                    let fault = CellFault::ChangedCode { written: written.clone(), change };
                    self.found.push(Finding::new(fault, line.place(DecisionColumn::Subject)));
                }
                let near = fits.iter().find_map(|(known, _)| known.directory().near(&written));
                DecisionFault::UnknownSubject { written, side, near }
            }
            _ => DecisionFault::SeveralSubjects { written, ids },
        };
        self.say(line, DecisionColumn::Subject, fault);
        None
    }

    fn date(&mut self, line: &Line<'_>) -> Option<Date> {
        let written = line.text(DecisionColumn::Date).into_owned();
        if written.is_empty() {
            return None;
        }
        let date = date::parse(&written);
        if date.is_none() {
            self.say(line, DecisionColumn::Date, DecisionFault::NotADay { written });
        }
        date
    }
}

/// The one with that id, or else the only one with that title.
fn called<'n>(written: &str, names: impl Iterator<Item = (&'n str, &'n str)> + Clone) -> Option<usize> {
    let key = name::match_key(written);
    let by_id = names.clone().position(|(id, _)| name::match_key(id) == key);
    by_id.or_else(|| {
        let mut titled = names.enumerate().filter(|(_, (_, title))| name::match_key(title) == key);
        let (first, _) = titled.next()?;
        titled.next().is_none().then_some(first)
    })
}
