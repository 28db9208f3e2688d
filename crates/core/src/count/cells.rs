//! Counters by members and bucket while counting.

use rustc_hash::FxHashMap;

use super::dictionary::Dictionary;
use crate::tally::{Cell, Table};

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
    widths: (usize, usize, usize),
    pub(crate) counts: Vec<u64>,
    pub(crate) sums: Vec<i128>,
    pub(crate) extremes: Vec<Option<i128>>,
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
            widths,
            counts: Vec::new(),
            sums: Vec::new(),
            extremes: Vec::new(),
        }
    }

    pub(crate) fn widths(&self) -> (usize, usize, usize) {
        self.widths
    }

    pub(crate) fn len(&self) -> usize {
        self.keys.len()
    }

    /// The position of a key's cell, which is made if it is new.
    pub(crate) fn at(&mut self, key: u128) -> usize {
        *self.index.entry(key).or_insert_with(|| {
            self.keys.push(key);
            self.counts.resize(self.counts.len() + self.widths.0, 0);
            self.sums.resize(self.sums.len() + self.widths.1, 0);
            self.extremes.resize(self.extremes.len() + self.widths.2, None);
            self.keys.len() - 1
        })
    }

    /// The table of these cells; `dimensions` has one dictionary for each part but the bucket.
    pub(crate) fn table(&self, dimensions: &[&Dictionary]) -> Table {
        let (counts, sums, extremes) = self.widths;
        let slice = |at: usize, width: usize| at * width..(at + 1) * width;
        let cells = self.keys.iter().enumerate().map(|(at, key)| {
            let bucket = u32::try_from(key & ((1 << BUCKET) - 1)).unwrap_or_default();
            let mut rest = key >> BUCKET;
            let mut parts = Vec::new();
            for _ in dimensions {
                parts.push(u32::try_from(rest & ((1 << PART) - 1)).unwrap_or_default());
                rest >>= PART;
            }
            let members = parts
                .into_iter()
                .rev()
                .zip(dimensions)
                .map(|(code, dictionary)| dictionary.member(unpacked(code)))
                .collect();
            let cell = Cell {
                counts: self.counts.get(slice(at, counts)).unwrap_or_default().to_vec(),
                sums: self.sums.get(slice(at, sums)).unwrap_or_default().to_vec(),
                extremes: self.extremes.get(slice(at, extremes)).unwrap_or_default().to_vec(),
            };
            (members, bucket, cell)
        });
        Table::from_cells(dimensions.len(), cells.collect())
    }
}

/// A part of a key as a code again.
fn unpacked(part: u32) -> u32 {
    const HIGHEST: u32 = (1 << PART) - 2;
    if part >= HIGHEST { part | !((1 << PART) - 1) } else { part }
}
