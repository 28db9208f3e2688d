//! What rows add to the counts of a cell, as patterns: most rows add the same as many others.

use rustc_hash::FxHashMap;

use crate::count::cells::Cells;
use crate::records::bits::{WORD, rows, transposed};

/// More patterns than this are forgotten and met anew, so that they stay few.
const MOST: usize = 1024;
/// Entries of the table of patterns met lately; a power of two.
const RECENT: usize = 1024;
/// Hits of a table are kept by cell and pattern as long as they are no more than this: 4 MiB.
const MOST_HITS: usize = 1 << 20;
/// Hits are added to the counts before so many rows could overflow one.
const MOST_ROWS: u64 = 1 << 31;

/// The patterns of up to 64 counts of a cell.
#[derive(Debug)]
pub(super) struct Patterns {
    /// The first count that they are of.
    first: usize,
    /// By pattern: the counts that it adds to.
    slots: Vec<Vec<usize>>,
    known: FxHashMap<u64, u32>,
    recent: Vec<(u64, u32)>,
    /// By row of the block; a row that adds nothing has any.
    of_rows: Vec<u32>,
}

impl Patterns {
    /// The patterns of so many counts, 64 by 64.
    pub(super) fn all(counts: usize) -> Vec<Self> {
        let firsts = (0..counts).step_by(WORD);
        firsts
            .map(|first| Self {
                first,
                slots: Vec::new(),
                known: FxHashMap::default(),
                recent: vec![(0, u32::MAX); RECENT],
                of_rows: Vec::new(),
            })
            .collect()
    }

    pub(super) fn are_too_many(&self) -> bool {
        self.slots.len() > MOST
    }

    pub(super) fn forget(&mut self) {
        self.slots.clear();
        self.known.clear();
        self.recent.fill((0, u32::MAX));
    }

    /// Finds the patterns of the touched rows of a block; `bitmaps` has one bitmap for each count
    /// of a cell.
    pub(super) fn find(&mut self, touched: &[u64], bitmaps: &[&[u64]]) {
        let own = bitmaps.get(self.first..).unwrap_or_default();
        self.of_rows.clear();
        self.of_rows.resize(touched.len() * WORD, 0);
        for (word, touched) in touched.iter().enumerate().filter(|(_, touched)| **touched != 0) {
            let mut square = [0; WORD];
            for (row, bitmap) in square.iter_mut().zip(own) {
                *row = bitmap.get(word).copied().unwrap_or_default();
            }
            transposed(&mut square);
            for row in rows(std::slice::from_ref(touched)) {
                let pattern = self.pattern(square.get(row).copied().unwrap_or_default());
                if let Some(own) = self.of_rows.get_mut(word * WORD + row) {
                    *own = pattern;
                }
            }
        }
    }

    fn pattern(&mut self, flags: u64) -> u32 {
        const BITS: u32 = RECENT.ilog2();
        let hash = flags.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - BITS);
        let place = usize::try_from(hash).unwrap_or_default();
        if let Some((own, pattern)) = self.recent.get(place)
            && *own == flags
            && *pattern != u32::MAX
        {
            return *pattern;
        }
        let next = u32::try_from(self.slots.len()).unwrap_or_default();
        let pattern = *self.known.entry(flags).or_insert_with(|| {
            self.slots.push(rows(&[flags]).map(|slot| self.first + slot).collect());
            next
        });
        if let Some(recent) = self.recent.get_mut(place) {
            *recent = (flags, pattern);
        }
        pattern
    }

    fn slots(&self, pattern: usize) -> &[usize] {
        self.slots.get(pattern).map(Vec::as_slice).unwrap_or_default()
    }
}

/// How often each pattern was met in each cell of a table, not yet added to the cells' counts.
#[derive(Debug, Default)]
pub(super) struct Hits {
    /// Patterns that there is room for; 0 before the first.
    stride: usize,
    /// By cell and pattern.
    met: Vec<u32>,
    rows: u64,
    /// Whether there came to be too many cells: then each row is added at once.
    at_once: bool,
}

