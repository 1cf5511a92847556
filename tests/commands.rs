//! The program as people call it: the README's commands with what they print, exit codes, messages, and files left alone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const RUN: &str = "cargo run --release -- ";

/// The program on a machine that speaks Vietnamese.
fn thidua() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_thidua"));
    command.env("LC_ALL", "vi_VN.UTF-8");
    command
}

/// An example of the repository in a folder of its own, to be broken.
fn copy_of(example: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&Path::new(ROOT).join("examples/campaigns").join(example), folder.path());
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, target).unwrap();
        }
    }
}

struct Said {
    code: Option<i32>,
    out: String,
    err: String,
}

fn say(command: &mut Command) -> Said {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Said { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

#[test]
fn the_commands_of_the_readme_print_what_it_shows() {
    let readme = fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap();
    let blocks: Vec<&str> = readme.split("```console\n$ ").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert_eq!(blocks.len(), 3);
    let folder = tempfile::tempdir().unwrap();
    copy(&Path::new(ROOT).join("examples"), &folder.path().join("examples"));
    for block in blocks {
        let (line, expected) = block.split_once('\n').unwrap();
        let arguments = words(line.strip_prefix(RUN).unwrap());
        let said = say(thidua().current_dir(folder.path()).args(arguments));
        assert_eq!(said.code, Some(0), "{line}\n{}", said.err);
        assert_shown(expected, &format!("{}{}", said.err, said.out), line);
    }
    assert!(folder.path().join("vu-ban-2023.xlsx").exists());
}

/// A line of a shell: words, some in double quotes.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate();
    let words = parts.flat_map(|(at, part)| if at % 2 == 1 { vec![part] } else { part.split_whitespace().collect() });
    words.map(str::to_owned).collect()
}

/// `…` stands for any lines.
#[track_caller]
fn assert_shown(expected: &str, printed: &str, line: &str) {
    let mut rest = printed.lines();
    let mut skipping = false;
    for wanted in expected.lines() {
        if wanted == "…" {
            skipping = true;
            continue;
        }
        let found = if skipping { rest.find(|line| *line == wanted) } else { rest.next() };
        assert_eq!(found, Some(wanted), "{line} prints\n{printed}");
        skipping = false;
    }
    assert!(skipping || rest.next().is_none(), "{line} prints more:\n{printed}");
}

#[test]
fn both_set_up_commands_stand_in_the_readme() {
    let readme = fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap();
    assert!(readme.contains("\ncargo run --release -- run examples/campaigns/vu-ban-2023\ncargo test\n"));
}

#[test]
fn a_campaign_file_larger_than_any_is_refused_before_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let refused = |file: &str, lang: &str| say(thidua().current_dir(&folder).args(["--lang", lang, "check", file]));
    fs::File::create(folder.path().join("lon.toml")).unwrap().set_len(500 << 20).unwrap();
    let said = refused("lon.toml", "vi");
    let expected = "lỗi: tệp “lon.toml” lớn hơn 2 MB, giới hạn của tệp định nghĩa: xem đã đúng tệp chưa\n";
    assert_eq!((said.code, said.err.as_str(), said.out.as_str()), (Some(2), expected, ""));
    let said = refused("lon.toml", "en");
    let expected =
        "error: the file “lon.toml” is larger than 2 MB, the limit for a campaign file: see whether it is the right one\n";
    assert_eq!((said.code, said.err.as_str()), (Some(2), expected));
    if cfg!(unix) {
        assert!(refused("/dev/zero", "vi").err.starts_with("lỗi: tệp “/dev/zero” lớn hơn 2 MB"));
    }
}

#[test]
fn a_list_in_place_of_a_campaign_file_floods_no_terminal() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("ds.csv"), "Mã;Tên;Điểm\nDV1;x;62,5\n".repeat(50_000)).unwrap();
    let said = say(thidua().current_dir(&folder).args(["check", "ds.csv"]));
    assert_eq!((said.code, said.err.matches("lỗi[not-toml]").count()), (Some(1), 50));
}

