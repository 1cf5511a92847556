//! Measures reading, judging and writing apart, on made-up data of three sizes.
//!
//! ```text
//! cargo bench                               sizes S and M
//! cargo bench -- L                          one size; L takes a minute
//! cargo bench -- M --xlsx                   read from workbooks
//! cargo bench -- floor S M                  the whole job against the bare libraries doing the same
//! cargo bench -- reading S M L              reading alone, against the bare libraries reading the same files
//! cargo bench -- once M                     a single run in this process, for a profiler
//! cargo bench -- ours M, bare M             the whole job and its floor, likewise
//! cargo bench -- counts M                   the verdicts of every criterion, counted
//! cargo bench -- data FOLDER M --xlsx       only the data
//! ```
//!
//! Each size is measured in a process of its own, so that its peak memory is its own.
#![allow(missing_docs)]

mod data;
mod floor;
mod measure;
mod twister;

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use data::{Input, Size};

const SIZES: [Size; 3] = [
    Size { name: "S", units: 20, persons: 300, digests: ["62ef48feda808cf9", "d72efef292f66dff"] },
    Size { name: "M", units: 700, persons: 30_000, digests: ["a8ea4b3af2cb63b5", "93e0af8932372960"] },
    Size { name: "L", units: 11_000, persons: 1_000_000, digests: ["8cc3c3b44220739c", "d1ebf5a11077f277"] },
];

/// What is asked for on the command line.
#[derive(Default)]
struct Asked {
    sizes: Vec<Size>,
    xlsx: bool,
    /// The other words.
    words: Vec<String>,
}

fn main() -> Result<()> {
    thidua::input::take_part();
    let asked = asked();
    let words: Vec<&str> = asked.words.iter().map(String::as_str).collect();
    match words[..] {
        [] if asked.sizes.is_empty() => apart(&SIZES[..2], asked.xlsx),
        [] => apart(&asked.sizes, asked.xlsx),
        ["here"] => each(&asked, |size| measure::report(size, &made(size, &own_folder(), asked.xlsx)?, runs(size))),
        ["once"] => each(&asked, |size| measure::report(size, &made(size, &own_folder(), asked.xlsx)?, 1)),
        ["reading"] => {
            measure::reading_heading();
            each(&asked, |size| measure::reading(size, &made(size, &own_folder(), asked.xlsx)?))
        }
        ["keep"] => each(&asked, |size| measure::keep(&made(size, &own_folder(), asked.xlsx)?)),
        ["bare"] => each(&asked, |size| measure::bare(&made(size, &own_folder(), asked.xlsx)?)),
        ["ours"] => each(&asked, |size| measure::ours(&made(size, &own_folder(), asked.xlsx)?)),
        ["floor"] => to_floor(&asked),
        ["counts"] => each(&asked, |size| measure::counts(&made(size, &own_folder(), asked.xlsx)?)),
        ["data", folder] => each(&asked, |size| made(size, Path::new(folder), asked.xlsx).map(drop)),
        _ => bail!("unknown words: {}", words.join(" ")),
    }
}

/// How often a size is measured.
fn runs(size: Size) -> usize {
    if size.persons > 100_000 { 1 } else { 5 }
}

/// Cargo adds `--bench`, which says nothing here.
fn asked() -> Asked {
    let mut asked = Asked::default();
    for word in env::args().skip(1).filter(|word| word != "--bench") {
        match SIZES.iter().find(|size| size.name == word) {
            Some(size) => asked.sizes.push(*size),
            None if word == "--xlsx" => asked.xlsx = true,
            None => asked.words.push(word),
        }
    }
    asked
}

/// Does something with each size.
fn each(asked: &Asked, run: impl Fn(Size) -> Result<()>) -> Result<()> {
    asked.sizes.iter().try_for_each(|size| run(*size))
}

/// Measures each size in a process of its own.
fn apart(sizes: &[Size], xlsx: bool) -> Result<()> {
    measure::heading();
    for size in sizes {
        let input = made(*size, &own_folder(), xlsx)?;
        if !xlsx {
            data::check(*size, &input.units, &input.persons)?;
        }
        if !process("here", *size, xlsx)?.status()?.success() {
            bail!("size {} failed", size.name);
        }
    }
    Ok(())
}

/// This program again, to do one thing with one size.
fn process(word: &str, size: Size, xlsx: bool) -> Result<Command> {
    let mut command = Command::new(env::current_exe()?);
    command.args([word, size.name]).args(xlsx.then_some("--xlsx"));
    Ok(command)
}

/// Measures each size against the bare libraries that do the same.
fn to_floor(asked: &Asked) -> Result<()> {
    measure::floor_heading();
    each(asked, |size| {
        let input = made(size, &own_folder(), asked.xlsx)?;
        measure::to_floor(size, &input, runs(size).max(3), |word| {
            let output = process(word, size, asked.xlsx)?.output()?;
            ensure!(output.status.success(), "{word} {} failed: {}", size.name, String::from_utf8_lossy(&output.stderr));
            Ok(String::from_utf8(output.stdout)?)
        })
    })
}

fn own_folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("speed")
}

/// The data of one size, in a folder of its own; made unless they are there.
fn made(size: Size, folder: &Path, xlsx: bool) -> Result<Input> {
    let folder = folder.join(size.name);
    let ending = if xlsx { "xlsx" } else { "csv" };
    let input = Input { units: folder.join(format!("units.{ending}")), persons: folder.join(format!("people.{ending}")) };
    if !input.persons.exists() {
        std::fs::create_dir_all(&folder)?;
        let write = if xlsx { data::write_xlsx } else { data::write_csv };
        write(size, &input.units, &input.persons).with_context(|| folder.display().to_string())?;
    }
    Ok(input)
}