impl Hits {
    /// Adds the touched rows of a block; `places` has each row's cell.
    pub(super) fn add(
        &mut self,
        patterns: &Patterns,
        touched: &[u64],
        places: &[u32],
        cells: &mut Cells,
    ) {
        if patterns.slots.len() > self.stride {
            self.settle(patterns, cells);
            self.stride = patterns.slots.len().next_power_of_two().max(16);
            self.met.clear();
        }
        self.at_once |= cells.len() * self.stride > MOST_HITS;
        let of_rows = rows(touched).filter_map(|row| {
            let pattern = usize::try_from(*patterns.of_rows.get(row)?).ok()?;
            Some((usize::try_from(*places.get(row)?).ok()?, pattern))
        });
        if self.at_once {
            self.settle(patterns, cells);
            self.met = Vec::new();
            for (cell, pattern) in of_rows {
                patterns.slots(pattern).iter().for_each(|slot| cells.count(cell, *slot, 1));
            }
            return;
        }
        self.met.resize(cells.len() * self.stride, 0);
        for (cell, pattern) in of_rows {
            if let Some(hits) = self.met.get_mut(cell * self.stride + pattern) {
                *hits += 1;
            }
        }
        self.rows += (touched.len() * WORD) as u64;
        if self.rows > MOST_ROWS {
            self.settle(patterns, cells);
        }
    }

    /// Adds all hits to the counts of the cells.
    pub(super) fn settle(&mut self, patterns: &Patterns, cells: &mut Cells) {
        for (cell, hits) in self.met.chunks_mut(self.stride.max(1)).enumerate() {
            for (pattern, hits) in hits.iter_mut().enumerate().filter(|(_, hits)| **hits > 0) {
                let more = u64::from(std::mem::take(hits));
                patterns.slots(pattern).iter().for_each(|slot| cells.count(cell, *slot, more));
            }
        }
        self.rows = 0;
    }
}

/// The rows that have a bit in any of the bitmaps.
pub(super) fn touched(bitmaps: &[&[u64]], words: usize) -> Vec<u64> {
    let mut touched = vec![0; words];
    for bitmap in bitmaps {
        for (word, more) in touched.iter_mut().zip(*bitmap) {
            *word |= more;
        }
    }
    touched
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::bits::bit;

    #[test]
    fn hits_are_what_bit_after_bit_counts() {
        // 70 counts, so that there are two groups; bits by a fixed rule.
        let is_set =
            |count: usize, row: usize| (row * 31 + count * 17).is_multiple_of(count % 7 + 2);
        let bitmaps: Vec<Vec<u64>> = (0..70)
            .map(|count| {
                let word = |word: usize| {
                    let of = |bit: usize| u64::from(is_set(count, word * WORD + bit)) << bit;
                    (0..WORD).map(of).sum()
                };
                (0..4).map(word).collect()
            })
            .collect();
        let bitmaps: Vec<&[u64]> = bitmaps.iter().map(Vec::as_slice).collect();
        let touched = touched(&bitmaps, 4);
        let places: Vec<u32> = (0..256).map(|row| row % 3).collect();
        for at_once in [false, true] {
            let mut cells = Cells::new((70, 0, 0));
            let mut straight = Cells::new((70, 0, 0));
            for key in 0..3 {
                assert_eq!(cells.at(key), straight.at(key));
            }
            for mut patterns in Patterns::all(70) {
                let mut hits = Hits { at_once, ..Hits::default() };
                for _ in 0..2 {
                    patterns.find(&touched, &bitmaps);
                    hits.add(&patterns, &touched, &places, &mut cells);
                    hits.settle(&patterns, &mut cells);
                    patterns.forget();
                }
            }
            for (count, bitmap) in bitmaps.iter().enumerate() {
                for row in 0..256 {
                    straight.count(row % 3, count, 2 * u64::from(bit(bitmap, row)));
                }
            }
            assert_eq!(cells.table(&[]), straight.table(&[]));
        }
    }
}
