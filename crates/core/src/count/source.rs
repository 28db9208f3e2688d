//! Counting the records of one source.

mod accounts;
mod axis;
mod keys;

use super::cells::MOST_MEMBERS;
use super::intake::{LISTED, MEND, Origin, RejectedRow, SourceIntake, UnknownMember, help};
use super::reader::{Bound, SourceReader};
use super::unreadable;
use super::versions::{Versions, end_of};
use crate::ground::dates::day_number;
use crate::ground::error::Error;
use crate::ground::problem::Problem;
use crate::ground::text::{nearest, shortened};
use crate::records::batch::Batch;
use crate::records::bits::{Bits, count, rows};
use crate::rules::{Rules, SourceRules};
use crate::tally::SourceTally;
use accounts::{Accounts, add_fault};
use axis::AxisCounter;
use keys::KeyCounter;

/// Everything counted so far of one source.
#[derive(Debug)]
pub(crate) struct SourceCounter {
    pub(crate) reader: SourceReader,
    handed_in: bool,
    input: u64,
    /// Records that were read, and those of them rejected because they cannot be.
    read: u64,
    rejected: Accounts,
    snapshots: Vec<SnapshotCounter>,
    keys: Option<KeyCounter>,
    versions: Option<Versions>,
    intake: SourceIntake,
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

impl SourceCounter {
    pub(crate) fn new(rules: &Rules, index: usize) -> Self {
        let own = rules.inner.sources.get(index);
        let layout = rules.inner.layout.sources.get(index);
        let axes = layout.map(|layout| layout.axes.as_slice()).unwrap_or_default();
        let counted = rules.inner.layout.counted;
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
            handed_in: false,
            input: 0,
            read: 0,
            rejected: Accounts::new(),
            snapshots: snapshots.collect(),
            keys: layout.filter(|layout| layout.keys_checked).map(|_| KeyCounter::default()),
            versions: own
                .and_then(|own| own.source.latest_by.as_ref())
                .map(|_| Versions::default()),
            intake: SourceIntake {
                source: own.map(|own| own.source.name.clone()).unwrap_or_default(),
                ..SourceIntake::default()
            },
        }
    }

    /// Begins another file or batch: rows are numbered from 1 again.
    pub(crate) fn begin_input(&mut self) {
        self.handed_in = true;
        self.input += 1;
    }

    /// Counts a row that did not come to be part of a batch as rejected.
    pub(crate) fn reject_row(
        &mut self,
        origin: Origin,
        code: &'static str,
        column: &str,
        message: String,
    ) {
        self.read += 1;
        self.reject(origin, code, column, None, message);
    }

    fn reject(
        &mut self,
        Origin { row, line }: Origin,
        code: &'static str,
        column: &str,
        key: Option<String>,
        message: String,
    ) {
        add_fault(&mut self.rejected, code, column, key.as_deref());
        // Rows of the wrong length are met before the others of their block: the first ones are
        // listed all the same.
        let input = self.input;
        let rows = &mut self.intake.rows;
        let at = rows.partition_point(|own| (own.input, own.row) < (input, row));
        if at < LISTED {
            let (column, help) = (column.to_owned(), help(code).unwrap_or(MEND));
            rows.insert(at, RejectedRow { input, row, line, code, column, key, message, help });
            rows.truncate(LISTED);
        }
    }

    /// Counts a batch; `origins` says where its rows come from, where that is not their order.
    pub(crate) fn batch(
        &mut self,
        rules: &Rules,
        batch: &Batch<'_>,
        origins: &[Origin],
        cell_limit: usize,
    ) -> Result<(), Error> {
        let Some(own) = rules.inner.sources.get(self.reader.index) else { return Ok(()) };
        let bound = self.reader.bind(rules, own, batch)?;
        let live = self.reject_unreadable(own, &bound, origins);
        self.read += bound.rows as u64;
        if let Some(mut versions) = self.versions.take() {
            versions.keep(&own.source, &self.reader, &bound, &live, origins, self.input);
            self.versions = Some(versions);
        } else {
            self.check_keys(own, &bound, &live, origins);
            for at in 0..self.snapshots.len() {
                self.count(rules, own, &bound, &live, at)?;
            }
            self.check_limit(cell_limit)?;
        }
        Ok(())
    }

