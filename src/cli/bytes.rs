//! The bytes of a file, within a limit.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::input::{self, Limits};

/// How many megabytes a campaign file may have; the longest with an alias for each commune of the country has one.
pub const CAMPAIGN: u64 = 2;

/// Reads a file whole; `None` where it has more than so many megabytes, which are not all read then.
///
/// # Errors
///
/// Those of the system.
pub fn at_most(path: &Path, megabytes: u64) -> io::Result<Option<Vec<u8>>> {
    let file = File::open(path)?;
    let most = megabytes << 20;
    if file.metadata()?.len() > most {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    // What has no size of its own may never end.
    let read = file.take(most + 1).read_to_end(&mut bytes)?;
    Ok((u64::try_from(read).unwrap_or(u64::MAX) <= most).then_some(bytes))
}

/// Reads a data file whole, unless its size alone refuses it: then its plain form, which says so, stands beside nothing.
///
/// # Errors
///
/// Those of the system.
pub fn read(path: &Path, limits: &Limits) -> io::Result<(Vec<u8>, Option<String>)> {
    let mut file = File::open(path)?;
    let size = file.metadata()?.len();
    let mut beginning = Vec::new();
    (&file).take(input::BEGINNING).read_to_end(&mut beginning)?;
    if let Some(refused) = input::refused(&beginning, size, limits) {
        return Ok((Vec::new(), Some(refused)));
    }
    let mut bytes = match usize::try_from(size.min(limits.memory)) {
        Ok(size) if size > beginning.len() => in_pieces(&file, size)?,
        _ => beginning,
    };
    // What has no size of its own, such as a pipe, may never end; and a file may have grown.
    let read = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > 0 {
        file.seek(SeekFrom::Start(read))?;
    }
    // One more byte than may be is enough to refuse it.
    file.take(limits.memory.saturating_add(1).saturating_sub(read)).read_to_end(&mut bytes)?;
    let refused = input::refused(&bytes, u64::try_from(bytes.len()).unwrap_or(u64::MAX), limits);
    Ok(if refused.is_some() { (Vec::new(), refused) } else { (bytes, None) })
}

/// How many bytes a piece of a file has: few enough to stay at hand until they are in their place.
const PIECE: usize = 1 << 14;

/// So many bytes of a file, or those that it has, read in pieces side by side. Each piece is put into its place when it has
/// been read: to make room for all of them first, empty, takes as long as to read them, and no other thread can help.
fn in_pieces(file: &File, size: usize) -> io::Result<Vec<u8>> {
    let end = AtomicUsize::new(size);
    let failed = Mutex::new(None);
    let pieces = input::pieces(size, size.div_ceil(PIECE), |at| {
        let (start, mut piece) = (at * PIECE, [0; PIECE]);
        match fill(file, start, &mut piece) {
            Ok(filled) if filled < PIECE => end.fetch_min(start + filled, Ordering::Relaxed),
            Ok(_) => 0,
            Err(error) => {
                failed.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
                0
            }
        };
        piece
    });
    if let Some(error) = failed.into_inner().unwrap_or_else(PoisonError::into_inner) {
        return Err(error);
    }
    let mut bytes = pieces.into_flattened();
    bytes.truncate(end.into_inner());
    Ok(bytes)
}

/// Fills a buffer from a place in a file on; returns how many bytes the file had for it.
fn fill(file: &File, from: usize, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match read_at(file, rest, u64::try_from(from + filled).unwrap_or(u64::MAX)) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

#[cfg(windows)]
fn read_at(file: &File, buffer: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, buffer, at)
}

#[cfg(not(windows))]
fn read_at(file: &File, buffer: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, at)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read_whole(bytes: &[u8]) -> Vec<u8> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, bytes).unwrap();
        let (read, refused) = read(&path, &Limits::default()).unwrap();
        assert_eq!(refused, None);
        read
    }

    #[test]
    fn short_and_long_files_are_read_whole() {
        for length in [0, 1, 5, 70_000, 3_000_001] {
            let bytes: Vec<u8> = (0..length).map(|at: u32| b"a;bc1\n\xe1"[(at % 7) as usize]).collect();
            assert_eq!(read_whole(&bytes), bytes, "{length}");
        }
    }

    #[test]
    fn a_file_that_is_shorter_than_it_was_is_read_as_far_as_it_goes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, b"abcdef").unwrap();
        let file = File::open(&path).unwrap();
        assert_eq!(in_pieces(&file, 6).unwrap(), b"abcdef");
        assert_eq!(in_pieces(&file, 8).unwrap(), b"abcdef");
        assert_eq!(in_pieces(&file, 20).unwrap(), b"abcdef");
        assert_eq!(in_pieces(&file, 4).unwrap(), b"abcd");
        let long: Vec<u8> = (0..=u8::MAX).cycle().take(9 * PIECE + 5).collect();
        std::fs::write(&path, &long).unwrap();
        let file = File::open(&path).unwrap();
        for size in [20 * PIECE, 9 * PIECE + 6, 9 * PIECE + 5, 9 * PIECE, 7 * PIECE - 1] {
            assert!(in_pieces(&file, size).unwrap() == long[..size.min(long.len())], "{size}");
        }
    }

    #[test]
    fn a_file_above_the_limit_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("campaign.toml");
        for (size, expected) in [(0, Some(0)), (1 << 20, Some(1 << 20)), ((1 << 20) + 1, None), (200 << 20, None)] {
            File::create(&path).unwrap().set_len(size).unwrap();
            let read = at_most(&path, 1).unwrap().map(|bytes| bytes.len() as u64);
            assert_eq!(read, expected, "{size}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_never_ends_is_refused() {
        assert_eq!(at_most(Path::new("/dev/zero"), 1).unwrap(), None);
        let limits = Limits { text: 1 << 10, memory: 1 << 20, ..Limits::default() };
        let (bytes, refused) = read(Path::new("/dev/zero"), &limits).unwrap();
        assert!(bytes.is_empty() && refused.is_some());
        let limits = Limits { text: 1 << 20, ..limits };
        let (bytes, refused) = read(Path::new("/dev/zero"), &limits).unwrap();
        assert!(bytes.is_empty() && refused.is_some(), "both limits alike");
    }

    #[cfg(unix)]
    #[test]
    fn what_has_no_size_is_read_to_its_end() {
        let (bytes, _) = read(Path::new("/dev/null"), &Limits::default()).unwrap();
        assert_eq!(bytes, b"");
    }
}
