//! The typed expression.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::fixed::Fixed;
use super::schema::Kind;

/// How two values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Comparator {
    Equal,
    NotEqual,
    Less,
    AtMost,
    More,
    AtLeast,
}

impl Comparator {
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "<>",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
        }
    }

    /// Whether it holds of two values in that order.
    pub(crate) fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::NotEqual => order.is_ne(),
            Self::Less => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::More => order.is_gt(),
            Self::AtLeast => order.is_ge(),
        }
    }

    /// The comparator that says the same with the sides exchanged.
    pub(crate) fn turned(self) -> Self {
        match self {
            Self::Equal | Self::NotEqual => self,
            Self::Less => Self::More,
            Self::AtMost => Self::AtLeast,
            Self::More => Self::Less,
            Self::AtLeast => Self::AtMost,
        }
    }
}

/// A part of an expression with what it gives.
///
/// Kinds are right by construction: only the checker makes terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) kind: Kind,
    pub(crate) shape: Shape,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shape {
    /// NULL of the term's kind.
    Null,
    Truth(bool),
    /// A number, or a duration in microseconds.
    Number(Fixed),
    Day(i32),
    /// Civil microseconds since 1970-01-01 00:00.
    Instant(i64),
    Text(String),
    Field {
        index: usize,
        name: String,
    },
    AsOf,
    PeriodStart,
    PeriodEnd,
    /// Numbers or durations added, or subtracted where the flag is set.
    Sum(Vec<(bool, Term)>),
    /// A number or duration times a constant; a duration of a number times a constant duration.
    Scaled(Box<Term>, Fixed),
    /// A date moved by whole days: added, or subtracted where the flag is set.
    Moved(Box<Term>, Vec<(bool, Term)>),
    /// The days from the second date to the first.
    DaysBetween(Box<Term>, Box<Term>),
    /// A timestamp moved by durations: added, or subtracted where the flag is set.
    Shifted(Box<Term>, Vec<(bool, Term)>),
    /// The duration from the second timestamp to the first.
    TimeBetween(Box<Term>, Box<Term>),
    /// The date of a timestamp.
    DateOf(Box<Term>),
    /// The working days after the first date up to the second, less those in pauses: pairs of
    /// dates.
    Workdays(Box<Term>, Box<Term>, Vec<Term>),
    /// The n-th working day after a date.
    AddWorkdays(Box<Term>, Box<Term>),
    /// The working time from the first timestamp to the second, less that in pauses: pairs of
    /// timestamps.
    Worktime(Box<Term>, Box<Term>, Vec<Term>),
    /// The moment at which that much working time has passed since a timestamp.
    AddWorktime(Box<Term>, Box<Term>),
    /// The least whole number of months from the first date with which the second is reached.
    Months(Box<Term>, Box<Term>),
    /// The date so many months later.
    AddMonths(Box<Term>, Box<Term>),
    /// The date of a timestamp, or, from that time of day on, the next working day.
    CountedFrom(Box<Term>, i64),
    /// Numbers, dates, timestamps or conditions compared.
    Compare(Comparator, Box<Term>, Box<Term>),
    /// Whether a text is one of these; trimmed and in Unicode NFC, as members are.
    OneOf(Box<Term>, BTreeSet<String>),
    /// The member of an ordered category compared with others by its place in the order.
    Ranked(Box<Ranked>),
    In(Box<Term>, Vec<Term>),
    Between(Box<Term>, Box<Term>, Box<Term>),
    IsNull(Box<Term>),
    IsTruth(Box<Term>, bool),
    Not(Box<Term>),
    All(Vec<Term>),
    Any(Vec<Term>),
    /// The value of the first arm whose condition is TRUE.
    Case(Vec<(Term, Term)>, Box<Term>),
    Coalesce(Vec<Term>),
}

/// A text whose members have an order, and what is asked of its place in it.
///
/// A member that is not in the order has no place: the answer is unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ranked {
    pub(crate) value: Term,
    pub(crate) asked: AskedRank,
    /// The members, the lowest first.
    pub(crate) order: Arc<[String]>,
}

