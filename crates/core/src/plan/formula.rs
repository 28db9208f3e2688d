//! A condition or an expression of the plan, as written and as understood.

use serde::{Serialize, Serializer};

use crate::condition::Expression;
use crate::document::place::Place;

/// A condition on a record, or an expression computed from one: its text and its place.
///
/// A plan holds only formulas that were checked against the columns of their source: names are
/// declared, kinds fit, and members of closed lists exist. Logic is SQL's with its three values.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Formula {
    /// The text as the plan writes it.
    pub text: String,
    /// Where it is written.
    pub place: Place,
    /// What it means, with the types of the source's columns.
    pub(crate) expression: Expression,
}

impl Formula {
    /// The canonical text: the same whatever the spacing, the case of keywords and needless
    /// parentheses. The plan's parameters stand in it by value.
    #[must_use]
    pub fn canonical(&self) -> String {
        self.expression.to_string()
    }
}

/// As the text that the plan writes.
impl Serialize for Formula {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}
