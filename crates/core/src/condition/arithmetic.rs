//! Checking sums, products and the arithmetic of dates, timestamps and durations.
//!
//! Constants are computed here, and signs are kept in one form: constants and factors carry
//! their own, so that `a - 5` and `a + -5` are the same expression.

use std::ops::Range;

use super::checker::Checker;
use super::expression::{Shape, Term};
use super::fault::Fault;
use super::fixed::{Fixed, MOST_DECIMALS, power_of_ten};
use super::literals::exact_duration;
use super::schema::Kind;
use super::syntax::Syntax;
use crate::ground::time::DAY;

/// How often one chain of plus and minus may go from dates to numbers and back.
const MOST_TURNS: usize = 8;

const WHOLE: Kind = Kind::Number { scale: 0 };
const DURATION: Kind = Kind::Duration { scale: 0 };

impl Checker<'_> {
    pub(super) fn negated(&mut self, syntax: &Syntax, inner: &Syntax) -> Option<Term> {
        let term = self.term(inner)?;
        let term = self.amount(inner, term)?;
        match negative(term) {
            Some(term) => Some(term),
            None => self.overflow(syntax.range.clone()),
        }
    }

    pub(super) fn product(&mut self, syntax: &Syntax, factors: &[Syntax]) -> Option<Term> {
        let mut constant = Fixed::new(1, 0);
        let mut unit: Option<Fixed> = None;
        let mut varying: Option<Term> = None;
        let mut complete = true;
        for factor in factors {
            let term = self.term(factor).and_then(|term| self.amount(factor, term));
            let Some(term) = term else {
                complete = false;
                continue;
            };
            let has_unit = unit.is_some() || varying.as_ref().is_some_and(is_duration);
            if has_unit && is_duration(&term) {
                return self.refused_product(syntax, "multiplies durations with each other");
            }
            match term.shape {
                Shape::Number(number) if term.kind.is_duration() => unit = Some(number),
                Shape::Number(number) => match constant.checked_mul(number) {
                    Some(product) => constant = product,
                    None => return self.overflow(syntax.range.clone()),
                },
                _ if varying.is_some() => {
                    return self.refused_product(syntax, "multiplies two values that vary");
                }
                _ => varying = Some(term),
            }
        }
        if !complete {
            return None;
        }
        let product = match (varying, unit) {
            (None, None) => Some(Term::number(constant)),
            (None, Some(unit)) => scaled(Term::constant(DURATION, unit), constant),
            (Some(varying), None) => scaled(varying, constant),
            (Some(number), Some(unit)) => {
                constant.checked_mul(unit).and_then(|unit| timed(number, unit))
            }
        };
        match product {
            Some(term) => Some(term),
            None => self.overflow(syntax.range.clone()),
        }
    }

    fn refused_product(&mut self, syntax: &Syntax, what: &str) -> Option<Term> {
        let message = format!("`{}` {what}", self.written(syntax));
        let fault = Fault::new(syntax.range.clone(), "not-constant", message);
        self.refuse(fault.help(
            "multiply by a number or a parameter; compute products of columns before counting",
        ))
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
        let duration = |term: &Term| is_duration(term) || term.is_null();
        let end = syntax.range.end;
        match (left.kind, right.kind) {
            (Kind::Date, Kind::Date) if subtracted => {
                Some(Term::new(WHOLE, Shape::DaysBetween(Box::new(left), Box::new(right))))
            }
            (Kind::Timestamp, Kind::Timestamp) if subtracted => {
                Some(Term::new(DURATION, Shape::TimeBetween(Box::new(left), Box::new(right))))
            }
            (Kind::Date, _) if number(&right) || whole_days(&right).is_some() => {
                let days = whole_days(&right).map_or(right, Term::number);
                let days = self.whole(syntax, days)?;
                self.moved(place, left, subtracted, days)
            }
            (_, Kind::Date) if (number(&left) || whole_days(&left).is_some()) && !subtracted => {
                let days = whole_days(&left).map_or(left, Term::number);
                if days.kind != WHOLE && !days.is_null() {
                    let message = "a date moves by whole days";
                    return self.refuse(Fault::new(place, "not-whole", message));
                }
                self.moved(place, right, false, as_kind(days, WHOLE))
            }
            (Kind::Timestamp, _) if duration(&right) => {
                let time = self.whole_duration(syntax, right)?;
                self.moved(place, left, subtracted, time)
            }
            (_, Kind::Timestamp) if duration(&left) && !subtracted => {
                if left.kind.scale() != 0 {
                    return self.not_whole_duration(place);
                }
                self.moved(place, right, false, as_kind(left, DURATION))
            }
            _ if number(&left) && number(&right) => self.summed(
                place.start..end,
                as_kind(left, WHOLE),
                subtracted,
                as_kind(right, WHOLE),
            ),
            _ if duration(&left) && duration(&right) => self.summed(
                place.start..end,
                as_kind(left, DURATION),
                subtracted,
                as_kind(right, DURATION),
            ),
            (first, second) => self.cannot_be_added(place.start..end, first, subtracted, second),
        }
    }

    fn summed(
        &mut self,
        place: Range<usize>,
        left: Term,
        subtracted: bool,
        right: Term,
    ) -> Option<Term> {
        match sum_of(left, subtracted, right) {
            Some(term) => Some(term),
            None => self.overflow(place),
        }
    }

    fn cannot_be_added(
        &mut self,
        place: Range<usize>,
        first: Kind,
        subtracted: bool,
        second: Kind,
    ) -> Option<Term> {
        let (verb, between) = if subtracted { ("subtracted", "from") } else { ("added", "to") };
        let message =
            format!("{} cannot be {verb} {between} {}", second.described(), first.described());
        let has = |kind: Kind| first.is_like(kind) || second.is_like(kind);
        let help = if has(DURATION) && has(Kind::Date) {
            "a date moves by whole days: `due_on + 2`; hours and minutes move a timestamp"
        } else if has(WHOLE) && (has(DURATION) || has(Kind::Timestamp)) {
            "write the number with its unit: `90 minutes`, `pages * 1 hour`"
        } else if first == Kind::Timestamp && second == Kind::Timestamp {
            "two timestamps are subtracted, which gives a duration"
        } else if has(Kind::Timestamp) {
            "reckon with dates: `CAST(column AS DATE)`"
        } else if first == Kind::Date && second == Kind::Date {
            "two dates are subtracted, which gives days"
        } else {
            "reckon with numbers, or move dates by whole days"
        };
        self.refuse(Fault::new(place, "wrong-kind", message).help(help))
    }

    /// A duration of whole microseconds, as timestamps have them.
    pub(super) fn whole_duration(&mut self, syntax: &Syntax, term: Term) -> Option<Term> {
        let term = self.expect(syntax, term, DURATION)?;
        if term.kind.scale() == 0 {
            return Some(term);
        }
        self.not_whole_duration(syntax.range.clone())
    }

    fn not_whole_duration(&mut self, place: Range<usize>) -> Option<Term> {
        let message = "a timestamp moves by whole microseconds";
        self.refuse(
            Fault::new(place, "not-whole", message)
                .help("multiply durations by whole numbers where a timestamp is moved"),
        )
    }

    /// A date moved by days, or a timestamp by a duration.
    fn moved(
        &mut self,
        place: Range<usize>,
        from: Term,
        subtracted: bool,
        by: Term,
    ) -> Option<Term> {
        let kind = from.kind;
        let (from, moves) = match from.shape {
            Shape::Moved(from, moves) | Shape::Shifted(from, moves) => (*from, moves),
            shape => (Term::new(kind, shape), Vec::new()),
        };
        let Some((moves, _)) = appended(moves, subtracted, by) else {
            return self.overflow(place);
        };
        let from = Box::new(from);
        let is_date = kind == Kind::Date;
        let shape = if is_date { Shape::Moved(from, moves) } else { Shape::Shifted(from, moves) };
        Some(Term::new(kind, shape))
    }
}

