//! Records in any form that Python has them in.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use arrow_array::RecordBatch;
use pyo3::call::PyCallArgs;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyString, PyTuple};
use quality_objectives::Batch;

use crate::error::{Fault, unreadable_batches, unreadable_frame};
use crate::{capsule, rows};

/// What a caller handed in for one source: one file or table each.
pub(crate) enum Input {
    Csv(PathBuf),
    /// What `quality_objectives._readers` reads batch by batch, and how many records it has.
    Reader(Py<PyAny>, Option<u64>),
    /// What has a stream, and how many records are in it if it says so. It is opened when its turn
    /// comes: a connection of DuckDB has one at a time.
    Stream(Py<PyAny>, Option<u64>),
    /// A table in several pieces.
    Batches(Vec<RecordBatch>),
    Rows(Batch<'static>),
    /// An empty list: no records, whatever the columns.
    Nothing,
}

impl Input {
    /// How many records it has, where that is known before it is read.
    pub(crate) fn records(&self) -> Option<u64> {
        match self {
            Self::Csv(_) => None,
            Self::Reader(_, records) | Self::Stream(_, records) => *records,
            Self::Batches(batches) => Some(batches.iter().map(|own| own.num_rows() as u64).sum()),
            Self::Rows(batch) => Some(batch.rows() as u64),
            Self::Nothing => Some(0),
        }
    }

    /// How many bytes a file has; `None` for what is no file, or no ordinary one.
    pub(crate) fn bytes(&self) -> Option<u64> {
        let Self::Csv(path) = self else { return None };
        std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file).map(|own| own.len())
    }
}

/// Takes over what was handed in for a source; nothing is read yet but rows.
pub(crate) fn inputs(source: &str, value: &Bound<'_, PyAny>) -> Result<Vec<Input>, Fault> {
    let own = |error| unreadable_frame(value.py(), source, error);
    if value.is_instance_of::<PyString>() || value.hasattr("__fspath__")? {
        return of_path(source, value);
    }
    match of_polars(value)? {
        Some("LazyFrame") => return Ok(vec![reader(value.py(), source, "Lazy", (value,))?]),
        Some(_) => return Ok(vec![Input::Batches(polars(value).map_err(own)?)]),
        None => {}
    }
    if let Some(class) = of_pyarrow(value)? {
        return Ok(vec![reader(value.py(), source, class, (value,))?]);
    }
    if value.hasattr("__arrow_c_stream__")? {
        return Ok(vec![Input::Stream(value.clone().unbind(), length(value)?)]);
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
        || of_polars(&first)?.is_some()
        || of_pyarrow(&first)?.is_some()
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
         of dicts or dataclasses, the path of a CSV or Parquet file or of a folder of Parquet \
         files, a dataset of pyarrow, or a list of tables or paths, not a `{found}`"
    ))
}

/// A file or folder: what is in it says which kind it is, not its name.
fn of_path(source: &str, value: &Bound<'_, PyAny>) -> Result<Vec<Input>, Fault> {
    let (py, path): (_, PathBuf) = (value.py(), value.extract()?);
    if path.is_dir() {
        let found = helpers(py)?.call_method1("files", (&path,))?;
        let files = found.try_iter()?.map(|file| {
            let (path, constants): (String, Bound<'_, PyAny>) = file?.extract()?;
            reader(py, source, "Parquet", (path, constants))
        });
        let files = files.collect::<Result<Vec<_>, Fault>>()?;
        // A folder without such files is none that can be opened, as Python says it.
        return Ok(if files.is_empty() { vec![Input::Csv(path)] } else { files });
    }
    if is_parquet(&path) {
        return Ok(vec![reader(py, source, "Parquet", (path, PyDict::new(py)))?]);
    }
    Ok(vec![Input::Csv(path)])
}

/// Whether a file begins as Parquet files do. Only ordinary files are looked into: from a pipe, what
/// was looked at would be gone.
fn is_parquet(path: &Path) -> bool {
    let mut start = [0; 4];
    path.is_file()
        && File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok()
        && start == *b"PAR1"
}

fn helpers(py: Python<'_>) -> PyResult<Bound<'_, PyModule>> {
    py.import("quality_objectives._readers")
}

/// One of the classes of `quality_objectives._readers`, around what was handed in.
fn reader<'py>(
    py: Python<'py>,
    source: &str,
    class: &str,
    arguments: impl PyCallArgs<'py>,
) -> Result<Input, Fault> {
    let made = helpers(py)?.call_method1(class, arguments);
    let made = made.map_err(|error| unreadable_batches(py, source, error))?;
    let records = made.getattr("records")?.extract()?;
    Ok(Input::Reader(made.unbind(), records))
}

/// Which class of `quality_objectives._readers` reads it, if it is of pyarrow and has no stream, or
/// one whose exceptions would be lost on the way. Classes are asked, not objects: of frames and
/// relations, a column may have any name.
fn of_pyarrow(value: &Bound<'_, PyAny>) -> PyResult<Option<&'static str>> {
    let class = value.get_type();
    Ok(if class.hasattr("read_next_batch")? {
        Some("Reader")
    } else if class.hasattr("projected_schema")? {
        Some("Scanner")
    } else if class.hasattr("scanner")? {
        Some("Dataset")
    } else {
        None
    })
}

/// How many rows a table of pyarrow or a frame of pandas has. Others are not asked: a relation of
/// DuckDB would run its query for the answer.
fn length(value: &Bound<'_, PyAny>) -> PyResult<Option<u64>> {
    let class = value.get_type();
    if class.hasattr("num_rows")? {
        return Ok(value.getattr("num_rows")?.extract().ok());
    }
    let is_pandas = class.name()? == "DataFrame" && class.module()?.to_cow()?.starts_with("pandas");
    Ok(if is_pandas { Some(value.len()? as u64) } else { None })
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
        batches.extend(capsule::batches(&part)?);
        start = end;
    }
    if batches.is_empty() {
        batches = capsule::batches(frame)?;
    }
    Ok(batches)
}
