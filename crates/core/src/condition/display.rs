//! The canonical text of an expression.

use std::fmt;

use super::expression::{AskedRank, Shape, Term};
use super::fixed::Fixed;
use super::lexer::is_plain_name;
use super::literals::duration_text;
use super::parser::is_reserved;
use crate::ground::calendar::time_of_day_text;
use crate::ground::dates::date_of;

/// How tightly an operator binds; what binds less tightly than its place asks gets parentheses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Any,
    All,
    Not,
    Predicate,
    Sum,
    Product,
    Atom,
}

pub(super) fn write(f: &mut fmt::Formatter<'_>, term: &Term) -> fmt::Result {
    part(f, term, Binding::Any)
}

fn part(f: &mut fmt::Formatter<'_>, term: &Term, place: Binding) -> fmt::Result {
    if binding(term) < place {
        f.write_str("(")?;
        bare(f, term, "")?;
        f.write_str(")")
    } else {
        bare(f, term, "")
    }
}

fn binding(term: &Term) -> Binding {
    match &term.shape {
        Shape::Any(_) => Binding::Any,
        Shape::All(_) => Binding::All,
        Shape::Not(inner) if takes_not_inside(inner) => Binding::Predicate,
        Shape::Not(_) => Binding::Not,
        Shape::Compare(..)
        | Shape::OneOf(..)
        | Shape::Ranked(..)
        | Shape::In(..)
        | Shape::Between(..)
        | Shape::IsNull(_)
        | Shape::IsTruth(..) => Binding::Predicate,
        Shape::Sum(_)
        | Shape::Moved(..)
        | Shape::DaysBetween(..)
        | Shape::Shifted(..)
        | Shape::TimeBetween(..) => Binding::Sum,
        Shape::Scaled(..) => Binding::Product,
        Shape::Number(number) if number.units() < 0 => Binding::Product,
        _ => Binding::Atom,
    }
}

/// Whether the negation is written within the predicate: `NOT IN`, `IS NOT NULL`.
fn takes_not_inside(inner: &Term) -> bool {
    match &inner.shape {
        Shape::OneOf(..)
        | Shape::In(..)
        | Shape::Between(..)
        | Shape::IsNull(_)
        | Shape::IsTruth(..) => true,
        Shape::Ranked(ranked) => matches!(ranked.asked, AskedRank::Between(..)),
        _ => false,
    }
}

fn bare(f: &mut fmt::Formatter<'_>, term: &Term, not: &str) -> fmt::Result {
    match &term.shape {
        Shape::Null => f.write_str("NULL"),
        Shape::Truth(truth) => f.write_str(if *truth { "TRUE" } else { "FALSE" }),
        Shape::Number(number) => f.write_str(&constant(*number, term.kind.is_duration())),
        Shape::Day(day) => match date_of(*day) {
            Some(date) => write!(f, "DATE '{date}'"),
            None => f.write_str("NULL"),
        },
        Shape::Instant(instant) => match chrono::DateTime::from_timestamp_micros(*instant) {
            Some(instant) => {
                write!(f, "TIMESTAMP '{}'", instant.naive_utc())
            }
            None => f.write_str("NULL"),
        },
        Shape::Text(text) => quoted(f, text, '\''),
        Shape::Field { name, .. } => field(f, name),
        Shape::AsOf => f.write_str("as_of"),
        Shape::PeriodStart => f.write_str("period_start"),
        Shape::PeriodEnd => f.write_str("period_end"),
        Shape::Sum(summands) => added(f, summands, true),
        Shape::Moved(from, moves) | Shape::Shifted(from, moves) => {
            part(f, from, Binding::Product)?;
            added(f, moves, false)
        }
        Shape::DaysBetween(later, earlier) | Shape::TimeBetween(later, earlier) => {
            part(f, later, Binding::Sum)?;
            f.write_str(" - ")?;
            part(f, earlier, Binding::Product)
        }
        Shape::Scaled(number, factor) => {
            part(f, number, Binding::Product)?;
            write!(f, " * {}", constant(*factor, gives_unit(term, number)))
        }
        Shape::DateOf(instant) => {
            f.write_str("CAST(")?;
            part(f, instant, Binding::Any)?;
            f.write_str(" AS DATE)")
        }
        Shape::Workdays(..) => call(f, "workdays", term.parts()),
        Shape::AddWorkdays(..) => call(f, "add_workdays", term.parts()),
        Shape::Worktime(..) => call(f, "worktime", term.parts()),
        Shape::AddWorktime(..) => call(f, "add_worktime", term.parts()),
        Shape::Months(..) => call(f, "months", term.parts()),
        Shape::AddMonths(..) => call(f, "add_months", term.parts()),
        Shape::CountedFrom(instant, time) => {
            f.write_str("counted_from(")?;
            part(f, instant, Binding::Any)?;
            write!(f, ", '{}')", time_of_day_text(*time))
        }
        Shape::Coalesce(terms) => call(f, "COALESCE", terms),
        Shape::Case(arms, otherwise) => case(f, arms, otherwise),
        Shape::Any(terms) => joined(f, terms, " OR ", Binding::All),
        Shape::All(terms) => joined(f, terms, " AND ", Binding::Not),
        Shape::Not(inner) if takes_not_inside(inner) => bare(f, inner, "NOT "),
        Shape::Not(inner) => {
            f.write_str("NOT ")?;
            part(f, inner, Binding::Not)
        }
        _ => predicate(f, term, not),
    }
}

