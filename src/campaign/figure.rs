//! From what a cell holds to the figure that its column declares. Nothing is guessed: what could be read in two ways, and
//! is not settled by the column, is a fault, and a fault never becomes zero.

use rust_decimal::Decimal;

use crate::campaign::column::{Figure, MOST_DECIMALS};
use crate::campaign::definition::{Bare, Blank, Column};
use crate::campaign::remembered::Remembered;
use crate::campaign::written::{Digits, Hand, Readings, Sign, readings};
use crate::input::{Cell, Shown};
use crate::rule::{Field, Step};
use crate::vocab::finding::CellFault;
use crate::vocab::{Date, Kind, Number, date, name};

/// The words for yes and no that need no declaration, as matching keys.
const YES: [&str; 3] = ["có", "đạt", "true"];
const NO: [&str; 3] = ["không", "không đạt", "false"];

/// The error values of spreadsheets, which text files and web pages hold as text.
const ERRORS: [&str; 9] = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!"];

/// Reads the cells of one column.
pub(super) struct Reader<'c> {
    field: &'c Field,
    column: &'c Column,
    /// The matching keys of the declared values or steps with their positions, and which of a step's spellings it is.
    steps: Vec<(String, i64, u8)>,
    /// The matching keys of the texts that say that a figure does not apply or is not there, with what they say.
    words: Vec<(String, Figure)>,
    /// Whether one of them begins with a digit: else a text that does is none of them and needs no key.
    numeric_words: bool,
    tick: Option<String>,
    yes: Vec<String>,
    no: Vec<String>,
    /// The most that a number of the column can be, in the figure's own unit; 100 % of a percentage unless declared.
    most: Option<Number>,
    range: Range,
    /// Texts met before, with their figures and spellings.
    remembered: Remembered<(Figure, u8)>,
}

/// What a cell was read as. It is small, for nearly every cell is without doubt.
pub(super) struct Read {
    /// The figure.
    pub(super) figure: Figure,
    /// Whether it is a number that the file holds as text.
    pub(super) number_as_text: bool,
    /// Which spelling of its step it uses.
    pub(super) spelling: u8,
    /// The decimal sign that it shows to be the writer's.
    pub(super) sign: Option<Sign>,
    /// What there is to tell of it.
    pub(super) told: Option<Box<Told>>,
}

/// What there is to tell of a cell.
pub(super) enum Told {
    /// Why it cannot be used.
    Doubt(CellFault),
    /// The same of a number of two readings, of which other cells of the column may settle the right one.
    Open(CellFault, Open),
    /// What is written where a number of two readings was read in the one that is within the column's range, and that one.
    Ranged(String, Number),
}

/// A number of two readings that both fit the column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Open {
    decimal: Figure,
    thousands: Figure,
    sign: Sign,
}

impl Open {
    /// The reading of a writer who puts this sign before decimals.
    pub(super) fn settled(self, sign: Sign) -> Figure {
        if self.sign == sign { self.decimal } else { self.thousands }
    }

    /// The reading in which the sign groups thousands.
    pub(super) fn grouped(self) -> Figure {
        self.thousands
    }
}

impl Read {
    fn sound(figure: Figure) -> Read {
        Read { figure, number_as_text: false, spelling: 0, sign: None, told: None }
    }

    fn doubtful(doubt: Told) -> Read {
        Read { told: Some(Box::new(doubt)), ..Read::sound(Figure::Unusable) }
    }

    fn of(result: Result<Figure, CellFault>) -> Read {
        match result {
            Ok(figure) => Read::sound(figure),
            Err(fault) => Read::doubtful(Told::Doubt(fault)),
        }
    }
}

