//! How cells look in Excel: one format for each style, made once, registered in a fixed order and shared.
//!
//! Colours are pale and never alone: a verdict also differs by its letters and its border, so that a black-and-white
//! printer keeps it.

use std::collections::HashMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, FormatUnderline, Workbook};

use crate::report::sheet::{Look, Value};
use crate::write::seal::Mark;

use super::page;

/// The letters of every paper, Decree 30/2020.
const FONT: &str = "Times New Roman";

/// The letters of the definition's text, all of one width.
const EVEN_FONT: &str = "Courier New";

/// The red of the word that says that a paper is a draft; black paper keeps its frame.
const STAMP: u32 = 0x00C0_0000;

/// The blue of a text that leads elsewhere.
const LINK: u32 = 0x001F_4E9E;

/// The height of body text in points.
const BODY: u16 = 12;

/// The most digits after the decimal sign: a workbook keeps no more in a number.
const DIGITS: u8 = 15;

/// Digits after the decimal sign that are met in every workbook.
const USUAL_DIGITS: u8 = 2;

/// How many shapes there are: text, numbers and percentages by digits, days.
const SHAPES: usize = 2 * (DIGITS as usize + 1) + 2;

/// Every look, in the order in which formats are registered.
const LOOKS: [Look; 22] = [
    Look::Plain,
    Look::Wrapped,
    Look::Centered,
    Look::Title,
    Look::Subtitle,
    Look::Heading,
    Look::Group,
    Look::Label,
    Look::Met,
    Look::NotMet,
    Look::NoData,
    Look::NotApplicable,
    Look::Chosen,
    Look::Uncertain,
    Look::Tied,
    Look::Remark,
    Look::Strong,
    Look::Slanted,
    Look::Stamp,
    Look::SmallHeading,
    Look::Small,
    Look::Code,
];

/// In how many ways a look and a shape of number are told apart further.
const FLAGS: usize = 12;

/// What a number format depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Text,
    Number(u8),
    Percent(u8),
    Date,
}

impl Shape {
    fn of(value: &Value<'_>) -> Shape {
        match value {
            Value::Empty | Value::Text(_) | Value::Chart(_) => Shape::Text,
            Value::Number(_, digits) => Shape::Number((*digits).min(DIGITS)),
            Value::Percent(_, digits) => Shape::Percent((*digits).min(DIGITS)),
            Value::Date(_) => Shape::Date,
        }
    }

    fn all() -> impl Iterator<Item = Shape> {
        let digits = || 0..=DIGITS;
        [Shape::Text, Shape::Date].into_iter().chain(digits().map(Shape::Number)).chain(digits().map(Shape::Percent))
    }

    fn slot(self) -> usize {
        match self {
            Shape::Text => 0,
            Shape::Date => 1,
            Shape::Number(digits) => 2 + usize::from(digits),
            Shape::Percent(digits) => 3 + usize::from(DIGITS) + usize::from(digits),
        }
    }

    fn is_usual(self) -> bool {
        match self {
            Shape::Text | Shape::Date => true,
            Shape::Number(digits) | Shape::Percent(digits) => digits <= USUAL_DIGITS,
        }
    }

    fn number_format(self) -> Option<String> {
        let fraction = |digits: u8| match digits {
            0 => String::new(),
            _ => format!(".{:0<width$}", "", width = usize::from(digits)),
        };
        match self {
            Shape::Text => None,
            Shape::Number(digits) => Some(format!("#,##0{}", fraction(digits))),
            Shape::Percent(digits) => Some(format!("0{}%", fraction(digits))),
            // The strokes stand as they are: an unescaped one becomes whatever the machine puts between days and months.
            Shape::Date => Some(r"dd\/mm\/yyyy".to_owned()),
        }
    }
}

/// The thin lines around a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    /// Not in a table.
    None,
    /// In a table to look things up in, which has no room to give away.
    Close,
    /// In a table of a paper: a text stands a little apart from the line before it.
    Apart,
}

impl Lines {
    const ALL: [Lines; 3] = [Lines::None, Lines::Close, Lines::Apart];
}

/// All that the look of one cell depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Style {
    look: Look,
    shape: Shape,
    lines: Lines,
    /// A click leads elsewhere.
    linked: bool,
    /// Over several columns.
    spread: bool,
}

