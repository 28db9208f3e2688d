//! Counting: records in, a tally and an intake report out.

mod bind;
pub(crate) mod cells;
pub(crate) mod csv;
pub(crate) mod dictionary;
mod form;
pub(crate) mod intake;
pub(crate) mod marks;
mod mask;
pub(crate) mod reader;
pub(crate) mod sink;
mod source;
mod threads;
mod unreadable;
pub(crate) mod versions;

use std::collections::BTreeMap;
use std::io::Read;
use std::num::NonZeroUsize;

pub use csv::CsvFeed;
use csv::CsvText;
pub(crate) use intake::help;
pub use intake::{Intake, RejectedRow, SourceIntake, UnknownMember};

use crate::ground::error::Error;
use crate::plan::CsvFormat;
use crate::records::batch::Batch;
use crate::rules::Rules;
use crate::tally::{Snapshot, Tally};
use intake::Origin;
use sink::{Course, Sink};
use source::SourceCounter;

/// How many cells a counter keeps at most, over all tables, unless the caller says otherwise.
pub(crate) const CELL_LIMIT: usize = 2_000_000;

/// Counts records of a plan's sources.
///
/// Records come as [`Batch`]es, as CSV text pushed in chunks ([`Counter::csv_feed`]) or read from
/// a reader, one source after the other or mixed, in any number of calls. Memory grows with the
/// cells of the declared breakdowns, not with the records (but for sources with `keys` or
/// `latest_by`, which keep what they compare).
///
/// A source that is never handed in has no data; one that is handed in with a header and no
/// records has none of them. A counter counts on one thread, or on as many as
/// [`Counter::with_threads`] says; what it counts is the same.
#[derive(Debug)]
pub struct Counter {
    rules: Rules,
    sources: Vec<SourceCounter>,
    cell_limit: usize,
    threads: NonZeroUsize,
    course: Course,
}

impl Rules {
    /// A counter that has counted nothing yet.
    #[must_use]
    pub fn counter(&self) -> Counter {
        let sources = (0..self.inner.sources.len()).map(|index| SourceCounter::new(self, index));
        Counter {
            sources: sources.collect(),
            rules: self.clone(),
            cell_limit: CELL_LIMIT,
            threads: NonZeroUsize::MIN,
            course: Course::default(),
        }
    }
}

impl Counter {
    /// The same counter with another limit on the number of cells (2 000 000 at first); past it,
    /// counting ends in the error `too-many-cells`.
    #[must_use]
    pub fn with_cell_limit(mut self, cells: usize) -> Self {
        self.cell_limit = cells;
        self
    }

