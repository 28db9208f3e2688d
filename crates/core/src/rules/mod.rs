//! Rules: what counting needs to know of a plan, compiled.

pub(crate) mod blueprint;
mod canonical;
mod compiled;
pub(crate) mod digest;
pub(crate) mod program;

pub use compiled::Rules;
pub(crate) use compiled::{AxisRules, ItemRules, MeasureRules, SourceRules};
