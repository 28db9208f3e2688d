//! From the members and the day of a row to the cell of a table.

use crate::count::cells::{Cells, packed, with_bucket};
use crate::count::marks::Dates;
use crate::records::bits::rows;
use crate::tally::Buckets;

/// Tables of so many bits have a place for every cell there can be: 1 MiB.
const MOST_BITS: u32 = 18;
/// Spans of so many days have their buckets day by day.
const MOST_DAYS: i32 = 1 << 14;
/// Codes for no member and for an undeclared one come before those of the members.
const BEFORE_MEMBERS: u32 = 2;

/// The buckets of one grain, by day.
#[derive(Debug)]
pub(super) struct DayBuckets {
    buckets: Buckets,
    first: i32,
    /// From the first day of the span on; nothing where that is long.
    days: Vec<u32>,
    /// By row of the block.
    of_rows: Vec<u32>,
}

impl DayBuckets {
    pub(super) fn new(buckets: Buckets, (first, last): (i32, i32)) -> Self {
        let few = last.checked_sub(first).is_some_and(|days| days < MOST_DAYS);
        let days = if few { (first..=last).map(|day| buckets.of(day)).collect() } else { vec![] };
        Self { buckets, first, days, of_rows: Vec::new() }
    }

    fn of(&self, day: i32) -> u32 {
        let at = day.checked_sub(self.first).and_then(|day| usize::try_from(day).ok());
        let known = at.and_then(|at| self.days.get(at)).copied();
        known.unwrap_or_else(|| self.buckets.of(day))
    }

    /// Finds the buckets of the touched rows of a block.
    pub(super) fn find(&mut self, touched: &[u64], length: usize, dates: Dates<'_>) {
        let undated = self.buckets.undated();
        let mut of_rows = std::mem::take(&mut self.of_rows);
        of_rows.clear();
        of_rows.resize(length, undated);
        for row in rows(touched) {
            if let (Some(own), Some(day)) = (of_rows.get_mut(row), dates.day(row)) {
                *own = self.of(day);
            }
        }
        self.of_rows = of_rows;
    }
}

/// A short way to the cells of a table while there cannot be many: by members and bucket side by
/// side in a few bits. Cells found once are found without hashing.
#[derive(Debug, Default)]
pub(super) struct Shortcut {
    /// Bits of the bucket, then of each dimension from the last on.
    bits: Vec<u32>,
    /// The cell of each place, counted from 1; nothing where there are too many.
    cells: Vec<u32>,
    /// By row of the block: the place, then the cell.
    of_rows: Vec<u32>,
}

/// One dimension of a block.
#[derive(Clone, Copy)]
pub(super) struct Codes<'c> {
    /// By row.
    pub(super) of_rows: &'c [u32],
    /// How many members have a code.
    pub(super) members: usize,
}

impl Shortcut {
    /// The cell of each touched row of a block, which is made where it is new; of other rows,
    /// any.
    pub(super) fn find(
        &mut self,
        touched: &[u64],
        dimensions: &[Codes<'_>],
        buckets: &DayBuckets,
        cells: &mut Cells,
    ) -> &[u32] {
        let needed = |count: usize| usize::BITS - count.leading_zeros();
        let last = usize::try_from(buckets.buckets.undated()).unwrap_or(usize::MAX);
        let mut bits = vec![needed(last)];
        bits.extend(dimensions.iter().rev().map(|own| needed(own.members + 1)));
        if bits != self.bits {
            // The places of a table with more members are others.
            let all: u32 = bits.iter().sum();
            self.cells = if all <= MOST_BITS { vec![0; 1 << all] } else { Vec::new() };
            self.bits = bits;
        }
        self.of_rows.clear();
        self.of_rows.extend_from_slice(&buckets.of_rows);
        if !self.cells.is_empty() {
            self.add_members(dimensions);
        }
        for row in rows(touched) {
            let Some(own) = self.of_rows.get_mut(row) else { continue };
            let place = usize::try_from(*own).unwrap_or(usize::MAX);
            let shortcut = self.cells.get_mut(place);
            if let Some(known @ 1..) = shortcut.as_deref() {
                *own = known - 1;
                continue;
            }
            let code = |own: &Codes<'_>| own.of_rows.get(row).copied().unwrap_or_default();
            let key = dimensions.iter().fold(0, |key, own| packed(key, code(own)));
            let bucket = buckets.of_rows.get(row).copied().unwrap_or_default();
            let cell = u32::try_from(cells.at(with_bucket(key, bucket))).unwrap_or(u32::MAX - 1);
            *own = cell;
            if let Some(shortcut) = shortcut {
                *shortcut = cell + 1;
            }
        }
        &self.of_rows
    }

    fn add_members(&mut self, dimensions: &[Codes<'_>]) {
        let mut shift = 0;
        for (own, bits) in dimensions.iter().rev().zip(&self.bits) {
            shift += bits;
            for (place, code) in self.of_rows.iter_mut().zip(own.of_rows) {
                // Undeclared and empty are the two highest codes.
                *place |= code.wrapping_add(BEFORE_MEMBERS) << shift;
            }
        }
    }
}
