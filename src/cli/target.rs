//! Whether results may stand where they are to go: told before anything is judged, and everything at once.

use std::path::{Path, PathBuf};

use super::folder::{self, Known};
use super::gathered;
use super::job::{Reads, Stop};
use super::live::Folder;
use super::output::{Output, shown};
use super::replace;
use crate::text::{self, Wording};
use crate::vocab::{Lang, NotWritten, Refusal};
use crate::write::csv;

/// Whether every output may be written. For each comes back which tables in it are ours; only folders have any.
pub(super) fn check(outputs: &[Output], reads: &Reads, force: bool, lang: Lang) -> Result<Vec<Known>, Stop> {
    let mut against = Vec::new();
    let mut known = Vec::new();
    for output in outputs {
        match output {
            Output::File(path, _) => {
                against.extend(against_file(path, reads, force, lang));
                known.push(Known::new());
            }
            Output::Folder(path) => match against_folder(path, reads, force, lang) {
                Ok(tables) => known.push(tables),
                Err(wordings) => against.extend(wordings),
            },
            Output::Standard(_) => known.push(Known::new()),
        }
    }
    if against.is_empty() { Ok(known) } else { Err(Stop::Machine(replace::all_worded(&against, lang))) }
}

/// Whether every file may be written; `-` is none.
pub(super) fn check_files(paths: &[PathBuf], reads: &Reads, force: bool, lang: Lang) -> anyhow::Result<()> {
    let files = paths.iter().filter(|path| path.as_os_str() != "-");
    let against: Vec<Wording> = files.filter_map(|path| against_file(path, reads, force, lang)).collect();
    if against.is_empty() { Ok(()) } else { Err(replace::all_worded(&against, lang)) }
}

fn against_file(path: &Path, reads: &Reads, force: bool, lang: Lang) -> Option<Wording> {
    let refusal = replace::check_target(path, &reads.files, force).err().or_else(|| becomes_data(path, reads));
    let refused = refusal.map(|refusal| text::refusal(lang, &refusal));
    // What can be made beside it can be made again when all is judged.
    refused.or_else(|| replace::begin(path).err().map(|reason| text::not_written(lang, &reason)))
}

fn against_folder(path: &Path, reads: &Reads, force: bool, lang: Lang) -> Result<Known, Vec<Wording>> {
    let refused = |refusals: Vec<Refusal>| refusals.iter().map(|refusal| text::refusal(lang, refusal)).collect::<Vec<_>>();
    let known = folder::check_folder(path, &reads.files, force).map_err(refused)?;
    if let Some(refusal) = csv::files().find_map(|table| becomes_data(&path.join(table), reads)) {
        return Err(refused(vec![refusal]));
    }
    let made = if path.is_dir() { replace::begin(&path.join(csv::PACKAGE)).map(|_| ()) } else { make(path) };
    made.map(|()| known).map_err(|reason| vec![text::not_written(lang, &reason)])
}

/// Makes a folder and removes it again.
fn make(path: &Path) -> Result<(), NotWritten> {
    Folder::new(path).map(|_| ()).map_err(|error| replace::reason(path, &error))
}

/// Whether the next run would gather the result among its data.
fn becomes_data(path: &Path, reads: &Reads) -> Option<Refusal> {
    let fits = |pattern: &&String| gathered::would_take(&reads.folder, pattern, path);
    reads.patterns.iter().find(fits).map(|pattern| Refusal::BecomesData(shown(path), pattern.clone()))
}
