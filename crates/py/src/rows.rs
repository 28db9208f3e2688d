//! Rows of dicts or dataclasses, turned into columns.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{
    PyBool, PyDate, PyDateTime, PyDict, PyFloat, PyInt, PyList, PyMapping, PyString, PyTuple,
    PyType, PyTzInfoAccess,
};
use quality_objectives::{Batch, Bits, Column, Problem, Strings, TimeUnit, Values};

use crate::error::Fault;

/// The day from which days are counted.
const EPOCH: NaiveDate = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap();

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Boolean,
    Integer,
    Float,
    Decimal,
    Date,
    Civil,
    Instant,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Text => "str",
            Self::Boolean => "bool",
            Self::Integer => "int",
            Self::Float => "float",
            Self::Decimal => "Decimal",
            Self::Date => "date",
            Self::Civil => "datetime without a zone",
            Self::Instant => "datetime with a zone",
        }
    }

    /// The kind of a value; `None` of one that no column takes.
    fn of(value: &Bound<'_, PyAny>) -> PyResult<Option<Self>> {
        Ok(Some(if value.is_instance_of::<PyString>() {
            Self::Text
        } else if value.is_instance_of::<PyBool>() {
            Self::Boolean
        } else if value.is_instance_of::<PyInt>() {
            Self::Integer
        } else if value.is_instance_of::<PyFloat>() {
            Self::Float
        } else if let Ok(moment) = value.cast::<PyDateTime>() {
            if moment.get_tzinfo().is_some() { Self::Instant } else { Self::Civil }
        } else if value.is_instance_of::<PyDate>() {
            Self::Date
        } else if value.is_instance(&value.py().import("decimal")?.getattr("Decimal")?)? {
            Self::Decimal
        } else {
            return Ok(None);
        }))
    }

    /// The kind of a column that has values of both; `None` where they do not go together.
    fn with(self, other: Self) -> Option<Self> {
        match (self, other) {
            (own, other) if own == other => Some(own),
            (Self::Integer, Self::Decimal) | (Self::Decimal, Self::Integer) => Some(Self::Decimal),
            (Self::Integer, Self::Float) | (Self::Float, Self::Integer) => Some(Self::Float),
            _ => None,
        }
    }
}

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
                own.values.push((!value.is_none()).then_some(value));
            }
        }
        // A row that lacks a key has no value there.
        for own in &mut columns {
            own.values.resize_with(index + 1, || None);
        }
    }
    let (mut taken, mut refused) = (Vec::new(), Vec::new());
    for own in columns {
        match column(&own)? {
            Ok(column) => taken.push((own.name, column)),
            Err(problem) => refused.push((own.name, problem)),
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
                let name = named(source, &name)?;
                let value = row.getattr(name.as_str())?;
                Ok((name, value))
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
    Ok(text.to_cow()?.into_owned())
}

/// Why a column cannot be taken over. It is no fault of the records until the plan reads it.
fn fault(name: &str, row: usize, found: &str) -> Problem {
    let message = format!("column `{name}` has {found} in row {}", row + 1);
    Problem::new("column-type", name, message).help(
        "give a column values of one type: str, bool, int, float, Decimal, date or datetime, and \
         None where there is none",
    )
}

/// The kind of a column's values; `None` where there are none.
fn kind(own: &Collected<'_>) -> PyResult<Result<Option<Kind>, Problem>> {
    let mut kind: Option<Kind> = None;
    for (row, value) in own.values.iter().enumerate() {
        let Some(value) = value else { continue };
        signals(value.py(), row)?;
        let Some(found) = Kind::of(value)? else {
            let found = value.get_type().name()?;
            let found = format!("a value of the type `{found}`");
            return Ok(Err(fault(&own.name, row, &found)));
        };
        kind = match kind {
            None => Some(found),
            Some(before) => {
                let Some(both) = before.with(found) else {
                    let found = format!("a {} after values of {}", found.name(), before.name());
                    return Ok(Err(fault(&own.name, row, &found)));
                };
                Some(both)
            }
        };
    }
    Ok(Ok(kind))
}

fn column(own: &Collected<'_>) -> PyResult<Result<Column<'static>, Problem>> {
    let kind = match kind(own)? {
        Ok(kind) => kind,
        Err(problem) => return Ok(Err(problem)),
    };
    let mut valid = Bits::default();
    for value in &own.values {
        valid.push(match value {
            // NaN is no value anywhere.
            Some(value) if kind == Some(Kind::Decimal) => !is_nan(value)?,
            value => value.is_some(),
        });
    }
    let values = match kind {
        None => texts(own, |_| Ok(String::new()))?,
        Some(Kind::Text) => {
            texts(own, |value| Ok(value.cast::<PyString>()?.to_cow()?.into_owned()))?
        }
        Some(Kind::Boolean) => {
            let mut bits = Bits::default();
            for value in each::<bool>(own, |value| value.extract())? {
                bits.push(value);
            }
            Values::Booleans(bits)
        }
        Some(Kind::Integer) => match each(own, |value| value.extract::<i64>()) {
            Ok(values) => Values::Integers(Cow::Owned(values)),
            // Beyond 64 bits.
            Err(_) => decimals(own)?,
        },
        Some(Kind::Float) => Values::Floats(Cow::Owned(each(own, |value| value.extract::<f64>())?)),
        Some(Kind::Decimal) => decimals(own)?,
        Some(Kind::Date) => {
            let days = each(own, |value| {
                let days = value.extract::<NaiveDate>()?.signed_duration_since(EPOCH).num_days();
                Ok(i32::try_from(days).unwrap_or_default())
            })?;
            Values::Days(Cow::Owned(days))
        }
        Some(Kind::Civil) => instants(
            each(own, |value| Ok(value.extract::<NaiveDateTime>()?.and_utc().timestamp_micros()))?,
            false,
        ),
        Some(Kind::Instant) => instants(each(own, instant)?, true),
    };
    Ok(Ok(Column::with_validity(values, valid)))
}

fn is_nan(value: &Bound<'_, PyAny>) -> PyResult<bool> {
    // An `int` among decimals has no such method.
    value.call_method0("is_nan").map_or(Ok(false), |is_nan| is_nan.extract())
}

/// Whole numbers and decimals at the finest scale that one of them has. Where one is beyond 128 bits
/// or infinite they are texts, of which those that can be read are read exactly.
fn decimals(own: &Collected<'_>) -> PyResult<Values<'static>> {
    let digits = |value: &Bound<'_, PyAny>| -> PyResult<String> {
        if value.is_instance_of::<PyInt>() {
            return Ok(value.str()?.to_cow()?.into_owned());
        }
        if is_nan(value)? {
            return Ok("0".to_owned());
        }
        // Without an exponent.
        value.call_method1("__format__", ("f",))?.extract()
    };
    let found = each(own, digits)?;
    let places = |text: &str| text.split_once('.').map_or(0, |(_, places)| places.len());
    let scale = found.iter().map(|text| places(text)).max().unwrap_or_default();
    let scaled = found.iter().map(|text| {
        let missing = scale - places(text);
        let text = if text.is_empty() { "0".to_owned() } else { text.replacen('.', "", 1) };
        let zeros = 10_i128.checked_pow(u32::try_from(missing).ok()?)?;
        text.parse::<i128>().ok()?.checked_mul(zeros)
    });
    match (scaled.collect::<Option<Vec<_>>>(), i8::try_from(scale)) {
        (Some(values), Ok(scale @ ..=38)) => {
            Ok(Values::Decimals { values: Cow::Owned(values), scale })
        }
        _ => texts(own, digits),
    }
}

fn instants(values: Vec<i64>, utc: bool) -> Values<'static> {
    Values::Instants { values: Cow::Owned(values), unit: TimeUnit::Microsecond, utc }
}

/// Microseconds since 1970 of a moment with any zone: its civil time less its offset.
fn instant(value: &Bound<'_, PyAny>) -> PyResult<i64> {
    let offset = value.call_method0("utcoffset")?.extract::<chrono::TimeDelta>()?;
    let keywords = PyDict::new(value.py());
    keywords.set_item("tzinfo", value.py().None())?;
    let civil: NaiveDateTime = value.call_method("replace", (), Some(&keywords))?.extract()?;
    Ok(civil.and_utc().timestamp_micros() - offset.num_microseconds().unwrap_or_default())
}

/// A value for each row; the default where there is none.
fn each<T: Default>(
    own: &Collected<'_>,
    convert: impl Fn(&Bound<'_, PyAny>) -> PyResult<T>,
) -> PyResult<Vec<T>> {
    own.values.iter().map(|value| value.as_ref().map_or(Ok(T::default()), &convert)).collect()
}

fn texts(
    own: &Collected<'_>,
    convert: impl Fn(&Bound<'_, PyAny>) -> PyResult<String>,
) -> PyResult<Values<'static>> {
    let (mut offsets, mut data) = (vec![0_i64], String::new());
    for value in &own.values {
        if let Some(value) = value {
            data.push_str(&convert(value)?);
        }
        offsets.push(i64::try_from(data.len()).unwrap_or(i64::MAX));
    }
    let (offsets, data) = (Cow::Owned(offsets), Cow::Owned(data));
    Ok(Values::Text(Strings::LargeOffsets { offsets, data }))
}
