//! Finds subjects by what files write for them: an id, an id that lost its leading zeros, or a name.
//!
//! Nothing is taken by similarity. Whatever is not the very id is told: which cell was taken for whom, so that a clerk can
//! look. Where two subjects fit, none is taken.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::campaign::retyped::Retyped;
use crate::input::{Cell, Shown};
use crate::vocab::finding::CellFault;
use crate::vocab::likeness::may_be_one;
use crate::vocab::locality::Locality;
use crate::vocab::near::NearNames;
use crate::vocab::{Finding, Place, name};

/// How a code stands in its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) enum Writing {
    /// As text.
    #[default]
    Text,
    /// As a number: leading zeros, if it had any, are lost.
    Number,
    /// As a number that is shown with leading zeros.
    Zeros,
    /// Not at all: an error, or a formula without a result, which was told where it stands.
    Unreadable,
}

impl Writing {
    pub(super) fn of(cell: &Cell<'_>) -> Writing {
        match cell {
            Cell::Number(number, Shown::Zeros(width)) if number.to_string().len() < usize::from(*width) => Writing::Zeros,
            Cell::Number(..) => Writing::Number,
            Cell::Error(_) | Cell::Uncomputed | Cell::Covered(_) => Writing::Unreadable,
            _ => Writing::Text,
        }
    }
}

/// Whom a writing fits, by position among the known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fit {
    /// It is the id, or a declared spelling.
    Exactly(u32),
    /// The only known code that is the same but for leading zeros.
    Code(u32),
    /// It is the name of one only.
    Name(u32),
    /// It is the name of one only, but for the words that say what a locality is.
    Locality(u32),
    /// Several fit.
    Several(Vec<u32>),
    /// None does.
    Nobody,
}

impl Fit {
    /// The one that fits.
    pub(super) fn only(&self) -> Option<u32> {
        match self {
            Fit::Exactly(known) | Fit::Code(known) | Fit::Name(known) | Fit::Locality(known) => Some(*known),
            Fit::Several(_) | Fit::Nobody => None,
        }
    }
}

/// One who is known.
#[derive(Debug)]
pub(super) struct Entry<'t> {
    pub(super) id: Cow<'t, str>,
    pub(super) name: Cow<'t, str>,
}

/// Those who are known, to be found by what files write.
pub(super) struct Directory<'t> {
    entries: Vec<Entry<'t>>,
    /// What other spellings stand for.
    aliases: BTreeMap<String, &'t str>,
    /// Whether names may be those of localities.
    localities: bool,
    by_key: BTreeMap<String, u32>,
    /// What only a writing needs that is no known id.
    others: OnceLock<Others>,
    /// What only a writing needs that fits nobody.
    near: OnceLock<Near>,
}

#[derive(Debug, Default)]
struct Others {
    /// Codes of digits alone, without leading zeros.
    codes: BTreeMap<String, Vec<u32>>,
    names: BTreeMap<String, Vec<u32>>,
    /// By what is left of the name.
    localities: BTreeMap<String, Vec<(Locality, u32)>>,
}

/// The known ids, names and names of localities, made ready to be compared with others.
struct Near {
    ids: NearNames,
    names: NearNames,
    localities: Vec<Locality>,
    of_localities: NearNames,
}

