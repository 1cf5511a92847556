//! Tables in a folder: each file is replaced whole, and the list of tables always knows every file that stands there.
//!
//! A folder cannot be replaced in one step: other files may stand in it. So the list goes first, with the digests of the
//! new tables and of the old ones; then the tables, one after the other; then the list of the new ones alone. A run that
//! is ended between two of these steps leaves whole tables, each of which the list names.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::bytes;
use super::live::Folder;
use super::output::shown;
use super::replace::{self, Ready, is_same, provenance, reason};
use crate::report::Fact;
use crate::vocab::{Lang, NotWritten, Provenance, Refusal};
use crate::write::csv;

/// How many megabytes a list of tables may have; ours has some kilobytes.
const LIST: u64 = 4;

/// The tables that stand in a folder now and are ours, each by the name of its file with its digest.
pub(super) type Known = Vec<(String, String)>;

/// Judges whether tables may be written into a folder. `inputs` are all the files that the run reads.
///
/// Only our own, unedited files are written over; others only with `force`, and an input never. Files of other names are
/// nobody's business. Everything that speaks against it comes back.
pub(super) fn check_folder(folder: &Path, inputs: &[PathBuf], force: bool) -> Result<Known, Vec<Refusal>> {
    match fs::metadata(folder) {
        Ok(known) if known.is_dir() => {}
        Ok(_) => return Err(vec![Refusal::NotAFolder(shown(folder))]),
        Err(error) => {
            return match error.kind() {
                ErrorKind::NotFound => Ok(Vec::new()),
                ErrorKind::NotADirectory => Err(vec![Refusal::NotAFolder(shown(folder))]),
                ErrorKind::InvalidFilename => Err(vec![Refusal::NameTooLong(shown(folder))]),
                _ => Err(vec![Refusal::Unreadable(shown(folder))]),
            };
        }
    }
    let listed = listed(&folder.join(csv::PACKAGE));
    let (mut ours, mut refusals) = (Vec::new(), Vec::new());
    for name in csv::files().chain([csv::PACKAGE.to_owned()]) {
        match check_table(folder, &name, listed.as_ref(), inputs, force) {
            Ok(digest) => ours.extend(digest.map(|digest| (name, digest))),
            Err(refusal) => refusals.push(refusal),
        }
    }
    if refusals.is_empty() { Ok(ours) } else { Err(refusals) }
}

/// Judges whether one table may be written; its digest comes back where it is ours and stands there.
fn check_table(
    folder: &Path,
    name: &str,
    listed: Option<&Known>,
    inputs: &[PathBuf],
    force: bool,
) -> Result<Option<String>, Refusal> {
    let path = folder.join(name);
    if inputs.iter().any(|input| is_same(&path, input)) {
        return Err(Refusal::Input(shown(&path)));
    }
    match fs::metadata(&path) {
        Ok(old) if old.is_file() => {}
        Ok(_) => return Err(Refusal::NotAFile(shown(&path))),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(_) => return Err(Refusal::Unreadable(shown(&path))),
    }
    if name == csv::PACKAGE {
        return match provenance(&path) {
            _ if force => Ok(None),
            Ok(Provenance::Ours) => Ok(None),
            Ok(Provenance::Edited) => Err(Refusal::Edited(shown(&path))),
            Ok(Provenance::Foreign) => Err(Refusal::Foreign(shown(&path))),
            Ok(Provenance::Unreadable) | Err(_) => Err(Refusal::Unreadable(shown(&path))),
        };
    }
    let Ok(digest) = digest(&path) else { return Err(Refusal::Unreadable(shown(&path))) };
    match listed {
        Some(listed) if listed.iter().any(|(known, of)| known == name && *of == digest) => Ok(Some(digest)),
        _ if force => Ok(None),
        Some(listed) if listed.iter().any(|(known, _)| known == name) => Err(Refusal::Edited(shown(&path))),
        _ => Err(Refusal::Foreign(shown(&path))),
    }
}

/// What the list of tables knows; `None` where it is not there, not ours or edited.
fn listed(package: &Path) -> Option<Known> {
    let ours = provenance(package).is_ok_and(|whose| whose == Provenance::Ours);
    csv::listed(&bytes::at_most(package, LIST).ok()?.filter(|_| ours)?)
}

fn digest(path: &Path) -> io::Result<String> {
    let (mut file, mut hash, mut piece) = (File::open(path)?, Sha256::new(), vec![0; 1 << 16]);
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()),
            read => hash.update(&piece[..read]),
        }
    }
}

/// Whole new tables on the disk, which only have to step into their places.
pub(super) struct ReadyFolder {
    tables: Vec<Ready>,
    package: PathBuf,
    /// The list with the digests of the old tables; `None` where there are none.
    between: Option<Vec<u8>>,
    last: Vec<u8>,
    /// Removed again, unless something comes to stand in it.
    _made: Option<Folder>,
}

/// Makes the tables beside the old ones. `told` hears the name of the list each time that one of its items is done.
///
/// # Errors
///
/// When the machine does not let it, with the reason and what to do in the reader's language. Nothing is left behind.
pub(super) fn prepare(
    folder: &Path,
    facts: &Fact<'_>,
    known: &Known,
    lang: Lang,
    told: &mut dyn FnMut(&str),
) -> anyhow::Result<ReadyFolder> {
    let failed = |error: &io::Error, path: &Path| replace::told(&reason(path, error), lang);
    let made = if folder.is_dir() { None } else { Some(Folder::new(folder).map_err(|error| failed(&error, folder))?) };
    let mut tables = Vec::new();
    let mut refused = None;
    let open = |name: &str| {
        let path = folder.join(name);
        match replace::begin(&path) {
            Ok((table, file)) => {
                tables.push(table);
                Ok(file)
            }
            Err(why) => {
                refused = Some(why);
                Err(io::Error::other("refused"))
            }
        }
    };
    let written = csv::tables(facts, open, told);
    if let Some(why) = refused {
        return Err(replace::told(&why, lang));
    }
    let written = written.map_err(|error| failed(&error, folder))?;
    for table in &mut tables {
        table.settle().map_err(|why: NotWritten| replace::told(&why, lang))?;
    }
    let package = |before: &Known| -> anyhow::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        csv::package(facts, &written, before, &mut bytes).map_err(|error| failed(&error, folder))?;
        Ok(bytes)
    };
    let between = if known.is_empty() { None } else { Some(package(known)?) };
    let last = package(&Vec::new())?;
    Ok(ReadyFolder { tables, package: folder.join(csv::PACKAGE), between, last, _made: made })
}

impl ReadyFolder {
    /// Puts the tables in their places.
    ///
    /// # Errors
    ///
    /// When the machine does not let it; every table in the folder is whole all the same.
    pub(super) fn step_in(self, lang: Lang) -> anyhow::Result<()> {
        replace::replace(&self.package, self.between.as_ref().unwrap_or(&self.last), lang)?;
        for table in self.tables {
            table.step_in(lang)?;
        }
        if self.between.is_some() {
            replace::replace(&self.package, &self.last, lang)?;
        }
        Ok(())
    }
}
