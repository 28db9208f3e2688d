//! The opt-in key check.

use rustc_hash::FxHashSet;
use xxhash_rust::xxh3::xxh3_128;

use crate::tally::Keys;

/// Hashes of the keys met so far; memory grows with the records.
#[derive(Debug, Default)]
pub(super) struct KeyCounter {
    /// Sorted only at the end, as a tally has them.
    seen: FxHashSet<u128>,
    repeated: u64,
}

impl KeyCounter {
    /// Whether the key is met for the first time.
    pub(super) fn is_new(&mut self, key: &str) -> bool {
        let new = self.seen.insert(xxh3_128(key.as_bytes()));
        self.repeated += u64::from(!new);
        new
    }

    pub(super) fn into_keys(self) -> Keys {
        Keys { seen: self.seen.into_iter().collect(), repeated: self.repeated }
    }
}
