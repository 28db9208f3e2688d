//! What one thread counts of a source.

use std::ops::Range;

use super::accounts::{self, Accounts, add_fault};
use super::axis::AxisCounter;
use super::keys::HashedKey;
use super::place::Codes;
use crate::count::intake::{LISTED, MEND, Origin, RejectedRow, help};
use crate::count::reader::{Bound, LookedUp, SourceReader};
use crate::count::unreadable;
use crate::count::versions::{Versions, end_of};
use crate::ground::dates::day_number;
use crate::ground::error::Error;
use crate::records::batch::Batch;
use crate::records::bits::{Bits, count, rows as set_rows};
use crate::rules::{Rules, SourceRules};
use crate::tally::{SourceLayout, SourceTally};

/// Rows bound and counted at a time: what is computed for them fits a processor's cache. A
/// multiple of 64.
pub(super) const BLOCK: usize = 2048;

/// What was counted of some of a source's records. Parts of one source put together are what one
/// part would have counted of all records, in whatever way they were divided.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) reader: SourceReader,
    /// Records that cannot be read.
    rejected: Accounts,
    /// The first of them.
    pub(super) rejected_rows: Vec<RejectedRow>,
    snapshots: Vec<SnapshotCounter>,
    /// Positions of the columns that tables are broken down by, each once.
    dimensions: Vec<usize>,
    versions: Option<Versions>,
}

/// What was known of the source at the end of one day.
#[derive(Debug)]
struct SnapshotCounter {
    as_of: i32,
    not_yet_known: u64,
    superseded: u64,
    /// Flagged records of a strict source.
    refused: Accounts,
    flagged: Accounts,
    axes: Vec<AxisCounter>,
}

/// A batch as it was handed in.
#[derive(Clone, Copy)]
pub(super) struct Handed<'b> {
    pub(super) rules: &'b Rules,
    pub(super) own: &'b SourceRules,
    pub(super) batch: &'b Batch<'b>,
    /// Where its rows come from, where that is not their order.
    pub(super) origins: &'b [Origin],
    /// Which of the source's inputs it is, counted from 1.
    pub(super) input: u64,
}

impl Part {
    pub(super) fn new(rules: &Rules, index: usize) -> Self {
        let own = rules.inner.sources.get(index);
        let layout = rules.inner.layout.sources.get(index);
        let axes = layout.map(|layout| layout.axes.as_slice()).unwrap_or_default();
        let counted = rules.inner.layout.counted;
        let tables = axes.iter().flat_map(|axis| &axis.tables);
        let mut dimensions: Vec<usize> = tables
            .flat_map(|table| &table.by)
            .filter_map(|name| own.and_then(|own| own.source.column_position(name)))
            .collect();
        dimensions.sort_unstable();
        dimensions.dedup();
        let snapshots = rules.as_of_days().iter().map(|day| SnapshotCounter {
            as_of: day_number(*day),
            not_yet_known: 0,
            superseded: 0,
            refused: Accounts::new(),
            flagged: Accounts::new(),
            axes: axes
                .iter()
                .map(|axis| {
                    let position =
                        |name: &String| own.and_then(|own| own.source.column_position(name));
                    AxisCounter::new(axis, counted, day_number(*day), position)
                })
                .collect(),
        });
        Self {
            reader: SourceReader::new(rules, index),
            rejected: Accounts::new(),
            rejected_rows: Vec::new(),
            snapshots: snapshots.collect(),
            dimensions,
            versions: own
                .and_then(|own| own.source.latest_by.as_ref())
                .map(|_| Versions::default()),
        }
    }

    /// A part of the same source that has counted nothing, for files and tables written alike.
    pub(super) fn another(&self, rules: &Rules) -> Self {
        let mut own = Self::new(rules, self.reader.index);
        own.reader.form.clone_from(&self.reader.form);
        own
    }

    /// Whether records wait until all are there.
    pub(super) fn keeps_versions(&self) -> bool {
        self.versions.is_some()
    }

