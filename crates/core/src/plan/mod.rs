//! The plan: valid by construction.
