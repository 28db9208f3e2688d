//! Conditions on records: a small, typed subset of SQL's. (Placeholder.)
/// Placeholder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Expression;