impl<'t> Directory<'t> {
    pub(super) fn new(entries: Vec<Entry<'t>>, aliases: BTreeMap<String, &'t str>, localities: bool) -> Directory<'t> {
        let keys = entries.iter().zip(0_u32..).map(|(entry, position)| (name::match_key(&entry.id), position));
        Directory { by_key: keys.collect(), entries, aliases, localities, others: OnceLock::new(), near: OnceLock::new() }
    }

    /// How many are known.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn entry(&self, position: u32) -> Option<&Entry<'t>> {
        self.entries.get(usize::try_from(position).ok()?)
    }

    /// The fault of a row whose id is that of the one at `position` and whose name is another's, known or not.
    pub(super) fn contradiction(&self, position: u32, id: &str, name: &str) -> Option<CellFault> {
        if name.is_empty() || name == id {
            return None;
        }
        let of_id = self.entry(position)?;
        if is_same(&of_id.name, name) {
            return None;
        }
        let is_another = match self.find(name, Writing::Text) {
            // Whoever is called by the id alone may have any name.
            Fit::Nobody => of_id.name != of_id.id && !may_be_one(&of_id.name, name),
            found => found.only().is_some_and(|other| other != position),
        };
        let fault =
            CellFault::IdOfAnother { id: id.to_owned(), name: name.to_owned(), of_id: of_id.name.clone().into_owned() };
        is_another.then_some(fault)
    }

    /// The name of the one at `position`, when it is not the name that stands beside its id, nor another known writing of it.
    pub(super) fn named_otherwise(&self, position: u32, id: &str, name: &str) -> Option<&str> {
        let of_id = self.entry(position)?;
        // Whoever is called by the id alone may have any name.
        let is_silent = name.is_empty() || name == id || of_id.name == of_id.id;
        if is_silent || is_same(&of_id.name, name) {
            return None;
        }
        let is_known = match self.find(name, Writing::Text) {
            Fit::Several(fits) => fits.contains(&position),
            found => found.only() == Some(position),
        };
        (!is_known).then_some(of_id.name.as_ref())
    }

    /// Whom a writing fits.
    pub(super) fn find(&self, written: &str, writing: Writing) -> Fit {
        let key = name::match_key(written);
        let alias = self.aliases.get(&key).map(|shown| name::match_key(shown));
        let declared = alias.as_ref().is_some_and(|shown| *shown != key);
        let key = alias.unwrap_or(key);
        let known = self.by_key.get(&key).copied();
        if let Some(known) = known {
            // A bare number may be another code that lost its zeros.
            let fits = if writing == Writing::Number { self.codes(&key) } else { &[] };
            return if fits.len() > 1 { Fit::Several(fits.to_vec()) } else { Fit::Exactly(known) };
        }
        let one = |fits: &[u32], fit: fn(u32) -> Fit| match fits {
            [] => None,
            [only] => Some(fit(*only)),
            several => Some(Fit::Several(several.to_vec())),
        };
        let by_name = || {
            let named = self.others().names.get(&key).map_or(&[][..], Vec::as_slice);
            one(named, if declared { Fit::Exactly } else { Fit::Name })
        };
        let by_locality = || one(&self.of_locality(&key), if declared { Fit::Exactly } else { Fit::Locality });
        if key.is_empty() {
            return Fit::Nobody;
        }
        let fit = one(self.codes(&key), Fit::Code).or_else(by_name);
        if key.bytes().all(|byte| byte.is_ascii_digit()) {
            // A code, and not what is left of the name of Phường 2.
            return fit.unwrap_or(Fit::Nobody);
        }
        fit.or_else(by_locality).unwrap_or(Fit::Nobody)
    }

    /// Those whose names are the same but for what a locality is; `written` is a text or its matching key.
    fn of_locality(&self, written: &str) -> Vec<u32> {
        if !self.localities {
            return Vec::new();
        }
        let locality = Locality::of(written);
        let named = self.others().localities.get(&locality.name).map_or(&[][..], Vec::as_slice);
        named.iter().filter(|(known, _)| known.may_be(&locality)).map(|(_, known)| *known).collect()
    }

    /// The known codes that are the same but for leading zeros.
    fn codes(&self, key: &str) -> &[u32] {
        let fits = without_zeros(key).and_then(|digits| self.others().codes.get(digits));
        fits.map_or(&[], Vec::as_slice)
    }

    fn others(&self) -> &Others {
        self.others.get_or_init(|| {
            let mut others = Others::default();
            for (entry, position) in self.entries.iter().zip(0_u32..) {
                let id = name::match_key(&entry.id);
                if let Some(digits) = without_zeros(&id) {
                    others.codes.entry(digits.to_owned()).or_default().push(position);
                }
                others.names.entry(name::match_key(&entry.name)).or_default().push(position);
                if self.localities {
                    let locality = Locality::of(&entry.name);
                    others.localities.entry(locality.name.clone()).or_default().push((locality, position));
                }
            }
            for fits in others.codes.values_mut().chain(others.names.values_mut()) {
                self.leave_out_repeated(fits);
            }
            others
        })
    }

    /// Leaves the first and the last of those with one id: a doubled one, which may stand on every row of a file, is no
    /// more than several, and is found by the last.
    fn leave_out_repeated(&self, fits: &mut Vec<u32>) {
        if fits.len() > 2 {
            let mut ends: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
            for fit in fits.drain(..) {
                let id = self.entry(fit).map_or("", |entry| entry.id.as_ref());
                ends.entry(id).or_insert((fit, fit)).1 = fit;
            }
            fits.extend(ends.into_values().flat_map(|(first, last)| [first, last]));
            fits.sort_unstable();
            fits.dedup();
        }
    }

    /// The only known id that a spreadsheet may have turned into what is written.
    fn retyped(&self, written: &str) -> Option<String> {
        let retyped = Retyped::of(written)?;
        let mut fits = self.entries.iter().filter(|entry| retyped.may_be(&entry.id));
        let only = fits.next().filter(|_| fits.next().is_none())?;
        Some(only.id.clone().into_owned())
    }

    /// The known id or name that an unknown one is probably meant to be.
    pub(super) fn near(&self, written: &str) -> Option<String> {
        if let Some(retyped) = self.retyped(written) {
            return Some(retyped);
        }
        let id = |at: usize| self.entries.get(at).map_or("", |entry| entry.id.as_ref());
        let name = |at: usize| self.entries.get(at).map_or("", |entry| entry.name.as_ref());
        let by_id = || self.near_names().ids.nearest(written, id).map(id);
        let by_name = || self.near_names().names.nearest(written, name).map(name);
        by_id().or_else(by_name).map(str::to_owned).or_else(|| self.near_locality(written))
    }

    /// The only known name that is the same but for another kind of locality: `Thị trấn Liên Minh` for `Xã Liên Minh`.
    pub(super) fn of_another_kind(&self, written: &str) -> Option<String> {
        let named = self.others().localities.get(&Locality::of(written).name)?;
        let [(_, only)] = named.as_slice() else { return None };
        self.entry(*only).map(|entry| entry.name.clone().into_owned())
    }

    fn near_names(&self) -> &Near {
        self.near.get_or_init(|| {
            let of = |entry: &Entry<'t>| Locality::of(&entry.name);
            let localities: Vec<Locality> = self.entries.iter().filter(|_| self.localities).map(of).collect();
            Near {
                ids: NearNames::new(self.entries.iter().map(|entry| entry.id.as_ref())),
                names: NearNames::new(self.entries.iter().map(|entry| entry.name.as_ref())),
                of_localities: NearNames::new(localities.iter().map(|locality| locality.name.as_str())),
                localities,
            }
        })
    }

    /// The one name that is near but for the words that say what a locality is.
    fn near_locality(&self, written: &str) -> Option<String> {
        if !self.localities {
            return None;
        }
        let written = Locality::of(written);
        let known = self.near_names();
        let name = |at: usize| known.localities.get(at).map_or("", |locality| locality.name.as_str());
        let near = known.of_localities.nearest(&written.name, name).map(name)?;
        let meant = Locality { name: near.to_owned(), kind: written.kind };
        let fits = |(locality, _): &(&Locality, &Entry<'t>)| locality.may_be(&meant);
        let mut fitting = known.localities.iter().zip(&self.entries).filter(fits);
        match (fitting.next(), fitting.next()) {
            (Some((_, entry)), None) => Some(entry.name.clone().into_owned()),
            _ => None,
        }
    }

    /// The first ids of several who fit, each once: one that is doubled is told as such elsewhere.
    fn ids(&self, fits: &[u32]) -> Vec<String> {
        let mut ids: Vec<String> = Vec::new();
        for entry in fits.iter().filter_map(|fit| self.entry(*fit)) {
            if ids.len() > NAMED_IDS {
                break;
            }
            if !ids.iter().any(|known| *known == entry.id) {
                ids.push(entry.id.clone().into_owned());
            }
        }
        ids
    }

    /// Why nobody was taken where several fit.
    pub(super) fn several(&self, written: &str, fits: &[u32]) -> CellFault {
        CellFault::SeveralFit { written: written.to_owned(), fits: self.ids(fits) }
    }
}

