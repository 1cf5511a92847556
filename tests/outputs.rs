//! What leaves the program: several outputs in one run, standard output, and that nothing is ever lost on the way.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// The program on a machine that speaks Vietnamese.
fn thidua(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_thidua"));
    command.env("LC_ALL", "vi_VN.UTF-8").current_dir(folder);
    command
}

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/campaigns").join(name)
}

struct Said {
    code: Option<i32>,
    out: Vec<u8>,
    err: String,
}

#[track_caller]
fn say(command: &mut Command) -> Said {
    let output = command.output().unwrap();
    Said { code: output.status.code(), out: output.stdout, err: String::from_utf8(output.stderr).unwrap() }
}

/// `thidua run` of an example as of a day, with more arguments.
fn run(folder: &Path, name: &str, day: &str, more: &[&str]) -> Command {
    let mut command = thidua(folder);
    command.arg("run").arg(example(name)).args(["--as-of", day]).args(more);
    command
}

const DAY: &str = "2022-01-31";

/// Every file below a folder with its bytes, by its path in it.
fn all(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = PathBuf::from(path.file_name().unwrap());
        if path.is_dir() {
            files.extend(all(&path).into_iter().map(|(inner, bytes)| (name.join(inner), bytes)));
        } else {
            // A run at work lets go of files while they are listed.
            match fs::read(&path) {
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                bytes => drop(files.insert(name, bytes.unwrap())),
            }
        }
    }
    files
}

#[test]
fn several_outputs_are_written_in_one_run_and_again_with_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let outputs = ["-o", "a.xlsx", "-o", "b.json", "-o", "Các bảng/"];
    let first = say(&mut run(folder.path(), "hue-2021", DAY, &outputs));
    assert_eq!(first.code, Some(0), "{}", first.err);
    let told = String::from_utf8(first.out).unwrap();
    assert!(told.starts_with("Đã ghi a.xlsx\nĐã ghi b.json\nĐã ghi Các bảng/\n"), "{told}");
    let written = all(folder.path());
    let names: Vec<String> = written.keys().map(|path| path.to_string_lossy().replace('\\', "/")).collect();
    for name in ["a.xlsx", "b.json", "Các bảng/verdicts.csv", "Các bảng/datapackage.json"] {
        assert!(names.iter().any(|known| known == name), "{name} is not among {names:?}");
    }
    assert!(names.iter().all(|name| !name.contains(".thidua-")), "{names:?}");
    assert_eq!(say(&mut run(folder.path(), "hue-2021", DAY, &outputs)).code, Some(0));
    assert_eq!(all(folder.path()), written);
}

#[test]
fn standard_output_holds_the_result_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(say(&mut run(folder.path(), "hue-2021", DAY, &["-o", "a.xlsx", "-o", "b.json"])).code, Some(0));
    let as_json = say(&mut run(folder.path(), "hue-2021", DAY, &["-o", "-"]));
    assert_eq!(as_json.code, Some(0), "{}", as_json.err);
    assert_eq!(as_json.out, fs::read(folder.path().join("b.json")).unwrap());
    assert!(as_json.err.contains("Bằng khen"), "the summary goes to standard error: {}", as_json.err);
    let as_workbook = say(&mut run(folder.path(), "hue-2021", DAY, &["-o", "-", "--format", "xlsx"]));
    assert_eq!(as_workbook.out, fs::read(folder.path().join("a.xlsx")).unwrap());
}

#[test]
fn the_schema_is_printed_for_those_who_read_the_json() {
    let said = say(thidua(Path::new(".")).arg("schema"));
    assert_eq!(said.code, Some(0), "{}", said.err);
    let schema: serde_json::Value = serde_json::from_slice(&said.out).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
}

