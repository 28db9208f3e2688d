//! The values of one column of rows, as a column of one type.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime};
use pyo3::exceptions::{PyOverflowError, PyUnicodeEncodeError};
use pyo3::prelude::*;
use pyo3::types::{PyInt, PyString};
use quality_objectives::{Bits, Column, Problem, Strings, TimeUnit, Values};

use super::kind::{Kind, civil, offset};
use super::{Collected, signals};
use crate::error::is_of_the_library;

/// The day from which days are counted.
const EPOCH: NaiveDate = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap();

/// Digits of whole numbers and decimals that are written out in full. Beyond them no column takes
/// them, and Python refuses to, or fills the memory.
const DIGITS: i64 = 1000;

/// Why a column of rows was not taken over.
pub(super) enum Misfit {
    /// Its values do not fit: no fault of the records until the plan reads it.
    Column(Problem),
    /// What was raised meanwhile concerns the call: Ctrl-C, no more memory.
    Call(PyErr),
}

impl From<PyErr> for Misfit {
    fn from(error: PyErr) -> Self {
        Self::Call(error)
    }
}

fn misfit(name: &str, row: usize, found: &str, help: &str) -> Misfit {
    let message = format!("column `{name}` has {found} in row {}", row + 1);
    Misfit::Column(Problem::new("column-type", name, message).help(help))
}

const ONE_TYPE: &str = "give a column values of one type: str, bool, int, float, Decimal, date or \
                        datetime, and None where there is none";

/// A value that raised an exception when it was read.
fn unreadable(name: &str, row: usize, value: &Bound<'_, PyAny>, error: PyErr) -> Misfit {
    let py = value.py();
    if !is_of_the_library(py, &error) {
        return Misfit::Call(error);
    }
    if error.is_instance_of::<PyUnicodeEncodeError>(py) {
        let help = "mend the text where it comes from: one half of a surrogate pair stands alone, as \
                    `errors=\"surrogateescape\"` leaves it";
        return misfit(name, row, "a text that is no Unicode", help);
    }
    let class = value.get_type().name().map(|name| name.to_string()).unwrap_or_default();
    let found = format!("a `{class}` that cannot be read ({})", error.value(py));
    misfit(name, row, &found, "mend the value, or write None where there is none")
}

/// The kind of a column's values; `None` where there are none.
fn kind(own: &Collected<'_>) -> Result<Option<Kind>, Misfit> {
    let mut kind: Option<Kind> = None;
    for (row, value) in own.values.iter().enumerate() {
        let Some(value) = value else { continue };
        signals(value.py(), row)?;
        let found = Kind::of(value).map_err(|error| unreadable(&own.name, row, value, error))?;
        let Some(found) = found else {
            let found = format!("a value of the type `{}`", value.get_type().name()?);
            return Err(misfit(&own.name, row, &found, ONE_TYPE));
        };
        let before = kind.unwrap_or(found);
        let both = before.with(found).ok_or_else(|| {
            let article = if found == Kind::Integer { "an" } else { "a" };
            let found = format!("{article} {} after values of {}", found.name(), before.name());
            misfit(&own.name, row, &found, ONE_TYPE)
        });
        kind = Some(both?);
    }
    Ok(kind)
}

