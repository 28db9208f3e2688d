//! A tally as what is written.

use std::collections::BTreeMap;

use super::{
    Group, WrittenAxis, WrittenFault, WrittenItem, WrittenKeys, WrittenMember, WrittenNumber,
    WrittenSource, WrittenTable,
};
use crate::ground::dates::Period;
use crate::tally::layout::{AxisLayout, Buckets, SourceLayout, TableLayout};
use crate::tally::table::{Member, Table};
use crate::tally::{AxisTally, FaultGroup, FaultKey, SourceTally};

pub(super) fn write_source(
    tally: &SourceTally,
    layout: &SourceLayout,
    handed_in: bool,
    counted: Period,
) -> WrittenSource {
    WrittenSource {
        source: layout.name.clone(),
        handed_in,
        read: tally.read,
        not_yet_known: tally.not_yet_known,
        superseded: tally.superseded,
        rejected: write_faults(&tally.rejected),
        flagged: write_faults(&tally.flagged),
        keys: tally.keys.as_ref().map(|keys| WrittenKeys {
            repeated: keys.repeated,
            seen: keys.seen.iter().map(|key| format!("{key:032x}")).collect(),
        }),
        axes: tally
            .axes
            .iter()
            .zip(&layout.axes)
            .map(|(axis, layout)| write_axis(axis, layout, counted))
            .collect(),
    }
}

fn write_faults(faults: &BTreeMap<FaultKey, FaultGroup>) -> Vec<WrittenFault> {
    let write = |(key, group): (&FaultKey, &FaultGroup)| WrittenFault {
        code: key.code.clone(),
        column: key.column.clone(),
        count: group.count,
        examples: group.examples.clone(),
    };
    faults.iter().map(write).collect()
}

fn write_axis(axis: &AxisTally, layout: &AxisLayout, counted: Period) -> WrittenAxis {
    WrittenAxis {
        dated_by: layout.dated_by.clone(),
        undated: axis.undated,
        counted: axis.counted,
        items: layout
            .items
            .iter()
            .map(|item| WrittenItem {
                name: item.name.clone(),
                kind: item.kind.name().to_owned(),
                scale: item.kind.scale(),
            })
            .collect(),
        tables: axis
            .tables
            .iter()
            .zip(&layout.tables)
            .map(|(table, layout)| write_table(table, layout, counted))
            .collect(),
    }
}

fn write_table(table: &Table, layout: &TableLayout, counted: Period) -> WrittenTable {
    let buckets = Buckets::new(layout.grain, counted);
    let cells = table.keys().zip(table.cells()).map(|(key, cell)| {
        let (members, bucket) = table.named(key);
        let counts = cell.counts.iter().map(|count| WrittenNumber::Count(*count));
        let sums = cell.sums.iter().map(|sum| WrittenNumber::Digits(sum.to_string()));
        let extremes = cell.extremes.iter().map(|value| match value {
            Some(value) => WrittenNumber::Digits(value.to_string()),
            None => WrittenNumber::None,
        });
        (
            members.map(write_member).collect(),
            buckets.name(bucket),
            counts.chain(sums).chain(extremes).collect(),
        )
    });
    WrittenTable {
        by: layout.by.clone(),
        grain: layout.grain.name().to_owned(),
        cells: cells.collect(),
    }
}

fn write_member(member: &Member) -> WrittenMember {
    match member {
        Member::Named(name) => WrittenMember::Named(name.to_string()),
        Member::Empty => WrittenMember::Group { group: Group::Empty },
        Member::Undeclared => WrittenMember::Group { group: Group::Undeclared },
    }
}