#[test]
fn an_output_that_nobody_can_write_is_wrong_usage_that_says_what_can_be_written() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("tệp"), "").unwrap();
    let case = |arguments: &[&str], wanted: &[&str]| {
        let said = say(&mut run(folder.path(), "hue-2021", DAY, arguments));
        assert_eq!(said.code, Some(2), "{arguments:?}: {}", said.err);
        assert!(wanted.iter().all(|wanted| said.err.contains(wanted)), "{wanted:?} is not in {}", said.err);
    };
    case(&["-o", "a.pdf"], &["“a.pdf”", ".xlsx", ".json", "thư mục", "--format"]);
    case(&["-o", "a.csv"], &["“a.csv”", "thư mục"]);
    case(&["-o", "a"], &["“a”", ".json"]);
    case(&["-o", "-", "--format", "csv"], &["đầu ra chuẩn", "thư mục"]);
    case(&["-o", "-", "--format", "pdf"], &["“pdf”", "“xlsx”", "“json”", "“csv”"]);
    case(&["-o", "a.json", "-o", "./a.json"], &["a.json", "hai lần"]);
    case(&["-o", "-", "-o", "-"], &["hai lần"]);
    case(&["-o", "a.xlsx", "-o", "A.XLSX"], &["A.XLSX", "hai lần", "chữ thường"]); // one file on Windows
    case(&["-o", "bảng/", "-o", "bảng/datapackage.json"], &["datapackage.json", "hai lần"]);
    case(&["-o", "a.json", "--format", "xlsx"], &["“a.json”", "json", "xlsx", "bỏ --format"]);
    case(&["-o", "aux.xlsx", "-o", "Con", "-o", "com1.json"], &["“aux”", "“Con”", "“com1”", "Windows"]);
    case(&["-o", &format!("{}.xlsx", "ế".repeat(90))], &["tên quá dài", "đặt tên ngắn hơn"]);
    case(&["-o", &format!("{}/", "ế".repeat(90))], &["tên quá dài"]);
    case(&["-o", "tệp/"], &["tệp", "không phải là thư mục"]);
    case(&["-o", "tệp/a.xlsx"], &["tệp/a.xlsx", "chưa có thư mục này"]);
    case(&["-o", "không có/a.json", "-o", "không có/b.xlsx"], &["không có/a.json", "không có/b.xlsx"]);
    case(&["-o", "a.json", "--occasion", "tết"], &["không có dịp khen thưởng “tết”"]);
    case(&["-o", "không có/a.json"], &["không có", "chưa có thư mục này"]);
    case(&["-o", "không có/sâu/"], &["không có", "chưa có thư mục này"]);
    assert_eq!(all(folder.path()).len(), 1, "something was written");
    let said = say(thidua(folder.path()).arg("explain").arg(example("hue-2021")).args(["Sở Tư pháp", "-o", "a.json"]));
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains(".html"), "{}", said.err);
}

#[test]
fn a_name_that_says_no_format_takes_the_one_that_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let said = say(&mut run(folder.path(), "hue-2021", DAY, &["-o", "kết quả", "--format", "json"]));
    assert_eq!(said.code, Some(0), "{}", said.err);
    let bytes = fs::read(folder.path().join("kết quả")).unwrap();
    assert_eq!(serde_json::from_slice::<serde_json::Value>(&bytes).unwrap()["format"], 1);
    fs::create_dir(folder.path().join("có sẵn")).unwrap();
    assert_eq!(say(&mut run(folder.path(), "hue-2021", DAY, &["-o", "có sẵn"])).code, Some(0));
    assert!(folder.path().join("có sẵn/outcomes.csv").exists());
    assert_eq!(say(&mut run(folder.path(), "hue-2021", DAY, &["--format", "json"])).code, Some(0));
    assert_eq!(fs::read(folder.path().join("hue-2021.json")).unwrap(), bytes, "the campaign's own name");
}

