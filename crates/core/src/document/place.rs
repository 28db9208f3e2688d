//! Where in the document something is written.

use serde::Serialize;

use crate::ground::problem::Problem;

/// The place in a plan document at which something is written, for reports that lead there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[non_exhaustive]
pub struct Place {
    /// The path of keys and positions, `objectives[1].target.all_of[0]`.
    pub path: String,
    /// The line in the text, counted from 1.
    pub line: usize,
    /// The column in the line, in characters counted from 1.
    pub column: usize,
}

impl Place {
    /// A problem at this place.
    pub(crate) fn problem(&self, code: &'static str, message: impl Into<String>) -> Problem {
        Problem::new(code, self.path.clone(), message).at(self.line, self.column)
    }
}
