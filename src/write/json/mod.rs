//! Facts as JSON, in the shape that [`SCHEMA`] describes.
//!
//! One object with a line for each of its members, and a line for each unit, person, finding and missing cell, so that a
//! file can be searched and compared line by line and is written in the memory of one line. The same facts give the same
//! bytes. Counts of the tool are JSON numbers. Figures are texts, so that no reader rounds them: `"62.5"`, or `"619/1003"`
//! where no decimal ends. Days are `"2023-12-31"`.

use std::io::{self, BufWriter, Write};

use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::text_seal::{Sealing, TextSeal};
use crate::report::Fact;

/// The shape as a JSON Schema (draft 2020-12), with what every member means.
pub const SCHEMA: &str = include_str!("schema.json");

/// Writes the facts of a run and seals them. `told` hears the name of the list each time that one of its items is done.
///
/// # Errors
///
/// When it cannot be written.
pub fn json(facts: &Fact<'_>, out: impl Write, told: &mut dyn FnMut(&str)) -> io::Result<()> {
    let mut out = Sealing::new(BufWriter::with_capacity(1 << 17, out), TextSeal::Json);
    let Fact::Record(members) = facts else { return Err(io::Error::other("facts are a record")) };
    for (at, (name, fact)) in members.iter().enumerate() {
        out.write_all(if at == 0 { b"{\n" } else { b",\n" })?;
        serde_json::to_writer(&mut out, name)?;
        out.write_all(b":")?;
        match fact {
            Fact::List(items) => lines(&mut out, |put| items.iter().for_each(put))?,
            Fact::Stream(stream) => lines(&mut out, |put| {
                stream.each(&mut |item| {
                    put(item);
                    told(name);
                });
            })?,
            fact => serde_json::to_writer(&mut out, &Shown(fact))?,
        }
    }
    out.finish()
}

/// A list with a line for each item.
fn lines(out: &mut impl Write, each: impl FnOnce(&mut dyn FnMut(&Fact<'_>))) -> io::Result<()> {
    let mut written = Ok(());
    let mut begun = false;
    each(&mut |item| {
        if written.is_ok() {
            written = out
                .write_all(if begun { b",\n" } else { b"[\n" })
                .and_then(|()| serde_json::to_writer(&mut *out, &Shown(item)).map_err(io::Error::from));
            begun = true;
        }
    });
    written?;
    out.write_all(if begun { b"\n]" } else { b"[]" })
}

/// A fact on one line.
struct Shown<'f, 'a>(&'f Fact<'a>);

impl Serialize for Shown<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Fact::Nothing => serializer.serialize_unit(),
            Fact::Yes(yes) => serializer.serialize_bool(*yes),
            Fact::Whole(number) => serializer.serialize_i64(*number),
            Fact::Number(number) => serializer.serialize_str(&number.to_exact()),
            Fact::Text(text) => serializer.serialize_str(text),
            Fact::Day(day) => serializer.collect_str(&day.format("%Y-%m-%d")),
            Fact::List(items) => serializer.collect_seq(items.iter().map(Shown)),
            Fact::Record(values) => {
                let mut map = serializer.serialize_map(Some(values.len()))?;
                for (name, value) in values {
                    map.serialize_entry(name, &Shown(value))?;
                }
                map.end()
            }
            Fact::Stream(stream) => {
                let mut items = serializer.serialize_seq(None)?;
                let mut written = Ok(());
                stream.each(&mut |item| {
                    if written.is_ok() {
                        written = items.serialize_element(&Shown(item)).map_err(S::Error::custom);
                    }
                });
                written?;
                items.end()
            }
        }
    }
}