impl<'c> Reader<'c> {
    pub(super) fn new(field: &'c Field, column: &'c Column) -> Reader<'c> {
        let words = |texts: &[String], says: Figure| -> Vec<(String, Figure)> {
            texts.iter().map(|text| (name::match_key(text), says)).collect()
        };
        let not_applicable = words(&column.not_applicable, Figure::NotApplicable);
        let words = [not_applicable, words(&column.missing, Figure::Blank)].concat();
        let steps = field.steps.iter().zip(0_i64..).flat_map(|(step, position)| {
            let spellings = step.spellings.iter().zip(0_u8..=u8::MAX);
            spellings.map(move |(spelling, at)| (name::match_key(spelling), position, at))
        });
        let default_most = (field.kind == Kind::Percent).then_some(Number::ONE);
        Reader {
            field,
            column,
            steps: steps.collect(),
            numeric_words: words.iter().any(|(word, _)| begins_with_digit(word.trim_start_matches(['-', '\u{2212}']))),
            words,
            tick: column.tick.as_deref().map(name::match_key),
            yes: YES.map(name::match_key).to_vec(),
            no: NO.map(name::match_key).to_vec(),
            range: Range::new(field, field.max.as_ref().or(default_most.as_ref())),
            most: field.max.clone().or(default_most),
            remembered: Remembered::new(),
        }
    }

    /// Whether it holds numbers, which a workbook could keep as such.
    pub(super) fn is_number(&self) -> bool {
        !matches!(self.field.kind, Kind::Rating | Kind::Text | Kind::YesNo | Kind::Date)
    }

    /// Whether it holds days.
    pub(super) fn is_day(&self) -> bool {
        self.field.kind == Kind::Date
    }

    /// Reads a text as nearly all are read: a number in the column's range, a day, one that was met before. Gives the figure
    /// and which spelling of its step it uses, and `hand` sees it; `None` says nothing of any other text.
    ///
    /// In itself what [`Self::read`] leads to. That one makes room for what there may be to tell first, and fills it; to do
    /// so, and to go there and back, takes longer than all of this.
    #[inline(always)]
    pub(super) fn usual(&self, text: &str, hand: &mut Hand) -> Option<(Figure, u8)> {
        match self.field.kind {
            Kind::Rating | Kind::Text | Kind::YesNo => self.remembered.get(text),
            Kind::Date => Some((self.usual_day(text)?, 0)),
            Kind::Score | Kind::Number | Kind::Money => {
                let (figure, sign) = self.usual_decimal(text)?;
                hand.see(figure, sign);
                Some((figure, 0))
            }
            Kind::Count | Kind::Rank => Some((self.usual_whole(text)?, 0)),
            Kind::Percent => None,
        }
    }

    /// Reads one cell.
    #[inline(always)] // else what it was read as is copied on its way, and waiting for that takes long
    pub(super) fn read(&mut self, cell: &Cell<'_>) -> Read {
        match cell {
            Cell::Text(text) => self.text(text),
            other => self.stored(other),
        }
    }

    /// Whether a cell holds a figure of the column, or says that it does not apply.
    pub(super) fn can_use(&self, cell: &Cell<'_>) -> bool {
        let figure = match cell {
            Cell::Text(text) => self.unfamiliar_text(text.strip_prefix('\'').unwrap_or(text)).figure,
            Cell::Empty => Figure::Blank,
            other => self.stored(other).figure,
        };
        matches!(figure, Figure::Known { .. } | Figure::NotApplicable)
    }

    /// Reads a cell that is no text.
    #[inline]
    fn stored(&self, cell: &Cell<'_>) -> Read {
        if !self.words.is_empty()
            && let Some(figure) = self.stored_word(cell)
        {
            return Read::sound(figure);
        }
        match cell {
            Cell::Empty | Cell::Text(_) => Read::sound(self.blank()),
            Cell::Number(number, shown) => Read::of(self.number(*number, *shown)),
            Cell::Date(day) => Read::of(self.day(*day)),
            Cell::Bool(yes) => Read::of(self.truth(*yes)),
            Cell::Error(error) => Read::of(Err(CellFault::ErrorValue { written: error.clone() })),
            Cell::Uncomputed => Read::of(Err(CellFault::Uncomputed)),
            Cell::Covered(area) => Read::of(Err(CellFault::Covered { area: *area })),
        }
    }

    /// What the column declares a number, a day or an error value to say, as it does where the cell holds it as text.
    fn stored_word(&self, cell: &Cell<'_>) -> Option<Figure> {
        let said = |is: &dyn Fn(&str) -> bool| self.words.iter().find(|(word, _)| is(word)).map(|(_, figure)| *figure);
        match cell {
            Cell::Number(number, shown) if self.numeric_words => said(&|word| {
                let (digits, percent) = match word.strip_suffix('%') {
                    Some(digits) => (digits.trim_end(), true),
                    None => (word, false),
                };
                let hundredths = if percent { 2 } else { 0 };
                let is_same = |(mantissa, decimals): Digits| {
                    let decimals = u32::try_from(decimals).unwrap_or(u32::MAX).saturating_add(hundredths);
                    Decimal::try_new(mantissa, decimals).is_ok_and(|known| known == *number)
                };
                percent == (*shown == Shown::Percent)
                    && match readings(digits) {
                        Some(Readings::One(digits, _)) => is_same(digits),
                        Some(Readings::Two { decimal, thousands, .. }) => is_same(decimal) || is_same(thousands),
                        None => false,
                    }
            }),
            Cell::Date(day) if self.numeric_words => said(&|word| date::parse(word) == Some(*day)),
            Cell::Bool(yes) => said(&|word| word == name::match_key(if *yes { "TRUE" } else { "FALSE" })),
            Cell::Error(written) => said(&|word| word == name::match_key(written)),
            _ => None,
        }
    }

    fn blank(&self) -> Figure {
        match self.column.blank {
            Blank::Missing => Figure::Blank,
            Blank::No => Figure::whole(0),
            Blank::NotApplicable => Figure::NotApplicable,
        }
    }

    fn text(&mut self, text: &str) -> Read {
        // Excel's mark of a text, which some programs write into the cell itself.
        let text = text.strip_prefix('\'').unwrap_or(text);
        let read = self.unfamiliar_text(text);
        if matches!(self.field.kind, Kind::Rating | Kind::Text | Kind::YesNo) && read.told.is_none() {
            self.remembered.put(text, (read.figure, read.spelling));
        }
        read
    }

    /// Whether a text begins like a figure and is none of the words that the column declares.
    #[inline]
    fn begins_figure(&self, text: &str) -> bool {
        !self.numeric_words && begins_with_digit(text)
    }

    #[inline]
    fn usual_day(&self, text: &str) -> Option<Figure> {
        let day = self.begins_figure(text).then(|| date::parse(text)).flatten()?;
        Some(Figure::whole(date::ordinal(day)))
    }

    /// A number of one reading within the range of a column that takes decimals as they are written, with the sign that it
    /// shows.
    #[inline]
    fn usual_decimal(&self, text: &str) -> Option<(Figure, Option<Sign>)> {
        match self.begins_figure(text).then(|| readings(text)).flatten() {
            Some(Readings::One((mantissa, decimals), sign)) if self.range.holds(mantissa, decimals) => {
                Some((Figure::Known { mantissa, decimals }, sign))
            }
            _ => None,
        }
    }

    /// A whole number within the range of a column of such.
    #[inline]
    fn usual_whole(&self, text: &str) -> Option<Figure> {
        let whole = digits_alone(text).filter(|_| !self.numeric_words)?;
        let is_any = self.field.kind != Kind::Rank || whole >= 1;
        (is_any && self.range.holds(whole, 0)).then_some(Figure::whole(whole))
    }

    fn unfamiliar_text(&self, text: &str) -> Read {
        if let Some(figure) = self.word(text) {
            return Read::sound(figure);
        }
        if text.starts_with('#') && ERRORS.iter().any(|error| error.eq_ignore_ascii_case(text)) {
            return Read::of(Err(CellFault::ErrorValue { written: text.to_owned() }));
        }
        match self.field.kind {
            Kind::Rating | Kind::Text => {
                let key = name::match_key(text);
                let spelling = self.steps.iter().find(|(known, ..)| *known == key).map_or(0, |(.., spelling)| *spelling);
                Read { spelling, ..Read::of(self.step(text, &key)) }
            }
            Kind::YesNo => Read::of(self.attestation(text, &name::match_key(text))),
            Kind::Date => Read::of(match date::parse(text) {
                Some(day) => self.day(day),
                None if text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit()) => {
                    let day = text.parse().ok().and_then(day_of_serial);
                    Err(CellFault::BareSerial { written: text.to_owned(), day })
                }
                None => Err(CellFault::NotADay { written: text.to_owned() }),
            }),
            Kind::Count | Kind::Number | Kind::Percent | Kind::Score | Kind::Rank | Kind::Money => self.written_number(text),
        }
    }

    /// What the column declares a text to say.
    fn word(&self, text: &str) -> Option<Figure> {
        if self.words.is_empty() || (begins_with_digit(text) && !self.numeric_words) {
            return None;
        }
        let key = name::match_key(text);
        self.words.iter().find(|(word, _)| *word == key).map(|(_, figure)| *figure)
    }

    fn step(&self, text: &str, key: &str) -> Result<Figure, CellFault> {
        let position = self.steps.iter().find(|(known, ..)| known == key).map(|(_, position, _)| *position);
        position.map(Figure::whole).ok_or_else(|| {
            let spellings = || self.field.steps.iter().flat_map(|step| &step.spellings).map(String::as_str);
            let known = self.field.steps.iter().map(Step::spelled);
            CellFault::UnknownValue {
                written: text.to_owned(),
                near: name::nearest(text, spellings()).or_else(|| name::within(text, spellings())).map(str::to_owned),
                known: known.collect(),
            }
        })
    }

    fn attestation(&self, text: &str, key: &str) -> Result<Figure, CellFault> {
        let is = |words: &[String]| words.iter().any(|word| word == key);
        if self.tick.as_deref() == Some(key) || is(&self.yes) {
            Ok(Figure::whole(1))
        } else if is(&self.no) {
            Ok(Figure::whole(0))
        } else {
            Err(CellFault::NeitherYesNorNo { written: text.to_owned() })
        }
    }

    fn truth(&self, yes: bool) -> Result<Figure, CellFault> {
        let written = || if yes { "TRUE" } else { "FALSE" }.to_owned();
        match self.field.kind {
            Kind::YesNo => Ok(Figure::whole(i64::from(yes))),
            Kind::Text | Kind::Rating => self.step(&written(), &name::match_key(&written())),
            Kind::Date => Err(CellFault::NotADay { written: written() }),
            _ => Err(CellFault::NotANumber { written: written() }),
        }
    }

    fn day(&self, day: Date) -> Result<Figure, CellFault> {
        let written = || day.format("%d/%m/%Y").to_string();
        match self.field.kind {
            Kind::Date => Ok(Figure::whole(date::ordinal(day))),
            Kind::YesNo => Err(CellFault::NeitherYesNorNo { written: written() }),
            Kind::Text | Kind::Rating => self.step(&written(), &name::match_key(&written())),
            _ => Err(CellFault::NotANumber { written: written() }),
        }
    }

    fn number(&self, number: Decimal, shown: Shown) -> Result<Figure, CellFault> {
        let number = number.normalize();
        let words = || number.to_string();
        // As a Vietnamese spreadsheet shows it.
        let written = || words().replace('.', ",");
        let as_percent = || {
            let percent = number.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(number).normalize();
            format!("{}%", percent.to_string().replace('.', ","))
        };
        match self.field.kind {
            Kind::YesNo => self.attestation(&words(), &words()),
            Kind::Text | Kind::Rating => self.step(&words(), &words()),
            Kind::Date => {
                let serial = i64::try_from(number.mantissa()).ok().filter(|_| number.scale() == 0);
                let day = serial.and_then(day_of_serial);
                Err(CellFault::BareSerial { written: written(), day })
            }
            Kind::Percent if shown == Shown::Percent => self.fitting(figure_of(number, 0), &as_percent()),
            // 85 % in a column of scores may be 85 points or 0,85: the same as a text with the sign, it is no number here.
            _ if shown == Shown::Percent => Err(CellFault::NotANumber { written: as_percent() }),
            _ => match shown {
                Shown::Measured(other) if !self.is_counted_in(other) => Err(CellFault::OtherMeasure {
                    written: format!("{} {other}", written()),
                    other: other.to_owned(),
                    measure: self.field.measure.clone(),
                }),
                _ => self.settled(figure_of(number, 0), &written()),
            },
        }
    }

    /// Whether the column may be counted in a measure that the format of a cell names: in its own, or in any that fits its
    /// kind where it declares none.
    fn is_counted_in(&self, other: &str) -> bool {
        let is_money = other.contains("đồng");
        match (&self.field.measure, self.field.kind) {
            (Some(measure), _) => {
                let key = name::match_key(measure);
                key == name::match_key(other) || (other == "đồng" && ["vnd", "vnđ", "đ"].contains(&key.as_str()))
            }
            (None, Kind::Money) => other == "đồng",
            (None, Kind::Number) => true,
            (None, _) => !is_money,
        }
    }

    /// Whether a number without a percent sign or format may be a fraction: whatever is not beyond 1, or beyond the most
    /// that the column allows.
    fn may_be_fraction(&self, mantissa: i64, decimals: usize) -> bool {
        let number = value_of((mantissa, decimals));
        mantissa > 0 && (number <= Number::ONE || self.most.as_ref().is_some_and(|most| number <= *most))
    }

    /// A number as people write it, in this column's kind.
    fn written_number(&self, text: &str) -> Read {
        let (digits, percent) = match self.without_measure(text) {
            bare if self.field.kind == Kind::Percent => match bare.strip_suffix('%') {
                Some(digits) => (digits.trim_end(), true),
                None => (bare, false),
            },
            bare => (bare, false),
        };
        let judge = |reading: Digits| {
            if percent { self.fitting(hundredth(reading), text) } else { self.settled(Some(reading), text) }
        };
        let read = |result| Read { number_as_text: true, ..Read::of(result) };
        let ranged = |figure, reading| {
            let told = Told::Ranged(text.to_owned(), value_of(reading));
            Read { number_as_text: true, told: Some(Box::new(told)), ..Read::sound(figure) }
        };
        match readings(digits) {
            None => Read::of(Err(CellFault::NotANumber { written: text.to_owned() })),
            Some(Readings::One(reading, sign)) => Read { sign, ..read(judge(reading)) },
            Some(Readings::Two { thousands, .. }) if self.counts_in_thousands() => read(judge(thousands)),
            Some(Readings::Two { decimal, thousands, sign }) => match (judge(decimal), judge(thousands)) {
                (Ok(figure), Err(_)) => ranged(figure, decimal),
                // The kind says so: nothing stands behind a decimal sign, unless the column says otherwise.
                (Err(_), Ok(figure)) if self.field.kind == Kind::Money => read(Ok(figure)),
                (Err(_), Ok(figure)) => ranged(figure, thousands),
                (Err(fault), Err(_)) => read(Err(fault)),
                (Ok(as_decimal), Ok(as_thousands)) => {
                    let readings = [decimal, thousands].map(value_of);
                    let open = Open { decimal: as_decimal, thousands: as_thousands, sign };
                    let fault = CellFault::TwoReadings { written: text.to_owned(), readings };
                    Read { number_as_text: true, ..Read::doubtful(Told::Open(fault, open)) }
                }
            },
        }
    }

    /// In a count a sign before three digits groups thousands: there is nothing behind a decimal sign. Places are not that
    /// many: `2.000` is as likely the second.
    fn counts_in_thousands(&self) -> bool {
        self.field.kind == Kind::Count
    }

    /// `12 hồ sơ` is 12 where the column counts in "hồ sơ".
    fn without_measure<'t>(&self, text: &'t str) -> &'t str {
        let Some(measure) = &self.field.measure else { return self.without_currency(text) };
        let Some(split) = text.find(|c: char| c.is_alphabetic()) else { return text };
        let (digits, word) = text.split_at(split);
        if name::match_key(word) == name::match_key(measure) { digits.trim_end() } else { text }
    }

    /// `8.100.000 đồng` is 8.100.000 in a column of money that names no measure.
    fn without_currency<'t>(&self, text: &'t str) -> &'t str {
        if self.field.kind != Kind::Money {
            return text;
        }
        let digits = text.trim_end_matches(|c: char| c.is_alphabetic() || c == '₫');
        let word = name::match_key(text.get(digits.len()..).unwrap_or_default());
        if is_dong(&word) { digits.trim_end() } else { text }
    }

    /// A number without a percent sign or format, in this column's kind.
    fn settled(&self, reading: Option<Digits>, written: &str) -> Result<Figure, CellFault> {
        let written_owned = || written.to_owned();
        let Some(reading) = reading else { return Err(CellFault::TooLong { written: written_owned() }) };
        let (mantissa, decimals) = reading;
        match self.field.kind {
            Kind::Percent => match self.column.bare {
                Some(Bare::Fraction) => self.fitting(Some(reading), written),
                // Either a fraction whose format is lost, or a few per cent.
                None if self.may_be_fraction(mantissa, decimals) => {
                    Err(CellFault::BareFraction { written: written_owned() })
                }
                Some(Bare::Percent) | None => self.fitting(hundredth(reading), written),
            },
            Kind::Count if decimals > 0 => Err(CellFault::NotWhole { written: written_owned() }),
            Kind::Rank if decimals > 0 || mantissa < 1 => Err(CellFault::NotAPlace { written: written_owned() }),
            _ => self.fitting(Some(reading), written),
        }
    }

    /// A figure within the column's range.
    fn fitting(&self, reading: Option<Digits>, written: &str) -> Result<Figure, CellFault> {
        let written = || written.to_owned();
        let Some((mantissa, decimals)) = reading else { return Err(CellFault::TooLong { written: written() }) };
        if !self.range.holds(mantissa, decimals) {
            return Err(self.outside(mantissa, decimals, written()));
        }
        Ok(Figure::Known { mantissa, decimals })
    }

    /// Why a figure outside the column's range is none.
    fn outside(&self, mantissa: i64, decimals: usize, written: String) -> CellFault {
        let percent = self.field.kind == Kind::Percent;
        match (&self.field.min, &self.most) {
            _ if mantissa < 0 && !may_be_negative(self.field) => CellFault::Negative { written },
            (Some(least), most) if most.is_none() || value_of((mantissa, decimals)) < *least => {
                CellFault::BelowLeast { written, least: least.clone(), percent }
            }
            (_, Some(most)) => CellFault::AboveMost { written, most: most.clone(), percent },
            (_, None) => CellFault::TooLong { written },
        }
    }
}

