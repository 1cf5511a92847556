//! What a rule found in the rows of a list, as a part of a reason: `mọi “Chỉ số thành phần” (3: 2 đạt, 1 không đạt): Chi
//! phí (Năm nay: 4,5 — yêu cầu > Năm trước = 5)`.
//!
//! The rows that decide come first, and of a long list only the first dozen: the rest is in the counts.

use super::reason::Teller;
use crate::vocab::Verdict;
use crate::vocab::listed::{Asked, Listed, ListedRow, RowSays};
use crate::vocab::reason::{State, Term};

/// How many rows one line tells.
const TOLD: usize = 12;

/// The words of one language.
pub(super) struct Words {
    /// Every row, or any of them, behind the title.
    pub(super) every: fn(&str) -> String,
    pub(super) any: fn(&str) -> String,
    /// How many rows; how many that hold; the sum of a quantity.
    pub(super) rows: fn(&str) -> String,
    pub(super) met: fn(&str, &str) -> String,
    pub(super) sum: fn(&str, &str) -> String,
    /// How many rows have the verdict.
    pub(super) with_verdict: fn(usize, Verdict) -> String,
    /// How many hold of how many.
    pub(super) of: fn(usize, usize) -> String,
    pub(super) empty: &'static str,
    /// Why there is no list.
    pub(super) absent: fn(&State) -> &'static str,
    /// A row that may not be the subject's.
    pub(super) uncertain: &'static str,
    /// How many rows are not told one by one.
    pub(super) more: fn(usize) -> String,
    /// Between the least and the most.
    pub(super) between: fn(&str, &str) -> String,
}

impl Teller {
    /// `every` and `any`; under a `not` one is asked for as the other.
    pub(super) fn listed(&self, listed: &Listed, negated: bool) -> String {
        let words = self.list_words();
        let every = (listed.asked == Asked::Every) != negated;
        let title = self.list_title(listed);
        let head = if every { (words.every)(&title) } else { (words.any)(&title) };
        match self.no_rows(listed) {
            Some(why) => format!("{head} — {why}"),
            None => format!("{head} ({}): {}", self.verdicts(listed, negated), self.rows(listed, every, negated)),
        }
    }

    /// What `every` and `any` require: `mọi “Chỉ số thành phần”: Năm nay > Năm trước`.
    pub(super) fn listed_requirement(&self, listed: &Listed, negated: bool) -> String {
        let words = self.list_words();
        let every = (listed.asked == Asked::Every) != negated;
        let title = self.list_title(listed);
        let head = if every { (words.every)(&title) } else { (words.any)(&title) };
        format!("{head}: {}", self.asked_of_rows(listed, negated))
    }

    /// How many rows hold of those that were judged: `đạt 1 trong 2`; `None` when none was.
    pub(super) fn listed_values(&self, listed: &Listed) -> Option<String> {
        let of = |verdict| listed.rows.iter().filter(|row| row.verdict() == Some(verdict)).count();
        let (met, all) = (of(Verdict::Met), listed.rows.len() - of(Verdict::NotApplicable));
        (all > 0).then(|| (self.list_words().of)(met, all))
    }

    /// What would turn each failed row round, with its name; of many rows the first dozen.
    pub(super) fn listed_gaps(&self, listed: &Listed, negated: bool) -> Vec<String> {
        let told = listed.rows.iter().filter_map(|row| {
            let gaps = self.gaps(row.reason()?, negated);
            (!gaps.is_empty()).then(|| format!("{}: {}", row.name, gaps.join("; ")))
        });
        told.take(TOLD).collect()
    }

    fn asked_of_rows(&self, listed: &Listed, negated: bool) -> String {
        listed.test.as_ref().map_or_else(String::new, |test| self.requirement_of(test, negated, true))
    }

    /// What a list is called in the label of a quantity.
    pub(super) fn list_label(&self, term: &Term, at: usize) -> String {
        let Some(listed) = term.lists.get(at) else { return String::new() };
        let (words, title) = (self.list_words(), self.list_title(listed));
        match &listed.asked {
            Asked::Rows => (words.rows)(&title),
            Asked::Met | Asked::Every | Asked::Any => (words.met)(&title, &self.asked_of_rows(listed, false)),
            Asked::Sum(of) => (words.sum)(&title, of),
        }
    }

    /// What a count or sum came to.
    pub(super) fn list_value(&self, term: &Term, at: usize) -> String {
        let value = term.lists.get(at).and_then(|listed| listed.value.as_ref());
        value.map_or_else(|| "?".to_owned(), |value| self.value(value))
    }