/// Members of the order with which the value is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum AskedRank {
    Compare(Comparator, String),
    Between(String, String),
}

impl Ranked {
    /// The members for which it holds.
    pub(crate) fn meant(&self) -> BTreeSet<String> {
        let rank = |member: &String| self.order.iter().position(|own| own == member);
        let holds = |at: &usize| match &self.asked {
            AskedRank::Compare(comparator, member) => {
                rank(member).is_some_and(|other| comparator.holds(at.cmp(&other)))
            }
            AskedRank::Between(low, high) => match (rank(low), rank(high)) {
                (Some(low), Some(high)) => (low..=high).contains(at),
                _ => false,
            },
        };
        let members = self.order.iter().enumerate();
        members.filter(|(at, _)| holds(at)).map(|(_, member)| member.clone()).collect()
    }

    /// The members that have a place in the order.
    pub(crate) fn declared(&self) -> BTreeSet<String> {
        self.order.iter().cloned().collect()
    }
}

impl Term {
    pub(crate) fn new(kind: Kind, shape: Shape) -> Self {
        Self { kind, shape }
    }

    pub(crate) fn condition(shape: Shape) -> Self {
        Self::new(Kind::Boolean, shape)
    }

    pub(crate) fn number(number: Fixed) -> Self {
        Self::constant(Kind::Number { scale: 0 }, number)
    }

    /// A number, or a duration in microseconds.
    pub(crate) fn constant(kind: Kind, number: Fixed) -> Self {
        Self::new(kind.at(number.scale()), Shape::Number(number))
    }

    pub(crate) fn is_null(&self) -> bool {
        self.shape == Shape::Null
    }

    /// The terms directly below, in the order of the text.
    pub(crate) fn parts(&self) -> Vec<&Self> {
        match &self.shape {
            Shape::Null
            | Shape::Truth(_)
            | Shape::Number(_)
            | Shape::Day(_)
            | Shape::Instant(_)
            | Shape::Text(_)
            | Shape::Field { .. }
            | Shape::AsOf
            | Shape::PeriodStart
            | Shape::PeriodEnd => Vec::new(),
            Shape::Sum(summands) => summands.iter().map(|(_, term)| term).collect(),
            Shape::Moved(from, moves) | Shape::Shifted(from, moves) => {
                std::iter::once(&**from).chain(moves.iter().map(|(_, term)| term)).collect()
            }
            Shape::Workdays(from, to, pauses) | Shape::Worktime(from, to, pauses) => {
                [&**from, &**to].into_iter().chain(pauses).collect()
            }
            Shape::Scaled(term, _)
            | Shape::DateOf(term)
            | Shape::CountedFrom(term, _)
            | Shape::OneOf(term, _)
            | Shape::IsNull(term)
            | Shape::IsTruth(term, _)
            | Shape::Not(term) => vec![term],
            Shape::Ranked(ranked) => vec![&ranked.value],
            Shape::DaysBetween(first, second)
            | Shape::TimeBetween(first, second)
            | Shape::AddWorkdays(first, second)
            | Shape::AddWorktime(first, second)
            | Shape::Months(first, second)
            | Shape::AddMonths(first, second)
            | Shape::Compare(_, first, second) => vec![first, second],
            Shape::Between(value, low, high) => vec![value, low, high],
            Shape::In(value, list) => std::iter::once(&**value).chain(list).collect(),
            Shape::All(terms) | Shape::Any(terms) | Shape::Coalesce(terms) => {
                terms.iter().collect()
            }
            Shape::Case(arms, otherwise) => arms
                .iter()
                .flat_map(|(condition, value)| [condition, value])
                .chain(std::iter::once(&**otherwise))
                .collect(),
        }
    }

    /// Calls `visit` with this term and every one below it.
    pub(crate) fn walk(&self, visit: &mut impl FnMut(&Self)) {
        visit(self);
        for part in self.parts() {
            part.walk(visit);
        }
    }
}