/// Wrong places are told while the data are still untouched, whatever is wrong with those.
#[test]
fn what_is_wrong_with_outputs_is_told_before_the_data_are_judged_and_all_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path("data")).unwrap();
    let text = fs::read_to_string(example("hue-2021").join("campaign.toml")).unwrap();
    fs::write(path("campaign.toml"), text).unwrap();
    fs::write(path("data/so-nganh.csv"), "Mã;Tên đơn vị\n").unwrap();
    for foreign in ["b.xlsx", "c.json", "e.html"] {
        fs::write(path(foreign), "của tôi").unwrap();
    }
    let case = |arguments: &[&str], wanted: &[&str]| {
        let said = say(thidua(folder.path()).args(arguments));
        assert_eq!(said.code, Some(2), "{arguments:?}: {}", said.err);
        assert!(wanted.iter().all(|wanted| said.err.contains(wanted)), "{wanted:?} is not in {}", said.err);
        assert!(!said.err.contains("missing-column"), "{arguments:?}: {}", said.err);
    };
    case(&["run", ".", "-o", "b.xlsx", "-o", "c.json"], &["không ghi đè “b.xlsx”", "không ghi đè “c.json”", "--force"]);
    case(&["run", ".", "-o", "không có/a.xlsx", "-o", "c.json"], &["“không có/a.xlsx”: chưa có thư mục", "“c.json”"]);
    case(&["run", ".", "--occasion", "tết"], &["“tết”"]);
    case(&["explain", ".", "S01", "-o", "e.html", "-o", "không có/e.html"], &["ghi đè “e.html”", "“không có/e.html”"]);
    case(&["explain", ".", "S01", "-o", "x.html", "-o", "./X.html"], &["hai lần"]);
    case(&["explain", ".", "S01", "-o", "-", "-o", "-"], &["hai lần"]);
    case(&["explain", ".", "S01", "--occasion", "tết"], &["“tết”"]);
    let said = say(thidua(folder.path()).args(["run", ".", "-o", "mới/", "-o", "d.json"]));
    assert_eq!(said.code, Some(1), "{}", said.err);
    assert!(!path("mới").exists() && !path("d.json").exists(), "what was tried out is gone again");
}

#[test]
fn a_result_that_the_next_run_would_take_for_data_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let from = example("hue-2021");
    let text = fs::read_to_string(from.join("campaign.toml")).unwrap();
    let text = text.replace("file = \"data/so-nganh.csv\"", "files = \"data/*.csv\"");
    assert!(text.contains("files ="));
    fs::create_dir(folder.path().join("data")).unwrap();
    fs::write(folder.path().join("campaign.toml"), text.replace("data/*.csv", "data/*.xlsx")).unwrap();
    let refused = |arguments: &[&str], wanted: &str| {
        let said = say(thidua(folder.path()).args(arguments));
        assert_eq!(said.code, Some(2), "{arguments:?}: {}", said.err);
        assert!(said.err.contains(wanted) && said.err.contains("như số liệu"), "{arguments:?}: {}", said.err);
        assert!(said.err.contains("chọn chỗ khác sau -o"), "{}", said.err);
    };
    for output in ["data/x.xlsx", "./data/../data/X.XLSX"] {
        refused(&["run", ".", "--force", "-o", output], "tên khớp “data/*.xlsx”");
    }
    fs::write(folder.path().join("campaign.toml"), &text).unwrap();
    fs::copy(from.join("data/so-nganh.csv"), folder.path().join("data/so-nganh.csv")).unwrap();
    refused(&["run", ".", "-o", "data/"], "“data/subjects.csv”");
    assert_eq!(say(thidua(folder.path()).args(["run", ".", "-o", "kq.xlsx", "-o", "kq/"])).code, Some(0));
}

/// A line end in a name is not one on the terminal.
#[cfg(unix)]
#[test]
fn a_name_of_two_lines_is_told_on_one() {
    let folder = tempfile::tempdir().unwrap();
    let said = say(&mut run(folder.path(), "hue-2021", DAY, &["-o", "a\nb.json"]));
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(String::from_utf8(said.out).unwrap().starts_with("Đã ghi a b.json\n"));
}

