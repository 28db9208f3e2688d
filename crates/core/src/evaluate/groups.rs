//! A table's cells, put together by the members of some of its columns.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::ops::{Range, RangeInclusive};

use rustc_hash::FxHashMap;

use super::ledger::{ItemSum, add_counts};
use crate::tally::{ItemLayout, Member, Table};

/// The cells of a table in groups that have the same members in some columns; the groups are
/// sorted as members are, and the cells of each by their bucket.
#[derive(Debug)]
pub(super) struct Groups {
    /// Which dimensions of the table the columns are.
    pub(super) places: Vec<usize>,
    /// For each group the codes of its members, one after the other.
    codes: Vec<u32>,
    /// Where each group begins among the cells, and where the last one ends.
    starts: Vec<usize>,
    /// Positions of the cells in the table.
    positions: Vec<usize>,
    /// The bucket of each cell.
    buckets: Vec<u32>,
    /// By the place of an item's counts: the counts of all cells before each, and of all.
    before: RefCell<FxHashMap<usize, Vec<[u64; 4]>>>,
}

impl Groups {
    pub(super) fn of(table: &Table, places: Vec<usize>) -> Self {
        let mut keys: Vec<(usize, &[u32])> = table.keys().enumerate().collect();
        let bucket = |key: &[u32]| key.last().copied().unwrap_or_default();
        let compared = |a: &[u32], b: &[u32]| {
            let each = places.iter().map(|place| a.get(*place).cmp(&b.get(*place)));
            each.fold(Ordering::Equal, Ordering::then)
        };
        // Where all columns are asked for in their order, the cells are in order already.
        if !places.iter().copied().eq(0..table.width() - 1) {
            keys.sort_by(|(_, a), (_, b)| compared(a, b).then(bucket(a).cmp(&bucket(b))));
        }
        let mut own = Self {
            places: Vec::new(),
            codes: Vec::new(),
            starts: Vec::new(),
            positions: keys.iter().map(|(position, _)| *position).collect(),
            buckets: keys.iter().map(|(_, key)| bucket(key)).collect(),
            before: RefCell::default(),
        };
        let mut last: Option<&[u32]> = None;
        for (start, (_, key)) in keys.iter().enumerate() {
            if last.is_none_or(|last| compared(last, key) != Ordering::Equal) {
                own.codes.extend(places.iter().filter_map(|place| key.get(*place)));
                own.starts.push(start);
                last = Some(key);
            }
        }
        own.starts.push(keys.len());
        own.places = places;
        own
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The group of these members.
    pub(super) fn find<'m>(
        &self,
        table: &Table,
        members: impl Iterator<Item = &'m Member>,
    ) -> Option<usize> {
        let code = |(place, member): (&usize, &Member)| table.code(*place, member);
        let wanted: Vec<u32> = self.places.iter().zip(members).map(code).collect::<Option<_>>()?;
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.codes_of(middle).cmp(&wanted) {
                Ordering::Less => low = middle + 1,
                Ordering::Equal => return Some(middle),
                Ordering::Greater => high = middle,
            }
        }
        None
    }

    fn codes_of(&self, group: usize) -> &[u32] {
        let width = self.places.len();
        self.codes.get(group * width..(group + 1) * width).unwrap_or_default()
    }

    /// The members of a group.
    pub(super) fn members<'t>(&self, table: &'t Table, group: usize) -> Vec<&'t Member> {
        let codes = self.places.iter().zip(self.codes_of(group));
        codes
            .filter_map(|(place, code)| table.members(*place).get(usize::try_from(*code).ok()?))
            .collect()
    }

    fn range(&self, group: usize) -> Range<usize> {
        let start = |at: usize| self.starts.get(at).copied().unwrap_or_default();
        start(group)..start(group + 1)
    }

    /// The buckets of a group's cells, in order; one occurs as often as it has cells.
    pub(super) fn buckets(&self, group: usize) -> &[u32] {
        self.buckets.get(self.range(group)).unwrap_or_default()
    }

    /// A group's cells in a range of buckets.
    pub(super) fn cells(&self, group: usize, range: &RangeInclusive<u32>) -> Range<usize> {
        let start = self.range(group).start;
        let buckets = self.buckets(group);
        let first = buckets.partition_point(|own| own < range.start());
        let end = buckets.partition_point(|own| own <= range.end());
        start + first..start + end
    }

    /// Where those cells stand in the table.
    pub(super) fn positions(&self, cells: Range<usize>) -> &[usize] {
        self.positions.get(cells).unwrap_or_default()
    }

    /// The counts of an item over a group's cells: the difference of two, so that what stands on
    /// each of many days is not added up anew for each.
    pub(super) fn counted(&self, table: &Table, item: &ItemLayout, cells: Range<usize>) -> ItemSum {
        let mut known = self.before.borrow_mut();
        let before = known.entry(item.counts).or_insert_with(|| {
            let mut counts = [0; 4];
            let sums = self.positions.iter().map(|position| {
                add_counts(&mut counts, item, table.cell(*position));
                counts
            });
            [[0; 4]].into_iter().chain(sums).collect()
        });
        let at = |position: usize| before.get(position).copied().unwrap_or_default();
        let mut counts = at(cells.end);
        for (own, less) in counts.iter_mut().zip(at(cells.start)) {
            *own = own.saturating_sub(less);
        }
        ItemSum { counts, ..ItemSum::default() }
    }
}
