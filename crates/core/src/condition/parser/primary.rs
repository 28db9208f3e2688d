//! What stands between operators: columns, values, calls, `CASE`.

use super::{Parsed, Parser, is_reserved};
use crate::condition::fault::Fault;
use crate::condition::fixed::Fixed;
use crate::condition::lexer::{Symbol, Token, shortened};
use crate::condition::literals::{date, duration, instant};
use crate::condition::syntax::{Form, Syntax};

impl Parser<'_> {
    pub(super) fn primary(&mut self) -> Parsed {
        let start = self.here().start;
        let token = self.peek().clone();
        match token {
            Token::Number(number) => self.number(start, number),
            Token::Text(text) => Ok(self.single(start, Form::Text(text))),
            Token::Quoted(name) => Ok(self.single(start, Form::Name { name, quoted: true })),
            Token::Symbol(Symbol::Open) => {
                self.position += 1;
                let inner = self.expression()?;
                self.need_symbol(Symbol::Close, ")")?;
                Ok(self.node(start, inner.form))
            }
            Token::Word(word) => self.word(start, word),
            Token::Symbol(_) | Token::End => Err(self.unexpected("a column or a value")),
        }
    }

    fn single(&mut self, start: usize, form: Form) -> Syntax {
        self.position += 1;
        self.node(start, form)
    }

    /// A number, or with a unit of time behind it a duration.
    fn number(&mut self, start: usize, number: Fixed) -> Parsed {
        self.position += 1;
        let Token::Word(unit) = self.peek().clone() else {
            return Ok(self.node(start, Form::Number(number)));
        };
        let form = match duration(number, &unit, start..self.here().end)? {
            Some(duration) => {
                self.position += 1;
                Form::Duration(duration)
            }
            None => Form::Number(number),
        };
        Ok(self.node(start, form))
    }

    /// `INTERVAL '90' MINUTE`, as SQL writes a duration.
    fn interval(&mut self, start: usize, written: &str) -> Parsed {
        self.position += 1;
        let number = Fixed::parse(written.trim()).ok_or_else(|| {
            let message = format!("`{}` is not a number", shortened(written));
            Fault::new(self.here(), "not-a-number", message)
                .help("write one number and one unit: `INTERVAL '90' MINUTE`, or `90 minutes`")
        })?;
        self.position += 1;
        let unit = match self.peek() {
            Token::Word(unit) => unit.clone(),
            _ => String::new(),
        };
        match duration(number, &unit, start..self.here().end)? {
            Some(duration) => Ok(self.single(start, Form::Duration(duration))),
            None => Err(self.unexpected("`SECOND`, `MINUTE`, `HOUR`, `DAY` or `WEEK`")),
        }
    }

    fn word(&mut self, start: usize, word: String) -> Parsed {
        let lower = word.to_ascii_lowercase();
        let opens = *self.ahead(1) == Token::Symbol(Symbol::Open);
        match (lower.as_str(), self.ahead(1)) {
            ("null", _) => Ok(self.single(start, Form::Null)),
            ("true", _) => Ok(self.single(start, Form::Truth(true))),
            ("false", _) => Ok(self.single(start, Form::Truth(false))),
            ("as_of", _) => Ok(self.single(start, Form::AsOf)),
            ("period_start", _) => Ok(self.single(start, Form::PeriodStart)),
            ("period_end", _) => Ok(self.single(start, Form::PeriodEnd)),
            ("case", _) => self.case(start),
            ("not", _) => Err(Fault::new(
                self.here(),
                "syntax",
                format!("`{word}` stands where a column or a value was expected"),
            )
            .help("put the negated condition in parentheses: `(NOT …)`")),
            ("date" | "timestamp", Token::Text(written)) => {
                let written = written.clone();
                self.position += 1;
                let place = self.here();
                self.position += 1;
                let form = if lower == "date" {
                    date(&written, place).map(Form::Day)
                } else {
                    instant(&written, place).map(Form::Instant)
                };
                form.map(|form| self.node(start, form))
            }
            ("interval", Token::Text(written)) => {
                let written = written.clone();
                self.interval(start, &written)
            }
            _ if is_reserved(&word) => Err(self.unexpected("a column or a value")),
            ("cast", _) if opens => self.cast(start),
            _ if opens => {
                self.position += 1;
                let arguments = self.arguments()?;
                let form = if lower == "coalesce" {
                    Form::Coalesce(arguments)
                } else {
                    Form::Call { name: word, arguments }
                };
                Ok(self.node(start, form))
            }
            _ => Ok(self.single(start, Form::Name { name: word, quoted: false })),
        }
    }

    /// One or more expressions in parentheses.
    pub(super) fn arguments(&mut self) -> Result<Vec<Syntax>, Fault> {
        self.need_symbol(Symbol::Open, "(")?;
        let mut arguments = vec![self.expression()?];
        while self.take_symbol(Symbol::Comma) {
            arguments.push(self.expression()?);
        }
        self.need_symbol(Symbol::Close, ")")?;
        Ok(arguments)
    }

    fn cast(&mut self, start: usize) -> Parsed {
        self.position += 2;
        let inner = Box::new(self.expression()?);
        self.need_word("AS")?;
        self.need_word("DATE")?;
        self.need_symbol(Symbol::Close, ")")?;
        Ok(self.node(start, Form::DateOf(inner)))
    }

    fn case(&mut self, start: usize) -> Parsed {
        self.position += 1;
        if !self.peek().is_word("WHEN") {
            return Err(self
                .unexpected("`WHEN`")
                .help("write every arm as a condition: `CASE WHEN a = 1 THEN … END`"));
        }
        let mut arms = Vec::new();
        while self.take_word("WHEN") {
            let condition = self.expression()?;
            self.need_word("THEN")?;
            arms.push((condition, self.expression()?));
        }
        let otherwise =
            if self.take_word("ELSE") { Some(Box::new(self.expression()?)) } else { None };
        if !self.take_word("END") {
            let wanted = if otherwise.is_some() { "`END`" } else { "`WHEN`, `ELSE` or `END`" };
            return Err(self.unexpected(wanted));
        }
        Ok(self.node(start, Form::Case { arms, otherwise }))
    }
}