#[test]
fn a_definition_with_mistakes_gives_code_1_and_writes_nothing() {
    let folder = copy_of("vu-ban-2023");
    let path = folder.path().join("campaign.toml");
    let broken = fs::read_to_string(&path)
        .unwrap()
        .replace("satisfied >= 90%", "satisfied >= 90")
        .replace("quota_by_group", "quota_by_grup");
    fs::write(&path, broken).unwrap();
    let said = say(thidua().current_dir(&folder).args(["run", "."]));
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains("lỗi[unknown-key]") && said.err.contains("lỗi[percent-without-sign]"), "{}", said.err);
    assert!(said.err.contains("có phải là “quota_by_group”?") && !said.err.contains("lỗi[quota-missing]"), "{}", said.err);
    assert!(!folder.path().join("vu-ban-2023.xlsx").exists());
}

#[test]
fn broken_data_are_told_in_one_run_and_stop_the_run() {
    let folder = copy_of("hue-2021");
    let data = folder.path().join("data/so-nganh.csv");
    let text = fs::read_to_string(&data).unwrap();
    let doubled = text.lines().nth(3).unwrap().to_owned();
    fs::write(&data, text.replace("Điểm đánh giá", "Điểm đáng giá") + &doubled + "\n").unwrap();
    let said = say(thidua().current_dir(&folder).args(["run", "."]));
    assert_eq!(said.code, Some(1));
    for wanted in ["lỗi[missing-column]", "có phải là", "lỗi[doubled-id]"] {
        assert!(said.err.contains(wanted), "{wanted} is not in\n{}", said.err);
    }
    assert!(!folder.path().join("hue-2021.xlsx").exists());
}

#[test]
fn files_that_cannot_be_read_get_a_plain_sentence_each() {
    let case = |bytes: Option<&[u8]>, code: i32, wanted: &str| {
        let folder = copy_of("hue-2021");
        let data = folder.path().join("data/so-nganh.csv");
        match bytes {
            Some(bytes) => fs::write(&data, bytes).unwrap(),
            None => fs::remove_file(&data).unwrap(),
        }
        let said = say(thidua().current_dir(&folder).args(["run", "."]));
        assert_eq!(said.code, Some(code), "{}", said.err);
        assert!(said.err.contains(wanted) && said.err.contains("so-nganh.csv"), "{wanted} is not in\n{}", said.err);
        assert!(!said.err.contains("panicked"), "{}", said.err);
    };
    case(None, 2, "lỗi: không có tệp");
    case(Some(b""), 1, "lỗi[empty-file]");
    case(Some(b"PK\x03\x04 not a whole archive"), 1, "lỗi[damaged-file]");
    case(Some(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0, 0, 0]), 1, "lỗi[");
    case(Some(b"\x00\x01\x02\x03\x04\x05\x06\x07"), 1, "lỗi[");
    case(Some("Mã;Tên đơn vị;Điểm đánh giá\n".as_bytes()), 1, "lỗi[");
}

#[test]
fn two_missing_files_are_both_named() {
    let folder = copy_of("vu-ban-2023");
    fs::remove_dir_all(folder.path().join("data")).unwrap();
    let said = say(thidua().current_dir(&folder).args(["run", "."]));
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("don-vi.xlsx") && said.err.contains("ca-nhan.csv"), "{}", said.err);
    let checked = say(thidua().current_dir(&folder).args(["check", "."]));
    assert_eq!(checked.code, Some(0), "{}", checked.err);
    assert!(checked.out.contains("mới chỉ kiểm tra định nghĩa"), "{}", checked.out);
}

#[test]
fn strict_writes_nothing_while_anything_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let example = |name: &str| PathBuf::from(ROOT).join("examples/campaigns").join(name);
    let doubtful = say(thidua().current_dir(&folder).arg("run").arg(example("vu-ban-2023")).arg("--strict"));
    assert_eq!(doubtful.code, Some(1));
    assert!(doubtful.err.contains("--strict"), "{}", doubtful.err);
    assert!(!folder.path().join("vu-ban-2023.xlsx").exists());
    let sure = say(thidua().current_dir(&folder).arg("run").arg(example("hue-2021")).arg("--strict"));
    assert_eq!(sure.code, Some(0), "{}", sure.err);
    assert!(folder.path().join("hue-2021.xlsx").exists());
}

