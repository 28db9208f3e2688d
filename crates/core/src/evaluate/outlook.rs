//! What a status can still become.