fn is_duration(term: &Term) -> bool {
    term.kind.is_duration()
}

/// NULL of the kind that its place asks for; anything else as it is.
fn as_kind(term: Term, kind: Kind) -> Term {
    if term.is_null() { Term::new(kind, Shape::Null) } else { term }
}

/// The days of a constant duration that is a whole number of them.
fn whole_days(term: &Term) -> Option<Fixed> {
    let Shape::Number(time) = term.shape else { return None };
    let is_whole =
        term.kind.is_duration() && time.scale() == 0 && time.units() % i128::from(DAY) == 0;
    is_whole.then(|| Fixed::new(time.units() / i128::from(DAY), 0))
}

/// The sum as one term; `None` if a constant overflows.
fn sum_of(left: Term, subtracted: bool, right: Term) -> Option<Term> {
    if let (Shape::Number(one), Shape::Number(other)) = (&left.shape, &right.shape) {
        let other = if subtracted { other.checked_neg()? } else { *other };
        return Some(Term::constant(left.kind, one.checked_add(other)?));
    }
    let summands = match left.shape {
        Shape::Sum(summands) => summands,
        shape => vec![(false, Term { kind: left.kind, shape })],
    };
    let kind = left.kind;
    let scale = kind.scale().max(right.kind.scale());
    let (summands, merged) = appended(summands, subtracted, right)?;
    // Constants that were put together may need fewer digits: `0.5 + 0.5` is 1.
    let scale = if merged {
        summands.iter().map(|(_, term)| term.kind.scale()).max().unwrap_or(0)
    } else {
        scale
    };
    Some(Term::new(kind.at(scale), Shape::Sum(summands)))
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
                summands.push((false, Term::constant(term.kind, total)));
            }
            _ => summands.push((subtracted, term)),
        }
    }
    Some((summands, merged))
}