/// Each kind of result: the arguments that write it, and a file of it.
const KINDS: [(&[&str], &str); 3] = [
    (&["run", "CAMPAIGN", "--as-of", DAY, "-o", "b.json"], "b.json"),
    (&["run", "CAMPAIGN", "--as-of", DAY, "-o", "bảng/"], "bảng/verdicts.csv"),
    (&["explain", "CAMPAIGN", "Sở Tư pháp", "--as-of", DAY, "-o", "c.html"], "c.html"),
];

fn command(folder: &Path, arguments: &[&str], more: &[&str]) -> Command {
    let mut command = thidua(folder);
    for argument in arguments.iter().chain(more) {
        match *argument {
            "CAMPAIGN" => command.arg(example("hue-2021")),
            other => command.arg(other),
        };
    }
    command
}

#[test]
fn only_the_tools_own_unedited_results_are_written_over() {
    for (arguments, name) in KINDS {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        let again = |more: &[&str]| say(&mut command(folder.path(), arguments, more));
        assert_eq!(again(&[]).code, Some(0), "{name}");
        let ours = all(folder.path());
        assert_eq!(again(&[]).code, Some(0), "{name}");
        let edited = [fs::read(&path).unwrap(), b"x".to_vec()].concat();
        let middle = fs::read_to_string(&path).unwrap().replacen("Tư pháp", "Tư Pháp", 1).into_bytes();
        for changed in [edited, middle, b"a letter to the chair".to_vec(), Vec::new()] {
            fs::write(&path, &changed).unwrap();
            let refused = again(&[]);
            assert_eq!(refused.code, Some(2), "{name}: {}", refused.err);
            assert!(refused.err.contains("không ghi đè") && refused.err.contains("--force"), "{}", refused.err);
            assert_eq!(fs::read(&path).unwrap(), changed, "{name}");
        }
        assert_eq!(again(&["--force"]).code, Some(0), "{name}");
        assert_eq!(all(folder.path()), ours, "{name}");
    }
}

#[test]
fn a_folder_keeps_what_is_not_ours_and_without_its_list_nothing_in_it_is_ours() {
    let folder = tempfile::tempdir().unwrap();
    let tables = folder.path().join("bảng");
    let again = |more: &[&str]| say(&mut command(folder.path(), KINDS[1].0, more));
    assert_eq!(again(&[]).code, Some(0));
    fs::write(tables.join("ghi chú.csv"), "của tôi").unwrap();
    assert_eq!(again(&[]).code, Some(0));
    assert_eq!(fs::read_to_string(tables.join("ghi chú.csv")).unwrap(), "của tôi");
    let list = fs::read(tables.join("datapackage.json")).unwrap();
    fs::remove_file(tables.join("datapackage.json")).unwrap();
    let refused = again(&[]);
    assert_eq!(refused.code, Some(2), "{}", refused.err);
    assert!(refused.err.contains("không phải do thidua ghi"), "{}", refused.err);
    fs::write(tables.join("datapackage.json"), String::from_utf8_lossy(&list).replace("Huế", "Hà Nội")).unwrap();
    assert_eq!(again(&[]).code, Some(2), "an edited list vouches for nothing");
    fs::write(tables.join("datapackage.json"), list).unwrap();
    assert_eq!(again(&[]).code, Some(0));
    fs::remove_file(tables.join("verdicts.csv")).unwrap();
    fs::create_dir(tables.join("verdicts.csv")).unwrap();
    assert_eq!(again(&["--force"]).code, Some(2), "a folder in the place of a table");
}