/// Whether a measure, as a matching key, is đồng itself.
fn is_dong(key: &str) -> bool {
    ["đồng", "đ", "₫", "vnđ", "vnd"].into_iter().any(|known| name::match_key(known) == key)
}

/// Whether a column holds whole sums in đồng, and not in thousands or millions of them.
pub(super) fn is_in_dong(field: &Field) -> bool {
    field.kind == Kind::Money && field.measure.as_ref().is_none_or(|measure| is_dong(&name::match_key(measure)))
}

/// The number of a text that has nothing but digits, the usual one of a CSV cell.
#[inline]
fn digits_alone(text: &str) -> Option<i64> {
    let digits = text.as_bytes();
    let are_digits = (1..=17).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit);
    are_digits.then(|| digits.iter().fold(0, |value, digit| value * 10 + i64::from(digit - b'0')))
}

/// Only a plain number, or one whose declared range begins below zero.
fn may_be_negative(field: &Field) -> bool {
    field.kind == Kind::Number || field.min.as_ref().is_some_and(Number::is_negative)
}

/// The range of a column as whole numbers: the least and the most digits that a figure with so many decimals can have.
struct Range {
    least: [i64; DECIMALS],
    most: [i64; DECIMALS],
}

/// How many numbers of decimals there are, none included.
const DECIMALS: usize = MOST_DECIMALS + 1;

