//! Cells of so few records that they can tell of one person.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::layout::{AxisLayout, SourceLayout, TableLayout};
use super::table::Table;
use super::{Snapshot, Tally};
use crate::ground::error::Error;
use crate::ground::problem::Problem;

impl Tally {
    /// Refuses to hand on cells with fewer records than the plan allows.
    pub(super) fn check_sizes(&self) -> Result<(), Error> {
        let Some(least) = self.layout().suppress_below else { return Ok(()) };
        let mut problems = Vec::new();
        for (source_at, source) in self.layout().sources.iter().enumerate() {
            for (axis_at, axis) in source.axes.iter().enumerate() {
                for (table_at, layout) in axis.tables.iter().enumerate() {
                    let small: usize = self
                        .snapshots()
                        .values()
                        .filter_map(|snapshot| {
                            let axis =
                                snapshot.sources.get(source_at)?.as_ref()?.axes.get(axis_at)?;
                            axis.tables.get(table_at)
                        })
                        .map(|table| small_cells(table, least))
                        .sum();
                    if small > 0 {
                        problems.push(too_small(source, axis, layout, small, least));
                    }
                }
            }
        }
        if problems.is_empty() { Ok(()) } else { Err(Error::tally_faults(problems)) }
    }
}

/// How many cells have at least one record, and fewer than `least`.
fn small_cells(table: &Table, least: u32) -> usize {
    // The first count of a cell is the number of its records.
    let records = table.cells().filter_map(|cell| cell.counts.first());
    records.filter(|records| (1..u64::from(least)).contains(records)).count()
}

fn too_small(
    source: &SourceLayout,
    axis: &AxisLayout,
    table: &TableLayout,
    small: usize,
    least: u32,
) -> Problem {
    let mut by: Vec<String> = table.by.iter().map(|column| format!("`{column}`")).collect();
    by.push(table.grain.name().to_owned());
    let cells = if small == 1 { "1 cell" } else { &format!("{small} cells") };
    let message = format!(
        "of `{}` by {} of `{}`, {cells} would tell of fewer than {least} records",
        source.name,
        by.join(", "),
        axis.dated_by
    );
    let help = "declare a coarser breakdown or grain of time; inside the organisation, \
                `to_json_for_merging` writes the tally as it is";
    Problem::new("cells-too-small", source.name.clone(), message).help(help)
}

/// Drops the keys of faulty records: each tells of one record.
pub(super) fn forget_examples(snapshots: &mut BTreeMap<NaiveDate, Snapshot>) {
    let sources = snapshots.values_mut().flat_map(|snapshot| snapshot.sources.iter_mut().flatten());
    for source in sources {
        for group in source.rejected.values_mut().chain(source.flagged.values_mut()) {
            group.examples.clear();
        }
    }
}