/// A code of digits alone without leading zeros; `None` for any other id.
pub(super) fn without_zeros(code: &str) -> Option<&str> {
    let digits = !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| code.trim_start_matches('0'))
}

/// What is told of the cells of one column that were taken for somebody without being the very id.
#[derive(Debug)]
pub(super) struct Taken {
    heading: String,
    zeros: Option<Several>,
    names: Option<Several>,
    /// By what is written: whom it was taken for, and where.
    localities: BTreeMap<String, (String, Place, Vec<Place>)>,
    /// The first of the names that are not those of the ids beside them, with the name of the one with that id, and where
    /// they are.
    named: Option<Several>,
    named_places: Vec<Place>,
}

/// Whether two names are one.
fn is_same(a: &str, b: &str) -> bool {
    a == b || name::match_key(a) == name::match_key(b)
}

/// The first of several cells.
#[derive(Debug)]
struct Several {
    count: u32,
    written: String,
    taken: String,
    place: Place,
}

/// How many ids are named at least where several fit; a sentence lists a dozen.
const NAMED_IDS: usize = 12;

/// How many more places are named of one spelling.
const NAMED_PLACES: usize = 20;

impl Taken {
    /// `heading` is that of the column.
    pub(super) fn new(heading: &str) -> Taken {
        Taken {
            heading: heading.to_owned(),
            zeros: None,
            names: None,
            localities: BTreeMap::new(),
            named: None,
            named_places: Vec::new(),
        }
    }

