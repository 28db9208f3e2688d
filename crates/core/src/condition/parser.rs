//! From tokens to the tree of syntax, by recursive descent with SQL's precedence.

mod primary;

use std::ops::Range;

use super::expression::Comparator;
use super::fault::Fault;
use super::lexer::{Symbol, Token, shortened, tokens};
use super::syntax::{Form, Syntax};

/// How deep parentheses, calls, `CASE`, `NOT` and minus signs may stand in each other.
const DEEPEST: usize = 64;

/// The words that mean something wherever they stand; a column of such a name is quoted.
const RESERVED: [&str; 17] = [
    "and",
    "as_of",
    "between",
    "case",
    "else",
    "end",
    "false",
    "in",
    "is",
    "not",
    "null",
    "or",
    "period_end",
    "period_start",
    "then",
    "true",
    "when",
];

/// Whether a name has a meaning of its own in conditions, so that a column of that name has to be
/// quoted: `"case"`.
pub(crate) fn is_reserved(name: &str) -> bool {
    RESERVED.iter().any(|word| name.eq_ignore_ascii_case(word))
}

pub(super) fn parse(text: &str) -> Result<Syntax, Fault> {
    let mut parser = Parser { text, tokens: tokens(text)?, position: 0, depth: 0 };
    if *parser.peek() == Token::End {
        return Err(Fault::new(0..text.len(), "condition-empty", "the condition is empty")
            .help("write a comparison such as `resolved_on > due_on`, or leave the key out"));
    }
    let syntax = parser.expression()?;
    match parser.peek() {
        Token::End => Ok(syntax),
        Token::Symbol(symbol) if comparator(*symbol).is_some() => Err(Fault::new(
            parser.here(),
            "comparison-chain",
            format!("a second comparison follows at `{}`", parser.written()),
        )
        .help("join two comparisons with `AND`")),
        Token::Symbol(Symbol::Close) => {
            Err(Fault::new(parser.here(), "syntax", "there is a `)` without its `(`")
                .help("remove it, or open it before"))
        }
        _ => Err(parser.unexpected("the end, or `AND` or `OR`")),
    }
}

struct Parser<'a> {
    text: &'a str,
    tokens: Vec<(Token, Range<usize>)>,
    position: usize,
    depth: usize,
}

type Parsed = Result<Syntax, Fault>;

