//! Counters by members and bucket while counting.

use rustc_hash::FxHashMap;

use super::dictionary::{Dictionary, EMPTY, UNDECLARED};
use crate::tally::{Counters, Member, Table};

/// Bits of a key for each code of a member.
const PART: u32 = 20;
/// Bits of a key for the bucket: days of 10 000 years need 22.
const BUCKET: u32 = 28;
/// More members of a column than this have no codes of their own: the two highest are taken.
pub(crate) const MOST_MEMBERS: usize = (1 << PART) - 2;

/// The cells of one table, by a packed key.
#[derive(Debug)]
pub(crate) struct Cells {
    index: FxHashMap<u128, usize>,
    keys: Vec<u128>,
    counters: Counters,
    /// What sums have beyond 128 bits, in units of 2^128, by place among the sums. A sum may leave
    /// its range and come back, so that whether it can be held does not hang on the order of the
    /// records.
    carried: FxHashMap<usize, i64>,
}

/// Adds one part to a key; the two highest values of a part stand for undeclared and empty.
pub(crate) fn packed(key: u128, part: u32) -> u128 {
    key << PART | u128::from(part & ((1 << PART) - 1))
}

/// The whole key: the members' parts, and the bucket.
pub(crate) fn with_bucket(key: u128, bucket: u32) -> u128 {
    key << BUCKET | u128::from(bucket & ((1 << BUCKET) - 1))
}

impl Cells {
    pub(crate) fn new(widths: (usize, usize, usize)) -> Self {
        Self {
            index: FxHashMap::default(),
            keys: Vec::new(),
            counters: Counters::new(widths),
            carried: FxHashMap::default(),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.keys.len()
    }

    /// The position of a key's cell, which is made if it is new.
    pub(crate) fn at(&mut self, key: u128) -> usize {
        *self.index.entry(key).or_insert_with(|| {
            self.keys.push(key);
            self.counters.push_empty();
            self.keys.len() - 1
        })
    }

    /// Counts one more in a cell. Counts do not overflow: they are no greater than the number of
    /// records.
    pub(crate) fn count(&mut self, cell: usize, slot: usize, more: u64) {
        if let Some(count) = self.counters.count_mut(cell, slot) {
            *count = count.saturating_add(more);
        }
    }

    /// Adds to a sum of a cell.
    pub(crate) fn sum(&mut self, cell: usize, slot: usize, value: i128) {
        let at = cell * self.counters.widths().1 + slot;
        let Some(sum) = self.counters.sum_mut(cell, slot) else { return };
        let (wrapped, overflowed) = sum.overflowing_add(value);
        *sum = wrapped;
        if overflowed {
            *self.carried.entry(at).or_default() += if value < 0 { -1 } else { 1 };
        }
    }

    /// Takes a value into the least or the greatest one of a cell.
    pub(crate) fn extreme(&mut self, cell: usize, slot: usize, value: i128, greatest: bool) {
        if let Some(extreme) = self.counters.extreme_mut(cell, slot) {
            *extreme = Some(match *extreme {
                Some(own) if greatest => own.max(value),
                Some(own) => own.min(value),
                None => value,
            });
        }
    }

    /// The first slot of a sum that 128 bits cannot hold, if there is one.
    pub(crate) fn overflown(&self) -> Option<usize> {
        let beyond = self.carried.iter().filter(|(_, carried)| **carried != 0);
        beyond.map(|(at, _)| at % self.counters.widths().1.max(1)).min()
    }

    /// Adds the cells of a part; `codes` has for each part of a key but the bucket the codes of its
    /// members in this one, `greatest` says which extremes are greatest ones.
    pub(crate) fn absorb(&mut self, other: &Self, codes: &[&[u32]], greatest: &[bool]) {
        let sums = self.counters.widths().1;
        for (at, key) in other.keys.iter().enumerate() {
            let (parts, bucket) = unpacked(*key, codes.len());
            let recoded = parts.iter().zip(codes).fold(0, |key, (code, codes)| {
                let known = usize::try_from(*code).ok().and_then(|code| codes.get(code));
                packed(key, known.copied().unwrap_or(*code))
            });
            let cell = self.at(with_bucket(recoded, bucket));
            let more = other.counters.cell(at);
            for (slot, more) in more.counts.iter().enumerate() {
                self.count(cell, slot, *more);
            }
            for (slot, more) in more.sums.iter().enumerate() {
                self.sum(cell, slot, *more);
                if let Some(carried) = other.carried.get(&(at * sums + slot)) {
                    *self.carried.entry(cell * sums + slot).or_default() += carried;
                }
            }
            for (slot, (more, greatest)) in more.extremes.iter().zip(greatest).enumerate() {
                if let Some(value) = more {
                    self.extreme(cell, slot, *value, *greatest);
                }
            }
        }
    }

    /// The table of these cells; `dimensions` has one dictionary for each part but the bucket.
    pub(crate) fn table(&self, dimensions: &[&Dictionary]) -> Table {
        // Those without a name stand behind the named ones.
        let members = dimensions.iter().map(|dictionary| {
            let named = dictionary.members().iter().cloned().map(Member::Named);
            named.chain([Member::Empty, Member::Undeclared]).collect()
        });
        let mut keys = Vec::with_capacity(self.keys.len() * (dimensions.len() + 1));
        for key in &self.keys {
            let (codes, bucket) = unpacked(*key, dimensions.len());
            keys.extend(codes.into_iter().zip(dimensions).map(|(code, dictionary)| {
                let named = u32::try_from(dictionary.len()).unwrap_or(u32::MAX);
                match code {
                    EMPTY => named,
                    UNDECLARED => named.saturating_add(1),
                    code => code,
                }
            }));
            keys.push(bucket);
        }
        Table::of(members.collect(), &keys, &self.counters)
    }
}

/// The codes of a key's members, and its bucket.
fn unpacked(key: u128, members: usize) -> (Vec<u32>, u32) {
    const HIGHEST: u32 = (1 << PART) - 2;
    let bucket = u32::try_from(key & ((1 << BUCKET) - 1)).unwrap_or_default();
    let mut rest = key >> BUCKET;
    let mut codes = Vec::with_capacity(members);
    for _ in 0..members {
        let part = u32::try_from(rest & ((1 << PART) - 1)).unwrap_or_default();
        codes.push(if part >= HIGHEST { part | !((1 << PART) - 1) } else { part });
        rest >>= PART;
    }
    codes.reverse();
    (codes, bucket)
}
