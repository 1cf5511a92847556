//! An expression ready to judge: what the other layers hold.

use super::check::{Checker, RankedBy, headings_told};
use super::judge::{NoSubject, Reading, judge, read};
use super::operands::{Limits, Operands, Policy};
use super::parse::parse;
use super::program::{Amount, Names, Shown, Test};
use super::row::column_of;
use super::syntax::{Fault, Node};
use super::{ListColumn, ListId, Scope, Slot, explain, label};
use crate::vocab::reason::{Reason, Term, Value};
use crate::vocab::{Finding, Kind, Number, Place, Span, Verdict};

/// Where an expression stands in the campaign file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The byte of the file at which the expression's text begins.
    pub start: usize,
    /// Whether each byte of the text is one of the file: not so for a string with escapes.
    pub exact: bool,
    /// The whole string, for every finding where the anchor is not exact.
    pub whole: Span,
}

impl Anchor {
    fn finding(&self, fault: Fault) -> Finding {
        let Fault { what, span } = fault;
        let span = if self.exact { self.start + span.start..self.start + span.end } else { self.whole.clone() };
        Finding::new(what, Place::Definition(span))
    }

    pub(super) fn findings(&self, mut faults: Vec<Fault>) -> Vec<Finding> {
        faults.sort_by_key(|fault| (fault.span.start, fault.span.end));
        faults.dedup();
        faults.into_iter().map(|fault| self.finding(fault)).collect()
    }
}

/// A checked test.
#[derive(Debug, Clone)]
pub struct Rule {
    pub(super) test: Test,
    pub(super) names: Names,
    read: Box<Read>,
    ranked: Vec<Ranked>,
    source: String,
    notes: Vec<Finding>,
}

/// A checked quantity.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    pub(super) amount: Amount,
    pub(super) shown: Shown,
    pub(super) names: Names,
    read: Box<Read>,
    source: String,
    notes: Vec<Finding>,
}

/// What an expression reads, sorted, each once.
#[derive(Debug, Clone, PartialEq, Default)]
struct Read {
    /// Figures of the subject and its unit.
    slots: Vec<Slot>,
    lists: Vec<ListId>,
    columns: Vec<ListColumn>,
}

impl Read {
    fn new(mut all: Vec<Slot>, mut lists: Vec<ListId>) -> Box<Read> {
        all.sort_unstable();
        all.dedup();
        lists.sort_unstable();
        lists.dedup();
        let columns = all.iter().copied().filter_map(column_of).collect();
        all.retain(|slot| column_of(*slot).is_none());
        Box::new(Read { slots: all, lists, columns })
    }

    /// What people call all of it.
    fn names(&self, checker: &Checker) -> Names {
        let columns = self.columns.iter().map(|column| column.list.column(column.column));
        let mut slots: Vec<Slot> = self.slots.iter().copied().chain(columns).collect();
        slots.sort_unstable();
        checker.names(&slots, &self.lists)
    }
}

/// A quantity by which a rule asks for places.
#[derive(Debug, Clone)]
pub struct Ranked {
    /// What the places are by.
    pub by: Measure,
    /// Whether the smallest value is the best.
    pub lowest_first: bool,
    /// The subject's own text field whose values divide the group; `None` for the group itself.
    pub grouping: Option<u16>,
}

/// The value of a measure for one subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Quantity {
    /// A value.
    Known(Number),
    /// Something that it needs is missing or doubtful.
    NoData,
    /// There is nothing to measure; 0 of 0 included.
    NotApplicable,
}

/// Checks a condition: an expression that holds or not.
///
/// # Errors
///
/// Every mistake that was found, in the order of the text.
pub fn parse_test(text: &str, anchor: &Anchor, scope: &Scope) -> Result<Rule, Vec<Finding>> {
    let node = parse(text).map_err(|faults| anchor.findings(headings_told(text, scope, faults)))?;
    let mut checker = Checker::new(text, scope);
    match checker.test(&node) {
        Some(test) if checker.faults.is_empty() => Ok(rule(text, anchor, checker, test)),
        _ => Err(anchor.findings(checker.faults)),
    }
}

/// Checks a quantity: a key to rank by, the value of a class, the whole of a part.
///
/// # Errors
///
/// Every mistake that was found, in the order of the text.
pub fn parse_measure(text: &str, anchor: &Anchor, scope: &Scope) -> Result<Measure, Vec<Finding>> {
    let node = parse(text).map_err(|faults| anchor.findings(headings_told(text, scope, faults)))?;
    let mut checker = Checker::new(text, scope);
    match quantity(&mut checker, &node) {
        Some((amount, shown)) if checker.faults.is_empty() => {
            let notes = anchor.findings(std::mem::take(&mut checker.notes));
            Ok(measure(&checker, amount, shown, text, notes))
        }
        _ => Err(anchor.findings(checker.faults)),
    }
}

fn quantity(checker: &mut Checker, node: &Node) -> Option<(Amount, Shown)> {
    checker.measure(node)
}

fn rule(text: &str, anchor: &Anchor, mut checker: Checker, test: Test) -> Rule {
    let notes = anchor.findings(std::mem::take(&mut checker.notes));
    let by = std::mem::take(&mut checker.ranked);
    let ranked: Vec<Ranked> = by.into_iter().map(|by| ranked(&checker, by)).collect();
    let (mut slots, mut lists) = (Vec::new(), Vec::new());
    test.all_slots(&mut |slot| slots.push(slot));
    test.lists(&mut |list| lists.push(list));
    for ranked in &ranked {
        let Read { slots: of_subject, lists: of_places, columns } = &*ranked.by.read;
        slots.extend(of_subject);
        slots.extend(columns.iter().map(|column| column.list.column(column.column)));
        lists.extend(of_places);
    }
    let read = Read::new(slots, lists);
    Rule { test, names: read.names(&checker), read, ranked, source: text.to_owned(), notes }
}

