//! Reads workbooks of fragile formats (.xls, .xlsb, .ods) in a process of its own, with a limit on memory and time.
//!
//! The library that reads these formats can be made to ask for gigabytes or to go in circles by a file of a kilobyte, and
//! that ends the process. So the program starts itself once more, hands over the bytes and takes back the workbook in the
//! plain form of [`input::plain`]; whatever becomes of the other process is a finding about the file. Where no process
//! can be started, the file is read in place.

use std::ffi::OsString;
use std::io::{Read, Write};
use std::panic;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use crate::input::{self, Limits};
use crate::vocab::finding::TableFault;

/// The first argument of the other process; the limit in megabytes follows.
const ARGUMENT: &str = "--read-apart";

/// How the message of a process begins that was refused memory.
const NO_MEMORY: &[u8] = b"memory allocation";

/// How much of the other process's complaints is looked at.
const COMPLAINTS: u64 = 1 << 16;

/// How long the other process may take for any file, and for each megabyte of it.
const SECONDS: u64 = 10;
const SECONDS_PER_MEGABYTE: u64 = 1;

/// The plain form of a workbook of a fragile format; `None` for any other file.
pub(super) fn plain(bytes: &[u8], limits: &Limits) -> Option<String> {
    if !input::is_fragile(bytes, limits) {
        return None;
    }
    match start(limits) {
        Some(child) => {
            let plain = ask(child, bytes, limits, patience(bytes));
            Some(plain.unwrap_or_else(|fault| input::plain_fault(&fault)))
        }
        None => in_place(bytes, limits),
    }
}

/// Answers when this process is the other one: reads a file from standard input and writes its plain form.
pub(super) fn answer(args: &[OsString]) -> Option<ExitCode> {
    let [_, first, megabytes] = args else { return None };
    if first != ARGUMENT {
        return None;
    }
    let limits = Limits::of(megabytes.to_str()?.parse().ok()?);
    limit_memory(limits.memory);
    // A reader that panics is caught below, and nobody but the other process would read what it says.
    panic::set_hook(Box::new(|_| {}));
    let mut bytes = Vec::new();
    let done = std::io::stdin().read_to_end(&mut bytes).ok().and_then(|_| {
        let plain = input::plain(&bytes, &limits)?;
        std::io::stdout().write_all(plain.as_bytes()).ok()
    });
    Some(if done.is_some() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

#[cfg(target_os = "linux")]
fn limit_memory(bytes: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    // Without the limit the file is read all the same.
    let _ = setrlimit(Resource::As, Rlimit { current: Some(bytes), maximum: Some(bytes) });
}

#[cfg(not(target_os = "linux"))]
fn limit_memory(_bytes: u64) {}

fn start(limits: &Limits) -> Option<Child> {
    let mut command = Command::new(std::env::current_exe().ok()?);
    command.arg(ARGUMENT).arg((limits.unpacked >> 20).to_string());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().ok()
}

/// How long the other process may take for a file.
fn patience(bytes: &[u8]) -> Duration {
    let megabytes = u64::try_from(bytes.len() >> 20).unwrap_or(u64::MAX);
    Duration::from_secs(SECONDS.saturating_add(megabytes.saturating_mul(SECONDS_PER_MEGABYTE)))
}

/// Hands the bytes over and waits for the answer, or for the end of the other process.
fn ask(mut child: Child, bytes: &[u8], limits: &Limits, patience: Duration) -> Result<String, TableFault> {
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let too_much = TableFault::TooMuchMemory { megabytes: limits.memory >> 20, limit: limits.unpacked >> 20 };
    thread::scope(|scope| {
        // Each end of a pipe has its own thread: whichever the other process leaves alone, the others go on.
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(bytes)));
        let complaints = scope.spawn(move || read_to_end(stderr, COMPLAINTS));
        let (done, answer) = mpsc::channel();
        let most = limits.answer();
        scope.spawn(move || done.send(read_to_end(stdout, most.saturating_add(1))));
        let answer = answer.recv_timeout(patience);
        if answer.is_err() {
            // It may have ended by itself just now.
            let _ = child.kill();
        }
        let answer = match answer {
            Ok(answer) if u64::try_from(answer.len()).is_ok_and(|length| length > most) => {
                let _ = child.kill();
                let _ = child.wait();
                return Err(too_much);
            }
            Ok(answer) => answer,
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                let _ = child.wait();
                return Err(TableFault::TooSlow { seconds: patience.as_secs() });
            }
        };
        let sound = child.wait().is_ok_and(|status| status.success());
        let complaints = complaints.join().unwrap_or_default();
        match String::from_utf8(answer) {
            Ok(plain) if sound => Ok(plain),
            _ if complaints.windows(NO_MEMORY.len()).any(|window| window == NO_MEMORY) => Err(too_much),
            _ => Err(TableFault::Damaged),
        }
    })
}

fn read_to_end(from: Option<impl Read>, most: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    // What was read before a failure counts; whether it is whole, the exit code says.
    let _ = from.map(|from| from.take(most).read_to_end(&mut bytes));
    bytes
}

/// Reads the file in this process, without a word about panics that are caught.
fn in_place(bytes: &[u8], limits: &Limits) -> Option<String> {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let plain = input::plain(bytes, limits);
    panic::set_hook(usual);
    plain
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// What comes of another process that does what a shell is told.
    fn after(script: &str) -> Result<String, TableFault> {
        let mut command = Command::new("sh");
        command.args(["-c", script]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // More than a pipe holds, so that a process that does not listen keeps the writer waiting.
        ask(command.spawn().unwrap(), &[b'x'; 1 << 20], &Limits::of(1), Duration::from_secs(2))
    }

    #[test]
    fn every_end_of_the_other_process_is_a_result() {
        let too_much = TableFault::TooMuchMemory { megabytes: 8, limit: 1 };
        assert_eq!(after("cat > /dev/null; echo done"), Ok("done\n".to_owned()));
        assert_eq!(after("echo deaf"), Ok("deaf\n".to_owned()));
        assert_eq!(after("exec sleep 60"), Err(TableFault::TooSlow { seconds: 2 }));
        assert_eq!(after("cat > /dev/null; exit 1"), Err(TableFault::Damaged));
        assert_eq!(after("kill -9 $$"), Err(TableFault::Damaged));
        assert_eq!(after("printf '\\377'"), Err(TableFault::Damaged));
        assert_eq!(after("echo 'memory allocation of 9 bytes failed' >&2; exit 134"), Err(too_much.clone()));
        assert_eq!(after("exec cat /dev/zero"), Err(too_much));
    }

    #[test]
    fn only_files_of_fragile_formats_go_to_another_process() {
        for bytes in [&b"M\xc3\xa3;T\xc3\xaan\n"[..], b"", b"PK\x03\x04", b"<html><table>"] {
            assert_eq!(plain(bytes, &Limits::default()), None);
        }
    }

    #[test]
    fn a_larger_file_has_more_time() {
        assert_eq!(patience(&[]), Duration::from_secs(10));
        assert_eq!(patience(&vec![0; 3 << 20]), Duration::from_secs(13));
    }
}
