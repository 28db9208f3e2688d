//! From the tree of syntax to the typed expression: names, kinds, members.

use super::Wanted;
use super::expression::{Shape, Term};
use super::fault::Fault;
use super::lexer::shortened;
use super::names::Names;
use super::schema::{Kind, Schema};
use super::syntax::{Form, Syntax};
use crate::ground::text::normal;

/// Faults beyond this many are not told: the reader has enough to do.
const MOST_FAULTS: usize = 50;

pub(super) fn check(
    text: &str,
    syntax: &Syntax,
    schema: &Schema<'_>,
    wanted: Wanted,
) -> Result<Term, Vec<Fault>> {
    let mut checker = Checker { text, names: Names::new(schema), faults: Vec::new() };
    let term = checker.term(syntax).and_then(|term| checker.root(syntax, term, wanted));
    match term {
        Some(term) if checker.faults.is_empty() => Ok(term),
        _ => {
            checker.faults.sort_by_key(|fault| (fault.range.start, fault.range.end));
            Err(checker.faults)
        }
    }
}

pub(super) struct Checker<'a> {
    text: &'a str,
    pub(super) names: Names<'a>,
    faults: Vec<Fault>,
}

impl Checker<'_> {
    /// What was written, for a message.
    pub(super) fn written(&self, syntax: &Syntax) -> String {
        shortened(self.text.get(syntax.range.clone()).unwrap_or_default())
    }

    /// Notes the fault; there is no term then.
    pub(super) fn refuse(&mut self, fault: Fault) -> Option<Term> {
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(fault);
        }
        None
    }

    fn root(&mut self, syntax: &Syntax, term: Term, wanted: Wanted) -> Option<Term> {
        let kind = match wanted {
            Wanted::Condition => return self.condition(syntax, term),
            Wanted::Date => Kind::Date,
            Wanted::Number => Kind::Number { scale: 0 },
            Wanted::Amount => return self.amount(syntax, term),
            #[cfg(test)]
            Wanted::Value if term.kind != Kind::Text => return Some(term),
            #[cfg(test)]
            Wanted::Value => Kind::Boolean,
        };
        self.expect(syntax, term, kind)
    }

    pub(super) fn term(&mut self, syntax: &Syntax) -> Option<Term> {
        let place = syntax.range.clone();
        match &syntax.form {
            Form::Null => Some(Term::condition(Shape::Null)),
            Form::Truth(truth) => Some(Term::condition(Shape::Truth(*truth))),
            Form::Number(number) => Some(Term::number(*number)),
            Form::Duration(duration) => {
                Some(Term::constant(Kind::Duration { scale: 0 }, *duration))
            }
            Form::Text(text) => match normal(text) {
                empty if empty.is_empty() => self.refuse(
                    Fault::new(place, "text-empty", "a text without characters equals nothing")
                        .help("empty cells are NULL: write `IS NULL` or `IS NOT NULL`"),
                ),
                text => Some(Term::new(Kind::Text, Shape::Text(text.into_owned()))),
            },
            Form::Day(day) => Some(Term::new(Kind::Date, Shape::Day(*day))),
            Form::Instant(instant) => Some(Term::new(Kind::Timestamp, Shape::Instant(*instant))),
            Form::Name { name, quoted } => match self.names.resolve(name, *quoted, place)? {
                Ok(term) => Some(term),
                Err(fault) => self.refuse(fault),
            },
            Form::AsOf => Some(Term::new(Kind::Date, Shape::AsOf)),
            Form::PeriodStart => Some(Term::new(Kind::Date, Shape::PeriodStart)),
            Form::PeriodEnd => Some(Term::new(Kind::Date, Shape::PeriodEnd)),
            Form::Negated(inner) => self.negated(syntax, inner),
            Form::Product(factors) => self.product(syntax, factors),
            Form::Sum { first, rest } => self.sum(first, rest),
            Form::Compare { comparator, left, right } => self.compare(*comparator, left, right),
            Form::In { value, list } => self.one_of(value, list),
            Form::Between { value, low, high } => self.between(value, low, high),
            Form::IsNull(value) => {
                Some(Term::condition(Shape::IsNull(Box::new(self.term(value)?))))
            }
            Form::IsTruth(value, truth) => {
                let value = self.term(value).and_then(|term| self.condition(value, term))?;
                Some(Term::condition(Shape::IsTruth(Box::new(value), *truth)))
            }
            Form::Not(inner) => {
                let inner = self.term(inner).and_then(|term| self.condition(inner, term))?;
                Some(Term::condition(Shape::Not(Box::new(inner))))
            }
            Form::All(parts) => self.joined(parts, false),
            Form::Any(parts) => self.joined(parts, true),
            Form::Case { arms, otherwise } => self.case(arms, otherwise.as_deref()),
            Form::Coalesce(parts) => self.coalesce(parts),
            Form::DateOf(inner) => self.date_of(inner),
            Form::Call { name, arguments } => self.call(syntax, name, arguments),
        }
    }

    /// All terms, or none; the faults of all are found.
    pub(super) fn terms<'s>(
        &mut self,
        parts: impl IntoIterator<Item = &'s Syntax>,
    ) -> Option<Vec<Term>> {
        let terms: Vec<Option<Term>> = parts.into_iter().map(|part| self.term(part)).collect();
        terms.into_iter().collect()
    }

    /// The term where something true or false has to stand.
    fn condition(&mut self, syntax: &Syntax, term: Term) -> Option<Term> {
        if term.kind == Kind::Boolean {
            return Some(term);
        }
        let written = self.written(syntax);
        let message =
            format!("`{written}` is {} where a condition is expected", term.kind.described());
        let help = match term.kind {
            Kind::Text => format!("compare it, as in `{written} = 'text'`"),
            Kind::Number { .. } => format!("compare it, as in `{written} > 0`"),
            Kind::Duration { .. } => format!("compare it, as in `{written} <= 8 hours`"),
            _ => format!("compare it, as in `{written} IS NOT NULL`"),
        };
        self.refuse(Fault::new(syntax.range.clone(), "not-a-condition", message).help(help))
    }

    /// The term where a number or a duration has to stand.
    pub(super) fn amount(&mut self, syntax: &Syntax, term: Term) -> Option<Term> {
        if term.kind.is_duration() {
            return Some(term);
        }
        self.expect(syntax, term, Kind::Number { scale: 0 })
    }

    /// The term where a date, a timestamp, a number or a duration has to stand.
    pub(super) fn expect(&mut self, syntax: &Syntax, term: Term, kind: Kind) -> Option<Term> {
        if term.is_null() {
            return Some(Term::new(kind, Shape::Null));
        }
        if kind.is_like(term.kind) {
            return Some(term);
        }
        let wanted = match kind {
            Kind::Number { .. } => "a number",
            kind => kind.described(),
        };
        let written = self.written(syntax);
        let message =
            format!("`{written}` is {} where {wanted} is expected", term.kind.described());
        let fault = Fault::new(syntax.range.clone(), "wrong-kind", message);
        let is_constant = matches!(term.shape, Shape::Number(_));
        self.refuse(match (kind, term.kind) {
            (Kind::Date, Kind::Timestamp) => fault.help(format!("write `CAST({written} AS DATE)`")),
            (Kind::Date, Kind::Text) => fault.help("a date is written `DATE '2022-01-31'`"),
            (Kind::Timestamp, Kind::Date) if term.shape == Shape::AsOf => fault.help(
                "ask whether the day of a limit has passed, as in `CAST(add_worktime(came_at, 4 hours) AS DATE) <= as_of`",
            ),
            (Kind::Timestamp, Kind::Date) => fault.help(
                "a date has no time of day: hand in a timestamp column, or count days with `workdays`",
            ),
            (Kind::Timestamp, Kind::Text) => {
                fault.help("a timestamp is written `TIMESTAMP '2022-01-31 16:30:00'`")
            }
            (Kind::Duration { .. }, Kind::Number { .. }) if is_constant => {
                fault.help(format!("write it with its unit: `{written} hours`"))
            }
            (Kind::Duration { .. }, Kind::Number { .. }) => {
                fault.help(format!("say in which unit it is: `{written} * 1 hour`"))
            }
            (Kind::Number { .. }, Kind::Duration { .. }) => {
                fault.help("a number has no unit of time; durations are compared with durations")
            }
            (Kind::Number { .. }, Kind::Boolean) => {
                fault.help(format!("write `CASE WHEN {written} THEN 1 ELSE 0 END`"))
            }
            _ => fault,
        })
    }

    /// A whole number.
    pub(super) fn whole(&mut self, syntax: &Syntax, term: Term) -> Option<Term> {
        let term = self.expect(syntax, term, Kind::Number { scale: 0 })?;
        if term.kind == (Kind::Number { scale: 0 }) {
            return Some(term);
        }
        let message = format!(
            "`{}` is not a whole number; dates move by whole days or months",
            self.written(syntax)
        );
        self.refuse(Fault::new(syntax.range.clone(), "not-whole", message))
    }

    fn joined(&mut self, parts: &[Syntax], by_or: bool) -> Option<Term> {
        let mut terms = Vec::with_capacity(parts.len());
        let mut complete = true;
        for part in parts {
            match self.term(part).and_then(|term| self.condition(part, term)) {
                // `a AND (b AND c)` says what `a AND b AND c` says.
                Some(Term { shape: Shape::All(inner), .. }) if !by_or => terms.extend(inner),
                Some(Term { shape: Shape::Any(inner), .. }) if by_or => terms.extend(inner),
                Some(term) => terms.push(term),
                None => complete = false,
            }
        }
        let shape = if by_or { Shape::Any(terms) } else { Shape::All(terms) };
        complete.then(|| Term::condition(shape))
    }

    fn case(&mut self, arms: &[(Syntax, Syntax)], otherwise: Option<&Syntax>) -> Option<Term> {
        let mut conditions = Vec::with_capacity(arms.len());
        let mut complete = true;
        for (condition, _) in arms {
            match self.term(condition).and_then(|term| self.condition(condition, term)) {
                Some(term) => conditions.push(term),
                None => complete = false,
            }
        }
        let values = arms.iter().map(|(_, value)| value).chain(otherwise);
        let terms = self.terms(values.clone());
        let (mut terms, kind) = self.unified(values, terms?)?;
        if !complete {
            return None;
        }
        let Some(kind) = kind else { return Some(Term::condition(Shape::Null)) };
        let rest = if otherwise.is_some() { terms.pop() } else { None };
        let rest = rest.unwrap_or(Term::new(kind, Shape::Null));
        let arms = conditions.into_iter().zip(terms).collect();
        Some(Term::new(kind, Shape::Case(arms, Box::new(rest))))
    }

    fn coalesce(&mut self, parts: &[Syntax]) -> Option<Term> {
        let terms = self.terms(parts)?;
        let (terms, kind) = self.unified(parts.iter(), terms)?;
        let Some(kind) = kind else { return Some(Term::condition(Shape::Null)) };
        Some(Term::new(kind, Shape::Coalesce(terms)))
    }

    /// The terms brought to one kind, which NULLs take on; no kind if all are NULL.
    fn unified<'s>(
        &mut self,
        parts: impl Iterator<Item = &'s Syntax> + Clone,
        terms: Vec<Term>,
    ) -> Option<(Vec<Term>, Option<Kind>)> {
        let mut common: Option<(Kind, &Syntax)> = None;
        for (part, term) in parts.zip(&terms).filter(|(_, term)| !term.is_null()) {
            common = match (common, term.kind) {
                (None, kind) => Some((kind, part)),
                (Some((kind, first)), other) if kind.is_like(other) => {
                    Some((kind.at(kind.scale().max(other.scale())), first))
                }
                (Some((kind, first)), other) => {
                    let message = format!(
                        "`{}` is {} and `{}` is {}; one expression gives one kind of value",
                        self.written(first),
                        kind.described(),
                        self.written(part),
                        other.described(),
                    );
                    self.refuse(Fault::new(part.range.clone(), "mixed-kinds", message));
                    return None;
                }
            };
        }
        let kind = common.map(|(kind, _)| kind);
        let terms = terms.into_iter().map(|term| match kind {
            Some(kind) if term.is_null() => Term::new(kind, Shape::Null),
            _ => term,
        });
        Some((terms.collect(), kind))
    }

    fn date_of(&mut self, inner: &Syntax) -> Option<Term> {
        let term = self.term(inner)?;
        match term.kind {
            Kind::Date => Some(term),
            Kind::Timestamp => Some(Term::new(Kind::Date, Shape::DateOf(Box::new(term)))),
            _ if term.is_null() => Some(Term::new(Kind::Date, Shape::Null)),
            _ => self.expect(inner, term, Kind::Timestamp),
        }
    }
}
