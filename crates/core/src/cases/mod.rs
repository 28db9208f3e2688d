//! The records behind a number.

mod finder;
mod resolve;
mod selection;

pub use finder::{Case, CaseFinder, Cases};
pub use selection::{Part, Selection};
