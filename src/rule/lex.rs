//! Text to words, numbers and signs, each with its span. Nothing here knows which order of them makes sense.

use std::str::FromStr;

use rust_decimal::Decimal;

use super::syntax::Fault;
use crate::vocab::finding::RuleFault;
use crate::vocab::reason::Relation;
use crate::vocab::{Date, Number, Span, date};

/// A word, number or sign and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub(super) lexeme: Lexeme,
    pub(super) span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Lexeme {
    Number(Number),
    /// A percentage, as a fraction.
    Percent(Number),
    Date(Date),
    Quoted(String),
    /// A heading in square brackets.
    Heading(String),
    Word(String),
    Relation(Relation),
    Plus,
    Minus,
    Times,
    Over,
    Open,
    Close,
    Comma,
    Dot,
}

/// The tokens of an expression, and what was wrong on the way.
pub(super) fn lex(text: &str) -> (Vec<Token>, Vec<Fault>) {
    let mut lexer = Lexer { text, at: 0, faults: Vec::new() };
    let mut tokens = Vec::new();
    while let Some(token) = lexer.next_token() {
        tokens.push(token);
    }
    (tokens, lexer.faults)
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    faults: Vec<Fault>,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The next token; a sign that belongs to no expression is a fault and passed over.
    fn next_token(&mut self) -> Option<Token> {
        loop {
            self.skip_blanks();
            let start = self.at;
            let first = self.rest().chars().next()?;
            let lexeme = self.lexeme(first);
            let span = start..self.at;
            match lexeme {
                Some(lexeme) => return Some(Token { lexeme, span }),
                None => self.fault_if_new(span, first),
            }
        }
    }

    /// A run of stray signs is one mistake, and one already named is not named again.
    fn fault_if_new(&mut self, span: Span, first: char) {
        if self.faults.last().is_none_or(|last| last.span.end < span.start) {
            self.faults.push(Fault::new(RuleFault::Unexpected { found: first.to_string() }, span));
        }
    }

    fn skip_blanks(&mut self) {
        let blanks = self.rest().len() - self.rest().trim_start_matches(is_blank).len();
        self.at += blanks;
    }

    fn lexeme(&mut self, first: char) -> Option<Lexeme> {
        match first {
            '0'..='9' => self.number_or_date(),
            '\'' | '‘' | '’' => self.quoted(first, &['\'', '’', '‘']),
            '"' | '“' | '”' => self.quoted(first, &['"', '”', '“']),
            '«' => self.quoted(first, &['»']),
            '[' => self.heading(),
            c if is_word(c) => Some(self.word()),
            _ => self.sign(),
        }
    }

    fn word(&mut self) -> Lexeme {
        let start = self.at;
        let word = self.take_while(is_word);
        let meant = foreign_word(word);
        if let Some(meant) = meant {
            self.other_writing(start, meant);
        }
        Lexeme::Word(meant.unwrap_or(word).to_owned())
    }

    /// A writing of other languages is named, and read as what it means.
    fn other_writing(&mut self, start: usize, write: &'static str) {
        let found = self.text.get(start..self.at).unwrap_or_default().to_owned();
        self.faults.push(Fault::new(RuleFault::OtherWriting { found, write }, start..self.at));
    }

    fn foreign_sign(&mut self) -> Option<Lexeme> {
        let word = |word: &str| Lexeme::Word(word.to_owned());
        let signs = [
            ("> =", ">=", Lexeme::Relation(Relation::AtLeast)),
            ("< =", "<=", Lexeme::Relation(Relation::AtMost)),
            ("! =", "!=", Lexeme::Relation(Relation::Unequal)),
            ("&&", "and", word("and")),
            ("&", "and", word("and")),
            ("||", "or", word("or")),
            ("|", "or", word("or")),
            ("==", "=", Lexeme::Relation(Relation::Equal)),
            ("=>", ">=", Lexeme::Relation(Relation::AtLeast)),
            ("=<", "<=", Lexeme::Relation(Relation::AtMost)),
        ];
        let rest = self.rest();
        let (sign, write, lexeme) = signs.into_iter().find(|(sign, ..)| rest.starts_with(sign))?;
        let start = self.at;
        self.at += sign.len();
        self.other_writing(start, write);
        Some(lexeme)
    }

    fn take_while(&mut self, accept: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c| !accept(c)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    fn sign(&mut self) -> Option<Lexeme> {
        if let Some(lexeme) = self.foreign_sign() {
            return Some(lexeme);
        }
        const SIGNS: [(&str, Lexeme); 21] = [
            ("<=", Lexeme::Relation(Relation::AtMost)),
            (">=", Lexeme::Relation(Relation::AtLeast)),
            ("!=", Lexeme::Relation(Relation::Unequal)),
            ("<>", Lexeme::Relation(Relation::Unequal)),
            ("<", Lexeme::Relation(Relation::Less)),
            (">", Lexeme::Relation(Relation::Greater)),
            ("=", Lexeme::Relation(Relation::Equal)),
            ("≤", Lexeme::Relation(Relation::AtMost)),
            ("≥", Lexeme::Relation(Relation::AtLeast)),
            ("≠", Lexeme::Relation(Relation::Unequal)),
            ("+", Lexeme::Plus),
            ("-", Lexeme::Minus),
            ("−", Lexeme::Minus),
            ("–", Lexeme::Minus),
            ("*", Lexeme::Times),
            ("×", Lexeme::Times),
            ("/", Lexeme::Over),
            ("(", Lexeme::Open),
            (")", Lexeme::Close),
            (",", Lexeme::Comma),
            (".", Lexeme::Dot),
        ];
        let rest = self.rest();
        let found = SIGNS.into_iter().find(|(sign, _)| rest.starts_with(sign));
        self.at += found.as_ref().map_or(rest.chars().next().map_or(0, char::len_utf8), |(sign, _)| sign.len());
        found.map(|(_, lexeme)| lexeme)
    }

    fn quoted(&mut self, open: char, closing: &[char]) -> Option<Lexeme> {
        self.enclosed(open, closing).map(|text| Lexeme::Quoted(text.to_owned()))
    }

    fn heading(&mut self) -> Option<Lexeme> {
        self.enclosed('[', &[']']).map(|text| Lexeme::Heading(text.to_owned()))
    }

    /// What stands between `open` and the next closing sign. Without one the rest of the expression is taken.
    fn enclosed(&mut self, open: char, closing: &[char]) -> Option<&'a str> {
        let start = self.at;
        self.at += open.len_utf8();
        let inside = self.take_while(|c| !closing.contains(&c));
        match self.rest().chars().next() {
            Some(close) => {
                self.at += close.len_utf8();
                Some(inside)
            }
            None => {
                let span = start..start + open.len_utf8();
                self.faults.push(Fault::new(RuleFault::Unclosed { sign: open }, span));
                // The end of the text: whatever follows as missing is a consequence of this one.
                None
            }
        }
    }

    fn number_or_date(&mut self) -> Option<Lexeme> {
        match date_length(self.rest()) {
            Some(length) => self.date(length),
            None => self.number(),
        }
    }

    fn date(&mut self, length: usize) -> Option<Lexeme> {
        let start = self.at;
        let written = self.rest().get(..length).unwrap_or_default();
        self.at += length;
        let day = date::parse(written);
        if day.is_none() {
            let written = written.to_owned();
            self.faults.push(Fault::new(RuleFault::NoSuchDay { written }, start..self.at));
        }
        // Any day will do for going on: the fault is named.
        Some(Lexeme::Date(day.unwrap_or_default()))
    }

    fn number(&mut self) -> Option<Lexeme> {
        let start = self.at;
        let written = self.digits_and_dots();
        let plain = if has_thousands_dots(written) {
            self.faults.push(Fault::new(RuleFault::ThousandsDots { written: written.to_owned() }, start..self.at));
            written.replace('.', "")
        } else {
            written.to_owned()
        };
        let Ok(value) = Decimal::from_str(&plain) else {
            self.faults.push(Fault::new(RuleFault::Unexpected { found: written.to_owned() }, start..self.at));
            return Some(Lexeme::Number(Number::ONE));
        };
        let value = Number::from(value);
        if let Some(rest) = self.rest().trim_start_matches(is_blank).strip_prefix('%') {
            self.at = self.text.len() - rest.len();
            return Some(Lexeme::Percent(value.times(&Number::from_digits(1, 2))));
        }
        Some(Lexeme::Number(value))
    }

    /// Digits, with dots that have a digit on either side.
    fn digits_and_dots(&mut self) -> &'a str {
        let rest = self.rest();
        let mut end = digits(rest);
        while let Some(more) = rest.get(end..).and_then(|tail| tail.strip_prefix('.')).map(digits).filter(|n| *n > 0) {
            end += 1 + more;
        }
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// `1.490.000`, and `1.000`, which nobody writes for one.
fn has_thousands_dots(written: &str) -> bool {
    let mut groups = written.split('.').skip(1);
    matches!((groups.next(), groups.next()), (Some(_), Some(_)) | (Some("000"), None))
}

/// The length of a day that begins the text: `20/11/2023`, `20-11-2023` or `2023-11-20`, without blanks.
fn date_length(text: &str) -> Option<usize> {
    ['/', '-'].into_iter().find_map(|between| {
        let first = digits(text);
        let tail = text.get(first..)?.strip_prefix(between)?;
        let second = digits(tail);
        let third = digits(tail.get(second..)?.strip_prefix(between)?);
        let day_first = first <= 2 && third == 4;
        let year_first = first == 4 && (1..=2).contains(&third) && between == '-';
        ((1..=2).contains(&second) && (day_first || year_first)).then_some(first + second + third + 2)
    })
}

/// The word of expressions that a word of another language stands for: short names have no capitals and no marks.
fn foreign_word(word: &str) -> Option<&'static str> {
    if word.starts_with(|c: char| c.is_ascii_lowercase()) && word.is_ascii() {
        return None;
    }
    Some(match word.to_lowercase().as_str() {
        "and" | "và" => "and",
        "or" | "hoặc" => "or",
        "not" | "không" => "not",
        "in" | "trong" => "in",
        _ => return None,
    })
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}'
}

/// Letters of any script, so that a Vietnamese word is one unknown name and not a row of stray signs.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || ('\u{300}'..='\u{36f}').contains(&c)
}
