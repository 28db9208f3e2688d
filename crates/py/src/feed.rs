//! Handing records to what takes them, without the GIL.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use arrow_array::cast::AsArray;
use arrow_array::{Array, RecordBatch, RecordBatchReader};
use pyo3::prelude::*;
use quality_objectives::{
    Batch, CaseFinder, Column, Counter, CsvFeed, Error, Problem, RejectedRow, Strings, Values,
};

use crate::capsule;
use crate::error::{Fault, unreadable_batches, unreadable_file};
use crate::frame::{self, Taken};
use crate::inputs::{self, Input};
use crate::progress::{Watch, signals};

/// How much of a file is read at once.
const CHUNK: usize = 1 << 20;

/// How many rows of a table are counted at once. A table of many millions in one piece is fed in
/// slices, so that Ctrl-C and progress do not wait for its end.
const SLICE: usize = 1 << 18;

/// What takes records: a counter, or a finder of cases.
pub(crate) trait Taker {
    fn batch(&mut self, source: &str, batch: &Batch<'_>) -> Result<(), Error>;
    fn csv_feed(&mut self, source: &str) -> Result<CsvFeed<'_>, Error>;
}

impl Taker for Counter {
    fn batch(&mut self, source: &str, batch: &Batch<'_>) -> Result<(), Error> {
        Self::batch(self, source, batch)
    }

    fn csv_feed(&mut self, source: &str) -> Result<CsvFeed<'_>, Error> {
        Self::csv_feed(self, source)
    }
}

impl Taker for CaseFinder {
    fn batch(&mut self, source: &str, batch: &Batch<'_>) -> Result<(), Error> {
        Self::batch(self, source, batch)
    }

    fn csv_feed(&mut self, source: &str) -> Result<CsvFeed<'_>, Error> {
        Self::csv_feed(self, source)
    }
}

/// Where the core's inputs of one source lie in the caller's: a frame in several pieces is several
/// inputs to the core, and one to the caller.
#[derive(Default)]
pub(crate) struct Places {
    /// The caller's input, counted from 1, and the rows before the piece.
    pieces: Vec<(u64, u64)>,
    inputs: u64,
    rows: u64,
}

impl Places {
    fn input(&mut self) {
        self.inputs += 1;
        self.rows = 0;
    }

    fn piece(&mut self, rows: usize) {
        self.pieces.push((self.inputs, self.rows));
        self.rows += rows as u64;
    }

    /// How many inputs the caller handed in.
    pub(crate) fn inputs(&self) -> u64 {
        self.inputs
    }

    /// The caller's input and row for the core's; all counted from 1.
    pub(crate) fn of(&self, input: u64, row: u64) -> (u64, u64) {
        let piece =
            usize::try_from(input).ok().and_then(|input| self.pieces.get(input.checked_sub(1)?));
        piece.map_or((input, row), |(input, before)| (*input, before + row))
    }

    pub(crate) fn mend(&self, rows: &mut [RejectedRow]) {
        for own in rows {
            (own.input, own.row) = self.of(own.input, own.row);
        }
    }
}

/// A column that a plan reads, as the records have it.
pub(crate) struct Wanted {
    pub(crate) header: String,
    pub(crate) optional: bool,
    pub(crate) category: bool,
}

/// The records of one source on their way to what takes them.
struct Feed<'feed, T> {
    taker: &'feed mut T,
    source: &'feed str,
    columns: &'feed [Wanted],
    watch: &'feed mut Watch,
    places: Places,
}

/// Hands the inputs of one source, of which these columns are read, to what takes them. The GIL is not
/// held.
pub(crate) fn feed(
    taker: &mut impl Taker,
    source: &str,
    inputs: Vec<Input>,
    columns: &[Wanted],
    watch: &mut Watch,
) -> Result<Places, Fault> {
    let records: Option<u64> = inputs.iter().map(Input::records).sum();
    let bytes: Option<u64> = inputs.iter().map(Input::bytes).sum();
    watch.begin(source, records, bytes);
    let mut feed = Feed { taker, source, columns, watch, places: Places::default() };
    for input in inputs {
        feed.places.input();
        feed.input(input)?;
    }
    feed.watch.end()?;
    Ok(feed.places)
}