    /// Counts rows of a batch, and gives the keys of those that can be read where they are asked
    /// for.
    pub(super) fn batch(
        &mut self,
        handed: Handed<'_>,
        rows: Range<usize>,
        with_keys: bool,
    ) -> Result<Vec<HashedKey>, Error> {
        let mut looked_up = LookedUp::default();
        let mut keys = Vec::new();
        let mut start = rows.start;
        loop {
            let end = rows.end.min(start + BLOCK);
            self.block(handed, start..end, &mut looked_up, with_keys.then_some(&mut keys))?;
            start = end;
            if start >= rows.end {
                return Ok(keys);
            }
        }
    }

    fn block(
        &mut self,
        handed: Handed<'_>,
        block: Range<usize>,
        looked_up: &mut LookedUp,
        keys: Option<&mut Vec<HashedKey>>,
    ) -> Result<(), Error> {
        let Handed { rules, own, batch, origins, input } = handed;
        let bound = self.reader.bind(rules, own, batch, block, looked_up)?;
        let live = self.reject_unreadable(handed, &bound);
        if let Some(versions) = &mut self.versions {
            versions.keep(&own.source, &self.reader, &bound, &live, origins, input);
            return Ok(());
        }
        if let Some(keys) = keys {
            keys.extend(set_rows(live.words()).filter_map(|row| {
                let key = bound.key(&own.source, row)?;
                Some(HashedKey::new(bound.first + row, &key))
            }));
        }
        (0..self.snapshots.len()).try_for_each(|at| self.count(rules, own, &bound, &live, at))
    }

    /// Rejects the rows that have an unreadable value; the others are live.
    fn reject_unreadable(&mut self, handed: Handed<'_>, bound: &Bound<'_>) -> Bits {
        let source = &handed.own.source;
        bound.live(|position, row| {
            let Some(declared) = source.columns.get(position) else { return };
            let value = bound.text(position, row).unwrap_or_default();
            let code = unreadable::code(&declared.column_type);
            let message = unreadable::message(self.reader.form.csv, &declared.column_type, &value);
            let key = bound.key(source, row);
            let origin = Origin::of(handed.origins, bound.first + row);
            self.reject(handed.input, origin, code, &declared.name, key, message);
        })
    }

    /// Counts a row as rejected.
    pub(super) fn reject(
        &mut self,
        input: u64,
        Origin { row, line }: Origin,
        code: &'static str,
        column: &str,
        key: Option<String>,
        message: String,
    ) {
        add_fault(&mut self.rejected, code, column, key.as_deref());
        // Rows of the wrong length are met before the others of their block: the first ones are
        // listed all the same.
        let rows = &mut self.rejected_rows;
        let at = rows.partition_point(|own| (own.input, own.row) < (input, row));
        if at < LISTED {
            let (column, help) = (column.to_owned(), help(code).unwrap_or(MEND));
            rows.insert(at, RejectedRow { input, row, line, code, column, key, message, help });
            rows.truncate(LISTED);
        }
    }

    /// Counts bound records as of one day.
    fn count(
        &mut self,
        rules: &Rules,
        own: &SourceRules,
        bound: &Bound<'_>,
        live: &Bits,
        at: usize,
    ) -> Result<(), Error> {
        let Some(snapshot) = self.snapshots.get_mut(at) else { return Ok(()) };
        let view = self.reader.view(rules, own, bound, live, snapshot.as_of)?;
        let exists = count(view.visible.exists.words());
        snapshot.not_yet_known += count(live.words()) - exists;
        let accounts =
            if own.source.strict { &mut snapshot.refused } else { &mut snapshot.flagged };
        for fault in &view.faults {
            for row in set_rows(fault.found.words()) {
                let key = bound.key(&own.source, row);
                add_fault(accounts, &fault.code, &fault.column, key.as_deref());
            }
        }
        let of_rows: Vec<Vec<u32>> =
            self.dimensions.iter().map(|at| view.codes(bound, *at)).collect();
        let codes = |position: usize| {
            let at = self.dimensions.iter().position(|own| *own == position);
            let of_rows = at.and_then(|at| of_rows.get(at)).map(Vec::as_slice).unwrap_or_default();
            Codes { of_rows, members: view.members(position) }
        };
        for (axis, rules) in snapshot.axes.iter_mut().zip(&own.axes) {
            axis.count(rules, view.scratch, &view.counted, codes);
        }
        Ok(())
    }

