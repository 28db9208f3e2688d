//! Conditions on records: a small, typed subset of SQL's.
//!
//! Text becomes tokens, then a tree of syntax with places, then a typed expression against the
//! columns of a source. The first fault of syntax is told, or all faults of names and kinds.

mod arithmetic;
mod checker;
mod comparisons;
mod display;
mod expression;
mod fault;
mod fixed;
mod functions;
mod lexer;
mod literals;
mod names;
mod parser;
mod schema;
mod settling;
mod syntax;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fmt;

pub(crate) use expression::{Comparator, Shape, Term};
pub(crate) use fault::Fault;
pub(crate) use fixed::{Fixed, power_of_ten};
pub(crate) use parser::is_reserved;
pub(crate) use schema::{FieldKind, Kind, Lookup, Schema};

/// What the place that an expression stands in asks of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// Something true or false: the condition of a measure.
    Condition,
    /// What places a record in time.
    Date,
    /// What is summed.
    Number,
    /// What is summed or averaged, where it may be a duration too.
    Amount,
    /// Anything but text.
    #[cfg(test)]
    Value,
}

/// A typed expression over the columns of one source.
///
/// Its `Display` is the canonical text: the same whatever the spacing, the case of keywords and
/// needless parentheses. Parameters stand in it by value, durations in the longest unit of which
/// they are a whole number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Expression {
    term: Term,
    fields: Vec<usize>,
}

impl Expression {
    /// Reads and checks an expression.
    ///
    /// # Errors
    ///
    /// The faults in the order of the text: the first one of syntax, or all of names and kinds.
    pub(crate) fn parse(
        text: &str,
        schema: &Schema<'_>,
        wanted: Wanted,
    ) -> Result<Self, Vec<Fault>> {
        let syntax = parser::parse(text).map_err(|fault| vec![fault])?;
        let term = checker::check(text, &syntax, schema, wanted)?;
        let mut fields = BTreeSet::new();
        term.walk(&mut |part| {
            if let Shape::Field { index, .. } = part.shape {
                fields.insert(index);
            }
        });
        Ok(Self { term, fields: fields.into_iter().collect() })
    }

    /// What it gives; never text.
    pub(crate) fn kind(&self) -> Kind {
        self.term.kind
    }

    /// The columns it reads, as positions in the schema, in order, each once.
    pub(crate) fn fields(&self) -> &[usize] {
        &self.fields
    }

    /// Whether it asks for time within office hours.
    pub(crate) fn asks_for_working_time(&self) -> bool {
        let mut asks = false;
        self.term.walk(&mut |part| asks |= matches!(part.shape, Shape::Worktime(..)));
        asks
    }

    /// The tree.
    pub(crate) fn term(&self) -> &Term {
        &self.term
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        display::write(f, &self.term)
    }
}
