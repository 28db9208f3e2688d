//! Counting the records of one source.

mod accounts;
mod axis;
mod keys;
mod part;
mod patterns;
mod place;

use std::ops::Range;

use super::cells::MOST_MEMBERS;
use super::dictionary::Dictionary;
use super::intake::{LISTED, MEND, Origin, RejectedRow, SourceIntake, UnknownMember, help};
use super::threads::side_by_side;
use crate::ground::error::Error;
use crate::ground::problem::Problem;
use crate::ground::text::{nearest, shortened};
use crate::plan::{CsvFormat, KeyCheck};
use crate::records::batch::Batch;
use crate::rules::{Rules, SourceRules};
use crate::tally::SourceTally;
use keys::KeyCounter;
use part::{BLOCK, Handed, Part};

use super::form::Form;

/// Rows counted between two looks at the limits. It is the same for every number of threads, and
/// so is where counting stops.
const ROUND: usize = 64 * BLOCK;

/// Everything counted so far of one source.
#[derive(Debug)]
pub(crate) struct SourceCounter {
    handed_in: bool,
    input: u64,
    /// Records that were read.
    read: u64,
    /// What was counted: by each thread its own part, until they are put together. There is
    /// always a first one.
    first: Part,
    others: Vec<Part>,
    keys: Option<KeyCounter>,
    repeated_rows: Vec<RejectedRow>,
}

impl SourceCounter {
    pub(crate) fn new(rules: &Rules, index: usize) -> Self {
        let layout = rules.inner.layout.sources.get(index);
        Self {
            handed_in: false,
            input: 0,
            read: 0,
            first: Part::new(rules, index),
            others: Vec::new(),
            keys: layout.filter(|layout| layout.keys_checked).map(|_| KeyCounter::default()),
            repeated_rows: Vec::new(),
        }
    }

    /// How its files and tables are written.
    pub(crate) fn form(&self) -> &Form {
        &self.first.reader.form
    }

    /// Says under which name files and tables have a column.
    ///
    /// # Errors
    ///
    /// `column-unknown`.
    pub(crate) fn rename(
        &mut self,
        rules: &SourceRules,
        column: &str,
        header: &str,
    ) -> Result<(), Error> {
        self.parts().try_for_each(|part| part.reader.rename(&rules.source, column, header))
    }

    /// Says how the CSV files are written that come next.
    pub(crate) fn set_csv_format(&mut self, format: CsvFormat) {
        self.parts().for_each(|part| part.reader.form.csv = format);
    }

    fn parts(&mut self) -> impl Iterator<Item = &mut Part> {
        std::iter::once(&mut self.first).chain(&mut self.others)
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
        self.first.reject(self.input, origin, code, column, None, message);
    }

    /// Counts a batch on so many threads; `origins` says where its rows come from, where that is
    /// not their order.
    pub(crate) fn batch(
        &mut self,
        rules: &Rules,
        batch: &Batch<'_>,
        origins: &[Origin],
        threads: usize,
        cell_limit: usize,
    ) -> Result<(), Error> {
        let Some(own) = rules.inner.sources.get(self.first.reader.index) else { return Ok(()) };
        let handed = Handed { rules, own, batch, origins, input: self.input };
        let mut start = 0;
        // A batch without rows may lack columns all the same.
        loop {
            let end = batch.rows().min(start + ROUND);
            self.round(handed, start..end, threads)?;
            self.check_limit(rules, cell_limit)?;
            start = end;
            if start >= batch.rows() {
                return Ok(());
            }
        }
    }

    fn round(
        &mut self,
        handed: Handed<'_>,
        rows: Range<usize>,
        threads: usize,
    ) -> Result<(), Error> {
        let slices = slices(rows.clone(), threads);
        while self.others.len() + 1 < slices.len() {
            self.others.push(self.first.another(handed.rules));
        }
        let with_keys = self.keys.is_some() && !self.first.keeps_versions();
        let tasks = self.parts().zip(slices).collect();
        let counted = side_by_side(tasks, |(part, slice): (&mut Part, Range<usize>)| {
            part.batch(handed, slice, with_keys)
        });
        // Of errors that several threads have met, the one that one thread alone would have met.
        let keys = counted.into_iter().collect::<Result<Vec<_>, Error>>()?;
        self.read += rows.len() as u64;
        if let Some(counter) = self.keys.as_mut().filter(|_| with_keys) {
            let repeated = counter.take(&keys, threads);
            self.list_repeated(handed, &repeated);
        }
        Ok(())
    }

    fn list_repeated(&mut self, handed: Handed<'_>, rows: &[usize]) {
        let column = handed.own.source.key().map(|key| key.name.as_str()).unwrap_or_default();
        for row in rows.iter().take(LISTED - self.repeated_rows.len()) {
            let key = self.first.reader.key(handed.rules, handed.own, handed.batch, *row);
            let shown = shortened(key.as_deref().unwrap_or_default());
            let message = format!("the key `{shown}` has occurred before");
            let Origin { row, line } = Origin::of(handed.origins, *row);
            self.repeated_rows.push(RejectedRow {
                input: self.input,
                row,
                line,
                code: "key-repeated",
                column: column.to_owned(),
                message,
                help: help("key-repeated").unwrap_or(MEND),
                key,
            });
        }
    }