impl Range {
    fn new(field: &Field, most: Option<&Number>) -> Range {
        // A bound that no digits reach is none.
        let whole = |bound: Number| match bound.to_whole() {
            Some(bound) => bound,
            None if bound.is_negative() => i64::MIN,
            None => i64::MAX,
        };
        let scaled = |bound: Option<&Number>, none: i64, rounded: fn(&Number) -> Number| {
            let (ten, mut bound) = (Number::from(10), bound.cloned());
            std::array::from_fn(|_| {
                let Some(at_hand) = bound.take() else { return none };
                bound = Some(at_hand.times(&ten));
                whole(rounded(&at_hand))
            })
        };
        let floor = (!may_be_negative(field)).then_some(Number::ZERO);
        let least = field.min.clone().into_iter().chain(floor).max();
        Range { least: scaled(least.as_ref(), i64::MIN, Number::ceil), most: scaled(most, i64::MAX, Number::floor) }
    }

    fn holds(&self, mantissa: i64, decimals: usize) -> bool {
        let bounds = self.least.get(decimals).zip(self.most.get(decimals));
        bounds.is_some_and(|(least, most)| (*least..=*most).contains(&mantissa))
    }
}

/// Serial day 0 of a spreadsheet, 30 December 1899, as an ordinal of [`date`].
const EXCEL_EPOCH: i64 = 693_594;

