//! Tokens to a tree, by precedence: `or`, `and`, `not`, comparisons, `+ -`, `* /`, minus, atoms.
//!
//! Goes on after a mistake where what was meant is clear, so that one run names as many as it can. Brackets beyond
//! [`MAX_HEIGHT`] levels are a finding and never a deep recursion.

use super::lex::{Lexeme, Token, lex};
use super::syntax::{Call, Fault, Form, Name, Node};
use crate::vocab::finding::RuleFault;
use crate::vocab::reason::{Relation, Sign};
use crate::vocab::{Number, Span};

/// More levels than any plan needs and fewer than any stack bears.
const MAX_HEIGHT: u16 = 100;

const OR: u8 = 1;
const AND: u8 = 2;
const COMPARISON: u8 = 4;
const SUM: u8 = 5;
const PRODUCT: u8 = 6;
const MINUS: u8 = 7;

/// The tree of an expression, or every mistake found in it.
pub(super) fn parse(text: &str) -> Result<Node, Vec<Fault>> {
    let (tokens, faults) = lex(text);
    let mut parser = Parser { text, tokens, at: 0, depth: 0, in_list: false, faults };
    let node = parser.whole();
    match node {
        Some(node) if parser.faults.is_empty() => Ok(node),
        _ => Err(parser.faults),
    }
}

struct Parser<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    at: usize,
    depth: u16,
    /// Whether a comma here separates arguments.
    in_list: bool,
    faults: Vec<Fault>,
}

/// What joins two sides.
#[derive(Debug, Clone, Copy)]
enum Infix {
    Or,
    And,
    Relation(Relation),
    In { negated: bool },
    Sign(Sign),
}

impl Infix {
    fn level(self) -> u8 {
        match self {
            Infix::Or => OR,
            Infix::And => AND,
            Infix::Relation(_) | Infix::In { .. } => COMPARISON,
            Infix::Sign(Sign::Plus | Sign::Minus) => SUM,
            Infix::Sign(Sign::Times | Sign::Over) => PRODUCT,
        }
    }
}