    fn check_limit(&mut self, rules: &Rules, cell_limit: usize) -> Result<(), Error> {
        // A cell or a member that several parts have is counted several times, and only once when
        // they are put together.
        if self.cells() > cell_limit || self.most_members() >= MOST_MEMBERS {
            self.gather();
        }
        let members = self.most_members();
        let source = source_name(rules, &self.first);
        if members >= MOST_MEMBERS {
            let message = format!("a column of `{source}` has come to {members} members");
            return Err(Error::data(
                Problem::new("too-many-members", source, message)
                    .help("make it `type: text`, or declare its `members`"),
            ));
        }
        let cells = self.cells();
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

    fn cells(&self) -> usize {
        self.first.cells() + self.others.iter().map(Part::cells).sum::<usize>()
    }

    /// How many members the column with the most of them has, or more where parts share some.
    fn most_members(&self) -> usize {
        let columns = self.first.reader.dictionaries.iter().enumerate();
        let members = columns.filter_map(|(at, own)| {
            let added =
                |part: &Part| part.reader.dictionaries.get(at)?.as_ref().map(Dictionary::added);
            Some(own.as_ref()?.len() + self.others.iter().filter_map(added).sum::<usize>())
        });
        members.max().unwrap_or(0)
    }

    /// Puts the parts together.
    fn gather(&mut self) {
        for part in self.others.drain(..) {
            self.first.absorb(part);
        }
    }

    /// Counts what waited for all records to be there.
    pub(crate) fn close(&mut self, rules: &Rules, cell_limit: usize) -> Result<(), Error> {
        self.gather();
        if let Some(versions) = self.first.count_versions(rules)?
            && let Some(keys) = &mut self.keys
        {
            // Within a counting a repeated key is another version; other countings may have it too.
            for key in versions.keys() {
                keys.note(key);
            }
        }
        self.check_limit(rules, cell_limit)?;
        self.first.settle();
        self.first.check_sums()
    }

    /// The tallies by as-of day (`None` if the source was not handed in) and the intake report.
    pub(crate) fn finish(
        &mut self,
        rules: &Rules,
    ) -> Result<(Vec<Option<SourceTally>>, Option<SourceIntake>), Error> {
        if !self.handed_in {
            return Ok((rules.as_of_days().iter().map(|_| None).collect(), None));
        }
        let index = self.first.reader.index;
        let Some(layout) = rules.inner.layout.sources.get(index) else {
            return Ok((Vec::new(), None));
        };
        let own = rules.inner.sources.get(index);
        let strict_keys = own.is_some_and(|own| own.source.keys == KeyCheck::Refuse);
        let keys = self.keys.take().map(KeyCounter::into_keys);
        let repeated = keys.as_ref().map(|keys| keys.repeated);
        if strict_keys && repeated.is_some_and(|repeated| repeated > 0) {
            let source = source_name(rules, &self.first);
            return Err(self.keys_repeated(&source, repeated.unwrap_or_default()));
        }
        let tallies = self
            .first
            .tallies(layout)
            .map(|tally| Some(SourceTally { read: self.read, keys: keys.clone(), ..tally }));
        let tallies = tallies.collect();
        Ok((tallies, Some(self.report(rules, repeated))))
    }

    fn keys_repeated(&self, source: &str, repeated: u64) -> Error {
        let first = self.repeated_rows.first();
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
        let mut intake = SourceIntake {
            source: source_name(rules, &self.first),
            read: self.read,
            rejected: self.first.rejected(),
            rows: std::mem::take(&mut self.first.rejected_rows),
            unknown_members: Vec::new(),
            repeated_keys: repeated,
            repeated_rows: std::mem::take(&mut self.repeated_rows),
        };
        let reader = &self.first.reader;
        let columns =
            rules.inner.sources.get(reader.index).map(|own| own.source.columns.as_slice());
        for (column, dictionary) in columns.unwrap_or_default().iter().zip(&reader.dictionaries) {
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

fn source_name(rules: &Rules, part: &Part) -> String {
    let own = rules.inner.sources.get(part.reader.index);
    own.map(|own| own.source.name.clone()).unwrap_or_default()
}

/// Rows divided among as many threads at most: whole blocks, as even as can be.
fn slices(rows: Range<usize>, threads: usize) -> Vec<Range<usize>> {
    let blocks = rows.len().div_ceil(BLOCK);
    let threads = threads.clamp(1, blocks.max(1));
    let border = |thread: usize| rows.end.min(rows.start + blocks * thread / threads * BLOCK);
    (0..threads).map(|thread| border(thread)..border(thread + 1)).collect()
}
