//! A quantity in reading order: headings, values, signs and brackets.

use super::program::{Amount, ConstantInfo, Cut, Names, Tallied, Tally};
use super::{Slot, program::Shown};
use crate::vocab::reason::{Fold, Function, Piece, Sign, Value};
use crate::vocab::{Kind, Number, Rounding};

/// What a label's figures stand for: a cell, or a figure of the campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    Cell(Slot),
    Constant(usize),
}

/// The pieces of a quantity, and what they stand for.
pub(super) struct Pieces<'a> {
    pub(super) pieces: Vec<Piece>,
    /// The figures in it: in the order of the rule, each once.
    pub(super) figures: Vec<Source>,
    /// The lists that it counts or adds up, in the order of the rule.
    pub(super) lists: Vec<&'a Tally>,
}

pub(super) fn pieces<'a>(amount: &'a Amount, names: &Names) -> Pieces<'a> {
    let mut figures = Vec::new();
    let mut lists = Vec::new();
    amount.walk(&mut |part| {
        let source = match part {
            Amount::Figure(slot) => Source::Cell(*slot),
            Amount::Named { index, .. } => Source::Constant(*index),
            Amount::Tally(tally) => return lists.push(&**tally),
            _ => return,
        };
        if !figures.contains(&source) {
            figures.push(source);
        }
    });
    let mut writer = Writer { names, figures: &figures, lists: 0, pieces: Vec::new() };
    writer.amount(amount, 0);
    Pieces { pieces: writer.pieces, figures, lists }
}

struct Writer<'a> {
    names: &'a Names,
    figures: &'a [Source],
    /// How many lists have been written: they come in the order of the rule.
    lists: usize,
    pieces: Vec<Piece>,
}

/// How tightly the parts of a sum, a product and a negation are bound.
const SUM: u8 = 1;
const PRODUCT: u8 = 2;
const SIDE_OF_PRODUCT: u8 = 3;

impl Writer<'_> {
    /// Writes `amount` where only what binds at least as tightly as `floor` needs no brackets.
    fn amount(&mut self, amount: &Amount, floor: u8) {
        match amount {
            Amount::Figure(slot) => self.figure(Source::Cell(*slot)),
            Amount::Named { index, .. } => self.figure(Source::Constant(*index)),
            Amount::Literal(value, shown) => self.literal(value, *shown),
            Amount::OfMax(inner, max) => {
                self.amount(inner, SIDE_OF_PRODUCT);
                self.pieces.push(Piece::OfMax(max.clone()));
            }
            Amount::Negative(inner) => {
                self.pieces.push(Piece::Minus);
                self.amount(inner, SIDE_OF_PRODUCT);
            }
            Amount::Pair(sign, sides) => self.pair(*sign, &sides.0, &sides.1, floor),
            Amount::Least(parts) => self.function(Function::Least, parts, None),
            Amount::Greatest(parts) => self.function(Function::Greatest, parts, None),
            Amount::Absolute(inner) => self.function(Function::Absolute, std::slice::from_ref(inner), None),
            Amount::Rounded { amount, cut, digits, .. } => self.rounded(amount, *cut, *digits),
            Amount::Years(fold, years) => self.years(*fold, years, floor),
            Amount::Tally(_) => {
                self.pieces.push(Piece::List(self.lists));
                self.lists += 1;
            }
        }
    }

    fn figure(&mut self, source: Source) {
        let at = self.figures.iter().position(|figure| *figure == source);
        self.pieces.extend(at.map(Piece::Figure));
    }

    fn literal(&mut self, value: &Number, shown: Shown) {
        self.pieces.extend(self.names.value(value, shown).map(Piece::Value));
    }

    fn pair(&mut self, sign: Sign, left: &Amount, right: &Amount, floor: u8) {
        let level = if matches!(sign, Sign::Plus | Sign::Minus) { SUM } else { PRODUCT };
        let brackets = level < floor;
        self.pieces.extend(brackets.then_some(Piece::Open));
        self.amount(left, level);
        self.pieces.push(Piece::Sign(sign));
        self.amount(right, level + 1);
        self.pieces.extend(brackets.then_some(Piece::Close));
    }

    fn function<T: std::borrow::Borrow<Amount>>(&mut self, name: Function, parts: &[T], digits: Option<u32>) {
        self.pieces.extend([Piece::Function(name), Piece::Open]);
        for (at, part) in parts.iter().enumerate() {
            self.pieces.extend((at > 0).then_some(Piece::Separator));
            self.amount(part.borrow(), 0);
        }
        let digits = digits.map(|digits| Value::Number(Number::from(i64::from(digits)), Kind::Number));
        self.pieces.extend(digits.into_iter().flat_map(|digits| [Piece::Separator, Piece::Value(digits)]));
        self.pieces.push(Piece::Close);
    }

    fn rounded(&mut self, amount: &Amount, cut: Cut, digits: u32) {
        let (name, digits) = match cut {
            Cut::Round(Rounding::HalfUp) => (Function::Rounded, Some(digits)),
            Cut::Round(Rounding::Up) => (Function::RoundedUp, Some(digits)),
            Cut::Round(Rounding::Down) => (Function::RoundedDown, Some(digits)),
            Cut::Floor => (Function::Floor, None),
            Cut::Ceil => (Function::Ceil, None),
        };
        self.function(name, &[amount], digits);
    }

    /// In words the year judged stands for all of them; with figures each year shows its own. A single figure that stands
    /// alone needs no brackets.
    fn years(&mut self, fold: Fold, years: &[Amount], floor: u8) {
        let count = u8::try_from(years.len()).unwrap_or(u8::MAX);
        let bare = floor == 0 && matches!(years.first(), Some(Amount::Figure(_)));
        let mut of_years = years.iter().map(|year| self.apart(year));
        let judged = of_years.next().unwrap_or_default();
        let mut earlier: Vec<Vec<Piece>> = of_years.collect();
        earlier.reverse();
        self.pieces.push(Piece::Function(Function::Years(fold, count)));
        self.pieces.extend((!bare).then_some(Piece::Open));
        self.pieces.push(Piece::EarlierYears(earlier));
        self.pieces.extend(judged);
        self.pieces.extend((!bare).then_some(Piece::Close));
    }

    /// The pieces of a quantity by themselves.
    fn apart(&mut self, amount: &Amount) -> Vec<Piece> {
        let before = std::mem::take(&mut self.pieces);
        self.amount(amount, 0);
        std::mem::replace(&mut self.pieces, before)
    }
}