impl Parser<'_> {
    fn whole(&mut self) -> Option<Node> {
        let node = self.expression(OR)?;
        if self.at < self.tokens.len() {
            self.unexpected::<()>();
        }
        Some(node)
    }

    /// An expression whose outermost sign binds at least as tightly as `floor`.
    fn expression(&mut self, floor: u8) -> Option<Node> {
        self.depth += 1;
        let node = if self.depth > MAX_HEIGHT { self.too_deep() } else { self.sides(floor) };
        self.depth -= 1;
        node
    }

    fn sides(&mut self, floor: u8) -> Option<Node> {
        let mut left = self.prefix()?;
        while let Some((infix, length)) = self.infix().filter(|(infix, _)| infix.level() >= floor) {
            self.at += length;
            left = match infix {
                Infix::In { negated } => self.among(left, negated)?,
                Infix::Relation(relation) => self.comparison(left, relation)?,
                joined => {
                    let right = self.expression(joined.level() + 1)?;
                    self.join(left, joined, right)?
                }
            };
        }
        Some(left)
    }

    /// What joins the side before with the next one, and of how many tokens it is made.
    fn infix(&self) -> Option<(Infix, usize)> {
        let infix = match &self.tokens.get(self.at)?.lexeme {
            Lexeme::Word(word) => match word.as_str() {
                "or" => Infix::Or,
                "and" => Infix::And,
                "in" => Infix::In { negated: false },
                "not" if self.is_word(self.at + 1, "in") => return Some((Infix::In { negated: true }, 2)),
                _ => return None,
            },
            Lexeme::Relation(relation) => Infix::Relation(*relation),
            Lexeme::Plus => Infix::Sign(Sign::Plus),
            Lexeme::Minus => Infix::Sign(Sign::Minus),
            Lexeme::Times => Infix::Sign(Sign::Times),
            Lexeme::Over => Infix::Sign(Sign::Over),
            _ => return None,
        };
        Some((infix, 1))
    }

    fn comparison(&mut self, left: Node, relation: Relation) -> Option<Node> {
        let right = self.expression(COMPARISON + 1)?;
        let span = left.span.start..right.span.end;
        let below = left.height.max(right.height);
        let node = self.node(span, below, Form::Compare(relation, Box::new((left, right))))?;
        if let Some((Infix::Relation(_), _)) = self.infix() {
            self.at += 1;
            let third = self.expression(COMPARISON + 1)?;
            self.faults.push(Fault::new(RuleFault::Chained, node.span.start..third.span.end));
        }
        Some(node)
    }

    fn join(&mut self, left: Node, infix: Infix, right: Node) -> Option<Node> {
        let span = left.span.start..right.span.end;
        let below = left.height.max(right.height);
        let form = match infix {
            Infix::Or => return self.joined(left, right, any_parts, Form::Any),
            Infix::And => return self.joined(left, right, all_parts, Form::All),
            Infix::Sign(sign) => Form::Arithmetic(sign, Box::new((left, right))),
            Infix::Relation(relation) => Form::Compare(relation, Box::new((left, right))),
            Infix::In { negated } => Form::Among { item: Box::new(left), list: vec![right], negated },
        };
        self.node(span, below, form)
    }

    /// `a and b and c` is one conjunction of three, however long the row.
    fn joined(
        &mut self,
        left: Node,
        right: Node,
        parts: fn(Form) -> Result<Vec<Node>, Form>,
        form: fn(Vec<Node>) -> Form,
    ) -> Option<Node> {
        let Node { form: inside, span: of_left, height } = left;
        let span = of_left.start..right.span.end;
        let (mut parts, below) = match parts(inside) {
            Ok(parts) => (parts, height - 1),
            Err(form) => (vec![Node { form, span: of_left, height }], height),
        };
        let below = below.max(right.height);
        parts.push(right);
        self.node(span, below, form(parts))
    }

    fn among(&mut self, item: Node, negated: bool) -> Option<Node> {
        if !matches!(self.peek(), Some(Lexeme::Open)) {
            let span = self.span();
            self.faults.push(Fault::new(RuleFault::Arguments { form: "x in ('a', 'b')" }, span));
            return None;
        }
        let (list, end) = self.list()?;
        let below = highest(&list).max(item.height);
        self.node(item.span.start..end, below, Form::Among { item: Box::new(item), list, negated })
    }

    fn prefix(&mut self) -> Option<Node> {
        let start = self.span().start;
        match self.peek() {
            Some(Lexeme::Minus) => {
                self.at += 1;
                let inner = self.expression(MINUS)?;
                self.node(start..inner.span.end, inner.height, Form::Negative(Box::new(inner)))
            }
            Some(Lexeme::Word(word)) if word == "not" => {
                self.at += 1;
                let inner = self.expression(COMPARISON)?;
                self.node(start..inner.span.end, inner.height, Form::Not(Box::new(inner)))
            }
            _ => self.atom(),
        }
    }

    fn atom(&mut self) -> Option<Node> {
        let Token { lexeme, span } = self.tokens.get(self.at).cloned().or_else(|| self.unexpected())?;
        self.at += 1;
        let form = match lexeme {
            Lexeme::Number(value) => return self.number(value, span),
            Lexeme::Percent(value) => Form::Percent(value),
            Lexeme::Date(day) => Form::Date(day),
            Lexeme::Quoted(text) => Form::Quoted(text),
            Lexeme::Open => return self.bracketed(&span),
            Lexeme::Word(word) if self.peek() == Some(&Lexeme::Open) && !is_keyword(&word) => {
                return self.call(word, span);
            }
            Lexeme::Word(word) if !is_keyword(&word) => return self.name(word, span),
            Lexeme::Heading(text) => {
                Form::Name(Name { of_unit: false, last_year: false, text, heading: true, span: span.clone() })
            }
            _ => {
                self.at -= 1;
                return self.unexpected();
            }
        };
        Some(Node { form, span, height: 0 })
    }

    /// A number; outside a list `62,5` is a decimal comma, named and read as what it means.
    fn number(&mut self, value: Number, span: Span) -> Option<Node> {
        let mut node = Node { form: Form::Number(value), span, height: 0 };
        if let [comma, decimals, ..] = self.tokens.get(self.at..)?
            && !self.in_list
            && comma.lexeme == Lexeme::Comma
            && comma.span == (node.span.end..decimals.span.start)
            && let Lexeme::Number(_) | Lexeme::Percent(_) = decimals.lexeme
        {
            node.span.end = decimals.span.end;
            if let Lexeme::Percent(value) = &decimals.lexeme {
                node.form = Form::Percent(value.clone());
            }
            let written = self.text.get(node.span.clone()).unwrap_or_default().to_owned();
            self.faults.push(Fault::new(RuleFault::CommaDecimal { written }, node.span.clone()));
            self.at += 2;
        }
        Some(node)
    }

    fn bracketed(&mut self, open: &Span) -> Option<Node> {
        let outer = std::mem::replace(&mut self.in_list, false);
        let inner = self.expression(OR);
        self.in_list = outer;
        let mut inner = inner?;
        inner.span = open.start..self.close(open)?;
        Some(inner)
    }

    /// Arguments in brackets, and where they end.
    fn list(&mut self) -> Option<(Vec<Node>, usize)> {
        let open = self.span();
        self.at += 1;
        let outer = std::mem::replace(&mut self.in_list, true);
        let mut items = Vec::new();
        if self.peek() != Some(&Lexeme::Close) {
            items.push(self.expression(OR)?);
            while self.peek() == Some(&Lexeme::Comma) {
                self.at += 1;
                items.push(self.expression(OR)?);
            }
        }
        self.in_list = outer;
        let end = self.close(&open)?;
        Some((items, end))
    }

    fn close(&mut self, open: &Span) -> Option<usize> {
        match self.peek() {
            Some(Lexeme::Close) => {
                let end = self.span().end;
                self.at += 1;
                Some(end)
            }
            Some(_) => self.unexpected(),
            None => {
                self.faults.push(Fault::new(RuleFault::Unclosed { sign: '(' }, open.clone()));
                None
            }
        }
    }

    fn call(&mut self, name: String, span: Span) -> Option<Node> {
        let (arguments, end) = self.list()?;
        let below = highest(&arguments);
        self.node(span.start..end, below, Form::Call(Call { name, span, arguments }))
    }

    /// A short name or heading behind any of `unit.` and `last.`.
    fn name(&mut self, word: String, span: Span) -> Option<Node> {
        let start = span.start;
        let mut name = Name { of_unit: false, last_year: false, text: word, heading: false, span };
        while !name.heading && self.peek() == Some(&Lexeme::Dot) {
            match name.text.as_str() {
                "unit" if !name.of_unit && !name.last_year => name.of_unit = true,
                "last" if !name.last_year => name.last_year = true,
                _ => return self.unexpected(),
            }
            self.at += 1;
            let token = self.tokens.get(self.at).cloned().or_else(|| self.unexpected())?;
            (name.text, name.heading) = match token.lexeme {
                Lexeme::Word(word) => (word, false),
                Lexeme::Heading(heading) => (heading, true),
                _ => return self.unexpected(),
            };
            name.span = token.span;
            self.at += 1;
        }
        if !name.heading {
            self.take_words(&mut name);
        }
        let end = name.span.end;
        Some(Node { form: Form::Name(name), span: start..end, height: 0 })
    }

    /// Words and numbers right behind a word: whatever they are, `UBND cấp xã` or a missing sign, they are told together.
    fn take_words(&mut self, name: &mut Name) {
        while let Some(Lexeme::Word(_) | Lexeme::Number(_)) = self.peek()
            && !self.is_keyword_or_call(self.at)
        {
            name.span.end = self.span().end;
            name.text = self.text.get(name.span.clone()).unwrap_or_default().to_owned();
            self.at += 1;
        }
    }

    /// A node above others, unless the tree has grown too high.
    fn node(&mut self, span: Span, below: u16, form: Form) -> Option<Node> {
        if below >= MAX_HEIGHT {
            self.faults.push(Fault::new(RuleFault::TooDeep, span));
            return None;
        }
        Some(Node { form, span, height: below + 1 })
    }

    fn too_deep(&mut self) -> Option<Node> {
        let span = self.span();
        self.faults.push(Fault::new(RuleFault::TooDeep, span));
        None
    }

    fn unexpected<T>(&mut self) -> Option<T> {
        let span = self.span();
        let found = self.text.get(span.clone()).unwrap_or_default().to_owned();
        // Behind a stray sign or a text without end, what does not fit is a consequence and no mistake of its own.
        let consequence = self.faults.iter().any(|fault| {
            let stops = matches!(fault.what, RuleFault::Unclosed { .. } | RuleFault::Unexpected { .. });
            stops && fault.span.start < span.start
        });
        if !consequence {
            self.faults.push(Fault::new(RuleFault::Unexpected { found }, span));
        }
        None
    }

    fn peek(&self) -> Option<&Lexeme> {
        self.tokens.get(self.at).map(|token| &token.lexeme)
    }

    /// The span of the next token, or the end of the text.
    fn span(&self) -> Span {
        let end = self.text.trim_end().len();
        self.tokens.get(self.at).map_or(end..end, |token| token.span.clone())
    }

    fn is_keyword_or_call(&self, at: usize) -> bool {
        let word = self.tokens.get(at).map(|token| &token.lexeme);
        let is_call = self.tokens.get(at + 1).is_some_and(|next| next.lexeme == Lexeme::Open);
        matches!(word, Some(Lexeme::Word(word)) if is_call || is_keyword(word))
    }

    fn is_word(&self, at: usize, wanted: &str) -> bool {
        matches!(self.tokens.get(at), Some(Token { lexeme: Lexeme::Word(word), .. }) if word == wanted)
    }
}

fn is_keyword(word: &str) -> bool {
    matches!(word, "and" | "or" | "not" | "in")
}

fn all_parts(form: Form) -> Result<Vec<Node>, Form> {
    if let Form::All(parts) = form { Ok(parts) } else { Err(form) }
}

fn any_parts(form: Form) -> Result<Vec<Node>, Form> {
    if let Form::Any(parts) = form { Ok(parts) } else { Err(form) }
}

fn highest(nodes: &[Node]) -> u16 {
    nodes.iter().map(|node| node.height).max().unwrap_or(0)
}
