//! The streams of a compound file, which is what an older workbook is ([MS-CFB]).
//!
//! Nothing is allocated for a size that the file claims to have: a stream is no longer than the file, and a chain that
//! goes in circles ends.

/// A number in the table of sectors from which on it means no sector.
const NO_SECTOR: u32 = 0xffff_fffa;

/// Streams below this length stand in the smaller sectors.
const SMALL: usize = 4096;
const SMALL_SECTOR: usize = 64;

/// The stream of a name, in whatever capitals; `None` where the file has none or is broken.
pub(super) fn stream(bytes: &[u8], name: &str) -> Option<Vec<u8>> {
    let file = Compound::open(bytes)?;
    let entries = file.sectors.chain(bytes, file.start_of_folder, usize::MAX);
    let mut entries = entries.chunks_exact(128).map(Entry::read);
    let root = entries.next()??;
    let named = |entry: Option<Entry>| entry.filter(|entry| entry.name.eq_ignore_ascii_case(name));
    let entry = entries.find_map(named)?;
    if entry.length >= SMALL {
        return Some(file.sectors.chain(bytes, entry.start, entry.length));
    }
    let home = file.sectors.chain(bytes, root.start, root.length);
    let table = words(&file.sectors.chain(bytes, file.start_of_small, usize::MAX)).collect();
    Some(Sectors { size: SMALL_SECTOR, before: 0, next: table }.chain(&home, entry.start, entry.length))
}

/// What the head of the file says.
struct Compound {
    sectors: Sectors,
    start_of_folder: u32,
    /// Where the table of the smaller sectors begins.
    start_of_small: u32,
}

/// Sectors of one size, and which of them follows which.
struct Sectors {
    size: usize,
    /// How many bytes stand before the first one.
    before: usize,
    next: Vec<u32>,
}

impl Compound {
    fn open(bytes: &[u8]) -> Option<Compound> {
        let size = match bytes.get(30..32)? {
            [9, 0] => 512,
            [12, 0] => 4096,
            _ => return None,
        };
        let mut sectors = Sectors { size, before: size, next: Vec::new() };
        // The head names the sectors of the table, and where more of their names stand.
        let mut table: Vec<u32> = words(bytes.get(76..512)?).collect();
        let (mut more, most) = (word(bytes, 68)?, bytes.len() / size + 1);
        for _ in 0..most {
            let Some(names) = sectors.get(bytes, more) else { break };
            table.extend(words(names));
            more = table.pop()?;
        }
        let table = table.into_iter().filter(|sector| *sector < NO_SECTOR).take(most);
        let next = table.map_while(|sector| sectors.get(bytes, sector)).flat_map(words).collect();
        sectors.next = next;
        Some(Compound { sectors, start_of_folder: word(bytes, 48)?, start_of_small: word(bytes, 60)? })
    }
}

impl Sectors {
    /// A sector, which is shorter where the file ends within it; `None` for one behind the end, or for none.
    fn get<'b>(&self, bytes: &'b [u8], sector: u32) -> Option<&'b [u8]> {
        let start = usize::try_from(sector).ok()?.checked_mul(self.size)?.checked_add(self.before)?;
        let rest = bytes.get(start..).filter(|rest| !rest.is_empty() && sector < NO_SECTOR)?;
        Some(rest.get(..self.size).unwrap_or(rest))
    }

    /// The bytes of a sector and of those that follow it, of no more than `length` together.
    fn chain(&self, bytes: &[u8], first: u32, length: usize) -> Vec<u8> {
        let length = length.min(bytes.len());
        let (mut chain, mut sector) = (Vec::new(), first);
        while chain.len() < length
            && let Some(piece) = self.get(bytes, sector)
        {
            chain.extend_from_slice(piece);
            let next = usize::try_from(sector).ok().and_then(|sector| self.next.get(sector));
            sector = next.copied().unwrap_or(NO_SECTOR);
        }
        chain.truncate(length);
        chain
    }
}

/// A stream, or the root, whose stream is the home of the smaller sectors.
struct Entry {
    name: String,
    start: u32,
    length: usize,
}

impl Entry {
    fn read(entry: &[u8]) -> Option<Entry> {
        let letters =
            entry.get(..64)?.chunks_exact(2).filter_map(|letter| Some(u16::from_le_bytes(letter.try_into().ok()?)));
        let letters: Vec<u16> = letters.take_while(|letter| *letter != 0).collect();
        let length = usize::try_from(word(entry, 120)?).ok()?;
        Some(Entry { name: String::from_utf16_lossy(&letters), start: word(entry, 116)?, length })
    }
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    words(bytes.get(at..at + 4)?).next()
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.chunks_exact(4).filter_map(|word| Some(u32::from_le_bytes(word.try_into().ok()?)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use proptest::prelude::*;

    use super::super::testing::compound;
    use super::*;

    #[test]
    fn a_stream_is_found_by_its_name_and_ends_with_the_file() {
        let content: Vec<u8> = (0..6000_u16).map(|at| at.to_le_bytes()[0]).collect();
        let file = compound("Workbook", &content);
        let found = stream(&file, "WORKBOOK").unwrap();
        assert_eq!((found.len(), &found[..6000]), (6144, &content[..]));
        assert_eq!(stream(&file, "Book"), None);
        assert_eq!(stream(&file[..file.len() - 1000], "Workbook").unwrap().len(), 5144);
        assert_eq!(stream(b"no compound file", "Workbook"), None);
    }

    proptest! {
        #[test]
        fn no_compound_file_is_read_past_its_end_or_in_circles(
            changes in proptest::collection::vec((0..1536_usize, any::<u8>()), 0..12), cut in 0..6000_usize,
        ) {
            let mut file = compound("Workbook", &[7; 5000]);
            for (at, byte) in changes {
                file[at] = byte;
            }
            file.truncate(file.len() - cut);
            prop_assert!(stream(&file, "Workbook").is_none_or(|stream| stream.len() <= file.len()));
        }
    }
}