impl Style {
    /// The style of a cell; differences that cannot be seen are levelled out.
    pub(super) fn new(look: Look, value: &Value<'_>, lines: Lines, linked: bool, spread: bool) -> Style {
        Style { look, shape: Shape::of(value), lines, linked, spread }.levelled()
    }

    fn levelled(self) -> Style {
        let text = self.shape == Shape::Text;
        let own_border =
            matches!(self.look, Look::Heading | Look::Title | Look::Subtitle | Look::Stamp) || self.is_verdict();
        let words = matches!(self.look, Look::Plain | Look::Wrapped | Look::Centered | Look::Label | Look::Remark);
        let spreads = matches!(
            self.look,
            Look::Plain
                | Look::Group
                | Look::Label
                | Look::Remark
                | Look::Title
                | Look::Subtitle
                | Look::Strong
                | Look::Slanted
                | Look::SmallHeading
        );
        let is_text_of_rows = matches!(self.look, Look::Wrapped | Look::Label | Look::Remark | Look::Group);
        let lines = match self.lines {
            _ if own_border => Lines::None,
            Lines::Apart if !(text && is_text_of_rows) || self.linked => Lines::Close,
            lines => lines,
        };
        Style { lines, linked: self.linked && text && words, spread: self.spread && text && spreads, ..self }
    }

    fn is_ruled(self) -> bool {
        self.lines != Lines::None
    }

    fn is_verdict(self) -> bool {
        matches!(
            self.look,
            Look::Met | Look::NotMet | Look::NoData | Look::NotApplicable | Look::Chosen | Look::Uncertain | Look::Tied
        )
    }

    /// With which others it is registered: 0 is what nearly every workbook has, 1 all else with digits that are met often,
    /// and then one step for each further digit.
    fn step(self) -> u8 {
        match self.shape {
            _ if self.is_usual() => 0,
            Shape::Number(digits) | Shape::Percent(digits) => digits.saturating_sub(USUAL_DIGITS).max(1),
            Shape::Text | Shape::Date => 1,
        }
    }

    /// Whether nearly every workbook has it.
    fn is_usual(self) -> bool {
        let figures = self.is_verdict() || matches!(self.look, Look::Plain | Look::Centered | Look::Label);
        // Beside a label, and the number of a line: neither stands in a table.
        let counted = match self.look {
            _ if self.is_ruled() => false,
            Look::Code => self.shape == Shape::Number(0),
            Look::Wrapped => matches!(self.shape, Shape::Number(0) | Shape::Date),
            _ => false,
        };
        self.shape.is_usual() && (self.shape == Shape::Text || figures || counted)
    }

    fn slot(self) -> usize {
        let look = LOOKS.iter().position(|look| *look == self.look).unwrap_or_default();
        let lines = Lines::ALL.iter().position(|lines| *lines == self.lines).unwrap_or_default();
        let flags = usize::from(self.linked) + 2 * usize::from(self.spread) + 4 * lines;
        (look * SHAPES + self.shape.slot()) * FLAGS + flags
    }

    /// Every style there is, each once.
    fn all() -> impl Iterator<Item = Style> {
        let flags =
            || Lines::ALL.into_iter().flat_map(|lines| (0..4_u8).map(move |flags| (lines, flags & 1 != 0, flags & 2 != 0)));
        LOOKS
            .into_iter()
            .flat_map(|look| Shape::all().map(move |shape| (look, shape)))
            .flat_map(move |(look, shape)| {
                flags().map(move |(lines, linked, spread)| Style { look, shape, lines, linked, spread })
            })
            .filter(|style| *style == style.levelled())
    }

    /// Whether a text that is too long goes on in a further line of its cell.
    pub(super) fn wraps(self) -> bool {
        let words =
            matches!(self.look, Look::Wrapped | Look::Centered | Look::Heading | Look::Stamp | Look::Small | Look::Code);
        self.spread || self.is_verdict() || words
    }

    /// Whether its text stands a little apart from the line before it.
    pub(super) fn is_indented(self) -> bool {
        self.lines == Lines::Apart
    }

    /// The height of its letters in points.
    pub(super) fn size(self) -> u16 {
        match self.look {
            Look::Title | Look::Stamp => BODY + 2,
            Look::Remark | Look::Small => BODY - 1,
            Look::Code => BODY - 3,
            _ => BODY,
        }
    }