    /// Counts the versions that were kept, as of each day those that were the latest.
    pub(super) fn count_versions(&mut self, rules: &Rules) -> Result<Option<Versions>, Error> {
        let (Some(mut versions), Some(own)) =
            (self.versions.take(), rules.inner.sources.get(self.reader.index))
        else {
            return Ok(None);
        };
        versions.sort();
        let dictionaries = self.reader.dictionaries.iter();
        let noted: Vec<_> =
            dictionaries.map(|own| own.as_ref().map(|own| own.unknown.clone())).collect();
        for at in 0..self.snapshots.len() {
            let Some(snapshot) = self.snapshots.get_mut(at) else { continue };
            let chosen = versions.as_of(end_of(snapshot.as_of));
            snapshot.not_yet_known += chosen.not_yet_known;
            snapshot.superseded += chosen.superseded;
            let Some(batch) = chosen.batch(&self.reader.form.headers) else { continue };
            let mut looked_up = LookedUp::default();
            for start in (0..batch.rows()).step_by(BLOCK) {
                let block = start..batch.rows().min(start + BLOCK);
                let bound = self.reader.bind(rules, own, &batch, block, &mut looked_up)?;
                let live = Bits::filled(true, bound.rows);
                self.count(rules, own, &bound, &live, at)?;
            }
        }
        // Binding the chosen versions once more noted their unknown members once more.
        for (dictionary, noted) in self.reader.dictionaries.iter_mut().zip(noted) {
            if let (Some(dictionary), Some(noted)) = (dictionary, noted) {
                dictionary.unknown = noted;
            }
        }
        Ok(Some(versions))
    }

    /// Adds what another part has counted.
    pub(super) fn absorb(&mut self, mut other: Self) {
        other.settle();
        accounts::absorb(&mut self.rejected, other.rejected);
        self.rejected_rows.extend(other.rejected_rows);
        self.rejected_rows.sort_by_key(|own| (own.input, own.row));
        self.rejected_rows.truncate(LISTED);
        let dictionaries = self.reader.dictionaries.iter_mut().zip(&other.reader.dictionaries);
        let codes: Vec<Vec<u32>> = dictionaries
            .map(|pair| match pair {
                (Some(own), Some(more)) => own.absorb(more),
                _ => Vec::new(),
            })
            .collect();
        for (own, more) in self.snapshots.iter_mut().zip(other.snapshots) {
            own.not_yet_known += more.not_yet_known;
            own.superseded += more.superseded;
            accounts::absorb(&mut own.refused, more.refused);
            accounts::absorb(&mut own.flagged, more.flagged);
            for (own, more) in own.axes.iter_mut().zip(&more.axes) {
                own.absorb(more, &codes);
            }
        }
        if let (Some(own), Some(more)) = (&mut self.versions, other.versions) {
            own.absorb(more);
        }
    }

    /// Puts all that was counted into the cells.
    pub(super) fn settle(&mut self) {
        self.snapshots.iter_mut().flat_map(|own| &mut own.axes).for_each(AxisCounter::settle);
    }

    pub(super) fn cells(&self) -> usize {
        self.snapshots.iter().flat_map(|own| &own.axes).map(AxisCounter::cells).sum()
    }

    /// How many records were rejected.
    pub(super) fn rejected(&self) -> u64 {
        self.rejected.values().map(|group| group.count).sum()
    }

    /// Whether all sums can be held.
    ///
    /// # Errors
    ///
    /// `number-overflow`.
    pub(super) fn check_sums(&self) -> Result<(), Error> {
        self.snapshots.iter().flat_map(|own| &own.axes).try_for_each(AxisCounter::check_sums)
    }

    /// What it has counted, as of each day; how many were read and their keys are not known here.
    pub(super) fn tallies(&self, layout: &SourceLayout) -> impl Iterator<Item = SourceTally> {
        self.snapshots.iter().map(|snapshot| {
            let mut tally = SourceTally::empty(layout);
            tally.not_yet_known = snapshot.not_yet_known;
            tally.superseded = snapshot.superseded;
            tally.rejected.clone_from(&self.rejected);
            for (key, group) in &snapshot.refused {
                tally.rejected.insert(key.clone(), group.clone());
            }
            tally.flagged.clone_from(&snapshot.flagged);
            for (own, axis) in tally.axes.iter_mut().zip(&snapshot.axes) {
                *own = axis.tally(&self.reader.dictionaries);
            }
            tally
        })
    }
}
