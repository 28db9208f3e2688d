//! The working calendar. (Placeholder: comes with the branch `condition`.)
/// Placeholder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar;
