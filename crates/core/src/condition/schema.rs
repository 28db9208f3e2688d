//! What the names in a condition mean.

use std::collections::HashMap;
use std::sync::Arc;

use super::fixed::Fixed;
use crate::ground::text::normal;

/// The columns of one source, and the parameters of the plan.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Schema<'a> {
    /// The columns, in the order in which [`Expression::fields`](super::Expression::fields) and
    /// the lanes of a program count them.
    pub(crate) fields: &'a Lookup<FieldKind>,
    /// Named numbers, put in by value.
    pub(crate) parameters: &'a Lookup<Fixed>,
    /// Whether the calendar has office hours, without which there is no working time.
    pub(crate) office_hours: bool,
}

/// Named things in order, found by name without looking through them: a plan may have thousands
/// of conditions over a source of a thousand columns.
#[derive(Debug, Clone)]
pub(crate) struct Lookup<T> {
    entries: Vec<(String, T)>,
    /// By name, trimmed and in Unicode NFC.
    positions: HashMap<String, usize>,
}

impl<T> Default for Lookup<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), positions: HashMap::new() }
    }
}

impl<T> Lookup<T> {
    /// Adds a thing behind the others. Where a name comes again, the first of it is found.
    pub(crate) fn push(&mut self, name: String, thing: T) {
        let position = self.entries.len();
        self.positions.entry(normal(&name).into_owned()).or_insert(position);
        self.entries.push((name, thing));
    }

    /// The position of that name, which is trimmed and in Unicode NFC.
    pub(crate) fn position(&self, name: &str) -> Option<usize> {
        self.positions.get(name).copied()
    }

    /// The thing at a position, with its name.
    pub(crate) fn get(&self, position: usize) -> Option<&(String, T)> {
        self.entries.get(position)
    }

    /// The things with their names, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &(String, T)> + Clone {
        self.entries.iter()
    }
}

impl<T> FromIterator<(String, T)> for Lookup<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(entries: I) -> Self {
        let mut lookup = Self::default();
        for (name, thing) in entries {
            lookup.push(name, thing);
        }
        lookup
    }
}

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FieldKind {
    Boolean,
    Integer,
    Decimal {
        /// Digits after the point.
        scale: u8,
    },
    Date,
    Timestamp,
    Text,
    Category {
        /// The closed list of members, if there is one. Members are compared as they stand here:
        /// trimmed and in Unicode NFC.
        members: Option<Vec<String>>,
        /// The same members from the lowest to the highest, where the column says that they have
        /// an order.
        order: Option<Arc<[String]>>,
    },
}

/// What an expression gives for each record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Boolean,
    Number {
        /// Digits after the point.
        scale: u8,
    },
    /// A span of time, in microseconds.
    Duration {
        /// Digits after the point.
        scale: u8,
    },
    Date,
    Timestamp,
    Text,
}

impl Kind {
    /// Digits after the point; 0 for what is no number and no duration.
    pub(crate) fn scale(self) -> u8 {
        match self {
            Self::Number { scale } | Self::Duration { scale } => scale,
            _ => 0,
        }
    }

    /// A number or a duration with so many digits after the point; any other kind as it is.
    pub(crate) fn at(self, scale: u8) -> Self {
        match self {
            Self::Number { .. } => Self::Number { scale },
            Self::Duration { .. } => Self::Duration { scale },
            other => other,
        }
    }

    /// Whether values of both can be compared and chosen among: the same kind, with however many
    /// digits.
    pub(crate) fn is_like(self, other: Self) -> bool {
        self.at(0) == other.at(0)
    }

    pub(crate) fn is_duration(self) -> bool {
        matches!(self, Self::Duration { .. })
    }

    /// The kind with its article, for messages.
    pub(crate) fn described(self) -> &'static str {
        match self {
            Self::Boolean => "a condition",
            Self::Number { scale: 0 } => "a whole number",
            Self::Number { .. } => "a number",
            Self::Duration { .. } => "a duration",
            Self::Date => "a date",
            Self::Timestamp => "a timestamp",
            Self::Text => "text",
        }
    }
}

impl FieldKind {
    /// What the bare column name gives as an expression.
    pub(crate) fn kind(&self) -> Kind {
        match self {
            Self::Boolean => Kind::Boolean,
            Self::Integer => Kind::Number { scale: 0 },
            Self::Decimal { scale } => Kind::Number { scale: *scale },
            Self::Date => Kind::Date,
            Self::Timestamp => Kind::Timestamp,
            Self::Text | Self::Category { .. } => Kind::Text,
        }
    }
}
