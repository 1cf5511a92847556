//! The texts of a column: ids, names, units as they are written.

/// Texts one after the other in one stretch of memory.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    text: String,
    ends: Vec<usize>,
}

impl Texts {
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len());
    }

    /// Makes room for so many more, where there is any.
    pub(super) fn reserve(&mut self, count: usize) {
        let _ = self.ends.try_reserve(count);
    }

    /// Adds other texts behind these.
    pub(super) fn append(&mut self, other: &Texts) {
        let start = self.text.len();
        self.text.push_str(&other.text);
        self.ends.extend(other.ends.iter().map(|end| start + end));
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// How many bytes all of them have.
    pub(super) fn bytes(&self) -> usize {
        self.text.len()
    }

    /// Keeps the first so many.
    pub(super) fn truncate(&mut self, count: usize) {
        self.ends.truncate(count);
        self.text.truncate(self.ends.last().copied().unwrap_or_default());
    }

    /// The same texts in another order; an empty one for nothing.
    pub(super) fn picked(&self, order: &[Option<usize>]) -> Texts {
        let mut texts = Texts::default();
        order.iter().for_each(|at| texts.push(at.map_or("", |at| self.get(at))));
        texts
    }

    /// The text of a row; empty beyond the last one.
    #[must_use]
    pub fn get(&self, row: usize) -> &str {
        let start = if row == 0 { 0 } else { self.ends.get(row - 1).copied().unwrap_or_default() };
        let end = self.ends.get(row).copied().unwrap_or_default();
        self.text.get(start..end).unwrap_or_default()
    }
}