    /// A code whose zeros are lost or only shown.
    pub(super) fn zeros(&mut self, written: &str, taken: &str, place: Option<Place>) {
        Several::add(&mut self.zeros, written, taken, place);
    }

    /// Notes what a cell was taken for.
    pub(super) fn take(
        &mut self,
        fit: &Fit,
        directory: &Directory<'_>,
        (written, writing): (&str, Writing),
        place: Option<Place>,
    ) {
        let Some(entry) = fit.only().and_then(|known| directory.entry(known)) else { return };
        let stored = if writing == Writing::Zeros { without_zeros(written).unwrap_or(written) } else { written };
        match (fit, place) {
            (Fit::Exactly(_), place) if writing == Writing::Zeros => self.zeros(stored, &entry.id, place),
            (Fit::Code(_), place) => self.zeros(stored, &entry.id, place),
            (Fit::Name(_), place) => Several::add(&mut self.names, written, &entry.id, place),
            (Fit::Locality(_), Some(place)) => match self.localities.get_mut(written) {
                Some((_, _, others)) if others.len() < NAMED_PLACES => others.push(place),
                Some(_) => {}
                None => {
                    self.localities.insert(written.to_owned(), (entry.name.clone().into_owned(), place, Vec::new()));
                }
            },
            _ => {}
        }
    }

    /// Notes the name beside the id of the one who was taken, where it is not that one's.
    pub(super) fn named(
        &mut self,
        (position, directory): (u32, &Directory<'_>),
        (id, name): (&str, &str),
        place: impl FnOnce() -> Option<Place>,
    ) {
        let Some(of_id) = directory.named_otherwise(position, id, name) else { return };
        let place = place();
        if self.named.is_some() && self.named_places.len() < NAMED_PLACES {
            self.named_places.extend(place.clone());
        }
        Several::add(&mut self.named, name, of_id, place);
    }

    pub(super) fn findings(self) -> Vec<Finding> {
        let heading = &self.heading;
        let zeros = self.zeros.map(|Several { count, written, taken, place }| {
            Finding::new(CellFault::ZerosRestored { heading: heading.clone(), count, written, taken }, place)
        });
        let names = self.names.map(|Several { count, written, taken, place }| {
            Finding::new(CellFault::ByName { heading: heading.clone(), count, written, taken }, place)
        });
        let localities = self.localities.into_iter().map(|(written, (taken, place, others))| Finding {
            others,
            ..Finding::new(CellFault::LocalityTaken { written, taken }, place)
        });
        let named = self.named.map(|Several { count, written: name, taken: of_id, place }| Finding {
            others: self.named_places,
            ..Finding::new(CellFault::NamedOtherwise { count, name, of_id }, place)
        });
        zeros.into_iter().chain(names).chain(localities).chain(named).collect()
    }
}

impl Several {
    fn add(several: &mut Option<Several>, written: &str, taken: &str, place: Option<Place>) {
        match (several, place) {
            (Some(several), _) => several.count += 1,
            (none, Some(place)) => {
                *none = Some(Several { count: 1, written: written.to_owned(), taken: taken.to_owned(), place });
            }
            (None, None) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic)]
    use super::*;

