//! Counting the records of one source.

mod accounts;
mod axis;
mod keys;

use std::borrow::Cow;

use super::bind::{Binder, BoundColumn, BoundValues};
use super::cells::MOST_MEMBERS;
use super::dictionary::{Dictionary, UNDECLARED};
use super::intake::{LISTED, Origin, RejectedRow, SourceIntake, UnknownMember, help};
use super::mask::Visible;
use super::versions::{Versions, raw_text, text_of};
use crate::ground::dates::day_number;
use crate::ground::error::Error;
use crate::ground::problem::Problem;
use crate::ground::text::{nearest, shortened};
use crate::plan::{ColumnType, Source};
use crate::records::batch::Batch;
use crate::records::bits::{Bits, count, rows};
use crate::records::column::{Column, Strings, Values};
use crate::records::read::DAY;
use crate::rules::program::{Input, Lane, Scratch, Truth};
use crate::rules::{Rules, SourceRules};
use crate::tally::{Buckets, FaultGroup, FaultKey, SourceTally};
use accounts::{Accounts, add_fault};
use axis::AxisCounter;
use keys::KeyCounter;

/// Everything counted so far of one source.
#[derive(Debug)]
pub(crate) struct SourceCounter {
    index: usize,
    /// By position of the column: its name in files and tables.
    pub(crate) headers: Vec<String>,
    /// By position of the column, for categories and booleans.
    dictionaries: Vec<Option<Dictionary>>,
    handed_in: bool,
    input: u64,
    /// Records that were read, and those of them rejected because they cannot be.
    read: u64,
    rejected: Accounts,
    snapshots: Vec<SnapshotCounter>,
    keys: Option<KeyCounter>,
    versions: Option<Versions>,
    intake: SourceIntake,
    scratch: Scratch,
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

/// A batch, bound.
struct Bound<'b> {
    columns: Vec<BoundColumn<'b>>,
    raw: Vec<Option<&'b Column<'b>>>,
    rows: usize,
}

