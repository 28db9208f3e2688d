//! The opt-in key check.

use rustc_hash::FxHashSet;
use xxhash_rust::xxh3::xxh3_128;

use crate::count::intake::LISTED;
use crate::count::threads::side_by_side;
use crate::tally::Keys;

/// How many sets there are: as many threads at most look keys up.
const SETS: usize = 16;
/// Fewer keys than this are looked up without another thread.
const WORTH_A_THREAD: usize = 4096;

/// Hashes of the keys met so far; memory grows with the records.
#[derive(Debug)]
pub(super) struct KeyCounter {
    /// Each has the hashes with its own highest bits, so that one thread meets all repetitions of a
    /// key. Sorted only at the end, as a tally has them.
    seen: Vec<FxHashSet<u128>>,
    repeated: u64,
}

/// The hash of a record's key.
#[derive(Debug, Clone, Copy)]
pub(super) struct HashedKey {
    /// The record's row in the batch.
    pub(super) row: usize,
    pub(super) hash: u128,
}

impl HashedKey {
    pub(super) fn new(row: usize, key: &str) -> Self {
        Self { row, hash: xxh3_128(key.as_bytes()) }
    }

    fn set(&self) -> usize {
        usize::try_from(self.hash >> (u128::BITS - SETS.ilog2())).unwrap_or_default()
    }
}

impl Default for KeyCounter {
    fn default() -> Self {
        Self { seen: vec![FxHashSet::default(); SETS], repeated: 0 }
    }
}

impl KeyCounter {
    /// Takes the keys of rows, in the order of the rows; the first rows that repeat a key.
    pub(super) fn take(&mut self, keys: &[Vec<HashedKey>], threads: usize) -> Vec<usize> {
        let many = keys.iter().map(Vec::len).sum::<usize>() >= WORTH_A_THREAD;
        let width = if many { SETS.div_ceil(threads.clamp(1, SETS)) } else { SETS };
        let tasks = self.seen.chunks_mut(width).enumerate().collect();
        let found = side_by_side(tasks, |(place, sets): (usize, &mut [FxHashSet<u128>])| {
            let (mut repeated, mut rows) = (0, Vec::new());
            for key in keys.iter().flatten() {
                let own = key.set().checked_sub(place * width).and_then(|at| sets.get_mut(at));
                if own.is_some_and(|set| !set.insert(key.hash)) {
                    repeated += 1;
                    if rows.len() < LISTED {
                        rows.push(key.row);
                    }
                }
            }
            (repeated, rows)
        });
        let mut first = Vec::new();
        for (repeated, rows) in found {
            self.repeated += repeated;
            first.extend(rows);
        }
        first.sort_unstable();
        first.truncate(LISTED);
        first
    }

    /// Notes a key that is not a repetition.
    pub(super) fn note(&mut self, key: &str) {
        let key = HashedKey::new(0, key);
        if let Some(set) = self.seen.get_mut(key.set()) {
            set.insert(key.hash);
        }
    }

    pub(super) fn into_keys(self) -> Keys {
        Keys::of(self.seen.into_iter().flatten().collect(), self.repeated)
    }
}
