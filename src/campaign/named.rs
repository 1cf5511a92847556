//! What is found of the rows of a table: the first of each kind are named, the others counted, for a file of the wrong kind
//! may have millions.

use std::collections::BTreeMap;

use crate::vocab::finding::TableFault;
use crate::vocab::{Finding, Place, TableId};

/// How many findings of one kind are named.
const MOST: usize = 5000;

/// How many more may be kept before they are looked through.
const KEPT: usize = 4 * MOST;

/// The findings of the rows of a table, in the order of the rows.
#[derive(Default)]
pub(super) struct Named {
    findings: Vec<Finding>,
    /// How many were looked through last.
    looked_through: usize,
    /// How many are not named.
    others: usize,
}

impl Named {
    /// Where what is found of a row is added.
    pub(super) fn of_row(&mut self) -> &mut Vec<Finding> {
        if self.findings.len() > self.looked_through + KEPT {
            self.look_through();
        }
        &mut self.findings
    }

    /// Adds those of the rows behind.
    pub(super) fn append(&mut self, next: Named) {
        self.findings.extend(next.findings);
        self.others += next.others;
    }

    /// All that are named, and one that says how many are not.
    pub(super) fn finish(mut self, table: Option<TableId>) -> Vec<Finding> {
        self.look_through();
        let count = u32::try_from(self.others).unwrap_or(u32::MAX);
        let more = table.filter(|_| count > 0);
        let more = more.map(|table| Finding::new(TableFault::ManyMore { count }, Place::Table(table)));
        self.findings.extend(more);
        self.findings
    }

    fn look_through(&mut self) {
        let before = self.findings.len();
        let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
        self.findings.retain(|finding| {
            let count = counts.entry(finding.code()).or_default();
            *count += 1;
            *count <= MOST
        });
        self.looked_through = self.findings.len();
        self.others += before - self.looked_through;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::finding::CellFault;

    fn add(named: &mut Named, rows: std::ops::Range<u32>) {
        for row in rows {
            let fault = if row % 50 == 0 { CellFault::RowWithoutId } else { CellFault::Uncomputed };
            named.of_row().push(Finding::new(fault, Place::Row(TableId(0), row)));
        }
    }

    #[test]
    fn the_first_of_each_kind_are_named_however_the_rows_are_divided() {
        let case = |cuts: &[u32]| {
            let mut all = Named::default();
            for pair in cuts.windows(2) {
                let mut part = Named::default();
                add(&mut part, pair[0]..pair[1]);
                assert!(part.findings.len() <= 2 * (MOST + KEPT), "no more are kept than can be named, and some");
                all.append(part);
            }
            all.finish(Some(TableId(0)))
        };
        let expected = case(&[0, 100_000]);
        assert_eq!(expected.len(), MOST + 2000 + 1);
        let more = TableFault::ManyMore { count: 93_000 };
        assert_eq!(expected.last(), Some(&Finding::new(more, Place::Table(TableId(0)))));
        for cuts in [[0, 10, 50_000, 100_000], [0, 30_000, 60_000, 100_000], [0, 99_990, 99_999, 100_000]] {
            assert_eq!(case(&cuts), expected, "{cuts:?}");
        }
        assert_eq!(case(&[0, 300]).len(), 300);
    }
}
