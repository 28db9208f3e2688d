//! Reading a plan document: YAML events, one tree of nodes with places, one collecting reader.

pub(crate) mod choice;