/// A figure that is not there is no finding, and still keeps a unit from being judged.
#[test]
fn check_with_strict_refuses_whatever_run_with_strict_refuses() {
    let folder = copy_of("hue-2021");
    let data = folder.path().join("data/so-nganh.csv");
    let text = fs::read_to_string(&data).unwrap();
    let line = text.lines().nth(3).unwrap();
    fs::write(&data, text.replace(line, &format!("{};", line.rsplit_once(';').unwrap().0))).unwrap();
    for command in ["run", "check"] {
        let said = say(thidua().current_dir(&folder).args([command, ".", "--strict"]));
        assert_eq!(said.code, Some(1), "{command}: {}", said.err);
        assert!(said.err.contains("chưa đủ số liệu"), "{command}: {}", said.err);
        assert_eq!(say(thidua().current_dir(&folder).args([command, "."])).code, Some(0));
    }
}

#[test]
fn check_names_every_file_that_is_called_otherwise_and_fails() {
    let folder = copy_of("vu-ban-2023");
    let path = folder.path().join("campaign.toml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("data/don-vi.xlsx", "data/donvi.xlsx").replace("data/ca-nhan.csv", "data/canhan.csv"))
        .unwrap();
    let said = say(thidua().current_dir(&folder).args(["check", "."]));
    assert_eq!(said.code, Some(2), "{}", said.err);
    assert!(said.err.contains("donvi.xlsx") && said.err.contains("canhan.csv"), "{}", said.err);
}

/// What lies beside the data that have not come says nothing of how they are called.
#[test]
fn decisions_and_results_of_earlier_runs_are_no_data_that_are_called_otherwise() {
    let folder = copy_of("hue-2021");
    let path = |name: &str| folder.path().join(name);
    let text = fs::read_to_string(path("campaign.toml")).unwrap().replace("data/so-nganh.csv", "so-nganh.csv");
    let decisions =
        "[decisions]\nfile = \"quyet-dinh.csv\"\nsubject = \"Mã\"\naward = \"Hình thức\"\ndecision = \"Quyết định\"\n";
    fs::write(path("campaign.toml"), format!("{text}\n{decisions}")).unwrap();
    fs::write(path("quyet-dinh.csv"), "Mã;Hình thức;Quyết định\n").unwrap();
    fs::rename(path("data/so-nganh.csv"), path("so-nganh.csv")).unwrap();
    assert_eq!(say(thidua().current_dir(&folder).args(["run", ".", "-o", "ket-qua-lan-1.xlsx"])).code, Some(0));
    fs::remove_file(path("so-nganh.csv")).unwrap();
    let said = say(thidua().current_dir(&folder).args(["check", "."]));
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(said.out.contains("mới chỉ kiểm tra định nghĩa"), "{}", said.out);
    fs::write(path("so-lieu-moi.xlsx"), "của đơn vị").unwrap();
    assert_eq!(say(thidua().current_dir(&folder).args(["check", "."])).code, Some(2));
}

#[test]
fn the_data_are_checked_without_the_file_of_decisions_too() {
    let folder = copy_of("thai-nguyen-2018-2020");
    let path = folder.path().join("campaign.toml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("data/quyet-dinh.csv", "data/quyetdinh.csv")).unwrap();
    let said = say(thidua().current_dir(&folder).args(["check", "."]));
    assert_eq!(said.code, Some(2), "{}", said.err);
    assert!(said.err.contains("không có tệp") && said.err.contains("quyetdinh.csv"), "{}", said.err);
    assert!(said.out.contains("cột tiêu đề"), "{}", said.out);
}

#[test]
fn the_same_run_writes_the_same_bytes_over_its_own_workbook_and_over_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let run = |more: &[&str]| {
        let mut command = thidua();
        command.current_dir(&folder).arg("run").arg(PathBuf::from(ROOT).join("examples/campaigns/hue-2021"));
        say(command.args(["--as-of", "2022-01-31"]).args(more))
    };
    let output = folder.path().join("hue-2021.xlsx");
    assert_eq!(run(&[]).code, Some(0));
    let first = fs::read(&output).unwrap();
    assert_eq!(run(&[]).code, Some(0));
    assert_eq!(fs::read(&output).unwrap(), first);
    fs::write(&output, "a letter to the chair").unwrap();
    let refused = run(&[]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.err.contains("--force"), "{}", refused.err);
    assert_eq!(fs::read(&output).unwrap(), b"a letter to the chair");
    assert_eq!(run(&["--force"]).code, Some(0));
    assert_eq!(fs::read(&output).unwrap(), first);
    let names: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["hue-2021.xlsx"], "something was left behind");
}

