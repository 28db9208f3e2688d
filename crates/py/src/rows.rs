//! Rows of dicts or dataclasses, turned into columns.

mod column;
mod kind;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyMapping, PyString, PyTuple, PyType};
use quality_objectives::{Batch, Bits, Column, Values};

use crate::error::Fault;
use column::{Misfit, column};
use kind::plain;

/// One column, being collected: `None` where a row has no value.
struct Collected<'py> {
    name: String,
    values: Vec<Option<Bound<'py, PyAny>>>,
}

/// Rows as a batch of columns of one type each.
pub(crate) fn batch(source: &str, rows: &Bound<'_, PyList>) -> Result<Batch<'static>, Fault> {
    let mut columns: Vec<Collected<'_>> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        signals(rows.py(), index)?;
        let pairs = pairs(source, &row)?;
        for (position, (name, value)) in pairs.into_iter().enumerate() {
            let at = match columns.get(position) {
                Some(own) if own.name == name => Some(position),
                _ => columns.iter().position(|own| own.name == name),
            };
            let at = at.unwrap_or_else(|| {
                columns.push(Collected { name, values: vec![None; index] });
                columns.len() - 1
            });
            if let Some(own) = columns.get_mut(at) {
                own.values.push(plain(value)?);
            }
        }
        // A row that lacks a key has no value there.
        for own in &mut columns {
            own.values.resize_with(index + 1, || None);
        }
    }
    let (mut taken, mut refused) = (Vec::new(), Vec::new());
    for own in columns {
        match column(&own) {
            Ok(column) => taken.push((own.name, column)),
            Err(Misfit::Column(problem)) => refused.push((own.name, problem)),
            Err(Misfit::Call(error)) => return Err(error.into()),
        }
    }
    if taken.is_empty() {
        // Nothing else says how many rows there are.
        let none = Column::new(Values::Booleans(Bits::filled(false, rows.len())));
        taken.push((String::new(), none));
    }
    Ok(Batch::new(taken)?.without(refused))
}

/// Whether an object is a row: a dict, a dataclass, or another mapping.
pub(crate) fn is_row(row: &Bound<'_, PyAny>) -> PyResult<bool> {
    Ok(row.cast::<PyMapping>().is_ok() || fields(row)?.is_some())
}

/// The fields of a dataclass, if an object is of one.
fn fields<'py>(row: &Bound<'py, PyAny>) -> PyResult<Option<Bound<'py, PyAny>>> {
    let fields = row.getattr_opt("__dataclass_fields__")?;
    Ok(fields.filter(|_| !row.is_instance_of::<PyType>()))
}

/// Ctrl-C ends the reading of a long list, which holds the GIL.
fn signals(py: Python<'_>, row: usize) -> PyResult<()> {
    if row.is_multiple_of(1 << 14) { py.check_signals() } else { Ok(()) }
}

/// The names and values of one row.
fn pairs<'py>(
    source: &str,
    row: &Bound<'py, PyAny>,
) -> Result<Vec<(String, Bound<'py, PyAny>)>, Fault> {
    if let Ok(row) = row.cast::<PyDict>() {
        return row.iter().map(|(name, value)| Ok((named(source, &name)?, value))).collect();
    }
    if let Some(fields) = fields(row)? {
        return fields
            .cast_into::<PyDict>()
            .map_err(PyErr::from)?
            .keys()
            .iter()
            .map(|name| {
                // What is only an argument of the constructor is a field without a value.
                let value = row.getattr_opt(name.cast::<PyString>().map_err(PyErr::from)?)?;
                let value = value.unwrap_or_else(|| row.py().None().into_bound(row.py()));
                Ok((named(source, &name)?, value))
            })
            .collect();
    }
    if let Ok(row) = row.cast::<PyMapping>() {
        return row
            .items()?
            .iter()
            .map(|pair| {
                let (name, value): (Bound<'_, PyAny>, Bound<'_, PyAny>) = pair.extract()?;
                Ok((named(source, &name)?, value))
            })
            .collect();
    }
    let found = row.get_type().name()?;
    let is_list = row.is_instance_of::<PyList>() || row.is_instance_of::<PyTuple>();
    let help = if is_list { "; say which column is which: `dict(zip(names, row))`" } else { "" };
    Err(PyTypeError::new_err(format!(
        "`{source}`: a row is a dict or a dataclass, not a `{found}`{help}"
    ))
    .into())
}

fn named(source: &str, name: &Bound<'_, PyAny>) -> Result<String, Fault> {
    let text = name.cast::<PyString>().map_err(|_| {
        let found = name.get_type().name().map(|name| name.to_string()).unwrap_or_default();
        PyTypeError::new_err(format!(
            "`{source}`: the name of a column is a `str`, not a `{found}`"
        ))
    })?;
    // A name that is no Unicode is none that a plan has; it is shown as far as it can be.
    Ok(text.to_string_lossy().into_owned())
}