    /// The range of a side that is one count.
    pub(super) fn range(&self, term: &Term) -> Option<String> {
        let [listed] = term.lists.as_slice() else { return None };
        let (least, most) = listed.between.as_ref()?;
        (term.label.len() == 1).then(|| (self.list_words().between)(&self.value(least), &self.value(most)))
    }

    /// The rows of every list of these sides; `None` where there is none.
    pub(super) fn list_rows<'t>(&self, terms: impl IntoIterator<Item = &'t Term>) -> Option<String> {
        let lists: Vec<&Listed> = terms.into_iter().flat_map(|term| &term.lists).collect();
        let same = |a: &Listed, b: &Listed| (&a.title, a.of_unit, a.years_back) == (&b.title, b.of_unit, b.years_back);
        // Rows that are told for what they say need not be told again for being there.
        let again = |listed: &&&Listed| {
            listed.asked == Asked::Rows && lists.iter().any(|l| l.asked != Asked::Rows && same(l, listed))
        };
        let told: Vec<String> = lists.iter().filter(|listed| !again(listed)).map(|listed| self.counted(listed)).collect();
        let mut once: Vec<&str> = Vec::new();
        told.iter().for_each(|rows| once.extend((!once.contains(&rows.as_str())).then_some(rows.as_str())));
        (!once.is_empty()).then(|| once.join("; "))
    }

    fn counted(&self, listed: &Listed) -> String {
        if let Some(why) = self.no_rows(listed) {
            return why;
        }
        let verdicts = if listed.asked == Asked::Met { self.verdicts(listed, false) + ": " } else { String::new() };
        verdicts + &self.rows(listed, false, false)
    }

    fn no_rows(&self, listed: &Listed) -> Option<String> {
        let words = self.list_words();
        match &listed.absent {
            Some(absent) => Some((words.absent)(&absent.state).to_owned()),
            None => listed.rows.is_empty().then(|| words.empty.to_owned()),
        }
    }

    pub(super) fn list_title(&self, listed: &Listed) -> String {
        match self.whose(listed.of_unit, listed.years_back) {
            Some(whose) => format!("“{}” ({whose})", listed.title),
            None => format!("“{}”", listed.title),
        }
    }

    fn verdicts(&self, listed: &Listed, negated: bool) -> String {
        let tally = |verdict: Verdict| {
            let count = listed.rows.iter().filter(|row| row_verdict(row, negated) == Some(verdict)).count();
            (count > 0).then(|| (self.list_words().with_verdict)(count, verdict))
        };
        Verdict::ALL.into_iter().filter_map(tally).collect::<Vec<_>>().join(", ")
    }

    /// The rows, those first that decide.
    fn rows(&self, listed: &Listed, every: bool, negated: bool) -> String {
        let mut rows: Vec<&ListedRow> = listed.rows.iter().collect();
        rows.sort_by_key(|row| weight(row_verdict(row, negated), every));
        let mut told: Vec<String> = rows.iter().take(TOLD).map(|row| self.row(row, negated)).collect();
        told.extend(rows.len().checked_sub(TOLD).filter(|more| *more > 0).map(self.list_words().more));
        told.join("; ")
    }

    fn row(&self, row: &ListedRow, negated: bool) -> String {
        let says = match &row.says {
            _ if row.doubt.is_some() => Some(self.list_words().uncertain.to_owned()),
            RowSays::There => None,
            RowSays::Judged(reason) => Some(self.reason(reason, negated, false)),
            RowSays::Worth(term) => Some(self.worth(term)),
        };
        match says {
            Some(says) => format!("{} ({says})", row.name),
            None => row.name.clone(),
        }
    }
}

/// What a row says of the requirement: under a `not` the opposite of what the rule writes is required.
fn row_verdict(row: &ListedRow, negated: bool) -> Option<Verdict> {
    row.verdict().map(|verdict| if negated { verdict.negated() } else { verdict })
}

/// How early a row is told.
fn weight(verdict: Option<Verdict>, every: bool) -> u8 {
    match verdict {
        Some(Verdict::NotMet) if every => 0,
        Some(Verdict::Met) if !every => 0,
        Some(Verdict::NoData) => 1,
        Some(Verdict::NotMet | Verdict::Met) => 2,
        Some(Verdict::NotApplicable) | None => 3,
    }
}