#[test]
fn an_input_is_never_written_over_by_any_kind_of_result() {
    let folder = tempfile::tempdir().unwrap();
    let from = example("hue-2021");
    let text = fs::read_to_string(from.join("campaign.toml")).unwrap();
    let data = fs::read(from.join("data/so-nganh.csv")).unwrap();
    // The data carry the names of results.
    for input in ["subjects.csv", "x.json", "x.html"] {
        fs::write(folder.path().join("campaign.toml"), text.replace("data/so-nganh.csv", input)).unwrap();
        fs::write(folder.path().join(input), &data).unwrap();
        let mut command = thidua(folder.path());
        match input {
            "subjects.csv" => command.args(["run", ".", "--force", "-o", "."]),
            "x.json" => command.args(["run", ".", "--force", "-o", "x.json"]),
            _ => command.args(["explain", ".", "Sở Tư pháp", "--force", "-o", "x.html"]),
        };
        let said = say(&mut command);
        assert_eq!(said.code, Some(2), "{input}: {}", said.err);
        assert!(said.err.contains(input) && said.err.contains("lần chạy này đọc vào"), "{}", said.err);
        assert_eq!(fs::read(folder.path().join(input)).unwrap(), data);
        fs::remove_file(folder.path().join(input)).unwrap();
    }
}

#[test]
fn what_cannot_be_written_keeps_every_other_output_from_being_replaced() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(say(&mut run(folder.path(), "hue-2021", DAY, &["-o", "b.json"])).code, Some(0));
    let before = all(folder.path());
    fs::write(folder.path().join("c.json"), "not ours").unwrap();
    let said = say(&mut run(folder.path(), "hue-2021", "2023-01-31", &["-o", "b.json", "-o", "c.json"]));
    assert_eq!(said.code, Some(2), "{}", said.err);
    assert_eq!(fs::read(folder.path().join("b.json")).unwrap(), before[Path::new("b.json")]);
}

