//! Reading a plan document: YAML events, one tree of nodes with places, one collecting reader.