#[test]
fn an_input_is_never_overwritten() {
    let folder = copy_of("vu-ban-2023");
    for input in ["data/don-vi.xlsx", "./data/../data/don-vi.xlsx"] {
        let before = fs::read(folder.path().join(input)).unwrap();
        let said = say(thidua().current_dir(&folder).args(["run", ".", "--force", "-o", input]));
        assert_eq!(said.code, Some(2), "{}", said.err);
        assert_eq!(fs::read(folder.path().join(input)).unwrap(), before);
    }
}

#[test]
fn nobody_and_several_of_a_name_are_wrong_usage() {
    let example = PathBuf::from(ROOT).join("examples/campaigns/vu-ban-2023");
    let said = say(thidua().arg("explain").arg(&example).arg("Xa Kim Thai"));
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("có phải là “Xã Kim Thái”?"), "{}", said.err);
    let said = say(thidua().arg("rnu").arg(&example));
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("không có lệnh “rnu”"), "{}", said.err);
}

#[test]
fn a_unit_is_found_by_its_name_as_cells_write_it_and_others_are_proposed() {
    let example = PathBuf::from(ROOT).join("examples/campaigns/vu-ban-2023");
    let ask = |name: &str| say(thidua().arg("explain").arg(&example).arg(name));
    let told = ask("UBND xã Liên Minh");
    assert_eq!(told.code, Some(0), "{}", told.err);
    assert!(told.out.contains("Xã Liên Minh (VB31)"), "{}", told.out);
    assert!(ask("liên minh").out.contains("(VB31)"));
    let several = ask("Minh");
    assert_eq!(several.code, Some(2));
    assert!(several.err.contains("có phải là") && several.err.contains("Minh"), "{}", several.err);
}

/// What is wrong elsewhere is for `check`.
#[test]
fn explain_shows_only_what_was_found_about_its_subject() {
    let example = PathBuf::from(ROOT).join("examples/campaigns/vu-ban-2023");
    let run = say(thidua().arg("check").arg(&example));
    assert!(run.err.contains("lưu ý[") && run.err.contains("cần xem[unknown-unit]"), "{}", run.err);
    let other = say(thidua().arg("explain").arg(&example).arg("Xã Liên Minh"));
    assert_eq!(other.err, "");
    let table = fs::read_to_string(example.join("data/ca-nhan.csv")).unwrap();
    let own = table.lines().nth(97).unwrap().split(';').next().unwrap();
    let own = say(thidua().arg("explain").arg(&example).arg(own));
    assert!(own.err.contains("cần xem[unknown-unit]"), "{}", own.err);
}

#[test]
fn a_year_without_data_is_refused_and_nothing_else_is_said() {
    let folder = copy_of("vu-ban-2023");
    let said = say(thidua().current_dir(&folder).args(["check", ".", "--year", "2022"]));
    assert_eq!(said.code, Some(2));
    assert_eq!(said.err.lines().count(), 1, "{}", said.err);
    assert!(said.err.contains("không xét được năm 2022"), "{}", said.err);
}

#[test]
fn english_is_spoken_when_asked_for() {
    let example = PathBuf::from(ROOT).join("examples/campaigns/hue-2021");
    let said = say(thidua().arg("check").arg(&example).args(["--lang", "en"]));
    assert_eq!(said.code, Some(0), "{}", said.err);
    let lines: Vec<&str> = said.out.lines().collect();
    assert_eq!(
        lines[..3],
        ["The definition has no mistake: 1 criterion or deadline, 2 awards.", "", "Units: data/so-nganh.csv"]
    );
    assert_eq!(lines.last(), Some(&"The data have been read: 21 units."));
}