    /// Whether its letters are bold, and so wider.
    pub(super) fn is_bold(self) -> bool {
        matches!(
            self.look,
            Look::Title
                | Look::Heading
                | Look::Group
                | Look::Label
                | Look::NotMet
                | Look::Chosen
                | Look::Uncertain
                | Look::Tied
                | Look::Strong
                | Look::Stamp
                | Look::SmallHeading
        )
    }

    /// Whether its letters are all of one width.
    pub(super) fn is_even(self) -> bool {
        self.look == Look::Code
    }

    fn is_italic(self) -> bool {
        matches!(
            self.look,
            Look::Subtitle
                | Look::NoData
                | Look::NotApplicable
                | Look::Uncertain
                | Look::Remark
                | Look::Slanted
                | Look::SmallHeading
        )
    }

    fn is_centered(self) -> bool {
        match self.look {
            Look::Title | Look::Subtitle => self.spread,
            // The number of a line stays apart from what the line says.
            Look::Code => self.shape != Shape::Text,
            Look::Centered | Look::Heading | Look::Strong | Look::Slanted | Look::Stamp => true,
            _ => self.is_verdict(),
        }
    }

    fn fill(self) -> Option<u32> {
        match self.look {
            Look::Heading => Some(0x00D9_E2F3),
            Look::Group if self.is_ruled() => Some(0x00ED_EDED),
            Look::Met => Some(0x00E8_F5E3),
            Look::NotMet => Some(0x00FA_DFDC),
            Look::NoData => Some(0x00FF_F4CC),
            Look::NotApplicable => Some(0x00F5_F5F5),
            Look::Chosen => Some(0x00DD_EBF7),
            Look::Uncertain => Some(0x00EF_F5FB),
            Look::Tied => Some(0x00FC_E9DA),
            _ => None,
        }
    }

    /// What marks a cell of the style out for the eye.
    pub(super) fn mark(self) -> Mark {
        let letters = match self.look {
            Look::Stamp => Some(STAMP),
            _ => self.linked.then_some(LINK),
        };
        Mark { fill: self.fill(), letters, bold: self.is_bold(), italic: self.is_italic(), struck: false }
    }

    /// What stands before a figure, so that it needs no colour: a text has its own words.
    fn sign(self) -> Option<&'static str> {
        match self.look {
            Look::Met => Some("✓"),
            Look::NotMet => Some("✗"),
            Look::NoData => Some("?"),
            Look::NotApplicable => Some("–"),
            _ => None,
        }
    }

    fn number_format(self) -> Option<String> {
        let code = self.shape.number_format()?;
        Some(match (self.sign(), self.shape) {
            (None, _) => code,
            (Some(sign), Shape::Date) => format!("\"{sign} \"{code}"),
            // Without a form of its own a negative number would have its minus before the sign.
            (Some(sign), _) => format!("\"{sign} \"{code};\"{sign} \"-{code}"),
        })
    }

    fn border(self) -> FormatBorder {
        match self.look {
            Look::Heading | Look::Met | Look::NotApplicable | Look::Chosen => FormatBorder::Thin,
            Look::NotMet => FormatBorder::Medium,
            Look::NoData => FormatBorder::Dashed,
            Look::Uncertain => FormatBorder::MediumDashed,
            Look::Tied => FormatBorder::Double,
            Look::Stamp => FormatBorder::Thick,
            _ if self.is_ruled() => FormatBorder::Thin,
            _ => FormatBorder::None,
        }
    }

    fn format(self) -> Format {
        // Beside a name of two lines a motto stays on the first.
        let high = matches!(self.look, Look::Strong | Look::Slanted);
        let upright = if high { FormatAlign::Top } else { FormatAlign::VerticalCenter };
        let mut format = body().set_font_size(self.size()).set_align(upright);
        if self.is_centered() {
            format = format.set_align(FormatAlign::Center);
        }
        if self.look == Look::Wrapped && self.shape != Shape::Text {
            format = format.set_align(FormatAlign::Left);
        }
        if self.is_indented() {
            format = format.set_align(FormatAlign::Left).set_indent(1);
        }
        if self.wraps() {
            format = format.set_text_wrap();
        }
        if self.is_bold() {
            format = format.set_bold();
        }
        if self.is_italic() {
            format = format.set_italic();
        }
        if self.linked {
            format = format.set_underline(FormatUnderline::Single).set_font_color(LINK);
        }
        if let Some(colour) = self.fill() {
            format = format.set_background_color(colour);
        }
        if self.border() != FormatBorder::None {
            format = format.set_border(self.border());
        }
        if self.look == Look::Stamp {
            format = format.set_font_color(STAMP).set_border_color(STAMP);
        }
        if self.look == Look::Group && self.spread && !self.is_ruled() {
            format = format.set_border_bottom(FormatBorder::Medium);
        }
        if self.is_even() {
            format = format.set_font_name(EVEN_FONT).set_font_family(3).set_align(FormatAlign::Top);
        }
        match self.number_format() {
            Some(number_format) => format.set_num_format(number_format),
            None => format,
        }
    }
}

