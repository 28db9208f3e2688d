//! Records as typed columns: what every way of handing in records comes to.

pub(crate) mod batch;
pub(crate) mod bits;
pub(crate) mod column;
pub(crate) mod read;
pub(crate) mod rows;

#[cfg(feature = "arrow")]
mod arrow;
