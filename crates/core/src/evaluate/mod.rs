//! From tallies to exact results.

pub(crate) mod outlook;
pub(crate) mod room;
