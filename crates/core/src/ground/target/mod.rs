//! The target condition on a value. (Placeholder: comes with the branch `ground`.)
/// Placeholder.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Bound;
/// Placeholder.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub enum Scale {
    /// Placeholder.
    Number,
}