fn ranked(checker: &Checker, by: RankedBy) -> Ranked {
    let RankedBy { amount, shown, source, lowest_first, grouping } = by;
    Ranked { by: measure(checker, amount, shown, &source, Vec::new()), lowest_first, grouping }
}

fn measure(checker: &Checker, amount: Amount, shown: Shown, source: &str, notes: Vec<Finding>) -> Measure {
    let mut slots = Vec::new();
    amount.all_slots(&mut |slot| slots.push(slot));
    let read = Read::new(slots, amount.lists());
    Measure { names: read.names(checker), amount, shown, read, source: source.to_owned(), notes }
}

impl Rule {
    /// Every figure that the rule reads, sorted, each once; those of its places included.
    #[must_use]
    pub fn slots(&self) -> &[Slot] {
        &self.read.slots
    }

    /// Every list that the rule goes through, sorted, each once.
    #[must_use]
    pub fn lists(&self) -> &[ListId] {
        &self.read.lists
    }

    /// Every column of a list that the rule reads, sorted, each once.
    #[must_use]
    pub fn list_columns(&self) -> &[ListColumn] {
        &self.read.columns
    }

    /// What the rule asks places by, in the order in which [`Operands::standing`] numbers them.
    #[must_use]
    pub fn ranked(&self) -> &[Ranked] {
        &self.ranked
    }

    /// The names of the campaign's figures that the rule reads.
    pub fn constants(&self) -> impl Iterator<Item = &str> {
        self.names.constants.iter().map(|constant| constant.name.as_str())
    }

    /// The rule as the campaign file writes it.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// What is worth a look although the rule can be judged.
    #[must_use]
    pub fn notes(&self) -> &[Finding] {
        &self.notes
    }

    /// The verdict on one subject. Never fails, never allocates for figures of ordinary size.
    pub fn judge(&self, operands: &impl Operands, policy: &Policy) -> Verdict {
        judge(&self.test, operands, *policy)
    }

    /// Why the verdict is what it is: a tree that mirrors the rule, with figures, places and gaps.
    pub fn explain(&self, operands: &impl Operands, policy: &Policy, limits: &Limits) -> Reason {
        let seeking = Some(explain::Limited { limits, of_rows: &[] });
        explain::Explainer { names: &self.names, ranked: &self.ranked, operands, seeking }.reason(&self.test, *policy, false)
    }

    /// What the rule asks, without anybody's figures: the tree for headings, which stand for everyone.
    #[must_use]
    pub fn stated(&self) -> Reason {
        self.describe(&NoSubject, &Policy::default())
    }

    /// What the verdict rests on: the same tree without gaps, for those who ask of many subjects.
    pub fn describe(&self, operands: &impl Operands, policy: &Policy) -> Reason {
        let (names, ranked) = (&self.names, self.ranked.as_slice());
        explain::Explainer { names, ranked, operands, seeking: None }.reason(&self.test, *policy, false)
    }
}

impl Measure {
    /// Every figure that the quantity reads, sorted, each once.
    #[must_use]
    pub fn slots(&self) -> &[Slot] {
        &self.read.slots
    }

    /// Every list that the quantity goes through, sorted, each once.
    #[must_use]
    pub fn lists(&self) -> &[ListId] {
        &self.read.lists
    }

    /// Every column of a list that the quantity reads, sorted, each once.
    #[must_use]
    pub fn list_columns(&self) -> &[ListColumn] {
        &self.read.columns
    }

    /// Whether it is that figure and nothing else.
    #[must_use]
    pub fn is_figure(&self, slot: Slot) -> bool {
        self.amount == Amount::Figure(slot)
    }

    /// The kind that formats its value: a quotient is a percentage.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.shown.kind(&self.names)
    }

    /// The quantity with headings for short names, in no particular language.
    #[must_use]
    pub fn label(&self) -> String {
        label::plain(&self.amount, &self.names)
    }

    /// The quantity as the campaign file writes it.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// What is worth a look although the quantity can be worked out.
    #[must_use]
    pub fn notes(&self) -> &[Finding] {
        &self.notes
    }

    /// The names of the campaign's figures that the quantity reads.
    pub fn constants(&self) -> impl Iterator<Item = &str> {
        self.names.constants.iter().map(|constant| constant.name.as_str())
    }

    /// The value for one subject.
    pub fn value(&self, operands: &impl Operands) -> Quantity {
        match read(&self.amount, operands) {
            Reading::Known(number) => Quantity::Known(number),
            Reading::ZeroOfZero | Reading::NotApplicable => Quantity::NotApplicable,
            Reading::Between(_) | Reading::New | Reading::Indivisible | Reading::Missing => Quantity::NoData,
        }
    }

    /// A value of the measure as people read it; `None` for a day or step that does not exist.
    #[must_use]
    pub fn shown(&self, number: &Number) -> Option<Value> {
        self.names.value(number, self.shown)
    }

    /// The quantity with its value and the figures it came from.
    pub fn term(&self, operands: &impl Operands) -> Term {
        explain::term(&self.amount, self.shown, &self.names, operands)
    }
}
