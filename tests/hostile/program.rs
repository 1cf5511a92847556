//! A campaign in a folder of its own, and the program run on it.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use assert_cmd::Command;
use tempfile::TempDir;

const DEFINITION: &str = r#"
format = 1
id     = "thu"
title  = "Phong trào thử"
issuer = "UBND huyện"
year   = 2023

[units]
file = "FILE"
id   = "Mã"
name = "Tên"

[units.columns]
score = { heading = "Điểm", kind = "score", max = 100 }

[[criterion]]
id = "score"
title = "Điểm"
of = "units"
check = "score >= 50"

[[award]]
id = "giay-khen"
title = "Giấy khen"
to = "units"
rank = [{ highest = "score" }]
quota = 1
"#;

/// How much memory the program may take in these tests, in KiB: half a GiB.
const MEMORY: &str = "524288";

/// What the program said.
pub struct Said {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
    pub took: Duration,
    _folder: TempDir,
}

impl Said {
    /// The codes of the findings, in the order in which they are shown.
    pub fn codes(&self) -> Vec<&str> {
        self.err.lines().filter_map(|line| Some(line.split_once('[')?.1.split_once("]:")?.0)).collect()
    }

    /// The line of the reading report for a field, with what follows it.
    #[track_caller]
    pub fn column(&self, name: &str) -> String {
        let lines: Vec<&str> = self.out.lines().collect();
        let at = lines.iter().position(|line| line.contains(&format!("→ {name}")));
        let at = at.unwrap_or_else(|| panic!("no column {name} in\n{}\n{}", self.out, self.err));
        let next = lines.get(at + 1).filter(|line| line.starts_with("      ")).copied().unwrap_or_default();
        format!("{}{}", lines[at], next).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Neither a panic nor anything that a terminal obeys is in what was said.
    #[track_caller]
    pub fn assert_clean(&self, of: &str) {
        let all = format!("{}{}", self.out, self.err);
        assert!(!all.contains("panicked"), "{of}: {all}");
        let obeyed = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        assert!(!all.contains(obeyed), "{of}: {all:?}");
    }
}

/// `thidua check` on one file of units.
#[track_caller]
pub fn check(file: &str, bytes: &[u8]) -> Said {
    run(file, bytes, &["check"])
}

/// The same where the units have more columns than their score, as they are declared.
#[track_caller]
pub fn check_columns(columns: &str, file: &str, bytes: &[u8]) -> Said {
    let declared = "[units.columns]\n";
    run_defined(&DEFINITION.replace(declared, &format!("{declared}{columns}\n")), file, bytes, &["check"])
}

/// The program with a command on a campaign whose units stand in a file; the command's own arguments follow its name.
#[track_caller]
pub fn run(file: &str, bytes: &[u8], arguments: &[&str]) -> Said {
    run_defined(DEFINITION, file, bytes, arguments)
}

#[track_caller]
fn run_defined(definition: &str, file: &str, bytes: &[u8], arguments: &[&str]) -> Said {
    let folder = tempfile::tempdir().unwrap();
    let campaign: PathBuf = folder.path().join("campaign.toml");
    let escaped: String =
        file.chars().map(|c| if c.is_control() { format!("\\u{:04x}", u32::from(c)) } else { c.into() }).collect();
    fs::write(&campaign, definition.replace("FILE", &escaped)).unwrap();
    fs::write(folder.path().join(file), bytes).unwrap();
    let (command, rest) = arguments.split_first().unwrap();
    let mut program = limited();
    program.current_dir(folder.path()).arg(command).arg(&campaign).args(rest);
    let begun = Instant::now();
    let output = program.output().unwrap();
    let took = begun.elapsed();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Said { code: output.status.code(), out: text(output.stdout), err: text(output.stderr), took, _folder: folder }
}

/// The program under a limit of memory where the system has one.
fn limited() -> Command {
    let program = env!("CARGO_BIN_EXE_thidua");
    let mut command = if cfg!(target_os = "linux") {
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("ulimit -v {MEMORY}; exec \"$0\" \"$@\""), program]);
        shell
    } else {
        Command::new(program)
    };
    command.env("LC_ALL", "vi_VN.UTF-8");
    command
}
