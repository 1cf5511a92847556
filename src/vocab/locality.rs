//! Names of localities and of their committees without the words that say only what they are: `UBND xã Kim Thái`,
//! `Xã Kim Thái` and `KIM THÁI` may be one unit. Whether they are depends on which others are known, so nothing here
//! decides it.

use std::sync::LazyLock;

use super::name::match_key;

/// A name taken apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Locality {
    /// The matching key of what is left of the name.
    pub name: String,
    /// The kind of locality that the name says it is, as a matching key.
    pub kind: Option<&'static str>,
}

/// The words for a locality's committee.
const COMMITTEES: [&str; 2] = ["ủy ban nhân dân", "ubnd"];

/// The words for the kinds of locality, each with what it stands for.
const KINDS: [(&str, &str); 16] = [
    ("thị trấn", "thị trấn"),
    ("thị xã", "thị xã"),
    ("thành phố", "thành phố"),
    ("phường", "phường"),
    ("huyện", "huyện"),
    ("quận", "quận"),
    ("tỉnh", "tỉnh"),
    ("xã", "xã"),
    ("đặc khu", "đặc khu"),
    ("tp", "thành phố"),
    ("tx", "thị xã"),
    ("tt", "thị trấn"),
    ("p", "phường"),
    ("h", "huyện"),
    ("q", "quận"),
    ("x", "xã"),
];

/// The same as matching keys.
static COMMITTEE_KEYS: LazyLock<Vec<String>> = LazyLock::new(|| COMMITTEES.iter().map(|word| match_key(word)).collect());
static KIND_KEYS: LazyLock<Vec<(String, &'static str)>> =
    LazyLock::new(|| KINDS.iter().map(|(word, kind)| (match_key(word), *kind)).collect());

impl Locality {
    /// Takes a name apart. A name that has nothing but such words stays whole.
    #[must_use]
    pub fn of(name: &str) -> Locality {
        let key = if name.contains(['.', ',']) { match_key(&name.replace(['.', ','], " ")) } else { match_key(name) };
        let bare = COMMITTEE_KEYS.iter().find_map(|word| without(&key, word)).unwrap_or(&key);
        match KIND_KEYS.iter().find_map(|(word, kind)| Some((without(bare, word)?, *kind))) {
            Some((name, kind)) => Locality { name: name.to_owned(), kind: Some(kind) },
            None => Locality { name: bare.to_owned(), kind: None },
        }
    }

    /// Whether both may name one locality: the names are the same, and the kinds unless one is not said.
    #[must_use]
    pub fn may_be(&self, other: &Locality) -> bool {
        self.name == other.name && (self.kind == other.kind || self.kind.is_none() || other.kind.is_none())
    }
}

/// The key without the words before it; `None` where they are not there or nothing is left.
fn without<'k>(key: &'k str, words: &str) -> Option<&'k str> {
    key.strip_prefix(words)?.strip_prefix(' ').filter(|rest| !rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_before_a_name_say_only_what_it_is() {
        let same = |a: &str, b: &str| Locality::of(a).may_be(&Locality::of(b));
        for (a, b) in [
            ("UBND xã Kim Thái", "KIM THÁI"),
            ("Ủy ban nhân dân xã Kim Thái", "Xã Kim Thái"),
            ("Uỷ ban nhân dân Thị trấn Gôi", "thị  trấn Gôi"),
            ("TP. Nam Định", "Thành phố Nam Định"),
            ("Tx.Sơn Tây", "UBND thị xã Sơn Tây"),
            ("TT Gôi", "Thị trấn Gôi"),
            ("UBND P.Trần Tế Xương", "Phường Trần Tế Xương"),
            ("H. Vụ Bản", "Huyện Vụ Bản"),
            ("X. Kim Thái", "Xã Kim Thái"),
            ("Xã", "xã"),
        ] {
            assert!(same(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("Xã Gôi", "Thị trấn Gôi"),
            ("TT Gôi", "Xã Gôi"),
            ("TT Y tế", "Trung tâm Y tế"),
            ("Phong Hải", "Phường Ong Hải"),
            ("Phường Kim Thái", "Xã Kim Thái"),
            ("Xã Kim Thái", "Xã Kim Thai"),
            ("Xã Tân Xã", "Tân"),
            ("Xã", "Phường"),
            ("Phòng Nội vụ", "Nội vụ"),
        ] {
            assert!(!same(a, b), "{a} {b}");
        }
    }
}
