//! Conditions on records: a small, typed subset of SQL's.
