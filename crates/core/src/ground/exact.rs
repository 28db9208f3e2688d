//! Exact numbers. (Placeholder: comes with the branch `ground`.)
/// Placeholder.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Exact;
