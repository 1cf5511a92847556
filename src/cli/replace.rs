//! Puts a file in the place of an old one, so that there is always a whole file there: the old or the new.
//!
//! The new bytes go into a file of their own in the same folder, onto the disk, and only then under the name of the old
//! one, in a single step of the system. Whatever fails before leaves the old file as it was, and nothing beside it.

use std::fs;
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use super::bytes;
use super::live::Making;
use super::output::shown;
use crate::text;
use crate::vocab::{Lang, NotWritten, Provenance, Refusal};
use crate::write::{text_written_by_us, written_by_us};

/// How the names of files begin that are being made, and how many letters and digits follow.
const PREFIX: &str = ".thidua-";
const RANDOM: usize = 6;

/// How many megabytes a workbook may have that is looked at before it is written over; one of a million subjects has fewer.
const MOST: u64 = 1024;

/// After how long nobody can be working on such a file any more.
const FORGOTTEN: Duration = Duration::from_secs(24 * 60 * 60);

/// How long another program may hold the old file before it is given up, in steps that double: 1.3 seconds in all. A
/// virus scanner lets go by then; Excel does not.
const PATIENCE: [u64; 6] = [20, 40, 80, 160, 320, 640];

/// A whole new file on the disk, which only has to step into its place.
pub(crate) struct Ready {
    new: Making,
    path: PathBuf,
}

/// Makes the new file beside the old one; `write` fills it.
///
/// # Errors
///
/// When the machine does not let it, with the reason and what to do in the reader's language. Nothing is left behind.
pub(crate) fn prepare(
    path: &Path,
    lang: Lang,
    write: impl FnOnce(&mut fs::File) -> io::Result<()>,
) -> anyhow::Result<Ready> {
    made(path, write).map_err(|reason| told(&reason, lang))
}

/// Makes an empty new file beside the old one, to be filled through the handle and then settled.
pub(super) fn begin(path: &Path) -> Result<(Ready, fs::File), NotWritten> {
    // A link keeps pointing where it points: the file behind it is replaced.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    if fs::metadata(&path).is_ok_and(|old| old.permissions().readonly()) {
        return Err(NotWritten::ReadOnly(shown(&path)));
    }
    let (new, file) = beside(&path).map_err(|error| reason(&path, &error))?;
    Ok((Ready { new, path }, file))
}

fn made(path: &Path, write: impl FnOnce(&mut fs::File) -> io::Result<()>) -> Result<Ready, NotWritten> {
    let (mut ready, mut file) = begin(path)?;
    write(&mut file).map_err(|error| reason(&ready.path, &error))?;
    ready.settle()?;
    Ok(ready)
}

impl Ready {
    /// Waits until all that was written is on the disk.
    pub(super) fn settle(&mut self) -> Result<(), NotWritten> {
        self.new.file().map_or(Ok(()), |file| file.sync_all()).map_err(|error| reason(&self.path, &error))
    }

    /// Puts the new file in the place of the old one, in a single step.
    ///
    /// # Errors
    ///
    /// When the machine does not let it; then the old file is as it was.
    pub(crate) fn step_in(self, lang: Lang) -> anyhow::Result<()> {
        self.stand().map_err(|reason| told(&reason, lang))
    }

    fn stand(self) -> Result<(), NotWritten> {
        let Ready { new, path } = self;
        let path = &path;
        step_in(new, |new| new.stand_at(path))
            .map_err(|error| if is_held(&error) { NotWritten::InUse(shown(path)) } else { reason(path, &error) })
    }
}

/// Writes the file, or leaves what was there.
///
/// # Errors
///
/// When the machine does not let it, with the reason and what to do in the reader's language.
pub(crate) fn replace(path: &Path, bytes: &[u8], lang: Lang) -> anyhow::Result<()> {
    prepare(path, lang, |file| file.write_all(bytes))?.step_in(lang)
}

