//! Checking sums, products and the arithmetic of dates.
//!
//! Constants are computed here, and signs are kept in one form: constants and factors carry
//! their own, so that `a - 5` and `a + -5` are the same expression.

use std::ops::Range;

use super::checker::Checker;
use super::expression::{Shape, Term};
use super::fault::Fault;
use super::fixed::{Fixed, MOST_DECIMALS};
use super::schema::Kind;
use super::syntax::Syntax;

/// How often one chain of plus and minus may go from dates to numbers and back.
const MOST_TURNS: usize = 8;

const WHOLE: Kind = Kind::Number { scale: 0 };

impl Checker<'_> {
    pub(super) fn negated(&mut self, syntax: &Syntax, inner: &Syntax) -> Option<Term> {
        let term = self.term(inner)?;
        let term = self.expect(inner, term, WHOLE)?;
        match negative(term) {
            Some(term) => Some(term),
            None => self.overflow(syntax.range.clone()),
        }
    }

    pub(super) fn product(&mut self, syntax: &Syntax, factors: &[Syntax]) -> Option<Term> {
        let mut constant = Fixed::new(1, 0);
        let mut varying: Option<Term> = None;
        let mut complete = true;
        for factor in factors {
            let term = self.term(factor).and_then(|term| self.expect(factor, term, WHOLE));
            match (term, &varying) {
                (None, _) => complete = false,
                (Some(Term { shape: Shape::Number(number), .. }), _) => {
                    match constant.checked_mul(number) {
                        Some(product) => constant = product,
                        None => return self.overflow(syntax.range.clone()),
                    }
                }
                (Some(term), None) => varying = Some(term),
                (Some(_), Some(_)) => {
                    let message =
                        format!("`{}` multiplies two values that vary", self.written(syntax));
                    let fault = Fault::new(syntax.range.clone(), "not-constant", message);
                    return self.refuse(fault.help(
                        "multiply by a number or a parameter; compute products of columns before \
                         counting",
                    ));
                }
            }
        }
        if !complete {
            return None;
        }
        let Some(varying) = varying else { return Some(Term::number(constant)) };
        match scaled(varying, constant) {
            Some(term) => Some(term),
            None => self.overflow(syntax.range.clone()),
        }
    }

    fn overflow(&mut self, place: Range<usize>) -> Option<Term> {
        let message = "a constant here has too many digits to be exact";
        self.refuse(Fault::new(place, "number-too-long", message).help(format!(
            "use at most 38 digits, of them at most {MOST_DECIMALS} after the point"
        )))
    }

    pub(super) fn sum(&mut self, first: &Syntax, rest: &[(bool, Syntax)]) -> Option<Term> {
        let mut total = self.term(first);
        let mut turns = 0;
        let mut read = first.range.clone();
        for (subtracted, syntax) in rest {
            let right = self.term(syntax);
            let (Some(left), Some(right)) = (total.take(), right) else { continue };
            let turned = left.kind;
            total = self.added((read.clone(), left), *subtracted, (syntax, right));
            turns += usize::from(total.as_ref().is_some_and(|term| term.kind != turned));
            if turns > MOST_TURNS {
                let message = "the sum goes from dates to days and back too often";
                return self.refuse(
                    Fault::new(read.start..syntax.range.end, "condition-too-deep", message)
                        .help("split it into several comparisons"),
                );
            }
            read.end = syntax.range.end;
        }
        total
    }

    fn added(
        &mut self,
        (place, left): (Range<usize>, Term),
        subtracted: bool,
        (syntax, right): (&Syntax, Term),
    ) -> Option<Term> {
        let number = |term: &Term| matches!(term.kind, Kind::Number { .. }) || term.is_null();
        match (left.kind, right.kind) {
            (Kind::Date, Kind::Date) if subtracted => {
                Some(Term::new(WHOLE, Shape::DaysBetween(Box::new(left), Box::new(right))))
            }
            (Kind::Date, _) if number(&right) => {
                let days = self.whole(syntax, right)?;
                self.moved(place, left, subtracted, days)
            }
            (_, Kind::Date) if number(&left) && !subtracted => {
                if left.kind != WHOLE && !left.is_null() {
                    let message = "a date moves by whole days";
                    return self.refuse(Fault::new(place, "not-whole", message));
                }
                let days = if left.is_null() { Term::new(WHOLE, Shape::Null) } else { left };
                self.moved(place, right, false, days)
            }
            _ if number(&left) && number(&right) => {
                let end = syntax.range.end;
                let numeric = |term: Term| match term.kind {
                    Kind::Number { .. } => term,
                    _ => Term::new(WHOLE, Shape::Null),
                };
                match sum_of(numeric(left), subtracted, numeric(right)) {
                    Some(term) => Some(term),
                    None => self.overflow(place.start..end),
                }
            }
            (first, second) => {
                let (verb, between) =
                    if subtracted { ("subtracted", "from") } else { ("added", "to") };
                let message = format!(
                    "{} cannot be {verb} {between} {}",
                    second.described(),
                    first.described()
                );
                let fault = Fault::new(place.start..syntax.range.end, "wrong-kind", message);
                self.refuse(match (first, second) {
                    (Kind::Timestamp, _) | (_, Kind::Timestamp) => {
                        fault.help("reckon with dates: `CAST(column AS DATE)`")
                    }
                    (Kind::Date, Kind::Date) => {
                        fault.help("two dates are subtracted, which gives days")
                    }
                    _ => fault.help("reckon with numbers, or move dates by whole days"),
                })
            }
        }
    }

    fn moved(
        &mut self,
        place: Range<usize>,
        date: Term,
        subtracted: bool,
        days: Term,
    ) -> Option<Term> {
        let (date, moves) = match date.shape {
            Shape::Moved(date, moves) => (*date, moves),
            shape => (Term::new(Kind::Date, shape), Vec::new()),
        };
        match appended(moves, subtracted, days) {
            Some((moves, _)) => Some(Term::new(Kind::Date, Shape::Moved(Box::new(date), moves))),
            None => self.overflow(place),
        }
    }
}