/// A decision that no longer fits what the figures say: `check` names it as `run` does, and writes nothing.
#[test]
fn a_decision_that_no_longer_fits_is_found_by_check_as_by_run() {
    let folder = copy_of("thai-nguyen-2018-2020");
    let path = folder.path().join("data/quyet-dinh.csv");
    let decisions = fs::read_to_string(&path).unwrap();
    let sound = say(thidua().current_dir(&folder).args(["check", "."]));
    assert!(!sound.err.contains("decision-no-tie"), "{}", sound.err);
    // PB05 is not even eligible.
    fs::write(&path, decisions.replace("PB13;giai-doan-tap-the", "PB05;giai-doan-tap-the")).unwrap();
    let run = say(thidua().current_dir(&folder).args(["run", ".", "-o", "kq.xlsx"]));
    let checked = say(thidua().current_dir(&folder).args(["check", "."]));
    for said in [&run, &checked] {
        assert_eq!(said.code, Some(0), "{}", said.err);
        assert!(said.err.contains("cần xem[decision-no-tie]") && said.err.contains("quyet-dinh.csv"), "{}", said.err);
    }
    assert!(!folder.path().join("thai-nguyen-2018-2020.xlsx").exists());
    // In another year the awards that were decided on are not given: there is nothing that could not fit.
    let before = say(thidua().current_dir(&folder).args(["check", ".", "--year", "2018"]));
    assert!(!before.err.contains("decision-no-tie"), "{}", before.err);
}

/// Every example in every year and on every occasion that it has.
const EXAMPLES: [(&str, &[&str], &[&str]); 6] = [
    ("ha-giang-2021-2025", &["2021", "2022", "2023"], &["hang-nam", "so-ket", "tong-ket"]),
    ("hue-2021", &["2021"], &[]),
    ("ninh-thuan-2023", &["2023"], &[]),
    ("pci-2012-2016", &["2012", "2013", "2014", "2015", "2016"], &[]),
    ("thai-nguyen-2018-2020", &["2018", "2019", "2020"], &["hang-nam", "giai-doan", "dot-xuat"]),
    ("vu-ban-2023", &["2023"], &[]),
];

#[test]
fn every_example_runs_in_each_of_its_years_and_on_each_occasion() {
    let folder = tempfile::tempdir().unwrap();
    for (name, years, occasions) in EXAMPLES {
        let runs = std::iter::once(vec![])
            .chain(years.iter().map(|year| vec!["--year", *year]))
            .chain(occasions.iter().map(|occasion| vec!["--occasion", *occasion]));
        for more in runs {
            let output = format!("{name}{}.xlsx", more.concat());
            let example = Path::new(ROOT).join("examples/campaigns").join(name);
            let mut command = thidua();
            command.current_dir(&folder).arg("run").arg(example).args(["-o", &output, "--as-of", "2024-01-31"]);
            let said = say(command.args(&more));
            assert_eq!(said.code, Some(0), "{name} {more:?}\n{}", said.err);
            assert!(!said.err.contains("lỗi[") && !said.err.contains("panicked"), "{name} {more:?}\n{}", said.err);
            assert!(said.out.starts_with(&format!("Đã ghi {output}\n")), "{name} {more:?}\n{}", said.out);
            assert_eq!(&fs::read(folder.path().join(&output)).unwrap()[..4], b"PK\x03\x04", "{output} is no workbook");
        }
        // Another year or occasion is wrong usage, and says which there are.
        let example = Path::new(ROOT).join("examples/campaigns").join(name);
        let other = say(thidua().current_dir(&folder).arg("run").arg(example).args(["--year", "2030"]));
        assert_eq!(other.code, Some(2), "{}", other.err);
        assert!(other.err.contains(years.last().unwrap()), "{}", other.err);
    }
}