/// Why a file could not be written, in words.
pub(super) fn told(reason: &NotWritten, lang: Lang) -> anyhow::Error {
    worded(&text::not_written(lang, reason), lang)
}

/// Words as an error, with the advice on a line of its own.
fn worded(wording: &text::Wording, lang: Lang) -> anyhow::Error {
    all_worded(std::slice::from_ref(wording), lang)
}

/// Several failures as one error; advice that is the same for those that follow each other is given once.
pub(super) fn all_worded(wordings: &[text::Wording], lang: Lang) -> anyhow::Error {
    let mut lines = Vec::new();
    for same in wordings.chunk_by(|a, b| a.help == b.help) {
        lines.extend(same.iter().map(|wording| wording.message.clone()));
        let help = same.first().and_then(|wording| wording.help.as_ref());
        lines.extend(help.map(|help| format!("  = {}: {help}", text::help_label(lang))));
    }
    anyhow::anyhow!("{}", lines.join("\n"))
}

/// Judges whether a file may be written there. `inputs` are all the files that the run reads.
///
/// An input is never written over, under whatever name it is reached. A file that this tool wrote and nobody edited is;
/// any other file only with `force`.
pub(crate) fn check_target(path: &Path, inputs: &[PathBuf], force: bool) -> Result<(), Refusal> {
    let name = shown(path);
    if inputs.iter().any(|input| is_same(path, input)) {
        return Err(Refusal::Input(name));
    }
    let old = match fs::metadata(path) {
        Ok(old) => old,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == ErrorKind::InvalidFilename => return Err(Refusal::NameTooLong(name)),
        // That there is no such folder is told where the file cannot be made.
        Err(error) if error.kind() == ErrorKind::NotADirectory => return Ok(()),
        Err(_) => return Err(Refusal::Unreadable(name)),
    };
    if !old.is_file() {
        return Err(Refusal::NotAFile(name));
    }
    if force {
        return Ok(());
    }
    match provenance(path) {
        Ok(Provenance::Ours) => Ok(()),
        Ok(Provenance::Edited) => Err(Refusal::Edited(name)),
        Ok(Provenance::Foreign) => Err(Refusal::Foreign(name)),
        Ok(Provenance::Unreadable) | Err(_) => Err(Refusal::Unreadable(name)),
    }
}

/// Whose work a file is: a workbook by its cells, any other by the seal at its end.
pub(super) fn provenance(path: &Path) -> io::Result<Provenance> {
    let mut file = fs::File::open(path)?;
    let mut begins = [0; 2];
    let is_archive = file.read_exact(&mut begins).is_ok() && begins == *b"PK";
    if is_archive {
        return Ok(bytes::at_most(path, MOST)?.map_or(Provenance::Unreadable, |bytes| written_by_us(&bytes)));
    }
    file.rewind()?;
    text_written_by_us(file)
}

/// An empty file in the folder of `path`, with a handle to fill it; it vanishes unless it comes to stand there.
fn beside(path: &Path) -> io::Result<(Making, fs::File)> {
    let folder = folder_of(path);
    remove_forgotten(folder);
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any program makes files: the mask of the user takes from it.
        builder.permissions(fs::Permissions::from_mode(0o644));
    }
    let mut new = Making::new(|| builder.tempfile_in(folder))?;
    if let (Ok(old), Some(new)) = (fs::metadata(path), new.file()) {
        // The office may share the list more widely, or less.
        new.set_permissions(old.permissions())?;
    }
    let file = new.file().map_or_else(|| Err(ErrorKind::NotFound.into()), |file| file.try_clone())?;
    Ok((new, file))
}

