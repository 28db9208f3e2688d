//! Rules: what counting needs to know of a plan, compiled.

pub(crate) mod program;
