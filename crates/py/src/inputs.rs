//! Records in any form that Python has them in.

use std::path::PathBuf;

use arrow_array::{RecordBatch, RecordBatchReader};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyString, PyTuple};
use quality_objectives::Batch;

use crate::error::{Fault, unreadable_frame};
use crate::{capsule, rows};

/// What a caller handed in for one source: one file or table each.
pub(crate) enum Input {
    Csv(PathBuf),
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
            Self::Stream(_, records) => *records,
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

/// How many rows a table of pyarrow or a frame of pandas has. Others are not asked: a relation of
/// DuckDB would run its query for the answer.
fn length(value: &Bound<'_, PyAny>) -> PyResult<Option<u64>> {
    if let Some(rows) = value.getattr_opt("num_rows")? {
        return Ok(rows.extract().ok());
    }
    let class = value.get_type();
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
