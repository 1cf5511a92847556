//! Everything that came out of a run as plain facts for programs: named values in a fixed order, each exact, each with its
//! place.
//!
//! Names are English and part of a promise to scripts: the schema of the JSON writer lists every one. Sentences are in the
//! campaign's language. Long lists are made item by item when a writer asks for them, so that a million persons cost the
//! memory of one.

mod awards;
mod campaign;
mod codes;
mod files;
mod papers;
mod subjects;
pub mod tables;

mod verdicts;

use std::borrow::Cow;

use super::Record;
use super::context::Context;
use super::lacks;
use crate::assess::Assessment;
use crate::vocab::reason::Value;
use crate::vocab::{Date, Number, Side};

/// Something that came out of a run.
#[derive(Default)]
pub enum Fact<'a> {
    /// There is nothing to say.
    #[default]
    Nothing,
    /// Yes or no.
    Yes(bool),
    /// A number that the tool counted.
    Whole(i64),
    /// An exact figure, or one computed from figures.
    Number(Number),
    /// A text.
    Text(Cow<'a, str>),
    /// A day.
    Day(Date),
    /// A short list.
    List(Vec<Fact<'a>>),
    /// Values with their names, in a fixed order.
    Record(Vec<(&'static str, Fact<'a>)>),
    /// A list that may be long: its items are made one after the other.
    Stream(Box<dyn Stream + 'a>),
}

/// The items of a long list, from the first to the last.
pub trait Stream: Sync {
    /// Hands over one item after the other.
    fn each(&self, put: &mut dyn FnMut(&Fact<'_>));
}

impl<F: Fn(&mut dyn FnMut(&Fact<'_>)) + Sync> Stream for F {
    fn each(&self, put: &mut dyn FnMut(&Fact<'_>)) {
        self(put);
    }
}

/// The number of the shape that the facts have; another shape gets another number.
const FORMAT: i64 = 1;

/// Everything that came out of a run.
#[must_use]
pub fn facts<'a>(assessment: &'a Assessment<'a>, record: &'a Record) -> Fact<'a> {
    let context = Context::new(assessment, &record.campaign.name, assessment.campaign.lang);
    let lacks = lacks::collect(context);
    let of_roll = |side: Side| subjects::everybody(context, side);
    Fact::Record(vec![
        ("format", FORMAT.into()),
        ("tool", one([("name", "thidua".into()), ("version", record.version.as_str().into())])),
        ("as_of", assessment.as_of.into()),
        ("campaign", campaign::campaign(context)),
        ("criteria", campaign::criteria(context)),
        ("sources", files::sources(record)),
        ("tables", files::tables(context)),
        ("awards", awards::awards(context)),
        ("money", papers::money(context)),
        ("decisions", papers::decisions(context)),
        ("dossiers", papers::dossiers(context)),
        ("calendar", papers::calendar(context)),
        ("findings", files::findings(context)),
        ("missing", files::missing(context, lacks)),
        ("units", of_roll(Side::Units)),
        ("persons", of_roll(Side::Persons)),
    ])
}

/// How many items the long lists of everybody have, for those who want to show how far the work is.
#[must_use]
pub fn subjects(assessment: &Assessment<'_>) -> usize {
    [Side::Units, Side::Persons].into_iter().map(|side| assessment.count(side)).sum()
}

/// A record of so many values.
fn one<'a, const N: usize>(values: [(&'static str, Fact<'a>); N]) -> Fact<'a> {
    Fact::Record(Vec::from(values))
}

fn list<'a, T: Into<Fact<'a>>>(items: impl IntoIterator<Item = T>) -> Fact<'a> {
    Fact::List(items.into_iter().map(Into::into).collect())
}

fn stream<'a>(each: impl Fn(&mut dyn FnMut(&Fact<'_>)) + Sync + 'a) -> Fact<'a> {
    Fact::Stream(Box::new(each))
}

/// A text, or nothing where it is empty.
fn some<'a>(text: impl Into<Cow<'a, str>>) -> Fact<'a> {
    let text = text.into();
    if text.is_empty() { Fact::Nothing } else { Fact::Text(text) }
}

impl<'a> Fact<'a> {
    /// The value of that name; nothing where there is none.
    #[must_use]
    pub fn at(&self, name: &str) -> &Fact<'a> {
        match self {
            Fact::Record(values) => {
                values.iter().find(|(known, _)| *known == name).map_or(&Fact::Nothing, |(_, value)| value)
            }
            _ => &Fact::Nothing,
        }
    }
}

impl<'a> From<&'a str> for Fact<'a> {
    fn from(text: &'a str) -> Fact<'a> {
        Fact::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Fact<'a> {
    fn from(text: &'a String) -> Fact<'a> {
        Fact::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Fact<'_> {
    fn from(text: String) -> Self {
        Fact::Text(Cow::Owned(text))
    }
}

impl From<bool> for Fact<'_> {
    fn from(yes: bool) -> Self {
        Fact::Yes(yes)
    }
}

impl From<i64> for Fact<'_> {
    fn from(number: i64) -> Self {
        Fact::Whole(number)
    }
}

impl From<i32> for Fact<'_> {
    fn from(number: i32) -> Self {
        Fact::Whole(number.into())
    }
}

impl From<u32> for Fact<'_> {
    fn from(number: u32) -> Self {
        Fact::Whole(number.into())
    }
}

impl From<usize> for Fact<'_> {
    fn from(number: usize) -> Self {
        Fact::Whole(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<Date> for Fact<'_> {
    fn from(day: Date) -> Self {
        Fact::Day(day)
    }
}

impl From<&Number> for Fact<'_> {
    fn from(number: &Number) -> Self {
        Fact::Number(number.clone())
    }
}

impl From<Number> for Fact<'_> {
    fn from(number: Number) -> Self {
        Fact::Number(number)
    }
}

impl From<&Value> for Fact<'_> {
    fn from(value: &Value) -> Self {
        match value {
            Value::Number(number, _) => Fact::Number(number.clone()),
            Value::Date(day) => Fact::Day(*day),
            Value::Text(text) => Fact::Text(Cow::Owned(text.clone())),
            Value::YesNo(yes) => Fact::Yes(*yes),
        }
    }
}

impl<'a, T: Into<Fact<'a>>> From<Option<T>> for Fact<'a> {
    fn from(some: Option<T>) -> Fact<'a> {
        some.map_or(Fact::Nothing, Into::into)
    }
}
