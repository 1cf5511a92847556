//! What a council can decide of one subject for one award: a closed list.

/// The four decisions of a council.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ruling {
    /// Chọn: takes one of those level across the last place.
    Choose,
    /// Bổ sung: adds somebody to the list, beside the places of the quota.
    Admit,
    /// Loại: takes somebody off the list; the place is free for the next in line.
    Exclude,
    /// Miễn: does not ask one criterion of the subject.
    Waive,
}

impl Ruling {
    /// The words that a decisions file writes for it, in Vietnamese and in English.
    pub const WORDS: [(&'static str, Ruling); 8] = [
        ("Chọn", Ruling::Choose),
        ("Bổ sung", Ruling::Admit),
        ("Loại", Ruling::Exclude),
        ("Miễn", Ruling::Waive),
        ("choose", Ruling::Choose),
        ("admit", Ruling::Admit),
        ("exclude", Ruling::Exclude),
        ("waive", Ruling::Waive),
    ];

    /// The decision that a text writes, whatever its capitals; `None` for any other text.
    #[must_use]
    pub fn written(text: &str) -> Option<Ruling> {
        let key = super::name::match_key(text);
        Ruling::WORDS.iter().find(|(word, _)| super::name::match_key(word) == key).map(|(_, ruling)| *ruling)
    }
}