    /// The same counter, counting on so many threads (one at first): each batch is divided among
    /// them.
    ///
    /// The tally and the intake report are the same, byte for byte, for every number of threads;
    /// so is the error, if there is one. Small batches are counted by fewer threads. Where threads
    /// cannot be started (in a browser, or because the system has no more of them), the calling
    /// one counts everything. The text of a CSV file is taken apart by the calling thread; choosing
    /// among versions of a record (`latest_by`) is done by it, too.
    ///
    /// ```
    /// use std::num::NonZeroUsize;
    ///
    /// use quality_objectives::Plan;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let text = "
    /// # schema: 1
    /// # organisation: A city
    /// # title: Objectives
    /// # period: 2022
    /// # sources: {dossiers: {columns: {received_on: {type: date}}}}
    /// # measures: {received: {count: {source: dossiers, dated_by: received_on}}}
    /// # objectives: [{number: 1, statement: Many, target: {measure: received, is: '>= 1'}}]
    /// # ";
    /// let rules = Plan::from_yaml(text)?.rules("2022-12-31".parse()?);
    /// let records = format!("received_on\n{}", "2022-03-31\n".repeat(10_000));
    /// let mut tallies = Vec::new();
    /// for threads in [NonZeroUsize::MIN, std::thread::available_parallelism()?] {
    ///     let mut counter = rules.counter().with_threads(threads);
    ///     counter.csv("dossiers", records.as_bytes())?;
    ///     tallies.push(counter.finish()?);
    /// }
    /// assert_eq!(tallies[0], tallies[1]);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn with_threads(mut self, threads: NonZeroUsize) -> Self {
        self.threads = threads;
        self
    }

    /// Says under which name a file or table has a column of the plan, where the plan's own
    /// `header` does not hold.
    ///
    /// ```
    /// use quality_objectives::{Period, Plan};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let text = "
    /// # schema: 1
    /// # organisation: A city
    /// # title: Objectives
    /// # period: 2022
    /// # sources: {dossiers: {columns: {due_on: {type: date}, resolved_on: {type: date}}}}
    /// # measures: {late: {count: {source: dossiers, dated_by: due_on, where: resolved_on > due_on}}}
    /// # objectives: [{number: 1, statement: Few, target: {measure: late, is: '<= 1'}}]
    /// # ";
    /// let plan = Plan::from_yaml(text)?;
    /// let mut counter = plan.rules("2022-12-31".parse()?).counter();
    /// // The export has them the wrong way round.
    /// counter.rename("dossiers", "due_on", "resolved_on")?;
    /// counter.rename("dossiers", "resolved_on", "due_on")?;
    /// counter.csv("dossiers", "due_on,resolved_on\n2022-03-02,2022-03-01\n".as_bytes())?;
    /// let evaluation = plan.evaluate(&counter.finish()?.0, &Default::default())?;
    /// let late = evaluation.value("late", Period::parse("2022").ok_or("no year")?)?;
    /// assert_eq!(late.shown.as_deref(), Some("1"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// `source-unknown`, `column-unknown`. Records of which two columns would have one name are
    /// refused when they come (`duplicate-header`).
    pub fn rename(&mut self, source: &str, column: &str, header: &str) -> Result<(), Error> {
        let (index, rules) = self.rules.source(source)?;
        match self.sources.get_mut(index) {
            Some(counter) => counter.rename(rules, column, header),
            None => Ok(()),
        }
    }

    /// Says how the CSV files of a source are written that come next, where that is not as the
    /// plan states.
    ///
    /// ```
    /// use quality_objectives::Plan;
    /// use quality_objectives::plan::{CsvFormat, DateFormat};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let text = "
    /// # schema: 1
    /// # organisation: A city
    /// # title: Objectives
    /// # period: 2022
    /// # sources: {dossiers: {columns: {received_on: {type: date}}}}
    /// # measures: {received: {count: {source: dossiers, dated_by: received_on}}}
    /// # objectives: [{number: 1, statement: Many, target: {measure: received, is: '>= 1'}}]
    /// # ";
    /// let plan = Plan::from_yaml(text)?;
    /// let mut counter = plan.rules("2022-12-31".parse()?).counter();
    /// let dates = DateFormat::from_pattern("dd/MM/yyyy").ok_or("no pattern of dates")?;
    /// counter.csv_format("dossiers", CsvFormat::new(';', dates)?)?;
    /// counter.csv("dossiers", "received_on;note\n31/03/2022;late\n".as_bytes())?;
    /// let (_, intake) = counter.finish()?;
    /// assert!(intake.sources.iter().all(|own| own.rejected == 0));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// `source-unknown`.
    pub fn csv_format(&mut self, source: &str, format: CsvFormat) -> Result<(), Error> {
        let (index, _) = self.rules.source(source)?;
        if let Some(counter) = self.sources.get_mut(index) {
            counter.set_csv_format(format);
        }
        Ok(())
    }

    /// Counts a batch of records of one source.
    ///
    /// # Errors
    ///
    /// `source-unknown`; `column-missing` and `column-type` when the batch does not have what
    /// the plan declares; `number-overflow`, `too-many-cells`. After an error the counter goes on
    /// returning it: what was counted in part is of no use.
    pub fn batch(&mut self, source: &str, batch: &Batch<'_>) -> Result<(), Error> {
        let index = self.begin(source)?;
        let result = self.take(index, batch, &[]);
        self.course.settle(result)
    }

    /// Counts all records of a CSV text that a reader gives, the first record being the header.
    ///
    /// # Errors
    ///
    /// As [`Counter::csv_feed`] and [`CsvFeed::push`]; `csv-unreadable` when the reader fails.
    pub fn csv(&mut self, source: &str, reader: impl Read) -> Result<(), Error> {
        self.csv_feed(source)?.read_all(reader)
    }

    /// A feed that takes CSV text of one source in chunks of any size.
    ///
    /// # Errors
    ///
    /// `source-unknown`.
    pub fn csv_feed(&mut self, source: &str) -> Result<CsvFeed<'_>, Error> {
        let text = self.csv_text(source)?;
        Ok(CsvFeed::new(self, text))
    }

    /// Begins a CSV text of one source that comes in chunks, where a [`CsvFeed`] cannot be held
    /// between them: in a binding, or in a struct that has the counter.
    ///
    /// ```
    /// use quality_objectives::{Counter, Error};
    ///
    /// fn count(counter: &mut Counter, chunks: &[&[u8]]) -> Result<(), Error> {
    ///     counter.begin_csv("dossiers")?;
    ///     chunks.iter().try_for_each(|chunk| counter.push_csv(chunk))?;
    ///     counter.end_csv()
    /// }
    /// # let text = "
    /// # schema: 1
    /// # organisation: A city
    /// # title: Objectives
    /// # period: 2022
    /// # sources: {dossiers: {columns: {received_on: {type: date}}}}
    /// # measures: {received: {count: {source: dossiers, dated_by: received_on}}}
    /// # objectives: [{number: 1, statement: Many, target: {measure: received, is: '>= 1'}}]
    /// # ";
    /// # let rules = quality_objectives::Plan::from_yaml(text)?.rules("2022-12-31".parse().unwrap());
    /// # let mut counter = rules.counter();
    /// count(&mut counter, &[b"received_on\n2022-0", b"3-31\n"])?;
    /// let (_, intake) = counter.finish()?;
    /// assert_eq!(intake.sources[0].read, 1);
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// `source-unknown`; `csv-not-ended` while another text has not been ended.
    pub fn begin_csv(&mut self, source: &str) -> Result<(), Error> {
        let text = self.csv_text(source)?;
        self.course.keep(text);
        Ok(())
    }

    /// As [`CsvFeed::push`], of the text that was begun.
    ///
    /// # Errors
    ///
    /// As [`CsvFeed::push`]; `csv-not-begun` where no text was begun.
    pub fn push_csv(&mut self, chunk: &[u8]) -> Result<(), Error> {
        csv::push_kept(self, chunk)
    }

    /// As [`CsvFeed::finish`], of the text that was begun.
    ///
    /// # Errors
    ///
    /// As [`CsvFeed::finish`]; `csv-not-begun` where no text was begun.
    pub fn end_csv(&mut self) -> Result<(), Error> {
        csv::end_kept(self)
    }

    /// What was counted, and what was noticed on the way: the tally for every as-of day of the
    /// rules, and the intake report of this one counting.
    ///
    /// # Errors
    ///
    /// The error that counting ended in, if it did; `number-overflow` when a cell's sum leaves the
    /// range of 128-bit integers; `csv-not-ended` when a [`CsvFeed`] was dropped
    /// before its end; `keys-repeated` where the plan refuses
    /// repeated keys.
    pub fn finish(mut self) -> Result<(Tally, Intake), Error> {
        self.course.ready()?;
        let mut intake = Intake::default();
        let mut snapshots: BTreeMap<_, Snapshot> = self
            .rules
            .as_of_days()
            .iter()
            .map(|day| (*day, Snapshot { sources: Vec::new() }))
            .collect();
        for source in &mut self.sources {
            source.close(&self.rules, self.cell_limit)?;
            let (tallies, own) = source.finish(&self.rules)?;
            for (snapshot, tally) in snapshots.values_mut().zip(tallies) {
                snapshot.sources.push(tally);
            }
            intake.sources.extend(own);
        }
        let layout = std::sync::Arc::clone(&self.rules.inner.layout);
        let tally = Tally::new(self.rules.digest().to_owned(), layout, snapshots);
        Ok((tally, intake))
    }

    fn csv_text(&mut self, source: &str) -> Result<CsvText, Error> {
        let index = self.begin(source)?;
        self.course.open(source);
        let form = self.sources.get(index).map(|own| own.form().clone());
        Ok(CsvText::new(self.rules.clone(), index, form.unwrap_or_default()))
    }

    fn begin(&mut self, source: &str) -> Result<usize, Error> {
        self.course.ready()?;
        let (index, _) = self.rules.source(source)?;
        if let Some(counter) = self.sources.get_mut(index) {
            counter.begin_input();
        }
        Ok(index)
    }
}

impl Sink for Counter {
    fn course(&mut self) -> &mut Course {
        &mut self.course
    }

    fn take(&mut self, source: usize, batch: &Batch<'_>, origins: &[Origin]) -> Result<(), Error> {
        match self.sources.get_mut(source) {
            Some(source) => {
                let threads = self.threads.get();
                source.batch(&self.rules, batch, origins, threads, self.cell_limit)
            }
            None => Ok(()),
        }
    }

    fn reject(
        &mut self,
        source: usize,
        origin: Origin,
        code: &'static str,
        column: &str,
        message: String,
    ) {
        if let Some(own) = self.sources.get_mut(source) {
            own.reject_row(origin, code, column, message);
        }
    }
}

#[cfg(test)]
mod tests;