/// The number or duration with the other sign.
fn negative(term: Term) -> Option<Term> {
    let kind = term.kind;
    match term.shape {
        Shape::Null => Some(Term::new(kind, Shape::Null)),
        Shape::Number(number) => Some(Term::constant(kind, number.checked_neg()?)),
        Shape::Scaled(inner, factor) => scaled_as(kind, *inner, factor.checked_neg()?),
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

/// The number or duration times a constant; `None` if it has too many digits.
fn scaled(term: Term, factor: Fixed) -> Option<Term> {
    let minus_one = Fixed::new(-1, 0);
    let kind = term.kind;
    match term.shape {
        shape if factor == Fixed::new(1, 0) => Some(Term { kind, shape }),
        Shape::Number(number) => {
            let product = number.checked_mul(factor)?;
            let product = if kind.is_duration() { exact_duration(product)? } else { product };
            Some(Term::constant(kind, product))
        }
        Shape::Null => Some(Term { kind, shape: Shape::Null }),
        Shape::Scaled(inner, other) => scaled_as(kind, *inner, other.checked_mul(factor)?),
        shape if factor == minus_one => negative(Term { kind, shape }),
        shape => product_of(kind, Term { kind, shape }, factor),
    }
}

/// The term times a constant as a value of that kind: a duration of a number has a duration as
/// its factor.
fn scaled_as(kind: Kind, term: Term, factor: Fixed) -> Option<Term> {
    if kind.is_like(term.kind) { scaled(term, factor) } else { timed(term, factor) }
}

/// The duration of so many units as the number says; `None` if it has too many digits.
fn timed(number: Term, unit: Fixed) -> Option<Term> {
    match number.shape {
        Shape::Null => Some(Term::new(DURATION, Shape::Null)),
        Shape::Scaled(inner, factor) => timed(*inner, factor.checked_mul(unit)?),
        shape => {
            let number = Term { kind: number.kind, shape };
            let unit = exact_duration(unit)?;
            let product = product_of(DURATION, number, unit)?;
            // A hundredth of an hour is a whole number of microseconds.
            let is_spared =
                |digits: &u8| power_of_ten(*digits).is_some_and(|power| unit.units() % power == 0);
            let spared = (1..=product.kind.scale()).take_while(is_spared).last().unwrap_or(0);
            Some(Term::new(product.kind.at(product.kind.scale() - spared), product.shape))
        }
    }
}

fn product_of(kind: Kind, inner: Term, factor: Fixed) -> Option<Term> {
    let scale = inner.kind.scale().checked_add(factor.scale());
    let scale = scale.filter(|scale| *scale <= MOST_DECIMALS)?;
    Some(Term::new(kind.at(scale), Shape::Scaled(Box::new(inner), factor)))
}