/// Removes the files of a run that the machine ended before it could do so itself: a power cut, a kill. A run that still
/// works on its file touched it within a day.
fn remove_forgotten(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let is_old = |entry: &fs::DirEntry| {
        let changed = entry.metadata().and_then(|file| file.modified());
        changed.is_ok_and(|changed| changed.elapsed().is_ok_and(|age| age > FORGOTTEN))
    };
    let is_ours = |entry: &fs::DirEntry| {
        let name = entry.file_name();
        let rest = name.to_str().and_then(|name| name.strip_prefix(PREFIX));
        rest.is_some_and(|rest| rest.len() == RANDOM && rest.bytes().all(|byte| byte.is_ascii_alphanumeric()))
            && entry.file_type().is_ok_and(|kind| kind.is_file())
    };
    for entry in entries.flatten().filter(|entry| is_ours(entry) && is_old(entry)) {
        let _ = fs::remove_file(entry.path());
    }
}

pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Tries until nobody holds the old file, within reason.
fn step_in(mut new: Making, attempt: impl Fn(Making) -> Result<(), (io::Error, Making)>) -> io::Result<()> {
    for wait in PATIENCE {
        match attempt(new) {
            Err((error, back)) if is_held(&error) => new = back,
            done => return done.map_err(|(error, _)| error),
        }
        sleep(Duration::from_millis(wait));
    }
    attempt(new).map_err(|(error, _)| error)
}

/// Windows refuses to replace a file that a program has open.
fn is_held(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ResourceBusy) && (cfg!(windows) || cfg!(test))
}

pub(super) fn reason(path: &Path, error: &io::Error) -> NotWritten {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => NotWritten::NoFolder(shown(path)),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => NotWritten::NotAllowed(shown(path)),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => NotWritten::DiskFull(shown(path)),
        _ => NotWritten::Failed(shown(path), error.to_string()),
    }
}

/// Whether two names lead to one file: the same name after all links, or two names of the same bytes.
pub(super) fn is_same(target: &Path, input: &Path) -> bool {
    match (fs::canonicalize(target), fs::canonicalize(input)) {
        (Ok(target), Ok(input)) => target == input || is_one_file(&target, &input),
        // Where one of them is not there yet, its folder is.
        _ => in_full(target).is_some_and(|target| in_full(input) == Some(target)),
    }
}

/// The path from the root on, through all links of its folder; `None` where that is not there.
pub(super) fn in_full(path: &Path) -> Option<PathBuf> {
    Some(fs::canonicalize(folder_of(path)).ok()?.join(path.file_name()?))
}

#[cfg(unix)]
fn is_one_file(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |path: &Path| fs::metadata(path).ok().map(|file| (file.dev(), file.ino()));
    identity(a).is_some_and(|a| identity(b) == Some(a))
}

