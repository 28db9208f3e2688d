//! Quality objectives (ISO 9001:2015, clause 6.2) as data: plans, measurement rules, exact
//! counting and evaluation.

mod ground;

pub use ground::error::Error;
pub use ground::problem::Problem;
