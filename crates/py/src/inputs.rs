//! Records in any form that Python has them in, and counting them without the GIL.

use std::fs::File;
use std::io::Read;
use std::path::PathBuf;

use arrow_array::{RecordBatch, RecordBatchReader};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyString, PyTuple};
use quality_objectives::{
    Batch, CaseFinder, Column, Counter, CsvFeed, Error, Problem, RejectedRow, Strings, Values,
};

use crate::error::{Fault, unreadable_file, unreadable_frame};
use crate::{capsule, rows};

/// How much of a file is read at once.
const CHUNK: usize = 1 << 20;

/// What a caller handed in for one source: one file or table each.
pub(crate) enum Input {
    Csv(PathBuf),
    /// What has a stream. It is opened when its turn comes: a connection of DuckDB has one at a time.
    Stream(Py<PyAny>),
    /// A table in several pieces.
    Batches(Vec<RecordBatch>),
    Rows(Batch<'static>),
    /// An empty list: no records, whatever the columns.
    Nothing,
}

/// Takes over what was handed in for a source; nothing is read yet but rows.
pub(crate) fn inputs(source: &str, value: &Bound<'_, PyAny>) -> Result<Vec<Input>, Fault> {
    let own = |error| unreadable_frame(value.py(), source, error);
    if value.is_instance_of::<PyString>() || value.hasattr("__fspath__")? {
        return Ok(vec![Input::Csv(value.extract()?)]);
    }
    if let Some(kind) = of_polars(value)? {
        return Ok(vec![if kind == "LazyFrame" {
            Input::Batches(polars(&value.call_method0("collect").map_err(own)?).map_err(own)?)
        } else {
            Input::Batches(polars(value).map_err(own)?)
        }]);
    }
    if value.hasattr("__arrow_c_stream__")? {
        return Ok(vec![Input::Stream(value.clone().unbind())]);
    }
    if value.hasattr("__arrow_c_array__")? {
        return Ok(vec![Input::Batches(vec![capsule::array(value).map_err(own)?])]);
    }
    let list = match value.cast::<PyTuple>() {
        Ok(tuple) => tuple.to_list(),
        Err(_) => value.cast::<PyList>().map_err(|_| unsuitable(source, value))?.clone(),
    };
    let Ok(first) = list.get_item(0) else { return Ok(vec![Input::Nothing]) };
    let are_files = first.is_instance_of::<PyString>()
        || ["__fspath__", "__arrow_c_stream__", "__arrow_c_array__"]
            .iter()
            .any(|name| first.hasattr(*name).unwrap_or(false));
    if are_files {
        let parts = list.iter().map(|part| inputs(source, &part)).collect::<Result<Vec<_>, _>>()?;
        return Ok(parts.into_iter().flatten().collect());
    }
    Ok(vec![Input::Rows(rows::batch(source, &list)?)])
}

fn unsuitable(source: &str, value: &Bound<'_, PyAny>) -> PyErr {
    let found = value.get_type().name().map(|name| name.to_string()).unwrap_or_default();
    PyTypeError::new_err(format!(
        "`{source}`: records are a data frame or table (anything with `__arrow_c_stream__`), a list \
         of dicts or dataclasses, or the path of a CSV file or a list of them, not a `{found}`"
    ))
}

/// The name of a frame's class, if it is one of polars'.
fn of_polars(value: &Bound<'_, PyAny>) -> PyResult<Option<&'static str>> {
    let class = value.get_type();
    let name = class.name()?;
    let known = ["DataFrame", "LazyFrame"].into_iter().find(|known| name == *known);
    Ok(match known {
        Some(known) if class.module()?.to_cow()?.starts_with("polars.") => Some(known),
        _ => None,
    })
}

/// The pieces in which polars holds a frame. Asked for the whole of a frame, it copies the pieces
/// of each column into one; asked for a part that is one piece in every column, it copies nothing.
fn polars(frame: &Bound<'_, PyAny>) -> PyResult<Vec<RecordBatch>> {
    let mut ends = Vec::new();
    for series in frame.call_method0("get_columns")?.try_iter()? {
        let mut end = 0_usize;
        for length in series?.call_method0("chunk_lengths")?.try_iter()? {
            end += length?.extract::<usize>()?;
            ends.push(end);
        }
    }
    ends.sort_unstable();
    ends.dedup();
    let mut batches = Vec::with_capacity(ends.len());
    let mut start = 0;
    for end in ends {
        let part = frame.call_method1("slice", (start, end - start))?;
        collect(capsule::stream(&part)?, &mut batches)?;
        start = end;
    }
    if batches.is_empty() {
        batches.push(RecordBatch::new_empty(capsule::stream(frame)?.schema()));
    }
    Ok(batches)
}

fn collect(reader: impl RecordBatchReader, batches: &mut Vec<RecordBatch>) -> PyResult<()> {
    for batch in reader {
        let broken = |error| pyo3::exceptions::PyValueError::new_err(format!("{error}"));
        batches.push(batch.map_err(broken)?);
    }
    Ok(())
}

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

/// Hands the inputs of one source to what takes them. The GIL is not held; between pieces, signals
/// are looked after, so that Ctrl-C ends it. `headers` are the columns of an empty list.
pub(crate) fn feed(
    taker: &mut impl Taker,
    source: &str,
    inputs: Vec<Input>,
    headers: &[String],
) -> Result<Places, Fault> {
    let mut places = Places::default();
    for input in inputs {
        places.input();
        match input {
            Input::Csv(path) => {
                places.piece(0);
                csv(taker, source, &path)?;
            }
            Input::Stream(object) => {
                let reader = Python::attach(|py| {
                    let object = object.into_bound(py);
                    capsule::stream(&object).map_err(|error| unreadable_frame(py, source, error))
                })?;
                let schema = reader.schema();
                let before = places.pieces.len();
                for batch in reader {
                    let batch = batch.map_err(|error| {
                        let message =
                            format!("the records of `{source}` ended in an error: {error}");
                        let problem = Problem::new("frame-unreadable", source, message);
                        Fault::Data(problem.help("look at where the records come from"))
                    })?;
                    take(taker, source, &batch, &mut places)?;
                }
                if places.pieces.len() == before {
                    take(taker, source, &RecordBatch::new_empty(schema), &mut places)?;
                }
            }
            Input::Batches(batches) => {
                for batch in batches {
                    take(taker, source, &batch, &mut places)?;
                }
            }
            Input::Rows(batch) => {
                places.piece(batch.rows());
                taker.batch(source, &batch)?;
            }
            Input::Nothing => {
                let none = || Column::new(Values::Text(Strings::Separate(Vec::new())));
                let columns = headers.iter().map(|header| (header.clone(), none())).collect();
                places.piece(0);
                taker.batch(source, &Batch::new(columns)?)?;
            }
        }
    }
    Ok(places)
}

fn take(
    taker: &mut impl Taker,
    source: &str,
    batch: &RecordBatch,
    places: &mut Places,
) -> Result<(), Fault> {
    places.piece(batch.num_rows());
    taker.batch(source, &Batch::from_arrow(batch)?)?;
    signals()?;
    Ok(())
}

/// Ctrl-C ends the counting as `KeyboardInterrupt`.
fn signals() -> Result<(), Fault> {
    Python::attach(|py| Ok(py.check_signals()?))
}

fn csv(taker: &mut impl Taker, source: &str, path: &PathBuf) -> Result<(), Fault> {
    let unreadable = |error: std::io::Error| Fault::Python(unreadable_file(&error, path));
    let mut file = File::open(path).map_err(unreadable)?;
    let mut feed = taker.csv_feed(source)?;
    let mut chunk = vec![0; CHUNK];
    loop {
        let read = file.read(&mut chunk).map_err(unreadable)?;
        let Some(text) = chunk.get(..read).filter(|text| !text.is_empty()) else { break };
        feed.push(text)?;
        signals()?;
    }
    feed.finish()?;
    Ok(())
}