/// The sum as one term; `None` if a constant overflows.
fn sum_of(left: Term, subtracted: bool, right: Term) -> Option<Term> {
    if let (Shape::Number(one), Shape::Number(other)) = (&left.shape, &right.shape) {
        let other = if subtracted { other.checked_neg()? } else { *other };
        return Some(Term::number(one.checked_add(other)?));
    }
    let summands = match left.shape {
        Shape::Sum(summands) => summands,
        shape => vec![(false, Term { kind: left.kind, shape })],
    };
    let scale = scale_of(left.kind).max(scale_of(right.kind));
    let (summands, merged) = appended(summands, subtracted, right)?;
    // Constants that were put together may need fewer digits: `0.5 + 0.5` is 1.
    let scale = if merged {
        summands.iter().map(|(_, term)| scale_of(term.kind)).max().unwrap_or(0)
    } else {
        scale
    };
    Some(Term::new(Kind::Number { scale }, Shape::Sum(summands)))
}

fn scale_of(kind: Kind) -> u8 {
    match kind {
        Kind::Number { scale } => scale,
        _ => 0,
    }
}

/// The summands with one more, the signs in their one form and neighbouring constants put
/// together; and whether there were any.
fn appended(
    mut summands: Vec<(bool, Term)>,
    subtracted: bool,
    term: Term,
) -> Option<(Vec<(bool, Term)>, bool)> {
    let mut merged = false;
    let term = if subtracted { negative(term)? } else { term };
    let added = match term.shape {
        Shape::Sum(inner) => inner,
        shape => vec![(false, Term { kind: term.kind, shape })],
    };
    for (subtracted, term) in added {
        match (summands.last_mut(), &term.shape) {
            (Some((_, Term { shape: Shape::Number(last), .. })), Shape::Number(number)) => {
                let total = last.checked_add(*number)?;
                merged = true;
                summands.pop();
                summands.push((false, Term::number(total)));
            }
            _ => summands.push((subtracted, term)),
        }
    }
    Some((summands, merged))
}

/// The number with the other sign.
fn negative(term: Term) -> Option<Term> {
    let kind = term.kind;
    match term.shape {
        Shape::Null => Some(Term::new(kind, Shape::Null)),
        Shape::Number(number) => Some(Term::number(number.checked_neg()?)),
        Shape::Scaled(inner, factor) => scaled(*inner, factor.checked_neg()?),
        Shape::Sum(summands) => {
            let mut turned = Vec::with_capacity(summands.len());
            for (subtracted, summand) in summands {
                match summand.shape {
                    Shape::Number(_) | Shape::Scaled(..) | Shape::Null => {
                        (turned, _) = appended(turned, true, summand)?;
                    }
                    _ => turned.push((!subtracted, summand)),
                }
            }
            match turned.as_mut_slice() {
                [(false, _)] => turned.pop().map(|(_, term)| term),
                _ => Some(Term::new(kind, Shape::Sum(turned))),
            }
        }
        shape => Some(Term::new(kind, Shape::Sum(vec![(true, Term { kind, shape })]))),
    }
}

/// The number times a constant; `None` if it has too many digits.
fn scaled(term: Term, factor: Fixed) -> Option<Term> {
    let minus_one = Fixed::new(-1, 0);
    match term.shape {
        shape if factor == Fixed::new(1, 0) => Some(Term { kind: term.kind, shape }),
        Shape::Number(number) => Some(Term::number(number.checked_mul(factor)?)),
        Shape::Null => Some(Term { kind: term.kind, shape: Shape::Null }),
        Shape::Scaled(inner, other) => scaled(*inner, other.checked_mul(factor)?),
        shape if factor == minus_one => negative(Term { kind: term.kind, shape }),
        shape => {
            let Kind::Number { scale } = term.kind else { return None };
            let scale =
                scale.checked_add(factor.scale()).filter(|scale| *scale <= MOST_DECIMALS)?;
            let inner = Box::new(Term { kind: term.kind, shape });
            Some(Term::new(Kind::Number { scale }, Shape::Scaled(inner, factor)))
        }
    }
}