/// The letters of body text and nothing else: what the workbook has anyway.
pub(super) fn body() -> Format {
    Format::new().set_font_name(FONT).set_font_family(1).set_font_size(BODY)
}

/// The formats of one workbook, for all its sheets at once.
///
/// Excel knows a format by its number, and the numbers are given in the order of registration. Sheets are written side by
/// side, so nothing may depend on who comes first: the usual formats are registered before the first sheet, the others
/// step by step up to the rarest that is needed.
pub(super) struct Formats {
    slots: Vec<OnceLock<u32>>,
    known: Mutex<Known>,
}

/// The formats that are registered.
struct Known {
    /// Each with its number; two styles may come out as one format.
    numbers: HashMap<Format, u32>,
    /// The first step that is not registered.
    step: u8,
}

impl Formats {
    /// Registers the usual formats; body text becomes the default of the workbook and takes the number 0.
    pub(super) fn new(workbook: &mut Workbook) -> Result<Formats, rust_xlsxwriter::XlsxError> {
        // In pixels: a line of 12 points, and eight digits of it with their margin.
        workbook.set_default_format(&body(), page::LINE, page::COLUMN)?;
        let mut known = Known { numbers: HashMap::from([(body(), 0)]), step: 0 };
        let slots: Vec<OnceLock<u32>> = std::iter::repeat_with(OnceLock::new).take(LOOKS.len() * SHAPES * FLAGS).collect();
        register(&slots, &mut known, workbook, 0);
        Ok(Formats { slots, known: Mutex::new(known) })
    }

    /// The number of the format of a style.
    pub(super) fn number(&self, style: Style, workbook: &Mutex<Workbook>) -> u32 {
        let slot = self.slots.get(style.slot());
        if let Some(number) = slot.and_then(OnceLock::get) {
            return *number;
        }
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.step <= style.step() {
            register(&self.slots, &mut known, &mut workbook.lock().unwrap_or_else(PoisonError::into_inner), style.step());
        }
        slot.and_then(OnceLock::get).copied().unwrap_or_default()
    }
}

/// Registers the formats of all steps up to that one which are not registered yet.
fn register(slots: &[OnceLock<u32>], known: &mut Known, workbook: &mut Workbook, last: u8) {
    for step in known.step..=last {
        for style in Style::all().filter(|style| style.step() == step) {
            let Some(slot) = slots.get(style.slot()) else { continue };
            let format = style.format();
            workbook.register_format(&format);
            let next = u32::try_from(known.numbers.len()).unwrap_or(u32::MAX);
            // Readers take no lock: a number is found here only when the workbook has its format.
            let _ = slot.set(*known.numbers.entry(format).or_insert(next));
        }
    }
    known.step = last + 1;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_has_a_place_of_its_own() {
        let mut slots: Vec<usize> = Style::all().map(Style::slot).collect();
        let count = slots.len();
        slots.sort_unstable();
        slots.dedup();
        assert_eq!(slots.len(), count);
        assert!(slots.last() < Some(&(LOOKS.len() * SHAPES * FLAGS)));
    }

    #[test]
    fn no_two_verdicts_look_alike_without_their_colours() {
        let looks = [Look::Met, Look::NotMet, Look::NoData, Look::NotApplicable, Look::Chosen, Look::Uncertain, Look::Tied];
        let styles = looks.map(|look| Style::new(look, &Value::Empty, Lines::Close, false, false));
        for (number, a) in styles.iter().enumerate() {
            for b in &styles[..number] {
                let letters = |style: &Style| (style.is_bold(), style.is_italic(), style.border());
                assert_ne!(letters(a), letters(b), "{:?} and {:?}", a.look, b.look);
            }
        }
    }

    #[test]
    fn the_usual_formats_are_few() {
        let usual = Style::all().filter(|style| style.is_usual()).count();
        assert!(usual <= 170, "{usual}");
    }
}