    fn check_limit(&self, cell_limit: usize) -> Result<(), Error> {
        let cells: usize =
            self.snapshots.iter().flat_map(|own| &own.axes).map(AxisCounter::cells).sum();
        let members = self.reader.most_members();
        let source = &self.intake.source;
        if members >= MOST_MEMBERS {
            let message = format!("a column of `{source}` has come to {members} members");
            return Err(Error::data(
                Problem::new("too-many-members", source, message)
                    .help("make it `type: text`, or declare its `members`"),
            ));
        }
        if cells <= cell_limit {
            return Ok(());
        }
        let message = format!(
            "the breakdowns of `{source}` have come to {cells} cells, and the limit is {cell_limit}"
        );
        Err(Error::data(
            Problem::new("too-many-cells", source, message).help(
                "break down by fewer or coarser columns, declare `members`, or raise the limit",
            ),
        ))
    }

    /// Rejects the rows that have an unreadable value; the others are live.
    fn reject_unreadable(
        &mut self,
        own: &SourceRules,
        bound: &Bound<'_>,
        origins: &[Origin],
    ) -> Bits {
        bound.live(|position, row| {
            let Some(declared) = own.source.columns.get(position) else { return };
            let value = bound.text(position, row).unwrap_or_default();
            let code = unreadable::code(&declared.column_type);
            let message = unreadable::message(self.reader.form.csv, &declared.column_type, &value);
            let key = bound.key(&own.source, row);
            self.reject(Origin::of(origins, row), code, &declared.name, key, message);
        })
    }

    fn check_keys(
        &mut self,
        own: &SourceRules,
        bound: &Bound<'_>,
        live: &Bits,
        origins: &[Origin],
    ) {
        let Some(keys) = &mut self.keys else { return };
        for row in rows(live.words()) {
            let Some(key) = bound.key(&own.source, row) else { continue };
            if !keys.is_new(&key) && self.intake.repeated_rows.len() < LISTED {
                let Origin { row, line } = Origin::of(origins, row);
                self.intake.repeated_rows.push(RejectedRow {
                    input: self.input,
                    row,
                    line,
                    code: "key-repeated",
                    column: own.source.key().map(|key| key.name.clone()).unwrap_or_default(),
                    message: format!("the key `{}` has occurred before", shortened(&key)),
                    help: help("key-repeated").unwrap_or(MEND),
                    key: Some(key),
                });
            }
        }
    }