#[cfg(not(unix))]
fn is_one_file(_: &Path, _: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]

    use std::cell::Cell as Counter;

    use super::*;
    use crate::report::sheet::{Book, Cell, Sheet};
    use crate::vocab::Date;

    fn ours() -> Vec<u8> {
        let sheet = Sheet {
            name: "Tổng hợp".to_owned(),
            widths: vec![20],
            heading_row: None,
            frozen_columns: 0,
            filter: false,
            landscape: false,
            drawn: false,
            rows: Box::new(|put: &mut dyn FnMut(&[Cell<'_>])| put(&[Cell::text("Xã Kim Thái")])),
        };
        let (title, author) = ("Thi đua".to_owned(), "UBND huyện".to_owned());
        crate::write::xlsx::workbook(&Book { title, author, day: Date::default(), sheets: vec![sheet] }).unwrap().bytes
    }

    fn put(path: &Path, bytes: &[u8]) -> Result<(), NotWritten> {
        made(path, |file| file.write_all(bytes))?.stand()
    }

    /// What stands in a folder, by name.
    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_new_file_and_an_old_one_end_up_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("Kết quả 2023.xlsx");
        replace(&path, b"one", Lang::Vi).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"one");
        replace(&path, b"two", Lang::Vi).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(names(folder.path()), ["Kết quả 2023.xlsx"]);
    }

    #[test]
    fn a_failure_leaves_the_old_file_and_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.xlsx");
        fs::write(&path, b"old").unwrap();
        let (new, _) = beside(&path).unwrap();
        let tries = Counter::new(0);
        let held = |new| {
            tries.set(tries.get() + 1);
            Err((io::Error::from(ErrorKind::PermissionDenied), new))
        };
        assert!(step_in(new, held).is_err());
        assert_eq!(tries.get(), PATIENCE.len() + 1);
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(names(folder.path()), ["a.xlsx"]);
    }

    #[test]
    fn a_file_that_is_let_go_in_time_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.xlsx");
        fs::write(&path, b"old").unwrap();
        let (new, mut file) = beside(&path).unwrap();
        file.write_all(b"new").unwrap();
        let tries = Counter::new(0);
        let attempt = |new: Making| {
            tries.set(tries.get() + 1);
            if tries.get() < 3 {
                return Err((io::Error::from(ErrorKind::PermissionDenied), new));
            }
            new.stand_at(&path)
        };
        step_in(new, attempt).unwrap();
        assert_eq!((tries.get(), fs::read(&path).unwrap().as_slice()), (3, b"new".as_slice()));
    }

    #[test]
    fn a_file_that_a_killed_run_left_behind_is_removed_the_next_day() {
        let folder = tempfile::tempdir().unwrap();
        let made = |name: &str, age: u64| {
            let path = folder.path().join(name);
            let file = fs::File::create(&path).unwrap();
            file.set_modified(std::time::SystemTime::now() - Duration::from_secs(age)).unwrap();
        };
        let (day, hour) = (24 * 60 * 60, 60 * 60);
        made(".thidua-aB3x9Z", 2 * day);
        made(".thidua-zzzzzz", hour); // somebody may still be at work on it
        made(".thidua-của-tôi", 2 * day);
        made("thidua-aB3x9Z", 2 * day);
        replace(&folder.path().join("a.xlsx"), b"new", Lang::Vi).unwrap();
        assert_eq!(names(folder.path()), [".thidua-của-tôi", ".thidua-zzzzzz", "a.xlsx", "thidua-aB3x9Z"]);
    }

    #[test]
    fn what_the_machine_refuses_is_named_with_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let said = |path: &Path| replace(path, b"x", Lang::Vi).unwrap_err().to_string();
        let missing = said(&folder.path().join("không có").join("a.xlsx"));
        assert!(missing.contains("chưa có thư mục này\n  = cách sửa: tạo thư mục"), "{missing}");
        fs::write(folder.path().join("tệp"), b"x").unwrap();
        let inside_a_file = said(&folder.path().join("tệp").join("a.xlsx"));
        assert!(inside_a_file.contains("chưa có thư mục này"), "{inside_a_file}");
        let path = folder.path().join("thư mục");
        fs::create_dir(&path).unwrap();
        fs::write(path.join("b.xlsx"), b"x").unwrap();
        assert!(said(&path).starts_with("không ghi được"));
        assert_eq!(names(folder.path()), ["thư mục", "tệp"]);
        assert_eq!(names(&path), ["b.xlsx"]);
    }

    #[test]
    fn a_read_only_file_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.xlsx");
        fs::write(&path, b"old").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        assert_eq!(put(&path, b"new"), Err(NotWritten::ReadOnly(shown(&fs::canonicalize(&path).unwrap()))));
        assert_eq!(fs::read(&path).unwrap(), b"old");
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_takes_no_files_is_named() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.xlsx"), b"old").unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
        let is_root = fs::write(folder.path().join("thử"), b"").is_ok();
        let written = put(&folder.path().join("a.xlsx"), b"new");
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        // Nothing is forbidden to root.
        if !is_root {
            assert!(matches!(written, Err(NotWritten::NotAllowed(_))), "{written:?}");
            assert_eq!(fs::read(folder.path().join("a.xlsx")).unwrap(), b"old");
        }
        assert_eq!(reason(Path::new("a"), &ErrorKind::ReadOnlyFilesystem.into()), NotWritten::NotAllowed("a".to_owned()));
        assert_eq!(reason(Path::new("a"), &ErrorKind::StorageFull.into()), NotWritten::DiskFull("a".to_owned()));
    }

    #[cfg(unix)]
    #[test]
    fn others_may_read_the_new_file_as_they_could_read_the_old_one() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.xlsx");
        let mode = || fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        replace(&path, b"one", Lang::Vi).unwrap();
        let plain = folder.path().join("plain");
        fs::write(&plain, b"").unwrap();
        assert_eq!(mode(), fs::metadata(&plain).unwrap().permissions().mode() & 0o644);
        for old in [0o600, 0o664] {
            fs::set_permissions(&path, fs::Permissions::from_mode(old)).unwrap();
            replace(&path, b"two", Lang::Vi).unwrap();
            assert_eq!(mode(), old);
        }
    }

    #[test]
    fn an_input_is_never_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| folder.path().join(name);
        fs::write(file("đơn vị.xlsx"), ours()).unwrap();
        fs::create_dir(file("data")).unwrap();
        let inputs = [file("đơn vị.xlsx"), file("data/chưa có.csv")];
        #[track_caller]
        fn refused(path: PathBuf, inputs: &[PathBuf]) {
            for force in [false, true] {
                assert_eq!(check_target(&path, inputs, force), Err(Refusal::Input(shown(&path))));
            }
        }
        refused(file("đơn vị.xlsx"), &inputs);
        refused(file("data/../đơn vị.xlsx"), &inputs);
        refused(file("data/chưa có.csv"), &inputs);
        refused(file("data/../data/chưa có.csv"), &inputs);
        fs::hard_link(file("đơn vị.xlsx"), file("tên khác.xlsx")).unwrap();
        #[cfg(unix)]
        {
            refused(file("tên khác.xlsx"), &inputs);
            std::os::unix::fs::symlink(file("đơn vị.xlsx"), file("liên kết.xlsx")).unwrap();
            refused(file("liên kết.xlsx"), &inputs);
        }
        assert_eq!(check_target(&file("kết quả.xlsx"), &inputs, false), Ok(()));
    }

    #[test]
    fn only_our_own_unedited_work_is_replaced_without_force() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| folder.path().join(name);
        let case = |name: &str, bytes: &[u8], refusal: Option<fn(String) -> Refusal>| {
            fs::write(file(name), bytes).unwrap();
            let expected = refusal.map_or(Ok(()), |refusal| Err(refusal(shown(&file(name)))));
            assert_eq!(check_target(&file(name), &[], false), expected, "{name}");
            assert_eq!(check_target(&file(name), &[], true), Ok(()), "{name}");
        };
        let ours = ours();
        case("ours.xlsx", &ours, None);
        case("foreign.csv", b"a;b\n1;2\n", Some(Refusal::Foreign));
        case("empty.xlsx", b"", Some(Refusal::Foreign));
        case("half.xlsx", &ours[..ours.len() / 2], Some(Refusal::Unreadable));
        fs::create_dir(file("folder.xlsx")).unwrap();
        for force in [false, true] {
            let refusal = Refusal::NotAFile(shown(&file("folder.xlsx")));
            assert_eq!(check_target(&file("folder.xlsx"), &[], force), Err(refusal));
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_workbook_larger_than_any_result_is_left_alone_unread() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.xlsx");
        let mut file = fs::File::create(&path).unwrap();
        file.write_all(b"PK\x03\x04").unwrap();
        file.set_len(1 << 40).unwrap();
        assert_eq!(check_target(&path, &[], false), Err(Refusal::Unreadable(shown(&path))));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_keeps_pointing_where_it_points() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("a.xlsx"), folder.path().join("link.xlsx"));
        fs::write(&file, b"old").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        replace(&link, b"new", Lang::Vi).unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert!(fs::symlink_metadata(&link).unwrap().file_type().is_symlink());
    }
}
