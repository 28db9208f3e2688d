//! The tree of syntax: what was written, with places, before names and types are known.

use std::ops::Range;

use super::expression::Comparator;
use super::fixed::Fixed;

#[derive(Debug)]
pub(super) struct Syntax {
    pub(super) range: Range<usize>,
    pub(super) form: Form,
}

#[derive(Debug)]
pub(super) enum Form {
    Null,
    Truth(bool),
    Number(Fixed),
    /// In microseconds.
    Duration(Fixed),
    Text(String),
    Day(i32),
    /// Civil microseconds since 1970-01-01 00:00.
    Instant(i64),
    Name {
        name: String,
        quoted: bool,
    },
    AsOf,
    PeriodStart,
    PeriodEnd,
    Negated(Box<Syntax>),
    Product(Vec<Syntax>),
    Sum {
        first: Box<Syntax>,
        /// What is added, or subtracted where the flag is set.
        rest: Vec<(bool, Syntax)>,
    },
    Compare {
        comparator: Comparator,
        left: Box<Syntax>,
        right: Box<Syntax>,
    },
    In {
        value: Box<Syntax>,
        list: Vec<Syntax>,
    },
    Between {
        value: Box<Syntax>,
        low: Box<Syntax>,
        high: Box<Syntax>,
    },
    IsNull(Box<Syntax>),
    IsTruth(Box<Syntax>, bool),
    Not(Box<Syntax>),
    All(Vec<Syntax>),
    Any(Vec<Syntax>),
    Case {
        arms: Vec<(Syntax, Syntax)>,
        otherwise: Option<Box<Syntax>>,
    },
    Coalesce(Vec<Syntax>),
    DateOf(Box<Syntax>),
    Call {
        name: String,
        arguments: Vec<Syntax>,
    },
}
