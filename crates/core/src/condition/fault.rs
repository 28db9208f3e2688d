//! Faults of a condition.

use std::ops::Range;

/// One fault of a condition's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The bytes of the text that are at fault; within the text and on character borders.
    pub(crate) range: Range<usize>,
    /// A stable, kebab-case name of the kind of fault.
    pub(crate) code: &'static str,
    /// What is wrong: lower case, no full stop, the user's own words in backticks.
    pub(crate) message: String,
    /// What to do, where there is something to say.
    pub(crate) help: Option<String>,
}

impl Fault {
    pub(crate) fn new(range: Range<usize>, code: &'static str, message: impl Into<String>) -> Self {
        Self { range, code, message: message.into(), help: None }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
