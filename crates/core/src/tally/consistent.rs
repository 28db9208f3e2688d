//! What holds of every tally that was counted, asked of those that are read.
//!
//! Evaluating relies on it: no count is greater than the number of records, and nothing is lost.

use super::layout::{AxisLayout, ItemKind};
use super::table::{Cell, Table};
use super::{AxisTally, SourceTally};

impl SourceTally {
    /// Whether read = rejected + superseded + not yet known + undated + counted, along each date.
    pub(super) fn adds_up(&self) -> bool {
        let of = |axis: &AxisTally| {
            let rejected = self.rejected.values().map(|group| group.count);
            rejected
                .chain([self.superseded, self.not_yet_known, axis.undated, axis.counted])
                .try_fold(0_u64, u64::checked_add)
        };
        let keys = self.keys.as_ref().is_none_or(|keys| {
            u64::try_from(keys.seen.len())
                .ok()
                .and_then(|seen| seen.checked_add(keys.repeated))
                .is_some_and(|keys| keys <= self.read)
        });
        keys && self.axes.iter().all(|axis| of(axis) == Some(self.read))
    }
}

impl AxisLayout {
    /// Whether the cells have all the records, and each of them once.
    pub(super) fn adds_up(&self, table: &Table, counted: u64, undated: u64) -> bool {
        let Some(total) = counted.checked_add(undated) else { return false };
        let Some(records) = self.items.first() else { return table.len() == 0 };
        let mut records =
            table.cells().map(|cell| cell.counts.get(records.counts).copied().unwrap_or(0));
        records.try_fold(0_u64, u64::checked_add) == Some(total)
    }

    /// Whether the counters of a cell agree with each other.
    pub(super) fn fits(&self, cell: Cell<'_>) -> bool {
        let count = |at: usize| cell.counts.get(at).copied().unwrap_or_default();
        let records = self.items.first().map_or(0, |item| count(item.counts));
        self.items.iter().all(|item| {
            let own = |slot: usize| count(item.counts + slot);
            let width = item.kind.widths().0;
            if (0..width).any(|slot| own(slot) > records) {
                return false;
            }
            let has_value = own(1) > 0;
            match item.kind {
                ItemKind::Proportion => {
                    own(1).checked_add(own(2)).is_some_and(|decided| decided <= own(0))
                }
                ItemKind::NetScore => (1..=3).all(|slot| own(slot) <= own(0)),
                ItemKind::Count => own(0).checked_add(own(1)).is_some_and(|all| all <= records),
                ItemKind::Amount { .. } => {
                    let sum = cell.sums.get(item.sums).copied().unwrap_or_default();
                    own(1) <= own(0) && (has_value || sum == 0)
                }
                ItemKind::Minimum { .. } | ItemKind::Maximum { .. } => {
                    let extreme = cell.extremes.get(item.extremes).copied().flatten();
                    own(1) <= own(0) && has_value == extreme.is_some()
                }
            }
        })
    }
}
