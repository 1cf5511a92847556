//! The files that are being made: none of them outlives the program, even when it is interrupted.
//!
//! A file is entered in the same step in which it is made, and leaves the list in the same step in which it comes to stand
//! under its name, so that an interruption finds it in one place or the other.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::NamedTempFile;

use super::progress;
use crate::text;
use crate::text::Message;
use crate::vocab::Lang;

/// Interrupted by the user: what shells expect of a program that Ctrl-C ended.
const INTERRUPTED: i32 = 130;

/// The files that are being made, and the folders that were made for them.
static LIVE: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn live() -> MutexGuard<'static, Vec<PathBuf>> {
    LIVE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes Ctrl-C, and the system's wish that the program end, remove what is being made. The old files stay whole.
pub(super) fn clean_up_when_interrupted(lang: Lang) {
    // Where the system has no such signal, an interruption ends the program as before.
    let _ = ctrlc::set_handler(move || {
        // Nothing can be made or renamed any more: the list stays locked until the end.
        let mut live = live();
        remove(&mut live);
        progress::clear();
        super::job::print_error(&text::message(lang, &Message::Interrupted));
        std::process::exit(INTERRUPTED);
    });
}

/// Removes everything on the list, folders after the files in them.
fn remove(live: &mut Vec<PathBuf>) {
    while let Some(path) = live.pop() {
        // A folder goes only when it is empty; what cannot be removed is not worth a second failure.
        let _ = if path.is_dir() { std::fs::remove_dir(&path) } else { std::fs::remove_file(&path) };
    }
}

/// A file that is being made; it vanishes unless it is put in its place.
pub(super) struct Making {
    file: Option<NamedTempFile>,
    path: PathBuf,
}

impl Making {
    /// Makes a file.
    pub(super) fn new(make: impl FnOnce() -> io::Result<NamedTempFile>) -> io::Result<Making> {
        let mut live = live();
        let file = make()?;
        let path = file.path().to_path_buf();
        live.push(path.clone());
        Ok(Making { file: Some(file), path })
    }

    /// The file itself.
    pub(super) fn file(&mut self) -> Option<&mut std::fs::File> {
        self.file.as_mut().map(NamedTempFile::as_file_mut)
    }

    /// Puts the file in the place of another in one step; hands itself back where the system does not let it.
    pub(super) fn stand_at(mut self, target: &Path) -> Result<(), (io::Error, Making)> {
        let mut live = live();
        let Some(file) = self.file.take() else { return Ok(()) };
        match file.persist(target) {
            Ok(_) => {
                live.retain(|path| *path != self.path);
                Ok(())
            }
            Err(failed) => {
                self.file = Some(failed.file);
                drop(live);
                Err((failed.error, self))
            }
        }
    }
}

impl Drop for Making {
    fn drop(&mut self) {
        let mut live = live();
        // Removes the file before it leaves the list.
        drop(self.file.take());
        live.retain(|path| *path != self.path);
    }
}

/// A folder that was made for files; it vanishes while nothing stands in it.
pub(super) struct Folder(PathBuf);

impl Folder {
    pub(super) fn new(path: &Path) -> io::Result<Folder> {
        let mut live = live();
        std::fs::create_dir(path)?;
        // Below everything that is made in it, so that it is removed last.
        live.insert(0, path.to_path_buf());
        Ok(Folder(path.to_path_buf()))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let mut live = live();
        let _ = std::fs::remove_dir(&self.0);
        live.retain(|path| *path != self.0);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn what_is_not_put_in_its_place_vanishes_with_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        let made = folder.path().join("kết quả");
        let inside = Folder::new(&made).unwrap();
        let making = Making::new(|| NamedTempFile::new_in(&made)).unwrap();
        let path = making.path.clone();
        assert!(path.exists() && live().contains(&path) && live().contains(&made));
        drop(making);
        assert!(!path.exists() && !live().contains(&path));
        drop(inside);
        assert!(!made.exists() && !live().contains(&made));
    }

    #[test]
    fn a_folder_with_something_in_it_stays() {
        let folder = tempfile::tempdir().unwrap();
        let made = folder.path().join("kết quả");
        let inside = Folder::new(&made).unwrap();
        let making = Making::new(|| NamedTempFile::new_in(&made)).unwrap();
        assert!(making.stand_at(&made.join("a.csv")).is_ok());
        drop(inside);
        assert!(made.join("a.csv").exists());
    }

    #[test]
    fn an_interruption_removes_what_is_being_made_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let (made, done) = (folder.path().join("mới"), folder.path().join("xong"));
        std::fs::create_dir(&made).unwrap();
        std::fs::create_dir(&done).unwrap();
        std::fs::write(made.join(".thidua-1"), "half").unwrap();
        std::fs::write(done.join("a.csv"), "whole").unwrap();
        let mut list = vec![made.clone(), done.clone(), made.join(".thidua-1")];
        remove(&mut list);
        assert!(!made.exists() && done.join("a.csv").exists() && list.is_empty());
    }
}
