//! What is told of a subject under a criterion, worked out once for all the sheets that show it.
//!
//! Sheets are written side by side: whichever comes first to a subject under a criterion works it out, and the others find
//! it there. Only a workbook that explains everybody keeps it, so that memory stays small.

use std::sync::OnceLock;

use super::context::{Asking, Context};
use super::criteria::figures;
use super::obstacle::{Distance, distance};
use crate::report::sheet::Value;
use crate::text;
use crate::vocab::explanation::{Because, Explanation};
use crate::vocab::reason::Figure;
use crate::vocab::{Lang, Side, Verdict};

/// What is told of one subject under one criterion, in the campaign's language.
pub(super) struct Told {
    pub(super) verdict: Verdict,
    /// The value that was judged, as a cell shows it.
    pub(super) value: Value<'static>,
    pub(super) figures: String,
    pub(super) required: String,
    pub(super) gap: String,
    pub(super) reason: String,
    /// The cells that it comes from.
    pub(super) cells: String,
    /// How far the subject is from meeting the criterion, with the parts that failed; `None` unless it is not met and
    /// some award asks for it.
    pub(super) behind: Option<(Distance, String)>,
}

/// What is told of everybody, as far as some sheet has asked for it.
pub(super) struct Telling<'a> {
    context: Context<'a>,
    /// For each side the criteria as they are asked for.
    askings: [Vec<Asking>; 2],
    told: [Vec<OnceLock<Told>>; 2],
}

impl<'a> Telling<'a> {
    pub(super) fn new(context: Context<'a>) -> Telling<'a> {
        let askings = [Side::Units, Side::Persons].map(|side| context.askings(side));
        let count = |side| context.roll(side).map_or(0, crate::campaign::Roll::len) * askings[at(side)].len();
        let empty = |side| std::iter::repeat_with(OnceLock::new).take(count(side)).collect();
        let told = [empty(Side::Units), empty(Side::Persons)];
        Telling { context, askings, told }
    }

    /// What is told of a subject under the criterion at that position of its side; `None` where there is none.
    pub(super) fn of(&self, side: Side, subject: usize, position: usize) -> Option<&Told> {
        let askings = &self.askings[at(side)];
        let asking = *askings.get(position)?;
        let told = self.told[at(side)].get(subject * askings.len() + position)?;
        Some(told.get_or_init(|| self.context.told(asking, subject)))
    }

    /// What is told of a subject under a criterion as an award takes it.
    pub(super) fn for_award(&self, award: usize, criterion: usize, subject: usize) -> Option<&Told> {
        let side = self.context.side_of(award);
        // Awards that take it over the same years share what is told.
        let years = self.context.assessment.years_for(award, criterion);
        let is_it = |asking: &Asking| asking.criterion == criterion && self.context.asked_years(*asking) == years;
        self.of(side, subject, self.askings[at(side)].iter().position(is_it)?)
    }
}

fn at(side: Side) -> usize {
    usize::from(side == Side::Persons)
}

/// The figures with their values; those of several years behind the year, a cell that every year asks for once.
fn figures_told(lang: Lang, explanation: &Explanation, all: &[&Figure]) -> String {
    let Because::Years { years, .. } = &explanation.because else {
        return text::explanation::figures(lang, all);
    };
    let (mut told, mut known): (Vec<(i32, String)>, Vec<&Figure>) = (Vec::new(), Vec::new());
    for (year, of_year) in years {
        let mut new = figures(of_year);
        new.retain(|figure| !known.contains(figure));
        if !new.is_empty() {
            told.push((*year, text::explanation::figures(lang, &new)));
        }
        known.extend(new);
    }
    let told = text::explanation::runs(told).into_iter().map(|(years, told)| format!("{years}: {told}"));
    told.collect::<Vec<_>>().join("; ")
}

impl Context<'_> {
    /// Works out what is told of a subject under a criterion.
    pub(super) fn told(self, asking: Asking, subject: usize) -> Told {
        let (lang, explanation) = (self.lang, self.explain(asking, subject));
        let figures = figures(&explanation);
        let side = self.campaign().criteria[asking.criterion].side;
        Told {
            verdict: explanation.verdict,
            value: self.judged(&explanation),
            figures: figures_told(lang, &explanation, &figures),
            required: text::explanation::required(lang, &explanation),
            gap: text::explanation::gap(lang, &explanation).unwrap_or_default(),
            reason: self.with_classes(text::explanation::line(lang, &explanation), side, subject, &explanation),
            cells: self.cells_of(&figures),
            behind: self.behind(asking, subject, &explanation),
        }
    }

    fn behind(self, asking: Asking, subject: usize, explanation: &Explanation) -> Option<(Distance, String)> {
        let asked = || self.campaign().awards.iter().any(|award| award.criteria.contains(&asking.criterion));
        let failed = explanation.verdict == Verdict::NotMet && asked();
        let side = self.campaign().criteria[asking.criterion].side;
        let told = || text::explanation::failing(self.lang, explanation);
        failed.then(|| (distance(explanation), self.with_classes(told(), side, subject, explanation)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::reason::{Part, Reason, State, Value};
    use crate::vocab::{Place, TableId, Verdict};

    fn in_year(heading: &str, yes: bool, row: u32) -> Explanation {
        let figure = Figure {
            heading: heading.to_owned(),
            of_unit: false,
            years_back: 0,
            state: State::Known(Value::YesNo(yes)),
            place: Some(Place::Cell(TableId(0), row, 0)),
            measure: None,
        };
        let reason = Reason { verdict: Verdict::Met, part: Part::Attested(figure) };
        Explanation { verdict: Verdict::Met, because: Because::Judged(reason) }
    }

    #[test]
    fn figures_over_years_name_their_year_and_a_cell_of_every_year_stands_once() {
        let told = |explanation: &Explanation| figures_told(Lang::Vi, explanation, &figures(explanation));
        let over = |years| {
            let because = Because::Years { needed: None, broken: false, years };
            told(&Explanation { verdict: Verdict::Met, because })
        };
        let own = vec![(2021, in_year("Đạt", true, 3)), (2022, in_year("Đạt", false, 7))];
        assert_eq!(over(own), "2021: Đạt = Có; 2022: Đạt = Không");
        let same = vec![(2021, in_year("Đạt", true, 3)), (2022, in_year("Đạt", true, 3))];
        assert_eq!(over(same), "2021: Đạt = Có");
        assert_eq!(told(&in_year("Đạt", true, 3)), "Đạt = Có");
    }
}