    /// Counts what waited for all records to be there.
    pub(crate) fn close(&mut self, rules: &Rules, cell_limit: usize) -> Result<(), Error> {
        let (Some(mut versions), Some(own)) =
            (self.versions.take(), rules.inner.sources.get(self.reader.index))
        else {
            return Ok(());
        };
        versions.sort();
        // Within a counting a repeated key is another version; other countings may have it too.
        if let Some(keys) = &mut self.keys {
            for key in versions.keys() {
                keys.is_new(key);
            }
        }
        let noted: Vec<_> = self
            .reader
            .dictionaries
            .iter()
            .map(|own| own.as_ref().map(|own| own.unknown.clone()))
            .collect();
        for at in 0..self.snapshots.len() {
            let Some(snapshot) = self.snapshots.get_mut(at) else { continue };
            let chosen = versions.as_of(end_of(snapshot.as_of));
            snapshot.not_yet_known += chosen.not_yet_known;
            snapshot.superseded += chosen.superseded;
            let Some(batch) = chosen.batch(&self.reader.form.headers) else { continue };
            let bound = self.reader.bind(rules, own, &batch)?;
            let live = Bits::filled(true, bound.rows);
            self.count(rules, own, &bound, &live, at)?;
        }
        // Binding the chosen versions once more noted their unknown members once more.
        for (dictionary, noted) in self.reader.dictionaries.iter_mut().zip(noted) {
            if let (Some(dictionary), Some(noted)) = (dictionary, noted) {
                dictionary.unknown = noted;
            }
        }
        self.check_limit(cell_limit)
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
            for row in rows(fault.found.words()) {
                let key = bound.key(&own.source, row);
                add_fault(accounts, &fault.code, &fault.column, key.as_deref());
            }
        }
        for (axis, rules) in snapshot.axes.iter_mut().zip(&own.axes) {
            let code = |position, row| view.code(bound, position, row);
            axis.count(rules, view.scratch, &view.counted, code)?;
        }
        Ok(())
    }

    /// The tallies by as-of day (`None` if the source was not handed in) and the intake report.
    pub(crate) fn finish(
        &mut self,
        rules: &Rules,
    ) -> Result<(Vec<Option<SourceTally>>, Option<SourceIntake>), Error> {
        if !self.handed_in {
            return Ok((self.snapshots.iter().map(|_| None).collect(), None));
        }
        let Some(layout) = rules.inner.layout.sources.get(self.reader.index) else {
            return Ok((Vec::new(), None));
        };
        let strict_keys = rules
            .inner
            .sources
            .get(self.reader.index)
            .is_some_and(|own| own.source.keys == crate::plan::KeyCheck::Refuse);
        let keys = self.keys.take().map(KeyCounter::into_keys);
        let repeated = keys.as_ref().map(|keys| keys.repeated);
        if strict_keys && repeated.is_some_and(|repeated| repeated > 0) {
            return Err(self.keys_repeated(repeated.unwrap_or_default()));
        }
        let tallies = self.snapshots.iter().map(|snapshot| {
            let mut tally = SourceTally::empty(layout);
            tally.read = self.read;
            tally.not_yet_known = snapshot.not_yet_known;
            tally.superseded = snapshot.superseded;
            tally.rejected.clone_from(&self.rejected);
            for (key, group) in &snapshot.refused {
                tally.rejected.insert(key.clone(), group.clone());
            }
            tally.flagged.clone_from(&snapshot.flagged);
            tally.keys.clone_from(&keys);
            for (own, axis) in tally.axes.iter_mut().zip(&snapshot.axes) {
                *own = axis.tally(&self.reader.dictionaries);
            }
            Some(tally)
        });
        let tallies = tallies.collect();
        Ok((tallies, Some(self.report(rules, repeated))))
    }

    fn keys_repeated(&self, repeated: u64) -> Error {
        let source = &self.intake.source;
        let first = self.intake.repeated_rows.first();
        let example = first.and_then(|row| row.key.as_deref()).unwrap_or_default();
        let example = shortened(example);
        let message = match repeated {
            1 => format!("a record of `{source}` repeats the key `{example}`"),
            _ => format!("{repeated} records of `{source}` repeat a key, such as `{example}`"),
        };
        Error::data(
            Problem::new("keys-repeated", source, message)
                .help("hand in each record once, or let `keys: report` count them and say so"),
        )
    }

    fn report(&mut self, rules: &Rules, repeated: Option<u64>) -> SourceIntake {
        let mut intake = std::mem::take(&mut self.intake);
        intake.read = self.read;
        intake.rejected = self.rejected.values().map(|group| group.count).sum();
        intake.repeated_keys = repeated;
        let columns =
            rules.inner.sources.get(self.reader.index).map(|own| own.source.columns.as_slice());
        for (column, dictionary) in
            columns.unwrap_or_default().iter().zip(&self.reader.dictionaries)
        {
            let Some(dictionary) = dictionary else { continue };
            let members = || dictionary.members().iter().map(AsRef::as_ref);
            for (value, count) in &dictionary.unknown {
                intake.unknown_members.push(UnknownMember {
                    column: column.name.clone(),
                    value: value.clone(),
                    count: *count,
                    nearest: nearest(value, members()).map(str::to_owned),
                });
            }
        }
        intake
    }
}
