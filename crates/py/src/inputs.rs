//! Records in any form that Python has them in.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use pyo3::call::PyCallArgs;
use pyo3::exceptions::{PyOSError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyString, PyTuple};
use quality_objectives::Batch;

use crate::error::{Fault, unreadable_batches, unreadable_frame};
use crate::frame::{self, Library, Taken};
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
    Batches(Taken),
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
            Self::Batches(own) => Some(own.batches.iter().map(|own| own.num_rows() as u64).sum()),
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
    if is_lazy(value)? {
        return Ok(vec![reader(value.py(), source, "Lazy", (value,))?]);
    }
    if frame::library(value)? == Some(Library::Polars) {
        return Ok(vec![Input::Batches(frame::taken(value).map_err(own)?)]);
    }
    if let Some(class) = of_pyarrow(value)? {
        return Ok(vec![reader(value.py(), source, class, (value,))?]);
    }
    if value.hasattr("__arrow_c_stream__")? {
        return Ok(vec![Input::Stream(value.clone().unbind(), length(value)?)]);
    }
    if value.hasattr("__arrow_c_array__")? {
        let batch = capsule::array(value).map_err(|error| refused(source, value, error))?;
        return Ok(vec![Input::Batches(Taken::whole(vec![batch]))]);
    }
    let list = match value.cast::<PyTuple>() {
        Ok(tuple) => tuple.to_list(),
        Err(_) => value.cast::<PyList>().map_err(|_| unsuitable(source, value))?.clone(),
    };
    let Ok(first) = list.get_item(0) else { return Ok(vec![Input::Nothing]) };
    if is_input(&first)? {
        let parts = list.iter().map(|part| inputs(source, &part)).collect::<Result<Vec<_>, _>>()?;
        return Ok(parts.into_iter().flatten().collect());
    }
    Ok(vec![Input::Rows(rows::batch(source, &list)?)])
}

/// Whether the first item of a list is itself a table, a path, or a list of rows; else it is a row.
fn is_input(first: &Bound<'_, PyAny>) -> PyResult<bool> {
    let names = ["__fspath__", "__arrow_c_stream__", "__arrow_c_array__"];
    if first.is_instance_of::<PyString>()
        || is_lazy(first)?
        || of_pyarrow(first)?.is_some()
        || names.iter().any(|name| first.hasattr(*name).unwrap_or(false))
    {
        return Ok(true);
    }
    // A row without names of columns is a list as well, of anything but rows.
    let is_list = first.is_instance_of::<PyList>() || first.is_instance_of::<PyTuple>();
    Ok(is_list && first.get_item(0).map_or(Ok(true), |row| rows::is_row(&row))?)
}

/// Why what should hold records cannot be taken over.
pub(crate) fn refused(source: &str, value: &Bound<'_, PyAny>, error: PyErr) -> PyErr {
    if capsule::is_one_column(&error) {
        return unsuitable(source, value);
    }
    unreadable_frame(value.py(), source, error)
}

fn unsuitable(source: &str, value: &Bound<'_, PyAny>) -> PyErr {
    let found = value.get_type().name().map(|name| name.to_string()).unwrap_or_default();
    let has = |name: &str| value.hasattr(name).unwrap_or(false);
    let help = if value.is_instance_of::<PyDict>() {
        "; a dict of columns becomes a table with `pyarrow.table` or `polars.DataFrame`"
    } else if has("__next__") {
        "; an iterator becomes a list with `list`"
    } else if has("__arrow_c_stream__") || has("__arrow_c_array__") {
        ", which is one column"
    } else {
        ""
    };
    PyTypeError::new_err(format!(
        "`{source}`: records are a data frame or table (anything with `__arrow_c_stream__`), a list \
         of dicts or dataclasses, the path of a CSV or Parquet file or of a folder of Parquet \
         files, a dataset of pyarrow, or a list of such tables or paths, not a `{found}`{help}"
    ))
}

/// A file or folder: what is in it says which kind it is, not its name.
fn of_path(source: &str, value: &Bound<'_, PyAny>) -> Result<Vec<Input>, Fault> {
    let (py, path): (_, PathBuf) = (value.py(), value.extract()?);
    if path.is_dir() {
        let found = helpers(py)?.call_method1("files", (&path,)).map_err(|error| {
            // A folder that cannot be opened is told as Python tells it.
            let is_told = error.is_instance_of::<PyOSError>(py);
            if is_told { error } else { unreadable_batches(py, source, error) }
        })?;
        let files = found.try_iter()?.map(|file| {
            let (path, constants): (PathBuf, Bound<'_, PyAny>) = file?.extract()?;
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
    let is_pandas = frame::library(value)? == Some(Library::Pandas);
    Ok(if is_pandas { Some(value.len()? as u64) } else { None })
}

/// Whether it is a lazy frame of polars.
fn is_lazy(value: &Bound<'_, PyAny>) -> PyResult<bool> {
    let class = value.get_type();
    Ok(class.name()? == "LazyFrame" && class.module()?.to_cow()?.starts_with("polars."))
}
