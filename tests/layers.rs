//! Keeps the layers: each uses only those before it, and only `cli` meets the disk, the clock and the terminal.
//!
//! The test reads `use` lines and full paths of every source file, outside comments, texts and test modules.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

/// Each layer with those that it may use.
const LAYERS: [(&str, &[&str]); 9] = [
    ("vocab", &[]),
    ("text", &["vocab"]),
    ("input", &["vocab"]),
    ("rule", &["vocab"]),
    ("campaign", &["vocab", "input", "rule"]),
    ("assess", &["vocab", "rule", "campaign"]),
    ("report", &["vocab", "text", "rule", "campaign", "assess"]),
    ("write", &["vocab", "text", "report"]),
    ("cli", &["vocab", "text", "input", "rule", "campaign", "assess", "report", "write"]),
];

/// What only `cli` may touch.
const OUTSIDE: [&str; 9] =
    ["std::fs", "std::env", "std::process", "SystemTime", "Local::now", "Utc::now", "println", "eprintln", "stdout"];

#[test]
fn every_layer_uses_only_those_before_it() {
    let mut faults = Vec::new();
    let mut read = 0;
    for (layer, _) in LAYERS {
        let files = sources(layer);
        assert!(!files.is_empty(), "the layer {layer} has no source");
        for file in files {
            read += 1;
            let source = fs::read_to_string(&file).unwrap();
            faults.extend(
                faults_of(layer, &module_of(&file), &source).iter().map(|fault| format!("{}: {fault}", file.display())),
            );
        }
    }
    assert!(read > 50, "only {read} files were read");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_module_of_the_library_is_a_layer() {
    let library = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    let modules: Vec<&str> = library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let mut layers: Vec<&str> = LAYERS.iter().map(|(layer, _)| *layer).collect();
    layers.sort_unstable();
    assert_eq!(modules, layers);
}

#[test]
fn a_forbidden_arrow_is_seen_however_it_is_written() {
    let rule = ["rule".to_owned(), "judge".to_owned()];
    for fault in [
        "use crate::campaign::Campaign;",
        "use crate::{vocab::Number, campaign};",
        "use crate::{vocab::{self, Number}, assess::{Assessment}};",
        "fn f() -> crate::write::terminal::X {}",
        "use super::super::text;",
        "fn f() { let x = std::fs::read(\"x\"); }",
        "fn f() { println!(\"x\"); }",
        "fn f() { chrono::Local::now(); }",
    ] {
        assert!(!faults_of("rule", &rule, fault).is_empty(), "{fault}");
    }
    for fine in [
        "use crate::vocab::Number;",
        "use super::Scope;",
        "use super::{Scope, Slot};",
        "use crate::rule::Scope;",
        "// use crate::campaign::Campaign;",
        "/// see [`crate::text`]\nfn f() {}",
        "const X: &str = \"crate::text std::fs\";",
        "#[cfg(test)]\nmod tests { use crate::campaign::Campaign; }",
    ] {
        assert_eq!(faults_of("rule", &rule, fine), Vec::<String>::new(), "{fine}");
    }
}

fn sources(layer: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    let mut folders = vec![root.join(layer)];
    let single = root.join(format!("{layer}.rs"));
    files.extend(single.exists().then_some(single));
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") && !is_test(&path) {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// Files that only tests include.
fn is_test(path: &Path) -> bool {
    let only_tests = ["tests", "testing", "samples", "laws"];
    path.with_extension("").iter().any(|part| only_tests.iter().any(|name| part == *name))
}

/// The module path of a file below `src`.
fn module_of(file: &Path) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let inside = file.strip_prefix(root).unwrap().with_extension("");
    let mut path: Vec<String> = inside.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if path.last().is_some_and(|name| name == "mod") {
        path.pop();
    }
    path
}

/// What a source file of a layer may not do.
fn faults_of(layer: &str, module: &[String], source: &str) -> Vec<String> {
    let code = code_of(source);
    let allowed = LAYERS.iter().find(|(name, _)| *name == layer).unwrap().1;
    let mut faults: Vec<String> = reached(&tokens(&code), module)
        .into_iter()
        .filter(|target| {
            target != layer && LAYERS.iter().any(|(name, _)| name == target) && !allowed.contains(&target.as_str())
        })
        .map(|target| format!("{layer} may not use {target}"))
        .collect();
    if layer != "cli" {
        let spaced = format!(" {} ", tokens(&code).join(" "));
        let written = |name: &str| format!(" {} ", tokens(name).join(" "));
        faults.extend(
            OUTSIDE.iter().filter(|name| spaced.contains(&written(name))).map(|name| format!("only cli may use {name}")),
        );
    }
    faults
}

/// The source without comments, texts and test modules.
fn code_of(source: &str) -> String {
    let source = source.split("#[cfg(test)]\nmod ").next().unwrap();
    let mut code = String::new();
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if first == '"' {
            text_end(rest)
        } else if rest.starts_with("'\"'") {
            3
        } else if rest.starts_with("'\\\"'") {
            4
        } else {
            code.push(first);
            first.len_utf8()
        };
        rest = &rest[skipped..];
    }
    code
}

fn text_end(source: &str) -> usize {
    let mut escaped = false;
    for (position, c) in source.char_indices().skip(1) {
        match c {
            '"' if !escaped => return position + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    source.len()
}

/// Words and signs; `::` is one sign.
fn tokens(code: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let length = if is_word(first) {
            rest.find(|c| !is_word(c)).unwrap_or(rest.len())
        } else if rest.starts_with("::") {
            2
        } else {
            first.len_utf8()
        };
        if !first.is_whitespace() {
            tokens.push(rest[..length].to_owned());
        }
        rest = &rest[length..];
    }
    tokens
}

/// The modules below the crate's root that paths reach: by `crate::`, or by `super::` out of the layer.
fn reached(tokens: &[String], module: &[String]) -> Vec<String> {
    let at = |position: usize| tokens.get(position).map_or("", String::as_str);
    let mut found = Vec::new();
    for (position, token) in tokens.iter().enumerate() {
        let begins = position == 0 || at(position - 1) != "::";
        if token == "crate" && at(position + 1) == "::" {
            found.extend(heads(&tokens[position + 2..]));
        } else if token == "super" && begins {
            let mut up = 0;
            while at(position + 2 * up) == "super" && at(position + 2 * up + 1) == "::" {
                up += 1;
            }
            if up >= module.len() {
                found.extend(heads(&tokens[position + 2 * up..]));
            }
        }
    }
    found
}

/// The first names of a path, or of each path in braces.
fn heads(tokens: &[String]) -> Vec<String> {
    if tokens.first().is_none_or(|token| token != "{") {
        return tokens.first().cloned().into_iter().collect();
    }
    let mut depth = 0;
    let mut heads = Vec::new();
    let mut fresh = false;
    for token in tokens {
        match token.as_str() {
            "{" => {
                depth += 1;
                fresh = depth == 1;
            }
            "}" => {
                depth -= 1;
                if depth == 0 {
                    break;
                }
            }
            "," => fresh = depth == 1,
            name if fresh => {
                heads.push(name.to_owned());
                fresh = false;
            }
            _ => {}
        }
    }
    heads
}