/// The day of a spreadsheet's serial number; `None` for a number that is no day there: 60 never was one, and the calendar
/// of spreadsheets ends with the year 9999.
fn day_of_serial(serial: i64) -> Option<Date> {
    match serial {
        1..=59 => date::from_ordinal(EXCEL_EPOCH + serial + 1),
        61..=2_958_465 => date::from_ordinal(EXCEL_EPOCH + serial),
        _ => None,
    }
}

/// The digits and decimals of a number, with `more` decimals; `None` when there are too many to keep.
fn figure_of(number: Decimal, more: u32) -> Option<Digits> {
    let decimals = usize::try_from(number.scale() + more).ok().filter(|decimals| *decimals <= MOST_DECIMALS)?;
    let mantissa = i64::try_from(number.mantissa()).ok()?;
    Some((mantissa, decimals))
}

/// A per cent as a fraction.
fn hundredth((mantissa, decimals): Digits) -> Option<Digits> {
    let shorter = if mantissa % 100 == 0 && decimals == 0 { Some((mantissa / 100, 0)) } else { None };
    shorter.or_else(|| Some((mantissa, decimals + 2)).filter(|(_, decimals)| *decimals <= MOST_DECIMALS))
}

fn value_of((digits, decimals): Digits) -> Number {
    // At most eighteen, which any integer holds.
    Number::from_digits(digits, u32::try_from(decimals).unwrap_or_default())
}

