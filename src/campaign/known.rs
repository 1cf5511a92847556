//! The subjects of one side as they were known in a year: by the ids that they had then, through renamings and mergers.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::campaign::builder::aliases;
use crate::campaign::definition::{Change, Register};
use crate::campaign::directory::{Directory, Entry, Fit, Writing};
use crate::campaign::earlier::past;
use crate::campaign::subjects::Roll;
use crate::vocab::Side;

/// The ids that one side's subjects had in a year.
pub(super) struct Known<'r> {
    directory: Directory<'r>,
    /// The subjects of each id: several where a unit was split since. Empty where each id is a subject's own.
    of_id: Vec<Vec<usize>>,
    /// The ids of each subject; empty where each id is a subject's own.
    pasts: Vec<Vec<u32>>,
    /// The subjects that did not exist.
    new: BTreeSet<usize>,
}

impl<'r> Known<'r> {
    /// `changes` are those that lie between the year and the year judged, or all.
    pub(super) fn new(roll: &'r Roll, register: &'r Register, year: i32, changes: &[Change]) -> Known<'r> {
        let localities = register.side == Side::Units;
        if changes.is_empty() {
            let own = |subject| Entry { id: Cow::Borrowed(roll.id(subject)), name: Cow::Borrowed(roll.name(subject)) };
            let directory = Directory::new((0..roll.len()).map(own).collect(), aliases(register), localities);
            return Known { directory, of_id: Vec::new(), pasts: Vec::new(), new: BTreeSet::new() };
        }
        let (mut entries, mut of_id, mut pasts): (Vec<Entry<'r>>, Vec<Vec<usize>>, _) = (Vec::new(), Vec::new(), Vec::new());
        let (mut positions, mut new) = (BTreeMap::<String, u32>::new(), BTreeSet::new());
        for subject in 0..roll.len() {
            let Some(ids) = past(roll.id(subject), year, changes, changes.len()) else {
                new.insert(subject);
                pasts.push(Vec::new());
                continue;
            };
            let mut own = Vec::new();
            for id in ids {
                // A name is that of now: of an id of before it tells nothing.
                let name = if id == roll.id(subject) { Cow::Borrowed(roll.name(subject)) } else { Cow::Owned(id.clone()) };
                let next = u32::try_from(entries.len()).unwrap_or(u32::MAX);
                let position = *positions.entry(crate::vocab::name::match_key(&id)).or_insert(next);
                if position == next {
                    entries.push(Entry { id: Cow::Owned(id), name });
                    of_id.push(Vec::new());
                }
                if let Some(subjects) = usize::try_from(position).ok().and_then(|at| of_id.get_mut(at)) {
                    subjects.push(subject);
                }
                own.push(position);
            }
            pasts.push(own);
        }
        Known { directory: Directory::new(entries, aliases(register), localities), of_id, pasts, new }
    }

    pub(super) fn directory(&self) -> &Directory<'r> {
        &self.directory
    }

    /// The id that a writing fits, by its position.
    pub(super) fn find(&self, written: &str, writing: Writing) -> Fit {
        self.directory.find(written, writing)
    }

    /// The subjects of an id.
    pub(super) fn subjects(&self, id: u32) -> Vec<usize> {
        let id = usize::try_from(id).unwrap_or(usize::MAX);
        if self.pasts.is_empty() { vec![id] } else { self.of_id.get(id).cloned().unwrap_or_default() }
    }

    /// The ids of a subject, by their positions; none for one that did not exist.
    pub(super) fn ids(&self, subject: usize) -> Vec<u32> {
        match self.pasts.get(subject) {
            Some(ids) => ids.clone(),
            None => u32::try_from(subject).into_iter().collect(),
        }
    }

    pub(super) fn is_new(&self, subject: usize) -> bool {
        self.new.contains(&subject)
    }

    pub(super) fn into_new(self) -> BTreeSet<usize> {
        self.new
    }
}