impl SourceCounter {
    pub(crate) fn new(rules: &Rules, index: usize) -> Self {
        let own = rules.inner.sources.get(index);
        let layout = rules.inner.layout.sources.get(index);
        let columns = own.map(|own| own.source.columns.as_slice()).unwrap_or_default();
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
            index,
            headers: columns.iter().map(|column| column.header.clone()).collect(),
            dictionaries: columns
                .iter()
                .map(|column| match &column.column_type {
                    ColumnType::Category(category) => Some(Dictionary::new(category)),
                    ColumnType::Boolean(_) => Some(Dictionary::booleans()),
                    _ => None,
                })
                .collect(),
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
            scratch: Scratch::default(),
        }
    }

    pub(crate) fn rename(&mut self, position: usize, header: &str) {
        if let Some(own) = self.headers.get_mut(position) {
            header.clone_into(own);
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
        if self.intake.rows.len() < LISTED {
            let column = column.to_owned();
            let input = self.input;
            let help = help(code);
            let own = RejectedRow { input, row, line, code, column, key, message, help };
            self.intake.rows.push(own);
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
        let Some(own) = rules.inner.sources.get(self.index) else { return Ok(()) };
        let bound = self.bind(rules, own, batch)?;
        let live = self.reject_unreadable(own, &bound, origins);
        self.read += bound.rows as u64;
        if let Some(mut versions) = self.versions.take() {
            self.keep_versions(&own.source, &bound, &live, &mut versions);
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
        let members = self.dictionaries.iter().flatten().map(Dictionary::len).max().unwrap_or(0);
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

    fn bind<'b>(
        &mut self,
        rules: &Rules,
        own: &SourceRules,
        batch: &'b Batch<'b>,
    ) -> Result<Bound<'b>, Error> {
        let binder = Binder {
            source: &own.source,
            headers: &self.headers,
            utc_offset: rules.inner.utc_offset,
        };
        let mut bound = Bound { columns: Vec::new(), raw: Vec::new(), rows: batch.rows() };
        for (position, declared) in own.source.columns.iter().enumerate() {
            let column = binder.find(batch, position)?;
            let dictionary = self.dictionaries.get_mut(position).and_then(Option::as_mut);
            let literals = own.program.literals(position);
            bound.columns.push(binder.bind(
                column,
                declared,
                batch.rows(),
                dictionary,
                literals,
            )?);
            bound.raw.push(column);
        }
        Ok(bound)
    }

    /// Rejects the rows that have an unreadable value; the others are live.
    fn reject_unreadable(
        &mut self,
        own: &SourceRules,
        bound: &Bound<'_>,
        origins: &[Origin],
    ) -> Bits {
        let mut live = Bits::filled(true, bound.rows);
        for (position, declared) in own.source.columns.iter().enumerate() {
            let Some(column) = bound.columns.get(position) else { continue };
            for row in &column.unreadable {
                // A row is rejected once, for the first column that cannot be read.
                if !live.get(*row) {
                    continue;
                }
                live.clear(*row);
                let raw = bound.raw.get(position).copied().flatten();
                let value = raw.and_then(|raw| raw_text(raw, *row)).unwrap_or_default();
                let code = unreadable_code(&declared.column_type);
                let message = unreadable_message(&own.source, &declared.column_type, &value);
                let key = key_of(&own.source, bound, *row);
                self.reject(origin(origins, *row), code, &declared.name, key, message);
            }
        }
        live
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
            let Some(key) = key_of(&own.source, bound, row) else { continue };
            if !keys.is_new(&key) && self.intake.repeated_rows.len() < LISTED {
                let Origin { row, line } = origin(origins, row);
                self.intake.repeated_rows.push(RejectedRow {
                    input: self.input,
                    row,
                    line,
                    code: "key-repeated",
                    column: own.source.key().map(|key| key.name.clone()).unwrap_or_default(),
                    message: format!("the key `{}` has occurred before", shortened(&key)),
                    help: help("key-repeated"),
                    key: Some(key),
                });
            }
        }
    }

    fn keep_versions(
        &self,
        source: &Source,
        bound: &Bound<'_>,
        live: &Bits,
        versions: &mut Versions,
    ) {
        let by = source.latest_by.as_ref().and_then(|name| source.column_position(name));
        for row in rows(live.words()) {
            let time = by.and_then(|at| bound.columns.get(at)).filter(|own| own.valid.get(row));
            let time = time.and_then(|column| match &column.values {
                BoundValues::Days(days) => days.get(row).map(|day| i64::from(*day) * DAY),
                BoundValues::Small(micros) => micros.get(row).copied(),
                _ => None,
            });
            let texts = bound.columns.iter().enumerate().map(|(at, column)| {
                let raw = bound.raw.get(at).copied().flatten();
                let dictionary = self.dictionaries.get(at).and_then(Option::as_ref);
                text_of(column, raw, dictionary, row).map(String::into_boxed_str)
            });
            versions.push(key_of(source, bound, row), time, texts.collect());
        }
    }

    /// Counts what waited for all records to be there.
    pub(crate) fn close(&mut self, rules: &Rules, cell_limit: usize) -> Result<(), Error> {
        let (Some(mut versions), Some(own)) =
            (self.versions.take(), rules.inner.sources.get(self.index))
        else {
            return Ok(());
        };
        versions.sort();
        let noted: Vec<_> = self
            .dictionaries
            .iter()
            .map(|own| own.as_ref().map(|own| own.unknown.clone()))
            .collect();
        for at in 0..self.snapshots.len() {
            let Some(snapshot) = self.snapshots.get_mut(at) else { continue };
            // The end of the as-of day, in microseconds.
            let chosen = versions.as_of((i64::from(snapshot.as_of) + 1) * DAY - 1);
            snapshot.not_yet_known += chosen.not_yet_known;
            snapshot.superseded += chosen.superseded;
            let Some(batch) = chosen.batch(&self.headers) else { continue };
            let bound = self.bind(rules, own, &batch)?;
            let live = Bits::filled(true, bound.rows);
            self.count(rules, own, &bound, &live, at)?;
        }
        // Binding the chosen versions once more noted their unknown members once more.
        for (dictionary, noted) in self.dictionaries.iter_mut().zip(noted) {
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
        let visible = Visible::new(&own.source, &bound.columns, live, snapshot.as_of);
        snapshot.not_yet_known += count(live.words()) - count(visible.exists.words());
        let symbols = symbols(own, bound, &self.dictionaries);
        let lanes: Vec<_> = bound
            .columns
            .iter()
            .zip(&symbols)
            .enumerate()
            .map(|(position, (column, symbols))| {
                lane(column, symbols.as_deref())
                    .map(|lane| (lane, Some(visible.known(&bound.columns, position))))
            })
            .collect();
        let input = Input {
            lanes: &lanes,
            rows: bound.rows,
            as_of: snapshot.as_of,
            period: rules.inner.period,
        };
        let scratch = &mut self.scratch;
        own.program
            .run(&input, scratch)
            .map_err(|problem| Error::data(Problem { path: own.source.name.clone(), ..problem }))?;
        let scratch = &self.scratch;
        let mut counted = visible.exists.clone();
        let faults = faults(own, bound, &visible, scratch);
        if own.source.strict {
            for (code, column, found) in &faults {
                for row in rows(found.words()).filter(|row| counted.get(*row)).collect::<Vec<_>>() {
                    counted.clear(row);
                    let key = key_of(&own.source, bound, row);
                    add_fault(&mut snapshot.refused, code, column, key.as_deref());
                }
            }
        } else {
            for (code, column, found) in &faults {
                for row in rows(found.words()) {
                    let key = key_of(&own.source, bound, row);
                    add_fault(&mut snapshot.flagged, code, column, key.as_deref());
                }
            }
        }
        for (axis, rules) in snapshot.axes.iter_mut().zip(&own.axes) {
            axis.count(rules, scratch, &counted, |position, row| {
                let known = crate::records::bits::bit(visible.known(&bound.columns, position), row);
                code_at(bound.columns.get(position), row, known)
            })?;
        }
        Ok(())
    }

    /// The tallies by as-of day (`None` if the source was not handed in) and the intake report.
    #[expect(clippy::type_complexity, reason = "one caller, which takes it apart at once")]
    pub(crate) fn finish(
        &mut self,
        rules: &Rules,
    ) -> Result<(Vec<Option<SourceTally>>, Option<SourceIntake>), Error> {
        if !self.handed_in {
            return Ok((self.snapshots.iter().map(|_| None).collect(), None));
        }
        let Some(layout) = rules.inner.layout.sources.get(self.index) else {
            return Ok((Vec::new(), None));
        };
        let strict_keys = rules
            .inner
            .sources
            .get(self.index)
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
                *own = axis.tally(&self.dictionaries);
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
        let message = format!(
            "{repeated} records of `{source}` repeat a key, such as `{}`",
            shortened(example)
        );
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
        let columns = rules.inner.sources.get(self.index).map(|own| own.source.columns.as_slice());
        for (column, dictionary) in columns.unwrap_or_default().iter().zip(&self.dictionaries) {
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

/// Faults by code and column, each with the rows that have it, in the order of the columns and
/// then of the checks.
fn faults(
    own: &SourceRules,
    bound: &Bound<'_>,
    visible: &Visible,
    scratch: &Scratch,
) -> Vec<(String, String, Bits)> {
    let mut faults = Vec::new();
    let mut note = |code: &str, column: &str, found: Bits| {
        if count(found.words()) > 0 {
            faults.push((code.to_owned(), column.to_owned(), found));
        }
    };
    for (position, declared) in own.source.columns.iter().enumerate() {
        let Some(column) = bound.columns.get(position) else { continue };
        if !declared.optional {
            let mut missing = visible.exists.clone();
            for row in
                rows(column.valid.words()).filter(|row| missing.get(*row)).collect::<Vec<_>>()
            {
                missing.clear(row);
            }
            let event =
                declared.known_with.as_ref().and_then(|name| own.source.column_position(name));
            if let Some(event) = event {
                // What becomes known with an event is missed only where the event is known.
                let known = visible.known(&bound.columns, event);
                for (word, known) in missing.words_mut().iter_mut().zip(known) {
                    *word &= known;
                }
            }
            let is_category = matches!(declared.column_type, ColumnType::Category(_));
            let code = if is_category { "member-empty" } else { "value-missing" };
            note(code, &declared.name, missing);
        }
        if let BoundValues::Codes(codes) = &column.values {
            let undeclared = codes.iter().enumerate().map(|(row, code)| {
                *code == UNDECLARED && visible.exists.get(row) && !visible.is_hidden(position, row)
            });
            note("member-undeclared", &declared.name, undeclared.collect());
        }
    }
    for check in &own.checks {
        let mut found = visible.exists.clone();
        let Truth { yes, .. } = scratch.truth(check.when);
        for (word, yes) in found.words_mut().iter_mut().zip(yes) {
            *word &= yes;
        }
        note(&check.code, "", found);
    }
    faults
}

/// Where a row of a batch comes from.
fn origin(origins: &[Origin], row: usize) -> Origin {
    let in_order = Origin { row: row as u64 + 1, line: None };
    origins.get(row).copied().unwrap_or(in_order)
}

/// The key of a record as text: trimmed and composed, and of a number or a date the one way to
/// write it, so that it is the same however the records are given.
fn key_of(source: &Source, bound: &Bound<'_>, row: usize) -> Option<String> {
    let position = source.columns.iter().position(|column| column.key)?;
    let is_text = |column: &&BoundColumn<'_>| {
        matches!(column.values, BoundValues::Codes(_) | BoundValues::Symbols(_))
    };
    let column = bound.columns.get(position)?;
    let text = match Some(column).filter(|own| !is_text(own)) {
        Some(column) => text_of(column, None, None, row),
        None => None,
    };
    let raw = || raw_text(bound.raw.get(position).copied().flatten()?, row);
    let text = text.or_else(raw)?;
    let key = crate::ground::text::normal(&text);
    (!key.is_empty()).then(|| key.into_owned())
}

/// The code of a row in a category or boolean column.
fn code_at(column: Option<&BoundColumn<'_>>, row: usize, known: bool) -> u32 {
    let code = match column.map(|column| &column.values) {
        Some(BoundValues::Codes(codes)) if known => codes.get(row).copied(),
        Some(BoundValues::Booleans(bits)) if known => Some(u32::from(bits.get(row))),
        _ => None,
    };
    code.unwrap_or(super::dictionary::EMPTY)
}

/// For each category column that conditions read, the symbols of its codes.
fn symbols(
    own: &SourceRules,
    bound: &Bound<'_>,
    dictionaries: &[Option<Dictionary>],
) -> Vec<Option<Vec<u32>>> {
    bound
        .columns
        .iter()
        .zip(dictionaries)
        .enumerate()
        .map(|(position, (column, dictionary))| {
            let literals = own.program.literals(position);
            let (BoundValues::Codes(codes), Some(dictionary)) = (&column.values, dictionary) else {
                return None;
            };
            if literals.is_empty() {
                return None;
            }
            let table: Vec<u32> = dictionary
                .members()
                .iter()
                .map(|member| {
                    let at = literals.iter().position(|literal| **literal == **member);
                    at.map_or(0, |at| u32::try_from(at + 1).unwrap_or_default())
                })
                .collect();
            let symbol = |code: &u32| {
                let code = usize::try_from(*code).unwrap_or(usize::MAX);
                table.get(code).copied().unwrap_or_default()
            };
            Some(codes.iter().map(symbol).collect())
        })
        .collect()
}

fn lane<'l>(column: &'l BoundColumn<'_>, symbols: Option<&'l [u32]>) -> Option<Lane<'l>> {
    match &column.values {
        BoundValues::Booleans(bits) => Some(Lane::Bits(bits.words())),
        BoundValues::Days(days) => Some(Lane::Days(days)),
        BoundValues::Small(values) => Some(Lane::Small(values)),
        BoundValues::Wide { values, .. } => Some(Lane::Wide(values)),
        BoundValues::Codes(_) => symbols.map(Lane::Symbols),
        BoundValues::Symbols(symbols) => Some(Lane::Symbols(symbols)),
        BoundValues::Absent => None,
    }
}

fn unreadable_code(column: &ColumnType) -> &'static str {
    match column {
        ColumnType::Date => "date-unreadable",
        ColumnType::Timestamp => "timestamp-unreadable",
        ColumnType::Integer => "integer-unreadable",
        ColumnType::Decimal { .. } => "decimal-unreadable",
        ColumnType::Boolean(_) => "boolean-unreadable",
        ColumnType::Text | ColumnType::Category(_) => "text-unreadable",
    }
}

fn unreadable_message(source: &Source, column: &ColumnType, value: &str) -> String {
    let short = shortened(value);
    match column {
        ColumnType::Date => {
            format!("`{short}` is not a date written as {}", source.csv.date_format.pattern())
        }
        ColumnType::Timestamp => format!("`{short}` is not a timestamp"),
        ColumnType::Integer => format!("`{short}` is not a whole number"),
        ColumnType::Decimal { scale } => {
            format!("`{short}` is not a number with at most {scale} digits after the point")
        }
        ColumnType::Boolean(words) => format!(
            "`{short}` is not one of {}",
            words.yes.iter().chain(&words.no).cloned().collect::<Vec<_>>().join(", ")
        ),
        ColumnType::Text | ColumnType::Category(_) => format!("`{short}` is not text"),
    }
}
