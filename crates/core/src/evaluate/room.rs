//! How many cases of room a target leaves.