/// A column of the type that the values of a column of rows have in common.
pub(super) fn column(own: &Collected<'_>) -> Result<Column<'static>, Misfit> {
    let valid: Bits = own.values.iter().map(Option::is_some).collect();
    let values = match kind(own)? {
        None => texts(own, |_| Ok(String::new()))?,
        Some(Kind::Text) => {
            texts(own, |value| Ok(value.cast::<PyString>()?.to_cow()?.into_owned()))?
        }
        Some(Kind::Boolean) => {
            Values::Booleans(each::<bool>(own, |value| value.extract())?.into_iter().collect())
        }
        Some(Kind::Integer) => {
            let mut is_wide = false;
            let narrow = each(own, |value| match value.extract::<i64>() {
                Err(error) if error.is_instance_of::<PyOverflowError>(value.py()) => {
                    is_wide = true;
                    Ok(0)
                }
                own => own,
            })?;
            if is_wide { decimals(own)? } else { Values::Integers(Cow::Owned(narrow)) }
        }
        Some(Kind::Float) => Values::Floats(Cow::Owned(each(own, |value| value.extract::<f64>())?)),
        Some(Kind::Decimal) => decimals(own)?,
        Some(Kind::Date) => {
            let days = each(own, |value| {
                let days = value.extract::<NaiveDate>()?.signed_duration_since(EPOCH).num_days();
                Ok(i32::try_from(days).unwrap_or_default())
            })?;
            Values::Days(Cow::Owned(days))
        }
        Some(Kind::Civil) => instants(each(own, micros)?, false),
        Some(Kind::Instant) => instants(each(own, instant)?, true),
    };
    Ok(Column::with_validity(values, valid))
}

/// The digits of a whole number or a decimal, without an exponent.
fn digits(value: &Bound<'_, PyAny>) -> PyResult<String> {
    if value.is_instance_of::<PyInt>() {
        let bits: i64 = value.call_method0("bit_length")?.extract()?;
        let is_long = bits / 3 > DIGITS;
        return Ok(if is_long { format!("int of {bits} bits") } else { value.str()?.to_string() });
    }
    if !value.is_truthy()? {
        return Ok("0".to_owned());
    }
    let magnitude: i64 = value.call_method0("adjusted")?.extract()?;
    if magnitude.abs() > DIGITS {
        return Ok(value.str()?.to_string());
    }
    value.call_method1("__format__", ("f",))?.extract()
}

/// Whole numbers and decimals at the finest scale that one of them has. Where one is beyond 128 bits
/// or infinite they are texts, of which those that can be read are read exactly.
fn decimals(own: &Collected<'_>) -> Result<Values<'static>, Misfit> {
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

/// Microseconds since 1970 of a moment's civil time.
fn micros(value: &Bound<'_, PyAny>) -> PyResult<i64> {
    let civil: NaiveDateTime = civil(value)?.extract()?;
    Ok(civil.and_utc().timestamp_micros())
}

/// Microseconds since 1970 of a moment with any zone: its civil time less its offset.
fn instant(value: &Bound<'_, PyAny>) -> PyResult<i64> {
    let offset = offset(value)?.extract::<chrono::TimeDelta>()?;
    Ok(micros(value)? - offset.num_microseconds().unwrap_or_default())
}

/// A value for each row; the default where there is none.
fn each<T: Default>(
    own: &Collected<'_>,
    mut convert: impl FnMut(&Bound<'_, PyAny>) -> PyResult<T>,
) -> Result<Vec<T>, Misfit> {
    let mut values = Vec::with_capacity(own.values.len());
    for (row, value) in own.values.iter().enumerate() {
        values.push(match value {
            None => T::default(),
            Some(value) => {
                signals(value.py(), row)?;
                convert(value).map_err(|error| unreadable(&own.name, row, value, error))?
            }
        });
    }
    Ok(values)
}

fn texts(
    own: &Collected<'_>,
    convert: impl Fn(&Bound<'_, PyAny>) -> PyResult<String>,
) -> Result<Values<'static>, Misfit> {
    let (mut offsets, mut data) = (vec![0_i64], String::new());
    for (row, value) in own.values.iter().enumerate() {
        if let Some(value) = value {
            signals(value.py(), row)?;
            let text = convert(value).map_err(|error| unreadable(&own.name, row, value, error))?;
            data.push_str(&text);
        }
        offsets.push(i64::try_from(data.len()).unwrap_or(i64::MAX));
    }
    let (offsets, data) = (Cow::Owned(offsets), Cow::Owned(data));
    Ok(Values::Text(Strings::LargeOffsets { offsets, data }))
}
