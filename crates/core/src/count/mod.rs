//! Counting records.