fn predicate(f: &mut fmt::Formatter<'_>, term: &Term, not: &str) -> fmt::Result {
    match &term.shape {
        Shape::Compare(comparator, left, right) => {
            part(f, left, Binding::Sum)?;
            write!(f, " {} ", comparator.sign())?;
            part(f, right, Binding::Sum)
        }
        Shape::OneOf(value, texts) => {
            part(f, value, Binding::Sum)?;
            let mut rest = texts.iter();
            if let (Some(only), 1) = (rest.next(), texts.len()) {
                f.write_str(if not.is_empty() { " = " } else { " <> " })?;
                return quoted(f, only, '\'');
            }
            write!(f, " {not}IN (")?;
            for (index, text) in texts.iter().enumerate() {
                f.write_str(if index > 0 { ", " } else { "" })?;
                quoted(f, text, '\'')?;
            }
            f.write_str(")")
        }
        Shape::Ranked(ranked) => {
            part(f, &ranked.value, Binding::Sum)?;
            match &ranked.asked {
                AskedRank::Compare(comparator, member) => {
                    write!(f, " {} ", comparator.sign())?;
                    quoted(f, member, '\'')
                }
                AskedRank::Between(low, high) => {
                    write!(f, " {not}BETWEEN ")?;
                    quoted(f, low, '\'')?;
                    f.write_str(" AND ")?;
                    quoted(f, high, '\'')
                }
            }
        }
        Shape::In(value, list) => {
            part(f, value, Binding::Sum)?;
            write!(f, " {not}IN (")?;
            joined(f, list, ", ", Binding::Any)?;
            f.write_str(")")
        }
        Shape::Between(value, low, high) => {
            part(f, value, Binding::Sum)?;
            write!(f, " {not}BETWEEN ")?;
            part(f, low, Binding::Sum)?;
            f.write_str(" AND ")?;
            part(f, high, Binding::Sum)
        }
        Shape::IsNull(value) => {
            part(f, value, Binding::Sum)?;
            write!(f, " IS {not}NULL")
        }
        Shape::IsTruth(value, truth) => {
            part(f, value, Binding::Sum)?;
            write!(f, " IS {not}{}", if *truth { "TRUE" } else { "FALSE" })
        }
        _ => Ok(()),
    }
}

/// A number, or a duration of so many microseconds.
fn constant(number: Fixed, is_duration: bool) -> String {
    if is_duration { duration_text(number) } else { number.to_string() }
}

/// Whether the factor is a duration that gives the number its unit.
fn gives_unit(product: &Term, number: &Term) -> bool {
    product.kind.is_duration() && !number.kind.is_duration()
}

/// Summands with their signs; the first one leads the sum, or follows a date.
fn added(f: &mut fmt::Formatter<'_>, summands: &[(bool, Term)], leads: bool) -> fmt::Result {
    for (index, (subtracted, term)) in summands.iter().enumerate() {
        if leads && index == 0 {
            if *subtracted {
                f.write_str("-")?;
                part(f, term, Binding::Atom)?;
            } else {
                part(f, term, Binding::Product)?;
            }
            continue;
        }
        match &term.shape {
            // Constants and factors carry their sign themselves.
            Shape::Number(number) if number.units() < 0 => {
                let written = constant(*number, term.kind.is_duration());
                write!(f, " - {}", written.trim_start_matches('-'))?;
            }
            Shape::Scaled(scaled, factor) if factor.units() < 0 => {
                f.write_str(" - ")?;
                part(f, scaled, Binding::Product)?;
                let written = constant(*factor, gives_unit(term, scaled));
                write!(f, " * {}", written.trim_start_matches('-'))?;
            }
            _ => {
                f.write_str(if *subtracted { " - " } else { " + " })?;
                part(f, term, Binding::Product)?;
            }
        }
    }
    Ok(())
}

fn joined(
    f: &mut fmt::Formatter<'_>,
    terms: &[Term],
    between: &str,
    place: Binding,
) -> fmt::Result {
    for (index, term) in terms.iter().enumerate() {
        f.write_str(if index > 0 { between } else { "" })?;
        part(f, term, place)?;
    }
    Ok(())
}

fn call<'a>(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    arguments: impl IntoIterator<Item = &'a Term>,
) -> fmt::Result {
    write!(f, "{name}(")?;
    for (index, argument) in arguments.into_iter().enumerate() {
        f.write_str(if index > 0 { ", " } else { "" })?;
        part(f, argument, Binding::Any)?;
    }
    f.write_str(")")
}

fn case(f: &mut fmt::Formatter<'_>, arms: &[(Term, Term)], otherwise: &Term) -> fmt::Result {
    f.write_str("CASE")?;
    for (condition, value) in arms {
        f.write_str(" WHEN ")?;
        part(f, condition, Binding::Any)?;
        f.write_str(" THEN ")?;
        part(f, value, Binding::Any)?;
    }
    if !otherwise.is_null() {
        f.write_str(" ELSE ")?;
        part(f, otherwise, Binding::Any)?;
    }
    f.write_str(" END")
}

fn field(f: &mut fmt::Formatter<'_>, name: &str) -> fmt::Result {
    if is_plain_name(name) && !is_reserved(name) { f.write_str(name) } else { quoted(f, name, '"') }
}

fn quoted(f: &mut fmt::Formatter<'_>, text: &str, quote: char) -> fmt::Result {
    write!(f, "{quote}")?;
    for (index, piece) in text.split(quote).enumerate() {
        if index > 0 {
            write!(f, "{quote}{quote}")?;
        }
        f.write_str(piece)?;
    }
    write!(f, "{quote}")
}