    fn directory<'t>(known: &[(&'t str, &'t str)], aliases: &[(&str, &'t str)]) -> Directory<'t> {
        let entries = known.iter().map(|(id, name)| Entry { id: (*id).into(), name: (*name).into() }).collect();
        let aliases = aliases.iter().map(|(spelling, shown)| (name::match_key(spelling), *shown)).collect();
        Directory::new(entries, aliases, true)
    }

    #[test]
    fn digits_are_a_code_and_no_name_of_a_locality() {
        let known = directory(&[("001", "Phường 3"), ("010", "Phường 2"), ("A", "2 Tháng 4")], &[]);
        let case = |written: &str, expected| assert_eq!(known.find(written, Writing::Text), expected, "{written}");
        case("2", Fit::Nobody);
        case("3", Fit::Nobody);
        case("1", Fit::Code(0));
        case("P. 2", Fit::Locality(1));
        case("2 Tháng 4", Fit::Name(2));
    }

    #[test]
    fn a_code_without_its_zeros_is_taken_only_where_one_code_fits() {
        let known = directory(&[("001", "A"), ("10", "B"), ("010", "C"), ("VB01", "D")], &[]);
        let case = |written: &str, writing, expected| assert_eq!(known.find(written, writing), expected, "{written}");
        case("001", Writing::Text, Fit::Exactly(0));
        case("1", Writing::Text, Fit::Code(0));
        case("1", Writing::Number, Fit::Code(0));
        case("0001", Writing::Text, Fit::Code(0));
        case("010", Writing::Text, Fit::Exactly(2));
        case("10", Writing::Text, Fit::Exactly(1));
        case("10", Writing::Number, Fit::Several(vec![1, 2])); // the zero may be lost
        case("0010", Writing::Text, Fit::Several(vec![1, 2]));
        case("VB1", Writing::Text, Fit::Nobody);
        case("100", Writing::Text, Fit::Nobody);
        case("", Writing::Text, Fit::Nobody);
    }

    #[test]
    fn a_name_is_taken_only_where_it_is_one_units() {
        let names = [("1", "Xã Kim Thái"), ("2", "Thị trấn Gôi"), ("3", "Xã Gôi"), ("4", "Xã Đại An"), ("5", "Xã Đại An")];
        let known = directory(&names, &[("Kim Thái mới", "Xã Kim Thái"), ("Số bốn", "4")]);
        let case = |written: &str, expected| assert_eq!(known.find(written, Writing::Text), expected, "{written}");
        case("xã  KIM THÁI", Fit::Name(0));
        case("UBND xã Kim Thái", Fit::Locality(0));
        case("KIM THÁI", Fit::Locality(0));
        case("Phường Kim Thái", Fit::Nobody);
        case("Gôi", Fit::Several(vec![1, 2]));
        case("UBND xã Gôi", Fit::Locality(2));
        case("Xã Đại An", Fit::Several(vec![3, 4]));
        case("Kim Thái mới", Fit::Exactly(0));
        case("Số bốn", Fit::Exactly(3));
        case("Xã Kim Thai", Fit::Nobody);
        assert_eq!(known.near("Xã Kim Thai").as_deref(), Some("Xã Kim Thái"));
        assert_eq!(known.near("Kim Thai").as_deref(), Some("Xã Kim Thái"));
        assert_eq!(known.near("Phường Kim Thai"), None);
    }

    #[test]
    fn an_id_that_stands_on_two_rows_is_proposed_once() {
        let known = directory(&[("001", "A"), ("001", "B"), ("01", "C")], &[]);
        let fits = vec!["001".to_owned(), "01".to_owned()];
        assert_eq!(known.several("1", &[0, 1, 2]), CellFault::SeveralFit { written: "1".to_owned(), fits });
    }

    #[test]
    fn of_an_id_on_many_rows_and_of_many_ids_no_more_are_carried_than_told() {
        let known = directory(&[&[("01", "B")], &[("1", "A"); 1000][..], &[("001", "C")]].concat(), &[]);
        assert_eq!(known.find("1", Writing::Number), Fit::Several(vec![0, 1, 1000, 1001]));
        assert_eq!(known.find("A", Writing::Text), Fit::Several(vec![1, 1000]));
        assert_eq!(known.named_otherwise(1000, "1", "a"), None);
        let ids: Vec<String> = (0..1000).map(|id| format!("DV{id}")).collect();
        let known = directory(&ids.iter().map(|id| (id.as_str(), "Xã A")).collect::<Vec<_>>(), &[]);
        let CellFault::SeveralFit { fits, .. } = known.several("Xã A", &(0..1000).collect::<Vec<u32>>()) else { panic!() };
        assert_eq!((fits.len(), fits[12].as_str()), (13, "DV12"));
    }
}
