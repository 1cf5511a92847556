//! Puts a file in the place of an old one, so that there is always a whole file there: the old or the new.
//!
//! The new bytes go into a file of their own in the same folder, onto the disk, and only then under the name of the old
//! one, in a single step of the system. Whatever fails before leaves the old file as it was, and nothing beside it.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use tempfile::NamedTempFile;

use crate::text;
use crate::vocab::{Lang, NotWritten, Provenance, Refusal};
use crate::write::written_by_us;

/// How long another program may hold the old file before it is given up, in steps that double: 1.3 seconds in all. A
/// virus scanner lets go by then; Excel does not.
const PATIENCE: [u64; 6] = [20, 40, 80, 160, 320, 640];

/// Writes the file, or leaves what was there.
///
/// # Errors
///
/// When the machine does not let it, with the reason and what to do in the reader's language.
pub(crate) fn replace(path: &Path, bytes: &[u8], lang: Lang) -> anyhow::Result<()> {
    put(path, bytes).map_err(|reason| {
        let wording = text::not_written(lang, &reason);
        match wording.help {
            Some(help) => anyhow::anyhow!("{}\n  = {}: {help}", wording.message, text::help_label(lang)),
            None => anyhow::anyhow!(wording.message),
        }
    })
}

/// Judges whether a workbook may be written there. `inputs` are all the files that the run reads.
///
/// An input is never written over, under whatever name it is reached. A file that this tool wrote and nobody edited is;
/// any other file only with `force`.
pub(crate) fn check_target(path: &Path, inputs: &[PathBuf], force: bool) -> Result<(), Refusal> {
    let name = path.display().to_string();
    if inputs.iter().any(|input| is_same(path, input)) {
        return Err(Refusal::Input(name));
    }
    let old = match fs::metadata(path) {
        Ok(old) => old,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(_) => return Err(Refusal::Unreadable(name)),
    };
    if !old.is_file() {
        return Err(Refusal::NotAFile(name));
    }
    if force {
        return Ok(());
    }
    let Ok(bytes) = fs::read(path) else { return Err(Refusal::Unreadable(name)) };
    match written_by_us(&bytes) {
        Provenance::Ours => Ok(()),
        Provenance::Edited => Err(Refusal::Edited(name)),
        Provenance::Foreign => Err(Refusal::Foreign(name)),
        Provenance::Unreadable => Err(Refusal::Unreadable(name)),
    }
}

fn put(path: &Path, bytes: &[u8]) -> Result<(), NotWritten> {
    // A link keeps pointing where it points: the file behind it is replaced.
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let failed = |error: &io::Error| reason(path, error);
    if fs::metadata(path).is_ok_and(|old| old.permissions().readonly()) {
        return Err(NotWritten::ReadOnly(shown(path)));
    }
    let mut new = beside(path).map_err(|error| failed(&error))?;
    new.write_all(bytes).and_then(|()| new.as_file().sync_all()).map_err(|error| failed(&error))?;
    step_in(new, |new| new.persist(path).map(drop).map_err(|error| (error.error, error.file)))
        .map_err(|error| if is_held(&error) { NotWritten::InUse(shown(path)) } else { failed(&error) })
}

/// An empty file in the folder of `path`; it vanishes unless it comes to stand there.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".thidua-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any program makes files: the mask of the user takes from it.
        builder.permissions(fs::Permissions::from_mode(0o644));
    }
    let new = builder.tempfile_in(folder)?;
    if let Ok(old) = fs::metadata(path) {
        // The office may share the list more widely, or less.
        new.as_file().set_permissions(old.permissions())?;
    }
    Ok(new)
}

/// Tries until nobody holds the old file, within reason.
fn step_in(
    mut new: NamedTempFile,
    attempt: impl Fn(NamedTempFile) -> Result<(), (io::Error, NamedTempFile)>,
) -> io::Result<()> {
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

fn reason(path: &Path, error: &io::Error) -> NotWritten {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => NotWritten::NoFolder(shown(path)),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => NotWritten::NotAllowed(shown(path)),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => NotWritten::DiskFull(shown(path)),
        _ => NotWritten::Failed(shown(path), error.to_string()),
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// Whether two names lead to one file: the same name after all links, or two names of the same bytes.
fn is_same(target: &Path, input: &Path) -> bool {
    match (fs::canonicalize(target), fs::canonicalize(input)) {
        (Ok(target), Ok(input)) => target == input || is_one_file(&target, &input),
        // Where one of them is not there yet, its folder is.
        _ => in_full(target).is_some_and(|target| in_full(input) == Some(target)),
    }
}

fn in_full(path: &Path) -> Option<PathBuf> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Some(fs::canonicalize(folder).ok()?.join(path.file_name()?))
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
        let new = beside(&path).unwrap();
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
        let mut new = beside(&path).unwrap();
        new.write_all(b"new").unwrap();
        let tries = Counter::new(0);
        let attempt = |new: NamedTempFile| {
            tries.set(tries.get() + 1);
            if tries.get() < 3 {
                return Err((io::Error::from(ErrorKind::PermissionDenied), new));
            }
            new.persist(&path).map(drop).map_err(|error| (error.error, error.file))
        };
        step_in(new, attempt).unwrap();
        assert_eq!((tries.get(), fs::read(&path).unwrap().as_slice()), (3, b"new".as_slice()));
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
