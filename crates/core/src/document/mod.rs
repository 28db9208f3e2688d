//! Reading a plan document: YAML events, one tree of nodes with places, one collecting reader.

pub(crate) mod choice;
pub(crate) mod faults;
pub(crate) mod node;
pub(crate) mod path;
pub(crate) mod place;
pub(crate) mod read;
pub(crate) mod scalar;
#[cfg(feature = "schema")]
pub(crate) mod schema;
pub(crate) mod structure;
pub(crate) mod text;
mod tree;

pub(crate) use tree::{Limits, tree};

#[cfg(test)]
mod tests;