impl<T: Taker> Feed<'_, T> {
    fn input(&mut self, input: Input) -> Result<(), Fault> {
        match input {
            Input::Csv(path) => self.csv(&path),
            Input::Reader(reader, _) => self.reader(&reader),
            Input::Stream(object, _) => self.stream(object),
            Input::Batches(taken) => self.taken(&taken),
            Input::Rows(batch) => self.piece(&batch),
            Input::Nothing => {
                let none = || Column::new(Values::Text(Strings::Separate(Vec::new())));
                let columns = self.columns.iter().map(|own| (own.header.clone(), none()));
                self.piece(&Batch::new(columns.collect())?)
            }
        }
    }

    /// Reads batch by batch what `quality_objectives._readers` has opened. Its exceptions come as they
    /// are, `KeyboardInterrupt` among them, which the stream of another library would make a text of.
    fn reader(&mut self, reader: &Py<PyAny>) -> Result<(), Fault> {
        let batches = Python::attach(|py| {
            let reader = reader.bind(py);
            let names: Vec<String> = reader.getattr("names")?.extract()?;
            let categories = self.columns.iter().filter(|own| own.category);
            let categories: Vec<&str> = categories.map(|own| own.header.as_str()).collect();
            let batches = reader.call_method1("batches", (self.read_of(&names)?, categories));
            Ok::<_, Fault>(batches.map_err(|error| self.failed(py, error))?.unbind())
        })?;
        loop {
            let next = Python::attach(|py| {
                let Some(next) = batches.bind(py).try_iter()?.next() else {
                    return Ok(None);
                };
                let next = next.and_then(|next| frame::taken(&next));
                next.map(Some).map_err(|error| self.failed(py, error))
            })?;
            let Some(next) = next else { return Ok(()) };
            self.taken(&next)?;
        }
    }

    fn failed(&self, py: Python<'_>, error: PyErr) -> Fault {
        unreadable_batches(py, self.source, error).into()
    }

    /// Which of the columns that there are have to be read. All of them where one is missing, for the
    /// error names the one that is most like it.
    fn read_of(&self, names: &[String]) -> Result<Option<Vec<String>>, Error> {
        let none = |name: &String| (name.clone(), Column::new(Values::Days(Vec::new().into())));
        let is_repeated = |name: &str| names.iter().filter(|own| *own == name).count() > 1;
        let once = names.iter().filter(|name| !is_repeated(name)).map(none);
        let there = Batch::new(once.collect())?;
        let mut read = Vec::new();
        for own in self.columns {
            match there.name_of(&own.header) {
                Some(name) => read.push(name.to_owned()),
                None if own.optional => {}
                None => return Ok(None),
            }
        }
        Ok(Some(read))
    }

    fn stream(&mut self, object: Py<PyAny>) -> Result<(), Fault> {
        let reader = Python::attach(|py| {
            let object = object.into_bound(py);
            match capsule::stream(&object) {
                Ok(reader) => Ok(Ok(reader)),
                Err(error) => match frame::rescued(&object, error) {
                    Ok(taken) => Ok(Err(taken)),
                    Err(error) => Err(inputs::refused(self.source, &object, error)),
                },
            }
        })?;
        let reader = match reader {
            Ok(reader) => reader,
            Err(taken) => return self.taken(&taken),
        };
        let schema = reader.schema();
        let before = self.places.pieces.len();
        for batch in reader {
            let batch = batch.map_err(|error| {
                let message =
                    format!("the records of `{}` ended in an error: {error}", self.source);
                let problem = Problem::new("frame-unreadable", self.source, message);
                Fault::Data(problem.help("look at where the records come from"))
            })?;
            self.batch(&batch, &[])?;
        }
        if self.places.pieces.len() == before {
            self.batch(&RecordBatch::new_empty(schema), &[])?;
        }
        Ok(())
    }

    fn taken(&mut self, taken: &Taken) -> Result<(), Fault> {
        taken.batches.iter().try_for_each(|batch| self.batch(batch, &taken.refused))
    }

    /// Counts a batch in slices, which share its memory.
    fn batch(&mut self, batch: &RecordBatch, refused: &[(String, Problem)]) -> Result<(), Fault> {
        let rows = batch.num_rows();
        // Each slice looks at its dictionaries anew: it has at least as many rows as they have values.
        let columns = batch.columns().iter();
        let values =
            columns.filter_map(|own| own.as_any_dictionary_opt()).map(|own| own.values().len());
        let most = values.fold(SLICE, usize::max);
        let mut start = 0;
        loop {
            let length = most.min(rows - start);
            let slice = batch.slice(start, length);
            self.piece(&Batch::from_arrow(&slice)?.without(refused.to_vec()))?;
            start += length;
            if start >= rows {
                return Ok(());
            }
        }
    }

    fn piece(&mut self, batch: &Batch<'_>) -> Result<(), Fault> {
        self.places.piece(batch.rows());
        self.taker.batch(self.source, batch)?;
        self.watch.read(batch.rows() as u64, 0)
    }

    fn csv(&mut self, path: &Path) -> Result<(), Fault> {
        self.places.piece(0);
        let unreadable = |error: std::io::Error| Fault::Python(unreadable_file(&error, path));
        let mut file = File::open(path).map_err(unreadable)?;
        let mut feed = self.taker.csv_feed(self.source)?;
        let mut chunk = vec![0; CHUNK];
        let mut records = 0;
        loop {
            let read = match file.read(&mut chunk) {
                Ok(read) => read,
                // A signal came while a pipe had nothing to read.
                Err(error) if error.kind() == ErrorKind::Interrupted => {
                    signals()?;
                    continue;
                }
                Err(error) => return Err(unreadable(error)),
            };
            let Some(text) = chunk.get(..read).filter(|text| !text.is_empty()) else { break };
            feed.push(text)?;
            let before = std::mem::replace(&mut records, feed.records());
            self.watch.read(records - before, read as u64)?;
        }
        feed.finish()?;
        Ok(())
    }
}