fn begins_with_digit(text: &str) -> bool {
    text.as_bytes().first().is_some_and(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;

    fn field(kind: Kind, max: Option<i64>) -> Field {
        Field {
            name: "x".to_owned(),
            headings: vec!["X".to_owned()],
            kind,
            min: None,
            max: max.map(Number::from),
            steps: Vec::new(),
            scale: None,
            measure: Some("hồ sơ".to_owned()),
        }
    }

    fn column() -> Column {
        Column {
            span: 0..0,
            tick: None,
            blank: Blank::Missing,
            not_applicable: vec!["Không phát sinh".to_owned()],
            missing: vec!["-".to_owned()],
            bare: None,
        }
    }

    fn read(kind: Kind, max: Option<i64>, text: &str) -> Result<Figure, &'static str> {
        let (field, column) = (field(kind, max), column());
        let read = Reader::new(&field, &column).read(&Cell::Text(text.into()));
        match read.told.map(|told| *told) {
            Some(Told::Doubt(fault) | Told::Open(fault, _)) => {
                Err(crate::vocab::Finding::new(fault, crate::vocab::Place::Definition(0..0)).code())
            }
            Some(Told::Ranged(..)) | None => Ok(read.figure),
        }
    }

    fn known(mantissa: i64, decimals: usize) -> Result<Figure, &'static str> {
        Ok(Figure::Known { mantissa, decimals })
    }

    #[test]
    fn a_count_is_read_as_people_write_it() {
        let case = |text: &str, expected| assert_eq!(read(Kind::Count, None, text), expected, "{text}");
        case("1234", known(1234, 0));
        case("12.345", known(12345, 0));
        case("12,345", known(12345, 0));
        case("20 480", known(20480, 0));
        case("8.100.000", known(8_100_000, 0));
        case("12 hồ sơ", known(12, 0));
        case("'12", known(12, 0));
        case("12 hs", Err("not-a-number"));
        case("12,5", Err("not-whole"));
        case("-3", Err("negative"));
        case("1.2.3", Err("not-a-number"));
        case("1e3", Err("not-a-number"));
        case("Không phát sinh", Ok(Figure::NotApplicable));
        case("-", Ok(Figure::Blank));
        case("99999999999999999999", Err("not-a-number"));
    }

    #[test]
    fn a_sign_before_three_digits_has_one_reading_only_where_the_column_settles_it() {
        assert_eq!(read(Kind::Score, Some(100), "97,685"), known(97685, 3));
        assert_eq!(read(Kind::Score, Some(100), "97.685"), known(97685, 3));
        assert_eq!(read(Kind::Score, None, "97,685"), Err("two-readings"));
        assert_eq!(read(Kind::Score, Some(100_000), "97,685"), Err("two-readings"));
        assert_eq!(read(Kind::Number, None, "1.234,5"), known(12345, 1));
        assert_eq!(read(Kind::Number, None, "1,234.5"), known(12345, 1));
        assert_eq!(read(Kind::Number, None, "0,125"), known(125, 3));
        assert_eq!(read(Kind::Number, None, "-0,5"), known(-5, 1));
    }

    #[test]
    fn money_may_be_written_with_its_currency() {
        let case = |kind, measure: Option<&str>, text: &str, expected: Option<i64>| {
            let field = Field { measure: measure.map(str::to_owned), ..field(kind, None) };
            let read = Reader::new(&field, &column()).read(&Cell::Text(text.into()));
            let known = expected.map(|mantissa| Figure::Known { mantissa, decimals: 0 });
            assert_eq!((read.figure, read.told.is_none()), (known.unwrap_or(Figure::Unusable), known.is_some()), "{text}");
        };
        for text in ["8.100.000", "8.100.000 đồng", "8.100.000đ", "8 100 000 VNĐ", "8.100.000 ₫"] {
            case(Kind::Money, None, text, Some(8_100_000));
        }
        // Another measure, one that the column names otherwise, and another kind.
        case(Kind::Money, None, "8.100.000 triệu đồng", None);
        case(Kind::Money, Some("triệu đồng"), "8 đồng", None);
        case(Kind::Number, None, "8 đồng", None);
    }

    #[test]
    fn a_percentage_is_never_guessed() {
        let case = |text: &str, expected| assert_eq!(read(Kind::Percent, None, text), expected, "{text}");
        case("62%", known(62, 2));
        case("62 %", known(62, 2));
        case("61,9%", known(619, 3));
        case("0,5%", known(5, 3));
        case("100%", known(1, 0));
        case("62", known(62, 2));
        case("0", known(0, 0));
        case("0,62", Err("bare-fraction"));
        case("1", Err("bare-fraction"));
        case("101", Err("above-most"));
        case("-1%", Err("negative"));
    }

    #[test]
    fn a_workbook_shows_whether_a_fraction_is_a_percentage() {
        let (field, column) = (field(Kind::Percent, None), column());
        let number = |digits: i64, shown| Reader::new(&field, &column).read(&Cell::Number(Decimal::new(digits, 2), shown));
        assert_eq!(number(62, Shown::Percent).figure, Figure::Known { mantissa: 62, decimals: 2 });
        assert_eq!(number(6200, Shown::Plain).figure, Figure::Known { mantissa: 62, decimals: 2 });
        assert_eq!(number(62, Shown::Plain).figure, Figure::Unusable);
        assert_eq!(number(62, Shown::Unknown).figure, Figure::Unusable);
    }

    #[test]
    fn a_text_that_the_column_declares_is_no_number_even_in_digits() {
        let (field, mut column) = (field(Kind::Count, None), column());
        column.missing = vec!["999".to_owned()];
        let read = |text: &str| Reader::new(&field, &column).read(&Cell::Text(text.into())).figure;
        assert_eq!([read("999"), read("998")], [Figure::Blank, Figure::Known { mantissa: 998, decimals: 0 }]);
    }

    #[test]
    fn a_word_of_the_column_says_the_same_where_a_workbook_stores_it_as_a_number_a_day_or_an_error() {
        let number = |digits: i64, decimals: u32, shown| Cell::Number(Decimal::new(digits, decimals), shown);
        let day = |day: u32| Cell::Date(Date::from_ymd_opt(1900, 1, day).unwrap());
        let case = |kind, word: &str, cell: Cell<'_>, expected: Figure| {
            let (field, column) = (field(kind, None), Column { missing: vec![word.to_owned()], ..column() });
            assert_eq!(Reader::new(&field, &column).read(&cell).figure, expected, "{word} {cell:?}");
        };
        case(Kind::Count, "999", number(999, 0, Shown::Plain), Figure::Blank);
        case(Kind::Count, "999", number(9990, 1, Shown::Plain), Figure::Blank);
        case(Kind::Count, "999", number(998, 0, Shown::Plain), Figure::whole(998));
        case(Kind::Score, "-1", number(-1, 0, Shown::Plain), Figure::Blank);
        case(Kind::Number, "1,5", number(15, 1, Shown::Plain), Figure::Blank);
        case(Kind::Rank, "0", number(0, 0, Shown::Plain), Figure::Blank);
        case(Kind::YesNo, "9", number(9, 0, Shown::Plain), Figure::Blank);
        case(Kind::Percent, "0", number(0, 0, Shown::Plain), Figure::Blank);
        case(Kind::Percent, "0", number(0, 0, Shown::Percent), Figure::whole(0));
        case(Kind::Percent, "0%", number(0, 0, Shown::Percent), Figure::Blank);
        case(Kind::Percent, "50%", number(5, 1, Shown::Percent), Figure::Blank);
        case(Kind::Date, "01/01/1900", day(1), Figure::Blank);
        case(Kind::Date, "01/01/1900", day(2), Figure::whole(date::ordinal(Date::from_ymd_opt(1900, 1, 2).unwrap())));
        case(Kind::Count, "#N/A", Cell::Error("#N/A".to_owned()), Figure::Blank);
        case(Kind::Count, "#N/A", Cell::Error("#REF!".to_owned()), Figure::Unusable);
        case(Kind::YesNo, "true", Cell::Bool(true), Figure::Blank);
    }

    #[test]
    fn a_place_has_no_thousands_before_it_has_decimals() {
        assert_eq!(read(Kind::Rank, None, "2.000"), Err("two-readings"));
        assert_eq!([read(Kind::Rank, None, "3.00"), read(Kind::Rank, None, "12")], [known(3, 0), known(12, 0)]);
        assert_eq!(read(Kind::Rank, None, "2,5"), Err("not-a-place"));
    }

    #[test]
    fn a_serial_day_is_proposed_and_not_taken() {
        let (field, column) = (field(Kind::Date, None), column());
        let read = Reader::new(&field, &column).read(&Cell::Number(Decimal::from(45_291), Shown::Plain));
        let day = Date::from_ymd_opt(2023, 12, 31);
        let fault = CellFault::BareSerial { written: "45291".to_owned(), day };
        assert!(matches!(read.told.as_deref(), Some(Told::Doubt(told)) if *told == fault));
    }

    #[test]
    fn of_a_step_written_otherwise_the_one_that_is_probably_meant_is_proposed() {
        let step = |name: &str| Step { key: name.to_owned(), spellings: vec![name.to_owned()], label: None };
        let field = Field { steps: vec![step("Khá"), step("Tốt")], ..field(Kind::Rating, None) };
        let column = column();
        for (written, expected) in [("tot", Some("Tốt")), ("Loại Tốt", Some("Tốt")), ("Không tốt", None), ("T", None)]
        {
            let read = Reader::new(&field, &column).read(&Cell::Text(written.into()));
            let Some(Told::Doubt(CellFault::UnknownValue { near, .. })) = read.told.as_deref() else {
                unreachable!("{written}: {:?}", read.figure)
            };
            assert_eq!(near.as_deref(), expected, "{written}");
        }
    }

    #[test]
    fn digits_that_are_a_word_of_the_column_are_no_figure() {
        let field = field(Kind::Number, None);
        let column = Column { missing: vec!["999".to_owned()], ..column() };
        let read = |text: &'static str| Reader::new(&field, &column).read(&Cell::Text(text.into())).figure;
        assert_eq!([read("999"), read("998")], [Figure::Blank, Figure::whole(998)]);
    }

    proptest! {
        #[test]
        fn what_is_read_at_once_is_what_it_would_be_otherwise(
            kind in prop::sample::select(vec![
                Kind::Number, Kind::Count, Kind::Rank, Kind::Money, Kind::Score, Kind::Percent, Kind::Date, Kind::YesNo,
            ]),
            bounds in (prop::option::of(-5_i64..50), prop::option::of(0_i64..200)),
            word in prop::option::of(prop::sample::select(vec!["999", "1,5"])),
            text in prop_oneof![
                "0{0,2}[0-9]{1,17}", "[0-9]{1,3}[,.][0-9]{1,4}", "[-'+]?[0-9]{1,2}([.,][0-9]{3}){0,2}([.,][0-9])? ?[%đ]?",
                "[0-3][0-9]/[01][0-9]/20[0-9]{2}", "999|1,5|Có|có|Không|đạt|x|-|'Có| 7",
            ],
        ) {
            let (min, max) = bounds;
            let field = Field { min: min.map(Number::from), ..field(kind, max) };
            let column = Column { missing: word.into_iter().map(str::to_owned).collect(), ..column() };
            let mut reader = Reader::new(&field, &column);
            let read = reader.read(&Cell::Text(text.as_str().into()));
            let numeric = !matches!(kind, Kind::Date | Kind::YesNo);
            let mut hand = Hand::default();
            if let Some(usual) = reader.usual(&text, &mut hand) {
                prop_assert!(read.told.is_none(), "{text:?}");
                prop_assert_eq!((read.figure, read.spelling), usual);
                prop_assert_eq!((hand.sign(), read.number_as_text), (read.sign, numeric));
            } else {
                // Of a column without words of its own, one within its range is read at once.
                let bare = text.bytes().all(|byte| byte.is_ascii_digit()) && text.len() <= 17;
                let plain = matches!(kind, Kind::Count | Kind::Number) && read.told.is_none();
                prop_assert!(!(bare && plain && word.is_none()), "{text:?}");
            }
        }
    }
}
