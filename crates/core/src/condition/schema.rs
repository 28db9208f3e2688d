//! What the names in a condition mean.

use super::fixed::Fixed;

/// The columns of one source, and the parameters of the plan.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Schema<'a> {
    /// The columns, in the order in which [`Expression::fields`](super::Expression::fields) and
    /// the lanes of a program count them.
    pub(crate) fields: &'a [Field],
    /// Named numbers, put in by value.
    pub(crate) parameters: &'a [(String, Fixed)],
}

/// One column as a condition sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) kind: FieldKind,
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
    Date,
    Timestamp,
    Text,
}

impl Kind {
    /// The kind with its article, for messages.
    pub(crate) fn described(self) -> &'static str {
        match self {
            Self::Boolean => "a condition",
            Self::Number { scale: 0 } => "a whole number",
            Self::Number { .. } => "a number",
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
