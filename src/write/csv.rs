//! Facts as tables of comma-separated values, with a list of the tables beside them.
//!
//! Each table begins with the mark of UTF-8, so that Excel reads its letters, and a line of headings. Lines end as on
//! Windows. Figures stand as they are, with a point. A text that a spreadsheet would take for a formula stands behind an
//! apostrophe; nothing else of it changes. The list of tables is a data package (`datapackage.json`): it names every
//! column with its meaning, and the digest of every table, by which the tool knows its own work again.

use std::borrow::Cow;
use std::io::{self, BufWriter, Write};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::text_seal::{Sealing, TextSeal, hexadecimal};
use crate::report::Fact;
use crate::report::facts::tables::{Column, Holds, TABLES, Table};

/// The name of the list of tables.
pub const PACKAGE: &str = "datapackage.json";

/// A table that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The name of its file.
    pub file: String,
    /// How many bytes it has.
    pub size: u64,
    /// How many rows it has below its headings.
    pub rows: u64,
    /// The SHA-256 of its bytes in hexadecimal digits.
    pub sha256: String,
}

/// The names of the files of all tables, in their order.
pub fn files() -> impl Iterator<Item = String> {
    TABLES.iter().map(file)
}

fn file(table: &Table) -> String {
    format!("{}.csv", table.name)
}

/// Writes every table into what `open` gives for the name of its file. `told` hears the name of the list each time that
/// one of its items is done.
///
/// # Errors
///
/// When one cannot be opened or written.
pub fn tables<W: Write>(
    facts: &Fact<'_>,
    mut open: impl FnMut(&str) -> io::Result<W>,
    told: &mut dyn FnMut(&str),
) -> io::Result<Vec<Written>> {
    let mut sheets = TABLES.iter().map(|table| Sheet::new(table, open(&file(table))?)).collect::<io::Result<Vec<_>>>()?;
    let Fact::Record(members) = facts else { return Err(io::Error::other("facts are a record")) };
    for (name, fact) in members {
        let mut wanted: Vec<&mut Sheet<W>> = sheets.iter_mut().filter(|sheet| sheet.table.of.contains(name)).collect();
        let mut written = Ok(());
        let mut position = 0;
        let mut put = |item: &Fact<'_>| {
            for sheet in &mut wanted {
                if written.is_ok() {
                    written = sheet.rows(&mut vec![(item, position)], sheet.table.within);
                }
            }
            position += 1;
        };
        match fact {
            Fact::List(items) => items.iter().for_each(&mut put),
            Fact::Stream(stream) => stream.each(&mut |item| {
                put(item);
                told(name);
            }),
            _ => {}
        }
        written?;
    }
    sheets.into_iter().map(Sheet::finish).collect()
}

/// A table that is being written.
struct Sheet<W: Write> {
    table: &'static Table,
    out: csv::Writer<Hashing<BufWriter<W>>>,
    rows: u64,
}

impl<W: Write> Sheet<W> {
    fn new(table: &'static Table, out: W) -> io::Result<Sheet<W>> {
        let mut out = Hashing { out: BufWriter::new(out), hash: Sha256::new(), size: 0 };
        out.write_all("\u{feff}".as_bytes())?;
        let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        out.write_record(table.columns.iter().map(|column| column.name)).map_err(of_the_machine)?;
        Ok(Sheet { table, out, rows: 0 })
    }

