//! Data frames of polars and pandas, and what cannot be taken over of them.

use arrow_array::RecordBatch;
use pyo3::prelude::*;
use pyo3::types::PyList;
use quality_objectives::Problem;

use crate::capsule;
use crate::error::is_of_the_library;

/// A library of data frames whose columns can be asked for one by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Library {
    Polars,
    Pandas,
}

/// Which library a frame is of.
pub(crate) fn library(value: &Bound<'_, PyAny>) -> PyResult<Option<Library>> {
    let class = value.get_type();
    if class.name()? != "DataFrame" {
        return Ok(None);
    }
    let module = class.module()?;
    let module = module.to_cow()?;
    let is_of = |name: &str| module.split('.').next() == Some(name);
    Ok(if is_of("polars") {
        Some(Library::Polars)
    } else if is_of("pandas") {
        Some(Library::Pandas)
    } else {
        None
    })
}

/// Columns that could not be taken over, and why.
pub(crate) type Refused = Vec<(String, Problem)>;

/// What was taken over of a frame.
pub(crate) struct Taken {
    pub(crate) batches: Vec<RecordBatch>,
    pub(crate) refused: Refused,
}

impl Taken {
    pub(crate) fn whole(batches: Vec<RecordBatch>) -> Self {
        Self { batches, refused: Refused::new() }
    }
}

/// The batches of what speaks the Arrow PyCapsule protocol; of a frame of polars, its pieces.
pub(crate) fn taken(value: &Bound<'_, PyAny>) -> PyResult<Taken> {
    if library(value)? != Some(Library::Polars) {
        return capsule::batches(value).map(Taken::whole);
    }
    match pieces(value) {
        Ok(batches) => Ok(Taken::whole(batches)),
        Err(error) => {
            let (rest, refused) = apart(value, Library::Polars, error)?;
            Ok(Taken { batches: pieces(&rest)?, refused })
        }
    }
}

/// A frame of pandas that could not be taken over as it is, for this reason.
pub(crate) fn rescued(value: &Bound<'_, PyAny>, error: PyErr) -> PyResult<Taken> {
    if library(value)? != Some(Library::Pandas) {
        return Err(error);
    }
    let (rest, refused) = apart(value, Library::Pandas, error)?;
    Ok(Taken { batches: capsule::batches(&rest)?, refused })
}

/// A frame without the columns that cannot be taken over, and what these are. One of them shall not
/// make the whole frame unreadable: the plan may not read it.
fn apart<'py>(
    frame: &Bound<'py, PyAny>,
    library: Library,
    error: PyErr,
) -> PyResult<(Bound<'py, PyAny>, Refused)> {
    let py = frame.py();
    if !is_of_the_library(py, &error) {
        return Err(error);
    }
    match column_by_column(frame, library) {
        Ok(Some(found)) => Ok(found),
        Err(other) if !is_of_the_library(py, &other) => Err(other),
        // Nothing is learnt of its columns one by one.
        Ok(None) | Err(_) => Err(error),
    }
}

fn column_by_column<'py>(
    frame: &Bound<'py, PyAny>,
    library: Library,
) -> PyResult<Option<(Bound<'py, PyAny>, Refused)>> {
    let py = frame.py();
    let mut rest = frame.clone();
    let (kept, mut refused) = (PyList::empty(py), Refused::new());
    let columns = frame.getattr("columns")?;
    let names = PyList::empty(py);
    columns.try_iter()?.try_for_each(|name| names.append(name?))?;
    for name in names.iter() {
        // Two columns of one name are not told apart by it: only pandas has such.
        if names.call_method1("count", (&name,))?.extract::<usize>()? > 1 {
            let name = name.str()?.to_string_lossy().into_owned();
            if refused.iter().all(|(own, _)| *own != name) {
                let message = format!("column `{name}` occurs twice");
                let problem = Problem::new("column-repeated", &name, message);
                refused.push((name, problem.help("rename or leave out one of them")));
            }
            continue;
        }
        let one = frame.get_item(PyList::new(py, [&name])?)?;
        if let Err(reason) = capsule::batches(&one) {
            let own = frame.get_item(&name)?;
            // Polars gives a column of its type `Null` a buffer, which Arrow has none of.
            if library == Library::Polars && own.call_method0("null_count")?.eq(own.len()?)? {
                let texts = py.import("polars")?.getattr("String")?;
                rest = rest.call_method1("with_columns", (own.call_method1("cast", (texts,))?,))?;
            } else {
                let found = own.getattr("dtype")?;
                let name = name.str()?.to_cow()?.into_owned();
                let problem = unsuitable(py, library, &name, &found, &reason)?;
                refused.push((name, problem));
                continue;
            }
        }
        kept.append(name)?;
    }
    // Without a column nothing says how many records there are.
    if kept.is_empty() { Ok(None) } else { Ok(Some((rest.get_item(kept)?, refused))) }
}

/// Why a column of a frame cannot be taken over.
fn unsuitable(
    py: Python<'_>,
    library: Library,
    name: &str,
    found: &Bound<'_, PyAny>,
    reason: &PyErr,
) -> PyResult<Problem> {
    let (message, help) = match library {
        Library::Polars => (
            format!("column `{name}` is of the type {found} of polars, which cannot be read"),
            "convert it to text, booleans, integers of at most 64 bits, decimals, floats, dates or \
             datetimes, or to categories",
        ),
        Library::Pandas => {
            // pyarrow says which value it stumbled over first, and then the column.
            let arguments = reason.value(py).getattr("args")?;
            let said =
                arguments.get_item(0).unwrap_or_else(|_| reason.value(py).clone().into_any());
            (
                format!(
                    "column `{name}` is of the type {found} of pandas and cannot be read: {said}"
                ),
                "give it values of one type: texts, numbers, dates or booleans",
            )
        }
    };
    Ok(Problem::new("column-type", name, message).help(help))
}

/// The pieces in which polars holds a frame. Asked for the whole of a frame, it copies the pieces
/// of each column into one; asked for a part that is one piece in every column, it copies nothing.
fn pieces(frame: &Bound<'_, PyAny>) -> PyResult<Vec<RecordBatch>> {
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
