//! What counting leaves behind.