    /// The rows of one item: those of the lists within it. `above` are the items that lead here, with their positions.
    fn rows(&mut self, above: &mut Vec<(&Fact<'_>, usize)>, within: &[&str]) -> io::Result<()> {
        let Some((list, within)) = within.split_first() else {
            for column in self.table.columns {
                self.out.write_field(value(column, above).as_ref()).map_err(of_the_machine)?;
            }
            self.rows += 1;
            return self.out.write_record(None::<&[u8]>).map_err(of_the_machine);
        };
        let Some((item, _)) = above.last().copied() else { return Ok(()) };
        let mut written = Ok(());
        let mut position = 0;
        match item.at(list) {
            Fact::List(items) => {
                for (position, item) in items.iter().enumerate() {
                    let mut above: Vec<(&Fact<'_>, usize)> = above.clone();
                    above.push((item, position));
                    self.rows(&mut above, within)?;
                }
            }
            Fact::Stream(stream) => stream.each(&mut |item| {
                if written.is_ok() {
                    let mut above: Vec<(&Fact<'_>, usize)> = above.clone();
                    above.push((item, position));
                    written = self.rows(&mut above, within);
                }
                position += 1;
            }),
            _ => {}
        }
        written
    }

    fn finish(self) -> io::Result<Written> {
        let mut out = self.out.into_inner().map_err(csv::IntoInnerError::into_error)?;
        out.flush()?;
        let sha256 = hexadecimal(&out.hash.finalize());
        Ok(Written { file: file(self.table), size: out.size, rows: self.rows, sha256 })
    }
}

/// What the machine said, without the library's words around it.
fn of_the_machine(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn value<'f>(column: &Column, above: &[(&'f Fact<'_>, usize)]) -> Cow<'f, str> {
    let Some((item, position)) = above.get(column.depth) else { return Cow::Borrowed("") };
    if column.value.is_empty() {
        return Cow::Owned(position.to_string());
    }
    match column.value.iter().fold(*item, |fact, name| fact.at(name)) {
        Fact::Nothing | Fact::List(_) | Fact::Record(_) | Fact::Stream(_) => Cow::Borrowed(""),
        Fact::Yes(yes) => Cow::Borrowed(if *yes { "true" } else { "false" }),
        Fact::Whole(number) => Cow::Owned(number.to_string()),
        // A spreadsheet would take a fraction for a day, so it gets as many digits as a spreadsheet holds.
        Fact::Number(number) => Cow::Owned(number.to_plain(number.decimals().unwrap_or(DIGITS))),
        Fact::Day(day) => Cow::Owned(day.format("%Y-%m-%d").to_string()),
        Fact::Text(text) => guarded(text),
    }
}

/// How many digits after the point a number has that no decimal writes exactly.
const DIGITS: u32 = 15;

/// A text that no spreadsheet takes for a formula: one whose first sign calls for a formula stands behind an apostrophe.
///
/// Spaces, line ends and apostrophes before that sign do not hide it. To get the text back, take one apostrophe off a text
/// that begins with apostrophes and then such a sign.
fn guarded(text: &str) -> Cow<'_, str> {
    let hidden = |c: char| c == '\'' || c == '\u{feff}' || c.is_whitespace();
    let calls = |c: char| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\n' | '\0');
    let first = text.trim_start_matches('\'').chars().next();
    let shown = text.trim_start_matches(hidden).chars().next();
    if first.is_some_and(calls) || shown.is_some_and(calls) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Counts and digests what passes.
struct Hashing<W> {
    out: W,
    hash: Sha256,
    size: u64,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hash.update(&bytes[..written]);
        self.size += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// A data package, as far as the tool writes and reads it.
#[derive(Serialize, Deserialize)]
struct Package {
    profile: String,
    name: String,
    title: String,
    created_by: String,
    resources: Vec<Resource>,
}

#[derive(Serialize, Deserialize)]
struct Resource {
    name: String,
    path: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    description: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    profile: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    encoding: String,
    bytes: u64,
    #[serde(default)]
    rows: u64,
    hash: String,
    /// While tables are being replaced: the digest of the one that stood there before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    replaces: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none", skip_deserializing)]
    schema: Option<Schema>,
}

#[derive(Serialize)]
struct Schema {
    fields: Vec<Field>,
}

#[derive(Serialize)]
struct Field {
    name: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    description: &'static str,
}

/// Writes the list of tables of a campaign. `before` are the digests of tables that are about to be replaced, by the name
/// of the file: a list with them also knows the old ones.
///
/// # Errors
///
/// When it cannot be written.
pub fn package(facts: &Fact<'_>, written: &[Written], before: &[(String, String)], out: impl Write) -> io::Result<()> {
    let campaign = facts.at("campaign");
    let text = |fact: &Fact<'_>| match fact {
        Fact::Text(text) => text.clone().into_owned(),
        _ => String::new(),
    };
    let resource = |(table, written): (&Table, &Written)| Resource {
        name: table.name.to_owned(),
        path: written.file.clone(),
        description: table.about.to_owned(),
        profile: "tabular-data-resource".to_owned(),
        encoding: "utf-8".to_owned(),
        bytes: written.size,
        rows: written.rows,
        hash: format!("{SHA256}{}", written.sha256),
        replaces: before.iter().find(|(file, _)| *file == written.file).map(|(_, old)| format!("{SHA256}{old}")),
        schema: Some(Schema { fields: table.columns.iter().map(field).collect() }),
    };
    let package = Package {
        profile: "tabular-data-package".to_owned(),
        name: text(campaign.at("id")),
        title: text(campaign.at("title")),
        created_by: format!("thidua {}", text(facts.at("tool").at("version"))),
        resources: TABLES.iter().zip(written).map(resource).collect(),
    };
    let mut json = serde_json::to_string_pretty(&package)?;
    // The seal comes in as the last member.
    json.truncate(json.trim_end_matches(['}', '\n']).len());
    let mut out = Sealing::new(out, TextSeal::Json);
    out.write_all(json.as_bytes())?;
    out.finish()
}

/// What stands before a digest in a data package.
const SHA256: &str = "sha256:";

fn field(column: &Column) -> Field {
    let kind = match column.holds {
        Holds::Text => "string",
        Holds::Whole => "integer",
        Holds::Number => "number",
        Holds::Yes => "boolean",
        Holds::Day => "date",
        Holds::Any => "any",
    };
    Field { name: column.name, kind, description: column.about }
}

/// The digests that a list of tables knows, each with the name of its file; a file that was about to be replaced has two.
/// `None` for what is no such list.
#[must_use]
pub fn listed(package: &[u8]) -> Option<Vec<(String, String)>> {
    let package: Package = serde_json::from_slice(package).ok()?;
    let digests = package.resources.into_iter().flat_map(|resource| {
        let all = [Some(resource.hash), resource.replaces].into_iter().flatten();
        let all: Vec<(String, String)> =
            all.filter_map(|hash| Some((resource.path.clone(), hash.strip_prefix(SHA256)?.to_owned()))).collect();
        all
    });
    Some(digests.collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::vocab::{Date, Number};

    #[test]
    fn a_text_that_looks_like_a_formula_stands_behind_an_apostrophe_and_comes_back() {
        let case = |text: &str, expected: &str| {
            let shown = guarded(text);
            assert_eq!(shown, expected);
            // As the README says: one apostrophe off what begins with apostrophes, blanks and then such a sign.
            let hidden = |c: char| c == '\'' || c == '\u{feff}' || c.is_whitespace();
            let sign = shown.trim_start_matches(hidden).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\0']);
            let blank = shown.trim_start_matches('\'').starts_with(['\t', '\r', '\n']);
            let back = shown.strip_prefix('\'').filter(|_| sign || blank).unwrap_or(&shown);
            assert_eq!(back, text);
        };
        case("=1+1", "'=1+1");
        case("+84 912", "'+84 912");
        case("-5 điểm", "'-5 điểm");
        case("@SUM(A1)", "'@SUM(A1)");
        case("\t=1+1", "'\t=1+1");
        case("\rghi chú", "'\rghi chú");
        case("  =1+1", "'  =1+1");
        case("\u{a0}=1+1", "'\u{a0}=1+1");
        case("'=1+1", "''=1+1");
        case("＝1+1", "'＝1+1");
        case("Xã Kim Thái", "Xã Kim Thái");
        case("'thường'", "'thường'");
        case("≥ 62 %", "≥ 62 %");
        case("– không áp dụng", "– không áp dụng");
        case("", "");
    }

    fn of(rows: Vec<Vec<(&'static str, Fact<'static>)>>) -> Fact<'static> {
        Fact::Record(vec![("units", Fact::List(rows.into_iter().map(Fact::Record).collect()))])
    }

    fn written(facts: &Fact<'_>, name: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        tables(facts, |file| std::fs::File::create(folder.path().join(file)), &mut |_| ()).unwrap();
        std::fs::read_to_string(folder.path().join(name)).unwrap()
    }

    #[test]
    fn numbers_and_days_stand_as_they_are_and_texts_in_quotes_where_they_need_them() {
        let figure = |value: Fact<'static>| Fact::Record(vec![("column", "x".into()), ("value", value)]);
        let values = vec![
            figure(Number::from_digits(-625, 3).into()),
            figure(Number::ratio(1, 3).unwrap().into()),
            figure(Date::from_ymd_opt(2023, 12, 31).unwrap().into()),
            figure(true.into()),
            figure("-5".into()),
            figure("một, \"hai\"\nba".into()),
            figure(Fact::Nothing),
        ];
        let facts = of(vec![vec![("id", "=A1".into()), ("figures", Fact::List(values))]]);
        let lines = written(&facts, "figures.csv");
        let values = ["-0.625", "0.333333333333333", "2023-12-31", "true", "'-5", "\"một, \"\"hai\"\"\nba\"", ""];
        let rows: String = values.iter().map(|value| format!(",'=A1,x,,,,{value},,,\r\n")).collect();
        let headings = "side,id,column,year,state,kind,value,file,sheet,cell\r\n";
        assert_eq!(lines, format!("\u{feff}{headings}{rows}"));
    }

    #[test]
    fn the_list_of_tables_knows_every_table_and_those_that_it_replaces() {
        let facts = Fact::Record(vec![
            ("tool", Fact::Record(vec![("version", "1.2".into())])),
            ("campaign", Fact::Record(vec![("id", "x".into()), ("title", "Thi đua".into())])),
        ]);
        let written = tables(&facts, |_| Ok(std::io::sink()), &mut |_| ()).unwrap();
        let mut bytes = Vec::new();
        package(&facts, &written, &[("figures.csv".to_owned(), "ab".to_owned())], &mut bytes).unwrap();
        let known = listed(&bytes).unwrap();
        assert_eq!(known.len(), TABLES.len() + 1);
        assert!(known.contains(&("figures.csv".to_owned(), "ab".to_owned())));
        for table in &written {
            assert!(known.contains(&(table.file.clone(), table.sha256.clone())), "{}", table.file);
        }
        assert_eq!(super::super::text_written_by_us(bytes.as_slice()).unwrap(), crate::vocab::Provenance::Ours);
        let read: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!((&read["name"], &read["title"]), (&"x".into(), &"Thi đua".into()));
        let field = &read["resources"][0]["schema"]["fields"][1];
        assert_eq!((&field["name"], &field["type"]), (&"id".into(), &"string".into()));
        assert_eq!(listed(b"{}"), None);
        assert_eq!(listed(b"\xff"), None);
    }
}