/// The quantity in no particular language: headings, plain digits and the signs and functions of the rule language.
pub(super) fn plain(amount: &Amount, names: &Names) -> String {
    let of = pieces(amount, names);
    of.pieces.iter().map(|piece| plain_piece(piece, &of, names)).collect()
}

fn plain_piece(piece: &Piece, of: &Pieces<'_>, names: &Names) -> String {
    match piece {
        Piece::List(at) => of.lists.get(*at).map_or(String::new(), |tally| plain_tally(tally, names)),
        Piece::Figure(at) => of.figures.get(*at).map_or(String::new(), |source| heading(*source, names)),
        Piece::Value(Value::Number(number, Kind::Percent)) => {
            let points = number.times(&Number::from(100));
            format!("{}%", points.to_plain(points.decimals().unwrap_or(2)))
        }
        Piece::Value(Value::Number(number, _)) => number.to_plain(number.decimals().unwrap_or(2)),
        Piece::Value(Value::Date(date)) => date.format("%d/%m/%Y").to_string(),
        Piece::Value(Value::Text(text)) => text.clone(),
        Piece::Value(Value::YesNo(yes)) => if *yes { "1" } else { "0" }.to_owned(),
        Piece::Sign(sign) => format!(" {} ", sign_text(*sign)),
        Piece::Minus => "-".to_owned(),
        Piece::OfMax(_) | Piece::EarlierYears(_) => String::new(),
        Piece::Function(function @ Function::Years(..)) if !of.pieces.contains(&Piece::Open) => {
            format!("{} ", function_text(*function))
        }
        Piece::Function(function) => function_text(*function),
        Piece::Open => "(".to_owned(),
        Piece::Separator => ", ".to_owned(),
        Piece::Close => ")".to_owned(),
    }
}

fn sign_text(sign: Sign) -> &'static str {
    match sign {
        Sign::Plus => "+",
        Sign::Minus => "-",
        Sign::Times => "×",
        Sign::Over => "/",
    }
}

fn function_text(function: Function) -> String {
    let name = match function {
        Function::Least => "min",
        Function::Greatest => "max",
        Function::Absolute => "abs",
        Function::Rounded | Function::RoundedUp | Function::RoundedDown => "round",
        Function::Floor => "floor",
        Function::Ceil => "ceil",
        Function::Years(fold, years) => {
            let fold = match fold {
                Fold::Mean => "mean",
                Fold::Least => "min",
                Fold::Greatest => "max",
                Fold::Sum => "sum",
            };
            return format!("{fold}[{years}]");
        }
    };
    name.to_owned()
}

/// `count[Chỉ số thành phần]`, `sum[Chỉ số thành phần](Năm nay)`.
fn plain_tally(tally: &Tally, names: &Names) -> String {
    let title = names.title(tally.list);
    match &tally.of {
        Tallied::Rows | Tallied::Met(_) => format!("count[{title}]"),
        Tallied::Sum(amount, _) => format!("sum[{title}]({})", plain(amount, names)),
    }
}

/// The heading, and how many years back: `Điểm [-1]`.
fn heading(source: Source, names: &Names) -> String {
    match source {
        Source::Cell(slot) => {
            let heading = names.figure(slot).map_or("", |info| info.heading.as_str());
            if slot.years_back == 0 { heading.to_owned() } else { format!("{heading} [-{}]", slot.years_back) }
        }
        Source::Constant(index) => {
            names.constants.get(index).map_or(String::new(), |ConstantInfo { name, .. }| name.clone())
        }
    }
}
