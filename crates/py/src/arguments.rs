//! From Python's arguments to what the core takes.

use std::num::NonZeroUsize;

use chrono::NaiveDate;
use pyo3::exceptions::{PyOverflowError, PyTypeError, PyValueError};
use pyo3::inspect::{PyStaticConstant, PyStaticExpr};
use pyo3::prelude::*;
use pyo3::types::{PyDateTime, PyMapping, PySequence, PyString};
use pyo3::{type_hint_identifier, type_hint_subscript, type_hint_union};

/// What an argument should be, and what was handed in.
pub(crate) fn unsuitable(expected: &str, found: Borrowed<'_, '_, PyAny>) -> PyErr {
    let found = found.get_type().name().map(|name| name.to_string()).unwrap_or_default();
    PyTypeError::new_err(format!("{expected}, not a `{found}`"))
}

/// A text in an argument.
fn text(object: Borrowed<'_, '_, PyAny>) -> PyResult<String> {
    let text = object.cast::<PyString>().map_err(|_| unsuitable("a name is a `str`", object))?;
    Ok(text.to_cow()?.into_owned())
}

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
        if object.is_instance_of::<PyString>() {
            let message = "a day is a `datetime.date`; of a text make one by `date.fromisoformat`";
            return Err(PyTypeError::new_err(message));
        }
        let day = object.extract().map_err(|_| unsuitable("a day is a `datetime.date`", object))?;
        Ok(Self(day))
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
        let mapping = object.cast::<PyMapping>();
        let mapping = mapping.map_err(|_| unsuitable("a mapping of names is a `dict`", object))?;
        let pairs = mapping.items()?;
        let pairs = pairs.iter().map(|pair| {
            let (name, value): (Bound<'py, PyAny>, Bound<'py, PyAny>) = pair.extract()?;
            let name = text(name.as_borrowed())?;
            let own = value.extract().map_err(Into::into).map_err(|error: PyErr| {
                let py = value.py();
                let is_type = error.get_type(py).is(py.get_type::<PyTypeError>());
                let said = format!("`{name}`: {}", error.value(py));
                if is_type { PyTypeError::new_err(said) } else { error }
            });
            Ok((name, own?))
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
        if object.is_instance_of::<PyString>() {
            return Err(PyTypeError::new_err(format!(
                "several are a list, not a `str`: write `[{}]`",
                object.repr()?
            )));
        }
        let items = object.try_iter().map_err(|_| unsuitable("several are a list", object))?;
        let items = items.map(|item| item?.extract().map_err(Into::into));
        Ok(Self(items.collect::<PyResult<_>>()?))
    }
}

/// Whole numbers in arguments, each with its name and the least that it may be.
macro_rules! numbers {
    ($($(#[$about:meta])* $name:ident($argument:literal, $least:literal);)+) => {$(
        $(#[$about])*
        pub(crate) struct $name(pub(crate) u64);

        impl FromPyObject<'_, '_> for $name {
            type Error = PyErr;

            const INPUT_TYPE: PyStaticExpr = type_hint_identifier!("builtins", "int");

            fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
                number($argument, $least, object).map(Self)
            }
        }

        impl $name {
            /// The number as one of this machine's size; as large as there are where it is larger.
            #[allow(dead_code, reason = "not every one counts what lies in memory")]
            pub(crate) fn size(&self) -> usize {
                usize::try_from(self.0).unwrap_or(usize::MAX)
            }
        }
    )+};
}

numbers! {
    /// How many cells a tally may have.
    CellLimit("cell_limit", 0);
    /// How many cases a proportion will have in the end.
    Expected("expected", 0);
    /// Which of the files or tables that were handed in.
    Input("input", 0);
    /// How many cases are listed.
    Limit("limit", 0);
    /// How many cases are shown.
    Shown("shown", 0);
    /// How many threads count.
    Threads("threads", 1);
    /// How many columns a text has.
    Width("width", 0);
}

fn number(argument: &str, least: u64, object: Borrowed<'_, '_, PyAny>) -> PyResult<u64> {
    let expected = || format!("`{argument}` is a whole number of at least {least}");
    match object.extract::<u64>() {
        Ok(number) if number >= least => Ok(number),
        Ok(number) => Err(PyValueError::new_err(format!("{}, not {number}", expected()))),
        Err(error) if error.is_instance_of::<PyOverflowError>(object.py()) => {
            Err(PyValueError::new_err(if object.lt(0)? {
                format!("{}, not {}", expected(), object.repr()?)
            } else {
                format!("`{argument}` is at most {}", u64::MAX)
            }))
        }
        Err(_) => Err(unsuitable(&expected(), object)),
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
pub(crate) enum Days {
    One(Day),
    Several(Seq<Day>),
}

impl FromPyObject<'_, '_> for Days {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = type_hint_union!(Day::INPUT_TYPE, Seq::<Day>::INPUT_TYPE);

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        if object.cast::<PySequence>().is_ok() && !object.is_instance_of::<PyString>() {
            return object.extract().map(Self::Several);
        }
        object.extract().map(Self::One)
    }
}

impl Days {
    pub(crate) fn into_days(self) -> Vec<NaiveDate> {
        match self {
            Self::One(day) => vec![day.0],
            Self::Several(days) => days.0.into_iter().map(|day| day.0).collect(),
        }
    }
}

impl Threads {
    /// As many as there are cores unless given.
    pub(crate) fn count(given: Option<Self>) -> NonZeroUsize {
        let cores = || std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        given.and_then(|given| NonZeroUsize::new(given.size())).unwrap_or_else(cores)
    }
}
