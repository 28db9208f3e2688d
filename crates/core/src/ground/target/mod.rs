//! Targets: conditions on a value, as people write them.