impl Parser<'_> {
    fn peek(&self) -> &Token {
        self.ahead(0)
    }

    fn ahead(&self, count: usize) -> &Token {
        self.tokens.get(self.position + count).map_or(&Token::End, |(token, _)| token)
    }

    fn here(&self) -> Range<usize> {
        let end = self.text.len()..self.text.len();
        self.tokens.get(self.position).map_or(end, |(_, range)| range.clone())
    }

    /// The text of the next token.
    fn written(&self) -> String {
        shortened(self.text.get(self.here()).unwrap_or_default())
    }

    fn take_word(&mut self, keyword: &str) -> bool {
        let found = self.peek().is_word(keyword);
        self.position += usize::from(found);
        found
    }

    fn take_symbol(&mut self, symbol: Symbol) -> bool {
        let found = *self.peek() == Token::Symbol(symbol);
        self.position += usize::from(found);
        found
    }

    fn unexpected(&self, wanted: &str) -> Fault {
        let message = match self.peek() {
            Token::End => format!("the condition ends where {wanted} was expected"),
            _ => format!("`{}` stands where {wanted} was expected", self.written()),
        };
        let fault = Fault::new(self.here(), "syntax", message);
        match self.peek() {
            Token::Word(word) if is_reserved(word) => fault.help(format!(
                "`{word}` is a word of the language; a column of that name is written \"{word}\""
            )),
            _ => fault,
        }
    }

    fn need_word(&mut self, keyword: &str) -> Result<(), Fault> {
        if self.take_word(keyword) { Ok(()) } else { Err(self.unexpected(&format!("`{keyword}`"))) }
    }

    fn need_symbol(&mut self, symbol: Symbol, written: &str) -> Result<(), Fault> {
        if self.take_symbol(symbol) {
            Ok(())
        } else {
            Err(self.unexpected(&format!("`{written}`")))
        }
    }

    /// The syntax from byte `start` to the end of the last token read.
    fn node(&self, start: usize, form: Form) -> Syntax {
        let last = self.position.checked_sub(1).and_then(|index| self.tokens.get(index));
        let end = last.map_or(start, |(_, range)| range.end);
        Syntax { range: start..end, form }
    }

    /// Reads with `read` one level deeper.
    fn deeper(&mut self, read: impl FnOnce(&mut Self) -> Parsed) -> Parsed {
        if self.depth >= DEEPEST {
            return Err(Fault::new(
                self.here(),
                "condition-too-deep",
                format!("the condition is nested more than {DEEPEST} levels deep"),
            )
            .help("remove needless parentheses, or split the condition"));
        }
        self.depth += 1;
        let syntax = read(self);
        self.depth -= 1;
        syntax
    }

    fn expression(&mut self) -> Parsed {
        self.deeper(Self::any)
    }

    fn any(&mut self) -> Parsed {
        self.joined("OR", Self::all, Form::Any)
    }

    fn all(&mut self) -> Parsed {
        self.joined("AND", Self::not, Form::All)
    }

    fn joined(
        &mut self,
        word: &str,
        part: fn(&mut Self) -> Parsed,
        form: fn(Vec<Syntax>) -> Form,
    ) -> Parsed {
        let start = self.here().start;
        let first = part(self)?;
        if !self.peek().is_word(word) {
            return Ok(first);
        }
        let mut parts = vec![first];
        while self.take_word(word) {
            parts.push(part(self)?);
        }
        Ok(self.node(start, form(parts)))
    }

    fn not(&mut self) -> Parsed {
        let start = self.here().start;
        if self.take_word("NOT") {
            let inner = self.deeper(Self::not)?;
            return Ok(self.node(start, Form::Not(Box::new(inner))));
        }
        self.predicate()
    }

    fn predicate(&mut self) -> Parsed {
        let start = self.here().start;
        let mut syntax = self.sum()?;
        let negated = self.peek().is_word("NOT")
            && (self.ahead(1).is_word("IN") || self.ahead(1).is_word("BETWEEN"));
        self.position += usize::from(negated);
        let operator = match self.peek() {
            Token::Symbol(symbol) => comparator(*symbol),
            _ => None,
        };
        if let Some(comparator) = operator {
            self.position += 1;
            let right = Box::new(self.sum()?);
            let form = Form::Compare { comparator, left: Box::new(syntax), right };
            syntax = self.node(start, form);
        } else if self.take_word("IN") {
            let list = self.arguments()?;
            syntax = self.node(start, Form::In { value: Box::new(syntax), list });
        } else if self.take_word("BETWEEN") {
            let low = Box::new(self.sum()?);
            self.need_word("AND")?;
            let high = Box::new(self.sum()?);
            syntax = self.node(start, Form::Between { value: Box::new(syntax), low, high });
        }
        if negated {
            syntax = self.node(start, Form::Not(Box::new(syntax)));
        }
        // `a IS NULL IS NULL` is SQL too; every turn adds a level to the tree.
        let levels = self.depth;
        while self.peek().is_word("IS") {
            syntax = self.deeper(|parser| parser.is(start, syntax))?;
            self.depth += 1;
        }
        self.depth = levels;
        Ok(syntax)
    }

    fn is(&mut self, start: usize, value: Syntax) -> Parsed {
        self.need_word("IS")?;
        let negated = self.take_word("NOT");
        let value = Box::new(value);
        let form = if self.take_word("NULL") {
            Form::IsNull(value)
        } else if self.take_word("TRUE") {
            Form::IsTruth(value, true)
        } else if self.take_word("FALSE") {
            Form::IsTruth(value, false)
        } else {
            return Err(self.unexpected("`NULL`, `TRUE` or `FALSE`"));
        };
        let syntax = self.node(start, form);
        Ok(if negated { self.node(start, Form::Not(Box::new(syntax))) } else { syntax })
    }

    fn sum(&mut self) -> Parsed {
        let start = self.here().start;
        let first = self.product()?;
        let mut rest = Vec::new();
        loop {
            let subtracted = match self.peek() {
                Token::Symbol(Symbol::Plus) => false,
                Token::Symbol(Symbol::Minus) => true,
                _ => break,
            };
            self.position += 1;
            rest.push((subtracted, self.product()?));
        }
        if rest.is_empty() {
            return Ok(first);
        }
        Ok(self.node(start, Form::Sum { first: Box::new(first), rest }))
    }

    fn product(&mut self) -> Parsed {
        let start = self.here().start;
        let first = self.signed()?;
        if *self.peek() != Token::Symbol(Symbol::Times) {
            return Ok(first);
        }
        let mut factors = vec![first];
        while self.take_symbol(Symbol::Times) {
            factors.push(self.signed()?);
        }
        Ok(self.node(start, Form::Product(factors)))
    }

    fn signed(&mut self) -> Parsed {
        let start = self.here().start;
        if self.take_symbol(Symbol::Minus) {
            let inner = self.deeper(Self::signed)?;
            return Ok(self.node(start, Form::Negated(Box::new(inner))));
        }
        if self.take_symbol(Symbol::Plus) {
            return self.deeper(Self::signed);
        }
        self.primary()
    }
}

fn comparator(symbol: Symbol) -> Option<Comparator> {
    Some(match symbol {
        Symbol::Equal => Comparator::Equal,
        Symbol::NotEqual => Comparator::NotEqual,
        Symbol::Less => Comparator::Less,
        Symbol::AtMost => Comparator::AtMost,
        Symbol::More => Comparator::More,
        Symbol::AtLeast => Comparator::AtLeast,
        _ => return None,
    })
}
