//! What a value of a row is.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{
    PyBool, PyDate, PyDateTime, PyDict, PyFloat, PyInt, PyString, PyType, PyTzInfoAccess,
};

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
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
    pub(super) fn name(self) -> &'static str {
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
    pub(super) fn of(value: &Bound<'_, PyAny>) -> PyResult<Option<Self>> {
        Ok(Some(if value.is_instance_of::<PyString>() {
            Self::Text
        } else if value.is_instance_of::<PyBool>() {
            Self::Boolean
        } else if value.is_instance_of::<PyInt>() {
            Self::Integer
        } else if value.is_instance_of::<PyFloat>() {
            Self::Float
        } else if let Ok(moment) = value.cast::<PyDateTime>() {
            // A zone may give no offset; then the moment is one without a zone to Python.
            let is_aware = moment.get_tzinfo().is_some() && !offset(value)?.is_none();
            if is_aware { Self::Instant } else { Self::Civil }
        } else if value.is_instance_of::<PyDate>() {
            Self::Date
        } else if is_decimal(value)? {
            Self::Decimal
        } else {
            return Ok(None);
        }))
    }

    /// The kind of a column that has values of both; `None` where they do not go together.
    pub(super) fn with(self, other: Self) -> Option<Self> {
        match (self, other) {
            (own, other) if own == other => Some(own),
            (Self::Integer, Self::Decimal) | (Self::Decimal, Self::Integer) => Some(Self::Decimal),
            (Self::Integer, Self::Float) | (Self::Float, Self::Integer) => Some(Self::Float),
            _ => None,
        }
    }
}

/// How far a moment's zone is from UTC; None where the zone does not say.
pub(super) fn offset<'py>(moment: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    moment.call_method0("utcoffset")
}

/// A moment without its zone.
pub(super) fn civil<'py>(moment: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let keywords = PyDict::new(moment.py());
    keywords.set_item("tzinfo", moment.py().None())?;
    moment.call_method("replace", (), Some(&keywords))
}

fn is_decimal(value: &Bound<'_, PyAny>) -> PyResult<bool> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    value.is_instance(CLASS.import(value.py(), "decimal", "Decimal")?)
}

/// A value as one of Python's own types; `None` of what is no value: None, NaN, and the NaT and NA of
/// pandas and NumPy. What is of another type is left as it is.
pub(super) fn plain(value: Bound<'_, PyAny>) -> PyResult<Option<Bound<'_, PyAny>>> {
    if value.is_none() {
        return Ok(None);
    }
    if let Ok(number) = value.cast::<PyFloat>() {
        return Ok((!number.value().is_nan()).then_some(value));
    }
    let is_own = value.is_exact_instance_of::<PyString>()
        || value.is_exact_instance_of::<PyBool>()
        || value.is_exact_instance_of::<PyInt>()
        || value.is_exact_instance_of::<PyDate>()
        || value.is_exact_instance_of::<PyDateTime>();
    if is_own {
        return Ok(Some(value));
    }
    if is_decimal(&value)? {
        let is_nan: bool = value.call_method0("is_nan")?.extract()?;
        return Ok((!is_nan).then_some(value));
    }
    let class = value.get_type();
    let (module, name) = (class.module()?, class.name()?);
    // Where in pandas its classes are, depends on its version.
    let package = module.to_string_lossy();
    match (package.split('.').next(), name.to_string_lossy().as_ref()) {
        (Some("pandas"), "NaTType" | "NAType") => Ok(None),
        (Some("numpy"), name) => of_numpy(value, name),
        _ => Ok(Some(value)),
    }
}

/// A scalar of NumPy's as a value of Python's.
fn of_numpy<'py>(value: Bound<'py, PyAny>, class: &str) -> PyResult<Option<Bound<'py, PyAny>>> {
    let value = match class {
        // Python has no nanoseconds.
        "datetime64" if value.getattr("dtype")?.str()?.to_string_lossy().ends_with("[ns]") => {
            value.call_method1("astype", ("datetime64[us]",))?
        }
        // Written in the digits that stand for it, not in those of a float of twice the size.
        "float16" | "float32" => value.str()?.into_any(),
        _ => value,
    };
    let plain = match class {
        "float16" | "float32" => value.py().get_type::<PyFloat>().call1((value,))?,
        "bool" | "bool_" | "datetime64" => value.call_method0("item")?,
        name if name.starts_with("int") || name.starts_with("uint") => {
            value.call_method0("item")?
        }
        _ => value,
    };
    let is_nan = plain.cast::<PyFloat>().is_ok_and(|number| number.value().is_nan());
    Ok((!plain.is_none() && !is_nan).then_some(plain))
}