/// No more than so many blocks of 512 bytes fit into a file, as on a disk that is full.
#[cfg(unix)]
fn on_a_full_disk(folder: &Path, blocks: u32, arguments: &[&str]) -> Said {
    let program = env!("CARGO_BIN_EXE_thidua");
    let mut shell = Command::new("sh");
    let line = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    shell.env("LC_ALL", "vi_VN.UTF-8").current_dir(folder).args(["-c", &line, program]).args(arguments);
    say(&mut shell)
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_old_results_whole_and_nothing_beside_them() {
    let campaign = example("vu-ban-2023").display().to_string();
    for (output, names) in [("b.json", "b.json"), ("bảng/", "bảng/"), ("a.xlsx", "")] {
        for blocks in [0, 1, 100] {
            let folder = tempfile::tempdir().unwrap();
            let arguments = ["run", campaign.as_str(), "--as-of", DAY, "-o", output];
            let fresh = on_a_full_disk(folder.path(), blocks, &arguments);
            assert_eq!(fresh.code, Some(2), "{output}: {}", fresh.err);
            let told = fresh.err.contains("đĩa đã đầy") || fresh.err.contains("không ghi được tệp tạm vào");
            assert!(told && fresh.err.contains("cách sửa") && !fresh.err.contains("panicked"), "{}", fresh.err);
            assert!(fresh.err.contains(names), "{}", fresh.err);
            assert_eq!(fs::read_dir(&folder).unwrap().count(), 0, "{output}: something was left behind");
            assert_eq!(say(&mut run(folder.path(), "vu-ban-2023", DAY, &["-o", output])).code, Some(0));
            let old = all(folder.path());
            let later = ["run", campaign.as_str(), "--as-of", "2024-06-30", "-o", output];
            assert_eq!(on_a_full_disk(folder.path(), blocks, &later).code, Some(2));
            assert_eq!(all(folder.path()), old, "{output}");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_standard_output_is_told_and_a_closed_one_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let campaign = example("hue-2021").display().to_string();
    for arguments in [
        &["run", &campaign, "-o", "-"][..],
        &["run", &campaign],
        &["check", &campaign],
        &["explain", &campaign, "S01"],
        &["schema"],
        &["--help"],
        &["--version"],
    ] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let said = say_to(command(folder.path(), arguments, &[]), full.into());
        assert_eq!(said.code, Some(2), "{arguments:?}: {}", said.err);
        assert!(said.err.contains("không ghi được ra đầu ra chuẩn: đĩa đã đầy"), "{arguments:?}: {}", said.err);
    }
    let mut child =
        run(folder.path(), "vu-ban-2023", DAY, &["-o", "-"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[cfg(target_os = "linux")]
fn say_to(mut command: Command, out: Stdio) -> Said {
    let child = command.stdout(out).stderr(Stdio::piped()).spawn().unwrap();
    let output = child.wait_with_output().unwrap();
    Said { code: output.status.code(), out: output.stdout, err: String::from_utf8(output.stderr).unwrap() }
}

#[cfg(target_os = "linux")]
#[test]
fn a_result_cannot_go_where_no_file_can_stand() {
    let folder = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink("/dev/full", folder.path().join("b.json")).unwrap();
    let said = say(&mut run(folder.path(), "hue-2021", DAY, &["-o", "b.json", "--force"]));
    assert_eq!(said.code, Some(2), "{}", said.err);
    assert!(said.err.contains("đó không phải là tệp"), "{}", said.err);
}

/// Results of one day in a folder, and the files as a run of another day leaves them.
struct Replaced {
    folder: TempDir,
    old: BTreeMap<PathBuf, Vec<u8>>,
    new: BTreeMap<PathBuf, Vec<u8>>,
    takes: Duration,
}

const OUTPUTS: [&str; 6] = ["-o", "a.xlsx", "-o", "b.json", "-o", "bảng/"];
const BUSY: &str = "vu-ban-2023";

impl Replaced {
    fn new() -> Replaced {
        let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        assert_eq!(say(&mut run(folder.path(), BUSY, "2020-12-31", &OUTPUTS)).code, Some(0));
        let begun = Instant::now();
        assert_eq!(say(&mut run(other.path(), BUSY, "2021-06-30", &OUTPUTS)).code, Some(0));
        let takes = begun.elapsed();
        let (old, new) = (all(folder.path()), all(other.path()));
        assert_ne!(old[Path::new("b.json")], new[Path::new("b.json")]);
        Replaced { folder, old, new, takes }
    }

    /// A run that replaces the old results, begun and not waited for.
    fn begin(&self) -> Child {
        let mut command = run(self.folder.path(), BUSY, "2021-06-30", &OUTPUTS);
        command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
    }

    /// Every result is the old or the new one, whole. Comes back with the names of all other files.
    #[track_caller]
    fn assert_whole(&self) -> Vec<PathBuf> {
        let now = all(self.folder.path());
        for (name, old) in &self.old {
            let bytes = now.get(name).unwrap_or_else(|| panic!("{} is gone", name.display()));
            assert!(bytes == old || bytes == &self.new[name] || is_between(name, bytes), "{} is not whole", name.display());
        }
        now.into_keys().filter(|name| !self.old.contains_key(name)).collect()
    }
}

/// The list of tables while they are being replaced.
fn is_between(name: &Path, bytes: &[u8]) -> bool {
    name.ends_with("datapackage.json")
        && thidua::write::text_written_by_us(bytes).unwrap() == thidua::vocab::Provenance::Ours
}

#[test]
fn a_run_killed_at_any_moment_leaves_whole_results_and_the_next_run_goes_through() {
    let replaced = Replaced::new();
    let moments = 16;
    let mut killed = 0;
    for moment in 0..moments {
        let mut child = replaced.begin();
        sleep(replaced.takes * moment / (moments - 2));
        child.kill().unwrap();
        killed += usize::from(child.wait().unwrap().code().is_none());
        for left in replaced.assert_whole() {
            // What a killed program cannot remove is hidden, and the tool removes it when it is a day old.
            assert!(left.file_name().unwrap().to_string_lossy().starts_with(".thidua-"), "{}", left.display());
            let file = fs::OpenOptions::new().write(true).open(replaced.folder.path().join(&left)).unwrap();
            file.set_modified(std::time::SystemTime::now() - Duration::from_secs(2 * 24 * 60 * 60)).unwrap();
        }
    }
    assert!(cfg!(not(unix)) || killed >= 5, "only {killed} runs were killed in time");
    let last = say(&mut run(replaced.folder.path(), BUSY, "2021-06-30", &OUTPUTS));
    assert_eq!(last.code, Some(0), "{}", last.err);
    assert!(all(replaced.folder.path()) == replaced.new, "the results are not those of an undisturbed run");
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_says_so_and_leaves_nothing_behind() {
    let replaced = Replaced::new();
    for signal in ["INT", "TERM"] {
        let child = replaced.begin();
        let begun = Instant::now();
        let making = || all(replaced.folder.path()).into_keys().any(|name| name.to_string_lossy().contains(".thidua-"));
        while !making() {
            assert!(begun.elapsed() < Duration::from_secs(60), "nothing was begun");
            sleep(Duration::from_millis(1));
        }
        let sent = Command::new("kill").args([format!("-{signal}"), child.id().to_string()]).status().unwrap();
        assert!(sent.success());
        let output = child.wait_with_output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(130), "{told}");
        assert!(told.contains("Đã dừng theo yêu cầu"), "{told}");
        assert_eq!(replaced.assert_whole(), Vec::<PathBuf>::new(), "something was left behind");
    }
    let fresh = tempfile::tempdir().unwrap();
    let child = run(fresh.path(), BUSY, DAY, &OUTPUTS[4..]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    while !fresh.path().join("bảng").exists() {
        sleep(Duration::from_millis(1));
    }
    assert!(Command::new("kill").args(["-INT".to_owned(), child.id().to_string()]).status().unwrap().success());
    assert_eq!(child.wait_with_output().unwrap().status.code(), Some(130));
    assert_eq!(fs::read_dir(&fresh).unwrap().count(), 0, "the folder that was made for the tables stays");
}

#[test]
fn no_progress_is_shown_where_nobody_looks() {
    let folder = tempfile::tempdir().unwrap();
    let said = say(&mut run(folder.path(), BUSY, DAY, &OUTPUTS));
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(!said.err.contains("Đang ") && !said.err.contains(['\r', '\u{1b}']), "{}", said.err);
}

#[test]
fn a_page_is_one_file_with_every_figure_and_without_anything_from_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let mut explain = thidua(folder.path());
    explain.arg("explain").arg(example("vu-ban-2023")).args(["Xã Liên Minh", "-o", "x.html", "-o", "-", "--as-of", DAY]);
    let said = say(&mut explain);
    assert_eq!(said.code, Some(0), "{}", said.err);
    let page = fs::read_to_string(folder.path().join("x.html")).unwrap();
    assert_eq!(page.as_bytes(), said.out, "standard output holds the same page");
    for wanted in [
        "<html lang=\"vi\">",
        "width=device-width",
        "@media print",
        "<h1>Xã Liên Minh (VB31)</h1>",
        "Không đủ tiêu chuẩn",
        "✗ Không đạt</span> · Điều khoản IV.7",
        "= 619/1.000 = 61,9\u{a0}%",
        "<dt>Yêu cầu</dt><dd>≥\u{a0}62\u{a0}%</dd>",
        "<dt>Chênh lệch</dt><dd>cần thêm 1 hồ sơ",
        "Số hồ sơ tiếp nhận và trả kết quả trực tuyến = 619 <span class=\"cell\">data/don-vi.xlsx › Đơn vị › P32</span>",
        "✓\u{a0}21 đạt",
    ] {
        assert!(page.contains(wanted), "{wanted} is not in the page");
    }
    for foreign in ["<script", "http:", "https:", "src=", "url(", "<link", "@import", "onclick"] {
        assert!(!page.contains(foreign), "{foreign} is in the page");
    }
    let failing = page.find("Điều khoản IV.7").unwrap();
    assert!(failing < page.find("Điều khoản IV.1<").unwrap(), "what failed comes first");
}
