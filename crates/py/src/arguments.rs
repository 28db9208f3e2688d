//! From Python's arguments to what the core takes.

use std::num::NonZeroUsize;

use chrono::NaiveDate;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::inspect::{PyStaticConstant, PyStaticExpr};
use pyo3::prelude::*;
use pyo3::types::{PyDateTime, PyMapping};
use pyo3::{type_hint_identifier, type_hint_subscript};

/// A day in an argument: a `datetime.date` that is no `datetime.datetime`, whose time of day would
/// be lost without a word.
pub(crate) struct Day(pub(crate) NaiveDate);

impl FromPyObject<'_, '_> for Day {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = type_hint_identifier!("datetime", "date");

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        if object.is_instance_of::<PyDateTime>() {
            return Err(PyTypeError::new_err(
                "a day is a `datetime.date`; of a `datetime.datetime` take `.date()`",
            ));
        }
        Ok(Self(object.extract()?))
    }
}

/// A mapping in an argument.
pub(crate) struct Map<V>(pub(crate) Vec<(String, V)>);

impl<'a, 'py, V: FromPyObjectOwned<'py>> FromPyObject<'a, 'py> for Map<V> {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = type_hint_subscript!(
        type_hint_identifier!("collections.abc", "Mapping"),
        type_hint_identifier!("builtins", "str"),
        V::INPUT_TYPE
    );

    fn extract(object: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        let pairs = object.cast::<PyMapping>()?.items()?;
        let pairs = pairs.iter().map(|pair| {
            let (name, value): (String, Bound<'py, PyAny>) = pair.extract()?;
            Ok((name, value.extract().map_err(Into::into)?))
        });
        Ok(Self(pairs.collect::<PyResult<_>>()?))
    }
}

/// A sequence in an argument.
pub(crate) struct Seq<V>(pub(crate) Vec<V>);

impl<'a, 'py, V: FromPyObjectOwned<'py>> FromPyObject<'a, 'py> for Seq<V> {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr =
        type_hint_subscript!(type_hint_identifier!("collections.abc", "Sequence"), V::INPUT_TYPE);

    fn extract(object: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        Ok(Self(object.extract()?))
    }
}

/// A whole number in an argument.
pub(crate) struct Count(pub(crate) u64);

impl FromPyObject<'_, '_> for Count {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = type_hint_identifier!("builtins", "int");

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        Ok(Self(object.extract()?))
    }
}

/// What is looked at before it is known what it is.
pub(crate) struct Anything<'py>(pub(crate) Bound<'py, PyAny>);

impl<'py> FromPyObject<'_, 'py> for Anything<'py> {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = type_hint_identifier!("builtins", "object");

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        Ok(Self(object.to_owned()))
    }
}

/// A text in an argument that is one of a few words; which of them, is looked at later.
macro_rules! choices {
    ($($name:ident { $($word:literal),+ })+) => {$(
        pub(crate) struct $name(pub(crate) String);

        impl FromPyObject<'_, '_> for $name {
            type Error = PyErr;

            const INPUT_TYPE: PyStaticExpr = PyStaticExpr::Subscript {
                value: &type_hint_identifier!("typing", "Literal"),
                slice: &PyStaticExpr::Tuple {
                    elts: &[$(PyStaticExpr::Constant { value: PyStaticConstant::Str($word) }),+],
                },
            };

            fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
                Ok(Self(object.extract()?))
            }
        }
    )+};
}

choices! {
    GrainChoice { "day", "week", "month", "quarter", "half_year", "year" }
    LanguageChoice { "vi", "en" }
    FormatChoice { "text", "markdown" }
    PartChoice {
        "numerator", "denominator", "not_in_numerator", "undecided", "coming", "counted",
        "promoters", "detractors", "standing", "left_only"
    }
}

/// One day or several, in an argument.
#[derive(FromPyObject)]
pub(crate) enum Days {
    One(Day),
    Several(Seq<Day>),
}

impl Days {
    pub(crate) fn into_days(self) -> Vec<NaiveDate> {
        match self {
            Self::One(day) => vec![day.0],
            Self::Several(days) => days.0.into_iter().map(|day| day.0).collect(),
        }
    }
}

/// How many threads count, in an argument.
pub(crate) struct Threads(NonZeroUsize);

impl FromPyObject<'_, '_> for Threads {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = Count::INPUT_TYPE;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        let found = NonZeroUsize::new(object.extract()?).map(Self);
        found.ok_or_else(|| PyValueError::new_err("`threads` is at least 1"))
    }
}

impl Threads {
    /// As many as there are cores unless given.
    pub(crate) fn count(given: Option<Self>) -> NonZeroUsize {
        let cores = || std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        given.map_or_else(cores, |given| given.0)
    }
}
