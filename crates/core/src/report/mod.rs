//! Evaluations for people.
